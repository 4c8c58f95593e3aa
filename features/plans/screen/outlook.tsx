// What a plan comes to: the sentence with its days, the remedies, the last days of acceptance, the nodes. Shown of a kept plan and of one being tried.
import { type ReactElement, useState } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import { Light } from '../../../ui/kit/Light.tsx';
import { Section } from '../../../ui/kit/Page.tsx';
import type { PlanReply } from '../words.ts';
import { AddNode } from './add-node.tsx';
import { StopNotices } from './changes.tsx';
import { useGapText } from './gap.ts';
import { Nodes } from './nodes.tsx';
import { CatchingUp, Remedies } from './remedies.tsx';
import { useWords } from './words.ts';

const shownFirst = 6;

/** The sentence with its days; it stands above every shape of the plan, without the days where the shape tells them. */
export function Verdict({ plan, brief = false }: { plan: PlanReply; brief?: boolean }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const gap = useGapText();
  const done = plan.nodes.filter((one) => one.actual !== null).length;
  const light = <Light state={plan.kept ? 'normal' : 'late'} word={say(plan.kept ? 'kept' : 'lost')} />;
  if (brief)
    return (
      <div className={`pl-outlook pl-outlook-brief${plan.kept ? '' : ' pl-outlook-lost'}`}>
        {light}
        <p className="pl-sentence">{pick(plan.sentence)}</p>
      </div>
    );
  return (
    <div className={`pl-outlook${plan.kept ? '' : ' pl-outlook-lost'}`}>
      {light}
      <p className="pl-sentence">{pick(plan.sentence)}</p>
      <dl className="pl-days">
        <div>
          <dt>{say('promised')}</dt>
          <dd>{plan.promised}</dd>
        </div>
        <div>
          <dt>{say('forecast')}</dt>
          <dd>{plan.forecast}</dd>
        </div>
        <div>
          <dt>{say('col.gap')}</dt>
          <dd>{gap(plan.gapDays)}</dd>
        </div>
        <div>
          <dt>{say('nodes')}</dt>
          <dd>{say('nodes.count', { done, all: plan.nodes.length })}</dd>
        </div>
      </dl>
      {plan.warnings.map((one) => (
        <p key={one.zh} className="sz-label">
          {pick(one)}
        </p>
      ))}
    </div>
  );
}

/** The ways to make it up, the last days of acceptance, every node. */
export function Outlook({
  plan,
  mayEdit = false,
  onOpen,
}: {
  plan: PlanReply;
  mayEdit?: boolean;
  onOpen: (code: string) => void;
}): ReactElement {
  return (
    <>
      {plan.version > 0 && <StopNotices plan={plan} />}
      {plan.remedies.length > 0 && <Remedies plan={plan} mayEdit={mayEdit && plan.version > 0} onOpen={onOpen} />}
      <CatchingUp plan={plan} onOpen={onOpen} />
      {plan.applyBy.length > 0 && <ApplyBy plan={plan} onOpen={onOpen} />}
      <Nodes plan={plan} onOpen={onOpen} />
      {mayEdit && plan.version > 0 && <AddNode key={plan.version} plan={plan} />}
    </>
  );
}

function ApplyBy({ plan, onOpen }: { plan: PlanReply; onOpen: (code: string) => void }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const [all, setAll] = useState(false);
  const rows = all ? plan.applyBy : plan.applyBy.slice(0, shownFirst);
  return (
    <Section
      title={say('apply')}
      note={say('apply.note')}
      actions={
        plan.applyBy.length > rows.length && (
          <button type="button" className="sz-button-plain pl-link" onClick={() => setAll(true)}>
            {say('apply.all', { count: plan.applyBy.length })}
          </button>
        )
      }
    >
      <ul className="pl-apply">
        {rows.map((one) => (
          <li key={one.node}>
            <b className="pl-day">{one.day}</b>
            <span>
              <button type="button" className="sz-button-plain pl-link" onClick={() => onOpen(one.node)}>
                {pick(one.name)}
              </button>
              <span className="sz-label"> {one.organisation}</span>
            </span>
            <Light
              state={one.spareDays < 0 ? 'late' : one.spareDays <= shownFirst ? 'warning' : 'normal'}
              word={one.spareDays < 0 ? say('apply.over', { count: -one.spareDays }) : say('apply.spare', { count: one.spareDays })}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
