// The two passes, one activity at a time: the earliest dates an activity can have given those before it, the latest it may have given those after it.
// The full pass, the incremental one and the explanations all ask here, so that they cannot disagree. Dates are instants; every step rounds
// towards work, earliest forward and latest backward, which makes the two passes mirror images (each link bound is a Galois pair, `add`/`subtract`).
import type { Calendar } from './calendar.ts';
import { earlier, later } from './constraints.ts';
import { entersStart, leavesFinish, type Network } from './network.ts';
import type { Instant } from './time.ts';

export type ProgressRule = 'retained-logic' | 'progress-override';

export type PassOptions = {
  /** Whether what is left of an activity started out of sequence waits for its predecessors. `retained-logic` when absent. */
  readonly progress?: ProgressRule;
  /**
   * From where the lag of a link out of the start of a started activity runs: from when it started, or from the start of what is left of it, of which
   * what has been worked already is taken off the lag. `actual-start` when absent.
   */
  readonly startLagFrom?: 'actual-start' | 'early-start';
  /** From what finish late dates are reckoned when nothing is promised: `project` each its own, or the `network`'s last. `project` when absent. */
  readonly floatTo?: 'project' | 'network';
  /**
   * What a finished activity should have waited for holds up those that wait for it, as in Primavera's retained logic. Otherwise whoever has finished
   * asks nothing any more.
   */
  readonly throughFinished?: boolean;
  /** Activities that nothing waits for may not slip: their late dates are their early ones. */
  readonly openEndsCritical?: boolean;
  /**
   * The late date of an event other than the start of something is an end of work, as in Primavera: Friday evening, not Monday morning. Across calendars
   * that may cost those before it a weekend; otherwise both are as good.
   */
  readonly eventsEndWork?: boolean;
};

/** The dates that the passes fill, by rank. Of a started activity, those of what is left of it; of a finished one, the actual ones. */
export type Dates = {
  readonly earlyStart: Float64Array;
  readonly earlyFinish: Float64Array;
  readonly lateStart: Float64Array;
  readonly lateFinish: Float64Array;
  /** Of a finished activity, with `throughFinished`: when those that wait for it may go on at the earliest, and must at the latest. NaN of the others. */
  readonly throughEarly: Float64Array;
  readonly throughLate: Float64Array;
  /** By project: the finish from which late dates are reckoned. */
  readonly lateFinishOf: Float64Array;
};

export const newDates = (network: Network): Dates => ({
  earlyStart: new Float64Array(network.count),
  earlyFinish: new Float64Array(network.count),
  lateStart: new Float64Array(network.count),
  lateFinish: new Float64Array(network.count),
  throughEarly: new Float64Array(network.count).fill(Number.NaN),
  throughLate: new Float64Array(network.count).fill(Number.NaN),
  lateFinishOf: new Float64Array(network.projects.length),
});

export const isStarted = (network: Network, r: number): boolean => !Number.isNaN(network.actualStart[r]!);
export const isFinished = (network: Network, r: number): boolean => !Number.isNaN(network.actualFinish[r]!);
const isPinned = (network: Network, r: number): boolean => network.activities[r]!.pinned !== undefined;
export const isFollower = (network: Network, r: number): boolean => network.kind[r]! >= 4;
export const calendarOf = (network: Network, r: number): Calendar => network.calendars[network.calendar[r]!]!;

/** Working minutes that are still to be planned. */
export const lengthOf = (network: Network, r: number): number => (isStarted(network, r) ? network.remaining[r]! : network.duration[r]!);

/** Up to when actuals of an activity are known: its project's data date, or its own finish where there is none. */
const asOf = (network: Network, r: number): number => {
  const { dataDate } = network.projects[network.project[r]!]!;
  return Number.isNaN(dataDate) ? network.actualFinish[r]! : dataDate;
};

/** What is left of a lag that has been running since an instant: all of a lead. */
function lagLeft(calendar: Calendar, lag: number, since: Instant, until: number): number {
  if (lag <= 0) return 0;
  return until > since ? Math.max(0, lag - calendar.between(since, until)) : lag;
}

/** The lag of a link out of a finished activity, or out of the start of a started one, as far as it is still to come. */
function lagToCome(network: Network, k: number): number {
  const { links } = network;
  const i = links.from[k]!;
  if (isFinished(network, i)) {
    const since = leavesFinish(links.type[k]!) ? network.actualFinish[i]! : network.actualStart[i]!;
    return lagLeft(network.calendars[links.calendar[k]!]!, links.lag[k]!, since, asOf(network, i));
  }
  return lagLeft(calendarOf(network, i), links.lag[k]!, network.actualStart[i]!, network.projects[network.project[i]!]!.dataDate);
}

