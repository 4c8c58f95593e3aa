// Moves the relative references of a shared formula to the cell that shares it, the way Excel does when it opens the file. Text in
// quotes, sheet names and function names are left alone; a reference moved off the sheet becomes #REF!.
import { columnLetters } from '../../vocabulary/cells.ts';
import { lastExcelColumn, lastExcelRow } from './limits.ts';

/** Excel's own limit; nothing longer was shared by it. */
const longestFormula = 8192;

const token =
  /"(?:[^"]|"")*"|'(?:[^']|'')*'|\[[^\]]*\]|(\$?)([A-Za-z]{1,3})(\$?)([1-9][0-9]{0,6})(?![A-Za-z0-9_.(])|[A-Za-z_\\\u0080-\uffff][A-Za-z0-9_.\\\u0080-\uffff]*/g;

function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

/** The formula as it reads `rows` lower and `columns` further right. */
export function shiftFormula(formula: string, rows: number, columns: number): string {
  if (formula.length > longestFormula) return formula;
  return formula.replace(token, (whole, fixedColumn?: string, letters?: string, fixedRow?: string, digits?: string) => {
    if (letters === undefined || digits === undefined) return whole;
    const from = columnNumber(letters);
    if (from > lastExcelColumn) return whole;
    const column = fixedColumn ? from : from + columns;
    const row = fixedRow ? Number(digits) : Number(digits) + rows;
    if (column < 1 || column > lastExcelColumn || row < 1 || row > lastExcelRow) return '#REF!';
    return `${fixedColumn}${columnLetters(column)}${fixedRow}${row}`;
  });
}
