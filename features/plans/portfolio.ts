// Levelling of scarce things over the plans of a region, step by step so that others get their turn: how far the search is, what it found, and what was
// found so that it can be accepted. Runs live in this process; one that a restart cut short is simply tried again.
import type { Ground } from '../../platform/http/house.ts';
import { newId } from '../../vocabulary/ids.ts';
import { recordsOf } from '../projects/door.ts';
import { calendarsOf } from './rules-calendars.ts';
import { type PlanFacts, passesOf } from './rules-passes.ts';
import {
  baseOf,
  type Demand,
  type Entry,
  type Levelled,
  lateness,
  levelProblem,
  orderOf,
  type Resource,
  searched,
  takeTurns,
} from './rules-portfolio.ts';
import { linksOfPlans, nodesOfPlans, type PlanRow, plansOf } from './store.ts';
import { calendarData } from './store-dated.ts';
import { demandsOf, resourcesOf } from './store-portfolio.ts';
import type { PortfolioRow, PortfolioRun } from './words-portfolio.ts';

const keptRuns = 20;

export type Run = PortfolioRun & { owner: string; region: string; demands: readonly Demand[]; names: ReadonlyMap<string, string> };
const runs = new Map<string, Run>();

export function openLevelling(owner: string, region: string, tries: number): Run {
  const run: Run = {
    id: newId(),
    owner,
    region,
    state: 'waiting',
    tried: 0,
    budget: tries,
    best: [],
    seconds: 0,
    result: null,
    demands: [],
    names: new Map(),
  };
  runs.set(run.id, run);
  for (const [id, old] of runs) {
    if (runs.size <= keptRuns) break;
    if (old.state === 'done' || old.state === 'failed') runs.delete(id);
  }
  return run;
}
export function levellingOf(id: string, person: string): Run | undefined {
  const run = runs.get(id);
  return run?.owner === person ? run : undefined;
}
export const toldRun = ({ owner: _, region: __, demands: ___, names: ____, ...run }: Run): PortfolioRun => run;

interface Read {
  rows: readonly PlanRow[];
  facts: ReadonlyMap<string, PlanFacts>;
  resources: Resource[];
  demands: Demand[];
  names: ReadonlyMap<string, string>;
  data: Awaited<ReturnType<typeof calendarData>>;
}

async function read(ground: Ground, region: string, regions: readonly string[]): Promise<Read> {
  return ground.database.transaction(
    { regions, prefix: null, owner: null },
    async (db) => {
      const resources = await resourcesOf(db, region);
      const demands = await demandsOf(
        db,
        regions,
        resources.map((one) => one.id),
      );
      const projects = [...new Set(demands.map((one) => one.projectId))];
      const rows = await plansOf(db, regions, projects);
      const nodes = Map.groupBy(await nodesOfPlans(db, regions, projects), (node) => node.projectId);
      const links = Map.groupBy(await linksOfPlans(db, regions, projects), (link) => link.projectId);
      const wanted = new Set(demands.map((one) => `${one.projectId}/${one.node}`));
      const facts = new Map(
        rows.map((row): [string, PlanFacts] => [
          row.projectId,
          {
            start: row.start,
            promised: row.promised,
            asOf: row.stateDay ?? ground.clock.today(),
            // Turns are given anew: what an earlier levelling put later may come sooner.
            nodes: (nodes.get(row.projectId) ?? []).map((node) =>
              wanted.has(`${row.projectId}/${node.code}`) ? { ...node, queued: null } : node,
            ),
            links: links.get(row.projectId) ?? [],
          },
        ]),
      );
      const names = new Map<string, string>();
      for (const [code, ones] of Map.groupBy(rows, (row) => row.region))
        for (const record of await recordsOf(
          db,
          code,
          ones.map((one) => one.projectId),
        ))
          names.set(record.id, record.name);
      return { rows, facts, resources, demands, names, data: await calendarData(db, regions) };
    },
    { readOnly: true },
  );
}

function entriesOf({ rows, facts, data }: Read): Entry[] {
  return rows.flatMap((row): Entry[] => {
    const plan = facts.get(row.projectId)!;
    const made = passesOf(plan, calendarsOf(data, row.region, row.type, plan.asOf, row.projectId));
    return made.ok ? [{ projectId: row.projectId, facts: plan, passes: made.passes }] : [];
  });
}

