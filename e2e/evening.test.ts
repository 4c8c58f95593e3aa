/**
 * The evening of 20 March in 东丰县, told from the clerk's chair: the ledger comes back from many hands, is dropped, doubted, corrected and
 * confirmed; the dashboard, the cell behind a number and the workbook agree. Then the others come: the dispatcher, the auditor, and the
 * clerk again, who takes everything back.
 */
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { demoLedgers, writeEveningLedger } from '../demo/ledgers.ts';
import { eveningExpectations } from '../demo/testing.ts';
import type { Guest } from './guest.ts';
import { house } from './house.ts';
import { digitsOf, doubt, dropFile, escaped, figure, grouped, inUnit, left } from './speech.ts';

const home = house({ story: true });

const evening = eveningExpectations();
const before = demoLedgers()[0]!.items.filter((item) => item.pool === 'annual');
const named = (name: string) => before.find((item) => item.name === name)!;
const charging = named('县域充电桩建设项目');
const farmland = named('南屯基镇高标准农田建设项目（一期）');
/** What the clerk learns by telephone: the total nobody had settled. */
const settledTotal = charging.totalYuan + 500_000;
const machinery = named('农机装备制造及再制造项目');
/** The code the county typed anew, one sign off the one that is held: for an approver to settle. */
const newCode = machinery.code!.slice(0, -1) + String((Number(machinery.code!.at(-1)) + 1) % 10);
const reason = '按发改部门换发的代码填写';

const sum = (values: readonly (number | null)[]): number => values.reduce<number>((total, value) => total + (value ?? 0), 0);
const differences = (field: 'totalYuan' | 'annualPlanYuan'): number =>
  sum(evening.changed.filter((one) => one.field === field).map((one) => one.to - one.from));
const former = {
  count: before.length,
  total: sum(before.map((item) => item.totalYuan)),
  plan: sum(before.map((item) => item.annualPlanYuan)),
};
const arrived = { total: 18_600_000, plan: 18_600_000 }; // 应急物资储备库项目
const latter = {
  count: former.count + 2,
  total: former.total + differences('totalYuan') + (settledTotal - charging.totalYuan) + arrived.total + farmland.totalYuan,
  plan: former.plan + differences('annualPlanYuan') + arrived.plan + (farmland.annualPlanYuan ?? 0),
};

let clerk: Guest;
let importAt = '';

async function headline(guest: Guest): Promise<{ count: number | null; total: number | null; plan: number | null }> {
  return {
    count: await digitsOf(guest, '本年计划项目'),
    total: await digitsOf(guest, '计划总投资'),
    plan: await digitsOf(guest, '年度计划投资'),
  };
}

const answers = () => clerk.page.getByRole('group', { name: '是不是同一个项目' });

async function correct(cell: string, text: string, then: number): Promise<void> {
  await doubt(clerk, '读不通的单元格', cell).click();
  await clerk.page.getByLabel(new RegExp(`^${cell}（.*应为$`)).fill(text);
  await clerk.click('button', '重新读取');
  await left(clerk, then);
}

it('before the evening the dashboard shows the ledger of 12 March', async () => {
  clerk = await home.receive('dongfeng.clerk');
  await inUnit(clerk, '元');
  expect(await headline(clerk)).toEqual(former);
});

