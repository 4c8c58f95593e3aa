/**
 * The PostgreSQL that comes with the product: makes the cluster on the first start, starts it on a private loopback port, keeps
 * it running while the product runs, and leaves no process behind. Holds the lock of the data directory meanwhile.
 * Where the cluster lies and who runs it is place.ts; what the server contains (roles, database) is roles.ts; tables are migrate.ts.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type Account, type Binaries, findBinaries } from './binaries.ts';
import { readPostmaster, stopLeftover } from './leftover.ts';
import { type Lock, takeLock } from './lock.ts';
import { findPlace, giveBack, type Place, refuseStrangers, rememberPlace, writeWhole } from './place.ts';
import { prepareEmbeddedRoles } from './roles.ts';
import { diskRefusal, type Progress, StartRefusal } from './start-refusal.ts';

export type EmbeddedServer = {
  /** The owner of the tables: migrations only. */
  ownerUrl: string;
  /** What the product runs as: not the owner, no BYPASSRLS. */
  appUrl: string;
  /** The postmaster's process id, for tests that kill it. */
  postmasterPid(): number;
  lock: Lock;
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  dataDir: string;
  progress?: Progress;
  purpose?: 'serve' | 'command';
  /** False only for tests: a power cut would lose data. */
  durable?: boolean;
  /** Where an account that cannot enter the data directory keeps its cluster instead; for root in a closed home. */
  relocateTo?: string;
};

type Passwords = { bootstrap: string; owner: string; app: string };

export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const dataDir = resolve(options.dataDir);
  const progress = options.progress ?? (() => {});
  const durable = options.durable ?? true;
  try {
    makeDirectory(dataDir);
    refuseStrangers(dataDir);
  } catch (error) {
    throw diskRefusal(error, dataDir);
  }
  const lock = takeLock(dataDir, options.purpose ?? 'command');
  let stopped = false;
  let keeper: ChildProcess | undefined;
  try {
    const ground = findPlace({ dataDir, elsewhere: options.relocateTo ?? '/var/lib/sanzao', throwaway: !durable, progress });
    const { account } = ground;
    const binaries = findBinaries({ account, beside: ground.beside, progress });
    const passwords = readPasswords(dataDir, ground.made);
    if (!ground.made) await makeCluster({ ...ground, binaries, passwords, progress, durable });
    rememberPlace(dataDir, ground.cluster);
    await stopLeftover(ground.cluster, progress);

    const run = async (wantedPort: number | null): Promise<number> => {
      for (let attempt = 0; ; attempt += 1) {
        const port = wantedPort ?? (await freePort());
        const started = startKeeper({ dataDir, cluster: ground.cluster, binaries, account, port, durable });
        keeper = started.process;
        const failure = await waitReady(started, port, passwords.bootstrap, progress);
        if (failure === null) return port;
        await ended(started.process);
        if (attempt >= 5 || !/could not bind|could not create any TCP|pre-existing shared memory/.test(failure))
          throw explainFailure(failure, dataDir);
        await delay(200 * (attempt + 1));
      }
    };
    const port = await run(null);
    const superUrl = url('postgres', passwords.bootstrap, port, 'postgres');
    await prepareEmbeddedRoles(superUrl, passwords);

    // A postmaster that dies under us comes back on the same port: the product answers 503 meanwhile and needs no restart.
    const watch = () => {
      keeper?.once('exit', () => {
        if (stopped) return;
        void (async () => {
          for (let attempt = 0; !stopped && attempt < 30; attempt += 1) {
            try {
              await stopLeftover(ground.cluster, progress);
              await run(port);
              watch();
              return;
            } catch {
              await delay(Math.min(200 * 2 ** attempt, 5_000));
            }
          }
        })();
      });
    };
    watch();

    // Last resort when the product exits without stop(): the pipe to the keeper closes by itself; only the lock is left to drop.
    const onExit = () => lock.release();
    process.once('exit', onExit);
    return {
      ownerUrl: url('sanzao_owner', passwords.owner, port, 'sanzao'),
      appUrl: url('sanzao_app', passwords.app, port, 'sanzao'),
      postmasterPid: () => readPostmaster(ground.cluster)?.pid ?? 0,
      lock,
      async stop() {
        if (stopped) return;
        stopped = true;
        if (keeper) await stopKeeper(keeper);
        process.removeListener('exit', onExit);
        if (!ground.made) clearHalves(ground.cluster); // a killed start's initdb may have written on while this one began
        lock.release();
        giveBack(dataDir);
      },
    };
  } catch (error) {
    stopped = true;
    if (keeper) await stopKeeper(keeper);
    lock.release();
    throw diskRefusal(error, dataDir);
  }
}

