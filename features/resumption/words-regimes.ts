/**
 * A regime (口径): the rules of resumption for some enterprises of a region during some days, as data. Which regime judges a case is decided by
 * rules-regimes.ts, what a change of regime does to open cases by rules-convert.ts. Days are half-open: `until` is the first day it no longer holds.
 */
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';
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
    .regex(/^[a-z][a-z-]{1,30}$/, { error: 'resumption.department-code' }),
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
  .regex(/^[a-z0-9][a-z0-9-]{1,40}$/, { error: 'resumption.regime-code' });

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

const Pair = z.object({ zh: z.string(), en: z.string() });

export const Checklist = z.object({
  region: z.string(),
  code: z.string(),
  version: z.number().int(),
  zh: z.string(),
  en: z.string(),
  items: z.array(ChecklistItem),
});
export type Checklist = z.infer<typeof Checklist>;

const reason = z.string().trim().min(4, { error: 'resumption.reason-short' }).max(500);

/** Days and enterprises that no regime speaks of, and the counties where that is so. */
export const CoverHole = z.object({
  since: z.string(),
  until: z.string().nullable(),
  conditions: Conditions,
  regions: z.array(z.string()),
});
/** Days and enterprises that several regimes of one rank speak of. */
export const CoverOverlap = CoverHole.extend({ regimes: z.array(RegimeRef) });

/** Where regimes of several ranks speak: which holds, and before which others. */
export const CoverDecided = CoverHole.extend({ holds: RegimeRef, before: z.array(RegimeRef) });
/** A version that judges nobody: a later version took its place before it began, or others go before it wherever it speaks. */
export const CoverNever = RegimeRef.extend({
  replacedBy: z.object({ version: z.number().int(), since: z.string() }).nullable(),
  overruled: z.boolean(),
});
const cover = {
  holes: z.array(CoverHole),
  overlaps: z.array(CoverOverlap),
  decided: z.array(CoverDecided),
  never: z.array(CoverNever),
};

/** One run that brought cases under other regimes. */
export const ConversionReply = z.object({
  region: z.string(),
  id: z.string(),
  on: z.string(),
  at: z.string(),
  by: z.string(),
  cases: z.number().int(),
  regimes: z.array(RegimeRef),
  undone: z.object({ at: z.string(), name: z.string(), reason: z.string() }).nullable(),
});

/** What a regime would do, or did, to a case. */
export const CaseChange = z.object({
  region: z.string(),
  case: z.string(),
  enterprise: z.string(),
  before: CaseState,
  after: CaseState,
  from: RegimeRef,
  to: RegimeRef,
  changes: z.array(Pair),
});
export type CaseChange = z.infer<typeof CaseChange>;

/** The regimes of a region and everything above it; a public notice, read by everybody. */
export const listRegimes = endpoint({
  method: 'GET',
  path: '/api/resumption/:region/regimes',
  access: { may: 'region.read', on: 'region' },
  audit: 'read',
  input: z.object({ region: RegionCode }),
  reply: z.object({
    today: z.string(),
    /** What the regions of the board are called. */
    regions: z.record(z.string(), Pair),
    regimes: z.array(Regime.extend({ spans: z.object({ since: z.string(), until: z.string().nullable() }).nullable() })),
    levels: z.array(
      z.object({ region: z.string(), kind: z.enum(['response', 'risk']), since: z.string(), level: z.string(), basis: z.string() }),
    ),
    ...cover,
    /** Checklists that a regime of this region may inspect by. */
    checklists: z.array(Checklist),
    /** Cases under way that the law of today has overtaken and that are still on the books of another regime. */
    pending: z.number().int(),
    conversions: z.array(ConversionReply),
  }),
  summary: { zh: '复工规则（口径）', en: 'Regimes' },
});

/** Enters a regime, or the next version of one; with dryRun only says what it would do. What is not filed yet is converted at once when the day has come. */
export const enterRegime = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/regimes',
  access: { may: 'resumption.regime', on: 'region' },
  audit: { action: 'resumption.regime', facts: ['code', 'version', 'mode', 'since', 'until', 'basis', 'cases', 'run'] },
  input: z.object({ region: RegionCode, regime: RegimeText, dryRun: z.boolean().default(true) }),
  reply: z.object({
    dryRun: z.boolean(),
    version: z.number().int(),
    /** The day for which it is told: the regime's first day, today where that has come. */
    on: z.string(),
    /** The version whose place it takes, and what is different for an enterprise. */
    replaces: RegimeRef.nullable(),
    differences: z.array(Pair),
    /** What may be as it was meant, and should be looked at. */
    notes: z.array(Pair),
    /** A thousand of them at most; how many there are is `concerned`. */
    cases: z.array(CaseChange),
    concerned: z.number().int(),
    /** So many that they are converted county by county after this reply; the board counts those that are left. */
    later: z.boolean(),
    /** Cases under way that stay as they are. */
    untouched: z.number().int(),
    ...cover,
  }),
  summary: { zh: '发布复工规则', en: 'Enter a regime' },
});

