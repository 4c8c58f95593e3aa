// A person of a roster sealed and opened: name, number, telephone and place are one cell, bound to its region, table, row and column, so that no two
// can be exchanged. The digest by which a number is found again is keyed and differs from county to county.

import type { Secrets } from '../../platform/secrets/secrets.ts';
import { type Cell, cellText } from '../../platform/sheets/cells.ts';
import { residentId } from '../../vocabulary/codes.ts';
import type { Worker } from './rules-roster.ts';
import type { RosterField } from './words-roster.ts';

type Seal = (aad: string, bytes: Uint8Array) => Buffer;
type Open = (aad: string, sealed: Uint8Array) => Buffer;

/** What of a person is sealed. */
export type Personal = Pick<Worker, 'name' | 'identity' | 'phone' | 'from'>;

const place = (id: string): string => `resumption_workers/${id}/person`;
const rowPlace = (id: string): string => `resumption_roster_rows/${id}/cells`;

export const sealWorker = (seal: Seal, id: string, { name, identity, phone, from }: Personal): Buffer =>
  seal(place(id), Buffer.from(JSON.stringify([name, identity, phone, from])));

export function openWorker(open: Open, id: string, sealed: Uint8Array): Personal {
  const [name, identity, phone, from] = JSON.parse(open(place(id), sealed).toString()) as [string, string, string | null, string | null];
  return { name, identity, phone, from };
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
