// How smoothly the Gantt chart scrolls and how soon it stands, in the real browser: the product's own component over a made plan of 10,000 rows. Prints
// first paint after the data, frame times while scrolling down, sideways and by leaps, and key to frame; exits 1 where p95 is above 16.7 ms beside an
// empty page's own. Builds its page by itself:  node bench/gantt.ts [--rows 10000] [--zoom week] [--picture FILE]
import { createReadStream, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpus, loadavg, tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { launchBrowser } from '../tools/test-browser.ts';

const { values: flags } = parseArgs({
  options: { rows: { type: 'string', default: '10000' }, zoom: { type: 'string', default: 'week' }, picture: { type: 'string' } },
});
const frameBudget = 1000 / 60;
const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'sanzao-gantt-'));
const page = join(root, 'bench', '.gantt.html');
writeFileSync(page, '<!doctype html><meta charset="utf-8"><div id="root"></div><script type="module" src="./gantt-page.tsx"></script>');
try {
  await build({
    configFile: false,
    root,
    logLevel: 'warn',
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: true, rolldownOptions: { input: page } },
  });
} finally {
  rmSync(page);
}
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const blank = '<!doctype html><style>div{height:320000px;background:linear-gradient(#fff,#ddd)}</style><div></div>';
const server = createServer((request, reply) => {
  const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
  if (path === '/blank') {
    reply.setHeader('content-type', 'text/html');
    reply.end(blank);
    return;
  }
  const file = join(folder, path === '/' ? 'bench/.gantt.html' : path);
  if (!existsSync(file)) {
    reply.statusCode = 404;
    reply.end();
    return;
  }
  reply.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
  createReadStream(file).pipe(reply);
});
await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** In the page: scrolls by so many pixels a frame and gives the time from frame to frame, and how long the page's own work took in each. */
const scrolling = `(async ({ box, by, frames, leap }) => {
  const target = box ? document.querySelector(box) : document.scrollingElement;
  const times = [];
  const work = [];
  let before = 0;
  const channel = new MessageChannel();
  for (let i = 0; i < frames; i++) {
    const now = await new Promise(requestAnimationFrame);
    if (before) times.push(now - before);
    before = now;
    const since = performance.now();
    if (leap) target.scrollTop = (Math.abs(Math.sin(i * 12.9898)) * 43758.5453 % 1) * (target.scrollHeight - target.clientHeight);
    else { target.scrollTop += by.y; target.scrollLeft += by.x * (i % 80 < 40 ? 1 : -1); }
    // after this frame was laid out and painted
    await new Promise((go) => { channel.port1.onmessage = go; requestAnimationFrame(() => 0); channel.port2.postMessage(0); });
    work.push(performance.now() - since);
  }
  return { times, work };
})`;
type Run = { times: number[]; work: number[] };
const spread = (some: readonly number[]) => {
  const sorted = some.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), worst: at(1), n: sorted.length, missed: some.filter((one) => one > frameBudget * 1.5).length };
};
const said = ({ p50, p95, worst, n, missed }: ReturnType<typeof spread>): string =>
  `frame p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, worst ${worst.toFixed(1)} ms; ${missed} of ${n} frames missed`;

const browser = await launchBrowser();
try {
  const tab = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const measure = async (what: { box?: string; y?: number; x?: number; leap?: boolean; frames?: number }): Promise<Run> =>
    (await tab.evaluate(
      `${scrolling}(${JSON.stringify({ box: what.box, by: { x: what.x ?? 0, y: what.y ?? 0 }, frames: what.frames ?? 300, leap: what.leap ?? false })})`,
    )) as Run;
  await tab.goto(`${address}/blank`);
  await measure({ y: 40, frames: 60 });
  const empty = spread((await measure({ y: 40 })).times);
  console.log(`an empty page scrolled by 40 pixels a frame: ${said(empty)}`);
  await tab.goto(`${address}/?rows=${flags.rows}&zoom=${flags.zoom}`);
  await tab.waitForFunction('window.gantt?.drawn');
  const first = (await tab.evaluate('window.gantt')) as { made: number; drawn: number; model: number };
  console.log(
    `${flags.rows} rows, ${await tab.locator('[role=row]').count()} of them in the page: stands ${(first.drawn - first.made).toFixed(0)} ms after its data (laying out ${first.model.toFixed(0)} ms)`,
  );
  const box = '.pl-gantt';
  await measure({ box, y: 40, frames: 60 });
  // What the page itself computes, in time of its processor: it says what the chart costs even where other programs hold the machine.
  const cdp = await tab.context().newCDPSession(tab);
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async (): Promise<number> =>
    (await cdp.send('Performance.getMetrics')).metrics.find((one) => one.name === 'TaskDuration')!.value * 1000;
  const since = await busy();
  await measure({ box, y: 40 });
  const own = ((await busy()) - since) / 300;
  const runs = {
    'down by 40 pixels a frame': await measure({ box, y: 40 }),
    'down by 200 pixels a frame': await measure({ box, y: 200 }),
    'sideways by 60 pixels a frame': await measure({ box, x: 60, frames: 200 }),
    'leaps anywhere': await measure({ box, leap: true, frames: 100 }),
  };
  let worst = 0;
  for (const [name, run] of Object.entries(runs)) {
    const all = spread(run.times);
    if (name !== 'leaps anywhere') worst = Math.max(worst, all.p95);
    console.log(`  ${name}: ${said(all)}`);
  }
  await tab.locator(box).focus();
  const keys: number[] = [];
  for (let i = 0; i < 60; i++) {
    await tab.evaluate(
      `void (window.keyTime = new Promise((go) => window.addEventListener('keydown', (event) => requestAnimationFrame(() => setTimeout(() => go(performance.now() - event.timeStamp))), { once: true, capture: true })))`,
    );
    await tab.keyboard.press(i % 10 === 9 ? 'PageDown' : 'ArrowDown');
    keys.push((await tab.evaluate('window.keyTime')) as number);
  }
  const key = spread(keys);
  console.log(`  a key to its frame: p50 ${key.p50.toFixed(1)} ms, p95 ${key.p95.toFixed(1)} ms`);
  console.log(`  the page's own work is ${own.toFixed(1)} ms a frame (down by 40 pixels), of ${frameBudget.toFixed(1)} ms there are`);
  const [load] = loadavg();
  if (load! > cpus().length) console.log(`  the machine was not at rest: load ${load!.toFixed(1)} on ${cpus().length} processors`);
  if (flags.picture) await tab.screenshot({ path: flags.picture });
  const budget = Math.max(frameBudget + 1, empty.p95 * 1.1);
  console.log(
    `p95 while scrolling ${worst.toFixed(1)} ms; a frame of 60 a second is ${frameBudget.toFixed(1)} ms, the empty page's own p95 ${empty.p95.toFixed(1)} ms`,
  );
  process.exitCode = worst > budget ? 1 : 0;
} finally {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true });
}
