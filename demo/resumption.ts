// The invented enterprises of spring 2020 in the four counties and how each came back to work: when it applied, what the joint visit found, what the
// change of 19 February did to it. It decides names, days and fates; every step is judged by the product's own rules.

export type DemoFate =
  /** Never stopped; files when everybody has to, from 19 February. */
  | { kind: 'essential'; filed: string }
  /** Accepted at the first visit. */
  | { kind: 'accepted'; applied: string; visit: string; open: string; after?: 'suspended' | 'reopened' | 'revoked' }
  /** A department dissents; mended and seen again. */
  | { kind: 'rectified'; applied: string; visit: string; again: string; open: string; item: string; department: string; note: string }
  /** On its way when the regime changed: the visit was appointed, or something was being mended. */
  | { kind: 'overtaken'; applied: string; at: 'appointed' | 'rectifying' | 'submitted'; open: string }
  /** Applied by filing alone. */
  | { kind: 'filed'; applied: string; open: string | null }
  /** Still under way on 15 March. */
  | { kind: 'waiting'; applied: string; at: 'draft' | 'submitted' | 'incomplete' | 'complete' | 'withdrawn' }
  /** On the list and silent. */
  | { kind: 'silent' };

export type DemoEnterprise = {
  region: string;
  name: string;
  sector:
    | 'industry'
    | 'construction'
    | 'transport'
    | 'trade'
    | 'catering'
    | 'services'
    | 'agriculture'
    | 'utilities'
    | 'medical'
    | 'daily-needs';
  inPark: boolean;
  people: number;
  aboveScale: boolean;
  lastYearOutputYuan: number | null;
  fate: DemoFate;
};

/** Parks, and roughly where the county is, degrees. */
export const DEMO_PARKS: readonly { region: string; name: string; place: { latitude: number; longitude: number } }[] = [
  { region: '220422', name: '东辽经济开发区', place: { latitude: 42.92, longitude: 124.99 } },
  { region: '220421', name: '东丰经济开发区', place: { latitude: 42.67, longitude: 125.53 } },
  { region: '220402', name: '龙山工业集中区', place: { latitude: 42.9, longitude: 125.15 } },
  { region: '220403', name: '西安区工业集中区', place: { latitude: 42.92, longitude: 125.14 } },
];
export const DEMO_UNTIL = '2020-03-15';

const counties: readonly { region: string; stem: string; count: number }[] = [
  { region: '220422', stem: '东辽县', count: 30 },
  { region: '220421', stem: '东丰县', count: 12 },
  { region: '220402', stem: '辽源市龙山', count: 10 },
  { region: '220403', stem: '辽源市西安', count: 8 },
];

/** Sector, what such an enterprise is called, people, output of a day of last year in 万元. */
const trades: readonly [DemoEnterprise['sector'], string, number, number][] = [
  ['industry', '砚谷机械制造有限公司', 186, 42],
  ['industry', '穗丰食品有限公司', 132, 36],
  ['daily-needs', '清禾粮油加工有限公司', 88, 28],
  ['industry', '云砚袜业有限公司', 240, 30],
  ['agriculture', '鹿鸣畜禽养殖有限公司', 54, 11],
  ['industry', '棠木家具有限公司', 76, 12],
  ['utilities', '润泉供水有限公司', 41, 5],
  ['construction', '远岫建筑工程有限公司', 210, 25],
  ['industry', '景澜新材料有限公司', 95, 33],
  ['medical', '素问医用敷料有限公司', 68, 19],
  ['transport', '驰禾物流有限公司', 60, 9],
  ['industry', '暮云纺织有限公司', 158, 22],
  ['trade', '百汇商贸有限公司', 36, 15],
  ['industry', '长庚电气有限公司', 112, 27],
  ['agriculture', '菌沐农业科技有限公司', 47, 8],
];
const prefixes = ['', '新', '华', '恒', '瑞'];

const health = { item: 'R31', department: 'health', note: '隔离观察室没有单独出入口' };
const safety = { item: 'R34', department: 'emergency', note: '两台压机没有复工前检修记录' };
const duties = { item: 'R05', department: 'health', note: '三名返岗人员没有登记来源地' };

