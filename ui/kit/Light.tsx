// A light: shape, colour and word together, so that it is read in grey print and by colour-blind people. With `why` it opens the reason.
// Which light a project has is decided by the rooms' dated rules, never here.
import { lazy, type ReactElement, type ReactNode, Suspense, useState } from 'react';
import { type Pair, usePick } from '../i18n.ts';
import { useKitWords } from '../words.ts';
import './light.css';

const Drawer = lazy(() => import('./Drawer.tsx').then((module) => ({ default: module.Drawer })));

export type LightState = 'normal' | 'warning' | 'late' | 'unreported';

/** Why a light is what it is: the sentence, its numbers, the rule with version and date, and what would help. */
export type LightReason = {
  sentence: Pair;
  numbers?: readonly { words: Pair; value: string }[];
  rule: { words: Pair; version: string };
  /** the day it was decided for, YYYY-MM-DD */
  on: string;
  help?: Pair;
};

const shapes: Record<LightState, ReactNode> = {
  normal: <circle cx="6" cy="6" r="5" />,
  warning: <path d="M6 .8 11.6 11H.4z" />,
  late: <rect x="1" y="1" width="10" height="10" />,
  unreported: <circle cx="6" cy="6" r="4.25" fill="none" stroke="currentColor" strokeWidth="1.5" />,
};

/** The mark alone, where the word stands beside it in another column. */
export const LightShape = ({ state }: { state: LightState }): ReactElement => (
  <svg className={`sz-light-shape sz-light-${state}`} viewBox="0 0 12 12" width={12} height={12} fill="currentColor" aria-hidden="true">
    {shapes[state]}
  </svg>
);

/**
 * ```tsx
 * <Light state="late" />                  ■ 滞后
 * <Light state="late" why={reason} />     the same, opening its reason
 * ```
 * `word` replaces the standing word where a room has a more exact one (逾期3天).
 */
export function Light({ state, word, why }: { state: LightState; word?: string; why?: LightReason }): ReactElement {
  const say = useKitWords();
  const pick = usePick();
  const [open, setOpen] = useState(false);
  const shown = word ?? say(`light.${state}`);
  const face = (
    <span className="sz-light">
      <LightShape state={state} />
      <span>{shown}</span>
    </span>
  );
  if (!why) return face;
  return (
    <>
      <button
        type="button"
        className="sz-button-plain sz-light-open"
        onClick={() => setOpen(true)}
        aria-label={say('light.open', { word: shown })}
      >
        {face}
      </button>
      {open && (
        <Suspense fallback={null}>
          <Drawer title={face} onClose={() => setOpen(false)}>
            <dl className="sz-facts">
              <dt>{say('light.sentence')}</dt>
              <dd>{pick(why.sentence)}</dd>
              {why.numbers && why.numbers.length > 0 && (
                <>
                  <dt>{say('light.numbers')}</dt>
                  {why.numbers.map((number) => (
                    <dd key={number.words.zh} className="sz-light-number">
                      <span>{pick(number.words)}</span>
                      <b>{number.value}</b>
                    </dd>
                  ))}
                </>
              )}
              <dt>{say('light.rule')}</dt>
              <dd>
                {pick(why.rule.words)} <span className="sz-label">{say('figure.version', { version: why.rule.version })}</span>
              </dd>
              <dt>{say('light.day')}</dt>
              <dd>{why.on}</dd>
              {why.help && (
                <>
                  <dt>{say('light.help')}</dt>
                  <dd>{pick(why.help)}</dd>
                </>
              )}
            </dl>
          </Drawer>
        </Suspense>
      )}
    </>
  );
}
