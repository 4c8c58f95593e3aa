// A schedule that is kept up to date while the problem changes: a change re-reckons only what moves, forward from where early dates change and
// backward from where late dates do, in order of rank. The dates are exactly those of a full pass, because both ask pass.ts.
import { type EngineError, failure, type Result } from './errors.ts';
import type { Activity, Link, Network, ProjectProblem } from './network.ts';
import { backwardAt, type Dates, followAt, forwardAt, isFollower } from './pass.ts';
import { linkTypes, type ProjectNumbers, readActivity, readLag, readProject } from './reading.ts';
import { firstStart, freeFloatAt, type Schedule, type ScheduleOptions, schedule, setLateFinishes, totalFloatAt } from './schedule.ts';

/**
 * One change. An activity keeps its id, kind, project and what it spans; a link keeps its ends and is known by its place in the problem's list;
 * a project is known by its id, the whole by none. A property set to undefined is taken away.
 */
export type Change =
  | { readonly activity: string; readonly set: Partial<Omit<Activity, 'id' | 'kind' | 'project' | 'spans'>> }
  | { readonly link: number; readonly set: Partial<Omit<Link, 'from' | 'to'>> }
  | { readonly project: string | undefined; readonly set: Partial<Omit<ProjectProblem, 'id'>> };

/** What a change moved: how many activities got other early or late dates, and how many were looked at. */
export type Moved = { readonly moved: number; readonly visited: number; readonly full: boolean };

/** Ranks waiting to be looked at, lowest first (or highest first), each once. */
class Waiting {
  private readonly heap: Int32Array;
  private readonly waits: Uint8Array;
  private readonly sign: number;
  private size = 0;

  constructor(count: number, sign: 1 | -1) {
    this.heap = new Int32Array(count + 1);
    this.waits = new Uint8Array(count);
    this.sign = sign;
  }

  add(rank: number): void {
    if (this.waits[rank] === 1) return;
    this.waits[rank] = 1;
    const { heap } = this;
    const key = rank * this.sign;
    let i = this.size++;
    while (i > 0) {
      const up = (i - 1) >> 1;
      if (heap[up]! <= key) break;
      heap[i] = heap[up]!;
      i = up;
    }
    heap[i] = key;
  }

  /** −1 when nothing waits. */
  take(): number {
    if (this.size === 0) return -1;
    const { heap } = this;
    const first = heap[0]!;
    const last = heap[--this.size]!;
    let i = 0;
    for (;;) {
      let down = 2 * i + 1;
      if (down >= this.size) break;
      if (down + 1 < this.size && heap[down + 1]! < heap[down]!) down++;
      if (heap[down]! >= last) break;
      heap[i] = heap[down]!;
      i = down;
    }
    heap[i] = last;
    const rank = first * this.sign;
    this.waits[rank] = 0;
    return rank;
  }
}

/** Keeps a schedule while its network changes. The network it was made from is not touched. */
export class Planner {
  private network: Network;
  private readonly options: ScheduleOptions;
  private now: Schedule;
  private readonly ahead: Waiting;
  private readonly back: Waiting;
  private readonly placeOf: Int32Array;
  private wholly: boolean;
  /** The last early finish of each project; undefined when it has to be looked for. */
  private finishes: Float64Array | undefined;

  private constructor(network: Network, options: ScheduleOptions, now: Schedule) {
    this.network = network;
    this.options = options;
    this.now = now;
    this.ahead = new Waiting(network.count, 1);
    this.back = new Waiting(network.count, -1);
    this.placeOf = new Int32Array(network.links.place.length);
    for (let k = 0; k < this.placeOf.length; k++) this.placeOf[network.links.place[k]!] = k;
    this.wholly = network.activities.some((activity) => activity.asLateAsPossible);
  }

