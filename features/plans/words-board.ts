// The month board 挂图作战: projects down, the months of a year across, in each cell the nodes that fall due; and the sheets that print the same.
import { z } from 'zod';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';
import { NodeLight, NodeState } from './words.ts';
import { PaperSize } from './words-export.ts';

const Pair = z.object({ zh: z.string(), en: z.string() });
/** A node on the day it is held to; `day` is that day, or the day it was done. */
export const BoardNode = z.object({
  code: z.string(),
  name: Pair,
  day: z.string(),
  month: z.number().int().min(1).max(12),
  state: NodeState,
  light: NodeLight,
  word: Pair,
  promise: z.boolean(),
});
export type BoardNode = z.infer<typeof BoardNode>;
export const BoardRow = z.object({
  region: z.string(),
  projectId: z.string(),
  projectName: z.string(),
  /** Who answers for the promised node. */
  lead: z.string(),
  promised: z.string(),
  forecast: z.string(),
  gapDays: z.number(),
  light: NodeLight,
  nodes: z.array(BoardNode),
  /** Open nodes that were due before the year, and nodes of later years. */
  before: z.number().int(),
  after: z.number().int(),
});
export type BoardRow = z.infer<typeof BoardRow>;
const Count = z.object({ due: z.number().int(), done: z.number().int(), late: z.number().int(), blocked: z.number().int() });
export const Board = z.object({
  year: z.number().int(),
  asOf: z.string(),
  /** Plans in the region; of these `total` pass the filters. */
  plans: z.number().int(),
  total: z.number().int(),
  /** The first so many plans were taken: the region holds more than a board can. */
  cut: z.number().int().nullable(),
  /** Twelve months over all that pass the filters, not only this page. */
  months: z.array(Count),
  lights: z.object({ normal: z.number().int(), warning: z.number().int(), late: z.number().int() }),
  tiers: z.array(z.object({ code: z.string(), name: Pair })),
  rows: z.array(BoardRow),
});
export type Board = z.infer<typeof Board>;

const filter = {
  region: RegionCode,
  year: z.coerce.number().int().min(1990).max(2099),
  light: z.union([NodeLight, z.array(NodeLight)]).optional(),
  tier: z.string().max(40).optional(),
};
export const readBoard = endpoint({
  method: 'GET',
  path: '/api/plans/board',
  access: { may: 'plan.read', on: 'scope' },
  audit: 'read',
  input: z.object({
    ...filter,
    limit: z.coerce.number().int().min(1).max(500).default(100),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  reply: Board,
  summary: { zh: '挂图作战：项目乘月份', en: 'The month board: projects by months' },
});
export const exportBoard = endpoint({
  method: 'GET',
  path: '/api/plans/board/book',
  access: { may: 'plan.read', on: 'scope' },
  audit: 'read',
  input: z.object({ ...filter, language: z.enum(['zh', 'en']).default('zh') }),
  reply: z.unknown(),
  body: 'file',
  summary: { zh: '挂图作战导出 Excel', en: 'The month board as a workbook' },
});
export const exportBoardChart = endpoint({
  method: 'GET',
  path: '/api/plans/board/export',
  access: { may: 'plan.read', on: 'scope' },
  audit: 'read',
  input: z.object({ ...filter, as: z.enum(['svg', 'pdf']), paper: PaperSize.default('A3'), language: z.enum(['zh', 'en']).default('zh') }),
  reply: z.unknown(),
  body: 'file',
  summary: { zh: '挂图作战导出 SVG、PDF', en: 'The month board as SVG or PDF' },
});
export const exportNodes = endpoint({
  method: 'GET',
  path: '/api/plans/:region/:project/list-book',
  access: { may: 'plan.read', on: 'region' },
  audit: 'read',
  input: z.object({ region: RegionCode, project: Id, language: z.enum(['zh', 'en']).default('zh') }),
  reply: z.unknown(),
  body: 'file',
  summary: { zh: '节点清单导出 Excel', en: 'The nodes of a plan as a workbook' },
});
