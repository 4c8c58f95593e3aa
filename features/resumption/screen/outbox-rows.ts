// How what is done without a network lies on the shelf until it is sent: an entry with the photos it speaks of, written in one go with the draft it came
// from. Also the pictures: made small before they are kept, without what a camera writes into a file about its owner.
import { deviceNow } from '../../../ui/device/moment.ts';
import type { Change, Shelf } from '../../../ui/device/shelf.ts';
import { newId } from '../../../vocabulary/ids.ts';
import type { EntryKind, Photo, Position } from '../words-entries.ts';

/** An entry on the shelf (kind 'entry'). `refused`: the server said no; it waits for the person. `title`: what it is, for the list of what waits. */
export interface WaitingEntry {
  region: string;
  id: string;
  kind: EntryKind;
  subject: string;
  at: string;
  content: Record<string, unknown>;
  title: string;
  photos: string[];
  refused: { zh: string; en: string } | null;
}
/** A call of the day that is repeated as it was made until it is answered (kind 'call'): its endpoint takes the same id once. */
export interface WaitingCall {
  id: string;
  name: 'checkIn' | 'sendRound';
  input: unknown;
  at: string;
  title: string;
  refused: { zh: string; en: string } | null;
}
/** A photo whose entry is at the server (kind 'photo-waiting', id: hash); its bytes are kind 'photo'. */
export interface WaitingPhoto {
  region: string;
  bytes: number;
  tries: number;
}
/** What became of an entry that was not simply taken (kind 'told'). */
export interface Told {
  title: string;
  at: string;
  sentence: { zh: string; en: string };
}

/** Puts an entry into the outbox and takes its draft away, all or nothing. The id is made here and never changes. */
export async function queueEntry(
  shelf: Shelf,
  entry: Omit<WaitingEntry, 'id' | 'at' | 'refused'>,
  draft?: { id: string },
): Promise<string> {
  const id = newId(Date.parse(deviceNow()));
  const waiting: WaitingEntry = { ...entry, id, at: deviceNow(), refused: null };
  const changes: Change[] = [{ kind: 'entry', id, value: waiting }];
  for (const sha256 of new Set(entry.photos))
    changes.push({ kind: 'photo-waiting', id: sha256, value: { region: entry.region, bytes: 0, tries: 0 } satisfies WaitingPhoto });
  if (draft) changes.push({ kind: 'draft', id: draft.id });
  await shelf.write(changes);
  return id;
}

/** Puts a call into the outbox and takes its draft away, all or nothing. */
export async function queueCall(shelf: Shelf, one: Omit<WaitingCall, 'at' | 'refused'>, draft?: { id: string }): Promise<void> {
  const waiting: WaitingCall = { ...one, at: deviceNow(), refused: null };
  await shelf.write([{ kind: 'call', id: one.id, value: waiting }, ...(draft ? [{ kind: 'draft' as const, id: draft.id }] : [])]);
}

const longestSide = 1600;
const quality = 0.82;

/** A picture small enough for a bar of signal, drawn anew: the place and the owner that a camera writes into it do not come along. */
export async function takePhoto(file: Blob, place: Position | null): Promise<{ photo: Photo; bytes: Uint8Array<ArrayBuffer> }> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
  if (!blob) throw new Error('this picture cannot be drawn');
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { photo: { sha256, bytes: bytes.length, type: 'image/jpeg', takenAt: deviceNow(), place }, bytes };
}

/** Where this device is, when the person allows it; null when not, or when it does not know within some seconds. */
export function whereAmI(): Promise<Position | null> {
  return new Promise((done) => {
    if (!('geolocation' in navigator)) return done(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        done({ lat: round(coords.latitude), lon: round(coords.longitude), accuracy: Math.min(100_000, Math.round(coords.accuracy)) }),
      () => done(null),
      { enableHighAccuracy: true, timeout: 8_000, maximumAge: 60_000 },
    );
  });
}
/** Ten metres are enough to say which gate. */
const round = (degrees: number): number => Math.round(degrees * 10_000) / 10_000;
