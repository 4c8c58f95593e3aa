// The nouns of importing and the calls both ends use. An import belongs to one county and one year, and goes
// reading → mapping → deciding → ready → confirmed (→ undone), or ends refused or dropped.
import { z } from 'zod';
import { Year } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';

const Problem = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  zh: z.string(),
  en: z.string(),
});

export const ImportStatus = z.enum(['reading', 'mapping', 'deciding', 'ready', 'confirmed', 'refused', 'undone', 'dropped']);

/** Units an amount column may be in. The last three are any other currency, by the rate the clerk states. */
export const ColumnUnit = z.enum([
  '元',
  '万元',
  '亿元',
  '百万元',
  '千元',
  '美元',
  '百万美元',
  '千美元',
  '百万英镑',
  '外币',
  '千外币',
  '百万外币',
]);
export type ColumnUnit = z.infer<typeof ColumnUnit>;

/** One column of a sheet and what it was taken to be. `unit` matters for money. `field` null: not imported. */
export const ColumnMapping = z.object({
  column: z.number().int().min(1),
  title: z.string(),
  field: z.string().nullable(),
  unit: ColumnUnit.nullable(),
  year: z.number().int().nullable(),
  /** Yuan for one unit of a foreign currency (7.1 for a dollar): stated by the clerk, never assumed. Needed when `unit` is foreign. */
  rate: z.number().positive().max(100_000).nullable().default(null),
  /** How days like 3/4/2020 of this column are ordered, when its other cells tell or the clerk says. */
  dayOrder: z.enum(['dmy', 'mdy']).nullable().default(null),
  /** Where the choice came from: a synonym, the county's saved mapping, the clerk, or nothing. */
  by: z.enum(['synonym', 'saved', 'person', 'none']),
  samples: z.array(z.string()),
});
export const SheetMapping = z.object({
  sheet: z.number().int(),
  name: z.string(),
  use: z.boolean(),
  /** Why a sheet is left out by itself: guidance, summary, hidden, empty. */
  leftOut: z.string().nullable(),
  headerRows: z.array(z.number().int()),
  titleLines: z.array(z.string()),
  unit: z.string().nullable(),
  options: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  columns: z.array(ColumnMapping),
});
export const Mapping = z.object({ sheets: z.array(SheetMapping) });
export type Mapping = z.infer<typeof Mapping>;
export type SheetMapping = z.infer<typeof SheetMapping>;
export type ColumnMapping = z.infer<typeof ColumnMapping>;

export const Counts = z.object({
  rows: z.number().int(),
  accepted: z.number().int(),
  new: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  questions: z.number().int(),
  refused: z.number().int(),
  leftOut: z.number().int(),
  missing: z.number().int(),
  warnings: z.number().int(),
  subtotalsWrong: z.number().int(),
});
export type Counts = z.infer<typeof Counts>;

export const Progress = z.object({
  phase: z.enum(['reading', 'deciding', 'confirming']),
  rows: z.number().int(),
  share: z.number(),
  secondsLeft: z.number().nullable(),
});

export const Subtotal = z.object({
  sheet: z.number().int(),
  sheetName: z.string(),
  cell: z.string(),
  row: z.number().int(),
  label: z.string(),
  field: z.string(),
  claimed: z.number(),
  computed: z.number(),
  /** In yuan for money, in projects for counts. */
  unit: z.enum(['yuan', 'count', 'number']),
  /** Rows that it claims to sum: first and last, and how many. */
  from: z.number().int(),
  to: z.number().int(),
  rows: z.number().int(),
  /** Over the values as the file has them. */
  closes: z.boolean(),
  /** The same sum after the corrections made here; null when none of them touches it. `claimed` null: the line was emptied. */
  decided: z.object({ claimed: z.number().nullable(), computed: z.number(), closes: z.boolean() }).nullable(),
});
export type Subtotal = z.infer<typeof Subtotal>;

export const ImportReply = z.object({
  region: z.string(),
  id: z.string(),
  intake: z.string(),
  year: z.number().int(),
  file: z.object({ sha256: z.string(), name: z.string(), bytes: z.number() }),
  /** Earlier imports of the same bytes. */
  sameFile: z.array(z.object({ id: z.string(), status: ImportStatus, at: z.string(), by: z.string() })),
  status: ImportStatus,
  problem: Problem.nullable(),
  progress: Progress.nullable(),
  mapping: Mapping.nullable(),
  counts: Counts.nullable(),
  subtotals: z.array(Subtotal),
  missing: z.array(z.object({ id: z.string(), name: z.string() })),
  /** After confirmation: what was written, what waits for an approver, which rows had changed meanwhile. */
  applied: z
    .object({
      created: z.number(),
      changed: z.number(),
      held: z.number(),
      moved: z.array(z.object({ sheet: z.number(), row: z.number(), was: z.string(), is: z.string() })),
    })
    .nullable(),
  createdBy: z.string(),
  createdAt: z.string(),
  confirmedBy: z.string().nullable(),
  confirmedAt: z.string().nullable(),
  undoneBy: z.string().nullable(),
  undoneAt: z.string().nullable(),
  /** Null when it may be undone now; otherwise why not. */
  undo: z.object({ possible: z.boolean(), why: Problem.nullable() }),
  version: z.number().int(),
});
export type ImportReply = z.infer<typeof ImportReply>;

