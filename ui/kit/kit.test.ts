// The decisions inside the parts of the kit: chips, selections, copies, sets, differences, time left, order.
import { describe, expect, it } from 'vitest';
import { parseSearch } from '../address.ts';
import { chipText, type FilterField, filtersIn, rangeOf } from './FilterChips.tsx';
import { secondsLeft } from './ProgressLine.tsx';
import { setSizes } from './SetDiagram.tsx';
import { differences } from './SideBySide.tsx';
import { choose, chosenCount, everything, isChosen, nothing, tsvCell, tsvOf } from './selection.ts';
import { sorted } from './table-source.ts';

const fields: FilterField[] = [
  {
    key: 'nature',
    title: '建设性质',
    kind: 'choice',
    options: [
      { value: 'new', text: '新建' },
      { value: 'continuing', text: '续建' },
    ],
  },
  { key: 'total', title: '总投资', kind: 'range', unit: '亿元', factor: 100_000_000 },
  { key: 'start', title: '开工', kind: 'days' },
];

describe('filters', () => {
  it('read only their own names from the address', () => {
    expect(filtersIn(parseSearch('?region=220421&nature=new&nature=continuing&total=50000000..'), fields)).toEqual({
      nature: ['new', 'continuing'],
      total: ['50000000..'],
    });
  });

  it('show on the chip what a person chose, in the unit in which it was typed', () => {
    expect(chipText(fields[0]!, ['new', 'continuing'], '或')).toBe('新建 或 续建');
    expect(chipText(fields[1]!, ['50000000..'], '或')).toBe('≥ 0.5 亿元');
    expect(chipText(fields[1]!, ['50000000..100000000'], '或')).toBe('0.5 – 1 亿元');
    expect(chipText(fields[2]!, ['..2020-03-31'], '或')).toBe('≤ 2020-03-31');
  });

  it('keep an unknown value readable instead of hiding that it filters', () => {
    expect(chipText(fields[0]!, ['moved'], '或')).toBe('moved');
  });

  it('split a range at its two dots', () => {
    expect(rangeOf('1..2')).toEqual({ from: '1', to: '2' });
    expect(rangeOf(undefined)).toEqual({});
  });
});

describe('selection', () => {
  it('chooses rows that were never loaded by remembering the exceptions', () => {
    const most = choose(everything, ['p7'], false);
    expect(isChosen(most, 'p7')).toBe(false);
    expect(isChosen(most, 'p99999')).toBe(true);
    expect(chosenCount(most, 100_000)).toBe(99_999);
  });

  it('adds a range once, and does not change what it was given', () => {
    const some = choose(choose(nothing, ['a', 'b'], true), ['b', 'c'], true);
    expect([...some.keys]).toEqual(['a', 'b', 'c']);
    expect(nothing.keys.size).toBe(0);
  });

  it('copies so that Excel sees cells, not formulas, and keeps line breaks inside one cell', () => {
    expect(tsvCell('=HYPERLINK("x")')).toBe(`"'=HYPERLINK(""x"")"`);
    expect(tsvCell('-12.5')).toBe('-12.5');
    expect(tsvCell(9_594_000_000)).toBe('9594000000');
    expect(tsvCell(null)).toBe('');
    expect(
      tsvOf([
        ['名称', '备注'],
        ['甲', '一\n二'],
      ]),
    ).toBe('名称\t备注\r\n甲\t"一\n二"');
  });
});

describe('comparisons', () => {
  it('a project in two lists is counted once in the union', () => {
    // 18 only in the city list, 9 in both, 2 only in the provincial one: lists of 27 and 11 that hold 29 projects.
    expect(
      setSizes([
        { lists: ['city'], count: 18 },
        { lists: ['sanzao', 'city'], count: 9 },
        { lists: ['sanzao'], count: 2 },
      ]),
    ).toEqual({ sizes: { city: 27, sanzao: 11 }, union: 29, sum: 38, repeats: 9 });
  });

  it('an empty field and a missing one do not differ', () => {
    const field = { key: 'a', title: 'A' };
    expect(
      differences([
        { ...field, left: null, right: '' },
        { ...field, left: '钢背轴承', right: '钢背轴' },
      ]),
    ).toBe(1);
  });

  it('says how long is left only once there is a pace', () => {
    // 10,000 of 50,000 in 2 s: 40,000 more take 8 s.
    expect(secondsLeft(10_000, 50_000, 2_000)).toBe(8);
    expect(secondsLeft(10_000, 50_000, 500)).toBeUndefined();
    expect(secondsLeft(0, 50_000, 5_000)).toBeUndefined();
  });

  it('orders names by pinyin and numbers by size, and puts what is empty last either way', () => {
    const by = (rows: (string | number | null)[], down = false): unknown => sorted(rows, (row) => row, down);
    expect(by(['西安区', '东丰县', null, '龙山区'])).toEqual(['东丰县', '龙山区', '西安区', null]);
    expect(by([2, null, 10, 1], true)).toEqual([10, 2, 1, null]);
  });
});
