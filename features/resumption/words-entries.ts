/**
 * What comes from a device that worked without a network: entries with ids made there, photos in pieces, and what has to be settled because two of
 * them do not fit together. An entry sent again is accepted once; one that differs is kept beside and answered 409. What an entry says is a kind's
 * matter (words-visits.ts); when it counts is rules-entries.ts.
 */
import { z } from 'zod';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';
import { freeText } from './words-texts.ts';

const Pair = z.object({ zh: z.string(), en: z.string() });

/** What was done without a network: a department's opinion, the absence of one, what an enterprise has mended. */
export const EntryKind = z.enum(['opinion', 'absence', 'mending']);
export type EntryKind = z.infer<typeof EntryKind>;

/** What an officer does without a network, by its own calls (words-officers.ts): checking in, the round of the day. */
export const CallKind = z.enum(['presence', 'round']);
export type CallKind = z.infer<typeof CallKind>;

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Instant = z.iso.datetime({ precision: 3 });

/** Where a device said it was, when the person allowed it; accuracy in metres. */
export const Position = z.strictObject({
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  accuracy: z.number().min(0).max(100_000),
});
export type Position = z.infer<typeof Position>;

/** A photo as an entry speaks of it; its bytes come by themselves. */
export const Photo = z.strictObject({
  sha256: Sha256,
  bytes: z.number().int().min(1).max(8_388_608),
  type: z.enum(['image/jpeg', 'image/png', 'image/webp']),
  takenAt: Instant,
  place: Position.nullable(),
});
export type Photo = z.infer<typeof Photo>;

/** `at`: what the clock of the device said when it was done. `subject`: what it is about; a visit for the kinds of visits. */
export const Entry = z.object({
  id: Id,
  kind: EntryKind,
  subject: Id,
  at: Instant,
  content: z.record(z.string().max(40), z.unknown()),
});
export type Entry = z.infer<typeof Entry>;

/** `known`: it was here already, word for word. `refused`: it stays on the device with this sentence. */
export const EntryOutcome = z.enum(['kept', 'known', 'refused']);
export type EntryOutcome = z.infer<typeof EntryOutcome>;

/** `sentAt`: what the clock of the device says while sending; the server reckons from it how far that clock is off. */
export const sendEntries = endpoint({
  method: 'POST',
  path: '/api/resumption/entries',
  access: { may: 'resumption.report', on: 'region' },
  audit: {
    action: 'resumption.send',
    facts: ['kept', 'known', 'beside', 'refused', 'department', 'opinion', 'finding', 'entry', 'judgedAt'],
  },
  input: z.object({ region: RegionCode, device: Id, sentAt: Instant, entries: z.array(Entry).min(1).max(50) }),
  reply: z.object({
    receivedAt: z.string(),
    skewSeconds: z.number().int(),
    results: z.array(
      z.object({ id: z.string(), outcome: EntryOutcome, problem: z.object({ code: z.string(), message: Pair }).nullable() }),
    ),
  }),
  summary: { zh: '传输离线记录', en: 'Send what was recorded without a network' },
});

/** Bytes of a piece: small enough that a cut costs little, large enough that a photo is one or two. */
export const pieceBytes = 262_144;

/** Which of these photos the server still lacks, and which pieces of them it has. */
export const askPhotos = endpoint({
  method: 'POST',
  path: '/api/resumption/photos/wanted',
  access: { may: 'resumption.report', on: 'region' },
  audit: 'read',
  input: z.object({ region: RegionCode, hashes: z.array(Sha256).min(1).max(200) }),
  /** `expected` false: no entry that arrived speaks of it, so it is not taken. */
  reply: z.object({
    photos: z.array(z.object({ sha256: z.string(), expected: z.boolean(), whole: z.boolean(), pieces: z.array(z.number().int()) })),
  }),
  summary: { zh: '还缺哪些照片', en: 'Which photos are still missing' },
});

