// The morning count by HTTP as named people: a clerk of 东辽县, the city, an enterprise with its own account, a neighbour.
import { beforeEach, describe, expect, it } from 'vitest';
import { fixedClock } from '../../platform/clock/clock.ts';
import { testDatabase } from '../../platform/db/testing.ts';
import type { TestAnswer, TestHttp } from '../../platform/http/testing.ts';
import { newId } from '../../vocabulary/ids.ts';
import { accountsHttp, makePerson, type TestPerson } from '../accounts/testing.ts';
import { resumptionRoom } from './routes.ts';
import { makeCase, makeEnterprise } from './testing.ts';

const county = '220422';
const day = '2020-02-20';
const morning = `${day}T00:30:00.000Z`;
type Who = 'clerk' | 'city' | 'owner' | 'neighbour';
const database = testDatabase();
let http: TestHttp;
let people: Record<Who, TestPerson>;
let first: string;
const call = (who: Who, method: 'GET' | 'PUT', url: string, body?: unknown): Promise<TestAnswer> =>
  http.call({ method, url, as: people[who].token, ...(body !== undefined && { body }) });
const ok = async (asked: Promise<TestAnswer>) => {
  const answer = await asked;
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const count = (who: Who, query = '') => ok(call(who, 'GET', `/api/resumption/count?on=${day}${query}`));
const report = (enterprise: string, body: object) =>
  ok(call('clerk', 'PUT', `/api/resumption/${county}/enterprises/${enterprise}/days/${day}`, body));

beforeEach(async () => {
  http = await accountsHttp(database, [resumptionRoom()], { clock: fixedClock(morning) });
  first = await makeEnterprise(database, county, '东辽云岫包装制品有限公司', { peopleEmployed: 100 });
  const second = await makeEnterprise(database, county, '东辽青穗食品有限公司', { peopleEmployed: 50, sector: 'agriculture' });
  await makeEnterprise(database, '220421', '东丰松涛机械有限公司', { peopleEmployed: 70 });
  await makeCase(database, county, first, 'open', { day: '2020-02-18', at: '2020-02-18T01:00:00.000Z' });
  await makeCase(database, county, second, 'complete', { day: '2020-02-19', at: '2020-02-19T01:00:00.000Z' });
  const make = (login: Who, name: string, role: Parameters<typeof makePerson>[2]['role'], region = county, organisation?: string) =>
    makePerson(database, morning, { login, name, role, region, from: '2020-02-01', ...(organisation && { organisation }) });
  people = {
    clerk: await make('clerk', '蔺书言', 'clerk'),
    city: await make('city', '隗长庚', 'dispatcher', '220400'),
    owner: await make('owner', '丘明远', 'owner', county, first),
    neighbour: await make('neighbour', '栾知衡', 'clerk', '220421'),
  };
});

describe('the morning count', () => {
  it('an enterprise that said nothing is named and is not zero; the share is of those that reported', async () => {
    const before = await count('clerk');
    expect(before.total.people).toMatchObject({ value: null, absent: { zh: '未报' }, unreported: [{ code: county, name: '东辽县' }] });
    await report(first, { peopleBack: 80, outputYuan: 300_000, outputLastYearYuan: 400_000, suppliesDays: 2 });
    const after = await count('clerk');
    expect(after.total.people).toMatchObject({ value: 80, of: { value: 100 }, unreported: [] });
    expect(after.total.output).toMatchObject({ value: 0.75, of: { value: 400_000, unit: 'yuan' } });
    expect(after.total.short).toMatchObject({ value: 1, of: { value: 1 } });
    expect(after.total.reported).toMatchObject({ value: 1, of: { value: 2 } });
    expect(after.unreported.map((one: { name: string }) => one.name)).toEqual(['东辽青穗食品有限公司']);
    expect(after.total.people.definition).toMatchObject({ id: 'resumption.people', formula: expect.stringContaining('sum(people back)') });
  });

  it('says where more people are back than the list knows: the list was corrected after the day was reported', async () => {
    await report(first, { peopleBack: 80 });
    expect((await count('clerk')).total.people.cautions).toEqual([]);
    const { enterprises } = await ok(call('clerk', 'GET', `/api/resumption/enterprises?enterprise=${first}`));
    const { region, id, name, creditCode, parkName, version, contact, ...held } = enterprises[0];
    await ok(call('clerk', 'PUT', `/api/resumption/${region}/enterprises/${id}`, { ...held, version, peopleEmployed: 60 }));
    const { cautions } = (await count('clerk')).total.people;
    expect(cautions).toEqual([
      {
        zh: '1 户返岗人数多于名单上的职工人数，请核对名单：东辽云岫包装制品有限公司。',
        en: '1 enterprise has more people back than the list says are employed; check the list: 东辽云岫包装制品有限公司.',
      },
    ]);
  });

  it('is as of its day: a state that came later does not count before', async () => {
    expect((await count('clerk')).total).toMatchObject({ expected: { value: 2 }, open: { value: 1, of: { value: 2 } } });
    const earlier = await ok(call('clerk', 'GET', '/api/resumption/count?on=2020-02-17'));
    expect(earlier.total).toMatchObject({ expected: { value: 2 }, open: { value: 0 } });
  });

  it('a number opens to the enterprises it counts, by county, park and sector', async () => {
    await ok(
      call('clerk', 'PUT', `/api/resumption/${county}/difficulties/${newId()}`, {
        enterprise: first,
        kind: 'orders',
        text: '两张订单推迟交货',
      }),
    );
    const by = await count('city', '&by=sector');
    expect(
      by.lines.map((line: { code: string; numbers: { expected: [number, number] } }) => [line.code, line.numbers.expected[0]]).sort(),
    ).toEqual([
      ['agriculture', 1],
      ['industry', 2],
    ]);
    expect(by.total.difficulties).toMatchObject({ value: 1, rows: { figure: 'difficulties', on: day, by: 'sector' } });
    const rows = await ok(call('city', 'GET', `/api/resumption/count/rows?figure=difficulties&on=${day}&by=sector&code=industry`));
    expect(rows).toMatchObject({ total: 1, rows: [{ name: '东辽云岫包装制品有限公司', value: 1, state: 'open' }] });
  });

  it('each sees as far as the post reaches: a neighbour nothing of this county, an enterprise itself', async () => {
    expect((await count('neighbour')).total.expected.value).toBe(1);
    expect((await count('city')).total.expected.value).toBe(3);
    const own = await count('owner');
    expect(own.total.expected.value).toBe(1);
    expect(JSON.stringify(own)).not.toContain('青穗');
    expect((await count('clerk')).total.expected.value).toBe(2);
  });
});
