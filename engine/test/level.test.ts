// Levelling worked by hand: small projects of which the answer is reckoned in the comment first.
import { describe, expect, it } from 'vitest';
import { checkPlan, createLevelModel, holdsOf, type LevelProblem, level, levelNow, readRcp, readSm } from '../src/index.ts';

const solved = (problem: LevelProblem, options: Parameters<typeof levelNow>[1] = {}) => {
  const found = levelNow(problem, { schedules: 300, ...options });
  if (!found.ok) throw new Error(found.errors[0]!.sentence);
  expect(checkPlan(problem, found.value.plan)).toEqual([]);
  return found.value;
};
const rulesOf = (problem: unknown): string[] => {
  const made = createLevelModel(problem as LevelProblem);
  return made.ok ? [] : made.errors.map((error) => error.rule);
};

/**
 *   A(3, 1 crew) → C(4, 2 crews)       crews: 3
 *   B(2, 2 crews) → D(3, 2 crews)
 * Critical path: A, C = 7. Work: 3·1 + 4·2 + 2·2 + 3·2 = 21 crew-days over 3 crews = 7 days. But C and D need 4 crews together, so they take turns: 4 + 3 = 7
 * days after the first of A and B is done, which is day 2 at the earliest (B). D 2 → 5 beside A 0 → 3, then C 5 → 9: 9 days. C first: A to 3, C to 7, D to 10.
 */
const twoCrews: LevelProblem = {
  activities: [
    { id: 'A', duration: 3, demands: { crew: 1 } },
    { id: 'B', duration: 2, demands: { crew: 2 } },
    { id: 'C', duration: 4, demands: { crew: 2 } },
    { id: 'D', duration: 3, demands: { crew: 2 } },
  ],
  links: [
    { from: 'A', to: 'C' },
    { from: 'B', to: 'D' },
  ],
  resources: [{ id: 'crew', capacity: 3 }],
};

