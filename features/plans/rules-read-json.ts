// Reads our own plain file of a plan: the engine's problem as JSON, with its dates and durations as texts (`2020-03-02T08:00`, `5d`, `4h`, or minutes).
// Shapes are checked here; what the plan says is checked by the engine, which names the activity and the rule.
import { z } from 'zod';
import { fiveDays, type NetworkProblem } from '../../engine/src/index.ts';
import type { PlanRead, StoredDates } from './rules-read.ts';

const When = z.union([z.string(), z.number()]);
const Duration = z.union([z.string(), z.number()]);
const Shift = z.tuple([z.union([z.string(), z.number()]), z.union([z.string(), z.number()])]);
const LagCalendar = z.union([z.enum(['predecessor', 'successor', '24h', 'project']), z.object({ calendar: z.string() })]);
const Id = z.union([z.string(), z.number()]).transform(String);

const Calendar = z.object({
  id: Id,
  name: z.string().optional(),
  week: z.array(z.array(Shift)),
  holidays: z.array(z.string()).optional(),
  makeUpDays: z.array(z.string()).optional(),
  workday: z.array(Shift).optional(),
  exceptions: z.array(z.object({ from: z.string(), to: z.string(), shifts: z.array(Shift), name: z.string().optional() })).optional(),
  stops: z.array(z.object({ from: When, to: When, name: z.string().optional() })).optional(),
  minutesPerDay: z.number().optional(),
});

const Activity = z.object({
  id: Id,
  name: z.string().optional(),
  kind: z.enum(['task', 'milestone', 'start-milestone', 'finish-milestone', 'level-of-effort', 'summary']).optional(),
  duration: Duration.optional(),
  calendar: Id.optional(),
  project: Id.optional(),
  constraints: z
    .array(z.object({ type: z.enum(['SNET', 'SNLT', 'FNET', 'FNLT', 'MSO', 'MFO']), at: When, hard: z.boolean().optional() }))
    .optional(),
  asLateAsPossible: z.boolean().optional(),
  deadline: When.optional(),
  externalStart: When.optional(),
  externalFinish: When.optional(),
  pinned: When.optional(),
  actualStart: When.optional(),
  actualFinish: When.optional(),
  remaining: Duration.optional(),
  resume: When.optional(),
  spans: z.array(Id).optional(),
  stored: z
    .object({
      earlyStart: z.string().optional(),
      earlyFinish: z.string().optional(),
      lateStart: z.string().optional(),
      lateFinish: z.string().optional(),
      totalFloat: z.number().optional(),
    })
    .optional(),
});

const Plan = z.object({
  start: When,
  dataDate: When.optional(),
  due: When.optional(),
  calendar: Id.optional(),
  calendars: z.array(Calendar).optional(),
  lagCalendar: LagCalendar.optional(),
  projects: z.array(z.object({ id: Id, start: When.optional(), dataDate: When.optional(), due: When.optional() })).optional(),
  activities: z.array(Activity),
  links: z
    .array(
      z.object({
        from: Id,
        to: Id,
        type: z.enum(['FS', 'SS', 'FF', 'SF']).optional(),
        lag: Duration.optional(),
        lagCalendar: LagCalendar.optional(),
      }),
    )
    .optional(),
  progress: z.enum(['retained-logic', 'progress-override']).optional(),
  criticalFloat: z.number().optional(),
});

/** Monday to Friday, eight hours, when a plan brings no calendar. */
const usual = { id: 'usual', name: '', week: fiveDays(['08:00', '12:00'], ['13:00', '17:00']) };

/** The plan of a JSON text; where its shape is wrong, the path to the place. */
export function readPlanJson(text: string): { ok: PlanRead } | { wrong: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { wrong: 'JSON' };
  }
  const parsed = Plan.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    return { wrong: `${issue.path.join('.')}: ${issue.message}` };
  }
  const { progress, criticalFloat, ...plan } = parsed.data;
  const stored = new Map<string, StoredDates>();
  for (const activity of plan.activities) if (activity.stored) stored.set(activity.id, activity.stored);
  const problem: NetworkProblem = { ...plan, calendars: plan.calendars?.length ? plan.calendars : [usual], links: plan.links ?? [] };
  return { ok: { tool: 'sanzao', problem, options: { progress, criticalFloat }, stored, remarks: [] } };
}
