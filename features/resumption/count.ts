// The facts of a morning, county by county. What happened to a county's enterprises changes only when its audit chain grows, so their histories are kept
// in memory under the hash of its last entry, and any day is replayed from them: exact, and a province is read again only where something happened.
import type { Db } from '../../platform/db/database.ts';
import { addDays, type Day, daysBetween, instantOfDay } from '../../vocabulary/days.ts';
import type { Figure } from '../../vocabulary/figure.ts';
import { within } from '../../vocabulary/regions.ts';
import { bookMark } from '../projects/door.ts';
import { type CountSet, countFigures, type Tally, tallies } from './rules-count.ts';
import { type EnterpriseDay, type History, standingOn } from './rules-standing.ts';
import { coverRules, histories, lastReportedDay, reportsOf } from './store-count.ts';
import type { CountFigure } from './words-count.ts';

const keptHistories = new Map<string, { hash: string; histories: History[] }>();
const keptDays = new Map<string, { hash: string; rows: EnterpriseDay[]; tallies: Tally[] }>();
/** So many enterprises' days stay in memory: ten days of a province of 30,000. The oldest go first. */
const mostRows = 300_000;
let keptRows = 0;

function keepDay(key: string, day: { hash: string; rows: EnterpriseDay[]; tallies: Tally[] }): void {
  keptRows += day.rows.length - (keptDays.get(key)?.rows.length ?? 0);
  keptDays.delete(key);
  keptDays.set(key, day);
  for (const [oldest, { rows }] of keptDays) {
    if (keptRows <= mostRows) break;
    keptDays.delete(oldest);
    keptRows -= rows.length;
  }
}

/** The enterprises of the day, and what they add up to by county, sector and park. */
export type Morning = { rows: EnterpriseDay[]; tallies: Tally[]; asOf: { at: string; entries: Record<string, number> } };

/** Everything the count of a day is made from. `now` is only used where nothing has ever happened. */
export async function morningOf(db: Db, regions: readonly string[], day: string, now: string): Promise<Morning> {
  const until = instantOfDay(addDays(day as Day, 1));
  const marks = await bookMark(db, regions);
  const hashes = new Map(marks.map((mark) => [mark.region, mark.hash]));
  // An enterprise's own account sees a part of a county: such a view is read afresh and never kept. Nor is a county without an entry.
  const kept = (map: ReadonlyMap<string, { hash: string }>, key: string, region: string): boolean =>
    db.scope.owner === null && hashes.has(region) && map.get(key)?.hash === hashes.get(region);
  const dayKey = (region: string): string => `${region}/${day}`;
  const fresh = regions.filter((region) => !kept(keptDays, dayKey(region), region));
  const unread = fresh.filter((region) => !kept(keptHistories, region, region));
  const read = unread.length > 0 ? await histories(db, unread) : new Map<string, History[]>();
  const reports = fresh.length > 0 ? await reportsOf(db, fresh, day) : undefined;
  const rules = fresh.length > 0 ? await coverRules(db, fresh, day) : undefined;
  const made = new Map<string, { rows: EnterpriseDay[]; tallies: Tally[] }>();
  for (const region of fresh) {
    const all = read.get(region) ?? (unread.includes(region) ? [] : keptHistories.get(region)!.histories);
    const told = reports?.get(region);
    const rows = all.flatMap((history) => standingOn(region, history, { day, until }, told?.get(history.id)) ?? []);
    const added = tallies(rows, rules?.get(region) ?? 0);
    made.set(region, { rows, tallies: added });
    const hash = hashes.get(region);
    if (db.scope.owner !== null || hash === undefined) continue;
    keptHistories.set(region, { hash, histories: all });
    keepDay(dayKey(region), { hash, rows, tallies: added });
  }
  const dayOf = (region: string) => made.get(region) ?? keptDays.get(dayKey(region));
  return {
    rows: regions.flatMap((region) => dayOf(region)?.rows ?? []),
    tallies: regions.flatMap((region) => dayOf(region)?.tallies ?? []),
    asOf: {
      at: marks.reduce((latest, mark) => (mark.at > latest ? mark.at : latest), marks[0]?.at ?? now),
      entries: Object.fromEntries(marks.map((mark) => [mark.region, mark.seq])),
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

/** By what a day is counted: when it ended, and how long supplies have to last in each county. */
export const setOf = async (db: Db, regions: readonly string[], day: string, now: string): Promise<CountSet> => ({
  until: untilOf(day, now),
  coverDays: await coverRules(db, regions, day),
});

export type MorningFigures = { region: string; day: string; of: (region: string) => Record<CountFigure, Figure> };

/** The numbers of a morning for a region and each one inside it, of the day that counts today. */
export async function morningFigures(db: Db, clock: { now(): string; today(): string }, region: string): Promise<MorningFigures> {
  const regions = db.scope.regions.filter((code) => within(code, region));
  const day = await dayOfCount(db, regions, clock.today());
  const { tallies: all, asOf } = await morningOf(db, regions, day, clock.now());
  return {
    region,
    day,
    of: (code) =>
      countFigures(
        all.filter((one) => within(one.region, code)),
        untilOf(day, clock.now()),
        { asOf, unreported: [], rows: { on: day, region: code } },
      ),
  };
}
