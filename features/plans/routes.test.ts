// Plans entered by HTTP as named people: a clerk of 东丰县 and her neighbour, the county's leader who approves, an auditor who reads. On the real
// database, with the templates and the calendar that the migrations bring.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../platform/db/testing.ts';
import { openFiles } from '../../platform/files/files.ts';
import type { TestAnswer, TestHttp } from '../../platform/http/testing.ts';
import { accountsHttp, entriesOf, makePerson, type TestPerson } from '../accounts/testing.ts';
import { projectsRoom } from '../projects/routes.ts';
import { importRows, readRows, testContext, testSecrets } from '../projects/testing.ts';
import { plansRoom } from './routes.ts';
import type { PlanReply } from './words.ts';

const county = '220421';
const at = '2020-04-01T01:00:00.000Z';
type Who = 'clerk' | 'neighbour' | 'leader' | 'auditor' | 'administrator';
const database = testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'sanzao-plans-'));
const files = await openFiles(folder, randomBytes(32));
afterAll(() => rmSync(folder, { recursive: true }));
let http: TestHttp;
let people: Record<Who, TestPerson>;
let project: string;
const call = (who: Who, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: unknown): Promise<TestAnswer> =>
  http.call({ method, url, as: people[who].token, ...(body !== undefined && { body }) });
const base = (): string => `/api/plans/${county}/${project}`;
const making = {
  template: 'factory-filing',
  promised: '2020-12-30',
  start: '2020-03-12',
  stateDay: '2020-03-12',
  answers: { woodland: 'yes' },
};
const made = async (): Promise<PlanReply> => {
  const answer = await call('clerk', 'POST', base(), making);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};

beforeEach(async () => {
  http = await accountsHttp(database, [plansRoom(), projectsRoom({ rawCell: async () => null as never })], { secrets: testSecrets, files });
  const make = (login: Who, name: string, role: Parameters<typeof makePerson>[2]['role'], region: string) =>
    makePerson(database, at, { login, name, role, region });
  people = {
    clerk: await make('clerk', '苗砚秋', 'clerk', county),
    neighbour: await make('neighbour', '栾知衡', 'clerk', '220402'),
    leader: await make('leader', '符望舒', 'leader', county),
    auditor: await make('auditor', '祖知衡', 'auditor', '220400'),
    administrator: await make('administrator', '厉云舒', 'administrator', '220400'),
  };
  await importRows(database, readRows([{ name: '轴承生产线建设项目', nature: '新建', total: 13_200, plan: 6_000 }]), {
    context: testContext({ region: county }),
  });
  const library = await call('clerk', 'GET', '/api/projects?year=2020');
  expect(library.status, library.text).toBe(200);
  project = library.body.rows[0].id;
});

describe('a plan', () => {
  it('is worked backward from a template, its answers and the promised day, and says whether that can be kept', async () => {
    const none = await call('clerk', 'GET', base());
    expect(none.body).toMatchObject({ plan: null, suggested: 'factory-filing' });
    const tried = await call('clerk', 'POST', `${base()}/try`, making);
    expect(tried.body.version).toBe(0);
    const plan = await made();
    expect(plan.nodes.map((node) => node.code)).toContain('P07');
    expect(plan.nodes.map((node) => node.code)).not.toContain('P12');
    expect(plan).toMatchObject({
      template: { code: 'factory-filing', version: 1 },
      promised: '2020-12-30',
      goal: { code: 'Z01' },
      kept: true,
      coveredUntil: 2020,
    });
    expect(plan.sentence.zh).toMatch(/^按现在的进度，2020-\d\d-\d\d 投产，比承诺的 2020-12-30 早 \d+ 个工作日。$/);
    for (const node of plan.nodes) expect(node.forecast <= node.latest || node.floatDays < 0, node.code).toBe(true);
    expect(await call('clerk', 'POST', base(), making)).toMatchObject({ status: 409, body: { code: 'plans.exists' } });
    expect((await call('clerk', 'GET', '/api/plans')).body).toMatchObject({
      total: 1,
      late: 0,
      rows: [{ projectName: '轴承生产线建设项目', done: 0 }],
    });
  });

  it('belongs to its county: a neighbour does not find it, an administrator may not, an auditor reads and changes nothing', async () => {
    const plan = await made();
    expect((await call('neighbour', 'GET', base())).status).toBe(404);
    expect((await call('neighbour', 'GET', '/api/plans')).body.rows).toEqual([]);
    expect((await call('administrator', 'GET', base())).status).toBe(403);
    expect((await call('auditor', 'GET', base())).body.plan.version).toBe(plan.version);
    expect((await call('auditor', 'PATCH', `${base()}/nodes/W02`, { version: plan.version, set: { days: 3 } })).status).toBe(403);
  });

  it('a promise before its beginning, an unknown template and an answer not offered are refused', async () => {
    expect(await call('clerk', 'POST', base(), { ...making, promised: '2020-03-01' })).toMatchObject({
      status: 422,
      body: { code: 'plans.promise-before-start' },
    });
    expect(await call('clerk', 'POST', base(), { ...making, template: 'bridge' })).toMatchObject({
      status: 422,
      body: { code: 'plans.no-template' },
    });
    expect(await call('clerk', 'POST', base(), { ...making, answers: { eia: 'none' } })).toMatchObject({
      status: 422,
      body: { code: 'plans.wrong-answer' },
    });
  });
});

