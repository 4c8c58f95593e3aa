// A plan as the engine's network, and both passes read back as days: the earliest from today and what has happened, the latest from the promise, float,
// the chain that drives the promised node. What follows the promised node has the room that the promise leaves. Sentences are rules-say.ts.
import {
  type Activity,
  type Cause,
  chainTo,
  createNetwork,
  datesOf,
  dayNumber,
  dayText,
  type EngineError,
  explainStart,
  type Link,
  type NetworkProblem,
  Planner,
  schedule as passOver,
  type Schedule,
  underCalendars,
} from '../../engine/src/index.ts';
import type { Problem } from '../../vocabulary/problems.ts';
import { calendarFor, daysLater, type PlanCalendars } from './rules-calendars.ts';
import type { DayUnit, Guarantee, NodeKind, PlanLink, Stream } from './words.ts';

/** A node as it is kept. */
export interface NodeFacts {
  code: string;
  position: number;
  zh: string;
  en: string;
  kind: NodeKind;
  stage: Guarantee;
  stream: Stream;
  organisation: string;
  post: string;
  person: string;
  days: number;
  unit: DayUnit;
  statutoryDays: number | null;
  committedDays: number | null;
  basis: string;
  confirmed: boolean;
  outdoor: boolean;
  holdPoint: boolean;
  fixed: boolean;
  promise: boolean;
  actualStart: string | null;
  actualFinish: string | null;
  daysLeft: number | null;
  blockedReason: string | null;
  blockedUntil: string | null;
  evidence: { name: string; sha256: string }[];
  note: string;
  forecast: string | null;
  /** A day of its own that it was promised for; it moves no date, the light holds the forecast against it. */
  ownPromise: { day: string; reason: string; by: string; at: string } | null;
  /** An accepted levelling: it waits for its turn at a scarce thing and does not begin before this day. */
  queued: { day: string; resource: string; by: string; at: string } | null;
  photos: { name: string; sha256: string; type: string; takenAt: string | null; by: string; at: string }[];
}
/** What is known of a node that nobody has reported on yet. */
export const untouched = {
  actualStart: null,
  actualFinish: null,
  daysLeft: null,
  blockedReason: null,
  blockedUntil: null,
  evidence: [],
  note: '',
  forecast: null,
  ownPromise: null,
  queued: null,
  photos: [],
} satisfies Partial<NodeFacts>;
export interface PlanFacts {
  start: string;
  promised: string;
  asOf: string;
  nodes: readonly NodeFacts[];
  links: readonly PlanLink[];
}
/** What decides the forecast of a node, for those who reckon very many plans. */
export type FlowNode = Pick<
  NodeFacts,
  'code' | 'kind' | 'days' | 'unit' | 'outdoor' | 'promise' | 'actualStart' | 'actualFinish' | 'daysLeft' | 'blockedUntil'
> & { queued: { day: string } | null };
export type PlanFlow = Omit<PlanFacts, 'nodes'> & { nodes: readonly FlowNode[] };
export interface NodeDates {
  earlyStart: string;
  earlyFinish: string;
  lateStart: string;
  lateFinish: string;
  floatDays: number;
  cause: Cause | undefined;
}
export interface Passes {
  planner: Planner;
  schedule: Schedule;
  calendars: PlanCalendars;
  goal: NodeFacts;
  dates: ReadonlyMap<string, NodeDates>;
  chain: readonly string[];
  /** The day the promised node is forecast, or was reached. */
  finish: string;
  /** Working days later than promised; negative: to spare. */
  gapDays: number;
}

const aDay = 1440;

/** The promised node: the one marked, or the last in the list. */
const goalOf = <N extends FlowNode>(nodes: readonly N[]): N | undefined => nodes.find((node) => node.promise) ?? nodes.at(-1);

const lagCalendars: Record<DayUnit, { calendar: DayUnit }> = { working: { calendar: 'working' }, calendar: { calendar: 'calendar' } };
const begins = (day: string): number => dayNumber(day)! * aDay;

