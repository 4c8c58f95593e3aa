/**
 * Serves a data directory until it is told to stop. Decides the port and the order of things: the first start makes the region
 * before anybody can call; stopping lets running requests end, then the database, within five seconds, and leaves nothing behind.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer as createProbe } from 'node:net';
import { join } from 'node:path';
import { writeDemoLedgers, writeEveningLedger } from '../demo/ledgers.ts';
import { resumeImports, stopImports } from '../features/imports/routes.ts';
import { regionTree } from '../features/regions/door.ts';
import { readHolder } from '../platform/db/lock.ts';
import { type Progress, StartRefusal } from '../platform/db/start-refusal.ts';
import type { Http } from '../platform/http/server.ts';
import { projectRoot, readDeployment, readServing, removeServing, writeDeployment, writeServing } from './data-directory.ts';
import { createDemo } from './demo.ts';
import { type Laid, layGround } from './ground.ts';
import { intakes } from './rooms.ts';
import { goRound, keepRounds } from './rounds.ts';
import { createServer } from './server.ts';
import { settings } from './settings.ts';
import { announce } from './terminal.ts';

const defaultPort = 8080;

export type ServeOrder = {
  dataDir: string;
  /** Undefined: 8080, or the next free one. */
  port: number | undefined;
  /** What a directory that was never used becomes. */
  fresh: 'demo' | 'empty';
};

/** Resolves when the server has stopped. */
export async function serve(order: ServeOrder, progress: Progress): Promise<void> {
  const since = performance.now();
  const { dataDir } = order;
  const running = readServing(dataDir);
  if (running) throw alreadyServed(dataDir, running.address);
  const port = await choosePort(order.port, progress);

  let stopping = false;
  let stop: (() => void) | undefined;
  const asked = new Promise<void>((done) => {
    stop = () => {
      if (stopping) return;
      stopping = true;
      done();
    };
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop?.());
  process.on('disconnect', () => stop?.()); // whoever started us was killed
  process.channel?.unref();

  let laid: Laid | undefined;
  let http: Http | undefined;
  let stopRounds: (() => void) | undefined;
  try {
    laid = await layGround(dataDir, 'serve', progress);
    const token = randomBytes(32).toString('base64url');
    const deployment = readDeployment(dataDir);
    const demo = deployment ? deployment.demo : order.fresh === 'demo';
    http = await compose(laid, { demo, token, screens: true });
    if (!stopping && deployment?.state !== 'ready') await establish(dataDir, demo, laid, http, progress);
    if (!stopping) {
      await listen(http, port);
      const address = `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`;
      writeServing(dataDir, { pid: process.pid, address: `http://127.0.0.1:${port}`, token, database: laid.appUrl });
      laid.lock.announce(address);
      void resume(laid);
      const { ground, log } = laid;
      stopRounds = keepRounds(ground.clock, () => goRound({ ground, log }));
      welcome(address, demo, dataDir, performance.now() - since);
      await asked;
      announce({ zh: '正在停止……', en: 'Stopping …' });
    }
  } finally {
    stopping = true;
    // Whatever hangs, five seconds are the limit; the keeper of the database finishes by itself when we are gone.
    setTimeout(() => process.exit(process.exitCode ?? 1), 4_500).unref();
    removeServing(dataDir);
    stopImports();
    stopRounds?.();
    if (http) await close(http);
    await laid?.stop();
  }
  announce({ zh: '已停止。', en: 'Stopped.' });
}

/** Imports that were being read or decided when an earlier process ended start over; the page that follows them sees them go on. */
async function resume({ ground, log }: Laid): Promise<void> {
  try {
    const tree = await ground.database.transaction({ regions: [], prefix: null, owner: null }, (db) => regionTree(db), { readOnly: true });
    await resumeImports(
      ground,
      intakes,
      tree.map((region) => region.code),
    );
  } catch (error) {
    log({ level: 'error', what: 'imports not resumed', fault: String(error) });
  }
}

/** The server over a laid ground, as serve and the commands use it. */
export function compose(laid: Laid, options: { demo: boolean; token: string; screens: boolean }): Promise<Http> {
  const screens = join(projectRoot, 'dist');
  return createServer({
    ground: laid.ground,
    demo: options.demo,
    operatorToken: options.token,
    ...(options.screens && existsSync(join(screens, 'index.html')) ? { screens } : {}),
    trustProxy: settings.trustProxy,
    log: laid.log,
  });
}

/** Makes what a new directory holds. Until it is done the note says `creating`, and a killed start begins again. */
export async function establish(dataDir: string, demo: boolean, laid: Laid, http: Http, progress: Progress): Promise<void> {
  writeDeployment(dataDir, { demo, state: 'creating' });
  if (demo) {
    await createDemo(laid.ground, http, progress);
    await writeDemoLedgers(ledgersOf(dataDir));
    await writeEveningLedger(ledgersOf(dataDir));
  }
  writeDeployment(dataDir, { demo, state: 'ready' });
}

/** Where the demonstration's ledgers lie, for whoever wants to drop one in. */
const ledgersOf = (dataDir: string): string => join(dataDir, 'ledgers');

function alreadyServed(dataDir: string, address: string): StartRefusal {
  return new StartRefusal('data.in-use', {
    zh: `数据目录 ${dataDir} 已在运行，地址是 ${address}（进程 ${readHolder(dataDir)?.pid ?? '?'}）。请直接打开它，或先停止它。`,
    en: `The data directory ${dataDir} is already being served at ${address} (process ${readHolder(dataDir)?.pid ?? '?'}). Open that address, or stop it first.`,
  });
}

async function choosePort(wanted: number | undefined, progress: Progress): Promise<number> {
  if (wanted !== undefined) {
    if (await isFree(wanted)) return wanted;
    throw new StartRefusal('port.taken', {
      zh: `端口 ${wanted} 已被别的程序占用。请用 --port 换一个端口，或先停止占用它的程序。`,
      en: `Port ${wanted} is taken by another program. Choose another one with --port, or stop the program that holds it.`,
    });
  }
  for (let port = defaultPort; port < defaultPort + 50; port += 1) {
    if (!(await isFree(port))) continue;
    if (port !== defaultPort)
      progress({ zh: `端口 ${defaultPort} 已被占用，改用 ${port}。`, en: `Port ${defaultPort} is taken; using ${port}.` });
    return port;
  }
  throw new StartRefusal('port.taken', {
    zh: `端口 ${defaultPort} 到 ${defaultPort + 49} 都被占用。请用 --port 指定一个空闲端口。`,
    en: `Ports ${defaultPort} to ${defaultPort + 49} are all taken. Name a free one with --port.`,
  });
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done, fail) => {
    const probe = createProbe();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') done(false);
      else if (error.code === 'EACCES')
        fail(
          new StartRefusal('port.forbidden', {
            zh: `没有权限使用端口 ${port}，请用 --port 选 1024 以上的端口。`,
            en: `Port ${port} may not be used by you; choose one above 1024 with --port.`,
          }),
        );
      else fail(error);
    });
    probe.listen(port, settings.host, () => probe.close(() => done(true)));
  });
}