describe('changes', () => {
  it('a longer node moves the finish and leaves the day it slipped from; a stale page is refused', async () => {
    const plan = await made();
    const edited = await call('clerk', 'PATCH', `${base()}/nodes/W03`, { version: plan.version, set: { days: 90 }, reason: '设计变更' });
    expect(edited.status, edited.text).toBe(200);
    expect(edited.body.forecast > plan.forecast).toBe(true);
    const goal = edited.body.nodes.find((node: { code: string }) => node.code === 'Z01');
    expect(goal.slips).toMatchObject([
      { what: 'forecast', from: plan.forecast, to: edited.body.forecast, reason: '设计变更', by: '苗砚秋' },
    ]);
    expect(await call('clerk', 'PATCH', `${base()}/nodes/W03`, { version: plan.version, set: { days: 60 } })).toMatchObject({
      status: 409,
      body: { code: 'plans.changed-meanwhile' },
    });
    const entries = await entriesOf(database, county);
    expect(entries.map((entry: { action: string }) => entry.action)).toEqual(expect.arrayContaining(['plan.make', 'plan.edit']));
  });

  it('a node of one own stands between what it comes after and before, and can be taken away again', async () => {
    const plan = await made();
    const added = await call('clerk', 'POST', `${base()}/nodes`, {
      version: plan.version,
      name: '高压线迁改',
      kind: 'work',
      stage: 'start',
      stream: 'own',
      days: 40,
      unit: 'calendar',
      after: ['A10'],
      before: ['T01'],
    });
    expect(added.status, added.text).toBe(200);
    expect(added.body.nodes.find((node: { code: string }) => node.code === 'N01')).toMatchObject({
      name: { zh: '高压线迁改' },
      driving: false,
    });
    const gone = await call('clerk', 'DELETE', `${base()}/nodes/N01`, { version: added.body.version, reason: '不再需要' });
    expect(gone.status, gone.text).toBe(200);
    expect(gone.body.nodes.length).toBe(plan.nodes.length);
    const circle = await call('clerk', 'PUT', `${base()}/nodes/X01/links`, {
      version: gone.body.version,
      links: [{ from: 'Z01', type: 'FS', lag: 0, unit: 'working' }],
      reason: '试一试',
    });
    expect(circle).toMatchObject({ status: 422, body: { code: 'plans.cycle' } });
  });

  it('what happened needs a file, and the plan is reckoned on from there', async () => {
    const plan = await made();
    const url = `${base()}/nodes/A05/actual?version=${plan.version}&start=2020-03-10&finish=2020-03-12`;
    const hand = (content: string): Promise<TestAnswer> => {
      const payload = `--x\r\ncontent-disposition: form-data; name="file"; filename="备案证.pdf"\r\ncontent-type: application/pdf\r\n\r\n${content}\r\n--x--\r\n`;
      const headers = { 'content-type': 'multipart/form-data; boundary=x' };
      return http.call({ method: 'POST', url, as: people.clerk.token, headers, body: Buffer.from(payload) });
    };
    expect((await hand('')).body.code).toBe('projects.evidence-missing');
    const done = await hand('%PDF-1.4 filed');
    expect(done.status, done.text).toBe(200);
    // Accepted on the 10th: the 11th and the 12th are counted.
    expect(done.body.nodes.find((node: { code: string }) => node.code === 'A05')).toMatchObject({
      state: 'done',
      actual: '2020-03-12',
      actualDays: 2,
      evidence: [{ name: '备案证.pdf' }],
    });
  });
});

