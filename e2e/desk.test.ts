/**
 * The desk work around the register: a view is kept and many rows are changed at once; what takes something out of sight is asked for with
 * evidence and approved by another; the changes leave as a workbook; the year is rolled; a rule and a template are saved.
 */
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { demoLedgers } from '../demo/ledgers.ts';
import { writeFor } from './demo-server.ts';
import type { Guest } from './guest.ts';
import { house } from './house.ts';

const home = house({ story: true });
let clerk: Guest;
type Row = { id: string; name: string; totalYuan: number };
let rows: Row[];
const by = (name: string): Row => rows.find((row) => row.name === name)!;

const annual = demoLedgers()[0]!.items.filter((item) => item.pool === 'annual');
const named = (pattern: RegExp, nth = 0): string => annual.filter((item) => pattern.test(item.name))[nth]!.name;
const renamed = named(/风电场一期/);
const merging = named(/./, 4);
const merged = named(/./, 5);
const splitting = named(/./, 6);
const moving = named(/./, 7);
const leaving = named(/./, 8);
const newName = '风电场一期（更名后）工程';

const asked = async (path: string, as = clerk) => JSON.parse((await as.ask('GET', path)).text);

it('a view with its filter is kept under a name and found again', async () => {
  clerk = await home.receive('dongfeng.clerk');
  rows = (await asked('/api/projects?region=220421&year=2020&pool=annual&limit=200')).rows;
  await clerk.open('/projects?nature=new&sort=-total');
  await clerk.page.getByRole('button', { name: '常用视图 ▾' }).click();
  await clerk.page.getByLabel('视图名称').fill('新建大项目');
  await clerk.click('button', '保存');
  await clerk.open('/projects');
  await clerk.page.getByRole('button', { name: '常用视图 ▾' }).click();
  await clerk.click('button', '新建大项目');
  expect(new URL(clerk.page.url()).searchParams.get('nature')).toBe('new');
  await clerk.page.getByRole('button', { name: '新建大项目 ▾' }).waitFor();
});

it('several rows are changed at once with a reason, and taken back at once', async () => {
  const boxes = clerk.page.getByRole('main').getByRole('checkbox', { name: '选择这一行' });
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await clerk.click('button', '批量修改');
  const panel = clerk.page.getByRole('dialog');
  await panel.getByLabel('改什么').selectOption({ label: '建设性质' });
  await panel.getByLabel('改成').selectOption({ label: '迁建' });
  await panel.getByLabel('理由').fill('按批复核对建设性质');
  await clerk.click('button', '修改 2 个', panel);
  await clerk.page.getByText('已修改 2 个项目，可以撤销。').waitFor();
  const count = async (): Promise<number> =>
    (await asked('/api/projects?region=220421&year=2020&limit=200')).rows.filter(
      (row: { constructionKind: string | null }) => row.constructionKind === 'relocation',
    ).length;
  expect(await count()).toBe(2);
  await clerk.click('button', '全部撤销');
  await clerk.page.getByRole('dialog').getByText('已撤销，2 个项目恢复原值。').waitFor();
  expect(await count()).toBe(0);
  await clerk.page.keyboard.press('Escape');
});

const propose = async (
  kind: string,
  name: string,
  fill: (panel: ReturnType<Guest['page']['getByRole']>) => Promise<void>,
): Promise<void> => {
  await clerk.open(`/projects/220421/${by(name).id}?propose=${kind}`);
  const panel = clerk.page.getByRole('dialog');
  await fill(panel);
  await panel.getByLabel('理由').fill('县政府常务会议研究同意');
  await clerk.click('button', '提交申请', panel);
  // Without evidence it is not sent.
  await panel.getByText('请附依据文件。').first().waitFor();
  await panel.locator('input[type=file]').setInputFiles(writeFor(home.served, `依据-${kind}.pdf`, '%PDF-1.4\n会议纪要'));
  await clerk.click('button', '提交申请', panel);
  await clerk.page.getByText('已提交，等待核准').first().waitFor();
  await clerk.settled();
};

it('renaming, merging, splitting, moving and leaving are asked for with a reason and a file; nothing changes yet', async () => {
  await propose('rename', renamed, (panel) => panel.getByLabel('新名称').fill(newName));
  await propose('merge', merging, async (panel) => {
    await panel.getByRole('searchbox', { name: '并入本项目的' }).fill(merged);
    await panel.getByRole('button', { name: merged }).click();
  });
  const half = by(splitting).totalYuan / 2 / 10_000;
  await propose('split', splitting, async (panel) => {
    await panel.getByLabel('第 1 部分总投资').fill(String(half));
    await panel.getByLabel('第 2 部分总投资').fill(String(half));
  });
  await propose('move', moving, async (panel) => void (await panel.getByLabel('移交给').selectOption('220422')));
  await propose('leave', leaving, async () => undefined);
  // Who asked cannot agree.
  await clerk.open('/proposals');
  await expect.poll(() => clerk.page.getByRole('article').count()).toBe(5);
  expect(await clerk.page.getByRole('button', { name: '核准', exact: true }).count()).toBe(0);
  expect((await asked('/api/projects?region=220421&year=2020&pool=annual&limit=200')).total).toBe(rows.length);
});

