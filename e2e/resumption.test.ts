/**
 * An enterprise comes back to work under the filing regime: on a phone it reads what the clerk found missing, corrects it, sends it; the clerk files it;
 * a stranger scans the certificate. The joint visit on the way of an inspection regime is visit-offline.test.ts.
 */
import { describe, expect, it } from 'vitest';
import { house } from './house.ts';
import { breaches } from './judge.ts';

const home = house({ story: true });
const phone = { width: 390, height: 844 };
const enterprise = '东辽县棠木家具有限公司';
let address = '';
let check = '';

describe('an enterprise under the filing regime', () => {
  it('reads on a phone what is missing, corrects it and sends it again; what was typed is saved by itself', async () => {
    const owner = await home.receive('dongliao.owner', phone);
    await owner.open('/resumption');
    const { page } = owner;
    await page.getByRole('heading', { level: 1, name: enterprise }).waitFor();
    await page.getByText('应急预案没有写明隔离观察室的位置').first().waitFor();
    expect(await breaches(owner)).toEqual([]);
    const note = page.getByLabel('其他说明');
    await note.fill('隔离观察室在办公楼西侧一层，预案已补写');
    await page.getByRole('status').filter({ hasText: '已保存' }).waitFor();
    await owner.open('/resumption');
    expect(await page.getByLabel('其他说明').inputValue()).toContain('西侧一层');
    await owner.click('button', '提交申请');
    await owner.click('button', '确定');
    await page.getByText('已申请').first().waitFor();
    const { cases } = JSON.parse((await owner.ask('GET', '/api/resumption/cases')).text) as { cases: { id: string; region: string }[] };
    expect(cases).toHaveLength(1);
    address = `/resumption/${cases[0]!.region}/${cases[0]!.id}`;
    expect(await breaches(owner)).toEqual([]);
    await owner.leave();
  });

  it('is found by the clerk on the desk, checked and filed without a visit, with a number and a certificate', async () => {
    const clerk = await home.receive('dongliao.clerk');
    await clerk.open('/resumption?region=220422');
    await clerk.page.getByRole('button', { name: /^已复工/ }).click();
    await clerk.settled();
    expect(clerk.page.url()).toContain('state=open');
    expect(await breaches(clerk)).toEqual([]);
    await clerk.open(address);
    await clerk.click('button', '材料齐全');
    await clerk.click('button', '确定');
    await clerk.page.getByRole('button', { name: '备案并编号' }).waitFor();
    await clerk.click('button', '备案并编号');
    await clerk.click('button', '确定');
    await clerk.page
      .getByText(/^东辽复备〔\d{4}〕\d+号$/)
      .first()
      .waitFor();
    check = (await clerk.page.getByRole('link', { name: /^\/check\// }).getAttribute('href'))!;
    const [file] = await Promise.all([clerk.page.waitForEvent('download'), clerk.click('button', '下载备案凭证')]);
    expect(file.suggestedFilename()).toMatch(/^东辽复备〔\d{4}〕\d+号\.pdf$/);
    await clerk.leave();
  });

  it('is checked by a stranger by the address in the code: valid, whose, until when, and nothing personal', async () => {
    const stranger = await home.receive(null, phone);
    await stranger.open(check.split('?')[0]!);
    await stranger.page.getByText('有效', { exact: false }).first().waitFor();
    const text = await stranger.page.getByRole('main').innerText();
    expect(text).toContain(enterprise);
    expect(text).not.toMatch(/企业负责人|总经理|1\d{10}/);
    expect(await breaches(stranger)).toEqual([]);
    await stranger.leave();
  });

  it('the board of regimes says in both languages that the days have no holes, and shows the change of 19 February', async () => {
    const clerk = await home.receive('dongliao.clerk', { language: 'en', ...phone });
    await clerk.open('/resumption/regimes?region=220422');
    await clerk.page.getByText('Days and conditions have neither holes nor overlaps.').waitFor();
    await clerk.page.getByText('Nobody inspects any more: complete papers are filed.').first().waitFor();
    expect(await breaches(clerk)).toEqual([]);
    await clerk.leave();
  });
});
