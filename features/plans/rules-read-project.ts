// Reads Microsoft Project XML: which of its fields mean what to the engine. Summaries become what they span, and a link or constraint of a summary one
// of each task below it; a manual task is pinned; elapsed durations run round the clock. Lags and slack are in tenths of a minute there.
import type { Activity, CalendarProblem, Constraint, LagCalendar, Link, LinkType } from '../../engine/src/index.ts';
import { instant, instantText, roundTheClock } from '../../engine/src/index.ts';
import {
  below,
  child,
  childrenOf,
  type Element,
  isoMinutes,
  isoTime,
  type PlanRead,
  type Remark,
  type StoredDates,
  soundLinks,
  textOf,
} from './rules-read.ts';
import { aboutTasks, heldBy, type Task } from './rules-read-about.ts';
import { projectCalendars, together, usualCalendar } from './rules-read-calendars.ts';
import { gapsOfTasks, gapWork } from './rules-read-splits.ts';

/** The elements that this reader wants of the file. */
export const projectElements =
  'Project StartDate FinishDate ScheduleFromStart CalendarUID MinutesPerDay HonorConstraints StatusDate CriticalSlackLimit Calendars Calendar UID Name BaseCalendarUID WeekDays WeekDay DayType DayWorking WorkingTimes WorkingTime FromTime ToTime TimePeriod FromDate ToDate WorkWeeks WorkWeek Exceptions Exception Type Period DaysOfWeek Month MonthDay MonthItem MonthPosition Occurrences Tasks Task IsNull Active Manual ManualStart Summary OutlineLevel OutlineNumber Start Finish Duration DurationFormat EarlyStart EarlyFinish LateStart LateFinish TotalSlack ConstraintType ConstraintDate Deadline ActualStart ActualFinish ActualDuration RemainingDuration PercentComplete Stop Resume IgnoreResourceCalendar ExternalTask PredecessorLink PredecessorUID LinkLag LagFormat CrossProject Resources Resource Assignments Assignment TaskUID ResourceUID TimephasedData Value LevelingDelay Title Subject Category Notes Baseline Number ExtendedAttributes ExtendedAttribute FieldID Alias Cost'.split(
    ' ',
  );

const linkTypes: readonly LinkType[] = ['FF', 'FS', 'SF', 'SS'];
const elapsed = (format: number): boolean => [4, 6, 8, 10, 12, 20, 36, 38, 40, 42, 44].includes(format);
const percent = (format: number): boolean => [19, 20, 51, 52].includes(format);

