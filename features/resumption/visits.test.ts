// The joint visit as the departments, the enterprise and the clerk go through it: everybody signs the own opinion, one dissents, what is wrong is mended and
// seen again, and the regime changes in the middle.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../platform/db/testing.ts';
import { openFiles } from '../../platform/files/files.ts';
import type { TestHttp } from '../../platform/http/testing.ts';
import { accountsHttp, entriesOf } from '../accounts/testing.ts';
import { testSecrets } from '../projects/testing.ts';
import { caseToChange, lawOf } from './cases.ts';
import { resumptionRoom } from './routes.ts';
import { valueFits } from './rules-visits.ts';
import {
  county,
  type GroupCode,
  groupCodes,
  type Laid,
  layVisit,
  sendAs,
  testAbsence,
  testMending,
  testPhoto,
  testSheet,
} from './testing-visits.ts';

const folder = mkdtempSync(join(tmpdir(), 'sanzao-visits-'));
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

const sheets = (codes: readonly GroupCode[], more: Partial<Record<GroupCode, Parameters<typeof testSheet>[2]>> = {}, visit = laid.visit) =>
  Promise.all(codes.map((code) => sendAs(http, laid.people[code], [testSheet(visit, code, more[code])])));
const seen = async (who: keyof Laid['people'] = 'clerk', visit?: string) => {
  const answer = await http.call({ url: `/api/resumption/visits?case=${laid.case}`, as: laid.people[who].token });
  expect(answer.status, answer.text).toBe(200);
  return answer.body.visits.find((one: { id: string }) => one.id === (visit ?? laid.visit));
};
const others = (...left: GroupCode[]) => groupCodes.filter((code) => !left.includes(code));

describe('a visit', () => {
  it('of five departments who all agree is accepted with the last signature, on that day, and the chain names every signer', async () => {
    await sheets(others('market'));
    expect(await seen()).toMatchObject({ state: 'begun', outcome: null, caseState: 'visited' });
    await sheets(['market']);
    expect(await seen()).toMatchObject({ state: 'closed', outcome: 'accepted', caseState: 'accepted', findings: [] });
    const signed = (await entriesOf(database, county)).filter((one) => one.action === 'resumption.send' && one.object_id === laid.visit);
    expect(signed.map((one) => one.facts.department).sort()).toEqual([...groupCodes].sort());
    expect(new Set(signed.map((one) => one.actor_id)).size).toBe(5);
  });

  it('nobody signs for another: not a colleague of another department, not the clerk, not the enterprise, not another county', async () => {
    const refused = await sendAs(http, laid.people.health, [testSheet(laid.visit, 'market')]);
    expect(refused.body.results[0]).toMatchObject({ outcome: 'refused', problem: { code: 'resumption.not-your-department' } });
    for (const who of ['clerk', 'owner'] as const)
      expect((await sendAs(http, laid.people[who], [testSheet(laid.visit, 'market')])).body.results[0]).toMatchObject({
        outcome: 'refused',
        problem: { code: 'person.may-not' },
      });
    expect((await sendAs(http, laid.people.neighbour, [testSheet(laid.visit, 'market')])).status).toBe(404);
    expect((await seen()).opinions).toEqual([]);
    expect((await seen('health')).members.filter((one: { mine: boolean }) => one.mine)).toMatchObject([{ department: 'health' }]);
  });

  it('a sheet says something about each of its items and about no other; a measured value decides', async () => {
    const ask = async (more: Parameters<typeof testSheet>[2]) =>
      (await sendAs(http, laid.people.health, [testSheet(laid.visit, 'health', more)])).body.results[0].problem?.code;
    expect(await ask({ only: ['T04'] })).toBe('resumption.items-open');
    expect(await ask({ found: { T04: { result: 'ok', value: '37.6' } } })).toBe('resumption.value-against-result');
    expect(await ask({ found: { T05: { result: 'not' } } })).toBe('resumption.item-without-word');
    expect(await ask({ opinion: 'dissent' })).toBe('resumption.dissent-needs-reason');
    const foreign = testSheet(laid.visit, 'health');
    foreign.content.items.push({ item: 'T07', result: 'ok' } as never);
    expect((await sendAs(http, laid.people.health, [foreign])).body.results[0].problem.code).toBe('resumption.item-elsewhere');
    const markup = { ...testSheet(laid.visit, 'health') };
    markup.content.signature = 'M1 1"/><script>';
    expect((await sendAs(http, laid.people.health, [markup])).body.results[0].problem.code).toBe('resumption.entry-unreadable');
    expect(valueFits('14', '>=14')).toBe(true);
    expect(valueFits('13.9', '>=14')).toBe(false);
    expect(valueFits('约 14', '>=14')).toBeUndefined();
  });

  it('an absence is recorded by who was there, waits, and gives way when the department signs for itself', async () => {
    await sheets(others('zone'));
    const own = await sendAs(http, laid.people.zone, [testAbsence(laid.visit, 'zone', '本人未到')]);
    expect(own.body.results[0].problem.code).toBe('resumption.not-at-visit');
    expect((await sendAs(http, laid.people.market, [testAbsence(laid.visit, 'zone', '电话通知未到场')])).body.results[0].outcome).toBe(
      'kept',
    );
    expect(await seen()).toMatchObject({ state: 'begun', outcome: 'waiting', caseState: 'visited' });
    await sheets(['zone']);
    const now = await seen();
    expect(now).toMatchObject({ state: 'closed', outcome: 'accepted' });
    expect(now.opinions.find((one: { department: string }) => one.department === 'zone')).toMatchObject({
      opinion: 'agree',
      by: '经济开发区管委会检查员',
    });
  });

  it('what comes after it was closed is kept beside; it cannot take the place of what was decided', async () => {
    await sheets(groupCodes);
    const late = await sendAs(http, laid.people.market, [testSheet(laid.visit, 'market', { opinion: 'dissent', reason: '食堂没有分餐' })]);
    expect(late.status).toBe(409);
    const { body } = await http.call({ url: `/api/resumption/conflicts?region=${county}`, as: laid.people.clerk.token });
    expect(body).toMatchObject({
      open: 1,
      conflicts: [{ reason: 'late', first: { content: { opinion: 'agree' } }, second: { content: { opinion: 'dissent' } } }],
    });
    const url = `/api/resumption/conflicts/${county}/${body.conflicts[0].id}`;
    const settle = (keep: string) =>
      http.call({ method: 'POST', url, as: laid.people.clerk.token, body: { keep, note: '已与市场局核实' } });
    expect(await settle('second')).toMatchObject({ status: 409, body: { code: 'resumption.visit-decided' } });
    expect((await settle('first')).body).toMatchObject({ state: 'first', settled: { by: '茅景和' } });
  });
});

