-- Work resumption: enterprises, the dated regimes they are judged by, their cases with every step, and the joint visits with opinions, items and
-- findings. Every row of an enterprise carries enterprise_id, so that the wall around an enterprise's own account needs no subquery.

create table resumption_enterprises (
  region_code text not null,
  enterprise_id uuid not null,
  sector text not null,
  park_id uuid,
  sector_department text not null default '',
  address text not null default '',
  people_employed integer not null,
  above_scale boolean not null default false,
  expected boolean not null default true,
  contact_sealed bytea,
  last_year_output_yuan bigint,
  note text not null default '',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  updated_name text not null,
  version integer not null default 1,
  primary key (region_code, enterprise_id),
  constraint resumption_enterprises__organisation_exists foreign key (region_code, enterprise_id) references organisations (region_code, id),
  constraint resumption_enterprises__park_exists foreign key (region_code, park_id) references places (region_code, id),
  constraint resumption_enterprises__people_known check (people_employed between 0 and 1000000)
);

alter table resumption_enterprises enable row level security;
alter table resumption_enterprises force row level security;
create policy resumption_enterprises__scope on resumption_enterprises
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert, update on resumption_enterprises to sanzao_app;

-- Regimes of a region hold for everybody below it; a version is added, never changed. Since the first day, up to and not including the day in until_day.
create table resumption_regimes (
  region_code text not null,
  code text not null,
  version integer not null,
  name_zh text not null,
  name_en text not null,
  since_day date not null,
  until_day date,
  mode text not null constraint resumption_regimes__mode_known check (mode in ('inspection', 'filing', 'exempt', 'closed')),
  binding boolean not null default false,
  conditions jsonb not null default '{}',
  addressee text not null constraint resumption_regimes__addressee_known check (addressee in ('park', 'sector', 'group')),
  content jsonb not null,
  basis text not null,
  entered_id text not null,
  entered_name text not null,
  entered_at timestamptz not null,
  withdrawn_name text,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  primary key (region_code, code, version),
  constraint resumption_regimes__in_order check (until_day is null or until_day > since_day)
);
grant select, insert, update on resumption_regimes to sanzao_app;

-- The checklist as of a day; a regime names the one it inspects by. Items carry their words, unit, threshold, departments and whether they block.
create table resumption_checklists (
  region_code text not null,
  code text not null,
  version integer not null,
  since_day date not null,
  name_zh text not null,
  name_en text not null,
  items jsonb not null,
  basis text not null,
  primary key (region_code, code, version)
);
grant select, insert on resumption_checklists to sanzao_app;

-- The response level and the risk level of a place, with the days they hold and where that was announced.
create table resumption_levels (
  region_code text not null,
  kind text not null constraint resumption_levels__kind_known check (kind in ('response', 'risk')),
  since_day date not null,
  level text not null,
  basis text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (region_code, kind, since_day)
);
grant select, insert, update on resumption_levels to sanzao_app;

-- Which organisation of the county is the department that a regime names (emergency, industry, health, zone, market …), with its days.
create table resumption_departments (
  region_code text not null,
  code text not null,
  organisation_id uuid not null,
  since_day date not null,
  until_day date,
  primary key (region_code, code, since_day),
  constraint resumption_departments__organisation_exists foreign key (region_code, organisation_id) references organisations (region_code, id),
  constraint resumption_departments__in_order check (until_day is null or until_day > since_day)
);

alter table resumption_departments enable row level security;
alter table resumption_departments force row level security;
create policy resumption_departments__scope on resumption_departments
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update on resumption_departments to sanzao_app;

