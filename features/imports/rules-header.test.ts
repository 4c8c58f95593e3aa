import { describe, expect, it } from 'vitest';
import type { Cell, Sheet, SheetRow } from '../../platform/sheets/cells.ts';
import type { Field, SheetOption } from './intake.ts';
import { findHeader, headerAt, keyOfMapping, mappingDoubts, type SavedSheet } from './rules-header.ts';
import type { SheetMapping } from './words.ts';

const fields: Field[] = [
  { id: 'code', kind: 'project-code', zh: '项目代码', en: 'Project code', titles: ['项目编码', 'Project ID', 'GMPP ID Number'] },
  { id: 'name', kind: 'text', zh: '项目名称', en: 'Project name', titles: ['项目全称', '工程名称'], required: true },
  { id: 'owner', kind: 'text', zh: '建设单位', en: 'Owner', titles: ['项目单位', '业主单位', '单位名称'] },
  { id: 'place', kind: 'text', zh: '建设地点', en: 'Place', titles: ['地址', '所属乡镇'] },
  { id: 'span', kind: 'span', zh: '建设起止年限', en: 'Construction period', titles: ['建设年限', '建设工期'] },
  { id: 'start', kind: 'day', zh: '开工时间', en: 'Start', titles: ['计划建设年限开工', 'Project - Start Date'] },
  { id: 'finish', kind: 'day', zh: '竣工时间', en: 'Finish', titles: ['计划建设年限竣工', 'Project - End Date'] },
  {
    id: 'total',
    kind: 'money',
    zh: '总投资',
    en: 'Total investment',
    titles: ['计划总投资', '总投资额', 'TOTAL Baseline Whole Life Costs', 'Project cost'],
    summed: true,
  },
  {
    id: 'annualPlan',
    kind: 'money',
    zh: '年度计划投资',
    en: 'Annual plan',
    titles: ['年计划投资', '{year}年计划投资', '{year}年投资计划', '{year}年'],
    summed: true,
  },
  { id: 'sector', kind: 'text', zh: '投向', en: 'Sector', titles: ['行业'], repeated: true },
  { id: 'contact', kind: 'contact', zh: '联系人及电话', en: 'Contact', titles: ['联系人', '联系电话'], personal: true },
];
const pool: SheetOption = {
  id: 'pool',
  zh: '库',
  en: 'Pool',
  choices: [],
  guess: (text) => (/储备|谋划/.test(text) ? 'reserve' : 'annual'),
};

type Line = (Cell | undefined)[];
function sheetOf(lines: Line[], more: Partial<Sheet> & { merge?: string[] } = {}): { sheet: Sheet; rows: SheetRow[] } {
  const rows = lines
    .map((cells, index) => ({ row: index + 1, cells: cells.map((cell) => cell ?? null) }))
    .filter((row) => row.cells.some((cell) => cell !== null));
  const column = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  const merges = (more.merge ?? []).map((range) => {
    const [, left, top, right, bottom] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range)!;
    return { top: Number(top), left: column(left!), bottom: Number(bottom), right: column(right!) };
  });
  return {
    sheet: {
      index: 0,
      name: '重点项目',
      hidden: false,
      rows: lines.length,
      columns: Math.max(...lines.map((line) => line.length), 1),
      ...more,
      merges,
    },
    rows,
  };
}
const find = (lines: Line[], more: Parameters<typeof sheetOf>[1] = {}, saved: ReadonlyMap<string, SavedSheet> = new Map()): SheetMapping =>
  findHeader({ ...sheetOf(lines, more), fields, sheetOptions: [pool], saved }).mapping;
const names = (mapping: SheetMapping): Record<string, string> =>
  Object.fromEntries(
    mapping.columns
      .filter((column) => column.field)
      .map((column) => [
        String(column.column),
        `${column.field}${column.year ? `:${column.year}` : ''}${column.unit ? ` ${column.unit}` : ''}`,
      ]),
  );

