// What a ledger is compared with, read in a handful of statements whatever its length: the county's projects with their names, year lines and
// memberships, its organisations and places, the lists, lines and industries in force.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { normalName } from '../../vocabulary/names.ts';
import type { IntakeContext } from '../imports/door.ts';
import { organisationFinder, placesOf, regionTree, resolvePlace } from '../regions/door.ts';
import { type HeldProject, type HeldYear, type LedgerState, openState } from './rules-ledger.ts';
import { takeTurn } from './store-book.ts';
import { industryNames, linesFor, listsFor } from './store-dictionary.ts';

type ProjectRow = {
  id: string;
  version: number;
  code: string | null;
  name: string;
  owner: string;
  ownerId: string | null;
  place: string;
  industry: string | null;
  line: string | null;
  constructionKind: string | null;
  content: string;
  startDay: string | null;
  startPrecision: 'year' | 'month' | 'day' | null;
  finishDay: string | null;
  finishPrecision: 'year' | 'month' | 'day' | null;
  totalYuan: number | null;
  funding: string;
  note: string;
  stage: string;
  sideState: string | null;
  longitude: number | null;
  latitude: number | null;
  leftAt: string | null;
  leftReason: string | null;
};

/** The projects of a county as a ledger row meets them; those of an undone import are not met any more. */
async function heldProjects(db: Db, region: string, only?: readonly string[]): Promise<Map<string, HeldProject>> {
  const some = only ? sql`and id = any (${only}::uuid[])` : sql``;
  const someOf = only ? sql`and project_id = any (${only}::uuid[])` : sql``;
  const { rows } = await sql<ProjectRow>`
    select id, version, code, name, owner_name as owner, owner_id as "ownerId", place_text as place, industry_code as industry, line_code as line, construction_kind as "constructionKind", content,
      start_day as "startDay", start_precision as "startPrecision", finish_day as "finishDay", finish_precision as "finishPrecision", total_yuan as "totalYuan", funding, note, stage, side_state as "sideState",
      longitude, latitude, left_at as "leftAt", left_reason as "leftReason"
    from projects where region_code = ${region} and left_kind is distinct from 'undone' ${some}`.execute(db.kysely);
  const names = await sql<{
    of: string;
    name: string;
  }>`select project_id as of, name from project_names where region_code = ${region} ${someOf}`.execute(db.kysely);
  const years = await sql<HeldYear & { of: string; year: number; leftOn: string | null }>`
    select project_id as of, year, pool, nature, nature_basis as "natureBasis", maturity, total_yuan as "totalYuan", annual_plan_yuan as "annualPlanYuan", done_before_yuan as "doneBeforeYuan", basis, left_on as "leftOn"
    from project_years where region_code = ${region} ${someOf}`.execute(db.kysely);
  const members = await sql<{ of: string; list: string; state: string | null; from: string }>`
    select project_id as of, list_code as list, state, from_day as from from list_members where region_code = ${region} and to_day is null ${someOf}`.execute(
    db.kysely,
  );
  const held = new Map<string, HeldProject>();
  for (const row of rows)
    held.set(row.id, {
      id: row.id,
      version: row.version,
      code: row.code,
      name: row.name,
      otherNames: [],
      owner: row.owner,
      ownerId: row.ownerId,
      place: row.place,
      totalYuan: row.totalYuan,
      industry: row.industry,
      line: row.line,
      constructionKind: row.constructionKind,
      content: row.content,
      start: row.startDay ? { day: row.startDay, precision: row.startPrecision ?? 'day' } : null,
      finish: row.finishDay ? { day: row.finishDay, precision: row.finishPrecision ?? 'day' } : null,
      funding: row.funding,
      note: row.note,
      stage: row.stage,
      sideState: row.sideState,
      longitude: row.longitude,
      latitude: row.latitude,
      left: row.leftAt ? { on: row.leftAt.slice(0, 10), reason: row.leftReason ?? '' } : null,
      years: new Map(),
      lists: new Map(),
    });
  for (const row of names.rows) (held.get(row.of)?.otherNames as string[] | undefined)?.push(row.name);
  for (const row of years.rows)
    held.get(row.of)?.years.set(row.year, {
      pool: row.pool,
      nature: row.nature,
      natureBasis: row.natureBasis,
      maturity: row.maturity,
      totalYuan: row.totalYuan,
      annualPlanYuan: row.annualPlanYuan,
      doneBeforeYuan: row.doneBeforeYuan,
      basis: row.basis,
      left: row.leftOn !== null,
    });
  for (const row of members.rows) held.get(row.of)?.lists.set(row.list, { state: row.state, from: row.from });
  return held;
}

/** Projects that the last confirmed ledger of each pool of the year spoke of. */
async function lastLedger(db: Db, region: string, year: number): Promise<LedgerState['before']> {
  const { rows } = await sql<{ id: string; name: string; pool: string }>`
    select distinct on (s.project_id) s.project_id as id, p.name, y.pool
    from ledger_reports r
    join project_sources s on s.region_code = r.region_code and s.import_id = r.import_id
    join projects p on p.region_code = s.region_code and p.id = s.project_id
    join project_years y on y.region_code = s.region_code and y.project_id = s.project_id and y.year = r.year and y.pool = r.pool
    where r.region_code = ${region} and s.region_code = ${region} and r.year = ${year} and p.left_at is null and y.left_on is null`.execute(
    db.kysely,
  );
  return new Map(rows.map((row) => [row.id, { name: row.name, pool: row.pool }]));
}

export async function loadState(db: Db, context: IntakeContext, lock: boolean): Promise<LedgerState> {
  const { region, year } = context;
  if (lock) await takeTurn(db, region);
  const day = `${year}-12-31`;
  const held = await heldProjects(db, region);
  const [lines, lists, industries, owners] = [
    await linesFor(db, region, day),
    await listsFor(db, region, year),
    await industryNames(db),
    await organisationFinder(db, region),
  ];
  const places = (await placesOf(db, [region])).filter((place) => place.validTo === null);
  const resolved = new Map<string, string | null>();
  const around = (await regionTree(db)).filter((one) => region.startsWith(one.code.replace(/(00)+$/, '')) || one.code === region);
  // A firm is written 辽源市…, 东丰县… or 吉林省…, with and without the ending.
  const firmPlaces = [
    ...new Set(around.flatMap((one) => [normalName(one.name), normalName(one.name).replace(/(省|市|县|区|自治县|自治州)$/, '')])),
  ]
    .filter((name) => name.length >= 2)
    .sort((a, b) => b.length - a.length);
  return openState({
    reading: { region, year, lines, lists: lists.filter((list) => list.to === null || list.to >= `${year}-01-01`), industries },
    held,
    owners: { find: (wanted) => owners.find(wanted) },
    placeId(text) {
      let id = resolved.get(text);
      if (id === undefined) {
        id = resolvePlace(places, text)?.id ?? null;
        resolved.set(text, id);
      }
      return id;
    },
    before: await lastLedger(db, region, year),
    places: firmPlaces,
  });
}
