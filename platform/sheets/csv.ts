// Reads text tables: finds the encoding (UTF-8, GB18030, UTF-16 little-endian) and the separator (comma, semicolon, tab), and cuts
// cells. Every cell is the text that stands there: "007" and "1,234.50" stay as they are. A record is a row even when a quoted cell
// breaks the line, as Excel counts it.

import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { refuse } from '../../vocabulary/problems.ts';
import type { Cell, Sheet, Workbook } from './cells.ts';
import type { Pages } from './emit.ts';
import { type Limits, lastExcelColumn } from './limits.ts';

type Encoding = NonNullable<Workbook['encoding']>;

/** UTF-16 without a mark shows itself by a zero in nearly every other byte of Latin text, and by zeros at line ends in Chinese. */
function looksWide(head: Buffer): boolean {
  let odd = 0;
  let even = 0;
  for (let i = 0; i < head.length; i++) {
    if (head[i] !== 0) continue;
    if (i % 2 === 1) odd++;
    else even++;
  }
  return (
    even === 0 &&
    odd > 0 &&
    (odd > head.length / 8 || head.includes(Buffer.from('\r\0\n\0', 'latin1')) || head.includes(Buffer.from('\n\0', 'latin1')))
  );
}

function decoderOf(encoding: Encoding): TextDecoder {
  return new TextDecoder(encoding, { fatal: true });
}

async function detect(path: string, name: string): Promise<Encoding> {
  let first = true;
  let utf8: TextDecoder | undefined = decoderOf('utf-8');
  let gb: TextDecoder | undefined = decoderOf('gb18030');
  let controls = 0;
  let bytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 262_144 })) {
    const chunk = piece as Buffer;
    if (first) {
      first = false;
      if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
      if (chunk[0] === 0xfe && chunk[1] === 0xff) refuse('sheets.encoding');
      if (looksWide(chunk.subarray(0, 65_536))) return 'utf-16le';
      // Binary content shows itself at once; a stray control character in a real table does not.
      for (const byte of chunk) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27)) controls++;
      if (controls > 32 && controls > chunk.length / 10 && !chunk.includes(0)) refuse('sheets.is-unknown', { name });
    }
    bytes += chunk.length;
    if (chunk.includes(0)) refuse('sheets.binary-text');
    try {
      utf8?.decode(chunk, { stream: true });
    } catch {
      utf8 = undefined;
    }
    try {
      gb?.decode(chunk, { stream: true });
    } catch {
      gb = undefined;
    }
    if (!utf8 && !gb) refuse('sheets.encoding');
  }
  if (bytes === 0) refuse('sheets.empty');
  for (const [encoding, decoder] of [
    ['utf-8', utf8],
    ['gb18030', gb],
  ] as const) {
    try {
      if (decoder) {
        decoder.decode();
        return encoding;
      }
    } catch {
      // Ends in the middle of a character: not this encoding.
    }
  }
  return refuse('sheets.encoding');
}

const separators = [',', '\t', ';', '，', '|'] as const;

/** The separator under which the first records agree best on how many cells they have. */
function separatorOf(sample: string): string {
  const told = /^sep=(.)\r?\n/i.exec(sample);
  if (told) return told[1]!;
  let best = ',';
  let bestScore = 0;
  for (const separator of separators) {
    const counts = new Map<number, number>();
    let cells = 1;
    let quoted = false;
    let records = 0;
    for (let i = 0; i < sample.length && records < 100; i++) {
      const c = sample[i];
      if (c === '"') quoted = !quoted;
      else if (quoted) continue;
      else if (c === separator) cells++;
      else if (c === '\n' || (c === '\r' && sample[i + 1] !== '\n')) {
        counts.set(cells, (counts.get(cells) ?? 0) + 1);
        cells = 1;
        records++;
      }
    }
    if (records === 0) counts.set(cells, 1);
    let score = 0;
    // Agreement counts most; among equals, more cells win. Chinese commas and bars are ordinary text unless every record agrees.
    for (const [size, count] of counts) {
      if (size < 2) continue;
      const agreed = count / Math.max(1, records);
      if ((separator === '，' || separator === '|') && agreed < 0.95) continue;
      score = Math.max(score, agreed * Math.min(size, 50) ** 0.5);
    }
    if (score > bestScore) {
      bestScore = score;
      best = separator;
    }
  }
  return best;
}

