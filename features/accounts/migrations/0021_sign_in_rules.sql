-- How long a session lasts and how tries are slowed down: rules with a day, not constants. `five_tries_lock` is the stricter option that
-- level-3 protection (GB/T 22239) asks for; a block is never longer than `block_most_seconds`, so nobody can be locked out for good.
create table sign_in_rules (
  valid_from date not null primary key,
  idle_minutes integer not null,
  absolute_minutes integer not null,
  pair_tries integer not null,
  address_tries integer not null,
  account_tries integer not null,
  block_first_seconds integer not null,
  block_most_seconds integer not null,
  account_block_seconds integer not null,
  forget_after_minutes integer not null,
  code_hours integer not null,
  first_code_minutes integer not null,
  constraint sign_in_rules__sensible check (idle_minutes between 1 and 1440 and absolute_minutes between idle_minutes and 10080 and block_most_seconds between 1 and 3600)
);
grant select on sign_in_rules to sanzao_app;

insert into sign_in_rules
  (valid_from, idle_minutes, absolute_minutes, pair_tries, address_tries, account_tries, block_first_seconds, block_most_seconds, account_block_seconds, forget_after_minutes, code_hours, first_code_minutes)
values ('2020-01-01', 120, 720, 5, 40, 60, 30, 1800, 20, 60, 72, 30);

-- The people of the demonstration region, who are entered without a password and only from the machine itself.
create table demo_people (
  user_id uuid not null primary key references users (id),
  position integer not null,
  about_zh text not null,
  about_en text not null
);
grant select, insert, update on demo_people to sanzao_app;

create index sessions__by_end on sessions (expires_at);
