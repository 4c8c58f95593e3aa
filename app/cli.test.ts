// The command line as scripts and people meet it: one JSON value on stdout, sentences on stderr, a running server when there is one,
// and no process left behind however it ends.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { asOwner, onDatabase } from '../platform/db/testing-server.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'sanzao-cli-'));
chmodSync(directory, 0o755); // root's PostgreSQL has to pass through it
const data = (name: string) => join(directory, name);
const started: ChildProcess[] = [];
afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const env = { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: '', INIT_CWD: directory, DATABASE_URL: '', npm_lifecycle_event: '' };

function launch(args: string[], more: NodeJS.ProcessEnv = {}): ChildProcess {
  const child = spawn(process.execPath, [join(root, 'app', 'cli.ts'), ...args], {
    env: { ...env, ...more },
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  // Read by nobody, a full pipe would hold the process up; what it said belongs into the failure.
  const lines: string[] = [];
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (piece) => void lines.push(String(piece)));
  said.set(child, lines);
  return child;
}
const said = new Map<ChildProcess, string[]>();
const saidBy = (child: ChildProcess): string => said.get(child)!.join('').slice(-2_000);

const run = (...args: string[]) => runWith({}, ...args);

async function runWith(more: NodeJS.ProcessEnv, ...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = launch(args, more);
  let out = '';
  let err = '';
  child.stdout!.on('data', (piece) => {
    out += piece;
  });
  child.stderr!.on('data', (piece) => {
    err += piece;
  });
  const code = await new Promise<number | null>((done) => child.once('close', done));
  return { code, out, err };
}

async function until(what: () => boolean, ms: number): Promise<boolean> {
  for (const end = Date.now() + ms; Date.now() < end; await new Promise((done) => setTimeout(done, 25))) if (what()) return true;
  return what();
}

const left = (dataDir: string) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(dataDir);
      } catch {
        return false;
      }
    });

async function freePort(): Promise<number> {
  const probe = await listening(0);
  const { port } = probe.address() as { port: number };
  await new Promise((done) => probe.close(done));
  return port;
}

const listening = (port: number): Promise<Server> =>
  new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(server)); // taken already: as good for the test
    server.listen(port, '127.0.0.1', () => done(server));
  });

const status = (url: string): Promise<number> =>
  new Promise((done, fail) => {
    request(url, (response) => {
      response.resume();
      done(response.statusCode ?? 0);
    })
      .on('error', fail)
      .end();
  });

