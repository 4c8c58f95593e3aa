// What confirming a ledger is measured against, the same for every bench: a bare COPY of the very rows it wrote, table by table, parents first,
// into tables of a database that was migrated and is otherwise empty, with all their indexes, keys and foreign keys; as their owner, so without
// policies; one transaction; plus one entry in the audit chain. Reading the rows out beforehand is not timed.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Audit } from '../platform/audit/audit.ts';
import { openDatabase } from '../platform/db/database.ts';

/** Every table that confirming a ledger writes, parents first. */
const written = [
  'organisations',
  'organisation_names',
  'projects',
  'project_years',
  'project_sources',
  'project_source_columns',
  'list_members',
  'reserve_moves',
  'project_names',
  'project_changes',
];

/** Milliseconds of it, and the rows of each table. `bare`: the migrated, empty database. */
export async function bareCopy(
  ownerUrl: string,
  bare: { ownerUrl: string; appUrl: string; chain: Audit },
  region: string,
): Promise<{ milliseconds: number; rows: Map<string, number> }> {
  const from = new pg.Client({ connectionString: ownerUrl });
  await from.connect();
  const kept: { table: string; columns: string; lines: Buffer[] }[] = [];
  const rows = new Map<string, number>();
  for (const table of written) {
    await from.query(`alter table ${table} no force row level security`);
    const { rows: named } = await from.query(
      "select string_agg(quote_ident(attname), ', ' order by attnum) as columns from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''",
      [table],
    );
    const columns = named[0].columns as string;
    const lines: Buffer[] = [];
    const stream = from.query(copyTo(`copy (select ${columns} from ${table} where region_code = '${region}') to stdout`));
    for await (const piece of stream) lines.push(piece as Buffer);
    kept.push({ table, columns, lines });
    rows.set(table, stream.rowCount ?? 0);
    await from.query(`alter table ${table} force row level security`);
  }
  await from.end();
  const owner = new pg.Client({ connectionString: bare.ownerUrl });
  await owner.connect();
  for (const table of written) await owner.query(`alter table ${table} no force row level security`);
  const database = openDatabase({ url: bare.appUrl, max: 1 });
  await database.transaction({ regions: [region], prefix: null, owner: null }, async () => {}); // connected
  const start = performance.now();
  await owner.query('begin');
  for (const { table, columns, lines } of kept)
    await pipeline(Readable.from(lines), owner.query(copyFrom(`copy ${table} (${columns}) from stdin`)));
  await owner.query('commit');
  await database.transaction({ regions: [region], prefix: null, owner: null }, (db) =>
    bare.chain.append(db, {
      region,
      actor: { id: 'bench', name: 'bench' },
      action: 'import.confirm',
      kind: 'import',
      id: 'bench',
      facts: {},
      allowed: [],
      request: 'bench',
      result: 'done',
    }),
  );
  const milliseconds = performance.now() - start;
  await database.close();
  await owner.end();
  return { milliseconds, rows };
}
