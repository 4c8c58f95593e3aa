-- The register. What is the same everywhere and small (tiers, lines, lists, campaigns, gates, templates) is a reference table that names
-- the region whose rule it is; everything about a project is a tenant table keyed by the county that holds it.

create table size_tiers (
  region_code text not null,
  code text not null,
  name_zh text not null,
  name_en text not null,
  min_yuan bigint not null,
  valid_from date not null,
  valid_to date,
  primary key (region_code, code, valid_from)
);
grant select, insert, update on size_tiers to sanzao_app;

create table line_tags (
  region_code text not null,
  code text not null,
  name_zh text not null,
  name_en text not null,
  industry_from text,
  industry_to text,
  words text not null default '',
  position integer not null default 0,
  valid_from date not null,
  valid_to date,
  primary key (region_code, code, valid_from)
);
grant select, insert, update on line_tags to sanzao_app;

create table industries (
  code text not null primary key,
  section text not null,
  name_zh text not null,
  name_en text not null default ''
);
grant select on industries to sanzao_app;

create table campaigns (
  code text not null,
  year integer not null,
  region_code text not null,
  name_zh text not null,
  name_en text not null,
  edition integer not null,
  primary key (code, year)
);
grant select, insert, update on campaigns to sanzao_app;

create table campaign_phases (
  campaign_code text not null,
  year integer not null,
  position integer not null,
  name_zh text not null,
  name_en text not null,
  from_day date not null,
  to_day date not null,
  primary key (campaign_code, year, position),
  constraint campaign_phases__campaign_exists foreign key (campaign_code, year) references campaigns (code, year)
);
grant select, insert, update, delete on campaign_phases to sanzao_app;

-- A designation is membership in a list, never a size. The list names its owner's region; members live in the counties.
create table lists (
  code text not null primary key,
  region_code text not null,
  kind text not null,
  level text not null constraint lists__level_known check (level in ('nation', 'province', 'city', 'county')),
  year integer not null,
  name_zh text not null,
  name_en text not null,
  words text not null default '',
  campaign_code text,
  valid_from date not null,
  valid_to date,
  states jsonb not null default '[]',
  version integer not null default 1
);
create index lists__by_year on lists (year);
grant select, insert, update on lists to sanzao_app;

create table reserve_gates (
  region_code text not null,
  to_tier text not null constraint reserve_gates__tier_known check (to_tier in ('reserve', 'mature', 'annual')),
  code text not null,
  name_zh text not null,
  name_en text not null,
  required boolean not null,
  position integer not null default 0,
  valid_from date not null,
  valid_to date,
  primary key (region_code, to_tier, code, valid_from)
);
grant select, insert, update on reserve_gates to sanzao_app;

create table export_templates (
  region_code text not null,
  id uuid not null,
  name text not null,
  title text not null,
  money_unit text not null,
  columns jsonb not null,
  grouped_by text,
  primary key (region_code, id)
);
grant select, insert, update, delete on export_templates to sanzao_app;

create table saved_views (
  user_id uuid not null,
  id uuid not null,
  page text not null,
  name text not null,
  search text not null,
  position integer not null default 0,
  primary key (user_id, id)
);
grant select, insert, update, delete on saved_views to sanzao_app;

create table projects (
  region_code text not null,
  id uuid not null,
  code text,
  code_form text,
  name text not null,
  normal_name text not null,
  owner_id uuid,
  owner_name text not null default '',
  place_id uuid,
  place_text text not null default '',
  longitude double precision,
  latitude double precision,
  industry_code text,
  line_code text,
  construction_kind text,
  content text not null default '',
  capacities jsonb not null default '[]',
  start_day date,
  start_precision text,
  finish_day date,
  finish_precision text,
  total_yuan bigint,
  funding text not null default '',
  note text not null default '',
  contact_sealed bytea,
  contact_mark bytea,
  stage text not null,
  stage_on date,
  side_state text,
  parent_id uuid,
  entered_at timestamptz not null,
  entered_by text not null,
  entered_import uuid,
  left_at timestamptz,
  left_kind text,
  left_reason text,
  moved_to text,
  search text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  version integer not null default 1,
  primary key (region_code, id),
  constraint projects__code_once unique (region_code, code),
  constraint projects__owner_exists foreign key (region_code, owner_id) references organisations (region_code, id),
  constraint projects__place_exists foreign key (region_code, place_id) references places (region_code, id),
  constraint projects__total_not_negative check (total_yuan is null or total_yuan >= 0)
);
create index projects__by_name on projects (region_code, normal_name);
create index projects__by_owner on projects (region_code, owner_id);

alter table projects enable row level security;
alter table projects force row level security;
create policy projects__scope on projects
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or owner_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or owner_id::text = current_setting('app.owner', true)));
grant select, insert, update, delete on projects to sanzao_app;

