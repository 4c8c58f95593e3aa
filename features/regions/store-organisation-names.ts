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

/** Names that an organisation of these regions bore until a day, with the name it bears now. A name without a last day is no news. */
export async function formerNames(
  db: Db,
  regions: readonly string[],
): Promise<{ name: string; from: string | null; until: string; successor: string }[]> {
  const rows = await tables(db)
    .selectFrom('organisation_names as former')
    .innerJoin('organisations as now', (join) =>
      join.onRef('now.region_code', '=', 'former.region_code').onRef('now.id', '=', 'former.organisation_id'),
    )
    .select(['former.name as name', 'former.valid_from as from', 'former.valid_to as until', 'now.name as successor'])
    .where('former.region_code', '=', sql<string>`any(${regions}::text[])`)
    .where('now.region_code', '=', sql<string>`any(${regions}::text[])`)
    .where('former.kind', 'in', ['official', 'former'])
    .where('former.valid_to', 'is not', null)
    .limit(5_000)
    .execute();
  return rows.filter((row) => row.name !== row.successor).map((row) => ({ ...row, until: row.until! }));
}
