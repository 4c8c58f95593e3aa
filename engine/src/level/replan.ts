// Planning anew after a shock, close to what was published: lateness against promises first, movement second, and between that and the plan that moves
// least the trade-off in the open. Every plan met on the way that no other beats in both is kept; ends and knee are named.
import { answer, type EngineError, failure, type Result } from '../errors.ts';
import { usualEffort } from './bounds.ts';
import { GeneralSearch } from './general-search.ts';
import { latenessOf } from './island.ts';
import { createLevelModel, type LevelModel, never } from './model.ts';
import { Placing } from './placing.ts';
import type { LevelPlan, LevelProblem, Period } from './problem.ts';
import { promiseBounds } from './promise-bounds.ts';
import { type Rest, restAfter, type Shock } from './shock.ts';

export type ReplanOptions = {
  /** Serial generation passes in all; 6,000 when absent. */
  readonly schedules?: number;
  readonly seed?: number;
  /** What one period of movement of an activity counts, by id; 1 when absent, 0 for one that may move freely. */
  readonly movementWeight?: (id: string) => number;
  readonly signal?: { readonly aborted: boolean };
  readonly pause?: () => Promise<void>;
};

/** An activity whose start is not the published one. */
export type MovedActivity = { readonly id: string; readonly from: Period; readonly to: Period };

/** A promise after the shock; `leastLateness` is proven: no plan is less late. */
export type KeptPromise = {
  readonly id: string;
  readonly kind: 'activity' | 'project';
  readonly due: Period;
  readonly finish: Period;
  readonly lateness: Period;
  readonly leastLateness: Period;
};

/** One plan of the trade-off, of the whole problem: actual dates where there are some. */
export type ReplanPoint = {
  readonly plan: LevelPlan;
  /** Weighted lateness and weighted periods of movement. */
  readonly lateness: number;
  readonly movement: number;
  readonly moved: readonly MovedActivity[];
  readonly promises: readonly KeptPromise[];
};

export type ReplanAnswer = {
  /** From least late to least moved; none is beaten by another in both. */
  readonly frontier: readonly ReplanPoint[];
  /** Places in the frontier: lateness first, movement first, and the one farthest from the line between them. */
  readonly promisesFirst: number;
  readonly publishedFirst: number;
  readonly knee: number;
  /** Promises that no plan keeps any more, with the lateness that is proven for each. */
  readonly cannotKeep: readonly { readonly id: string; readonly kind: 'activity' | 'project'; readonly leastLateness: Period }[];
  /** The least weighted lateness that is proven; reached by the first point when equal to its lateness. */
  readonly leastLateness: number;
  readonly schedules: number;
  readonly ended?: 'schedules' | 'aborted';
};

type Kept = { lateness: number; movement: number; start: Int32Array; finish: Int32Array; mode: Int32Array };

/** Plans of which none is beaten in both lateness and movement, by rising lateness. */
class Frontier {
  readonly points: Kept[] = [];
  private readonly most = 64;

  /** Keeps a plan if no kept one is as good in both; the arrays are copied. True when it was kept. */
  offer(lateness: number, movement: number, start: Int32Array, finish: Int32Array, mode: Int32Array): boolean {
    const { points } = this;
    let at = 0;
    while (at < points.length && points[at]!.lateness < lateness) at++;
    if (at > 0 && points[at - 1]!.movement <= movement) return false;
    if (at < points.length && points[at]!.lateness === lateness && points[at]!.movement <= movement) return false;
    let beaten = 0;
    while (at + beaten < points.length && points[at + beaten]!.movement >= movement) beaten++;
    points.splice(at, beaten, { lateness, movement, start: start.slice(), finish: finish.slice(), mode: mode.slice() });
    if (points.length > this.most) this.thin();
    return true;
  }

  /** Drops the inner point whose neighbours lie closest. */
  private thin(): void {
    const { points } = this;
    const width = Math.max(1, points.at(-1)!.lateness - points[0]!.lateness);
    const height = Math.max(1, points[0]!.movement - points.at(-1)!.movement);
    let worst = 1;
    let least = Number.POSITIVE_INFINITY;
    for (let k = 1; k < points.length - 1; k++) {
      const spread =
        (points[k + 1]!.lateness - points[k - 1]!.lateness) / width + (points[k - 1]!.movement - points[k + 1]!.movement) / height;
      if (spread < least) [least, worst] = [spread, k];
    }
    points.splice(worst, 1);
  }

  /** The point farthest below the line between the ends. */
  knee(): number {
    const { points } = this;
    const [first, last] = [points[0]!, points.at(-1)!];
    const width = Math.max(1, last.lateness - first.lateness);
    const height = Math.max(1, first.movement - last.movement);
    let best = 0;
    let depth = 0;
    points.forEach((point, k) => {
      const value = 1 - (point.lateness - first.lateness) / width - (point.movement - last.movement) / height;
      if (value > depth + 1e-9) [depth, best] = [value, k];
    });
    return best;
  }
}

