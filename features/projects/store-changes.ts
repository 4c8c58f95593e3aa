// The change log of the register: every field of every change with its reason, who and from where; and what a period amounts to.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { newId } from '../../vocabulary/ids.ts';

export interface ChangeRow {
  projectId: string;
  kind: string;
  field: string | null;
  old: string | null;
  new: string | null;
  oldYuan: number | null;
  newYuan: number | null;
  reason: string;
  evidence?: { sha256: string | null; name: string | null } | undefined;
  approver?: { id: string; name: string } | undefined;
  importId?: string | null;
  sheet?: number | null;
  row?: number | null;
  column?: number | null;
  batchId?: string | null;
}

/** Adds rows to the log. They are never changed afterwards. */
export async function addChanges(
  db: Db,
  region: string,
  who: { at: string; by: { id: string; name: string }; auditSeq?: number },
  rows: readonly ChangeRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into project_changes (region_code, id, project_id, at, by_id, by_name, kind, field, old_value, new_value, old_yuan, new_yuan, reason, evidence_sha256, evidence_name, approver_id, approver_name, import_id, sheet, row_number, column_number, audit_seq, batch_id)
    select ${region}, n.id, n.project_id, ${who.at}::timestamptz, ${who.by.id}, ${who.by.name}, n.kind, n.field, n.old, n.new, n.old_yuan, n.new_yuan, n.reason, n.sha, n.evidence, n.approver_id, n.approver, n.import_id, n.sheet, n.row, n.col, ${who.auditSeq ?? null}::bigint, n.batch_id
    from json_to_recordset(${JSON.stringify(
      rows.map((row) => ({
        id: newId(),
        project_id: row.projectId,
        kind: row.kind,
        field: row.field,
        old: row.old,
        new: row.new,
        old_yuan: row.oldYuan,
        new_yuan: row.newYuan,
        reason: row.reason,
        sha: row.evidence?.sha256 ?? null,
        evidence: row.evidence?.name ?? null,
        approver_id: row.approver?.id ?? null,
        approver: row.approver?.name ?? null,
        import_id: row.importId ?? null,
        sheet: row.sheet ?? null,
        row: row.row ?? null,
        col: row.column ?? null,
        batch_id: row.batchId ?? null,
      })),
    )}::json) as n (id uuid, project_id uuid, kind text, field text, old text, new text, old_yuan bigint, new_yuan bigint, reason text, sha text, evidence text, approver_id text, approver text, import_id uuid, sheet integer, row integer, col integer, batch_id uuid)`.execute(
    db.kysely,
  );
}
