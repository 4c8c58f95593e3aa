// Backward scheduling (倒排工期) read from both passes: by when each activity must begin if promises are to be kept, which promises cannot be, and for
// each of those the chain of work that is too long, with the working time that is missing and in whose calendar. How to close a gap is close.ts.
import type { Calendar } from './calendar.ts';
import { type Cause, explainStart } from './explain.ts';
import { calendarOf, isFinished, isFollower, isStarted, lengthOf } from './pass.ts';
import { drivingInto } from './paths.ts';
import type { Schedule } from './schedule.ts';
import { type Day, dayText, type Instant, instant, minutesADay } from './time.ts';

/** A date that was promised: of the whole (`project`), or of an activity by a deadline, a no-later constraint or somebody outside. */
export type PromiseKind = 'project' | 'deadline' | 'constraint' | 'external';

/** A promise, what can be reached, and the working minutes between: positive when it is kept. */
export type PromiseAnswer = {
  readonly kind: PromiseKind;
  /** The activity promised; of a project the one that finishes last. */
  readonly activity: string;
  readonly end: 'start' | 'finish';
  readonly promised: Instant;
  readonly reachable: Instant;
  /** Working minutes to spare in `calendar`; negative: missing. */
  readonly spare: number;
  readonly calendar: string;
  /** The same in working days of that calendar. */
  readonly spareDays: number;
};

/** One activity of a chain that is too long, and what makes it start when it does. */
export type ChainStep = {
  readonly activity: string;
  readonly start: Instant;
  readonly finish: Instant;
  /** Working minutes that it still takes, in its own calendar. */
  readonly length: number;
  readonly calendar: string;
  readonly cause: Cause | undefined;
};

/** A promise that cannot be kept. The first step of the chain waits for nobody; its cause is where the chain begins. */
export type Gap = PromiseAnswer & { readonly missing: number; readonly missingDays: number; readonly chain: readonly ChainStep[] };

/** Every promise of the network with what can be reached, those missed by most first. O(activities). */
export function promisesOf(schedule: Schedule): readonly PromiseAnswer[] {
  const { network, dates } = schedule;
  const found: PromiseAnswer[] = [];
  const add = (kind: PromiseKind, r: number, end: 'start' | 'finish', promised: number | undefined): void => {
    if (promised === undefined || Number.isNaN(promised)) return;
    const calendar: Calendar = calendarOf(network, r);
    const reachable = end === 'start' ? dates.earlyStart[r]! : dates.earlyFinish[r]!;
    const spare = calendar.between(reachable, promised);
    // Nothing is missing when only closed hours lie between.
    const told = spare === 0 && reachable > promised ? 0 : spare;
    found.push({
      kind,
      activity: network.activities[r]!.id,
      end,
      promised,
      reachable,
      spare: told,
      calendar: calendar.id,
      spareDays: told / calendar.minutesPerDay,
    });
  };
  const last = new Int32Array(network.projects.length).fill(-1);
  for (let r = 0; r < network.count; r++) {
    if (isFollower(network, r)) continue;
    const p = network.project[r]!;
    if (last[p]! < 0 || dates.earlyFinish[r]! >= dates.earlyFinish[last[p]!]!) last[p] = r;
    if (isFinished(network, r)) continue;
    const activity = network.activities[r]!;
    if (activity.deadline !== undefined) add('deadline', r, 'finish', instant(activity.deadline));
    if (activity.externalFinish !== undefined) add('external', r, 'finish', instant(activity.externalFinish));
    for (const constraint of activity.constraints ?? []) {
      const start = constraint.type === 'SNLT' || constraint.type === 'MSO';
      if (start && isStarted(network, r)) continue;
      if (start || constraint.type === 'FNLT' || constraint.type === 'MFO')
        add('constraint', r, start ? 'start' : 'finish', instant(constraint.at));
    }
  }
  for (let p = 0; p < last.length; p++) if (last[p]! >= 0) add('project', last[p]!, 'finish', network.projects[p]!.due);
  return found.sort((a, b) => a.spareDays - b.spareDays);
}

/** Every promise that cannot be kept, the worst first, each with its chain. */
export const gapsOf = (schedule: Schedule): readonly Gap[] =>
  promisesOf(schedule)
    .filter((promise) => promise.spare < 0)
    .map((promise) => gapOf(schedule, promise));

function gapOf(schedule: Schedule, promise: PromiseAnswer): Gap {
  return { ...promise, missing: -promise.spare, missingDays: -promise.spareDays, chain: chainTo(schedule, promise.activity) };
}

/** The chain of work that makes an activity finish when it does, from where nobody is waited for, with the cause of each step. */
export function chainTo(schedule: Schedule, id: string): readonly ChainStep[] {
  const { network, dates } = schedule;
  const steps: ChainStep[] = [];
  for (let r = network.rankOf.get(id) ?? -1; r >= 0; ) {
    let before = -1;
    let through = -1;
    for (const k of drivingInto(schedule, r)) {
      const i = network.links.from[k]!;
      if (before >= 0 && dates.earlyFinish[i]! <= dates.earlyFinish[before]!) continue;
      before = i;
      through = network.links.place[k]!;
    }
    const activity = network.activities[r]!.id;
    const causes = explainStart(schedule, activity)?.causes ?? [];
    steps.push({
      activity,
      start: isStarted(network, r) ? network.actualStart[r]! : dates.earlyStart[r]!,
      finish: dates.earlyFinish[r]!,
      length: isFinished(network, r) ? 0 : lengthOf(network, r),
      calendar: calendarOf(network, r).id,
      cause: causes.find((cause) => cause.cause === 'link' && cause.link === through) ?? causes[0],
    });
    r = before;
  }
  return steps.reverse();
}

/** By when an activity must begin, an approval be applied for, if every promise is to be kept. */
export type ApplyBy = {
  readonly activity: string;
  /** The last working day on which it may begin. */
  readonly day: Day;
  readonly lateStart: Instant;
  /** When it can begin at the earliest. */
  readonly earlyStart: Instant;
  /** Working days between, of its calendar; negative when the day cannot be met. */
  readonly spareDays: number;
  readonly calendar: string;
};

/** The days by which activities must begin, those most pressed first; of all unstarted ones when none are named. Those not there are left out. */
export function applyByDates(schedule: Schedule, ids?: readonly string[]): readonly ApplyBy[] {
  const { network, dates } = schedule;
  const found: ApplyBy[] = [];
  for (const id of ids ?? network.activities.map((activity) => activity.id)) {
    const r = network.rankOf.get(id);
    if (r === undefined || isStarted(network, r) || isFollower(network, r)) continue;
    const calendar = calendarOf(network, r);
    const lateStart = dates.lateStart[r]!;
    found.push({
      activity: id,
      day: dayText(Math.floor(lateStart / minutesADay)),
      lateStart,
      earlyStart: dates.earlyStart[r]!,
      spareDays: calendar.between(dates.earlyStart[r]!, lateStart) / calendar.minutesPerDay,
      calendar: calendar.id,
    });
  }
  return found.sort((a, b) => a.lateStart - b.lateStart || (a.activity < b.activity ? -1 : 1));
}
