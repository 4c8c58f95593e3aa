// The loops of risk.ts over draws side by side, in WebAssembly and in JavaScript: drawing from a table of quantiles, raising starts to a bound, closing
// an activity. Both ways fill the same memory with the same numbers; four draws go through one instruction where the machine has it.
import {
  add,
  addDouble,
  addFour,
  again,
  and,
  block,
  type Code,
  chooseFour,
  double,
  doubleOfFloat,
  doubleOfNumber,
  either,
  get,
  greaterOfFour,
  isMoreFour,
  leaveIf,
  lessUnsigned,
  load,
  loadFloat,
  loadFour,
  loop,
  multiply,
  multiplyDouble,
  not,
  number,
  numberOfDouble,
  numberOfFloat,
  type Routine,
  rotate,
  running,
  select,
  set,
  shiftLeft,
  shiftRight,
  splat,
  step,
  store,
  storeFour,
  subtractDouble,
  tee,
  xor,
} from './assemble.ts';

/** Draws in one batch. The order of random numbers depends on it, so it is fixed. */
export const lanes = 64;
const bytes = lanes * 4;
const fraction = 2 ** -24;

/** Places are those of 32-bit numbers in one memory. */
export type DrawLoops = {
  readonly memory: ArrayBuffer;
  readonly assembled: boolean;
  /** Draws a batch from the quantiles at `table`, with the four numbers of the stream at `state` (xoshiro128**): interpolated where `exact` is 0, otherwise the entry that so many bits leave. */
  readonly draw: (table: number, into: number, state: number, exact: number) => void;
  /** into = max(into, from + more) */
  readonly raise: (into: number, from: number, more: number) => void;
  /** finishes = starts + durations; where one is later than `latest`, that becomes it and `last` becomes `rank`. */
  readonly close: (starts: number, durations: number, finishes: number, latest: number, last: number, rank: number) => void;
};

const whileBelow = (local: number, end: number, ...body: readonly Code[]): Code =>
  block(loop(get(local), get(end), lessUnsigned, not, leaveIf(1), ...body, again(0)));

const draw: Routine = (() => {
  const [TABLE, INTO, STATE, EXACT, A, B, C, D, U, SHIFTED, END, PLACE] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
  const mixed = (into: number, other: number): Code => [...get(into), ...get(other), ...xor, ...set(into)];
  const floatAt = (offset: number): Code => [...get(PLACE), ...loadFloat(offset), ...doubleOfFloat];
  const code: Code = [
    ...[A, B, C, D].flatMap((local, i) => [...get(STATE), ...load(4 * i), ...set(local)]),
    ...get(INTO),
    ...number(bytes),
    ...add,
    ...set(END),
    ...whileBelow(
      INTO,
      END,
      [...get(B), ...number(5), ...multiply, ...number(7), ...rotate, ...number(9), ...multiply, ...set(U)],
      [...get(B), ...number(9), ...shiftLeft, ...set(SHIFTED)],
      mixed(C, A),
      mixed(D, B),
      mixed(B, C),
      mixed(A, D),
      mixed(C, SHIFTED),
      [...get(D), ...number(11), ...rotate, ...set(D)],
      [
        ...get(TABLE),
        ...get(U),
        ...get(EXACT),
        ...number(24),
        ...get(EXACT),
        ...select,
        ...shiftRight,
        ...number(2),
        ...shiftLeft,
        ...add,
        ...set(PLACE),
      ],
      get(INTO),
      get(EXACT),
      either(
        [...get(PLACE), ...loadFloat(), ...numberOfFloat],
        [
          ...floatAt(0),
          ...floatAt(4),
          ...floatAt(0),
          ...subtractDouble,
          ...[...get(U), ...number(0xffffff), ...and, ...doubleOfNumber, ...double(fraction), ...multiplyDouble],
          ...multiplyDouble,
          ...addDouble,
          ...double(0.5),
          ...addDouble,
          ...numberOfDouble,
        ],
      ),
      store(),
      step(INTO, 4),
    ),
    ...[A, B, C, D].flatMap((local, i) => [...get(STATE), ...get(local), ...store(4 * i)]),
    ...number(0),
  ];
  return { name: 'draw', takes: 4, locals: 8, code };
})();

