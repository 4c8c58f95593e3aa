// Writes workbooks and text tables, a row at a time, to a file or a stream. Text is always a text cell: a project named
// "=HYPERLINK(…)" leaves as the text it is and comes back as the same text. The look is the office's: title over the whole width,
// shaded frozen header repeated on every printed page, A4 landscape fitted to the width, page numbers.
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { cellName, columnLetters } from '../../vocabulary/cells.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { type Cell, cellText } from './cells.ts';
import { serialOf } from './formats.ts';
import { lastExcelColumn, lastExcelRow } from './limits.ts';
import { bookParts, head, main, style } from './write-book.ts';
import { escapeText, shorten } from './write-text.ts';
import { ZipWriter } from './zip-write.ts';

/** `money` shows two decimals with thousands commas, `percent` takes the share (0.339) and shows 33.9%, `day` takes day cells. */
export type ColumnKind = 'text' | 'number' | 'money' | 'percent' | 'day';

/** `width` in characters of the digit 0; a Chinese character takes two. */
export type WrittenColumn = { title: string; width?: number; kind?: ColumnKind };

export type WrittenSheet = {
  name: string;
  columns: readonly WrittenColumn[];
  /** Lines above the header, each merged over the whole width; the first one is the title. */
  titleRows?: readonly string[];
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;
  /** Lines under the last row: sources, definitions, as-of. */
  notes?: readonly string[];
};

export type WriteOptions = { signal?: AbortSignal; creator?: string };
/** `cut` counts cells whose text was longer than a cell can be (32,767) and ends with a visible mark. */
export type Written = { rows: number; bytes: number; cut: number };

const longestText = 32_767;
const cutMark = '…（过长，已截断）';

const kindStyle: Record<ColumnKind, number> = {
  text: style.text,
  number: style.number,
  money: style.money,
  percent: style.percent,
  day: style.day,
};

class CellWriter {
  cut = 0;

  text(place: string, text: string, look: number): string {
    let shown = text;
    if (shown.length > longestText) {
      shown = shorten(shown, longestText - cutMark.length) + cutMark;
      this.cut++;
    }
    return `<c r="${place}" s="${look}" t="inlineStr"><is><t xml:space="preserve">${escapeText(shown)}</t></is></c>`;
  }

  cell(place: string, cell: Cell, kind: ColumnKind | undefined): string {
    const look = kind === undefined ? style.general : kindStyle[kind];
    if (cell === null || cell === '') return `<c r="${place}" s="${look}"/>`;
    if (typeof cell === 'string') return this.text(place, cell, kind === undefined ? style.text : look);
    if (typeof cell === 'number')
      return Number.isFinite(cell)
        ? `<c r="${place}" s="${look === style.text ? style.general : look}"><v>${cell}</v></c>`
        : this.text(place, String(cell), look);
    if (typeof cell === 'boolean') return `<c r="${place}" s="${look}" t="b"><v>${cell ? 1 : 0}</v></c>`;
    if ('day' in cell) {
      const serial = cell.day === cell.text ? serialOf(cell.day) : undefined;
      return serial === undefined ? this.text(place, cell.text, look) : `<c r="${place}" s="${style.day}"><v>${serial}</v></c>`;
    }
    if ('error' in cell) return `<c r="${place}" s="${look}" t="e"><v>${escapeText(cell.error)}</v></c>`;
    const formula = `<f>${escapeText(cell.formula)}</f>`;
    const { value } = cell;
    if (value === null || (typeof value === 'number' && !Number.isFinite(value))) return `<c r="${place}" s="${look}">${formula}</c>`;
    if (typeof value === 'number') return `<c r="${place}" s="${look}">${formula}<v>${value}</v></c>`;
    if (typeof value === 'boolean') return `<c r="${place}" s="${look}" t="b">${formula}<v>${value ? 1 : 0}</v></c>`;
    return `<c r="${place}" s="${look}" t="str">${formula}<v>${escapeText(value)}</v></c>`;
  }
}

/** A width from the title when none is given: Chinese characters take two. */
function widthOf(column: WrittenColumn): number {
  if (column.width !== undefined) return column.width;
  let wide = 0;
  for (const character of column.title) wide += character > '\u2e7f' ? 2 : 1;
  const least = column.kind === 'money' ? 16 : column.kind === 'day' ? 12 : 10;
  return Math.min(60, Math.max(least, wide + 3));
}

