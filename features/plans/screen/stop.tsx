// One stop order: its days and basis, the plans it moves, who accepted the new forecasts and why; accepting them one by one or together, withdrawing it.
// What may be accepted is decided by the server.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { firstOf, usePathNames, useSearch } from '../../../ui/address.ts';
import { useRead, useWrite } from '../../../ui/call.ts';
import { deviceNow } from '../../../ui/device/moment.ts';
import { instantText } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Page, Section } from '../../../ui/kit/Page.tsx';
import { ProgressLine } from '../../../ui/kit/ProgressLine.tsx';
import { useMay, useRegionName, useSession } from '../../../ui/session.ts';
import { acceptForecasts, readShockRun, readStop, reckonStop, type StopEffect, type StopOrder, withdrawStop } from '../words-dated.ts';
import { ShockRows } from './shock-rows.tsx';
import { useWords } from './words.ts';
import { useDatedWords } from './words-dated.ts';
import './plans.css';
import './dated.css';

const askAgainMs = 400;

export default function StopPage(): ReactElement {
  const say = useDatedWords();
  const words = useWords();
  const regionName = useRegionName();
  const { id = '' } = usePathNames();
  const [search, change] = useSearch();
  const run = firstOf(search, 'run');
  const mayOrder = useMay('plan.stop');
  const mayAccept = useMay('plan.approve');
  const [began] = useState(() => Date.parse(deviceNow()));
  const { data, error, refetch } = useRead(readStop, { id: id as never });
  const running = useRead(
    readShockRun,
    { id: run as never },
    {
      enabled: run !== undefined,
      refetchInterval: (one) => (one?.state === 'done' || one?.state === 'failed' ? false : askAgainMs),
      staleTime: 0,
    },
  );
  const reckon = useWrite(reckonStop, { onDone: (reply) => change({ run: reply.run }) });
  const busy = running.data?.state === 'running' || running.data?.state === 'waiting';
  // The effects are put down when the run ends.
  const ended = running.data?.state === 'done' ? running.data.id : undefined;
  const [seen, setSeen] = useState<string>();
  if (ended !== undefined && seen !== ended) {
    setSeen(ended);
    void refetch();
  }
  const path = [
    { text: words('plans'), to: '/plans' },
    { text: say('calendar'), to: '/plans/calendar' },
  ];
  if (error && !data)
    return (
      <Page title={say('stop')} path={path}>
        <ErrorNote error={error} onRetry={refetch} />
      </Page>
    );
  if (!data) return <div className="sz-page" aria-busy="true" />;
  const { stop, effects } = data;
  const open = stop.withdrawn === null;
  return (
    <Page
      title={stop.name}
      path={path}
      about={
        <>
          {regionName(stop.region)} · {say('stop.days', { from: stop.from, to: stop.to })} · {stop.basis}
        </>
      }
      actions={
        open &&
        mayOrder && (
          <Button loading={reckon.isPending || busy} onClick={() => reckon.mutate({ region: stop.region as never, id: id as never })}>
            {say('reckon')}
          </Button>
        )
      }
    >
      <p className="sz-label">
        {say('stop.by', { by: stop.by, at: instantText(stop.at) })}
        {stop.sites.length > 0 && ` · ${say('stop.sites', { count: stop.sites.length })}`}
      </p>
      {stop.withdrawn && (
        <p className="pl-withdrawn">
          {say('stop.withdrawn', { by: stop.withdrawn.by, at: instantText(stop.withdrawn.at), reason: stop.withdrawn.reason })}
        </p>
      )}
      {busy && running.data && (
        <ProgressLine
          label={say('running')}
          done={running.data.done}
          total={running.data.total > 0 ? running.data.total : null}
          unit={say('running.unit')}
          startedAt={began}
        />
      )}
      {!busy && <Effects stop={stop} effects={effects} mayAccept={open && mayAccept} />}
      {open && mayOrder && <Withdraw stop={stop} />}
    </Page>
  );
}

function Effects({ stop, effects, mayAccept }: { stop: StopOrder; effects: readonly StopEffect[]; mayAccept: boolean }): ReactElement {
  const say = useDatedWords();
  const { person } = useSession();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState('');
  const waiting = effects.filter((one) => one.accepted === null);
  const accept = useWrite(acceptForecasts, {
    done: { zh: '新预计已接受', en: 'The new forecasts are accepted' },
    quiet: true,
    onDone: () => {
      setChosen(new Set());
      setReason('');
    },
  });
  if (effects.length === 0) return <p className="sz-label">{say('stop.unknown')}</p>;
  // A county's leader accepts for the county, whoever gave the order.
  const region = person.regions.some((one) => one.code === stop.region) ? stop.region : (person.regions[0]?.code ?? stop.region);
  const send = (projects: readonly string[] | null): void =>
    accept.mutate({ region: region as never, id: stop.id as never, projects: projects as never, reason });
  const ready = reason.trim().length >= 4;
  return (
    <>
      <Section title={say('stop.counts', { plans: stop.plans, lost: stop.lost, accepted: stop.accepted })}>
        <ShockRows
          rows={effects}
          choice={
            mayAccept
              ? {
                  chosen,
                  onChoose: (project, on) => {
                    const next = new Set(chosen);
                    if (on) next.add(project);
                    else next.delete(project);
                    setChosen(next);
                  },
                }
              : undefined
          }
        />
      </Section>
      {mayAccept && waiting.length > 0 && (
        <Section title={say('accept')} note={say('accept.about')}>
          <form
            className="pl-make"
            onSubmit={(event) => {
              event.preventDefault();
              send(chosen.size > 0 ? [...chosen] : null);
            }}
          >
            <label className="pl-wide">
              {say('reason')}
              <input className="sz-input" value={reason} onChange={(event) => setReason(event.target.value)} />
            </label>
            <div className="pl-acts">
              <Button htmlType="submit" type="primary" loading={accept.isPending} disabled={!ready}>
                {chosen.size > 0 ? say('accept.some', { count: chosen.size }) : say('accept.all', { count: waiting.length })}
              </Button>
            </div>
          </form>
          {accept.error && <ErrorNote error={accept.error} />}
        </Section>
      )}
    </>
  );
}

function Withdraw({ stop }: { stop: StopOrder }): ReactElement {
  const say = useDatedWords();
  const [reason, setReason] = useState('');
  const write = useWrite(withdrawStop, { done: { zh: '停工令已撤销', en: 'The order is withdrawn' }, quiet: true });
  return (
    <Section title={say('withdraw')} note={say('withdraw.about')}>
      <form
        className="pl-make"
        onSubmit={(event) => {
          event.preventDefault();
          write.mutate({ region: stop.region as never, id: stop.id as never, reason });
        }}
      >
        <label className="pl-wide">
          {say('reason')}
          <input className="sz-input" value={reason} onChange={(event) => setReason(event.target.value)} />
        </label>
        <div className="pl-acts">
          <Button htmlType="submit" danger loading={write.isPending} disabled={reason.trim().length < 4}>
            {say('withdraw.do')}
          </Button>
        </div>
      </form>
      {write.error && <ErrorNote error={write.error} />}
    </Section>
  );
}
