// Which number formats show a day, and which day a serial number is. Decides nothing about text that looks like a date: that is
// the importer's business. Serial numbers follow Excel, its invented 29 February 1900 included.
import type { Cell } from './cells.ts';

/** 0: not a day; 1: a day; 2: a day with a time. */
export type DateKind = 0 | 1 | 2;

/** The date kinds of the built-in formats; 27–36 and 50–58 are the Chinese ones (年月日). Times without a day are not days. */
function builtIn(id: number): DateKind {
  if (id === 22) return 2;
  if (id >= 14 && id <= 17) return 1;
  if ((id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54) || id === 57 || id === 58) return 1;
  return 0;
}

/** What a format shows: custom code when the workbook has one, else the built-in of that number. */
export function dateKind(id: number, code: string | undefined): DateKind {
  if (code === undefined) return builtIn(id);
  const section = code.slice(0, 1024).split(';')[0] ?? '';
  if (/^\s*general\s*$/i.test(section)) return 0;
  // Quoted words, escaped characters, padding and [colours] are decoration; [h] is an elapsed time, which is an amount.
  if (/\[(h+|m+|s+)\]/i.test(section)) return 0;
  const plain = section
    .replace(/"[^"]*"?/g, '')
    .replace(/\\./g, '')
    .replace(/[_*]./g, '')
    .replace(/\[[^\]]*\]/g, '');
  if (/[0#?]/.test(plain.replace(/s\.0+/gi, ''))) return 0;
  const hasTime = /[hs]/i.test(plain);
  const hasDay = /[yde]|aaa/i.test(plain) || (/m/i.test(plain) && !hasTime);
  if (!hasDay) return 0;
  return hasTime ? 2 : 1;
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** Year, month, day of a day number counted from 1970-01-01 (proleptic Gregorian). */
function dayText(days: number): string {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** The serial number of a day, for writing; undefined for a day Excel cannot hold. */
export function serialOf(day: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return undefined;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + Number(match[3]) - 1;
  const days = era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
  if (dayText(days) !== day) return undefined;
  const serial = days + 25_569;
  if (serial > 2_958_465) return undefined;
  if (serial >= 61) return serial;
  return serial >= 2 ? serial - 1 : undefined;
}

/**
 * The day a serial number shows under a date format. Numbers that are no day (negative, zero, the 29 February 1900 that never was,
 * beyond the year 9999) stay numbers.
 */
export function dayCell(serial: number, date1904: boolean): Cell {
  let whole = Math.floor(serial);
  let seconds = Math.round((serial - whole) * 86_400);
  if (seconds >= 86_400) {
    whole += 1;
    seconds = 0;
  }
  let days: number;
  if (date1904) {
    if (!(whole >= 0 && whole <= 2_957_003)) return serial;
    days = whole - 24_107;
  } else {
    if (!(whole >= 1 && whole <= 2_958_465) || whole === 60) return serial;
    days = whole - (whole > 60 ? 25_569 : 25_568);
  }
  const day = dayText(days);
  if (seconds === 0) return { day, text: day };
  return { day, text: `${day} ${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}` };
}

/** A number as Excel holds it: fifteen significant digits. 47.510000000000005 is 47.51 to everybody who looked at the sheet. */
export function excelNumber(text: string): number {
  const value = Number(text);
  return text.length > 15 ? fifteenDigits(value) : value;
}

/** A number cut to the fifteen significant digits Excel keeps; the largest ones, which rounding would push over the edge, stay. */
export function fifteenDigits(value: number): number {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return value;
  const rounded = Number(value.toPrecision(15));
  return Number.isFinite(rounded) ? rounded : value;
}
