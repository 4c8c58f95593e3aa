/**
 * The law changes and changes back: the dispatcher begins from the regime in force, sees what a new one would convert and whom it tells what, puts it in
 * force; the enterprise reads on its phone what changed; then the whole is undone on a phone, in English.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { house } from './house.ts';
import { breaches } from './judge.ts';
import { operator } from './visit-house.ts';

const home = house({ story: true });
const phone = { width: 390, height: 844 };
const enterprise = '东辽县棠木家具有限公司';
const county = '220422';
let today = '';

beforeAll(async () => {
  // In force when the story begins: the county's inspection for everybody; the province's filing for giants alone.
  const ask = operator(home.served);
  const board = await ask('GET', `/api/resumption/${county}/regimes`);
  today = board.today;
  const fields = ['code', 'zh', 'en', 'mode', 'binding', 'addressee', 'basis', 'content'];
  const enter = async (region: string, code: string, change: object): Promise<void> => {
    const found = board.regimes.find((one: { code: string; region: string }) => one.region === region && one.code === code);
    const text = Object.fromEntries(fields.map((field) => [field, found[field]]));
    await ask('POST', `/api/resumption/${region}/regimes`, { regime: { ...text, since: today, until: null, ...change }, dryRun: false });
  };
  for (const code of ['filing-park', 'filing-sector']) await enter('220000', code, { conditions: { peopleFrom: 900_000 } });
  await enter(county, 'joint-inspection', { conditions: {} });
});

describe('a change of regime', () => {
  it('is begun as a copy, tried, changed, tried again and put in force; the preview names every enterprise and what it will read', async () => {
    const dispatcher = await home.receive('dispatcher');
    const { page } = dispatcher;
    await dispatcher.open(`/resumption/regimes?region=${county}`);
    await dispatcher.click('button', '发布规则');
    await page.getByLabel('从哪条规则改起').selectOption('220000/filing-sector@1');
    await page.getByLabel('名称', { exact: true }).fill('东辽县报备');
    await page.getByLabel('英文名称').fill('Filing of Dongliao');
    await page.getByLabel('代号', { exact: true }).fill('filing-county');
    await page.getByLabel('依据文件').fill('东辽县关于取消复工审批的通知');
    await page.getByRole('combobox', { name: '位置' }).selectOption('all');
    const since = page.getByLabel('首日（零时起）');
    await since.fill(today);
    await since.press('Tab');
    await dispatcher.click('button', '试算');
    const preview = page.getByRole('complementary', { name: '试算结果' });
    await preview.getByText(enterprise).waitFor();
    await preview.getByText('不再到场验收，材料齐全即备案。').waitFor();
    expect(await breaches(dispatcher)).toEqual([]);

    // What was tried is not what is put in force after a change.
    await page.getByLabel('备案有效天数，空为长期').fill('60');
    await page.getByText('改动以后要重新试算。').waitFor();
    expect(await page.getByRole('button', { name: '正式发布' }).isDisabled()).toBe(true);
    await dispatcher.click('button', '试算');
    await preview.getByText('备案有效期 60 天。').waitFor();
    await dispatcher.click('button', '正式发布');
    await page.getByRole('heading', { level: 1, name: '复工规则' }).waitFor();
    await page.getByRole('heading', { level: 3, name: /^东辽县报备/ }).waitFor();
    await page.getByText(/“东辽县报备”接管 \d+ 件/).waitFor();
    expect(await breaches(dispatcher)).toEqual([]);
    await dispatcher.leave();
  });

  it('is read by the enterprise on its phone: by which regime, from when, and what is different for it', async () => {
    const owner = await home.receive('dongliao.owner', { ...phone, mode: 'dark' });
    await owner.open('/resumption');
    const { page } = owner;
    await page.getByText('口径变了，对您的影响').waitFor();
    await page.getByText(`${today}，“东辽县报备”`).waitFor();
    await page.getByText('备案有效期 60 天。').waitFor();
    expect(await breaches(owner)).toEqual([]);
    await owner.leave();
  });

  it('is filled in on a phone as well, with departments, items and clocks within reach', async () => {
    const dispatcher = await home.receive('dispatcher', { ...phone, language: 'en', mode: 'dark' });
    const { page } = dispatcher;
    await dispatcher.open(`/resumption/regimes/new?region=${county}&like=${county}/joint-inspection@1`);
    await dispatcher.click('button', 'Add a department');
    const rows = page.getByLabel("Chinese name (after the county's)");
    expect(await rows.count()).toBe(6);
    await rows.last().fill('消防救援大队');
    await page.getByLabel('English name').last().fill('Fire Brigade');
    await page.getByLabel('Code').last().fill('fire');
    await page.getByLabel('Items without which nobody resumes').selectOption('chosen');
    await page.getByRole('checkbox', { name: /^R05/ }).uncheck();
    await page.getByText('11 of 29 items have to be in order').waitFor();
    await page.getByLabel('Papers complete Days').fill('4');
    await page.getByLabel('Basis', { exact: true }).fill('东辽县关于恢复联合验收的通知');
    const since = page.getByLabel('First day (from midnight)');
    await since.fill(today);
    await dispatcher.click('button', 'Try it');
    const preview = page.getByRole('complementary', { name: 'What it would do' });
    await preview.getByText('Fire Brigade (fire) has no item of its own and only signs an opinion.').waitFor();
    expect(await breaches(dispatcher)).toEqual([]);
    await dispatcher.leave();
  });

  it('is undone as a whole on a phone: first what would be undone, then every application stands where it stood', async () => {
    const dispatcher = await home.receive('dispatcher', { ...phone, language: 'en' });
    const { page } = dispatcher;
    await dispatcher.open(`/resumption/regimes?region=${county}`);
    const card = page.getByRole('article').filter({ hasText: 'filing-county@1' });
    await dispatcher.click('button', 'Undo as a whole', card);
    const panel = page.getByRole('dialog');
    await panel.getByLabel('Reason').fill('The paper was never signed');
    await dispatcher.click('button', 'See what is undone', panel);
    await panel.getByText(/applications? goe?s? back/).waitFor();
    await panel.getByText(enterprise).waitFor();
    expect(await breaches(dispatcher)).toEqual([]);
    await dispatcher.click('button', 'Undo as a whole', panel);
    await page.getByText('undone as a whole by').first().waitFor();
    await dispatcher.leave();
    const owner = await home.receive('dongliao.owner', phone);
    const { cases } = JSON.parse((await owner.ask('GET', '/api/resumption/cases')).text) as { cases: { regime: { code: string } }[] };
    expect(cases[0]!.regime.code).toBe('joint-inspection');
    await owner.leave();
  });
});
