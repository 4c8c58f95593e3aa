/**
 * What lies in a data directory, and whether it is being served. Decides paths and the two small notes: `deployment.json` (with
 * or without the demo region, finished or not) and `server.json` (where the running server is and the operator's token).
 * Who may hold the directory is platform/db/lock.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readHolder } from '../platform/db/lock.ts';
import { diskRefusal } from '../platform/db/start-refusal.ts';

export const projectRoot = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** The directory named by --data, seen from where the command was typed; `.sanzao` in the project unless named. */
export function dataDirectory(named: string | undefined, typedIn: string): string {
  return named === undefined ? join(projectRoot, '.sanzao') : resolve(typedIn, named);
}

export type Deployment = { demo: boolean; state: 'creating' | 'ready' };

export type Serving = { pid: number; address: string; token: string; database: string };

export const paths = (dataDir: string) => ({
  deployment: join(dataDir, 'deployment.json'),
  server: join(dataDir, 'server.json'),
  files: join(dataDir, 'files'),
  anchors: join(dataDir, 'audit', 'anchors.jsonl'),
  log: join(dataDir, 'sanzao.log'),
});

export function readDeployment(dataDir: string): Deployment | null {
  return readNote<Deployment>(paths(dataDir).deployment);
}

export function writeDeployment(dataDir: string, deployment: Deployment): void {
  writeNote(paths(dataDir).deployment, deployment);
}

/** Where the directory is being served, or null; a note that a killed server left is ignored. */
export function readServing(dataDir: string): Serving | null {
  const note = readNote<Serving>(paths(dataDir).server);
  return note && readHolder(dataDir)?.pid === note.pid ? note : null;
}

export function writeServing(dataDir: string, serving: Serving): void {
  writeNote(paths(dataDir).server, serving);
}

export function removeServing(dataDir: string): void {
  if (readNote<Serving>(paths(dataDir).server)?.pid === process.pid) rmSync(paths(dataDir).server, { force: true });
}

function readNote<T>(path: string): T | null {
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    return null;
  }
}

function writeNote(path: string, note: unknown): void {
  try {
    mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
    writeFileSync(`${path}.half`, `${JSON.stringify(note)}\n`, { mode: 0o600 });
    renameSync(`${path}.half`, path);
  } catch (error) {
    throw diskRefusal(error, path);
  }
}
