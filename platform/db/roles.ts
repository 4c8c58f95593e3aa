/**
 * Who may enter the database. The owner makes tables and is used by migrations only; the product logs in as `sanzao_app`,
 * which owns nothing and cannot bypass row-level security. On a server the owner comes from DATABASE_URL and the product's
 * role is made by it, or given through a second address; what is missing is said in a sentence.
 */
import { createHmac } from 'node:crypto';
import pg from 'pg';
import { StartRefusal } from './start-refusal.ts';

const appRole = 'sanzao_app';

/** Makes the roles and the database of an embedded server; does nothing that is done already. */
export async function prepareEmbeddedRoles(superUrl: string, passwords: { owner: string; app: string }): Promise<void> {
  const client = new pg.Client({ connectionString: superUrl });
  await client.connect();
  try {
    const roles = new Set((await client.query<{ rolname: string }>('select rolname from pg_roles')).rows.map((row) => row.rolname));
    if (!roles.has('sanzao_owner'))
      await client.query(`create role sanzao_owner login createdb createrole password ${literal(passwords.owner)}`);
    if (!roles.has(appRole)) await client.query(`create role ${appRole} login password ${literal(passwords.app)}`);
    const made = await client.query("select 1 from pg_database where datname = 'sanzao'");
    if (made.rowCount === 0) await client.query('create database sanzao owner sanzao_owner');
  } finally {
    await client.end();
  }
}

/** Checks a server and returns both addresses. `appUrl` undefined: the role is made here, with a password derived from the owner's. */
export async function prepareServer(options: {
  ownerUrl: string;
  appUrl?: string | undefined;
}): Promise<{ ownerUrl: string; appUrl: string }> {
  const owner = await connect(options.ownerUrl, 'DATABASE_URL');
  try {
    const { rows } = await owner.query<{ version: number; createrole: boolean; exists: boolean }>(
      `select current_setting('server_version_num')::int as version,
              (select rolcreaterole or rolsuper from pg_roles where rolname = current_user) as createrole,
              exists (select from pg_roles where rolname = '${appRole}') as exists`,
    );
    const facts = rows[0]!;
    if (facts.version < 150000)
      throw new StartRefusal('postgres.too-old', {
        zh: `数据库服务器是 PostgreSQL ${Math.floor(facts.version / 10000)}，需要 15 或更新的版本。`,
        en: `The database server is PostgreSQL ${Math.floor(facts.version / 10000)}; version 15 or newer is needed.`,
      });
    if (options.appUrl) {
      await checkAppRole(options.appUrl);
      return { ownerUrl: options.ownerUrl, appUrl: options.appUrl };
    }
    const url = new URL(options.ownerUrl);
    const password = createHmac('sha256', decodeURIComponent(url.password) || 'sanzao')
      .update(appRole)
      .digest('base64url');
    url.username = appRole;
    url.password = password;
    const appUrl = url.toString();
    if (facts.exists && (await canEnter(appUrl))) {
      await checkAppRole(appUrl);
      return { ownerUrl: options.ownerUrl, appUrl };
    }
    if (!facts.createrole)
      throw new StartRefusal('postgres.no-app-role', {
        zh: `DATABASE_URL 的用户不能建立角色 ${appRole}。请让数据库管理员执行 CREATE ROLE ${appRole} LOGIN PASSWORD '…'，并用 DATABASE_APP_URL 给出以它登录的地址。`,
        en: `The user of DATABASE_URL may not create the role ${appRole}. Have the database administrator run CREATE ROLE ${appRole} LOGIN PASSWORD '…' and give its address in DATABASE_APP_URL.`,
      });
    // Two products starting at once on one server both come here; the lock lets them pass one by one.
    await owner.query('select pg_advisory_lock(7203003)');
    const now = await owner.query(`select 1 from pg_roles where rolname = '${appRole}'`);
    await owner.query(
      now.rowCount === 0
        ? `create role ${appRole} login password ${literal(password)}`
        : `alter role ${appRole} login password ${literal(password)}`,
    );
    await checkAppRole(appUrl);
    return { ownerUrl: options.ownerUrl, appUrl };
  } finally {
    await owner.end();
  }
}

async function checkAppRole(appUrl: string): Promise<void> {
  const client = await connect(appUrl, 'DATABASE_APP_URL');
  try {
    const { rows } = await client.query<{ name: string; strong: boolean; member: boolean; owns: boolean }>(
      `select current_user as name, r.rolsuper or r.rolbypassrls as strong,
              exists (select from pg_roles a where a.rolname = '${appRole}' and pg_has_role(current_user, a.oid, 'usage')) as member,
              (select d.datdba from pg_database d where d.datname = current_database()) = r.oid as owns
         from pg_roles r where r.rolname = current_user`,
    );
    const facts = rows[0]!;
    if (facts.strong || facts.owns)
      throw new StartRefusal('postgres.app-role-too-strong', {
        zh: `角色 ${facts.name} 可以绕过行级安全（超级用户、BYPASSRLS 或库主），不能用来运行。请给 DATABASE_APP_URL 一个普通角色。`,
        en: `The role ${facts.name} can bypass row-level security (superuser, BYPASSRLS or owner of the database) and may not run the product. Give DATABASE_APP_URL an ordinary role.`,
      });
    if (!facts.member)
      throw new StartRefusal('postgres.app-role-not-member', {
        zh: `角色 ${facts.name} 不属于 ${appRole}。请执行 GRANT ${appRole} TO ${facts.name}。`,
        en: `The role ${facts.name} is not a member of ${appRole}. Run GRANT ${appRole} TO ${facts.name}.`,
      });
  } finally {
    await client.end();
  }
}

async function canEnter(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Connects, or says which of address, password and database is wrong. */
export async function connect(url: string, variable: string): Promise<pg.Client> {
  let client: pg.Client;
  try {
    client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  } catch {
    throw new StartRefusal('postgres.bad-url', {
      zh: `${variable} 不是有效的地址，应为 postgres://用户:密码@主机:5432/数据库。`,
      en: `${variable} is not a valid address; it should look like postgres://user:password@host:5432/database.`,
    });
  }
  client.on('error', () => {});
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => {});
    const code = (error as { code?: string }).code;
    const where = safeName(url);
    if (code === '3D000')
      throw new StartRefusal(
        'postgres.no-database',
        { zh: `${where} 没有这个数据库。请先 CREATE DATABASE。`, en: `There is no such database at ${where}. Run CREATE DATABASE first.` },
        { cause: error },
      );
    if (code === '28P01' || code === '28000')
      throw new StartRefusal(
        'postgres.refused-login',
        { zh: `${where} 不接受 ${variable} 的用户名或密码。`, en: `${where} does not accept the user or password of ${variable}.` },
        { cause: error },
      );
    throw new StartRefusal(
      'postgres.unreachable',
      {
        zh: `连不上数据库 ${where}：${(error as Error).message}。请检查 ${variable}。`,
        en: `The database ${where} cannot be reached: ${(error as Error).message}. Check ${variable}.`,
      },
      { cause: error },
    );
  }
}

function safeName(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${hostname}:${port || '5432'}${pathname}`;
  } catch {
    return 'the given address';
  }
}

function literal(text: string): string {
  if (!/^[0-9A-Za-z_-]+$/.test(text)) throw new Error('a generated password has only letters, digits, _ and -');
  return `'${text}'`;
}
