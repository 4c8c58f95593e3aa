// The arithmetic of figures, pure: grouped year lines in, Figures out. A county that has not reported is unreported: it is named beside
// every total above it and never counted as zero. Growth is given only with a base that covers the same counties.
import type { Figure } from '../../vocabulary/figure.ts';
import { type DefinitionId, definitions } from './definitions.ts';
import type { Dashboard, Triple } from './words.ts';

export interface Cell {
  region: string;
  pool: 'annual' | 'reserve';
  nature: 'new' | 'continuing' | null;
  floor: number;
  line: string | null;
  stage: string;
  maturity: string | null;
  count: number;
  totalYuan: number;
  planYuan: number;
  totalUnstated: number;
  planUnstated: number;
  natureInferred: number;
}
export interface Combination {
  region: string;
  lists: string[];
  pool: 'annual' | 'reserve';
  nature: 'new' | 'continuing' | null;
  floor: number;
  count: number;
  totalYuan: number;
  planYuan: number;
}
export interface Report {
  region: string;
  pool: 'annual' | 'reserve';
  thresholdYuan: number | null;
  statedAs: string;
  reportedAt: string;
  by: string;
  importId: string | null;
}
export interface Named {
  code: string;
  zh: string;
  en: string;
}
export interface Tier extends Named {
  minYuan: number;
}

/** A region with its name in both languages; English may be missing. */
export interface Unit {
  code: string;
  name: string;
  nameEn?: string;
}

const english = (unit: Unit): string => unit.nameEn || unit.name;

/** Everything a dashboard is computed from, read in one snapshot. */
export interface Books {
  region: { code: string; name: string; level: 'province' | 'city' | 'county' };
  year: number;
  years: number[];
  asOf: { at: string; entries: Record<string, number> };
  /** Counties that should report: those in force at the end of the year. */
  counties: Unit[];
  /** Other units inside (the city itself, the province) that hold rows of their own. */
  others: Unit[];
  tiers: Tier[];
  lines: Named[];
  lists: (Named & { level: string })[];
  cells: Cell[];
  combinations: Combination[];
  reports: Report[];
  base: { cells: Cell[]; reports: Report[] };
}

type Sum = { count: number; totalYuan: number; planYuan: number; totalUnstated: number; planUnstated: number };
const nothing = (): Sum => ({ count: 0, totalYuan: 0, planYuan: 0, totalUnstated: 0, planUnstated: 0 });

/** Adds groups up. */
export function sum(
  groups: Iterable<Pick<Cell, 'count' | 'totalYuan' | 'planYuan'> & Partial<Pick<Cell, 'totalUnstated' | 'planUnstated'>>>,
): Sum {
  const all = nothing();
  for (const group of groups) {
    all.count += group.count;
    all.totalYuan += group.totalYuan;
    all.planYuan += group.planYuan;
    all.totalUnstated += group.totalUnstated ?? 0;
    all.planUnstated += group.planUnstated ?? 0;
  }
  return all;
}

const yi = (yuan: number): string =>
  yuan % 100_000_000 === 0 || yuan >= 100_000_000 ? `${yuan / 100_000_000}亿元` : `${yuan / 10_000}万元`;

/** What differs between the counties' ledgers so that adding them needs a word: their thresholds. */
export function thresholdCautions(books: Pick<Books, 'counties' | 'reports'>): { zh: string; en: string }[] {
  const stated = books.counties.flatMap((county) => {
    const report = books.reports.find((row) => row.region === county.code && row.pool === 'annual');
    return report ? [{ name: county.name, nameEn: english(county), line: report.thresholdYuan }] : [];
  });
  if (new Set(stated.map((one) => one.line)).size <= 1) return [];
  const zh = stated.map((one) => `${one.name}${one.line === null ? '未注明' : `${yi(one.line)}以上`}`).join('、');
  const en = stated
    .map((one) => `${one.nameEn}: ${one.line === null ? 'not stated' : `from ${one.line.toLocaleString('en-US')} yuan`}`)
    .join('; ');
  return [
    {
      zh: `各县区统计起点不同，合计仅供参考：${zh}。`,
      en: `The counties draw the line at different sizes, so their total is indicative only: ${en}.`,
    },
  ];
}

