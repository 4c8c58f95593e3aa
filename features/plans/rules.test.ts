// Plans reckoned by hand first: working days with make-up days, the northern winter, a promise that can and one that cannot be kept, what may be done
// about it, baselines. The calendar is the one that comes with the product.
import { describe, expect, it } from 'vitest';
import { baselineDays, currentBaseline, mayDecide, mayPropose, slipsOf } from './rules-baselines.ts';
import { calendarsOf, coveredUntil } from './rules-calendars.ts';
import { afterLinks, applyEdit, recordedActual } from './rules-edits.ts';
import { lightOf } from './rules-lights.ts';
import { type NodeFacts, type Passes, type PlanFacts, passesOf } from './rules-passes.ts';
import { applyByOf, gapSentence } from './rules-say.ts';
import { answersFor, nodesOf, suggestedTemplate, templatesInForce } from './rules-template.ts';
import { testCalendar, testLink, testNode } from './testing.ts';
import type { PlanTemplate } from './words.ts';

const reckon = (plan: PlanFacts, data = testCalendar, region = '220421'): Passes => {
  const made = passesOf(plan, calendarsOf(data, region, 'factory', plan.asOf, null));
  if (!made.ok) throw new Error(made.problem.code);
  return made.passes;
};
// A permit of 5 working days, 10 days of outdoor works, the promised node.
const three = (more: Partial<PlanFacts> = {}, permit: Partial<NodeFacts> = {}, works: Partial<NodeFacts> = {}): PlanFacts => ({
  start: '2020-03-13',
  promised: '2020-04-14',
  asOf: '2020-03-13',
  nodes: [
    testNode('permit', { kind: 'matter', zh: '施工许可', organisation: '住建部门', days: 5, ...permit }),
    testNode('works', { zh: '基础施工', days: 10, unit: 'calendar', outdoor: true, ...works }),
    testNode('goal', { kind: 'milestone', zh: '完工', days: 0, promise: true }),
  ],
  links: [testLink('permit', 'works'), testLink('works', 'goal')],
  ...more,
});
const late = three({ promised: '2020-04-08' });

describe('working days', () => {
  it('a day of acceptance is not counted: accepted on Monday 20 January 2020, five working days end on 4 February', () => {
    // 21, 22, 23 January; the holiday runs to 2 February since the notice of 26 January; 3 and 4 February.
    const plan = three({ start: '2020-01-20', asOf: '2020-01-27' }, { actualStart: '2020-01-20' });
    expect(reckon(plan).dates.get('permit')!.earlyFinish).toBe('2020-02-04');
  });

  it('before the holiday was extended the same five days ended on the make-up Saturday, 1 February', () => {
    // 21, 22, 23 January, Friday 31 January, and 1 February as announced in November 2019.
    const plan = three({ start: '2020-01-20', asOf: '2020-01-20' }, { actualStart: '2020-01-20' });
    expect(reckon(plan).dates.get('permit')!.earlyFinish).toBe('2020-02-01');
  });

  it('in March 2020 holidays were announced for 2020 and not for 2021', () => {
    expect(coveredUntil(testCalendar, '2020-03-15')).toBe(2020);
    expect(coveredUntil(testCalendar, '2020-11-25')).toBe(2021);
  });
});

