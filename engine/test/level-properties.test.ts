// What holds for every levelled plan: drawn problems of every kind, checked by a checker that shares nothing with the searches.
import { describe, expect, it } from 'vitest';
import {
  checkPlan,
  createIsland,
  createLevelModel,
  type IslandMaker,
  type LevelPlan,
  type LevelProblem,
  level,
  levelNow,
  remoteIslands,
  serveIslands,
} from '../src/index.ts';
import { destructiveBound, quickBound, relax } from '../src/level/bounds.ts';
import { drawnProblem, shortestByTrying } from './testing-levelling.ts';

const found = (problem: LevelProblem, options: Parameters<typeof levelNow>[1]) => {
  const answer = levelNow(problem, options);
  if (!answer.ok) throw new Error(answer.errors[0]!.sentence);
  return answer.value;
};

describe('drawn problems', () => {
  it('no link is broken and no capacity exceeded in any period, and no bound lies above what was found', () => {
    for (let seed = 0; seed < 250; seed++) {
      const problem = drawnProblem(seed, seed % 5 === 0);
      for (const objective of ['makespan', 'lateness'] as const) {
        const answer = found(problem, { schedules: 120, seed, objective });
        expect(checkPlan(problem, answer.plan), `seed ${seed}`).toEqual([]);
        expect(answer.lowerBound, `seed ${seed}`).toBeLessThanOrEqual(answer.makespan);
        expect(answer.leastLateness, `seed ${seed}`).toBeLessThanOrEqual(answer.lateness);
        for (const promise of answer.promises)
          expect(promise.leastLateness, `seed ${seed} ${promise.id}`).toBeLessThanOrEqual(promise.lateness);
        expect(answer.schedules).toBeLessThanOrEqual(122);
      }
    }
  });

  it('the optimum is found, and never undercut by a bound, wherever every order can be tried', () => {
    let tried = 0;
    for (let seed = 0; tried < 60; seed++) {
      const problem = drawnProblem(seed * 5 + 1, true);
      if (problem.activities.length > 6) continue;
      tried++;
      const shortest = shortestByTrying(problem);
      const answer = found(problem, { schedules: 400, seed });
      expect(answer.makespan, `seed ${seed}`).toBe(shortest);
      expect(answer.lowerBound).toBeLessThanOrEqual(shortest);
      const model = createLevelModel(problem);
      if (!model.ok) continue;
      const relaxed = relax(model.value);
      expect(destructiveBound(relaxed, quickBound(relaxed), shortest + 5).value * model.value.unit, `bound of ${seed}`).toBeLessThanOrEqual(
        shortest,
      );
    }
  });

  it('the same seed gives the same plan, and the problem handed in is not written to', () => {
    for (let seed = 0; seed < 25; seed++) {
      const problem = drawnProblem(seed, seed % 2 === 0);
      const before = JSON.stringify(problem);
      const [a, b] = [found(problem, { schedules: 300, seed }), found(problem, { schedules: 300, seed })];
      expect(a).toEqual(b);
      expect(JSON.stringify(problem)).toBe(before);
    }
  });

  it('shifting every release shifts the whole plan; a larger capacity or one link less never makes the bound worse', () => {
    for (let seed = 0; seed < 40; seed++) {
      const problem = drawnProblem(seed, true);
      const plain = found(problem, { schedules: 200, seed });
      const shifted = { ...problem, activities: problem.activities.map((activity) => ({ ...activity, release: 10 })) };
      expect(found(shifted, { schedules: 200, seed }).lowerBound).toBe(
        plain.lowerBound + 10 * (plain.makespan > 0 ? 1 : 0) + (plain.makespan > 0 ? 0 : 10),
      );
      const roomier = {
        ...problem,
        resources: problem.resources!.map((resource) => ({ ...resource, capacity: resource.capacity + 1 })),
        links: problem.links!.slice(1),
      };
      expect(found(roomier, { schedules: 1, seed }).criticalPath).toBeLessThanOrEqual(plain.criticalPath);
    }
  });

  it('resources that fill two machine words, or more, are levelled as well', () => {
    for (const count of [5, 9]) {
      const resources = Array.from({ length: count }, (_, r) => ({ id: `R${r}`, capacity: 1000 + r }));
      const problem: LevelProblem = {
        resources,
        activities: Array.from({ length: 20 }, (_, i) => ({
          id: `a${i}`,
          duration: 1 + (i % 4),
          demands: Object.fromEntries(resources.map(({ id }, r) => [id, (i * 131 + r * 277) % 700])),
        })),
        links: Array.from({ length: 12 }, (_, i) => ({ from: `a${i}`, to: `a${i + 5}` })),
      };
      const answer = found(problem, { schedules: 200 });
      expect(checkPlan(problem, answer.plan)).toEqual([]);
    }
  });
});

describe('islands', () => {
  const problem = drawnProblem(35, true);
  const run = async (maker?: IslandMaker) => {
    let last: { plan: LevelPlan; schedules: number; makespan: number } | undefined;
    for await (const answer of level(problem, { schedules: 4_000, islands: 3, seed: 4, ...(maker ? { maker } : {}) }))
      if (answer.ok) last = answer.value;
    return last;
  };

  it('give the same answer here, behind one port, and behind two that answer out of turn', async () => {
    const here = await run();
    /** A line to a thread that is none: everything is copied, and comes when a promise or two have passed. */
    const line = (delays: number) => {
      let hearThere: (value: unknown) => void = () => {};
      let hearHere: (value: unknown) => void = () => {};
      const later = async (deliver: () => void): Promise<void> => {
        for (let k = 0; k < delays; k++) await Promise.resolve();
        deliver();
      };
      serveIslands({
        send: (value) => void later(() => hearHere(structuredClone(value))),
        listen: (hear) => {
          hearThere = hear;
        },
      });
      return {
        send: (value: unknown) => void later(() => hearThere(structuredClone(value))),
        listen: (hear: (value: unknown) => void) => {
          hearHere = hear;
        },
      };
    };
    expect(await run(remoteIslands([line(1)]))).toEqual(here);
    expect(await run(remoteIslands([line(9), line(1)]))).toEqual(here);
    expect(checkPlan(problem, here!.plan)).toEqual([]);
  });

  it('find the same whether a budget is spent in one step or in many', () => {
    const once = createIsland({ problem, objective: 'makespan', seed: 9 });
    const often = createIsland({ problem, objective: 'makespan', seed: 9 });
    const begin = { budget: 1_000, keep: [] };
    const a = once.run({ begin, bound: 0, schedules: 1_000 });
    let b = often.run({ begin, bound: 0, schedules: 7 });
    for (let done = 7; done < 1_000; done += 331) b = often.run({ bound: 0, schedules: 331 });
    expect({ ...b, schedules: 0 }).toEqual({ ...a, schedules: 0 });
  });
});
