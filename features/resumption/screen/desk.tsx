// The desk of the county: its enterprises and where each one stands.
import type { ReactElement } from 'react';
import { useRead } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { useRegion } from '../../../ui/session.ts';
import { sectorWords } from '../words.ts';
import { listEnterprises } from '../words-cases.ts';
import { useWords } from './words.ts';

export default function Desk(): ReactElement {
  const say = useWords();
  const pick = usePick();
  const region = useRegion();
  const { data, error, refetch } = useRead(listEnterprises, { region: region.code as never }, { keepPrevious: true });
  return (
    <Page title={say('desk')} about={data && say('desk.about', { region: region.name, total: data.total })}>
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {data?.enterprises.length === 0 && <Empty text={say('desk.none')} />}
      {data && data.enterprises.length > 0 && (
        <table className="pl-table">
          <thead>
            <tr>
              <th scope="col">{say('col.enterprise')}</th>
              <th scope="col">{say('col.sector')}</th>
              <th scope="col">{say('col.people')}</th>
              <th scope="col">{say('col.to')}</th>
            </tr>
          </thead>
          <tbody>
            {data.enterprises.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.name}</th>
                <td>{pick(sectorWords[row.sector])}</td>
                <td>{row.peopleEmployed}</td>
                <td>{row.parkName || row.sectorDepartment}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Page>
  );
}
