/** The plan over time: the Gantt chart by keyboard and by hand with undo, departments, the month board, a calendar that a phone subscribes to. */
import { request } from 'playwright-core';
import { expect, it } from 'vitest';
import type { PlanNode, PlanReply } from '../features/plans/words.ts';
import type { Guest } from './guest.ts';
import { house } from './house.ts';
import { breaches } from './judge.ts';

const home = house({ story: true });
let clerk: Guest;
let at = '';
let api = '';
let node: PlanNode;

const planNow = async (): Promise<PlanReply> => (JSON.parse((await clerk.ask('GET', api)).text) as { plan: PlanReply }).plan;
const daysNow = async (): Promise<number> => (await planNow()).nodes.find((one) => one.code === node.code)!.days;
const grid = () => clerk.page.getByRole('grid');
const activeRow = async (): Promise<string> => {
  const id = await grid().getAttribute('aria-activedescendant');
  return (await clerk.page.locator(`#${id}`).getByRole('rowheader').getAttribute('aria-label')) ?? '';
};
/** Walks to a node with the arrow keys. */
async function walkTo(name: string): Promise<void> {
  await grid().focus();
  await clerk.page.keyboard.press('Home');
  for (let steps = 0; steps < 100; steps += 1) {
    if ((await activeRow()).startsWith(`${name},`)) return;
    await clerk.page.keyboard.press('ArrowDown');
  }
  throw new Error(`no row is called ${name}`);
}
const reason = () => clerk.page.getByRole('textbox', { name: /原因/ });

it('the clerk opens the Gantt chart of a plan whose baseline holds, and walks in it with the arrow keys', async () => {
  clerk = await home.receive('dongfeng.clerk');
  const { rows } = JSON.parse((await clerk.ask('GET', '/api/plans?region=220421&limit=500')).text) as {
    rows: { region: string; projectId: string; nodes: number }[];
  };
  for (const row of rows.toSorted((a, b) => b.nodes - a.nodes)) {
    at = `/plans/${row.region}/${row.projectId}`;
    api = `/api${at}`;
    const plan = await planNow();
    const free = plan.nodes.find(
      (one) => one.kind === 'work' && one.actualStart === null && !one.holdPoint && !one.fixed && one.daysLeft === null && one.days > 4,
    );
    if (plan.baselines.some((one) => one.current) && free) {
      node = free;
      break;
    }
  }
  await clerk.open(`${at}?chart=gantt&zoom=week`);
  await grid().focus();
  const first = await activeRow();
  await clerk.page.keyboard.press('ArrowDown');
  expect(await activeRow()).not.toBe(first);
  await clerk.page.keyboard.press('ArrowUp');
  expect(await activeRow()).toBe(first);
  await clerk.page.keyboard.press('Enter');
  const panel = clerk.page.getByRole('dialog');
  await panel.waitFor();
  expect(first.startsWith((await panel.locator('.ant-drawer-title').innerText()).trim())).toBe(true);
  await clerk.page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });
});

it('plus and minus change the scale, which stands in the address', async () => {
  await grid().focus();
  await clerk.page.keyboard.press('+');
  await clerk.page.waitForURL(/zoom=day/);
  await grid().focus();
  await clerk.page.keyboard.press('-');
  await clerk.page.waitForURL(/zoom=week/);
});

it('shift and an arrow ask for what the change needs; without a reason it is refused and the bar stays', async () => {
  const before = node.days;
  await walkTo(node.name.zh);
  await clerk.page.keyboard.press('Shift+ArrowRight');
  await reason().waitFor();
  await clerk.page.keyboard.press('Enter');
  await clerk.page.getByText('要写明原因').or(clerk.page.getByRole('alert')).first().waitFor();
  expect(await daysNow()).toBe(before);
  expect(await clerk.page.locator('.pl-g-ghost').count()).toBe(0);
  clerk.expect(422);
  await reason().fill('材料进场推迟一天');
  await clerk.page.keyboard.press('Enter');
  await reason().waitFor({ state: 'hidden' });
  expect(await daysNow()).toBe(before + 1);
  clerk.complaints();
});

it('Ctrl+Z takes the change back, Ctrl+Y makes it again', async () => {
  await clerk.settled();
  await grid().focus();
  await clerk.page.keyboard.press('Control+z');
  await expect.poll(daysNow, { timeout: 15_000 }).toBe(node.days);
  await clerk.settled();
  await grid().focus();
  await clerk.page.keyboard.press('Control+y');
  await expect.poll(daysNow, { timeout: 15_000 }).toBe(node.days + 1);
  await clerk.settled();
  await grid().focus();
  await clerk.page.keyboard.press('Control+z');
  await expect.poll(daysNow, { timeout: 15_000 }).toBe(node.days);
  await clerk.settled();
});