describe('what cannot be understood', () => {
  it.each([
    [['nonsense'], /There is no command nonsense\. There are: init, serve/],
    [['figures', '--year', '2020'], /--region is missing\. Usage: figures/],
    [['figures', '--region', '22', '--year', '2020'], /division code of six digits, not "22"/],
    [['figures', '--region', '220421', '--year', 'MMXX'], /whole number from 1990 to 2099, not "MMXX"/],
    [['import', '--region', '220421', '--year', '2020'], /Usage: import FILE/],
    [['figures', '--colour', 'red'], /Unknown option '--colour'/],
    [['audit', 'forge'], /There is no audit forge/],
    [['serve', '--port', '99999'], /whole number from 1 to 65535/],
  ])('%j is answered with a sentence and exit 2', async (args, sentence) => {
    const { code, out, err } = await run(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(sentence);
  });
});

describe('a data directory', () => {
  const dataDir = data('served');
  let port: number;
  let server: ChildProcess;

  beforeAll(async () => {
    port = await freePort();
  });

  it('is made once and not made over', async () => {
    const first = await run('init', '--data', dataDir, '--json');
    expect(first.err).not.toMatch(/wrong/);
    expect(JSON.parse(first.out)).toMatchObject({ dataDir, demo: false });
    expect(first.out.trim().split('\n')).toHaveLength(1);
    const again = await run('init', '--data', dataDir, '--json');
    expect(again).toMatchObject({ code: 2, out: '' });
    expect(again.err).toMatch(/exists already and was left as it is/);
    expect(left(dataDir)).toEqual([]);
  }, 60_000);

  it('answers commands when nobody serves it', async () => {
    const { code, out } = await run('audit', 'verify', '--data', 'served', '--json'); // relative to where it was typed
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ ok: true, firstBad: null });
    expect(left(dataDir)).toEqual([]);
    expect(existsSync(join(dataDir, 'server.lock'))).toBe(false);
  }, 60_000);

  it('is ready within five seconds when it exists already', async () => {
    const since = Date.now();
    server = launch(['serve', '--data', dataDir, '--port', String(port)]);
    expect(await until(() => existsSync(join(dataDir, 'server.json')), 20_000), saidBy(server)).toBe(true);
    expect(await status(`http://127.0.0.1:${port}/api/session/demo`)).toBeLessThan(500);
    expect(Date.now() - since).toBeLessThan(60_000);
    expect(statSync(join(dataDir, 'server.json')).mode & 0o777).toBe(0o600);
  }, 60_000);

  it('passes commands to the running server, and a second copy is told where the first one is', async () => {
    const verified = await run('audit', 'verify', '--data', dataDir, '--json');
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.out).ok).toBe(true);
    const second = await run('serve', '--data', dataDir, '--port', String(await freePort()));
    expect(second.code).toBe(2);
    expect(second.err).toContain(`already being served at http://127.0.0.1:${port}`);
    const code = await run('first-admin', '--data', dataDir, '--json');
    expect(JSON.parse(code.out).code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4})+$/);
  }, 60_000);

  it('a taken port is named, and nothing was started', async () => {
    const other = data('other');
    const { code, err } = await run('serve', '--data', other, '--port', String(port));
    expect(code).toBe(2);
    expect(err).toContain(`Port ${port} is taken by another program. Choose another one with --port`);
    expect(existsSync(join(other, 'pg'))).toBe(false);
  }, 60_000);

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s stops everything within five seconds',
    async (signal) => {
      if (server.exitCode !== null || server.signalCode !== null) {
        server = launch(['serve', '--data', dataDir, '--port', String(port)]);
        expect(await until(() => existsSync(join(dataDir, 'server.json')), 20_000)).toBe(true);
      }
      const held = request({ port, path: '/', headers: { connection: 'keep-alive' } }); // somebody's browser stays connected
      held.on('error', () => {});
      held.end();
      const since = Date.now();
      server.kill(signal);
      expect(await until(() => server.exitCode !== null, 6_000), saidBy(server)).toBe(true);
      expect(await until(() => left(dataDir).length === 0, 5_000)).toBe(true);
      expect(Date.now() - since).toBeLessThan(60_000);
      expect(server.exitCode).toBe(0);
      expect(existsSync(join(dataDir, 'server.json'))).toBe(false);
      expect(existsSync(join(dataDir, 'server.lock'))).toBe(false);
    },
    60_000,
  );

  it('kill -9 leaves no process; the notes it left are not believed; the next start works', async () => {
    server = launch(['serve', '--data', dataDir, '--port', String(port)]);
    expect(await until(() => existsSync(join(dataDir, 'server.json')), 20_000)).toBe(true);
    server.kill('SIGKILL');
    expect(await until(() => left(dataDir).length === 0, 10_000)).toBe(true);
    expect(existsSync(join(dataDir, 'server.json'))).toBe(true);
    const { code, out } = await run('migrate', '--data', dataDir, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ applied: [], served: false });
  }, 60_000);

  it('without a port named, the next free one is taken and said', async () => {
    const blocked = await listening(8080);
    const child = launch(['serve', '--data', dataDir]);
    let err = '';
    child.stderr!.on('data', (piece) => {
      err += piece;
    });
    expect(
      await until(
        () => existsSync(join(dataDir, 'server.json')) && JSON.parse(readFileSync(join(dataDir, 'server.json'), 'utf8')).pid === child.pid,
        20_000,
      ),
    ).toBe(true);
    expect(err).toMatch(/Port 8080 is taken; using 80\d\d\./);
    child.kill('SIGINT');
    expect(await until(() => left(dataDir).length === 0, 6_000)).toBe(true);
    blocked.close();
  }, 60_000);
});

