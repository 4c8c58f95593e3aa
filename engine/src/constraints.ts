// What the constraints and actuals of one activity say together: the bounds they set on its ends, and whether they contradict each other. How the
// bounds meet the links is decided in the passes.
import type { EngineError } from './errors.ts';
import type { Activity, Constraint } from './network.ts';
import { instant, instantText, type When } from './time.ts';

/** The window of an activity's ends; NaN where nothing is said. `hard` ends hold whatever the links say. */
export type Bounds = {
  readonly startFrom: number;
  readonly finishFrom: number;
  readonly startBy: number;
  readonly finishBy: number;
  readonly hardStartFrom: number;
  readonly hardStartBy: number;
  readonly hardFinishFrom: number;
  readonly hardFinishBy: number;
};

/** Nothing is said. */
export const unbounded: Bounds = {
  startFrom: Number.NaN,
  finishFrom: Number.NaN,
  startBy: Number.NaN,
  finishBy: Number.NaN,
  hardStartFrom: Number.NaN,
  hardStartBy: Number.NaN,
  hardFinishFrom: Number.NaN,
  hardFinishBy: Number.NaN,
};

/** The later, or the earlier, of two instants of which either may be unsaid. */
export const later = (a: number, b: number): number => (Number.isNaN(a) || b > a ? b : a);
export const earlier = (a: number, b: number): number => (Number.isNaN(a) || b < a ? b : a);

const at = (when: When | undefined): number => (when === undefined ? Number.NaN : (instant(when) ?? Number.NaN));

const lower = (type: Constraint['type']): boolean => type === 'SNET' || type === 'FNET' || type === 'MSO' || type === 'MFO';
const upper = (type: Constraint['type']): boolean => type === 'SNLT' || type === 'FNLT' || type === 'MSO' || type === 'MFO';
const ofStart = (type: Constraint['type']): boolean => type === 'SNET' || type === 'SNLT' || type === 'MSO';

/** The bounds of an activity from its constraints, external dates and deadline. O(constraints). */
export function boundsOf(activity: Activity): Bounds {
  if (
    activity.constraints === undefined &&
    activity.deadline === undefined &&
    activity.externalStart === undefined &&
    activity.pinned === undefined &&
    activity.externalFinish === undefined
  )
    return unbounded;
  const bounds = { ...unbounded };
  for (const constraint of activity.constraints ?? []) {
    const when = at(constraint.at);
    const [start, low, high] = [ofStart(constraint.type), lower(constraint.type), upper(constraint.type)];
    if (low && start) bounds.startFrom = later(bounds.startFrom, when);
    if (low && !start) bounds.finishFrom = later(bounds.finishFrom, when);
    if (high && start) bounds.startBy = earlier(bounds.startBy, when);
    if (high && !start) bounds.finishBy = earlier(bounds.finishBy, when);
    if (!constraint.hard) continue;
    if (low && start) bounds.hardStartFrom = later(bounds.hardStartFrom, when);
    if (low && !start) bounds.hardFinishFrom = later(bounds.hardFinishFrom, when);
    if (high && start) bounds.hardStartBy = earlier(bounds.hardStartBy, when);
    if (high && !start) bounds.hardFinishBy = earlier(bounds.hardFinishBy, when);
  }
  if (activity.pinned !== undefined) {
    bounds.startFrom = at(activity.pinned);
    bounds.hardStartBy = earlier(bounds.hardStartBy, bounds.startFrom);
  }
  bounds.startFrom = later(bounds.startFrom, at(activity.externalStart));
  bounds.finishBy = earlier(bounds.finishBy, at(activity.externalFinish));
  bounds.finishBy = earlier(bounds.finishBy, at(activity.deadline));
  return bounds;
}

/** Constraints of one end that exclude each other, and actual dates in the wrong order. A deadline excludes nothing: it is a promise. */
export function constraintErrors(activity: Activity, actualStart: number, actualFinish: number): EngineError[] {
  const errors: EngineError[] = [];
  const { id } = activity;
  const constraints = activity.constraints ?? [];
  for (const low of constraints)
    for (const high of constraints)
      if (low !== high && lower(low.type) && upper(high.type) && ofStart(low.type) === ofStart(high.type) && at(low.at) > at(high.at))
        errors.push({
          rule: 'reversed-constraint',
          sentence: `Activity ${id}: ${low.type} ${instantText(at(low.at))} and ${high.type} ${instantText(at(high.at))} cannot both hold.`,
          activity: id,
        });
  if (!Number.isNaN(actualFinish) && Number.isNaN(actualStart))
    errors.push({ rule: 'reversed-actuals', sentence: `Activity ${id} has finished without a start.`, activity: id });
  if (actualFinish < actualStart)
    errors.push({ rule: 'reversed-actuals', sentence: `Activity ${id} finished before it started.`, activity: id });
  return errors;
}
