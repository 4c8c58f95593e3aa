// What a stop does to plans: worked by hand first, then held against both full passes over many plans drawn at random.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarsOf, type StopFacts, stopConcerns } from './rules-calendars.ts';
import { forecastDays, forecaster, type NodeFacts, type PlanFacts, passesOf } from './rules-passes.ts';
import { effectOf, knownOn, outcomeOf, ranked, withAndWithout } from './rules-shock.ts';
import { testCalendar, testLink, testNode } from './testing.ts';

const stop = (from: string, to: string, more: Partial<StopFacts> = {}): StopFacts => ({
  region: '220421',
  id: 'stop',
  name: '停工',
  from,
  to,
  basis: '',
  by: '',
  sites: [],
  ...more,
});
const calendars = (data: typeof testCalendar, asOf: string, project: string | null = null) =>
  calendarsOf(data, '220421', 'factory', asOf, project);
const effect = (plan: PlanFacts, order: StopFacts) => {
  const { without, within } = withAndWithout(testCalendar, order);
  return effectOf(plan, calendars(without, plan.asOf), calendars(within, plan.asOf), order);
};
// Ten days indoors from Monday 16 March to Friday the 27th, then the promised node.
const works = (more: Partial<PlanFacts> = {}, node: Partial<NodeFacts> = {}): PlanFacts => ({
  start: '2020-03-16',
  promised: '2020-03-31',
  asOf: '2020-03-16',
  nodes: [testNode('works', { days: 10, ...node }), testNode('goal', { kind: 'milestone', days: 0, promise: true })],
  links: [testLink('works', 'goal')],
  ...more,
});

describe('a stop', () => {
  it('of a week moves ten days of works by its five working days, and the promise of the 31st is lost by three', () => {
    // Stopped from Monday 23 to Sunday 29 March: ends on Friday 3 April; 1, 2 and 3 April are late.
    expect(effect(works(), stop('2020-03-23', '2020-03-29'))).toEqual({
      promised: '2020-03-31',
      before: '2020-03-27',
      after: '2020-04-03',
      daysLate: 3,
      moved: 5,
    });
  });

  it('on a weekend, before the works or after them, moves nothing', () => {
    expect(effect(works(), stop('2020-03-21', '2020-03-22'))).toBeNull();
    expect(effect(works(), stop('2020-03-01', '2020-03-15'))).toBeNull();
    expect(effect(works(), stop('2020-03-28', '2020-04-30'))).toBeNull();
  });

  it('leaves a permit office at work', () => {
    expect(effect(works({}, { kind: 'matter' }), stop('2020-03-16', '2020-04-30'))).toBeNull();
  });

  it('in the past moves works that were under way: what was stopped was not done', () => {
    const begun = works({ start: '2020-03-02', asOf: '2020-03-16' }, { actualStart: '2020-03-09' });
    // Five of ten days were thought done by the 16th; with the week stopped none was.
    expect(effect(begun, stop('2020-03-09', '2020-03-15'))).toMatchObject({ before: '2020-03-20', after: '2020-03-27', moved: 5 });
    // Where somebody said how much is left, it stays what he said.
    const told = works({ start: '2020-03-02', asOf: '2020-03-16' }, { actualStart: '2020-03-09', daysLeft: 5 });
    expect(effect(told, stop('2020-03-09', '2020-03-15'))).toBeNull();
  });

  it('of chosen sites concerns those projects alone', () => {
    const order = stop('2020-03-23', '2020-03-29', { sites: ['a'] });
    expect(stopConcerns(order, '220421', 'a')).toBe(true);
    expect(stopConcerns(order, '220421', 'b')).toBe(false);
    expect(stopConcerns(order, '220422', 'a')).toBe(false);
    expect(stopConcerns(stop('2020-03-23', '2020-03-29', { region: '220400' }), '220421', 'b')).toBe(true);
    const { within } = withAndWithout(testCalendar, order);
    const finish = (project: string) => {
      const made = passesOf(works(), calendars(within, '2020-03-16', project));
      return made.ok && made.passes.finish;
    };
    expect([finish('a'), finish('b')]).toEqual(['2020-04-03', '2020-03-27']);
  });

  it('is told as lost where the promise was kept before, as later where it was lost already', () => {
    const days = (promised: string) => ({ promised, before: '2020-03-27', after: '2020-04-03', daysLate: 0, moved: 5 });
    expect(outcomeOf(days('2020-04-03'))).toBe('kept');
    expect(outcomeOf(days('2020-03-27'))).toBe('lost');
    expect(outcomeOf(days('2020-03-26'))).toBe('later');
    expect(ranked([days('2020-04-03'), days('2020-03-26'), days('2020-03-27')]).map(outcomeOf)).toEqual(['lost', 'later', 'kept']);
  });

  it('asked about as of a day does not know what happened later', () => {
    const node = testNode('a', { actualStart: '2020-03-02', actualFinish: '2020-03-10' });
    expect(knownOn(node, '2020-03-10')).toBe(node);
    expect(knownOn(node, '2020-03-09')).toMatchObject({ actualStart: '2020-03-02', actualFinish: null });
    expect(knownOn(node, '2020-03-01')).toMatchObject({ actualStart: null, actualFinish: null });
  });
});

