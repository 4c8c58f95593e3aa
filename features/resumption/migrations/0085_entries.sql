-- What came from devices that had worked without a network: every entry as it was sent, by the id that the device made; what had to be kept beside
-- because it differs, until somebody settles it; photos by their hash, and the pieces of those that are still on their way.

-- device_at is what the device's clock said when it was done, sent_at what it said while sending, received_at the server's time. judged_at is the
-- instant that counts: device_at put right by how far the clock was off.
create table resumption_entries (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid not null,
  kind text not null constraint resumption_entries__kind_known check (kind in ('opinion', 'absence', 'mending')),
  subject_id uuid not null,
  person_id text not null,
  person_name text not null,
  device_id uuid not null,
  device_at timestamptz not null,
  sent_at timestamptz not null,
  received_at timestamptz not null,
  judged_at timestamptz not null,
  skew_seconds integer not null,
  hash text not null,
  content jsonb not null,
  primary key (region_code, id)
);
create index resumption_entries__by_subject on resumption_entries (region_code, subject_id);

alter table resumption_entries enable row level security;
alter table resumption_entries force row level security;
create policy resumption_entries__scope on resumption_entries
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert on resumption_entries to sanzao_app;

-- entry_id is the id that the device gave it; of one entry that differs, or comes too late, each wording is kept once. against_id is the entry that
-- stands, where there is one.
create table resumption_conflicts (
  region_code text not null,
  id uuid not null,
  enterprise_id uuid not null,
  entry_id uuid not null,
  against_id uuid,
  reason text not null constraint resumption_conflicts__reason_known check (reason in ('content', 'department', 'late')),
  kind text not null,
  subject_id uuid not null,
  person_id text not null,
  person_name text not null,
  device_id uuid not null,
  device_at timestamptz not null,
  sent_at timestamptz not null,
  received_at timestamptz not null,
  judged_at timestamptz not null,
  skew_seconds integer not null,
  hash text not null,
  content jsonb not null,
  state text not null default 'open' constraint resumption_conflicts__state_known check (state in ('open', 'first', 'second')),
  settled_id text,
  settled_name text,
  settled_at timestamptz,
  settled_note text not null default '',
  primary key (region_code, id),
  constraint resumption_conflicts__once unique (region_code, entry_id, hash),
  constraint resumption_conflicts__settled_whole check ((state = 'open') = (settled_at is null) and (settled_at is null) = (settled_id is null))
);
create index resumption_conflicts__open on resumption_conflicts (region_code, received_at) where state = 'open';

alter table resumption_conflicts enable row level security;
alter table resumption_conflicts force row level security;
create policy resumption_conflicts__scope on resumption_conflicts
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert, update on resumption_conflicts to sanzao_app;

-- A photo as an entry speaks of it. taken_at and the position are the device's word; arrived_at is when its bytes were whole.
create table resumption_photos (
  region_code text not null,
  entry_id uuid not null,
  sha256 text not null,
  enterprise_id uuid not null,
  subject_id uuid not null,
  department text not null default '',
  item text not null default '',
  bytes integer not null,
  type text not null,
  taken_at timestamptz not null,
  latitude double precision,
  longitude double precision,
  accuracy_m integer,
  person_id text not null,
  arrived_at timestamptz,
  primary key (region_code, entry_id, sha256, department, item),
  constraint resumption_photos__hash_form check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint resumption_photos__place_whole check ((latitude is null) = (longitude is null))
);
create index resumption_photos__by_hash on resumption_photos (region_code, sha256);
create index resumption_photos__by_subject on resumption_photos (region_code, subject_id);

alter table resumption_photos enable row level security;
alter table resumption_photos force row level security;
create policy resumption_photos__scope on resumption_photos
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert, update, delete on resumption_photos to sanzao_app;

-- Pieces of a photo that is not whole yet; each lies sealed among the files under its own hash.
create table resumption_photo_pieces (
  region_code text not null,
  sha256 text not null,
  piece integer not null,
  of_pieces integer not null,
  enterprise_id uuid not null,
  piece_sha256 text not null,
  at timestamptz not null,
  primary key (region_code, sha256, piece),
  constraint resumption_photo_pieces__in_order check (piece >= 0 and piece < of_pieces)
);

alter table resumption_photo_pieces enable row level security;
alter table resumption_photo_pieces force row level security;
create policy resumption_photo_pieces__scope on resumption_photo_pieces
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert, delete on resumption_photo_pieces to sanzao_app;

-- Which entry an opinion, an item or a mended point came from, and how far the clock of its device was off.
alter table resumption_opinions add column entry_id uuid, add column skew_seconds integer not null default 0;
alter table resumption_findings add column mended_entry_id uuid;
alter table resumption_visits add column judged_on date;