  /** Schedules a network in full and keeps it. Errors as of `schedule`. */
  static of(network: Network, options: ScheduleOptions = {}): Result<Planner> {
    const own: Network = {
      ...network,
      activities: [...network.activities],
      bounds: [...network.bounds],
      projects: [...network.projects],
      calendar: network.calendar.slice(),
      duration: network.duration.slice(),
      remaining: network.remaining.slice(),
      actualStart: network.actualStart.slice(),
      actualFinish: network.actualFinish.slice(),
      resume: network.resume.slice(),
      links: {
        ...network.links,
        type: network.links.type.slice(),
        lag: network.links.lag.slice(),
        calendar: network.links.calendar.slice(),
      },
      problem: { ...network.problem, links: [...network.problem.links] },
    };
    const made = schedule(own, options);
    return made.ok ? { ok: true, value: new Planner(own, options, made.value) } : made;
  }

  /** The schedule as it stands, sharing its arrays with the planner: read it before the next change, or take a `snapshot`. */
  get current(): Schedule {
    return this.now;
  }

  /** The schedule as it stands, as a value of its own. O(activities). */
  snapshot(): Schedule {
    const { dates } = this.now;
    const copied: Dates = {
      earlyStart: dates.earlyStart.slice(),
      earlyFinish: dates.earlyFinish.slice(),
      lateStart: dates.lateStart.slice(),
      lateFinish: dates.lateFinish.slice(),
      throughEarly: dates.throughEarly.slice(),
      throughLate: dates.throughLate.slice(),
      lateFinishOf: dates.lateFinishOf.slice(),
    };
    return { ...this.now, dates: copied, totalFloat: this.now.totalFloat.slice(), freeFloat: this.now.freeFloat.slice() };
  }

  /**
   * Makes changes together and re-reckons what they move. A change with errors changes nothing. O(what moves · log); in full when an activity is
   * wanted as late as possible, when a project's own dates change, or when dates leave the calendars.
   */
  change(changes: readonly Change[]): Result<Moved> {
    const undo = this.write(changes);
    if (!undo.ok) return undo;
    const moved = this.propagate(changes);
    if (!moved.ok) {
      this.write(undo.value);
      const again = this.inFull();
      if (!again.ok) throw new Error('The schedule that stood before cannot be made again.');
    }
    return moved;
  }

  /** Answers a question about the schedule as it would be with the changes, and takes them back. Errors as of `change`. */
  whatIf<T>(changes: readonly Change[], question: (schedule: Schedule) => T): Result<T> {
    const undo = this.write(changes);
    if (!undo.ok) return undo;
    const moved = this.propagate(changes);
    const reply: Result<T> = moved.ok ? { ok: true, value: question(this.now) } : moved;
    const back = this.write(undo.value);
    if (!back.ok || !(moved.ok ? this.propagate(undo.value) : this.inFull()).ok)
      throw new Error('The schedule that stood before cannot be made again.');
    return reply;
  }

