// Where one is in a job of several pages: 上传 → 对列 → 查重 → 确认. Shows, does not navigate, unless a finished step is given `to`.
import type { ReactElement } from 'react';
import { useKitWords } from '../words.ts';
import { Go } from './Go.tsx';
import './progress.css';

/** `<Steps now={1} steps={[{ text: '上传' }, { text: '核对列', note: '3 列待定' }]} />`; `now` counts from 0. */
export function Steps({ steps, now }: { steps: readonly { text: string; note?: string; to?: string }[]; now: number }): ReactElement {
  const say = useKitWords();
  return (
    <ol className="sz-steps">
      {steps.map((step, index) => {
        const state = index < now ? 'done' : index === now ? 'now' : 'ahead';
        return (
          <li key={step.text} className={`sz-step sz-step-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
            <span className="sz-step-number">{state === 'done' ? '✓' : index + 1}</span>
            <span className="sz-step-text">
              {state === 'done' && <span className="sz-hidden">{say('steps.done')} </span>}
              {step.to && state === 'done' ? <Go to={step.to}>{step.text}</Go> : step.text}
              {step.note && <span className="sz-step-note">{step.note}</span>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
