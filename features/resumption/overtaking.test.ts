// The change of regime that happens by itself: on its day, at the first instant of it in China, county by county, once. Entered by the door that the server
// uses, with a clock that the test moves; two servers at once have a database of their own with real commits.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../platform/db/database.ts';
import { freshDatabase, testDatabase } from '../../platform/db/testing.ts';
import { openFiles } from '../../platform/files/files.ts';
import type { TestHttp } from '../../platform/http/testing.ts';
import { accountsHttp, enterAgain, entriesOf, makePerson, type TestPerson } from '../accounts/testing.ts';
import { testSecrets } from '../projects/testing.ts';
import { applyRegimesOfToday } from './door.ts';
import { resumptionRoom } from './routes.ts';
import { makeCase, makeEnterprise } from './testing.ts';
import { groupCodes, layVisit, sendAs, testSheet } from './testing-visits.ts';
import type { CaseState } from './words.ts';
import type { CaseReply } from './words-cases.ts';

const dongliao = '220422';
const dongfeng = '220421';
const counties = [dongliao, dongfeng];
const inspection = (region: string) => ({ region, code: 'joint-inspection', version: 1 });
/** The last second of 18 February in China, and the first of the 19th. */
const lastSecond = '2020-02-18T15:59:59.000Z';
const firstSecond = '2020-02-18T16:00:00.000Z';

const files = await openFiles(mkdtempSync(join(tmpdir(), 'sanzao-overtaking-')), testSecrets.keyFor('files'));
const database = testDatabase();
let http: TestHttp;

beforeEach(async () => {
  http = await accountsHttp(database, [resumptionRoom()], { secrets: testSecrets, files });
});

const rows = (db: Database, region: string) =>
  db.transaction({ regions: [region], prefix: null, owner: null }, async ({ kysely }) => {
    const cases = await sql<{ id: string; state: CaseState; code: string }>`
      select id, state, regime_code as code from resumption_cases where region_code = ${region} order by id`.execute(kysely);
    const runs = await sql<{ code: string; cases: number; by: string }>`
      select regimes -> 0 ->> 'code' as code, cases, by_name as by from resumption_conversions where region_code = ${region} order by 1`.execute(
      kysely,
    );
    return { cases: cases.rows, runs: runs.rows };
  });
const enterpriseWith = async (region: string, name: string, state: CaseState, db = database): Promise<string> =>
  makeCase(db, region, await makeEnterprise(db, region, name), state, { regime: inspection(region) });

