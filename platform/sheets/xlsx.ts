// Reads the parts of an .xlsx workbook: which sheets there are, their shared strings, which styles are dates, and their cells.
// Decides what a cell *is* (text, number, day, formula, error) and nothing about what it means. Styles of whole columns and rows
// hold no cells; a claimed dimension is never believed.
import { refuse } from '../../vocabulary/problems.ts';
import type { Cell, Sheet, Workbook } from './cells.ts';
import type { Pages } from './emit.ts';
import { type DateKind, dateKind, dayCell, excelNumber } from './formats.ts';
import { type Limits, lastExcelColumn, lastExcelRow } from './limits.ts';
import { shiftFormula } from './shift-formula.ts';
import { nameOf, unescapeExcel, type XmlHandler, XmlScanner } from './xml.ts';
import { Enough, findPart, type Part, unpack, unpackWhole, type Zip } from './zip.ts';

const n = {
  relationship: nameOf('Relationship'),
  Id: nameOf('Id'),
  Type: nameOf('Type'),
  Target: nameOf('Target'),
  sheet: nameOf('sheet'),
  name: nameOf('name'),
  id: nameOf('id'),
  state: nameOf('state'),
  workbookPr: nameOf('workbookPr'),
  date1904: nameOf('date1904'),
  si: nameOf('si'),
  t: nameOf('t'),
  rPh: nameOf('rPh'),
  numFmt: nameOf('numFmt'),
  numFmtId: nameOf('numFmtId'),
  formatCode: nameOf('formatCode'),
  cellXfs: nameOf('cellXfs'),
  xf: nameOf('xf'),
  row: nameOf('row'),
  r: nameOf('r'),
  s: nameOf('s'),
  c: nameOf('c'),
  v: nameOf('v'),
  f: nameOf('f'),
  is: nameOf('is'),
  ref: nameOf('ref'),
  sheetData: nameOf('sheetData'),
  mergeCell: nameOf('mergeCell'),
  dimension: nameOf('dimension'),
  dxfs: nameOf('dxfs'),
};

type Progress = (bytes: number) => void;
type Relation = { type: string; target: string };
type SheetEntry = { name: string; hidden: boolean; part: Part };

async function scanPart(
  zip: Zip,
  part: Part,
  handler: XmlHandler,
  limits: Limits,
  pause?: () => Promise<void> | undefined,
  progress?: Progress,
): Promise<void> {
  const scanner = new XmlScanner(handler, limits.text);
  await unpack(
    zip,
    part,
    (chunk) => {
      scanner.push(chunk);
      return pause?.();
    },
    progress,
  );
  scanner.end();
}

const ignore = (): void => undefined;

/** 'xl/worksheets/../sharedStrings.xml' and '/xl/…' and 'xl\…' all name one part. */
function resolvePart(folder: string, target: string): string {
  const path = target.replaceAll('\\', '/');
  const pieces = path.startsWith('/') ? [] : folder.split('/').filter(Boolean);
  for (const piece of path.split('/')) {
    if (piece === '..') pieces.pop();
    else if (piece !== '' && piece !== '.') pieces.push(piece);
  }
  return pieces.join('/');
}

async function relations(zip: Zip, name: string, limits: Limits): Promise<Map<string, Relation>> {
  const found = new Map<string, Relation>();
  const part = findPart(zip, name);
  if (!part) return found;
  await scanPart(
    zip,
    part,
    {
      open(tag, xml) {
        if (tag !== n.relationship) return;
        found.set(xml.attribute(n.Id) ?? '', {
          type: (xml.attribute(n.Type) ?? '').split('/').pop() ?? '',
          target: xml.attribute(n.Target) ?? '',
        });
      },
      close: ignore,
      text: ignore,
    },
    limits,
  );
  return found;
}

