// Personal data at the end of its purpose: the command that looks and deletes, and the server's own round. By the calls, on a database rolled back.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { accountsHttp, enterAgain, entriesOf, makePerson } from '../features/accounts/testing.ts';
import { testSecrets } from '../features/projects/testing.ts';
import { resumptionRoom } from '../features/resumption/routes.ts';
import { declarePurpose, filledRoster, makeCase, makeEnterprise } from '../features/resumption/testing.ts';
import { testDatabase } from '../platform/db/testing.ts';
import { openFiles } from '../platform/files/files.ts';
import { type Reach, Refused } from './call.ts';
import { expirePersons } from './command-resumption.ts';
import { goRound } from './rounds.ts';

const database = testDatabase();
const county = '220422';

/** A county with one roster of sixty people under a purpose that ends on 2021-01-31 and is kept 14 days longer. */
async function lay() {
  const files = await openFiles(mkdtempSync(join(tmpdir(), 'sanzao-expire-')), testSecrets.keyFor('files'));
  const http = await accountsHttp(database, [resumptionRoom()], { secrets: testSecrets, files });
  http.clock.set('2020-02-10T01:00:00.000Z');
  const enterprise = await makeEnterprise(database, county, '东辽县砚谷机械有限公司');
  const clerk = await makePerson(database, http.clock.now(), { login: 'clerk', role: 'clerk', region: county });
  const owner = await makePerson(database, http.clock.now(), { login: 'owner', role: 'owner', region: county, organisation: enterprise });
  const as = async (who: typeof clerk, method: 'GET' | 'POST', url: string, body?: unknown) =>
    http.call({ method, url, as: await enterAgain(database, who, http.clock.now()), ...(body !== undefined && { body }) });
  const purpose = await declarePurpose((method, url, body) => as(clerk, method as 'POST', url, body), county);
  const caseId = await makeCase(database, county, enterprise, 'draft');
  const { body } = await as(owner, 'POST', `/api/resumption/${county}/cases/${caseId}/roster`, { purpose });
  const kept = await as(owner, 'POST', `/api/resumption/${county}/rosters/${body.roster.id}/rows`, { rows: filledRoster() });
  expect(kept.body).toMatchObject({ kept: 60, wrong: [] });
  const reach: Reach = async ({ method = 'GET', path, query, body: sent }) => {
    const asked = new URLSearchParams(
      Object.entries(query ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    );
    const answer = await as(clerk, method as 'GET', `${path}${asked.size > 0 ? `?${asked}` : ''}`, sent);
    if (answer.status !== 200) throw new Refused(answer.status, answer.text);
    return answer.body;
  };
  const people = (): Promise<number> =>
    database.transaction({ regions: [county], prefix: null, owner: null }, async (db) => {
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from resumption_workers where region_code = ${county}`.execute(
        db.kysely,
      );
      return rows[0]!.n;
    });
  return { http, reach, people, order: (more: object) => expirePersons(reach, { region: county, on: undefined, dryRun: false, ...more }) };
}

describe('resumption expire', () => {
  it('--dry-run says what would go on a day to come and touches nobody; what is not due is not named', async () => {
    const { order, people } = await lay();
    expect(await order({ dryRun: true })).toEqual({ dryRun: true, on: '2020-02-10', people: 0, purposes: [] });
    expect(await order({ dryRun: true, on: '2021-02-15' })).toMatchObject({
      dryRun: true,
      on: '2021-02-15',
      people: 60,
      purposes: [{ region: county, purpose: '企业复工返岗人员排查', deletedOn: '2021-02-15', rosters: 1, people: 60 }],
    });
    expect(await people()).toBe(60);
  });

  it('never deletes before the day has come, whatever day is written', async () => {
    const { order, people } = await lay();
    await order({ on: '2021-02-15' }).catch((error) => expect(error).toBeInstanceOf(Refused));
    expect(await people()).toBe(60);
  });

  it('deletes what is due, leaves the report and an entry without anybody in it, and has nothing left to do then', async () => {
    const { http, order, people } = await lay();
    http.clock.set('2021-02-14T16:00:00.000Z');
    expect(await order({})).toMatchObject({ dryRun: false, on: '2021-02-15', people: 60, purposes: [{ rosters: 1, people: 60 }] });
    expect(await people()).toBe(0);
    expect(await order({})).toMatchObject({ people: 0, purposes: [] });
    const entry = (await entriesOf(database, county)).find((one) => one.action === 'resumption.expire-personal-data');
    expect(entry).toBeDefined();
    const [first] = filledRoster();
    expect(JSON.stringify(entry)).not.toContain(first!.name);
    expect(JSON.stringify(entry)).not.toContain(first!.identity);
  });
});

describe('the round of the server', () => {
  it('deletes on the day by itself, says how many in the log and names nobody', async () => {
    const { http, people } = await lay();
    const lines: Record<string, unknown>[] = [];
    const go = () => goRound({ ground: http.ground, log: (line) => void lines.push(line) });
    http.clock.set('2021-02-14T15:59:00.000Z');
    await go();
    expect(await people()).toBe(60);
    http.clock.set('2021-02-14T16:00:00.000Z');
    await go();
    expect(await people()).toBe(0);
    expect(lines.filter((line) => line.people !== undefined)).toEqual([
      { level: 'info', what: 'personal data deleted at the end of its purpose', people: 60 },
    ]);
  });
});