it('the clerk drops the ledger and goes on by itself to the doubts, each with its place and its reason', async () => {
  await clerk.page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '台账导入' }).click();
  await clerk.settled();
  const { path } = await writeEveningLedger(`${home.served.directory}/../ledgers`);
  await dropFile(clerk, path);
  await clerk.page.waitForURL(/\/imports\/220421\/[0-9a-f-]+/);
  importAt = new URL(clerk.page.url()).pathname;
  await left(clerk, evening.doubtful.length + evening.likelyDuplicates.length);
  expect(await clerk.page.getByRole('heading', { level: 1 }).innerText()).toContain(evening.file);

  for (const { cell, raw, name } of evening.doubtful) {
    const entry = doubt(clerk, '读不通的单元格', cell);
    expect(await entry.innerText(), cell).toContain(String(raw).replace('20202204213501000000', '2020220421350100'));
    await entry.click();
    await clerk.settled();
    const detail = clerk.page.getByRole('article', { name: new RegExp(cell) });
    expect(await detail.getByRole('heading', { level: 2 }).innerText(), cell).toContain(name);
    // The sheet as it came, with the cell at hand marked.
    expect(await detail.locator('[aria-current="location"]').innerText(), cell).toContain(String(raw).slice(0, 10));
  }
  await expect
    .poll(() => clerk.page.getByRole('region', { name: '读不通的单元格' }).getByRole('listitem').count())
    .toBe(evening.doubtful.length);

  const [claim] = evening.subtotals;
  await doubt(clerk, '合计对不上', claim!.cell).click();
  await clerk.settled();
  const sums = await clerk.page.getByRole('article', { name: new RegExp(claim!.cell) }).innerText();
  expect(sums).toContain(grouped(claim!.claimed));
  expect(sums).toContain(grouped(claim!.computed));
});

it('the two likely duplicates are questions with both sides: one is the same project, one is another', async () => {
  for (const { name, existingName, owner, existingOwner, cell } of evening.likelyDuplicates) {
    await doubt(clerk, '疑似同一项目', `${cell.slice(1)} 行`).click();
    await clerk.settled();
    const question = await clerk.page.getByRole('article').innerText();
    for (const text of [name, existingName, owner, existingOwner]) expect(question).toContain(text);
  }
  const [first, second] = evening.likelyDuplicates;
  await doubt(clerk, '疑似同一项目', `${first!.cell.slice(1)} 行`).click();
  await clerk.click('button', '是同一个项目', answers());
  await left(clerk, 7);
  await doubt(clerk, '疑似同一项目', `${second!.cell.slice(1)} 行`).click();
  await clerk.click('button', '是新项目', answers());
  await left(clerk, 6);
});

it('a cell is corrected by typing, a still unreadable one says so, and what cannot be corrected is left out', async () => {
  await doubt(clerk, '读不通的单元格', 'L85').click();
  const field = clerk.page.getByLabel(/^L85（.*应为$/);
  await field.fill('再议');
  await clerk.click('button', '重新读取');
  await clerk.page
    .getByText(/再议”不是一个金额/)
    .first()
    .waitFor();
  await correct('L85', String(settledTotal / 10_000), 5);
  await correct('N56', String(named('鹿茸分级交易中心项目').annualPlanYuan! / 10_000), 4);
  await correct('K76', '2020', 3);
  await correct('K72', '2020.5-2021.5', 2);
  // The code typed is not the one that is held: is it the same project? It is.
  await correct('C17', newCode, 2);
  await doubt(clerk, '读不通的单元格', 'E24').click();
  await clerk.click('button', '不导入第 24 行');
  await left(clerk, 1);
  await doubt(clerk, '疑似同一项目', '17 行').click();
  await clerk.click('button', '是同一个项目', answers());
  await clerk.page.getByRole('heading', { name: '都处理完了' }).waitFor({ timeout: 30_000 });
  await clerk.settled();
});

it('before confirming the clerk reads what will change, old beside new, and what is missing from the file', async () => {
  await clerk.page.getByRole('button', { name: '看入库结果' }).first().click();
  await clerk.page.getByRole('heading', { name: '入库会做什么' }).waitFor();
  await clerk.settled();
  const changes = clerk.page.getByRole('main').getByRole('table').filter({ hasText: '现值' });
  for (const { cell, name, from, to } of evening.changed) {
    const row = changes.getByRole('row').filter({ hasText: new RegExp(`${cell}$`) });
    const text = (await row.innerText()).replaceAll(',', '');
    expect(text, name).toContain(String(from));
    expect(text, name).toContain(String(to));
  }
  const typed = (await changes.getByRole('row').filter({ hasText: /L85$/ }).innerText()).replaceAll(',', '');
  expect(typed).toContain(String(charging.totalYuan));
  expect(typed).toContain(String(settledTotal));
  // Another code for a project that is held goes to an approver.
  const held = changes.getByRole('row').filter({ hasText: newCode });
  expect(await held.innerText()).toContain(machinery.code!);
  await expect.poll(() => held.getByText('需核准').count()).toBe(1);
  for (const { name } of evening.missing) expect(await clerk.page.getByRole('link', { name, exact: true }).count(), name).toBe(1);
  for (const name of evening.added) expect(await clerk.page.getByRole('table').getByText(name).count(), name).toBeGreaterThan(0);
});

