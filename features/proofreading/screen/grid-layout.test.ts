// A table as it is drawn: every cell where it stood, and what is doubted marked in it.
import { describe, expect, it } from 'vitest';
import type { Place, ProofReply, StatementReply, TableReply } from '../words.ts';
import { cellsOf, layOut } from './grid-layout.ts';
import { proofOf } from './model.ts';

const table: TableReply = {
  sheet: '汇总',
  rows: 3,
  columns: 3,
  hidden: false,
  after: null,
  merges: [
    { top: 1, left: 1, bottom: 1, right: 3 },
    { top: 2, left: 1, bottom: 3, right: 1 },
  ],
  cells: [
    { cell: 'A1', row: 1, column: 1, text: '2020年重点项目汇总表' },
    { cell: 'A2', row: 2, column: 1, text: '东丰县' },
    { cell: 'B2', row: 2, column: 2, text: '新建55个，续建25个' },
    { cell: 'C3', row: 3, column: 3, text: '1,234.5' },
  ],
};
const statement = (id: string, cell: string, start: number | null, end: number | null): StatementReply => ({
  ...{ id, text: id, value: 1, exact: '1', unit: '个', dimension: 'count', measure: '', label: '', place: null, scope: '', facets: {} },
  ...{ year: null, month: null, day: null, inferred: false, hedge: 'exact', start, end, sheet: '汇总', cell },
});
const place = (cell: string, start: number | null, end: number | null): Place => ({ sheet: '汇总', cell, start, end });
const reply: ProofReply = {
  statements: [statement('a', 'B2', 2, 5), statement('b', 'B2', 8, 11), statement('c', 'C3', null, null)],
  relations: [],
  findings: [
    {
      ...{ key: 'one', kind: 'sum', severity: 'ask', sentence: { zh: '甲', en: 'A' }, evidence: { zh: '', en: '' }, relations: [] },
      places: [place('B2', 8, 11), place('C3', null, null)],
    },
  ],
};

describe('a table on the screen', () => {
  it('spreads merged cells over the columns and rows they cover', () => {
    const { byName, width, columns } = layOut(table);
    expect(byName.get('A1')).toMatchObject({ left: 0, width, tall: 1 });
    expect(byName.get('A2')).toMatchObject({ left: 0, width: columns[0]!.width, tall: 2 });
    expect(byName.get('C3')).toMatchObject({ left: columns[2]!.left, numeric: true });
    expect(byName.get('B2')!.numeric).toBe(false);
  });

  it('a title over all columns does not widen the first', () => {
    const { columns } = layOut({ ...table, cells: [{ cell: 'A1', row: 1, column: 1, text: '很长的标题'.repeat(20) }] });
    expect(columns[0]!.width).toBe(56);
  });

  it('marks the figures of a sentence in its cell one by one, and a cell that is a figure as a whole', () => {
    const marked = cellsOf(table, proofOf(reply));
    expect(marked.get('B2')!.stretches!.map((one) => [one.text, one.statement, one.ends])).toEqual([
      ['新建', null, []],
      ['55个', 0, []],
      ['，续建', null, []],
      ['25个', 1, [1]],
    ]);
    expect(marked.get('C3')).toEqual({ statement: 2, findings: [1], stretches: null });
    expect(marked.has('A2')).toBe(false);
  });
});
