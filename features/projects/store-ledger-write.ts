// The statements that write what a ledger changed: projects and year lines, many at once, and the proposals that wait instead.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { House } from '../../platform/http/house.ts';
import { newId } from '../../vocabulary/ids.ts';
import type { IntakeContext } from '../imports/door.ts';

export async function updateProjects(
  db: Db,
  region: string,
  updates: readonly Record<string, unknown>[],
  at: string,
  by: string,
): Promise<void> {
  await sql`
    update projects p set code = n.code, code_form = n.code_form, name = n.name, normal_name = n.normal_name, owner_id = n.owner_id, owner_name = n.owner_name,
      place_id = case when n.place_changed then n.place_id else p.place_id end, place_text = n.place_text, longitude = n.longitude, latitude = n.latitude, industry_code = n.industry_code, line_code = n.line_code,
      construction_kind = n.construction_kind, content = n.content, start_day = n.start_day, start_precision = n.start_precision, finish_day = n.finish_day, finish_precision = n.finish_precision,
      total_yuan = n.total_yuan, funding = n.funding, note = n.note, stage = n.stage, side_state = n.side_state, contact_sealed = coalesce(n.contact_sealed::bytea, p.contact_sealed), contact_mark = coalesce(n.contact_mark::bytea, p.contact_mark),
      search = n.search, updated_at = ${at}, updated_by = ${by}, version = p.version + 1
    from json_to_recordset(${JSON.stringify(updates)}::json) as n (id uuid, code text, code_form text, name text, normal_name text, owner_id uuid, owner_name text, place_changed boolean, place_id uuid, place_text text,
      longitude double precision, latitude double precision, industry_code text, line_code text, construction_kind text, content text, start_day date, start_precision text, finish_day date, finish_precision text,
      total_yuan bigint, funding text, note text, stage text, side_state text, contact_sealed text, contact_mark text, search text)
    where p.region_code = ${region} and p.id = n.id`.execute(db.kysely);
}

export async function upsertYears(
  db: Db,
  region: string,
  lines: readonly Record<string, unknown>[],
  today: string,
  mark: number,
): Promise<void> {
  await sql`
    insert into project_years (region_code, project_id, year, pool, nature, nature_basis, maturity, total_yuan, annual_plan_yuan, done_before_yuan, line_code, stage, owner_id, basis, entered_on, mark)
    select ${region}, n.project_id, n.year, n.pool, n.nature, n.nature_basis, n.maturity, n.total_yuan, n.annual_plan_yuan, n.done_before_yuan, n.line_code, n.stage, n.owner_id, n.basis, ${today}::date, ${mark}::bigint
    from json_to_recordset(${JSON.stringify(lines)}::json) as n (project_id uuid, year integer, pool text, nature text, nature_basis text, maturity text, total_yuan bigint, annual_plan_yuan bigint, done_before_yuan bigint, line_code text, stage text, owner_id uuid, basis text)
    on conflict (region_code, project_id, year) do update set pool = excluded.pool, nature = excluded.nature, nature_basis = excluded.nature_basis, maturity = excluded.maturity, total_yuan = excluded.total_yuan,
      annual_plan_yuan = excluded.annual_plan_yuan, done_before_yuan = excluded.done_before_yuan, line_code = excluded.line_code, stage = excluded.stage, owner_id = excluded.owner_id, basis = excluded.basis,
      left_on = null, mark = excluded.mark, version = project_years.version + 1`.execute(db.kysely);
}

export async function contactMarks(db: Db, region: string, ids: readonly string[]): Promise<Map<string, Buffer | null>> {
  const { rows } = await sql<{
    id: string;
    mark: Buffer | null;
  }>`select id, contact_mark as mark from projects where region_code = ${region} and id = any (${ids}::uuid[])`.execute(db.kysely);
  return new Map(rows.map((row) => [row.id, row.mark]));
}

/** Puts a guarded change before an approver; the same one asked for again is not asked twice. */
export async function holdProposal(
  house: House,
  context: IntakeContext,
  proposal: { id: string; kind: string; value: string | number; old: string | number | null },
  at: string,
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    insert into project_proposals (region_code, id, project_id, kind, facts, reason, evidence_sha256, evidence_name, import_id, proposed_by, proposed_name, proposed_at)
    select ${context.region}, ${newId()}::uuid, ${proposal.id}::uuid, ${proposal.kind}, ${JSON.stringify({ value: proposal.value, old: proposal.old })}::jsonb, ${context.reason || `台账“${context.fileName}”与库内不同`}, ${context.fileSha256}, ${context.fileName},
      ${context.importId}::uuid, ${house.person.id}, ${house.person.name}, ${at}::timestamptz
    where not exists (select 1 from project_proposals o where o.region_code = ${context.region} and o.project_id = ${proposal.id} and o.kind = ${proposal.kind} and o.decision is null and o.facts ->> 'value' = ${String(proposal.value)})
    returning id`.execute(house.db.kysely);
  return rows.length;
}
