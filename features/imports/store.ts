// The rows of imports themselves: one line an import, its saved mappings, what the clerk answered. Pages, decisions and findings, which are
// many, stand in store-pages.ts. Every statement names the region.

import type { Db } from '../../platform/db/database.ts';
import type { Sheet } from '../../platform/sheets/cells.ts';
import { newId } from '../../vocabulary/ids.ts';
import type { Problem } from '../../vocabulary/problems.ts';
import type { SavedSheet } from './rules-header.ts';
import type { Counts, ImportReply, Mapping, Subtotal } from './words.ts';

export type Status = ImportReply['status'];
export type ProgressNow = NonNullable<ImportReply['progress']>;

export interface Summary {
  counts: Counts;
  subtotals: Subtotal[];
  missing: { id: string; name: string }[];
  applied: ImportReply['applied'];
  /** Outcomes by kind of each page, so that a list of one kind opens only the pages it needs. */
  tallies: { sheet: number; first: number; kinds: Record<string, number> }[];
}

export interface ImportRow {
  region: string;
  id: string;
  intake: string;
  year: number;
  sha256: string;
  fileName: string;
  bytes: number;
  format: string | null;
  mapping: Mapping | null;
  status: Status;
  problem: { code: string; params: Record<string, string | number> } | null;
  progress: ProgressNow | null;
  summary: Summary | null;
  mark: string | null;
  createdBy: string;
  createdName: string;
  createdAt: string;
  confirmedName: string | null;
  confirmedAt: string | null;
  undoneName: string | null;
  undoneAt: string | null;
  version: number;
}

export interface Place {
  region: string;
  id: string;
}

const columns = [
  'region_code',
  'id',
  'intake',
  'year',
  'file_sha256',
  'file_name',
  'file_bytes',
  'format',
  'mapping',
  'status',
  'problem',
  'progress',
  'summary',
  'state_mark',
  'created_by',
  'created_name',
  'created_at',
  'confirmed_name',
  'confirmed_at',
  'undone_name',
  'undone_at',
  'version',
] as const;

// biome-ignore lint/suspicious/noExplicitAny: a row as the driver gives it; rowOf is where it gets its type
const rowOf = (row: any): ImportRow => ({
  region: row.region_code,
  id: row.id,
  intake: row.intake,
  year: row.year,
  sha256: row.file_sha256,
  fileName: row.file_name,
  bytes: Number(row.file_bytes),
  format: row.format,
  mapping: row.mapping,
  status: row.status,
  problem: row.problem,
  progress: row.progress,
  summary: row.summary,
  mark: row.state_mark,
  createdBy: row.created_by,
  createdName: row.created_name,
  createdAt: row.created_at,
  confirmedName: row.confirmed_name,
  confirmedAt: row.confirmed_at,
  undoneName: row.undone_name,
  undoneAt: row.undone_at,
  version: row.version,
});

/** How many imports of this person are neither confirmed nor dropped. */
export async function openImportsOf(db: Db, regions: readonly string[], person: string): Promise<number> {
  const row = await db.kysely
    .selectFrom('imports')
    .select((eb) => eb.fn.countAll<number>().as('open'))
    .where('region_code', 'in', regions)
    .where('created_by', '=', person)
    .where('status', 'in', ['reading', 'mapping', 'deciding', 'ready'])
    .executeTakeFirstOrThrow();
  return Number(row.open);
}

export async function insertImport(
  db: Db,
  row: {
    region: string;
    intake: string;
    year: number;
    sha256: string;
    fileName: string;
    bytes: number;
    by: string;
    byName: string;
    at: string;
  },
): Promise<string> {
  const id = newId();
  await db.kysely
    .insertInto('imports')
    .values({
      region_code: row.region,
      id,
      intake: row.intake,
      year: row.year,
      file_sha256: row.sha256,
      file_name: row.fileName,
      file_bytes: row.bytes,
      status: 'reading',
      created_by: row.by,
      created_name: row.byName,
      created_at: row.at,
      progress: JSON.stringify({ phase: 'reading', rows: 0, share: 0, secondsLeft: null }),
    })
    .execute();
  return id;
}

export async function loadImport(db: Db, { region, id }: Place, lock = false): Promise<ImportRow | undefined> {
  let query = db.kysely.selectFrom('imports').select(columns).where('region_code', '=', region).where('id', '=', id);
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row && rowOf(row);
}

