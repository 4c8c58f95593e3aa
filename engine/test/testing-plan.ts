// A small plan and its answer as short texts, for cases worked by hand: `Thu 5 08:00` is Thursday, 5 March 2020.
import {
  type Activity,
  type CalendarProblem,
  createNetwork,
  datesOf,
  fiveDays,
  instantText,
  type Link,
  type NetworkProblem,
  type Schedule,
  type ScheduleOptions,
  schedule,
} from '../src/index.ts';

/** Monday to Friday, 08:00–12:00 and 13:00–17:00. */
export const office: CalendarProblem = { id: 'office', week: fiveDays(['08:00', '12:00'], ['13:00', '17:00']) };
/** Nine hours from 20:00, Monday to Saturday nights. */
export const nights: CalendarProblem = {
  id: 'nights',
  week: [...Array.from({ length: 6 }, () => [['20:00', '05:00']] as const), []],
};

const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `Thu 5 08:00`; outside March 2020 with the month, `Fri 02-28 08:00`. */
export function short(at: number): string {
  const text = instantText(at);
  const day = names[(((Math.floor(at / 1440) + 3) % 7) + 7) % 7]!;
  return `${day} ${text.startsWith('2020-03') ? Number(text.slice(8, 10)) : text.slice(5, 10)} ${text.slice(11, 16)}`;
}

export function solve(
  activities: readonly Activity[],
  links: readonly Link[],
  more: Partial<NetworkProblem> = {},
  options: ScheduleOptions = {},
): Schedule {
  const network = createNetwork({ start: '2020-03-02T08:00', calendars: [office, nights], activities, links, ...more });
  if (!network.ok) throw new Error(network.errors.map((error) => error.sentence).join(' '));
  const made = schedule(network.value, options);
  if (!made.ok) throw new Error(made.errors.map((error) => error.sentence).join(' '));
  return made.value;
}

export const early = (made: Schedule, id: string): string =>
  `${short(datesOf(made, id)!.earlyStart)} – ${short(datesOf(made, id)!.earlyFinish)}`;
export const late = (made: Schedule, id: string): string =>
  `${short(datesOf(made, id)!.lateStart)} – ${short(datesOf(made, id)!.lateFinish)}`;
/** Total float in days of eight hours. */
export const floatOf = (made: Schedule, id: string): number => datesOf(made, id)!.totalFloat / 480;
