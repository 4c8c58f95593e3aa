// What the door of the server promises, with a small room of its own: who may, what is refused and how it is said, one transaction a
// request, an entry for every write, nothing of the inside in an answer.
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { RegionCode, within } from '../../vocabulary/regions.ts';
import { reachOf } from '../access/access.ts';
import { ConstraintViolation, DatabaseUnavailable } from '../db/failures.ts';
import { testDatabase } from '../db/testing.ts';
import { keepAndRefuse, type Person, type Route, serve } from './house.ts';
import { routeTable } from './registry.ts';
import { createHttp } from './server.ts';
import { type TestHttp, testHttp } from './testing.ts';

const database = testDatabase();
const codes = ['220400', '220402', '220403', '220300', '220302'];
const expand = (code: string) => (codes.includes(code) ? codes.filter((inner) => within(inner, code)) : []);

const person = (id: string, regions: string[], may: string[]): Person => ({
  id,
  login: id,
  name: id,
  nameEn: id,
  operator: false,
  session: id,
  home: regions[0]!,
  may: (permission) => may.includes(permission),
  organisationsFor: () => [],
  scopeFor: (permission) => reachOf(may.includes(permission) ? regions.map((region) => ({ region, owner: null })) : [], expand),
});
const people: Record<string, Person> = {
  clerk: person('clerk', ['220402'], ['thing.read', 'thing.edit']),
  city: person('city', ['220400'], ['thing.read']),
};

let seen: unknown;
const said = { zh: '试', en: 'try' };
const listThings = endpoint({
  method: 'GET',
  path: '/api/things',
  access: { may: 'thing.read', on: 'scope' },
  audit: 'read',
  summary: said,
  input: z.object({
    region: RegionCode.optional(),
    size: z.number().int().min(1).max(9).default(3),
    tags: z.array(z.string()).optional(),
    open: z.boolean().optional(),
  }),
  reply: z.object({ regions: z.array(z.string()), prefix: z.string().nullable() }),
});
const readThing = endpoint({
  method: 'GET',
  path: '/api/things/:region/:id',
  access: { may: 'thing.read', on: 'region' },
  audit: 'read',
  summary: said,
  input: z.object({ region: RegionCode, id: z.string() }),
  reply: z.object({ id: z.string(), name: z.string() }),
});
const editThing = endpoint({
  method: 'POST',
  path: '/api/things/:region/:id',
  access: { may: 'thing.edit', on: 'region' },
  audit: { action: 'thing.edit', facts: ['name'] },
  summary: said,
  input: z.object({ region: RegionCode, id: z.string(), name: z.string().trim().min(2), more: z.object({ deep: z.number() }).optional() }),
  reply: z.object({ seq: z.number() }),
});
const getFile = endpoint({
  method: 'GET',
  path: '/api/things/file',
  access: { may: 'thing.read', on: 'scope' },
  audit: 'read',
  body: 'file',
  summary: said,
  input: z.object({}),
  reply: z.any(),
});

let onEdit: (name: string) => Promise<unknown> | unknown;
const room: Route[] = [
  serve(listThings, async (input, house) => {
    seen = input;
    return { regions: [...house.scope.regions], prefix: house.scope.prefix };
  }),
  serve(readThing, async ({ id }) => ({ id, name: '线', secret: 'not in the schema' })),
  serve(editThing, async ({ region, id, name }, house) => {
    seen = await onEdit(name);
    if (name === 'no entry') return { seq: 0 };
    const seq = await house.audit({ region, kind: 'thing', id, facts: { name } });
    if (name === 'kept') keepAndRefuse('sign-in.refused');
    return name === 'misfit' ? ({ seq: 'x' } as never) : { seq };
  }),
  serve(getFile, async () => ({ name: '东丰县 台账(1).xlsx', type: 'application/octet-stream', content: new Uint8Array([1, 2, 3]) })),
];
const permissions = new Set(['thing.read', 'thing.edit']);
let house: TestHttp;
beforeEach(async () => {
  onEdit = () => undefined;
  house = await testHttp({
    database,
    rooms: [room],
    permissions,
    regions: async () => ({ expand, all: () => codes }),
    authenticate: async ({ token }) => people[token] ?? null,
  });
});
const edit = (body: object, more: object = {}) => house.call({ method: 'POST', url: '/api/things/220402/7', as: 'clerk', body, ...more });
const entries = (region: string) =>
  database.transaction(
    { regions: [region], prefix: null, owner: null },
    (db) =>
      db.kysely
        .selectFrom('audit_entries')
        .select(['action', 'result', 'facts', 'actor_id', 'object_id'])
        .where('region_code', '=', region)
        .orderBy('seq')
        .execute(),
    { readOnly: true },
  );