/** The sheets of the workbook as they were read, merges included. */
export async function loadSheets(db: Db, { region, id }: Place): Promise<{ sheets: Sheet[]; date1904: boolean }> {
  const row = await db.kysely
    .selectFrom('imports')
    .select('sheets')
    .where('region_code', '=', region)
    .where('id', '=', id)
    .executeTakeFirst();
  return Array.isArray(row?.sheets) ? { sheets: [], date1904: false } : (row?.sheets as { sheets: Sheet[]; date1904: boolean });
}

export interface ImportChange {
  status?: Status;
  mapping?: Mapping;
  problem?: Problem | { code: string; params: Record<string, string | number> } | null;
  progress?: ProgressNow | null;
  summary?: Summary | null;
  mark?: string | null;
  format?: string;
  sheets?: { sheets: Sheet[]; date1904: boolean };
  confirmed?: { name: string; at: string };
  undone?: { name: string; at: string; reason: string };
  auditSeq?: number;
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** Changes an import; only while it still carries `mark`, when one is given. Counts as a new version unless it is mere progress. False when nothing was changed. */
export async function changeImport(
  db: Db,
  { region, id }: Place,
  change: ImportChange,
  { mark, quiet = false }: { mark?: string; quiet?: boolean } = {},
): Promise<boolean> {
  const set: Record<string, unknown> = {};
  if (change.status !== undefined) set.status = change.status;
  if (change.mapping !== undefined) set.mapping = json(change.mapping);
  if (change.problem !== undefined)
    set.problem = change.problem === null ? null : json({ code: change.problem.code, params: change.problem.params ?? {} });
  if (change.progress !== undefined) set.progress = json(change.progress);
  if (change.summary !== undefined) set.summary = json(change.summary);
  if (change.mark !== undefined) set.state_mark = change.mark;
  if (change.format !== undefined) set.format = change.format;
  if (change.sheets !== undefined) set.sheets = json(change.sheets);
  if (change.confirmed) Object.assign(set, { confirmed_name: change.confirmed.name, confirmed_at: change.confirmed.at });
  if (change.undone)
    Object.assign(set, { undone_name: change.undone.name, undone_at: change.undone.at, undo_reason: change.undone.reason });
  if (change.auditSeq !== undefined) set.audit_seq = change.auditSeq;
  let query = db.kysely.updateTable('imports').set(set).where('region_code', '=', region).where('id', '=', id);
  if (!quiet) query = query.set((eb) => ({ version: eb('version', '+', 1) }));
  if (mark !== undefined) query = query.where('state_mark', '=', mark);
  const result = await query.executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function listImportRows(
  db: Db,
  filter: { regions: readonly string[]; year?: number | undefined; status?: readonly Status[] | undefined; limit: number; offset: number },
): Promise<{ total: number; byStatus: Record<string, number>; rows: ImportRow[] }> {
  const regions = filter.regions.length > 0 ? [...filter.regions] : ['-'];
  let query = db.kysely.selectFrom('imports').where('region_code', 'in', regions);
  if (filter.year !== undefined) query = query.where('year', '=', filter.year);
  const counted = await query
    .select((eb) => ['status', eb.fn.countAll<number>().as('count')])
    .groupBy('status')
    .execute();
  const byStatus = Object.fromEntries(counted.map((one) => [one.status as string, Number(one.count)]));
  const asked = filter.status?.length ? filter.status : Object.keys(byStatus);
  if (filter.status?.length) query = query.where('status', 'in', [...filter.status]);
  const rows = await query
    .select(columns)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute();
  return { total: asked.reduce((sum, status) => sum + (byStatus[status] ?? 0), 0), byStatus, rows: rows.map(rowOf) };
}

/** Other imports of the same bytes in the same region, newest first; what was dropped or refused brought nothing in. */
export async function sameFiles(
  db: Db,
  region: string,
  sha256s: readonly string[],
): Promise<{ id: string; sha256: string; status: Status; at: string; by: string }[]> {
  if (sha256s.length === 0) return [];
  const rows = await db.kysely
    .selectFrom('imports')
    .select(['id', 'file_sha256', 'status', 'created_at', 'created_name'])
    .where('region_code', '=', region)
    .where('file_sha256', 'in', [...new Set(sha256s)])
    .where('status', 'not in', ['dropped', 'refused'])
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    sha256: row.file_sha256,
    status: row.status as Status,
    at: row.created_at,
    by: row.created_name,
  }));
}

/** A confirmed ledger of a year: the file, the sheets that were used with the rows taken from each, who confirmed it and when. */
export interface ConfirmedLedger {
  region: string;
  importId: string;
  fileName: string;
  sha256: string;
  sheets: { name: string; rows: number }[];
  by: string;
  at: string;
}

