// Names over time, what may stand beside what, who may sit where: decided without a database.
import { describe, expect, it } from 'vitest';
import type { Day } from '../../vocabulary/days.ts';
import { normalName } from '../../vocabulary/names.ts';
import { type Known, nameOn, openFinder, spansMeet } from './rules-names.ts';
import { decideMerge, decideName, decideNew, decideSplit, readCode } from './rules-organisations.ts';
import { resolvePlace } from './rules-places.ts';
import { decideLeave, decideSeat, endSeats, mayNotBeAssigned } from './rules-posts.ts';
import { planTree, type WrittenRow } from './rules-tree.ts';

const d = (text: string) => text as Day;
const known = (id: string, name: string, more: Partial<Known> = {}): Known => ({
  id,
  creditCode: null,
  normal: normalName(name),
  others: [],
  endedOn: null,
  mergedInto: null,
  ...more,
});
const other = (name: string, kind: 'official' | 'former' | 'short' | 'alias', from: string | null = null, to: string | null = null) => ({
  normal: normalName(name),
  kind,
  from: from === null ? null : d(from),
  to: to === null ? null : d(to),
});
const wanted = (name: string, creditCode: string | null = null) => ({ name, creditCode });

describe('names over time', () => {
  const names = [
    { name: '卫生和计划生育局', kind: 'official' as const, from: d('2014-03-01'), to: d('2019-01-16') },
    { name: '卫生健康局', kind: 'official' as const, from: d('2019-01-16'), to: null },
    { name: '卫计局', kind: 'short' as const, from: d('2014-03-01'), to: d('2019-01-16') },
  ];

  it('the bureau is called by the name of the day: 卫生和计划生育局 the day before the reform, 卫生健康局 on it', () => {
    expect(nameOn(names, d('2019-01-15'))).toBe('卫生和计划生育局');
    expect(nameOn(names, d('2019-01-16'))).toBe('卫生健康局');
    expect(nameOn(names, d('2000-01-01'))).toBe('卫生和计划生育局');
    expect(nameOn([], d('2019-01-16'))).toBeUndefined();
  });

  it('spans are half-open: one that ends on a day does not meet one that begins on it', () => {
    expect(spansMeet({ from: null, to: d('2019-01-16') }, { from: d('2019-01-16'), to: null })).toBe(false);
    expect(spansMeet({ from: null, to: null }, { from: d('2019-01-16'), to: d('2019-01-17') })).toBe(true);
  });
});

describe('which organisation a written name means', () => {
  it("卫计局 of an old ledger is today's 卫生健康局, and so is the merged bureau from the day of the merger on", () => {
    const health = known('h', '东丰县卫生健康局', {
      others: [other('卫计局', 'short'), other('东丰县卫生和计划生育局', 'official', null, '2019-01-16')],
    });
    const finder = openFinder([
      health,
      known('f', '东丰县计生局', { endedOn: d('2014-03-01'), mergedInto: { id: 'h', on: d('2014-03-01') } }),
    ]);
    expect(finder.find(wanted('卫计局'))).toEqual({ known: health, by: 'alias' });
    expect(finder.find(wanted('东丰县卫生和计划生育局'))).toMatchObject({ known: { id: 'h' }, by: 'former' });
    expect(finder.find(wanted('东丰县计生局'))).toMatchObject({ known: { id: 'h' } });
    expect(finder.find(wanted('东丰县计生局'), d('2013-12-31'))).toMatchObject({ known: { id: 'f' } });
  });

  it('青禾背轴 is 青禾钢背轴承有限公司 once the alias is known, and unknown before', () => {
    const firm = known('q', '东丰县青禾钢背轴承有限公司');
    expect(openFinder([firm]).find(wanted('青禾钢背轴'))).toBeUndefined();
    expect(openFinder([{ ...firm, others: [other('青禾钢背轴', 'alias')] }]).find(wanted('青禾 钢背轴'))).toMatchObject({
      known: { id: 'q' },
      by: 'alias',
    });
  });

  it('a credit code decides before any name, and one that differs rules a name out', () => {
    const a = known('a', '青禾食品有限公司', { creditCode: 'CODE-A' });
    const finder = openFinder([a, known('b', '青禾乳业有限公司', { creditCode: 'CODE-B' })]);
    expect(finder.find(wanted('青禾乳业有限公司', 'CODE-A'))).toMatchObject({ known: { id: 'a' }, by: 'code' });
    expect(finder.find(wanted('青禾食品有限公司', 'CODE-C'))).toBeUndefined();
    expect(finder.find(wanted('青禾食品有限公司'))).toMatchObject({ known: { id: 'a' }, by: 'name' });
  });

  it('a former name that two organisations bore means neither; a present name outranks a former one', () => {
    const two = [
      known('a', '甲厂', { others: [other('国营农机厂', 'former')] }),
      known('b', '乙厂', { others: [other('国营农机厂', 'former')] }),
    ];
    expect(openFinder(two).find(wanted('国营农机厂'))).toBeUndefined();
    expect(openFinder([...two, known('c', '国营农机厂')]).find(wanted('国营农机厂'))).toMatchObject({ known: { id: 'c' }, by: 'name' });
  });
});

