// The plans that a stop moves, those that lose their promise first: promise, days before and after, drawn on one line of time for all. Where things stand on
// that line is all that is reckoned here.
import type { ReactElement } from 'react';
import { instantText } from '../../../ui/i18n.ts';
import { Go } from '../../../ui/kit/Go.tsx';
import { Light } from '../../../ui/kit/Light.tsx';
import { useRegionName } from '../../../ui/session.ts';
import type { ShockRow, StopEffect } from '../words-dated.ts';
import { useDatedWords } from './words-dated.ts';

const light = { lost: 'late', later: 'warning', kept: 'normal' } as const;
const at = (day: string): number => Date.parse(day);

export interface Choice {
  chosen: ReadonlySet<string>;
  onChoose: (project: string, chosen: boolean) => void;
}

export function ShockRows({
  rows,
  choice,
}: {
  rows: readonly (ShockRow | StopEffect)[];
  /** Present: rows that wait can be chosen. */
  choice?: Choice | undefined;
}): ReactElement {
  const say = useDatedWords();
  const regionName = useRegionName();
  const regions = new Set(rows.map((row) => row.region)).size;
  const days = rows.flatMap((row) => [at(row.before), at(row.after), at(row.promised)]);
  const [first, last] = [days.reduce((a, b) => Math.min(a, b), Infinity), days.reduce((a, b) => Math.max(a, b), -Infinity)];
  const place = (day: string): string => `${(2 + (96 * (at(day) - first)) / Math.max(1, last - first)).toFixed(2)}%`;
  const late = (row: ShockRow): string =>
    row.daysLate > 0
      ? say('late.by', { count: row.daysLate })
      : row.daysLate < 0
        ? say('spare.by', { count: -row.daysLate })
        : say('exact');
  const effects = rows.some((row) => 'accepted' in row);
  return (
    <>
      <p className="sz-label pl-legend" aria-hidden="true">
        {say('legend')}
      </p>
      <table className="pl-table pl-shock-rows">
        <thead>
          <tr>
            <th scope="col">{say('col.outcome')}</th>
            <th scope="col">{say('col.project')}</th>
            <th scope="col">{say('col.promised')}</th>
            <th scope="col">{say('col.before')}</th>
            <th scope="col">{say('col.after')}</th>
            <th scope="col">{say('col.span')}</th>
            <th scope="col">{say('col.moved')}</th>
            {effects && <th scope="col">{say('col.accepted')}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const accepted = 'accepted' in row ? row.accepted : undefined;
            return (
              <tr key={row.projectId}>
                <td>
                  <Light state={light[row.outcome]} word={late(row)} />
                </td>
                <th scope="row">
                  {choice && accepted === null && (
                    <input
                      type="checkbox"
                      className="pl-choose"
                      aria-label={say('accept.choose', { name: row.name })}
                      checked={choice.chosen.has(row.projectId)}
                      onChange={(event) => choice.onChoose(row.projectId, event.target.checked)}
                    />
                  )}
                  <Go to={`/plans/${row.region}/${row.projectId}`}>{row.name}</Go>
                  {regions > 1 && <span className="sz-label"> {regionName(row.region)}</span>}
                </th>
                <td data-label={say('col.promised')} className="pl-day">
                  {row.promised}
                </td>
                <td data-label={say('col.before')} className="pl-day">
                  {row.before}
                </td>
                <td data-label={say('col.after')} className="pl-day">
                  {row.after}
                </td>
                <td className="pl-span-cell" aria-hidden="true">
                  <div className="pl-span">
                    <i
                      className={`pl-span-bar pl-span-${row.outcome}`}
                      style={{ left: place(row.before), right: `calc(100% - ${place(row.after)})` }}
                    />
                    <i className="pl-span-promise" style={{ left: place(row.promised) }} />
                    <i className="pl-span-before" style={{ left: place(row.before) }} />
                    <i className={`pl-span-after pl-span-${row.outcome}`} style={{ left: place(row.after) }} />
                  </div>
                </td>
                <td data-label={say('col.moved')}>{row.moved > 0 ? say('moved', { count: row.moved }) : say('moved.none')}</td>
                {effects && (
                  <td data-label={say('col.accepted')}>
                    {accepted ? (
                      <>
                        {say('accepted.by', { by: accepted.by, at: instantText(accepted.at) })}
                        <div className="sz-label">{accepted.reason}</div>
                      </>
                    ) : (
                      say('waiting')
                    )}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </>
  );
}
