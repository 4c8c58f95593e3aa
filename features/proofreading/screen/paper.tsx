// The findings on paper, after the text with its numbered marks: for the meeting and for the author. Only drawn while printing.
import type { ReactElement } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import type { AnswerReply, ManuscriptReply } from '../words.ts';
import { Signed } from './marks.tsx';
import { failingOf, type Proof, repairsOf, shapeOf, shortName } from './model.ts';
import { useWords } from './words.ts';
import './paper.css';

export function Paper({
  of,
  proof,
  answers,
}: {
  of: ManuscriptReply;
  proof: Proof;
  answers: ReadonlyMap<string, AnswerReply>;
}): ReactElement {
  const say = useWords();
  const pick = usePick();
  const nameAt = (id: string): string => {
    const statement = proof.statements[proof.indexOf.get(id) ?? -1];
    return statement ? shortName(statement) : '';
  };
  return (
    <section className="pf-paper sz-print-only">
      <h2>{say('paper.title', { title: of.title })}</h2>
      <p>{say('paper.counts', { relations: of.counts.relations, holding: of.counts.relations - of.counts.failing })}</p>
      <table>
        <thead>
          <tr>
            <th className="pf-paper-number">{say('paper.number')}</th>
            <th className="pf-paper-grade">{say('severity')}</th>
            <th>{say('paper.what')}</th>
            <th className="pf-paper-reply">{say('paper.answer')}</th>
          </tr>
        </thead>
        <tbody>
          {proof.findings.map((one) => {
            const answer = answers.get(one.key);
            return (
              <tr key={one.key}>
                <td>{one.number}</td>
                <td>
                  {shapeOf[one.severity]} {say(`severity.${one.severity}`)}
                  <div>{say(`finding.${one.kind}`)}</div>
                </td>
                <td>
                  <p>{pick(one.sentence)}</p>
                  {failingOf(proof, one)
                    .slice(0, 1)
                    .map((relation) => (
                      <p key={relation.id}>{relation.arithmetic}</p>
                    ))}
                  {repairsOf(proof, one)
                    .slice(0, 9)
                    .map(({ repair }, index) => (
                      <p key={index}>
                        {say('paper.repair', { number: index + 1 })}{' '}
                        {repair.changes.map((change) => `${nameAt(change.term)} ${change.from} → ${change.to}`).join('；')}{' '}
                        {pick(repair.consequence)}
                      </p>
                    ))}
                  {pick(one.evidence) && (
                    <p>
                      {say('evidence')} {pick(one.evidence)}
                    </p>
                  )}
                </td>
                <td>
                  {answer && (
                    <>
                      <p>
                        <b>{say(`answered.${answer.kind}`)}</b>
                      </p>
                      {answer.repair?.changes.map((change) => (
                        <p key={change.term}>
                          {change.from} → {change.to}
                        </p>
                      ))}
                      {answer.note && <p>{answer.note}</p>}
                      <Signed answer={answer} />
                    </>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="pf-paper-sign">{say('paper.sign')}</p>
    </section>
  );
}
