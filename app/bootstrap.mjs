/**
 * The first file that runs, before anything is installed, on any Node from 20.19 on: plain JavaScript, Node alone. It installs
 * what is missing, builds the screens when they are stale, and hands over to the pinned Node of the project. It decides
 * nothing about the product. Everything it says goes to stderr; stdout belongs to the commands.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { constants as os } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [command = 'start', ...rest] = process.argv.slice(2);
const isWindows = process.platform === 'win32';

// ── speaking ──

const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';
const chinese = !/^en/i.test(locale);
const english = !/^zh/i.test(locale);

/** Both languages unless the terminal's locale names one. */
function say(zh, en) {
  if (chinese) process.stderr.write(`${zh}\n`);
  if (english) process.stderr.write(`${en}\n`);
}

function refuse(zh, en, code = 1) {
  say(zh, en);
  process.exit(code);
}

const isNewer = (version, wanted) => {
  const [a, b] = [version, wanted].map((text) => text.replace(/^v/, '').split('.').map(Number));
  return a[0] !== b[0] ? a[0] > b[0] : a[1] >= b[1];
};

// ── the installation ──

if (!isNewer(process.versions.node, '20.19'))
  refuse(
    `当前 Node 是 ${process.versions.node}，需要 20.19 或更新的版本（https://nodejs.org）。`,
    `This is Node ${process.versions.node}; version 20.19 or newer is needed (https://nodejs.org).`,
  );

const lockFile = join(root, 'package-lock.json');
const modules = join(root, 'node_modules');
const stamp = join(modules, '.sanzao-installed');

function wantedStamp() {
  return createHash('sha256').update(readFileSync(lockFile)).update(`${process.platform}-${process.arch}`).digest('hex');
}

function isInstalled() {
  const wanted = wantedStamp();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  if (!isInstalledByHand()) return false;
  try {
    writeFileSync(stamp, wanted);
  } catch {
    // A read-only installation is still an installation.
  }
  return true;
}

/** npm writes its own record when an installation is complete; one made by `npm ci` at the prompt counts. */
function isInstalledByHand() {
  try {
    const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
    const present = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(
      ([path, entry]) => path === '' || entry.link || entry.optional || entry.devOptional || present[path]?.version === entry.version,
    );
  } catch {
    return false;
  }
}