-- One line of one year's ledger: what the figures of that year count. A closed year keeps the line as it was.
create table project_years (
  region_code text not null,
  project_id uuid not null,
  year integer not null,
  pool text not null constraint project_years__pool_known check (pool in ('annual', 'reserve')),
  nature text constraint project_years__nature_known check (nature in ('new', 'continuing')),
  nature_basis text not null default 'stated' constraint project_years__basis_known check (nature_basis in ('stated', 'group', 'rule')),
  maturity text constraint project_years__maturity_known check (maturity in ('idea', 'reserve', 'mature', 'annual')),
  total_yuan bigint,
  annual_plan_yuan bigint,
  done_before_yuan bigint,
  line_code text,
  stage text not null,
  owner_id uuid,
  basis text not null default 'ledger' constraint project_years__ledger_known check (basis in ('ledger', 'later', 'roll')),
  entered_on date not null,
  left_on date,
  version integer not null default 1,
  mark bigint not null default 0,
  primary key (region_code, project_id, year),
  constraint project_years__project_exists foreign key (region_code, project_id) references projects (region_code, id),
  constraint project_years__plan_not_negative check (annual_plan_yuan is null or annual_plan_yuan >= 0)
);
create index project_years__by_mark on project_years (region_code, year, mark);

alter table project_years enable row level security;
alter table project_years force row level security;
create policy project_years__scope on project_years
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or owner_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or owner_id::text = current_setting('app.owner', true)));
grant select, insert, update, delete on project_years to sanzao_app;

create table project_names (
  region_code text not null,
  id uuid not null,
  project_id uuid not null,
  name text not null,
  normal_name text not null,
  kind text not null constraint project_names__kind_known check (kind in ('former', 'alias')),
  until_day date,
  primary key (region_code, id),
  constraint project_names__project_exists foreign key (region_code, project_id) references projects (region_code, id)
);
create index project_names__by_name on project_names (region_code, normal_name);
create index project_names__by_project on project_names (region_code, project_id);

alter table project_names enable row level security;
alter table project_names force row level security;
create policy project_names__scope on project_names
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update, delete on project_names to sanzao_app;

create table project_stages (
  region_code text not null,
  id uuid not null,
  project_id uuid not null,
  stage text not null,
  side_state text,
  on_day date,
  reason text not null,
  by_name text not null,
  at timestamptz not null,
  import_id uuid,
  primary key (region_code, id),
  constraint project_stages__project_exists foreign key (region_code, project_id) references projects (region_code, id)
);
create index project_stages__by_project on project_stages (region_code, project_id);

alter table project_stages enable row level security;
alter table project_stages force row level security;
create policy project_stages__scope on project_stages
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, delete on project_stages to sanzao_app;

create table list_members (
  region_code text not null,
  list_code text not null,
  project_id uuid not null,
  state text,
  from_day date not null,
  to_day date,
  import_id uuid,
  primary key (region_code, list_code, project_id, from_day),
  constraint list_members__project_exists foreign key (region_code, project_id) references projects (region_code, id),
  constraint list_members__dates_in_order check (to_day is null or to_day >= from_day)
);
create index list_members__by_project on list_members (region_code, project_id);

alter table list_members enable row level security;
alter table list_members force row level security;
create policy list_members__scope on list_members
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update, delete on list_members to sanzao_app;

-- Every field of every change with its reason: the page "what changed", and the trace of a value, are read from here.
create table project_changes (
  region_code text not null,
  id uuid not null,
  project_id uuid not null,
  at timestamptz not null,
  by_id text not null,
  by_name text not null,
  kind text not null,
  field text,
  old_value text,
  new_value text,
  old_yuan bigint,
  new_yuan bigint,
  reason text not null default '',
  evidence_sha256 text,
  evidence_name text,
  approver_id text,
  approver_name text,
  import_id uuid,
  sheet integer,
  row_number integer,
  column_number integer,
  raw text,
  audit_seq bigint,
  batch_id uuid,
  primary key (region_code, id),
  constraint project_changes__project_exists foreign key (region_code, project_id) references projects (region_code, id)
);
create index project_changes__by_project on project_changes (region_code, project_id, at);
create index project_changes__by_time on project_changes (region_code, at);
create index project_changes__by_import on project_changes (region_code, import_id) where import_id is not null;
create index project_changes__by_batch on project_changes (region_code, batch_id) where batch_id is not null;

alter table project_changes enable row level security;
alter table project_changes force row level security;
create policy project_changes__scope on project_changes
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert on project_changes to sanzao_app;

-- Which row of which file said what a project is; which column said which field stands once a sheet in project_source_columns.
create table project_sources (
  region_code text not null,
  project_id uuid not null,
  import_id uuid not null,
  sheet integer not null,
  row_number integer not null,
  at timestamptz not null,
  primary key (region_code, project_id, import_id, sheet, row_number),
  constraint project_sources__project_exists foreign key (region_code, project_id) references projects (region_code, id)
);
create index project_sources__by_import on project_sources (region_code, import_id);

alter table project_sources enable row level security;
alter table project_sources force row level security;
create policy project_sources__scope on project_sources
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, delete on project_sources to sanzao_app;

