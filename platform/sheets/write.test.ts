// What is written: the same cells come back, other programs agree, and memory does not grow with the rows.

import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { PassThrough } from 'node:stream';
import excel from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from './cells.ts';
import { serialOf } from './formats.ts';
import { readAll, temporary } from './testing.ts';
import { type WrittenSheet, writeWorkbook } from './write.ts';

const day = fc
  .integer({ min: 0, max: 80_000 })
  .map((days) => new Date(Date.UTC(1900, 2, 1) + days * 86_400_000).toISOString().slice(0, 10))
  .map((text) => ({ day: text, text }));
const number = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .map((value) => Number(value.toPrecision(15)))
  .filter(Number.isFinite);
const value = fc.oneof(number, fc.boolean(), fc.string({ unit: 'binary', maxLength: 20 }), fc.constant(null));
const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constant(null),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '=HYPERLINK("http://x","点")',
    '007',
    '220422202001010012',
    '_x000D_',
    '_x005F_',
    '\r\n\t',
    ' 首尾 ',
    '<&>"\'',
    ']]>',
    '\ud800',
    '\uffff',
    '-1',
    '1e5',
    '𠮷',
  ),
  number,
  fc.integer(),
  fc.boolean(),
  day,
  fc.record({ formula: fc.constantFrom('SUM(A1:B2)', 'IF(A1>1,"<是>",B1&"x")', "'表 1'!A1"), value }),
  fc.constant({ error: '#N/A' }),
);

/** How a cell reads back: empty text is no text, a date without a serial number is its text. */
const expected = (one: Cell): Cell => {
  if (one === '') return null;
  if (one !== null && typeof one === 'object' && 'day' in one && serialOf(one.day) === undefined) return one.text;
  return Object.is(one, -0) ? 0 : one;
};

const plain = (columns: number, rows: Cell[][]): WrittenSheet => ({
  name: '表',
  columns: Array.from({ length: columns }, (_one, index) => ({ title: `列${index}` })),
  rows,
});

describe('round trip', () => {
  it('what is written is what is read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 6, maxLength: 6 }), { minLength: 1, maxLength: 120 }), async (table) => {
        const path = temporary('property.xlsx');
        await writeWorkbook(path, [plain(6, table)]);
        const { rows } = await readAll(path);
        const back = new Map(rows[0]!.map((row) => [row.row, row.cells]));
        for (const [index, row] of table.entries()) {
          const cells = back.get(index + 2) ?? [];
          expect(row.map((_one, column) => cells[column] ?? null)).toEqual(row.map(expected));
        }
      }),
      { numRuns: 15 },
    );
  }, 60_000);

  it('text in any column kind is a text cell, for other programs too', async () => {
    const text = '=HYPERLINK("http://evil","点我")';
    const path = temporary('text.xlsx');
    const kinds = ['text', 'number', 'money', 'percent', 'day'] as const;
    await writeWorkbook(path, [{ name: 'a', columns: kinds.map((kind) => ({ title: kind, kind })), rows: [kinds.map(() => text)] }]);
    expect((await readAll(path)).rows[0]![1]).toEqual({ row: 2, cells: kinds.map(() => text) });
    const book = new excel.Workbook();
    await book.xlsx.readFile(path);
    book.worksheets[0]!.getRow(2).eachCell((one) => {
      expect(one.formula).toBeUndefined();
      expect(one.value).toBe(text);
    });
  });
});

