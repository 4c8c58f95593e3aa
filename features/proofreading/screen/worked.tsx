// The arithmetic of a relation as one would write it on paper: every term on its line, what they give, what is printed, and whether the two
// agree. A line leads to its place in the text.
import { type ReactElement, useState } from 'react';
import type { RelationReply } from '../words.ts';
import { type Proof, shortName, subjectOf } from './model.ts';
import { useWords } from './words.ts';
import { offOf, type WorkRow, workOf } from './work.ts';
import './worked.css';

/** A long column is folded: its first and last lines stand for it. */
const most = 14;
const head = 6;
const tail = 3;

export function Worked({
  relation,
  proof,
  onShow,
}: {
  relation: RelationReply;
  proof: Proof;
  onShow: (statement: string) => void;
}): ReactElement {
  const say = useWords();
  const find = (id: string) => proof.statements[proof.indexOf.get(id) ?? -1];
  const { parts, total, computed } = workOf(relation, find);
  const subject = total ?? parts[0];
  const off = offOf(relation);
  const [whole, setWhole] = useState(false);
  const folded = !whole && parts.length > most;
  const line = (row: WorkRow, key: number, extra = ''): ReactElement => (
    <tr key={key} className={extra}>
      <td className="pf-worked-sign">{row.sign === '·' || (row.sign === '+' && key === 0) ? '' : row.sign}</td>
      <td className="pf-worked-name">
        <button type="button" className="pf-link" onClick={() => onShow(row.statement.id)} title={subjectOf(row.statement)}>
          {shortName(row.statement)}
        </button>
      </td>
      <td className="sz-numbers">
        <b>{row.statement.exact}</b>
      </td>
      <td className="pf-worked-unit">{row.statement.unit}</td>
    </tr>
  );
  return (
    <div className={`pf-worked${relation.holds ? '' : ' pf-worked-fail'}`}>
      <p className="pf-worked-what">
        <span className="pf-kind">{say(`relation.${relation.kind}`)}</span>
        {subject && <span className="sz-label">{subjectOf(subject.statement)}</span>}
      </p>
      <table>
        <caption className="sz-hidden">{relation.arithmetic}</caption>
        <tbody>
          {parts.slice(0, folded ? head : parts.length).map((row, index) => line(row, index))}
          {folded && (
            <tr className="pf-worked-folded">
              <td />
              <td colSpan={3}>
                <button type="button" className="pf-link" onClick={() => setWhole(true)}>
                  {say('worked.folded', { count: parts.length - head - tail })}
                </button>
              </td>
            </tr>
          )}
          {folded && parts.slice(-tail).map((row, index) => line(row, parts.length - tail + index))}
        </tbody>
        {total && (
          <tbody className="pf-worked-total">
            {computed !== null && (
              <tr>
                <td className="pf-worked-sign">=</td>
                <td className="pf-worked-name">{say('worked.computed')}</td>
                <td className="sz-numbers">
                  <b>{computed}</b>
                </td>
                <td className="pf-worked-unit">{total.statement.unit}</td>
              </tr>
            )}
            {line(
              { ...total, sign: computed === null ? total.sign : relation.holds ? '=' : '≠' },
              parts.length,
              relation.holds ? '' : 'pf-worked-wrong',
            )}
          </tbody>
        )}
      </table>
      <p className="pf-worked-line">
        <span className="pf-clamp">{relation.arithmetic}</span> <b>{relation.holds ? '✓' : '✗'}</b>
        {off && <span className="pf-worked-off"> {say(`worked.${off.way}`, { difference: off.by })}</span>}
      </p>
    </div>
  );
}
