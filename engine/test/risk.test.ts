// Risk against what is known in closed form: sums and maxima of uniform, triangular and discrete durations.
import { describe, expect, it } from 'vitest';
import { createNetwork, type DurationRange, type Network, type NetworkProblem, simulate, simulation } from '../src/index.ts';
import { nights, office } from './testing-plan.ts';

function network(more: Partial<NetworkProblem>): Network {
  const made = createNetwork({ start: '2020-03-02T08:00', calendars: [office, nights], activities: [], links: [], ...more });
  if (!made.ok) throw new Error(made.errors[0]!.sentence);
  return made.value;
}
function drawn(of: Network, ranges: Record<string, DurationRange>, more = {}) {
  const made = simulate(of, { ranges, samples: 20_000, seed: 5, ...more });
  if (!made.ok) throw new Error(made.errors[0]!.sentence);
  return made.value;
}
/** Working days from the start. */
const days = (of: Network, at: number): number => of.projectCalendar.between(of.projects[0]!.start, at) / 480;

const one = network({ activities: [{ id: 'A', duration: '5d' }] });
const uniform: DurationRange = { shape: 'uniform', least: '0d', most: '10d' };

describe('one activity', () => {
  it('uniform from 0 to 10 days: half by 5, four fifths by 8, mean 5', () => {
    const told = drawn(one, { A: uniform });
    expect(days(one, told.p50)).toBeCloseTo(5, 0);
    expect(days(one, told.p80)).toBeCloseTo(8, 0);
    expect(days(one, told.quantile(0.05))).toBeCloseTo(0.5, 0);
    // By the end of Wed 4, three days in: three tenths.
    expect(told.probabilityBy('2020-03-04T17:00')).toBeCloseTo(0.3, 1);
    expect(told.criticality.get('A')).toBe(1);
  });

  it('triangular 0, 0, 10: half by 10·(1 − √½) = 2.93', () => {
    expect(days(one, drawn(one, { A: { shape: 'triangular', least: '0d', likely: '0d', most: '10d' } }).p50)).toBeCloseTo(2.93, 1);
  });

  it('PERT 0, 5, 10 has its middle in the middle, and a standard deviation of 10/√28 = 1.89 days', () => {
    const told = drawn(one, { A: { shape: 'pert', least: '0d', likely: '5d', most: '10d' } });
    const values = Array.from(told.finishes, (at) => days(one, at));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
    expect(mean).toBeCloseTo(5, 1);
    expect(deviation).toBeCloseTo(1.89, 1);
  });

  it('discrete: 2 days three times in four, 9 days once', () => {
    const told = drawn(one, {
      A: {
        shape: 'discrete',
        values: [
          { duration: '9d', weight: 1 },
          { duration: '2d', weight: 3 },
        ],
      },
    });
    expect(new Set(Array.from(told.finishes, (at) => days(one, at)))).toEqual(new Set([2, 9]));
    expect(told.probabilityBy('2020-03-03T17:00')).toBeCloseTo(0.75, 1);
  });
});

