// Reads binary workbooks (.xls, BIFF8 and BIFF5) out of their compound file. Cells of these files may come in any order, so a
// sheet is gathered and sorted before it leaves; it can hold 65,536 × 256 cells at most and the thread's memory bounds the rest.
// Encrypted books are refused, not decrypted.
import { readFileSync } from 'node:fs';
import CFB from 'cfb';
import { Refusal, refuse } from '../../vocabulary/problems.ts';
import { BiffText, decodeBytes, record, recordAt } from './biff-text.ts';
import type { Sheet, Workbook } from './cells.ts';
import type { Pages } from './emit.ts';
import { dateKind } from './formats.ts';
import type { Limits } from './limits.ts';
import { type Bound, type Globals, SheetGatherer } from './xls-sheet.ts';

/** The stream that holds the workbook, or a refusal that says what the compound file is instead. */
function bookStream(path: string, name: string): Buffer {
  const file = readFileSync(path);
  let container: CFB.CFB$Container;
  try {
    container = CFB.read(file, { type: 'buffer' });
  } catch {
    return refuse('sheets.damaged');
  }
  const has = (stream: string): boolean =>
    container.FileIndex.some((entry) => entry.type === 2 && entry.name.toLowerCase() === stream.toLowerCase());
  if (has('EncryptedPackage') || has('EncryptionInfo')) refuse('sheets.password');
  // A file saved for Excel 95 and 97 at once holds both streams; the newer one is the whole truth.
  const stream = (wanted: string) => container.FileIndex.find((one) => one.type === 2 && one.name.toLowerCase() === wanted);
  const entry = stream('workbook') ?? stream('book');
  if (!entry) {
    if (has('WordDocument')) refuse('sheets.is-word', { name });
    if (has('PowerPoint Document')) refuse('sheets.is-slides', { name });
    return refuse('sheets.is-unknown', { name });
  }
  if (!entry.content || entry.content.length < entry.size || entry.size < 8) refuse('sheets.damaged');
  return Buffer.from(entry.content as Uint8Array).subarray(0, entry.size);
}

function readGlobals(stream: Buffer, limits: Limits): Globals {
  const first = recordAt(stream, 0);
  if (!first || first.type !== record.bof) return refuse('sheets.damaged');
  const version = first.data.readUInt16LE(0);
  if (version !== 0x0600 && version !== 0x0500) refuse('sheets.damaged');
  const wide = version === 0x0600;
  const globals: Globals = { wide, codepage: 1252, date1904: false, bounds: [], strings: [], styles: [], sheetName: () => undefined };
  const formats = new Map<number, string>();
  const formatIds: number[] = [];
  const links: { book: number; first: number; last: number }[] = [];
  const ownBooks = new Set<number>();
  let books = 0;
  for (let at = first.next; ; ) {
    const here = recordAt(stream, at);
    if (!here) return refuse('sheets.damaged');
    at = here.next;
    const { data } = here;
    if (here.type === record.eof) break;
    switch (here.type) {
      case record.filePass:
        return refuse('sheets.password');
      case record.codepage:
        globals.codepage = data.readUInt16LE(0);
        break;
      case record.date1904:
        globals.date1904 = data.readUInt16LE(0) === 1;
        break;
      case record.boundSheet: {
        const name = wide ? new BiffText([data.subarray(6)]).text(1) : decodeBytes(data.subarray(7, 7 + data[6]!), globals.codepage);
        globals.bounds.push({ name, hidden: (data[4]! & 3) !== 0, type: data[5]!, offset: data.readUInt32LE(0) });
        break;
      }
      case record.format: {
        const code = wide ? new BiffText([data.subarray(2)]).text(2) : decodeBytes(data.subarray(3, 3 + data[2]!), globals.codepage);
        formats.set(data.readUInt16LE(0), code);
        break;
      }
      case record.xf:
        formatIds.push(data.readUInt16LE(2));
        break;
      case record.supBook:
        if (data.length === 4 && data.readUInt16LE(2) === 0x0401) ownBooks.add(books);
        books++;
        break;
      case record.externSheet:
        if (!wide) break;
        for (let index = 0, count = data.readUInt16LE(0); index < count && 8 + index * 6 <= data.length; index++) {
          links.push({
            book: data.readUInt16LE(2 + index * 6),
            first: data.readUInt16LE(4 + index * 6),
            last: data.readUInt16LE(6 + index * 6),
          });
        }
        break;
      case record.sst: {
        const segments = [data];
        for (let more = recordAt(stream, at); more?.type === record.continue; more = recordAt(stream, at)) {
          segments.push(more.data);
          at = more.next;
        }
        globals.strings = new BiffText(segments).sharedStrings(limits.text);
        break;
      }
    }
  }
  globals.styles = formatIds.map((id) => dateKind(id, formats.get(id)));
  globals.sheetName = (index) => {
    const link = links[index];
    return link && ownBooks.has(link.book) && link.first === link.last ? globals.bounds[link.first]?.name : undefined;
  };
  return globals;
}

function readSheet(stream: Buffer, bound: Bound, gatherer: SheetGatherer): void {
  let depth = 0;
  for (let at = bound.offset; ; ) {
    const here = recordAt(stream, at);
    if (!here) refuse('sheets.damaged');
    if (at === bound.offset && here.type !== record.bof) refuse('sheets.damaged');
    at = here.next;
    if (here.type === record.bof) depth++;
    else if (here.type === record.eof) {
      if (--depth === 0) break;
    } else if (depth === 1) {
      const segments = [here.data];
      for (let more = recordAt(stream, at); more?.type === record.continue; more = recordAt(stream, at)) {
        segments.push(more.data);
        at = more.next;
      }
      gatherer.take(here.type, segments);
    }
  }
  gatherer.finish();
}

/** Reads a compound file that holds a workbook. A formula that cannot be put into words is '?'; its value is still there. */
export async function readXls(path: string, name: string, limits: Limits, pages: Pages, read: (bytes: number) => void): Promise<Workbook> {
  const stream = bookStream(path, name);
  try {
    const globals = readGlobals(stream, limits);
    const worksheets = globals.bounds.filter((bound) => bound.type === 0);
    if (worksheets.length === 0) refuse('sheets.no-sheet');
    if (worksheets.length > limits.sheets) refuse('sheets.too-many-sheets', { count: worksheets.length, limit: limits.sheets });
    const sheets: Sheet[] = [];
    for (const [index, bound] of worksheets.entries()) {
      const sheet: Sheet = { index, name: bound.name, hidden: bound.hidden, rows: 0, columns: 0, merges: [] };
      sheets.push(sheet);
      pages.begin(sheet);
      const gatherer = new SheetGatherer(globals, sheet, limits);
      readSheet(stream, bound, gatherer);
      for (const row of [...gatherer.rows.keys()].sort((a, b) => a - b)) {
        const cells = gatherer.rows.get(row)!;
        let weight = 0;
        for (const cell of cells) if (typeof cell === 'string') weight += cell.length;
        pages.add(row + 1, cells, weight);
        const pause = pages.pause();
        if (pause) await pause;
      }
      await pages.finish();
      read(Math.floor(stream.length / worksheets.length));
    }
    return { format: 'xls', sheets, date1904: globals.date1904 };
  } catch (error) {
    // A record shorter than its kind requires: the file is broken, not we.
    if (error instanceof RangeError && !(error instanceof Refusal)) return refuse('sheets.damaged');
    throw error;
  }
}
