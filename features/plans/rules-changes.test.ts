// Adopting a remedy, the pace that catches up, changes taken back: claims over plans of the product's own templates with promises nobody keeps.
import { describe, expect, it } from 'vitest';
import { calendarsOf } from './rules-calendars.ts';
import { catchUpOf } from './rules-catch-up.ts';
import { changeOf, undone } from './rules-changes.ts';
import { targetOf } from './rules-lights.ts';
import { type NodeFacts, type Passes, type PlanFacts, passesOf } from './rules-passes.ts';
import { adopted, remediesOf } from './rules-remedies.ts';
import { testCalendar, testLink, testNode } from './testing.ts';

const reckon = (plan: PlanFacts): Passes => {
  const made = passesOf(plan, calendarsOf(testCalendar, '220421', 'factory', plan.asOf, null));
  if (!made.ok) throw new Error(made.problem.code);
  return made.passes;
};
// Permit 10 working days, foundations 20 days outdoors, structure 40 working days, a hold point, fitting 15 days; promised a month too early.
const late = (more: Partial<PlanFacts> = {}, structure: Partial<NodeFacts> = {}): PlanFacts => ({
  start: '2020-03-30',
  promised: '2020-07-10',
  asOf: '2020-03-30',
  nodes: [
    testNode('permit', { kind: 'matter', zh: '施工许可', organisation: '住建部门', days: 10 }),
    testNode('ground', { zh: '基础施工', days: 20, unit: 'calendar', outdoor: true }),
    testNode('hold', { zh: '基础验槽', days: 3, holdPoint: true }),
    testNode('frame', { zh: '主体施工', days: 40, ...structure }),
    testNode('fitting', { zh: '室内工程', days: 15 }),
    testNode('goal', { kind: 'milestone', zh: '完工', days: 0, promise: true }),
  ],
  links: [
    testLink('permit', 'ground'),
    testLink('ground', 'hold'),
    testLink('hold', 'frame'),
    testLink('frame', 'fitting'),
    testLink('fitting', 'goal'),
  ],
  ...more,
});

describe('a remedy that is adopted', () => {
  it.each([
    ['as it stands', late()],
    ['with works under way', late({ asOf: '2020-05-18' }, { actualStart: '2020-05-11', daysLeft: 36 })],
    ['blocked', late({}, { blockedReason: '征地', blockedUntil: '2020-07-01' })],
  ])('%s: every one of them brings the promised node to the very day it said', (_, plan) => {
    const passes = reckon(plan);
    const { remedies } = remediesOf(plan, passes);
    expect(remedies.length).toBeGreaterThan(1);
    for (const remedy of remedies) {
      const made = adopted(plan, passes, remedy)!;
      expect(reckon({ ...plan, nodes: made.nodes, links: made.links }).finish, remedy.sentence.zh).toBe(remedy.finish);
      expect(made.sentence).toEqual(remedy.sentence);
    }
  });

  it('never shortens a hold point, and is no longer there once the promise is kept', () => {
    const plan = late();
    const passes = reckon(plan);
    expect(adopted(plan, passes, { node: 'hold', way: 'shorten' })).toBeUndefined();
    expect(adopted(plan, passes, { node: 'hold', way: 'add-crew' })).toBeUndefined();
    const kept = late({ promised: '2021-12-31' });
    expect(adopted(kept, reckon(kept), { node: 'frame', way: 'add-crew' })).toBeUndefined();
  });
});

