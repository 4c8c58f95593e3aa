// Who answers for a plan, on one line; said anew from a day on with a reason, and everything that held before. One leader, one department, one team: the
// rules refuse more.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Section } from '../../../ui/kit/Page.tsx';
import type { PlanReply } from '../words.ts';
import { readResponsible, type Responsible as Said, setResponsible } from '../words-responsible.ts';
import { DayField } from './day-field.tsx';
import { useFormWords } from './words-forms.ts';

const parts = ['leader', 'department', 'team'] as const;

export function Responsible({ plan, mayEdit }: { plan: PlanReply; mayEdit: boolean }): ReactElement {
  const say = useFormWords();
  const [open, setOpen] = useState(false);
  const at = { region: plan.region as never, project: plan.projectId as never };
  const { data, error, refetch } = useRead(readResponsible, at);
  const now = data?.now ?? null;
  return (
    <Section
      title={say('responsible')}
      note={now ? (now.id === '' ? say('responsible.noted') : say('responsible.since', { day: now.since })) : say('responsible.none')}
      actions={mayEdit && !open && <Button onClick={() => setOpen(true)}>{say('responsible.set')}</Button>}
    >
      {error && <ErrorNote error={error} onRetry={refetch} />}
      <dl className="pl-days pl-responsible">
        {parts.map((one) => (
          <div key={one}>
            <dt>{say(`responsible.${one}`)}</dt>
            <dd>{now?.[one] || say('responsible.undecided')}</dd>
          </div>
        ))}
      </dl>
      {open && data && (
        <Form
          plan={plan}
          now={now}
          departments={data.departments}
          leaders={data.leaders}
          onClose={() => setOpen(false)}
          key={now?.id ?? ''}
        />
      )}
      {data && data.history.length > 0 && (
        <details>
          <summary>{say('responsible.history', { count: data.history.length })}</summary>
          <ul className="pl-baselines">
            {data.history.map((one) => (
              <li key={one.id}>
                {say('responsible.since', { day: one.since })} ·{' '}
                {parts.map((part) => one[part] || say('responsible.undecided')).join(' · ')}
                <div className="sz-label">
                  {one.by} · {one.reason}
                </div>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

function Form({
  plan,
  now,
  departments,
  leaders,
  onClose,
}: {
  plan: PlanReply;
  now: Said | null;
  departments: readonly string[];
  leaders: readonly string[];
  onClose: () => void;
}): ReactElement {
  const say = useFormWords();
  const [said, setSaid] = useState({
    leader: now?.leader ?? '',
    department: now?.department ?? '',
    team: now?.team ?? '',
    since: plan.asOf,
    reason: '',
  });
  const write = useWrite(setResponsible, { quiet: true, done: { zh: '已登记', en: 'Entered' }, onDone: onClose });
  const text = (name: 'leader' | 'department' | 'team', longest: number, known: readonly string[]): ReactElement => (
    <label>
      {say(`responsible.${name}`)}
      <input
        className="sz-input"
        maxLength={longest}
        list={`pl-responsible-${name}`}
        value={said[name]}
        onChange={(event) => setSaid({ ...said, [name]: event.target.value })}
      />
      <datalist id={`pl-responsible-${name}`}>
        {known.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </label>
  );
  const duties = [...new Set([...departments, ...plan.nodes.map((node) => node.duty.organisation)])].filter(Boolean);
  return (
    <form
      className="pl-make pl-bring"
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate({ region: plan.region as never, project: plan.projectId as never, ...said, since: said.since as never });
      }}
    >
      {text('leader', 40, leaders)}
      {text('department', 80, duties)}
      {text('team', 60, [])}
      <DayField name={say('responsible.from')} value={said.since} onChange={(since) => setSaid({ ...said, since })} required />
      <label className="pl-wide">
        {say('responsible.reason')}
        <input
          className="sz-input"
          maxLength={300}
          value={said.reason}
          onChange={(event) => setSaid({ ...said, reason: event.target.value })}
        />
      </label>
      {write.error && (
        <div className="pl-wide">
          <ErrorNote error={write.error} />
        </div>
      )}
      <div className="pl-acts">
        <Button htmlType="submit" type="primary" loading={write.isPending} disabled={said.reason.trim().length < 4 || said.since === ''}>
          {say('responsible.save')}
        </Button>
        <Button onClick={onClose}>{say('responsible.cancel')}</Button>
      </div>
    </form>
  );
}
