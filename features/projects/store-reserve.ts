// The reserve: who stands in which tier since when, and every move between tiers.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { type Day, daysBetween } from '../../vocabulary/days.ts';
import { newId } from '../../vocabulary/ids.ts';
import { regionsAbove } from '../../vocabulary/regions.ts';
import { nearestRules } from './rules.ts';
import { ageBands, bandOf, type Gate, median, type Tier, tiers } from './rules-gates.ts';
import type { Who } from './store-write.ts';

export async function addReserveMove(
  db: Db,
  region: string,
  id: string,
  move: {
    year: number;
    from: string | null;
    to: string | null;
    on: string;
    reason: string;
    evidence: readonly { gate: string; what: string }[];
  },
  who: Who,
): Promise<void> {
  await sql`
    insert into reserve_moves (region_code, id, project_id, year, from_tier, to_tier, on_day, reason, evidence, by_name, at)
    values (${region}, ${newId()}, ${id}, ${move.year}, ${move.from}, ${move.to}, ${move.on}, ${move.reason}, ${JSON.stringify(move.evidence)}::jsonb, ${who.by.name}, ${who.at})`.execute(
    db.kysely,
  );
}

/** Gates in force on a day, the nearest region's rule for each. */
export async function gatesFor(db: Db, region: string, day: string): Promise<Gate[]> {
  const { rows } = await sql<Gate>`
    select region_code as region, to_tier as to, to_tier || '/' || code as code, name_zh as zh, name_en as en, required from reserve_gates
    where region_code = any (${regionsAbove(region)}::text[]) and valid_from <= ${day} and (valid_to is null or valid_to > ${day}) order by array_position(array['reserve', 'mature', 'annual'], to_tier), position, code`.execute(
    db.kysely,
  );
  return nearestRules(rows, region).map((gate) => ({ ...gate, code: gate.code.slice(gate.to.length + 1) }));
}

type Standing = { tier: Tier; totalYuan: number | null; since: Day };
type Move = { id: string; from: Tier | null; to: Tier | null; on: Day; totalYuan: number | null };

/**
 * The numbers of the reservoir of a year's books: what stands where and how long, what came, what left, how much of each tier moved on. A move
 * belongs to the books it was made in, whatever its day: a ledger of 2020 may be brought in later.
 */
export async function reservoirOf(db: Db, regions: readonly string[], year: number, today: Day) {
  const standing = await sql<Standing>`
    select coalesce(y.maturity, 'idea') as tier, y.total_yuan as "totalYuan", coalesce(m.since, y.entered_on) as since
    from project_years y join projects p on p.region_code = y.region_code and p.id = y.project_id
    left join (select region_code, project_id, max(on_day) as since from reserve_moves where region_code = any (${regions}::text[]) group by 1, 2) m on m.region_code = y.region_code and m.project_id = y.project_id
    where y.region_code = any (${regions}::text[]) and y.year = ${year} and y.pool = 'reserve' and y.left_on is null`.execute(db.kysely);
  const moves = await sql<Move>`
    select m.project_id as id, m.from_tier as from, m.to_tier as to, m.on_day as on, p.total_yuan as "totalYuan" from reserve_moves m join projects p on p.region_code = m.region_code and p.id = m.project_id
    where m.region_code = any (${regions}::text[]) and m.year = ${year} order by m.on_day`.execute(db.kysely);
  const lastDay = (`${year}-12-31` < today ? `${year}-12-31` : today) as Day;
  const age = (since: Day): number => Math.max(0, daysBetween(since, lastDay));
  const order = (tier: Tier | null): number => (tier === null ? -1 : tiers.indexOf(tier));
  const months = (some: readonly Move[], key: (move: Move) => string) =>
    [...Map.groupBy(some, key)].map(([name, all]) => ({
      name,
      count: all.length,
      totalYuan: all.reduce((sum, move) => sum + (move.totalYuan ?? 0), 0),
    }));
  const outflow = moves.rows.filter((move) => move.from !== null && move.from !== 'annual' && (move.to === 'annual' || move.to === null));
  return {
    tiers: tiers.map((tier) => {
      const here = standing.rows.filter((one) => one.tier === tier);
      const ages = here.map((one) => age(one.since));
      return {
        tier,
        count: here.length,
        totalYuan: here.reduce((sum, one) => sum + (one.totalYuan ?? 0), 0),
        medianDays: median(ages),
        oldestDays: ages.length > 0 ? Math.max(...ages) : null,
        entered: moves.rows.filter((move) => move.to === tier).length,
        left: moves.rows.filter((move) => move.from === tier).length,
        promoted: moves.rows.filter((move) => move.from === tier && order(move.to) > order(tier)).length,
      };
    }),
    inflow: months(
      moves.rows.filter((move) => move.from === null && move.to !== null),
      (move) => move.on.slice(0, 7),
    ).map(({ name, ...sums }) => ({ month: name, ...sums })),
    outflow: months(outflow, (move) => `${move.on.slice(0, 7)} ${move.to ?? 'left'}`).map(({ name, ...sums }) => ({
      month: name.slice(0, 7),
      to: name.slice(8),
      ...sums,
    })),
    conversion: tiers.slice(0, -1).map((from, index) => {
      const to = tiers[index + 1]!;
      const out = new Set(moves.rows.filter((move) => move.from === from && move.to !== from).map((move) => move.id));
      return {
        from,
        to,
        count: new Set(moves.rows.filter((move) => move.from === from && order(move.to) >= order(to)).map((move) => move.id)).size,
        of: out.size + standing.rows.filter((one) => one.tier === from).length,
      };
    }),
    ages: tiers.flatMap((tier) => {
      const bands = Map.groupBy(
        standing.rows.filter((one) => one.tier === tier),
        (one) => bandOf(age(one.since)),
      );
      return ageBands.flatMap(({ band }) => (bands.has(band) ? [{ tier, band, count: bands.get(band)!.length }] : []));
    }),
  };
}
