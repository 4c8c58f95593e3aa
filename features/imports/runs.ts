// What reading and deciding share: a run works in transactions of its own, says how far it is, and stops when it is no longer wanted.
import type { Db } from '../../platform/db/database.ts';

/** A run finds that it is no longer wanted: the import was dropped, or another run took it over. */
export class Overtaken extends Error {}

export type Transaction = <T>(work: (db: Db) => Promise<T>) => Promise<T>;

/** Seconds left by the share done so far; null until that says anything. */
export const secondsLeft = (share: number, elapsedMs: number): number | null =>
  share > 0.03 && elapsedMs > 400 ? Math.round(((1 - share) / share) * (elapsedMs / 1000)) : null;
