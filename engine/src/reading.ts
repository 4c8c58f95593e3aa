// What one activity and one lag of a problem mean in numbers, with every error in them named. Whether the activities fit together is decided
// by network.ts, which asks here for each; planner.ts asks again for those that change.
import type { Calendar } from './calendar.ts';
import { type Bounds, boundsOf, constraintErrors, unbounded } from './constraints.ts';
import type { EngineError } from './errors.ts';
import type { Activity, Duration, LagCalendar, Link, ProjectProblem } from './network.ts';
import { type Instant, instant, minutesADay, type When } from './time.ts';

const kinds = ['task', 'milestone', 'start-milestone', 'finish-milestone', 'level-of-effort', 'summary'] as const;
export const linkTypes = ['FS', 'SS', 'FF', 'SF'] as const;

export type ProjectNumbers = { readonly id: string; readonly start: Instant; readonly dataDate: number; readonly due: number };

/** What stands around an activity: the calendars and projects it may name. */
export type Surroundings = {
  readonly calendars: readonly Calendar[];
  readonly calendarOf: ReadonlyMap<string, number>;
  readonly projectCalendar: number;
  readonly roundTheClock: number;
  readonly projects: readonly ProjectNumbers[];
  readonly projectOf: ReadonlyMap<string, number>;
  readonly lagCalendar: LagCalendar;
  readonly longest: number;
};

export type ActivityNumbers = {
  readonly calendar: number;
  readonly kind: number;
  readonly duration: number;
  readonly remaining: number;
  readonly actualStart: number;
  readonly actualFinish: number;
  readonly resume: number;
  readonly project: number;
  readonly bounds: Bounds;
};

/** A hundred years: durations and lags beyond it are slips of the pen. */
export const aHundredYears = 100 * 365 * minutesADay;

/** The minutes of a duration in a calendar; undefined when the text means none. */
export function minutesOf(duration: Duration, calendar: Calendar): number | undefined {
  if (typeof duration === 'number') return Number.isFinite(duration) ? Math.round(duration) : undefined;
  if (typeof duration !== 'string') return undefined;
  const match = /^(-?\d{1,9}(?:\.\d{1,9})?)\s?([dhm]?)$/.exec(duration);
  if (!match) return undefined;
  const unit = match[2] === 'd' ? calendar.minutesPerDay : match[2] === 'h' ? 60 : 1;
  return Math.round(Number(match[1]) * unit);
}

/** NaN for a time that is not given; an error for one that is none. */
function readTime(when: When | undefined, what: string, activity: string | undefined, errors: EngineError[]): number {
  if (when === undefined || when === null) return Number.NaN;
  const at = typeof when === 'number' || typeof when === 'string' ? instant(when) : undefined;
  if (at === undefined)
    errors.push({
      rule: 'bad-time',
      sentence: `${activity === undefined ? 'The problem' : `Activity ${activity}`}: ${what} ${String(when)} is no time.`,
      activity,
    });
  return at ?? Number.NaN;
}

function readLength(
  value: Duration | undefined,
  calendar: Calendar,
  longest: number,
  what: string,
  about: Partial<EngineError>,
  errors: EngineError[],
): number {
  if (value === undefined) return 0;
  const minutes = minutesOf(value, calendar);
  if (minutes === undefined) errors.push({ rule: 'bad-number', sentence: `${what} ${String(value)} is no length of time.`, ...about });
  else if (Math.abs(minutes) > longest)
    errors.push({ rule: 'too-long', sentence: `${what} ${value} is longer than ${Math.round(longest / 525_600)} years.`, ...about });
  else return minutes;
  return 0;
}

/** Whether an activity says nothing but its duration, in minutes, and perhaps its calendar: most of a large network. */
function isPlain(activity: Activity, longest: number): boolean {
  const { duration } = activity;
  return (
    (activity.kind === undefined || activity.kind === 'task') &&
    typeof duration === 'number' &&
    Number.isInteger(duration) &&
    duration >= 0 &&
    duration <= longest &&
    activity.constraints === undefined &&
    activity.actualStart === undefined &&
    activity.actualFinish === undefined &&
    activity.remaining === undefined &&
    activity.resume === undefined &&
    activity.pinned === undefined &&
    activity.externalStart === undefined &&
    activity.externalFinish === undefined &&
    activity.deadline === undefined &&
    activity.project === undefined
  );
}

/** The numbers of one activity; every error in it goes to `errors`. */
export function readActivity(activity: Activity, around: Surroundings, errors: EngineError[]): ActivityNumbers {
  const known = activity.calendar === undefined ? around.projectCalendar : around.calendarOf.get(activity.calendar);
  if (known !== undefined && isPlain(activity, around.longest)) {
    const duration = activity.duration as number;
    return {
      calendar: known,
      kind: 0,
      duration,
      remaining: duration,
      actualStart: Number.NaN,
      actualFinish: Number.NaN,
      resume: Number.NaN,
      project: 0,
      bounds: unbounded,
    };
  }
  return readInFull(activity, around, errors);
}

/** What is left of a length when nobody says: less the working time from the actual start (NaN: not started) to the data date. */
export const leftUnsaid = (duration: number, calendar: Calendar, actualStart: number, asOf: number): number =>
  asOf > actualStart ? Math.max(0, duration - calendar.between(actualStart, asOf)) : duration;

