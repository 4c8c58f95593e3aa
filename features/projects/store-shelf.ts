// The shelf: what the library filters and sorts by, one small object a year line, kept in memory per county and year under the mark of
// its register. A county is read again only where its mark moved, and then only the lines stamped since. Rows never leave from here: the
// shelf answers which lines, in what order, and their sums; the rows of a page are read from the database under the reader's scope.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { ShelfLine } from './rules-library.ts';
import { nameKey } from './rules-names.ts';
import { type Mark, marksOf } from './store-book.ts';

interface County {
  mark: Mark;
  lines: Map<string, ShelfLine>;
}

/** A county and year as remembered; the oldest are forgotten beyond the limit of lines. */
const kept = new Map<string, County>();
const LINES_KEPT = 400_000;

interface RawLine {
  region: string;
  id: string;
  pool: 'annual' | 'reserve';
  nature: 'new' | 'continuing' | null;
  maturity: string | null;
  total: number | null;
  plan: number | null;
  line: string | null;
  stage: string;
  left: boolean;
}
interface RawProject {
  region: string;
  id: string;
  code: string | null;
  name: string;
  search: string;
  side: string | null;
  kind: string | null;
  industry: string | null;
  start: string | null;
  finish: string | null;
  owner: boolean;
  place: boolean;
  updated: string;
}

/**
 * Lines of a year with what the shelf needs of their projects: all of some counties, or those of one county stamped since. Three plain
 * scans joined here: a join over tables whose policies hide their sizes from the planner is planned badly right after a large import.
 */
async function readLines(
  db: Db,
  regions: readonly string[],
  year: number,
  since: number | null,
): Promise<{ region: string; id: string; line: ShelfLine | null }[]> {
  const stamped = since === null ? sql`left_on is null` : sql`mark > ${since}`;
  const lines = await sql<RawLine>`
    select region_code as region, project_id as id, pool, nature, maturity, total_yuan as total, annual_plan_yuan as plan, line_code as line, stage, left_on is not null as left
    from project_years where region_code = any (${regions}::text[]) and year = ${year} and ${stamped}`.execute(db.kysely);
  if (lines.rows.length === 0) return [];
  const some = since === null ? null : lines.rows.map((line) => line.id);
  const projects = await sql<RawProject>`
    select region_code as region, id, code, name, search, side_state as side, construction_kind as kind, industry_code as industry, start_day as start, finish_day as finish, (owner_id is not null or owner_name <> '') as owner,
      (place_id is not null or place_text <> '') as place, updated_at::text as updated
    from projects where region_code = any (${regions}::text[]) ${some ? sql`and id = any (${some}::uuid[])` : sql``}`.execute(db.kysely);
  const members = await sql<{ region: string; id: string; list: string; state: string | null }>`
    select region_code as region, project_id as id, list_code as list, state from list_members where region_code = any (${regions}::text[]) and to_day is null ${some ? sql`and project_id = any (${some}::uuid[])` : sql``} order by list_code`.execute(
    db.kysely,
  );
  // By county and id: a project that moved keeps its id, and its shell stands where it was.
  const byId = new Map(projects.rows.map((project) => [project.region + project.id, project]));
  const lists = new Map<string, { list: string; state: string | null }[]>();
  for (const member of members.rows) {
    const held = lists.get(member.region + member.id);
    if (held) held.push(member);
    else lists.set(member.region + member.id, [member]);
  }
  return lines.rows.flatMap((raw) => {
    const project = byId.get(raw.region + raw.id);
    return project
      ? [{ region: raw.region, id: raw.id, line: raw.left ? null : shelved(raw, project, lists.get(raw.region + raw.id) ?? none) }]
      : [];
  });
}

const none: { list: string; state: string | null }[] = [];
const nothing: readonly string[] = [];
const interned = new Map<string, readonly string[]>();

/** Lists repeat endlessly; one array serves all lines that are in the same ones. */
function intern(values: readonly string[]): readonly string[] {
  if (values.length === 0) return nothing;
  const key = values.join('\n');
  const held = interned.get(key);
  if (held) return held;
  if (interned.size > 10_000) interned.clear();
  interned.set(key, values);
  return values;
}

function shelved(raw: RawLine, project: RawProject, lists: readonly { list: string; state: string | null }[]): ShelfLine {
  return {
    region: raw.region,
    id: raw.id,
    pool: raw.pool,
    nature: raw.nature,
    maturity: raw.maturity,
    totalYuan: raw.total,
    planYuan: raw.plan,
    line: raw.line,
    stage: raw.stage,
    sideState: project.side,
    kind: project.kind,
    start: project.start,
    finish: project.finish,
    code: project.code,
    nameKey: nameKey(project.name),
    search: project.search,
    updated: project.updated,
    lists: intern(lists.map((one) => one.list)),
    states: intern(lists.map((one) => (one.state === null ? '' : `${one.list}\t${one.state}`))),
    lacks:
      (project.code === null ? 1 : 0) |
      (project.owner ? 0 : 2) |
      (project.start === null || project.finish === null ? 4 : 0) |
      (project.place ? 0 : 8) |
      (project.industry === null ? 16 : 0),
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
    for (const { id, line } of await readLines(db, [region], year, before.mark.mark)) {
      if (line) lines.set(id, line);
      else lines.delete(id);
    }
    held.set(region, { mark, lines });
  }
  if (whole.length > 0) {
    for (const { region, id, line } of await readLines(db, whole, year, null)) if (line) held.get(region)!.lines.set(id, line);
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
  return {
    counties: new Map([...held].map(([region, county]) => [region, county.lines])),
    key: keep ? `${year}:${marked.join(';')}` : null,
  };
}
