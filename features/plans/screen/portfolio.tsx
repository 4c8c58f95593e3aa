// Scarce things that projects share: what there is and who needs it, the turns tried with the search in sight, before and after for each project, what one
// more would bring, and accepting. Who waits for whom is decided by the rules.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { deviceNow } from '../../../ui/device/moment.ts';
import { usePick } from '../../../ui/i18n.ts';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Light } from '../../../ui/kit/Light.tsx';
import { Page, Section } from '../../../ui/kit/Page.tsx';
import { ProgressLine } from '../../../ui/kit/ProgressLine.tsx';
import { useMay, useRegion } from '../../../ui/session.ts';
import {
  acceptPortfolio,
  listResources,
  type PlanResource,
  type PortfolioRun,
  readPortfolioRun,
  setDemands,
  setResource,
  tryPortfolio,
} from '../words-portfolio.ts';
import { DayField } from './day-field.tsx';
import { useWords } from './words.ts';
import { useDatedWords } from './words-dated.ts';
import './plans.css';
import './dated.css';

const askAgainMs = 400;
const going = (run: PortfolioRun | undefined): boolean => run?.state === 'running' || run?.state === 'waiting';

export default function PortfolioPage(): ReactElement {
  const say = useDatedWords();
  const words = useWords();
  const region = useRegion();
  const mayEdit = useMay('plan.edit');
  const mayAccept = useMay('plan.approve');
  const [more, setMore] = useState('');
  const [began, setBegan] = useState(0);
  const { data, error, refetch } = useRead(listResources, { region: region.code as never });
  const trial = useWrite(tryPortfolio, { stale: [], quiet: true });
  const polled = useRead(
    readPortfolioRun,
    { id: trial.data?.id as never },
    { enabled: going(trial.data), refetchInterval: (run) => (run === undefined || going(run) ? askAgainMs : false), staleTime: 0 },
  );
  const run = polled.data?.id === trial.data?.id ? (polled.data ?? trial.data) : trial.data;
  const resources = data?.resources ?? [];
  return (
    <Page title={say('portfolio')} path={[{ text: words('plans'), to: '/plans' }]} about={region.name}>
      <p className="pl-about">{say('portfolio.about')}</p>
      {error && <ErrorNote error={error} onRetry={refetch} />}
      <Section title={say('resources')}>
        {data && resources.length === 0 && <p className="sz-label">{say('resources.none')}</p>}
        <ul className="pl-baselines">
          {resources.map((one) => (
            <Thing key={one.id} region={region.code} one={one} mayEdit={mayEdit} />
          ))}
        </ul>
        {mayEdit && <NewThing region={region.code} />}
      </Section>
      {resources.length > 0 && (
        <form
          className="pl-make"
          onSubmit={(event) => {
            event.preventDefault();
            setBegan(Date.parse(deviceNow()));
            trial.mutate({ region: region.code as never, more: more === '' ? null : (more as never) });
          }}
        >
          <label>
            {say('level.more')}
            <select className="sz-input" value={more} onChange={(event) => setMore(event.target.value)}>
              <option value="">{say('level.none')}</option>
              {resources.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          </label>
          <div className="pl-acts">
            <Button htmlType="submit" type="primary" loading={trial.isPending}>
              {say('level.try')}
            </Button>
          </div>
        </form>
      )}
      {trial.error && <ErrorNote error={trial.error} />}
      {run && <Turns run={run} began={began} more={resources.find((one) => one.id === more)?.name ?? ''} />}
      {mayAccept && run?.result && run.result.rows.some((row) => row.moves.length > 0) && (
        <Accept key={run.id} region={region.code} run={run.id} />
      )}
    </Page>
  );
}

function Thing({ region, one, mayEdit }: { region: string; one: PlanResource; mayEdit: boolean }): ReactElement {
  const say = useDatedWords();
  const [text, setText] = useState('');
  const [units, setUnits] = useState('1');
  const write = useWrite(setDemands, { done: { zh: '已设定', en: 'Set' }, quiet: true });
  return (
    <li>
      <b>{one.name}</b>
      {one.capacities.map((dated) => (
        <span key={dated.from} className="pl-mark">
          {say('resource.told', { count: dated.capacity, from: dated.from })}
        </span>
      ))}
      <span className="sz-label"> {say('resource.needs', { nodes: one.nodes, projects: one.projects })}</span>
      {mayEdit && (
        <form
          className="pl-make pl-needs"
          onSubmit={(event) => {
            event.preventDefault();
            write.mutate({ region: region as never, id: one.id as never, words: text, units: Number(units) || 0 });
          }}
        >
          <label>
            {say('demand.words')}
            <input className="sz-input" value={text} placeholder={say('demand.hint')} onChange={(event) => setText(event.target.value)} />
          </label>
          <label>
            {say('demand.units')}
            <input className="sz-input" inputMode="numeric" value={units} onChange={(event) => setUnits(event.target.value)} />
          </label>
          <Button htmlType="submit" loading={write.isPending} disabled={text.trim().length < 2}>
            {say('demand.save')}
          </Button>
        </form>
      )}
      {write.error && <ErrorNote error={write.error} />}
    </li>
  );
}

function NewThing({ region }: { region: string }): ReactElement {
  const say = useDatedWords();
  const [name, setName] = useState('');
  const [capacity, setCapacity] = useState('1');
  const [from, setFrom] = useState('');
  const write = useWrite(setResource, { done: { zh: '已登记', en: 'Put down' }, quiet: true, onDone: () => setName('') });
  return (
    <form
      className="pl-make"
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate({ region: region as never, name, capacity: Number(capacity) || 0, from: from as never });
      }}
    >
      <label>
        {say('resource.name')}
        <input
          className="sz-input"
          value={name}
          placeholder={say('resource.name.hint')}
          onChange={(event) => setName(event.target.value)}
        />
      </label>
      <label>
        {say('resource.capacity')}
        <input className="sz-input" inputMode="numeric" value={capacity} onChange={(event) => setCapacity(event.target.value)} />
      </label>
      <DayField name={say('resource.from')} value={from} onChange={setFrom} required />
      <div className="pl-acts">
        <Button htmlType="submit" loading={write.isPending} disabled={name.trim().length < 2 || from === ''}>
          {say('resource.save')}
        </Button>
      </div>
      {write.error && <ErrorNote error={write.error} />}
    </form>
  );
}

