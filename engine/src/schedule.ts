// The critical path method on a network: both passes, total and free float, what is critical, and a note on everything that is out of order. The
// answer is a new value over the network it was made from; questions about it are answered in explain.ts and paths.ts.
import { answer, type EngineError, failure, type Result } from './errors.ts';
import { entersStart, leavesFinish, type Network } from './network.ts';
import {
  backwardAt,
  boundBackward,
  boundForward,
  calendarOf,
  type Dates,
  delayAt,
  earlySide,
  followAt,
  forwardAt,
  isFinished,
  isFollower,
  isOpenEnd,
  isStarted,
  newDates,
  type PassOptions,
} from './pass.ts';
import type { Instant } from './time.ts';

/** Anything with `aborted`: an AbortSignal of the platform, or an object of one's own. */
export type Signal = { readonly aborted: boolean };

export type ScheduleOptions = PassOptions & {
  /** Activities with no more total float than this are critical; working minutes, 0 when absent. */
  readonly criticalFloat?: number;
  /** Which end total float is taken from. `smallest` of both when absent. */
  readonly floatOf?: 'smallest' | 'start' | 'finish';
  readonly signal?: Signal;
  /** Called now and then with the activities done and all there are, both passes counted. */
  readonly onProgress?: (done: number, of: number) => void;
};

/** Something to be told although the schedule stands. `activity` came before what it should have waited for, or a held date breaks link `link`. */
export type Note =
  | { readonly note: 'out-of-sequence'; readonly activity: string; readonly predecessor: string; readonly link: number }
  | { readonly note: 'actual-after-data-date'; readonly activity: string }
  | { readonly note: 'link-broken'; readonly activity: string; readonly predecessor: string; readonly link: number };

/** An answer: the dates of every activity by rank. Instants in minutes; floats in working minutes of the activity's own calendar. */
export type Schedule = {
  readonly network: Network;
  readonly options: ScheduleOptions;
  readonly dates: Dates;
  readonly totalFloat: Float64Array;
  readonly freeFloat: Float64Array;
  readonly start: Instant;
  readonly finish: Instant;
};

/** The dates of one activity. `start` and `finish` are actual where there are actuals, early otherwise. */
export type ActivityDates = {
  readonly id: string;
  readonly start: Instant;
  readonly finish: Instant;
  readonly earlyStart: Instant;
  readonly earlyFinish: Instant;
  readonly lateStart: Instant;
  readonly lateFinish: Instant;
  readonly totalFloat: number;
  readonly freeFloat: number;
  readonly critical: boolean;
};

/**
 * Schedules a network. Errors: `horizon` when a calendar runs out of working time, `aborted`. O(activities + links); a mixed network of 100,000
 * activities takes tens of milliseconds. For a million activities on one calendar see `sweep`.
 */
export function schedule(network: Network, options: ScheduleOptions = {}): Result<Schedule> {
  const dates = newDates(network);
  const n = network.count;
  const stop = (done: number): boolean => {
    if ((done & 8191) !== 0) return false;
    options.onProgress?.(done, 2 * n);
    return options.signal?.aborted ?? false;
  };
  for (let r = 0; r < n; r++) {
    if (stop(r)) return aborted();
    if (!isFollower(network, r)) forwardAt(network, dates, options, r);
  }
  const impossible = outOfTime(network, dates.earlyStart, dates.earlyFinish, 'from');
  if (impossible) return failure(impossible);
  setLateFinishes(network, dates, options);
  for (let r = n - 1; r >= 0; r--) if (!isFollower(network, r)) delayAt(network, dates, options, r);
  for (let r = n - 1; r >= 0; r--) {
    if (stop(2 * n - r)) return aborted();
    if (!isFollower(network, r)) backwardAt(network, dates, options, r);
  }
  const unreachable = outOfTime(network, dates.lateStart, dates.lateFinish, 'before');
  if (unreachable) return failure(unreachable);
  for (const r of network.followers) followAt(network, dates, r);
  options.onProgress?.(2 * n, 2 * n);
  return answer(withFloats(network, dates, options));
}

const aborted = (): Result<Schedule> => failure({ rule: 'aborted', sentence: 'The caller stopped it.' });