/** Whether a link has nothing to say to, or from, a finished or started end. */
const mute = (network: Network, options: PassOptions, j: number): boolean =>
  (isFinished(network, j) && !options.throughFinished) || (options.progress === 'progress-override' && isStarted(network, j));

const passesOn = (network: Network, options: PassOptions, r: number): boolean =>
  options.throughFinished === true && options.progress !== 'progress-override' && isFinished(network, r);

/** The earliest that link k lets the end it enters be; NaN when it asks nothing of a started activity. */
export function boundForward(network: Network, dates: Dates, options: PassOptions, k: number): number {
  const { links } = network;
  const [i, j] = [links.from[k]!, links.to[k]!];
  if (mute(network, options, j) || isFollower(network, i)) return Number.NaN;
  const calendar = network.calendars[links.calendar[k]!]!;
  if (passesOn(network, options, i)) return calendar.add(dates.throughEarly[i]!, lagToCome(network, k));
  if (leavesFinish(links.type[k]!)) return calendar.add(dates.earlyFinish[i]!, links.lag[k]!);
  if (!isStarted(network, i)) return calendar.add(dates.earlyStart[i]!, links.lag[k]!);
  if (options.startLagFrom !== 'early-start') return calendar.add(network.actualStart[i]!, links.lag[k]!);
  return isFinished(network, i)
    ? calendar.add(dates.earlyStart[i]!, links.lag[k]!)
    : calendar.add(dates.earlyStart[i]!, lagToCome(network, k));
}

/** Early or late dates, as one side that a link may enter. */
export type Side = { readonly starts: Float64Array; readonly finishes: Float64Array; readonly through: Float64Array };

export const earlySide = (dates: Dates): Side => ({ starts: dates.earlyStart, finishes: dates.earlyFinish, through: dates.throughEarly });
const lateSide = (dates: Dates): Side => ({ starts: dates.lateStart, finishes: dates.lateFinish, through: dates.throughLate });

/** The latest that link k lets the end it leaves be; NaN when it asks nothing. */
export function boundBackward(network: Network, { starts, finishes, through }: Side, options: PassOptions, k: number): number {
  const { links } = network;
  const [i, j] = [links.from[k]!, links.to[k]!];
  if (mute(network, options, j) || isFollower(network, j)) return Number.NaN;
  const calendar = network.calendars[links.calendar[k]!]!;
  const enters = passesOn(network, options, j) ? through[j]! : entersStart(links.type[k]!) ? starts[j]! : finishes[j]!;
  if (passesOn(network, options, i)) return calendar.subtract(enters, lagToCome(network, k));
  if (!leavesFinish(links.type[k]!)) {
    // A start that has happened, or is placed by hand, does not wait for anybody.
    if (isStarted(network, i) ? options.startLagFrom !== 'early-start' : isPinned(network, i)) return Number.NaN;
    if (isStarted(network, i)) return calendar.subtract(enters, lagToCome(network, k));
  }
  return calendar.subtract(enters, links.lag[k]!);
}

/** The earliest an activity may start when nothing comes before it: the project's start or data date, or what its own progress says. */
export function ownStart(network: Network, r: number): Instant {
  const project = network.projects[network.project[r]!]!;
  if (!isStarted(network, r)) return later(project.start, project.dataDate);
  const calendar = calendarOf(network, r);
  const goesOn = Number.isNaN(project.dataDate)
    ? calendar.startAt(calendar.work(network.actualStart[r]!) + network.duration[r]! - network.remaining[r]!)
    : later(network.actualStart[r]!, project.dataDate);
  return later(goesOn, network.resume[r]!);
}

/** An instant is an end of work when it touches a working minute; otherwise an event waits for the next. */
const touches = (calendar: Calendar, at: Instant): boolean => {
  const work = calendar.work(at);
  return calendar.startAt(work) === at || calendar.finishAt(work) === at;
};

