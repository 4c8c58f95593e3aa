// The plain case, for networks of millions: one calendar, whole numbers of any unit, links of any type with lags, nothing else. Put into topological
// order once; both passes are then two linear sweeps, and a changed duration re-reckons only what it moves, with exactly the same result.
import { answer, type EngineError, failure, type Result } from './errors.ts';
import { FF, FS, SF } from './network.ts';
import { topologicalOrder } from './order.ts';
import type { Plain, Sweep } from './sweep.ts';
import { kernel } from './sweep-wasm.ts';

/** Activities are known by their place, 0 to durations.length − 1. Arrays are read, never written or kept. */
export type PlainProblem = {
  readonly durations: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** 0 FS, 1 SS, 2 FF, 3 SF; all FS when absent. */
  readonly types?: Uint8Array;
  readonly lags?: Int32Array;
};

/** Longer than this in all, dates would no longer fit into 32 bits. */
const longestSum = 2 ** 30;

/** A plain network and its dates, kept up to date. Dates are numbers of the unit of the durations, from 0. */
export class PlainNetwork {
  readonly count: number;
  /** The last early finish. */
  finish: number;
  /** True when the assembled loops are at work. */
  readonly assembled: boolean;
  private readonly plain: Plain;
  private readonly rank: Int32Array | undefined;
  private readonly types: Uint8Array | undefined;
  private readonly loops: Sweep;
  private floatsOf: number;
  private out: { readonly from: Int32Array; readonly of: Int32Array; readonly to: Int32Array } | undefined;
  private waiting: { readonly heap: Int32Array; readonly waits: Uint8Array } | undefined;

  private constructor(parts: {
    plain: Plain;
    loops: Sweep;
    assembled: boolean;
    rank: Int32Array | undefined;
    types: Uint8Array | undefined;
  }) {
    this.count = parts.plain.count;
    this.plain = parts.plain;
    this.loops = parts.loops;
    this.assembled = parts.assembled;
    this.rank = parts.rank;
    this.types = parts.types;
    this.finish = 0;
    this.floatsOf = 0;
  }

  /**
   * Orders a problem and reckons its dates. Errors: `bad-number`, `self-link`, `unknown-activity`, `cycle` with the chain of places, `horizon`.
   * O(activities + links). `kernel` chooses the loops; the assembled ones where they run when absent.
   */
  static of(problem: PlainProblem, { kernel: wanted }: { readonly kernel?: 'wasm' | 'js' } = {}): Result<PlainNetwork> {
    const { durations, from, types, lags } = problem;
    const [n, m] = [durations.length, from.length];
    const wrong = errorIn(problem);
    if (wrong) return failure(wrong);
    const weighted = types !== undefined || lags !== undefined;
    const room = kernel(4 * n + (n + 1) + m + (weighted ? m : 0), wanted);
    let used = 0;
    const take = (length: number): Int32Array => {
      const part = new Int32Array(room.buffer, used * 4, length);
      used += length;
      return part;
    };
    const plain: Plain = {
      count: n,
      duration: take(n),
      earlyStart: take(n),
      lateStart: take(n),
      totalFloat: take(n),
      into: take(n + 1),
      from: take(m),
      weight: weighted ? take(m) : undefined,
    };
    const sortedTypes = weighted ? new Uint8Array(m) : undefined;
    const laid = layOut(problem, plain, sortedTypes);
    if ('cycle' in laid) return failure(cycleError(laid.cycle));
    const { rank } = laid;
    if (rank) for (let i = 0; i < n; i++) plain.duration[rank[i]!] = durations[i]!;
    else plain.duration.set(durations);
    const network = new PlainNetwork({
      plain,
      loops: weighted ? room.weighted : room.plain,
      assembled: room.assembled,
      rank,
      types: sortedTypes,
    });
    network.pass();
    return answer(network);
  }

  /** Both passes and the floats, in full. O(activities + links): some milliseconds for a million. */
  pass(): number {
    this.finish = this.loops(this.plain);
    this.floatsOf = this.finish;
    return this.finish;
  }

  earlyStart(activity: number): number {
    return this.plain.earlyStart[this.rankOf(activity)]!;
  }

  lateStart(activity: number): number {
    return this.finish + this.plain.lateStart[this.rankOf(activity)]!;
  }

  totalFloat(activity: number): number {
    const r = this.rankOf(activity);
    return this.finish + this.plain.lateStart[r]! - this.plain.earlyStart[r]!;
  }

