// The register entered by HTTP as named people: a clerk of 东丰县, another county's clerk, the city's dispatcher, a leader, an auditor, a
// firm's own reporter. On the real database.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../platform/db/testing.ts';
import { openFiles } from '../../platform/files/files.ts';
import type { TestAnswer, TestHttp } from '../../platform/http/testing.ts';
import { readAll } from '../../platform/sheets/testing.ts';
import { accountsHttp, entriesOf, makePerson, type TestPerson } from '../accounts/testing.ts';
import { projectsRoom } from './routes.ts';
import { importRows, readRow, type Told, testContext, testSecrets } from './testing.ts';

const database = testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'sanzao-projects-'));
const files = await openFiles(folder, randomBytes(32));
afterAll(() => rmSync(folder, { recursive: true }));

/** Cells of the files that these tests bring in: what a reader of the original file would see. */
const cells = new Map<string, string>();
const room = projectsRoom({
  rawCell: async (_house, { importId, row, column }) =>
    cells.has(`${importId}/${row}/${column}`)
      ? { raw: cells.get(`${importId}/${row}/${column}`)!, fileSha256: 'f'.repeat(64), fileName: '台账.xlsx', sheet: '重点项目' }
      : null,
});
const at = '2020-04-01T01:00:00.000Z';
const region = '220421';
type Who = 'clerk' | 'neighbour' | 'dispatcher' | 'leader' | 'auditor' | 'administrator';
let http: TestHttp;
let people: Record<Who, TestPerson>;

const mushrooms: Told = {
  name: '食用菌工厂化栽培项目',
  code: '2020-220421-01-01-000017',
  owner: '吉林菌沐农业科技有限公司',
  place: '猴石镇',
  industry: '0142',
  line: '特色产业',
  span: ['2020-04', '2020-12'],
  total: 13_200,
  plan: 13_200,
  contact: ['柏棠宁', '13800001234'],
};
const deer: Told = {
  name: '梅花鹿种源繁育中心项目',
  owner: '东丰县棠鹿生物科技有限公司',
  place: '小四平镇',
  span: ['2018-05', '2020-10'],
  total: 20_600,
  plan: 5_900,
  done: 14_700,
  sanzao: '√',
};
const road: Told = {
  name: '沙河镇通屯路及桥涵工程',
  owner: '东丰县交通运输局',
  place: '沙河镇',
  span: ['2020-05', '2020-10'],
  total: 1_286.44,
  plan: 1_286.44,
  sanzao: '是',
  bond: '谋划',
};

beforeEach(async () => {
  http = await accountsHttp(database, [room], { secrets: testSecrets, files });
  const make = (login: Who, name: string, role: Parameters<typeof makePerson>[2]['role'], where: string) =>
    makePerson(database, at, { login, name, role, region: where });
  people = {
    clerk: await make('clerk', '苗砚秋', 'clerk', region),
    neighbour: await make('neighbour', '符禾穗', 'clerk', '220402'),
    dispatcher: await make('dispatcher', '栾望舒', 'dispatcher', '220400'),
    leader: await make('leader', '厉景和', 'leader', region),
    auditor: await make('auditor', '祖知衡', 'auditor', '220400'),
    administrator: await make('administrator', '景若谷', 'administrator', '220400'),
  };
});

const call = (who: Who, method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, body?: unknown): Promise<TestAnswer> =>
  http.call({ method, url: encodeURI(url), ...(body !== undefined && { body }), as: people[who].token });
const ask = async (who: Who, url: string) => (await call(who, 'GET', url)).body;

/** A ledger of the county as its import wrote it; the rows' raw cells are remembered for traces. */
async function ledger(rows: Told[], where = region): Promise<string> {
  const context = testContext({ region: where });
  const read = rows.map((row, index) => readRow(index + 4, row));
  await importRows(database, read, { context });
  for (const row of read)
    for (const value of Object.values(row.values))
      if (!Array.isArray(value)) cells.set(`${context.importId}/${row.row}/${value.column}`, value.raw);
  return context.importId;
}
const find = async (name: string, who: Who = 'clerk'): Promise<{ id: string; version: number }> =>
  (await ask(who, `/api/projects?year=2020&q=${name}`)).rows[0];
const evidence = { sha: createHash('sha256').update('红头文件').digest('hex'), name: '会议纪要.pdf' };
function withEvidence(who: Who, url: string): Promise<TestAnswer> {
  const payload = `--x\r\ncontent-disposition: form-data; name="file"; filename="${evidence.name}"\r\ncontent-type: application/pdf\r\n\r\n红头文件\r\n--x--\r\n`;
  return http.call({
    method: 'POST',
    url: encodeURI(url),
    as: people[who].token,
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    body: Buffer.from(payload),
  });
}
const propose = (id: string, query: string, who: Who = 'clerk') => withEvidence(who, `/api/projects/${region}/${id}/proposals?${query}`);
const decide = (id: string, decision: 'approved' | 'declined' = 'approved', who: Who = 'leader', where = region) =>
  call(who, 'POST', `/api/projects/${where}/proposals/${id}/decision`, { decision, note: '' });