it('the end of a bar is dragged with the mouse, saved with a reason, and undone', async () => {
  await walkTo(node.name.zh);
  await clerk.page.keyboard.press(' ');
  await clerk.settled();
  const plan = await planNow();
  const bar = plan.nodes.find((one) => one.code === node.code)!;
  const row = await clerk.page.locator(`#${await grid().getAttribute('aria-activedescendant')}`).boundingBox();
  const today = await clerk.page.locator('.pl-g-line-today').boundingBox();
  const days = (Date.parse(bar.forecast) - Date.parse(plan.asOf)) / 86_400_000 + 1;
  let x = today!.x + days * 11;
  // A long bar ends outside the window: it is brought in.
  const box = (await grid().boundingBox())!;
  if (x > box.x + box.width - 120) {
    const by = Math.round(x - (box.x + box.width - 220));
    await grid().evaluate((element, left) => element.scrollBy({ left }), by);
    await clerk.settled();
    x -= by;
  }
  const y = row!.y + 13;
  await clerk.page.mouse.move(x, y);
  await clerk.page.mouse.down();
  await clerk.page.mouse.move(x + 55, y, { steps: 6 });
  await clerk.page.locator('.pl-g-ghost').waitFor();
  await clerk.page.mouse.up();
  await reason().fill('拖动后延');
  await clerk.page.getByRole('button', { name: '保存改动' }).click();
  await reason().waitFor({ state: 'hidden' });
  expect(await daysNow()).toBeGreaterThan(node.days);
  await clerk.settled();
  await clerk.page.getByRole('button', { name: '撤销' }).click();
  await expect.poll(daysNow, { timeout: 15_000 }).toBe(node.days);
  await clerk.settled();
});

it('the same rows stand in a table, and by department everybody has one line', async () => {
  await clerk.click('button', '表格');
  const plan = await planNow();
  await expect.poll(() => clerk.page.getByRole('tabpanel').locator('tbody tr').count()).toBe(plan.nodes.length);
  await clerk.click('button', '图');
  await clerk.click('tab', '分部门');
  const first = clerk.page.locator('[data-opens]').first();
  await first.focus();
  await clerk.page.keyboard.press('Enter');
  await clerk.page.getByRole('dialog').waitFor();
  await clerk.page.keyboard.press('Escape');
  await clerk.page.getByRole('dialog').waitFor({ state: 'hidden' });
});

it('the month board shows the year of the county, filters by light, opens a plan and goes to Excel', async () => {
  await clerk.open('/plans/board');
  const all = await clerk.page.locator('.pl-b tbody tr').count();
  expect(all).toBeGreaterThan(10);
  await clerk.open('/plans/board?light=late');
  const late = await clerk.page.locator('.pl-b tbody tr').count();
  expect(late).toBeGreaterThan(0);
  expect(late).toBeLessThan(all);
  const [book] = await Promise.all([clerk.page.waitForEvent('download'), clerk.page.getByRole('button', { name: '导出 Excel' }).click()]);
  expect(book.suggestedFilename()).toBe('挂图作战-东丰县-2020.xlsx');
  await clerk.click('button', '导出图');
  const [wall] = await Promise.all([
    clerk.page.waitForEvent('download'),
    clerk.page.getByRole('button', { name: /PDF.*A3|A3.*PDF/ }).click(),
  ]);
  expect(wall.suggestedFilename()).toBe('挂图作战-东丰县-2020.pdf');
  await clerk.page.locator('.pl-b tbody tr').first().getByRole('link').first().click();
  await clerk.page.waitForURL(/\/plans\/220421\//);
  await clerk.settled();
});

it('an organisation gets its calendar at a secret address, which is dead once it is taken back', async () => {
  await clerk.open('/plans/feeds');
  await clerk.click('button', '生成地址');
  const address = await clerk.page.getByRole('textbox', { name: '日历地址' }).inputValue();
  const stranger = await request.newContext();
  const calendar = await stranger.get(address);
  expect(calendar.status()).toBe(200);
  const text = await calendar.text();
  expect(text.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n')).toBe(true);
  expect(text.match(/^BEGIN:VEVENT/gm)!.length).toBeGreaterThan(3);
  await clerk.page.getByRole('button', { name: '已存好' }).click();
  await clerk.page.getByRole('button', { name: /^停用：/ }).click();
  await clerk.page.getByText('已停用').first().waitFor();
  await clerk.settled();
  expect((await stranger.get(address)).status()).toBe(404);
  await stranger.dispose();
});

it('every one of these pages is fit for everybody, in both languages, on a desk and on a phone', async () => {
  await clerk.leave();
  // One load for both sizes, both languages side by side.
  const looks = (['zh', 'en'] as const).map(async (language) => {
    const said: string[] = [];
    const guest = await home.receive('dongfeng.clerk', { language });
    for (const path of [
      `${at}?chart=gantt`,
      `${at}?chart=gantt&as=table`,
      `${at}?chart=departments`,
      '/plans',
      '/plans/board',
      '/plans/board?show=names',
      '/plans/portfolio',
      '/plans/feeds',
    ]) {
      await guest.page.setViewportSize({ width: 1440, height: 900 });
      await guest.open(path);
      // On a phone the board goes month by month, with the names or without.
      for (const width of path.includes('show=') ? [1440] : [1440, 390]) {
        if (width === 390) await guest.look({ width, height: 844 });
        for (const breach of await breaches(guest)) said.push(`${language} ${width} ${path}: ${breach}`);
        if (await guest.page.evaluate(() => document.documentElement.scrollWidth > innerWidth + 1))
          said.push(`${language} ${width} ${path} is wider than the screen`);
      }
    }
    await guest.leave();
    return said;
  });
  expect((await Promise.all(looks)).flat()).toEqual([]);
});
