// What is read from .xlsx files: every way a cell can be written, and nothing turned into something else.
import excel from 'exceljs';
import { describe, expect, it } from 'vitest';
import { cellName } from '../../vocabulary/cells.ts';
import { cellText } from './cells.ts';
import { readWorkbook } from './read.ts';
import { bookOf, cellsOf, readAll, temporary } from './testing.ts';

const styles = (...formats: [number, string?][]): string =>
  `<numFmts>${formats.map(([id, code]) => (code === undefined ? '' : `<numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', '&quot;')}"/>`)).join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats.map(([id]) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs>`;

describe('text', () => {
  it('shared strings, rich text, inline text and formula text are all text, phonetic hints are not', async () => {
    const cells = await cellsOf(
      bookOf({
        strings:
          '<si><t>项目名称</t></si><si><r><t>建设</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 单位</t></r><rPh sb="0" eb="1"><t>KANA</t></rPh><phoneticPr fontId="1"/></si><si><t>a &lt;b&gt; &amp; &#x4e2d;&#22269;</t></si><si><t/></si>',
        sheets: [
          {
            data: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="inlineStr"><is><r><t>甲</t></r><r><t>乙</t></r><rPh><t>X</t></rPh></is></c><c r="F1" t="str"><f>A1&amp;"x"</f><v>项目名称x</v></c></row>',
          },
        ],
      }),
    );
    expect(cells).toEqual({
      A1: '项目名称',
      B1: '建设 单位',
      C1: 'a <b> & 中国',
      E1: '甲乙',
      F1: { formula: 'A1&"x"', value: '项目名称x' },
    });
  });

  it('keeps codes, leading zeros, spaces and line breaks as they stand', async () => {
    const cells = await cellsOf(
      bookOf({
        strings:
          '<si><t>007</t></si><si><t xml:space="preserve">  两边有空格 </t></si><si><t>一行_x000D_\n二行</t></si><si><t>_x005F_x000D_</t></si><si><t><![CDATA[<原样>]]></t></si>',
        sheets: [
          { data: `<row r="1">${[0, 1, 2, 3, 4].map((index) => `<c r="${'ABCDE'[index]}1" t="s"><v>${index}</v></c>`).join('')}</row>` },
        ],
      }),
    );
    expect(cells).toEqual({ A1: '007', B1: '  两边有空格 ', C1: '一行\r\n二行', D1: '_x000D_', E1: '<原样>' });
  });

  it('text that looks like a formula stays text', async () => {
    const cells = await cellsOf(
      bookOf({ strings: '<si><t>=HYPERLINK("http://x")</t></si>', sheets: [{ data: '<row r="1"><c r="A1" t="s"><v>0</v></c></row>' }] }),
    );
    expect(cells).toEqual({ A1: '=HYPERLINK("http://x")' });
  });
});

describe('numbers', () => {
  it('a number is what Excel shows in fifteen digits, not the tail of its binary form', async () => {
    const values = ['47.510000000000005', '0.1', '1E3', '123456789012345678', '-0.30000000000000004', '1.5E-7', '9007199254740993'];
    const cells = await cellsOf(
      bookOf({
        sheets: [{ data: values.map((value, index) => `<row r="${index + 1}"><c r="A${index + 1}"><v>${value}</v></c></row>`).join('') }],
      }),
    );
    expect(Object.values(cells)).toEqual([47.51, 0.1, 1000, 123456789012346000, -0.3, 1.5e-7, 9007199254740990]);
    expect(cellText(123456789012346000)).toBe('123456789012346000');
    expect(cellText(1.5e-7)).toBe('0.00000015');
  });

  it('the largest number stays, and what is no finite number stays the text it is', async () => {
    const cells = await cellsOf(
      bookOf({
        sheets: [
          { data: '<row r="1"><c r="A1"><v>1.7976931348623157E308</v></c><c r="B1"><v>1E999</v></c><c r="C1"><v>abc</v></c></row>' },
        ],
      }),
    );
    expect(cells).toEqual({ A1: Number.MAX_VALUE, B1: '1E999', C1: 'abc' });
  });

  it('booleans and errors are themselves', async () => {
    const cells = await cellsOf(
      bookOf({
        sheets: [{ data: '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="e"><v>#DIV/0!</v></c></row>' }],
      }),
    );
    expect(cells).toEqual({ A1: true, B1: false, C1: { error: '#DIV/0!' } });
  });
});

