// Reads and writes of the division tree and of places. The tree is a reference table, the same for everybody; places belong to a region.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Day } from '../../vocabulary/days.ts';
import type { TreeRow } from './rules-tree.ts';
import { tables } from './store-tables.ts';
import type { Place, Region, RegionSuccession } from './words.ts';

/** The tree in order of code. With `on`: as it stood that day; without: every code that ever was, each once with its latest name. */
export async function regionTree(db: Db, on?: Day): Promise<Region[]> {
  let query = tables(db)
    .selectFrom('regions')
    .select([
      'code',
      'name',
      'name_en as nameEn',
      'level',
      'parent_code as parent',
      'valid_from as validFrom',
      'valid_to as validTo',
      'in_use as inUse',
    ]);
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

/** Which code became which, and when. */
export async function regionSuccessions(db: Db): Promise<RegionSuccession[]> {
  return tables(db)
    .selectFrom('region_successions')
    .select(['from_code as from', 'to_code as to', 'on_day as on', 'kind', 'note'])
    .orderBy('on_day')
    .orderBy('from_code')
    .execute();
}

/** Every row of the tree, former ones included, for deciding on an import. Two imports at once take turns. */
export async function wholeTreeForUpdate(db: Db): Promise<TreeRow[]> {
  await sql`select pg_advisory_xact_lock(hashtext('regions'))`.execute(db.kysely);
  return tables(db)
    .selectFrom('regions')
    .select(['code', 'name', 'level', 'parent_code as parent', 'valid_from as from', 'valid_to as to'])
    .orderBy('code')
    .orderBy('valid_from')
    .execute();
}

export async function saveTree(db: Db, regions: readonly TreeRow[]): Promise<void> {
  const column = <K extends keyof TreeRow>(field: K): TreeRow[K][] => regions.map((region) => region[field]);
  await sql`
    insert into regions (code, valid_from, valid_to, name, level, parent_code)
    select * from unnest(${column('code')}::text[], ${column('from')}::date[], ${column('to')}::date[], ${column('name')}::text[], ${column('level')}::text[], ${column('parent')}::text[])
    on conflict (code, valid_from) do update
    set valid_to = excluded.valid_to, name = excluded.name, level = excluded.level, parent_code = excluded.parent_code`.execute(db.kysely);
}

export async function addPlaceRow(db: Db, place: Omit<Place, 'validTo'>): Promise<void> {
  const { region, id, code, kind, name, normal, validFrom } = place;
  await tables(db)
    .insertInto('places')
    .values({ region_code: region, id, code, kind, name, normal_name: normal, valid_from: validFrom as Day, valid_to: null })
    .execute();
}

export async function placeForUpdate(db: Db, region: string, id: string): Promise<Place | undefined> {
  return tables(db)
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
    .where('region_code', '=', region)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function endPlaceRow(db: Db, region: string, id: string, on: Day): Promise<void> {
  await tables(db).updateTable('places').set({ valid_to: on }).where('region_code', '=', region).where('id', '=', id).execute();
}
