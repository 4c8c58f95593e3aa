// How 东丰县 keeps its ledger: a page of instructions, the annual list under a three-row header with groups inside groups and sums as formulas, the
// reserve in 亿元 with another order of columns, and a summary that is no list. It decides cells and their mess; amounts come from the items.
// The claim "34个" over 35 rows is the printed page's own error and stays: finding it is the importer's work.

import { columnLetters } from '../vocabulary/cells.ts';
import type { DemoItem } from './items.ts';
import type { CellValue, SheetModel } from './workbook.ts';

const DONGFENG_FIELDS = [
  'number',
  'name',
  'code',
  'owner',
  'creditCode',
  'place',
  'industry',
  'line',
  'natureText',
  'content',
  'period',
  'totalYuan',
  'doneYuan',
  'annualPlanYuan',
  'sanzao',
  'progress',
  'contactName',
  'contactPhone',
  'note',
] as const;
export type DongfengField = (typeof DONGFENG_FIELDS)[number];

/** A row of the annual list: its project, and the cells that were typed differently from what the project says. */
export type DongfengRow = { item: DemoItem; typed?: Partial<Record<DongfengField, CellValue>> };

export type DongfengVersion = {
  updated: string | null;
  planHeader: string;
  /** What the first group says it holds; null counts the rows. */
  claimedLarge: number | null;
  /** A total typed by hand over the second group, in 万元; null leaves the formula. */
  typedSmallTotal: number | null;
};

/** Where things ended up: `cell(key, field)` of a project, and the claims in group and sum rows. */
export type DongfengLayout = {
  sheet: SheetModel;
  headerRows: [number, number];
  cell: (key: string, field: DongfengField) => string;
  largeGroup: string;
  smallGroupTotal: string;
};

export const DONGFENG_ANNUAL_SHEET = '2020年500万元以上项目';
const DONGFENG_RESERVE_SHEET = '谋划储备项目';
const LARGE_YUAN = 50_000_000;

const wan = (yuan: number): number => yuan / 10_000;
const column = (field: DongfengField): number => DONGFENG_FIELDS.indexOf(field) + 1;
const fullWidth = (text: string): string => text.replace(/[0-9]/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));

/** 建设起止年限 the way different hands write it; the precision is the item's own. */
export function periodText(item: { start: string; finish: string }, hand: number): CellValue {
  const { start, finish } = item;
  if (start.length === 4) {
    if (start === finish) return hand % 2 === 0 ? Number(start) : `${start}年`;
    return [`${start}-${finish}`, `${start}～${finish}`, fullWidth(`${start}-${finish}`), `${start}—${finish}年`][hand % 4]!;
  }
  const [y1, m1] = start.split('-').map(Number);
  const [y2, m2] = finish.split('-').map(Number);
  return [
    `${y1}.${m1}—${y2}.${m2}`,
    `${y1}年${m1}月-${y2}年${m2}月`,
    `${start.replace('-', '.')}-${finish.replace('-', '.')}`,
    `${y1}/${m1}-${y2}/${m2}`,
  ][hand % 4]!;
}

/**
 * The cell of one field. The hand that wrote it follows the project, not its line in the file, so that a later version of the ledger repeats the
 * same mess where nothing changed.
 */
function cellFor(item: DemoItem, field: DongfengField, line: number): CellValue {
  const number = Number(item.key.split('-').at(-1));
  const sanzao = item.lists.some((list) => list.code === 'sanzao-2020');
  switch (field) {
    case 'number':
      return line;
    case 'code':
      return item.code === null ? ['无', '-', 'NA'][number % 3]! : number % 11 === 4 ? `${item.code} ` : item.code;
    case 'creditCode':
      return item.creditCode ?? ['-', null, '无'][number % 3]!;
    case 'industry':
      return item.industry;
    case 'period':
      return periodText(item, number);
    case 'totalYuan':
      return wan(item.totalYuan);
    case 'annualPlanYuan':
      return wan(item.annualPlanYuan ?? 0);
    case 'doneYuan':
      return item.doneYuan === null
        ? ['-', '无', null, 'NA'][number % 4]!
        : number % 5 === 1
          ? wan(item.doneYuan).toLocaleString('en-US')
          : number % 5 === 3
            ? fullWidth(String(wan(item.doneYuan)))
            : wan(item.doneYuan);
    case 'sanzao':
      return sanzao ? (number % 2 === 0 ? '是' : '√') : number % 4 === 0 ? '否' : null;
    case 'contactName':
      return item.contact.name;
    case 'contactPhone':
      return number % 3 === 0
        ? Number(item.contact.phone)
        : number % 7 === 2
          ? item.contact.phone.replace(/(\d{3})(\d{4})/, '$1 $2 ')
          : item.contact.phone;
    case 'note':
      return number % 17 === 5 ? '手续待补' : null;
    default:
      return item[field];
  }
}

