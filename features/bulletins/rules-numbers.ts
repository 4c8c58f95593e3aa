// How a number is printed in a paper (the office's number style): money in one unit with at most two decimals, trailing zeros cut, halves
// rounded up; a percentage with at most one decimal; counts whole. A value too small for its unit is printed in the next smaller one rather
// than as nought. Pure.
import { type Figure, unitOnPaper } from '../../vocabulary/figure.ts';
import { type MoneyUnit, shownIn } from '../../vocabulary/money.ts';

export const unreportedWord = '未报';

export interface Printed {
  /** With or without its unit, as asked. */
  text: string;
  /** The unit behind the number: 个, 户, 人, 件, 亿元, %, 个百分点; empty when nothing is reported. */
  unit: string;
  /** The number alone; empty when nothing is reported. */
  number: string;
}

/** A figure as printed. `unit` is for money only. A figure without a value prints its reason (未报, 缺基数). */
export function printed(figure: Pick<Figure, 'value' | 'unit' | 'absent'>, unit: MoneyUnit = '亿元', bare = false): Printed {
  const { value } = figure;
  if (value === null) return { text: figure.absent?.zh ?? unreportedWord, unit: '', number: '' };
  const [number, of] = ((): [string, string] => {
    if (figure.unit === 'yuan') {
      const taken = inUnit(value, unit);
      return [taken.text, taken.unit];
    }
    const of = unitOnPaper[figure.unit];
    if (figure.unit === 'ratio' || figure.unit === 'points') return [decimalText(value, figure.unit === 'ratio' ? 2 : 0, 1), of];
    return [String(value), of];
  })();
  // A number whose unit had to change says so even where only numbers were asked for.
  const changed = figure.unit === 'yuan' && of !== unit;
  return { text: bare && !changed ? number : number + of, unit: of, number };
}

const smaller: Partial<Record<MoneyUnit, MoneyUnit>> = { 亿元: '万元', 万元: '元' };

function inUnit(yuan: number, unit: MoneyUnit): { text: string; unit: MoneyUnit } {
  const { text } = shownIn(yuan, unit);
  const next = smaller[unit];
  return text === '0' && yuan !== 0 && next ? inUnit(yuan, next) : { text, unit };
}

/**
 * A binary fraction times 10^shift in decimals, halves rounded up away from nought, trailing zeros cut. Read from its fifteen significant
 * digits, so that 0.8715 is 87.2 in percent with one decimal and not what the nearest binary number would give.
 */
export function decimalText(value: number, shift: number, places: number): string {
  if (!Number.isFinite(value)) return unreportedWord;
  const negative = value < 0;
  const [mantissa = '0', exponent = '0'] = Math.abs(value).toExponential(14).split('e');
  const digits = mantissa.replace('.', '');
  const point = 1 + Number(exponent) + shift;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point + places + 1, '0');
  const at = Math.max(point, 1);
  const whole = padded.slice(0, at);
  const fraction = padded.slice(at).padEnd(places + 1, '0');
  const kept = BigInt(whole + fraction.slice(0, places)) + (Number(fraction[places]) >= 5 ? 1n : 0n);
  const text = kept.toString().padStart(places + 1, '0');
  const tail = places ? text.slice(-places).replace(/0+$/, '') : '';
  return `${negative && kept > 0n ? '-' : ''}${places ? text.slice(0, -places) : text}${tail ? `.${tail}` : ''}`;
}

/** 500万元, 5000万元, 1亿元: the least yuan a size names; undefined when it names none. */
export function sizeOf(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(亿元|万元|元|亿|万)?(?:以上|及以上)?$/.exec(text.trim());
  if (!match) return undefined;
  const scale = match[2]?.startsWith('亿') ? 100_000_000 : match[2]?.startsWith('万') ? 10_000 : 1;
  const yuan = Math.round(Number(match[1]) * scale);
  return Number.isSafeInteger(yuan) ? yuan : undefined;
}

/** A size as it is said: 5000万元以上. */
export function sizeWords(yuan: number): string {
  const { text, unit } = yuan >= 100_000_000 ? { ...inUnit(yuan, '亿元') } : { ...inUnit(yuan, '万元') };
  return `${text}${unit}以上`;
}

/** 2020-03-15 as 2020年3月15日. */
export const dayWords = (day: string): string => {
  const [year, month, date] = day.split('-');
  return `${Number(year)}年${Number(month)}月${Number(date)}日`;
};
