// The desk of the county: cases by state with their clocks, filters kept in the address, any day of the past by its history. An enterprise's own
// account sees its own case in its place.
import { Button } from 'antd';
import type { ReactElement } from 'react';
import { firstOf, useAddress, useGo, useSearch, valuesOf } from '../../../ui/address.ts';
import { useRead, useWrite } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { useMay, useRegion, useSession } from '../../../ui/session.ts';
import { Actor, actorWords, CaseState, stateWords } from '../words.ts';
import { listCases } from '../words-cases.ts';
import { convertCases } from '../words-regimes.ts';
import { Cases } from './cases-table.tsx';
import { DayField } from './day-field.tsx';
import { demoDay } from './due.tsx';
import Mine from './mine.tsx';
import { useWords } from './words.ts';
import './resumption.css';

export default function Desk(): ReactElement {
  const { person } = useSession();
  return person.role === 'owner' ? <Mine /> : <County />;
}

function County(): ReactElement {
  const say = useWords();
  const pick = usePick();
  const go = useGo();
  const region = useRegion();
  const { demo } = useSession();
  const { search } = useAddress();
  const [, change] = useSearch();
  const may = { handle: useMay('resumption.handle'), regime: useMay('region.read'), purpose: useMay('resumption.purpose') };
  const on = firstOf(search, 'on') ?? (demo ? demoDay : undefined);
  const states = CaseState.options.filter((one) => valuesOf(search, 'state').includes(one));
  const actor = Actor.options.find((one) => one === firstOf(search, 'actor'));
  const overdue = firstOf(search, 'overdue') === 'true';
  const text = firstOf(search, 'q') ?? '';
  const { data, error, refetch } = useRead(
    listCases,
    {
      region: region.code as never,
      ...(on && { on: on as never }),
      ...(states.length > 0 && { state: states }),
      ...(actor && { actor }),
      ...(overdue && { overdue: 'true' }),
      ...(text && { search: text }),
      limit: 500,
    } as never,
    { keepPrevious: true },
  );
  const convert = useWrite(convertCases, { done: { zh: '已按现行口径转换', en: 'Brought under the present regime' } });
  const pending = data?.cases.filter((one) => one.regime.pending).length ?? 0;
  const all = data ? Object.values(data.states).reduce((sum, count) => sum + (count ?? 0), 0) : 0;
  return (
    <Page
      title={say('desk')}
      about={data && say('desk.about', { region: region.name, on: data.on, total: all, overdue: data.overdue, without: data.without })}
      actions={
        <>
          <Button onClick={() => go('/resumption/regimes')}>{say('desk.regimes')}</Button>
          {region.level === 'county' && <Button onClick={() => go('/resumption/route')}>{say('desk.route')}</Button>}
        </>
      }
    >
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {data && data.withoutPurpose > 0 && (
        <p className="sz-note sz-note-caution">
          {say('desk.without-purpose', { count: data.withoutPurpose })}
          {may.purpose && (
            <>
              {' '}
              <Go to="/resumption/purposes">{say('desk.to-purposes')}</Go>
            </>
          )}
        </p>
      )}
      <div className="rs-tools sz-screen-only">
        <DayField small label={say('filter.on')} value={on ?? ''} onChange={(day) => change({ on: day || undefined })} />
        <label>
          <span className="sz-label">{say('filter.search')}</span>
          <input
            className="sz-input"
            type="search"
            defaultValue={text}
            key={text}
            onKeyDown={(event) => event.key === 'Enter' && change({ q: event.currentTarget.value.trim() || undefined })}
            onBlur={(event) => event.currentTarget.value.trim() !== text && change({ q: event.currentTarget.value.trim() || undefined })}
          />
        </label>
        <label>
          <span className="sz-label">{say('filter.actor')}</span>
          <select className="sz-input" value={actor ?? ''} onChange={(event) => change({ actor: event.target.value || undefined })}>
            <option value="">{say('states.all')}</option>
            {Actor.options.map((one) => (
              <option key={one} value={one}>
                {pick(actorWords[one])}
              </option>
            ))}
          </select>
        </label>
        <label className="rs-tick">
          <input type="checkbox" checked={overdue} onChange={(event) => change({ overdue: event.target.checked ? 'true' : undefined })} />
          {say('filter.overdue.yes')}
        </label>
      </div>
      {data && (
        <nav className="rs-states sz-screen-only" aria-label={say('states.label')}>
          <button type="button" aria-pressed={states.length === 0} onClick={() => change({ state: undefined })}>
            {say('states.all')} <b>{all}</b>
          </button>
          {CaseState.options
            .filter((one) => data.states[one] !== undefined)
            .map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={states.includes(one)}
                onClick={() => change({ state: states.includes(one) ? states.filter((other) => other !== one) : [...states, one] })}
              >
                {pick(stateWords[one])} <b>{data.states[one]}</b>
              </button>
            ))}
        </nav>
      )}
      {pending > 0 && may.handle && !demo && (
        <Button className="rs-convert" onClick={() => convert.mutate({ region: region.code as never })} loading={convert.isPending}>
          {say('desk.convert', { count: pending })}
        </Button>
      )}
      {!data && !error && <div aria-busy="true" />}
      {data?.cases.length === 0 && <Empty text={say(all === 0 ? 'desk.none.all' : 'desk.none')} />}
      {data && data.cases.length > 0 && <Cases rows={data.cases} />}
    </Page>
  );
}
