// Finishes that follow from starts and modes: a calendar's breaks lie between.
import type { LevelModel } from './model.ts';

/** Finish of each activity, by place in the model, for starts that are worked periods. O(n · breaks). */
export function plannedFinish(model: LevelModel, start: Int32Array, mode: Int32Array): Int32Array {
  const finish = new Int32Array(model.n);
  for (let i = 0; i < model.n; i++) {
    let left = model.modeDuration[mode[i]!]!;
    let at = start[i]!;
    if (left > 0 && model.calendar[i]! >= 0) {
      const breaks = model.breaks[model.calendar[i]!]!;
      for (let b = 0; b < breaks.length && left > 0; b += 2) {
        if (breaks[b + 1]! <= at) continue;
        const worked = Math.min(left, Math.max(0, breaks[b]! - at));
        at += worked;
        left -= worked;
        if (left > 0) at = breaks[b + 1]!;
      }
    }
    finish[i] = at + left;
  }
  return finish;
}
