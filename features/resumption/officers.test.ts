// One officer, one enterprise, by HTTP as named people: a clerk of 东辽县 who assigns, two officers, an enterprise with its own account, a neighbour.
import { beforeEach, describe, expect, it } from 'vitest';
import { fixedClock } from '../../platform/clock/clock.ts';
import { testDatabase } from '../../platform/db/testing.ts';
import type { TestAnswer, TestHttp } from '../../platform/http/testing.ts';
import { newId } from '../../vocabulary/ids.ts';
import { accountsHttp, entriesOf, makePerson, type TestPerson } from '../accounts/testing.ts';
import { resumptionRoom } from './routes.ts';
import { makeEnterprise } from './testing.ts';

const county = '220422';
const day = '2020-02-20';
const morning = `${day}T00:30:00.000Z`;
type Who = 'clerk' | 'su' | 'he' | 'owner' | 'neighbour' | 'auditor';
const database = testDatabase();
let http: TestHttp;
let people: Record<Who, TestPerson>;
let enterprise: string;
let other: string;
const call = (who: Who, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: unknown): Promise<TestAnswer> =>
  http.call({ method, url, as: people[who].token, ...(body !== undefined && { body }) });
const url = (rest: string): string => `/api/resumption/${county}/${rest}`;
const ok = async (asked: Promise<TestAnswer>) => {
  const answer = await asked;
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const assigned = async (officer: Who = 'su', from = '2020-02-10'): Promise<string> =>
  (await ok(call('clerk', 'POST', url('officers'), { enterprise, officer: people[officer].id, from, measure: '协调十名熟练工返岗' }))).id;
const answers = {
  supplies: 'yes',
  measured: 'yes',
  fever: 'no',
  returned: 'yes',
  disinfected: 'yes',
  meals: 'yes',
  masks: 'yes',
  safety: 'no',
};

beforeEach(async () => {
  http = await accountsHttp(database, [resumptionRoom()], { clock: fixedClock(morning) });
  enterprise = await makeEnterprise(database, county, '东辽云岫包装制品有限公司');
  other = await makeEnterprise(database, county, '东辽青穗食品有限公司');
  const make = (login: Who, name: string, role: Parameters<typeof makePerson>[2]['role'], region = county, organisation?: string) =>
    makePerson(database, morning, { login, name, role, region, from: '2020-02-01', ...(organisation && { organisation }) });
  people = {
    clerk: await make('clerk', '蔺书言', 'clerk'),
    su: await make('su', '苏望川', 'officer'),
    he: await make('he', '贺兰舟', 'officer'),
    owner: await make('owner', '丘明远', 'owner', county, enterprise),
    neighbour: await make('neighbour', '栾知衡', 'officer', '220421'),
    auditor: await make('auditor', '祖知衡', 'auditor', '220400'),
  };
});

describe('an officer and an enterprise', () => {
  it('are two at no time: who comes next begins when the one before has ended', async () => {
    const first = await assigned('su', '2020-02-10');
    await ok(call('clerk', 'POST', url(`officers/${first}/end`), { to: '2020-02-18', reason: '调回原单位' }));
    const next = (from: string) => call('clerk', 'POST', url('officers'), { enterprise, officer: people.he.id, from });
    expect(await next('2020-02-17')).toMatchObject({
      status: 409,
      body: { code: 'resumption.assigned-until', params: { day: '2020-02-18' } },
    });
    expect((await next('2020-02-18')).status).toBe(200);
  });

  it('are brought together with a measure; one officer at a time, and more than the rule allows is said', async () => {
    await assigned();
    expect(await call('clerk', 'POST', url('officers'), { enterprise, officer: people.he.id, from: day })).toMatchObject({
      status: 409,
      body: { code: 'resumption.assigned-already' },
    });
    expect(await ok(call('clerk', 'POST', url('officers'), { enterprise: other, officer: people.su.id, from: day }))).toMatchObject({
      over: true,
    });
    const list = await ok(call('clerk', 'GET', `/api/resumption/officers?region=${county}`));
    expect(list.officers.find((one: { name: string }) => one.name === '苏望川')).toMatchObject({ enterprises: 2 });
    expect(list).toMatchObject({ limit: 1, unassigned: [] });
    expect(list.assignments).toHaveLength(2);
    expect((await ok(call('owner', 'GET', '/api/resumption/officers'))).assignments).toMatchObject([
      { enterpriseName: '东辽云岫包装制品有限公司' },
    ]);
    expect((await ok(call('neighbour', 'GET', '/api/resumption/officers'))).assignments).toEqual([]);
    expect((await call('auditor', 'POST', url('officers'), { enterprise, officer: people.he.id, from: day })).status).toBe(403);
  });

  it('a day without presence is missed, an excuse says why, a substitute counts as one, today is not missed before it is over', async () => {
    await assigned('su', '2020-02-16');
    const checkIn = (who: Who, at: string) => ok(call(who, 'PUT', url(`presences/${newId()}`), { enterprise, at }));
    expect(await checkIn('su', '2020-02-19T01:00:00.000Z')).toMatchObject({ day: '2020-02-19', substitute: false, again: false });
    expect(await checkIn('he', '2020-02-18T23:00:00.000Z')).toMatchObject({ day: '2020-02-19', substitute: true });
    expect(await checkIn('he', '2020-02-18T02:00:00.000Z')).toMatchObject({ day: '2020-02-18', substitute: true });
    await ok(call('clerk', 'POST', url('absences'), { enterprise, day: '2020-02-17', reason: '雪大封路，电话询问' }));
    const page = await ok(call('owner', 'GET', url(`enterprises/${enterprise}/dossier`)));
    expect(page.presences.map((one: { day: string; state: string }) => [one.day, one.state])).toEqual([
      ['2020-02-20', 'waiting'],
      ['2020-02-19', 'present'],
      ['2020-02-18', 'substituted'],
      ['2020-02-17', 'excused'],
      ['2020-02-16', 'missed'],
    ]);
    expect(page.assignment).toMatchObject({ missedDays: 1, today: 'waiting', measure: '协调十名熟练工返岗' });
  });

  it('a clock that is two days off is believed within the rule; beyond it, and in the future, the day is the server’s', async () => {
    const checkIn = async (at: string) => (await ok(call('su', 'PUT', url(`presences/${newId()}`), { enterprise, at }))).day;
    expect(await checkIn('2020-02-18T01:00:00.000Z')).toBe('2020-02-18');
    expect(await checkIn('2020-02-17T23:00:00.000Z')).toBe(day);
    expect(await checkIn('2020-02-21T23:00:00.000Z')).toBe(day);
  });

  it('what a device sends twice is taken once; the same id with other content is kept beside and the first stands', async () => {
    const sent = { enterprise, at: morning, note: '大门口' };
    const presence = url(`presences/${newId()}`);
    const both = await Promise.all([1, 2, 3, 4].map(() => ok(call('su', 'PUT', presence, sent))));
    expect(both.filter((one) => !one.again)).toHaveLength(1);
    expect(await call('su', 'PUT', presence, { ...sent, note: '后门' })).toMatchObject({
      status: 409,
      body: { code: 'resumption.kept-beside' },
    });
    const round = { enterprise, at: morning, answers };
    const rounds = url(`rounds/${newId()}`);
    expect(await ok(call('su', 'PUT', rounds, round))).toMatchObject({ again: false, wrong: [] });
    expect(await ok(call('su', 'PUT', rounds, round))).toMatchObject({ again: true });
    expect((await call('su', 'PUT', rounds, { ...round, seen: '改了' })).status).toBe(409);
  });

  const beside = async (kind: string) =>
    (await ok(call('clerk', 'GET', `/api/resumption/conflicts?region=${county}`))).conflicts.filter(
      (one: { kind: string }) => one.kind === kind,
    );
  const settle = (who: Who, id: string, keep: string) =>
    call(who, 'POST', `/api/resumption/conflicts/${county}/${id}`, { keep, note: '已与两位驻企干部核实' });

  it('a check-in sent otherwise is kept beside once however often it comes, side by side; the clerk takes the second, and nothing is lost', async () => {
    const id = newId();
    const place = { latitude: 42.9, longitude: 125.3, accuracy: 12 };
    const first = { enterprise, at: morning, note: '大门口' };
    const second = { enterprise, at: morning, note: '后门', place };
    await ok(call('su', 'PUT', url(`presences/${id}`), first));
    const answers = await Promise.all([1, 2, 3, 4].map(() => call('he', 'PUT', url(`presences/${id}`), second)));
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 409, body: { code: 'resumption.kept-beside', params: { count: 1, ids: id } } });
    const [conflict, ...more] = await beside('presence');
    expect(more).toEqual([]);
    expect(conflict).toMatchObject({
      enterprise: '东辽云岫包装制品有限公司',
      reason: 'content',
      state: 'open',
      first: { person: '苏望川', content: { note: '大门口', place: null } },
      second: { person: '贺兰舟', content: { note: '后门', place } },
    });
    expect((await settle('su', conflict.id, 'second')).status).toBe(403);
    expect(await ok(settle('clerk', conflict.id, 'second'))).toMatchObject({
      state: 'second',
      settled: { by: '蔺书言', note: '已与两位驻企干部核实' },
      first: { content: { note: '大门口' } },
    });
    expect((await settle('clerk', conflict.id, 'first')).status).toBe(409);
    await assigned('su', '2020-02-20');
    const page = await ok(call('clerk', 'GET', url(`enterprises/${enterprise}/dossier`)));
    expect(page.presences[0]).toMatchObject({ day, by: '贺兰舟' });
    expect((await ok(call('su', 'PUT', url(`presences/${id}`), first))).again).toBe(true);
    expect((await ok(call('he', 'PUT', url(`presences/${id}`), second))).again).toBe(true);
    const record = (await entriesOf(database, county)).filter((one) => ['resumption.check-in', 'resumption.settle'].includes(one.action));
    expect(record.some((one) => one.facts.beside === true)).toBe(true);
    expect(record.find((one) => one.action === 'resumption.settle' && one.result === 'done')?.facts).toMatchObject({
      keep: 'second',
      entry: id,
    });
  });

  it('a round sent otherwise is kept beside with its questions; what stands is what was decided, and a third is held against that', async () => {
    const id = newId();
    const round = { enterprise, at: morning, answers, supplies: [{ item: '口罩', stock: 500, dailyUse: 100 }] };
    const low = { ...round, answers: { ...answers, supplies: 'no' }, supplies: [{ item: '口罩', stock: 100, dailyUse: 100 }] };
    await ok(call('su', 'PUT', url(`rounds/${id}`), round));
    expect((await call('su', 'PUT', url(`rounds/${id}`), low)).status).toBe(409);
    expect((await call('su', 'PUT', url(`rounds/${id}`), { ...round, seen: '第三份' })).status).toBe(409);
    const two = await beside('round');
    const one = two.find((each: { second: { content: { seen: string } } }) => each.second.content.seen === '');
    const third = two.find((each: { second: { content: { seen: string } } }) => each.second.content.seen !== '');
    expect(one.asked.find((each: { code: string }) => each.code === 'supplies')).toMatchObject({ zh: expect.stringContaining('？') });
    const standing = async () => (await ok(call('clerk', 'GET', url(`enterprises/${enterprise}/dossier`)))).rounds;
    expect(await standing()).toMatchObject([{ wrong: [], coverDays: 5 }]);
    await ok(settle('clerk', one.id, 'second'));
    expect(await standing()).toMatchObject([{ wrong: ['supplies'], coverDays: 1 }]);
    expect((await beside('round')).find((each: { id: string }) => each.id === third.id)).toMatchObject({
      state: 'open',
      first: { content: { answers: { supplies: 'no' } } },
    });
    await ok(settle('clerk', third.id, 'first'));
    expect(await standing()).toMatchObject([{ wrong: ['supplies'], seen: '' }]);
  });

  it('changes hands only when the other side takes over; whoever it was not offered to cannot', async () => {
    const id = await assigned('su', '2020-02-10');
    expect((await call('he', 'POST', url(`officers/${id}/hand-over`), { to: people.he.id, note: '我来接手这家企业的工作' })).status).toBe(
      403,
    );
    await ok(call('su', 'POST', url(`officers/${id}/hand-over`), { to: people.he.id, note: '口罩还差两百只，联系人在门卫室' }));
    expect((await call('su', 'POST', url(`officers/${id}/hand-over/answer`), { take: true })).status).toBe(403);
    const mine = await ok(call('he', 'GET', '/api/resumption/officers?mine=true'));
    expect(mine.assignments).toMatchObject([{ officerName: '苏望川', handOver: { mine: true, note: '口罩还差两百只，联系人在门卫室' } }]);
    expect((await ok(call('he', 'POST', url(`officers/${id}/hand-over/answer`), { take: true }))).id).not.toBeNull();
    const page = await ok(call('clerk', 'GET', url(`enterprises/${enterprise}/dossier`)));
    expect(page.assignment).toMatchObject({ officerName: '贺兰舟', from: day, measure: '协调十名熟练工返岗' });
    expect(page.past).toMatchObject([{ officerName: '苏望川', to: day, endReason: '交接给贺兰舟' }]);
  });

  it('a round is whole, tells what is not as it should be and how long the shortest supply lasts', async () => {
    expect(await call('su', 'PUT', url(`rounds/${newId()}`), { enterprise, at: morning, answers: { supplies: 'yes' } })).toMatchObject({
      status: 422,
      body: { code: 'resumption.round-unanswered' },
    });
    const round = await ok(
      call('su', 'PUT', url(`rounds/${newId()}`), {
        enterprise,
        at: morning,
        answers: { ...answers, supplies: 'no', fever: 'yes', meals: 'na' },
        supplies: [
          { item: '口罩', stock: 500, dailyUse: 200 },
          { item: '消毒液', stock: 40, dailyUse: 3 },
          { item: '测温仪', stock: 2, dailyUse: 0 },
        ],
      }),
    );
    expect(round).toMatchObject({ wrong: ['supplies', 'fever'], coverDays: 2 });
    expect(round.supplies.map((one: { days: number | null }) => one.days)).toEqual([2, 13, null]);
  });

  it('guidance has six sections and gates nothing', async () => {
    expect((await call('su', 'PUT', url(`guidance/${newId()}`), { enterprise, day, team: ['市场监督管理局'], sections: {} })).status).toBe(
      422,
    );
    await ok(
      call('su', 'PUT', url(`guidance/${newId()}`), {
        enterprise,
        day,
        team: ['市场监督管理局', '卫生健康局'],
        sections: { canteen: '改为分两批就餐' },
      }),
    );
    expect((await ok(call('owner', 'GET', url(`enterprises/${enterprise}/dossier`)))).guidance).toMatchObject([
      { sections: { canteen: '改为分两批就餐' } },
    ]);
  });
});

