/**
 * A plan leaves the house and comes back: the clerk takes it along for the contractor's scheduler, brings the Excel table back with a slip of the pen, mends it,
 * brings the contractor's own plan beside hers, and makes the county's own version of a template.
 */
import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import type { Locator } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { writeFor } from './demo-server.ts';
import type { Guest } from './guest.ts';
import { house } from './house.ts';
import { breaches, cutOff } from './judge.ts';

const home = house({ story: true });
let clerk: Guest;
let plan = '';
let xml = '';
let table: Buffer;

const main = (guest: Guest): Locator => guest.page.getByRole('main');
const taken = async (name: string): Promise<string> => {
  const waiting = clerk.page.waitForEvent('download');
  await main(clerk).getByRole('button', { name }).click();
  return (await waiting).path();
};
const hand = async (file: string): Promise<void> => {
  await main(clerk).locator('input[type=file]').setInputFiles(file);
};

beforeAll(async () => {
  clerk = await home.receive('dongfeng.clerk');
});

it('a plan is taken along as Project XML and as an Excel table', async () => {
  await clerk.open('/plans');
  const first = main(clerk).getByRole('row').nth(1).getByRole('rowheader').getByRole('link');
  plan = new URL((await first.getAttribute('href'))!, clerk.page.url()).pathname;
  await clerk.open(`${plan}?chart=files`);
  await main(clerk).getByRole('heading', { name: '导出' }).waitFor();
  xml = readFileSync(await taken('Microsoft Project（XML）'), 'utf8');
  expect(xml).toContain('<Alias>三早编号</Alias>');
  expect(xml).toContain('<Deadline>');
  table = readFileSync(await taken('Excel 节点表'));
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(table as never);
  expect(book.worksheets.map((sheet) => sheet.name)).toEqual(['节点表', '说明']);
});

it('what went out comes back without a difference', async () => {
  await hand(writeFor(home.served, '计划.xml', xml));
  await main(clerk).getByText('由本系统导出，所有内容都能带入').waitFor();
  await main(clerk)
    .getByText(/个节点相同，0 个有改动，新增 0 个，文件里没有 0 个/)
    .waitFor();
  await main(clerk).getByText('没有落下的内容。').waitFor();
});

it('a wrong cell is named with what to write, and mended it changes the plan', async () => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(table as never);
  const sheet = book.getWorksheet('节点表')!;
  const titles = (sheet.getRow(2).values as string[]).map(String);
  const [days, note, person] = [titles.indexOf('工期'), titles.indexOf('备注'), titles.indexOf('责任人')];
  let row = 3;
  while (sheet.getRow(row).getCell(3).text !== '审批事项') row++;
  const was = sheet.getRow(row).getCell(days).value;
  sheet.getRow(row).getCell(days).value = '三天';
  await hand(writeFor(home.served, '节点表.xlsx', Buffer.from(await book.xlsx.writeBuffer())));
  const cells = main(clerk).getByRole('alert').filter({ hasText: '单元格要改' });
  await cells.waitFor();
  expect(await cells.innerText()).toMatch(new RegExp(`节点表!I${row}[\\s\\S]*三天[\\s\\S]*不是 0 到 3650 的整数`));
  expect(await breaches(clerk)).toEqual([]);
  sheet.getRow(row).getCell(days).value = was;
  sheet.getRow(row).getCell(note).value = '材料已备齐';
  sheet.getRow(row).getCell(person).value = '常栖山';
  await hand(writeFor(home.served, '节点表.xlsx', Buffer.from(await book.xlsx.writeBuffer())));
  await main(clerk)
    .getByText(/1 个有改动/)
    .waitFor();
  await main(clerk).getByText('责任人、备注').waitFor();
  await main(clerk).getByLabel(/^理由/).fill('补充责任人');
  await clerk.click('button', '确认导入');
  const history = main(clerk).getByRole('listitem').filter({ hasText: '节点表.xlsx' });
  await history.getByText('更新现计划的节点').waitFor();
});

