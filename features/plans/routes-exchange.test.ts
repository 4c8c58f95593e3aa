// Plans as files entered by HTTP as named people, on the real database: a clerk of 东丰县 takes her plan along and brings it back, a bad cell is named, a
// file of another tool becomes a plan with its own days as a baseline that the leader decides; a neighbour finds nothing.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../platform/db/testing.ts';
import { openFiles } from '../../platform/files/files.ts';
import type { TestAnswer, TestHttp } from '../../platform/http/testing.ts';
import { accountsHttp, entriesOf, makePerson, type TestPerson } from '../accounts/testing.ts';
import { projectsRoom } from '../projects/routes.ts';
import { importRows, readRows, testContext, testSecrets } from '../projects/testing.ts';
import { plansRoom } from './routes.ts';
import { projectFile, xerText } from './testing-files.ts';
import type { PlanReply } from './words.ts';

const county = '220421';
const at = '2020-04-01T01:00:00.000Z';
type Who = 'clerk' | 'neighbour' | 'leader' | 'auditor';
const database = testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'sanzao-exchange-'));
const files = await openFiles(folder, randomBytes(32));
afterAll(() => rmSync(folder, { recursive: true }));
let http: TestHttp;
let people: Record<Who, TestPerson>;
let project: string;
let bare: string;

beforeEach(async () => {
  http = await accountsHttp(database, [plansRoom(), projectsRoom({ rawCell: async () => null as never })], { secrets: testSecrets, files });
  const make = (login: Who, name: string, role: Parameters<typeof makePerson>[2]['role'], region: string) =>
    makePerson(database, at, { login, name, role, region });
  people = {
    clerk: await make('clerk', '苗砚秋', 'clerk', county),
    neighbour: await make('neighbour', '栾知衡', 'clerk', '220402'),
    leader: await make('leader', '符望舒', 'leader', county),
    auditor: await make('auditor', '祖知衡', 'auditor', '220400'),
  };
  await importRows(
    database,
    readRows([
      { name: '轴承生产线建设项目', nature: '新建', total: 13_200, plan: 6_000 },
      { name: '梅河大街道路工程', nature: '新建', total: 9_000, plan: 4_000 },
    ]),
    { context: testContext({ region: county }) },
  );
  const library = (await call('clerk', 'GET', '/api/projects?year=2020')).body;
  const idOf = (name: string): string => library.rows.find((row: { name: string }) => row.name === name).id;
  project = idOf('轴承生产线建设项目');
  bare = idOf('梅河大街道路工程');
});

const call = (who: Who, method: 'GET' | 'POST' | 'PATCH', url: string, body?: unknown): Promise<TestAnswer> =>
  http.call({ method, url, as: people[who].token, ...(body !== undefined && { body }) });
