// Regimes, checklists and levels as the database keeps them. All three are public notices, read by every county below the region that entered them.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Checklist, ChecklistItem, Regime, RegimeText, RiskLevel } from './words-regimes.ts';

const columns =
  sql.raw(`region_code as region, code, version, name_zh as zh, name_en as en, since_day as since, until_day as until, mode, binding, conditions,
  addressee, content, basis, entered_name as "enteredName", entered_at as "enteredAt",
  case when withdrawn_at is null then null else jsonb_build_object('name', withdrawn_name, 'at', withdrawn_at, 'reason', withdrawn_reason) end as withdrawn`);

/** Every version entered by these regions, those withdrawn too. */
export async function regimesOf(db: Db, regions: readonly string[]): Promise<Regime[]> {
  const { rows } = await sql<Regime>`
    select ${columns} from resumption_regimes where region_code = any (${regions}::text[]) order by since_day, region_code, code, version`.execute(
    db.kysely,
  );
  return rows;
}

/** Takes turns with whoever else enters regimes of that region; the number of the next version. */
export async function nextVersion(db: Db, region: string, code: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext(${`resumption regimes:${region}`}))`.execute(db.kysely);
  const { rows } = await sql<{ last: number | null }>`
    select max(version) as last from resumption_regimes where region_code = ${region} and code = ${code}`.execute(db.kysely);
  return (rows[0]?.last ?? 0) + 1;
}

export async function insertRegime(
  db: Db,
  region: string,
  version: number,
  one: RegimeText,
  by: { id: string; name: string; at: string },
): Promise<void> {
  await sql`
    insert into resumption_regimes (region_code, code, version, name_zh, name_en, since_day, until_day, mode, binding, conditions, addressee, content, basis,
      entered_id, entered_name, entered_at)
    values (${region}, ${one.code}, ${version}, ${one.zh}, ${one.en}, ${one.since}, ${one.until}, ${one.mode}, ${one.binding},
      ${JSON.stringify(one.conditions)}::jsonb, ${one.addressee}, ${JSON.stringify(one.content)}::jsonb, ${one.basis}, ${by.id}, ${by.name}, ${by.at})`.execute(
    db.kysely,
  );
}

/** False when it was withdrawn already. */
export async function markRegimeWithdrawn(
  db: Db,
  { region, code, version }: { region: string; code: string; version: number },
  by: { name: string; at: string; reason: string },
): Promise<boolean> {
  const { rows } = await sql<{ code: string }>`
    update resumption_regimes set withdrawn_name = ${by.name}, withdrawn_at = ${by.at}, withdrawn_reason = ${by.reason}
    where region_code = ${region} and code = ${code} and version = ${version} and withdrawn_at is null returning code`.execute(db.kysely);
  return rows.length > 0;
}

export interface LevelRow {
  region: string;
  kind: 'response' | 'risk';
  since: string;
  level: string;
  basis: string;
}

/** Levels announced for these regions, oldest first. */
export async function levelsOf(db: Db, regions: readonly string[]): Promise<LevelRow[]> {
  const { rows } = await sql<LevelRow>`
    select region_code as region, kind, since_day as since, level, basis from resumption_levels
    where region_code = any (${regions}::text[]) order by since_day, region_code`.execute(db.kysely);
  return rows;
}

/** The risk level of the nearest region that has one on that day. */
export function riskOn(levels: readonly LevelRow[], chain: readonly string[], day: string): RiskLevel | null {
  for (const region of chain) {
    const held = levels.findLast((one) => one.kind === 'risk' && one.region === region && one.since <= day);
    if (held) return held.level as RiskLevel;
  }
  return null;
}

export async function putLevel(db: Db, row: LevelRow & { byName: string; at: string }): Promise<void> {
  await sql`
    insert into resumption_levels (region_code, kind, since_day, level, basis, by_name, at)
    values (${row.region}, ${row.kind}, ${row.since}, ${row.level}, ${row.basis}, ${row.byName}, ${row.at})
    on conflict (region_code, kind, since_day) do update set level = excluded.level, basis = excluded.basis, by_name = excluded.by_name, at = excluded.at`.execute(
    db.kysely,
  );
}

/** Checklists entered by these regions, latest version last. */
export async function checklistsOf(db: Db, regions: readonly string[]): Promise<Checklist[]> {
  const { rows } = await sql<Checklist>`
    select region_code as region, code, version, name_zh as zh, name_en as en, items from resumption_checklists
    where region_code = any (${regions}::text[]) order by region_code, code, version`.execute(db.kysely);
  return rows;
}

/** The items of a checklist; empty when there is none of that name. */
export async function checklistOf(db: Db, ref: { region: string; code: string; version: number } | null): Promise<ChecklistItem[]> {
  if (!ref) return [];
  const { rows } = await sql<{ items: ChecklistItem[] }>`
    select items from resumption_checklists where region_code = ${ref.region} and code = ${ref.code} and version = ${ref.version}`.execute(
    db.kysely,
  );
  return rows[0]?.items ?? [];
}

/** Which organisations of a county are the departments of its group on a day, with their official names of that day. */
export async function departmentsOn(db: Db, region: string, day: string): Promise<{ code: string; organisation: string; name: string }[]> {
  const { rows } = await sql<{ code: string; organisation: string; name: string }>`
    select d.code, d.organisation_id as organisation, coalesce((
        select n.name from organisation_names n where n.region_code = ${region} and n.organisation_id = d.organisation_id and n.kind = 'official'
          and (n.valid_from is null or n.valid_from <= ${day}) and (n.valid_to is null or n.valid_to > ${day}) order by n.valid_from desc nulls last limit 1
      ), o.name) as name
    from resumption_departments d join organisations o on o.region_code = d.region_code and o.id = d.organisation_id
    where d.region_code = ${region} and o.region_code = ${region} and d.since_day <= ${day} and (d.until_day is null or d.until_day > ${day})
    order by d.code`.execute(db.kysely);
  return rows;
}

/** Names the organisation that is a department of the group from a day on; the one before ends that day. */
export async function putDepartment(
  db: Db,
  { region, code, organisation, since }: { region: string; code: string; organisation: string; since: string },
): Promise<void> {
  await sql`
    update resumption_departments set until_day = ${since}
    where region_code = ${region} and code = ${code} and since_day < ${since} and (until_day is null or until_day > ${since})`.execute(
    db.kysely,
  );
  await sql`
    insert into resumption_departments (region_code, code, organisation_id, since_day) values (${region}, ${code}, ${organisation}, ${since})
    on conflict (region_code, code, since_day) do update set organisation_id = excluded.organisation_id`.execute(db.kysely);
}