it("the contractor's file stands beside the plan: what is left out is named, each differing day has its rule", async () => {
  const task = (uid: number, name: string, hours: number, more = ''): string =>
    `<Task><UID>${uid}</UID><Name>${name}</Name><OutlineLevel>1</OutlineLevel><Summary>0</Summary><Duration>PT${hours}H0M0S</Duration><DurationFormat>7</DurationFormat>${more}</Task>`;
  const after =
    '<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink><ConstraintType>4</ConstraintType><ConstraintDate>2020-06-01T08:00:00</ConstraintDate>';
  const file = `<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project"><StartDate>2020-03-02T08:00:00</StartDate><StatusDate>2020-03-02T08:00:00</StatusDate><Tasks>${task(1, '基础施工', 240)}${task(2, '主体结构施工', 400, after)}</Tasks><Resources><Resource><UID>1</UID><Name>塔吊一台</Name></Resource></Resources></Project>`;
  await hand(writeFor(home.served, '承包商计划.xml', file));
  await main(clerk).getByText('塔吊一台').waitFor();
  await main(clerk).getByText('日期约束（这里按前置、今天和受阻日期排）').waitFor();
  await main(clerk)
    .getByText(/文件里有日期约束/)
    .first()
    .waitFor();
  await main(clerk)
    .getByLabel(/提为基线/)
    .uncheck();
  await clerk.click('button', '确认导入');
  const brought = main(clerk).getByRole('listitem').filter({ hasText: '承包商计划.xml' });
  await brought.getByText('放在计划旁边对比').waitFor();
  await brought.getByRole('button', { name: '对比' }).click();
  await brought
    .getByText(/只在计划里|日期全部相同|个不同/)
    .first()
    .waitFor();
});

it('a template is changed into a version of the county, and what is wrong with it is said at once', async () => {
  await clerk.open('/plans/templates?template=factory-filing');
  await main(clerk).getByRole('button', { name: '用地预审与选址意见书' }).click();
  const panel = clerk.page.getByRole('dialog');
  await panel.getByLabel('承诺', { exact: true }).fill('25');
  await panel.getByText('承诺 25 天，多于法定的 20 天').waitFor();
  await panel.getByLabel('承诺', { exact: true }).fill('5');
  await panel.getByLabel('采用', { exact: true }).fill('5');
  await panel.getByText('多于法定').waitFor({ state: 'detached' });
  await panel.getByRole('button', { name: '完成' }).click();
  await panel.waitFor({ state: 'detached' });
  await clerk.click('button', '加一个问题');
  await panel.getByText('没有写问什么').waitFor();
  await panel.getByLabel('问什么').fill('占用河道？');
  await panel.getByLabel(/答“是”才有的节点 挂一个节点/).selectOption('P13');
  await panel.getByRole('button', { name: '去掉这个问题' }).click();
  await panel
    .getByRole('alert')
    .getByText(/1 个节点随“占用河道？”取舍：P13/)
    .waitFor();
  expect(await breaches(clerk)).toEqual([]);
  await panel.getByRole('button', { name: '去掉，节点改为都适用' }).click();
  await main(clerk).getByRole('status').filter({ hasText: '已去掉“占用河道？”；P13 改为都适用' }).waitFor();
  await main(clerk).getByRole('button', { name: '环评类别', exact: true }).press('Control+z');
  const asked = main(clerk).getByRole('button', { name: '占用河道？', exact: true });
  await asked.press('Alt+ArrowUp');
  await main(clerk)
    .getByRole('row', { name: /P13 .*占用河道：是/ })
    .waitFor();
  await main(clerk).getByText('没有必须改的地方。').waitFor();
  await main(clerk).getByLabel('为什么改').fill('县审改办重新承诺');
  await clerk.click('button', '存为新的一版');
  await main(clerk)
    .getByText(/本地的/)
    .first()
    .waitFor();
  await clerk.settled();
  expect(await asked.count()).toBe(1);
  expect(await breaches(clerk)).toEqual([]);
});

it('both pages stand on a phone and in English', async () => {
  const guest = await home.receive('dongfeng.clerk', { width: 390, language: 'en' });
  for (const address of [`${plan}?chart=files`, '/plans/templates?template=factory-filing']) {
    await guest.open(address);
    await guest.settled();
    expect(await breaches(guest), address).toEqual([]);
    expect(await cutOff(guest), address).toEqual([]);
  }
});
