// Old binary workbooks, built record by record, read to the same cells an .xlsx would give.
import { describe, expect, it } from 'vitest';
import type { Cell } from './cells.ts';
import { cellsOf, quickRefusalOf, readAll } from './testing.ts';
import { biff, cells, special, sst, xlsOf } from './testing-biff.ts';

const read = (
  records: Buffer[],
  more: { globals?: Buffer[]; formats?: [number, string?][]; version?: number } = {},
): Promise<Record<string, Cell>> => cellsOf(xlsOf({ sheets: [{ name: '台账', records }], ...more }), { name: '台账.xls' });

describe('cells', () => {
  it('numbers in all their packings', async () => {
    expect(
      await read([
        cells.number(0, 0, 47.510000000000005),
        cells.rk(0, 1, (123 << 2) | 2),
        cells.rk(0, 2, (12345 << 2) | 3),
        cells.rk(0, 3, 0x3ff80000),
        cells.rk(0, 4, ((-7 << 2) | 2) >>> 0),
        cells.mulRk(1, 1, [(1 << 2) | 2, (2 << 2) | 2, (350 << 2) | 3]),
        cells.blank(1, 9),
      ]),
    ).toEqual({ A1: 47.51, B1: 123, C1: 123.45, D1: 1.5, E1: -7, B2: 1, C2: 2, D2: 3.5 });
  });

  it('texts, shared ones cut anywhere by continuation records included', async () => {
    const strings = ['项目名称', 'plain text', '钢背轴承（二期）扩建', '', 'é', '长'.repeat(9000)];
    for (const cut of [11, 12, 13, 64, 8000]) {
      const found = await read([...strings.map((_one, index) => cells.shared(index, 0, index)), cells.label(9, 0, '内联 label')], {
        globals: [sst(strings, cut)],
      });
      expect(Object.values(found)).toEqual([...strings.filter((one) => one !== ''), '内联 label']);
    }
  }, 30_000);

  it('days by format, booleans and errors', async () => {
    const formats: [number, string?][] = [[14], [165, 'yyyy"年"m"月"'], [2], [22]];
    expect(
      await read(
        [
          cells.number(0, 0, 43905, 1),
          cells.rk(0, 1, (43905 << 2) | 2, 2),
          cells.number(0, 2, 43905, 3),
          cells.number(0, 3, 43905.5, 4),
          cells.bool(1, 0, true),
          cells.error(1, 1, 7),
        ],
        { formats },
      ),
    ).toEqual({
      A1: { day: '2020-03-15', text: '2020-03-15' },
      B1: { day: '2020-03-15', text: '2020-03-15' },
      C1: 43905,
      D1: { day: '2020-03-15', text: '2020-03-15 12:00:00' },
      A2: true,
      B2: { error: '#DIV/0!' },
    });
    expect(await read([cells.number(0, 0, 42443, 1)], { formats, globals: [biff(0x22, Buffer.from([1, 0]))] })).toEqual({
      A1: { day: '2020-03-15', text: '2020-03-15' },
    });
  });

  it('formulas with their words and cached values of every kind', async () => {
    const sum = [0x25, 0, 0, 8, 0, 1, 0xc0, 1, 0xc0, 0x19, 0x10, 0, 0];
    const ratio = [0x44, 1, 0, 0, 0xc0, 0x44, 0, 0, 1, 0, 0x06, 0x1e, 100, 0, 0x05, 0x17, 2, 0, 0x61, 0x62, 0x08];
    const rounded = [0x44, 1, 0, 0, 0xc0, 0x1e, 2, 0, 0x41, 27, 0];
    const conditional = [
      0x44, 0, 0, 0, 0xc0, 0x1e, 0, 0, 0x0d, 0x19, 2, 0, 0, 0x17, 1, 1, 0x7f, 0x75, 0x19, 8, 0, 0, 0x17, 0, 0, 0x42, 3, 1, 0,
    ];
    expect(
      await read(
        [
          cells.formula(0, 0, sum, 12.5),
          cells.formula(1, 0, ratio, special(0)),
          cells.string('共 12 项'),
          cells.formula(2, 0, rounded, special(2, 15)),
          cells.formula(3, 0, conditional, special(1, 1)),
          cells.formula(4, 0, [0x99], special(3)),
          cells.formula(5, 0, [0x1e, 1, 0], 43905, 1),
        ],
        { formats: [[14]] },
      ),
    ).toEqual({
      A1: { formula: 'SUM(B1:B9)', value: 12.5 },
      A2: { formula: 'A2/$B$1*100&"ab"', value: '共 12 项' },
      A3: { formula: 'ROUND(A2,2)', value: '#VALUE!' },
      A4: { formula: 'IF(A1>0,"畿","")', value: true },
      A5: { formula: '?', value: '' },
      A6: { formula: '1', value: '2020-03-15' },
    });
  });

  it('a shared formula is put into words at each cell', async () => {
    const pointer = [0x01, 1, 0, 2, 0];
    const tokens = [0x4c, 0, 0, 0xff, 0xc0, 0x1e, 2, 0, 0x05];
    expect(
      await read([
        cells.formula(1, 2, pointer, 2),
        cells.sharedFormula(1, 3, 2, tokens),
        cells.formula(2, 2, pointer, 4),
        cells.formula(3, 2, pointer, 6),
      ]),
    ).toEqual({
      C2: { formula: 'B2*2', value: 2 },
      C3: { formula: 'B3*2', value: 4 },
      C4: { formula: 'B4*2', value: 6 },
    });
  });

  it('rows in any order come out in order', async () => {
    const { rows } = await readAll(
      xlsOf({ sheets: [{ name: 's', records: [cells.number(5, 1, 2), cells.number(2, 0, 1), cells.number(5, 0, 3)] }] }),
    );
    expect(rows[0]).toEqual([
      { row: 3, cells: [1] },
      { row: 6, cells: [3, 2] },
    ]);
  });
});

