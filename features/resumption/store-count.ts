// What is known of every enterprise on the list on a day, read from steps, day reports, rounds and difficulties: state and doings as of that day, not as
// of now. An enterprise's own account sees its own row alone.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { EnterpriseDay } from './rules-count.ts';

/** `until`: the instant at which the day ended in Asia/Shanghai. */
export async function enterpriseDays(db: Db, regions: readonly string[], day: string, until: string): Promise<EnterpriseDay[]> {
  const { rows } = await sql<EnterpriseDay>`
    with reached as (
      select s.region_code, s.enterprise_id, bool_or(s.action = 'submit') as applied, bool_or(s.action = 'visit') as inspected,
        bool_or(s.action = 'accept') as accepted, bool_or(s.action = 'file') as filed
      from resumption_steps s where s.region_code = any (${regions}::text[]) and s.day <= ${day}
        and (${db.scope.owner}::uuid is null or s.enterprise_id = ${db.scope.owner}::uuid)
      group by s.region_code, s.enterprise_id
    ), stands as (
      select distinct on (s.region_code, s.enterprise_id) s.region_code, s.enterprise_id, s.to_state as state
      from resumption_steps s where s.region_code = any (${regions}::text[]) and s.day <= ${day}
        and (${db.scope.owner}::uuid is null or s.enterprise_id = ${db.scope.owner}::uuid)
      order by s.region_code, s.enterprise_id, s.at desc, s.place desc
    ), asked as (
      select r.region_code, r.enterprise_id, min(r.cover_days) as cover from question_rounds r
      where r.region_code = any (${regions}::text[]) and r.day = ${day} and (${db.scope.owner}::uuid is null or r.enterprise_id = ${db.scope.owner}::uuid)
      group by r.region_code, r.enterprise_id
    ), troubled as (
      select d.region_code, d.enterprise_id, jsonb_agg(case when d.answered_at is null or d.answered_at >= ${until} then d.due_at end) as due
      from difficulties d where d.region_code = any (${regions}::text[]) and d.raised_at < ${until} and (d.solved_at is null or d.solved_at >= ${until})
        and d.state <> 'withdrawn' and (${db.scope.owner}::uuid is null or d.enterprise_id = ${db.scope.owner}::uuid)
      group by d.region_code, d.enterprise_id
    )
    select e.region_code as region, e.enterprise_id as id, o.name, e.sector, e.park_id as "parkId", coalesce(p.name, '') as park, e.people_employed as employed,
      stands.state, coalesce(reached.applied, false) as applied, coalesce(reached.inspected, false) as inspected, coalesce(reached.accepted, false) as accepted,
      coalesce(reached.filed, false) as filed, d.people_back as "peopleBack", d.output_yuan as "outputYuan", d.output_last_year_yuan as "lastYearYuan",
      least(d.supplies_days, asked.cover) as "supplyDays", coalesce(troubled.due, '[]') as "openDue"
    from resumption_enterprises e
    join organisations o on o.region_code = e.region_code and o.id = e.enterprise_id
    left join places p on p.region_code = e.region_code and p.id = e.park_id
    left join reached on reached.region_code = e.region_code and reached.enterprise_id = e.enterprise_id
    left join stands on stands.region_code = e.region_code and stands.enterprise_id = e.enterprise_id
    left join resumption_days d on d.region_code = e.region_code and d.day = ${day} and d.enterprise_id = e.enterprise_id
    left join asked on asked.region_code = e.region_code and asked.enterprise_id = e.enterprise_id
    left join troubled on troubled.region_code = e.region_code and troubled.enterprise_id = e.enterprise_id
    where e.region_code = any (${regions}::text[]) and o.region_code = any (${regions}::text[]) and e.expected
      and (${db.scope.owner}::uuid is null or e.enterprise_id = ${db.scope.owner}::uuid)
    order by e.region_code, o.name, e.enterprise_id`.execute(db.kysely);
  return rows.map((row) => ({
    ...row,
    openDue: (row.openDue as readonly (string | null)[]).map((due) => (due === null ? null : new Date(due).toISOString())),
  }));
}

/** The last day until that one on which any of these regions' enterprises reported; null where nobody ever did. */
export async function lastReportedDay(db: Db, regions: readonly string[], until: string): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select max(day) as day from resumption_days where region_code = any (${regions}::text[]) and day <= ${until} and people_back is not null
      and (${db.scope.owner}::uuid is null or enterprise_id = ${db.scope.owner}::uuid)`.execute(db.kysely);
  return rows[0]?.day ?? null;
}
