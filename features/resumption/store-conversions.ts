// Runs that brought open cases under another regime: one row a county and run, and the steps that belong to it.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { CaseBody } from './store-cases.ts';
import type { CaseState } from './words.ts';
import type { RegimeRef } from './words-regimes.ts';

export interface ConversionRow {
  region: string;
  id: string;
  on: string;
  at: string;
  byName: string;
  reason: string;
  cases: number;
  regimes: RegimeRef[];
  undone: { at: string; name: string; reason: string } | null;
}

const columns = sql.raw(`region_code as region, id, on_day as on, at, by_name as "byName", reason, cases, regimes,
  case when undone_at is null then null else jsonb_build_object('at', undone_at, 'name', undone_name, 'reason', undone_reason) end as undone`);

export async function conversionsOf(db: Db, regions: readonly string[]): Promise<ConversionRow[]> {
  const { rows } = await sql<ConversionRow>`
    select ${columns} from resumption_conversions where region_code = any (${regions}::text[]) order by at desc, region_code limit 200`.execute(
    db.kysely,
  );
  return rows;
}

export async function conversionBy(db: Db, regions: readonly string[], id: string): Promise<ConversionRow[]> {
  const { rows } = await sql<ConversionRow>`
    select ${columns} from resumption_conversions where region_code = any (${regions}::text[]) and id = ${id} order by region_code for update`.execute(
    db.kysely,
  );
  return rows;
}

/** Adds cases to the run of that id in a county, or begins it. */
export async function addToConversion(
  db: Db,
  row: {
    region: string;
    id: string;
    on: string;
    at: string;
    by: { id: string; name: string };
    reason: string;
    cases: number;
    regimes: RegimeRef[];
  },
): Promise<void> {
  await sql`
    insert into resumption_conversions (region_code, id, on_day, at, by_id, by_name, reason, cases, regimes)
    values (${row.region}, ${row.id}, ${row.on}, ${row.at}, ${row.by.id}, ${row.by.name}, ${row.reason}, ${row.cases}, ${JSON.stringify(row.regimes)}::jsonb)
    on conflict (region_code, id) do update set cases = resumption_conversions.cases + excluded.cases,
      regimes = (select jsonb_agg(distinct one) from jsonb_array_elements(resumption_conversions.regimes || excluded.regimes) as one)`.execute(
    db.kysely,
  );
}

const isOf = (regime: RegimeRef) =>
  sql`regimes @> ${JSON.stringify([{ region: regime.region, code: regime.code, version: regime.version }])}::jsonb and undone_at is null`;

/** The run by which that regime took cases of a county over on that day, so that cases converted one by one belong together. */
export async function runOn(db: Db, region: string, on: string, regime: RegimeRef): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from resumption_conversions where region_code = ${region} and on_day = ${on} and ${isOf(regime)} order by at limit 1`.execute(
    db.kysely,
  );
  return rows[0]?.id;
}

/** Every run by which that regime took cases over and which stands; latest first, so that the last one is undone first. */
export async function runsOf(db: Db, regions: readonly string[], regime: RegimeRef): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from resumption_conversions where region_code = any (${regions}::text[]) and ${isOf(regime)} group by id order by max(at) desc`.execute(
    db.kysely,
  );
  return rows.map((row) => row.id);
}

/** Counties that have cases in one of those states. */
export async function countiesWith(db: Db, regions: readonly string[], states: readonly CaseState[]): Promise<string[]> {
  const { rows } = await sql<{ region: string }>`
    select distinct region_code as region from resumption_cases
    where region_code = any (${regions}::text[]) and state = any (${states}::text[]) order by region_code`.execute(db.kysely);
  return rows.map((row) => row.region);
}

/** Takes turns with another server that brings the same county's cases under the regime of the day. */
export async function takeTurns(db: Db, region: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`resumption conversion:${region}`}))`.execute(db.kysely);
}

export async function markUndone(
  db: Db,
  regions: readonly string[],
  id: string,
  by: { name: string; at: string; reason: string },
): Promise<void> {
  await sql`
    update resumption_conversions set undone_at = ${by.at}, undone_name = ${by.name}, undone_reason = ${by.reason}
    where region_code = any (${regions}::text[]) and id = ${id} and undone_at is null`.execute(db.kysely);
}

export interface ConvertedCase {
  region: string;
  caseId: string;
  place: number;
  before: CaseBody;
  facts: { visits?: string[] };
  /** Steps that were taken since, without those of a run. */
  later: number;
}

/** The cases of a run with what they were before, and how far they went since. */
export async function convertedBy(db: Db, regions: readonly string[], id: string): Promise<ConvertedCase[]> {
  const { rows } = await sql<ConvertedCase>`
    select s.region_code as region, s.case_id as "caseId", s.place, s.before_row as before, s.facts,
      (select count(*)::int from resumption_steps l where l.region_code = s.region_code and l.case_id = s.case_id and l.place > s.place) as later
    from resumption_steps s where s.region_code = any (${regions}::text[]) and s.conversion_id = ${id} and s.action = 'convert'
    order by s.region_code, s.case_id`.execute(db.kysely);
  return rows;
}
