// Visits as the case needs them: appointing, cancelling, the route of a day, opinions and item results for the decision, findings. What is
// recorded on the visit itself is its own part of the room.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { ItemResult, Opinion, VisitMember, VisitOutcome, VisitState } from './words.ts';
import type { Finding } from './words-cases.ts';

/** An item that a visit looks at: whose it is and whether it blocks, as of the day it was appointed. */
export interface VisitItem {
  item: string;
  department: string;
  blocking: boolean;
  zh: string;
  en: string;
}
export interface VisitRow {
  region: string;
  id: string;
  enterpriseId: string;
  caseId: string;
  round: number;
  on: string;
  time: string;
  routePlace: number | null;
  members: VisitMember[];
  items: VisitItem[] | null;
  state: VisitState;
  outcome: VisitOutcome | null;
  note: string;
  version: number;
}
const columns =
  sql.raw(`v.region_code as region, v.id, v.enterprise_id as "enterpriseId", v.case_id as "caseId", v.round, v.appointed_on as on,
  v.appointed_time as time, v.route_place as "routePlace", v.members, v.items, v.state, v.outcome, v.note, v.version`);

export async function insertVisit(
  db: Db,
  row: Omit<VisitRow, 'routePlace' | 'state' | 'outcome' | 'note' | 'version'> & { byName: string; at: string },
): Promise<void> {
  await sql`
    insert into resumption_visits (region_code, id, enterprise_id, case_id, round, appointed_on, appointed_time, members, items, by_name, at)
    values (${row.region}, ${row.id}, ${row.enterpriseId}, ${row.caseId}, ${row.round}, ${row.on}, ${row.time}, ${JSON.stringify(row.members)}::jsonb,
      ${JSON.stringify(row.items)}::jsonb, ${row.byName}, ${row.at})`.execute(db.kysely);
}

export async function visitsOf(db: Db, { region, id }: { region: string; id: string }): Promise<VisitRow[]> {
  const { rows } = await sql<VisitRow>`
    select ${columns} from resumption_visits v where v.region_code = ${region} and v.case_id = ${id}
      and (${db.scope.owner}::uuid is null or v.enterprise_id = ${db.scope.owner}::uuid) order by v.round, v.at`.execute(db.kysely);
  return rows;
}

export async function loadVisit(db: Db, { region, id }: { region: string; id: string }, lock = false): Promise<VisitRow | undefined> {
  const { rows } = await sql<VisitRow>`
    select ${columns} from resumption_visits v where v.region_code = ${region} and v.id = ${id}
      and (${db.scope.owner}::uuid is null or v.enterprise_id = ${db.scope.owner}::uuid) ${lock ? sql`for update` : sql``}`.execute(
    db.kysely,
  );
  return rows[0];
}

/** Puts a visit that has not begun on another day, with other people. */
export async function moveVisit(
  db: Db,
  { region, id }: { region: string; id: string },
  to: { on: string; time: string; members: VisitMember[] },
): Promise<void> {
  await sql`
    update resumption_visits set appointed_on = ${to.on}, appointed_time = ${to.time}, members = ${JSON.stringify(to.members)}::jsonb, route_place = null,
      version = version + 1
    where region_code = ${region} and id = ${id} and state = 'appointed'`.execute(db.kysely);
}

/** Visits of a case that are not closed are cancelled; answers their ids with the state before. */
export async function cancelVisits(db: Db, { region, id }: { region: string; id: string }, note: string): Promise<string[]> {
  const { rows } = await sql<{ id: string; state: string }>`
    select id, state from resumption_visits where region_code = ${region} and case_id = ${id} and state in ('appointed', 'begun') for update`.execute(
    db.kysely,
  );
  await sql`
    update resumption_visits set state = 'cancelled', note = ${note}, version = version + 1
    where region_code = ${region} and case_id = ${id} and state in ('appointed', 'begun')`.execute(db.kysely);
  return rows.map((row) => `${row.state}:${row.id}`);
}

/** Undoes a cancelling: `kept` is what cancelVisits answered. */
export async function restoreVisits(db: Db, region: string, kept: readonly string[]): Promise<void> {
  for (const one of kept) {
    const [state, id] = one.split(':') as [string, string];
    await sql`update resumption_visits set state = ${state}, note = '', version = version + 1
      where region_code = ${region} and id = ${id} and state = 'cancelled'`.execute(db.kysely);
  }
}

export async function closeVisit(db: Db, { region, id }: { region: string; id: string }, outcome: VisitOutcome, at: string): Promise<void> {
  await sql`
    update resumption_visits set state = 'closed', outcome = ${outcome}, closed_at = coalesce(closed_at, ${at}), version = version + 1
    where region_code = ${region} and id = ${id}`.execute(db.kysely);
}

