// What an administrator may do and may not, and what a password may be.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../platform/db/testing.ts';
import type { TestHttp } from '../../platform/http/testing.ts';
import { isCommonPassword } from './common-passwords.ts';
import { fitsPassword, hashPassword } from './passwords.ts';
import { accountsRoom } from './routes.ts';
import { judgePassword, waitAfter } from './rules.ts';
import { accountsHttp, cheapPasswords, entriesOf, makePerson, type TestPerson } from './testing.ts';

const database = testDatabase();
const enterprise = '01890000-0000-7000-8000-0000000000aa';
const rooms = [
  accountsRoom({
    years: async () => [],
    organisationNames: async (_db, _regions, ids) => new Map(ids.filter((id) => id === enterprise).map((id) => [id, '某轴承有限公司'])),
  }),
];
const at = '2020-04-01T01:00:00.000Z';
const password = '早谋划早开工早见效';
let house: TestHttp;
let admin: TestPerson;
beforeAll(() => cheapPasswords());
beforeEach(async () => {
  house = await accountsHttp(database, rooms);
  admin = await makePerson(database, at, { login: 'zu', name: '祖启桐', role: 'administrator', region: '220400' });
});
const post = (url: string, body: object = {}, as = admin.token) => house.call({ method: 'POST', url, body, as });
const open = (change: object = {}) => post('/api/accounts', { login: 'miao', name: '苗砚秋', role: 'clerk', region: '220421', ...change });

describe('opening an account', () => {
  it('gives a one-time code with which its owner sets the password; nobody else ever knows one', async () => {
    const opened = await open();
    expect(opened.body).toMatchObject({
      account: { login: 'miao', state: 'waiting', grants: [{ role: 'clerk', region: { code: '220421', name: '东丰县' }, current: true }] },
    });
    const redeem = (code: string, given = password) =>
      house.call({ method: 'POST', url: '/api/session/code', body: { login: 'miao', code, password: given } });
    expect((await redeem('AAAA-BBBB-CCCC-DDDD')).body.code).toBe('code.wrong');
    expect((await redeem(opened.body.code, 'miao12345')).body.code).toBe('password.holds-name');
    const entered = await redeem(opened.body.code.toLowerCase().replaceAll('-', ' '));
    expect(entered).toMatchObject({ status: 200, body: { home: '/' } });
    expect((await redeem(opened.body.code)).body.code).toBe('code.wrong');
    expect((await house.call({ url: '/api/session', as: entered.token })).body.person.login).toBe('miao');
    expect(JSON.stringify(await entriesOf(database, '220421'))).not.toContain(opened.body.code);
  });

  it('a code is of no use after three days, nor when a newer one was issued', async () => {
    const opened = await open();
    const newer = await post(`/api/accounts/${opened.body.account.id}/code`);
    const redeem = (code: string) => house.call({ method: 'POST', url: '/api/session/code', body: { login: 'miao', code, password } });
    expect((await redeem(opened.body.code)).body.code).toBe('code.wrong');
    house.clock.advance(73 * 3600_000);
    expect((await redeem(newer.body.code)).body.code).toBe('code.wrong');
  });

  it('a taken name is said so, a region outside the own does not exist, and an owner needs an enterprise that is there', async () => {
    await open();
    expect((await open({ login: 'MIAO' })).body.code).toBe('users__login_once');
    expect((await open({ login: 'other', region: '220302' })).status).toBe(404);
    expect((await open({ login: 'own', role: 'owner' })).body.code).toBe('grant.needs-enterprise');
    expect((await open({ login: 'own', role: 'owner', organisation: '01890000-0000-7000-8000-0000000000bb' })).status).toBe(404);
    expect((await open({ login: 'own', role: 'owner', organisation: enterprise })).body.account.grants[0].organisation).toEqual({
      id: enterprise,
      name: '某轴承有限公司',
    });
  });

  it('role, state and maker are never taken from elsewhere in the body', async () => {
    for (const extra of [{ passwordHash: 'x' }, { granted_by: 'me' }, { version: 3 }, { grants: [] }])
      expect((await open(extra)).body.code).toBe('request.unknown-field');
  });
});

