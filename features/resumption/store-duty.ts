// The duty roster and its calls as kept. They are the offices' own: an enterprise's account sees none of them.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';

export type ShiftRow = {
  region: string;
  id: string;
  from: string;
  to: string;
  person: string;
  personName: string;
  note: string;
  noteAt: string | null;
  takenBy: string | null;
  takenAt: string | null;
};
const shiftColumns =
  sql.raw(`region_code as region, id, from_at as "from", to_at as "to", person_id as person, person_name as "personName", note,
  note_at as "noteAt", taken_name as "takenBy", taken_at as "takenAt"`);

/** Shifts that touch the stretch between two instants. */
export async function shiftsBetween(db: Db, regions: readonly string[], from: string, to: string): Promise<ShiftRow[]> {
  const { rows } = await sql<ShiftRow>`
    select ${shiftColumns} from duty_shifts where region_code = any (${regions}::text[]) and ${db.scope.owner}::uuid is null and from_at < ${to} and to_at > ${from}
    order by region_code, from_at`.execute(db.kysely);
  return rows;
}
export async function lockShift(db: Db, region: string, id: string): Promise<ShiftRow | undefined> {
  const { rows } = await sql<ShiftRow>`
    select ${shiftColumns} from duty_shifts where region_code = ${region} and id = ${id} and ${db.scope.owner}::uuid is null for update`.execute(
    db.kysely,
  );
  return rows[0];
}
export async function insertShift(
  db: Db,
  one: { region: string; id: string; from: string; to: string; person: string; personName: string; by: string; at: string },
): Promise<void> {
  await sql`
    insert into duty_shifts (region_code, id, from_at, to_at, person_id, person_name, by_name, at)
    values (${one.region}, ${one.id}, ${one.from}, ${one.to}, ${one.person}, ${one.personName}, ${one.by}, ${one.at})`.execute(db.kysely);
}
export async function deleteShift(db: Db, region: string, id: string): Promise<void> {
  await sql`delete from duty_shifts where region_code = ${region} and id = ${id}`.execute(db.kysely);
}
export async function saveNote(db: Db, region: string, id: string, note: string, at: string): Promise<void> {
  await sql`update duty_shifts set note = ${note}, note_at = ${at} where region_code = ${region} and id = ${id}`.execute(db.kysely);
}
export async function saveTaken(db: Db, region: string, id: string, by: { id: string; name: string }, at: string): Promise<void> {
  await sql`update duty_shifts set taken_id = ${by.id}, taken_name = ${by.name}, taken_at = ${at} where region_code = ${region} and id = ${id}`.execute(
    db.kysely,
  );
}

export type CallRow = {
  region: string;
  id: string;
  at: string;
  about: string;
  enterprise: string | null;
  enterpriseName: string;
  takenBy: string;
  answeredAt: string | null;
  answeredBy: string | null;
  answer: string;
};
const callColumns =
  sql.raw(`c.region_code as region, c.id, c.called_at as at, c.about, c.enterprise_id as enterprise, coalesce(o.name, '') as "enterpriseName",
  c.taken_name as "takenBy", c.answered_at as "answeredAt", c.answered_name as "answeredBy", c.answer`);
export async function callsBetween(
  db: Db,
  ask: { regions: readonly string[]; from?: string; to?: string; id?: string },
): Promise<CallRow[]> {
  const { rows } = await sql<CallRow>`
    select ${callColumns} from duty_calls c left join organisations o on o.region_code = c.region_code and o.id = c.enterprise_id
    where c.region_code = any (${ask.regions}::text[]) and ${db.scope.owner}::uuid is null and (${ask.id ?? null}::uuid is null or c.id = ${ask.id ?? null}::uuid)
      and (${ask.from ?? null}::timestamptz is null or c.called_at >= ${ask.from ?? null}::timestamptz)
      and (${ask.to ?? null}::timestamptz is null or c.called_at < ${ask.to ?? null}::timestamptz) order by c.called_at desc`.execute(
    db.kysely,
  );
  return rows;
}
export async function insertCall(
  db: Db,
  one: {
    region: string;
    id: string;
    enterprise: string | null;
    calledAt: string;
    about: string;
    byId: string;
    by: string;
    at: string;
    hash: string;
  },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    insert into duty_calls (region_code, id, enterprise_id, called_at, about, taken_id, taken_name, at, content_hash)
    values (${one.region}, ${one.id}, ${one.enterprise}, ${one.calledAt}, ${one.about}, ${one.byId}, ${one.by}, ${one.at}, ${one.hash})
    on conflict do nothing returning id`.execute(db.kysely);
  return rows.length > 0;
}
/** False when it was answered already. */
export async function answerCallRow(db: Db, one: { region: string; id: string; answer: string; by: string; at: string }): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update duty_calls set answered_at = ${one.at}, answered_name = ${one.by}, answer = ${one.answer}
    where region_code = ${one.region} and id = ${one.id} and answered_at is null and ${db.scope.owner}::uuid is null returning id`.execute(
    db.kysely,
  );
  return rows.length > 0;
}
