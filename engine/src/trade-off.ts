// The time–cost trade-off: several activities shortened together so that a promise is kept at the least cost. Cuts of the critical network by
// maximum flow, a day at a time (Kelley 1961; Phillips & Dessouky 1977), then whatever was not needed given back; where there are few enough
// choices, all are gone through with bounds and the answer is exact.
import { answer, failure, type Result } from './errors.ts';
import type { Duration } from './network.ts';
import { entersStart, leavesFinish } from './network.ts';
import { calendarOf, isFollower, isStarted } from './pass.ts';
import { drivingInto } from './paths.ts';
import type { Change, Planner } from './planner.ts';
import { minutesOf } from './reading.ts';
import type { Schedule, Signal } from './schedule.ts';
import { type Instant, instant, type When } from './time.ts';

/** An activity that can be shortened, down to `to`, at so much for each working day of its calendar. */
export type Crash = { readonly activity: string; readonly to: Duration; readonly costPerDay: number };

export type TradeOffOptions = {
  /** The activity that must finish by `by`; the whole when absent. */
  readonly activity?: string;
  readonly by: When;
  readonly crashes: readonly Crash[];
  /** Choices that may be gone through one by one; 20,000 when absent. */
  readonly most?: number;
  readonly signal?: Signal;
};

export type TradeOff = {
  /** True when the promise is kept; otherwise everything that helps has been shortened. */
  readonly closes: boolean;
  readonly finish: Instant;
  readonly cost: number;
  /** What to shorten, by how many working days of each activity's calendar. */
  readonly shorten: readonly { readonly activity: string; readonly days: number; readonly cost: number }[];
  /** True when no cheaper choice of whole days exists. */
  readonly exact: boolean;
  /** The finish and the cost after each day bought: the curve of time against cost. */
  readonly curve: readonly { readonly finish: Instant; readonly cost: number }[];
  readonly changes: readonly Change[];
};

/** Errors: `unknown-activity`, `bad-time`, `bad-number`. The planner is left as it was. */
export function tradeOff(planner: Planner, options: TradeOffOptions): Result<TradeOff> {
  const { network } = planner.current;
  const by = instant(options.by);
  if (by === undefined) return failure({ rule: 'bad-time', sentence: `The promised finish ${options.by} is no time.` });
  if (options.activity !== undefined && !network.rankOf.has(options.activity))
    return failure({ rule: 'unknown-activity', sentence: `There is no activity ${options.activity}.`, activity: options.activity });
  const choices: Choice[] = [];
  for (const { activity, to, costPerDay } of options.crashes) {
    const r = network.rankOf.get(activity);
    if (r === undefined) return failure({ rule: 'unknown-activity', sentence: `There is no activity ${activity}.`, activity });
    const calendar = calendarOf(network, r);
    const length = isStarted(network, r) ? network.remaining[r]! : network.duration[r]!;
    const least = minutesOf(to, calendar);
    if (least === undefined || least < 0 || !(costPerDay >= 0) || !Number.isFinite(costPerDay))
      return failure({
        rule: 'bad-number',
        sentence: `Activity ${activity}: cannot be shortened to ${to} at ${costPerDay} a day.`,
        activity,
      });
    const days = Math.floor((length - least) / calendar.minutesPerDay);
    if (days > 0) choices.push({ activity, r, length, day: calendar.minutesPerDay, most: days, cost: costPerDay });
  }
  const search = new Search(planner, choices, options.activity, by, options.signal);
  const greedy = search.byCuts();
  const sizes = choices.reduce((product, choice) => product * (choice.most + 1), 1);
  const exact = greedy.closes && sizes <= (options.most ?? 20_000) ? search.exactly(greedy.days) : undefined;
  const days = exact?.days ?? greedy.days;
  const reached = search.finishWith(days);
  return answer({
    closes: reached <= by,
    finish: reached,
    cost: search.costOf(days),
    shorten: choices.flatMap((choice, c) =>
      days[c]! > 0 ? [{ activity: choice.activity, days: days[c]!, cost: days[c]! * choice.cost }] : [],
    ),
    exact: exact?.whole ?? (reached <= by && search.costOf(days) === 0),
    curve: greedy.curve,
    changes: search.changesFor(days),
  });
}

