// Invented values for the catalogue: figures in every state, rows for a long table, one project. Nothing here is anyone's data.
import type { Figure } from '../../vocabulary/figure.ts';
import type { TraceStep } from '../../vocabulary/trace.ts';
import type { FigureRow, FigureSource } from '../kit/Figure.tsx';

const base = {
  of: null,
  unreported: [],
  asOf: { at: '2020-03-15T06:05:00Z', entries: { '220421': 1842 } },
  cautions: [],
  rows: { region: '220421', year: 2020 },
} satisfies Partial<Figure>;

const total = {
  id: 'projects.total-investment',
  version: '2020-01-01',
  zh: '纳入年度实施清单的项目计划总投资之和，每个项目只计一次。',
  en: 'Planned total investment of the projects on the annual list, each counted once.',
  formula: 'Σ total_yuan, pool = annual, tier ≥ 500万',
};
const count = {
  ...total,
  id: 'projects.count',
  zh: '纳入年度实施清单的项目个数，每个项目只计一次。',
  en: 'Projects on the annual list, each counted once.',
  formula: 'count(distinct project)',
};

export const figures: Record<'count' | 'money' | 'rounded' | 'part' | 'partly' | 'none' | 'growth', Figure> = {
  count: {
    ...base,
    id: 'projects.count',
    value: 80,
    unit: 'count',
    definition: count,
    of: { value: 146, unit: 'count', words: { zh: '全市已报', en: 'reported in the city' } },
  },
  money: { ...base, id: 'projects.total-investment', value: 9_594_000_000, unit: 'yuan', definition: total },
  rounded: {
    ...base,
    id: 'projects.annual-plan',
    value: 4_751_234_567,
    unit: 'yuan',
    definition: { ...total, id: 'projects.annual-plan', zh: '本年度计划完成的投资之和。', en: 'Investment planned for this year.' },
  },
  part: {
    ...base,
    id: 'projects.total-investment',
    value: 5_596_000_000,
    unit: 'yuan',
    definition: total,
    of: { value: 9_594_000_000, unit: 'yuan', words: { zh: '总投资', en: 'total investment' } },
  },
  partly: {
    ...base,
    id: 'projects.count',
    value: 146,
    unit: 'count',
    definition: count,
    unreported: [{ code: '220422', name: '东辽县' }],
    cautions: [
      { zh: '各县入库门槛不同，不宜直接相加比较。', en: 'Counties use different thresholds; do not add or compare without saying so.' },
    ],
  },
  none: {
    ...base,
    id: 'projects.count',
    value: null,
    unit: 'count',
    definition: count,
    unreported: [{ code: '220422', name: '东辽县' }],
    rows: null,
  },
  growth: {
    ...base,
    id: 'projects.growth',
    value: 3.39,
    unit: 'ratio',
    rows: null,
    of: { value: null, unit: 'yuan', words: { zh: '比2019年 3.47亿元', en: 'against 347 million yuan in 2019' } },
    definition: {
      ...total,
      id: 'projects.growth',
      zh: '（本年 − 上年）÷ 上年，上年为同口径数。',
      en: '(this year − last year) ÷ last year, on the same definition.',
      formula: '(15.25 − 3.47) ÷ 3.47',
    },
  },
};

const shares = [52, 21, 9, 7, 4, 3, 2, 1, 1];
const rowsOf = (figure: Figure): FigureRow[] => {
  if (figure.unit === 'count')
    return Array.from({ length: figure.value ?? 0 }, (_, index) => ({
      id: `c${index}`,
      name: nameOf(index),
      place: placeOf(index),
      value: 1,
      cell: `C${index + 5}`,
      field: 'name',
    }));
  const value = figure.value ?? 0;
  const parts = shares.map((share) => Math.floor((value * share) / 100 / 10_000) * 10_000);
  parts[0] = parts[0]! + value - parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part, index) => ({
    id: `r${index}`,
    name: nameOf(index),
    place: placeOf(index),
    value: part,
    cell: `F${index + 5}`,
    field: 'total_yuan',
  }));
};

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

export const figureSource: FigureSource = {
  rows: async (figure, { offset, limit }) => {
    await pause(80);
    const rows = rowsOf(figure);
    return { total: rows.length, rows: rows.slice(offset, offset + limit) };
  },
  trace: async (row): Promise<TraceStep[]> => {
    await pause(60);
    const at = Number(row.cell?.slice(1));
    return [
      {
        how: 'edit',
        at: '2020-03-12T08:30:00Z',
        by: '王玉兰',
        field: 'total_yuan',
        value: '10.47亿元',
        raw: null,
        place: null,
        importId: null,
        reason: '按可研批复核减',
        auditSeq: 1790,
      },
      {
        how: 'import',
        at: '2020-03-10T12:14:00Z',
        by: '王玉兰',
        field: 'total_yuan',
        value: '10.5亿元',
        raw: '约105,000',
        importId: 'i',
        reason: null,
        auditSeq: 1204,
        place: {
          fileSha256: '9f2c',
          fileName: '2020年重点项目台账（定稿3）.xlsx',
          sheet: '500万以上',
          row: at,
          column: 6,
          cell: row.cell ?? '',
        },
      },
    ];
  },
};

const heads = [
  '梅花鹿产业园',
  '高精铝板带',
  '袜业纺织',
  '锂电池隔膜',
  '农产品冷链',
  '污水处理厂',
  '轴承智能制造',
  '中药材种植',
  '城区供热',
  '蛋白生物肥',
  '钢结构装配',
  '玉米深加工',
];
const tails = ['二期', '扩建', '技改', '项目', '基地', '示范区'];
const places = ['东丰县', '龙山区', '西安区', '东辽县'];
const nameOf = (index: number): string =>
  `${heads[index % heads.length]}${tails[(index * 7) % tails.length]}${index >= 12 ? `（${Math.floor(index / 12)}）` : ''}`;
const placeOf = (index: number): string => places[(index * 3) % places.length]!;

export type Project = {
  id: string;
  name: string;
  place: string;
  owner: string;
  nature: string;
  total: number;
  plan: number;
  start: string;
  light: 'normal' | 'warning' | 'late' | 'unreported';
};
const lights = ['normal', 'normal', 'warning', 'late', 'normal', 'unreported'] as const;

/** One of the 100,000 projects of the long table, always the same for the same index. */
export function projectAt(index: number): Project {
  const total = ((index * 7919) % 90_000) * 10_000 + 5_000_000;
  return {
    id: `p${index}`,
    name: nameOf(index),
    place: placeOf(index),
    owner: `${placeOf(index)}${heads[(index * 5) % heads.length]}有限公司`,
    nature: index % 3 ? '新建' : '续建',
    total,
    plan: Math.round(total * 0.4),
    start: `2020-0${(index % 9) + 1}-15`,
    light: lights[index % lights.length]!,
  };
}
