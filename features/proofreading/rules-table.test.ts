// Tables as offices make them: what closes is silent, one changed cell is found by its name, what is not reported is asked about and never zero.
import { describe, expect, it } from 'vitest';
import { cellName } from '../../vocabulary/cells.ts';
import { handedText } from './reading.ts';
import { proofread } from './rules.ts';
import type { Knowledge, Proof, Table } from './rules-model.ts';
import { betweenTextAndTables } from './rules-table-prose.ts';

const knowledge: Knowledge = { today: '2026-01-15', year: null, region: null, places: [], organisations: [], events: [], register: null };

/** A table from rows of text; `^` stands for a cell covered by the one above or to the left. */
function tableOf(text: string, more: Partial<Table> = {}): Table {
  const rows = text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => (cell.trim() === '' ? cell.trim() : cell.replace(/^ | $/g, ''))));
  const cells: Table['cells'] = [];
  rows.forEach((row, at) => {
    row.forEach((cell, column) => {
      if (cell !== '') cells.push({ cell: cellName(at + 1, column + 1), row: at + 1, column: column + 1, text: cell, printed: true });
    });
  });
  return { sheet: '表1', cells, ...more };
}

const read = (table: Table): Proof => proofread({ text: '', tables: [table] }, knowledge);
const serious = (proof: Proof): string[] => proof.findings.filter((one) => one.severity !== 'ask').map((one) => one.sentence.zh);
/** The same table with one cell changed. */
const changed = (table: Table, cell: string, to: string): Table => ({
  ...table,
  cells: table.cells.map((one) => (one.cell === cell ? { ...one, text: to } : one)),
});
/** Silent as it is; with that cell changed, exactly one contradiction which names the cell, and a repair that puts it right. */
function catches(table: Table, cell: string, to: string): void {
  expect(serious(read(table))).toEqual([]);
  const was = table.cells.find((one) => one.cell === cell)!.text;
  const proof = read(changed(table, cell, to));
  const found = proof.findings.filter((one) => one.severity === 'contradiction');
  expect(found.map((one) => one.positions.some((place) => place.kind === 'cell' && place.cell === cell))).toEqual([true]);
  const repairs = proof.relations
    .filter((one) => found[0]!.relations.includes(one.id))
    .flatMap((one) => one.repairs.flatMap((repair) => repair.changes));
  const statement = proof.statements.find((one) => one.position.kind === 'cell' && one.position.cell === cell)!;
  const plain = (text: string): number => Number(text.replace(/[^\d.-]/g, ''));
  expect(repairs.filter((change) => change.term === statement.id).map((change) => plain(change.to))).toContain(plain(was));
}

describe('sums', () => {
  const counties = tableOf(`
全市重点项目情况|||||||
单位：个、亿元|||||||
县区|合计|||新建||续建|
|个数|总投资|年度计划|个数|总投资|个数|总投资
合计|146|319.34|108.66|95|200.12|51|119.22
东丰县|80|95.94|47.51|55|39.98|25|55.96
龙山区|41|145.6|45.9|32|120.14|9|25.46
西安区|25|77.8|15.25|8|40|17|37.8
东辽县|—|—|—|—|—|—|—`);

  it('a county row against the city row, under heads of two rows', () => {
    catches(counties, 'C6', '95.49');
    catches(counties, 'D5', '108.67');
    catches(counties, 'H7', '25.64');
  });

  it('columns that are sums of other columns', () => {
    const proof = read(changed(counties, 'E8', '9'));
    const [finding] = proof.findings.filter((one) => one.severity === 'contradiction');
    expect(finding!.sentence.zh).toContain('9→8');
  });

  it('a dash is unreported and not zero: the county is no term of any sum', () => {
    const proof = read(counties);
    expect(proof.statements.some((one) => one.position.kind === 'cell' && one.position.cell.endsWith('9'))).toBe(false);
    expect(proof.relations.filter((one) => one.kind === 'counties').every((one) => one.holds)).toBe(true);
  });

  it('a total larger than what is reported is asked about where a part is blank', () => {
    const table = tableOf('县区|投资（万元）|户数\n甲县|120|4\n乙县||3\n丙县|80|5\n合计|260|12');
    const proof = read(table);
    expect(serious(proof)).toEqual([]);
    expect(proof.findings.map((one) => [one.kind, one.severity])).toEqual([['unreported', 'ask']]);
    expect(proof.findings[0]!.sentence.zh).toContain('乙县');
  });

  it('subtotals of groups and a total over them; the group lines have no numbers', () => {
    const table = tableOf(`
序号|项目|总投资（万元）|本年计划
一|工业||
1|甲厂|1200|300
2|乙厂|800|200
|小计|2000|500
二|农业||
1|丙场|450|150
2|丁场|350|90
|小计|800|240
|总计|2800|740`);
    catches(table, 'C4', '820');
    catches(table, 'D9', '420');
    catches(table, 'C10', '2080');
  });

  it('headings that carry their own numbers, the total on top', () => {
    const table = tableOf(`
类别|个数|总投资（亿元）
总  计|30|95.5
一、基础设施|12|40.2
（一）交通|7|25.1
（二）水利|5|15.1
二、产业|18|55.3
（一）工业|10|35.3
（二）农业|8|20`);
    catches(table, 'B4', '13');
    catches(table, 'C7', '55.8');
    catches(table, 'C2', '96.5');
  });

  it('其中 rows that make up the row above, and one that is only a part of it', () => {
    catches(tableOf('指标|个数|投资（万元）\n全部项目|40|9000\n其中：新建|25|5200\n续建|15|3800'), 'B3', '26');
    const part = tableOf('指标|个数|投资（万元）\n全部项目|40|9000\n其中：省重点|12|4100');
    expect(serious(read(part))).toEqual([]);
    expect(serious(read(changed(part, 'B3', '52')))).toHaveLength(1);
  });

  it('a merged first column with 小计 in each group', () => {
    const rows = 'A|小计|31|640\nA|新建|20|400\nA|续建|11|240\nB|小计|15|330\nB|新建|9|210\nB|续建|6|120\n合计|合计|46|970';
    const table = tableOf(`县区|性质|个数|投资（亿元）\n${rows}`);
    catches(table, 'C3', '21');
    catches(table, 'D5', '303');
  });

  it('text numbers, thousands commas, full-width digits, units in the cells', () => {
    const table = tableOf('县区|投资\n甲县|1,200万元\n乙县|８００万元\n丙县|3,050.5万元\n合计|5,050.5万元');
    catches(table, 'B2', '1,300万元');
  });

  it('a long column of rounded parts may be off by rounding: asked, not accused', () => {
    const table = tableOf('县区|投资（亿元）\n甲|1.33\n乙|2.33\n丙|3.33\n丁|4.33\n戊|5.33\n己|6.33\n庚|7.33\n合计|30.34');
    const proof = read(table);
    expect(serious(proof)).toEqual([]);
    expect(proof.findings.map((one) => one.kind)).toEqual(['rounding']);
  });

  it('a total that agrees with the rows nowhere counts something else: a question', () => {
    const table = tableOf('企业（部分）|产值（万元）|税收（万元）|用工（人）\n甲|120|12|30\n乙|80|7|25\n合计|900|70|310');
    const proof = read(table);
    expect(serious(proof)).toEqual([]);
    expect(proof.findings.map((one) => one.severity)).toEqual(['ask']);
  });
});