  /** Writes changes into the planner's own network; the answer undoes them. */
  private write(changes: readonly Change[]): Result<Change[]> {
    const errors: EngineError[] = [];
    const { network } = this;
    const { around } = network;
    const undo: Change[] = [];
    const writes: (() => void)[] = [];
    // Several changes of one thing build on each other.
    const activities = new Map<number, Activity>();
    const links = new Map<number, Link>();
    const projects = new Map<number, ProjectNumbers>();
    for (const change of changes) {
      if ('activity' in change) {
        const r = network.rankOf.get(change.activity);
        if (r === undefined) {
          errors.push({ rule: 'unknown-activity', sentence: `There is no activity ${change.activity}.`, activity: change.activity });
          continue;
        }
        const before = activities.get(r) ?? network.activities[r]!;
        const after = { ...before, ...change.set };
        activities.set(r, after);
        const numbers = readActivity(after, around, errors);
        undo.unshift({ activity: before.id, set: Object.fromEntries(Object.keys(change.set).map((key) => [key, before[key as 'name']])) });
        writes.push(() => {
          (network.activities as Activity[])[r] = after;
          (network.bounds as (typeof numbers.bounds)[])[r] = numbers.bounds;
          network.calendar[r] = numbers.calendar;
          network.duration[r] = numbers.duration;
          network.remaining[r] = numbers.remaining;
          network.actualStart[r] = numbers.actualStart;
          network.actualFinish[r] = numbers.actualFinish;
          network.resume[r] = numbers.resume;
          if (after.asLateAsPossible) this.wholly = true;
        });
      } else if ('link' in change) {
        const k = this.placeOf[change.link];
        const before = links.get(change.link) ?? network.problem.links[change.link];
        if (k === undefined || before === undefined) {
          errors.push({ rule: 'bad-link', sentence: `There is no link number ${change.link}.`, link: change.link });
          continue;
        }
        const after = { ...before, ...change.set };
        links.set(change.link, after);
        const type = linkTypes.indexOf(after.type ?? 'FS');
        if (type < 0) errors.push({ rule: 'bad-link', sentence: `There is no type of link ${after.type}.`, link: change.link });
        undo.unshift({ link: change.link, set: Object.fromEntries(Object.keys(change.set).map((key) => [key, before[key as 'type']])) });
        const [i, j] = [network.links.from[k]!, network.links.to[k]!];
        writes.push(() => {
          const { lag, calendar } = readLag(after, change.link, network.calendar[i]!, network.calendar[j]!, around, []);
          (network.problem.links as Link[])[change.link] = after;
          network.links.type[k] = type;
          network.links.lag[k] = lag;
          network.links.calendar[k] = calendar;
        });
        readLag(after, change.link, network.calendar[i]!, network.calendar[j]!, around, errors);
      } else {
        const p = change.project === undefined ? 0 : around.projectOf.get(change.project);
        if (p === undefined) {
          errors.push({ rule: 'unknown-project', sentence: `There is no project ${change.project}.` });
          continue;
        }
        const before = projects.get(p) ?? network.projects[p]!;
        const read = readProject({ id: before.id, ...change.set }, before, errors);
        const unsaid = (key: 'start' | 'dataDate' | 'due') => key in change.set && change.set[key] === undefined;
        const after = { ...read, dataDate: unsaid('dataDate') ? Number.NaN : read.dataDate, due: unsaid('due') ? Number.NaN : read.due };
        projects.set(p, after);
        undo.unshift({
          project: change.project,
          set: Object.fromEntries(
            Object.keys(change.set).map((key) => [key, Number.isNaN(before[key as 'due']) ? undefined : before[key as 'due']]),
          ),
        });
        writes.push(() => {
          (network.projects as (typeof after)[])[p] = after;
        });
      }
    }
    if (errors.length > 0) return failure(...errors);
    for (const write of writes) write();
    return { ok: true, value: undo };
  }

