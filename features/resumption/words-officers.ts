/**
 * One officer, one enterprise (包一): who is assigned to whom since when, the measure agreed, hand-over by both sides, presence day by day, the standing
 * round of questions, guidance visits. A guidance visit is no inspection and gates nothing. Difficulties are words-difficulties.ts, duty words-duty.ts.
 */
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';
import { freeText } from './words-texts.ts';

const Pair = z.object({ zh: z.string(), en: z.string() });
const MaybeDay = z.string().nullable();

/** How the day of an assigned enterprise went: the officer came, a substitute came, nobody came and it is excused, nobody came. */
export const PresenceState = z.enum(['present', 'substituted', 'excused', 'missed', 'waiting']);
export type PresenceState = z.infer<typeof PresenceState>;
export const presenceWords: Record<PresenceState, z.infer<typeof Pair>> = {
  present: { zh: '已到岗', en: 'present' },
  substituted: { zh: '他人代班', en: 'substituted' },
  excused: { zh: '已说明缺勤', en: 'excused' },
  missed: { zh: '缺勤', en: 'missed' },
  waiting: { zh: '今日未签到', en: 'not yet today' },
};

/** The six sections of a guidance visit, in the order of the paper. */
export const GuidanceSection = z.enum(['control', 'canteen', 'disinfection', 'safety', 'policy', 'publicity']);
export type GuidanceSection = z.infer<typeof GuidanceSection>;
export const guidanceWords: Record<GuidanceSection, z.infer<typeof Pair>> = {
  control: { zh: '日常防控', en: 'Daily control' },
  canteen: { zh: '员工就餐及食堂管理', en: 'Meals and canteen' },
  disinfection: { zh: '工作生产环节的公共卫生消杀', en: 'Disinfection at work' },
  safety: { zh: '日常安全生产', en: 'Safety at work' },
  policy: { zh: '复工复产政策支持', en: 'Policies that help' },
  publicity: { zh: '疫情防控宣传', en: 'Spreading the word' },
};

export const RoundAnswer = z.enum(['yes', 'no', 'na']);
export type RoundAnswer = z.infer<typeof RoundAnswer>;

export const RoundQuestion = z.object({
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  /** The answer that is as it should be. */
  good: RoundAnswer,
});
export type RoundQuestion = z.infer<typeof RoundQuestion>;

/** A stock and what a day takes of it; days of cover are stock over use, rounded down. */
export const Supply = z.object({
  item: z.string().trim().min(1).max(40),
  stock: z.number().min(0).max(10_000_000),
  dailyUse: z.number().min(0).max(10_000_000),
});
export type Supply = z.infer<typeof Supply>;

/** Where a device was: degrees, and how far off in metres. */
export const Place = z.object({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  accuracy: z.number().min(0).max(100_000),
});
export type Place = z.infer<typeof Place>;

export const Assignment = z.object({
  region: z.string(),
  id: z.string(),
  enterprise: z.string(),
  enterpriseName: z.string(),
  officer: z.string(),
  officerName: z.string(),
  organisation: z.string(),
  from: z.string(),
  to: MaybeDay,
  /** 一包一举措: what was agreed with this enterprise. */
  measure: z.string(),
  measureOn: MaybeDay,
  endReason: z.string(),
  handOver: z.object({ to: z.string(), toName: z.string(), note: z.string(), offeredAt: z.string(), mine: z.boolean() }).nullable(),
  today: PresenceState,
  missedDays: z.number().int(),
});
export type Assignment = z.infer<typeof Assignment>;

export const officersList = endpoint({
  method: 'GET',
  path: '/api/resumption/officers',
  access: { may: 'resumption.read', on: 'scope' },
  audit: 'read',
  input: z.object({ region: RegionCode.optional(), on: Day.optional(), mine: z.stringbool().default(false) }),
  reply: z.object({
    on: z.string(),
    assignments: z.array(Assignment),
    /** Who may be assigned, with the number of enterprises each has. */
    officers: z.array(z.object({ region: z.string(), id: z.string(), name: z.string(), enterprises: z.number().int() })),
    unassigned: z.array(z.object({ region: z.string(), id: z.string(), name: z.string() })),
    /** How many enterprises one officer should have at most; the dated rule. */
    limit: z.number().int(),
  }),
  summary: { zh: '驻企服务员和企业', en: 'Officers and their enterprises' },
});

