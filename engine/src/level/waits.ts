// Why an activity of a levelled plan does not start a period sooner: its release, a break, a link that is tight, or a resource that others hold. Data
// that a screen turns into a sentence; reckoned from the problem and the plan alone.
import type { LevelPlan, LevelProblem, Period } from './problem.ts';

/** One thing that holds an activity back; several may at once. */
export type Hold =
  | { readonly by: 'beginning' }
  | { readonly by: 'release'; readonly until: Period }
  | { readonly by: 'break'; readonly at: Period }
  | { readonly by: 'link'; readonly from: string; readonly type: 'FS' | 'SS' | 'FF' | 'SF'; readonly lag: Period }
  | { readonly by: 'resource'; readonly resource: string; readonly at: Period; readonly ahead: readonly string[] };

type Piece = readonly [from: Period, to: Period];

/**
 * What keeps activity `id` from starting one period sooner in this plan, all else as it is. Nothing: it could, and something else was weighed higher.
 * O(activities + links). An unknown id gives an empty list.
 */
export function holdsOf(problem: LevelProblem, plan: LevelPlan, id: string): Hold[] {
  const place = new Map(problem.activities.map((activity, i) => [activity.id, i]));
  const at = place.get(id);
  if (at === undefined) return [];
  const activity = problem.activities[at]!;
  const start = plan.start[at]!;
  const finish = plan.finish[at]!;
  const holds: Hold[] = [];
  if (start === 0) return [{ by: 'beginning' }];
  const project = problem.projects?.find((one) => one.id === activity.project);
  const release = Math.max(activity.release ?? 0, project?.release ?? 0);
  if (release === start) holds.push({ by: 'release', until: release });
  const { duration, demands } = modeOf(problem, plan, at);
  const breaks = breaksOf(problem, at);
  if (duration > 0 && breaks.some(([from, to]) => from < start && start <= to)) holds.push({ by: 'break', at: start - 1 });
  for (const link of problem.links ?? []) {
    if (link.to !== id) continue;
    const from = place.get(link.from)!;
    const type = link.type ?? 'FS';
    const lag = link.lag ?? 0;
    const given = (type[0] === 'F' ? plan.finish[from]! : plan.start[from]!) + lag;
    if (given === (type[1] === 'F' ? finish : start)) holds.push({ by: 'link', from: link.from, type, lag });
  }
  if (holds.length === 0 || holds.every((hold) => hold.by === 'break'))
    holds.push(...resourceHolds(problem, plan, at, duration, demands, breaks));
  return holds;
}

function modeOf(problem: LevelProblem, plan: LevelPlan, i: number): { duration: Period; demands: Readonly<Record<string, number>> } {
  const activity = problem.activities[i]!;
  const mode = activity.modes?.[plan.mode[i]!];
  return mode
    ? { duration: mode.duration, demands: mode.demands ?? {} }
    : { duration: activity.duration ?? 0, demands: activity.demands ?? {} };
}

const breaksOf = (problem: LevelProblem, i: number): readonly Piece[] =>
  problem.calendars?.find((one) => one.id === problem.activities[i]!.calendar)?.breaks ?? [];

/** The resource that is short where the activity would have to work a period sooner, and who holds it there. */
function resourceHolds(
  problem: LevelProblem,
  plan: LevelPlan,
  at: number,
  duration: Period,
  demands: Readonly<Record<string, number>>,
  breaks: readonly Piece[],
): Hold[] {
  if (duration === 0) return [];
  let sooner = plan.start[at]! - 1;
  while (sooner > 0 && breaks.some(([from, to]) => from <= sooner && sooner < to)) sooner--;
  for (const [id, units] of Object.entries(demands)) {
    if (units === 0) continue;
    const resource = problem.resources!.find((one) => one.id === id)!;
    const others = problem.activities.flatMap((_, i) => {
      const held = i === at ? 0 : (modeOf(problem, plan, i).demands[id] ?? 0);
      return held > 0 && plan.finish[i]! > sooner && plan.start[i]! < plan.finish[at]! ? [{ i, held, breaks: breaksOf(problem, i) }] : [];
    });
    for (let t = sooner; t < plan.finish[at]!; t++) {
      if (breaks.some(([from, to]) => from <= t && t < to)) continue;
      let capacity = resource.capacity;
      for (const change of resource.changes ?? []) if (change.from <= t && t < change.to) capacity = change.capacity;
      const ahead = others.filter(
        ({ i, breaks: theirs }) => plan.start[i]! <= t && t < plan.finish[i]! && !theirs.some(([from, to]) => from <= t && t < to),
      );
      const held = ahead.reduce((sum, other) => sum + other.held, 0);
      if (held + units > capacity) return [{ by: 'resource', resource: id, at: t, ahead: ahead.map(({ i }) => problem.activities[i]!.id) }];
    }
  }
  return [];
}
