// Levelling while the caller watches: the first feasible plan at once, then better ones, each with a proven bound and the gap; until so many schedules, a
// time, a signal, or a proof. Counting rule: every serial generation pass, forward or backward, is one schedule.
import { answer, type EngineError, failure, type Result } from '../errors.ts';
import { type Bound, destructiveBound, quickBound, relax, usualEffort } from './bounds.ts';
import { createIsland, type Island, type IslandMaker, type IslandReport, latenessCost, latenessOf, type Objective } from './island.ts';
import { createLevelModel, type LevelModel } from './model.ts';
import { plannedFinish } from './plan.ts';
import type { LevelPlan, LevelProblem, Period } from './problem.ts';
import { earliestFinishes, promiseBounds } from './promise-bounds.ts';

export type LevelOptions = {
  /** Stops after so many schedules; 5,000 when neither this nor `seconds` is given. */
  readonly schedules?: number;
  /** Stops after so many seconds by `clock`. What is found then depends on the machine; each step of it does not. */
  readonly seconds?: number;
  /** Milliseconds from any beginning; needed with `seconds`. The library has no clock of its own. */
  readonly clock?: () => number;
  readonly seed?: number;
  /** `makespan` when absent; `lateness`: weighted lateness against promises first, makespan second. */
  readonly objective?: Objective;
  /** Searches side by side that exchange their best between rounds; decided by the budget when absent, never by the number of threads. */
  readonly islands?: number;
  /** Where islands live; in this thread when absent. The answer is the same wherever they live. */
  readonly maker?: IslandMaker;
  readonly signal?: { readonly aborted: boolean };
  /** Awaited between steps, so that a caller's thread can breathe: `() => new Promise((done) => setImmediate(done))`. */
  readonly pause?: () => Promise<void>;
  readonly onProgress?: (progress: { readonly schedules: number; readonly makespan: Period; readonly lowerBound: Period }) => void;
};

/** A promise in a plan: when it is met, how late, and how late it must be in any plan (proven). */
export type LevelPromise = {
  readonly id: string;
  readonly kind: 'activity' | 'project';
  readonly due: Period;
  readonly finish: Period;
  readonly lateness: Period;
  readonly leastLateness: Period;
};

export type LevelAnswer = {
  readonly plan: LevelPlan;
  readonly makespan: Period;
  /** No plan is shorter than this; `boundBy` proved it. */
  readonly lowerBound: Period;
  readonly boundBy: Bound['by'];
  readonly criticalPath: Period;
  /** (makespan − bound) / bound; 0 when the bound is 0. */
  readonly gap: number;
  /** Weighted lateness, and the least that any plan has (proven). */
  readonly lateness: number;
  readonly leastLateness: number;
  readonly promises: readonly LevelPromise[];
  readonly schedules: number;
  /** No plan is better, by what was minimised. */
  readonly proven: boolean;
  /** The last answer of the run, and why it was the last; absent in those before. */
  readonly ended?: 'proven' | 'schedules' | 'seconds' | 'aborted';
};

/** Schedules between two looks at the signal: 5,000, fewer of large problems. */
const roundLength = (model: LevelModel): number => Math.max(10, Math.min(5_000, Math.floor(600_000 / Math.max(1, model.n))));
/** From this budget on, two islands; and the first of the doubling epochs. */
const manySchedules = 200_000;
const firstEpoch = 20_000;

/** What a run knows while it goes on; every step is the same whoever drives it. */
class Run {
  readonly model: LevelModel;
  readonly objective: Objective;
  readonly budget: number;
  schedules = 0;
  cost = Number.POSITIVE_INFINITY;
  start: Int32Array = new Int32Array(0);
  mode: Int32Array = new Int32Array(0);
  bound: Bound;
  leastLateness = 0;
  leastByPromise: readonly number[];
  private refined = false;
  private readonly relaxed;

  constructor(model: LevelModel, options: LevelOptions) {
    this.model = model;
    this.objective = options.objective ?? 'makespan';
    this.budget = options.schedules ?? (options.seconds === undefined ? 5_000 : Number.POSITIVE_INFINITY);
    this.relaxed = relax(model);
    this.bound = quickBound(this.relaxed);
    // The relaxed problem knows no calendars.
    let longest = 0;
    if (model.breaks.length > 0) for (const at of earliestFinishes(model)) if (at > longest) longest = at;
    const criticalPath = Math.max(this.bound.criticalPath, longest);
    this.bound = longest > this.bound.value ? { value: longest, by: 'critical-path', criticalPath } : { ...this.bound, criticalPath };
    this.leastByPromise = promiseBounds(model, 0);
    this.addLateness();
  }

  private addLateness(): void {
    this.leastLateness = 0;
    this.model.promises.forEach((promise, p) => {
      this.leastLateness += promise.weight * Math.max(0, this.leastByPromise[p]! - promise.due);
    });
  }

  /** The cost that proves the best. */
  get boundCost(): number {
    return this.objective === 'makespan' ? this.bound.value : latenessCost(this.model, this.leastLateness, this.bound.value);
  }

