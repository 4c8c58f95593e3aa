// Reads and writes of the division tree and of places. The tree is a reference table, the same for everybody; places belong to a region.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Day } from '../../vocabulary/days.ts';
import { tables } from './store-tables.ts';
import type { Place, Region } from './words.ts';

/** The tree in order of code. With `on`: as it stood that day; without: every code that ever was, each once with its latest name. */
export async function regionTree(db: Db, on?: Day): Promise<Region[]> {
  let query = tables(db)
    .selectFrom('regions')
    .select(['code', 'name', 'level', 'parent_code as parent', 'valid_from as validFrom', 'valid_to as validTo', 'in_use as inUse']);
  if (on) query = query.where('valid_from', '<=', on).where((w) => w.or([w('valid_to', 'is', null), w('valid_to', '>', on)]));
  else query = query.distinctOn('code').orderBy('code').orderBy('valid_from', 'desc');
  return (on ? query.orderBy('code') : query).execute();
}

/** A region and everything below it, in order of code. With `on`: by the tree of that day; without: whatever was ever below it. */
export async function regionsInside(db: Db, code: string, on?: Day): Promise<string[]> {
  const held = on ? sql`and r.valid_from <= ${on} and (r.valid_to is null or r.valid_to > ${on})` : sql``;
  const { rows } = await sql<{ code: string }>`
    with recursive inside(code) as (
      select r.code from regions r where r.code = ${code} ${held}
      union
      select r.code from regions r join inside i on r.parent_code = i.code where true ${held}
    ) select code from inside order by code`.execute(db.kysely);
  return rows.map((row) => row.code);
}

/** The latest name of every code. */
export async function regionNames(db: Db): Promise<Map<string, string>> {
  return new Map((await regionTree(db)).map((region) => [region.code, region.name]));
}

/** Townships, streets, parks and zones of some regions, in order of code and name. With `on`: those of that day. */
export async function placesOf(db: Db, regions: readonly string[], on?: Day): Promise<Place[]> {
  let query = tables(db)
    .selectFrom('places')
    .select([
      'region_code as region',
      'id',
      'code',
      'kind',
      'name',
      'normal_name as normal',
      'valid_from as validFrom',
      'valid_to as validTo',
    ])
    .where('region_code', '=', sql<string>`any(${regions}::text[])`);
  if (on) query = query.where('valid_from', '<=', on).where((w) => w.or([w('valid_to', 'is', null), w('valid_to', '>', on)]));
  return query.orderBy('region_code').orderBy(sql`code nulls last`).orderBy('name').execute();
}
