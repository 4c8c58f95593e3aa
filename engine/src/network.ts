// The problem as it is handed in, and the network it becomes: validated whole, once, and laid out for the passes, with activities in topological
// order and links as typed arrays sorted by target. Which activity may start when is decided in the passes, not here.
import { Calendar, type CalendarProblem, createCalendar, roundTheClock } from './calendar.ts';
import type { Bounds } from './constraints.ts';
import { answer, type EngineError, failure, type Result } from './errors.ts';
import { topologicalOrder } from './order.ts';
import {
  aHundredYears,
  leftUnsaid,
  linkTypes,
  type ProjectNumbers,
  readActivity,
  readLag,
  readProject,
  type Surroundings,
} from './reading.ts';
import type { When } from './time.ts';

/** Working minutes, or a text: `5d` (working days of the calendar it is reckoned in), `4h`, `30m`, `-2d`, `0`. */
export type Duration = number | string;

/** Finish to start, start to start, finish to finish, start to finish. */
export type LinkType = 'FS' | 'SS' | 'FF' | 'SF';

/** In whose working time a lag is reckoned: of the activity before, the one after, round the clock, the project's, or a calendar by its id. */
export type LagCalendar = 'predecessor' | 'successor' | '24h' | 'project' | { readonly calendar: string };

export type Link = {
  readonly from: string;
  readonly to: string;
  /** FS when absent. */
  readonly type?: LinkType;
  /** 0 when absent; negative is a lead. */
  readonly lag?: Duration;
  readonly lagCalendar?: LagCalendar;
};

/**
 * Start or finish no earlier or no later than, must start or finish on. No-later constraints move late dates only and so show as negative float, as
 * must-constraints move both; with `hard` the dates are held whatever the links say, and the links broken by it are told.
 */
export type Constraint = { readonly type: 'SNET' | 'SNLT' | 'FNET' | 'FNLT' | 'MSO' | 'MFO'; readonly at: When; readonly hard?: boolean };

/**
 * `milestone`: no duration, at the end of what comes before or the beginning of what follows. `start-milestone`: at the beginning of working time.
 * `finish-milestone`: at the end of it. `level-of-effort`: spans what it is linked with and drives nothing. `summary`: the same, over `spans`.
 */
export type ActivityKind = 'task' | 'milestone' | 'start-milestone' | 'finish-milestone' | 'level-of-effort' | 'summary';

export type Activity = {
  readonly id: string;
  readonly name?: string;
  readonly kind?: ActivityKind;
  /** Of a task, required; of the others, 0. */
  readonly duration?: Duration;
  /** The project's calendar when absent. */
  readonly calendar?: string;
  /** Of several projects in one network. */
  readonly project?: string;
  readonly constraints?: readonly Constraint[];
  /** As late as links to others and the late finish allow. */
  readonly asLateAsPossible?: boolean;
  /** A promise: late finish no later than this; never moves an early date. */
  readonly deadline?: When;
  /** From outside the network: no earlier start, no later finish. */
  readonly externalStart?: When;
  readonly externalFinish?: When;
  /** Placed by hand: starts then, whatever links say; links into it may be broken by it, its late dates are reckoned as usual. */
  readonly pinned?: When;
  readonly actualStart?: When;
  readonly actualFinish?: When;
  /** Working time left of a started activity; the whole duration less what lies before the data date when absent. */
  readonly remaining?: Duration;
  /** A suspended activity goes on no earlier than this. */
  readonly resume?: When;
  /** The activities that a summary spans. */
  readonly spans?: readonly string[];
};

/** A project of several: its own start, data date and promised finish. */
export type ProjectProblem = { readonly id: string; readonly start?: When; readonly dataDate?: When; readonly due?: When };

export type NetworkProblem = {
  readonly activities: readonly Activity[];
  readonly links: readonly Link[];
  /** At least one; the first is the project's unless `calendar` names another. */
  readonly calendars: readonly CalendarProblem[] | readonly Calendar[];
  readonly calendar?: string;
  /** Nothing starts before it. */
  readonly start: When;
  /** Up to when actuals are known; nothing that is left starts before it. */
  readonly dataDate?: When;
  /** The promised finish, from which late dates are reckoned; the early finish when absent. */
  readonly due?: When;
  readonly projects?: readonly ProjectProblem[];
  /** The lag calendar of links that name none; `successor` when absent. */
  readonly lagCalendar?: LagCalendar;
  /** Durations and lags longer than so many minutes are refused as slips; a hundred years when absent. */
  readonly longest?: number;
};

