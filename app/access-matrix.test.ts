// Every route times every kind of person times own and foreign regions, taken from the mount list, so that a new route is walked the day it
// is mounted. What must come back is read from the declaration. Every answer is searched for canaries, names that stand in one county only.
// At the end the walls behind the walls: the same questions with the region struck out of the SQL.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roleMay } from '../features/accounts/door.ts';
import { beginSession } from '../features/accounts/store-sessions.ts';
import { cheapPasswords, makePerson, type TestPerson } from '../features/accounts/testing.ts';
import type { Role } from '../features/accounts/words.ts';
import { importRows, readRows, testContext, testSecrets } from '../features/projects/testing.ts';
import { declarePurpose, makeCase, makeEnterprise } from '../features/resumption/testing.ts';
import { inventedPerson } from '../features/resumption/testing-roster.ts';
import { memoryAnchors } from '../platform/audit/anchors.ts';
import { openAudit } from '../platform/audit/audit.ts';
import { fixedClock } from '../platform/clock/clock.ts';
import { type Database, openDatabase } from '../platform/db/database.ts';
import { type Scope, scopeSettings } from '../platform/db/scope.ts';
import { freshDatabase } from '../platform/db/testing.ts';
import { valueTypes } from '../platform/db/values.ts';
import { openFiles } from '../platform/files/files.ts';
import type { Ground, Route } from '../platform/http/house.ts';
import { fieldsOf } from '../platform/http/input.ts';
import type { Http } from '../platform/http/server.ts';
import type { TestAnswer } from '../platform/http/testing.ts';
import { createServer } from './server.ts';
import { inputFor } from './testing-access.ts';

const own = '220421';
const sibling = '220422';
const faraway = '220302';
const counties = [own, sibling, faraway];
const canary = (region: string, more = '') => `金丝雀${region}号${more}`;
/** Who stands on a roster of resumption in each county; nobody may read of them without saying what for, on record. */
const worker = (region: string) => inventedPerson(Number(region));
const clock = fixedClock('2020-04-01T01:00:00.000Z');
const at = clock.now();

const fresh = await freshDatabase();
type Asked = { scope: Scope; sql: string; parameters: readonly unknown[] };
let recording: Asked[] | undefined;
let scopeNow: Scope = { regions: [], prefix: null, owner: null };
const pool = openDatabase({
  url: fresh.appUrl,
  strict: true,
  max: 4,
  onQuery: ({ sql, parameters }) => void recording?.push({ scope: scopeNow, sql, parameters }),
});
const database: Database = {
  transaction: (scope, work, options) =>
    pool.transaction(
      scope,
      (db) => {
        scopeNow = scope;
        return work(db);
      },
      options,
    ),
  close: () => pool.close(),
};
afterAll(() => pool.close());

const folder = mkdtempSync(join(tmpdir(), 'sanzao-matrix-'));
afterAll(() => rmSync(folder, { recursive: true }));
const faults: { route: string; error: unknown }[] = [];
let route = '';
let http: Http;
let routes: readonly Route[];

interface Someone {
  who: string;
  role: Role | null;
  person: TestPerson | null;
  home: string;
  /** Counties whose names may stand in an answer. */
  sees: readonly string[];
  foreign: readonly string[];
  enabled: boolean;
}
const people: Someone[] = [];

