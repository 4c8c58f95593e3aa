// Promises, gaps and how to close them, worked by hand. Office days of eight hours from Monday 2 March: A 5 days (to Fri 6), then B 6 and C 4 side by
// side (B to Mon 16, C to Thu 12), then D 2 days (Tue 17 to Wed 18). Promised is Fri 13 March: three days too late.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyByDates,
  type Crash,
  createNetwork,
  criticalActivities,
  floatPaths,
  gapsOf,
  longestPath,
  type Measure,
  Planner,
  promisesOf,
  tradeOff,
  waysToClose,
} from '../src/index.ts';
import { office, short } from './testing-plan.ts';

const activities = [
  { id: 'A', duration: '5d' },
  { id: 'B', duration: '6d' },
  { id: 'C', duration: '4d' },
  { id: 'D', duration: '2d' },
];
const links = [
  { from: 'A', to: 'B' },
  { from: 'A', to: 'C' },
  { from: 'B', to: 'D' },
  { from: 'C', to: 'D' },
];

function planner(more: object = {}): Planner {
  const network = createNetwork({ start: '2020-03-02T08:00', due: '2020-03-13T17:00', calendars: [office], activities, links, ...more });
  if (!network.ok) throw new Error(network.errors[0]!.sentence);
  const made = Planner.of(network.value);
  if (!made.ok) throw new Error(made.errors[0]!.sentence);
  return made.value;
}

describe('a promise that cannot be kept', () => {
  it('is told with what is missing, in whose days, and the chain with the cause of each step', () => {
    const [gap] = gapsOf(planner().current);
    expect(gap).toMatchObject({ kind: 'project', activity: 'D', missingDays: 3, calendar: 'office' });
    expect([short(gap!.promised), short(gap!.reachable)]).toEqual(['Fri 13 17:00', 'Wed 18 17:00']);
    expect(gap!.chain.map((step) => [step.activity, step.cause!.cause])).toEqual([
      ['A', 'project-start'],
      ['B', 'link'],
      ['D', 'link'],
    ]);
  });

  it('all promises are told, the worst first; those kept have days to spare', () => {
    const made = planner({
      activities: [
        ...activities.slice(0, 2),
        { ...activities[2], deadline: '2020-03-13T17:00' },
        { ...activities[3], deadline: '2020-03-12T17:00' },
      ],
    });
    // D by Thu 12 is four days too late, the whole by Fri 13 three; C ends Thu 12 and is promised for Fri 13: a day to spare.
    expect(promisesOf(made.current).map((one) => [one.kind, one.activity, one.spareDays])).toEqual([
      ['deadline', 'D', -4],
      ['project', 'D', -3],
      ['deadline', 'C', 1],
    ]);
    expect(gapsOf(made.current)).toHaveLength(2);
  });

  it('the days by which to begin are the late starts', () => {
    // D by Thu 12; B six days before, Wed 4; C four days before Thu 12, Fri 6; A five days before Wed 4, Wed 26 February.
    expect(applyByDates(planner().current).map((one) => [one.activity, one.day, one.spareDays])).toEqual([
      ['A', '2020-02-26', -3],
      ['B', '2020-03-04', -3],
      ['C', '2020-03-06', -1],
      ['D', '2020-03-12', -3],
    ]);
  });

  it('critical is what has no more float than nothing; paths come with theirs', () => {
    const made = planner({ due: undefined }).current;
    expect(criticalActivities(made)).toEqual(['A', 'B', 'D']);
    expect(longestPath(made)).toEqual({ activities: ['A', 'B', 'D'], totalFloat: 0 });
    // C has two days.
    expect(floatPaths(made, { within: 960 })).toEqual([
      { activities: ['A', 'B', 'D'], totalFloat: 0 },
      { activities: ['C'], totalFloat: 960 },
    ]);
  });
});

