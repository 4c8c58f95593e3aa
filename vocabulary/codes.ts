// National codes and their check digits. Each reader normalises first (full width, lower case, blanks), then answers a value or
// the reason it is refused; nothing is repaired.
// Sources: GB 32100-2015 and GB 11714-1997 (credit code); 发改投资〔2020〕1439号 and GB/T 40058-2021 (project code; the check rule
// ISO 7064 MOD 11,10 was found on real codes, see docs/decisions); GB 11643-1999 (resident number).
import { type Day, dayFrom } from './days.ts';

const compact = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]/g, '')
    .toUpperCase();

const creditSigns = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** Reads a unified social credit code (18 signs). `why`: 'length' · 'sign' · 'division' · 'check' · 'organisation-check'. */
export function creditCode(
  text: string,
): { ok: true; code: string } | { ok: false; why: 'length' | 'sign' | 'division' | 'organisation-check' | 'check' } {
  const code = compact(text);
  if (code.length !== 18) return { ok: false, why: 'length' };
  for (const sign of code) if (!creditSigns.includes(sign)) return { ok: false, why: 'sign' };
  if (!/^\d{6}$/.test(code.slice(2, 8))) return { ok: false, why: 'division' };
  let sum = 0;
  for (let place = 0; place < 17; place++) sum += creditSigns.indexOf(code[place]!) * creditWeights[place]!;
  if (creditSigns[(31 - (sum % 31)) % 31] !== code[17]) return { ok: false, why: 'check' };
  return { ok: true, code };
}

/** The check sign that the organisation part (places 9 to 17) should end with; places use A=10 … Z=35. */
export function organisationCheck(firstEight: string): string {
  let sum = 0;
  for (let place = 0; place < 8; place++) sum += Number.parseInt(firstEight[place]!, 36) * organisationWeights[place]!;
  const value = 11 - (sum % 11);
  return value === 10 ? 'X' : value === 11 ? '0' : String(value);
}

export type ProjectCode = { ok: true; code: string; form: 'old' | 'new'; division: string };

/**
 * Reads a national investment project code. Old form YYYY-DDDDDD-II-TT-SSSSSS (in force to late 2020, no check digit, an optional
 * -000 tail of some provinces), new form YYMM-DDDDDD-DD-TT-RRRRRC. `why`: 'form' · 'month' · 'check'.
 */
export function projectCode(text: string): ProjectCode | { ok: false; why: 'form' | 'month' | 'check' } {
  const code = compact(text)
    .replace(/[‐-―−－_]/g, '-')
    .replace(/^(\d{4})(\d{6})(\d{2})(\d{2})(\d{6})$/, '$1-$2-$3-$4-$5');
  const match = /^(\d{4})-(\d{6})-(\d{2})-(\d{2})-(\d{5,6})(-\d{3})?$/.exec(code);
  if (!match) return { ok: false, why: 'form' };
  const head = match[1]!;
  const division = match[2]!;
  const month = Number(head.slice(2));
  // 2013 to 2020 can only be a year; 2010 to 2012 would be October to December 2020, when the new form began.
  if (/^20(1[3-9]|20)$/.test(head)) return { ok: true, code, form: 'old', division };
  if (match[5]!.length !== 6 || match[6]) return { ok: false, why: 'form' };
  if (month < 1 || month > 12) return { ok: false, why: 'month' };
  if (!mod1110(code.replaceAll('-', ''))) return { ok: false, why: 'check' };
  return { ok: true, code, form: 'new', division };
}

/** ISO 7064 MOD 11,10 over a digit string whose last digit is the check. */
function mod1110(digits: string): boolean {
  let carry = 10;
  for (const digit of digits.slice(0, -1)) {
    const sum = (carry + Number(digit)) % 10 || 10;
    carry = (sum * 2) % 11;
  }
  return (carry + Number(digits.at(-1))) % 10 === 1;
}

const residentWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/** Provinces and what stands in their place: Taiwan 71 and 83, Hong Kong 81, Macau 82, foreigners with permanent residence 9x. */
const residentProvince = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9\d)/;

export type ResidentId =
  | { ok: true; code: string; form: 'new' | 'old'; birth: Day }
  | { ok: false; why: 'length' | 'sign' | 'division' | 'birth' | 'check' };

/**
 * Reads a resident identity number (GB 11643, ISO 7064 MOD 11-2). An old one of fifteen digits is answered in its form of eighteen, so that
 * the same person is one number. `why`: 'length' · 'sign' · 'division' · 'birth' (no such day) · 'check'.
 */
export function residentId(text: string): ResidentId {
  const written = compact(text);
  if (written.length !== 18 && written.length !== 15) return { ok: false, why: 'length' };
  const old = written.length === 15;
  if (!(old ? /^\d{15}$/ : /^\d{17}[\dX]$/).test(written)) return { ok: false, why: 'sign' };
  const body = old ? `${written.slice(0, 6)}19${written.slice(6)}` : written.slice(0, 17);
  if (!residentProvince.test(body)) return { ok: false, why: 'division' };
  const birth = dayFrom(Number(body.slice(6, 10)), Number(body.slice(10, 12)), Number(body.slice(12, 14)));
  if (!birth) return { ok: false, why: 'birth' };
  const code = body + residentCheck(body);
  if (!old && code !== written) return { ok: false, why: 'check' };
  return { ok: true, code, form: old ? 'old' : 'new', birth };
}

/** The check sign of the seventeen digits before it. */
export function residentCheck(seventeen: string): string {
  let sum = 0;
  for (let place = 0; place < 17; place++) sum += Number(seventeen[place]) * residentWeights[place]!;
  return '10X98765432'[sum % 11]!;
}
