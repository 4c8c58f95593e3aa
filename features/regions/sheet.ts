// What a table of divisions looks like: which column is which, from a workbook, a text table or a list of objects in JSON. What the rows mean
// for the tree is rules-tree.ts.
import { type Cell, cellText, type SheetRow } from '../../platform/sheets/cells.ts';
import { refuse } from '../../vocabulary/problems.ts';
import type { WrittenRow } from './rules-tree.ts';

type Field = Exclude<keyof WrittenRow, 'row'>;

const titles: Record<string, Field> = {
  code: 'code',
  代码: 'code',
  区划代码: 'code',
  行政区划代码: 'code',
  name: 'name',
  名称: 'name',
  区划名称: 'name',
  level: 'level',
  级别: 'level',
  层级: 'level',
  parent: 'parent',
  parent_code: 'parent',
  上级代码: 'parent',
  上级: 'parent',
  valid_from: 'from',
  启用日期: 'from',
  起: 'from',
  valid_to: 'to',
  停用日期: 'to',
  止: 'to',
};
const fieldOf = (title: string): Field | undefined => titles[title.replace(/\s/g, '').toLowerCase()];
const dayText = (cell: Cell): string => (cell !== null && typeof cell === 'object' && 'day' in cell ? cell.day : cellText(cell));

/** Rows under the first line that names a code and a name column; refuses a table without one. */
export function treeFromRows(rows: readonly SheetRow[]): WrittenRow[] {
  const at = rows.findIndex((row) => {
    const fields = row.cells.map((cell) => fieldOf(cellText(cell)));
    return fields.includes('code') && fields.includes('name');
  });
  if (at < 0) refuse('regions.no-columns');
  const fields = rows[at]!.cells.map((cell) => fieldOf(cellText(cell)));
  return rows
    .slice(at + 1)
    .map((row) => written(row.row, (field) => dayText(row.cells[fields.indexOf(field)] ?? null)))
    .filter((row) => row.code !== '' || row.name !== '');
}

/** A list of objects, or an object that holds one under "regions"; the names of the fields are those of the columns. */
export function treeFromJson(text: string): WrittenRow[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    refuse('regions.no-columns');
  }
  const list = Array.isArray(parsed) ? parsed : (parsed as { regions?: unknown } | null)?.regions;
  if (!Array.isArray(list)) refuse('regions.no-columns');
  return list.map((one: unknown, index) => {
    const entries = Object.entries(one !== null && typeof one === 'object' ? one : {}).flatMap(([title, value]) => {
      const field = fieldOf(title);
      return field && value !== null ? [[field, String(value)] as const] : [];
    });
    const values = new Map(entries);
    return written(index + 1, (field) => values.get(field) ?? '');
  });
}

const written = (row: number, text: (field: Field) => string): WrittenRow => ({
  row,
  code: text('code').trim(),
  name: text('name').trim(),
  level: text('level').trim(),
  parent: text('parent').trim(),
  from: text('from').trim(),
  to: text('to').trim(),
});
