// Accounts and grants in the database. Sessions, tries and one-time codes are in store-sessions.ts and store-tries.ts.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { newId } from '../../vocabulary/ids.ts';
import { tables } from './store-tables.ts';
import type { Role } from './words.ts';

export interface User {
  id: string;
  login: string;
  name: string;
  nameEn: string;
  passwordHash: string | null;
  disabledAt: string | null;
  createdAt: string;
  version: number;
}

export interface GrantRow {
  id: string;
  user: string;
  role: Role;
  region: string;
  organisation: string | null;
  from: string;
  to: string | null;
}

const userColumns = [
  'id',
  'login',
  'name',
  'name_en as nameEn',
  'password_hash as passwordHash',
  'disabled_at as disabledAt',
  'created_at as createdAt',
  'version',
] as const;
const grantColumns = [
  'id',
  'user_id as user',
  'role',
  'region_code as region',
  'organisation_id as organisation',
  'from_day as from',
  'to_day as to',
] as const;

/** Which of these organisations some account speaks for, or ever did. */
export async function organisationsSpokenFor(db: Db, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tables(db)
    .selectFrom('grants')
    .select('organisation_id as id')
    .distinct()
    .where('organisation_id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  return new Set(rows.map((row) => row.id!));
}

/** Who holds a post in one of these very regions on a day, by name; a disabled account holds none. */
export const holdersOf = (
  db: Db,
  post: { regions: readonly string[]; roles: readonly Role[]; day: string },
): Promise<{ region: string; id: string; name: string }[]> =>
  tables(db)
    .selectFrom('grants')
    .innerJoin('users', 'users.id', 'grants.user_id')
    .select(['grants.region_code as region', 'users.id as id', 'users.name as name'])
    .distinct()
    .where('grants.region_code', '=', sql<string>`any(${post.regions}::text[])`)
    // Grants are read by everybody who signs in and stand behind no policy: the scope of the transaction is held here.
    .where(
      sql<boolean>`(starts_with(grants.region_code, nullif(current_setting('app.prefix', true), '')) or grants.region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))`,
    )
    .where('grants.role', '=', sql<Role>`any(${post.roles}::text[])`)
    .where('grants.from_day', '<=', post.day)
    .where((eb) => eb.or([eb('grants.to_day', 'is', null), eb('grants.to_day', '>', post.day)]))
    .where('users.disabled_at', 'is', null)
    .orderBy('users.name')
    .execute();

/** Logins are compared in one spelling. */
export const normalLogin = (login: string): string => login.normalize('NFKC').trim().toLowerCase();

export const userByLogin = (db: Db, login: string): Promise<User | undefined> =>
  tables(db).selectFrom('users').select(userColumns).where('login', '=', normalLogin(login)).executeTakeFirst();

export const userById = (db: Db, id: string): Promise<User | undefined> =>
  tables(db).selectFrom('users').select(userColumns).where('id', '=', id).executeTakeFirst();

/** The account, locked until the transaction ends. */
export const lockUser = (db: Db, id: string): Promise<User | undefined> =>
  tables(db).selectFrom('users').select(userColumns).where('id', '=', id).forUpdate().executeTakeFirst();

export async function insertUser(
  db: Db,
  user: { login: string; name: string; nameEn: string; passwordHash: string | null; at: string },
): Promise<string> {
  const id = newId();
  await tables(db)
    .insertInto('users')
    .values({
      id,
      login: normalLogin(user.login),
      name: user.name,
      name_en: user.nameEn,
      password_hash: user.passwordHash,
      must_change_password: false,
      disabled_at: null,
      created_at: user.at,
      version: 1,
    })
    .execute();
  return id;
}

export async function updateUser(db: Db, id: string, change: { passwordHash?: string | null; disabledAt?: string | null }): Promise<void> {
  await tables(db)
    .updateTable('users')
    .set((eb) => ({
      ...(change.passwordHash !== undefined && { password_hash: change.passwordHash }),
      ...(change.disabledAt !== undefined && { disabled_at: change.disabledAt }),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
}

export const grantsOf = (db: Db, users: readonly string[]): Promise<GrantRow[]> =>
  users.length === 0
    ? Promise.resolve([])
    : tables(db).selectFrom('grants').select(grantColumns).where('user_id', 'in', users).orderBy('from_day').orderBy('id').execute();

export async function insertGrant(db: Db, grant: Omit<GrantRow, 'id'> & { by: string | null }): Promise<string> {
  const id = newId();
  await tables(db)
    .insertInto('grants')
    .values({
      id,
      user_id: grant.user,
      role: grant.role,
      region_code: grant.region,
      organisation_id: grant.organisation,
      from_day: grant.from,
      to_day: grant.to,
      granted_by: grant.by,
    })
    .execute();
  return id;
}

export async function setGrantEnd(db: Db, id: string, to: string): Promise<void> {
  await tables(db).updateTable('grants').set({ to_day: to }).where('id', '=', id).execute();
}

/** How many enabled people other than this one hold a post today anywhere. */
export async function othersHolding(db: Db, role: Role, except: string, day: string): Promise<number> {
  const { count } = await tables(db)
    .selectFrom('grants')
    .innerJoin('users', 'users.id', 'grants.user_id')
    .select((eb) => eb.fn.count<number>('users.id').distinct().as('count'))
    .where('grants.role', '=', role)
    .where('users.id', '!=', except)
    .where('users.disabled_at', 'is', null)
    .where('grants.from_day', '<=', day)
    .where((eb) => eb.or([eb('grants.to_day', 'is', null), eb('grants.to_day', '>', day)]))
    .executeTakeFirstOrThrow();
  return Number(count);
}

export interface AccountFilter {
  regions: readonly string[];
  day: string;
  q?: string | undefined;
  role?: Role | undefined;
  state?: 'active' | 'waiting' | 'disabled' | undefined;
  offset: number;
  limit: number;
}

/** Accounts with a grant, current or past, in one of the regions; in order of login. */
export async function findAccounts(db: Db, filter: AccountFilter): Promise<{ total: number; users: User[] }> {
  let query = tables(db)
    .selectFrom('users')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('grants')
          .select('grants.id')
          .whereRef('grants.user_id', '=', 'users.id')
          .where('grants.region_code', '=', sql<string>`any(${filter.regions}::text[])`)
          .$if(filter.role !== undefined, (grants) =>
            grants
              .where('grants.role', '=', filter.role!)
              .where('grants.from_day', '<=', filter.day)
              .where((w) => w.or([w('grants.to_day', 'is', null), w('grants.to_day', '>', filter.day)])),
          ),
      ),
    );
  if (filter.q) {
    const part = `%${filter.q
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((w) =>
      w.or([w('login', 'like', part), w(sql<string>`lower(name)`, 'like', part), w(sql<string>`lower(name_en)`, 'like', part)]),
    );
  }
  if (filter.state === 'disabled') query = query.where('disabled_at', 'is not', null);
  if (filter.state === 'active') query = query.where('disabled_at', 'is', null).where('password_hash', 'is not', null);
  if (filter.state === 'waiting') query = query.where('disabled_at', 'is', null).where('password_hash', 'is', null);
  const { count } = await query.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const users = await query.select(userColumns).orderBy('login').limit(filter.limit).offset(filter.offset).execute();
  return { total: Number(count), users };
}

/** When each of these people was last seen in a session. */
export async function lastSeenOf(db: Db, users: readonly string[]): Promise<Map<string, string>> {
  if (users.length === 0) return new Map();
  const rows = await tables(db)
    .selectFrom('sessions')
    .select(['user_id', (eb) => eb.fn.max('seen_at').as('seen')])
    .where('user_id', 'in', users)
    .groupBy('user_id')
    .execute();
  return new Map(rows.map((row) => [row.user_id, row.seen as string]));
}

export const insertDemoPerson = (db: Db, person: { user: string; position: number; aboutZh: string; aboutEn: string }): Promise<unknown> =>
  tables(db)
    .insertInto('demo_people')
    .values({ user_id: person.user, position: person.position, about_zh: person.aboutZh, about_en: person.aboutEn })
    .execute();

/** The people of the demonstration who are not disabled, in their order. */
export const demoPeople = (db: Db) =>
  tables(db)
    .selectFrom('demo_people')
    .innerJoin('users', 'users.id', 'demo_people.user_id')
    .select(['users.id', 'users.name', 'users.name_en as nameEn', 'about_zh as aboutZh', 'about_en as aboutEn'])
    .where('users.disabled_at', 'is', null)
    .orderBy('position')
    .execute();
