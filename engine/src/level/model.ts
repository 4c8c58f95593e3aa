// The problem validated whole, once, and laid out for the searches: activities in topological order, links as arrays sorted by target, demands packed
// several to a machine word. Every rule that is broken is told; nothing is repaired in silence.
import { answer, type EngineError, failure, type Result } from '../errors.ts';
import { topologicalOrder } from '../order.ts';
import { type Packing, packDemands } from './packing.ts';
import type { CapacityChange, Demands, LevelActivity, LevelCalendar, LevelMode, LevelProblem, Period } from './problem.ts';

/** No period: no promise, no bound. */
export const never = 0x3fff_ffff;

/** A promise: these activities finished by `due`. */
export type Promised = {
  readonly id: string;
  readonly kind: 'activity' | 'project';
  readonly activities: Int32Array;
  readonly due: number;
  readonly weight: number;
};

const linkTypes = ['FS', 'SS', 'FF', 'SF'] as const;

/** A compiled problem. Indices of activities are places in topological order; `input[place]` is the place in the problem's list. Times are in `unit`s. */
export type LevelModel = {
  readonly problem: LevelProblem;
  readonly n: number;
  readonly unit: number;
  readonly input: Int32Array;
  readonly place: Int32Array;
  /** Modes of activity i: modeFrom[i] to modeFrom[i + 1]. */
  readonly modeFrom: Int32Array;
  readonly modeDuration: Int32Array;
  /** Demand of mode m for resource r at m · resources + r. Modes that the usual capacity can never carry are left out. */
  readonly modeDemand: Int32Array;
  /** The number of mode m among the modes that were handed in. */
  readonly modeNumber: Int32Array;
  readonly resources: number;
  readonly packing: Packing;
  /** Capacity by resource after the last change. */
  readonly capacity: Int32Array;
  /** Steps of capacity: from stepAt[k] on, stepCapacity[k · resources + r]; the first at 0. */
  readonly stepAt: Int32Array;
  readonly stepCapacity: Int32Array;
  readonly linkFrom: Int32Array;
  readonly linkTo: Int32Array;
  readonly linkType: Uint8Array;
  readonly linkLag: Int32Array;
  /** Links into i: linkInto[i] to linkInto[i + 1]. Links out of i: linkOut[outOf[i]] to linkOut[outOf[i + 1] − 1]. */
  readonly linkInto: Int32Array;
  readonly outOf: Int32Array;
  readonly linkOut: Int32Array;
  readonly release: Int32Array;
  /** Calendar of each activity, −1 for none, and the breaks of each calendar as sorted, disjoint from/to pairs. */
  readonly calendar: Int32Array;
  readonly breaks: readonly Int32Array[];
  readonly promises: readonly Promised[];
  /** Everything can be placed before this period. */
  readonly horizon: number;
  /** One mode each, finish-to-start without lag, constant capacity, no releases, no calendars: the classic problem, for which the fast search is made. */
  readonly classic: boolean;
};

const longest = 2 ** 29;
const mostPeriods = 8_000_000;

class Findings {
  readonly errors: EngineError[] = [];
  /** Says a thing, up to a number that a person still reads. */
  say(error: EngineError): void {
    if (this.errors.length < 100) this.errors.push(error);
  }
}

