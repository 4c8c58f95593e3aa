// Tries at signing in, counted before they are judged, so that a hundred at the same moment are a hundred. Counts live in the database and
// survive a restart; they fade when nobody tries for a while.
import type { Db } from '../../platform/db/database.ts';
import { type SignInRules, waitAfter } from './rules.ts';
import { tables } from './store-tables.ts';

export type Subject = { kind: 'pair' | 'address' | 'account'; key: string };

const seconds = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 1000;

/**
 * Counts one try against each subject and says how long to wait: 0 lets it be judged. A subject that is waiting already is not counted
 * again, so that impatience does not lengthen the wait.
 */
export async function countTry(db: Db, subjects: readonly Subject[], at: string, rules: SignInRules): Promise<number> {
  const keys = subjects.map((subject) => subject.key).sort();
  for (const key of keys)
    await tables(db)
      .insertInto('sign_in_tries')
      .values({ subject: key, failures: 0, last_at: at, blocked_until: null })
      .onConflict((conflict) => conflict.column('subject').doNothing())
      .execute();
  const rows = await tables(db)
    .selectFrom('sign_in_tries')
    .selectAll()
    .where('subject', 'in', keys)
    .orderBy('subject')
    .forUpdate()
    .execute();
  const held = new Map(rows.map((row) => [row.subject, row]));
  let wait = 0;
  for (const { key } of subjects) {
    const until = held.get(key)?.blocked_until;
    if (until) wait = Math.max(wait, Math.ceil(seconds(at, until)));
  }
  if (wait > 0) return wait;
  for (const { kind, key } of subjects) {
    const row = held.get(key);
    const faded = row === undefined || seconds(row.last_at, at) > rules.forgetAfterMinutes * 60;
    const failures = (faded ? 0 : row.failures) + 1;
    const next = waitAfter(failures, kind, rules);
    await tables(db)
      .updateTable('sign_in_tries')
      .set({ failures, last_at: at, blocked_until: next === 0 ? null : new Date(Date.parse(at) + next * 1000).toISOString() })
      .where('subject', '=', key)
      .execute();
  }
  return 0;
}

/** A try that succeeded was none: the person's own count begins anew, the address gets its one back. */
export async function forgiveTry(db: Db, subjects: readonly Subject[], rules: SignInRules): Promise<void> {
  for (const { kind, key } of subjects) {
    if (kind !== 'address') {
      await tables(db).deleteFrom('sign_in_tries').where('subject', '=', key).execute();
      continue;
    }
    // Only the wait that this try itself brought on is lifted, so that nobody clears an address by signing in as himself.
    const row = await tables(db).selectFrom('sign_in_tries').select('failures').where('subject', '=', key).forUpdate().executeTakeFirst();
    if (!row) continue;
    const failures = Math.max(row.failures - 1, 0);
    await tables(db)
      .updateTable('sign_in_tries')
      .set({ failures, ...(waitAfter(failures, 'address', rules) === 0 && { blocked_until: null }) })
      .where('subject', '=', key)
      .execute();
  }
}
