// What a re-planning of very many plans reads and writes: of each plan only what decides its forecast, one row a plan; the effects of a stop order; the
// forecasts that were accepted. Nodes and links come as one text a plan that PostgreSQL puts together, several times cheaper than a row each.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { FlowNode, PlanFlow } from './rules-passes.ts';
import { type Effect, knownOn } from './rules-shock.ts';
import type { Belongs } from './store.ts';
import type { PlanLink, ProjectType } from './words.ts';

export interface FlowRow {
  region: string;
  projectId: string;
  type: ProjectType;
  version: number;
  /** Without `asOf` when the plan stands on no day of its own. */
  stateDay: string | null;
  start: string;
  promised: string;
  nodes: FlowNode[];
  links: PlanLink[];
}
type Packed = Omit<FlowRow, 'nodes' | 'links'> & { nodes: string | null; links: string | null };

const kinds = { m: 'milestone', a: 'matter', w: 'work' } as const;
const unit = (working: string): 'working' | 'calendar' => (working === '1' ? 'working' : 'calendar');
const maybe = (text: string): string | null => (text === '' ? null : text);

// Fields of a node are divided by a comma and nodes by a semicolon: codes have letters, digits and hyphens alone, all else is days and numbers.
const unpack = ({ nodes, links, ...row }: Packed): FlowRow => ({
  ...row,
  nodes: (nodes?.split(';') ?? []).map((text): FlowNode => {
    const one = text.split(',');
    return {
      code: one[0]!,
      kind: kinds[one[1] as keyof typeof kinds],
      days: Number(one[2]),
      unit: unit(one[3]!),
      outdoor: one[4] === '1',
      promise: one[5] === '1',
      actualStart: maybe(one[6]!),
      actualFinish: maybe(one[7]!),
      daysLeft: one[8] === '' ? null : Number(one[8]),
      blockedUntil: maybe(one[9]!),
      queued: one[10] === '' ? null : { day: one[10]! },
    };
  }),
  links: (links?.split(';') ?? []).map((text): PlanLink => {
    const one = text.split(',');
    return { from: one[0]!, to: one[1]!, type: one[2] as PlanLink['type'], lag: Number(one[4] ?? 0), unit: unit(one[3]!) };
  }),
});

/** `on`: as it was known on a day, without what happened later. */
export function asFlow(row: FlowRow, today: string, on: string | null = null): PlanFlow {
  const { start, promised, links } = row;
  return {
    start,
    promised,
    asOf: on ?? row.stateDay ?? today,
    nodes: on === null ? row.nodes : row.nodes.map((node) => knownOn(node, on)),
    links,
  };
}

/** Some plans after a place, in the order of their keys; of some projects only when told. */
export async function flowsAfter(
  db: Db,
  regions: readonly string[],
  after: { region: string; projectId: string } | undefined,
  limit: number,
  projects: readonly string[] = [],
): Promise<FlowRow[]> {
  const { rows } = await sql<Packed>`
    select p.region_code as region, p.project_id as "projectId", p.project_type as type, p.version, p.state_day as "stateDay", p.start_day as start, p.promised_day as promised,
      (select string_agg(n.code || ',' || case n.kind when 'milestone' then 'm' when 'matter' then 'a' else 'w' end || ',' || n.days || ',' || case when n.day_unit = 'working' then '1' else '0' end
          || ',' || case when n.outdoor then '1' else '0' end || ',' || case when n.promise then '1' else '0' end || ',' || coalesce(n.actual_start::text, '') || ',' || coalesce(n.actual_finish::text, '')
          || ',' || coalesce(n.days_left::text, '') || ',' || coalesce(n.blocked_until::text, '') || ',' || coalesce(n.queued->>'day', ''), ';' order by n.position, n.code)
        from plan_nodes n where n.region_code = p.region_code and n.project_id = p.project_id) as nodes,
      (select string_agg(l.from_code || ',' || l.to_code || ',' || l.type || ',' || case when l.lag_unit = 'working' then '1' else '0' end
          || case l.lag when 0 then '' else ',' || l.lag end, ';')
        from plan_links l where l.region_code = p.region_code and l.project_id = p.project_id) as links
    from plans p
    where p.region_code = any (${regions}::text[])
      ${after ? sql`and (p.region_code, p.project_id) > (${after.region}, ${after.projectId}::uuid)` : sql``}
      ${projects.length > 0 ? sql`and p.project_id = any (${projects}::uuid[])` : sql``}
    order by p.region_code, p.project_id limit ${limit}`.execute(db.kysely);
  return rows.map(unpack);
}

