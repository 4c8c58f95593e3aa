// Work resumption entered by HTTP as named people of 东辽县 in February 2020: an enterprise and its neighbour, the county's clerk, the city's
// dispatcher, an inspector. The days move by the clock; parallel filing is on a database of its own with real commits.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../platform/db/database.ts';
import { freshDatabase, testDatabase } from '../../platform/db/testing.ts';
import { openFiles } from '../../platform/files/files.ts';
import type { TestAnswer, TestHttp } from '../../platform/http/testing.ts';
import { accountsHttp, enterAgain, entriesOf, makePerson, type TestPerson } from '../accounts/testing.ts';
import { testSecrets } from '../projects/testing.ts';
import { resumptionRoom } from './routes.ts';
import { ownChecklist } from './rules-checklist.ts';
import { declarePurpose, fileVisit, fillCase, filledForm, makeEnterprise } from './testing.ts';
import type { CaseReply } from './words-cases.ts';
import type { ChecklistItem } from './words-regimes.ts';

const county = '220422';
const morning = (day: string, hour = '01'): string => `${day}T${hour}:00:00.000Z`;
type Who = 'owner' | 'other' | 'clerk' | 'neighbour' | 'dispatcher' | 'officer' | 'administrator' | 'auditor';

interface Stage {
  database: Database;
  http: TestHttp;
  people: Record<Who, TestPerson>;
  enterprise: string;
  otherEnterprise: string;
  /** Under which rosters are collected. */
  purpose: string;
}
async function stage(database: Database): Promise<Stage> {
  const files = await openFiles(mkdtempSync(join(tmpdir(), 'sanzao-resumption-')), testSecrets.keyFor('files'));
  const http = await accountsHttp(database, [resumptionRoom()], { secrets: testSecrets, files });
  http.clock.set(morning('2020-02-10'));
  const enterprise = await makeEnterprise(database, county, '东辽县砚谷机械有限公司');
  const otherEnterprise = await makeEnterprise(database, county, '东辽县穗禾食品有限公司');
  const at = morning('2020-02-01');
  const make = (login: Who, role: Parameters<typeof makePerson>[2]['role'], region: string, organisation?: string) =>
    makePerson(database, at, { login, role, region, ...(organisation && { organisation }) });
  const people = {
    owner: await make('owner', 'owner', county, enterprise),
    other: await make('other', 'owner', county, otherEnterprise),
    clerk: await make('clerk', 'clerk', county),
    neighbour: await make('neighbour', 'clerk', '220421'),
    dispatcher: await make('dispatcher', 'dispatcher', '220400'),
    officer: await make('officer', 'officer', county),
    administrator: await make('administrator', 'administrator', '220400'),
    auditor: await make('auditor', 'auditor', '220400'),
  };
  const purpose = await declarePurpose(
    async (method, url, body) =>
      http.call({ method, url, as: await enterAgain(database, people.clerk, http.clock.now()), ...(body !== undefined && { body }) }),
    county,
  );
  return { database, http, people, enterprise, otherEnterprise, purpose };
}

const database = testDatabase();
let s: Stage;
beforeEach(async () => {
  s = await stage(database);
});

const token = (who: Who, at: Stage): Promise<string> => enterAgain(at.database, at.people[who], at.http.clock.now());
const call = async (who: Who, method: 'GET' | 'POST' | 'PUT', url: string, body?: unknown, at = s): Promise<TestAnswer> =>
  at.http.call({ method, url: encodeURI(url), as: await token(who, at), ...(body !== undefined && { body }) });
const base = `/api/resumption/${county}`;
const read = async (id: string, who: Who = 'clerk', at = s): Promise<CaseReply> =>
  (await call(who, 'GET', `${base}/cases/${id}`, undefined, at)).body;
async function step(who: Who, id: string, action: string, body: object = {}, at = s): Promise<CaseReply> {
  const { version } = await read(id, 'clerk', at);
  const answer = await call(who, 'POST', `${base}/cases/${id}/${action}`, { version, ...body }, at);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}