/** Sets the early dates of the activity at rank r from those of ranks before it. O(links into it). */
export function forwardAt(network: Network, dates: Dates, options: PassOptions, r: number): void {
  const { earlyStart, earlyFinish } = dates;
  if (isFinished(network, r)) {
    earlyStart[r] = network.actualStart[r]!;
    earlyFinish[r] = network.actualFinish[r]!;
    if (!passesOn(network, options, r)) return;
    let through = asOf(network, r);
    for (let k = network.into[r]!; k < network.into[r + 1]!; k++) {
      const bound = boundForward(network, dates, options, k);
      if (!Number.isNaN(bound)) through = later(through, bound);
    }
    dates.throughEarly[r] = through;
    return;
  }
  let start = ownStart(network, r);
  let finish = Number.NaN;
  for (let k = network.into[r]!; k < network.into[r + 1]!; k++) {
    const bound = boundForward(network, dates, options, k);
    if (Number.isNaN(bound)) continue;
    if (entersStart(network.links.type[k]!)) start = later(start, bound);
    else finish = later(finish, bound);
  }
  const bounds = network.bounds[r]!;
  const started = isStarted(network, r);
  if (!started) start = later(start, bounds.startFrom);
  finish = later(finish, bounds.finishFrom);
  const calendar = calendarOf(network, r);
  const length = lengthOf(network, r);
  placeEarly(calendar, network.kind[r]!, length, start, finish, earlyStart, earlyFinish, r);
  if (!started && bounds.hardStartBy < earlyStart[r]!)
    placeEarly(calendar, network.kind[r]!, length, bounds.hardStartBy, Number.NaN, earlyStart, earlyFinish, r);
  if (bounds.hardFinishBy < earlyFinish[r]!) {
    const work = calendar.work(bounds.hardFinishBy);
    earlyFinish[r] = calendar.finishAt(work);
    earlyStart[r] = length === 0 ? earlyFinish[r]! : calendar.startAt(work - length);
  }
}

function placeEarly(
  calendar: Calendar,
  kind: number,
  length: number,
  start: Instant,
  finish: number,
  starts: Float64Array,
  finishes: Float64Array,
  r: number,
): void {
  if (length === 0) {
    const at = later(start, finish);
    const event = kind === 1 || kind === 3 ? (touches(calendar, at) ? at : calendar.next(at)) : calendar.next(at);
    starts[r] = event;
    finishes[r] = event;
    return;
  }
  const work = calendar.work(start);
  const end = calendar.finishAt(work + length);
  if (!(finish > end)) {
    starts[r] = calendar.startAt(work);
    finishes[r] = end;
    return;
  }
  const until = calendar.work(finish);
  starts[r] = calendar.startAt(until - length);
  // A finish that others ask for may fall where this calendar has no work; then the work is done before and the end waits for them.
  finishes[r] = later(calendar.finishAt(until), finish);
}

/** Nothing waits for it, levels of effort and summaries left out. */
export function isOpenEnd(network: Network, r: number): boolean {
  for (let at = network.outFrom[r]!; at < network.outFrom[r + 1]!; at++)
    if (!isFollower(network, network.links.to[network.outOf[at]!]!)) return false;
  return true;
}

/** Sets the late dates of the activity at rank r from those of ranks after it. O(links out of it). */
export function backwardAt(network: Network, dates: Dates, options: PassOptions, r: number): void {
  const { lateStart, lateFinish } = dates;
  if (isFinished(network, r)) {
    lateStart[r] = network.actualStart[r]!;
    lateFinish[r] = network.actualFinish[r]!;
    if (!passesOn(network, options, r)) return;
    let through = dates.lateFinishOf[network.project[r]!]!;
    for (let at = network.outFrom[r]!; at < network.outFrom[r + 1]!; at++)
      through = earlier(through, boundBackward(network, lateSide(dates), options, network.outOf[at]!));
    dates.throughLate[r] = through;
    return;
  }
  const side = lateSide(dates);
  let finish = dates.lateFinishOf[network.project[r]!]!;
  if (options.openEndsCritical && isOpenEnd(network, r)) finish = earlier(finish, dates.earlyFinish[r]!);
  let start = Number.NaN;
  for (let at = network.outFrom[r]!; at < network.outFrom[r + 1]!; at++) {
    const k = network.outOf[at]!;
    const bound = boundBackward(network, side, options, k);
    if (Number.isNaN(bound)) continue;
    if (leavesFinish(network.links.type[k]!)) finish = earlier(finish, bound);
    else start = earlier(start, bound);
  }
  const bounds = network.bounds[r]!;
  const started = isStarted(network, r);
  finish = earlier(finish, bounds.finishBy);
  if (!started) start = earlier(start, bounds.startBy);
  const calendar = calendarOf(network, r);
  const length = lengthOf(network, r);
  // An end that waits where nobody works may wait there at the latest, too; any other is told as the end of work.
  const waits = dates.earlyFinish[r]! > calendar.previous(dates.earlyFinish[r]!);
  const ends = options.eventsEndWork === true && network.kind[r] !== 2;
  placeLate(calendar, length, start, finish, waits, ends, lateStart, lateFinish, r);
  if (!started && bounds.hardStartFrom > lateStart[r]!) {
    const work = calendar.work(bounds.hardStartFrom);
    lateStart[r] = calendar.startAt(work);
    lateFinish[r] = length === 0 ? lateStart[r]! : calendar.finishAt(work + length);
  }
  if (bounds.hardFinishFrom > lateFinish[r]!)
    placeLate(calendar, length, Number.NaN, bounds.hardFinishFrom, waits, ends, lateStart, lateFinish, r);
}