describe('the first instant of 19 February', () => {
  it('changes nothing a second before midnight in China, and everything under way at midnight, each county by itself', async () => {
    await enterpriseWith(dongliao, '东辽县砚谷机械有限公司', 'appointed');
    await enterpriseWith(dongfeng, '东丰县穗禾食品有限公司', 'submitted');
    http.clock.set(lastSecond);
    expect(await applyRegimesOfToday(http.ground, counties)).toEqual({ cases: 0, counties: [], failed: [] });
    http.clock.set(firstSecond);
    expect(await applyRegimesOfToday(http.ground, counties)).toEqual({ cases: 2, counties: [dongfeng, dongliao], failed: [] });
    expect(await rows(database, dongliao)).toEqual({
      cases: [expect.objectContaining({ state: 'incomplete', code: 'filing-sector' })],
      runs: [{ code: 'filing-sector', cases: 1, by: '系统定时 (by schedule)' }],
    });
  });

  it('stands in the chain of each county as the act of the system, by which regime and on what it rests', async () => {
    await enterpriseWith(dongliao, '东辽县砚谷机械有限公司', 'submitted');
    http.clock.set(firstSecond);
    await applyRegimesOfToday(http.ground, counties);
    expect((await entriesOf(database, dongliao)).at(-1)).toMatchObject({
      action: 'resumption.convert',
      actor_id: 'system',
      result: 'done',
      object_kind: 'regime',
      object_id: 'filing-sector',
      facts: { cases: 1, regime: '220000/filing-sector@1', since: '2020-02-19', basis: expect.stringContaining('吉卫明电〔2020〕117号') },
    });
  });

  it('does nothing the second time, also days later, and leaves no second entry', async () => {
    await enterpriseWith(dongliao, '东辽县砚谷机械有限公司', 'submitted');
    http.clock.set('2020-02-23T03:00:00.000Z'); // the server was off on the day itself
    expect((await applyRegimesOfToday(http.ground, counties)).cases).toBe(1);
    const entries = (await entriesOf(database, dongliao)).length;
    expect(await applyRegimesOfToday(http.ground, counties)).toEqual({ cases: 0, counties: [], failed: [] });
    http.clock.set('2020-02-24T03:00:00.000Z');
    expect((await applyRegimesOfToday(http.ground, counties)).cases).toBe(0);
    expect((await entriesOf(database, dongliao)).length).toBe(entries);
  });

  it('a county that fails is told of, in the log’s words and in its own chain, and does not stop the others', async () => {
    const broken = await enterpriseWith(dongfeng, '东丰县穗禾食品有限公司', 'submitted');
    await database.transaction({ regions: [dongfeng], prefix: null, owner: null }, (db) =>
      sql`update resumption_cases set regime_code = 'lost' where region_code = ${dongfeng} and id = ${broken}`.execute(db.kysely),
    );
    await enterpriseWith(dongfeng, '东丰县另一家有限公司', 'submitted');
    await enterpriseWith(dongliao, '东辽县砚谷机械有限公司', 'submitted');
    http.clock.set(firstSecond);
    const outcome = await applyRegimesOfToday(http.ground, counties);
    expect(outcome).toMatchObject({ cases: 1, counties: [dongliao], failed: [{ region: dongfeng }] });
    expect((await entriesOf(database, dongfeng)).at(-1)).toMatchObject({
      action: 'resumption.convert',
      result: 'failed',
      facts: { cases: 0, why: expect.stringMatching(/。$/) },
    });
    // As a whole: the county's other case waits for the next try instead of being half of a run.
    expect((await rows(database, dongfeng)).cases.map((one) => one.code).sort()).toEqual(['joint-inspection', 'lost']);
  });

  it('a case that was filed, and one that no regime speaks of, stay as they are', async () => {
    await enterpriseWith(dongliao, '东辽县砚谷机械有限公司', 'withdrawn');
    await enterpriseWith(dongliao, '东辽县穗禾食品有限公司', 'draft');
    http.clock.set('2020-01-20T03:00:00.000Z'); // before the first regime
    expect((await applyRegimesOfToday(http.ground, counties)).cases).toBe(0);
  });
});

