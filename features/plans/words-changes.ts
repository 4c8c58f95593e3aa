// Adopting a remedy, the record of changes with taking one back, withdrawing a proposed baseline, a day of one's own that a node is promised for, and
// photographs of the site: the calls that go beyond making and editing a plan.
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';
import { PlanReply, RemedyWay } from './words.ts';

const at = { region: RegionCode, project: Id };
const NodeCode = z.string().regex(/^[A-Za-z0-9-]{1,24}$/, { error: 'plans.code' });
const reason = z.string().min(4).max(500);

/** Does to nodes and links what was tried; refused when the remedy is no longer among those that there are. */
export const adoptRemedy = endpoint({
  method: 'POST',
  path: '/api/plans/:region/:project/remedies',
  access: { may: 'plan.edit', on: 'region' },
  audit: { action: 'plan.adopt', facts: ['node', 'way', 'sentence', 'reason'] },
  input: z.object({ ...at, version: z.number().int(), node: NodeCode, way: RemedyWay, reason }),
  reply: PlanReply,
  summary: { zh: '采用一条补救', en: 'Adopt a remedy' },
});

export const PlanChange = z.object({
  id: z.string(),
  summary: z.object({ zh: z.string(), en: z.string() }),
  reason: z.string(),
  by: z.string(),
  at: z.string(),
  undone: z.object({ by: z.string(), at: z.string() }).nullable(),
});
export type PlanChange = z.infer<typeof PlanChange>;
/** The latest hundred, newest first. */
export const listChanges = endpoint({
  method: 'GET',
  path: '/api/plans/:region/:project/changes',
  access: { may: 'plan.read', on: 'region' },
  audit: 'read',
  input: z.object(at),
  /** `stops`: orders in force that moved this plan. */
  reply: z.object({
    changes: z.array(PlanChange),
    stops: z.array(z.object({ id: z.string(), name: z.string(), before: z.string(), after: z.string(), accepted: z.string().nullable() })),
  }),
  summary: { zh: '计划的改动记录', en: 'The changes of a plan' },
});
export const undoChange = endpoint({
  method: 'POST',
  path: '/api/plans/:region/:project/changes/:id/undo',
  access: { may: 'plan.edit', on: 'region' },
  audit: { action: 'plan.undo', facts: ['change', 'summary'] },
  input: z.object({ ...at, id: Id, version: z.number().int() }),
  reply: PlanReply,
  summary: { zh: '撤回一次改动', en: 'Take a change back' },
});

export const withdrawBaseline = endpoint({
  method: 'POST',
  path: '/api/plans/:region/:project/baselines/:id/withdrawal',
  access: { may: 'plan.edit', on: 'region' },
  audit: { action: 'plan.withdraw-baseline', facts: ['kind', 'promised', 'reason'] },
  input: z.object({ ...at, id: Id, reason }),
  reply: PlanReply,
  summary: { zh: '撤回提出的基线', en: 'Withdraw a proposed baseline' },
});

/** Null takes the day away; both with a reason. It moves no date: the light holds the forecast against it. */
export const promiseNode = endpoint({
  method: 'PUT',
  path: '/api/plans/:region/:project/nodes/:code/promise',
  access: { may: 'plan.edit', on: 'region' },
  audit: { action: 'plan.promise-node', facts: ['node', 'day', 'reason'] },
  input: z.object({ ...at, code: NodeCode, version: z.number().int(), day: Day.nullable(), reason }),
  reply: PlanReply,
  summary: { zh: '节点自己的承诺日期', en: 'A day of its own that a node is promised for' },
});

export const addNodePhoto = endpoint({
  method: 'POST',
  path: '/api/plans/:region/:project/nodes/:code/photos',
  access: { may: 'plan.edit', on: 'region' },
  body: 'upload',
  audit: { action: 'plan.photo', facts: ['node', 'name', 'sha256', 'takenAt'] },
  /** `takenAt` as the camera or the person says, 2020-03-15 or 2020-03-15T09:30. */
  input: z.object({
    ...at,
    code: NodeCode,
    version: z.coerce.number().int(),
    takenAt: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d(T\d\d:\d\d)?$/, { error: 'plans.photo-time' })
      .optional(),
  }),
  reply: PlanReply,
  summary: { zh: '节点现场照片', en: 'A photograph of the site of a node' },
});
export const nodePhoto = endpoint({
  method: 'GET',
  path: '/api/plans/:region/:project/nodes/:code/photos/:sha256',
  access: { may: 'plan.read', on: 'region' },
  body: 'file',
  audit: 'read',
  input: z.object({ ...at, code: NodeCode, sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  reply: z.unknown(),
  summary: { zh: '看节点现场照片', en: 'Show a photograph of a node' },
});
