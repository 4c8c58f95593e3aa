/** The clerk of 东丰县 hangs a plan on the wall: fishbone by keyboard, by department, folded, zoomed, on a phone; SVG, PDF and PNG taken along; the printed page. */
import { readFileSync } from 'node:fs';
import type { Download } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { Guest } from './guest.ts';
import { house } from './house.ts';
import { breaches } from './judge.ts';

const home = house({ story: true });
let clerk: Guest;
let at = '';
let plan: { id: string; nodes: number; name: string };

beforeAll(async () => {
  clerk = await home.receive('dongfeng.clerk');
  const { rows } = JSON.parse((await clerk.ask('GET', '/api/plans?region=220421&limit=500')).text) as {
    rows: { projectId: string; projectName: string; nodes: number; blocked: number }[];
  };
  const most = rows.toSorted((a, b) => b.blocked - a.blocked || b.nodes - a.nodes)[0]!;
  plan = { id: most.projectId, nodes: most.nodes, name: most.projectName };
  at = `/plans/220421/${plan.id}`;
});

const barbs = () => clerk.page.locator('[data-opens]:not([data-opens^="bone:"])');
const taken = async (entry: RegExp): Promise<{ name: string; bytes: Buffer }> => {
  await clerk.click('button', '导出和打印');
  const [file] = (await Promise.all([clerk.page.waitForEvent('download'), clerk.page.getByRole('button', { name: entry }).click()])) as [
    Download,
    unknown,
  ];
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
};

it('the fishbone is a tab that the keyboard reaches, and shows every node', async () => {
  await clerk.open(at);
  await clerk.page.getByRole('tab', { name: '清单' }).focus();
  await clerk.page.keyboard.press('ArrowRight');
  await clerk.settled();
  expect(new URL(clerk.page.url()).searchParams.get('chart')).toBe('fishbone');
  expect(await clerk.page.getByRole('tab', { name: '鱼刺图' }).getAttribute('aria-selected')).toBe('true');
  await expect.poll(() => barbs().count()).toBe(plan.nodes);
});

it('a blocked barb says what blocks it', async () => {
  expect(await clerk.page.locator('#pl-chart svg').first().innerHTML()).toMatch(/受阻：/);
});

it('arrow keys walk along the barbs, Enter opens the node, a change asks for its reason', async () => {
  await barbs().first().focus();
  const first = await clerk.page.evaluate(() => document.activeElement!.getAttribute('data-opens'));
  await clerk.page.keyboard.press('ArrowRight');
  const second = await clerk.page.evaluate(() => document.activeElement!.getAttribute('data-opens'));
  expect(second).not.toBe(first);
  await clerk.page.keyboard.press('End');
  await clerk.page.keyboard.press('Enter');
  const panel = clerk.page.getByRole('dialog');
  await panel.waitFor();
  await panel.getByText('修改节点').waitFor();
  await panel.getByText('已有基线，改动要写明原因').waitFor();
  await clerk.page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
});

it('bones by department come with the address, a bone folds at its header', async () => {
  await clerk.click('button', '按责任单位');
  expect(new URL(clerk.page.url()).searchParams.get('by')).toBe('department');
  await expect.poll(() => barbs().count()).toBe(plan.nodes);
  const header = clerk.page.locator('[data-opens^="bone:"]').first();
  await header.focus();
  await clerk.page.keyboard.press('Enter');
  await clerk.settled();
  expect(await barbs().count()).toBeLessThan(plan.nodes);
  expect(new URL(clerk.page.url()).searchParams.get('fold')).not.toBeNull();
  await clerk.page.reload();
  await clerk.settled();
  expect(await barbs().count()).toBeLessThan(plan.nodes);
  await clerk.open(`${at}?chart=fishbone`);
});

it('+ − 0 zoom the chart that has the focus, Ctrl and the wheel too', async () => {
  const frame = clerk.page.getByRole('region', { name: '鱼刺图' });
  const wide = async (): Promise<number> => (await frame.locator('svg').boundingBox())!.width;
  const fitted = await wide();
  await frame.focus();
  await clerk.page.keyboard.press('+');
  expect(await wide()).toBeGreaterThan(fitted * 1.1);
  await clerk.page.keyboard.press('-');
  await clerk.page.keyboard.press('-');
  expect(await wide()).toBeLessThan(fitted);
  await clerk.page.keyboard.press('0');
  expect(await wide()).toBeCloseTo(fitted, 0);
  await frame.hover();
  await clerk.page.keyboard.down('Control');
  await clerk.page.mouse.wheel(0, -240);
  await clerk.page.keyboard.up('Control');
  await expect.poll(wide).toBeGreaterThan(fitted * 1.1);
});

it('goes along as SVG, PDF and PNG under its Chinese name', async () => {
  const svg = await taken(/SVG/);
  expect(svg.name).toBe(`${plan.name}鱼刺图.svg`);
  const words = svg.bytes.toString('utf8').replace(/<[^>]+>/g, '');
  for (const text of ['包保领导', '编制', '审核', '批准', '状态日期 2020-03-15']) expect(words).toContain(text);
  const pdf = await taken(/PDF A4/);
  expect(pdf.name).toBe(`${plan.name}鱼刺图.pdf`);
  expect(pdf.bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-');
  expect(pdf.bytes.toString('latin1')).toMatch(/\/MediaBox \[0 0 841\.88\d* 595\.27\d*\]/);
  const png = await taken(/PNG/);
  expect(png.bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect(png.bytes.readUInt32BE(16)).toBe(3175); // A3 at 96 to the inch, twice
});

it('prints as one sheet of A3 and nothing else', async () => {
  await clerk.page.emulateMedia({ media: 'print' });
  await clerk.page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  const pdf = (await clerk.page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
  await clerk.page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await clerk.page.emulateMedia({ media: 'screen' });
  const boxes = pdf.match(/\/MediaBox \[[^\]]*\]/g)!;
  expect(boxes).toHaveLength(1);
  const [, , wide, high] = boxes[0]!.match(/[\d.]+/g)!.map(Number);
  expect(wide! / high!).toBeCloseTo(Math.SQRT2, 2);
  expect(wide).toBeGreaterThan(1180);
});

it('the same nodes stand in a table, which opens them too', async () => {
  await clerk.page.getByText('看成表格').click();
  const table = clerk.page.getByRole('table', { name: new RegExp(plan.name) });
  await expect.poll(() => table.getByRole('rowheader').count()).toBe(plan.nodes);
  await table.getByRole('button').first().click();
  await clerk.page.getByRole('dialog').waitFor();
  await clerk.page.keyboard.press('Escape');
});

it('the node chart has a line for each node, with its counter', async () => {
  await clerk.open(`${at}?chart=nodes`);
  await expect.poll(() => barbs().count()).toBe(plan.nodes);
  const words = await clerk.page.locator('#pl-chart svg').first().innerHTML();
  for (const text of ['保前期', '倒计时', '今天 2020-03-15']) expect(words).toContain(text);
  expect(words).toMatch(/距节点还有 \d+ 天|已逾期 \d+ 天|预计晚 \d+ 天/);
});

it('nothing stands in the way of anybody, in both languages, on a desk and a phone', async () => {
  for (const chart of ['fishbone', 'nodes'])
    for (const [language, width, height] of [
      ['zh', 1440, 900],
      ['en', 390, 844],
    ] as const) {
      await clerk.look({ language, width, height });
      await clerk.open(`${at}?chart=${chart}`);
      expect(await breaches(clerk), `${chart} ${language}`).toEqual([]);
      const wider = await clerk.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wider, `${chart} ${language}`).toBeLessThanOrEqual(0);
    }
});
