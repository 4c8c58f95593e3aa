// Carries out the end of purposes: one transaction a purpose, with its entry in the chain, so that an interrupted run goes on where it stopped.
// Run by a person, by the command line, and by the server at its start and once a day.
import { clearAtOnce } from '../../platform/files/sweep.ts';
import type { Ground, House } from '../../platform/http/house.ts';
import type { Day } from '../../vocabulary/days.ts';
import { newId } from '../../vocabulary/ids.ts';
import { type DuePurpose, deletePersons, duePurposes, type ExpiryRow, insertExpiry, takePurpose } from './store-expiry.ts';
import { runExpiry } from './words-purposes.ts';

/** Deletes what is due under one purpose inside the caller's transaction; null when another run did it meanwhile. `files`: hashes to clear afterwards. */
export async function expireOne(
  db: House['db'],
  due: DuePurpose,
  on: Day,
  by: { name: string; at: string },
): Promise<{ done: ExpiryRow; files: string[] } | null> {
  if (!(await takePurpose(db, due.region, due.purposeId))) return null;
  const { files, ...counts } = await deletePersons(db, due.region, due.purposeId, by.at, on);
  const done = {
    region: due.region,
    id: newId(),
    purposeId: due.purposeId,
    onDay: on,
    at: by.at,
    byName: by.name,
    ...counts,
    files: files.length,
  };
  await insertExpiry(db, done);
  return { done: { ...done, purpose: due.purpose }, files };
}

/** What the chain says of a deletion: how many, of which purpose, by which day; nothing of anybody. */
export const expiryFacts = ({ purposeId, onDay, rosters, people, rows, files }: ExpiryRow) => ({
  purpose: purposeId,
  on: onDay,
  rosters,
  people,
  rows,
  files,
});

/** Who deletes when nobody is there to do it. */
export const scheduled = { id: 'system', name: '系统定时 (by schedule)' };

/** Deletes everything that is due in these regions today; answers how many persons went. Used by the server's daily run. */
export async function expirePersonalData(ground: Ground, regions: readonly string[]): Promise<number> {
  const { database, clock } = ground;
  const on = clock.today();
  const allowed = runExpiry.audit === 'read' ? [] : runExpiry.audit.facts;
  const due = await database.transaction({ regions, prefix: null, owner: null }, (db) => duePurposes(db, regions, on), { readOnly: true });
  let people = 0;
  for (const one of due) {
    const outcome = await database.transaction(
      { regions: [one.region], prefix: null, owner: null },
      async (db) => {
        const expired = await expireOne(db, one, on, { name: scheduled.name, at: clock.now() });
        if (expired)
          await ground.chain.append(db, {
            region: one.region,
            actor: scheduled,
            action: 'resumption.expire-personal-data',
            kind: 'purpose',
            id: one.purposeId,
            facts: expiryFacts(expired.done),
            allowed,
            request: 'schedule',
            result: 'done',
          });
        return expired;
      },
      { timeoutMs: 300_000 },
    );
    if (!outcome) continue;
    people += outcome.done.people;
    for (const sha256 of outcome.files) await clearAtOnce(ground, sha256, clock.now());
  }
  return people;
}
