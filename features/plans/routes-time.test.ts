// The month board, its workbooks and calendar feeds by HTTP as named people and as a calendar program that cannot sign in. On the real database.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { readAll } from '../../platform/sheets/testing.ts';
import { entriesOf } from '../accounts/testing.ts';
import { feedsIn, hashAddress } from './store-feeds.ts';
import { type PlansHttp, plansHttp } from './testing-http.ts';
import { only, readIcs } from './testing-ics.ts';

const county = '220421';
let plans: PlansHttp;
const open = await plansHttp();
afterAll(() => open.close());
const names = ['轴承生产线建设项目', '粮食烘干塔建设项目', '温泉康养小镇建设项目'];

beforeEach(async () => {
  plans = await open.fresh(names);
});
const list = async () => (await plans.call('clerk', 'GET', `/api/plans/feeds?region=${county}`)).body;
/** The texts of the first sheet of a workbook. */
const told = async (book: Buffer): Promise<string[]> =>
  (await readAll(book)).rows[0]!.flatMap(({ cells }) => cells.map((cell) => String(cell ?? '')));
const made = async (name?: string): Promise<{ id: string; address: string; name: string }> => {
  const whose = name ?? (await list()).names.find((one: { kind: string }) => one.kind === 'organisation').name;
  const answer = await plans.call('clerk', 'POST', `/api/plans/${county}/feeds`, { kind: 'organisation', name: whose });
  if (answer.status !== 200) throw new Error(answer.text);
  return { ...answer.body, name: whose };
};

describe('the month board', () => {
  beforeEach(async () => {
    await plans.made(plans.making, plans.projects[0]);
    await plans.made({ ...plans.making, promised: '2020-05-20' }, plans.projects[1]);
  });
  const board = async (query: string) => (await plans.call('clerk', 'GET', `/api/plans/board?region=${county}&year=2020${query}`)).body;

  it('puts every node of the year into its month, the plan that breaks its promise first, and sums the months over all of them', async () => {
    const all = await board('');
    expect(all).toMatchObject({ plans: 2, total: 2, cut: null });
    expect(all.rows.map((row: { projectName: string }) => row.projectName)).toEqual([names[1], names[0]]);
    const plan = (await plans.call('clerk', 'GET', plans.base())).body.plan;
    const row = all.rows[1];
    const years = (day: string): boolean => day.startsWith('2020');
    expect(row.nodes.length + row.after + row.before).toBe(plan.nodes.length);
    for (const node of row.nodes) {
      const own = plan.nodes.find((one: { code: string }) => one.code === node.code);
      expect(node.day).toBe(own.promise ? plan.promised : own.forecast);
      expect([node.month, years(node.day)]).toEqual([Number(node.day.slice(5, 7)), true]);
    }
    for (let month = 1; month <= 12; month++)
      expect(all.months[month - 1].due).toBe(
        all.rows.flatMap((one: { nodes: { month: number }[] }) => one.nodes).filter((one: { month: number }) => one.month === month).length,
      );
  });
  it('shows the light that the plan shows, also of a node that is held to a day of its own', async () => {
    const { plan } = (await plans.call('clerk', 'GET', plans.base())).body;
    const [shown] = (await board('')).rows.filter((row: { projectId: string }) => row.projectId === plan.projectId);
    const { code } = shown.nodes.find((node: { light: string }) => node.light === 'normal');
    const promised = await plans.call('clerk', 'PUT', `${plans.base()}/nodes/${code}/promise`, {
      version: plan.version,
      day: '2020-03-01',
      reason: '与乡镇当面说定的日期',
    });
    expect(promised.status, promised.text).toBe(200);
    const own = promised.body.nodes.find((node: { code: string }) => node.code === code);
    const [after] = (await board('')).rows.filter((row: { projectId: string }) => row.projectId === plan.projectId);
    expect(own.light).toBe('late');
    expect(after.nodes.find((node: { code: string }) => node.code === code).light).toBe('late');
  });
  it('is filtered by light and by size, and paged without changing its totals', async () => {
    const late = await board('&light=late');
    expect(late.rows.map((row: { light: string }) => row.light)).toEqual(['late']);
    expect(late.lights.late).toBe(1);
    const page = await board('&limit=1&offset=1');
    expect([page.total, page.rows.length]).toEqual([2, 1]);
    expect(page.months).toEqual((await board('')).months);
    // 13,200 万元 is in exactly one tier.
    const { tiers } = page;
    const totals = await Promise.all(tiers.map(async (one: { code: string }) => (await board(`&tier=${one.code}`)).total));
    expect(totals.toSorted()).toEqual([...Array(tiers.length - 1).fill(0), 2].toSorted());
    expect(await plans.call('clerk', 'GET', `/api/plans/board?region=${county}&year=2020&tier=nothing`)).toMatchObject({
      status: 422,
      body: { code: 'plans.no-tier' },
    });
  });
  it('belongs to its county', async () => {
    expect((await plans.call('neighbour', 'GET', `/api/plans/board?region=${county}&year=2020`)).status).toBe(404);
    expect((await plans.call('auditor', 'GET', `/api/plans/board?region=${county}&year=2020`)).body.total).toBe(2);
  });
  it('and the list come as workbooks that say who made them, as of when, under which filter', async () => {
    const texts = await told(await plans.bytes('clerk', `/api/plans/board/book?region=${county}&year=2020&light=late`));
    expect(texts.some((text) => text.includes('制表 苗砚秋') && text.includes('筛选：滞后'))).toBe(true);
    expect(texts).toContain(names[1]);
    expect(texts).not.toContain(names[0]);
    const nodes = await told(await plans.bytes('clerk', `${plans.base()}/list-book`));
    const plan = (await plans.call('clerk', 'GET', plans.base())).body.plan;
    for (const node of plan.nodes) expect(nodes).toContain(node.name.zh);
  });
});