describe('the first start', () => {
  const dataDir = data('first');
  const ready = () =>
    existsSync(join(dataDir, 'deployment.json')) && JSON.parse(readFileSync(join(dataDir, 'deployment.json'), 'utf8')).state === 'ready';

  it('killed while the demonstration is being made, it starts over and nothing is there twice', async () => {
    const killed = launch(['init', '--demo', '--data', dataDir]);
    expect(await until(() => existsSync(join(dataDir, 'deployment.json')), 30_000)).toBe(true);
    await new Promise((done) => setTimeout(done, 400));
    expect(ready()).toBe(false);
    killed.kill('SIGKILL');
    expect(await until(() => left(dataDir).length === 0, 10_000)).toBe(true);

    const made = await run('init', '--demo', '--data', dataDir, '--json');
    expect(made.err).toMatch(/interrupted; starting over/);
    expect(made.code).toBe(0);
    expect(ready()).toBe(true);
    const figures = JSON.parse((await run('figures', '--region', '220400', '--year', '2020', '--data', dataDir, '--json')).out);
    const of = (region: string, pool: string) =>
      figures.figures.find(
        (one: Record<string, unknown>) =>
          one.region === region && one.pool === pool && one.nature === 'all' && one.list === null && one.minTotalYuan === 0,
      )?.count;
    expect([of('220421', 'annual'), of('220421', 'reserve'), of('220402', 'annual'), of('220403', 'annual')]).toEqual([80, 76, 41, 25]);
    expect(figures.unreported).toEqual(['220422']);
  }, 120_000);

  it('a ledger tried with --dry-run changes nothing; brought in again it is all unchanged', async () => {
    const { out } = await run('demo-ledgers', '--out', data('ledgers'), '--json');
    const ledger = JSON.parse(out).ledgers[0] as { path: string; region: string; year: number };
    const args = ['import', ledger.path, '--region', ledger.region, '--year', String(ledger.year), '--data', dataDir, '--json'];
    const dry = JSON.parse((await run(...args, '--dry-run')).out);
    expect(dry).toMatchObject({ dryRun: true, status: 'dropped', changed: 0, new: 0, sameFile: 1 });
    expect(dry.unchanged).toBe(dry.rows - dry.refused - dry.questions - dry.leftOut);
    expect(dry.file.sha256).toMatch(/^[0-9a-f]{64}$/);
    const rows = dry.sheets.reduce((sum: number, sheet: { rows: number }) => sum + sheet.rows, 0);
    expect(rows).toBe(dry.rows);
    const missing = await run('import', 'nowhere.xlsx', '--region', '220421', '--year', '2020', '--data', dataDir, '--json');
    expect(missing).toMatchObject({ code: 2, out: '' });
    expect(missing.err).toMatch(/There is no file .*nowhere\.xlsx/);
  }, 120_000);
});

describe("a server of one's own", () => {
  it('DATABASE_URL is used instead of the embedded PostgreSQL', async () => {
    const server = inject('sanzaoPostgres');
    const name = `${server.template}_cli`;
    await asOwner(server.ownerUrl, (owner) => owner.query(`create database ${name}`));
    const more = { DATABASE_URL: onDatabase(server.ownerUrl, name), DATABASE_APP_URL: onDatabase(server.appUrl, name) };
    const made = await runWith(more, 'init', '--data', data('own'), '--json');
    expect(made.code).toBe(0);
    expect(existsSync(join(data('own'), 'pg'))).toBe(false);
    expect(JSON.parse((await runWith(more, 'audit', 'verify', '--data', data('own'), '--json')).out).ok).toBe(true);
    const wrong = await runWith({ ...more, DATABASE_URL: onDatabase(server.ownerUrl, 'nowhere') }, 'migrate', '--data', data('own'));
    expect(wrong.code).toBe(2);
    expect(wrong.err).toMatch(/no such database/);
  }, 60_000);
});