// ── what belongs to it ──

function readPasswords(dataDir: string, clusterExists: boolean): Passwords {
  const path = join(dataDir, 'pg-passwords.json');
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Passwords;
  if (clusterExists)
    throw new StartRefusal('data.passwords-missing', {
      zh: `${path} 不见了，无法打开已有的数据库。请从备份恢复这个文件。`,
      en: `${path} is missing, so the existing database cannot be opened. Restore that file from your backup.`,
    });
  const secret = () => randomBytes(24).toString('base64url');
  const passwords = { bootstrap: secret(), owner: secret(), app: secret() };
  writeWhole(path, JSON.stringify(passwords));
  return passwords;
}

// ── the cluster ──

type Making = Place & { binaries: Binaries; passwords: Passwords; progress: Progress; durable: boolean };

/**
 * initdb works in `pg.half-…`, which is renamed to `pg` when it is whole; a killed first start leaves only a half to wipe. Each
 * start has its own half, because the initdb of a killed one may still be writing into the other.
 */
async function makeCluster({ cluster, binaries, account, passwords, progress, durable }: Making): Promise<void> {
  const { bavail, bsize } = statfsSync(dirname(cluster));
  if (bavail * bsize < 150 * 1024 * 1024) throw diskRefusal({ code: 'ENOSPC' }, dirname(cluster)); // an empty cluster and its first log
  progress({ zh: '首次启动：正在建立数据库……', en: 'First start: creating the database …' });
  clearHalves(cluster);
  const half = `${cluster}.half-${randomBytes(4).toString('hex')}`;
  const pwfile = `${half}.password`;
  mkdirSync(half, { mode: 0o700 });
  writeFileSync(pwfile, `${passwords.bootstrap}\n`, { mode: 0o600 });
  const identity = account ? { uid: account.uid, gid: account.gid } : {};
  if (account) {
    chownSync(half, account.uid, account.gid);
    chownSync(pwfile, account.uid, account.gid);
  }
  const args = [
    '-D',
    half,
    '-U',
    'postgres',
    '--pwfile',
    pwfile,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
  ];
  if (!durable) args.push('--no-sync');
  const child = spawn(binaries.initdb, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: half,
    env: { LC_ALL: 'C', TZ: 'UTC' },
    ...identity,
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const code = await new Promise<number | null>((done, fail) => {
    child.once('error', fail);
    child.once('close', done);
  });
  rmSync(pwfile, { force: true });
  if (code !== 0) {
    rmSync(half, { recursive: true, force: true });
    throw explainFailure(said, cluster);
  }
  renameSync(half, cluster);
  clearHalves(cluster); // of an initdb that was still at it when we began
}

function clearHalves(cluster: string): void {
  for (const name of readdirSync(dirname(cluster)))
    if (name.startsWith(`${basename(cluster)}.half`))
      rmSync(join(dirname(cluster), name), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}

type Running = { process: ChildProcess; log: string };

type Starting = { dataDir: string; cluster: string; binaries: Binaries; account: Account | null; port: number; durable: boolean };

function startKeeper({ dataDir, cluster, binaries, account, port, durable }: Starting): Running {
  const log = join(dataDir, 'postgres.log');
  const out = openSync(log, 'w', 0o600);
  const settings: Record<string, string> = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: durable ? '40' : '160', // tests keep a pool for each database of their own
    shared_buffers: durable ? '128MB' : '64MB',
    work_mem: '16MB',
    maintenance_work_mem: '64MB',
    effective_cache_size: '512MB',
    random_page_cost: '1.1',
    // One core stays free for Node on the two-core machines this is made for; /dev/shm of a container is small besides.
    max_parallel_workers_per_gather: '0',
    jit: 'off',
    max_wal_size: '1GB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    // The log must not repeat what people typed (names, telephone numbers).
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length_on_error: '0',
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const orders = {
    postgres: binaries.postgres,
    pgCtl: binaries.pgCtl,
    dataDir: cluster,
    args,
    home: account?.home ?? '/',
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  };
  // Detached: Ctrl-C in the terminal reaches the product alone, which then stops things in order.
  const child = spawn(process.execPath, [fileURLToPath(new URL('./keeper.ts', import.meta.url)), JSON.stringify(orders)], {
    stdio: ['pipe', out, out],
    detached: true,
    env: {},
  });
  child.stdin?.on('error', () => {});
  closeSync(out);
  return { process: child, log };
}

async function stopKeeper(keeper: ChildProcess): Promise<void> {
  keeper.stdin?.end();
  await ended(keeper);
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', () => done());
  });
}