/** All that a re-planning knows; the steps are the same with and without waiting. */
class Replanning {
  private readonly problem: LevelProblem;
  private readonly published: LevelPlan;
  private readonly rest: Rest;
  private readonly model: LevelModel;
  private readonly weight: Float64Array;
  private readonly anchor: Int32Array;
  private readonly frontier = new Frontier();
  private readonly least: readonly number[];
  private readonly options: ReplanOptions;
  private readonly polisher: Placing;
  private schedules = 0;

  constructor(problem: LevelProblem, published: LevelPlan, rest: Rest, model: LevelModel, options: ReplanOptions) {
    this.problem = problem;
    this.published = published;
    this.rest = rest;
    this.model = model;
    this.options = options;
    this.weight = Float64Array.from(model.input, (k) => {
      const i = rest.activity[k]!;
      return i < 0 ? 0 : Math.max(0, options.movementWeight?.(problem.activities[i]!.id) ?? 1);
    });
    this.anchor = Int32Array.from(model.input, (k) => Math.round(rest.anchor[k]! / model.unit));
    this.least = promiseBounds(model, usualEffort);
    let latest = 0;
    for (const at of this.anchor) latest = Math.max(latest, at);
    this.polisher = new Placing(model, latest);
  }

  private movementOf(start: Int32Array): number {
    let moved = 0;
    for (let i = 0; i < start.length; i++) moved += this.weight[i]! * Math.abs(start[i]! - this.anchor[i]!);
    return moved;
  }

  /** A search by each of three measures, in slices; yields after each slice. */
  *steps(): Generator<void, void, void> {
    const { model, frontier } = this;
    const total = Math.max(12, this.options.schedules ?? 6_000);
    const far =
      1 +
      Math.max(
        1,
        this.weight.reduce((sum, value) => sum + value, 0),
      ) *
        model.horizon;
    const publishedMode = Int32Array.from(model.input, (k, i) => {
      const wanted = this.rest.activity[k]! < 0 ? 0 : this.published.mode[this.rest.activity[k]!]!;
      for (let m = model.modeFrom[i]!; m < model.modeFrom[i + 1]!; m++) if (model.modeNumber[m] === wanted) return m;
      return model.modeFrom[i]!;
    });
    const tail = this.anchor.map((at) => -at);
    const measures: ((lateness: number, movement: number) => number)[] = [
      (lateness, movement) => lateness * far + movement,
      (lateness, movement) => movement * far + lateness,
      (lateness, movement) => {
        const [first, last] = [frontier.points[0]!, frontier.points.at(-1)!];
        return lateness / Math.max(1, last.lateness - first.lateness) + movement / Math.max(1, first.movement - last.movement);
      },
    ];
    for (const [k, measure] of measures.entries()) {
      if (k === 2 && frontier.points.length === 1) return;
      const budget = Math.max(4, Math.floor(total / (k === 0 ? 2 : 4)));
      const search = new GeneralSearch(model, {
        cost: (start, finish, mode) => {
          const lateness = latenessOf(model, finish);
          const movement = this.movementOf(start);
          frontier.offer(lateness, movement, start, finish, mode);
          return measure(lateness, movement);
        },
        seed: (this.options.seed ?? 1) + k,
        anchors: this.anchor,
        tail,
      });
      const keep = frontier.points.map(({ start, mode }) => ({ start, mode, held: true }));
      search.begin(budget, [
        ...keep.slice(-8),
        { start: this.anchor, mode: publishedMode, held: false },
        { start: this.anchor, mode: publishedMode, held: true },
      ]);
      while (search.schedules < budget) {
        const before = search.schedules;
        search.advance(Math.min(budget, before + 500));
        this.schedules += search.schedules - before;
        yield;
      }
      this.polish();
    }
  }

  /** Moves single activities of the kept plans towards their published starts, where that makes nothing later than it was. */
  private polish(): void {
    const { model, polisher, frontier } = this;
    for (const point of [...frontier.points]) {
      polisher.load(point.start, point.finish, point.mode);
      const latest = this.latestFinishes(point.finish);
      for (let round = 0, again = true; again && round < 4; round++) {
        again = false;
        for (let x = 0; x < model.n; x++) {
          // Those behind first, so that what is before them finds room to move later; then the other way round.
          const i = (round & 1) === 0 ? model.n - 1 - x : x;
          const wanted = this.anchor[i]!;
          if (polisher.start[i] === wanted || this.weight[i] === 0) continue;
          if (polisher.moveTowards(i, wanted, latest[i]!)) again = true;
        }
      }
      frontier.offer(latenessOf(model, polisher.finish), this.movementOf(polisher.start), polisher.start, polisher.finish, polisher.mode);
    }
  }

