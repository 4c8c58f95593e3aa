// Reads what was handed in, whatever it is, into a manuscript: pasted text or HTML, text files, Word files, tables as text or workbooks. What a
// file is, is told by its content and never by its name. Numbers stay as they were printed; nothing is corrected here.
import { closeSync, openSync, readSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { TextDecoder } from 'node:util';
import { readDocx } from '../../platform/papers/read-docx.ts';
import { type Cell, cellText, type Sheet, type SheetRow } from '../../platform/sheets/cells.ts';
import { defaultLimits } from '../../platform/sheets/limits.ts';
import { readWorkbook, unpackPage } from '../../platform/sheets/read.ts';
import { zipKind } from '../../platform/sheets/xlsx.ts';
import { openZip } from '../../platform/sheets/zip.ts';
import { cellName } from '../../vocabulary/cells.ts';
import { Refusal, refuse } from '../../vocabulary/problems.ts';
import { manuscriptOf } from './rules-blocks.ts';
import { readHtml } from './rules-html.ts';
import type { Manuscript, Table } from './rules-model.ts';
import { withTablesApart } from './rules-table-in-text.ts';
import type { ManuscriptForm } from './words.ts';

type Words = { zh: string; en: string };
/**
 * A manuscript with how it came. `shown` is the text that positions count in: the text as given, or as taken out of a file or of HTML.
 * `manuscript.text` is the same length, with tables typed into it blanked out.
 */
export type Handed = { form: ManuscriptForm; shown: string; textIs: 'given' | 'extracted'; manuscript: Manuscript; leftOut: Words[] };

/** How programs, pictures, archives and the like begin: the reader of workbooks says what they are. */
const notText = ['25504446', '89504e47', '47494638', '4d5a', '52617221', '7f454c46', 'ffd8', '1f8b', '7b5c727466'].map((mark) =>
  Buffer.from(mark, 'hex'),
);

const mostTextBytes = 16 * 2 ** 20;
const mostCells = 400_000;

const looksHtml = (text: string): boolean =>
  /^\s*(?:<!--[\s\S]{0,2000}?-->\s*|<\?xml[^>]{0,200}>\s*)*<(?:!doctype\s+html|html|head|meta|body|table|style|div|p|span|h[1-6]|section|article)\b/i.test(
    text.slice(0, 4000),
  );

/** A text as typed or pasted: offsets count its own characters. */
export function handedText(text: string): Handed {
  return { form: 'text', shown: text, textIs: 'given', manuscript: withTablesApart(text), leftOut: [] };
}

/** Pasted HTML: offsets count the characters of the text taken out of it. */
export function handedHtml(html: string): Handed {
  const { blocks, dropped } = readHtml(html);
  const manuscript = manuscriptOf(blocks);
  const leftOut =
    dropped > 0
      ? [{ zh: `脚本、样式、隐藏内容等 ${dropped} 处未读取`, en: `${dropped} scripts, styles or hidden parts were not read` }]
      : [];
  return { form: 'html', shown: manuscript.text, textIs: 'extracted', manuscript, leftOut };
}

function decoded(bytes: Uint8Array, name: string): string {
  const encodings =
    bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : bytes[0] === 0xfe && bytes[1] === 0xff ? ['utf-16be'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings)
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes('\0')) return text;
    } catch {
      // Not this encoding.
    }
  return refuse('manuscripts.encoding', { name });
}

/** Text that came as bytes (a text file, standard input): UTF-8, GB18030 or UTF-16; HTML is noticed. */
export function handedBytes(bytes: Uint8Array, name: string): Handed {
  const text = decoded(bytes, name);
  return looksHtml(text) ? handedHtml(text) : handedText(text);
}

const printedOf = (cell: Cell): string => {
  // A sum that a spreadsheet worked out carries the dust of binary fractions: fifteen digits are what Excel itself holds to.
  if (typeof cell === 'number') return cellText(Number(cell.toPrecision(15)));
  if (cell !== null && typeof cell === 'object' && 'formula' in cell && typeof cell.value === 'number')
    return cellText(Number(cell.value.toPrecision(15)));
  return cellText(cell);
};

function tableOfSheet(sheet: Sheet, rows: readonly SheetRow[]): Table {
  const cells: Table['cells'] = [];
  const texts = new Map<string, string>();
  for (const { row, cells: values } of rows)
    values.forEach((value, index) => {
      const text = printedOf(value);
      if (text.trim() === '') return;
      const cell = cellName(row, index + 1);
      texts.set(cell, text);
      const formula = value !== null && typeof value === 'object' && 'formula' in value ? { formula: value.formula } : {};
      cells.push({ cell, row, column: index + 1, text, printed: true, ...formula });
    });
  let copies = 0;
  for (const { top, left, bottom, right } of sheet.merges) {
    const text = texts.get(cellName(top, left));
    if (text === undefined) continue;
    for (let row = top; row <= Math.min(bottom, sheet.rows); row++)
      for (let column = left; column <= Math.min(right, sheet.columns); column++) {
        if (row === top && column === left) continue;
        if (texts.has(cellName(row, column)) || ++copies > mostCells) continue;
        cells.push({ cell: cellName(row, column), row, column, text, printed: false });
      }
  }
  return { sheet: sheet.name, cells, ...(sheet.merges.length > 0 && { merges: sheet.merges }), ...(sheet.hidden && { hidden: true }) };
}