describe('percentages, differences, ranks', () => {
  const progress = tableOf(`
县区|年度计划（万元）|本年完成（万元）|完成率（%）|上年完成（万元）|同比增长（%）|增减额（万元）|占比（%）|排名
全市|90000|57150|63.5|50000|14.3|7150|100|
甲县|45000|30150|67.0|25000|20.6|5150|52.8|2
乙县|25000|18000|72.0|16000|12.5|2000|31.5|1
丙县|20000|9000|45.0|9000|0.0|0|15.7|3`);

  it('completion is done ÷ plan, growth is against last year, a share is of the total row', () => {
    expect(serious(read(progress))).toEqual([]);
    const kinds = new Set(read(progress).relations.map((one) => one.kind));
    for (const kind of ['rate', 'growth', 'share', 'sum', 'ranking', 'counties'] as const) expect([...kinds]).toContain(kind);
    catches(progress, 'D3', '76.0');
    catches(progress, 'F4', '15.2');
    catches(progress, 'G3', '5510');
    catches(progress, 'H4', '35.1');
  });

  it('a wrong rank is found', () => {
    expect(serious(read(changed(progress, 'I3', '3')))).toHaveLength(1);
  });

  it('fractions as Excel keeps percentages', () => {
    const table = tableOf(
      '县区|计划（万元）|完成（万元）|完成率\n甲县|1000|450|0.45\n乙县|800|640|0.8\n丙县|1600|1000|0.625\n丁县|700|301|0.43',
    );
    expect(serious(read(table))).toEqual([]);
    expect(serious(read(changed(table, 'D4', '0.652')))).toHaveLength(1);
  });

  it('a column of percentages that nothing in the table explains is left alone', () => {
    const table = tableOf('县区|个数|投资（亿元）|群众满意率（%）\n甲县|12|30.5|97.1\n乙县|9|22.8|96.4\n丙县|14|41.2|98.8');
    expect(read(table).relations).toEqual([]);
  });
});

describe('English', () => {
  it('total, of which', () => {
    const table = tableOf(`
County|Total projects|of which: new|of which: continuing|Investment (RMB million)
Clearwater|30|18|12|4520
Birch Hill|22|9|13|3180
Riverview|17|8|9|2960
Total|69|35|34|10660`);
    catches(table, 'B3', '23');
    catches(table, 'E5', '10606');
  });
});