  /** How late each activity may finish without making a promise later than it is in the plan at hand. */
  private latestFinishes(finish: Int32Array): Int32Array {
    const latest = new Int32Array(this.model.n).fill(never);
    for (const promise of this.model.promises) {
      let end = promise.due;
      for (const i of promise.activities) end = Math.max(end, finish[i]!);
      for (const i of promise.activities) latest[i] = Math.min(latest[i]!, end);
    }
    return latest;
  }

  answer(ended?: ReplanAnswer['ended']): ReplanAnswer {
    const { model, frontier, least } = this;
    const late = (p: number): number => Math.max(0, least[p]! - model.promises[p]!.due);
    return {
      frontier: frontier.points.map((point) => this.point(point)),
      promisesFirst: 0,
      publishedFirst: frontier.points.length - 1,
      knee: frontier.knee(),
      cannotKeep: model.promises.flatMap(({ id, kind }, p) => (late(p) > 0 ? [{ id, kind, leastLateness: late(p) * model.unit }] : [])),
      leastLateness: model.promises.reduce((sum, promise, p) => sum + promise.weight * late(p), 0) * model.unit,
      schedules: this.schedules,
      ...(ended ? { ended } : {}),
    };
  }

  private point(point: Kept): ReplanPoint {
    const { model, rest, problem, published, least } = this;
    const { unit } = model;
    const start = problem.activities.map((_, i) => rest.begun.get(i)?.start ?? 0);
    const finish = problem.activities.map((_, i) => rest.begun.get(i)?.finish ?? 0);
    const mode = [...published.mode];
    const moved: MovedActivity[] = [];
    for (let i = 0; i < model.n; i++) {
      const whole = rest.activity[model.input[i]!]!;
      if (whole < 0) continue;
      finish[whole] = point.finish[i]! * unit;
      if (rest.begun.has(whole)) continue;
      start[whole] = point.start[i]! * unit;
      mode[whole] = model.modeNumber[point.mode[i]!]!;
      if (start[whole] !== published.start[whole])
        moved.push({ id: problem.activities[whole]!.id, from: published.start[whole]!, to: start[whole]! });
    }
    const promises = model.promises.map((promise, p) => {
      let end = 0;
      for (const i of promise.activities) end = Math.max(end, point.finish[i]!);
      return {
        id: promise.id,
        kind: promise.kind,
        due: promise.due * unit,
        finish: end * unit,
        lateness: Math.max(0, end - promise.due) * unit,
        leastLateness: Math.max(0, least[p]! - promise.due) * unit,
      };
    });
    return { plan: { start, finish, mode }, lateness: point.lateness * unit, movement: point.movement * unit, moved, promises };
  }
}

function begin(problem: LevelProblem, published: LevelPlan, shock: Shock, options: ReplanOptions): Result<Replanning> {
  const errors: EngineError[] = [];
  if (options.schedules !== undefined && !(Number.isInteger(options.schedules) && options.schedules > 0))
    errors.push({ rule: 'bad-number', sentence: `The option schedules is ${options.schedules}; a whole number above 0 is meant.` });
  const whole = createLevelModel(problem);
  if (!whole.ok || errors.length > 0) return failure(...errors, ...(whole.ok ? [] : whole.errors));
  const rest = restAfter(problem, published, shock);
  if (!rest.ok) return rest;
  const model = createLevelModel(rest.value.problem);
  return model.ok ? answer(new Replanning(problem, published, rest.value, model.value, options)) : model;
}

/**
 * Re-plans what is left after a shock, yielding ever better frontiers, the last with `ended`. Finished activities stand, those under way go on with what
 * remains, stops let work stand still, lost capacity is gone; a crew that is lost for good and cannot be done without is an error that names the activity.
 */
export async function* replan(
  problem: LevelProblem,
  published: LevelPlan,
  shock: Shock,
  options: ReplanOptions = {},
): AsyncGenerator<Result<ReplanAnswer>, void, void> {
  const begun = begin(problem, published, shock, options);
  if (!begun.ok) {
    yield begun;
    return;
  }
  const run = begun.value;
  let aborted = false;
  for (const _ of run.steps()) {
    yield answer(run.answer());
    await options.pause?.();
    if (options.signal?.aborted) {
      aborted = true;
      break;
    }
  }
  yield answer(run.answer(aborted ? 'aborted' : 'schedules'));
}

/** The same without waiting: the last frontier. */
export function replanNow(
  problem: LevelProblem,
  published: LevelPlan,
  shock: Shock,
  options: Omit<ReplanOptions, 'pause'> = {},
): Result<ReplanAnswer> {
  const begun = begin(problem, published, shock, options);
  if (!begun.ok) return begun;
  let aborted = false;
  for (const _ of begun.value.steps())
    if (options.signal?.aborted) {
      aborted = true;
      break;
    }
  return answer(begun.value.answer(aborted ? 'aborted' : 'schedules'));
}
