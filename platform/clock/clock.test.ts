import { expect, it } from 'vitest';
import { fixedClock, systemClock } from './clock.ts';

it('the day turns at midnight in Shanghai, not in Greenwich', () => {
  const clock = fixedClock('2020-03-31T15:59:59.999Z');
  expect(clock.today()).toBe('2020-03-31');
  clock.advance(1);
  expect(clock.today()).toBe('2020-04-01');
  expect(clock.now()).toBe('2020-03-31T16:00:00.000Z');
});

it('the system clock tells an instant and its day', () => {
  const before = Date.now();
  expect(Date.parse(systemClock.now())).toBeGreaterThanOrEqual(before);
  expect(systemClock.today()).toMatch(/^\d{4}-\d\d-\d\d$/);
});