async function listen(http: Http, port: number): Promise<void> {
  try {
    await http.listen({ host: settings.host, port });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new StartRefusal('port.taken', {
      zh: `端口 ${port} 刚被别的程序占用，请再启动一次。`,
      en: `Port ${port} was just taken by another program; start again.`,
    });
  }
}

/** Lets requests under way end for two seconds; then their connections are cut. */
async function close(http: Http): Promise<void> {
  const cut = setTimeout(() => http.server.closeAllConnections(), 2_000);
  http.server.closeIdleConnections();
  await http.close().catch(() => {});
  clearTimeout(cut);
}

function welcome(address: string, demo: boolean, dataDir: string, milliseconds: number): void {
  const seconds = (milliseconds / 1000).toFixed(1);
  announce({ zh: `三早已启动（${seconds} 秒）：${address}`, en: `Sanzao is running (${seconds} s): ${address}` });
  if (demo)
    announce({
      zh: `  这是演示地区（辽源市，2020 年）。打开上面的地址，在登录页选择“以某某身份进入”，不需要密码。
  可拖入“台账导入”的演示台账（例如东丰县 3 月 20 日更新）在：${ledgersOf(dataDir)}`,
      en: `  This is the demonstration region (Liaoyuan, 2020). Open the address and choose "enter as …" on the sign-in page; no password is needed.
  Ledgers to drop into Imports (for instance 东丰县's update of 20 March) are in: ${ledgersOf(dataDir)}`,
    });
  else
    announce({
      zh: `  首次进入：在另一个终端运行 npm run -s sanzao -- first-admin --data ${dataDir}，用得到的一次性代码设定管理员密码。`,
      en: `  To enter for the first time run npm run -s sanzao -- first-admin --data ${dataDir} in another terminal and set the administrator's password with the code it gives.`,
    });
  announce({ zh: `  数据目录：${dataDir}。按 Ctrl-C 停止。`, en: `  Data: ${dataDir}. Ctrl-C stops it.` });
}
