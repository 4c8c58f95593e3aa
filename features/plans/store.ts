// Plans, their nodes and links, baselines and the history of their days, as the database keeps them. Dates of the passes are not here: they are
// reckoned. Nodes and links of many plans are written in one statement each.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { BaselineFacts } from './rules-baselines.ts';
import type { NodeFacts } from './rules-passes.ts';
import type { SlipFacts } from './rules-reply.ts';
import type { ApprovalRoute, PlanLink, ProjectType } from './words.ts';

export interface PlanRow {
  region: string;
  projectId: string;
  templateRegion: string;
  templateCode: string;
  templateVersion: number;
  type: ProjectType;
  route: ApprovalRoute;
  answers: Record<string, string>;
  start: string;
  promised: string;
  stateDay: string | null;
  madeBy: string;
  madeAt: string;
  updatedBy: string;
  updatedAt: string;
  version: number;
}

/** What a plan is read with. */
export const planColumns =
  sql.raw(`region_code as region, project_id as "projectId", template_region as "templateRegion", template_code as "templateCode",
  template_version as "templateVersion", project_type as type, route, answers, start_day as start, promised_day as promised, state_day as "stateDay",
  made_name as "madeBy", made_at as "madeAt", updated_name as "updatedBy", updated_at as "updatedAt", version`);
const nodeColumns =
  sql.raw(`code, position, name_zh as zh, name_en as en, kind, stage, stream, duty_organisation as organisation, duty_post as post,
  duty_person as person, days, day_unit as unit, statutory_days as "statutoryDays", committed_days as "committedDays", basis, confirmed, outdoor,
  hold_point as "holdPoint", fixed, promise, actual_start as "actualStart", actual_finish as "actualFinish", days_left as "daysLeft",
  blocked_reason as "blockedReason", blocked_until as "blockedUntil", evidence, note, forecast_day as forecast,
  own_promise as "ownPromise", queued, photos`);

export async function planOf(db: Db, region: string, project: string, lock = false): Promise<PlanRow | undefined> {
  const { rows } =
    await sql<PlanRow>`select ${planColumns} from plans where region_code = ${region} and project_id = ${project} ${lock ? sql`for update` : sql``}`.execute(
      db.kysely,
    );
  return rows[0];
}
export async function plansIn(
  db: Db,
  regions: readonly string[],
  { limit, offset, projects }: { limit: number; offset: number; projects?: readonly string[] },
): Promise<{ total: number; rows: PlanRow[] }> {
  const chosen = projects ? sql`and project_id = any (${projects}::uuid[])` : sql``;
  const total = await sql<{
    count: number;
  }>`select count(*)::int as count from plans where region_code = any (${regions}::text[]) ${chosen}`.execute(db.kysely);
  const { rows } =
    await sql<PlanRow>`select ${planColumns} from plans where region_code = any (${regions}::text[]) ${chosen} order by region_code, project_id limit ${limit} offset ${offset}`.execute(
      db.kysely,
    );
  return { total: total.rows[0]!.count, rows };
}

export async function plansOf(db: Db, regions: readonly string[], projects: readonly string[]): Promise<PlanRow[]> {
  const { rows } =
    await sql<PlanRow>`select ${planColumns} from plans where region_code = any (${regions}::text[]) and project_id = any (${projects}::uuid[]) order by region_code, project_id`.execute(
      db.kysely,
    );
  return rows;
}

