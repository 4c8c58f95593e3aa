// Bulk changes as the log remembers them: what a batch changed, whether it was taken back, who was changed again since.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';

export async function batchOf(db: Db, region: string, batchId: string): Promise<{ undone: boolean; projects: string[] } | undefined> {
  const { rows } = await sql<{
    kind: string;
    id: string;
  }>`select distinct kind = 'bulk-undo' as undone, kind, project_id as id from project_changes where region_code = ${region} and batch_id = ${batchId}`.execute(
    db.kysely,
  );
  if (rows.length === 0) return undefined;
  return { undone: rows.some((row) => row.kind === 'bulk-undo'), projects: [...new Set(rows.map((row) => row.id))] };
}

export async function batchRows(
  db: Db,
  region: string,
  batchId: string,
): Promise<
  { projectId: string; field: string | null; old: string | null; new: string | null; oldYuan: number | null; newYuan: number | null }[]
> {
  const { rows } = await sql<{
    projectId: string;
    field: string | null;
    old: string | null;
    new: string | null;
    oldYuan: number | null;
    newYuan: number | null;
  }>`
    select project_id as "projectId", field, old_value as old, new_value as new, old_yuan as "oldYuan", new_yuan as "newYuan" from project_changes where region_code = ${region} and batch_id = ${batchId} and kind <> 'bulk-undo' order by at, id`.execute(
    db.kysely,
  );
  return rows;
}

/** Projects of a batch that something else touched since: id to name. */
export async function changedAfter(db: Db, region: string, batchId: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct c.project_id as id, p.name from project_changes b
    join project_changes c on c.region_code = b.region_code and c.project_id = b.project_id and c.at >= b.at and c.batch_id is distinct from b.batch_id and c.id > b.id
    join projects p on p.region_code = c.region_code and p.id = c.project_id
    where b.region_code = ${region} and c.region_code = ${region} and b.batch_id = ${batchId}`.execute(db.kysely);
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** How a project stood: its row, its year lines, its open and closed memberships. */
const snapshot = sql`jsonb_build_object(
  'project', to_jsonb(p),
  'years', coalesce((select jsonb_agg(to_jsonb(y)) from project_years y where y.region_code = p.region_code and y.project_id = p.id), '[]'::jsonb),
  'members', coalesce((select jsonb_agg(to_jsonb(m)) from list_members m where m.region_code = p.region_code and m.project_id = p.id), '[]'::jsonb))`;

/** Remembers how these projects stand under the id of a batch (an import, a bulk change), once. */
export async function remember(db: Db, region: string, batchId: string, ids: readonly string[]): Promise<void> {
  await sql`
    insert into project_befores (region_code, batch_id, project_id, before)
    select p.region_code, ${batchId}, p.id, ${snapshot} from projects p where p.region_code = ${region} and p.id = any (${ids}::uuid[])
    on conflict do nothing`.execute(db.kysely);
}
