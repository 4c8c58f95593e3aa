// Re-planning after a shock, worked by hand, and what must hold for every one.
import { describe, expect, it } from 'vitest';
import { checkPlan, type LevelPlan, type LevelProblem, levelNow, replan, replanNow, type Shock } from '../src/index.ts';
import { restAfter } from '../src/level/shock.ts';
import { drawnProblem } from './testing-levelling.ts';

const replanned = (problem: LevelProblem, published: LevelPlan, shock: Shock, schedules = 600) => {
  const found = replanNow(problem, published, shock, { schedules });
  if (!found.ok) throw new Error(found.errors[0]!.sentence);
  return found.value;
};
const planned = (starts: readonly number[], durations: readonly number[]): LevelPlan => ({
  start: starts,
  finish: starts.map((start, i) => start + durations[i]!),
  mode: starts.map(() => 0),
});

/** Two sites and one crew of 2: north N1(4) → N2(3), south S1(5) → S2(2), each needing 1. North is promised by 9, south by 10. */
const sites: LevelProblem = {
  activities: [
    { id: 'N1', project: 'north', duration: 4, demands: { crew: 1 } },
    { id: 'N2', project: 'north', duration: 3, demands: { crew: 1 } },
    { id: 'S1', project: 'south', duration: 5, demands: { crew: 1 } },
    { id: 'S2', project: 'south', duration: 2, demands: { crew: 1 } },
  ],
  links: [
    { from: 'N1', to: 'N2' },
    { from: 'S1', to: 'S2' },
  ],
  resources: [{ id: 'crew', capacity: 2 }],
  projects: [
    { id: 'north', due: 9 },
    { id: 'south', due: 10 },
  ],
};
const published = planned([0, 4, 0, 5], [4, 3, 5, 2]);