describe('a baseline', () => {
  it('is proposed with a reason, approved by another, and then holds every node; two versions are compared', async () => {
    const plan = await made();
    const proposed = await call('clerk', 'POST', `${base()}/baselines`, {
      version: plan.version,
      kind: 'set',
      source: 'latest',
      reason: '县政府常务会议确定',
    });
    expect(proposed.status, proposed.text).toBe(200);
    const [one] = proposed.body.baselines;
    const decide = (who: Who) => call(who, 'POST', `${base()}/baselines/${one.id}/decision`, { decision: 'approved' });
    expect((await decide('clerk')).status).toBe(403);
    const held = await decide('leader');
    expect(held.status, held.text).toBe(200);
    expect(held.body.baselines).toMatchObject([{ current: true, decision: 'approved', decidedBy: '符望舒', proposedBy: '苗砚秋' }]);
    const goal = held.body.nodes.find((node: { promise: boolean }) => node.promise);
    expect(goal).toMatchObject({
      baseline: '2020-12-30',
      slips: [{ what: 'baseline', from: null, to: '2020-12-30', reason: '县政府常务会议确定' }],
    });
    const compared = await call('auditor', 'GET', `${base()}/compare?from=${one.id}&to=forecast`);
    expect(compared.body.rows).toHaveLength(plan.nodes.length);
    expect(compared.body.later).toBe(0);
    expect((await decide('leader')).body.code).toBe('plans.baseline-decided');
  });

  it('the promised day itself moves by an approved change only', async () => {
    let plan = await made();
    const propose = async (body: object) =>
      (plan = (await call('clerk', 'POST', `${base()}/baselines`, { version: plan.version, reason: '冬季停工影响', ...body })).body);
    await propose({ kind: 'set' });
    plan = (await call('leader', 'POST', `${base()}/baselines/${plan.baselines[0]!.id}/decision`, { decision: 'approved' })).body;
    await propose({ kind: 'change', promised: '2021-06-30' });
    expect(plan.promised).toBe('2020-12-30');
    plan = (await call('leader', 'POST', `${base()}/baselines/${plan.baselines[1]!.id}/decision`, { decision: 'approved', note: '同意' }))
      .body;
    expect(plan).toMatchObject({
      promised: '2021-06-30',
      baselines: [
        { number: 1, current: false },
        { number: 2, current: true },
      ],
    });
    expect(await call('clerk', 'PATCH', `${base()}/nodes/W03`, { version: plan.version, set: { days: 61 } })).toMatchObject({
      status: 422,
      body: { code: 'plans.reason' },
    });
  });
});

describe('dated data', () => {
  it('a stop ordered for the county moves its works; a season is set from a day on', async () => {
    const before = await made();
    expect(
      (
        await call('clerk', 'POST', `/api/plans/${county}/stops`, {
          name: '停工',
          from: '2020-06-01',
          to: '2020-06-14',
          basis: '县指挥部令',
        })
      ).status,
    ).toBe(403);
    const stop = await call('leader', 'POST', `/api/plans/${county}/stops`, {
      name: '停工',
      from: '2020-06-01',
      to: '2020-06-14',
      basis: '县指挥部令第3号',
    });
    expect(stop.status, stop.text).toBe(200);
    const after = (await call('clerk', 'GET', base())).body.plan;
    expect(after.forecast > before.forecast).toBe(true);
    expect(
      (
        await call('leader', 'POST', `/api/plans/${county}/seasons`, {
          type: 'factory',
          stopsOn: '12-01',
          resumesOn: '03-15',
          since: '2020-03-01',
        })
      ).status,
    ).toBe(200);
    const calendar = (await call('clerk', 'GET', `/api/plans/calendar?region=${county}&on=2020-03-15`)).body;
    expect(calendar).toMatchObject({ coveredUntil: 2020, stops: [{ name: '停工' }] });
    expect(calendar.seasons.map((one: { region: string }) => one.region)).toEqual(['220000', county]);
  });
});
