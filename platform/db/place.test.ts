// A data directory that has a database is never given an empty one: moved, closed, copied, taken over by another account, it is found or refused.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closedAbove } from './binaries.ts';
import { startEmbedded } from './embedded.ts';

const isRoot = process.getuid?.() === 0;
/** An ordinary account of every Unix, which is not the one that root's server becomes. */
const someone = { uid: 1, gid: 1, home: '/' };
let top: string;
let elsewhere: string;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'sanzao-place-'));
  chmodSync(top, 0o755);
  elsewhere = join(top, 'elsewhere');
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

const folder = (name: string, mode: number): string => {
  mkdirSync(join(top, name), { recursive: true });
  chmodSync(join(top, name), mode);
  return join(top, name);
};
const homes = () => (existsSync(elsewhere) ? readdirSync(elsewhere).filter((name) => /^[0-9a-f]{16}$/.test(name)) : []);
const start = (dataDir: string) => startEmbedded({ dataDir, relocateTo: elsewhere, durable: false });

/** Starts, keeps one more number in the database, and stops; all numbers kept so far. */
async function keep(dataDir: string): Promise<number> {
  const server = await start(dataDir);
  const client = new pg.Client({ connectionString: server.ownerUrl });
  try {
    await client.connect();
    await client.query('create table if not exists kept (n int)');
    await client.query('insert into kept values (1)');
    return (await client.query('select count(*)::int as n from kept')).rows[0].n;
  } finally {
    await client.end();
    await server.stop();
  }
}

it('a database that is gone is missed, not made anew', async () => {
  const dataDir = join(folder('open', 0o755), 'data');
  await keep(dataDir);
  renameSync(join(dataDir, 'pg'), join(top, 'away'));
  await expect(start(dataDir)).rejects.toThrow(/should be in .*pg and is not there\. No empty one was made/);
  expect(existsSync(join(dataDir, 'pg'))).toBe(false);
  mkdirSync(join(dataDir, 'pg'));
  await expect(start(dataDir)).rejects.toThrow(/should be in .*pg and is not there/);
  rmSync(join(dataDir, 'pg'), { recursive: true });
  rmSync(join(dataDir, 'pg-location')); // made before places were noted
  await expect(start(dataDir)).rejects.toThrow(/should be in .*pg and is not there/);
  renameSync(join(top, 'away'), join(dataDir, 'pg'));
  expect(await keep(dataDir)).toBe(2);
  rmSync(join(dataDir, 'pg', 'PG_VERSION'));
  await expect(start(dataDir)).rejects.toThrow(/not a whole database \(PG_VERSION is missing\)/);
}, 60_000);

it('a directory moved between open places keeps its database', async () => {
  await keep(join(folder('open', 0o755), 'data'));
  renameSync(join(top, 'open', 'data'), join(folder('other', 0o755), 'moved'));
  expect(await keep(join(top, 'other', 'moved'))).toBe(2);
}, 60_000);