describe('levelling of one project', () => {
  it('takes turns where crews are short, and proves that it cannot be shorter', () => {
    const found = solved(twoCrews);
    expect(found.plan.start).toEqual([0, 0, 5, 2]);
    expect(found).toMatchObject({ makespan: 9, lowerBound: 9, criticalPath: 7, gap: 0, proven: true, ended: 'proven' });
  });

  it('says why an activity waits: the link that is tight, or the crew and who holds it', () => {
    const { plan } = solved(twoCrews);
    expect(holdsOf(twoCrews, plan, 'A')).toEqual([{ by: 'beginning' }]);
    expect(holdsOf(twoCrews, plan, 'D')).toEqual([{ by: 'link', from: 'B', type: 'FS', lag: 0 }]);
    expect(holdsOf(twoCrews, plan, 'C')).toEqual([{ by: 'resource', resource: 'crew', at: 4, ahead: ['D'] }]);
  });

  it('keeps each kind of link with its lag', () => {
    // X 0 → 4. FS+2: 6. SS+1: 1. FF−1: finish ≥ 3, so start ≥ 3 − 2 = 1. SF+5: finish ≥ 0 + 5, start ≥ 3.
    const found = solved({
      activities: ['X', 'fs', 'ss', 'ff', 'sf'].map((id) => ({ id, duration: id === 'X' ? 4 : 2 })),
      links: [
        { from: 'X', to: 'fs', lag: 2 },
        { from: 'X', to: 'ss', type: 'SS', lag: 1 },
        { from: 'X', to: 'ff', type: 'FF', lag: -1 },
        { from: 'X', to: 'sf', type: 'SF', lag: 5 },
      ],
    });
    expect(found.plan.start).toEqual([0, 6, 1, 1, 3]);
    expect(found.proven).toBe(true);
  });

  it('waits while a crew is away and does not begin what would run into it', () => {
    // 1 crew, none on days 2 to 5. A takes 3 days: 0 → 3 would need day 2. It starts on day 5. B takes 2: 0 → 2.
    const found = solved({
      activities: [
        { id: 'A', duration: 3, demands: { crew: 1 } },
        { id: 'B', duration: 2, demands: { crew: 1 } },
      ],
      resources: [{ id: 'crew', capacity: 1, changes: [{ from: 2, to: 5, capacity: 0 }] }],
    });
    expect(found.plan.start).toEqual([5, 0]);
    expect(found.makespan).toBe(8);
  });

  it('lets an activity stand still in the breaks of its calendar, holding nothing there', () => {
    // A works 4 days round the break 2 → 5: 0, 1, 5, 6, done at 7. B needs the same single crew for 3 days: exactly the break.
    const found = solved({
      activities: [
        { id: 'A', duration: 4, demands: { crew: 1 }, calendar: 'site' },
        { id: 'B', duration: 3, demands: { crew: 1 } },
      ],
      resources: [{ id: 'crew', capacity: 1 }],
      calendars: [{ id: 'site', breaks: [[2, 5]] }],
    });
    expect(found.plan).toEqual({ start: [0, 2], finish: [7, 5], mode: [0, 0] });
    expect(found).toMatchObject({ makespan: 7, lowerBound: 7, proven: true });
  });

  it('chooses the mode that serves the whole, not each activity', () => {
    // Two crews. Each activity: 4 days with both crews, or 6 days with one. One after the other with both: 8. Side by side with one each: 6.
    const modes = [
      { duration: 4, demands: { crew: 2 } },
      { duration: 6, demands: { crew: 1 } },
    ];
    const found = solved({
      activities: [
        { id: 'A', modes },
        { id: 'B', modes },
      ],
      resources: [{ id: 'crew', capacity: 2 }],
    });
    expect(found.plan).toEqual({ start: [0, 0], finish: [6, 6], mode: [1, 1] });
    expect(found.makespan).toBe(6);
  });

  it('puts the project with the promise first when several share a crew', () => {
    // One crew; east 3 days, west 4 days, north 2 days. Promises: west by 4, east by 7, north by 30. West 0 → 4, east 4 → 7, north 7 → 9.
    const problem: LevelProblem = {
      activities: ['east', 'west', 'north'].map((id, k) => ({ id, project: id, duration: [3, 4, 2][k]!, demands: { crew: 1 } })),
      resources: [{ id: 'crew', capacity: 1 }],
      projects: [
        { id: 'east', due: 7 },
        { id: 'west', due: 4 },
        { id: 'north', due: 30 },
      ],
    };
    const found = solved(problem, { objective: 'lateness' });
    expect(found.plan.start).toEqual([4, 0, 7]);
    expect(found).toMatchObject({ lateness: 0, makespan: 9, proven: true });
  });

  it('says by how much a promise must be broken', () => {
    // Two activities of 5 days on one crew, promised as a project by 7: 10 days of work, 3 days late whatever is done, and that is proven.
    const found = solved(
      {
        activities: ['A', 'B'].map((id) => ({ id, project: 'p', duration: 5, demands: { crew: 1 } })),
        resources: [{ id: 'crew', capacity: 1 }],
        projects: [{ id: 'p', due: 7, weight: 2 }],
      },
      { objective: 'lateness' },
    );
    expect(found.promises).toEqual([{ id: 'p', kind: 'project', due: 7, finish: 10, lateness: 3, leastLateness: 3 }]);
    expect(found).toMatchObject({ lateness: 6, leastLateness: 6, proven: true });
  });

  it('counts in the greatest unit that fits: minutes are as quick as hours', () => {
    const hours = solved(twoCrews);
    const scale = (value: number): number => value * 480;
    const minutes = solved({
      ...twoCrews,
      activities: twoCrews.activities.map((activity) => ({ ...activity, duration: scale(activity.duration!) })),
    });
    expect(minutes.plan.start).toEqual(hours.plan.start.map(scale));
    expect(minutes.lowerBound).toBe(scale(9));
  });

  it('has an answer for nothing at all', () => {
    expect(solved({ activities: [] })).toMatchObject({ makespan: 0, lowerBound: 0, proven: true, plan: { start: [] } });
  });
});