describe('catching up', () => {
  it('names the least pace that keeps the promise: a twentieth less would not', () => {
    const plan = late({ promised: '2020-07-20' });
    const told = catchUpOf(plan, reckon(plan))!;
    expect(told.factor).not.toBeNull();
    expect(told.finish <= plan.promised).toBe(true);
    const at = (factor: number): string =>
      reckon({
        ...plan,
        nodes: plan.nodes.map((node) => {
          const row = told.rows.find((one) => one.node === node.code);
          return row ? { ...node, days: Math.ceil(row.left / factor - 1e-9) } : node;
        }),
      }).finish;
    expect(at(told.factor!)).toBe(told.finish);
    expect(at(told.factor! - 0.05) > plan.promised).toBe(true);
  });

  it('says per day and week what each work needs, and names the hold points that keep their time', () => {
    const plan = late({ promised: '2020-07-20' });
    const told = catchUpOf(plan, reckon(plan))!;
    expect(told.rows.map((row) => row.node)).toEqual(['ground', 'frame', 'fitting']);
    expect(told.holds).toMatchObject([{ node: 'hold' }]);
    const frame = told.rows[1]!;
    // Forty days are two and a half per cent a day.
    expect(frame).toMatchObject({ left: 40, plannedPerDay: 2.5 });
    expect(frame.neededPerDay).toBeCloseTo(100 / frame.within, 1);
    expect(frame.neededPerWeek).toBeCloseTo((100 / frame.within) * 5, 0);
    expect(told.sentence.zh).toMatch(/^滞后的 3 项施工提速到原计划的 [\d.]+ 倍，2020-07-\d\d 可以赶上 2020-07-20 的承诺。$/);
  });

  it('says when no pace is enough, and when it is the approvals that are late', () => {
    const hopeless = late({ promised: '2020-04-10' });
    expect(catchUpOf(hopeless, reckon(hopeless))).toMatchObject({ factor: null });
    const permits: PlanFacts = {
      ...late({ promised: '2020-04-01' }),
      nodes: [testNode('permit', { kind: 'matter', days: 10 }), testNode('goal', { kind: 'milestone', days: 0, promise: true })],
      links: [testLink('permit', 'goal')],
    };
    expect(catchUpOf(permits, reckon(permits))).toMatchObject({ factor: null, rows: [] });
    const kept = late({ promised: '2021-12-31' });
    expect(catchUpOf(kept, reckon(kept))).toBeNull();
  });
});

describe('a change', () => {
  const plan = late();
  const edited = { nodes: plan.nodes.map((node) => (node.code === 'frame' ? { ...node, days: 30 } : node)), links: plan.links };

  it('keeps what stood there before, and is taken back to the same plan', () => {
    const change = changeOf(plan, edited)!;
    expect(change.summary).toEqual({ zh: '修改：主体施工', en: 'Changed: 主体施工' });
    expect(undone(edited, change)).toEqual({ ok: true, plan: { nodes: plan.nodes, links: plan.links } });
  });

  it('of links, of a node added and of one taken away is taken back as well', () => {
    const links = plan.links.map((link) => (link.to === 'frame' ? { ...link, lag: -2 } : link));
    const relinked = { nodes: plan.nodes, links };
    const back = undone(relinked, changeOf(plan, relinked)!);
    expect(back.ok && new Set(back.plan.links.map((link) => JSON.stringify(link)))).toEqual(
      new Set(plan.links.map((link) => JSON.stringify(link))),
    );
    const more = { nodes: [...plan.nodes, testNode('N01')], links: [...plan.links, testLink('ground', 'N01'), testLink('N01', 'goal')] };
    expect(undone(more, changeOf(plan, more)!)).toEqual({ ok: true, plan: { nodes: plan.nodes, links: plan.links } });
    const without = undone(plan, changeOf(more, plan)!);
    expect(without.ok && without.plan.nodes.map((node) => node.code)).toContain('N01');
    expect(without.ok && without.plan.links).toHaveLength(more.links.length);
  });

  it('is not taken back once somebody changed the same node again, nor is what happened', () => {
    const change = changeOf(plan, edited)!;
    const again = { ...edited, nodes: edited.nodes.map((node) => (node.code === 'frame' ? { ...node, days: 31 } : node)) };
    expect(undone(again, change)).toMatchObject({ ok: false, problem: { code: 'plans.undo-changed', params: { node: '主体施工' } } });
    const begun = { ...plan, nodes: plan.nodes.map((node) => (node.code === 'frame' ? { ...node, actualStart: '2020-05-11' } : node)) };
    expect(changeOf(plan, begun)).toBeNull();
    expect(changeOf(plan, plan)).toBeNull();
  });
});

it('a promise of its own holds a node where it is earlier than the baseline, and never hides a slip where it is later', () => {
  const own = (day: string) => testNode('a', { ownPromise: { day, reason: '', by: '', at: '' } });
  expect(targetOf(own('2020-05-01'), '2020-06-01', null)).toBe('2020-05-01');
  expect(targetOf(own('2020-07-01'), '2020-06-01', null)).toBe('2020-06-01');
  expect(targetOf(own('2020-07-01'), null, '2020-12-31')).toBe('2020-07-01');
  expect(targetOf(testNode('a'), null, '2020-12-31')).toBe('2020-12-31');
});