export const sendPiece = endpoint({
  method: 'PUT',
  path: '/api/resumption/photos/:region/:sha256/:piece',
  access: { may: 'resumption.report', on: 'region' },
  audit: { action: 'resumption.photo', facts: ['sha256', 'piece', 'of', 'whole'] },
  input: z.object({
    region: RegionCode,
    sha256: Sha256,
    piece: z.coerce.number().int().min(0).max(63),
    of: z.number().int().min(1).max(64),
    /** Base64. */
    content: z.base64().max(Math.ceil(pieceBytes / 3) * 4),
  }),
  reply: z.object({ whole: z.boolean(), pieces: z.array(z.number().int()) }),
  summary: { zh: '传输照片的一段', en: 'Send a piece of a photo' },
});

export const readPhoto = endpoint({
  method: 'GET',
  path: '/api/resumption/photos/:region/:sha256',
  access: { may: 'resumption.read', on: 'region' },
  audit: 'read',
  body: 'file',
  input: z.object({ region: RegionCode, sha256: Sha256 }),
  reply: z.unknown(),
  summary: { zh: '查看照片', en: 'A photo' },
});

/** Why an entry was kept beside: same id, other content; a second opinion of one department; the visit was over or called off. */
export const ConflictReason = z.enum(['content', 'department', 'late']);
export type ConflictReason = z.infer<typeof ConflictReason>;
export const conflictReasonWords: Record<ConflictReason, { zh: string; en: string }> = {
  content: { zh: '同一编号，内容不同', en: 'Same id, other content' },
  department: { zh: '同一部门有两份意见', en: 'Two opinions of one department' },
  late: { zh: '到达时验收已办结或取消', en: 'Arrived after the visit was closed or called off' },
};
/** `first`: what stood stays. `second`: what was kept beside takes its place. */
export const ConflictState = z.enum(['open', 'first', 'second']);
export type ConflictState = z.infer<typeof ConflictState>;

/** What can be kept beside. */
export const ConflictKind = z.enum([...EntryKind.options, ...CallKind.options]);
export type ConflictKind = z.infer<typeof ConflictKind>;
export const conflictKindWords: Record<ConflictKind, { zh: string; en: string }> = {
  opinion: { zh: '部门意见', en: 'Opinion' },
  absence: { zh: '部门缺席', en: 'Absence' },
  mending: { zh: '整改报告', en: 'Point mended' },
  presence: { zh: '驻企签到', en: 'Check-in' },
  round: { zh: '每日必问', en: 'Daily round' },
};

const Side = z.object({
  person: z.string(),
  deviceAt: z.string(),
  judgedAt: z.string(),
  receivedAt: z.string(),
  skewSeconds: z.number().int(),
  content: z.record(z.string(), z.unknown()),
});
export const Conflict = z.object({
  region: z.string(),
  id: z.string(),
  reason: ConflictReason,
  kind: ConflictKind,
  subject: z.string(),
  /** The enterprise it is about. */
  enterprise: z.string(),
  first: Side.nullable(),
  second: Side,
  /** What the codes of its items or questions ask, where they are known. */
  asked: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
  state: ConflictState,
  settled: z.object({ by: z.string(), at: z.string(), note: z.string() }).nullable(),
});
export type Conflict = z.infer<typeof Conflict>;

export const listConflicts = endpoint({
  method: 'GET',
  path: '/api/resumption/conflicts',
  access: { may: 'resumption.handle', on: 'scope' },
  audit: 'read',
  input: z.object({ region: RegionCode.optional(), state: ConflictState.optional() }),
  reply: z.object({ open: z.number().int(), conflicts: z.array(Conflict) }),
  summary: { zh: '待核定的离线记录', en: 'Records kept beside, to be settled' },
});

export const settleConflict = endpoint({
  method: 'POST',
  path: '/api/resumption/conflicts/:region/:id',
  access: { may: 'resumption.handle', on: 'region' },
  audit: { action: 'resumption.settle', facts: ['entry', 'keep', 'reason', 'note'] },
  input: z.object({ region: RegionCode, id: Id, keep: z.enum(['first', 'second']), note: freeText(300, 2) }),
  reply: Conflict,
  summary: { zh: '核定离线记录', en: 'Settle a record that was kept beside' },
});