describe('the library', () => {
  beforeEach(() => ledger([mushrooms, deer, road]));
  it('answers rows with count and sums of the whole filter, in pages', async () => {
    const page = await ask('clerk', '/api/projects?year=2020&sort=total&order=desc&limit=2');
    expect(page).toMatchObject({
      total: 3,
      totalYuan: 350_864_400,
      annualPlanYuan: 203_864_400,
      rows: [{ name: deer.name }, { name: mushrooms.name }],
    });
    expect((await ask('clerk', '/api/projects?year=2020&sort=total&order=desc&limit=2&offset=2')).rows).toMatchObject([
      { name: road.name, tier: 't500', lists: ['专项债-2020', '省三早-2020'] },
    ]);
  });
  it.each([
    ['pool=annual&nature=new', 2],
    ['nature=continuing', 1],
    ['tier=t1yi', 2],
    ['minTotalYuan=132000000&maxTotalYuan=132000000', 1],
    ['list=省三早-2020', 2],
    ['list=省三早-2020,专项债-2020&listMode=all', 1],
    ['list=省三早-2020&listMode=only', 1],
    ['listMode=none', 1],
    ['list=专项债-2020&listState=planned', 1],
    ['line=speciality', 1],
    ['stage=building', 1],
    ['missing=code', 2],
    ['missing=industry', 2],
    ['q=syj', 1],
    ['q=jtysj 沙河', 1],
    ['q=2020-220421-01', 1],
    ['county=220402', 0],
  ])('filters %s to %i', async (query, count) => expect((await ask('clerk', `/api/projects?year=2020&${query}`)).total).toBe(count));
  it('shows a county nothing of another, and the city everything inside it', async () => {
    await ledger([{ ...road, name: '龙山区背街小巷整治工程', code: '2020-220402-78-01-000001' }], '220402');
    expect((await ask('clerk', '/api/projects?year=2020')).total).toBe(3);
    expect((await ask('neighbour', '/api/projects?year=2020')).rows.map((row: { name: string }) => row.name)).toEqual([
      '龙山区背街小巷整治工程',
    ]);
    expect((await ask('dispatcher', '/api/projects?year=2020')).total).toBe(4);
    expect((await ask('dispatcher', '/api/projects?year=2020&region=220402')).total).toBe(1);
    const mine = await find(deer.name);
    expect((await call('neighbour', 'GET', `/api/projects/${region}/${mine.id}`)).status).toBe(404);
    expect((await call('neighbour', 'GET', `/api/projects/220402/${mine.id}`)).status).toBe(404);
  });
});

