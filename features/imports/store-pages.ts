// What an import has many of: pages of raw cells and pages of decisions (both packed and sealed for the region), and findings. Raw pages are
// written once while the file is read; decisions and findings are written anew whenever the rows are decided again.
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Secrets } from '../../platform/secrets/secrets.ts';
import type { SheetRow } from '../../platform/sheets/cells.ts';
import { type Page, unpackPage } from '../../platform/sheets/read.ts';
import type { Outcome } from './intake.ts';
import type { Place } from './store.ts';

export interface PageKey {
  sheet: number;
  first: number;
  last: number;
  count: number;
}

const placeOf = (table: string, { id }: Place, sheet: number, first: number): string => `${table}/${id}/${sheet}/${first}`;

export async function insertPages(db: Db, secrets: Secrets, place: Place, pages: readonly Page[], now: string): Promise<void> {
  if (pages.length === 0) return;
  const values = [];
  for (const page of pages)
    values.push({
      region_code: place.region,
      import_id: place.id,
      sheet: page.sheet,
      first_row: page.first,
      last_row: page.last,
      row_count: page.count,
      content: await secrets.seal(db, place.region, placeOf('import_pages', place, page.sheet, page.first), page.packed, now),
    });
  await db.kysely.insertInto('import_pages').values(values).execute();
}

export async function pageKeys(db: Db, { region, id }: Place): Promise<PageKey[]> {
  const rows = await db.kysely
    .selectFrom('import_pages')
    .select(['sheet', 'first_row', 'last_row', 'row_count'])
    .where('region_code', '=', region)
    .where('import_id', '=', id)
    .orderBy('sheet')
    .orderBy('first_row')
    .execute();
  return rows.map((row) => ({ sheet: row.sheet, first: row.first_row, last: row.last_row, count: row.row_count }));
}

/** One page still packed: small enough to hold many of. */
export async function loadPacked(db: Db, secrets: Secrets, place: Place, key: { sheet: number; first: number }): Promise<Uint8Array> {
  const row = await db.kysely
    .selectFrom('import_pages')
    .select('content')
    .where('region_code', '=', place.region)
    .where('import_id', '=', place.id)
    .where('sheet', '=', key.sheet)
    .where('first_row', '=', key.first)
    .executeTakeFirstOrThrow();
  return secrets.open(db, place.region, placeOf('import_pages', place, key.sheet, key.first), row.content);
}

export const unpackRows = (packed: Uint8Array): SheetRow[] => unpackPage(packed);

export async function insertDecisions(
  db: Db,
  secrets: Secrets,
  place: Place,
  pages: readonly { sheet: number; first: number; packed: Uint8Array }[],
  now: string,
): Promise<void> {
  if (pages.length === 0) return;
  const values = [];
  for (const page of pages)
    values.push({
      region_code: place.region,
      import_id: place.id,
      sheet: page.sheet,
      first_row: page.first,
      content: await secrets.seal(db, place.region, placeOf('import_decisions', place, page.sheet, page.first), page.packed, now),
    });
  await db.kysely.insertInto('import_decisions').values(values).execute();
}

export async function loadPackedDecisions(
  db: Db,
  secrets: Secrets,
  place: Place,
  key: { sheet: number; first: number },
): Promise<Uint8Array | undefined> {
  const row = await db.kysely
    .selectFrom('import_decisions')
    .select('content')
    .where('region_code', '=', place.region)
    .where('import_id', '=', place.id)
    .where('sheet', '=', key.sheet)
    .where('first_row', '=', key.first)
    .executeTakeFirst();
  return row && secrets.open(db, place.region, placeOf('import_decisions', place, key.sheet, key.first), row.content);
}

/** Outcomes of a page, packed: what waits to be written weighs little. */
export const packOutcomes = (outcomes: readonly Outcome[]): Uint8Array =>
  zstdCompressSync(Buffer.from(JSON.stringify(outcomes)), { params: { [constants.ZSTD_c_compressionLevel]: 1 } });

export const unpackOutcomes = (packed: Uint8Array | undefined): Outcome[] =>
  packed ? (JSON.parse(zstdDecompressSync(packed).toString('utf8')) as Outcome[]) : [];

export interface KeptFinding {
  number: number;
  sheet: number;
  row: number;
  column: number | null;
  kind: 'refused' | 'question' | 'warning' | 'subtotal';
  code: string;
  params: Record<string, string | number>;
  raw: string | null;
  detail: { mine?: Record<string, string>; candidates?: { id: string; fields: Record<string, string> }[]; settled?: true } | null;
}

export async function insertFindings(db: Db, { region, id }: Place, findings: readonly KeptFinding[]): Promise<void> {
  if (findings.length === 0) return;
  await db.copyIn(
    'import_findings',
    ['region_code', 'import_id', 'number', 'sheet', 'row_number', 'column_number', 'kind', 'code', 'params', 'raw', 'detail'],
    findings.map((one) => [
      region,
      id,
      one.number,
      one.sheet,
      one.row,
      one.column,
      one.kind,
      one.code,
      JSON.stringify(one.params),
      one.raw,
      one.detail === null ? null : JSON.stringify(one.detail),
    ]),
  );
}

// biome-ignore lint/suspicious/noExplicitAny: a row as the driver gives it
const findingOf = (row: any): KeptFinding => ({
  number: row.number,
  sheet: row.sheet,
  row: row.row_number,
  column: row.column_number,
  kind: row.kind,
  code: row.code,
  params: row.params,
  raw: row.raw,
  detail: row.detail,
});

export async function listFindings(
  db: Db,
  { region, id }: Place,
  filter: { kind?: KeptFinding['kind'] | undefined; open?: boolean | undefined; limit: number; offset: number },
): Promise<{ total: number; findings: KeptFinding[] }> {
  let query = db.kysely.selectFrom('import_findings').where('region_code', '=', region).where('import_id', '=', id);
  if (filter.kind) query = query.where('kind', '=', filter.kind);
  if (filter.open !== undefined) query = query.where(sql<boolean>`(detail ->> 'settled' is null) = ${filter.open}`);
  const counted = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirst();
  const rows = await query.selectAll().orderBy('number').limit(filter.limit).offset(filter.offset).execute();
  return { total: Number(counted?.total ?? 0), findings: rows.map(findingOf) };
}

/** What was found at some rows: refused cells and questions, for carrying over what was settled since. */
export async function findingsAtRows(db: Db, { region, id }: Place, rows: readonly number[]): Promise<KeptFinding[]> {
  if (rows.length === 0) return [];
  const found = await db.kysely
    .selectFrom('import_findings')
    .selectAll()
    .where('region_code', '=', region)
    .where('import_id', '=', id)
    .where('kind', 'in', ['refused', 'question'])
    .where('row_number', 'in', [...new Set(rows)])
    .orderBy('number')
    .execute();
  return found.map(findingOf);
}

/** Clears what deciding wrote; with `pages`, also the raw cells (before a file is read again, or when an import is dropped). */
export async function clearImport(db: Db, { region, id }: Place, { pages = false }: { pages?: boolean } = {}): Promise<void> {
  for (const table of ['import_decisions', 'import_findings', ...(pages ? ['import_pages'] : [])])
    await db.kysely.deleteFrom(table).where('region_code', '=', region).where('import_id', '=', id).execute();
}