describe('days', () => {
  const book = (formats: [number, string?][], values: string[], pr = ''): Buffer =>
    bookOf({
      styles: styles(...formats),
      book: pr,
      sheets: [
        {
          data: values
            .map(
              (value, index) => `<row r="${index + 1}"><c r="A${index + 1}" s="${(index % formats.length) + 1}"><v>${value}</v></c></row>`,
            )
            .join(''),
        },
      ],
    });

  it('a number under a date format is a day; the full moment is kept as text', async () => {
    const cells = await cellsOf(
      book(
        [[14], [31], [58], [22], [164, 'yyyy"年"m"月"d"日"'], [165, '[$-804]yyyy-mm-dd;@'], [166, 'e年m月'], [167, 'm/d']],
        ['43905', '43905', '43905', '43905.75', '43905', '43905', '43905', '43905'],
      ),
    );
    const day = { day: '2020-03-15', text: '2020-03-15' };
    expect(Object.values(cells)).toEqual([day, day, day, { day: '2020-03-15', text: '2020-03-15 18:00:00' }, day, day, day, day]);
  });

  it('amounts, shares, exponents, colours and elapsed hours are not days', async () => {
    const formats: [number, string?][] = [
      [2],
      [10],
      [11],
      [49],
      [164, '#,##0.00_);[Red]\\(#,##0.00\\)'],
      [165, '[h]:mm:ss'],
      [166, '0.00"亿元dd"'],
      [167, 'General'],
      [168, '0.00E+00'],
      [169, 'h:mm'],
    ];
    const cells = await cellsOf(
      book(
        formats,
        formats.map(() => '43905.5'),
      ),
    );
    expect(new Set(Object.values(cells))).toEqual(new Set([43905.5]));
  });

  it('follows the invented 29 February 1900 and the 1904 system', async () => {
    const old = await cellsOf(book([[14]], ['1', '59', '60', '61', '0', '-3', '2958465', '2958466']));
    expect(Object.values(old).map((cell) => (typeof cell === 'object' ? cellText(cell) : cell))).toEqual([
      '1900-01-01',
      '1900-02-28',
      60,
      '1900-03-01',
      0,
      -3,
      '9999-12-31',
      2958466,
    ]);
    const mac = await cellsOf(book([[14]], ['0', '42443'], '<workbookPr date1904="1"/>'));
    expect(Object.values(mac).map(cellText)).toEqual(['1904-01-01', '2020-03-15']);
  });

  it('a moment a hair before midnight belongs to the day Excel shows', async () => {
    expect(await cellsOf(book([[22]], ['43904.999999999']))).toEqual({ A1: { day: '2020-03-15', text: '2020-03-15' } });
  });
});

