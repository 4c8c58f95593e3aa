// A province of plausible invented projects for measuring, in a stream: sizes, natures, stages and lists fall as they do in published lists, every code
// passes its check and no two projects of a county share a name. The same seed gives the same province. It writes to nothing; a bench loads it.
//   for (const project of provinceProjects(100_000, 1)) …

import { newProjectCode, oldProjectCode, syntheticCreditCode } from '../demo/codes.ts';

export type ProvinceProject = {
  /** Running number from 0, the same for the same place in the stream. */
  serial: number;
  name: string;
  owner: string;
  creditCode: string;
  code: string | null;
  /** Division of the county, six digits. */
  county: string;
  countyName: string;
  place: string;
  pool: 'annual' | 'reserve';
  nature: 'new' | 'continuing';
  totalYuan: number;
  /** Null in the reserve. */
  annualPlanYuan: number | null;
  /** Done before this year; null unless continuing. */
  doneBeforeYuan: number | null;
  year: number;
  stage: 'idea' | 'approved' | 'preparing' | 'started' | 'counted' | 'building' | 'completed';
  /** GB/T 4754-2017 class. */
  industry: string;
  line: '农业' | '工业' | '建筑业' | '特色产业' | '文旅三产';
  start: string;
  finish: string;
  lists: ('sanzao' | 'city-key' | 'county-key' | 'special-bond' | 'central-budget')[];
};

/** The counties of Jilin with a weight for how many projects each runs. */
export const JILIN_COUNTIES: readonly { code: string; name: string; weight: number }[] = (
  '220102南关区3 220103宽城区3 220104朝阳区3 220105二道区3 220106绿园区3 220112双阳区2 220113九台区3 220122农安县3 220182榆树市3 220183德惠市3 220184公主岭市4 ' +
  '220202昌邑区2 220203龙潭区3 220204船营区2 220211丰满区2 220221永吉县2 220281蛟河市2 220282桦甸市2 220283舒兰市2 220284磐石市2 220302铁西区1 220303铁东区1 220322梨树县2 ' +
  '220323伊通满族自治县2 220382双辽市2 220402龙山区1 220403西安区1 220421东丰县2 220422东辽县1 220502东昌区1 220503二道江区1 220521通化县2 220523辉南县1 220524柳河县1 ' +
  '220581梅河口市3 220582集安市1 220602浑江区1 220605江源区1 220621抚松县2 220622靖宇县1 220623长白朝鲜族自治县1 220681临江市1 220702宁江区2 220721前郭尔罗斯蒙古族自治县2 ' +
  '220722长岭县2 220723乾安县1 220781扶余市2 220802洮北区2 220821镇赉县1 220822通榆县2 220881洮南市1 220882大安市2 222401延吉市2 222402图们市1 222403敦化市2 222404珲春市2 ' +
  '222405龙井市1 222406和龙市1 222424汪清县1 222426安图县1'
)
  .split(' ')
  .map((text) => ({ code: text.slice(0, 6), name: text.slice(6, -1), weight: Number(text.at(-1)) }));

const FIRST = [...'东西南北上下前后新兴安永太福长双石金青红白黑大小三五六八九龙凤鹤松柳杨桦榆杏梨泉'];
const SECOND = [...'河沟岭岗屯甸泡山川湾台沿桥井庙堡营家街林原坡洼梁口岔沙岩泉场'];
const FIRM = [...'棠砚禾穗岚沐桁汀杉桐壤稼榫络翎澜栖塬铎酶膜绒飒曦掘矸驮椿墨素菌犇豕筑暖润杏呦画窖'];
const SUBJECTS: readonly (readonly [subject: string, industry: string, line: ProvinceProject['line'], trade: string])[] = [
  ['高标准农田建设', '0113', '农业', '农业发展'],
  ['生猪标准化养殖', '0313', '农业', '牧业'],
  ['肉牛养殖园区', '0311', '农业', '牧业'],
  ['棚膜蔬菜园区', '0141', '农业', '农业发展'],
  ['玉米烘干仓储', '5951', '农业', '粮食仓储'],
  ['河道治理', '7610', '农业', '水利建设'],
  ['畜禽粪污资源化利用', '7723', '农业', '环保科技'],
  ['玉米深加工', '1391', '工业', '食品'],
  ['汽车零部件', '3670', '工业', '汽车部件'],
  ['轴承精密加工', '3451', '工业', '轴承'],
  ['农机装备制造', '3572', '工业', '农机制造'],
  ['化学原料药', '2710', '工业', '药业'],
  ['风力发电', '4415', '工业', '新能源'],
  ['光伏发电', '4416', '工业', '新能源'],
  ['石墨新材料', '3091', '工业', '新材料'],
  ['针织服装', '1763', '工业', '针织'],
  ['装配式建筑构件', '3021', '建筑业', '建材'],
  ['城区道路改造', '7810', '建筑业', '城市建设投资'],
  ['老旧小区改造', '7090', '建筑业', '城市建设投资'],
  ['污水处理厂', '4620', '建筑业', '水务'],
  ['集中供热管网', '4430', '建筑业', '热力'],
  ['一级公路改建', '5443', '建筑业', '交通建设'],
  ['标准厂房', '7221', '建筑业', '园区建设'],
  ['人参精深加工', '2740', '特色产业', '药业'],
  ['梅花鹿养殖', '0319', '特色产业', '牧业'],
  ['食用菌栽培', '0142', '特色产业', '农业科技'],
  ['矿泉水灌装', '1522', '特色产业', '饮品'],
  ['冷链物流', '5930', '文旅三产', '物流'],
  ['养老服务中心', '8514', '文旅三产', '养老服务'],
  ['冰雪旅游度假区', '7869', '文旅三产', '文化旅游'],
  ['大数据中心', '6550', '文旅三产', '数据'],
  ['商贸综合体', '5211', '文旅三产', '商业管理'],
];
const KINDS = ['项目', '工程', '建设项目', '扩建项目', '技术改造项目', '产业园项目', '示范项目'];

