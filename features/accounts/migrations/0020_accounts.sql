-- Who may sign in, what they hold and where. Reference tables: a login is unique in the whole deployment.

create table users (
  id uuid not null primary key,
  login text not null constraint users__login_once unique,
  name text not null,
  name_en text not null default '',
  password_hash text,
  must_change_password boolean not null default false,
  disabled_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1
);
grant select, insert, update on users to sanzao_app;

-- A grant is a role over a region (and everything inside it), for a time. An owner's grant names the enterprise it speaks for.
create table grants (
  id uuid not null primary key,
  user_id uuid not null references users (id),
  role text not null constraint grants__role_known check (role in ('clerk', 'owner', 'officer', 'leader', 'dispatcher', 'auditor', 'administrator')),
  region_code text not null,
  organisation_id uuid,
  from_day date not null,
  to_day date,
  granted_by uuid,
  constraint grants__owner_has_organisation check (role <> 'owner' or organisation_id is not null),
  constraint grants__dates_in_order check (to_day is null or to_day >= from_day)
);
create index grants__by_user on grants (user_id);
grant select, insert, update on grants to sanzao_app;

create table sessions (
  token_hash text not null primary key,
  user_id uuid not null references users (id),
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  address text not null default '',
  agent text not null default ''
);
create index sessions__by_user on sessions (user_id);
grant select, insert, update, delete on sessions to sanzao_app;

-- Failed tries, counted per account and per address; they survive a restart.
create table sign_in_tries (
  subject text not null primary key,
  failures integer not null,
  last_at timestamptz not null,
  blocked_until timestamptz
);
grant select, insert, update, delete on sign_in_tries to sanzao_app;

-- The first administrator enters with a code that is printed once, works once and expires.
create table entry_codes (
  code_hash text not null primary key,
  purpose text not null constraint entry_codes__purpose_known check (purpose in ('first-administrator', 'password')),
  user_id uuid references users (id),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
grant select, insert, update on entry_codes to sanzao_app;