export async function nodesOfPlans(
  db: Db,
  regions: readonly string[],
  projects: readonly string[],
): Promise<(NodeFacts & { projectId: string })[]> {
  const { rows } = await sql<NodeFacts & { projectId: string }>`
    select project_id as "projectId", ${nodeColumns} from plan_nodes where region_code = any (${regions}::text[]) and project_id = any (${projects}::uuid[]) order by project_id, position, code`.execute(
    db.kysely,
  );
  return rows;
}
export async function linksOfPlans(
  db: Db,
  regions: readonly string[],
  projects: readonly string[],
): Promise<(PlanLink & { projectId: string })[]> {
  const { rows } = await sql<PlanLink & { projectId: string }>`
    select project_id as "projectId", from_code as "from", to_code as "to", type, lag, lag_unit as unit from plan_links
    where region_code = any (${regions}::text[]) and project_id = any (${projects}::uuid[]) order by project_id, from_code, to_code, type`.execute(
    db.kysely,
  );
  return rows;
}
export async function baselinesOfPlans(
  db: Db,
  regions: readonly string[],
  projects: readonly string[],
): Promise<(BaselineFacts & { projectId: string })[]> {
  const { rows } = await sql<BaselineFacts & { projectId: string }>`
    select project_id as "projectId", id, number, kind, source, name, promised_day as "promisedDay", days, reason, proposed_by as "proposedById", proposed_name as "proposedBy",
      proposed_at as "proposedAt", decision, decided_name as "decidedBy", decided_at as "decidedAt", note
    from plan_baselines where region_code = any (${regions}::text[]) and project_id = any (${projects}::uuid[]) order by project_id, number`.execute(
    db.kysely,
  );
  return rows;
}
export async function slipsOfPlan(db: Db, region: string, project: string): Promise<SlipFacts[]> {
  const { rows } = await sql<SlipFacts>`
    select node_code as code, what, from_day as "from", to_day as "to", reason, by_name as "by", at from plan_slips where region_code = ${region} and project_id = ${project} order by at, id`.execute(
    db.kysely,
  );
  return rows;
}

export async function insertPlans(db: Db, plans: readonly Omit<PlanRow, 'version'>[]): Promise<void> {
  await sql`
    insert into plans (region_code, project_id, template_region, template_code, template_version, project_type, route, answers, start_day, promised_day, state_day, made_name, made_at, updated_name, updated_at)
    select region, "projectId", "templateRegion", "templateCode", "templateVersion", type, route, answers, start, promised, "stateDay", "madeBy", "madeAt", "updatedBy", "updatedAt"
    from jsonb_to_recordset(${JSON.stringify(plans)}::jsonb) as x (region text, "projectId" uuid, "templateRegion" text, "templateCode" text, "templateVersion" int, type text, route text,
      answers jsonb, start date, promised date, "stateDay" date, "madeBy" text, "madeAt" timestamptz, "updatedBy" text, "updatedAt" timestamptz)`.execute(
    db.kysely,
  );
}

export interface Belongs {
  region: string;
  projectId: string;
}
/** Writes nodes whole: new ones are added, others replaced. */
export async function saveNodes(db: Db, nodes: readonly (NodeFacts & Belongs)[]): Promise<void> {
  if (nodes.length === 0) return;
  await sql`
    insert into plan_nodes (region_code, project_id, code, position, name_zh, name_en, kind, stage, stream, duty_organisation, duty_post, duty_person, days, day_unit, statutory_days, committed_days,
      basis, confirmed, outdoor, hold_point, fixed, promise, actual_start, actual_finish, days_left, blocked_reason, blocked_until, evidence, note, forecast_day, own_promise, queued, photos)
    select region, "projectId", code, position, zh, en, kind, stage, stream, organisation, post, person, days, unit, "statutoryDays", "committedDays",
      basis, confirmed, outdoor, "holdPoint", fixed, promise, "actualStart", "actualFinish", "daysLeft", "blockedReason", "blockedUntil", evidence, note, forecast, "ownPromise", queued, photos
    from jsonb_to_recordset(${JSON.stringify(nodes)}::jsonb) as x (region text, "projectId" uuid, code text, position int, zh text, en text, kind text, stage text, stream text, organisation text, post text,
      person text, days int, unit text, "statutoryDays" int, "committedDays" int, basis text, confirmed boolean, outdoor boolean, "holdPoint" boolean, fixed boolean, promise boolean,
      "actualStart" date, "actualFinish" date, "daysLeft" int, "blockedReason" text, "blockedUntil" date, evidence jsonb, note text, forecast date, "ownPromise" jsonb, queued jsonb, photos jsonb)
    on conflict (region_code, project_id, code) do update set position = excluded.position, name_zh = excluded.name_zh, name_en = excluded.name_en, kind = excluded.kind, stage = excluded.stage,
      stream = excluded.stream, duty_organisation = excluded.duty_organisation, duty_post = excluded.duty_post, duty_person = excluded.duty_person, days = excluded.days, day_unit = excluded.day_unit,
      outdoor = excluded.outdoor, actual_start = excluded.actual_start, actual_finish = excluded.actual_finish, days_left = excluded.days_left, blocked_reason = excluded.blocked_reason,
      blocked_until = excluded.blocked_until, evidence = excluded.evidence, note = excluded.note, forecast_day = excluded.forecast_day,
      own_promise = excluded.own_promise, queued = excluded.queued, photos = excluded.photos`.execute(db.kysely);
}
export async function deleteNode(db: Db, region: string, project: string, code: string): Promise<void> {
  await sql`delete from plan_links where region_code = ${region} and project_id = ${project} and (from_code = ${code} or to_code = ${code})`.execute(
    db.kysely,
  );
  await sql`delete from plan_nodes where region_code = ${region} and project_id = ${project} and code = ${code}`.execute(db.kysely);
}
export async function insertLinks(db: Db, links: readonly (PlanLink & Belongs)[]): Promise<void> {
  if (links.length === 0) return;
  await sql`
    insert into plan_links (region_code, project_id, from_code, to_code, type, lag, lag_unit)
    select region, "projectId", "from", "to", type, lag, unit
    from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) as x (region text, "projectId" uuid, "from" text, "to" text, type text, lag int, unit text)`.execute(
    db.kysely,
  );
}
export async function deleteLinksInto(db: Db, region: string, project: string, code: string): Promise<void> {
  await sql`delete from plan_links where region_code = ${region} and project_id = ${project} and to_code = ${code}`.execute(db.kysely);
}