describe('an account that exists', () => {
  let clerk: TestPerson;
  beforeEach(async () => {
    clerk = await makePerson(database, at, {
      login: 'luan',
      name: '栾知衡',
      role: 'clerk',
      region: '220402',
      passwordHash: await hashPassword(password),
    });
  });
  const alive = async (person: TestPerson) => (await house.call({ url: '/api/session', as: person.token })).status === 200;

  it('is listed with its posts, is found by a part of its name, and by its state', async () => {
    expect((await house.call({ url: '/api/accounts?q=知衡', as: admin.token })).body).toMatchObject({
      total: 1,
      accounts: [{ login: 'luan', state: 'active', mine: true }],
    });
    expect((await house.call({ url: '/api/accounts?state=disabled', as: admin.token })).body.total).toBe(0);
    expect((await house.call({ url: '/api/accounts?role=administrator', as: admin.token })).body.accounts[0]).toMatchObject({
      login: 'zu',
      mine: false,
    });
    expect((await house.call({ url: '/api/accounts?q=%25', as: admin.token })).body.total).toBe(0);
  });

  it('when disabled is out at once and cannot sign in, and is let in again when enabled', async () => {
    expect((await post(`/api/accounts/${clerk.id}/disable`, { reason: '调离' })).body.state).toBe('disabled');
    expect(await alive(clerk)).toBe(false);
    const enter = () => house.call({ method: 'POST', url: '/api/session', body: { login: 'luan', password } });
    expect((await enter()).status).toBe(401);
    await post(`/api/accounts/${clerk.id}/enable`, { reason: '调回' });
    expect((await enter()).status).toBe(200);
    expect(await entriesOf(database, '220402')).toMatchObject([
      { action: 'account.disable', facts: { reason: '调离', sessions: 1 } },
      { action: 'session.begin', result: 'refused' },
      { action: 'account.enable' },
      { action: 'session.begin', result: 'done' },
    ]);
  });

  it('with a new post or one post less has to sign in again, and then holds exactly that', async () => {
    const granted = await post(`/api/accounts/${clerk.id}/grants`, { role: 'auditor', region: '220403' });
    expect(granted.body.grants.map((grant: { role: string }) => grant.role)).toEqual(['clerk', 'auditor']);
    expect(await alive(clerk)).toBe(false);
    const ended = await post(`/api/accounts/${clerk.id}/grants/${granted.body.grants[0].id}/end`);
    expect(ended.body.grants).toMatchObject([
      { role: 'clerk', current: false, to: '2020-04-01' },
      { role: 'auditor', current: true },
    ]);
    const { token } = await house.call({ method: 'POST', url: '/api/session', body: { login: 'luan', password } });
    const { person } = (await house.call({ url: '/api/session', as: token })).body;
    expect(person.role).toBe('auditor');
    expect(person.may).toContain('audit.read');
    expect(person.may).not.toContain('import.run');
    expect((await post(`/api/accounts/${clerk.id}/grants/${granted.body.grants[0].id}/end`)).body.code).toBe('grant.ended');
  });

  it('when reset is out, its old password is void, and the code lets its owner in', async () => {
    const { body } = await post(`/api/accounts/${clerk.id}/code`);
    expect(await alive(clerk)).toBe(false);
    expect((await house.call({ method: 'POST', url: '/api/session', body: { login: 'luan', password } })).status).toBe(401);
    expect(
      (
        await house.call({
          method: 'POST',
          url: '/api/session/code',
          body: { login: 'luan', code: body.code, password: '谷雨前后种瓜点豆' },
        })
      ).status,
    ).toBe(200);
  });
});

describe('the limits of an administrator', () => {
  it('nobody changes the own account, and the last administrator stays', async () => {
    expect((await post(`/api/accounts/${admin.id}/disable`, { reason: '试试' })).body.code).toBe('account.own');
    expect((await post(`/api/accounts/${admin.id}/grants`, { role: 'auditor', region: '220400' })).body.code).toBe('account.own');
    const second = await makePerson(database, at, { login: 'second', role: 'administrator', region: '220400' });
    expect((await post(`/api/accounts/${admin.id}/disable`, { reason: '离任' }, second.token)).status).toBe(200);
    expect((await house.call({ url: '/api/accounts', as: admin.token })).status).toBe(401);
  });

  it('an account of another city, or with a post there as well, is not his to change', async () => {
    const foreign = await makePerson(database, at, { login: 'tiexi', role: 'clerk', region: '220302' });
    expect((await post(`/api/accounts/${foreign.id}/disable`, { reason: '试试' })).status).toBe(404);
    expect((await post(`/api/accounts/${foreign.id}/code`)).status).toBe(404);
    const county = await makePerson(database, at, { login: 'county', role: 'administrator', region: '220421' });
    const above = await makePerson(database, at, { login: 'above', role: 'leader', region: '220421' });
    await post(`/api/accounts/${above.id}/grants`, { role: 'leader', region: '220402' });
    const seen = await house.call({ url: '/api/accounts?q=above', as: county.token });
    expect(seen.body.accounts[0]).toMatchObject({ mine: false, grants: [{ region: { code: '220421' } }] });
    expect(seen.text).not.toContain('220402');
    expect((await post(`/api/accounts/${above.id}/disable`, { reason: '试试' }, county.token)).status).toBe(404);
  });

  it('he reads neither the chain nor a project, and a clerk manages no account', async () => {
    const clerk = await makePerson(database, at, { login: 'luan', role: 'clerk', region: '220402' });
    expect((await house.call({ url: '/api/accounts', as: clerk.token })).status).toBe(403);
    expect(
      (await open({}).then(() => post('/api/accounts', { login: 'x1', name: 'x', role: 'clerk', region: '220402' }, clerk.token))).status,
    ).toBe(403);
  });
});

