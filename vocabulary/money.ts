// Money is a whole number of yuan. Ledgers speak 万元 and 亿元; the text of a number is read exactly (no binary fractions),
// and is shown again with as many decimals as it needs, or rounded half up to two and marked as rounded.
import { z } from 'zod';

export type MoneyUnit = '元' | '万元' | '亿元';

const digitsOf: Record<MoneyUnit, number> = { 元: 0, 万元: 4, 亿元: 8 };

/**
 * Exact yuan of a decimal text in a unit: ('47.51', '亿元') is 4751000000. Text has an optional sign, digits, one optional
 * point, nothing else. Returns undefined when the text is not a number, is finer than one yuan (after cutting the dust that
 * a spreadsheet's binary arithmetic leaves beyond `dust` digits), or leaves the safe integers.
 */
export function yuanOf(text: string, unit: MoneyUnit): number | undefined {
  const match = /^([+-]?)(\d{1,20})(?:\.(\d{0,30}))?$/.exec(text);
  if (!match) return undefined;
  const scale = digitsOf[unit];
  const fraction = match[3] ?? '';
  const kept = fraction.slice(0, scale).padEnd(scale, '0');
  if (/[1-9]/.test(fraction.slice(scale))) return undefined;
  const yuan = Number(BigInt(match[2] + kept));
  if (!Number.isSafeInteger(yuan)) return undefined;
  return match[1] === '-' && yuan !== 0 ? -yuan : yuan;
}

/** The exact decimal text of yuan in a unit, trailing zeros cut, as the office prints it: 4751000000 in 亿元 is '47.51'. */
export function exactIn(yuan: number, unit: MoneyUnit): string {
  const scale = digitsOf[unit];
  const sign = yuan < 0 ? '-' : '';
  const digits = String(Math.abs(yuan)).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = scale ? digits.slice(-scale).replace(/0+$/, '') : '';
  return `${sign}${whole}${fraction ? `.${fraction}` : ''}`;
}

/**
 * What a screen shows: at most `places` decimals, rounded half up (away from zero), trailing zeros cut; `rounded` says that the
 * text is not the whole truth and the exact yuan must be one step away.
 */
export function shownIn(yuan: number, unit: MoneyUnit, places = 2): { text: string; rounded: boolean } {
  const exact = exactIn(yuan, unit);
  const [whole = '0', fraction = ''] = exact.split('.');
  if (fraction.length <= places) return { text: exact, rounded: false };
  const scale = BigInt(10) ** BigInt(places);
  const negative = whole.startsWith('-');
  const kept =
    BigInt(whole.replace('-', '')) * scale + BigInt(fraction.slice(0, places) || '0') + (Number(fraction[places]) >= 5 ? 1n : 0n);
  const text = kept.toString().padStart(places + 1, '0');
  const head = places ? text.slice(0, -places) : text;
  const tail = places ? text.slice(-places).replace(/0+$/, '') : '';
  return { text: `${negative && kept > 0n ? '-' : ''}${head}${tail ? `.${tail}` : ''}`, rounded: true };
}

/** Groups the digits of a decimal text by thousands: '12345.6' is '12,345.6'. */
export const grouped = (text: string): string =>
  text.replace(/^(-?)(\d+)/, (_, sign, whole) => sign + whole.replace(/\B(?=(\d{3})+$)/g, ','));

export const Yuan = z.number().int().refine(Number.isSafeInteger, { error: 'money.invalid' });
