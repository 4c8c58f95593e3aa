// Stop orders entered by HTTP as named people: tried, ordered, what they moved, accepted by the leader, withdrawn. On the real database.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { entriesOf } from '../accounts/testing.ts';
import { type PlansHttp, plansHttp } from './testing-http.ts';
import type { PlanReply } from './words.ts';
import type { ShockRun } from './words-dated.ts';

const county = '220421';
let plans: PlansHttp;
const open = await plansHttp();
afterAll(() => open.close());

beforeEach(async () => {
  plans = await open.fresh();
});

const finished = async (who: 'leader' | 'clerk', run: string): Promise<ShockRun> => {
  for (;;) {
    const { body, status } = await plans.call(who, 'GET', `/api/plans/shock-runs/${run}`);
    if (status !== 200 || body.state === 'done' || body.state === 'failed') return body;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};
// The promise is the forecast itself: any day lost is late.
const exact = async (): Promise<PlanReply> => {
  const tried = await plans.call('clerk', 'POST', `${plans.base()}/try`, plans.making);
  return plans.made({ ...plans.making, promised: tried.body.forecast });
};
const order = { name: '停工', from: '2020-06-01', to: '2020-06-14', basis: '县指挥部令第3号' };

describe('a stop that is only tried', () => {
  it('says which promises are lost, with the days before and after, and changes nothing', async () => {
    const plan = await exact();
    const tried = await plans.call('clerk', 'POST', `/api/plans/${county}/shock`, { from: order.from, to: order.to });
    expect(tried.status, tried.text).toBe(200);
    expect(tried.body).toMatchObject({ state: 'done', done: 1, total: 1, result: { plans: 1, affected: 1, lost: 1, kept: 0 } });
    const [row] = tried.body.result.rows;
    expect(row).toMatchObject({ name: '轴承生产线建设项目', outcome: 'lost', promised: plan.promised, before: plan.forecast });
    expect(row.after > row.before && row.daysLate > 0).toBe(true);
    expect((await plans.call('clerk', 'GET', plans.base())).body.plan.forecast).toBe(plan.forecast);
    expect((await plans.call('neighbour', 'GET', `/api/plans/shock-runs/${tried.body.id}`)).body.code).toBe('plans.run-gone');
    expect((await plans.call('neighbour', 'POST', `/api/plans/${county}/shock`, { from: order.from, to: order.to })).status).toBe(404);
    expect(await plans.call('clerk', 'POST', `/api/plans/${county}/shock`, { from: '2020-06-14', to: '2020-06-01' })).toMatchObject({
      status: 422,
      body: { code: 'plans.stop-order' },
    });
  });

  it('of the site of another project moves nothing', async () => {
    await exact();
    const tried = await plans.call('clerk', 'POST', `/api/plans/${county}/shock`, {
      from: order.from,
      to: order.to,
      sites: ['01890000-0000-7000-8000-000000000001'],
    });
    expect(tried.body.result).toMatchObject({ plans: 0, affected: 0 });
  });
});

describe('a stop that is ordered', () => {
  it('moves the forecast, waits to be accepted with a reason, and leaves promise and baseline as they are', async () => {
    const plan = await exact();
    expect((await plans.call('clerk', 'POST', `/api/plans/${county}/stops`, order)).status).toBe(403);
    const given = await plans.call('leader', 'POST', `/api/plans/${county}/stops`, order);
    expect(given.status, given.text).toBe(200);
    expect(await finished('leader', given.body.run)).toMatchObject({ state: 'done', result: { affected: 1, lost: 1 } });

    const after: PlanReply = (await plans.call('clerk', 'GET', plans.base())).body.plan;
    expect(after.forecast > plan.forecast).toBe(true);
    expect(after.promised).toBe(plan.promised);
    const goal = (of: PlanReply) => of.nodes.find((node) => node.promise)!;
    expect(goal(after).slips).toEqual([]);
    const seen = await plans.call('clerk', 'GET', `/api/plans/stops/${given.body.id}`);
    expect(seen.body).toMatchObject({
      stop: { name: '停工', plans: 1, lost: 1, accepted: 0, withdrawn: null },
      effects: [{ outcome: 'lost', accepted: null, before: plan.forecast, after: after.forecast }],
    });

    const accept = (who: 'leader' | 'clerk', reason: string, projects: string[] | null = null) =>
      plans.call(who, 'POST', `/api/plans/${county}/stops/${given.body.id}/acceptance`, { projects, reason });
    expect((await accept('clerk', '按防控要求')).status).toBe(403);
    expect((await accept('leader', '要')).status).toBe(400);
    const done = await accept('leader', '按防控要求停工', [plans.project()]);
    expect(done.body).toEqual({ accepted: 1, left: 0 });
    const kept: PlanReply = (await plans.call('clerk', 'GET', plans.base())).body.plan;
    expect(goal(kept)).toMatchObject({
      slips: [{ what: 'forecast', from: plan.forecast, to: after.forecast, reason: '停工：按防控要求停工', by: '符望舒' }],
    });
    expect(kept).toMatchObject({ promised: plan.promised, baselines: [] });
    expect((await plans.call('clerk', 'GET', `/api/plans/stops/${given.body.id}`)).body.effects).toMatchObject([
      { accepted: { by: '符望舒', reason: '按防控要求停工' } },
    ]);
    expect((await accept('leader', '再接受一次')).body.code).toBe('plans.nothing-to-accept');
    const actions = (await entriesOf(plans.database, county)).map((entry: { action: string }) => entry.action);
    expect(actions).toEqual(expect.arrayContaining(['plan.stop', 'plan.accept-forecast']));
  });

  it('is withdrawn with a reason: the plan is as before, the order stays in the record', async () => {
    const plan = await exact();
    const given = await plans.call('leader', 'POST', `/api/plans/${county}/stops`, order);
    await finished('leader', given.body.run);
    const withdraw = () =>
      plans.call('leader', 'POST', `/api/plans/${county}/stops/${given.body.id}/withdrawal`, { reason: '疫情缓解，提前复工' });
    expect((await withdraw()).status).toBe(200);
    expect((await plans.call('clerk', 'GET', plans.base())).body.plan.forecast).toBe(plan.forecast);
    expect((await withdraw()).body.code).toBe('plans.stop-withdrawn');
    const calendar = (await plans.call('clerk', 'GET', `/api/plans/calendar?region=${county}&on=2020-03-15`)).body;
    expect(calendar).toMatchObject({
      coveredUntil: 2020,
      stops: [{ name: '停工', plans: 1, withdrawn: { by: '符望舒', reason: '疫情缓解，提前复工' } }],
    });
    expect(calendar.days).toContainEqual({ day: '2020-01-19', kind: 'make-up' });
    expect(calendar.seasons[0]).toMatchObject({ type: 'any', plans: 1 });
  });

  it('is reckoned anew when asked to: what was accepted stays accepted', async () => {
    await exact();
    const given = await plans.call('leader', 'POST', `/api/plans/${county}/stops`, order);
    await finished('leader', given.body.run);
    const again = await plans.call('leader', 'POST', `/api/plans/${county}/stops/${given.body.id}/run`, {});
    expect(again.status, again.text).toBe(200);
    expect(await finished('leader', again.body.run)).toMatchObject({ state: 'done', result: { affected: 1 } });
    expect((await plans.call('clerk', 'GET', `/api/plans/stops/${given.body.id}`)).body.effects).toHaveLength(1);
  });
});
