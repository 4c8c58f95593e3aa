// The rows of manuscripts and of what was said to their findings. Text, tables and proof are one sealed, packed value of the region; the row
// beside it carries only what a list needs. Every statement names the region.
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Db } from '../../platform/db/database.ts';
import type { Secrets } from '../../platform/secrets/secrets.ts';
import { newId } from '../../vocabulary/ids.ts';
import type { Table } from './rules-model.ts';
import type { AnswerReply, ManuscriptForm, ManuscriptReply, ProofReply, RepairReply } from './words.ts';

export interface Place {
  region: string;
  id: string;
}

type Counts = ManuscriptReply['counts'];

export interface ManuscriptRow extends Place {
  title: string;
  form: ManuscriptForm;
  year: number | null;
  fileName: string | null;
  sha256: string;
  characters: number;
  tables: number;
  counts: Omit<Counts, 'answered'>;
  answered: number;
  rulesVersion: string;
  by: string;
  at: string;
  keptUntil: string;
  version: number;
}

/** What is sealed: the text that positions count in, the tables, what was left out, and the proof as it was when it was kept. */
export interface Content {
  shown: string;
  textIs: 'given' | 'extracted';
  text: string;
  tables: Table[];
  leftOut: { zh: string; en: string }[];
  proof: ProofReply;
}

const columns = [
  'manuscripts.region_code',
  'manuscripts.id',
  'title',
  'form',
  'year',
  'file_name',
  'sha256',
  'characters',
  'table_count',
  'counts',
  'rules_version',
  'created_name',
  'created_at',
  'kept_until',
  'version',
] as const;

const sealedAt = ({ id }: Place): string => `manuscripts/${id}/content`;

const pack = (content: Content): Buffer =>
  zstdCompressSync(Buffer.from(JSON.stringify(content)), { params: { [constants.ZSTD_c_compressionLevel]: 3 } });

// biome-ignore lint/suspicious/noExplicitAny: a row as the driver gives it; rowOf is where it gets its type
const rowOf = (row: any): ManuscriptRow => ({
  region: row.region_code,
  id: row.id,
  title: row.title,
  form: row.form,
  year: row.year,
  fileName: row.file_name,
  sha256: row.sha256,
  characters: row.characters,
  tables: row.table_count,
  counts: row.counts,
  answered: Number(row.answered ?? 0),
  rulesVersion: row.rules_version,
  by: row.created_name,
  at: row.created_at,
  keptUntil: row.kept_until,
  version: row.version,
});

export async function insertManuscript(
  db: Db,
  secrets: Secrets,
  row: Omit<ManuscriptRow, 'id' | 'answered' | 'version'> & { byId: string; content: Content },
): Promise<string> {
  const place = { region: row.region, id: newId() };
  await db.kysely
    .insertInto('manuscripts')
    .values({
      region_code: row.region,
      id: place.id,
      title: row.title,
      form: row.form,
      year: row.year,
      file_name: row.fileName,
      sha256: row.sha256,
      characters: row.characters,
      table_count: row.tables,
      counts: JSON.stringify(row.counts),
      content: await secrets.seal(db, row.region, sealedAt(place), pack(row.content), row.at),
      rules_version: row.rulesVersion,
      created_by: row.byId,
      created_name: row.by,
      created_at: row.at,
      kept_until: row.keptUntil,
    })
    .execute();
  return place.id;
}

/** The row of a manuscript that is still kept today; `lock` for a change. */
export async function loadManuscript(db: Db, { region, id }: Place, today: string, lock = false): Promise<ManuscriptRow | undefined> {
  let query = db.kysely
    .selectFrom('manuscripts')
    .select(columns)
    .where('region_code', '=', region)
    .where('id', '=', id)
    .where('kept_until', '>=', today);
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row && rowOf(row);
}

