/**
 * Where the database of a data directory lies, and which account runs it. PostgreSQL refuses to run as root, and the account it runs as
 * instead may not be able to enter the directory; then the cluster lies elsewhere and the two know of each other (`pg-location` here,
 * `belongs-to` there). One rule above all: a directory that has a database is never given a new, empty one. Found, or refused in a sentence.
 */

import { randomBytes } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { type Account, closedAbove } from './binaries.ts';
import { isPostmasterOf, readPostmaster } from './leftover.ts';
import { type Progress, StartRefusal } from './start-refusal.ts';

export type Place = {
  /** PostgreSQL's own directory; it exists exactly when `made`. */
  cluster: string;
  made: boolean;
  /** Where a copy of the programs may be put so that the account reaches them. */
  beside: string;
  /** Null for an ordinary person, else the account that root's server becomes. */
  account: Account | null;
};

type Where = {
  dataDir: string;
  /** Where clusters lie that cannot lie in their data directory. */
  elsewhere: string;
  /** A cluster for a test: it may be thrown away as soon as its data directory is gone. */
  throwaway: boolean;
  progress: Progress;
};

/** Looks where the database is, or where a first one shall be made. Makes directories and sets rights on ours; starts nothing. */
export function findPlace(where: Where): Place {
  const { dataDir, elsewhere, progress } = where;
  const root = isRoot();
  const cluster = existing(where, root);
  if (cluster === null) return root ? newPlaceOfRoot(where) : newPlace(dataDir);
  const inside = cluster === join(dataDir, 'pg');
  if (!root) {
    const owner = ownerOf(cluster);
    if (owner !== null && typeof process.getuid === 'function' && owner !== process.getuid())
      throw belongsToAnother(dataDir, cluster, owner);
    if (inside) chmodSync(dataDir, 0o700);
    return { cluster, made: true, beside: dataDir, account: null };
  }
  const account = adopt(cluster, dataDir, progress);
  if (!inside) holdTogether(dataDir, cluster);
  const home = dirname(cluster);
  if (statSync(home).uid === 0) openTo(home, account);
  const closed = closedAbove(cluster, account);
  if (closed.length > 0) throw outOfReach(dataDir, cluster, closed, account);
  return { cluster, made: true, beside: inside ? dataDir : elsewhere, account };
}

/** Written when the cluster is whole, so that one that is missing later is missed. */
export function rememberPlace(dataDir: string, cluster: string): void {
  const text = `${cluster === join(dataDir, 'pg') ? 'pg' : cluster}\n`;
  const note = join(dataDir, 'pg-location');
  if (!existsSync(note) || readFileSync(note, 'utf8') !== text) writeWhole(note, text);
}

/** What root wrote into somebody's directory becomes theirs again, so that they can start without root tomorrow. */
export function giveBack(dataDir: string): void {
  if (!isRoot()) return;
  const { uid, gid } = statSync(dataDir);
  if (uid === 0) return;
  const walk = (path: string) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const at = join(path, entry.name);
      if (at === join(dataDir, 'pg')) continue;
      if (lstatSync(at).uid === 0) lchownSync(at, uid, gid);
      if (entry.isDirectory()) walk(at);
    }
  };
  walk(dataDir);
}

