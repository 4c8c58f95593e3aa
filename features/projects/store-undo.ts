// Takes an import back whole: what it made goes, what it changed stands again as it stood before, its report with it. It may happen only
// while nothing was built on it; what was built is named.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { House } from '../../platform/http/house.ts';
import { organisationsSpokenFor } from '../accounts/door.ts';
import type { IntakeContext } from '../imports/door.ts';
import { removeUntouched } from '../regions/door.ts';
import { takeTurn } from './store-book.ts';
import { addChanges, type ChangeRow } from './store-changes.ts';

type Why = { code: string; params: Record<string, string | number> };

export async function cannotUndoLedger(db: Db, context: IntakeContext): Promise<Why | null> {
  const { region, importId } = context;
  const touched = sql`select distinct s.project_id, s.at from project_sources s where s.region_code = ${region} and s.import_id = ${importId}`;
  const later = await sql<{ name: string }>`
    select p.name from (${touched}) t join project_sources o on o.region_code = ${region} and o.project_id = t.project_id and o.import_id <> ${importId} and o.at > t.at
    join projects p on p.region_code = o.region_code and p.id = o.project_id where p.region_code = ${region} limit 1`.execute(db.kysely);
  if (later.rows[0]) return { code: 'projects.undo-later-import', params: { name: later.rows[0].name } };
  // A change of a later import that was itself taken back does not stand in the way.
  const edited = await sql<{ name: string; by: string }>`
    select p.name, c.by_name as by from (${touched}) t join project_changes c on c.region_code = ${region} and c.project_id = t.project_id and c.at > t.at and c.import_id is distinct from ${importId}::uuid
    join projects p on p.region_code = c.region_code and p.id = c.project_id
    where p.region_code = ${region} and not exists (select 1 from project_changes u where u.region_code = ${region} and u.project_id = c.project_id and u.kind = 'import-undo' and u.import_id = c.import_id) limit 1`.execute(
    db.kysely,
  );
  if (edited.rows[0]) return { code: 'projects.undo-edited', params: edited.rows[0] };
  const decided = await sql<{ name: string }>`
    select p.name from project_proposals o join projects p on p.region_code = o.region_code and p.id = o.project_id
    where o.region_code = ${region} and o.import_id = ${importId} and o.decision is not null and o.decision <> 'withdrawn' limit 1`.execute(
    db.kysely,
  );
  if (decided.rows[0]) return { code: 'projects.undo-decided', params: { name: decided.rows[0].name } };
  const proposed = await sql<{ name: string; by: string }>`
    select p.name, o.proposed_name as by from projects p join project_proposals o on o.region_code = p.region_code and o.project_id = p.id
    where p.region_code = ${region} and p.entered_import = ${importId} and o.import_id is distinct from ${importId}::uuid limit 1`.execute(
    db.kysely,
  );
  if (proposed.rows[0]) return { code: 'projects.undo-edited', params: proposed.rows[0] };
  const rolled = await sql<{ name: string }>`
    select p.name from (${touched}) t join year_roll_lines l on l.region_code = ${region} and l.project_id = t.project_id join year_rolls r on r.region_code = l.region_code and r.id = l.roll_id
    join projects p on p.region_code = l.region_code and p.id = l.project_id where l.region_code = ${region} and r.status <> 'dropped' and r.proposed_at > t.at limit 1`.execute(
    db.kysely,
  );
  if (rolled.rows[0]) return { code: 'projects.undo-rolled', params: { name: rolled.rows[0].name } };
  const reported = await sql<{ year: number }>`
    select year from ledger_reports where region_code = ${region} and previous ->> 'import_id' = ${importId} and import_id is distinct from ${importId}::uuid limit 1`.execute(
    db.kysely,
  );
  if (reported.rows[0]) return { code: 'projects.undo-report', params: { year: reported.rows[0].year } };
  return null;
}

