/**
 * A plan from the promise to the stop: a clerk works it backward and sees that it cannot be kept, adopts a remedy, proposes a baseline that the leader
 * approves; a node slips; the stop of February 2020 is tried over the county as it was known then, another is ordered, accepted and withdrawn. Each page
 * on the way is held against axe, on a desk and on a phone, in both languages.
 */
import { expect, it } from 'vitest';
import type { Guest } from './guest.ts';
import { house } from './house.ts';
import { breaches } from './judge.ts';

const home = house({ story: true });
let clerk: Guest;
let leader: Guest;
let at = '';
let forecast = '';

const sound = async (guest: Guest): Promise<void> => {
  expect(await breaches(guest)).toEqual([]);
};
const sentence = (guest: Guest): Promise<string> => guest.page.locator('.pl-sentence').first().innerText();
type Plan = { forecast: string; promised: string; version: number; kept: boolean; remedies: unknown[] };
const plan = async (guest: Guest): Promise<Plan> => JSON.parse((await guest.ask('GET', `/api${at}`)).text).plan;

it('a promise is worked backward, and the page says at once that it cannot be kept', async () => {
  clerk = await home.receive('dongfeng.clerk');
  const { rows } = JSON.parse((await clerk.ask('GET', '/api/projects?region=220421&year=2020&pool=reserve&limit=50')).text) as {
    rows: { id: string; region: string }[];
  };
  at = `/plans/220421/${rows[0]!.id}`;
  await clerk.open(at);
  await sound(clerk);
  // Tried on the page as of today: a month for a whole factory cannot be kept.
  const today = new Date();
  const soon = new Date(today.getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
  await clerk.page.locator('.pl-make select').first().selectOption('factory-filing');
  await clerk.page.getByLabel('承诺日期', { exact: true }).fill(soon);
  await clerk.click('button', '倒排试算');
  await clerk.page.locator('.pl-outlook-lost').waitFor();
  await sound(clerk);
  // Kept with a day of its own to stand on, so that the rest of the story is the same in every year.
  expect(
    (
      await clerk.ask('POST', `/api${at}`, {
        template: 'factory-filing',
        promised: '2020-09-30',
        start: '2020-03-16',
        stateDay: '2020-03-16',
      })
    ).status,
  ).toBe(200);
  await clerk.open(at);
  expect(await sentence(clerk)).toMatch(/^按现在的进度，2020-\d\d-\d\d 投产，比承诺的 2020-09-30 晚 \d+ 个工作日/);
  await clerk.page.getByRole('heading', { name: '追赶进度' }).waitFor();
  await sound(clerk);
});

it('a remedy is adopted with a reason, the sentence changes at once, and the change can be taken back', async () => {
  const before = await sentence(clerk);
  forecast = (await plan(clerk)).forecast;
  await clerk.page
    .getByRole('button', { name: /^采用 / })
    .first()
    .click();
  const form = clerk.page.locator('.pl-adopting');
  await form.getByLabel('采用的理由（至少四个字）').fill('县长专题会议定');
  await form.getByRole('button', { name: '采用这条补救' }).click();
  await expect.poll(() => sentence(clerk), { timeout: 15_000 }).not.toBe(before);
  expect((await plan(clerk)).forecast < forecast).toBe(true);
  await sound(clerk);
  await clerk.page
    .getByRole('button', { name: /^撤回 / })
    .first()
    .click();
  await expect.poll(() => sentence(clerk), { timeout: 15_000 }).toBe(before);
  await clerk.page
    .getByRole('button', { name: /^采用 / })
    .first()
    .click();
  await form.getByLabel('采用的理由（至少四个字）').fill('县长专题会议再议定');
  await form.getByRole('button', { name: '采用这条补救' }).press('Enter');
  await expect.poll(() => sentence(clerk), { timeout: 15_000 }).not.toBe(before);
});

it('a baseline is proposed by one and approved by another', async () => {
  await clerk.click('button', '倒排工期，提出基线');
  await clerk.page.getByLabel('承诺日期', { exact: true }).last().fill('2021-06-30');
  await clerk.page.getByLabel('原因', { exact: true }).last().fill('常务会议调整承诺');
  await clerk.click('button', '提交核准');
  await clerk.page.getByText('待核准').first().waitFor();
  expect(await clerk.page.getByRole('button', { name: '核准', exact: true }).count()).toBe(0);
  leader = await home.receive('leader');
  await leader.open(at);
  await leader.click('button', '核准');
  await leader.page.getByText('现行').first().waitFor();
  expect((await plan(leader)).promised).toBe('2021-06-30');
  await sound(leader);
});

it('a node slips: the reason is asked for, and what became of its day is shown', async () => {
  await clerk.open(at);
  await clerk.page.getByRole('button', { name: '主体结构施工' }).first().click();
  const drawer = clerk.page.getByRole('dialog');
  await drawer.getByLabel(/^工期/).fill('95');
  await drawer.getByLabel('已有基线，改动要写明原因').fill('设计变更加层');
  await drawer.getByRole('button', { name: '保存', exact: true }).last().click();
  await drawer.getByText('设计变更加层').first().waitFor();
  await expect.poll(() => drawer.locator('.pl-slips li').count()).toBeGreaterThan(0);
  await sound(clerk);
  await clerk.page.keyboard.press('Escape');
});

it('the stop of 3 to 10 February 2020 is tried over the county as it was known then, by keyboard', async () => {
  await leader.open('/plans/shock?region=220421');
  await sound(leader);
  await leader.page.getByLabel('停工从').fill('2020-02-03');
  await leader.page.getByLabel('停工到（含当天）').fill('2020-02-10');
  await leader.page.getByLabel(/^按哪一天掌握的情况/).fill('2020-02-03');
  await leader.page.keyboard.press('Enter');
  await leader.page.getByRole('heading', { name: /^共 \d+ 个计划，\d+ 个会动/ }).waitFor();
  await leader.page.locator('.pl-shock-rows tbody tr').first().waitFor();
  await sound(leader);
});

it('a stop is ordered, the plans of the county move, the leader accepts, and it is withdrawn', async () => {
  await leader.open('/plans/shock?region=220421');
  await leader.page.getByLabel('停工从').fill('2020-06-01');
  await leader.page.getByLabel('停工到（含当天）').fill('2020-06-20');
  await leader.click('button', '试算');
  await leader.page.locator('.pl-shock-rows tbody tr').first().waitFor();
  await leader.page.getByLabel('名称', { exact: true }).fill('汛期停工');
  await leader.page.getByLabel('依据', { exact: true }).fill('县防指第3号令');
  await leader.click('button', '下达');
  await leader.page.waitForURL(/\/plans\/stops\//);
  await leader.page.locator('.pl-shock-rows tbody tr').first().waitFor();
  await leader.settled();
  await sound(leader);
  const moved = (await plan(leader)).forecast;
  await leader.page.getByRole('checkbox').first().check();
  await leader.page.getByLabel('原因（至少四个字）').first().fill('按防汛要求停工');
  await leader.click('button', '接受选中的 1 个');
  await leader.page.getByText('按防汛要求停工').first().waitFor();
  await leader.look({ width: 390, height: 844 });
  await sound(leader);
  await leader.look({ language: 'en', width: 1440, height: 900 });
  await leader.settled();
  await sound(leader);
  await leader.look({ language: 'zh', width: 1440, height: 900 });
  await leader.page.getByLabel('原因（至少四个字）').last().fill('水位退了，提前复工');
  await leader.page.getByRole('button', { name: '撤销', exact: true }).click();
  await leader.page
    .getByText(/撤销：水位退了/)
    .first()
    .waitFor();
  expect((await plan(leader)).forecast <= moved).toBe(true);
  await leader.open('/plans/calendar?region=220421');
  await leader.page.getByText('汛期停工').first().waitFor();
  await sound(leader);
});