/** In the order of the list of a county; what is left over is filed after the change. */
const fates: readonly DemoFate[] = [
  { kind: 'accepted', applied: '2020-02-10', visit: '2020-02-12', open: '2020-02-13' },
  { kind: 'accepted', applied: '2020-02-10', visit: '2020-02-12', open: '2020-02-14' },
  { kind: 'rectified', applied: '2020-02-10', visit: '2020-02-12', again: '2020-02-15', open: '2020-02-17', ...health },
  { kind: 'overtaken', applied: '2020-02-17', at: 'appointed', open: '2020-02-21' },
  { kind: 'accepted', applied: '2020-02-11', visit: '2020-02-13', open: '2020-02-15', after: 'reopened' },
  { kind: 'waiting', applied: '2020-03-13', at: 'incomplete' },
  { kind: 'filed', applied: '2020-02-20', open: '2020-02-22' },
  { kind: 'rectified', applied: '2020-02-11', visit: '2020-02-13', again: '2020-02-16', open: '2020-02-18', ...safety },
  { kind: 'accepted', applied: '2020-02-12', visit: '2020-02-14', open: '2020-02-15' },
  { kind: 'overtaken', applied: '2020-02-15', at: 'rectifying', open: '2020-02-22' },
  { kind: 'filed', applied: '2020-02-22', open: '2020-02-24' },
  { kind: 'overtaken', applied: '2020-02-18', at: 'submitted', open: '2020-02-22' },
  { kind: 'accepted', applied: '2020-02-12', visit: '2020-02-14', open: '2020-02-16', after: 'suspended' },
  { kind: 'waiting', applied: '2020-03-15', at: 'submitted' },
  { kind: 'filed', applied: '2020-02-24', open: '2020-02-26' },
  { kind: 'accepted', applied: '2020-02-13', visit: '2020-02-15', open: '2020-02-17' },
  { kind: 'rectified', applied: '2020-02-12', visit: '2020-02-14', again: '2020-02-17', open: '2020-02-18', ...duties },
  { kind: 'overtaken', applied: '2020-02-17', at: 'appointed', open: '2020-02-23' },
  { kind: 'waiting', applied: '2020-03-14', at: 'complete' },
  { kind: 'filed', applied: '2020-02-27', open: '2020-03-01' },
  { kind: 'accepted', applied: '2020-02-13', visit: '2020-02-15', open: '2020-02-16', after: 'revoked' },
  { kind: 'waiting', applied: '2020-03-12', at: 'draft' },
  { kind: 'filed', applied: '2020-03-02', open: '2020-03-04' },
  { kind: 'accepted', applied: '2020-02-14', visit: '2020-02-17', open: '2020-02-18' },
  { kind: 'silent' },
  { kind: 'filed', applied: '2020-03-09', open: null },
  { kind: 'waiting', applied: '2020-03-03', at: 'withdrawn' },
  { kind: 'filed', applied: '2020-03-05', open: '2020-03-07' },
];

/** The enterprises of all counties, about sixty; the one that enters as a project owner of 东丰 is among them. */
export function demoEnterprises(): DemoEnterprise[] {
  return counties.flatMap(({ region, stem, count }, county) =>
    Array.from({ length: count }, (_, place): DemoEnterprise => {
      const turn = county === 0 ? place : place * 2 + county;
      const [sector, called, people, output] = trades[(place + county * 4) % trades.length]!;
      const prefix = prefixes[Math.floor(place / trades.length) + (county > 0 ? county : 0)]!;
      const essential = sector === 'utilities' || sector === 'medical' || sector === 'daily-needs';
      const first = region === '220421' && place === 0;
      return {
        region,
        name: first ? '东丰县棠鹿生物科技有限公司' : `${stem}${prefix}${called}`,
        sector: first ? 'industry' : sector,
        inPark: !essential && place % 3 !== 2,
        people: first ? 120 : people + ((place * 7) % 23),
        aboveScale: sector === 'industry' && people > 90,
        lastYearOutputYuan: (first ? 38 : output) * 10_000,
        fate:
          essential && !first ? { kind: 'essential', filed: place % 2 === 0 ? '2020-02-21' : '2020-02-25' } : fates[turn % fates.length]!,
      };
    }),
  );
}
