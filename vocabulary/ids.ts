// Ids are UUIDs of version 7 (RFC 9562), made in the product so that embedded, server and distributed PostgreSQL need no generator.
// They sort by the moment they were made.
import { z } from 'zod';

export type Id = string & { readonly __id: true };
export const Id = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, { error: 'id.invalid' })
  .transform((text) => text as Id);

let lastMillisecond = 0;
let counter = 0;
// Random bytes are drawn for many ids at once: a ledger makes a hundred thousand of them.
const pool = new Uint8Array(4096);
let used = pool.length;
const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A new id. Monotonic within a process: two ids made in the same millisecond keep their order. */
export function newId(millisecond: number = Date.now()): Id {
  if (millisecond <= lastMillisecond) counter += 1;
  else {
    lastMillisecond = millisecond;
    counter = 0;
  }
  if (counter > 0xfff) {
    lastMillisecond += 1;
    counter = 0;
  }
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  const at = used;
  used += 8;
  const time = lastMillisecond.toString(16).padStart(12, '0');
  const hex = (place: number): string => hexOf[pool[at + place]!]!;
  const variant = hexOf[(pool[at]! & 0x3f) | 0x80]!;
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${variant}${hex(1)}-${hex(2)}${hex(3)}${hex(4)}${hex(5)}${hex(6)}${hex(7)}` as Id;
}
