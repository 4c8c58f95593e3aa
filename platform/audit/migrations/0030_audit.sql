-- The chain of every state change, one chain a region. Append-only by privilege: the product's role can insert and read, nothing else.

create table audit_entries (
  region_code text not null,
  seq bigint not null,
  at timestamptz not null,
  actor_id text not null,
  actor_name text not null,
  action text not null,
  object_kind text not null,
  object_id text not null,
  facts jsonb not null,
  request_id text not null,
  result text not null constraint audit_entries__result_known check (result in ('done', 'refused', 'failed')),
  prev_hash text not null,
  hash text not null,
  primary key (region_code, seq)
);
create index audit_entries__by_object on audit_entries (region_code, object_kind, object_id);

alter table audit_entries enable row level security;
alter table audit_entries force row level security;
create policy audit_entries__scope on audit_entries
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert on audit_entries to sanzao_app;
