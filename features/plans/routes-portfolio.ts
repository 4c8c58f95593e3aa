// The calls of scarce things: naming them, saying who needs them, levelling tried and accepted. Load, decide, save, reply.
import { type Ahead, type Route, serve } from '../../platform/http/house.ts';
import { newId } from '../../vocabulary/ids.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { within } from '../../vocabulary/regions.ts';
import { loadPlan, savePlan } from './planned.ts';
import { levellingOf, openLevelling, runLevelling, toldRun } from './portfolio.ts';
import { demandsOf, namedResource, resourcesOf, saveCapacity, saveDemands } from './store-portfolio.ts';
import * as words from './words-portfolio.ts';

/** How long an answer waits for a levelling that is nearly done. */
const patience = 900;
const inside = (scope: { regions: readonly string[] }, region: string): string[] => scope.regions.filter((code) => within(code, region));

export const portfolioRoutes = (): Route[] => [
  serve(words.listResources, async ({ region }, { db }) => {
    const resources = await resourcesOf(db, region);
    const demands = await demandsOf(
      db,
      inside(db.scope, region),
      resources.map((one) => one.id),
    );
    const by = Map.groupBy(demands, (one) => one.resource);
    return {
      resources: resources.map((one) => {
        const needs = by.get(one.id) ?? [];
        return { ...one, nodes: needs.length, projects: new Set(needs.map((need) => need.projectId)).size };
      }),
    };
  }),

  serve(words.setResource, async ({ region, name, capacity, from, note }, house) => {
    const { db, person, clock } = house;
    const id = await namedResource(db, region, newId(), name, person.name, clock.now());
    await saveCapacity(db, region, id, from, capacity, note, person.name, clock.now());
    await house.audit({ region, kind: 'plan-resource', id, facts: { name, capacity, from, note } });
    return { id };
  }),

  serve(words.setDemands, async ({ region, id, words: named, units }, house) => {
    const resource = (await resourcesOf(house.db, region)).find((one) => one.id === id) ?? refuse('thing.unknown');
    const nodes = await saveDemands(house.db, inside(house.scope, region), id, named, units);
    if (nodes === 0) refuse('plans.no-such-nodes', { words: named });
    await house.audit({ region, kind: 'plan-resource', id, facts: { resource: resource.name, words: named, units, nodes } });
    return { nodes };
  }),

  serve(
    words.tryPortfolio,
    async (_, __, run: words.PortfolioRun) => run,
    async ({ region, more, tries }, { ground, person }: Ahead) => {
      const run = openLevelling(person.id, region, tries);
      const work = runLevelling(ground, run, inside(person.scopeFor('plan.read'), region), more);
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([work, new Promise((resolve) => (timer = setTimeout(resolve, patience)))]);
      clearTimeout(timer);
      work.catch(() => {}); // told by the state of the run
      return toldRun(run);
    },
  ),

  serve(words.readPortfolioRun, async ({ id }, { person }) => {
    const run = levellingOf(id, person.id) ?? refuse('plans.run-gone');
    return toldRun(run);
  }),

  serve(words.acceptPortfolio, async ({ region, run: id, reason }, house) => {
    const run = levellingOf(id, house.person.id) ?? refuse('plans.run-gone');
    if (run.region !== region || !run.result) return refuse('plans.run-gone');
    const at = house.clock.now();
    const by = house.person.name;
    let plans = 0;
    let nodes = 0;
    for (const row of run.result.rows) {
      const plan = await loadPlan(house, row.region, row.projectId, { lock: true });
      const turns = new Map(row.moves.map((move) => [move.node, move]));
      const needs = new Set(run.demands.filter((one) => one.projectId === row.projectId).map((one) => one.node));
      let changed = 0;
      const all = plan.facts.nodes.map((node) => {
        if (!needs.has(node.code) || node.actualStart !== null) return node;
        const turn = turns.get(node.code);
        if ((node.queued?.day ?? null) === (turn?.to ?? null)) return node;
        changed++;
        return { ...node, queued: turn ? { day: turn.to, resource: turn.resource, by, at } : null };
      });
      if (changed === 0) continue;
      await savePlan(house, plan, { nodes: all, links: plan.facts.links }, plan.row.version, reason);
      plans++;
      nodes += changed;
    }
    if (plans === 0) refuse('plans.nothing-to-accept');
    await house.audit({ region, kind: 'plan-portfolio', id, facts: { plans, nodes, reason } });
    return { plans, nodes };
  }),
];