export async function loadContent(db: Db, secrets: Secrets, place: Place): Promise<Content> {
  const row = await db.kysely
    .selectFrom('manuscripts')
    .select('content')
    .where('region_code', '=', place.region)
    .where('id', '=', place.id)
    .executeTakeFirstOrThrow();
  return JSON.parse(zstdDecompressSync(await secrets.open(db, place.region, sealedAt(place), row.content)).toString('utf8')) as Content;
}

export async function listManuscriptRows(
  db: Db,
  filter: { regions: readonly string[]; year?: number | undefined; today: string; limit: number; offset: number },
): Promise<{ total: number; rows: ManuscriptRow[] }> {
  const regions = filter.regions.length > 0 ? [...filter.regions] : ['-'];
  let query = db.kysely.selectFrom('manuscripts').where('region_code', 'in', regions).where('kept_until', '>=', filter.today);
  if (filter.year !== undefined) query = query.where('year', '=', filter.year);
  const counted = await query.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirst();
  const rows = await query
    .select(columns)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit)
    .offset(filter.offset)
    .execute();
  const listed = rows.map(rowOf);
  if (listed.length > 0) {
    const answers = await db.kysely
      .selectFrom('manuscript_answers')
      .select(['region_code', 'manuscript_id', (eb) => eb.fn.countAll<number>().as('answered')])
      .where('region_code', 'in', [...new Set(listed.map((row) => row.region))])
      .where(
        'manuscript_id',
        'in',
        listed.map((row) => row.id),
      )
      .groupBy(['region_code', 'manuscript_id'])
      .execute();
    const answered = new Map(answers.map((row) => [row.manuscript_id, Number(row.answered)]));
    for (const row of listed) row.answered = answered.get(row.id) ?? 0;
  }
  return { total: Number(counted?.total ?? 0), rows: listed };
}

export async function loadAnswers(db: Db, { region, id }: Place): Promise<AnswerReply[]> {
  const rows = await db.kysely
    .selectFrom('manuscript_answers')
    .select(['finding_key', 'kind', 'note', 'repair', 'by_name', 'at'])
    .where('region_code', '=', region)
    .where('manuscript_id', '=', id)
    .orderBy('at')
    .execute();
  return rows.map((row) => ({ key: row.finding_key, kind: row.kind, note: row.note, repair: row.repair, by: row.by_name, at: row.at }));
}

/** Keeps an answer in place of an earlier one. */
export async function keepAnswer(
  db: Db,
  { region, id }: Place,
  answer: { key: string; kind: AnswerReply['kind']; note: string; repair: RepairReply | null; byId: string; by: string; at: string },
): Promise<void> {
  const values = {
    kind: answer.kind,
    note: answer.note,
    repair: answer.repair === null ? null : JSON.stringify(answer.repair),
    by_id: answer.byId,
    by_name: answer.by,
    at: answer.at,
  };
  await db.kysely
    .insertInto('manuscript_answers')
    .values({ region_code: region, manuscript_id: id, finding_key: answer.key, ...values })
    .onConflict((conflict) => conflict.columns(['region_code', 'manuscript_id', 'finding_key']).doUpdateSet(values))
    .execute();
}

export async function dropAnswer(db: Db, { region, id }: Place, key: string): Promise<void> {
  await db.kysely
    .deleteFrom('manuscript_answers')
    .where('region_code', '=', region)
    .where('manuscript_id', '=', id)
    .where('finding_key', '=', key)
    .execute();
}

export async function touchManuscript(db: Db, { region, id }: Place): Promise<void> {
  await db.kysely
    .updateTable('manuscripts')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('region_code', '=', region)
    .where('id', '=', id)
    .execute();
}

/** Takes a manuscript away whole, answers included. */
export async function removeManuscript(db: Db, { region, id }: Place): Promise<void> {
  await db.kysely.deleteFrom('manuscripts').where('region_code', '=', region).where('id', '=', id).execute();
}

/** Manuscripts of a region whose day has passed are taken away whenever somebody hands a new one in. */
export async function removeExpired(db: Db, region: string, today: string): Promise<void> {
  await db.kysely.deleteFrom('manuscripts').where('region_code', '=', region).where('kept_until', '<', today).execute();
}
