// The file the clerk of 东丰县 receives on the evening of 20 March: the ledger of 12 March, worked on by several hands since. It decides what changed,
// what went missing and which cells are doubtful, and states the findings an importer owes the clerk. The ledger's look is sheet-dongfeng's.

import { oldProjectCode, syntheticCreditCode } from './codes.ts';
import type { DemoItem } from './items.ts';
import { inventedContact } from './items.ts';
import type { DongfengField, DongfengLayout, DongfengRow } from './sheet-dongfeng.ts';
import { DONGFENG_ANNUAL_SHEET, dongfengAnnual } from './sheet-dongfeng.ts';
import type { CellValue } from './workbook.ts';

export type DoubtKind =
  | 'code-rounded-by-excel'
  | 'plan-exceeds-total'
  | 'period-not-readable'
  | 'amount-not-a-number'
  | 'end-before-start'
  | 'credit-code-check-digit';

export type EveningExpectations = {
  file: string;
  sheet: string;
  /** Rows of projects in the annual sheet and in the reserve sheet. */
  rows: { annual: number; reserve: number };
  /** Names of rows that are projects the register has never seen. */
  added: string[];
  /** Rows that look like a project of 12 March under another name: a question with both sides, never a guess. */
  likelyDuplicates: {
    cell: string;
    name: string;
    owner: string;
    existingKey: string;
    existingName: string;
    existingOwner: string;
    why: string;
  }[];
  /** Fields of known projects that now say something else; yuan, or text for other fields. */
  changed: { key: string; name: string; field: 'totalYuan' | 'annualPlanYuan'; cell: string; from: number; to: number }[];
  /** Projects of 12 March that no longer stand in the file. */
  missing: { key: string; name: string; code: string | null }[];
  /** Cells to refuse or to ask about; the rest of such a row is as it was. */
  doubtful: { kind: DoubtKind; field: DongfengField; cell: string; key: string; name: string; raw: string | number }[];
  /** Claims that do not close over their rows; yuan. */
  subtotals: { cell: string; measure: 'totalYuan'; claimed: number; computed: number }[];
  renamedColumns: { field: 'annualPlanYuan'; from: string; to: string }[];
};

export const EVENING_FILE = '东丰县2020年重点项目台账(3月20日更新).xlsx';
const REGION = '220421';
const PLAN_HEADER = '2020年投资计划';

type Change = { name: string; total?: number; plan?: number };
// Differences in 万元 against 12 March.
const CHANGES: Change[] = [
  { name: '年产20万吨有机肥项目', plan: -2000 },
  { name: '城区供热管网及热源改造工程', total: 1800, plan: 1800 },
  { name: '风电场一期100MW工程', total: 3000, plan: 3000 },
  { name: '汽车线束加工项目', total: 300, plan: 300 },
];
const MISSING = '白酒酿造窖池扩建项目';

/** One sign of the check place moved on: right in form, wrong in arithmetic. */
function spoiled(code: string): string {
  return code.slice(0, 17) + (code.endsWith('A') ? 'B' : 'A');
}

