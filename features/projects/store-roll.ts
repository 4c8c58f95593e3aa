// The year roll as it is kept: its lines with the rule's proposal and the person's decision, and next year's lines once it is confirmed.
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Db } from '../../platform/db/database.ts';
import { newId } from '../../vocabulary/ids.ts';
import { type RollChoice, type RollRule, type RollSubject, rollRules } from './rules-roll.ts';
import type { Roll } from './words-roll.ts';

export type RollReply = z.infer<typeof Roll>;

export interface RollHead {
  id: string;
  fromYear: number;
  toYear: number;
  status: 'proposed' | 'confirmed' | 'dropped';
  by: string;
  at: string;
  version: number;
}

export async function rollHead(db: Db, region: string, by: { id: string } | { fromYear: number }): Promise<RollHead | undefined> {
  const which = 'id' in by ? sql`id = ${by.id}` : sql`from_year = ${by.fromYear} and status <> 'dropped'`;
  const { rows } = await sql<RollHead>`
    select id, from_year as "fromYear", to_year as "toYear", status, proposed_by as by, proposed_at as at, version from year_rolls where region_code = ${region} and ${which} order by proposed_at desc limit 1`.execute(
    db.kysely,
  );
  return rows[0];
}

type RawLine = Omit<RollReply['lines'][number], 'rule'> & { rule: string };

export async function rollReply(db: Db, region: string, head: RollHead): Promise<RollReply> {
  const { rows } = await sql<RawLine>`
    select l.project_id as "projectId", p.name, y.nature, p.stage, p.total_yuan as "totalYuan", y.annual_plan_yuan as "planYuan", l.proposal, l.rule, l.decision, l.annual_plan_yuan as "annualPlanYuan", l.reason
    from year_roll_lines l join projects p on p.region_code = l.region_code and p.id = l.project_id join project_years y on y.region_code = l.region_code and y.project_id = l.project_id and y.year = ${head.fromYear}
    where l.region_code = ${region} and l.roll_id = ${head.id} order by l.proposal = 'ask' desc, p.total_yuan desc nulls last, p.id`.execute(
    db.kysely,
  );
  return { region, ...head, lines: rows.map((row) => ({ ...row, rule: rollRules[row.rule as RollRule] })) };
}

export type RollLineFacts = RollSubject & { id: string; name: string };

/** Projects with a line of that year that stand in the register. */
export async function rollSubjects(db: Db, region: string, year: number): Promise<RollLineFacts[]> {
  const { rows } = await sql<RollLineFacts>`
    select y.project_id as id, p.name, y.pool, y.nature, y.maturity, p.stage, p.side_state as "sideState", p.start_day as "startDay", p.finish_day as "finishDay", p.total_yuan as "totalYuan", y.annual_plan_yuan as "annualPlanYuan", y.done_before_yuan as "doneBeforeYuan"
    from project_years y join projects p on p.region_code = y.region_code and p.id = y.project_id
    where y.region_code = ${region} and y.year = ${year} and y.left_on is null and y.basis <> 'later' and p.left_at is null`.execute(
    db.kysely,
  );
  return rows;
}

export async function yearHasLedger(db: Db, region: string, year: number): Promise<boolean> {
  const { rows } = await sql<{ found: number }>`
    select 1 as found from project_years where region_code = ${region} and year = ${year} and basis <> 'later' union all select 1 from ledger_reports where region_code = ${region} and year = ${year} limit 1`.execute(
    db.kysely,
  );
  return rows.length > 0;
}

export async function insertRoll(
  db: Db,
  region: string,
  roll: {
    fromYear: number;
    by: string;
    at: string;
    lines: readonly { id: string; proposal: string; rule: string; annualPlanYuan: number | null }[];
  },
): Promise<string> {
  const id = newId();
  await sql`insert into year_rolls (region_code, id, from_year, to_year, status, proposed_by, proposed_at) values (${region}, ${id}, ${roll.fromYear}, ${roll.fromYear + 1}, 'proposed', ${roll.by}, ${roll.at})`.execute(
    db.kysely,
  );
  await db.copyIn(
    'year_roll_lines',
    ['region_code', 'roll_id', 'project_id', 'proposal', 'rule', 'annual_plan_yuan'],
    roll.lines.map((line) => [region, id, line.id, line.proposal, line.rule, line.annualPlanYuan]),
  );
  return id;
}

