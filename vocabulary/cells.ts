// How a cell of a sheet is named: letters for its column, digits for its row, both counted from 1, as every spreadsheet writes it.

/** Letters of a column: 1 is A, 27 is AA. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

/** F12 for row 12, column 6. */
export const cellName = (row: number, column: number): string => `${columnLetters(column)}${row}`;