async function sharedStrings(zip: Zip, part: Part, limits: Limits, progress: Progress): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let phonetic = false;
  await scanPart(
    zip,
    part,
    {
      open(tag, xml) {
        if (tag === n.t) xml.wantText = !phonetic;
        else if (tag === n.si) text = '';
        else if (tag === n.rPh) phonetic = true;
      },
      close(tag, xml) {
        if (tag === n.t) xml.wantText = false;
        else if (tag === n.rPh) phonetic = false;
        else if (tag === n.si) strings.push(unescapeExcel(text));
      },
      text(piece) {
        text = text === '' ? piece : text + piece;
        if (text.length > limits.text) refuse('sheets.text-too-long', { limit: limits.text });
      },
    },
    limits,
    undefined,
    progress,
  );
  return strings;
}

async function dateStyles(zip: Zip, part: Part, limits: Limits): Promise<DateKind[]> {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let inCells = false;
  let inDifferential = false;
  await scanPart(
    zip,
    part,
    {
      open(tag, xml) {
        if (tag === n.numFmt && !inDifferential) codes.set(Number(xml.attribute(n.numFmtId)), xml.attribute(n.formatCode) ?? '');
        else if (tag === n.cellXfs) inCells = true;
        else if (tag === n.dxfs) inDifferential = true;
        else if (tag === n.xf && inCells) ids.push(Number(xml.attribute(n.numFmtId) ?? 0));
      },
      close(tag) {
        if (tag === n.cellXfs) inCells = false;
        else if (tag === n.dxfs) inDifferential = false;
      },
      text: ignore,
    },
    limits,
  );
  return ids.map((id) => dateKind(id, codes.get(id)));
}

/** 'B12' → row 12, column 2 (0 when the text is no address). */
function address(text: string): { row: number; column: number } {
  let column = 0;
  let row = 0;
  for (let i = 0; i < text.length; i++) {
    let c = text.charCodeAt(i);
    if (c >= 97) c -= 32;
    if (c >= 65 && c <= 90) column = column * 26 + c - 64;
    else if (c >= 48 && c <= 57) row = row * 10 + c - 48;
    if (column > lastExcelColumn || row > 100_000_000) break;
  }
  return { row, column };
}

function area(ref: string): Sheet['merges'][number] | undefined {
  const [from, to] = ref.split(':');
  if (from === undefined || to === undefined) return undefined;
  const a = address(from);
  const b = address(to);
  if (a.row < 1 || a.column < 1 || b.row < a.row || b.column < a.column || b.row > lastExcelRow || b.column > lastExcelColumn)
    return undefined;
  return { top: a.row, left: a.column, bottom: b.row, right: b.column };
}

/** Everything the cells of one sheet need to know. */
type Book = { strings: string[]; styles: DateKind[]; date1904: boolean; limits: Limits };

/** Turns the tags of one worksheet into rows. One instance reads one sheet. */
class SheetReader implements XmlHandler {
  private readonly book: Book;
  private readonly sheet: Sheet;
  private readonly pages: Pages;
  private readonly masters = new Map<string, { formula: string; row: number; column: number }>();
  private readonly days = new Map<number, Cell>();
  private inData = false;
  private phonetic = false;
  private row = 0;
  private column = 0;
  private cells: Cell[] = [];
  private weight = 0;
  private type = '';
  private style = 0;
  private value = '';
  private hasValue = false;
  private formula: string | undefined;
  private sharedIndex: string | undefined;
  /** What the text being read belongs to: nothing, a value, a formula, an inline string. */
  private into: 0 | 1 | 2 | 3 = 0;

  constructor(book: Book, sheet: Sheet, pages: Pages) {
    this.book = book;
    this.sheet = sheet;
    this.pages = pages;
  }

