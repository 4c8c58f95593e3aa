// What a person types for an amount or a day, and what it means. An amount keeps the unit it was typed in; a day keeps how precise it is.
import { isDay } from '../../../vocabulary/days.ts';
import { exactIn, type MoneyUnit, yuanOf } from '../../../vocabulary/money.ts';

/** An amount as it is typed, with the unit it was typed in, so that switching the page's unit does not change what was meant. */
export type MoneyText = { text: string; unit: MoneyUnit };
export const moneyText = (yuan: number | null, unit: MoneyUnit): MoneyText => ({ text: yuan === null ? '' : exactIn(yuan, unit), unit });
/** Null: left empty. Undefined: not an amount. */
export const yuanTyped = (typed: MoneyText): number | null | undefined =>
  typed.text.trim() === '' ? null : yuanOf(typed.text.replace(/[,，\s]/g, '').normalize('NFKC'), typed.unit);

export type DayAndPrecision = { day: string; precision: 'year' | 'month' | 'day' };
/** 2020, 2020-03, 2020-03-15. Null: left empty. Undefined: none of them. */
export function dayTyped(text: string): DayAndPrecision | null | undefined {
  const plain = text
    .trim()
    .normalize('NFKC')
    .replace(/[./年月]/g, '-')
    .replace(/[日-]$/, '');
  if (plain === '') return null;
  const [year = '', month, day] = plain.split('-');
  const whole = `${year}-${(month ?? '1').padStart(2, '0')}-${(day ?? '1').padStart(2, '0')}`;
  if (!isDay(whole)) return undefined;
  return { day: whole, precision: day ? 'day' : month ? 'month' : 'year' };
}
export const dayText = (day: DayAndPrecision | null): string =>
  day === null ? '' : day.day.slice(0, day.precision === 'year' ? 4 : day.precision === 'month' ? 7 : 10);