const within = { region: RegionCode, id: Id };
export const assignOfficer = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/officers',
  access: { may: 'resumption.officer', on: 'region' },
  audit: { action: 'resumption.assign', facts: ['enterprise', 'officer', 'from', 'measure'] },
  input: z.object({
    region: RegionCode,
    enterprise: Id,
    officer: Id,
    organisation: z.string().trim().max(80).default(''),
    from: Day,
    measure: freeText(600).default(''),
  }),
  reply: z.object({ id: z.string(), over: z.boolean() }),
  summary: { zh: '指派驻企服务员', en: 'Assign an officer to an enterprise' },
});
export const setMeasure = endpoint({
  method: 'PUT',
  path: '/api/resumption/:region/officers/:id/measure',
  access: { may: 'resumption.serve', on: 'region' },
  audit: { action: 'resumption.measure', facts: ['enterprise', 'measure'] },
  input: z.object({ ...within, measure: freeText(600, 4) }),
  reply: z.object({ measure: z.string() }),
  summary: { zh: '填写一包一举措', en: 'Write down the measure agreed' },
});
export const offerHandOver = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/officers/:id/hand-over',
  access: { may: 'resumption.serve', on: 'region' },
  audit: { action: 'resumption.hand-over', facts: ['enterprise', 'from', 'to', 'note'] },
  /** Who goes says what has to be known; nothing changes until the other side takes over. */
  input: z.object({ ...within, to: Id, note: freeText(1000, 10) }),
  reply: z.object({ offered: z.boolean() }),
  summary: { zh: '提出交接', en: 'Offer an enterprise to a colleague' },
});
export const answerHandOver = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/officers/:id/hand-over/answer',
  access: { may: 'resumption.serve', on: 'region' },
  audit: { action: 'resumption.take-over', facts: ['enterprise', 'taken', 'note'] },
  /** `from`: the day since which the enterprise is theirs; today when left out. */
  input: z.object({ ...within, take: z.boolean(), note: freeText(500).default(''), from: Day.optional() }),
  reply: z.object({ id: z.string().nullable() }),
  summary: { zh: '接收或退回交接', en: 'Take over, or decline' },
});
export const endAssignment = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/officers/:id/end',
  access: { may: 'resumption.officer', on: 'region' },
  audit: { action: 'resumption.unassign', facts: ['enterprise', 'officer', 'to', 'reason'] },
  input: z.object({ ...within, to: Day, reason: freeText(300, 4) }),
  reply: z.object({ to: z.string() }),
  summary: { zh: '结束包保', en: 'End an assignment' },
});

/** Sent by a device with the id it made: the same id and content is taken once, the same id with other content is refused and both are told. */
export const checkIn = endpoint({
  method: 'PUT',
  path: '/api/resumption/:region/presences/:id',
  access: { may: 'resumption.serve', on: 'region' },
  audit: { action: 'resumption.check-in', facts: ['enterprise', 'day', 'substitute', 'again', 'beside'] },
  input: z.object({
    region: RegionCode,
    id: Id,
    enterprise: Id,
    /** The moment by the device; the day is that of the server when they differ by more than the rule allows. */
    at: z.iso.datetime(),
    place: Place.nullable().default(null),
    note: freeText(300).default(''),
  }),
  reply: z.object({ id: z.string(), day: z.string(), substitute: z.boolean(), again: z.boolean() }),
  summary: { zh: '驻企签到', en: 'Check in at an enterprise' },
});
export const excuseAbsence = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/absences',
  access: { may: 'resumption.officer', on: 'region' },
  audit: { action: 'resumption.excuse', facts: ['enterprise', 'day', 'reason'] },
  input: z.object({ region: RegionCode, enterprise: Id, day: Day, reason: freeText(300, 4) }),
  reply: z.object({ day: z.string() }),
  summary: { zh: '说明缺勤原因', en: 'Say why nobody came' },
});