  duration(activity: number): number {
    return this.plain.duration[this.rankOf(activity)]!;
  }

  /** All dates as arrays of their own, by place. O(activities). */
  dates(): { readonly earlyStart: Int32Array; readonly lateStart: Int32Array; readonly totalFloat: Int32Array } {
    const [earlyStart, lateStart, totalFloat] = [new Int32Array(this.count), new Int32Array(this.count), new Int32Array(this.count)];
    for (let i = 0; i < this.count; i++) {
      const r = this.rankOf(i);
      earlyStart[i] = this.plain.earlyStart[r]!;
      lateStart[i] = this.finish + this.plain.lateStart[r]!;
      totalFloat[i] = lateStart[i]! - earlyStart[i]!;
    }
    return { earlyStart, lateStart, totalFloat };
  }

  /**
   * Total floats by rank as the sweep left them, without copying, for whoever scans them all; valid until the next change. `rankOf` tells ranks.
   */
  floats(): Int32Array {
    const { totalFloat, lateStart, earlyStart } = this.plain;
    if (this.floatsOf !== this.finish) {
      for (let r = 0; r < this.count; r++) totalFloat[r] = this.finish + lateStart[r]! - earlyStart[r]!;
      this.floatsOf = this.finish;
    }
    return totalFloat;
  }

  /** The place of an activity in topological order. */
  rankOf(activity: number): number {
    return this.rank ? this.rank[activity]! : activity;
  }

  /**
   * Gives one activity another duration and re-reckons what it moves; tells how many activities were looked at. Exactly as a full pass would.
   * O(what moves · log); the finish may move without touching anything else. Errors: `unknown-activity`, `bad-number`.
   */
  change(activity: number, duration: number): Result<number> {
    if (!Number.isInteger(activity) || activity < 0 || activity >= this.count)
      return failure({ rule: 'unknown-activity', sentence: `There is no activity ${activity}.`, activity: String(activity) });
    if (!Number.isInteger(duration) || duration < 0 || duration > longestSum)
      return failure({
        rule: 'bad-number',
        sentence: `Activity ${activity}: the duration ${duration} is none.`,
        activity: String(activity),
      });
    const { duration: durations, into, weight, from } = this.plain;
    const out = this.outward();
    const r = this.rankOf(activity);
    const more = duration - durations[r]!;
    if (more === 0) return answer(0);
    durations[r] = duration;
    // The distances of links that leave its finish grow with it; those that enter its finish shrink.
    if (weight && this.types) {
      for (let at = out.from[r]!; at < out.from[r + 1]!; at++) {
        const k = out.of[at]!;
        if (this.types[k] === FS || this.types[k] === FF) weight[k] = weight[k]! + more;
      }
      for (let k = into[r]!; k < into[r + 1]!; k++) if (this.types[k] === FF || this.types[k] === SF) weight[k] = weight[k]! - more;
    }
    const { heap, waits } = this.queue();
    let size = 0;
    const wait = (key: number, rank: number): void => {
      if (waits[rank] === 1) return;
      waits[rank] = 1;
      let i = size++;
      while (i > 0) {
        const up = (i - 1) >> 1;
        if (heap[up]! <= key) break;
        heap[i] = heap[up]!;
        i = up;
      }
      heap[i] = key;
    };
    const take = (): number => {
      const first = heap[0]!;
      const last = heap[--size]!;
      let i = 0;
      for (;;) {
        let down = 2 * i + 1;
        if (down >= size) break;
        if (down + 1 < size && heap[down + 1]! < heap[down]!) down++;
        if (heap[down]! >= last) break;
        heap[i] = heap[down]!;
        i = down;
      }
      heap[i] = last;
      return first;
    };
    const { earlyStart, lateStart, totalFloat, count } = this.plain;
    let visited = 0;
    // The finish changes when somebody finishes later than it, or when whoever finished last does so no more.
    let lastMoved = earlyStart[r]! + duration - more === this.finish;
    let latest = 0;
    if (weight) wait(r, r);
    for (let at = out.from[r]!; at < out.from[r + 1]!; at++) wait(out.to[at]!, out.to[at]!);
    while (size > 0) {
      const j = take();
      waits[j] = 0;
      visited++;
      let start = 0;
      for (let k = into[j]!; k < into[j + 1]!; k++) {
        const i = from[k]!;
        const bound = earlyStart[i]! + (weight ? weight[k]! : durations[i]!);
        if (bound > start) start = bound;
      }
      const before = earlyStart[j]!;
      if (start === before) continue;
      earlyStart[j] = start;
      totalFloat[j] = this.floatsOf + lateStart[j]! - start;
      if (before + durations[j]! === this.finish) lastMoved = true;
      latest = Math.max(latest, start + durations[j]!);
      for (let at = out.from[j]!; at < out.from[j + 1]!; at++) wait(out.to[at]!, out.to[at]!);
    }
    latest = Math.max(latest, earlyStart[r]! + duration);
    if (latest < this.finish && lastMoved) for (let j = 0; j < count; j++) latest = Math.max(latest, earlyStart[j]! + durations[j]!);
    if (latest > this.finish || lastMoved) this.finish = latest;
    wait(-r, r);
    if (weight) for (let k = into[r]!; k < into[r + 1]!; k++) wait(-from[k]!, from[k]!);
    while (size > 0) {
      const i = -take();
      waits[i] = 0;
      visited++;
      let late = -durations[i]!;
      for (let at = out.from[i]!; at < out.from[i + 1]!; at++) {
        const bound = lateStart[out.to[at]!]! - (weight ? weight[out.of[at]!]! : durations[i]!);
        if (bound < late) late = bound;
      }
      if (late === lateStart[i]) continue;
      lateStart[i] = late;
      totalFloat[i] = this.floatsOf + late - earlyStart[i]!;
      for (let k = into[i]!; k < into[i + 1]!; k++) wait(-from[k]!, from[k]!);
    }
    return answer(visited);
  }

