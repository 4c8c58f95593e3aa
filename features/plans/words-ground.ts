// What lies behind the bars of a Gantt chart: days on which nobody works, the winter, ordered stops. As spans of days, both ends included.
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';

const Span = z.object({ from: z.string(), to: z.string() });
export type Span = z.infer<typeof Span>;

/** `off` are weekends and holidays without the days worked instead; `season` is when nothing is built outdoors; `stops` bind every site. */
export const PlanGround = z.object({
  from: z.string(),
  to: z.string(),
  off: z.array(Span),
  season: z.array(Span),
  stops: z.array(Span.extend({ name: z.string() })),
});
export type PlanGround = z.infer<typeof PlanGround>;

export const planGround = endpoint({
  method: 'GET',
  path: '/api/plans/:region/:project/ground',
  access: { may: 'plan.read', on: 'region' },
  audit: 'read',
  input: z.object({ region: RegionCode, project: Id, on: Day.optional() }),
  reply: PlanGround,
  summary: { zh: '横道图的底：休息日、冬季和停工', en: 'The ground of a Gantt chart: days off, winter, stops' },
});
