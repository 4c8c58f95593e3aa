/** The administrator opens an account for an enterprise: found by a part of its name, in force from a day typed as the office writes it. */
import { expect, it } from 'vitest';
import { house } from './house.ts';

const home = house();

it('an owner’s enterprise is picked by name or credit code, and the day is typed as anywhere else', async () => {
  const guest = await home.receive('administrator');
  await guest.open('/accounts');
  await guest.page.getByRole('main').getByRole('button', { name: '开户' }).click();
  const panel = guest.page.getByRole('dialog', { name: '开户' });
  await panel.getByLabel('姓名', { exact: true }).fill('阮禾');
  await panel.getByLabel('用户名').fill('ruan.he');
  await panel.getByLabel('岗位').click();
  // The list is still unfolding under a busy machine; the choice itself is what counts.
  await guest.page.getByTitle('项目单位填报员').dispatchEvent('click');
  await panel.getByLabel('地区').fill('220421');
  await guest.page.keyboard.press('Enter');
  await panel.getByLabel('企业').fill('棠鹿');
  await guest.page.getByText('东丰县棠鹿生物科技有限公司').first().waitFor();
  await guest.settled();
  await guest.page.keyboard.press('Enter');
  await panel.getByLabel('起始日期').fill('2020.3.5');
  await panel.getByLabel('截止日期').fill('明年');
  await guest.click('button', '开户', panel);
  await panel.getByText('请写成 2020-03-15 这样的日期').waitFor();
  await panel.getByLabel('截止日期').fill('');
  await guest.click('button', '开户', panel);
  await guest.page.getByText('阮禾').first().waitFor();
  const { accounts } = JSON.parse((await guest.ask('GET', '/api/accounts?q=ruan.he')).text);
  expect(accounts[0].grants).toMatchObject([
    { role: 'owner', from: '2020-03-05', to: null, organisation: { name: '东丰县棠鹿生物科技有限公司' } },
  ]);
  await guest.leave();
});
