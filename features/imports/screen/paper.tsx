// The doubts on paper: what the clerk takes to the department that must answer, with room to write. Only drawn while printing.
import type { ReactElement } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import { cellName } from '../../../vocabulary/trace.ts';
import type { ImportReply } from '../words.ts';
import { type Doubts, keyOf, kinds } from './findings.ts';
import { useWords } from './words.ts';

export function Paper({ of, doubts }: { of: ImportReply; doubts: Doubts }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const asked = kinds.map((kind) => ({ kind, findings: doubts.of[kind].filter((one) => one.open || kind === 'subtotal' || (kind === 'warning' && one.answer === null)) })).filter((one) => one.findings.length > 0);
  let number = 0;
  return (
    <div className="im-paper sz-print-only">
      <p>{say('paper.about', { file: of.file.name })}</p>
      {asked.map(({ kind, findings }) => (
        <table key={kind}>
          <caption>
            {say(`kind.${kind}`)}（{findings.length}）
          </caption>
          <thead>
            <tr>
              <th className="im-paper-number">{say('paper.number')}</th>
              <th className="im-paper-place">{say('paper.place')}</th>
              <th className="im-paper-raw">{say('paper.raw')}</th>
              <th>{say('paper.why')}</th>
              <th className="im-paper-reply">{say('paper.reply')}</th>
            </tr>
          </thead>
          <tbody>
            {findings.map((one) => {
              number += 1;
              return (
                <tr key={keyOf(one)}>
                  <td>{number}</td>
                  <td>
                    {one.sheetName} {one.cell ?? (one.column ? cellName(one.row, one.column) : say('row.n', { row: one.row }))}
                  </td>
                  <td>{one.mine?.name ?? one.raw}</td>
                  <td>
                    {pick(one.problem)}
                    {one.candidates.map((candidate) => (
                      <div key={candidate.id}>
                        {say('paper.candidate')} {[candidate.fields.name, candidate.fields.owner, candidate.fields.total].filter(Boolean).join('，')}
                      </div>
                    ))}
                  </td>
                  <td />
                </tr>
              );
            })}
          </tbody>
        </table>
      ))}
      <p className="im-paper-sign">{say('paper.sign')}</p>
    </div>
  );
}
