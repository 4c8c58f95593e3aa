-- Who answers for a plan from a day on: one leader, one department, one team, with who said so and why. A row is never changed: the one that holds on a day
-- is the last that began by then, and of one day the last that was said. The department also bears the name it was said with.
create table plan_responsibilities (
  region_code text not null,
  project_id uuid not null,
  id uuid not null,
  since date not null,
  leader text not null default '',
  department_id uuid,
  department_name text not null default '',
  team text not null default '',
  reason text not null,
  by_id text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (region_code, project_id, id),
  constraint plan_responsibilities__plan_exists foreign key (region_code, project_id) references plans (region_code, project_id) on delete cascade
);
create index plan_responsibilities__by_department on plan_responsibilities (region_code, department_id);

alter table plan_responsibilities enable row level security;
alter table plan_responsibilities force row level security;
create policy plan_responsibilities__scope on plan_responsibilities
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert on plan_responsibilities to sanzao_app;
