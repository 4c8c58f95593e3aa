// Lists, campaigns and the reserve: their nouns and calls.

import { z } from 'zod';
import { Day, Year } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';
import { ListLevel, Maturity, Project } from './words.ts';

const at = { region: RegionCode, id: Id };

const ListReply = z.object({
  code: z.string(),
  region: z.string(),
  kind: z.string(),
  level: ListLevel,
  year: z.number().int(),
  zh: z.string(),
  en: z.string(),
  words: z.string(),
  campaign: z.string().nullable(),
  from: z.string(),
  to: z.string().nullable(),
  states: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
  version: z.number().int(),
  count: z.number().int(),
  totalYuan: z.number(),
  annualPlanYuan: z.number(),
});
export const lists = endpoint({
  method: 'GET',
  path: '/api/lists',
  access: { may: 'project.read', on: 'scope' },
  audit: 'read',
  input: z.object({ region: RegionCode.optional(), year: Year }),
  /** `overlaps`: every non-empty exact combination of lists with its counts, so that union and overlap are read off; counted once. */
  reply: z.object({
    lists: z.array(ListReply),
    overlaps: z.array(z.object({ lists: z.array(z.string()), count: z.number().int(), totalYuan: z.number(), annualPlanYuan: z.number() })),
    union: z.object({ count: z.number().int(), totalYuan: z.number(), annualPlanYuan: z.number() }),
  }),
  summary: { zh: '名单：并集与交叉', en: 'Lists, their union and overlap' },
});
const listFacts = {
  kind: z.string().min(1).max(40),
  level: ListLevel,
  year: Year,
  zh: z.string().min(2).max(80),
  en: z.string().max(80),
  words: z.string().max(400).default(''),
  campaign: z.string().max(40).nullable().default(null),
  from: Day,
  to: Day.nullable().default(null),
  states: z
    .array(z.object({ code: z.string().max(40), zh: z.string().max(80), en: z.string().max(80) }))
    .max(20)
    .default([]),
};
export const createList = endpoint({
  method: 'POST',
  path: '/api/lists/:region',
  access: { may: 'list.edit', on: 'region' },
  audit: { action: 'list.create', facts: ['code', 'zh', 'year', 'level'] },
  input: z.object({ region: RegionCode, code: z.string().regex(/^[A-Za-z0-9\u4e00-\u9fff-]{2,60}$/), ...listFacts }),
  reply: ListReply,
  summary: { zh: '新建名单', en: 'Create a list' },
});
export const editList = endpoint({
  method: 'PUT',
  path: '/api/lists/:region/:code',
  access: { may: 'list.edit', on: 'region' },
  audit: { action: 'list.edit', facts: ['code', 'zh', 'year'] },
  input: z.object({ region: RegionCode, code: z.string(), version: z.number().int(), ...listFacts }),
  reply: ListReply,
  summary: { zh: '修改名单', en: 'Change a list' },
});
export const setMembership = endpoint({
  method: 'PUT',
  path: '/api/projects/:region/:id/lists/:code',
  access: { may: 'project.edit', on: 'region' },
  audit: { action: 'list.member', facts: ['code', 'member', 'state', 'on', 'reason'] },
  input: z.object({
    ...at,
    code: z.string(),
    member: z.boolean(),
    state: z.string().max(80).nullable().default(null),
    on: Day,
    reason: z.string().min(2).max(500),
  }),
  reply: Project,
  summary: { zh: '列入或移出名单', en: 'Put on a list or take off' },
});
export const campaigns = endpoint({
  method: 'GET',
  path: '/api/campaigns',
  access: { may: 'project.read', on: 'scope' },
  audit: 'read',
  input: z.object({ year: Year.optional(), region: RegionCode.optional() }),
  reply: z.object({
    campaigns: z.array(
      z.object({
        code: z.string(),
        year: z.number().int(),
        zh: z.string(),
        en: z.string(),
        edition: z.number().int(),
        phases: z.array(z.object({ zh: z.string(), en: z.string(), from: z.string(), to: z.string() })),
        lists: z.array(ListReply),
      }),
    ),
  }),
  summary: { zh: '三抓三早等专项行动', en: 'Campaigns, editions and phases' },
});

export const reservoir = endpoint({
  method: 'GET',
  path: '/api/reserve',
  access: { may: 'project.read', on: 'scope' },
  audit: 'read',
  input: z.object({ region: RegionCode.optional(), year: Year }),
  reply: z.object({
    tiers: z.array(
      z.object({
        tier: Maturity,
        count: z.number().int(),
        totalYuan: z.number(),
        medianDays: z.number().nullable(),
        oldestDays: z.number().nullable(),
        entered: z.number().int(),
        left: z.number().int(),
        promoted: z.number().int(),
      }),
    ),
    inflow: z.array(z.object({ month: z.string(), count: z.number().int(), totalYuan: z.number() })),
    outflow: z.array(z.object({ month: z.string(), count: z.number().int(), totalYuan: z.number(), to: z.string() })),
    conversion: z.array(z.object({ from: Maturity, to: Maturity, count: z.number().int(), of: z.number().int() })),
    ages: z.array(z.object({ tier: Maturity, band: z.string(), count: z.number().int() })),
  }),
  summary: { zh: '蓄水池', en: 'The reservoir' },
});
export const gates = endpoint({
  method: 'GET',
  path: '/api/reserve/gates',
  access: { may: 'project.read', on: 'scope' },
  audit: 'read',
  input: z.object({ region: RegionCode, on: Day.optional() }),
  reply: z.object({ gates: z.array(z.object({ to: Maturity, code: z.string(), zh: z.string(), en: z.string(), required: z.boolean() })) }),
  summary: { zh: '进阶条件', en: 'Gates between tiers' },
});
export const moveTier = endpoint({
  method: 'POST',
  path: '/api/reserve/:region/:id',
  access: { may: 'reserve.move', on: 'region' },
  audit: { action: 'reserve.move', facts: ['from', 'to', 'on', 'reason', 'evidence'] },
  input: z.object({
    ...at,
    year: Year,
    to: Maturity,
    on: Day,
    reason: z.string().min(2).max(500),
    evidence: z.array(z.object({ gate: z.string(), what: z.string().min(1).max(200) })).max(20),
  }),
  reply: Project,
  summary: { zh: '梯次进阶', en: 'Move between tiers' },
});
