// Scarce things shared by projects: the engine's levelling decides in which order nodes get them, by promises first; the plans' own calendars then say on
// which days, node by node, so that every day stays within what there is and every date is the one the plan itself would show. Pure.
import { dayNumber, dayText, type LevelActivity, type LevelCalendar, type LevelProblem, level } from '../../engine/src/index.ts';
import { calendarFor, daysLater } from './rules-calendars.ts';
import type { FlowNode, NodeFacts, Passes, PlanFacts } from './rules-passes.ts';

const aDay = 1440;
/** So far ahead breaks are told; nothing is planned beyond it. */
const horizon = 2_200;
const rounds = 6;

export interface Resource {
  id: string;
  name: string;
  /** From which day on there are how many; before the first day as many as from it on. */
  capacities: readonly { from: string; capacity: number }[];
}
export interface Demand {
  projectId: string;
  node: string;
  resource: string;
  units: number;
}
export interface Entry {
  projectId: string;
  facts: PlanFacts;
  passes: Passes;
}
export interface Move {
  projectId: string;
  node: string;
  name: { zh: string; en: string };
  resource: string;
  from: string;
  to: string;
}
export interface Levelled {
  finishes: ReadonlyMap<string, string>;
  moves: Move[];
  /** Days on which more is taken than there is: works under way are not sent home. */
  overDays: number;
}

export function capacityOn(resource: Resource, day: number): number {
  const dated = [...resource.capacities].sort((a, b) => (a.from < b.from ? -1 : 1));
  const held = dated.filter((one) => dayNumber(one.from)! <= day).at(-1) ?? dated[0];
  return held?.capacity ?? 0;
}

const isOpen = (node: FlowNode): boolean => node.actualFinish === null;
const lengthOf = (node: NodeFacts, passes: Passes): number => {
  const { schedule } = passes;
  const r = schedule.network.rankOf.get(node.code)!;
  const { duration, remaining, actualStart } = schedule.network;
  return Math.round((Number.isNaN(actualStart[r]!) ? duration[r]! : remaining[r]!) / aDay);
};
const key = (projectId: string, node: string): string => `${projectId}/${node}`;

/** The open nodes of all plans as one problem of the engine, in days from `base`; lags in working days are told as days of the week. */
export function levelProblem(
  entries: readonly Entry[],
  resources: readonly Resource[],
  demands: readonly Demand[],
  base: number,
): LevelProblem {
  const calendars = new Map<object, { id: string; breaks: [number, number][] }>();
  const breaksOf = (calendar: Passes['calendars']['list'][number]): string => {
    const held = calendars.get(calendar);
    if (held) return held.id;
    const breaks: [number, number][] = [];
    for (let at = 0; at < horizon; at++) {
      if (calendar.isWorkday(base + at)) continue;
      const last = breaks.at(-1);
      if (last && last[1] === at) last[1] = at + 1;
      else breaks.push([at, at + 1]);
    }
    const made = { id: `c${calendars.size}`, breaks };
    calendars.set(calendar, made);
    return made.id;
  };
  const needs = Map.groupBy(demands, (one) => key(one.projectId, one.node));
  const activities: LevelActivity[] = [];
  const links: { from: string; to: string; type: 'FS' | 'SS' | 'FF' | 'SF'; lag: number }[] = [];
  for (const { projectId, facts, passes } of entries) {
    const open = new Set(facts.nodes.filter(isOpen).map((node) => node.code));
    const waits = new Set(facts.links.filter((link) => open.has(link.from)).map((link) => link.to));
    const late = Math.max(0, dayNumber(facts.asOf)! - base);
    for (const node of facts.nodes) {
      if (!open.has(node.code)) continue;
      const duration = node.kind === 'milestone' ? 0 : lengthOf(node, passes);
      const starts = dayNumber(passes.dates.get(node.code)!.earlyStart)! - base;
      const begun = node.actualStart !== null;
      activities.push({
        id: key(projectId, node.code),
        duration,
        release: begun ? late : Math.max(late, waits.has(node.code) ? 0 : starts),
        ...(duration > 0 && { calendar: breaksOf(passes.calendars.by[calendarFor(node)]) }),
        ...(duration > 0 && {
          demands: Object.fromEntries((needs.get(key(projectId, node.code)) ?? []).map((one) => [one.resource, one.units])),
        }),
        ...(node === passes.goal && { due: Math.max(0, dayNumber(facts.promised)! + 1 - base) }),
      });
    }
    for (const link of facts.links)
      if (open.has(link.from) && open.has(link.to))
        links.push({
          from: key(projectId, link.from),
          to: key(projectId, link.to),
          type: link.type,
          lag: Math.round(link.unit === 'working' ? (link.lag * 7) / 5 : link.lag),
        });
  }
  return {
    activities,
    links,
    calendars: [...calendars.values()] satisfies LevelCalendar[],
    resources: resources.map((resource) => {
      const changes = resource.capacities
        .map((one) => Math.max(0, dayNumber(one.from)! - base))
        .sort((a, b) => a - b)
        .map((from, place, all) => ({ from, to: all[place + 1] ?? horizon * 4, capacity: capacityOn(resource, base + from) }))
        .filter((one) => one.from < one.to);
      return { id: resource.id, capacity: Math.max(1, ...resource.capacities.map((one) => one.capacity)), changes };
    }),
  };
}

