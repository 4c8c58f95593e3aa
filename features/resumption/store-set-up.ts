// What a demonstration writes in bulk: items and opinions of its visits, the days reported.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { VisitRow } from './store-appointments.ts';
import type { Opinion } from './words.ts';

export async function insertSigned(
  db: Db,
  visit: Pick<VisitRow, 'region' | 'id' | 'enterpriseId' | 'items' | 'members'>,
  told: { not: readonly string[]; note: string; dissents: string | null; at: string },
): Promise<void> {
  const items = visit.items ?? [];
  await sql`
    insert into resumption_items (region_code, visit_id, item, department, enterprise_id, result, note, by_id, by_name, at)
    select ${visit.region}, ${visit.id}, given.item, given.department, ${visit.enterpriseId}, given.result, given.note, 'demo', given.by_name, ${told.at}
    from unnest(${items.map((one) => one.item)}::text[], ${items.map((one) => one.department)}::text[],
      ${items.map((one) => (told.not.includes(one.item) ? 'not' : 'ok'))}::text[], ${items.map((one) => (told.not.includes(one.item) ? told.note : ''))}::text[],
      ${items.map((one) => visit.members.find((member) => member.department === one.department)?.person ?? '')}::text[])
      as given(item, department, result, note, by_name)`.execute(db.kysely);
  const opinions = visit.members.map((one): Opinion => (one.department === told.dissents ? 'dissent' : 'agree'));
  await sql`
    insert into resumption_opinions (region_code, visit_id, department, enterprise_id, organisation_name, opinion, note, signed_id, signed_name, signed_at)
    select ${visit.region}, ${visit.id}, given.department, ${visit.enterpriseId}, given.organisation, given.opinion, given.note, 'demo', given.person, ${told.at}
    from unnest(${visit.members.map((one) => one.department)}::text[], ${visit.members.map((one) => one.organisation)}::text[], ${opinions}::text[],
      ${visit.members.map((one) => (one.department === told.dissents ? told.note : ''))}::text[], ${visit.members.map((one) => one.person)}::text[])
      as given(department, organisation, opinion, note, person)`.execute(db.kysely);
}

export interface DayToKeep {
  id: string;
  day: string;
  peopleBack: number;
  outputYuan: number;
  lastYear: number;
  orders: number;
  supplies: number;
  by: string;
}
export async function insertDays(db: Db, region: string, days: readonly DayToKeep[]): Promise<void> {
  await sql`
    insert into resumption_days (region_code, day, enterprise_id, people_back, output_yuan, output_last_year_yuan, orders_covered_days, supplies_days, by_id, by_name, at)
    select ${region}, given.day, given.id, given.back, given.output, given.last_year, given.orders, given.supplies, 'demo', given.by, given.day + time '09:30'
    from unnest(${days.map((one) => one.id)}::uuid[], ${days.map((one) => one.day)}::date[], ${days.map((one) => one.peopleBack)}::int[],
      ${days.map((one) => one.outputYuan)}::bigint[], ${days.map((one) => one.lastYear)}::bigint[], ${days.map((one) => one.orders)}::int[],
      ${days.map((one) => one.supplies)}::int[], ${days.map((one) => one.by)}::text[]) as given(id, day, back, output, last_year, orders, supplies, by)`.execute(
    db.kysely,
  );
  await sql`
    update resumption_cases c set due_on = last.day + 1
    from (select enterprise_id, max(day) as day from resumption_days where region_code = ${region} group by enterprise_id) as last
    where c.region_code = ${region} and c.enterprise_id = last.enterprise_id and c.state = 'open'`.execute(db.kysely);
}
