// A small assembler for WebAssembly, enough for loops over arrays in memory, and the way from its bytes to functions. What is assembled is decided
// in sweep-wasm.ts and draw-wasm.ts; each has the same loops in JavaScript beside it for machines without WebAssembly.

// All of WebAssembly that is used here; the platform's own types are not for a library that knows no platform.
type Memory = { readonly buffer: ArrayBuffer };
type Functions = Record<string, (...numbers: number[]) => number>;
declare const WebAssembly:
  | {
      Memory: new (size: { initial: number }) => Memory;
      Module: new (bytes: Uint8Array) => object;
      Instance: new (module: object, imports: object) => { readonly exports: Functions };
    }
  | undefined;

export type Code = readonly number[];
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
const v128 = 0x7b;
export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];
export const tee = (local: number): Code => [0x22, ...unsigned(local)];
export const number = (value: number): Code => [0x41, ...signed(value)];
export const double = (value: number): Code => [0x44, ...new Uint8Array(Float64Array.of(value).buffer)];
export const load = (offset = 0): Code => [0x28, 2, ...unsigned(offset)];
export const store = (offset = 0): Code => [0x36, 2, ...unsigned(offset)];
export const loadFloat = (offset = 0): Code => [0x2a, 2, ...unsigned(offset)];
export const [add, subtract, multiply] = [[0x6a], [0x6b], [0x6c]] as const;
export const [and, xor, shiftLeft, shiftRight, rotate] = [[0x71], [0x73], [0x74], [0x76], [0x77]] as const;
export const [not, lessThan, lessUnsigned, moreUnsigned, select] = [[0x45], [0x48], [0x49], [0x4b], [0x1b]] as const;
export const [addDouble, subtractDouble, multiplyDouble] = [[0xa0], [0xa1], [0xa2]] as const;
export const [doubleOfFloat, doubleOfNumber, numberOfDouble, numberOfFloat] = [[0xbb], [0xb8], [0xaa], [0xa8]] as const;
/** Four 32-bit numbers at once. */
export const loadFour: Code = [0xfd, 0x00, 4, 0];
export const storeFour: Code = [0xfd, 0x0b, 4, 0];
export const [splat, addFour, greaterOfFour, isMoreFour, chooseFour] = [
  [0xfd, 0x11],
  [0xfd, 0xae, 0x01],
  [0xfd, 0xb8, 0x01],
  [0xfd, 0x3b],
  [0xfd, 0x52],
] as const;
export const block = (...body: readonly Code[]): Code => [0x02, 0x40, ...body.flat(), 0x0b];
export const loop = (...body: readonly Code[]): Code => [0x03, 0x40, ...body.flat(), 0x0b];
export const either = (whenSo: Code, otherwise: Code): Code => [0x04, i32, ...whenSo, 0x05, ...otherwise, 0x0b];
export const leaveIf = (depth: number): Code => [0x0d, depth];
export const again = (depth: number): Code => [0x0c, depth];
/** local += value */
export const step = (local: number, value: number): Code => [...get(local), ...number(value), ...add, ...set(local)];

/** A function of 32-bit numbers: its name, how many it takes, its other locals (numbers, then fours), and what it does. Its answer is left on the stack. */
export type Routine = {
  readonly name: string;
  readonly takes: number;
  readonly locals: number;
  readonly fours?: number;
  readonly code: Code;
};

/** The bytes of a module of routines over a memory that is handed in. */
function assemble(routines: readonly Routine[]): Uint8Array {
  const bodies = routines.map(({ locals, fours = 0, code }) => {
    const kinds = fours > 0 ? list([...unsigned(locals), i32], [...unsigned(fours), v128]) : list([...unsigned(locals), i32]);
    const whole = [...kinds, ...code, 0x0b];
    return [...unsigned(whole.length), ...whole];
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, list(...routines.map(({ takes }) => [0x60, ...list(...Array.from({ length: takes }, () => [i32])), ...list([i32])]))),
    ...section(2, list([...name('engine'), ...name('memory'), 0x02, 0x00, 0x01])),
    ...section(3, list(...routines.map((_, place) => [place]))),
    ...section(7, list(...routines.map((routine, place) => [...name(routine.name), 0x00, place]))),
    ...section(10, list(...bodies)),
  ]);
}

const compiled = new Map<readonly Routine[], object | null>();

/** Memory for so many bytes and the routines over it; undefined where a machine has no WebAssembly, forbids it, or has not that much memory. */
export function running(
  routines: readonly Routine[],
  bytes: number,
): { readonly buffer: ArrayBuffer; readonly functions: Functions } | undefined {
  const known = compiled.get(routines);
  if (typeof WebAssembly === 'undefined' || known === null) return undefined;
  try {
    const module = known ?? new WebAssembly.Module(assemble(routines));
    compiled.set(routines, module);
    const memory = new WebAssembly.Memory({ initial: Math.max(1, Math.ceil(bytes / 65_536)) });
    return { buffer: memory.buffer, functions: new WebAssembly.Instance(module, { engine: { memory } }).exports };
  } catch {
    if (!known) compiled.set(routines, null);
    return undefined;
  }
}