describe('the rectify list', () => {
  it('names each wrong item and each dissent with its day; the enterprise answers with photos; the departments look at those alone; then it is accepted', async () => {
    await sheets(others('health', 'market'));
    const wrong = testPhoto(2000, 3).said;
    await sheets(['health', 'market'], {
      health: { opinion: 'dissent', reason: '无隔离间', found: { T05: { result: 'not', note: '没有隔离观察区', photos: [wrong] } } },
      market: { opinion: 'dissent', reason: '食堂承包方未到场' },
    });
    const first = await seen();
    expect(first).toMatchObject({ state: 'closed', outcome: 'rectify', caseState: 'rectifying' });
    expect(first.findings).toMatchObject([
      { item: '', department: 'market', what: '食堂承包方未到场', blocking: true, deadline: '2020-02-15' },
      { item: 'T05', department: 'health', what: '设隔离观察区：没有隔离观察区', blocking: true, deadline: '2020-02-15' },
    ]);

    http.clock.set('2020-02-12T04:50:00.000Z');
    const done = testPhoto(2100, 4);
    const [dissent, area] = first.findings;
    expect((await sendAs(http, laid.people.health, [testMending(laid.visit, area.id, '已设')])).body.results[0].problem.code).toBe(
      'person.may-not',
    );
    const at = '2020-02-12T04:40:00.000Z';
    const answer = await sendAs(http, laid.people.owner, [testMending(laid.visit, area.id, '已在一楼设隔离间两间', [done.said], at)]);
    expect(answer.body.results[0], answer.text).toMatchObject({ outcome: 'kept' });
    expect(await seen('owner')).toMatchObject({ caseState: 'rectifying' });
    await sendAs(http, laid.people.owner, [testMending(laid.visit, dissent.id, '承包方已签承诺', [], at)]);
    const mended = await seen('owner');
    expect(mended.caseState).toBe('complete');
    expect(mended.findings.find((one: { id: string }) => one.id === area.id)).toMatchObject({
      mendedOn: '2020-02-12',
      mendedNote: '已在一楼设隔离间两间',
      photos: [{ sha256: done.said.sha256, arrived: false }],
    });

    const { body: shown } = await http.call({ url: `/api/resumption/${county}/cases/${laid.case}`, as: laid.people.clerk.token });
    const appointed = await http.call({
      method: 'POST',
      url: `/api/resumption/${county}/cases/${laid.case}/appoint`,
      as: laid.people.clerk.token,
      body: { version: shown.version, on: '2020-02-13', time: '10:00' },
    });
    expect(appointed.status, appointed.text).toBe(200);
    const { body: list } = await http.call({ url: `/api/resumption/visits?case=${laid.case}`, as: laid.people.health.token });
    const again = list.visits.find((one: { round: number }) => one.round === 2);
    expect(again.members.map((one: { department: string }) => one.department).sort()).toEqual(['health', 'market']);
    expect(again.asked).toMatchObject([{ item: 'T05', department: 'health' }]);
    http.clock.set('2020-02-12T05:20:00.000Z');
    const later = { at: '2020-02-12T05:10:00.000Z' };
    await sheets(['health'], { health: { ...later, only: ['T05'] } }, again.id);
    await sheets(['market'], { market: { ...later, only: [] } }, again.id);
    const end = await seen('clerk', again.id);
    expect(end).toMatchObject({ state: 'closed', outcome: 'accepted', caseState: 'accepted' });
    for (const finding of end.findings) expect(finding.clearedOn).toBe('2020-02-12');
  });
});