describe('formulas', () => {
  it('keep their words and the value last shown, which is absent when the file holds none', async () => {
    const cells = await cellsOf(
      bookOf({
        styles: styles([14]),
        sheets: [
          {
            data: '<row r="1"><c r="A1"><f>SUM(B1:B9)</f><v>12.5</v></c><c r="B1"><f>C1*2</f></c><c r="C1" t="str"><f>""</f><v></v></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E1" t="b"><f>TRUE()</f><v>1</v></c><c r="F1" s="1"><f>DATE(2020,3,15)</f><v>43905</v></c><c r="G1"><f/><v>5</v></c></row>',
          },
        ],
      }),
    );
    expect(cells).toEqual({
      A1: { formula: 'SUM(B1:B9)', value: 12.5 },
      B1: { formula: 'C1*2', value: null },
      C1: { formula: '""', value: '' },
      D1: { formula: '1/0', value: '#DIV/0!' },
      E1: { formula: 'TRUE()', value: true },
      F1: { formula: 'DATE(2020,3,15)', value: '2020-03-15' },
      G1: 5,
    });
  });

  it('a shared formula is moved to the cell that shares it', async () => {
    const cells = await cellsOf(
      bookOf({
        sheets: [
          {
            data: `<row r="2"><c r="C2"><f t="shared" ref="C2:C4" si="0">A2*$B$1+SUM(A$1:A2)&amp;"A2"&amp;Sheet1!B2&amp;LOG10(A2)</f><v>1</v></c></row><row r="4"><c r="C4"><f t="shared" si="0"/><v>3</v></c></row>`,
          },
        ],
      }),
    );
    expect(cells).toEqual({
      C2: { formula: 'A2*$B$1+SUM(A$1:A2)&"A2"&Sheet1!B2&LOG10(A2)', value: 1 },
      C4: { formula: 'A4*$B$1+SUM(A$1:A4)&"A2"&Sheet1!B4&LOG10(A4)', value: 3 },
    });
  });
});

describe('sheets', () => {
  it('come in order with hidden ones marked, chart sheets left out and merges known', async () => {
    const { workbook, rows } = await readAll(
      bookOf({
        sheets: [
          { name: '填表说明', state: 'hidden', data: '' },
          { name: '图', kind: 'chartsheet', data: '' },
          {
            name: '台账 &amp; 汇总',
            data: '<row r="3"><c r="B3"><v>1</v></c></row>',
            after: '<mergeCells count="2"><mergeCell ref="A1:D1"/><mergeCell ref="B2:B3"/></mergeCells>',
          },
        ],
      }),
    );
    expect(workbook.sheets).toEqual([
      { index: 0, name: '填表说明', hidden: true, rows: 0, columns: 0, merges: [] },
      {
        index: 1,
        name: '台账 & 汇总',
        hidden: false,
        rows: 3,
        columns: 2,
        merges: [
          { top: 1, left: 1, bottom: 1, right: 4 },
          { top: 2, left: 2, bottom: 3, right: 2 },
        ],
      },
    ]);
    expect(rows[1]).toEqual([{ row: 3, cells: [null, 1] }]);
  });

  it('empty styled cells and rows are not there, whatever the dimension claims', async () => {
    const started = performance.now();
    const { workbook, rows } = await readAll(
      bookOf({
        sheets: [
          {
            before: '<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" style="1"/></cols>',
            data: `<row r="1"><c r="A1"><v>1</v></c><c r="B1" s="1"/><c r="XFD1" s="1"/></row><row r="80"><c r="C80"><v>2</v></c></row>${Array.from({ length: 200 }, (_one, index) => `<row r="${81 + index}" s="1" customFormat="1"><c r="A${81 + index}" s="1"/></row>`).join('')}<row r="1048576" s="1"/>`,
          },
        ],
      }),
    );
    expect(workbook.sheets[0]).toMatchObject({ rows: 80, columns: 3 });
    expect(rows[0]).toEqual([
      { row: 1, cells: [1] },
      { row: 80, cells: [null, null, 2] },
    ]);
    expect(performance.now() - started).toBeLessThan(1500);
  });

  it('cells and rows without addresses follow one another; prefixed names are the same names', async () => {
    const { rows } = await readAll(
      bookOf({
        sheets: [{ data: '' }],
        replace: {
          'xl/worksheets/sheet1.xml': {
            data: '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c t=\'inlineStr\'><x:is><x:t>a>b</x:t></x:is></x:c></x:row><!-- </row> --><x:row><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>',
          },
        },
      }),
    );
    expect(rows[0]).toEqual([
      { row: 1, cells: [1, 'a>b'] },
      { row: 2, cells: [2] },
    ]);
  });

  it('pages arrive in order, one at a time, and progress reaches the end', async () => {
    const data = Array.from(
      { length: 3200 },
      (_one, index) => `<row r="${index + 1}"><c r="A${index + 1}"><v>${index + 1}</v></c></row>`,
    ).join('');
    const path = temporary('pages.xlsx', bookOf({ sheets: [{ data }] }));
    const seen: number[] = [];
    let busy = 0;
    let last = { rows: 0, doneBytes: 0, totalBytes: 0 };
    await readWorkbook(path, {
      name: 'pages.xlsx',
      async onPage(page) {
        expect(++busy).toBe(1);
        await new Promise((resolve) => setTimeout(resolve, 5));
        seen.push(page.first, page.last);
        busy--;
      },
      onProgress(progress) {
        last = progress;
      },
    });
    expect(seen).toEqual([1, 500, 501, 1000, 1001, 1500, 1501, 2000, 2001, 2500, 2501, 3000, 3001, 3200]);
    expect(last.doneBytes).toBeGreaterThan(0);
    expect(last.totalBytes).toBeGreaterThan(last.doneBytes - 1);
  });

  it('an abort stops the reading with its reason, a failing receiver with its error', async () => {
    const data = Array.from(
      { length: 5000 },
      (_one, index) => `<row r="${index + 1}"><c r="A${index + 1}"><v>${index + 1}</v></c></row>`,
    ).join('');
    const path = temporary('abort.xlsx', bookOf({ sheets: [{ data }] }));
    const controller = new AbortController();
    const aborted = readWorkbook(path, {
      name: 'a',
      signal: controller.signal,
      onPage: () => controller.abort(new Error('the clerk closed the page')),
    });
    await expect(aborted).rejects.toThrow('the clerk closed the page');
    await expect(readWorkbook(path, { name: 'a', onPage: () => Promise.reject(new Error('no room')) })).rejects.toThrow('no room');
    await expect(
      readWorkbook(path, { name: 'a', signal: AbortSignal.abort(new Error('before')), onPage: () => undefined }),
    ).rejects.toThrow('before');
  });
});