async function handedBook(path: string, name: string): Promise<Handed> {
  const pages = new Map<number, SheetRow[]>();
  let cells = 0;
  const book = await readWorkbook(path, {
    name,
    onPage(page) {
      const rows = unpackPage(page.packed);
      for (const row of rows) cells += row.cells.length;
      if (cells > mostCells) refuse('manuscripts.table-too-big', { limit: mostCells });
      pages.set(page.sheet, [...(pages.get(page.sheet) ?? []), ...rows]);
    },
  });
  const tables = book.sheets.map((sheet) => tableOfSheet(sheet, pages.get(sheet.index) ?? []));
  return { form: book.format, shown: '', textIs: 'extracted', manuscript: { text: '', tables }, leftOut: [] };
}

async function handedDocx(path: string, name: string): Promise<Handed> {
  const { blocks, notes, leftOut } = await readDocx(path, name);
  const manuscript = manuscriptOf(
    blocks.map((block) => (block.kind === 'table' ? { ...block, cells: block.cells.map((cell) => ({ ...cell })) } : block)),
    notes,
  );
  const said: Words[] = [];
  if (leftOut.deletions > 0)
    said.push({
      zh: `修订中已删除的 ${leftOut.deletions} 处未读取（按接受全部修订来核）`,
      en: `${leftOut.deletions} tracked deletions were not read (as if all changes were accepted)`,
    });
  if (leftOut.hidden > 0)
    said.push({ zh: `隐藏文字 ${leftOut.hidden} 处未读取`, en: `${leftOut.hidden} stretches of hidden text were not read` });
  if (leftOut.pictures > 0)
    said.push({ zh: `图片 ${leftOut.pictures} 张，其中的数字未核`, en: `${leftOut.pictures} pictures, whose figures were not checked` });
  return { form: 'docx', shown: manuscript.text, textIs: 'extracted', manuscript, leftOut: said };
}

/** A text that is really a table: nearly every line has the same separators and nobody writes sentences in it. */
function looksTabular(text: string): boolean {
  const lines = text
    .slice(0, 20_000)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, 40);
  if (lines.length < 2) return false;
  const many = (separator: string): boolean => lines.filter((line) => line.split(separator).length >= 3).length * 10 >= lines.length * 7;
  return (many(',') || many('\t') || many(';')) && lines.filter((line) => /[。！？]/.test(line)).length * 5 < lines.length;
}

function firstBytes(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(8);
    return head.subarray(0, readSync(file, head, 0, 8, 0));
  } finally {
    closeSync(file);
  }
}

/** Reads the file at `path`; `name` is what the person called it. `as: 'table'` takes a text with separators for a table in any case. */
export async function handedFile(path: string, name: string, as: 'any' | 'table' = 'any'): Promise<Handed> {
  const head = firstBytes(path);
  if (head.length === 0) refuse('sheets.empty');
  if (head.toString('latin1', 0, 2) === 'PK') {
    let kind: Awaited<ReturnType<typeof zipKind>>;
    try {
      kind = await zipKind(openZip(path, defaultLimits));
    } catch (error) {
      if (error instanceof Refusal && /\.docx$/i.test(name)) return handedDocx(path, name); // refuses in the words for a Word file
      throw error;
    }
    return kind === 'docx' ? handedDocx(path, name) : handedBook(path, name);
  }
  const isCompound = head.length >= 8 && head.readUInt32BE(0) === 0xd0cf11e0;
  if (isCompound && /\.(doc|wps|rtf)$/i.test(name)) refuse('manuscripts.is-doc', { name });
  const isPrintable = !isCompound && !notText.some((mark) => head.subarray(0, mark.length).equals(mark));
  if (!isPrintable) return handedBook(path, name); // refuses what it is not
  const { size } = await stat(path);
  if (size <= mostTextBytes) {
    const bytes = await readFile(path);
    if (!bytes.subarray(2).includes(0) || bytes[0] === 0xff || bytes[0] === 0xfe) {
      const text = decoded(bytes, name);
      if (looksHtml(text)) return handedHtml(text);
      const asTable = as === 'table' || /\.(csv|tsv)$/i.test(name) || looksTabular(text);
      if (!asTable) return handedText(text.replace(/^\ufeff/, ''));
    }
  } else if (as === 'any' && !/\.(csv|tsv)$/i.test(name)) refuse('manuscripts.text-too-long', { limit: mostTextBytes / 2 ** 20 });
  return handedBook(path, name);
}