/** The days on which a node works when it starts on a day, in its own calendar. */
function workDays(node: NodeFacts, passes: Passes, from: number, count: number): number[] {
  const calendar = passes.calendars.by[calendarFor(node)];
  const days: number[] = [];
  for (let day = from; days.length < count && day < from + horizon; day++) if (calendar.isWorkday(day)) days.push(day);
  return days;
}

/**
 * Gives nodes their turn in an order, each on the first days on which all that it needs is free. The planners of the entries are changed by it: hand in
 * freshly reckoned ones.
 */
export function takeTurns(
  entries: readonly Entry[],
  resources: readonly Resource[],
  demands: readonly Demand[],
  order: readonly string[],
): Levelled {
  const plans = new Map(entries.map((entry) => [entry.projectId, entry]));
  const things = new Map(resources.map((resource) => [resource.id, resource]));
  const needs = Map.groupBy(demands, (one) => key(one.projectId, one.node));
  const before = new Map<string, number>();
  const startOf = (entry: Entry, code: string): number => {
    const { schedule } = entry.passes;
    return Math.floor(schedule.dates.earlyStart[schedule.network.rankOf.get(code)!]! / aDay);
  };
  type Turn = { id: string; entry: Entry; node: NodeFacts; needs: Demand[] };
  let turns = order.flatMap((id): Turn[] => {
    const found = needs.get(id);
    const entry = found && plans.get(found[0]!.projectId);
    const node = entry?.facts.nodes.find((one) => one.code === found![0]!.node);
    return entry && node && isOpen(node) && lengthOf(node, entry.passes) > 0 ? [{ id, entry, node, needs: found! }] : [];
  });
  for (const { id, entry, node } of turns) before.set(id, startOf(entry, node.code));
  let overDays = 0;
  for (let round = 0; round < rounds; round++) {
    const used = new Map<string, Map<number, number>>();
    overDays = 0;
    const free = (day: number, all: readonly Demand[]): boolean =>
      all.every((one) => (used.get(one.resource)?.get(day) ?? 0) + one.units <= capacityOn(things.get(one.resource)!, day));
    // What is under way keeps what it has.
    const sorted = [...turns].sort((a, b) => Number(b.node.actualStart !== null) - Number(a.node.actualStart !== null));
    for (const { entry, node, needs: all } of sorted) {
      const length = lengthOf(node, entry.passes);
      const held = all.filter((one) => things.has(one.resource));
      const begun = node.actualStart !== null;
      let from = begun ? Math.max(dayNumber(entry.facts.asOf)!, startOf(entry, node.code)) : startOf(entry, node.code);
      let days = workDays(node, entry.passes, from, length);
      if (!begun)
        for (let tries = 0; tries < horizon; tries++) {
          const busy = days.find((day) => !free(day, held));
          if (busy === undefined) break;
          from = busy + 1;
          days = workDays(node, entry.passes, from, length);
          from = days[0] ?? from;
        }
      for (const day of days)
        for (const one of held) {
          const row = used.get(one.resource) ?? new Map<number, number>();
          used.set(one.resource, row);
          const sum = (row.get(day) ?? 0) + one.units;
          row.set(day, sum);
          if (sum > capacityOn(things.get(one.resource)!, day)) overDays++;
        }
      if (!begun && from > startOf(entry, node.code)) {
        const { network } = entry.passes.schedule;
        const { constraints } = network.activities[network.rankOf.get(node.code)!]!;
        entry.passes.planner.change([
          { activity: node.code, set: { constraints: [...(constraints ?? []), { type: 'SNET', at: from * aDay }] } },
        ]);
      }
    }
    // A node that waits for another one's turn may have been put later after its own days were taken.
    const again = [...turns].sort((a, b) => startOf(a.entry, a.node.code) - startOf(b.entry, b.node.code));
    if (fits(again, things, startOf)) break;
    turns = again;
  }
  return {
    overDays,
    finishes: new Map(
      entries.map(({ projectId, passes }) => {
        const { schedule } = passes;
        return [projectId, dayText(Math.floor((schedule.dates.earlyFinish[schedule.network.rankOf.get(passes.goal.code)!]! - 1) / aDay))];
      }),
    ),
    moves: turns
      .filter(({ id, entry, node }) => startOf(entry, node.code) > before.get(id)!)
      .map(({ id, entry, node, needs: all }) => ({
        projectId: entry.projectId,
        node: node.code,
        name: { zh: node.zh, en: node.en || node.zh },
        resource: all[0]!.resource,
        from: dayText(before.get(id)!),
        to: dayText(startOf(entry, node.code)),
      })),
  };
}

