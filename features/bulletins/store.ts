// Bulletins, their numbers and the leave given for a contradiction, as the database keeps them. What is frozen is never written again: the
// update that issues is the only one that sets it, and the one that withdraws leaves it alone.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Frozen } from './rules-issue.ts';
import type { BulletinKind, BulletinStatus, Entries, Parts } from './words.ts';

export interface Place {
  region: string;
  id: string;
}
export interface BulletinRow extends Place {
  kind: BulletinKind;
  year: number;
  title: string;
  parts: Parts;
  entries: Entries;
  templateRegion: string;
  templateCode: string;
  templateVersion: number;
  templateName: string;
  status: BulletinStatus;
  number: number | null;
  total: number | null;
  frozen: Frozen | null;
  hash: string | null;
  createdBy: string;
  updatedName: string;
  updatedAt: string;
  issuedName: string | null;
  issuedAt: string | null;
  withdrawnName: string | null;
  withdrawnAt: string | null;
  withdrawnReason: string | null;
  version: number;
}

const columns =
  sql.raw(`region_code as region, id, kind, year, title, parts, entries, template_region as "templateRegion", template_code as "templateCode",
  template_version as "templateVersion", template_name as "templateName", status, number, total, frozen, hash, created_by as "createdBy",
  updated_name as "updatedName", updated_at as "updatedAt", issued_name as "issuedName", issued_at as "issuedAt", withdrawn_name as "withdrawnName",
  withdrawn_at as "withdrawnAt", withdrawn_reason as "withdrawnReason", version`);

export type LineRow = Omit<BulletinRow, 'parts' | 'entries' | 'frozen'>;

/** Newest first; drafts before papers of the same moment. */
export async function findBulletins(
  db: Db,
  ask: {
    regions: readonly string[];
    kind?: string | undefined;
    year?: number | undefined;
    status?: string | undefined;
    limit: number;
    offset: number;
  },
): Promise<{ total: number; rows: LineRow[] }> {
  const where = sql`region_code = any (${ask.regions}::text[])
    and (${ask.kind ?? null}::text is null or kind = ${ask.kind ?? null}) and (${ask.year ?? null}::int is null or year = ${ask.year ?? null})
    and (${ask.status ?? null}::text is null or status = ${ask.status ?? null})`;
  const { rows: counted } = await sql<{ count: number }>`select count(*)::int as count from bulletins where ${where}`.execute(db.kysely);
  const { rows } = await sql<LineRow>`
    select region_code as region, id, kind, year, title, status, number, total, hash, created_by as "createdBy", updated_name as "updatedName",
      updated_at as "updatedAt", issued_name as "issuedName", issued_at as "issuedAt", version
    from bulletins where ${where} order by coalesce(issued_at, updated_at) desc, id desc limit ${ask.limit} offset ${ask.offset}`.execute(
    db.kysely,
  );
  return { total: counted[0]?.count ?? 0, rows };
}

export async function insertBulletin(
  db: Db,
  row: Pick<
    BulletinRow,
    'region' | 'id' | 'kind' | 'year' | 'title' | 'parts' | 'templateRegion' | 'templateCode' | 'templateVersion' | 'templateName'
  > & { by: string; byName: string; at: string },
): Promise<void> {
  await sql`
    insert into bulletins (region_code, id, kind, year, title, parts, template_region, template_code, template_version, template_name,
      created_by, created_name, created_at, updated_name, updated_at)
    values (${row.region}, ${row.id}, ${row.kind}, ${row.year}, ${row.title}, ${JSON.stringify(row.parts)}::jsonb, ${row.templateRegion}, ${row.templateCode},
      ${row.templateVersion}, ${row.templateName}, ${row.by}, ${row.byName}, ${row.at}, ${row.byName}, ${row.at})`.execute(db.kysely);
}

/** One bulletin; `lock` keeps others from changing it until the end of the transaction. */
export async function loadBulletin(db: Db, { region, id }: Place, lock = false): Promise<BulletinRow | undefined> {
  const { rows } = await sql<BulletinRow>`
    select ${columns} from bulletins where region_code = ${region} and id = ${id} ${lock ? sql`for update` : sql``}`.execute(db.kysely);
  return rows[0];
}

