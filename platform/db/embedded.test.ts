// The PostgreSQL that comes along: one program a directory, no process left behind, nothing confirmed lost, clear sentences.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, expect, it } from 'vitest';
import { startEmbedded } from './embedded.ts';
import { isAlive, takeLock } from './lock.ts';
import { StartRefusal } from './start-refusal.ts';

const made: string[] = [];
const children: ChildProcess[] = [];
const directory = () => {
  const path = mkdtempSync(join(tmpdir(), 'sanzao-embedded-'));
  chmodSync(path, 0o755);
  made.push(path);
  return join(path, 'data');
};
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
});

/** A program that starts the server, says so, and then adds a row for each line it is sent, answering after the commit. */
const program = `
  import pg from 'pg';
  import { startEmbedded } from ${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)};
  const server = await startEmbedded({ dataDir: process.argv[2], purpose: 'serve', durable: process.argv[3] !== 'fast' });
  const client = new pg.Client({ connectionString: server.ownerUrl });
  client.on('error', () => {});
  await client.connect();
  await client.query('create table if not exists acked (n int primary key)');
  process.stdout.write('ready ' + server.postmasterPid() + '\\n');
  for (let n = (await client.query('select coalesce(max(n), 0)::int as n from acked')).rows[0].n + 1; ; n += 1) {
    await client.query('insert into acked values ($1)', [n]);
    process.stdout.write('acked ' + n + '\\n');
  }
`;

function run(dataDir: string, how: 'durable' | 'fast' = 'fast'): ChildProcess {
  const script = join(dataDir, '..', 'program.ts');
  // Imports resolve from the project, not from the temporary directory.
  writeFileSync(script, program.replace("from 'pg'", `from ${JSON.stringify(import.meta.resolve('pg'))}`));
  const child = spawn(process.execPath, [script, dataDir, how], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
  });
  children.push(child);
  return child;
}

async function said(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  let text = '';
  let errors = '';
  child.stderr!.on('data', (chunk) => {
    errors += chunk;
  });
  return new Promise((done, fail) => {
    const look = (chunk: Buffer) => {
      text += chunk;
      const match = pattern.exec(text);
      if (match) {
        child.stdout!.off('data', look);
        done(match);
      }
    };
    child.stdout!.on('data', look);
    child.once('exit', () => fail(new Error(`ended before it said ${pattern}: ${text} ${errors}`)));
  });
}

async function until(what: () => boolean, ms = 15_000): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end; await new Promise((done) => setTimeout(done, 20))) if (what()) return true;
  return what();
}

const postmasters = (dataDir: string) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(dataDir);
      } catch {
        return false;
      }
    });

it('starts, keeps its passwords to itself, stops, and starts again with the data in place', async () => {
  const dataDir = directory();
  const server = await startEmbedded({ dataDir });
  const client = new pg.Client({ connectionString: server.ownerUrl });
  await client.connect();
  await client.query('create table kept (n int); insert into kept values (7)');
  const settings = await client.query(
    "select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'listen_addresses', 'password_encryption', 'TimeZone')",
  );
  expect(Object.fromEntries(settings.rows.map(({ name, setting }) => [name, setting]))).toEqual({
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    listen_addresses: '127.0.0.1',
    password_encryption: 'scram-sha-256',
    TimeZone: 'UTC',
  });
  await client.end();
  expect(statSync(join(dataDir, 'pg-passwords.json')).mode & 0o777).toBe(0o600);
  expect(statSync(join(dataDir, 'pg')).mode & 0o777).toBe(0o700);
  expect(statSync(dataDir).mode & 0o007).toBe(0);
  await expect(new pg.Client({ connectionString: server.ownerUrl.replace(/:[^:@]+@/, ':wrong@') }).connect()).rejects.toThrow(/password/);
  await server.stop();
  expect(postmasters(dataDir)).toEqual([]);
  expect(existsSync(join(dataDir, 'server.lock'))).toBe(false);
  const since = Date.now();
  const again = await startEmbedded({ dataDir });
  expect(Date.now() - since).toBeLessThan(60_000);
  const second = new pg.Client({ connectionString: again.ownerUrl });
  await second.connect();
  expect((await second.query('select n from kept')).rows).toEqual([{ n: 7 }]);
  await second.end();
  await again.stop();
});

it('a second program on the same directory is refused in a sentence that says where the first one is', async () => {
  const dataDir = directory();
  const server = await startEmbedded({ dataDir, purpose: 'serve', durable: false });
  server.lock.announce('http://127.0.0.1:8020');
  const refused = startEmbedded({ dataDir });
  await expect(refused).rejects.toBeInstanceOf(StartRefusal);
  await expect(refused).rejects.toThrow(/in use by a running Sanzao \(process \d+\) at http:\/\/127\.0\.0\.1:8020/);
  await server.stop();
});

it('a lock whose holder died is taken over, also when its process id lives on in another program', async () => {
  const dataDir = directory();
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(
    join(dataDir, 'server.lock'),
    JSON.stringify({ pid: process.pid, born: 'another boot/1', purpose: 'serve', address: null }),
  );
  const lock = takeLock(dataDir, 'command');
  expect(() => takeLock(dataDir, 'command')).toThrow(/another Sanzao command/);
  lock.release();
  takeLock(dataDir, 'command').release();
  expect(readdirSync(dataDir)).toEqual([]);
});

