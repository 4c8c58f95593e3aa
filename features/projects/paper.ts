// The library as a workbook in the layout of a template: the office's columns, groups with subtotals, money exactly in its unit, and a sheet that
// says what the figures are, as of when, under which filter. Cells are text or numbers, never formulas.
import type { Cell } from '../../platform/sheets/cells.ts';
import type { WrittenColumn, WrittenSheet } from '../../platform/sheets/write.ts';
import { type Precision, preciseDay } from '../../vocabulary/days.ts';
import { exactIn, type MoneyUnit } from '../../vocabulary/money.ts';
import type { TemplateFacts } from './store-dictionary.ts';
import type { ChangeReply } from './store-project.ts';

type Language = 'zh' | 'en';

type DayKnown = { day: string; precision: Precision };

/** What a row of the workbook can show, by field of a template. */
export interface PaperRow {
  region: string;
  name: string;
  code: string | null;
  owner: string;
  place: string;
  industry: string | null;
  line: string | null;
  nature: 'new' | 'continuing' | null;
  constructionKind: string | null;
  content: string;
  start: DayKnown | null;
  finish: DayKnown | null;
  totalYuan: number | null;
  annualPlanYuan: number | null;
  doneBeforeYuan: number | null;
  lists: string[];
  stage: string;
  tier: string | null;
  funding: string;
  note: string;
  maturity: string | null;
  pool: string;
}

export const stageNames: Record<string, { zh: string; en: string }> = {
  idea: { zh: '谋划', en: 'idea' },
  talks: { zh: '洽谈', en: 'talks' },
  signed: { zh: '签约', en: 'signed' },
  landed: { zh: '落地', en: 'landed' },
  approved: { zh: '立项', en: 'approved' },
  preparing: { zh: '前期手续', en: 'preparing' },
  started: { zh: '开工', en: 'started' },
  counted: { zh: '入统', en: 'counted' },
  building: { zh: '在建', en: 'building' },
  completed: { zh: '竣工', en: 'completed' },
  producing: { zh: '投产', en: 'producing' },
  effective: { zh: '达效', en: 'effective' },
};
const natureNames: Record<string, { zh: string; en: string }> = {
  new: { zh: '新建', en: 'new' },
  continuing: { zh: '续建', en: 'continuing' },
};
const kindNames: Record<string, { zh: string; en: string }> = {
  new: { zh: '新建', en: 'new' },
  expansion: { zh: '扩建', en: 'expansion' },
  rebuilding: { zh: '改建', en: 'rebuilding' },
  technical: { zh: '技改', en: 'technical upgrade' },
  relocation: { zh: '迁建', en: 'relocation' },
  restoration: { zh: '恢复', en: 'restoration' },
  purchase: { zh: '单纯购置', en: 'purchase' },
  living: { zh: '生活设施', en: 'living facilities' },
};

const moneyFields = { total: 'totalYuan', annualPlan: 'annualPlanYuan', doneBefore: 'doneBeforeYuan' } as const;
const isMoney = (field: string): field is keyof typeof moneyFields => field in moneyFields;

export interface PaperWords {
  language: Language;
  regionNames: ReadonlyMap<string, string>;
  listNames: ReadonlyMap<string, { zh: string; en: string }>;
  lineNames: ReadonlyMap<string, { zh: string; en: string }>;
  tierNames: ReadonlyMap<string, { zh: string; en: string }>;
}

const dayOf = (one: DayKnown | null, language: Language): string => (one === null ? '' : preciseDay(one.day, one.precision, language));

