// Interrupted tasks of Microsoft Project: their duration leaves out the days on which nobody works on them, and only the work by periods of their
// assignments tells which days those are. Decides what is a gap; what a gap means for the dates is the reader's.
import { type Calendar, type CalendarProblem, createCalendar, instant } from '../../engine/src/index.ts';
import { below, child, childrenOf, type Element, isoMinutes, isoTime, textOf } from './rules-read.ts';

/** From one instant up to another, in minutes. */
export type Gap = readonly [from: number, to: number];

/** Remaining and actual work by periods, as the file numbers them. */
const workKinds = new Set(['1', '2']);

/** Where every assignment of a task that has work by periods rests between two pieces of work, by the task's UID. Tasks without a gap are left out. */
export function gapsOfTasks(root: Element): ReadonlyMap<string, readonly Gap[]> {
  const gaps = new Map<string, readonly Gap[]>();
  for (const assignment of below(child(root, 'Assignments') ?? root, 'Assignment')) {
    const task = textOf(assignment, 'TaskUID');
    if (task === undefined) continue;
    const own = gapsOf(assignment);
    if (own) gaps.set(task, gaps.has(task) ? inBoth(gaps.get(task)!, own) : own);
  }
  for (const [task, found] of gaps) if (found.length === 0) gaps.delete(task);
  return gaps;
}

/** Work that is spread unevenly rounds to nothing in the odd half hour; that is no gap. */
const shortestGap = 4 * 60;

/** The gaps of one assignment; undefined when it has no work by periods. */
function gapsOf(assignment: Element): readonly Gap[] | undefined {
  const periods: { readonly from: number; readonly to: number; readonly works: boolean }[] = [];
  for (const period of childrenOf(assignment, 'TimephasedData')) {
    const minutes = isoMinutes(textOf(period, 'Value'));
    if (!workKinds.has(textOf(period, 'Type') ?? '') || minutes === undefined) continue;
    const [from, to] = [at(period, 'Start'), at(period, 'Finish')];
    if (from < to) periods.push({ from, to, works: minutes > 0 });
  }
  periods.sort((a, b) => a.from - b.from);
  const [first, last] = [periods.findIndex((one) => one.works), periods.findLastIndex((one) => one.works)];
  if (first < 0) return undefined;
  const gaps: [number, number][] = [];
  for (let k = first + 1; k < last; k++) {
    const { from, to, works } = periods[k]!;
    if (works) continue;
    if (periods[k - 1]!.works) gaps.push([from, to]);
    else gaps.at(-1)![1] = to;
  }
  return gaps.filter(([from, to]) => to - from >= shortestGap);
}

const at = (element: Element, name: string): number => instant(isoTime(textOf(element, name)) ?? '') ?? Number.NaN;

const inBoth = (left: readonly Gap[], right: readonly Gap[]): readonly Gap[] =>
  left.flatMap(([a, b]) => right.flatMap(([c, d]): Gap[] => (Math.max(a, c) < Math.min(b, d) ? [[Math.max(a, c), Math.min(b, d)]] : [])));

/** Working minutes of calendars that lie in gaps, as far as they come after an instant; each calendar is laid out once. */
export function gapWork(): (gaps: readonly Gap[], calendar: CalendarProblem, after: string | undefined) => number {
  const made = new Map<CalendarProblem, Calendar | undefined>();
  return (gaps, calendar, after) => {
    if (!made.has(calendar)) {
      const result = createCalendar(calendar);
      made.set(calendar, result.ok ? result.value : undefined);
    }
    const since = instant(after ?? '') ?? Number.NEGATIVE_INFINITY;
    return gaps.reduce((sum, [from, to]) => sum + (to > since ? (made.get(calendar)?.between(Math.max(from, since), to) ?? 0) : 0), 0);
  };
}
