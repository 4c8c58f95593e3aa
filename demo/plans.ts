// How the invented projects fare on 15 March 2020: what each promised, how far it got, what stands in its way. Most keep their word, some are late, some
// blocked, one promised what nobody can keep. Who they are is in the ledgers; the plans come from the product's own templates.
const asOf = '2020-03-15';

export type DemoFate = {
  start: string;
  asOf: string;
  room: number;
  keeping: number;
  answers: Readonly<Record<string, string>>;
  blocked?: { reason: string; until: string };
};

const troubles = [
  { reason: '12 户村民对青苗补偿标准有异议，测绘队无法进场', until: '2020-04-10' },
  { reason: '疫情期间外省设备厂家技术人员不能到场', until: '2020-04-20' },
  { reason: '银行授信未批，首期设备款未付', until: '2020-05-06' },
  { reason: '施工图缺人防章节，退回补正', until: '2020-03-31' },
];
const answers: readonly Readonly<Record<string, string>>[] = [
  {},
  { soil: 'yes' },
  { 'new-land': 'yes', taking: 'yes' },
  { eia: 'register' },
  { energy: 'yes', fire: 'yes' },
  { woodland: 'yes' },
];

/** The project that promised what nobody can keep. */
const IMPOSSIBLE = '装配式建筑构件生产基地项目';

/** `place`: where the project stands among those of its county; `continuing` projects were begun before the winter. */
export function fateOf(project: { name: string; continuing: boolean }, place: number): DemoFate {
  const start = project.continuing
    ? ['2019-04-15', '2019-06-03', '2019-08-05', '2019-09-02'][place % 4]!
    : ['2019-12-02', '2020-01-06', '2020-02-17', '2020-03-02'][place % 4]!;
  const trouble = troubles[(place >> 2) % troubles.length]!;
  if (project.name === IMPOSSIBLE) return { start: '2020-03-02', asOf, room: -70, keeping: 0.6, answers: { taking: 'yes' } };
  const fate = { start, asOf, answers: answers[place % answers.length]! };
  if (place % 9 === 5) return { ...fate, room: 12, keeping: 0.55 };
  if (place % 7 === 3) return { ...fate, room: 15, keeping: 0.85, blocked: trouble };
  return { ...fate, room: 20 + (place % 5) * 6, keeping: project.continuing ? 1 : 0.97 };
}

const leaders: Readonly<Record<string, string>> = { '220421': '符望舒', '220422': '贲云帆', '220402': '宗砚耕', '220403': '茅知夏' };
const counties: Readonly<Record<string, string>> = { '220421': '东丰县', '220422': '东辽县', '220402': '龙山区', '220403': '西安区' };
const kinds: readonly [words: RegExp, department: string, team: string][] = [
  [/农|田|畜|种植|养殖|繁育|种源|鹿/, '农业农村局', '农业项目专班'],
  [/公路|道路|大桥|停车/, '交通运输局', '交通项目专班'],
  [/管网|供热|供水|污水|棚|安置|房|学校|小学|中学|医院|垃圾/, '住房和城乡建设局', '城建项目专班'],
  [/旅游|景区|文旅|公园|康养/, '文化广播电视和旅游局', '文旅项目专班'],
  [/产|厂|工业|制造|加工|基地|园/, '工业和信息化局', '工业项目专班'],
];

/** Who answers for a project of 50 million yuan and more; of smaller ones nobody is decided. */
export function responsibleFor(
  region: string,
  project: { name: string; totalYuan: number | null },
): { since: string; leader: string; department: string; team: string } | undefined {
  const leader = leaders[region];
  if (!leader || project.totalYuan === null || project.totalYuan < 50_000_000) return undefined;
  const [, department, team] = kinds.find(([words]) => words.test(project.name)) ?? [/./, '发展和改革局', '重大项目专班'];
  return { since: '2020-01-06', leader, department: `${counties[region]}${department}`, team };
}
