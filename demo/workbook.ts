// Writes sheet models to .xlsx bytes that are the same on every run and every machine: the dates inside the document are the ledger's own and the
// times inside the zip are fixed, so that a file's hash means the file. What stands in which cell is decided by the sheet files.

import { columnLetters } from '../vocabulary/cells.ts';

export type CellValue = string | number | Date | { formula: string; result: number } | null;
export type SheetModel = {
  name: string;
  hidden?: boolean;
  /** Rows from 1; null leaves a cell empty. */
  rows: CellValue[][];
  merges: string[];
  widths: number[];
  /** Number formats by cell address. */
  formats: Map<string, string>;
  /** Rows (from 1) set in bold: titles, headers, groups and sums. */
  bold: Set<number>;
};

// 2020-03-12 08:00:00 as MS-DOS time and date, the only form a plain zip entry knows.
const DOS_TIME = 8 << 11;
const DOS_DATE = ((2020 - 1980) << 9) | (3 << 5) | 12;

/** Sets the time of every entry, in the central directory and in the local headers it points to. */
function fixZipTimes(zip: Buffer): Buffer {
  const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const local = zip.readUInt32LE(at + 42);
    for (const field of [at + 12, local + 10]) {
      zip.writeUInt16LE(DOS_TIME, field);
      zip.writeUInt16LE(DOS_DATE, field + 2);
    }
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}

/** The workbook as bytes; `written` is the day the document says it was made, `by` its author. */
export async function workbookBytes(sheets: SheetModel[], made: { written: string; by: string }): Promise<Buffer> {
  // Loaded where ledgers are written, not by every command.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  workbook.creator = made.by;
  workbook.lastModifiedBy = made.by;
  workbook.created = new Date(`${made.written}T08:00:00Z`);
  workbook.modified = workbook.created;
  for (const model of sheets) {
    const sheet = workbook.addWorksheet(model.name, { state: model.hidden ? 'hidden' : 'visible' });
    model.rows.forEach((cells, r) => {
      cells.forEach((value, c) => {
        if (value === null) return;
        const cell = sheet.getCell(r + 1, c + 1);
        cell.value = value;
        cell.alignment = { vertical: 'middle', wrapText: true };
        const format = model.formats.get(`${columnLetters(c + 1)}${r + 1}`);
        if (format) cell.numFmt = format;
        if (model.bold.has(r + 1)) cell.font = { name: '宋体', size: 11, bold: true };
      });
    });
    for (const range of model.merges) sheet.mergeCells(range);
    model.widths.forEach((width, i) => {
      sheet.getColumn(i + 1).width = width;
    });
  }
  return fixZipTimes(Buffer.from(await workbook.xlsx.writeBuffer()));
}
