// What devices send, on a real database with real concurrency: the same twenty times at once, in another order, again after a cut between commit and
// answer, with another wording; clocks two days off; photos in pieces with a cut anywhere.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDatabase } from '../../platform/db/testing.ts';
import { openFiles } from '../../platform/files/files.ts';
import type { TestHttp } from '../../platform/http/testing.ts';
import { accountsHttp } from '../accounts/testing.ts';
import { testSecrets } from '../projects/testing.ts';
import { resumptionRoom } from './routes.ts';
import { county, type Laid, layVisit, sendAs, testPhoto, testSheet } from './testing-visits.ts';
import { pieceBytes } from './words-entries.ts';

const folder = mkdtempSync(join(tmpdir(), 'sanzao-entries-'));
const files = await openFiles(folder, randomBytes(32));
afterAll(() => rmSync(folder, { recursive: true }));
const { database } = await freshDatabase({ max: 10 });
const scope = { regions: [county], prefix: null, owner: null };
let http: TestHttp;
const now = '2020-02-12T04:00:00.000Z';

beforeAll(async () => {
  http = await accountsHttp(database, [resumptionRoom()], { secrets: testSecrets, files });
  http.clock.set(now);
});

const count = (table: string, visit: string): Promise<number> =>
  database.transaction(scope, async (db) => {
    const column = table === 'resumption_opinions' || table === 'resumption_items' ? 'visit_id' : 'subject_id';
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.table(table)} where region_code = ${county} and ${sql.ref(column)} = ${visit}`.execute(
      db.kysely,
    );
    return rows[0]!.count;
  });
const visitAs = async (laid: Laid, who: keyof Laid['people'] = 'clerk') => {
  const answer = await http.call({ url: `/api/resumption/visits?case=${laid.case}`, as: laid.people[who].token });
  expect(answer.status, answer.text).toBe(200);
  return answer.body.visits[0];
};

describe('the same entry', () => {
  it('sent twenty times at once is accepted once; every answer says it is there', async () => {
    const laid = await layVisit(database);
    const sheet = testSheet(laid.visit, 'health');
    const answers = await Promise.all(Array.from({ length: 20 }, () => sendAs(http, laid.people.health, [sheet])));
    expect(answers.map((one) => one.status)).toEqual(Array(20).fill(200));
    const outcomes = answers.map((one) => one.body.results[0].outcome);
    expect(outcomes.filter((one) => one === 'kept')).toHaveLength(1);
    expect(outcomes.filter((one) => one === 'known')).toHaveLength(19);
    expect(await count('resumption_entries', laid.visit)).toBe(1);
    expect(await count('resumption_opinions', laid.visit)).toBe(1);
    expect(await count('resumption_items', laid.visit)).toBe(2);
  });

  it('in batches of another order, at once, is accepted once each and nobody waits in a circle', async () => {
    const first = await layVisit(database);
    const laid = [first, await layVisit(database, { people: first.people }), await layVisit(database, { people: first.people })];
    const sheets = laid.map((one) => testSheet(one.visit, 'market'));
    const orders = [sheets, [...sheets].reverse(), [sheets[1]!, sheets[2]!, sheets[0]!]];
    const answers = await Promise.all(Array.from({ length: 12 }, (_, at) => sendAs(http, first.people.market, orders[at % 3]!)));
    for (const answer of answers) expect(answer.status, answer.text).toBe(200);
    const kept = answers.flatMap((one) => one.body.results.filter((result: { outcome: string }) => result.outcome === 'kept'));
    expect(kept).toHaveLength(3);
    for (const one of laid) expect(await count('resumption_opinions', one.visit)).toBe(1);
  });

  it('sent again after the connection broke between commit and answer is known, whatever else the second batch brings', async () => {
    const laid = await layVisit(database);
    const sheet = testSheet(laid.visit, 'zone');
    await sendAs(http, laid.people.zone, [sheet]); // committed; the device never saw this answer
    const reordered = { ...sheet, content: Object.fromEntries(Object.entries(sheet.content).reverse()) };
    const again = await sendAs(http, laid.people.zone, [reordered]);
    expect(again.body.results).toEqual([{ id: sheet.id, outcome: 'known', problem: null }]);
    expect(await count('resumption_entries', laid.visit)).toBe(1);
  });

  it('part of a batch may be refused: the rest is kept, the refused one says why and can be sent again', async () => {
    const laid = await layVisit(database);
    const good = testSheet(laid.visit, 'industry');
    const half = { ...testSheet(laid.visit, 'industry'), content: { department: 'industry', opinion: 'agree' } };
    const open = testSheet(laid.visit, 'industry', { only: [] });
    const answer = await sendAs(http, laid.people.industry, [half, open, good]);
    expect(answer.status, answer.text).toBe(200);
    const byId = new Map<string, { outcome: string; problem: { code: string } | null }>(
      answer.body.results.map((one: { id: string }) => [one.id, one]),
    );
    expect(byId.get(half.id)).toMatchObject({ outcome: 'refused', problem: { code: 'resumption.entry-unreadable' } });
    expect(byId.get(open.id)).toMatchObject({ outcome: 'refused', problem: { code: 'resumption.items-open' } });
    expect(byId.get(good.id)).toMatchObject({ outcome: 'kept' });
  });
});

describe('another wording', () => {
  it('under the same id is answered 409 and both are kept, once, however often it comes; the first stands until a clerk settles', async () => {
    const laid = await layVisit(database);
    const sheet = testSheet(laid.visit, 'health');
    await sendAs(http, laid.people.health, [sheet]);
    const other = { ...sheet, content: { ...sheet.content, opinion: 'dissent', reason: '测温枪不足' } };
    const answers = await Promise.all([1, 2, 3, 4].map(() => sendAs(http, laid.people.health, [other])));
    for (const answer of answers) {
      expect(answer.status).toBe(409);
      expect(answer.body).toMatchObject({ code: 'resumption.kept-beside', params: { count: 1, ids: sheet.id } });
    }
    expect(await count('resumption_conflicts', laid.visit)).toBe(1);
    expect((await visitAs(laid)).opinions).toMatchObject([{ department: 'health', opinion: 'agree' }]);

    const listed = await http.call({ url: `/api/resumption/conflicts?region=${county}&state=open`, as: laid.people.clerk.token });
    const conflict = listed.body.conflicts.find((one: { subject: string }) => one.subject === laid.visit);
    expect(conflict).toMatchObject({
      reason: 'content',
      first: { content: { opinion: 'agree' } },
      second: { content: { opinion: 'dissent' } },
    });
    const url = `/api/resumption/conflicts/${county}/${conflict.id}`;
    const body = { keep: 'second', note: '与本人核实，以第二份为准' };
    expect((await http.call({ method: 'POST', url, as: laid.people.health.token, body })).status).toBe(403);
    expect((await http.call({ method: 'POST', url, as: laid.people.neighbour.token, body })).status).toBe(404);
    const settled = await http.call({ method: 'POST', url, as: laid.people.clerk.token, body });
    expect(settled.status, settled.text).toBe(200);
    expect((await visitAs(laid)).opinions).toMatchObject([
      { department: 'health', opinion: 'dissent', note: '测温枪不足', by: '卫生健康局检查员' },
    ]);
    expect((await http.call({ method: 'POST', url, as: laid.people.clerk.token, body })).status).toBe(409);
  });

  it('does not hold up the rest of its batch', async () => {
    const laid = await layVisit(database);
    const other = await layVisit(database, { people: laid.people });
    const sheet = testSheet(laid.visit, 'zone');
    await sendAs(http, laid.people.zone, [sheet]);
    const changed = { ...sheet, content: { ...sheet.content, opinion: 'dissent', reason: '未登记' } };
    const good = testSheet(other.visit, 'zone');
    expect((await sendAs(http, laid.people.zone, [changed, good])).status).toBe(409);
    expect(await count('resumption_opinions', other.visit)).toBe(1);
    expect((await sendAs(http, laid.people.zone, [good])).body.results[0].outcome).toBe('known');
  });

  it('two people of one department: the second is kept beside; two departments are merged', async () => {
    const laid = await layVisit(database);
    const [one, two] = await Promise.all([
      sendAs(http, laid.people.health, [testSheet(laid.visit, 'health')]),
      sendAs(http, laid.people.market, [testSheet(laid.visit, 'market')]),
    ]);
    expect([one.status, two.status]).toEqual([200, 200]);
    expect(
      (await sendAs(http, laid.people.health, [testSheet(laid.visit, 'health', { opinion: 'dissent', reason: '另一位检查员的看法' })]))
        .status,
    ).toBe(409);
    expect((await visitAs(laid)).opinions).toHaveLength(2);
    const open = await http.call({ url: `/api/resumption/conflicts?region=${county}&state=open`, as: laid.people.clerk.token });
    expect(open.body.conflicts.filter((each: { subject: string }) => each.subject === laid.visit)).toMatchObject([
      { reason: 'department' },
    ]);
  });
});

describe('the clock of a device', () => {
  it('two days fast or slow is put right by the time of sending; both times are kept and the difference is said', async () => {
    for (const days of [2, -2]) {
      const laid = await layVisit(database);
      const off = days * 86_400_000;
      const at = new Date(Date.parse('2020-02-12T01:30:00.000Z') + off).toISOString();
      const sentAt = new Date(Date.parse(now) + off).toISOString();
      const answer = await sendAs(http, laid.people.market, [testSheet(laid.visit, 'market', { at })], sentAt);
      expect(answer.body).toMatchObject({ skewSeconds: off / 1000 });
      const visit = await visitAs(laid);
      expect(visit.opinions[0]).toMatchObject({ at: '2020-02-12T01:30:00.000Z', skewSeconds: off / 1000 });
      expect(visit.regime.day).toBe('2020-02-12');
    }
  });

  it('moved between doing and sending: never later than its arrival, never before the visit was appointed', async () => {
    const laid = await layVisit(database);
    await sendAs(http, laid.people.market, [testSheet(laid.visit, 'market', { at: '2020-02-14T01:00:00.000Z' })]);
    await sendAs(http, laid.people.zone, [testSheet(laid.visit, 'zone', { at: '2020-01-30T01:00:00.000Z' })]);
    const at = new Map((await visitAs(laid)).opinions.map((one: { department: string; at: string }) => [one.department, one.at]));
    expect(at.get('market')).toBe(now);
    expect(at.get('zone')).toBe('2020-02-11T02:00:00.000Z');
  });
});

describe('photos', () => {
  const pieceOf = (content: Buffer, piece: number) => content.subarray(piece * pieceBytes, (piece + 1) * pieceBytes).toString('base64');
  const put = (laid: Laid, photo: ReturnType<typeof testPhoto>, piece: number, of: number, content = pieceOf(photo.content, piece)) =>
    http.call({
      method: 'PUT',
      url: `/api/resumption/photos/${county}/${photo.said.sha256}/${piece}`,
      as: laid.people.health.token,
      body: { of, content },
    });
  const wanted = async (laid: Laid, sha256: string) =>
    (
      await http.call({
        method: 'POST',
        url: '/api/resumption/photos/wanted',
        as: laid.people.health.token,
        body: { region: county, hashes: [sha256] },
      })
    ).body.photos[0];

  it('come in pieces, in any order, again and again, and go on after a cut with what is missing alone', async () => {
    const laid = await layVisit(database);
    const photo = testPhoto(pieceBytes * 2 + 1000, 7);
    expect((await put(laid, photo, 0, 3)).status, 'before any record speaks of it').toBe(404);
    await sendAs(http, laid.people.health, [
      testSheet(laid.visit, 'health', { found: { T05: { result: 'not', note: '无隔离间', photos: [photo.said] } } }),
    ]);
    expect(await wanted(laid, photo.said.sha256)).toMatchObject({ expected: true, whole: false, pieces: [] });
    expect((await put(laid, photo, 2, 3)).body).toEqual({ whole: false, pieces: [2] });
    await Promise.all([put(laid, photo, 0, 3), put(laid, photo, 0, 3)]);
    expect((await wanted(laid, photo.said.sha256)).pieces).toEqual([0, 2]);
    expect((await visitAs(laid)).items.find((one: { item: string }) => one.item === 'T05').photos).toMatchObject([{ arrived: false }]);
    expect((await put(laid, photo, 1, 3)).body).toEqual({ whole: true, pieces: [] });
    expect((await put(laid, photo, 1, 3)).body.whole).toBe(true);
    const url = `/api/resumption/photos/${county}/${photo.said.sha256}`;
    const read = await http.http.inject({ url, headers: { cookie: `sanzao=${laid.people.clerk.token}`, host: '127.0.0.1:8080' } });
    expect(read.headers['content-type']).toBe('image/jpeg');
    expect(read.rawPayload.equals(photo.content)).toBe(true);
    expect((await http.call({ url, as: laid.people.neighbour.token })).status).toBe(404);
    const left = await database.transaction(scope, (db) =>
      sql`select 1 from resumption_photo_pieces where region_code = ${county} and sha256 = ${photo.said.sha256}`.execute(db.kysely),
    );
    expect(left.rows).toHaveLength(0);
  });

  it('that are not what their hash says, or no photo at all, are refused and begin again', async () => {
    const laid = await layVisit(database);
    const photo = testPhoto(5000, 9);
    const page = Buffer.from('<svg onload="alert(1)"></svg>');
    await sendAs(http, laid.people.health, [
      testSheet(laid.visit, 'health', { found: { T05: { result: 'not', note: '无', photos: [photo.said] } } }),
    ]);
    expect(await put(laid, photo, 0, 1, page.toString('base64'))).toMatchObject({ status: 422, body: { code: 'resumption.photo-broken' } });
    expect(await wanted(laid, photo.said.sha256)).toMatchObject({ whole: false, pieces: [] });
    expect((await put(laid, photo, 0, 1)).body.whole).toBe(true);
  });

  it('a position is kept with its photo', async () => {
    const laid = await layVisit(database);
    const photo = testPhoto(3000, 11);
    await sendAs(http, laid.people.zone, [
      testSheet(laid.visit, 'zone', { found: { T06: { result: 'not', note: '没人', photos: [photo.said] } } }),
    ]);
    expect((await visitAs(laid)).items[0].photos[0]).toMatchObject({
      place: { lat: 42.9, lon: 125.3, accuracy: 12 },
      takenAt: '2020-02-12T02:00:00.000Z',
    });
  });
});