describe.skipIf(!isRoot)('started by root', () => {
  it('moved from an open place into a closed one: refused, saying what to do; nothing is made elsewhere; moved back, everything is there', async () => {
    const dataDir = join(folder('open', 0o755), 'data');
    await keep(dataDir);
    const closed = folder('closed', 0o700);
    renameSync(dataDir, join(closed, 'data'));
    await expect(start(join(closed, 'data'))).rejects.toMatchObject({
      code: 'data.out-of-reach',
      sentence: { en: expect.stringContaining(`sudo chmod a+x ${closed}`), zh: expect.stringContaining(`sudo chmod a+x ${closed}`) },
    });
    expect(homes()).toEqual([]);
    chmodSync(closed, 0o711);
    expect(await keep(join(closed, 'data'))).toBe(2);
    renameSync(join(closed, 'data'), dataDir);
    expect(await keep(dataDir)).toBe(3);
  }, 60_000);

  it('made in a closed place and moved to an open one, or to another closed one: the database elsewhere is found', async () => {
    const closed = folder('closed', 0o700);
    await keep(join(closed, 'data'));
    expect(existsSync(join(closed, 'data', 'pg'))).toBe(false);
    renameSync(join(closed, 'data'), join(folder('open', 0o755), 'data'));
    expect(await keep(join(top, 'open', 'data'))).toBe(2);
    renameSync(join(top, 'open', 'data'), join(closed, 'again'));
    expect(await keep(join(closed, 'again'))).toBe(3);
    expect(homes()).toHaveLength(1);
    expect(readFileSync(join(elsewhere, homes()[0]!, 'belongs-to'), 'utf8').trim()).toBe(join(closed, 'again'));
  }, 60_000);

  it('the note lost: found by what the database says it belongs to; the database lost: missed', async () => {
    const dataDir = join(folder('closed', 0o700), 'data');
    await keep(dataDir);
    rmSync(join(dataDir, 'pg-location'));
    expect(await keep(dataDir)).toBe(2);
    rmSync(join(elsewhere, homes()[0]!), { recursive: true });
    await expect(start(dataDir)).rejects.toMatchObject({ code: 'data.database-missing' });
    expect(homes()).toEqual([]);
  }, 60_000);

  it('two databases, or a copy of a directory whose database lies elsewhere, are not chosen between', async () => {
    const dataDir = join(folder('closed', 0o700), 'data');
    await keep(dataDir);
    cpSync(dataDir, join(top, 'closed', 'copy'), { recursive: true });
    await expect(start(join(top, 'closed', 'copy'))).rejects.toMatchObject({ code: 'data.copied' });
    const cluster = join(elsewhere, homes()[0]!, 'pg');
    cpSync(cluster, join(dataDir, 'pg'), { recursive: true });
    await expect(start(dataDir)).rejects.toMatchObject({ code: 'data.two-databases', sentence: { en: expect.stringContaining(cluster) } });
    rmSync(join(dataDir, 'pg'), { recursive: true });
    expect(await keep(dataDir)).toBe(2);
  }, 60_000);

  it('rights that changed later: our own directories are opened again, others are named, a cluster restored by root is handed over', async () => {
    const dataDir = join(folder('open', 0o755), 'data');
    await keep(dataDir);
    chmodSync(dataDir, 0o700);
    expect(await keep(dataDir)).toBe(2);
    chmodSync(join(top, 'open'), 0o700);
    await expect(start(dataDir)).rejects.toMatchObject({ code: 'data.out-of-reach' });
    chmodSync(join(top, 'open'), 0o755);
    spawnSync('chown', ['-R', '0:0', join(dataDir, 'pg')]);
    chmodSync(join(dataDir, 'pg'), 0o755);
    expect(await keep(dataDir)).toBe(3);
    expect(statSync(join(dataDir, 'pg')).uid).not.toBe(0);

    const apart = join(folder('closed', 0o700), 'data');
    await keep(apart);
    chmodSync(elsewhere, 0o700);
    await expect(start(apart)).rejects.toMatchObject({ code: 'data.out-of-reach', sentence: { en: expect.stringContaining(elsewhere) } });
    chmodSync(elsewhere, 0o755);
    chmodSync(join(elsewhere, homes()[0]!), 0o700);
    expect(await keep(apart)).toBe(2);
  }, 60_000);

  const project = fileURLToPath(new URL('../..', import.meta.url));
  const reachable = isRoot && closedAbove(project, someone).length === 0 && closedAbove(process.execPath, someone).length <= 1;
  /** The same start by an ordinary account: what it printed. */
  const asSomeone = (dataDir: string): string => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [
        '--input-type=module',
        '-e',
        `import { startEmbedded } from ${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)};
         try {
           const server = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, durable: false });
           console.log('started');
           await server.stop();
         } catch (error) { console.log(error.code, error.message); }`,
      ],
      { uid: someone.uid, gid: someone.gid, cwd: '/', encoding: 'utf8', env: {} },
    );
    return `${stdout}${stderr}`.trim();
  };

  it.skipIf(!reachable)(
    'an ordinary account after root is told whose it is; after the handing over it starts',
    async () => {
      const theirs = folder('theirs', 0o755);
      const dataDir = join(theirs, 'data');
      await keep(dataDir);
      expect(asSomeone(dataDir)).toMatch(
        /^data\.other-owner .*belongs to the account root, and (daemon|bin) cannot open it.*sudo chown -R (daemon|bin)/,
      );
      spawnSync('chown', ['-R', '1:1', dataDir]);
      chownSync(join(dataDir, 'pg'), 65_534, 65_534);
      expect(asSomeone(dataDir)).toMatch(/^data\.other-owner .*pg belongs to the account \w+/);
      chownSync(join(dataDir, 'pg'), someone.uid, someone.gid);
      expect(asSomeone(dataDir)).toBe('started');
      expect(existsSync(join(dataDir, 'pg-location'))).toBe(true);
    },
    60_000,
  );

  it.skipIf(!reachable)(
    'an ordinary account after root, the database elsewhere: told where it lies, nothing made',
    async () => {
      const dataDir = join(folder('closed', 0o700), 'data');
      await keep(dataDir);
      chmodSync(join(top, 'closed'), 0o755);
      spawnSync('chown', ['-R', '1:1', dataDir]);
      const said = asSomeone(dataDir);
      expect(said).toContain(`data.other-owner ${join(elsewhere, homes()[0]!, 'pg')} belongs to`);
      expect(existsSync(join(dataDir, 'pg'))).toBe(false);
    },
    60_000,
  );

  it.skipIf(!reachable)(
    "root after an ordinary account: the account's database, and everything is still theirs afterwards",
    async () => {
      const theirs = folder('theirs', 0o755);
      chownSync(theirs, someone.uid, someone.gid);
      const dataDir = join(theirs, 'data');
      expect(asSomeone(dataDir)).toBe('started');
      chmodSync(theirs, 0o700); // a home
      expect(await keep(dataDir)).toBe(1);
      expect(readdirSync(dataDir).filter((name) => statSync(join(dataDir, name)).uid !== someone.uid)).toEqual([]);
      expect(asSomeone(dataDir)).toBe('started');
    },
    60_000,
  );
});
