// Stop and re-plan: the days and sites of a stop, tried over every plan; which promises it breaks; and the order itself. What moves is decided by the
// rules; here one asks, waits with the count in sight, and reads.
import { Button } from 'antd';
import { type ReactElement, useId, useState } from 'react';
import { useGo } from '../../../ui/address.ts';
import { useRead, useWrite } from '../../../ui/call.ts';
import { deviceNow } from '../../../ui/device/moment.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Page, Section } from '../../../ui/kit/Page.tsx';
import { ProgressLine } from '../../../ui/kit/ProgressLine.tsx';
import { useMay, useRegion, useSession } from '../../../ui/session.ts';
import { listPlans } from '../words.ts';
import { orderStop, readShockRun, type ShockRun, tryShock } from '../words-dated.ts';
import { DayField } from './day-field.tsx';
import { ShockRows } from './shock-rows.tsx';
import { useWords } from './words.ts';
import { useDatedWords } from './words-dated.ts';
import './plans.css';
import './dated.css';

const askAgainMs = 400;

export default function ShockPage(): ReactElement {
  const say = useDatedWords();
  const words = useWords();
  const here = useRegion();
  const { person } = useSession();
  const mayOrder = useMay('plan.stop');
  const [region, setRegion] = useState(here.code);
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [on, setOn] = useState('');
  const [sites, setSites] = useState<ReadonlySet<string>>(new Set());
  const [began, setBegan] = useState(0);
  const trial = useWrite(tryShock, { stale: [], quiet: true });
  const polled = useRead(
    readShockRun,
    { id: trial.data?.id as never },
    {
      enabled: trial.data?.state === 'running' || trial.data?.state === 'waiting',
      refetchInterval: (run) => (run === undefined || run.state === 'running' || run.state === 'waiting' ? askAgainMs : false),
      staleTime: 0,
    },
  );
  const run = polled.data?.id === trial.data?.id ? (polled.data ?? trial.data) : trial.data;
  const asked = { region: region as never, from: from as never, to: to as never, sites: [...sites] as never };
  return (
    <Page title={say('shock')} path={[{ text: words('plans'), to: '/plans' }]} about={say('shock.about')}>
      <form
        className="pl-make"
        onSubmit={(event) => {
          event.preventDefault();
          setBegan(Date.parse(deviceNow()));
          trial.mutate({ ...asked, on: on === '' ? null : (on as never) });
        }}
      >
        <label>
          {say('region')}
          <select
            className="sz-input"
            value={region}
            onChange={(event) => {
              setRegion(event.target.value);
              setSites(new Set());
              trial.reset();
            }}
          >
            {person.regions.map((one) => (
              <option key={one.code} value={one.code}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <DayField name={say('from')} value={from} onChange={setFrom} required />
        <DayField name={say('to')} value={to} onChange={setTo} required />
        <DayField name={say('on')} value={on} onChange={setOn} />
        <Sites key={region} region={region} chosen={sites} onChange={setSites} />
        <div className="pl-acts">
          <Button htmlType="submit" type="primary" loading={trial.isPending} disabled={from === '' || to === ''}>
            {say(trial.data ? 'try.again' : 'try')}
          </Button>
        </div>
      </form>
      {(trial.error ?? polled.error) && <ErrorNote error={trial.error ?? polled.error} />}
      {run && <Outcome run={run} began={began} />}
      {mayOrder && run?.result && on === '' && <Order key={`${region}${from}${to}`} asked={asked} />}
    </Page>
  );
}

/** A re-planning: how far it is, or what came out. */
function Outcome({ run, began }: { run: ShockRun; began?: number }): ReactElement {
  const say = useDatedWords();
  if (run.state === 'failed') return <Empty text={say('failed')} />;
  if (!run.result)
    return (
      <ProgressLine
        label={say('running')}
        done={run.done}
        total={run.total > 0 ? run.total : null}
        unit={say('running.unit')}
        {...(began !== undefined && { startedAt: began })}
      />
    );
  const { plans, affected, lost, later, kept, unreadable, rows } = run.result;
  const shown = rows.filter((row) => row.outcome === 'kept').length;
  return (
    <Section
      title={affected === 0 ? say('result.none', { plans }) : say('result', { plans, affected })}
      note={say('seconds', { seconds: run.seconds })}
    >
      {affected > 0 && (
        <dl className="pl-tally" aria-live="polite">
          {(
            [
              ['lost', lost],
              ['later', later],
              ['kept', kept],
            ] as const
          ).map(([group, count]) => (
            <div key={group} className={`pl-tally-${group}`}>
              <dt>{say(`group.${group}`)}</dt>
              <dd>{count}</dd>
            </div>
          ))}
        </dl>
      )}
      {unreadable > 0 && <p className="sz-label">{say('unreadable', { count: unreadable })}</p>}
      {rows.length > 0 && <ShockRows rows={rows} />}
      {shown < kept && <p className="sz-label">{say('rows.shown', { shown, all: kept })}</p>}
    </Section>
  );
}

function Sites({
  region,
  chosen,
  onChange,
}: {
  region: string;
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}): ReactElement {
  const say = useDatedWords();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const id = useId();
  const { data } = useRead(listPlans, { region: region as never, limit: 500 }, { enabled: open });
  const found = (data?.rows ?? []).filter((row) => row.projectName.includes(text.trim()));
  return (
    <details className="pl-sites" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {say('sites')} · {chosen.size === 0 ? say('sites.all') : say('sites.chosen', { count: chosen.size })}
      </summary>
      <label htmlFor={id}>{say('sites.find')}</label>
      <input id={id} className="sz-input" value={text} onChange={(event) => setText(event.target.value)} />
      {data && found.length === 0 && <p className="sz-label">{say('sites.none')}</p>}
      <ul>
        {found.slice(0, 60).map((row) => (
          <li key={row.projectId}>
            <label>
              <input
                type="checkbox"
                checked={chosen.has(row.projectId)}
                onChange={(event) => {
                  const next = new Set(chosen);
                  if (event.target.checked) next.add(row.projectId);
                  else next.delete(row.projectId);
                  onChange(next);
                }}
              />
              {row.projectName}
            </label>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Order({ asked }: { asked: { region: never; from: never; to: never; sites: never } }): ReactElement {
  const say = useDatedWords();
  const go = useGo();
  const [name, setName] = useState('');
  const [basis, setBasis] = useState('');
  const write = useWrite(orderStop, {
    done: { zh: '停工令已下达，计划正在重排', en: 'The stop is ordered; plans are being re-planned' },
    quiet: true,
    onDone: ({ id, run }) => go(`/plans/stops/${id}`, { run }),
  });
  return (
    <Section title={say('order.title')} note={say('order.about')}>
      <form
        className="pl-make"
        onSubmit={(event) => {
          event.preventDefault();
          write.mutate({ ...asked, name, basis });
        }}
      >
        <label>
          {say('name')}
          <input className="sz-input" value={name} placeholder={say('name.hint')} onChange={(event) => setName(event.target.value)} />
        </label>
        <label>
          {say('basis')}
          <input className="sz-input" value={basis} placeholder={say('basis.hint')} onChange={(event) => setBasis(event.target.value)} />
        </label>
        <div className="pl-acts">
          <Button
            htmlType="submit"
            type="primary"
            danger
            loading={write.isPending}
            disabled={name.trim().length < 2 || basis.trim().length < 4}
          >
            {say('order')}
          </Button>
        </div>
      </form>
      {write.error && <ErrorNote error={write.error} />}
    </Section>
  );
}
