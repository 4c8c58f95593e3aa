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
