-- Bulletins: their templates (versions are added, never changed), drafts and issued papers, the counters of their numbers, and who let a
-- contradiction stand. An issued bulletin carries everything it printed in `frozen`, under the hash beside it.

create table bulletin_templates (
  region_code text not null,
  kind text not null constraint bulletin_templates__kind_known check (kind in ('brief', 'resumption', 'meeting', 'press')),
  code text not null,
  version integer not null,
  name text not null,
  parts jsonb not null,
  since date not null,
  note text not null default '',
  by_name text not null,
  at timestamptz not null,
  primary key (region_code, kind, code, version)
);
grant select, insert on bulletin_templates to sanzao_app;

create table bulletins (
  region_code text not null,
  id uuid not null,
  kind text not null constraint bulletins__kind_known check (kind in ('brief', 'resumption', 'meeting', 'press')),
  year integer not null,
  title text not null,
  parts jsonb not null,
  entries jsonb not null default '{}',
  template_region text not null,
  template_code text not null,
  template_version integer not null,
  template_name text not null,
  status text not null default 'draft' constraint bulletins__status_known check (status in ('draft', 'issued', 'withdrawn')),
  number integer,
  total integer,
  frozen jsonb,
  hash text,
  created_by text not null,
  created_name text not null,
  created_at timestamptz not null,
  updated_name text not null,
  updated_at timestamptz not null,
  issued_by text,
  issued_name text,
  issued_at timestamptz,
  withdrawn_name text,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  version integer not null default 1,
  primary key (region_code, id),
  constraint bulletins__number_once unique (region_code, kind, year, number),
  constraint bulletins__issued_whole check ((status = 'draft') = (number is null) and (number is null) = (frozen is null) and (frozen is null) = (hash is null))
);
create index bulletins__by_time on bulletins (region_code, updated_at desc);

alter table bulletins enable row level security;
alter table bulletins force row level security;
create policy bulletins__scope on bulletins
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update, delete on bulletins to sanzao_app;

-- The last number given in a kind and year, and under year 0 the last one counted through all years. The row is locked by whoever issues, until
-- that commits or is rolled back, so that numbers run without gaps.
create table bulletin_counters (
  region_code text not null,
  kind text not null,
  year integer not null,
  last integer not null,
  primary key (region_code, kind, year),
  constraint bulletin_counters__positive check (last > 0)
);

alter table bulletin_counters enable row level security;
alter table bulletin_counters force row level security;
create policy bulletin_counters__scope on bulletin_counters
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update on bulletin_counters to sanzao_app;

-- Leave for a contradiction to stand, for one text alone: text_hash says which.
create table bulletin_overrides (
  region_code text not null,
  id uuid not null,
  bulletin_id uuid not null,
  finding text not null,
  text_hash text not null,
  sentence_zh text not null,
  sentence_en text not null,
  reason text not null,
  asked_by text not null,
  asked_name text not null,
  asked_at timestamptz not null,
  decision text constraint bulletin_overrides__decision_known check (decision in ('granted', 'declined')),
  decided_by text,
  decided_name text,
  decided_at timestamptz,
  note text not null default '',
  primary key (region_code, id),
  constraint bulletin_overrides__bulletin_exists foreign key (region_code, bulletin_id) references bulletins (region_code, id) on delete cascade,
  constraint bulletin_overrides__by_another check (decided_by is null or decided_by <> asked_by)
);
create index bulletin_overrides__by_bulletin on bulletin_overrides (region_code, bulletin_id);

alter table bulletin_overrides enable row level security;
alter table bulletin_overrides force row level security;
create policy bulletin_overrides__scope on bulletin_overrides
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update, delete on bulletin_overrides to sanzao_app;
