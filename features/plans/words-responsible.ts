// Who answers for a plan: one leader, one department, one team from a day on, and who did before. What stands on no day is read from the register's note.
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';

export const Responsible = z.object({
  id: z.string(),
  since: z.string(),
  /** Empty: undecided. */
  leader: z.string(),
  department: z.string(),
  team: z.string(),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
});
export type Responsible = z.infer<typeof Responsible>;

const at = { region: RegionCode, project: Id };
export const readResponsible = endpoint({
  method: 'GET',
  path: '/api/plans/:region/:project/responsible',
  access: { may: 'plan.read', on: 'region' },
  audit: 'read',
  input: z.object(at),
  reply: z.object({
    /** As it holds on the plan's day; `id` empty where only the note of the register says it, null where nobody has. */
    now: Responsible.nullable(),
    history: z.array(Responsible),
    /** Offices that were named before, to choose from. */
    departments: z.array(z.string()),
    leaders: z.array(z.string()),
  }),
  summary: { zh: '计划的包保领导、部门和专班', en: 'Who answers for a plan' },
});
export const setResponsible = endpoint({
  method: 'PUT',
  path: '/api/plans/:region/:project/responsible',
  access: { may: 'plan.edit', on: 'region' },
  audit: { action: 'plan.responsible', facts: ['since', 'leader', 'department', 'team', 'reason'] },
  input: z.object({
    ...at,
    since: Day,
    leader: z.string().trim().max(40),
    department: z.string().trim().max(80),
    team: z.string().trim().max(60),
    reason: z.string().trim().min(4).max(300),
  }),
  reply: z.object({ id: z.string() }),
  summary: { zh: '定包保领导、部门和专班', en: 'Say who answers for a plan' },
});
