/** Names that are not names: markup and formulas in a ledger stay text, on every screen and in every workbook that goes out. */
import ExcelJS from 'exceljs';
import { expect, it } from 'vitest';
import { writeFor } from './demo-server.ts';
import { house } from './house.ts';
import { dropFile } from './speech.ts';

const home = house({ story: true });
const names = [
  '<img src=x onerror="window.broken=1">围栏项目',
  '<script>window.broken=1</script>供水项目',
  '=HYPERLINK("http://example.invalid","点我")供热项目',
  '+cmd|calc供电项目',
  'javascript:alert(1)道路项目',
];
const owner = '<svg onload="window.broken=1">有限公司';

async function ledger(): Promise<string> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('<b>2020年<b>项目');
  sheet.addRow(['项目名称', '建设单位', '建设地点', '建设性质', '计划总投资（万元）', '2020年计划投资（万元）', '备注']);
  for (const [index, name] of names.entries())
    sheet.addRow([name, `${index}${owner}`, '渭津镇', '新建', 1000 + index, 500, '"><img src=x onerror=window.broken=1>']);
  return writeFor(home.served, '东辽县<b>台账.xlsx', new Uint8Array(await book.xlsx.writeBuffer()));
}

it('a ledger whose names are markup and formulas is text on every page', async () => {
  const clerk = await home.receive('dongliao.clerk');
  const broken = (): Promise<unknown> => clerk.page.evaluate('window.broken');
  await clerk.open('/imports');
  await dropFile(clerk, await ledger());
  await clerk.page.getByRole('button', { name: /^入库 5 行/ }).waitFor({ timeout: 30_000 });
  await clerk.settled();
  for (const name of names) expect(await clerk.page.getByRole('main').getByText(name, { exact: true }).count(), name).toBeGreaterThan(0);
  expect(await broken()).toBeUndefined();
  await clerk.click('button', /^入库 5 行/);
  await clerk.page.getByRole('heading', { name: /^已入库：新增 5 个项目/ }).waitFor({ timeout: 30_000 });

  for (const path of ['/', '/imports', '/projects', '/changes', '/organisations']) {
    await clerk.open(path);
    expect(await broken(), path).toBeUndefined();
  }
  await clerk.open('/projects');
  for (const name of names) expect(await clerk.page.getByText(name, { exact: true }).count(), name).toBeGreaterThan(0);
  await clerk.page.getByText(names[0]!, { exact: true }).first().click();
  await clerk.page.getByRole('heading', { level: 1 }).waitFor();
  await clerk.settled();
  if (!clerk.page.url().includes('/projects/220422/')) {
    const { rows } = JSON.parse((await clerk.ask('GET', '/api/projects?region=220422&year=2020&limit=10')).text) as {
      rows: { id: string; name: string }[];
    };
    await clerk.open(`/projects/220422/${rows.find((row) => row.name === names[0])!.id}`);
  }
  expect(await clerk.page.getByRole('heading', { level: 1 }).innerText()).toContain(names[0]);
  expect(await broken()).toBeUndefined();
  expect(await clerk.page.locator('img[src="x"], main script, main svg[onload]').count()).toBe(0);
  await clerk.leave();
});

it('in the workbook that goes out the same names are text, not formulas or links', async () => {
  const clerk = await home.receive('dongliao.clerk');
  await clerk.open('/projects');
  await clerk.page.getByRole('button', { name: /^导出 Excel/ }).click();
  const waiting = clerk.page.waitForEvent('download');
  await clerk.page.getByRole('button', { name: /全部列/ }).click();
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(await (await waiting).path());
  const found = new Map<string, ExcelJS.ValueType>();
  book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => found.set(cell.text.replace(/^'/, ''), cell.type))));
  for (const name of names)
    expect([ExcelJS.ValueType.String, ExcelJS.ValueType.SharedString, ExcelJS.ValueType.RichText], name).toContain(found.get(name));
  expect([...found.values()]).not.toContain(ExcelJS.ValueType.Formula);
  expect([...found.values()]).not.toContain(ExcelJS.ValueType.Hyperlink);
  await clerk.leave();
});
