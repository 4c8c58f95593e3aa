/** Coming in: the demonstration people on the sign-in page, each to where their work begins. */
import { expect, it } from 'vitest';
import { DEMO_PEOPLE } from '../demo/people.ts';
import { house } from './house.ts';

const home = house();

it('the sign-in page offers every person of the demonstration, with what they come to do', async () => {
  const visitor = await home.receive(null);
  await visitor.open('/');
  await visitor.page.waitForURL(/\/sign-in/);
  await visitor.settled();
  for (const person of DEMO_PEOPLE) {
    const card = visitor.page.getByRole('button', { name: new RegExp(`${person.name} · `) });
    expect(await card.innerText()).toContain(person.purpose);
  }
  await visitor.leave();
});

it('each person arrives where the work of the post begins, and only sees the rooms of that post', async () => {
  const arrivals: Record<string, { at: string; not: string[] }> = {
    'dongfeng.clerk': { at: '/', not: ['账号', '留痕'] },
    dispatcher: { at: '/', not: ['账号', '留痕', '年度滚动'] },
    auditor: { at: '/audit', not: ['账号'] },
    administrator: { at: '/accounts', not: ['总览', '台账导入', '项目库', '留痕'] },
    owner: { at: '/projects', not: ['总览', '台账导入', '账号', '留痕'] },
  };
  for (const [login, { at, not }] of Object.entries(arrivals)) {
    const person = await home.receive(login);
    expect(new URL(person.page.url()).pathname, login).toBe(at);
    const nav = person.page.getByRole('navigation', { name: '主导航' });
    expect(await nav.getByRole('link').count(), login).toBeGreaterThan(0);
    for (const room of not) expect(await nav.getByRole('link', { name: room, exact: true }).count(), `${login} ${room}`).toBe(0);
    await person.leave();
  }
});

it('a page asked for before signing in is the page one arrives at', async () => {
  const visitor = await home.receive(null);
  await visitor.open('/definitions?region=220402');
  await visitor.page.waitForURL(/\/sign-in\?.*next=/);
  await visitor.settled();
  await visitor.page.getByRole('button', { name: /隗长庚/ }).click();
  await visitor.page.waitForURL(/\/definitions/);
  await visitor.settled();
  expect(visitor.page.url()).toContain('region=220402');
  await visitor.leave();
});

it('who signs out is nobody: the next page asks who it is', async () => {
  const clerk = await home.receive('longshan.clerk');
  await clerk.page.getByRole('button', { name: /栾知衡/ }).click();
  await clerk.page.getByRole('button', { name: '退出登录' }).click();
  await clerk.page.waitForURL(/\/sign-in/);
  await clerk.settled();
  expect((await clerk.ask('GET', '/api/session')).status).toBe(401);
  await clerk.leave();
});
