// Where the cells of a table stand: widths from what they hold, merged cells spread, what is marked. Pure.
import type { Place, TableReply } from '../words.ts';
import { linesOf, type Stretch } from './lines.ts';
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

export type Marked = {
  /** the figure that is the cell */
  statement: number | null;
  findings: readonly number[];
  /** present where the cell is a sentence: its stretches, figures by their index */
  stretches: readonly Stretch[] | null;
};

/** The cells of a sheet that hold a figure or are part of a finding. */
export function cellsOf(table: TableReply, proof: Proof): ReadonlyMap<string, Marked> {
  const figures = new Map<string, { index: number; start: number | null; end: number | null }[]>();
  const places = new Map<string, { number: number; place: Place }[]>();
  const into = <One>(map: Map<string, One[]>, cell: string, one: One): void => void map.set(cell, [...(map.get(cell) ?? []), one]);
  for (const [index, one] of proof.statements.entries())
    if (one.sheet === table.sheet && one.cell !== null) into(figures, one.cell, { index, start: one.start, end: one.end });
  for (const finding of proof.findings)
    for (const place of finding.places)
      if (place.sheet === table.sheet && place.cell !== null) into(places, place.cell, { number: finding.number, place });
  const texts = new Map(table.cells.map((cell) => [cell.cell, cell.text]));
  return new Map(
    [...new Set([...figures.keys(), ...places.keys()])].map((cell): [string, Marked] => {
      const here = figures.get(cell) ?? [];
      const found = places.get(cell) ?? [];
      const text = texts.get(cell) ?? '';
      const sentence = here.some((one) => one.start !== null && one.end !== null && one.end - one.start < text.trim().length);
      const lines = sentence
        ? linesOf(
            text,
            here.map((one) => ({ ...one, cell: null })),
            found.map(({ number, place }) => ({
              number,
              places: [{ ...place, cell: null, start: place.start ?? 0, end: place.end ?? text.length }],
            })),
          )
        : [];
      return [
        cell,
        {
          statement: sentence ? null : (here[0]?.index ?? null),
          findings: [...new Set(found.map((one) => one.number))],
          stretches: sentence
            ? lines
                .flatMap((line) => line.stretches)
                .map((one) => ({ ...one, statement: one.statement === null ? null : here[one.statement]!.index }))
            : null,
        },
      ];
    }),
  );
}