export const Finding = z.object({
  number: z.number().int(),
  sheet: z.number().int(),
  sheetName: z.string(),
  row: z.number().int(),
  column: z.number().int().nullable(),
  cell: z.string().nullable(),
  kind: z.enum(['refused', 'question', 'warning', 'subtotal']),
  problem: Problem,
  raw: z.string().nullable(),
  /** For a question: the row at hand and the records it may be, as field → text. */
  mine: z.record(z.string(), z.string()).nullable(),
  candidates: z.array(z.object({ id: z.string(), fields: z.record(z.string(), z.string()) })),
  answer: z.object({ kind: z.string(), value: z.string().nullable() }).nullable(),
});
export type Finding = z.infer<typeof Finding>;

export const DecidedRow = z.object({
  sheet: z.number().int(),
  row: z.number().int(),
  title: z.string(),
  kind: z.enum(['new', 'changed', 'unchanged', 'question', 'refused', 'left-out']),
  by: z.string().nullable(),
  target: z.object({ id: z.string(), name: z.string() }).nullable(),
  changes: z.array(
    z.object({
      field: z.string(),
      old: z.string().nullable(),
      new: z.string().nullable(),
      oldYuan: z.number().nullable().optional(),
      newYuan: z.number().nullable().optional(),
      column: z.number().nullable(),
      guarded: z.boolean().optional(),
    }),
  ),
  problems: z.array(
    z.object({
      column: z.number().nullable(),
      cell: z.string().nullable(),
      severity: z.string(),
      zh: z.string(),
      en: z.string(),
      raw: z.string().nullable(),
    }),
  ),
});

const at = { region: RegionCode, id: Id };

