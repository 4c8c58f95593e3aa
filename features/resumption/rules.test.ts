// The decisions of the room as claims and properties: the table of states, the regime of a day, holes and overlaps against a check of every single
// enterprise and day, opinions, what is missing, and what a change of regime does.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day } from '../../vocabulary/days.ts';
import { dueOf, follow, nextWords, ruleOf, unfinished } from './rules-case.ts';
import { convertState, differencesOf } from './rules-convert.ts';
import { type Covering, coverOf } from './rules-cover.ts';
import { outcomeOf, type VisitFacts } from './rules-outcome.ts';
import { lowestCover, missingOf, type RosterTold } from './rules-papers.ts';
import { checkRegimeFile, readRegimeFile } from './rules-regime-file.ts';
import { chainOf, fits, judgeRegime, spansOf } from './rules-regimes.ts';
import { Actor, CaseAction, CaseState, ItemResult, Opinion, Sector } from './words.ts';
import { ApplicationForm, type Supply } from './words-application.ts';
import { type Conditions, type Regime, RegimeMode, RegimeText, RiskLevel } from './words-regimes.ts';

const regime = (more: Partial<Omit<Regime, 'since' | 'until'>> & { since?: string; until?: string | null } = {}): Regime =>
  ({
    ...RegimeText.parse({
      code: 'some-rule',
      zh: '某规则',
      en: 'Some rule',
      since: '2020-02-10',
      until: null,
      mode: 'inspection',
      addressee: 'group',
      basis: '某文件',
      content: {},
    }),
    region: '220422',
    version: 1,
    enteredName: '试',
    enteredAt: '2020-02-01T00:00:00.000Z',
    withdrawn: null,
    ...more,
  }) as Regime;

describe('the table of states', () => {
  it('leaves no state without somebody who acts, a clock, a next step and a way out, whatever the mode', () => {
    for (const mode of RegimeMode.options)
      for (const state of CaseState.options) {
        const rule = ruleOf(state, mode);
        expect(Actor.options, `${state} ${mode}`).toContain(rule.actor);
        expect(nextWords[rule.next], `${state} ${mode}`).toBeDefined();
        expect(Object.keys(rule.exits).length, `${state} ${mode}`).toBeGreaterThan(0);
        expect(dueOf(state, mode, { clocks: {}, rectifyDays: 3 }, '2020-02-10' as Day) >= '2020-02-10').toBe(true);
      }
  });

  it('reaches filed from every unfinished state, with a visit under inspection and without one under filing', () => {
    for (const [mode, visits] of [
      ['inspection', true],
      ['filing', false],
    ] as const)
      for (const start of unfinished) {
        // Left-overs of an inspection join by the conversion.
        let state = mode === 'filing' ? convertState(start, { mode }, false).state : start;
        const seen: CaseState[] = [];
        while (state !== 'filed' && seen.length < 12) {
          seen.push(state);
          const { next } = ruleOf(state, mode);
          const led = follow(state, next as CaseAction, mode);
          expect('ok' in led, `${state} ${next}`).toBe(true);
          if ('ok' in led) state = led.ok;
        }
        expect(state, start).toBe('filed');
        if (start === 'draft') expect(seen.includes('visited')).toBe(visits);
      }
  });

  it('refuses what the table does not have, in a sentence that says the state and the next step', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CaseState.options),
        fc.constantFrom(...CaseAction.options),
        fc.constantFrom(...RegimeMode.options),
        (state, action, mode) => {
          const led = follow(state, action, mode);
          if ('ok' in led) expect(ruleOf(state, mode).exits[action]).toBe(led.ok);
          else expect(led.refused.params).toMatchObject({ state: expect.stringMatching(/./), next: expect.stringMatching(/./) });
        },
      ),
    );
  });

  it('takes a number of days from the regime, and an agreed day before both', () => {
    const content = { clocks: { submitted: 4 }, rectifyDays: 2 };
    expect(dueOf('submitted', 'inspection', content, '2020-02-10' as Day)).toBe('2020-02-14');
    expect(dueOf('rectifying', 'inspection', content, '2020-02-28' as Day)).toBe('2020-03-01');
    expect(dueOf('appointed', 'inspection', content, '2020-02-10' as Day, '2020-02-13')).toBe('2020-02-13');
  });
});

