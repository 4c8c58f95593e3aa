// Names of organisations by id: for rooms that keep an id and show a name.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { tables } from './store-tables.ts';

/** Id to present name, of those that are organisations of these regions; an id that is missing is none of theirs. */
export async function organisationNames(db: Db, regions: readonly string[], ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tables(db)
    .selectFrom('organisations')
    .select(['id', 'name'])
    .where('region_code', '=', sql<string>`any(${regions}::text[])`)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
