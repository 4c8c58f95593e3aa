// Whether a plan keeps the rules of its problem, found out from the problem as it was handed in, by other means than the searches: starts and finishes
// by walking the calendar, links one by one, capacities by sweeping over all events. For tests, and for plans that were moved by hand.
import type { LevelPlan, LevelProblem } from './problem.ts';

/** A rule that a plan breaks. */
export type Breach = {
  readonly rule: 'shape' | 'release' | 'break' | 'finish' | 'link' | 'capacity';
  readonly sentence: string;
  readonly activity?: string;
  readonly resource?: string;
  readonly at?: number;
};

/** Every breach of a plan, none when it is feasible in every period. O((activities + breaks) log), not fast. */
export function checkPlan(problem: LevelProblem, plan: LevelPlan): Breach[] {
  const breaches: Breach[] = [];
  const { activities } = problem;
  if (plan.start.length !== activities.length || plan.finish.length !== activities.length || plan.mode.length !== activities.length)
    return [{ rule: 'shape', sentence: 'The plan does not have one start, finish and mode for each activity.' }];
  const events = new Map<string, { at: number; units: number }[]>();
  const startOf = new Map<string, number>();
  const finishOf = new Map<string, number>();
  activities.forEach((activity, i) => {
    const { id } = activity;
    const start = plan.start[i]!;
    const finish = plan.finish[i]!;
    const mode = activity.modes ? activity.modes[plan.mode[i]!] : { duration: activity.duration!, demands: activity.demands };
    if (!mode || !Number.isInteger(start) || start < 0) {
      breaches.push({ rule: 'shape', sentence: `Activity ${id} has no such mode or no whole start.`, activity: id });
      return;
    }
    startOf.set(id, start);
    finishOf.set(id, finish);
    const project = problem.projects?.find((one) => one.id === activity.project);
    if (start < Math.max(activity.release ?? 0, project?.release ?? 0))
      breaches.push({ rule: 'release', sentence: `Activity ${id} starts before its release.`, activity: id, at: start });
    const breaks = problem.calendars?.find((one) => one.id === activity.calendar)?.breaks ?? [];
    const pieces = worked(start, mode.duration, breaks);
    if (mode.duration > 0 && pieces[0]![0] !== start)
      breaches.push({ rule: 'break', sentence: `Activity ${id} starts within a break of its calendar.`, activity: id, at: start });
    const end = mode.duration > 0 ? pieces.at(-1)![1] : start;
    if (end !== finish)
      breaches.push({ rule: 'finish', sentence: `Activity ${id} finishes at ${end}, not ${finish}.`, activity: id, at: finish });
    for (const [resource, units] of Object.entries(mode.demands ?? {}))
      for (const [from, to] of pieces) {
        const list = events.get(resource) ?? [];
        events.set(resource, list);
        list.push({ at: from, units }, { at: to, units: -units });
      }
  });
  for (const link of problem.links ?? []) {
    const type = link.type ?? 'FS';
    const from = (type[0] === 'F' ? finishOf : startOf).get(link.from)!;
    const to = (type[1] === 'F' ? finishOf : startOf).get(link.to)!;
    if (to < from + (link.lag ?? 0))
      breaches.push({
        rule: 'link',
        sentence: `${link.to} does not wait for ${link.from} as link ${type} says.`,
        activity: link.to,
        at: to,
      });
  }
  for (const resource of problem.resources ?? []) {
    const list = events.get(resource.id) ?? [];
    for (const change of resource.changes ?? []) list.push({ at: change.from, units: 0 }, { at: change.to, units: 0 });
    list.sort((a, b) => a.at - b.at);
    let held = 0;
    list.forEach((event, k) => {
      held += event.units;
      if (list[k + 1]?.at === event.at) return;
      let capacity = resource.capacity;
      for (const change of resource.changes ?? []) if (change.from <= event.at && event.at < change.to) capacity = change.capacity;
      if (held > capacity)
        breaches.push({
          rule: 'capacity',
          sentence: `${held} of ${resource.id} are held at ${event.at}, and there are ${capacity}.`,
          resource: resource.id,
          at: event.at,
        });
    });
  }
  return breaches;
}

/** The stretches in which work of such a length, begun at a period, is done: period by period round the breaks. */
function worked(start: number, duration: number, breaks: readonly (readonly [number, number])[]): [number, number][] {
  const pieces: [number, number][] = [];
  const sorted = [...breaks].filter(([from, to]) => to > from).sort((a, b) => a[0] - b[0]);
  let at = start;
  let left = duration;
  while (left > 0) {
    const inside = sorted.find(([from, to]) => from <= at && at < to);
    if (inside) {
      at = inside[1];
      continue;
    }
    const next = sorted.find(([from]) => from > at);
    const run = next ? Math.min(left, next[0] - at) : left;
    pieces.push([at, at + run]);
    at += run;
    left -= run;
  }
  return pieces;
}
