// Reading an uploaded file in the background: its cells into pages, its sheets into a proposed mapping. Whatever is written on the way
// belongs to one run (its mark); a run that was dropped, overtaken or killed leaves nothing that a later one does not clear.
import type { Ground } from '../../platform/http/house.ts';
import type { Sheet, SheetRow } from '../../platform/sheets/cells.ts';
import { type Page, readWorkbook } from '../../platform/sheets/read.ts';
import { newId } from '../../vocabulary/ids.ts';
import { Refusal } from '../../vocabulary/problems.ts';
import { type Ahead, decideAhead } from './ahead.ts';
import type { Intake } from './intake.ts';
import { findHeader, mappingDoubts } from './rules-header.ts';
import { Overtaken, secondsLeft, type Transaction } from './runs.ts';
import { changeImport, loadImport, type Place, type ProgressNow, savedMappings } from './store.ts';
import { clearImport, insertPages, unpackRows } from './store-pages.ts';
import type { Mapping } from './words.ts';

const pagesAtOnce = 8;
const progressEveryMs = 300;

/**
 * Reads the file of an import. Afterwards its rows are decided already ('decided'), are to be decided ('to-decide'), or a person is needed
 * ('stopped': a mapping is asked for, or the file was refused).
 */
export async function readFile(
  ground: Ground,
  transaction: Transaction,
  intake: Intake,
  place: Place,
  signal: AbortSignal,
): Promise<'decided' | 'to-decide' | 'stopped'> {
  const mark = newId();
  const { row, saved } = await transaction(async (db) => {
    const found = await loadImport(db, place, true);
    if (found?.status !== 'reading') throw new Overtaken();
    await clearImport(db, place, { pages: true });
    await changeImport(db, place, { mark }, { quiet: true });
    return { row: found, saved: await savedMappings(db, place.region, intake.id) };
  });
  try {
    const ahead = decideAhead({ ground, transaction, intake, row, mark, saved });
    const { first, book } = await ground.files.withPlainCopy(row.sha256, (path) =>
      readPages(ground, transaction, place, mark, path, row.fileName, signal, ahead),
    );
    const mapping = proposeMapping(book.sheets, first, intake, saved);
    const doubts = mappingDoubts(mapping.sheets, intake.fields);
    const change = { mapping, format: book.format, sheets: { sheets: book.sheets, date1904: book.date1904 } };
    if (doubts.length === 0 && (await ahead.accept(mapping, book, change))) return 'decided';
    const ready = doubts.length === 0;
    await transaction(async (db) => {
      await clearImport(db, place);
      const next = ready
        ? { status: 'deciding' as const, progress: { phase: 'deciding' as const, rows: 0, share: 0, secondsLeft: null } }
        : { status: 'mapping' as const, progress: null };
      if (!(await changeImport(db, place, { ...change, ...next, problem: doubts[0] ?? null }, { mark }))) throw new Overtaken();
    });
    return ready ? 'to-decide' : 'stopped';
  } catch (error) {
    if (error instanceof Overtaken || signal.aborted) throw error;
    const problem = error instanceof Refusal ? error.problem : { code: 'imports.reading-failed' as const, params: { name: row.fileName } };
    await transaction(async (db) => {
      if (await changeImport(db, place, { status: 'refused', problem, progress: null }, { mark }))
        await clearImport(db, place, { pages: true });
    });
    if (error instanceof Refusal) return 'stopped';
    throw error;
  }
}

function proposeMapping(
  sheets: readonly Sheet[],
  first: ReadonlyMap<number, readonly SheetRow[]>,
  intake: Intake,
  saved: Parameters<typeof findHeader>[0]['saved'],
): Mapping {
  return {
    sheets: sheets.map(
      (sheet) =>
        findHeader({ sheet, rows: first.get(sheet.index) ?? [], fields: intake.fields, sheetOptions: intake.sheetOptions, saved }).mapping,
    ),
  };
}

async function readPages(
  ground: Ground,
  transaction: Transaction,
  place: Place,
  mark: string,
  path: string,
  name: string,
  signal: AbortSignal,
  ahead: Ahead,
) {
  const first = new Map<number, readonly SheetRow[]>();
  let waiting: Page[] = [];
  let progress: ProgressNow = { phase: 'reading', rows: 0, share: 0, secondsLeft: null };
  const began = performance.now();
  let told = began;
  let writing: Promise<void> = Promise.resolve();
  // Pages are written while the next ones are read: one batch at a time, so that never more than two wait in memory.
  const flush = async (): Promise<void> => {
    await writing;
    const pages = waiting;
    waiting = [];
    told = performance.now();
    writing = transaction(async (db) => {
      if (!(await changeImport(db, place, { progress }, { mark, quiet: true }))) throw new Overtaken();
      await insertPages(db, ground.secrets, place, pages, ground.clock.now());
    });
    writing.catch(() => {}); // whoever awaits it next hears of it
  };
  const book = await readWorkbook(path, {
    name,
    signal,
    async onPage(page) {
      const rows = first.has(page.sheet) ? undefined : unpackRows(page.packed);
      if (rows) first.set(page.sheet, rows);
      waiting.push(page);
      if (waiting.length >= pagesAtOnce || performance.now() - told >= progressEveryMs) await flush();
      await ahead.page(page, rows);
    },
    onProgress({ rows, doneBytes, totalBytes }) {
      const share = totalBytes > 0 ? Math.min(doneBytes / totalBytes, 1) : 0;
      progress = { phase: 'reading', rows, share, secondsLeft: secondsLeft(share, performance.now() - began) };
    },
  });
  await flush();
  await writing;
  return { first, book };
}
