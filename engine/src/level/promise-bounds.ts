// By when a promise could be met at the earliest if nothing else were done: the bounds of its activities and all that they wait for.
import { destructiveBound, headsAndTails, quickBound, relax } from './bounds.ts';
import { type LevelModel, never } from './model.ts';
import { Placing } from './placing.ts';
import type { Relaxed } from './windows.ts';

/** A period, in units of the model, before which no plan meets the promise; `effort` 0 for the cheap bounds only. One per promise of the model. */
export function promiseBounds(model: LevelModel, effort: number): number[] {
  if (model.promises.length === 0) return [];
  const alone = earliestFinishes(model);
  // With very many promises only what each takes by itself, or the bounds would take longer than the search.
  const dear = model.promises.length * model.n * model.n * Math.max(1, model.resources) <= 400_000_000;
  return model.promises.map((promise) => {
    let least = 0;
    for (const i of promise.activities) if (alone[i]! > least) least = alone[i]!;
    if (!dear) return least;
    const relaxed = mustBeDone(model, promise.activities);
    let bound = quickBound(relaxed);
    if (bound.value < least) bound = { ...bound, value: least };
    // Beyond the promise a contradiction says how late; a promise that is far away needs none.
    if (effort > 0 && bound.value + 1 >= promise.due)
      bound = destructiveBound(relaxed, bound, bound.value + 500, effort / model.promises.length);
    return bound.value;
  });
}

/**
 * The activities and all that must be finished before they are. What need only have begun, or may finish later, is left out; what it says about the
 * earliest starts of the others is kept.
 */
function mustBeDone(model: LevelModel, activities: Int32Array): Relaxed {
  const inside = new Uint8Array(model.n);
  for (const i of activities) inside[i] = 1;
  for (let k = model.linkTo.length - 1; k >= 0; k--) if (inside[model.linkTo[k]!] === 1) inside[model.linkFrom[k]!] = 1;
  const behind = Int32Array.from(inside.keys()).filter((i) => inside[i] === 1);
  const wide = relax(model, behind, false);
  const { heads } = headsAndTails(wide);
  const promised = new Set(activities);
  const tails = Int32Array.from(behind, (i, k) => (promised.has(i) ? wide.duration[k]! : -never));
  for (let k = wide.linkTo.length - 1; k >= 0; k--) {
    const tail = tails[wide.linkTo[k]!]! + wide.linkGap[k]!;
    if (tail > tails[wide.linkFrom[k]!]!) tails[wide.linkFrom[k]!] = tail;
  }
  const kept = behind.filter((_, k) => tails[k]! >= wide.duration[k]!);
  const release = heads.filter((_, k) => tails[k]! >= wide.duration[k]!);
  return { ...relax(model, kept), release };
}

/** Earliest finishes by links, releases and calendars, as if every resource were enough. Modes: the shortest, which is generous. */
export function earliestFinishes(model: LevelModel): Int32Array {
  const shortest = new Int32Array(model.n);
  let several = false;
  for (let i = 0; i < model.n; i++) {
    shortest[i] = model.modeFrom[i]!;
    if (model.modeFrom[i + 1]! - model.modeFrom[i]! > 1) several = true;
    for (let m = model.modeFrom[i]!; m < model.modeFrom[i + 1]!; m++)
      if (model.modeDuration[m]! < model.modeDuration[shortest[i]!]!) shortest[i] = m;
  }
  // Where a finish is given, a longer mode starts sooner, and who waits for that start is sooner too: then the shortest mode bounds nothing.
  if (several && model.linkType.some((type) => type === 1 || type === 3)) return new Int32Array(model.n);
  const unlimited = { ...model, packing: { ...model.packing, demand: new Int32Array(model.packing.demand.length) } };
  const placing = new Placing(unlimited);
  placing.forward(
    Array.from({ length: model.n }, (_, i) => i),
    shortest,
  );
  return placing.finish;
}
