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

/** An enterprise that told nothing of its people on the day. */
export type Silent = Pick<EnterpriseDay, 'region' | 'id' | 'name'>;
/** What a county adds up to on a day, and the first of those that did not report. */
type Summary = { tallies: Tally[]; silent: Silent[] };

/** Kept under the hash of its county's chain; the oldest go first when together they hold more than `most`. */
class Kept<What> {
  readonly #held = new Map<string, { hash: string; what: What; size: number }>();
  readonly #most: number;
  #size = 0;
  constructor(most: number) {
    this.#most = most;
  }
  get(key: string, hash: string | undefined): What | undefined {
    const found = this.#held.get(key);
    return hash !== undefined && found?.hash === hash ? found.what : undefined;
  }
  put(key: string, hash: string, what: What, size: number): void {
    this.#size += size - (this.#held.get(key)?.size ?? 0);
    this.#held.delete(key);
    this.#held.set(key, { hash, what, size });
    for (const [oldest, { size: gone }] of this.#held) {
      if (this.#size <= this.#most) break;
      this.#held.delete(oldest);
      this.#size -= gone;
    }
  }
}

const keptHistories = new Kept<History[]>(Number.POSITIVE_INFINITY);
/** Sums are small and asked for most: two months of a province of 60 counties. Rows only where a number is opened: four days of 30,000 enterprises. */
const keptSummaries = new Kept<Summary>(4_000);
const keptRows = new Kept<EnterpriseDay[]>(120_000);
/** So many names of a county are kept beside its sums. */
export const mostNamed = 120;

/** The days of counties that are not held yet, made from their histories and kept for the next who asks. */
async function makeDays(
  db: Db,
  regions: readonly string[],
  day: string,
  hashes: ReadonlyMap<string, string>,
): Promise<Map<string, { rows: EnterpriseDay[]; summary: Summary }>> {
  const made = new Map<string, { rows: EnterpriseDay[]; summary: Summary }>();
  if (regions.length === 0) return made;
  const until = instantOfDay(addDays(day as Day, 1));
  const unread = regions.filter((region) => !keptHistories.get(region, hashes.get(region)));
  const read = unread.length > 0 ? await histories(db, unread) : new Map<string, History[]>();
  const reports = await reportsOf(db, regions, day);
  const rules = await coverRules(db, regions, day);
  for (const region of regions) {
    const hash = hashes.get(region);
    const all = read.get(region) ?? keptHistories.get(region, hash) ?? [];
    const told = reports.get(region);
    const rows = all.flatMap((history) => standingOn(region, history, { day, until }, told?.get(history.id)) ?? []);
    const silent: Silent[] = [];
    for (const { peopleBack, id, name } of rows) {
      if (silent.length === mostNamed) break;
      if (peopleBack === null) silent.push({ region, id, name });
    }
    const summary = { tallies: tallies(rows, rules.get(region) ?? 0), silent };
    made.set(region, { rows, summary });
    if (hash === undefined) continue;
    keptHistories.put(region, hash, all, 0);
    keptSummaries.put(`${region}/${day}`, hash, summary, 1);
    keptRows.put(`${region}/${day}`, hash, rows, rows.length);
  }
  return made;
}

/** An enterprise's own account sees a part of a county: what it sees is read afresh and never kept. Nor is a county without an entry. */
const hashesOf = (db: Db, marks: readonly { region: string; hash: string }[]): ReadonlyMap<string, string> =>
  new Map(db.scope.owner === null ? marks.map((mark) => [mark.region, mark.hash]) : []);

/** What the enterprises of the day add up to by county, sector and park; of each county the first that did not report. */
export type Morning = Summary & { asOf: { at: string; entries: Record<string, number> } };

/** Everything the count of a day says. `now` is only used where nothing has ever happened. */
export async function morningOf(db: Db, regions: readonly string[], day: string, now: string): Promise<Morning> {
  const marks = await bookMark(db, regions);
  const hashes = hashesOf(db, marks);
  const held = new Map(regions.map((region) => [region, keptSummaries.get(`${region}/${day}`, hashes.get(region))]));
  const made = await makeDays(
    db,
    regions.filter((region) => !held.get(region)),
    day,
    hashes,
  );
  const all = regions.flatMap((region) => held.get(region) ?? made.get(region)?.summary ?? []);
  return {
    tallies: all.flatMap((one) => one.tallies),
    silent: all.flatMap((one) => one.silent),
    asOf: {
      at: marks.reduce((latest, mark) => (mark.at > latest ? mark.at : latest), marks[0]?.at ?? now),
      entries: Object.fromEntries(marks.map((mark) => [mark.region, mark.seq])),
    },
  };
}

/** The enterprises of the day, for whoever opens a number. */
export async function rowsOfMorning(db: Db, regions: readonly string[], day: string): Promise<EnterpriseDay[]> {
  const hashes = hashesOf(db, await bookMark(db, regions));
  const held = new Map(regions.map((region) => [region, keptRows.get(`${region}/${day}`, hashes.get(region))]));
  const made = await makeDays(
    db,
    regions.filter((region) => !held.get(region)),
    day,
    hashes,
  );
  return regions.flatMap((region) => held.get(region) ?? made.get(region)?.rows ?? []);
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