function outOfTime(network: Network, starts: Float64Array, finishes: Float64Array, side: 'from' | 'before'): EngineError | undefined {
  for (let i = 0; i < network.count; i++) {
    const r = side === 'from' ? i : network.count - 1 - i;
    if (isFollower(network, r) || (Number.isFinite(starts[r]!) && Number.isFinite(finishes[r]!))) continue;
    const calendar = calendarOf(network, r);
    return {
      rule: 'horizon',
      sentence: `Activity ${network.activities[r]!.id}: calendar ${calendar.id} has not enough working time ${side === 'from' ? 'after' : 'before'} it.`,
      activity: network.activities[r]!.id,
      calendar: calendar.id,
    };
  }
  return undefined;
}

/** The finish of each project from which late dates are reckoned: what is promised, or its last early finish. */
export function setLateFinishes(network: Network, dates: Dates, options: PassOptions): void {
  const late = dates.lateFinishOf.fill(Number.NEGATIVE_INFINITY);
  let all = Number.NEGATIVE_INFINITY;
  for (let r = 0; r < network.count; r++) {
    if (isFollower(network, r)) continue;
    const finish = dates.earlyFinish[r]!;
    if (finish > late[network.project[r]!]!) late[network.project[r]!] = finish;
    if (finish > all) all = finish;
  }
  for (let p = 0; p < late.length; p++) {
    if (options.floatTo === 'network') late[p] = all;
    if (!Number.isNaN(network.projects[p]!.due)) late[p] = network.projects[p]!.due;
  }
}

/** Floats and the ends of the whole from finished dates. */
function withFloats(network: Network, dates: Dates, options: ScheduleOptions): Schedule {
  const n = network.count;
  const totalFloat = new Float64Array(n);
  const freeFloat = new Float64Array(n);
  let finish = Number.NEGATIVE_INFINITY;
  for (let r = 0; r < n; r++) {
    totalFloat[r] = totalFloatAt(network, dates, options, r);
    freeFloat[r] = freeFloatAt(network, dates, options, r);
    if (!isFollower(network, r) && dates.earlyFinish[r]! > finish) finish = dates.earlyFinish[r]!;
  }
  const start = firstStart(network, dates);
  return { network, options, dates, totalFloat, freeFloat, start, finish: Number.isFinite(finish) ? finish : start };
}

/** The first start of all, actual or early; the project's start when there are no activities. */
export function firstStart(network: Network, dates: Dates): Instant {
  let start = Number.POSITIVE_INFINITY;
  for (let r = 0; r < network.count; r++) {
    const begins = isStarted(network, r) ? network.actualStart[r]! : dates.earlyStart[r]!;
    if (!isFollower(network, r) && begins < start) start = begins;
  }
  return Number.isFinite(start) ? start : network.projects[0]!.start;
}

/** Working minutes an activity can slip before the late finish of its project slips. */
export function totalFloatAt(network: Network, dates: Dates, options: ScheduleOptions, r: number): number {
  if (isFinished(network, r)) return 0;
  const calendar = calendarOf(network, r);
  const atStart = calendar.between(dates.earlyStart[r]!, dates.lateStart[r]!);
  const atFinish = calendar.between(dates.earlyFinish[r]!, dates.lateFinish[r]!);
  return options.floatOf === 'start' ? atStart : options.floatOf === 'finish' ? atFinish : Math.min(atStart, atFinish);
}

/** Working minutes an activity can slip before anything linked after it slips; at an open end, before its project's finish slips. */
export function freeFloatAt(network: Network, dates: Dates, options: PassOptions, r: number): number {
  if (isFinished(network, r)) return 0;
  if (options.openEndsCritical && isOpenEnd(network, r)) return 0;
  const calendar = calendarOf(network, r);
  const [start, finish] = [calendar.work(dates.earlyStart[r]!), calendar.work(dates.earlyFinish[r]!)];
  let free = Number.POSITIVE_INFINITY;
  for (let at = network.outFrom[r]!; at < network.outFrom[r + 1]!; at++) {
    const k = network.outOf[at]!;
    const bound = boundBackward(network, earlySide(dates), options, k);
    if (!Number.isNaN(bound)) free = Math.min(free, calendar.work(bound) - (leavesFinish(network.links.type[k]!) ? finish : start));
  }
  // A lead lets an activity slip past the end of its project before its successors feel it.
  const open = calendar.work(dates.lateFinishOf[network.project[r]!]!) - finish;
  return Number.isFinite(free) ? Math.min(free, Math.max(0, open)) : open;
}

