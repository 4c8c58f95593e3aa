-- Calendars that a phone or a desk subscribes to by a secret address: what falls to one organisation or one person of a region. The address itself is
-- kept by nobody, only its hash; it ends on a day, can be made anew and taken back.
create table plan_feeds (
  region_code text not null,
  id uuid not null,
  kind text not null constraint plan_feeds__kind_known check (kind in ('organisation', 'person')),
  name text not null,
  language text not null constraint plan_feeds__language_known check (language in ('zh', 'en')),
  token_hash text not null,
  made_by text not null,
  made_name text not null,
  made_at timestamptz not null,
  ends_on date not null,
  renewals integer not null default 0,
  read_on date,
  revoked_at timestamptz,
  revoked_name text,
  primary key (region_code, id),
  constraint plan_feeds__address_once unique (region_code, token_hash)
);

alter table plan_feeds enable row level security;
alter table plan_feeds force row level security;
create policy plan_feeds__scope on plan_feeds
  using (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')))
  with check (starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ',')));
grant select, insert, update on plan_feeds to sanzao_app;

create index plan_nodes__by_organisation on plan_nodes (region_code, duty_organisation);
create index plan_nodes__by_person on plan_nodes (region_code, duty_person);