describe('books', () => {
  it('sheets with hidden ones marked, charts left out, merges known', async () => {
    const { workbook } = await readAll(
      xlsOf({
        sheets: [
          { name: '说明', hidden: true, records: [cells.label(0, 0, 'x')] },
          { name: '图', type: 2, records: [] },
          {
            name: 'Sheet 3',
            records: [
              cells.number(2, 3, 1),
              biff(0x809, Buffer.from([0, 6, 0x20, 0, 0, 0, 0, 0])),
              cells.number(9, 9, 9),
              biff(0x0a),
              cells.merges([0, 0, 0, 3]),
            ],
          },
        ],
      }),
      { name: 'a.xls' },
    );
    expect(workbook).toEqual({
      format: 'xls',
      date1904: false,
      sheets: [
        { index: 0, name: '说明', hidden: true, rows: 1, columns: 1, merges: [] },
        { index: 1, name: 'Sheet 3', hidden: false, rows: 3, columns: 4, merges: [{ top: 1, left: 1, bottom: 1, right: 4 }] },
      ],
    });
  });

  it('Excel 95 books in the Chinese code page', async () => {
    const { workbook, rows } = await readAll(
      xlsOf({ version: 0x0500, sheets: [{ name: '台账', records: [cells.label5(0, 0, '东丰县'), cells.number(0, 1, 1.5)] }] }),
    );
    expect(workbook.sheets[0]!.name).toBe('台账');
    expect(rows[0]).toEqual([{ row: 1, cells: ['东丰县', 1.5] }]);
  });

  it('an encrypted book is refused, a cut one is damaged, a book of charts has no sheet', async () => {
    expect(await quickRefusalOf(xlsOf({ sheets: [{ name: 's', records: [] }], globals: [biff(0x2f, Buffer.alloc(6))] }))).toBe(
      'sheets.password',
    );
    expect(await quickRefusalOf(xlsOf({ sheets: [{ name: 's', type: 2, records: [] }] }))).toBe('sheets.no-sheet');
    expect(await quickRefusalOf(xlsOf({ sheets: [{ name: 's', records: [cells.shared(0, 0, 7)] }] }))).toBe('sheets.damaged');
    expect(await quickRefusalOf(xlsOf({ sheets: [{ name: 's', records: [biff(0x203, Buffer.alloc(6))] }] }))).toBe('sheets.damaged');
    const whole = xlsOf({ sheets: [{ name: 's', records: Array.from({ length: 2000 }, (_one, index) => cells.number(index, 0, index)) }] });
    for (const cut of [600, 1024, 5000, whole.length - 3000])
      expect([cut, await quickRefusalOf(whole.subarray(0, cut))]).toEqual([cut, 'sheets.damaged']);
  });

  it('random damage never ends in anything but rows or a refusal, and never hangs', async () => {
    const whole = xlsOf({
      sheets: [
        {
          name: '台账',
          records: [
            ...Array.from({ length: 200 }, (_one, index) => cells.shared(index, 0, index % 3)),
            cells.formula(0, 1, [0x1e, 1, 0], 1),
          ],
        },
      ],
      globals: [sst(['甲', '乙', 'c'])],
    });
    let seed = 7;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
      return (seed >> 8) % below;
    };
    for (let round = 0; round < 400; round++) {
      const copy = Buffer.from(whole);
      for (let change = 0; change < 4; change++) copy[random(copy.length)] = random(256);
      if (round % 4 === 0) copy.writeUInt32LE(random(64), 512 + random(100) * 4);
      await quickRefusalOf(copy);
    }
  }, 60_000);
});
