// Deciding the rows of an import, dry: pages in file order through the sheet reader and the intake's own rules against what the register
// holds now. The same pass (walkRows) runs again inside the confirming transaction, so the preview is the decision and nothing else.
import type { Clock } from '../../platform/clock/clock.ts';
import type { Secrets } from '../../platform/secrets/secrets.ts';
import { newId } from '../../vocabulary/ids.ts';
import type { Intake, IntakeContext, Outcome, ReadRow } from './intake.ts';
import { type Answers, answersOf, type Ledger, openLedger, settleOutcomes } from './outcomes.ts';
import { readSheet, type SheetReader } from './rules-rows.ts';
import { Overtaken, secondsLeft, type Transaction } from './runs.ts';
import {
  changeImport,
  type ImportChange,
  type ImportRow,
  type KeptAnswer,
  loadAnswers,
  loadImport,
  loadSheets,
  type Place,
  type ProgressNow,
  type Summary,
} from './store.ts';
import {
  clearImport,
  findingsAtRows,
  insertDecisions,
  insertFindings,
  type KeptFinding,
  loadPacked,
  type PageKey,
  packOutcomes,
  pageKeys,
  unpackRows,
} from './store-pages.ts';
import type { Mapping, SheetMapping } from './words.ts';

/** Raw pages fetched together (they are small while packed), decided pages written together. */
const pagesAtOnce = 60;
const pagesWritten = 6;
const mostKept = 5_000;

export function contextOf(row: ImportRow): IntakeContext {
  const used = usedSheets(row.mapping!);
  return {
    region: row.region,
    year: row.year,
    importId: row.id,
    fileSha256: row.sha256,
    fileName: row.fileName,
    sheets: used.map((sheet) => ({
      index: sheet.sheet,
      name: sheet.name,
      pool: (sheet.options.pool as string | null | undefined) ?? null,
      titles: sheet.titleLines,
    })),
    sheetOptions: Object.fromEntries(used.map((sheet) => [sheet.sheet, sheet.options])),
  };
}

const usedSheets = (mapping: Mapping): SheetMapping[] => mapping.sheets.filter((sheet) => sheet.use);

export interface Walk {
  /** Decides one page, a few rows at a time. Pages must come in order, all of them. */
  page(key: PageKey, packed: Uint8Array): Generator<{ sheet: SheetMapping; rows: ReadRow[]; outcomes: Outcome[] }>;
  /** Ends the sheets: sums are checked. */
  finish(): Summary['subtotals'];
}

/** Rows read and decided together: few enough that they are gone before the memory for young objects is full. */
const rowsAtOnce = 80;

