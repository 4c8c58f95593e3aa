-- Personal data of people who come back to work. Nothing is collected without a purpose that is in force; what is collected is sealed, found by a
-- keyed digest, and gone when the purpose is over. Every row of an enterprise carries enterprise_id, as in the other tables of this room.

-- Why personal data may be collected, which fields are needed for it, until when, and who weighed the risk. Unassessed is switched off.
create table personal_data_purposes (
  region_code text not null,
  id uuid not null,
  name text not null,
  basis text not null,
  fields text[] not null,
  begins_on date not null,
  ends_on date not null,
  keep_days integer not null,
  assessed_on date,
  assessed_by text,
  assessment text,
  ended_reason text,
  by_name text not null,
  made_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  expired_at timestamptz,
  primary key (region_code, id),
  constraint personal_data_purposes__in_order check (ends_on >= begins_on),
  constraint personal_data_purposes__not_for_ever check (ends_on <= begins_on + 400),
  constraint personal_data_purposes__kept_shortly check (keep_days between 0 and 90),
  constraint personal_data_purposes__needs_fields check (cardinality(fields) > 0),
  constraint personal_data_purposes__assessed_whole check ((assessed_on is null) = (assessed_by is null) and (assessed_on is null) = (assessment is null))
);

alter table personal_data_purposes enable row level security;
alter table personal_data_purposes force row level security;
create policy personal_data_purposes__scope on personal_data_purposes
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update on personal_data_purposes to sanzao_app;

-- One roster a case. `left_over` is what stays when the persons are gone: how many there were, from where, how many isolated.
create table resumption_rosters (
  region_code text not null,
  id uuid not null,
  case_id uuid not null,
  enterprise_id uuid not null,
  purpose_id uuid not null,
  next_line integer not null default 1,
  by_name text not null,
  at timestamptz not null,
  expired_at timestamptz,
  left_over jsonb,
  primary key (region_code, id),
  constraint resumption_rosters__one_a_case unique (region_code, case_id),
  constraint resumption_rosters__case_exists foreign key (region_code, case_id) references resumption_cases (region_code, id) on delete cascade,
  constraint resumption_rosters__purpose_exists foreign key (region_code, purpose_id) references personal_data_purposes (region_code, id)
);
create index resumption_rosters__by_purpose on resumption_rosters (region_code, purpose_id);

alter table resumption_rosters enable row level security;
alter table resumption_rosters force row level security;
create policy resumption_rosters__scope on resumption_rosters
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert, update on resumption_rosters to sanzao_app;

-- A file that rows came from. It is kept (sha256) only while its columns are still to be named; once read it is cleared away.
create table resumption_roster_files (
  region_code text not null,
  id uuid not null,
  roster_id uuid not null,
  enterprise_id uuid not null,
  name text not null,
  sha256 text,
  state text not null constraint resumption_roster_files__state_known check (state in ('mapping', 'read', 'dropped')),
  rows integer not null default 0,
  kept integer not null default 0,
  unchanged integer not null default 0,
  wrong integer not null default 0,
  left_out jsonb not null default '[]',
  by_name text not null,
  at timestamptz not null,
  primary key (region_code, id),
  constraint resumption_roster_files__roster_exists foreign key (region_code, roster_id) references resumption_rosters (region_code, id) on delete cascade,
  constraint resumption_roster_files__kept_while_open check ((sha256 is null) = (state <> 'mapping'))
);
create index resumption_roster_files__by_roster on resumption_roster_files (region_code, roster_id, at);

alter table resumption_roster_files enable row level security;
alter table resumption_roster_files force row level security;
create policy resumption_roster_files__scope on resumption_roster_files
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert, update, delete on resumption_roster_files to sanzao_app;

-- A person: name, number, telephone and place are sealed as one cell, bound to region, table, row and column; the digest finds the same number again inside its county. The rosters'
-- lock keeps a number once a roster; no key to the roster is declared, because fifty thousand rows would each be looked up there.
create table resumption_workers (
  region_code text not null,
  id uuid not null,
  roster_id uuid not null,
  enterprise_id uuid not null,
  purpose_id uuid not null,
  line integer not null,
  person_sealed bytea not null,
  identity_hash bytea not null,
  origin text constraint resumption_workers__origin_known check (origin in ('local', 'province', 'outside')),
  returned_on date,
  isolation_until date,
  contact boolean,
  notes text[] not null default '{}',
  expires_on date not null,
  primary key (region_code, id),
  constraint resumption_workers__once_a_roster unique (region_code, identity_hash, roster_id)
);
create index resumption_workers__by_roster on resumption_workers (region_code, roster_id, line);

alter table resumption_workers enable row level security;
alter table resumption_workers force row level security;
create policy resumption_workers__scope on resumption_workers
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert, update, delete on resumption_workers to sanzao_app;

-- A row with a wrong cell, kept aside as it came until it is corrected or dropped. `problems` name fields, reasons and cells, never what they hold;
-- the digest is there where the number itself could be read, so that its person can be found.
create table resumption_roster_rows (
  region_code text not null,
  id uuid not null,
  roster_id uuid not null,
  enterprise_id uuid not null,
  purpose_id uuid not null,
  file_id uuid,
  sheet text not null default '',
  row_number integer not null,
  cells_sealed bytea not null,
  identity_hash bytea,
  problems jsonb not null,
  at timestamptz not null,
  primary key (region_code, id)
);
create index resumption_roster_rows__by_roster on resumption_roster_rows (region_code, roster_id, at, row_number);
create index resumption_roster_rows__by_digest on resumption_roster_rows (region_code, identity_hash);

alter table resumption_roster_rows enable row level security;
alter table resumption_roster_rows force row level security;
create policy resumption_roster_rows__scope on resumption_roster_rows
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert, update, delete on resumption_roster_rows to sanzao_app;

-- What was asked by the people themselves: to see, to copy, to correct, to delete. Says who handled it and how it ended, and nothing of the person.
create table personal_data_requests (
  region_code text not null,
  id uuid not null,
  kind text not null constraint personal_data_requests__kind_known check (kind in ('query', 'copy', 'correct', 'delete')),
  outcome text not null constraint personal_data_requests__outcome_known check (outcome in ('done', 'nothing-held', 'refused')),
  records integer not null,
  fields text[] not null default '{}',
  reason text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (region_code, id)
);
create index personal_data_requests__by_time on personal_data_requests (region_code, at);

alter table personal_data_requests enable row level security;
alter table personal_data_requests force row level security;
create policy personal_data_requests__scope on personal_data_requests
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert on personal_data_requests to sanzao_app;

-- A deletion at the end of a purpose: when, by whom, how many. The chain carries the same.
create table personal_data_expiries (
  region_code text not null,
  id uuid not null,
  purpose_id uuid not null,
  on_day date not null,
  at timestamptz not null,
  by_name text not null,
  rosters integer not null,
  people integer not null,
  rows integer not null,
  files integer not null,
  primary key (region_code, id),
  constraint personal_data_expiries__purpose_exists foreign key (region_code, purpose_id) references personal_data_purposes (region_code, id)
);
create index personal_data_expiries__by_time on personal_data_expiries (region_code, at);

alter table personal_data_expiries enable row level security;
alter table personal_data_expiries force row level security;
create policy personal_data_expiries__scope on personal_data_expiries
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert on personal_data_expiries to sanzao_app;
