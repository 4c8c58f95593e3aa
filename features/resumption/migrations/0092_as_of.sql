-- What a morning count needs to tell what was true on an earlier day: how an enterprise stood on the list, and by when a difficulty's answer was due,
-- each with its day. Read by the day: the rounds of one day of a whole county.

create table resumption_listings (
  region_code text not null,
  enterprise_id uuid not null,
  since_day date not null,
  expected boolean not null,
  sector text not null,
  park_id uuid,
  people_employed integer not null,
  at timestamptz not null,
  primary key (region_code, enterprise_id, since_day),
  constraint resumption_listings__enterprise_exists foreign key (region_code, enterprise_id) references resumption_enterprises (region_code, enterprise_id)
);

alter table resumption_listings enable row level security;
alter table resumption_listings force row level security;
create policy resumption_listings__scope on resumption_listings
  using ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)))
  with check ((starts_with(region_code, nullif(current_setting('app.prefix', true), '')) or region_code = any (string_to_array(nullif(current_setting('app.scope', true), ''), ','))) and (nullif(current_setting('app.owner', true), '') is null or enterprise_id::text = current_setting('app.owner', true)));
grant select, insert, update on resumption_listings to sanzao_app;

-- Of enterprises already on the list only how they stand now is known; it is taken to hold since they came on it.
alter table resumption_enterprises no force row level security;
insert into resumption_listings (region_code, enterprise_id, since_day, expected, sector, park_id, people_employed, at)
select region_code, enterprise_id, (created_at at time zone 'Asia/Shanghai')::date, expected, sector, park_id, people_employed, created_at from resumption_enterprises;
alter table resumption_enterprises force row level security;

-- A step that starts the clock of an answer says when it runs out.
alter table difficulty_steps add column due_at timestamptz;
alter table difficulty_steps no force row level security;
alter table difficulties no force row level security;
update difficulty_steps s set due_at = s.at + make_interval(hours => (
  select r.hours from difficulty_rules r where r.kind = d.kind and r.since_day <= (s.at at time zone 'Asia/Shanghai')::date
    and r.region_code in (s.region_code, substr(s.region_code, 1, 4) || '00', substr(s.region_code, 1, 2) || '0000', '000000')
  order by length(rtrim(r.region_code, '0')) desc, r.since_day desc limit 1))
from difficulties d where d.region_code = s.region_code and d.id = s.difficulty_id and s.action in ('raise', 'route', 'reopen');
alter table difficulty_steps force row level security;
alter table difficulties force row level security;

create index question_rounds__of_day on question_rounds (region_code, day) include (enterprise_id, cover_days);