/** The one pass over the rows, used dry and in earnest. Reports to the ledger. */
export function walkRows({
  intake,
  state,
  context,
  mapping,
  sheets,
  date1904,
  answers,
  ledger,
}: {
  intake: Intake;
  state: unknown;
  context: IntakeContext;
  mapping: Mapping;
  sheets: Awaited<ReturnType<typeof loadSheets>>['sheets'];
  date1904: boolean;
  answers: Answers;
  ledger: Ledger;
}): Walk {
  const readers = new Map<number, { reader: SheetReader; sheet: SheetMapping }>();
  for (const sheet of usedSheets(mapping)) {
    const described = sheets.find((one) => one.index === sheet.sheet);
    if (described)
      readers.set(sheet.sheet, {
        sheet,
        reader: readSheet({
          sheet: described,
          mapping: sheet,
          fields: intake.fields,
          date1904,
          corrected: (row, column) => answers.corrected(sheet.sheet, row, column),
          anyCorrections: answers.any,
        }),
      });
  }
  const report = (sheet: SheetMapping, reader: SheetReader): void => ledger.notices(sheet, reader.notices.splice(0));
  return {
    *page(key, packed) {
      const { reader, sheet } = readers.get(key.sheet)!;
      const all = unpackRows(packed);
      for (let at = 0; at < all.length; at += rowsAtOnce) {
        const rows = reader.take(all.slice(at, at + rowsAtOnce));
        const outcomes = settleOutcomes(rows, intake.decide(rows, answers.of, state, context), answers);
        report(sheet, reader);
        yield { sheet, rows, outcomes };
      }
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

export const personalFieldsOf = (intake: Intake): Set<string> =>
  new Set(intake.fields.filter((field) => field.personal).map((field) => field.id));

/** One dry pass under way: pages go in one after another, what was decided of them is written while the next ones are decided. */
export interface Deciding {
  page(key: PageKey, packed: Uint8Array, progress: ProgressNow | null): Promise<void>;
  /** Ends the pass; `change` is what else becomes of the import in the transaction that leaves it ready. */
  finish(change: ImportChange, kept?: readonly KeptAnswer[], before?: readonly KeptFinding[]): Promise<void>;
  /** Waits for what is being written and gives up; what was written is for the caller to clear. */
  abandon(): Promise<void>;
}

export interface DecidingInput {
  transaction: Transaction;
  secrets: Secrets;
  clock: Clock;
  intake: Intake;
  place: Place;
  mark: string;
  state: unknown;
  context: IntakeContext;
  walk: Walk;
  ledger: Ledger;
}

export function startDeciding({ transaction, secrets, clock, intake, place, mark, state, context, walk, ledger }: DecidingInput): Deciding {
  const tallies: Summary['tallies'] = [];
  let waiting: { sheet: number; first: number; packed: Uint8Array }[] = [];
  let writing: Promise<void> = Promise.resolve();

  async function write(progress: ProgressNow | null): Promise<void> {
    await writing;
    const decided = waiting;
    const findings = ledger.drain();
    waiting = [];
    writing = transaction(async (db) => {
      if (!(await changeImport(db, place, progress ? { progress } : { mark }, { mark, quiet: true }))) throw new Overtaken();
      await insertDecisions(db, secrets, place, decided, clock.now());
      await insertFindings(db, place, findings);
    });
    writing.catch(() => {}); // whoever awaits it next hears of it
  }

  return {
    async page(key, packed, progress) {
      const all: Outcome[] = [];
      const kinds: Record<string, number> = {};
      for (const { sheet, outcomes } of walk.page(key, packed)) {
        ledger.add(sheet, outcomes, kinds);
        all.push(...outcomes);
        // Let others be served in between.
        await new Promise((resolve) => setImmediate(resolve));
      }
      tallies.push({ sheet: key.sheet, first: key.first, kinds });
      waiting.push({ sheet: key.sheet, first: key.first, packed: packOutcomes(all) });
      if (waiting.length >= pagesWritten) await write(progress);
    },
    async finish(change, kept = [], before = []) {
      if (waiting.length > 0) await write(null);
      await writing;
      const subtotals = walk.finish();
      const missing = intake.missing(state, context);
      ledger.counts.missing = missing.length;
      ledger.settled(before, kept);
      ledger.finish();
      await transaction(async (db) => {
        await insertFindings(db, place, ledger.drain());
        const summary: Summary = {
          counts: ledger.counts,
          subtotals: subtotals.slice(0, mostKept),
          missing: missing.slice(0, mostKept),
          applied: null,
          tallies,
        };
        if (!(await changeImport(db, place, { ...change, status: 'ready', summary, progress: null, problem: null, mark: null }, { mark })))
          throw new Overtaken();
      });
    },
    abandon: () => writing.catch(() => {}),
  };
}

/** Decides all rows dry and leaves the import ready. `transaction` may be one of its own each time, or one that is already open. */
export async function decideImport({
  transaction,
  secrets,
  clock,
  intake,
  place,
  signal,
}: {
  transaction: Transaction;
  secrets: Secrets;
  clock: Clock;
  intake: Intake;
  place: Place;
  signal?: AbortSignal;
}): Promise<void> {
  const mark = newId();
  const ledger = openLedger(personalFieldsOf(intake));
  const { deciding, keys, kept, before } = await transaction(async (db) => {
    const row = await loadImport(db, place, true);
    if (row?.status !== 'deciding') throw new Overtaken();
    const kept = await loadAnswers(db, place);
    const before = await findingsAtRows(
      db,
      place,
      kept.map((answer) => answer.row),
    );
    await clearImport(db, place);
    await changeImport(db, place, { mark }, { quiet: true });
    const context = contextOf(row);
    const state = await intake.load(db, context, false);
    const { sheets, date1904 } = await loadSheets(db, place);
    const walk = walkRows({ intake, state, context, mapping: row.mapping!, sheets, date1904, answers: answersOf(kept), ledger });
    return {
      deciding: startDeciding({ transaction, secrets, clock, intake, place, mark, state, context, walk, ledger }),
      keys: usedPages(await pageKeys(db, place), row.mapping!),
      kept,
      before,
    };
  });
  const total = keys.reduce((sum, key) => sum + key.count, 0);
  const began = performance.now();
  let done = 0;
  for (let at = 0; at < keys.length; at += pagesAtOnce) {
    const chunk = keys.slice(at, at + pagesAtOnce);
    const packed = await transaction(async (db) => {
      const pages: Uint8Array[] = [];
      for (const key of chunk) pages.push(await loadPacked(db, secrets, place, key));
      return pages;
    });
    for (const [index, key] of chunk.entries()) {
      signal?.throwIfAborted();
      done += key.count;
      const share = total > 0 ? done / total : 1;
      await deciding.page(key, packed[index]!, {
        phase: 'deciding',
        rows: done,
        share,
        secondsLeft: secondsLeft(share, performance.now() - began),
      });
    }
  }
  await deciding.finish({}, kept, before);
}
