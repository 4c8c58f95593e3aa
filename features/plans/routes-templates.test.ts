// Templates entered by HTTP as named people, on the real database: a county copies the product's and makes it its own, version by version; a plan says what
// changed since. And every template that comes with the product is held against the same check.
import { beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../platform/db/testing.ts';
import type { TestAnswer, TestHttp } from '../../platform/http/testing.ts';
import { accountsHttp, entriesOf, makePerson, type TestPerson } from '../accounts/testing.ts';
import { projectsRoom } from '../projects/routes.ts';
import { importRows, readRows, testContext, testSecrets } from '../projects/testing.ts';
import { plansRoom } from './routes.ts';
import type { TemplateDraft, TemplateLine } from './words-templates.ts';

const county = '220421';
const at = '2020-04-01T01:00:00.000Z';
type Who = 'clerk' | 'neighbour' | 'officer' | 'administrator';
const database = testDatabase();
let http: TestHttp;
let people: Record<Who, TestPerson>;
let project: string;
const call = (who: Who, method: 'GET' | 'POST' | 'PUT', url: string, body?: unknown): Promise<TestAnswer> =>
  http.call({ method, url, as: people[who].token, ...(body !== undefined && { body }) });
const shelf = `/api/plan-templates/${county}`;

beforeEach(async () => {
  http = await accountsHttp(database, [plansRoom(), projectsRoom({ rawCell: async () => null as never })], { secrets: testSecrets });
  const make = (login: Who, name: string, role: Parameters<typeof makePerson>[2]['role'], region: string) =>
    makePerson(database, at, { login, name, role, region });
  people = {
    clerk: await make('clerk', '苗砚秋', 'clerk', county),
    neighbour: await make('neighbour', '栾知衡', 'clerk', '220402'),
    officer: await make('officer', '钟离牧', 'officer', county),
    administrator: await make('administrator', '厉云舒', 'administrator', '220400'),
  };
  await importRows(database, readRows([{ name: '轴承生产线建设项目', nature: '新建', total: 13_200, plan: 6_000 }]), {
    context: testContext({ region: county }),
  });
  project = (await call('clerk', 'GET', '/api/projects?year=2020')).body.rows[0].id;
});

const opened = async (of: string, version: number, who: Who = 'clerk') =>
  (await call(who, 'GET', `${shelf}/factory-filing?of=${of}&version=${version}`)).body;
const changed = (draft: TemplateDraft, code: string, part: Partial<TemplateDraft['nodes'][number]>, after?: string): TemplateDraft => ({
  ...draft,
  nodes: draft.nodes.map((node) => (node.code === code ? { ...node, ...part } : node)),
  after: after === undefined ? draft.after : { ...draft.after, [code]: after },
});
const save = (draft: TemplateDraft, more: object = {}, who: Who = 'clerk') =>
  call(who, 'PUT', `${shelf}/factory-filing`, {
    draft,
    since: '2020-01-01',
    reason: '县审改办重新承诺',
    from: 0,
    copiedFrom: '000000/factory-filing@1',
    ...more,
  });

describe('the templates that come with the product', () => {
  it('stand for every type and route, and none has anything that must be changed', async () => {
    const { templates }: { templates: TemplateLine[] } = (await call('clerk', 'GET', shelf)).body;
    expect(templates.map((one) => one.code)).toEqual(
      expect.arrayContaining([
        'factory-approval',
        'factory-filing',
        'factory-verification',
        'farmland-approval',
        'farmland-filing',
        'light',
        'public-approval',
        'relocation-approval',
        'relocation-filing',
        'relocation-verification',
        'road-approval',
        'road-filing',
        'road-verification',
        'tourism-approval',
        'tourism-filing',
        'tourism-verification',
      ]),
    );
    for (const one of templates) {
      const { remarks } = (await call('clerk', 'GET', `${shelf}/${one.code}?of=000000&version=${one.inForce!.version}`)).body;
      expect(
        remarks.filter((remark: { stops: boolean }) => remark.stops),
        one.code,
      ).toEqual([]);
    }
  });

  it('each makes a plan that reaches its promise', async () => {
    const { templates }: { templates: TemplateLine[] } = (await call('clerk', 'GET', shelf)).body;
    for (const one of templates) {
      const tried = await call('clerk', 'POST', `/api/plans/${county}/${project}/try`, {
        template: one.code,
        promised: '2023-12-30',
        start: '2020-03-12',
        stateDay: '2020-03-12',
      });
      expect(tried.status, `${one.code} ${tried.text.slice(0, 200)}`).toBe(200);
      expect(tried.body.kept, one.code).toBe(true);
      const promised = tried.body.nodes.find((node: { promise: boolean }) => node.promise);
      expect(tried.body.chain.at(-1)).toBe(promised.code);
    }
  });
});

describe('a county', () => {
  it('copies one, changes a day and saves its own first version; the product keeps its own, and new plans take the county one', async () => {
    const { draft } = await opened('000000', 1);
    const saved = await save(changed(draft, 'A02', { promisedDays: 5, days: 5, confirmed: true }));
    expect(saved.status, saved.text).toBe(200);
    expect(saved.body).toEqual({ region: county, code: 'factory-filing', version: 1 });
    const line = (await call('clerk', 'GET', shelf)).body.templates.find((one: TemplateLine) => one.code === 'factory-filing');
    expect(line).toMatchObject({
      own: true,
      inForce: { region: county, version: 1, by: '苗砚秋', note: '县审改办重新承诺', copiedFrom: '000000/factory-filing@1' },
    });
    expect(line.versions).toHaveLength(2);
    expect((await opened('000000', 1)).template.nodes.find((node: { code: string }) => node.code === 'A02').promisedDays).toBe(8);
    const plan = await call('clerk', 'POST', `/api/plans/${county}/${project}`, {
      template: 'factory-filing',
      promised: '2020-12-30',
      start: '2020-03-12',
      stateDay: '2020-03-12',
    });
    expect(plan.body.template).toMatchObject({ region: county, version: 1 });
    expect(plan.body.nodes.find((node: { code: string }) => node.code === 'A02')).toMatchObject({
      days: 5,
      committedDays: 5,
      statutoryDays: 20,
      confirmed: true,
    });
    expect((await entriesOf(database, county)).map((entry: { action: string }) => entry.action)).toContain('plan.template');
  });

  it('makes the next version from a day on; a plan made before says what changed since', async () => {
    const { draft } = await opened('000000', 1);
    const plan = await call('clerk', 'POST', `/api/plans/${county}/${project}`, {
      template: 'factory-filing',
      promised: '2020-12-30',
      start: '2020-03-12',
      stateDay: '2020-03-12',
    });
    expect(plan.body.template).toMatchObject({ region: '000000', version: 1 });
    const since = `/api/plans/${county}/${project}/template-changes`;
    expect((await call('clerk', 'GET', since)).body).toMatchObject({ now: null, changes: [] });
    await save(changed(draft, 'A02', { promisedDays: 5, days: 5 }));
    const second = changed(draft, 'C05', { promisedDays: 1, days: 1 }, 'A10,B04,C01,C03,C04');
    expect(
      (await save({ ...second, nodes: second.nodes.filter((node) => node.code !== 'P11') }, { from: 1, reason: '第二版：压缩施工许可' }))
        .body.version,
    ).toBe(2);
    const told = (await call('clerk', 'GET', since)).body;
    expect(told.now).toMatchObject({ region: county, version: 2, note: '第二版：压缩施工许可' });
    expect(told.changes.map((one: { code: string; what: { zh: string } }) => [one.code, one.what.zh])).toEqual([
      ['C05', expect.stringContaining('承诺 3 → 1')],
      ['P11', '去掉'],
    ]);
    // A version that holds only from a later day does not hold yet.
    await save(draft, { from: 2, since: '2099-01-01', reason: '以后的版本' });
    expect((await call('clerk', 'GET', since)).body.now.version).toBe(2);
  });

  it('who saved from an older sight is told; only those who keep templates may; a neighbour and an administrator may not', async () => {
    const { draft } = await opened('000000', 1);
    const next = changed(draft, 'A02', { promisedDays: 5, days: 5 });
    expect((await save(next)).status).toBe(200);
    expect(await save(next)).toMatchObject({ status: 409, body: { code: 'plans.template-changed' } });
    expect((await save(next, { from: 1 }, 'officer')).status).toBe(403);
    expect((await save(next, { from: 1 }, 'neighbour')).status).toBe(404);
    expect((await call('administrator', 'GET', shelf)).status).toBe(403);
  });
});

describe('the check', () => {
  it('says in sentences what must be changed: more than the law allows, circles, unknown numbers and conditions, two promises', async () => {
    const { draft } = await opened('000000', 1);
    const remarksOf = async (one: TemplateDraft): Promise<string[]> =>
      (await call('clerk', 'POST', `${shelf}/check`, { draft: one })).body.remarks
        .filter((remark: { stops: boolean }) => remark.stops)
        .map((remark: { sentence: { zh: string } }) => remark.sentence.zh);
    expect(await remarksOf(draft)).toEqual([]);
    expect(await remarksOf(changed(draft, 'A02', { promisedDays: 25 }))).toEqual(['“用地预审与选址意见书”承诺 25 天，多于法定的 20 天。']);
    expect(await remarksOf(changed(draft, 'C03', { days: 10 }))).toEqual(['“施工监理招标”的工期法定不少于 20 天。']);
    expect((await remarksOf(changed(draft, 'X01', {}, 'Z01')))[0]).toMatch(/谁也不能先开始/);
    expect(await remarksOf(changed(draft, 'X05', {}, 'X99'))).toEqual(['“申领项目代码”的前置“X99”不在模板里。']);
    expect(await remarksOf(changed(draft, 'P07', { if: 'woodland=maybe' }))).toEqual([
      '“使用林地审核”的适用条件“woodland=maybe”不是哪个问题的选项。',
    ]);
    expect(await remarksOf(changed(draft, 'T01', { promise: true }))).toEqual(['承诺节点有 2 个，只能有一个。']);
    expect((await save(changed(draft, 'A02', { promisedDays: 25 }))).body).toMatchObject({ code: 'plans.template-wrong' });
    const asked = (await call('clerk', 'POST', `${shelf}/check`, { draft: changed(draft, 'A02', { duty: '县天文台' }) })).body.remarks.map(
      (remark: { sentence: { zh: string } }) => remark.sentence.zh,
    );
    expect(asked).toContain('“用地预审与选址意见书”的责任单位“县天文台”不在单位名录里，请核对。');
  });

  it('shows by law, promised and really taken side by side', async () => {
    const { draft, actual } = await opened('000000', 1);
    expect(actual).toEqual([]);
    expect(draft.nodes.find((node: { code: string }) => node.code === 'C05')).toMatchObject({ statutoryDays: 7, promisedDays: 3 });
  });
});
