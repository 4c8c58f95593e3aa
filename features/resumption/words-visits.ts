/**
 * The joint visit (联合验收) as a phone needs it: everything in one reply, so that it can be filled in where there is no network. What each kind of
 * entry says; the sentence of a visit's outcome. Appointing is a call of the case (words-cases.ts); the outcome is rules-visits.ts.
 */
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { RegionCode } from '../../vocabulary/regions.ts';
import { CaseState, ItemResult, Opinion, VisitMember, VisitOutcome, VisitState } from './words.ts';
import { Photo, Position } from './words-entries.ts';
import { ChecklistItem, GroupDepartment } from './words-regimes.ts';
import { freeText } from './words-texts.ts';

const Department = z.string().trim().min(1).max(40);

/** A signature as it was drawn: lines in a box of 600 by 200, nothing else. */
export const Signature = z
  .string()
  .regex(/^M[0-9]{1,3} [0-9]{1,3}(?:[ML][0-9]{1,3} [0-9]{1,3})*$/)
  .max(20_000);

export const ItemFound = z.strictObject({
  item: z.string().max(20),
  result: ItemResult,
  value: z.string().trim().max(40).default(''),
  note: freeText(500).default(''),
  photos: z.array(Photo).max(6).default([]),
});
export type ItemFound = z.infer<typeof ItemFound>;

/** One department's sheet, signed by its inspector under the own account. */
export const OpinionContent = z.strictObject({
  department: Department,
  opinion: z.enum(['agree', 'dissent']),
  reason: freeText(500).default(''),
  items: z.array(ItemFound).max(80),
  signature: Signature,
  place: Position.nullable().default(null),
});
export type OpinionContent = z.infer<typeof OpinionContent>;

/** Recorded by whoever was there; no signature of the absent. */
const AbsenceContent = z.strictObject({ department: Department, note: freeText(200, 2) });
export type AbsenceContent = z.infer<typeof AbsenceContent>;

/** What an enterprise has done about one point of its rectify list. */
const MendingContent = z.strictObject({
  finding: z.string().max(40),
  note: freeText(500, 2),
  photos: z.array(Photo).max(6).default([]),
});
export type MendingContent = z.infer<typeof MendingContent>;

/** What each kind of entry says and who may send it; that an opinion is of the sender's own department is rules-visits.ts. */
export const opinionEntry = { access: { may: 'resumption.inspect' }, content: OpinionContent } as const;
export const absenceEntry = { access: { may: 'resumption.report' }, content: AbsenceContent } as const;
export const mendingEntry = { access: { may: 'resumption.apply' }, content: MendingContent } as const;

const ShownPhoto = Photo.extend({ arrived: z.boolean() });
export type ShownPhoto = z.infer<typeof ShownPhoto>;

export const ShownOpinion = z.object({
  department: z.string(),
  organisation: z.string(),
  opinion: Opinion,
  note: z.string(),
  by: z.string(),
  /** By the server's reckoning; `skewSeconds` says how far the device's clock was off. */
  at: z.string(),
  skewSeconds: z.number().int(),
  signature: z.string().nullable(),
});
export type ShownOpinion = z.infer<typeof ShownOpinion>;

export const ShownItem = ItemFound.omit({ photos: true }).extend({ department: z.string(), by: z.string(), photos: z.array(ShownPhoto) });
export type ShownItem = z.infer<typeof ShownItem>;

/** One point of the rectify list (整改清单). */
export const Finding = z.object({
  id: z.string(),
  item: z.string(),
  department: z.string(),
  what: z.string(),
  blocking: z.boolean(),
  deadline: z.string(),
  mendedOn: z.string().nullable(),
  mendedNote: z.string(),
  photos: z.array(ShownPhoto),
  clearedOn: z.string().nullable(),
});
export type Finding = z.infer<typeof Finding>;

export const Visit = z.object({
  region: z.string(),
  id: z.string(),
  caseId: z.string(),
  caseState: CaseState,
  enterprise: z.object({ id: z.string(), name: z.string(), address: z.string() }),
  round: z.number().int(),
  day: z.string(),
  time: z.string(),
  /** Its place in the route of the day. */
  place: z.number().int().nullable(),
  state: VisitState,
  outcome: VisitOutcome.nullable(),
  /** Who goes for which department; `mine`: this is the asker. */
  members: z.array(VisitMember.omit({ personId: true }).extend({ mine: z.boolean() })),
  departments: z.array(GroupDepartment),
  /** Names its checklist among those of the reply; null where no regime of its day inspects. */
  checklist: z.string().nullable(),
  /** Who looks at what, and whether it blocks, as it was when the visit was appointed; a visit that looks again asks for a few items alone. */
  asked: z.array(z.object({ item: z.string(), department: z.string(), blocking: z.boolean() })),
  regime: z.object({ zh: z.string(), en: z.string(), day: z.string() }),
  opinions: z.array(ShownOpinion),
  items: z.array(ShownItem),
  findings: z.array(Finding),
  note: z.string(),
});
export type Visit = z.infer<typeof Visit>;

export const listVisits = endpoint({
  method: 'GET',
  path: '/api/resumption/visits',
  access: { may: 'resumption.read', on: 'scope' },
  audit: 'read',
  /** From some days before to some days after today, unless told; what is unfinished comes along whatever its day. */
  input: z.object({ region: RegionCode.optional(), from: Day.optional(), to: Day.optional(), case: z.string().max(40).optional() }),
  reply: z.object({
    today: z.string(),
    now: z.string(),
    visits: z.array(Visit),
    checklists: z.record(z.string(), z.array(ChecklistItem)),
  }),
  summary: { zh: '联合验收一览，可离线', en: 'Joint visits, ready for work without a network' },
});
