-- One data key a region and version, wrapped by the master key that lies outside the database. Losing the master key loses what was sealed.
create table region_keys (
  region_code text not null,
  version integer not null,
  wrapped bytea not null,
  made_at timestamptz not null,
  primary key (region_code, version),
  constraint region_keys__version_from_one check (version >= 1)
);

alter table region_keys enable row level security;
alter table region_keys force row level security;
create policy region_keys__scope on region_keys
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert on region_keys to sanzao_app;
-- A change of the master key wraps the same data key anew; nothing else of a row ever changes.
grant update (wrapped) on region_keys to sanzao_app;
