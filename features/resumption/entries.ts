// Taking what devices send: once and whole, however often, in whatever order and by how many at a time it comes. Same id and same wording: known. Same
// id and another wording, a second opinion, a visit that is over: kept beside, answered 409, settled by somebody. What an entry does is its
// kind's matter; here only that it happens once and that nothing is lost.
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Db } from '../../platform/db/database.ts';
import type { House } from '../../platform/http/house.ts';
import { newId } from '../../vocabulary/ids.ts';
import { type Problem, sentence } from '../../vocabulary/problems.ts';
import { absence, mending, opinion } from './entry-visits.ts';
import { judged, wordingOf } from './rules-entries.ts';
import { besideOf, type ConflictRow, entryOf, insertConflict, insertEntry, insertPhotos, lockSubject, type Sent } from './store-entries.ts';
import type { ConflictKind, ConflictReason, Entry, EntryKind, EntryOutcome, Photo } from './words-entries.ts';

/** What an entry is about, locked until the transaction ends. */
export interface Subject {
  enterpriseId: string;
  /** Nothing about it can have been done before. */
  notBefore: string;
}
/** `beside`: not refused and not in force: kept until somebody settles it; `against`: the entry that stands. */
export type Verdict = { ok: Record<string, string> } | { refused: Problem } | { beside: ConflictReason; against: string | null };

/** A kind of entry. `take` does what it says and must do nothing where it answers otherwise than ok. */
export interface Kind<S extends Subject = Subject, Content = unknown> {
  may: string;
  content: z.ZodType<Content>;
  subject(db: Db, region: string, id: string): Promise<S | undefined>;
  photos(content: Content): { department: string; item: string; photo: Photo }[];
  take(house: House, given: { subject: S; sent: Sent; content: Content; settling: boolean }): Promise<Verdict>;
}

// Every kind is of its own subject and content; what goes into `take` came from the same kind's `subject` and `content`.
// biome-ignore lint/suspicious/noExplicitAny: see above
const kinds: Record<EntryKind, Kind<any, any>> = { opinion, absence, mending };

const hashOf = (entry: Parameters<typeof wordingOf>[0]): string => createHash('sha256').update(wordingOf(entry)).digest('hex');

type Result = { id: string; outcome: EntryOutcome; problem: { code: string; message: { zh: string; en: string } } | null };
interface Batch {
  region: string;
  device: string;
  sentAt: string;
  entries: readonly Entry[];
}