it('confirming asks for the reason where an approver must agree, then writes everything at once', async () => {
  const button = clerk.page.getByRole('button', { name: /^入库 \d+ 行/ });
  await button.click();
  await clerk.page.getByText('请写明理由，核准人要据此决定。').waitFor();
  await clerk.page.getByLabel(/核减、更名或改代码的理由/).fill(reason);
  await button.click();
  await clerk.page.getByRole('heading', { name: /^已入库：新增 2 个项目/ }).waitFor({ timeout: 30_000 });
  await clerk.settled();
  await expect.poll(() => clerk.page.getByText('1 项改动等待核准，原值未变').count()).toBe(1);
});

it('the dashboard shows the new totals to the last digit', async () => {
  await clerk.click('button', '看总览');
  expect(await headline(clerk)).toEqual(latter);
});

it('a number opens to its definition, its rows, and the cell with what was written in it', async () => {
  await figure(clerk, '计划总投资').click();
  const drawer = clerk.page.getByRole('dialog');
  await drawer.getByText(/逐行相加.*与本数一致/).waitFor();
  expect(await drawer.innerText()).toContain(grouped(latter.total));
  expect((await drawer.getByText('figures', { exact: false }).count()) + (await drawer.getByText('版本').count())).toBeGreaterThan(0);
  const row = drawer.getByRole('listitem').filter({ hasText: charging.name });
  expect(await row.innerText()).toContain(grouped(settledTotal));
  await row.getByRole('button', { name: new RegExp(`查看 ${escaped(charging.name)} 的来源`) }).click();
  await row.getByText('L85').first().waitFor();
  const chain = await row.innerText();
  for (const text of [evening.file, evening.sheet, 'L85', '待定', '苗砚秋']) expect(chain).toContain(text);
  await clerk.page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'hidden' });
});

