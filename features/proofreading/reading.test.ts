// What can be handed in: text in any encoding, HTML, Word, tables as text and workbooks; and what is built to harm, which is refused quickly.
import { writeFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { bookOf, temporary, zipOf } from '../../platform/sheets/testing.ts';
import { Refusal } from '../../vocabulary/problems.ts';
import { type Handed, handedBytes, handedFile, handedHtml, handedText } from './reading.ts';
import { readHtml } from './rules-html.ts';
import { paragraph, wordOf, wordTable } from './testing.ts';

const file = (name: string, content: Buffer | string): Promise<Handed> => handedFile(temporary(name, content), name);
const refusal = async (name: string, content: Buffer | string): Promise<string> => {
  try {
    await file(name, content);
    return 'read';
  } catch (error) {
    if (error instanceof Refusal) return error.problem.code;
    throw error;
  }
};

describe('text', () => {
  const sentence = '今年实施项目80个，其中新建55个、续建25个。';

  it.each([
    ['utf-8', Buffer.from(sentence)],
    ['gb18030', iconv.encode(sentence, 'gb18030')],
    ['utf-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(sentence, 'utf16le')])],
  ])('%s', async (_name, bytes) => {
    expect(handedBytes(bytes, 'x.txt').shown).toBe(sentence);
    expect((await file('简报.txt', bytes)).shown).toBe(sentence);
  });

  it('a table of tabs inside it keeps its offsets; the prose keeps its length', () => {
    const text = '第一段。\n县区\t个数\n甲县\t12\n乙县\t9\n合计\t21\n第二段，共21个。';
    const { manuscript } = handedText(text);
    expect(manuscript.text).toHaveLength(text.length);
    expect(manuscript.text.endsWith('\n第二段，共21个。')).toBe(true);
    const total = manuscript.tables[0]!.cells.find((cell) => cell.text === '21')!;
    expect(text.slice(total.start!, total.start! + 2)).toBe('21');
  });

  it('indents, columns of names and lists are no tables', () => {
    for (const text of [
      '\t今年，项目80个。\n\t明年，项目90个。',
      '姓名  职务  电话\n张三  科长  无\n李四  科员  无',
      '1. 甲项目 100 万元\n2. 乙项目 200 万元',
    ])
      expect(handedText(text).manuscript.tables).toEqual([]);
  });

  it('bars make a table', () => {
    const { manuscript } = handedText('| 县区 | 个数 |\n|---|---|\n| 甲县 | 12 |\n| 合计 | 12 |\n');
    expect(manuscript.tables[0]!.cells.map((cell) => cell.text)).toEqual(['县区', '个数', '甲县', '12', '合计', '12']);
  });
});

describe('HTML', () => {
  it('blocks become lines, spans do not; entities and superscripts are read', () => {
    const { shown } = handedHtml('<div>面积 16m<sup>2</sup></div><p>总<span>投</span>资&nbsp;3.5&#20159;元<br>第二行</p>');
    expect(shown).toBe('面积 16m²\n总投资 3.5亿元\n第二行');
  });

  it('scripts, styles, hidden parts, comments and deletions say nothing', () => {
    const html =
      '<style>p{}</style><script>var a="<p>99个</p>"; if(a<b){}</script><!-- 88个 --><p style="display: none">77个</p><p>共<del>66</del>12个</p><noscript>55个</noscript><template>44个</template>';
    const { shown, leftOut } = handedHtml(html);
    expect(shown).toBe('共12个');
    expect(leftOut[0]!.zh).toContain('未读取');
  });

  it('a table with spans', () => {
    const { manuscript } = handedHtml(
      '<p>单位：个</p><table><tr><th rowspan="2">县区</th><th colspan="2">合计</th></tr><tr><th>新建</th><th>续建</th></tr><tr><td>甲县</td><td>3</td><td>4</td></tr></table><p>后文</p>',
    );
    const [table] = manuscript.tables;
    expect(table!.captions).toEqual(['单位：个']);
    expect(table!.cells.filter((cell) => cell.printed).map((cell) => `${cell.cell}=${cell.text}`)).toEqual([
      'A1=县区',
      'B1=合计',
      'B2=新建',
      'C2=续建',
      'A3=甲县',
      'B3=3',
      'C3=4',
    ]);
    expect(manuscript.text).toBe('单位：个\n后文');
  });

  it('a table that only frames prose is prose', () => {
    expect(handedHtml('<table><tr><td><p>今年实施项目80个。</p><p>其中新建55个。</p></td></tr></table>').shown).toBe(
      '今年实施项目80个。\n其中新建55个。',
    );
  });

  it('what is not closed, nested a thousand times or endless is read in time', () => {
    const begun = performance.now();
    readHtml('<p a="'.repeat(20_000));
    readHtml('<table><tr><td>'.repeat(3_000));
    readHtml(`<script>${'<'.repeat(200_000)}`);
    readHtml('<td colspan=999999 rowspan=999999>1'.repeat(500));
    readHtml('&#x41;&amp'.repeat(50_000));
    readHtml('<!--'.repeat(50_000));
    expect(performance.now() - begun).toBeLessThan(4_000);
  });
});

describe('Word', () => {
  it('paragraphs, merged cells, text boxes, notes; hidden text and field codes are not read', async () => {
    const box = `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><w:txbxContent>${paragraph('文本框里共12个。')}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${paragraph('文本框里共12个。')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`;
    const hidden = '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏99个</w:t></w:r><w:r><w:t>看得见</w:t></w:r></w:p>';
    const field = '<w:p><w:r><w:instrText>PAGE 7</w:instrText></w:r><w:r><w:t>域结果3个</w:t></w:r></w:p>';
    const notes = `<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="-1">${paragraph('')}</w:footnote><w:footnote w:id="1">${paragraph('注：含市本级5个。')}</w:footnote></w:footnotes>`;
    const table = wordTable([
      ['县区', '合计', '<'],
      ['^', '个数', '投资'],
      ['甲县', '3', '4.5'],
    ]);
    const handed = await file(
      'x.docx',
      wordOf(`${paragraph('正文')}${box}${hidden}${field}${paragraph('单位：亿元')}${table}`, [
        { name: 'word/footnotes.xml', data: notes },
      ]),
    );
    expect(handed.shown).toBe('正文\n\n文本框里共12个。\n看得见\n域结果3个\n单位：亿元\n注：含市本级5个。');
    const [read] = handed.manuscript.tables;
    expect(read!.captions).toContain('单位：亿元');
    expect(read!.cells.filter((cell) => cell.printed).map((cell) => `${cell.cell}=${cell.text}`)).toEqual([
      'A1=县区',
      'B1=合计',
      'B2=个数',
      'C2=投资',
      'A3=甲县',
      'B3=3',
      'C3=4.5',
    ]);
    expect(handed.leftOut.some((one) => one.zh.includes('隐藏'))).toBe(true);
  });

  it('tracked changes are read as if accepted, also deleted rows', async () => {
    const row = (cells: string, deleted = ''): string => `<w:tr>${deleted}${cells}</w:tr>`;
    const cell = (text: string): string => `<w:tc>${paragraph(text)}</w:tc>`;
    const table = `<w:tbl>${row(cell('县') + cell('个数'))}${row(cell('甲') + cell('3'), '<w:trPr><w:del w:id="1"/></w:trPr>')}${row(cell('乙') + cell('4'))}${row(cell('合计') + cell('4'))}</w:tbl>`;
    const handed = await file('x.docx', wordOf(table));
    expect(handed.manuscript.tables[0]!.cells.map((one) => one.text)).toEqual(['县', '个数', '乙', '4', '合计', '4']);
    expect(handed.leftOut[0]!.zh).toContain('修订');
  });

  it('bombs, entities, paths and passwords are refused as a Word file', async () => {
    const spaces = paragraph(' '.repeat(5_000_000));
    expect(await refusal('x.docx', wordOf(spaces))).toBe('papers.docx-unsafe');
    const entity = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>';
    const part = (data: string): Buffer =>
      zipOf([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'word/document.xml', data },
      ]);
    expect(await refusal('x.docx', part(`${entity}<w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>`))).toBe(
      'papers.docx-unsafe',
    );
    expect(await refusal('x.docx', wordOf('', [{ name: '../../etc/x', data: 'x' }]))).toBe('papers.docx-unsafe');
    expect(await refusal('x.docx', part('<w:document><w:body>'.repeat(5_000)))).toBe('papers.docx-damaged');
    expect(await refusal('x.doc', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]))).toBe('manuscripts.is-doc');
  });
});

