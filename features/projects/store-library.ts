// The library list: the shelf answers which lines, how many and what they sum to; the rows of the page come from the database, under the
// reader's scope, in that order. A row that the database does not show to this reader is not in the page.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Precision } from '../../vocabulary/days.ts';
import { within } from '../../vocabulary/regions.ts';
import { nearestRules, type TierRule, tierOf } from './rules.ts';
import { type Answer, answer, type LineFilter, lineTest, type ShelfLine, type Sort, type View, viewOf } from './rules-library.ts';
import { tiersIn } from './store-dictionary.ts';
import { shelfOf } from './store-shelf.ts';
import type { LibraryRow } from './words.ts';

export type LibraryAsk = LineFilter & {
  region?: string | undefined;
  year: number;
  importId?: string | undefined;
  sort: Sort;
  order: 'asc' | 'desc';
  limit: number;
  offset: number;
};

/** Views by counties and year, with the state they were made of; the least recently used are forgotten. */
const views = new Map<string, { key: string; view: View }>();
const VIEWS_KEPT = 6;

/** The counties a library question covers: those in reach, narrowed to the region asked for. */
export const regionsAsked = (db: Db, region: string | undefined): string[] =>
  [...db.scope.regions].filter((code) => region === undefined || within(code, region));

/** A tier lookup for the year: the rules in force on its last day, the nearest region's first. */
function tierLookup(rules: readonly TierRule[]): (totalYuan: number | null, region: string) => TierRule | null {
  const byRegion = new Map<string, TierRule[]>();
  return (totalYuan, region) => {
    let tiers = byRegion.get(region);
    if (!tiers) {
      tiers = nearestRules(rules, region);
      byRegion.set(region, tiers);
    }
    return tierOf(totalYuan, tiers);
  };
}

async function viewFor(db: Db, regions: readonly string[], year: number): Promise<View> {
  const shelf = await shelfOf(db, regions, year);
  if (shelf.key === null) return viewOf(shelf.counties);
  const name = `${year}/${regions.join(',')}`;
  const before = views.get(name);
  const view = before?.key === shelf.key ? before.view : viewOf(shelf.counties, before?.view);
  views.delete(name);
  views.set(name, { key: shelf.key, view });
  for (const oldest of views.keys()) {
    if (views.size <= VIEWS_KEPT) break;
    views.delete(oldest);
  }
  return view;
}

/** Which lines fit, in order, with their sums: for the list, for exports and for acting on a whole filter. */
export async function findLines(db: Db, ask: LibraryAsk): Promise<Answer> {
  const regions = regionsAsked(db, ask.region);
  if (regions.length === 0) return { total: 0, totalYuan: 0, annualPlanYuan: 0, lines: [] };
  const view = await viewFor(db, regions, ask.year);
  const tier = ask.tier?.length ? tierLookup(await tiersIn(db, `${ask.year}-12-31`)) : null;
  const only = ask.importId ? await touchedBy(db, regions, ask.importId) : null;
  const test = lineTest(ask, { tierCode: (totalYuan, region) => tier?.(totalYuan, region)?.code ?? null, only });
  // What an import touched is asked anew each time; every other filter is named by its own values and the tiers it was asked with.
  const { sort: _sort, order: _order, limit: _limit, offset: _offset, region: _region, ...filter } = ask;
  return answer(view, test, ask, ask.importId || ask.tier?.length ? undefined : JSON.stringify(filter));
}

async function touchedBy(db: Db, regions: readonly string[], importId: string): Promise<Set<string>> {
  const { rows } = await sql<{
    id: string;
  }>`select project_id as id from project_sources where region_code = any (${regions}::text[]) and import_id = ${importId}`.execute(
    db.kysely,
  );
  return new Set(rows.map((row) => row.id));
}

export async function library(
  db: Db,
  ask: LibraryAsk,
): Promise<{ total: number; totalYuan: number; annualPlanYuan: number; rows: LibraryRow[] }> {
  const found = await findLines(db, ask);
  const rows = await libraryRows(db, ask.year, found.lines);
  return { total: found.total, totalYuan: found.totalYuan, annualPlanYuan: found.annualPlanYuan, rows };
}

type RawRow = Omit<LibraryRow, 'lists' | 'tier' | 'start' | 'finish'> & {
  lists: string[] | null;
  start: string | null;
  startPrecision: Precision | null;
  finish: string | null;
  finishPrecision: Precision | null;
};

/** The rows of these lines, in their order. */
export async function libraryRows(db: Db, year: number, lines: readonly { region: string; id: string }[]): Promise<LibraryRow[]> {
  if (lines.length === 0) return [];
  const regions = [...new Set(lines.map((line) => line.region))];
  // Each row by its key, whatever the planner thinks of sizes: right after a large import it knows none.
  const { rows } = await sql<RawRow>`
    select asked.region, asked.id, p.code, p.name, p.owner_name as owner, coalesce(l.name, p.place_text) as place, y.year, y.pool, y.nature,
      y.total_yuan as "totalYuan", y.annual_plan_yuan as "annualPlanYuan", y.line_code as line, p.industry_code as industry, p.construction_kind as "constructionKind",
      y.stage, p.side_state as "sideState", y.maturity, p.start_day as start, p.start_precision as "startPrecision", p.finish_day as finish, p.finish_precision as "finishPrecision", p.updated_at as "updatedAt", p.version,
      (select array_agg(m.list_code order by m.list_code) from list_members m where m.region_code = asked.region and m.project_id = asked.id and m.to_day is null) as lists,
      (select count(*)::int from project_proposals o where o.region_code = asked.region and o.project_id = asked.id and o.decision is null) as "openProposals"
    from unnest(${lines.map((line) => line.region)}::text[], ${lines.map((line) => line.id)}::uuid[]) as asked (region, id)
    cross join lateral (select * from project_years where region_code = asked.region and project_id = asked.id and year = ${year} limit 1) y
    cross join lateral (select * from projects where region_code = asked.region and id = asked.id limit 1) p
    left join lateral (select name from places where region_code = asked.region and id = p.place_id limit 1) l on true
    where asked.region = any (${regions}::text[])`.execute(db.kysely);
  const tier = tierLookup(await tiersIn(db, `${year}-12-31`));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return lines.flatMap((line) => {
    const found = byId.get(line.id);
    if (!found) return [];
    const { startPrecision, finishPrecision, start, finish, ...row } = found;
    return [
      {
        ...row,
        start: start === null ? null : { day: start, precision: startPrecision ?? 'day' },
        finish: finish === null ? null : { day: finish, precision: finishPrecision ?? 'day' },
        lists: row.lists ?? [],
        tier: tier(row.totalYuan, row.region)?.code ?? null,
      },
    ];
  });
}

/** Every line of a year in these counties, as this reader may see them: for counting lists. */
export async function linesInReach(db: Db, regions: readonly string[], year: number): Promise<ShelfLine[]> {
  const shelf = await shelfOf(db, regions, year);
  return [...shelf.counties.values()].flatMap((lines) => [...lines.values()]);
}
