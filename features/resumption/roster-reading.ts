// From a workbook to people and rows to correct: its pages are judged and sealed while the next ones are read, so that nothing of it lies about in
// the clear. The header is found on the first page and looked at again at the end, when every merged cell is known. Columns that nothing declares
// are not read. What comes out is written by roster-keeping.ts.
import type { Cell, Sheet, SheetRow, Workbook } from '../../platform/sheets/cells.ts';
import { type Page, readWorkbook, unpackPage } from '../../platform/sheets/read.ts';
import { cellName, columnLetters } from '../../vocabulary/cells.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { findHeader, type SheetMapping } from '../imports/door.ts';
import { isNoPerson } from './rules-roster.ts';
import { columnsOf } from './sheet-roster.ts';
import type { RosterField } from './words-roster.ts';

/** The most people that one file may bring. */
const mostRows = 200_000;

/** Where the rows of a sheet begin and which column is which field. */
export interface Columns {
  sheet: number;
  name: string;
  headerRow: number;
  fields: ReadonlyMap<number, RosterField>;
  titles: { column: number; title: string }[];
}

export interface RowInPlace {
  /** The sheet's place in the file; its name is known when the file has been read to its end. */
  sheet: number;
  row: number;
  cells: Partial<Record<RosterField, Cell>>;
  /** The name of a cell of this row: C17. */
  cellOf(field: RosterField): string;
}

export interface FileRead {
  /** The sheets that were read: place in the file and name. */
  sheets: ReadonlyMap<number, string>;
  rows: number;
  /** Titles of columns that nothing declares. */
  leftOut: string[];
}

/** What a file needs before it can be read: its columns named, on the sheet that looks most like a roster. */
export interface FileAsks {
  sheet: Columns;
  missing: RosterField[];
}

/** Fields that a file must have a column for: isolation can be reckoned, everything else only the file knows. */
const needed = (fields: readonly RosterField[]): RosterField[] => fields.filter((field) => field !== 'isolationUntil');

/**
 * Reads the file at `path`; `take` gets its rows in order, page by page, and is begun anew when the end of the file shows that the header was
 * taken wrongly (`restart`). `chosen`: columns named by a person, for the first sheet with cells.
 */