beforeAll(async () => {
  cheapPasswords();
  const secrets = testSecrets; // the ones the rows below are brought in with
  const ground: Ground = {
    database,
    clock,
    files: await openFiles(folder, randomBytes(32)),
    secrets,
    chain: openAudit({ anchors: memoryAnchors(), clock }),
  };
  http = await createServer({ ground, demo: false, operatorToken: 'operator', onFault: (error) => void faults.push({ route, error }) });
  routes = http.routesServed;

  let enterprise = '';
  for (const region of counties) {
    await importRows(
      database,
      readRows([
        { name: canary(region, '生产线'), owner: canary(region, '有限公司'), nature: '新建', total: 9000, plan: 3000, sanzao: '是' },
        { name: canary(region, '厂房'), owner: canary(region, '集团有限公司'), nature: '续建', total: 12000, plan: 5000, bond: '是' },
      ]),
      { context: testContext({ region, fileName: canary(region, '.xlsx') }) },
    );
    const operator = (method: 'POST', url: string, body: object) =>
      http.inject({ method, url, headers: { authorization: 'Bearer operator', host: '127.0.0.1' }, payload: body });
    const made = await operator('POST', `/api/organisations/${region}`, {
      name: canary(region, '局'),
      kind: 'department',
      from: '2010-01-01',
    });
    expect(made.statusCode, made.payload).toBe(200);
    const person = await operator('POST', `/api/people/${region}`, { name: canary(region, '人') });
    expect(person.statusCode, person.payload).toBe(200);
    if (region === own)
      await database.transaction({ regions: [own], prefix: null, owner: null }, async (db) => {
        const row = await db.kysely
          .selectFrom('projects')
          .select('owner_id')
          .where('region_code', '=', own)
          .where('name', 'like', '%生产线')
          .executeTakeFirstOrThrow();
        enterprise = row.owner_id as string;
      });
    await makePerson(database, at, { login: canary(region), name: canary(region, '员'), role: 'clerk', region });
    await rosterOf(region);
  }

  const add = async (
    who: string,
    role: Role,
    home: string,
    more: { organisation?: string; disabled?: boolean; sees?: string[]; foreign?: string[] } = {},
  ) => {
    const { sees = [home], foreign = [sibling, faraway, '220300'], ...rest } = more;
    people.push({
      who,
      role,
      person: await makePerson(database, at, { login: `test.${who}`, role, region: home, ...rest }),
      home,
      sees,
      foreign,
      enabled: !more.disabled,
    });
  };
  people.push({ who: 'anonymous', role: null, person: null, home: own, sees: [], foreign: [own, sibling], enabled: false });
  await add('own.clerk', 'clerk', own);
  await add('other.clerk', 'clerk', sibling, { foreign: [own, faraway] });
  await add('owner', 'owner', own, { organisation: enterprise });
  await add('officer', 'officer', own);
  await add('leader', 'leader', own);
  await add('dispatcher', 'dispatcher', '220400', { sees: [own, sibling], foreign: [faraway, '220300', '220000'] });
  await add('auditor', 'auditor', own);
  await add('administrator', 'administrator', own);
  await add('disabled.clerk', 'clerk', own, { disabled: true });
}, 120_000);

/** A purpose, a case and a roster with one person of that county, by the calls of its local operator. */
async function rosterOf(region: string): Promise<void> {
  const ask = async (method: string, url: string, body?: unknown): Promise<TestAnswer> => {
    const answer = await http.inject({
      method: method as 'POST',
      url,
      headers: { authorization: 'Bearer operator', host: '127.0.0.1' },
      payload: body as object,
    });
    expect(answer.statusCode, answer.payload).toBe(200);
    return { status: 200, body: JSON.parse(answer.payload), text: answer.payload } as TestAnswer;
  };
  const purpose = await declarePurpose(ask, region);
  const id = await makeCase(database, region, await makeEnterprise(database, region, canary(region, '食品有限公司')), 'draft', {
    regime: { region: '220000', code: 'filing-sector', version: 1 },
  });
  const { body } = await ask('POST', `/api/resumption/${region}/cases/${id}/roster`, { purpose });
  const kept = await ask('POST', `/api/resumption/${region}/rosters/${body.roster.id}/rows`, { rows: [worker(region)] });
  expect(kept.body.kept).toBe(1);
}

/** Calls a route about a region. */
async function call(
  { endpoint }: Route,
  someone: Someone,
  region: string,
  change: Record<string, unknown> = {},
): Promise<{ status: number; code: string; text: string }> {
  const found = inputFor(endpoint, region);
  if (!found.ok) throw new Error(found.why);
  const rest = { ...found.input, ...change };
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  const inQuery = endpoint.method === 'GET' || endpoint.body === 'upload';
  const query = new URLSearchParams();
  if (inQuery)
    for (const [name, value] of Object.entries(rest))
      for (const one of Array.isArray(value) ? value : [value])
        query.append(name, typeof one === 'object' ? JSON.stringify(one) : String(one));
  const token = someone.person && (someone.enabled ? await session(someone.person.id) : someone.person.token);
  if (endpoint.method !== 'GET' && endpoint.path.startsWith('/api/session')) tokens.clear();
  route = `${endpoint.method} ${endpoint.path} as ${someone.who} for ${region}`;
  const answer = await http.inject({
    method: endpoint.method,
    url: query.size ? `${path}?${query}` : path,
    headers: { host: '127.0.0.1:8080', ...(endpoint.method !== 'GET' && { 'x-sanzao': '1' }), ...(token && { cookie: `sanzao=${token}` }) },
    ...(endpoint.method !== 'GET' && endpoint.body !== 'upload' && { payload: rest }),
  });
  let code = '';
  try {
    code = (JSON.parse(answer.payload) as { code?: string }).code ?? '';
  } catch {
    // a file
  }
  // What came from a workbook is packed: its text would hide canaries from a plain search.
  return { status: answer.statusCode, code, text: await readable(answer.rawPayload, answer.payload) };
}