describe('a project', () => {
  it('is entered with its facts; the same name is asked about first', async () => {
    const body = {
      name: '寒地浆果示范园',
      year: 2020,
      pool: 'annual',
      annualPlanYuan: 8_000_000,
      facts: {
        totalYuan: 12_000_000,
        start: { day: '2020-05-01', precision: 'month' },
        industryCode: '0159',
        ownerName: '东丰县莓沐公司',
        contactName: '宗云舒',
        contactPhone: '13800009999',
      },
    };
    const made = await call('clerk', 'POST', `/api/projects/${region}`, body);
    expect(made).toMatchObject({
      status: 200,
      body: {
        name: '寒地浆果示范园',
        tier: { code: 't500' },
        line: { code: 'agriculture' },
        contact: { name: '宗**', phone: '138****9999' },
        years: [{ year: 2020, pool: 'annual', nature: 'new', natureBasis: 'rule', annualPlanYuan: 8_000_000 }],
        version: 1,
      },
    });
    expect((await call('clerk', 'POST', `/api/projects/${region}`, body)).body).toMatchObject({ code: 'projects.same-name' });
    expect((await call('clerk', 'POST', `/api/projects/${region}`, { ...body, sameAs: 'none' })).status).toBe(200);
    expect(
      (await call('clerk', 'POST', `/api/projects/${region}`, { ...body, name: '另一个', annualPlanYuan: 13_000_000 })).body,
    ).toMatchObject({ code: 'projects.plan-over-total' });
    expect(
      (await entriesOf(database, region))
        .filter((entry) => entry.action === 'project.enter' && entry.result === 'done')
        .map((entry) => entry.facts),
    ).toMatchObject([{ name: '寒地浆果示范园', totalYuan: 12_000_000 }, {}]);
  });
  it('is changed by whoever saw it last, with a line in the log for each field and one entry in the chain', async () => {
    await ledger([mushrooms]);
    const { id, version } = await find(mushrooms.name);
    const edit = {
      version,
      facts: { totalYuan: 140_000_000, content: '建设出菇车间4万平方米', place: '猴石镇工业街' },
      year: { year: 2020, pool: 'annual', nature: 'new', annualPlanYuan: 130_000_000 },
      reason: '初步设计批复',
    };
    const done = await call('clerk', 'PATCH', `/api/projects/${region}/${id}`, edit);
    expect(done.body).toMatchObject({
      totalYuan: 140_000_000,
      version: 2,
      years: [{ totalYuan: 140_000_000, annualPlanYuan: 130_000_000 }],
    });
    expect(
      done.body.changes
        .map((change: { field: string; reason: string; auditSeq: number }) => [change.field, change.reason, typeof change.auditSeq])
        .sort(),
    ).toEqual([
      ['annualPlan:2020', '初步设计批复', 'number'],
      ['content', '初步设计批复', 'number'],
      ['place', '初步设计批复', 'number'],
      ['total', '初步设计批复', 'number'],
    ]);
    expect((await call('clerk', 'PATCH', `/api/projects/${region}/${id}`, edit)).body).toMatchObject({ code: 'row.changed-meanwhile' });
    expect((await ask('clerk', '/api/projects?year=2020')).rows[0]).toMatchObject({ totalYuan: 140_000_000, annualPlanYuan: 130_000_000 });
  });
  it.each([
    [{ totalYuan: 100 }, 'projects.guarded'],
    [{ code: '2020-220421-01-01-000018' }, 'projects.guarded'],
    [{ longitude: 125 }, 'projects.point-half'],
    [{ industryCode: '9999' }, 'projects.industry-invalid'],
    [{ lineCode: 'nothing' }, 'projects.line-invalid'],
    [{ finish: { day: '2019-01-01', precision: 'day' } }, 'projects.finish-before-start'],
    [{ ownerCreditCode: '91350100M000100Y4Z' }, 'projects.credit-code-invalid'],
  ])('refuses %j with %s and changes nothing', async (facts, code) => {
    await ledger([mushrooms]);
    const { id, version } = await find(mushrooms.name);
    expect((await call('clerk', 'PATCH', `/api/projects/${region}/${id}`, { version, facts })).body).toMatchObject({ code });
    expect((await find(mushrooms.name)).version).toBe(version);
  });
  it('moves through its stages with days and reasons', async () => {
    await ledger([mushrooms]);
    const { id, version } = await find(mushrooms.name);
    expect(
      (
        await call('clerk', 'POST', `/api/projects/${region}/${id}/stage`, {
          version,
          stage: 'completed',
          on: '2020-03-30',
          reason: '竣工验收',
        })
      ).body,
    ).toMatchObject({ code: 'projects.stage-skipped' });
    const begun = await call('clerk', 'POST', `/api/projects/${region}/${id}/stage`, {
      version,
      stage: 'started',
      on: '2020-03-30',
      reason: '桩基施工',
    });
    expect(begun.body).toMatchObject({
      stage: 'started',
      stageOn: '2020-03-30',
      stageHistory: [{ stage: 'started', by: '苗砚秋', reason: '桩基施工' }, { stage: 'preparing' }],
    });
    expect((await ask('clerk', '/api/projects?year=2020&stage=started')).total).toBe(1);
  });
  it('shows its contact masked, and whole only for a purpose, on record, a limited number of times', async () => {
    await ledger([mushrooms]);
    const { id } = await find(mushrooms.name);
    expect((await ask('clerk', `/api/projects/${region}/${id}`)).contact).toEqual({ name: '柏**', phone: '138****1234' });
    const revealed = await call('clerk', 'POST', `/api/projects/${region}/${id}/contact`, { purpose: '核对联系方式' });
    expect(revealed.body).toEqual({ name: '柏棠宁', phone: '13800001234', until: '2020-04-01T01:15:00.000Z' });
    expect((await entriesOf(database, region)).at(-1)).toMatchObject({
      action: 'project.reveal-contact',
      facts: { purpose: '核对联系方式' },
    });
    expect((await call('auditor', 'POST', `/api/projects/${region}/${id}/contact`, { purpose: '看一看行不行' })).status).toBe(403);
    for (let n = 0; n < 29; n++) await call('clerk', 'POST', `/api/projects/${region}/${id}/contact`, { purpose: '核对联系方式' });
    expect((await call('clerk', 'POST', `/api/projects/${region}/${id}/contact`, { purpose: '核对联系方式' })).body).toMatchObject({
      code: 'projects.reveal-too-often',
    });
    http.clock.advance(3_600_001);
    expect((await call('clerk', 'POST', `/api/projects/${region}/${id}/contact`, { purpose: '核对联系方式' })).status).toBe(200);
  });
});

