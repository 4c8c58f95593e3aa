// A stop order over a county of 500 plans and a province of 20,000, at the API, beside the engine alone in the same run: the same networks already in
// memory, laid out and scheduled once without the order and once with it. Every 50th effect is held against both full passes of that plan: a fast
// wrong answer breaks the bench.
//   npm run bench -- plans-shock [plans]
import { createNetwork, type NetworkProblem, schedule } from '../engine/src/index.ts';
import { calendarsOf, type StopFacts } from '../features/plans/rules-calendars.ts';
import { type NodeFacts, type PlanFacts, passesOf } from '../features/plans/rules-passes.ts';
import { withAndWithout } from '../features/plans/rules-shock.ts';
import { answersFor, nodesOf } from '../features/plans/rules-template.ts';
import { type Belongs, insertLinks, insertPlans, saveNodes } from '../features/plans/store.ts';
import { calendarData, templatesFor } from '../features/plans/store-dated.ts';
import type { PlanLink, PlanTemplate } from '../features/plans/words.ts';
import type { ShockRow, ShockRun } from '../features/plans/words-dated.ts';
import { asOwner } from '../platform/db/testing-server.ts';
import { layProvince } from './laid-province.ts';

const wanted = Number(process.argv[2] ?? 20_000);
const aCounty = Math.min(500, Math.floor(wanted / 40));
const year = 2026;
const today = '2026-03-12';
const stop = { from: '2026-04-20', to: '2026-05-10' };
const budget = { county: 1_000, province: 20_000, ratio: 3 };

const laid = await layProvince(Math.ceil(wanted * 1.6), year);
const { byCounty, database, server, tokens } = laid;

interface Variant {
  template: PlanTemplate;
  facts: PlanFacts;
}

/** Plans of every template, begun on different days, with what was due by today done and a promise some days after the forecast. */
function variants(templates: readonly PlanTemplate[], data: Awaited<ReturnType<typeof calendarData>>): Variant[] {
  const all: Variant[] = [];
  const whole = templates.filter((template) => template.nodes.length >= 15);
  for (let number = 0; number < 60; number++) {
    const template = whole[number % whole.length]!;
    const answered = answersFor(template, {});
    if (!answered.ok) throw new Error(answered.problem.code);
    const made = nodesOf(template, answered.answers);
    const start = new Date(Date.UTC(2025, 5 + (number % 10), 1 + ((number * 7) % 27))).toISOString().slice(0, 10);
    const calendars = calendarsOf(data, '220421', template.type, start, null);
    const first = passesOf({ start, promised: '2035-12-31', asOf: start, ...made }, calendars);
    if (!first.ok) throw new Error(first.problem.code);
    const nodes = made.nodes.map((node): NodeFacts => {
      const dates = first.passes.dates.get(node.code)!;
      if (dates.earlyFinish <= today) return { ...node, actualStart: dates.earlyStart, actualFinish: dates.earlyFinish };
      return dates.earlyStart <= today && node.days > 0 ? { ...node, actualStart: dates.earlyStart } : node;
    });
    const now = passesOf({ start, promised: '2035-12-31', asOf: today, ...made, nodes }, calendars);
    if (!now.ok) throw new Error(now.problem.code);
    const promised = new Date(Date.parse(now.passes.finish) + ((number * 11) % 60) * 86_400_000).toISOString().slice(0, 10);
    all.push({ template, facts: { start, promised, asOf: today, nodes, links: made.links } });
  }
  return all;
}

const millis = (ms: number): string => `${ms.toFixed(0)} ms`;
let kept = true;
const hold = (what: string, ok: boolean): string => {
  if (!ok) kept = false;
  return `${what}: ${ok ? 'kept' : 'BROKEN'}`;
};