export function readProject(root: Element): PlanRead {
  const remarks: Remark[] = [];
  const calendars = projectCalendars(root);
  const projectCalendar = calendars.some((one) => one.id === textOf(root, 'CalendarUID')) ? textOf(root, 'CalendarUID') : calendars[0]?.id;
  const honour = textOf(root, 'HonorConstraints') === '1';
  const fromStart = textOf(root, 'ScheduleFromStart') !== '0';
  const tasks = tasksOf(root);
  const leavesOf = new Map(tasks.map((task) => [task.id, task.summary ? task.leaves : [task.id]]));
  const ownCalendars = resourceCalendars(root, calendars, projectCalendar, remarks);
  const gaps = gapsOfTasks(root);
  const workInGaps = gapWork();
  const delays = new Map<string, number>();
  const activities: Activity[] = [];
  const stored = new Map<string, StoredDates>();
  const inherited = new Map<string, Constraint[]>();
  for (const task of tasks)
    if (task.summary)
      for (const leaf of task.leaves)
        inherited.set(leaf, [
          ...(inherited.get(leaf) ?? []),
          ...(constraintsOf(task.element, honour) ?? []).filter((one) => one.type === 'SNET' || one.type === 'FNLT'),
        ]);
  for (const task of tasks) {
    const { element, id } = task;
    stored.set(id, {
      earlyStart: isoTime(textOf(element, 'EarlyStart')),
      earlyFinish: isoTime(textOf(element, 'EarlyFinish')),
      lateStart: isoTime(textOf(element, 'LateStart')),
      lateFinish: isoTime(textOf(element, 'LateFinish')),
      totalFloat: tenths(textOf(element, 'TotalSlack')),
    });
    const name = textOf(element, 'Name');
    if (task.summary) {
      activities.push({ id, name, kind: 'summary', spans: task.leaves });
      continue;
    }
    const duration = isoMinutes(textOf(element, 'Duration')) ?? 0;
    const manual = textOf(element, 'Manual') === '1';
    const progress = progressOf(element, duration);
    const own = textOf(element, 'CalendarUID');
    const known = own !== undefined && calendars.some((one) => one.id === own) ? own : undefined;
    const calendar = elapsed(Number(textOf(element, 'DurationFormat')))
      ? '24h'
      : ownCalendars.of(id, known, textOf(element, 'IgnoreResourceCalendar') === '1');
    const rests = manual ? undefined : gaps.get(id);
    const usual = calendars.length > 0 ? calendars.find((one) => one.id === projectCalendar)! : usualCalendar;
    const resting = rests
      ? workInGaps(
          rests,
          (calendar === undefined ? undefined : ownCalendars.named(calendar)) ?? usual,
          (progress.resume ?? progress.actualStart) as string | undefined,
        )
      : 0;
    const delay = tenths(textOf(element, 'LevelingDelay')) ?? 0;
    if (!manual && progress.actualStart === undefined && delay > 0) delays.set(id, delay);
    const constraints = [...(constraintsOf(element, honour) ?? []), ...(inherited.get(id) ?? [])];
    const deadline = day(textOf(element, 'Deadline'), textOf(element, 'Start'));
    activities.push({
      id,
      name,
      kind: duration === 0 ? 'milestone' : 'task',
      duration: duration + (progress.actualStart === undefined ? resting : 0),
      calendar,
      constraints: manual || constraints.length === 0 ? undefined : constraints,
      asLateAsPossible: !manual && textOf(element, 'ConstraintType') === '1' ? true : undefined,
      deadline,
      pinned:
        manual && progress.actualStart === undefined ? isoTime(textOf(element, 'ManualStart') ?? textOf(element, 'Start')) : undefined,
      ...progress,
      ...(progress.remaining === undefined ? {} : { remaining: (progress.remaining as number) + resting }),
    });
  }
  const start = isoTime(textOf(root, 'StartDate')) ?? '2000-01-01T08:00:00';
  const plainLinks = soundLinks(linksOf(tasks, leavesOf, remarks), activities, remarks);
  const links = delays.size === 0 ? plainLinks : levelled(plainLinks, activities, delays, start, remarks);
  const projects = beginnings(activities, plainLinks, start);
  return {
    tool: 'microsoft-project',
    problem: {
      start,
      due: fromStart ? undefined : isoTime(textOf(root, 'FinishDate')),
      calendar: projectCalendar,
      calendars: calendars.length > 0 ? [...calendars, ...ownCalendars.joined.values()] : [usualCalendar],
      lagCalendar: 'successor',
      projects: projects.length === 0 ? undefined : projects,
      activities,
      links,
    },
    // What is left of a started task stays where it is; links do not move it.
    options: {
      progress: 'progress-override',
      floatTo: 'network',
      criticalFloat: Number(textOf(root, 'CriticalSlackLimit') ?? 0) * Number(textOf(root, 'MinutesPerDay') ?? 480) || 0,
    },
    stored,
    remarks,
    about: aboutTasks(root, tasks),
    held: heldBy(root, tasks),
    title: textOf(root, 'Title') ?? textOf(root, 'Name'),
    subject: textOf(root, 'Subject'),
    category: textOf(root, 'Category'),
    statusDate: isoTime(textOf(root, 'StatusDate')),
  };
}

/**
 * A task that waits for nothing begins when its constraint says, even before the project does: such tasks become projects that begin earlier. Puts the
 * project into each and returns them.
 */
function beginnings(activities: Activity[], links: readonly Link[], start: string): { readonly id: string; readonly start: number }[] {
  const waiting = new Set(links.map((link) => link.to));
  const projects = new Map<number, string>();
  const first = instant(start) ?? 0;
  activities.forEach((activity, place) => {
    const constraint = activity.constraints?.find((one) => one.type !== 'SNLT' && one.type !== 'FNLT');
    if (!constraint || activity.actualStart !== undefined || waiting.has(activity.id)) return;
    const named = instant(constraint.at as string) ?? first;
    // A finish that is named may ask for a start anywhere before it.
    const ofFinish = constraint.type === 'FNET' || constraint.type === 'MFO';
    const begins = ofFinish ? named - 10 * (activity.duration as number) - 400 * 1440 : named;
    if (begins >= first || (ofFinish && named >= first + 10 * (activity.duration as number))) return;
    const id = projects.get(begins) ?? `from ${instantText(begins)}`;
    projects.set(begins, id);
    activities[place] = { ...activity, project: id };
  });
  return [...projects].map(([begins, id]) => ({ id, start: begins }));
}