describe('against exceljs', () => {
  it('a workbook written by another program reads to the same cells', async () => {
    const book = new excel.Workbook();
    const sheet = book.addWorksheet('台账', { state: 'visible' });
    sheet.addRow(['序号', '项目名称', '总投资', '开工', '完成率', '备注']);
    for (let row = 2; row <= 1203; row++) {
      sheet.addRow([
        row,
        `第${row}号项目`,
        row * 1.1,
        new Date(Date.UTC(2020, 2, row % 28)),
        { formula: `C${row}/2`, result: row * 0.55 },
        row % 2 === 0 ? { richText: [{ text: '甲' }, { text: '乙' }] } : null,
      ]);
    }
    sheet.getColumn(4).numFmt = 'yyyy-mm-dd';
    sheet.mergeCells('A1205:C1205');
    const path = temporary('exceljs.xlsx');
    await book.xlsx.writeFile(path);
    const { workbook, rows } = await readAll(path);
    expect(rows[0]).toHaveLength(1203);
    expect(workbook.sheets[0]!.merges).toEqual([{ top: 1205, left: 1, bottom: 1205, right: 3 }]);
    const again = new excel.Workbook();
    await again.xlsx.readFile(path);
    again.worksheets[0]!.eachRow((theirs, number) => {
      if (number < 2 || number > 1203) return;
      const ours = rows[0]![number - 1]!;
      expect(ours.row).toBe(number);
      expect(ours.cells[1]).toBe(theirs.getCell(2).value);
      expect(ours.cells[2]).toBe(Number((theirs.getCell(3).value as number).toPrecision(15)));
      expect(cellText(ours.cells[3]!)).toBe((theirs.getCell(4).value as Date).toISOString().slice(0, 10));
      expect(ours.cells[4]).toMatchObject({ formula: theirs.getCell(5).formula });
      if (number % 2 === 0) expect(ours.cells[5]).toBe('甲乙');
    });
  });
});

it('names cells as Excel does', () => {
  expect([cellName(12, 6), cellName(1, 26), cellName(1, 27), cellName(1, 702), cellName(1, 703), cellName(1048576, 16384)]).toEqual([
    'F12',
    'Z1',
    'AA1',
    'ZZ1',
    'AAA1',
    'XFD1048576',
  ]);
});
