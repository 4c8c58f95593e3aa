// Working time as a function: how many working minutes lie before an instant, and at which instant a given working minute begins. A calendar is
// compiled once into prefix sums over days; a query is two or three typed-array reads. Beyond its table the weekly pattern goes on for ever.
import { answer, type EngineError, failure, type Result } from './errors.ts';
import { type Day, dayNumber, dayText, type Instant, instant, minutesADay, type When, weekday } from './time.ts';

/** From and to as `08:00` or as minutes of the day; `24:00` and `00:00` end a day. In a week a shift may run past midnight: `22:00` to `06:00`. */
export type Shift = readonly [from: string | number, to: string | number];

/** Days that are worked otherwise than the week says. No shifts: not at all. */
export type CalendarException = { readonly from: Day; readonly to: Day; readonly shifts: readonly Shift[]; readonly name?: string };

/** No work from one instant to another, whatever the calendar says: a winter stop, an order. */
export type Stop = { readonly from: When; readonly to: When; readonly name?: string };

/** A calendar as it is handed in. Later entries win over earlier ones: week, holidays, make-up days, exceptions, stops. */
export type CalendarProblem = {
  readonly id: string;
  readonly name?: string;
  /** Seven lists of shifts, Monday first. */
  readonly week: readonly (readonly Shift[])[];
  readonly holidays?: readonly Day[];
  /** Days worked although the week or a holiday says otherwise, with the shifts of `workday`. */
  readonly makeUpDays?: readonly Day[];
  /** The shifts of a make-up day; the first worked day of the week when absent. */
  readonly workday?: readonly Shift[];
  readonly exceptions?: readonly CalendarException[];
  readonly stops?: readonly Stop[];
  /** Working minutes that a duration of one day means; those of the first worked day of the week when absent. */
  readonly minutesPerDay?: number;
};

/** Seven days, round the clock: lags in elapsed time. */
export const roundTheClock: CalendarProblem = { id: '24h', name: '24 h', week: Array.from({ length: 7 }, () => [[0, minutesADay]]) };

/** Monday to Friday in the same shifts. */
export const fiveDays = (...shifts: readonly Shift[]): readonly (readonly Shift[])[] => [shifts, shifts, shifts, shifts, shifts, [], []];

const tableFrom = 10_957; // 2000-01-01
const tableTo = 32_874; // 2060-01-03
/** A table longer than this is a slip of the pen in a date, not a calendar. */
const longestTable = 150_000;
const stride = minutesADay + 1;

/** A compiled calendar. Made by `createCalendar`; immutable. */
export class Calendar {
  readonly id: string;
  readonly name: string;
  /** Working minutes of a day of duration. */
  readonly minutesPerDay: number;
  /** Working minutes of a week without exceptions; 0 when the calendar ends with its last exception. */
  readonly minutesPerWeek: number;
  private readonly first: number;
  private readonly count: number;
  private readonly total: number;
  private readonly before: Int32Array;
  private readonly pattern: Uint16Array;
  private readonly within: Uint16Array;
  private readonly begins: Uint16Array;
  private readonly workdays: Int32Array;
  private readonly worked: number;
  private readonly workdayPattern: Uint16Array;
  private readonly workdayBefore: Int32Array;
  private readonly rank: Int32Array;
  private readonly bucket: Int32Array;
  private readonly bucketShift: number;
  private readonly weekPattern: Uint16Array;
  private readonly weekBefore: Float64Array;
  private readonly weekRank: Int32Array;
  private readonly reasons: ReadonlyMap<number, string>;

