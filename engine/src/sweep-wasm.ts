// The loops of sweep.ts in WebAssembly, assembled by hand: a few hundred bytes without a compiler, about as quick as C++. Where a machine has no
// WebAssembly or forbids it, the loops of sweep.ts are used; they fill the same memory with the same numbers.
import { type Plain, type Sweep, sweepPlain, sweepWeighted } from './sweep.ts';

// All of WebAssembly that is used here; the platform's own types are not for a library that knows no platform.
type Memory = { readonly buffer: ArrayBuffer };
declare const WebAssembly:
  | {
      Memory: new (size: { initial: number }) => Memory;
      Module: new (bytes: Uint8Array) => object;
      Instance: new (module: object, imports: object) => { readonly exports: Record<string, (...pointers: number[]) => number> };
    }
  | undefined;

// ── a small assembler ──

type Code = readonly number[];
const unsigned = (value: number): Code => (value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)]);
const signed = (value: number): Code => {
  const low = value & 127;
  const rest = value >> 7;
  return (rest === 0 && (low & 64) === 0) || (rest === -1 && (low & 64) !== 0) ? [low] : [low | 128, ...signed(rest)];
};
const section = (id: number, ...body: readonly Code[]): Code => [id, ...unsigned(body.flat().length), ...body.flat()];
const list = (...items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const name = (text: string): Code => [...unsigned(text.length), ...Array.from(text, (letter) => letter.charCodeAt(0))];

const i32 = 0x7f;
const get = (local: number): Code => [0x20, ...unsigned(local)];
const set = (local: number): Code => [0x21, ...unsigned(local)];
const tee = (local: number): Code => [0x22, ...unsigned(local)];
const number = (value: number): Code => [0x41, ...signed(value)];
const load = (offset = 0): Code => [0x28, 2, ...unsigned(offset)];
const store = (offset = 0): Code => [0x36, 2, ...unsigned(offset)];
const [add, subtract, lessThan, lessUnsigned, shiftLeft, select] = [[0x6a], [0x6b], [0x48], [0x49], [0x74], [0x1b]] as const;
const block = (...body: readonly Code[]): Code => [0x02, 0x40, ...body.flat(), 0x0b];
const loop = (...body: readonly Code[]): Code => [0x03, 0x40, ...body.flat(), 0x0b];
const leaveIf = (depth: number): Code => [0x0d, depth];
const again = (depth: number): Code => [0x0c, depth];
/** local += value */
const step = (local: number, value: number): Code => [...get(local), ...number(value), ...add, ...set(local)];
/** The address of element `index` of an array. */
const at = (array: number, index: Code): Code => [...get(array), ...index, ...number(2), ...shiftLeft, ...add];
/** The lesser, or the greater, of two locals. */
const least = (a: number, b: number): Code => [...get(a), ...get(b), ...get(a), ...get(b), ...lessThan, ...select];
const greatest = (a: number, b: number): Code => [...get(b), ...get(a), ...get(a), ...get(b), ...lessThan, ...select];

// Parameters are addresses: durations, from, weights, the second entry of into, and the three answers; then the end of the durations.
const [DURATION, FROM, WEIGHT, INTO, EARLY, LATE, FLOAT, END] = [0, 1, 2, 3, 4, 5, 6, 7];
const [START, BOUND, FINISH, LAST, FIRST, ADDRESS, LINKS] = [8, 9, 10, 11, 12, 13, 14];
const locals = 7;

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
      [0x45], // not
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
          [0x45],
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
      [0x4b], // greater, unsigned
      [0x45],
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
          [0x45],
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

const body = (weighted: boolean): Code => {
  const code = [
    // FIRST: where early starts (weighted) or late starts (plain) begin; ADDRESS the other.
    ...(weighted
      ? [...get(EARLY), ...set(FIRST), ...get(LATE), ...set(ADDRESS)]
      : [...get(LATE), ...set(FIRST), ...get(LATE), ...set(ADDRESS)]),
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
  const whole = [...list([...unsigned(locals + 1), i32]), ...code, 0x0b];
  return [...unsigned(whole.length), ...whole];
};

const assemble = (): Uint8Array =>
  Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, list([0x60, ...list(...Array.from({ length: 8 }, () => [i32])), ...list([i32])])),
    ...section(2, list([...name('engine'), ...name('memory'), 0x02, 0x00, 0x01])),
    ...section(3, list([0], [0])),
    ...section(7, list([...name('plain'), 0x00, 0x00], [...name('weighted'), 0x00, 0x01])),
    ...section(10, list(body(false), body(true))),
  ]);

let compiled: object | null | undefined;

/** Memory for so many 32-bit numbers that the assembled loops can reach, and the loops over it; plain memory and the loops of sweep.ts otherwise. */
export function kernel(
  numbers: number,
  wanted: 'wasm' | 'js' | undefined,
): { readonly buffer: ArrayBuffer; readonly plain: Sweep; readonly weighted: Sweep; readonly assembled: boolean } {
  const own = () => ({ buffer: new ArrayBuffer(numbers * 4), plain: sweepPlain, weighted: sweepWeighted, assembled: false });
  if (wanted === 'js' || typeof WebAssembly === 'undefined' || compiled === null) return own();
  try {
    compiled ??= new WebAssembly.Module(assemble());
    const memory = new WebAssembly.Memory({ initial: Math.max(1, Math.ceil((numbers * 4) / 65_536)) });
    const { exports } = new WebAssembly.Instance(compiled, { engine: { memory } });
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
    return { buffer: memory.buffer, plain: run(exports.plain!), weighted: run(exports.weighted!), assembled: true };
  } catch {
    compiled = null;
    return own();
  }
}
