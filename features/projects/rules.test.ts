// Claims about the decisions of one project: tiers, natures, stages, what may change, names, gates, the year roll, proposals.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkFacts,
  divisionFits,
  guardOf,
  type LineRule,
  lineOfIndustry,
  maskName,
  maskPhone,
  mayMove,
  natureByRule,
  nearestRules,
  readCode,
  tierOf,
} from './rules.ts';
import { bandOf, type Gate, mayChangeTier, median } from './rules-gates.ts';
import { answer, lineTest, type ShelfLine, viewOf } from './rules-library.ts';
import { overlapsOf } from './rules-lists.ts';
import { initials, nameKey, searchText, searchTokens } from './rules-names.ts';
import { factsOf, mayDecide, partsOf, type Subject } from './rules-proposals.ts';
import { type RollSubject, restOf, rollProposal } from './rules-roll.ts';

const tiers = [
  { region: '000000', code: 't500', zh: '', en: '', minYuan: 5_000_000, since: '2011-01-01' },
  { region: '000000', code: 't5000', zh: '', en: '', minYuan: 50_000_000, since: '2011-01-01' },
  { region: '000000', code: 't1yi', zh: '', en: '', minYuan: 100_000_000, since: '2011-01-01' },
];

describe('size tiers', () => {
  it('the line itself belongs to the tier above it, and below every line there is none', () => {
    expect(tierOf(5_000_000, tiers)?.code).toBe('t500');
    expect(tierOf(4_999_999, tiers)).toBeNull();
    expect(tierOf(49_999_999, tiers)?.code).toBe('t500');
    expect(tierOf(50_000_000, tiers)?.code).toBe('t5000');
    expect(tierOf(null, tiers)).toBeNull();
  });
  it('a larger total never falls into a lower tier', () => {
    const amount = fc.integer({ min: 0, max: 2_000_000_000 });
    fc.assert(
      fc.property(amount, amount, (a, b) => (tierOf(Math.min(a, b), tiers)?.minYuan ?? 0) <= (tierOf(Math.max(a, b), tiers)?.minYuan ?? 0)),
    );
  });
  it("a county's own line stands before its city's, its province's and everybody's", () => {
    const rules = [
      ...tiers,
      { ...tiers[0]!, region: '220000', minYuan: 8_000_000 },
      { ...tiers[0]!, region: '220421', minYuan: 3_000_000 },
    ];
    expect(nearestRules(rules, '220421').find((rule) => rule.code === 't500')?.minYuan).toBe(3_000_000);
    expect(nearestRules(rules, '220402').find((rule) => rule.code === 't500')?.minYuan).toBe(8_000_000);
    expect(nearestRules(rules, '110101').find((rule) => rule.code === 't500')?.minYuan).toBe(5_000_000);
  });
});

describe('what a row leaves unsaid', () => {
  it("is new when it starts in the ledger's year or later, continuing when it started before, unstated without a start", () => {
    expect(natureByRule('2020-04-01', 2020)).toBe('new');
    expect(natureByRule('2021-01-01', 2020)).toBe('new');
    expect(natureByRule('2019-12-01', 2020)).toBe('continuing');
    expect(natureByRule(null, 2020)).toBeNull();
  });
  it('takes its line from the narrowest range that holds its industry', () => {
    const line = (code: string, industryFrom: string, industryTo: string, position = 0): LineRule => ({
      region: '000000',
      code,
      zh: code,
      industryFrom,
      industryTo,
      words: '',
      position,
    });
    const lines = [line('industry', '06', '46'), line('food', '13', '15')];
    expect(lineOfIndustry('1371', lines)).toBe('food');
    expect(lineOfIndustry('36', lines)).toBe('industry');
    expect(lineOfIndustry('7810', lines)).toBeNull();
    expect(lineOfIndustry('4690', lines)).toBe('industry');
  });
});

