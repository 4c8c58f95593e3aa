// Scarce things shared by projects: turns that never take more than there is, promises first, and dates that the plans themselves would show.

import { describe, expect, it } from 'vitest';
import { levelNow } from '../../engine/src/index.ts';
import { calendarsOf } from './rules-calendars.ts';
import { type PlanFacts, passesOf } from './rules-passes.ts';
import { capacityOn, type Demand, type Entry, levelProblem, orderOf, type Resource, takeTurns } from './rules-portfolio.ts';
import { testCalendar, testLink, testNode } from './testing.ts';

const base = 18_337; // 2020-03-16, a Monday
const team: Resource = { id: 'team', name: '测绘队', capacities: [{ from: '2020-01-01', capacity: 1 }] };
/** A survey of so many working days from Monday 16 March on, then works of ten, then the promised node. */
const project = (survey: number, promised: string, more: Partial<PlanFacts> = {}): PlanFacts => ({
  start: '2020-03-16',
  promised,
  asOf: '2020-03-16',
  nodes: [
    testNode('survey', { zh: '勘测', days: survey }),
    testNode('works', { days: 10 }),
    testNode('goal', { kind: 'milestone', days: 0, promise: true }),
  ],
  links: [testLink('survey', 'works'), testLink('works', 'goal')],
  ...more,
});
const entries = (plans: Record<string, PlanFacts>): Entry[] =>
  Object.entries(plans).map(([projectId, facts]) => {
    const made = passesOf(facts, calendarsOf(testCalendar, '220421', 'factory', facts.asOf, null));
    if (!made.ok) throw new Error(made.problem.code);
    return { projectId, facts, passes: made.passes };
  });
const demands = (plans: Record<string, PlanFacts>): Demand[] =>
  Object.keys(plans).map((projectId) => ({ projectId, node: 'survey', resource: 'team', units: 1 }));
const run = (plans: Record<string, PlanFacts>, resources: Resource[]) => {
  const problem = levelProblem(entries(plans), resources, demands(plans), base);
  const made = levelNow(problem, { schedules: 200, seed: 1, objective: 'lateness' });
  if (!made.ok) throw new Error(made.errors[0]!.sentence);
  return takeTurns(entries(plans), resources, demands(plans), orderOf(problem, made.value.plan.start));
};

describe('one survey team for two projects', () => {
  // Five days each: 16 to 20 and 23 to 27 March; works of ten days end on 3 April, or on 13 April past the holiday of the 4th to the 6th.
  it('goes first where the promise is nearer, whichever project is named first', () => {
    for (const plans of [
      { a: project(5, '2020-04-03'), b: project(5, '2020-12-31') },
      { b: project(5, '2020-12-31'), a: project(5, '2020-04-03') },
    ]) {
      const made = run(plans, [team]);
      expect(made.finishes.get('a')).toBe('2020-04-03');
      expect(made.finishes.get('b')).toBe('2020-04-13');
      expect(made.moves).toMatchObject([{ projectId: 'b', node: 'survey', from: '2020-03-16', to: '2020-03-23', resource: 'team' }]);
      expect(made.overDays).toBe(0);
    }
  });

  it('with one more team neither waits', () => {
    const plans = { a: project(5, '2020-04-03'), b: project(5, '2020-04-03') };
    const made = run(plans, [{ ...team, capacities: [{ from: '2020-01-01', capacity: 2 }] }]);
    expect([...made.finishes.values()]).toEqual(['2020-04-03', '2020-04-03']);
    expect(made.moves).toEqual([]);
  });

  it('a team that comes later is used from that day on', () => {
    const later: Resource = { ...team, capacities: [...team.capacities, { from: '2020-03-18', capacity: 2 }] };
    expect([capacityOn(later, base), capacityOn(later, base + 2)]).toEqual([1, 2]);
    const made = run({ a: project(5, '2020-04-03'), b: project(5, '2020-12-31') }, [later]);
    expect(made.moves).toMatchObject([{ projectId: 'b', to: '2020-03-18' }]);
  });

  it('works under way are not sent home: they keep what they have, and the day is told', () => {
    const begun = (promised: string) => {
      const plan = project(5, promised);
      return {
        ...plan,
        start: '2020-03-12',
        nodes: plan.nodes.map((node) => (node.code === 'survey' ? { ...node, actualStart: '2020-03-13' } : node)),
      };
    };
    const made = run({ a: begun('2020-04-03'), b: begun('2020-04-03') }, [team]);
    expect(made.moves).toEqual([]);
    expect(made.overDays).toBeGreaterThan(0);
  });
});

it('among twelve projects nothing takes more than there is on any day, and every date is the one the plan shows with its turn', () => {
  const plans = Object.fromEntries(
    Array.from({ length: 12 }, (_, n) => [`p${n}`, project(2 + ((n * 5) % 7), `2020-0${4 + (n % 5)}-${10 + n}`)]),
  );
  const made = run(plans, [{ ...team, capacities: [{ from: '2020-01-01', capacity: 2 }] }]);
  expect(made.overDays).toBe(0);
  const used = new Map<string, number>();
  for (const { projectId, facts } of entries(plans)) {
    const move = made.moves.find((one) => one.projectId === projectId);
    const queued = move ? { day: move.to, resource: '', by: '', at: '' } : null;
    const turned = { ...facts, nodes: facts.nodes.map((node) => (node.code === 'survey' ? { ...node, queued } : node)) };
    const [again] = entries({ [projectId]: turned });
    expect(again!.passes.finish, projectId).toBe(made.finishes.get(projectId));
    const { earlyStart, earlyFinish } = again!.passes.dates.get('survey')!;
    for (let at = Date.parse(earlyStart); at <= Date.parse(earlyFinish); at += 86_400_000) {
      const day = new Date(at).toISOString().slice(0, 10);
      if (again!.passes.calendars.by['site-working'].isWorkday(at / 86_400_000)) used.set(day, (used.get(day) ?? 0) + 1);
    }
  }
  expect(Math.max(...used.values())).toBe(2);
});
