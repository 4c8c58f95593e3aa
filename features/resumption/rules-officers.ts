// Decisions about officers: how a day went, which day a message of a device belongs to, what answers are not as they should be, how long supplies
// last, where the duty roster has holes. Pure.
import { addDays, type Day, dayOfInstant } from '../../vocabulary/days.ts';
import type { Problem } from '../../vocabulary/problems.ts';
import type { PresenceState, RoundAnswer, RoundQuestion, Supply } from './words-officers.ts';

/** How the day of an enterprise went. Who came counts before what was said about it; today is not missed before it is over. */
export function presenceOf(
  day: string,
  { today, came, excused }: { today: string; came: readonly { substitute: boolean }[]; excused: boolean },
): PresenceState {
  if (came.some((one) => !one.substitute)) return 'present';
  if (came.length > 0) return 'substituted';
  if (excused) return 'excused';
  return day >= today ? 'waiting' : 'missed';
}

/** The days of an assignment that are over or begun, newest first, at most `most`. The day on which it ended is the successor's. */
export function daysOfAssignment({ from, to }: { from: string; to: string | null }, today: string, most: number): Day[] {
  const days: Day[] = [];
  for (let day = (to === null ? today : addDays(to as Day, -1)) as Day; day >= from && days.length < most; day = addDays(day, -1)) {
    if (day <= today) days.push(day);
    if (day > today) day = addDays(today as Day, 1);
  }
  return days;
}

/**
 * The day a message belongs to: that of the device as long as its clock is within `skewHours` of ours, which covers a phone that was without a network
 * for that long; beyond that, ours. A day that has not come yet is never believed.
 */
export function dayOfMessage(deviceAt: string, now: string, skewHours: number): Day {
  const ours = dayOfInstant(now);
  const apart = Math.abs(Date.parse(now) - Date.parse(deviceAt)) / 3_600_000;
  const theirs = dayOfInstant(deviceAt);
  return apart <= skewHours && theirs <= ours ? theirs : ours;
}

/** Which questions have no answer, and which answers are not as they should be. An answer to a question that was not asked is refused. */
export function judgeRound(
  questions: readonly RoundQuestion[],
  answers: Readonly<Record<string, RoundAnswer>>,
): { ok: true; wrong: string[] } | { ok: false; problem: Problem } {
  const silent = questions.filter((question) => answers[question.code] === undefined);
  if (silent.length > 0)
    return { ok: false, problem: { code: 'resumption.round-unanswered', params: { questions: silent.map((one) => one.zh).join('、') } } };
  const strange = Object.keys(answers).find((code) => !questions.some((question) => question.code === code));
  if (strange !== undefined) return { ok: false, problem: { code: 'resumption.round-not-asked', params: { code: strange } } };
  return {
    ok: true,
    wrong: questions.filter(({ code, good }) => answers[code] !== good && answers[code] !== 'na').map((question) => question.code),
  };
}

/** Whole days that a stock lasts; null where nothing is used. */
export const coverOf = ({ stock, dailyUse }: Supply): number | null => (dailyUse > 0 ? Math.floor(stock / dailyUse) : null);

/** The shortest cover in days; null where no cover is known. */
export function shortestCover(supplies: readonly Supply[]): number | null {
  const known = supplies.map(coverOf).filter((days) => days !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** Stretches between two instants in which nobody is on duty. */
export function dutyGaps(shifts: readonly { from: string; to: string }[], from: string, to: string): { from: string; to: string }[] {
  const gaps: { from: string; to: string }[] = [];
  let reached = Date.parse(from);
  const end = Date.parse(to);
  for (const shift of [...shifts].sort((a, b) => Date.parse(a.from) - Date.parse(b.from))) {
    const begins = Date.parse(shift.from);
    if (begins > reached && reached < end)
      gaps.push({ from: new Date(reached).toISOString(), to: new Date(Math.min(begins, end)).toISOString() });
    reached = Math.max(reached, Date.parse(shift.to));
  }
  if (reached < end) gaps.push({ from: new Date(reached).toISOString(), to: new Date(end).toISOString() });
  return gaps;
}

/** Whole minutes from a call to its answer, or until now. */
export const minutesBetween = (from: string, to: string): number => Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 60_000));
