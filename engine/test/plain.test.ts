// The plain case against a second, slow definition of the same dates, and its three ways against each other: assembled, in JavaScript, step by step.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNetwork, datesOf, PlainNetwork, type PlainProblem, roundTheClock, schedule } from '../src/index.ts';

const types = ['FS', 'SS', 'FF', 'SF'] as const;

const plainProblems = (simple: boolean): fc.Arbitrary<PlainProblem> =>
  fc.integer({ min: 1, max: 40 }).chain((n) =>
    fc
      .record({
        durations: fc.array(fc.nat(20), { minLength: n, maxLength: n }),
        links: fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1), fc.nat(3), fc.integer({ min: -15, max: 15 })), { maxLength: 4 * n }),
        order: fc.array(fc.nat(), { minLength: n, maxLength: n }),
      })
      .map(({ durations, links, order }) => {
        // A secret order decides which way links go, so that places are in topological order only sometimes.
        const key = (i: number) => (simple ? i : order[i]! * 64 + i);
        const kept = links
          .filter(([a, b]) => a !== b)
          .map(([a, b, type, lag]) => (key(a) < key(b) ? [a, b, type, lag] : [b, a, type, lag]));
        return {
          durations: Int32Array.from(durations),
          from: Int32Array.from(kept, (link) => link[0]!),
          to: Int32Array.from(kept, (link) => link[1]!),
          types: simple ? undefined : Uint8Array.from(kept, (link) => link[2]!),
          lags: simple ? undefined : Int32Array.from(kept, (link) => link[3]!),
        };
      }),
  );

/** Dates by going round until nothing moves any more. */
function slowly({ durations, from, to, types: kinds, lags }: PlainProblem) {
  const n = durations.length;
  const es = new Array<number>(n).fill(0);
  const distance = (k: number) => {
    const kind = kinds?.[k] ?? 0;
    return (kind % 2 === 0 ? durations[from[k]!]! : 0) + (lags?.[k] ?? 0) - (kind >= 2 ? durations[to[k]!]! : 0);
  };
  for (let moved = true; moved; ) {
    moved = false;
    for (let k = 0; k < from.length; k++) {
      const bound = es[from[k]!]! + distance(k);
      if (bound > es[to[k]!]!) {
        es[to[k]!] = bound;
        moved = true;
      }
    }
  }
  const finish = es.reduce((last, start, i) => Math.max(last, start + durations[i]!), 0);
  const ls = Array.from(durations, (duration) => finish - duration);
  for (let moved = true; moved; ) {
    moved = false;
    for (let k = 0; k < from.length; k++) {
      const bound = ls[to[k]!]! - distance(k);
      if (bound < ls[from[k]!]!) {
        ls[from[k]!] = bound;
        moved = true;
      }
    }
  }
  return { finish, es, ls };
}

function made(problem: PlainProblem, kernel?: 'wasm' | 'js'): PlainNetwork {
  const network = PlainNetwork.of(problem, { kernel });
  if (!network.ok) throw new Error(network.errors[0]!.sentence);
  return network.value;
}

const both = fc.boolean().chain(plainProblems);

