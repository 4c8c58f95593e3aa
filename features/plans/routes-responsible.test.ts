// Who answers for a plan, by HTTP: one leader, one department, one team from a day on; what held before stays, the title block and the list follow.
import { afterAll, beforeEach, expect, it } from 'vitest';
import { type PlansHttp, plansHttp } from './testing-http.ts';

const opened = await plansHttp();
afterAll(() => opened.close());
let plans: PlansHttp;
const body = { since: '2020-03-01', leader: '符望舒', department: '东丰县工业和信息化局', team: '工业项目专班', reason: '县委办分工文件' };
const say = (part: Partial<typeof body> = {}, who: 'clerk' | 'neighbour' | 'auditor' = 'clerk') =>
  plans.call(who, 'PUT', `${plans.base()}/responsible`, { ...body, ...part });
const read = async () => (await plans.call('clerk', 'GET', `${plans.base()}/responsible`)).body;
beforeEach(async () => {
  plans = await opened.fresh();
  await plans.made();
});

it('who answers stands in the title block and the list, and nobody is undecided until then', async () => {
  const title = async () => (await plans.call('clerk', 'GET', `${plans.base()}/title`)).body;
  expect(await title()).toMatchObject({ leader: null, department: null, team: null });
  expect((await read()).now).toBeNull();
  expect((await say()).status).toBe(200);
  expect(await title()).toMatchObject({ leader: '符望舒', department: '东丰县工业和信息化局', team: '工业项目专班' });
  const svg = (await plans.bytes('clerk', `${plans.base()}/export?chart=fishbone&as=svg`)).toString('utf8');
  expect(svg).toContain('符望舒');
  const list = (query: string) => plans.call('clerk', 'GET', `/api/plans?region=220421${query}`).then((answer) => answer.body);
  expect((await list('')).departments).toEqual([{ name: '东丰县工业和信息化局', plans: 1 }]);
  expect((await list(`&department=${encodeURIComponent('东丰县工业和信息化局')}`)).rows).toMatchObject([{ leader: '符望舒' }]);
  expect((await list(`&department=${encodeURIComponent('东丰县农业农村局')}`)).rows).toEqual([]);
  expect((await list('&mine=yes')).total).toBe(0);
  await say({ leader: '苗砚秋' });
  expect(await list('&mine=yes')).toMatchObject({ total: 1, mine: 1 });
});

it('a change holds from its day on and leaves what held before; a later one of the same day is what holds', async () => {
  await say();
  await say({ since: '2020-03-20', leader: '厉景和', reason: '领导分工调整' });
  await say({ since: '2099-01-01', leader: '以后的人', reason: '先登记下来' });
  const { now, history } = await read();
  expect(now).toMatchObject({ leader: '厉景和', since: '2020-03-20', by: '苗砚秋' });
  expect(history.map((one: { leader: string }) => one.leader)).toEqual(['以后的人', '厉景和', '符望舒']);
  await say({ since: '2020-03-20', leader: '单立勋', reason: '上一条写错了' });
  expect((await read()).now.leader).toBe('单立勋');
  // The plan is drawn as of 12 March: who answered then is printed.
  expect((await plans.call('clerk', 'GET', `${plans.base()}/title`)).body.leader).toBe('符望舒');
});

it('two leaders are refused, nobody at all too, and who may not plan may not say', async () => {
  const two = await say({ leader: '符望舒、厉景和' });
  expect(two.status).toBe(422);
  expect(two.text).toContain('不止一个');
  expect((await say({ leader: '', department: '', team: '' })).status).toBe(422);
  expect((await say({ reason: '改' })).status).toBe(400);
  expect((await say({}, 'auditor')).status).toBe(403);
  expect((await say({}, 'neighbour')).status).toBe(404);
  expect((await read()).history).toEqual([]);
});
