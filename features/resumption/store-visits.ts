// Visits with their opinions, items, findings and photos, as the database keeps them. What they come to is decided in rules-visits.ts.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Asked } from './rules-visits.ts';
import type { CaseState, ItemResult, Opinion, VisitMember, VisitOutcome, VisitState } from './words.ts';
import type { ChecklistItem, RegimeContent, RegimeMode, RegimeRef } from './words-regimes.ts';

export interface VisitRow {
  region: string;
  id: string;
  enterpriseId: string;
  enterpriseName: string;
  address: string;
  caseId: string;
  caseState: CaseState;
  round: number;
  day: string;
  time: string;
  place: number | null;
  members: VisitMember[];
  /** null: made before visits kept their own. */
  items: Asked[] | null;
  state: VisitState;
  outcome: VisitOutcome | null;
  judgedOn: string | null;
  note: string;
  madeAt: string;
}
const visitColumns =
  sql.raw(`v.region_code as region, v.id, v.enterprise_id as "enterpriseId", o.name as "enterpriseName", e.address, v.case_id as "caseId",
  c.state as "caseState", v.round, v.appointed_on as day, v.appointed_time as time, v.route_place as place, v.members, v.items, v.state, v.outcome,
  v.judged_on as "judgedOn", v.note, v.at as "madeAt"`);
const visitFrom = sql.raw(`resumption_visits v
  join resumption_cases c on c.region_code = v.region_code and c.id = v.case_id
  join resumption_enterprises e on e.region_code = v.region_code and e.enterprise_id = v.enterprise_id
  join organisations o on o.region_code = v.region_code and o.id = v.enterprise_id`);

/** A visit, locked until the transaction ends where it is going to be changed. */
export async function visitOf(db: Db, region: string, id: string, lock = false): Promise<VisitRow | undefined> {
  const { rows } = await sql<VisitRow>`
    select ${visitColumns} from ${visitFrom} where v.region_code = ${region} and c.region_code = ${region} and e.region_code = ${region} and o.region_code = ${region}
      and v.id = ${id} and (${db.scope.owner}::uuid is null or v.enterprise_id = ${db.scope.owner}::uuid) ${lock ? sql`for update of v, c` : sql``}`.execute(
    db.kysely,
  );
  return rows[0];
}

/** Visits of those days, and whatever is unfinished; called-off ones are left out. */
export async function visitsIn(
  db: Db,
  regions: readonly string[],
  ask: { from: string; to: string; case?: string | undefined },
): Promise<VisitRow[]> {
  const { rows } = await sql<VisitRow>`
    select ${visitColumns} from ${visitFrom}
    where v.region_code = any (${regions}::text[]) and c.region_code = any (${regions}::text[]) and e.region_code = any (${regions}::text[]) and o.region_code = any (${regions}::text[])
      and (${db.scope.owner}::uuid is null or v.enterprise_id = ${db.scope.owner}::uuid)
      and case when ${ask.case ?? null}::text is null
        then v.state <> 'cancelled' and ((v.appointed_on >= ${ask.from} and v.appointed_on <= ${ask.to}) or (v.appointed_on < ${ask.from} and v.state in ('appointed', 'begun')) or c.state = 'rectifying')
        else v.case_id::text = ${ask.case ?? null} end
    order by v.appointed_on, v.route_place nulls last, v.appointed_time, v.id limit 300`.execute(db.kysely);
  return rows;
}

export interface OpinionRow {
  visitId: string;
  department: string;
  organisation: string;
  opinion: Opinion;
  note: string;
  signedName: string;
  signedAt: string;
  skewSeconds: number;
  signature: string | null;
  entryId: string | null;
}
export interface ItemRow {
  visitId: string;
  item: string;
  department: string;
  result: ItemResult;
  value: string;
  note: string;
  byName: string;
}
export interface FindingRow {
  id: string;
  visitId: string;
  caseId: string;
  item: string;
  department: string;
  what: string;
  blocking: boolean;
  deadline: string;
  mendedOn: string | null;
  mendedNote: string;
  mendedEntryId: string | null;
  clearedOn: string | null;
}
export interface ShownPhotoRow {
  visitId: string;
  entryId: string;
  sha256: string;
  department: string;
  item: string;
  bytes: number;
  type: 'image/jpeg' | 'image/png' | 'image/webp';
  takenAt: string;
  latitude: number | null;
  longitude: number | null;
  accuracy: number | null;
  arrived: boolean;
}

