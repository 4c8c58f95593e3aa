// Finds tables that were pasted into a text: lines cut by tabs (copied from a spreadsheet), by bars, or aligned by spaces. They are taken out
// as tables whose cells keep their offsets in the text; in the text their place is filled with spaces, so that every offset stays what it was.
import { type Block, type BlockCell, isTable, tableOf } from './rules-blocks.ts';
import type { Manuscript } from './rules-model.ts';

type Line = { text: string; start: number };
type Cut = { text: string; start: number }[];

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const piece of text.split('\n')) {
    lines.push({ text: piece.endsWith('\r') ? piece.slice(0, -1) : piece, start });
    start += piece.length + 1;
  }
  return lines;
}

function cutBy(line: Line, separator: string): Cut {
  const cells: Cut = [];
  let from = 0;
  for (const piece of line.text.split(separator)) {
    const text = piece.trim();
    cells.push({ text, start: line.start + from + (text === '' ? 0 : piece.indexOf(text)) });
    from += piece.length + separator.length;
  }
  return cells;
}

/** A tab before the first word is an indent. */
const byTabs = (line: Line): Cut | null => (line.text.trim().includes('\t') ? cutBy(line, '\t') : null);

function byBars(line: Line): Cut | null {
  const text = line.text.trim();
  if (!/^[|｜│┃].*[|｜│┃]/.test(text)) return null;
  const bar = text[0]!;
  const cells = cutBy(line, bar).slice(1);
  if (cells.at(-1)?.text === '') cells.pop();
  return cells.length >= 2 ? cells : null;
}

/** Two spaces or an ideographic one between cells; prose has neither. */
function bySpaces(line: Line): Cut | null {
  const cells: Cut = [];
  for (const found of line.text.matchAll(/[^\s\u3000](?:[^\s\u3000]| (?=[^\s\u3000]))*/g))
    cells.push({ text: found[0], start: line.start + found.index });
  if (cells.length < 3 || cells.some((cell) => cell.text.length > 30 || /[。；！？]/.test(cell.text))) return null;
  return cells.filter((cell) => /\d/.test(cell.text)).length * 2 >= cells.length - 1 || cells.every((cell) => cell.text.length <= 12)
    ? cells
    : null;
}

const isRule = (cells: Cut): boolean => cells.every((cell) => /^:?[-=─━—]{2,}:?$/.test(cell.text) || cell.text === '');

/** Consecutive lines that one way of cutting understands, of one width when cut by spaces. */
function stretch(lines: readonly Line[], from: number, cut: (line: Line) => Cut | null, sameWidth: boolean): Cut[] {
  const rows: Cut[] = [];
  for (let at = from; at < lines.length; at++) {
    const cells = cut(lines[at]!);
    if (!cells || (sameWidth && rows.length > 0 && cells.length !== rows[0]!.length)) break;
    rows.push(cells);
  }
  return rows;
}

function blockOf(rows: readonly Cut[]): Extract<Block, { kind: 'table' }> {
  const cells: BlockCell[] = [];
  const kept = rows.filter((row) => !isRule(row));
  kept.forEach((row, index) => {
    row.forEach((cell, place) => {
      cells.push({ row: index + 1, column: place + 1, down: 1, across: 1, text: cell.text, start: cell.start });
    });
  });
  return { kind: 'table', rows: kept.length, columns: Math.max(0, ...kept.map((row) => row.length)), cells };
}

const ways: { cut: (line: Line) => Cut | null; least: number; sameWidth: boolean }[] = [
  { cut: byTabs, least: 2, sameWidth: false },
  { cut: byBars, least: 2, sameWidth: false },
  { cut: bySpaces, least: 3, sameWidth: true },
];

/** The text with its tables taken out; offsets do not move. */
export function withTablesApart(text: string): Manuscript {
  if (!/\t|[|｜│┃]| {2}|\u3000/.test(text)) return { text, tables: [] };
  const lines = linesOf(text);
  const tables: Manuscript['tables'] = [];
  const blanks: { start: number; end: number }[] = [];
  let at = 0;
  while (at < lines.length) {
    let taken = 0;
    for (const { cut, least, sameWidth } of ways) {
      const rows = stretch(lines, at, cut, sameWidth);
      if (rows.length < least) continue;
      const block = blockOf(rows);
      if (!isTable(block)) continue;
      const captions: string[] = [];
      for (let above = at - 1; above >= 0 && captions.length < 3; above--) {
        const line = lines[above]!.text.trim();
        if (line === '') continue;
        if (line.length > 60 || /[。；！？]$/.test(line)) break;
        captions.unshift(line);
      }
      tables.push(tableOf(block, `表${tables.length + 1}`, { after: lines[at]!.start, ...(captions.length > 0 && { captions }) }));
      const last = lines[at + rows.length - 1]!;
      blanks.push({ start: lines[at]!.start, end: last.start + last.text.length });
      taken = rows.length;
      break;
    }
    at += Math.max(1, taken);
  }
  if (blanks.length === 0) return { text, tables };
  let out = '';
  let from = 0;
  for (const { start, end } of blanks) {
    out += text.slice(from, start) + text.slice(start, end).replace(/[^\n\r]/g, ' ');
    from = end;
  }
  return { text: out + text.slice(from), tables };
}