describe('a shock', () => {
  it('leaves a plan alone that it does not touch', () => {
    const found = replanned(sites, published, { dataDate: 0 });
    expect(found.frontier).toHaveLength(1);
    expect(found.frontier[0]).toMatchObject({ plan: published, lateness: 0, movement: 0, moved: [] });
    expect(found.cannotKeep).toEqual([]);
  });

  it('stops one site: its work stands still, the other goes on, and what cannot be kept is said with the proof', () => {
    // Day 2, N1 and S1 under way. North stops from 2 to 8: 2 of 4 days of N1 are done, the rest 8 → 10, N2 10 → 13. Promised by 9: 4 days late whatever is done.
    const found = replanned(sites, published, {
      dataDate: 2,
      actuals: [
        { id: 'N1', start: 0 },
        { id: 'S1', start: 0 },
      ],
      stops: [{ from: 2, to: 8, projects: ['north'] }],
    });
    expect(found.cannotKeep).toEqual([{ id: 'north', kind: 'project', leastLateness: 4 }]);
    expect(found.leastLateness).toBe(4);
    const best = found.frontier[found.promisesFirst]!;
    expect(best.lateness).toBe(4);
    expect(best.plan.start).toEqual([0, 10, 0, 5]);
    expect(best.plan.finish).toEqual([10, 13, 5, 7]);
    expect(best.moved).toEqual([{ id: 'N2', from: 4, to: 10 }]);
  });

  it('loses a crew and finds the order that is least late', () => {
    // One crew instead of 2 until day 7. South first: S1 0 → 5, N1 5 → 9, N2 9 → 12: north 3 late. North through: N1, N2 0 → 7, S1 7 → 12, S2 12 → 14: south 4
    // late. Between them: N1 0 → 4, S1 4 → 9, N2 7 → 10 with the second crew, S2 9 → 11: each 1 late, 2 in all. It also moves least: N2 3, S1 4, S2 4 = 11
    // (the others 5 + 5 + 2 = 12 and 7 + 7 = 14), so there is nothing to trade.
    const found = replanned(sites, published, { dataDate: 0, losses: [{ resource: 'crew', units: 1, from: 0, to: 7 }] }, 3_000);
    expect(found.frontier.map(({ lateness, movement }) => [lateness, movement])).toEqual([[2, 11]]);
    expect(found.frontier[0]!.plan.start).toEqual([0, 7, 4, 9]);
    expect(found.frontier[0]!.promises.map(({ id, lateness }) => [id, lateness])).toEqual([
      ['north', 1],
      ['south', 1],
    ]);
  });

  it('moves another out of the way for a promise', () => {
    // One crew. A(2) → B(2) and C(2), published A 0, B 2, C 4; C is promised by 6; A is stopped 0 → 4. A 4 and B 6 move by 4 each; C goes before them and
    // moves least at 2: 10 in all and in time. C behind them at 8: 4 + 4 + 4 = 12 and 4 late.
    const problem: LevelProblem = {
      activities: ['A', 'B', 'C'].map((id) => ({ id, duration: 2, demands: { crew: 1 }, ...(id === 'C' ? { due: 6 } : {}) })),
      links: [{ from: 'A', to: 'B' }],
      resources: [{ id: 'crew', capacity: 1 }],
    };
    const found = replanned(problem, planned([0, 2, 4], [2, 2, 2]), { dataDate: 0, stops: [{ from: 0, to: 4, activities: ['A'] }] });
    expect(found.frontier.map(({ lateness, movement }) => [lateness, movement])).toEqual([[0, 10]]);
    expect(found.frontier[0]!.plan.start).toEqual([4, 6, 2]);
  });

  it('opens the trade-off: the promise kept by moving much, or nearly nothing moved and the promise broken', () => {
    // One crew: L(10) published at 0, P(2) at 10, promised by 12; the crew is away on day 0. In time are P at 1 and L at 3, movement 9 + 3 = 12, or P as it
    // was and L at 12, also 12. Both a day later: 1 + 1 = 2, a day late. Where L counts fivefold, P first costs 9 + 15 = 24 and a day later 1 + 5 = 6.
    const problem: LevelProblem = {
      activities: [
        { id: 'L', duration: 10, demands: { crew: 1 } },
        { id: 'P', duration: 2, demands: { crew: 1 }, due: 12 },
      ],
      resources: [{ id: 'crew', capacity: 1 }],
    };
    const shock: Shock = { dataDate: 0, losses: [{ resource: 'crew', units: 1, from: 0, to: 1 }] };
    const found = replanned(problem, planned([0, 10], [10, 2]), shock);
    expect(found.frontier.map(({ lateness, movement }) => [lateness, movement])).toEqual([
      [0, 12],
      [1, 2],
    ]);
    expect([found.promisesFirst, found.publishedFirst]).toEqual([0, 1]);
    expect(found.cannotKeep).toEqual([]);
    const weighed = replanNow(problem, planned([0, 10], [10, 2]), shock, { schedules: 600, movementWeight: (id) => (id === 'L' ? 5 : 1) });
    if (!weighed.ok) throw new Error(weighed.errors[0]!.sentence);
    expect(weighed.value.frontier.map(({ movement, plan }) => [movement, plan.start])).toEqual([
      [24, [3, 1]],
      [6, [1, 11]],
    ]);
  });

  it('what is finished stands, and what waits for it starts no sooner than it says', () => {
    // N1 finished on day 3, a day early; N2 was published for 4 and stays there: moving it to 3 would be movement for nothing.
    const found = replanned(sites, published, {
      dataDate: 3,
      actuals: [
        { id: 'N1', start: 0, finish: 3 },
        { id: 'S1', start: 0 },
      ],
    });
    expect(found.frontier[0]!.plan.start).toEqual([0, 4, 0, 5]);
    expect(found.frontier[0]!.plan.finish).toEqual([3, 7, 5, 7]);
  });

  it('names what is wrong with a shock', () => {
    const rules = (shock: Shock): string[] => {
      const found = replanNow(sites, published, shock);
      return found.ok ? [] : found.errors.map((error) => error.rule);
    };
    expect(rules({ dataDate: 2, actuals: [{ id: 'Z', start: 0 }] })).toEqual(['unknown-activity']);
    expect(rules({ dataDate: 2, actuals: [{ id: 'N1', start: 3 }] })).toEqual(['reversed-actuals']);
    expect(rules({ dataDate: Number.NaN })).toEqual(['bad-number']);
    expect(rules({ dataDate: 0, stops: [{ from: 4, to: 2 }] })).toEqual(['bad-number']);
    expect(rules({ dataDate: 0, losses: [{ resource: 'x', units: 1, from: 0 }] })).toEqual(['unknown-resource']);
    expect(rules({ dataDate: 0, losses: [{ resource: 'crew', units: 2, from: 0 }] })[0]).toBe('over-capacity');
  });

  it('shows a first frontier early and ends with the last', async () => {
    const ends: (string | undefined)[] = [];
    for await (const found of replan(
      sites,
      published,
      { dataDate: 0, losses: [{ resource: 'crew', units: 1, from: 0, to: 7 }] },
      { schedules: 2_000 },
    ))
      if (found.ok) ends.push(found.value.ended);
    expect(ends.length).toBeGreaterThan(2);
    expect(ends.at(-1)).toBe('schedules');
  });
});

describe('drawn shocks', () => {
  it('the rest keeps every link and capacity, no point of the frontier is beaten by another, no lateness lies below what is proven', () => {
    for (let seed = 0; seed < 60; seed++) {
      const problem = drawnProblem(seed, seed % 3 === 0);
      const plan = levelNow(problem, { schedules: 60, seed, objective: 'lateness' });
      if (!plan.ok) throw new Error(plan.errors[0]!.sentence);
      const shock: Shock = {
        dataDate: 0,
        stops: seed % 2 === 0 ? [{ from: 2, to: 7, resources: ['R0'] }] : [{ from: 1, to: 6 }],
        losses: seed % 3 === 1 ? [{ resource: 'R0', units: 1, from: 0, to: 15 }] : [],
      };
      const found = replanned(problem, plan.value.plan, shock, 120);
      const rest = restAfter(problem, plan.value.plan, shock);
      if (!rest.ok) throw new Error('the rest was refused');
      found.frontier.forEach((point, k) => {
        const of = (list: readonly number[]): number[] => rest.value.activity.map((i) => list[i]!);
        expect(
          checkPlan(rest.value.problem, { start: of(point.plan.start), finish: of(point.plan.finish), mode: of(point.plan.mode) }),
          `seed ${seed}`,
        ).toEqual([]);
        expect(point.lateness).toBeGreaterThanOrEqual(found.leastLateness);
        if (k > 0) {
          expect(point.lateness).toBeGreaterThan(found.frontier[k - 1]!.lateness);
          expect(point.movement).toBeLessThan(found.frontier[k - 1]!.movement);
        }
      });
    }
  });
});