export async function readRosterFile(
  path: string,
  name: string,
  fields: readonly RosterField[],
  take: (rows: RowInPlace[]) => void,
  restart: () => void,
  chosen: { headerRow: number; columns: readonly { column: number; field: RosterField }[] } | null = null,
): Promise<FileRead | FileAsks> {
  const reader = sheetReader(fields, chosen);
  const packed: Page[] = [];
  const first = new Map<number, readonly SheetRow[]>();
  const guesses = new Map<number, Columns>();
  let rows = 0;
  const takeRows = (columns: Columns, page: readonly SheetRow[]): void => {
    const taken = rowsOf(columns, page);
    rows += taken.length;
    if (rows > mostRows) refuse('roster.too-many-rows', { most: mostRows });
    take(taken);
  };
  const book = await readWorkbook(path, {
    name,
    onPage(page) {
      packed.push(page);
      const cells = unpackPage(page.packed);
      if (!first.has(page.sheet)) {
        first.set(page.sheet, cells);
        guesses.set(page.sheet, reader({ ...provisional, index: page.sheet, columns: widthOf(cells), rows: page.last }, cells));
      }
      const columns = guesses.get(page.sheet)!;
      if (missingOf(columns, fields).length === 0) takeRows(columns, cells);
    },
  });
  const final = finalColumns(book, first, reader);
  const usable = final.filter((columns) => missingOf(columns, fields).length === 0);
  if (usable.length === 0) return asks(final, fields);
  if (!usable.every((columns) => sameColumns(columns, guesses.get(columns.sheet))) || usable.length !== taken(guesses, fields)) {
    restart();
    rows = 0;
    for (const page of packed) {
      const columns = usable.find((one) => one.sheet === page.sheet);
      if (columns) takeRows(columns, unpackPage(page.packed));
    }
  }
  const leftOut = usable.flatMap((columns) => columns.titles.filter(({ column }) => !columns.fields.has(column)).map(({ title }) => title));
  return {
    sheets: new Map(usable.map(({ sheet, name: called }) => [sheet, called])),
    rows,
    leftOut: [...new Set(leftOut.filter((title) => title !== '' && !/^(序号|编号|行号|No\.?|#)$/i.test(title)))],
  };
}

const provisional: Omit<Sheet, 'index' | 'columns' | 'rows'> = { name: '', hidden: false, merges: [] };
const widthOf = (rows: readonly SheetRow[]): number => Math.max(1, ...rows.map((row) => row.cells.length));

type SheetReader = (sheet: Sheet, rows: readonly SheetRow[]) => Columns;

function sheetReader(
  fields: readonly RosterField[],
  chosen: { headerRow: number; columns: readonly { column: number; field: RosterField }[] } | null,
): SheetReader {
  const wanted = columnsOf(fields);
  let given = false;
  let givenTo = -1;
  return (sheet, rows) => {
    if (chosen && (!given || givenTo === sheet.index)) {
      given = true;
      givenTo = sheet.index;
      const header = rows.find((row) => row.row === chosen.headerRow);
      return {
        sheet: sheet.index,
        name: sheet.name,
        headerRow: chosen.headerRow,
        fields: new Map(chosen.columns.map(({ column, field }) => [column, field])),
        titles: titlesOf(header),
      };
    }
    const { mapping } = findHeader({ sheet, rows, fields: wanted, sheetOptions: [], saved: new Map() });
    return columnsOfMapping(sheet, mapping);
  };
}

const titlesOf = (header: SheetRow | undefined): { column: number; title: string }[] =>
  (header?.cells ?? []).flatMap((cell, index) =>
    typeof cell === 'string' && cell.trim() !== '' ? [{ column: index + 1, title: cell.trim() }] : [],
  );

function columnsOfMapping(sheet: Sheet, mapping: SheetMapping): Columns {
  const fields = new Map<number, RosterField>();
  for (const column of mapping.columns) if (column.field !== null) fields.set(column.column, column.field as RosterField);
  return {
    sheet: sheet.index,
    name: sheet.name,
    headerRow: mapping.headerRows.at(-1) ?? 0,
    fields,
    titles: mapping.columns.map(({ column, title }) => ({ column, title })),
  };
}

const missingOf = (columns: Columns, fields: readonly RosterField[]): RosterField[] => {
  const named = new Set(columns.fields.values());
  return needed(fields).filter((field) => !named.has(field));
};

const taken = (guesses: ReadonlyMap<number, Columns>, fields: readonly RosterField[]): number =>
  [...guesses.values()].filter((columns) => missingOf(columns, fields).length === 0).length;

function finalColumns(book: Workbook, first: ReadonlyMap<number, readonly SheetRow[]>, reader: SheetReader): Columns[] {
  return book.sheets.filter((sheet) => !sheet.hidden && first.has(sheet.index)).map((sheet) => reader(sheet, first.get(sheet.index)!));
}

const sameColumns = (a: Columns, b: Columns | undefined): boolean =>
  b !== undefined &&
  a.headerRow === b.headerRow &&
  a.fields.size === b.fields.size &&
  [...a.fields].every(([column, field]) => b.fields.get(column) === field);

/** The sheet that names most fields, for a person to name the rest. Only titles leave here, never cells below them. */
function asks(all: readonly Columns[], fields: readonly RosterField[]): FileAsks {
  const best = [...all].sort((a, b) => b.fields.size - a.fields.size || b.titles.length - a.titles.length)[0];
  if (!best) return refuse('roster.file-empty');
  return { sheet: best, missing: missingOf(best, fields) };
}

function rowsOf(columns: Columns, page: readonly SheetRow[]): RowInPlace[] {
  const places = [...columns.fields];
  const letters = new Map(places.map(([column, field]) => [field, column]));
  const found: RowInPlace[] = [];
  for (const { row, cells } of page) {
    if (row <= columns.headerRow) continue;
    const mine: Partial<Record<RosterField, Cell>> = {};
    for (const [column, field] of places) {
      const cell = cells[column - 1] ?? null;
      if (cell !== null && cell !== '') mine[field] = cell;
    }
    if (isNoPerson(mine, cells)) continue;
    found.push({
      sheet: columns.sheet,
      row,
      cells: mine,
      cellOf: (field) => {
        const column = letters.get(field);
        return column === undefined ? String(row) : cellName(row, column);
      },
    });
  }
  return found;
}

/** The columns as a person is asked about them. */
export const columnsShown = (columns: Columns): { column: number; letters: string; title: string; field: RosterField | null }[] =>
  columns.titles.map(({ column, title }) => ({ column, letters: columnLetters(column), title, field: columns.fields.get(column) ?? null }));