const aConditions: fc.Arbitrary<Conditions> = fc
  .record({
    sectors: fc.option(fc.subarray([...Sector.options], { minLength: 1 }), { nil: undefined }),
    inPark: fc.option(fc.boolean(), { nil: undefined }),
    aboveScale: fc.option(fc.boolean(), { nil: undefined }),
    risks: fc.option(fc.subarray([...RiskLevel.options], { minLength: 1 }), { nil: undefined }),
    peopleFrom: fc.option(fc.constantFrom(0, 10, 50, 300), { nil: undefined }),
    peopleTo: fc.option(fc.constantFrom(10, 50, 300, 5000), { nil: undefined }),
  })
  .map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as Conditions);
const aDay = fc.integer({ min: 0, max: 20 }).map((count) => addDays('2020-02-01' as Day, count));
const aCovering: fc.Arbitrary<Covering> = fc
  .record({
    region: fc.constantFrom('220422', '220000'),
    code: fc.constantFrom('a', 'b', 'c'),
    version: fc.integer({ min: 1, max: 3 }),
    since: aDay,
    days: fc.option(fc.integer({ min: 1, max: 12 }), { nil: null }),
    binding: fc.boolean(),
    conditions: aConditions,
  })
  .map(({ days, ...one }) => ({ ...one, until: days === null ? null : addDays(one.since as Day, days) }));
const someCovering = fc.uniqueArray(aCovering, { minLength: 1, maxLength: 6, selector: (one) => `${one.region}${one.code}${one.version}` });
const aFacts = fc.record({
  sector: fc.constantFrom(...Sector.options),
  inPark: fc.boolean(),
  aboveScale: fc.boolean(),
  risk: fc.constantFrom(...RiskLevel.options),
  people: fc.constantFrom(0, 9, 10, 11, 49, 50, 299, 300, 4999, 5000, 900_000),
});
const covers = (
  box: { since: string; until: string | null; conditions: Conditions },
  day: string,
  facts: Parameters<typeof fits>[1],
): boolean => box.since <= day && (box.until === null || box.until > day) && fits(box.conditions, facts);

