// Reads and writes of purposes and of what people asked about their data. Deleting at the end of a purpose is store-expiry.ts.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Day } from '../../vocabulary/days.ts';
import type { Id } from '../../vocabulary/ids.ts';
import type { RosterField } from './words-roster.ts';

export interface PurposeRow {
  region: string;
  id: Id;
  name: string;
  basis: string;
  fields: RosterField[];
  beginsOn: Day;
  endsOn: Day;
  keepDays: number;
  assessedOn: Day | null;
  assessedBy: string | null;
  assessment: string | null;
  endedReason: string | null;
  byName: string;
  madeAt: string;
  version: number;
  expired: boolean;
  rosters: number;
  people: number;
}

const columns = sql`p.region_code as region, p.id, p.name, p.basis, p.fields, p.begins_on as "beginsOn", p.ends_on as "endsOn", p.keep_days as "keepDays",
  p.assessed_on as "assessedOn", p.assessed_by as "assessedBy", p.assessment, p.ended_reason as "endedReason", p.by_name as "byName",
  p.made_at as "madeAt", p.version, p.expired_at is not null as expired`;

/** Purposes of these regions, those in force first, with how many rosters and persons hang on each. */
export async function purposesIn(db: Db, regions: readonly string[]): Promise<PurposeRow[]> {
  const { rows } = await sql<PurposeRow>`
    select ${columns}, coalesce(r.rosters, 0)::int as rosters, coalesce(w.people, 0)::int as people
    from personal_data_purposes p
    left join (select region_code, purpose_id, count(*) as rosters from resumption_rosters where region_code = any(${regions}::text[]) group by 1, 2) r
      on r.region_code = p.region_code and r.purpose_id = p.id
    left join (select region_code, purpose_id, count(*) as people from resumption_workers where region_code = any(${regions}::text[]) group by 1, 2) w
      on w.region_code = p.region_code and w.purpose_id = p.id
    where p.region_code = any(${regions}::text[])
    order by p.expired_at is not null, p.ends_on desc, p.region_code, p.id limit 500`.execute(db.kysely);
  return rows;
}

/** The days of a purpose and what it may hold, without what hangs on it. */
export type PurposeOfRegion = Pick<
  PurposeRow,
  'region' | 'name' | 'fields' | 'beginsOn' | 'endsOn' | 'keepDays' | 'assessedOn' | 'expired'
>;

/** Purposes that are not carried out to their end yet. */
export async function purposeDaysIn(db: Db, regions: readonly string[]): Promise<PurposeOfRegion[]> {
  const { rows } = await sql<PurposeOfRegion>`
    select p.region_code as region, p.name, p.fields, p.begins_on as "beginsOn", p.ends_on as "endsOn", p.keep_days as "keepDays",
      p.assessed_on as "assessedOn", false as expired
    from personal_data_purposes p where p.region_code = any(${regions}::text[]) and p.expired_at is null`.execute(db.kysely);
  return rows;
}

export async function purposeOf(db: Db, region: string, id: string, lock = false): Promise<PurposeRow | undefined> {
  const { rows } = await sql<PurposeRow>`
    select ${columns},
      (select count(*)::int from resumption_rosters r where r.region_code = p.region_code and r.purpose_id = p.id) as rosters,
      (select count(*)::int from resumption_workers w where w.region_code = p.region_code and w.purpose_id = p.id) as people
    from personal_data_purposes p where p.region_code = ${region} and p.id = ${id} ${lock ? sql`for update of p` : sql``}`.execute(
    db.kysely,
  );
  return rows[0];
}

export async function insertPurpose(
  db: Db,
  one: Pick<PurposeRow, 'region' | 'id' | 'name' | 'basis' | 'fields' | 'beginsOn' | 'endsOn' | 'keepDays' | 'byName'> & { at: string },
): Promise<void> {
  await sql`insert into personal_data_purposes (region_code, id, name, basis, fields, begins_on, ends_on, keep_days, by_name, made_at, updated_at)
    values (${one.region}, ${one.id}, ${one.name}, ${one.basis}, ${one.fields}::text[], ${one.beginsOn}, ${one.endsOn}, ${one.keepDays}, ${one.byName}, ${one.at}, ${one.at})`.execute(
    db.kysely,
  );
}

export async function assess(db: Db, region: string, id: string, record: { on: Day; by: string; text: string; at: string }): Promise<void> {
  await sql`update personal_data_purposes set assessed_on = ${record.on}, assessed_by = ${record.by}, assessment = ${record.text}, updated_at = ${record.at}, version = version + 1
    where region_code = ${region} and id = ${id}`.execute(db.kysely);
}

/** Moves the end; everybody collected under it goes by the new day. */
export async function moveEnd(
  db: Db,
  region: string,
  id: string,
  end: { endsOn: Day; keepDays: number; deletedOn: Day; reason: string; at: string },
): Promise<void> {
  await sql`update personal_data_purposes set ends_on = ${end.endsOn}, keep_days = ${end.keepDays}, ended_reason = ${end.reason}, updated_at = ${end.at}, version = version + 1
    where region_code = ${region} and id = ${id}`.execute(db.kysely);
  await sql`update resumption_workers set expires_on = ${end.deletedOn} where region_code = ${region} and purpose_id = ${id}`.execute(
    db.kysely,
  );
}

export interface RequestRow {
  id: Id;
  kind: 'query' | 'copy' | 'correct' | 'delete';
  outcome: 'done' | 'nothing-held' | 'refused';
  records: number;
  fields: string[];
  reason: string;
  byName: string;
  at: string;
}

export async function insertRequest(db: Db, region: string, one: RequestRow): Promise<void> {
  await sql`insert into personal_data_requests (region_code, id, kind, outcome, records, fields, reason, by_name, at)
    values (${region}, ${one.id}, ${one.kind}, ${one.outcome}, ${one.records}, ${one.fields}::text[], ${one.reason}, ${one.byName}, ${one.at})`.execute(
    db.kysely,
  );
}

export async function requestsOf(db: Db, region: string, limit: number): Promise<RequestRow[]> {
  const { rows } = await sql<RequestRow>`
    select id, kind, outcome, records, fields, reason, by_name as "byName", at from personal_data_requests
    where region_code = ${region} order by at desc, id desc limit ${limit}`.execute(db.kysely);
  return rows;
}
