// Importing a ledger of 50,000 rows × 30 columns, side by side in one run. Preview (file to decided rows in the database) against the bare
// streaming reader of hucre on the same file; the whole confirmation, from the sealed pages to the commit, against the bare COPY of bare-copy.ts.
// Each measurement is a process of its own; PostgreSQL is the embedded one with its durability on.
//   node bench/import.bench.ts [rows] [repeats]
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, createReadStream, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Intake } from '../features/imports/door.ts';
import { generateLedger, ledgerRegion as region, ledgerTitles as titles } from './import-ledger.ts';

/** The product starts its server with these (app/bootstrap.mjs): so that memory stays bounded. */
const nodeFlags = ['--max-semi-space-size=8', '--max-old-space-size=1024'];
const budget = { preview: 2.5, megabytes: 400, confirm: 3 };
type Measure = { milliseconds: number; peak: number; rows: number; note?: string; cpu?: number };

function peakMemory(): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}

async function lay(appUrl: string, folder: string) {
  const { openDatabase } = await import('../platform/db/database.ts');
  const { openFiles } = await import('../platform/files/files.ts');
  const { openSecrets } = await import('../platform/secrets/secrets.ts');
  const { systemClock } = await import('../platform/clock/clock.ts');
  const { openAudit } = await import('../platform/audit/audit.ts');
  const { fileAnchors } = await import('../platform/audit/anchors.ts');
  const secrets = openSecrets(Buffer.alloc(32, 7));
  const anchors = fileAnchors(join(folder, 'anchors'), secrets.keyFor('audit anchors'));
  const ground = {
    database: openDatabase({ url: appUrl, max: 4 }),
    files: await openFiles(join(folder, 'files'), secrets.keyFor('files')),
    secrets,
    clock: systemClock,
    chain: openAudit({ anchors, clock: systemClock }),
  };
  return { ground, anchors };
}

async function intakes() {
  return [(await import('../features/projects/intake.ts')).projectLedger as Intake];
}

const work: Record<
  string,
  (at: { file: string; appUrl: string; ownerUrl: string; bareAppUrl: string; bareOwnerUrl: string; folder: string }) => Promise<Measure>
> = {
  async bare({ file }) {
    const { streamXlsxRows } = await import('hucre/xlsx');
    let rows = 0;
    const start = performance.now();
    for await (const _row of streamXlsxRows(Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>)) rows++;
    return { milliseconds: performance.now() - start, peak: peakMemory(), rows };
  },
  async preview({ file, appUrl, folder }) {
    const { ground } = await lay(appUrl, folder);
    const { runImport } = await import('../features/imports/queue.ts');
    const { insertImport, loadImport } = await import('../features/imports/store.ts');
    const all = await intakes();
    const kept = await ground.files.put(createReadStream(file));
    const scope = { regions: [region], prefix: null, owner: null };
    const id = await ground.database.transaction(scope, (db) =>
      insertImport(db, {
        region,
        intake: 'project-ledger',
        year: 2020,
        sha256: kept.sha256,
        fileName: '台账.xlsx',
        bytes: kept.bytes,
        by: 'bench',
        byName: 'bench',
        at: ground.clock.now(),
      }),
    );
    const start = performance.now();
    await runImport(ground, all, { region, id });
    const milliseconds = performance.now() - start;
    const row = (await ground.database.transaction(scope, (db) => loadImport(db, { region, id })))!;
    if (row.status !== 'ready') throw new Error(`the import is ${row.status}: ${JSON.stringify(row.problem)}`);
    await ground.database.close();
    return { milliseconds, peak: peakMemory(), rows: row.summary!.counts.rows, note: JSON.stringify(row.summary!.counts) };
  },
  async confirm({ appUrl, folder }) {
    const { ground, anchors } = await lay(appUrl, folder);
    const { confirmImport } = await import('../features/imports/confirm.ts');
    const { loadImport, listImportRows } = await import('../features/imports/store.ts');
    const [intake] = await intakes();
    const scope = { regions: [region], prefix: null, owner: null };
    const { rows } = await ground.database.transaction(scope, (db) => listImportRows(db, { regions: [region], limit: 1, offset: 0 }));
    const person = {
      id: '00000000-0000-7000-8000-000000000001',
      login: 'bench',
      name: '苗砚秋',
      nameEn: 'bench',
      operator: false,
      session: null,
      home: region,
      may: () => true,
      organisationsFor: () => [],
      scopeFor: () => scope,
    };
    const start = performance.now();
    await ground.database.transaction(
      scope,
      async (db) => {
        const row = (await loadImport(db, { region, id: rows[0]!.id }, true))!;
        const { database: _, ...rest } = ground;
        await confirmImport(
          {
            ...rest,
            db,
            person,
            scope,
            regions: { expand: (code: string) => [code], all: () => [region] },
            later: () => {},
            cookie: () => {},
            upload: () => {
              throw new Error();
            },
            request: { id: 'bench', address: '', agent: '', demo: false, loopback: true, secure: false, origin: 'http://127.0.0.1' },
            audit: ({ region: where, kind, id, facts }) =>
              ground.chain.append(db, {
                region: where,
                actor: person,
                action: 'import.confirm',
                kind,
                id,
                facts,
                allowed: Object.keys(facts ?? {}),
                request: 'bench',
                result: 'done',
              }),
          },
          intake!,
          row,
          { reason: '', leaveOutOpen: true },
        );
      },
      { timeoutMs: 300_000 },
    );
    const milliseconds = performance.now() - start;
    const done = (await ground.database.transaction(scope, (db) => loadImport(db, { region, id: rows[0]!.id })))!;
    await anchors.close();
    await ground.database.close();
    return { milliseconds, peak: peakMemory(), rows: done.summary!.applied!.created, note: JSON.stringify(done.summary!.applied) };
  },
  /** The same rows once more into a database as fresh as the one they were confirmed in (bare-copy.ts). */
  async copy({ ownerUrl, bareOwnerUrl, bareAppUrl, folder }) {
    const { ground, anchors } = await lay(bareAppUrl, join(folder, 'bare'));
    const { bareCopy } = await import('./bare-copy.ts');
    const { milliseconds, rows } = await bareCopy(ownerUrl, { ownerUrl: bareOwnerUrl, appUrl: bareAppUrl, chain: ground.chain }, region);
    await anchors.close();
    await ground.database.close();
    return {
      milliseconds,
      peak: peakMemory(),
      rows: rows.get('projects')!,
      note: [...rows]
        .filter(([, count]) => count > 0)
        .map(([table, count]) => `${table} ${count}`)
        .join(', '),
    };
  },
};