describe('the trace', () => {
  it('goes from a changed value over the edit to the cell it began in', async () => {
    const importId = await ledger([mushrooms, deer]);
    const { id, version } = await find(mushrooms.name);
    http.clock.advance(60_000);
    await call('clerk', 'PATCH', `/api/projects/${region}/${id}`, { version, facts: { totalYuan: 140_000_000 }, reason: '初步设计批复' });
    const traced = await ask('auditor', `/api/projects/${region}/${id}/trace?field=total`);
    expect(traced).toMatchObject({
      field: 'total',
      value: '14000万元',
      steps: [
        { how: 'edit', by: '苗砚秋', value: '14000万元', reason: '初步设计批复', place: null },
        {
          how: 'import',
          value: '13200万元',
          raw: '13200',
          importId,
          place: { fileName: '台账.xlsx', sheet: '重点项目', row: 4, column: 12, cell: 'L4' },
        },
      ],
    });
  });
  it('says by which rule a value follows, and goes on with what it follows from', async () => {
    await ledger([mushrooms, deer]);
    const { id } = await find(deer.name);
    const nature = await ask('clerk', `/api/projects/${region}/${id}/trace?field=nature:2020`);
    expect(nature).toMatchObject({
      value: 'continuing',
      steps: [
        { how: 'rule', reason: expect.stringContaining('2018-05') },
        { how: 'import', field: 'start', value: '2018-05', raw: '2018-05-2020-10' },
      ],
    });
    expect(await ask('clerk', `/api/projects/${region}/${id}/trace?field=tier`)).toMatchObject({
      value: '1亿元以上',
      steps: [{ how: 'rule' }, { how: 'import', field: 'total', raw: '20600' }],
    });
    expect(await ask('clerk', `/api/projects/${region}/${id}/trace?field=list:省三早-2020`)).toMatchObject({
      value: '是',
      steps: [{ raw: '√', place: { cell: 'P5' } }],
    });
    expect(await ask('clerk', `/api/projects/${region}/${id}/trace?field=annualPlan:2020`)).toMatchObject({
      value: '5900万元',
      steps: [{ raw: '5900', place: { cell: 'N5' } }],
    });
    expect((await call('clerk', 'GET', `/api/projects/${region}/${id}/trace?field=nothing`)).status).toBe(400);
  });
  it('names the cell of a contact without showing what it holds', async () => {
    await ledger([mushrooms]);
    const traced = JSON.stringify(await ask('clerk', `/api/projects/${region}/${(await find(mushrooms.name)).id}/trace?field=contact`));
    expect(traced).toContain('R4');
    expect(traced).not.toMatch(/13800001234|柏棠宁/);
  });
});