describe('ways to close it', () => {
  const measures: Measure[] = [
    // B in three days: C then decides, so it buys two of the three.
    { way: 'shorten', activity: 'B', to: '3d', costPerDay: 100 },
    // A in one day: as much as is needed, three days.
    { way: 'shorten', activity: 'A', to: '1d', costPerDay: 500 },
    // Begin up to ten days sooner: three days are enough, Wed 26 February.
    { way: 'start-sooner', activity: 'A', from: '2020-02-17T08:00', cost: 50 },
    // B from the middle of A on: up to two days, and C then has a day more than B: 5 + 4 and 3 + 6 are nine, so both decide: it buys two.
    { way: 'overlap', link: 0, by: '2d' },
    // Two crews for D: one day.
    { way: 'add-crew', activity: 'D', crews: 1, more: 1, resource: 'crane', costPerDay: 80 },
    // C decides nothing.
    { way: 'shorten', activity: 'C', to: '1d' },
    // Of an activity that is not there, nothing.
    { way: 'shorten', activity: 'Z', to: '1d' },
  ];

  it('each is measured by planning it, ranked by closing, cost and what it buys, with what it breaks', () => {
    const standing = planner();
    const before = standing.snapshot();
    const [gap] = gapsOf(standing.current);
    const ways = waysToClose(standing, gap!, { measures });
    expect(
      ways.map((way) => [
        way.measure.way,
        'activity' in way.measure ? way.measure.activity : way.measure.link,
        way.buysDays,
        way.closes,
        way.cost,
      ]),
    ).toEqual([
      ['start-sooner', 'A', 3, true, 50],
      ['shorten', 'A', 3, true, 1500],
      ['add-crew', 'D', 1, false, 80],
      ['shorten', 'B', 2, false, 300],
      ['overlap', 0, 2, false, undefined],
    ]);
    expect(ways[0]!.breaks).toEqual([{ what: 'project-start', activity: 'A', at: gap!.chain[0]!.start }]);
    expect(ways[1]!.breaks).toEqual([{ what: 'duration', activity: 'A', from: 2400, to: 960 }]);
    expect(ways[2]!.breaks).toEqual([{ what: 'capacity', activity: 'D', resource: 'crane', crews: 2 }]);
    expect(ways[4]!.breaks).toEqual([{ what: 'logic', link: 0 }]);
    // Trying leaves the plan as it was; doing it closes the gap.
    expect(standing.current.dates).toEqual(before.dates);
    expect(standing.change(ways[1]!.changes).ok).toBe(true);
    expect(short(standing.current.finish)).toBe('Fri 13 17:00');
    expect(gapsOf(standing.current)).toEqual([]);
  });

  it('starting sooner against a date from outside breaks it', () => {
    const standing = planner({
      activities: [{ ...activities[0], constraints: [{ type: 'SNET', at: '2020-03-09T08:00' }] }, ...activities.slice(1)],
    });
    const [gap] = gapsOf(standing.current);
    const [way] = waysToClose(standing, gap!, { measures: [{ way: 'start-sooner', activity: 'A', from: '2020-03-02T08:00' }] });
    // A week later it is eight days; five of them are bought back.
    expect([gap!.missingDays, way!.buysDays, way!.closes]).toEqual([8, 5, false]);
    expect(way!.breaks).toMatchObject([{ what: 'constraint', activity: 'A' }]);
  });

  it('without measures the usual ones are thought of, and those that buy nothing are left out', () => {
    const standing = planner();
    const ways = waysToClose(standing, gapsOf(standing.current)[0]!);
    expect(ways.length).toBeGreaterThan(3);
    for (const way of ways) expect(way.buys).toBeGreaterThan(0);
    expect(ways[0]).toMatchObject({ closes: true, measure: { way: 'start-sooner', activity: 'A' } });
  });
});

