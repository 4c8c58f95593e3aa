// A plan read from another tool as Microsoft Project XML: what that program has no word for is told by name. Its own files come out as they were read:
// the same tasks, calendars, links, constraints and dates. Pure.
import { type Activity, type CalendarProblem, type Constraint, instant, instantText, type When } from '../../engine/src/index.ts';
import type { PlanRead } from './rules-read.ts';
import type { WrittenLink, WrittenProject, WrittenTask } from './rules-write-project.ts';

export interface Converted {
  project: WrittenProject;
  /** What Microsoft Project cannot hold, with the activities it concerns. */
  leftOut: readonly { what: 'constraint' | 'level-of-effort' | 'external-date' | 'lag-calendar'; activities: readonly string[] }[];
}

const at = (when: When | undefined): string | undefined =>
  when === undefined ? undefined : typeof when === 'number' ? instantText(when) : instantText(instant(when) ?? 0);

const isNumber = (id: string): boolean => /^\d{1,9}$/.test(id);
/** That program knows things by whole numbers: an id that is one stays, others get the next free one. */
function numbers(ids: Iterable<string>): Map<string, string> {
  const all = [...ids];
  const taken = new Set(all.filter(isNumber));
  let next = 1;
  return new Map(
    all.map((id) => {
      if (isNumber(id)) return [id, id];
      while (taken.has(String(next))) next++;
      taken.add(String(next));
      return [id, String(next)];
    }),
  );
}

export function converted(name: string, read: PlanRead): Converted {
  const { problem, stored, options } = read;
  const calendars = problem.calendars as readonly CalendarProblem[];
  const calendarUid = numbers(calendars.map((one) => one.id));
  const uid = numbers(problem.activities.map((one) => one.id));
  const minutesPerDay = calendars.find((one) => one.id === problem.calendar)?.minutesPerDay ?? 480;
  const leftOut = new Map<Converted['leftOut'][number]['what'], Set<string>>();
  const leave = (what: Converted['leftOut'][number]['what'], id: string): void => {
    leftOut.set(what, (leftOut.get(what) ?? new Set()).add(id));
  };
  const durations = new Map(problem.activities.map((one) => [one.id, minutes(one.duration)]));
  const into = Map.groupBy(problem.links, (link) => link.to);
  const linksOf = (id: string): WrittenLink[] =>
    (into.get(id) ?? []).map((link) => {
      const own = link.lagCalendar ?? problem.lagCalendar;
      if (typeof own === 'object' || own === 'predecessor' || own === 'project') if (minutes(link.lag) !== 0) leave('lag-calendar', id);
      return { from: uid.get(link.from)!, type: link.type ?? 'FS', lag: minutes(link.lag), elapsed: own === '24h' };
    });
  const open: { activity: Activity; spans: ReadonlySet<string> }[] = [];
  const tasks = problem.activities.map((activity): WrittenTask => {
    const { id } = activity;
    const spans = activity.kind === 'summary' ? new Set(activity.spans) : undefined;
    const under = (above: ReadonlySet<string>): boolean => (spans ? [...spans].every((one) => above.has(one)) : above.has(id));
    while (open.length > 0 && !under(open.at(-1)!.spans)) open.pop();
    // The summary of the whole project stands on level 0.
    const level = open.length + (open[0]?.activity.id === '0' || id === '0' ? 0 : 1);
    if (spans) open.push({ activity, spans });
    if (activity.kind === 'level-of-effort') leave('level-of-effort', id);
    if (activity.externalStart !== undefined || activity.externalFinish !== undefined) leave('external-date', id);
    const constraints = activity.constraints ?? [];
    if (constraints.length > 1) leave('constraint', id);
    const held = stored.get(id);
    const pinned = at(activity.pinned);
    return {
      uid: uid.get(id)!,
      name: activity.name ?? '',
      level,
      summary: spans !== undefined,
      milestone: activity.kind === 'milestone' || activity.kind === 'start-milestone' || activity.kind === 'finish-milestone',
      duration: durations.get(id)!,
      elapsed: activity.calendar === '24h',
      calendar: activity.calendar === undefined || activity.calendar === '24h' ? undefined : calendarUid.get(activity.calendar),
      manualStart: pinned,
      start: at(activity.actualStart) ?? pinned ?? held?.earlyStart,
      finish: at(activity.actualFinish) ?? held?.earlyFinish,
      ...held,
      actualStart: at(activity.actualStart),
      actualFinish: at(activity.actualFinish),
      remaining: activity.remaining === undefined ? undefined : minutes(activity.remaining),
      resume: at(activity.resume),
      constraint: written(constraints[0]),
      asLateAsPossible: activity.asLateAsPossible,
      deadline: at(activity.deadline),
      links: linksOf(id),
      texts: uid.get(id) === id ? {} : { 20: id },
    };
  });
  return {
    project: {
      name,
      start: at(problem.start)!,
      due: at(problem.due),
      calendar: problem.calendar === undefined ? undefined : calendarUid.get(problem.calendar),
      minutesPerDay,
      criticalFloat: options.criticalFloat,
      honourConstraints: problem.activities.some((one) => one.constraints?.some((constraint) => constraint.hard)),
      calendars: calendars.map((one) => ({ ...one, id: calendarUid.get(one.id)! })),
      aliases: tasks.some((one) => one.texts?.[20]) ? { 20: '原编号' } : {},
      tasks,
    },
    leftOut: [...leftOut].map(([what, ids]) => ({ what, activities: [...ids] })),
  };
}

const written = (one: Constraint | undefined): WrittenTask['constraint'] =>
  one === undefined ? undefined : { type: one.type, at: at(one.at)! };
/** Readers give minutes; texts come from our own JSON only, at eight hours a day. */
function minutes(value: number | string | undefined): number {
  if (typeof value === 'number' || value === undefined) return value ?? 0;
  const match = /^(-?\d+(?:\.\d+)?)([dhm]?)$/.exec(value.trim());
  return match ? Math.round(Number(match[1]) * (match[2] === 'd' ? 480 : match[2] === 'h' ? 60 : 1)) : 0;
}