type Choice = {
  readonly activity: string;
  readonly r: number;
  readonly length: number;
  readonly day: number;
  readonly most: number;
  readonly cost: number;
};

class Search {
  private readonly planner: Planner;
  private readonly choices: readonly Choice[];
  private readonly target: string | undefined;
  private readonly by: Instant;
  private readonly signal: Signal | undefined;

  constructor(planner: Planner, choices: readonly Choice[], target: string | undefined, by: Instant, signal: Signal | undefined) {
    this.planner = planner;
    this.choices = choices;
    this.target = target;
    this.by = by;
    this.signal = signal;
  }

  costOf(days: readonly number[]): number {
    return this.choices.reduce((sum, choice, c) => sum + choice.cost * days[c]!, 0);
  }

  changesFor(days: readonly number[]): Change[] {
    return this.choices.flatMap((choice, c) => {
      if (days[c] === 0) return [];
      const left = choice.length - days[c]! * choice.day;
      return [
        { activity: choice.activity, set: isStarted(this.planner.current.network, choice.r) ? { remaining: left } : { duration: left } },
      ];
    });
  }

  finishWith(days: readonly number[]): Instant {
    return this.ask(days, (made) => this.finishOf(made));
  }

  private ask<T>(days: readonly number[], question: (made: Schedule) => T): T {
    const reply = this.planner.whatIf(this.changesFor(days), question);
    if (!reply.ok) throw new Error(reply.errors[0]!.sentence);
    return reply.value;
  }

  private finishOf(made: Schedule): Instant {
    return this.target === undefined ? made.finish : made.dates.earlyFinish[made.network.rankOf.get(this.target)!]!;
  }

  /** A day at a time along the cheapest cut, until the promise is kept or no cut is left; then back what was not needed. */
  byCuts(): { readonly closes: boolean; readonly days: number[]; readonly curve: { finish: Instant; cost: number }[] } {
    const days = this.choices.map(() => 0);
    const curve: { finish: Instant; cost: number }[] = [];
    for (;;) {
      const step = this.ask(days, (made) => ({ finish: this.finishOf(made), cut: this.cheapestCut(made, days) }));
      curve.push({ finish: step.finish, cost: this.costOf(days) });
      if (step.finish <= this.by || step.cut.length === 0 || this.signal?.aborted) break;
      for (const c of step.cut) days[c]!++;
      // A day in one calendar may move nothing in another; give up when even everything together does not.
      if (days.every((count, c) => count >= this.choices[c]!.most) && this.finishWith(days) >= step.finish) break;
    }
    const reached = Math.max(this.finishWith(days), this.by);
    const dearest = this.choices.map((_, c) => c).sort((a, b) => this.choices[b]!.cost - this.choices[a]!.cost);
    for (const c of dearest)
      while (days[c]! > 0) {
        days[c]!--;
        if (this.finishWith(days) <= reached) continue;
        days[c]!++;
        break;
      }
    return { closes: this.finishWith(days) <= this.by, days, curve };
  }

