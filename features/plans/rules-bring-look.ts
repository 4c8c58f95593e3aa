// What a file would come to here, told before it is brought in: its days beside ours with the rule behind each difference, what its own program would have
// made of it, and how it stands to a plan that is there already. Pure.
import { dayNumber } from '../../engine/src/index.ts';
import type { Brought, BroughtNode } from './rules-bring.ts';
import { daysLater, type PlanCalendars } from './rules-calendars.ts';
import type { Comparison } from './rules-compare.ts';
import type { NodeFacts, Passes, PlanFacts } from './rules-passes.ts';
import { predecessorsText } from './rules-table-words.ts';
import type { PlanLink } from './words.ts';
import type { DayDifference, FileLook, NodeReason } from './words-exchange.ts';

type Pair = { zh: string; en: string };
const pair = (zh: string, en: string): Pair => ({ zh, en });
const named = (node: NodeFacts): Pair => pair(node.zh, node.en || node.zh);

const reasonWords: Record<NodeReason, Pair> = {
  constraint: pair(
    '文件里有日期约束，这里只按前置关系、今天和受阻日期排，没有带入',
    'The file holds a date constraint; here links, today and hindrances decide, so it was left out',
  ),
  'placed-by-hand': pair('文件里是手动排程，位置是人放的；这里按前置关系排', 'Placed by hand in the file; here links decide'),
  'as-late-as-possible': pair('文件里要求越晚越好；这里按最早能开始排', 'As late as possible in the file; here as early as it can'),
  rounded: pair('工期在文件里按小时，这里取整天', 'Its hours became whole days'),
  'lag-rounded': pair('间隔在文件里按小时，这里取整天', 'The hours of its lag became whole days'),
  collapsed: pair(
    '多项工作并成一个节点，工期和间隔按文件日期折算',
    'Many activities became one node; days and lags are taken from the dates of the file',
  ),
};

/** The day that the file means to be judged as of: its own, or its beginning when it lies wholly in the past; never before what happened. */
export function asOfFor(brought: Brought, wanted: string | undefined, today: string): string {
  const last =
    brought.nodes
      .flatMap((one) => one.node.actualFinish ?? one.node.actualStart ?? [])
      .filter((day) => day <= today)
      .sort()
      .at(-1) ?? '';
  const finish =
    brought.nodes
      .flatMap((one) => one.fileFinish ?? [])
      .sort()
      .at(-1) ?? today;
  const said = wanted ?? brought.asOf ?? (finish < today ? brought.start : today);
  const day = said > today ? today : said;
  return day < last ? last : day;
}

/** The promised day of a file: its own, or the day it finishes by itself. */
export const promisedFor = (brought: Brought, wanted: string | undefined): string =>
  wanted ??
  brought.promised ??
  brought.nodes
    .flatMap((one) => one.fileFinish ?? [])
    .sort()
    .at(-1) ??
  brought.start;

/** Days of the file beside ours. `counts`: whether the file's own calendar works on fewer or more days than ours between two days. */
export function dayDifferences(
  brought: Brought,
  plan: PlanFacts,
  passes: Passes,
  stored: Comparison | undefined,
): { rows: DayDifference[]; agree: number } {
  const rows: DayDifference[] = [];
  const off = new Set<string>();
  const into = Map.groupBy(brought.links, (link) => link.to);
  const names = new Map(brought.nodes.map((one) => [one.node.code, one.node]));
  const why = new Map(stored?.different.map((one) => [one.id, one.why]));
  let agree = 0;
  const inOrder = brought.nodes.toSorted((a, b) =>
    passes.dates.get(a.node.code)!.earlyFinish < passes.dates.get(b.node.code)!.earlyFinish ? -1 : 1,
  );
  for (const one of inOrder) {
    const ours = passes.dates.get(one.node.code)!;
    const theirs = one.fileFinish;
    if (theirs === null) continue;
    if (theirs === ours.earlyFinish) {
      agree++;
      continue;
    }
    off.add(one.node.code);
    rows.push({
      code: one.node.code,
      name: named(one.node),
      theirs,
      ours: ours.earlyFinish,
      workingDays: later(passes.calendars, theirs, ours.earlyFinish),
      why: reason(one, plan, passes, into.get(one.node.code) ?? [], off, names, why.get(one.source)),
    });
  }
  return { rows, agree };
}