  take(report: IslandReport): boolean {
    this.schedules += report.schedules;
    if (report.cost >= this.cost) return false;
    this.cost = report.cost;
    this.start = report.start;
    this.mode = report.mode;
    return true;
  }

  get proven(): boolean {
    return this.cost <= this.boundCost;
  }

  /** Schedules that are left, or that the time left may be expected to hold at the pace so far. */
  remaining(options: LevelOptions, begun: number): number {
    const left = this.budget - this.schedules;
    if (options.seconds === undefined || this.schedules < 100) return Math.min(left, 1_000_000_000);
    const now = options.clock!();
    const pace = this.schedules / Math.max(1, now - begun);
    return Math.max(1, Math.min(left, Math.floor(0.92 * pace * Math.max(0, options.seconds * 1000 - (now - begun)))));
  }

  /** The dear bounds, once, when a first search did not reach the cheap ones. Effort goes with the budget. */
  refine(): boolean {
    if (this.refined || this.proven) return false;
    this.refined = true;
    const effort = Math.min(usualEffort, 3_000 * this.budget);
    const before = this.boundCost;
    const finish = plannedFinish(this.model, this.start, this.mode);
    let makespan = 0;
    for (const at of finish) makespan = Math.max(makespan, at);
    this.bound = destructiveBound(this.relaxed, this.bound, makespan, effort);
    if (this.model.promises.length > 0) {
      this.leastByPromise = promiseBounds(this.model, effort);
      this.addLateness();
    }
    return this.boundCost > before;
  }

  answer(ended?: LevelAnswer['ended']): LevelAnswer {
    const { model } = this;
    const { unit } = model;
    const finish = plannedFinish(model, this.start, this.mode);
    let makespan = 0;
    for (const at of finish) makespan = Math.max(makespan, at);
    const plan = {
      start: Array.from(model.place, (i) => this.start[i]! * unit),
      finish: Array.from(model.place, (i) => finish[i]! * unit),
      mode: Array.from(model.place, (i) => model.modeNumber[this.mode[i]!]!),
    };
    const promises = model.promises.map((promise, p) => {
      let end = 0;
      for (const i of promise.activities) end = Math.max(end, finish[i]!);
      return {
        id: promise.id,
        kind: promise.kind,
        due: promise.due * unit,
        finish: end * unit,
        lateness: Math.max(0, end - promise.due) * unit,
        leastLateness: Math.max(0, this.leastByPromise[p]! - promise.due) * unit,
      };
    });
    const bound = this.bound.value;
    return {
      plan,
      makespan: makespan * unit,
      lowerBound: bound * unit,
      boundBy: this.bound.by,
      criticalPath: this.bound.criticalPath * unit,
      gap: bound > 0 ? (makespan - bound) / bound : 0,
      lateness: latenessOf(model, finish) * unit,
      leastLateness: this.leastLateness * unit,
      promises,
      schedules: this.schedules,
      proven: this.proven,
      ...(ended ? { ended } : {}),
    };
  }
}

/**
 * What the islands are told in one round: how long an epoch lasts, and whether one begins. A small budget is one epoch. A large one spends its first tenth
 * on epochs of doubling length, each around the best so far, for answers soon; the rest is one long epoch that begins from nothing, which finds most.
 */
class Epochs {
  readonly islands: number;
  private length = firstEpoch;
  private left = 0;
  private spent = 0;
  private readonly large: boolean;

  constructor(budget: number, islands: number | undefined) {
    this.islands = islands ?? (budget >= manySchedules ? 2 : 1);
    this.large = budget >= manySchedules;
  }

  /** The next round of each island, of at most `most` schedules; `remaining` schedules are left in all, or may be expected to be. */
  next(most: number, remaining: number): { begin: number | undefined; keep: boolean; schedules: number } {
    let begin: number | undefined;
    let keep = true;
    const share = Math.max(1, Math.ceil(remaining / this.islands));
    if (this.left <= 0) {
      begin = share;
      if (this.large && this.spent * 10 < remaining) {
        begin = Math.min(share, this.length);
        this.length *= 2;
      } else keep = remaining < this.spent;
      this.left = begin;
    }
    const schedules = Math.max(1, Math.min(most, this.left, share));
    this.left -= schedules;
    this.spent += schedules * this.islands;
    return { begin, keep, schedules };
  }
}

function checkOptions(options: LevelOptions): EngineError[] {
  const errors: EngineError[] = [];
  const positive = (name: string, value: number | undefined, whole: boolean): void => {
    if (value !== undefined && (!Number.isFinite(value) || value <= 0 || (whole && !Number.isInteger(value))))
      errors.push({
        rule: 'bad-number',
        sentence: `The option ${name} is ${value}; ${whole ? 'a whole number' : 'a number'} above 0 is meant.`,
      });
  };
  positive('schedules', options.schedules, true);
  positive('seconds', options.seconds, false);
  positive('islands', options.islands, true);
  if (options.seconds !== undefined && !options.clock)
    errors.push({ rule: 'bad-number', sentence: 'A limit in seconds needs a clock: the library has none of its own.' });
  return errors;
}

