// Which activities hold the finish where it is: driving links, the longest path, the several critical and near-critical paths. Reads a schedule;
// why a single activity starts when it does is explain.ts.
import { calendarOf, isFinished, isFollower } from './pass.ts';
import { isCritical, type Schedule, slackOf } from './schedule.ts';

/** A chain of activities in the order of work, each driving the next, with the least total float on it in working minutes. */
export type Path = { readonly activities: readonly string[]; readonly totalFloat: number };

/** Places, in the problem's list, of the links that drive an activity: those without slack. O(links into it). */
export function drivingLinks(schedule: Schedule, id: string): readonly number[] {
  const { network } = schedule;
  const r = network.rankOf.get(id);
  return r === undefined ? [] : drivingInto(schedule, r).map((k) => network.links.place[k]!);
}

/** Driving links into a rank, by their place in the network. A held activity or one that waits for its own date has none. */
export function drivingInto(schedule: Schedule, r: number): number[] {
  const { network } = schedule;
  const driving: number[] = [];
  if (isFinished(network, r)) return driving;
  for (let k = network.into[r]!; k < network.into[r + 1]!; k++) if (slackOf(schedule, k) <= 0) driving.push(k);
  return driving;
}

/** The chain of driving links back from an activity to one that nothing drives, through the predecessor that finishes last. O(links). */
export function drivingChain(schedule: Schedule, id: string): readonly string[] {
  const { network } = schedule;
  const r = network.rankOf.get(id);
  return r === undefined ? [] : chainInto(schedule, r).map((rank) => network.activities[rank]!.id);
}

function chainInto(schedule: Schedule, r: number, taken?: Uint8Array): number[] {
  const { network, dates } = schedule;
  const chain = [r];
  for (let at = r; ; ) {
    let before = -1;
    for (const k of drivingInto(schedule, at)) {
      const i = network.links.from[k]!;
      if (taken?.[i] === 1) continue;
      if (
        before < 0 ||
        schedule.totalFloat[i]! < schedule.totalFloat[before]! ||
        (schedule.totalFloat[i] === schedule.totalFloat[before] && dates.earlyFinish[i]! > dates.earlyFinish[before]!)
      )
        before = i;
    }
    if (before < 0) return chain.reverse();
    chain.push(before);
    at = before;
  }
}

/** The longest path: the driving chain into the activity that finishes last, of several the one with the least float. O(activities + links). */
export function longestPath(schedule: Schedule): Path {
  const last = lastOf(schedule);
  if (last < 0) return { activities: [], totalFloat: 0 };
  return pathOf(schedule, chainInto(schedule, last));
}

function lastOf(schedule: Schedule): number {
  const { network, dates } = schedule;
  let last = -1;
  for (let r = 0; r < network.count; r++) {
    if (isFollower(network, r)) continue;
    const better = last < 0 || dates.earlyFinish[r]! > dates.earlyFinish[last]!;
    if (better || (dates.earlyFinish[r] === dates.earlyFinish[last] && schedule.totalFloat[r]! <= schedule.totalFloat[last]!)) last = r;
  }
  return last;
}

function pathOf(schedule: Schedule, ranks: readonly number[]): Path {
  const { network, totalFloat } = schedule;
  let least = Number.POSITIVE_INFINITY;
  for (const r of ranks) if (!isFinished(network, r)) least = Math.min(least, totalFloat[r]!);
  return { activities: ranks.map((r) => network.activities[r]!.id), totalFloat: Number.isFinite(least) ? least : 0 };
}

/**
 * Float paths: the longest path first, then the driving chain of the activity with the least float that no earlier path holds, and so on, while
 * that float is within `within` working minutes (0: the critical ones) and there are fewer than `most`. Every critical activity is on one of them
 * unless `most` cuts them short. O(paths · links).
 */
export function floatPaths(
  schedule: Schedule,
  { within = 0, most = 10 }: { readonly within?: number; readonly most?: number } = {},
): readonly Path[] {
  const { network, totalFloat, dates } = schedule;
  const taken = new Uint8Array(network.count);
  const waiting = Array.from({ length: network.count }, (_, r) => r)
    .filter((r) => !isFollower(network, r) && !isFinished(network, r) && totalFloat[r]! <= within)
    .sort((a, b) => totalFloat[a]! - totalFloat[b]! || dates.earlyFinish[b]! - dates.earlyFinish[a]! || b - a);
  const paths: Path[] = [];
  const last = lastOf(schedule);
  for (const r of last >= 0 ? [last, ...waiting] : []) {
    if (paths.length >= most) break;
    if (taken[r] === 1) continue;
    const chain = chainInto(schedule, r, taken);
    for (const one of chain) taken[one] = 1;
    paths.push(pathOf(schedule, chain));
  }
  return paths;
}

/** Ids of the critical activities in topological order. O(activities). */
export const criticalActivities = (schedule: Schedule): readonly string[] =>
  schedule.network.activities.filter((_, r) => !isFollower(schedule.network, r) && isCritical(schedule, r)).map((activity) => activity.id);

/** Total float of an activity in working days of its calendar, as a screen tells it: `−3.5`. */
export function floatDays(schedule: Schedule, id: string): number | undefined {
  const r = schedule.network.rankOf.get(id);
  return r === undefined ? undefined : schedule.totalFloat[r]! / calendarOf(schedule.network, r).minutesPerDay;
}