/** Computes the whole dashboard. */
export function dashboardOf(books: Books): Dashboard {
  const county = books.region.level === 'county';
  const reportedOf = (pool: Cell['pool']) => new Set(books.reports.filter((row) => row.pool === pool).map((row) => row.region));
  const annualReported = reportedOf('annual');
  const unreported = books.counties.filter((one) => !annualReported.has(one.code));
  const cautions = thresholdCautions(books);
  const scope = county ? { region: books.region.code } : { region: books.region.code };

  const figure = (
    id: DefinitionId,
    value: number | null,
    rows: Record<string, string | number> | null,
    more: Partial<Figure> = {},
  ): Figure => {
    const { id: definitionId, version, zh, en, formula, unit } = definitions[id];
    return {
      id,
      value,
      unit,
      of: null,
      unreported,
      asOf: books.asOf,
      definition: { id: definitionId, version, zh, en, formula },
      cautions,
      rows: rows && { year: books.year, ...scope, ...rows },
      ...more,
    };
  };

  /** A triple over groups; where nobody inside has reported and no row exists, the values are unreported. */
  const triple = (
    groups: Iterable<Cell | Combination>,
    rows: Record<string, string | number>,
    kind: 'projects' | 'lists' = 'projects',
    silent = false,
    more: Partial<Figure> = {},
  ): Triple => {
    const all = sum(groups);
    const known = !silent;
    const planUnstated =
      all.planUnstated > 0
        ? [
            {
              zh: `${all.planUnstated}个项目未填年度计划投资，未计入。`,
              en: `${all.planUnstated} projects state no annual plan and are not in the sum.`,
            },
          ]
        : [];
    const totalUnstated =
      all.totalUnstated > 0
        ? [
            {
              zh: `${all.totalUnstated}个项目未填总投资，未计入。`,
              en: `${all.totalUnstated} projects state no total and are not in the sum.`,
            },
          ]
        : [];
    const base = more.cautions ?? cautions;
    return {
      count: figure(`${kind}.count`, known ? all.count : null, rows, more),
      total: figure(`${kind}.total`, known && (all.count === 0 || all.totalUnstated < all.count) ? all.totalYuan : null, rows, {
        ...more,
        cautions: [...base, ...totalUnstated],
      }),
      plan: figure(`${kind}.plan`, known && (all.count === 0 || all.planUnstated < all.count) ? all.planYuan : null, rows, {
        ...more,
        cautions: [...base, ...planUnstated],
      }),
    };
  };

  const annual = books.cells.filter((cell) => cell.pool === 'annual');
  const reserve = books.cells.filter((cell) => cell.pool === 'reserve');
  const silent = annualReported.size === 0 && annual.length === 0;
  const reserveSilent = reportedOf('reserve').size === 0 && reserve.length === 0;
  const whole = sum(annual);
  const stock = sum(reserve);
  const reserveUnreported = books.counties.filter((one) => !reportedOf('reserve').has(one.code));

  const share = (groups: Cell[], rows: Record<string, string | number>, quiet: boolean, more: Partial<Figure> = {}): Figure => {
    const all = sum(groups);
    const value = quiet || all.totalYuan === 0 || all.planUnstated === all.count ? null : all.planYuan / all.totalYuan;
    return figure('projects.plan-share', value, rows, {
      of: { value: quiet ? null : all.totalYuan, unit: 'yuan', words: { zh: '计划总投资', en: 'total investment' } },
      ...more,
    });
  };

  const stated = whole.count - whole.totalUnstated;
  const withNature = (cells: Cell[], nature: Cell['nature']) => cells.filter((cell) => cell.nature === nature);
  const fromFloor = <T extends { floor: number }>(cells: T[], floor: number) => cells.filter((cell) => cell.floor >= floor);
  const codesOfYear = new Set(books.lists.map((list) => list.code));
  const combinations = books.combinations
    .map((one) => ({ ...one, lists: one.lists.filter((code) => codesOfYear.has(code)) }))
    .filter((one) => one.lists.length > 0);
  const byCombination = Map.groupBy(combinations, (one) => one.lists.join(','));

  return {
    region: books.region,
    year: books.year,
    years: books.years,
    asOf: books.asOf,
    headline: {
      annual: triple(annual, { pool: 'annual' }, 'projects', silent),
      planShare: share(annual, { pool: 'annual' }, silent),
      average: figure(
        'projects.average',
        silent || stated === 0 ? null : Math.round(whole.totalYuan / stated),
        { pool: 'annual' },
        { of: { value: stated, unit: 'count', words: { zh: '已填总投资的项目', en: 'projects that state a total' } } },
      ),
      reserve: {
        count: figure('reserve.count', reserveSilent ? null : stock.count, { pool: 'reserve' }, { unreported: reserveUnreported }),
        total: figure('reserve.total', reserveSilent ? null : stock.totalYuan, { pool: 'reserve' }, { unreported: reserveUnreported }),
      },
      planGrowth: planGrowth(books, figure),
      countGrowth: countGrowth(books, figure),
      reported: figure('counties.reported', books.counties.length - unreported.length, null, {
        of: { value: books.counties.length, unit: 'count', words: { zh: '全部县（市、区）', en: 'counties' } },
        cautions: [],
      }),
    },
    tiers: books.tiers.map((tier) => {
      const within = fromFloor(annual, tier.minYuan);
      const rows = { pool: 'annual', minTotalYuan: tier.minYuan };
      return {
        code: tier.code,
        words: { zh: tier.zh, en: tier.en },
        minYuan: tier.minYuan,
        all: triple(within, rows, 'projects', silent),
        new: triple(withNature(within, 'new'), { ...rows, nature: 'new' }, 'projects', silent),
        continuing: triple(withNature(within, 'continuing'), { ...rows, nature: 'continuing' }, 'projects', silent),
        unstated: {
          count: figure('projects.natureless', silent ? null : sum(withNature(within, null)).count, { ...rows, nature: 'unstated' }),
        },
      };
    }),
    lists: books.lists.map((list) => {
      const members = combinations.filter((one) => one.lists.includes(list.code));
      const rows = { list: list.code };
      return {
        code: list.code,
        words: { zh: list.zh, en: list.en },
        level: list.level,
        all: triple(members, rows, 'lists', silent),
        new: {
          count: figure('lists.count', silent ? null : sum(members.filter((one) => one.nature === 'new')).count, {
            ...rows,
            nature: 'new',
          }),
        },
        continuing: {
          count: figure('lists.count', silent ? null : sum(members.filter((one) => one.nature === 'continuing')).count, {
            ...rows,
            nature: 'continuing',
          }),
        },
      };
    }),
    overlaps: [...byCombination.values()].map((group) => ({
      lists: group[0]!.lists,
      all: triple(group, { list: group[0]!.lists.join(','), listMode: 'only' }, 'lists', silent),
    })),
    union: triple(combinations, { list: [...codesOfYear].join(','), listMode: 'any' }, 'lists', silent),
    counties: [...books.counties, ...books.others].map((one) => {
      const report = books.reports.find((row) => row.region === one.code && row.pool === 'annual');
      const mine = annual.filter((cell) => cell.region === one.code);
      const kept = reserve.filter((cell) => cell.region === one.code);
      const quiet = !report && mine.length === 0;
      const reserveReport = books.reports.some((row) => row.region === one.code && row.pool === 'reserve');
      // Read from this county's books alone; naming every chain of a province in each of its counties' figures would double the answer.
      const entry = books.asOf.entries[one.code];
      const own = {
        unreported: report ? [] : books.counties.filter((each) => each.code === one.code),
        cautions: [],
        asOf: { at: books.asOf.at, entries: entry === undefined ? {} : { [one.code]: entry } },
      };
      const rows = { region: one.code, pool: 'annual' };
      return {
        code: one.code,
        name: one.name,
        report: {
          reported: report !== undefined,
          at: report?.reportedAt ?? null,
          by: report?.by ?? null,
          thresholdYuan: report?.thresholdYuan ?? null,
          statedAs: report?.statedAs ?? '',
          importId: report?.importId ?? null,
        },
        annual: triple(mine, rows, 'projects', quiet, own),
        new: triple(withNature(mine, 'new'), { ...rows, nature: 'new' }, 'projects', quiet, own),
        continuing: triple(withNature(mine, 'continuing'), { ...rows, nature: 'continuing' }, 'projects', quiet, own),
        reserve: {
          count: figure(
            'reserve.count',
            reserveReport || kept.length > 0 ? sum(kept).count : null,
            { region: one.code, pool: 'reserve' },
            own,
          ),
          total: figure(
            'reserve.total',
            reserveReport || kept.length > 0 ? sum(kept).totalYuan : null,
            { region: one.code, pool: 'reserve' },
            own,
          ),
        },
        planShare: share(mine, rows, quiet, own),
      };
    }),
    lines: [...books.lines, null].flatMap((line) => {
      const group = annual.filter((cell) => cell.line === (line?.code ?? null));
      if (group.length === 0) return [];
      return [
        {
          code: line?.code ?? null,
          words: line ? { zh: line.zh, en: line.en } : { zh: '未分行业', en: 'No line' },
          annual: triple(group, { pool: 'annual', line: line?.code ?? 'none' }),
        },
      ];
    }),
    stages: [...Map.groupBy(annual, (cell) => cell.stage)].map(([code, group]) => ({
      code,
      annual: triple(group, { pool: 'annual', stage: code }),
    })),
    maturities: [...Map.groupBy(reserve, (cell) => cell.maturity)].map(([code, group]) => {
      const rows = { pool: 'reserve', maturity: code ?? 'none' };
      return {
        code,
        reserve: { count: figure('reserve.count', sum(group).count, rows), total: figure('reserve.total', sum(group).totalYuan, rows) },
      };
    }),
    missing: {
      counties: unreported,
      planUnstated: figure('projects.plan-unstated', silent ? null : whole.planUnstated, { pool: 'annual', missing: 'plan' }),
      totalUnstated: figure('projects.total-unstated', silent ? null : whole.totalUnstated, { pool: 'annual', missing: 'total' }),
      natureUnstated: figure('projects.natureless', silent ? null : sum(withNature(annual, null)).count, {
        pool: 'annual',
        nature: 'unstated',
      }),
      natureInferred: figure('projects.nature-inferred', silent ? null : annual.reduce((all, cell) => all + cell.natureInferred, 0), null),
    },
    cautions,
  };
}

