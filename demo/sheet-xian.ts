// How 西安区 keeps its plan: a CSV saved by Chinese Excel, in GB18030, with title lines, groups, line breaks inside quotes, last year's plan beside
// this year's, and the sum at the end. It decides cells and their mess; amounts come from the items.

import iconv from 'iconv-lite';
import type { DemoItem } from './items.ts';
import { inventedContact } from './items.ts';
import { periodText } from './sheet-dongfeng.ts';

const HEADERS = [
  '序号',
  '项目名称',
  '项目代码',
  '建设单位',
  '统一社会信用代码',
  '建设地点',
  '行业代码',
  '建设性质',
  '主要建设内容\n及规模',
  '建设起止年限',
  '计划总投资',
  '2019年计划投资',
  '2020年计划投资',
  '截至2019年底累计完成投资',
  '包保领导',
  '包保部门',
  '联系人\n及电话',
  '备注',
];
const DEPARTMENTS = ['区发展和改革局', '区工业和信息化局', '区农业农村局', '区商务局', '区文化和旅游局', '区住房和城乡建设局'];

const wan = (yuan: number | null, nothing: string): string => (yuan === null ? nothing : String(yuan / 10_000));
const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** The lines of the file as cells, before encoding. */
function xianRows(items: DemoItem[]): string[][] {
  const wide = (...cells: string[]): string[] => [...cells, ...Array.from({ length: HEADERS.length - cells.length }, () => '')];
  const rows: string[][] = [
    wide('西安区2020年500万元以上重点项目计划表'),
    [...wide('填报单位：西安区发展和改革局').slice(0, -1), '单位：万元'],
    HEADERS,
  ];
  let number = 0;
  const sum = (part: DemoItem[], field: 'totalYuan' | 'annualPlanYuan' | 'previousPlanYuan'): string =>
    wan(
      part.reduce((acc, item) => acc + (item[field] ?? 0), 0),
      '',
    );
  const sumRow = (label: string, part: DemoItem[]): string[] => {
    const previous = part.some((item) => item.previousPlanYuan !== null) ? sum(part, 'previousPlanYuan') : '-';
    return wide(label, '', '', '', '', '', '', '', '', '', sum(part, 'totalYuan'), previous, sum(part, 'annualPlanYuan'));
  };
  for (const [title, nature] of [
    ['一、新开工项目', 'new'],
    ['二、续建项目', 'continuing'],
  ] as const) {
    const part = items.filter((item) => item.nature === nature);
    rows.push(wide(`${title}（${part.length}个）`));
    for (const item of part) {
      number += 1;
      const period = periodText(item, number);
      rows.push([
        String(number),
        number % 8 === 5 ? item.name.replace(/^(.{6})/, '$1\n') : item.name,
        item.code ?? '无',
        item.owner,
        item.creditCode ?? '-',
        item.place,
        item.industry,
        item.natureText,
        item.content,
        String(period),
        number % 6 === 2 ? (item.totalYuan / 10_000).toLocaleString('en-US') : wan(item.totalYuan, ''),
        wan(item.previousPlanYuan, number % 3 === 1 ? '无' : '-'),
        wan(item.annualPlanYuan, ''),
        wan(item.doneYuan, '-'),
        inventedContact(400 + number).name,
        DEPARTMENTS[number % DEPARTMENTS.length]!,
        `${item.contact.name}\n${item.contact.phone}`,
        '',
      ]);
    }
    rows.push(sumRow('小计', part));
  }
  rows.push(sumRow(`合计（${items.length}个）`, items));
  return rows;
}

export function xianBytes(items: DemoItem[]): Buffer {
  return iconv.encode(
    `${xianRows(items)
      .map((row) => row.map(quoted).join(','))
      .join('\r\n')}\r\n`,
    'gb18030',
  );
}
