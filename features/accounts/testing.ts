// Named people for tests of any room: a small tree of divisions, one person for each post, sessions without the cost of a password.
import type { Database, Db } from '../../platform/db/database.ts';
import type { HttpOptions } from '../../platform/http/server.ts';
import { type TestHttp, testHttp } from '../../platform/http/testing.ts';
import { within } from '../../vocabulary/regions.ts';
import { passwordCost } from './passwords.ts';
import { authenticator } from './people.ts';
import { permissionsHeld } from './rules.ts';
import { insertGrant, insertUser, updateUser } from './store.ts';
import { beginSession } from './store-sessions.ts';
import { tables } from './store-tables.ts';
import type { Role } from './words.ts';

/** For tests that sign in a hundred times: hashes as cheap as they can be. */
export function cheapPasswords(): void {
  passwordCost.n = 2 ** 10;
}

const nowhere = { regions: [], prefix: null, owner: null };

const testTree: readonly { code: string; name: string; level: 'province' | 'city' | 'county'; parent: string | null }[] = [
  { code: '220000', name: '吉林省', level: 'province', parent: null },
  { code: '220400', name: '辽源市', level: 'city', parent: '220000' },
  { code: '220402', name: '龙山区', level: 'county', parent: '220400' },
  { code: '220403', name: '西安区', level: 'county', parent: '220400' },
  { code: '220421', name: '东丰县', level: 'county', parent: '220400' },
  { code: '220422', name: '东辽县', level: 'county', parent: '220400' },
  { code: '220300', name: '四平市', level: 'city', parent: '220000' },
  { code: '220302', name: '铁西区', level: 'county', parent: '220300' },
];

/** Access as the application gives it, over the small tree. */
const testRegions: HttpOptions['regions'] = async () => ({
  all: () => testTree.map((region) => region.code),
  expand: (code) =>
    testTree.some((region) => region.code === code) ? testTree.map((region) => region.code).filter((inner) => within(inner, code)) : [],
});

export interface TestPerson {
  id: string;
  login: string;
  /** The value of the session cookie. */
  token: string;
}

/** Makes a person who holds a post, already signed in. */
export function makePerson(
  database: Database,
  at: string,
  person: {
    login: string;
    name?: string;
    role: Role;
    region: string;
    organisation?: string;
    passwordHash?: string;
    from?: string;
    to?: string;
    disabled?: boolean;
  },
): Promise<TestPerson> {
  return database.transaction(nowhere, async (db: Db) => {
    const id = await insertUser(db, {
      login: person.login,
      name: person.name ?? person.login,
      nameEn: '',
      passwordHash: person.passwordHash ?? null,
      at,
    });
    await insertGrant(db, {
      user: id,
      role: person.role,
      region: person.region,
      organisation: person.organisation ?? null,
      from: person.from ?? '2020-01-01',
      to: person.to ?? null,
      by: null,
    });
    const token = await beginSession(db, { user: id, at, minutes: 720, address: '127.0.0.1', agent: 'test' });
    if (person.disabled) await updateUser(db, id, { disabledAt: at });
    return { id, login: person.login, token };
  });
}

/** What a test of this room, or of the mount list, looks at besides the answers. */
export const entriesOf = (
  database: Database,
  region: string,
): Promise<{ seq: number; action: string; result: string; actor_id: string; object_id: string; facts: Record<string, unknown> }[]> =>
  database.transaction(
    { regions: [region], prefix: null, owner: null },
    (db) => db.kysely.selectFrom('audit_entries').selectAll().where('region_code', '=', region).orderBy('seq').execute() as never,
    { readOnly: true },
  );

export const sessionRows = (database: Database, user: string): Promise<{ token_hash: string; ended_at: string | null }[]> =>
  database.transaction(
    nowhere,
    (db) => tables(db).selectFrom('sessions').select(['token_hash', 'ended_at']).where('user_id', '=', user).execute(),
    { readOnly: true },
  );

/** A server with real sign-in over these rooms. */
export const accountsHttp = (
  database: Database,
  rooms: HttpOptions['rooms'],
  more: Partial<Parameters<typeof testHttp>[0]> = {},
): Promise<TestHttp> =>
  testHttp({
    database,
    rooms,
    permissions: permissionsHeld,
    regions: testRegions,
    authenticateWith: (ground) => authenticator(ground.database, ground.clock),
    ...more,
  });

/** A new session of a person at another instant, for tests whose clock moves by days. */
export const enterAgain = (database: Database, person: TestPerson, at: string): Promise<string> =>
  database.transaction(nowhere, (db) => beginSession(db, { user: person.id, at, minutes: 720, address: '127.0.0.1', agent: 'test' }));
