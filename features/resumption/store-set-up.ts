// What a demonstration writes in bulk: items and opinions of its visits, the days reported, the officers' days and their duty.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { newId } from '../../vocabulary/ids.ts';
import type { VisitRow } from './store-appointments.ts';
import type { Opinion } from './words.ts';
import type { RoundAnswer, Supply } from './words-officers.ts';

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

interface Somebody {
  id: string;
  name: string;
}
export interface PresenceToKeep {
  enterprise: string;
  day: string;
  at: string;
  officer: Somebody;
  substitute: boolean;
  place: { latitude: number; longitude: number; accuracy: number };
  note: string;
}
export async function insertPresences(db: Db, region: string, all: readonly PresenceToKeep[]): Promise<void> {
  await sql`
    insert into officer_presences (region_code, id, enterprise_id, day, officer_id, officer_name, substitute, device_at, at, place, note, content_hash)
    select ${region}, given.id, given.enterprise, given.day, given.officer, given.name, given.substitute, given.at, given.at, given.place, given.note, 'demo'
    from unnest(${all.map(() => newId())}::uuid[], ${all.map((one) => one.enterprise)}::uuid[], ${all.map((one) => one.day)}::date[], ${all.map((one) => one.officer.id)}::uuid[],
      ${all.map((one) => one.officer.name)}::text[], ${all.map((one) => one.substitute)}::boolean[], ${all.map((one) => one.at)}::timestamptz[],
      ${all.map((one) => JSON.stringify(one.place))}::jsonb[], ${all.map((one) => one.note)}::text[])
      as given(id, enterprise, day, officer, name, substitute, at, place, note)`.execute(db.kysely);
}

export interface RoundToKeep {
  enterprise: string;
  day: string;
  at: string;
  officer: Somebody;
  set: { code: string; version: number };
  answers: Record<string, RoundAnswer>;
  wrong: readonly string[];
  supplies: readonly Supply[];
  coverDays: number | null;
  seen: string;
}
export async function insertRounds(db: Db, region: string, all: readonly RoundToKeep[]): Promise<void> {
  await sql`
    insert into question_rounds (region_code, id, enterprise_id, day, device_at, at, officer_id, officer_name, set_code, set_version, answers, wrong, supplies, cover_days,
      seen, content_hash)
    select ${region}, given.id, given.enterprise, given.day, given.at, given.at, given.officer, given.name, given.code, given.version, given.answers, given.wrong, given.supplies,
      given.cover, given.seen, 'demo'
    from unnest(${all.map(() => newId())}::uuid[], ${all.map((one) => one.enterprise)}::uuid[], ${all.map((one) => one.day)}::date[], ${all.map((one) => one.at)}::timestamptz[],
      ${all.map((one) => one.officer.id)}::uuid[], ${all.map((one) => one.officer.name)}::text[], ${all.map((one) => one.set.code)}::text[],
      ${all.map((one) => one.set.version)}::int[], ${all.map((one) => JSON.stringify(one.answers))}::jsonb[], ${all.map((one) => JSON.stringify(one.wrong))}::jsonb[],
      ${all.map((one) => JSON.stringify(one.supplies))}::jsonb[], ${all.map((one) => one.coverDays)}::int[], ${all.map((one) => one.seen)}::text[])
      as given(id, enterprise, day, at, officer, name, code, version, answers, wrong, supplies, cover, seen)`.execute(db.kysely);
}

/** Shifts with their note, left as the shift ended and taken ten minutes later. */
export async function insertShifts(
  db: Db,
  region: string,
  by: string,
  all: readonly { from: string; to: string; person: Somebody; note: string; taken: Somebody | null }[],
): Promise<void> {
  await sql`
    insert into duty_shifts (region_code, id, from_at, to_at, person_id, person_name, note, note_at, taken_id, taken_name, taken_at, by_name, at)
    select ${region}, given.id, given.starts, given.ends, given.person, given.name, given.note, case when given.note <> '' then given.ends end, given.taken, given.taker,
      case when given.taken is not null then given.ends + interval '10 minutes' end, ${by}, given.starts - interval '3 days'
    from unnest(${all.map(() => newId())}::uuid[], ${all.map((one) => one.from)}::timestamptz[], ${all.map((one) => one.to)}::timestamptz[], ${all.map((one) => one.person.id)}::uuid[],
      ${all.map((one) => one.person.name)}::text[], ${all.map((one) => one.note)}::text[], ${all.map((one) => one.taken?.id ?? null)}::uuid[],
      ${all.map((one) => one.taken?.name ?? null)}::text[]) as given(id, starts, ends, person, name, note, taken, taker)`.execute(
    db.kysely,
  );
}

export interface CallToKeep {
  at: string;
  about: string;
  enterprise: string | null;
  person: Somebody;
  answeredAt: string;
  answer: string;
}
export async function insertCalls(db: Db, region: string, all: readonly CallToKeep[]): Promise<void> {
  await sql`
    insert into duty_calls (region_code, id, enterprise_id, called_at, about, taken_id, taken_name, answered_at, answered_name, answer, at, content_hash)
    select ${region}, given.id, given.enterprise, given.called, given.about, given.person, given.name, given.answered, given.name, given.answer, given.called, 'demo'
    from unnest(${all.map(() => newId())}::uuid[], ${all.map((one) => one.enterprise)}::uuid[], ${all.map((one) => one.at)}::timestamptz[], ${all.map((one) => one.about)}::text[],
      ${all.map((one) => one.person.id)}::text[], ${all.map((one) => one.person.name)}::text[], ${all.map((one) => one.answeredAt)}::timestamptz[],
      ${all.map((one) => one.answer)}::text[]) as given(id, enterprise, called, about, person, name, answered, answer)`.execute(db.kysely);
}