export async function undoLedger(house: House, context: IntakeContext): Promise<void> {
  const { db } = house;
  const { region, importId } = context;
  const at = house.clock.now();
  const mark = await takeTurn(db, region, { whole: true });
  const { rows: made } = await sql<{
    id: string;
  }>`select id from projects where region_code = ${region} and entered_import = ${importId}`.execute(db.kysely);
  const ids = made.map((row) => row.id);
  const owners = await ownersTouched(db, region, importId);
  await reverseChanges(db, region, importId, at, house.person);
  await restore(db, region, importId, mark);
  await sql`delete from project_names n using project_changes c where n.region_code = ${region} and c.region_code = ${region} and c.import_id = ${importId} and c.kind = 'import' and c.field = 'name' and n.project_id = c.project_id and n.name = c.old_value and n.kind = 'former'`.execute(
    db.kysely,
  );
  await sql`update project_proposals set decision = 'withdrawn', decided_by = ${house.person.id}, decided_name = ${house.person.name}, decided_at = ${at}, decision_note = '导入撤销' where region_code = ${region} and import_id = ${importId} and decision is null`.execute(
    db.kysely,
  );
  await sql`delete from reserve_moves where region_code = ${region} and import_id = ${importId}`.execute(db.kysely);
  await sql`delete from project_stages where region_code = ${region} and import_id = ${importId}`.execute(db.kysely);
  await sql`delete from project_sources where region_code = ${region} and import_id = ${importId}`.execute(db.kysely);
  await sql`delete from project_source_columns where region_code = ${region} and import_id = ${importId}`.execute(db.kysely);
  if (ids.length > 0) {
    await sql`delete from list_members where region_code = ${region} and project_id = any (${ids}::uuid[])`.execute(db.kysely);
    await sql`delete from project_years where region_code = ${region} and project_id = any (${ids}::uuid[])`.execute(db.kysely);
    await sql`delete from project_names where region_code = ${region} and project_id = any (${ids}::uuid[])`.execute(db.kysely);
    // A project that already has a history of its own (a later import that was taken back) stays as a closed shell; the others were never there.
    await sql`update projects p set code = null, left_at = ${at}, left_kind = 'undone', left_reason = '导入撤销', version = p.version + 1 where p.region_code = ${region} and p.id = any (${ids}::uuid[])
      and exists (select 1 from project_changes c where c.region_code = ${region} and c.project_id = p.id)`.execute(db.kysely);
    await sql`delete from projects p where p.region_code = ${region} and p.id = any (${ids}::uuid[]) and not exists (select 1 from project_changes c where c.region_code = ${region} and c.project_id = p.id)`.execute(
      db.kysely,
    );
  }
  // Back to the report that stood before, or to none.
  await sql`
    insert into ledger_reports (region_code, year, pool, threshold_yuan, stated_as, reported_at, by_name, import_id, previous)
    select r.region_code, r.year, r.pool, r.threshold_yuan, r.stated_as, r.reported_at, r.by_name, r.import_id, r.previous
    from ledger_reports l cross join lateral jsonb_populate_record(null::ledger_reports, l.previous) r
    where l.region_code = ${region} and l.import_id = ${importId} and l.previous is not null and l.previous <> 'null'::jsonb
    on conflict (region_code, year, pool) do update set threshold_yuan = excluded.threshold_yuan, stated_as = excluded.stated_as, reported_at = excluded.reported_at, by_name = excluded.by_name, import_id = excluded.import_id, previous = excluded.previous`.execute(
    db.kysely,
  );
  await sql`delete from ledger_reports where region_code = ${region} and import_id = ${importId}`.execute(db.kysely);
  await takeBackOwners(db, region, owners);
}

/** Owners of the projects that the import spoke of, as they stand before it is taken back. */
async function ownersTouched(db: Db, region: string, importId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct p.owner_id as id from project_sources s join projects p on p.region_code = s.region_code and p.id = s.project_id
    where s.region_code = ${region} and s.import_id = ${importId} and p.owner_id is not null`.execute(db.kysely);
  return rows.map((row) => row.id);
}

/** Owners that only this import knew go with it; one that a project, a post or an account still names, stays. */
async function takeBackOwners(db: Db, region: string, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select o.id from unnest(${ids}::uuid[]) as o(id)
    where not exists (select 1 from projects p where p.region_code = ${region} and p.owner_id = o.id)
      and not exists (select 1 from project_years y where y.region_code = ${region} and y.owner_id = o.id)
      and not exists (select 1 from project_befores b where b.region_code = ${region} and b.before -> 'project' ->> 'owner_id' = o.id::text)`.execute(
    db.kysely,
  );
  const free = rows.map((row) => row.id);
  const spokenFor = await organisationsSpokenFor(db, free);
  await removeUntouched(
    db,
    region,
    free.filter((id) => !spokenFor.has(id)),
  );
}