/** Puts the delay that levelling gave a task, in hours of the clock, into the links that it waits for; where there is none, behind the project's start. */
function levelled(
  links: readonly Link[],
  activities: Activity[],
  delays: ReadonlyMap<string, number>,
  start: string,
  remarks: Remark[],
): Link[] {
  const waiting = new Set(links.map((link) => link.to));
  activities.forEach((activity, place) => {
    const delay = delays.get(activity.id);
    if (delay === undefined || waiting.has(activity.id)) return;
    const constraints = [...(activity.constraints ?? []), { type: 'SNET' as const, at: instantText((instant(start) ?? 0) + delay) }];
    activities[place] = { ...activity, constraints };
  });
  return links.map((link) => {
    const delay = delays.get(link.to);
    if (delay === undefined || link.type === 'FF' || link.type === 'SF') return link;
    if (link.lag === 0) return { ...link, lag: delay, lagCalendar: '24h' };
    remarks.push({ rule: 'levelling-delay-left-out', activity: link.to });
    return link;
  });
}
/** The tasks that count, each with the tasks below it when it is a summary. Outline levels tell what stands below what. */
function tasksOf(root: Element): Task[] {
  const tasks: Task[] = [];
  const open: Task[] = [];
  for (const element of childrenOf(child(root, 'Tasks'), 'Task')) {
    const id = textOf(element, 'UID');
    if (
      id === undefined ||
      textOf(element, 'IsNull') === '1' ||
      textOf(element, 'Active') === '0' ||
      textOf(element, 'ExternalTask') === '1'
    )
      continue;
    const level = Number(textOf(element, 'OutlineLevel') ?? 1);
    while (open.length > 0 && open.at(-1)!.level >= level) open.pop();
    const task: Task = { element, id, level, summary: textOf(element, 'Summary') === '1', leaves: [] };
    if (!task.summary) for (const above of open) above.leaves.push(id);
    tasks.push(task);
    if (task.summary) open.push(task);
  }
  // A summary without anything below it is a task like others.
  return tasks
    .map((task) => (task.summary && task.leaves.length === 0 ? { ...task, summary: false } : task))
    .filter((task) => task.id !== '0' || task.summary);
}

/** Constraint types there: 0 as soon as possible, 1 as late, 2 must start, 3 must finish, 4–7 start and finish no earlier and no later. */
function constraintsOf(element: Element, honour: boolean): Constraint[] | undefined {
  const type = ([undefined, undefined, 'MSO', 'MFO', 'SNET', 'SNLT', 'FNET', 'FNLT'] as const)[
    Number(textOf(element, 'ConstraintType') ?? 0)
  ];
  const at = isoTime(textOf(element, 'ConstraintDate'));
  return type === undefined || at === undefined
    ? undefined
    : [{ type, at, hard: honour && type !== 'SNET' && type !== 'FNET' ? true : undefined }];
}

function progressOf(element: Element, duration: number): Pick<Activity, 'actualStart' | 'actualFinish' | 'remaining' | 'resume'> {
  const done = Number(textOf(element, 'PercentComplete') ?? 0);
  const start = isoTime(textOf(element, 'ActualStart'));
  if (start === undefined || (done === 0 && (isoMinutes(textOf(element, 'ActualDuration')) ?? 0) === 0 && !(done > 0))) return {};
  const finish = done >= 100 ? isoTime(textOf(element, 'ActualFinish')) : undefined;
  if (finish !== undefined) return { actualStart: start, actualFinish: finish < start ? start : finish };
  const remaining = isoMinutes(textOf(element, 'RemainingDuration')) ?? Math.round((duration * (100 - done)) / 100);
  const [stop, resume] = [isoTime(textOf(element, 'Stop')), isoTime(textOf(element, 'Resume'))];
  return { actualStart: start, remaining, resume: stop !== undefined && resume !== undefined && resume >= stop ? resume : undefined };
}

/** Files of some writers say the year 2000 where there is no date; one before the task's own start of the same file is no promise. */
const day = (deadline: string | undefined, start: string | undefined): string | undefined => {
  const at = isoTime(deadline);
  return at === undefined || (at.startsWith('2000-01-01T00:00') && (start ?? '') >= '2000-01-01') ? undefined : at;
};

const tenths = (text: string | undefined): number | undefined => (text === undefined ? undefined : Math.round(Number(text) / 10));