  constructor(parts: {
    problem: CalendarProblem;
    minutesPerDay: number;
    first: number;
    pattern: Uint16Array;
    patterns: readonly Uint8Array[];
    weekPattern: Uint16Array;
    reasons: ReadonlyMap<number, string>;
  }) {
    this.id = parts.problem.id;
    this.name = parts.problem.name ?? parts.problem.id;
    this.minutesPerDay = parts.minutesPerDay;
    this.first = parts.first;
    this.pattern = parts.pattern;
    this.weekPattern = parts.weekPattern;
    this.reasons = parts.reasons;
    this.count = parts.pattern.length;
    const kinds = parts.patterns.length;
    this.within = new Uint16Array(kinds * stride);
    this.begins = new Uint16Array(kinds * stride);
    const minutes = new Int32Array(kinds);
    for (let p = 0; p < kinds; p++) {
      let work = 0;
      for (let minute = 0; minute < minutesADay; minute++) {
        this.within[p * stride + minute] = work;
        if (parts.patterns[p]![minute]) this.begins[p * stride + work++] = minute;
      }
      this.within[p * stride + minutesADay] = work;
      minutes[p] = work;
    }
    this.before = new Int32Array(this.count + 1);
    this.rank = new Int32Array(this.count + 1);
    for (let i = 0; i < this.count; i++) {
      const work = minutes[this.pattern[i]!]!;
      this.before[i + 1] = this.before[i]! + work;
      this.rank[i + 1] = this.rank[i]! + (work > 0 ? 1 : 0);
    }
    this.total = this.before[this.count]!;
    const worked = this.rank[this.count]!;
    this.worked = worked;
    this.workdays = new Int32Array(worked);
    this.workdayPattern = new Uint16Array(worked);
    this.workdayBefore = new Int32Array(worked + 1);
    let shortest = minutesADay;
    for (let i = 0, k = 0; i < this.count; i++) {
      const work = minutes[this.pattern[i]!]!;
      if (work === 0) continue;
      this.workdays[k] = this.first + i;
      this.workdayPattern[k] = this.pattern[i]!;
      this.workdayBefore[k++] = this.before[i]!;
      shortest = Math.min(shortest, work);
    }
    this.workdayBefore[worked] = this.total;
    // Which working day holds a working minute: one entry for so many minutes that at most a few steps remain.
    this.bucketShift = Math.max(6, 31 - Math.clz32(shortest));
    this.bucket = new Int32Array((this.total >> this.bucketShift) + 2);
    for (let b = 0, k = 0; b < this.bucket.length; b++) {
      while (k + 1 < worked && this.workdayBefore[k + 1]! <= b << this.bucketShift) k++;
      this.bucket[b] = k;
    }
    this.weekBefore = new Float64Array(8);
    this.weekRank = new Int32Array(8);
    for (let d = 0; d < 7; d++) {
      const work = minutes[this.weekPattern[d]!]!;
      this.weekBefore[d + 1] = this.weekBefore[d]! + work;
      this.weekRank[d + 1] = this.weekRank[d]! + (work > 0 ? 1 : 0);
    }
    this.minutesPerWeek = this.weekBefore[7]!;
  }

  /** Working minutes before an instant, reckoned from the first day of the table (negative before it). Never falls as the instant rises. O(1). */
  work(at: Instant): number {
    const day = Math.floor(at / minutesADay);
    const i = day - this.first;
    if (i >= 0 && i < this.count) return this.before[i]! + this.within[this.pattern[i]! * stride + (at - day * minutesADay)]!;
    if (!Number.isFinite(at)) return at;
    if (i < 0) return this.weekly(day, at - day * minutesADay) - this.weekly(this.first, 0);
    return this.total + this.weekly(day, at - day * minutesADay) - this.weekly(this.first + this.count, 0);
  }

  /** The instant at which working minute number `work` begins: the latest instant with so much work before it. ±Infinity when there is none. O(1). */
  startAt(work: number): Instant {
    if (work >= 0 && work < this.total) {
      let k = this.bucket[work >> this.bucketShift]!;
      while (this.workdayBefore[k + 1]! <= work) k++;
      return this.workdays[k]! * minutesADay + this.begins[this.workdayPattern[k]! * stride + work - this.workdayBefore[k]!]!;
    }
    if (!Number.isFinite(work)) return work;
    if (this.minutesPerWeek === 0) return work < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    const target = work < 0 ? this.weekly(this.first, 0) + work : this.weekly(this.first + this.count, 0) + work - this.total;
    const week = Math.floor(target / this.minutesPerWeek);
    const rest = target - week * this.minutesPerWeek;
    let d = 0;
    while (this.weekBefore[d + 1]! <= rest) d++;
    return (week * 7 + d - 3) * minutesADay + this.begins[this.weekPattern[d]! * stride + rest - this.weekBefore[d]!]!;
  }

  /** The instant at which working minute number `work − 1` ends: the earliest instant with so much work before it. O(1). */
  finishAt(work: number): Instant {
    return this.startAt(work - 1) + 1;
  }

  /** The working minutes from one instant to another; negative when the second is earlier. O(1). */
  between(from: Instant, to: Instant): number {
    return this.work(to) - this.work(from);
  }

  /** That instant, or the next at which work is under way. O(1). */
  next(at: Instant): Instant {
    return this.startAt(this.work(at));
  }

  /** That instant, or the last at which work had been under way. O(1). */
  previous(at: Instant): Instant {
    return this.finishAt(this.work(at));
  }

  /** So many working minutes later: the earliest such instant; earlier when negative; the same instant for 0. O(1). */
  add(at: Instant, minutes: number): Instant {
    return minutes === 0 ? at : this.finishAt(this.work(at) + minutes);
  }

  /** The latest instant from which `add` still arrives by `at`: the other half of `add`. O(1). */
  subtract(at: Instant, minutes: number): Instant {
    return minutes === 0 ? at : this.startAt(this.work(at) - minutes);
  }

