// Writes of rosters. People go in many rows a statement; what they hold arrives here sealed. Deleting at the end of a purpose is store-expiry.ts.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Day } from '../../vocabulary/days.ts';
import type { Id } from '../../vocabulary/ids.ts';
import type { RowProblem, Worker } from './rules-roster.ts';

export interface RosterPlace {
  region: string;
  roster: Id;
  enterprise: Id;
  purpose: Id;
}

/** Begins the roster of a case; one that nobody stands on yet and whose purpose has ended goes on under the new one. Undefined: it has one already. */
export async function insertRoster(
  db: Db,
  place: RosterPlace & { caseId: string; byName: string; at: string; today: Day },
): Promise<Id | undefined> {
  const { rows } = await sql<{ id: Id }>`
    insert into resumption_rosters as held (region_code, id, case_id, enterprise_id, purpose_id, by_name, at)
    values (${place.region}, ${place.roster}, ${place.caseId}, ${place.enterprise}, ${place.purpose}, ${place.byName}, ${place.at})
    on conflict (region_code, case_id) do update set purpose_id = excluded.purpose_id, by_name = excluded.by_name, at = excluded.at
      where held.people = 0 and held.waiting = 0 and held.expired_at is null
        and exists (select 1 from personal_data_purposes p where p.region_code = ${place.region} and p.id = held.purpose_id and p.ends_on < ${place.today})
    returning id`.execute(db.kysely);
  return rows[0]?.id;
}

export interface NewWorker {
  id: Id;
  sealed: Buffer;
  digest: Buffer;
  facts: Pick<Worker, 'origin' | 'returnedOn' | 'isolationUntil' | 'contact' | 'notes'>;
}

const atOnce = 2_000;

/**
 * Adds people with lines from `line` on; the roster is locked by the caller. Many rows a statement, and the next ones are sealed (`make`) while the
 * database takes the last: what all rows have alike is sent once.
 */
export async function insertWorkers<One>(
  db: Db,
  place: RosterPlace,
  line: number,
  expiresOn: Day,
  people: readonly One[],
  make: (one: One) => NewWorker,
): Promise<void> {
  if (people.length === 0) return;
  let under: Promise<unknown> = Promise.resolve();
  for (let from = 0; from < people.length; from += atOnce) {
    const some = people.slice(from, from + atOnce).map(make);
    const facts = some.map((one) => one.facts);
    await under;
    under = sql`
      insert into resumption_workers (region_code, id, roster_id, enterprise_id, purpose_id, line, person_sealed, identity_hash, origin, returned_on, isolation_until, contact, notes, expires_on)
      select ${place.region}, n.id, ${place.roster}::uuid, ${place.enterprise}::uuid, ${place.purpose}::uuid, ${line + from - 1} + n.place, n.sealed, n.digest, n.origin, n.returned, n.until, n.contact,
        string_to_array(n.notes, ','), ${expiresOn}::date
      from unnest(${some.map((one) => one.id)}::uuid[], ${some.map((one) => one.sealed)}::bytea[], ${some.map((one) => one.digest)}::bytea[], ${facts.map((one) => one.origin)}::text[],
        ${facts.map((one) => one.returnedOn)}::date[], ${facts.map((one) => one.isolationUntil)}::date[], ${facts.map((one) => one.contact)}::boolean[],
        ${facts.map((one) => one.notes.join(','))}::text[]) with ordinality as n (id, sealed, digest, origin, returned, until, contact, notes, place)`.execute(
      db.kysely,
    );
    under.catch(() => {}); // awaited by the next round or below
  }
  await under;
  await sql`update resumption_rosters set next_line = ${line + people.length} where region_code = ${place.region} and id = ${place.roster}`.execute(
    db.kysely,
  );
  await recount(db, place.region, [place.roster]);
}

/** Sets what rosters say of themselves to what they hold; called by every write of people and of rows set aside. */
async function recount(db: Db, region: string, rosters: readonly string[]): Promise<void> {
  if (rosters.length === 0) return;
  await sql`
    update resumption_rosters r set people = n.people, outside = n.outside, waiting = n.waiting from (
      select h.id, w.people, w.outside, a.waiting from resumption_rosters h
        cross join lateral (select count(*)::int as people, case when count(origin) = count(*) then (count(*) filter (where origin = 'outside'))::int end as outside
          from resumption_workers where region_code = ${region} and roster_id = h.id) w
        cross join lateral (select count(*)::int as waiting from resumption_roster_rows where region_code = ${region} and roster_id = h.id) a
      where h.region_code = ${region} and h.id = any(${rosters}::uuid[])) n
    where r.region_code = ${region} and r.id = n.id and r.expired_at is null`.execute(db.kysely);
}

