// Entries from devices, what was kept beside, photos and their pieces. One subject is worked on by one transaction at a time (an advisory lock until
// its end), so that the same entry sent twenty times at once is written once and entries in another order do not wait for each other in a circle.
import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { ConflictKind, ConflictReason, ConflictState } from './words-entries.ts';

/** Who sent it, on which device, and when by whose clock; officers' calls say neither the device nor its time of sending. */
export interface Sent {
  region: string;
  id: string;
  enterpriseId: string;
  kind: ConflictKind;
  subjectId: string;
  personId: string;
  personName: string;
  deviceId: string | null;
  deviceAt: string;
  sentAt: string | null;
  receivedAt: string;
  judgedAt: string;
  skewSeconds: number;
  hash: string;
  content: Record<string, unknown>;
}
export interface ConflictRow extends Omit<Sent, 'region' | 'id'> {
  region: string;
  id: string;
  entryId: string;
  againstId: string | null;
  reason: ConflictReason;
  state: ConflictState;
  settledName: string | null;
  settledAt: string | null;
  settledNote: string;
}

const sentColumns =
  sql.raw(`region_code as region, id, enterprise_id as "enterpriseId", kind, subject_id as "subjectId", person_id as "personId",
  person_name as "personName", device_id as "deviceId", device_at as "deviceAt", sent_at as "sentAt", received_at as "receivedAt", judged_at as "judgedAt",
  skew_seconds as "skewSeconds", hash, content`);
const conflictColumns =
  sql.raw(`entry_id as "entryId", against_id as "againstId", reason, state, settled_name as "settledName", settled_at as "settledAt",
  settled_note as "settledNote"`);

/** From here to the end of the transaction nobody else works on that subject. */
export async function lockSubject(db: Db, region: string, subject: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(7203085, hashtext(${`${region} ${subject}`}))`.execute(db.kysely);
}

export async function entryOf(db: Db, region: string, id: string): Promise<Sent | undefined> {
  const { rows } = await sql<Sent>`select ${sentColumns} from resumption_entries where region_code = ${region} and id = ${id}`.execute(
    db.kysely,
  );
  return rows[0];
}

/** False when that id was taken meanwhile: another transaction had the same id about another subject. */
export async function insertEntry(db: Db, one: Sent): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    insert into resumption_entries (region_code, id, enterprise_id, kind, subject_id, person_id, person_name, device_id, device_at, sent_at, received_at,
      judged_at, skew_seconds, hash, content)
    values (${one.region}, ${one.id}, ${one.enterpriseId}, ${one.kind}, ${one.subjectId}, ${one.personId}, ${one.personName}, ${one.deviceId}, ${one.deviceAt},
      ${one.sentAt}, ${one.receivedAt}, ${one.judgedAt}, ${one.skewSeconds}, ${one.hash}, ${JSON.stringify(one.content)}::jsonb)
    on conflict (region_code, id) do nothing returning id`.execute(db.kysely);
  return rows.length > 0;
}

/** The wording of an entry that was kept beside before. */
export async function besideOf(db: Db, region: string, entry: string, hash: string): Promise<ConflictRow | undefined> {
  const { rows } = await sql<ConflictRow>`
    select ${sentColumns}, ${conflictColumns} from resumption_conflicts where region_code = ${region} and entry_id = ${entry} and hash = ${hash}`.execute(
    db.kysely,
  );
  return rows[0];
}

/** Keeps a wording beside; one that lies there already is left as it is. */
export async function insertConflict(
  db: Db,
  one: Omit<Sent, 'id'> & { id: string; entryId: string; againstId: string | null; reason: ConflictReason },
): Promise<void> {
  await sql`
    insert into resumption_conflicts (region_code, id, enterprise_id, entry_id, against_id, reason, kind, subject_id, person_id, person_name, device_id, device_at,
      sent_at, received_at, judged_at, skew_seconds, hash, content)
    values (${one.region}, ${one.id}, ${one.enterpriseId}, ${one.entryId}, ${one.againstId}, ${one.reason}, ${one.kind}, ${one.subjectId}, ${one.personId},
      ${one.personName}, ${one.deviceId}, ${one.deviceAt}, ${one.sentAt}, ${one.receivedAt}, ${one.judgedAt}, ${one.skewSeconds}, ${one.hash},
      ${JSON.stringify(one.content)}::jsonb)
    on conflict (region_code, entry_id, hash) do nothing`.execute(db.kysely);
}

