-- Plans: nodes, links, baselines and what became of each promised day; and the dated data they are reckoned with: the national calendar as it was
-- announced, building seasons, stops that a region ordered, the rule of the lights, templates. Dates of the passes are never kept: they are reckoned
-- on every reading. What is kept of a forecast is its history.

-- Who announced which year when; the last year announced is as far as the calendar covers.
create table calendar_notices (
  calendar text not null,
  announced_on date not null,
  year integer not null,
  basis text not null,
  primary key (calendar, announced_on, year)
);
grant select, insert on calendar_notices to sanzao_app;

create table calendar_days (
  calendar text not null,
  day date not null,
  announced_on date not null,
  kind text not null constraint calendar_days__kind_known check (kind in ('off', 'make-up')),
  primary key (calendar, day, announced_on)
);
grant select, insert on calendar_days to sanzao_app;

-- Months in which nothing is built outdoors, for a type of project or for 'any'; month and day as MM-DD, over the turn of the year.
create table building_seasons (
  region_code text not null,
  project_type text not null,
  stops_on text not null,
  resumes_on text not null,
  valid_from date not null,
  valid_to date,
  note text not null default '',
  by_name text not null default '',
  primary key (region_code, project_type, valid_from)
);
grant select, insert, update on building_seasons to sanzao_app;
insert into building_seasons (region_code, project_type, stops_on, resumes_on, valid_from, note) values
  ('220000', 'any', '11-16', '04-01', '2000-01-01', '东北冬季：十一月中旬至次年三月底不安排室外施工');

-- An order that stops work on sites from one day to another, both included, in the region and everything inside it.
create table plan_stops (
  region_code text not null,
  id uuid not null,
  name text not null,
  from_day date not null,
  to_day date not null,
  basis text not null,
  by_name text not null,
  at timestamptz not null,
  withdrawn_at timestamptz,
  primary key (region_code, id),
  constraint plan_stops__in_order check (to_day >= from_day)
);
grant select, insert, update on plan_stops to sanzao_app;

-- From how many days before its day a node is told as near, and how many working days of float are tight.
create table plan_rules (
  region_code text not null,
  near_days integer not null,
  tight_days integer not null,
  valid_from date not null,
  primary key (region_code, valid_from)
);
grant select, insert on plan_rules to sanzao_app;
insert into plan_rules (region_code, near_days, tight_days, valid_from) values ('000000', 14, 5, '2000-01-01');

create table plan_templates (
  region_code text not null,
  code text not null,
  version integer not null,
  name_zh text not null,
  name_en text not null,
  project_type text not null,
  route text not null,
  questions jsonb not null,
  nodes jsonb not null,
  links jsonb not null,
  valid_from date not null,
  note text not null default '',
  by_name text not null,
  primary key (region_code, code, version)
);
grant select, insert on plan_templates to sanzao_app;

create table plans (
  region_code text not null,
  project_id uuid not null,
  template_region text not null,
  template_code text not null,
  template_version integer not null,
  project_type text not null,
  route text not null,
  answers jsonb not null,
  start_day date not null,
  promised_day date not null,
  state_day date,
  made_name text not null,
  made_at timestamptz not null,
  updated_name text not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (region_code, project_id),
  constraint plans__project_exists foreign key (region_code, project_id) references projects (region_code, id)
);

alter table plans enable row level security;
alter table plans force row level security;
create policy plans__scope on plans
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update on plans to sanzao_app;