create table resumption_cases (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid not null,
  previous_id uuid,
  state text not null constraint resumption_cases__state_known check (state in ('draft', 'submitted', 'incomplete', 'complete', 'appointed', 'visited', 'rectifying', 'accepted', 'filed', 'open', 'suspended', 'revoked', 'withdrawn')),
  state_since timestamptz not null,
  due_on date not null,
  regime_region text not null,
  regime_code text not null,
  regime_version integer not null,
  opened_on date not null,
  planned_on date,
  form jsonb not null default '{}',
  supplies jsonb not null default '[]',
  papers jsonb not null default '[]',
  commitment jsonb,
  missing jsonb not null default '[]',
  sent jsonb,
  submitted_at timestamptz,
  accepted_on date,
  filed_year integer,
  number integer,
  filed_at timestamptz,
  filed_name text,
  valid_until date,
  resumed_on date,
  reason text not null default '',
  created_id text not null,
  created_name text not null,
  created_at timestamptz not null,
  updated_name text not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (region_code, id),
  constraint resumption_cases__enterprise_exists foreign key (region_code, enterprise_id) references resumption_enterprises (region_code, enterprise_id),
  constraint resumption_cases__number_once unique (region_code, filed_year, number),
  constraint resumption_cases__filed_whole check ((number is null) = (filed_year is null) and (number is null) = (filed_at is null))
);
create index resumption_cases__by_enterprise on resumption_cases (region_code, enterprise_id, created_at);
create index resumption_cases__by_state on resumption_cases (region_code, state, due_on);

alter table resumption_cases enable row level security;
alter table resumption_cases force row level security;
create policy resumption_cases__scope on resumption_cases
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert, update, delete on resumption_cases to sanzao_app;

-- Every step of every case, so that a case can be read as of any day. before_row is kept for the steps that are undone as a whole.
create table resumption_steps (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid not null,
  case_id uuid not null,
  place integer not null,
  at timestamptz not null,
  day date not null,
  action text not null,
  from_state text,
  to_state text not null,
  due_on date not null,
  regime_region text not null,
  regime_code text not null,
  regime_version integer not null,
  by_id text not null,
  by_name text not null,
  reason text not null default '',
  facts jsonb not null default '{}',
  conversion_id uuid,
  before_row jsonb,
  primary key (region_code, id),
  constraint resumption_steps__once unique (region_code, case_id, place),
  constraint resumption_steps__case_exists foreign key (region_code, case_id) references resumption_cases (region_code, id) on delete cascade
);
create index resumption_steps__by_day on resumption_steps (region_code, day);
create index resumption_steps__by_conversion on resumption_steps (region_code, conversion_id) where conversion_id is not null;

alter table resumption_steps enable row level security;
alter table resumption_steps force row level security;
create policy resumption_steps__scope on resumption_steps
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert, delete on resumption_steps to sanzao_app;

-- Open cases were brought under another regime: one row a county and run, undone as a whole.
create table resumption_conversions (
  region_code text not null,
  id uuid not null,
  on_day date not null,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  reason text not null default '',
  cases integer not null,
  regimes jsonb not null,
  undone_at timestamptz,
  undone_name text,
  undone_reason text,
  primary key (region_code, id)
);

alter table resumption_conversions enable row level security;
alter table resumption_conversions force row level security;
create policy resumption_conversions__scope on resumption_conversions
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update on resumption_conversions to sanzao_app;

-- The last number given in a year. The row stays locked by whoever files until that commits or is rolled back, so numbers run without gaps.
create table resumption_counters (
  region_code text not null,
  year integer not null,
  last integer not null,
  primary key (region_code, year),
  constraint resumption_counters__positive check (last > 0)
);

alter table resumption_counters enable row level security;
alter table resumption_counters force row level security;
create policy resumption_counters__scope on resumption_counters
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update on resumption_counters to sanzao_app;

-- What the public check page may say, found by the digest of the token in the QR code: nothing personal, and no region to search by.
create table resumption_certificates (
  token_hash text not null primary key,
  county text not null,
  county_en text not null,
  enterprise text not null,
  number text not null,
  mode text not null constraint resumption_certificates__mode_known check (mode in ('inspection', 'filing')),
  filed_on date not null,
  valid_until date,
  status text not null constraint resumption_certificates__status_known check (status in ('valid', 'suspended', 'revoked')),
  status_on date not null
);
grant select, insert, update on resumption_certificates to sanzao_app;

