// The nouns of proofreading and the calls both ends use. A manuscript (稿件) is a text or a table that was handed in to be read; it is kept as
// it came, sealed, until its day, and never edited. Its statements, relations and findings are computed by the pure rules of this room; what
// people say to a finding is kept beside it under the finding's key. Positions count UTF-16 units of the text that the reply carries.
import { z } from 'zod';
import { Year } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Figure } from '../../vocabulary/figure.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';

const Words = z.object({ zh: z.string(), en: z.string() });

/** How it came: typed or pasted text, pasted HTML, a text file, a Word file, a table as text or as a workbook. */
export const ManuscriptForm = z.enum(['text', 'html', 'docx', 'csv', 'xlsx', 'xls']);
export type ManuscriptForm = z.infer<typeof ManuscriptForm>;

export const Severity = z.enum(['contradiction', 'doubtful', 'ask']);
export type Severity = z.infer<typeof Severity>;

export const RelationKind = z.enum([
  'sum',
  'restated',
  'subset',
  'band',
  'average',
  'growth',
  'difference',
  'share',
  'rate',
  'points',
  'funnel',
  'counties',
  'enumeration',
  'order',
  'ranking',
  'register',
]);
export type RelationKind = z.infer<typeof RelationKind>;

/** What a finding is about: a relation that fails (by its kind), or dates, names, units and words. */
export const FindingKind = z.enum([
  ...RelationKind.options,
  'rounding',
  'date-adverb',
  'date-order',
  'date-rule',
  'date-impossible',
  'year-inferred',
  'organisation-outdated',
  'one-firm-two-names',
  'label-two-scopes',
  'measure-two-names',
  'threshold-mixed',
  'unit-doubtful',
  'growth-without-base',
  'never-expanded',
  'place-slip',
  'wording',
  'unreported',
]);
export type FindingKind = z.infer<typeof FindingKind>;

/** What a person says to a finding: a repair is right, the author is asked, or it stands as printed. */
export const AnswerKind = z.enum(['accepted', 'queried', 'stands']);
export type AnswerKind = z.infer<typeof AnswerKind>;

/** Where something stands: `start` and `end` in the text, or sheet and cell of a table (with a stretch inside the cell's text). */
export const Place = z.object({
  start: z.number().int().nullable(),
  end: z.number().int().nullable(),
  sheet: z.string().nullable(),
  cell: z.string().nullable(),
});
export type Place = z.infer<typeof Place>;

/** One quantity as printed. `value` is for reckoning on screen; `exact` is the same number with the places it was printed in. */
export const StatementReply = Place.extend({
  id: z.string(),
  text: z.string(),
  value: z.number(),
  exact: z.string(),
  unit: z.string(),
  dimension: z.string(),
  measure: z.string(),
  label: z.string(),
  place: z.string().nullable(),
  /** The limits of the set in one line: 5000万元以上 · 新建. Empty when there are none. */
  scope: z.string(),
  facets: z.record(z.string(), z.string()),
  year: z.number().int().nullable(),
  month: z.number().int().nullable(),
  day: z.number().int().nullable(),
  /** The year is not in the text but inferred from it. */
  inferred: z.boolean(),
  hedge: z.enum(['exact', 'about', 'atLeast', 'atMost']),
});
export type StatementReply = z.infer<typeof StatementReply>;

export const RepairReply = z.object({
  changes: z.array(z.object({ term: z.string(), from: z.string(), to: z.string() })),
  consequence: Words,
});
export type RepairReply = z.infer<typeof RepairReply>;

/** Terms name statements by id; `difference` is the left side minus the right side, as a number and as printed. */
export const RelationReply = z.object({
  id: z.string(),
  kind: RelationKind,
  terms: z.array(z.object({ statement: z.string(), role: z.string(), sign: z.number().int() })),
  holds: z.boolean(),
  difference: z.number(),
  differencePrinted: z.string(),
  arithmetic: z.string(),
  repairs: z.array(RepairReply),
  /** Relations that fail for the same reason. */
  follows: z.array(z.string()),
});
export type RelationReply = z.infer<typeof RelationReply>;

export const FindingReply = z.object({
  /** The same for the same text: answers are kept under it. */
  key: z.string(),
  kind: FindingKind,
  severity: Severity,
  sentence: Words,
  /** What would settle it: a list, rows, a paper, a person. */
  evidence: Words,
  places: z.array(Place),
  relations: z.array(z.string()),
});
export type FindingReply = z.infer<typeof FindingReply>;

