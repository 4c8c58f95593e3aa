// The first file on a fresh machine, with a stand-in for npm: what is missing is installed, what was killed is done again, and the
// commands' stdout is theirs alone.
import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';

const source = fileURLToPath(new URL('./bootstrap.mjs', import.meta.url));
const made: string[] = [];
afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
});

/** A project with a lock of one package, a command line that prints what it got, and an npm that counts its runs. */
function project(): string {
  const root = mkdtempSync(join(tmpdir(), 'sanzao-bootstrap-'));
  made.push(root);
  mkdirSync(join(root, 'app'));
  cpSync(source, join(root, 'app', 'bootstrap.mjs'));
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  writeFileSync(join(root, 'package-lock.json'), lock('1.0.0'));
  writeFileSync(
    join(root, 'app', 'cli.ts'),
    "console.log(JSON.stringify({ words: process.argv.slice(2) as string[] }));\nprocess.exit(process.argv.includes('--fail') ? 2 : 0);\n",
  );
  writeFileSync(
    join(root, 'npm-cli.js'),
    `import { appendFileSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync, cpSync } from 'node:fs';
     appendFileSync('npm-runs', process.argv.slice(2).join(' ') + '\\n');
     console.log('npm says something on stdout');
     if (existsSync('npm-fails')) process.exit(1);
     rmSync('node_modules', { recursive: true, force: true });
     mkdirSync('node_modules/node/bin', { recursive: true });
     if (existsSync('npm-hangs')) {
       writeFileSync('npm-is-hanging', '');
       await new Promise((done) => setTimeout(done, 60_000));
     }
     symlinkSync(${JSON.stringify(process.execPath)}, 'node_modules/node/bin/node');
     cpSync('package-lock.json', 'node_modules/.package-lock.json');`,
  );
  return root;
}

const lock = (version: string) => JSON.stringify({ packages: { '': {}, 'node_modules/one': { version } } });
const runs = (root: string) =>
  existsSync(join(root, 'npm-runs')) ? readFileSync(join(root, 'npm-runs'), 'utf8').trim().split('\n').length : 0;

function start(root: string, args: string[], more: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [join(root, 'app', 'bootstrap.mjs'), ...args], {
    cwd: root,
    env: {
      ...process.env,
      LANG: 'en_US.UTF-8',
      LC_ALL: '',
      npm_execpath: join(root, 'npm-cli.js'),
      npm_config_user_agent: 'npm/11.0.0 node/v24',
      npm_lifecycle_event: '',
      ...more,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (piece) => {
    out += piece;
  });
  child.stderr.on('data', (piece) => {
    err += piece;
  });
  const done = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, out, err })),
  );
  return { child, done };
}

it('installs once, hands the words on, and keeps stdout for the command', async () => {
  const root = project();
  const first = await start(root, ['cli', 'figures', '--json']).done;
  expect(first.err).toMatch(/First run: installing components/);
  expect(first.out).toBe('{"words":["figures","--json"]}\n');
  expect(first.code).toBe(0);
  const second = await start(root, ['cli', 'figures', '--fail']).done;
  expect(second).toEqual({ code: 2, out: '{"words":["figures","--fail"]}\n', err: '' });
  expect(runs(root)).toBe(1);
});

it('installs again when the lock file changed, and takes an installation made by hand as one', async () => {
  const root = project();
  await start(root, ['cli']).done;
  writeFileSync(join(root, 'package-lock.json'), lock('2.0.0'));
  await start(root, ['cli']).done;
  expect(runs(root)).toBe(2);
  rmSync(join(root, 'node_modules', '.sanzao-installed'));
  await start(root, ['cli']).done;
  expect(runs(root)).toBe(2);
});

it('a failed and a killed installation count for nothing, and the next run starts over', async () => {
  const root = project();
  writeFileSync(join(root, 'npm-fails'), '');
  const failed = await start(root, ['cli']).done;
  expect(failed).toMatchObject({ code: 1, out: '' });
  expect(failed.err).toMatch(/run the command again to start over/);
  rmSync(join(root, 'npm-fails'));

  writeFileSync(join(root, 'npm-hangs'), '');
  const killed = start(root, ['cli']);
  while (!existsSync(join(root, 'npm-is-hanging'))) await new Promise((done) => setTimeout(done, 20));
  killed.child.kill('SIGKILL');
  rmSync(join(root, 'npm-hangs'));
  const { code, out } = await start(root, ['cli', 'x']).done;
  expect({ code, out }).toEqual({ code: 0, out: '{"words":["x"]}\n' });
  expect(runs(root)).toBe(3);
}, 60_000);

it('two commands at once on a fresh checkout install once', async () => {
  const root = project();
  const both = await Promise.all([start(root, ['cli', 'a']).done, start(root, ['cli', 'b']).done]);
  expect(both.map(({ code, out }) => [code, out])).toEqual([
    [0, '{"words":["a"]}\n'],
    [0, '{"words":["b"]}\n'],
  ]);
  expect(runs(root)).toBe(1);
}, 60_000);

it('says what it needs: a newer npm, a command that exists, a directory that can be written', async () => {
  const root = project();
  expect((await start(root, ['cli'], { npm_config_user_agent: 'npm/9.8.1 node/v20' }).done).err).toMatch(
    /This is npm 9\.8; version 10 or newer is needed/,
  );
  const unknown = project();
  await start(unknown, ['cli']).done;
  const answer = await start(unknown, ['fly']).done;
  expect(answer.code).toBe(2);
  expect(answer.err).toMatch(/There is no command fly\. There are: start, cli, test/);
  if (process.getuid?.() !== 0) {
    const closed = project();
    chmodSync(closed, 0o555);
    expect((await start(closed, ['cli']).done).err).toMatch(/read-only or not yours/);
    chmodSync(closed, 0o755);
  }
});

it('falls back to this Node when the pinned one was not installed', async () => {
  const root = project();
  await start(root, ['cli']).done;
  rmSync(join(root, 'node_modules', 'node', 'bin', 'node'));
  expect((await start(root, ['cli', 'y']).done).out).toBe('{"words":["y"]}\n');
  symlinkSync('/nowhere', join(root, 'node_modules', 'node', 'bin', 'node'));
  expect((await start(root, ['cli', 'z']).done).out).toBe('{"words":["z"]}\n');
});