const raise: Routine = (() => {
  const [INTO, FROM, MORE, END, FOUR] = [0, 1, 2, 3, 4];
  const code: Code = [
    ...[...get(MORE), ...splat, ...set(FOUR)],
    ...[...get(INTO), ...number(bytes), ...add, ...set(END)],
    ...whileBelow(
      INTO,
      END,
      get(INTO),
      [...get(INTO), ...loadFour],
      [...get(FROM), ...loadFour, ...get(FOUR), ...addFour],
      greaterOfFour,
      storeFour,
      step(INTO, 16),
      step(FROM, 16),
    ),
    ...number(0),
  ];
  return { name: 'raise', takes: 3, locals: 1, fours: 1, code };
})();

const close: Routine = (() => {
  const [STARTS, DURATIONS, FINISHES, LATEST, LAST, RANK, END, RANKS, FINISH, BEFORE] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const code: Code = [
    ...[...get(RANK), ...splat, ...set(RANKS)],
    ...[...get(STARTS), ...number(bytes), ...add, ...set(END)],
    ...whileBelow(
      STARTS,
      END,
      get(FINISHES),
      [...get(STARTS), ...loadFour, ...get(DURATIONS), ...loadFour, ...addFour, ...tee(FINISH)],
      storeFour,
      get(LAST),
      get(RANKS),
      [...get(LAST), ...loadFour],
      [...get(FINISH), ...get(LATEST), ...loadFour, ...tee(BEFORE), ...isMoreFour],
      chooseFour,
      storeFour,
      get(LATEST),
      [...get(FINISH), ...get(BEFORE), ...greaterOfFour],
      storeFour,
      ...[STARTS, DURATIONS, FINISHES, LATEST, LAST].map((local) => step(local, 16)),
    ),
    ...number(0),
  ];
  return { name: 'close', takes: 6, locals: 1, fours: 3, code };
})();

const routines: readonly Routine[] = [draw, raise, close];

/** Memory for so many 32-bit numbers and the loops over it. */
export function drawLoops(numbers: number, wanted: 'wasm' | 'js' | undefined): DrawLoops {
  const ready = wanted === 'js' ? undefined : running(routines, numbers * 4);
  if (!ready) return inJavaScript(new ArrayBuffer(numbers * 4));
  const { functions } = ready;
  return {
    memory: ready.buffer,
    assembled: true,
    draw: (table, into, state, exact) => void functions.draw!(table * 4, into * 4, state * 4, exact),
    raise: (into, from, more) => void functions.raise!(into * 4, from * 4, more),
    close: (starts, durations, finishes, latest, last, rank) =>
      void functions.close!(starts * 4, durations * 4, finishes * 4, latest * 4, last * 4, rank),
  };
}

function inJavaScript(memory: ArrayBuffer): DrawLoops {
  const numbers = new Int32Array(memory);
  const floats = new Float32Array(memory);
  return {
    memory,
    assembled: false,
    draw(table, into, state, exact) {
      let [a, b, c, d] = [numbers[state]!, numbers[state + 1]!, numbers[state + 2]!, numbers[state + 3]!];
      for (let i = 0; i < lanes; i++) {
        const scrambled = Math.imul(b, 5);
        const u = Math.imul((scrambled << 7) | (scrambled >>> 25), 9);
        const shifted = b << 9;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= shifted;
        d = (d << 11) | (d >>> 21);
        const place = table + (u >>> (exact === 0 ? 24 : exact));
        const low = floats[place]!;
        numbers[into + i] = exact > 0 ? low : low + (floats[place + 1]! - low) * ((u & 0xffffff) * fraction) + 0.5;
      }
      numbers[state] = a;
      numbers[state + 1] = b;
      numbers[state + 2] = c;
      numbers[state + 3] = d;
    },
    raise(into, from, more) {
      for (let i = 0; i < lanes; i++) {
        const bound = numbers[from + i]! + more;
        if (bound > numbers[into + i]!) numbers[into + i] = bound;
      }
    },
    close(starts, durations, finishes, latest, last, rank) {
      for (let i = 0; i < lanes; i++) {
        const finish = numbers[starts + i]! + numbers[durations + i]!;
        numbers[finishes + i] = finish;
        if (finish <= numbers[latest + i]!) continue;
        numbers[latest + i] = finish;
        numbers[last + i] = rank;
      }
    },
  };
}
