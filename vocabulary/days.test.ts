import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day, dayFrom, dayOf, dayOfInstant, daysBetween } from './days.ts';

const anyDay = fc
  .tuple(fc.integer({ min: 1900, max: 2199 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, date]) => dayFrom(year, month, date)!);

describe('days', () => {
  it('a day that the calendar does not have is no day', () => {
    for (const text of ['2019-02-29', '2020-13-01', '2020-00-10', '2020-1-1', '20200101', '1700-01-01'])
      expect(dayOf(text)).toBeUndefined();
    expect(dayOf('2020-02-29')).toBe('2020-02-29');
  });
  it('an instant belongs to the day in Shanghai', () => {
    expect(dayOfInstant('2020-02-18T16:00:00Z')).toBe('2020-02-19');
    expect(dayOfInstant('2020-02-18T15:59:59Z')).toBe('2020-02-18');
  });
  it('adding and counting days undo each other', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -3000, max: 3000 }), (day, count) => {
        expect(daysBetween(day, addDays(day, count))).toBe(count);
      }),
    );
  });
  it('days in text order are days in time order', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a: Day, b: Day) => {
        expect(a < b).toBe(daysBetween(a, b) > 0);
      }),
    );
  });
});
