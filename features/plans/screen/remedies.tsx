// The ways to make it up, each with the button that does it, and the pace that catches up. What a remedy buys and changes is decided by the rules.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useWrite } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Section } from '../../../ui/kit/Page.tsx';
import type { PlanReply, Remedy } from '../words.ts';
import { adoptRemedy } from '../words-changes.ts';
import { useWords } from './words.ts';
import { useFormWords } from './words-forms.ts';

export function Remedies({ plan, mayEdit, onOpen }: { plan: PlanReply; mayEdit: boolean; onOpen: (code: string) => void }): ReactElement {
  const say = useWords();
  const forms = useFormWords();
  const pick = usePick();
  const [adopting, setAdopting] = useState<string>();
  return (
    <Section title={say('remedies')} note={say('remedies.note')}>
      <ol className="pl-remedies">
        {plan.remedies.map((one) => (
          <li key={one.node}>
            <button type="button" className="sz-button-plain pl-link" onClick={() => onOpen(one.node)}>
              {pick(one.sentence)}
            </button>
            <span className="pl-mark">{say(one.closes ? 'closes.yes' : 'closes.no')}</span>
            {mayEdit && adopting !== one.node && (
              <Button
                size="small"
                className="pl-adopt"
                aria-label={`${forms('adopt')} ${pick(one.sentence)}`}
                onClick={() => setAdopting(one.node)}
              >
                {forms('adopt')}
              </Button>
            )}
            <div className="sz-label">
              {say('to.day', { day: one.finish })}
              {one.strain && ` · ${pick(one.strain)}`}
            </div>
            {adopting === one.node && (
              <Adopt key={`${plan.version}${one.node}`} plan={plan} remedy={one} onClose={() => setAdopting(undefined)} />
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Adopt({ plan, remedy, onClose }: { plan: PlanReply; remedy: Remedy; onClose: () => void }): ReactElement {
  const say = useFormWords();
  const [reason, setReason] = useState('');
  const write = useWrite(adoptRemedy, {
    done: { zh: '已采用，可在改动记录里撤回', en: 'Adopted; it can be taken back under changes' },
    quiet: true,
    onDone: onClose,
  });
  return (
    <form
      className="pl-adopting"
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate({
          region: plan.region as never,
          project: plan.projectId as never,
          version: plan.version,
          node: remedy.node,
          way: remedy.way,
          reason,
        });
      }}
    >
      <label>
        {say('adopt.reason')}
        <input className="sz-input" value={reason} onChange={(event) => setReason(event.target.value)} />
      </label>
      <div className="pl-acts">
        <Button htmlType="submit" type="primary" loading={write.isPending} disabled={reason.trim().length < 4}>
          {say('adopt.do')}
        </Button>
        <Button onClick={onClose}>{say('cancel')}</Button>
      </div>
      {write.error && <ErrorNote error={write.error} />}
    </form>
  );
}

export function CatchingUp({ plan, onOpen }: { plan: PlanReply; onOpen: (code: string) => void }): ReactElement | null {
  const say = useFormWords();
  const pick = usePick();
  if (!plan.catchUp) return null;
  const { sentence, rows, holds } = plan.catchUp;
  const days = (unit: 'working' | 'calendar', count: number): string =>
    say(unit === 'working' ? 'left.working' : 'left.calendar', { count });
  const percent = (count: number): string => say('percent', { count });
  return (
    <Section title={say('catch-up')} note={say('catch-up.note')}>
      <p>{pick(sentence)}</p>
      {rows.length > 0 && (
        <table className="pl-table">
          <thead>
            <tr>
              <th scope="col">{say('col.work')}</th>
              <th scope="col">{say('col.left')}</th>
              <th scope="col">{say('col.within')}</th>
              <th scope="col">{say('col.by')}</th>
              <th scope="col" className="pl-float">
                {say('col.planned')}
              </th>
              <th scope="col" className="pl-float">
                {say('col.needed')}
              </th>
              <th scope="col" className="pl-float">
                {say('col.week')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.node}>
                <th scope="row">
                  <button type="button" className="sz-button-plain pl-link" onClick={() => onOpen(row.node)}>
                    {pick(row.name)}
                  </button>
                </th>
                <td data-label={say('col.left')}>{days(row.unit, row.left)}</td>
                <td data-label={say('col.within')}>{days(row.unit, row.within)}</td>
                <td data-label={say('col.by')} className="pl-day">
                  {row.by}
                </td>
                <td data-label={say('col.planned')} className="pl-float">
                  {percent(row.plannedPerDay)}
                </td>
                <td data-label={say('col.needed')} className="pl-float">
                  <b>{percent(row.neededPerDay)}</b>
                </td>
                <td data-label={say('col.week')} className="pl-float">
                  {percent(row.neededPerWeek)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {holds.length > 0 && (
        <p className="sz-label">
          {say('holds')}：{holds.map((one) => `${pick(one.name)} ${one.day}`).join('、')}
        </p>
      )}
    </Section>
  );
}