describe('who may', () => {
  it('nobody is asked to sign in, somebody without the permission is told, a foreign region does not exist', async () => {
    expect(await house.call({ url: '/api/things/220402/7' })).toMatchObject({
      status: 401,
      body: { code: 'person.unknown', message: { zh: '请先登录。' } },
    });
    expect(await house.call({ method: 'POST', url: '/api/things/220402/7', as: 'city', body: { name: '线路' } })).toMatchObject({
      status: 403,
      body: { code: 'person.may-not' },
    });
    expect(await house.call({ url: '/api/things/220403/7', as: 'clerk' })).toMatchObject({ status: 404, body: { code: 'thing.unknown' } });
    expect(await house.call({ url: '/api/things/999999/7', as: 'clerk' })).toMatchObject({ status: 404 });
  });

  it('the scope is what the post reaches, narrowed to the region that was asked for', async () => {
    expect((await house.call({ url: '/api/things', as: 'city' })).body).toEqual({
      regions: ['220400', '220402', '220403'],
      prefix: '2204',
    });
    expect((await house.call({ url: '/api/things?region=220403', as: 'city' })).body).toEqual({ regions: ['220403'], prefix: '220403' });
    expect((await house.call({ url: '/api/things', as: 'clerk' })).body).toEqual({ regions: ['220402'], prefix: null });
    expect((await house.call({ url: '/api/things?region=220302', as: 'city' })).status).toBe(404);
  });

  it('a write from another site is refused: by its mark, its origin, its fetch metadata, or its kind of body', async () => {
    for (const headers of [
      { 'x-sanzao': '' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ])
      expect(await edit({ name: '线路' }, { headers })).toMatchObject({ status: 403, body: { code: 'request.cross-site' } });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
      expect(
        (
          await house.http.inject({
            method: 'POST',
            url: '/api/things/220402/7',
            headers: { 'content-type': type, cookie: 'sanzao=clerk' },
            payload: 'name=x',
          })
        ).statusCode,
      ).toBeGreaterThanOrEqual(400);
    expect((await edit({ name: '线路' }, { headers: { origin: 'http://127.0.0.1:8080', 'sec-fetch-site': 'same-origin' } })).status).toBe(
      200,
    );
  });
});

describe('the input', () => {
  it('text in an address becomes what the schema asks for', async () => {
    await house.call({ url: '/api/things?size=5&tags=a&open=true', as: 'clerk' });
    expect(seen).toEqual({ size: 5, tags: ['a'], open: true });
    await house.call({ url: '/api/things?tags=a&tags=b', as: 'clerk' });
    expect(seen).toEqual({ size: 3, tags: ['a', 'b'] });
  });

  it('an unknown name is refused at every depth, and a body cannot name another region than the address', async () => {
    expect(await edit({ name: '线路', created_by: 'me' })).toMatchObject({
      status: 400,
      body: { code: 'request.unknown-field', field: 'created_by' },
    });
    expect(await edit({ name: '线路', more: { deep: 1, deeper: 2 } })).toMatchObject({ status: 400, body: { field: 'more.deeper' } });
    expect(await edit({ name: '线路', region: '220403' })).toMatchObject({
      status: 400,
      body: { code: 'request.unknown-field', params: { field: 'region' } },
    });
  });

  it('a finding names the field and is said in both languages', async () => {
    expect((await edit({})).body).toMatchObject({
      code: 'request.invalid',
      field: 'name',
      message: { zh: '请求有误：name 不能为空。', en: 'The request is not valid: name must not be empty.' },
    });
    expect((await edit({ name: 'a' })).body.message.zh).toBe('请求有误：name 至少 2 个字。');
    expect((await house.call({ url: '/api/things?size=12', as: 'clerk' })).body.message.en).toBe(
      'The request is not valid: size must not be more than 9.',
    );
    expect((await house.call({ url: '/api/things/12/7', as: 'clerk' })).body).toMatchObject({
      code: 'region.invalid',
      message: { zh: '“12”不是六位行政区划代码。' },
    });
  });

  it('names of prototypes are dropped, a broken or huge body is a sentence', async () => {
    const raw = (payload: string) =>
      house.http.inject({
        method: 'POST',
        url: '/api/things/220402/7',
        headers: { 'content-type': 'application/json', 'x-sanzao': '1', cookie: 'sanzao=clerk', host: 'x' },
        payload,
      });
    expect((await raw('{"name":"线路","__proto__":{"polluted":1}}')).statusCode).toBe(200);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect((await raw('{"name":')).json()).toMatchObject({ code: 'request.not-understood' });
    expect(await raw(JSON.stringify({ name: 'x'.repeat(1_100_000) })).then((answer) => [answer.statusCode, answer.json().code])).toEqual([
      413,
      'request.too-large',
    ]);
  });
});

describe('a write', () => {
  it('is one transaction that leaves an entry', async () => {
    expect((await edit({ name: '线路' })).body).toEqual({ seq: 1 });
    expect(await entries('220402')).toEqual([
      { action: 'thing.edit', result: 'done', facts: { name: '线路' }, actor_id: 'clerk', object_id: '7' },
    ]);
  });

  it('that leaves no entry does not commit', async () => {
    const answer = await edit({ name: 'no entry' }, { mayFail: true });
    expect(answer.status).toBe(500);
    expect(await entries('220402')).toMatchObject([{ result: 'failed' }]);
  });

  it('that was refused leaves an entry with the problem and nothing of what was sent', async () => {
    onEdit = () => refuse('row.changed-meanwhile', { name: '张三的项目', by: '李四' });
    await edit({ name: '张三的电话' });
    const left = await entries('220402');
    expect(left).toEqual([
      { action: 'thing.edit', result: 'refused', facts: { problem: 'row.changed-meanwhile' }, actor_id: 'clerk', object_id: '-' },
    ]);
    expect(JSON.stringify(left)).not.toContain('张三');
  });

  it("that was denied goes into the denied person's own chain, never into the other county's", async () => {
    await house.call({ method: 'POST', url: '/api/things/220403/7', as: 'clerk', body: { name: '线路' } });
    expect(await entries('220403')).toEqual([]);
    expect(await entries('220402')).toMatchObject([{ result: 'refused', facts: { problem: 'thing.unknown', asked: 'county:220403' } }]);
  });

  it('may refuse and keep what it counted', async () => {
    expect((await edit({ name: 'kept' })).status).toBe(401);
    expect(await entries('220402')).toMatchObject([{ result: 'done' }]);
  });

  it('of a reader changes nothing: a GET runs in a read-only transaction', async () => {
    const writes = endpoint({ ...readThing, path: '/api/writes/:region/:id' });
    const sly = await testHttp({
      database,
      permissions,
      regions: async () => ({ expand, all: () => codes }),
      authenticate: async () => people.clerk!,
      rooms: [
        [
          serve(writes, async ({ id }, { db }) => {
            await db.kysely
              .insertInto('region_successions')
              .values({ from_code: 'a', to_code: 'b', on_day: '2020-01-01', kind: 'merged', note: '' })
              .execute();
            return { id, name: '' };
          }),
        ],
      ],
    });
    expect((await sly.call({ url: '/api/writes/220402/7', as: 'clerk', mayFail: true })).status).toBe(500);
  });
});

describe('the answer', () => {
  it('carries only what the reply schema names', async () => {
    expect((await house.call({ url: '/api/things/220402/7', as: 'clerk' })).text).toBe('{"id":"7","name":"线"}');
  });

  it('that does not fit its schema is a fault: a number to tell, nothing of the inside, and a test fails', async () => {
    const answer = await edit({ name: 'misfit' }, { mayFail: true });
    expect(answer.status).toBe(500);
    expect(answer.body.message.zh).toBe(`系统出错，编号 ${answer.body.reference}。请把编号告诉管理员。`);
    expect(answer.headers['x-request-id']).toBe(answer.body.reference);
    expect(Object.keys(answer.body)).toEqual(['code', 'params', 'message', 'reference']);
    expect(await entries('220402')).toMatchObject([{ result: 'failed' }]);
    await expect(edit({ name: 'misfit' })).rejects.toThrow('met a fault of ours');
  });

  it('a fault is logged with its kind and place, without the values it carried', async () => {
    onEdit = () => {
      throw new Error('invalid input syntax: "张三 13912345678"');
    };
    await edit({ name: '线路' }, { mayFail: true });
    const logged = JSON.stringify(house.log);
    expect(logged).toContain('invalid input syntax');
    expect(logged).not.toMatch(/张三|13912345678/);
  });

  it('a violated rule of a table becomes the problem of its name; an unknown one is a fault', async () => {
    onEdit = () => {
      throw new ConstraintViolation('users__login_once', 'users', 'unique', null);
    };
    expect(await edit({ name: '线路' })).toMatchObject({ status: 409, body: { code: 'users__login_once' } });
    onEdit = () => {
      throw new ConstraintViolation('things__never_heard_of', 'things', 'check', null);
    };
    expect((await edit({ name: '线路' }, { mayFail: true })).status).toBe(500);
  });

  it('when the database is away or busy it is 503 with the seconds to wait', async () => {
    onEdit = () => {
      throw new DatabaseUnavailable('busy', null);
    };
    const answer = await edit({ name: '线路' });
    expect(answer).toMatchObject({ status: 503, body: { code: 'server.busy' } });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    onEdit = () => {
      throw new DatabaseUnavailable('away', null, false);
    };
    expect((await edit({ name: '线路' })).body.code).toBe('server.unsure');
  });

  it('a file is a download under its Chinese name, not to be sniffed or run', async () => {
    const { headers } = await house.call({ url: '/api/things/file', as: 'clerk' });
    expect(headers['content-disposition']).toBe(
      `attachment; filename="_1_.xlsx"; filename*=UTF-8''%E4%B8%9C%E4%B8%B0%E5%8E%BF%20%E5%8F%B0%E8%B4%A6%281%29.xlsx`,
    );
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain('sandbox');
  });

  it('an unknown address of the interface is a problem, an unknown address of the screens is the page with a fresh nonce', async () => {
    expect(await house.call({ url: '/api/nowhere' })).toMatchObject({ status: 404, body: { code: 'thing.unknown' } });
    const one = await house.http.inject({ url: '/projects/220402' });
    const two = await house.http.inject({ url: '/projects/220402' });
    expect(one.headers['content-security-policy']).not.toContain('unsafe-inline');
    expect(one.headers['content-security-policy']).not.toBe(two.headers['content-security-policy']);
    expect((await house.http.inject({ url: '/../../etc/passwd' })).payload).not.toContain('root:');
  });

  it('health answers without signing in', async () => {
    expect((await house.call({ url: '/api/health' })).body).toMatchObject({ ok: true });
  });

  it('the API document is printed from the declarations', async () => {
    const { body } = await house.call({ url: '/api/openapi.json' });
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toEqual(['/api/things', '/api/things/{region}/{id}', '/api/things/file']);
    expect(body.paths['/api/things/{region}/{id}'].post).toMatchObject({
      summary: '试',
      'x-access': { may: 'thing.edit', on: 'region' },
      requestBody: { content: { 'application/json': { schema: { required: ['name'], additionalProperties: false } } } },
    });
  });
});

describe('at boot', () => {
  const boot = (route: object) =>
    createHttp({
      ground: house.ground,
      rooms: [[{ endpoint: { ...readThing, ...route }, handle: async () => ({}) } as Route]],
      permissions,
      authenticate: async () => null,
      regions: async () => ({ expand, all: () => codes }),
    });

  it('a route that is not fit to be served stops the server with a sentence', async () => {
    await expect(boot({ access: undefined })).rejects.toThrow('has no access rule');
    await expect(boot({ access: { public: ' ' } })).rejects.toThrow('is public without saying why');
    await expect(boot({ access: { may: 'thing.eat', on: 'region' } })).rejects.toThrow('"thing.eat", which no role holds');
    await expect(boot({ path: '/api/things/:county' })).rejects.toThrow('its path names ":county"');
    await expect(boot({ input: z.object({ id: z.string() }) })).rejects.toThrow('its input has no region');
    await expect(boot({ audit: undefined })).rejects.toThrow('does not say what it leaves');
    await expect(
      createHttp({
        ground: house.ground,
        rooms: [room, room],
        permissions,
        authenticate: async () => null,
        regions: async () => ({ expand, all: () => codes }),
      }),
    ).rejects.toThrow('declared twice');
  });

  it('the route table is one line a route', () => {
    expect(routeTable(room)).toEqual([
      'GET    /api/things  thing.read on scope  read',
      'GET    /api/things/:region/:id  thing.read on region  read',
      'POST   /api/things/:region/:id  thing.edit on region  thing.edit(name)',
      'GET    /api/things/file  thing.read on scope  read  file',
    ]);
  });
});
