// The calendars a plan is reckoned with, out of dated data: working days as they had been announced by a day, calendar days, sites under stop orders,
// outdoor works with their season. What a node is reckoned in follows from what it is; days are whole, a duration of a day is one day of its calendar.
import { type Calendar, type CalendarException, type CalendarProblem, createCalendar, fiveDays } from '../../engine/src/index.ts';
import { addDays, type Day, dayFrom } from '../../vocabulary/days.ts';
import { within } from '../../vocabulary/regions.ts';
import type { DayUnit, NodeKind, ProjectType } from './words.ts';

export interface SeasonFacts {
  region: string;
  type: ProjectType;
  stopsOn: string;
  resumesOn: string;
  from: string;
  to: string | null;
  note: string;
  by?: string;
}
export interface StopFacts {
  region: string;
  id: string;
  name: string;
  from: string;
  to: string;
  basis: string;
  by: string;
  /** The projects whose sites it stops; none: every site of the region. */
  sites: readonly string[];
}
export interface CalendarData {
  days: readonly { day: string; announcedOn: string; kind: 'off' | 'make-up' }[];
  notices: readonly { year: number; announcedOn: string; basis: string }[];
  seasons: readonly SeasonFacts[];
  stops: readonly StopFacts[];
}
export type CalendarId = 'working' | 'calendar' | 'site-working' | 'site-calendar' | 'outdoor-working' | 'outdoor-calendar';
export type PlanCalendars = {
  readonly list: readonly Calendar[];
  readonly by: Readonly<Record<CalendarId, Calendar>>;
  readonly coveredUntil: number;
};

/** What a node is reckoned in: sites stand still under a stop order, outdoor works also in the season. */
export const calendarFor = (node: { kind: NodeKind; unit: DayUnit; outdoor: boolean }): CalendarId =>
  node.kind !== 'work' ? node.unit : node.outdoor ? `outdoor-${node.unit}` : `site-${node.unit}`;

/** The last year of which holidays had been announced by a day; 0 when none was. */
export const coveredUntil = (data: CalendarData, asOf: string): number =>
  data.notices.reduce((last, notice) => (notice.announcedOn <= asOf ? Math.max(last, notice.year) : last), 0);

const firstYear = 2000;
const lastYear = 2059;

/** The winters of a type of project in a region: the nearest region's rule before a wider one, the type's own before that for any. */
function winters(data: CalendarData, region: string, type: ProjectType): CalendarException[] {
  const stops: CalendarException[] = [];
  const depth = (code: string): number => code.replace(/(00)+$/, '').length;
  for (let year = firstYear; year <= lastYear; year++) {
    const season = data.seasons
      .filter((one) => (one.type === type || one.type === 'any') && within(region, one.region))
      .filter((one) => one.from <= `${year}-${one.stopsOn}` && (one.to === null || `${year}-${one.stopsOn}` < one.to))
      .sort(
        (a, b) => depth(b.region) - depth(a.region) || Number(b.type === type) - Number(a.type === type) || (a.from < b.from ? 1 : -1),
      )[0];
    if (!season) continue;
    const from = monthDay(year, season.stopsOn);
    const to = monthDay(season.resumesOn <= season.stopsOn ? year + 1 : year, season.resumesOn);
    if (from < to) stops.push({ from, to: addDays(to, -1), shifts: [], name: 'season' });
  }
  return stops;
}
const monthDay = (year: number, text: string): Day =>
  dayFrom(year, Number(text.slice(0, 2)), Number(text.slice(3))) ?? dayFrom(year, 3, 1)!;

const kept = new Map<string, PlanCalendars>();
const most = 64;

// Dated data is read once for many plans; those of one region, type, day and set of stops share their calendars.
const byData = new WeakMap<CalendarData, Map<string, PlanCalendars>>();

/** Whether an order stops the sites of a project. */
export const stopConcerns = (stop: Pick<StopFacts, 'region' | 'sites'>, region: string, project: string | null): boolean =>
  within(region, stop.region) && (stop.sites.length === 0 || (project !== null && stop.sites.includes(project)));

/** The calendars of a region, a type of project and one project (null: of none in particular) as they were known on a day. */
export function calendarsOf(data: CalendarData, region: string, type: ProjectType, asOf: string, project: string | null): PlanCalendars {
  const stops = data.stops.filter((one) => stopConcerns(one, region, project));
  const place = `${region}/${type}/${asOf}/${stops.map((one) => one.id).join()}`;
  const known = byData.get(data) ?? new Map<string, PlanCalendars>();
  if (known.size === 0) byData.set(data, known);
  const found = known.get(place) ?? compiled(data, region, type, asOf, stops);
  known.set(place, found);
  return found;
}

function compiled(data: CalendarData, region: string, type: ProjectType, asOf: string, stops: readonly StopFacts[]): PlanCalendars {
  const known = new Map<string, 'off' | 'make-up'>();
  for (const one of [...data.days].sort((a, b) => (a.announcedOn < b.announcedOn ? -1 : 1)))
    if (one.announcedOn <= asOf) known.set(one.day, one.kind);
  const of = (kind: 'off' | 'make-up'): string[] => [...known].flatMap(([day, is]) => (is === kind ? [day] : [])).sort();
  const season = winters(data, region, type);
  const ordered = stops.map((one): CalendarException => ({ from: one.from, to: one.to, shifts: [], name: one.name }));
  const covered = coveredUntil(data, asOf);
  const key = JSON.stringify([of('off'), of('make-up'), season, ordered, covered]);
  const found = kept.get(key);
  if (found) return found;
  const wholeDay = [[0, 1440]] as const;
  const working = { week: fiveDays(...wholeDay), holidays: of('off'), makeUpDays: of('make-up') };
  const everyDay = { week: Array.from({ length: 7 }, () => wholeDay) };
  const problems: CalendarProblem[] = [
    { id: 'working', ...working },
    { id: 'calendar', ...everyDay },
    { id: 'site-working', ...working, exceptions: ordered },
    { id: 'site-calendar', ...everyDay, exceptions: ordered },
    { id: 'outdoor-working', ...working, exceptions: [...season, ...ordered] },
    { id: 'outdoor-calendar', ...everyDay, exceptions: [...season, ...ordered] },
  ];
  const list = problems.map((problem) => {
    const made = createCalendar(problem);
    if (!made.ok) throw new Error(made.errors[0]!.sentence);
    return made.value;
  });
  const by = Object.fromEntries(list.map((calendar) => [calendar.id, calendar])) as unknown as Record<CalendarId, Calendar>;
  const calendars = { list, by, coveredUntil: covered };
  if (kept.size >= most) kept.clear();
  kept.set(key, calendars);
  return calendars;
}

/** Working days after `from` up to and including `to`; negative when `to` is earlier. */
export function daysLater(calendar: Calendar, from: number, to: number): number {
  return calendar.workdaysBetween(from + 1, to + 1);
}
