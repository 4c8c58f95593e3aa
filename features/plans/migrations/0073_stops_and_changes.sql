-- What a stop order does and what becomes of it: the sites it concerns, its withdrawal with a reason, the plans whose forecast it moved with the promise
-- before and after, and who accepted the new forecast. And every change of a plan with what stood there before, so that it can be undone.

-- Ids of projects; empty: every site of the region.
alter table plan_stops add column sites jsonb not null default '[]';
alter table plan_stops add column withdrawn_by text;
alter table plan_stops add column withdrawn_reason text;

create table plan_stop_effects (
  region_code text not null,
  stop_id uuid not null,
  project_id uuid not null,
  promised_day date not null,
  before_day date not null,
  after_day date not null,
  days_late integer not null,
  accepted_by text,
  accepted_name text,
  accepted_at timestamptz,
  reason text not null default '',
  primary key (region_code, stop_id, project_id),
  constraint plan_stop_effects__plan_exists foreign key (region_code, project_id) references plans (region_code, project_id) on delete cascade
);
create index plan_stop_effects__by_project on plan_stop_effects (region_code, project_id);

alter table plan_stop_effects enable row level security;
alter table plan_stop_effects force row level security;
create policy plan_stop_effects__scope on plan_stop_effects
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update, delete on plan_stop_effects to sanzao_app;

-- Nodes and links as they were before and after; a change that was taken back says by which.
create table plan_changes (
  region_code text not null,
  id uuid not null,
  project_id uuid not null,
  kind text not null,
  summary_zh text not null,
  summary_en text not null,
  reason text not null,
  before jsonb not null,
  after jsonb not null,
  by_id text not null,
  by_name text not null,
  at timestamptz not null,
  undone_by text,
  undone_at timestamptz,
  primary key (region_code, id),
  constraint plan_changes__plan_exists foreign key (region_code, project_id) references plans (region_code, project_id) on delete cascade
);
create index plan_changes__by_project on plan_changes (region_code, project_id, at);

alter table plan_changes enable row level security;
alter table plan_changes force row level security;
create policy plan_changes__scope on plan_changes
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update on plan_changes to sanzao_app;

-- A day of one's own that a node was promised for, with who said so and why; photographs of the site.
alter table plan_nodes add column own_promise jsonb;
alter table plan_nodes add column photos jsonb not null default '[]';