/** Times and lengths as minutes, which the engine need not read from texts: a province is laid out twice for every stop that is tried. */
function problemOf(plan: PlanFlow, calendars: PlanCalendars, goal: FlowNode, due: number | undefined): NetworkProblem {
  // The day of acceptance is not counted: what is accepted on the next working day is counted from the day after.
  const accepted = (calendars.by.working.workday(dayNumber(plan.asOf > plan.start ? plan.asOf : plan.start)!, 0) + 1) * aDay;
  const activities = plan.nodes.map((node): Activity => {
    const instant = node.days === 0 || node.kind === 'milestone';
    const counted = node.kind === 'matter';
    const done = node.actualFinish === null ? undefined : begins(node.actualFinish) + aDay;
    const started = node.actualStart === null ? undefined : begins(node.actualStart) + (counted ? aDay : 0);
    const free = counted && !instant ? accepted : undefined;
    const blocked = node.blockedUntil === null ? undefined : begins(node.blockedUntil);
    const held = Math.max(free ?? 0, blocked ?? 0, node.queued ? begins(node.queued.day) : 0);
    const from = held > 0 ? held : undefined;
    return {
      id: node.code,
      kind: instant ? 'milestone' : 'task',
      duration: instant ? 0 : node.days * aDay,
      calendar: calendarFor(node),
      ...(node === goal && { deadline: begins(plan.promised) + aDay }),
      ...(instant
        ? done !== undefined && { actualStart: done, actualFinish: done }
        : { ...(started !== undefined && { actualStart: started }), ...(done !== undefined && { actualFinish: done }) }),
      ...(done === undefined && started !== undefined && !instant && node.daysLeft !== null && { remaining: node.daysLeft * aDay }),
      ...(done === undefined && started !== undefined && !instant && blocked !== undefined && { resume: blocked }),
      ...(done === undefined &&
        (started === undefined || instant) &&
        from !== undefined && { constraints: [{ type: 'SNET' as const, at: from }] }),
    };
  });
  const links = plan.links.map(
    (link): Link => ({ from: link.from, to: link.to, type: link.type, lag: link.lag * aDay, lagCalendar: lagCalendars[link.unit] }),
  );
  return {
    activities,
    links,
    calendars: calendars.list,
    calendar: 'working',
    start: begins(plan.start),
    ...(plan.asOf > plan.start && { dataDate: begins(plan.asOf) }),
    ...(due !== undefined && { due }),
  };
}

/** Both passes of a plan, or why there are none: a circle, a link that leads nowhere, no nodes. */
export function passesOf(plan: PlanFacts, calendars: PlanCalendars): { ok: true; passes: Passes } | { ok: false; problem: Problem } {
  const goal = goalOf(plan.nodes);
  if (!goal) return { ok: false, problem: { code: 'plans.no-nodes' } };
  let made = planned(problemOf(plan, calendars, goal, undefined));
  if (!made.ok) return { ok: false, problem: problemFor(made.errors[0]!, plan.nodes) };
  const { finish, network, dates } = made.value.current;
  const reached = dates.earlyFinish[network.rankOf.get(goal.code)!]!;
  const promised = (dayNumber(plan.promised)! + 1) * aDay;
  // What comes after the promised node may finish as much later as the promise leaves room; nothing that is late makes it later still.
  const due = reached < promised ? finish + promised - reached : undefined;
  if (due !== undefined) made = planned(problemOf(plan, calendars, goal, Math.ceil(due / aDay) * aDay));
  if (!made.ok) return { ok: false, problem: problemFor(made.errors[0]!, plan.nodes) };
  const planner = made.value;
  const schedule = planner.current;
  const first = Math.max(dayNumber(plan.start)!, dayNumber(plan.asOf)!);
  const read = new Map<string, NodeDates>();
  for (const node of plan.nodes) read.set(node.code, datesFor(schedule, node, first));
  const finishDay = read.get(goal.code)!.earlyFinish;
  return {
    ok: true,
    passes: {
      planner,
      schedule,
      calendars,
      goal,
      dates: read,
      chain: chainTo(schedule, goal.code).map((step) => step.activity),
      finish: finishDay,
      gapDays: daysLater(calendars.by.working, dayNumber(plan.promised)!, dayNumber(finishDay)!),
    },
  };
}