function emptyRow(width: number): CellValue[] {
  return Array.from({ length: width }, () => null);
}

export function dongfengAnnual(rows: DongfengRow[], version: DongfengVersion): DongfengLayout {
  const width = DONGFENG_FIELDS.length;
  const sheet: SheetModel = {
    name: DONGFENG_ANNUAL_SHEET,
    rows: [],
    merges: ['A1:S1', 'A2:I2', 'Q2:S2'],
    widths: [6, 34, 24, 26, 22, 16, 8, 10, 8, 40, 18, 12, 14, 12, 8, 22, 10, 15, 12],
    formats: new Map(),
    bold: new Set([1, 3, 4, 5]),
  };
  const line = (values: Partial<Record<DongfengField, CellValue>>): CellValue[] => {
    const cells = emptyRow(width);
    for (const [field, value] of Object.entries(values)) cells[column(field as DongfengField) - 1] = value;
    return cells;
  };
  sheet.rows.push(line({ number: '东丰县2020年500万元以上重点项目台账' }));
  sheet.rows.push(
    line({ number: `填报单位：东丰县发展和改革局    ${version.updated ?? '填报日期：2020年3月12日'}`, contactName: '单位：万元' }),
  );
  sheet.rows.push(
    line({
      number: '序号',
      name: '项目概况',
      totalYuan: '投资情况（万元）',
      sanzao: '是否省“三早”',
      progress: '形象进度',
      contactName: '联系方式',
      note: '备注',
    }),
  );
  sheet.rows.push(
    line({
      name: '项目名称',
      code: '项目代码',
      owner: '项目单位',
      place: '建设地点',
      industry: '行业代码',
      line: '所属产业',
      natureText: '建设性质',
      content: '主要建设内容及规模',
      period: '建设起',
      totalYuan: '计划总投资',
      doneYuan: '截至2019年底',
      annualPlanYuan: version.planHeader,
      contactName: '联系人',
      contactPhone: '联系电话',
    }),
  );
  sheet.rows.push(line({ owner: '单位名称', creditCode: '统一社会信用代码', period: '止年限', doneYuan: '累计完成投资' }));
  sheet.merges.push('A3:A5', 'B3:K3', 'L3:N3', 'O3:O5', 'P3:P5', 'Q3:R3', 'S3:S5', 'D4:E4');
  for (const letter of ['B', 'C', 'F', 'G', 'H', 'I', 'J', 'L', 'N', 'Q', 'R']) sheet.merges.push(`${letter}4:${letter}5`);

  const where = new Map<string, number>();
  const amounts = ['totalYuan', 'annualPlanYuan'] as const;
  const numeric = (row: DongfengRow, field: (typeof amounts)[number]): number => {
    const value = row.typed && field in row.typed ? row.typed[field] : wan(row.item[field] ?? 0);
    return typeof value === 'number' ? value : 0;
  };
  // Sums are taken in whole yuan so that 0.1 + 0.2 never reaches a cell.
  const sum = (of: DongfengRow[], field: (typeof amounts)[number]): number =>
    of.reduce((acc, row) => acc + Math.round(numeric(row, field) * 10_000), 0) / 10_000;
  const put = (cells: CellValue[], merge: string | null): number => {
    sheet.rows.push(cells);
    const r = sheet.rows.length;
    if (merge) sheet.merges.push(merge.replaceAll('#', String(r)));
    return r;
  };

  let number = 0;
  const subtotalRows: number[] = [];
  const groupRows: number[] = [];
  const tiers = [
    {
      text: '一、5000万元以上重点项目',
      claimed: version.claimedLarge,
      typed: null,
      rows: rows.filter((r) => r.item.totalYuan >= LARGE_YUAN),
    },
    {
      text: '二、500万元以上5000万元以下项目',
      claimed: null,
      typed: version.typedSmallTotal,
      rows: rows.filter((r) => r.item.totalYuan < LARGE_YUAN),
    },
  ];
  for (const tier of tiers) {
    const groupRow = put(line({ number: `${tier.text}（${tier.claimed ?? tier.rows.length}个）` }), 'A#:K#');
    sheet.bold.add(groupRow);
    groupRows.push(groupRow);
    const own: number[] = [];
    for (const [mark, word, nature] of [
      ['（一）', '新建项目', 'new'],
      ['（二）', '续建项目', 'continuing'],
    ] as const) {
      const part = tier.rows.filter((r) => r.item.nature === nature);
      sheet.bold.add(put(line({ number: `${mark}${word}（${part.length}个）` }), 'A#:S#'));
      const first = sheet.rows.length + 1;
      for (const row of part) {
        number += 1;
        const cells = DONGFENG_FIELDS.map(
          (field): CellValue => (row.typed && field in row.typed ? row.typed[field]! : cellFor(row.item, field, number)),
        );
        const r = put(cells, null);
        where.set(row.item.key, r);
        for (const field of amounts)
          if (numeric(row, field) % 1 === 0 && number % 2 === 0) sheet.formats.set(`${columnLetters(column(field))}${r}`, '#,##0');
        if (typeof cells[column('code') - 1] === 'number') sheet.formats.set(`${columnLetters(column('code'))}${r}`, '0.00000E+00');
      }
      const last = sheet.rows.length;
      const total = line({ number: '小计' });
      for (const field of amounts) {
        const letter = columnLetters(column(field));
        total[column(field) - 1] = { formula: `SUM(${letter}${first}:${letter}${last})`, result: sum(part, field) };
      }
      own.push(put(total, 'A#:K#'));
      sheet.bold.add(own.at(-1)!);
    }
    subtotalRows.push(...own);
    for (const field of amounts) {
      const letter = columnLetters(column(field));
      sheet.rows[groupRow - 1]![column(field) - 1] = { formula: own.map((r) => `${letter}${r}`).join('+'), result: sum(tier.rows, field) };
    }
    if (tier.typed !== null) sheet.rows[groupRow - 1]![column('totalYuan') - 1] = tier.typed;
  }
  const grand = line({ number: `合计（${rows.length}个）` });
  for (const field of amounts) {
    const letter = columnLetters(column(field));
    grand[column(field) - 1] = { formula: subtotalRows.map((r) => `${letter}${r}`).join('+'), result: sum(rows, field) };
  }
  sheet.bold.add(put(grand, 'A#:K#'));
  put(line({ number: '审核人：                    填表人：                    注：本表由各乡镇、部门上报汇总。' }), 'A#:S#');

  return {
    sheet,
    headerRows: [3, 5],
    cell: (key, field) => `${columnLetters(column(field))}${where.get(key)}`,
    largeGroup: `A${groupRows[0]}`,
    smallGroupTotal: `${columnLetters(column('totalYuan'))}${groupRows[1]}`,
  };
}

