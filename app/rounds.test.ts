// What the server does by itself: when it goes round, and that one failing does not stop the rest. Timers are the test's; the clock is moved by hand.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fixedClock } from '../platform/clock/clock.ts';
import { keepRounds } from './rounds.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const minutes = async (count: number, clock: ReturnType<typeof fixedClock>): Promise<void> => {
  for (let index = 0; index < count; index += 1) {
    clock.advance(60_000);
    await vi.advanceTimersByTimeAsync(60_000);
  }
};

it('goes round at the start and within a minute of midnight in China, once a day', async () => {
  const clock = fixedClock('2020-02-18T15:00:00.000Z');
  const days: string[] = [];
  const stop = keepRounds(clock, async () => {
    days.push(clock.now());
    return true;
  });
  await minutes(59, clock);
  expect(days).toEqual(['2020-02-18T15:00:00.000Z']);
  await minutes(2, clock);
  expect(days.at(-1)).toBe('2020-02-18T16:00:00.000Z');
  await minutes(24 * 60 - 2, clock);
  expect(days).toHaveLength(2);
  await minutes(1, clock);
  expect(days.map((one) => one.slice(0, 10))).toEqual(['2020-02-18', '2020-02-18', '2020-02-19']);
  stop();
  await minutes(24 * 60, clock);
  expect(days).toHaveLength(3);
});

it('goes round again an hour after something failed, and never twice at once', async () => {
  const clock = fixedClock('2020-02-18T16:00:00.000Z');
  let going = 0;
  let most = 0;
  let rounds = 0;
  const stop = keepRounds(clock, async () => {
    going += 1;
    most = Math.max(most, going);
    rounds += 1;
    await new Promise((done) => setTimeout(done, 5 * 60_000));
    going -= 1;
    if (rounds === 1) throw new Error('no connection');
    return rounds > 2;
  });
  await minutes(64, clock);
  expect(rounds).toBe(1);
  await minutes(2, clock);
  expect(rounds).toBe(2);
  await minutes(66, clock);
  expect(rounds).toBe(3);
  await minutes(180, clock);
  expect(rounds).toBe(3);
  expect(most).toBe(1);
  stop();
});
