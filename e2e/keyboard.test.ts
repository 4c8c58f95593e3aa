/** The same evening without a mouse: not one click from signing in to taking the import back. */

import type { Locator } from 'playwright-core';
import { expect, it } from 'vitest';
import { demoLedgers, writeEveningLedger } from '../demo/ledgers.ts';
import { eveningExpectations } from '../demo/testing.ts';
import type { Guest } from './guest.ts';
import { house } from './house.ts';
import { digitsOf, figure, left } from './speech.ts';

const home = house({ story: true });
const before = demoLedgers()[0]!.items.filter((item) => item.pool === 'annual');
const named = (name: string) => before.find((item) => item.name === name)!;

/** What is typed into each doubtful cell; null leaves the row out. */
const typed: Record<string, string | null> = {
  C17: named('农机装备制造及再制造项目').code,
  E24: null,
  N56: String(named('鹿茸分级交易中心项目').annualPlanYuan! / 10_000),
  K72: '2020.5-2021.5',
  K76: '2020',
  L85: String(named('县域充电桩建设项目').totalYuan / 10_000),
};

let clerk: Guest;
let former: (number | null)[] = [];
const headline = async (): Promise<(number | null)[]> => [
  await digitsOf(clerk, '本年计划项目'),
  await digitsOf(clerk, '计划总投资'),
  await digitsOf(clerk, '年度计划投资'),
];
const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === document.activeElement, undefined, { timeout: 1_000 }).catch(() => false);

/** Goes forward with the Tab key until that is reached; a thing the keyboard cannot reach fails here. */
async function tabTo(target: Locator, key = 'Tab'): Promise<void> {
  await target.waitFor();
  for (let steps = 0; steps < 150; steps += 1) {
    if (await isFocused(target)) return;
    await clerk.page.keyboard.press(key);
  }
  throw new Error(`${String(target)} was not reached with ${key} in 150 steps`);
}
const press = async (key: string): Promise<void> => {
  await clerk.page.keyboard.press(key);
  await clerk.settled();
};

it('signing in and finding the way to imports takes no mouse', async () => {
  clerk = await home.receive(null);
  await clerk.open('/sign-in');
  await tabTo(clerk.page.getByRole('button', { name: /苗砚秋/ }));
  await clerk.page.keyboard.press('Enter');
  await clerk.page.waitForURL((url) => url.pathname === '/');
  await clerk.settled();
  former = await headline();
  await clerk.page.keyboard.press('g');
  await press('i');
  await clerk.page.waitForURL(/\/imports/);
  await clerk.settled();
});

it('the ledger is chosen, and every doubt settled, with the keyboard alone', async () => {
  const { path } = await writeEveningLedger(`${home.served.directory}/../ledgers`);
  await tabTo(clerk.page.getByRole('button', { name: '选择台账文件' }));
  const chooser = clerk.page.waitForEvent('filechooser');
  await clerk.page.keyboard.press('Enter');
  await (await chooser).setFiles(path);
  await clerk.page.waitForURL(/\/imports\/220421\//);
  await left(clerk, 8);

  await tabTo(clerk.page.getByRole('region', { name: '读不通的单元格' }).getByRole('button', { name: /^C17/ }));
  await press('Enter');
  let remaining = 8;
  for (const { cell } of eveningExpectations().doubtful.toSorted((one, other) => Number(one.cell.slice(1)) - Number(other.cell.slice(1)))) {
    const detail = clerk.page.getByRole('article', { name: new RegExp(cell) });
    await detail.waitFor();
    const field = detail.getByRole('textbox');
    // The first control of the doubt has the focus by itself.
    await expect.poll(() => isFocused(field), { message: `${cell} has the focus`, timeout: 10_000 }).toBe(true);
    const text = typed[cell]!;
    if (text === null) await tabTo(detail.getByRole('button', { name: /^不导入第/ }));
    else await clerk.page.keyboard.type(text);
    await clerk.page.keyboard.press('Enter');
    remaining -= 1;
    await left(clerk, remaining);
  }
  await clerk.page.getByRole('article').getByText('精密轴承套圈生产线建设项目').first().waitFor();
  await press('1');
  await left(clerk, 1);
  await press('2');
  await clerk.page.getByRole('heading', { name: '都处理完了' }).waitFor({ timeout: 30_000 });
  await tabTo(clerk.page.getByRole('button', { name: '看入库结果' }).first());
  await press('Enter');
  await clerk.page.getByRole('heading', { name: '入库会做什么' }).waitFor({ timeout: 30_000 });
  await clerk.settled();
});

it('confirming, reading a number and its cell, and coming back to where one was, too', async () => {
  await tabTo(clerk.page.getByRole('button', { name: /^入库 \d+ 行/ }));
  await clerk.page.keyboard.press('Enter');
  const done = clerk.page.getByRole('heading', { name: /^已入库/ });
  await done.waitFor({ timeout: 30_000 });
  await clerk.settled();
  await expect.poll(() => isFocused(done)).toBe(true);
  await tabTo(clerk.page.getByRole('button', { name: '看总览' }));
  await press('Enter');
  await clerk.page.waitForURL((url) => url.pathname === '/');
  await clerk.settled();
  expect(await headline()).not.toEqual(former);
  const total = figure(clerk, '计划总投资').first();
  await tabTo(total);
  await press('Enter');
  const drawer = clerk.page.getByRole('dialog');
  await drawer.getByText(/逐行相加/).waitFor();
  await tabTo(drawer.getByRole('button', { name: /的来源$/ }).first());
  await press('Enter');
  await drawer.getByText(eveningExpectations().file).first().waitFor();
  await press('Escape');
  await drawer.waitFor({ state: 'hidden' });
  await expect.poll(() => isFocused(total)).toBe(true);
});

it('taking the import back restores the former totals', async () => {
  await clerk.page.keyboard.press('g');
  await press('i');
  await clerk.page.waitForURL(/\/imports/);
  await clerk.settled();
  await tabTo(clerk.page.getByRole('link', { name: eveningExpectations().file }));
  await press('Enter');
  await tabTo(clerk.page.getByRole('button', { name: /^整批撤销/ }));
  await press('Enter');
  await clerk.page.keyboard.type('导错了文件');
  await clerk.page.keyboard.press('Enter');
  await clerk.page.getByRole('heading', { name: /整批撤销了这次导入/ }).waitFor({ timeout: 30_000 });
  await clerk.settled();
  await clerk.page.keyboard.press('g');
  await press('d');
  await clerk.page.waitForURL((url) => url.pathname === '/');
  await clerk.settled();
  expect(await headline()).toEqual(former);
});