function textOf(row: PaperRow, field: string, words: PaperWords, number: number): Cell {
  const { language } = words;
  switch (field) {
    case 'number':
      return number;
    case 'region':
      return words.regionNames.get(row.region) ?? row.region;
    case 'line':
      return row.line ? (words.lineNames.get(row.line)?.[language] ?? row.line) : null;
    case 'nature':
      return row.nature
        ? natureNames[row.nature]![language]
        : row.constructionKind
          ? (kindNames[row.constructionKind]?.[language] ?? null)
          : null;
    case 'constructionKind':
      return row.constructionKind ? (kindNames[row.constructionKind]?.[language] ?? row.constructionKind) : null;
    case 'span':
      return row.start || row.finish ? [dayOf(row.start, language), dayOf(row.finish, language)].join('—') : null;
    case 'start':
    case 'finish':
      return dayOf(row[field], language) || null;
    case 'lists':
      return row.lists.map((code) => words.listNames.get(code)?.[language] ?? code).join(language === 'zh' ? '、' : ', ') || null;
    case 'stage':
      return stageNames[row.stage]?.[language] ?? row.stage;
    case 'tier':
      return row.tier ? (words.tierNames.get(row.tier)?.[language] ?? row.tier) : null;
    default: {
      const value = (row as unknown as Record<string, unknown>)[field];
      return typeof value === 'string' && value !== '' ? value : null;
    }
  }
}

const amount = (yuan: number | null, unit: MoneyUnit): Cell => (yuan === null ? null : Number(exactIn(yuan, unit)));

export interface PaperAsk {
  template: TemplateFacts;
  rows: readonly PaperRow[];
  words: PaperWords;
  year: number;
  regionName: string;
  /** The filter in words, one line each. */
  filter: readonly string[];
  asOf: string;
  /** Counties without a report, by name. */
  unreported: readonly string[];
}

const numerals = [...'一二三四五六七八九十'];
const ordinal = (index: number): string => (index < 10 ? numerals[index]! : index < 19 ? `十${numerals[index - 10]}` : String(index + 1));

/** The sheets of the workbook: the ledger itself, and what its figures are. */
export function ledgerSheets({ template, rows, words, year, regionName, filter, asOf, unreported }: PaperAsk): WrittenSheet[] {
  const { language } = words;
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const unit = template.moneyUnit as MoneyUnit;
  const unitName = language === 'zh' ? unit : { 元: 'yuan', 万元: '10k yuan', 亿元: '100m yuan' }[unit];
  const columns: WrittenColumn[] = template.columns.map((column) => ({
    title: isMoney(column.field) ? `${column.title}${say('（', ' (')}${unitName}${say('）', ')')}` : column.title,
    ...(column.width !== undefined && { width: column.width }),
    ...(column.field === 'code' && { kind: 'text' as const }),
  }));
  const title = template.title.replaceAll('{region}', regionName).replaceAll('{year}', String(year));
  const labelAt = Math.max(
    0,
    template.columns.findIndex((column) => column.field === 'name'),
  );

  const sumRow = (label: string, some: readonly PaperRow[]): Cell[] =>
    template.columns.map((column, index) => (index === labelAt ? label : isMoney(column.field) ? sumOf(some, column.field, unit) : null));
  const body: Cell[][] = [];
  let number = 0;
  const add = (some: readonly PaperRow[]): void => {
    for (const row of some) {
      number += 1;
      body.push(
        template.columns.map((column) =>
          isMoney(column.field) ? amount(row[moneyFields[column.field]], unit) : textOf(row, column.field, words, number),
        ),
      );
    }
  };
  const groupBy = template.groupedBy;
  if (groupBy === null) add(rows);
  else {
    const key = (row: PaperRow): string =>
      groupBy === 'region' ? row.region : groupBy === 'line' ? (row.line ?? '') : row.pool === 'reserve' ? 'reserve' : (row.nature ?? '');
    const name = (of: string): string => {
      if (groupBy === 'region') return words.regionNames.get(of) ?? of;
      if (groupBy === 'line') return of === '' ? say('未归线', 'no line') : (words.lineNames.get(of)?.[language] ?? of);
      return of === ''
        ? say('性质未注明项目', 'Nature unstated')
        : of === 'reserve'
          ? say('谋划储备项目', 'Reserve')
          : of === 'new'
            ? say('新建项目', 'New projects')
            : say('续建项目', 'Continuing projects');
    };
    const order = groupBy === 'nature' ? ['new', 'continuing', 'reserve', ''] : [...new Set(rows.map(key))].sort();
    const groups = Map.groupBy(rows, key);
    let index = 0;
    for (const of of order) {
      const some = groups.get(of);
      if (!some) continue;
      body.push(
        sumRow(`${language === 'zh' ? `${ordinal(index)}、` : ''}${name(of)}${say(`（${some.length}个）`, ` (${some.length})`)}`, some),
      );
      index += 1;
      add(some);
    }
  }
  body.push(sumRow(say(`合计（${rows.length}个）`, `Total (${rows.length})`), rows));

  const lacking = {
    total: rows.filter((row) => row.totalYuan === null).length,
    plan: rows.filter((row) => row.annualPlanYuan === null && row.pool === 'annual').length,
  };
  const facts: [string, string][] = [
    [say('范围', 'Scope'), `${regionName} ${year}`],
    [say('筛选', 'Filter'), filter.length > 0 ? filter.join(say('；', '; ')) : say('全部', 'everything')],
    [say('数据截至', 'As of'), asOf],
    [say('金额单位', 'Unit'), `${unitName}${say('，未四舍五入', ', not rounded')}`],
    [
      say('总投资', 'Total'),
      say(
        '计划总投资，以年度台账为准；未填的不计入合计',
        "planned total investment as the year's ledger states it; unstated totals are not in the sums",
      ),
    ],
    [say('年度计划投资', 'Annual plan'), say('当年计划完成投资', 'investment planned for the year')],
    [say('未填总投资的项目', 'Projects without a total'), String(lacking.total)],
    [say('未填年度计划的项目', 'Projects without a plan'), String(lacking.plan)],
    [
      say('未上报的县（市、区）', 'Counties that have not reported'),
      unreported.length > 0 ? unreported.join(say('、', ', ')) : say('无', 'none'),
    ],
    [
      say('来源', 'Source'),
      say('项目库；每个数字可在项目页追到台账单元格', "the register; each number can be followed to its cell on the project's page"),
    ],
  ];
  return [
    {
      name: title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31) || say('台账', 'Ledger'),
      columns,
      titleRows: [title, say(`数据截至 ${asOf}    单位：${unitName}`, `As of ${asOf}    Unit: ${unitName}`)],
      rows: body,
    },
    {
      name: say('口径与来源', 'Definitions'),
      columns: [
        { title: say('项目', 'Item'), width: 24, kind: 'text' },
        { title: say('说明', 'Meaning'), width: 90, kind: 'text' },
      ],
      rows: facts,
    },
  ];
}

