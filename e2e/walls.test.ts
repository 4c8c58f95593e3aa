/** The clerk of 龙山区 against the walls of 东丰县: pages, addresses of the interface, lists, filters and exports. */
import { beforeAll, expect, it } from 'vitest';
import type { Guest } from './guest.ts';
import { house } from './house.ts';

const home = house();
let stranger: Guest;
/** Things of 东丰县, as its own clerk sees them. */
let project: { id: string; name: string; owner: string };
let importId = '';
const nothing = /没有这|不在您的权限|没有找到|不存在/;

beforeAll(async () => {
  const clerk = await home.receive('dongfeng.clerk');
  const { rows } = JSON.parse((await clerk.ask('GET', '/api/projects?region=220421&year=2020&limit=1')).text) as {
    rows: (typeof project)[];
  };
  project = rows[0]!;
  const { imports } = JSON.parse((await clerk.ask('GET', '/api/imports?region=220421')).text) as { imports: { id: string }[] };
  importId = imports[0]!.id;
  await clerk.leave();
  stranger = await home.receive('longshan.clerk');
  stranger.expect(404);
});

it('pages of another county are not found, under its address and under the own', async () => {
  for (const path of [
    `/projects/220421/${project.id}`,
    `/projects/220402/${project.id}`,
    `/imports/220421/${importId}`,
    `/imports/220402/${importId}`,
    `/imports/220421/${importId}?step=doubts&sheet=1&row=8`,
  ]) {
    await stranger.open(path);
    const page = await stranger.page.locator('body').innerText();
    expect(page, path).toMatch(nothing);
    expect(page, path).not.toContain(project.name);
    expect(page, path).not.toContain('东丰县');
  }
});

it('a region in the address that is not the own shows the own, never the other', async () => {
  for (const path of [
    '/?region=220421',
    '/projects?region=220421',
    '/imports?region=220421',
    '/changes?region=220421',
    '/proposals?region=220421',
    '/lists?region=220421',
    '/reserve?region=220400',
  ]) {
    await stranger.open(path);
    const page = await stranger.page.locator('body').innerText();
    expect(page, path).not.toContain('东丰县');
    expect(page, path).not.toContain(project.name);
  }
});

it('no address of the interface gives or changes anything of another county', async () => {
  const project220421 = `/api/projects/220421/${project.id}`;
  const import220421 = `/api/imports/220421/${importId}`;
  const attempts: [string, string, unknown?][] = [
    ['GET', project220421],
    ['GET', `/api/projects/220402/${project.id}`],
    ['GET', `${project220421}/trace?field=total`],
    ['GET', '/api/projects/changes?region=220421&from=2026-01-01&to=2026-12-31'],
    ['GET', '/api/projects/proposals?region=220421'],
    ['GET', import220421],
    ['GET', `/api/imports/220402/${importId}`],
    ['GET', `${import220421}/findings`],
    ['GET', `${import220421}/rows`],
    ['GET', `${import220421}/cells?sheet=1&row=8`],
    ['GET', `${import220421}/file`],
    ['POST', `${import220421}/answers`, { answers: [{ sheet: 1, row: 8, kind: 'row', value: 'left-out' }] }],
    ['POST', `${import220421}/confirm`, { version: 1 }],
    ['POST', `${import220421}/undo`, { reason: '不是我的' }],
    ['POST', `${import220421}/drop`, {}],
    ['PATCH', project220421, { version: 1, facts: { note: '不是我的' } }],
    ['GET', '/api/projects?region=220421&year=2020'],
    ['GET', '/api/projects?region=220400&year=2020'],
    ['GET', '/api/projects/export?region=220421&year=2020'],
    ['GET', '/api/figures/dashboard?region=220421&year=2020'],
    ['GET', '/api/figures?region=220421&year=2020'],
    ['GET', '/api/figures/export?region=220421&year=2020&unit=万元&language=zh'],
    ['GET', '/api/imports?region=220421'],
    ['GET', '/api/lists?region=220421&year=2020'],
    ['GET', '/api/reserve?region=220421&year=2020'],
    ['GET', '/api/year-roll/220421?fromYear=2020'],
    ['POST', `${project220421}/contact`, { purpose: '不是我的联系人' }],
    ['POST', `${project220421}/stage`, { stage: 'started', on: '2020-04-01', reason: '不是我的', version: 1 }],
    ['GET', '/api/audit?region=220421'],
  ];
  for (const [method, path, body] of attempts) {
    const { status, text } = await stranger.ask(method, path, body);
    expect([403, 404], `${method} ${path} answered ${status}`).toContain(status);
    for (const secret of [project.name, project.owner]) expect(text, `${method} ${path}`).not.toContain(secret);
  }
  // None of them is refused because it does not exist: the own clerk is answered.
  const clerk = await home.receive('dongfeng.clerk');
  for (const [method, path] of attempts)
    if (method === 'GET' && !path.includes('220402') && !path.includes('220400') && !path.startsWith('/api/audit'))
      expect((await clerk.ask(method, path)).status, path).toBe(200);
  await clerk.leave();
});

it('searching for another county’s project by name, code or pinyin finds nothing', async () => {
  for (const words of [project.name, project.owner]) {
    await stranger.open(`/projects?q=${encodeURIComponent(words)}`);
    await stranger.page.getByText('没有符合这些条件的项目').first().waitFor();
    expect(await stranger.page.getByRole('main').getByRole('link', { name: project.name }).count()).toBe(0);
  }
});

it('an export of the own library holds the own rows only', async () => {
  await stranger.open('/projects');
  await stranger.page.getByRole('button', { name: /^导出 Excel/ }).click();
  const waiting = stranger.page.waitForEvent('download');
  await stranger.page.getByRole('button', { name: /全部列/ }).click();
  const path = await (await waiting).path();
  const { default: ExcelJS } = await import('exceljs');
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  const texts: string[] = [];
  book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => texts.push(cell.text))));
  expect(texts.join('\n')).toContain('龙山区');
  expect(texts.join('\n')).not.toContain('东丰县');
});

it('the owner of an enterprise sees the own projects and nobody else’s', async () => {
  const owner = await home.receive('owner');
  owner.expect(404);
  const mine = JSON.parse((await owner.ask('GET', '/api/projects?region=220421&year=2020&limit=200')).text) as {
    total: number;
    rows: { owner: string }[];
  };
  expect(mine.total).toBeGreaterThan(0);
  expect(new Set(mine.rows.map((row) => row.owner))).toEqual(new Set(['东丰县棠鹿生物科技有限公司']));
  await owner.open(`/projects/220421/${project.id}`);
  expect(await owner.page.locator('body').innerText()).toMatch(nothing);
  await owner.leave();
});
