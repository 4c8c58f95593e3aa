// One file of a multipart request, streamed into the store by its content. What the file is, and whether it may be read, is decided by
// the room that asked for it; here only size and name, and how much one person may upload: dated rules, platform/files/store-arrivals.ts.
import type { FastifyRequest } from 'fastify';
import { newId } from '../../vocabulary/ids.ts';
import { refuse } from '../../vocabulary/problems.ts';
import { TooLarge } from '../files/files.ts';
import { arrivedSince, insertArrival, uploadRulesOn } from '../files/store-arrivals.ts';
import type { Ground, Person, Upload } from './house.ts';

const megabyte = 1024 * 1024;
const dayMs = 86_400_000;
const nowhere = { regions: [], prefix: null, owner: null };

/** What each person is uploading at this moment. */
export type UnderWay = Map<string, { files: number; bytes: number }>;

/** A name as people may see it again: no folders, no control signs, at most 200 characters. */
function plainFileName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being removed
  const plain = last.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  return plain === '' || plain === '.' || plain === '..' ? 'file' : plain.slice(-200);
}

export async function receiveFile(
  request: FastifyRequest,
  ground: Ground,
  person: Person,
  underWay: UnderWay,
  limitMb: number,
): Promise<Upload> {
  if (!request.isMultipart()) refuse('request.no-file');
  const declared = Number(request.headers['content-length'] ?? limitMb * megabyte);
  const place = await takePlace(ground, person, underWay, declared);
  try {
    const part = await request.file();
    if (!part) refuse('request.no-file');
    const kept = await ground.files.put(part.file, {
      limit: Math.min(limitMb * megabyte, place.left),
      before: ({ sha256, bytes }) =>
        ground.database.transaction(nowhere, (db) =>
          insertArrival(db, { id: newId(), person: person.id, sha256, bytes, at: ground.clock.now() }),
        ),
    });
    if (part.file.truncated) refuse('request.too-large', { limit: `${limitMb} MB` });
    return { sha256: kept.sha256, bytes: kept.bytes, name: plainFileName(part.filename) };
  } catch (error) {
    if (error instanceof TooLarge && place.left < limitMb * megabyte) refuse('upload.too-much-today', { most: place.dayMb });
    throw error;
  } finally {
    place.leave();
  }
}

/**
 * A piece of a file that came in the body of a call: kept sealed like any other, under its own hash, and cleared away again unless a room names it.
 * Counted by its bytes against the day of the person; not as a file, since a photo may come in many pieces.
 */
export async function keepPiece(ground: Ground, person: Person, bytes: Uint8Array): Promise<{ sha256: string; bytes: number }> {
  if (!person.operator) {
    const since = new Date(Date.parse(ground.clock.now()) - dayMs).toISOString();
    const { rules, arrived } = await ground.database.transaction(
      nowhere,
      async (db) => ({ rules: await uploadRulesOn(db, ground.clock.today()), arrived: await arrivedSince(db, person.id, since) }),
      { readOnly: true },
    );
    if (arrived.bytes + bytes.length > rules.dayMb * megabyte) refuse('upload.too-much-today', { most: rules.dayMb });
  }
  return ground.files.put(bytes, {
    before: (kept) =>
      ground.database.transaction(nowhere, (db) =>
        insertArrival(db, { id: newId(), person: person.id, sha256: kept.sha256, bytes: kept.bytes, at: ground.clock.now() }),
      ),
  });
}

/**
 * Refuses with a sentence when this person has uploaded, or is uploading, as much as the rules of the day allow. `left`: bytes that may still
 * come. The local operator is not bounded.
 */
async function takePlace(
  ground: Ground,
  person: Person,
  underWay: UnderWay,
  declared: number,
): Promise<{ left: number; dayMb: number; leave: () => void }> {
  const since = new Date(Date.parse(ground.clock.now()) - dayMs).toISOString();
  const { rules, arrived } = await ground.database.transaction(
    nowhere,
    async (db) => ({ rules: await uploadRulesOn(db, ground.clock.today()), arrived: await arrivedSince(db, person.id, since) }),
    { readOnly: true },
  );
  // From here on without a pause: two requests cannot both take the last place.
  const busy = underWay.get(person.id) ?? { files: 0, bytes: 0 };
  const left = person.operator ? Number.POSITIVE_INFINITY : rules.dayMb * megabyte - arrived.bytes - busy.bytes;
  if (!person.operator) {
    if (busy.files >= rules.atOnce) refuse('upload.too-many-at-once', { most: rules.atOnce });
    if (arrived.files + busy.files >= rules.dayFiles) refuse('upload.too-many-today', { most: rules.dayFiles });
    // What surrounds the file in the request is a few hundred bytes.
    if (declared > left + 65_536) refuse('upload.too-much-today', { most: rules.dayMb });
  }
  underWay.set(person.id, busy);
  busy.files += 1;
  busy.bytes += declared;
  const leave = (): void => {
    busy.files -= 1;
    busy.bytes -= declared;
    if (busy.files === 0) underWay.delete(person.id);
  };
  return { left, dayMb: rules.dayMb, leave };
}
