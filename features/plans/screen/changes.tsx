// What was changed in a plan, by whom and why, with the button that takes a change back; and the stop orders that moved it.
import { Button } from 'antd';
import type { ReactElement } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { instantText, usePick } from '../../../ui/i18n.ts';
import { Go } from '../../../ui/kit/Go.tsx';
import { Section } from '../../../ui/kit/Page.tsx';
import type { PlanReply } from '../words.ts';
import { listChanges, undoChange } from '../words-changes.ts';
import { useFormWords } from './words-forms.ts';

export function StopNotices({ plan }: { plan: PlanReply }): ReactElement | null {
  const say = useFormWords();
  const { data } = useRead(listChanges, { region: plan.region as never, project: plan.projectId as never });
  if (!data || data.stops.length === 0) return null;
  return (
    <ul className="pl-stops">
      {data.stops.map(({ id, name, before, after, accepted }) => (
        <li key={id}>
          {accepted === null ? say('stop.waiting', { name, before, after }) : say('stop.accepted', { name, before, after, by: accepted })}{' '}
          <Go to={`/plans/stops/${id}`}>{say('stop.see')}</Go>
        </li>
      ))}
    </ul>
  );
}

export function Changes({ plan, mayEdit }: { plan: PlanReply; mayEdit: boolean }): ReactElement {
  const say = useFormWords();
  const pick = usePick();
  const { data } = useRead(listChanges, { region: plan.region as never, project: plan.projectId as never });
  const write = useWrite(undoChange, { done: { zh: '已撤回', en: 'Taken back' } });
  return (
    <Section title={say('changes')}>
      {data?.changes.length === 0 && <p className="sz-label">{say('changes.none')}</p>}
      <ul className="pl-baselines">
        {data?.changes.map((one) => (
          <li key={one.id}>
            <b>{pick(one.summary)}</b>
            {one.undone === null && mayEdit && (
              <Button
                size="small"
                className="pl-adopt"
                aria-label={`${say('undo')} ${pick(one.summary)}`}
                loading={write.isPending && write.variables?.id === (one.id as never)}
                onClick={() =>
                  write.mutate({
                    region: plan.region as never,
                    project: plan.projectId as never,
                    id: one.id as never,
                    version: plan.version,
                  })
                }
              >
                {say('undo')}
              </Button>
            )}
            <div className="sz-label">
              {[one.reason, one.by, instantText(one.at)].filter(Boolean).join(' · ')}
              {one.undone && ` → ${say('undone', { by: one.undone.by, at: instantText(one.undone.at) })}`}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
