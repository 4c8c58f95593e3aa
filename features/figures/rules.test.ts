import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Books, type Cell, dashboardOf, flatten, sum, thresholdCautions } from './rules.ts';

const yi = 100_000_000;
const cell = (
  region: string,
  nature: Cell['nature'],
  floor: number,
  count: number,
  totalYuan: number,
  planYuan: number,
  more: Partial<Cell> = {},
): Cell => ({
  region,
  pool: 'annual',
  nature,
  floor,
  line: null,
  stage: 'building',
  maturity: null,
  count,
  totalYuan,
  planYuan,
  totalUnstated: 0,
  planUnstated: 0,
  natureInferred: 0,
  ...more,
});
const counties = [
  { code: '220402', name: '龙山区' },
  { code: '220403', name: '西安区' },
  { code: '220421', name: '东丰县' },
  { code: '220422', name: '东辽县' },
];
const tiers = [
  { code: '500', zh: '500万元以上', en: 'from 5m', minYuan: 5_000_000 },
  { code: '5000', zh: '5000万元以上', en: 'from 50m', minYuan: 50_000_000 },
];
const report = (region: string, thresholdYuan: number | null) => ({
  region,
  pool: 'annual' as const,
  thresholdYuan,
  statedAs: '',
  reportedAt: '2020-03-12T00:00:00.000Z',
  by: '王录入',
  importId: null,
});
const city = (more: Partial<Books> = {}): Books => ({
  region: { code: '220400', name: '辽源市', level: 'city' },
  year: 2020,
  years: [2020],
  asOf: { at: '2020-03-12T00:00:00.000Z', entries: {} },
  counties,
  others: [],
  tiers,
  lines: [],
  lists: [],
  cells: [],
  combinations: [],
  reports: [],
  base: { cells: [], reports: [] },
  ...more,
});
// 东丰县, as printed: 55 + 25 = 80 projects, 17 + 18 = 35 of them from 50 million.
const dongfeng = [
  cell('220421', 'new', 50_000_000, 17, 3_221_000_000, 2_317_000_000),
  cell('220421', 'new', 5_000_000, 38, 777_000_000, 718_000_000),
  cell('220421', 'continuing', 50_000_000, 18, 5_475_000_000, 1_646_000_000),
  cell('220421', 'continuing', 5_000_000, 7, 121_000_000, 70_000_000),
];

