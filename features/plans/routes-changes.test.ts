// Remedies adopted and changes taken back by HTTP as named people: a proposal withdrawn, a day of one's own, photographs. On the real database.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { entriesOf } from '../accounts/testing.ts';
import { type PlansHttp, plansHttp } from './testing-http.ts';
import type { PlanReply } from './words.ts';

let plans: PlansHttp;
const open = await plansHttp();
afterAll(() => open.close());
beforeEach(async () => {
  plans = await open.fresh();
});

const late = { promised: '2020-09-01' };
const made = (): Promise<PlanReply> => plans.made({ ...plans.making, ...late });
const goal = (plan: PlanReply) => plan.nodes.find((node) => node.promise)!;

describe('a remedy', () => {
  it('is adopted with a reason: the sentence changes at once, to the day it said; and it is taken back', async () => {
    const plan = await made();
    expect(plan.kept).toBe(false);
    const [remedy] = plan.remedies;
    const adopt = (who: 'clerk' | 'auditor', reason: string) =>
      plans.call(who, 'POST', `${plans.base()}/remedies`, { version: plan.version, node: remedy!.node, way: remedy!.way, reason });
    expect((await adopt('auditor', '县长专题会议定')).status).toBe(403);
    expect((await adopt('clerk', '行')).status).toBe(400);
    const done = await adopt('clerk', '县长专题会议定');
    expect(done.status, done.text).toBe(200);
    expect(done.body.forecast).toBe(remedy!.finish);
    expect(done.body.sentence.zh).not.toBe(plan.sentence.zh);
    expect(goal(done.body).slips).toMatchObject([{ what: 'forecast', from: plan.forecast, to: remedy!.finish, reason: '县长专题会议定' }]);
    expect(await adopt('clerk', '再来一次看看')).toMatchObject({ status: 409 });

    const { changes } = (await plans.call('auditor', 'GET', `${plans.base()}/changes`)).body;
    expect(changes).toMatchObject([{ reason: '县长专题会议定', by: '苗砚秋', undone: null }]);
    const undo = (version: number) => plans.call('clerk', 'POST', `${plans.base()}/changes/${changes[0].id}/undo`, { version });
    const back = await undo(done.body.version);
    expect(back.status, back.text).toBe(200);
    expect(back.body.forecast).toBe(plan.forecast);
    expect(back.body.links).toEqual(plan.links);
    expect((await undo(back.body.version)).body.code).toBe('plans.undo-done');
    const actions = (await entriesOf(plans.database, '220421')).map((entry: { action: string }) => entry.action);
    expect(actions).toEqual(expect.arrayContaining(['plan.adopt', 'plan.undo']));
  });

  it('comes with the pace that would catch up, and the hold points that keep their time', async () => {
    const { catchUp } = await made();
    expect(catchUp!.sentence.zh).toMatch(/施工提速/);
    expect(catchUp!.rows.length).toBeGreaterThan(0);
    expect(catchUp!.rows.some((row) => row.node === 'W09')).toBe(false);
    expect(catchUp!.holds.map((hold) => hold.node)).toContain('W09');
  });
});

describe('a change', () => {
  it('of links is taken back whole, and not once the node was changed again', async () => {
    const plan = await made();
    const linked = await plans.call('clerk', 'PUT', `${plans.base()}/nodes/W03/links`, {
      version: plan.version,
      links: [{ from: 'W02', type: 'SS', lag: 5, unit: 'calendar' }],
      reason: '分段流水施工',
    });
    expect(linked.status, linked.text).toBe(200);
    const edited = await plans.call('clerk', 'PATCH', `${plans.base()}/nodes/W03`, { version: linked.body.version, set: { days: 50 } });
    const { changes } = (await plans.call('clerk', 'GET', `${plans.base()}/changes`)).body;
    expect(changes.map((one: { summary: { zh: string } }) => one.summary.zh)).toEqual(['修改：主体结构施工', '前后关系：主体结构施工']);
    const undo = (change: { id: string }, version: number) =>
      plans.call('clerk', 'POST', `${plans.base()}/changes/${change.id}/undo`, { version });
    const first = await undo(changes[1], edited.body.version);
    expect(first.status, first.text).toBe(200);
    const again = await plans.call('clerk', 'PATCH', `${plans.base()}/nodes/W03`, { version: first.body.version, set: { days: 45 } });
    expect((await undo(changes[0], again.body.version)).body).toMatchObject({ code: 'plans.undo-changed' });
  });
});

describe('a proposed baseline', () => {
  it('is withdrawn by whoever proposed it, with a reason, and another can be proposed', async () => {
    const plan = await made();
    const propose = (version: number) =>
      plans.call('clerk', 'POST', `${plans.base()}/baselines`, { version, kind: 'set', reason: '常务会议确定' });
    const proposed = await propose(plan.version);
    const [one] = proposed.body.baselines;
    expect(one).toMatchObject({ mayWithdraw: true, mayDecide: false });
    const withdraw = () => plans.call('clerk', 'POST', `${plans.base()}/baselines/${one.id}/withdrawal`, { reason: '承诺日期要再商量' });
    const done = await withdraw();
    expect(done.status, done.text).toBe(200);
    expect(done.body.baselines).toMatchObject([{ decision: 'withdrawn', note: '承诺日期要再商量', decidedBy: '苗砚秋', current: false }]);
    expect((await withdraw()).body.code).toBe('plans.baseline-decided');
    expect((await propose(done.body.version)).body.baselines).toHaveLength(2);
  });
});

describe('a node', () => {
  it('is promised for a day of its own with a reason: the light holds the forecast against it, no date moves', async () => {
    const plan = await made();
    const promise = (day: string | null) =>
      plans.call('clerk', 'PUT', `${plans.base()}/nodes/W02/promise`, { version: plan.version, day, reason: '向省里作过承诺' });
    const done = await promise('2020-04-20');
    expect(done.status, done.text).toBe(200);
    const node = done.body.nodes.find((one: { code: string }) => one.code === 'W02');
    expect(node).toMatchObject({ ownPromise: { day: '2020-04-20', by: '苗砚秋', reason: '向省里作过承诺' }, light: 'late' });
    expect(done.body.forecast).toBe(plan.forecast);
  });

  it('shows photographs of its site with their time, and takes nothing that is none', async () => {
    const plan = await made();
    const send = (content: Buffer, version: number) =>
      plans.hand('clerk', `${plans.base()}/nodes/W02/photos?version=${version}&takenAt=2020-03-15T09:30`, {
        name: '现场.jpg',
        type: 'image/jpeg',
        content,
      });
    expect((await send(Buffer.from('%PDF-1.4'), plan.version)).body.code).toBe('plans.not-a-photo');
    const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('site')]);
    const done = await send(jpeg, plan.version);
    expect(done.status, done.text).toBe(200);
    const [photo] = done.body.nodes.find((one: { code: string }) => one.code === 'W02').photos;
    expect(photo).toMatchObject({ name: '现场.jpg', type: 'image/jpeg', takenAt: '2020-03-15T09:30', by: '苗砚秋' });
    expect((await plans.call('auditor', 'GET', `${plans.base()}/nodes/W02/photos/${photo.sha256}`)).status).toBe(200);
    expect((await plans.call('neighbour', 'GET', `${plans.base()}/nodes/W02/photos/${photo.sha256}`)).status).toBe(404);
    expect((await plans.call('auditor', 'GET', `${plans.base()}/nodes/W03/photos/${photo.sha256}`)).status).toBe(404);
  });
});
