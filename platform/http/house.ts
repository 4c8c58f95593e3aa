// What a handler is given, and nothing else. `db` is the transaction: it commits after the handler returned and its audit entries are
// appended; a write that leaves no entry does not commit. Work that outlives the request is handed to `later`.
import type { Endpoint, ParsedOf, ReplyOf } from '../../vocabulary/endpoint.ts';
import type { Problem, ProblemCode, ProblemParams } from '../../vocabulary/problems.ts';
import type { Audit, AuditFacts } from '../audit/audit.ts';
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
  /** The region in whose chain this person's own doings are written: that of the widest grant. */
  readonly home: string;
  may(permission: string): boolean;
  /** Where the permission holds: every region code in reach, a shared prefix when one covers them all, and the enterprise of an owner. */
  scopeFor(permission: string): Scope;
  /** The organisations for which this person holds it: the enterprise of an owner, the department of an officer. Empty for a post without one. */
  organisationsFor(permission: string): readonly string[];
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
  /** The audit chain as a whole: verifying it. Entries of a request are written by `house.audit`. */
  chain: Audit;
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
  audit(entry: {
    region: string;
    kind: string;
    id: string;
    facts?: AuditFacts;
    action?: string;
    result?: 'done' | 'refused' | 'failed';
    /** Who did it, where the caller was not yet signed in: public endpoints only. */
    actor?: { id: string; name: string };
  }): Promise<number>;
  /** Runs after the commit, outside the request; faults are logged. Resumable work must be resumable by itself. */
  later(work: (ground: Ground) => Promise<void>): void;
  /** Sets or clears the session cookie on the reply. */
  cookie(token: string | null, maxAgeSeconds?: number): void;
  request: {
    id: string;
    address: string;
    agent: string;
    demo: boolean;
    loopback: boolean;
    secure: boolean;
    /** How the caller reached us: https://resumption.example, for an address that is printed. */
    origin: string;
  };
  /** The division tree as it stands: a code with everything inside it (the code itself included), and all codes known. */
  regions: { expand(code: string): readonly string[]; all(): readonly string[] };
}

/** A download as a handler returns it for an endpoint with `body: 'file'`. */
export interface FileReply {
  name: string;
  type: string;
  content: NodeJS.ReadableStream | Uint8Array;
}

/** What may be done before the transaction begins: slow work that must not hold a connection (a password hash, a workbook read). */
export interface Ahead {
  ground: Ground;
  person: Person;
  /** The file that came with an 'upload' endpoint; throws on any other. */
  upload(): Upload;
  request: House['request'];
}

export type Route = {
  endpoint: Endpoint;
  handle: (input: never, house: House, ahead: never) => Promise<unknown>;
  ahead?: (input: never, before: Ahead) => Promise<unknown>;
};

type HandlerReply<E extends Endpoint> = E extends { body: 'file' } ? FileReply : ReplyOf<E>;

/** Wires a declaration to its handler. `ahead` runs outside the transaction, after access was decided; its result is the third argument. */
export function serve<E extends Endpoint, A = undefined>(
  endpoint: E,
  handle: (input: ParsedOf<E>, house: House, ahead: A) => Promise<HandlerReply<E>>,
  ahead?: (input: ParsedOf<E>, before: Ahead) => Promise<A>,
): Route {
  return { endpoint, handle: handle as Route['handle'], ...(ahead && { ahead: ahead as NonNullable<Route['ahead']> }) };
}

/** A refusal whose transaction commits all the same: what was counted before it (a failed try) stays counted. */
export class KeptRefusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.name = 'KeptRefusal';
    this.problem = problem;
  }
}

/** Answers with that problem and commits what was written so far. */
export function keepAndRefuse(code: ProblemCode, params?: ProblemParams): never {
  throw new KeptRefusal(params ? { code, params } : { code });
}

// Text of replies that a room keeps; null until the first was sent.
const lasting = new WeakMap<object, string | null>();

/** A reply that a room keeps in memory and gives again while it is exact: it is checked and written out once. It must never be changed afterwards. */
export function lastingReply<T extends object>(reply: T): T {
  lasting.set(reply, null);
  return Object.freeze(reply);
}

/** The text of a reply: kept when the room keeps the reply, made by `write` otherwise. */
export function textOfReply(reply: unknown, write: (reply: unknown) => string): string {
  if (typeof reply !== 'object' || reply === null || !lasting.has(reply)) return write(reply);
  const text = lasting.get(reply) ?? write(reply);
  lasting.set(reply, text);
  return text;
}