  /** True when the minute that begins at the instant is worked. */
  works(at: Instant): boolean {
    return this.startAt(this.work(at)) === at;
  }

  /** True when a day has working time; `day` counts from 1970-01-01. */
  isWorkday(day: number): boolean {
    return this.daysBefore(day + 1) > this.daysBefore(day);
  }

  /** The k-th working day after a day (before it when `k` is negative; itself or the next one for 0), as day numbers. ±Infinity when there is none. O(1). */
  workday(day: number, k: number): number {
    const i = day - this.first;
    if (k > 0 && i >= -1 && i < this.count) {
      const place = this.rank[i + 1]! + k - 1;
      if (place < this.worked) return this.workdays[place]!;
    }
    return this.workdayOutside(this.daysBefore(k > 0 ? day + 1 : day) + (k > 0 ? k - 1 : k));
  }

  /** Working days from one day to another: those of [from, to). Negative when the second is earlier. O(1). */
  workdaysBetween(from: number, to: number): number {
    return this.daysBefore(to) - this.daysBefore(from);
  }

  /** What an exception, a holiday or a stop of a day is called; undefined for a day like any other of its week. */
  reason(day: number): string | undefined {
    return this.reasons.get(day);
  }

  /** Minutes of the weekly pattern before a minute of a day, from the Monday of the week of 1970-01-01. */
  private weekly(day: number, minute: number): number {
    const d = weekday(day);
    return ((day - d + 3) / 7) * this.minutesPerWeek + this.weekBefore[d]! + this.within[this.weekPattern[d]! * stride + minute]!;
  }

  private weeklyDays(day: number): number {
    const d = weekday(day);
    return ((day - d + 3) / 7) * this.weekRank[7]! + this.weekRank[d]!;
  }

  private daysBefore(day: number): number {
    const i = day - this.first;
    if (i >= 0 && i <= this.count) return this.rank[i]!;
    if (i < 0) return this.weeklyDays(day) - this.weeklyDays(this.first);
    return this.rank[this.count]! + this.weeklyDays(day) - this.weeklyDays(this.first + this.count);
  }

  private workdayOutside(place: number): number {
    if (place >= 0 && place < this.workdays.length) return this.workdays[place]!;
    const perWeek = this.weekRank[7]!;
    if (perWeek === 0) return place < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    const target =
      place < 0 ? this.weeklyDays(this.first) + place : this.weeklyDays(this.first + this.count) + place - this.workdays.length;
    const week = Math.floor(target / perWeek);
    const rest = target - week * perWeek;
    let d = 0;
    while (this.weekRank[d + 1]! <= rest) d++;
    return week * 7 + d - 3;
  }
}

