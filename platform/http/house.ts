// What a handler is given, and nothing else. `db` is the transaction: it commits after the handler returned and its audit entries are
// appended; a write that leaves no entry does not commit. Work that outlives the request is handed to `later`.
import type { Endpoint, ParsedOf, ReplyOf } from '../../vocabulary/endpoint.ts';
import type { AuditFacts } from '../audit/audit.ts';
import type { Clock } from '../clock/clock.ts';
import type { Database, Db, Scope } from '../db/database.ts';
import type { Files } from '../files/files.ts';
import type { Secrets } from '../secrets/secrets.ts';

/** A signed-in person as the machinery sees one: who, what they may, and where. Roles and posts are the accounts room's business. */
export interface Person {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly nameEn: string;
  /** True for the local operator at the command line. */
  readonly operator: boolean;
  /** The hash of the session's token, or null for the operator. */
  readonly session: string | null;
  may(permission: string): boolean;
  /** Where the permission holds: every region code in reach, a shared prefix when one covers them all, and the enterprise of an owner. */
  scopeFor(permission: string): Scope;
}

export interface Upload {
  sha256: string;
  name: string;
  bytes: number;
}

export interface Ground {
  database: Database;
  clock: Clock;
  files: Files;
  secrets: Secrets;
}

export interface House extends Omit<Ground, 'database'> {
  db: Db;
  /** The caller. On a public endpoint without a session this is the guest, who may do nothing. */
  person: Person;
  /** Region codes to name in every predicate: the endpoint's region, or all in reach for `on: 'scope'`. */
  scope: Scope;
  /** The file that came with an 'upload' endpoint; throws on any other. */
  upload(): Upload;
  /** Adds an entry to the chain of that region, inside this transaction. Facts outside the declaration's list are refused. Returns its seq. */
  audit(entry: { region: string; kind: string; id: string; facts?: AuditFacts; action?: string; result?: 'done' | 'refused' | 'failed' }): Promise<number>;
  /** Runs after the commit, outside the request; faults are logged. Resumable work must be resumable by itself. */
  later(work: (ground: Ground) => Promise<void>): void;
  /** Sets or clears the session cookie on the reply. */
  cookie(token: string | null, maxAgeSeconds?: number): void;
  request: { id: string; address: string; agent: string; demo: boolean; loopback: boolean };
}

/** A download as a handler returns it for an endpoint with `body: 'file'`. */
export interface FileReply {
  name: string;
  type: string;
  content: NodeJS.ReadableStream | Uint8Array;
}

export type Route = { endpoint: Endpoint; handle: (input: never, house: House) => Promise<unknown> };

/** Wires a declaration to its handler. */
export function serve<E extends Endpoint>(endpoint: E, handle: (input: ParsedOf<E>, house: House) => Promise<E extends { body: 'file' } ? FileReply : ReplyOf<E>>): Route {
  return { endpoint, handle: handle as Route['handle'] };
}
