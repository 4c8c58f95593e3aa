// Clears away uploaded files that no room took: the request was refused, or the process ended between the file and its row. Only what this
// database saw arrive is ever looked at, so that a database that is new, or the wrong one, clears nothing; what is named anywhere in it, or was
// put again meanwhile, stays.
import type { Clock } from '../clock/clock.ts';
import type { Database } from '../db/database.ts';
import type { Files } from './files.ts';
import { arrivedBefore, forgetArrivals, namedHashes, uploadRulesOn } from './store-arrivals.ts';

const hour = 3_600_000;

/** How many files went. Run at the start and once a day. */
export async function clearUnclaimed({ database, files, clock }: { database: Database; files: Files; clock: Clock }): Promise<number> {
  const rules = await database.transaction({ regions: [], prefix: null, owner: null }, (db) => uploadRulesOn(db, clock.today()), {
    readOnly: true,
  });
  // Arrivals of the last day are still counted against their person.
  const before = new Date(Date.parse(clock.now()) - Math.max(rules.unclaimedHours, 24) * hour).toISOString();
  const hashes = await arrivedBefore(database, before);
  if (hashes.length === 0) return 0;
  const named = await namedHashes(database, hashes);
  const unclaimed = hashes.filter((sha256) => !named.has(sha256));
  const gone = unclaimed.filter((sha256) => files.removeUntouched(sha256, before));
  await forgetArrivals(database, [...named, ...gone], before);
  return gone.length;
}

/**
 * Removes one file that its room has read and does not keep, unless anything names it, or it was put again since `read`. True when it went; what
 * stays is looked at again by the daily run.
 */
export async function clearAtOnce(
  { database, files }: { database: Database; files: Files },
  sha256: string,
  read: string,
): Promise<boolean> {
  const named = await namedHashes(database, [sha256]);
  return !named.has(sha256) && files.removeUntouched(sha256, read);
}
