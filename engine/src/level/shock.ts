// What has happened to a published plan, and the problem that is left: what is finished stands, what has begun goes on with what remains of it, nothing
// else starts before the data date; stops become breaks of calendars, lost crews become changes of capacity.
import { answer, type EngineError, failure, type Result } from '../errors.ts';
import type { CapacityChange, LevelActivity, LevelCalendar, LevelLink, LevelPlan, LevelProblem, LevelResource, Period } from './problem.ts';

/** What is known of an activity at the data date. Without `finish` it is under way; `remaining` periods are left of it, reckoned when absent. */
export type Actual = { readonly id: string; readonly start: Period; readonly finish?: Period; readonly remaining?: Period };

/** Nothing is worked from one period up to another by these activities, these projects (sites), or whoever needs these resources. All when none is named. */
export type LevelStop = {
  readonly from: Period;
  readonly to: Period;
  readonly activities?: readonly string[];
  readonly projects?: readonly string[];
  readonly resources?: readonly string[];
};

/** So many units of a resource fewer from a period on, up to another or for good. */
export type Loss = { readonly resource: string; readonly units: number; readonly from: Period; readonly to?: Period };

export type Shock = {
  /** Up to this period actuals are known; what is left is planned from it on. */
  readonly dataDate: Period;
  readonly actuals?: readonly Actual[];
  readonly stops?: readonly LevelStop[];
  readonly losses?: readonly Loss[];
};

/** The rest of a problem after a shock. `activity[k]`: the place in the whole problem of activity k of the rest, −1 for marks of what is done. */
export type Rest = {
  readonly problem: LevelProblem;
  readonly activity: readonly number[];
  /** What movement is measured against: the published start, or for what is under way the start that keeps its published finish. */
  readonly anchor: readonly Period[];
  /** Finished activities with their actual dates; started ones with their actual start. */
  readonly begun: ReadonlyMap<number, Actual>;
};

const whole = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < 2 ** 29;

/** Builds the rest. Errors: actuals of unknown activities or after the data date, stops and losses of what there is not, numbers that are not whole. */
export function restAfter(problem: LevelProblem, published: LevelPlan, shock: Shock): Result<Rest> {
  const errors: EngineError[] = [];
  const bad = (rule: EngineError['rule'], sentence: string, names: Partial<EngineError> = {}): void =>
    void errors.push({ rule, sentence, ...names });
  const place = new Map(problem.activities.map((activity, i) => [activity.id, i]));
  const { dataDate } = shock;
  if (!whole(dataDate)) bad('bad-number', `The data date ${dataDate} is not a whole period.`);
  if ([published.start, published.finish, published.mode].some((list) => list.length !== problem.activities.length))
    bad('bad-number', 'The published plan does not have one start, finish and mode for each activity.');
  const begun = new Map<number, Actual>();
  for (const actual of shock.actuals ?? []) {
    const i = place.get(actual.id);
    const { id } = actual;
    if (i === undefined) bad('unknown-activity', `Actuals speak of activity ${id}, which there is not.`, { activity: id });
    else if (
      !whole(actual.start) ||
      (actual.finish !== undefined && !whole(actual.finish)) ||
      (actual.remaining !== undefined && !whole(actual.remaining))
    )
      bad('bad-number', `The actuals of activity ${id} are not whole periods.`, { activity: id });
    else if (actual.start > dataDate || (actual.finish ?? 0) > dataDate)
      bad('reversed-actuals', `An actual date of activity ${id} lies after the data date.`, { activity: id });
    else if (actual.finish !== undefined && actual.finish < actual.start)
      bad('reversed-actuals', `Activity ${id} finishes before it starts.`, { activity: id });
    else begun.set(i, actual);
  }
  const resources = new Set((problem.resources ?? []).map((resource) => resource.id));
  const projects = new Set((problem.projects ?? []).map((project) => project.id));
  for (const stop of shock.stops ?? []) {
    if (!whole(stop.from) || !whole(stop.to) || stop.to < stop.from)
      bad('bad-number', 'A stop is not made of whole periods, or ends before it begins.');
    for (const id of stop.activities ?? [])
      if (!place.has(id)) bad('unknown-activity', `A stop names activity ${id}, which there is not.`, { activity: id });
    for (const id of stop.projects ?? []) if (!projects.has(id)) bad('unknown-project', `A stop names project ${id}, which there is not.`);
    for (const id of stop.resources ?? [])
      if (!resources.has(id)) bad('unknown-resource', `A stop names resource ${id}, which there is not.`, { resource: id });
  }
  for (const loss of shock.losses ?? []) {
    if (!resources.has(loss.resource))
      bad('unknown-resource', `A loss names resource ${loss.resource}, which there is not.`, { resource: loss.resource });
    if (!whole(loss.units) || !whole(loss.from) || (loss.to !== undefined && (!whole(loss.to) || loss.to < loss.from)))
      bad('bad-number', `The loss of ${loss.resource} is not made of whole numbers, or ends before it begins.`, {
        resource: loss.resource,
      });
  }
  if (errors.length > 0) return failure(...errors);
  return answer(build(problem, published, shock, begun));
}

