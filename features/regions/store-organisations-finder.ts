// All organisations of one county at once, for deciding on a whole ledger without a question to the database a row.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Day } from '../../vocabulary/days.ts';
import { type Finder, type Known, openFinder } from './rules-names.ts';
import type { NameKind } from './words.ts';

/** A finder over every organisation of the region, with every name it has, had or is called by. Changes nothing. */
export async function organisationFinder(db: Db, region: string): Promise<Finder> {
  const { rows: organisations } = await sql<{ id: string; creditCode: string | null; normal: string; endedOn: Day | null }>`
    select id, credit_code as "creditCode", normal_name as normal, ended_on as "endedOn" from organisations where region_code = ${region}`.execute(
    db.kysely,
  );
  const { rows: names } = await sql<{ of: string; normal: string; kind: NameKind; from: Day | null; to: Day | null }>`
    select organisation_id as of, normal_name as normal, kind, valid_from as from, valid_to as to from organisation_names where region_code = ${region}`.execute(
    db.kysely,
  );
  const { rows: mergers } = await sql<{ from: string; into: string; on: Day }>`
    select from_id as from, to_id as into, on_day as on from organisation_successions where region_code = ${region} and kind = 'merged'`.execute(
    db.kysely,
  );
  const namesOf = Map.groupBy(names, (name) => name.of);
  const mergedInto = new Map(mergers.map((row) => [row.from, { id: row.into, on: row.on }]));
  return openFinder(
    organisations.map((one): Known => ({ ...one, others: namesOf.get(one.id) ?? [], mergedInto: mergedInto.get(one.id) ?? null })),
  );
}