async function install() {
  if (isInstalled()) return;
  const agent = /npm\/(\d+)\.(\d+)/.exec(process.env.npm_config_user_agent ?? '');
  if (agent && Number(agent[1]) < 10)
    refuse(
      `当前 npm 是 ${agent[1]}.${agent[2]}，需要 10 或更新的版本：npm install -g npm@10`,
      `This is npm ${agent[1]}.${agent[2]}; version 10 or newer is needed: npm install -g npm@10`,
    );
  try {
    accessSync(root, constants.W_OK);
    mkdirSync(modules, { recursive: true });
    const probe = join(modules, `.sanzao-probe-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    if (error.code === 'ENOSPC') refuse(`磁盘已满，无法在 ${root} 安装组件。`, `The disk is full; nothing can be installed in ${root}.`);
    refuse(
      `无法写入 ${root}，组件装不上：目录只读或没有权限。请把项目复制到可写的目录。`,
      `Cannot write to ${root}, so nothing can be installed: it is read-only or not yours. Copy the project to a writable directory.`,
    );
  }
  const release = await turn();
  try {
    if (isInstalled()) return; // somebody else did it while we waited
    say('首次运行：正在安装组件，约需一分钟……', 'First run: installing components, about a minute …');
    rmSync(stamp, { force: true });
    const since = performance.now();
    const beat = setInterval(() => {
      const seconds = Math.round((performance.now() - since) / 1000);
      say(`……正在安装，已 ${seconds} 秒`, `… installing, ${seconds} s`);
    }, 10_000);
    const npm =
      process.env.npm_execpath && /npm-cli\.[cm]?js$/.test(process.env.npm_execpath)
        ? [process.execPath, process.env.npm_execpath]
        : [isWindows ? 'npm.cmd' : 'npm'];
    const [program, ...before] = npm;
    const code = await ended(
      spawn(program, [...before, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'], {
        cwd: root,
        stdio: ['ignore', 2, 2],
        shell: isWindows && npm.length === 1,
      }),
    );
    clearInterval(beat);
    if (code !== 0)
      refuse(
        '组件没有装好（上面是 npm 的说明，常见原因是网络不通或磁盘已满）。没有留下半成品，再运行一次即可重来。',
        'The components could not be installed (npm says why above; usually the network or a full disk). Nothing half-done counts; run the command again to start over.',
      );
    writeFileSync(`${stamp}.half`, wantedStamp());
    renameSync(`${stamp}.half`, stamp);
  } finally {
    release();
  }
}

/** Two commands on a fresh checkout install one after the other. */
async function turn() {
  const path = join(root, '.sanzao-installing');
  let told = false;
  let silent = 0;
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    let holder = 0;
    try {
      holder = Number(readFileSync(path, 'utf8'));
      process.kill(holder, 0);
    } catch (error) {
      silent += holder > 0 ? 0 : 1; // written a moment after it is made; one that stays empty was made by a killed run
      if (error.code !== 'EPERM' && (holder > 0 || silent > 10)) {
        rmSync(path, { force: true }); // its installer was killed
        continue;
      }
    }
    if (!told) say('另一个命令正在安装组件，等待它完成……', 'Another command is installing; waiting for it …');
    told = true;
    await new Promise((done) => setTimeout(done, 500));
  }
}

// ── the pinned Node ──

function pinnedNode() {
  const candidates = [join(modules, 'node', 'bin', isWindows ? 'node.exe' : 'node')];
  for (const path of candidates) if (existsSync(path) && spawnSync(path, ['--version']).status === 0) return path;
  if (isNewer(process.versions.node, '22.18')) return process.execPath;
  return refuse(
    '项目自带的 Node 没有装上（安装时跳过了脚本？），而本机的 Node 低于 22.18。请运行 npm rebuild node，或安装 Node 24。',
    'The Node that belongs to the project is missing (were install scripts skipped?), and this one is older than 22.18. Run npm rebuild node, or install Node 24.',
  );
}

/**
 * Memory of the server. Node by itself lets the heap grow to several times what is in use before it looks for garbage; with these a ledger
 * of 50,000 rows is read and decided within 400 MB (bench/import.bench.ts), and a province's shelf still has room.
 */
const bounded = ['--max-semi-space-size=8', '--max-old-space-size=1024'];

/**
 * Runs a program of the project and ends as it ends. Signals are passed on; should npm above us be killed, the program is
 * stopped too, and should we be killed, it notices the closed channel.
 */
async function run(args, { env = {}, channel = false } = {}) {
  const child = spawn(pinnedNode(), args, {
    cwd: root,
    stdio: channel ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
    // What was read and compiled once is not read and compiled again: half a second of every command.
    env: { NODE_COMPILE_CACHE: join(modules, '.cache', 'compiled'), ...process.env, ...env },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) child.kill('SIGTERM');
    }, 500).unref();
  }
  return ended(child);
}

function ended(child) {
  return new Promise((done) => {
    child.once('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      done(1);
    });
    child.once('exit', (code, signal) => done(code ?? 128 + (os.signals[signal] ?? 1)));
  });
}

// ── the screens ──

const record = join(root, 'dist', '.built-from.json');

const hashOf = (path) => {
  try {
    return createHash('sha256').update(readFileSync(path)).digest('hex');
  } catch {
    return 'missing';
  }
};

/** Stale when a file that went into the last build changed, or when there was none. tools/build-screens.ts writes the record. */
function screensAreStale() {
  try {
    const { files, folders } = JSON.parse(readFileSync(record, 'utf8'));
    const list = (folder) => (existsSync(join(root, folder)) ? readdirSync(join(root, folder)).sort().join() : 'missing');
    return (
      Object.entries(files).some(([path, hash]) => hashOf(join(root, path)) !== hash) ||
      Object.entries(folders).some(([path, names]) => list(path) !== names)
    );
  } catch {
    return true;
  }
}

async function buildScreens(force = false) {
  if (!existsSync(join(root, 'vite.config.ts'))) return 0;
  if (!force && !screensAreStale()) return 0;
  say('正在构建界面……', 'Building the screens …');
  const child = spawn(pinnedNode(), [join(root, 'tools', 'build-screens.ts')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 2],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  const code = await ended(child);
  if (code !== 0) {
    if (existsSync(join(root, 'dist', 'index.html')) && !force) {
      say('界面没有构建成功，先用上一次的。', 'The screens could not be built; the previous ones are used.');
      return 0;
    }
    say('界面没有构建成功，原因见上。', 'The screens could not be built; the reason is above.');
  }
  return code;
}

// ── the commands ──

async function test() {
  const onServer = rest.includes('--postgres');
  const wanted = rest.filter((word) => word !== '--postgres');
  const url = onServer ? process.env.TEST_POSTGRES_URL || process.env.DATABASE_URL : '';
  if (onServer && !url)
    refuse('请用 TEST_POSTGRES_URL 给出测试用的 PostgreSQL 地址。', 'Name the PostgreSQL server to test on in TEST_POSTGRES_URL.', 2);
  const journeys =
    existsSync(join(root, 'e2e')) && (wanted.length === 0 || wanted.some((word) => word.includes('e2e') || word.includes('journeys')));
  if (journeys) {
    const code = await buildScreens();
    if (code !== 0) return code;
  }
  const report = join(modules, '.cache', `sanzao-test-${process.pid}.json`);
  mkdirSync(dirname(report), { recursive: true });
  const code = await run(
    [join(modules, 'vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...wanted],
    {
      // A database that is meant for work is never what the tests run on.
      env: { TEST_POSTGRES_URL: url ?? '', DATABASE_URL: '', DATABASE_APP_URL: '' },
    },
  );
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'));
    passed = result.numPassedTests;
    skipped = result.numPendingTests + (result.numTodoTests ?? 0);
    // A file that could not even be loaded has no tests of its own; it counts as one failure.
    failed =
      result.numFailedTests +
      result.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((one) => one.status === 'failed')).length;
  } catch {
    failed = 1;
  }
  rmSync(report, { force: true });
  if (code !== 0 && failed === 0) failed = 1;
  process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  return code !== 0 ? code : failed > 0 ? 1 : 0;
}

async function bench() {
  const known = existsSync(join(root, 'bench')) ? readdirSync(join(root, 'bench')).filter((name) => name.endsWith('.bench.ts')) : [];
  // Words name measurements; numbers and flags are handed on (how many rows, how many rounds).
  const isFlag = (word) => /^(-|\d+$)/.test(word);
  const names = rest.filter((word) => !isFlag(word));
  const flags = rest.filter(isFlag);
  const chosen =
    names.length === 0
      ? known
      : names.map((name) => [`${name}.bench.ts`, `${name}.ts`, name].find((file) => existsSync(join(root, 'bench', file))) ?? name);
  const unknown = chosen.find((file) => !existsSync(join(root, 'bench', file)));
  if (unknown || chosen.length === 0)
    refuse(
      `没有这个测量：${unknown ?? ''}。可用的有：${known.join('、')}`,
      `There is no such measurement: ${unknown ?? ''}. There are: ${known.join(', ')}`,
      2,
    );
  for (const file of chosen) {
    const code = await run([...bounded, join(root, 'bench', file), ...flags]);
    if (code !== 0) return code;
  }
  return 0;
}

const commands = {
  async start() {
    const code = await buildScreens();
    return code !== 0 ? code : run([...bounded, join(root, 'app', 'cli.ts'), 'serve', '--start', ...rest], { channel: true });
  },
  async cli() {
    if (rest[0] === 'serve') {
      const code = await buildScreens();
      if (code !== 0) return code;
    }
    return run([...bounded, join(root, 'app', 'cli.ts'), ...rest], { channel: rest[0] === 'serve' });
  },
  test,
  check: () => run([join(root, 'tools', 'check.ts'), ...rest]),
  bench,
  build: () => buildScreens(true),
};

const chosen = Object.hasOwn(commands, command) ? commands[command] : undefined;
if (!chosen)
  refuse(
    `没有这个命令：${command}。可用的有：${Object.keys(commands).join('、')}`,
    `There is no command ${command}. There are: ${Object.keys(commands).join(', ')}`,
    2,
  );
await install();
process.exitCode = await chosen();
process.exit();
