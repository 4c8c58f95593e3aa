// The route of a day: which enterprises are visited, in which order, by whom. The clerk moves a stop up; the order is what the phones of the
// inspectors show.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { firstOf, useSearch } from '../../../ui/address.ts';
import { useRead, useWrite } from '../../../ui/call.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { useMay, useRegion, useSession } from '../../../ui/session.ts';
import { dayRoute, orderRoute } from '../words-cases.ts';
import { DayField } from './day-field.tsx';
import { useWords } from './words.ts';
import './resumption.css';

export default function Route(): ReactElement {
  const say = useWords();
  const region = useRegion();
  const { demo } = useSession();
  const [search, change] = useSearch();
  const may = useMay('resumption.handle');
  const asked = firstOf(search, 'on') ?? (demo ? '2020-02-12' : undefined);
  const { data, error, refetch } = useRead(dayRoute, { region: region.code as never, ...(asked && { on: asked as never }) });
  const on = data?.on ?? asked ?? '';
  const [order, setOrder] = useState<{ on: string; visits: string[] } | undefined>();
  const save = useWrite(orderRoute, { done: { zh: '顺序已保存', en: 'The order is saved' }, onDone: () => setOrder(undefined) });
  const places = order && order.on === on ? order.visits : (data?.stops.map((one) => one.visit) ?? []);
  const stops = places.flatMap((id) => data?.stops.find((one) => one.visit === id) ?? []);
  const up = (at: number): void => {
    const next = [...places];
    [next[at - 1], next[at]] = [next[at]!, next[at - 1]!];
    setOrder({ on, visits: next });
  };
  return (
    <Page
      title={say('route')}
      about={region.name}
      path={[{ text: say('desk'), to: '/resumption' }]}
      actions={
        order && (
          <Button
            type="primary"
            loading={save.isPending}
            onClick={() => save.mutate({ region: region.code as never, on: on as never, visits: places as never })}
          >
            {say('route.save')}
          </Button>
        )
      }
    >
      <div className="rs-tools sz-screen-only">
        <DayField small label={say('ask.day')} value={on} onChange={(day) => change({ on: day || undefined })} />
      </div>
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {data && stops.length === 0 && <Empty text={say('route.none')} />}
      <ol className="rs-route">
        {stops.map((stop, at) => (
          <li key={stop.visit}>
            <div>
              <b>{stop.time}</b> <Go to={`/resumption/${region.code}/${stop.case}`}>{stop.enterprise}</Go>{' '}
              <span className="sz-label">{stop.address}</span>
            </div>
            <div className="sz-label">
              {stop.members.map((one) => `${one.organisation}${one.person ? ` ${one.person}` : ''}`).join('、')}
            </div>
            {may && at > 0 && (
              <Button size="small" onClick={() => up(at)} aria-label={`${say('route.up')} ${stop.enterprise}`}>
                ↑ {say('route.up')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Page>
  );
}