/** Written beside, synced, renamed: after a kill the file is whole or absent. */
export function writeWhole(path: string, text: string): void {
  const half = `${path}.half`;
  const file = openSync(half, 'w', 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(half, path);
}

// ── the database that is there ──

/** The cluster of this directory, or null where there never was one. Two, or one that is gone, is refused. */
function existing({ dataDir, elsewhere }: Where, root: boolean): string | null {
  const inside = join(dataDir, 'pg');
  const noted = readText(join(dataDir, 'pg-location'));
  const named = noted === null ? null : resolve(dataDir, noted);
  const there = [...new Set([...(named === null ? [] : [named]), inside])].filter((path) => look(path) !== 'missing');
  if (there.length > 1)
    throw new StartRefusal('data.two-databases', {
      zh: `数据目录 ${dataDir} 有两个数据库：${there.join(' 和 ')}，不能替您选。没有改动任何文件。请停用其中一个：若以 ${inside} 为准，删除 ${join(dataDir, 'pg-location')}；若以 ${named} 为准，把 ${inside} 移到别处；然后重新启动。`,
      en: `The data directory ${dataDir} has two databases, ${there.join(' and ')}, and which one counts is not for a program to choose. Nothing was changed. To keep ${inside}, delete ${join(dataDir, 'pg-location')}; to keep ${named}, move ${inside} away; then start again.`,
    });
  if (there[0] !== undefined) return there[0];
  if (named !== null) throw gone(dataDir, named);
  const known = existsSync(join(dataDir, 'pg-passwords.json'));
  const found = root && known ? homesOf(dataDir, elsewhere).find((home) => look(join(home, 'pg')) !== 'missing') : undefined;
  if (found) return join(found, 'pg');
  // The log of a server that ran here: made before clusters were noted.
  if (known && existsSync(join(dataDir, 'postgres.log'))) throw gone(dataDir, inside);
  return null;
}

/** `closed`: it may be there, and whoever runs us may not see it. A directory that is not a cluster is refused rather than filled. */
function look(cluster: string): 'there' | 'closed' | 'missing' {
  try {
    if (statSync(join(cluster, 'PG_VERSION'), { throwIfNoEntry: false })) return 'there';
    if (!statSync(cluster, { throwIfNoEntry: false })?.isDirectory() || readdirSync(cluster).length === 0) return 'missing';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EPERM') return 'closed';
    throw error;
  }
  throw new StartRefusal('data.damaged', {
    zh: `${cluster} 不是完整的数据库（缺少 PG_VERSION）。没有改动任何文件。请从备份恢复这个目录，或用 --data 另选数据目录。`,
    en: `${cluster} is not a whole database (PG_VERSION is missing). Nothing was changed. Restore that directory from your backup, or choose another data directory with --data.`,
  });
}

/** Homes elsewhere that say they belong to this directory: its note was lost, or a first start was killed half-way. */
function homesOf(dataDir: string, elsewhere: string): string[] {
  return names(elsewhere)
    .filter((name) => /^[0-9a-f]{16}$/.test(name))
    .map((name) => join(elsewhere, name))
    .filter((home) => readText(join(home, 'belongs-to')) === dataDir);
}

/** A directory that was moved takes its database along; one that was copied must not share it with the first. */
function holdTogether(dataDir: string, cluster: string): void {
  const path = join(dirname(cluster), 'belongs-to');
  const owner = readText(path);
  if (owner === dataDir) return;
  if (owner !== null && existsSync(owner) && !isSame(owner, dataDir)) {
    const theirs = readText(join(owner, 'pg-location'));
    if (theirs !== null && resolve(owner, theirs) === cluster)
      throw new StartRefusal('data.copied', {
        zh: `${dataDir} 是 ${owner} 的副本，数据库在 ${cluster}，属于原来的目录，没有一起复制。没有改动任何文件。请停止原来的三早后把 ${cluster} 复制为 ${join(dataDir, 'pg')}，并删除 ${join(dataDir, 'pg-location')}，再启动。`,
        en: `${dataDir} is a copy of ${owner}; the database in ${cluster} belongs to the first and was not copied. Nothing was changed. Stop the first Sanzao, copy ${cluster} to ${join(dataDir, 'pg')}, delete ${join(dataDir, 'pg-location')}, and start again.`,
      });
  }
  writeWhole(path, `${dataDir}\n`);
}

/** The account that the cluster belongs to. One that belongs to root or to nobody of this machine was restored or brought over: it is handed over. */
function adopt(cluster: string, dataDir: string, progress: Progress): Account {
  const owner = statSync(cluster).uid;
  const found = accounts().find(({ uid }) => uid === owner);
  if (found) return found;
  const account = defaultAccount(dataDir);
  progress({
    zh: `${cluster} 属于 root 或本机没有的账户，现交给账户 ${account.name}，PostgreSQL 以它运行。`,
    en: `${cluster} belongs to root or to an account this machine does not have; it is handed to the account ${account.name}, which runs PostgreSQL.`,
  });
  const walk = (path: string) => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      if (entry.isDirectory()) walk(join(path, entry.name));
      lchownSync(join(path, entry.name), account.uid, account.gid);
    }
  };
  walk(cluster);
  chownSync(cluster, account.uid, account.gid);
  chmodSync(cluster, 0o700);
  return account;
}

