/**
 * The product as it is started by hand, for the journeys: a real `init --demo` data directory, copied for each house, and a real
 * server process on a free port. With a PostgreSQL server of one's own the directory's database is a copy there instead.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asOwner, onDatabase } from '../platform/db/testing-server.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const cli = join(root, 'app', 'cli.ts');

/** An initialised demo: where it lies and, on a server of one's own, the address of its database. */
export type Demo = { directory: string; databaseUrl: string | null };

export type Served = { address: string; directory: string; command(...words: string[]): Promise<unknown>; stop(): Promise<void> };

const environment = (databaseUrl: string | null): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_ENV: 'production',
  LANG: 'en',
  DATABASE_URL: databaseUrl ?? '',
  DATABASE_APP_URL: '',
});

/** Runs a command of the product to its end and gives what it printed; its sentence is the error when it refused. */
export async function command(databaseUrl: string | null, words: readonly string[]): Promise<unknown> {
  const child = spawn(process.execPath, [cli, ...words], { cwd: root, env: environment(databaseUrl), stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  let said = '';
  child.stdout.on('data', (piece) => {
    printed += String(piece);
  });
  child.stderr.on('data', (piece) => {
    said += String(piece);
  });
  const code = await new Promise((done) => child.once('exit', done));
  if (code !== 0) throw new Error(`sanzao ${words.join(' ')} ended with ${code}:\n${said}`);
  return printed === '' ? undefined : JSON.parse(printed);
}

/** Makes the demo region once; `end` takes it away again. */
export async function makeDemo(serverUrl: string | null): Promise<Demo & { end(): Promise<void> }> {
  if (!existsSync(join(root, 'dist', 'index.html')))
    throw new Error('The screens are not built yet. Run the journeys with npm test, or build the screens first with npm run build.');
  const directory = place('sanzao-journeys-');
  const name = `sanzao_j_${process.pid}_${Date.now().toString(36)}`;
  if (serverUrl) await asOwner(serverUrl, (owner) => owner.query(`create database ${name}`));
  const databaseUrl = serverUrl ? onDatabase(serverUrl, name) : null;
  const end = async (): Promise<void> => {
    rmSync(directory, { recursive: true, force: true });
    if (serverUrl)
      await asOwner(serverUrl, async (owner) => {
        const { rows } = await owner.query<{ name: string }>('select datname as name from pg_database where starts_with(datname, $1)', [
          name,
        ]);
        for (const one of rows) await owner.query(`drop database if exists "${one.name}" with (force)`);
      });
  };
  try {
    await command(databaseUrl, ['init', '--demo', '--data', join(directory, 'demo'), '--json']);
  } catch (error) {
    await end();
    throw error;
  }
  return { directory: join(directory, 'demo'), databaseUrl, end };
}

/** Serves a copy of the demo; stopping takes the copy away. */
export async function serveCopy(demo: Demo): Promise<Served> {
  const copy = place('sanzao-house-');
  const directory = join(copy, 'data');
  cpSync(demo.directory, directory, { recursive: true });
  if (process.getuid?.() === 0) sameOwners(demo.directory, directory); // under root the database belongs to somebody else
  let databaseUrl = demo.databaseUrl;
  if (demo.databaseUrl) {
    const name = `${new URL(demo.databaseUrl).pathname.slice(1)}_${Date.now().toString(36)}`;
    const template = new URL(demo.databaseUrl).pathname.slice(1);
    await asOwner(onDatabase(demo.databaseUrl, 'postgres'), (owner) => owner.query(`create database ${name} template ${template}`));
    databaseUrl = onDatabase(demo.databaseUrl, name);
  }
  const port = await freePort();
  const child = spawn(process.execPath, [cli, 'serve', '--data', directory, '--port', String(port)], {
    cwd: root,
    env: environment(databaseUrl),
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'], // the server ends by itself when the channel closes
  });
  let said = '';
  child.stderr?.on('data', (piece) => {
    said += String(piece);
  });
  const stop = async (): Promise<void> => {
    await ended(child);
    rmSync(copy, { recursive: true, force: true });
  };
  const address = `http://127.0.0.1:${port}`;
  for (const since = Date.now(); ; await new Promise((go) => setTimeout(go, 50))) {
    if (child.exitCode !== null || Date.now() - since > 60_000) {
      await stop();
      throw new Error(`The server did not start:\n${said}`);
    }
    if (
      await fetch(`${address}/api/session/demo`).then(
        (reply) => reply.ok,
        () => false,
      )
    )
      break;
  }
  return { address, directory, stop, command: (...words) => command(databaseUrl, [...words, '--data', directory, '--json']) };
}

/** A temporary directory that the database's own account may pass through when all this runs under root. */
function place(name: string): string {
  const path = mkdtempSync(join(tmpdir(), name));
  chmodSync(path, 0o711);
  return path;
}

function sameOwners(from: string, to: string): void {
  for (const path of ['', ...(readdirSync(from, { recursive: true }) as string[])]) {
    const { uid, gid, mode } = statSync(join(from, path));
    chownSync(join(to, path), uid, gid);
    chmodSync(join(to, path), mode);
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(hard);
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => done(port));
    });
  });
}

/** Writes a small file for a journey into the directory of its house. */
export function writeFor(served: Served, name: string, content: string | Uint8Array): string {
  const path = join(served.directory, '..', name);
  writeFileSync(path, content);
  return path;
}
