// The loops of sweep.ts in WebAssembly, assembled by hand: a few hundred bytes without a compiler, about as quick as C++. Where a machine has no
// WebAssembly or forbids it, the loops of sweep.ts are used; they fill the same memory with the same numbers.
import {
  add,
  again,
  block,
  type Code,
  get,
  leaveIf,
  lessThan,
  lessUnsigned,
  load,
  loop,
  moreUnsigned,
  not,
  number,
  type Routine,
  running,
  select,
  set,
  shiftLeft,
  step,
  store,
  subtract,
  tee,
} from './assemble.ts';
import { type Plain, type Sweep, sweepPlain, sweepWeighted } from './sweep.ts';

/** The address of element `index` of an array. */
const at = (array: number, index: Code): Code => [...get(array), ...index, ...number(2), ...shiftLeft, ...add];
/** The lesser, or the greater, of two locals. */
const least = (a: number, b: number): Code => [...get(a), ...get(b), ...get(a), ...get(b), ...lessThan, ...select];
const greatest = (a: number, b: number): Code => [...get(b), ...get(a), ...get(a), ...get(b), ...lessThan, ...select];

// Parameters are addresses: durations, from, weights, the second entry of into, and the three answers; then the end of the durations.
const [DURATION, FROM, WEIGHT, INTO, EARLY, LATE, FLOAT, END] = [0, 1, 2, 3, 4, 5, 6, 7];
const [START, BOUND, FINISH, LAST, FIRST, ADDRESS, LINKS] = [8, 9, 10, 11, 12, 13, 14];

/** The address of the link whose place stands at `INTO + offset`, in the array of sources. */
const linksUpTo = (offset: number): Code => [...get(FROM), ...get(INTO), ...load(offset), ...number(2), ...shiftLeft, ...add];

/** for each activity upwards: start = max(0, bounds); early = start; `after`. LINKS walks the sources, WEIGHT the weights. */
const up = (weighted: boolean): Code => [
  ...get(FROM),
  ...set(LINKS),
  ...block(
    loop(
      get(DURATION),
      get(END),
      lessUnsigned,
      not,
      leaveIf(1),
      number(0),
      set(START),
      linksUpTo(0),
      set(LAST),
      block(
        loop(
          get(LINKS),
          get(LAST),
          lessUnsigned,
          not,
          leaveIf(1),
          at(weighted ? FIRST : ADDRESS, [...get(LINKS), ...load()]),
          load(),
          weighted ? [...get(WEIGHT), ...load(), ...add] : [],
          set(BOUND),
          greatest(BOUND, START),
          set(START),
          step(LINKS, 4),
          weighted ? step(WEIGHT, 4) : [],
          again(0),
        ),
      ),
      get(EARLY),
      get(START),
      store(),
      get(START),
      get(DURATION),
      load(),
      add,
      set(BOUND),
      greatest(BOUND, FINISH),
      set(FINISH),
      get(LATE),
      weighted ? [...number(0), ...get(DURATION), ...load(), ...subtract] : get(BOUND),
      store(),
      step(DURATION, 4),
      step(INTO, 4),
      step(EARLY, 4),
      step(LATE, 4),
      again(0),
    ),
  ),
];

/** for each activity downwards. In the plain case late finishes wait in the floats' memory; in the weighted one late starts in their own. */
const down = (weighted: boolean): Code => [
  ...block(
    loop(
      get(LATE),
      get(weighted ? ADDRESS : FIRST),
      moreUnsigned,
      not,
      leaveIf(1),
      step(DURATION, -4),
      step(INTO, -4),
      step(EARLY, -4),
      step(LATE, -4),
      step(FLOAT, -4),
      weighted ? [...get(LATE), ...load()] : [...get(FLOAT), ...load(), ...get(DURATION), ...load(), ...subtract],
      set(START),
      weighted ? [] : [...get(LATE), ...get(START), ...store()],
      get(FLOAT),
      get(FINISH),
      get(START),
      add,
      get(EARLY),
      load(),
      subtract,
      store(),
      // The links into this activity end where LINKS stands and begin where the entry before INTO says.
      get(FROM),
      get(INTO),
      number(4),
      subtract,
      load(),
      number(2),
      shiftLeft,
      add,
      set(LAST),
      block(
        loop(
          get(LAST),
          get(LINKS),
          lessUnsigned,
          not,
          leaveIf(1),
          step(LINKS, -4),
          weighted ? [...step(WEIGHT, -4), ...get(START), ...get(WEIGHT), ...load(), ...subtract, ...set(BOUND)] : [],
          at(weighted ? ADDRESS : END, [...get(LINKS), ...load()]),
          tee(weighted ? END : ADDRESS),
          weighted ? least2(BOUND) : least2(START),
          store(),
          again(0),
        ),
      ),
      again(0),
    ),
  ),
];

/** With an address on the stack and in ADDRESS (END when weighted): the lesser of a local and what stands there. */
function least2(local: number): Code {
  const address = local === BOUND ? END : ADDRESS;
  return [...get(address), ...load(), ...set(LOADED), ...least(local, LOADED)];
}
const LOADED = 15;

const body = (weighted: boolean): Code => [
  // FIRST: where early starts (weighted) or late starts (plain) begin; ADDRESS: where late starts do.
  ...get(weighted ? EARLY : LATE),
  ...set(FIRST),
  ...get(LATE),
  ...set(ADDRESS),
  ...up(weighted),
  // Back over the floats from their end: FLOAT points behind its last, and END is free for the array that waits.
  ...(weighted ? [] : [...get(FLOAT), ...set(END)]),
  ...get(FLOAT),
  ...get(LATE),
  ...get(weighted ? ADDRESS : FIRST),
  ...subtract,
  ...add,
  ...set(FLOAT),
  ...down(weighted),
  ...get(FINISH),
];

const routines: readonly Routine[] = [
  { name: 'plain', takes: 8, locals: 8, code: body(false) },
  { name: 'weighted', takes: 8, locals: 8, code: body(true) },
];

/** Memory for so many 32-bit numbers that the assembled loops can reach, and the loops over it; plain memory and the loops of sweep.ts otherwise. */
export function kernel(
  numbers: number,
  wanted: 'wasm' | 'js' | undefined,
): { readonly buffer: ArrayBuffer; readonly plain: Sweep; readonly weighted: Sweep; readonly assembled: boolean } {
  const ready = wanted === 'js' ? undefined : running(routines, numbers * 4);
  if (!ready) return { buffer: new ArrayBuffer(numbers * 4), plain: sweepPlain, weighted: sweepWeighted, assembled: false };
  const run =
    (loops: (...pointers: number[]) => number): Sweep =>
    (p: Plain) => {
      p.totalFloat.fill(0);
      return loops(
        p.duration.byteOffset,
        p.from.byteOffset,
        p.weight?.byteOffset ?? 0,
        p.into.byteOffset + 4,
        p.earlyStart.byteOffset,
        p.lateStart.byteOffset,
        p.totalFloat.byteOffset,
        p.duration.byteOffset + p.count * 4,
      );
    };
  return { buffer: ready.buffer, plain: run(ready.functions.plain!), weighted: run(ready.functions.weighted!), assembled: true };
}