export const ProofReply = z.object({
  statements: z.array(StatementReply),
  relations: z.array(RelationReply),
  findings: z.array(FindingReply),
});
export type ProofReply = z.infer<typeof ProofReply>;

/** A table as it came: cells that hold something, merges 1-based and inclusive. `after` is the offset in the text that it follows. */
export const TableReply = z.object({
  sheet: z.string(),
  rows: z.number().int(),
  columns: z.number().int(),
  hidden: z.boolean(),
  after: z.number().int().nullable(),
  merges: z.array(z.object({ top: z.number().int(), left: z.number().int(), bottom: z.number().int(), right: z.number().int() })),
  cells: z.array(z.object({ cell: z.string(), row: z.number().int(), column: z.number().int(), text: z.string() })),
});
export type TableReply = z.infer<typeof TableReply>;

export const AnswerReply = z.object({
  key: z.string(),
  kind: AnswerKind,
  /** The note to the author, or the reason why it stands. */
  note: z.string(),
  /** The repair that was accepted. It is noted; the text stays as it came. */
  repair: RepairReply.nullable(),
  by: z.string(),
  at: z.string(),
});
export type AnswerReply = z.infer<typeof AnswerReply>;

export const ManuscriptCounts = z.object({
  statements: z.number().int(),
  relations: z.number().int(),
  failing: z.number().int(),
  contradiction: z.number().int(),
  doubtful: z.number().int(),
  ask: z.number().int(),
  answered: z.number().int(),
});

export const ManuscriptLine = z.object({
  region: z.string(),
  regionName: z.string(),
  id: z.string(),
  title: z.string(),
  form: ManuscriptForm,
  year: z.number().int().nullable(),
  fileName: z.string().nullable(),
  sha256: z.string(),
  characters: z.number().int(),
  tables: z.number().int(),
  counts: ManuscriptCounts,
  by: z.string(),
  at: z.string(),
  /** The last day on which it is kept. */
  keptUntil: z.string(),
  version: z.number().int(),
});
export type ManuscriptLine = z.infer<typeof ManuscriptLine>;

export const ManuscriptReply = ManuscriptLine.extend({
  /** What the positions count in: the text as given, or as taken out of the file or the HTML. */
  text: z.string(),
  textIs: z.enum(['given', 'extracted']),
  /** What was left out while reading, in words: deletions of tracked changes, pictures, scripts. */
  leftOut: z.array(Words),
  sheets: z.array(TableReply),
  proof: ProofReply,
  /** False when the rules have changed since it was kept; the proof is then computed anew for this reply. */
  asKept: z.boolean(),
  answers: z.array(AnswerReply),
});
export type ManuscriptReply = z.infer<typeof ManuscriptReply>;

/**
 * One printed figure against the register: declared − computed = difference, in the unit as printed. Where the register has no value
 * (unreported, no base), `computed` and `difference` are empty and `agrees` is false.
 */
export const RegisterLine = z.object({
  statement: z.string(),
  declared: z.string(),
  computed: z.string(),
  difference: z.string(),
  agrees: z.boolean(),
  /** Agrees only within the places printed. */
  rounded: z.boolean(),
  unit: z.string(),
  place: z.string(),
  words: Words,
  /** The register's own figure: unrounded value, definition, state of the books, who has not reported, how its rows are asked for. */
  of: Figure,
});
export type RegisterLine = z.infer<typeof RegisterLine>;

const at = { region: RegionCode, id: Id };
const title = z.string().trim().max(120).default('');
const keepDays = z.coerce.number().int().min(1).max(730).default(180);
/** A hundred pages; more than that is handed in as a file. */
export const mostCharacters = 300_000;