export async function conflictsIn(
  db: Db,
  regions: readonly string[],
  ask: { state?: ConflictState | undefined; id?: string },
): Promise<ConflictRow[]> {
  const { rows } = await sql<ConflictRow>`
    select ${sentColumns}, ${conflictColumns} from resumption_conflicts
    where region_code = any (${regions}::text[]) and (${ask.state ?? null}::text is null or state = ${ask.state ?? null})
      and (${ask.id ?? null}::uuid is null or id = ${ask.id ?? null}::uuid)
    order by (state = 'open') desc, received_at desc, id limit 200`.execute(db.kysely);
  return rows;
}
export async function openConflicts(db: Db, regions: readonly string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from resumption_conflicts where region_code = any (${regions}::text[]) and state = 'open'`.execute(
    db.kysely,
  );
  return rows[0]?.count ?? 0;
}
export async function entriesOf(db: Db, regions: readonly string[], ids: readonly string[]): Promise<Sent[]> {
  const { rows } = await sql<Sent>`
    select ${sentColumns} from resumption_entries where region_code = any (${regions}::text[]) and id = any (${ids}::uuid[])`.execute(
    db.kysely,
  );
  return rows;
}

/** What was put in the place of the first wording last, if anything was. */
export async function takenLast(db: Db, region: string, entry: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from resumption_conflicts where region_code = ${region} and entry_id = ${entry} and state = 'second' order by settled_at desc, id desc limit 1`.execute(
    db.kysely,
  );
  return rows[0]?.id;
}
/** What else waits under the same id is held against what stands from now on. */
export async function holdAgainst(db: Db, region: string, entry: string, against: string): Promise<void> {
  await sql`
    update resumption_conflicts set against_id = ${against} where region_code = ${region} and entry_id = ${entry} and state = 'open' and id <> ${against}`.execute(
    db.kysely,
  );
}

/** False when somebody settled it meanwhile. */
export async function settle(
  db: Db,
  region: string,
  id: string,
  settled: { state: 'first' | 'second'; by: { id: string; name: string }; at: string; note: string },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update resumption_conflicts set state = ${settled.state}, settled_id = ${settled.by.id}, settled_name = ${settled.by.name}, settled_at = ${settled.at},
      settled_note = ${settled.note}
    where region_code = ${region} and id = ${id} and state = 'open' returning id`.execute(db.kysely);
  return rows.length > 0;
}

// ── photos ──

export interface PhotoRow {
  entryId: string;
  sha256: string;
  department: string;
  item: string;
  bytes: number;
  type: string;
  takenAt: string;
  latitude: number | null;
  longitude: number | null;
  accuracy: number | null;
}

/** Photos that an entry speaks of. One whose bytes are here already, from another entry of the region, has arrived at once. */
export async function insertPhotos(
  db: Db,
  of: { region: string; enterpriseId: string; subjectId: string; personId: string },
  photos: readonly PhotoRow[],
): Promise<void> {
  if (photos.length === 0) return;
  await sql`
    insert into resumption_photos (region_code, entry_id, sha256, enterprise_id, subject_id, department, item, bytes, type, taken_at, latitude, longitude,
      accuracy_m, person_id, arrived_at)
    select ${of.region}, "entryId", sha256, ${of.enterpriseId}::uuid, ${of.subjectId}::uuid, department, item, bytes, type, "takenAt", latitude, longitude, accuracy,
      ${of.personId}, (select min(arrived_at) from resumption_photos a where a.region_code = ${of.region} and a.sha256 = x.sha256 and a.enterprise_id = ${of.enterpriseId}::uuid)
    from jsonb_to_recordset(${JSON.stringify(photos)}::jsonb) as x ("entryId" uuid, sha256 text, department text, item text, bytes int, type text,
      "takenAt" timestamptz, latitude float8, longitude float8, accuracy int)
    on conflict do nothing`.execute(db.kysely);
}

export interface Expected {
  sha256: string;
  enterpriseId: string;
  bytes: number;
  type: string;
  arrived: boolean;
}
/** What entries of this region say of photos with these hashes; the asker sees the own enterprise's alone where there is one. */
export async function expectedPhotos(db: Db, region: string, hashes: readonly string[]): Promise<Expected[]> {
  const { rows } = await sql<Expected>`
    select sha256, min(enterprise_id::text) as "enterpriseId", min(bytes) as bytes, min(type) as type, bool_or(arrived_at is not null) as arrived
    from resumption_photos where region_code = ${region} and sha256 = any (${hashes}::text[])
      and (${db.scope.owner}::uuid is null or enterprise_id = ${db.scope.owner}::uuid) group by sha256`.execute(db.kysely);
  return rows;
}
export async function piecesHeld(
  db: Db,
  region: string,
  hashes: readonly string[],
): Promise<{ sha256: string; piece: number; pieceSha256: string }[]> {
  const { rows } = await sql<{ sha256: string; piece: number; pieceSha256: string }>`
    select sha256, piece, piece_sha256 as "pieceSha256" from resumption_photo_pieces
    where region_code = ${region} and sha256 = any (${hashes}::text[]) order by sha256, piece`.execute(db.kysely);
  return rows;
}
export async function insertPiece(
  db: Db,
  one: { region: string; sha256: string; piece: number; of: number; enterpriseId: string; pieceSha256: string; at: string },
): Promise<void> {
  await sql`
    insert into resumption_photo_pieces (region_code, sha256, piece, of_pieces, enterprise_id, piece_sha256, at)
    values (${one.region}, ${one.sha256}, ${one.piece}, ${one.of}, ${one.enterpriseId}, ${one.pieceSha256}, ${one.at})
    on conflict (region_code, sha256, piece) do nothing`.execute(db.kysely);
}
export async function dropPieces(db: Db, region: string, sha256: string): Promise<void> {
  await sql`delete from resumption_photo_pieces where region_code = ${region} and sha256 = ${sha256}`.execute(db.kysely);
}
export async function photoArrived(db: Db, region: string, sha256: string, at: string): Promise<void> {
  await sql`update resumption_photos set arrived_at = ${at} where region_code = ${region} and sha256 = ${sha256} and arrived_at is null`.execute(
    db.kysely,
  );
}
