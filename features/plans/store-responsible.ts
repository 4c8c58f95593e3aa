// Who answers for plans, as it was said day by day.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { ResponsibleFacts } from './rules-responsible.ts';
import type { Belongs } from './store.ts';

export type ResponsibleRow = Belongs & ResponsibleFacts;

/** All that was said of the plans of regions; of some projects only when told. */
export async function responsibleIn(db: Db, regions: readonly string[], projects?: readonly string[]): Promise<ResponsibleRow[]> {
  const { rows } = await sql<ResponsibleRow>`
    select region_code as region, project_id as "projectId", id, since, leader, department_id as "departmentId", department_name as department, team, reason,
      by_name as by, at
    from plan_responsibilities where region_code = any (${regions}::text[])
      ${projects ? sql`and project_id = any (${projects}::uuid[])` : sql``}`.execute(db.kysely);
  return rows;
}

export async function insertResponsible(
  db: Db,
  rows: readonly (Omit<ResponsibleRow, 'by'> & { by: { id: string; name: string } })[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into plan_responsibilities (region_code, project_id, id, since, leader, department_id, department_name, team, reason, by_id, by_name, at)
    select region, "projectId", id, since, leader, "departmentId", department, team, reason, by->>'id', by->>'name', at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x (region text, "projectId" uuid, id uuid, since date, leader text, "departmentId" uuid,
      department text, team text, reason text, by jsonb, at timestamptz)`.execute(db.kysely);
}
