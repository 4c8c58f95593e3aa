// Templates of bulletins: versions are added and never changed. A region sees its own and those that came with the product (region 000000).
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { regionsAbove } from '../../vocabulary/regions.ts';
import type { BulletinKind, Parts } from './words.ts';

export interface TemplateRow {
  region: string;
  kind: BulletinKind;
  code: string;
  version: number;
  name: string;
  parts: Parts;
  since: string;
  note: string;
  by: string;
  at: string;
}

const columns = sql.raw('region_code as region, kind, code, version, name, parts, since, note, by_name as by, at');

/** Every version of every template that a region may use, newest version first. */
export async function templatesFor(db: Db, region: string, kind?: BulletinKind): Promise<TemplateRow[]> {
  const { rows } = await sql<TemplateRow>`
    select ${columns} from bulletin_templates
    where region_code = any (${regionsAbove(region)}::text[]) and (${kind ?? null}::text is null or kind = ${kind ?? null})
    order by kind, code, region_code desc, version desc`.execute(db.kysely);
  return rows;
}

/** Adds a version; the key refuses a version that somebody else made meanwhile. */
export async function addTemplate(db: Db, row: TemplateRow): Promise<void> {
  await sql`
    insert into bulletin_templates (region_code, kind, code, version, name, parts, since, note, by_name, at)
    values (${row.region}, ${row.kind}, ${row.code}, ${row.version}, ${row.name}, ${JSON.stringify(row.parts)}::jsonb, ${row.since}, ${row.note}, ${row.by}, ${row.at})`.execute(
    db.kysely,
  );
}