export interface OpinionRow {
  visitId: string;
  department: string;
  organisation: string;
  opinion: Opinion;
  note: string;
  by: string;
  at: string;
}
export async function opinionsOf(db: Db, region: string, visits: readonly string[]): Promise<OpinionRow[]> {
  const { rows } = await sql<OpinionRow>`
    select visit_id as "visitId", department, organisation_name as organisation, opinion, note, signed_name as by, signed_at as at
    from resumption_opinions where region_code = ${region} and visit_id = any (${visits}::uuid[])
      and (${db.scope.owner}::uuid is null or enterprise_id = ${db.scope.owner}::uuid) order by signed_at, department`.execute(db.kysely);
  return rows;
}
export async function resultsOf(
  db: Db,
  region: string,
  visits: readonly string[],
): Promise<{ visitId: string; item: string; department: string; result: ItemResult; note: string }[]> {
  const { rows } = await sql<{ visitId: string; item: string; department: string; result: ItemResult; note: string }>`
    select visit_id as "visitId", item, department, result, note from resumption_items
    where region_code = ${region} and visit_id = any (${visits}::uuid[])
      and (${db.scope.owner}::uuid is null or enterprise_id = ${db.scope.owner}::uuid) order by item`.execute(db.kysely);
  return rows;
}

export async function findingsOf(db: Db, { region, id }: { region: string; id: string }): Promise<(Finding & { visitId: string })[]> {
  const { rows } = await sql<Finding & { visitId: string }>`
    select id, visit_id as "visitId", item, department, what, blocking, deadline, mended_on as "mendedOn", mended_note as "mendedNote",
      cleared_on as "clearedOn"
    from resumption_findings where region_code = ${region} and case_id = ${id}
      and (${db.scope.owner}::uuid is null or enterprise_id = ${db.scope.owner}::uuid) order by blocking desc, deadline, item`.execute(
    db.kysely,
  );
  return rows;
}
export async function insertFindings(
  db: Db,
  visit: { region: string; id: string; caseId: string; enterpriseId: string },
  findings: readonly { id: string; item: string; department: string; what: string; blocking: boolean; deadline: string }[],
): Promise<void> {
  for (const one of findings)
    await sql`
      insert into resumption_findings (region_code, id, enterprise_id, case_id, visit_id, item, department, what, blocking, deadline)
      values (${visit.region}, ${one.id}, ${visit.enterpriseId}, ${visit.caseId}, ${visit.id}, ${one.item}, ${one.department}, ${one.what}, ${one.blocking},
        ${one.deadline})`.execute(db.kysely);
}
export async function mendFinding(db: Db, region: string, id: string, on: string, note: string): Promise<void> {
  await sql`update resumption_findings set mended_on = ${on}, mended_note = ${note} where region_code = ${region} and id = ${id} and cleared_on is null`.execute(
    db.kysely,
  );
}
/** What a later visit found not in order again: to be mended anew, until another day. What was sent about it before stays among the entries. */
export async function askAgain(db: Db, region: string, id: string, anew: { what: string; deadline: string }): Promise<void> {
  await sql`
    update resumption_findings set what = ${anew.what}, deadline = ${anew.deadline}, mended_on = null, mended_note = '', mended_entry_id = null
    where region_code = ${region} and id = ${id} and cleared_on is null`.execute(db.kysely);
}
/** Findings that a later visit found in order. */
export async function clearFindings(db: Db, region: string, ids: readonly string[], visit: string, on: string): Promise<void> {
  await sql`
    update resumption_findings set cleared_on = ${on}, cleared_visit_id = ${visit}
    where region_code = ${region} and id = any (${ids}::uuid[]) and cleared_on is null`.execute(db.kysely);
}

export async function stopsOn(
  db: Db,
  region: string,
  on: string,
): Promise<
  {
    visit: string;
    case: string;
    enterprise: string;
    address: string;
    time: string;
    round: number;
    state: VisitState;
    members: VisitMember[];
  }[]
> {
  const { rows } = await sql<{
    visit: string;
    case: string;
    enterprise: string;
    address: string;
    time: string;
    round: number;
    state: VisitState;
    members: VisitMember[];
  }>`
    select v.id as visit, v.case_id as case, o.name as enterprise, e.address, v.appointed_time as time, v.round, v.state, v.members
    from resumption_visits v
      join resumption_enterprises e on e.region_code = v.region_code and e.enterprise_id = v.enterprise_id
      join organisations o on o.region_code = v.region_code and o.id = v.enterprise_id
    where v.region_code = ${region} and e.region_code = ${region} and o.region_code = ${region} and v.appointed_on = ${on} and v.state <> 'cancelled'
      and (${db.scope.owner}::uuid is null or v.enterprise_id = ${db.scope.owner}::uuid)
    order by v.route_place nulls last, v.appointed_time, o.name`.execute(db.kysely);
  return rows;
}
export async function saveRoute(db: Db, region: string, on: string, visits: readonly string[]): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    update resumption_visits v set route_place = given.place, version = v.version + 1
    from unnest(${visits}::uuid[]) with ordinality as given(id, place)
    where v.region_code = ${region} and v.id = given.id and v.appointed_on = ${on} returning v.id`.execute(db.kysely);
  return rows.length;
}