describe('both passes', () => {
  it('forward from today: accepted on Friday the 13th, decided on the 20th, outdoors from 1 April when the winter is over', () => {
    const { dates, finish, gapDays, chain } = reckon(three());
    expect(dates.get('permit')).toMatchObject({ earlyStart: '2020-03-16', earlyFinish: '2020-03-20' });
    expect(dates.get('works')).toMatchObject({ earlyStart: '2020-04-01', earlyFinish: '2020-04-10' });
    expect(finish).toBe('2020-04-10');
    // Monday 13 and Tuesday 14 April lie between the finish and the promise.
    expect(gapDays).toBe(-2);
    expect(chain).toEqual(['permit', 'works', 'goal']);
  });

  it('backward from the promise: ten days to the 14th begin on the 5th, and the permit ends on Friday the 3rd before the holiday', () => {
    const { dates } = reckon(three());
    expect(dates.get('works')).toMatchObject({ lateStart: '2020-04-05', lateFinish: '2020-04-14', floatDays: 4 });
    // Working days from Monday 16 March to Monday 30 March: ten.
    expect(dates.get('permit')).toMatchObject({ lateStart: '2020-03-30', lateFinish: '2020-04-03', floatDays: 10 });
  });

  it('the last day of acceptance is the working day before the first counted one', () => {
    const plan = three();
    expect(applyByOf(plan, reckon(plan))).toMatchObject([{ organisation: '住建部门', node: 'permit', day: '2020-03-27', spareDays: 10 }]);
  });

  it('what follows the promised node has the room the promise leaves, and does not hide the float before it', () => {
    const plan = three();
    const after = [...plan.nodes, testNode('capacity', { kind: 'milestone', days: 0 })];
    const { dates } = reckon({
      ...plan,
      nodes: after,
      links: [...plan.links, testLink('goal', 'capacity', { lag: 30, unit: 'calendar' })],
    });
    expect(dates.get('works')!.floatDays).toBe(4);
    expect(dates.get('capacity')).toMatchObject({ earlyFinish: '2020-05-10', lateFinish: '2020-05-14' });
  });

  it('works that have begun are reckoned from what is left of them', () => {
    const { dates } = reckon(
      three({ asOf: '2020-04-20' }, { actualStart: '2020-03-16', actualFinish: '2020-03-20' }, { actualStart: '2020-04-02', daysLeft: 3 }),
    );
    expect(dates.get('works')).toMatchObject({ earlyStart: '2020-04-02', earlyFinish: '2020-04-22' });
  });

  it('an order to stop moves works and leaves permits alone', () => {
    const stops = [{ region: '220400', id: 'a', name: '停工', from: '2020-04-03', to: '2020-04-09', basis: '', by: '', sites: [] }];
    const { dates } = reckon(three(), { ...testCalendar, stops });
    // 1 and 2 April, then from the 10th eight days more.
    expect(dates.get('works')).toMatchObject({ earlyStart: '2020-04-01', earlyFinish: '2020-04-17' });
    expect(dates.get('permit')!.earlyFinish).toBe('2020-03-20');
    expect(reckon(three(), { ...testCalendar, stops: [{ ...stops[0]!, region: '220300' }] }).finish).toBe('2020-04-10');
  });

  it('a season of the county and of the type goes before that of the province', () => {
    const own = {
      region: '220421',
      type: 'factory' as const,
      stopsOn: '12-01',
      resumesOn: '03-15',
      from: '2019-01-01',
      to: null,
      note: '',
    };
    const { dates } = reckon(three(), { ...testCalendar, seasons: [...testCalendar.seasons, own] });
    expect(dates.get('works')!.earlyStart).toBe('2020-03-21');
  });

  it('nodes that wait for each other are refused by name', () => {
    const plan = three();
    const made = passesOf(
      { ...plan, links: [...plan.links, testLink('works', 'permit')] },
      calendarsOf(testCalendar, '220421', 'factory', plan.asOf, null),
    );
    expect(made).toMatchObject({ ok: false, problem: { code: 'plans.cycle', params: { chain: expect.stringContaining('基础施工') } } });
  });
});

describe('a promise that cannot be kept', () => {
  it('is told in one sentence with the days and the ways to close it, best first', () => {
    const { sentence, remedies, kept } = gapSentence(late, reckon(late));
    expect(kept).toBe(false);
    expect(sentence.zh).toMatch(/^按现在的进度，2020-04-10 完工，比承诺的 2020-04-08 晚 2 个工作日；/);
    expect(sentence.en).toMatch(/^As things stand: 完工 on 2020-04-10, 2 working days later than the promised 2020-04-08;/);
    expect(remedies[0]).toMatchObject({ node: 'works', closes: true });
    expect(sentence.zh).toContain(remedies[0]!.sentence.zh);
  });

  it('what a remedy promises is what the plan does when it is carried out', () => {
    const winter = gapSentence(late, reckon(late)).remedies.find((one) => one.node === 'works')!;
    // Working through the winter: from Saturday 21 March, ten days, to the 30th.
    const carried = reckon(three({ promised: '2020-04-08' }, {}, { outdoor: false }));
    expect([carried.finish, winter.finish]).toEqual(['2020-03-30', '2020-03-30']);
  });

  it('a quality hold point is never offered to be shortened, nor a period that the law fixes', () => {
    const plan = three({ promised: '2020-04-02' }, { fixed: true }, { holdPoint: true });
    const { remedies, sentence } = gapSentence(plan, reckon(plan));
    expect(remedies).toEqual([]);
    expect(sentence.zh).toContain('需要调整承诺或建设内容');
  });

  it('where all remedies together do not do, that is said', () => {
    const plan = three({ promised: '2020-03-16' }, {}, { days: 200 });
    expect(gapSentence(plan, reckon(plan)).sentence.zh).toMatch(/全部用上也要到 \d{4}-\d\d-\d\d，承诺守不住/);
  });

  it('a node that is blocked until a day starts then, and settling it sooner is offered', () => {
    const plan = three({ promised: '2020-04-20' }, {}, { blockedReason: '村民阻工', blockedUntil: '2020-04-20' });
    const passes = reckon(plan);
    expect(passes.finish).toBe('2020-04-29');
    expect(gapSentence(plan, passes).sentence.zh).toContain('村民阻工');
  });
});

