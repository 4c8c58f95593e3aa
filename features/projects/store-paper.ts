// The columns of the library's rows that only an export needs, for many rows at once.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { PaperRow } from './paper.ts';
import { libraryRows } from './store-library.ts';

const ROWS_AT_ONCE = 5_000;

type Extra = {
  id: string;
  content: string;
  funding: string;
  note: string;
  done: number | null;
};

/** The rows of these lines in their order, with all that a template may show. */
export async function paperRows(db: Db, year: number, lines: readonly { region: string; id: string }[]): Promise<PaperRow[]> {
  const all: PaperRow[] = [];
  for (let at = 0; at < lines.length; at += ROWS_AT_ONCE) {
    const some = lines.slice(at, at + ROWS_AT_ONCE);
    const regions = [...new Set(some.map((line) => line.region))];
    const rows = await libraryRows(db, year, some);
    const { rows: extras } = await sql<Extra>`
      select p.id, p.content, p.funding, p.note, y.done_before_yuan as done
      from projects p join project_years y on y.region_code = p.region_code and y.project_id = p.id and y.year = ${year}
      where p.region_code = any (${regions}::text[]) and y.region_code = any (${regions}::text[]) and p.id = any (${some.map((line) => line.id)}::uuid[])`.execute(
      db.kysely,
    );
    const byId = new Map(extras.map((extra) => [extra.id, extra]));
    for (const row of rows) {
      const extra = byId.get(row.id)!;
      all.push({
        ...row,
        content: extra.content,
        funding: extra.funding,
        note: extra.note,
        doneBeforeYuan: extra.done,
      });
    }
  }
  return all;
}