const of = (db: Db, regions: readonly string[], column: string, ids: readonly string[]) =>
  sql`region_code = any (${regions}::text[]) and ${sql.ref(column)} = any (${ids}::uuid[])
    and (${db.scope.owner}::uuid is null or enterprise_id = ${db.scope.owner}::uuid)`;

export async function opinionsOf(db: Db, regions: readonly string[], visits: readonly string[]): Promise<OpinionRow[]> {
  const { rows } = await sql<OpinionRow>`
    select visit_id as "visitId", department, organisation_name as organisation, opinion, note, signed_name as "signedName", signed_at as "signedAt",
      skew_seconds as "skewSeconds", signature, entry_id as "entryId"
    from resumption_opinions where ${of(db, regions, 'visit_id', visits)} order by signed_at, department`.execute(db.kysely);
  return rows;
}
export async function itemsOf(db: Db, regions: readonly string[], visits: readonly string[]): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select visit_id as "visitId", item, department, result, value, note, by_name as "byName"
    from resumption_items where ${of(db, regions, 'visit_id', visits)} order by item, department`.execute(db.kysely);
  return rows;
}
export async function findingsIn(db: Db, regions: readonly string[], cases: readonly string[]): Promise<FindingRow[]> {
  const { rows } = await sql<FindingRow>`
    select id, visit_id as "visitId", case_id as "caseId", item, department, what, blocking, deadline, mended_on as "mendedOn", mended_note as "mendedNote",
      mended_entry_id as "mendedEntryId", cleared_on as "clearedOn"
    from resumption_findings where ${of(db, regions, 'case_id', cases)} order by deadline, item, department, id`.execute(db.kysely);
  return rows;
}
export async function photosOf(db: Db, regions: readonly string[], visits: readonly string[]): Promise<ShownPhotoRow[]> {
  const { rows } = await sql<ShownPhotoRow>`
    select subject_id as "visitId", entry_id as "entryId", sha256, department, item, bytes, type, taken_at as "takenAt", latitude, longitude, accuracy_m as accuracy,
      arrived_at is not null as arrived
    from resumption_photos where ${of(db, regions, 'subject_id', visits)} order by taken_at, sha256`.execute(db.kysely);
  return rows;
}

interface Regime {
  ref: RegimeRef;
  zh: string;
  en: string;
  mode: RegimeMode;
  content: RegimeContent;
}
/** The regime a case was under on a day: that of its last step until then. */
export async function regimeOfCase(db: Db, region: string, id: string, day: string): Promise<Regime> {
  const { rows } = await sql<Omit<Regime, 'ref'> & RegimeRef>`
    select r.region_code as region, r.code, r.version, r.name_zh as zh, r.name_en as en, r.mode, r.content
    from (select regime_region, regime_code, regime_version from resumption_steps where region_code = ${region} and case_id = ${id}
      order by (day <= ${day}) desc, case when day <= ${day} then place else -place end desc limit 1) s
    join resumption_regimes r on r.region_code = s.regime_region and r.code = s.regime_code and r.version = s.regime_version`.execute(
    db.kysely,
  );
  const { region: of, code, version, ...rest } = rows[0]!;
  return { ref: { region: of, code, version }, ...rest };
}
export async function checklistItems(db: Db, ref: { region: string; code: string; version: number }): Promise<ChecklistItem[]> {
  const { rows } = await sql<{ items: ChecklistItem[] }>`
    select items from resumption_checklists where region_code = ${ref.region} and code = ${ref.code} and version = ${ref.version}`.execute(
    db.kysely,
  );
  return rows[0]?.items ?? [];
}
/** Which organisation each department of the group is on a day, with its name. */
export async function departmentsOn(
  db: Db,
  regions: readonly string[],
  day: string,
): Promise<{ region: string; code: string; organisation: string; name: string }[]> {
  const { rows } = await sql<{ region: string; code: string; organisation: string; name: string }>`
    select d.region_code as region, d.code, d.organisation_id as organisation, o.name
    from resumption_departments d join organisations o on o.region_code = d.region_code and o.id = d.organisation_id
    where d.region_code = any (${regions}::text[]) and o.region_code = any (${regions}::text[]) and d.since_day <= ${day} and (d.until_day is null or d.until_day > ${day})`.execute(
    db.kysely,
  );
  return rows;
}

// ── writing ──

export async function putOpinion(
  db: Db,
  one: Omit<OpinionRow, 'organisation'> & { region: string; enterpriseId: string; organisation: string; signedId: string },
): Promise<void> {
  await sql`
    insert into resumption_opinions (region_code, visit_id, department, enterprise_id, organisation_name, opinion, note, signed_id, signed_name, signed_at, signature,
      entry_id, skew_seconds)
    values (${one.region}, ${one.visitId}, ${one.department}, ${one.enterpriseId}, ${one.organisation}, ${one.opinion}, ${one.note}, ${one.signedId},
      ${one.signedName}, ${one.signedAt}, ${one.signature}, ${one.entryId}, ${one.skewSeconds})
    on conflict (region_code, visit_id, department) do update set organisation_name = excluded.organisation_name, opinion = excluded.opinion, note = excluded.note,
      signed_id = excluded.signed_id, signed_name = excluded.signed_name, signed_at = excluded.signed_at, signature = excluded.signature,
      entry_id = excluded.entry_id, skew_seconds = excluded.skew_seconds`.execute(db.kysely);
}
/** A department's items as its sheet has them; what it said before goes. */
export async function putItems(
  db: Db,
  of: { region: string; visitId: string; enterpriseId: string; department: string; byId: string; byName: string; at: string },
  items: readonly { item: string; result: ItemResult; value: string; note: string }[],
): Promise<void> {
  await sql`delete from resumption_items where region_code = ${of.region} and visit_id = ${of.visitId} and department = ${of.department}`.execute(
    db.kysely,
  );
  if (items.length === 0) return;
  await sql`
    insert into resumption_items (region_code, visit_id, item, department, enterprise_id, result, value, note, by_id, by_name, at)
    select ${of.region}, ${of.visitId}::uuid, item, ${of.department}, ${of.enterpriseId}::uuid, result, value, note, ${of.byId}, ${of.byName}, ${of.at}
    from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as x (item text, result text, value text, note text)`.execute(db.kysely);
}
/** Somebody has signed: the visit has begun, on the day of its first signature. One that was called off stays so, and keeps what was found. */
export async function beginVisit(db: Db, region: string, id: string, on: string, at: string): Promise<void> {
  await sql`
    update resumption_visits set state = case when state = 'appointed' then 'begun' else state end, judged_on = coalesce(judged_on, ${on}),
      begun_at = coalesce(begun_at, ${at}), version = version + 1
    where region_code = ${region} and id = ${id}`.execute(db.kysely);
}
/** What it comes to so far; null while departments are to be heard. */
export async function noteOutcome(db: Db, region: string, id: string, outcome: VisitOutcome | null): Promise<void> {
  await sql`update resumption_visits set outcome = ${outcome} where region_code = ${region} and id = ${id}`.execute(db.kysely);
}
export async function mendFinding(
  db: Db,
  region: string,
  id: string,
  mended: { on: string; note: string; entryId: string },
): Promise<void> {
  await sql`
    update resumption_findings set mended_on = ${mended.on}, mended_note = ${mended.note}, mended_entry_id = ${mended.entryId}
    where region_code = ${region} and id = ${id}`.execute(db.kysely);
}
