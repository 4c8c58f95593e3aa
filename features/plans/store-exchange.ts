// Files that were brought into plans, as the database keeps them.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Brought } from './rules-bring.ts';
import type { BroughtFile } from './words-exchange.ts';

export type FileContent = Pick<Brought, 'nodes' | 'links' | 'own'>;

const columns = sql.raw(`id, file_name as file, sha256, tool, mode, level, nodes, left_out as "leftOut", by_name as "by", at`);

export async function insertFile(db: Db, file: BroughtFile & { region: string; project: string; content: FileContent }): Promise<void> {
  await sql`
    insert into plan_files (region_code, id, project_id, file_name, sha256, tool, mode, level, nodes, content, left_out, by_name, at)
    values (${file.region}, ${file.id}, ${file.project}, ${file.file}, ${file.sha256}, ${file.tool}, ${file.mode}, ${file.level}, ${file.nodes}, ${JSON.stringify(file.content)}::jsonb,
      ${JSON.stringify(file.leftOut)}::jsonb, ${file.by}, ${file.at})`.execute(db.kysely);
}

export async function filesOf(db: Db, region: string, project: string): Promise<BroughtFile[]> {
  const { rows } =
    await sql<BroughtFile>`select ${columns} from plan_files where region_code = ${region} and project_id = ${project} order by at desc, id`.execute(
      db.kysely,
    );
  return rows;
}

export async function fileContent(
  db: Db,
  region: string,
  project: string,
  id: string,
): Promise<(BroughtFile & { content: FileContent }) | undefined> {
  const { rows } = await sql<
    BroughtFile & { content: FileContent }
  >`select ${columns}, content from plan_files where region_code = ${region} and project_id = ${project} and id = ${id}`.execute(db.kysely);
  return rows[0];
}
