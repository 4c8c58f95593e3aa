/**
 * One officer, one enterprise: a clerk assigns, the officer raises a difficulty on a phone and answers it, the enterprise alone says that it is solved,
 * and the morning count tells what is left, down to the enterprise. The pages of it stand at a desk and on a phone in both languages.
 */
import { describe, expect, it } from 'vitest';
import { newId } from '../vocabulary/ids.ts';
import type { Guest } from './guest.ts';
import { house } from './house.ts';
import { breaches, cutOff, foreignWords, rememberData } from './judge.ts';

const home = house({ story: true });
const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const county = '220422';
const name = '东辽县棠木家具有限公司';
const officer = '晏青岩';
const text = '两车板材卡在省界，等通行证';
let today = '';
let page = '';
let enterprise = '';
/** Difficulties open, overdue, and enterprises that reported, before this journey. */
let stood: number[] = [];

const read = async (guest: Guest, path: string) => {
  const { status, text: body } = await guest.ask('GET', path);
  expect(status, body).toBe(200);
  return JSON.parse(body);
};
const counted = async (guest: Guest): Promise<number[]> => {
  const { total } = await read(guest, `/api/resumption/count?region=${county}&on=${today}`);
  return [total.difficulties.value, total.overdue.value, total.reported.value];
};
const item = (guest: Guest, words: string) => guest.page.getByRole('listitem').filter({ hasText: words }).first();

describe('one officer, one enterprise', () => {
  it('the clerk assigns an officer with a measure; the enterprise leaves the list of those without anybody', async () => {
    const clerk = await home.receive('dongliao.clerk');
    const before = await read(clerk, `/api/resumption/officers?region=${county}`);
    today = before.on;
    enterprise = before.unassigned.find((one: { name: string }) => one.name === name).id;
    page = `/resumption/${county}/enterprises/${enterprise}`;
    stood = await counted(clerk);
    await clerk.open('/resumption/officers');
    const row = item(clerk, name);
    await clerk.click('button', '指派', row);
    const load = await row.getByLabel('指派给').locator('option').filter({ hasText: officer }).innerText();
    await row.getByLabel('指派给').selectOption({ label: load });
    await row.getByLabel('一包一举措').fill('协调板材运输，每周二到厂一次');
    await row.locator('form').getByRole('button', { name: '指派', exact: true }).click();
    await clerk.settled();
    await item(clerk, name).getByText('协调板材运输').waitFor();
    const after = await read(clerk, `/api/resumption/officers?region=${county}`);
    expect(after.unassigned).toHaveLength(before.unassigned.length - 1);
    expect(after.assignments).toHaveLength(before.assignments.length + 1);
    expect(after.assignments).toContainEqual(expect.objectContaining({ enterpriseName: name, officerName: officer }));
    await clerk.leave();
  });

  it('the officer raises a difficulty on a phone and answers it; answered is not solved', async () => {
    const one = await home.receive('dongliao.emergency', phone);
    await one.open('/resumption/difficulties');
    await one.click('button', '提出困难诉求');
    const form = one.page.getByRole('main').locator('form');
    await form.getByLabel('哪家企业').selectOption({ label: name });
    await form.getByLabel('哪类困难').selectOption({ label: '运输' });
    await form.getByLabel('具体困难').fill(text);
    await one.click('button', '提出', form);
    const row = item(one, text);
    await row.getByText('交通运输局').first().waitFor();
    await one.click('button', '答复', row);
    await row.getByLabel('办理情况').fill('通行证已办，车辆放行');
    await one.click('button', '确定', row);
    await row.getByText('已答复待企业确认').waitFor();
    expect(await counted(one)).toEqual([stood[0]! + 1, stood[1], stood[2]]);
    // Another one that nobody has answered yet.
    const more = { enterprise, kind: 'labour', text: '缺二十名熟练木工，多数在外县' };
    expect((await one.ask('PUT', `/api/resumption/${county}/difficulties/${newId()}`, more)).status).toBe(200);
    await one.leave();
  });

  it('the enterprise itself says that it is solved', async () => {
    const owner = await home.receive('dongliao.owner', phone);
    await owner.open('/resumption/difficulties');
    const row = item(owner, text);
    expect(await row.getByRole('button', { name: '答复' }).count()).toBe(0);
    await owner.click('button', '已解决', row);
    await owner.click('button', '确定', row);
    await row.getByText('企业确认解决').first().waitFor();
    await owner.leave();
  });

  it('the morning count says one more difficulty is open and opens it to its enterprise', async () => {
    const clerk = await home.receive('dongliao.clerk');
    expect(await counted(clerk)).toEqual([stood[0]! + 1, stood[1], 0]);
    await clerk.open(`/resumption/count?on=${today}`);
    const line = clerk.page.getByRole('row', { name: /^东辽县/ });
    await line.getByRole('button', { name: /未解决困难/ }).click();
    const drawer = clerk.page.getByRole('dialog');
    await drawer.getByRole('link', { name }).click();
    await clerk.page.waitForURL((url) => url.pathname === page);
    await clerk.settled();
    await item(clerk, text).getByText('企业确认解决').first().waitFor();
    await clerk.leave();
  });
});

describe('the pages of officers', () => {
  const pages = () => [
    '/resumption/officers',
    '/resumption/difficulties',
    '/resumption/duty',
    page,
    `${page}/round`,
    '/resumption/count?on=2020-03-15',
  ];
  for (const [language, size] of [
    ['zh', desk],
    ['en', phone],
    ['zh', phone],
    ['en', desk],
  ] as const)
    it(`stand in ${language} on a screen of ${size.width}`, async () => {
      const guest = await home.receive('dongliao.emergency', { language, ...size });
      const data = rememberData(guest);
      const wrong: string[] = [];
      for (const path of pages()) {
        await guest.open(path);
        const found = [...(await breaches(guest)), ...(await cutOff(guest)), ...(await foreignWords(guest, language, data.of(language)))];
        const hidden = await guest.page
          .locator('.of-scroll')
          .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length);
        if (size === phone && hidden > 0) found.push('a table reaches beyond the screen');
        wrong.push(...found.map((one) => `${path}: ${one}`));
      }
      expect(wrong).toEqual([]);
      await guest.leave();
    });
});
