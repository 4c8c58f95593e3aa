// Why an activity starts when it does, as data that a screen turns into a sentence: every cause with the date it asks for, the ones that decide
// first, and what its calendar added. Asks pass.ts for the same bounds that the passes used, so an explanation cannot disagree with a date.
import { entersStart, type LinkType, leavesFinish } from './network.ts';
import { boundForward, calendarOf, isFinished, isFollower, isStarted, lengthOf } from './pass.ts';
import { linkTypes } from './reading.ts';
import type { Schedule } from './schedule.ts';
import { type Day, dayText, type Instant, instant, minutesADay } from './time.ts';

/** What asks an activity to start, or to finish, no earlier than `at`. */
export type Cause = { readonly end: 'start' | 'finish'; readonly at: Instant } & (
  | {
      readonly cause:
        | 'actual'
        | 'resume'
        | 'data-date'
        | 'project-start'
        | 'progress'
        | 'external'
        | 'pinned'
        | 'as-late-as-possible'
        | 'span';
    }
  | { readonly cause: 'constraint'; readonly constraint: string; readonly hard: boolean }
  | {
      readonly cause: 'link';
      readonly predecessor: string;
      /** Place in the problem's list. */
      readonly link: number;
      readonly type: LinkType;
      /** Minutes in the lag's calendar. */
      readonly lag: number;
      readonly lagCalendar: string;
      /** When the predecessor's end lies from which the lag runs. */
      readonly predecessorAt: Instant;
    }
  | { readonly cause: 'resource'; readonly resource: string; readonly ahead: readonly string[] }
);

/** A day on which the activity's calendar kept it waiting, with the reason when it has one beyond the week. */
export type Waiting = { readonly day: Day; readonly reason: string | undefined };

export type StartExplanation = {
  readonly activity: string;
  readonly start: Instant;
  readonly finish: Instant;
  /** What decides: each asks for exactly this start or finish once the calendar is heard. */
  readonly causes: readonly Cause[];
  /** What also asks, with the working minutes by which it is met earlier; nearest first. */
  readonly others: readonly (Cause & { readonly slack: number })[];
  /** The calendar, and the days between what the causes ask and the start on which it has no work. */
  readonly calendar: string;
  readonly waited: readonly Waiting[];
};

/** A start later than logic asks, because a resource was busy: what levelling knows and hands in. */
export type ResourceWait = { readonly resource: string; readonly at: Instant; readonly ahead: readonly string[] };

