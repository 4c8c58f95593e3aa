// Reads of rosters: the roster of a case, its counts, its people as they lie sealed, the rows that wait for correction, the same number on other
// enterprises' rosters. Writes are store-roster-write.ts.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Day } from '../../vocabulary/days.ts';
import type { Id } from '../../vocabulary/ids.ts';
import type { RowProblem } from './rules-roster.ts';
import type { RosterCounts, RosterFile, WorkerNote } from './words-roster.ts';

export interface RosterRow {
  id: Id;
  caseId: Id;
  enterpriseId: Id;
  purposeId: Id;
  nextLine: number;
  expiredAt: string | null;
  left: RosterCounts | null;
}

const rosterColumns = sql`id, case_id as "caseId", enterprise_id as "enterpriseId", purpose_id as "purposeId", next_line as "nextLine", expired_at as "expiredAt", left_over as left`;

export async function rosterOf(db: Db, region: string, id: string, lock = false): Promise<RosterRow | undefined> {
  const { rows } = await sql<RosterRow>`
    select ${rosterColumns} from resumption_rosters where region_code = ${region} and id = ${id} ${lock ? sql`for update` : sql``}`.execute(
    db.kysely,
  );
  return rows[0];
}

export async function rosterOfCase(db: Db, region: string, caseId: string): Promise<RosterRow | undefined> {
  const { rows } = await sql<RosterRow>`
    select ${rosterColumns} from resumption_rosters where region_code = ${region} and case_id = ${caseId}`.execute(db.kysely);
  return rows[0];
}

/** The enterprise of a case that the scope reaches, and the regime by which the case is judged. */
export async function caseFor(db: Db, region: string, id: string): Promise<{ enterpriseId: Id } | undefined> {
  const { rows } = await sql<{ enterpriseId: Id }>`
    select enterprise_id as "enterpriseId" from resumption_cases where region_code = ${region} and id = ${id}`.execute(db.kysely);
  return rows[0];
}

/** Days of isolation that the regime of a case asks for; undefined when it names none. */
export async function isolationOf(db: Db, region: string, caseId: string): Promise<number | null | undefined> {
  const { rows } = await sql<{ days: number | null; named: boolean }>`
    select (r.content -> 'thresholds' ->> 'isolationDays')::int as days, r.content -> 'thresholds' ? 'isolationDays' as named
    from resumption_cases c join resumption_regimes r on r.region_code = c.regime_region and r.code = c.regime_code and r.version = c.regime_version
    where c.region_code = ${region} and c.id = ${caseId}`.execute(db.kysely);
  return rows[0]?.named ? rows[0].days : undefined;
}

export async function countsOf(db: Db, region: string, roster: string, today: Day): Promise<RosterCounts> {
  const { rows } = await sql<RosterCounts>`
    select count(*)::int as people, count(*) filter (where origin = 'local')::int as local, count(*) filter (where origin = 'province')::int as province,
      count(*) filter (where origin = 'outside')::int as outside, count(*) filter (where isolation_until > ${today})::int as isolating,
      count(*) filter (where isolation_until <= ${today})::int as isolated, count(*) filter (where contact)::int as contact,
      count(*) filter (where cardinality(notes) > 0)::int as noted
    from resumption_workers where region_code = ${region} and roster_id = ${roster}`.execute(db.kysely);
  return rows[0]!;
}

export interface WorkerRow {
  id: Id;
  line: number;
  rosterId: Id;
  enterpriseId: Id;
  purposeId: Id;
  sealed: Buffer;
  origin: 'local' | 'province' | 'outside' | null;
  returnedOn: Day | null;
  isolationUntil: Day | null;
  contact: boolean | null;
  notes: WorkerNote[];
  expiresOn: Day;
}

const workerColumns = sql`id, line, roster_id as "rosterId", enterprise_id as "enterpriseId", purpose_id as "purposeId", person_sealed as sealed, origin, returned_on as "returnedOn", isolation_until as "isolationUntil", contact, notes, expires_on as "expiresOn"`;

export type WorkersOf = 'all' | 'outside' | 'isolating' | 'contact' | 'noted' | 'elsewhere';

/** People of a roster by line. `elsewhere`: ids of those who also stand on another enterprise's roster. */
export async function workersOf(
  db: Db,
  region: string,
  roster: string,
  asked: { of: WorkersOf; today: Day; elsewhere: readonly string[]; limit: number; offset: number },
): Promise<{ total: number; workers: WorkerRow[] }> {
  const which = {
    all: sql`true`,
    outside: sql`origin = 'outside'`,
    isolating: sql`isolation_until > ${asked.today}`,
    contact: sql`contact`,
    noted: sql`(cardinality(notes) > 0 or id = any(${asked.elsewhere}::uuid[]))`,
    elsewhere: sql`id = any(${asked.elsewhere}::uuid[])`,
  }[asked.of];
  const held = sql`region_code = ${region} and roster_id = ${roster} and ${which}`;
  const { rows } = await sql<WorkerRow>`
    select ${workerColumns} from resumption_workers where ${held} order by line, id limit ${asked.limit} offset ${asked.offset}`.execute(
    db.kysely,
  );
  const { rows: counted } = await sql<{ total: number }>`select count(*)::int as total from resumption_workers where ${held}`.execute(
    db.kysely,
  );
  return { total: counted[0]!.total, workers: rows };
}

