// Our dates beside those a file holds: which agree, which do not, and by which rule each difference comes about. Decides nothing about the plan.
import {
  type ActivityDates,
  allDates,
  createNetwork,
  explainStart,
  instant,
  instantText,
  schedule as makeSchedule,
  type Schedule,
  slackOfLink,
} from '../../engine/src/index.ts';
import type { PlanRead, StoredDates } from './rules-read.ts';

const fields = ['earlyStart', 'earlyFinish', 'lateStart', 'lateFinish', 'totalFloat'] as const;
export type Field = (typeof fields)[number];

export type Difference = {
  readonly id: string;
  readonly field: Field;
  readonly ours: string | number;
  readonly theirs: string | number;
  readonly why: string;
};

export type Comparison = {
  /** Activities of which the file holds at least one date, finished ones left out. */
  readonly compared: number;
  readonly equal: Readonly<Record<Field, number>>;
  readonly different: readonly Difference[];
};

/** The same moment of work: equal, or with nothing but closed hours of the activity's calendar between. */
function sameMoment(schedule: Schedule, id: string, ours: number, theirs: number): boolean {
  if (ours === theirs) return true;
  const r = schedule.network.rankOf.get(id)!;
  const calendar = schedule.network.calendars[schedule.network.calendar[r]!]!;
  return calendar.between(ours, theirs) === 0;
}

export function compare(read: PlanRead, schedule: Schedule): Comparison {
  const equal = { earlyStart: 0, earlyFinish: 0, lateStart: 0, lateFinish: 0, totalFloat: 0 };
  const different: Difference[] = [];
  const told = toldDates(read, schedule);
  let compared = 0;
  const off = { early: new Set<string>(), late: new Set<string>() };
  for (const dates of told) {
    const stored = read.stored.get(dates.id);
    if (!stored || fields.every((field) => stored[field] === undefined)) continue;
    compared++;
    for (const field of fields) {
      const theirs = stored[field];
      if (theirs === undefined) continue;
      const ours = dates[field];
      if (typeof theirs === 'number') {
        if (Math.abs(ours - theirs) <= 1) equal[field]++;
        else different.push({ id: dates.id, field, ours, theirs, why: '' });
        continue;
      }
      if (sameMoment(schedule, dates.id, ours, instant(theirs) ?? Number.NaN)) equal[field]++;
      else {
        different.push({ id: dates.id, field, ours: instantText(ours), theirs, why: '' });
        (field.startsWith('early') ? off.early : off.late).add(dates.id);
      }
    }
  }
  return { compared, equal, different: different.map((one) => ({ ...one, why: whyDifferent(read, schedule, one, off) })) };
}

/**
 * Our dates as that tool tells them. Of a started task Microsoft Project tells the actual start as the early and as the late one; of a task wanted as late as
 * possible the dates it could have as early ones, and where it stands as its start and finish.
 */
export function toldDates(read: PlanRead, schedule: Schedule): ActivityDates[] {
  const dates = allDates(schedule);
  if (read.tool !== 'microsoft-project') return dates;
  const { network } = schedule;
  const soon = network.activities.some((activity) => activity.asLateAsPossible) ? asSoonAsPossible(schedule) : undefined;
  return dates.map((one) => {
    const activity = network.activities[network.rankOf.get(one.id)!]!;
    if (activity.actualStart !== undefined) return { ...one, earlyStart: one.start, lateStart: one.start };
    const early = activity.asLateAsPossible ? soon?.get(one.id) : undefined;
    return early ? { ...one, earlyStart: early.earlyStart, earlyFinish: early.earlyFinish } : one;
  });
}

/** The same plan with nothing held back. */
function asSoonAsPossible({ network, options }: Schedule): ReadonlyMap<string, ActivityDates> | undefined {
  const activities = network.problem.activities.map((activity) => ({ ...activity, asLateAsPossible: undefined }));
  const loose = createNetwork({ ...network.problem, activities });
  const made = loose.ok ? makeSchedule(loose.value, options) : loose;
  return made.ok ? new Map(allDates(made.value).map((one) => [one.id, one])) : undefined;
}

