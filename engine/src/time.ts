// The engine's time: whole minutes of local civil time since 1970-01-01T00:00, without zones and without summer time, so that every day has 1,440
// of them. Texts are ISO 8601 local; the Gregorian calendar is reckoned by arithmetic alone (after Hinnant, "chrono-compatible date algorithms").

/** Minutes of local time since 1970-01-01T00:00. */
export type Instant = number;

/** An instant as minutes or as ISO text: `2020-03-01`, `2020-03-01T08:00`, `2020-03-01T08:00:00`. A day alone is its first minute. */
export type When = Instant | string;

/** A day as ISO text, `2020-03-01`. */
export type Day = string;

export const minutesADay = 1440;

/** Days since 1970-01-01 of a civil date; `month` is 1 to 12. */
function daysFromCivil(year: number, month: number, date: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const leap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;

/** Days since 1970-01-01 of a day's text; undefined when there is no such day. */
export function dayNumber(text: Day): number | undefined {
  const match = iso.exec(text);
  if (!match || match[4] !== undefined) return undefined;
  return civil(match);
}

function civil(match: RegExpExecArray): number | undefined {
  const [year, month, date] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (month < 1 || month > 12 || date < 1) return undefined;
  if (date > (month === 2 && leap(year) ? 29 : lengths[month - 1]!)) return undefined;
  return daysFromCivil(year, month, date);
}

/** The instant of a text or of a number of minutes; undefined when it names none. Seconds are rounded to the minute. O(1). */
export function instant(when: When): Instant | undefined {
  if (typeof when === 'number') return Number.isFinite(when) ? Math.round(when) : undefined;
  const match = iso.exec(when);
  if (!match) return undefined;
  const day = civil(match);
  if (day === undefined) return undefined;
  const [hour, minute, second] = [Number(match[4] ?? 0), Number(match[5] ?? 0), Number(match[6] ?? 0)];
  if (hour > 24 || minute > 59 || second > 59 || (hour === 24 && minute + second > 0)) return undefined;
  return day * minutesADay + hour * 60 + minute + (second >= 30 ? 1 : 0);
}

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

/** The text of a day number: `2020-03-01`. */
export function dayText(day: number): Day {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const date = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}`;
}

/** The text of an instant: `2020-03-01T08:00:00`. */
export function instantText(at: Instant): string {
  const day = Math.floor(at / minutesADay);
  const minute = at - day * minutesADay;
  return `${dayText(day)}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:00`;
}

/** 0 Monday to 6 Sunday of a day number. */
export const weekday = (day: number): number => (((day + 3) % 7) + 7) % 7;
