// A plan loaded whole and reckoned, for a reply and for a write: whoever changes one reads it here, changes the facts, and hands them back to be saved
// with what moved. Decides nothing of its own.
import type { House } from '../../platform/http/house.ts';
import { newId } from '../../vocabulary/ids.ts';
import { Refusal, refuse } from '../../vocabulary/problems.ts';
import { recordOf } from '../projects/door.ts';
import { type BaselineFacts, slipsOf } from './rules-baselines.ts';
import { calendarsOf } from './rules-calendars.ts';
import { changeOf } from './rules-changes.ts';
import { type NodeFacts, type Passes, type PlanFacts, passesOf } from './rules-passes.ts';
import { planReply } from './rules-reply.ts';
import {
  baselinesOfPlans,
  insertSlips,
  linksOfPlans,
  nodesOfPlans,
  type PlanRow,
  planOf,
  saveNodes,
  slipsOfPlan,
  touchPlan,
} from './store.ts';
import { insertChange } from './store-changes.ts';
import { calendarData, lightRule, templatesFor } from './store-dated.ts';
import type { PlanReply } from './words.ts';

export interface Loaded {
  row: PlanRow;
  projectName: string;
  facts: PlanFacts;
  passes: Passes;
  baselines: readonly BaselineFacts[];
}

/** Both passes, or the refusal that says what is wrong with the plan. */
export async function reckon(
  house: House,
  { region, projectId, type }: Pick<PlanRow, 'region' | 'projectId' | 'type'>,
  facts: PlanFacts,
): Promise<Passes> {
  const made = passesOf(facts, calendarsOf(await calendarData(house.db, [region]), region, type, facts.asOf, projectId));
  if (!made.ok) throw new Refusal(made.problem);
  return made.passes;
}

/** `on`: as of which day; the plan's own state day, or today, when absent. */
export async function loadPlan(
  house: House,
  region: string,
  project: string,
  { lock = false, on }: { lock?: boolean; on?: string | undefined } = {},
): Promise<Loaded> {
  const row = (await planOf(house.db, region, project, lock)) ?? refuse('plans.none');
  const record = (await recordOf(house.db, region, project)) ?? refuse('thing.unknown');
  const [nodes, links, baselines] = [
    await nodesOfPlans(house.db, [region], [project]),
    await linksOfPlans(house.db, [region], [project]),
    await baselinesOfPlans(house.db, [region], [project]),
  ];
  const facts: PlanFacts = {
    start: row.start,
    promised: row.promised,
    asOf: on ?? row.stateDay ?? house.clock.today(),
    nodes: nodes.map(({ projectId: _, ...node }) => node),
    links: links.map(({ projectId: _, ...link }) => link),
  };
  return {
    row,
    projectName: record.name,
    facts,
    passes: await reckon(house, row, facts),
    baselines: baselines.map(({ projectId: _, ...one }) => one),
  };
}

async function replyFor(house: House, { row, projectName, facts, passes, baselines }: Loaded): Promise<PlanReply> {
  const templates = await templatesFor(house.db, row.region);
  const from = templates.find(
    (one) => one.region === row.templateRegion && one.code === row.templateCode && one.version === row.templateVersion,
  );
  return planReply(
    {
      ...row,
      projectName,
      template: {
        region: row.templateRegion,
        code: row.templateCode,
        version: row.templateVersion,
        name:
          from?.name ??
          (row.templateCode === 'file'
            ? { zh: '由文件导入', en: 'Brought in from a file' }
            : { zh: row.templateCode, en: row.templateCode }),
      },
    },
    facts,
    passes,
    {
      baselines,
      slips: await slipsOfPlan(house.db, row.region, row.projectId),
      rule: await lightRule(house.db, row.region, facts.asOf),
      asker: { id: house.person.id, mayApprove: house.person.may('plan.approve') },
    },
  );
}

export const readReply = async (house: House, region: string, project: string, on?: string): Promise<PlanReply> =>
  replyFor(house, await loadPlan(house, region, project, { on }));

/** Saves changed nodes, the change itself, and the history of whatever day moved by it; counts the plan up. Refuses when somebody else changed it meanwhile. */
export async function savePlan(
  house: House,
  before: Loaded,
  changed: Pick<PlanFacts, 'nodes' | 'links'>,
  version: number,
  reason: string,
  /** A change that is taken back is marked on itself; it is no new one. */
  takesBack = false,
): Promise<Passes> {
  const { region, projectId } = before.row;
  const facts: PlanFacts = { ...before.facts, ...changed };
  const passes = await reckon(house, before.row, facts);
  const at = house.clock.now();
  if (!(await touchPlan(house.db, region, projectId, version, house.person.name, at))) refuse('plans.changed-meanwhile');
  const slips = slipsOf(before.facts.nodes, facts.nodes, passes);
  await saveNodes(
    house.db,
    facts.nodes.map((node): NodeFacts & { region: string; projectId: string } => ({
      ...node,
      region,
      projectId,
      forecast: passes.dates.get(node.code)!.earlyFinish,
    })),
  );
  const change = takesBack ? null : changeOf(before.facts, facts);
  if (change) {
    const { person } = house;
    await insertChange(house.db, { ...change, region, projectId, id: newId(), reason, byId: person.id, by: person.name, at });
  }
  await insertSlips(
    house.db,
    slips.map((slip) => ({ ...slip, id: newId(), region, projectId, reason, by: house.person.name, at })),
  );
  return passes;
}