const begin = async (who: Who = 'owner', enterprise = s.enterprise, at = s): Promise<CaseReply> => {
  const answer = await call(who, 'POST', `${base}/cases`, { enterprise }, at);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
/** A whole application, sent. */
async function sent(at = s, enterprise = at.enterprise, who: Who = 'owner'): Promise<string> {
  const { id } = await begin(who, enterprise, at);
  await fillCase(
    (method, url, body) => call(who, method, url, body, at),
    at.http,
    await token(who, at),
    { region: county, id },
    at.purpose,
  );
  expect((await step(who, id, 'submit', {}, at)).state).toBe('submitted');
  return id;
}
async function inspected(id: string, opinions: Parameters<typeof fileVisit>[3] = {}): Promise<CaseReply> {
  await step('clerk', id, 'complete');
  await step('clerk', id, 'appoint', { on: '2020-02-13', time: '09:30' });
  s.http.clock.set(morning('2020-02-13'));
  const one = await read(id);
  await fileVisit(database, county, one.visits.at(-1)!.id, opinions, s.http.clock.now());
  return read(id);
}

describe('an application under the inspection of 10 February', () => {
  it('names everything that is missing at once, one by one, and cannot be sent before', async () => {
    const one = await begin();
    expect(one).toMatchObject({
      state: 'draft',
      actor: 'enterprise',
      regime: { code: 'joint-inspection', mode: 'inspection' },
      dueOn: '2020-02-15',
    });
    expect(one.departments.map((dept) => dept.zh)).toEqual([
      '应急管理局',
      '工业和信息化局',
      '卫生健康局',
      '经济开发区管委会',
      '市场监督管理局',
    ]);
    expect(one.missing.map((lack) => lack.code)).toEqual(
      expect.arrayContaining([
        'form.plannedOn',
        'form.peopleToReturn',
        'paper.commitment',
        'paper.prevention-plan',
        'paper.emergency-plan',
        'paper.roster',
        'supplies',
      ]),
    );
    const letter = { version: '2020-02', signer: '阮砚谷', post: '总经理', strokes: 'M10 20L30 40' };
    expect(await call('clerk', 'POST', `${base}/cases/${one.id}/commitment`, letter)).toMatchObject({
      status: 403,
      body: { code: 'resumption.sign-own' },
    });
    const refused = await call('owner', 'POST', `${base}/cases/${one.id}/submit`, { version: one.version });
    expect(refused).toMatchObject({ status: 422, body: { code: 'resumption.papers-missing' } });
    expect(refused.body.message.zh).toContain('承诺书没有签字');
  });

  it('goes from draft to open with five departments, a number and a certificate, each step with owner and clock', async () => {
    const id = await sent();
    expect(await read(id)).toMatchObject({ state: 'submitted', actor: 'clerk', owner: { zh: '东辽县复工专班' }, dueOn: '2020-02-11' });
    const visited = await inspected(id);
    expect(visited).toMatchObject({ state: 'accepted', actor: 'clerk', next: { zh: '备案编号' } });
    expect(visited.visits[0]!.opinions).toHaveLength(5);
    const filed = await step('clerk', id, 'file');
    expect(filed).toMatchObject({
      state: 'filed',
      number: '东辽复备〔2020〕1号',
      validUntil: '2020-05-13',
      actor: 'enterprise',
      dueOn: '2020-02-15',
    });
    s.http.clock.set(morning('2020-02-15'));
    const open = await step('owner', id, 'open', { on: '2020-02-15' });
    expect(open).toMatchObject({ state: 'open', resumedOn: '2020-02-15', dueOn: '2020-02-16' });
    expect(open.steps.map((one) => one.action)).toEqual(['begin', 'submit', 'complete', 'appoint', 'visit', 'accept', 'file', 'open']);

    const paper = await call('owner', 'GET', `${base}/cases/${id}/certificate`);
    expect(paper.headers['content-type']).toBe('application/pdf');
    const check = await s.http.call({ url: `/api${open.checkAddress}` });
    expect(check.body).toMatchObject({ status: 'valid', number: '东辽复备〔2020〕1号', enterprise: '东辽县砚谷机械有限公司' });
    expect(Object.keys(check.body).sort()).toEqual([
      'asOf',
      'county',
      'enterprise',
      'filedOn',
      'mode',
      'number',
      'status',
      'statusOn',
      'validUntil',
    ]);
    expect((await s.http.call({ url: '/api/check/aaaaaaaaaaaaaaaaaaaa' })).status).toBe(404);
  });

  it('a dissent means a rectify list; only what was open is looked at again, by the departments it concerns', async () => {
    const id = await sent();
    const rectifying = await inspected(id, { health: { opinion: 'dissent', note: '隔离观察室没有单独入口', not: ['R31'] } });
    expect(rectifying).toMatchObject({ state: 'rectifying', actor: 'enterprise', dueOn: '2020-02-16' });
    expect(rectifying.findings).toMatchObject([{ item: 'R31', department: 'health', blocking: true, deadline: '2020-02-16' }]);
    const early = await call('clerk', 'POST', `${base}/cases/${id}/file`, { version: rectifying.version });
    expect(early).toMatchObject({ status: 409, body: { code: 'resumption.not-now' } });
    await step('owner', id, 'mend', { notes: [{ finding: rectifying.findings[0]!.id, note: '已另开入口，照片附后' }] });
    const again = await step('clerk', id, 'appoint', { on: '2020-02-14' });
    expect(again.visits.at(-1)).toMatchObject({ round: 2, items: 1, members: [{ department: 'health' }] });
    s.http.clock.set(morning('2020-02-14'));
    await fileVisit(database, county, again.visits.at(-1)!.id, {}, s.http.clock.now());
    const accepted = await read(id);
    expect(accepted.state).toBe('accepted');
    expect(accepted.findings[0]!.clearedOn).toBe('2020-02-14');
  });

  it('waits as visited while a department has not spoken', async () => {
    const id = await sent();
    const one = await inspected(id, { market: null });
    expect(one).toMatchObject({ state: 'visited', actor: 'departments', owner: { zh: '市场监督管理局' } });
    expect(one.visits[0]!.why[0]!.zh).toContain('市场监督管理局');
  });

  it('an enterprise sees its own case alone, a neighbouring county none, an officer reads and changes nothing', async () => {
    const id = await sent();
    expect((await call('owner', 'GET', '/api/resumption/cases')).body.cases).toHaveLength(1);
    expect((await call('other', 'GET', '/api/resumption/cases')).body.cases).toHaveLength(0);
    expect((await call('other', 'GET', `${base}/cases/${id}`)).status).toBe(404);
    expect((await call('other', 'POST', `${base}/cases`, { enterprise: s.enterprise })).status).toBe(404);
    expect((await call('neighbour', 'GET', `${base}/cases/${id}`)).status).toBe(404);
    expect((await call('officer', 'GET', `${base}/cases/${id}`)).status).toBe(200);
    expect((await call('officer', 'POST', `${base}/cases/${id}/complete`, { version: 1 })).status).toBe(403);
    expect((await call('owner', 'POST', `${base}/cases/${id}/complete`, { version: 1 })).status).toBe(403);
  });

  it('returns with the clerk’s own words, is corrected and sent again; nothing that was typed is lost', async () => {
    const id = await sent();
    const back = await step('clerk', id, 'return', { missing: ['应急预案没有写明隔离点'] });
    expect(back).toMatchObject({ state: 'incomplete', actor: 'enterprise', dueOn: '2020-02-13' });
    expect(back.missing[0]!.zh).toBe('应急预案没有写明隔离点');
    expect(back.form).toMatchObject(filledForm);
    expect((await step('owner', id, 'submit')).state).toBe('submitted');
  });

  it('is not overwritten by somebody who had an older version before them', async () => {
    const one = await begin();
    await call('owner', 'PUT', `${base}/cases/${one.id}`, { version: one.version, form: filledForm, supplies: [] });
    const late = await call('owner', 'PUT', `${base}/cases/${one.id}`, { version: one.version, form: {}, supplies: [] });
    expect(late).toMatchObject({ status: 409, body: { code: 'row.changed-meanwhile' } });
  });

  it('suspension, reopening and revocation give reasons and are seen on the public page; a revoked one may apply anew', async () => {
    const id = await sent();
    await inspected(id);
    const filed = await step('clerk', id, 'file');
    const check = async () => (await s.http.call({ url: `/api${filed.checkAddress}` })).body.status;
    await step('clerk', id, 'suspend', { reason: '连续三天未测温登记' });
    expect(await check()).toBe('suspended');
    expect((await step('clerk', id, 'reopen', { reason: '整改到位，恢复' })).state).toBe('filed');
    expect(await check()).toBe('valid');
    const short = await call('clerk', 'POST', `${base}/cases/${id}/revoke`, { version: (await read(id)).version, reason: '无' });
    expect(short).toMatchObject({ status: 400 });
    await step('clerk', id, 'revoke', { reason: '瞒报返岗人员来源' });
    expect(await check()).toBe('revoked');
    const anew = await begin();
    expect(anew).toMatchObject({ previousId: id, state: 'draft', form: { leadGroup: filledForm.leadGroup, plannedOn: null } });
  });
});

describe('the public check page', () => {
  const check = (address: string, from?: string) => s.http.call({ url: `/api${address}`, ...(from && { from }) });
  const filedCase = async (): Promise<CaseReply> => {
    const id = await sent();
    await inspected(id);
    return step('clerk', id, 'file');
  };

  it('says valid on the last day that the regime gives, and expired from the next one on; so does the printed page', async () => {
    const filed = await filedCase();
    expect(filed.validUntil).toBe('2020-05-13');
    s.http.clock.set(morning('2020-05-13', '15'));
    expect((await check(filed.checkAddress!)).body).toMatchObject({ status: 'valid' });
    s.http.clock.set('2020-05-13T16:00:00.000Z');
    expect((await check(filed.checkAddress!)).body).toMatchObject({ status: 'expired', statusOn: '2020-05-14' });
    expect((await call('owner', 'GET', `${base}/cases/${filed.id}/certificate`)).headers['content-type']).toBe('application/pdf');
  });

  it('tells nothing of anybody, whatever is asked: a token that is wrong, cut short, of another case, or no token at all', async () => {
    const filed = await filedCase();
    const right = filed.checkAddress!.split('/').at(-1)!;
    for (const wrong of [right.slice(1), `${right}a`, right.toUpperCase(), filed.id, "'--", '%00', 'a'.repeat(60)]) {
      const answer = await check(`/check/${encodeURIComponent(wrong)}`);
      expect(answer, wrong).toMatchObject({ status: 404, body: { code: 'resumption.no-certificate' } });
      expect(answer.text).not.toContain('砚谷');
    }
    expect((await check(`/check/${'a'.repeat(61)}`)).status).toBe(400);
    const said = (await check(filed.checkAddress!)).text;
    for (const personal of ['阮砚谷', '0437', filed.id, s.enterprise, '茅']) expect(said).not.toContain(personal);
  });

  it('lets one address ask sixty times a minute; another one is not kept waiting, and nor is the first a minute later', async () => {
    const filed = await filedCase();
    for (let index = 0; index < 60; index += 1) expect((await check(filed.checkAddress!, '198.51.100.7')).status).toBe(200);
    const refused = await check(filed.checkAddress!, '198.51.100.7');
    expect(refused).toMatchObject({ status: 429, body: { code: 'resumption.check-wait', params: { seconds: 60 } } });
    expect((await check(filed.checkAddress!, '198.51.100.8')).status).toBe(200);
    s.http.clock.advance(60_000);
    expect((await check(filed.checkAddress!, '198.51.100.7')).status).toBe(200);
  });
});

describe('a filing that is over', () => {
  it('says so as the next step, and the enterprise applies anew with what it filled in before', async () => {
    const id = await sent();
    await inspected(id);
    await step('clerk', id, 'file');
    await step('owner', id, 'open', { on: '2020-02-13' });
    const early = await call('owner', 'POST', `${base}/cases`, { enterprise: s.enterprise });
    expect(early).toMatchObject({ status: 409, body: { code: 'resumption.case-open' } });
    s.http.clock.set(morning('2020-05-14'));
    expect(await read(id)).toMatchObject({ state: 'open', actor: 'enterprise', dueOn: '2020-05-13', next: { zh: '备案已过期，重新申请' } });
    expect(await begin()).toMatchObject({ previousId: id, state: 'draft', form: { leadGroup: filledForm.leadGroup } });
    // One enterprise stands once in the lists; the old certificate goes on saying that it is over, not that it was taken away.
    expect(await read(id)).toMatchObject({ state: 'revoked', reason: '备案有效期至 2020-05-13，已满，重新申请。' });
    expect((await call('owner', 'GET', (await read(id)).checkAddress!.replace('/check/', '/api/check/'))).body.status).toBe('expired');
    const { body } = await call('clerk', 'GET', `/api/resumption/cases?region=${county}&enterprise=${s.enterprise}`);
    expect(body).toMatchObject({ total: 2, states: { revoked: 1, draft: 1 }, without: 0 });
    const twice = await call('owner', 'POST', `${base}/cases`, { enterprise: s.enterprise });
    expect(twice).toMatchObject({ status: 409, body: { code: 'resumption.case-open' } });
  });
});

describe('the filing of 19 February', () => {
  it('does not lose what the clerk named missing in his own words', async () => {
    const id = await sent();
    await step('clerk', id, 'return', { missing: ['应急预案没有写明隔离点'] });
    s.http.clock.set(morning('2020-02-19'));
    await call('clerk', 'POST', `${base}/regimes/convert`, {});
    expect(await read(id)).toMatchObject({
      state: 'incomplete',
      regime: { mode: 'filing', pending: false },
      missing: [
        { code: 'clerk', zh: '应急预案没有写明隔离点' },
        { code: 'form.plannedOn', blocks: false },
      ],
    });
  });

  it('converts a case by the stated rule when the day has come, and tells the enterprise what changed', async () => {
    const id = await sent();
    await step('clerk', id, 'complete');
    await step('clerk', id, 'appoint', { on: '2020-02-20', time: '10:00' });
    s.http.clock.set(morning('2020-02-18', '15'));
    expect(await read(id)).toMatchObject({ state: 'appointed', regime: { code: 'joint-inspection', pending: false } });
    s.http.clock.set('2020-02-18T16:00:00.000Z'); // midnight in 东辽
    expect(await read(id)).toMatchObject({
      state: 'complete',
      regime: { code: 'filing-sector', pending: true },
      owner: { zh: '东辽县工业和信息化局' },
    });
    const run = await call('clerk', 'POST', `${base}/regimes/convert`, {});
    expect(run.body.cases).toMatchObject([{ before: 'appointed', after: 'complete' }]);
    const converted = await read(id);
    expect(converted).toMatchObject({ state: 'complete', regime: { pending: false }, next: { zh: '备案编号' } });
    expect(converted.visits[0]!.state).toBe('cancelled');
    expect(converted.steps.at(-1)!.changes.map((one) => one.zh)).toEqual(
      expect.arrayContaining(['不再到场验收，材料齐全即备案。', '改向行业主管部门申请。', '备案有效期 180 天。']),
    );
    expect((await step('clerk', id, 'file')).number).toBe('东辽复备〔2020〕1号');
  });

  it('a case that nobody converted is brought under the new regime by the first step taken', async () => {
    const id = await sent();
    await step('clerk', id, 'complete');
    s.http.clock.set(morning('2020-02-19'));
    const filed = await step('clerk', id, 'file');
    expect(filed.steps.map((one) => one.action).slice(-2)).toEqual(['convert', 'file']);
    expect(filed).toMatchObject({ state: 'filed', regime: { mode: 'filing' } });
  });

  it('reads any earlier day from the history: state, regime and owner as they were', async () => {
    const id = await sent();
    s.http.clock.set(morning('2020-02-11'));
    await step('clerk', id, 'complete');
    s.http.clock.set(morning('2020-02-20'));
    await step('clerk', id, 'file');
    const on = async (day: string) => (await call('clerk', 'GET', `/api/resumption/cases?region=${county}&on=${day}`)).body.cases;
    expect(await on('2020-02-09')).toEqual([]);
    expect(await on('2020-02-10')).toMatchObject([
      { state: 'submitted', regime: { code: 'joint-inspection' }, actor: 'clerk', number: '' },
    ]);
    expect(await on('2020-02-18')).toMatchObject([
      { state: 'complete', regime: { code: 'joint-inspection' }, next: { zh: '约定联合验收' }, overdueDays: 5 },
    ]);
    expect(await on('2020-02-19')).toMatchObject([
      { state: 'complete', regime: { code: 'filing-sector', pending: true }, next: { zh: '备案编号' } },
    ]);
    expect(await on('2020-02-20')).toMatchObject([{ state: 'filed', number: '东辽复备〔2020〕1号' }]);
  });
});

describe('a regime', () => {
  const wrong = {
    code: 'wrong-filing',
    zh: '误发的报备规则',
    en: 'A filing entered by mistake',
    since: '2020-02-12',
    until: null,
    mode: 'filing',
    binding: true,
    conditions: {},
    addressee: 'sector',
    basis: '试运行文件',
    content: { papers: ['form'] },
  };
  const regimes = '/api/resumption/220400/regimes';

  it('is rehearsed, entered, and undone as a whole: visits, states and numbers are as before', async () => {
    const id = await sent();
    await step('clerk', id, 'complete');
    await step('clerk', id, 'appoint', { on: '2020-02-14' });
    const other = await sent(s, s.otherEnterprise, 'other');
    s.http.clock.set(morning('2020-02-12'));
    const before = { one: await read(id), two: await read(other) };

    const rehearsal = await call('dispatcher', 'POST', regimes, { regime: wrong });
    expect(rehearsal.body).toMatchObject({ dryRun: true, cases: [{ before: 'submitted' }, { before: 'appointed', after: 'complete' }] });
    expect((await read(id)).state).toBe('appointed');
    const entered = await call('dispatcher', 'POST', regimes, { regime: wrong, dryRun: false });
    expect(entered.status, entered.text).toBe(200);
    expect(entered.body.cases).toHaveLength(2);
    const filed = await step('clerk', id, 'file');
    expect(filed.number).toBe('东辽复备〔2020〕1号');

    const undo = (dryRun: boolean) =>
      call('dispatcher', 'POST', `${regimes}/withdraw`, { code: 'wrong-filing', version: 1, reason: '录入有误，整体撤销', dryRun });
    expect((await undo(true)).body).toMatchObject({ dryRun: true, moved: 1, voided: ['东辽复备〔2020〕1号'], cases: [{}, {}] });
    expect((await read(id)).state).toBe('filed');
    const undone = await undo(false);
    expect(undone.status, undone.text).toBe(200);
    const same = ({ state, dueOn, regime, form, number, validUntil }: CaseReply) => ({ state, dueOn, regime, form, number, validUntil });
    expect(same(await read(id))).toEqual(same(before.one));
    expect(same(await read(other))).toEqual(same(before.two));
    expect((await read(id)).visits.map((one) => one.state)).toEqual(['appointed']);
    expect((await s.http.call({ url: `/api${filed.checkAddress}` })).body.status).toBe('revoked');
    const actions = (await entriesOf(database, '220400')).map((one) => one.action);
    expect(actions.slice(-3)).toEqual(['resumption.regime', 'resumption.withdraw-regime', 'resumption.withdraw-regime']);
  });

  it('is entered by the dispatcher and the administrator alone; what came with the product is not undone', async () => {
    expect((await call('clerk', 'POST', `${base}/regimes`, { regime: wrong })).status).toBe(403);
    expect((await call('administrator', 'POST', regimes, { regime: wrong })).status).toBe(200);
    expect((await call('dispatcher', 'POST', '/api/resumption/220300/regimes', { regime: wrong })).status).toBe(404);
    const shipped = await call('dispatcher', 'POST', `/api/resumption/${county}/regimes/withdraw`, {
      code: 'joint-inspection',
      version: 1,
      reason: '不需要了吧',
    });
    expect(shipped).toMatchObject({ status: 409, body: { code: 'resumption.shipped-regime' } });
  });

  it('two are compared on the same cases', async () => {
    await sent();
    const { body } = await call('clerk', 'GET', `${base}/regimes/compare?a=joint-inspection&b=filing-sector&on=2020-02-11`);
    expect(body).toMatchObject({ compared: 1, different: 1, a: { mode: 'inspection' }, b: { mode: 'filing' } });
    expect(body.cases[0]).toMatchObject({ a: { stepsLeft: 5, departments: 5 }, b: { stepsLeft: 2, departments: 0 } });
    expect(body.differences.length).toBeGreaterThan(2);
    const unknown = await call('clerk', 'GET', `${base}/regimes/compare?a=nothing&b=filing-sector`);
    expect(unknown).toMatchObject({ status: 422, body: { code: 'resumption.unknown-regime' } });
  });

  it('those that come with the product leave no hole and no overlap for 东辽县', async () => {
    const { body } = await call('clerk', 'GET', `${base}/regimes`);
    expect(body.overlaps).toEqual([]);
    expect(body.holes).toEqual([]);
    expect(body.levels.map((one: { level: string }) => one.level)).toEqual(['I', 'II', 'III']);
    // What a file is checked against without a database is the checklist that the database holds.
    const items = body.checklists[0].items.map(({ id, departments }: ChecklistItem) => ({ id, departments }));
    expect({ ...body.checklists[0], items }).toMatchObject(ownChecklist);
  });
});

describe('the degree of resumption', () => {
  it('is reported by day, replaced by a later word, and never more people than are employed', async () => {
    const url = `${base}/enterprises/${s.enterprise}/days`;
    const put = (day: string, body: object) => call('owner', 'PUT', `${url}/${day}`, body);
    s.http.clock.set(morning('2020-02-20'));
    expect((await put('2020-02-20', { peopleBack: 40, outputYuan: 120_000, outputLastYearYuan: 300_000 })).status).toBe(200);
    await put('2020-02-20', { peopleBack: 44, outputYuan: 120_000 });
    expect((await call('clerk', 'GET', url)).body).toMatchObject({
      peopleEmployed: 86,
      days: [{ day: '2020-02-20', peopleBack: 44, outputLastYearYuan: null }],
    });
    expect(await put('2020-02-20', { peopleBack: 87 })).toMatchObject({ status: 422, body: { code: 'resumption.too-many-back' } });
    expect(await put('2020-02-21', { peopleBack: 1 })).toMatchObject({ status: 422, body: { code: 'resumption.day-to-come' } });
    expect((await call('other', 'GET', url)).status).toBe(404);
  });
});

describe('two at the same moment', () => {
  it('begin one application for an enterprise, and assign it one officer; the other is told', async () => {
    const { database: own } = await freshDatabase({ max: 8 });
    const at = await stage(own);
    const begun = await Promise.all([1, 2, 3, 4].map(() => call('owner', 'POST', `${base}/cases`, { enterprise: at.enterprise }, at)));
    expect(begun.map((one) => one.status).sort()).toEqual([200, 409, 409, 409]);
    expect(begun.find((one) => one.status === 409)!.body.code).toBe('resumption.case-open');
    const officer = at.people.officer.id;
    const given = await Promise.all(
      [1, 2, 3].map(() => call('clerk', 'POST', `${base}/officers`, { enterprise: at.enterprise, officer, from: '2020-02-10' }, at)),
    );
    expect(given.map((one) => one.status).sort()).toEqual([200, 409, 409]);
    expect(given.find((one) => one.status === 409)!.body.code).toBe('resumption.assigned-already');
  });
});

describe('what is typed', () => {
  it('holds no identity number where it is not sealed, however it is written, and no sign that no text has', async () => {
    const { id, version, form, supplies } = await begin();
    const save = (note: string) => call('owner', 'PUT', `${base}/cases/${id}`, { version, form: { ...form, note }, supplies });
    for (const note of ['返岗人员 11010519491231002X 已到', '号码 110105 19491231 002x', '１１０１０５１９４９１２３１００２Ｘ'])
      expect(await save(note)).toMatchObject({ status: 422, body: { code: 'resumption.text-holds-number' } });
    const nothing = String.fromCharCode(0);
    expect(await save(`甲${nothing}乙`)).toMatchObject({ status: 400, body: { code: 'request.invalid', field: 'form.note' } });
    expect((await call('clerk', 'GET', `/api/resumption/cases?search=甲${nothing}`)).status).toBe(400);
    // A credit code and an order number are no persons.
    expect((await save('信用代码 91220422MA0Y3XUE5B，单号 202002101234567890，=1+1')).status).toBe(200);
    expect((await read(id)).form.note).toBe('信用代码 91220422MA0Y3XUE5B，单号 202002101234567890，=1+1');
  });
});

describe('numbers of a county', () => {
  it('begin again at one at midnight of the new year in China', async () => {
    const file = async (enterprise: string, who: Who): Promise<string> =>
      (await step('clerk', await completed(enterprise, who), 'file')).number;
    const completed = async (enterprise: string, who: Who): Promise<string> => {
      const id = await sent(s, enterprise, who);
      await step('clerk', id, 'complete');
      return id;
    };
    s.http.clock.set('2020-12-31T15:59:59.000Z');
    expect(await file(s.enterprise, 'owner')).toBe('东辽复备〔2020〕1号');
    s.http.clock.set('2020-12-31T16:00:00.000Z');
    expect(await file(s.otherEnterprise, 'other')).toBe('东辽复备〔2021〕1号');
  });
});

describe('filing in parallel', () => {
  it('gives every case a number of its own, without gaps, also when some fail', async () => {
    const { database: own } = await freshDatabase({ max: 8 });
    const at = await stage(own);
    const scope = { regions: [county], prefix: null, owner: null };
    const ids: string[] = [];
    for (let index = 0; index < 12; index += 1) {
      const enterprise = await makeEnterprise(own, county, `东辽县试${index}有限公司`);
      const { id } = await begin('clerk', enterprise, at);
      ids.push(id);
      await own.transaction(scope, (db) =>
        sql`update resumption_cases set state = 'accepted' where region_code = ${county} and id = ${id}`.execute(db.kysely),
      );
    }
    const answers = await Promise.all(
      ids.flatMap((id) => [0, 1].map(() => call('clerk', 'POST', `${base}/cases/${id}/file`, { version: 1 }, at))),
    );
    expect(answers.filter((one) => one.status === 200)).toHaveLength(12);
    const numbers = answers.flatMap((one) => (one.status === 200 ? [Number(/(\d+)号$/.exec(one.body.number)![1])] : []));
    expect(numbers.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });
});
