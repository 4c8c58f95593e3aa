// Small level bars for comparing regions or years, in one hue, value written at the end. A region that has not reported keeps its row with the
// mark and no bar, never a bar of length zero. Drawn as a list so that it reads in order without a picture.
import type { ReactElement, ReactNode } from 'react';
import type { FigureUnit } from '../../vocabulary/figure.ts';
import { shownText, useMoneyUnit } from '../unit.ts';
import { useKitWords } from '../words.ts';
import './charts.css';

export type Bar = {
  key: string;
  label: ReactNode;
  value: number | null;
  /** a part of the value, drawn darker inside it, with its own word */
  part?: { value: number; word: string };
  /** drawn strong; the others recede. Without any, all are equal */
  strong?: boolean;
  /** replaces the written value, for instance a Figure */
  shown?: ReactNode;
};

/** `<Bars unit="yuan" label="各县总投资" bars={[{ key: '220421', label: '东丰县', value: 9594000000 }, …]} />` */
export function Bars({ bars, unit, label }: { bars: readonly Bar[]; unit: FigureUnit; label: string }): ReactElement {
  const say = useKitWords();
  const money = useMoneyUnit();
  const most = Math.max(...bars.map((bar) => bar.value ?? 0), Number.MIN_VALUE);
  const emphasis = bars.some((bar) => bar.strong);
  return (
    <ul className="sz-bars" aria-label={label}>
      {bars.map((bar) => (
        <li key={bar.key} className={emphasis && !bar.strong ? 'sz-bar-quiet' : undefined}>
          <span className="sz-bar-label">{bar.label}</span>
          <span className="sz-bar-track" aria-hidden="true">
            {bar.value === null ? (
              <span className="sz-bar-none" />
            ) : (
              <span className="sz-bar" style={{ width: `${(bar.value / most) * 100}%` }}>
                {bar.part && <span className="sz-bar-part" style={{ width: `${(bar.part.value / bar.value) * 100}%` }} />}
              </span>
            )}
          </span>
          <span className="sz-bar-value">
            {bar.shown ??
              (bar.value === null ? <span className="sz-figure-none">○ {say('bars.unreported')}</span> : shownText(bar.value, unit, money))}
            {bar.part && bar.value !== null && (
              <span className="sz-label">
                {' '}
                {bar.part.word} {shownText(bar.part.value, unit, money)}
              </span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
