// Ways to close a gap, one at a time: start sooner, overlap, shorten, add a crew, work on days off. What each buys is measured by planning it, not
// estimated, and each says what it would break. Several ways together at the least cost are trade-off.ts.
import type { Gap } from './gap.ts';
import { promisesOf } from './gap.ts';
import type { Duration, Link } from './network.ts';
import { calendarOf, isStarted } from './pass.ts';
import type { Change, Planner } from './planner.ts';
import { minutesOf } from './reading.ts';
import type { Schedule, Signal } from './schedule.ts';
import { type Instant, instant, instantText, type When } from './time.ts';

/** What could be done, as somebody who knows the work offers it. `cost` is for the whole measure, `costPerDay` for each working day of it. */
export type Measure = { readonly cost?: number; readonly costPerDay?: number } & (
  | { readonly way: 'start-sooner'; readonly activity: string; readonly from: When }
  | { readonly way: 'shorten'; readonly activity: string; readonly to: Duration }
  | { readonly way: 'add-crew'; readonly activity: string; readonly crews: number; readonly more: number; readonly resource?: string }
  | { readonly way: 'overlap'; readonly link: number; readonly by: Duration }
  | { readonly way: 'other-calendar'; readonly activity: string; readonly calendar: string }
);

/** What a way would break, or put under strain. */
export type Breaks =
  | { readonly what: 'constraint' | 'external' | 'project-start'; readonly activity: string; readonly at: Instant }
  | { readonly what: 'logic'; readonly link: number }
  | { readonly what: 'duration'; readonly activity: string; readonly from: number; readonly to: number }
  | { readonly what: 'capacity'; readonly activity: string; readonly resource: string | undefined; readonly crews: number }
  | { readonly what: 'rest'; readonly activity: string; readonly calendar: string }
  | { readonly what: 'promise'; readonly activity: string; readonly missing: number };

/** A measure as far as it is needed, and what it buys. */
export type WayToClose = {
  readonly measure: Measure;
  /** How far it goes: working minutes of the activity (of the link's target when overlapping); 0 where it is all or nothing. */
  readonly by: number;
  /** Working minutes of the gap's calendar by which the promised end comes earlier, and the same in days. */
  readonly buys: number;
  readonly buysDays: number;
  readonly closes: boolean;
  readonly reachable: Instant;
  readonly cost: number | undefined;
  readonly breaks: readonly Breaks[];
  /** How to do it: changes for a planner. */
  readonly changes: readonly Change[];
};

export type CloseOptions = {
  /** What could be done. When absent: overlap each link of the chain by half, shorten each activity by a quarter, one crew more, start sooner by the gap. */
  readonly measures?: readonly Measure[];
  readonly signal?: Signal;
};

/**
 * Ways to close a gap, ranked: those that close it first, cheapest first where costs are known, otherwise those that buy most. Each is tried on
 * the planner and taken back, at the smallest extent in whole days that closes the gap. O(measures · log · what they move).
 */