function linksOf(tasks: readonly Task[], leavesOf: ReadonlyMap<string, readonly string[]>, remarks: Remark[]): Link[] {
  const durations = new Map(tasks.map((task) => [task.id, isoMinutes(textOf(task.element, 'Duration')) ?? 0]));
  const links: Link[] = [];
  for (const task of tasks)
    for (const link of childrenOf(task.element, 'PredecessorLink')) {
      const from = textOf(link, 'PredecessorUID');
      if (from === undefined) continue;
      if (textOf(link, 'CrossProject') === '1' || !leavesOf.has(from)) {
        remarks.push({ rule: 'link-to-outside', activity: task.id });
        continue;
      }
      const type = linkTypes[Number(textOf(link, 'Type') ?? 1)] ?? 'FS';
      const format = Number(textOf(link, 'LagFormat') ?? 7);
      const raw = Number(textOf(link, 'LinkLag') ?? 0);
      const lag = percent(format) ? Math.round(((durations.get(from) ?? 0) * raw) / 100) : Math.round(raw / 10);
      const lagCalendar: LagCalendar | undefined = elapsed(format) || format === 52 ? '24h' : undefined;
      const [before, after] = [leavesOf.get(from)!, leavesOf.get(task.id)!];
      // The start of a summary is that of its first task; a link out of it binds only when there is one.
      if (type[0] === 'S' && before.length > 1) remarks.push({ rule: 'link-from-summary-start', activity: task.id });
      for (const a of type[0] === 'S' ? before.slice(0, 1) : before)
        for (const b of after) if (a !== b) links.push({ from: a, to: b, type, lag, lagCalendar });
    }
  return links;
}

/** The calendar that a task takes from those who do it: when they all keep the same one, and it is not the project's. */
function resourceCalendars(
  root: Element,
  calendars: readonly CalendarProblem[],
  projectCalendar: string | undefined,
  remarks: Remark[],
): {
  readonly joined: ReadonlyMap<string, CalendarProblem>;
  named(id: string): CalendarProblem | undefined;
  of(task: string, own: string | undefined, alone: boolean): string | undefined;
} {
  const shape = new Map(calendars.map((one) => [one.id, JSON.stringify([one.week, one.exceptions])]));
  const ofResource = new Map<string, string>();
  for (const resource of childrenOf(child(root, 'Resources'), 'Resource')) {
    const [uid, calendar] = [textOf(resource, 'UID'), textOf(resource, 'CalendarUID')];
    if (uid !== undefined && calendar !== undefined && shape.has(calendar) && (textOf(resource, 'Type') ?? '1') === '1')
      ofResource.set(uid, calendar);
  }
  const ofTask = new Map<string, Set<string>>();
  for (const assignment of below(child(root, 'Assignments') ?? root, 'Assignment')) {
    const task = textOf(assignment, 'TaskUID');
    const calendar = ofResource.get(textOf(assignment, 'ResourceUID') ?? '');
    if (task !== undefined && calendar !== undefined) ofTask.set(task, (ofTask.get(task) ?? new Set()).add(calendar));
  }
  const joined = new Map<string, CalendarProblem>();
  const calendarNamed = (id: string): CalendarProblem => joined.get(id) ?? calendars.find((calendar) => calendar.id === id)!;
  const join = (ids: readonly string[], who: 'one' | 'all'): string => {
    const id = ids.join(who === 'one' ? '+' : '&');
    if (!joined.has(id)) joined.set(id, together(id, ids.map(calendarNamed), who));
    return id;
  };
  const works = (id: string): boolean => {
    const { week, exceptions } = calendarNamed(id);
    return week.some((day) => day.length > 0) || (exceptions ?? []).some((one) => one.shifts.length > 0);
  };
  return {
    joined,
    named: (id) =>
      joined.get(id) ?? calendars.find((calendar) => calendar.id === id) ?? (id === roundTheClock.id ? roundTheClock : undefined),
    /**
     * The calendar of a task: its own and that of those who do it together, unless it says to leave theirs out; of several who keep different times the
     * time in which at least one works. Undefined when it is the project's.
     */
    of(task: string, own: string | undefined, alone: boolean): string | undefined {
      const shapes = new Map([...(ofTask.get(task) ?? [])].map((one) => [shape.get(one)!, one]));
      const ids = [...shapes.values()].sort();
      if (ids.length === 0 || (own !== undefined && alone)) return own;
      if (ids.length > 1) remarks.push({ rule: 'several-resource-calendars', activity: task });
      const theirs = ids.length === 1 ? ids[0]! : join(ids, 'one');
      if (own === undefined) return shapes.size === 1 && shapes.has(shape.get(projectCalendar ?? '') ?? '') ? undefined : theirs;
      if (shape.get(theirs) === shape.get(own)) return own;
      const both = join([own, theirs], 'all');
      return works(both) ? both : own;
    },
  };
}