  /** The cheapest choices that together cut every driving chain into the target; none when some chain cannot be cut. */
  private cheapestCut(made: Schedule, days: readonly number[]): number[] {
    const { network } = made;
    const priced = new Map<number, number>();
    this.choices.forEach((choice, c) => {
      if (days[c]! < choice.most) priced.set(choice.r, c);
    });
    const flow = new Flow();
    const finish = this.finishOf(made);
    const seen = new Set<number>();
    const waiting: number[] = [];
    const visit = (r: number): void => {
      if (!seen.has(r)) {
        seen.add(r);
        waiting.push(r);
      }
    };
    // Node 2r is the start of activity r, 2r + 1 its finish; −1 the beginning, −2 the end.
    if (this.target !== undefined) visit(network.rankOf.get(this.target)!);
    else for (let r = 0; r < network.count; r++) if (!isFollower(network, r) && made.dates.earlyFinish[r] === finish) visit(r);
    for (const r of waiting) flow.join(2 * r + 1, -2, Number.POSITIVE_INFINITY);
    for (let r = waiting.pop(); r !== undefined; r = waiting.pop()) {
      const choice = priced.get(r);
      const driving = drivingInto(made, r);
      flow.join(2 * r, 2 * r + 1, choice === undefined ? Number.POSITIVE_INFINITY : this.choices[choice]!.cost + 1e-6);
      if (driving.length === 0) flow.join(-1, 2 * r, Number.POSITIVE_INFINITY);
      for (const k of driving) {
        const i = network.links.from[k]!;
        const type = network.links.type[k]!;
        flow.join(2 * i + (leavesFinish(type) ? 1 : 0), 2 * r + (entersStart(type) ? 0 : 1), Number.POSITIVE_INFINITY);
        visit(i);
      }
    }
    const side = flow.cut(-1, -2);
    if (!side) return [];
    return [...priced].filter(([r]) => side.has(2 * r) && !side.has(2 * r + 1)).map(([, c]) => c);
  }

  /** Every choice of whole days, cheapest first where it matters, cut off by cost and by what everything left could still do. */
  exactly(known: readonly number[]): { readonly days: number[]; readonly whole: boolean } {
    let best = [...known];
    let least = this.costOf(known);
    let asked = 0;
    let whole = true;
    const days = this.choices.map(() => 0);
    const order = this.choices.map((_, c) => c).sort((a, b) => this.choices[a]!.cost - this.choices[b]!.cost);
    const go = (place: number, cost: number): void => {
      if (cost >= least - 1e-9 || !whole) return;
      if (++asked > 50_000 || this.signal?.aborted) {
        whole = false;
        return;
      }
      if (this.finishWith(days) <= this.by) {
        best = [...days];
        least = cost;
        return;
      }
      if (place === order.length) return;
      // With everything left shortened as far as it goes, can it still be kept?
      const reach = days.map((count, c) => (order.indexOf(c) >= place ? this.choices[c]!.most : count));
      if (this.finishWith(reach) > this.by) return;
      const c = order[place]!;
      for (let count = 0; count <= this.choices[c]!.most; count++) {
        days[c] = count;
        go(place + 1, cost + count * this.choices[c]!.cost);
      }
      days[c] = 0;
    };
    go(0, 0);
    return { days: best, whole };
  }
}

/** Maximum flow by shortest augmenting paths (Edmonds & Karp 1972), on a network small enough for maps. */
class Flow {
  private readonly arcs: { readonly to: number; capacity: number }[] = [];
  private readonly of = new Map<number, number[]>();

  join(from: number, to: number, capacity: number): void {
    this.at(from).push(this.arcs.push({ to, capacity }) - 1);
    this.at(to).push(this.arcs.push({ to: from, capacity: 0 }) - 1);
  }

  private at(node: number): number[] {
    const known = this.of.get(node);
    if (known) return known;
    const list: number[] = [];
    this.of.set(node, list);
    return list;
  }

  /** The side of the source in a cheapest cut; undefined when there is none of finite cost. */
  cut(source: number, sink: number): Set<number> | undefined {
    for (;;) {
      const came = new Map<number, number>([[source, -1]]);
      const line = [source];
      for (let head = 0; head < line.length && !came.has(sink); head++)
        for (const a of this.at(line[head]!)) {
          const arc = this.arcs[a]!;
          if (arc.capacity <= 1e-9 || came.has(arc.to)) continue;
          came.set(arc.to, a);
          line.push(arc.to);
        }
      if (!came.has(sink)) return new Set(came.keys());
      let least = Number.POSITIVE_INFINITY;
      for (let a = came.get(sink)!; a >= 0; a = came.get(this.arcs[a ^ 1]!.to)!) least = Math.min(least, this.arcs[a]!.capacity);
      if (!Number.isFinite(least)) return undefined;
      for (let a = came.get(sink)!; a >= 0; a = came.get(this.arcs[a ^ 1]!.to)!) {
        this.arcs[a]!.capacity -= least;
        this.arcs[a ^ 1]!.capacity += least;
      }
    }
  }
}
