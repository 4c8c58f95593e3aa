// The tables of this room as its queries see them. All are reference tables without a region's wall: a login is unique in the whole
// deployment, so every query here says itself whose rows it may touch. Days and instants are text (platform/db/values.ts).
import type { Kysely } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Role } from './words.ts';

type Tables = {
  users: {
    id: string;
    login: string;
    name: string;
    name_en: string;
    password_hash: string | null;
    must_change_password: boolean;
    disabled_at: string | null;
    created_at: string;
    version: number;
  };
  grants: {
    id: string;
    user_id: string;
    role: Role;
    region_code: string;
    organisation_id: string | null;
    from_day: string;
    to_day: string | null;
    granted_by: string | null;
  };
  sessions: {
    token_hash: string;
    user_id: string;
    created_at: string;
    seen_at: string;
    expires_at: string;
    ended_at: string | null;
    address: string;
    agent: string;
  };
  sign_in_tries: { subject: string; failures: number; last_at: string; blocked_until: string | null };
  entry_codes: {
    code_hash: string;
    purpose: 'first-administrator' | 'password';
    user_id: string | null;
    created_at: string;
    expires_at: string;
    used_at: string | null;
  };
  sign_in_rules: {
    valid_from: string;
    idle_minutes: number;
    absolute_minutes: number;
    pair_tries: number;
    address_tries: number;
    account_tries: number;
    block_first_seconds: number;
    block_most_seconds: number;
    account_block_seconds: number;
    forget_after_minutes: number;
    code_hours: number;
    first_code_minutes: number;
  };
  demo_people: { user_id: string; position: number; about_zh: string; about_en: string };
};

/** The transaction, knowing this room's tables. */
export const tables = (db: Db): Kysely<Tables> => db.kysely;
