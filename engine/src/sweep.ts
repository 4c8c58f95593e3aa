// The two passes of the plain case as sweeps over typed arrays: one scan up in topological order, one down. The loops here are the reference and
// the fallback of the assembled ones in sweep-wasm.ts, which do the same to the same memory.
//
// Early starts are reckoned from 0. Late starts are kept relative to the finish (0 or less), so that a finish that moves moves nothing else:
// late start = finish + lateStart[i], total float = finish + lateStart[i] − earlyStart[i].

/** A plain network in memory. Links are sorted by target; those into i are from[into[i]] … from[into[i + 1] − 1]. */
export type Plain = {
  readonly count: number;
  readonly duration: Int32Array;
  readonly from: Int32Array;
  readonly into: Int32Array;
  /** Start to start distance that each link asks for; undefined when every link is finish to start without a lag. */
  readonly weight: Int32Array | undefined;
  readonly earlyStart: Int32Array;
  readonly lateStart: Int32Array;
  readonly totalFloat: Int32Array;
};

/** Fills early starts, late starts relative to the finish, and floats; the answer is the finish. O(activities + links). */
export type Sweep = (plain: Plain) => number;

/** Finish to start without lags: early finishes and late finishes pass through `lateStart` and `totalFloat` on their way. */
export const sweepPlain: Sweep = ({ count, duration, from, into, earlyStart, lateStart, totalFloat }) => {
  let finish = 0;
  let k = 0;
  for (let j = 0; j < count; j++) {
    let start = 0;
    for (const end = into[j + 1]!; k < end; k++) {
      const bound = lateStart[from[k]!]!;
      if (bound > start) start = bound;
    }
    earlyStart[j] = start;
    start += duration[j]!;
    lateStart[j] = start;
    if (start > finish) finish = start;
  }
  totalFloat.fill(0);
  k--;
  for (let j = count - 1; j >= 0; j--) {
    const late = totalFloat[j]! - duration[j]!;
    lateStart[j] = late;
    totalFloat[j] = finish + late - earlyStart[j]!;
    for (const end = into[j]!; k >= end; k--) {
      const i = from[k]!;
      if (late < totalFloat[i]!) totalFloat[i] = late;
    }
  }
  return finish;
};

/** Links of any type with lags, as distances between starts. */
export const sweepWeighted: Sweep = ({ count, duration, from, into, weight, earlyStart, lateStart, totalFloat }) => {
  const weights = weight!;
  let finish = 0;
  let k = 0;
  for (let j = 0; j < count; j++) {
    let start = 0;
    for (const end = into[j + 1]!; k < end; k++) {
      const bound = earlyStart[from[k]!]! + weights[k]!;
      if (bound > start) start = bound;
    }
    earlyStart[j] = start;
    start += duration[j]!;
    if (start > finish) finish = start;
    lateStart[j] = -duration[j]!;
  }
  k--;
  for (let j = count - 1; j >= 0; j--) {
    const late = lateStart[j]!;
    totalFloat[j] = finish + late - earlyStart[j]!;
    for (const end = into[j]!; k >= end; k--) {
      const i = from[k]!;
      const bound = late - weights[k]!;
      if (bound < lateStart[i]!) lateStart[i] = bound;
    }
  }
  return finish;
};
