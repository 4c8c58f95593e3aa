/**
 * A regime (口径): the rules of resumption for some enterprises of a region during some days, as data. Which regime judges a case is decided by
 * rules-regimes.ts, what a change of regime does to open cases by rules-convert.ts. Days are half-open: `until` is the first day it no longer holds.
 */
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import { CaseState, Sector, type Words } from './words.ts';

/** inspection: accepted by the group, then filed; filing: filed alone; exempt: need not apply; closed: may not resume yet. */
export const RegimeMode = z.enum(['inspection', 'filing', 'exempt', 'closed']);
export type RegimeMode = z.infer<typeof RegimeMode>;
export const modeWords: Record<RegimeMode, Words> = {
  inspection: { zh: '验收备案', en: 'Inspection and filing' },
  filing: { zh: '报备', en: 'Filing alone' },
  exempt: { zh: '无需申请', en: 'Need not apply' },
  closed: { zh: '暂不复工', en: 'May not resume yet' },
};

/** To whom an enterprise applies: its park, the department of its sector, or the county's inspection group. */
export const Addressee = z.enum(['park', 'sector', 'group']);
export type Addressee = z.infer<typeof Addressee>;
export const addresseeWords: Record<Addressee, Words> = {
  park: { zh: '所在园区', en: 'the park' },
  sector: { zh: '行业主管部门', en: 'the department of the sector' },
  group: { zh: '县联合验收组', en: "the county's inspection group" },
};

export const RiskLevel = z.enum(['low', 'medium', 'high']);
export type RiskLevel = z.infer<typeof RiskLevel>;
export const riskWords: Record<RiskLevel, Words> = {
  low: { zh: '低风险', en: 'Low risk' },
  medium: { zh: '中风险', en: 'Medium risk' },
  high: { zh: '高风险', en: 'High risk' },
};
export const ResponseLevel = z.enum(['I', 'II', 'III', 'IV']);
export type ResponseLevel = z.infer<typeof ResponseLevel>;

/** A paper that an application needs. */
export const PaperKind = z.enum(['form', 'commitment', 'prevention-plan', 'emergency-plan', 'supplies', 'roster']);
export type PaperKind = z.infer<typeof PaperKind>;
export const paperWords: Record<PaperKind, Words> = {
  form: { zh: '复工申请表', en: 'Application form' },
  commitment: { zh: '疫情防控承诺书', en: 'Commitment letter' },
  'prevention-plan': { zh: '防控工作方案', en: 'Prevention plan' },
  'emergency-plan': { zh: '应急预案', en: 'Emergency plan' },
  supplies: { zh: '防疫物资清单', en: 'List of supplies' },
  roster: { zh: '返岗人员名册', en: 'Roster of returning workers' },
};

/** Which enterprises a regime is for. What is left out is not asked; people count from `peopleFrom` up to and not including `peopleTo`. */
export const Conditions = z.strictObject({
  sectors: z.array(Sector).min(1).optional(),
  inPark: z.boolean().optional(),
  aboveScale: z.boolean().optional(),
  risks: z.array(RiskLevel).min(1).optional(),
  peopleFrom: z.number().int().min(0).max(1_000_000).optional(),
  peopleTo: z.number().int().min(1).max(1_000_000).optional(),
});
export type Conditions = z.infer<typeof Conditions>;

/** A department of the inspection group: `code` is the same everywhere, `zh` what it is called after the county's name. */
export const GroupDepartment = z.object({
  code: z
    .string()
    .trim()
    .regex(/^[a-z][a-z-]{1,30}$/),
  zh: z.string().trim().min(2).max(40),
  en: z.string().trim().min(2).max(80),
  lead: z.boolean().default(false),
});
export type GroupDepartment = z.infer<typeof GroupDepartment>;

/** How opinions are counted: whether one dissent blocks or the leading department decides, and whether a visit waits for who was absent. */
export const DissentRule = z.enum(['blocks', 'lead-decides']);
export const AbsenceRule = z.enum(['waits', 'does-not-block']);

export const Thresholds = z.object({
  temperature: z.number().min(35).max(42).default(37.3),
  coverDays: z.number().int().min(0).max(365).default(3),
  isolationDays: z.number().int().min(0).max(60).default(14),
  perRoom: z.number().int().min(1).max(50).default(6),
  areaPerPerson: z.number().min(0).max(50).default(2.5),
});
export type Thresholds = z.infer<typeof Thresholds>;

export const RegimeContent = z.object({
  departments: z.array(GroupDepartment).max(20).default([]),
  papers: z.array(PaperKind).default([]),
  /** The checklist that is inspected by; null where nobody inspects. */
  checklist: z.object({ region: z.string(), code: z.string(), version: z.number().int() }).nullable().default(null),
  /** Items that block acceptance; null: those that the checklist says. */
  blocking: z.array(z.string().max(20)).nullable().default(null),
  validityDays: z.number().int().min(1).max(3660).nullable().default(null),
  rectifyDays: z.number().int().min(1).max(90).default(3),
  /** Days that a state may last, where it is not the usual number. */
  clocks: z.partialRecord(CaseState, z.number().int().min(0).max(366)).default({}),
  thresholds: Thresholds.default({ temperature: 37.3, coverDays: 3, isolationDays: 14, perRoom: 6, areaPerPerson: 2.5 }),
  dissent: DissentRule.default('blocks'),
  absence: AbsenceRule.default('waits'),
  responseLevel: ResponseLevel.nullable().default(null),
  riskLevel: RiskLevel.nullable().default(null),
});
export type RegimeContent = z.infer<typeof RegimeContent>;

const code = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9-]{1,40}$/);

/** What is entered for a regime. */
export const RegimeText = z.object({
  code,
  zh: z.string().trim().min(2).max(80),
  en: z.string().trim().min(2).max(120),
  since: Day,
  until: Day.nullable(),
  mode: RegimeMode,
  /** Goes before what regions below have of their own. */
  binding: z.boolean().default(false),
  conditions: Conditions.default({}),
  addressee: Addressee,
  basis: z.string().trim().min(2).max(300),
  content: RegimeContent,
});
export type RegimeText = z.infer<typeof RegimeText>;

/** A regime as it is kept. `version` 2 and later take the place of the ones before from their `since` on. */
export const Regime = RegimeText.extend({
  region: z.string(),
  version: z.number().int(),
  enteredName: z.string(),
  enteredAt: z.string(),
  withdrawn: z.object({ name: z.string(), at: z.string(), reason: z.string() }).nullable(),
});
export type Regime = z.infer<typeof Regime>;

/** Which regime, of whose: what a case and its steps keep. */
export const RegimeRef = z.object({ region: z.string(), code: z.string(), version: z.number().int() });
export type RegimeRef = z.infer<typeof RegimeRef>;

/** One thing that is looked at in a visit. */
export const ChecklistItem = z.object({
  id: z.string(),
  section: z.object({ zh: z.string(), en: z.string() }),
  zh: z.string(),
  en: z.string(),
  /** boolean: yes or no; number, ratio, frequency: a value held against the threshold. */
  kind: z.enum(['boolean', 'number', 'ratio', 'frequency']),
  unit: z.string(),
  /** '>=14', '<37.3'; empty for yes or no. */
  threshold: z.string(),
  blocking: z.boolean(),
  /** Codes of the departments that look at it; the first that is in the group answers for it. */
  departments: z.array(z.string()),
});
export type ChecklistItem = z.infer<typeof ChecklistItem>;
