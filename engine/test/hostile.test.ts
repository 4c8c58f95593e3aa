// Input that means harm or is merely broken: always an answer or errors that name the activity and the rule, never a hang, never a throw.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Activity,
  createNetwork,
  type EngineError,
  fiveDays,
  type Link,
  type NetworkProblem,
  Planner,
  schedule,
} from '../src/index.ts';
import { office } from './testing-plan.ts';

const problem = (activities: readonly Activity[], links: readonly Link[] = [], more: Partial<NetworkProblem> = {}): NetworkProblem => ({
  start: '2020-03-02T08:00',
  calendars: [office],
  activities,
  links,
  ...more,
});
function errorsOf(one: NetworkProblem): readonly EngineError[] {
  const network = createNetwork(one);
  if (!network.ok) return network.errors;
  const made = schedule(network.value);
  return made.ok ? [] : made.errors;
}
const first = (one: NetworkProblem): EngineError | undefined => errorsOf(one)[0];
const days = (...ids: string[]): Activity[] => ids.map((id) => ({ id, duration: '1d' }));

describe('what is no network', () => {
  it('a cycle is told as its chain, in order, whatever else there is', () => {
    const found = first(
      problem(days('A', 'B', 'C', 'D', 'E'), [
        { from: 'A', to: 'B' },
        { from: 'B', to: 'C' },
        { from: 'C', to: 'D' },
        { from: 'D', to: 'B' },
        { from: 'D', to: 'E' },
      ]),
    )!;
    expect(found.rule).toBe('cycle');
    expect([...found.activities!].sort()).toEqual(['B', 'C', 'D']);
    const next: Record<string, string> = { B: 'C', C: 'D', D: 'B' };
    expect(found.activities!.map((_, i) => found.activities![(i + 1) % 3])).toEqual(found.activities!.map((id) => next[id]));
  });

  it('a level of effort between an activity and the one before it is no cycle; two of them in a ring are', () => {
    const effort: Activity = { id: 'L', kind: 'level-of-effort' };
    expect(
      errorsOf(
        problem(
          [...days('A', 'B'), effort],
          [
            { from: 'B', to: 'L' },
            { from: 'L', to: 'A' },
            { from: 'A', to: 'B' },
          ],
        ),
      ),
    ).toEqual([]);
    expect(
      first(
        problem(
          [effort, { ...effort, id: 'M' }],
          [
            { from: 'L', to: 'M' },
            { from: 'M', to: 'L' },
          ],
        ),
      )!.rule,
    ).toBe('cycle');
    expect(
      first(
        problem([
          { id: 'S', kind: 'summary', spans: ['T'] },
          { id: 'T', kind: 'summary', spans: ['S'] },
        ]),
      )!.rule,
    ).toBe('cycle');
  });

  it.each<[string, string, NetworkProblem]>([
    ['a link to itself', 'self-link', problem(days('A'), [{ from: 'A', to: 'A' }])],
    ['a link to nothing', 'unknown-activity', problem(days('A'), [{ from: 'A', to: 'Z' }])],
    ['two of one id', 'duplicate-activity', problem(days('A', 'A'))],
    ['no id', 'bad-number', problem([{ id: '', duration: 1 }])],
    ['a duration of NaN', 'bad-number', problem([{ id: 'A', duration: Number.NaN }])],
    ['an infinite duration', 'bad-number', problem([{ id: 'A', duration: Number.POSITIVE_INFINITY }])],
    ['a negative duration', 'bad-number', problem([{ id: 'A', duration: -1 }])],
    ['no duration', 'bad-number', problem([{ id: 'A' }])],
    ['a duration in fathoms', 'bad-number', problem([{ id: 'A', duration: '3 fathoms' }])],
    ['a duration of two thousand years', 'too-long', problem([{ id: 'A', duration: '730000d' }])],
    ['a lag of four hundred years', 'too-long', problem(days('A', 'B'), [{ from: 'A', to: 'B', lag: '146000d' }])],
    ['a lead of four hundred years', 'too-long', problem(days('A', 'B'), [{ from: 'A', to: 'B', lag: '-146000d' }])],
    ['a lag of NaN', 'bad-number', problem(days('A', 'B'), [{ from: 'A', to: 'B', lag: Number.NaN }])],
    ['a type of link that is none', 'bad-link', problem(days('A', 'B'), [{ from: 'A', to: 'B', type: 'XX' as 'FS' }])],
    ['a lag in no calendar', 'unknown-calendar', problem(days('A', 'B'), [{ from: 'A', to: 'B', lagCalendar: { calendar: 'moon' } }])],
    ['a calendar that is not there', 'unknown-calendar', problem([{ id: 'A', duration: 1, calendar: 'moon' }])],
    ['no calendar at all', 'unknown-calendar', problem(days('A'), [], { calendars: [] })],
    ['two calendars of one name', 'duplicate-calendar', problem(days('A'), [], { calendars: [office, office] })],
    ['an empty calendar', 'empty-calendar', problem(days('A'), [], { calendars: [{ id: 'none', week: [[], [], [], [], [], [], []] }] })],
    ['a start that is none', 'bad-time', problem(days('A'), [], { start: 'soon' })],
    ['a project that is not there', 'unknown-project', problem([{ id: 'A', duration: 1, project: 'P' }])],
    [
      'start no earlier than after it must have started',
      'reversed-constraint',
      problem([
        {
          id: 'A',
          duration: 1,
          constraints: [
            { type: 'SNET', at: '2020-04-01' },
            { type: 'SNLT', at: '2020-03-01' },
          ],
        },
      ]),
    ],
    [
      'finished before it started',
      'reversed-actuals',
      problem([{ id: 'A', duration: 1, actualStart: '2020-03-03', actualFinish: '2020-03-02' }]),
    ],
    ['finished without a start', 'reversed-actuals', problem([{ id: 'A', duration: 1, actualFinish: '2020-03-02' }])],
    [
      'more work than its calendar has',
      'horizon',
      problem([{ id: 'A', duration: '3d' }], [], {
        calendars: [
          {
            id: 'season',
            week: [[], [], [], [], [], [], []],
            exceptions: [{ from: '2020-03-02', to: '2020-03-03', shifts: [['08:00', '16:00']] }],
          },
        ],
      }),
    ],
    ['a summary of nothing known', 'unknown-activity', problem([{ id: 'S', kind: 'summary', spans: ['Z'] }])],
  ])('%s: %s', (_what, rule, one) => {
    const found = first(one)!;
    expect(found.rule).toBe(rule);
    expect(found.sentence).toMatch(/^[A-Z].*\.$/s);
  });

  it('every error is told, not only the first', () => {
    expect(errorsOf(problem([{ id: 'A' }, { id: 'B', duration: -1 }], [{ from: 'A', to: 'Z' }])).map((one) => one.rule)).toEqual([
      'bad-number',
      'bad-number',
      'unknown-activity',
    ]);
  });

  it('a calendar that is stopped for good names the activity that does not fit', () => {
    const found = first(
      problem([{ id: 'A', duration: '1d', calendar: 'old' }], [], {
        calendars: [
          office,
          {
            id: 'old',
            week: [[], [], [], [], [], [], []],
            exceptions: [{ from: '2019-03-02', to: '2019-03-03', shifts: [['08:00', '16:00']] }],
          },
        ],
      }),
    )!;
    expect(found).toMatchObject({ rule: 'horizon', activity: 'A', calendar: 'old' });
  });
});

