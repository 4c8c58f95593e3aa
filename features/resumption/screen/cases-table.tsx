// Cases as rows: whose, where each stands, what is next, who acts and until when.
import type { ReactElement } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import { Go } from '../../../ui/kit/Go.tsx';
import { actorWords, stateWords } from '../words.ts';
import type { CaseLine } from '../words-cases.ts';
import { Due } from './due.tsx';
import { useWords } from './words.ts';

export function Cases({ rows }: { rows: readonly CaseLine[] }): ReactElement {
  const say = useWords();
  const pick = usePick();
  return (
    <table className="rs-table">
      <thead>
        <tr>
          <th scope="col">{say('col.enterprise')}</th>
          <th scope="col">{say('col.state')}</th>
          <th scope="col">{say('col.next')}</th>
          <th scope="col">{say('col.owner')}</th>
          <th scope="col">{say('col.due')}</th>
          <th scope="col">{say('col.regime')}</th>
          <th scope="col">{say('col.number')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <Go to={`/resumption/${row.region}/${row.id}`}>{row.enterprise}</Go>
            </th>
            <td data-label={say('col.state')}>
              <span className={`rs-state rs-state-${row.state}`}>{pick(stateWords[row.state])}</span>
            </td>
            <td data-label={say('col.next')}>{pick(row.next)}</td>
            <td data-label={say('col.owner')}>{row.actor === 'enterprise' ? pick(actorWords.enterprise) : pick(row.owner)}</td>
            <td data-label={say('col.due')} className="rs-nowrap">
              <Due line={row} />
            </td>
            <td data-label={say('col.regime')}>{pick(row.regime)}</td>
            <td data-label={say('col.number')} className="rs-nowrap">
              {row.number}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
