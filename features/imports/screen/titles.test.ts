import { describe, expect, it } from 'vitest';
import { headerRowsOf, headingsOf, reasonOf, shortTitles, withShortTitle } from './titles.ts';

const columns = [
  { column: 1, title: '序号' },
  { column: 2, title: '项目概况 / 项目名称' },
  { column: 3, title: '项目概况 / 项目单位 / 单位名称' },
  { column: 4, title: '项目概况 / 项目单位 / 信用代码' },
  { column: 5, title: '项目概况 / 建设起 / 止年限' },
  { column: 6, title: '投资情况（万元） / 计划总投资' },
  { column: 7, title: '投资情况（万元） / 截至2019年底 / 累计完成投资' },
];

describe('the header of a sheet is read as people read it', () => {
  it('headings that neighbours share are left out of a title, and a word split over two rows is one word', () => {
    expect([...shortTitles(columns).values()]).toEqual([
      '序号',
      '项目名称',
      '单位名称',
      '信用代码',
      '建设起止年限',
      '计划总投资',
      '截至2019年底累计完成投资',
    ]);
  });
  it('headings span the columns they stand over, one row a level', () => {
    const rows = headerRowsOf(columns, 7);
    expect(rows.map((row) => row.map((cell) => [cell.text, cell.from, cell.to, cell.rows]))).toEqual([
      [
        ['序号', 1, 1, 3],
        ['项目概况', 2, 5, 1],
        ['投资情况（万元）', 6, 7, 1],
      ],
      [
        ['项目名称', 2, 2, 2],
        ['项目单位', 3, 4, 1],
        ['建设起止年限', 5, 5, 2],
        ['计划总投资', 6, 6, 2],
        ['截至2019年底累计完成投资', 7, 7, 2],
      ],
      [
        ['单位名称', 3, 3, 1],
        ['信用代码', 4, 4, 1],
      ],
    ]);
    const area = rows.flat().reduce((sum, cell) => sum + (cell.to - cell.from + 1) * cell.rows, 0);
    expect(area).toBe(7 * rows.length);
  });
  it('the headings over a title are told apart from it', () => {
    const short = shortTitles(columns);
    expect(columns.map((one) => headingsOf(one.title, short.get(one.column)!))).toEqual([
      '',
      '项目概况',
      '项目概况 / 项目单位',
      '项目概况 / 项目单位',
      '项目概况',
      '投资情况（万元）',
      '投资情况（万元）',
    ]);
  });
  it('the same heading in two places is two headings', () => {
    const apart = [
      { column: 1, title: '甲 / 一' },
      { column: 2, title: '甲 / 二' },
      { column: 3, title: '备注' },
      { column: 4, title: '甲 / 三' },
      { column: 5, title: '甲 / 四' },
    ];
    expect(
      headerRowsOf(apart, 5)[0]!
        .filter((cell) => cell.heading)
        .map((cell) => [cell.from, cell.to]),
    ).toEqual([
      [1, 2],
      [4, 5],
    ]);
  });
  it('a title that stands alone keeps all its parts', () => {
    expect(shortTitles([{ column: 1, title: '项目概况 / 项目名称' }]).get(1)).toBe('项目概况项目名称');
    expect(headerRowsOf([], 0)).toEqual([[]]);
  });
});

describe('what is said of a cell is not said twice', () => {
  const sentence = 'L85（投资情况（万元） / 计划总投资）的“待定”不是一个金额。请只填数字。';
  it('the reason is what is left beside the cell, its title and its raw text, brackets inside titles included', () => {
    expect(reasonOf(sentence, { cell: 'L85', title: '投资情况（万元） / 计划总投资', raw: '待定' })).toBe('不是一个金额。请只填数字。');
    expect(reasonOf('年度计划投资 3330 万元大于总投资 2830 万元。', { cell: 'N56', title: 'x', raw: '3330' })).toBe(
      '年度计划投资 3330 万元大于总投资 2830 万元。',
    );
    expect(reasonOf('E24（信用代码）的信用代码“9122X”校验位不符。', { cell: 'E24', title: '信用代码', raw: '9122X' })).toBe(
      '信用代码“9122X”校验位不符。',
    );
    expect(reasonOf('L85 (Total): the "TBD" is no amount.', { cell: 'L85', title: 'Total', raw: 'x' })).toBe('"TBD" is no amount.');
    expect(reasonOf('L85 (Total): the "TBD" is no amount.', { cell: 'L85', title: 'Total', raw: 'TBD' })).toBe('Is no amount.');
    expect(reasonOf('E24 (Code): the check sign is wrong.', { cell: 'E24', title: 'Code', raw: 'x' })).toBe('The check sign is wrong.');
  });
  it('the sentence names the column as people do', () => {
    expect(withShortTitle(sentence, '投资情况（万元） / 计划总投资', '计划总投资')).toBe(
      'L85（计划总投资）的“待定”不是一个金额。请只填数字。',
    );
    expect(withShortTitle(sentence, undefined, '计划总投资')).toBe(sentence);
  });
});
