import { describe, expect, it } from 'vitest';
import { type Books, dashboardOf } from './rules.ts';
import { sheetsOf } from './sheet.ts';

const counties = [
  { code: '220421', name: '东丰县', nameEn: 'Dongfeng County' },
  { code: '220422', name: '东辽县', nameEn: 'Dongliao County' },
];
const books: Books = {
  region: { code: '220400', name: '辽源市', level: 'city' },
  year: 2020,
  years: [2020],
  asOf: { at: '2020-03-12T00:00:00.000Z', entries: { '220421': 7 } },
  counties,
  others: [],
  tiers: [{ code: '500', zh: '500万元以上', en: 'from 5m', minYuan: 5_000_000 }],
  lines: [],
  lists: [],
  cells: [
    {
      region: '220421',
      pool: 'annual',
      nature: 'new',
      floor: 5_000_000,
      line: null,
      stage: 'building',
      maturity: null,
      count: 55,
      totalYuan: 3_998_000_000,
      planYuan: 3_035_000_000,
      totalUnstated: 0,
      planUnstated: 0,
      natureInferred: 0,
    },
  ],
  combinations: [],
  reports: [
    {
      region: '220421',
      pool: 'annual',
      thresholdYuan: 5_000_000,
      statedAs: '',
      reportedAt: '2020-03-12T00:00:00.000Z',
      by: '苗砚秋',
      importId: null,
    },
  ],
  base: { cells: [], reports: [] },
};
const sheets = (language: 'zh' | 'en', unit: '万元' | '亿元') =>
  sheetsOf(dashboardOf(books), { unit, language, at: '2020-03-16T00:00:00.000Z', sources });
const sources = [
  {
    region: '220421',
    importId: '-',
    fileName: '东丰县2020年重点项目台账.xlsx',
    sha256: 'ab'.repeat(32),
    sheets: [
      { name: '年度', rows: 80 },
      { name: '储备', rows: 76 },
    ],
    by: '苗砚秋',
    at: '2020-03-12T01:30:00.000Z',
  },
];

describe('the exported workbook', () => {
  it('carries the figures of the screen in the unit asked for, exactly', () => {
    const [byCounty] = sheets('zh', '亿元');
    expect([...(byCounty!.rows as Iterable<unknown[]>)][0]).toEqual(expect.arrayContaining(['东丰县', 55, 39.98, 30.35]));
    const [inWan] = sheets('zh', '万元');
    expect([...(inWan!.rows as Iterable<unknown[]>)][0]).toEqual(expect.arrayContaining([399_800, 303_500]));
  });
  it('writes 未报 for a county that has not reported, never a zero and never nothing', () => {
    const [byCounty] = sheets('zh', '亿元');
    const dongliao = [...(byCounty!.rows as Iterable<unknown[]>)][1]!;
    expect(dongliao.slice(2, 5)).toEqual(['未报', '未报', '未报']);
    expect(byCounty!.notes!.join()).toContain('东辽县');
  });
  it('names the file, the sheet, who and when behind each county, and says unreported where there is none', () => {
    const files = sheets('zh', '亿元').find((sheet) => sheet.name === '来源文件')!;
    expect([...(files.rows as Iterable<unknown[]>)]).toEqual([
      ['东丰县', '东丰县2020年重点项目台账.xlsx', '年度', 80, '苗砚秋', '2020-03-12 09:30', 'ab'.repeat(32)],
      ['东丰县', '东丰县2020年重点项目台账.xlsx', '储备', 76, '苗砚秋', '2020-03-12 09:30', 'ab'.repeat(32)],
      ['东辽县', '未报', '', null, '', '', ''],
    ]);
  });
  it('ends with the definitions and the state of the books, in either language', () => {
    const last = sheets('en', '亿元').at(-1)!;
    const text = [...(last.rows as Iterable<unknown[]>)].map((row) => row.join(' ')).join('\n');
    expect(text).toContain('projects.plan');
    expect(text).toContain('after entry 7');
    expect(/[\u4e00-\u9fff]/.test(last.columns.map((column) => column.title).join())).toBe(false);
  });
});
