// The serial generation scheme (Kelley 1963) for the classic problem: each activity of a list in turn as early as its predecessors and the free capacity
// allow. The same code schedules backward: links turned round, time counted from the end. One or two machine words hold all resources of a period.

/** Links of one direction: those before activity i are before[from[i]] to before[from[i + 1] − 1]. */
export type Direction = { readonly from: Int32Array; readonly before: Int32Array };

/** What the serial scheme needs to know; see `classicCore` in core.ts. */
export type ClassicCore = {
  readonly n: number;
  readonly words: 1 | 2;
  readonly duration: Int32Array;
  readonly demand: Int32Array;
  readonly demand2: Int32Array;
  readonly guard: number;
  readonly guard2: number;
  readonly full: number;
  readonly full2: number;
  /** Free capacity by period, scratch; as long as the sum of durations. */
  readonly free: Int32Array;
  readonly free2: Int32Array;
  readonly directions: readonly [forward: Direction, backward: Direction];
};

/**
 * One serial generation pass. `list` must hold every activity after its predecessors of the direction; `finish` receives the periods up to which each works.
 * `used` is the makespan of the pass before, up to which `free` must be cleared. Returns the makespan. About O(n · duration).
 */
export function generate(
  core: ClassicCore,
  direction: Direction,
  list: Uint16Array,
  offset: number,
  finish: Int32Array,
  used: number,
): number {
  return core.words === 1 ? generate1(core, direction, list, offset, finish, used) : generate2(core, direction, list, offset, finish, used);
}

function generate1(core: ClassicCore, direction: Direction, list: Uint16Array, offset: number, finish: Int32Array, used: number): number {
  const { n, duration, demand, guard, full, free } = core;
  const { from, before } = direction;
  for (let t = 0; t < used; t++) free[t] = full;
  let makespan = 0;
  for (let k = offset; k < offset + n; k++) {
    const i = list[k]!;
    let t = 0;
    for (let p = from[i]!, last = from[i + 1]!; p < last; p++) {
      const ready = finish[before[p]!]!;
      if (ready > t) t = ready;
    }
    const length = duration[i]!;
    const need = demand[i]!;
    let end = t + length;
    // Every period is looked at once: one that is too full moves the whole window behind it.
    while (t < end) {
      if (((free[t]! - need) & guard) !== guard) end = t + 1 + length;
      t++;
    }
    for (t = end - length; t < end; t++) free[t]! -= need;
    finish[i] = end;
    if (end > makespan) makespan = end;
  }
  return makespan;
}

function generate2(core: ClassicCore, direction: Direction, list: Uint16Array, offset: number, finish: Int32Array, used: number): number {
  const { n, duration, demand, demand2, guard, guard2, full, full2, free, free2 } = core;
  const { from, before } = direction;
  for (let t = 0; t < used; t++) {
    free[t] = full;
    free2[t] = full2;
  }
  let makespan = 0;
  for (let k = offset; k < offset + n; k++) {
    const i = list[k]!;
    let t = 0;
    for (let p = from[i]!, last = from[i + 1]!; p < last; p++) {
      const ready = finish[before[p]!]!;
      if (ready > t) t = ready;
    }
    const length = duration[i]!;
    const need = demand[i]!;
    const need2 = demand2[i]!;
    let end = t + length;
    while (t < end) {
      if (((free[t]! - need) & guard) !== guard || ((free2[t]! - need2) & guard2) !== guard2) end = t + 1 + length;
      t++;
    }
    for (t = end - length; t < end; t++) {
      free[t]! -= need;
      free2[t]! -= need2;
    }
    finish[i] = end;
    if (end > makespan) makespan = end;
  }
  return makespan;
}
