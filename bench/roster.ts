// A roster of 50,000 returning workers, side by side in one run. The bare multi-row insert: 1,000 rows a statement into a plain table with the same
// columns, readable, one primary key, no policies, no index, no foreign key. Against it the product: every row judged, four values sealed, one keyed
// digest, written under row-level security with all indexes, the chain's entry in the same transaction; once from cells at hand, once as an
// upload from the workbook on. PostgreSQL is the embedded one with its durability on; rounds alternate; the ratio is of medians.
//   node bench/roster.ts [rows] [rounds]
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { accountsHttp, makePerson } from '../features/accounts/testing.ts';
import { keep, type Prepared, prepare, settingFor } from '../features/resumption/roster-keeping.ts';
import type { RowInPlace } from '../features/resumption/roster-reading.ts';
import { resumptionRoom } from '../features/resumption/routes.ts';
import { deletedOn } from '../features/resumption/rules-purposes.ts';
import { assess, insertPurpose, purposeOf } from '../features/resumption/store-purposes.ts';
import { rosterOf } from '../features/resumption/store-roster.ts';
import { makeCase, makeEnterprise } from '../features/resumption/testing.ts';
import { inventedPerson, multipart, rosterCsv, rosterTitles } from '../features/resumption/testing-roster.ts';
import { openDatabase } from '../platform/db/database.ts';
import { startEmbedded } from '../platform/db/embedded.ts';
import { migrate } from '../platform/db/migrate.ts';
import { openFiles } from '../platform/files/files.ts';
import { openSecrets } from '../platform/secrets/secrets.ts';
import { writeWorkbook } from '../platform/sheets/write.ts';
import { newId } from '../vocabulary/ids.ts';

const rows = Number(process.argv[2] ?? 50_000);
const rounds = Number(process.argv[3] ?? 5);
const county = '220422';
const at = '2020-04-01T01:00:00.000Z';
const scope = { regions: [county], prefix: null, owner: null };
const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)]!;

