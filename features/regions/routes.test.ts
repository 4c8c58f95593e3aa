// The calls of this room, entered by HTTP as a clerk of 东丰县, a dispatcher of 辽源, an owner and an administrator would, over a real database.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase } from '../../platform/db/testing.ts';
import { openFiles } from '../../platform/files/files.ts';
import type { TestHttp } from '../../platform/http/testing.ts';
import { accountsHttp, entriesOf, makePerson } from '../accounts/testing.ts';
import { regionsRoom } from './routes.ts';

const database = testDatabase();
const at = '2020-04-01T01:00:00.000Z';
const dongfeng = '220421';
const directory = mkdtempSync(join(tmpdir(), 'sanzao-regions-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

let house: TestHttp;
let clerk: string;
beforeEach(async () => {
  house = await accountsHttp(database, [regionsRoom()], { files: await openFiles(directory, new Uint8Array(32).fill(7)) });
  clerk = (await makePerson(database, at, { login: 'miao', role: 'clerk', region: dongfeng })).token;
});

const post = (url: string, body: unknown, as = clerk) => house.call({ method: 'POST', url, body, as });
const register = async (name: string, more: object = {}) =>
  (await post(`/api/organisations/${dongfeng}`, { name, kind: 'department', ...more })).body;
const why = { reason: '机构改革' };

describe('divisions', () => {
  it('the tree is asked for as of a day, and the move of 公主岭 is told with it', async () => {
    const { body } = await house.call({ url: '/api/regions?on=2020-03-15', as: clerk });
    expect(body.on).toBe('2020-03-15');
    expect(body.regions.find((region: { name: string }) => region.name === '公主岭市')).toMatchObject({
      code: '220381',
      parent: '220300',
      validTo: '2020-06-19',
    });
    expect(body.successions).toMatchObject([{ from: '220381', to: '220184', kind: 'recoded' }]);
    expect((await house.call({ url: '/api/regions', as: clerk })).body.on).toBe('2020-04-01');
    expect((await house.call({ url: '/api/regions?on=2020-02-30', as: clerk })).status).toBe(400);
  });

  it('places of the own county are listed; those of another county are not found', async () => {
    const { body } = await house.call({ url: `/api/regions/${dongfeng}/places`, as: clerk });
    expect(body.places.map((place: { name: string }) => place.name)).toContain('南屯基镇');
    expect((await house.call({ url: '/api/regions/220402/places', as: clerk })).status).toBe(404);
  });

  it('a park is added and ended by the administrator, each leaving an entry; a clerk may not', async () => {
    const admin = (await makePerson(database, at, { login: 'guan', role: 'administrator', region: '220400' })).token;
    const park = { kind: 'park', name: '东丰县梅花鹿产业园', from: '2018-01-01' };
    expect((await post(`/api/regions/${dongfeng}/places`, park)).status).toBe(403);
    const made = await post(`/api/regions/${dongfeng}/places`, park, admin);
    expect(made).toMatchObject({ status: 200, body: { name: park.name, validTo: null } });
    expect((await post(`/api/regions/${dongfeng}/places`, park, admin)).body.code).toBe('places__name_once');
    const end = { on: '2020-03-31', reason: '并入经开区' };
    expect((await post(`/api/regions/${dongfeng}/places/${made.body.id}/end`, { ...end, on: '2018-01-01' }, admin)).body.code).toBe(
      'span.backwards',
    );
    expect((await post(`/api/regions/${dongfeng}/places/${made.body.id}/end`, end, admin)).body.validTo).toBe('2020-03-31');
    expect((await post(`/api/regions/${dongfeng}/places/${made.body.id}/end`, end, admin)).body.code).toBe('place.ended');
    const { body } = await house.call({ url: `/api/regions/${dongfeng}/places`, as: clerk });
    expect(body.places.map((place: { name: string }) => place.name)).not.toContain(park.name);
    expect((await entriesOf(database, dongfeng)).filter((entry) => entry.result === 'done').map((entry) => entry.action)).toEqual([
      'region.add-place',
      'region.end-place',
    ]);
  });
});

describe('bringing a tree in', () => {
  const upload = (name: string, text: string, dryRun: boolean, as: string) => {
    const body = [
      `--limit`,
      `content-disposition: form-data; name="file"; filename="${name}"`,
      'content-type: application/octet-stream',
      '',
      text,
      '--limit--',
      '',
    ].join('\r\n');
    return house.call({
      method: 'POST',
      url: `/api/regions/import?dryRun=${dryRun}`,
      body,
      as,
      headers: { 'content-type': 'multipart/form-data; boundary=limit' },
    });
  };
  const heilongjiang = 'code,name,level,parent,valid_from,valid_to\n230000,黑龙江省,,,,\n230400,鹤岗市,市,230000,,\n230402,向阳区,县,,,\n';
  let admin: string;
  beforeEach(async () => {
    admin = (await makePerson(database, at, { login: 'guan', role: 'administrator', region: '220000' })).token;
  });

  it('a province that nobody has entered is shown first and written on the second call; a third finds nothing new', async () => {
    const dry = await upload('hlj.csv', heilongjiang, true, admin);
    expect(dry).toMatchObject({ status: 200, body: { dryRun: true, rows: 3, new: 3, changed: 0, unchanged: 0, problems: [] } });
    const tree = async () =>
      (await house.call({ url: '/api/regions?on=2020-04-01', as: admin })).body.regions.filter((region: { code: string }) =>
        region.code.startsWith('23'),
      );
    expect(await tree()).toEqual([]);
    expect((await upload('hlj.csv', heilongjiang, false, admin)).body).toMatchObject({ new: 3, dryRun: false });
    expect((await tree()).map((region: { code: string; parent: string }) => [region.code, region.parent])).toEqual([
      ['230000', null],
      ['230400', '230000'],
      ['230402', '230400'],
    ]);
    expect((await upload('hlj.csv', heilongjiang, false, admin)).body).toMatchObject({ new: 0, unchanged: 3 });
  });

  it('the same as JSON', async () => {
    const text = JSON.stringify([
      { code: '230000', name: '黑龙江省' },
      { code: 230400, name: '鹤岗市', parent: '230000' },
    ]);
    expect((await upload('hlj.json', text, false, admin)).body).toMatchObject({ rows: 2, new: 2 });
    expect((await upload('bad.json', '{', true, admin)).body.code).toBe('regions.no-columns');
  });

  it('rows with problems are named by their line, and confirming writes nothing at all', async () => {
    const table = `${heilongjiang}230471,鹤岗经开区,,,,\n`;
    const dry = await upload('hlj.csv', table, true, admin);
    expect(dry.body.problems).toMatchObject([{ row: 5 }]);
    expect(dry.body.problems[0].zh).toContain('统计用功能区');
    expect((await upload('hlj.csv', table, false, admin)).body).toMatchObject({ code: 'regions.import-has-problems' });
    expect((await house.call({ url: '/api/regions', as: admin })).text).not.toContain('鹤岗市');
  });

  it('an administrator of one city cannot rename another city', async () => {
    const liaoyuan = (await makePerson(database, at, { login: 'liao', role: 'administrator', region: '220400' })).token;
    const { body } = await upload('x.csv', 'code,name\n220500,通化新市\n220400,辽源市\n', true, liaoyuan);
    expect(body).toMatchObject({ unchanged: 1, changed: 0 });
    expect(body.problems[0].en).toContain('220500');
  });
});

describe('organisations', () => {
  it('卫计局 becomes 卫生健康局: found by both names, called by each in its days', async () => {
    const made = await register('东丰县卫生和计划生育局', { from: '2014-03-01' });
    const named = await post(`/api/organisations/${dongfeng}/${made.id}/names`, {
      version: made.version,
      name: '卫计局',
      kind: 'short',
      ...why,
    });
    const renamed = await post(`/api/organisations/${dongfeng}/${made.id}/names`, {
      version: named.body.version,
      name: '东丰县卫生健康局',
      kind: 'official',
      from: '2019-01-16',
      ...why,
    });
    expect(renamed.body).toMatchObject({ name: '东丰县卫生健康局', version: 3 });
    const then = await house.call({ url: `/api/organisations/${dongfeng}/${made.id}?on=2018-05-01`, as: clerk });
    expect(then.body).toMatchObject({ name: '东丰县卫生健康局', nameThen: '东丰县卫生和计划生育局' });
    expect(renamed.body.names.map((name: { name: string; from: string; to: string }) => [name.name, name.from, name.to])).toEqual([
      ['卫计局', null, null],
      ['东丰县卫生和计划生育局', '2014-03-01', '2019-01-16'],
      ['东丰县卫生健康局', '2019-01-16', null],
    ]);
    const found = await house.call({ url: `/api/organisations?region=${dongfeng}&search=${encodeURIComponent('卫计')}`, as: clerk });
    expect(found.body).toMatchObject({ total: 1, organisations: [{ id: made.id, name: '东丰县卫生健康局', matched: ['卫计局'] }] });
    expect((await entriesOf(database, dongfeng)).map((entry) => [entry.action, entry.facts.name])).toEqual([
      ['organisation.create', '东丰县卫生和计划生育局'],
      ['organisation.name', '卫计局'],
      ['organisation.name', '东丰县卫生健康局'],
    ]);
  });

  it('a name in use by another, a wrong credit code and a version of yesterday are refused with a sentence', async () => {
    const firm = await register('东丰县青禾钢背轴承有限公司', { kind: 'enterprise', creditCode: '112204000135717502' });
    await post(`/api/organisations/${dongfeng}/${firm.id}/names`, { version: 1, name: '青禾钢背轴', kind: 'alias', ...why });
    expect(await register('青禾 钢背轴')).toMatchObject({
      code: 'organisation.name-held',
      message: { zh: expect.stringContaining('东丰县青禾钢背轴承有限公司') },
    });
    expect(await register('另一家公司', { creditCode: '112204000135717502' })).toMatchObject({ code: 'organisation.code-held' });
    expect(await register('又一家公司', { creditCode: '112204000135717503' })).toMatchObject({ code: 'organisation.code-check' });
    const late = await house.call({
      method: 'PATCH',
      url: `/api/organisations/${dongfeng}/${firm.id}`,
      body: { version: 1, kind: 'other', ...why },
      as: clerk,
    });
    expect(late).toMatchObject({ status: 409, body: { code: 'organisation.changed-meanwhile' } });
    const edited = await house.call({
      method: 'PATCH',
      url: `/api/organisations/${dongfeng}/${firm.id}`,
      body: { version: 2, creditCode: null, ...why },
      as: clerk,
    });
    expect(edited.body).toMatchObject({ creditCode: null, kind: 'enterprise', version: 3 });
  });

  it('an alias is ended from a day; the present official name cannot be', async () => {
    const made = await register('东丰县工信局');
    const { body } = await post(`/api/organisations/${dongfeng}/${made.id}/names`, { version: 1, name: '工信', kind: 'alias', ...why });
    const [official, alias] = ['official', 'alias'].map((kind) => body.names.find((name: { kind: string }) => name.kind === kind));
    expect(
      (await post(`/api/organisations/${dongfeng}/${made.id}/names/${official.id}/end`, { version: 2, on: '2020-01-01', ...why })).body
        .code,
    ).toBe('organisation.name-official');
    const ended = await post(`/api/organisations/${dongfeng}/${made.id}/names/${alias.id}/end`, { version: 2, on: '2020-01-01', ...why });
    expect(ended.body.names.find((name: { kind: string }) => name.kind === 'alias').to).toBe('2020-01-01');
  });

  it('two bureaus merge into a new one under the name of one of them: both keep their history, their heads their days', async () => {
    const tourism = await register('东丰县旅游局');
    const culture = await register('东丰县文化局');
    const wen = (await post(`/api/people/${dongfeng}`, { name: '温砚' })).body;
    const withPost = await post(`/api/organisations/${dongfeng}/${tourism.id}/posts`, { title: '局长', from: '2015-01-01' });
    await post(`/api/posts/${dongfeng}/${withPost.body.posts[0].id}/seat`, { personId: wen.id, from: '2015-02-01' });
    const merged = await post(`/api/organisations/${dongfeng}/merge`, {
      from: [tourism.id, culture.id],
      newInto: { name: '东丰县文化局', kind: 'department' },
      on: '2019-01-16',
      ...why,
    });
    expect(merged.body).toMatchObject({ name: '东丰县文化局', endedOn: null });
    expect(
      merged.body.successions.map((one: { direction: string; otherName: string; on: string }) => [one.direction, one.otherName, one.on]),
    ).toEqual([
      ['from', '东丰县文化局', '2019-01-16'],
      ['from', '东丰县旅游局', '2019-01-16'],
    ]);
    const old = (await house.call({ url: `/api/organisations/${dongfeng}/${tourism.id}`, as: clerk })).body;
    expect(old).toMatchObject({
      endedOn: '2019-01-16',
      posts: [{ to: '2019-01-16', holders: [{ person: '温砚', to: '2019-01-16' }] }],
      successions: [{ direction: 'into' }],
    });
    expect((await post(`/api/organisations/${dongfeng}/${tourism.id}/posts`, { title: '副局长', from: '2020-01-01' })).body.code).toBe(
      'organisation.has-ended',
    );
    const living = await house.call({ url: `/api/organisations?region=${dongfeng}`, as: clerk });
    expect(living.body.organisations.map((one: { id: string }) => one.id)).toEqual([merged.body.id]);
    expect((await house.call({ url: `/api/organisations?region=${dongfeng}&ended=all`, as: clerk })).body.total).toBe(3);
  });

  it('a split leaves the parts and what they came from', async () => {
    const made = await register('东丰县国土资源局');
    const split = await post(`/api/organisations/${dongfeng}/${made.id}/split`, {
      version: 1,
      into: [
        { name: '东丰县自然资源局', kind: 'department' },
        { name: '东丰县林业局', kind: 'department' },
      ],
      goesOn: false,
      on: '2019-01-16',
      ...why,
    });
    expect(split.body).toMatchObject({
      endedOn: '2019-01-16',
      successions: [
        { direction: 'into', otherName: '东丰县林业局' },
        { direction: 'into', otherName: '东丰县自然资源局' },
      ],
    });
  });

  it('another county cannot read or change it by any address, and an owner sees the own enterprise alone', async () => {
    const made = await register('东丰县秘密局');
    const other = (await makePerson(database, at, { login: 'long', role: 'clerk', region: '220402' })).token;
    expect((await house.call({ url: `/api/organisations/${dongfeng}/${made.id}`, as: other })).status).toBe(404);
    expect((await house.call({ url: `/api/organisations/220402/${made.id}`, as: other })).status).toBe(404);
    expect(
      (await post(`/api/organisations/220402/${made.id}/names`, { version: 1, name: '别名', kind: 'alias', ...why }, other)).status,
    ).toBe(404);
    expect((await house.call({ url: '/api/organisations?ended=all', as: other })).body.total).toBe(0);

    const firm = await register('东丰县青禾食品有限公司', { kind: 'enterprise' });
    const owner = (await makePerson(database, at, { login: 'he', role: 'owner', region: dongfeng, organisation: firm.id })).token;
    expect((await house.call({ url: '/api/organisations', as: owner })).body.organisations.map((one: { id: string }) => one.id)).toEqual([
      firm.id,
    ]);
    expect((await house.call({ url: `/api/organisations/${dongfeng}/${made.id}`, as: owner })).status).toBe(404);
    await post(`/api/people/${dongfeng}`, { name: '温砚' });
    expect((await house.call({ url: `/api/people/${dongfeng}`, as: owner })).body.people).toEqual([]);
  });

  it('signs that mean something to a pattern are searched for as they are', async () => {
    await register('东丰县百分百公司');
    for (const sign of ['%', '_', '\\', "'", '"'])
      expect((await house.call({ url: `/api/organisations?search=${encodeURIComponent(`百分${sign}公司`)}`, as: clerk })).status).toBe(200);
    expect((await house.call({ url: `/api/people/${dongfeng}?search=%25`, as: clerk })).body.total).toBe(0);
  });
});

describe('people and posts', () => {
  const seat = async (title: string) => {
    const bureau = await register('东丰县发改局');
    const { body } = await post(`/api/organisations/${dongfeng}/${bureau.id}/posts`, { title, from: '2019-01-16' });
    return body.posts[0].id as string;
  };
  const person = async (name: string) => (await post(`/api/people/${dongfeng}`, { name })).body.id as string;

  it('a post has one holder at a time; a hand-over ends the one before on that day', async () => {
    const chair = await seat('局长');
    const [wen, gao] = [await person('温砚'), await person('高远')];
    expect((await post(`/api/posts/${dongfeng}/${chair}/seat`, { personId: wen, from: '2019-02-01' })).status).toBe(200);
    expect((await post(`/api/posts/${dongfeng}/${chair}/seat`, { personId: gao, from: '2020-03-01' })).body.code).toBe('post.held');
    const handed = await post(`/api/posts/${dongfeng}/${chair}/seat`, { personId: gao, from: '2020-03-01', handOver: true });
    expect(handed.body.posts[0].holders.map((one: { person: string; from: string; to: string }) => [one.person, one.from, one.to])).toEqual(
      [
        ['高远', '2020-03-01', null],
        ['温砚', '2019-02-01', '2020-03-01'],
      ],
    );
  });

  it('a person who left gives up every seat, is given nothing afterwards, and is out of the list', async () => {
    const chair = await seat('局长');
    const wen = await person('温砚');
    await post(`/api/posts/${dongfeng}/${chair}/seat`, { personId: wen, from: '2019-02-01' });
    const left = await post(`/api/people/${dongfeng}/${wen}/leave`, { on: '2020-03-01', reason: '调离' });
    expect(left.body).toMatchObject({ leftOn: '2020-03-01', seats: [{ title: '局长', to: '2020-03-01' }] });
    expect((await post(`/api/posts/${dongfeng}/${chair}/seat`, { personId: wen, from: '2020-03-15' })).body).toMatchObject({
      code: 'person.has-left',
      message: { zh: '温砚已于 2020-03-01 离任，不能再分派。' },
    });
    expect((await house.call({ url: `/api/people/${dongfeng}`, as: clerk })).body.total).toBe(0);
    expect((await house.call({ url: `/api/people/${dongfeng}?left=all`, as: clerk })).body.total).toBe(1);
    expect((await entriesOf(database, dongfeng)).at(-2)).toMatchObject({ action: 'person.leave', facts: { name: '温砚', seats: 1 } });
  });

  it('a seat and a post are ended from a day', async () => {
    const chair = await seat('局长');
    const wen = await person('温砚');
    const seated = await post(`/api/posts/${dongfeng}/${chair}/seat`, { personId: wen, from: '2019-02-01' });
    const holderId = seated.body.posts[0].holders[0].id;
    expect((await post(`/api/posts/${dongfeng}/${chair}/unseat`, { holderId, on: '2019-01-31', ...why })).body.code).toBe('span.backwards');
    expect((await post(`/api/posts/${dongfeng}/${chair}/unseat`, { holderId, on: '2020-01-01', ...why })).body.posts[0].holders[0].to).toBe(
      '2020-01-01',
    );
    expect((await post(`/api/posts/${dongfeng}/${chair}/unseat`, { holderId, on: '2020-01-01', ...why })).body.code).toBe(
      'post.seat-ended',
    );
    expect((await post(`/api/posts/${dongfeng}/${chair}/end`, { on: '2020-02-01', ...why })).body.posts[0].to).toBe('2020-02-01');
    expect((await post(`/api/posts/${dongfeng}/${chair}/end`, { on: '2020-02-01', ...why })).body.code).toBe('post.ended');
    expect((await post(`/api/posts/${dongfeng}/${chair}/seat`, { personId: wen, from: '2020-02-01' })).body.code).toBe('post.not-then');
  });
});