/** Counts a plan up; false when somebody else changed it meanwhile. */
export async function touchPlan(db: Db, region: string, project: string, version: number, by: string, at: string): Promise<boolean> {
  const { rows } = await sql<{ version: number }>`
    update plans set version = version + 1, updated_name = ${by}, updated_at = ${at} where region_code = ${region} and project_id = ${project} and version = ${version} returning version`.execute(
    db.kysely,
  );
  return rows.length > 0;
}
export async function setPromise(db: Db, region: string, project: string, promised: string): Promise<void> {
  await sql`update plans set promised_day = ${promised} where region_code = ${region} and project_id = ${project}`.execute(db.kysely);
}

export async function insertBaselines(
  db: Db,
  baselines: readonly (BaselineFacts & Belongs & { decidedById: string | null })[],
): Promise<void> {
  if (baselines.length === 0) return;
  await sql`
    insert into plan_baselines (region_code, id, project_id, number, kind, source, name, promised_day, days, reason, proposed_by, proposed_name, proposed_at, decision, decided_by, decided_name, decided_at, note)
    select region, id, "projectId", number, kind, source, name, "promisedDay", days, reason, "proposedById", "proposedBy", "proposedAt", decision, "decidedById", "decidedBy", "decidedAt", note
    from jsonb_to_recordset(${JSON.stringify(baselines)}::jsonb) as x (region text, id uuid, "projectId" uuid, number int, kind text, source text, name text, "promisedDay" date, days jsonb, reason text,
      "proposedById" text, "proposedBy" text, "proposedAt" timestamptz, decision text, "decidedById" text, "decidedBy" text, "decidedAt" timestamptz, note text)`.execute(
    db.kysely,
  );
}
export async function closeBaseline(
  db: Db,
  region: string,
  id: string,
  decision: 'approved' | 'declined',
  note: string,
  by: { id: string; name: string },
  at: string,
): Promise<void> {
  await sql`update plan_baselines set decision = ${decision}, note = ${note}, decided_by = ${by.id}, decided_name = ${by.name}, decided_at = ${at} where region_code = ${region} and id = ${id}`.execute(
    db.kysely,
  );
}
export async function insertSlips(db: Db, slips: readonly (SlipFacts & Belongs & { id: string })[]): Promise<void> {
  if (slips.length === 0) return;
  await sql`
    insert into plan_slips (region_code, id, project_id, node_code, what, from_day, to_day, reason, by_name, at)
    select region, id, "projectId", code, what, "from", "to", reason, "by", at
    from jsonb_to_recordset(${JSON.stringify(slips)}::jsonb) as x (region text, id uuid, "projectId" uuid, code text, what text, "from" date, "to" date, reason text, "by" text, at timestamptz)`.execute(
    db.kysely,
  );
}
