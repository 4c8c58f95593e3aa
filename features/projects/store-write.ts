// The writes of one project: its columns, its line of a year, its stage, its names and memberships. Callers hold the county's turn and have
// decided; every write moves the version on and stamps the lines for readers.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { newId } from '../../vocabulary/ids.ts';
import { normalName } from '../../vocabulary/names.ts';
import { searchText } from './rules-names.ts';
import { stampLines } from './store-book.ts';
import type { ProjectRecord } from './store-project.ts';

const columns = {
  code: 'code',
  codeForm: 'code_form',
  name: 'name',
  ownerId: 'owner_id',
  ownerName: 'owner_name',
  placeId: 'place_id',
  placeText: 'place_text',
  longitude: 'longitude',
  latitude: 'latitude',
  industryCode: 'industry_code',
  lineCode: 'line_code',
  constructionKind: 'construction_kind',
  content: 'content',
  capacities: 'capacities',
  startDay: 'start_day',
  startPrecision: 'start_precision',
  finishDay: 'finish_day',
  finishPrecision: 'finish_precision',
  totalYuan: 'total_yuan',
  funding: 'funding',
  note: 'note',
  contactSealed: 'contact_sealed',
  contactMark: 'contact_mark',
  stage: 'stage',
  stageOn: 'stage_on',
  sideState: 'side_state',
  parentId: 'parent_id',
  leftAt: 'left_at',
  leftKind: 'left_kind',
  leftReason: 'left_reason',
  movedTo: 'moved_to',
} as const;

export type Patch = Partial<
  Omit<ProjectRecord, 'region' | 'id' | 'version' | 'updatedAt' | 'updatedBy' | 'enteredAt' | 'enteredBy' | 'enteredImport'> & {
    contactMark: Buffer | null;
  }
>;

export interface Who {
  at: string;
  by: { id: string; name: string };
}

/** Writes columns of a project and answers the record as it is now. */
export async function saveProject(db: Db, record: ProjectRecord, patch: Patch, who: Who, mark: number): Promise<ProjectRecord> {
  const next = { ...record, ...patch };
  const sets: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(patch))
    sets[columns[field as keyof typeof columns]] = field === 'capacities' ? JSON.stringify(value) : value;
  if (patch.name !== undefined) sets.normal_name = normalName(patch.name);
  if (patch.name !== undefined || patch.ownerName !== undefined || patch.code !== undefined) {
    const { rows } = await sql<{
      name: string;
    }>`select name from project_names where region_code = ${record.region} and project_id = ${record.id}`.execute(db.kysely);
    sets.search = searchText({ name: next.name, otherNames: rows.map((row) => row.name), owner: next.ownerName, code: next.code });
  }
  await db.kysely
    .updateTable('projects')
    .set({ ...sets, updated_at: who.at, updated_by: who.by.name, version: record.version + 1 })
    .where('region_code', '=', record.region)
    .where('id', '=', record.id)
    .execute();
  await stampLines(db, record.region, [record.id], mark);
  return { ...next, version: record.version + 1, updatedAt: who.at, updatedBy: who.by.name };
}

/** Carries to the line of the newest year what a line keeps of its project; closed years stay as they were. */
export async function followInNewestYear(db: Db, record: ProjectRecord): Promise<void> {
  await sql`
    update project_years y set total_yuan = ${record.totalYuan}, line_code = ${record.lineCode}, stage = ${record.stage}, owner_id = ${record.ownerId}::uuid, version = y.version + 1
    where y.region_code = ${record.region} and y.project_id = ${record.id} and y.left_on is null and y.basis <> 'later'
      and y.year = (select max(n.year) from project_years n where n.region_code = ${record.region} and n.project_id = ${record.id} and n.basis <> 'later')`.execute(
    db.kysely,
  );
}

export interface YearPatch {
  year: number;
  pool: 'annual' | 'reserve';
  nature: 'new' | 'continuing' | null;
  natureBasis: 'stated' | 'group' | 'rule';
  maturity: string | null;
  annualPlanYuan: number | null;
  doneBeforeYuan: number | null;
  basis: 'ledger' | 'later' | 'roll';
}