/** A small generator with a 32-bit state (mulberry32): fast, and the same everywhere. */
function random(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A total in yuan: log-normal with a median near 4000万元, never under 500万元, rounded as people round. */
function drawTotal(next: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const wan = Math.min(1_500_000, Math.max(500, Math.exp(8.3 + 1.25 * normal)));
  const step = wan < 5_000 ? 10 : wan < 50_000 ? 100 : 500;
  return Math.round(wan / step) * step * 10_000;
}

/** The office's usual spelling of a year and month. */
const month = (year: number, m: number): string => `${year}-${String(m).padStart(2, '0')}`;

/** `count` projects over the counties of Jilin in the ledgers of `year`, one at a time; about a quarter stand in reserve. */
export function* provinceProjects(count: number, seed: number, year = 2026): Generator<ProvinceProject, void, undefined> {
  const next = random(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!;
  const wheel = JILIN_COUNTIES.flatMap((county) => Array.from({ length: county.weight }, () => county));
  const met = new Map<string, number>();
  const villages = FIRST.length * SECOND.length;
  for (let serial = 0; serial < count; serial++) {
    const county = pick(wheel);
    const k = met.get(county.code) ?? 0;
    met.set(county.code, k + 1);
    // A step prime to the number of villages visits each once before any comes again as a later phase: names never repeat in a county.
    const village = (k * 787 + Number(county.code)) % villages;
    const phase = Math.floor(k / villages);
    const place = `${FIRST[village % FIRST.length]}${SECOND[Math.floor(village / FIRST.length)]}镇`;
    const trades = Math.floor(next() * SUBJECTS.length);
    const [subject, industry, line, trade] = SUBJECTS[trades]!;
    // A firm keeps to one trade, so that one credit code is one name.
    const firm = trades * 28 + Math.floor(next() * 28);
    const totalYuan = drawTotal(next);
    const reserve = next() < 0.24;
    const continuing = !reserve && next() < 0.38;
    const began = continuing ? year - 1 - Math.floor(next() * 3) : reserve ? year + 1 : year;
    const begins = 3 + Math.floor(next() * 5);
    const lasts = totalYuan < 50_000_000 ? 0 : 1 + Math.floor(next() * 3);
    const ends = Math.max(began + lasts, continuing ? year : began);
    const wan = totalYuan / 10_000;
    const done = continuing ? Math.round(wan * (0.2 + next() * 0.6)) : 0;
    const plan = Math.max(1, Math.round(ends <= year ? wan - done : (wan - done) * (0.25 + next() * 0.4)));
    const large = totalYuan >= 50_000_000;
    const lists: ProvinceProject['lists'] = [];
    if (!reserve && large && next() < 0.22) lists.push('sanzao');
    if (!reserve && totalYuan >= 100_000_000 && next() < 0.3) lists.push('city-key');
    if (!reserve && large && next() < 0.6) lists.push('county-key');
    if (line === '建筑业' && next() < 0.12) lists.push('special-bond');
    if ((line === '建筑业' || line === '农业') && next() < 0.15) lists.push('central-budget');
    const old = began <= 2020;
    const type = next() < 0.15 ? '02' : '01';
    const uncoded = next() < (reserve ? 0.85 : 0.06);
    const coded = old
      ? oldProjectCode(String(began), county.code, industry.slice(0, 2), type, k + 1)
      : newProjectCode(`${String(began).slice(2)}${String(begins).padStart(2, '0')}`, county.code, '04', type, k + 1);
    yield {
      serial,
      name: `${place}${subject}${pick(KINDS)}${phase > 0 ? `（${phase + 1}期）` : ''}`,
      owner: `${county.name.replace(/(满族|朝鲜族|蒙古族)?自治县$|[县市区]$/, '')}${FIRM[firm % FIRM.length]}${FIRM[Math.floor(firm / FIRM.length)]}${trade}有限公司`,
      creditCode: syntheticCreditCode(county.code, firm),
      code: uncoded ? null : coded,
      county: county.code,
      countyName: county.name,
      place,
      pool: reserve ? 'reserve' : 'annual',
      nature: continuing ? 'continuing' : 'new',
      totalYuan,
      annualPlanYuan: reserve ? null : plan * 10_000,
      doneBeforeYuan: continuing ? done * 10_000 : null,
      year,
      stage: reserve
        ? 'idea'
        : continuing
          ? next() < 0.85
            ? 'building'
            : 'completed'
          : pick(['approved', 'preparing', 'preparing', 'started', 'counted'] as const),
      industry,
      line,
      start: month(began, begins),
      finish: month(ends, Math.min(12, begins + 4)),
      lists,
    };
  }
}