  open(tag: number, xml: XmlScanner): void {
    if (tag === n.c) this.openCell(xml);
    else if (tag === n.v) {
      this.into = 1;
      this.hasValue = true;
      xml.wantText = true;
    } else if (tag === n.row) this.openRow(xml);
    else if (tag === n.f) {
      this.into = 2;
      this.formula = '';
      this.sharedIndex = xml.attribute(n.t) === 'shared' ? xml.attribute(n.si) : undefined;
      xml.wantText = true;
    } else if (tag === n.t && this.into === 0 && this.type === 'inlineStr' && !this.phonetic) {
      this.into = 3;
      this.hasValue = true;
      xml.wantText = true;
    } else if (tag === n.rPh) this.phonetic = true;
    else if (tag === n.sheetData) this.inData = true;
    else if (tag === n.mergeCell) {
      const merge = area(xml.attribute(n.ref) ?? '');
      if (merge) this.sheet.merges.push(merge);
      if (this.sheet.merges.length > this.book.limits.merges) {
        refuse('sheets.too-many-merges', { sheet: this.sheet.name, limit: this.book.limits.merges });
      }
    }
  }

  text(piece: string): void {
    if (this.into === 2) this.formula = this.formula === '' ? piece : this.formula + piece;
    else this.value = this.value === '' ? piece : this.value + piece;
    if (this.value.length > this.book.limits.text) refuse('sheets.text-too-long', { limit: this.book.limits.text });
  }

  close(tag: number, xml: XmlScanner): void {
    if (tag === n.c) this.closeCell();
    else if (tag === n.v || tag === n.f || tag === n.t) {
      xml.wantText = false;
      this.into = 0;
    } else if (tag === n.row && this.inData) {
      this.pages.add(this.row, this.cells, this.weight);
      this.cells = [];
    } else if (tag === n.rPh) this.phonetic = false;
    else if (tag === n.sheetData) this.inData = false;
  }

  private openRow(xml: XmlScanner): void {
    if (!this.inData) return;
    const r = xml.attribute(n.r);
    const row = r === undefined ? this.row + 1 : Number(r);
    if (!Number.isInteger(row) || row <= this.row) refuse('sheets.damaged');
    if (row > lastExcelRow) refuse('sheets.too-many-rows', { sheet: this.sheet.name, limit: this.book.limits.rows });
    this.row = row;
    this.column = 0;
    this.weight = 0;
  }

  private openCell(xml: XmlScanner): void {
    this.type = '';
    this.style = 0;
    this.value = '';
    this.hasValue = false;
    this.formula = undefined;
    this.sharedIndex = undefined;
    let column = this.column + 1;
    const source = xml.source;
    for (let i = 0; i < xml.attributes; i++) {
      const name = xml.names[i]!;
      const from = xml.from[i]!;
      const to = xml.to[i]!;
      if (name === n.r) {
        column = 0;
        for (let at = from; at < to; at++) {
          const c = source.charCodeAt(at) & 0xdf;
          if (c < 65 || c > 90) break;
          column = column * 26 + c - 64;
          if (column > lastExcelColumn) break;
        }
      } else if (name === n.s) {
        let style = 0;
        for (let at = from; at < to; at++) style = style * 10 + source.charCodeAt(at) - 48;
        this.style = style;
      } else if (name === n.t) this.type = to - from === 1 ? (source[from] as string) : source.slice(from, to);
    }
    if (column < 1 || column > lastExcelColumn)
      refuse('sheets.too-many-columns', { sheet: this.sheet.name, row: this.row, limit: this.book.limits.columns });
    this.column = column;
  }

  private closeCell(): void {
    const formula = this.formula === undefined ? undefined : this.wholeFormula();
    if (!this.hasValue && formula === undefined) return;
    const cell = formula === undefined ? this.plain() : { formula, value: flat(this.plain()) };
    if (cell === null || cell === '') return;
    if (this.column > this.book.limits.columns) {
      refuse('sheets.too-many-columns', { sheet: this.sheet.name, row: this.row, limit: this.book.limits.columns });
    }
    const index = this.column - 1;
    while (this.cells.length < index) this.cells.push(null);
    this.cells[index] = cell;
    this.weight += this.value.length + (formula?.length ?? 0);
  }

