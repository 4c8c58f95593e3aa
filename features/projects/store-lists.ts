// Lists, their members and campaigns.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Counted } from './rules-lists.ts';
import type { ListFacts } from './store-dictionary.ts';

export const listReply = (list: ListFacts, sums: Counted | undefined) => ({
  code: list.code,
  region: list.region,
  kind: list.kind,
  level: list.level,
  year: list.year,
  zh: list.zh,
  en: list.en,
  words: list.words,
  campaign: list.campaign,
  from: list.from,
  to: list.to,
  states: list.states.map(({ code, zh, en }) => ({ code, zh, en })),
  version: list.version,
  count: sums?.count ?? 0,
  totalYuan: sums?.totalYuan ?? 0,
  annualPlanYuan: sums?.annualPlanYuan ?? 0,
});

export async function listOf(db: Db, code: string): Promise<ListFacts | undefined> {
  const { rows } = await sql<ListFacts>`
    select code, region_code as region, kind, level, year, name_zh as zh, name_en as en, words, campaign_code as campaign, valid_from as from, valid_to as to, states, version from lists where code = ${code} and region_code is not null`.execute(
    db.kysely,
  );
  return rows[0];
}

export interface ListWrite {
  code: string;
  region: string;
  kind: string;
  level: string;
  year: number;
  zh: string;
  en: string;
  words: string;
  campaign: string | null;
  from: string;
  to: string | null;
  states: readonly { code: string; zh: string; en: string; words?: string }[];
}

export async function insertList(db: Db, list: ListWrite): Promise<void> {
  await sql`
    insert into lists (code, region_code, kind, level, year, name_zh, name_en, words, campaign_code, valid_from, valid_to, states)
    values (${list.code}, ${list.region}, ${list.kind}, ${list.level}, ${list.year}, ${list.zh}, ${list.en}, ${list.words}, ${list.campaign}, ${list.from}, ${list.to}, ${JSON.stringify(list.states)}::jsonb)`.execute(
    db.kysely,
  );
}

export async function updateList(db: Db, list: ListWrite, version: number): Promise<boolean> {
  const { rows } = await sql<{ code: string }>`
    update lists set kind = ${list.kind}, level = ${list.level}, year = ${list.year}, name_zh = ${list.zh}, name_en = ${list.en}, words = ${list.words}, campaign_code = ${list.campaign}, valid_from = ${list.from}, valid_to = ${list.to},
      states = ${JSON.stringify(list.states)}::jsonb, version = version + 1
    where region_code = ${list.region} and code = ${list.code} and version = ${version} returning code`.execute(db.kysely);
  return rows.length > 0;
}

export interface CampaignFacts {
  code: string;
  year: number;
  region: string;
  zh: string;
  en: string;
  edition: number;
  phases: { zh: string; en: string; from: string; to: string }[];
}

/** Campaigns, newest edition first, with their phases in order. */
export async function campaignsOf(db: Db, year: number | undefined): Promise<CampaignFacts[]> {
  const { rows } = await sql<CampaignFacts>`
    select c.code, c.year, c.region_code as region, c.name_zh as zh, c.name_en as en, c.edition,
      coalesce((select jsonb_agg(jsonb_build_object('zh', p.name_zh, 'en', p.name_en, 'from', p.from_day, 'to', p.to_day) order by p.position) from campaign_phases p where p.campaign_code = c.code and p.year = c.year), '[]'::jsonb) as phases
    from campaigns c where c.region_code is not null ${year === undefined ? sql`` : sql`and c.year = ${year}`} order by c.year desc, c.code`.execute(
    db.kysely,
  );
  return rows;
}

/** Ends and begins memberships; one that ends on the day it began never was. */
export async function setMembers(
  db: Db,
  region: string,
  ends: readonly { id: string; list: string }[],
  begins: readonly { id: string; list: string; state: string | null }[],
  today: string,
  importId: string | null,
): Promise<void> {
  if (ends.length > 0) {
    const [ids, lists] = [ends.map((one) => one.id), ends.map((one) => one.list)];
    await sql`delete from list_members m using unnest(${ids}::uuid[], ${lists}::text[]) as n (id, list) where m.region_code = ${region} and m.project_id = n.id and m.list_code = n.list and m.to_day is null and m.from_day >= ${today}`.execute(
      db.kysely,
    );
    await sql`update list_members m set to_day = ${today} from unnest(${ids}::uuid[], ${lists}::text[]) as n (id, list) where m.region_code = ${region} and m.project_id = n.id and m.list_code = n.list and m.to_day is null`.execute(
      db.kysely,
    );
  }
  if (begins.length > 0)
    await sql`
      insert into list_members (region_code, list_code, project_id, state, from_day, import_id)
      select ${region}, n.list, n.id, n.state, ${today}::date, ${importId}::uuid from unnest(${begins.map((one) => one.id)}::uuid[], ${begins.map((one) => one.list)}::text[], ${begins.map((one) => one.state)}::text[]) as n (id, list, state)
      on conflict (region_code, list_code, project_id, from_day) do update set state = excluded.state, to_day = null, import_id = excluded.import_id`.execute(
      db.kysely,
    );
}