export const Round = z.object({
  id: z.string(),
  region: z.string(),
  enterprise: z.string(),
  enterpriseName: z.string(),
  day: z.string(),
  at: z.string(),
  by: z.string(),
  set: z.object({ code: z.string(), version: z.number().int() }),
  answers: z.record(z.string(), RoundAnswer),
  /** Codes whose answer is not as it should be. */
  wrong: z.array(z.string()),
  supplies: z.array(Supply.extend({ days: z.number().int().nullable() })),
  /** The shortest cover of all supplies in days; null where nothing was counted. */
  coverDays: z.number().int().nullable(),
  seen: z.string(),
});
export type Round = z.infer<typeof Round>;

export const roundQuestions = endpoint({
  method: 'GET',
  path: '/api/resumption/questions',
  access: { may: 'resumption.read', on: 'scope' },
  audit: 'read',
  input: z.object({ region: RegionCode, on: Day.optional() }),
  reply: z.object({
    code: z.string(),
    version: z.number().int(),
    since: z.string(),
    questions: z.array(RoundQuestion),
    supplies: z.array(z.string()),
    coverDays: z.number().int(),
  }),
  summary: { zh: '每日必问清单', en: 'The questions asked each day' },
});
export const sendRound = endpoint({
  method: 'PUT',
  path: '/api/resumption/:region/rounds/:id',
  access: { may: 'resumption.serve', on: 'region' },
  audit: { action: 'resumption.round', facts: ['enterprise', 'day', 'wrong', 'coverDays', 'again', 'beside'] },
  input: z.object({
    region: RegionCode,
    id: Id,
    enterprise: Id,
    at: z.iso.datetime(),
    answers: z.record(z.string().max(24), RoundAnswer),
    supplies: z.array(Supply).max(30).default([]),
    seen: freeText(2000).default(''),
  }),
  reply: Round.extend({ again: z.boolean() }),
  summary: { zh: '填报每日必问', en: 'Send the answers of a round' },
});

export const Guidance = z.object({
  id: z.string(),
  day: z.string(),
  team: z.array(z.string()),
  sections: z.partialRecord(GuidanceSection, z.string()),
  by: z.string(),
  at: z.string(),
});
export type Guidance = z.infer<typeof Guidance>;
export const recordGuidance = endpoint({
  method: 'PUT',
  path: '/api/resumption/:region/guidance/:id',
  access: { may: 'resumption.serve', on: 'region' },
  audit: { action: 'resumption.guide', facts: ['enterprise', 'day', 'team', 'sections', 'again'] },
  input: z.object({
    region: RegionCode,
    id: Id,
    enterprise: Id,
    day: Day,
    team: z.array(z.string().trim().min(2).max(60)).min(1).max(12),
    /** What was said under each section; one at least. */
    sections: z.partialRecord(GuidanceSection, freeText(1000, 2)),
  }),
  reply: Guidance.extend({ again: z.boolean() }),
  summary: { zh: '记录指导服务', en: 'Record a guidance visit' },
});

/** One enterprise, one page: what officers know of it. Case, days and documents are the case's calls. */
export const dossier = endpoint({
  method: 'GET',
  path: '/api/resumption/:region/enterprises/:id/dossier',
  access: { may: 'resumption.read', on: 'region' },
  audit: 'read',
  input: z.object({ ...within, on: Day.optional() }),
  reply: z.object({
    on: z.string(),
    name: z.string(),
    assignment: Assignment.nullable(),
    past: z.array(z.object({ officerName: z.string(), from: z.string(), to: MaybeDay, endReason: z.string() })),
    presences: z.array(z.object({ day: z.string(), state: PresenceState, by: z.string(), reason: z.string() })),
    rounds: z.array(Round),
    guidance: z.array(Guidance),
  }),
  summary: { zh: '一企一页：包保、到岗、每日必问、指导服务', en: 'One enterprise, one page: officer, presence, rounds, guidance' },
});