/** The forward half of a plan: when each node is forecast, without latest days, float or reasons. */
export interface Forecast {
  schedule: Schedule;
  goal: FlowNode;
  /** The day the promised node is forecast, or was reached; the same as that of both passes. */
  finish: string;
}

/** The network of a plan, made once; how its forecast comes out under one set of calendars or another. Undefined: the plan has no dates. */
export function forecaster(plan: PlanFlow, calendars: PlanCalendars): ((under: PlanCalendars) => Forecast | undefined) | undefined {
  const goal = goalOf(plan.nodes);
  if (!goal) return undefined;
  const problem = problemOf(plan, calendars, goal, undefined);
  const first = Math.max(dayNumber(plan.start)!, dayNumber(plan.asOf)!);
  const network = createNetwork(problem);
  if (!network.ok) return undefined;
  return (under) => {
    const laid = under === calendars ? network.value : underCalendars(network.value, under.list);
    const made = laid && passOver(laid);
    if (!made?.ok) return undefined;
    const at = made.value.dates.earlyFinish[made.value.network.rankOf.get(goal.code)!]!;
    return { schedule: made.value, goal, finish: forecastDay(at, goal, first) };
  };
}

/** The day of every node in a forecast. */
export function forecastDays(plan: PlanFlow, { schedule: made }: Forecast): ReadonlyMap<string, string> {
  const first = Math.max(dayNumber(plan.start)!, dayNumber(plan.asOf)!);
  const at = (code: string): number => made.dates.earlyFinish[made.network.rankOf.get(code)!]!;
  return new Map(plan.nodes.map((node) => [node.code, forecastDay(at(node.code), node, first)]));
}

function planned(problem: NetworkProblem) {
  const network = createNetwork(problem);
  return network.ok ? Planner.of(network.value) : network;
}

const ends = (when: number): number => Math.floor((when - 1) / aDay);

/** The day on which a node is forecast to be done; a node without length stands on the day on which what it waits for ends. */
function forecastDay(earlyFinish: number, node: FlowNode, first: number): string {
  if (node.actualFinish !== null) return node.actualFinish;
  const instant = node.days === 0 || node.kind === 'milestone';
  return dayText(instant ? Math.max(ends(earlyFinish), first) : ends(earlyFinish));
}

/** The engine's dates of a node as days, both ends included. */
function datesFor(schedule: Schedule, node: NodeFacts, first: number): NodeDates {
  const at = datesOf(schedule, node.code)!;
  const instant = node.days === 0 || node.kind === 'milestone';
  const late = ends(at.lateFinish);
  const earlyFinish = forecastDay(at.earlyFinish, node, first);
  return {
    earlyStart: node.actualStart ?? (instant ? earlyFinish : dayText(Math.floor(at.earlyStart / aDay))),
    earlyFinish,
    lateStart: dayText(instant ? late : Math.floor(at.lateStart / aDay)),
    lateFinish: dayText(late),
    floatDays: Math.round(at.totalFloat / aDay),
    cause: explainStart(schedule, node.code)?.causes[0],
  };
}

/** What the engine found, with the nodes by their names. */
function problemFor({ rule, activity, activities }: EngineError, nodes: readonly NodeFacts[]): Problem {
  const name = (code: string | undefined): string => nodes.find((node) => node.code === code)?.zh ?? code ?? '';
  if (rule === 'cycle') return { code: 'plans.cycle', params: { chain: [...(activities ?? []), activities?.[0]].map(name).join(' → ') } };
  if (rule === 'self-link') return { code: 'plans.self-link', params: { activity: name(activity) } };
  if (rule === 'unknown-activity') return { code: 'plans.unknown-activity', params: { activity: name(activity) } };
  if (rule.startsWith('reversed')) return { code: 'plans.reversed', params: { activity: name(activity) } };
  return { code: 'plans.wrong-value', params: { activity: name(activity), rule } };
}
