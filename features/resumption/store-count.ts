// What the count is made from: the history of every enterprise of a county as far as a count asks for it (the list, the steps of its cases, its
// difficulties), and what was reported of a day. One row a county, put together in the database. An enterprise's own account sees its own alone.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { regionsAbove } from '../../vocabulary/regions.ts';
import type { History, Report } from './rules-standing.ts';

/** Every enterprise that was ever on the list of these counties, with all that happened to it so far. */
export async function histories(db: Db, regions: readonly string[]): Promise<Map<string, History[]>> {
  const { rows } = await sql<{ region: string; histories: History[] }>`
    with own as (
      select e.region_code, e.enterprise_id, o.name from resumption_enterprises e
      join organisations o on o.region_code = e.region_code and o.id = e.enterprise_id
      where e.region_code = any (${regions}::text[]) and o.region_code = any (${regions}::text[])
        and (${db.scope.owner}::uuid is null or e.enterprise_id = ${db.scope.owner}::uuid)
    ), listed as (
      select l.region_code, l.enterprise_id,
        json_agg(json_build_array(l.since_day, l.expected, l.sector, l.park_id, coalesce(p.name, ''), l.people_employed) order by l.since_day) as all
      from resumption_listings l left join places p on p.region_code = l.region_code and p.id = l.park_id
      where l.region_code = any (${regions}::text[]) and (${db.scope.owner}::uuid is null or l.enterprise_id = ${db.scope.owner}::uuid)
      group by l.region_code, l.enterprise_id
    ), gone as (
      select s.region_code, s.enterprise_id,
        json_agg(json_build_array(s.day, case when s.facts ? 'voided' then 'voided' else s.action end, s.to_state) order by s.at, s.place) as all
      from resumption_steps s where s.region_code = any (${regions}::text[]) and (${db.scope.owner}::uuid is null or s.enterprise_id = ${db.scope.owner}::uuid)
      group by s.region_code, s.enterprise_id
    ), troubled as (
      select t.region_code, t.enterprise_id, json_agg(json_build_array(t.difficulty_id,
        to_char(t.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), t.action,
        to_char(t.due_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by t.difficulty_id, t.place) as all
      from difficulty_steps t where t.region_code = any (${regions}::text[]) and (${db.scope.owner}::uuid is null or t.enterprise_id = ${db.scope.owner}::uuid)
      group by t.region_code, t.enterprise_id
    )
    select own.region_code as region, json_agg(json_build_object('id', own.enterprise_id, 'name', own.name, 'listings', coalesce(listed.all, '[]'),
      'steps', coalesce(gone.all, '[]'), 'difficulties', coalesce(troubled.all, '[]')) order by own.name, own.enterprise_id) as histories
    from own
    left join listed on listed.region_code = own.region_code and listed.enterprise_id = own.enterprise_id
    left join gone on gone.region_code = own.region_code and gone.enterprise_id = own.enterprise_id
    left join troubled on troubled.region_code = own.region_code and troubled.enterprise_id = own.enterprise_id
    group by own.region_code`.execute(db.kysely);
  return new Map(rows.map((row) => [row.region, row.histories]));
}

/** What was told of a day, by the enterprise's own report and by the officer's round, by enterprise. */
export async function reportsOf(db: Db, regions: readonly string[], day: string): Promise<Map<string, Map<string, Report>>> {
  const { rows } = await sql<{ region: string; reports: Report[] }>`
    with asked as (
      select r.region_code, r.enterprise_id, min(r.cover_days) as cover from question_rounds r
      where r.region_code = any (${regions}::text[]) and r.day = ${day} and (${db.scope.owner}::uuid is null or r.enterprise_id = ${db.scope.owner}::uuid)
      group by r.region_code, r.enterprise_id
    ), told as (
      select d.region_code, d.enterprise_id, d.people_back, d.output_yuan, d.output_last_year_yuan, d.supplies_days from resumption_days d
      where d.region_code = any (${regions}::text[]) and d.day = ${day} and (${db.scope.owner}::uuid is null or d.enterprise_id = ${db.scope.owner}::uuid)
    )
    select region_code as region, json_agg(json_build_array(enterprise_id, told.people_back, told.output_yuan, told.output_last_year_yuan,
      least(told.supplies_days, asked.cover))) as reports
    from told full join asked using (region_code, enterprise_id) group by region_code`.execute(db.kysely);
  return new Map(rows.map((row) => [row.region, new Map(row.reports.map((one) => [one[0], one]))]));
}

/** The last day until that one on which any of these regions' enterprises reported; null where nobody ever did. */
export async function lastReportedDay(db: Db, regions: readonly string[], until: string): Promise<string | null> {
  const { rows } = await sql<{ day: string | null }>`
    select max(last.day) as day from unnest(${regions}::text[]) as asked (code), lateral (
      select d.day from resumption_days d where d.region_code = asked.code and d.day <= ${until} and d.people_back is not null
        and (${db.scope.owner}::uuid is null or d.enterprise_id = ${db.scope.owner}::uuid) order by d.day desc limit 1) as last`.execute(
    db.kysely,
  );
  return rows[0]?.day ?? null;
}

/** For how many days supplies have to last in each of these regions on a day: the nearest rule above it. */
export async function coverRules(db: Db, regions: readonly string[], day: string): Promise<Map<string, number>> {
  const above = [...new Set(regions.flatMap((region) => regionsAbove(region)))];
  const { rows } = await sql<{ region: string; days: number }>`
    select distinct on (region_code) region_code as region, cover_days as days from officer_rules
    where region_code = any (${above}::text[]) and since_day <= ${day} order by region_code, since_day desc`.execute(db.kysely);
  const own = new Map(rows.map((row) => [row.region, row.days]));
  const nearest = (region: string): number => own.get(regionsAbove(region).find((code) => own.has(code)) ?? '') ?? 0;
  return new Map(regions.map((region) => [region, nearest(region)]));
}