describe('a plain network', () => {
  it('four activities by hand', () => {
    // 0 (3) → 1 (2) → 3 (1), 0 → 2 (5) → 3: early starts 0, 3, 3, 8; the finish is 9; 1 may start at 8 − 2 = 6, so it has 3 of float.
    const network = made({ durations: Int32Array.of(3, 2, 5, 1), from: Int32Array.of(0, 0, 1, 2), to: Int32Array.of(1, 2, 3, 3) });
    expect(network.finish).toBe(9);
    expect([0, 1, 2, 3].map((i) => network.earlyStart(i))).toEqual([0, 3, 3, 8]);
    expect([0, 1, 2, 3].map((i) => network.lateStart(i))).toEqual([0, 6, 3, 8]);
    expect([0, 1, 2, 3].map((i) => network.totalFloat(i))).toEqual([0, 3, 0, 0]);
    // The chain through 2 shortened by 4: 1 decides, the finish is 3 + 2 + 1 = 6, and 2 has 1 of float.
    expect(network.change(2, 1).ok).toBe(true);
    expect(network.finish).toBe(6);
    expect([0, 1, 2, 3].map((i) => network.totalFloat(i))).toEqual([0, 0, 1, 0]);
  });

  it('has the dates of the slow definition, and the assembled loops those of JavaScript', () => {
    fc.assert(
      fc.property(both, (problem) => {
        const slow = slowly(problem);
        for (const kernel of ['wasm', 'js'] as const) {
          const network = made(problem, kernel);
          expect(network.assembled).toBe(kernel === 'wasm');
          const dates = network.dates();
          expect(network.finish).toBe(slow.finish);
          expect([...dates.earlyStart]).toEqual(slow.es);
          expect([...dates.lateStart]).toEqual(slow.ls);
          expect([...dates.totalFloat]).toEqual(slow.ls.map((late, i) => late - slow.es[i]!));
          expect(slow.es.map((_, i) => network.floats()[network.rankOf(i)])).toEqual([...dates.totalFloat]);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('after changes has exactly the dates of a full pass', () => {
    fc.assert(
      fc.property(both, fc.array(fc.tuple(fc.nat(), fc.nat(25)), { maxLength: 12 }), (problem, changes) => {
        const network = made(problem);
        const durations = problem.durations.slice();
        for (const [place, duration] of changes) {
          const i = place % durations.length;
          durations[i] = duration;
          expect(network.change(i, duration).ok).toBe(true);
          const slow = slowly({ ...problem, durations });
          expect(network.finish).toBe(slow.finish);
          expect([...network.dates().earlyStart]).toEqual(slow.es);
          expect([...network.dates().lateStart]).toEqual(slow.ls);
          expect(slow.es.map((start, at) => slow.ls[at]! - start)).toEqual(slow.es.map((_, at) => network.floats()[network.rankOf(at)]));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is the mixed network with one calendar round the clock', () => {
    fc.assert(
      fc.property(both, (problem) => {
        const network = createNetwork({
          start: 0,
          calendars: [roundTheClock],
          activities: Array.from(problem.durations, (duration, i) => ({ id: `${i}`, duration })),
          links: Array.from(problem.from, (from, k) => ({
            from: `${from}`,
            to: `${problem.to[k]}`,
            type: types[problem.types?.[k] ?? 0],
            lag: problem.lags?.[k] ?? 0,
          })),
        });
        if (!network.ok) throw new Error('invalid');
        const mixed = schedule(network.value);
        if (!mixed.ok) throw new Error('impossible');
        const plain = made(problem);
        expect(mixed.value.finish).toBe(plain.finish);
        for (let i = 0; i < plain.count; i++) {
          const dates = datesOf(mixed.value, `${i}`)!;
          expect([dates.earlyStart, dates.lateStart, dates.totalFloat]).toEqual([
            plain.earlyStart(i),
            plain.lateStart(i),
            plain.totalFloat(i),
          ]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('refuses what is no network, naming activities and rule', () => {
    const rule = (problem: PlainProblem) => {
      const network = PlainNetwork.of(problem);
      return network.ok ? 'ok' : network.errors[0]!.rule;
    };
    const of = (durations: number[], from: number[], to: number[]): PlainProblem => ({
      durations: Int32Array.from(durations),
      from: Int32Array.from(from),
      to: Int32Array.from(to),
    });
    expect(rule(of([1, 1], [0], [0]))).toBe('self-link');
    expect(rule(of([1, 1], [0], [2]))).toBe('unknown-activity');
    expect(rule(of([-1, 1], [0], [1]))).toBe('bad-number');
    expect(rule(of([2 ** 30, 1], [0], [1]))).toBe('horizon');
    expect(rule(of([], [], []))).toBe('ok');
    const cycle = PlainNetwork.of(of([1, 1, 1, 1], [0, 1, 2, 3], [1, 2, 3, 1]));
    expect(!cycle.ok && cycle.errors[0]!.activities).toHaveLength(3);
  });

  it('takes a million activities in one chain, or one cycle, without a stack', () => {
    const n = 1_000_000;
    const from = Int32Array.from({ length: n }, (_, i) => n - 1 - i);
    const to = Int32Array.from({ length: n }, (_, i) => n - i);
    const chain = made({ durations: new Int32Array(n + 1).fill(1), from, to });
    expect(chain.finish).toBe(n + 1);
    const ring = PlainNetwork.of({
      durations: new Int32Array(n).fill(1),
      from: Int32Array.from({ length: n }, (_, i) => i),
      to: Int32Array.from({ length: n }, (_, i) => (i + 1) % n),
    });
    expect(!ring.ok && ring.errors[0]!.activities).toHaveLength(n);
  });
});