  /** The formula as written; a cell that shares one gets it moved to its own place. Undefined when there is none after all. */
  private wholeFormula(): string | undefined {
    const own = unescapeExcel(this.formula ?? '').trim();
    if (this.sharedIndex === undefined) return own === '' ? undefined : own;
    if (own !== '') {
      this.masters.set(this.sharedIndex, { formula: own, row: this.row, column: this.column });
      return own;
    }
    const master = this.masters.get(this.sharedIndex);
    return master ? shiftFormula(master.formula, this.row - master.row, this.column - master.column) : undefined;
  }

  private plain(): Cell {
    if (!this.hasValue) return null;
    const value = this.value;
    switch (this.type) {
      case 's': {
        const text = this.book.strings[Number(value)];
        if (text === undefined) return value.trim() === '' ? null : refuse('sheets.damaged');
        this.weight += text.length;
        return text;
      }
      case '':
      case 'n': {
        if (value === '') return null;
        const number = excelNumber(value);
        if (!Number.isFinite(number)) return value;
        const kind = this.book.styles[this.style] ?? 0;
        if (kind === 0) return number;
        let day = this.days.get(number);
        if (day === undefined) {
          day = dayCell(number, this.book.date1904);
          if (this.days.size < 20_000) this.days.set(number, day);
        }
        return day;
      }
      case 'b':
        return value === '1' || value === 'true';
      case 'e':
        return { error: value };
      case 'd': {
        const day = /^(\d{4}-\d{2}-\d{2})(?:T([\d:]+))?/.exec(value);
        if (!day) return value;
        return { day: day[1]!, text: day[2] === undefined || /^[0:]+$/.test(day[2]) ? day[1]! : `${day[1]} ${day[2]}` };
      }
      default:
        return unescapeExcel(value);
    }
  }
}

/** What a formula last showed, as one plain value: a day as its text, an error as its code. */
function flat(cell: Cell): string | number | boolean | null {
  if (cell === null || typeof cell !== 'object') return cell;
  if ('text' in cell) return cell.text;
  return 'error' in cell ? cell.error : null;
}

const rowEnds = [Buffer.from('</v></c></row>'), Buffer.from('</is></c></row>'), Buffer.from('</v></x:c></x:row>')];

/**
 * A sheet that is far too long is told so before its cells are read: counting row ends costs a fraction of parsing them. Only a
 * sheet that claims no dimension, too large a one, or one its size belies, and is big enough to matter is counted.
 */
async function refuseEndlessSheet(zip: Zip, entry: SheetEntry, limits: Limits): Promise<void> {
  if (entry.part.unpacked < 24 * 2 ** 20) return;
  let claimed = Number.POSITIVE_INFINITY;
  let scanner: XmlScanner | undefined = new XmlScanner(
    {
      open(tag, xml) {
        if (tag === n.dimension) claimed = address((xml.attribute(n.ref) ?? '').split(':').pop() ?? '').row || claimed;
        if (tag === n.sheetData || tag === n.row) throw new Enough();
      },
      close: ignore,
      text: ignore,
    },
    limits.text,
  );
  let ends = 0;
  await unpack(zip, entry.part, (chunk) => {
    if (scanner) {
      try {
        scanner.push(chunk);
      } catch (error) {
        if (!(error instanceof Enough)) throw error;
        scanner = undefined;
        if (claimed <= limits.rows && entry.part.unpacked < claimed * 16_384) throw error;
      }
    }
    for (const end of rowEnds) for (let at = chunk.indexOf(end); at !== -1; at = chunk.indexOf(end, at + end.length)) ends++;
    if (ends > limits.rows) refuse('sheets.too-many-rows', { sheet: entry.name, limit: limits.rows });
  });
}

