// One node: why it starts when it does, whose it is, what became of its day; and the two acts on it, changing and recording what happened. What a change
// needs is decided by the rules; the form only asks for it.
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { call, useWrite } from '../../../ui/call.ts';
import { instantText, usePick } from '../../../ui/i18n.ts';
import { Drawer } from '../../../ui/kit/Drawer.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Light } from '../../../ui/kit/Light.tsx';
import { notify } from '../../../ui/notice.ts';
import { editNode, type PlanNode, type PlanReply, recordActual } from '../words.ts';
import { DayField } from './day-field.tsx';
import { NodeMore } from './node-more.tsx';
import { useWords } from './words.ts';

export function NodePanel({
  plan,
  node,
  mayEdit,
  onClose,
}: {
  plan: PlanReply;
  node: PlanNode;
  mayEdit: boolean;
  onClose: () => void;
}): ReactElement {
  const say = useWords();
  const pick = usePick();
  const duration =
    node.days === 0 ? say('unit.zero') : say(node.unit === 'working' ? 'unit.working' : 'unit.calendar', { count: node.days });
  return (
    <Drawer title={pick(node.name)} onClose={onClose}>
      <Light state={node.light} word={pick(node.word)} />
      <dl className="sz-facts pl-facts">
        <dt>{say('why')}</dt>
        <dd>{pick(node.why)}</dd>
        <dt>{say('duty')}</dt>
        <dd>{[node.duty.organisation, node.duty.post, node.duty.person].filter(Boolean).join(' · ') || say('days.none')}</dd>
        <dt>{say('days')}</dt>
        <dd>
          {duration}
          {node.outdoor && ` · ${say('outdoor')}`}
        </dd>
        {node.kind === 'matter' && (
          <>
            <dt>{say('basis')}</dt>
            <dd>
              {node.basis || say('days.none')}
              {!node.confirmed && <div className="sz-label">{say('unconfirmed')}</div>}
            </dd>
          </>
        )}
        <dt>{say('slips')}</dt>
        <dd>
          {node.slips.length === 0 && say('slip.none')}
          <ol className="pl-slips">
            {node.slips.map((one) => (
              <li key={`${one.at}${one.what}`}>
                {say(`slip.${one.what}`)} <b className="pl-day">{one.from ? `${one.from} → ${one.to ?? '—'}` : (one.to ?? '—')}</b>
                <div className="sz-label">
                  {one.reason} {one.by} {instantText(one.at)}
                </div>
              </li>
            ))}
          </ol>
        </dd>
        {node.evidence.length > 0 && (
          <>
            <dt>{say('evidence')}</dt>
            <dd>{node.evidence.map((one) => one.name).join('、')}</dd>
          </>
        )}
      </dl>
      {plan.version > 0 && <NodeMore plan={plan} node={node} mayEdit={mayEdit} />}
      {mayEdit && node.actual === null && <Edit key={`edit${node.code}`} plan={plan} node={node} />}
      {mayEdit && node.actual === null && <Record key={`record${node.code}`} plan={plan} node={node} />}
    </Drawer>
  );
}

function Edit({ plan, node }: { plan: PlanReply; node: PlanNode }): ReactElement {
  const say = useWords();
  const held = plan.baselines.some((one) => one.current);
  const [days, setDays] = useState(String(node.days));
  const [organisation, setOrganisation] = useState(node.duty.organisation);
  const [person, setPerson] = useState(node.duty.person);
  const [blocked, setBlocked] = useState(node.problem ?? '');
  const [until, setUntil] = useState(node.blockedUntil ?? '');
  const [reason, setReason] = useState('');
  const write = useWrite(editNode, { done: { zh: '已保存', en: 'Saved' }, quiet: true });
  return (
    <form
      className="pl-form"
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate({
          region: plan.region as never,
          project: plan.projectId as never,
          code: node.code,
          version: plan.version,
          set: {
            ...(node.kind !== 'milestone' && /^\d+$/.test(days) && { days: Number(days) }),
            organisation,
            person,
            blocked: blocked.trim() === '' ? null : { reason: blocked.trim(), until: until === '' ? null : (until as never) },
          },
          reason,
        });
      }}
    >
      <h3>{say('edit')}</h3>
      {node.kind !== 'milestone' && (
        <label>
          {say('days')}（{say(node.unit === 'working' ? 'unit.short.working' : 'unit.short.calendar')}）
          <input className="sz-input" inputMode="numeric" value={days} onChange={(event) => setDays(event.target.value)} />
        </label>
      )}
      <label>
        {say('organisation')}
        <input className="sz-input" value={organisation} onChange={(event) => setOrganisation(event.target.value)} />
      </label>
      <label>
        {say('person')}
        <input className="sz-input" value={person} onChange={(event) => setPerson(event.target.value)} />
      </label>
      <label>
        {say('blocked.reason')}
        <input className="sz-input" value={blocked} onChange={(event) => setBlocked(event.target.value)} />
      </label>
      {blocked.trim() !== '' && <DayField name={say('blocked.until')} value={until} onChange={setUntil} />}
      <label>
        {say(held ? 'reason.need' : 'reason')}
        <input className="sz-input" value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      {write.error && <ErrorNote error={write.error} />}
      <Button htmlType="submit" type="primary" loading={write.isPending}>
        {say('save')}
      </Button>
    </form>
  );
}

function Record({ plan, node }: { plan: PlanReply; node: PlanNode }): ReactElement {
  const say = useWords();
  const client = useQueryClient();
  const [start, setStart] = useState(node.actualStart ?? '');
  const [finish, setFinish] = useState('');
  const [file, setFile] = useState<File>();
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const input = {
        region: plan.region,
        project: plan.projectId,
        code: node.code,
        version: plan.version,
        start,
        ...(finish !== '' && { finish }),
      };
      await call(recordActual, input as never, { file: file ?? new File([], 'none') });
      await client.invalidateQueries();
      notify('done', say('recorded'));
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  };
  return (
    <form
      className="pl-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h3>{say('record')}</h3>
      <DayField name={say('record.start')} value={start} onChange={setStart} max={plan.asOf} />
      <DayField name={say('record.finish')} value={finish} onChange={setFinish} max={plan.asOf} />
      <label>
        {say('record.file')}
        <input type="file" onChange={(event) => setFile(event.target.files?.[0])} />
      </label>
      {problem !== undefined && <ErrorNote error={problem} />}
      <Button htmlType="submit" loading={busy} disabled={start === ''}>
        {say('record.do')}
      </Button>
    </form>
  );
}