describe('organisations beside each other', () => {
  it('a credit code is kept only when its signs and check digit are right', () => {
    expect(readCode('112204000135717502')).toEqual({ ok: '112204000135717502' });
    expect(readCode(' １１２２０４０００１３５７１７５０２ ')).toEqual({ ok: '112204000135717502' });
    expect(readCode('112204000135717503')).toMatchObject({ refused: { code: 'organisation.code-check' } });
    expect(readCode('1122')).toMatchObject({ refused: { code: 'organisation.code-length' } });
    expect(readCode('I12204000135717502')).toMatchObject({ refused: { code: 'organisation.code-sign' } });
    expect(readCode('')).toEqual({ ok: null });
  });

  it('the same name is refused unless two different credit codes prove two enterprises', () => {
    const held = { id: 'x', name: '青禾食品', creditCode: 'A' };
    expect(decideNew('青禾食品', null, held, undefined)).toMatchObject({ refused: { code: 'organisation.name-held' } });
    expect(decideNew('青禾食品', 'B', held, undefined)).toEqual({ ok: { name: '青禾食品', code: 'B' } });
    expect(decideNew('另一家', 'A', undefined, held)).toMatchObject({ refused: { code: 'organisation.code-held' } });
    expect(decideNew('（）', null, undefined, undefined)).toMatchObject({ refused: { code: 'organisation.name-empty' } });
  });

  const bureau = { id: 'b', name: '卫计局', endedOn: null };
  const names = [{ id: 'n', name: '卫计局', kind: 'official' as const, from: d('2014-03-01'), to: null }];
  const rename = (name: string, from: string | null) =>
    decideName(bureau, names, { name, kind: 'official', from: from === null ? null : d(from), to: null }, undefined, d('2020-04-01'));

  it('a rename ends the name before it on the same day', () => {
    expect(rename('卫健局', '2019-01-16')).toEqual({
      ok: {
        closes: { id: 'n', to: '2019-01-16' },
        keeps: { name: '卫健局', kind: 'official', from: '2019-01-16', to: null },
        renames: true,
      },
    });
  });

  it.each([
    ['without a day', '卫健局', null, 'organisation.rename-needs-day'],
    ['in the future', '卫健局', '2020-04-02', 'day.in-future'],
    ['before the present name began', '卫健局', '2014-03-01', 'organisation.rename-too-early'],
    ['to the name it has', '卫 计 局', '2019-01-16', 'organisation.name-there'],
  ])('a rename %s is refused', (_, name, from, code) => {
    expect(rename(name, from)).toMatchObject({ refused: { code } });
  });

  it('a merger needs parts that live and a whole that is none of them', () => {
    const a = { id: 'a', name: '甲局', endedOn: null };
    expect(decideMerge([a], bureau, d('2019-01-16'), d('2020-04-01'))).toEqual({ ok: { ends: ['a'] } });
    expect(decideMerge([a], 'new', d('2019-01-16'), d('2020-04-01'))).toMatchObject({ refused: { code: 'organisation.merge-is-rename' } });
    expect(decideMerge([a, bureau], bureau, d('2019-01-16'), d('2020-04-01'))).toMatchObject({
      refused: { code: 'organisation.merge-into-itself' },
    });
    expect(decideMerge([{ ...a, endedOn: d('2018-01-01') }], bureau, d('2019-01-16'), d('2020-04-01'))).toMatchObject({
      refused: { code: 'organisation.has-ended' },
    });
    expect(decideMerge([a], undefined, d('2019-01-16'), d('2020-04-01'))).toMatchObject({
      refused: { code: 'organisation.merge-into-what' },
    });
    expect(decideMerge([a], bureau, d('2020-04-02'), d('2020-04-01'))).toMatchObject({ refused: { code: 'day.in-future' } });
  });

  it('a split that ends the organisation needs two parts; one part beside it is enough when it goes on', () => {
    expect(decideSplit(bureau, ['甲'], false, d('2019-01-16'), d('2020-04-01'))).toMatchObject({
      refused: { code: 'organisation.split-needs-two' },
    });
    expect(decideSplit(bureau, ['甲局'], true, d('2019-01-16'), d('2020-04-01'))).toEqual({ ok: { ends: false } });
    expect(decideSplit(bureau, ['甲局', '甲 局'], false, d('2019-01-16'), d('2020-04-01'))).toMatchObject({
      refused: { code: 'organisation.name-held' },
    });
  });
});

