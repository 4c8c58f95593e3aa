// Scarce things shared by projects, as calls: which there are and how many, which nodes need them, levelling tried and accepted. How turns are given is
// decided in rules-portfolio.ts over the engine.
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';
import { ShockRunState } from './words-dated.ts';

const Pair = z.object({ zh: z.string(), en: z.string() });

export const PlanResource = z.object({
  id: z.string(),
  name: z.string(),
  capacities: z.array(z.object({ from: z.string(), capacity: z.number().int(), note: z.string(), by: z.string() })),
  /** Open nodes that need it, and of how many projects. */
  nodes: z.number().int(),
  projects: z.number().int(),
});
export type PlanResource = z.infer<typeof PlanResource>;

export const listResources = endpoint({
  method: 'GET',
  path: '/api/plans/resources',
  access: { may: 'plan.read', on: 'scope' },
  audit: 'read',
  input: z.object({ region: RegionCode }),
  reply: z.object({ resources: z.array(PlanResource) }),
  summary: { zh: '各项目共用的紧缺资源', en: 'Scarce things that projects share' },
});
/** Names one, or says how many there are from a day on; earlier days keep what they had. */
export const setResource = endpoint({
  method: 'POST',
  path: '/api/plans/:region/resources',
  access: { may: 'plan.edit', on: 'region' },
  audit: { action: 'plan.resource', facts: ['name', 'capacity', 'from', 'note'] },
  input: z.object({
    region: RegionCode,
    name: z.string().trim().min(2).max(40),
    capacity: z.number().int().min(0).max(1000),
    from: Day,
    note: z.string().max(200).default(''),
  }),
  reply: z.object({ id: z.string() }),
  summary: { zh: '登记紧缺资源和数量', en: 'Put down a scarce thing and how many there are' },
});
/** All open nodes whose name has these words need so many; 0 takes the need away. */
export const setDemands = endpoint({
  method: 'PUT',
  path: '/api/plans/:region/resources/:id/demands',
  access: { may: 'plan.edit', on: 'region' },
  audit: { action: 'plan.demand', facts: ['resource', 'words', 'units', 'nodes'] },
  input: z.object({ region: RegionCode, id: Id, words: z.string().trim().min(2).max(40), units: z.number().int().min(0).max(100) }),
  reply: z.object({ nodes: z.number().int() }),
  summary: { zh: '按节点名称设定需要', en: 'Say which nodes need it, by their names' },
});

export const PortfolioRow = z.object({
  region: z.string(),
  projectId: z.string(),
  name: z.string(),
  promised: z.string(),
  /** As if there were enough for everybody; with what there is, one after another; with one more of what was asked about. */
  before: z.string(),
  after: z.string(),
  more: z.string().nullable(),
  daysLate: z.number().int(),
  daysLateMore: z.number().int().nullable(),
  moves: z.array(z.object({ node: z.string(), name: Pair, resource: z.string(), from: z.string(), to: z.string() })),
});
export type PortfolioRow = z.infer<typeof PortfolioRow>;
export const PortfolioRun = z.object({
  id: z.string(),
  state: ShockRunState,
  /** Plans tried by the search, of so many; the lateness of the best so far falls as it goes on (days, all promises together). */
  tried: z.number().int(),
  budget: z.number().int(),
  best: z.array(z.object({ tried: z.number().int(), lateDays: z.number() })),
  seconds: z.number(),
  result: z
    .object({
      rows: z.array(PortfolioRow),
      keptBefore: z.number().int(),
      keptAfter: z.number().int(),
      keptMore: z.number().int().nullable(),
      /** Working days that all promises together are late. */
      lateAfter: z.number().int(),
      lateMore: z.number().int().nullable(),
      overDays: z.number().int(),
    })
    .nullable(),
});
export type PortfolioRun = z.infer<typeof PortfolioRun>;

export const tryPortfolio = endpoint({
  method: 'POST',
  path: '/api/plans/:region/portfolio',
  access: { may: 'plan.read', on: 'region' },
  audit: 'read',
  /** `more`: also with one more of that resource. */
  input: z.object({ region: RegionCode, more: Id.nullable().default(null), tries: z.number().int().min(1).max(20_000).default(400) }),
  reply: PortfolioRun,
  summary: { zh: '试算资源均衡', en: 'Try how scarce things are shared out' },
});
export const readPortfolioRun = endpoint({
  method: 'GET',
  path: '/api/plans/portfolio-runs/:id',
  access: { may: 'plan.read', on: 'self' },
  audit: 'read',
  input: z.object({ id: Id }),
  reply: PortfolioRun,
  summary: { zh: '均衡进度和结果', en: 'How far a levelling is, and what came out' },
});
/** Turns become days before which nodes do not begin, with a reason; baselines and promises stay. Earlier turns of the same things end. */
export const acceptPortfolio = endpoint({
  method: 'POST',
  path: '/api/plans/:region/portfolio/acceptance',
  access: { may: 'plan.approve', on: 'region' },
  audit: { action: 'plan.accept-portfolio', facts: ['plans', 'nodes', 'reason'] },
  input: z.object({ region: RegionCode, run: Id, reason: z.string().min(4).max(200) }),
  reply: z.object({ plans: z.number().int(), nodes: z.number().int() }),
  summary: { zh: '接受资源均衡的排队', en: 'Accept the turns of a levelling' },
});
