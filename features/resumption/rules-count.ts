// What the numbers of the morning are, and how they are counted from what is known of each enterprise on that day. One definition a number; the
// formula names what the code below adds up, and a change of either is a new version. Pure.
import type { Figure, FigureUnit } from '../../vocabulary/figure.ts';
import type { EnterpriseDay } from './rules-standing.ts';
import { sectorWords } from './words.ts';
import type { CountFigure, CountGroup } from './words-count.ts';

type Definition = {
  unit: FigureUnit;
  zh: string;
  en: string;
  formula: string;
  of?: { words: { zh: string; en: string }; unit: FigureUnit };
};
const ofList = { words: { zh: '应复工企业', en: 'expected to resume' }, unit: 'enterprises' as const };
const version = '2';

const definitions: Record<CountFigure, Definition> = {
  expected: {
    unit: 'enterprises',
    zh: '当日名单内应当复工的企业户数；后来列入、移出的不改变当日。',
    en: 'Enterprises on the list of that day that are expected to resume; who came on it or left it later changes nothing.',
    formula: 'count(enterprises: on the list and expected on the day)',
  },
  applied: {
    unit: 'enterprises',
    zh: '截至当日已提交过复工申请（含报备）的企业户数。',
    en: 'Enterprises that have sent an application or a filing by that day.',
    formula: 'count(enterprises: a step submit until the day)',
    of: ofList,
  },
  inspected: {
    unit: 'enterprises',
    zh: '截至当日已经到场联合验收的企业户数；报备制下不需验收的不在内。',
    en: 'Enterprises visited by the group by that day; those that only file are not among them.',
    formula: 'count(enterprises: a step visit until the day)',
    of: ofList,
  },
  accepted: {
    unit: 'enterprises',
    zh: '截至当日验收合格的企业户数。',
    en: 'Enterprises accepted by that day.',
    formula: 'count(enterprises: a step accept until the day)',
    of: ofList,
  },
  filed: {
    unit: 'enterprises',
    zh: '截至当日已备案的企业户数，其后暂停、撤销的也计入；规则录错、备案被整体收回的，自收回之日起不计。',
    en: 'Enterprises filed by that day, those suspended or revoked later among them; a filing taken back with a wrong regime is out from that day on.',
    formula: 'count(enterprises: a step file until the day, not voided since)',
    of: ofList,
  },
  open: {
    unit: 'enterprises',
    zh: '当日处于已复工状态的企业户数；与应复工企业之比即复工率。',
    en: 'Enterprises open on that day; over those expected this is the resumption rate.',
    formula: 'count(enterprises: state on the day = open)',
    of: ofList,
  },
  suspended: {
    unit: 'enterprises',
    zh: '当日处于暂停复工状态的企业户数。',
    en: 'Enterprises suspended on that day.',
    formula: 'count(enterprises: state on the day = suspended)',
    of: ofList,
  },
  people: {
    unit: 'people',
    zh: '当日返岗人数，只加已上报的企业；分母是这些企业的职工人数，没有上报的另行点名，不算零。补报、更正以最后一次为准。',
    en: 'People back on that day of the enterprises that reported, out of those they employ; who did not report is named, not zero. A later report of that day replaces the first.',
    formula: 'sum(people back) of sum(people employed): enterprises that reported people back',
    of: { words: { zh: '已上报企业的职工', en: 'employed where people back were reported' }, unit: 'people' },
  },
  output: {
    unit: 'ratio',
    zh: '当日产值与去年同日之比，只加两个数都上报的企业。',
    en: 'Output of the day over the same day of last year, of the enterprises that reported both.',
    formula: 'sum(output) ÷ sum(output of last year): enterprises that reported both',
    of: { words: { zh: '去年同日产值', en: 'output of the same day last year' }, unit: 'yuan' },
  },
  short: {
    unit: 'enterprises',
    zh: '当日防疫物资最短可用天数少于所在县区规定天数的企业户数；没有上报物资的不在内。',
    en: 'Enterprises whose shortest supply lasts less than the rule of their county asks; those that told no supplies are not among them.',
    formula: 'count(enterprises: days of cover told on the day < rule)',
    of: { words: { zh: '报了物资的企业', en: 'that told their supplies' }, unit: 'enterprises' },
  },
  difficulties: {
    unit: 'items',
    zh: '当日结束时尚未由企业确认解决、也没有撤回的困难诉求件数；其后才解决、撤回、重提的不改变当日。',
    en: 'Difficulties neither confirmed as solved by the enterprise nor withdrawn when the day ended; what came later changes nothing.',
    formula: 'count(difficulties: raised until the day, not solved, not withdrawn)',
  },
  overdue: {
    unit: 'items',
    zh: '其中超过答复时限仍未答复的件数。',
    en: 'Of these, those without an answer although it was due.',
    formula: 'count(difficulties: open, not answered, due before the day ended)',
    of: { words: { zh: '未解决的困难诉求', en: 'not yet solved' }, unit: 'items' },
  },
  reported: {
    unit: 'enterprises',
    zh: '当日上报了返岗人数的企业户数。',
    en: 'Enterprises that reported their people back on that day.',
    formula: 'count(enterprises: people back told)',
    of: ofList,
  },
  silent: {
    unit: 'enterprises',
    zh: '当日名单内没有上报返岗人数的企业户数，逐户点名，不算零。',
    en: 'Enterprises on the list that did not report their people back on that day: named one by one, not zero.',
    formula: 'count(enterprises: people back not told) = expected − reported',
    of: ofList,
  },
};

