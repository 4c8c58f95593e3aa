// The facts of a morning, county by county. What a county's enterprises stand for changes only when its audit chain grows, so its rows are kept in memory
// under the number of its last entry: exact, and a province is read again only where something happened.
import type { Db } from '../../platform/db/database.ts';
import { addDays, type Day, daysBetween, instantOfDay } from '../../vocabulary/days.ts';
import type { Figure } from '../../vocabulary/figure.ts';
import { within } from '../../vocabulary/regions.ts';
import { bookMark } from '../projects/door.ts';
import { type CountSet, countFigures, type EnterpriseDay } from './rules-count.ts';
import { enterpriseDays, lastReportedDay } from './store-count.ts';
import { officerRule } from './store-officers.ts';
import type { CountFigure } from './words-count.ts';

const kept = new Map<string, { seq: number; rows: EnterpriseDay[] }>();
const mostKept = 1_000;

export type Morning = { rows: EnterpriseDay[]; asOf: { at: string; entries: Record<string, number> } };

/** Everything the count of a day is made from. `now` is only used where nothing has ever happened. */
export async function morningOf(db: Db, regions: readonly string[], day: string, now: string): Promise<Morning> {
  const until = instantOfDay(addDays(day as Day, 1));
  const marks = await bookMark(db, regions);
  const seqs = new Map(marks.map((mark) => [mark.region, mark.seq]));
  // An enterprise's own account sees a part of a county: such a view is read afresh and never kept.
  const keep = db.scope.owner === null;
  const key = (region: string): string => `${region}/${day}`;
  const fresh = regions.filter((region) => !keep || kept.get(key(region))?.seq !== (seqs.get(region) ?? 0));
  const read = Map.groupBy(fresh.length > 0 ? await enterpriseDays(db, fresh, day, until) : [], (row) => row.region);
  const rows = regions.flatMap((region) => read.get(region) ?? (fresh.includes(region) ? [] : (kept.get(key(region))?.rows ?? [])));
  if (keep)
    for (const region of fresh) {
      kept.delete(key(region));
      kept.set(key(region), { seq: seqs.get(region) ?? 0, rows: read.get(region) ?? [] });
      if (kept.size > mostKept) kept.delete(kept.keys().next().value!);
    }
  return {
    rows,
    asOf: {
      at: marks.reduce((latest, mark) => (mark.at > latest ? mark.at : latest), marks[0]?.at ?? now),
      entries: Object.fromEntries(seqs),
    },
  };
}

/** As long as this the day without any report is today's own, whose reports are still to come; beyond it, what was reported last is shown. */
const freshDays = 7;

/** The day a count is about when nobody names one: today, or the last day on which anybody reported where that is long ago. */
export async function dayOfCount(db: Db, regions: readonly string[], today: string): Promise<string> {
  const last = await lastReportedDay(db, regions, today);
  if (last === null) return today;
  return daysBetween(last as Day, today as Day) <= freshDays ? today : last;
}

/** The end of a day in Asia/Shanghai, or now while it lasts. */
export const untilOf = (day: string, now: string): string => {
  const end = instantOfDay(addDays(day as Day, 1));
  return end < now ? end : now;
};

export type MorningFigures = { region: string; day: string; of: (region: string) => Record<CountFigure, Figure> };

/** The numbers of a morning for a region and each one inside it, of the day that counts today. */
export async function morningFigures(db: Db, clock: { now(): string; today(): string }, region: string): Promise<MorningFigures> {
  const regions = db.scope.regions.filter((code) => within(code, region));
  const day = await dayOfCount(db, regions, clock.today());
  const { rows, asOf } = await morningOf(db, regions, day, clock.now());
  const { coverDays } = await officerRule(db, region, day);
  const set: CountSet = { until: untilOf(day, clock.now()), coverDays };
  return {
    region,
    day,
    of: (code) =>
      countFigures(
        rows.filter((row) => within(row.region, code)),
        set,
        { asOf, unreported: [], rows: { on: day, region: code } },
      ),
  };
}
