// The invented officers of spring 2020 in the four counties: one for nearly every enterprise, drawn from the offices of the county. It decides names,
// offices and who goes where since when; what they found there day by day is presence.ts, what troubled the enterprises difficulties.ts.
import { DEMO_PEOPLE, type DemoPerson } from './people.ts';
import { demoEnterprises } from './resumption.ts';

/** An officer with an account of their own; only those of people.ts stand on the page of entry. */
export type DemoOfficer = { login: string; name: string; nameEn: string; region: string; organisation: string };

/** Who was with an enterprise, one after another; `reason` says why one went. */
export type DemoAssignment = { login: string; organisation: string; from: string; to: string | null; reason: string };
export type DemoService = {
  region: string;
  enterprise: string;
  assignments: DemoAssignment[];
  measure: string;
  measureOn: string;
  /** A hand-over that the other side has not answered yet. */
  offer: { login: string; note: string; at: string } | null;
};

const families = [
  ['柏', 'Bai'],
  ['桑', 'Sang'],
  ['虞', 'Yu'],
  ['奚', 'Xi'],
  ['郦', 'Li'],
  ['靳', 'Jin'],
  ['庾', 'Yu'],
  ['鄢', 'Yan'],
  ['逄', 'Pang'],
  ['岑', 'Cen'],
  ['冀', 'Ji'],
  ['蔚', 'Yu'],
  ['艾', 'Ai'],
] as const;
const given = [
  ['望川', 'Wangchuan'],
  ['听雪', 'Tingxue'],
  ['怀谷', 'Huaigu'],
  ['青禾', 'Qinghe'],
  ['之遥', 'Zhiyao'],
  ['砚田', 'Yantian'],
  ['疏影', 'Shuying'],
  ['景行', 'Jingxing'],
  ['若木', 'Ruomu'],
  ['予安', 'Yu’an'],
  ['星渡', 'Xingdu'],
] as const;

const countyNames: Readonly<Record<string, string>> = { '220422': '东辽县', '220421': '东丰县', '220402': '龙山区', '220403': '西安区' };
const offices = [
  '发展和改革局',
  '财政局',
  '统计局',
  '自然资源局',
  '住房和城乡建设局',
  '教育局',
  '民政局',
  '司法局',
  '文化广播电视和旅游局',
  '审计局',
];

/** Nobody is sent to this one yet: the enterprise of dongliao.owner. */
export const withoutOfficer = '东辽县棠木家具有限公司';
const moving = { login: 'dongliao.officer', region: '220422' };

const sent = demoEnterprises().filter((one) => one.name !== withoutOfficer);
const placeIn = new Map<string, number>();
const places = sent.map((one) => {
  const place = placeIn.get(one.region) ?? 0;
  placeIn.set(one.region, place + 1);
  return place;
});

/** One for each enterprise that has one; the first of 东辽 is in people.ts. */
export const DEMO_OFFICERS: readonly DemoOfficer[] = sent.flatMap(({ region }, index) => {
  const place = places[index]!;
  if (region === moving.region && place === 0) return [];
  const [family, familyEn] = families[index % families.length]!;
  const [name, nameEn] = given[index % given.length]!;
  return [
    {
      login: `officer.${region}.${place}`,
      name: family + name,
      nameEn: `${familyEn} ${nameEn}`,
      region,
      organisation: `${countyNames[region]}${offices[place % offices.length]}`,
    },
  ];
});

const entering = DEMO_PEOPLE.find((person: DemoPerson) => person.login === moving.login)!;
const loginAt = (region: string, place: number): string =>
  region === moving.region && place === 0 ? moving.login : `officer.${region}.${place}`;
const organisationOf = (login: string): string =>
  login === moving.login ? entering.organisation : DEMO_OFFICERS.find((one) => one.login === login)!.organisation;

const measures: Readonly<Record<string, readonly string[]>> = {
  industry: [
    '协调金融机构展期贷款300万元；帮助申领稳岗返还；每周二、五到厂一次',
    '由园区统一采购口罩，按周配送；组织两辆包车接返岗工人',
    '办理跨省运输通行证，保证原料三日内到厂；错峰两班生产',
    '代办电费缓交和社保减免；联系上游企业同步复工',
  ],
  construction: ['工人实行点对点返岗，工地封闭管理；材料进场走绿色通道', '协调商混站同步复工，先开室内工序'],
  agriculture: ['饲料和鲜活农产品运输发放通行证；联系加工企业保底收购', '协调春耕物资到户，种苗贷款贴息'],
  transport: ['司机每日测温登记、不下车装卸，车辆出入即时消毒；货源由商务局对接'],
  trade: ['减免两个月房租；改线上接单、集中配送'],
  catering: ['暂停堂食，接入团餐配送，办理食品经营变更'],
  services: ['减免两个月房租，社保缓缴'],
  utilities: ['保供岗位两班封闭值守，抢修物资储备十天'],
  medical: ['熔喷布和无纺布由工信局统一调配，三班生产，日报产量'],
  'daily-needs': ['粮油运输车辆优先通行，库存保持三十天以上'],
};

const days = ['2020-02-05', '2020-02-07', '2020-02-08', '2020-02-10', '2020-02-11'];

/** Who is with which enterprise, in the order of the list. */
export function demoServices(): DemoService[] {
  return sent.map(({ region, name, sector }, index) => {
    const place = places[index]!;
    const first = loginAt(region, place);
    const from = days[index % days.length]!;
    const own = { login: first, organisation: organisationOf(first), from, to: null, reason: '' };
    const service: DemoService = {
      region,
      enterprise: name,
      assignments: [own],
      measure: measures[sector]![index % measures[sector]!.length]!,
      measureOn: days[(index + 1) % days.length]! > from ? days[(index + 1) % days.length]! : from,
      offer: null,
    };
    // Handed over by both sides: the officer of the second went to the checkpoint, that of the fifth took it over.
    if (region === moving.region && place === 1) {
      const next = loginAt(region, 4);
      service.assignments = [
        { ...own, to: '2020-02-27', reason: `交接给${DEMO_OFFICERS.find((one) => one.login === next)!.name}` },
        { ...own, login: next, organisation: organisationOf(next), from: '2020-02-27' },
      ];
    }
    if (region === moving.region && place === 3)
      service.offer = {
        login: moving.login,
        note: '3月16日起回局里办春耕资金，袜厂下周还有两批外地工人到，隔离房间在二号宿舍，钥匙在门卫处',
        at: '2020-03-14T16:20:00+08:00',
      };
    return service;
  });
}