try {
  await asOwner(server.ownerUrl, async (owner) => {
    for (const table of ['projects', 'plans']) await owner.query(`alter table ${table} no force row level security`);
  });
  const ids = await asOwner(server.ownerUrl, async (owner) => {
    const { rows } = await owner.query<{ region: string; id: string }>(
      'select region_code as region, id from projects where left_at is null order by region_code, id',
    );
    return Map.groupBy(rows, (row) => row.region);
  });
  const { templates, data } = await database.transaction({ regions: ['220421'], prefix: '22', owner: null }, async (db) => ({
    templates: await templatesFor(db, '220421'),
    data: await calendarData(db, [...byCounty.keys()]),
  }));
  const drawn = variants(templates, data);
  const which = new Map<string, Variant>();
  let planned = 0;
  let county: string | undefined;
  const began = performance.now();
  for (const [region, all] of [...ids].sort(([, a], [, b]) => b.length - a.length)) {
    const room = Math.min(wanted - planned, all.length);
    if (room <= 0) break;
    // The county under measure has exactly as many plans as the budget speaks of.
    const exact = county === undefined;
    county ??= region;
    const chosen = all.slice(0, exact ? aCounty : room);
    const plans: Parameters<typeof insertPlans>[1][number][] = [];
    const nodes: (NodeFacts & Belongs)[] = [];
    const links: (PlanLink & Belongs)[] = [];
    for (const { id } of chosen) {
      const variant = drawn[planned++ % drawn.length]!;
      which.set(id, variant);
      const own = { region, projectId: id };
      const { template, facts } = variant;
      const by = { madeBy: 'bench', madeAt: `${today}T00:00:00Z`, updatedBy: 'bench', updatedAt: `${today}T00:00:00Z` };
      plans.push({
        ...own,
        ...by,
        templateRegion: template.region,
        templateCode: template.code,
        templateVersion: template.version,
        type: template.type,
        route: template.route,
        answers: {},
        start: facts.start,
        promised: facts.promised,
        stateDay: null,
      });
      nodes.push(...facts.nodes.map((node) => ({ ...node, ...own })));
      links.push(...facts.links.map((link) => ({ ...link, ...own })));
    }
    await database.transaction(
      { regions: [region], prefix: null, owner: null },
      async (db) => {
        await insertPlans(db, plans);
        for (let at = 0; at < nodes.length; at += 10_000) await saveNodes(db, nodes.slice(at, at + 10_000));
        for (let at = 0; at < links.length; at += 10_000) await insertLinks(db, links.slice(at, at + 10_000));
      },
      { timeoutMs: 600_000 },
    );
  }
  await asOwner(server.ownerUrl, (owner) => owner.query('vacuum analyze plans, plan_nodes, plan_links'));
  const sizes = [...which.values()].map(({ facts }) => facts.nodes.length);
  console.log(
    `${planned.toLocaleString('en-US')} plans of ${Math.min(...sizes)} to ${Math.max(...sizes)} nodes, ${sizes.reduce((a, b) => a + b, 0).toLocaleString('en-US')} in all, laid within ${((performance.now() - began) / 1000).toFixed(0)} s`,
  );

  /** The engine alone: networks in memory, laid out and scheduled without the order and with it. */
  const order: StopFacts = { region: '220000', id: 'bench', name: '', ...stop, basis: '', by: '', sites: [] };
  const { without, within } = withAndWithout(data, order);
  const under = (from: typeof data, { template }: Variant) => calendarsOf(from, '220421', template.type, today, null);
  const problems = drawn.map((variant): [NetworkProblem, NetworkProblem] => {
    const made = passesOf(variant.facts, under(without, variant));
    if (!made.ok) throw new Error(made.problem.code);
    const { problem } = made.passes.schedule.network;
    return [problem, { ...problem, calendars: under(within, variant).list }];
  });
  const bare = (plans: number): number => {
    const since = performance.now();
    for (let number = 0; number < plans; number++)
      for (const problem of problems[number % problems.length]!) {
        const network = createNetwork(problem);
        if (network.ok) schedule(network.value);
      }
    return performance.now() - since;
  };

  const ask = async (token: string, region: string): Promise<{ ms: number; told: number; run: ShockRun }> => {
    const since = performance.now();
    let run = (await laid.ask(token, `/api/plans/${region}/shock`, stop)).reply as ShockRun;
    let told = 0;
    while (run.state === 'running' || run.state === 'waiting') {
      await new Promise((resolve) => setTimeout(resolve, 100));
      run = (await laid.ask(token, `/api/plans/shock-runs/${run.id}`)).reply as ShockRun;
      told++;
    }
    if (run.state !== 'done') throw new Error(`the run is ${run.state}`);
    return { ms: performance.now() - since, told, run };
  };
  const verify = (rows: readonly ShockRow[]): number => {
    let wrong = 0;
    for (let at = 0; at < rows.length; at += 50) {
      const row = rows[at]!;
      const variant = which.get(row.projectId)!;
      const finish = (from: typeof data): string => {
        const made = passesOf(variant.facts, under(from, variant));
        return made.ok ? made.passes.finish : '';
      };
      if (row.before !== finish(without) || row.after !== finish(within)) {
        wrong++;
        console.log(`WRONG: ${row.name} ${row.before} → ${row.after}, by both passes ${finish(without)} → ${finish(within)}`);
      }
    }
    return wrong;
  };
  const line = (name: string, plans: number, ours: number, alone: number, within: number, run: ShockRun, told: number): void => {
    const { affected, lost } = run.result!;
    console.log(
      `${name.padEnd(24)} ${String(plans).padStart(6)} plans  ${millis(ours).padStart(9)}  engine alone ${millis(alone).padStart(9)}  ratio ${(ours / alone).toFixed(2)}  ${affected} moved, ${lost} promises lost, progress told ${told} times`,
    );
    console.log(
      `  ${hold(`budget ${millis(within)}`, ours <= within)}; ${hold(`at most ${budget.ratio} × the engine`, ours <= budget.ratio * alone)}`,
    );
  };

  bare(problems.length * 4);
  await ask(tokens.province, county!);
  const times: { ours: number; alone: number }[] = [];
  let last!: Awaited<ReturnType<typeof ask>>;
  for (let round = 0; round < 5; round++) {
    last = await ask(tokens.province, county!);
    times.push({ ours: last.ms, alone: bare(aCounty) });
  }
  const middle = (of: 'ours' | 'alone'): number => times.map((one) => one[of]).sort((a, b) => a - b)[2]!;
  line('a county (median of 5)', aCounty, middle('ours'), middle('alone'), budget.county, last.run, last.told);
  let wrong = verify(last.run.result!.rows);

  const province = await ask(tokens.province, '220000');
  line('a province', planned, province.ms, bare(planned), budget.province, province.run, province.told);
  wrong += verify(province.run.result!.rows);
  console.log(`every 50th effect held against both full passes: ${wrong === 0 ? 'all the same' : `${wrong} DIFFER`}`);
  process.exitCode = kept && wrong === 0 ? 0 : 1;
} finally {
  await laid.stop();
}
