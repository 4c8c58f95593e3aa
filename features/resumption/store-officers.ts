// Officers, presence, rounds and guidance as kept. An enterprise's own account sees its own rows alone: the scope's owner is named in every query.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { regionsAbove } from '../../vocabulary/regions.ts';
import type { Guidance, Place, Round, RoundAnswer, RoundQuestion, Supply } from './words-officers.ts';

const mine = (db: Db) => sql`(${db.scope.owner}::uuid is null or enterprise_id = ${db.scope.owner}::uuid)`;

export type OfficerRule = { mostEnterprises: number; skewHours: number; callMinutes: number; coverDays: number };
export async function officerRule(db: Db, region: string, day: string): Promise<OfficerRule> {
  const { rows } = await sql<OfficerRule>`
    select most_enterprises as "mostEnterprises", skew_hours as "skewHours", call_minutes as "callMinutes", cover_days as "coverDays" from officer_rules
    where region_code = any (${regionsAbove(region)}::text[]) and since_day <= ${day}
    order by length(rtrim(region_code, '0')) desc, since_day desc limit 1`.execute(db.kysely);
  return rows[0]!;
}

export type QuestionSet = { code: string; version: number; since: string; questions: RoundQuestion[]; supplies: string[] };
export async function questionSet(db: Db, region: string, day: string): Promise<QuestionSet> {
  const { rows } = await sql<QuestionSet>`
    select code, version, since_day as since, questions, supplies from question_sets where region_code = any (${regionsAbove(region)}::text[]) and since_day <= ${day}
    order by length(rtrim(region_code, '0')) desc, since_day desc, version desc limit 1`.execute(db.kysely);
  return rows[0]!;
}

export type AssignmentRow = {
  region: string;
  id: string;
  enterprise: string;
  enterpriseName: string;
  officer: string;
  officerName: string;
  organisation: string;
  from: string;
  to: string | null;
  measure: string;
  measureOn: string | null;
  endReason: string;
  offeredTo: string | null;
  offeredName: string | null;
  offeredNote: string | null;
  offeredAt: string | null;
};
const assignmentColumns =
  sql.raw(`a.region_code as region, a.id, a.enterprise_id as enterprise, o.name as "enterpriseName", a.officer_id as officer,
  a.officer_name as "officerName", a.organisation, a.from_day as "from", a.to_day as "to", a.measure, a.measure_on as "measureOn", a.end_reason as "endReason",
  a.offered_to as "offeredTo", a.offered_name as "offeredName", a.offered_note as "offeredNote", a.offered_at as "offeredAt"`);

/** The assignments that hold on a day, or all of one enterprise, newest first. */
export async function assignments(
  db: Db,
  ask: { regions: readonly string[]; on?: string; enterprise?: string; officer?: string },
): Promise<AssignmentRow[]> {
  const { rows } = await sql<AssignmentRow>`
    select ${assignmentColumns} from officer_assignments a join organisations o on o.region_code = a.region_code and o.id = a.enterprise_id
    where a.region_code = any (${ask.regions}::text[]) and o.region_code = any (${ask.regions}::text[])
      and (${db.scope.owner}::uuid is null or a.enterprise_id = ${db.scope.owner}::uuid)
      and (${ask.on ?? null}::date is null or (a.from_day <= ${ask.on ?? null}::date and (a.to_day is null or a.to_day > ${ask.on ?? null}::date)))
      and (${ask.enterprise ?? null}::uuid is null or a.enterprise_id = ${ask.enterprise ?? null}::uuid)
      and (${ask.officer ?? null}::uuid is null or a.officer_id = ${ask.officer ?? null}::uuid or a.offered_to = ${ask.officer ?? null}::uuid)
    order by a.region_code, o.name, a.from_day desc, a.at desc`.execute(db.kysely);
  return rows;
}

