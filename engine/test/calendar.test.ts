// Calendars: the sums against counting minute by minute, and days worked by hand from the Chinese holidays of 2020.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Calendar,
  type CalendarProblem,
  createCalendar,
  dayNumber,
  dayText,
  fiveDays,
  instant,
  instantText,
  type Shift,
} from '../src/index.ts';
import { short } from './testing-plan.ts';

function made(problem: CalendarProblem): Calendar {
  const calendar = createCalendar(problem);
  if (!calendar.ok) throw new Error(calendar.errors[0]!.sentence);
  return calendar.value;
}
const rule = (problem: CalendarProblem): string => {
  const calendar = createCalendar(problem);
  return calendar.ok ? 'ok' : calendar.errors[0]!.rule;
};
const at = (text: string): number => instant(text)!;
const day = (text: string): number => dayNumber(text)!;
const shifts: readonly Shift[] = [
  ['08:00', '12:00'],
  ['13:00', '17:00'],
];

/** Spring 2020: the Spring Festival lengthened to 2 February, Qingming 4 to 6 April, May Day 1 to 5 May with two make-up days. */
const china: CalendarProblem = {
  id: 'china',
  week: fiveDays(...shifts),
  holidays: [
    ...['24', '25', '26', '27', '28', '29', '30', '31'].map((date) => `2020-01-${date}`),
    '2020-02-01',
    '2020-02-02',
    '2020-04-04',
    '2020-04-05',
    '2020-04-06',
    ...['01', '02', '03', '04', '05'].map((date) => `2020-05-${date}`),
  ],
  makeUpDays: ['2020-01-19', '2020-04-26', '2020-05-09'],
  stops: [{ from: '2020-02-03', to: '2020-02-10', name: 'stop of work' }],
};

describe('a calendar of spring 2020', () => {
  const calendar = made(china);

  it('knows holidays, make-up days and stops by name', () => {
    // Sunday 19 January is worked, Friday 24 is not; Monday 3 February to Sunday 9 is the stop; Monday 10 is worked.
    expect(['2020-01-19', '2020-01-24', '2020-02-03', '2020-02-10'].map((text) => calendar.isWorkday(day(text)))).toEqual([
      true,
      false,
      false,
      true,
    ]);
    expect(['2020-01-19', '2020-01-24', '2020-02-03', '2020-02-10'].map((text) => calendar.reason(day(text)))).toEqual([
      'make-up day',
      'holiday',
      'stop of work',
      undefined,
    ]);
  });

  it('the k-th working day steps over them', () => {
    // After Fri 17 January: Sun 19, Mon 20, Tue 21, Wed 22, Thu 23, then Mon 10 February.
    expect([1, 2, 3, 4, 5, 6].map((k) => dayText(calendar.workday(day('2020-01-17'), k)))).toEqual([
      '2020-01-19',
      '2020-01-20',
      '2020-01-21',
      '2020-01-22',
      '2020-01-23',
      '2020-02-10',
    ]);
    expect(dayText(calendar.workday(day('2020-02-10'), -1))).toBe('2020-01-23');
    expect(dayText(calendar.workday(day('2020-02-05'), 0))).toBe('2020-02-10');
    // Thu 23 January to Tue 11 February: Thu 23 and Mon 10.
    expect(calendar.workdaysBetween(day('2020-01-23'), day('2020-02-11'))).toBe(2);
  });

  it('adds and takes away working time', () => {
    // 16 hours from Thu 23 January 13:00: four that afternoon, eight on Mon 10 February, four on Tue 11 until 12:00.
    expect(instantText(calendar.add(at('2020-01-23T13:00'), 960))).toBe('2020-02-11T12:00:00');
    expect(instantText(calendar.subtract(at('2020-02-11T12:00'), 960))).toBe('2020-01-23T13:00:00');
    expect(calendar.between(at('2020-01-23T13:00'), at('2020-02-11T12:00'))).toBe(960);
    expect(instantText(calendar.next(at('2020-01-23T17:00')))).toBe('2020-02-10T08:00:00');
    expect(instantText(calendar.previous(at('2020-02-10T08:00')))).toBe('2020-01-23T17:00:00');
  });
});