describe('answers while the caller watches', () => {
  it('gives a feasible plan after one schedule, then only better ones, and says why it ends', async () => {
    const seen: { makespan: number; schedules: number; ended: string | undefined }[] = [];
    const big: LevelProblem = {
      activities: Array.from({ length: 40 }, (_, i) => ({
        id: `a${i}`,
        duration: 1 + ((i * 7) % 5),
        demands: { crew: 1 + (i % 3), crane: i % 2 },
      })),
      links: Array.from({ length: 30 }, (_, i) => ({ from: `a${i}`, to: `a${i + 3 + (i % 7)}` })),
      resources: [
        { id: 'crew', capacity: 4 },
        { id: 'crane', capacity: 1 },
      ],
    };
    for await (const found of level(big, { schedules: 2_000 })) {
      if (!found.ok) throw new Error(found.errors[0]!.sentence);
      expect(checkPlan(big, found.value.plan)).toEqual([]);
      seen.push({ makespan: found.value.makespan, schedules: found.value.schedules, ended: found.value.ended });
    }
    expect(seen[0]!.schedules).toBe(1);
    for (let k = 1; k < seen.length; k++) expect(seen[k]!.makespan).toBeLessThanOrEqual(seen[k - 1]!.makespan);
    expect(seen.filter((one) => one.ended !== undefined)).toEqual([seen.at(-1)]);
  });

  it('stops at the signal with the best so far', async () => {
    const signal = { aborted: false };
    let last: string | undefined;
    const problem = { ...twoCrews, resources: [{ id: 'crew', capacity: 3 }], activities: [...twoCrews.activities, ...fillers(30)] };
    for await (const found of level(problem, { schedules: 10_000_000, signal, onProgress: () => (signal.aborted = true) }))
      last = found.ok ? found.value.ended : 'failed';
    expect(['aborted', 'proven']).toContain(last);
  });

  it('stops by the clock it is handed', () => {
    let now = 0;
    const found = levelNow(
      { ...twoCrews, activities: [...twoCrews.activities, ...fillers(30)] },
      { seconds: 1, clock: () => (now += 300) },
    );
    expect(found.ok && ['seconds', 'proven'].includes(found.value.ended!)).toBe(true);
  });
});

/** Activities that no quick bound closes. */
const fillers = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ id: `f${i}`, duration: 2 + ((i * 5) % 7), demands: { crew: 1 + ((i * 3) % 3) } }));

