// How 龙山区 keeps its list: three title lines, one header row, the category merged down the first column, total in 亿元 beside plan in 万元, numbers
// typed as text, a sum after each category and a hidden sheet for the drop-downs. It decides cells and their mess; amounts come from the items.

import type { DemoItem } from './items.ts';
import { periodText } from './sheet-dongfeng.ts';
import type { CellValue, SheetModel } from './workbook.ts';

const LONGSHAN_SHEET = '重点项目';
const HEADERS = [
  '类别',
  '序号',
  '项目名称',
  '项目代码',
  '业主单位',
  '统一社会信用代码',
  '所属辖区',
  '项目性质',
  '建设规模及内容',
  '建设年限',
  '总投资（亿元）',
  '累计完成投资（万元）',
  '当年计划完成投资（万元）',
  '省“三早”',
  '专项债券',
  '中央预算内',
  '行业代码',
  '截至目前项目形象进度',
  '联系人及电话',
  '备注',
];
const CATEGORIES: [string, string][] = [
  ['工业', '工业项目'],
  ['文旅三产', '现代服务业项目'],
  ['建筑业', '城建民生项目'],
  ['农业', '农业生态项目'],
];

const fullWidth = (text: string): string =>
  text.replace(/[0-9.]/g, (sign) => (sign === '.' ? '．' : String.fromCharCode(sign.charCodeAt(0) + 0xfee0)));
const commas = (n: number): string => n.toLocaleString('en-US', { maximumFractionDigits: 4 });

/** Total in 亿元: mostly text, sometimes with its own unit, always exactly the amount. */
function totalCell(yuan: number, hand: number): CellValue {
  const yi = String(yuan / 100_000_000);
  if (hand % 20 === 7) return `约${yi}亿元`;
  if (hand % 20 === 13) return `${yuan / 10_000}万元`;
  if (hand % 6 === 2) return fullWidth(yi);
  return hand % 5 === 4 ? Number(yi) : yi;
}

/** Plan in 万元 under its own unit. */
function planCell(yuan: number, hand: number): CellValue {
  const wan = yuan / 10_000;
  if (hand % 7 === 3) return fullWidth(String(wan));
  return hand % 4 === 1 ? wan : commas(wan);
}

export function longshanSheets(items: DemoItem[]): SheetModel[] {
  const blank = (n: number): CellValue[] => Array.from({ length: n }, () => null);
  const rows: CellValue[][] = [
    ['龙山区2020年重点项目计划表', ...blank(19)],
    ['填报单位：龙山区发展和改革局', ...blank(19)],
    ['填报日期：2020年3月12日（2020年11月起按新规则换发的项目代码已更新）', ...blank(19)],
    HEADERS,
  ];
  const merges = ['A1:T1', 'A2:T2', 'A3:T3'];
  const bold = new Set([1, 4]);
  let number = 0;
  const sums = (part: DemoItem[]): [CellValue, CellValue] => [
    String(part.reduce((acc, item) => acc + item.totalYuan, 0) / 100_000_000),
    commas(part.reduce((acc, item) => acc + (item.annualPlanYuan ?? 0), 0) / 10_000),
  ];
  for (const [line, title] of CATEGORIES) {
    const part = items.filter((item) => item.line === line);
    const first = rows.length + 1;
    for (const item of part) {
      number += 1;
      const bond = item.lists.find((list) => list.code === 'special-bond');
      const has = (code: string) => item.lists.some((list) => list.code === code);
      rows.push([
        rows.length + 1 === first ? title : null,
        String(number),
        item.name,
        item.code ?? '无',
        item.owner,
        item.creditCode ?? '-',
        item.place,
        item.nature === 'new' ? (number % 6 === 0 ? '新开工' : '新建') : '续建',
        item.content,
        periodText(item, number),
        totalCell(item.totalYuan, number),
        item.doneYuan === null ? '-' : commas(item.doneYuan / 10_000),
        planCell(item.annualPlanYuan ?? 0, number),
        has('sanzao-2020') ? '√' : null,
        bond ? bond.state : '-',
        has('central-budget') ? '是' : null,
        item.industry,
        item.progress,
        `${item.contact.name}\n${item.contact.phone}`,
        null,
      ]);
    }
    merges.push(`A${first}:A${rows.length}`);
    const [total, plan] = sums(part);
    rows.push(['小计', null, `${part.length}个`, ...blank(7), total, null, plan, ...blank(7)]);
    merges.push(`A${rows.length}:B${rows.length}`);
    bold.add(rows.length);
  }
  const [total, plan] = sums(items);
  rows.push(['合计', null, `${items.length}个`, ...blank(7), total, null, plan, ...blank(7)]);
  merges.push(`A${rows.length}:B${rows.length}`);
  bold.add(rows.length);
  return [
    {
      name: LONGSHAN_SHEET,
      rows,
      merges,
      bold,
      formats: new Map(),
      widths: [10, 6, 32, 26, 26, 22, 16, 8, 40, 18, 12, 12, 14, 8, 24, 10, 8, 22, 16, 10],
    },
    {
      name: '下拉项',
      hidden: true,
      rows: [
        ['项目性质', '是否'],
        ['新建', '是'],
        ['续建', '否'],
        ['新开工', null],
      ],
      merges: [],
      bold: new Set(),
      formats: new Map(),
      widths: [12, 8],
    },
  ];
}