/** The dates of one activity; undefined when there is none of that id. O(1). */
export function datesOf(schedule: Schedule, id: string): ActivityDates | undefined {
  const r = schedule.network.rankOf.get(id);
  return r === undefined ? undefined : datesAt(schedule, r);
}

/** The dates of every activity, in topological order. O(activities). */
export const allDates = (schedule: Schedule): ActivityDates[] =>
  Array.from({ length: schedule.network.count }, (_, r) => datesAt(schedule, r));

function datesAt(schedule: Schedule, r: number): ActivityDates {
  const { network, dates } = schedule;
  return {
    id: network.activities[r]!.id,
    start: isStarted(network, r) ? network.actualStart[r]! : dates.earlyStart[r]!,
    finish: dates.earlyFinish[r]!,
    earlyStart: dates.earlyStart[r]!,
    earlyFinish: dates.earlyFinish[r]!,
    lateStart: dates.lateStart[r]!,
    lateFinish: dates.lateFinish[r]!,
    totalFloat: schedule.totalFloat[r]!,
    freeFloat: schedule.freeFloat[r]!,
    critical: isCritical(schedule, r),
  };
}

/** True when an unfinished activity has no more float than the options call critical. */
export const isCritical = (schedule: Schedule, r: number): boolean =>
  !isFinished(schedule.network, r) && schedule.totalFloat[r]! <= (schedule.options.criticalFloat ?? 0);

/**
 * Working minutes, in the successor's calendar, by which link k is slack; 0 when it drives. NaN when the link asks nothing of its successor.
 */
export function slackOf(schedule: Schedule, k: number): number {
  const { network, dates } = schedule;
  const bound = boundForward(network, dates, schedule.options, k);
  const j = network.links.to[k]!;
  if (Number.isNaN(bound) || isFinished(network, j)) return Number.NaN;
  const calendar = calendarOf(network, j);
  return calendar.between(bound, entersStart(network.links.type[k]!) ? dates.earlyStart[j]! : dates.earlyFinish[j]!);
}

/**
 * By how many working minutes, in the successor's calendar, dates from elsewhere keep link k of the network; negative when they break it, NaN where
 * a date is missing. For holding another tool's dates against the links.
 */
export function slackOfLink(
  schedule: Schedule,
  k: number,
  ends: { readonly start: Instant; readonly finish: Instant; readonly nextStart: Instant; readonly nextFinish: Instant },
): number {
  const { network } = schedule;
  const { links } = network;
  const type = links.type[k]!;
  const bound = network.calendars[links.calendar[k]!]!.add(leavesFinish(type) ? ends.finish : ends.start, links.lag[k]!);
  return calendarOf(network, links.to[k]!).between(bound, entersStart(type) ? ends.nextStart : ends.nextFinish);
}

/** What is to be told beside the dates: progress out of sequence, actuals after the data date, links that held dates break. O(links). */
export function notesOf(schedule: Schedule): Note[] {
  const { network } = schedule;
  const { links } = network;
  const notes: Note[] = [];
  const id = (r: number): string => network.activities[r]!.id;
  for (let r = 0; r < network.count; r++) {
    const asOf = network.projects[network.project[r]!]!.dataDate;
    if (network.actualStart[r]! > asOf || network.actualFinish[r]! > asOf) notes.push({ note: 'actual-after-data-date', activity: id(r) });
  }
  for (let k = 0; k < links.from.length; k++) {
    const [i, j] = [links.from[k]!, links.to[k]!];
    if (isFollower(network, i) || isFollower(network, j)) continue;
    const about = { activity: id(j), predecessor: id(i), link: links.place[k]! };
    const atFinish = leavesFinish(links.type[k]!);
    if (isStarted(network, j) && entersStart(links.type[k]!)) {
      const left = atFinish ? network.actualFinish[i]! : network.actualStart[i]!;
      const bound = network.calendars[links.calendar[k]!]!.add(left, links.lag[k]!);
      if (!(bound <= network.actualStart[j]!)) notes.push({ note: 'out-of-sequence', ...about });
    } else if (slackOf(schedule, k) < 0) notes.push({ note: 'link-broken', ...about });
  }
  return notes;
}