export const listImports = endpoint({
  method: 'GET',
  path: '/api/imports',
  access: { may: 'import.read', on: 'scope' },
  audit: 'read',
  input: z.object({
    region: RegionCode.optional(),
    year: Year.optional(),
    /** One state or several: 'ready,mapping'. */
    status: z
      .string()
      .max(200)
      .transform((text) => text.split(',').filter((part) => part !== ''))
      .pipe(z.array(ImportStatus))
      .optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  reply: z.object({
    total: z.number().int(),
    /** How many there are in each state, whichever states were asked for. */
    byStatus: z.record(z.string(), z.number().int()),
    imports: z.array(ImportReply.omit({ mapping: true, subtotals: true, missing: true })),
  }),
  summary: { zh: '台账导入记录', en: 'Imports so far' },
});

export const startImport = endpoint({
  method: 'POST',
  path: '/api/imports/:region',
  access: { may: 'import.run', on: 'region' },
  body: 'upload',
  audit: { action: 'import.start', facts: ['fileName', 'fileSha256', 'bytes', 'year'] },
  input: z.object({ region: RegionCode, year: Year, intake: z.string().default('project-ledger') }),
  reply: ImportReply,
  summary: { zh: '上传台账', en: 'Bring a ledger in' },
});

export const readImport = endpoint({
  method: 'GET',
  path: '/api/imports/:region/:id',
  access: { may: 'import.read', on: 'region' },
  audit: 'read',
  input: z.object(at),
  reply: ImportReply,
  summary: { zh: '查看一次导入', en: 'One import' },
});

export const importFields = endpoint({
  method: 'GET',
  path: '/api/imports/intakes/:intake',
  access: { may: 'import.read', on: 'scope' },
  audit: 'read',
  input: z.object({ intake: z.string() }),
  reply: z.object({
    id: z.string(),
    zh: z.string(),
    en: z.string(),
    fields: z.array(z.object({ id: z.string(), kind: z.string(), zh: z.string(), en: z.string(), required: z.boolean() })),
    values: z.record(z.string(), z.record(z.string(), z.object({ zh: z.string(), en: z.string() }))),
    sheetOptions: z.array(
      z.object({
        id: z.string(),
        zh: z.string(),
        en: z.string(),
        choices: z.array(z.object({ value: z.string(), zh: z.string(), en: z.string() })),
      }),
    ),
  }),
  summary: { zh: '可导入的字段', en: 'Fields an import can fill' },
});

export const mapImport = endpoint({
  method: 'PUT',
  path: '/api/imports/:region/:id/mapping',
  access: { may: 'import.run', on: 'region' },
  audit: { action: 'import.map', facts: ['columns', 'remembered'] },
  input: z.object({ ...at, version: z.number().int(), mapping: Mapping, remember: z.boolean().default(true) }),
  reply: ImportReply,
  summary: { zh: '确认列对应', en: 'Say which column is which' },
});

export const importFindings = endpoint({
  method: 'GET',
  path: '/api/imports/:region/:id/findings',
  access: { may: 'import.read', on: 'region' },
  audit: 'read',
  input: z.object({
    ...at,
    kind: z.enum(['refused', 'question', 'warning', 'subtotal']).optional(),
    open: z.coerce.boolean().optional(),
    limit: z.coerce.number().int().min(1).max(500).default(200),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  reply: z.object({ total: z.number().int(), findings: z.array(Finding) }),
  summary: { zh: '存疑单元格和行', en: 'Doubtful cells and rows' },
});

export const importRows = endpoint({
  method: 'GET',
  path: '/api/imports/:region/:id/rows',
  access: { may: 'import.read', on: 'region' },
  audit: 'read',
  input: z.object({
    ...at,
    kind: z.enum(['new', 'changed', 'unchanged', 'question', 'refused', 'left-out']).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  reply: z.object({ total: z.number().int(), rows: z.array(DecidedRow) }),
  summary: { zh: '逐行结果', en: 'Every row and its outcome' },
});

/** The raw cells around a place, as they came: what a trace opens. Personal columns are masked. */
export const importCells = endpoint({
  method: 'GET',
  path: '/api/imports/:region/:id/cells',
  access: { may: 'import.read', on: 'region' },
  audit: 'read',
  input: z.object({
    ...at,
    sheet: z.coerce.number().int(),
    row: z.coerce.number().int().min(1),
    around: z.coerce.number().int().min(0).max(20).default(3),
  }),
  reply: z.object({
    sheetName: z.string(),
    header: z.array(z.object({ column: z.number(), title: z.string(), field: z.string().nullable() })),
    headerRows: z.array(z.number()),
    rows: z.array(z.object({ row: z.number(), cells: z.array(z.string()) })),
  }),
  summary: { zh: '原始单元格', en: 'The raw cells' },
});

/** Corrects a cell, answers a duplicate question, or leaves a row out (or takes that back with value null). Decides again. */
export const answerImport = endpoint({
  method: 'POST',
  path: '/api/imports/:region/:id/answers',
  access: { may: 'import.run', on: 'region' },
  audit: { action: 'import.answer', facts: ['answers', 'cells', 'matches', 'rows'] },
  input: z.object({
    ...at,
    answers: z
      .array(
        z.object({
          sheet: z.number().int(),
          row: z.number().int(),
          column: z.number().int().default(0),
          kind: z.enum(['cell', 'match', 'row']),
          value: z.string().max(2000).nullable(),
        }),
      )
      .min(1)
      .max(1000),
  }),
  reply: ImportReply,
  summary: { zh: '改单元格、答疑问', en: 'Correct a cell, answer a question' },
});

export const confirmImport = endpoint({
  method: 'POST',
  path: '/api/imports/:region/:id/confirm',
  access: { may: 'import.run', on: 'region' },
  audit: {
    action: 'import.confirm',
    facts: ['fileName', 'fileSha256', 'year', 'rows', 'created', 'changed', 'unchanged', 'held', 'refused', 'leftOut', 'digest', 'reason'],
  },
  input: z.object({ ...at, version: z.number().int(), reason: z.string().max(500).default(''), leaveOutOpen: z.boolean().default(false) }),
  reply: ImportReply,
  summary: { zh: '确认入库', en: 'Confirm' },
});

export const undoImport = endpoint({
  method: 'POST',
  path: '/api/imports/:region/:id/undo',
  access: { may: 'import.undo', on: 'region' },
  audit: { action: 'import.undo', facts: ['reason', 'fileName', 'fileSha256', 'rows'] },
  input: z.object({ ...at, reason: z.string().min(2).max(500) }),
  reply: ImportReply,
  summary: { zh: '整批撤销', en: 'Undo the whole import' },
});

export const dropImport = endpoint({
  method: 'POST',
  path: '/api/imports/:region/:id/drop',
  access: { may: 'import.run', on: 'region' },
  audit: { action: 'import.drop', facts: ['fileName'] },
  input: z.object(at),
  reply: ImportReply,
  summary: { zh: '放弃这次导入', en: 'Drop this import' },
});

export const importFile = endpoint({
  method: 'GET',
  path: '/api/imports/:region/:id/file',
  access: { may: 'import.read', on: 'region' },
  audit: 'read',
  body: 'file',
  input: z.object(at),
  reply: z.any(),
  summary: { zh: '下载原文件', en: 'The file as it came' },
});