describe('the look', () => {
  it('title, notes, frozen repeated header, widths, A4 landscape, page numbers, as another program sees them', async () => {
    const path = temporary('look.xlsx');
    const written = await writeWorkbook(path, [
      {
        name: "省'三早'[2020]",
        titleRows: ['2020年项目台账', '单位：万元'],
        columns: [
          { title: '项目名称', width: 40, kind: 'text' },
          { title: '总投资', kind: 'money' },
          { title: '占比', kind: 'percent' },
          { title: '开工', kind: 'day' },
        ],
        rows: [['甲', 1234.5, 0.339, { day: '2020-03-15', text: '2020-03-15' }]],
        notes: ['来源：县台账'],
      },
      { name: "省'三早'2020", columns: [{ title: 'a' }], rows: [] },
    ]);
    expect(written).toMatchObject({ rows: 1, cut: 0, bytes: statSync(path).size });
    const book = new excel.Workbook();
    await book.xlsx.readFile(path);
    const sheet = book.worksheets[0]!;
    expect(book.worksheets.map((one) => one.name)).toEqual(["省'三早'2020", "省'三早'2020_2"]);
    expect(sheet.getCell('A1').value).toBe('2020年项目台账');
    expect(sheet.getCell('D1').master.address).toBe('A1');
    expect(sheet.getCell('A3').font.bold).toBe(true);
    expect(sheet.getCell('A3').fill).toMatchObject({ type: 'pattern', pattern: 'solid' });
    expect(sheet.getCell('B4')).toMatchObject({ value: 1234.5, numFmt: '#,##0.00' });
    expect(sheet.getCell('C4')).toMatchObject({ value: 0.339, numFmt: '0.0%' });
    expect((sheet.getCell('D4').value as Date).toISOString()).toBe('2020-03-15T00:00:00.000Z');
    expect(sheet.getCell('A5').value).toBe('来源：县台账');
    expect(sheet.getColumn(1).width).toBe(40);
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 3 });
    expect(sheet.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:3' });
    expect(sheet.headerFooter.oddFooter).toBe('&C&P / &N');
  });

  it('text longer than a cell can be is cut visibly and counted', async () => {
    const path = temporary('cut.xlsx');
    expect(await writeWorkbook(path, [plain(1, [['长'.repeat(40_000)]])])).toMatchObject({ cut: 1 });
    const text = (await readAll(path)).rows[0]![1]!.cells[0] as string;
    expect(text).toHaveLength(32_767);
    expect(text.endsWith('…（过长，已截断）')).toBe(true);
  });
});

describe('streams', () => {
  it('a hundred thousand rows are pulled as they are written, and memory stays small', async () => {
    const path = temporary('large.xlsx');
    let pulled = 0;
    let highest = 0;
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    await writeWorkbook(path, [
      {
        name: '大',
        columns: Array.from({ length: 10 }, (_one, index) => ({ title: `${index}` })),
        rows: (async function* () {
          for (; pulled < 100_000; pulled++) {
            if (pulled % 1000 === 0) highest = Math.max(highest, process.memoryUsage().rss - before);
            yield Array.from({ length: 10 }, (_one, column) => (column % 2 ? `第${pulled}号项目` : pulled * column));
          }
        })(),
      },
    ]);
    expect(highest / 2 ** 20).toBeLessThan(150);
    expect((await readAll(path)).workbook.sheets[0]).toMatchObject({ rows: 100_001, columns: 10 });
  }, 60_000);

  it('the same rows give the same bytes; a stream gets what a file gets', async () => {
    const collect = async (): Promise<Buffer> => {
      const stream = new PassThrough();
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      await writeWorkbook(stream, [plain(2, [['甲', 1]])]);
      return Buffer.concat(chunks);
    };
    expect(await collect()).toEqual(await collect());
    expect((await readAll(await collect())).rows[0]![1]).toEqual({ row: 2, cells: ['甲', 1] });
  });

  it('rows that fail, an abort and a receiver that leaves end the writing and leave no half file', async () => {
    const path = temporary('fails.xlsx');
    const failing = (function* (): Generator<Cell[]> {
      yield ['甲'];
      throw new Error('the database went away');
    })();
    await expect(writeWorkbook(path, [{ name: 'a', columns: [{ title: 'x' }], rows: failing }])).rejects.toThrow('the database went away');
    const endless = (function* (): Generator<Cell[]> {
      for (;;) yield ['甲'.repeat(100)];
    })();
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('closed')), 50);
    await expect(
      writeWorkbook(path, [{ name: 'a', columns: [{ title: 'x' }], rows: endless }], { signal: controller.signal }),
    ).rejects.toThrow();
    expect(existsSync(path)).toBe(false);
    expect(readdirSync(dirname(path)).filter((name) => name.endsWith('.part'))).toEqual([]);
    const stream = new PassThrough();
    setTimeout(() => stream.destroy(), 20);
    await expect(
      writeWorkbook(stream, [
        {
          name: 'a',
          columns: [{ title: 'x' }],
          rows: (function* () {
            for (;;) yield ['乙'.repeat(100)];
          })(),
        },
      ]),
    ).rejects.toThrow('went away');
    await expect(writeWorkbook('/nonexistent/x.xlsx', [plain(1, [])])).rejects.toThrow('ENOENT');
  }, 20_000);
});
