// How soon the fishbone and the node chart of a plan of 80 nodes stand after its data are there, in the real browser with the product's own drawing, first
// time and median of many, as a share of the budget of 200 ms. Reports, never judges.   node bench/plan-charts.ts [--rounds 20]
import { createReadStream, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpus, loadavg, tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { launchBrowser } from '../tools/test-browser.ts';

const { values: flags } = parseArgs({ options: { rounds: { type: 'string', default: '20' } } });
const budget = 200;
const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'sanzao-charts-'));
const page = join(root, 'bench', '.plan-charts.html');
writeFileSync(page, '<!doctype html><meta charset="utf-8"><script type="module" src="./plan-charts-page.tsx"></script>');
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
const server = createServer((request, reply) => {
  const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
  const file = join(folder, path === '/' ? 'bench/.plan-charts.html' : path);
  reply.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
  if (existsSync(file)) createReadStream(file).pipe(reply);
  else reply.writeHead(404).end();
});
await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
const browser = await launchBrowser();
try {
  const tab = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await tab.waitForFunction('typeof bench === "function"');
  const found = (await tab.evaluate(`bench(${Number(flags.rounds)})`)) as Record<string, { layout: number[]; whole: number[] }>;
  const middle = (all: number[]): number => all.toSorted((a, b) => a - b)[all.length >> 1]!;
  console.log(`${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)}; 80 nodes; budget ${budget} ms after the data`);
  for (const [name, { layout, whole }] of Object.entries(found))
    console.log(
      `${name.padEnd(24)} first ${whole[0]!.toFixed(0)} ms (${(whole[0]! / budget).toFixed(2)} of the budget), median ${middle(whole).toFixed(0)} ms (${(
        middle(whole) / budget
      ).toFixed(2)}), of which layout ${middle(layout).toFixed(1)} ms`,
    );
} finally {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true });
}
