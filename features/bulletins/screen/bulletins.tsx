// The list of bulletins of a region and year by kind, and the way to a new one.
import { Button } from 'antd';
import type { ReactElement } from 'react';
import { firstOf, useGo, useSearch } from '../../../ui/address.ts';
import { useRead, useWrite } from '../../../ui/call.ts';
import { instantText, usePick } from '../../../ui/i18n.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { Pop } from '../../../ui/kit/Pop.tsx';
import { useMay, useRegion, useRegionName, useYear } from '../../../ui/session.ts';
import { BulletinKind, type BulletinLine, kindWords, listBulletins, startBulletin } from '../words.ts';
import { Status } from './status.tsx';
import { useWords } from './words.ts';
import './bulletins.css';

export default function Bulletins(): ReactElement {
  const say = useWords();
  const pick = usePick();
  const go = useGo();
  const region = useRegion();
  const year = useYear();
  const may = useMay('bulletin.write');
  const [search, change] = useSearch();
  const kind = BulletinKind.options.find((one) => one === firstOf(search, 'kind'));
  const { data, error, refetch, isPending } = useRead(
    listBulletins,
    { region: region.code as never, year, ...(kind && { kind }), limit: 200 },
    { keepPrevious: true },
  );
  const start = useWrite(startBulletin, { onDone: (reply) => go(`/bulletins/${reply.region}/${reply.id}`) });
  const begin = (one: BulletinKind): void => start.mutate({ region: region.code as never, kind: one, year });
  return (
    <Page
      title={say('title')}
      about={say('list.about', { region: region.name, year })}
      actions={
        <>
          <Button onClick={() => go('/bulletin-templates', kind && { kind })}>{say('templates')}</Button>
          {may && kind && (
            <Button type="primary" loading={start.isPending} onClick={() => begin(kind)}>
              {say('new.kind', { kind: pick(kindWords[kind]) })}
            </Button>
          )}
          {may && !kind && (
            <Pop label={say('new')} side="right" className="bl-menu-main">
              {(close) => (
                <ul className="bl-kinds">
                  {BulletinKind.options.map((one) => (
                    <li key={one}>
                      <button
                        type="button"
                        className="sz-button-plain bl-kind"
                        disabled={start.isPending}
                        onClick={() => {
                          close();
                          begin(one);
                        }}
                      >
                        {pick(kindWords[one])}
                      </button>
                    </li>
                  ))}
                </ul>
              )}
            </Pop>
          )}
        </>
      }
    >
      <nav className="sz-tab-row sz-screen-only" aria-label={say('col.kind')}>
        {[undefined, ...BulletinKind.options].map((one) => (
          <button key={one ?? 'all'} type="button" className="sz-tab" aria-pressed={one === kind} onClick={() => change({ kind: one })}>
            {one ? pick(kindWords[one]) : say('all')}
          </button>
        ))}
      </nav>
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {!isPending && data?.bulletins.length === 0 && (
        <Empty
          text={say(may ? 'none' : 'none.read', { year })}
          action={
            may ? (
              <div className="bl-starts">
                {(kind ? [kind] : BulletinKind.options).map((one) => (
                  <Button key={one} loading={start.isPending && start.variables?.kind === one} onClick={() => begin(one)}>
                    {say('new.kind', { kind: pick(kindWords[one]) })}
                  </Button>
                ))}
              </div>
            ) : undefined
          }
        />
      )}
      {data && data.bulletins.length > 0 && <Lines lines={data.bulletins} />}
    </Page>
  );
}

function Lines({ lines }: { lines: readonly BulletinLine[] }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const nameOf = useRegionName();
  return (
    <table className="bl-list">
      <thead>
        <tr>
          <th scope="col">{say('col.number')}</th>
          <th scope="col">{say('col.title')}</th>
          <th scope="col">{say('col.kind')}</th>
          <th scope="col">{say('col.region')}</th>
          <th scope="col">{say('col.status')}</th>
          <th scope="col">{say('col.by')}</th>
          <th scope="col">{say('col.at')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((one) => (
          <tr key={`${one.region}/${one.id}`}>
            <td className="bl-list-number">{one.number === null ? '—' : say('number', { number: one.number })}</td>
            <th scope="row">
              <Go to={`/bulletins/${one.region}/${one.id}`}>{one.title}</Go>
            </th>
            <td>{pick(kindWords[one.kind])}</td>
            <td>{nameOf(one.region, one.regionName)}</td>
            <td>
              <Status status={one.status} />
            </td>
            <td>{one.issuedBy ?? one.by}</td>
            <td className="bl-list-at">{instantText(one.issuedAt ?? one.updatedAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
