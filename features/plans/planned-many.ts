// Many plans reckoned in one go, for what shows more than one: read with one set of statements, each reckoned with the calendars of its region and type,
// told as the charts take them. What becomes of them is decided by the rules that are handed the result.
import type { Db } from '../../platform/db/database.ts';
import { recordsOf } from '../projects/door.ts';
import { currentBaseline } from './rules-baselines.ts';
import { calendarsOf } from './rules-calendars.ts';
import type { LightRule } from './rules-lights.ts';
import { type PlanFacts, passesOf } from './rules-passes.ts';
import { drawnNodes } from './rules-reply.ts';
import { baselinesOfPlans, linksOfPlans, nodesOfPlans, type PlanRow } from './store.ts';
import { calendarData, lightRule } from './store-dated.ts';
import type { DrawnNode } from './words.ts';

export interface ManyPlan {
  row: PlanRow;
  projectName: string;
  totalYuan: number | null;
  asOf: string;
  forecast: string;
  gapDays: number;
  rule: LightRule;
  /** whether a baseline holds */
  held: boolean;
  nodes: DrawnNode[];
}

/** A plan that cannot be reckoned (a circle of links) is left out. `today` holds where a plan has no state day of its own. */
export async function manyPlans(db: Db, rows: readonly PlanRow[], today: string): Promise<ManyPlan[]> {
  const ids = rows.map((row) => row.projectId);
  const regions = [...new Set(rows.map((row) => row.region))];
  const nodes = Map.groupBy(await nodesOfPlans(db, regions, ids), (node) => node.projectId);
  const links = Map.groupBy(await linksOfPlans(db, regions, ids), (link) => link.projectId);
  const baselines = Map.groupBy(await baselinesOfPlans(db, regions, ids), (one) => one.projectId);
  const data = await calendarData(db, regions);
  const records = new Map<string, { name: string; totalYuan: number | null }>();
  const rules = new Map<string, LightRule>();
  for (const region of regions) {
    const own = rows.filter((row) => row.region === region).map((row) => row.projectId);
    for (const record of await recordsOf(db, region, own)) records.set(record.id, record);
  }
  const found: ManyPlan[] = [];
  for (const row of rows) {
    const facts: PlanFacts = {
      start: row.start,
      promised: row.promised,
      asOf: row.stateDay ?? today,
      nodes: nodes.get(row.projectId) ?? [],
      links: links.get(row.projectId) ?? [],
    };
    const made = passesOf(facts, calendarsOf(data, row.region, row.type, facts.asOf, row.projectId));
    if (!made.ok) continue;
    const { passes } = made;
    const key = `${row.region}/${facts.asOf}`;
    const rule = rules.get(key) ?? (await lightRule(db, row.region, facts.asOf));
    rules.set(key, rule);
    const held = baselines.get(row.projectId) ?? [];
    const record = records.get(row.projectId);
    found.push({
      row,
      projectName: record?.name ?? '',
      totalYuan: record?.totalYuan ?? null,
      asOf: facts.asOf,
      forecast: passes.finish,
      gapDays: passes.gapDays,
      rule,
      held: currentBaseline(held) !== undefined,
      nodes: drawnNodes(facts, passes, { baselines: held, rule }),
    });
  }
  return found;
}
