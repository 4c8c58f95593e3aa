// Scarce things, how many there are from which day on, and which nodes need them, as the database keeps them.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Demand } from './rules-portfolio.ts';

export interface ResourceRow {
  id: string;
  name: string;
  capacities: { from: string; capacity: number; note: string; by: string }[];
}

/** The things of one region, which its plans and those inside it share. */
export async function resourcesOf(db: Db, region: string): Promise<ResourceRow[]> {
  const { rows } = await sql<ResourceRow>`
    select r.id, r.name, (select coalesce(json_agg(json_build_object('from', c.valid_from, 'capacity', c.capacity, 'note', c.note, 'by', c.by_name) order by c.valid_from), '[]')
      from plan_resource_capacities c where c.region_code = r.region_code and c.resource_id = r.id) as capacities
    from plan_resources r where r.region_code = ${region} order by r.name`.execute(db.kysely);
  return rows;
}

/** Names a thing, or finds it by its name; answers its id. */
export async function namedResource(db: Db, region: string, id: string, name: string, by: string, at: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into plan_resources (region_code, id, name, by_name, at) values (${region}, ${id}, ${name}, ${by}, ${at})
    on conflict (region_code, name) do update set name = excluded.name returning id`.execute(db.kysely);
  return rows[0]!.id;
}
export async function saveCapacity(
  db: Db,
  region: string,
  id: string,
  from: string,
  capacity: number,
  note: string,
  by: string,
  at: string,
): Promise<void> {
  await sql`
    insert into plan_resource_capacities (region_code, resource_id, valid_from, capacity, note, by_name, at)
    values (${region}, ${id}, ${from}, ${capacity}, ${note}, ${by}, ${at})
    on conflict (region_code, resource_id, valid_from) do update set capacity = excluded.capacity, note = excluded.note, by_name = excluded.by_name, at = excluded.at`.execute(
    db.kysely,
  );
}

export type DemandRow = Demand & { region: string };
/** What open nodes need of some things. */
export async function demandsOf(db: Db, regions: readonly string[], resources: readonly string[]): Promise<DemandRow[]> {
  const { rows } = await sql<DemandRow>`
    select d.region_code as region, d.project_id as "projectId", d.node_code as node, d.resource_id as resource, d.units
    from plan_demands d join plan_nodes n on n.region_code = d.region_code and n.project_id = d.project_id and n.code = d.node_code
    where d.region_code = any (${regions}::text[]) and d.resource_id = any (${resources}::uuid[]) and n.actual_finish is null
    order by d.project_id, d.node_code`.execute(db.kysely);
  return rows;
}

/** So many of a thing for every open node whose name has these words; 0 takes the need away. Answers how many nodes. */
export async function saveDemands(db: Db, regions: readonly string[], resource: string, words: string, units: number): Promise<number> {
  const like = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } =
    units === 0
      ? await sql<{ code: string }>`
        delete from plan_demands d using plan_nodes n
        where d.region_code = any (${regions}::text[]) and d.resource_id = ${resource} and n.region_code = d.region_code and n.project_id = d.project_id
          and n.code = d.node_code and n.name_zh like ${like} returning d.node_code as code`.execute(db.kysely)
      : await sql<{ code: string }>`
        insert into plan_demands (region_code, project_id, node_code, resource_id, units)
        select region_code, project_id, code, ${resource}, ${units} from plan_nodes
        where region_code = any (${regions}::text[]) and name_zh like ${like} and kind <> 'milestone' and days > 0 and actual_finish is null
        on conflict (region_code, project_id, node_code, resource_id) do update set units = excluded.units returning node_code as code`.execute(
          db.kysely,
        );
  return rows.length;
}