/** One assignment, locked until the transaction ends. */
export async function lockAssignment(db: Db, region: string, id: string): Promise<AssignmentRow | undefined> {
  const { rows } = await sql<AssignmentRow>`
    select ${assignmentColumns} from officer_assignments a join organisations o on o.region_code = a.region_code and o.id = a.enterprise_id
    where a.region_code = ${region} and o.region_code = ${region} and a.id = ${id} for update of a`.execute(db.kysely);
  return rows[0];
}

export async function insertAssignment(
  db: Db,
  one: {
    region: string;
    id: string;
    enterprise: string;
    officer: string;
    officerName: string;
    organisation: string;
    from: string;
    measure: string;
    takenFrom: string | null;
    by: string;
    at: string;
  },
): Promise<void> {
  await sql`
    insert into officer_assignments (region_code, id, enterprise_id, officer_id, officer_name, organisation, from_day, measure, measure_on, taken_from, by_name, at)
    values (${one.region}, ${one.id}, ${one.enterprise}, ${one.officer}, ${one.officerName}, ${one.organisation}, ${one.from}, ${one.measure},
      ${one.measure === '' ? null : one.from}, ${one.takenFrom}, ${one.by}, ${one.at})`.execute(db.kysely);
}

export async function endAssignmentRow(db: Db, region: string, id: string, to: string, reason: string): Promise<void> {
  await sql`
    update officer_assignments set to_day = ${to}, end_reason = ${reason}, offered_to = null, offered_name = null, offered_note = null, offered_at = null
    where region_code = ${region} and id = ${id}`.execute(db.kysely);
}

export async function saveMeasure(db: Db, region: string, id: string, measure: string, on: string): Promise<void> {
  await sql`update officer_assignments set measure = ${measure}, measure_on = ${on} where region_code = ${region} and id = ${id}`.execute(
    db.kysely,
  );
}

/** Null takes an offer back. */
export async function saveOffer(
  db: Db,
  region: string,
  id: string,
  offer: { to: string; name: string; note: string; at: string } | null,
): Promise<void> {
  await sql`
    update officer_assignments set offered_to = ${offer?.to ?? null}, offered_name = ${offer?.name ?? null}, offered_note = ${offer?.note ?? null},
      offered_at = ${offer?.at ?? null} where region_code = ${region} and id = ${id}`.execute(db.kysely);
}

/** What was sent under an id before: its hash, or undefined. */
export async function sentBefore(db: Db, table: 'guidance_visits' | 'duty_calls', region: string, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ hash: string }>`
    select content_hash as hash from ${sql.table(table)} where region_code = ${region} and id = ${id}`.execute(db.kysely);
  return rows[0]?.hash;
}

/** What stands under an id, with the words it was sent with. */
export interface StandingCall {
  enterprise: string;
  personId: string;
  personName: string;
  deviceAt: string;
  at: string;
  hash: string;
  content: Record<string, unknown>;
}
export async function standingCall(db: Db, kind: 'presence' | 'round', region: string, id: string): Promise<StandingCall | undefined> {
  const content =
    kind === 'presence'
      ? sql`jsonb_build_object('place', place, 'note', note)`
      : sql`jsonb_build_object('answers', answers, 'supplies', supplies, 'seen', seen)`;
  const table = kind === 'presence' ? sql`officer_presences` : sql`question_rounds`;
  const { rows } = await sql<StandingCall>`
    select enterprise_id as enterprise, officer_id as "personId", officer_name as "personName", device_at as "deviceAt", at, content_hash as hash,
      ${content} as content from ${table} where region_code = ${region} and id = ${id}`.execute(db.kysely);
  return rows[0];
}

export type PresenceRow = {
  enterprise: string;
  day: string;
  officerName: string;
  substitute: boolean;
  at: string;
  place: Place | null;
  note: string;
};
export async function presences(db: Db, regions: readonly string[], from: string, to: string, enterprise?: string): Promise<PresenceRow[]> {
  const { rows } = await sql<PresenceRow>`
    select enterprise_id as enterprise, day, officer_name as "officerName", substitute, at, place, note from officer_presences
    where region_code = any (${regions}::text[]) and ${mine(db)} and day between ${from} and ${to}
      and (${enterprise ?? null}::uuid is null or enterprise_id = ${enterprise ?? null}::uuid) order by day desc, at`.execute(db.kysely);
  return rows;
}