export const FS = 0;
const SS = 1;
export const FF = 2;
export const SF = 3;

/** Which end of the predecessor a type of link leaves, and at which end of the successor it arrives. */
export const leavesFinish = (type: number): boolean => type === FS || type === FF;
export const entersStart = (type: number): boolean => type === FS || type === SS;

/** NaN where a problem names no instant. */
export type Instants = Float64Array;

/**
 * A validated network. Activities are known by rank, their place in topological order; links by place, sorted by the rank of their target.
 * Everything here is read by solvers and written by none.
 */
export type Network = {
  readonly problem: NetworkProblem;
  readonly count: number;
  readonly activities: readonly Activity[];
  readonly rankOf: ReadonlyMap<string, number>;
  readonly calendars: readonly Calendar[];
  /** Whether every length was handed in as minutes, so that no calendar had to read it. */
  readonly inMinutes: boolean;
  /** The calendar of an activity, as a place in `calendars`; the project's is `projectCalendar`. */
  readonly calendar: Int32Array;
  readonly projectCalendar: Calendar;
  readonly kind: Uint8Array;
  readonly duration: Float64Array;
  readonly remaining: Float64Array;
  readonly actualStart: Instants;
  readonly actualFinish: Instants;
  readonly bounds: readonly Bounds[];
  /** NaN where the activity does not say when it resumes. */
  readonly resume: Instants;
  readonly project: Int32Array;
  readonly projects: readonly ProjectNumbers[];
  readonly around: Surroundings;
  readonly links: {
    readonly from: Int32Array;
    readonly to: Int32Array;
    readonly type: Uint8Array;
    readonly lag: Int32Array;
    /** The calendar of the lag, as a place in `calendars`. */
    readonly calendar: Int32Array;
    /** Its place in the problem's list. */
    readonly place: Int32Array;
  };
  /** Links into rank r are those from `into[r]` to `into[r + 1]`; links out of it are `outOf[k]` for k from `outFrom[r]` to `outFrom[r + 1]`. */
  readonly into: Int32Array;
  readonly outFrom: Int32Array;
  readonly outOf: Int32Array;
  /** Ranks of levels of effort and summaries, which follow the others, in the order to reckon them. */
  readonly followers: Int32Array;
};

let elapsedOnce: Result<Calendar> | undefined;

/**
 * Validates a problem whole and lays it out. Every error is told, not only the first; a cycle is told as its chain. O(activities + links).
 */