const median = (values: number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20);

async function main(): Promise<void> {
  const count = Number(process.argv[2] ?? 50_000);
  const repeats = Number(process.argv[3] ?? 3);
  const cache = join(tmpdir(), 'sanzao-bench-import');
  mkdirSync(cache, { recursive: true });
  const file = join(cache, `ledger-${count}.xlsx`);
  if (!existsSync(file)) await generateLedger(file, count);
  console.log(`${count} rows × ${titles.length} columns, ${megabytes(statSync(file).size)} MB; median of ${repeats}, in turn`);
  const { startEmbedded } = await import('../platform/db/embedded.ts');
  const { migrate } = await import('../platform/db/migrate.ts');
  const { asOwner, onDatabase } = await import('../platform/db/testing-server.ts');
  const taken = new Map<string, Measure[]>(Object.keys(work).map((what) => [what, []]));
  for (let round = 0; round < repeats; round++) {
    const folder = mkdtempSync(join(tmpdir(), `sanzao-bench-import-${randomBytes(3).toString('hex')}-`));
    chmodSync(folder, 0o711); // so that root's cluster lies in it, and goes with it
    const server = await startEmbedded({ dataDir: join(folder, 'data') });
    try {
      await migrate({ ownerUrl: server.ownerUrl });
      const bareOwnerUrl = onDatabase(server.ownerUrl, 'bare');
      await asOwner(server.ownerUrl, (owner) => owner.query('create database bare'));
      await migrate({ ownerUrl: bareOwnerUrl });
      mkdirSync(join(folder, 'bare'));
      for (const [what, list] of taken) {
        const told = execFileSync(
          process.execPath,
          [
            ...nodeFlags,
            import.meta.filename,
            '--child',
            what,
            JSON.stringify({
              file,
              appUrl: server.appUrl,
              ownerUrl: server.ownerUrl,
              bareAppUrl: onDatabase(server.appUrl, 'bare'),
              bareOwnerUrl,
              folder,
            }),
          ],
          { encoding: 'utf8', maxBuffer: 1e8 },
        );
        const measure = JSON.parse(told.trim().split('\n').at(-1)!) as Measure;
        list.push(measure);
        console.log(
          `  ${what}: ${Math.round(measure.milliseconds)} ms (${Math.round(measure.cpu ?? 0)} ms of processor), ${megabytes(measure.peak)} MB, ${measure.rows} rows ${measure.note ?? ''}`,
        );
      }
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const of = (what: string): number => median(taken.get(what)!.map((one) => one.milliseconds));
  const peak = megabytes(Math.max(...taken.get('preview')!.map((one) => one.peak)));
  const preview = of('preview') / of('bare');
  const confirm = of('confirm') / of('copy');
  console.log(
    `preview ${Math.round(of('preview'))} ms / bare reader ${Math.round(of('bare'))} ms = ${preview.toFixed(2)} (budget ${budget.preview})`,
  );
  console.log(`preview peak ${peak} MB resident (budget ${budget.megabytes})`);
  console.log(
    `confirm ${Math.round(of('confirm'))} ms / bare COPY and audit ${Math.round(of('copy'))} ms = ${confirm.toFixed(2)} (budget ${budget.confirm}); peak ${megabytes(Math.max(...taken.get('confirm')!.map((one) => one.peak)))} MB`,
  );
  if (preview > budget.preview || peak > budget.megabytes || confirm > budget.confirm) process.exitCode = 1;
}

if (process.argv[2] === '--child') {
  const measure = await work[process.argv[3]!]!(JSON.parse(process.argv[4]!));
  const { user, system } = process.cpuUsage();
  process.stdout.write(`${JSON.stringify({ ...measure, cpu: (user + system) / 1000 })}\n`);
} else await main();
