// Reads the books of a region and a year in one snapshot. What a county adds to the figures changes only when its audit chain grows, so its
// groups are kept in memory under the number of its last entry: exact, and a province is read again only where something happened.
import type { Db } from '../../platform/db/database.ts';
import type { Day } from '../../vocabulary/days.ts';
import { levelOf } from '../../vocabulary/regions.ts';
import { bookMark, linesOn, listCells, listsOfYear, reports, tiersOn, yearCells, yearsHeld } from '../projects/door.ts';
import { regionsInside, regionTree } from '../regions/door.ts';
import type { Books, Cell, Combination, Report } from './rules.ts';

type Held = { seq: number; cells: Cell[]; combinations: Combination[]; reports: Report[] };

/** Groups of one county and year as of an audit entry. Bounded: the oldest are dropped. */
const kept = new Map<string, Held>();
const limit = 4_000;

async function countyBooks(
  db: Db,
  regions: readonly string[],
  year: number,
  floors: readonly number[],
  marks: ReadonlyMap<string, number>,
): Promise<Held[]> {
  // An owner sees only part of a county: such a view is read afresh and never kept.
  const keep = db.scope.owner === null;
  const key = (region: string) => `${region}/${year}/${floors.join('.')}`;
  const fresh = regions.filter((region) => !keep || kept.get(key(region))?.seq !== (marks.get(region) ?? 0));
  const read = new Map<string, Held>(
    fresh.map((region) => [region, { seq: marks.get(region) ?? 0, cells: [], combinations: [], reports: [] }]),
  );
  if (fresh.length > 0) {
    for (const cell of await yearCells(db, fresh, year, floors)) read.get(cell.region)?.cells.push(cell);
    for (const one of await listCells(db, fresh, year, floors)) read.get(one.region)?.combinations.push(one);
    for (const report of await reports(db, fresh, year)) read.get(report.region)?.reports.push(report);
    if (keep) {
      for (const [region, held] of read) {
        kept.delete(key(region));
        kept.set(key(region), held);
      }
      for (const oldest of kept.keys()) {
        if (kept.size <= limit) break;
        kept.delete(oldest);
      }
    }
  }
  return regions.map((region) => read.get(region) ?? kept.get(key(region))!);
}

/** Everything the figures of a region and a year are computed from. `now` is only used when nothing has happened in the region yet. */
export async function readBooks(db: Db, region: string, year: number, now: string): Promise<Books> {
  const lastDay = `${year}-12-31` as Day;
  const below = new Set(await regionsInside(db, region, lastDay));
  const inside = (await regionTree(db, lastDay)).filter((one) => below.has(one.code) && one.inUse);
  const own = inside.find((one) => one.code === region);
  const reach = new Set(db.scope.regions);
  const units = inside.filter((one) => reach.has(one.code));
  const codes = units.map((one) => one.code);
  const [marks, tiers, lines, lists, years] = [
    await bookMark(db, codes),
    await tiersOn(db, region, lastDay),
    await linesOn(db, region, lastDay),
    await listsOfYear(db, year),
    await yearsHeld(db, codes),
  ];
  const seqs = new Map(marks.map((mark) => [mark.region, mark.seq]));
  const floors = tiers.map((tier) => tier.minYuan);
  const held = await countyBooks(db, codes, year, floors, seqs);
  const before = await countyBooks(db, codes, year - 1, floors, seqs);
  const cells = held.flatMap((one) => one.cells);
  const withRows = new Set(cells.map((cell) => cell.region));
  const counties = units.filter((one) => levelOf(one.code) === 'county');
  return {
    region: { code: region, name: own?.name ?? region, level: levelOf(region) },
    year,
    years: years.includes(year) ? years : [...years, year].sort((a, b) => b - a),
    asOf: {
      at: marks.reduce((latest, mark) => (mark.at > latest ? mark.at : latest), marks[0]?.at ?? now),
      entries: Object.fromEntries(seqs),
    },
    counties: counties.map((one) => ({ code: one.code, name: one.name, nameEn: one.nameEn })),
    others: units
      .filter((one) => levelOf(one.code) !== 'county' && withRows.has(one.code))
      .map((one) => ({ code: one.code, name: `${one.name}本级`, nameEn: `${one.nameEn || one.name} itself` })),
    tiers,
    lines,
    lists: lists.filter((list) => region.startsWith(prefix(list.region)) || list.region.startsWith(prefix(region))),
    cells,
    combinations: held.flatMap((one) => one.combinations),
    reports: held.flatMap((one) => one.reports),
    base: { cells: before.flatMap((one) => one.cells), reports: before.flatMap((one) => one.reports) },
  };
}

/** The significant digits of an owner's code; everywhere ('000000') has none. */
const prefix = (code: string): string => code.replace(/(00)+$/, '');
