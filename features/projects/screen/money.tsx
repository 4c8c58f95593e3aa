// An amount of one row, in the unit of the page. A value that nobody stated is a dash, never zero; a rounded one says so and keeps the exact
// yuan one step away. Sums and shares are Figures and are not drawn here.
import type { ReactElement } from 'react';
import { moneyShown, useMoneyUnit } from '../../../ui/unit.ts';
import { exactIn, type MoneyUnit } from '../../../vocabulary/money.ts';
import { useWords } from './words.ts';

/** Widths of the fraction, so that amounts of a column stand at their decimal point. */
const fractions: Record<MoneyUnit, string> = { 元: '', 万元: ' pj-fraction-2', 亿元: ' pj-fraction-4' };

/** `column`: aligned at the decimal with the other amounts of its column. `unit`: with the unit's word. */
export function Money({
  yuan,
  unit = false,
  column = false,
}: {
  yuan: number | null | undefined;
  unit?: boolean;
  column?: boolean;
}): ReactElement {
  const say = useWords();
  const of = useMoneyUnit();
  if (yuan === null || yuan === undefined)
    return (
      <span className="pj-none">
        {say('none.value')}
        {column && <span className={`pj-fraction${fractions[of]}`} />}
      </span>
    );
  const shown = moneyShown(yuan, of);
  const [whole = '', fraction] = shown.text.split('.');
  return (
    <span className="pj-money" title={say('exact', { value: shown.exact })}>
      {shown.rounded && '≈'}
      {whole}
      {column ? <span className={`pj-fraction${fractions[of]}`}>{fraction && `.${fraction}`}</span> : fraction && `.${fraction}`}
      {unit && <span className="pj-money-unit"> {shown.unit}</span>}
    </span>
  );
}

/** The amount as text with its unit, for sentences. */
export function useMoneyText(): (yuan: number | null | undefined) => string {
  const say = useWords();
  const of = useMoneyUnit();
  return (yuan) => {
    if (yuan === null || yuan === undefined) return say('none.value');
    const shown = moneyShown(yuan, of);
    return `${shown.rounded ? '≈' : ''}${shown.text} ${shown.unit}`.replace(/ (?=[\u4e00-\u9fff])/g, '');
  };
}

/** What a copy into Excel gets: the exact number in the unit of the page. */
export const plainMoney = (yuan: number | null, of: MoneyUnit): number | null => (yuan === null ? null : Number(exactIn(yuan, of)));