create table resumption_visits (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid not null,
  case_id uuid not null,
  round integer not null default 1,
  appointed_on date not null,
  appointed_time text not null default '',
  route_place integer,
  members jsonb not null default '[]',
  items jsonb,
  state text not null default 'appointed' constraint resumption_visits__state_known check (state in ('appointed', 'begun', 'closed', 'cancelled')),
  begun_at timestamptz,
  closed_at timestamptz,
  outcome text constraint resumption_visits__outcome_known check (outcome in ('accepted', 'rectify', 'waiting')),
  note text not null default '',
  by_name text not null,
  at timestamptz not null,
  version integer not null default 1,
  primary key (region_code, id),
  constraint resumption_visits__case_exists foreign key (region_code, case_id) references resumption_cases (region_code, id) on delete cascade
);
create index resumption_visits__by_case on resumption_visits (region_code, case_id);
create index resumption_visits__by_day on resumption_visits (region_code, appointed_on);

alter table resumption_visits enable row level security;
alter table resumption_visits force row level security;
create policy resumption_visits__scope on resumption_visits
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert, update, delete on resumption_visits to sanzao_app;

create table resumption_opinions (
  region_code text not null,
  visit_id uuid not null,
  department text not null,
  enterprise_id uuid not null,
  organisation_name text not null,
  opinion text not null constraint resumption_opinions__opinion_known check (opinion in ('agree', 'dissent', 'absent')),
  note text not null default '',
  signed_id text not null,
  signed_name text not null,
  signed_at timestamptz not null,
  signature text,
  primary key (region_code, visit_id, department),
  constraint resumption_opinions__visit_exists foreign key (region_code, visit_id) references resumption_visits (region_code, id) on delete cascade
);

alter table resumption_opinions enable row level security;
alter table resumption_opinions force row level security;
create policy resumption_opinions__scope on resumption_opinions
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert, update, delete on resumption_opinions to sanzao_app;

create table resumption_items (
  region_code text not null,
  visit_id uuid not null,
  item text not null,
  department text not null,
  enterprise_id uuid not null,
  result text not null constraint resumption_items__result_known check (result in ('ok', 'not', 'na')),
  value text not null default '',
  note text not null default '',
  by_id text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (region_code, visit_id, item, department),
  constraint resumption_items__visit_exists foreign key (region_code, visit_id) references resumption_visits (region_code, id) on delete cascade
);

alter table resumption_items enable row level security;
alter table resumption_items force row level security;
create policy resumption_items__scope on resumption_items
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert, update, delete on resumption_items to sanzao_app;

create table resumption_findings (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid not null,
  case_id uuid not null,
  visit_id uuid not null,
  item text not null,
  department text not null,
  what text not null,
  blocking boolean not null,
  deadline date not null,
  mended_on date,
  mended_note text not null default '',
  cleared_visit_id uuid,
  cleared_on date,
  primary key (region_code, id),
  constraint resumption_findings__visit_exists foreign key (region_code, visit_id) references resumption_visits (region_code, id) on delete cascade
);
create index resumption_findings__by_case on resumption_findings (region_code, case_id);

alter table resumption_findings enable row level security;
alter table resumption_findings force row level security;
create policy resumption_findings__scope on resumption_findings
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert, update, delete on resumption_findings to sanzao_app;

-- How far an enterprise is back, by day: people, output, orders covered. The day is the day spoken of; a later word replaces it.
create table resumption_days (
  region_code text not null,
  day date not null,
  enterprise_id uuid not null,
  people_back integer,
  output_yuan bigint,
  output_last_year_yuan bigint,
  orders_covered_days integer,
  supplies_days integer,
  note text not null default '',
  by_id text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (region_code, day, enterprise_id),
  constraint resumption_days__enterprise_exists foreign key (region_code, enterprise_id) references resumption_enterprises (region_code, enterprise_id)
);
create index resumption_days__by_enterprise on resumption_days (region_code, enterprise_id, day);

alter table resumption_days enable row level security;
alter table resumption_days force row level security;
create policy resumption_days__scope on resumption_days
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert, update on resumption_days to sanzao_app;