it('the page of the project leads from a value to the raw rows of the file', async () => {
  await figure(clerk, '计划总投资').click();
  await clerk.page.getByRole('dialog').getByRole('link', { name: charging.name }).click();
  await clerk.page.getByRole('heading', { level: 1, name: charging.name }).waitFor();
  await clerk.settled();
  await clerk.page
    .getByRole('button', { name: new RegExp(grouped(settledTotal)) })
    .first()
    .click();
  const trace = clerk.page.getByRole('dialog');
  await trace.getByText('待定').first().waitFor();
  await trace.getByRole('link').first().click();
  await clerk.page.waitForURL(/\/imports\/220421\//);
  await clerk.settled();
  await expect.poll(() => clerk.page.locator('[aria-current="location"], tr').filter({ hasText: '待定' }).count()).toBeGreaterThan(0);
});

it('the exported workbook says the same figures', async () => {
  await clerk.open('/');
  const waiting = clerk.page.waitForEvent('download');
  await clerk.click('button', /^导出/);
  const download = await waiting;
  expect(download.suggestedFilename()).toMatch(/东丰县.*2020.*\.xlsx$/);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(await download.path());
  const numbers = new Set<number>();
  const texts: string[] = [];
  book.eachSheet((sheet) =>
    sheet.eachRow((line) =>
      line.eachCell(({ value }) => {
        const plain = value !== null && typeof value === 'object' && 'result' in value ? value.result : value;
        if (typeof plain === 'number') numbers.add(plain);
        else texts.push(String(plain));
      }),
    ),
  );
  expect(numbers).toContain(latter.count);
  for (const yuan of [latter.total, latter.plan])
    expect(
      [...numbers].some((one) => [1, 1e4, 1e8].some((unit) => Math.round(one * unit) === yuan)),
      String(yuan),
    ).toBe(true);
  const said = texts.join('\n');
  for (const text of ['口径与来源', 'projects.total', '未填总投资的项目不计入', '审计链']) expect(said).toContain(text);
});

it('the command line says the same figures as the screen', async () => {
  const said = (await home.served.command('figures', '--region', '220421', '--year', '2020')) as { figures: Record<string, unknown>[] };
  const all = said.figures.find(
    (one) => one.id === 'projects' && one.pool === 'annual' && one.minTotalYuan === 0 && one.nature === 'all' && one.list === null,
  );
  expect(all).toMatchObject({ count: latter.count, totalYuan: latter.total, annualPlanYuan: latter.plan });
});

it('the city dispatcher approves what the import held back, and only then it changes', async () => {
  const dispatcher = await home.receive('dispatcher');
  await dispatcher.click('link', /^待核准/, dispatcher.page.getByRole('navigation', { name: '主导航' }));
  const card = dispatcher.page.getByRole('article').filter({ hasText: machinery.name });
  for (const text of [machinery.code!, newCode, reason, '苗砚秋']) expect(await card.innerText()).toContain(text);
  await card.getByRole('link', { name: machinery.name }).click();
  await dispatcher.page.getByRole('heading', { level: 1, name: machinery.name }).waitFor();
  await dispatcher.settled();
  const facts = (): Promise<string> => dispatcher.page.getByRole('main').innerText();
  await expect.poll(() => dispatcher.page.getByRole('button', { name: new RegExp(machinery.code!) }).count()).toBe(1);
  await dispatcher.click('button', '核准');
  await dispatcher.page.getByText('已核准，变更生效').waitFor();
  await dispatcher.settled();
  await expect.poll(() => dispatcher.page.getByRole('button', { name: new RegExp(newCode) }).count()).toBe(1);
  expect(await facts()).toContain('隗长庚');
  // The clerk who asked could not have agreed to it.
  await clerk.open('/proposals?decided=yes');
  const decided = clerk.page.getByRole('article').filter({ hasText: machinery.name });
  expect(await decided.innerText()).toContain('隗长庚');
  await dispatcher.leave();
});

it('the auditor verifies the chain, sees who brought the ledger in, and can change nothing', async () => {
  const auditor = await home.receive('auditor');
  await auditor.click('button', '核验留痕链');
  await auditor.page.getByText(/● 完整：\d+ 个地区共 \d+ 条/).waitFor();
  const verified = (await home.served.command('audit', 'verify')) as { ok: boolean; entries: number };
  expect(verified).toMatchObject({ ok: true });
  await auditor.open('/audit?region=220421&action=import.confirm');
  const entries = auditor.page.getByRole('main').getByText(evening.file);
  await expect.poll(() => entries.count()).toBeGreaterThan(0);
  expect(await auditor.page.getByRole('main').innerText()).toContain('苗砚秋');
  expect(await auditor.page.getByRole('main').innerText()).toContain(reason);

  await auditor.open(`${importAt}?step=result`);
  for (const name of [/整批撤销/, /放弃/, /^入库/, /重新读取/])
    expect(await auditor.page.getByRole('button', { name }).count(), String(name)).toBe(0);
  await auditor.open('/projects?region=220421');
  expect(await auditor.page.getByRole('button', { name: '新增项目' }).count()).toBe(0);
  const { rows } = JSON.parse((await auditor.ask('GET', '/api/projects?region=220421&year=2020&limit=1')).text) as {
    rows: { id: string }[];
  };
  await auditor.open(`/projects/220421/${rows[0]!.id}`);
  for (const name of ['修改', '变更阶段', '列入、移出名单', /申请变更/, '核准'])
    expect(await auditor.page.getByRole('button', { name }).count(), String(name)).toBe(0);
  // Neither by address.
  for (const [method, path, body] of [
    ['POST', `/api${importAt}/undo`, { reason: '试一试' }],
    ['POST', `/api${importAt}/drop`, {}],
    ['PATCH', `/api/projects/220421/${rows[0]!.id}`, { version: 1, facts: { note: '试一试' } }],
    ['POST', '/api/projects/220421', { name: '试一试', year: 2020, pool: 'annual', facts: {} }],
  ] as const) {
    const { status } = await auditor.ask(method, path, body);
    expect([403, 404], `${method} ${path}`).toContain(status);
  }
  await auditor.leave();
});