async function readable(raw: Buffer, text: string): Promise<string> {
  if (raw.subarray(0, 2).toString('latin1') !== 'PK') return text;
  const { default: Excel } = await import('exceljs');
  const book = new Excel.Workbook();
  await book.xlsx.load(raw as never);
  const cells: string[] = [];
  book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => void cells.push(cell.text))));
  return cells.join('\n');
}

/** The token of each person's session, begun anew after a call that may have ended it. */
const tokens = new Map<string, Promise<string>>();
const session = (user: string): Promise<string> => {
  const held =
    tokens.get(user) ??
    database.transaction({ regions: [], prefix: null, owner: null }, (db) =>
      beginSession(db, { user, at, minutes: 60, address: '127.0.0.1', agent: 'test' }),
    );
  tokens.set(user, held);
  return held;
};

const accessCodes = new Set(['person.unknown', 'person.may-not']);
const foreignNames = (text: string, sees: readonly string[]): string[] =>
  counties.filter((region) => !sees.includes(region) && text.includes(`金丝雀${region}`));
/** What is told of people on rosters: nothing, in nobody's own county either. */
const workersNamed = (text: string): string[] =>
  counties.flatMap((region) => {
    const { name, identity, phone } = worker(region);
    return [name, identity, phone, Buffer.from(identity).toString('base64').slice(0, 20)].filter((mark) => text.includes(mark));
  });

/** What the declaration promises this person about this region. */
function promised({ endpoint: { access, input } }: Route, someone: Someone, region: string): 'in' | 401 | 403 | 404 {
  if ('public' in access) return 'in';
  if (!someone.enabled || someone.role === null) return 401;
  if (!roleMay(someone.role, access.may)) return 403;
  return fieldsOf(input)?.region !== undefined && someone.foreign.includes(region) ? 404 : 'in';
}

describe('every route', () => {
  it('has an input that can be tried', () => {
    const missing = routes.flatMap(({ endpoint }) => {
      const found = inputFor(endpoint, own);
      return found.ok ? [] : [found.why];
    });
    expect(missing).toEqual([]);
  });

  it('answers every kind of person, about the own and about foreign regions, as its declaration says, and names nothing foreign', async () => {
    const wrong: string[] = [];
    let calls = 0;
    // Whoever lacks the permission is refused before the region is looked at; one region shows it.
    for (const one of routes)
      for (const someone of people)
        for (const region of promised(one, someone, someone.home) === 'in' && someone.enabled
          ? [someone.home, ...someone.foreign]
          : [someone.home]) {
          const expected = promised(one, someone, region);
          const { status, code, text } = await call(one, someone, region);
          calls += 1;
          const said = `${route}: ${status} ${code}`;
          if (
            expected === 'in'
              ? accessCodes.has(code) && !(code === 'person.unknown' && 'public' in one.endpoint.access)
              : status !== expected
          )
            wrong.push(`${said}, promised ${expected}`);
          if (expected === 404 && code !== 'thing.unknown') wrong.push(`${said}, a foreign region must not be told from an unknown one`);
          if (status >= 500) wrong.push(`${said}: ${String(faults.at(-1)?.error)}`);
          const leaked = [...foreignNames(text, someone.sees), ...workersNamed(text)];
          if (leaked.length > 0) wrong.push(`${said} names ${leaked.join()}`);
        }
    expect(wrong).toEqual([]);
    expect(calls).toBeGreaterThan(routes.length * people.length);
  }, 300_000);

  it('does nothing to, and tells nothing of, a thing of another county that is asked for by its real id', async () => {
    const ids = await database.transaction({ regions: [sibling], prefix: null, owner: null }, async (db) => {
      const of = async (table: string) =>
        ((await db.kysely.selectFrom(table).select('id').where('region_code', '=', sibling).execute()) as { id: string }[])
          .map((row) => row.id)
          .slice(0, 2);
      const users = await db.kysely.selectFrom('grants').select('user_id as id').where('region_code', '=', sibling).execute();
      const tables = ['projects', 'organisations', 'people', 'resumption_cases', 'resumption_rosters'];
      return [...(await Promise.all(tables.map(of))).flat(), users[0]!.id as string];
    });
    const rows = () =>
      database.transaction({ regions: [sibling], prefix: null, owner: null }, async (db) => {
        const all = async (table: string) =>
          db.kysely.selectFrom(table).selectAll().where('region_code', '=', sibling).orderBy('id').execute();
        return JSON.stringify([
          await all('projects'),
          await all('organisations'),
          await all('people'),
          await all('resumption_cases'),
          await all('resumption_workers'),
          await db.kysely.selectFrom('users').selectAll().where('id', 'in', ids).execute(),
        ]);
      });
    const before = await rows();
    const wrong: string[] = [];
    for (const one of routes.filter(
      ({ endpoint }) => fieldsOf(endpoint.input)?.id !== undefined && 'may' in endpoint.access && endpoint.access.on !== 'self',
    ))
      for (const someone of people.filter((person) => !person.sees.includes(sibling) && promised(one, person, person.home) === 'in'))
        for (const id of ids) {
          const { status, code, text } = await call(one, someone, someone.home, { id });
          // A PUT makes a thing of the caller's own under the id that the caller chose; whatever else bears that id stays as it was.
          const made = one.endpoint.method === 'PUT' && status === 200;
          if ((status < 400 && !made) || status >= 500 || foreignNames(text, someone.sees).length + workersNamed(text).length > 0)
            wrong.push(`${route} with ${id}: ${status} ${code}`);
        }
    expect(wrong).toEqual([]);
    expect(await rows()).toBe(before);
  }, 300_000);

  it('the search for canaries finds them where they may stand', async () => {
    const clerk = people.find((one) => one.who === 'own.clerk')!;
    const list = routes.find(({ endpoint }) => endpoint.path === '/api/organisations')!;
    expect((await call(list, clerk, own)).text).toContain(canary(own));
  });

  it('answers a project owner with the own enterprise only', async () => {
    const owner = people.find((one) => one.who === 'owner')!;
    const wrong: string[] = [];
    for (const one of routes.filter(({ endpoint }) => endpoint.path.startsWith('/api/projects') && endpoint.method === 'GET')) {
      const { text } = await call(one, owner, own);
      if (text.includes(canary(own, '厂房'))) wrong.push(route);
    }
    expect(wrong).toEqual([]);
  });
});

