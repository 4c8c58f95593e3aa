// The days on which a plan stands still, told as spans for a chart: what the calendars of the passes say, day by day, and nothing beside them.
import { dayNumber, dayText } from '../../engine/src/index.ts';
import { type CalendarData, type PlanCalendars, stopConcerns } from './rules-calendars.ts';
import type { Passes, PlanFacts } from './rules-passes.ts';
import type { PlanGround, Span } from './words-ground.ts';

const before = 21;
const after = 45;

/** From which day to which day a chart of the plan reaches. */
export function reachOf(facts: PlanFacts, passes: Passes): Span {
  let [first, last] = [dayNumber(facts.start)!, dayNumber(facts.promised)!];
  const take = (day: string): void => {
    const number = dayNumber(day)!;
    if (number < first) first = number;
    if (number > last) last = number;
  };
  take(facts.asOf);
  for (const { earlyStart, earlyFinish, lateFinish } of passes.dates.values())
    for (const day of [earlyStart, earlyFinish, lateFinish]) take(day);
  return { from: dayText(first - before), to: dayText(last + after) };
}

export function groundOf(
  { by }: PlanCalendars,
  data: CalendarData,
  region: string,
  project: string | null,
  { from, to }: Span,
): PlanGround {
  const [first, last] = [dayNumber(from)!, dayNumber(to)!];
  const spans = (stands: (day: number) => boolean): Span[] => {
    const found: Span[] = [];
    let begun: number | undefined;
    for (let day = first; day <= last + 1; day++) {
      const is = day <= last && stands(day);
      if (is && begun === undefined) begun = day;
      if (!is && begun !== undefined) {
        found.push({ from: dayText(begun), to: dayText(day - 1) });
        begun = undefined;
      }
    }
    return found;
  };
  return {
    from,
    to,
    off: spans((day) => !by.working.isWorkday(day)),
    season: spans((day) => by['site-calendar'].isWorkday(day) && !by['outdoor-calendar'].isWorkday(day)),
    stops: data.stops
      .filter((one) => stopConcerns(one, region, project) && one.to >= from && one.from <= to)
      .map((one) => ({ from: one.from, to: one.to, name: one.name })),
  };
}