describe('a difficulty', () => {
  const raise = (who: Who = 'owner', { id = newId(), ...more }: { id?: string; kind?: string; text?: string } = {}) =>
    ok(
      call(who, 'PUT', url(`difficulties/${id}`), {
        enterprise,
        kind: 'transport',
        text: '两车纸板卡在省界，等通行证',
        ...more,
      }),
    );
  const step = (who: Who, id: string, body: object) => call(who, 'POST', url(`difficulties/${id}/steps`), body);

  it('goes to the department of its kind with a clock, is answered, and is closed by the enterprise alone', async () => {
    const raised = await raise();
    expect(raised).toMatchObject({
      state: 'routed',
      organisation: '交通运输局',
      dueAt: '2020-02-21T00:30:00.000Z',
      overdue: false,
      may: ['withdraw'],
    });
    expect(await step('owner', raised.id, { action: 'answer', note: '自己答复自己' })).toMatchObject({ status: 403 });
    await ok(step('su', raised.id, { action: 'answer', note: '通行证已办，车辆放行' }));
    expect(await step('su', raised.id, { action: 'confirm' })).toMatchObject({ status: 422, body: { code: 'resumption.difficulty-word' } });
    const back = await ok(step('owner', raised.id, { action: 'reopen', note: '只放行了一车' }));
    expect(back).toMatchObject({ state: 'routed', reopened: 1, answeredAt: null });
    await ok(step('su', raised.id, { action: 'answer', note: '第二车也已放行' }));
    const done = await ok(step('owner', raised.id, { action: 'confirm' }));
    expect(done).toMatchObject({ state: 'solved', answer: '第二车也已放行', may: ['reopen'] });
    expect(done.steps.map((one: { action: string }) => one.action)).toEqual(['raise', 'route', 'answer', 'reopen', 'answer', 'confirm']);
    expect(
      (await entriesOf(database, county)).filter((entry) => entry.action.startsWith('resumption.') && entry.result === 'done'),
    ).toHaveLength(5);
  });

  it('an officer may write down the word of the enterprise, named; the time to solve is told by kind beside what is open', async () => {
    const first = await raise('su');
    await ok(step('su', first.id, { action: 'answer', note: '已协调放行' }));
    const told = await ok(step('su', first.id, { action: 'confirm', saidBy: '丘明远' }));
    expect(told.steps.at(-1).note).toContain('企业丘明远口述，苏望川代记');
    await raise('owner', { kind: 'labour', text: '缺二十名熟练工' });
    const { kinds } = await ok(call('clerk', 'GET', `/api/resumption/difficulties/times?region=${county}`));
    expect(kinds.find((one: { kind: string }) => one.kind === 'transport')).toMatchObject({
      raised: 1,
      solved: 1,
      open: 0,
      medianHours: 0,
    });
    expect(kinds.find((one: { kind: string }) => one.kind === 'labour')).toMatchObject({
      raised: 1,
      solved: 0,
      open: 1,
      medianHours: null,
    });
  });

  it('is seen by its enterprise and its county, and a second sending is the same one', async () => {
    const id = newId();
    await raise('owner', { id });
    await raise('owner', { id });
    expect((await ok(call('clerk', 'GET', '/api/resumption/difficulties'))).total).toBe(1);
    expect((await call('owner', 'PUT', url(`difficulties/${id}`), { enterprise, kind: 'funds', text: '换了一件事情来说' })).status).toBe(
      409,
    );
    expect(
      (await call('owner', 'PUT', url(`difficulties/${newId()}`), { enterprise: other, kind: 'funds', text: '别家企业的资金' })).status,
    ).toBe(404);
    expect((await ok(call('neighbour', 'GET', '/api/resumption/difficulties'))).rows).toEqual([]);
  });
});