describe('the forward half of a plan', () => {
  const day = (n: number): string => new Date(Date.UTC(2020, 2, 1) + n * 86_400_000).toISOString().slice(0, 10);
  const node = fc.record({
    kind: fc.constantFrom('work' as const, 'work' as const, 'matter' as const, 'milestone' as const),
    days: fc.integer({ min: 0, max: 30 }),
    unit: fc.constantFrom('working' as const, 'calendar' as const),
    outdoor: fc.boolean(),
    began: fc.integer({ min: -20, max: 40 }),
    took: fc.integer({ min: 0, max: 20 }),
    left: fc.option(fc.integer({ min: 0, max: 12 })),
    blocked: fc.option(fc.integer({ min: 0, max: 60 })),
    links: fc.array(
      fc.record({
        back: fc.integer({ min: 1, max: 4 }),
        type: fc.constantFrom('FS' as const, 'SS' as const, 'FF' as const, 'SF' as const),
        lag: fc.integer({ min: -5, max: 10 }),
        unit: fc.constantFrom('working' as const, 'calendar' as const),
      }),
      { maxLength: 2 },
    ),
  });
  const plan = fc.array(node, { minLength: 2, maxLength: 9 }).map((drawn): PlanFacts => {
    const asOf = day(20);
    const nodes = drawn.map((one, place) => {
      const started = one.began >= 0 && one.began <= 20 && place < 4;
      const finished = started && one.began + one.took <= 20 && one.took % 3 === 0;
      return testNode(`n${place}`, {
        kind: one.kind,
        days: one.days,
        unit: one.unit,
        outdoor: one.outdoor && one.kind === 'work',
        promise: place === drawn.length - 1,
        actualStart: started ? day(one.began) : null,
        actualFinish: finished ? day(one.began + one.took) : null,
        daysLeft: started && !finished ? one.left : null,
        blockedUntil: one.blocked === null ? null : day(one.blocked),
      });
    });
    const links = drawn.flatMap((one, place) =>
      one.links.filter(({ back }) => place - back >= 0).map(({ back, ...link }) => testLink(`n${place - back}`, `n${place}`, link)),
    );
    return { start: day(-30), promised: day(60), asOf, nodes, links };
  });

  it('gives the same days as both passes do', () => {
    fc.assert(
      fc.property(plan, (drawn) => {
        const under = calendars(testCalendar, drawn.asOf);
        const whole = passesOf(drawn, under);
        const half = forecaster(drawn, under)?.(under);
        if (!whole.ok) return expect(half).toBeUndefined();
        expect(half!.finish).toBe(whole.passes.finish);
        for (const [code, at] of forecastDays(drawn, half!)) expect(at, code).toBe(whole.passes.dates.get(code)!.earlyFinish);
        return undefined;
      }),
      { numRuns: 80, seed: 20_200_315 },
    );
  });

  it('a plan that is said not to move does not move, and what is said of one that does is what both passes say', () => {
    fc.assert(
      fc.property(plan, fc.constantFrom(-8, 5, 12, 21, 35, 60), fc.constantFrom(0, 6, 25), (drawn, from, length) => {
        const order = stop(day(from), day(from + length));
        const { without, within } = withAndWithout(testCalendar, order);
        const told = effect(drawn, order);
        const whole = [without, within].map((data) => passesOf(drawn, calendars(data, drawn.asOf)));
        const [before, after] = whole.map((made) => (made.ok ? made.passes : undefined));
        if (!before || !after) return expect(told).toBeUndefined();
        const moved = drawn.nodes.some(({ code }) => before.dates.get(code)!.earlyFinish !== after.dates.get(code)!.earlyFinish);
        if (told === null) expect(moved).toBe(false);
        else expect(told).toMatchObject({ before: before.finish, after: after.finish, daysLate: after.gapDays });
        return undefined;
      }),
      { numRuns: 150, seed: 20_200_203 },
    );
  });
});