/** Validates and compiles a calendar. Errors: `bad-calendar`, `bad-time`, `empty-calendar`, `horizon`. O(days of the table). */
export function createCalendar(problem: CalendarProblem): Result<Calendar> {
  const errors: EngineError[] = [];
  const say = (rule: EngineError['rule'], sentence: string): void => {
    errors.push({ rule, sentence: `Calendar ${problem.id}: ${sentence}`, calendar: problem.id });
  };
  if (problem.week.length !== 7) say('bad-calendar', `a week has seven days, not ${problem.week.length}.`);
  const week = Array.from({ length: 7 }, () => new Uint8Array(minutesADay));
  for (let d = 0; d < Math.min(7, problem.week.length); d++)
    for (const shift of problem.week[d]!) {
      const [from, to] = [minuteOf(shift[0]), minuteOf(shift[1])];
      if (from === undefined || to === undefined) say('bad-time', `the shift ${shift[0]} to ${shift[1]} is no time of day.`);
      else if (from < to || to === 0) week[d]!.fill(1, from, to === 0 ? minutesADay : to);
      else {
        week[d]!.fill(1, from);
        week[(d + 1) % 7]!.fill(1, 0, to);
      }
    }
  const dayOf = (shifts: readonly Shift[]): Uint8Array => {
    const day = new Uint8Array(minutesADay);
    for (const shift of shifts) {
      const [from, to] = [minuteOf(shift[0]), minuteOf(shift[1])];
      if (from === undefined || to === undefined) say('bad-time', `the shift ${shift[0]} to ${shift[1]} is no time of day.`);
      else if (from < to || to === 0) day.fill(1, from, to === 0 ? minutesADay : to);
      else say('bad-calendar', `the shift ${shift[0]} to ${shift[1]} of a single day ends before it begins; give each day its part.`);
    }
    return day;
  };
  const worked = week.find((day) => day.includes(1));
  const changed = new Map<number, Uint8Array>();
  const reasons = new Map<number, string>();
  const number = (day: Day): number | undefined => {
    const n = dayNumber(day);
    if (n === undefined) say('bad-time', `there is no day ${day}.`);
    return n;
  };
  const off = new Uint8Array(minutesADay);
  for (const day of problem.holidays ?? []) {
    const n = number(day);
    if (n !== undefined) {
      changed.set(n, off);
      reasons.set(n, 'holiday');
    }
  }
  const makeUp = problem.workday ? dayOf(problem.workday) : worked;
  for (const day of problem.makeUpDays ?? []) {
    const n = number(day);
    if (n === undefined) continue;
    if (!makeUp) say('bad-calendar', `a make-up day needs shifts: the week has none to take them from.`);
    else {
      changed.set(n, makeUp);
      reasons.set(n, 'make-up day');
    }
  }
  for (const exception of problem.exceptions ?? []) {
    const [from, to] = [number(exception.from), number(exception.to)];
    if (from === undefined || to === undefined) continue;
    if (to < from) say('bad-calendar', `the exception from ${exception.from} ends on ${exception.to}, before it begins.`);
    else if (to - from > longestTable) say('horizon', `the exception from ${exception.from} to ${exception.to} is too long.`);
    else {
      const day = dayOf(exception.shifts);
      for (let n = from; n <= to; n++) {
        changed.set(n, day);
        reasons.set(n, exception.name ?? 'exception');
      }
    }
  }
  for (const stop of problem.stops ?? []) {
    const [from, to] = [instant(stop.from), instant(stop.to)];
    if (from === undefined || to === undefined) say('bad-time', `the stop from ${stop.from} to ${stop.to} names no time.`);
    else if (to < from) say('bad-calendar', `the stop from ${stop.from} ends ${stop.to}, before it begins.`);
    else if (to - from > longestTable * minutesADay) say('horizon', `the stop from ${stop.from} to ${stop.to} is too long.`);
    else
      for (let n = Math.floor(from / minutesADay); n * minutesADay < to; n++) {
        const [begin, end] = [Math.max(0, from - n * minutesADay), Math.min(minutesADay, to - n * minutesADay)];
        // Days that are stopped whole are one day in the table.
        if (begin === 0 && end === minutesADay) changed.set(n, off);
        else {
          const day = (changed.get(n) ?? week[weekday(n)]!).slice();
          changed.set(n, day.fill(0, begin, end));
        }
        reasons.set(n, stop.name ?? 'stop');
      }
  }
  if (errors.length > 0) return failure(...errors);
  let [first, last] = [tableFrom, tableTo];
  for (const n of changed.keys()) {
    first = Math.min(first, n);
    last = Math.max(last, n + 1);
  }
  if (last - first > longestTable) {
    const far = [...changed.keys()].reduce((a, b) => (Math.abs(a - tableFrom) > Math.abs(b - tableFrom) ? a : b));
    say('horizon', `${dayText(far)} is too far from the other days.`);
    return failure(...errors);
  }
  const patterns: Uint8Array[] = [];
  const known = new Map<string, number>();
  const numbers = new Map<Uint8Array, number>();
  const patternOf = (day: Uint8Array): number => {
    const seen = numbers.get(day);
    if (seen !== undefined) return seen;
    const key = String.fromCharCode(...day);
    const place = known.get(key) ?? patterns.push(day) - 1;
    known.set(key, place);
    numbers.set(day, place);
    return place;
  };
  const weekPattern = Uint16Array.from(week, patternOf);
  const pattern = new Uint16Array(last - first);
  for (let i = 0, d = weekday(first); i < pattern.length; i++, d = d === 6 ? 0 : d + 1) pattern[i] = weekPattern[d]!;
  for (const [n, day] of changed) pattern[n - first] = patternOf(day);
  if (patterns.length > 60_000) {
    say('bad-calendar', 'there are too many different days.');
    return failure(...errors);
  }
  if (!patterns.some((day) => day.includes(1))) {
    say('empty-calendar', 'there is no working time at all.');
    return failure(...errors);
  }
  const usual = (worked ?? patterns.find((day) => day.includes(1))!).reduce((sum, minute) => sum + minute, 0);
  const minutesPerDay = problem.minutesPerDay ?? usual;
  if (!(minutesPerDay > 0) || minutesPerDay > minutesADay) {
    say('bad-number', `a day cannot have ${minutesPerDay} working minutes.`);
    return failure(...errors);
  }
  return answer(new Calendar({ problem, minutesPerDay, first, pattern, patterns, weekPattern, reasons }));
}

function minuteOf(time: string | number): number | undefined {
  if (typeof time === 'number') return Number.isInteger(time) && time >= 0 && time <= minutesADay ? time : undefined;
  const match = /^(\d{1,2}):(\d{2})$/.exec(time);
  if (!match) return undefined;
  const minute = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minute <= minutesADay ? minute : undefined;
}