describe('what cannot be', () => {
  it("a year's plan above the whole total is refused, the same amount is not", () => {
    const none = { start: null, finish: null };
    expect(checkFacts({ totalYuan: 10, annualPlanYuan: 11, ...none })?.code).toBe('projects.plan-over-total');
    expect(checkFacts({ totalYuan: 10, annualPlanYuan: 10, ...none })).toBeNull();
    expect(checkFacts({ totalYuan: null, annualPlanYuan: 11, ...none })).toBeNull();
  });
  it('an end before the start is refused, but a year holds all its months', () => {
    const money = { totalYuan: null, annualPlanYuan: null };
    expect(checkFacts({ ...money, start: { day: '2021-05-01' }, finish: { day: '2020-05-01', precision: 'month' } })?.code).toBe(
      'projects.finish-before-start',
    );
    expect(checkFacts({ ...money, start: { day: '2020-05-01' }, finish: { day: '2020-01-01', precision: 'year' } })).toBeNull();
  });
  it("codes of the county, its city and its province fit; another county's does not", () => {
    expect(divisionFits('220421', '220421')).toBe(true);
    expect(divisionFits('220400', '220421')).toBe(true);
    expect(divisionFits('220000', '220421')).toBe(true);
    expect(divisionFits('220402', '220421')).toBe(false);
    expect(readCode('2603-141124-89-05-346949', '220421')).toMatchObject({ ok: false, problem: { params: { why: 'check' } } });
    expect(readCode('2603-141124-89-05-346948', '220421')).toMatchObject({ ok: true, form: 'new', elsewhere: '141124' });
  });
  it('only what takes something out of sight is guarded', () => {
    expect(guardOf('total', 100, 99)).toBe('shrink');
    expect(guardOf('total', 100, null)).toBe('shrink');
    expect(guardOf('total', 100, 101)).toBeNull();
    expect(guardOf('total', null, 5)).toBeNull();
    expect(guardOf('name', 'a', 'b')).toBe('rename');
    expect(guardOf('code', null, 'x')).toBeNull();
    expect(guardOf('code', 'y', 'x')).toBe('correct-code');
    expect(guardOf('content', 'a', 'b')).toBeNull();
  });
});

describe('stages', () => {
  const at = (stage: Parameters<typeof mayMove>[0]['stage'], on: string | null = '2020-03-01') => ({ stage, sideState: null, on });
  it('go one at a time; talks, signing and landing may be passed by, and so may the statistics', () => {
    expect(mayMove(at('preparing'), { stage: 'started', sideState: null, on: '2020-04-01' }, '2020-04-02')).toBeNull();
    expect(mayMove(at('idea'), { stage: 'approved', sideState: null, on: '2020-04-01' }, '2020-04-02')).toBeNull();
    expect(mayMove(at('started'), { stage: 'building', sideState: null, on: '2020-04-01' }, '2020-04-02')).toBeNull();
    expect(mayMove(at('preparing'), { stage: 'completed', sideState: null, on: '2020-04-01' }, '2020-04-02')).toMatchObject({
      code: 'projects.stage-skipped',
      params: { skipped: 'started' },
    });
  });
  it('record what has happened: not the future, not before the last one', () => {
    expect(mayMove(at('preparing'), { stage: 'started', sideState: null, on: '2020-05-01' }, '2020-04-02')?.code).toBe(
      'projects.stage-in-future',
    );
    expect(mayMove(at('preparing'), { stage: 'started', sideState: null, on: '2020-02-01' }, '2020-04-02')?.code).toBe(
      'projects.stage-before-last',
    );
  });
  it('a suspension marks where the work stands; withdrawing and terminating need an approver', () => {
    expect(mayMove(at('building'), { stage: 'building', sideState: 'suspended', on: '2020-03-05' }, '2020-04-02')).toBeNull();
    expect(mayMove(at('building'), { stage: 'started', sideState: 'suspended', on: '2020-03-05' }, '2020-04-02')?.code).toBe(
      'projects.suspend-where-it-stands',
    );
    expect(mayMove(at('building'), { stage: 'building', sideState: 'terminated', on: '2020-03-05' }, '2020-04-02')?.code).toBe(
      'projects.leave-needs-proposal',
    );
  });
});

describe('searching', () => {
  it('finds a project by its name, its owner, its code and the initials of both, a doubtful sign under both readings', () => {
    const search = searchText({
      name: '长春至东丰公路',
      otherNames: ['老名字工程'],
      owner: '东丰县棠鹿生物科技有限公司',
      code: '2020-220421-35-01-000001',
    });
    for (const typed of ['长春', 'cczdfgl', 'zczdfgl', '棠鹿', 'tlsw', '220421', '老名字', '2020-220421-35'])
      expect(
        searchTokens(typed).every((token) => search.includes(token)),
        typed,
      ).toBe(true);
    expect(searchTokens('梅花鹿').every((token) => search.includes(token))).toBe(false);
  });
  it('has at most four spellings of initials however many doubtful signs a name holds', () => {
    expect(initials('长长长长长长长长').length).toBeLessThanOrEqual(4);
    expect(initials('梅花鹿')).toEqual(['mhl']);
  });
  it('sorts names by pinyin', () => {
    expect(['鹿茸', '白酒', '高标准'].sort((a, b) => (nameKey(a) < nameKey(b) ? -1 : 1))).toEqual(['白酒', '高标准', '鹿茸']);
  });
});

