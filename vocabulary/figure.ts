// What a figure is wherever it is shown: a value with its unit, what it is out of, which counties have not reported, the state of
// the books it was read from, and the dated definition behind it. An unreported figure has no value; it is never zero.
import { z } from 'zod';

/**
 * What a value is counted in. Whole numbers of things, each with the word an office says: `count` 个 (projects, counties), `people` 人, `enterprises` 户,
 * `items` 件 (matters raised). `ratio` is a fraction shown in per cent; `points` are percentage points, which a difference of two ratios is told in.
 */
export const FigureUnit = z.enum(['count', 'people', 'enterprises', 'items', 'yuan', 'ratio', 'points']);
export type FigureUnit = z.infer<typeof FigureUnit>;
/** Whether a unit counts whole things, so that a part over a whole of the same unit is a share. */
export const countsThings = (unit: FigureUnit): boolean => unit !== 'yuan' && unit !== 'ratio' && unit !== 'points';
/** The Chinese unit word behind a number on paper; money has units of its own. */
export const unitOnPaper: Readonly<Record<Exclude<FigureUnit, 'yuan'>, string>> = {
  count: '个',
  people: '人',
  enterprises: '户',
  items: '件',
  ratio: '%',
  points: '个百分点',
};
const Words = z.object({ zh: z.string(), en: z.string() });

export const Figure = z.object({
  /** The definition's id, for instance 'projects.count'. */
  id: z.string(),
  /** Things counted and yuan are integers; ratios are fractions (0.495 is 49.5 %); points are percentage points. Null when nothing is reported. */
  value: z.number().nullable(),
  unit: FigureUnit,
  /** The denominator or the whole this is part of. */
  of: z.object({ value: z.number().nullable(), unit: FigureUnit, words: Words }).nullable(),
  /** Why there is no value, where the reason is not that nobody reported: 缺基数, no base. */
  absent: Words.optional(),
  /** Regions that should be in this figure and have not reported. */
  unreported: z.array(z.object({ code: z.string(), name: z.string() })),
  /** Read from the books as they stood at this instant; `entries` are the audit entries of each region's chain at that moment. */
  asOf: z.object({ at: z.string(), entries: z.record(z.string(), z.number().int()) }),
  definition: z.object({ id: z.string(), version: z.string(), zh: z.string(), en: z.string(), formula: z.string() }),
  /** What a reader must know before adding or comparing: differing thresholds, inferred natures, a base stated elsewhere. */
  cautions: z.array(Words),
  /** How the rows behind it are asked for; null when the figure has no rows of its own. */
  rows: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
});
export type Figure = z.infer<typeof Figure>;
