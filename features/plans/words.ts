// Nouns and calls of plans: nodes with their duty and days, links, both passes, the promise and its gap, baselines. Read by server and screen; what a
// chart draws is PlanDrawing, which every PlanReply is. How dates come about is decided in the rules over the engine.
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';

export const ProjectType = z.enum(['factory', 'road', 'farmland', 'tourism', 'relocation', 'any']);
export type ProjectType = z.infer<typeof ProjectType>;
export const ApprovalRoute = z.enum(['approval', 'verification', 'filing', 'any']);
export type ApprovalRoute = z.infer<typeof ApprovalRoute>;
export const NodeKind = z.enum(['milestone', 'matter', 'work']);
export type NodeKind = z.infer<typeof NodeKind>;
/** The six guarantees, in order. */
export const Guarantee = z.enum(['preparation', 'start', 'statistics', 'construction', 'production', 'capacity']);
export type Guarantee = z.infer<typeof Guarantee>;
export const Stream = z.enum(['procedures', 'land', 'clearance', 'funding', 'design', 'utilities', 'construction', 'acceptance', 'own']);
export type Stream = z.infer<typeof Stream>;
export const DayUnit = z.enum(['working', 'calendar']);
export type DayUnit = z.infer<typeof DayUnit>;
export const LinkType = z.enum(['FS', 'SS', 'FF', 'SF']);
export const NodeState = z.enum(['done', 'doing', 'waiting', 'late', 'blocked']);
export type NodeState = z.infer<typeof NodeState>;
export const NodeLight = z.enum(['normal', 'warning', 'late']);
export type NodeLight = z.infer<typeof NodeLight>;
export const BaselineKind = z.enum(['set', 'change', 'drop']);
export type BaselineKind = z.infer<typeof BaselineKind>;
/** `file`: the days of a file that was brought in. */
export const BaselineSource = z.enum(['latest', 'forecast', 'file']);
export type BaselineSource = z.infer<typeof BaselineSource>;
/** What a person may propose from: the passes. */
export const ReckonedSource = BaselineSource.exclude(['file']);
export type ReckonedSource = z.infer<typeof ReckonedSource>;
export const SlipKind = z.enum(['baseline', 'forecast', 'actual']);

const Pair = z.object({ zh: z.string(), en: z.string() });
const NodeCode = z.string().regex(/^[A-Za-z0-9-]{1,24}$/, { error: 'plans.code' });
const MaybeDay = z.string().nullable();

export const PlanLink = z.object({ from: z.string(), to: z.string(), type: LinkType, lag: z.number().int(), unit: DayUnit });
export type PlanLink = z.infer<typeof PlanLink>;

/** What a chart draws of a node. Days are inclusive; `latest` is the last day that keeps the promise. */
export const DrawnNode = z.object({
  code: z.string(),
  name: Pair,
  kind: NodeKind,
  stage: Guarantee,
  stream: Stream,
  duty: z.object({ organisation: z.string(), post: z.string(), person: z.string() }),
  baseline: MaybeDay,
  forecastStart: z.string(),
  forecast: z.string(),
  latestStart: z.string(),
  latest: z.string(),
  actualStart: MaybeDay,
  actual: MaybeDay,
  state: NodeState,
  light: NodeLight,
  word: Pair,
  driving: z.boolean(),
  /** Working or calendar days, by the node's own unit. */
  floatDays: z.number(),
  problem: z.string().nullable(),
  promise: z.boolean(),
});
export type DrawnNode = z.infer<typeof DrawnNode>;

/** A plan as fishbone, node chart, Gantt and month board take it. */
export const PlanDrawing = z.object({
  region: z.string(),
  projectId: z.string(),
  projectName: z.string(),
  asOf: z.string(),
  from: z.string(),
  promised: z.string(),
  forecast: z.string(),
  nodes: z.array(DrawnNode),
  links: z.array(PlanLink),
});
export type PlanDrawing = z.infer<typeof PlanDrawing>;

export const Slip = z.object({ what: SlipKind, from: MaybeDay, to: MaybeDay, reason: z.string(), by: z.string(), at: z.string() });
export const PlanNode = DrawnNode.extend({
  position: z.number().int(),
  days: z.number().int(),
  unit: DayUnit,
  statutoryDays: z.number().int().nullable(),
  committedDays: z.number().int().nullable(),
  /** From actual start to actual finish, in the node's unit. */
  actualDays: z.number().int().nullable(),
  basis: z.string(),
  confirmed: z.boolean(),
  outdoor: z.boolean(),
  holdPoint: z.boolean(),
  fixed: z.boolean(),
  daysLeft: z.number().int().nullable(),
  blockedUntil: MaybeDay,
  evidence: z.array(z.object({ name: z.string(), sha256: z.string() })),
  note: z.string(),
  ownPromise: z.object({ day: z.string(), reason: z.string(), by: z.string(), at: z.string() }).nullable(),
  photos: z.array(z.object({ name: z.string(), sha256: z.string(), type: z.string(), takenAt: MaybeDay, by: z.string(), at: z.string() })),
  why: Pair,
  slips: z.array(Slip),
});
export type PlanNode = z.infer<typeof PlanNode>;

