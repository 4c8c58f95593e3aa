// The dated data plans are reckoned with, as kept: the calendar, seasons, stops, the rule of the lights, templates. Small tables that everybody below
// the region that made a row may read.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { regionsAbove } from '../../vocabulary/regions.ts';
import type { CalendarData, SeasonFacts, StopFacts } from './rules-calendars.ts';
import type { LightRule } from './rules-lights.ts';
import type { TemplateChoice } from './rules-template.ts';
import type { PlanTemplate, ProjectType } from './words.ts';

export async function calendarData(db: Db, regions: readonly string[]): Promise<CalendarData> {
  const whose = [...new Set(regions.flatMap(regionsAbove))];
  const days = await sql<
    CalendarData['days'][number]
  >`select day, announced_on as "announcedOn", kind from calendar_days where calendar = 'CN'`.execute(db.kysely);
  const notices = await sql<
    CalendarData['notices'][number]
  >`select year, announced_on as "announcedOn", basis from calendar_notices where calendar = 'CN' order by announced_on`.execute(db.kysely);
  const seasons = await sql<SeasonFacts>`
    select region_code as region, project_type as type, stops_on as "stopsOn", resumes_on as "resumesOn", valid_from as "from", valid_to as "to", note, by_name as "by" from building_seasons
    where region_code = any (${whose}::text[]) order by region_code, project_type, valid_from`.execute(db.kysely);
  const stops = await sql<StopFacts>`
    select region_code as region, id, name, from_day as "from", to_day as "to", basis, by_name as "by", sites from plan_stops
    where region_code = any (${whose}::text[]) and withdrawn_at is null order by from_day, id`.execute(db.kysely);
  return { days: days.rows, notices: notices.rows, seasons: seasons.rows, stops: stops.rows };
}

/** The rule of the lights that holds in a region on a day, the nearest region's first. */
export async function lightRule(db: Db, region: string, day: string): Promise<LightRule> {
  const { rows } = await sql<LightRule>`
    select near_days as "nearDays", tight_days as "tightDays" from plan_rules where region_code = any (${regionsAbove(region)}::text[]) and valid_from <= ${day}
    order by length(rtrim(region_code, '0')) desc, valid_from desc limit 1`.execute(db.kysely);
  return rows[0]!;
}

const templateColumns =
  sql.raw(`region_code as region, code, version, jsonb_build_object('zh', name_zh, 'en', name_en) as name, project_type as type, route,
  valid_from as since, questions, nodes, links`);

export async function templatesFor(db: Db, region: string): Promise<PlanTemplate[]> {
  const { rows } =
    await sql<PlanTemplate>`select ${templateColumns} from plan_templates where region_code = any (${regionsAbove(region)}::text[]) order by code, version`.execute(
      db.kysely,
    );
  return rows;
}

/** The lines by which a project of a region is offered a template on a day, in order: the nearest region's that has any, its latest in force. */
export async function templateChoices(db: Db, region: string, day: string): Promise<TemplateChoice[]> {
  const { rows } = await sql<TemplateChoice>`
    with held as (select region_code, valid_from from plan_template_choices where region_code = any (${regionsAbove(region)}::text[]) and valid_from <= ${day}
      order by length(rtrim(region_code, '0')) desc, valid_from desc limit 1)
    select template, words, from_yuan::float8 as "fromYuan", below_yuan::float8 as "belowYuan", unknown_amount as "unknownAmount"
    from plan_template_choices join held using (region_code, valid_from) where region_code = any (${regionsAbove(region)}::text[]) order by place`.execute(
    db.kysely,
  );
  return rows;
}

export async function insertStop(db: Db, stop: StopFacts & { at: string }): Promise<void> {
  await sql`
    insert into plan_stops (region_code, id, name, from_day, to_day, basis, by_name, at, sites)
    values (${stop.region}, ${stop.id}, ${stop.name}, ${stop.from}, ${stop.to}, ${stop.basis}, ${stop.by}, ${stop.at}, ${JSON.stringify(stop.sites)}::jsonb)`.execute(
    db.kysely,
  );
}

export interface StopRecord extends StopFacts {
  at: string;
  withdrawnBy: string | null;
  withdrawnAt: string | null;
  withdrawnReason: string | null;
}
const stopColumns = sql.raw(`region_code as region, id, name, from_day as "from", to_day as "to", basis, by_name as "by", sites, at,
  withdrawn_by as "withdrawnBy", withdrawn_at as "withdrawnAt", withdrawn_reason as "withdrawnReason"`);

/** Every order that some regions live under, withdrawn ones too, the newest first. */
export async function stopRecords(db: Db, regions: readonly string[]): Promise<StopRecord[]> {
  const whose = [...new Set(regions.flatMap(regionsAbove))];
  const { rows } =
    await sql<StopRecord>`select ${stopColumns} from plan_stops where region_code = any (${whose}::text[]) order by from_day desc, id desc`.execute(
      db.kysely,
    );
  return rows;
}
export async function stopRecord(db: Db, id: string): Promise<StopRecord | undefined> {
  const { rows } = await sql<StopRecord>`select ${stopColumns} from plan_stops where id = ${id}`.execute(db.kysely);
  return rows[0];
}
/** How many plans there are of each type in each region: what a season concerns. */
export async function plansBySeason(db: Db, regions: readonly string[]): Promise<{ region: string; type: ProjectType; count: number }[]> {
  const { rows } = await sql<{ region: string; type: ProjectType; count: number }>`
    select region_code as region, project_type as type, count(*)::int as count from plans where region_code = any (${regions}::text[]) group by 1, 2`.execute(
    db.kysely,
  );
  return rows;
}
/** False when it was withdrawn before. */
export async function closeStop(db: Db, region: string, id: string, by: string, at: string, reason: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update plan_stops set withdrawn_by = ${by}, withdrawn_at = ${at}, withdrawn_reason = ${reason}
    where region_code = ${region} and id = ${id} and withdrawn_at is null returning id`.execute(db.kysely);
  return rows.length > 0;
}

/** A season holds from its day on; what held until then ends on that day. */
export async function insertSeason(
  db: Db,
  season: { region: string; type: ProjectType; stopsOn: string; resumesOn: string; since: string; note: string; by: string },
): Promise<void> {
  await sql`update building_seasons set valid_to = ${season.since} where region_code = ${season.region} and project_type = ${season.type} and valid_from < ${season.since} and (valid_to is null or valid_to > ${season.since})`.execute(
    db.kysely,
  );
  await sql`
    insert into building_seasons (region_code, project_type, stops_on, resumes_on, valid_from, note, by_name)
    values (${season.region}, ${season.type}, ${season.stopsOn}, ${season.resumesOn}, ${season.since}, ${season.note}, ${season.by})
    on conflict (region_code, project_type, valid_from) do update set stops_on = excluded.stops_on, resumes_on = excluded.resumes_on, note = excluded.note, by_name = excluded.by_name, valid_to = null`.execute(
    db.kysely,
  );
}
