// Where the cells of a table stand: widths from what they hold, merged cells spread, what is marked. Pure.
import type { TableReply } from '../words.ts';
import type { Proof } from './model.ts';

/** Pixels of a row; also --sz-row. */
export const rowHigh = 32;

export type Laid = {
  cell: string;
  row: number;
  column: number;
  text: string;
  left: number;
  width: number;
  tall: number;
  numeric: boolean;
  /** may be cut: the whole is one step away */
  long: boolean;
};

export type Layout = {
  columns: readonly { left: number; width: number }[];
  width: number;
  rows: readonly (readonly Laid[])[];
  /** cells of more than one row */
  reaching: readonly Laid[];
  byName: ReadonlyMap<string, Laid>;
};

/** The width of a text in pixels at 13 px: a Han sign takes 13, a Latin one 7.5. */
const wide = (text: string): number => {
  let width = 0;
  for (const sign of text) width += sign.charCodeAt(0) > 0x2e7f ? 13 : 7.5;
  return width;
};

export function layOut(table: TableReply): Layout {
  const widths = Array.from({ length: table.columns }, () => 56);
  const merges = new Map(table.merges.map((one) => [`${one.top}:${one.left}`, one]));
  for (const cell of table.cells) {
    const merge = merges.get(`${cell.row}:${cell.column}`);
    if (merge && merge.right > merge.left) continue;
    const wanted = Math.min(220, wide(cell.text) + 30);
    if (cell.column <= table.columns && wanted > widths[cell.column - 1]!) widths[cell.column - 1] = wanted;
  }
  let left = 0;
  const columns = widths.map((width) => {
    const column = { left, width };
    left += width;
    return column;
  });
  const rows: Laid[][] = Array.from({ length: table.rows }, () => []);
  const byName = new Map<string, Laid>();
  for (const cell of table.cells) {
    const at = columns[cell.column - 1];
    if (!at || cell.row > table.rows) continue;
    const merge = merges.get(`${cell.row}:${cell.column}`);
    const end = columns[(merge?.right ?? cell.column) - 1] ?? at;
    const width = end.left + end.width - at.left;
    const laid: Laid = {
      ...cell,
      left: at.left,
      width,
      tall: merge ? merge.bottom - merge.top + 1 : 1,
      numeric: /^[-+−]?[\d,，]+(\.\d+)?\s*%?$/.test(cell.text.trim()),
      long: wide(cell.text) + 16 > width,
    };
    rows[cell.row - 1]?.push(laid);
    byName.set(cell.cell, laid);
  }
  return { columns, width: left, rows, reaching: rows.flat().filter((one) => one.tall > 1), byName };
}

/** The cells of a sheet that hold a figure or are part of a finding. */
export function cellsOf(sheet: string, proof: Proof): ReadonlyMap<string, { statement: number | null; findings: readonly number[] }> {
  const found = new Map<string, { statement: number | null; findings: number[] }>();
  const at = (cell: string): { statement: number | null; findings: number[] } => {
    const there = found.get(cell) ?? { statement: null, findings: [] };
    found.set(cell, there);
    return there;
  };
  for (const [index, one] of proof.statements.entries())
    if (one.sheet === sheet && one.cell !== null) {
      const there = at(one.cell);
      there.statement ??= index;
    }
  for (const finding of proof.findings)
    for (const place of finding.places)
      if (place.sheet === sheet && place.cell !== null) {
        const there = at(place.cell);
        if (!there.findings.includes(finding.number)) there.findings.push(finding.number);
      }
  return found;
}
