// The year roll: its nouns and calls.

import { z } from 'zod';
import { Year } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { Yuan } from '../../vocabulary/money.ts';
import { RegionCode } from '../../vocabulary/regions.ts';
import { Nature, Stage } from './words.ts';

const Words = z.object({ zh: z.string(), en: z.string() });
const at = { region: RegionCode, id: Id };

const RollLine = z.object({
  projectId: z.string(),
  name: z.string(),
  nature: Nature.nullable(),
  stage: Stage,
  totalYuan: z.number().nullable(),
  planYuan: z.number().nullable(),
  proposal: z.enum(['continue', 'new', 'leave', 'reserve', 'ask']),
  rule: Words,
  decision: z.enum(['continue', 'new', 'leave', 'reserve']).nullable(),
  annualPlanYuan: z.number().nullable(),
  reason: z.string(),
});
export const Roll = z.object({
  region: z.string(),
  id: z.string(),
  fromYear: z.number().int(),
  toYear: z.number().int(),
  status: z.enum(['proposed', 'confirmed', 'dropped']),
  by: z.string(),
  at: z.string(),
  lines: z.array(RollLine),
  version: z.number().int(),
});
export const readRoll = endpoint({
  method: 'GET',
  path: '/api/year-roll/:region',
  access: { may: 'project.read', on: 'region' },
  audit: 'read',
  input: z.object({ region: RegionCode, fromYear: Year }),
  reply: z.object({ roll: Roll.nullable() }),
  summary: { zh: '年度滚动', en: 'The year roll' },
});
export const proposeRoll = endpoint({
  method: 'POST',
  path: '/api/year-roll/:region',
  access: { may: 'year.roll', on: 'region' },
  audit: { action: 'year.roll-propose', facts: ['fromYear', 'toYear', 'lines'] },
  input: z.object({ region: RegionCode, fromYear: Year }),
  reply: z.object({ roll: Roll }),
  summary: { zh: '生成下年名单建议', en: "Propose next year's list" },
});
export const reviewRoll = endpoint({
  method: 'PUT',
  path: '/api/year-roll/:region/:id',
  access: { may: 'year.roll', on: 'region' },
  audit: { action: 'year.roll-review', facts: ['lines'] },
  input: z.object({
    ...at,
    version: z.number().int(),
    lines: z
      .array(
        z.object({
          projectId: Id,
          decision: z.enum(['continue', 'new', 'leave', 'reserve']).nullable(),
          annualPlanYuan: Yuan.min(0).nullable(),
          reason: z.string().max(500).default(''),
        }),
      )
      .max(5000),
  }),
  reply: z.object({ roll: Roll }),
  summary: { zh: '逐项审定', en: 'Review line by line' },
});
export const confirmRoll = endpoint({
  method: 'POST',
  path: '/api/year-roll/:region/:id/confirm',
  access: { may: 'year.roll', on: 'region' },
  audit: { action: 'year.roll-confirm', facts: ['fromYear', 'toYear', 'continue', 'new', 'leave', 'reserve'] },
  input: z.object({ ...at, version: z.number().int() }),
  reply: z.object({ roll: Roll }),
  summary: { zh: '确认年度滚动', en: 'Confirm the year roll' },
});
export const dropRoll = endpoint({
  method: 'POST',
  path: '/api/year-roll/:region/:id/drop',
  access: { may: 'year.roll', on: 'region' },
  audit: { action: 'year.roll-drop', facts: ['toYear'] },
  input: z.object(at),
  reply: z.object({ roll: Roll }),
  summary: { zh: '放弃年度滚动', en: 'Drop the year roll' },
});
