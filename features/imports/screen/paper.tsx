// The doubts on paper: what the clerk takes to the department that must answer, with room to write. Only drawn while printing.
import type { ReactElement } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import { cellName } from '../../../vocabulary/cells.ts';
import type { Finding, ImportReply } from '../words.ts';
import { type Doubts, type Entry, kinds } from './findings.ts';
import { type Intake, useReadText } from './labels.ts';
import { shortTitles, withShortTitle } from './titles.ts';
import { useWords } from './words.ts';

const mostPlaces = 60;

export function Paper({ of, doubts, intake }: { of: ImportReply; doubts: Doubts; intake: Intake | undefined }): ReactElement {
  const say = useWords();
  const asked = (entry: Entry): boolean =>
    entry.kind === 'subtotal' || entry.doubts[0]!.open || (entry.kind === 'warning' && entry.doubts[0]!.answer === null);
  const groups = kinds
    .map((kind) => ({ kind, entries: doubts.entries.filter((entry) => entry.kind === kind && asked(entry)) }))
    .filter((one) => one.entries.length > 0);
  const numbers = new Map(groups.flatMap((group) => group.entries).map((entry, index) => [entry, index + 1]));
  return (
    <div className="im-paper sz-print-only">
      <p>{say('paper.about', { file: of.file.name })}</p>
      {groups.map(({ kind, entries }) => (
        <table key={kind}>
          <caption>
            {say(`kind.${kind}`)}（{entries.reduce((sum, entry) => sum + entry.count, 0)}）
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
            {entries.map((entry) => (
              <Line key={entry.key} of={of} intake={intake} entry={entry} number={numbers.get(entry) ?? 0} />
            ))}
          </tbody>
        </table>
      ))}
      <p className="im-paper-sign">{say('paper.sign')}</p>
    </div>
  );
}

function Line({ of, intake, entry, number }: { of: ImportReply; intake: Intake | undefined; entry: Entry; number: number }): ReactElement {
  const say = useWords();
  const readText = useReadText(intake);
  const pick = usePick();
  const one = entry.doubts[0]!;
  const title =
    one.column === null
      ? undefined
      : shortTitles(of.mapping?.sheets.find((sheet) => sheet.sheet === one.sheet)?.columns ?? []).get(one.column);
  const nameOf = (finding: Finding): string =>
    finding.cell ?? (finding.column ? cellName(finding.row, finding.column) : say('row.n', { row: finding.row }));
  const others = entry.doubts.slice(1, mostPlaces).map(nameOf);
  return (
    <tr>
      <td>{number}</td>
      <td>
        <b>{nameOf(one)}</b>
        <div>{one.sheetName}</div>
      </td>
      <td>{one.mine?.name ?? one.raw}</td>
      <td>
        {withShortTitle(pick(one.problem), one.problem.params.title, title)}
        {one.candidates.map((candidate) => (
          <div key={candidate.id}>
            {say('paper.candidate')}{' '}
            {[candidate.fields.name, candidate.fields.owner, readText('total', candidate.fields.total)].filter(Boolean).join('，')}
          </div>
        ))}
        {others.length > 0 && (
          <div>
            {say('paper.also', { count: entry.count, places: `${others.join('、')}${entry.count > others.length + 1 ? '…' : ''}` })}
          </div>
        )}
      </td>
      <td />
    </tr>
  );
}
