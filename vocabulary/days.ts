// Days are calendar days in Asia/Shanghai, written YYYY-MM-DD, and are never JavaScript Dates: a Date is an instant, and an
// instant belongs to two different days in two time zones. Arithmetic goes through UTC midnights, where every day has 24 hours.
import { z } from 'zod';

export type Day = string & { readonly __day: true };

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a day that exists in the Gregorian calendar, 1800 to 2199. */
export function isDay(text: string): text is Day {
  const match = pattern.exec(text);
  if (!match) return false;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const date = Number(match[3]);
  if (year < 1800 || year > 2199 || month < 1 || month > 12 || date < 1) return false;
  return date <= daysInMonth(year, month);
}

/** The day of that text, or undefined when there is no such day. */
export const dayOf = (text: string): Day | undefined => (isDay(text) ? text : undefined);

/** Builds a day from its parts; undefined when the parts name no day. `month` is 1 to 12. */
export function dayFrom(year: number, month: number, date: number): Day | undefined {
  return dayOf(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);
}

/** Days in a month, 28 to 31. `month` is 1 to 12. */
function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const serial = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/** The day `count` calendar days later (earlier when negative). */
export function addDays(day: Day, count: number): Day {
  return new Date((serial(day) + count) * 86_400_000).toISOString().slice(0, 10) as Day;
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => serial(to) - serial(from);

/** The day in Asia/Shanghai (UTC+8 without summer time since 1992) of an instant written in ISO 8601. */
export function dayOfInstant(iso: string): Day {
  return new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 10) as Day;
}

/** The instant, in ISO 8601, at which a day begins in Asia/Shanghai. */
export const instantOfDay = (day: string): string => new Date(Date.parse(`${day}T00:00:00+08:00`)).toISOString();

/** The minute in Asia/Shanghai of an instant written in ISO 8601: 2020-03-15 14:05. */
export function minuteOfInstant(iso: string): string {
  return new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

/** How precisely a day is known. */
export type Precision = 'year' | 'month' | 'day';

/** A day no more precisely than it is known: 2020年 (2020 in English), 2020-03, 2020-03-15. */
export const preciseDay = (day: string, precision: Precision, language: 'zh' | 'en' = 'zh'): string =>
  precision === 'year' ? `${day.slice(0, 4)}${language === 'zh' ? '年' : ''}` : day.slice(0, precision === 'month' ? 7 : 10);

export const Day = z
  .string()
  .refine(isDay, { error: 'day.invalid' })
  .transform((text) => text as Day);

/** A planning year. The register keeps 1990 to 2099. */
export const Year = z.coerce.number().int().min(1990).max(2099);
