/**
 * The only place that asks the time. Days are those of Asia/Shanghai, instants are ISO 8601 in UTC; a test gives the time it
 * needs. Arithmetic with days is vocabulary/days.
 */
import { type Day, dayOfInstant } from '../../vocabulary/days.ts';

export type Clock = {
  /** This instant, ISO 8601 in UTC with milliseconds. */
  now(): string;
  /** The calendar day in Asia/Shanghai. */
  today(): Day;
};

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  today: () => dayOfInstant(new Date().toISOString()),
};

/** A clock that stands still, or is moved by hand. */
export function fixedClock(iso: string): Clock & { set(iso: string): void; advance(milliseconds: number): void } {
  let at = Date.parse(iso);
  if (Number.isNaN(at)) throw new Error(`not an instant: ${iso}`);
  const now = () => new Date(at).toISOString();
  return {
    now,
    today: () => dayOfInstant(now()),
    set(next) {
      at = Date.parse(next);
    },
    advance(milliseconds) {
      at += milliseconds;
    },
  };
}