export async function workerOf(db: Db, region: string, roster: string, id: string, lock = false): Promise<WorkerRow | undefined> {
  const { rows } = await sql<WorkerRow>`
    select ${workerColumns} from resumption_workers where region_code = ${region} and roster_id = ${roster} and id = ${id} ${lock ? sql`for update` : sql``}`.execute(
    db.kysely,
  );
  return rows[0];
}

/** Everybody with that digest in the county, whichever roster. */
export async function workersByDigest(db: Db, region: string, digest: Buffer, lock = false): Promise<WorkerRow[]> {
  const { rows } = await sql<WorkerRow>`
    select ${workerColumns} from resumption_workers where region_code = ${region} and identity_hash = ${digest} order by id ${lock ? sql`for update` : sql``}`.execute(
    db.kysely,
  );
  return rows;
}

/** People of a roster by digest, as hexadecimal text: which numbers it holds already. */
export async function digestsOf(db: Db, region: string, roster: string): Promise<Map<string, Id>> {
  const { rows } = await sql<{ digest: string; id: Id }>`
    select encode(identity_hash, 'hex') as digest, id from resumption_workers where region_code = ${region} and roster_id = ${roster}`.execute(
    db.kysely,
  );
  return new Map(rows.map((row) => [row.digest, row.id]));
}

/**
 * People of a roster who also stand on the roster of another enterprise of the county. Needs a scope without an owner; answers ids of this roster
 * only, so that nobody learns who the others are.
 */
export async function elsewhereOf(db: Db, region: string, roster: string): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    select w.id from resumption_workers w where w.region_code = ${region} and w.roster_id = ${roster} and exists (
      select from resumption_workers o where o.region_code = ${region} and o.identity_hash = w.identity_hash and o.enterprise_id <> w.enterprise_id)`.execute(
    db.kysely,
  );
  return rows.map((row) => row.id);
}

const fileColumns = sql`id, name, state, rows, kept, unchanged, wrong, left_out as "leftOut", by_name as "byName", at`;

export async function filesOf(db: Db, region: string, roster: string): Promise<RosterFile[]> {
  const { rows } = await sql<RosterFile>`
    select ${fileColumns} from resumption_roster_files where region_code = ${region} and roster_id = ${roster} and state <> 'dropped' order by at desc, id desc limit 50`.execute(
    db.kysely,
  );
  return rows;
}

/** A file whose columns are still to be named. */
export async function openFileOf(
  db: Db,
  region: string,
  roster: string,
  id: string,
): Promise<{ sha256: string; name: string } | undefined> {
  const { rows } = await sql<{ sha256: string; name: string }>`
    select sha256, name from resumption_roster_files where region_code = ${region} and roster_id = ${roster} and id = ${id} and state = 'mapping'`.execute(
    db.kysely,
  );
  return rows[0];
}

export interface RowAside {
  id: Id;
  file: string;
  sheet: string;
  row: number;
  cells: Buffer;
  problems: (RowProblem & { cell: string })[];
}

const asideColumns = sql`r.id, coalesce(f.name, '') as file, r.sheet, r.row_number as row, r.cells_sealed as cells, r.problems`;

export async function rowsAside(
  db: Db,
  region: string,
  roster: string,
  limit: number,
  offset: number,
): Promise<{ total: number; byCode: { code: string; field: RowProblem['field']; count: number }[]; rows: RowAside[] }> {
  const { rows } = await sql<RowAside>`
    select ${asideColumns} from resumption_roster_rows r left join resumption_roster_files f on f.region_code = r.region_code and f.id = r.file_id
    where r.region_code = ${region} and r.roster_id = ${roster} order by r.at, r.sheet, r.row_number, r.id limit ${limit} offset ${offset}`.execute(
    db.kysely,
  );
  const { rows: byCode } = await sql<{ code: string; field: RowProblem['field']; count: number }>`
    select p ->> 'code' as code, p ->> 'field' as field, count(*)::int as count
    from resumption_roster_rows r cross join lateral jsonb_array_elements(r.problems) p
    where r.region_code = ${region} and r.roster_id = ${roster} group by 1, 2 order by 3 desc, 1`.execute(db.kysely);
  return { total: await countAside(db, region, roster), byCode, rows };
}

export async function countAside(db: Db, region: string, roster: string): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from resumption_roster_rows where region_code = ${region} and roster_id = ${roster}`.execute(db.kysely);
  return rows[0]!.total;
}

export async function rowAside(db: Db, region: string, roster: string, id: string): Promise<RowAside | undefined> {
  const { rows } = await sql<RowAside>`
    select ${asideColumns} from resumption_roster_rows r left join resumption_roster_files f on f.region_code = r.region_code and f.id = r.file_id
    where r.region_code = ${region} and r.roster_id = ${roster} and r.id = ${id}`.execute(db.kysely);
  return rows[0];
}

/** Entries looked through, newest first: more than any hour of a county holds. */
const LOOKED_AT = 3_000;

/** How often a person revealed somebody lately, read from the chain. Reveals of one person take turns, so that the limit holds for two at once. */
export async function revealsSince(db: Db, region: string, person: string, since: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext(${`reveal:${person}`}))`.execute(db.kysely);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select action, actor_id, at, result from audit_entries where region_code = ${region} order by seq desc limit ${LOOKED_AT}) e
    where e.action in ('resumption.reveal-worker', 'resumption.subject-copy') and e.actor_id = ${person} and e.result = 'done' and e.at > ${since}`.execute(
    db.kysely,
  );
  return rows[0]!.count;
}
