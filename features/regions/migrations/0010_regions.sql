-- The division tree, places inside counties, organisations with dated names, people and the posts they hold.
-- regions and region_successions are reference tables: small, the same everywhere, without row-level security.

create table regions (
  code text not null,
  valid_from date not null,
  valid_to date,
  name text not null,
  level text not null constraint regions__level_known check (level in ('province', 'city', 'county')),
  parent_code text,
  in_use boolean not null default true,
  primary key (code, valid_from),
  constraint regions__dates_in_order check (valid_to is null or valid_to > valid_from)
);
create index regions__by_parent on regions (parent_code);
grant select, insert, update on regions to sanzao_app;

create table region_successions (
  from_code text not null,
  to_code text not null,
  on_day date not null,
  kind text not null constraint region_successions__kind_known check (kind in ('recoded', 'merged', 'split', 'renamed')),
  note text not null default '',
  primary key (from_code, to_code, on_day)
);
grant select, insert on region_successions to sanzao_app;

create table places (
  region_code text not null,
  id uuid not null,
  code text,
  kind text not null constraint places__kind_known check (kind in ('township', 'street', 'park', 'zone')),
  name text not null,
  normal_name text not null,
  valid_from date not null,
  valid_to date,
  primary key (region_code, id),
  constraint places__name_once unique (region_code, normal_name, valid_from)
);

alter table places enable row level security;
alter table places force row level security;
create policy places__scope on places
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update on places to sanzao_app;

create table organisations (
  region_code text not null,
  id uuid not null,
  kind text not null constraint organisations__kind_known check (kind in ('enterprise', 'department', 'party', 'park', 'institution', 'other')),
  credit_code text,
  name text not null,
  normal_name text not null,
  ended_on date,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (region_code, id),
  constraint organisations__credit_code_once unique (region_code, credit_code)
);
create index organisations__by_name on organisations (region_code, normal_name);

alter table organisations enable row level security;
alter table organisations force row level security;
create policy organisations__scope on organisations
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update on organisations to sanzao_app;

create table organisation_names (
  region_code text not null,
  id uuid not null,
  organisation_id uuid not null,
  name text not null,
  normal_name text not null,
  kind text not null constraint organisation_names__kind_known check (kind in ('official', 'former', 'short', 'alias')),
  valid_from date,
  valid_to date,
  primary key (region_code, id),
  constraint organisation_names__organisation_exists foreign key (region_code, organisation_id) references organisations (region_code, id)
);
create index organisation_names__by_name on organisation_names (region_code, normal_name);
create index organisation_names__by_organisation on organisation_names (region_code, organisation_id);

alter table organisation_names enable row level security;
alter table organisation_names force row level security;
create policy organisation_names__scope on organisation_names
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update on organisation_names to sanzao_app;

-- A split or a merger keeps both sides: rows say which organisation went into which, and when.
create table organisation_successions (
  region_code text not null,
  id uuid not null,
  from_id uuid not null,
  to_id uuid not null,
  kind text not null constraint organisation_successions__kind_known check (kind in ('merged', 'split')),
  on_day date not null,
  reason text not null,
  primary key (region_code, id),
  constraint organisation_successions__from_exists foreign key (region_code, from_id) references organisations (region_code, id),
  constraint organisation_successions__to_exists foreign key (region_code, to_id) references organisations (region_code, id)
);

alter table organisation_successions enable row level security;
alter table organisation_successions force row level security;
create policy organisation_successions__scope on organisation_successions
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert on organisation_successions to sanzao_app;

create table people (
  region_code text not null,
  id uuid not null,
  name text not null,
  user_id uuid,
  left_on date,
  primary key (region_code, id)
);

alter table people enable row level security;
alter table people force row level security;
create policy people__scope on people
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update on people to sanzao_app;

create table posts (
  region_code text not null,
  id uuid not null,
  organisation_id uuid not null,
  title text not null,
  valid_from date not null,
  valid_to date,
  primary key (region_code, id),
  constraint posts__organisation_exists foreign key (region_code, organisation_id) references organisations (region_code, id)
);

alter table posts enable row level security;
alter table posts force row level security;
create policy posts__scope on posts
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update on posts to sanzao_app;

create table post_holders (
  region_code text not null,
  id uuid not null,
  post_id uuid not null,
  person_id uuid not null,
  from_day date not null,
  to_day date,
  primary key (region_code, id),
  constraint post_holders__post_exists foreign key (region_code, post_id) references posts (region_code, id),
  constraint post_holders__person_exists foreign key (region_code, person_id) references people (region_code, id),
  constraint post_holders__dates_in_order check (to_day is null or to_day >= from_day)
);
create index post_holders__by_post on post_holders (region_code, post_id);
create index post_holders__by_person on post_holders (region_code, person_id);

alter table post_holders enable row level security;
alter table post_holders force row level security;
create policy post_holders__scope on post_holders
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update on post_holders to sanzao_app;