  private queue(): { readonly heap: Int32Array; readonly waits: Uint8Array } {
    this.waiting ??= { heap: new Int32Array(this.count + 1), waits: new Uint8Array(this.count) };
    return this.waiting;
  }

  /** The links out of each activity, laid out when they are first needed. */
  private outward(): { readonly from: Int32Array; readonly of: Int32Array; readonly to: Int32Array } {
    if (this.out) return this.out;
    const { from, into, count } = this.plain;
    const first = new Int32Array(count + 1);
    for (let k = 0; k < from.length; k++) first[from[k]! + 1]!++;
    for (let r = 0; r < count; r++) first[r + 1]! += first[r]!;
    const fill = first.slice();
    const of = new Int32Array(from.length);
    const to = new Int32Array(from.length);
    for (let j = 0; j < count; j++)
      for (let k = into[j]!; k < into[j + 1]!; k++) {
        const place = fill[from[k]!]!++;
        of[place] = k;
        to[place] = j;
      }
    this.out = { from: first, of, to };
    return this.out;
  }
}

function errorIn(problem: PlainProblem): EngineError | undefined {
  const { durations, from, to, types, lags } = problem;
  const [n, m] = [durations.length, from.length];
  if (to.length !== m || (types && types.length !== m) || (lags && lags.length !== m))
    return { rule: 'bad-link', sentence: 'The lists of links have different lengths.' };
  let sum = 0;
  for (let i = 0; i < n; i++) {
    if (durations[i]! < 0)
      return { rule: 'bad-number', sentence: `Activity ${i}: the duration ${durations[i]} is negative.`, activity: String(i) };
    sum += durations[i]!;
  }
  for (let k = 0; k < m; k++) {
    const [a, b] = [from[k]!, to[k]!];
    if (a >>> 0 >= n || b >>> 0 >= n || a === b) return linkError(a, b, k, n);
  }
  if (types)
    for (let k = 0; k < m; k++) if (types[k]! > 3) return { rule: 'bad-link', sentence: `Link ${k} has no type ${types[k]}.`, link: k };
  if (lags) for (let k = 0; k < m; k++) sum += Math.abs(lags[k]!);
  return sum > longestSum ? { rule: 'horizon', sentence: `Durations and lags add up to ${sum}, more than ${longestSum}.` } : undefined;
}

function linkError(a: number, b: number, link: number, n: number): EngineError {
  const about = { link, activities: [String(a), String(b)] };
  if (a === b) return { rule: 'self-link', sentence: `Activity ${a} is linked to itself.`, activity: String(a), ...about };
  return {
    rule: 'unknown-activity',
    sentence: `The link from ${a} to ${b} leads nowhere.`,
    activity: String(a >>> 0 >= n ? a : b),
    ...about,
  };
}