/** The unit of a number by its id (resumption.open), and the day from which its definition counts; undefined of an unknown one. */
export function countDefinition(id: string): { unit: FigureUnit; since: string } | undefined {
  const found = Object.entries(definitions).find(([name]) => `resumption.${name}` === id);
  return found && { unit: found[1].unit, since: '2020-01-01' };
}

/** `coverDays`: how long supplies have to last, by county. */
export type CountSet = { until: string; coverDays: ReadonlyMap<string, number> };
const overdueOf = (row: EnterpriseDay, until: string): number => row.openDue.filter((due) => due !== null && due < until).length;

/** What an enterprise adds to a number; null where it is not part of it or said nothing. */
export function shareIn(figure: CountFigure, row: EnterpriseDay, { until, coverDays }: CountSet): number | null {
  const flag = (yes: boolean): number | null => (yes ? 1 : null);
  switch (figure) {
    case 'expected':
      return 1;
    case 'applied':
    case 'inspected':
    case 'accepted':
    case 'filed':
      return flag(row[figure]);
    case 'open':
    case 'suspended':
      return flag(row.state === figure);
    case 'people':
      return row.peopleBack;
    case 'output':
      return row.outputYuan !== null && row.lastYearYuan !== null ? row.outputYuan : null;
    case 'short':
      return flag(row.supplyDays !== null && row.supplyDays < (coverDays.get(row.region) ?? 0));
    case 'difficulties':
      return row.openDue.length || null;
    case 'overdue':
      return overdueOf(row, until) || null;
    case 'reported':
      return flag(row.peopleBack !== null);
    case 'silent':
      return flag(row.peopleBack === null);
  }
}

/** The numbers of some enterprises. `unreported`: the regions of which nobody said anything of the day. */
export function countFigures(
  some: readonly Tally[],
  until: string,
  about: {
    asOf: Figure['asOf'];
    unreported: Figure['unreported'];
    /** How the enterprises behind a number are asked for, beside the number itself. */
    rows: Record<string, string>;
  },
): Record<CountFigure, Figure> {
  const made = {} as Record<CountFigure, Figure>;
  const numbers = countNumbers(some, until);
  for (const id of Object.keys(definitions) as CountFigure[]) {
    const { unit, zh, en, formula, of } = definitions[id];
    const [value, whole] = numbers[id];
    const dayOnly = id === 'people' || id === 'output' || id === 'reported' || id === 'short';
    made[id] = {
      id: `resumption.${id}`,
      value,
      unit,
      of: of ? { value: whole, unit: of.unit, words: of.words } : null,
      ...(value === null && { absent: { zh: '未报', en: 'not reported' } }),
      unreported: dayOnly ? about.unreported : [],
      asOf: about.asOf,
      definition: { id: `resumption.${id}`, version, zh, en, formula },
      cautions: id === 'people' ? moreThanEmployed(some.flatMap((one) => one.odd)) : [],
      rows: { ...about.rows, figure: id },
    };
  }
  return made;
}