/** The ledgers of a year that were confirmed and not taken back, county by county, earliest first. */
export async function confirmedLedgers(db: Db, regions: readonly string[], year: number): Promise<ConfirmedLedger[]> {
  if (regions.length === 0) return [];
  const rows = await db.kysely
    .selectFrom('imports')
    .select(columns)
    .where('region_code', 'in', [...regions])
    .where('year', '=', year)
    .where('status', '=', 'confirmed')
    .orderBy('region_code')
    .orderBy('confirmed_at')
    .execute();
  return rows.map(rowOf).map((row) => ({
    region: row.region,
    importId: row.id,
    fileName: row.fileName,
    sha256: row.sha256,
    sheets: (row.mapping?.sheets ?? [])
      .filter((sheet) => sheet.use)
      .map((sheet) => ({ name: sheet.name, rows: takenFrom(row.summary, sheet.sheet) })),
    by: row.confirmedName ?? '',
    at: row.confirmedAt ?? row.createdAt,
  }));
}

const takenFrom = (summary: Summary | null, sheet: number): number =>
  (summary?.tallies ?? [])
    .filter((tally) => tally.sheet === sheet)
    .reduce((sum, { kinds }) => sum + (kinds.new ?? 0) + (kinds.changed ?? 0) + (kinds.unchanged ?? 0), 0);

/** Imports that a stopped process left in the middle. */
export async function unfinishedImports(db: Db, regions: readonly string[]): Promise<Place[]> {
  if (regions.length === 0) return [];
  const rows = await db.kysely
    .selectFrom('imports')
    .select(['region_code', 'id'])
    .where('region_code', 'in', [...regions])
    .where('status', 'in', ['reading', 'deciding'])
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({ region: row.region_code, id: row.id }));
}

export interface KeptAnswer {
  sheet: number;
  row: number;
  column: number;
  kind: 'cell' | 'match' | 'row';
  value: string | null;
}

export async function loadAnswers(db: Db, { region, id }: Place): Promise<KeptAnswer[]> {
  const rows = await db.kysely
    .selectFrom('import_answers')
    .select(['sheet', 'row_number', 'column_number', 'kind', 'value'])
    .where('region_code', '=', region)
    .where('import_id', '=', id)
    .execute();
  return rows.map((row) => ({ sheet: row.sheet, row: row.row_number, column: row.column_number, kind: row.kind, value: row.value }));
}

/** Keeps answers; one with value null is taken back. */
export async function keepAnswers(
  db: Db,
  { region, id }: Place,
  answers: readonly KeptAnswer[],
  by: { name: string; at: string },
): Promise<void> {
  for (const answer of answers) {
    const key = {
      region_code: region,
      import_id: id,
      sheet: answer.sheet,
      row_number: answer.row,
      column_number: answer.kind === 'cell' ? answer.column : 0,
      kind: answer.kind,
    };
    if (answer.value === null) {
      await db.kysely
        .deleteFrom('import_answers')
        .where('region_code', '=', region)
        .where('import_id', '=', id)
        .where('sheet', '=', key.sheet)
        .where('row_number', '=', key.row_number)
        .where('column_number', '=', key.column_number)
        .where('kind', '=', key.kind)
        .execute();
      continue;
    }
    await db.kysely
      .insertInto('import_answers')
      .values({ ...key, value: answer.value, by_name: by.name, at: by.at })
      .onConflict((conflict) =>
        conflict
          .columns(['region_code', 'import_id', 'sheet', 'row_number', 'column_number', 'kind'])
          .doUpdateSet({ value: answer.value, by_name: by.name, at: by.at }),
      )
      .execute();
  }
}

export async function savedMappings(db: Db, region: string, intake: string): Promise<Map<string, SavedSheet>> {
  const rows = await db.kysely
    .selectFrom('saved_mappings')
    .select(['header_key', 'mapping'])
    .where('region_code', '=', region)
    .where('intake', '=', intake)
    .execute();
  return new Map(rows.map((row) => [row.header_key as string, row.mapping as SavedSheet]));
}

export async function saveMapping(
  db: Db,
  entry: { region: string; intake: string; name: string; key: string; mapping: SavedSheet; at: string },
): Promise<void> {
  await db.kysely
    .insertInto('saved_mappings')
    .values({
      region_code: entry.region,
      id: newId(),
      intake: entry.intake,
      name: entry.name,
      header_key: entry.key,
      mapping: JSON.stringify(entry.mapping),
      used_at: entry.at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['region_code', 'intake', 'header_key'])
        .doUpdateSet({ mapping: JSON.stringify(entry.mapping), name: entry.name, used_at: entry.at }),
    )
    .execute();
}