describe('the checker of holes and overlaps', () => {
  it('says exactly what asking every enterprise on every day says', () => {
    fc.assert(
      fc.property(someCovering, fc.array(fc.tuple(aDay, aFacts), { minLength: 20, maxLength: 40 }), (regimes, asked) => {
        const { holes, overlaps } = coverOf(regimes, { from: '2020-02-01' });
        const spans = spansOf(regimes);
        for (const [day, facts] of asked) {
          const speaking = spans.filter(
            (one) => one.since <= day && (one.until === null || one.until > day) && fits(one.regime.conditions, facts),
          );
          const holesHere = holes.filter((one) => covers(one, day, facts));
          expect(holesHere.length).toBe(speaking.length === 0 ? 1 : 0);
          const ranks = Map.groupBy(speaking, ({ regime: one }) => `${one.region}${one.binding}`);
          const clashing = [...ranks.values()].filter((rank) => rank.length > 1);
          expect(overlaps.filter((one) => covers(one, day, facts)).length).toBe(clashing.length);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('names the day between two regimes and the enterprises that both speak of', () => {
    const base = { region: '220422', version: 1, binding: false };
    const { holes, overlaps } = coverOf([
      { ...base, code: 'a', since: '2020-02-10', until: '2020-02-18', conditions: {} },
      { ...base, code: 'b', since: '2020-02-19', until: null, conditions: { inPark: true } },
      { ...base, code: 'c', since: '2020-02-19', until: null, conditions: { peopleFrom: 100 } },
    ]);
    expect(holes).toEqual([
      { since: '2020-02-18', until: '2020-02-19', conditions: {} },
      { since: '2020-02-19', until: null, conditions: { inPark: false, peopleTo: 100 } },
    ]);
    expect(overlaps).toEqual([
      {
        since: '2020-02-19',
        until: null,
        conditions: { inPark: true, peopleFrom: 100 },
        regimes: [
          { region: '220422', code: 'b', version: 1 },
          { region: '220422', code: 'c', version: 1 },
        ],
      },
    ]);
  });
});

describe('the checker, asked by somebody who means no good', () => {
  const base = { version: 1, binding: false, since: '2020-02-10', until: null, conditions: {} };
  const check = (regimes: object[]) => {
    const read = readRegimeFile(JSON.stringify({ regimes }));
    if ('wrong' in read) throw new Error(read.wrong.map((one) => one.en).join('; '));
    return checkRegimeFile(read.ok);
  };

  it('finds the one day between two regimes, and two risk levels that both speak of', () => {
    expect(
      check([
        { ...base, code: 'a', until: '2020-02-18' },
        { ...base, code: 'b', since: '2020-02-19', conditions: { risks: ['low', 'medium'] } },
        { ...base, code: 'c', since: '2020-02-19', conditions: { risks: ['medium', 'high'] } },
      ]),
    ).toMatchObject({
      holes: [{ since: '2020-02-18', until: '2020-02-19', conditions: {} }],
      overlaps: [{ since: '2020-02-19', until: null, conditions: { risks: ['medium'] }, regimes: [{ code: 'b' }, { code: 'c' }] }],
    });
  });

  it('says of a version that the next one begins before it: it never holds', () => {
    expect(
      check([
        { ...base, code: 'a' },
        { ...base, code: 'a', version: 2, since: '2020-02-05' },
      ]).never,
    ).toEqual([{ region: '000000', code: 'a', version: 1, replacedBy: { version: 2, since: '2020-02-05' }, overruled: false }]);
  });

  it('says which of a county’s and a city’s regimes holds, and which one therefore judges nobody', () => {
    const city = { ...base, region: '220400', code: 'city' };
    const own = { ...base, region: '220422', code: 'own', conditions: { inPark: true } };
    expect(check([city, own])).toMatchObject({
      holes: [],
      overlaps: [],
      decided: [
        {
          regions: ['220422'],
          conditions: { inPark: true },
          holds: { region: '220422', code: 'own' },
          before: [{ region: '220400', code: 'city' }],
        },
      ],
      never: [],
    });
    expect(check([{ ...city, binding: true }, own])).toMatchObject({
      decided: [{ holds: { code: 'city' }, before: [{ code: 'own' }] }],
      never: [{ region: '220422', code: 'own', version: 1, replacedBy: null, overruled: true }],
    });
  });

  it('knows the items and departments of a checklist: what does not exist is refused entry by entry, what is odd is noted', () => {
    const departments = [
      { code: 'health', zh: '卫生健康局', en: 'Health Bureau', lead: true },
      { code: 'fire', zh: '消防救援大队', en: 'Fire Brigade' },
    ];
    const checklist = { region: '000000', code: 'resumption', version: 1 };
    const entry = { ...base, mode: 'inspection', content: { departments, checklist, papers: ['form'], blocking: ['R05', 'R99', 'X1'] } };
    const read = readRegimeFile(
      JSON.stringify({
        regimes: [
          { ...entry, code: 'a' },
          { ...entry, code: 'b', content: { departments: [departments[0], departments[0]] } },
        ],
      }),
    );
    expect(read).toEqual({
      wrong: [
        { zh: '第 1 条“a”：检查表里没有这些条目：R99、X1', en: 'Entry 1 "a": The checklist has no such items: R99, X1' },
        { zh: '第 2 条“b”：部门代号“health”写了两次', en: 'Entry 2 "b": The department "health" is named twice' },
        { zh: '第 2 条“b”：牵头部门只能有一个，现在有：卫生健康局、卫生健康局', en: expect.any(String) },
        { zh: '第 2 条“b”：联合验收要选检查表', en: 'Entry 2 "b": A joint inspection needs a checklist' },
      ],
    });
    const { notes } = check([{ ...entry, code: 'a', untill: '2020-02-19', content: { ...entry.content, blocking: ['R05'] } }]);
    expect(notes.map((one) => one.zh)).toEqual([
      '不认识的字段没有使用：untill。',
      expect.stringContaining('由卫生健康局检查'),
      '消防救援大队（fire）没有自己的检查项，只签意见。',
    ]);
  });

  it('prints exactly what the documentation shows for its example', () => {
    const page = readFileSync(new URL('../../docs/regime-files.md', import.meta.url), 'utf8');
    const [file, printed] = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map((one) => one[1]!);
    const read = readRegimeFile(file!);
    expect('ok' in read && JSON.stringify(checkRegimeFile(read.ok))).toBe(printed!.trim());
  });

  it('does not let the rules of one county hide the hole of another', () => {
    const { holes } = check([
      { ...base, region: '220422', code: 'a' },
      { ...base, region: '220421', code: 'b', until: '2020-03-01' },
    ]);
    expect(holes).toEqual([{ since: '2020-03-01', until: null, conditions: {}, regions: ['220421'] }]);
  });
});

describe('the regime of a day', () => {
  const facts = { sector: 'industry', inPark: false, aboveScale: true, people: 86, risk: null } as const;
  it('changes at midnight: the last day of one is the day before the first of the next', () => {
    const all = [
      regime({ code: 'inspection', until: '2020-02-19' }),
      regime({ code: 'filing', region: '220000', since: '2020-02-19', mode: 'filing', binding: true }),
    ];
    const on = (day: string) => judgeRegime(all, '220422', day as Day, facts)?.code;
    expect([on('2020-02-09'), on('2020-02-10'), on('2020-02-18'), on('2020-02-19')]).toEqual([
      undefined,
      'inspection',
      'inspection',
      'filing',
    ]);
  });

  it('a binding one of the province goes before the county’s own, otherwise the nearest goes first; a withdrawn one never', () => {
    const own = regime({ code: 'own' });
    const wide = regime({ code: 'wide', region: '220000' });
    const judge = (...all: Regime[]) => judgeRegime(all, '220422', '2020-02-20' as Day, facts)?.code;
    expect(judge(own, wide)).toBe('own');
    expect(judge(own, { ...wide, binding: true })).toBe('wide');
    expect(judge(own, { ...wide, binding: true, withdrawn: { name: '试', at: '', reason: '' } })).toBe('own');
    expect(chainOf('220422')).toEqual(['220422', '220400', '220000', '000000']);
  });

  it('a later version of a code takes its place from its own first day on', () => {
    const versions = [regime({ version: 1 }), regime({ version: 2, since: '2020-02-15' })];
    expect(spansOf(versions).map(({ regime: one, since, until }) => [one.version, since, until])).toEqual([
      [1, '2020-02-10', '2020-02-15'],
      [2, '2020-02-15', null],
    ]);
  });
});

describe('the outcome of a visit', () => {
  const departments = ['emergency', 'industry', 'health'].map((code) => ({ code, zh: code, en: code, lead: code === 'industry' }));
  const items = departments.flatMap(({ code }) => [
    { item: `${code}1`, department: code, blocking: true, zh: '甲', en: 'a' },
    { item: `${code}2`, department: code, blocking: false, zh: '乙', en: 'b' },
  ]);
  const aVisit: fc.Arbitrary<VisitFacts> = fc
    .tuple(
      fc.array(fc.option(fc.constantFrom(...Opinion.options)), { minLength: 3, maxLength: 3 }),
      fc.array(fc.option(fc.constantFrom(...ItemResult.options)), { minLength: 6, maxLength: 6 }),
    )
    .map(([opinions, results]) => ({
      departments,
      items,
      opinions: departments.flatMap(({ code }, at) => (opinions[at] ? [{ department: code, opinion: opinions[at], note: '说明' }] : [])),
      results: items.flatMap(({ item, department }, at) => (results[at] ? [{ item, department, result: results[at], note: '' }] : [])),
    }));
  const rules = fc.record({
    dissent: fc.constantFrom('blocks' as const, 'lead-decides' as const),
    absence: fc.constantFrom('waits' as const, 'does-not-block' as const),
  });

  it('never accepts with a blocking item out of order, with the leading department silent, or over a dissent that counts', () => {
    fc.assert(
      fc.property(aVisit, rules, (visit, rule) => {
        const { outcome, waitingFor, findings } = outcomeOf(visit, rule);
        const opinion = (code: string) => visit.opinions.find((one) => one.department === code)?.opinion;
        if (outcome === 'waiting') expect(waitingFor.length).toBeGreaterThan(0);
        if (outcome === 'accepted') {
          expect(
            visit.items.some((item) => item.blocking && visit.results.some((one) => one.item === item.item && one.result === 'not')),
          ).toBe(false);
          expect(opinion('industry')).toBe('agree');
          if (rule.dissent === 'blocks') expect(visit.opinions.some((one) => one.opinion === 'dissent')).toBe(false);
          if (rule.absence === 'waits') expect(visit.opinions.filter((one) => one.opinion !== 'absent')).toHaveLength(3);
        }
        if (outcome === 'rectify') expect(findings.some((one) => one.blocking)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

/** An application in which nothing is filled, of an enterprise of 86 people. */
const empty = {
  form: ApplicationForm.parse({}),
  supplies: [],
  papers: [],
  commitment: null,
  people: 86,
  roster: null,
  day: '2020-02-12',
  collecting: true,
};

describe('what an application lacks', () => {
  const papers = ['form', 'commitment', 'prevention-plan', 'emergency-plan', 'supplies', 'roster'] as const;
  const rule = { papers: [...papers], thresholds: regime().content.thresholds };
  it('is named one by one; nothing is asked that the regime does not ask', () => {
    expect(missingOf(empty, rule).filter((one) => one.blocks)).toHaveLength(8 + 1 + 2 + 1 + 1);
    expect(missingOf(empty, { ...rule, papers: [] })).toEqual([]);
  });
  it('a roster is asked for where the regime asks it, told apart by why there is none, and held against the form', () => {
    const form = { ...ApplicationForm.parse({}), peopleToReturn: 30, fromOutsideProvince: 2 };
    const found = (roster: RosterTold | null, collecting = true): string[] =>
      missingOf(
        { form, supplies: [], papers: [], commitment: null, people: 86, roster, day: '2020-02-12', collecting },
        { ...rule, papers: ['roster'] },
      ).map((one) => `${one.blocks ? '!' : ''}${one.code} ${one.zh}`);
    const roster = { people: 30, outside: 2, waiting: 0, expired: false };
    expect(found(null)).toEqual(['!paper.roster 没有返岗人员名册。']);
    expect(found(null, false)[0]).toMatch(/^!paper.roster.purpose .*没有生效的个人信息收集用途/);
    expect(found({ ...roster, people: 0 })).toEqual(['!paper.roster 返岗人员名册是空的。']);
    expect(found({ ...roster, people: 0, waiting: 4 })).toEqual(['!paper.roster 返岗人员名册里还没有人，有 4 行待改正。']);
    expect(found(roster)).toEqual([]);
    expect(found({ ...roster, people: 28, outside: 3, waiting: 1 })).toEqual([
      'roster.people 名册 28 人，申请表拟返岗 30 人，少 2 人。',
      'roster.outside 名册上省外返回 3 人，申请表填 2 人。',
      expect.stringMatching(/^roster.waiting 名册还有 1 行待改正/),
    ]);
    // The persons are gone when the purpose is over; that is no fault of the application.
    expect(found({ people: 0, outside: 0, waiting: 0, expired: true }, false)).toEqual([]);
  });
  it('a planned day that is over is noticed; the same supply on two lines has to be put together', () => {
    const masks = { kind: 'masks' as const, stock: 900, perDay: 100 };
    const others = [
      { kind: 'thermometers' as const, stock: 3, perDay: 0 },
      { kind: 'disinfectant' as const, stock: 30, perDay: 3 },
    ];
    const of = (plannedOn: string, supplies: Supply[]) =>
      missingOf(
        {
          form: { ...ApplicationForm.parse({}), plannedOn: plannedOn as Day },
          supplies,
          papers: [],
          commitment: null,
          people: 86,
          roster: null,
          day: '2020-02-12',
          collecting: true,
        },
        { ...rule, papers: ['form', 'supplies'] },
      ).filter((one) => one.code === 'form.plannedOn' || one.code.endsWith('.twice'));
    expect(of('2020-02-12', [masks, ...others])).toEqual([]);
    expect(of('2019-01-01', [masks, ...others])).toMatchObject([{ blocks: false, zh: '拟复工日期 2019-01-01 已经过去。' }]);
    expect(of('2020-02-12', [masks, masks, ...others])).toMatchObject([{ blocks: true, zh: '口罩填了不止一行，请合并。' }]);
  });
  it('a stock below the days of cover is noticed and does not keep it from being sent', () => {
    const supplies = [
      { kind: 'masks' as const, stock: 200, perDay: 100 },
      { kind: 'thermometers' as const, stock: 3, perDay: 0 },
      { kind: 'disinfectant' as const, stock: 30, perDay: 3 },
    ];
    expect(lowestCover(supplies)).toBe(2);
    const found = missingOf(
      {
        form: ApplicationForm.parse({}),
        supplies,
        papers: [],
        commitment: null,
        people: 86,
        roster: null,
        day: '2020-02-12',
        collecting: true,
      },
      { ...rule, papers: ['supplies'] },
    );
    expect(found).toMatchObject([{ code: 'supplies.masks.cover', blocks: false, zh: '口罩只够 2 天，要求不少于 3 天。' }]);
  });
});

describe('an application that cannot be right', () => {
  const asks = (papers: 'form' | 'supplies') => ({ papers: [papers], thresholds: regime().content.thresholds });
  it('brings back more people than the list says are employed: that is named and keeps it from being sent', () => {
    const about = (peopleToReturn: number) =>
      missingOf({ ...empty, form: { ...empty.form, peopleToReturn } }, asks('form')).filter((one) => one.code === 'form.peopleToReturn');
    expect(about(86)).toEqual([]);
    expect(about(87)).toMatchObject([{ blocks: true, zh: expect.stringContaining('多于名单上的职工 86 人') }]);
  });
  it('tells a stock without its daily use: nobody knows how long it lasts, so that it is not enough for ever', () => {
    const supplies = (['masks', 'thermometers', 'disinfectant'] as const).map((kind) => ({ kind, stock: 1000, perDay: 0 }));
    expect(missingOf({ ...empty, supplies }, asks('supplies'))).toMatchObject([
      { code: 'supplies.masks.perDay', blocks: true, zh: '口罩没有填每日用量，算不出够用几天。' },
      { code: 'supplies.disinfectant.perDay', blocks: true },
    ]);
  });
});

describe('a change of regime', () => {
  it('never touches what is filed, open, suspended or over, and never loses a case', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CaseState.options), fc.constantFrom(...RegimeMode.options), fc.boolean(), (state, mode, missing) => {
        const { state: next, cancelsVisit } = convertState(state, { mode }, missing);
        if (!unfinished.includes(state)) expect({ next, cancelsVisit }).toEqual({ next: state, cancelsVisit: false });
        // Where it comes to rest, the new regime knows what is next by itself.
        if (mode === 'filing') expect(ruleOf(next, mode).next).not.toBe('convert');
        // Converting twice changes nothing more.
        expect(convertState(next, { mode }, missing).state).toBe(next);
      }),
    );
  });
  it('tells what an enterprise notices, and nothing where nothing is different', () => {
    const one = regime();
    expect(differencesOf(one, one)).toEqual([]);
    expect(differencesOf(one, regime({ mode: 'filing', addressee: 'park' })).map((said) => said.zh)).toEqual([
      '不再到场验收，材料齐全即备案。',
      '改向所在园区申请。',
    ]);
  });
});
