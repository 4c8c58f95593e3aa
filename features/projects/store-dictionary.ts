// The dated rules of the register as the database keeps them: tiers, lines, lists, gates, industries, export templates. A rule is never
// overwritten: a new version starts on a day and the old one ends there.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Day } from '../../vocabulary/days.ts';
import { regionsAbove } from '../../vocabulary/regions.ts';
import { type LineRule, nearestRules, type TierRule } from './rules.ts';
import type { ListRule } from './sheet-read.ts';

/** Every tier rule in force on a day, of any region. */
export async function tiersIn(db: Db, day: string): Promise<TierRule[]> {
  const { rows } = await sql<TierRule>`
    select region_code as region, code, name_zh as zh, name_en as en, min_yuan as "minYuan", valid_from as since
    from size_tiers where region_code is not null and valid_from <= ${day} and (valid_to is null or valid_to > ${day}) order by min_yuan`.execute(
    db.kysely,
  );
  return rows;
}

export type DatedLine = LineRule & { en: string; from: string; to: string | null };

/** Lines in force on a day for a region, the nearest region's rule for each code, in order of position. */
export async function linesFor(db: Db, region: string, day: string): Promise<DatedLine[]> {
  const { rows } = await sql<DatedLine>`
    select region_code as region, code, name_zh as zh, name_en as en, industry_from as "industryFrom", industry_to as "industryTo", words, position, valid_from as from, valid_to as to
    from line_tags where region_code = any (${regionsAbove(region)}::text[]) and valid_from <= ${day} and (valid_to is null or valid_to > ${day}) order by position, code`.execute(
    db.kysely,
  );
  return nearestRules(rows, region);
}

/** Industry divisions and sections by code. */
export async function industryNames(db: Db): Promise<Map<string, string>> {
  const { rows } = await sql<{ code: string; zh: string }>`select code, name_zh as zh from industries`.execute(db.kysely);
  return new Map(rows.map((row) => [row.code, row.zh]));
}

export type ListFacts = ListRule & {
  region: string;
  level: 'nation' | 'province' | 'city' | 'county';
  campaign: string | null;
  from: string;
  to: string | null;
  version: number;
};

/** Lists of a year that concern a region: its own, those of the levels above, and (for a city or province) those inside. */
export async function listsFor(db: Db, region: string | null, year: number): Promise<ListFacts[]> {
  const { rows } = await sql<ListFacts>`
    select code, region_code as region, kind, level, year, name_zh as zh, name_en as en, words, campaign_code as campaign, valid_from as from, valid_to as to, states, version
    from lists where year = ${year} and region_code is not null order by case level when 'nation' then 0 when 'province' then 1 when 'city' then 2 else 3 end, code`.execute(
    db.kysely,
  );
  if (region === null) return rows;
  return rows.filter((list) => regionsAbove(region).includes(list.region) || list.region.startsWith(region.replace(/(00)+$/, '')));
}

/** Rules, industries and templates for a region on a day; `day` null: every version of its own rules and of those above it. */
export async function dictionary(db: Db, region: string | undefined, day: string | null) {
  const then = day === null ? sql`true` : sql`valid_from <= ${day} and (valid_to is null or valid_to > ${day})`;
  const mine = region === undefined ? null : regionsAbove(region);
  const near = mine === null ? sql`region_code is not null` : sql`region_code = any (${mine}::text[])`;
  const tiers = await sql<{ region: string; code: string; zh: string; en: string; minYuan: number; from: string; to: string | null }>`
    select region_code as region, code, name_zh as zh, name_en as en, min_yuan as "minYuan", valid_from as from, valid_to as to from size_tiers
    where ${near} and ${then} order by min_yuan, region_code`.execute(db.kysely);
  const lines = await sql<DatedLine>`
    select region_code as region, code, name_zh as zh, name_en as en, industry_from as "industryFrom", industry_to as "industryTo", words, position, valid_from as from, valid_to as to
    from line_tags where ${near} and ${then} order by position, code`.execute(db.kysely);
  const industries = await sql<{
    code: string;
    section: string;
    zh: string;
  }>`select code, section, name_zh as zh from industries order by section, code`.execute(db.kysely);
  const templates = await sql<TemplateFacts>`
    select region_code as region, id, name, title, money_unit as "moneyUnit", columns, grouped_by as "groupedBy" from export_templates where ${near} order by region_code desc, name`.execute(
    db.kysely,
  );
  return {
    tiers: region === undefined || day === null ? tiers.rows : nearestRules(tiers.rows, region),
    lines: region === undefined || day === null ? lines.rows : nearestRules(lines.rows, region),
    industries: industries.rows,
    templates: templates.rows,
  };
}

