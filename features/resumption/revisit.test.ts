// What goes wrong a second time: a re-visit that finds the same thing not in order, sheets that arrive in another order than they were signed in, two
// people who begin or assign at the same moment.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../platform/db/testing.ts';
import { openFiles } from '../../platform/files/files.ts';
import type { TestHttp } from '../../platform/http/testing.ts';
import { accountsHttp } from '../accounts/testing.ts';
import { testSecrets } from '../projects/testing.ts';
import { resumptionRoom } from './routes.ts';
import { county, type GroupCode, groupCodes, type Laid, layVisit, sendAs, testMending, testSheet } from './testing-visits.ts';

const folder = mkdtempSync(join(tmpdir(), 'sanzao-revisit-'));
const files = await openFiles(folder, randomBytes(32));
afterAll(() => rmSync(folder, { recursive: true }));
const database = testDatabase();
const scope = { regions: [county], prefix: null, owner: null };
let http: TestHttp;
let laid: Laid;

beforeEach(async () => {
  http = await accountsHttp(database, [resumptionRoom()], { secrets: testSecrets, files });
  http.clock.set('2020-02-12T04:00:00.000Z');
  laid = await layVisit(database);
});

const sheet = async (code: GroupCode, more: Parameters<typeof testSheet>[2], visit = laid.visit): Promise<void> => {
  const answer = await sendAs(http, laid.people[code], [testSheet(visit, code, more)]);
  expect(answer.body.results?.[0], answer.text).toMatchObject({ outcome: 'kept' });
};
const visits = async () => (await http.call({ url: `/api/resumption/visits?case=${laid.case}`, as: laid.people.clerk.token })).body.visits;
const seen = async (round: number) => (await visits()).find((one: { round: number }) => one.round === round);
const url = () => `/api/resumption/${county}/cases/${laid.case}`;
const caseNow = async () => (await http.call({ url: url(), as: laid.people.clerk.token })).body;
const appoint = async (on: string): Promise<void> => {
  const { version } = await caseNow();
  const answer = await http.call({ method: 'POST', url: `${url()}/appoint`, as: laid.people.clerk.token, body: { version, on } });
  expect(answer.status, answer.text).toBe(200);
};

describe('a re-visit that finds the same thing not in order', () => {
  it('asks for it anew: not mended any more, another deadline, and the case goes on only when it is mended again', async () => {
    const wrong = { opinion: 'dissent' as const, reason: '无隔离间', found: { T05: { result: 'not' as const, note: '没有隔离观察区' } } };
    for (const code of groupCodes)
      await sheet(code, code === 'health' ? wrong : code === 'market' ? { opinion: 'dissent', reason: '食堂未分餐' } : {});
    const [dissent, area] = (await seen(1)).findings;
    http.clock.set('2020-02-12T05:00:00.000Z');
    const at = '2020-02-12T04:40:00.000Z';
    await sendAs(http, laid.people.owner, [
      testMending(laid.visit, area.id, '已设', [], at),
      testMending(laid.visit, dissent.id, '已分餐', [], at),
    ]);
    await appoint('2020-02-12');
    const again = await seen(2);
    http.clock.set('2020-02-12T06:00:00.000Z');
    const later = { at: '2020-02-12T05:30:00.000Z' };
    await sheet('health', { ...wrong, ...later, only: ['T05'], found: { T05: { result: 'not', note: '隔离间没有通风' } } }, again.id);
    await sheet('market', { opinion: 'dissent', reason: '仍未分餐', ...later, only: [] }, again.id);

    const second = await seen(2);
    expect(second).toMatchObject({ state: 'closed', outcome: 'rectify', caseState: 'rectifying' });
    expect(second.findings).toHaveLength(2);
    expect(second.findings).toMatchObject([
      { item: '', what: '仍未分餐', mendedOn: null, mendedNote: '', clearedOn: null, deadline: '2020-02-15' },
      { item: 'T05', what: '设隔离观察区：隔离间没有通风', mendedOn: null, mendedNote: '', clearedOn: null },
    ]);
    http.clock.set('2020-02-12T06:30:00.000Z');
    const then = '2020-02-12T06:10:00.000Z';
    const one = await sendAs(http, laid.people.owner, [testMending(laid.visit, area.id, '已开窗通风', [], then)]);
    expect(one.status, one.text).toBe(200);
    expect((await caseNow()).state).toBe('rectifying');
    const { version } = await caseNow();
    const early = await http.call({
      method: 'POST',
      url: `${url()}/mend`,
      as: laid.people.owner.token,
      body: { version, notes: [{ finding: area.id, note: '已开窗通风' }] },
    });
    expect(early).toMatchObject({ status: 422, body: { code: 'resumption.not-all-mended' } });
    await sendAs(http, laid.people.owner, [testMending(laid.visit, dissent.id, '已分三批用餐', [], then)]);
    expect((await caseNow()).state).toBe('complete');
  });
});

describe('sheets that arrive in another order than they were signed in', () => {
  it('the visit is decided by the last signature, not by the one that arrived last: no step lies before an earlier one', async () => {
    http.clock.set('2020-02-13T03:00:00.000Z');
    laid = await layVisit(database, { here: '2020-02-13T02:30:00.000Z' });
    for (const code of groupCodes.filter((one) => one !== 'zone')) await sheet(code, { at: '2020-02-13T02:00:00.000Z' });
    // The phone of the fifth was without a network since the day before.
    await sheet('zone', { at: '2020-02-12T02:00:00.000Z' });
    const now = await caseNow();
    expect(now.state).toBe('accepted');
    const { rows } = await database.transaction(scope, (db) =>
      sql<{ action: string; at: string; day: string; accepted: string }>`
        select s.action, s.at, s.day, c.accepted_on as accepted from resumption_steps s
        join resumption_cases c on c.region_code = s.region_code and c.id = s.case_id
        where s.region_code = ${county} and c.region_code = ${county} and s.case_id = ${laid.case} order by s.place`.execute(db.kysely),
    );
    expect(rows.map((row) => row.action)).toEqual(['begin', 'visit', 'accept']);
    expect(rows.at(-1)).toMatchObject({ day: '2020-02-13', accepted: '2020-02-13' });
    expect(rows.map((row) => row.at)).toEqual(rows.map((row) => row.at).toSorted());
    const opinion = (await seen(1)).opinions.find((one: { department: string }) => one.department === 'zone');
    expect(opinion.at).toBe('2020-02-12T02:00:00.000Z');
  });
});
