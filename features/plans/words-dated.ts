// The dated data that plans are reckoned with, as calls: the calendar with its seasons and stop orders; trying an order, giving one, what it does to which
// plans, accepting the new forecasts, withdrawing it. What an order moves is decided in rules-shock.ts.
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';
import { ProjectType } from './words.ts';

export const ShockOutcome = z.enum(['lost', 'later', 'kept']);
export type ShockOutcome = z.infer<typeof ShockOutcome>;
export const ShockRunState = z.enum(['waiting', 'running', 'done', 'failed']);

export const StopOrder = z.object({
  region: z.string(),
  id: z.string(),
  name: z.string(),
  from: z.string(),
  to: z.string(),
  basis: z.string(),
  by: z.string(),
  at: z.string(),
  /** Ids of projects; empty: every site of the region. */
  sites: z.array(z.string()),
  withdrawn: z.object({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
  /** How many plans in reach it moved, how many of those lost their promise, how many new forecasts are accepted. */
  plans: z.number().int(),
  lost: z.number().int(),
  accepted: z.number().int(),
});
export type StopOrder = z.infer<typeof StopOrder>;

export const CalendarDay = z.object({ day: z.string(), kind: z.enum(['off', 'make-up']) });

export const planCalendar = endpoint({
  method: 'GET',
  path: '/api/plans/calendar',
  access: { may: 'plan.read', on: 'scope' },
  audit: 'read',
  input: z.object({ region: RegionCode, on: Day.optional() }),
  reply: z.object({
    on: z.string(),
    coveredUntil: z.number().int(),
    notices: z.array(z.object({ year: z.number().int(), announcedOn: z.string(), basis: z.string() })),
    /** Days off and make-up days as they had been announced by then; weekends are not listed. */
    days: z.array(CalendarDay),
    seasons: z.array(
      z.object({
        region: z.string(),
        type: ProjectType,
        stopsOn: z.string(),
        resumesOn: z.string(),
        since: z.string(),
        until: z.string().nullable(),
        note: z.string(),
        by: z.string(),
        /** Plans in reach that it is reckoned for. */
        plans: z.number().int(),
      }),
    ),
    stops: z.array(StopOrder),
  }),
  summary: { zh: '计划所用日历', en: 'The calendar that plans are reckoned with' },
});

/** What the building season is from a day on; an earlier one stays for what was reckoned before. */
export const setSeason = endpoint({
  method: 'POST',
  path: '/api/plans/:region/seasons',
  access: { may: 'plan.stop', on: 'region' },
  audit: { action: 'plan.season', facts: ['type', 'stopsOn', 'resumesOn', 'since'] },
  input: z.object({
    region: RegionCode,
    type: ProjectType,
    stopsOn: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { error: 'plans.month-day' }),
    resumesOn: z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { error: 'plans.month-day' }),
    since: Day,
    note: z.string().max(200).default(''),
  }),
  reply: z.object({ since: z.string() }),
  summary: { zh: '设置施工季节', en: 'Set the building season' },
});

export const ShockRow = z.object({
  region: z.string(),
  projectId: z.string(),
  name: z.string(),
  promised: z.string(),
  before: z.string(),
  after: z.string(),
  /** Working days after the promise; negative: to spare. */
  daysLate: z.number().int(),
  moved: z.number().int(),
  outcome: ShockOutcome,
});
export type ShockRow = z.infer<typeof ShockRow>;

/** A re-planning as far as it has got. `rows` holds every plan whose promise is not kept, and the first of the others. */
export const ShockRun = z.object({
  id: z.string(),
  state: ShockRunState,
  done: z.number().int(),
  total: z.number().int(),
  seconds: z.number(),
  result: z
    .object({
      plans: z.number().int(),
      affected: z.number().int(),
      lost: z.number().int(),
      later: z.number().int(),
      kept: z.number().int(),
      /** Plans that have no dates: a circle, no nodes. */
      unreadable: z.number().int(),
      rows: z.array(ShockRow),
    })
    .nullable(),
});
export type ShockRun = z.infer<typeof ShockRun>;

