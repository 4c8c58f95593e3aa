// Plans as files: taking one along as Microsoft Project XML or as an Excel table, looking at one that comes in, bringing it in. What a file comes to is
// decided in the rules; here stand the calls and what they tell.
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';
import { PlanReply } from './words.ts';

export const PlanFileForm = z.enum(['mspdi', 'xlsx']);
export type PlanFileForm = z.infer<typeof PlanFileForm>;
/** A long file is taken whole, by its summaries, or by its milestones. */
export const BringLevel = z.enum(['all', 'summaries', 'milestones']);
export type BringLevel = z.infer<typeof BringLevel>;
/** `plan`: becomes the plan where there is none. `version`: stands beside the plan, for comparison. `update`: changes nodes of the same code. */
export const BringMode = z.enum(['plan', 'version', 'update']);
export type BringMode = z.infer<typeof BringMode>;
export const LeftWhat = z.enum([
  'resources',
  'assignments',
  'costs',
  'splits',
  'baselines',
  'fields',
  'codes',
  'expenses',
  'memos',
  'level-of-effort',
  'constraints',
  'placed-by-hand',
  'as-late-as-possible',
  'deadlines',
  'external-dates',
  'links',
  'outside-links',
  'calendars',
]);
export type LeftWhat = z.infer<typeof LeftWhat>;
/** What a node lost on its way in; a difference of its days is explained by it. */
export const NodeReason = z.enum(['constraint', 'placed-by-hand', 'as-late-as-possible', 'rounded', 'lag-rounded', 'collapsed']);
export type NodeReason = z.infer<typeof NodeReason>;

const Pair = z.object({ zh: z.string(), en: z.string() });
const MaybeDay = z.string().nullable();
const at = { region: RegionCode, project: Id };

export const FileProblem = z.object({ cell: z.string(), value: z.string(), sentence: Pair });
export type FileProblem = z.infer<typeof FileProblem>;
/** A day of the file beside the day reckoned here, and the rule that explains why they differ. */
export const DayDifference = z.object({
  code: z.string(),
  name: Pair,
  theirs: MaybeDay,
  ours: MaybeDay,
  workingDays: z.number().nullable(),
  why: Pair,
});
export type DayDifference = z.infer<typeof DayDifference>;
export const FileLook = z.object({
  file: z.string(),
  tool: z.enum(['microsoft-project', 'primavera', 'sanzao', 'excel']),
  own: z.boolean(),
  title: z.string(),
  /** Cells that cannot be read; with any of them nothing comes in. */
  problems: z.array(FileProblem),
  level: BringLevel,
  levels: z.array(z.object({ level: BringLevel, nodes: z.number().int() })),
  most: z.number().int(),
  counts: z.object({ activities: z.number().int(), summaries: z.number().int(), milestones: z.number().int(), links: z.number().int() }),
  calendars: z.array(z.object({ name: z.string(), workdays: z.number().int(), exceptions: z.number().int() })),
  start: z.string(),
  /** Up to when it knows what happened. */
  asOf: z.string(),
  promised: MaybeDay,
  /** As it would be reckoned here. */
  forecast: MaybeDay,
  nodes: z.array(
    z.object({
      code: z.string(),
      source: z.string(),
      name: z.string(),
      kind: z.string(),
      stage: z.string(),
      stream: z.string(),
      organisation: z.string(),
      days: z.number().int(),
      unit: z.string(),
      after: z.string(),
      promise: z.boolean(),
      start: MaybeDay,
      finish: MaybeDay,
    }),
  ),
  links: z.number().int(),
  leftOut: z.array(z.object({ what: LeftWhat, count: z.number().int(), names: z.array(z.string()) })),
  differences: z.array(DayDifference),
  /** How many days of the file agree with ours. */
  agree: z.number().int(),
  /** The file's own stored dates held against what its own calendars and links come to. */
  stored: z
    .object({
      compared: z.number().int(),
      different: z.number().int(),
      rows: z.array(z.object({ activity: z.string(), why: Pair, count: z.number().int() })),
    })
    .nullable(),
  modes: z.array(BringMode),
  /** Of a plan that is there: what the file has and the plan has not, and the other way round. */
  beside: z
    .object({
      same: z.number().int(),
      changed: z.array(z.object({ code: z.string(), name: z.string(), fields: z.array(z.string()) })),
      added: z.array(z.string()),
      missing: z.array(z.string()),
    })
    .nullable(),
});
export type FileLook = z.infer<typeof FileLook>;

export const exportPlan = endpoint({
  method: 'GET',
  path: '/api/plans/:region/:project/file',
  access: { may: 'plan.read', on: 'region' },
  audit: 'read',
  body: 'file',
  input: z.object({ ...at, form: PlanFileForm, language: z.enum(['zh', 'en']).default('zh') }),
  reply: z.any(),
  summary: { zh: '计划导出为 Project XML 或 Excel 节点表', en: 'A plan as Microsoft Project XML or as an Excel table of nodes' },
});
export const lookAtFile = endpoint({
  method: 'POST',
  path: '/api/plans/:region/:project/file/look',
  access: { may: 'plan.edit', on: 'region' },
  audit: { action: 'plan.look', facts: ['file', 'sha256', 'problems'] },
  body: 'upload',
  input: z.object({ ...at, level: BringLevel.optional() }),
  reply: FileLook,
  summary: { zh: '预览要导入的计划文件', en: 'Look at a file before it is brought in' },
});
export const bringFile = endpoint({
  method: 'POST',
  path: '/api/plans/:region/:project/file',
  access: { may: 'plan.edit', on: 'region' },
  body: 'upload',
  audit: { action: 'plan.bring', facts: ['file', 'sha256', 'mode', 'level', 'nodes', 'links', 'promised', 'baseline', 'reason'] },
  input: z.object({
    ...at,
    mode: BringMode,
    level: BringLevel.optional(),
    promised: Day.optional(),
    stateDay: Day.optional(),
    /** The file's own days as a baseline to be approved. */
    baseline: z.stringbool().default(true),
    reason: z.string().max(500).default(''),
    version: z.coerce.number().int().optional(),
  }),
  reply: PlanReply,
  summary: { zh: '导入计划文件', en: 'Bring a file in' },
});
export const BroughtFile = z.object({
  id: z.string(),
  file: z.string(),
  sha256: z.string(),
  tool: z.string(),
  mode: BringMode,
  level: BringLevel,
  nodes: z.number().int(),
  by: z.string(),
  at: z.string(),
  leftOut: z.array(z.object({ what: LeftWhat, count: z.number().int(), names: z.array(z.string()) })),
});
export type BroughtFile = z.infer<typeof BroughtFile>;
export const broughtFiles = endpoint({
  method: 'GET',
  path: '/api/plans/:region/:project/files',
  access: { may: 'plan.read', on: 'region' },
  audit: 'read',
  input: z.object(at),
  reply: z.object({ files: z.array(BroughtFile) }),
  summary: { zh: '导入过的文件', en: 'Files that were brought in' },
});
/** A version that stands beside the plan, node by node. */
export const compareFile = endpoint({
  method: 'GET',
  path: '/api/plans/:region/:project/files/:id/compare',
  access: { may: 'plan.read', on: 'region' },
  audit: 'read',
  input: z.object({ ...at, id: Id }),
  reply: z.object({ file: BroughtFile, rows: z.array(DayDifference), onlyFile: z.array(z.string()), onlyPlan: z.array(z.string()) }),
  summary: { zh: '导入的版本与现计划对比', en: 'A brought version beside the plan' },
});