describe('time against cost', () => {
  const crashes: Crash[] = [
    { activity: 'A', to: '3d', costPerDay: 5 },
    { activity: 'B', to: '2d', costPerDay: 2 },
    { activity: 'C', to: '2d', costPerDay: 2 },
    { activity: 'D', to: '1d', costPerDay: 9 },
  ];

  it('buys the cheapest days first, and pairs where two chains are critical', () => {
    // The first two days from B alone, 2 each. Then B and C are both critical: together 4 a day, less than A's 5. Three days cost 2 + 2 + 4 = 8.
    const made = tradeOff(planner(), { by: '2020-03-13T17:00', crashes });
    expect(made).toMatchObject({ ok: true, value: { closes: true, exact: true, cost: 8 } });
    expect(made.ok && made.value.shorten).toEqual([
      { activity: 'B', days: 3, cost: 6 },
      { activity: 'C', days: 1, cost: 2 },
    ]);
    expect(made.ok && made.value.curve.map((point) => point.cost)).toEqual([0, 2, 4, 8]);
  });

  it('what cannot be bought is shortened as far as it helps, and said', () => {
    // At the utmost A 3, B 2, D 1 and C 2: six days, Mon 9. A day before cannot be reached.
    const made = tradeOff(planner(), { by: '2020-03-06T17:00', crashes });
    expect(made).toMatchObject({ ok: true, value: { closes: false, exact: false } });
    expect(made.ok && short(made.value.finish)).toBe('Mon 9 17:00');
  });

  it('is exact on small networks: no choice of whole days is cheaper', () => {
    const small = fc.record({
      durations: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 5, maxLength: 5 }),
      least: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 5, maxLength: 5 }),
      costs: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 5, maxLength: 5 }),
      links: fc.array(fc.tuple(fc.nat(4), fc.nat(4)), { maxLength: 8 }),
      sooner: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(small, ({ durations, least, costs, links, sooner }) => {
        const ends = links.filter(([a, b]) => a !== b).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
        const length = (days: readonly number[]) => {
          const finishes: number[] = [];
          for (let j = 0; j < 5; j++) finishes[j] = days[j]! + Math.max(0, ...ends.filter(([, b]) => b === j).map(([a]) => finishes[a]!));
          return Math.max(...finishes);
        };
        const goal = length(durations) - sooner;
        let cheapest = Number.POSITIVE_INFINITY;
        const go = (i: number, days: number[], cost: number): void => {
          if (i === 5) {
            if (length(days) <= goal) cheapest = Math.min(cheapest, cost);
            return;
          }
          for (let d = durations[i]!; d >= Math.min(durations[i]!, least[i]!); d--)
            go(i + 1, [...days, d], cost + (durations[i]! - d) * costs[i]!);
        };
        go(0, [], 0);
        const standing = planner({
          due: undefined,
          activities: durations.map((days, i) => ({ id: `${i}`, duration: `${days}d` })),
          links: ends.map(([a, b]) => ({ from: `${a}`, to: `${b}` })),
        });
        if (goal < 1) return;
        const by = standing.current.network.projectCalendar.add(standing.current.start, goal * 480);
        const made = tradeOff(standing, {
          by,
          crashes: durations.map((_, i) => ({ activity: `${i}`, to: `${least[i]}d`, costPerDay: costs[i]! })),
        });
        if (!made.ok) throw new Error(made.errors[0]!.sentence);
        expect(made.value.closes).toBe(Number.isFinite(cheapest));
        if (made.value.closes) expect([made.value.cost, made.value.exact]).toEqual([cheapest, true]);
      }),
      { numRuns: 60 },
    );
  });

  it('refuses what it does not know', () => {
    const rule = (result: ReturnType<typeof tradeOff>) => (result.ok ? 'ok' : result.errors[0]!.rule);
    expect(rule(tradeOff(planner(), { by: 'soon', crashes: [] }))).toBe('bad-time');
    expect(rule(tradeOff(planner(), { by: '2020-03-13', activity: 'Z', crashes: [] }))).toBe('unknown-activity');
    expect(rule(tradeOff(planner(), { by: '2020-03-13', crashes: [{ activity: 'Z', to: 0, costPerDay: 1 }] }))).toBe('unknown-activity');
    expect(rule(tradeOff(planner(), { by: '2020-03-13', crashes: [{ activity: 'A', to: 0, costPerDay: Number.NaN }] }))).toBe('bad-number');
  });
});