/** The list may have been corrected after the day was reported: then more people are back than it says are employed, and the share is not to be trusted. */
function moreThanEmployed(names: readonly string[]): Figure['cautions'] {
  if (names.length === 0) return [];
  const first = names.slice(0, 3);
  return [
    {
      zh: `${names.length} 户返岗人数多于名单上的职工人数，请核对名单：${first.join('、')}${names.length > 3 ? '等' : ''}。`,
      en: `${names.length} ${names.length === 1 ? 'enterprise has' : 'enterprises have'} more people back than the list says are employed; check the list: ${first.join(', ')}${names.length > 3 ? ' and others' : ''}.`,
    },
  ];
}

const summed = [
  'expected',
  'applied',
  'inspected',
  'accepted',
  'filed',
  'open',
  'suspended',
  'people',
  'employed',
  'output',
  'base',
  'short',
  'supplied',
  'difficulties',
  'reported',
] as const;
type Sums = Record<(typeof summed)[number], number>;
/** The enterprises of one county, sector and park on a day, added up; `due` by when each unanswered difficulty had to be answered. */
export type Tally = Pick<EnterpriseDay, 'region' | 'sector' | 'parkId' | 'park'> & Sums & { due: string[]; odd: string[] };

/** Adds up the enterprises of a county, by sector and park. */
export function tallies(rows: readonly EnterpriseDay[], coverDays: number): Tally[] {
  const made = new Map<string, Tally>();
  for (const row of rows) {
    const { region, sector, parkId, park } = row;
    const key = `${sector}/${parkId}`;
    let all = made.get(key);
    if (!all) {
      all = { region, sector, parkId, park, ...(Object.fromEntries(summed.map((name) => [name, 0])) as Sums), due: [], odd: [] };
      made.set(key, all);
    }
    all.expected += 1;
    if (row.applied) all.applied += 1;
    if (row.inspected) all.inspected += 1;
    if (row.accepted) all.accepted += 1;
    if (row.filed) all.filed += 1;
    if (row.state === 'open') all.open += 1;
    if (row.state === 'suspended') all.suspended += 1;
    if (row.peopleBack !== null) {
      all.reported += 1;
      all.people += row.peopleBack;
      all.employed += row.employed;
      if (row.peopleBack > row.employed) all.odd.push(row.name);
    }
    if (row.outputYuan !== null && row.lastYearYuan !== null) {
      all.output += row.outputYuan;
      all.base += row.lastYearYuan;
    }
    if (row.supplyDays !== null) {
      all.supplied += 1;
      if (row.supplyDays < coverDays) all.short += 1;
    }
    all.difficulties += row.openDue.length;
    for (const due of row.openDue) if (due !== null) all.due.push(due);
  }
  return [...made.values()];
}

/** The bare numbers of some tallies, each with what it is out of: a line of the table, whose words are those of the total. */
export function countNumbers(some: readonly Tally[], until: string): Record<CountFigure, [value: number | null, of: number | null]> {
  const all = Object.fromEntries(summed.map((name) => [name, 0])) as Sums;
  let overdue = 0;
  for (const one of some) {
    for (const name of summed) all[name] += one[name];
    for (const due of one.due) if (due < until) overdue += 1;
  }
  const ofList = (value: number): [number, number] => [value, all.expected];
  return {
    expected: ofList(all.expected),
    applied: ofList(all.applied),
    inspected: ofList(all.inspected),
    accepted: ofList(all.accepted),
    filed: ofList(all.filed),
    open: ofList(all.open),
    suspended: ofList(all.suspended),
    people: all.reported === 0 ? [null, null] : [all.people, all.employed],
    output: all.base === 0 ? [null, null] : [all.output / all.base, all.base],
    short: all.supplied === 0 ? [null, null] : [all.short, all.supplied],
    difficulties: ofList(all.difficulties),
    overdue: [overdue, all.difficulties],
    reported: ofList(all.reported),
    silent: ofList(all.expected - all.reported),
  };
}

/** The group an enterprise belongs to: its code and what it is called. Outside every park is a group of its own. */
export function groupOf(
  by: CountGroup,
  row: Pick<EnterpriseDay, 'region' | 'sector' | 'parkId' | 'park'>,
  regionName: (code: string) => { zh: string; en: string },
): { code: string; words: { zh: string; en: string } } {
  if (by === 'county') return { code: row.region, words: regionName(row.region) };
  if (by === 'sector') return { code: row.sector, words: sectorWords[row.sector] };
  return row.parkId === null
    ? { code: 'none', words: { zh: '园区外', en: 'outside parks' } }
    : { code: row.parkId, words: { zh: row.park, en: row.park } };
}