function sumOf(rows: readonly PaperRow[], field: keyof typeof moneyFields, unit: MoneyUnit): Cell {
  const stated = rows.filter((row) => row[moneyFields[field]] !== null);
  return stated.length === 0
    ? null
    : amount(
        stated.reduce((sum, row) => sum + row[moneyFields[field]]!, 0),
        unit,
      );
}

/** What changed, as a sheet. */
export function changeSheets(
  title: string,
  language: Language,
  rows: readonly ChangeReply[],
  regionNames: ReadonlyMap<string, string>,
  summary: readonly string[],
): WrittenSheet[] {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const column = (zh: string, en: string, width: number): WrittenColumn => ({ title: say(zh, en), width, kind: 'text' });
  return [
    {
      name: say('变化', 'Changes'),
      titleRows: [title, ...summary],
      columns: [
        column('时间', 'When', 20),
        column('县（市、区）', 'County', 12),
        column('项目', 'Project', 34),
        column('类型', 'Kind', 12),
        column('内容', 'Field', 16),
        column('原值', 'Before', 24),
        column('新值', 'After', 24),
        column('理由', 'Reason', 30),
        column('依据', 'Evidence', 20),
        column('核准', 'Approver', 10),
        column('经手', 'By', 10),
      ],
      rows: rows.map((row): Cell[] => [
        row.at,
        regionNames.get(row.region) ?? row.region,
        row.projectName,
        row.kind,
        row.field,
        row.old,
        row.new,
        row.reason || null,
        row.evidence,
        row.approver,
        row.by,
      ]),
    },
  ];
}
