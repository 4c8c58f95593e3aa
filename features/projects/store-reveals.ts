// How often a person opened contacts lately, read from the chain, where every opening stands.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';

/** Entries looked through, newest first: more than any hour of a county holds. */
const LOOKED_AT = 3_000;

export async function revealsSince(db: Db, region: string, person: string, since: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (select action, actor_id, at, result from audit_entries where region_code = ${region} order by seq desc limit ${LOOKED_AT}) e
    where e.action = 'project.reveal-contact' and e.actor_id = ${person} and e.result = 'done' and e.at > ${since}`.execute(db.kysely);
  return rows[0]!.count;
}
