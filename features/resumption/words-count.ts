/**
 * The morning count (早报数): how many enterprises stand where on a day, how many people are back, whose supplies run short, which difficulties are open.
 * Every number is a Figure with its definition, what it is of, and the enterprises behind it; who has not reported is named, never counted as zero.
 */
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Figure } from '../../vocabulary/figure.ts';
import { RegionCode } from '../../vocabulary/regions.ts';

/** What is counted, in the order of the table. */
export const CountFigure = z.enum([
  'expected',
  'applied',
  'inspected',
  'accepted',
  'filed',
  'open',
  'suspended',
  'people',
  'output',
  'short',
  'difficulties',
  'overdue',
  'reported',
  'silent',
]);
export type CountFigure = z.infer<typeof CountFigure>;
/** By what the rows of the table are: the county, the park an enterprise lies in, its sector. */
export const CountGroup = z.enum(['county', 'park', 'sector']);
export type CountGroup = z.infer<typeof CountGroup>;

const Figures = z.record(CountFigure, Figure);
/** The numbers of a county, park or sector: value and what it is out of. Definition, units and words are those of the total. */
const countLine = z.object({
  code: z.string(),
  words: z.object({ zh: z.string(), en: z.string() }),
  numbers: z.record(CountFigure, z.tuple([z.number().nullable(), z.number().nullable()])),
  /** The counties of which nobody in this line reported the day. */
  unreported: Figure.shape.unreported,
});
export type CountLine = z.infer<typeof countLine>;

export const morningCount = endpoint({
  method: 'GET',
  path: '/api/resumption/count',
  access: { may: 'resumption.read', on: 'scope' },
  audit: 'read',
  input: z.object({ region: RegionCode.optional(), on: Day.optional(), by: CountGroup.default('county') }),
  reply: z.object({
    on: z.string(),
    by: CountGroup,
    total: Figures,
    lines: z.array(countLine),
    /** Enterprises on the list that said nothing of that day, by name: the first of each county, in turn. The number `silent` opens to all of them. */
    unreported: z.array(z.object({ region: z.string(), id: z.string(), name: z.string() })),
  }),
  summary: { zh: '早报数：复工复产情况', en: 'The morning count of resumption' },
});

/** The enterprises behind one number. */
export const countRows = endpoint({
  method: 'GET',
  path: '/api/resumption/count/rows',
  access: { may: 'resumption.read', on: 'scope' },
  audit: 'read',
  input: z.object({
    figure: CountFigure,
    region: RegionCode.optional(),
    on: Day,
    by: CountGroup.default('county'),
    code: z.string().max(60).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  reply: z.object({
    total: z.number().int(),
    rows: z.array(
      z.object({
        region: z.string(),
        id: z.string(),
        name: z.string(),
        sector: z.string(),
        park: z.string(),
        value: z.number().nullable(),
        state: z.string().nullable(),
      }),
    ),
  }),
  summary: { zh: '早报数背后的企业', en: 'The enterprises behind a number' },
});
