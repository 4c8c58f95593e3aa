// The audit room: the chain of entries as an auditor reads it, and checking that it is whole. It writes nothing but the entry that says
// that somebody checked. How entries are chained and what tampering looks like is platform/audit.
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { RegionCode } from '../../vocabulary/regions.ts';

const Words = z.object({ zh: z.string(), en: z.string() });
const AuditResult = z.enum(['done', 'refused', 'failed']);

export const Entry = z.object({
  region: z.object({ code: z.string(), name: z.string() }),
  /** Counted from 1 within the region. */
  seq: z.number().int(),
  at: z.string(),
  actor: z.object({ id: z.string(), name: z.string() }),
  action: z.string(),
  actionWords: Words,
  object: z.object({ kind: z.string(), id: z.string() }),
  facts: z.record(z.string(), z.unknown()),
  request: z.string(),
  result: AuditResult,
  hash: z.string(),
});
export type Entry = z.infer<typeof Entry>;

/** Filters of the page; the same names stand in its address. */
const EntryFilter = z.object({
  region: RegionCode.optional(),
  action: z.string().trim().max(60).optional(),
  /** A part of the name, or an id. */
  actor: z.string().trim().max(60).optional(),
  kind: z.string().trim().max(40).optional(),
  object: z.string().trim().max(60).optional(),
  result: AuditResult.optional(),
  from: Day.optional(),
  to: Day.optional(),
});

export const listEntries = endpoint({
  method: 'GET',
  path: '/api/audit',
  access: { may: 'audit.read', on: 'scope' },
  audit: 'read',
  input: EntryFilter.extend({ limit: z.coerce.number().int().min(1).max(500).default(100), after: z.string().max(80).optional() }),
  reply: z.object({
    entries: z.array(Entry),
    next: z.string().nullable(),
    /** Every action that can stand in a chain, for the filter. */
    actions: z.array(z.object({ action: z.string(), words: Words })),
  }),
  summary: { zh: '留痕：谁在何时做了什么', en: 'The chain: who did what and when' },
});

const Bad = z.object({
  region: z.string(),
  seq: z.number().int(),
  why: z.enum(['edited', 'deleted', 'inserted', 'reordered', 'truncated']),
  zh: z.string(),
  en: z.string(),
});
export const VerifyReply = z.object({
  ok: z.boolean(),
  entries: z.number().int(),
  regions: z.number().int(),
  firstBad: Bad.nullable(),
  /** Regions without an anchor outside the database. */
  unanchored: z.array(z.string()),
  /** Lines of the anchor file that are not signed by this installation. */
  disbelieved: z.number().int(),
  at: z.string(),
});
export type VerifyReply = z.infer<typeof VerifyReply>;

export const verifyEntries = endpoint({
  method: 'POST',
  path: '/api/audit/verify',
  access: { may: 'audit.verify', on: 'scope' },
  audit: { action: 'audit.verify', facts: ['ok', 'entries', 'region', 'seq', 'why'] },
  input: z.object({ region: RegionCode.optional() }),
  reply: VerifyReply,
  summary: { zh: '核验留痕链', en: 'Verify the chain' },
});
