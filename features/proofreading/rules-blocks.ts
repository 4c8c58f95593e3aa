// From blocks of words (paragraphs and tables of a Word file, of pasted HTML, of a text with tables typed into it) to a manuscript: which
// tables are tables and which are only layout, what stands above a table as its title and unit, where in the text it stands.
import { cellName } from '../../vocabulary/cells.ts';
import type { Manuscript, Table } from './rules-model.ts';

/** Rows and columns from 1; `down` and `across` say how many a merged cell covers. `start`: its offset, when the table stands in the text. */
export type BlockCell = { row: number; column: number; down: number; across: number; text: string; start?: number };
export type Block = { kind: 'paragraph'; text: string } | { kind: 'table'; rows: number; columns: number; cells: BlockCell[] };

const digits = /[0-9０-９]/;
const longCell = 400;

/** A table for reading along rows and columns; a frame around prose is not one. */
export function isTable(block: Extract<Block, { kind: 'table' }>): boolean {
  if (block.rows < 2 || block.columns < 2) return false;
  if (block.cells.some((cell) => cell.text.length > longCell)) return false;
  return block.cells.filter((cell) => cell.text.length <= 40 && digits.test(cell.text)).length >= 2;
}

/** The cells of a block as a table of the manuscript, merged cells spread. */
export function tableOf(block: Extract<Block, { kind: 'table' }>, sheet: string, more: Partial<Table> = {}): Table {
  const cells: Table['cells'] = [];
  const merges: NonNullable<Table['merges']> = [];
  for (const cell of block.cells) {
    const [down, across] = [Math.max(1, cell.down), Math.max(1, cell.across)];
    if (down > 1 || across > 1)
      merges.push({ top: cell.row, left: cell.column, bottom: cell.row + down - 1, right: cell.column + across - 1 });
    if (cell.text.trim() === '') continue;
    for (let row = cell.row; row < cell.row + Math.min(down, 500); row++)
      for (let column = cell.column; column < cell.column + Math.min(across, 200); column++) {
        const printed = row === cell.row && column === cell.column;
        cells.push({
          cell: cellName(row, column),
          row,
          column,
          text: cell.text,
          printed,
          ...(printed && cell.start !== undefined ? { start: cell.start } : {}),
        });
      }
  }
  return { sheet, cells, ...(merges.length > 0 ? { merges } : {}), ...more };
}

const titleLine = (text: string): boolean => text.trim() !== '' && text.length <= 60 && !/[。；！？;!?]\s*$/.test(text.trim());

/** Paragraphs become the text, line by line; tables stand apart and know the lines above them. `tableWord` names them: 表1, 表2 … */
export function manuscriptOf(blocks: readonly Block[], notes: readonly string[] = [], tableWord = '表'): Manuscript {
  const lines: string[] = [];
  let length = 0;
  const tables: Table[] = [];
  let above: string[] = [];
  const say = (text: string): void => {
    lines.push(text);
    length += text.length + 1;
  };
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      const text = block.text.replace(/\r\n?/g, '\n');
      say(text);
      if (titleLine(text)) above.push(text.trim());
      else if (text.trim() !== '') above = [];
      continue;
    }
    if (isTable(block)) {
      const captions = above.slice(-3);
      tables.push(
        tableOf(block, `${tableWord}${tables.length + 1}`, { after: Math.max(0, length - 1), ...(captions.length > 0 && { captions }) }),
      );
    } else for (const cell of block.cells) if (cell.text.trim() !== '') say(cell.text);
    above = [];
  }
  for (const note of notes) say(note);
  return { text: lines.join('\n'), tables };
}
