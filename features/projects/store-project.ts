// One project as its page shows it, and the locked record that a write begins with.
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Db } from '../../platform/db/database.ts';
import { cellName } from '../../vocabulary/cells.ts';
import type { Change, Proposal } from './words.ts';

export interface ProjectRecord {
  region: string;
  id: string;
  code: string | null;
  codeForm: string | null;
  name: string;
  ownerId: string | null;
  ownerName: string;
  placeId: string | null;
  placeText: string;
  longitude: number | null;
  latitude: number | null;
  industryCode: string | null;
  lineCode: string | null;
  constructionKind: string | null;
  content: string;
  capacities: { name: string; value: string; unit: string }[];
  startDay: string | null;
  startPrecision: 'year' | 'month' | 'day' | null;
  finishDay: string | null;
  finishPrecision: 'year' | 'month' | 'day' | null;
  totalYuan: number | null;
  funding: string;
  note: string;
  contactSealed: Buffer | null;
  stage: string;
  stageOn: string | null;
  sideState: string | null;
  parentId: string | null;
  enteredAt: string;
  enteredBy: string;
  enteredImport: string | null;
  leftAt: string | null;
  leftKind: string | null;
  leftReason: string | null;
  movedTo: string | null;
  updatedAt: string;
  updatedBy: string;
  version: number;
}

const recordColumns = sql`
  p.region_code as region, p.id, p.code, p.code_form as "codeForm", p.name, p.owner_id as "ownerId", p.owner_name as "ownerName", p.place_id as "placeId", p.place_text as "placeText", p.longitude, p.latitude,
  p.industry_code as "industryCode", p.line_code as "lineCode", p.construction_kind as "constructionKind", p.content, p.capacities, p.start_day as "startDay", p.start_precision as "startPrecision",
  p.finish_day as "finishDay", p.finish_precision as "finishPrecision", p.total_yuan as "totalYuan", p.funding, p.note, p.contact_sealed as "contactSealed", p.stage, p.stage_on as "stageOn", p.side_state as "sideState",
  p.parent_id as "parentId", p.entered_at as "enteredAt", p.entered_by as "enteredBy", p.entered_import as "enteredImport", p.left_at as "leftAt", p.left_kind as "leftKind", p.left_reason as "leftReason",
  p.moved_to as "movedTo", p.updated_at as "updatedAt", p.updated_by as "updatedBy", p.version`;

/** The record of a project; with `lock`, nobody else changes it until the end of the transaction. */
export async function recordOf(db: Db, region: string, id: string, lock = false): Promise<ProjectRecord | undefined> {
  const { rows } =
    await sql<ProjectRecord>`select ${recordColumns} from projects p where p.region_code = ${region} and p.id = ${id} ${lock ? sql`for update` : sql``}`.execute(
      db.kysely,
    );
  return rows[0];
}

export async function recordsOf(db: Db, region: string, ids: readonly string[], lock = false): Promise<ProjectRecord[]> {
  const { rows } =
    await sql<ProjectRecord>`select ${recordColumns} from projects p where p.region_code = ${region} and p.id = any (${ids}::uuid[]) order by p.id ${lock ? sql`for update` : sql``}`.execute(
      db.kysely,
    );
  return rows;
}

export interface YearRecord {
  year: number;
  pool: 'annual' | 'reserve';
  nature: 'new' | 'continuing' | null;
  natureBasis: 'stated' | 'group' | 'rule';
  maturity: 'idea' | 'reserve' | 'mature' | 'annual' | null;
  totalYuan: number | null;
  annualPlanYuan: number | null;
  doneBeforeYuan: number | null;
  lineCode: string | null;
  stage: string;
  basis: 'ledger' | 'later' | 'roll';
  enteredOn: string;
  leftOn: string | null;
  version: number;
}

/** The year lines of a project, newest first. */
export async function yearsOf(db: Db, region: string, id: string): Promise<YearRecord[]> {
  const { rows } = await sql<YearRecord>`
    select year, pool, nature, nature_basis as "natureBasis", maturity, total_yuan as "totalYuan", annual_plan_yuan as "annualPlanYuan", done_before_yuan as "doneBeforeYuan", line_code as "lineCode", stage, basis, entered_on as "enteredOn", left_on as "leftOn", version
    from project_years where region_code = ${region} and project_id = ${id} order by year desc`.execute(db.kysely);
  return rows;
}

export const proposalColumns = sql`
  o.region_code as region, o.id, o.project_id as "projectId", p.name as "projectName", o.kind, o.facts, o.reason, o.evidence_name as evidence, o.import_id as "importId", o.proposed_name as "proposedBy", o.proposed_at as "proposedAt",
  o.decision, o.decided_name as "decidedBy", o.decided_at as "decidedAt", o.decision_note as "decisionNote"`;

export type ProposalReply = z.infer<typeof Proposal>;
export type ChangeReply = z.infer<typeof Change>;