type MakeFigure = (id: DefinitionId, value: number | null, rows: Record<string, string | number> | null, more?: Partial<Figure>) => Figure;

/** Plans of this year and of the base year over the counties that reported; undefined base names the counties that lack one. */
export function growthBase(books: Pick<Books, 'counties' | 'others' | 'cells' | 'reports' | 'base'>): {
  now: number;
  base: number;
  lacking: Unit[];
  later: boolean;
  counties: number;
} {
  const reported = books.counties
    .concat(books.others)
    .filter((one) => books.cells.some((cell) => cell.region === one.code && cell.pool === 'annual'));
  const plans = (cells: Cell[], region: string) => sum(cells.filter((cell) => cell.region === region && cell.pool === 'annual')).planYuan;
  const lacking = reported.filter((one) => plans(books.base.cells, one.code) === 0);
  const codes = new Set(reported.map((one) => one.code));
  return {
    now: sum(books.cells.filter((cell) => cell.pool === 'annual' && codes.has(cell.region))).planYuan,
    base: sum(books.base.cells.filter((cell) => cell.pool === 'annual' && codes.has(cell.region))).planYuan,
    lacking,
    later: reported.some((one) => !books.base.reports.some((row) => row.region === one.code && row.pool === 'annual')),
    counties: reported.length,
  };
}