export const RemedyWay = z.enum(['start-sooner', 'overlap', 'shorten', 'add-crew', 'other-calendar']);
export type RemedyWay = z.infer<typeof RemedyWay>;
export const Remedy = z.object({
  node: z.string(),
  way: RemedyWay,
  buysDays: z.number(),
  closes: z.boolean(),
  finish: z.string(),
  sentence: Pair,
  strain: Pair.nullable(),
});
export type Remedy = z.infer<typeof Remedy>;
/** The pace that keeps the promise: how much faster the works that are late have to go, with what may not be shortened. */
export const CatchUp = z.object({
  /** Times the planned pace; null when no pace is enough. */
  factor: z.number().nullable(),
  finish: z.string(),
  sentence: Pair,
  rows: z.array(
    z.object({
      node: z.string(),
      name: Pair,
      unit: DayUnit,
      /** Days of work left at the planned pace, and the days there are for it. */
      left: z.number(),
      within: z.number(),
      by: z.string(),
      /** Per cent of the whole node. */
      plannedPerDay: z.number(),
      neededPerDay: z.number(),
      neededPerWeek: z.number(),
    }),
  ),
  holds: z.array(z.object({ node: z.string(), name: Pair, day: z.string() })),
});
export type CatchUp = z.infer<typeof CatchUp>;
export const ApplyBy = z.object({
  organisation: z.string(),
  node: z.string(),
  name: Pair,
  day: z.string(),
  spareDays: z.number(),
  sentence: Pair,
});
export type ApplyBy = z.infer<typeof ApplyBy>;
export const Baseline = z.object({
  id: z.string(),
  number: z.number().int(),
  kind: BaselineKind,
  source: BaselineSource,
  name: z.string(),
  promisedDay: z.string(),
  reason: z.string(),
  proposedBy: z.string(),
  proposedAt: z.string(),
  decision: z.enum(['approved', 'declined', 'withdrawn']).nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  note: z.string(),
  current: z.boolean(),
  mayDecide: z.boolean(),
  mayWithdraw: z.boolean(),
});
export type Baseline = z.infer<typeof Baseline>;

export const PlanReply = PlanDrawing.extend({
  nodes: z.array(PlanNode),
  template: z.object({ region: z.string(), code: z.string(), version: z.number().int(), name: Pair }),
  type: ProjectType,
  route: ApprovalRoute,
  answers: z.record(z.string(), z.string()),
  /** The state day that was fixed by hand; null: reckoned from today. */
  stateDay: MaybeDay,
  goal: z.object({ code: z.string(), name: Pair }),
  kept: z.boolean(),
  /** Working days later than promised; negative: days to spare. */
  gapDays: z.number(),
  sentence: Pair,
  chain: z.array(z.string()),
  remedies: z.array(Remedy),
  applyBy: z.array(ApplyBy),
  catchUp: CatchUp.nullable(),
  coveredUntil: z.number().int(),
  warnings: z.array(Pair),
  baselines: z.array(Baseline),
  madeBy: z.string(),
  madeAt: z.string(),
  updatedBy: z.string(),
  updatedAt: z.string(),
  version: z.number().int(),
});
export type PlanReply = z.infer<typeof PlanReply>;

export const Question = z.object({
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  options: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
  usual: z.string(),
});
export const TemplateNode = z.object({
  code: NodeCode,
  zh: z.string(),
  en: z.string(),
  kind: NodeKind,
  stage: Guarantee,
  stream: Stream,
  duty: z.string(),
  days: z.number().int(),
  unit: DayUnit,
  statutoryDays: z.number().int().nullable(),
  promisedDays: z.number().int().nullable(),
  basis: z.string(),
  confirmed: z.boolean(),
  outdoor: z.boolean().optional(),
  hold: z.boolean().optional(),
  fixed: z.boolean().optional(),
  promise: z.boolean().optional(),
  /** `question=option`: only where that was answered. */
  if: z.string().optional(),
});
export type TemplateNode = z.infer<typeof TemplateNode>;
export const PlanTemplate = z.object({
  region: z.string(),
  code: z.string(),
  version: z.number().int(),
  name: Pair,
  type: ProjectType,
  route: ApprovalRoute,
  since: z.string(),
  questions: z.array(Question),
  nodes: z.array(TemplateNode),
  links: z.array(PlanLink),
});
export type PlanTemplate = z.infer<typeof PlanTemplate>;