describe('the wall behind the wall', () => {
  it('the same questions with the region struck out return nothing foreign, and nothing at all without a scope', async () => {
    const clerk = people.find((one) => one.who === 'own.clerk')!;
    const asked: Asked[] = [];
    for (const one of routes.filter(({ endpoint }) => endpoint.method === 'GET')) {
      recording = [];
      await call(one, clerk, own);
      asked.push(...recording);
      recording = undefined;
    }
    const tenant = asked.filter(({ sql }) => /region_code/.test(sql) && /^\s*(select|with)/i.test(sql));
    const client = new pg.Client({ connectionString: fresh.appUrl, types: valueTypes });
    await client.connect();
    const run = async (scope: Scope, sql: string, parameters: readonly unknown[]): Promise<string> => {
      await client.query(`begin; ${scopeSettings(scope)}`);
      try {
        return JSON.stringify((await client.query(sql, parameters as unknown[])).rows);
      } finally {
        await client.query('rollback');
      }
    };
    const wrong: string[] = [];
    let struck = 0;
    let found = 0;
    try {
      for (const { scope, sql, parameters } of tenant) {
        const bare = withoutRegion(sql);
        if (bare === sql) continue;
        struck += 1;
        const rows = await run(scope, bare, parameters);
        if (rows.includes(`金丝雀${own}`)) found += 1;
        if (foreignNames(rows, [own]).length > 0) wrong.push(bare);
        if (/金丝雀/.test(await run({ regions: [], prefix: null, owner: null }, bare, parameters))) wrong.push(`without a scope: ${bare}`);
      }
    } finally {
      await client.end();
    }
    expect(wrong).toEqual([]);
    expect(struck).toBeGreaterThan(5);
    expect(found).toBeGreaterThan(0);
  }, 120_000);
});

/** The statement with every comparison of region_code with a parameter made true; the parameter stays named, so that its type is known. */
function withoutRegion(sql: string): string {
  const column = String.raw`(?:"?\w+"?\.)?"?region_code"?`;
  return sql
    .replace(new RegExp(`${column}\\s*=\\s*any\\s*\\(\\s*\\$(\\d+)(?:::text\\[\\])?\\s*\\)`, 'gi'), '($$$1::text[] is not null)')
    .replace(new RegExp(`${column}\\s*=\\s*\\$(\\d+)(?:::text)?`, 'gi'), '($$$1::text is not null)')
    .replace(
      new RegExp(`${column}\\s+in\\s*\\(((?:\\$\\d+(?:,\\s*)?)+)\\)`, 'gi'),
      (_, list: string) => `(concat(${list.replace(/\$\d+/g, '$&::text')}) is not null)`,
    );
}