export async function updateDraft(
  db: Db,
  { region, id }: Place,
  draft: { title: string; parts: Parts; entries: Entries; byName: string; at: string },
): Promise<void> {
  await sql`
    update bulletins set title = ${draft.title}, parts = ${JSON.stringify(draft.parts)}::jsonb, entries = ${JSON.stringify(draft.entries)}::jsonb,
      updated_name = ${draft.byName}, updated_at = ${draft.at}, version = version + 1
    where region_code = ${region} and id = ${id} and status = 'draft'`.execute(db.kysely);
}

export async function deleteDraft(db: Db, { region, id }: Place): Promise<void> {
  await sql`delete from bulletins where region_code = ${region} and id = ${id} and status = 'draft'`.execute(db.kysely);
}

/** The next number of a counter; its row stays locked until the transaction ends, so a failure gives the number back. */
export async function nextNumber(db: Db, region: string, kind: BulletinKind, year: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into bulletin_counters (region_code, kind, year, last) values (${region}, ${kind}, ${year}, 1)
    on conflict (region_code, kind, year) do update set last = bulletin_counters.last + 1 returning last`.execute(db.kysely);
  return rows[0]!.last;
}

export async function freezeBulletin(
  db: Db,
  { region, id }: Place,
  issued: { title: string; number: number; total: number; frozen: Frozen; hash: string; by: string; byName: string; at: string },
): Promise<void> {
  await sql`
    update bulletins set status = 'issued', title = ${issued.title}, number = ${issued.number}, total = ${issued.total}, frozen = ${JSON.stringify(issued.frozen)}::jsonb,
      hash = ${issued.hash}, issued_by = ${issued.by}, issued_name = ${issued.byName}, issued_at = ${issued.at}, updated_name = ${issued.byName},
      updated_at = ${issued.at}, version = version + 1
    where region_code = ${region} and id = ${id} and status = 'draft'`.execute(db.kysely);
}

export async function markWithdrawn(db: Db, { region, id }: Place, by: { byName: string; at: string; reason: string }): Promise<void> {
  await sql`
    update bulletins set status = 'withdrawn', withdrawn_name = ${by.byName}, withdrawn_at = ${by.at}, withdrawn_reason = ${by.reason},
      updated_name = ${by.byName}, updated_at = ${by.at}, version = version + 1
    where region_code = ${region} and id = ${id} and status = 'issued'`.execute(db.kysely);
}

export interface OverrideRow {
  id: string;
  finding: string;
  textHash: string;
  zh: string;
  en: string;
  reason: string;
  askedBy: string;
  askedName: string;
  askedAt: string;
  decision: 'granted' | 'declined' | null;
  decidedBy: string | null;
  decidedName: string | null;
  decidedAt: string | null;
  note: string;
}

/** What was asked for, oldest first; the latest word on a finding counts. */
export async function overridesOf(db: Db, { region, id }: Place): Promise<OverrideRow[]> {
  const { rows } = await sql<OverrideRow>`
    select id, finding, text_hash as "textHash", sentence_zh as zh, sentence_en as en, reason, asked_by as "askedBy", asked_name as "askedName", asked_at as "askedAt",
      decision, decided_by as "decidedBy", decided_name as "decidedName", decided_at as "decidedAt", note
    from bulletin_overrides where region_code = ${region} and bulletin_id = ${id} order by asked_at, id`.execute(db.kysely);
  return rows;
}

export async function insertOverride(
  db: Db,
  { region, id }: Place,
  row: { id: string; finding: string; textHash: string; zh: string; en: string; reason: string; by: string; byName: string; at: string },
): Promise<void> {
  await sql`
    insert into bulletin_overrides (region_code, id, bulletin_id, finding, text_hash, sentence_zh, sentence_en, reason, asked_by, asked_name, asked_at)
    values (${region}, ${row.id}, ${id}, ${row.finding}, ${row.textHash}, ${row.zh}, ${row.en}, ${row.reason}, ${row.by}, ${row.byName}, ${row.at})`.execute(
    db.kysely,
  );
}

export async function decideOverrideRow(
  db: Db,
  region: string,
  id: string,
  word: { decision: 'granted' | 'declined'; by: string; byName: string; at: string; note: string },
): Promise<void> {
  await sql`
    update bulletin_overrides set decision = ${word.decision}, decided_by = ${word.by}, decided_name = ${word.byName}, decided_at = ${word.at}, note = ${word.note}
    where region_code = ${region} and id = ${id} and decision is null`.execute(db.kysely);
}