const at = { region: RegionCode, project: Id };
const Answers = z.record(z.string().max(40), z.string().max(40)).default({});
const making = {
  ...at,
  template: z.string().max(60),
  promised: Day,
  start: Day.optional(),
  stateDay: Day.nullable().default(null),
  answers: Answers,
};

export const planTemplates = endpoint({
  method: 'GET',
  path: '/api/plans/templates',
  access: { may: 'plan.read', on: 'scope' },
  audit: 'read',
  input: z.object({ region: RegionCode }),
  reply: z.object({ templates: z.array(PlanTemplate) }),
  summary: { zh: '计划模板', en: 'Templates of plans' },
});
export const readPlan = endpoint({
  method: 'GET',
  path: '/api/plans/:region/:project',
  access: { may: 'plan.read', on: 'region' },
  audit: 'read',
  input: z.object({ ...at, on: Day.optional() }),
  reply: z.object({ plan: PlanReply.nullable(), projectName: z.string(), suggested: z.string(), totalYuan: z.number().nullable() }),
  summary: { zh: '项目节点计划：两遍推算、差距和补救', en: 'The plan of a project: both passes, the gap, the remedies' },
});
export const planLine = z.object({
  region: z.string(),
  projectId: z.string(),
  projectName: z.string(),
  /** Empty: undecided. */
  leader: z.string(),
  department: z.string(),
  promised: z.string(),
  forecast: z.string(),
  gapDays: z.number(),
  nodes: z.number().int(),
  done: z.number().int(),
  late: z.number().int(),
  blocked: z.number().int(),
  next: z.object({ name: Pair, day: z.string() }).nullable(),
  light: NodeLight,
});
export const listPlans = endpoint({
  method: 'GET',
  path: '/api/plans',
  access: { may: 'plan.read', on: 'scope' },
  audit: 'read',
  input: z.object({
    region: RegionCode.optional(),
    /** The name of the department that answers. */
    department: z.string().max(80).optional(),
    /** Those that the asking person leads, or whose own department answers. */
    mine: z.enum(['yes']).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(200),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  reply: z.object({
    total: z.number().int(),
    late: z.number().int(),
    /** Departments that answer for plans in reach, with how many; and how many plans are the asking person's. */
    departments: z.array(z.object({ name: z.string(), plans: z.number().int() })),
    mine: z.number().int(),
    rows: z.array(planLine),
  }),
  summary: { zh: '计划一览', en: 'Plans in reach' },
});
export const tryPlan = endpoint({
  method: 'POST',
  path: '/api/plans/:region/:project/try',
  access: { may: 'plan.read', on: 'region' },
  audit: 'read',
  input: z.object(making),
  reply: PlanReply,
  summary: { zh: '试排计划，不保存', en: 'Work a plan backward without saving it' },
});
export const makePlan = endpoint({
  method: 'POST',
  path: '/api/plans/:region/:project',
  access: { may: 'plan.edit', on: 'region' },
  audit: { action: 'plan.make', facts: ['template', 'promised', 'nodes'] },
  input: z.object(making),
  reply: PlanReply,
  summary: { zh: '建立节点计划', en: 'Make a plan' },
});

export const editNode = endpoint({
  method: 'PATCH',
  path: '/api/plans/:region/:project/nodes/:code',
  access: { may: 'plan.edit', on: 'region' },
  audit: { action: 'plan.edit', facts: ['node', 'fields', 'reason'] },
  input: z.object({
    ...at,
    code: NodeCode,
    version: z.number().int(),
    set: z
      .object({
        name: z.string().min(2).max(80),
        stage: Guarantee,
        stream: Stream,
        organisation: z.string().max(80),
        post: z.string().max(40),
        person: z.string().max(40),
        days: z.number().int().min(0).max(3650),
        unit: DayUnit,
        outdoor: z.boolean(),
        daysLeft: z.number().int().min(0).max(3650).nullable(),
        note: z.string().max(1000),
        blocked: z.object({ reason: z.string().min(2).max(200), until: Day.nullable() }).nullable(),
      })
      .partial(),
    reason: z.string().max(500).default(''),
  }),
  reply: PlanReply,
  summary: { zh: '修改节点', en: 'Change a node' },
});
export const addNode = endpoint({
  method: 'POST',
  path: '/api/plans/:region/:project/nodes',
  access: { may: 'plan.edit', on: 'region' },
  audit: { action: 'plan.add-node', facts: ['node', 'name'] },
  input: z.object({
    ...at,
    version: z.number().int(),
    name: z.string().min(2).max(80),
    kind: NodeKind,
    stage: Guarantee,
    stream: Stream,
    organisation: z.string().max(80).default(''),
    days: z.number().int().min(0).max(3650),
    unit: DayUnit,
    outdoor: z.boolean().default(false),
    after: z.array(NodeCode).max(20).default([]),
    before: z.array(NodeCode).max(20).default([]),
  }),
  reply: PlanReply,
  summary: { zh: '增加节点', en: 'Add a node' },
});
export const removeNode = endpoint({
  method: 'DELETE',
  path: '/api/plans/:region/:project/nodes/:code',
  access: { may: 'plan.edit', on: 'region' },
  audit: { action: 'plan.remove-node', facts: ['node', 'name', 'reason'] },
  input: z.object({ ...at, code: NodeCode, version: z.number().int(), reason: z.string().min(4).max(500) }),
  reply: PlanReply,
  summary: { zh: '删除节点', en: 'Take a node away' },
});
/** Replaces everything that a node waits for. */
export const setLinks = endpoint({
  method: 'PUT',
  path: '/api/plans/:region/:project/nodes/:code/links',
  access: { may: 'plan.edit', on: 'region' },
  audit: { action: 'plan.link', facts: ['node', 'links', 'reason'] },
  input: z.object({
    ...at,
    code: NodeCode,
    version: z.number().int(),
    links: z.array(z.object({ from: NodeCode, type: LinkType, lag: z.number().int().min(-3650).max(3650), unit: DayUnit })).max(60),
    reason: z.string().max(500).default(''),
  }),
  reply: PlanReply,
  summary: { zh: '设置前置节点', en: 'Set what a node waits for' },
});
export const recordActual = endpoint({
  method: 'POST',
  path: '/api/plans/:region/:project/nodes/:code/actual',
  access: { may: 'plan.edit', on: 'region' },
  body: 'upload',
  audit: { action: 'plan.actual', facts: ['node', 'start', 'finish', 'evidenceName', 'evidenceSha256'] },
  input: z.object({
    ...at,
    code: NodeCode,
    version: z.coerce.number().int(),
    start: Day,
    finish: Day.optional(),
    note: z.string().max(500).default(''),
  }),
  reply: PlanReply,
  summary: { zh: '填报实际日期，附依据', en: 'Record what happened, with evidence' },
});

export const proposeBaseline = endpoint({
  method: 'POST',
  path: '/api/plans/:region/:project/baselines',
  access: { may: 'plan.edit', on: 'region' },
  audit: { action: 'plan.propose-baseline', facts: ['kind', 'source', 'promised', 'reason'] },
  /** `latest` is 倒排工期: the last days that keep the promise. `promised` moves the promise itself. */
  input: z.object({
    ...at,
    version: z.number().int(),
    kind: BaselineKind,
    source: ReckonedSource.default('latest'),
    promised: Day.optional(),
    reason: z.string().min(4).max(500),
  }),
  reply: PlanReply,
  summary: { zh: '提出基线', en: 'Propose a baseline' },
});
export const decideBaseline = endpoint({
  method: 'POST',
  path: '/api/plans/:region/:project/baselines/:id/decision',
  access: { may: 'plan.approve', on: 'region' },
  audit: { action: 'plan.decide-baseline', facts: ['kind', 'decision', 'promised', 'note'] },
  input: z.object({ ...at, id: Id, decision: z.enum(['approved', 'declined']), note: z.string().max(500).default('') }),
  reply: PlanReply,
  summary: { zh: '核准或退回基线', en: 'Approve or decline a baseline' },
});
/** Two of: `latest`, `forecast`, or the id of a baseline. */
export const comparePlans = endpoint({
  method: 'GET',
  path: '/api/plans/:region/:project/compare',
  access: { may: 'plan.read', on: 'region' },
  audit: 'read',
  input: z.object({ ...at, from: z.string().max(40), to: z.string().max(40), on: Day.optional() }),
  reply: z.object({
    rows: z.array(z.object({ code: z.string(), name: Pair, from: MaybeDay, to: MaybeDay, workingDays: z.number().nullable() })),
    later: z.number().int(),
    earlier: z.number().int(),
  }),
  summary: { zh: '两个版本对比', en: 'Two versions side by side' },
});