describe('what people see of it', () => {
  const person = (login: string, role: 'owner' | 'clerk' | 'dispatcher', region: string, organisation?: string): Promise<TestPerson> =>
    makePerson(database, '2020-02-01T01:00:00.000Z', { login, role, region, ...(organisation && { organisation }) });
  const as = async (who: TestPerson, method: 'GET' | 'POST', url: string, body?: unknown) =>
    http.call({ method, url, as: await enterAgain(database, who, http.clock.now()), ...(body !== undefined && { body }) });

  it('the enterprise reads what changed and by which paper; the office has nothing left to convert; and the whole can be undone', async () => {
    const enterprise = await makeEnterprise(database, dongliao, '东辽县砚谷机械有限公司');
    const id = await makeCase(database, dongliao, enterprise, 'submitted', { regime: inspection(dongliao) });
    const owner = await person('owner', 'owner', dongliao, enterprise);
    const dispatcher = await person('dispatcher', 'dispatcher', '220400');
    const regimes = '/api/resumption/220400/regimes';
    http.clock.set('2020-02-12T02:00:00.000Z');
    const future = {
      code: 'early-filing',
      zh: '提前报备',
      en: 'Early filing',
      since: '2020-02-14',
      until: '2020-02-19',
      mode: 'filing',
      binding: true,
      addressee: 'sector',
      basis: '试行文件〔2020〕1号',
      content: { papers: ['form', 'commitment'], validityDays: 90 },
    };
    const rehearsal = await as(dispatcher, 'POST', regimes, { regime: future });
    expect(rehearsal.body).toMatchObject({ on: '2020-02-14', cases: [{ case: id, to: { code: 'early-filing' } }], untouched: 0 });
    expect((await as(dispatcher, 'POST', regimes, { regime: future, dryRun: false })).status).toBe(200);
    const seen = async (): Promise<CaseReply> => (await as(owner, 'GET', `/api/resumption/${dongliao}/cases/${id}`)).body;
    expect(await seen()).toMatchObject({ regime: { code: 'joint-inspection', pending: false } });

    http.clock.set('2020-02-13T16:00:00.000Z');
    expect((await as(dispatcher, 'GET', regimes)).body.pending).toBe(1);
    expect(await applyRegimesOfToday(http.ground, counties)).toMatchObject({ cases: 1, failed: [] });
    expect((await as(dispatcher, 'GET', regimes)).body).toMatchObject({
      pending: 0,
      conversions: [{ by: '系统定时 (by schedule)', cases: 1 }],
    });
    const changed = await seen();
    expect(changed.regime).toMatchObject({ code: 'early-filing', pending: false });
    expect(changed.steps.at(-1)).toMatchObject({ action: 'convert', by: '系统定时 (by schedule)', reason: '试行文件〔2020〕1号' });
    expect(changed.steps.at(-1)!.changes.map((one) => one.zh)).toContain('不再到场验收，材料齐全即备案。');

    const undone = await as(dispatcher, 'POST', `${regimes}/withdraw`, {
      code: 'early-filing',
      version: 1,
      reason: '文件没有签发',
      dryRun: false,
    });
    expect(undone.body).toMatchObject({ cases: [{ case: id, after: 'submitted' }], moved: 0, overtaken: 0, onward: [] });
    expect(await seen()).toMatchObject({ state: 'submitted', regime: { code: 'joint-inspection', pending: false } });
    expect((await applyRegimesOfToday(http.ground, counties)).cases).toBe(0);
  });

  it('undoing one regime leaves alone what another took over on the same day, and what began under it goes on under what holds', async () => {
    const dispatcher = await person('dispatcher', 'dispatcher', '220400');
    const clerk = await person('clerk', 'clerk', dongliao);
    http.clock.set('2020-02-12T02:00:00.000Z');
    const large = await enterpriseWith(dongliao, '东辽县砚谷机械有限公司', 'submitted');
    const small = await makeEnterprise(database, dongliao, '东辽县穗禾食品有限公司', { peopleEmployed: 20 });
    const held = await makeCase(database, dongliao, small, 'submitted', { regime: inspection(dongliao) });
    const regimes = '/api/resumption/220400/regimes';
    const enter = async (code: string, conditions: object) => {
      const regime = { code, zh: '试行报备', en: 'Filing on trial', since: '2020-02-12', until: null, mode: 'filing', binding: true };
      const rest = { conditions, addressee: 'group', basis: '试行文件', content: { papers: ['form'] } };
      const answer = await as(dispatcher, 'POST', regimes, { regime: { ...regime, ...rest }, dryRun: false });
      expect(answer.status, answer.text).toBe(200);
      return answer.body;
    };
    expect((await enter('for-large', { peopleFrom: 50 })).cases).toMatchObject([{ case: large }]);
    expect(await enter('for-small', { peopleTo: 50 })).toMatchObject({ cases: [{ case: held }], untouched: 1 });
    const young = await makeEnterprise(database, dongliao, '东辽县新苗食品有限公司', { peopleEmployed: 12 });
    const begun = await as(clerk, 'POST', `/api/resumption/${dongliao}/cases`, { enterprise: young });
    expect(begun.body.regime.code).toBe('for-small');

    const body = { code: 'for-small', version: 1, reason: '范围写错了' };
    const rehearsal = await as(dispatcher, 'POST', `${regimes}/withdraw`, body);
    const undone = await as(dispatcher, 'POST', `${regimes}/withdraw`, { ...body, dryRun: false });
    const told = { cases: [{ case: held }], onward: [{ case: begun.body.id, to: { code: 'joint-inspection' } }], standing: [] };
    expect(rehearsal.body).toMatchObject({ dryRun: true, ...told });
    expect(undone.body).toMatchObject({ dryRun: false, ...told });
    const now = new Map((await rows(database, dongliao)).cases.map((one) => [one.id, one.code]));
    expect(now).toEqual(
      new Map([
        [large, 'for-large'],
        [held, 'joint-inspection'],
        [begun.body.id, 'joint-inspection'],
      ]),
    );
  });

  it('the preview says which of two regimes of different rank holds: the province’s binding one before the county’s own', async () => {
    const dispatcher = await person('dispatcher', 'dispatcher', '220400');
    http.clock.set('2020-02-20T02:00:00.000Z');
    const regime = {
      code: 'city-filing',
      zh: '市里的报备规则',
      en: 'Filing of the city',
      since: '2020-02-20',
      until: null,
      mode: 'filing',
      conditions: { inPark: true },
      addressee: 'group',
      basis: '试行文件',
      content: { papers: ['form'] },
    };
    const preview = (await as(dispatcher, 'POST', '/api/resumption/220400/regimes', { regime })).body;
    expect(preview).toMatchObject({ cases: [], overlaps: [], holes: [] });
    expect(preview.decided).toMatchObject([
      { since: '2020-02-20', conditions: { inPark: true }, holds: { code: 'filing-park' }, before: [{ code: 'city-filing' }] },
    ]);
  });
});

