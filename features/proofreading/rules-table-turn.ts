// Tables whose rows are the indicators (项目个数, 总投资 …) and whose columns are the places: turned, so that the same reading serves them, every
// cell keeping its own name. Also units that only some columns of a group carry.
import { compare, type Exact, exact, minus, plus, size, unitKind, zero } from './rules-decimal.ts';
import type { Table } from './rules-model.ts';
import type { Body, Column } from './rules-table-body.ts';
import type { Block } from './rules-table-grid.ts';

const unitInLabel =
  /[(（[]\s*(个|家|户|人|名|项|万元|亿元|元|万人|%|％|百分点|亩|公顷|平方米|万平方米|公里|吨|万吨|million|%)[^)）\]]{0,4}[)）\]]|^(个|家|户|人|名|项|万元|亿元|元|%|％|亩|公里|吨|万吨)$/i;

/** The units stand with the rows and none with the columns. */
export function isTurned({ block, columns, rows }: Body): boolean {
  const numeric = columns.filter((column) => column.role === 'number' || column.role === 'percent');
  const labelled = rows.filter((row) => row.hasNumbers);
  if (numeric.length < 2 || labelled.length < 2 || block.header.length > 2) return false;
  if (numeric.some((column) => column.unit !== '')) return false;
  const units = labelled.flatMap((row) => row.labels.flatMap((label) => unitInLabel.exec(label.normalize('NFKC'))?.[0] ?? []));
  return units.length * 2 >= labelled.length && new Set(units).size >= 2;
}

/** Rows for columns. Titles above the block become captions. */
export function turned(table: Table, block: Block): Table {
  const inside = new Set([...block.header, ...block.body]);
  const top = block.header[0]!;
  const cells = table.cells
    .filter((cell) => inside.has(cell.row))
    .map((cell) => ({ ...cell, row: cell.column, column: cell.row - top + 1 }));
  return { sheet: table.sheet, cells, captions: block.titles };
}

/**
 * GDP（亿元） | 第一产业 | 第二产业 | 第三产业: columns without a unit that add up to the one before them, in number after number, are in its unit.
 */
export function adoptUnits(body: Body): void {
  const columns = body.columns.filter((column) => column.role === 'number');
  const rows = body.rows.filter((row) => row.hasNumbers);
  for (const [index, total] of columns.entries()) {
    if (total.unit === '') continue;
    const run: Column[] = [];
    for (const next of columns.slice(index + 1, index + 13)) {
      if (next.unit !== '') break;
      run.push(next);
      if (run.length < 2) continue;
      let holds = 0;
      let tried = 0;
      for (const row of rows) {
        const whole = body.at(row.row, total.column);
        const parts = run.flatMap((column) => body.at(row.row, column.column) ?? []);
        if (!whole || parts.length < run.length) continue;
        tried++;
        const gap: Exact = size(minus(exact(whole.value), parts.map((part) => exact(part.value)).reduce(plus, zero)));
        if (compare(gap, zero) === 0 && whole.value.digits > 9n) holds++;
      }
      if (holds < 2 || holds * 3 < tried * 2) continue;
      for (const column of run) {
        column.unit = total.unit;
        column.dimension = unitKind(total.unit).dimension;
        for (const row of rows) {
          const statement = body.at(row.row, column.column);
          if (statement?.unit !== '') continue;
          statement.unit = total.unit;
          statement.dimension = column.dimension;
        }
      }
      break;
    }
  }
}
