// What an entry of the chain is and how its hash is made. Pure: no database, no clock, no file.
// The hash of an entry is SHA-256, in lower-case hex, over the UTF-8 text of one JSON object whose names are sorted by code unit at every
// depth, without blanks: {action, actorId, actorName, at, facts, format, objectId, objectKind, prev, region, request, result, seq}.
// `format` is 1, `at` is ISO 8601 in UTC with milliseconds, `prev` is the hash of the entry before (64 zeros for the first one).
import { createHash } from 'node:crypto';

/** A value written into the chain: plain JSON, no instants, no functions. */
export type AuditFact = string | number | boolean | null | readonly AuditFact[] | { readonly [name: string]: AuditFact };
export type AuditFacts = Readonly<Record<string, AuditFact | undefined>>;

export type AuditResult = 'done' | 'refused' | 'failed';

export interface AuditEntry {
  region: string;
  /** Counted from 1 within the region's chain, without gaps. */
  seq: number;
  /** ISO 8601, UTC, milliseconds. */
  at: string;
  actorId: string;
  actorName: string;
  action: string;
  objectKind: string;
  objectId: string;
  facts: AuditFacts;
  request: string;
  result: AuditResult;
}

export interface ChainedEntry extends AuditEntry {
  prev: string;
  hash: string;
}

/** The chain of what belongs to no region: the first administrator, tries with an unknown name. */
export const SYSTEM_REGION = '000000';

/** What the first entry of a chain names as the one before it. */
export const GENESIS = '0'.repeat(64);

/** JSON with sorted names and no blanks; refuses what JSON would silently change (NaN, undefined inside lists, instants). */
export function canonical(value: unknown): string {
  if (value === null || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'string') return JSON.stringify(value.toWellFormed().replaceAll('\u0000', '\ufffd'));
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`a chain entry cannot hold the number ${value}`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    const named = Object.entries(value).filter(([, inner]) => inner !== undefined);
    named.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${named.map(([name, inner]) => `${canonical(name)}:${canonical(inner)}`).join(',')}}`;
  }
  throw new TypeError(`a chain entry cannot hold a ${typeof value}`);
}

/** The hash of an entry that follows the one whose hash is `prev`. */
export function hashOf(entry: AuditEntry, prev: string): string {
  const { region, seq, at, actorId, actorName, action, objectKind, objectId, facts, request, result } = entry;
  const text = canonical({ format: 1, region, seq, at, actorId, actorName, action, objectKind, objectId, facts, request, result, prev });
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

const secretName = /passw|secret|token|cookie|idnumber|residentid|identity|phone|mobile|contact/i;

/**
 * The facts of an entry, held against the declaration's list: a name outside the list, or a nested name that sounds like a secret or a
 * personal number, is a fault of the caller and is thrown, never dropped in silence.
 */
export function allowedFacts(facts: AuditFacts | undefined, allowed: readonly string[], action: string): AuditFacts {
  const kept: Record<string, AuditFact> = {};
  for (const [name, value] of Object.entries(facts ?? {})) {
    if (value === undefined) continue;
    if (!allowed.includes(name))
      throw new TypeError(`"${action}" may not write the fact "${name}"; its declaration lists ${allowed.join(', ') || 'none'}`);
    lookInside(value, action);
    kept[name] = value;
  }
  if (canonical(kept).length > 65_536) throw new TypeError(`"${action}" wrote more than 64 KB of facts; write counts and ids instead`);
  return kept;
}

function lookInside(value: AuditFact, action: string): void {
  if (Array.isArray(value)) for (const inner of value) lookInside(inner, action);
  else if (value !== null && typeof value === 'object')
    for (const [name, inner] of Object.entries(value)) {
      if (secretName.test(name)) throw new TypeError(`"${action}" may not write "${name}" into the chain`);
      lookInside(inner as AuditFact, action);
    }
}