const line = (n: number, more: Partial<ShelfLine> = {}): ShelfLine => ({
  region: '220421',
  id: String(n).padStart(4, '0'),
  pool: 'annual',
  nature: 'new',
  maturity: null,
  totalYuan: n,
  planYuan: n,
  line: null,
  stage: 'building',
  sideState: null,
  kind: null,
  start: null,
  finish: null,
  code: null,
  nameKey: `n${n}`,
  search: `n${n}`,
  updated: '',
  lists: [],
  states: [],
  lacks: 0,
  ...more,
});
const shelf = (lines: readonly ShelfLine[]) => new Map([['220421', new Map(lines.map((one) => [one.id, one]))]]);
const ground = { tierCode: () => null, only: null };

describe('the list in memory', () => {
  const someLine = fc.record({
    n: fc.integer({ min: 0, max: 40 }),
    total: fc.option(fc.integer({ min: 0, max: 50 }), { nil: null }),
    nature: fc.constantFrom('new' as const, 'continuing' as const, null),
    lists: fc.subarray(['a', 'b', 'c']),
  });
  it('pages put together are the whole, once each, and the sums are those of the whole', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(someLine, { selector: (one) => one.n }),
        fc.constantFrom('total' as const, 'name' as const, 'start' as const),
        fc.constantFrom('asc' as const, 'desc' as const),
        fc.integer({ min: 1, max: 7 }),
        (told, sort, order, limit) => {
          const lines = told.map((one) => line(one.n, { totalYuan: one.total, nature: one.nature, lists: one.lists }));
          const test = lineTest({ nature: 'new' }, ground);
          const view = viewOf(shelf(lines));
          const seen: string[] = [];
          for (let offset = 0; offset <= lines.length; offset += limit)
            seen.push(...answer(view, test, { sort, order, limit, offset }).lines.map((one) => one.id));
          const wanted = lines.filter((one) => one.nature === 'new');
          const whole = answer(view, test, { sort, order, limit: 1000, offset: 0 });
          expect(seen).toEqual(whole.lines.map((one) => one.id));
          expect([...seen].sort()).toEqual(wanted.map((one) => one.id).sort());
          expect(whole.totalYuan).toBe(wanted.reduce((sum, one) => sum + (one.totalYuan ?? 0), 0));
          const totals = whole.lines.map((one) => one.totalYuan);
          if (sort === 'total')
            expect(totals.indexOf(null) < 0 || totals.slice(totals.indexOf(null)).every((total) => total === null)).toBe(true);
        },
      ),
    );
  });
  it('an order that is mended after changes is the order that sorting anew gives', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(someLine, { selector: (one) => one.n, maxLength: 30 }),
        fc.uniqueArray(someLine, { selector: (one) => one.n, maxLength: 10 }),
        (before, after) => {
          const first = viewOf(shelf(before.map((one) => line(one.n, { totalYuan: one.total }))));
          answer(first, () => true, { sort: 'total', order: 'asc', limit: 1, offset: 0 });
          const changed = new Map(first.counties.get('220421'));
          for (const [index, one] of after.entries())
            index % 3 === 2
              ? changed.delete(String(one.n).padStart(4, '0'))
              : changed.set(String(one.n).padStart(4, '0'), line(one.n, { totalYuan: one.total }));
          const counties = new Map([['220421', changed]]);
          for (const sort of ['total', 'name', 'start'] as const) answer(first, () => true, { sort, order: 'asc', limit: 1, offset: 0 });
          const page = { sort: 'total' as const, order: 'desc' as const, limit: 1000, offset: 0 };
          expect(answer(viewOf(counties, first), () => true, page).lines).toEqual(answer(viewOf(counties), () => true, page).lines);
        },
      ),
    );
  });
  it('lists are asked for as any, all, exactly these, or none of these', () => {
    const lines = [line(1, { lists: ['a'] }), line(2, { lists: ['a', 'b'] }), line(3), line(4, { lists: ['b'] })];
    const ids = (filter: Parameters<typeof lineTest>[0]) => lines.filter(lineTest(filter, ground)).map((one) => Number(one.id));
    expect(ids({ list: ['a', 'b'] })).toEqual([1, 2, 4]);
    expect(ids({ list: ['a', 'b'], listMode: 'all' })).toEqual([2]);
    expect(ids({ list: ['a'], listMode: 'only' })).toEqual([1]);
    expect(ids({ list: ['a'], listMode: 'none' })).toEqual([3, 4]);
    expect(ids({ listMode: 'none' })).toEqual([3]);
  });
});