export interface NewPresence {
  region: string;
  id: string;
  enterprise: string;
  day: string;
  officer: string;
  officerName: string;
  substitute: boolean;
  deviceAt: string;
  at: string;
  place: Place | null;
  note: string;
  hash: string;
}
/** False when something stands under that id already. */
export async function insertPresence(db: Db, one: NewPresence): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    insert into officer_presences (region_code, id, enterprise_id, day, officer_id, officer_name, substitute, device_at, at, place, note, content_hash)
    values (${one.region}, ${one.id}, ${one.enterprise}, ${one.day}, ${one.officer}, ${one.officerName}, ${one.substitute}, ${one.deviceAt}, ${one.at},
      ${one.place === null ? null : JSON.stringify(one.place)}::jsonb, ${one.note}, ${one.hash}) on conflict do nothing returning id`.execute(
    db.kysely,
  );
  return rows.length > 0;
}

/** Puts another check-in in the place of the one that stands under its id. */
export async function replacePresence(db: Db, one: NewPresence): Promise<void> {
  await sql`
    update officer_presences set enterprise_id = ${one.enterprise}, day = ${one.day}, officer_id = ${one.officer}, officer_name = ${one.officerName},
      substitute = ${one.substitute}, device_at = ${one.deviceAt}, at = ${one.at}, place = ${one.place === null ? null : JSON.stringify(one.place)}::jsonb,
      note = ${one.note}, content_hash = ${one.hash} where region_code = ${one.region} and id = ${one.id}`.execute(db.kysely);
}

export type AbsenceRow = { enterprise: string; day: string; reason: string; by: string };
export async function absences(db: Db, regions: readonly string[], from: string, to: string, enterprise?: string): Promise<AbsenceRow[]> {
  const { rows } = await sql<AbsenceRow>`
    select enterprise_id as enterprise, day, reason, by_name as by from officer_absences
    where region_code = any (${regions}::text[]) and ${mine(db)} and day between ${from} and ${to}
      and (${enterprise ?? null}::uuid is null or enterprise_id = ${enterprise ?? null}::uuid)`.execute(db.kysely);
  return rows;
}
export async function saveAbsence(
  db: Db,
  one: { region: string; enterprise: string; day: string; reason: string; byId: string; by: string; at: string },
): Promise<void> {
  await sql`
    insert into officer_absences (region_code, enterprise_id, day, reason, by_id, by_name, at)
    values (${one.region}, ${one.enterprise}, ${one.day}, ${one.reason}, ${one.byId}, ${one.by}, ${one.at})
    on conflict (region_code, enterprise_id, day) do update set reason = excluded.reason, by_id = excluded.by_id, by_name = excluded.by_name, at = excluded.at`.execute(
    db.kysely,
  );
}

export type RoundRow = Omit<Round, 'supplies'> & { supplies: Supply[] };
const roundColumns =
  sql.raw(`r.region_code as region, r.id, r.enterprise_id as enterprise, o.name as "enterpriseName", r.day, r.at, r.officer_name as by,
  jsonb_build_object('code', r.set_code, 'version', r.set_version) as set, r.answers, r.wrong, r.supplies, r.cover_days as "coverDays", r.seen`);
export async function rounds(
  db: Db,
  ask: { regions: readonly string[]; enterprise?: string; id?: string; limit: number },
): Promise<RoundRow[]> {
  const { rows } = await sql<RoundRow>`
    select ${roundColumns} from question_rounds r join organisations o on o.region_code = r.region_code and o.id = r.enterprise_id
    where r.region_code = any (${ask.regions}::text[]) and o.region_code = any (${ask.regions}::text[])
      and (${db.scope.owner}::uuid is null or r.enterprise_id = ${db.scope.owner}::uuid)
      and (${ask.enterprise ?? null}::uuid is null or r.enterprise_id = ${ask.enterprise ?? null}::uuid) and (${ask.id ?? null}::uuid is null or r.id = ${ask.id ?? null}::uuid)
    order by r.at desc limit ${ask.limit}`.execute(db.kysely);
  return rows;
}
export interface NewRound {
  region: string;
  id: string;
  enterprise: string;
  day: string;
  deviceAt: string;
  at: string;
  officer: string;
  officerName: string;
  set: { code: string; version: number };
  answers: Record<string, RoundAnswer>;
  wrong: readonly string[];
  supplies: readonly Supply[];
  coverDays: number | null;
  seen: string;
  hash: string;
}
export async function insertRound(db: Db, one: NewRound): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    insert into question_rounds (region_code, id, enterprise_id, day, device_at, at, officer_id, officer_name, set_code, set_version, answers, wrong, supplies,
      cover_days, seen, content_hash)
    values (${one.region}, ${one.id}, ${one.enterprise}, ${one.day}, ${one.deviceAt}, ${one.at}, ${one.officer}, ${one.officerName}, ${one.set.code},
      ${one.set.version}, ${JSON.stringify(one.answers)}::jsonb, ${JSON.stringify(one.wrong)}::jsonb, ${JSON.stringify(one.supplies)}::jsonb, ${one.coverDays},
      ${one.seen}, ${one.hash}) on conflict do nothing returning id`.execute(db.kysely);
  return rows.length > 0;
}