describe('what needs an approver', () => {
  beforeEach(() => ledger([mushrooms, deer, road]));
  it('waits with its evidence until another person decides; the proposer cannot', async () => {
    const { id } = await find(mushrooms.name);
    const waiting = await propose(id, 'kind=shrink&value=120000000&reason=压缩建设内容');
    expect(waiting).toMatchObject({
      status: 200,
      body: {
        kind: 'shrink',
        evidence: evidence.name,
        decision: null,
        proposedBy: '苗砚秋',
        facts: { value: 120_000_000, old: 132_000_000 },
      },
    });
    expect((await propose(id, 'kind=shrink&value=110000000&reason=压缩建设内容')).body).toMatchObject({ code: 'projects.proposal-open' });
    expect((await ask('leader', '/api/projects/proposals')).total).toBe(1);
    expect((await decide(waiting.body.id, 'approved', 'clerk')).status).toBe(403);
    // The plan of the year is larger than the new total would be.
    expect((await decide(waiting.body.id)).body).toMatchObject({ code: 'projects.plan-over-total' });
    await call('clerk', 'PATCH', `/api/projects/${region}/${id}`, {
      version: 1,
      facts: {},
      year: { year: 2020, pool: 'annual', nature: 'new', annualPlanYuan: 100_000_000 },
    });
    expect((await decide(waiting.body.id)).body).toMatchObject({ decision: 'approved', decidedBy: '厉景和' });
    expect(await ask('clerk', `/api/projects/${region}/${id}`)).toMatchObject({
      totalYuan: 120_000_000,
      changes: [{ field: 'total', approver: '厉景和', evidence: evidence.name, reason: '压缩建设内容' }, {}],
    });
    expect((await decide(waiting.body.id)).body).toMatchObject({ code: 'projects.proposal-decided' });
  });
  it('a new name leaves the old one findable', async () => {
    const { id } = await find(mushrooms.name);
    await decide((await propose(id, 'kind=rename&value=菌业智慧工厂项目&reason=立项名称变更')).body.id);
    expect(await ask('clerk', `/api/projects/${region}/${id}`)).toMatchObject({
      name: '菌业智慧工厂项目',
      formerNames: [{ name: mushrooms.name, kind: 'former', until: '2020-04-01' }],
    });
    expect((await ask('clerk', '/api/projects?year=2020&q=食用菌')).rows).toMatchObject([{ name: '菌业智慧工厂项目' }]);
  });
  it('what leaves is out of every sum, stays readable with its reason, and may return', async () => {
    const { id } = await find(mushrooms.name);
    await decide((await propose(id, 'kind=leave&reason=业主放弃投资')).body.id);
    expect((await ask('clerk', '/api/projects?year=2020')).total).toBe(2);
    expect(await ask('clerk', `/api/projects/${region}/${id}`)).toMatchObject({
      left: { kind: 'left', reason: '业主放弃投资' },
      years: [{ leftOn: '2020-04-01' }],
    });
    expect((await call('clerk', 'PATCH', `/api/projects/${region}/${id}`, { version: 2, facts: { note: '改一下' } })).body).toMatchObject({
      code: 'projects.gone',
    });
    await decide((await propose(id, 'kind=return&reason=业主恢复投资')).body.id);
    expect((await ask('clerk', '/api/projects?year=2020')).total).toBe(3);
  });
  it('a merger that names something which is no project is refused in a sentence, not a fault', async () => {
    const one = await find(deer.name);
    for (const other of ['不是编号', 'null', '', one.id, '01900000-0000-7000-8000-0000000000ff', `${one.id},不是编号`])
      expect(await propose(one.id, `kind=merge&with=${other}&reason=打包申报专项债券`), other).toMatchObject({
        status: 422,
        body: { code: 'projects.merge-with-none' },
      });
  });
  it('a merger sums totals and plans, joins the lists and keeps the parts readable', async () => {
    const [one, other] = [await find(deer.name), await find(road.name)];
    await decide((await propose(one.id, `kind=merge&with=${other.id}&reason=打包申报专项债券`)).body.id);
    expect(await ask('clerk', '/api/projects?year=2020&q=梅花鹿')).toMatchObject({
      total: 1,
      totalYuan: 218_864_400,
      annualPlanYuan: 71_864_400,
      rows: [{ lists: ['专项债-2020', '省三早-2020'] }],
    });
    expect(await ask('clerk', `/api/projects/${region}/${other.id}`)).toMatchObject({
      left: { kind: 'merged', movedTo: one.id },
      parent: { id: one.id },
    });
    expect(await ask('clerk', `/api/projects/${region}/${one.id}`)).toMatchObject({ children: [{ id: other.id }] });
    expect((await ask('clerk', '/api/projects?year=2020')).totalYuan).toBe(350_864_400);
  });
  it('a split closes over the total; the parts carry the lists and name where they came from', async () => {
    const { id } = await find(deer.name);
    expect((await propose(id, 'kind=split&parts=种鹿场:100000000;冻精站:100000000&reason=分期实施')).body).toMatchObject({
      code: 'projects.split-not-closed',
    });
    await decide((await propose(id, 'kind=split&parts=种鹿场:106000000:30000000;冻精站:100000000:29000000&reason=分期实施')).body.id);
    const after = await ask('clerk', '/api/projects?year=2020&sort=name&order=asc');
    expect(after).toMatchObject({ total: 4, totalYuan: 350_864_400, annualPlanYuan: 203_864_400 });
    expect(after.rows.filter((row: { lists: string[] }) => row.lists.includes('省三早-2020'))).toHaveLength(3);
    expect(await ask('clerk', `/api/projects/${region}/${id}`)).toMatchObject({
      left: { kind: 'split' },
      children: [{ name: '种鹿场' }, { name: '冻精站' }],
    });
  });
  it('a move to another county is decided by someone who governs both: a copy there, a shell here that names it, both chains told', async () => {
    const { id } = await find(mushrooms.name);
    const waiting = await propose(id, 'kind=move&to=220402&reason=注册地迁移');
    expect((await decide(waiting.body.id, 'approved', 'leader')).body).toMatchObject({ code: 'projects.move-out-of-reach' });
    expect((await call('leader', 'POST', `/api/projects/moves/${region}/${waiting.body.id}`, {})).body).toMatchObject({
      code: 'projects.move-out-of-reach',
    });
    expect((await call('dispatcher', 'POST', `/api/projects/moves/${region}/${waiting.body.id}`, {})).body).toMatchObject({
      decision: 'approved',
    });
    expect(await ask('clerk', `/api/projects/${region}/${id}`)).toMatchObject({ left: { kind: 'moved', movedTo: '220402' } });
    expect((await ask('clerk', '/api/projects?year=2020')).total).toBe(2);
    expect(await ask('neighbour', `/api/projects/220402/${id}`)).toMatchObject({
      name: mushrooms.name,
      left: null,
      totalYuan: 132_000_000,
      owner: { name: mushrooms.owner },
      contact: { name: '柏**' },
      years: [{ annualPlanYuan: 132_000_000 }],
    });
    expect((await ask('dispatcher', '/api/projects?year=2020')).totalYuan).toBe(350_864_400);
    for (const county of [region, '220402'])
      expect((await entriesOf(database, county)).at(-1)).toMatchObject({
        action: 'project.decide',
        facts: { kind: 'move', decision: 'approved' },
      });
  });
  it('is withdrawn by who proposed it only, and a declined one changes nothing', async () => {
    const { id } = await find(mushrooms.name);
    const first = (await propose(id, 'kind=leave&reason=业主放弃投资')).body.id;
    expect((await call('clerk', 'POST', `/api/projects/${region}/proposals/${first}/withdraw`, {})).body).toMatchObject({
      decision: 'withdrawn',
    });
    const second = (await propose(id, 'kind=leave&reason=业主放弃投资')).body.id;
    expect((await decide(second, 'declined')).body).toMatchObject({ decision: 'declined' });
    expect((await ask('clerk', '/api/projects?year=2020')).total).toBe(3);
  });
});