describe('figures', () => {
  it('a county that has not reported is unreported, never zero, and no total above it hides that', () => {
    const board = dashboardOf(city({ cells: dongfeng, reports: [report('220421', 5_000_000)] }));
    const dongliao = board.counties.find((one) => one.code === '220422')!;
    expect(dongliao.report.reported).toBe(false);
    expect(dongliao.annual.count.value).toBeNull();
    expect(dongliao.annual.total.value).toBeNull();
    expect(board.headline.annual.count.value).toBe(80);
    expect(board.headline.annual.count.unreported.map((one) => one.name)).toEqual(['龙山区', '西安区', '东辽县']);
    expect(board.headline.reported).toMatchObject({ value: 1, of: { value: 4 } });
  });

  it('a county that reported no projects has zero, not nothing', () => {
    const board = dashboardOf(city({ cells: dongfeng, reports: [report('220421', 5_000_000), report('220422', 5_000_000)] }));
    expect(board.counties.find((one) => one.code === '220422')!.annual.count.value).toBe(0);
  });

  it('a size tier counts everything that reaches it: 35 rows from 50 million, 80 from 5 million', () => {
    const board = dashboardOf(city({ cells: dongfeng, reports: [report('220421', 5_000_000)] }));
    const [five, fifty] = board.tiers;
    expect([five!.all.count.value, five!.all.total.value, five!.all.plan.value]).toEqual([80, 9_594_000_000, 4_751_000_000]);
    expect([fifty!.all.count.value, fifty!.new.count.value, fifty!.continuing.count.value]).toEqual([35, 17, 18]);
    expect(fifty!.all.total.value).toBe(8_696_000_000);
    expect(fifty!.all.count.rows).toMatchObject({ year: 2020, region: '220400', pool: 'annual', minTotalYuan: 50_000_000 });
  });

  it('adding counties whose thresholds differ says so', () => {
    const [caution] = thresholdCautions(city({ reports: [report('220421', 5_000_000), report('220402', null)] }));
    expect(caution!.zh).toContain('东丰县500万元以上');
    expect(caution!.zh).toContain('龙山区未注明');
    expect(thresholdCautions(city({ reports: [report('220421', 5_000_000), report('220403', 5_000_000)] }))).toEqual([]);
  });

  it('growth is given with its base only: 15.25 over 3.4738 is 339 %', () => {
    const xian = { region: { code: '220403', name: '西安区', level: 'county' as const }, counties: [counties[1]!] };
    const cells = [
      cell('220403', 'new', 5_000_000, 8, 2 * yi, 525_000_000),
      cell('220403', 'continuing', 5_000_000, 17, 75.8 * yi, 1_000_000_000),
    ];
    const board = dashboardOf(
      city({
        ...xian,
        cells,
        reports: [report('220403', 5_000_000)],
        base: { cells: [cell('220403', null, 0, 17, 0, 347_380_000)], reports: [] },
      }),
    );
    expect(board.headline.planGrowth.value! * 100).toBeCloseTo(339, 2);
    expect(board.headline.planGrowth.of?.value).toBe(347_380_000);
    expect(board.headline.planGrowth.cautions[0]!.zh).toContain('不是当年台账');
  });

  it('growth over counties of which one has no base is not computed, and names it', () => {
    const board = dashboardOf(
      city({
        cells: [...dongfeng, cell('220403', 'new', 5_000_000, 8, yi, yi)],
        reports: [report('220421', null), report('220403', null)],
        base: { cells: [cell('220403', null, 0, 17, 0, yi)], reports: [] },
      }),
    );
    expect(board.headline.planGrowth.value).toBeNull();
    expect(board.headline.planGrowth.cautions[0]!.zh).toContain('东丰县');
  });

  it('a project on two lists is counted once in the union, and the overlap is its own line', () => {
    const combination = (lists: string[], count: number) => ({
      region: '220421',
      lists,
      pool: 'annual' as const,
      nature: 'new' as const,
      floor: 0,
      count,
      totalYuan: count * yi,
      planYuan: count,
    });
    const lists = [
      { code: 'a', zh: '甲', en: 'a', level: 'province' },
      { code: 'b', zh: '乙', en: 'b', level: 'city' },
    ];
    const board = dashboardOf(
      city({
        cells: dongfeng,
        reports: [report('220421', null)],
        lists,
        combinations: [combination(['a'], 4), combination(['a', 'b'], 2), combination(['b'], 3), combination(['old'], 9)],
      }),
    );
    expect(board.lists.map((one) => one.all.count.value)).toEqual([6, 5]);
    expect(board.union.count.value).toBe(9);
    expect(board.overlaps.map((one) => [one.lists.join(), one.all.count.value])).toContainEqual(['a,b', 2]);
  });

  it('a plan that some rows do not state is summed over those that do, and says how many do not', () => {
    const board = dashboardOf(
      city({ cells: [cell('220421', 'new', 0, 3, yi, 5, { planUnstated: 2 })], reports: [report('220421', null)] }),
    );
    expect(board.headline.annual.plan.value).toBe(5);
    expect(board.headline.annual.plan.cautions.at(-1)!.zh).toContain('2个项目未填');
    expect(board.missing.planUnstated.value).toBe(2);
  });

  it('parts always make the whole: tiers nest, natures add up, counties add up (any books)', () => {
    const anyCell = fc
      .record({
        region: fc.constantFrom('220402', '220403', '220421'),
        nature: fc.constantFrom<Cell['nature']>('new', 'continuing', null),
        floor: fc.constantFrom(0, 5_000_000, 50_000_000),
        count: fc.integer({ min: 1, max: 40 }),
        totalYuan: fc.integer({ min: 0, max: 1e11 }),
        planYuan: fc.integer({ min: 0, max: 1e10 }),
      })
      .map((one) => cell(one.region, one.nature, one.floor, one.count, one.totalYuan, one.planYuan));
    fc.assert(
      fc.property(fc.array(anyCell, { maxLength: 30 }), (cells) => {
        const board = dashboardOf(city({ cells, reports: counties.map((one) => report(one.code, 5_000_000)) }));
        const whole = sum(cells);
        expect(board.headline.annual.total.value).toBe(whole.totalYuan);
        expect(board.counties.reduce((all, one) => all + one.annual.total.value!, 0)).toBe(whole.totalYuan);
        for (const tier of board.tiers)
          expect(tier.new.count.value! + tier.continuing.count.value! + tier.unstated.count.value!).toBe(tier.all.count.value);
        expect(board.tiers[1]!.all.count.value!).toBeLessThanOrEqual(board.tiers[0]!.all.count.value!);
        for (const entry of flatten(city({ cells }))) expect(entry.count).toBeGreaterThan(0);
      }),
    );
  });
});