export async function decideLines(
  db: Db,
  region: string,
  id: string,
  lines: readonly { projectId: string; decision: RollChoice | null; annualPlanYuan: number | null; reason: string }[],
  by: string,
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update year_roll_lines l set decision = n.decision, annual_plan_yuan = n.plan, reason = n.reason, decided_by = ${by}
    from json_to_recordset(${JSON.stringify(lines.map((line) => ({ id: line.projectId, decision: line.decision, plan: line.annualPlanYuan, reason: line.reason })))}::json) as n (id uuid, decision text, plan bigint, reason text)
    where l.region_code = ${region} and l.roll_id = ${id} and l.project_id = n.id returning l.project_id as id`.execute(db.kysely);
  await sql`update year_rolls set version = version + 1 where region_code = ${region} and id = ${id}`.execute(db.kysely);
  return rows.length;
}

export interface RollFinal {
  projectId: string;
  name: string;
  choice: RollChoice | null;
  annualPlanYuan: number | null;
  totalYuan: number | null;
  reason: string;
  left: boolean;
}

export async function rollFinals(db: Db, region: string, id: string): Promise<RollFinal[]> {
  const { rows } = await sql<RollFinal>`
    select l.project_id as "projectId", p.name, coalesce(l.decision, nullif(l.proposal, 'ask')) as choice, l.annual_plan_yuan as "annualPlanYuan", p.total_yuan as "totalYuan", l.reason, p.left_at is not null as left
    from year_roll_lines l join projects p on p.region_code = l.region_code and p.id = l.project_id where l.region_code = ${region} and l.roll_id = ${id} order by p.name`.execute(
    db.kysely,
  );
  return rows;
}

/** Next year's lines of a confirmed roll, in one statement. What leaves has no line. */
export async function writeRolled(db: Db, region: string, head: RollHead, today: string, mark: number): Promise<void> {
  await sql`
    insert into project_years (region_code, project_id, year, pool, nature, nature_basis, maturity, total_yuan, annual_plan_yuan, done_before_yuan, line_code, stage, owner_id, basis, entered_on, mark)
    select l.region_code, l.project_id, ${head.toYear}, case when c.choice = 'reserve' then 'reserve' else 'annual' end, case c.choice when 'continue' then 'continuing' when 'new' then 'new' end, 'rule',
      case when c.choice = 'reserve' then coalesce(y.maturity, 'idea') when y.pool = 'reserve' then 'annual' end, p.total_yuan, case when c.choice = 'reserve' then null else l.annual_plan_yuan end,
      null::bigint, p.line_code, p.stage, p.owner_id, 'roll', ${today}::date, ${mark}::bigint
    from year_roll_lines l cross join lateral (select coalesce(l.decision, l.proposal) as choice) c
    join projects p on p.region_code = l.region_code and p.id = l.project_id join project_years y on y.region_code = l.region_code and y.project_id = l.project_id and y.year = ${head.fromYear}
    where l.region_code = ${region} and l.roll_id = ${head.id} and c.choice in ('continue', 'new', 'reserve') and p.left_at is null
    on conflict (region_code, project_id, year) do nothing`.execute(db.kysely);
}

export async function closeRoll(
  db: Db,
  region: string,
  id: string,
  status: 'confirmed' | 'dropped',
  by: string,
  at: string,
): Promise<void> {
  await sql`update year_rolls set status = ${status}, decided_by = ${by}, decided_at = ${at}, version = version + 1 where region_code = ${region} and id = ${id}`.execute(
    db.kysely,
  );
}

/** The line a pool was reported from in the year that ends: next year's list is drawn from the same size. */
export async function lastThresholds(db: Db, region: string, year: number): Promise<Map<string, number | null>> {
  const { rows } = await sql<{
    pool: string;
    threshold: number | null;
  }>`select pool, threshold_yuan as threshold from ledger_reports where region_code = ${region} and year = ${year}`.execute(db.kysely);
  return new Map(rows.map((row) => [row.pool, row.threshold]));
}
