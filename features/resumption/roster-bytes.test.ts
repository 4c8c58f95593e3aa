// The bytes on the disk: a database server of its own that takes a roster, is stopped, and whose whole directory (tables, indexes, write-ahead log)
// is searched for the people that were on it, plain and as hexadecimal text.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../../platform/db/database.ts';
import { startEmbedded } from '../../platform/db/embedded.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { openFiles } from '../../platform/files/files.ts';
import { masterKeyFile, openSecrets } from '../../platform/secrets/secrets.ts';
import { newId } from '../../vocabulary/ids.ts';
import { accountsHttp, makePerson } from '../accounts/testing.ts';
import { resumptionRoom } from './routes.ts';
import { assess, insertPurpose } from './store-purposes.ts';
import { makeCase, makeEnterprise } from './testing.ts';
import { inventedPerson, multipart, rosterCsv } from './testing-roster.ts';

it('hold no number, telephone or name of anybody on a roster, while the wrapped keys and the purpose are there', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sanzao-bytes-'));
  const server = await startEmbedded({ dataDir, durable: false });
  let stopped = false;
  try {
    await migrate({ ownerUrl: server.ownerUrl });
    const database = openDatabase({ url: server.appUrl, max: 3 });
    const secrets = openSecrets(masterKeyFile(dataDir));
    const files = await openFiles(join(dataDir, 'files'), secrets.keyFor('files'));
    const county = '220422';
    const at = '2020-04-01T01:00:00.000Z';
    const http = await accountsHttp(database, [resumptionRoom()], { secrets, files });
    const clerk = await makePerson(database, at, { login: 'clerk', role: 'clerk', region: county });
    const enterprise = await makeEnterprise(database, county, '东辽县试验轴承有限公司');
    const caseId = await makeCase(database, county, enterprise, 'draft');
    const purpose = newId();
    await database.transaction({ regions: [county], prefix: null, owner: null }, async (db) => {
      await insertPurpose(db, {
        region: county,
        id: purpose,
        name: '返岗人员排查金丝雀用途',
        basis: '通知',
        fields: ['name', 'identity', 'phone', 'from', 'returnedOn', 'isolationUntil', 'contact'],
        beginsOn: '2020-02-03' as never,
        endsOn: '2020-04-30' as never,
        keepDays: 0,
        byName: '试',
        at,
      });
      await assess(db, county, purpose, { on: '2020-02-02' as never, by: '县防控办', text: '风险可控，到期删除。', at });
    });
    const call = (url: string, body: unknown, headers?: Record<string, string>) =>
      http.call({ method: 'POST', url: `/api/resumption/${county}/${url}`, as: clerk.token, body, ...(headers && { headers }) });
    const { roster } = (await call(`cases/${caseId}/roster`, { purpose })).body;
    const people = Array.from({ length: 300 }, (_, n) => inventedPerson(20_000 + n));
    const { headers, body } = multipart('a.csv', rosterCsv([...people, { ...inventedPerson(20_400), phone: '1' }]));
    const answer = await call(`rosters/${roster.id}/file`, body, headers);
    expect(answer.body.file).toMatchObject({ kept: 300, wrong: 1 });
    const revealed = await http.call({ url: `/api/resumption/${county}/rosters/${roster.id}/workers?limit=200`, as: clerk.token });
    await call(`rosters/${roster.id}/workers/${revealed.body.workers[0].id}/reveal`, { purpose: '电话核对行程' });
    await http.http.close();
    await database.close();
    await server.stop();
    stopped = true;
    const note = join(dataDir, 'pg-location');
    const roots = new Set([dataDir, ...(existsSync(note) ? [resolve(dataDir, readFileSync(note, 'utf8').trim().split('\n')[0]!)] : [])]);
    const canaries = [...people.slice(0, 20), inventedPerson(20_400)].flatMap((one) => [one.identity, one.phone, one.name]);
    const needles = canaries.flatMap((text) => [Buffer.from(text), Buffer.from(Buffer.from(text).toString('hex'))]);
    const found: string[] = [];
    let searched = 0;
    let control = false;
    for (const root of roots)
      for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath, entry.name);
        const bytes = readFileSync(path);
        searched += bytes.length;
        control ||= bytes.includes('返岗人员排查金丝雀用途');
        for (const needle of needles) if (bytes.includes(needle)) found.push(`${path}: ${needle.toString()}`);
      }
    expect(found).toEqual([]);
    expect(control).toBe(true);
    expect(searched).toBeGreaterThan(1_000_000);
  } finally {
    if (!stopped) await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}, 180_000);