describe('lights', () => {
  const rule = { nearDays: 14, tightDays: 5 };
  const dates = { earlyStart: '2020-04-01', earlyFinish: '2020-04-10', lateStart: '', lateFinish: '', floatDays: 4, cause: undefined };
  it('count the days to a node, and past it', () => {
    expect(lightOf(testNode('a'), dates, '2020-04-12', '2020-03-31', rule)).toMatchObject({
      light: 'warning',
      word: { zh: '距节点还有 12 天' },
    });
    expect(lightOf(testNode('a'), dates, '2020-04-12', '2020-03-20', rule)).toMatchObject({ light: 'normal' });
    expect(lightOf(testNode('a'), dates, '2020-03-28', '2020-03-31', rule)).toMatchObject({ state: 'late', word: { zh: '已逾期 3 天' } });
    expect(lightOf(testNode('a'), dates, '2020-04-08', '2020-03-31', rule)).toMatchObject({ state: 'late', word: { zh: '预计晚 2 天' } });
  });
  it('a blocked node is red whatever its days say', () => {
    expect(lightOf(testNode('a', { blockedReason: '缺资金' }), dates, null, '2020-03-31', rule)).toMatchObject({
      state: 'blocked',
      light: 'late',
    });
  });
});

describe('baselines', () => {
  const plan = three();
  const base = {
    id: 'b1',
    number: 1,
    kind: 'set' as const,
    source: 'latest' as const,
    name: '基线1',
    promisedDay: '2020-04-14',
    days: baselineDays(plan.nodes, reckon(plan), 'latest'),
    reason: '首次',
    proposedById: 'p',
    proposedBy: '苗',
    proposedAt: '',
    decision: null,
    decidedBy: null,
    decidedAt: null,
    note: '',
  };
  const approved = { ...base, decision: 'approved' as const, decidedBy: '符' };
  it('backward scheduling takes the last days that keep the promise', () => {
    expect(base.days).toEqual({ permit: '2020-04-03', works: '2020-04-14', goal: '2020-04-14' });
  });
  it('is set once, changed or dropped after that, one proposal at a time, decided by another', () => {
    expect(mayPropose([], 'change')).toMatchObject({ code: 'plans.baseline-none' });
    expect(mayPropose([base], 'set')).toMatchObject({ code: 'plans.baseline-open' });
    expect(mayPropose([approved], 'set')).toMatchObject({ code: 'plans.baseline-held' });
    expect(mayPropose([approved], 'change')).toBeNull();
    expect(mayDecide(base, 'p')).toMatchObject({ code: 'plans.baseline-own' });
    expect(mayDecide(base, 'q')).toBeNull();
    expect(mayDecide(approved, 'q')).toMatchObject({ code: 'plans.baseline-decided' });
  });
  it('a declined change leaves what held, a drop leaves nothing', () => {
    expect(currentBaseline([approved, { ...base, number: 2, decision: 'declined' }])?.number).toBe(1);
    expect(currentBaseline([approved, { ...approved, number: 2, kind: 'drop' }])).toBeUndefined();
  });
  it('with one, durations change with a reason only; hold points not at all downwards', () => {
    expect(applyEdit(plan.nodes, 'works', { days: 12 }, '', true)).toMatchObject({ ok: false, problem: { code: 'plans.reason' } });
    expect(applyEdit(plan.nodes, 'works', { days: 12 }, '地质条件变化', true)).toMatchObject({ ok: true });
    expect(applyEdit([testNode('h', { holdPoint: true })], 'h', { days: 1 }, '为了赶工期', true)).toMatchObject({
      problem: { code: 'plans.hold-point' },
    });
    expect(applyEdit([testNode('t', { fixed: true, statutoryDays: 20, days: 20 })], 't', { days: 10 }, '赶工期', false)).toMatchObject({
      problem: { code: 'plans.fixed-days' },
    });
  });
  it('a day that slips leaves a trace, promised, then forecast, then actual', () => {
    const kept = plan.nodes.map((node) => ({ ...node, forecast: reckon(plan).dates.get(node.code)!.earlyFinish }));
    const slower = { ...plan, nodes: kept.map((node) => (node.code === 'works' ? { ...node, days: 12 } : node)) };
    expect(slipsOf(kept, slower.nodes, reckon(slower))).toEqual([
      { code: 'works', what: 'forecast', from: '2020-04-10', to: '2020-04-12' },
      { code: 'goal', what: 'forecast', from: '2020-04-10', to: '2020-04-12' },
    ]);
  });
});

