-- Scarce things that projects share: survey teams, crews, an expert panel, cranes; how many there are from which day on; which nodes need how many. A
-- levelling that was accepted leaves a day before which a node does not begin, with whose turn it waits for.
create table plan_resources (
  region_code text not null,
  id uuid not null,
  name text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (region_code, id),
  constraint plan_resources__name_once unique (region_code, name)
);
alter table plan_resources enable row level security;
alter table plan_resources force row level security;
create policy plan_resources__scope on plan_resources
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update on plan_resources to sanzao_app;

create table plan_resource_capacities (
  region_code text not null,
  resource_id uuid not null,
  valid_from date not null,
  capacity integer not null constraint plan_resource_capacities__possible check (capacity between 0 and 1000),
  note text not null default '',
  by_name text not null,
  at timestamptz not null,
  primary key (region_code, resource_id, valid_from),
  constraint plan_resource_capacities__resource_exists foreign key (region_code, resource_id) references plan_resources (region_code, id)
);
alter table plan_resource_capacities enable row level security;
alter table plan_resource_capacities force row level security;
create policy plan_resource_capacities__scope on plan_resource_capacities
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update on plan_resource_capacities to sanzao_app;

create table plan_demands (
  region_code text not null,
  project_id uuid not null,
  node_code text not null,
  resource_id uuid not null,
  units integer not null constraint plan_demands__some check (units between 1 and 1000),
  primary key (region_code, project_id, node_code, resource_id),
  constraint plan_demands__node_exists foreign key (region_code, project_id, node_code) references plan_nodes (region_code, project_id, code) on delete cascade
);
create index plan_demands__by_resource on plan_demands (region_code, resource_id);
alter table plan_demands enable row level security;
alter table plan_demands force row level security;
create policy plan_demands__scope on plan_demands
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update, delete on plan_demands to sanzao_app;

alter table plan_nodes add column queued jsonb;