describe('lists, campaigns and the reserve', () => {
  it('lists close over their exact combinations, each project counted once', async () => {
    await ledger([mushrooms, deer, road]);
    const reply = await ask('clerk', '/api/lists?year=2020');
    const by = (code: string) => reply.lists.find((list: { code: string }) => list.code === code);
    expect(by('省三早-2020')).toMatchObject({ count: 2, totalYuan: 218_864_400, states: [] });
    expect(by('专项债-2020')).toMatchObject({ count: 1, states: [{ code: 'planned' }, {}, {}, {}, {}] });
    expect(reply.overlaps).toMatchObject([
      { lists: ['专项债-2020', '省三早-2020'], count: 1 },
      { lists: ['省三早-2020'], count: 1 },
    ]);
    expect(reply.union).toMatchObject({ count: 2, totalYuan: 218_864_400 });
  });
  it('a county makes a list of its own, puts a project on it with a reason and takes it off', async () => {
    await ledger([mushrooms]);
    const list = {
      code: '鹿乡振兴-2020',
      kind: '鹿乡振兴',
      level: 'county',
      year: 2020,
      zh: '鹿乡振兴项目',
      en: 'Deer country',
      from: '2020-01-01',
    };
    expect((await call('clerk', 'POST', `/api/lists/${region}`, list)).body).toMatchObject({ code: '鹿乡振兴-2020', count: 0 });
    expect((await call('clerk', 'POST', `/api/lists/${region}`, list)).body).toMatchObject({ code: 'projects.list-code-taken' });
    const { id } = await find(mushrooms.name);
    const put = (body: object) =>
      call('clerk', 'PUT', `/api/projects/${region}/${id}/lists/鹿乡振兴-2020`, {
        member: true,
        on: '2020-03-20',
        reason: '县委会议确定',
        ...body,
      });
    expect((await put({})).body.lists).toMatchObject([{ code: '鹿乡振兴-2020', to: null }]);
    expect((await put({ on: '2019-04-01' })).body).toMatchObject({ code: 'projects.list-closed' });
    expect((await put({ state: 'nowhere' })).body).toMatchObject({ code: 'projects.list-state-unknown' });
    expect((await ask('clerk', '/api/projects?year=2020&list=鹿乡振兴-2020')).total).toBe(1);
    expect((await put({ member: false, on: '2020-04-01', reason: '调出名单' })).body.lists).toMatchObject([
      { code: '鹿乡振兴-2020', from: '2020-03-20', to: '2020-04-01' },
    ]);
    expect((await ask('clerk', '/api/projects?year=2020&list=鹿乡振兴-2020')).total).toBe(0);
  });
  it('2020 is the fifth edition of the campaign, with its phases and its list', async () => {
    await ledger([mushrooms, deer]);
    const { campaigns } = await ask('dispatcher', '/api/campaigns');
    expect(campaigns.map((one: { year: number; edition: number }) => [one.year, one.edition])).toEqual([
      [2020, 5],
      [2019, 4],
      [2018, 3],
      [2017, 2],
      [2016, 1],
    ]);
    expect(campaigns[0]).toMatchObject({
      phases: expect.arrayContaining([expect.objectContaining({ from: '2020-04-15' })]),
      lists: [{ code: '省三早-2020', count: 1 }],
    });
  });
  it('a project climbs the reserve with the evidence each gate asks for, and the reservoir shows the flow', async () => {
    await database.transaction({ regions: [region], prefix: null, owner: null }, async () => {});
    const context = testContext();
    await importRows(database, [readRow(4, { name: '鹿源功能肽生产基地项目', total: 44_000, span: ['2020', '2023'] }, ['谋划项目'])], {
      context,
    });
    const { id } = await find('鹿源');
    const climb = (to: string, evidence: object[], on = '2020-04-01') =>
      call('clerk', 'POST', `/api/reserve/${region}/${id}`, { year: 2020, to, on, reason: '前期工作推进', evidence });
    expect((await climb('reserve', [])).body).toMatchObject({ code: 'projects.gate-evidence', params: { gates: '项目建议书或谋划卡' } });
    expect((await climb('mature', [])).body).toMatchObject({ code: 'projects.tier-skipped' });
    expect((await climb('reserve', [{ gate: 'proposal', what: '谋划卡第12号' }])).body).toMatchObject({
      years: [{ pool: 'reserve', maturity: 'reserve' }],
      reserveMoves: [
        { from: 'idea', to: 'reserve', evidence: ['谋划卡第12号'] },
        { from: null, to: 'idea' },
      ],
    });
    const gates = (await ask('clerk', `/api/reserve/gates?region=${region}`)).gates as { to: string; code: string; required: boolean }[];
    const all = (to: string) => gates.filter((gate) => gate.to === to && gate.required).map((gate) => ({ gate: gate.code, what: '有' }));
    await climb('mature', all('mature'));
    expect((await climb('annual', all('annual'))).body).toMatchObject({ years: [{ pool: 'annual', nature: 'new', natureBasis: 'rule' }] });
    const reservoir = await ask('clerk', '/api/reserve?year=2020');
    expect(reservoir.inflow).toEqual([{ month: '2020-03', count: 1, totalYuan: 440_000_000 }]);
    // A ledger of 2019 that is brought in this year flows into the books of 2019, in the month in which it came.
    const late = testContext({ year: 2019 });
    await importRows(database, [readRow(4, { name: '补录的储备项目', total: 900, span: ['2021', '2022'] }, ['谋划项目'])], {
      context: late,
    });
    expect((await ask('clerk', '/api/reserve?year=2019')).inflow).toEqual([{ month: '2020-03', count: 1, totalYuan: 9_000_000 }]);
    expect(reservoir.outflow).toEqual([{ month: '2020-04', count: 1, totalYuan: 440_000_000, to: 'annual' }]);
    expect(reservoir.conversion).toEqual([
      { from: 'idea', to: 'reserve', count: 1, of: 1 },
      { from: 'reserve', to: 'mature', count: 1, of: 1 },
      { from: 'mature', to: 'annual', count: 1, of: 1 },
    ]);
  });
});