/** Writes the line of one year, made when it is not there. */
export async function saveYear(
  db: Db,
  record: Pick<ProjectRecord, 'region' | 'id' | 'totalYuan' | 'lineCode' | 'stage' | 'ownerId'>,
  line: YearPatch,
  today: string,
  mark: number,
): Promise<void> {
  await sql`
    insert into project_years (region_code, project_id, year, pool, nature, nature_basis, maturity, total_yuan, annual_plan_yuan, done_before_yuan, line_code, stage, owner_id, basis, entered_on, mark)
    values (${record.region}, ${record.id}, ${line.year}, ${line.pool}, ${line.nature}, ${line.natureBasis}, ${line.maturity}, ${record.totalYuan}, ${line.annualPlanYuan}, ${line.doneBeforeYuan}, ${record.lineCode}, ${record.stage}, ${record.ownerId}, ${line.basis}, ${today}, ${mark})
    on conflict (region_code, project_id, year) do update set pool = excluded.pool, nature = excluded.nature, nature_basis = excluded.nature_basis, maturity = excluded.maturity, total_yuan = excluded.total_yuan, annual_plan_yuan = excluded.annual_plan_yuan,
      done_before_yuan = excluded.done_before_yuan, line_code = excluded.line_code, stage = excluded.stage, owner_id = excluded.owner_id, basis = excluded.basis, left_on = null, mark = excluded.mark, version = project_years.version + 1`.execute(
    db.kysely,
  );
}

/** Takes the lines of the newest year out of the list, or back in. */
export async function leaveNewestYear(db: Db, region: string, id: string, on: string | null, mark: number): Promise<void> {
  await sql`
    update project_years y set left_on = ${on}::date, mark = ${mark}, version = y.version + 1
    where y.region_code = ${region} and y.project_id = ${id} and y.basis <> 'later' and y.year = (select max(n.year) from project_years n where n.region_code = ${region} and n.project_id = ${id} and n.basis <> 'later')`.execute(
    db.kysely,
  );
}

/** A project that was not there. `normal_name`, the search text and the version follow. */
export async function insertProject(
  db: Db,
  project: Omit<ProjectRecord, 'version' | 'updatedAt' | 'updatedBy' | 'contactSealed'> & {
    contactSealed: Buffer | null;
    contactMark: Buffer | null;
  },
  who: Who,
  otherNames: readonly string[] = [],
): Promise<void> {
  const row: Record<string, unknown> = {
    region_code: project.region,
    id: project.id,
    entered_at: project.enteredAt,
    entered_by: project.enteredBy,
    entered_import: project.enteredImport,
    normal_name: normalName(project.name),
    search: searchText({ name: project.name, otherNames, owner: project.ownerName, code: project.code }),
    updated_at: who.at,
    updated_by: who.by.name,
  };
  for (const [field, column] of Object.entries(columns))
    row[column] =
      field === 'capacities' ? JSON.stringify(project.capacities) : ((project as unknown as Record<string, unknown>)[field] ?? null);
  await db.kysely
    .insertInto('projects')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['region_code', 'id']).doUpdateSet((eb) => ({
        ...Object.fromEntries(Object.values(columns).map((column) => [column, eb.ref(`excluded.${column}`)])),
        normal_name: eb.ref('excluded.normal_name'),
        search: eb.ref('excluded.search'),
        updated_at: eb.ref('excluded.updated_at'),
        updated_by: eb.ref('excluded.updated_by'),
        version: eb('projects.version', '+', 1),
      })),
    )
    .execute();
}

export async function addStage(
  db: Db,
  region: string,
  id: string,
  move: { stage: string; sideState: string | null; on: string | null; reason: string },
  who: Who,
): Promise<void> {
  await sql`insert into project_stages (region_code, id, project_id, stage, side_state, on_day, reason, by_name, at) values (${region}, ${newId()}, ${id}, ${move.stage}, ${move.sideState}, ${move.on}, ${move.reason}, ${who.by.name}, ${who.at})`.execute(
    db.kysely,
  );
}

export async function addName(
  db: Db,
  region: string,
  id: string,
  name: string,
  kind: 'former' | 'alias',
  until: string | null,
): Promise<void> {
  await sql`insert into project_names (region_code, id, project_id, name, normal_name, kind, until_day) values (${region}, ${newId()}, ${id}, ${name}, ${normalName(name)}, ${kind}, ${until})`.execute(
    db.kysely,
  );
}

/** Who already bears a code in this county. */
export async function holderOfCode(db: Db, region: string, code: string, except: string): Promise<string | undefined> {
  const { rows } = await sql<{
    name: string;
  }>`select name from projects where region_code = ${region} and code = ${code} and id <> ${except} and left_kind is distinct from 'undone'`.execute(
    db.kysely,
  );
  return rows[0]?.name;
}

/** A project of this very name that is in the register. */
export async function sameName(db: Db, region: string, name: string): Promise<{ id: string; name: string; owner: string } | undefined> {
  const { rows } = await sql<{
    id: string;
    name: string;
    owner: string;
  }>`select id, name, owner_name as owner from projects where region_code = ${region} and normal_name = ${normalName(name)} and left_at is null limit 1`.execute(
    db.kysely,
  );
  return rows[0];
}

export async function placeExists(db: Db, region: string, id: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`select id from places where region_code = ${region} and id = ${id}`.execute(db.kysely);
  return rows.length > 0;
}
