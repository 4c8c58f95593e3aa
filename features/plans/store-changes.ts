// The record of changes of plans, and the two writes that taking one back needs beyond those of an edit.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { ChangeFacts } from './rules-changes.ts';
import type { Belongs } from './store.ts';
import type { PlanLink } from './words.ts';

export interface ChangeRow extends ChangeFacts {
  id: string;
  reason: string;
  by: string;
  at: string;
  undoneBy: string | null;
  undoneAt: string | null;
}
const columns = sql.raw(`id, jsonb_build_object('zh', summary_zh, 'en', summary_en) as summary, reason, before, after, by_name as "by", at,
  undone_by as "undoneBy", undone_at as "undoneAt"`);

export async function insertChange(
  db: Db,
  change: ChangeFacts & Belongs & { id: string; reason: string; byId: string; by: string; at: string },
): Promise<void> {
  await sql`
    insert into plan_changes (region_code, id, project_id, kind, summary_zh, summary_en, reason, before, after, by_id, by_name, at)
    values (${change.region}, ${change.id}, ${change.projectId}, 'edit', ${change.summary.zh}, ${change.summary.en}, ${change.reason},
      ${JSON.stringify(change.before)}::jsonb, ${JSON.stringify(change.after)}::jsonb, ${change.byId}, ${change.by}, ${change.at})`.execute(
    db.kysely,
  );
}

export async function changesOf(db: Db, region: string, project: string, limit: number): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`
    select ${columns} from plan_changes where region_code = ${region} and project_id = ${project} order by at desc, id desc limit ${limit}`.execute(
    db.kysely,
  );
  return rows;
}
export async function changeById(db: Db, region: string, project: string, id: string): Promise<ChangeRow | undefined> {
  const { rows } = await sql<ChangeRow>`
    select ${columns} from plan_changes where region_code = ${region} and project_id = ${project} and id = ${id} for update`.execute(
    db.kysely,
  );
  return rows[0];
}
export async function markUndone(db: Db, region: string, id: string, by: string, at: string): Promise<void> {
  await sql`update plan_changes set undone_by = ${by}, undone_at = ${at} where region_code = ${region} and id = ${id}`.execute(db.kysely);
}

export async function deleteLinks(db: Db, region: string, project: string, links: readonly PlanLink[]): Promise<void> {
  if (links.length === 0) return;
  await sql`
    delete from plan_links l using jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as x ("from" text, "to" text, type text)
    where l.region_code = ${region} and l.project_id = ${project} and l.from_code = x."from" and l.to_code = x."to" and l.type = x.type`.execute(
    db.kysely,
  );
}

export async function closeProposal(
  db: Db,
  region: string,
  id: string,
  reason: string,
  by: { id: string; name: string },
  at: string,
): Promise<void> {
  await sql`
    update plan_baselines set decision = 'withdrawn', note = ${reason}, decided_by = ${by.id}, decided_name = ${by.name}, decided_at = ${at}
    where region_code = ${region} and id = ${id} and decision is null`.execute(db.kysely);
}
