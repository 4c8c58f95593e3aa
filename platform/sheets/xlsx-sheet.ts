// Turns the XML of one worksheet into rows of cells: what each cell is, where it stands, which cells are merged. Knows the shared
// strings and date styles of its workbook and nothing of files.
import { refuse } from '../../vocabulary/problems.ts';
import type { Cell, Sheet } from './cells.ts';
import type { Pages } from './emit.ts';
import { type DateKind, dayCell, excelNumber } from './formats.ts';
import { type Limits, lastExcelColumn, lastExcelRow } from './limits.ts';
import { shiftFormula } from './shift-formula.ts';
import { n } from './xlsx-names.ts';
import { unescapeExcel, type XmlHandler, type XmlScanner } from './xml.ts';

/** 'B12' → row 12, column 2 (0 when the text is no address). */
export function address(text: string): { row: number; column: number } {
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
export type Book = { strings: string[]; styles: DateKind[]; date1904: boolean; limits: Limits };

/** Turns the tags of one worksheet into rows. One instance reads one sheet. */
export class SheetReader implements XmlHandler {
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