function Turns({ run, began, more }: { run: PortfolioRun; began: number; more: string }): ReactElement {
  const say = useDatedWords();
  const pick = usePick();
  const best = run.best.at(-1);
  if (run.state === 'failed') return <Empty text={say('level.failed')} />;
  if (!run.result)
    return (
      <>
        <ProgressLine label={say('leveling')} done={run.tried} total={run.budget} unit={say('leveling.unit')} startedAt={began} />
        {best && <p className="sz-label">{say('leveling.best', { tried: best.tried, late: best.lateDays })}</p>}
      </>
    );
  const { rows, keptBefore, keptAfter, keptMore, lateAfter, lateMore, overDays } = run.result;
  if (rows.length === 0) return <Empty text={say('level.empty')} />;
  const late = (days: number): string =>
    days > 0 ? say('late.by', { count: days }) : days < 0 ? say('spare.by', { count: -days }) : say('exact');
  return (
    <Section
      title={say('level.result', { kept: keptAfter, all: rows.length })}
      note={say('level.note', { before: keptBefore, late: lateAfter })}
    >
      {keptMore !== null && lateMore !== null && <p>{say('level.more.note', { name: more, kept: keptMore, late: lateMore })}</p>}
      {overDays > 0 && <p className="sz-label">{say('level.over', { count: overDays })}</p>}
      <table className="pl-table">
        <thead>
          <tr>
            <th scope="col">{say('col.outcome')}</th>
            <th scope="col">{say('col.project')}</th>
            <th scope="col">{say('col.promised')}</th>
            <th scope="col">{say('col.unlimited')}</th>
            <th scope="col">{say('col.levelled')}</th>
            {keptMore !== null && <th scope="col">{say('col.more')}</th>}
            <th scope="col">{say('col.turns')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.projectId}>
              <td>
                <Light state={row.daysLate > 0 ? 'late' : 'normal'} word={late(row.daysLate)} />
              </td>
              <th scope="row">
                <Go to={`/plans/${row.region}/${row.projectId}`}>{row.name}</Go>
              </th>
              <td data-label={say('col.promised')} className="pl-day">
                {row.promised}
              </td>
              <td data-label={say('col.unlimited')} className="pl-day">
                {row.before}
              </td>
              <td data-label={say('col.levelled')} className="pl-day">
                {row.after}
              </td>
              {keptMore !== null && (
                <td data-label={say('col.more')} className="pl-day">
                  {row.more}
                </td>
              )}
              <td data-label={say('col.turns')}>
                {row.moves.length === 0 && '—'}
                {row.moves.map((move) => (
                  <div key={move.node}>
                    {say('turn.told', { node: pick(move.name), from: move.from, to: move.to, resource: move.resource })}
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Accept({ region, run }: { region: string; run: string }): ReactElement {
  const say = useDatedWords();
  const [reason, setReason] = useState('');
  const write = useWrite(acceptPortfolio, { done: { zh: '排队已接受', en: 'The turns are accepted' }, quiet: true });
  return (
    <Section title={say('level.accept')} note={say('level.accept.about')}>
      <form
        className="pl-make"
        onSubmit={(event) => {
          event.preventDefault();
          write.mutate({ region: region as never, run: run as never, reason });
        }}
      >
        <label className="pl-wide">
          {say('reason')}
          <input className="sz-input" value={reason} onChange={(event) => setReason(event.target.value)} />
        </label>
        <div className="pl-acts">
          <Button htmlType="submit" type="primary" loading={write.isPending} disabled={reason.trim().length < 4 || write.isSuccess}>
            {say('level.accept.do')}
          </Button>
        </div>
      </form>
      {write.error && <ErrorNote error={write.error} />}
    </Section>
  );
}