it.skipIf(process.platform !== 'linux')(
  'kill -9 of the program leaves no process behind, and every acknowledged row is there afterwards',
  async () => {
    const dataDir = directory();
    let last = 0;
    let kills = 0;
    for (let round = 0; round < 4; round += 1) {
      const child = run(dataDir, 'durable');
      await said(child, /ready \d+/);
      child.stdout!.on('data', (chunk: Buffer) => {
        for (const match of String(chunk).matchAll(/acked (\d+)\n/g)) last = Number(match[1]);
      });
      await new Promise((done) => setTimeout(done, 150 * round + 50));
      child.kill('SIGKILL');
      await once(child, 'exit');
      kills += 1;
      if (round % 2 === 0) expect(await until(() => postmasters(dataDir).length === 0)).toBe(true); // else: start while it is still stopping
    }
    expect(kills).toBe(4);
    const server = await startEmbedded({ dataDir });
    const client = new pg.Client({ connectionString: server.ownerUrl });
    await client.connect();
    const { rows } = await client.query('select count(*)::int as count, coalesce(max(n), 0) as last from acked');
    await client.end();
    await server.stop();
    expect(last).toBeGreaterThan(0);
    expect(rows[0].last).toBeGreaterThanOrEqual(last);
    expect(rows[0].count).toBe(rows[0].last);
    expect(postmasters(dataDir)).toEqual([]);
  },
  60_000,
);

it.skipIf(process.platform !== 'linux')(
  'a postmaster left alone, its program and keeper both killed, is stopped by the next start',
  async () => {
    const dataDir = directory();
    const child = run(dataDir);
    const [, pid] = await said(child, /ready (\d+)/);
    const parent = Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
    process.kill(parent, 'SIGKILL');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(Number(pid))).toBe(true);
    const server = await startEmbedded({ dataDir, durable: false });
    expect(isAlive(Number(pid))).toBe(false);
    await server.stop();
    expect(postmasters(dataDir)).toEqual([]);
  },
  60_000,
);

it.skipIf(process.platform !== 'linux')('a first start killed half-way starts over', async () => {
  const dataDir = directory();
  let interrupted = 0;
  for (const wait of [20, 120, 250, 400]) {
    const child = run(dataDir);
    const ended = once(child, 'exit');
    await until(() => existsSync(dataDir) && readdirSync(dataDir).some((name) => name.startsWith('pg.half')), 60_000);
    await new Promise((done) => setTimeout(done, wait));
    expect(child.exitCode).toBe(null); // it must still be at work, not have failed over what the one before left
    child.kill('SIGKILL');
    await ended;
    if (!existsSync(join(dataDir, 'pg'))) interrupted += 1;
  }
  expect(interrupted).toBeGreaterThan(0);
  const server = await startEmbedded({ dataDir, durable: false });
  const client = new pg.Client({ connectionString: server.appUrl });
  await client.connect();
  expect((await client.query('select current_user as me')).rows).toEqual([{ me: 'sanzao_app' }]);
  await client.end();
  await server.stop();
  expect(readdirSync(dataDir).filter((name) => name.includes('half') || name.endsWith('.password'))).toEqual([]);
  expect(postmasters(dataDir)).toEqual([]);
});

it('a directory that cannot be written, and one that is a file, are said in a sentence', async () => {
  const dataDir = directory();
  writeFileSync(dataDir, 'a file');
  await expect(startEmbedded({ dataDir })).rejects.toThrow(/is not a directory/);
  await expect(startEmbedded({ dataDir: '/proc/sanzao/deep' })).rejects.toThrow(/\/proc\/sanzao/);
});

it.skipIf(process.getuid?.() !== 0)(
  'root in a closed directory: the cluster lies where its account can reach it, and goes when the directory went',
  async () => {
    const closed = mkdtempSync(join(tmpdir(), 'sanzao-closed-')); // 0700
    const elsewhere = mkdtempSync(join(tmpdir(), 'sanzao-elsewhere-'));
    made.push(closed, elsewhere);
    chmodSync(elsewhere, 0o755);
    const said: string[] = [];
    const start = (dataDir: string) =>
      startEmbedded({ dataDir, relocateTo: elsewhere, durable: false, progress: ({ en }) => said.push(en) });
    const homes = () => readdirSync(elsewhere).filter((name) => !name.startsWith('postgres-'));
    await (await start(join(closed, 'one', 'data'))).stop();
    expect(said.join()).toMatch(/only root may enter; the database files are kept in/);
    expect(existsSync(join(closed, 'one', 'data', 'pg'))).toBe(false);
    await (await start(join(closed, 'one', 'data'))).stop();
    expect(homes()).toHaveLength(1);
    rmSync(join(closed, 'one'), { recursive: true });
    await (await start(join(closed, 'two', 'data'))).stop();
    expect(homes()).toHaveLength(1);
  },
  60_000,
);