/** What stands in place of a growth that has no base. */
const noBase = { zh: '缺基数', en: 'no base' };

function planGrowth(books: Books, figure: MakeFigure): Figure {
  const { now, base, lacking, later, counties } = growthBase(books);
  const before = books.year - 1;
  if (counties === 0 || lacking.length > 0 || base === 0) {
    const zh =
      counties === 0 ? `${books.year}年尚无台账。` : `没有${before}年基数：${lacking.map((one) => one.name).join('、')}。缺基数不算增幅。`;
    const en =
      counties === 0
        ? `No ledger of ${books.year} yet.`
        : `No ${before} base for ${lacking.map(english).join(', ')}; no growth without a base.`;
    return figure('projects.plan-growth', null, null, {
      of: { value: null, unit: 'yuan', words: { zh: `${before}年年度计划投资`, en: `annual plan of ${before}` } },
      absent: noBase,
      unreported: [],
      cautions: [{ zh, en }],
    });
  }
  const cautions = later
    ? [
        {
          zh: `${before}年基数取自${books.year}年台账所列“${before}年计划投资”，不是当年台账。`,
          en: `The ${before} base is what the ${books.year} ledger states for ${before}, not a ledger of that year.`,
        },
      ]
    : [];
  return figure(
    'projects.plan-growth',
    now / base - 1,
    { pool: 'annual' },
    { of: { value: base, unit: 'yuan', words: { zh: `${before}年年度计划投资`, en: `annual plan of ${before}` } }, cautions },
  );
}

