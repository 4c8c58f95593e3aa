// The stages of a project as one line with their dates: what is done, where it is, what is planned; side states (暂停, 退出) hang under the stage
// in which they began, with their reason.
import type { ReactElement } from 'react';
import { dayText } from '../i18n.ts';
import { useKitWords } from '../words.ts';
import './charts.css';

export type Stage = {
  key: string;
  name: string /** the day it was entered */;
  on?: string | null /** the day it is planned for */;
  planned?: string | null;
};
export type SideState = { name: string; from: string; to?: string | null; during: string; reason?: string };

/** `<StageLine now="building" stages={[{ key: 'idea', name: '谋划', on: '2019-03-01' }, …]} side={[…]} label="阶段" />` */
export function StageLine({
  stages,
  now,
  side = [],
  label,
}: {
  stages: readonly Stage[];
  now: string | null;
  side?: readonly SideState[];
  label: string;
}): ReactElement {
  const say = useKitWords();
  const at = stages.findIndex((stage) => stage.key === now);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone the line scrolls sideways and must be reachable by keys
    <section className="sz-stages" aria-label={label} tabIndex={0}>
      <ol>
        {stages.map((stage, index) => {
          const state = index < at ? 'done' : index === at ? 'now' : 'ahead';
          return (
            <li key={stage.key} className={`sz-stage sz-stage-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
              <span className="sz-stage-mark" aria-hidden="true" />
              <span className="sz-stage-name">{stage.name}</span>
              <span className="sz-stage-day">
                {stage.on ? dayText(stage.on) : stage.planned ? `${dayText(stage.planned)} ${say('stage.planned')}` : ' '}
              </span>
              {side
                .filter((one) => one.during === stage.key)
                .map((one) => (
                  <span key={one.name + one.from} className="sz-stage-side">
                    <b>{one.name}</b> {dayText(one.from)}
                    {one.to ? ` – ${dayText(one.to)}` : ` – ${say('stage.now')}`}
                    {one.reason && <span> {one.reason}</span>}
                  </span>
                ))}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
