// kill -9 of a process that imports a ledger of 3,000 rows, at random moments from the upload to the commit: afterwards the register holds all
// rows or none, the chain agrees, and what was under way starts over. A round in which the process ended before the blow tests nothing; too
// many of those fail the run.
//   node bench/import-kill.ts [rounds] [seed]
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Intake } from '../features/imports/door.ts';
import { type ChildTask, faultsOf, killAt, lookAfter } from '../features/imports/testing-kill.ts';
import { projectLedger } from '../features/projects/intake.ts';
import { startEmbedded } from '../platform/db/embedded.ts';
import { migrate } from '../platform/db/migrate.ts';
import { generateLedger } from './import-ledger.ts';

const rounds = Number(process.argv[2] ?? 50);
let seed = Number(process.argv[3] ?? 20200312);
const random = (): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
};
const rows = 3_000;

const folder = mkdtempSync(join(tmpdir(), 'sanzao-bench-kill-'));
chmodSync(folder, 0o711); // so that root's cluster lies in it, and goes with it
const cache = join(tmpdir(), 'sanzao-bench-import');
mkdirSync(cache, { recursive: true });
const file = join(cache, `ledger-${rows}.xlsx`);
if (!existsSync(file)) await generateLedger(file, rows);
const server = await startEmbedded({ dataDir: join(folder, 'data') });
let failed = 0;
let alive = 0;
const marks = new Map<string, number>();
try {
  await migrate({ ownerUrl: server.ownerUrl });
  const taskOf = (round: number): ChildTask => ({
    appUrl: server.appUrl,
    folder: join(folder, String(round)),
    master: '07'.repeat(32),
    region: String(220_500 + round),
    file,
    rows,
    intake: 'ledger',
    slow: false,
  });
  const count = (task: ChildTask) => (ground: Parameters<Parameters<typeof lookAfter>[2]>[0], id: string) =>
    ground.database.transaction({ regions: [task.region], prefix: null, owner: null }, async (db) =>
      Number(
        (
          await db.kysely
            .selectFrom('projects')
            .select((eb) => eb.fn.countAll().as('n'))
            .where('region_code', '=', task.region)
            .where('entered_import', '=', id)
            .executeTakeFirstOrThrow()
        ).n,
      ),
    );
  const whole = await killAt(taskOf(0), null);
  console.log(`an import of ${rows} rows takes ${Math.round(whole.milliseconds)} ms from upload to commit`);
  let length = whole.milliseconds;
  for (let round = 1; round <= rounds; round++) {
    const task = taskOf(round);
    const after = Math.round(random() * length);
    const death = await killAt(task, { mark: 'begun', after });
    if (!death.killed) {
      alive++;
      // The machine is quicker than it was at first: aim earlier from now on.
      length = Math.min(length, death.milliseconds);
    }
    const left = await lookAfter(task, [projectLedger as Intake], count(task));
    const faults = faultsOf(left, task, 3);
    if (faults.length > 0) failed++;
    const outcome = left === null ? 'no import' : left.rows === 0 ? 'nothing' : 'everything';
    const mark = death.killed ? death.mark : 'had ended';
    marks.set(`${mark} → ${outcome}`, (marks.get(`${mark} → ${outcome}`) ?? 0) + 1);
    console.log(
      `${String(round).padStart(3)}: killed ${after} ms in, ${mark}: ${outcome}${faults.length ? `  FAULT ${faults.join('; ')}` : ''}`,
    );
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
console.table([...marks].map(([what, times]) => ({ what, times })));
console.log(`${rounds - failed} of ${rounds} left all or nothing; ${alive} had ended before the blow`);
if (failed > 0 || alive > rounds / 4) process.exitCode = 1;