/** Searches an order by promises first, and gives turns by it on the plans' own calendars; the better of that and first come, first served. */
async function levelled(
  entries: () => Entry[],
  resources: readonly Resource[],
  demands: readonly Demand[],
  run: Run | null,
  tries: number,
): Promise<Levelled> {
  const first = entries();
  const base = baseOf(first);
  const problem = levelProblem(first, resources, demands, base);
  let order: string[] = [];
  const pause = (): Promise<void> => new Promise((done) => setImmediate(done));
  for await (const answer of searched(problem, tries, pause)) {
    // A thing of which there is too little for one node alone: turns are given all the same, as far as there is any.
    if (!answer.ok) break;
    order = orderOf(problem, answer.value.plan.start);
    if (!run) continue;
    run.tried = answer.value.schedules;
    if (run.best.at(-1)?.lateDays !== answer.value.lateness) run.best.push({ tried: run.tried, lateDays: answer.value.lateness });
  }
  const early = [...problem.activities].map((one) => one.id);
  const starts = new Map<string, string>(
    first.flatMap(({ projectId, facts, passes }) =>
      facts.nodes.map((node) => [`${projectId}/${node.code}`, passes.dates.get(node.code)!.earlyStart] as const),
    ),
  );
  early.sort((a, b) => (starts.get(a)! < starts.get(b)! ? -1 : 1));
  const tried = [order, early].filter((one) => one.length > 0).map((one) => takeTurns(entries(), resources, demands, one));
  const cost = (made: Levelled): number =>
    first.reduce((sum, one) => sum + Math.max(0, lateness(one, made.finishes.get(one.projectId)!)), 0);
  return tried.sort((a, b) => cost(a) - cost(b))[0]!;
}

export async function runLevelling(ground: Ground, run: Run, regions: readonly string[], more: string | null): Promise<void> {
  const began = performance.now();
  run.state = 'running';
  try {
    const known = await read(ground, run.region, regions);
    const entries = entriesOf(known);
    run.demands = known.demands;
    run.names = new Map(known.resources.map((one) => [one.id, one.name]));
    const again = (): Entry[] => entriesOf(known);
    const nothing: Levelled = { finishes: new Map(), moves: [], overDays: 0 };
    const after = entries.length === 0 ? nothing : await levelled(again, known.resources, known.demands, run, run.budget);
    const added = known.resources.map((one) =>
      one.id === more ? { ...one, capacities: one.capacities.map((dated) => ({ ...dated, capacity: dated.capacity + 1 })) } : one,
    );
    const better = more === null || entries.length === 0 ? null : await levelled(again, added, known.demands, null, run.budget);
    const regionOf = new Map(known.rows.map((row) => [row.projectId, row.region]));
    const rows = entries.map((entry): PortfolioRow => {
      const finish = after.finishes.get(entry.projectId)!;
      const finishMore = better?.finishes.get(entry.projectId) ?? null;
      return {
        region: regionOf.get(entry.projectId)!,
        projectId: entry.projectId,
        name: known.names.get(entry.projectId) ?? '',
        promised: entry.facts.promised,
        before: entry.passes.finish,
        after: finish,
        more: finishMore,
        daysLate: lateness(entry, finish),
        daysLateMore: finishMore === null ? null : lateness(entry, finishMore),
        moves: after.moves
          .filter((move) => move.projectId === entry.projectId)
          .map(({ projectId: _, resource, ...move }) => ({ ...move, resource: run.names.get(resource) ?? '' })),
      };
    });
    rows.sort((a, b) => b.daysLate - a.daysLate || (a.name < b.name ? -1 : 1));
    const late = (of: (row: PortfolioRow) => number): number => rows.reduce((sum, row) => sum + Math.max(0, of(row)), 0);
    const kept = (of: (row: PortfolioRow) => string): number => rows.filter((row) => of(row) <= row.promised).length;
    run.result = {
      rows,
      keptBefore: kept((row) => row.before),
      keptAfter: kept((row) => row.after),
      keptMore: better ? kept((row) => row.more!) : null,
      lateAfter: late((row) => row.daysLate),
      lateMore: better ? late((row) => row.daysLateMore!) : null,
      overDays: after.overDays,
    };
    run.tried = Math.max(run.tried, 1);
    run.seconds = Math.round(performance.now() - began) / 1000;
    run.state = 'done';
  } catch (error) {
    run.state = 'failed';
    throw error;
  }
}