describe('a network', () => {
  const two = network({
    activities: [
      { id: 'A', duration: '5d' },
      { id: 'B', duration: '5d' },
      { id: 'C', duration: '1d' },
      { id: 'D', duration: '1d' },
    ],
    links: [
      { from: 'A', to: 'C' },
      { from: 'B', to: 'C' },
    ],
    due: '2020-03-10T17:00',
  });

  it('the later of two uniform activities is on time with the product of their chances, and each is critical half the time', () => {
    // C ends by the end of day 7 when both are done in six of ten days: 0.6² = 0.36. D is never last.
    const told = drawn(two, { A: uniform, B: uniform });
    expect(told.onTime).toBeCloseTo(0.36, 1);
    expect(told.criticality.get('A')! + told.criticality.get('B')!).toBeCloseTo(1, 5);
    expect(told.criticality.get('A')).toBeCloseTo(0.5, 1);
    expect([told.criticality.get('C'), told.criticality.get('D')]).toEqual([1, 0]);
  });

  it('the same seed is the same answer, another seed another', () => {
    const finishes = (seed: number) => [...drawn(two, { A: uniform, B: uniform }, { seed, samples: 500 }).finishes];
    expect(finishes(1)).toEqual(finishes(1));
    expect(finishes(1)).not.toEqual(finishes(2));
  });

  it('drawn side by side or by the passes it is the same', () => {
    // A third calendar on an activity that decides nothing sends the draws through the passes; the random numbers are the same.
    const linksOf = [
      { from: 'A', to: 'C', type: 'SS' as const, lag: '1d' },
      { from: 'B', to: 'C', type: 'FF' as const, lag: '-1d' },
      { from: 'A', to: 'B', type: 'SF' as const },
    ];
    const lanes = network({ activities: two.problem.activities, links: linksOf });
    const passes = network({ activities: [...two.problem.activities, { id: 'Z', duration: 0, calendar: 'nights' }], links: linksOf });
    const ranges = { A: uniform, B: uniform, C: { shape: 'triangular', least: '1d', likely: '2d', most: '4d' } } as const;
    const [a, b] = [drawn(lanes, ranges, { samples: 1000 }), drawn(passes, ranges, { samples: 1000 })];
    const last = (of: Network, told: typeof a) => Array.from(told.finishes, (at) => days(of, at));
    // Z, at 20:00 of the first day, is last only when nothing else takes as long.
    expect(last(lanes, a).filter((value) => value > 1)).toEqual(last(passes, b).filter((value) => value > 1));
  });

  it('the assembled loops draw what those in JavaScript draw', () => {
    const ranges = {
      A: uniform,
      B: { shape: 'pert', least: '1d', likely: '2d', most: '9d' },
      C: {
        shape: 'discrete',
        values: [
          { duration: '1d', weight: 1 },
          { duration: '2d', weight: 2 },
        ],
      },
    } as const;
    const [a, b] = [drawn(two, ranges, { kernel: 'wasm', samples: 3000 }), drawn(two, ranges, { kernel: 'js', samples: 3000 })];
    expect(a.finishes).toEqual(b.finishes);
    expect(a.criticality).toEqual(b.criticality);
  });

  it('draws what is left of what has begun, on several calendars', () => {
    const begun = network({
      dataDate: '2020-03-04T08:00',
      activities: [
        { id: 'A', duration: '5d', actualStart: '2020-03-02T08:00' },
        { id: 'B', duration: '9h', calendar: 'nights' },
      ],
      links: [{ from: 'A', to: 'B' }],
    });
    const told = drawn(begun, { A: { shape: 'uniform', least: '1d', most: '1d' } }, { samples: 10 });
    // One day from Wed 4: 17:00, then the night to Thu 05:00.
    expect(told.probabilityBy('2020-03-05T05:00')).toBe(1);
    expect(told.probabilityBy('2020-03-05T04:59')).toBe(0);
  });

  it('goes in steps, tells how far it is, and stops when asked', () => {
    const steps = [...simulation(two, { ranges: { A: uniform }, samples: 5000 })];
    expect(steps.at(-1)).toEqual({ done: 5000, of: 5000 });
    const signal = { aborted: false };
    const stopped = simulate(two, { ranges: { A: uniform }, signal, onProgress: () => (signal.aborted = true) });
    expect(stopped).toMatchObject({ ok: false, errors: [{ rule: 'aborted' }] });
  });

  it('refuses ranges that are none', () => {
    const rule = (range: DurationRange, id = 'A', samples = 10) => {
      const told = simulate(two, { ranges: { [id]: range }, samples });
      return told.ok ? 'ok' : told.errors[0]!.rule;
    };
    expect(rule(uniform, 'Z')).toBe('unknown-activity');
    expect(rule({ shape: 'uniform', least: '5d', most: '1d' })).toBe('bad-number');
    expect(rule({ shape: 'pert', least: '1d', likely: '9d', most: '5d' })).toBe('bad-number');
    expect(rule({ shape: 'uniform', least: -1, most: '1d' })).toBe('bad-number');
    expect(rule({ shape: 'discrete', values: [] })).toBe('bad-number');
    expect(rule({ shape: 'discrete', values: [{ duration: 1, weight: Number.NaN }] })).toBe('bad-number');
    expect(rule(uniform, 'A', 0)).toBe('bad-number');
  });
});