/** Rows of the evening file, and what they do to the items of 12 March. */
function eveningRows(items: DemoItem[]): {
  rows: DongfengRow[];
  doubts: { kind: DoubtKind; field: DongfengField; name: string; raw: string | number }[];
  twins: [string, string, string][];
  added: string[];
} {
  const named = (name: string): DemoItem => {
    const found = items.find((item) => item.name === name);
    if (!found) throw new Error(`The demo has no project named ${name}.`);
    return found;
  };
  const bearing = named('精密轴承套圈生产线建设项目');
  const farmland = named('南屯基镇高标准农田建设项目（一期）');
  const mushrooms = named('食用菌工厂化栽培项目');
  const market = named('鹿茸分级交易中心项目');
  const doubts: { kind: DoubtKind; field: DongfengField; name: string; raw: string | number }[] = [
    // 2020-220421-35-01-… typed without hyphens became a number; Excel keeps fifteen digits of it.
    { kind: 'code-rounded-by-excel', field: 'code', name: '农机装备制造及再制造项目', raw: 20_202_204_213_501_000_000 },
    { kind: 'plan-exceeds-total', field: 'annualPlanYuan', name: market.name, raw: market.totalYuan / 10_000 + 500 },
    { kind: 'period-not-readable', field: 'period', name: '塑料管材扩建项目', raw: '2020年内' },
    { kind: 'amount-not-a-number', field: 'totalYuan', name: '县域充电桩建设项目', raw: '待定' },
    { kind: 'end-before-start', field: 'period', name: '社会福利中心养老楼项目', raw: '2021.5-2020.5' },
    { kind: 'credit-code-check-digit', field: 'creditCode', name: mushrooms.name, raw: spoiled(mushrooms.creditCode!) },
  ];
  const rows = items
    .filter((item) => item.name !== MISSING)
    .map((item): DongfengRow => {
      const change = CHANGES.find((c) => c.name === item.name);
      const own = doubts.filter((d) => d.name === item.name);
      const changed = change
        ? {
            ...item,
            totalYuan: item.totalYuan + (change.total ?? 0) * 10_000,
            annualPlanYuan: (item.annualPlanYuan ?? 0) + (change.plan ?? 0) * 10_000,
          }
        : item;
      const typed = Object.fromEntries(own.map((d): [string, CellValue] => [d.field, d.raw]));
      return own.length > 0 ? { item: changed, typed } : { item: changed };
    });
  const arriving: DemoItem[] = [
    {
      ...bearing,
      key: 'evening-1',
      name: '精密轴承套圈生产线项目',
      owner: '东丰县桓砚轴有限责任公司',
      code: null,
      creditCode: null,
      contact: inventedContact(601),
    },
    { ...farmland, key: 'evening-2', name: '南屯基镇 高标准农田建设 项目(一期)', code: null, contact: inventedContact(602) },
    {
      ...market,
      key: 'evening-3',
      name: '应急物资储备库项目',
      owner: '东丰县储禾应急物资有限公司',
      creditCode: syntheticCreditCode(REGION, 700),
      code: oldProjectCode('2020', REGION, '59', '01', 90_311),
      place: '东丰镇',
      industry: '5990',
      line: '文旅三产',
      content: '储备库3600平方米，配套装卸场地2000平方米',
      start: '2020-04',
      finish: '2020-10',
      totalYuan: 18_600_000,
      annualPlanYuan: 18_600_000,
      progress: '正在办理前期手续',
      contact: inventedContact(603),
    },
  ];
  return {
    rows: [...rows, ...arriving.map((item): DongfengRow => ({ item }))],
    doubts,
    twins: [
      ['evening-1', bearing.key, '同一企业两个名称（“轴承”写作“轴”），项目名少“建设”二字，投资额相同'],
      ['evening-2', farmland.key, '同一项目名称多了空格、括号写法和词序不同，无项目代码，投资额相同'],
    ],
    added: ['应急物资储备库项目'],
  };
}

/** The evening's annual sheet and the findings it must lead to. `items` are the annual projects of 12 March. */
export function evening(
  items: DemoItem[],
  reserveCount: number,
): { rows: DongfengRow[]; layout: DongfengLayout; expectations: EveningExpectations } {
  const { rows, doubts, twins, added } = eveningRows(items);
  // The second group's total was typed over its formula on 12 March and nobody took it up again.
  const staleTotal = items.filter((item) => item.totalYuan < 50_000_000).reduce((acc, item) => acc + item.totalYuan, 0);
  const layout = dongfengAnnual(rows, {
    updated: '更新日期：2020年3月20日',
    planHeader: PLAN_HEADER,
    claimedLarge: null,
    typedSmallTotal: staleTotal / 10_000,
  });
  const small = rows.filter((row) => row.item.totalYuan < 50_000_000 && !(row.typed && 'totalYuan' in row.typed));
  const byName = (name: string): DemoItem => items.find((item) => item.name === name)!;
  const expectations: EveningExpectations = {
    file: EVENING_FILE,
    sheet: DONGFENG_ANNUAL_SHEET,
    rows: { annual: rows.length, reserve: reserveCount },
    added,
    likelyDuplicates: twins.map(([key, existingKey, why]) => {
      const row = rows.find((r) => r.item.key === key)!.item;
      const existing = items.find((item) => item.key === existingKey)!;
      return {
        cell: layout.cell(key, 'name'),
        name: row.name,
        owner: row.owner,
        existingKey,
        existingName: existing.name,
        existingOwner: existing.owner,
        why,
      };
    }),
    changed: CHANGES.flatMap((change) => {
      const item = byName(change.name);
      return (['totalYuan', 'annualPlanYuan'] as const).flatMap((field) => {
        const by = (field === 'totalYuan' ? change.total : change.plan) ?? 0;
        const from = item[field] ?? 0;
        return by === 0
          ? []
          : [{ key: item.key, name: item.name, field, cell: layout.cell(item.key, field), from, to: from + by * 10_000 }];
      });
    }),
    missing: [{ key: byName(MISSING).key, name: MISSING, code: byName(MISSING).code }],
    doubtful: doubts.map(({ kind, field, name, raw }) => ({
      kind,
      field,
      cell: layout.cell(byName(name).key, field),
      key: byName(name).key,
      name,
      raw,
    })),
    subtotals: [
      {
        cell: layout.smallGroupTotal,
        measure: 'totalYuan',
        claimed: staleTotal,
        computed: small.reduce((acc, row) => acc + row.item.totalYuan, 0),
      },
    ],
    renamedColumns: [{ field: 'annualPlanYuan', from: '年度计划投资', to: PLAN_HEADER }],
  };
  return { rows, layout, expectations };
}
