// The stages of a project as one line: recorded (with its day), assumed (passed over, because a later one is recorded), where it is, ahead. The
// three look and read differently, also in grey and aloud; side states (暂停, 退出) hang under the stage in which they began, with their reason.
import type { ReactElement } from 'react';
import { dayText } from '../i18n.ts';
import { useKitWords } from '../words.ts';
import './charts.css';

export type Stage = {
  key: string;
  name: string;
  /** the day it was entered */
  on?: string | null;
  /** the day on which it was noted that it is there, when nobody wrote down since when */
  noted?: string | null;
  /** the day it is planned for */
  planned?: string | null;
};
export type SideState = { name: string; from: string; to?: string | null; during: string; reason?: string };
type State = 'recorded' | 'assumed' | 'now' | 'ahead';

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
  const stateOf = (stage: Stage, index: number): State =>
    index === at ? 'now' : index > at ? 'ahead' : stage.on || stage.noted ? 'recorded' : 'assumed';
  const assumed = stages.filter((stage, index) => stateOf(stage, index) === 'assumed').length;
  const dayOf = (stage: Stage, state: State): string => {
    if (state === 'ahead') return stage.planned ? `${dayText(stage.planned)} ${say('stage.planned')}` : '';
    if (stage.on) return dayText(stage.on);
    if (stage.noted) return say('stage.noted', { day: dayText(stage.noted) });
    return say(state === 'now' ? 'stage.undated' : 'stage.assumed');
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: on a phone the line scrolls sideways and must be reachable by keys
    <section className="sz-stages" aria-label={label} tabIndex={0}>
      <ol>
        {stages.map((stage, index) => {
          const state = stateOf(stage, index);
          return (
            <li key={stage.key} className={`sz-stage sz-stage-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
              <span className="sz-stage-mark" aria-hidden="true" />
              <span className="sz-stage-name">{stage.name}</span>
              {state !== 'assumed' && <span className="sz-hidden"> {say(`stage.is.${state}`)} </span>}
              <span className="sz-stage-day">{dayOf(stage, state) || '\u00a0'}</span>
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
      {assumed > 0 && (
        <p className="sz-label sz-stages-note">
          <span className="sz-stage-mark" aria-hidden="true" /> {say('stage.assumed.note')}
        </p>
      )}
    </section>
  );
}
