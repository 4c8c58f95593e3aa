/**
 * Difficulties of enterprises (困难诉求): raised, routed by the rule of their kind, answered against a clock, and closed only by the enterprise's own
 * word that it is solved. What is answered is not yet solved: answer and verdict are two columns.
 */
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';
import { freeText } from './words-texts.ts';

const Pair = z.object({ zh: z.string(), en: z.string() });

export const DifficultyKind = z.enum(['labour', 'transport', 'materials', 'funds', 'protection', 'orders', 'other']);
export type DifficultyKind = z.infer<typeof DifficultyKind>;
export const difficultyWords: Record<DifficultyKind, z.infer<typeof Pair>> = {
  labour: { zh: '用工', en: 'Labour' },
  transport: { zh: '运输', en: 'Transport' },
  materials: { zh: '原材料', en: 'Materials' },
  funds: { zh: '资金', en: 'Funds' },
  protection: { zh: '防护物资', en: 'Protective supplies' },
  orders: { zh: '订单', en: 'Orders' },
  other: { zh: '其他', en: 'Other' },
};
export const DifficultyState = z.enum(['routed', 'answered', 'solved', 'withdrawn']);
export type DifficultyState = z.infer<typeof DifficultyState>;
export const difficultyStateWords: Record<DifficultyState, z.infer<typeof Pair>> = {
  routed: { zh: '办理中', en: 'With the department' },
  answered: { zh: '已答复待企业确认', en: 'Answered, to be confirmed' },
  solved: { zh: '企业确认解决', en: 'Solved, the enterprise says' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
};
export const DifficultyAction = z.enum(['raise', 'route', 'answer', 'confirm', 'reopen', 'withdraw']);
export type DifficultyAction = z.infer<typeof DifficultyAction>;
export const difficultyActionWords: Record<DifficultyAction, z.infer<typeof Pair>> = {
  raise: { zh: '提出', en: 'Raised' },
  route: { zh: '转办', en: 'Sent on' },
  answer: { zh: '答复', en: 'Answered' },
  confirm: { zh: '企业确认解决', en: 'Confirmed solved' },
  reopen: { zh: '企业认为未解决，退回重办', en: 'Not solved, sent back' },
  withdraw: { zh: '撤回', en: 'Withdrawn' },
};

const Step = z.object({ action: DifficultyAction, at: z.string(), by: z.string(), organisation: z.string(), note: z.string() });
export const Difficulty = z.object({
  region: z.string(),
  id: z.string(),
  enterprise: z.string(),
  enterpriseName: z.string(),
  kind: DifficultyKind,
  text: z.string(),
  state: DifficultyState,
  organisation: z.string(),
  raisedBy: z.string(),
  raisedAt: z.string(),
  /** The last instant at which an answer is in time, by the rule of the day on which it was sent there. */
  dueAt: z.string(),
  answeredAt: z.string().nullable(),
  answer: z.string(),
  solvedAt: z.string().nullable(),
  reopened: z.number().int(),
  overdue: z.boolean(),
  /** Whole hours since it was raised, or until it was solved or taken back. */
  hours: z.number().int(),
  steps: z.array(Step),
  /** Who reads may do this now. */
  may: z.array(DifficultyAction),
});
export type Difficulty = z.infer<typeof Difficulty>;

export const listDifficulties = endpoint({
  method: 'GET',
  path: '/api/resumption/difficulties',
  access: { may: 'resumption.read', on: 'scope' },
  audit: 'read',
  input: z.object({
    region: RegionCode.optional(),
    enterprise: Id.optional(),
    kind: DifficultyKind.optional(),
    state: DifficultyState.optional(),
    overdue: z.stringbool().optional(),
    /** The day at whose end clocks are read; now when left out. */
    on: Day.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(200),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  reply: z.object({ total: z.number().int(), open: z.number().int(), overdue: z.number().int(), rows: z.array(Difficulty) }),
  summary: { zh: '困难诉求清单', en: 'Difficulties of enterprises' },
});
export const raiseDifficulty = endpoint({
  method: 'PUT',
  path: '/api/resumption/:region/difficulties/:id',
  access: { may: 'resumption.difficulty', on: 'region' },
  audit: { action: 'resumption.raise-difficulty', facts: ['enterprise', 'kind', 'organisation'] },
  input: z.object({
    region: RegionCode,
    /** Made by the device, so that a second sending is the same difficulty. */
    id: Id,
    enterprise: Id,
    kind: DifficultyKind,
    text: freeText(1000, 6),
  }),
  reply: Difficulty,
  summary: { zh: '提出困难诉求', en: 'Raise a difficulty' },
});
export const actOnDifficulty = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/difficulties/:id/steps',
  access: { may: 'resumption.difficulty', on: 'region' },
  audit: { action: 'resumption.difficulty', facts: ['step', 'organisation', 'note', 'saidBy'] },
  input: z.object({
    region: RegionCode,
    id: Id,
    action: DifficultyAction.exclude(['raise']),
    /** To whom, of a step that sends it on. */
    organisation: z.string().trim().max(80).default(''),
    note: freeText(1000).default(''),
    /** Who at the enterprise said so, where an officer writes down its word. */
    saidBy: z.string().trim().max(40).default(''),
  }),
  reply: Difficulty,
  summary: { zh: '办理困难诉求', en: 'Take a step in a difficulty' },
});
/** Hours from raised to solved, by kind. Those not solved yet are counted beside, never as zero hours. */
export const difficultyTimes = endpoint({
  method: 'GET',
  path: '/api/resumption/difficulties/times',
  access: { may: 'resumption.read', on: 'scope' },
  audit: 'read',
  /** `on`: the day at whose end clocks are read; now when left out. */
  input: z.object({ region: RegionCode.optional(), from: Day.optional(), to: Day.optional(), on: Day.optional() }),
  reply: z.object({
    kinds: z.array(
      z.object({
        kind: DifficultyKind,
        raised: z.number().int(),
        solved: z.number().int(),
        open: z.number().int(),
        overdue: z.number().int(),
        reopened: z.number().int(),
        medianHours: z.number().nullable(),
        ninetiethHours: z.number().nullable(),
        limitHours: z.number().int(),
      }),
    ),
  }),
  summary: { zh: '各类困难的解决时间', en: 'Time to solve, by kind' },
});