describe('many at once', () => {
  it('each row is decided by itself, refused rows are named, and the whole is taken back', async () => {
    await ledger([mushrooms, deer, road]);
    const rows = (await ask('clerk', '/api/projects?year=2020&sort=name&order=asc')).rows as {
      id: string;
      version: number;
      name: string;
    }[];
    const done = await call('clerk', 'POST', `/api/projects/${region}/bulk`, {
      year: 2020,
      rows: rows.map((row, index) => ({ id: row.id, version: index === 0 ? 9 : row.version })),
      set: { lineCode: 'infrastructure', addList: '县重点-2020', stage: 'started' },
      reason: '统一归口',
    });
    expect(done.body).toMatchObject({ changed: 2, refused: [{ name: deer.name, zh: expect.stringContaining('刚被') }] });
    const changed = await ask('clerk', '/api/projects?year=2020&line=infrastructure');
    expect(changed).toMatchObject({
      total: 2,
      rows: [{ lists: expect.arrayContaining(['县重点-2020']), stage: 'started' }, { stage: 'started' }],
    });
    expect((await call('clerk', 'POST', `/api/projects/${region}/bulk/${done.body.undo}/undo`, {})).body).toEqual({
      restored: 2,
      refused: [],
    });
    expect((await ask('clerk', '/api/projects?year=2020&line=infrastructure')).total).toBe(0);
    expect((await ask('clerk', '/api/projects?year=2020&list=县重点-2020')).total).toBe(0);
    expect((await call('clerk', 'POST', `/api/projects/${region}/bulk/${done.body.undo}/undo`, {})).body).toMatchObject({
      code: 'projects.bulk-undone',
    });
  });
  it('what was changed again since is left as it is, and named', async () => {
    await ledger([mushrooms, deer]);
    const rows = ((await ask('clerk', '/api/projects?year=2020')).rows as { id: string; version: number }[]).map(({ id, version }) => ({
      id,
      version,
    }));
    const done = await call('clerk', 'POST', `/api/projects/${region}/bulk`, {
      year: 2020,
      rows,
      set: { lineCode: 'infrastructure' },
      reason: '统一归口',
    });
    const { id, version } = await find(deer.name);
    await call('clerk', 'PATCH', `/api/projects/${region}/${id}`, { version, facts: { note: '后来又改' } });
    expect((await call('clerk', 'POST', `/api/projects/${region}/bulk/${done.body.undo}/undo`, {})).body).toMatchObject({
      restored: 1,
      refused: [{ id }],
    });
    expect((await ask('clerk', '/api/projects?year=2020&line=infrastructure')).rows).toMatchObject([{ id }]);
  });
});

describe('the year roll', () => {
  it("proposes by rule, is reviewed line by line, and confirmed becomes next year's list", async () => {
    await ledger([{ ...mushrooms, span: ['2020-04', '2021-12'], stage: '在建' }, deer, road]);
    const proposed = await call('clerk', 'POST', `/api/year-roll/${region}`, { fromYear: 2020 });
    const line = (name: string) => proposed.body.roll.lines.find((one: { name: string }) => one.name === name);
    expect([line(mushrooms.name).proposal, line(deer.name).proposal, line(road.name).proposal]).toEqual(['continue', 'ask', 'new']);
    expect(line(mushrooms.name).rule.zh).toContain('续建');
    expect((await call('clerk', 'POST', `/api/year-roll/${region}`, { fromYear: 2020 })).body).toMatchObject({
      code: 'projects.roll-open',
    });
    const { id, version } = proposed.body.roll;
    expect((await call('clerk', 'POST', `/api/year-roll/${region}/${id}/confirm`, { version })).body).toMatchObject({
      code: 'projects.roll-undecided',
      params: { count: 1, name: deer.name },
    });
    const reviewed = await call('clerk', 'PUT', `/api/year-roll/${region}/${id}`, {
      version,
      lines: [
        { projectId: line(deer.name).projectId, decision: 'leave', annualPlanYuan: null, reason: '年底竣工' },
        { projectId: line(road.name).projectId, decision: 'new', annualPlanYuan: 5_000_000, reason: '' },
      ],
    });
    const confirmed = await call('clerk', 'POST', `/api/year-roll/${region}/${id}/confirm`, { version: reviewed.body.roll.version });
    expect(confirmed.body.roll.status).toBe('confirmed');
    expect(await ask('clerk', '/api/projects?year=2021&sort=total')).toMatchObject({
      total: 2,
      rows: [
        { name: mushrooms.name, nature: 'continuing', annualPlanYuan: 0 },
        { name: road.name, nature: 'new', annualPlanYuan: 5_000_000 },
      ],
    });
    expect((await ask('clerk', '/api/projects?year=2020')).total).toBe(3);
    expect((await call('clerk', 'POST', `/api/year-roll/${region}`, { fromYear: 2020 })).body).toMatchObject({
      code: 'projects.roll-done',
    });
  });
});

