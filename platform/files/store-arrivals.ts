// What was uploaded by whom and when, and the dated rules that bound it. Also the question whether anything in the database still names a file:
// asked of every column that holds a hash and of the facts of the chain, whatever table they stand in, so that no room can be forgotten.
import { sql } from 'kysely';
import type { Database, Db } from '../db/database.ts';

/** How much one person may upload; in force from a day. */
export interface UploadRules {
  atOnce: number;
  dayFiles: number;
  dayMb: number;
  /** Imports of one person that are neither confirmed nor dropped. */
  waitingMost: number;
  /** How long a file that nothing names is left alone. */
  unclaimedHours: number;
}

const nowhere = { regions: [], prefix: null, owner: null };

/** The rules in force on a day; before the first of them, the first. */
export async function uploadRulesOn(db: Db, day: string): Promise<UploadRules> {
  const { rows } = await sql<UploadRules>`
    select at_once as "atOnce", day_files as "dayFiles", day_mb as "dayMb", waiting_most as "waitingMost", unclaimed_hours as "unclaimedHours"
    from upload_rules order by (valid_from <= ${day}) desc, case when valid_from <= ${day} then valid_from end desc nulls last, valid_from limit 1`.execute(
    db.kysely,
  );
  return rows[0]!;
}

export interface Arrived {
  files: number;
  bytes: number;
}

export async function arrivedSince(db: Db, person: string, since: string): Promise<Arrived> {
  const { rows } = await sql<{ files: number; bytes: string }>`
    select count(*)::int as files, coalesce(sum(bytes), 0)::text as bytes from file_arrivals where person_id = ${person} and at > ${since}`.execute(
    db.kysely,
  );
  return { files: rows[0]!.files, bytes: Number(rows[0]!.bytes) };
}

export async function insertArrival(
  db: Db,
  arrival: { id: string; person: string; sha256: string; bytes: number; at: string },
): Promise<void> {
  await sql`insert into file_arrivals (id, person_id, sha256, bytes, at) values (${arrival.id}, ${arrival.person}, ${arrival.sha256}, ${arrival.bytes}, ${arrival.at})`.execute(
    db.kysely,
  );
}

/** Hashes whose last arrival was before that instant. */
export async function arrivedBefore(database: Database, before: string): Promise<string[]> {
  return database.transaction(
    nowhere,
    async (db) => {
      const { rows } = await sql<{ sha256: string }>`select sha256 from file_arrivals group by 1 having max(at) < ${before}`.execute(
        db.kysely,
      );
      return rows.map((row) => row.sha256);
    },
    { readOnly: true },
  );
}

export async function forgetArrivals(database: Database, hashes: readonly string[], before: string): Promise<void> {
  await database.transaction(nowhere, (db) =>
    sql`delete from file_arrivals where sha256 = any (${hashes}::text[]) and at < ${before}`.execute(db.kysely),
  );
}

/** Which of these hashes anything in the database names, in any region. */
export async function namedHashes(database: Database, hashes: readonly string[]): Promise<Set<string>> {
  const columns = await database.transaction(
    nowhere,
    async (db) => {
      const { rows } = await sql<{ table: string; column: string; tenant: boolean }>`
        select c.relname as table, a.attname as column, exists (select 1 from pg_attribute r where r.attrelid = c.oid and r.attname = 'region_code') as tenant
        from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where n.nspname = 'public' and c.relkind in ('r', 'p') and (a.attname like '%sha256%' or a.attname = 'facts') and c.relname <> 'file_arrivals'`.execute(
        db.kysely,
      );
      return rows;
    },
    { readOnly: true },
  );
  const named = new Set<string>();
  // Region by leading digit: whatever the tree says today, every row of every region is looked at.
  for (const digit of '0123456789')
    await database.transaction(
      { regions: [], prefix: digit, owner: null },
      async (db) => {
        for (const { table, column, tenant } of columns) {
          const where = tenant ? sql`where starts_with(region_code, ${digit})` : sql``;
          if (!tenant && digit !== '0') continue;
          // A hash alone, in a list, or among the facts: found as text.
          const { rows } = await sql<{ hash: string }>`
            select distinct found[1] as hash from (select regexp_matches(${sql.ref(column)}::text, '[0-9a-f]{64}', 'g') as found from ${sql.table(table)} ${where}) texts
            where found[1] = any (${hashes}::text[])`.execute(db.kysely);
          for (const row of rows) named.add(row.hash);
        }
      },
      { readOnly: true, timeoutMs: 120_000 },
    );
  return named;
}