function build(problem: LevelProblem, published: LevelPlan, shock: Shock, begun: Map<number, Actual>): Rest {
  const calendars: LevelCalendar[] = [...(problem.calendars ?? [])];
  const stopped = new Map<string, string>();
  const activities: LevelActivity[] = [];
  const activity: number[] = [];
  const anchor: Period[] = [];
  const add = (rest: LevelActivity, i: number, at: Period): void => {
    activities.push(rest);
    activity.push(i);
    anchor.push(at);
  };
  // Dates that are facts and that something still waits for stand as milestones.
  const marks = new Set<string>();
  const markOf = (i: number, end: 'start' | 'finish'): string => {
    const id = `${problem.activities[i]!.id}\u0000${end}`;
    if (!marks.has(id)) {
      marks.add(id);
      const at = end === 'start' ? begun.get(i)!.start : begun.get(i)!.finish!;
      add({ id, duration: 0, release: at }, -1, at);
    }
    return id;
  };
  problem.activities.forEach((whole, i) => {
    const actual = begun.get(i);
    if (actual?.finish !== undefined) return;
    const calendar = stopCalendar(problem, whole, shock, calendars, stopped);
    const { release: _release, calendar: _calendar, ...plain } = whole;
    const common = calendar === undefined ? plain : { ...plain, calendar };
    if (!actual) {
      add({ ...common, release: Math.max(whole.release ?? 0, shock.dataDate) }, i, Math.max(published.start[i]!, shock.dataDate));
      return;
    }
    const mode = whole.modes ? whole.modes[published.mode[i]!]! : { duration: whole.duration!, demands: whole.demands };
    const breaks = problem.calendars?.find((one) => one.id === whole.calendar)?.breaks ?? [];
    const done = workedBetween(actual.start, shock.dataDate, breaks);
    const remaining = actual.remaining ?? Math.max(0, mode.duration - done);
    const { modes: _modes, ...single } = common;
    const restOf = { ...single, duration: remaining, ...(mode.demands ? { demands: mode.demands } : {}), release: shock.dataDate };
    add(restOf, i, shock.dataDate);
  });
  const links: LevelLink[] = [];
  const place = new Map(problem.activities.map((one, i) => [one.id, i]));
  for (const link of problem.links ?? []) {
    const [a, b] = [place.get(link.from)!, place.get(link.to)!];
    const type = link.type ?? 'FS';
    if (begun.get(b)?.finish !== undefined) continue;
    // What has started has started; what remains of it still waits for what is not finished (retained logic).
    if (begun.has(b) && (type === 'SS' || (type === 'FS' && begun.get(a)?.finish !== undefined))) continue;
    const fact = begun.get(a);
    if (fact && type[0] === 'S') links.push({ ...link, from: markOf(a, 'start') });
    else if (fact?.finish !== undefined) links.push({ ...link, from: markOf(a, 'finish') });
    else links.push(link);
  }
  const rest: LevelProblem = {
    activities,
    links,
    resources: (problem.resources ?? []).map((resource) => withLosses(resource, shock.losses ?? [])),
    calendars,
    projects: problem.projects ?? [],
  };
  return { problem: rest, activity, anchor, begun };
}

/** The calendar of an activity with the stops that concern it; made once for each combination. */
function stopCalendar(
  problem: LevelProblem,
  activity: LevelActivity,
  shock: Shock,
  calendars: LevelCalendar[],
  made: Map<string, string>,
): string | undefined {
  const needs = (resource: string): boolean =>
    (activity.modes ?? [{ demands: activity.demands }]).every((mode) => (mode.demands?.[resource] ?? 0) > 0);
  const concerns = (stop: LevelStop): boolean =>
    (stop.activities === undefined && stop.projects === undefined && stop.resources === undefined) ||
    (stop.activities?.includes(activity.id) ?? false) ||
    (activity.project !== undefined && (stop.projects?.includes(activity.project) ?? false)) ||
    (stop.resources?.some(needs) ?? false);
  const stops = (shock.stops ?? []).filter(concerns);
  if (stops.length === 0) return activity.calendar;
  const key = `${activity.calendar ?? ''}\u0000${stops.map((stop) => `${stop.from}-${stop.to}`).join()}`;
  let id = made.get(key);
  if (id === undefined) {
    id = `stops\u0000${made.size}`;
    made.set(key, id);
    const usual = problem.calendars?.find((one) => one.id === activity.calendar)?.breaks ?? [];
    calendars.push({ id, breaks: [...usual, ...stops.map((stop) => [stop.from, stop.to] as const)] });
  }
  return id;
}

/** Capacity less what is lost, cut at every change. */
function withLosses(resource: LevelResource, losses: readonly Loss[]): LevelResource {
  const mine = losses.filter((loss) => loss.resource === resource.id);
  if (mine.length === 0) return resource;
  const forGood = mine.filter((loss) => loss.to === undefined);
  const cuts = new Set([0]);
  for (const change of resource.changes ?? []) cuts.add(change.from).add(change.to);
  for (const loss of mine) {
    cuts.add(loss.from);
    if (loss.to !== undefined) cuts.add(loss.to);
  }
  const at = [...cuts].sort((a, b) => a - b);
  const capacity = Math.max(0, resource.capacity - forGood.reduce((sum, loss) => sum + loss.units, 0));
  const changes: CapacityChange[] = [];
  at.forEach((from, k) => {
    const to = at[k + 1];
    if (to === undefined) return;
    let units = resource.capacity;
    for (const change of resource.changes ?? []) if (change.from <= from && from < change.to) units = change.capacity;
    for (const loss of mine) if (loss.from <= from && from < (loss.to ?? Number.POSITIVE_INFINITY)) units -= loss.units;
    if (units !== capacity) changes.push({ from, to, capacity: Math.max(0, units) });
  });
  return { ...resource, capacity, changes };
}

/** Worked periods from one to another, breaks taken out; breaks that overlap count once. */
function workedBetween(from: Period, to: Period, breaks: readonly (readonly [number, number])[]): number {
  let idle = 0;
  let reached = from;
  for (const [a, b] of [...breaks].sort((x, y) => x[0] - y[0])) {
    const begin = Math.max(a, reached);
    const end = Math.min(b, to);
    if (end <= begin) continue;
    idle += end - begin;
    reached = end;
  }
  return Math.max(0, to - from - idle);
}