/** The reserve: columns are numbered under the header as on a printed form, the sum stands above the rows, money is in 亿元, the name is printed again at the right edge for the wide page. */
export function dongfengReserve(items: DemoItem[]): SheetModel {
  const yi = (yuan: number): number => yuan / 100_000_000;
  const rows: CellValue[][] = [
    ['东丰县谋划储备项目表（计划总投资500万元以上）', ...emptyRow(12)],
    [
      '序号',
      '业主单位',
      '项目名称',
      '所属乡镇',
      '项目性质',
      '建设规模及内容',
      '计划总投资',
      '计划建设年限',
      null,
      '前期工作',
      '所属行业',
      '联系人及电话',
      '项目名称',
    ],
    [null, null, null, null, null, null, '（亿元）', '开工', '竣工', '进展情况', '（代码）', null, null],
    ['甲', '乙', '丙', '丁', '戊', 1, 2, 3, 4, 5, 6, 7, 8],
    ['合计', null, `${items.length}个`, null, null, null, yi(items.reduce((acc, item) => acc + item.totalYuan, 0)), ...emptyRow(6)],
  ];
  items.forEach((item, i) => {
    const n = i + 1;
    const total = yi(item.totalYuan);
    const typed = n % 10 === 3 ? `${total}` : n % 14 === 9 ? `约${total}` : n % 19 === 6 ? fullWidth(`${total}`).replace('.', '．') : total;
    rows.push([
      n,
      item.owner,
      item.name,
      item.place,
      item.natureText,
      item.content,
      typed,
      Number(item.start),
      n % 4 === 0 ? `${item.finish}年` : Number(item.finish),
      item.progress,
      item.industry,
      `${item.contact.name} ${item.contact.phone}`,
      item.name,
    ]);
  });
  return {
    name: DONGFENG_RESERVE_SHEET,
    rows,
    merges: ['A1:M1', 'H2:I2', ...[...'ABCDEFLM'].map((c) => `${c}2:${c}3`)],
    widths: [6, 28, 34, 16, 8, 40, 12, 9, 9, 14, 10, 22, 34],
    formats: new Map(),
    bold: new Set([1, 2, 3, 5]),
  };
}