/** Cuts decoded text into records; text may arrive in any pieces. */
class Cutter {
  row = 1;
  private cells: Cell[] = [];
  private parts = '';
  private quoted = false;
  private wasQuoted = false;
  private pendingQuote = false;
  private afterReturn = false;
  private weight = 0;
  private openedAt = 1;
  private readonly separator: number;
  private readonly limits: Limits;
  private readonly sheet: Sheet;
  private readonly pages: Pages;

  constructor(separator: string, limits: Limits, sheet: Sheet, pages: Pages) {
    this.separator = separator.charCodeAt(0);
    this.limits = limits;
    this.sheet = sheet;
    this.pages = pages;
  }

  push(text: string): void {
    const length = text.length;
    let from = 0;
    for (let at = 0; at < length; at++) {
      const c = text.charCodeAt(at);
      if (this.afterReturn) {
        this.afterReturn = false;
        if (c === 10) {
          from = at + 1;
          continue;
        }
      }
      if (this.pendingQuote) {
        this.pendingQuote = false;
        if (c === 34) {
          from = at;
          continue;
        }
        this.quoted = false;
        from = at;
      } else if (this.quoted) {
        const quote = c === 34 ? at : text.indexOf('"', at);
        if (quote === -1) {
          at = length - 1;
          break;
        }
        this.take(text, from, quote);
        from = quote + 1;
        at = quote;
        this.pendingQuote = true;
        continue;
      }
      if (c === this.separator) {
        this.take(text, from, at);
        this.endCell();
        from = at + 1;
      } else if (c === 10 || c === 13) {
        this.take(text, from, at);
        this.endRow();
        from = at + 1;
        this.afterReturn = c === 13;
      } else if (c === 34 && at === from && this.parts === '' && !this.wasQuoted) {
        this.quoted = true;
        this.wasQuoted = true;
        this.openedAt = this.row;
        from = at + 1;
      }
    }
    if (!this.pendingQuote || from < length) this.take(text, from, length);
  }

  end(): void {
    if (this.pendingQuote) this.quoted = false;
    if (this.quoted) refuse('sheets.open-quote', { row: this.openedAt });
    if (this.parts !== '' || this.cells.length > 0) this.endRow();
  }

  private take(text: string, from: number, to: number): void {
    if (to <= from) return;
    this.parts = this.parts === '' ? text.slice(from, to) : this.parts + text.slice(from, to);
    if (this.parts.length > this.limits.text) {
      if (this.quoted && this.parts.includes('\n')) refuse('sheets.open-quote', { row: this.openedAt });
      refuse('sheets.text-too-long', { limit: this.limits.text });
    }
  }

  private endCell(): void {
    this.cells.push(this.parts === '' ? null : this.parts);
    if (this.cells.length > lastExcelColumn)
      refuse('sheets.too-many-columns', { sheet: this.sheet.name, row: this.row, limit: this.limits.columns });
    this.weight += this.parts.length;
    this.parts = '';
    this.wasQuoted = false;
  }

  private endRow(): void {
    this.endCell();
    this.pages.add(this.row, this.cells, this.weight);
    this.row++;
    this.cells = [];
    this.weight = 0;
  }
}

/** Reads a text table whole. The sheet carries the name of the file, as in Excel. */
export async function readCsv(path: string, name: string, limits: Limits, pages: Pages, read: (bytes: number) => void): Promise<Workbook> {
  const encoding = await detect(path, name);
  const sheet: Sheet = { index: 0, name: name.replace(/\.[A-Za-z]{1,5}$/, ''), hidden: false, rows: 0, columns: 0, merges: [] };
  pages.begin(sheet);
  const decoder = decoderOf(encoding);
  let cutter: Cutter | undefined;
  let held = '';
  const begin = (): Cutter => {
    const separator = separatorOf(held);
    const made = new Cutter(separator, limits, sheet, pages);
    made.push(held.replace(/^sep=.\r?\n/i, ''));
    held = '';
    return made;
  };
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 131_072 })) {
      const chunk = piece as Buffer;
      read(chunk.length);
      const text = decoder.decode(chunk, { stream: true });
      if (text.includes('\0')) refuse('sheets.binary-text');
      if (cutter) cutter.push(text);
      else {
        held += text;
        if (held.length >= 65_536) cutter = begin();
      }
      const pause = pages.pause();
      if (pause) await pause;
    }
    held += decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) refuse('sheets.encoding');
    throw error;
  }
  if (!cutter) cutter = begin();
  else if (held !== '') cutter.push(held);
  cutter.end();
  await pages.finish();
  if (sheet.rows === 0) refuse('sheets.empty');
  return { format: 'csv', encoding, sheets: [sheet], date1904: false };
}