describe('what happened', () => {
  const file = { name: '许可证.pdf', sha256: 'a'.repeat(64) };
  it('needs evidence to be finished and cannot lie in the future', () => {
    const plan = three({ asOf: '2020-03-20' });
    expect(recordedActual(plan, 'permit', { start: '2020-03-16', finish: '2020-03-20', note: '', evidence: null })).toMatchObject({
      problem: { code: 'projects.evidence-missing' },
    });
    expect(recordedActual(plan, 'permit', { start: '2020-03-16', finish: '2020-03-21', note: '', evidence: file })).toMatchObject({
      problem: { code: 'plans.in-the-future' },
    });
    expect(recordedActual(plan, 'permit', { start: '2020-03-16', finish: '2020-03-20', note: '', evidence: file })).toMatchObject({
      ok: true,
    });
  });
  it('a node taken away leaves those around it linked', () => {
    expect(afterLinks([testLink('a', 'b'), testLink('b', 'c')], 'b').all).toEqual([testLink('a', 'c')]);
  });
});

describe('templates', () => {
  const template: PlanTemplate = {
    region: '000000',
    code: 't',
    version: 1,
    name: { zh: '', en: '' },
    type: 'factory',
    route: 'filing',
    since: '2020-01-01',
    questions: [
      {
        code: 'woodland',
        zh: '占用林地？',
        en: '',
        options: [
          { code: 'no', zh: '否', en: '' },
          { code: 'yes', zh: '是', en: '' },
        ],
        usual: 'no',
      },
    ],
    nodes: ['a', 'w', 'b'].map((code) => ({
      code,
      zh: code,
      en: code,
      kind: 'matter' as const,
      stage: 'preparation' as const,
      stream: 'land' as const,
      duty: '',
      days: 5,
      unit: 'working' as const,
      statutoryDays: 20,
      promisedDays: 5,
      basis: '',
      confirmed: true,
      ...(code === 'w' && { if: 'woodland=yes' }),
    })),
    links: [testLink('a', 'w'), testLink('w', 'b'), testLink('a', 'b')],
  };
  it('leave out what the answers say does not apply, with its links', () => {
    const answers = answersFor(template, {});
    expect(answers).toEqual({ ok: true, answers: { woodland: 'no' } });
    expect(nodesOf(template, { woodland: 'no' }).nodes.map((node) => node.code)).toEqual(['a', 'b']);
    expect(nodesOf(template, { woodland: 'no' }).links).toEqual([testLink('a', 'b')]);
    expect(nodesOf(template, { woodland: 'yes' }).links).toHaveLength(3);
    expect(answersFor(template, { woodland: 'maybe' })).toMatchObject({ problem: { code: 'plans.wrong-answer' } });
  });
  it('the latest version in force holds, the own region before a wider one', () => {
    const next = { ...template, version: 2, since: '2020-06-01' };
    const own = { ...template, region: '220400', version: 1 };
    expect(templatesInForce([template, next], '220421', '2020-05-31')[0]!.version).toBe(1);
    expect(templatesInForce([template, next], '220421', '2020-06-01')[0]!.version).toBe(2);
    expect(templatesInForce([template, next, own], '220421', '2020-06-01')[0]!.region).toBe('220400');
    expect(templatesInForce([own], '220302', '2020-06-01')).toEqual([]);
  });
  it('a small project is offered six nodes, a larger one the template of its name, by dated lines', () => {
    const open = { fromYuan: null, belowYuan: null, unknownAmount: false };
    const choices = [
      { ...open, template: 'light', words: [], belowYuan: 50_000_000, unknownAmount: true },
      { ...open, template: 'farmland-approval', words: ['高标准农田', '田间'] },
      { ...open, template: 'factory-filing', words: [] },
    ];
    const offered = (name: string, totalYuan: number | null): string => suggestedTemplate({ name, totalYuan }, choices);
    expect(offered('食用菌工厂化栽培项目', 20_000_000)).toBe('light');
    expect(offered('食用菌工厂化栽培项目', null)).toBe('light');
    expect(offered('高标准农田建设项目', 50_000_000)).toBe('farmland-approval');
    expect(offered('轴承生产线建设项目', 90_000_000)).toBe('factory-filing');
  });
});
