// When an entry counts that was made without a network, and whether two of them are one. Pure. The day of judgement is decided here: the clock of a
// device measures only how long ago something was done; which day that was is the server's word.
import type { EntryKind, Photo } from './words-entries.ts';

/** A clock within this is right: sending takes time. */
const toleranceMs = 120_000;

export interface Timed {
  /** The instant that counts. */
  judgedAt: string;
  /** How far the device was ahead of the server; negative: behind; 0 within two minutes. */
  skewSeconds: number;
}

/**
 * Puts an instant of a device right. `sentAt` is what its clock said while sending, `receivedAt` what the server's said; the difference is taken off.
 * Never later than its arrival, never earlier than `notBefore` (a visit cannot have happened before it was appointed): a clock that was moved
 * between doing and sending gets no further than that.
 */
export function judged(times: { deviceAt: string; sentAt: string; receivedAt: string; notBefore: string }): Timed {
  const received = Date.parse(times.receivedAt);
  const off = Date.parse(times.sentAt) - received;
  const skew = Math.abs(off) <= toleranceMs ? 0 : off;
  const put = Date.parse(times.deviceAt) - skew;
  const earliest = Math.min(Date.parse(times.notBefore), received);
  const at = Math.min(Math.max(put, earliest), received);
  return { judgedAt: new Date(at).toISOString(), skewSeconds: Math.round(skew / 1000) };
}

/** The text that is hashed: the same for the same content, however its names were ordered on the way. */
export function wordingOf(entry: { kind: EntryKind; subject: string; at: string; content: unknown; person: string }): string {
  return JSON.stringify(ordered([entry.kind, entry.subject, entry.at, entry.person, entry.content]));
}

/** The same value whatever the order of its fields, for comparing what was sent twice. */
export function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, ordered(one)]),
  );
}

/** Into how many pieces a photo of so many bytes is cut. */
export const piecesOf = (bytes: number, piece: number): number => Math.max(1, Math.ceil(bytes / piece));

/** What the first bytes of a file say it is; undefined for anything that is no photo. */
export function photoTypeOf(bytes: Uint8Array): Photo['type'] | undefined {
  const begins = (at: number, ...signs: number[]): boolean => signs.every((sign, place) => bytes[at + place] === sign);
  if (begins(0, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  if (begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (begins(0, 0x52, 0x49, 0x46, 0x46) && begins(8, 0x57, 0x45, 0x42, 0x50)) return 'image/webp';
  return undefined;
}
