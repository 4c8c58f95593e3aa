// What changed in the template of a plan since the plan was made from it; nothing where nothing did. The plan itself does not follow by itself.
import type { ReactElement } from 'react';
import { useRead } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { Section } from '../../../ui/kit/Page.tsx';
import { useRegionName } from '../../../ui/session.ts';
import type { PlanReply } from '../words.ts';
import { templateChanges } from '../words-templates.ts';
import { useFileWords } from './words-exchange.ts';

export function TemplateSince({ plan }: { plan: PlanReply }): ReactElement | null {
  const say = useFileWords();
  const pick = usePick();
  const regionName = useRegionName();
  const { data } = useRead(templateChanges, { region: plan.region as never, project: plan.projectId as never });
  if (!data?.now || data.changes.length === 0) return null;
  const { now } = data;
  const whose = now.region === '000000' ? say('templates.product') : say('templates.region', { region: regionName(now.region) });
  return (
    <Section
      title={say('templates.changed')}
      note={say('templates.changed.note', {
        from: data.from.version,
        whose,
        version: now.version,
        since: now.since,
        by: now.by,
        note: now.note,
      })}
    >
      <ul className="pl-remedies">
        {data.changes.map((one) => (
          <li key={one.code}>
            {pick(one.name)} <span className="sz-label">{pick(one.what)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
