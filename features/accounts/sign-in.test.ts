// Signing in, sessions, throttling, one-time codes and the demonstration's door, entered by HTTP over a real database.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SYSTEM_REGION } from '../../platform/audit/chain.ts';
import { testDatabase } from '../../platform/db/testing.ts';
import type { TestCall, TestHttp } from '../../platform/http/testing.ts';
import { hashPassword } from './passwords.ts';
import { accountsRoom } from './routes.ts';
import { makeDemoPeople, makeFirstAdministratorCode } from './set-up.ts';
import { accountsHttp, cheapPasswords, entriesOf, makePerson, sessionRows } from './testing.ts';

const database = testDatabase();
const rooms = [accountsRoom({ years: async () => [2020], organisationNames: async () => new Map() })];
const password = '早谋划早开工早见效';
let passwordHash: string;
let house: TestHttp;
const at = '2020-04-01T01:00:00.000Z';

beforeAll(async () => {
  cheapPasswords();
  passwordHash = await hashPassword(password);
});
beforeEach(async () => {
  house = await accountsHttp(database, rooms);
});

const forward = (seconds: number) => house.clock.advance(seconds * 1000);
const clerk = () => makePerson(database, at, { login: 'miao', name: '苗砚秋', role: 'clerk', region: '220421', passwordHash });
const enter = (login: string, given: string, more: { from?: string; https?: boolean; as?: string } = {}) =>
  house.call({ method: 'POST', url: '/api/session', body: { login, password: given }, ...more });