describe('where the header stands', () => {
  it('one row under a title merged over the width, unit in a line of its own', () => {
    const mapping = find(
      [
        ['某县2020年重点项目表'],
        [null, null, null, null, '单位：万元'],
        ['序号', '项目名称', '建设单位', '总投资', '2020年计划投资'],
        [1, '甲', '乙公司', 1200, 300],
      ],
      { merge: ['A1:E1'] },
    );
    expect(mapping.headerRows).toEqual([3]);
    expect(mapping.unit).toBe('万元');
    expect(names(mapping)).toEqual({ 2: 'name', 3: 'owner', 4: 'total 万元', 5: 'annualPlan:2020 万元' });
    expect(mapping.titleLines).toEqual(['某县2020年重点项目表', '单位：万元']);
    expect(mapping.options).toEqual({ pool: 'annual' });
  });

  it('three rows with merged groups, a word split over rows, the unit in the group', () => {
    const mapping = find(
      [
        ['台账'],
        ['填报单位：发改局', null, null, null, null, null, '单位：万元'],
        ['序号', '项目概况', null, null, '投资情况（亿元）', null, '联系方式'],
        [null, '项目名称', '项目单位', '建设起', '总投资', '年度计划', '联系人'],
        [null, null, null, '止年限', null, '投资', null],
        ['一、新建项目'],
        [1, '甲', '乙', '2020-2022', 1.2, 0.3, '张三'],
      ],
      { merge: ['A1:G1', 'A3:A5', 'B3:D3', 'E3:F3', 'B4:B5', 'C4:C5', 'E4:E5', 'G4:G5', 'A6:G6'] },
    );
    expect(mapping.headerRows).toEqual([3, 4, 5]);
    expect(names(mapping)).toEqual({ 2: 'name', 3: 'owner', 4: 'span', 5: 'total 亿元', 6: 'annualPlan 亿元', 7: 'contact' });
  });

  it('two rows where the upper names the field and the lower its unit or end; a row that numbers the columns is skipped', () => {
    const mapping = find(
      [
        ['储备项目表'],
        ['序号', '业主单位', '项目名称', '计划总投资', '计划建设年限', null, '项目名称'],
        [null, null, null, '（亿元）', '开工', '竣工', null],
        ['甲', '乙', '丙', 1, 2, 3, 4],
        ['合计', null, '2个', 3.3],
        [1, '某公司', '某项目', 1.1, 2020, 2021, '某项目'],
      ],
      { merge: ['A1:G1', 'E2:F2', 'A2:A3', 'B2:B3', 'C2:C3', 'G2:G3'] },
    );
    expect(mapping.headerRows).toEqual([2, 3, 4]);
    expect(names(mapping)).toEqual({ 2: 'owner', 3: 'name', 4: 'total 亿元', 5: 'start', 6: 'finish' });
    expect(mapping.options).toEqual({ pool: 'reserve' });
  });

  it('a group with a year in each child is one field for each year', () => {
    const mapping = find(
      [
        ['项目名称', '总投资(万元)', '年度计划投资（万元）', null],
        [null, null, '2019年', '2020年'],
        ['甲', 1, 2, 3],
      ],
      { merge: ['A1:A2', 'B1:B2', 'C1:D1'] },
    );
    expect(names(mapping)).toEqual({ 1: 'name', 2: 'total 万元', 3: 'annualPlan:2019 万元', 4: 'annualPlan:2020 万元' });
  });

  it('quoted headers with line breaks and long explanations, currency and magnitude in brackets', () => {
    const mapping = find([
      [
        '\ufeffGMPP ID Number',
        'Project Name',
        'Project - Start Date \n(Latest Approved Start Date)',
        'TOTAL Baseline Whole Life Costs (£m) (including Non-Government Costs)',
        'Departmental Narrative on Budgeted Whole Life Costs',
      ],
      ['MOD_0135', 'Submarine', '2013-03-29', '£278', 'text'],
    ]);
    expect(names(mapping)).toEqual({ 1: 'code', 2: 'name', 3: 'start', 4: 'total 百万英镑' });
    expect(mappingDoubts([mapping], fields).map((doubt) => doubt.code)).toEqual(['imports.rate-missing']);
  });

  it('repeated columns Sector 1 to 3 carry one field', () => {
    const mapping = find(
      [
        ['World Bank Projects, data as of 09/22/2022'],
        ['Project Id', 'Project Name', 'Project Cost (in millions)', 'Sector 1', 'Sector 2', 'Sector 3'],
        ['P1', 'Roads', '12', 'a', 'b', 'c'],
      ],
      { merge: ['A1:D1'] },
    );
    expect(mapping.headerRows).toEqual([2]);
    expect(names(mapping)).toEqual({ 1: 'code', 2: 'name', 3: 'total 百万外币', 4: 'sector', 5: 'sector', 6: 'sector' });
  });

  it('what a title merely mentions is not what it is', () => {
    const mapping = find([
      ['项目名称', '总投资（万元）', '总投资完成率', '建设单位联系情况说明'],
      ['甲', 1, '30%', '有'],
    ]);
    expect(names(mapping)).toEqual({ 1: 'name', 2: 'total 万元' });
  });

  it('leaves guidance, summaries, hidden and empty sheets out and says why', () => {
    const list: Line[] = [
      ['项目名称', '建设单位', '总投资（万元）'],
      ['甲', '乙', 3],
    ];
    expect(find(list, { hidden: true }).leftOut).toBe('hidden');
    expect(find([], {}).leftOut).toBe('empty');
    expect(find([['项目名称', '建设单位', '总投资']], {}).leftOut).toBe('empty');
    expect(
      find(
        [
          ['填报说明', null],
          ['栏目', '要求'],
          ['项目名称', '填全称'],
          ['总投资', '万元'],
        ],
        { name: '填报说明' },
      ).leftOut,
    ).toBe('guidance');
    expect(
      find([['汇总'], ['类别', '个数', '总投资（亿元）', '年度计划投资（亿元）'], ['新建', 3, 1.2, 0.3]], { name: '附：汇总' }).leftOut,
    ).toBe('summary');
    expect(find(list, { name: '项目汇总表' }).use).toBe(false);
    expect(
      find(
        [
          ['序号', ...list[0]!, '建设地点', '年度计划投资'],
          [1, ...list[1]!, '某镇', 1],
        ],
        { name: '项目汇总表' },
      ).use,
    ).toBe(true);
  });

  it('a list whose titles nobody knows still shows its columns, for the clerk to say', () => {
    const mapping = find([['A list'], ['Nr', 'Bezeichnung', 'Kosten', 'Ort'], [1, 'Schule', 12.5, 'Ulm'], [2, 'Bad', 7, 'Ulm']], {
      merge: ['A1:D1'],
    });
    expect(mapping.use).toBe(true);
    expect(mapping.headerRows).toEqual([2]);
    expect(mapping.columns.map((column) => [column.title, column.field])).toEqual([
      ['Nr', null],
      ['Bezeichnung', null],
      ['Kosten', null],
      ['Ort', null],
    ]);
    expect(mappingDoubts([mapping], fields).map((doubt) => doubt.code)).toEqual(['imports.column-missing']);
  });

  it('asks for the unit of an amount that names none', () => {
    const mapping = find([
      ['项目名称', '总投资'],
      ['甲', 1200],
    ]);
    expect(mappingDoubts([mapping], fields).map((doubt) => doubt.code)).toEqual(['imports.unit-missing']);
    expect(
      mappingDoubts(
        [
          find([
            ['项目名称', '总投资'],
            ['甲', '1.2亿元'],
          ]),
        ],
        fields,
      ),
    ).toEqual([]);
  });

  it('the order of slashed days is learnt from cells that can be read one way only', () => {
    expect(
      find([
        ['项目名称', '开工时间'],
        ['甲', '3/4/2020'],
        ['乙', '6/30/2020'],
      ]).columns[1]!.dayOrder,
    ).toBe('mdy');
    expect(
      find([
        ['项目名称', '开工时间'],
        ['甲', '30/4/2020'],
        ['乙', '6/30/2020'],
      ]).columns[1]!.dayOrder,
    ).toBeNull();
  });

  it('samples of personal columns are masked, and telephone numbers anywhere', () => {
    const mapping = find([
      ['项目名称', '联系人', '别的'],
      ['甲', '张三 13812345678', '13812345678'],
    ]);
    expect(mapping.columns[1]!.samples).toEqual(['张* 138****5678']);
    expect(mapping.columns[2]!.samples).toEqual(['138****5678']);
  });

  it("what the county mapped once is taken again, next year's titles too", () => {
    const lines = (year: number): Line[] => [
      ['Nr', 'Bezeichnung', 'Kosten', `Plan ${year}年`],
      [1, 'Schule', 12.5, 3],
    ];
    const first = find(lines(2020));
    const key = keyOfMapping(first);
    const saved: SavedSheet = {
      options: {},
      columns: [
        { field: null, unit: null, rate: null, dayOrder: null },
        { field: 'name', unit: null, rate: null, dayOrder: null },
        { field: 'total', unit: '百万元', rate: null, dayOrder: null },
        { field: 'annualPlan', unit: '百万元', rate: null, dayOrder: null },
      ],
    };
    const again = find(lines(2021), {}, new Map([[key, saved]]));
    expect(names(again)).toEqual({ 2: 'name', 3: 'total 百万元', 4: 'annualPlan:2021 百万元' });
    expect(again.columns.every((column) => column.by === 'saved')).toBe(true);
  });

  it('reads the titles again where the clerk says the header is', () => {
    const input = {
      ...sheetOf([
        ['项目名称', '总投资'],
        ['工程名称', '总投资额（万元）'],
        ['甲', 3],
      ]),
      fields,
      sheetOptions: [pool],
      saved: new Map(),
    };
    expect(names(headerAt(input, [2]))).toEqual({ 1: 'name', 2: 'total 万元' });
  });
});
