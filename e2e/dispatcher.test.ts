/** The city's dispatcher before any evening: three counties to the last digit, the fourth unreported and never a zero. */
import { expect, it } from 'vitest';
import { house } from './house.ts';
import { digitsOf, figure, inUnit } from './speech.ts';

const home = house();

it('the three counties stand with their printed totals, and 东辽县 is unreported in every column, never zero', async () => {
  const dispatcher = await home.receive('dispatcher');
  await inUnit(dispatcher, '元');
  // Printed: 80 of 95.94 and 47.51 亿元, 41 of 145.6 and 45.9, 25 of 77.8 and 15.25.
  const printed: Record<string, [number, number, number]> = {
    东丰县: [80, 9_594_000_000, 4_751_000_000],
    龙山区: [41, 14_560_000_000, 4_590_000_000],
    西安区: [25, 7_780_000_000, 1_525_000_000],
  };
  for (const [county, [count, total, plan]] of Object.entries(printed)) {
    expect(await digitsOf(dispatcher, `${county} 个数`), county).toBe(count);
    expect(await digitsOf(dispatcher, `${county} 总投资`), county).toBe(total);
    expect(await digitsOf(dispatcher, `${county} 年度计划`), county).toBe(plan);
  }
  for (const what of ['个数', '总投资', '年度计划', '年度计划占总投资', '谋划储备项目']) {
    expect(await digitsOf(dispatcher, `东辽县 ${what}`), what).toBeNull();
    expect(await figure(dispatcher, `东辽县 ${what}`).innerText(), what).not.toMatch(/\d/);
  }
  // No total above hides it.
  expect(await digitsOf(dispatcher, '计划总投资')).toBe(31_934_000_000);
  const card = dispatcher.page.getByText('未含 东辽县');
  await expect.poll(() => card.count()).toBeGreaterThanOrEqual(3);
  await dispatcher.leave();
});

it('adding counties whose thresholds differ says so, beside the total and behind it', async () => {
  const dispatcher = await home.receive('dispatcher');
  await expect
    .poll(() =>
      dispatcher.page
        .getByRole('main')
        .getByText(/统计起点不同/)
        .count(),
    )
    .toBeGreaterThan(0);
  await figure(dispatcher, '计划总投资').click();
  const drawer = dispatcher.page.getByRole('dialog');
  await drawer.getByText(/统计起点不同/).waitFor();
  expect(await drawer.innerText()).toContain('东辽县');
  // Every row of the three counties is there, and they add up.
  await drawer.getByRole('button', { name: '再显示 46 行' }).click();
  await drawer.getByText(/逐行相加.*与本数一致/).waitFor();
  await dispatcher.leave();
});

it('a county is entered from its row and the address keeps where one is, also after a reload', async () => {
  const dispatcher = await home.receive('dispatcher');
  await dispatcher.click('link', '西安区', dispatcher.page.getByRole('main'));
  expect(new URL(dispatcher.page.url()).searchParams.get('region')).toBe('220403');
  await dispatcher.page.reload();
  await dispatcher.settled();
  expect(await dispatcher.page.getByRole('heading', { level: 1 }).innerText()).toContain('西安区');
  expect(await figure(dispatcher, '年度计划比上年').innerText()).toContain('339');
  await dispatcher.leave();
});

it('an unreported county shows what to do instead of zeros', async () => {
  const clerk = await home.receive('dongliao.clerk');
  await clerk.page.getByText('东辽县2020年还没有报过台账').waitFor();
  expect(
    await clerk.page
      .getByRole('main')
      .getByText(/(^|\D)0(\D|$)/)
      .count(),
  ).toBe(0);
  await clerk.click('button', '去导入台账');
  await clerk.page.waitForURL(/\/imports/);
  await clerk.leave();
});