export const changeColumns = sql`
  c.region_code as region, c.id, c.project_id as "projectId", p.name as "projectName", c.at, c.by_name as by, c.kind, c.field, c.old_value as old, c.new_value as new, c.old_yuan as "oldYuan", c.new_yuan as "newYuan", c.reason,
  c.evidence_name as evidence, c.approver_name as approver, c.import_id as "importId", c.row_number as "rowNumber", c.column_number as "columnNumber", c.audit_seq as "auditSeq"`;

type RawChange = Omit<ChangeReply, 'cell'> & { rowNumber: number | null; columnNumber: number | null };

export const changeReply = ({ rowNumber, columnNumber, ...change }: RawChange): ChangeReply => ({
  ...change,
  auditSeq: change.auditSeq === null ? null : Number(change.auditSeq),
  cell: rowNumber !== null && columnNumber !== null ? cellName(rowNumber, columnNumber) : null,
});

/** Everything on a project's page beside its record and year lines. */
export async function aroundProject(db: Db, record: ProjectRecord) {
  const { region, id } = record;
  const run = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> => (await query.execute(db.kysely)).rows;
  const names = await run(
    sql<{
      name: string;
      kind: 'former' | 'alias';
      until: string | null;
    }>`select name, kind, until_day as until from project_names where region_code = ${region} and project_id = ${id} order by until_day desc nulls last, name`,
  );
  const owner = record.ownerId
    ? await run(
        sql<{
          id: string;
          name: string;
          creditCode: string | null;
        }>`select id, name, credit_code as "creditCode" from organisations where region_code = ${region} and id = ${record.ownerId}`,
      )
    : [];
  const place = record.placeId
    ? await run(sql<{ name: string }>`select name from places where region_code = ${region} and id = ${record.placeId}`)
    : [];
  const stages = await run(
    sql<{
      stage: string;
      sideState: string | null;
      on: string | null;
      reason: string;
      by: string;
      at: string;
    }>`select stage, side_state as "sideState", on_day as on, reason, by_name as by, at from project_stages where region_code = ${region} and project_id = ${id} order by at desc, id desc`,
  );
  const lists = await run(sql<{
    code: string;
    zh: string;
    en: string;
    level: 'nation' | 'province' | 'city' | 'county';
    year: number;
    state: string | null;
    from: string;
    to: string | null;
  }>`
    select l.code, l.name_zh as zh, l.name_en as en, l.level, l.year, m.state, m.from_day as from, m.to_day as to from list_members m join lists l on l.code = m.list_code where m.region_code = ${region} and m.project_id = ${id} order by l.year desc, l.code, m.from_day desc`);
  const moves = await run(
    sql<{
      from: string | null;
      to: string | null;
      on: string;
      reason: string;
      evidence: { gate: string; what: string }[];
      by: string;
    }>`select from_tier as from, to_tier as to, on_day as on, reason, evidence, by_name as by from reserve_moves where region_code = ${region} and project_id = ${id} order by at desc, id desc`,
  );
  const proposals = await run(
    sql<ProposalReply>`select ${proposalColumns} from project_proposals o join projects p on p.region_code = o.region_code and p.id = o.project_id where o.region_code = ${region} and o.project_id = ${id} order by o.proposed_at desc`,
  );
  const changes = await run(
    sql<RawChange>`select ${changeColumns} from project_changes c join projects p on p.region_code = c.region_code and p.id = c.project_id where c.region_code = ${region} and c.project_id = ${id} order by c.at desc, c.id desc limit 500`,
  );
  const near = await run(sql<{ id: string; name: string; place: string; totalYuan: number | null }>`
    select id, name, place_text as place, total_yuan as "totalYuan" from projects
    where region_code = ${region} and id <> ${id} and left_at is null and ((place_id is not null and place_id = ${record.placeId}) or (place_text <> '' and place_text = ${record.placeText})
      or (longitude is not null and abs(longitude - ${record.longitude}::float8) < 0.1 and abs(latitude - ${record.latitude}::float8) < 0.1))
    order by case when longitude is null or ${record.longitude}::float8 is null then 1 else power(longitude - ${record.longitude}::float8, 2) + power(latitude - ${record.latitude}::float8, 2) end, total_yuan desc nulls last, id limit 8`);
  const parent = record.parentId
    ? await run(sql<{ id: string; name: string }>`select id, name from projects where region_code = ${region} and id = ${record.parentId}`)
    : [];
  const children = await run(
    sql<{
      id: string;
      name: string;
      totalYuan: number | null;
    }>`select id, name, total_yuan as "totalYuan" from projects where region_code = ${region} and parent_id = ${id} order by total_yuan desc nulls last, id`,
  );
  return {
    names,
    owner: owner[0] ?? null,
    place: place[0]?.name ?? null,
    stages,
    lists,
    moves,
    proposals,
    changes: changes.map(changeReply),
    near,
    parent: parent[0] ?? null,
    children,
  };
}
