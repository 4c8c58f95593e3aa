-- A roster carries how many people it holds, how many of them come from outside the province (null where somebody's place is not known) and how many rows
-- wait for correction: completeness asks it of every case of a list. Counted anew by whoever writes people; kept as it was when the persons are deleted.
alter table resumption_rosters
  add column people integer not null default 0,
  add column outside integer default 0,
  add column waiting integer not null default 0,
  add constraint resumption_rosters__counts_known check (people >= 0 and waiting >= 0 and (outside is null or outside between 0 and people));

update resumption_rosters r set
  people = n.people, outside = n.outside, waiting = n.waiting
from (
  select h.region_code, h.id, count(w.id)::int as people,
    case when count(w.origin) = count(w.id) then (count(*) filter (where w.origin = 'outside'))::int end as outside,
    (select count(*)::int from resumption_roster_rows a where a.region_code = h.region_code and a.roster_id = h.id) as waiting
  from resumption_rosters h left join resumption_workers w on w.region_code = h.region_code and w.roster_id = h.id
  group by h.region_code, h.id
) n where r.region_code = n.region_code and r.id = n.id and r.expired_at is null;

update resumption_rosters set people = coalesce((left_over ->> 'people')::int, 0), outside = coalesce((left_over ->> 'outside')::int, 0)
where expired_at is not null;