/** Takes a batch. `beside`: ids of entries that lie beside now, or did before. */
export async function takeBatch(
  house: House,
  batch: Batch,
): Promise<{ results: Result[]; beside: string[]; receivedAt: string; skewSeconds: number }> {
  const receivedAt = house.clock.now();
  const results: Result[] = [];
  const beside: string[] = [];
  // Subjects in one order for everybody, then entries as they were made.
  const order = [...batch.entries].sort((a, b) => compare(a.subject, b.subject) || compare(a.id, b.id));
  for (const entry of order) {
    await lockSubject(house.db, batch.region, entry.subject);
    const answer = await takeOne(house, batch, entry, receivedAt);
    if (answer === 'beside') beside.push(entry.id);
    else if (typeof answer === 'string') results.push({ id: entry.id, outcome: answer, problem: null });
    else results.push({ id: entry.id, outcome: 'refused', problem: said(answer) });
  }
  const { skewSeconds } = judged({ deviceAt: batch.sentAt, sentAt: batch.sentAt, receivedAt, notBefore: batch.sentAt });
  return { results, beside, receivedAt, skewSeconds };
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
const said = (problem: Problem): NonNullable<Result['problem']> => ({
  code: problem.code,
  message: { zh: sentence(problem, 'zh'), en: sentence(problem, 'en') },
});

async function takeOne(house: House, batch: Batch, entry: Entry, receivedAt: string): Promise<'kept' | 'known' | 'beside' | Problem> {
  const { db, person } = house;
  const { region } = batch;
  const kind = kinds[entry.kind];
  if (!person.may(kind.may)) return { code: 'person.may-not', params: { permission: kind.may } };
  const hash = hashOf({ ...entry, person: person.id });
  const before = await entryOf(db, region, entry.id);
  if (before?.hash === hash) return 'known';
  if (await besideOf(db, region, entry.id, hash)) return 'beside';
  const subject = await kind.subject(db, region, entry.subject);
  if (!subject) return { code: 'thing.unknown' };
  const read = kind.content.safeParse(entry.content);
  if (!read.success) {
    const [issue] = read.error.issues;
    if (issue?.message === 'resumption.text-holds-number') return { code: 'resumption.text-holds-number' };
    return { code: 'resumption.entry-unreadable', params: { field: issue?.path.join('.') || '—' } };
  }
  const sent: Sent = {
    region,
    id: entry.id,
    enterpriseId: subject.enterpriseId,
    kind: entry.kind,
    subjectId: entry.subject,
    personId: person.id,
    personName: person.name,
    deviceId: batch.device,
    deviceAt: entry.at,
    sentAt: batch.sentAt,
    receivedAt,
    ...judged({ deviceAt: entry.at, sentAt: batch.sentAt, receivedAt, notBefore: subject.notBefore }),
    hash,
    content: read.data as Record<string, unknown>,
  };
  const keepBeside = async (reason: ConflictReason, againstId: string | null): Promise<'beside'> => {
    const id = newId();
    await insertConflict(db, { ...sent, id, entryId: entry.id, againstId, reason });
    await keepPhotos(db, { ...sent, id }, kind.photos(read.data));
    return 'beside';
  };
  if (before) return keepBeside('content', before.id);
  const verdict = await kind.take(house, { subject, sent, content: read.data, settling: false });
  if ('refused' in verdict) return verdict.refused;
  if ('beside' in verdict) return keepBeside(verdict.beside, verdict.against);
  if (!(await insertEntry(db, sent))) throw new Error(`the id ${entry.id} was taken while it was being written`);
  await keepPhotos(db, sent, kind.photos(read.data));
  await house.audit({ region, kind: 'visit', id: entry.subject, facts: { ...verdict.ok, entry: entry.id, judgedAt: sent.judgedAt } });
  return 'kept';
}

const keepPhotos = (db: Db, of: Sent, photos: readonly { department: string; item: string; photo: Photo }[]): Promise<void> =>
  insertPhotos(
    db,
    of,
    photos.map(({ department, item, photo }) => ({
      entryId: of.id,
      sha256: photo.sha256,
      department,
      item,
      bytes: photo.bytes,
      type: photo.type,
      takenAt: photo.takenAt,
      latitude: photo.place?.lat ?? null,
      longitude: photo.place?.lon ?? null,
      accuracy: photo.place ? Math.round(photo.place.accuracy) : null,
    })),
  );

/** Entries of this kind come by sendEntries; officers' calls have officer-beside.ts. */
export const isEntry = <T extends { kind: ConflictKind }>(row: T): row is T & { kind: EntryKind } => row.kind in kinds;

/** Somebody decided that what was kept beside is what counts: it takes the place of what stood, signed by whoever had signed it. */
export async function putInPlace(house: House, row: ConflictRow & { kind: EntryKind }): Promise<Problem | undefined> {
  const kind = kinds[row.kind];
  await lockSubject(house.db, row.region, row.subjectId);
  const subject = await kind.subject(house.db, row.region, row.subjectId);
  if (!subject) return { code: 'thing.unknown' };
  const verdict = await kind.take(house, { subject, sent: row, content: kind.content.parse(row.content), settling: true });
  if ('refused' in verdict) return verdict.refused;
  return 'beside' in verdict ? { code: 'resumption.visit-decided' } : undefined;
}