describe('a visit finished after the regime changed', () => {
  // Signed on the 18th under inspection; the phones are heard of on the 20th, when filing alone is asked for.
  const signed = { at: '2020-02-18T03:00:00.000Z' };
  const more = Object.fromEntries(groupCodes.map((code) => [code, signed])) as Record<GroupCode, typeof signed>;

  beforeEach(async () => {
    http.clock.set('2020-02-20T01:00:00.000Z');
    laid = await layVisit(database, { day: '2020-02-18', at: '2020-02-16T02:00:00.000Z', here: '2020-02-20T00:30:00.000Z' });
  });

  it('is judged by the regime of the day it was signed on, where the case was not brought under the new one yet', async () => {
    for (const answer of await sheets(groupCodes, more)) expect(answer.body.results[0], answer.text).toMatchObject({ outcome: 'kept' });
    expect(await seen()).toMatchObject({ state: 'closed', outcome: 'accepted', caseState: 'accepted', regime: { day: '2020-02-18' } });
  });

  it('stays on record with what it came to, and moves nothing, where the case had gone its new way', async () => {
    await database.transaction(scope, async (db) => {
      const acting = { db, by: { id: 'clerk', name: '茅景和' }, at: http.clock.now() };
      await caseToChange(acting, await lawOf(db, [county]), { region: county, id: laid.case }, null);
    });
    expect(await seen()).toMatchObject({ state: 'cancelled' });
    const before = (await seen()).caseState;
    for (const answer of await sheets(groupCodes, more)) expect(answer.body.results[0], answer.text).toMatchObject({ outcome: 'kept' });
    const now = await seen();
    expect(now).toMatchObject({ state: 'cancelled', outcome: 'accepted', caseState: before });
    expect(now.opinions).toHaveLength(5);
    const steps = await database.transaction(scope, (db) =>
      sql<{
        action: string;
      }>`select action from resumption_steps where region_code = ${county} and case_id = ${laid.case} order by place`.execute(db.kysely),
    );
    expect(steps.rows.map((row) => row.action)).toEqual(['begin', 'convert']);
  });

  it('done only after the change is kept beside: that day asked for no visit', async () => {
    await database.transaction(scope, async (db) => {
      const acting = { db, by: { id: 'clerk', name: '茅景和' }, at: http.clock.now() };
      await caseToChange(acting, await lawOf(db, [county]), { region: county, id: laid.case }, null);
    });
    const answer = await sendAs(http, laid.people.health, [testSheet(laid.visit, 'health', { at: '2020-02-20T00:40:00.000Z' })]);
    expect(answer.status).toBe(409);
    expect((await seen()).opinions).toEqual([]);
  });
});