// ── a first database ──

function newPlace(dataDir: string): Place {
  chmodSync(dataDir, 0o700);
  return { cluster: join(dataDir, 'pg'), made: false, beside: dataDir, account: null };
}

/** In the data directory, unless the account cannot enter the directories above it (root's closed home): nobody's home has to be opened. */
function newPlaceOfRoot({ dataDir, elsewhere, throwaway, progress }: Where): Place {
  const account = defaultAccount(dataDir);
  if (statSync(dataDir).uid === 0) openTo(dataDir, account);
  if (closedAbove(dataDir, account).length === 0) return { cluster: join(dataDir, 'pg'), made: false, beside: dataDir, account };
  mkdirSync(elsewhere, { recursive: true, mode: 0o755 });
  clearAbandoned(elsewhere);
  const unfinished = homesOf(dataDir, elsewhere).find((home) => look(join(home, 'pg')) === 'missing');
  const home = unfinished ?? join(elsewhere, randomBytes(8).toString('hex'));
  progress({
    zh: `${dataDir} 在只有 root 能进入的目录里，数据库文件改放在 ${home}。`,
    en: `${dataDir} lies in a directory that only root may enter; the database files are kept in ${home}.`,
  });
  if (!unfinished) mkdirSync(home, { mode: 0o710 });
  openTo(home, account);
  if (throwaway) writeFileSync(join(home, 'throwaway'), '');
  writeFileSync(join(home, 'belongs-to'), `${dataDir}\n`);
  return { cluster: join(home, 'pg'), made: false, beside: elsewhere, account };
}

/**
 * Clusters of tests whose data directory is gone from the temporary directory. Any other is kept: its directory may have been moved, or lie on
 * a disk that is absent.
 */
function clearAbandoned(elsewhere: string): void {
  for (const name of names(elsewhere).filter((entry) => /^[0-9a-f]{16}$/.test(entry))) {
    const home = join(elsewhere, name);
    try {
      const owner = readFileSync(join(home, 'belongs-to'), 'utf8').trim();
      const running = readPostmaster(join(home, 'pg'));
      if (!existsSync(join(home, 'throwaway')) || !owner.startsWith(`${tmpdir()}/`) || existsSync(owner)) continue;
      if (running && isPostmasterOf(running.pid, join(home, 'pg'))) continue;
      rmSync(home, { recursive: true, force: true });
    } catch {
      // Being made by another start just now.
    }
  }
}

// ── accounts and rights ──

type Named = Account & { name: string };

const isRoot = (): boolean => typeof process.getuid === 'function' && process.getuid() === 0;

function accounts(): Named[] {
  return (readText('/etc/passwd') ?? '')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid), home: '/' }))
    .filter((account) => account.uid > 0);
}

/** Whose server root starts where there is no cluster to say so: a directory that belongs to somebody stays theirs. */
function defaultAccount(dataDir: string): Named {
  const all = accounts();
  const owner = statSync(dataDir).uid;
  const found =
    all.find(({ uid }) => uid === owner) ??
    all.find(({ name }) => name === 'postgres') ??
    all.find(({ name }) => name === 'nobody') ??
    all[0];
  if (!found)
    throw new StartRefusal('postgres.no-account', {
      zh: 'PostgreSQL 不能以 root 运行，而本机没有其他账户。请新建一个普通账户后再启动。',
      en: 'PostgreSQL refuses to run as root, and this machine has no other account. Add an ordinary account and start again.',
    });
  return found;
}

/** Lets the account pass through a directory of root's, and nobody else. */
function openTo(directory: string, account: Account): void {
  chownSync(directory, 0, account.gid);
  chmodSync(directory, 0o710);
}

const nameOf = (uid: number): string => (uid === 0 ? 'root' : (accounts().find((account) => account.uid === uid)?.name ?? String(uid)));
const myName = (): string => nameOf(process.getuid?.() ?? 0);

function ownerOf(path: string): number | null {
  for (let at = path; ; at = dirname(at)) {
    try {
      return statSync(at).uid;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EACCES' || dirname(at) === at) return null;
    }
  }
}