describe('problems that break a rule', () => {
  const one = { id: 'A', duration: 1 };
  it('names the rule and the activity', () => {
    expect(rulesOf({ activities: [one, one] })).toEqual(['duplicate-activity']);
    expect(rulesOf({ activities: [one], links: [{ from: 'A', to: 'A' }] })).toEqual(['self-link']);
    expect(rulesOf({ activities: [one], links: [{ from: 'A', to: 'Z' }] })).toEqual(['unknown-activity']);
    expect(rulesOf({ activities: [{ id: 'A', duration: Number.NaN }] })).toEqual(['bad-number']);
    expect(rulesOf({ activities: [{ id: 'A', duration: 1.5 }] })).toEqual(['bad-number']);
    expect(rulesOf({ activities: [{ id: 'A', duration: -1 }] })).toEqual(['bad-number']);
    expect(rulesOf({ activities: [{ id: 'A' }] })).toEqual(['bad-number']);
    expect(rulesOf({ activities: [{ ...one, demands: { x: 1 } }] })).toEqual(['unknown-resource']);
    expect(rulesOf({ activities: [{ ...one, demands: { x: 2 } }], resources: [{ id: 'x', capacity: 1 }] })).toEqual(['over-capacity']);
    expect(rulesOf({ activities: [{ ...one, calendar: 'x' }] })).toEqual(['unknown-calendar']);
    expect(rulesOf({ activities: [{ ...one, project: 'x' }] })).toEqual(['unknown-project']);
    expect(rulesOf({ activities: [one], resources: [{ id: 'x', capacity: -1 }] })).toEqual(['bad-resource']);
    expect(
      rulesOf({
        activities: [
          { id: 'A', duration: 2 ** 28 },
          { id: 'B', duration: 2 ** 28 - 1 },
        ],
      }),
    ).toEqual(['horizon']);
  });

  it('gives a circle back as the chain', () => {
    const ring = ['A', 'B', 'C'];
    const made = createLevelModel({
      activities: ring.map((id) => ({ id, duration: 1 })),
      links: ring.map((id, k) => ({ from: id, to: ring[(k + 1) % 3]! })),
    });
    expect(made.ok).toBe(false);
    if (!made.ok) expect(made.errors[0]).toMatchObject({ rule: 'cycle', activities: ['B', 'C', 'A'] });
  });

  it('survives whatever comes as JSON', () => {
    for (const nonsense of [
      null,
      7,
      {},
      { activities: 3 },
      { activities: [null] },
      { activities: [{ id: 'A', modes: [null] }] },
      { activities: [{ id: 'A', duration: 1, demands: 5 }] },
    ])
      expect(rulesOf(nonsense).length).toBeGreaterThan(0);
    for (const key of ['links', 'resources', 'calendars', 'projects'])
      expect(rulesOf({ activities: [one], [key]: [null] }).length).toBeGreaterThan(0);
    expect(rulesOf({ activities: [one], resources: [{ id: 'r', capacity: 1, changes: 4 }] }).length).toBeGreaterThan(0);
    expect(rulesOf({ activities: [one], calendars: [{ id: 'c', breaks: [[1, Number.POSITIVE_INFINITY]] }] })).toEqual(['bad-calendar']);
  });

  it('refuses budgets that are none', () => {
    for (const options of [{ schedules: 0 }, { schedules: 1.5 }, { seconds: -1, clock: () => 0 }, { seconds: 1 }, { islands: 0 }])
      expect(levelNow(twoCrews, options).ok).toBe(false);
  });
});

describe('files of instances', () => {
  // The project of twoCrews between a source and a sink, in both formats.
  const sm = `jobs (incl. supersource/sink ):  6
  - renewable                 :  1   R
  - nonrenewable              :  0   N
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           5
   4        1          1           6
   5        1          1           6
   6        1          0
REQUESTS/DURATIONS:
jobnr. mode duration  R 1
------------------------
  1      1     0       0
  2      1     3       1
  3      1     2       2
  4      1     4       2
  5      1     3       2
  6      1     0       0
RESOURCEAVAILABILITIES:
  R 1
    3
`;
  const rcp = '6 1\n3\n0 0 2 2 3\n3 1 1 4\n2 2 1 5\n4 2 1\n6\n3 2 1 6\n0 0 0\n';

  it('reads .sm and .rcp as the same problem', () => {
    const [a, b] = [readSm(sm), readRcp(rcp)];
    expect(a).toEqual(b);
    if (a.ok) expect(solved(a.value)).toMatchObject({ makespan: 9, proven: true, plan: { start: [0, 0, 0, 5, 2, 9] } });
  });

  it('says what is wrong with a file instead of guessing', () => {
    expect(readSm('').ok).toBe(false);
    expect(readSm(sm.replace('nonrenewable              :  0', 'nonrenewable              :  2')).ok).toBe(false);
    expect(readSm(sm.replace('   6        1          0\n', '')).ok).toBe(false);
    for (const text of ['', '6', '6 1 3 0', `${rcp} 5`, rcp.replace('2 2 3', '2 2 9'), 'x']) expect(readRcp(text).ok).toBe(false);
  });
});