/** Puts another round in the place of the one that stands under its id. */
export async function replaceRound(db: Db, one: NewRound): Promise<void> {
  await sql`
    update question_rounds set enterprise_id = ${one.enterprise}, day = ${one.day}, device_at = ${one.deviceAt}, at = ${one.at}, officer_id = ${one.officer},
      officer_name = ${one.officerName}, set_code = ${one.set.code}, set_version = ${one.set.version}, answers = ${JSON.stringify(one.answers)}::jsonb,
      wrong = ${JSON.stringify(one.wrong)}::jsonb, supplies = ${JSON.stringify(one.supplies)}::jsonb, cover_days = ${one.coverDays}, seen = ${one.seen},
      content_hash = ${one.hash} where region_code = ${one.region} and id = ${one.id}`.execute(db.kysely);
}

export async function guidances(db: Db, region: string, enterprise: string): Promise<Guidance[]> {
  const { rows } = await sql<Guidance>`
    select id, day, team, sections, by_name as by, at from guidance_visits where region_code = ${region} and enterprise_id = ${enterprise} and ${mine(db)}
    order by day desc, at desc limit 60`.execute(db.kysely);
  return rows;
}
export async function insertGuidance(
  db: Db,
  one: Guidance & { region: string; enterprise: string; byId: string; hash: string },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    insert into guidance_visits (region_code, id, enterprise_id, day, team, sections, by_id, by_name, at, content_hash)
    values (${one.region}, ${one.id}, ${one.enterprise}, ${one.day}, ${JSON.stringify(one.team)}::jsonb, ${JSON.stringify(one.sections)}::jsonb, ${one.byId},
      ${one.by}, ${one.at}, ${one.hash}) on conflict do nothing returning id`.execute(db.kysely);
  return rows.length > 0;
}

/** The enterprises on the list that nobody is assigned to on a day. */
export async function unassigned(db: Db, regions: readonly string[], on: string): Promise<{ region: string; id: string; name: string }[]> {
  const { rows } = await sql<{ region: string; id: string; name: string }>`
    select e.region_code as region, e.enterprise_id as id, o.name from resumption_enterprises e
    join organisations o on o.region_code = e.region_code and o.id = e.enterprise_id
    where e.region_code = any (${regions}::text[]) and o.region_code = any (${regions}::text[]) and e.expected
      and (${db.scope.owner}::uuid is null or e.enterprise_id = ${db.scope.owner}::uuid)
      and not exists (select from officer_assignments a where a.region_code = e.region_code and a.enterprise_id = e.enterprise_id and a.from_day <= ${on}::date
        and (a.to_day is null or a.to_day > ${on}::date))
    order by e.region_code, o.name`.execute(db.kysely);
  return rows;
}