/** An ordinary person before a directory that root, or somebody else, has written in. */
export function refuseStrangers(dataDir: string): void {
  if (typeof process.getuid !== 'function') return;
  const mine = (path: string) => {
    try {
      accessSync(path, constants.R_OK | constants.W_OK);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EROFS') return true; // said by whoever writes first
      return !['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');
    }
  };
  const ours = ['pg', 'pg-location', 'pg-passwords.json', 'postgres.log', 'deployment.json', 'files', 'audit', 'master.key', 'sanzao.log'];
  const blocked = [dataDir, ...ours.map((name) => join(dataDir, name))].find((path) => !mine(path));
  if (blocked === undefined) return;
  const owner = ownerOf(blocked);
  if (owner === null || owner === process.getuid()) return; // a read-only mount or odd rights of our own: the disk's sentence
  throw belongsToAnother(dataDir, blocked, owner);
}

// ── sentences ──

function belongsToAnother(dataDir: string, path: string, owner: number): StartRefusal {
  const apart = relative(dataDir, path).startsWith('..');
  const [zh, en] = apart
    ? [
        `把它移回来：sudo mv ${path} ${join(dataDir, 'pg')} && sudo rm ${join(dataDir, 'pg-location')} && sudo chown -R ${myName()} ${dataDir}`,
        `bring it back: sudo mv ${path} ${join(dataDir, 'pg')} && sudo rm ${join(dataDir, 'pg-location')} && sudo chown -R ${myName()} ${dataDir}`,
      ]
    : [`改为您所有：sudo chown -R ${myName()} ${dataDir}`, `make it yours: sudo chown -R ${myName()} ${dataDir}`];
  return new StartRefusal('data.other-owner', {
    zh: `${path} 属于账户 ${nameOf(owner)}，${myName()} 打不开（上次可能是用 root 启动的）。没有改动任何文件，也没有新建数据库。请像上次一样用 root 启动，或者先停止三早，再${zh}`,
    en: `${path} belongs to the account ${nameOf(owner)}, and ${myName()} cannot open it (was it started as root before?). Nothing was changed and no new database was made. Start as root again, or stop Sanzao and ${en}`,
  });
}

function outOfReach(dataDir: string, cluster: string, closed: string[], account: Account): StartRefusal {
  const name = nameOf(account.uid);
  const pass = `sudo chmod a+x ${closed.join(' ')}`;
  const [zh, en] =
    cluster === join(dataDir, 'pg')
      ? [
          `请把数据目录移到它能到达的地方（例如 sudo mv ${dataDir} /srv/sanzao，再用 --data /srv/sanzao 启动），或者允许它通过：${pass}`,
          `Move the data directory where it can be reached (for example sudo mv ${dataDir} /srv/sanzao, then start with --data /srv/sanzao), or let the account pass: ${pass}`,
        ]
      : [`请允许它通过：${pass}`, `Let the account pass: ${pass}`];
  return new StartRefusal('data.out-of-reach', {
    zh: `数据库在 ${cluster}，由账户 ${name} 运行，但 ${closed.join('、')} 不让它通过。没有改动数据，也没有新建数据库。${zh}`,
    en: `The database in ${cluster} is run by the account ${name}, which may not pass through ${closed.join(', ')}. No data was changed and no new database was made. ${en}`,
  });
}

function gone(dataDir: string, cluster: string): StartRefusal {
  return new StartRefusal('data.database-missing', {
    zh: `数据目录 ${dataDir} 的数据库应在 ${cluster}，现在不见了。没有新建空的数据库。请把它移回原处或从备份恢复；确实要从头开始，请用 --data 另选目录。`,
    en: `The database of ${dataDir} should be in ${cluster} and is not there. No empty one was made. Move it back or restore it from your backup; to really begin anew, choose another directory with --data.`,
  });
}

// ── small ones ──

const readText = (path: string): string | null => (existsSync(path) ? readFileSync(path, 'utf8').trim() : null);
const names = (directory: string): string[] => (existsSync(directory) ? readdirSync(directory) : []);

function isSame(one: string, other: string): boolean {
  const [a, b] = [statSync(one), statSync(other)];
  return a.dev === b.dev && a.ino === b.ino;
}
