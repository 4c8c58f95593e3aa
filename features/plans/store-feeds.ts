// Calendar feeds as kept, and whose nodes there are. An address is looked up by its hash inside the region that it names.
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { type PlanRow, planColumns } from './store.ts';
import type { Feed, FeedKind } from './words-feeds.ts';

export const hashAddress = (token: string): string => createHash('sha256').update(token).digest('hex');

export type FeedRow = Omit<Feed, 'state'> & { language: 'zh' | 'en'; hash: string };
const columns =
  sql.raw(`region_code as region, id, kind, name, language, token_hash as hash, made_name as "madeBy", made_at as "madeAt", ends_on as "endsOn", renewals,
  read_on as "readOn", revoked_at as "revokedAt", revoked_name as "revokedBy"`);

export async function feedsIn(db: Db, regions: readonly string[]): Promise<FeedRow[]> {
  const { rows } =
    await sql<FeedRow>`select ${columns} from plan_feeds where region_code = any (${regions}::text[]) order by revoked_at is not null, made_at desc limit 500`.execute(
      db.kysely,
    );
  return rows;
}
export async function feedOf(db: Db, region: string, id: string): Promise<FeedRow | undefined> {
  const { rows } = await sql<FeedRow>`select ${columns} from plan_feeds where region_code = ${region} and id = ${id} for update`.execute(
    db.kysely,
  );
  return rows[0];
}
export async function feedByHash(db: Db, region: string, hash: string): Promise<FeedRow | undefined> {
  const { rows } = await sql<FeedRow>`select ${columns} from plan_feeds where region_code = ${region} and token_hash = ${hash}`.execute(
    db.kysely,
  );
  return rows[0];
}
export async function insertFeed(
  db: Db,
  feed: Pick<FeedRow, 'region' | 'id' | 'kind' | 'name' | 'language' | 'hash' | 'endsOn'>,
  by: { id: string; name: string },
  at: string,
): Promise<void> {
  await sql`
    insert into plan_feeds (region_code, id, kind, name, language, token_hash, made_by, made_name, made_at, ends_on)
    values (${feed.region}, ${feed.id}, ${feed.kind}, ${feed.name}, ${feed.language}, ${feed.hash}, ${by.id}, ${by.name}, ${at}, ${feed.endsOn})`.execute(
    db.kysely,
  );
}
export async function renewFeed(db: Db, region: string, id: string, hash: string, endsOn: string): Promise<void> {
  await sql`update plan_feeds set token_hash = ${hash}, ends_on = ${endsOn}, renewals = renewals + 1 where region_code = ${region} and id = ${id}`.execute(
    db.kysely,
  );
}
export async function closeFeed(db: Db, region: string, id: string, by: string, at: string): Promise<void> {
  await sql`update plan_feeds set revoked_at = ${at}, revoked_name = ${by} where region_code = ${region} and id = ${id} and revoked_at is null`.execute(
    db.kysely,
  );
}
export async function noteRead(db: Db, region: string, id: string, day: string): Promise<void> {
  await sql`update plan_feeds set read_on = ${day} where region_code = ${region} and id = ${id} and read_on is distinct from ${day}::date`.execute(
    db.kysely,
  );
}

/** Whose nodes there are in regions, those with most open nodes first. */
export async function dutiesIn(db: Db, regions: readonly string[]): Promise<{ kind: FeedKind; name: string; open: number }[]> {
  const { rows } = await sql<{ kind: FeedKind; name: string; open: number }>`
    select kind, name, (count(*) filter (where actual_finish is null))::int as open from (
      select 'organisation' as kind, duty_organisation as name, actual_finish from plan_nodes where region_code = any (${regions}::text[]) and duty_organisation <> ''
      union all
      select 'person', duty_person, actual_finish from plan_nodes where region_code = any (${regions}::text[]) and duty_person <> ''
    ) as duties group by kind, name order by kind, open desc, name limit 2000`.execute(db.kysely);
  return rows;
}

/** Plans in which something falls to somebody. */
export async function plansOfDuty(db: Db, regions: readonly string[], kind: FeedKind, name: string): Promise<PlanRow[]> {
  const whose = sql.raw(kind === 'organisation' ? 'duty_organisation' : 'duty_person');
  const { rows } = await sql<PlanRow>`
    select ${planColumns} from plans where region_code = any (${regions}::text[]) and (region_code, project_id) in (
      select region_code, project_id from plan_nodes where region_code = any (${regions}::text[]) and ${whose} = ${name}
    ) order by region_code, project_id limit 2000`.execute(db.kysely);
  return rows;
}