describe('the books around', () => {
  it('what changed closes: before and the changes make after', async () => {
    await ledger([mushrooms, deer]);
    const { id, version } = await find(mushrooms.name);
    await call('clerk', 'PATCH', `/api/projects/${region}/${id}`, { version, facts: { totalYuan: 140_000_000 }, reason: '概算调整' });
    await decide((await propose((await find(deer.name)).id, 'kind=leave&reason=业主放弃投资')).body.id);
    const april = await ask('clerk', '/api/projects/changes?from=2020-04-01&to=2020-04-30');
    expect(april).toMatchObject({
      countBefore: 2,
      totalYuanBefore: 338_000_000,
      countAfter: 1,
      totalYuanAfter: 140_000_000,
      byKind: { edit: 1, leave: 1 },
      total: 2,
    });
    expect(await ask('clerk', '/api/projects/changes?from=2020-03-01&to=2020-03-31&kind=enter')).toMatchObject({
      countBefore: 0,
      countAfter: 2,
      totalYuanAfter: 338_000_000,
      total: 2,
    });
    expect((await call('clerk', 'GET', '/api/projects/changes?from=2020-04-02&to=2020-04-01')).body).toMatchObject({
      code: 'projects.days-turned',
    });
  });
  it('a new line of size starts on a day and leaves earlier years as they were', async () => {
    await ledger([mushrooms, deer, road]);
    expect((await ask('clerk', '/api/projects?year=2020&tier=t500')).total).toBe(1);
    const set = (from: string, minYuan: number) =>
      call('administrator', 'PUT', '/api/dictionary/220400/tiers/t500', {
        zh: '1000万元以上',
        en: 'from 10 million',
        minYuan,
        from,
        reason: '市里统一口径',
      });
    expect((await set('2021-01-01', 20_000_000)).status).toBe(200);
    expect((await ask('clerk', '/api/projects?year=2020&tier=t500')).total).toBe(1);
    expect((await set('2020-01-01', 20_000_000)).body).toMatchObject({ code: 'projects.rule-in-past' });
    expect(
      (
        await call('clerk', 'PUT', `/api/dictionary/${region}/tiers/t500`, {
          zh: '甲',
          en: 'a',
          minYuan: 1,
          from: '2021-01-01',
          reason: '试一试',
        })
      ).status,
    ).toBe(403);
  });
  it('exports the filtered library in the layout of a template, money exact, with what the figures are', async () => {
    await ledger([mushrooms, deer, { ...road, span: ['2020', '2020-10'] }]);
    expect((await ask('clerk', `/api/projects?year=2020&q=通屯路`)).rows).toMatchObject([
      { start: { day: '2020-01-01', precision: 'year' }, finish: { day: '2020-10-01', precision: 'month' } },
    ]);
    const answered = await http.http.inject({
      method: 'GET',
      url: encodeURI('/api/projects/export?year=2020&list=省三早-2020'),
      headers: { host: '127.0.0.1:8080', cookie: `sanzao=${people.clerk.token}` },
    });
    expect(answered.statusCode).toBe(200);
    const { rows: sheets } = await readAll(answered.rawPayload);
    const rows = sheets[0]!.map((row) => row.cells);
    expect(rows[0]![0]).toBe('东丰县2020年重点项目台账');
    const text = rows.map((row) => row.join('|')).join('\n');
    expect(text).toContain('一、新建项目（1个）');
    expect(text).toContain('沙河镇通屯路及桥涵工程');
    expect(text).toContain('1286.44');
    expect(text).toContain('2020年—2020-10');
    expect(text).toContain('合计（2个）');
    expect(text).toContain('21886.44');
    expect(sheets[1]!.map((row) => row.cells.join('|')).join('\n')).toContain('列入任一名单：省“三早”项目（2020年）');
  });
  it('a view is saved for oneself only', async () => {
    const id = '01900000-0000-7000-8000-000000000001';
    const saved = await call('clerk', 'PUT', `/api/views/${id}`, { page: 'library', name: '新建大项目', search: '?nature=new' });
    expect(saved.body.views).toMatchObject([{ id, name: '新建大项目' }]);
    expect((await ask('leader', '/api/views?page=library')).views).toEqual([]);
    expect((await call('leader', 'DELETE', `/api/views/${id}`)).status).toBe(404);
    expect((await call('clerk', 'DELETE', `/api/views/${id}`)).body.views).toEqual([]);
  });
  it('a year without projects is declared, and then it is reported', async () => {
    expect(
      (await call('clerk', 'PUT', `/api/reports/${region}/2020/reserve`, { thresholdYuan: null, reason: '本年度没有谋划项目' })).body,
    ).toEqual({ reportedAt: at });
    expect((await entriesOf(database, region)).at(-1)).toMatchObject({ action: 'report.declare' });
  });
});
