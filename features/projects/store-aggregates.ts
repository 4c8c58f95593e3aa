// What figures count, read from the year lines and list memberships in a few grouped queries per set of counties. Nothing is decided
// here: definitions, shares and growth belong to the figures room.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { regionsAbove } from '../../vocabulary/regions.ts';

/** One group of year lines of one county. `floor` is the highest of the asked thresholds that the total reaches (0 when none, or no total). */
export interface YearCell {
  region: string;
  pool: 'annual' | 'reserve';
  nature: 'new' | 'continuing' | null;
  floor: number;
  line: string | null;
  stage: string;
  maturity: string | null;
  count: number;
  totalYuan: number;
  planYuan: number;
  /** Lines without a total, and without an annual plan: the sums above do not contain them. */
  totalUnstated: number;
  planUnstated: number;
  /** Lines whose nature was inferred by a rule rather than stated. */
  natureInferred: number;
}

/** One exact combination of lists of one county: the projects that are in all of these and in no other. */
export interface ListCell {
  region: string;
  lists: string[];
  pool: 'annual' | 'reserve';
  nature: 'new' | 'continuing' | null;
  floor: number;
  count: number;
  totalYuan: number;
  planYuan: number;
}

export interface ReportRow {
  region: string;
  pool: 'annual' | 'reserve';
  thresholdYuan: number | null;
  statedAs: string;
  reportedAt: string;
  by: string;
  importId: string | null;
}

const floorOf = (floors: readonly number[]) => {
  const steps = [...floors].filter((floor) => floor > 0).sort((a, b) => b - a);
  if (steps.length === 0) return sql<number>`0`;
  return sql<number>`case ${sql.join(
    steps.map((floor) => sql`when y.total_yuan >= ${sql.lit(floor)} then ${sql.lit(floor)}`),
    sql` `,
  )} else 0 end`;
};

/** Year lines of these counties, grouped. Lines that left before the year ended are not counted. Used by figures. */
export async function yearCells(db: Db, regions: readonly string[], year: number, floors: readonly number[]): Promise<YearCell[]> {
  const floor = floorOf(floors);
  const result = await sql<{
    region: string;
    pool: YearCell['pool'];
    nature: YearCell['nature'];
    floor: string | number;
    line: string | null;
    stage: string;
    maturity: string | null;
    count: number;
    total: string;
    plan: string;
    total_unstated: number;
    plan_unstated: number;
    inferred: number;
  }>`
    select y.region_code as region, y.pool, y.nature, ${floor} as floor, y.line_code as line, y.stage, y.maturity,
      count(*)::int as count, coalesce(sum(y.total_yuan), 0)::text as total, coalesce(sum(y.annual_plan_yuan), 0)::text as plan,
      count(*) filter (where y.total_yuan is null)::int as total_unstated, count(*) filter (where y.annual_plan_yuan is null)::int as plan_unstated,
      count(*) filter (where y.nature_basis = 'rule')::int as inferred
    from project_years y
    where y.region_code = any (${regions}) and y.year = ${year} and y.left_on is null
    group by 1, 2, 3, 4, 5, 6, 7`.execute(db.kysely);
  return result.rows.map((row) => ({
    region: row.region,
    pool: row.pool,
    nature: row.nature,
    floor: Number(row.floor),
    line: row.line,
    stage: row.stage,
    maturity: row.maturity,
    count: row.count,
    totalYuan: safe(row.total),
    planYuan: safe(row.plan),
    totalUnstated: row.total_unstated,
    planUnstated: row.plan_unstated,
    natureInferred: row.inferred,
  }));
}

/**
 * Open memberships in lists of any year, as exact combinations, so unions and overlaps close whichever lists a reader chooses. Which list
 * belongs to which year is read from the lists themselves. One scan of each table and no join: over tables whose policies hide their sizes
 * the planner joins row by row right after a large ledger, and a province then takes minutes. Used by figures and lists.
 */
export async function listCells(db: Db, regions: readonly string[], year: number, floors: readonly number[]): Promise<ListCell[]> {
  const floor = floorOf(floors);
  const result = await sql<{
    region: string;
    lists: string[];
    pool: ListCell['pool'];
    nature: ListCell['nature'];
    floor: string | number;
    count: number;
    total: string;
    plan: string;
  }>`
    with projects as (
      select region_code, project_id, max(pool) as pool, max(nature) as nature, max(floor) as floor, max(total_yuan) as total_yuan,
        max(annual_plan_yuan) as annual_plan_yuan, array_agg(distinct list_code order by list_code) filter (where list_code is not null) as lists
      from (
        select y.region_code, y.project_id, y.pool, y.nature, ${floor} as floor, y.total_yuan, y.annual_plan_yuan, null as list_code
        from project_years y where y.region_code = any (${regions}) and y.year = ${year} and y.left_on is null
        union all
        select m.region_code, m.project_id, null, null, null, null, null, m.list_code
        from list_members m where m.region_code = any (${regions}) and m.to_day is null
      ) both_tables
      group by 1, 2 having max(pool) is not null and max(list_code) is not null
    )
    select region_code as region, lists, pool, nature, floor, count(*)::int as count, coalesce(sum(total_yuan), 0)::text as total, coalesce(sum(annual_plan_yuan), 0)::text as plan
    from projects
    group by 1, 2, 3, 4, 5`.execute(db.kysely);
  return result.rows.map((row) => ({
    region: row.region,
    lists: row.lists,
    pool: row.pool,
    nature: row.nature,
    floor: Number(row.floor),
    count: row.count,
    totalYuan: safe(row.total),
    planYuan: safe(row.plan),
  }));
}

