// What can be done about a promise that cannot be kept: which measures may be tried along the driving chain, what each buys (measured by the engine), how
// it is said, and what adopting one makes of nodes and links. Quality hold points and periods fixed by law are left alone.
import { type Cause, dayNumber, dayText, gapsOf, type Measure, promisesOf, type WayToClose, waysToClose } from '../../engine/src/index.ts';
import { daysLater } from './rules-calendars.ts';
import type { NodeFacts, Passes, PlanFacts } from './rules-passes.ts';
import type { PlanLink, Remedy, RemedyWay } from './words.ts';

type Pair = { zh: string; en: string };
const pair = (zh: string, en: string): Pair => ({ zh, en });
const aDay = 1440;
const unitZh = (node: NodeFacts): string => (node.unit === 'working' ? '个工作日' : '天');
const unitEn = (node: NodeFacts, n: number): string =>
  node.unit === 'working' ? (n === 1 ? 'working day' : 'working days') : n === 1 ? 'day' : 'days';
const en = (node: NodeFacts): string => node.en || node.zh;
const workingEn = (n: number): string => `${n} working ${n === 1 ? 'day' : 'days'}`;

const crewed: ReadonlySet<string> = new Set(['construction', 'utilities', 'clearance', 'own']);

/** What may be tried along the chain: quality hold points and periods fixed by law are left alone. */
function measuresFor(
  plan: PlanFacts,
  passes: Passes,
  chain: readonly { activity: string; length: number; cause: Cause | undefined }[],
): Measure[] {
  const of = new Map(plan.nodes.map((node) => [node.code, node]));
  const measures: Measure[] = [];
  // What is accepted on the next working day is counted from the day after.
  const counted = dayText(passes.calendars.by.working.workday(dayNumber(plan.asOf)!, 0) + 1);
  chain.forEach((step, place) => {
    const node = of.get(step.activity)!;
    const left = Math.round(step.length / aDay);
    if (node.blockedUntil !== null && node.actualFinish === null && node.blockedUntil > plan.asOf)
      measures.push({ way: 'start-sooner', activity: node.code, from: node.kind === 'matter' ? counted : plan.asOf });
    if (left < 2 || node.fixed) return;
    const before = chain[place - 1];
    const previous = before && of.get(before.activity)!;
    if (
      step.cause?.cause === 'link' &&
      step.cause.type === 'FS' &&
      step.cause.predecessor === before?.activity &&
      previous &&
      // Works never begin before the permit they wait for.
      (previous.kind === 'matter') === (node.kind === 'matter') &&
      !previous.fixed &&
      !previous.holdPoint &&
      before.length >= 2 * aDay
    )
      measures.push({ way: 'overlap', link: step.cause.link, by: `${Math.floor(Math.min(left, before.length / aDay) / 2)}d` });
    if (node.holdPoint) return;
    if (node.kind === 'matter') measures.push({ way: 'shorten', activity: node.code, to: `${Math.ceil(left / 2)}d` });
    else if (node.kind === 'work') {
      if (crewed.has(node.stream)) measures.push({ way: 'add-crew', activity: node.code, crews: 1, more: 1 });
      if (node.outdoor) measures.push({ way: 'other-calendar', activity: node.code, calendar: `site-${node.unit}` });
      else if (node.unit === 'working') measures.push({ way: 'other-calendar', activity: node.code, calendar: 'site-calendar' });
    }
  });
  return measures;
}

function sayWay(way: WayToClose, plan: PlanFacts, buys: number): { sentence: Pair; strain: Pair | null; node: string } {
  const of = (code: string): NodeFacts => plan.nodes.find((node) => node.code === code)!;
  const { measure } = way;
  const end = (zh: string, english: string): Pair => pair(`${zh}，可提前 ${buys} 个工作日`, `${english}: ${workingEn(buys)} sooner`);
  const by = Math.round(way.by / aDay);
  if (measure.way === 'overlap') {
    const link = plan.links[measure.link]!;
    const [a, b] = [of(link.from), of(link.to)];
    const matters = b.kind === 'matter';
    return {
      node: b.code,
      sentence: end(
        matters ? `“${b.zh}”容缺受理，与“${a.zh}”并行 ${by} ${unitZh(b)}` : `“${b.zh}”与“${a.zh}”搭接 ${by} ${unitZh(b)}`,
        `Begin "${en(b)}" ${by} ${unitEn(b, by)} before "${en(a)}" ends`,
      ),
      strain: matters
        ? pair('缺的材料要在办结前补齐', 'What is missing must be handed in before it is decided')
        : pair('两道工序同时在场，要落实安全和成品保护', 'Two trades on one site: safety and protection of finished work'),
    };
  }
  const node = of(measure.activity);
  if (measure.way === 'shorten') {
    const broken = way.breaks.find((one) => one.what === 'duration');
    const [from, to] = broken?.what === 'duration' ? [broken.from / aDay, broken.to / aDay] : [node.days, node.days - by];
    return {
      node: node.code,
      sentence: end(
        `“${node.zh}”由 ${from} ${unitZh(node)}压缩到 ${to} ${unitZh(node)}`,
        `Decide "${en(node)}" in ${to} instead of ${from} ${unitEn(node, to)}`,
      ),
      strain: pair(`要${node.organisation}作出新的承诺`, `${node.organisation} has to promise anew`),
    };
  }
  if (measure.way === 'add-crew')
    return {
      node: node.code,
      sentence: end(`“${node.zh}”增加一个施工班组`, `A second crew for "${en(node)}"`),
      strain: pair(
        '要多一倍人员设备，工序间歇和养护时间不得压缩',
        'Twice the people and machines; curing and inspection are not shortened',
      ),
    };
  if (measure.way === 'other-calendar')
    return node.outdoor
      ? {
          node: node.code,
          sentence: end(`“${node.zh}”采取冬期施工措施，冬季不停工`, `Winter measures for "${en(node)}", working through the season`),
          strain: pair('保温、外加剂和检测费用增加，质量控制点不得省略', 'Costs of heating and additives; no hold point may be left out'),
        }
      : {
          node: node.code,
          sentence: end(`“${node.zh}”双休日和节假日不停工`, `"${en(node)}" works on weekends and holidays`),
          strain: pair('要依法安排轮休和加班工资', 'Rest days and overtime pay as the law asks'),
        };
  return {
    node: node.code,
    sentence: end(
      `提前解决“${node.zh}”的问题：${node.blockedReason ?? ''}`,
      `Settle what blocks "${en(node)}" at once: ${node.blockedReason ?? ''}`,
    ),
    strain: null,
  };
}

