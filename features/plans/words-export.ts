// Calls that hand the charts of a plan out: as files, and the title block that stands under them on paper. What a chart looks like is the chart files'.
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';

export const ChartName = z.enum(['fishbone', 'nodes', 'gantt', 'departments']);
export type ChartName = z.infer<typeof ChartName>;
const ChartFormat = z.enum(['svg', 'pdf']);
export const PaperSize = z.enum(['A3', 'A4']);
export type PaperSize = z.infer<typeof PaperSize>;
/** Bones are streams or departments, sections of the node chart guarantees or streams. */
const ChartBy = z.enum(['stream', 'department', 'stage']);

/** What stands under a chart on paper. Null: nobody has said; it is printed as undecided. */
export const TitleBlock = z.object({
  region: z.string(),
  project: z.string(),
  leader: z.string().nullable(),
  department: z.string().nullable(),
  team: z.string().nullable(),
  template: z.object({ name: z.object({ zh: z.string(), en: z.string() }), version: z.number().int() }),
  baseline: z.object({ name: z.string(), day: z.string(), by: z.string() }).nullable(),
  promised: z.string(),
  forecast: z.string(),
  /** counts up with every change of the plan */
  planVersion: z.number().int(),
  asOf: z.string(),
  printedOn: z.string(),
});
export type TitleBlock = z.infer<typeof TitleBlock>;

const of = { region: RegionCode, project: Id };
const read = { may: 'plan.read', on: 'region' } as const;

export const chartTitle = endpoint({
  method: 'GET',
  path: '/api/plans/:region/:project/title',
  access: read,
  audit: 'read',
  input: z.object({ ...of, on: Day.optional() }),
  reply: TitleBlock,
  summary: { zh: '计划图的图签', en: 'The title block of the charts of a plan' },
});

export const exportChart = endpoint({
  method: 'GET',
  path: '/api/plans/:region/:project/export',
  access: read,
  audit: 'read',
  body: 'file',
  input: z.object({
    ...of,
    chart: ChartName,
    as: ChartFormat,
    paper: PaperSize.default('A3'),
    by: ChartBy.optional(),
    language: z.enum(['zh', 'en']).default('zh'),
    on: Day.optional(),
  }),
  reply: z.any(),
  summary: {
    zh: '下载鱼刺图、节点图、横道图或分部门图（SVG、PDF）',
    en: 'Download a fishbone, node, Gantt or department chart (SVG, PDF)',
  },
});
