// The classic problem laid out for the serial scheme: one machine word or two a period, both directions of the links.
import type { LevelModel } from './model.ts';
import { packCapacity } from './packing.ts';
import type { ClassicCore } from './serial.ts';

/** Periods that a search may lay out; beyond, the general scheme is the better one. */
const mostSlots = 4_000_000;

/** The core of a classic problem whose resources fit two words; undefined for any other. */
export function classicCore(model: LevelModel): ClassicCore | undefined {
  const { n, packing } = model;
  if (!model.classic || packing.words > 2 || n > 65_535) return undefined;
  let slots = 1;
  for (const duration of model.modeDuration) slots += duration;
  if (slots > mostSlots) return undefined;
  const full = new Int32Array(packing.words);
  packCapacity(packing, model.capacity, 0, full, 0);
  const two = packing.words === 2;
  const demand = new Int32Array(n);
  const demand2 = new Int32Array(two ? n : 0);
  for (let i = 0; i < n; i++) {
    demand[i] = packing.demand[i * packing.words]!;
    if (two) demand2[i] = packing.demand[i * 2 + 1]!;
  }
  const backward = new Int32Array(model.linkOut.length);
  for (let k = 0; k < backward.length; k++) backward[k] = model.linkTo[model.linkOut[k]!]!;
  return {
    n,
    words: two ? 2 : 1,
    duration: model.modeDuration,
    demand,
    demand2,
    guard: packing.guard[0]!,
    guard2: two ? packing.guard[1]! : 0,
    full: full[0]!,
    full2: two ? full[1]! : 0,
    free: new Int32Array(slots).fill(full[0]!),
    free2: new Int32Array(two ? slots : 0).fill(two ? full[1]! : 0),
    directions: [
      { from: model.linkInto, before: model.linkFrom },
      { from: model.outOf, before: backward },
    ],
  };
}
