// Which rows of a table are chosen. Rows that were never loaded can be chosen too: "all" remembers only the exceptions, so a bulk edit of
// 100,000 rows sends the filters and a short list. Pure.

/** `all: false`: exactly `keys`. `all: true`: every row that meets the filters except `keys`. */
export type Selection = { all: boolean; keys: ReadonlySet<string> };

export const nothing: Selection = { all: false, keys: new Set() };
export const everything: Selection = { all: true, keys: new Set() };

export const isChosen = (selection: Selection, key: string): boolean => selection.all !== selection.keys.has(key);

/** How many rows are chosen out of `total`. */
export const chosenCount = (selection: Selection, total: number): number =>
  selection.all ? Math.max(0, total - selection.keys.size) : selection.keys.size;

/** Chooses or drops rows. */
export function choose(selection: Selection, keys: Iterable<string>, on: boolean): Selection {
  const next = new Set(selection.keys);
  for (const key of keys) {
    if (on !== selection.all) next.add(key);
    else next.delete(key);
  }
  return { all: selection.all, keys: next };
}

/** One cell for the clipboard: Excel reads tabs and line breaks as cells and rows, and a leading = + - @ as a formula. */
export function tsvCell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@]/.test(value) && !/^[+-]?\d+(\.\d+)?%?$/.test(value) ? `'${value}` : value;
  return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const tsvOf = (rows: readonly (readonly (string | number | null | undefined)[])[]): string =>
  rows.map((row) => row.map(tsvCell).join('\t')).join('\r\n');