function cycleError(cycle: readonly number[]): EngineError {
  const chain = cycle.map(String);
  const told = chain.length > 12 ? [...chain.slice(0, 6), '…', ...chain.slice(-5)] : chain;
  return {
    rule: 'cycle',
    sentence: `Each waits for the one before it, and the first for the last: ${told.join(' → ')} → ${chain[0]}.`,
    activity: chain[0],
    activities: chain,
  };
}

/** Lays the links out by the rank of their target. Where the places of activities are not in topological order, tells their ranks, or a cycle. */
function layOut(
  problem: PlainProblem,
  plain: Plain,
  sortedTypes: Uint8Array | undefined,
): { readonly rank: Int32Array | undefined } | { readonly cycle: readonly number[] } {
  const { from, to } = problem;
  let ordered = true;
  for (let k = 0; k < from.length && ordered; k++) ordered = from[k]! < to[k]!;
  if (!ordered && !plain.weight) {
    const rank = layOutInOrder(plain.count, from, to, plain);
    if (rank) return { rank };
  }
  if (ordered) {
    sortByTarget(problem, plain, undefined, sortedTypes);
    return { rank: undefined };
  }
  const order = topologicalOrder(plain.count, from, to);
  if ('cycle' in order) return order;
  sortByTarget(problem, plain, order.rank, sortedTypes);
  return { rank: order.rank };
}

/**
 * Kahn's order and the layout by it, for links that are finish to start without a lag. What is asked of an activity together stands together in memory,
 * four numbers each: where its links out begin, how many it waits for, where its links out end. Undefined when there is a cycle.
 */
function layOutInOrder(n: number, from: Int32Array, to: Int32Array, plain: Plain): Int32Array | undefined {
  const m = from.length;
  const about = new Int32Array(4 * (n + 1));
  for (let k = 0; k < m; k++) {
    about[4 * from[k]!]!++;
    about[4 * to[k]! + 1]!++;
  }
  // Counts become ends; filling from behind turns ends into beginnings.
  for (let at = 0, links = 0; at < about.length; at += 4) {
    links += about[at]!;
    about[at] = links;
    about[at + 2] = links;
  }
  const next = new Int32Array(m);
  for (let k = 0; k < m; k++) next[--about[4 * from[k]!]!] = to[k]!;
  const order = new Int32Array(n);
  let tail = 0;
  for (let i = 0; i < n; i++) if (about[4 * i + 1] === 0) order[tail++] = i;
  for (let head = 0; head < tail; head++) {
    const at = 4 * order[head]!;
    for (let k = about[at]!, end = about[at + 2]!; k < end; k++) {
      const j = next[k]!;
      const waits = 4 * j + 1;
      const left = about[waits]! - 1;
      about[waits] = left;
      if (left === 0) order[tail++] = j;
    }
  }
  if (tail < n) return undefined;
  const rank = new Int32Array(n);
  for (let r = 0; r < n; r++) rank[order[r]!] = r;
  const { into, from: laid } = plain;
  const target = next;
  for (let k = 0; k < m; k++) {
    const r = rank[to[k]!]!;
    target[k] = r;
    into[r]!++;
  }
  for (let r = 0, sum = 0; r <= n; r++) {
    sum += into[r]!;
    into[r] = sum;
  }
  for (let k = m - 1; k >= 0; k--) laid[--into[target[k]!]!] = rank[from[k]!]!;
  return rank;
}

/** Lays the links out by the rank of their target, by counting. */
function sortByTarget(
  { from, to, types, lags, durations }: PlainProblem,
  plain: Plain,
  rank: Int32Array | undefined,
  sortedTypes: Uint8Array | undefined,
): void {
  const { into } = plain;
  const [n, m] = [plain.count, from.length];
  if (rank) for (let k = 0; k < m; k++) into[rank[to[k]!]!]!++;
  else for (let k = 0; k < m; k++) into[to[k]!]!++;
  // Counts become ends; filling from behind turns ends into beginnings.
  for (let r = 0, sum = 0; r <= n; r++) {
    sum += into[r]!;
    into[r] = sum;
  }
  for (let k = m - 1; k >= 0; k--) {
    const [a, b] = [from[k]!, to[k]!];
    const at = --into[rank ? rank[b]! : b]!;
    plain.from[at] = rank ? rank[a]! : a;
    if (!plain.weight) continue;
    const type = types ? types[k]! : FS;
    const leaves = type === FS || type === FF ? durations[a]! : 0;
    const enters = type === FF || type === SF ? durations[b]! : 0;
    plain.weight[at] = leaves + (lags ? lags[k]! : 0) - enters;
    sortedTypes![at] = type;
  }
}
