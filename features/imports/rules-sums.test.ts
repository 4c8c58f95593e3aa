import { describe, expect, it } from 'vitest';
import type { Cell } from '../../platform/sheets/cells.ts';
import { classifyRow, countClaim, type RowSetting } from './rules-groups.ts';
import { followSums, halfUnit } from './rules-sums.ts';

// Columns: 1 序号, 2 项目名称, 3 单位, 4 地点, 5 总投资, 6 年度计划
const setting: RowSetting = {
  nameColumn: 2,
  sequenceColumn: 1,
  textColumns: [3, 4],
  summedColumns: [5, 6],
  titles: new Map([
    [1, '序号'],
    [2, '项目名称'],
    [3, '单位'],
    [4, '地点'],
    [5, '总投资'],
    [6, '年度计划'],
  ]),
  columns: 6,
  spanAt: () => 1,
};
const kindOf = (cells: Cell[], more: Partial<RowSetting> = {}): string => {
  const kind = classifyRow({ row: 9, cells }, { ...setting, ...more });
  return kind.kind === 'group' ? `group ${kind.level}` : kind.kind === 'total' ? `total ${kind.rank}` : kind.kind;
};

describe('rows that only speak about data', () => {
  it.each<[Cell[], string]>([
    [[1, '某项目', '甲公司', '某镇', 100, 50], 'data'],
    [['合计', null, null, null, 100, 50], 'total all'],
    [['合', '计', null, null, 100, 50], 'total all'],
    [['合计', '41个', null, null, 100, 50], 'total all'],
    [['小计', null, null, null, 100], 'total sub'],
    [[null, '新建项目小计', null, null, 100], 'total sub'],
    [['Total', null, null, null, 100], 'total all'],
    [[null, 'Subtotal', null, null, 100], 'total sub'],
    [['一、新建项目（38个）', null, null, null, 100, 50], 'group 1'],
    [['（一）5000万元以上项目（34个）'], 'group 2'],
    [['(二)续建'], 'group 2'],
    [['一', '新建项目', null, null, 100, 50], 'group 1'],
    [['（一）', '新建项目', null, null, 100], 'group 2'],
    [['第一部分 工业'], 'group 0'],
    [[null, '其中：新开工', null, null, 30], 'group 9'],
    [['注：本表由各部门汇总'], 'note'],
    [['审核人：          填表人：'], 'note'],
    [['序号', '项目名称', '单位', '地点', '总投资', '年度计划'], 'header-again'],
    [[null, null, null, null, null, null], 'blank'],
    [[3, '小计算机装配厂', '甲公司', null, 100, 50], 'data'],
    [[3, '合计路改造工程', null, '某镇', 100, 50], 'data'],
    [[4, '一、二期管网工程', '甲公司', '某镇', 100, 50], 'data'],
    [[5, '只有名称的项目', null, null, 100], 'data'],
  ])('%j is %s', (cells, expected) => expect(kindOf(cells)).toBe(expected));
  it.each(['合　　计', '合 计', '总计', '共计', '合计（41个）', '全县合计', '合计：', '总合计'])('"%s" is a total', (label) =>
    expect(kindOf([label, null, null, null, 100, 50])).toBe('total all'),
  );
  it('a line merged over the table is a heading, numbered or not', () => {
    expect(kindOf(['工业项目'], { spanAt: () => 6 })).toBe('group 6');
    expect(kindOf(['1.工业项目'], { spanAt: () => 6 })).toBe('group 3');
  });
  it('reads the count that a label claims', () => {
    expect(countClaim('（一）5000万元以上项目（34个）')).toBe(34);
    expect(countClaim('合计80个')).toBe(80);
    expect(countClaim('一、500万元以上')).toBeNull();
    expect(countClaim('小计 共12项')).toBe(12);
  });
});

