/**
 * The evening before the meeting: a clerk pastes the page that goes to print, sees what does not add up, asks the author, and takes the list
 * along.
 */
import type { Locator } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { readDocx } from '../platform/papers/read-docx.ts';
import { writeFor } from './demo-server.ts';
import type { Guest } from './guest.ts';
import { house } from './house.ts';
import { breaches, cutOff, foreignWords, rememberData } from './judge.ts';
import { printedPage as page } from './printed-page.ts';

const home = house({ story: true });
let clerk: Guest;
let path = '';

const main = (guest: Guest): Locator => guest.page.getByRole('main');
const group = (guest: Guest, name: string): Locator => main(guest).getByRole('region', { name, exact: true });
const heads = (guest: Guest, name: string): Locator => group(guest, name).locator('.pf-finding-head');

beforeAll(async () => {
  clerk = await home.receive('dongfeng.clerk');
});

it('an empty list says what to do, and nothing typed is lost by a reload or an empty try', async () => {
  await clerk.open('/proofreading');
  await main(clerk).getByRole('heading', { name: '还没有核过稿件' }).waitFor();
  await clerk.click('button', '去粘贴');
  const area = main(clerk).getByRole('textbox', { name: '把要核的文字贴在这里' });
  await expect.poll(() => area.evaluate((element) => element === document.activeElement)).toBe(true);
  await clerk.click('button', '核稿');
  await main(clerk).getByRole('alert').filter({ hasText: '先粘贴一段文字' }).waitFor();
  await area.fill(page);
  await clerk.open('/proofreading');
  expect(await area.inputValue()).toBe(page);
});

