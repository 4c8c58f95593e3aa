/**
 * The city's bulletin before the meeting: written from the demo region, its first number falsified and stopped at the gate, put right, issued,
 * taken away as a Word file that says what the screen says. Each page on the way is held against axe, on a desk and on a phone.
 */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { wordText } from '../platform/papers/testing.ts';
import type { Guest } from './guest.ts';
import { house } from './house.ts';
import { breaches } from './judge.ts';

const home = house({ story: true });
let guest: Guest;
let address = '';

const sound = async (): Promise<void> => {
  expect(await breaches(guest)).toEqual([]);
};
const paper = () => guest.page.getByRole('article').first();
const text = () => guest.page.getByLabel('正文', { exact: true });

it('the dispatcher begins a bulletin, and every number of the paper opens its definition and rows', async () => {
  guest = await home.receive('dispatcher');
  guest.page.on('dialog', (dialog) => void dialog.accept());
  await guest.open('/bulletins?region=220400');
  await sound();
  await guest.click('button', '起草项目简报');
  await guest.page.waitForURL(/\/bulletins\/220400\/[0-9a-f-]{36}/);
  await guest.settled();
  address = new URL(guest.page.url()).pathname;
  await paper().getByText('草稿').waitFor();
  await paper().getByText('东辽县未报2020年项目台账').waitFor();
  await sound();
  await paper()
    .getByRole('button', { name: /^146个/ })
    .first()
    .click();
  const drawer = guest.page.getByRole('dialog');
  await drawer.getByText('projects.count').first().waitFor();
  await drawer.getByRole('button', { name: '再显示 46 行' }).click();
  await drawer.getByText(/逐行相加.*与本数一致/).waitFor();
  await guest.page.keyboard.press('Escape');
});

it('a falsified number is shown in the preview at once, and the gate does not let it pass', async () => {
  const body = await text().inputValue();
  const falsified = body.replace('项目{项目个数}，总投资', '项目149个，总投资');
  expect(falsified).not.toBe(body);
  await text().fill(falsified);
  await paper().getByText('计划实施项目149个').waitFor();
  await guest.click('button', '核稿印发');
  await guest.page.getByText(/有 1 处要先解决/).waitFor();
  const finding = guest.page.getByRole('article').filter({ hasText: '矛盾' });
  expect(await finding.innerText()).toContain('95 + 51 = 146');
  expect(await finding.innerText()).toMatch(/149个?\s*→\s*(改为)?\s*146/);
  expect(await guest.page.getByRole('button', { name: '印发', exact: true }).isDisabled()).toBe(true);
  await sound();
  // Nor does the call behind the button.
  const { version } = JSON.parse((await guest.ask('GET', `/api${address}`)).text) as { version: number };
  const refused = await guest.ask('POST', `/api${address}/issue`, { version });
  expect(refused.status).toBe(422);
  expect(refused.text).toContain('bulletins.blocked');
  await guest.look({ width: 390, height: 844 });
  await sound();
  await guest.look({ width: 1440, height: 900 });
});

it('put right, it passes the gate and is issued under number 1', async () => {
  await guest.click('button', '回去改');
  await text().fill((await text().inputValue()).replace('项目149个，总投资', '项目{项目个数}，总投资'));
  await paper().getByText('计划实施项目').first().waitFor();
  await guest.click('button', '核稿印发');
  await guest.page.getByText(/没有发现矛盾/).waitFor();
  await guest.click('button', '印发');
  await guest.page.getByText('与印发时一致').waitFor();
  await paper().getByText('第1期（总第1期）').waitFor();
  expect(await paper().getByText('草稿').count()).toBe(0);
  await sound();
});

it('the Word file says what the screen says, word for word', async () => {
  const [download] = await Promise.all([guest.page.waitForEvent('download'), guest.click('button', 'Word')]);
  expect(download.suggestedFilename()).toBe('项目简报2020年第1期.docx');
  const word = (await wordText(readFileSync(await download.path()))).replaceAll(/\s/g, '');
  const shown = await paper().evaluate((article) => {
    const copy = article.cloneNode(true) as HTMLElement;
    for (const hidden of copy.querySelectorAll('.sz-hidden')) hidden.remove();
    return [...copy.querySelectorAll('p, h2, h3, h4, th, td')].map((one) => (one.textContent ?? '').replaceAll(/\s/g, ''));
  });
  expect(shown.length).toBeGreaterThan(60);
  for (const line of shown) expect(word).toContain(line);
  expect(word).toContain('数字口径与来源');
});

it('what has changed since is one click; the issued page stands on a phone and in English', async () => {
  await guest.click('button', '印发以来有何变化');
  await guest.page.getByText(/个数字与项目库现在的都一致/).waitFor();
  await guest.look({ width: 390, height: 844 });
  await sound();
  expect(await guest.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await guest.look({ language: 'en', width: 1440, height: 900 });
  await guest.page.getByRole('heading', { name: 'What has changed since' }).waitFor();
  await sound();
  await guest.open('/bulletin-templates?region=220400');
  await guest.page.getByText('Save as a template of').waitFor();
  await sound();
  await guest.leave();
});