describe('every calendar', () => {
  const time = fc.integer({ min: 0, max: 47 }).map((half) => half * 30);
  const shift = fc.tuple(time, time).filter(([a, b]) => a !== b);
  const ordered = shift.map(([a, b]): Shift => [Math.min(a, b), Math.max(a, b)]);
  const problem: fc.Arbitrary<CalendarProblem> = fc.record({
    id: fc.constant('any'),
    week: fc.array(fc.array(shift, { maxLength: 3 }), { minLength: 7, maxLength: 7 }),
    exceptions: fc.array(
      fc
        .record({
          first: fc.integer({ min: 0, max: 40 }),
          length: fc.integer({ min: 0, max: 5 }),
          shifts: fc.array(ordered, { maxLength: 2 }),
        })
        .map((one) => ({
          from: dayText(18_320 + one.first),
          to: dayText(18_320 + one.first + one.length),
          shifts: one.shifts,
        })),
      { maxLength: 4 },
    ),
    stops: fc.array(
      fc.tuple(fc.integer({ min: 0, max: 40 * 1440 }), fc.integer({ min: 0, max: 5000 })).map(([from, length]) => ({
        from: 18_320 * 1440 + from,
        to: 18_320 * 1440 + from + length,
      })),
      { maxLength: 3 },
    ),
  });

  /** Whether each minute of sixty days is worked, said without any sums. */
  function minutes(one: CalendarProblem): Uint8Array {
    const first = 18_310;
    const worked = new Uint8Array(60 * 1440);
    for (let d = -1; d < 60; d++)
      for (const [from, to] of one.week[(((first + d + 3) % 7) + 7) % 7]! as readonly (readonly [number, number])[])
        for (let m = from; m < (to > from ? to : to + 1440); m++)
          if (d * 1440 + m >= 0 && d * 1440 + m < worked.length) worked[d * 1440 + m] = 1;
    for (const exception of one.exceptions!)
      for (let n = day(exception.from); n <= day(exception.to); n++) {
        worked.fill(0, (n - first) * 1440, (n - first + 1) * 1440);
        for (const [from, to] of exception.shifts as readonly (readonly [number, number])[])
          worked.fill(1, (n - first) * 1440 + from, (n - first) * 1440 + to);
      }
    for (const stop of one.stops!) worked.fill(0, (stop.from as number) - first * 1440, (stop.to as number) - first * 1440);
    return worked;
  }

  it('has the sums of counting minute by minute', () => {
    fc.assert(
      fc.property(problem, fc.integer({ min: 0, max: 50 * 1440 }), fc.integer({ min: 0, max: 8000 }), (one, from, length) => {
        const compiled = createCalendar(one);
        if (!compiled.ok) return;
        const calendar = compiled.value;
        const worked = minutes(one);
        const base = 18_310 * 1440;
        let sum = 0;
        for (let m = from; m < Math.min(worked.length, from + length); m++) sum += worked[m]!;
        expect(calendar.between(base + from, base + Math.min(worked.length, from + length))).toBe(sum);
        expect(calendar.works(base + from)).toBe(worked[from] === 1);
        // `add` arrives where the last of so many minutes ends.
        let [left, m] = [length, from];
        while (left > 0 && m < worked.length) left -= worked[m++]!;
        if (left === 0 && length > 0) expect(calendar.add(base + from, length)).toBe(base + m);
      }),
      { numRuns: 300 },
    );
  });

  it('goes forward and back as mirror images, in and beyond its table', () => {
    fc.assert(
      fc.property(
        problem,
        fc.integer({ min: -40_000_000, max: 120_000_000 }),
        fc.integer({ min: -5_000_000, max: 5_000_000 }),
        (one, from, length) => {
          const compiled = createCalendar(one);
          if (!compiled.ok || compiled.value.minutesPerWeek === 0) return;
          const calendar = compiled.value;
          const work = calendar.work(from);
          expect(calendar.work(calendar.startAt(work))).toBe(work);
          expect(calendar.work(calendar.finishAt(work))).toBe(work);
          expect(calendar.finishAt(work)).toBeLessThanOrEqual(from);
          expect(calendar.startAt(work)).toBeGreaterThanOrEqual(from);
          // add(t) ≤ x exactly when t ≤ subtract(x).
          const x = calendar.add(from, length);
          expect(calendar.subtract(x, length)).toBeGreaterThanOrEqual(from);
          expect(calendar.add(calendar.subtract(from, length), length)).toBeLessThanOrEqual(from);
          // Working days are counted as they are stepped through.
          const n = Math.floor(from / 1440);
          const k = (length % 300) + 1;
          if (k > 0) expect(calendar.workdaysBetween(n + 1, calendar.workday(n, k) + 1)).toBe(k);
          if (k < 0) expect(calendar.workdaysBetween(calendar.workday(n, k), n)).toBe(-k);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('what is no calendar', () => {
  it('is refused by its rule', () => {
    expect(rule({ id: 'x', week: Array.from({ length: 7 }, () => []) })).toBe('empty-calendar');
    expect(rule({ id: 'x', week: [[]] })).toBe('bad-calendar');
    expect(rule({ id: 'x', week: fiveDays(['8', '12:00']) })).toBe('bad-time');
    expect(rule({ id: 'x', week: fiveDays(['08:00', '25:00']) })).toBe('bad-time');
    expect(rule({ id: 'x', week: fiveDays(...shifts), holidays: ['2020-02-30'] })).toBe('bad-time');
    expect(rule({ id: 'x', week: fiveDays(...shifts), exceptions: [{ from: '2020-02-02', to: '2020-02-01', shifts: [] }] })).toBe(
      'bad-calendar',
    );
    expect(rule({ id: 'x', week: fiveDays(...shifts), holidays: ['9999-01-01'] })).toBe('horizon');
    expect(rule({ id: 'x', week: fiveDays(...shifts), stops: [{ from: '1000-01-01', to: '9999-01-01' }] })).toBe('horizon');
    expect(rule({ id: 'x', week: fiveDays(...shifts), minutesPerDay: 0 })).toBe('bad-number');
    expect(rule({ id: 'x', week: fiveDays(...shifts), minutesPerDay: Number.NaN })).toBe('bad-number');
  });

  it('a season without a week ends with its last day, and says so by infinity', () => {
    const season = made({
      id: 's',
      week: Array.from({ length: 7 }, () => []),
      exceptions: [{ from: '2020-04-01', to: '2020-04-02', shifts }],
    });
    expect(short(season.add(at('2020-03-01'), 480))).toBe('Wed 04-01 17:00');
    expect(season.add(at('2020-03-01'), 961)).toBe(Number.POSITIVE_INFINITY);
    expect(season.workday(day('2020-04-02'), 1)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('civil time', () => {
  it('reads and writes every day from 1600 to 2400, and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: -135_140, max: 157_000 }), (n) => {
        const text = dayText(n);
        expect(dayNumber(text)).toBe(n);
        expect(text).toBe(new Date(n * 86_400_000).toISOString().slice(0, 10));
      }),
    );
    for (const text of ['2019-02-29', '2020-13-01', '2020-00-10', '2020-1-1', '', 'today', '2020-03-01T25:00'])
      expect(instant(text)).toBeUndefined();
    expect(instantText(at('2020-03-01T24:00'))).toBe('2020-03-02T00:00:00');
  });
});