  private propagate(changes: readonly Change[]): Result<Moved> {
    const { network, ahead, back, options } = this;
    const { dates } = this.now;
    // Lags may be reckoned in the calendar of an activity that changes it.
    const recalendared = changes.some((change) => 'activity' in change && 'calendar' in change.set);
    if (this.wholly || recalendared || changes.some((change) => 'project' in change)) return this.inFull(recalendared);
    const touched = new Set<number>();
    for (const change of changes) {
      if ('activity' in change) {
        const r = network.rankOf.get(change.activity)!;
        ahead.add(r);
        back.add(r);
        touched.add(r);
        // Whether a link asks anything depends on the progress of both its ends.
        for (let at = network.outFrom[r]!; at < network.outFrom[r + 1]!; at++) ahead.add(network.links.to[network.outOf[at]!]!);
        for (let k = network.into[r]!; k < network.into[r + 1]!; k++) back.add(network.links.from[k]!);
      } else if ('link' in change) {
        const k = this.placeOf[change.link]!;
        ahead.add(network.links.to[k]!);
        back.add(network.links.from[k]!);
        touched.add(network.links.from[k]!);
      }
    }
    let visited = 0;
    let lastMoved = false;
    const { earlyStart, earlyFinish, lateStart, lateFinish, throughEarly, throughLate } = dates;
    const lasts = this.lasts();
    const last = lasts.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    let firstMoved = false;
    for (let r = ahead.take(); r >= 0; r = ahead.take()) {
      visited++;
      if (isFollower(network, r)) continue;
      const [start, finish, through] = [earlyStart[r]!, earlyFinish[r]!, throughEarly[r]!];
      forwardAt(network, dates, options, r);
      if (earlyStart[r] === start && earlyFinish[r] === finish && Object.is(throughEarly[r], through)) continue;
      touched.add(r);
      back.add(r);
      const own = lasts[network.project[r]!]!;
      if (finish >= own || earlyFinish[r]! > own) lastMoved = true;
      if (start <= this.now.start || earlyStart[r]! < this.now.start) firstMoved = true;
      for (let at = network.outFrom[r]!; at < network.outFrom[r + 1]!; at++) ahead.add(network.links.to[network.outOf[at]!]!);
    }
    for (const r of touched) if (!Number.isFinite(earlyFinish[r]!) || !Number.isFinite(earlyStart[r]!)) return this.inFull();
    if (lastMoved) {
      this.finishes = undefined;
      const before = dates.lateFinishOf.slice();
      setLateFinishes(network, dates, options);
      for (let r = 0; r < network.count; r++) {
        if (dates.lateFinishOf[network.project[r]!] === before[network.project[r]!]) continue;
        back.add(r);
        touched.add(r);
      }
    }
    for (let r = back.take(); r >= 0; r = back.take()) {
      visited++;
      if (isFollower(network, r)) continue;
      const [start, finish, through] = [lateStart[r]!, lateFinish[r]!, throughLate[r]!];
      backwardAt(network, dates, options, r);
      if (lateStart[r] === start && lateFinish[r] === finish && Object.is(throughLate[r], through)) continue;
      touched.add(r);
      for (let k = network.into[r]!; k < network.into[r + 1]!; k++) back.add(network.links.from[k]!);
    }
    for (const r of touched) if (!Number.isFinite(lateFinish[r]!) || !Number.isFinite(lateStart[r]!)) return this.inFull();
    const { totalFloat, freeFloat } = this.now;
    for (const r of network.followers) {
      followAt(network, dates, r);
      touched.add(r);
    }
    for (const r of touched) {
      totalFloat[r] = totalFloatAt(network, dates, options, r);
      freeFloat[r] = freeFloatAt(network, dates, options, r);
      for (let k = network.into[r]!; k < network.into[r + 1]!; k++) {
        const i = network.links.from[k]!;
        freeFloat[i] = freeFloatAt(network, dates, options, i);
      }
    }
    const started = changes.some((change) => 'activity' in change && 'actualStart' in change.set);
    const start = firstMoved || started ? firstStart(network, dates) : this.now.start;
    const finish = lastMoved ? this.lasts().reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY) : last;
    this.now = { ...this.now, start, finish: Number.isFinite(finish) ? finish : start };
    return { ok: true, value: { moved: touched.size, visited, full: false } };
  }

  /** Every rank afresh; with `lags` those of the links as well. */
  private inFull(lags = false): Result<Moved> {
    const { network } = this;
    if (lags)
      for (let k = 0; k < network.links.from.length; k++) {
        const place = network.links.place[k]!;
        const ends = [network.calendar[network.links.from[k]!]!, network.calendar[network.links.to[k]!]!] as const;
        const { lag, calendar } = readLag(network.problem.links[place]!, place, ends[0], ends[1], network.around, []);
        network.links.lag[k] = lag;
        network.links.calendar[k] = calendar;
      }
    const made = schedule(network, { ...this.options, signal: undefined, onProgress: undefined });
    if (!made.ok) return made;
    this.now = { ...made.value, options: this.options };
    this.finishes = undefined;
    return { ok: true, value: { moved: network.count, visited: 2 * network.count, full: true } };
  }

  private lasts(): Float64Array {
    if (this.finishes) return this.finishes;
    const { network } = this;
    const finishes = new Float64Array(network.projects.length).fill(Number.NEGATIVE_INFINITY);
    const { earlyFinish } = this.now.dates;
    for (let r = 0; r < network.count; r++) {
      const p = network.project[r]!;
      if (!isFollower(network, r) && earlyFinish[r]! > finishes[p]!) finishes[p] = earlyFinish[r]!;
    }
    this.finishes = finishes;
    return finishes;
  }
}