-- What needs a reason, evidence and an approver waits here until somebody other than the proposer decides.
create table project_proposals (
  region_code text not null,
  id uuid not null,
  project_id uuid not null,
  kind text not null constraint project_proposals__kind_known check (kind in ('leave', 'shrink', 'rename', 'merge', 'split', 'move', 'correct-code', 'return')),
  facts jsonb not null,
  reason text not null,
  evidence_sha256 text,
  evidence_name text,
  import_id uuid,
  proposed_by text not null,
  proposed_name text not null,
  proposed_at timestamptz not null,
  decision text constraint project_proposals__decision_known check (decision in ('approved', 'declined', 'withdrawn')),
  decided_by text,
  decided_name text,
  decided_at timestamptz,
  decision_note text not null default '',
  primary key (region_code, id),
  constraint project_proposals__project_exists foreign key (region_code, project_id) references projects (region_code, id)
);
create index project_proposals__by_project on project_proposals (region_code, project_id);
create index project_proposals__open on project_proposals (region_code, proposed_at) where decision is null;

alter table project_proposals enable row level security;
alter table project_proposals force row level security;
create policy project_proposals__scope on project_proposals
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update on project_proposals to sanzao_app;

create table reserve_moves (
  region_code text not null,
  id uuid not null,
  project_id uuid not null,
  year integer not null,
  from_tier text,
  to_tier text,
  on_day date not null,
  reason text not null,
  evidence jsonb not null default '[]',
  by_name text not null,
  at timestamptz not null,
  import_id uuid,
  primary key (region_code, id),
  constraint reserve_moves__project_exists foreign key (region_code, project_id) references projects (region_code, id)
);
create index reserve_moves__by_project on reserve_moves (region_code, project_id);
create index reserve_moves__by_year on reserve_moves (region_code, year);

alter table reserve_moves enable row level security;
alter table reserve_moves force row level security;
create policy reserve_moves__scope on reserve_moves
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, delete on reserve_moves to sanzao_app;

create table year_rolls (
  region_code text not null,
  id uuid not null,
  from_year integer not null,
  to_year integer not null,
  status text not null constraint year_rolls__status_known check (status in ('proposed', 'confirmed', 'dropped')),
  proposed_by text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  version integer not null default 1,
  primary key (region_code, id)
);

alter table year_rolls enable row level security;
alter table year_rolls force row level security;
create policy year_rolls__scope on year_rolls
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update on year_rolls to sanzao_app;

create table year_roll_lines (
  region_code text not null,
  roll_id uuid not null,
  project_id uuid not null,
  proposal text not null constraint year_roll_lines__proposal_known check (proposal in ('continue', 'new', 'leave', 'reserve', 'ask')),
  rule text not null,
  decision text constraint year_roll_lines__decision_known check (decision in ('continue', 'new', 'leave', 'reserve')),
  annual_plan_yuan bigint,
  reason text not null default '',
  decided_by text,
  primary key (region_code, roll_id, project_id),
  constraint year_roll_lines__roll_exists foreign key (region_code, roll_id) references year_rolls (region_code, id),
  constraint year_roll_lines__project_exists foreign key (region_code, project_id) references projects (region_code, id)
);

alter table year_roll_lines enable row level security;
alter table year_roll_lines force row level security;
create policy year_roll_lines__scope on year_roll_lines
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update on year_roll_lines to sanzao_app;

-- A county has reported a pool of a year when a ledger was confirmed for it or a person declared it; without a row it is unreported.
create table ledger_reports (
  region_code text not null,
  year integer not null,
  pool text not null constraint ledger_reports__pool_known check (pool in ('annual', 'reserve')),
  threshold_yuan bigint,
  stated_as text not null default '',
  reported_at timestamptz not null,
  by_name text not null,
  import_id uuid,
  previous jsonb,
  primary key (region_code, year, pool)
);

alter table ledger_reports enable row level security;
alter table ledger_reports force row level security;
create policy ledger_reports__scope on ledger_reports
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update, delete on ledger_reports to sanzao_app;

create table project_source_columns (
  region_code text not null,
  import_id uuid not null,
  sheet integer not null,
  field text not null,
  column_number integer not null,
  primary key (region_code, import_id, sheet, field)
);

alter table project_source_columns enable row level security;
alter table project_source_columns force row level security;
create policy project_source_columns__scope on project_source_columns
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, delete on project_source_columns to sanzao_app;

-- How far a county's register has moved: a writer takes the next mark first (and so its turn), and stamps the year lines it touches. A
-- reader that remembers a mark asks only for lines stamped since; after 'whole' moved it reads all of them again, because lines were removed.
create table register_marks (
  region_code text not null primary key,
  mark bigint not null,
  whole bigint not null
);

alter table register_marks enable row level security;
alter table register_marks force row level security;
create policy register_marks__scope on register_marks
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update on register_marks to sanzao_app;

-- How a project and its lines stood before an import or a bulk change touched it, so that the whole can be taken back exactly.
create table project_befores (
  region_code text not null,
  batch_id uuid not null,
  project_id uuid not null,
  before jsonb not null,
  primary key (region_code, batch_id, project_id)
);

alter table project_befores enable row level security;
alter table project_befores force row level security;
create policy project_befores__scope on project_befores
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, delete on project_befores to sanzao_app;
