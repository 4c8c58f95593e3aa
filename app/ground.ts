/**
 * Lays the ground a server stands on: database (embedded, or the server of DATABASE_URL) migrated, files, secrets, the chain of
 * entries with its witness outside the database. Used by serve and by commands on a directory that nobody serves.
 */
import { createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileAnchors } from '../platform/audit/anchors.ts';
import { openAudit } from '../platform/audit/audit.ts';
import { systemClock } from '../platform/clock/clock.ts';
import { openDatabase } from '../platform/db/database.ts';
import { makeDirectory, startEmbedded } from '../platform/db/embedded.ts';
import { type Lock, takeLock } from '../platform/db/lock.ts';
import { migrate } from '../platform/db/migrate.ts';
import { connect, prepareServer } from '../platform/db/roles.ts';
import { diskRefusal, type Progress } from '../platform/db/start-refusal.ts';
import { openFiles } from '../platform/files/files.ts';
import type { Ground } from '../platform/http/house.ts';
import { masterKeyFile, masterKeyText, openSecrets, type Secrets } from '../platform/secrets/secrets.ts';
import { paths, readDeployment } from './data-directory.ts';
import { settings } from './settings.ts';

export type Laid = {
  ground: Ground;
  lock: Lock;
  appUrl: string;
  /** Migrations applied now. */
  migrated: string[];
  log(line: Record<string, unknown>): void;
  stop(): Promise<void>;
};

export async function layGround(dataDir: string, purpose: 'serve' | 'command', progress: Progress): Promise<Laid> {
  const server = settings.databaseUrl
    ? await onServer(dataDir, settings.databaseUrl, purpose)
    : await startEmbedded({ dataDir, purpose, progress });
  const closing: (() => Promise<void>)[] = [() => server.stop()];
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close().catch(() => {});
  };
  try {
    if (readDeployment(dataDir)?.state === 'creating') await eraseUnfinished(dataDir, server.ownerUrl, progress);
    const migrated = await migrate({ ownerUrl: server.ownerUrl, progress });
    const secrets = openSecrets(masterKey(dataDir));
    const files = await openFiles(paths(dataDir).files, secrets.keyFor('files'));
    const out = createWriteStream(paths(dataDir).log, { flags: 'a', mode: 0o600 });
    out.on('error', () => {}); // a full disk must not end the server over its log
    const log = (line: Record<string, unknown>) => void out.write(`${JSON.stringify(line)}\n`);
    const database = openDatabase({ url: server.appUrl, max: 12, onFault: (error) => log({ fault: String(error) }) });
    closing.push(() => database.close());
    const anchors = witness(dataDir, secrets);
    closing.push(() => anchors.close());
    const clock = systemClock;
    return {
      ground: { database, files, secrets, clock, chain: openAudit({ anchors, clock }) },
      lock: server.lock,
      appUrl: server.appUrl,
      migrated,
      log,
      stop,
    };
  } catch (error) {
    await stop();
    throw diskRefusal(error, dataDir);
  }
}

/** The ground of a directory that another process serves, for what is done at the command line only. */
export async function besideServer(dataDir: string, appUrl: string): Promise<{ ground: Ground; stop(): Promise<void> }> {
  const secrets = openSecrets(masterKey(dataDir));
  const database = openDatabase({ url: appUrl, max: 2 });
  const anchors = witness(dataDir, secrets);
  const clock = systemClock;
  const files = await openFiles(join(dataDir, 'files-beside'), secrets.keyFor('files'));
  return {
    ground: { database, files, secrets, clock, chain: openAudit({ anchors, clock }) },
    async stop() {
      await anchors.close();
      await database.close();
      rmSync(join(dataDir, 'files-beside'), { recursive: true, force: true });
    },
  };
}

const masterKey = (dataDir: string) =>
  settings.masterKey ? masterKeyText(settings.masterKey, 'SANZAO_MASTER_KEY') : masterKeyFile(dataDir);
const witness = (dataDir: string, secrets: Secrets) => fileAnchors(paths(dataDir).anchors, secrets.keyFor('audit anchors'));

async function onServer(dataDir: string, ownerUrl: string, purpose: 'serve' | 'command') {
  makeDirectory(dataDir);
  const lock = takeLock(dataDir, purpose);
  try {
    const urls = await prepareServer({ ownerUrl, appUrl: settings.databaseAppUrl });
    return { ...urls, lock, stop: async () => lock.release() };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A first start that was killed while the demo region was being made had shown nobody anything: it is made again from nothing. */
async function eraseUnfinished(dataDir: string, ownerUrl: string, progress: Progress): Promise<void> {
  progress({ zh: '上次首次启动没有做完，现在从头再来……', en: 'The first start was interrupted; starting over …' });
  const owner = await connect(ownerUrl, 'DATABASE_URL');
  try {
    await owner.query('drop schema public cascade');
    await owner.query('create schema public');
    await owner.query('grant usage on schema public to public');
  } finally {
    await owner.end();
  }
  rmSync(paths(dataDir).files, { recursive: true, force: true });
  rmSync(paths(dataDir).anchors, { force: true });
}
