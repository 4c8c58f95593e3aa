// What is dated data of the register (tiers, lines, templates), a person's saved views, and declaring a year reported: nouns and calls.

import { z } from 'zod';
import { Day, Year } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { Yuan } from '../../vocabulary/money.ts';
import { RegionCode } from '../../vocabulary/regions.ts';
import { Pool } from './words.ts';

const Dictionary = z.object({
  tiers: z.array(
    z.object({
      region: z.string(),
      code: z.string(),
      zh: z.string(),
      en: z.string(),
      minYuan: z.number(),
      from: z.string(),
      to: z.string().nullable(),
    }),
  ),
  lines: z.array(
    z.object({
      region: z.string(),
      code: z.string(),
      zh: z.string(),
      en: z.string(),
      industryFrom: z.string().nullable(),
      industryTo: z.string().nullable(),
      words: z.string(),
      position: z.number().int(),
      from: z.string(),
      to: z.string().nullable(),
    }),
  ),
  industries: z.array(z.object({ code: z.string(), section: z.string(), zh: z.string() })),
  templates: z.array(
    z.object({
      region: z.string(),
      id: z.string(),
      name: z.string(),
      title: z.string(),
      moneyUnit: z.string(),
      columns: z.array(z.object({ field: z.string(), title: z.string(), width: z.number().optional() })),
      groupedBy: z.string().nullable(),
    }),
  ),
});
export const dictionary = endpoint({
  method: 'GET',
  path: '/api/dictionary',
  access: { may: 'region.read', on: 'scope' },
  audit: 'read',
  /** `versions: 'all'`: also those that ended and those that are still to come, for the page that keeps them. */
  input: z.object({ region: RegionCode.optional(), on: Day.optional(), versions: z.enum(['now', 'all']).default('now') }),
  reply: Dictionary,
  summary: { zh: '规模档、行业线、模板', en: 'Tiers, lines, templates' },
});
/** A rule is never overwritten: a new version starts on a day, the old one ends the day before. */
export const setTier = endpoint({
  method: 'PUT',
  path: '/api/dictionary/:region/tiers/:code',
  access: { may: 'rule.edit', on: 'region' },
  audit: { action: 'rule.tier', facts: ['code', 'minYuan', 'from', 'reason'] },
  input: z.object({
    region: RegionCode,
    code: z.string().max(40),
    zh: z.string().max(40),
    en: z.string().max(40),
    minYuan: Yuan.min(0),
    from: Day,
    reason: z.string().min(2).max(500),
  }),
  reply: Dictionary,
  summary: { zh: '修改规模档', en: 'Change a size tier' },
});
export const setLine = endpoint({
  method: 'PUT',
  path: '/api/dictionary/:region/lines/:code',
  access: { may: 'rule.edit', on: 'region' },
  audit: { action: 'rule.line', facts: ['code', 'zh', 'from', 'reason'] },
  input: z.object({
    region: RegionCode,
    code: z.string().max(40),
    zh: z.string().max(40),
    en: z.string().max(40),
    industryFrom: z.string().max(4).nullable(),
    industryTo: z.string().max(4).nullable(),
    words: z.string().max(400),
    position: z.number().int(),
    from: Day,
    reason: z.string().min(2).max(500),
  }),
  reply: Dictionary,
  summary: { zh: '修改行业线', en: 'Change a line' },
});
export const setTemplate = endpoint({
  method: 'PUT',
  path: '/api/dictionary/:region/templates/:id',
  access: { may: 'rule.edit', on: 'region' },
  audit: { action: 'rule.template', facts: ['name'] },
  input: z.object({
    region: RegionCode,
    id: Id,
    name: z.string().min(1).max(60),
    title: z.string().max(120),
    moneyUnit: z.enum(['元', '万元', '亿元']),
    columns: z
      .array(z.object({ field: z.string().max(60), title: z.string().max(60), width: z.number().min(4).max(120).optional() }))
      .min(1)
      .max(60),
    groupedBy: z.enum(['nature', 'line', 'region']).nullable(),
  }),
  reply: Dictionary,
  summary: { zh: '保存导出模板', en: 'Save an export template' },
});

const SavedView = z.object({ id: z.string(), page: z.string(), name: z.string(), search: z.string(), position: z.number().int() });
export const savedViews = endpoint({
  method: 'GET',
  path: '/api/views',
  access: { may: 'project.read', on: 'self' },
  audit: 'read',
  input: z.object({ page: z.string().max(40) }),
  reply: z.object({ views: z.array(SavedView) }),
  summary: { zh: '我的视图', en: 'My saved views' },
});
export const saveView = endpoint({
  method: 'PUT',
  path: '/api/views/:id',
  access: { may: 'project.read', on: 'self' },
  audit: { action: 'view.save', facts: ['page'] },
  input: z.object({
    id: Id,
    page: z.string().max(40),
    name: z.string().min(1).max(60),
    search: z.string().max(4000),
    position: z.number().int().default(0),
  }),
  reply: z.object({ views: z.array(SavedView) }),
  summary: { zh: '保存视图', en: 'Save a view' },
});
export const deleteView = endpoint({
  method: 'DELETE',
  path: '/api/views/:id',
  access: { may: 'project.read', on: 'self' },
  audit: { action: 'view.delete', facts: [] },
  input: z.object({ id: Id }),
  reply: z.object({ views: z.array(SavedView) }),
  summary: { zh: '删除视图', en: 'Delete a view' },
});

/** Declares a year's pool reported without a file (for instance: no projects this year). */
export const declareReport = endpoint({
  method: 'PUT',
  path: '/api/reports/:region/:year/:pool',
  access: { may: 'project.edit', on: 'region' },
  audit: { action: 'report.declare', facts: ['year', 'pool', 'thresholdYuan', 'reason'] },
  input: z.object({
    region: RegionCode,
    year: Year,
    pool: Pool,
    thresholdYuan: Yuan.min(0).nullable(),
    reason: z.string().min(2).max(500),
  }),
  reply: z.object({ reportedAt: z.string() }),
  summary: { zh: '申报本年度已报', en: 'Declare a year reported' },
});