it('the page shows one contradiction with its three repairs, two doubtful dates, and the names', async () => {
  await clerk.click('button', '核稿');
  await clerk.page.waitForURL(/\/proofreading\/220421\//);
  path = new URL(clerk.page.url()).pathname;
  await clerk.settled();
  await expect.poll(() => heads(clerk, '矛盾').count()).toBe(1);
  await expect.poll(() => heads(clerk, '存疑').count()).toBe(2);
  expect((await heads(clerk, '存疑').allInnerTexts()).join()).toMatch(/2月25日[\s\S]*2月26日/);
  const asked = (await heads(clerk, '待问').allInnerTexts()).join('\n');
  expect(asked).toContain('卫计局');
  expect(asked).toMatch(/恒久轴/);
  // The text stands as it was written.
  const shown = await main(clerk)
    .locator('.pf-line')
    .evaluateAll((lines) =>
      lines.map((line) => {
        const copy = line.cloneNode(true) as HTMLElement;
        for (const note of copy.querySelectorAll('.pf-gutter')) note.remove();
        return copy.textContent;
      }),
    );
  expect(shown).toEqual(page.split('\n').filter((line) => line !== ''));

  await heads(clerk, '矛盾').click();
  await clerk.settled();
  const detail = group(clerk, '矛盾');
  const repairs = await detail
    .locator('.pf-repair .pf-change')
    .evaluateAll((changes) => changes.map((one) => `${one.querySelector('s')?.textContent}→${one.querySelector('b')?.textContent}`));
  expect(repairs.toSorted()).toEqual(['12→11', '15→14', '26→27']);
  await expect.poll(() => detail.locator('.pf-repair').count()).toBe(3);
  await detail
    .getByText(/12 \+ 15 = 27/)
    .first()
    .waitFor();
  // Drawn together: three places, each with its sign.
  const signs = await main(clerk).locator('.pf-sheet > .pf-threads .pf-sign').allTextContents();
  expect(signs.toSorted()).toEqual(['+', '+', '≠'].toSorted());
  // Sent to a colleague, the address opens the same.
  expect(clerk.page.url()).toContain('at=');
});

it('a number says what was understood of it and in which sums it stands', async () => {
  await main(clerk).locator('.pf-n', { hasText: '70.5亿元' }).first().click();
  const card = clerk.page.getByRole('dialog', { name: /70\.5亿元/ });
  await card.waitFor();
  const said = await card.innerText();
  expect(said).toContain('总投资');
  expect(said).toContain('东丰县');
  expect(said).toContain('亿元');
  expect(said).toMatch(/30\.25 \+ 40\.25 = 70\.5/);
  await clerk.page.keyboard.press('Escape');
  await card.waitFor({ state: 'hidden' });
});

it('what holds can be looked at too', async () => {
  await main(clerk).getByRole('button', { name: /^勾稽/ }).click();
  await clerk.settled();
  await main(clerk)
    .getByRole('button', { name: /^成立\s*\d+$/ })
    .click();
  await clerk.settled();
  await main(clerk).locator('.pf-finding-head', { hasText: '40 + 20 = 60' }).first().click();
  await clerk.settled();
  expect((await main(clerk).locator('.pf-sheet > .pf-threads .pf-sign').allTextContents()).toSorted()).toEqual(['+', '+', '=']);
});

it('the author is asked, an accepted repair edits nothing, and both are there after a reload', async () => {
  await clerk.open(path);
  await heads(clerk, '矛盾').click();
  await clerk.click('button', '请作者核实', group(clerk, '矛盾'));
  const note = group(clerk, '矛盾').getByRole('textbox', { name: '给作者的话' });
  expect(await note.inputValue()).toContain('请核实');
  await note.fill('请按名单核对5000万元以上项目个数。');
  await clerk.click('button', '记下', group(clerk, '矛盾'));
  await group(clerk, '矛盾').getByText('随稿件导出，等作者答复。').waitFor();
  await heads(clerk, '存疑').first().click();
  await clerk.click('button', '照原样', group(clerk, '存疑'));
  await clerk.click('button', '记下理由', group(clerk, '存疑'));
  await group(clerk, '存疑').getByRole('alert').filter({ hasText: '写明照原样的理由' }).waitFor();
  await group(clerk, '存疑').getByRole('textbox').fill('文件日期就是2月25日。');
  await clerk.click('button', '记下理由', group(clerk, '存疑'));
  await clerk.open(path);
  await heads(clerk, '矛盾').click();
  await group(clerk, '矛盾').getByText('请按名单核对5000万元以上项目个数。').waitFor();
  expect(await group(clerk, '矛盾').locator('.pf-answer').innerText()).toContain('苗砚秋');
  await main(clerk)
    .getByRole('button', { name: /^已答复/ })
    .click();
  await clerk.settled();
  await expect.poll(() => main(clerk).locator('.pf-finding').count()).toBe(2);
  await clerk.open('/proofreading');
  await main(clerk)
    .getByText(/^已答复 2\//)
    .first()
    .waitFor();
});

it('the text is held against the register, down to the rows behind a value', async () => {
  await clerk.open(`${path}?view=register`);
  const table = main(clerk).getByRole('table', { name: /项目库/ });
  await table.waitFor();
  await table
    .getByRole('button', { name: /的定义与来源/ })
    .first()
    .click();
  const drawer = clerk.page.getByRole('dialog');
  await drawer.getByText('定义').first().waitFor();
  await drawer.getByRole('listitem').first().waitFor();
  await clerk.page.keyboard.press('Escape');
});

it('the list goes to Word and Excel with the note to the author', async () => {
  await clerk.open(path);
  const get = async (name: string): Promise<string> => {
    const waiting = clerk.page.waitForEvent('download');
    await main(clerk).getByRole('button', { name }).click();
    return (await waiting).path();
  };
  const word = JSON.stringify((await readDocx(await get('导出 Word'), '疑点清单.docx')).blocks);
  for (const text of ['请按名单核对5000万元以上项目个数。', '文件日期就是2月25日。', '卫计局']) expect(word).toContain(text);
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(await get('导出 Excel'));
  const cells: string[] = [];
  book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => cells.push(cell.text))));
  expect(cells.join('\n')).toContain('请按名单核对5000万元以上项目个数。');
  expect(cells.join('\n')).toContain('矛盾');
});