const base = (of = project): string => `/api/plans/${county}/${of}`;
const made = async (): Promise<PlanReply> => {
  const answer = await call('clerk', 'POST', base(), {
    template: 'factory-filing',
    promised: '2020-12-30',
    start: '2020-03-12',
    stateDay: '2020-03-12',
    answers: { woodland: 'yes' },
  });
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const hand = (url: string, name: string, content: Buffer | string, who: Who = 'clerk'): Promise<TestAnswer> =>
  http.call({
    method: 'POST',
    url,
    as: people[who].token,
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    body: Buffer.concat([
      Buffer.from(
        `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
      ),
      Buffer.from(content),
      Buffer.from('\r\n--x--\r\n'),
    ]),
  });
const taken = async (form: string): Promise<Buffer> => {
  const answer = await call('clerk', 'GET', `${base()}/file?form=${form}`);
  expect(answer.status, answer.text.slice(0, 300)).toBe(200);
  return answer.bytes;
};
/** The Excel table with some of its cells changed, by node and column title. */
const edited = async (content: Buffer, changes: readonly (readonly [string, string, ExcelJS.CellValue])[]): Promise<Buffer> => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(content as never);
  const sheet = book.getWorksheet('节点表')!;
  const titles = (sheet.getRow(2).values as string[]).map(String);
  for (const [code, title, value] of changes)
    sheet.eachRow((row) => {
      if (row.getCell(1).text === code) row.getCell(titles.indexOf(title)).value = value;
    });
  return Buffer.from(await book.xlsx.writeBuffer());
};

describe('a plan taken along', () => {
  it('comes back unchanged, as Microsoft Project XML and as an Excel table: nothing differs and nothing is left out', async () => {
    const plan = await made();
    for (const [form, name] of [
      ['mspdi', '计划.xml'],
      ['xlsx', '计划.xlsx'],
    ] as const) {
      const look = await hand(`${base()}/file/look`, name, await taken(form));
      expect(look.status, look.text).toBe(200);
      expect(look.body, form).toMatchObject({
        own: true,
        problems: [],
        leftOut: [],
        differences: [],
        links: plan.links.length,
        modes: ['update', 'version'],
      });
      expect(look.body.beside, form).toEqual({ same: plan.nodes.length, changed: [], added: [], missing: [] });
      expect(look.body.forecast).toBe(plan.forecast);
    }
  });

  it('becomes the same plan of another project, template and promise included', async () => {
    const plan = await made();
    const brought = await hand(`${base(bare)}/file?mode=plan`, '轴承.xlsx', await taken('xlsx'));
    expect(brought.status, brought.text).toBe(200);
    expect(brought.body).toMatchObject({
      template: { code: 'factory-filing', version: 1 },
      promised: '2020-12-30',
      forecast: plan.forecast,
      type: 'factory',
    });
    const told = ({ slips: _, ...node }: PlanReply['nodes'][number]) => node;
    expect(brought.body.nodes.map(told)).toEqual(plan.nodes.map(told));
    expect(brought.body.links).toEqual(plan.links);
  });

  it('an auditor may take it, a neighbour does not find it, and neither brings one in', async () => {
    await made();
    expect((await call('auditor', 'GET', `${base()}/file?form=mspdi`)).status).toBe(200);
    expect((await call('neighbour', 'GET', `${base()}/file?form=mspdi`)).status).toBe(404);
    expect((await hand(`${base()}/file/look`, 'a.xml', 'x', 'auditor')).status).toBe(403);
    expect((await hand(`${base()}/file?mode=version`, 'a.xml', 'x', 'neighbour')).status).toBe(404);
  });
});

describe('a table with wrong cells', () => {
  it('names every cell with what to write instead, and nothing of it comes in', async () => {
    const plan = await made();
    const table = await edited(await taken('xlsx'), [
      ['A05', '工期', '三天'],
      ['C05', '前置', 'C04,Q99FS+5d'],
      ['T01', '实际开始', '2020年13月1日'],
      ['W02', '条线', '建筑'],
    ]);
    const look = await hand(`${base()}/file/look`, '节点表.xlsx', table);
    expect(look.status, look.text).toBe(200);
    const said = look.body.problems.map((one: { cell: string; sentence: { zh: string } }) => `${one.cell}：${one.sentence.zh}`);
    expect(said).toHaveLength(4);
    expect(said[0]).toMatch(/^节点表!I\d+：“三天”不是 0 到 3650 的整数。$/);
    expect(said.join('\n')).toMatch(/节点表!K\d+：“Q99FS\+5d”里的编号不在表里/);
    expect(said.join('\n')).toMatch(/节点表!O\d+：“2020年13月1日”不是日期，请写成 2020-03-15。/);
    expect(said.join('\n')).toMatch(/节点表!E\d+：“建筑”不认识，请写其中之一：手续、用地/);
    const brought = await hand(`${base()}/file?mode=update`, '节点表.xlsx', table);
    expect(brought).toMatchObject({ status: 422, body: { code: 'plans.bad-cells' } });
    expect((await call('clerk', 'GET', base())).body.plan.version).toBe(plan.version);
  });

  it('mended, it changes the plan as a person would: days, links, duty, a new node, what happened with the file as evidence', async () => {
    const plan = await made();
    const table = await edited(await taken('xlsx'), [
      ['W03', '工期', 75],
      ['W03', '责任人', '常栖山'],
      ['W07', '前置', 'W03SS+45ed'],
      ['A05', '实际开始', '2020-03-10'],
      ['A05', '实际完成', '2020-03-12'],
    ]);
    const look = (await hand(`${base()}/file/look`, '节点表.xlsx', table)).body;
    expect(look.beside.changed).toEqual([
      { code: 'A05', name: '企业投资项目备案', fields: ['actualStart', 'actualFinish'] },
      { code: 'W03', name: '主体结构施工', fields: ['person', 'days'] },
      { code: 'W07', name: '厂区道路与管网', fields: ['after'] },
    ]);
    const brought = await hand(
      `${base()}/file?mode=update&version=${plan.version}&reason=${encodeURIComponent('设计变更')}`,
      '节点表.xlsx',
      table,
    );
    expect(brought.status, brought.text).toBe(200);
    const node = (code: string) => brought.body.nodes.find((one: { code: string }) => one.code === code);
    expect(node('W03')).toMatchObject({ days: 75, duty: { person: '常栖山' } });
    expect(node('A05')).toMatchObject({ actual: '2020-03-12', evidence: [{ name: '节点表.xlsx' }] });
    expect(brought.body.links).toContainEqual({ from: 'W03', to: 'W07', type: 'SS', lag: 45, unit: 'calendar' });
    expect((await hand(`${base()}/file?mode=update&version=${plan.version}`, '节点表.xlsx', table)).body.code).toBe(
      'plans.changed-meanwhile',
    );
    expect((await entriesOf(database, county)).map((entry: { action: string }) => entry.action)).toContain('plan.bring');
    expect((await call('auditor', 'GET', `${base()}/files`)).body.files).toMatchObject([
      { file: '节点表.xlsx', mode: 'update', by: '苗砚秋' },
    ]);
  });

  it('what happened is not taken back by an empty cell, and a hold point is not shortened', async () => {
    await made();
    const table = await taken('xlsx');
    const done = await edited(table, [
      ['A05', '实际开始', '2020-03-10'],
      ['A05', '实际完成', '2020-03-12'],
    ]);
    expect((await hand(`${base()}/file?mode=update`, 'a.xlsx', done)).status).toBe(200);
    expect((await hand(`${base()}/file?mode=update`, 'a.xlsx', table)).body.code).toBe('plans.actual-taken-back');
    const shorter = await edited(done, [['W09', '工期', 5]]);
    expect((await hand(`${base()}/file?mode=update`, 'a.xlsx', shorter)).body.code).toBe('plans.hold-point');
  });
});

describe('a file of another tool', () => {
  const tasks = [
    { uid: 1, summary: true },
    { uid: 2, level: 2, hours: 40 },
    {
      uid: 3,
      level: 2,
      hours: 20,
      after: [{ uid: 2, lag: 480 }],
      more: '<ConstraintType>4</ConstraintType><ConstraintDate>2020-04-20T08:00:00</ConstraintDate>',
    },
    { uid: 4, hours: 0, after: [{ uid: 3 }], more: '<Deadline>2020-05-29T17:00:00</Deadline>' },
  ];
  const dated = projectFile(
    tasks,
    '<StatusDate>2020-03-02T08:00:00</StatusDate><Resources><Resource><UID>7</UID><Name>一建公司</Name></Resource></Resources><Assignments><Assignment><TaskUID>2</TaskUID><ResourceUID>7</ResourceUID></Assignment></Assignments>',
  );

  it('is shown before it comes in: what becomes of it, what is left out, where its days differ and by which rule', async () => {
    const look = await hand(`${base(bare)}/file/look`, '道路.xml', dated);
    expect(look.status, look.text).toBe(200);
    expect(look.body).toMatchObject({
      tool: 'microsoft-project',
      own: false,
      promised: '2020-05-29',
      modes: ['plan'],
      counts: { activities: 3, summaries: 1 },
    });
    expect(
      look.body.nodes.map((one: { code: string; days: number; organisation: string }) => [one.code, one.days, one.organisation]),
    ).toEqual([
      ['T2', 5, '一建公司'],
      ['T3', 3, ''],
      ['T4', 0, ''],
    ]);
    expect(look.body.leftOut.map((one: { what: string; names: string[] }) => [one.what, one.names[0]])).toEqual([
      ['resources', '一建公司'],
      ['assignments', undefined],
      ['constraints', '任务 3'],
      ['calendars', '标准'],
    ]);
    const why = Object.fromEntries(look.body.differences.map((one: { code: string; why: { zh: string } }) => [one.code, one.why.zh]));
    expect(why.T3).toMatch(/日期约束/);
    expect(why.T4).toBe('跟着前置“任务 3”变动');
  });

  it('becomes the plan, and its own days a baseline called after the file that another person decides', async () => {
    const brought = await hand(`${base(bare)}/file?mode=plan&reason=${encodeURIComponent('施工单位报来')}`, '道路施工计划.xml', dated);
    expect(brought.status, brought.text).toBe(200);
    expect(brought.body).toMatchObject({
      promised: '2020-05-29',
      stateDay: '2020-03-02',
      template: { code: 'file', name: { zh: '由文件导入' } },
      goal: { code: 'T4' },
      baselines: [{ name: '道路施工计划', source: 'file', kind: 'set', decision: null, current: false, reason: '施工单位报来' }],
    });
    const [baseline] = brought.body.baselines;
    const compared = (await call('auditor', 'GET', `${base(bare)}/compare?from=${baseline.id}&to=forecast`)).body;
    expect(compared.rows.find((row: { code: string }) => row.code === 'T3')).toMatchObject({ from: '2020-04-22' });
    const decided = await call('leader', 'POST', `${base(bare)}/baselines/${baseline.id}/decision`, { decision: 'approved' });
    expect(decided.body.baselines).toMatchObject([{ current: true, decidedBy: '符望舒' }]);
    expect(await hand(`${base(bare)}/file?mode=plan`, 'a.xml', dated)).toMatchObject({ status: 409, body: { code: 'plans.exists' } });
  });

  it('comes beside a plan that is there: its days are compared, the plan stays as it was', async () => {
    const plan = await made();
    const other = projectFile([{ uid: 1, hours: 80 }]).replace('任务 1', '主体结构施工');
    const brought = await hand(`${base()}/file?mode=version&baseline=true`, '承包商.xml', other);
    expect(brought.status, brought.text).toBe(200);
    expect(brought.body.nodes.length).toBe(plan.nodes.length);
    expect(brought.body.baselines).toMatchObject([{ name: '承包商', decision: null }]);
    const [file] = (await call('clerk', 'GET', `${base()}/files`)).body.files;
    expect(file).toMatchObject({ file: '承包商.xml', mode: 'version', nodes: 1 });
    const beside = (await call('auditor', 'GET', `${base()}/files/${file.id}/compare`)).body;
    expect(beside.rows).toMatchObject([{ code: 'W03', theirs: '2020-03-13' }]);
    expect(beside.onlyPlan).toContain('开工');
    // A second proposal waits for the first to be decided.
    expect((await hand(`${base()}/file?mode=version&baseline=true`, '再来.xml', other)).body.code).toBe('plans.baseline-open');
    expect((await hand(`${base()}/file?mode=version&baseline=false`, '再来.xml', other)).status).toBe(200);
  });

  it('XER of Primavera comes in with what had begun; what is no plan, an MPP and a circle are refused in words', async () => {
    const brought = await hand(`${base(bare)}/file?mode=plan&promised=2020-06-30`, '道路.xer', xerText);
    expect(brought.status, brought.text).toBe(200);
    expect(brought.body.nodes.map((one: { code: string; actualStart: string | null }) => [one.code, one.actualStart])).toContainEqual([
      'A20',
      '2020-03-02',
    ]);
    expect((await hand(`${base()}/file/look`, 'a.mpp', 'xxxx')).body.code).toBe('plans.mpp-file');
    expect((await hand(`${base()}/file/look`, 'a.xml', 'hello world')).body.code).toBe('plans.unknown-file');
    const circle = projectFile([
      { uid: 1, hours: 8, after: [{ uid: 2 }] },
      { uid: 2, hours: 8, after: [{ uid: 1 }] },
    ]);
    expect((await hand(`${base()}/file/look`, 'a.xml', circle)).body).toMatchObject({ code: 'plans.cycle' });
  });
});