/** Puts projects back to how they stood before a batch: the row, its year lines and its memberships. Versions move on. */
export async function restore(db: Db, region: string, batchId: string, mark: number, only?: readonly string[]): Promise<string[]> {
  const some = only ? sql`and b.project_id = any (${only}::uuid[])` : sql``;
  const { rows } = await sql<{
    id: string;
  }>`select project_id as id from project_befores b where b.region_code = ${region} and b.batch_id = ${batchId} ${some}`.execute(db.kysely);
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return ids;
  const befores = sql`project_befores b where b.region_code = ${region} and b.batch_id = ${batchId} and b.project_id = any (${ids}::uuid[])`;
  await sql`
    update projects p set code = o.code, code_form = o.code_form, name = o.name, normal_name = o.normal_name, owner_id = o.owner_id, owner_name = o.owner_name, place_id = o.place_id, place_text = o.place_text,
      longitude = o.longitude, latitude = o.latitude, industry_code = o.industry_code, line_code = o.line_code, construction_kind = o.construction_kind, content = o.content, capacities = o.capacities,
      start_day = o.start_day, start_precision = o.start_precision, finish_day = o.finish_day, finish_precision = o.finish_precision, total_yuan = o.total_yuan, funding = o.funding, note = o.note,
      contact_sealed = o.contact_sealed, contact_mark = o.contact_mark, stage = o.stage, stage_on = o.stage_on, side_state = o.side_state, search = o.search, updated_at = o.updated_at, updated_by = o.updated_by, version = p.version + 1
    from (select b.* from ${befores}) given cross join lateral jsonb_populate_record(null::projects, given.before -> 'project') o
    where p.region_code = ${region} and p.id = o.id`.execute(db.kysely);
  await sql`delete from project_years where region_code = ${region} and project_id = any (${ids}::uuid[])`.execute(db.kysely);
  await sql`insert into project_years select o.* from (select b.* from ${befores}) given cross join lateral jsonb_populate_recordset(null::project_years, given.before -> 'years') o`.execute(
    db.kysely,
  );
  await sql`update project_years set mark = ${mark} where region_code = ${region} and project_id = any (${ids}::uuid[])`.execute(db.kysely);
  await sql`delete from list_members where region_code = ${region} and project_id = any (${ids}::uuid[])`.execute(db.kysely);
  await sql`insert into list_members select o.* from (select b.* from ${befores}) given cross join lateral jsonb_populate_recordset(null::list_members, given.before -> 'members') o`.execute(
    db.kysely,
  );
  await sql`delete from project_befores where region_code = ${region} and batch_id = ${batchId} and project_id = any (${ids}::uuid[])`.execute(
    db.kysely,
  );
  return ids;
}

/** The log keeps both directions: what the import changed, and that it was changed back. */
async function reverseChanges(db: Db, region: string, importId: string, at: string, by: { id: string; name: string }): Promise<void> {
  const { rows } = await sql<{
    projectId: string;
    field: string | null;
    old: string | null;
    new: string | null;
    oldYuan: number | null;
    newYuan: number | null;
  }>`
    select project_id as "projectId", field, old_value as old, new_value as new, old_yuan as "oldYuan", new_yuan as "newYuan" from project_changes where region_code = ${region} and import_id = ${importId} and kind = 'import'`.execute(
    db.kysely,
  );
  await addChanges(
    db,
    region,
    { at, by },
    rows.map(
      (row): ChangeRow => ({
        projectId: row.projectId,
        kind: 'import-undo',
        field: row.field,
        old: row.new,
        new: row.old,
        oldYuan: row.newYuan,
        newYuan: row.oldYuan,
        reason: '导入撤销',
        importId,
      }),
    ),
  );
}