const whole = (value: unknown, from: number, to: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to;

const modesOf = (activity: LevelActivity): readonly LevelMode[] =>
  activity.modes ?? [{ duration: activity.duration ?? Number.NaN, ...(activity.demands ? { demands: activity.demands } : {}) }];

function gcd(a: number, b: number): number {
  let [x, y] = [Math.abs(a), Math.abs(b)];
  while (y > 0) [x, y] = [y, x % y];
  return x;
}

/**
 * Checks a problem and compiles it. O(activities + links + modes · resources). Errors: duplicate, unknown, self-linked activities; cycles as the chain;
 * numbers that are not whole or out of range; a demand that no capacity ever meets; a horizon beyond 8,000,000 units.
 */
export function createLevelModel(problem: LevelProblem): Result<LevelModel> {
  const found = new Findings();
  const shapeless = misshapen(problem);
  if (shapeless) return failure(shapeless);
  const resources = readResources(problem, found);
  const calendars = readCalendars(problem, found);
  const projects = readProjects(problem, found);
  const { activities } = problem;
  const ids = new Map<string, number>();
  activities.forEach((activity, i) => {
    if (typeof activity.id !== 'string' || activity.id === '')
      found.say({ rule: 'unknown-activity', sentence: `Activity number ${i + 1} has no id.` });
    else if (ids.has(activity.id))
      found.say({ rule: 'duplicate-activity', sentence: `Activity ${activity.id} stands twice.`, activity: activity.id });
    else ids.set(activity.id, i);
    readActivity(activity, resources.ids, calendars.ids, projects.ids, found);
  });
  const links = readLinks(problem, ids, found);
  if (found.errors.length > 0) return failure(...found.errors);

  const n = activities.length;
  const sorted = topologicalOrder(n, links.from, links.to);
  if ('cycle' in sorted) {
    const chain = sorted.cycle.map((i) => activities[i]!.id);
    return failure({
      rule: 'cycle',
      sentence: `These activities wait for each other in a circle: ${chain.join(' → ')}.`,
      activities: chain,
    });
  }
  return compile(problem, sorted.rank, sorted.order, links, resources, calendars, projects, found);
}

/** Lists that are not lists of objects: what arrives as JSON has been seen by no compiler. */
function misshapen(problem: LevelProblem): EngineError | undefined {
  const objects = (list: unknown): boolean => Array.isArray(list) && list.every((one) => typeof one === 'object' && one !== null);
  const optional = (list: unknown): boolean => list === undefined || objects(list);
  const wrong = (where: string, names: Partial<EngineError> = {}): EngineError => ({
    rule: 'bad-number',
    sentence: `${where} is not a list of the shape that is asked for.`,
    ...names,
  });
  if (typeof problem !== 'object' || problem === null) return wrong('The problem');
  if (!objects(problem.activities)) return wrong('The list of activities');
  for (const name of ['links', 'resources', 'calendars', 'projects'] as const)
    if (!optional(problem[name])) return wrong(`The list of ${name}`);
  for (const activity of problem.activities) {
    const plain = (value: unknown): boolean => value === undefined || (typeof value === 'object' && value !== null);
    if (!optional(activity.modes) || !plain(activity.demands) || (activity.modes ?? []).some((mode) => !plain(mode.demands)))
      return wrong(`What is said of the modes and demands of activity ${activity.id}`, { activity: String(activity.id) });
  }
  for (const resource of problem.resources ?? [])
    if (!optional(resource.changes))
      return wrong(`What is said of the changes of resource ${resource.id}`, { resource: String(resource.id) });
  for (const calendar of problem.calendars ?? [])
    if (!objects(calendar.breaks)) return wrong(`What is said of the breaks of calendar ${calendar.id}`, { calendar: String(calendar.id) });
  return undefined;
}

type Resources = ReturnType<typeof readResources>;
function readResources(problem: LevelProblem, found: Findings) {
  const ids = new Map<string, number>();
  const capacity: number[] = [];
  const changes: (readonly CapacityChange[])[] = [];
  for (const resource of problem.resources ?? []) {
    const say = (sentence: string): void => found.say({ rule: 'bad-resource', sentence, resource: String(resource.id) });
    if (typeof resource.id !== 'string' || ids.has(resource.id)) {
      say(`Resource ${resource.id} stands twice or has no id.`);
      continue;
    }
    if (!whole(resource.capacity, 0, longest)) say(`The capacity of resource ${resource.id} is not a whole number from 0 to 2^29.`);
    for (const change of resource.changes ?? [])
      if (!whole(change.from, 0, longest) || !whole(change.to, change.from, longest) || !whole(change.capacity, 0, longest))
        say(`A change of capacity of resource ${resource.id} is not made of whole numbers, or ends before it begins.`);
    ids.set(resource.id, capacity.length);
    capacity.push(resource.capacity);
    changes.push(resource.changes ?? []);
  }
  return { ids, capacity, changes };
}

type Calendars = ReturnType<typeof readCalendars>;
function readCalendars(problem: LevelProblem, found: Findings) {
  const ids = new Map<string, number>();
  const breaks: number[][] = [];
  for (const calendar of problem.calendars ?? []) {
    if (typeof calendar.id !== 'string' || ids.has(calendar.id)) {
      found.say({
        rule: 'duplicate-calendar',
        sentence: `Calendar ${calendar.id} stands twice or has no id.`,
        calendar: String(calendar.id),
      });
      continue;
    }
    ids.set(calendar.id, breaks.length);
    breaks.push(joined(calendar, found));
  }
  return { ids, breaks };
}

/** Breaks in order and without overlaps, as from/to pairs. */
function joined(calendar: LevelCalendar, found: Findings): number[] {
  const pairs: number[] = [];
  const good = calendar.breaks.filter((stop) => {
    const fine = Array.isArray(stop) && whole(stop[0], 0, longest) && whole(stop[1], stop[0], longest);
    if (!fine)
      found.say({
        rule: 'bad-calendar',
        sentence: `A break of calendar ${calendar.id} is not made of whole periods.`,
        calendar: calendar.id,
      });
    return fine && stop[1] > stop[0];
  });
  for (const [from, to] of [...good].sort((a, b) => a[0] - b[0])) {
    if (pairs.length > 0 && from <= pairs.at(-1)!) pairs[pairs.length - 1] = Math.max(pairs.at(-1)!, to);
    else pairs.push(from, to);
  }
  return pairs;
}

type Projects = ReturnType<typeof readProjects>;
function readProjects(problem: LevelProblem, found: Findings) {
  const ids = new Map<string, { release: number; due: number; weight: number; members: number[] }>();
  for (const project of problem.projects ?? []) {
    const say = (sentence: string): void => found.say({ rule: 'unknown-project', sentence });
    if (typeof project.id !== 'string' || ids.has(project.id)) say(`Project ${project.id} stands twice or has no id.`);
    if (project.release !== undefined && !whole(project.release, 0, longest))
      say(`The release of project ${project.id} is not a whole period.`);
    if (project.due !== undefined && !whole(project.due, -longest, longest)) say(`The due period of project ${project.id} is not whole.`);
    if (project.weight !== undefined && !whole(project.weight, 0, 1_000_000))
      say(`The weight of project ${project.id} is not a whole number from 0 to 1,000,000.`);
    ids.set(project.id, { release: project.release ?? 0, due: project.due ?? never, weight: project.weight ?? 1, members: [] });
  }
  return { ids };
}

function readActivity(
  activity: LevelActivity,
  resources: ReadonlyMap<string, number>,
  calendars: ReadonlyMap<string, number>,
  projects: ReadonlyMap<string, unknown>,
  found: Findings,
): void {
  const { id } = activity;
  const bad = (sentence: string): void => found.say({ rule: 'bad-number', sentence, activity: String(id) });
  const modes = modesOf(activity);
  if (modes.length === 0) bad(`Activity ${id} has no mode.`);
  if (activity.modes && (activity.duration !== undefined || activity.demands))
    bad(`Activity ${id} has both modes and a duration of its own.`);
  for (const mode of modes) {
    if (!whole(mode.duration, 0, longest)) bad(`The duration of activity ${id} is not a whole number of periods from 0 to 2^29.`);
    for (const [resource, units] of Object.entries((mode.demands ?? {}) as Demands)) {
      if (!resources.has(resource))
        found.say({
          rule: 'unknown-resource',
          sentence: `Activity ${id} needs resource ${resource}, which there is not.`,
          activity: id,
          resource,
        });
      if (!whole(units, 0, longest)) bad(`Activity ${id} needs ${units} of ${resource}; whole units are counted.`);
    }
  }
  if (activity.release !== undefined && !whole(activity.release, 0, longest)) bad(`The release of activity ${id} is not a whole period.`);
  if (activity.due !== undefined && !whole(activity.due, -longest, longest)) bad(`The due period of activity ${id} is not whole.`);
  if (activity.weight !== undefined && !whole(activity.weight, 0, 1_000_000))
    bad(`The weight of activity ${id} is not a whole number from 0 to 1,000,000.`);
  if (activity.calendar !== undefined && !calendars.has(activity.calendar))
    found.say({
      rule: 'unknown-calendar',
      sentence: `Activity ${id} has calendar ${activity.calendar}, which there is not.`,
      activity: id,
      calendar: activity.calendar,
    });
  if (activity.project !== undefined && !projects.has(activity.project))
    found.say({ rule: 'unknown-project', sentence: `Activity ${id} is of project ${activity.project}, which there is not.`, activity: id });
}

type Links = ReturnType<typeof readLinks>;
function readLinks(problem: LevelProblem, ids: ReadonlyMap<string, number>, found: Findings) {
  const given = problem.links ?? [];
  const [from, to] = [new Int32Array(given.length), new Int32Array(given.length)];
  const type = new Uint8Array(given.length);
  const lag = new Int32Array(given.length);
  given.forEach((link, k) => {
    for (const end of [link.from, link.to])
      if (!ids.has(end))
        found.say({
          rule: 'unknown-activity',
          sentence: `Link number ${k + 1} names activity ${end}, which there is not.`,
          activity: String(end),
          link: k,
        });
    if (link.from === link.to && ids.has(link.from))
      found.say({ rule: 'self-link', sentence: `Activity ${link.from} is linked with itself.`, activity: link.from, link: k });
    const kind = linkTypes.indexOf(link.type ?? 'FS');
    if (kind < 0)
      found.say({ rule: 'bad-link', sentence: `Link number ${k + 1} has type ${link.type}; FS, SS, FF and SF are known.`, link: k });
    if (!whole(link.lag ?? 0, -longest, longest))
      found.say({ rule: 'bad-number', sentence: `The lag of link number ${k + 1} is not a whole number of periods.`, link: k });
    from[k] = ids.get(link.from) ?? 0;
    to[k] = ids.get(link.to) ?? 0;
    type[k] = Math.max(0, kind);
    lag[k] = link.lag ?? 0;
  });
  return { from, to, type, lag };
}

function compile(
  problem: LevelProblem,
  rank: Int32Array,
  order: Int32Array,
  links: Links,
  resources: Resources,
  calendars: Calendars,
  projects: Projects,
  found: Findings,
): Result<LevelModel> {
  const { activities } = problem;
  const n = activities.length;
  const R = resources.capacity.length;

  // One unit for all times: the greatest that divides every one of them.
  let unit = 0;
  const seen = (value: Period | undefined): void => {
    if (value !== undefined && value !== never) unit = gcd(unit, value);
  };
  for (const activity of activities) {
    for (const mode of modesOf(activity)) seen(mode.duration);
    seen(activity.release);
    seen(activity.due);
  }
  for (const project of projects.ids.values()) {
    seen(project.release);
    seen(project.due);
  }
  for (const value of links.lag) seen(value);
  for (const pairs of calendars.breaks) pairs.forEach(seen);
  for (const list of resources.changes)
    for (const change of list) {
      seen(change.from);
      seen(change.to);
    }
  unit = Math.max(1, unit);

  const modeFrom = new Int32Array(n + 1);
  const numbers: number[] = [];
  for (let i = 0; i < n; i++) {
    usableModes(activities[order[i]!]!, resources, found, numbers);
    modeFrom[i + 1] = numbers.length;
  }
  if (found.errors.length > 0) return failure(...found.errors);
  const modeNumber = Int32Array.from(numbers);
  const modeDuration = new Int32Array(numbers.length);
  const modeDemand = new Int32Array(numbers.length * R);
  const release = new Int32Array(n);
  const calendar = new Int32Array(n).fill(-1);
  const promises: Promised[] = [];
  let horizon = 0;
  for (let i = 0; i < n; i++) {
    const activity = activities[order[i]!]!;
    let longestMode = 0;
    const modes = modesOf(activity);
    for (let m = modeFrom[i]!; m < modeFrom[i + 1]!; m++) {
      const mode = modes[modeNumber[m]!]!;
      modeDuration[m] = mode.duration / unit;
      longestMode = Math.max(longestMode, mode.duration / unit);
      for (const [id, units] of Object.entries(mode.demands ?? {}))
        modeDemand[m * R + resources.ids.get(id)!] = mode.duration > 0 ? units : 0;
    }
    const project = activity.project === undefined ? undefined : projects.ids.get(activity.project);
    project?.members.push(i);
    release[i] = Math.max(activity.release ?? 0, project?.release ?? 0) / unit;
    calendar[i] = activity.calendar === undefined ? -1 : calendars.ids.get(activity.calendar)!;
    if (activity.due !== undefined)
      promises.push({
        id: activity.id,
        kind: 'activity',
        activities: Int32Array.of(i),
        due: activity.due / unit,
        weight: activity.weight ?? 1,
      });
    horizon += longestMode;
  }
  for (const [id, project] of projects.ids)
    if (project.due !== never)
      promises.push({ id, kind: 'project', activities: Int32Array.from(project.members), due: project.due / unit, weight: project.weight });

  const byTarget = Int32Array.from(links.from.keys()).sort((a, b) => rank[links.to[a]!]! - rank[links.to[b]!]! || a - b);
  const linkFrom = byTarget.map((k) => rank[links.from[k]!]!);
  const linkTo = byTarget.map((k) => rank[links.to[k]!]!);
  const linkType = Uint8Array.from(byTarget, (k) => links.type[k]!);
  const linkLag = byTarget.map((k) => links.lag[k]! / unit);
  const linkInto = new Int32Array(n + 1);
  const outOf = new Int32Array(n + 1);
  for (let k = 0; k < byTarget.length; k++) {
    linkInto[linkTo[k]! + 1]!++;
    outOf[linkFrom[k]! + 1]!++;
    if (linkLag[k]! > 0) horizon += linkLag[k]!;
  }
  for (let i = 0; i < n; i++) {
    linkInto[i + 1]! += linkInto[i]!;
    outOf[i + 1]! += outOf[i]!;
  }
  const linkOut = new Int32Array(byTarget.length);
  const fill = outOf.slice();
  for (let k = 0; k < byTarget.length; k++) linkOut[fill[linkFrom[k]!]!++] = k;

  const breaks = calendars.breaks.map((pairs) => Int32Array.from(pairs, (value) => value / unit));
  const steps = capacitySteps(resources, unit);
  let lastChange = steps.at.at(-1)!;
  for (const pairs of breaks) lastChange = Math.max(lastChange, pairs.at(-1) ?? 0);
  for (const value of release) lastChange = Math.max(lastChange, value);
  horizon += lastChange + 1;
  if (horizon > mostPeriods)
    found.say({
      rule: 'horizon',
      sentence: `The plan may run over ${horizon} periods of ${unit}; 8,000,000 can be levelled. Count in a larger unit.`,
    });
  const capacity = Int32Array.from(resources.capacity);
  if (found.errors.length > 0) return failure(...found.errors);

  const most = Int32Array.from({ length: R }, (_, r) => {
    let value = 0;
    for (let k = 0; k < steps.at.length; k++) value = Math.max(value, steps.capacity[k * R + r]!);
    return value;
  });
  const classic =
    steps.at.length === 1 &&
    linkType.every((type) => type === 0) &&
    linkLag.every((lag) => lag === 0) &&
    release.every((value) => value === 0) &&
    calendar.every((value) => value < 0) &&
    modeFrom[n] === n;
  return answer({
    problem,
    n,
    unit,
    input: order,
    place: rank,
    modeFrom,
    modeDuration,
    modeDemand,
    modeNumber,
    resources: R,
    packing: packDemands(most, modeDemand, R, modeNumber.length),
    capacity,
    stepAt: Int32Array.from(steps.at),
    stepCapacity: Int32Array.from(steps.capacity),
    linkFrom,
    linkTo,
    linkType,
    linkLag,
    linkInto,
    outOf,
    linkOut,
    release,
    calendar,
    breaks,
    promises,
    horizon,
    classic,
  });
}

/** The capacities as steps in time that hold for all resources at once. */
function capacitySteps(resources: Resources, unit: number): { at: number[]; capacity: number[] } {
  const cuts = new Set([0]);
  for (const list of resources.changes)
    for (const change of list)
      if (change.to > change.from) {
        cuts.add(change.from / unit);
        cuts.add(change.to / unit);
      }
  const at = [...cuts].sort((a, b) => a - b);
  const capacity = at.flatMap((from) =>
    resources.capacity.map((usual, r) => {
      let value = usual;
      for (const change of resources.changes[r]!) if (change.from / unit <= from && from < change.to / unit) value = change.capacity;
      return value;
    }),
  );
  return { at, capacity };
}

/** The modes that fit the usual capacity, by number; without one, no plan could be promised. */
function usableModes(activity: LevelActivity, resources: Resources, found: Findings, into: number[]): void {
  const before = into.length;
  let short = '';
  modesOf(activity).forEach((mode, k) => {
    const lacking = Object.entries(mode.demands ?? {}).find(
      ([id, units]) => mode.duration > 0 && units > resources.capacity[resources.ids.get(id)!]!,
    );
    if (lacking) short = lacking[0];
    else into.push(k);
  });
  if (into.length > before) return;
  found.say({
    rule: 'over-capacity',
    sentence: `Activity ${activity.id} needs more of ${short} than its usual capacity of ${resources.capacity[resources.ids.get(short)!]}, and so might wait for ever.`,
    activity: activity.id,
    resource: short,
  });
}