const days = { region: RegionCode, from: Day, to: Day, sites: z.array(Id).max(500).default([]) };
const at = { region: RegionCode, id: Id };

export const tryShock = endpoint({
  method: 'POST',
  path: '/api/plans/:region/shock',
  access: { may: 'plan.read', on: 'region' },
  audit: 'read',
  /** `on`: as the plans were known on that day; their own state days when absent. */
  input: z.object({ ...days, on: Day.nullable().default(null) }),
  reply: ShockRun,
  summary: { zh: '试算停工对计划的影响，不下令', en: 'Try what a stop would do to plans without ordering it' },
});
export const readShockRun = endpoint({
  method: 'GET',
  path: '/api/plans/shock-runs/:id',
  access: { may: 'plan.read', on: 'self' },
  audit: 'read',
  input: z.object({ id: Id }),
  reply: ShockRun,
  summary: { zh: '重排进度和结果', en: 'How far a re-planning is, and what came out' },
});
export const orderStop = endpoint({
  method: 'POST',
  path: '/api/plans/:region/stops',
  access: { may: 'plan.stop', on: 'region' },
  audit: { action: 'plan.stop', facts: ['name', 'from', 'to', 'basis', 'sites'] },
  input: z.object({ ...days, name: z.string().min(2).max(80), basis: z.string().min(4).max(200) }),
  /** `run`: the re-planning that begins with it. */
  reply: z.object({ id: z.string(), run: z.string() }),
  summary: { zh: '登记停工令', en: 'Order a stop' },
});
export const withdrawStop = endpoint({
  method: 'POST',
  path: '/api/plans/:region/stops/:id/withdrawal',
  access: { may: 'plan.stop', on: 'region' },
  audit: { action: 'plan.stop-withdraw', facts: ['name', 'from', 'to', 'reason'] },
  input: z.object({ ...at, reason: z.string().min(4).max(200) }),
  reply: z.object({ id: z.string() }),
  summary: { zh: '撤销停工令：计划恢复，原令留存', en: 'Withdraw a stop order; it stays in the record' },
});
/** Reckons an order anew, after plans changed or when the first time was cut short; what was accepted stays accepted. */
export const reckonStop = endpoint({
  method: 'POST',
  path: '/api/plans/:region/stops/:id/run',
  access: { may: 'plan.stop', on: 'region' },
  audit: { action: 'plan.stop-reckon', facts: ['name'] },
  input: z.object(at),
  reply: z.object({ run: z.string() }),
  summary: { zh: '重算停工令的影响', en: 'Reckon anew what a stop order moves' },
});

export const StopEffect = ShockRow.extend({
  accepted: z.object({ by: z.string(), at: z.string(), reason: z.string() }).nullable(),
});
export type StopEffect = z.infer<typeof StopEffect>;
export const readStop = endpoint({
  method: 'GET',
  path: '/api/plans/stops/:id',
  access: { may: 'plan.read', on: 'scope' },
  audit: 'read',
  input: z.object({ id: Id }),
  reply: z.object({ stop: StopOrder, effects: z.array(StopEffect) }),
  summary: { zh: '停工令及其影响的计划', en: 'A stop order and the plans it moved' },
});
/** Accepts the new forecasts of some projects, or of all in the region that still wait. Baselines and promises stay as they are. */
export const acceptForecasts = endpoint({
  method: 'POST',
  path: '/api/plans/:region/stops/:id/acceptance',
  access: { may: 'plan.approve', on: 'region' },
  audit: { action: 'plan.accept-forecast', facts: ['stop', 'plans', 'reason'] },
  input: z.object({ ...at, projects: z.array(Id).min(1).max(500).nullable(), reason: z.string().min(4).max(200) }),
  reply: z.object({ accepted: z.number().int(), left: z.number().int() }),
  summary: { zh: '接受停工后的新预计', en: 'Accept the forecasts after a stop' },
});