describe('the duty', () => {
  it('has its holes named, its note handed over by both, its calls on a clock', async () => {
    const shift = (person: Who, from: string, to: string) =>
      ok(call('clerk', 'POST', url('duty'), { person: people[person].id, from, to }));
    const { id } = await shift('su', '2020-02-19T16:00:00.000Z', '2020-02-20T02:00:00.000Z');
    await shift('he', '2020-02-20T04:00:00.000Z', '2020-02-20T16:00:00.000Z');
    const twice = { person: people.su.id, from: '2020-02-19T16:00:00.000Z', to: '2020-02-20T02:00:00.000Z' };
    expect(await call('clerk', 'POST', url('duty'), twice)).toMatchObject({ status: 409, body: { code: 'resumption.shift-twice' } });
    const roster = await ok(call('clerk', 'GET', `/api/resumption/duty?region=${county}`));
    expect(roster.gaps).toEqual([{ region: county, from: '2020-02-20T02:00:00.000Z', to: '2020-02-20T04:00:00.000Z' }]);
    expect((await call('he', 'POST', url(`duty/${id}/note`), {})).status).toBe(409);
    await ok(call('su', 'POST', url(`duty/${id}/note`), { note: '青穗食品要回电' }));
    expect(await ok(call('he', 'POST', url(`duty/${id}/note`), {}))).toMatchObject({ takenBy: '贺兰舟' });
    const phone = await ok(
      call('he', 'PUT', url(`calls/${newId()}`), { at: '2020-02-20T00:05:00.000Z', about: '门卫发现一人体温异常', enterprise }),
    );
    expect(phone).toMatchObject({ minutes: 25, late: true, answeredAt: null });
    await ok(call('he', 'PUT', url(`calls/${phone.id}/answer`), { answer: '已到现场' }));
    expect((await call('su', 'PUT', url(`calls/${phone.id}/answer`), { answer: '再答一次' })).status).toBe(409);
    expect(await ok(call('owner', 'GET', '/api/resumption/duty'))).toMatchObject({ shifts: [], calls: [], people: [] });
  });
});
