// Which pools of a year a county has reported.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';

/** Says that a pool of a year is reported; how it stood before is kept beside, so that an undone import gives it back. */
export async function reportPool(
  db: Db,
  report: {
    region: string;
    year: number;
    pool: string;
    threshold: number | null;
    statedAs: string;
    at: string;
    by: string;
    importId: string | null;
  },
): Promise<void> {
  await sql`
    insert into ledger_reports (region_code, year, pool, threshold_yuan, stated_as, reported_at, by_name, import_id)
    values (${report.region}, ${report.year}, ${report.pool}, ${report.threshold}, ${report.statedAs}, ${report.at}, ${report.by}, ${report.importId})
    on conflict (region_code, year, pool) do update set threshold_yuan = excluded.threshold_yuan, stated_as = excluded.stated_as, reported_at = excluded.reported_at, by_name = excluded.by_name,
      import_id = excluded.import_id, previous = to_jsonb(ledger_reports)`.execute(db.kysely);
}