export function waysToClose(planner: Planner, gap: Gap, { measures, signal }: CloseOptions = {}): readonly WayToClose[] {
  const now = planner.current;
  const offered = measures ?? usualMeasures(now, gap);
  const ways: WayToClose[] = [];
  const before = new Map(promisesOf(now).map((promise) => [`${promise.kind}/${promise.activity}/${promise.end}`, promise.spare]));
  for (const measure of offered) {
    if (signal?.aborted) break;
    const extent = extentOf(now, measure);
    if (extent === undefined) continue;
    const tryOut = (by: number) => {
      const { changes, breaks } = changesFor(now, measure, by);
      const tried = planner.whatIf(changes, (made) => {
        const r = made.network.rankOf.get(gap.activity)!;
        const calendar = calendarOf(made.network, r);
        const reachable =
          gap.kind === 'project'
            ? lastFinish(made, made.network.project[r]!)
            : gap.end === 'start'
              ? made.dates.earlyStart[r]!
              : made.dates.earlyFinish[r]!;
        const worse: Breaks[] = promisesOf(made)
          .filter((promise) => promise.spare < 0 && promise.spare < (before.get(`${promise.kind}/${promise.activity}/${promise.end}`) ?? 0))
          .map((promise) => ({ what: 'promise', activity: promise.activity, missing: -promise.spare }));
        return { reachable, buys: calendar.between(reachable, gap.reachable), days: calendar.minutesPerDay, worse };
      });
      return tried.ok ? { ...tried.value, changes, breaks: [...breaks, ...tried.value.worse] } : undefined;
    };
    let by = extent.most;
    let best = tryOut(by);
    if (!best || best.buys <= 0) continue;
    // The smallest whole number of days that still closes the gap.
    if (best.reachable <= gap.promised && extent.day > 0)
      for (let [low, high] = [0, Math.ceil(extent.most / extent.day)]; low + 1 < high; ) {
        const middle = (low + high) >> 1;
        const less = tryOut(middle * extent.day);
        if (less && less.reachable <= gap.promised) {
          best = less;
          by = middle * extent.day;
          high = middle;
        } else low = middle;
      }
    const days = extent.day > 0 ? by / extent.day : 1;
    const cost =
      measure.cost === undefined && measure.costPerDay === undefined ? undefined : (measure.cost ?? 0) + (measure.costPerDay ?? 0) * days;
    ways.push({
      measure,
      by,
      buys: best.buys,
      buysDays: best.buys / best.days,
      closes: best.reachable <= gap.promised || best.buys >= gap.missing,
      reachable: best.reachable,
      cost,
      breaks: best.breaks,
      changes: best.changes,
    });
  }
  const rate = (way: WayToClose): number =>
    way.cost === undefined ? Number.POSITIVE_INFINITY : way.closes ? way.cost : way.cost / way.buys;
  return ways.sort(
    (a, b) => Number(b.closes) - Number(a.closes) || compare(rate(a), rate(b)) || b.buys - a.buys || a.breaks.length - b.breaks.length,
  );
}

const compare = (a: number, b: number): number => (a === b ? 0 : a - b);

function lastFinish(schedule: Schedule, project: number): Instant {
  const { network, dates } = schedule;
  let last = Number.NEGATIVE_INFINITY;
  for (let r = 0; r < network.count; r++)
    if (network.project[r] === project && network.kind[r]! < 4) last = Math.max(last, dates.earlyFinish[r]!);
  return last;
}

/** How far a measure can go, and what a day of it is; undefined when it says nothing about this network. */
function extentOf(schedule: Schedule, measure: Measure): { readonly most: number; readonly day: number } | undefined {
  const { network, dates } = schedule;
  if (measure.way === 'overlap') {
    const link = network.problem.links[measure.link];
    const r = link === undefined ? undefined : network.rankOf.get(link.to);
    if (r === undefined) return undefined;
    const calendar = calendarOf(network, r);
    const most = minutesOf(measure.by, calendar);
    return most === undefined || most <= 0 ? undefined : { most, day: calendar.minutesPerDay };
  }
  const r = network.rankOf.get(measure.activity);
  if (r === undefined) return undefined;
  const calendar = calendarOf(network, r);
  const day = calendar.minutesPerDay;
  const length = isStarted(network, r) ? network.remaining[r]! : network.duration[r]!;
  if (measure.way === 'shorten') {
    const to = minutesOf(measure.to, calendar);
    return to === undefined || to < 0 || to >= length ? undefined : { most: length - to, day };
  }
  if (measure.way === 'add-crew') {
    const saved = length - Math.ceil((length * measure.crews) / (measure.crews + measure.more));
    // Whole days where there are any: nobody plans a crew for half a day.
    const most = saved >= day ? Math.floor(saved / day) * day : saved;
    return most > 0 ? { most, day } : undefined;
  }
  if (measure.way === 'start-sooner') {
    const from = instant(measure.from);
    if (from === undefined || isStarted(network, r)) return undefined;
    const most = calendar.between(from, dates.earlyStart[r]!);
    return most > 0 ? { most, day } : undefined;
  }
  return { most: 0, day: 0 };
}