function readInFull(activity: Activity, around: Surroundings, errors: EngineError[]): ActivityNumbers {
  const { id } = activity;
  const about = { activity: id };
  const place = activity.calendar === undefined ? around.projectCalendar : around.calendarOf.get(activity.calendar);
  if (place === undefined)
    errors.push({
      rule: 'unknown-calendar',
      sentence: `Activity ${id}: there is no calendar ${activity.calendar}.`,
      calendar: activity.calendar,
      ...about,
    });
  const calendar = around.calendars[place ?? around.projectCalendar]!;
  const kind = kinds.indexOf(activity.kind ?? 'task');
  if (kind < 0) errors.push({ rule: 'bad-number', sentence: `Activity ${id}: there is no kind ${activity.kind}.`, ...about });
  const own = kind === 0 ? activity.duration : 0;
  if (own === undefined) errors.push({ rule: 'bad-number', sentence: `Activity ${id} has no duration.`, ...about });
  const duration = readLength(own, calendar, around.longest, `Activity ${id}: the duration`, about, errors);
  if (duration < 0) errors.push({ rule: 'bad-number', sentence: `Activity ${id}: the duration ${own} is negative.`, ...about });
  const left = readLength(activity.remaining, calendar, around.longest, `Activity ${id}: the remaining duration`, about, errors);
  if (left < 0) errors.push({ rule: 'bad-number', sentence: `Activity ${id}: the remaining duration is negative.`, ...about });
  const actualStart = readTime(activity.actualStart, 'the actual start', id, errors);
  const actualFinish = readTime(activity.actualFinish, 'the actual finish', id, errors);
  const resume = readTime(activity.resume, 'the day to resume', id, errors);
  readTime(activity.pinned, 'the place by hand', id, errors);
  readTime(activity.externalStart, 'the external start', id, errors);
  readTime(activity.externalFinish, 'the external finish', id, errors);
  readTime(activity.deadline, 'the deadline', id, errors);
  for (const constraint of activity.constraints ?? []) {
    readTime(constraint.at, `the date of ${constraint.type}`, id, errors);
    if (!['SNET', 'SNLT', 'FNET', 'FNLT', 'MSO', 'MFO'].includes(constraint.type))
      errors.push({ rule: 'bad-number', sentence: `Activity ${id}: there is no constraint ${constraint.type}.`, ...about });
  }
  const project = activity.project === undefined ? 0 : around.projectOf.get(activity.project);
  if (project === undefined)
    errors.push({ rule: 'unknown-project', sentence: `Activity ${id}: there is no project ${activity.project}.`, ...about });
  errors.push(...constraintErrors(activity, actualStart, actualFinish));
  const asOf = around.projects[project ?? 0]!.dataDate;
  const remaining = !Number.isNaN(actualFinish)
    ? 0
    : activity.remaining !== undefined
      ? left
      : leftUnsaid(duration, calendar, actualStart, asOf);
  const bounds = boundsOf(activity);
  return {
    calendar: place ?? 0,
    kind: Math.max(0, kind),
    duration,
    remaining,
    actualStart,
    actualFinish,
    resume,
    project: project ?? 0,
    bounds,
  };
}

/** The lag of a link in minutes and the place of its calendar; those of its ends are handed in. */
export function readLag(
  link: Link,
  place: number,
  calendarBefore: number,
  calendarAfter: number,
  around: Surroundings,
  errors: EngineError[],
): { readonly lag: number; readonly calendar: number } {
  const whose = link.lagCalendar ?? around.lagCalendar;
  const calendar =
    whose === 'successor'
      ? calendarAfter
      : whose === 'predecessor'
        ? calendarBefore
        : whose === '24h'
          ? around.roundTheClock
          : whose === 'project'
            ? around.projectCalendar
            : around.calendarOf.get(whose.calendar);
  if (calendar === undefined) {
    errors.push({
      rule: 'unknown-calendar',
      sentence: `The link from ${link.from} to ${link.to}: there is no calendar ${JSON.stringify(whose)}.`,
      link: place,
      activities: [link.from, link.to],
    });
    return { lag: 0, calendar: 0 };
  }
  if (link.lag === undefined || link.lag === 0) return { lag: 0, calendar };
  const about = { link: place, activities: [link.from, link.to] };
  const what = `The link from ${link.from} to ${link.to}: the lag`;
  return { lag: readLength(link.lag, around.calendars[calendar]!, around.longest, what, about, errors), calendar };
}

/** The numbers of a project; what it leaves unsaid is taken from the whole. */
export function readProject(project: ProjectProblem, whole: ProjectNumbers | undefined, errors: EngineError[]): ProjectNumbers {
  const of = project.id === '' ? '' : ` of project ${project.id}`;
  const own = {
    start: readTime(project.start, `the start${of}`, undefined, errors),
    dataDate: readTime(project.dataDate, `the data date${of}`, undefined, errors),
    due: readTime(project.due, `the promised finish${of}`, undefined, errors),
  };
  if (!whole) return { id: project.id, ...own };
  const or = (value: number, otherwise: number): number => (Number.isNaN(value) ? otherwise : value);
  return { id: project.id, start: or(own.start, whole.start), dataDate: or(own.dataDate, whole.dataDate), due: or(own.due, whole.due) };
}