export function dongfengGuidance(): SheetModel {
  const lines: CellValue[][] = [
    ['填 报 说 明', null],
    ['一、填报范围：2020年拟实施的计划总投资500万元以上项目，以及谋划储备项目。', null],
    ['二、金额单位：年度项目为万元，谋划项目为亿元，最多保留四位小数。', null],
    ['三、各栏填写要求：', null],
    ['栏目', '填写要求'],
    ['项目名称', '与立项文件一致，填全称'],
    ['项目代码', '在线平台赋码；没有的填“无”'],
    ['建设性质', '新建、续建'],
    ['总投资', '计划总投资，与立项文件一致'],
    ['年度计划投资', '2020年1—12月计划完成投资'],
    ['建设起止年限', '如2020-2022'],
    ['四、合计、小计请勿删除公式。', null],
  ];
  return {
    name: '填报说明',
    rows: lines,
    merges: ['A1:B1', 'A2:B2', 'A3:B3', 'A4:B4', 'A12:B12'],
    widths: [20, 60],
    formats: new Map(),
    bold: new Set([1, 5]),
  };
}

/** The summary the office prints; `claimedLarge` is what it says of the 5000万 tier, right or wrong. */
export function dongfengSummary(rows: DongfengRow[], reserve: DemoItem[], claimedLarge: number | null): SheetModel {
  const numeric = (row: DongfengRow, field: 'totalYuan' | 'annualPlanYuan'): number => {
    const value = row.typed && field in row.typed ? row.typed[field] : wan(row.item[field] ?? 0);
    return typeof value === 'number' ? Math.round(value * 10_000) : 0;
  };
  const yi2 = (yuan: number): number => Math.round(yuan / 1_000_000) / 100;
  const of = (label: string, part: DongfengRow[], count = part.length): CellValue[] => [
    label,
    count,
    yi2(part.reduce((acc, row) => acc + numeric(row, 'totalYuan'), 0)),
    yi2(part.reduce((acc, row) => acc + numeric(row, 'annualPlanYuan'), 0)),
  ];
  const large = rows.filter((row) => row.item.totalYuan >= LARGE_YUAN);
  const nature = (part: DongfengRow[], which: DemoItem['nature']) => part.filter((row) => row.item.nature === which);
  return {
    name: '附：汇总',
    rows: [
      ['东丰县2020年项目汇总', null, null, null],
      ['类别', '个数', '总投资（亿元）', '年度计划投资（亿元）'],
      of('500万元以上项目', rows),
      of('  其中：新建', nature(rows, 'new')),
      of('        续建', nature(rows, 'continuing')),
      of('5000万元以上重点项目', large, claimedLarge ?? large.length),
      of('  其中：新建', nature(large, 'new')),
      of('        续建', nature(large, 'continuing')),
      of(
        '纳入省“三早”项目',
        rows.filter((row) => row.item.lists.length > 0),
      ),
      ['谋划储备项目', reserve.length, yi2(reserve.reduce((acc, item) => acc + item.totalYuan, 0)), '-'],
    ],
    merges: ['A1:D1'],
    widths: [28, 10, 16, 20],
    formats: new Map(),
    bold: new Set([1, 2]),
  };
}

/** The ledger as it was handed in on 12 March: the newspaper's wrong count included. */
export const MARCH_12 = { updated: null, planHeader: '年度计划投资', claimedLarge: 34, typedSmallTotal: null };
