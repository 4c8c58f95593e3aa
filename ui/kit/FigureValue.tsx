// A value in digits: its unit, the mark of rounding, the mark of not being reported. The part of a figure that table columns use by itself.
import type { ReactElement } from 'react';
import type { FigureUnit } from '../../vocabulary/figure.ts';
import { places, useMoneyUnit, valueShown } from '../unit.ts';
import { useKitWords } from '../words.ts';
import './figure.css';

/** The value alone: digits, unit, the mark of rounding. Never shows 0 for what was not reported. `bare`: without the unit, for a column that names it. */
export function FigureValue({
  value,
  unit,
  bare = false,
  absent,
}: {
  value: number | null;
  unit: FigureUnit;
  bare?: boolean;
  /** said instead of 未报 where the reason is another */
  absent?: string | undefined;
}): ReactElement {
  const money = useMoneyUnit();
  const say = useKitWords();
  if (value === null) return <span className="sz-figure-none">○ {absent ?? say('figure.unreported')}</span>;
  const shown = valueShown(value, unit, money);
  const [whole, fraction] = shown.text.split('.');
  const aligned = bare && unit === 'yuan' && places[money] > 0;
  const exact = unit === 'yuan' ? say(shown.rounded ? 'figure.rounded' : 'figure.exact', { value: shown.exact }) : undefined;
  return (
    <span className={`sz-figure-value${bare ? ' sz-figure-bare' : ''}`} title={exact}>
      <span className="sz-figure-number">
        {shown.rounded && unit === 'yuan' && <span className="sz-figure-about">≈ </span>}
        <span className="sz-figure-digits">
          {aligned ? whole : shown.text}
          {aligned && (
            <span className="sz-figure-decimals" data-places={places[money]}>
              {fraction !== undefined && `.${fraction}`}
            </span>
          )}
        </span>
      </span>
      {!bare && shown.unit && <span className="sz-figure-unit">{shown.unit}</span>}
    </span>
  );
}
