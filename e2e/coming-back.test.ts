/** Pages that are closed, reloaded and opened again: nothing that was under way is lost. */
import { expect, it } from 'vitest';
import { writeFor } from './demo-server.ts';
import { house } from './house.ts';
import { dropFile, left } from './speech.ts';

const home = house();

it('the page is closed while a large ledger is being read; coming back it has been read', async () => {
  const rows = 12_000;
  const lines = ['项目名称,建设单位,建设地点,建设性质,计划总投资（万元）,2020年计划投资（万元）'];
  for (let row = 1; row <= rows; row += 1)
    lines.push(`东辽水库扩容第${row}标段项目,东辽县第${row % 400}建设公司,白泉镇,新建,${600 + row},${300 + (row % 300)}`);
  const clerk = await home.receive('dongliao.clerk');
  await clerk.open('/imports');
  await dropFile(clerk, writeFor(home.served, '东辽县大台账.csv', lines.join('\r\n')));
  await clerk.page.waitForURL(/\/imports\/220422\//);
  await clerk.page.getByText('可以关掉这一页，回来时接着看').waitFor();
  await clerk.page.close();
  await clerk.leave();

  const again = await home.receive('dongliao.clerk');
  await again.open('/imports');
  await again.page.getByRole('link', { name: '东辽县大台账.csv' }).click();
  await again.page.getByText(`台账共 ${rows.toLocaleString('en')} 行`).waitFor({ timeout: 120_000 });
  await again.settled();
  await again.click('button', '放弃这次导入');
  await again.click('button', '放弃');
  await again.page.waitForURL(/\/imports(\?|$)/);
  await again.settled();
  await expect.poll(() => again.page.getByText('已放弃').count()).toBeGreaterThan(0);
  await again.leave();
});

it('what was settled of an import is still settled after a reload', async () => {
  const clerk = await home.receive('longshan.clerk');
  await clerk.open('/imports');
  const csv = [
    '项目名称,建设单位,计划总投资（万元）',
    '回访中心项目,龙山区甲公司,待定',
    '回访食堂项目,龙山区乙公司,900',
    '回访车库项目,龙山区丙公司,不详',
  ].join('\r\n');
  await dropFile(clerk, writeFor(home.served, '龙山区补报.csv', csv));
  await left(clerk, 2);
  await clerk.page.getByRole('textbox', { name: /^C2/ }).fill('850');
  await clerk.click('button', '重新读取');
  await left(clerk, 1);
  await clerk.page.reload();
  await left(clerk, 1);
  await clerk.leave();
});

it('filters, search and sort live in the address: reloading and sharing keep them', async () => {
  const clerk = await home.receive('dongfeng.clerk');
  await clerk.open('/projects');
  await clerk.page.getByRole('main').getByText('谋划储备', { exact: false }).first().click();
  await clerk.settled();
  await clerk.page.getByRole('main').getByRole('searchbox').fill('农业');
  await clerk.page.waitForURL(/q=/);
  await clerk.settled();
  const summary = (): Promise<string> =>
    clerk.page
      .getByText(/^共 \d+ 个/)
      .first()
      .innerText();
  const shown = await summary();
  const address = clerk.page.url();
  await clerk.page.reload();
  await clerk.settled();
  expect(clerk.page.url()).toBe(address);
  expect(await summary()).toBe(shown);
  expect(await clerk.page.getByRole('main').getByRole('searchbox').inputValue()).toBe('农业');
  const colleague = await home.receive('dongfeng.clerk');
  await colleague.open(new URL(address).pathname + new URL(address).search);
  expect(
    await colleague.page
      .getByText(/^共 \d+ 个/)
      .first()
      .innerText(),
  ).toBe(shown);
  await colleague.leave();
  await clerk.leave();
});