export async function countPlans(db: Db, regions: readonly string[], projects: readonly string[] = []): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from plans where region_code = any (${regions}::text[])
      ${projects.length > 0 ? sql`and project_id = any (${projects}::uuid[])` : sql``}`.execute(db.kysely);
  return rows[0]!.count;
}

export type EffectRow = Belongs & Effect & { acceptedBy: string | null; acceptedAt: string | null; reason: string };

/** Puts down what an order moves. What somebody accepted stays as it was accepted; what it moves no longer goes. */
export async function saveEffects(
  db: Db,
  regions: readonly string[],
  stop: string,
  effects: readonly (Belongs & Pick<Effect, 'promised' | 'before' | 'after' | 'daysLate'>)[],
): Promise<void> {
  await sql`
    delete from plan_stop_effects where region_code = any (${regions}::text[]) and stop_id = ${stop} and accepted_at is null`.execute(
    db.kysely,
  );
  for (let first = 0; first < effects.length; first += 2_000)
    await sql`
      insert into plan_stop_effects (region_code, stop_id, project_id, promised_day, before_day, after_day, days_late)
      select region, ${stop}, "projectId", promised, before, after, "daysLate"
      from jsonb_to_recordset(${JSON.stringify(effects.slice(first, first + 2_000))}::jsonb)
        as x (region text, "projectId" uuid, promised date, before date, after date, "daysLate" int)
      on conflict (region_code, stop_id, project_id) do nothing`.execute(db.kysely);
}

export async function effectsOf(db: Db, regions: readonly string[], stop: string): Promise<EffectRow[]> {
  const { rows } = await sql<EffectRow>`
    select region_code as region, project_id as "projectId", promised_day as promised, before_day as before, after_day as after, days_late as "daysLate",
      accepted_name as "acceptedBy", accepted_at as "acceptedAt", reason
    from plan_stop_effects where region_code = any (${regions}::text[]) and stop_id = ${stop} order by region_code, project_id`.execute(
    db.kysely,
  );
  return rows;
}

/** How many plans each order moved, how many of those lost their promise by it, how many are accepted. */
export async function effectCounts(
  db: Db,
  regions: readonly string[],
): Promise<{ stop: string; plans: number; lost: number; accepted: number }[]> {
  const { rows } = await sql<{ stop: string; plans: number; lost: number; accepted: number }>`
    select stop_id as stop, count(*)::int as plans, count(*) filter (where before_day <= promised_day and after_day > promised_day)::int as lost,
      count(accepted_at)::int as accepted
    from plan_stop_effects where region_code = any (${regions}::text[]) group by stop_id`.execute(db.kysely);
  return rows;
}

/** The orders that moved one plan and are not withdrawn. */
export async function effectsOnPlan(db: Db, region: string, project: string): Promise<(EffectRow & { stop: string; name: string })[]> {
  const { rows } = await sql<EffectRow & { stop: string; name: string }>`
    select e.region_code as region, e.project_id as "projectId", e.promised_day as promised, e.before_day as before, e.after_day as after, e.days_late as "daysLate",
      e.accepted_name as "acceptedBy", e.accepted_at as "acceptedAt", e.reason, e.stop_id as stop, s.name
    from plan_stop_effects e join plan_stops s on s.id = e.stop_id and s.withdrawn_at is null
    where e.region_code = ${region} and e.project_id = ${project} order by s.from_day, s.id`.execute(db.kysely);
  return rows;
}

export async function markAccepted(
  db: Db,
  region: string,
  stop: string,
  projects: readonly string[],
  by: { id: string; name: string },
  at: string,
  reason: string,
): Promise<void> {
  await sql`
    update plan_stop_effects set accepted_by = ${by.id}, accepted_name = ${by.name}, accepted_at = ${at}, reason = ${reason}
    where region_code = ${region} and stop_id = ${stop} and project_id = any (${projects}::uuid[]) and accepted_at is null`.execute(
    db.kysely,
  );
}

/** Each node's kept forecast, of plans of one region. */
export async function keptForecasts(
  db: Db,
  region: string,
  projects: readonly string[],
): Promise<{ projectId: string; code: string; forecast: string | null }[]> {
  const { rows } = await sql<{ projectId: string; code: string; forecast: string | null }>`
    select project_id as "projectId", code, forecast_day as forecast from plan_nodes where region_code = ${region} and project_id = any (${projects}::uuid[])`.execute(
    db.kysely,
  );
  return rows;
}

/** Keeps new forecasts of nodes of one region and counts their plans up. */
export async function saveForecasts(
  db: Db,
  region: string,
  days: readonly { projectId: string; code: string; forecast: string }[],
  by: string,
  at: string,
): Promise<void> {
  if (days.length === 0) return;
  await sql`
    update plan_nodes n set forecast_day = x.forecast
    from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as x ("projectId" uuid, code text, forecast date)
    where n.region_code = ${region} and n.project_id = x."projectId" and n.code = x.code`.execute(db.kysely);
  await sql`
    update plans set version = version + 1, updated_name = ${by}, updated_at = ${at}
    where region_code = ${region} and project_id = any (${[...new Set(days.map((one) => one.projectId))]}::uuid[])`.execute(db.kysely);
}