describe('lists that overlap', () => {
  it('count a project once: every list is the sum of the combinations that hold it, and the union is the sum of all', () => {
    fc.assert(
      fc.property(fc.array(fc.subarray(['a', 'b', 'c', 'd'])), (all) => {
        const { overlaps, union, byList } = overlapsOf(
          all.map((lists) => ({ lists, totalYuan: 2, planYuan: 1 })),
          new Set(['a', 'b', 'c']),
        );
        for (const code of ['a', 'b', 'c'])
          expect(overlaps.filter((one) => one.lists.includes(code)).reduce((sum, one) => sum + one.count, 0)).toBe(
            byList.get(code)?.count ?? 0,
          );
        expect(union.count).toBe(overlaps.reduce((sum, one) => sum + one.count, 0));
        expect(union.totalYuan).toBe(2 * union.count);
        expect(union.count).toBe(all.filter((lists) => lists.some((code) => code !== 'd')).length);
      }),
    );
  });
});

describe('gates of the reserve', () => {
  const gates: Gate[] = [
    { region: '000000', to: 'mature', code: 'feasibility', zh: '可研', en: '', required: true },
    { region: '000000', to: 'mature', code: 'funding', zh: '资金', en: '', required: false },
  ];
  it('ask for what is required, one tier at a time, and let a project fall back', () => {
    expect(mayChangeTier('reserve', 'mature', gates, [])).toMatchObject({ code: 'projects.gate-evidence', params: { gates: '可研' } });
    expect(mayChangeTier('reserve', 'mature', gates, [{ gate: 'feasibility', what: ' ' }])).not.toBeNull();
    expect(mayChangeTier('reserve', 'mature', gates, [{ gate: 'feasibility', what: '可研批复〔2020〕3号' }])).toBeNull();
    expect(mayChangeTier('idea', 'mature', gates, [])?.code).toBe('projects.tier-skipped');
    expect(mayChangeTier('mature', 'idea', gates, [])).toBeNull();
  });
  it('ages fall into bands, and the middle of two is between them', () => {
    expect([0, 89, 90, 364, 365, 5000].map(bandOf)).toEqual(['<90', '<90', '90-180', '180-365', '365-730', '>730']);
    expect(median([9, 1, 4])).toBe(4);
    expect(median([1, 4])).toBe(2);
    expect(median([])).toBeNull();
  });
});

describe('the year roll', () => {
  const subject = (more: Partial<RollSubject> = {}): RollSubject => ({
    pool: 'annual',
    nature: 'new',
    maturity: null,
    stage: 'building',
    sideState: null,
    startDay: '2020-04-01',
    finishDay: '2021-10-01',
    totalYuan: 100,
    annualPlanYuan: 40,
    doneBeforeYuan: null,
    ...more,
  });
  it('makes what has begun continuing, lets the finished leave, keeps the unbegun new, and asks where nobody can tell', () => {
    expect(rollProposal(subject(), 2020)).toEqual({ proposal: 'continue', rule: 'begun' });
    expect(rollProposal(subject({ nature: 'continuing' }), 2020)).toEqual({ proposal: 'continue', rule: 'continuing' });
    expect(rollProposal(subject({ stage: 'completed' }), 2020)).toEqual({ proposal: 'leave', rule: 'finished' });
    expect(rollProposal(subject({ stage: 'preparing' }), 2020)).toEqual({ proposal: 'new', rule: 'not-begun' });
    expect(rollProposal(subject({ finishDay: '2020-10-01' }), 2020)).toEqual({ proposal: 'ask', rule: 'past-finish' });
    expect(rollProposal(subject({ sideState: 'suspended' }), 2020)).toEqual({ proposal: 'ask', rule: 'suspended' });
    expect(rollProposal(subject({ pool: 'reserve', maturity: 'mature', startDay: '2021-04-01' }), 2020)).toEqual({
      proposal: 'new',
      rule: 'ripe',
    });
    expect(rollProposal(subject({ pool: 'reserve', maturity: 'idea' }), 2020)).toEqual({ proposal: 'reserve', rule: 'in-reserve' });
  });
  it('offers what is left of the total, never less than nothing', () => {
    expect(restOf({ totalYuan: 100, annualPlanYuan: 40, doneBeforeYuan: 30 })).toBe(30);
    expect(restOf({ totalYuan: 100, annualPlanYuan: 90, doneBeforeYuan: 30 })).toBe(0);
    expect(restOf({ totalYuan: null, annualPlanYuan: 90, doneBeforeYuan: 30 })).toBeNull();
  });
});

