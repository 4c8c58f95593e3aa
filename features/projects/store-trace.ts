// What a trace is made of: the changes of a field, the rows of files that spoke of the project, the columns those files keep the field in.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';

export interface TracedChange {
  at: string;
  by: string;
  kind: string;
  old: string | null;
  new: string | null;
  oldYuan: number | null;
  newYuan: number | null;
  reason: string;
  approver: string | null;
  importId: string | null;
  sheet: number | null;
  row: number | null;
  column: number | null;
  auditSeq: number | null;
}

export async function changesOfField(db: Db, region: string, id: string, fields: readonly string[]): Promise<TracedChange[]> {
  const { rows } = await sql<TracedChange>`
    select at, by_name as by, kind, old_value as old, new_value as new, old_yuan as "oldYuan", new_yuan as "newYuan", reason, approver_name as approver, import_id as "importId", sheet, row_number as row, column_number as column, audit_seq as "auditSeq"
    from project_changes where region_code = ${region} and project_id = ${id} and field = any (${fields}::text[]) order by at desc, id desc`.execute(
    db.kysely,
  );
  return rows;
}

export interface SourceRow {
  importId: string;
  sheet: number;
  row: number;
  at: string;
  /** The column that holds the field in that sheet; null when the sheet has none. */
  column: number | null;
}

/** Rows of files that spoke of the project, newest first, with the first of these fields that their sheet has a column for. */
export async function sourcesOf(db: Db, region: string, id: string, fields: readonly string[]): Promise<SourceRow[]> {
  const { rows } = await sql<SourceRow>`
    select s.import_id as "importId", s.sheet, s.row_number as row, s.at,
      (select c.column_number from project_source_columns c join unnest(${fields}::text[]) with ordinality as f (field, place) on f.field = c.field
        where c.region_code = ${region} and c.import_id = s.import_id and c.sheet = s.sheet order by f.place limit 1) as column
    from project_sources s where s.region_code = ${region} and s.project_id = ${id} order by s.at desc, s.row_number desc`.execute(
    db.kysely,
  );
  return rows;
}

/** The chain's entries that confirmed these imports. */
export async function confirmations(
  db: Db,
  region: string,
  imports: readonly string[],
): Promise<Map<string, { seq: number; by: string; at: string }>> {
  if (imports.length === 0) return new Map();
  const { rows } = await sql<{ id: string; seq: number; by: string; at: string }>`
    select object_id as id, seq, actor_name as by, at from audit_entries where region_code = ${region} and object_kind = 'import' and object_id = any (${imports}::text[]) and action = 'import.confirm' and result = 'done'`.execute(
    db.kysely,
  );
  return new Map(rows.map((row) => [row.id, { seq: Number(row.seq), by: row.by, at: row.at }]));
}