describe('a calendar feed', () => {
  beforeEach(async () => {
    await plans.made(plans.making, plans.projects[0]);
  });
  const read = (address: string) => plans.http.call({ url: address });

  it('tells whoever knows the address the nodes of one organisation, and nobody anything else', async () => {
    const { address, name } = await made();
    const answer = await read(address);
    expect(answer.status, answer.text).toBe(200);
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
    const calendar = readIcs(Buffer.from(answer.text));
    const plan = (await plans.call('clerk', 'GET', plans.base())).body.plan;
    const own = plan.nodes.filter((node: { duty: { organisation: string } }) => node.duty.organisation === name);
    expect(calendar.children.map((event) => only(event, 'UID')).toSorted()).toEqual(
      own.map((node: { code: string }) => `${plans.project()}.${node.code}@plans.sanzao`).toSorted(),
    );
    expect((await list()).feeds[0]).toMatchObject({ name, state: 'open', readOn: '2020-04-01' });
  });
  it('its address is shown once and kept as a hash only', async () => {
    const { address, id } = await made();
    const token = /feeds\/(.*)\.ics$/.exec(address)![1]!;
    expect(token).toMatch(/^220421-[0-9a-f]{48}$/);
    expect(JSON.stringify(await list())).not.toContain(token.slice(7));
    const kept = await plans.database.transaction({ regions: [county], prefix: null, owner: null }, (db) => feedsIn(db, [county]));
    expect(kept[0]!.hash).toBe(hashAddress(token));
    expect(JSON.stringify(kept)).not.toContain(token.slice(7));
    const entries = await entriesOf(plans.database, county);
    expect(entries.find((one) => one.action === 'plan.feed')).toMatchObject({ object_id: id });
    expect(JSON.stringify(entries)).not.toContain(token.slice(7));
  });
  it('a renewed address lives and the old one is dead; a revoked one is dead at once and cannot be renewed', async () => {
    const { id, address } = await made();
    expect((await read(address)).status).toBe(200);
    const renewed = await plans.call('clerk', 'POST', `/api/plans/${county}/feeds/${id}/renewal`);
    expect((await read(address)).status).toBe(404);
    expect((await read(renewed.body.address)).status).toBe(200);
    expect((await plans.call('leader', 'DELETE', `/api/plans/${county}/feeds/${id}`)).status).toBe(200);
    expect((await read(renewed.body.address)).status).toBe(404);
    expect(await plans.call('clerk', 'POST', `/api/plans/${county}/feeds/${id}/renewal`)).toMatchObject({
      status: 409,
      body: { code: 'plans.feed-revoked' },
    });
  });
  it('a wrong address is not told from a revoked one, nor may another county or an auditor make or take back', async () => {
    const { id, address } = await made();
    const wrong = address.replace(/[0-9a-f]{8}\.ics$/, '00000000.ics');
    expect((await read(wrong)).body).toEqual((await read(`/api/plans/feeds/220402-${'0'.repeat(48)}.ics`)).body);
    expect((await read(address.replace('220421-', '220402-'))).status).toBe(404);
    expect((await read('/api/plans/feeds/etc.ics')).status).toBeGreaterThanOrEqual(400);
    expect((await plans.call('neighbour', 'DELETE', `/api/plans/${county}/feeds/${id}`)).status).toBe(404);
    expect((await plans.call('auditor', 'POST', `/api/plans/${county}/feeds`, { kind: 'person', name: 'x' })).status).toBe(403);
    expect(await plans.call('clerk', 'POST', `/api/plans/${county}/feeds`, { kind: 'person', name: '不存在的人' })).toMatchObject({
      status: 422,
      body: { code: 'plans.feed-nobody' },
    });
    expect((await read(address)).status).toBe(200);
  });
  it('who tries many wrong addresses is told to wait', async () => {
    const tries = [];
    for (let i = 0; i < 40; i++) tries.push((await read(`/api/plans/feeds/${county}-${String(i).padStart(48, '0')}.ics`)).status);
    expect(tries[0]).toBe(404);
    expect(tries.at(-1)).toBe(429);
  });
});
