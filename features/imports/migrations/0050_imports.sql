-- Imports: the file as it came, its pages of raw cells (sealed, never rewritten), what each sheet was taken to mean, what was asked and
-- answered. Rooms own what an import turns into; this room knows rows, cells and decisions only.

create table imports (
  region_code text not null,
  id uuid not null,
  intake text not null,
  year integer not null,
  file_sha256 text not null,
  file_name text not null,
  file_bytes bigint not null,
  format text,
  sheets jsonb not null default '[]',
  mapping jsonb,
  status text not null constraint imports__status_known check (status in ('reading', 'mapping', 'deciding', 'ready', 'confirmed', 'refused', 'undone', 'dropped')),
  problem jsonb,
  progress jsonb,
  summary jsonb,
  state_mark text,
  created_by text not null,
  created_name text not null,
  created_at timestamptz not null,
  confirmed_name text,
  confirmed_at timestamptz,
  undone_name text,
  undone_at timestamptz,
  undo_reason text,
  audit_seq bigint,
  version integer not null default 1,
  primary key (region_code, id)
);
create index imports__by_file on imports (region_code, file_sha256);
create index imports__by_time on imports (region_code, created_at desc);

alter table imports enable row level security;
alter table imports force row level security;
create policy imports__scope on imports
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update on imports to sanzao_app;

create table import_pages (
  region_code text not null,
  import_id uuid not null,
  sheet integer not null,
  first_row integer not null,
  last_row integer not null,
  row_count integer not null,
  content bytea not null,
  primary key (region_code, import_id, sheet, first_row),
  constraint import_pages__import_exists foreign key (region_code, import_id) references imports (region_code, id)
);
alter table import_pages alter column content set storage external;

alter table import_pages enable row level security;
alter table import_pages force row level security;
create policy import_pages__scope on import_pages
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, delete on import_pages to sanzao_app;

-- What was decided for rows, packed by page like the raw cells: outcome, target, refused cells. Rewritten whenever it is decided again.
create table import_decisions (
  region_code text not null,
  import_id uuid not null,
  sheet integer not null,
  first_row integer not null,
  content bytea not null,
  primary key (region_code, import_id, sheet, first_row),
  constraint import_decisions__import_exists foreign key (region_code, import_id) references imports (region_code, id)
);
alter table import_decisions alter column content set storage external;

alter table import_decisions enable row level security;
alter table import_decisions force row level security;
create policy import_decisions__scope on import_decisions
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update, delete on import_decisions to sanzao_app;

-- The doubtful cells and rows, one a row, for the clerk to go through.
create table import_findings (
  region_code text not null,
  import_id uuid not null,
  number integer not null,
  sheet integer not null,
  row_number integer not null,
  column_number integer,
  kind text not null constraint import_findings__kind_known check (kind in ('refused', 'question', 'warning', 'subtotal')),
  code text not null,
  params jsonb not null,
  raw text,
  detail jsonb,
  primary key (region_code, import_id, number),
  constraint import_findings__import_exists foreign key (region_code, import_id) references imports (region_code, id)
);

alter table import_findings enable row level security;
alter table import_findings force row level security;
create policy import_findings__scope on import_findings
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, delete on import_findings to sanzao_app;

-- What the clerk said: a corrected cell, an answer to a duplicate question, a row left out. The raw cell stays as it came.
create table import_answers (
  region_code text not null,
  import_id uuid not null,
  sheet integer not null,
  row_number integer not null,
  column_number integer not null,
  kind text not null constraint import_answers__kind_known check (kind in ('cell', 'match', 'row')),
  value text,
  by_name text not null,
  at timestamptz not null,
  primary key (region_code, import_id, sheet, row_number, column_number, kind),
  constraint import_answers__import_exists foreign key (region_code, import_id) references imports (region_code, id)
);

alter table import_answers enable row level security;
alter table import_answers force row level security;
create policy import_answers__scope on import_answers
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update, delete on import_answers to sanzao_app;

-- A county's own way of naming columns, remembered by the shape of the header.
create table saved_mappings (
  region_code text not null,
  id uuid not null,
  intake text not null,
  name text not null,
  header_key text not null,
  mapping jsonb not null,
  used_at timestamptz not null,
  primary key (region_code, id),
  constraint saved_mappings__header_once unique (region_code, intake, header_key)
);

alter table saved_mappings enable row level security;
alter table saved_mappings force row level security;
create policy saved_mappings__scope on saved_mappings
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update, delete on saved_mappings to sanzao_app;