describe('posts', () => {
  const post = { title: '局长', from: d('2019-01-16'), to: null };
  const wen = { id: 'w', name: '温砚', leftOn: null };
  const seat = { id: 's', personId: 'g', person: '高远', from: d('2019-02-01'), to: null };

  it('a free post is taken from the day on', () => {
    expect(decideSeat(post, [], wen, d('2020-01-01'), false)).toEqual({ ok: { ends: null, to: null, before: null } });
  });
  it('a held post is refused, or handed over on that day when that is said', () => {
    expect(decideSeat(post, [seat], wen, d('2020-01-01'), false)).toMatchObject({
      refused: { code: 'post.held', params: { person: '高远' } },
    });
    expect(decideSeat(post, [seat], wen, d('2020-01-01'), true)).toEqual({
      ok: { ends: { id: 's', to: '2020-01-01' }, to: null, before: '高远' },
    });
    expect(decideSeat(post, [seat], wen, d('2019-02-01'), true)).toMatchObject({ refused: { code: 'post.held' } });
  });
  it('nothing is given to a person who has left; a day of leaving that lies ahead ends the seat', () => {
    expect(decideSeat(post, [], { ...wen, leftOn: d('2020-01-01') }, d('2020-01-01'), false)).toMatchObject({
      refused: { code: 'person.has-left' },
    });
    expect(decideSeat(post, [], { ...wen, leftOn: d('2020-06-30') }, d('2020-01-01'), false)).toEqual({
      ok: { ends: null, to: '2020-06-30', before: null },
    });
    expect(mayNotBeAssigned({ ...wen, leftOn: d('2020-06-30') }, d('2020-06-29'))).toBeUndefined();
    expect(mayNotBeAssigned({ ...wen, leftOn: d('2020-06-30') }, d('2020-06-30'))).toMatchObject({ code: 'person.has-left' });
  });
  it('a seat entered late ends where the next one begins', () => {
    expect(decideSeat(post, [{ ...seat, from: d('2020-03-01') }], wen, d('2019-05-01'), false)).toEqual({
      ok: { ends: null, to: '2020-03-01', before: null },
    });
    expect(decideSeat(post, [], wen, d('2019-01-15'), false)).toMatchObject({ refused: { code: 'post.not-then' } });
  });
  it('whoever leaves gives up every open seat that day, and a seat that would begin later never was', () => {
    expect(
      endSeats([seat, { ...seat, id: 't', from: d('2020-05-01') }, { ...seat, id: 'u', to: d('2019-03-01') }], d('2020-04-01')),
    ).toEqual([
      { id: 's', to: '2020-04-01' },
      { id: 't', to: '2020-05-01' },
    ]);
    expect(decideLeave({ ...wen, leftOn: d('2020-01-01') }, [], d('2020-04-01'))).toMatchObject({ refused: { code: 'person.has-left' } });
  });
});

