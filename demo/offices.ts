// Who sits where in the demo region: the offices of the city and its four counties, their posts, and the invented people in them with the days
// since when. It decides names and days only; they are seated by the administrator's own calls, and those who enter are in people.ts.

import { DEMO_PEOPLE } from './people.ts';

export type DemoSeat = { person: string; from: string };
export type DemoPost = {
  title: string;
  from: string;
  /** In the order they sat there; the last one still does. */
  seats: DemoSeat[];
};
export type DemoOffice = { region: string; name: string; kind: 'department' | 'institution' | 'enterprise'; posts: DemoPost[] };

/** Office and post; people as 姓名 since a day, one after another. */
const seated: readonly [region: string, office: string, title: string, ...holders: [string, string][]][] = [
  ['220400', '辽源市人民政府', '分管项目工作的副市长', ['邴长河', '2016-12-20'], ['单立勋', '2019-06-03']],
  ['220400', '辽源市发展和改革委员会', '主任', ['石望岳', '2018-11-06']],
  ['220400', '辽源市发展和改革委员会', '重大项目科科长', ['钮晚晴', '2017-05-15']],
  ['220400', '辽源市项目中心', '主任', ['杭知白', '2018-12-01']],
  ['220400', '辽源市审计局', '局长', ['左明川', '2017-03-20']],
  ['220421', '东丰县人民政府', '县长', ['宣怀谦', '2018-09-10']],
  ['220421', '东丰县发展和改革局', '局长', ['厉向辰', '2016-08-01'], ['詹若川', '2019-11-18']],
  ['220421', '东丰县项目中心', '主任', ['鲍景行', '2018-04-02']],
  ['220421', '东丰县工业和信息化局', '局长', ['郁承泽', '2018-12-28']],
  ['220421', '东丰县农业农村局', '局长', ['景禾田', '2019-01-15']],
  ['220421', '东丰县住房和城乡建设局', '局长', ['包砚池', '2017-06-12']],
  ['220421', '东丰县交通运输局', '局长', ['洪路遥', '2018-02-26']],
  ['220422', '东辽县人民政府', '分管项目工作的副县长', ['贲云帆', '2019-04-08']],
  ['220422', '东辽县发展和改革局', '局长', ['隗星野', '2018-07-02']],
  ['220422', '东辽县项目中心', '主任', ['崔暮云', '2019-02-18']],
  ['220422', '东辽县农业农村局', '局长', ['吉牧原', '2018-12-28']],
  ['220402', '龙山区人民政府', '分管项目工作的副区长', ['宗砚耕', '2018-10-22']],
  ['220402', '龙山区发展和改革局', '局长', ['柏逸舟', '2017-12-11']],
  ['220402', '龙山区项目中心', '主任', ['诸明远', '2019-03-25']],
  ['220402', '龙山区住房和城乡建设局', '局长', ['邓云阶', '2018-06-19']],
  ['220403', '西安区人民政府', '分管项目工作的副区长', ['茅知夏', '2019-07-16']],
  ['220403', '西安区发展和改革局', '局长', ['祖听澜', '2018-03-05']],
  ['220403', '西安区项目中心', '主任', ['苗远岫', '2018-08-13']],
  ['220403', '西安区工业和信息化局', '局长', ['符砺金', '2018-12-28']],
];

const institution = /项目中心$/;
function officesOf(rows: typeof seated, kind?: DemoOffice['kind']): DemoOffice[] {
  const offices = new Map<string, DemoOffice>();
  for (const [region, name, title, ...holders] of rows) {
    const office = offices.get(name) ?? {
      region,
      name,
      kind: kind ?? (institution.test(name) ? 'institution' : 'department'),
      posts: [],
    };
    offices.set(name, office);
    const seats = holders.map(([person, from]) => ({ person, from }));
    office.posts.push({ title, from: seats[0]!.from, seats });
  }
  return [...offices.values()];
}

const enterprises = new Set(DEMO_PEOPLE.filter((person) => person.role === 'owner').map((person) => person.organisation));
const entering = (owners: boolean): typeof seated =>
  DEMO_PEOPLE.filter((person) => enterprises.has(person.organisation) === owners).map((person) => [
    person.region,
    person.organisation,
    person.post,
    [person.name, person.since],
  ]);

/** The offices of the city and the counties, with everybody in them. */
export const DEMO_OFFICES: readonly DemoOffice[] = officesOf([...seated, ...entering(false)]);
/** The enterprises of those who enter as project owners; they come in with the ledgers. */
export const DEMO_ENTERPRISES: readonly DemoOffice[] = officesOf(entering(true), 'enterprise');