/** Whether nothing that could have waited takes more than there is. */
function fits(
  turns: readonly { entry: Entry; node: NodeFacts; needs: readonly Demand[] }[],
  things: ReadonlyMap<string, Resource>,
  startOf: (entry: Entry, code: string) => number,
): boolean {
  const used = new Map<string, { all: number; begun: number }>();
  for (const { entry, node, needs } of turns) {
    const begun = node.actualStart !== null;
    const from = begun ? Math.max(dayNumber(entry.facts.asOf)!, startOf(entry, node.code)) : startOf(entry, node.code);
    for (const day of workDays(node, entry.passes, from, lengthOf(node, entry.passes)))
      for (const one of needs) {
        const place = `${one.resource}/${day}`;
        const held = used.get(place) ?? { all: 0, begun: 0 };
        used.set(place, { all: held.all + one.units, begun: held.begun + (begun ? one.units : 0) });
      }
  }
  for (const [place, { all, begun }] of used) {
    const [resource, day] = place.split('/') as [string, string];
    const thing = things.get(resource);
    if (thing && all > Math.max(begun, capacityOn(thing, Number(day)))) return false;
  }
  return true;
}

/** The earliest day on which a plan stands: period 0 of the levelling. */
export const baseOf = (entries: readonly Entry[]): number => Math.min(...entries.map((one) => dayNumber(one.facts.asOf)!));

/** Ever better orders, promises first; `pause` lets others have their turn between steps. */
export const searched = (problem: LevelProblem, tries: number, pause: () => Promise<void>) =>
  level(problem, { schedules: tries, seed: 1, objective: 'lateness', pause });

/** The order in which a levelling begins nodes. */
export const orderOf = (problem: LevelProblem, starts: readonly number[]): string[] =>
  problem.activities
    .map((activity, place) => ({ id: activity.id, at: starts[place]! }))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    .map((one) => one.id);

/** Working days after the promise; negative: to spare. */
export const lateness = ({ facts, passes }: Entry, finish: string): number =>
  daysLater(passes.calendars.by.working, dayNumber(facts.promised)!, dayNumber(finish)!);
