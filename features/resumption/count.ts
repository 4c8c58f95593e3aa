// The facts of a morning, county by county. What a county's enterprises stand for changes only when its audit chain grows, so its rows are kept in memory
// under the number of its last entry: exact, and a province is read again only where something happened.
import type { Db } from '../../platform/db/database.ts';
import { bookMark } from '../projects/door.ts';
import type { EnterpriseDay } from './rules-count.ts';
import { enterpriseDays } from './store-count.ts';

const kept = new Map<string, { seq: number; rows: EnterpriseDay[] }>();
const mostKept = 1_000;

export type Morning = { rows: EnterpriseDay[]; asOf: { at: string; entries: Record<string, number> } };

/** Everything the count of a day is made from. `now` is only used where nothing has ever happened. */
export async function morningOf(db: Db, regions: readonly string[], day: string, now: string): Promise<Morning> {
  const until = new Date(Date.parse(`${day}T24:00:00+08:00`)).toISOString();
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