/** Which pools of a year each county has reported, by what line and when. Used by figures. */
export async function reports(db: Db, regions: readonly string[], year: number): Promise<ReportRow[]> {
  const result = await sql<{
    region: string;
    pool: ReportRow['pool'];
    threshold: number | null;
    stated_as: string;
    reported_at: string;
    by_name: string;
    import_id: string | null;
  }>`
    select region_code as region, pool, threshold_yuan as threshold, stated_as, reported_at, by_name, import_id
    from ledger_reports where region_code = any (${regions}) and year = ${year}`.execute(db.kysely);
  return result.rows.map((row) => ({
    region: row.region,
    pool: row.pool,
    thresholdYuan: row.threshold,
    statedAs: row.stated_as,
    reportedAt: row.reported_at,
    by: row.by_name,
    importId: row.import_id,
  }));
}

/** Years that any of these counties has lines of, newest first. Used by figures and the year picker. */
export async function yearsHeld(db: Db, regions: readonly string[]): Promise<number[]> {
  const result = await sql<{ year: number }>`
    select distinct year from ledger_reports where region_code = any (${regions}) order by year desc`.execute(db.kysely);
  return result.rows.map((row) => row.year);
}

/** The last audit entry of each region: the mark of the state of the books a figure was read from. One index look-up a region. Used by figures. */
export async function bookMark(db: Db, regions: readonly string[]): Promise<{ region: string; seq: number; at: string; hash: string }[]> {
  if (regions.length === 0) return [];
  const heads = regions.map(
    (region) =>
      sql`(select region_code as region, seq, at, hash from audit_entries where region_code = ${region} order by seq desc limit 1)`,
  );
  const result = await sql<{ region: string; seq: number; at: string; hash: string }>`${sql.join(heads, sql` union all `)}`.execute(
    db.kysely,
  );
  return result.rows.map((row) => ({ region: row.region, seq: Number(row.seq), at: row.at, hash: row.hash }));
}

export interface Tier {
  code: string;
  zh: string;
  en: string;
  minYuan: number;
  since: string;
}

/** The size tiers in force on a day for a region: the nearest region's rule wins, code by code; smallest first. Used by figures. */
export async function tiersOn(db: Db, region: string, day: string): Promise<Tier[]> {
  const result = await sql<{ region_code: string; code: string; name_zh: string; name_en: string; min_yuan: number; valid_from: string }>`
    select region_code, code, name_zh, name_en, min_yuan, valid_from from size_tiers
    where region_code = any (${regionsAbove(region)}) and valid_from <= ${day} and (valid_to is null or valid_to > ${day})`.execute(
    db.kysely,
  );
  const byCode = new Map<string, (typeof result.rows)[number]>();
  for (const row of result.rows) {
    const held = byCode.get(row.code);
    if (!held || regionsAbove(region).indexOf(row.region_code) < regionsAbove(region).indexOf(held.region_code)) byCode.set(row.code, row);
  }
  return [...byCode.values()]
    .map((row) => ({ code: row.code, zh: row.name_zh, en: row.name_en, minYuan: row.min_yuan, since: row.valid_from }))
    .sort((a, b) => a.minYuan - b.minYuan);
}

/** Lists of a year, by code. Used by figures. */
export async function listsOfYear(
  db: Db,
  year: number,
): Promise<{ code: string; zh: string; en: string; level: string; region: string }[]> {
  const result = await sql<{ code: string; name_zh: string; name_en: string; level: string; region_code: string }>`
    select code, name_zh, name_en, level, region_code from lists where year = ${year} order by level, code`.execute(db.kysely);
  return result.rows.map((row) => ({ code: row.code, zh: row.name_zh, en: row.name_en, level: row.level, region: row.region_code }));
}

/** Lines in force on a day, by code. Used by figures. */
export async function linesOn(db: Db, region: string, day: string): Promise<{ code: string; zh: string; en: string }[]> {
  const result = await sql<{ code: string; name_zh: string; name_en: string }>`
    select code, name_zh, name_en from line_tags
    where region_code = any (${regionsAbove(region)}) and valid_from <= ${day} and (valid_to is null or valid_to > ${day}) order by position, code`.execute(
    db.kysely,
  );
  return result.rows.map((row) => ({ code: row.code, zh: row.name_zh, en: row.name_en }));
}

/** A sum of yuan; beyond the safe integers it would no longer be exact, so it is refused rather than rounded. */
function safe(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`A sum of ${text} yuan is beyond exact numbers`);
  return value;
}