describe('coincidence', () => {
  it('small numbers that happen to add up are no rule', () => {
    const table = tableOf('单位|男|女|党员|本科\n甲|5|2|3|2\n乙|4|1|3|1\n丙|6|2|4|2\n丁|7|3|4|4\n戊|3|1|2|5');
    expect(serious(read(table))).toEqual([]);
  });

  it('a list of projects without totals is silent', () => {
    const table = tableOf(
      '序号|项目名称|总投资（万元）|年度计划（万元）|开工时间|联系电话\n1|甲项目|12000|3000|2020年4月|13800001111\n2|乙项目|8000|2000|2020年5月|13800002222\n3|丙项目|4000|5000|2020年3月|13800003333',
    );
    expect(read(table).findings).toEqual([]);
  });
});

describe('other builds', () => {
  it('rows that are the indicators and columns that are the places', () => {
    const table = tableOf(`
指标|单位|全市|甲县|乙县|丙区
项目个数|个|46|20|15|11
其中：新开工|个|28|12|9|7
续建|个|18|8|6|4
年度计划|万元|90000|45000|25000|20000
本年完成|万元|57150|30150|18000|9000
完成率|%|63.5|67.0|72.0|45.0`);
    catches(table, 'C2', '47');
    catches(table, 'D6', '31050');
    catches(table, 'F7', '54.0');
  });

  it('columns that share the unit of the one before them', () => {
    catches(
      tableOf(
        '地区|GDP（亿元）|第一产业|第二产业|第三产业\n全市|500.5|100.2|200.1|200.2\n甲县|250.3|50.1|100.1|100.1\n乙县|250.2|50.1|100|100.1',
      ),
      'D3',
      '101.1',
    );
  });

  it('a city above its counties without the word total', () => {
    catches(tableOf('单位|2021年|2022年|增长%\n江源市|300|360|20\n甲县|100|130|30\n乙县|80|90|12.5\n丙区|120|140|16.7'), 'B3', '101');
  });

  it('months that add up to what is done since January, quarters to the year', () => {
    catches(
      tableOf('县区|1-5月完成（万元）|6月完成（万元）|1-6月累计（万元）\n甲|41200|5310|46510\n乙|38120|4415|42535\n丙|27040|6120|33160'),
      'C3',
      '4145',
    );
    catches(
      tableOf('项目|一季度|二季度|三季度|四季度|全年\n甲|120|340|560|210|1230\n乙|220|140|330|410|1100\n丙|310|150|260|180|900'),
      'F3',
      '1010',
    );
  });

  it('two tables on one sheet, each with its own total', () => {
    const table = tableOf(
      '一、新建项目||\n县区|个数|投资（万元）\n甲|3|1200\n乙|4|900\n合计|7|2100\n二、续建项目||\n县区|个数|投资（万元）\n甲|2|700\n乙|1|350\n合计|3|1050',
    );
    catches(table, 'C3', '1300');
    catches(table, 'B9', '2');
  });

  it('a sheet in the text of a letter is spoken of by its characters', () => {
    const text = '附表：\n县区\t新建\t续建\t合计\n甲县\t12\t8\t20\n乙县\t9\t6\t16\n合计\t21\t14\t35\n';
    const { manuscript } = handedText(text);
    const proof = proofread(manuscript, knowledge);
    const [finding] = proof.findings.filter((one) => one.severity === 'contradiction');
    const said = finding!.positions.map((place) => (place.kind === 'text' ? text.slice(place.span.start, place.span.end) : place.cell));
    expect(said).toContain('16');
  });
});

describe('named wholes, errors in step', () => {
  it('the three industries make up 地区生产总值, wherever it stands', () => {
    catches(
      tableOf(
        '三次产业|增加值（亿元）|增速（%）|比重（%）\n第一产业|201.48|6.8|16.0\n第二产业|478.62|7.9|38.0\n第三产业|580.25|6.9|46.0\n地区生产总值|1260.35|7.2|100',
      ),
      'B3',
      '487.62',
    );
  });

  it('two sums off by the same last place are one wrong cell, not rounding', () => {
    catches(
      tableOf(
        '指标|总投资（亿元）\n总计|318.4\n（一）产业|201.5\n1.工业|134.2\n2.农业|25.1\n3.服务业|42.2\n（二）基础设施|81.7\n1.交通|52.3\n2.水利|29.4\n（三）民生|35.2',
      ),
      'B3',
      '201.6',
    );
  });
});

describe('a table beside a text', () => {
  const table = tableOf('县区|个数|总投资（亿元）|新建个数|续建个数\n合计|46|119.34|28|18\n甲县|20|65.94|11|9\n乙县|26|53.4|17|9');
  const beside = (text: string): string[] =>
    proofread({ text, tables: [table] }, knowledge, betweenTextAndTables)
      .findings.filter((one) => one.severity === 'contradiction')
      .map((one) => one.sentence.zh);

  it('has to say the same where two figures of a set already agree', () => {
    expect(beside('全市共实施项目46个，总投资119.34亿元，其中新建28个、续建18个。')).toEqual([]);
    const [said, ...more] = beside('全市共实施项目46个，总投资119.43亿元，其中新建28个、续建18个。');
    expect(said).toContain('119.43→119.34');
    expect(more).toEqual([]);
  });

  it('another set that agrees in nothing is left alone', () => {
    expect(beside('全市共谋划项目152个，总投资604.1亿元，其中新建100个、续建52个。')).toEqual([]);
  });
});
