// Turns the demo tables into projects: adds codes, contacts, stages and lists to each row, always the same way. It decides nothing about how a
// ledger looks; that is the business of the three sheet files. Money leaves here as integer yuan.

import { newProjectCode, oldProjectCode, syntheticCreditCode } from './codes.ts';

export type DemoListCode = 'sanzao-2020' | 'special-bond' | 'central-budget';

export type DemoItem = {
  /** Stable key inside the demo, e.g. `220421-annual-01`; never written to a file. */
  key: string;
  region: string;
  pool: 'annual' | 'reserve';
  name: string;
  /** National project code in the form printed in the ledger, or null where the office has none. */
  code: string | null;
  owner: string;
  /** Null for departments and cooperatives that left it out. */
  creditCode: string | null;
  place: string;
  /** GB/T 4754-2017 class, four digits. */
  industry: string;
  line: string;
  nature: 'new' | 'continuing';
  /** The word the ledger prints for the construction nature. */
  natureText: string;
  content: string;
  /** `YYYY` or `YYYY-MM`: as precise as the ledger prints it. */
  start: string;
  finish: string;
  totalYuan: number;
  annualPlanYuan: number | null;
  previousPlanYuan: number | null;
  /** Investment done from the start to the end of 2019; null where the ledger has no such column or a sign for nothing. */
  doneYuan: number | null;
  stage: '谋划' | '前期手续' | '开工' | '在建';
  progress: string;
  lists: { code: DemoListCode; state: string | null }[];
  contact: { name: string; phone: string };
};

/** 万元 with up to four decimals, as text, to integer yuan without passing through a binary fraction. */
function yuan(text: string): number | null {
  if (text === '') return null;
  const [whole, fraction = ''] = text.split('.');
  return Number(whole) * 10_000 + Number(fraction.padEnd(4, '0'));
}

const SURNAMES = [...'柏苗鲍阮宓茅栾厉祖符景詹龚邴隗宗宣贲邓郁单杭洪包诸左石崔吉钮'];
const GIVEN = '棠宁,砚秋,禾穗,岚清,沐阳,桁远,汀雨,杉青,苒苒,知衡,牧之,晏平,若谷,启桐,云舒,一苇,长庚,望舒,景和,石坚,南乔,立夏,䶮'.split(',');

/** The invented person at place `n` of the demo's own list of names, with a telephone number nobody is meant to have. */
export function inventedContact(n: number): { name: string; phone: string } {
  const name = `${SURNAMES[n % SURNAMES.length]}${GIVEN[(n * 7) % GIVEN.length]}`;
  return { name, phone: `1380000${String(1000 + ((n * 37) % 9000)).padStart(4, '0')}` };
}

const PUBLIC_BODY = /(局|办公室|合作社)$/;
const REBUILDING = /技术改造|技改|扩能/;
const NEW_PROGRESS = ['正在办理前期手续', '完成可研批复，办理用地手续', '施工图设计中', '已完成招标', '备案完成，正在平整场地'];
const GOING_PROGRESS = ['主体工程完工', '基础工程完成，主体施工', '设备安装', '室内装修', '完成总工程量的60%'];

type TableOptions = { region: string; pool: 'annual' | 'reserve'; firstContact: number; reissuedCodes: boolean };

function natureWord(name: string, mark: string): string {
  if (mark.startsWith('续')) return '续建';
  if (mark.startsWith('新')) return '新建';
  return /扩建/.test(name) ? '扩建' : /改造|提标/.test(name) ? '改建' : '新建';
}

function listsOf(mark: string): DemoItem['lists'] {
  const lists: DemoItem['lists'] = [];
  if (mark.includes('早')) lists.push({ code: 'sanzao-2020', state: null });
  if (mark.includes('债')) lists.push({ code: 'special-bond', state: '谋划' });
  if (mark.includes('报')) lists.push({ code: 'special-bond', state: '已通过省发改委审核，报送国家发改委' });
  if (mark.includes('央')) lists.push({ code: 'central-budget', state: null });
  return lists;
}

/** Reads one demo table. Owners already met in `firms` keep their credit code. */
export function itemsOf(table: string, options: TableOptions, firms: Map<string, string>): DemoItem[] {
  const { region, pool } = options;
  return table
    .trim()
    .split('\n')
    .map((line, i): DemoItem => {
      const [name, owner, place, industry, tag, content, total, plan, previous, done, start, finish, mark] = line.split('|') as [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ];
      const reserve = pool === 'reserve';
      const continuing = mark.startsWith('续');
      if (!PUBLIC_BODY.test(owner) && !firms.has(owner)) firms.set(owner, syntheticCreditCode(region, firms.size + 1));
      const type = REBUILDING.test(name) ? '02' : '01';
      const serial = ((i + 3) * 4_177 + 811) % 100_000;
      const uncoded = reserve ? i % 9 !== 0 : i % 13 === 6;
      const reissued = options.reissuedCodes && i % 4 === 1;
      const code = uncoded
        ? null
        : reissued
          ? newProjectCode(i % 8 === 1 ? '2011' : '2012', region, '04', type, serial)
          : oldProjectCode(continuing ? start.slice(0, 4) : '2020', region, industry.slice(0, 2), type, serial);
      // Every third ledger row gives years only: the item is then no more precise than the paper.
      const yearsOnly = i % 3 === 2 || reserve;
      return {
        key: `${region}-${pool}-${String(i + 1).padStart(2, '0')}`,
        region,
        pool,
        name,
        code,
        owner,
        creditCode: firms.get(owner) ?? null,
        place,
        industry,
        line: tag,
        nature: continuing ? 'continuing' : 'new',
        natureText: natureWord(name, mark),
        content,
        start: yearsOnly ? start.slice(0, 4) : start,
        finish: yearsOnly ? finish.slice(0, 4) : finish,
        totalYuan: yuan(total) ?? 0,
        annualPlanYuan: yuan(plan),
        previousPlanYuan: yuan(previous),
        doneYuan: yuan(done),
        stage: reserve ? '谋划' : continuing ? '在建' : start < '2020-04' ? '开工' : '前期手续',
        progress: reserve ? '谋划' : continuing ? GOING_PROGRESS[i % 5]! : start < '2020-04' ? '已开工' : NEW_PROGRESS[i % 5]!,
        lists: listsOf(mark),
        contact: inventedContact(options.firstContact + i),
      };
    });
}
