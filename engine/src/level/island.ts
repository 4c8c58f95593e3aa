// One search with a state of its own, which does as it is told in steps: begin with this budget, go on for so many schedules. A caller may keep it in
// another thread: orders and reports are plain values. What islands find depends on the orders alone, never on when they came.
import { headsAndTails, relax } from './bounds.ts';
import { classicCore } from './core.ts';
import { GeneralSearch } from './general-search.ts';
import { createLevelModel, type LevelModel } from './model.ts';
import type { LevelProblem } from './problem.ts';
import { ClassicSearch } from './search.ts';

/** What is minimised: the end of the last activity, or weighted lateness against promises first and that second. */
export type Objective = 'makespan' | 'lateness';

/** Everything that an island is made of; may be sent to another thread as it is. */
export type IslandSetup = { readonly problem: LevelProblem; readonly objective: Objective; readonly seed: number };

/** `begin`: populations anew for so many schedules, with these plans (by place in the model) among them. `bound`: a cost that proves the best. */
export type IslandOrder = {
  readonly begin?: { readonly budget: number; readonly keep: readonly { readonly start: Int32Array; readonly mode: Int32Array }[] };
  readonly bound: number;
  readonly schedules: number;
};

/** The best so far, and how many schedules this order took. */
export type IslandReport = {
  readonly cost: number;
  readonly start: Int32Array;
  readonly mode: Int32Array;
  readonly schedules: number;
  readonly proven: boolean;
};

export type Island = { run(order: IslandOrder): Promise<IslandReport> | IslandReport };

/** Makes islands: in this thread, or in another one that runs `createIsland` and passes orders and reports on. */
export type IslandMaker = (setup: IslandSetup, number: number) => Island;

/** Weighted lateness of a plan against the model's promises. */
export function latenessOf(model: LevelModel, finish: ArrayLike<number>): number {
  let late = 0;
  for (const promise of model.promises) {
    let end = 0;
    for (const i of promise.activities) if (finish[i]! > end) end = finish[i]!;
    if (end > promise.due) late += promise.weight * (end - promise.due);
  }
  return late;
}

/** The one number that stands for lateness first, makespan second. */
export const latenessCost = (model: LevelModel, lateness: number, makespan: number): number => lateness * (model.horizon + 1) + makespan;

/** From so many activities on resources are told apart by how scarce they are; of fewer it bought nothing on the published sets. */
const manyActivities = 65;

/**
 * Work of each activity as a share of the capacities, for telling packed stretches from idle ones. In large problems a resource counts by how long all
 * work of it lasts: what is idle of a resource that is plentiful costs nothing.
 */
function loads(model: LevelModel): Float64Array {
  const R = model.resources;
  const share = (i: number, r: number): number => {
    const m = model.modeFrom[i]!;
    return model.capacity[r]! > 0 ? (model.modeDuration[m]! * model.modeDemand[m * R + r]!) / model.capacity[r]! : 0;
  };
  const lasting = new Float64Array(R);
  if (model.n < manyActivities) lasting.fill(1);
  else for (let i = 0; i < model.n; i++) for (let r = 0; r < R; r++) lasting[r]! += share(i, r);
  const load = new Float64Array(model.n);
  for (let i = 0; i < model.n; i++) for (let r = 0; r < R; r++) load[i]! += lasting[r]! * share(i, r);
  return load;
}

/** How late each activity may finish in a plan that breaks no promise more than this one does. */
function limitsOf(model: LevelModel, finish: Int32Array, makespan: number): Int32Array {
  const limits = new Int32Array(model.n).fill(makespan);
  for (const promise of model.promises) {
    let end = 0;
    for (const i of promise.activities) if (finish[i]! > end) end = finish[i]!;
    const most = Math.min(makespan, Math.max(promise.due, end));
    for (const i of promise.activities) if (most < limits[i]!) limits[i] = most;
  }
  return limits;
}

/** An island in this thread. The problem must be a valid one; throws otherwise, as the caller has validated it before. */
export function createIsland(setup: IslandSetup, compiled?: LevelModel): Island {
  const made = compiled ? { ok: true as const, value: compiled } : createLevelModel(setup.problem);
  if (!made.ok) throw new Error(made.errors[0]!.sentence);
  const model = made.value;
  const relaxed = relax(model, undefined, false);
  const { tails } = headsAndTails(relaxed);
  const tail = tails.map((value, i) => value - relaxed.duration[i]!);
  const core = setup.objective === 'makespan' ? classicCore(model) : undefined;
  const oneMode = Int32Array.from({ length: model.n }, (_, i) => i);
  const search = core
    ? new ClassicSearch(core, tail, loads(model), 0, setup.seed)
    : new GeneralSearch(model, {
        cost:
          setup.objective === 'makespan'
            ? (_start, _finish, _mode, makespan) => makespan
            : (_start, finish, _mode, makespan) => latenessCost(model, latenessOf(model, finish), makespan),
        seed: setup.seed,
        tail,
        limits: setup.objective === 'makespan' ? undefined : (finish, makespan) => limitsOf(model, finish, makespan),
      });
  return {
    run(order) {
      search.bound = order.bound;
      if (order.begin) search.begin(order.begin.budget, order.begin.keep);
      const before = search.schedules;
      search.advance(before + order.schedules);
      return {
        cost: search.best,
        start: search.bestStart.slice(),
        mode: search instanceof GeneralSearch ? search.bestMode.slice() : oneMode,
        schedules: search.schedules - before,
        proven: search.best <= order.bound,
      };
    },
  };
}
