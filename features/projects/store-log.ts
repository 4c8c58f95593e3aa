// What changed in a period: entries, every change, exits; and the register at its beginning and at its end, so that the changes close.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { type ChangeReply, changeColumns, changeReply } from './store-project.ts';

const begin = (day: string): string => `${day}T00:00:00+08:00`;
/** The first moment after the day, in Asia/Shanghai. */
const end = (day: string): string => new Date(Date.parse(begin(day)) + 86_400_000).toISOString();

export interface LogAsk {
  regions: readonly string[];
  from: string;
  to: string;
  kind?: string | undefined;
  limit: number;
  offset: number;
}

/** Changes of the log and entries of projects, as one. */
const logged = (ask: LogAsk) => sql`
  select ${changeColumns} from project_changes c join projects p on p.region_code = c.region_code and p.id = c.project_id
  where c.region_code = any (${ask.regions}::text[]) and c.at >= ${begin(ask.from)} and c.at < ${end(ask.to)}
  union all
  select p.region_code, p.id, p.id, p.name, p.entered_at, p.entered_by, 'enter', null, null, p.name, null, p.total_yuan, '', null, null, p.entered_import, s.row_number, null, null
  from projects p left join lateral (select row_number from project_sources s where s.region_code = p.region_code and s.project_id = p.id and s.import_id = p.entered_import limit 1) s on true
  where p.region_code = any (${ask.regions}::text[]) and p.entered_at >= ${begin(ask.from)} and p.entered_at < ${end(ask.to)} and p.left_kind is distinct from 'undone'`;

export async function changesBetween(db: Db, ask: LogAsk) {
  const byKind = await sql<{
    kind: string;
    count: number;
  }>`select kind, count(*)::int as count from (${logged(ask)}) as log where region = any (${ask.regions}::text[]) group by kind`.execute(
    db.kysely,
  );
  const kinds = Object.fromEntries(byKind.rows.map((row) => [row.kind, row.count]));
  const rows = await sql<ChangeReply & { rowNumber: number | null; columnNumber: number | null }>`
    select * from (${logged(ask)}) as log where region = any (${ask.regions}::text[]) ${ask.kind === undefined ? sql`` : sql`and kind = ${ask.kind}`} order by at desc, id desc limit ${ask.limit} offset ${ask.offset}`.execute(
    db.kysely,
  );
  const [before, after] = [await registerAt(db, ask.regions, begin(ask.from)), await registerAt(db, ask.regions, end(ask.to))];
  return {
    total: ask.kind === undefined ? Object.values(kinds).reduce((sum, count) => sum + count, 0) : (kinds[ask.kind] ?? 0),
    byKind: kinds,
    totalYuanBefore: before.totalYuan,
    totalYuanAfter: after.totalYuan,
    countBefore: before.count,
    countAfter: after.count,
    changes: rows.rows.map(changeReply),
  };
}

/** The register as it stood at an instant: who was in it, and each total with the changes since taken back. */
async function registerAt(db: Db, regions: readonly string[], at: string): Promise<{ count: number; totalYuan: number }> {
  const { rows } = await sql<{ count: number; total: string }>`
    select count(*)::int as count, coalesce(sum(coalesce(p.total_yuan, 0) - coalesce(c.moved, 0)), 0)::text as total
    from projects p
    left join (select region_code, project_id, sum(coalesce(new_yuan, 0) - coalesce(old_yuan, 0)) as moved from project_changes where region_code = any (${regions}::text[]) and field = 'total' and at >= ${at} group by 1, 2) c
      on c.region_code = p.region_code and c.project_id = p.id
    where p.region_code = any (${regions}::text[]) and p.entered_at < ${at} and (p.left_at is null or p.left_at >= ${at}) and p.left_kind is distinct from 'undone'`.execute(
    db.kysely,
  );
  return { count: rows[0]!.count, totalYuan: Number(rows[0]!.total) };
}