const offered = 5;

export type Remedies = { remedies: Remedy[]; together: { finish: string; closes: boolean } | null };
const lastDay = (at: number): number => Math.floor((at - 1) / aDay);

function waysOf(plan: PlanFacts, passes: Passes): readonly WayToClose[] {
  const gap = gapsOf(passes.schedule).find((one) => one.activity === passes.goal.code && one.kind === 'deadline');
  if (!gap || passes.goal.actualFinish !== null) return [];
  return waysToClose(passes.planner, gap, { measures: measuresFor(plan, passes, gap.chain) });
}

/**
 * What adopting a remedy makes of nodes and links; undefined when it is no longer among the ways there are. It does exactly what was tried: the forecast
 * afterwards is the day that the remedy said.
 */
export function adopted(
  plan: PlanFacts,
  passes: Passes,
  wanted: { node: string; way: RemedyWay },
): { nodes: NodeFacts[]; links: PlanLink[]; sentence: Pair } | undefined {
  const now = dayNumber(passes.finish)!;
  for (const way of waysOf(plan, passes)) {
    const { measure } = way;
    const buys = daysLater(passes.calendars.by.working, lastDay(way.reachable), now);
    const said = sayWay(way, plan, buys);
    if (measure.way !== wanted.way || said.node !== wanted.node || buys <= 0) continue;
    const by = Math.round(way.by / aDay);
    if (measure.way === 'overlap')
      return {
        nodes: [...plan.nodes],
        links: plan.links.map((link, place) => (place === measure.link ? { ...link, lag: link.lag - by } : link)),
        sentence: said.sentence,
      };
    return {
      nodes: plan.nodes.map((node) => (node.code === measure.activity ? changedBy(way, node, plan, by) : node)),
      links: [...plan.links],
      sentence: said.sentence,
    };
  }
  return undefined;
}

function changedBy(way: WayToClose, node: NodeFacts, plan: PlanFacts, by: number): NodeFacts {
  const { measure } = way;
  if (measure.way === 'other-calendar') return node.outdoor ? { ...node, outdoor: false } : { ...node, unit: 'calendar' };
  if (measure.way === 'start-sooner') return { ...node, blockedUntil: sooner(way) ?? plan.asOf };
  const [change] = way.changes;
  const left = change && 'activity' in change ? (node.actualStart === null ? change.set.duration : change.set.remaining) : undefined;
  const days = typeof left === 'number' ? Math.round(left / aDay) : (node.daysLeft ?? node.days) - by;
  return node.actualStart === null ? { ...node, days } : { ...node, daysLeft: days };
}

/** The day from which a blocked node may begin when its problem is settled sooner. */
function sooner({ changes: [change] }: WayToClose): string | undefined {
  const held = change && 'activity' in change ? change.set.constraints?.find((one) => one.type === 'SNET')?.at : undefined;
  return typeof held === 'string' ? held.slice(0, 10) : undefined;
}

/** The gap of the promised node and the ways to close it, best first; one way a node. `together`: what all of them buy at once, when none is enough. */
export function remediesOf(plan: PlanFacts, passes: Passes): Remedies {
  const found = waysOf(plan, passes);
  if (found.length === 0) return { remedies: [], together: null };
  const now = dayNumber(passes.finish)!;
  const taken = new Set<string>();
  const ways: WayToClose[] = [];
  const remedies: Remedy[] = [];
  for (const way of found) {
    const buysDays = daysLater(passes.calendars.by.working, lastDay(way.reachable), now);
    const { node, sentence, strain } = sayWay(way, plan, buysDays);
    if (buysDays <= 0 || taken.has(node)) continue;
    taken.add(node);
    ways.push(way);
    remedies.push({ node, way: way.measure.way, buysDays, closes: way.closes, finish: dayText(lastDay(way.reachable)), sentence, strain });
  }
  if (remedies.length === 0 || remedies[0]!.closes) return { remedies: remedies.slice(0, offered), together: null };
  // Overlaps beside changes of the same node are kept apart by node, so the changes do not contradict each other.
  const changes = ways.flatMap((way) => way.changes);
  const joint = passes.planner.whatIf(
    changes,
    (made) => promisesOf(made).find((one) => one.kind === 'deadline' && one.activity === passes.goal.code)!,
  );
  const together = joint.ok ? { finish: dayText(lastDay(joint.value.reachable)), closes: joint.value.spare >= 0 } : null;
  return { remedies: remedies.slice(0, offered), together };
}
