// The top of a sheet as a person sees it: merged cells show their text everywhere they reach. What rows look like (distinct texts, numbers,
// column numbers) and what stands in a column; which of them is the header is rules-header.ts.
import { type Cell, cellText, type Sheet, type SheetRow } from '../../platform/sheets/cells.ts';

/** How deep the header is searched for, and how wide. */
export const searchedRows = 60;
const searchedColumns = 300;
export const highestHeader = 4;

export interface Grid {
  text(row: number, column: number): string;
  cell(row: number, column: number): Cell;
  filled: Set<number>;
  width: number;
  last: number;
}

export function gridOf(sheet: Sheet, rows: readonly SheetRow[]): Grid {
  const cells = new Map<number, readonly Cell[]>(rows.map((row) => [row.row, row.cells]));
  const merged = new Map<string, [number, number]>();
  for (const merge of sheet.merges) {
    if (merge.top > searchedRows + highestHeader) continue;
    for (let row = merge.top; row <= Math.min(merge.bottom, searchedRows + highestHeader); row++)
      for (let column = merge.left; column <= Math.min(merge.right, searchedColumns); column++)
        merged.set(`${row}:${column}`, [merge.top, merge.left]);
  }
  const cell = (row: number, column: number): Cell => {
    const [top, left] = merged.get(`${row}:${column}`) ?? [row, column];
    return cells.get(top)?.[left - 1] ?? null;
  };
  const filled = new Set<number>(rows.map((row) => row.row));
  for (const merge of sheet.merges)
    if (merge.top <= searchedRows) for (let row = merge.top; row <= Math.min(merge.bottom, searchedRows); row++) filled.add(row);
  return {
    cell,
    text: (row, column) =>
      cellText(cell(row, column))
        .replace(/[\u200b\ufeff]/g, '')
        .trim(),
    filled,
    width: Math.min(Math.max(sheet.columns, 1), searchedColumns),
    last: rows.at(-1)?.row ?? 0,
  };
}

/** Distinct texts of a row. A title merged over the width is one. */
export function distinct(grid: Grid, row: number): string[] {
  const seen = new Set<string>();
  for (let column = 1; column <= grid.width; column++) {
    const text = grid.text(row, column);
    if (text !== '') seen.add(text);
  }
  return [...seen];
}

export function dataLike(grid: Grid, row: number): number {
  let filled = 0;
  let numeric = 0;
  for (let column = 1; column <= grid.width; column++) {
    const cell = grid.cell(row, column);
    if (cell === null || cell === '') continue;
    filled++;
    if (
      typeof cell === 'number'
        ? !(cell >= 1990 && cell <= 2099)
        : typeof cell === 'object'
          ? true
          : /^[\d,.%-]+$/.test(String(cell).trim()) && !/^(19|20)\d\d$/.test(String(cell).trim())
    )
      numeric++;
  }
  return filled === 0 ? 0 : numeric / filled;
}

function numbersColumns(grid: Grid, row: number): boolean {
  let expected = 0;
  let counted = 0;
  let other = 0;
  for (let column = 1; column <= grid.width; column++) {
    const text = grid
      .text(row, column)
      .normalize('NFKC')
      .replace(/[()\s栏列]/g, '');
    if (text === '') continue;
    if (/^\d{1,3}$/.test(text) && Number(text) === expected + 1) {
      expected++;
      counted++;
    } else if (/^[甲乙丙丁戊]$/.test(text) || /^\d+=[\d+\-×*/]+$/.test(text)) counted++;
    else other++;
  }
  return counted >= 3 && other === 0;
}

export const withNumberRow = (grid: Grid, bottom: number): number => (numbersColumns(grid, bottom + 1) ? bottom + 1 : bottom);
export const withoutNumberRow = (grid: Grid, top: number, bottom: number): number =>
  bottom > top && numbersColumns(grid, bottom) ? bottom - 1 : bottom;

export function titleLinesAbove(grid: Grid, top: number): string[] {
  const lines: string[] = [];
  for (let row = 1; row < top; row++) {
    const texts = distinct(grid, row);
    if (texts.length > 0) lines.push(texts.join(' '));
  }
  return lines.slice(0, 20);
}

export function samplesOf(rows: readonly SheetRow[], column: number, firstRow: number): string[] {
  const seen = new Set<string>();
  for (const row of rows) {
    if (row.row < firstRow) continue;
    const text = cellText(row.cells[column - 1] ?? null).trim();
    if (text !== '') seen.add(text.length > 60 ? `${text.slice(0, 59)}…` : text);
    if (seen.size >= 3) break;
  }
  return [...seen];
}

/** What the other cells of a column tell about days like 3/4/2020. Contradicting evidence is no evidence. */
export function orderOfDays(rows: readonly SheetRow[], column: number, firstRow: number): 'dmy' | 'mdy' | null {
  let dmy = 0;
  let mdy = 0;
  for (const row of rows) {
    const cell = row.cells[column - 1];
    if (row.row < firstRow || typeof cell !== 'string') continue;
    const match = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}\b/.exec(cell);
    if (!match) continue;
    if (Number(match[1]) > 12) dmy++;
    else if (Number(match[2]) > 12) mdy++;
  }
  return dmy > 0 && mdy === 0 ? 'dmy' : mdy > 0 && dmy === 0 ? 'mdy' : null;
}