describe('size', () => {
  it('a chain of two hundred thousand activities is scheduled without a stack', () => {
    const n = 200_000;
    const network = createNetwork(
      problem(
        Array.from({ length: n }, (_, i) => ({ id: `${i}`, duration: 1 })),
        Array.from({ length: n - 1 }, (_, i) => ({ from: `${i}`, to: `${i + 1}` })),
      ),
    );
    expect(network.ok).toBe(true);
    const made = network.ok ? schedule(network.value) : network;
    expect(made.ok && network.ok && network.value.projectCalendar.between(made.value.start, made.value.finish)).toBe(n);
  });

  it('stops when asked, and tells how far it is', () => {
    const n = 50_000;
    const network = createNetwork(problem(Array.from({ length: n }, (_, i) => ({ id: `${i}`, duration: 1 }))));
    if (!network.ok) throw new Error('invalid');
    const signal = { aborted: false };
    const seen: number[] = [];
    const made = schedule(network.value, {
      signal,
      onProgress: (done) => {
        seen.push(done);
        signal.aborted = done > 20_000;
      },
    });
    expect(made).toMatchObject({ ok: false, errors: [{ rule: 'aborted' }] });
    expect(seen.length).toBeGreaterThan(2);
  });
});

describe('anything at all', () => {
  const when = fc.oneof(
    fc.constantFrom('2020-03-09', '2020-02-30', '', 'x', '9999-12-31', '0001-01-01'),
    fc.double(),
    fc.constant(undefined),
  );
  const length = fc.oneof(
    fc.double(),
    fc.integer(),
    fc.constantFrom('1d', '-1d', '9e9d', 'NaN', '', '1e3h', '999999999d'),
    fc.constant(undefined),
  );
  const id = fc.constantFrom('A', 'B', 'C', 'D', '', '__proto__', 'constructor');
  const anything = fc.record({
    start: fc.oneof(fc.constant('2020-03-02T08:00'), when),
    due: when,
    dataDate: when,
    lagCalendar: fc.constantFrom(undefined, 'successor', 'x', { calendar: 'office' }),
    calendars: fc.constantFrom(
      [office],
      [],
      [{ id: 'office', week: [] }],
      [{ id: 'late', week: fiveDays(['23:59', '00:00']) }],
      [{ id: 'once', week: [[], [], [], [], [], [], []], exceptions: [{ from: '2020-03-05', to: '2020-03-05', shifts: [[0, 1]] }] }],
    ),
    activities: fc.array(
      fc.record({
        id,
        kind: fc.constantFrom(undefined, 'task', 'milestone', 'finish-milestone', 'level-of-effort', 'summary', 'x'),
        duration: length,
        remaining: length,
        calendar: fc.constantFrom(undefined, 'office', 'x'),
        constraints: fc.oneof(
          fc.constant(undefined),
          fc.array(fc.record({ type: fc.constantFrom('SNET', 'MFO', 'FNLT', 'x'), at: when, hard: fc.boolean() })),
        ),
        deadline: when,
        pinned: when,
        actualStart: when,
        actualFinish: when,
        resume: when,
        asLateAsPossible: fc.boolean(),
        spans: fc.oneof(fc.constant(undefined), fc.array(id, { maxLength: 3 })),
      }),
      { maxLength: 6 },
    ),
    links: fc.array(fc.record({ from: id, to: id, type: fc.constantFrom(undefined, 'FS', 'SF', 'x'), lag: length }), { maxLength: 8 }),
  });

  it('is answered or refused, and what is answered has no NaN', () => {
    fc.assert(
      fc.property(anything, (one) => {
        const network = createNetwork(one as unknown as NetworkProblem);
        if (!network.ok) {
          expect(network.errors.length).toBeGreaterThan(0);
          return;
        }
        const made = schedule(network.value);
        if (!made.ok) return;
        for (const dates of [made.value.dates.earlyStart, made.value.dates.lateFinish, made.value.totalFloat, made.value.freeFloat])
          for (const date of dates) expect(Number.isFinite(date)).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  it('a planner refuses a broken change and stands as it stood', () => {
    const network = createNetwork(problem(days('A', 'B'), [{ from: 'A', to: 'B' }]));
    if (!network.ok) throw new Error('invalid');
    const planner = Planner.of(network.value);
    if (!planner.ok) throw new Error('impossible');
    const before = planner.value.snapshot();
    const tries = [
      { activity: 'Z', set: {} },
      { activity: 'A', set: { duration: Number.NaN } },
      { activity: 'A', set: { calendar: 'moon' } },
      { link: 7, set: {} },
      { link: 0, set: { lag: '400000d' } },
      { project: 'P', set: {} },
      { project: undefined, set: { due: 'soon' } },
    ] as const;
    for (const change of tries) expect(planner.value.change([change]).ok).toBe(false);
    expect(planner.value.current.dates).toEqual(before.dates);
    expect(planner.value.current.totalFloat).toEqual(before.totalFloat);
  });
});