/** Feeds lines: numbers are data rows, strings are "label claimed". */
function check(lines: (number | [string, number | null])[]): string[] {
  const sums = followSums(1);
  lines.forEach((line, index) => {
    const row = index + 5;
    if (typeof line === 'number') {
      sums.data(row, [line]);
      return;
    }
    const kind = classifyRow({ row, cells: [line[0], null, null, null, line[1]] }, setting);
    if (kind.kind !== 'group' && kind.kind !== 'total') throw new Error(`${line[0]} is ${kind.kind}`);
    sums.marker(row, kind, 1, line[1] === null ? [] : [{ field: 0, column: 5, claimed: line[1], tolerance: halfUnit(String(line[1]), 1) }]);
  });
  const { checks, unclear } = sums.finish();
  return [
    ...checks.map(
      (one) =>
        `${one.row}${one.field === null ? '#' : ''} ${one.claimed}${one.closes ? '=' : '≠'}${one.computed} of ${one.rows} (${one.from}-${one.to})`,
    ),
    ...unclear.map((one) => `${one.row} unclear`),
  ];
}

describe('which rows a line claims to sum', () => {
  it('小计 below its rows, 合计 below everything', () =>
    expect(check([1, 2, ['小计', 3], 4, 5, ['小计', 9], ['合计', 12]])).toEqual([
      '7 3=3 of 2 (5-6)',
      '10 9=9 of 2 (8-9)',
      '11 12=12 of 4 (5-9)',
    ]));
  it('合计 above everything, headings above their rows', () =>
    expect(check([['合计', 10], ['一、新建', 3], 1, 2, ['二、续建', 7], 3, 4])).toEqual([
      '5 10=10 of 4 (7-11)',
      '6 3=3 of 2 (7-8)',
      '9 7=7 of 2 (10-11)',
    ]));
  it('groups within groups, each with its own sums', () =>
    expect(
      check([
        ['一、大', 10],
        ['（一）新建', null],
        1,
        2,
        ['小计', 3],
        ['（二）续建', null],
        3,
        4,
        ['小计', 7],
        ['二、小', 5],
        ['（一）新建', null],
        5,
        ['小计', 5],
        ['合计', 15],
      ]),
    ).toEqual([
      '5 10=10 of 4 (7-12)',
      '9 3=3 of 2 (7-8)',
      '13 7=7 of 2 (11-12)',
      '14 5=5 of 1 (16-16)',
      '17 5=5 of 1 (16-16)',
      '18 15=15 of 5 (7-16)',
    ]));
  it('a 小计 of the outer group after those of the inner ones', () =>
    expect(check([['一、大', null], ['（一）新建', null], 1, 2, ['小计', 3], ['（二）续建', null], 3, ['小计', 3], ['大小计', 6]])[2]).toBe(
      '13 6=6 of 3 (7-11)',
    ));
  it('a heading whose sums close and whose count does not is off by its count only', () =>
    expect(check([['一、大项目（3个）', 6], 1, 2, ['小计', 3], 3, 0, ['小计', 3]])).toEqual([
      '5 6=6 of 4 (6-10)',
      '5# 3≠4 of 4 (6-10)',
      '8 3=3 of 2 (6-7)',
      '11 3=3 of 2 (9-10)',
    ]));
  it('a wrong sum is reported with what the rows give', () => expect(check([1, 2, ['小计', 4]])).toEqual(['7 4≠3 of 2 (5-6)']));
  it('a line without rows is not called wrong', () =>
    expect(
      check([
        ['合计', 3],
        ['其中：新建', 3],
      ]),
    ).toEqual(['5 unclear', '6 unclear']));
  it('closes within half a unit of the last printed digit', () => {
    expect(halfUnit('95.94', 100_000_000)).toBe(500_000);
    expect(halfUnit('1,200', 10_000)).toBe(5_000);
    expect(check([1.004, 2.0004, ['小计', 3]])).toEqual(['7 3=3.0044 of 2 (5-6)']);
  });
});
