// Gathers the cells of one worksheet of a binary workbook from its records, in whatever order they come.
import { refuse } from '../../vocabulary/problems.ts';
import { formulaText, type SheetNamer } from './biff-formula.ts';
import { BiffText, decodeBytes, record } from './biff-text.ts';
import { type Cell, cellText, type Sheet } from './cells.ts';
import { type DateKind, dayCell, fifteenDigits } from './formats.ts';
import type { Limits } from './limits.ts';

const errors: Record<number, string> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
};

export type Bound = { name: string; hidden: boolean; type: number; offset: number };
/** What a book says before its sheets. */
export type Globals = {
  wide: boolean;
  codepage: number;
  date1904: boolean;
  bounds: Bound[];
  strings: string[];
  styles: DateKind[];
  sheetName: SheetNamer;
};

function rkNumber(raw: number): number {
  let value: number;
  if (raw & 2) value = raw >> 2;
  else {
    const bits = new DataView(new ArrayBuffer(8));
    bits.setInt32(0, raw & ~3);
    value = bits.getFloat64(0);
  }
  return raw & 1 ? value / 100 : value;
}

type PendingFormula = { cell: { formula: string; value: string | number | boolean | null }; row: number; column: number; tokens: Buffer };

/** Gathers the cells of one worksheet. */
export class SheetGatherer {
  readonly rows = new Map<number, Cell[]>();
  private readonly globals: Globals;
  private readonly sheet: Sheet;
  private readonly limits: Limits;
  private readonly pending: PendingFormula[] = [];
  private readonly shared = new Map<number, Buffer>();
  private awaitsText: PendingFormula | undefined;

  constructor(globals: Globals, sheet: Sheet, limits: Limits) {
    this.globals = globals;
    this.sheet = sheet;
    this.limits = limits;
  }

  private put(row: number, column: number, cell: Cell): void {
    if (cell === null || cell === '') return;
    if (typeof cell === 'string' && cell.length > this.limits.text) refuse('sheets.text-too-long', { limit: this.limits.text });
    if (column >= this.limits.columns)
      refuse('sheets.too-many-columns', { sheet: this.sheet.name, row: row + 1, limit: this.limits.columns });
    let cells = this.rows.get(row);
    if (!cells) {
      cells = [];
      this.rows.set(row, cells);
    }
    while (cells.length < column) cells.push(null);
    cells[column] = cell;
  }

  private number(raw: number, style: number): Cell {
    if (!Number.isFinite(raw)) return { error: '#NUM!' };
    const value = fifteenDigits(raw);
    return (this.globals.styles[style] ?? 0) === 0 ? value : dayCell(value, this.globals.date1904);
  }

  private string(segments: Buffer[], at: number): string {
    const [first, ...rest] = segments;
    const body = first!.subarray(at);
    return this.globals.wide
      ? new BiffText([body, ...rest]).text(2)
      : decodeBytes(body.subarray(2, 2 + body.readUInt16LE(0)), this.globals.codepage);
  }

  take(type: number, segments: Buffer[]): void {
    const data = segments[0]!;
    switch (type) {
      case record.labelSst: {
        const text = this.globals.strings[data.readUInt32LE(6)];
        this.put(data.readUInt16LE(0), data.readUInt16LE(2), text ?? refuse('sheets.damaged'));
        break;
      }
      case record.label:
      case record.richString:
        this.put(data.readUInt16LE(0), data.readUInt16LE(2), this.string(segments, 6));
        break;
      case record.number:
        this.put(data.readUInt16LE(0), data.readUInt16LE(2), this.number(data.readDoubleLE(6), data.readUInt16LE(4)));
        break;
      case record.rk:
        this.put(data.readUInt16LE(0), data.readUInt16LE(2), this.number(rkNumber(data.readInt32LE(6)), data.readUInt16LE(4)));
        break;
      case record.mulRk: {
        const first = data.readUInt16LE(2);
        for (let at = 4, column = first; at + 8 <= data.length; at += 6, column++) {
          this.put(data.readUInt16LE(0), column, this.number(rkNumber(data.readInt32LE(at + 2)), data.readUInt16LE(at)));
        }
        break;
      }
      case record.boolErr:
        this.put(data.readUInt16LE(0), data.readUInt16LE(2), data[7] === 1 ? { error: errors[data[6]!] ?? '#N/A' } : data[6] === 1);
        break;
      case record.formula:
        this.formula(data);
        break;
      case record.string:
        if (this.awaitsText) this.awaitsText.cell.value = this.string(segments, 0);
        this.awaitsText = undefined;
        break;
      case record.sharedFormula:
      case record.array: {
        // Cells that share a formula point at the place of its first cell, which is the last one read.
        const owner = this.pending.at(-1);
        const start = type === record.sharedFormula ? 10 : this.globals.wide ? 14 : 12;
        if (owner) this.shared.set(owner.row * 65_536 + owner.column, data.subarray(start, start + data.readUInt16LE(start - 2)));
        break;
      }
      case record.mergeCells:
        for (let index = 0, count = data.readUInt16LE(0); index < count && 10 + index * 8 <= data.length; index++) {
          const at = 2 + index * 8;
          this.sheet.merges.push({
            top: data.readUInt16LE(at) + 1,
            bottom: data.readUInt16LE(at + 2) + 1,
            left: data.readUInt16LE(at + 4) + 1,
            right: data.readUInt16LE(at + 6) + 1,
          });
        }
        if (this.sheet.merges.length > this.limits.merges)
          refuse('sheets.too-many-merges', { sheet: this.sheet.name, limit: this.limits.merges });
        break;
    }
  }

  private formula(data: Buffer): void {
    const row = data.readUInt16LE(0);
    const column = data.readUInt16LE(2);
    const pending: PendingFormula = {
      cell: { formula: '?', value: null },
      row,
      column,
      tokens: data.subarray(22, 22 + data.readUInt16LE(20)),
    };
    this.awaitsText = undefined;
    if (data.readUInt16LE(12) !== 0xffff) {
      const plain = this.number(data.readDoubleLE(6), data.readUInt16LE(4));
      pending.cell.value = typeof plain === 'number' ? plain : cellText(plain);
    } else if (data[6] === 0) this.awaitsText = pending;
    else if (data[6] === 1) pending.cell.value = data[8] === 1;
    else if (data[6] === 2) pending.cell.value = errors[data[8]!] ?? '#N/A';
    else pending.cell.value = '';
    this.pending.push(pending);
    this.put(row, column, pending.cell);
  }

  finish(): void {
    for (const { cell, row, column, tokens } of this.pending) {
      let own = tokens;
      if (tokens[0] === 1 && tokens.length >= 5) own = this.shared.get(tokens.readUInt16LE(1) * 65_536 + tokens.readUInt16LE(3)) ?? tokens;
      cell.formula = this.globals.wide ? (formulaText(own, row, column, this.globals.sheetName) ?? '?') : '?';
    }
  }
}
