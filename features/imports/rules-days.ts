// What a person meant by a day, a month, a year or a span of them. A stated month is a day of precision 'month' (its first day), a
// stated year one of precision 'year' (1 January); a span keeps the precision of each end. Vague or two-way readings are refused.
import { dayFrom, dayOfInstant } from '../../vocabulary/days.ts';
import type { DayRead, SpanRead } from './intake.ts';
import type { Note, Read } from './rules-reading.ts';
import { blankWord, compactText, given, none, refused } from './rules-reading.ts';

export interface DaySetting {
  /** How slashed days of this column are ordered when the day alone cannot tell: learnt from its other cells, or said by the clerk. */
  dayOrder: 'dmy' | 'mdy' | null;
  date1904: boolean;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const monthNumber = (word: string): number => months.indexOf(word.slice(0, 3).toLowerCase()) + 1;
const monthWord =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const englishMonth = new RegExp(`^${monthWord}[.,\\-/ ]*(\\d{4})$`, 'i');
const englishDay = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[\\-/., ]*(?:of )?${monthWord}[\\-/., ]*(\\d{4})$`, 'i');
const englishDayLast = new RegExp(`^${monthWord}[. ]*(\\d{1,2})(?:st|nd|rd|th)?[, ]+(\\d{4})$`, 'i');
const vague =
  /年(内|底|初|末|中|前|后|度内|终)|季度|季|半年|待定|未定|暂定|另行|待|TBC|TBD|左右|前后|以前|之前|以后|之后|前$|后$|预计|拟|约|十三五|十四五|十五五/i;
const partOfMonth = /月(底|初|末|中|上旬|中旬|下旬)$/;

type Parts = { year: number; month?: number; date?: number };
const fromParts = ({ year, month, date }: Parts): DayRead | undefined => {
  if (year < 1900 || year > 2199) return undefined;
  const day = dayFrom(year, month ?? 1, date ?? 1);
  return day && { day, precision: date ? 'day' : month ? 'month' : 'year' };
};

/** The day a spreadsheet counts from 1900 (or 1904), when it lies between 1990 and 2100. */
function serialDay(serial: number, date1904: boolean): DayRead | undefined {
  const days = Math.floor(serial) + (date1904 ? 1462 : 0);
  if (!(days >= 32_874 && days <= 73_050)) return undefined;
  const iso = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
  return { day: iso, precision: 'day' };
}

const ok = (parts: Parts, notes: readonly Note[] = none): Read<DayRead> => {
  const day = fromParts(parts);
  return day ? { value: day, notes } : refused('imports.day-unreal');
};

/** Reads a day, month or year. */
export function readDay(cell: string | number | boolean | { day: string; text: string }, setting: DaySetting): Read<DayRead> {
  if (typeof cell === 'object') return given({ day: cell.day, precision: 'day' });
  if (typeof cell === 'boolean') return refused('imports.day-unreadable');
  if (typeof cell === 'number') return readNumberDay(cell, setting);
  const blank = blankWord(cell);
  if (blank) return blank;
  return readTextDay(cell, setting);
}

function readNumberDay(cell: number, setting: DaySetting): Read<DayRead> {
  const text = String(cell);
  if (/^\d{8}$/.test(text)) return ok({ year: +text.slice(0, 4), month: +text.slice(4, 6), date: +text.slice(6) });
  if (/^(19|20)\d{4}$/.test(text) && +text.slice(4) >= 1 && +text.slice(4) <= 12)
    return ok({ year: +text.slice(0, 4), month: +text.slice(4) });
  if (/^(19|20|21)\d{2}$/.test(text)) return ok({ year: cell });
  const dotted = /^((?:19|20|21)\d{2})\.(\d{1,2})$/.exec(text);
  // 2020.10 typed as a number is kept as 2020.1: January or October cannot be told apart any more.
  if (dotted)
    return dotted[2] === '1' ? refused('imports.day-lost-zero', { year: dotted[1]! }) : ok({ year: +dotted[1]!, month: +dotted[2]! });
  const serial = serialDay(cell, setting.date1904);
  if (serial) return { value: serial, notes: [{ code: 'imports.day-serial', params: { day: serial.day }, severity: 'warning' }] };
  return refused('imports.day-unreadable');
}

function readTextDay(cell: string, setting: DaySetting): Read<DayRead> {
  const trimmed = cell.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const iso = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/.exec(trimmed);
  if (iso) {
    const midnight = iso[4] === '00' && iso[5] === '00' && (iso[6] ?? '00') === '00';
    // Midnight with an offset is how systems write a plain day; any other moment with an offset is a moment and falls on a day of ours.
    if (!iso[7] || midnight) return ok({ year: +iso[1]!, month: +iso[2]!, date: +iso[3]! });
    if (!fromParts({ year: +iso[1]!, month: +iso[2]!, date: +iso[3]! })) return refused('imports.day-unreal');
    return given({ day: dayOfInstant(trimmed.replace(' ', 'T').replace(/([+-]\d{2})(\d{2})$/, '$1:$2')), precision: 'day' });
  }
  const withoutTime = trimmed.replace(/[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AP]M)?$/i, '');
  const slashed = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/.exec(withoutTime);
  if (slashed) return readSlashed(+slashed[1]!, +slashed[3]!, +slashed[4]!, setting.dayOrder);
  const english = englishDay.exec(withoutTime);
  if (english) return ok({ year: +english[3]!, month: monthNumber(english[2]!), date: +english[1]! });
  const last = englishDayLast.exec(withoutTime);
  if (last) return ok({ year: +last[3]!, month: monthNumber(last[1]!), date: +last[2]! });
  const month = englishMonth.exec(withoutTime);
  if (month) return ok({ year: +month[2]!, month: monthNumber(month[1]!) });
  return readChineseDay(compactText(withoutTime));
}

function readSlashed(first: number, second: number, year: number, order: 'dmy' | 'mdy' | null): Read<DayRead> {
  if (first > 12 && second > 12) return refused('imports.day-unreal');
  if (first > 12) return ok({ year, month: second, date: first });
  if (second > 12) return ok({ year, month: first, date: second });
  if (first === second) return ok({ year, month: first, date: second });
  if (order === 'dmy') return ok({ year, month: second, date: first });
  if (order === 'mdy') return ok({ year, month: first, date: second });
  return refused('imports.day-two-ways');
}

function readChineseDay(text: string): Read<DayRead> {
  const plain = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (plain) return ok({ year: +plain[1]!, month: +plain[2]!, date: +plain[3]! });
  const plainMonth = /^((?:19|20)\d{2})(\d{2})$/.exec(text);
  if (plainMonth && +plainMonth[2]! >= 1 && +plainMonth[2]! <= 12) return ok({ year: +plainMonth[1]!, month: +plainMonth[2]! });
  const notes: Note[] = [];
  let body = text;
  if (partOfMonth.test(body)) {
    notes.push({ code: 'imports.day-part-of-month', params: {}, severity: 'warning' });
    body = body.replace(partOfMonth, '月');
  }
  const plainBody = body.replace(/[−–—―]/g, '-');
  const match =
    /^(\d{4})(?:年度?)?$/.exec(plainBody) ??
    /^(\d{4})年(\d{1,2})(?:月份?)?$/.exec(plainBody) ??
    /^(\d{4})年(\d{1,2})[月.](\d{1,2})[日号]?$/.exec(plainBody) ??
    /^(\d{4})[-./、](\d{1,2})(?:月份?)?$/.exec(plainBody);
  if (match) return ok({ year: +match[1]!, month: match[2] ? +match[2] : undefined, date: match[3] ? +match[3] : undefined }, notes);
  // Between the parts of a day stands one separator: 2020.3-12 is March to December, not 12 March.
  const separated = /^(\d{4})([-./、])(\d{1,2})\2(\d{1,2})[日号]?$/.exec(plainBody);
  if (separated) return ok({ year: +separated[1]!, month: +separated[3]!, date: +separated[4]! }, notes);
  if (vague.test(text)) return refused('imports.day-vague');
  if (/\d{2}年/.test(text) && !/\d{4}年/.test(text)) return refused('imports.day-short-year');
  if (/\d{4}.*(-|~|至|到|—|–).*\d/.test(text)) return refused('imports.day-is-span');
  return refused('imports.day-unreadable');
}

const joiners = /(?:--+|—+|–|―|~+|起?至|到|\bto\b|\s-\s)/i;

/** Reads a span: "2020-2022", "2019.5—2020.10", "2020年3月-12月"; one period alone begins and ends in itself. */
export function readSpan(cell: string | number | boolean | { day: string; text: string }, setting: DaySetting): Read<SpanRead> {
  if (typeof cell !== 'string') {
    const single = readDay(cell, setting);
    return single.value ? { value: { from: single.value, to: single.value }, notes: single.notes } : (single as Read<never>);
  }
  const blank = blankWord(cell);
  if (blank) return blank;
  const years = /^(\d{4})-(\d{4})$/.exec(cell);
  if (years && years[1]! <= years[2]! && years[1]! >= '1900' && years[2]! <= '2199')
    return given({ from: { day: `${years[1]}-01-01`, precision: 'year' }, to: { day: `${years[2]}-01-01`, precision: 'year' } });
  const text = cell
    .normalize('NFKC')
    .replace(/[−‐‑]/g, '-')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  if (/^(约|计划)?\d+(\.\d+)?(个?月|年|天|日)$/.test(compactText(text)) && !/^\d{4}年$/.test(compactText(text)))
    return refused('imports.span-length');
  const single = readTextDay(text, setting);
  if (single.value) return { value: { from: single.value, to: single.value }, notes: single.notes };
  const ends = splitEnds(text);
  if (!ends) return single.notes[0]?.code === 'imports.day-unreadable' ? refused('imports.span-unreadable') : (single as Read<never>);
  const [left, right] = ends;
  const from = left ? readTextDay(left, setting) : undefined;
  if (from && !from.value) return from as Read<never>;
  let end = right;
  // 2020年3月-12月, 2020.3-12: the second end borrows the year of the first.
  if (from?.value && /^\d{1,2}(月份?|月底|月末)?$/.test(compactText(right)) && from.value.precision === 'month')
    end = `${from.value.day.slice(0, 4)}年${compactText(right).replace(/月.*$/, '')}月`;
  if (from?.value && from.value.precision === 'day' && /^\d{1,2}月\d{1,2}[日号]?$/.test(compactText(right)))
    end = `${from.value.day.slice(0, 4)}年${compactText(right)}`;
  const to = end ? readTextDay(end, setting) : undefined;
  if (to && !to.value) return to as Read<never>;
  if (!from?.value && !to?.value) return refused('imports.span-unreadable');
  if (
    from?.value &&
    to?.value &&
    from.value.day > to.value.day &&
    !(to.value.precision === 'year' && from.value.day.slice(0, 4) === to.value.day.slice(0, 4))
  )
    return refused('imports.span-backwards');
  return {
    value: { from: from?.value ?? null, to: to?.value ?? null },
    notes: from?.notes.length || to?.notes.length ? [...(from?.notes ?? none), ...(to?.notes ?? none)] : none,
  };
}

/** The two ends of a span. Hyphens are both joiners and parts of days, so the split that leaves equal styles on both sides is taken. */
function splitEnds(text: string): [string, string] | undefined {
  const clear = text.split(joiners);
  if (clear.length === 2 && (clear[0]!.trim() || clear[1]!.trim()))
    return [clear[0]!.trim(), clear[1]!.trim().replace(/(止|完工|竣工)$/, '')];
  const compact = compactText(text);
  const shapes = [
    /^(\d{4}-\d{1,2}-\d{1,2})-(\d{4}-\d{1,2}-\d{1,2})$/,
    /^(\d{4}-\d{1,2})-(\d{4}-\d{1,2})$/,
    /^(\d{4}年?)-(\d{4}年?)$/,
    /^(\d{4}[./年][^-]*)-(\d{4}[./年]?[^-]*)$/,
    /^(\d{4}[./年]\d{1,2}月?)-(\d{1,2}月?)$/,
    /^(\d{4}年\d{1,2}月\d{1,2}日?)-(\d{1,2}月\d{1,2}日?)$/,
    /^(\d{4}年?\d{0,2}[./月]?\d{0,2}日?)-$/,
  ];
  for (const shape of shapes) {
    const match = shape.exec(compact);
    if (match) return [match[1]!, match[2] ?? ''];
  }
  return undefined;
}