function placeLate(
  calendar: Calendar,
  length: number,
  start: number,
  finish: Instant,
  waits: boolean,
  ends: boolean,
  starts: Float64Array,
  finishes: Float64Array,
  r: number,
): void {
  if (length === 0) {
    const at = earlier(start, finish);
    const event = !ends && touches(calendar, at) ? at : calendar.previous(at);
    starts[r] = event;
    finishes[r] = event;
    return;
  }
  const work = calendar.work(finish);
  const begin = calendar.startAt(work - length);
  if (!(start < begin)) {
    starts[r] = begin;
    finishes[r] = waits ? finish : calendar.finishAt(work);
    return;
  }
  const until = calendar.work(start);
  starts[r] = calendar.works(start) ? start : calendar.finishAt(until);
  finishes[r] = waits ? earlier(finish, calendar.startAt(until + length)) : calendar.finishAt(until + length);
}

/** Moves an activity wanted as late as possible to where it still holds nobody up. O(links out of it). */
export function delayAt(network: Network, dates: Dates, options: PassOptions, r: number): void {
  if (!network.activities[r]!.asLateAsPossible || isStarted(network, r)) return;
  const { earlyStart, earlyFinish } = dates;
  const bounds = network.bounds[r]!;
  const side = earlySide(dates);
  let finish = earlier(dates.lateFinishOf[network.project[r]!]!, bounds.finishBy);
  let start = bounds.startBy;
  for (let at = network.outFrom[r]!; at < network.outFrom[r + 1]!; at++) {
    const k = network.outOf[at]!;
    const bound = boundBackward(network, side, options, k);
    if (Number.isNaN(bound)) continue;
    if (leavesFinish(network.links.type[k]!)) finish = earlier(finish, bound);
    else start = earlier(start, bound);
  }
  const [starts, finishes] = [new Float64Array(1), new Float64Array(1)];
  placeLate(calendarOf(network, r), lengthOf(network, r), start, finish, false, false, starts, finishes, 0);
  if (starts[0]! > earlyStart[r]!) {
    earlyStart[r] = starts[0]!;
    earlyFinish[r] = finishes[0]!;
  }
}

/**
 * Sets the dates of a level of effort or summary from the activities it spans: from the earliest that its start is linked with to the latest that
 * its finish is linked with, early and late alike. O(links of it).
 */
export function followAt(network: Network, dates: Dates, r: number): void {
  const calendar = calendarOf(network, r);
  const { links } = network;
  for (const [starts, finishes] of [
    [dates.earlyStart, dates.earlyFinish],
    [dates.lateStart, dates.lateFinish],
  ] as const) {
    let start = Number.NaN;
    let finish = Number.NaN;
    for (const id of network.activities[r]!.spans ?? []) {
      const i = network.rankOf.get(id)!;
      start = earlier(start, isStarted(network, i) ? network.actualStart[i]! : starts[i]!);
      finish = later(finish, finishes[i]!);
    }
    for (let k = network.into[r]!; k < network.into[r + 1]!; k++) {
      const i = links.from[k]!;
      const from = leavesFinish(links.type[k]!) ? finishes[i]! : starts[i]!;
      const bound = network.calendars[links.calendar[k]!]!.add(from, links.lag[k]!);
      if (entersStart(links.type[k]!)) start = earlier(start, bound);
      else finish = later(finish, bound);
    }
    for (let at = network.outFrom[r]!; at < network.outFrom[r + 1]!; at++) {
      const k = network.outOf[at]!;
      const j = links.to[k]!;
      if (isFollower(network, j)) continue;
      const to = entersStart(links.type[k]!) ? starts[j]! : finishes[j]!;
      const bound = network.calendars[links.calendar[k]!]!.subtract(to, links.lag[k]!);
      if (leavesFinish(links.type[k]!)) finish = later(finish, bound);
      else start = earlier(start, bound);
    }
    if (isFinished(network, r)) {
      starts[r] = network.actualStart[r]!;
      finishes[r] = network.actualFinish[r]!;
      continue;
    }
    const own = ownStart(network, r);
    start = isStarted(network, r) ? later(own, start) : Number.isNaN(start) ? own : start;
    const begins = calendar.next(start);
    starts[r] = begins;
    finishes[r] = Number.isNaN(finish) || finish < begins ? begins : touches(calendar, finish) ? finish : calendar.previous(finish);
  }
}