/** The rule behind a difference, as far as the file shows it: what was left out of it first, then whether the file agrees with itself. */
function whyDifferent(
  read: PlanRead,
  schedule: Schedule,
  one: Difference,
  off: { readonly early: ReadonlySet<string>; readonly late: ReadonlySet<string> },
): string {
  const { network } = schedule;
  const activity = network.activities[network.rankOf.get(one.id)!]!;
  const outside = storedOutsideCalendar(read, schedule, one.id);
  const remark = read.remarks.find((remark) => remark.activity === one.id);
  if (remark) return remark.rule;
  if (activity.kind === 'summary' || activity.kind === 'level-of-effort') return 'spans-other-activities';
  if (one.field === 'totalFloat') {
    if (activity.actualStart !== undefined) return 'float-of-a-started-activity';
    if (activity.asLateAsPossible) return 'float-of-an-activity-as-late-as-possible';
    return off.early.has(one.id) || off.late.has(one.id) ? 'follows-from-its-dates' : 'float-differs-from-stored-dates';
  }
  if (activity.actualStart !== undefined) return 'progress';
  if (outside) return outside;
  const r = network.rankOf.get(one.id)!;
  const late = one.field.startsWith('late');
  const [from, to] = late ? [network.outFrom[r]!, network.outFrom[r + 1]!] : [network.into[r]!, network.into[r + 1]!];
  for (let at = from; at < to; at++) {
    const k = late ? network.outOf[at]! : at;
    const other = network.activities[late ? network.links.to[k]! : network.links.from[k]!]!.id;
    if ((late ? off.late : off.early).has(other)) return `follows-from ${other}`;
  }
  if (!late) {
    const broken = storedLinkBroken(read, schedule, r);
    if (broken) return `stored-dates-break-link-from ${broken}`;
    if (activity.pinned !== undefined) return 'placed-by-hand';
    const theirs = instant(one.theirs as string) ?? 0;
    const ours = instant(one.ours as string) ?? 0;
    const cause = explainStart(schedule, one.id)?.causes[0];
    return theirs > ours ? 'stored-later-than-anything-in-the-file-asks' : `stored-earlier-than ${cause?.cause ?? 'logic'}`;
  }
  const loose = storedLateLoose(read, schedule, r);
  if (loose) return `stored-late-dates-break-link-to ${loose}`;
  const finish = instantText(schedule.dates.lateFinishOf[network.project[r]!]!);
  return from === to ? `late-dates-from-project-finish ${finish}` : 'late-dates';
}

/** Stored dates that the activity's calendar in the file cannot have made: a start or finish in closed hours, or another length of work between. */
function storedOutsideCalendar(read: PlanRead, schedule: Schedule, id: string): string | undefined {
  const { network } = schedule;
  const r = network.rankOf.get(id)!;
  const stored = read.stored.get(id);
  const [start, finish] = [instant(stored?.earlyStart ?? ''), instant(stored?.earlyFinish ?? '')];
  if (start === undefined || finish === undefined || network.duration[r] === 0) return undefined;
  const calendar = network.calendars[network.calendar[r]!]!;
  if (!calendar.works(start)) return 'stored-start-in-closed-hours-of-the-calendar';
  const length = calendar.between(start, finish);
  return Math.abs(length - network.duration[r]!) > 1 ? 'stored-dates-made-with-another-calendar-or-duration' : undefined;
}

/** A predecessor whose link the file's own dates break: then it was not recalculated, or placed otherwise. */
function storedLinkBroken(read: PlanRead, schedule: Schedule, r: number): string | undefined {
  const { network } = schedule;
  const own = read.stored.get(network.activities[r]!.id);
  for (let k = network.into[r]!; k < network.into[r + 1]!; k++) {
    const before = network.activities[network.links.from[k]!]!;
    const stored = read.stored.get(before.id);
    if (own && stored && brokenByStored(schedule, k, stored, own)) return before.id;
  }
  return undefined;
}

/** A successor whose link the file's own late dates break: then that tool reckons late dates by other links than early ones, or did not reckon anew. */
function storedLateLoose(read: PlanRead, schedule: Schedule, r: number): string | undefined {
  const { network } = schedule;
  const own = read.stored.get(network.activities[r]!.id);
  const late = (dates: StoredDates): StoredDates => ({ earlyStart: dates.lateStart, earlyFinish: dates.lateFinish });
  for (let at = network.outFrom[r]!; at < network.outFrom[r + 1]!; at++) {
    const k = network.outOf[at]!;
    const after = network.activities[network.links.to[k]!]!;
    const stored = read.stored.get(after.id);
    if (own && stored && brokenByStored(schedule, k, late(own), late(stored))) return after.id;
  }
  return undefined;
}

function brokenByStored(schedule: Schedule, k: number, before: StoredDates, after: StoredDates): boolean {
  const slack = slackOfLink(schedule, k, {
    start: instant(before.earlyStart ?? '') ?? Number.NaN,
    finish: instant(before.earlyFinish ?? '') ?? Number.NaN,
    nextStart: instant(after.earlyStart ?? '') ?? Number.NaN,
    nextFinish: instant(after.earlyFinish ?? '') ?? Number.NaN,
  });
  return slack < 0;
}
