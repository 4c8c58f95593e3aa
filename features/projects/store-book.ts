// Turns and marks of a county's register. A writer takes the next mark first and holds its row until the commit, so writers of one county
// take turns and marks come in order; it stamps the year lines it touches, and readers who remember a mark read only those again.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';

/**
 * Takes the turn of a county's register for the rest of the transaction and returns the mark to stamp lines with. `whole`: lines will
 * be removed, so readers must read the county again.
 */
export async function takeTurn(db: Db, region: string, options: { whole?: boolean } = {}): Promise<number> {
  const { rows } = await sql<{ mark: number }>`
    insert into register_marks (region_code, mark, whole)
    select ${region}, given.mark, given.mark from (select (extract(epoch from clock_timestamp()) * 1000000)::bigint as mark) given
    on conflict (region_code) do update set
      mark = greatest(register_marks.mark + 1, excluded.mark),
      whole = case when ${options.whole ?? false} then greatest(register_marks.mark + 1, excluded.mark) else register_marks.whole end
    returning mark`.execute(db.kysely);
  return rows[0]!.mark;
}

/** Stamps every line of these projects, so that readers see them again. */
export async function stampLines(db: Db, region: string, projects: readonly string[], mark: number): Promise<void> {
  if (projects.length === 0) return;
  await sql`update project_years set mark = ${mark} where region_code = ${region} and project_id = any (${projects}::uuid[])`.execute(
    db.kysely,
  );
}

export interface Mark {
  mark: number;
  whole: number;
}

/** The marks of these counties, and whether this transaction has written nothing yet (only then may what it reads be remembered). */
export async function marksOf(db: Db, regions: readonly string[]): Promise<{ marks: Map<string, Mark>; clean: boolean }> {
  const { rows } = await sql<{ region: string; mark: number; whole: number; clean: boolean }>`
    select region_code as region, mark, whole, pg_current_xact_id_if_assigned() is null as clean from register_marks where region_code = any (${regions}::text[])`.execute(
    db.kysely,
  );
  return { marks: new Map(rows.map((row) => [row.region, { mark: row.mark, whole: row.whole }])), clean: rows.every((row) => row.clean) };
}