/** Puts other values in the place of a person's; the line stays. */
export async function updateWorker(db: Db, region: string, worker: NewWorker): Promise<void> {
  const { id, sealed, digest, facts } = worker;
  const { rows } = await sql<{
    roster: Id;
  }>`update resumption_workers set person_sealed = ${sealed}, identity_hash = ${digest}, origin = ${facts.origin}, returned_on = ${facts.returnedOn}, isolation_until = ${facts.isolationUntil}, contact = ${facts.contact}, notes = ${facts.notes}::text[]
    where region_code = ${region} and id = ${id} returning roster_id as roster`.execute(db.kysely);
  await recount(
    db,
    region,
    rows.map((row) => row.roster),
  );
}

export async function deleteWorkers(db: Db, region: string, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ roster: Id }>`
    delete from resumption_workers where region_code = ${region} and id = any(${ids}::uuid[]) returning roster_id as roster`.execute(
    db.kysely,
  );
  await recount(db, region, [...new Set(rows.map((row) => row.roster))]);
}

export interface NewAside {
  id: Id;
  file: Id | null;
  sheet: string;
  row: number;
  cells: Buffer;
  /** Where the number could be read. */
  digest: Buffer | null;
  problems: (RowProblem & { cell: string })[];
}

export async function insertAside(db: Db, place: RosterPlace, at: string, asides: readonly NewAside[]): Promise<void> {
  if (asides.length === 0) return;
  await db.copyIn(
    'resumption_roster_rows',
    [
      'region_code',
      'id',
      'roster_id',
      'enterprise_id',
      'purpose_id',
      'file_id',
      'sheet',
      'row_number',
      'cells_sealed',
      'identity_hash',
      'problems',
      'at',
    ],
    asides.map((one) => [
      place.region,
      one.id,
      place.roster,
      place.enterprise,
      place.purpose,
      one.file,
      one.sheet,
      one.row,
      one.cells,
      one.digest,
      JSON.stringify(one.problems),
      at,
    ]),
  );
  await recount(db, place.region, [place.roster]);
}

export async function updateAside(
  db: Db,
  region: string,
  id: string,
  { cells, digest, problems }: Pick<NewAside, 'cells' | 'digest' | 'problems'>,
): Promise<void> {
  await sql`update resumption_roster_rows set cells_sealed = ${cells}, identity_hash = ${digest}, problems = ${JSON.stringify(problems)}::jsonb where region_code = ${region} and id = ${id}`.execute(
    db.kysely,
  );
}

export async function deleteAside(db: Db, region: string, id: string): Promise<void> {
  const { rows } = await sql<{ roster: Id }>`
    delete from resumption_roster_rows where region_code = ${region} and id = ${id} returning roster_id as roster`.execute(db.kysely);
  await recount(
    db,
    region,
    rows.map((row) => row.roster),
  );
}

/** Rows set aside that bear that number; answers how many. */
export async function deleteAsideOf(db: Db, region: string, digest: Buffer): Promise<number> {
  const { rows } = await sql<{ roster: Id }>`
    delete from resumption_roster_rows where region_code = ${region} and identity_hash = ${digest} returning roster_id as roster`.execute(
    db.kysely,
  );
  await recount(db, region, [...new Set(rows.map((row) => row.roster))]);
  return rows.length;
}

export interface FileWritten {
  id: Id;
  name: string;
  /** Only while its columns are still to be named. */
  sha256: string | null;
  state: 'mapping' | 'read';
  rows: number;
  kept: number;
  unchanged: number;
  wrong: number;
  leftOut: readonly string[];
  byName: string;
  at: string;
}

export async function saveFile(db: Db, place: RosterPlace, file: FileWritten): Promise<void> {
  await sql`
    insert into resumption_roster_files (region_code, id, roster_id, enterprise_id, name, sha256, state, rows, kept, unchanged, wrong, left_out, by_name, at)
    values (${place.region}, ${file.id}, ${place.roster}, ${place.enterprise}, ${file.name}, ${file.sha256}, ${file.state}, ${file.rows}, ${file.kept}, ${file.unchanged}, ${file.wrong}, ${JSON.stringify(file.leftOut)}::jsonb, ${file.byName}, ${file.at})
    on conflict (region_code, id) do update set sha256 = excluded.sha256, state = excluded.state, rows = excluded.rows, kept = excluded.kept, unchanged = excluded.unchanged,
      wrong = excluded.wrong, left_out = excluded.left_out, by_name = excluded.by_name, at = excluded.at`.execute(db.kysely);
}

export async function dropFile(db: Db, region: string, id: string): Promise<void> {
  await sql`update resumption_roster_files set state = 'dropped', sha256 = null where region_code = ${region} and id = ${id}`.execute(
    db.kysely,
  );
}