it('from pasting to the last answer the keyboard is enough', async () => {
  const keys = clerk.page.keyboard;
  const press = async (key: string): Promise<void> => {
    await keys.press(key);
    await clerk.settled();
  };
  await keys.press('g');
  await press('k');
  await clerk.page.waitForURL(/\/proofreading(\?|$)/);
  const area = main(clerk).getByRole('textbox', { name: '把要核的文字贴在这里' });
  for (let steps = 0; steps < 80 && !(await area.evaluate((element) => element === document.activeElement)); steps += 1)
    await keys.press('Tab');
  await keys.insertText(page.replace('26个', '27个').replace('15个', '16个'));
  await press('Control+Enter');
  await clerk.page.waitForURL(/\/proofreading\/220421\//);
  await clerk.settled();
  await press('j');
  await press('1');
  await group(clerk, '矛盾').locator('.pf-answer').getByText('已采纳').waitFor();
  await press('u');
  await group(clerk, '矛盾').locator('.pf-answer').waitFor({ state: 'detached' });
  await press('j');
  await press('s');
  await keys.insertText('有文件为证');
  await press('Control+Enter');
  await group(clerk, '存疑').locator('.pf-answer').getByText('有文件为证').waitFor();
  await press('?');
  await clerk.page.getByRole('dialog').getByText('请作者核实').waitFor();
  await press('Escape');
});

it('a table is shown as a sheet with its wrong cell marked and the column joined', async () => {
  const file = writeFor(
    home.served,
    '汇总.csv',
    '县区,项目个数,总投资（亿元）\r\n东丰县,60,70.5\r\n龙山区,38,120.6\r\n西安区,25,77.8\r\n合计,124,268.9\r\n',
  );
  await clerk.open('/proofreading');
  await main(clerk).locator('input[type=file]').setInputFiles(file);
  await clerk.page.waitForURL(/\/proofreading\/220421\//);
  await clerk.settled();
  await heads(clerk, '矛盾').first().click();
  await clerk.settled();
  await expect.poll(() => main(clerk).locator('.pf-cell-frame').count()).toBe(4);
  await main(clerk)
    .getByRole('cell', { name: /^124 ■/ })
    .waitFor();
  expect(await group(clerk, '矛盾').innerText()).toMatch(/60 \+ 38 \+ 25 = 123 ≠ 124/);
});

it('another county reaches neither the page nor what was said to it', async () => {
  const stranger = await home.receive('longshan.clerk');
  stranger.expect(404);
  for (const address of [path, path.replace('220421', '220402'), '/proofreading?region=220421']) {
    await stranger.open(address);
    expect(await stranger.page.locator('body').innerText(), address).not.toContain('项目建设不停步');
  }
  for (const [method, address, body] of [
    ['GET', `/api/manuscripts${path.slice('/proofreading'.length)}`],
    ['GET', `/api/manuscripts${path.slice('/proofreading'.length)}/export?format=docx`],
    ['GET', `/api/manuscripts${path.slice('/proofreading'.length)}/register?year=2020`],
    ['POST', `/api/manuscripts${path.slice('/proofreading'.length)}/answers`, { key: 'x', kind: 'stands', note: '不是我的' }],
    ['DELETE', `/api/manuscripts${path.slice('/proofreading'.length)}`, {}],
    ['GET', '/api/manuscripts?region=220421'],
  ] as const) {
    const { status, text } = await stranger.ask(method, address, body);
    expect([403, 404], `${method} ${address} answered ${status}`).toContain(status);
    expect(text).not.toContain('项目建设不停步');
  }
  await stranger.leave();
});

it.each([
  { language: 'zh', mode: 'light' },
  { language: 'en', mode: 'dark' },
] as const)('desk and phone pass in $language and $mode', async (look) => {
  const guest = await home.receive('dongfeng.clerk', look);
  const data = rememberData(guest);
  const wrong: string[] = [];
  for (const address of ['/proofreading', path, `${path}?view=relations`, `${path}?view=register`])
    for (const size of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      await guest.page.setViewportSize(size);
      await guest.open(address);
      if (address === path) {
        if (size.width < 720) await guest.page.locator('.pf-raise').click();
        await guest.page.locator('.pf-finding-head').first().click();
        await guest.settled();
      }
      const found = [...(await breaches(guest)), ...(await cutOff(guest))];
      if (size.width > 720) found.push(...(await foreignWords(guest, look.language, [...data.of(look.language), page])));
      wrong.push(...found.map((said) => `${address} at ${size.width}: ${said}`));
    }
  await guest.leave();
  expect(wrong).toEqual([]);
});

it('on a phone the list comes up from below and the places stay in sight above it', async () => {
  const guest = await home.receive('dongfeng.clerk', { width: 390, height: 844 });
  await guest.open(path);
  await guest.page.locator('.pf-raise').click();
  await guest.page.locator('.pf-finding-head').first().click();
  await guest.settled();
  const seen = await guest.page.evaluate(() => {
    const view = document.querySelector('.pf-scroll')!.getBoundingClientRect();
    return [...document.querySelectorAll('.pf-sheet > .pf-threads .pf-frame')].map((frame) => {
      const box = frame.getBoundingClientRect();
      return box.top >= view.top && box.bottom <= view.bottom;
    });
  });
  expect(seen.length).toBeGreaterThanOrEqual(3);
  expect(seen).not.toContain(false);
  await guest.leave();
});
