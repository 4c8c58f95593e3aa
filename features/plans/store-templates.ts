// Templates with all their versions, as kept: rows are added, never changed. And what matters took in plans made from one.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { regionsAbove } from '../../vocabulary/regions.ts';
import type { DayUnit, PlanTemplate } from './words.ts';

export interface TemplateRow extends PlanTemplate {
  note: string;
  by: string;
  at: string | null;
  copiedFrom: string;
}

/** Every version that a region may use: its own, its city's and province's, the product's. */
export async function templateRows(db: Db, region: string): Promise<TemplateRow[]> {
  const whose = regionsAbove(region);
  const { rows } = await sql<TemplateRow>`
    select region_code as region, code, version, jsonb_build_object('zh', name_zh, 'en', name_en) as name, project_type as type, route, valid_from as since, questions, nodes, links,
      note, by_name as "by", at, copied_from as "copiedFrom"
    from plan_templates where region_code = any (${whose}::text[]) order by code, region_code desc, version desc`.execute(db.kysely);
  return rows;
}

export async function insertTemplate(db: Db, row: TemplateRow): Promise<void> {
  await sql`
    insert into plan_templates (region_code, code, version, name_zh, name_en, project_type, route, questions, nodes, links, valid_from, note, by_name, at, copied_from)
    values (${row.region}, ${row.code}, ${row.version}, ${row.name.zh}, ${row.name.en}, ${row.type}, ${row.route}, ${JSON.stringify(row.questions)}::jsonb, ${JSON.stringify(row.nodes)}::jsonb,
      ${JSON.stringify(row.links)}::jsonb, ${row.since}, ${row.note}, ${row.by}, ${row.at}, ${row.copiedFrom})`.execute(db.kysely);
}

export interface DoneMatter {
  code: string;
  unit: DayUnit;
  start: string;
  finish: string;
}
/** Finished matters of plans made from a template, in these regions. */
export async function doneMatters(db: Db, regions: readonly string[], code: string): Promise<DoneMatter[]> {
  const { rows } = await sql<DoneMatter>`
    select n.code, n.day_unit as unit, n.actual_start as start, n.actual_finish as finish
    from plan_nodes n join plans p on p.region_code = n.region_code and p.project_id = n.project_id
    where n.region_code = any (${regions}::text[]) and p.region_code = any (${regions}::text[]) and p.template_code = ${code} and n.kind = 'matter' and n.actual_finish is not null
    limit 20000`.execute(db.kysely);
  return rows;
}