/** Takes a regime back that was entered wrongly: every case it converted stands again where it stood. */
export const withdrawRegime = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/regimes/withdraw',
  access: { may: 'resumption.regime', on: 'region' },
  audit: { action: 'resumption.withdraw-regime', facts: ['code', 'version', 'reason', 'cases', 'voided'] },
  input: z.object({ region: RegionCode, code, version: z.number().int(), reason, dryRun: z.boolean().default(true) }),
  reply: z.object({
    dryRun: z.boolean(),
    cases: z.array(CaseChange),
    /** Cases that went on since; their later steps stay on record and do not hold. */
    moved: z.number().int(),
    /** Filing numbers given in between, which become void. */
    voided: z.array(z.string()),
    /** Cases that another regime has taken over meanwhile: they stay with it. */
    overtaken: z.number().int(),
    /** Filings of applications that began under it: they stand until each is revoked. */
    standing: z.array(z.string()),
    /** Cases under way that began under it, and others put back, brought under what holds today. */
    onward: z.array(CaseChange),
  }),
  summary: { zh: '整体撤销规则', en: 'Undo a regime as a whole' },
});

/** Brings every case of a region that the law has overtaken under the regime of today. */
export const convertCases = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/regimes/convert',
  access: { may: 'resumption.handle', on: 'region' },
  audit: { action: 'resumption.convert', facts: ['cases', 'run', 'regime', 'since', 'basis', 'why'] },
  input: z.object({ region: RegionCode }),
  reply: z.object({ cases: z.array(CaseChange) }),
  summary: { zh: '按现行口径转换', en: 'Bring cases under the present regime' },
});

const Under = z.object({
  applies: z.boolean(),
  mode: RegimeMode,
  addressee: Addressee,
  state: CaseState,
  next: Pair,
  missing: z.array(Pair),
  departments: z.number().int(),
  /** Steps between here and the filing. */
  stepsLeft: z.number().int(),
  /** The earliest day of filing when every clock is used up. */
  filedBy: z.string().nullable(),
  validDays: z.number().int().nullable(),
});
export type Under = z.infer<typeof Under>;

/** Two regimes held against the same cases. */
export const compareRegimes = endpoint({
  method: 'GET',
  path: '/api/resumption/:region/regimes/compare',
  access: { may: 'resumption.read', on: 'region' },
  audit: 'read',
  input: z.object({ region: RegionCode, a: z.string().min(2).max(80), b: z.string().min(2).max(80), on: Day.optional() }),
  reply: z.object({
    on: z.string(),
    a: RegimeRef.extend({ zh: z.string(), en: z.string(), mode: RegimeMode }),
    b: RegimeRef.extend({ zh: z.string(), en: z.string(), mode: RegimeMode }),
    differences: z.array(Pair),
    compared: z.number().int(),
    different: z.number().int(),
    /** Those that come out differently first; `state`: where it stood. What is filed or over stays as it is and is never different. */
    cases: z.array(
      z.object({
        region: z.string(),
        case: z.string(),
        enterprise: z.string(),
        state: CaseState,
        a: Under,
        b: Under,
        different: z.boolean(),
      }),
    ),
  }),
  summary: { zh: '比较两种口径', en: 'Compare two regimes' },
});

/** Announces the response level or the risk level of a place from a day on. */
export const setLevel = endpoint({
  method: 'PUT',
  path: '/api/resumption/:region/levels',
  access: { may: 'resumption.regime', on: 'region' },
  audit: { action: 'resumption.level', facts: ['kind', 'level', 'since', 'basis', 'cases'] },
  input: z.object({
    region: RegionCode,
    kind: z.enum(['response', 'risk']),
    level: z.union([ResponseLevel, RiskLevel]),
    since: Day,
    basis: z.string().trim().min(2).max(300),
  }),
  reply: z.object({ since: z.string(), level: z.string(), cases: z.array(CaseChange) }),
  summary: { zh: '登记响应或风险等级', en: 'Set a level' },
});

/** Which organisations of a county form the inspection group, with their names of a day. */
export const listDepartments = endpoint({
  method: 'GET',
  path: '/api/resumption/:region/departments',
  access: { may: 'resumption.read', on: 'region' },
  audit: 'read',
  input: z.object({ region: RegionCode, on: Day.optional() }),
  reply: z.object({ on: z.string(), departments: z.array(z.object({ code: z.string(), organisation: z.string(), name: z.string() })) }),
  summary: { zh: '验收部门', en: 'Departments of the group' },
});

export const putDepartment = endpoint({
  method: 'PUT',
  path: '/api/resumption/:region/departments/:code',
  access: { may: 'resumption.handle', on: 'region' },
  audit: { action: 'resumption.department', facts: ['code', 'organisation', 'since'] },
  input: z.object({ region: RegionCode, code: z.string().regex(/^[a-z][a-z-]{1,30}$/), organisation: Id, since: Day }),
  reply: z.object({ code: z.string() }),
  summary: { zh: '指定验收部门', en: 'Name a department of the group' },
});