async function* sheetPart(
  sheet: WrittenSheet,
  cells: CellWriter,
  counter: { rows: number },
  signal: AbortSignal | undefined,
): AsyncGenerator<string> {
  const { columns } = sheet;
  if (columns.length > lastExcelColumn) refuse('sheets.too-many-columns', { sheet: sheet.name, row: 1, limit: lastExcelColumn });
  const titles = sheet.titleRows ?? [];
  const headerRow = titles.length + 1;
  const last = columnLetters(Math.max(1, columns.length));
  const merges: string[] = [];
  let out = `${head}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="${headerRow}" topLeftCell="A${headerRow + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>`;
  if (columns.length > 0) {
    out += `<cols>${columns.map((column, index) => `<col min="${index + 1}" max="${index + 1}" width="${widthOf(column)}" customWidth="1"/>`).join('')}</cols>`;
  }
  out += '<sheetData>';
  for (const [index, title] of titles.entries()) {
    const row = index + 1;
    const height = index === 0 ? ' ht="30" customHeight="1"' : '';
    out += `<row r="${row}"${height}>${cells.text(`A${row}`, title, index === 0 ? style.title : style.note)}</row>`;
    if (columns.length > 1) merges.push(`A${row}:${last}${row}`);
  }
  out += `<row r="${headerRow}" ht="30" customHeight="1">${columns.map((column, index) => cells.text(cellName(headerRow, index + 1), column.title, style.header)).join('')}</row>`;
  let row = headerRow;
  const letters = columns.map((_column, index) => columnLetters(index + 1));
  for await (const values of sheet.rows) {
    row++;
    if (row > lastExcelRow) refuse('sheets.too-many-rows', { sheet: sheet.name, limit: lastExcelRow });
    out += `<row r="${row}">`;
    for (let index = 0; index < values.length; index++) {
      out += cells.cell(`${letters[index] ?? columnLetters(index + 1)}${row}`, values[index]!, columns[index]?.kind);
    }
    out += '</row>';
    counter.rows++;
    if (out.length > 65_536) {
      signal?.throwIfAborted();
      yield out;
      out = '';
    }
  }
  for (const note of sheet.notes ?? []) {
    row++;
    if (row > lastExcelRow) refuse('sheets.too-many-rows', { sheet: sheet.name, limit: lastExcelRow });
    out += `<row r="${row}">${cells.text(`A${row}`, note, style.note)}</row>`;
    if (columns.length > 1) merges.push(`A${row}:${last}${row}`);
  }
  out += '</sheetData>';
  if (merges.length > 0)
    out += `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  out +=
    '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>';
  yield out;
}

/** Runs `write` on a stream, or on a file that appears under its name only when it is whole. */
async function into<T>(target: string | Writable, write: (stream: Writable) => Promise<T>): Promise<T> {
  if (typeof target !== 'string') {
    const result = await write(target);
    target.end();
    return result;
  }
  const unfinished = `${target}.part`;
  const file = createWriteStream(unfinished);
  try {
    const result = await write(file);
    file.end();
    if (!file.closed) await once(file, 'close');
    await rename(unfinished, target);
    return result;
  } catch (error) {
    file.destroy();
    await rm(unfinished, { force: true });
    throw error;
  }
}

/**
 * Writes a workbook of at least one sheet. Rows are pulled as they are written and memory stays bounded. A file is written beside
 * its name first, so a reader never meets half of it; a stream is ended, and on failure left to its owner to destroy.
 */
export async function writeWorkbook(
  target: string | Writable,
  sheets: readonly WrittenSheet[],
  options: WriteOptions = {},
): Promise<Written> {
  if (sheets.length === 0) throw new Error('A workbook needs at least one sheet.');
  return into(target, async (stream) => {
    const zip = new ZipWriter(stream);
    for (const [name, text] of bookParts(sheets, options.creator ?? '三早 Sanzao')) await zip.part(name, [text]);
    const cells = new CellWriter();
    const counter = { rows: 0 };
    for (const [index, sheet] of sheets.entries()) {
      await zip.part(`xl/worksheets/sheet${index + 1}.xml`, sheetPart(sheet, cells, counter, options.signal));
    }
    await zip.end();
    return { rows: counter.rows, bytes: zip.bytes, cut: cells.cut };
  });
}

/** Text a spreadsheet would take for a formula gets an apostrophe; numbers are numbers and keep their sign. */
function csvCell(cell: Cell): string {
  const text = cellText(cell);
  const isText = typeof cell === 'string' || (cell !== null && typeof cell === 'object' && !('day' in cell));
  const safe = isText && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n\t;]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Writes a comma-separated table: UTF-8 with its mark, so Excel shows Chinese, CRLF line ends. */
export async function writeCsv(
  target: string | Writable,
  table: { columns: readonly { title: string }[]; rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]> },
  options: { signal?: AbortSignal } = {},
): Promise<{ rows: number; bytes: number }> {
  return into(target, async (stream) => {
    let failure: Error | undefined;
    stream.once('error', (error) => {
      failure = error;
    });
    let bytes = 0;
    let rows = 0;
    let out = `\ufeff${table.columns.map((column) => csvCell(column.title)).join(',')}\r\n`;
    const put = async (): Promise<void> => {
      options.signal?.throwIfAborted();
      if (failure) throw failure;
      if (stream.destroyed) throw new Error('The receiver of the table went away.');
      const chunk = Buffer.from(out);
      out = '';
      bytes += chunk.length;
      if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), once(stream, 'close')]);
    };
    for await (const row of table.rows) {
      out += `${row.map(csvCell).join(',')}\r\n`;
      rows++;
      if (out.length > 65_536) await put();
    }
    await put();
    return { rows, bytes };
  });
}
