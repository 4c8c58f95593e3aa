// How short a plan could possibly be: the critical path, the energy of each resource between heads and tails, activities that exclude each other, and
// destructive improvement (Klein & Scholl 1999): a makespan is assumed, windows are narrowed, and a contradiction proves that it takes longer.
import { type LevelModel, never } from './model.ts';
import { type Relaxed, Windows } from './windows.ts';

/** A proven bound in units of the model and what proved it. */
export type Bound = {
  readonly value: number;
  readonly by: 'critical-path' | 'energy' | 'exclusion' | 'destruction';
  /** The length of the critical path alone. */
  readonly criticalPath: number;
};

/** Elementary steps that a bound may take: about a quarter of a second. */
export const usualEffort = 30_000_000;

/** A relaxed problem over some of the activities (all of them when `members` is absent). Pairs are O(n²) and looked for up to 1,000 activities. */
export function relax(model: LevelModel, members?: Int32Array, withPairs = true): Relaxed {
  const who = members ?? Int32Array.from({ length: model.n }, (_, i) => i);
  const place = new Int32Array(model.n).fill(-1);
  who.forEach((i, k) => {
    place[i] = k;
  });
  const n = who.length;
  const R = model.resources;
  const duration = new Int32Array(n).fill(never);
  const longest = new Int32Array(n);
  const demand = new Int32Array(n * R).fill(never);
  const capacity = new Int32Array(R);
  for (let k = 0; k < model.stepAt.length; k++)
    for (let r = 0; r < R; r++) capacity[r] = Math.max(capacity[r]!, model.stepCapacity[k * R + r]!);
  for (let k = 0; k < n; k++) {
    const i = who[k]!;
    for (let m = model.modeFrom[i]!; m < model.modeFrom[i + 1]!; m++) {
      duration[k] = Math.min(duration[k]!, model.modeDuration[m]!);
      longest[k] = Math.max(longest[k]!, model.modeDuration[m]!);
      for (let r = 0; r < R; r++) demand[k * R + r] = Math.min(demand[k * R + r]!, model.modeDemand[m * R + r]!);
    }
  }
  // FF and SF speak of a finish: with modes the longest duration is the generous one, with a calendar no distance of starts holds.
  const from: number[] = [];
  const to: number[] = [];
  const gap: number[] = [];
  for (let k = 0; k < model.linkTo.length; k++) {
    const [a, b] = [place[model.linkFrom[k]!]!, place[model.linkTo[k]!]!];
    if (a < 0 || b < 0) continue;
    const type = model.linkType[k]!;
    if (type >= 2 && model.calendar[model.linkTo[k]!]! >= 0) continue;
    from.push(a);
    to.push(b);
    gap.push((type === 0 || type === 2 ? duration[a]! : 0) + model.linkLag[k]! - (type >= 2 ? longest[b]! : 0));
  }
  const release = Int32Array.from(who, (i) => model.release[i]!);
  const relaxed = {
    n,
    duration,
    resources: R,
    demand,
    capacity,
    linkFrom: Int32Array.from(from),
    linkTo: Int32Array.from(to),
    linkGap: Int32Array.from(gap),
    release,
    pairs: new Int32Array(0),
  };
  return withPairs ? { ...relaxed, pairs: exclusions(relaxed) } : relaxed;
}

/** Pairs of which both need more than half of something, and neither must follow the other. O(n²). */
function exclusions(relaxed: Relaxed): Int32Array {
  const { n, duration, resources, demand, capacity } = relaxed;
  if (n > 1_000) return new Int32Array(0);
  const words = (n + 31) >> 5;
  const after = new Int32Array(n * words);
  for (let k = relaxed.linkTo.length - 1; k >= 0; k--) {
    const [a, b] = [relaxed.linkFrom[k]!, relaxed.linkTo[k]!];
    if (relaxed.linkGap[k]! < duration[a]!) continue;
    for (let w = 0; w < words; w++) after[a * words + w]! |= after[b * words + w]!;
    after[a * words + (b >> 5)]! |= 1 << (b & 31);
  }
  const pairs: number[] = [];
  for (let i = 0; i < n; i++)
    for (let j = i + 1; j < n; j++) {
      if (duration[i] === 0 || duration[j] === 0) continue;
      if ((after[i * words + (j >> 5)]! >> (j & 31)) & 1 || (after[j * words + (i >> 5)]! >> (i & 31)) & 1) continue;
      for (let r = 0; r < resources; r++)
        if (demand[i * resources + r]! + demand[j * resources + r]! > capacity[r]!) {
          pairs.push(i, j);
          break;
        }
    }
  return Int32Array.from(pairs);
}

/** Earliest starts, and the least time from each start to the end of the plan. */
export function headsAndTails(relaxed: Relaxed): { heads: Int32Array; tails: Int32Array; length: number } {
  const heads = relaxed.release.slice();
  const tails = relaxed.duration.slice();
  const { linkFrom, linkTo, linkGap } = relaxed;
  for (let k = 0; k < linkTo.length; k++) heads[linkTo[k]!] = Math.max(heads[linkTo[k]!]!, heads[linkFrom[k]!]! + linkGap[k]!);
  for (let k = linkTo.length - 1; k >= 0; k--) tails[linkFrom[k]!] = Math.max(tails[linkFrom[k]!]!, tails[linkTo[k]!]! + linkGap[k]!);
  let length = 0;
  for (let i = 0; i < relaxed.n; i++) length = Math.max(length, heads[i]! + tails[i]!);
  return { heads, tails, length };
}