/** The changes of a measure that goes so far, and what it breaks by itself. */
function changesFor(schedule: Schedule, measure: Measure, by: number): { readonly changes: Change[]; readonly breaks: Breaks[] } {
  const { network, dates } = schedule;
  if (measure.way === 'overlap') {
    const link: Link = network.problem.links[measure.link]!;
    const k = network.links.place.indexOf(measure.link);
    return {
      changes: [{ link: measure.link, set: { lag: network.links.lag[k]! - by } }],
      breaks: link.type === undefined || link.type === 'FS' ? [{ what: 'logic', link: measure.link }] : [],
    };
  }
  const { activity } = measure;
  const r = network.rankOf.get(activity)!;
  const started = isStarted(network, r);
  const length = started ? network.remaining[r]! : network.duration[r]!;
  if (measure.way === 'other-calendar')
    return {
      changes: [{ activity, set: { calendar: measure.calendar } }],
      breaks: [{ what: 'rest', activity, calendar: measure.calendar }],
    };
  if (measure.way === 'start-sooner') {
    const one = network.activities[r]!;
    const calendar = calendarOf(network, r);
    const at = calendar.startAt(calendar.work(dates.earlyStart[r]!) - by);
    const breaks: Breaks[] = [];
    const kept = (one.constraints ?? []).filter((constraint) => {
      const held = constraint.type === 'SNET' || constraint.type === 'MSO' || constraint.type === 'FNET' || constraint.type === 'MFO';
      if (!held || !((instant(constraint.at) ?? 0) > at)) return true;
      breaks.push({ what: 'constraint', activity, at: instant(constraint.at)! });
      return false;
    });
    const outside = one.externalStart === undefined ? Number.NaN : instant(one.externalStart)!;
    if (outside > at) breaks.push({ what: 'external', activity, at: outside });
    const project = network.projects[network.project[r]!]!;
    const changes: Change[] = [
      {
        activity,
        set: {
          constraints: breaks.some((one) => one.what === 'constraint') ? [...kept, { type: 'SNET', at: instantText(at) }] : one.constraints,
          externalStart: outside > at ? instantText(at) : one.externalStart,
        },
      },
    ];
    if (project.start > at) {
      breaks.push({ what: 'project-start', activity, at: project.start });
      changes.push({ project: project.id === '' ? undefined : project.id, set: { start: instantText(at) } });
      // The others stay where the project began.
      for (const [other, rank] of network.rankOf)
        if (
          rank !== r &&
          network.project[rank] === network.project[r] &&
          network.into[rank] === network.into[rank + 1] &&
          !isStarted(network, rank)
        )
          changes.push({
            activity: other,
            set: { constraints: [...(network.activities[rank]!.constraints ?? []), { type: 'SNET', at: instantText(project.start) }] },
          });
    }
    return { changes, breaks };
  }
  const set = started ? { remaining: length - by } : { duration: length - by };
  return {
    changes: [{ activity, set }],
    breaks:
      measure.way === 'add-crew'
        ? [{ what: 'capacity', activity, resource: measure.resource, crews: measure.crews + measure.more }]
        : [{ what: 'duration', activity, from: length, to: length - by }],
  };
}

/** What is usually thought of first, along the chain. */
function usualMeasures(schedule: Schedule, gap: Gap): Measure[] {
  const { network } = schedule;
  const measures: Measure[] = [];
  gap.chain.forEach((step, place) => {
    const r = network.rankOf.get(step.activity)!;
    if (step.length === 0) return;
    measures.push({ way: 'shorten', activity: step.activity, to: Math.ceil(step.length * 0.75) });
    measures.push({ way: 'add-crew', activity: step.activity, crews: 1, more: 1 });
    const before = gap.chain[place - 1];
    if (step.cause?.cause === 'link' && step.cause.type === 'FS' && before && before.length > 0)
      measures.push({ way: 'overlap', link: step.cause.link, by: Math.floor(Math.min(step.length, before.length) / 2) });
    if (place === 0 && !isStarted(network, r)) {
      const calendar = calendarOf(network, r);
      const from = calendar.startAt(calendar.work(schedule.dates.earlyStart[r]!) - gap.missing - calendar.minutesPerDay);
      if (Number.isFinite(from) && step.cause?.cause !== 'data-date')
        measures.push({ way: 'start-sooner', activity: step.activity, from: instantText(from) });
    }
  });
  return measures;
}