describe('a visit finished offline after the change that happened by itself', () => {
  it('stays on record with what it came to by the rules of its day, and moves nothing', async () => {
    const laid = await layVisit(database, { day: '2020-02-18', at: '2020-02-16T02:00:00.000Z', here: '2020-02-20T00:30:00.000Z' });
    http.clock.set(firstSecond);
    expect(await applyRegimesOfToday(http.ground, [dongliao])).toMatchObject({ cases: 1, failed: [] });
    http.clock.set('2020-02-20T01:00:00.000Z');
    for (const code of groupCodes) {
      const answer = await sendAs(http, laid.people[code], [testSheet(laid.visit, code, { at: '2020-02-18T03:00:00.000Z' })]);
      expect(answer.body.results[0], answer.text).toMatchObject({ outcome: 'kept' });
    }
    const late = await sendAs(http, laid.people.health, [testSheet(laid.visit, 'health', { at: '2020-02-20T00:40:00.000Z' })]);
    expect(late.status).toBe(409);
    const { body } = await http.call({ url: `/api/resumption/visits?case=${laid.case}`, as: laid.people.clerk.token });
    expect(body.visits[0]).toMatchObject({ state: 'cancelled', outcome: 'accepted', opinions: { length: 5 } });
    expect((await rows(database, dongliao)).cases).toMatchObject([{ code: 'filing-sector' }]);
  });
});

describe('a regime that concerns more cases than one request should change', () => {
  it('is in force at once; its cases follow county by county, and those that are left are counted meanwhile', async () => {
    const many = await accountsHttp(database, [resumptionRoom({ atOnce: 1 })], { secrets: testSecrets, files });
    many.clock.set('2020-02-12T02:00:00.000Z');
    await enterpriseWith(dongliao, '东辽县砚谷机械有限公司', 'submitted');
    await enterpriseWith(dongfeng, '东丰县穗禾食品有限公司', 'submitted');
    const dispatcher = await makePerson(database, many.clock.now(), { login: 'd', role: 'dispatcher', region: '220400' });
    const text = { code: 'early', zh: '提前报备', en: 'Early filing', since: '2020-02-12', until: null, mode: 'filing', binding: true };
    const regime = { ...text, conditions: {}, addressee: 'sector', basis: '试行文件', content: { papers: ['form'] } };
    const entered = await many.call({
      method: 'POST',
      url: '/api/resumption/220400/regimes',
      as: dispatcher.token,
      body: { regime, dryRun: false },
    });
    expect(entered.body).toMatchObject({ later: true, concerned: 2, cases: [{}, {}] });
    await expect.poll(async () => (await many.call({ url: '/api/resumption/220400/regimes', as: dispatcher.token })).body.pending).toBe(0);
    for (const county of counties)
      expect(await rows(database, county)).toMatchObject({ cases: [{ code: 'early' }], runs: [{ code: 'early', cases: 1 }] });
  });
});

describe('two servers at the same midnight', () => {
  it('bring every case under the new regime once: one run, one entry, one step a case', async () => {
    const { database: own } = await freshDatabase({ max: 8 });
    const first = await accountsHttp(own, [resumptionRoom()], { secrets: testSecrets, files });
    for (let index = 0; index < 6; index += 1) await enterpriseWith(dongliao, `东辽县试${index}有限公司`, 'submitted', own);
    first.clock.set(firstSecond);
    const both = await Promise.all([1, 2, 3].map(() => applyRegimesOfToday(first.ground, counties)));
    expect(both.map((one) => one.cases).sort()).toEqual([0, 0, 6]);
    expect(both.flatMap((one) => one.failed)).toEqual([]);
    expect((await rows(own, dongliao)).runs).toEqual([{ code: 'filing-sector', cases: 6, by: '系统定时 (by schedule)' }]);
    const steps = await own.transaction({ regions: [dongliao], prefix: null, owner: null }, (db) =>
      sql<{ count: number }>`
        select count(*)::int as count from resumption_steps where region_code = ${dongliao} and action = 'convert'`.execute(db.kysely),
    );
    expect(steps.rows[0]!.count).toBe(6);
    expect((await entriesOf(own, dongliao)).filter((one) => one.action === 'resumption.convert')).toHaveLength(1);
  });
});
