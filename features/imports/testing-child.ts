// For tests and measurements only: a process that brings one file from upload to the books and tells on stdout how far it is, so that
// another may kill it there. Started by testing-kill.ts; the argument says which database, folder, file and intake.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileAnchors } from '../../platform/audit/anchors.ts';
import { systemClock } from '../../platform/clock/clock.ts';
import { openDatabase } from '../../platform/db/database.ts';
import { openFiles } from '../../platform/files/files.ts';
import { testHttp } from '../../platform/http/testing.ts';
import { openSecrets } from '../../platform/secrets/secrets.ts';
import { projectLedger } from '../projects/intake.ts';
import type { Intake } from './intake.ts';
import { importsRoom } from './routes.ts';
import { testListIntake } from './testing-intake.ts';
import type { ChildTask } from './testing-kill.ts';
import { permissions, personOf } from './testing-people.ts';

const task = JSON.parse(process.argv[2]!) as ChildTask;
const tell = (mark: string): void => void process.stdout.write(`${mark}\n`);
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** The intake, telling when it is in the middle of writing and when it has written everything but nothing is committed. */
function told(intake: Intake): Intake {
  return {
    ...intake,
    async apply(house, batches, state, context) {
      let rows = 0;
      const counted = (async function* () {
        for await (const batch of batches) {
          rows += batch.rows.length;
          if (rows > task.rows / 2 && rows - batch.rows.length <= task.rows / 2) {
            tell('half');
            if (task.slow) await pause(150);
          }
          yield batch;
        }
      })();
      const applied = await intake.apply(house, counted, state, context);
      tell('applied');
      if (task.slow) await pause(150);
      return applied;
    },
  };
}

const secrets = openSecrets(Buffer.from(task.master, 'hex'));
const database = openDatabase({ url: task.appUrl, max: 4 });
const at = await testHttp({
  database,
  secrets,
  files: await openFiles(join(task.folder, 'files'), secrets.keyFor('files')),
  clock: { ...systemClock, set() {}, advance() {} },
  anchors: fileAnchors(join(task.folder, 'anchors'), secrets.keyFor('audit anchors')),
  rooms: [importsRoom([told(task.intake === 'ledger' ? (projectLedger as Intake) : (testListIntake as Intake))])],
  permissions: new Set(permissions),
  authenticate: async ({ token }) => personOf(token),
});
tell('begun');
const boundary = 'child';
const answer = await at.call({
  method: 'POST',
  url: `/api/imports/${task.region}?year=2020`,
  as: task.region,
  headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  body: Buffer.concat([
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="台账.xlsx"\r\n\r\n`),
    readFileSync(task.file),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]),
});
if (answer.status !== 200) throw new Error(answer.text);
tell('uploaded');
let now = answer.body;
for (let seen = ''; now.status === 'reading' || now.status === 'deciding'; ) {
  const mark = now.progress?.rows > 0 ? `${now.status}-some` : now.status;
  if (mark !== seen) tell(mark);
  seen = mark;
  await pause(5);
  now = (await at.call({ url: `/api/imports/${task.region}/${now.id}`, as: task.region })).body;
}
tell(now.status);
const done = await at.call({
  method: 'POST',
  url: `/api/imports/${task.region}/${now.id}/confirm`,
  as: task.region,
  body: { version: now.version, leaveOutOpen: true },
});
if (done.status !== 200) throw new Error(done.text);
tell('confirmed');
process.exit(0);
