-- How much one person may upload: rules with a day, not constants. What arrived is counted here before any room takes it, so that files which no
-- room kept count too. `waiting_most`: imports of one person that are neither confirmed nor dropped; `unclaimed_hours`: how long a file that
-- nothing refers to is left alone before it is cleared away.
create table upload_rules (
  valid_from date not null primary key,
  at_once integer not null,
  day_files integer not null,
  day_mb integer not null,
  waiting_most integer not null,
  unclaimed_hours integer not null,
  constraint upload_rules__sensible check (at_once between 1 and 100 and day_files between 1 and 100000 and day_mb between 1 and 1000000 and waiting_most between 1 and 10000 and unclaimed_hours between 1 and 8760)
);
grant select on upload_rules to sanzao_app;

insert into upload_rules (valid_from, at_once, day_files, day_mb, waiting_most, unclaimed_hours) values ('2020-01-01', 4, 500, 5000, 50, 24);

create table file_arrivals (
  id uuid not null primary key,
  person_id text not null,
  sha256 text not null,
  bytes bigint not null,
  at timestamptz not null
);
create index file_arrivals__by_person on file_arrivals (person_id, at);
grant select, insert, delete on file_arrivals to sanzao_app;
