-- Proofreading: what was handed in to be read, sealed for its region, and what people said to its findings. A manuscript is kept until its
-- day or until it is deleted, whole; what is left then is the entry of the audit chain with its hash.

create table manuscripts (
  region_code text not null,
  id uuid not null,
  title text not null,
  form text not null constraint manuscripts__form_known check (form in ('text', 'html', 'docx', 'csv', 'xlsx', 'xls')),
  year integer,
  file_name text,
  sha256 text not null,
  characters integer not null,
  table_count integer not null,
  counts jsonb not null,
  content bytea not null,
  rules_version text not null,
  created_by text not null,
  created_name text not null,
  created_at timestamptz not null,
  kept_until date not null,
  version integer not null default 1,
  primary key (region_code, id)
);
create index manuscripts__by_time on manuscripts (region_code, created_at desc);
alter table manuscripts alter column content set storage external;

alter table manuscripts enable row level security;
alter table manuscripts force row level security;
create policy manuscripts__scope on manuscripts
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update, delete on manuscripts to sanzao_app;

-- One answer to a finding, under the finding's key. A repair that was accepted is noted here; the text stays as it came.
create table manuscript_answers (
  region_code text not null,
  manuscript_id uuid not null,
  finding_key text not null,
  kind text not null constraint manuscript_answers__kind_known check (kind in ('accepted', 'queried', 'stands')),
  note text not null,
  repair jsonb,
  by_id text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (region_code, manuscript_id, finding_key),
  constraint manuscript_answers__manuscript_exists foreign key (region_code, manuscript_id) references manuscripts (region_code, id) on delete cascade
);

alter table manuscript_answers enable row level security;
alter table manuscript_answers force row level security;
create policy manuscript_answers__scope on manuscript_answers
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update, delete on manuscript_answers to sanzao_app;
