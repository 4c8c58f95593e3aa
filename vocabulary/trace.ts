// Where a value came from: the file by its hash, the sheet, the row and the column, who brought it in and when. A value that a person
// typed on the screen has no cell, only the person and the moment. Raw is what the cell said; parsed is what we read in it.
import { z } from 'zod';

export const CellPlace = z.object({
  fileSha256: z.string(),
  fileName: z.string(),
  sheet: z.string(),
  row: z.number().int(),
  column: z.number().int(),
  cell: z.string(),
});
export type CellPlace = z.infer<typeof CellPlace>;

export const TraceStep = z.object({
  /** What happened: 'import' (from a cell), 'edit' (typed on the screen), 'rule' (computed from other values by a named rule). */
  how: z.enum(['import', 'edit', 'rule']),
  at: z.string(),
  by: z.string(),
  field: z.string(),
  value: z.string().nullable(),
  raw: z.string().nullable(),
  place: CellPlace.nullable(),
  importId: z.string().nullable(),
  reason: z.string().nullable(),
  auditSeq: z.number().int().nullable(),
});
export type TraceStep = z.infer<typeof TraceStep>;