describe('a table of divisions', () => {
  const tree = [
    { code: '220000', name: '吉林省', level: 'province' as const, parent: null, from: d('1980-01-01'), to: null },
    { code: '220400', name: '辽源市', level: 'city' as const, parent: '220000', from: d('1980-01-01'), to: null },
    { code: '220421', name: '东丰县', level: 'county' as const, parent: '220400', from: d('1980-01-01'), to: null },
  ];
  const row = (code: string, name: string, more: Partial<WrittenRow> = {}): WrittenRow => ({
    row: 2,
    code,
    name,
    level: '',
    parent: '',
    from: '',
    to: '',
    ...more,
  });
  const plan = (...rows: WrittenRow[]) => planTree(tree, rows, () => true);

  it('tells new, changed and unchanged apart; level and parent follow from the digits', () => {
    const { changes, unchanged, problems } = plan(
      row('220421', '东丰县'),
      row('220422', '东辽县'),
      row('220400', '辽源市', { to: '2030-01-01' }),
    );
    expect(problems).toEqual([]);
    expect(unchanged).toBe(1);
    expect(changes.map((change) => [change.kind, change.region.code, change.region.level, change.region.parent])).toEqual([
      ['new', '220422', 'county', '220400'],
      ['changed', '220400', 'city', '220000'],
    ]);
  });

  it('a county directly under its province may name the province as its parent', () => {
    expect(plan(row('229004', '试验直管市', { level: '县级', parent: '220000' })).problems).toEqual([]);
  });

  it('a code that changes hands needs the last day of the old name first', () => {
    const renamed = row('220421', '东丰区', { from: '2025-01-01' });
    expect(plan(renamed).problems).toMatchObject([{ problem: { code: 'regions.overlap' } }]);
    expect(plan(row('220421', '东丰县', { to: '2025-01-01' }), renamed).problems).toEqual([]);
  });

  it.each([
    ['a code of five digits', row('22042', '某县'), 'regions.bad-code'],
    ['a statistical zone', row('220471', '辽源经开区'), 'regions.statistical-zone'],
    ['no name', row('220423', ''), 'regions.no-name'],
    ['a level of no kind', row('220423', '某县', { level: '乡' }), 'regions.bad-level'],
    ['a parent nobody knows', row('220923', '某县'), 'regions.no-parent'],
    ['a day that is none', row('220423', '某县', { from: '2020-02-30' }), 'day.invalid'],
    ['an end before the beginning', row('220423', '某县', { from: '2020-02-01', to: '2020-01-01' }), 'span.backwards'],
  ])('%s is refused', (_, written, code) => {
    expect(plan(written).problems.map((one) => one.problem.code)).toEqual([code]);
  });

  it('the same code twice and a code outside the reach are refused', () => {
    expect(plan(row('220423', '某县'), row('220423', '某县')).problems.map((one) => one.problem.code)).toContain('regions.twice');
    expect(planTree(tree, [row('220423', '某县')], () => false).problems.map((one) => one.problem.code)).toEqual(['regions.outside']);
  });
});

describe('places', () => {
  it('two places of equal claim mean neither', () => {
    const places = ['东山街道', '西山街道', '大山镇'].map((name) => ({ normal: name }));
    expect(resolvePlace(places, '东山街道和西山街道之间')).toBeUndefined();
    expect(resolvePlace(places, '大山')).toEqual({ normal: '大山镇' });
    expect(resolvePlace(places, '')).toBeUndefined();
  });
  it('a text that names another kind of place is not the place that shares its short name', () => {
    const places = ['东丰镇', '横道河镇', '辽源经济开发区', '东山街道'].map((name) => ({ normal: name }));
    expect(resolvePlace(places, '东丰经济开发区')).toBeUndefined();
    expect(resolvePlace(places, '东丰工业集中区')).toBeUndefined();
    expect(resolvePlace(places, '东山镇')).toBeUndefined();
    expect(resolvePlace(places, '东丰县横道河镇工业街3号')?.normal).toBe('横道河镇');
    expect(resolvePlace(places, '横道河乡')?.normal).toBe('横道河镇');
    expect(resolvePlace(places, '东丰')?.normal).toBe('东丰镇');
    expect(resolvePlace(places, '辽源开发区')?.normal).toBe('辽源经济开发区');
  });
  it('the longest name that stands whole in the text wins', () => {
    const places = ['东丰镇', '东丰镇经济开发区'].map((name) => ({ normal: name }));
    expect(resolvePlace(places, '东丰镇经济开发区二号路')?.normal).toBe('东丰镇经济开发区');
  });
});