/** Null when the server answers, else what it wrote before it gave up. */
async function waitReady(running: Running, port: number, password: string, progress: Progress): Promise<string | null> {
  const since = performance.now();
  let told = false;
  let dead = false;
  running.process.once('exit', () => {
    dead = true;
  });
  running.process.once('error', () => {
    dead = true;
  });
  while (!dead) {
    const client = new pg.Client({ connectionString: url('postgres', password, port, 'postgres'), connectionTimeoutMillis: 2_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return null;
    } catch (error) {
      await client.end().catch(() => {});
      const code = (error as { code?: string }).code;
      if (code === '28P01') return 'password authentication failed';
      if (performance.now() - since > 1_000 && !told) {
        told = true;
        progress({
          zh: '数据库正在启动（上次没有正常关闭时要先恢复）……',
          en: 'The database is starting (after an unclean stop it recovers first) …',
        });
      }
      if (performance.now() - since > 120_000) {
        await stopKeeper(running.process);
        return 'not ready after 120 s';
      }
      await delay(20);
    }
  }
  return readFileSync(running.log, 'utf8');
}

function explainFailure(said: string, dataDir: string): Error {
  if (/No space left on device/.test(said)) return diskRefusal({ code: 'ENOSPC' }, dataDir) as Error;
  if (/Read-only file system/.test(said)) return diskRefusal({ code: 'EROFS' }, dataDir) as Error;
  if (/lock file "postmaster.pid" already exists/.test(said))
    return new StartRefusal('data.in-use', {
      zh: `数据目录 ${dataDir} 里的数据库正由另一个 PostgreSQL 使用，请先停止它。`,
      en: `The database in ${dataDir} is in use by another PostgreSQL; stop that one first.`,
    });
  if (/incompatible|not compatible/.test(said))
    return new StartRefusal('data.other-version', {
      zh: `${dataDir} 里的数据库由另一个版本的 PostgreSQL 建立，请用原来的版本打开。`,
      en: `The database in ${dataDir} was made by another version of PostgreSQL; open it with that version.`,
    });
  const last = said.trim().split('\n').slice(-3).join(' · ').slice(0, 400) || 'no message';
  return new StartRefusal('postgres.did-not-start', {
    zh: `数据库没有启动成功：${last}。详情见 ${join(dataDir, 'postgres.log')}。`,
    en: `The database did not start: ${last}. Details are in ${join(dataDir, 'postgres.log')}.`,
  });
}

// ── small ones ──

/** Like mkdir -p; Node's own recursion never ends where the system refuses with "no such file" (/proc). */
export function makeDirectory(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  if (!existsSync(dirname(path))) makeDirectory(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(path).isDirectory()) throw error;
  }
}

function url(user: string, password: string, port: number, database: string): string {
  return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

function delay(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

async function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('no port'))));
    });
  });
}