describe('a password', () => {
  const judge = (text: string) => judgePassword(text, { login: 'miao.yanqiu', name: '苗砚秋' }, isCommonPassword)?.code;

  it('is long enough and nothing else is asked of its characters', () => {
    for (const good of ['correct horse battery', '谷雨前后种瓜点豆', 'gufeng rizhi 7', 'tianqing-ruyi-kan', 'x8$kq!vz', '一川烟草满城风絮'])
      expect(judge(good)).toBeUndefined();
    expect(judge('x8$kq!v')).toBe('password.too-short');
    expect(judge('长'.repeat(400))).toBe('password.too-long');
  });

  it('is not one of those that many people choose, here or abroad, however disguised', () => {
    const common = [
      '12345678',
      '123456789',
      '1234567890',
      '87654321',
      '11111111',
      '88888888',
      '66666666',
      '147258369',
      '5201314520',
      '13145201314',
      'password',
      'Password1',
      'P@ssw0rd',
      'p@ssw0rd123',
      'passw0rd!',
      'Admin123',
      'admin@123',
      'Admin@123456',
      'root1234',
      'qwertyuiop',
      'qwerty123',
      '1qaz2wsx',
      '1qaz@WSX',
      'qazwsxedc',
      'abcd1234',
      'abc12345',
      'a1234567',
      'aa123456',
      'woaini1314',
      'woaini520',
      'woaini1314520',
      'woaiwojia',
      'iloveyou',
      'iloveyou1314',
      '5201314a',
      'zxcvbnm123',
      'asdfghjkl',
      'asd123456',
      'mima1234',
      'zhanghao123',
      'guanliyuan',
      'liaoyuan123',
      'liaoyuan2020',
      'Jilin@2020',
      '19800101',
      '20200315',
      'wang19860512',
      '13904370000',
      'abcabcabc',
      '12341234',
      'xiangmu2020',
      'sanzao2020',
      'letmein123',
      'welcome1',
      'Changeme123',
      'huawei123',
      'sunshine1',
    ];
    expect(common.filter((one) => judge(one) !== 'password.too-common')).toEqual([]);
  });

  it('does not contain the sign-in name or the name', () => {
    for (const one of ['xmiao.yanqiux', 'hao-yanqiu-hao', '苗砚秋在辽源办事']) expect(judge(one)).toBe('password.holds-name');
  });

  it('is not cut short: the seventy-third byte counts', async () => {
    const long = 'x8kq'.repeat(30);
    const stored = await hashPassword(long);
    expect(await fitsPassword(long, stored)).toBe(true);
    expect(await fitsPassword(`${long.slice(0, -1)}z`, stored)).toBe(false);
    expect(stored).not.toContain(long);
  });
});

it('waiting grows from nothing to half an hour and never beyond; the account as a whole waits twenty seconds at most', () => {
  const rules = {
    idleMinutes: 120,
    absoluteMinutes: 720,
    pairTries: 5,
    addressTries: 40,
    accountTries: 60,
    blockFirstSeconds: 30,
    blockMostSeconds: 1800,
    accountBlockSeconds: 20,
    forgetAfterMinutes: 60,
    codeHours: 72,
    firstCodeMinutes: 30,
  };
  expect([1, 4, 5, 6, 7, 10, 11, 99].map((failures) => waitAfter(failures, 'pair', rules))).toEqual([0, 0, 30, 60, 120, 960, 1800, 1800]);
  expect([59, 60, 10_000].map((failures) => waitAfter(failures, 'account', rules))).toEqual([0, 20, 20]);
});
