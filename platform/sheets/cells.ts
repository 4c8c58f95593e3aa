// What a workbook is once it has been read: cells with coordinates, nothing coerced. This file decides only how a cell is
// represented and shown; what a cell *means* (an amount, a year, a missing value) is decided by whoever imports it.

/**
 * One cell as the file holds it. Text stays text ("007", "约500万元", "=SUM(A1)"), a number is a number, a number wearing a date
 * format is a day plus the text of the full moment, a formula keeps its formula and the value last computed for it (null when
 * the file holds none), an error cell keeps its code ("#DIV/0!").
 */
export type Cell =
  | null
  | string
  | number
  | boolean
  | { day: string /* YYYY-MM-DD */; text: string }
  | { formula: string; value: string | number | boolean | null }
  | { error: string };

/** One row: `row` is 1-based as a person reads it, `cells[0]` is column A. Trailing empty cells are not there. */
export type SheetRow = { row: number; cells: Cell[] };

/** One sheet. `rows` and `columns` are the last row and column that hold something; merges are 1-based and inclusive. */
export type Sheet = {
  index: number;
  name: string;
  hidden: boolean;
  rows: number;
  columns: number;
  merges: { top: number; left: number; bottom: number; right: number }[];
};

/** A file that has been read to its end. `encoding` is present for text files only. */
export type Workbook = {
  format: 'xlsx' | 'xls' | 'csv';
  encoding?: 'utf-8' | 'gb18030' | 'utf-16le';
  sheets: Sheet[];
  date1904: boolean;
};

/**
 * What a person saw in the cell. Never coerces: text is returned untouched, a formula shows its cached value, a day its text.
 * An empty cell is an empty string.
 */
export function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'number') return numberText(cell);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if ('text' in cell) return cell.text;
  if ('error' in cell) return cell.error;
  return cellText(cell.value);
}

/** A number in full digits, never in exponent form below 1e21: a project code that became a number must not show as 2.2E+17. */
function numberText(value: number): string {
  const short = String(value);
  if (!short.includes('e')) return short;
  const digits = Math.abs(value) < 1 ? value.toFixed(20).replace(/\.?0+$/, '') : short;
  return Number(digits) === value ? digits : short;
}