describe('tables', () => {
  it('a comma table in GB18030', async () => {
    const handed = await file('表.csv', iconv.encode('县区,个数\n甲县,3\n乙县,4\n合计,7\n', 'gb18030'));
    expect(handed).toMatchObject({ form: 'csv', shown: '' });
    expect(handed.manuscript.tables[0]!.sheet).toBe('表');
  });

  it('a workbook: merged heads spread, formulas by the value they had, hidden sheets marked, no binary dust', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('汇总');
    sheet.addRows([
      ['县区', '合计', null],
      [null, '个数', '投资'],
      ['甲县', 3, 0.1],
      ['乙县', '4', 0.2],
    ]);
    sheet.mergeCells('A1:A2');
    sheet.mergeCells('B1:C1');
    sheet.addRow(['合计', { formula: 'SUM(B3:B4)', result: 7 }, { formula: 'SUM(C3:C4)', result: 0.1 + 0.2 }]);
    book.addWorksheet('草稿', { state: 'hidden' }).addRow(['x', 1]);
    const path = temporary('book.xlsx');
    writeFileSync(path, Buffer.from(await book.xlsx.writeBuffer()));
    const { manuscript } = await handedFile(path, '情况.xlsx');
    const [first, second] = manuscript.tables;
    const at = (name: string) => first!.cells.find((one) => one.cell === name);
    expect(at('C1')).toMatchObject({ text: '合计', printed: false });
    expect(at('A2')).toMatchObject({ text: '县区', printed: false });
    expect(at('C5')).toMatchObject({ text: '0.3', formula: 'SUM(C3:C4)' });
    expect(second).toMatchObject({ sheet: '草稿', hidden: true });
  });

  it('a workbook that is too large for proofreading is refused', async () => {
    const rows = Array.from(
      { length: 1200 },
      (_one, row) => `<row r="${row + 1}">${Array.from({ length: 350 }, (_two, at) => `<c><v>${(row * at) % 977}</v></c>`).join('')}</row>`,
    );
    expect(await refusal('大.xlsx', bookOf({ sheets: [{ data: rows.join('') }] }))).toBe('manuscripts.table-too-big');
  });

  it('a text whose separators say that it is a table is one, whatever its name', async () => {
    expect((await file('x.txt', '县区,个数,投资\n甲,1,2\n乙,3,4\n合计,4,6')).form).toBe('csv');
  });
});
