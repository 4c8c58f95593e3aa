// Sends what waits: entries first, in batches and in the order they were made, then the photos they speak of, piece by piece, only the pieces that the
// server lacks. A cut anywhere leaves everything that was not answered on the shelf; sending it again does no harm.
import { call, ProblemError } from '../../../ui/call.ts';
import { deviceId, deviceNow, noteServerTime } from '../../../ui/device/moment.ts';
import type { Send } from '../../../ui/device/outbox.ts';
import type { Change, Shelf } from '../../../ui/device/shelf.ts';
import type { Endpoint } from '../../../vocabulary/endpoint.ts';
import { newId } from '../../../vocabulary/ids.ts';
import { askPhotos, pieceBytes, sendEntries, sendPiece } from '../words-entries.ts';
import { checkIn, sendRound } from '../words-officers.ts';
import type { Told, WaitingCall, WaitingEntry, WaitingPhoto } from './outbox-rows.ts';
import { fetchAhead } from './visit-ahead.ts';

const mostEntries = 50;
/** The server takes one megabyte; signatures and notes are counted as they go. */
const mostSigns = 600_000;
const mostHashes = 100;
const mostTries = 5;

/** See Send: everything that can be sent now is sent; throws when the line breaks. */
export const send: Send = async (shelf) => {
  for (;;) {
    const waiting = (await shelf.all<WaitingEntry>('entry')).map((row) => row.value).filter((entry) => entry.refused === null);
    const batch = firstBatch(waiting);
    if (batch.length === 0) break;
    await sendBatch(shelf, batch);
  }
  await sendCalls(shelf);
  await sendPhotos(shelf);
};

/** Before anything is asked for: what the pages show where there is no network. */
export const ahead = fetchAhead;

const calls = { checkIn, sendRound };

const tellOf = ({ id, title }: { id: string; title: string }, sentence: Told['sentence']): Change => ({
  kind: 'told',
  id,
  value: { title, at: deviceNow(), sentence } satisfies Told,
});

async function sendCalls(shelf: Shelf): Promise<void> {
  for (const { value } of await shelf.all<WaitingCall>('call')) {
    if (value.refused) continue;
    try {
      await call(calls[value.name] as Endpoint, value.input as never);
      await shelf.write([{ kind: 'call', id: value.id }]);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status < 400 || error.status >= 500 || [401, 408, 429].includes(error.status))
        throw error;
      // Kept beside: the server has it, somebody settles; what became of it stays here until it was read.
      if (error.code === 'resumption.kept-beside') await shelf.write([{ kind: 'call', id: value.id }, tellOf(value, error.words)]);
      else await shelf.write([{ kind: 'call', id: value.id, value: { ...value, refused: error.words } }]);
    }
  }
}

/** Entries of one region, as many as one request may carry. */
function firstBatch(waiting: readonly WaitingEntry[]): WaitingEntry[] {
  const batch: WaitingEntry[] = [];
  let signs = 0;
  for (const entry of waiting) {
    if (entry.region !== waiting[0]!.region || batch.length === mostEntries) break;
    signs += JSON.stringify(entry.content).length * 2;
    if (batch.length > 0 && signs > mostSigns) break;
    batch.push(entry);
  }
  return batch;
}

async function sendBatch(shelf: Shelf, batch: readonly WaitingEntry[]): Promise<void> {
  try {
    const reply = await call(sendEntries, {
      region: batch[0]!.region as never,
      device: deviceId(newId) as never,
      sentAt: deviceNow(),
      entries: batch.map(({ id, kind, subject, at, content }) => ({ id: id as never, kind, subject: subject as never, at, content })),
    });
    noteServerTime(reply.receivedAt);
    await shelf.write(
      reply.results.flatMap(({ id, outcome, problem }): Change[] => {
        const entry = batch.find((one) => one.id === id);
        if (!entry) return [];
        if (outcome === 'refused' && problem) return [{ kind: 'entry', id, value: { ...entry, refused: problem.message } }];
        return [{ kind: 'entry', id }];
      }),
    );
  } catch (error) {
    // Kept beside: the server has them, a clerk settles. The rest of the batch is there too and will be answered as known.
    if (error instanceof ProblemError && error.code === 'resumption.kept-beside') {
      const ids = new Set(String(error.params.ids ?? '').split(','));
      const there = batch.filter((entry) => ids.has(entry.id));
      if (there.length === 0) throw error;
      await shelf.write(there.flatMap((entry): Change[] => [{ kind: 'entry', id: entry.id }, tellOf(entry, error.words)]));
      return;
    }
    // One entry that the door itself refuses must not hold up the others for ever.
    if (error instanceof ProblemError && error.status >= 400 && error.status < 500 && ![401, 408, 429].includes(error.status)) {
      if (batch.length > 1) {
        for (const entry of batch) await sendBatch(shelf, [entry]);
        return;
      }
      await shelf.write([{ kind: 'entry', id: batch[0]!.id, value: { ...batch[0]!, refused: error.words } }]);
      return;
    }
    throw error;
  }
}

async function sendPhotos(shelf: Shelf): Promise<void> {
  const unsent = new Set((await shelf.all<WaitingEntry>('entry')).flatMap((row) => row.value.photos));
  const waiting = (await shelf.all<WaitingPhoto>('photo-waiting')).filter((row) => !unsent.has(row.id));
  for (const region of new Set(waiting.map((row) => row.value.region))) {
    const mine = waiting.filter((row) => row.value.region === region);
    for (let from = 0; from < mine.length; from += mostHashes) {
      const some = mine.slice(from, from + mostHashes);
      const { photos } = await call(askPhotos, { region: region as never, hashes: some.map((row) => row.id) });
      for (const photo of photos) {
        const row = some.find((one) => one.id === photo.sha256)!;
        if (photo.whole || !photo.expected) await done(shelf, row.id);
        else await sendPhoto(shelf, row, new Set(photo.pieces));
      }
    }
  }
}

const done = async (shelf: Shelf, sha256: string): Promise<void> => {
  const inDraft = (await shelf.ids('draft')).length > 0 && (await draftsUse(shelf, sha256));
  await shelf.write([{ kind: 'photo-waiting', id: sha256 }, ...(inDraft ? [] : [{ kind: 'photo' as const, id: sha256 }])]);
};
const draftsUse = async (shelf: Shelf, sha256: string): Promise<boolean> =>
  (await shelf.all<unknown>('draft')).some((row) => JSON.stringify(row.value).includes(sha256));

async function sendPhoto(shelf: Shelf, row: { id: string; value: WaitingPhoto }, held: ReadonlySet<number>): Promise<void> {
  const { id: sha256, value } = row;
  const bytes = await shelf.bytes('photo', sha256);
  if (!bytes) return done(shelf, sha256); // its bytes are gone: the record says that it was never sent whole
  const of = Math.max(1, Math.ceil(bytes.length / pieceBytes));
  try {
    for (let piece = 0; piece < of; piece += 1) {
      if (held.has(piece)) continue;
      const content = base64(bytes.subarray(piece * pieceBytes, (piece + 1) * pieceBytes));
      const { whole } = await call(sendPiece, { region: value.region as never, sha256, piece, of, content });
      if (whole) return done(shelf, sha256);
    }
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'resumption.photo-broken' || value.tries >= mostTries) throw error;
    await shelf.write([{ kind: 'photo-waiting', id: sha256, value: { ...value, tries: value.tries + 1 } }]);
  }
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 32_768) text += String.fromCharCode(...bytes.subarray(from, from + 32_768));
  return btoa(text);
}
