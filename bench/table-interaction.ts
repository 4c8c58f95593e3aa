// How long the 100,000-row table of the kit takes to answer a key, a sort or a jump, in the real browser: from the event to the frame that shows it.
// Prints p50, p95 and the worst beside those of a key that does nothing, and compares p95 with 100 ms; exits 1 above it. Needs dist/ (npm run build); serves it by itself.
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import chromium from '@sparticuz/chromium';
import { chromium as browserType } from 'playwright-core';

const budget = 100;
const dist = process.argv[2] ?? join(import.meta.dirname, '..', 'dist');
const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const session = {
  person: {
    id: '',
    login: 'bench',
    name: '测量',
    nameEn: 'Bench',
    role: 'clerk',
    roleName: { zh: '调度员', en: 'Clerk' },
    may: [],
    regions: [{ code: '220421', name: '东丰县', level: 'county' }],
    home: '/kit',
  },
  demo: true,
  years: [2020],
};
const server = createServer((request, reply) => {
  const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
  if (path === '/api/session') {
    reply.setHeader('content-type', 'application/json');
    reply.end(JSON.stringify(session));
    return;
  }
  const file = path !== '/' && existsSync(join(dist, path)) ? join(dist, path) : join(dist, 'index.html');
  reply.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
  createReadStream(file).pipe(reply);
});
await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
const browser = await browserType.launch({ executablePath: await chromium.executablePath(), args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/kit`);
  const grid = page.getByRole('grid').first();
  await grid.scrollIntoViewIfNeeded();
  await grid.focus();
  await page.evaluate(() => {
    const times: { key: string; ms: number }[] = [];
    Object.assign(window, { times });
    window.addEventListener(
      'keydown',
      (event) => requestAnimationFrame(() => setTimeout(() => times.push({ key: event.key, ms: performance.now() - event.timeStamp }))),
      true,
    );
  });
  const keys = [
    'ArrowDown',
    'ArrowRight',
    'Space',
    'PageDown',
    'F9',
    'PageDown',
    'Shift+ArrowDown',
    'F9',
    'Control+End',
    'PageUp',
    'ArrowUp',
    'Space',
    'F9',
    'Control+Home',
    'End',
    'Home',
  ];
  for (let round = 0; round < 15; round++)
    for (const key of keys) {
      await page.keyboard.press(key);
      await page.waitForTimeout(40);
    }
  const all = ((await page.evaluate('times')) as { key: string; ms: number }[]).filter(({ key }) => key !== 'Shift' && key !== 'Control');
  const spread = (some: typeof all): { n: number; p50: number; p95: number; worst: number } => {
    const sorted = some.map(({ ms }) => ms).sort((one, other) => one - other);
    const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return { n: sorted.length, p50: at(0.5), p95: at(0.95), worst: at(1) };
  };
  // F9 does nothing: it says what this machine needs for any key at all.
  const bare = spread(all.filter(({ key }) => key === 'F9'));
  const table = spread(all.filter(({ key }) => key !== 'F9'));
  const text = (one: typeof bare): string =>
    `p50 ${one.p50.toFixed(1)} ms, p95 ${one.p95.toFixed(1)} ms, worst ${one.worst.toFixed(1)} ms of ${one.n}`;
  console.log(`100,000 rows, ${await grid.getByRole('row').count()} drawn: ${text(table)}; budget p95 ${budget} ms`);
  console.log(`a key that does nothing: ${text(bare)}; the table adds ${(table.p95 - bare.p95).toFixed(1)} ms at p95`);
  process.exitCode = table.p95 > budget || table.n < 180 ? 1 : 0;
} finally {
  await browser.close();
  server.close();
}