export const listManuscripts = endpoint({
  method: 'GET',
  path: '/api/manuscripts',
  access: { may: 'manuscript.read', on: 'scope' },
  audit: 'read',
  input: z.object({
    region: RegionCode.optional(),
    year: Year.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  reply: z.object({ total: z.number().int(), manuscripts: z.array(ManuscriptLine) }),
  summary: { zh: '稿件列表', en: 'Manuscripts so far' },
});

export const keepText = endpoint({
  method: 'POST',
  path: '/api/manuscripts/:region',
  access: { may: 'manuscript.check', on: 'region' },
  audit: { action: 'manuscript.keep', facts: ['form', 'sha256', 'characters', 'year', 'contradiction', 'doubtful', 'ask'] },
  input: z.object({
    region: RegionCode,
    year: Year.nullable().default(null),
    title,
    form: z.enum(['text', 'html']).default('text'),
    text: z.string().min(1).max(mostCharacters),
    keepDays,
  }),
  reply: ManuscriptReply,
  summary: { zh: '核稿：粘贴文本', en: 'Proofread a pasted text' },
});

export const keepFile = endpoint({
  method: 'POST',
  path: '/api/manuscripts/:region/file',
  access: { may: 'manuscript.check', on: 'region' },
  body: 'upload',
  audit: { action: 'manuscript.keep', facts: ['form', 'fileName', 'sha256', 'characters', 'year', 'contradiction', 'doubtful', 'ask'] },
  input: z.object({ region: RegionCode, year: Year.optional(), title, keepDays }),
  reply: ManuscriptReply,
  summary: { zh: '核稿：上传文件', en: 'Proofread a file' },
});

export const readManuscript = endpoint({
  method: 'GET',
  path: '/api/manuscripts/:region/:id',
  access: { may: 'manuscript.read', on: 'region' },
  audit: 'read',
  input: z.object(at),
  reply: ManuscriptReply,
  summary: { zh: '查看一份稿件', en: 'One manuscript' },
});

/** A table that stands beside a text: its cells as read. */
const TableInput = z.object({
  sheet: z.string().max(200),
  captions: z.array(z.string().max(500)).max(10).default([]),
  cells: z
    .array(
      z.object({
        row: z.number().int().min(1).max(1_048_576),
        column: z.number().int().min(1).max(16_384),
        text: z.string().max(2000),
        printed: z.boolean().default(true),
      }),
    )
    .max(20_000),
});

/** Reads a text, and tables beside it, and keeps nothing. With a year, the register of the region is part of what it is held against. */
export const checkText = endpoint({
  method: 'POST',
  path: '/api/proofreading/:region/check',
  access: { may: 'manuscript.read', on: 'region' },
  audit: 'read',
  input: z.object({
    region: RegionCode,
    year: Year.nullable().default(null),
    text: z.string().max(mostCharacters),
    tables: z.array(TableInput).max(60).default([]),
  }),
  reply: ProofReply,
  summary: { zh: '核对一段文字（不留存）', en: 'Check a text without keeping it' },
});

export const compareManuscript = endpoint({
  method: 'GET',
  path: '/api/manuscripts/:region/:id/register',
  access: { may: 'manuscript.read', on: 'region' },
  audit: 'read',
  input: z.object({ ...at, year: Year.optional() }),
  reply: z.object({
    year: z.number().int(),
    asOf: z.string(),
    lines: z.array(RegisterLine),
    /** Statements that the register has nothing to say about. */
    unmatched: z.array(z.string()),
  }),
  summary: { zh: '与项目库核对', en: 'Against the register' },
});

/** Keeps what a person says to a finding; `kind: null` takes it back. */
export const answerFinding = endpoint({
  method: 'POST',
  path: '/api/manuscripts/:region/:id/answers',
  access: { may: 'manuscript.check', on: 'region' },
  audit: { action: 'manuscript.answer', facts: ['finding', 'severity', 'answer', 'key', 'changes'] },
  input: z.object({
    ...at,
    key: z.string().min(1).max(200),
    kind: AnswerKind.nullable(),
    note: z.string().trim().max(1000).default(''),
    /** Which repair is accepted: the relation and its place in the list of that relation's repairs. */
    repair: z
      .object({ relation: z.string(), index: z.number().int().min(0) })
      .nullable()
      .default(null),
  }),
  reply: ManuscriptReply,
  summary: { zh: '答复疑点', en: 'Answer a finding' },
});

export const deleteManuscript = endpoint({
  method: 'DELETE',
  path: '/api/manuscripts/:region/:id',
  access: { may: 'manuscript.check', on: 'region' },
  audit: { action: 'manuscript.delete', facts: ['sha256', 'characters', 'reason'] },
  input: z.object({ ...at, reason: z.string().trim().max(200).default('') }),
  reply: z.object({ deleted: z.literal(true) }),
  summary: { zh: '删除稿件', en: 'Delete a manuscript' },
});

export const exportFindings = endpoint({
  method: 'GET',
  path: '/api/manuscripts/:region/:id/export',
  access: { may: 'manuscript.read', on: 'region' },
  audit: 'read',
  body: 'file',
  input: z.object({ ...at, format: z.enum(['docx', 'xlsx']).default('docx'), language: z.enum(['zh', 'en']).default('zh') }),
  reply: z.any(),
  summary: { zh: '导出疑点清单', en: 'Export the findings' },
});