it('another person approves each, and each is carried out with its trace', async () => {
  const dispatcher = await home.receive('dispatcher');
  await dispatcher.open('/proposals?region=220421');
  for (const name of [renamed, merging, splitting, moving, leaving]) {
    const card = dispatcher.page.getByRole('article').filter({ hasText: name }).filter({ hasText: '县政府常务会议研究同意' }).first();
    expect(await card.innerText()).toContain('依据 依据-');
    await dispatcher.click('button', '核准', card);
    await dispatcher.page.getByText(name, { exact: true }).first().waitFor({ state: 'detached' });
  }
  await dispatcher.leave();
  const page = async (id: string, region = '220421') => asked(`/api/projects/${region}/${id}`);
  expect(await page(by(renamed).id)).toMatchObject({ name: newName, formerNames: [{ name: renamed }] });
  expect(await page(by(merging).id)).toMatchObject({ totalYuan: by(merging).totalYuan + by(merged).totalYuan });
  expect(await page(by(merged).id)).toMatchObject({ left: { kind: 'merged', movedTo: by(merging).id } });
  expect(await page(by(splitting).id)).toMatchObject({ left: { kind: 'split' }, children: [{}, {}] });
  expect(await page(by(moving).id)).toMatchObject({ left: { kind: 'moved', movedTo: '220422' } });
  expect(await page(by(leaving).id)).toMatchObject({ left: { kind: 'left', reason: '县政府常务会议研究同意' } });
  const receiver = await home.receive('dongliao.clerk');
  await receiver.open(`/projects/220422/${by(moving).id}`);
  await receiver.page.getByRole('heading', { level: 1, name: moving }).waitFor();
  await receiver.leave();
});

it('what changed leaves as a workbook with who, why and who agreed', async () => {
  await clerk.open('/changes');
  await clerk.page.getByText(newName).first().waitFor();
  const waiting = clerk.page.waitForEvent('download');
  await clerk.click('button', '导出 Excel');
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(await (await waiting).path());
  const text: string[] = [];
  book.eachSheet((sheet) => sheet.eachRow((row) => text.push((row.values as unknown[]).join('|'))));
  const line = text.find((one) => one.includes(newName) && one.includes(renamed));
  for (const said of ['县政府常务会议研究同意', '隗长庚', '依据-rename.pdf']) expect(line, said).toContain(said);
});

it('next year’s list is proposed by rule, reviewed line by line and confirmed; this year’s books stay', async () => {
  const before = await asked('/api/projects?region=220421&year=2020&limit=1');
  await clerk.open('/year-roll');
  await clerk.click('button', '生成 2021 年名单建议');
  await clerk.page.getByRole('button', { name: /其余按建议（[1-9]\d*）/ }).click();
  // What the rule leaves open is decided by hand.
  await clerk.page.getByRole('button', { name: /^未审定/ }).click();
  await clerk.settled();
  for (let left = await clerk.page.getByRole('main').locator('tbody tr').count(); left > 0; left--) {
    await clerk.page
      .getByRole('main')
      .locator('tbody tr')
      .nth(left - 1)
      .focus();
    await clerk.page.keyboard.press('c');
  }
  await clerk.page.getByText('已保存', { exact: true }).waitFor();
  await clerk.click('button', '确认名单');
  const panel = clerk.page.getByRole('dialog');
  await panel.getByText(/2021 年将有 \d+ 个项目/).waitFor();
  await clerk.click('button', '确认名单', panel);
  await clerk.page.getByText(/2021 年名单已确认（苗砚秋/).waitFor();
  await clerk.click('link', '打开 2021 年项目库');
  expect((await asked('/api/projects?region=220421&year=2021&limit=1')).total).toBeGreaterThan(20);
  expect(await asked('/api/projects?region=220421&year=2020&limit=1')).toMatchObject({ total: before.total, totalYuan: before.totalYuan });
});

it('the administrator saves a new version of a size tier and a template; the version before it stays readable', async () => {
  const administrator = await home.receive('administrator');
  await administrator.open('/settings/rules?region=220421');
  await administrator.page
    .getByRole('row', { name: /^500万元以上/ })
    .getByRole('button', { name: '新版本' })
    .click();
  const panel = administrator.page.getByRole('dialog');
  await panel.getByLabel('名称', { exact: true }).fill('1000万元以上');
  await panel
    .getByLabel(/起点（计划总投资）/)
    .first()
    .fill('1000');
  await panel.getByLabel('从哪天起').fill('2027.1.1');
  await panel.getByLabel('理由').fill('按新的统计口径');
  await administrator.click('button', '保存', panel);
  await administrator.page.getByText('新版本已保存').waitFor();
  await administrator.settled();
  const { tiers } = await asked('/api/dictionary?region=220421&versions=all', administrator);
  expect(tiers).toEqual(expect.arrayContaining([expect.objectContaining({ region: '220421', minYuan: 10_000_000, from: '2027-01-01' })]));
  // The one in force stays, the one to come stands beside.
  await administrator.page.getByText('2027-01-01').first().waitFor();
  await administrator.page.getByRole('row', { name: /^500万元以上/ }).waitFor();
  await administrator.click('button', '新增模板');
  await panel.getByLabel('模板名称').fill('月报表');
  await administrator.click('button', '保存', panel);
  await administrator.page.getByText('模板已保存').waitFor();
  await administrator.page.getByText('月报表').first().waitFor();
  await administrator.leave();
});
