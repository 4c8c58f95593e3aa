// The columns a sheet is read by, with the cells merged down in each; what an amount counts for in the sums. Used by rules-rows.ts, which follows
// the rows.
import { type Cell, cellText, type Sheet } from '../../platform/sheets/cells.ts';
import { exactIn, grouped, type MoneyUnit } from '../../vocabulary/money.ts';
import type { CellProblem, ContactRead, Field, MoneyRead, ReadValue } from './intake.ts';
import type { CellSetting } from './rules-cells.ts';
import { plainNumber, unitMeaning } from './rules-money.ts';
import { halfUnit } from './rules-sums.ts';
import { isSequenceTitle, yearly } from './rules-titles.ts';
import type { SheetMapping } from './words.ts';

export interface PlanColumn {
  column: number;
  field: Field;
  key: string;
  title: string;
  setting: CellSetting;
  /** The value of a cell merged down stands for every row of the merge; an amount stands once. */
  carries: boolean;
  merges: { top: number; bottom: number }[];
}

const carried = new Set(['text', 'choice', 'yes', 'year', 'day', 'span', 'contact', 'credit-code']);

export function planOf(
  input: { sheet: Sheet; mapping: SheetMapping; date1904: boolean },
  byId: ReadonlyMap<string, Field>,
  firstRow: number,
): PlanColumn[] {
  const down = new Map<number, { top: number; bottom: number }[]>();
  for (const merge of input.sheet.merges) {
    if (merge.bottom <= merge.top || merge.bottom < firstRow) continue;
    const list = down.get(merge.left) ?? [];
    list.push({ top: Math.max(merge.top, firstRow), bottom: merge.bottom });
    down.set(merge.left, list);
  }
  const plan: PlanColumn[] = [];
  for (const column of input.mapping.columns) {
    const field = column.field === null ? undefined : byId.get(column.field);
    if (!field) continue;
    plan.push({
      column: column.column,
      field,
      key: yearly(field) && column.year !== null ? `${field.id}:${column.year}` : field.id,
      title: column.title,
      setting: { field, unit: column.unit, rate: column.rate, dayOrder: column.dayOrder, date1904: input.date1904 },
      carries: carried.has(field.kind),
      merges: (down.get(column.column) ?? []).sort((a, b) => a.top - b.top),
    });
  }
  return plan;
}

/** Remembers the top cell of the merge a row stands in. Rows come in order, so one place in the list is enough. */
const places = new WeakMap<PlanColumn, { at: number; top: Cell }>();
export function mergedCell(one: PlanColumn, row: number, cell: Cell, problems: CellProblem[]): Cell {
  let place = places.get(one);
  if (!place) {
    place = { at: 0, top: null };
    places.set(one, place);
  }
  while (place.at < one.merges.length && one.merges[place.at]!.bottom < row) {
    place.at++;
    place.top = null;
  }
  const merge = one.merges[place.at];
  if (!merge || row < merge.top) return cell;
  if (row === merge.top || cell !== null) {
    place.top = cell;
    return cell;
  }
  if (place.top === null) return null;
  if (one.carries) return place.top;
  problems.push({ row, column: one.column, code: 'imports.merged-amount', params: {}, raw: cellText(place.top), severity: 'warning' });
  return null;
}

export function joinContacts(a: ReadValue<ContactRead>, b: ReadValue<ContactRead>): ReadValue<ContactRead> {
  const join = (one: string, other: string): string => [one, other].filter((part) => part !== '').join('、');
  return {
    value: { name: join(a.value.name, b.value.name), phone: join(a.value.phone, b.value.phone) },
    raw: join(a.raw, b.raw),
    column: a.column,
  };
}

export function amountOf(value: ReadValue | ReadValue[] | undefined, one: PlanColumn): number | null {
  if (value === undefined) return null;
  const values = Array.isArray(value) ? value : [value];
  let sum = 0;
  for (const each of values) sum += one.field.kind === 'money' ? (each.value as MoneyRead).yuan : (each.value as number);
  return sum;
}

export function toleranceOf(cell: Cell, claimed: number, one: PlanColumn): number {
  const inner = typeof cell === 'object' && cell !== null && 'formula' in cell ? cell.value : cell;
  const printed =
    typeof inner === 'number'
      ? plainNumber(inner)
      : cellText(inner as Cell)
          .normalize('NFKC')
          .replaceAll(',', '');
  const digits = /\d+(?:\.\d+)?/.exec(printed)?.[0] ?? '0';
  const columnWorth = one.setting.unit ? 10 ** unitMeaning[one.setting.unit].power * (one.setting.rate ?? 1) : 1;
  const worth = Number(digits) > 0 && claimed > 0 ? claimed / Number(digits) : columnWorth;
  return Math.max(halfUnit(digits, worth), 0.5 * Number(one.field.kind === 'money'));
}

export const labelColumnOf = (cells: readonly Cell[]): number => cells.findIndex((cell) => cell !== null && cell !== '') + 1;

export function inUnit(yuan: number, unit: string | null): string {
  const shown: MoneyUnit = unit === '亿元' || unit === '万元' ? unit : unit === '元' || unit === null ? '元' : '万元';
  return `${grouped(exactIn(yuan, shown))}${shown}`;
}

export function spansOf(sheet: Sheet, firstRow: number): Map<number, number> {
  const spans = new Map<number, number>();
  for (const merge of sheet.merges)
    if (merge.right > merge.left && merge.top >= firstRow) spans.set(merge.top * 20_000 + merge.left, merge.right - merge.left + 1);
  return spans;
}

/** Unmapped columns left of the name whose cells are merged down hold the category of their rows: 工业 over ten rows. */
export function sideGroupsOf(
  sheet: Sheet,
  mapping: SheetMapping,
  nameColumn: number,
  firstRow: number,
): (row: number, cells: readonly Cell[]) => string[] {
  const columns = mapping.columns
    .filter((column) => column.field === null && column.column < nameColumn && !isSequenceTitle(column.title))
    .map((column) => column.column);
  const held = columns
    .map((column) => ({
      column,
      merges: sheet.merges
        .filter((merge) => merge.left === column && merge.right === column && merge.bottom > merge.top && merge.bottom >= firstRow)
        .sort((a, b) => a.top - b.top),
      at: 0,
      label: '',
    }))
    .filter((one) => one.merges.length > 0);
  if (held.length === 0) return () => [];
  return (row, cells) => {
    const labels: string[] = [];
    for (const one of held) {
      while (one.at < one.merges.length && one.merges[one.at]!.bottom < row) {
        one.at++;
        one.label = '';
      }
      const merge = one.merges[one.at];
      const own = cellText(cells[one.column - 1] ?? null).trim();
      if (own !== '') one.label = own;
      if (merge && row >= merge.top && one.label !== '' && !/^\d+$/.test(one.label)) labels.push(one.label);
    }
    return labels;
  };
}