/** The work that can only be done after some head and before some tail, over the capacity. O(resources · n²), of large problems a sample of the heads. */
function energyBound(relaxed: Relaxed, heads: Int32Array, tails: Int32Array): number {
  const { n, duration, resources, demand, capacity } = relaxed;
  let best = 0;
  for (let r = 0; r < resources; r++) {
    const who: number[] = [];
    for (let i = 0; i < n; i++) if (demand[i * resources + r]! > 0 && duration[i]! > 0) who.push(i);
    const byTail = [...who].sort((a, b) => tails[b]! - duration[b]! - (tails[a]! - duration[a]!));
    const every = [...new Set(who.map((i) => heads[i]!))].sort((a, b) => a - b);
    const step = Math.max(1, Math.ceil((every.length * who.length) / 4_000_000));
    for (let k = 0; k < every.length; k += step) {
      const head = every[k]!;
      let work = 0;
      for (const i of byTail) {
        if (heads[i]! < head) continue;
        work += duration[i]! * demand[i * resources + r]!;
        best = Math.max(best, head + Math.ceil(work / capacity[r]!) + tails[i]! - duration[i]!);
      }
    }
  }
  return best;
}

/** One after another: sets of activities that exclude each other in pairs, grown greedily from each pair. */
function exclusionBound(relaxed: Relaxed, heads: Int32Array, tails: Int32Array): number {
  const { n, pairs, duration } = relaxed;
  if (n > 400 || pairs.length === 0) return 0;
  const excludes = new Uint8Array(n * n);
  for (let k = 0; k < pairs.length; k += 2) {
    excludes[pairs[k]! * n + pairs[k + 1]!] = 1;
    excludes[pairs[k + 1]! * n + pairs[k]!] = 1;
  }
  // What must follow cannot run at once either.
  const reach = new Uint8Array(n * n);
  for (let k = relaxed.linkTo.length - 1; k >= 0; k--) {
    const [a, b] = [relaxed.linkFrom[k]!, relaxed.linkTo[k]!];
    if (relaxed.linkGap[k]! < duration[a]!) continue;
    reach[a * n + b] = 1;
    for (let j = 0; j < n; j++) if (reach[b * n + j] === 1) reach[a * n + j] = 1;
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) if (reach[i * n + j] === 1) excludes[i * n + j] = excludes[j * n + i] = 1;
  const order = Array.from({ length: n }, (_, i) => i)
    .filter((i) => duration[i]! > 0)
    .sort((a, b) => duration[b]! - duration[a]!);
  let best = 0;
  for (const seed of order) {
    const clique = [seed];
    let [work, head, tail] = [duration[seed]!, heads[seed]!, tails[seed]! - duration[seed]!];
    for (const i of order) {
      if (i === seed || clique.some((j) => excludes[i * n + j] === 0)) continue;
      const [h, q] = [Math.min(head, heads[i]!), Math.min(tail, tails[i]! - duration[i]!)];
      if (h + work + duration[i]! + q < head + work + tail) continue;
      clique.push(i);
      [work, head, tail] = [work + duration[i]!, h, q];
    }
    best = Math.max(best, head + work + tail);
  }
  return best;
}

/** The bounds that cost next to nothing: critical path, energy, exclusion. */
export function quickBound(relaxed: Relaxed): Bound {
  const { heads, tails, length } = headsAndTails(relaxed);
  const energy = energyBound(relaxed, heads, tails);
  const exclusion = exclusionBound(relaxed, heads, tails);
  if (exclusion > Math.max(length, energy)) return { value: exclusion, by: 'exclusion', criticalPath: length };
  if (energy > length) return { value: energy, by: 'energy', criticalPath: length };
  return { value: length, by: 'critical-path', criticalPath: length };
}

/**
 * Raises a bound by refuting one makespan after another, below `upTo`, within `effort` elementary steps. With probing, each undecided pair is tried in both
 * orders: an order that leads to a contradiction is struck out.
 */
export function destructiveBound(relaxed: Relaxed, bound: Bound, upTo: number, effort: number = usualEffort): Bound {
  let { value, by } = bound;
  if (value >= upTo || upTo > 200_000 || relaxed.n > 5_000) return bound;
  const windows = new Windows(relaxed, upTo);
  const trial = new Windows(relaxed, upTo);
  while (value < upTo && windows.effort + trial.effort < effort) {
    const possible = windows.open(value) && windows.narrow(true, effort) && probe(windows, trial, effort);
    if (possible) break;
    value++;
    by = 'destruction';
  }
  return { ...bound, value, by };
}

/** Tries undecided pairs in both orders until nothing is learnt; false when a pair has no order left. */
function probe(windows: Windows, trial: Windows, effort: number): boolean {
  const { pairs, duration } = windows.relaxed;
  const { earliest, latest } = windows;
  for (;;) {
    let learnt = false;
    for (let k = 0; k < pairs.length; k += 2) {
      if (windows.effort + trial.effort > effort) return true;
      const [i, j] = [pairs[k]!, pairs[k + 1]!];
      if (earliest[i]! + duration[i]! > latest[j]! || earliest[j]! + duration[j]! > latest[i]!) continue;
      if (latest[i]! >= earliest[j]! + 3 * duration[j]! && latest[j]! >= earliest[i]! + 3 * duration[i]!) continue;
      const iFirst = possible(windows, trial, i, j, effort);
      const jFirst = possible(windows, trial, j, i, effort);
      if (!iFirst && !jFirst) return false;
      if (iFirst && jFirst) continue;
      learnt = true;
      if (!(iFirst ? windows.order(i, j) : windows.order(j, i)) || !windows.narrow(false, effort)) return false;
    }
    if (!learnt) return true;
    if (!windows.narrow(true, effort)) return false;
  }
}

function possible(windows: Windows, trial: Windows, first: number, second: number, effort: number): boolean {
  trial.copy(windows);
  return trial.order(first, second) && trial.narrow(false, effort);
}