describe('signing in', () => {
  it('gives a new token, says where the work begins, and is written into the chain of the county', async () => {
    const person = await clerk();
    const answer = await enter('miao', password);
    expect(answer).toMatchObject({ status: 200, body: { home: '/' } });
    expect(answer.token).toMatch(/^[\w-]{43}$/);
    const session = await house.call({ url: '/api/session', as: answer.token });
    expect(session.body).toMatchObject({
      person: { id: person.id, name: '苗砚秋', role: 'clerk', regions: [{ code: '220421', name: '东丰县', level: 'county' }] },
      demo: false,
      years: [2020],
    });
    expect(session.body.person.may).toContain('import.run');
    expect(await entriesOf(database, '220421')).toMatchObject([
      {
        action: 'session.begin',
        result: 'done',
        actor_id: person.id,
        object_id: person.id,
        facts: { address: '127.0.0.1', how: 'password' },
      },
    ]);
  });

  it('the database keeps the hash of a token, never the token', async () => {
    const person = await clerk();
    const { token } = await enter('miao', password);
    const rows = await sessionRows(database, person.id);
    expect(JSON.stringify(rows)).not.toContain(token!);
  });

  it('an unknown name, a wrong password and a disabled account are answered with the same words', async () => {
    await clerk();
    await makePerson(database, at, { login: 'left', role: 'clerk', region: '220421', passwordHash, disabled: true });
    const known = await enter('miao', 'not the password');
    expect((await enter('left', password)).text).toBe(known.text);
    const unknown = await enter('nobody', 'not the password');
    expect(known.status).toBe(401);
    expect(unknown.text).toBe(known.text);
    expect(known.body.message.zh).toBe('用户名或密码不对。忘记密码请联系本级管理员。');
  });

  it('a failed try is written as refused: a known name into its county, an unknown one into the chain of no region', async () => {
    await clerk();
    await enter('miao', 'not the password');
    await enter('nobody', 'not the password');
    expect(await entriesOf(database, '220421')).toMatchObject([{ action: 'session.begin', result: 'refused' }]);
    const system = await entriesOf(database, SYSTEM_REGION);
    expect(system).toMatchObject([{ action: 'session.begin', result: 'refused', object_id: '-' }]);
    expect(JSON.stringify(system)).not.toContain('nobody');
    expect(JSON.stringify(system)).not.toContain('not the password');
  });

  it('signing in again leaves the old token dead', async () => {
    await clerk();
    const first = await enter('miao', password);
    const second = await enter('miao', password, { as: first.token! });
    expect(second.token).not.toBe(first.token);
    expect((await house.call({ url: '/api/session', as: first.token })).status).toBe(401);
    expect((await house.call({ url: '/api/session', as: second.token })).status).toBe(200);
  });

  it('over plain http from elsewhere it asks for https before looking at the password', async () => {
    await clerk();
    expect(await enter('miao', password, { from: '192.0.2.7' })).toMatchObject({ status: 403, body: { code: 'request.needs-https' } });
  });

  it('over https the cookie is __Host-, Secure, HttpOnly and SameSite', async () => {
    await clerk();
    const answer = await enter('miao', password, { https: true });
    const cookie = String(answer.headers['set-cookie']);
    expect(cookie).toMatch(/^__Host-sanzao=/);
    for (const rule of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(cookie).toContain(rule);
    expect(cookie).not.toMatch(/Domain/i);
  });
});

describe('throttling', () => {
  it('the sixth try of one person from one place waits, longer each time, and the right password waits too', async () => {
    await clerk();
    for (let tries = 0; tries < 5; tries++) expect((await enter('miao', `wrong ${tries}`)).status).toBe(401);
    const sixth = await enter('miao', password);
    expect(sixth).toMatchObject({ status: 429, body: { code: 'sign-in.wait', params: { seconds: 30 } } });
    expect(sixth.headers['retry-after']).toBe('30');
    forward(31);
    expect((await enter('miao', 'wrong again')).status).toBe(401);
    expect((await enter('miao', password)).body.params.seconds).toBe(60);
    forward(61);
    expect((await enter('miao', password)).status).toBe(200);
  });

  it('an unknown name is made to wait exactly like a known one', async () => {
    for (let tries = 0; tries < 5; tries++) await enter('nobody', `wrong ${tries}`);
    expect((await enter('nobody', 'x')).body).toMatchObject({ code: 'sign-in.wait', params: { seconds: 30 } });
  });

  it('the counts survive a restart', async () => {
    await clerk();
    for (let tries = 0; tries < 5; tries++) await enter('miao', `wrong ${tries}`);
    house = await accountsHttp(database, rooms);
    expect((await enter('miao', password)).status).toBe(429);
  });

  it('strangers elsewhere cannot keep a person out of the place that person works from', async () => {
    await clerk();
    for (let tries = 0; tries < 5; tries++) await enter('miao', `wrong ${tries}`, { https: true, from: '198.51.100.9' });
    expect((await enter('miao', password, { https: true, from: '198.51.100.9' })).status).toBe(429);
    expect((await enter('miao', password)).status).toBe(200);
  });

  it('a wait is never longer than half an hour, however many tries there were', async () => {
    await clerk();
    let longest = 0;
    for (let tries = 0; tries < 16; tries++) {
      const answer = await enter('miao', `wrong ${tries}`);
      if (answer.status === 429) {
        longest = Math.max(longest, answer.body.params.seconds);
        forward(answer.body.params.seconds + 1);
      }
    }
    expect(longest).toBeGreaterThan(200);
    expect(longest).toBeLessThanOrEqual(1800);
  }, 60_000);
});

describe('sessions', () => {
  it('one that nobody used for two hours is over; one in use lasts twelve hours and no longer', async () => {
    await clerk();
    const idle = await enter('miao', password);
    forward(2 * 3600 + 1);
    expect((await house.call({ url: '/api/session', as: idle.token })).status).toBe(401);
    const used = await enter('miao', password);
    for (let hour = 0; hour < 11; hour++) {
      forward(3600);
      expect((await house.call({ url: '/api/session', as: used.token })).status).toBe(200);
    }
    forward(3601);
    expect((await house.call({ url: '/api/session', as: used.token })).status).toBe(401);
  });

  it('signing out ends it at once and clears the cookie', async () => {
    const person = await clerk();
    const out = await house.call({ method: 'DELETE', url: '/api/session', as: person.token, body: {} });
    expect(out.body).toEqual({ ended: 1 });
    expect(String(out.headers['set-cookie'])).toMatch(/sanzao=;/);
    expect((await house.call({ url: '/api/session', as: person.token })).status).toBe(401);
  });

  it('a grant that ended yesterday gives nothing today', async () => {
    const person = await makePerson(database, at, { login: 'gone', role: 'clerk', region: '220421', to: '2020-04-01' });
    const session = await house.call({ url: '/api/session', as: person.token });
    expect(session.body.person).toMatchObject({ may: ['session.own'], regions: [] });
  });

  it('a person sees the own sessions and ends all but this one', async () => {
    const person = await clerk();
    const other = await enter('miao', password, { https: true });
    const list = await house.call({ url: '/api/session/own', as: person.token });
    expect(list.body.sessions).toHaveLength(2);
    expect(list.body.sessions.filter((one: { current: boolean }) => one.current)).toHaveLength(1);
    expect((await house.call({ method: 'POST', url: '/api/session/own/end', as: person.token, body: {} })).body).toEqual({ ended: 1 });
    expect((await house.call({ url: '/api/session', as: other.token, https: true })).status).toBe(401);
    expect((await house.call({ url: '/api/session', as: person.token })).status).toBe(200);
  });

  it('a changed password ends every session and begins a new one for the person who changed it', async () => {
    const person = await clerk();
    const elsewhere = await enter('miao', password, { https: true });
    const changed = await house.call({
      method: 'POST',
      url: '/api/session/password',
      as: person.token,
      body: { old: password, new: '谷雨前后种瓜点豆' },
    });
    expect(changed).toMatchObject({ status: 200, body: { ended: 1 } });
    expect((await house.call({ url: '/api/session', as: person.token })).status).toBe(401);
    expect((await house.call({ url: '/api/session', as: elsewhere.token, https: true })).status).toBe(401);
    expect((await house.call({ url: '/api/session', as: changed.token })).status).toBe(200);
    expect((await enter('miao', password)).status).toBe(401);
    expect((await enter('miao', '谷雨前后种瓜点豆')).status).toBe(200);
  });

  it('guessing the old password from an open session is slowed down like signing in', async () => {
    const person = await clerk();
    const guess = (old: string) =>
      house.call({ method: 'POST', url: '/api/session/password', as: person.token, body: { old, new: '谷雨前后种瓜点豆' } });
    for (let tries = 0; tries < 5; tries++) expect((await guess(`wrong ${tries}`)).body.code).toBe('password.wrong');
    expect((await guess(password)).status).toBe(429);
  });
});

describe('the first administrator', () => {
  const form = { login: 'admin.first', name: '首位管理员', region: '220400', password: '早谋划早开工早见效' };

  it('enters once with a code that expires, and then the code is dead', async () => {
    const { code } = await makeFirstAdministratorCode(house.ground);
    const check = await house.call({ method: 'POST', url: '/api/first-administrator/check', body: { code } });
    expect(check.body.regions).toContainEqual({ code: '220400', name: '辽源市', nameEn: 'Liaoyuan City', level: 'city' });
    const entered = await house.call({ method: 'POST', url: '/api/first-administrator', body: { code, ...form } });
    expect(entered).toMatchObject({ status: 200, body: { home: '/accounts' } });
    expect((await house.call({ url: '/api/accounts', as: entered.token })).status).toBe(200);
    expect(
      (await house.call({ method: 'POST', url: '/api/first-administrator', body: { code, ...form, login: 'second' } })).body.code,
    ).toBe('code.wrong');
    await expect(makeFirstAdministratorCode(house.ground)).rejects.toMatchObject({ problem: { code: 'first-administrator.exists' } });
  });

  it('a code that is half an hour old is of no use', async () => {
    const { code } = await makeFirstAdministratorCode(house.ground);
    forward(31 * 60);
    expect((await house.call({ method: 'POST', url: '/api/first-administrator', body: { code, ...form } })).body.code).toBe('code.wrong');
  });

  it('there is no account at all before that', async () => {
    for (const login of ['admin', 'root', 'sanzao', 'administrator']) expect((await enter(login, login)).status).toBe(401);
  });
});

describe('the demonstration', () => {
  const people = [
    {
      login: 'dongfeng.clerk',
      role: 'clerk',
      region: '220421',
      name: '苗砚秋',
      nameEn: 'Miao Yanqiu',
      since: '2019-01-01',
      about: { zh: '导入台账', en: 'Imports the ledger' },
    },
  ];
  const list = (more: object = {}) => house.call({ url: '/api/session/demo', ...more });

  it('offers its people on this machine and lets one be entered without a password', async () => {
    house = await accountsHttp(database, rooms, { demo: true });
    const [made] = await makeDemoPeople(house.ground, people);
    expect((await list()).body.people).toMatchObject([
      { id: made!.id, name: '苗砚秋', role: 'clerk', region: { code: '220421', name: '东丰县' } },
    ]);
    const entered = await house.call({ method: 'POST', url: '/api/session/demo', body: { person: made!.id } });
    expect(entered.status).toBe(200);
    expect((await house.call({ url: '/api/session', as: entered.token })).body).toMatchObject({
      person: { login: 'dongfeng.clerk' },
      demo: true,
    });
    expect(await entriesOf(database, '220421')).toMatchObject([
      { action: 'account.create' },
      { action: 'session.begin', facts: { how: 'demo' } },
    ]);
  });

  it('does not exist where the deployment was not made as a demonstration', async () => {
    const [made] = await makeDemoPeople(house.ground, people);
    expect((await list()).status).toBe(404);
    expect((await house.call({ method: 'POST', url: '/api/session/demo', body: { person: made!.id } })).status).toBe(404);
  });

  it('does not exist for anybody who is not at this machine: another address, a proxy, another host name', async () => {
    house = await accountsHttp(database, rooms, { demo: true });
    const [made] = await makeDemoPeople(house.ground, people);
    const calls: Partial<TestCall>[] = [
      { from: '192.0.2.7' },
      { headers: { 'x-forwarded-for': '192.0.2.7' } },
      { headers: { host: 'rebound.example:8080' } },
      { https: true },
    ];
    for (const more of calls) {
      expect((await list(more)).status).toBe(404);
      expect((await house.call({ method: 'POST', url: '/api/session/demo', body: { person: made!.id }, ...more })).status).toBe(404);
    }
  });

  it('nobody but the people of the demonstration is entered that way', async () => {
    house = await accountsHttp(database, rooms, { demo: true });
    const person = await clerk();
    expect((await house.call({ method: 'POST', url: '/api/session/demo', body: { person: person.id } })).status).toBe(404);
  });

  it('its people have no password, so none fits', async () => {
    await makeDemoPeople(house.ground, people);
    for (const given of ['', 'demo', 'dongfeng.clerk', 'null']) expect((await enter('dongfeng.clerk', given || ' ')).status).toBe(401);
  });
});