const modelOf = (problem: LevelProblem | LevelModel): Result<LevelModel> =>
  'packing' in problem ? answer(problem) : createLevelModel(problem);

const seedOf = (options: LevelOptions, island: number): number => ((options.seed ?? 1) + island * 7_919) | 0;

/**
 * Ever better plans, the first at once; the last says why it is the last. One schedule is about O(n · duration). A problem that breaks a rule gives one
 * failure and no plan. The same problem, seed, budget and number of islands give the same answers, wherever the islands live.
 */
export async function* level(
  problem: LevelProblem | LevelModel,
  options: LevelOptions = {},
): AsyncGenerator<Result<LevelAnswer>, void, void> {
  const wrong = checkOptions(options);
  const made = modelOf(problem);
  if (wrong.length > 0 || !made.ok) {
    yield failure(...wrong, ...(made.ok ? [] : made.errors));
    return;
  }
  const model = made.value;
  const begun = options.clock?.() ?? 0;
  const run = new Run(model, options);
  const epochs = new Epochs(run.budget, options.islands);
  const maker: IslandMaker = options.maker ?? ((setup) => createIsland(setup, model));
  const islands: Island[] = Array.from({ length: epochs.islands }, (_, k) =>
    maker({ problem: model.problem, objective: run.objective, seed: seedOf(options, k) }, k),
  );
  const outOfTime = (): boolean => options.seconds !== undefined && options.clock!() - begun >= options.seconds * 1000;
  let first = true;
  let pace = 1_000;
  for (;;) {
    const ended = run.proven
      ? ('proven' as const)
      : run.schedules >= run.budget
        ? ('schedules' as const)
        : !first && outOfTime()
          ? ('seconds' as const)
          : !first && options.signal?.aborted
            ? ('aborted' as const)
            : undefined;
    if (ended) {
      yield answer(run.answer(ended));
      return;
    }
    // The first round is one schedule, so that there is something to look at.
    const round = epochs.next(first ? 1 : Math.min(roundLength(model), pace), run.remaining(options, begun));
    const keep = first || round.begin === undefined || !round.keep ? [] : [{ start: run.start, mode: run.mode }];
    const before = options.clock?.() ?? 0;
    const order = {
      ...(round.begin === undefined ? {} : { begin: { budget: round.begin, keep } }),
      bound: run.boundCost,
      schedules: round.schedules,
    };
    const reports = await Promise.all(islands.map((island) => island.run(order)));
    // In the order of the islands, whichever came first.
    let better = false;
    for (const report of reports) better = run.take(report) || better;
    if (options.seconds !== undefined) {
      const took = Math.max(1, options.clock!() - before);
      const ahead = Math.max(20, options.seconds * 1000 - (options.clock!() - begun));
      pace = Math.max(1, Math.round(Math.min(4 * round.schedules + 100, (round.schedules * Math.min(200, ahead)) / took)));
    }
    if (!first && run.refine()) better = true;
    options.onProgress?.({ schedules: run.schedules, makespan: makespanOf(run), lowerBound: run.bound.value * model.unit });
    if (better && !run.proven && run.schedules < run.budget) yield answer(run.answer());
    first = false;
    await options.pause?.();
  }
}

function makespanOf(run: Run): number {
  let end = 0;
  for (const at of plannedFinish(run.model, run.start, run.mode)) end = Math.max(end, at);
  return end * run.model.unit;
}

/** The same without waiting: the last answer of a run in this thread. */
export function levelNow(problem: LevelProblem | LevelModel, options: Omit<LevelOptions, 'maker' | 'pause'> = {}): Result<LevelAnswer> {
  const wrong = checkOptions(options);
  const made = modelOf(problem);
  if (wrong.length > 0 || !made.ok) return failure(...wrong, ...(made.ok ? [] : made.errors));
  const model = made.value;
  const begun = options.clock?.() ?? 0;
  const run = new Run(model, options);
  const epochs = new Epochs(run.budget, options.islands);
  const islands = Array.from({ length: epochs.islands }, (_, k) =>
    createIsland({ problem: model.problem, objective: run.objective, seed: seedOf(options, k) }, model),
  );
  let ended: LevelAnswer['ended'];
  for (let first = true; ended === undefined; first = false) {
    const round = epochs.next(
      first ? 1 : options.seconds === undefined ? roundLength(model) : Math.min(500, roundLength(model)),
      run.remaining(options, begun),
    );
    const keep = first || round.begin === undefined || !round.keep ? [] : [{ start: run.start, mode: run.mode }];
    const order = {
      ...(round.begin === undefined ? {} : { begin: { budget: round.begin, keep } }),
      bound: run.boundCost,
      schedules: round.schedules,
    };
    for (const report of islands.map((island) => island.run(order) as IslandReport)) run.take(report);
    if (!first) run.refine();
    if (run.proven) ended = 'proven';
    else if (run.schedules >= run.budget) ended = 'schedules';
    else if (options.seconds !== undefined && options.clock!() - begun >= options.seconds * 1000) ended = 'seconds';
    else if (options.signal?.aborted) ended = 'aborted';
  }
  return answer(run.answer(ended));
}
