// The nouns of figures and the calls both ends use. A dashboard is made of Figures only: each carries its definition, what it is of, its
// state of the books, who has not reported, and the filter of the library that shows its rows.
import { z } from 'zod';
import { Year } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Figure } from '../../vocabulary/figure.ts';
import { RegionCode } from '../../vocabulary/regions.ts';

const Words = z.object({ zh: z.string(), en: z.string() });

/** Count, total and plan of one set of projects: the three numbers that every table of the office has. */
export const Triple = z.object({ count: Figure, total: Figure, plan: Figure });
export type Triple = z.infer<typeof Triple>;

export const ReportState = z.object({
  reported: z.boolean(),
  at: z.string().nullable(),
  by: z.string().nullable(),
  thresholdYuan: z.number().nullable(),
  statedAs: z.string(),
  importId: z.string().nullable(),
});

export const Dashboard = z.object({
  region: z.object({ code: z.string(), name: z.string(), level: z.enum(['province', 'city', 'county']) }),
  year: z.number().int(),
  years: z.array(z.number().int()),
  asOf: z.object({ at: z.string(), entries: z.record(z.string(), z.number().int()) }),
  headline: z.object({
    annual: Triple,
    planShare: Figure,
    average: Figure,
    reserve: z.object({ count: Figure, total: Figure }),
    planGrowth: Figure,
    countGrowth: Figure,
    reported: Figure,
  }),
  tiers: z.array(
    z.object({
      code: z.string(),
      words: Words,
      minYuan: z.number(),
      all: Triple,
      new: Triple,
      continuing: Triple,
      unstated: z.object({ count: Figure }),
    }),
  ),
  lists: z.array(
    z.object({
      code: z.string(),
      words: Words,
      level: z.string(),
      all: Triple,
      new: z.object({ count: Figure }),
      continuing: z.object({ count: Figure }),
    }),
  ),
  overlaps: z.array(z.object({ lists: z.array(z.string()), all: Triple })),
  union: Triple,
  counties: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      report: ReportState,
      annual: Triple,
      new: z.object({ count: Figure, total: Figure, plan: Figure }),
      continuing: z.object({ count: Figure, total: Figure, plan: Figure }),
      reserve: z.object({ count: Figure, total: Figure }),
      planShare: Figure,
    }),
  ),
  lines: z.array(z.object({ code: z.string().nullable(), words: Words, annual: Triple })),
  stages: z.array(z.object({ code: z.string(), annual: Triple })),
  maturities: z.array(z.object({ code: z.string().nullable(), reserve: z.object({ count: Figure, total: Figure }) })),
  missing: z.object({
    counties: z.array(z.object({ code: z.string(), name: z.string() })),
    planUnstated: Figure,
    totalUnstated: Figure,
    natureUnstated: Figure,
    natureInferred: Figure,
  }),
  cautions: z.array(Words),
});
export type Dashboard = z.infer<typeof Dashboard>;

export const dashboard = endpoint({
  method: 'GET',
  path: '/api/figures/dashboard',
  access: { may: 'figure.read', on: 'region' },
  audit: 'read',
  input: z.object({ region: RegionCode, year: Year }),
  reply: Dashboard,
  summary: { zh: '总览', en: 'Dashboard' },
});

/** The same figures flat, for scripts: one entry for each combination that has rows. `annualPlanYuan` is null where no row states a plan. */
export const FlatFigure = z.object({
  id: z.string(),
  region: z.string(),
  pool: z.enum(['annual', 'reserve']),
  minTotalYuan: z.number(),
  nature: z.enum(['all', 'new', 'continuing']),
  list: z.string().nullable(),
  count: z.number().int(),
  totalYuan: z.number(),
  annualPlanYuan: z.number().nullable(),
});
export const flatFigures = endpoint({
  method: 'GET',
  path: '/api/figures',
  access: { may: 'figure.read', on: 'region' },
  audit: 'read',
  input: z.object({ region: RegionCode, year: Year }),
  reply: z.object({
    asOf: z.string(),
    year: z.number(),
    figures: z.array(FlatFigure),
    unreported: z.array(z.string()),
    growth: z.array(z.object({ region: z.string(), of: z.string(), ratio: z.number(), base: z.number(), baseYear: z.number() })),
    cautions: z.array(Words),
  }),
  summary: { zh: '全部数字（脚本用）', en: 'All figures, flat, for scripts' },
});

export const definitions = endpoint({
  method: 'GET',
  path: '/api/figures/definitions',
  access: { may: 'figure.read', on: 'scope' },
  audit: 'read',
  input: z.object({}),
  reply: z.object({
    definitions: z.array(
      z.object({
        id: z.string(),
        version: z.string(),
        from: z.string(),
        unit: z.string(),
        zh: z.string(),
        en: z.string(),
        formula: z.string(),
      }),
    ),
  }),
  summary: { zh: '指标口径', en: 'Definitions' },
});

export const exportFigures = endpoint({
  method: 'GET',
  path: '/api/figures/export',
  access: { may: 'figure.export', on: 'region' },
  audit: 'read',
  body: 'file',
  input: z.object({
    region: RegionCode,
    year: Year,
    unit: z.enum(['万元', '亿元']).default('亿元'),
    language: z.enum(['zh', 'en']).default('zh'),
  }),
  reply: z.any(),
  summary: { zh: '导出汇总表', en: 'Export the figures' },
});