/** Reads a whole workbook, handing its rows to `pages` in order. `read` is told how many bytes of the file have been consumed. */
export async function readXlsx(zip: Zip, limits: Limits, pages: Pages, read: Progress): Promise<Workbook> {
  const roots = await relations(zip, '_rels/.rels', limits);
  const root = [...roots.values()].find((relation) => relation.type === 'officeDocument');
  const bookName = root ? resolvePart('', root.target) : 'xl/workbook.xml';
  const bookPart = findPart(zip, bookName) ?? refuse('sheets.damaged');
  const slash = bookPart.name.lastIndexOf('/');
  const folder = slash === -1 ? '' : bookPart.name.slice(0, slash);
  const related = await relations(zip, `${folder === '' ? '' : `${folder}/`}_rels/${bookPart.name.slice(slash + 1)}.rels`, limits);

  let date1904 = false;
  const entries: SheetEntry[] = [];
  await scanPart(
    zip,
    bookPart,
    {
      open(tag, xml) {
        if (tag === n.workbookPr) date1904 = ['1', 'true', 'on'].includes(xml.attribute(n.date1904) ?? '');
        else if (tag === n.sheet) {
          const relation = related.get(xml.attribute(n.id) ?? '');
          if (relation?.type !== 'worksheet') return;
          const part = findPart(zip, resolvePart(folder, relation.target)) ?? refuse('sheets.damaged');
          const hidden = ['hidden', 'veryHidden'].includes(xml.attribute(n.state) ?? '');
          entries.push({ name: unescapeExcel(xml.attribute(n.name) ?? ''), hidden, part });
        }
      },
      close: ignore,
      text: ignore,
    },
    limits,
  );
  if (entries.length === 0) refuse('sheets.no-sheet');
  if (entries.length > limits.sheets) refuse('sheets.too-many-sheets', { count: entries.length, limit: limits.sheets });
  for (const entry of entries) await refuseEndlessSheet(zip, entry, limits);

  const partOf = (type: string): Part | undefined => {
    const relation = [...related.values()].find((one) => one.type === type);
    return relation && findPart(zip, resolvePart(folder, relation.target));
  };
  const stylesPart = partOf('styles');
  const stringsPart = partOf('sharedStrings');
  const styles = stylesPart ? await dateStyles(zip, stylesPart, limits) : [];
  const strings = stringsPart ? await sharedStrings(zip, stringsPart, limits, read) : [];
  const book: Book = { strings, styles, date1904, limits };
  const sheets: Sheet[] = [];
  for (const [index, entry] of entries.entries()) {
    const sheet: Sheet = { index, name: entry.name, hidden: entry.hidden, rows: 0, columns: 0, merges: [] };
    sheets.push(sheet);
    pages.begin(sheet);
    await scanPart(zip, entry.part, new SheetReader(book, sheet, pages), limits, () => pages.pause(), read);
    await pages.finish();
  }
  return { format: 'xlsx', sheets, date1904 };
}

/** Is this zip a workbook, and if not, what is it? By its parts, never by its name. */
export async function zipKind(zip: Zip): Promise<'xlsx' | 'xlsb' | 'docx' | 'pptx' | 'open-document' | 'archive'> {
  const has = (name: string): boolean => findPart(zip, name) !== undefined;
  if (has('[Content_Types].xml')) {
    if (has('xl/workbook.bin')) return 'xlsb';
    if (has('word/document.xml')) return 'docx';
    if (has('ppt/presentation.xml')) return 'pptx';
    if (has('xl/workbook.xml')) return 'xlsx';
    const types = (await unpackWhole(zip, findPart(zip, '[Content_Types].xml')!, 4 * 2 ** 20)).toString('utf8');
    if (
      types.includes('spreadsheetml.sheet.main') ||
      types.includes('spreadsheetml.template.main') ||
      types.includes('ms-excel.sheet.macro')
    )
      return 'xlsx';
    if (types.includes('wordprocessingml')) return 'docx';
  }
  return has('mimetype') && has('content.xml') ? 'open-document' : 'archive';
}
