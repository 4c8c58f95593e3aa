// The shelf: what the library filters and sorts by, one small object a year line, kept in memory per county and year under the mark of
// its register. A county is read again only where its mark moved, and then only the lines stamped since. Rows never leave from here: the
// shelf answers which lines, in what order, and their sums; the rows of a page are read from the database under the reader's scope.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { type Mark, marksOf } from './store-book.ts';
import type { ShelfLine } from './rules-library.ts';
import { nameKey } from './rules-names.ts';

interface County {
  mark: Mark;
  lines: Map<string, ShelfLine>;
}

/** A county and year as remembered; the oldest are forgotten beyond the limit of lines. */
const kept = new Map<string, County>();
const LINES_KEPT = 400_000;

interface Raw {
  region: string; id: string; pool: 'annual' | 'reserve'; nature: 'new' | 'continuing' | null; maturity: string | null; total: number | null; plan: number | null;
  line: string | null; stage: string; left: boolean; code: string | null; name: string; search: string; side: string | null; kind: string | null; industry: string | null;
  start: string | null; finish: string | null; owner: boolean; place: boolean; updated: string; lists: string[] | null;
}

async function readLines(db: Db, regions: readonly string[], year: number, since: number | null): Promise<Raw[]> {
  const stamped = since === null ? sql`y.left_on is null` : sql`y.mark > ${since}`;
  const { rows } = await sql<Raw>`
    select y.region_code as region, y.project_id as id, y.pool, y.nature, y.maturity, y.total_yuan as total, y.annual_plan_yuan as plan, y.line_code as line, y.stage,
      y.left_on is not null as left, p.code, p.name, p.search, p.side_state as side, p.construction_kind as kind, p.industry_code as industry, p.start_day as start,
      p.finish_day as finish, (p.owner_id is not null or p.owner_name <> '') as owner, (p.place_id is not null or p.place_text <> '') as place, p.updated_at::text as updated, m.lists
    from project_years y
    join projects p on p.region_code = y.region_code and p.id = y.project_id
    left join (
      select region_code, project_id, array_agg(list_code || coalesce(E'\t' || state, '') order by list_code) as lists
      from list_members where region_code = any (${regions}::text[]) and to_day is null group by 1, 2
    ) m on m.region_code = y.region_code and m.project_id = y.project_id
    where y.region_code = any (${regions}::text[]) and y.year = ${year} and ${stamped}`.execute(db.kysely);
  return rows;
}

function shelved(raw: Raw): ShelfLine {
  const lists = (raw.lists ?? []).map((text) => text.split('\t'));
  return {
    region: raw.region, id: raw.id, pool: raw.pool, nature: raw.nature, maturity: raw.maturity, totalYuan: raw.total, planYuan: raw.plan, line: raw.line, stage: raw.stage,
    sideState: raw.side, kind: raw.kind, start: raw.start, finish: raw.finish, code: raw.code, nameKey: nameKey(raw.name), search: raw.search, updated: raw.updated,
    lists: lists.map(([code]) => code!), states: lists.length === 0 ? [] : lists.map(([code, state]) => (state === undefined ? '' : `${code}\t${state}`)),
    lacks: (raw.code === null ? 1 : 0) | (raw.owner ? 0 : 2) | (raw.start === null || raw.finish === null ? 4 : 0) | (raw.place ? 0 : 8) | (raw.industry === null ? 16 : 0),
  };
}

export interface Shelf {
  /** Lines by id of each county that has any; a county's map is another object when its lines changed. */
  counties: ReadonlyMap<string, ReadonlyMap<string, ShelfLine>>;
  /** Changes whenever any of the counties did. Null: not to be remembered by anybody. */
  key: string | null;
}

/** The year lines of these counties as this reader may see them. */
export async function shelfOf(db: Db, regions: readonly string[], year: number): Promise<Shelf> {
  const { marks, clean } = await marksOf(db, regions);
  // An owner sees part of a county, and a writer sees what may never be committed: both read for themselves and nothing is remembered.
  const keep = clean && db.scope.owner === null;
  const held = new Map<string, County>();
  const whole: string[] = [];
  for (const region of regions) {
    const mark = marks.get(region);
    if (!mark) continue;
    const before = keep ? kept.get(`${region}/${year}`) : undefined;
    if (!before || before.mark.whole !== mark.whole || before.mark.mark > mark.mark) {
      whole.push(region);
      held.set(region, { mark, lines: new Map() });
      continue;
    }
    if (before.mark.mark === mark.mark) {
      held.set(region, before);
      continue;
    }
    const lines = new Map(before.lines);
    for (const raw of await readLines(db, [region], year, before.mark.mark)) {
      if (raw.left) lines.delete(raw.id);
      else lines.set(raw.id, shelved(raw));
    }
    held.set(region, { mark, lines });
  }
  if (whole.length > 0) {
    for (const raw of await readLines(db, whole, year, null)) held.get(raw.region)!.lines.set(raw.id, shelved(raw));
  }
  if (keep) {
    for (const [region, county] of held) {
      kept.delete(`${region}/${year}`);
      kept.set(`${region}/${year}`, county);
    }
    let lines = 0;
    for (const county of kept.values()) lines += county.lines.size;
    for (const [key, county] of kept) {
      if (lines <= LINES_KEPT) break;
      if (held.has(key.split('/')[0]!) && key.endsWith(`/${year}`)) continue;
      lines -= county.lines.size;
      kept.delete(key);
    }
  }
  const marked = regions.flatMap((region) => {
    const county = held.get(region);
    return county ? [`${region}=${county.mark.whole}.${county.mark.mark}`] : [];
  });
  return { counties: new Map([...held].map(([region, county]) => [region, county.lines])), key: keep ? `${year}:${marked.join(';')}` : null };
}