export function createNetwork(problem: NetworkProblem): Result<Network> {
  const errors: EngineError[] = [];
  const calendars: Calendar[] = [];
  const calendarOf = new Map<string, number>();
  for (const one of problem.calendars) {
    if (calendarOf.has(one.id))
      errors.push({ rule: 'duplicate-calendar', sentence: `Two calendars are called ${one.id}.`, calendar: one.id });
    const made = one instanceof Calendar ? answer(one) : createCalendar(one);
    if (made.ok) calendarOf.set(one.id, calendars.push(made.value) - 1);
    else errors.push(...made.errors);
  }
  if (problem.calendars.length === 0) errors.push({ rule: 'unknown-calendar', sentence: 'A network needs a calendar.' });
  const projectPlace = problem.calendar === undefined ? 0 : calendarOf.get(problem.calendar);
  if (projectPlace === undefined)
    errors.push({
      rule: 'unknown-calendar',
      sentence: `There is no calendar ${problem.calendar} for the project.`,
      calendar: problem.calendar,
    });
  if (errors.length > 0) return failure(...errors);
  const projectCalendar = calendars[projectPlace!]!;
  let elapsed = calendarOf.get(roundTheClock.id);
  if (elapsed === undefined) {
    // The same for every network, and dearer to compile than a small network is to lay out.
    elapsedOnce ??= createCalendar(roundTheClock);
    elapsed = elapsedOnce.ok ? calendars.push(elapsedOnce.value) - 1 : 0;
    calendarOf.set(roundTheClock.id, elapsed);
  }

  const n = problem.activities.length;
  const places = new Map<string, number>();
  let named = 0;
  for (let i = 0; i < n; i++) {
    const { id } = problem.activities[i]!;
    if (typeof id !== 'string' || id === '')
      errors.push({ rule: 'bad-number', sentence: `Activity number ${i + 1} has no id.`, activity: String(id) });
    else if (places.set(id, i).size === named) {
      errors.push({ rule: 'duplicate-activity', sentence: `Two activities are called ${id}.`, activity: id });
    } else named++;
  }
  const whole = readProject({ id: '', start: problem.start, dataDate: problem.dataDate, due: problem.due }, undefined, errors);
  if (problem.start === undefined) errors.push({ rule: 'bad-time', sentence: 'The problem has no start.' });
  const projects = [whole];
  const projectOf = new Map<string, number>();
  for (const one of problem.projects ?? []) projectOf.set(one.id, projects.push(readProject(one, whole, errors)) - 1);
  const around: Surroundings = {
    calendars,
    calendarOf,
    projectCalendar: projectPlace!,
    roundTheClock: elapsed,
    projects,
    projectOf,
    lagCalendar: problem.lagCalendar ?? 'successor',
    longest: problem.longest ?? aHundredYears,
  };
  const given = {
    calendar: new Int32Array(n),
    kind: new Uint8Array(n),
    duration: new Float64Array(n),
    remaining: new Float64Array(n),
    actualStart: new Float64Array(n),
    actualFinish: new Float64Array(n),
    resume: new Float64Array(n),
    project: new Int32Array(n),
  };
  const bounds = new Array<Bounds>(n);
  for (let i = 0; i < n; i++) {
    const activity = problem.activities[i]!;
    const numbers = readActivity(activity, around, errors);
    given.calendar[i] = numbers.calendar;
    given.kind[i] = numbers.kind;
    given.duration[i] = numbers.duration;
    given.remaining[i] = numbers.remaining;
    given.actualStart[i] = numbers.actualStart;
    given.actualFinish[i] = numbers.actualFinish;
    given.resume[i] = numbers.resume;
    given.project[i] = numbers.project;
    bounds[i] = numbers.bounds;
    if (activity.spans === undefined) continue;
    for (const spanned of activity.spans)
      if (!places.has(spanned) || numbers.kind !== 5 || spanned === activity.id)
        errors.push({
          rule: 'unknown-activity',
          sentence: `Activity ${activity.id} spans ${spanned}, which ${places.has(spanned) ? 'it cannot' : 'is not there'}.`,
          activity: activity.id,
          activities: [activity.id, spanned],
        });
  }

  const m = problem.links.length;
  const from = new Int32Array(m);
  const to = new Int32Array(m);
  const type = new Uint8Array(m);
  // Links often come grouped by the activity that they leave.
  let before: string | undefined;
  let a: number | undefined;
  for (let k = 0; k < m; k++) {
    const link = problem.links[k]!;
    if (link.from !== before) a = places.get(link.from);
    before = link.from;
    const b = places.get(link.to);
    const kind = link.type === undefined ? FS : linkTypes.indexOf(link.type);
    if (a === undefined || b === undefined || a === b || kind < 0) {
      const about = { link: k, activities: [link.from, link.to] };
      if (a === undefined || b === undefined)
        errors.push({
          rule: 'unknown-activity',
          sentence: `The link from ${link.from} to ${link.to} leads ${a === undefined ? `from ${link.from}` : `to ${link.to}`}, which is not there.`,
          activity: a === undefined ? link.from : link.to,
          ...about,
        });
      else if (a === b)
        errors.push({ rule: 'self-link', sentence: `Activity ${link.from} is linked to itself.`, activity: link.from, ...about });
      if (kind < 0)
        errors.push({ rule: 'bad-link', sentence: `The link from ${link.from} to ${link.to} has no type ${link.type}.`, ...about });
    }
    from[k] = a ?? 0;
    to[k] = b ?? 0;
    type[k] = Math.max(0, kind);
  }
  if (errors.length > 0) return failure(...errors);

  // A summary waits for what it spans, so that a summary of summaries comes last.
  const spans: (readonly [spanned: number, summary: number])[] = [];
  for (let i = 0; i < n; i++) for (const spanned of problem.activities[i]!.spans ?? []) spans.push([places.get(spanned)!, i]);
  const order = topologicalOrder(
    n,
    spans.length === 0 ? from : Int32Array.from([...from, ...spans.map(([spanned]) => spanned)]),
    spans.length === 0 ? to : Int32Array.from([...to, ...spans.map(([, summary]) => summary)]),
    (i) => given.kind[i]! >= 4,
  );
  if ('cycle' in order) {
    const chain = order.cycle.map((i) => problem.activities[i]!.id);
    return failure({
      rule: 'cycle',
      sentence: `Each waits for the one before it, and the first for the last: ${chain.length > 12 ? `${chain.slice(0, 6).join(' → ')} → … → ${chain.slice(-5).join(' → ')}` : chain.join(' → ')} → ${chain[0]}.`,
      activity: chain[0],
      activities: chain,
    });
  }
  const { rank } = order;
  const activities = new Array<Activity>(n);
  const boundsByRank = new Array<Bounds>(n);
  for (let i = 0; i < n; i++) {
    activities[rank[i]!] = problem.activities[i]!;
    boundsByRank[rank[i]!] = bounds[i]!;
  }
  // From here on the map is of ranks.
  const rankOf = places;
  if (order.order.some((i, r) => i !== r)) for (let i = 0; i < n; i++) rankOf.set(problem.activities[i]!.id, rank[i]!);
  const ranked = <A extends Float64Array | Int32Array | Uint8Array>(values: A): A => {
    const out = values.slice() as A;
    for (let i = 0; i < n; i++) out[rank[i]!] = values[i]!;
    return out;
  };
  const laid = {
    calendar: ranked(given.calendar),
    kind: ranked(given.kind),
    duration: ranked(given.duration),
    remaining: ranked(given.remaining),
    actualStart: ranked(given.actualStart),
    actualFinish: ranked(given.actualFinish),
    resume: ranked(given.resume),
    project: ranked(given.project),
  };

  // Links sorted by the rank of their target by counting, stable in the order they were handed in.
  const into = new Int32Array(n + 1);
  for (let k = 0; k < m; k++) into[rank[to[k]!]! + 1]!++;
  for (let r = 0; r < n; r++) into[r + 1]! += into[r]!;
  const fill = into.slice();
  const links = {
    from: new Int32Array(m),
    to: new Int32Array(m),
    type: new Uint8Array(m),
    lag: new Int32Array(m),
    calendar: new Int32Array(m),
    place: new Int32Array(m),
  };
  for (let k = 0; k < m; k++) {
    const link = problem.links[k]!;
    const target = rank[to[k]!]!;
    const source = rank[from[k]!]!;
    const at = fill[target]!++;
    links.from[at] = source;
    links.to[at] = target;
    links.type[at] = type[k]!;
    links.place[at] = k;
    const { lag, calendar } = readLag(link, k, laid.calendar[source]!, laid.calendar[target]!, around, errors);
    links.lag[at] = lag;
    links.calendar[at] = calendar;
  }
  if (errors.length > 0) return failure(...errors);
  const outFrom = new Int32Array(n + 1);
  for (let k = 0; k < m; k++) outFrom[links.from[k]! + 1]!++;
  for (let r = 0; r < n; r++) outFrom[r + 1]! += outFrom[r]!;
  const outFill = outFrom.slice();
  const outOf = new Int32Array(m);
  for (let k = 0; k < m; k++) outOf[outFill[links.from[k]!]!++] = k;
  const following: number[] = [];
  for (let r = 0; r < n; r++) if (laid.kind[r]! >= 4) following.push(r);
  const followers = Int32Array.from(following);
  const minutes = (length: Duration | undefined): boolean => typeof length !== 'string';
  const inMinutes =
    problem.activities.every((one) => minutes(one.duration) && minutes(one.remaining)) && problem.links.every((one) => minutes(one.lag));
  return answer({
    problem,
    count: n,
    activities,
    rankOf,
    calendars,
    projectCalendar,
    projects,
    links,
    into,
    outFrom,
    outOf,
    followers,
    inMinutes,
    bounds: boundsByRank,
    around,
    ...laid,
  });
}

/**
 * The same network in other working time: calendars of the same ids in the same order. Only for a problem whose lengths are all minutes, as texts are
 * read by the calendar that they were laid out with; undefined otherwise, or where the ids differ. O(calendars).
 */
export function underCalendars(network: Network, calendars: readonly Calendar[]): Network | undefined {
  const { problem, around } = network;
  const same = calendars.length === problem.calendars.length && calendars.every((one, i) => one.id === problem.calendars[i]!.id);
  if (!same || !network.inMinutes) return undefined;
  const all = [...calendars, ...network.calendars.slice(calendars.length)];
  const remaining = network.remaining.slice();
  for (let r = 0; r < network.count; r++)
    if (!Number.isNaN(network.actualStart[r]!) && Number.isNaN(network.actualFinish[r]!) && network.activities[r]!.remaining === undefined)
      remaining[r] = leftUnsaid(
        network.duration[r]!,
        all[network.calendar[r]!]!,
        network.actualStart[r]!,
        network.projects[network.project[r]!]!.dataDate,
      );
  return {
    ...network,
    problem: { ...problem, calendars },
    calendars: all,
    projectCalendar: all[around.projectCalendar]!,
    remaining,
    around: { ...around, calendars: all },
  };
}
