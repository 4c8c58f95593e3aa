// Sessions and one-time codes. Only hashes are kept: a copy of the database lets nobody in.
import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '../../platform/db/database.ts';
import type { SignInRules } from './rules.ts';
import { tables } from './store-tables.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export const hashToken = sha256;

/** The rules in force on a day. */
export async function signInRulesOn(db: Db, day: string): Promise<SignInRules> {
  const row = await tables(db)
    .selectFrom('sign_in_rules')
    .selectAll()
    .where('valid_from', '<=', day)
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirst();
  const rule = row ?? (await tables(db).selectFrom('sign_in_rules').selectAll().orderBy('valid_from').limit(1).executeTakeFirstOrThrow());
  return {
    idleMinutes: rule.idle_minutes,
    absoluteMinutes: rule.absolute_minutes,
    pairTries: rule.pair_tries,
    addressTries: rule.address_tries,
    accountTries: rule.account_tries,
    blockFirstSeconds: rule.block_first_seconds,
    blockMostSeconds: rule.block_most_seconds,
    accountBlockSeconds: rule.account_block_seconds,
    forgetAfterMinutes: rule.forget_after_minutes,
    codeHours: rule.code_hours,
    firstCodeMinutes: rule.first_code_minutes,
  };
}

const later = (at: string, minutes: number): string => new Date(Date.parse(at) + minutes * 60_000).toISOString();

/** Begins a session under a new token of 256 random bits; returns the token, which is written nowhere. */
export async function beginSession(
  db: Db,
  session: { user: string; at: string; minutes: number; address: string; agent: string },
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await tables(db)
    .insertInto('sessions')
    .values({
      token_hash: sha256(token),
      user_id: session.user,
      created_at: session.at,
      seen_at: session.at,
      expires_at: later(session.at, session.minutes),
      ended_at: null,
      address: session.address,
      agent: session.agent,
    })
    .execute();
  // What ended long ago is of no use to anybody.
  await tables(db)
    .deleteFrom('sessions')
    .where('expires_at', '<', later(session.at, -60 * 24 * 100))
    .execute();
  return token;
}

export const sessionByHash = (db: Db, hash: string) =>
  tables(db)
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select([
      'sessions.user_id as user',
      'sessions.seen_at as seen',
      'sessions.expires_at as expires',
      'users.login',
      'users.name',
      'users.name_en as nameEn',
    ])
    .where('sessions.token_hash', '=', hash)
    .where('sessions.ended_at', 'is', null)
    .where('users.disabled_at', 'is', null)
    .executeTakeFirst();

export const touchSession = (db: Db, hash: string, at: string): Promise<unknown> =>
  tables(db).updateTable('sessions').set({ seen_at: at }).where('token_hash', '=', hash).where('ended_at', 'is', null).execute();

/** Ends sessions of a person: one, all, or all but one. Returns how many were open. */
export async function endSessions(
  db: Db,
  user: string,
  at: string,
  which: { only?: string | undefined; except?: string | undefined } = {},
): Promise<number> {
  let query = tables(db)
    .updateTable('sessions')
    .set({ ended_at: at })
    .where('user_id', '=', user)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', at);
  if (which.only !== undefined) query = query.where('token_hash', 'like', `${which.only}%`);
  if (which.except !== undefined) query = query.where('token_hash', '!=', which.except);
  const { numUpdatedRows } = await query.executeTakeFirst();
  return Number(numUpdatedRows);
}

export const openSessionsOf = (db: Db, user: string, at: string, idleSince: string) =>
  tables(db)
    .selectFrom('sessions')
    .select(['token_hash as hash', 'created_at as since', 'seen_at as seen', 'expires_at as until', 'address', 'agent'])
    .where('user_id', '=', user)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', at)
    .where('seen_at', '>', idleSince)
    .orderBy('seen_at', 'desc')
    .execute();

/** True when this person came in from that address before, in the last ninety days. */
export async function cameFrom(db: Db, user: string, address: string, at: string): Promise<boolean> {
  const row = await tables(db)
    .selectFrom('sessions')
    .select('token_hash')
    .where('user_id', '=', user)
    .where('address', '=', address)
    .where('created_at', '>', later(at, -60 * 24 * 90))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

const codeSigns = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const spoken = (code: string): string => code.toUpperCase().replace(/[^0-9A-Z]/g, '');

/** Makes a one-time code (80 bits, four groups of four) and returns it; earlier codes of the same purpose and person are void. */
export async function makeCode(
  db: Db,
  code: { purpose: 'first-administrator' | 'password'; user: string | null; at: string; minutes: number },
): Promise<{ code: string; until: string }> {
  const signs: string[] = [];
  while (signs.length < 16)
    for (const byte of randomBytes(24)) if (byte < 240 && signs.length < 16) signs.push(codeSigns[byte % codeSigns.length]!);
  const text = signs.join('');
  const until = later(code.at, code.minutes);
  await tables(db)
    .updateTable('entry_codes')
    .set({ expires_at: code.at })
    .where('purpose', '=', code.purpose)
    .where('user_id', code.user === null ? 'is' : '=', code.user)
    .where('used_at', 'is', null)
    .where('expires_at', '>', code.at)
    .execute();
  await tables(db)
    .insertInto('entry_codes')
    .values({ code_hash: sha256(text), purpose: code.purpose, user_id: code.user, created_at: code.at, expires_at: until, used_at: null })
    .execute();
  return { code: text.replace(/(.{4})(?=.)/g, '$1-'), until };
}

/** True when the code is good now; with `use` it is spent, once, whoever else is trying at the same moment. */
export async function takeCode(
  db: Db,
  code: { text: string; purpose: 'first-administrator' | 'password'; user: string | null; at: string; use: boolean },
): Promise<boolean> {
  const hash = sha256(spoken(code.text));
  if (!code.use) {
    const row = await tables(db)
      .selectFrom('entry_codes')
      .select('code_hash')
      .where('code_hash', '=', hash)
      .where('purpose', '=', code.purpose)
      .where('user_id', code.user === null ? 'is' : '=', code.user)
      .where('used_at', 'is', null)
      .where('expires_at', '>', code.at)
      .executeTakeFirst();
    return row !== undefined;
  }
  const { numUpdatedRows } = await tables(db)
    .updateTable('entry_codes')
    .set({ used_at: code.at })
    .where('code_hash', '=', hash)
    .where('purpose', '=', code.purpose)
    .where('user_id', code.user === null ? 'is' : '=', code.user)
    .where('used_at', 'is', null)
    .where('expires_at', '>', code.at)
    .executeTakeFirst();
  return Number(numUpdatedRows) === 1;
}
