// The enterprises on the list. An enterprise's own account sees its own row alone: the scope's owner is named in every query, and the policy holds it too.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { dayOfInstant } from '../../vocabulary/days.ts';
import type { Sector } from './words.ts';
import type { Enterprise, EnterpriseInput } from './words-cases.ts';

const columns = sql.raw(`e.region_code as region, e.enterprise_id as id, o.name, o.credit_code as "creditCode", e.sector, e.park_id as park,
  coalesce(p.name, '') as "parkName", e.sector_department as "sectorDepartment", e.address, e.people_employed as "peopleEmployed",
  e.above_scale as "aboveScale", e.expected, e.last_year_output_yuan as "lastYearOutputYuan", e.note, e.version`);
const from = sql.raw(`resumption_enterprises e
  join organisations o on o.region_code = e.region_code and o.id = e.enterprise_id
  left join places p on p.region_code = e.region_code and p.id = e.park_id`);

export async function findEnterprises(
  db: Db,
  ask: {
    regions: readonly string[];
    enterprise?: string | undefined;
    search?: string | undefined;
    sector?: Sector | undefined;
    limit: number;
    offset: number;
  },
): Promise<{ total: number; rows: Enterprise[] }> {
  const where = sql`e.region_code = any (${ask.regions}::text[]) and o.region_code = any (${ask.regions}::text[])
    and (${db.scope.owner}::uuid is null or e.enterprise_id = ${db.scope.owner}::uuid)
    and (${ask.enterprise ?? null}::uuid is null or e.enterprise_id = ${ask.enterprise ?? null}::uuid)
    and (${ask.sector ?? null}::text is null or e.sector = ${ask.sector ?? null})
    and (${ask.search ?? null}::text is null or o.name like '%' || ${(ask.search ?? '').replace(/[\\%_]/g, '\\$&')} || '%')`;
  const { rows: counted } = await sql<{ count: number }>`select count(*)::int as count from ${from} where ${where}`.execute(db.kysely);
  const { rows } = await sql<Enterprise>`
    select ${columns} from ${from} where ${where} order by e.region_code, o.name, e.enterprise_id limit ${ask.limit} offset ${ask.offset}`.execute(
    db.kysely,
  );
  return { total: counted[0]?.count ?? 0, rows };
}

export async function loadEnterprise(db: Db, { region, id }: { region: string; id: string }): Promise<Enterprise | undefined> {
  const { rows } = await sql<Enterprise>`
    select ${columns} from ${from} where e.region_code = ${region} and o.region_code = ${region} and e.enterprise_id = ${id}
      and (${db.scope.owner}::uuid is null or e.enterprise_id = ${db.scope.owner}::uuid)`.execute(db.kysely);
  return rows[0];
}

/** One after the other: whoever begins or assigns something that an enterprise has once waits here until the one before is done. */
export async function takeTurnsAt(db: Db, { region, id }: { region: string; id: string }): Promise<void> {
  await sql`
    select 1 from resumption_enterprises where region_code = ${region} and enterprise_id = ${id}
      and (${db.scope.owner}::uuid is null or enterprise_id = ${db.scope.owner}::uuid) for update`.execute(db.kysely);
}

export async function insertEnterprise(
  db: Db,
  { region, id }: { region: string; id: string },
  one: EnterpriseInput,
  by: { name: string; at: string },
): Promise<void> {
  await sql`
    insert into resumption_enterprises (region_code, enterprise_id, sector, park_id, sector_department, address, people_employed, above_scale, expected,
      last_year_output_yuan, note, created_at, updated_at, updated_name)
    values (${region}, ${id}, ${one.sector}, ${one.park}, ${one.sectorDepartment}, ${one.address}, ${one.peopleEmployed}, ${one.aboveScale}, ${one.expected},
      ${one.lastYearOutputYuan}, ${one.note}, ${by.at}, ${by.at}, ${by.name})`.execute(db.kysely);
  await putListing(db, { region, id }, one, by.at);
}

/** How an enterprise stands on the list from this day on; what was said earlier the same day is replaced, every earlier day stays. */
async function putListing(db: Db, { region, id }: { region: string; id: string }, one: EnterpriseInput, at: string): Promise<void> {
  await sql`
    insert into resumption_listings (region_code, enterprise_id, since_day, expected, sector, park_id, people_employed, at)
    values (${region}, ${id}, ${dayOfInstant(at)}, ${one.expected}, ${one.sector}, ${one.park}, ${one.peopleEmployed}, ${at})
    on conflict (region_code, enterprise_id, since_day) do update set expected = excluded.expected, sector = excluded.sector, park_id = excluded.park_id,
      people_employed = excluded.people_employed, at = excluded.at`.execute(db.kysely);
}

/** False when somebody changed the row meanwhile. */
export async function updateEnterprise(
  db: Db,
  { region, id, version }: { region: string; id: string; version: number },
  one: EnterpriseInput,
  by: { name: string; at: string },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update resumption_enterprises set sector = ${one.sector}, park_id = ${one.park}, sector_department = ${one.sectorDepartment}, address = ${one.address},
      people_employed = ${one.peopleEmployed}, above_scale = ${one.aboveScale}, expected = ${one.expected},
      last_year_output_yuan = ${one.lastYearOutputYuan}, note = ${one.note}, updated_at = ${by.at}, updated_name = ${by.name}, version = version + 1
    where region_code = ${region} and enterprise_id = ${id} and version = ${version} returning enterprise_id as id`.execute(db.kysely);
  if (rows.length > 0) await putListing(db, { region, id }, one, by.at);
  return rows.length > 0;
}
