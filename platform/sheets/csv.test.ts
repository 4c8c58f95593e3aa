// Text tables as offices really send them: encodings, separators, quotes, and text left as text.

import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import type { Cell } from './cells.ts';
import { readAll, refusalOf, temporary } from './testing.ts';
import { writeCsv } from './write.ts';

const rowsOf = async (content: Buffer | string, name = '表.csv'): Promise<Cell[][]> =>
  (await readAll(Buffer.from(content as string), { name })).rows[0]!.map((row) => row.cells);
const text = '项目名称,总投资\r\n钢背轴承,"1,234.50"\r\n';
const cells = [
  ['项目名称', '总投资'],
  ['钢背轴承', '1,234.50'],
];

describe('encodings', () => {
  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['GB18030', iconv.encode(text, 'gb18030'), 'gb18030'],
    ['UTF-16 with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]), 'utf-16le'],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le'), 'utf-16le'],
  ] as const)('%s is found out', async (_what, bytes, encoding) => {
    const { workbook, rows } = await readAll(Buffer.from(bytes), { name: '表.csv' });
    expect(workbook.encoding).toBe(encoding);
    expect(rows[0]!.map((row) => row.cells)).toEqual(cells);
  });

  it('rare characters survive GB18030, also where a chunk ends inside one', async () => {
    const line = '𠮷林省㙍㵘,①②③,€\n';
    expect(new Set((await rowsOf(iconv.encode(line.repeat(20_001), 'gb18030'))).map(String))).toEqual(new Set(['𠮷林省㙍㵘,①②③,€']));
    expect(new Set((await rowsOf(line.repeat(20_001))).map(String))).toEqual(new Set(['𠮷林省㙍㵘,①②③,€']));
  });

  it('what is no encoding of ours is refused', async () => {
    expect(await refusalOf(Buffer.from([0x61, 0x2c, 0xff, 0xff, 0x0a]), { name: 'x.csv' })).toBe('sheets.encoding');
    expect(await refusalOf(Buffer.from('a,b\n1,\0\n'), { name: 'x.csv' })).toBe('sheets.binary-text');
  });
});

describe('separators and quotes', () => {
  it('commas, semicolons and tabs are told apart by the records that agree', async () => {
    expect(await rowsOf('名称;投资\n甲;1,5\n乙;2,5\n')).toEqual([
      ['名称', '投资'],
      ['甲', '1,5'],
      ['乙', '2,5'],
    ]);
    expect(await rowsOf('名称\t投资,万元\n甲\t1\n')).toEqual([
      ['名称', '投资,万元'],
      ['甲', '1'],
    ]);
    expect(await rowsOf('sep=|\r\na|b\r\n')).toEqual([['a', 'b']]);
    expect(await rowsOf('只有一列\n甲\n乙')).toEqual([['只有一列'], ['甲'], ['乙']]);
  });

  it('a quoted cell may hold separators, quotes and line breaks; a record is one row', async () => {
    const { rows } = await readAll(Buffer.from('标题\n"a ""b"" c","行一\r\n行二",\n\n"",x\n'), { name: 'x.csv' });
    expect(rows[0]).toEqual([
      { row: 1, cells: ['标题'] },
      { row: 2, cells: ['a "b" c', '行一\r\n行二'] },
      { row: 4, cells: [null, 'x'] },
    ]);
  });

  it('quotes in the middle of plain text are text; a quote never closed is refused with its row', async () => {
    expect(await rowsOf('5" pipe,x\n')).toEqual([['5" pipe', 'x']]);
    expect(await refusalOf(Buffer.from('a,b\n1,"open\n2,3\n'), { name: 'x.csv' })).toBe('sheets.open-quote');
    expect(await refusalOf(Buffer.from(`a,b\n1,"open\n${'2,3\n'.repeat(100_000)}`), { name: 'x.csv' })).toBe('sheets.open-quote');
  });

  it('numbers, dates and codes stay the text they are', async () => {
    expect(await rowsOf('007,1e5,2020-3-1,=A1,-5,TRUE, 空格 \n')).toEqual([['007', '1e5', '2020-3-1', '=A1', '-5', 'TRUE', ' 空格 ']]);
  });

  it('line ends of every kind, also where a chunk ends between \\r and \\n', async () => {
    const lines = Array.from({ length: 40_000 }, (_one, index) => `${index},x`);
    for (const end of ['\n', '\r\n', '\r'])
      expect((await rowsOf(lines.join(end) + end)).map((row) => row[0])).toEqual(lines.map((_line, index) => String(index)));
  });

  it('the sheet carries the name of the file', async () => {
    expect((await readAll(Buffer.from(text), { name: '东丰县台账.csv' })).workbook).toMatchObject({
      format: 'csv',
      sheets: [{ index: 0, name: '东丰县台账', rows: 2, columns: 2 }],
    });
  });
});

describe('writing', () => {
  it('text that a spreadsheet would run as a formula is disarmed, numbers keep their sign', async () => {
    const path = temporary('out.csv');
    await writeCsv(path, {
      columns: [{ title: '名称' }, { title: '额' }],
      rows: [
        ['=HYPERLINK("http://x")', -5],
        ['+86 1', 1.5],
        ['-甲', null],
        ['@x', true],
        ['\tx', { day: '2020-03-15', text: '2020-03-15' }],
        ['普通', '-5'],
      ],
    });
    const written = (await import('node:fs')).readFileSync(path);
    expect(written.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(await rowsOf(written)).toEqual([
      ['名称', '额'],
      ['\'=HYPERLINK("http://x")', '-5'],
      ["'+86 1", '1.5'],
      ["'-甲"],
      ["'@x", 'TRUE'],
      ["'\tx", '2020-03-15'],
      ['普通', "'-5"],
    ]);
  });

  it('any text written comes back, apart from the apostrophe in front of a formula', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.array(
            fc.string({ unit: 'binary' }).map((one) => one.replaceAll('\0', '')),
            { minLength: 3, maxLength: 3 },
          ),
          { minLength: 1, maxLength: 60 },
        ),
        async (table) => {
          const path = temporary('property.csv');
          await writeCsv(path, { columns: [{ title: '甲,一' }, { title: '乙' }, { title: '丙' }], rows: table });
          const expected = table
            .map((row) => row.map((one) => (/^[=+\-@\t\r]/.test(one) ? `'${one}` : one) || null))
            .map((row) => {
              while (row.length > 0 && row.at(-1) === null) row.pop();
              return row;
            })
            .filter((row) => row.length > 0);
          expect((await rowsOf((await import('node:fs')).readFileSync(path))).slice(1)).toEqual(expected);
        },
      ),
      { numRuns: 12 },
    );
  }, 60_000);
});