export interface TemplateFacts {
  region: string;
  id: string;
  name: string;
  title: string;
  moneyUnit: string;
  columns: { field: string; title: string; width?: number }[];
  groupedBy: 'nature' | 'line' | 'region' | null;
}

export async function templateOf(db: Db, regions: readonly string[], id: string): Promise<TemplateFacts | undefined> {
  const near = [...new Set(regions.flatMap(regionsAbove))];
  const { rows } = await sql<TemplateFacts>`
    select region_code as region, id, name, title, money_unit as "moneyUnit", columns, grouped_by as "groupedBy" from export_templates
    where region_code = any (${near}::text[]) and id = ${id}`.execute(db.kysely);
  return rows[0];
}

/** Ends what is in force on that day and starts the new version then; a version that starts the same day is replaced. */
async function startVersion(db: Db, table: 'size_tiers' | 'line_tags', region: string, code: string, from: string): Promise<void> {
  await sql`update ${sql.table(table)} set valid_to = ${from} where region_code = ${region} and code = ${code} and valid_from < ${from} and (valid_to is null or valid_to > ${from})`.execute(
    db.kysely,
  );
}

/** A region's own rule starts: what stood above it stays for the others. */
export async function setTier(
  db: Db,
  rule: { region: string; code: string; zh: string; en: string; minYuan: number; from: Day },
): Promise<void> {
  await startVersion(db, 'size_tiers', rule.region, rule.code, rule.from);
  await sql`
    insert into size_tiers (region_code, code, name_zh, name_en, min_yuan, valid_from) values (${rule.region}, ${rule.code}, ${rule.zh}, ${rule.en}, ${rule.minYuan}, ${rule.from})
    on conflict (region_code, code, valid_from) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, min_yuan = excluded.min_yuan, valid_to = null`.execute(
    db.kysely,
  );
}

export async function setLine(
  db: Db,
  rule: {
    region: string;
    code: string;
    zh: string;
    en: string;
    industryFrom: string | null;
    industryTo: string | null;
    words: string;
    position: number;
    from: Day;
  },
): Promise<void> {
  await startVersion(db, 'line_tags', rule.region, rule.code, rule.from);
  await sql`
    insert into line_tags (region_code, code, name_zh, name_en, industry_from, industry_to, words, position, valid_from)
    values (${rule.region}, ${rule.code}, ${rule.zh}, ${rule.en}, ${rule.industryFrom}, ${rule.industryTo}, ${rule.words}, ${rule.position}, ${rule.from})
    on conflict (region_code, code, valid_from) do update set name_zh = excluded.name_zh, name_en = excluded.name_en, industry_from = excluded.industry_from,
      industry_to = excluded.industry_to, words = excluded.words, position = excluded.position, valid_to = null`.execute(db.kysely);
}

export async function setTemplate(
  db: Db,
  template: { region: string; id: string; name: string; title: string; moneyUnit: string; columns: unknown; groupedBy: string | null },
): Promise<void> {
  await sql`
    insert into export_templates (region_code, id, name, title, money_unit, columns, grouped_by)
    values (${template.region}, ${template.id}, ${template.name}, ${template.title}, ${template.moneyUnit}, ${JSON.stringify(template.columns)}::jsonb, ${template.groupedBy})
    on conflict (region_code, id) do update set name = excluded.name, title = excluded.title, money_unit = excluded.money_unit, columns = excluded.columns, grouped_by = excluded.grouped_by`.execute(
    db.kysely,
  );
}