function countGrowth(books: Books, figure: MakeFigure): Figure {
  const before = books.year - 1;
  const reported = books.counties.filter((one) => books.reports.some((row) => row.region === one.code && row.pool === 'annual'));
  const lacking = reported.filter((one) => !books.base.reports.some((row) => row.region === one.code && row.pool === 'annual'));
  const count = (cells: Cell[]) =>
    sum(cells.filter((cell) => cell.pool === 'annual' && reported.some((one) => one.code === cell.region))).count;
  const base = count(books.base.cells);
  const words = { zh: `${before}年项目个数`, en: `projects of ${before}` };
  if (reported.length === 0 || lacking.length > 0 || base === 0) {
    return figure('projects.count-growth', null, null, {
      of: { value: null, unit: 'count', words },
      absent: noBase,
      unreported: [],
      cautions: [
        {
          zh: `没有${before}年完整台账${lacking.length ? `：${lacking.map((one) => one.name).join('、')}` : ''}。`,
          en: `No complete ledger of ${before}${lacking.length ? ` for ${lacking.map(english).join(', ')}` : ''}.`,
        },
      ],
    });
  }
  return figure('projects.count-growth', count(books.cells) / base - 1, { pool: 'annual' }, { of: { value: base, unit: 'count', words } });
}

/** The flat form for scripts: pool × threshold × nature × list, one entry for each combination that has rows. */
export function flatten(books: Books): {
  id: string;
  region: string;
  pool: 'annual' | 'reserve';
  minTotalYuan: number;
  nature: 'all' | 'new' | 'continuing';
  list: string | null;
  count: number;
  totalYuan: number;
  annualPlanYuan: number | null;
}[] {
  const entries: ReturnType<typeof flatten> = [];
  const codesOfYear = new Set(books.lists.map((list) => list.code));
  const units =
    books.region.level === 'county'
      ? [books.region.code]
      : [books.region.code, ...[...books.counties, ...books.others].map((one) => one.code).filter((code) => code !== books.region.code)];
  for (const region of units) {
    const mine = <T extends { region: string }>(rows: T[]) =>
      region === books.region.code ? rows : rows.filter((row) => row.region === region);
    const cells = mine(books.cells);
    const combinations = mine(books.combinations);
    for (const pool of ['annual', 'reserve'] as const)
      for (const floor of [0, ...books.tiers.map((tier) => tier.minYuan).filter((yuan) => yuan > 0)])
        for (const nature of ['all', 'new', 'continuing'] as const) {
          const fits = (row: Cell | Combination) => row.pool === pool && row.floor >= floor && (nature === 'all' || row.nature === nature);
          const push = (id: string, list: string | null, groups: (Cell | Combination)[]) => {
            const all = sum(groups);
            if (all.count > 0)
              entries.push({
                id,
                region,
                pool,
                minTotalYuan: floor,
                nature,
                list,
                count: all.count,
                totalYuan: all.totalYuan,
                annualPlanYuan: all.planUnstated === all.count ? null : all.planYuan,
              });
          };
          push(`${pool === 'annual' ? 'projects' : 'reserve'}`, null, cells.filter(fits));
          for (const list of codesOfYear)
            push(
              'lists',
              list,
              combinations.filter((one) => one.lists.includes(list) && fits(one)),
            );
        }
  }
  return entries;
}