const dataDir = mkdtempSync(join(tmpdir(), 'sanzao-bench-roster-'));
const server = await startEmbedded({ dataDir });
try {
  await migrate({ ownerUrl: server.ownerUrl });
  const database = openDatabase({ url: server.appUrl, max: 4 });
  const secrets = openSecrets(randomBytes(32));
  const files = await openFiles(join(dataDir, 'files'), secrets.keyFor('files'));
  const http = await accountsHttp(database, [resumptionRoom()], { secrets, files });
  const clerk = await makePerson(database, at, { login: 'clerk', role: 'clerk', region: county });
  const purpose = newId();
  await database.transaction(scope, async (db) => {
    await insertPurpose(db, {
      region: county,
      id: purpose,
      name: '返岗人员排查',
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
  let enterprises = 0;
  const newRoster = async (): Promise<string> => {
    enterprises += 1;
    const enterprise = await makeEnterprise(database, county, `试验${enterprises}号有限公司`);
    const caseId = await makeCase(database, county, enterprise, 'draft');
    const url = `/api/resumption/${county}/cases/${caseId}/roster`;
    return (await http.call({ method: 'POST', url, as: clerk.token, body: { purpose } })).body.roster.id;
  };
  const people = Array.from({ length: rows }, (_, n) => inventedPerson(n));
  const cells: RowInPlace[] = people.map(({ ...one }, index) => ({ sheet: 0, row: index + 3, cells: one, cellOf: () => `C${index + 3}` }));

  const owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
  await owner.query(`create table bench_plain (region_code text not null, id uuid not null, roster_id uuid not null, enterprise_id uuid not null, purpose_id uuid not null,
    line integer not null, name text not null, identity text not null, phone text, came_from text, origin text, returned_on date, isolation_until date, contact boolean, notes text[] not null,
    expires_on date not null, primary key (region_code, id))`);
  const bare = async (): Promise<number> => {
    await owner.query('truncate bench_plain');
    const ids = [newId(), newId(), newId()];
    const began = performance.now();
    await owner.query('begin');
    for (let start = 0; start < rows; start += 1_000) {
      const some = people.slice(start, start + 1_000);
      const values: unknown[] = [];
      const places = some.map((one, index) => {
        const from = values.length;
        values.push(
          county,
          newId(),
          ...ids,
          start + index,
          one.name,
          one.identity,
          one.phone,
          one.from,
          'local',
          one.returnedOn,
          one.isolationUntil || null,
        );
        values.push(false, [], '2020-05-01');
        return `(${Array.from({ length: 16 }, (_, place) => `$${from + place + 1}`).join(',')})`;
      });
      await owner.query(`insert into bench_plain values ${places.join(',')}`, values);
    }
    await owner.query('commit');
    return performance.now() - began;
  };
  const steps = { judge: [] as number[], write: [] as number[] };
  const imported = async (): Promise<number> => {
    const id = await newRoster();
    const began = performance.now();
    const [roster, setting] = await database.transaction(scope, async (db) => {
      const found = (await rosterOf(db, county, id))!;
      return [found, await settingFor(db, county, found, (await purposeOf(db, county, purpose))!, http.clock.today())] as const;
    });
    const preparing = await prepare(http.ground, scope, county, setting);
    for (let start = 0; start < rows; start += 500) preparing.take(cells.slice(start, start + 500));
    const prepared: Prepared = preparing.done(new Map());
    const judged = performance.now();
    await database.transaction(
      scope,
      async (db) => {
        const held = (await rosterOf(db, county, id, true))!;
        const under = (await purposeOf(db, county, purpose))!;
        const place = { region: county, roster: roster.id, enterprise: roster.enterpriseId, purpose };
        const kept = await keep(db, secrets, at, held, place, deletedOn(under), prepared, null);
        if (kept.kept !== rows) throw new Error(`${kept.kept} of ${rows} were kept: ${JSON.stringify(kept.aside[0])}`);
        await http.ground.chain.append(db, {
          region: county,
          actor: { id: 'bench', name: 'bench' },
          action: 'resumption.read-roster',
          kind: 'roster',
          id,
          facts: { kept: rows },
          allowed: ['kept'],
          request: 'bench',
          result: 'done',
        });
      },
      { timeoutMs: 120_000 },
    );
    const done = performance.now();
    steps.judge.push(judged - began);
    steps.write.push(done - judged);
    return done - began;
  };
  const pieces: Buffer[] = [];
  const { Writable } = await import('node:stream');
  await writeWorkbook(
    new Writable({
      write(piece, _, next) {
        pieces.push(piece as Buffer);
        next();
      },
    }),
    [
      {
        name: '返岗人员',
        columns: rosterTitles.map((title) => ({ title })),
        rows: people.map((one, index) => [
          index + 1,
          one.name,
          one.identity,
          one.phone,
          one.from,
          one.returnedOn,
          one.isolationUntil,
          one.contact,
        ]),
      },
    ] as never,
  );
  const workbook = Buffer.concat(pieces);
  const text = rosterCsv(people);
  const uploaded = async (name: string, content: Buffer): Promise<number> => {
    const id = await newRoster();
    const { headers, body } = multipart(name, content);
    const began = performance.now();
    const answer = await http.call({ method: 'POST', url: `/api/resumption/${county}/rosters/${id}/file`, as: clerk.token, headers, body });
    const took = performance.now() - began;
    if (answer.body.file?.kept !== rows) throw new Error(answer.text.slice(0, 500));
    return took;
  };

  const measures: [string, () => Promise<number>, number[]][] = [
    ['bare multi-row insert', bare, []],
    ['import from cells', imported, []],
    ['upload of a text table', () => uploaded('a.csv', text), []],
    ['upload of a workbook', () => uploaded('a.xlsx', workbook), []],
  ];
  for (let round = 0; round < rounds + 1; round += 1)
    for (const [, run, times] of measures) {
      const took = await run();
      if (round > 0) times.push(took); // the first round warms up
    }
  const base = median(measures[0]![2]);
  console.log(
    `${rows} rows, median of ${rounds} rounds; the upload's rows are read from a file of ${(workbook.length / 1e6).toFixed(1)} MB`,
  );
  for (const [name, , times] of measures)
    console.log(
      `${name.padEnd(26)} ${median(times).toFixed(0).padStart(6)} ms  ${((rows / median(times)) * 1000).toFixed(0).padStart(7)} rows/s  ${((base / median(times)) * 100).toFixed(0).padStart(4)} % of the bare rate`,
    );
  console.log(
    `import from cells: ${median(steps.judge).toFixed(0)} ms judging, ${median(steps.write).toFixed(0)} ms sealing and writing in the transaction`,
  );
  await owner.end();
  await http.http.close();
  await database.close();
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