/** Working days after one day up to another; negative when that is earlier. */
export const later = (calendars: PlanCalendars, from: string, to: string): number =>
  daysLater(calendars.by.working, dayNumber(from)!, dayNumber(to)!);

function reason(
  one: BroughtNode,
  plan: PlanFacts,
  passes: Passes,
  into: readonly PlanLink[],
  off: ReadonlySet<string>,
  names: ReadonlyMap<string, NodeFacts>,
  why: string | undefined,
): Pair {
  const { cause } = passes.dates.get(one.node.code)!;
  const first = one.reasons[0];
  if (first !== undefined && first !== 'collapsed') return reasonWords[first];
  if (one.node.actualStart !== null && one.node.actualFinish === null)
    return pair('已经开始，剩下的工期从状态日期接着算', 'Under way; what is left is counted on from the day of the state');
  if (cause?.cause === 'data-date' && (one.fileStart ?? '') < plan.asOf)
    return pair(
      `文件里 ${one.fileStart} 就该开始，到状态日期 ${plan.asOf} 还没有开始，只能从那天算起`,
      `The file starts it on ${one.fileStart}; by ${plan.asOf} it had not begun, so it is counted from that day`,
    );
  const driver = cause?.cause === 'link' ? cause.predecessor : undefined;
  const follows = driver !== undefined && off.has(driver) ? driver : into.find((link) => off.has(link.from))?.from;
  if (follows !== undefined)
    return pair(
      `跟着前置“${names.get(follows)?.zh ?? follows}”变动`,
      `Follows from "${names.get(follows)?.en || names.get(follows)?.zh || follows}" before it`,
    );
  if (why !== undefined && why !== '' && !why.startsWith('follows-from')) return storedWords(why);
  if (first === 'collapsed') return reasonWords.collapsed;
  if (one.node.outdoor) return pair('室外施工按这里的冬季停工和停工令排', 'Outdoor works stand still in winter and under stops here');
  if (one.node.kind === 'matter') return pair('审批事项受理当天不计', 'The day of acceptance of a matter is not counted');
  return pair(
    '这里按国家节假日和调休的整天排，文件用自己的日历和钟点',
    'Here whole days of the national calendar are counted; the file has its own calendar and hours',
  );
}

/** Sentences for the rules by which stored dates differ from what their own file comes to. */
function storedWords(why: string): Pair {
  const [rule = '', ...rest] = why.split(' ');
  const more = rest.join(' ');
  const known: Record<string, Pair> = {
    'follows-from': pair(`跟着“${more}”变动`, `Follows from "${more}"`),
    progress: pair('已开始的工作，文件按自己的方式安排剩余部分', 'Under way; the file places what is left in its own way'),
    'placed-by-hand': reasonWords['placed-by-hand'],
    'follows-from-its-dates': pair('由日期的差异而来', 'Follows from the difference of its dates'),
    'float-of-a-started-activity': pair('已开始的工作，时差的算法不同', 'The float of an activity under way is reckoned otherwise'),
    'float-differs-from-stored-dates': pair('文件里的时差与它自己的日期对不上', 'The float in the file does not fit its own dates'),
    'spans-other-activities': pair('汇总的日期由下面的工作决定', 'A summary has the dates of what it spans'),
    'stored-dates-break-link-from': pair(
      `文件的日期与前置“${more}”的关系对不上，导出前没有重新计算`,
      `The dates of the file break the link from "${more}": it was not recalculated before it was written`,
    ),
    'stored-later-than-anything-in-the-file-asks': pair(
      '文件的日期比文件里任何关系和约束要求的都晚，原因不在文件里',
      'Later than anything in the file asks for; the reason is not in the file',
    ),
    'stored-earlier-than': pair(
      `文件的日期早于“${more}”允许的时间，导出前没有重新计算`,
      `Earlier than its ${more} allows: it was not recalculated before it was written`,
    ),
    'stored-start-in-closed-hours-of-the-calendar': pair(
      '文件的开始时间落在它自己日历的休息时间',
      'It starts in closed hours of its own calendar',
    ),
    'stored-dates-made-with-another-calendar-or-duration': pair(
      '文件的日期是用别的日历或工期算出来的',
      'Its dates were made with another calendar or duration',
    ),
    'several-resource-calendars': pair('由几个资源承担，各有各的日历', 'Several resources with calendars of their own do it'),
    'resource-calendar-not-in-the-file': pair(
      '由资源决定时间，而资源的日历不在文件里',
      'Its resource decides the time, and that calendar is not in the file',
    ),
    'link-to-outside': pair('有关系连到文件以外', 'A link leads out of the file'),
    'link-from-summary-start': pair('关系从汇总的开始引出', 'A link leaves from the start of a summary'),
    'late-dates-from-project-finish': pair(
      `最迟日期从项目完成 ${more} 倒推，文件用了别的完成日期`,
      `Late dates are reckoned from the finish ${more}; the file took another one`,
    ),
    'late-dates': pair('最迟日期由后面的工作倒推，文件用了别的', 'Late dates come from what follows; the file took others'),
  };
  return known[rule] ?? pair(`规则：${why}`, `Rule: ${why}`);
}