/** Explains the early start of an activity; undefined when there is none of that id. `waits` are told by levelling. O(links into it). */
export function explainStart(schedule: Schedule, id: string, waits: readonly ResourceWait[] = []): StartExplanation | undefined {
  const { network, dates, options } = schedule;
  const r = network.rankOf.get(id);
  if (r === undefined) return undefined;
  const calendar = calendarOf(network, r);
  const [start, finish] = [dates.earlyStart[r]!, dates.earlyFinish[r]!];
  const about = { activity: id, start, finish, calendar: calendar.id };
  if (isFinished(network, r))
    return {
      ...about,
      start: network.actualStart[r]!,
      causes: [{ cause: 'actual', end: 'start', at: network.actualStart[r]! }],
      others: [],
      waited: [],
    };
  if (isFollower(network, r)) return { ...about, causes: [{ cause: 'span', end: 'start', at: start }], others: [], waited: [] };

  const asked: Cause[] = [];
  const ask = (cause: Cause): void => {
    if (!Number.isNaN(cause.at)) asked.push(cause);
  };
  const project = network.projects[network.project[r]!]!;
  if (!isStarted(network, r)) {
    ask({ cause: 'project-start', end: 'start', at: project.start });
    ask({ cause: 'data-date', end: 'start', at: project.dataDate });
  } else {
    ask(
      Number.isNaN(project.dataDate)
        ? {
            cause: 'progress',
            end: 'start',
            at: calendar.startAt(calendar.work(network.actualStart[r]!) + network.duration[r]! - network.remaining[r]!),
          }
        : { cause: 'data-date', end: 'start', at: Math.max(project.dataDate, network.actualStart[r]!) },
    );
    ask({ cause: 'resume', end: 'start', at: network.resume[r]! });
  }
  for (let k = network.into[r]!; k < network.into[r + 1]!; k++) {
    const at = boundForward(network, dates, options, k);
    const { links } = network;
    const i = links.from[k]!;
    ask({
      cause: 'link',
      end: entersStart(links.type[k]!) ? 'start' : 'finish',
      at,
      predecessor: network.activities[i]!.id,
      link: links.place[k]!,
      type: linkTypes[links.type[k]!]!,
      lag: links.lag[k]!,
      lagCalendar: network.calendars[links.calendar[k]!]!.id,
      predecessorAt: !Number.isNaN(dates.throughEarly[i]!)
        ? dates.throughEarly[i]!
        : leavesFinish(links.type[k]!)
          ? dates.earlyFinish[i]!
          : isStarted(network, i) && options.startLagFrom !== 'early-start'
            ? network.actualStart[i]!
            : dates.earlyStart[i]!,
    });
  }
  const activity = network.activities[r]!;
  let held: Cause | undefined;
  for (const constraint of activity.constraints ?? []) {
    const end = constraint.type === 'SNET' || constraint.type === 'SNLT' || constraint.type === 'MSO' ? 'start' : 'finish';
    const at = instant(constraint.at) ?? Number.NaN;
    const cause: Cause = { cause: 'constraint', constraint: constraint.type, hard: constraint.hard ?? false, end, at };
    if (isStarted(network, r) && end === 'start') continue;
    if (constraint.type !== 'SNLT' && constraint.type !== 'FNLT') ask(cause);
    if (constraint.hard && constraint.type !== 'SNET' && constraint.type !== 'FNET') held = cause;
  }
  if (activity.pinned !== undefined && !isStarted(network, r))
    held = { cause: 'pinned', end: 'start', at: instant(activity.pinned) ?? Number.NaN };
  if (activity.externalStart !== undefined && !isStarted(network, r))
    ask({ cause: 'external', end: 'start', at: instant(activity.externalStart) ?? Number.NaN });
  for (const wait of waits) ask({ cause: 'resource', end: 'start', at: wait.at, resource: wait.resource, ahead: wait.ahead });

  const slack = (cause: Cause): number => calendar.between(cause.at, cause.end === 'start' ? start : finish);
  const ranked = asked.map((cause) => ({ ...cause, slack: slack(cause) })).sort((a, b) => a.slack - b.slack || b.at - a.at);
  let causes: Cause[] = ranked.filter((one) => one.slack === 0).map(({ slack: _slack, ...cause }) => cause);
  // The beginning of a project decides only where nothing else does.
  if (causes.some((one) => one.cause !== 'project-start')) causes = causes.filter((one) => one.cause !== 'project-start');
  const broken = ranked.some((one) => one.slack < 0);
  if (held && (broken || causes.length === 0)) causes = [held];
  else if (causes.length === 0 && activity.asLateAsPossible) causes = [{ cause: 'as-late-as-possible', end: 'start', at: start }];
  const decided = new Set(causes.map(keyOf));
  const latest = causes.reduce((at, cause) => (cause.end === 'start' ? Math.max(at, cause.at) : at), Number.NEGATIVE_INFINITY);
  const waited: Waiting[] = [];
  if (Number.isFinite(latest) && latest < start)
    for (let day = Math.floor(latest / minutesADay); day * minutesADay < start && waited.length < 400; day++)
      if (!calendar.isWorkday(day)) waited.push({ day: dayText(day), reason: calendar.reason(day) });
  return { ...about, causes, others: ranked.filter((one) => !decided.has(keyOf(one))), waited };
}

const keyOf = (cause: Cause): string =>
  `${cause.cause}/${cause.end}/${cause.at}/${cause.cause === 'link' ? cause.link : cause.cause === 'constraint' ? cause.constraint : ''}`;

/** The working minutes that are still to be done of an activity; 0 of a finished one, undefined when there is none of that id. */
export function remainingOf(schedule: Schedule, id: string): number | undefined {
  const r = schedule.network.rankOf.get(id);
  return r === undefined ? undefined : isFinished(schedule.network, r) ? 0 : lengthOf(schedule.network, r);
}
