// A person of a roster sealed and opened: each value by itself, bound to its region, table, row and column, so that no two can be exchanged. The
// digest by which a number is found again is keyed and differs from county to county.

import type { Secrets } from '../../platform/secrets/secrets.ts';
import { type Cell, cellText } from '../../platform/sheets/cells.ts';
import { residentId } from '../../vocabulary/codes.ts';
import type { Worker } from './rules-roster.ts';
import type { RosterField } from './words-roster.ts';

type Seal = (aad: string, bytes: Uint8Array) => Buffer;
type Open = (aad: string, sealed: Uint8Array) => Buffer;

export interface SealedValues {
  name: Buffer;
  identity: Buffer;
  phone: Buffer | null;
  from: Buffer | null;
}

const place = (id: string, column: 'name' | 'identity' | 'phone' | 'from'): string => `resumption_workers/${id}/${column}`;
const rowPlace = (id: string): string => `resumption_roster_rows/${id}/cells`;

export function sealWorker(seal: Seal, id: string, worker: Pick<Worker, 'name' | 'identity' | 'phone' | 'from'>): SealedValues {
  const one = (column: 'name' | 'identity' | 'phone' | 'from', text: string): Buffer => seal(place(id, column), Buffer.from(text));
  return {
    name: one('name', worker.name),
    identity: one('identity', worker.identity),
    phone: worker.phone === null ? null : one('phone', worker.phone),
    from: worker.from === null ? null : one('from', worker.from),
  };
}

export function openWorker(
  open: Open,
  id: string,
  sealed: { name: Uint8Array; identity: Uint8Array; phone: Uint8Array | null; from: Uint8Array | null },
): { name: string; identity: string; phone: string | null; from: string | null } {
  const one = (column: 'name' | 'identity' | 'phone' | 'from', bytes: Uint8Array): string => open(place(id, column), bytes).toString();
  return {
    name: one('name', sealed.name),
    identity: one('identity', sealed.identity),
    phone: sealed.phone && one('phone', sealed.phone),
    from: sealed.from && one('from', sealed.from),
  };
}

/** The cells of a row that waits for correction, as they came; only those of declared fields. */
export const sealCells = (seal: Seal, id: string, cells: Partial<Record<RosterField, Cell>>): Buffer =>
  seal(rowPlace(id), Buffer.from(JSON.stringify(cells)));

export const openCells = (open: Open, id: string, sealed: Uint8Array): Partial<Record<RosterField, Cell>> =>
  JSON.parse(open(rowPlace(id), sealed).toString()) as Partial<Record<RosterField, Cell>>;

/** Equal for equal numbers of one county and installation; tells nothing else. */
export const identityDigest = (secrets: Secrets, region: string, identity: string): Buffer =>
  secrets.blindIndex(`resumption identity ${region}`, identity);

/** The digest of the number that a cell holds; null where it cannot be read as one. */
export function cellDigest(secrets: Secrets, region: string, cell: Cell | undefined): Buffer | null {
  const read = residentId(cellText(cell ?? null));
  return read.ok ? identityDigest(secrets, region, read.code) : null;
}
