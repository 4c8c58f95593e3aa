// Deciding rows while the file is still being read. A list's header stands in its first page, so the rest of a long list need not wait for
// the end of the file. What only the end tells (merged cells, another sheet in use, the count of dates) may contradict the guess: then
// everything decided ahead is thrown away and the rows are decided afterwards like any others.

import type { Ground } from '../../platform/http/house.ts';
import type { SheetRow, Workbook } from '../../platform/sheets/cells.ts';
import type { Page } from '../../platform/sheets/read.ts';
import { contextOf, type Deciding, personalFieldsOf, startDeciding, walkRows } from './decide.ts';
import type { Intake } from './intake.ts';
import { answersOf, openLedger } from './outcomes.ts';
import { findHeader, mappingDoubts } from './rules-header.ts';
import type { Transaction } from './runs.ts';
import type { ImportChange, ImportRow, savedMappings } from './store.ts';
import type { Mapping, SheetMapping } from './words.ts';

export interface Ahead {
  /** Takes the next page; `rows` are its rows when it is the first of its sheet. */
  page(page: Page, rows: readonly SheetRow[] | undefined): Promise<void>;
  /** At the end of the file: leaves the import ready and answers true when the guess held. */
  accept(mapping: Mapping, book: Workbook, change: ImportChange): Promise<boolean>;
}

export function decideAhead({
  ground,
  transaction,
  intake,
  row,
  mark,
  saved,
}: {
  ground: Ground;
  transaction: Transaction;
  intake: Intake;
  row: ImportRow;
  mark: string;
  saved: Awaited<ReturnType<typeof savedMappings>>;
}): Ahead {
  let guess: SheetMapping | undefined;
  let deciding: Deciding | undefined;
  let over = false;

  async function giveUp(): Promise<void> {
    over = true;
    await deciding?.abandon();
    deciding = undefined;
  }

  async function begin(page: Page, rows: readonly SheetRow[]): Promise<void> {
    const columns = rows.reduce((most, one) => Math.max(most, one.cells.length), 0);
    const sheet = { index: page.sheet, name: page.name, hidden: page.hidden, rows: page.last, columns, merges: [] };
    const { mapping } = findHeader({ sheet, rows, fields: intake.fields, sheetOptions: intake.sheetOptions, saved });
    if (!mapping.use) return;
    if (guess || mappingDoubts([mapping], intake.fields).length > 0) return giveUp();
    guess = mapping;
    const place = { region: row.region, id: row.id };
    const context = contextOf({ ...row, mapping: { sheets: [mapping] } });
    const state = await transaction((db) => intake.load(db, context, false));
    const ledger = openLedger(personalFieldsOf(intake));
    const walk = walkRows({
      intake,
      state,
      context,
      mapping: { sheets: [mapping] },
      sheets: [sheet],
      date1904: false,
      answers: answersOf([]),
      ledger,
    });
    deciding = startDeciding({
      transaction,
      secrets: ground.secrets,
      clock: ground.clock,
      intake,
      place,
      mark,
      state,
      context,
      walk,
      ledger,
    });
  }

  return {
    async page(page, rows) {
      if (over) return;
      if (rows) await begin(page, rows);
      if (page.sheet === guess?.sheet) await deciding?.page(page, page.packed, null);
    },
    async accept(mapping, book, change) {
      const used = mapping.sheets.filter((sheet) => sheet.use);
      const sheet = book.sheets.find((one) => one.index === guess?.sheet);
      const firstRow = Math.max(0, ...(guess?.headerRows ?? [])) + 1;
      const holds =
        !over &&
        deciding &&
        used.length === 1 &&
        !book.date1904 &&
        JSON.stringify(used[0]) === JSON.stringify(guess) &&
        !sheet?.merges.some((merge) => merge.bottom >= firstRow);
      if (!holds) {
        await giveUp();
        return false;
      }
      await deciding!.finish(change);
      return true;
    },
  };
}
