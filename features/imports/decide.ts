// Deciding the rows of an import, dry: pages in file order through the sheet reader and the intake's own rules against what the register
// holds now. The same pass (walkRows) runs again inside the confirming transaction, so the preview is the decision and nothing else.
import type { Clock } from '../../platform/clock/clock.ts';
import type { Secrets } from '../../platform/secrets/secrets.ts';
import { newId } from '../../vocabulary/ids.ts';
import type { Intake, IntakeContext, Outcome, ReadRow } from './intake.ts';
import { Overtaken, secondsLeft, type Transaction } from './read.ts';
import { type Answers, answersOf, type Ledger, openLedger, settleOutcomes } from './rules-outcomes.ts';
import { readSheet, type SheetReader } from './rules-rows.ts';
import { changeImport, type ImportRow, loadAnswers, loadImport, loadSheets, type Place, type Summary } from './store.ts';
import { clearImport, findingsAtRows, insertDecisions, insertFindings, loadPacked, type PageKey, pageKeys, unpackRows } from './store-pages.ts';
import type { Mapping, SheetMapping } from './words.ts';

const pagesAtOnce = 6;
const mostKept = 5_000;

export function contextOf(row: ImportRow): IntakeContext {
  const used = usedSheets(row.mapping!);
  return {
    region: row.region, year: row.year, importId: row.id, fileSha256: row.sha256, fileName: row.fileName,
    sheets: used.map((sheet) => ({ index: sheet.sheet, name: sheet.name, pool: (sheet.options.pool as string | null | undefined) ?? null, titles: sheet.titleLines })),
    sheetOptions: Object.fromEntries(used.map((sheet) => [sheet.sheet, sheet.options])),
  };
}

const usedSheets = (mapping: Mapping): SheetMapping[] => mapping.sheets.filter((sheet) => sheet.use);

export interface Walk {
  /** Decides one page. Pages must come in order, all of them. */
  page(key: PageKey, packed: Uint8Array): { sheet: SheetMapping; rows: ReadRow[]; outcomes: Outcome[] };
  /** Ends the sheets: sums are checked. */
  finish(): Summary['subtotals'];
  answers: Answers;
}

/** The one pass over the rows, used dry and in earnest. Reports to the ledger. */
export function walkRows({ intake, state, context, mapping, sheets, date1904, answers, ledger }: {
  intake: Intake; state: unknown; context: IntakeContext; mapping: Mapping; sheets: Awaited<ReturnType<typeof loadSheets>>['sheets']; date1904: boolean; answers: Answers; ledger: Ledger;
}): Walk {
  const readers = new Map<number, { reader: SheetReader; sheet: SheetMapping }>();
  for (const sheet of usedSheets(mapping)) {
    const described = sheets.find((one) => one.index === sheet.sheet);
    if (described) readers.set(sheet.sheet, { sheet, reader: readSheet({ sheet: described, mapping: sheet, fields: intake.fields, date1904, corrected: (row, column) => answers.corrected(sheet.sheet, row, column), anyCorrections: answers.any }) });
  }
  const report = (sheet: SheetMapping, reader: SheetReader): void => ledger.notices(sheet, reader.notices.splice(0));
  return {
    answers,
    page(key, packed) {
      const { reader, sheet } = readers.get(key.sheet)!;
      const rows = reader.take(unpackRows(packed));
      const outcomes = settleOutcomes(rows, intake.decide(rows, answers.of, state, context), answers);
      report(sheet, reader);
      return { sheet, rows, outcomes };
    },
    finish() {
      const subtotals: Summary['subtotals'] = [];
      for (const { reader, sheet } of readers.values()) {
        subtotals.push(...reader.finish());
        report(sheet, reader);
      }
      ledger.subtotals(subtotals);
      return subtotals;
    },
  };
}

/** Pages of the sheets that are used, in the order the sheets stand in the file. */
export const usedPages = (keys: readonly PageKey[], mapping: Mapping): PageKey[] => {
  const used = new Set(usedSheets(mapping).map((sheet) => sheet.sheet));
  return keys.filter((key) => used.has(key.sheet));
};

export const personalFieldsOf = (intake: Intake): Set<string> => new Set(intake.fields.filter((field) => field.personal).map((field) => field.id));

/** Decides all rows dry and leaves the import ready. `transaction` may be one of its own each time, or one that is already open. */
export async function decideImport({ transaction, secrets, clock, intake, place, signal }: { transaction: Transaction; secrets: Secrets; clock: Clock; intake: Intake; place: Place; signal?: AbortSignal }): Promise<void> {
  const mark = newId();
  const ledger = openLedger(personalFieldsOf(intake));
  const { state, context, walk, keys, kept, before } = await transaction(async (db) => {
    const row = await loadImport(db, place, true);
    if (row?.status !== 'deciding') throw new Overtaken();
    const kept = await loadAnswers(db, place);
    const before = await findingsAtRows(db, place, kept.map((answer) => answer.row));
    await clearImport(db, place);
    await changeImport(db, place, { mark }, { quiet: true });
    const context = contextOf(row);
    const state = await intake.load(db, context, false);
    const { sheets, date1904 } = await loadSheets(db, place);
    const walk = walkRows({ intake, state, context, mapping: row.mapping!, sheets, date1904, answers: answersOf(kept), ledger });
    return { state, context, walk, keys: usedPages(await pageKeys(db, place), row.mapping!), kept, before };
  });
  const total = keys.reduce((sum, key) => sum + key.count, 0);
  const tallies: Summary['tallies'] = [];
  const began = performance.now();
  let done = 0;
  for (let at = 0; at < keys.length; at += pagesAtOnce) {
    signal?.throwIfAborted();
    const chunk = keys.slice(at, at + pagesAtOnce);
    const decided = await transaction(async (db) => {
      const packed: Uint8Array[] = [];
      for (const key of chunk) packed.push(await loadPacked(db, secrets, place, key));
      return packed;
    }).then(async (packed) => {
      const pages: { sheet: number; first: number; outcomes: Outcome[] }[] = [];
      for (const [index, key] of chunk.entries()) {
        const { sheet, outcomes } = walk.page(key, packed[index]!);
        tallies.push({ sheet: key.sheet, first: key.first, kinds: ledger.add(sheet, outcomes) });
        pages.push({ sheet: key.sheet, first: key.first, outcomes });
        done += key.count;
        // Let others be served between pages.
        await new Promise((resolve) => setImmediate(resolve));
      }
      return pages;
    });
    const share = total > 0 ? done / total : 1;
    await transaction(async (db) => {
      const progress = { phase: 'deciding' as const, rows: done, share, secondsLeft: secondsLeft(share, performance.now() - began) };
      if (!(await changeImport(db, place, { progress }, { mark, quiet: true }))) throw new Overtaken();
      await insertDecisions(db, secrets, place, decided, clock.now());
      await insertFindings(db, place, ledger.drain());
    });
  }
  const subtotals = walk.finish();
  const missing = intake.missing(state, context);
  ledger.counts.missing = missing.length;
  ledger.settled(before, kept);
  ledger.finish();
  await transaction(async (db) => {
    await insertFindings(db, place, ledger.drain());
    const summary: Summary = { counts: ledger.counts, subtotals: subtotals.slice(0, mostKept), missing: missing.slice(0, mostKept), applied: null, tallies };
    if (!(await changeImport(db, place, { status: 'ready', summary, progress: null, problem: null, mark: null }, { mark }))) throw new Overtaken();
  });
}