/** Stored dates that differ from what the file itself comes to, by activity and rule. */
export function storedDifferences(stored: Comparison | undefined, names: ReadonlyMap<string, string>): FileLook['stored'] {
  if (!stored || stored.compared === 0) return null;
  const rows = new Map<string, { activity: string; why: Pair; count: number }>();
  for (const one of stored.different) {
    const key = `${one.id} ${one.why}`;
    const row = rows.get(key);
    if (row) row.count++;
    else rows.set(key, { activity: names.get(one.id) || one.id, why: storedWords(one.why), count: 1 });
  }
  return { compared: stored.compared, different: stored.different.length, rows: [...rows.values()].slice(0, 100) };
}

/** The fields of a node that a file may change. */
const broughtFields = [
  'zh',
  'stage',
  'stream',
  'organisation',
  'post',
  'person',
  'days',
  'unit',
  'outdoor',
  'daysLeft',
  'note',
  'blockedReason',
  'blockedUntil',
  'actualStart',
  'actualFinish',
] as const;

/** A file beside a plan: nodes of the same code with what differs, those of the file alone, those of the plan alone. */
export function besidePlan(brought: Brought, nodes: readonly NodeFacts[], links: readonly PlanLink[]): NonNullable<FileLook['beside']> {
  const held = new Map(nodes.map((node) => [node.code, node]));
  const theirs = new Set(brought.nodes.map((one) => one.node.code));
  const changed: NonNullable<FileLook['beside']>['changed'] = [];
  let same = 0;
  const sorted = (text: string): string => text.split(',').sort().join(',');
  for (const { node } of brought.nodes) {
    const was = held.get(node.code);
    if (!was) continue;
    const fields: string[] = broughtFields.filter((field) => was[field] !== node[field]);
    const [before, after] = [predecessorsText(links, node.code), predecessorsText(brought.links, node.code)];
    if (sorted(before) !== sorted(after)) fields.push('after');
    if (fields.length === 0) same++;
    else changed.push({ code: node.code, name: node.zh, fields });
  }
  return {
    same,
    changed,
    added: brought.nodes.filter((one) => !held.has(one.node.code)).map((one) => one.node.zh),
    missing: nodes.filter((node) => !theirs.has(node.code)).map((node) => node.zh),
  };
}

/** The days of a file for the nodes of a plan: the same code, or else the same name where that is one node's alone. */
export function daysForPlan(brought: Pick<Brought, 'nodes' | 'own'>, nodes: readonly NodeFacts[]): Record<string, string> {
  const byName = Map.groupBy(brought.nodes, (one) => one.node.zh);
  const byCode = new Map(brought.nodes.map((one) => [one.node.code, one]));
  const days: Record<string, string> = {};
  for (const node of nodes) {
    const alike = byName.get(node.zh) ?? [];
    const found = (brought.own ? byCode.get(node.code) : undefined) ?? (alike.length === 1 ? alike[0] : undefined);
    if (found?.fileFinish) days[node.code] = found.fileFinish;
  }
  return days;
}
