-- Files that were brought into a plan: what came, what was left out, and the nodes of a version that stands beside the plan. Templates remember when they
-- were saved and from what they were copied.

create table plan_files (
  region_code text not null,
  id uuid not null,
  project_id uuid not null,
  file_name text not null,
  sha256 text not null,
  tool text not null,
  mode text not null constraint plan_files__mode_known check (mode in ('plan', 'version', 'update')),
  level text not null constraint plan_files__level_known check (level in ('all', 'summaries', 'milestones')),
  nodes integer not null,
  content jsonb not null,
  left_out jsonb not null,
  by_name text not null,
  at timestamptz not null,
  primary key (region_code, id),
  constraint plan_files__plan_exists foreign key (region_code, project_id) references plans (region_code, project_id) on delete cascade
);
create index plan_files__by_project on plan_files (region_code, project_id, at);

alter table plan_files enable row level security;
alter table plan_files force row level security;
create policy plan_files__scope on plan_files
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert on plan_files to sanzao_app;

-- The days of a baseline may come from a file.
alter table plan_baselines drop constraint plan_baselines__source_known;
alter table plan_baselines add constraint plan_baselines__source_known check (source in ('latest', 'forecast', 'file'));

alter table plan_templates add column at timestamptz;
alter table plan_templates add column copied_from text not null default '';
