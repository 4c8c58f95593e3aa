// Deleting what was collected under a purpose that is over: persons with their digests, rows set aside, files that were still to be read. What stays
// are counts on the rosters and one line of the deletion.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Day } from '../../vocabulary/days.ts';
import type { Id } from '../../vocabulary/ids.ts';

export interface DuePurpose {
  region: string;
  purposeId: Id;
  purpose: string;
  deletedOn: Day;
  rosters: number;
  people: number;
  rows: number;
  files: number;
}

/** Purposes whose persons have to be gone on that day, with what hangs on each. A purpose is due on the day after its end and the days kept. */
export async function duePurposes(db: Db, regions: readonly string[], on: Day): Promise<DuePurpose[]> {
  const { rows } = await sql<DuePurpose>`
    select p.region_code as region, p.id as "purposeId", p.name as purpose, p.ends_on + p.keep_days + 1 as "deletedOn",
      (select count(*)::int from resumption_rosters r where r.region_code = p.region_code and r.purpose_id = p.id) as rosters,
      (select count(*)::int from resumption_workers w where w.region_code = p.region_code and w.purpose_id = p.id) as people,
      (select count(*)::int from resumption_roster_rows a where a.region_code = p.region_code and a.purpose_id = p.id) as rows,
      (select count(*)::int from resumption_roster_files f join resumption_rosters r on r.region_code = f.region_code and r.id = f.roster_id
        where f.region_code = p.region_code and r.purpose_id = p.id and f.state = 'mapping') as files
    from personal_data_purposes p
    where p.region_code = any(${regions}::text[]) and p.expired_at is null and p.ends_on + p.keep_days < ${on}::date
    order by p.region_code, p.ends_on, p.id`.execute(db.kysely);
  return rows;
}

/** Locks the purpose for its deletion; false when another run took it meanwhile. */
export async function takePurpose(db: Db, region: string, id: string): Promise<boolean> {
  const { rows } = await sql`
    select id from personal_data_purposes where region_code = ${region} and id = ${id} and expired_at is null for update`.execute(
    db.kysely,
  );
  return rows.length === 1;
}

/** Deletes what was collected under a purpose. `today`: the day by which isolation is counted in what is left over. Answers hashes of files to clear. */
export async function deletePersons(
  db: Db,
  region: string,
  purpose: string,
  at: string,
  today: Day,
): Promise<{ rosters: number; people: number; rows: number; files: string[] }> {
  // Rosters are locked first, as whoever adds people does: nobody is added behind the deletion.
  const { rows: rosters } = await sql<{ id: Id }>`
    select id from resumption_rosters where region_code = ${region} and purpose_id = ${purpose} order by id for update`.execute(db.kysely);
  await sql`
    update resumption_rosters r set expired_at = ${at}, left_over = coalesce((
      select jsonb_build_object('people', count(*), 'local', count(*) filter (where w.origin = 'local'), 'province', count(*) filter (where w.origin = 'province'),
        'outside', count(*) filter (where w.origin = 'outside'), 'isolating', count(*) filter (where w.isolation_until > ${today}),
        'isolated', count(*) filter (where w.isolation_until <= ${today}), 'contact', count(*) filter (where w.contact),
        'noted', count(*) filter (where cardinality(w.notes) > 0))
      from resumption_workers w where w.region_code = ${region} and w.roster_id = r.id), '{}')
    where r.region_code = ${region} and r.purpose_id = ${purpose}`.execute(db.kysely);
  const people = await sql`delete from resumption_workers where region_code = ${region} and purpose_id = ${purpose}`.execute(db.kysely);
  const rows = await sql`delete from resumption_roster_rows where region_code = ${region} and purpose_id = ${purpose}`.execute(db.kysely);
  const { rows: files } = await sql<{ sha256: string }>`
    select f.sha256 from resumption_roster_files f join resumption_rosters r on r.region_code = f.region_code and r.id = f.roster_id
    where f.region_code = ${region} and r.purpose_id = ${purpose} and f.sha256 is not null`.execute(db.kysely);
  // File names are often the names of people or of departments' lists: they go with what they held.
  await sql`
    delete from resumption_roster_files f using resumption_rosters r
    where f.region_code = ${region} and r.region_code = ${region} and r.id = f.roster_id and r.purpose_id = ${purpose}`.execute(db.kysely);
  await sql`update personal_data_purposes set expired_at = ${at}, version = version + 1 where region_code = ${region} and id = ${purpose}`.execute(
    db.kysely,
  );
  return {
    rosters: rosters.length,
    people: Number(people.numAffectedRows ?? 0),
    rows: Number(rows.numAffectedRows ?? 0),
    files: files.map((file) => file.sha256),
  };
}

export interface ExpiryRow {
  region: string;
  id: Id;
  purposeId: Id;
  purpose: string;
  onDay: Day;
  at: string;
  byName: string;
  rosters: number;
  people: number;
  rows: number;
  files: number;
}

export async function insertExpiry(db: Db, one: Omit<ExpiryRow, 'purpose'>): Promise<void> {
  await sql`insert into personal_data_expiries (region_code, id, purpose_id, on_day, at, by_name, rosters, people, rows, files)
    values (${one.region}, ${one.id}, ${one.purposeId}, ${one.onDay}, ${one.at}, ${one.byName}, ${one.rosters}, ${one.people}, ${one.rows}, ${one.files})`.execute(
    db.kysely,
  );
}

export async function expiriesIn(db: Db, regions: readonly string[]): Promise<ExpiryRow[]> {
  const { rows } = await sql<ExpiryRow>`
    select e.region_code as region, e.id, e.purpose_id as "purposeId", p.name as purpose, e.on_day as "onDay", e.at, e.by_name as "byName", e.rosters, e.people, e.rows, e.files
    from personal_data_expiries e join personal_data_purposes p on p.region_code = e.region_code and p.id = e.purpose_id
    where e.region_code = any(${regions}::text[]) order by e.at desc, e.id desc limit 200`.execute(db.kysely);
  return rows;
}