describe('proposals', () => {
  const subject: Subject = { id: 'p', region: '220421', name: '甲项目', code: null, totalYuan: 100, left: false };
  it('a split closes over the total to the last yuan', () => {
    expect(factsOf({ kind: 'split', parts: '一期:60;二期:40' }, subject, [], [])).toMatchObject({ ok: true });
    expect(factsOf({ kind: 'split', parts: '一期:60;二期:39' }, subject, [], [])).toMatchObject({
      ok: false,
      problem: { code: 'projects.split-not-closed' },
    });
    expect(partsOf('只有一项:100')).toBeUndefined();
    expect(partsOf('一期：60:30；二期:40')).toEqual([
      { name: '一期', yuan: 60, planYuan: 30 },
      { name: '二期', yuan: 40, planYuan: null },
    ]);
  });
  it('shrinking means less; a move needs another county in use; a merge needs others that are there', () => {
    expect(factsOf({ kind: 'shrink', value: '100' }, subject, [], [])).toMatchObject({
      ok: false,
      problem: { code: 'projects.proposal-not-smaller' },
    });
    expect(factsOf({ kind: 'shrink', value: '99' }, subject, [], [])).toMatchObject({ ok: true, facts: { value: 99, old: 100 } });
    expect(factsOf({ kind: 'move', to: '220421' }, subject, [], ['220421', '220402'])).toMatchObject({ ok: false });
    expect(factsOf({ kind: 'move', to: '220402' }, subject, [], ['220421', '220402'])).toMatchObject({ ok: true });
    expect(factsOf({ kind: 'merge', with: ['q'] }, subject, [], [])).toMatchObject({
      ok: false,
      problem: { code: 'projects.merge-with-none' },
    });
    expect(factsOf({ kind: 'merge', with: ['q'] }, subject, [{ ...subject, id: 'q', totalYuan: 20 }], [])).toMatchObject({
      ok: true,
      facts: { value: 120 },
    });
  });
  it('nobody decides his own, nothing is decided twice, and a value that moved meanwhile is looked at again', () => {
    const waiting = { decision: null, decidedBy: null, proposedBy: 'clerk', kind: 'shrink' as const, facts: { value: 50, old: 100 } };
    expect(mayDecide(waiting, 'clerk', subject, true)?.code).toBe('projects.proposal-own');
    expect(mayDecide({ ...waiting, decision: 'approved', decidedBy: '某' }, 'leader', subject, true)?.code).toBe(
      'projects.proposal-decided',
    );
    expect(mayDecide(waiting, 'leader', { ...subject, totalYuan: 120 }, true)?.code).toBe('projects.moved-meanwhile');
    expect(mayDecide(waiting, 'leader', { ...subject, totalYuan: 120 }, false)).toBeNull();
    expect(mayDecide(waiting, 'leader', subject, true)).toBeNull();
  });
});

describe('what everybody sees of a contact', () => {
  it.each([
    ['王小明', '王**'],
    ['王明', '王*'],
    ['', ''],
    ['王明、李四', '王*、李*'],
  ])('%s is %s', (name, shown) => expect(maskName(name)).toBe(shown));
  it.each([
    ['13800001234', '138****1234'],
    ['0437-3223456', '043****3456'],
    ['12345', '*****'],
    ['', ''],
  ])('%s is %s', (phone, shown) => expect(maskPhone(phone)).toBe(shown));
});