create table plan_nodes (
  region_code text not null,
  project_id uuid not null,
  code text not null,
  position integer not null,
  name_zh text not null,
  name_en text not null default '',
  kind text not null constraint plan_nodes__kind_known check (kind in ('milestone', 'matter', 'work')),
  stage text not null,
  stream text not null,
  duty_organisation text not null default '',
  duty_post text not null default '',
  duty_person text not null default '',
  days integer not null constraint plan_nodes__days_possible check (days between 0 and 3650),
  day_unit text not null constraint plan_nodes__unit_known check (day_unit in ('working', 'calendar')),
  statutory_days integer,
  committed_days integer,
  basis text not null default '',
  confirmed boolean not null default false,
  outdoor boolean not null default false,
  hold_point boolean not null default false,
  fixed boolean not null default false,
  promise boolean not null default false,
  actual_start date,
  actual_finish date,
  days_left integer,
  blocked_reason text,
  blocked_until date,
  evidence jsonb not null default '[]',
  note text not null default '',
  forecast_day date,
  primary key (region_code, project_id, code),
  constraint plan_nodes__plan_exists foreign key (region_code, project_id) references plans (region_code, project_id) on delete cascade,
  constraint plan_nodes__actuals_in_order check (actual_finish is null or (actual_start is not null and actual_finish >= actual_start))
);

alter table plan_nodes enable row level security;
alter table plan_nodes force row level security;
create policy plan_nodes__scope on plan_nodes
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update, delete on plan_nodes to sanzao_app;

create table plan_links (
  region_code text not null,
  project_id uuid not null,
  from_code text not null,
  to_code text not null,
  type text not null constraint plan_links__type_known check (type in ('FS', 'SS', 'FF', 'SF')),
  lag integer not null default 0,
  lag_unit text not null default 'working',
  primary key (region_code, project_id, from_code, to_code, type),
  constraint plan_links__from_exists foreign key (region_code, project_id, from_code) references plan_nodes (region_code, project_id, code) on delete cascade,
  constraint plan_links__to_exists foreign key (region_code, project_id, to_code) references plan_nodes (region_code, project_id, code) on delete cascade
);

alter table plan_links enable row level security;
alter table plan_links force row level security;
create policy plan_links__scope on plan_links
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update, delete on plan_links to sanzao_app;

-- A promise and every change of one: proposed with a reason, decided by another. `days` holds the day of each node.
create table plan_baselines (
  region_code text not null,
  id uuid not null,
  project_id uuid not null,
  number integer not null,
  kind text not null constraint plan_baselines__kind_known check (kind in ('set', 'change', 'drop')),
  source text not null constraint plan_baselines__source_known check (source in ('latest', 'forecast')),
  name text not null,
  promised_day date not null,
  days jsonb not null,
  reason text not null,
  proposed_by text not null,
  proposed_name text not null,
  proposed_at timestamptz not null,
  decision text constraint plan_baselines__decision_known check (decision in ('approved', 'declined', 'withdrawn')),
  decided_by text,
  decided_name text,
  decided_at timestamptz,
  note text not null default '',
  primary key (region_code, id),
  constraint plan_baselines__number_once unique (region_code, project_id, number),
  constraint plan_baselines__plan_exists foreign key (region_code, project_id) references plans (region_code, project_id) on delete cascade,
  constraint plan_baselines__by_another check (decision is distinct from 'approved' or decided_by <> proposed_by)
);

alter table plan_baselines enable row level security;
alter table plan_baselines force row level security;
create policy plan_baselines__scope on plan_baselines
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update on plan_baselines to sanzao_app;

-- What became of a node's day: promised, then forecast, then again, then done. Rows are added, never changed.
create table plan_slips (
  region_code text not null,
  id uuid not null,
  project_id uuid not null,
  node_code text not null,
  what text not null constraint plan_slips__what_known check (what in ('baseline', 'forecast', 'actual')),
  from_day date,
  to_day date,
  reason text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (region_code, id),
  constraint plan_slips__plan_exists foreign key (region_code, project_id) references plans (region_code, project_id) on delete cascade
);
create index plan_slips__by_node on plan_slips (region_code, project_id, node_code, at);

alter table plan_slips enable row level security;
alter table plan_slips force row level security;
create policy plan_slips__scope on plan_slips
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert on plan_slips to sanzao_app;
