/**
 * The nouns of bulletins and the calls both ends use. A bulletin (刊物) is written from a template: prose with slots for figures. While it is a
 * draft its figures are those of today's books; once issued it is frozen with its number, figures, definitions and hash, and only ever read
 * or withdrawn. Its templates are words-templates.ts.
 */
import { z } from 'zod';
import { Day, Year } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Figure } from '../../vocabulary/figure.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';

const Words = z.object({ zh: z.string(), en: z.string() });

/** 项目简报, 复工情况专报, 调度会材料, 新闻通稿. */
export const BulletinKind = z.enum(['brief', 'resumption', 'meeting', 'press']);
export type BulletinKind = z.infer<typeof BulletinKind>;
export const kindWords: Record<BulletinKind, { zh: string; en: string }> = {
  brief: { zh: '项目简报', en: 'Project bulletin' },
  resumption: { zh: '复工情况专报', en: 'Resumption report' },
  meeting: { zh: '调度会材料', en: 'Meeting paper' },
  press: { zh: '新闻通稿', en: 'Press release' },
};

export const BulletinStatus = z.enum(['draft', 'issued', 'withdrawn']);
export type BulletinStatus = z.infer<typeof BulletinStatus>;

/** Everything an office writes: the red head, title, body in the template language, and the foot. */
export const Parts = z.object({
  /** The red name; empty where the paper has none (a press release). May hold {地区名}. */
  head: z.string().trim().max(60),
  office: z.string().trim().max(80),
  title: z.string().trim().min(1, { error: 'bulletins.title-missing' }).max(300),
  addressee: z.string().trim().max(200),
  body: z.string().max(60_000),
  /** Counted through all years too: 总第N期. */
  countThrough: z.boolean(),
  signed: z.boolean(),
  up: z.string().trim().max(200),
  level: z.string().trim().max(200),
  down: z.string().trim().max(200),
  copies: z.number().int().min(0).max(99_999),
});
export type Parts = z.infer<typeof Parts>;

/** What the office filled in by hand, by the name of the slot. */
export const Entries = z.record(
  z.string().max(60),
  z.object({
    value: z
      .string()
      .trim()
      .regex(/^(-?\d{1,15}(\.\d{1,6})?)?$/, { error: 'bulletins.entry-invalid' }),
    source: z.string().trim().max(200),
  }),
);
export type Entries = z.infer<typeof Entries>;

const Question = z.object({
  id: z.string(),
  region: z.string().optional(),
  nature: z.enum(['new', 'continuing']).optional(),
  minTotalYuan: z.number().optional(),
  list: z.string().optional(),
  line: z.string().optional(),
  stage: z.string().optional(),
});

/** A number of the paper with what stands behind it. `figure` is null for a number the office filled in. */
export const BoundFigure = z.object({
  key: z.string(),
  id: z.string(),
  from: z.enum(['register', 'entry']),
  question: Question,
  regionName: z.string(),
  /** The list or line it is of, in words; empty when it is of neither. */
  scope: z.string(),
  what: Words,
  printed: z.string(),
  unit: z.string(),
  value: z.number().nullable(),
  definition: z.object({ id: z.string(), version: z.string(), since: z.string(), zh: z.string(), en: z.string(), formula: z.string() }),
  figure: Figure.nullable(),
  source: z.string(),
});
export type BoundFigure = z.infer<typeof BoundFigure>;

const Run = z.object({ text: z.string(), figure: z.string().optional(), strong: z.boolean().optional() });
const Block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('heading'), level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]), runs: z.array(Run) }),
  z.object({
    kind: z.literal('paragraph'),
    runs: z.array(Run),
    align: z.enum(['left', 'center', 'right']).optional(),
    flush: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal('table'),
    title: z.string(),
    unit: z.string().optional(),
    columns: z.array(z.object({ title: z.string(), align: z.enum(['left', 'center', 'right']), width: z.number() })),
    rows: z.array(z.object({ cells: z.array(z.array(Run)), strong: z.boolean().optional(), anchor: z.string().optional() })),
    note: z.string().optional(),
  }),
]);

/** The paper as the screen draws it; the same value is written to Word, PDF, text and HTML. */
export const PaperReply = z.object({
  head: z
    .object({
      name: z.string(),
      issue: z.string(),
      total: z.string(),
      office: z.string(),
      date: z.string(),
      secrecy: z.string().optional(),
    })
    .nullable(),
  title: z.string(),
  addressee: z.string(),
  body: z.array(Block),
  signature: z.object({ office: z.string(), date: z.string() }).nullable(),
  appendices: z.array(z.object({ title: z.string(), blocks: z.array(Block) })),
  foot: z.object({ up: z.string(), level: z.string(), down: z.string(), copies: z.number().nullable() }).nullable(),
  mark: z.string().nullable(),
  remarks: z.array(z.string()),
});
export type PaperReply = z.infer<typeof PaperReply>;

/** A mistake of the text, at its line. */
export const MistakeReply = Words.extend({ line: z.number().int() });

/** A bulletin composed from today's books. */
export const Composed = z.object({
  paper: PaperReply,
  figures: z.array(BoundFigure),
  mistakes: z.array(MistakeReply),
  entries: z.array(z.object({ name: z.string(), unit: z.string() })),
});
export type Composed = z.infer<typeof Composed>;

export const BulletinLine = z.object({
  region: z.string(),
  regionName: z.string(),
  id: z.string(),
  kind: BulletinKind,
  year: z.number().int(),
  title: z.string(),
  status: BulletinStatus,
  number: z.number().int().nullable(),
  total: z.number().int().nullable(),
  by: z.string(),
  updatedAt: z.string(),
  issuedAt: z.string().nullable(),
  issuedBy: z.string().nullable(),
});
export type BulletinLine = z.infer<typeof BulletinLine>;

/** That a contradiction may stand: asked for by one person, granted by another, for exactly the text it was asked for. */
export const OverrideReply = z.object({
  key: z.string(),
  sentence: Words,
  reason: z.string(),
  askedBy: z.string(),
  askedAt: z.string(),
  /** Asked by the caller: nobody decides upon what they asked for. */
  mine: z.boolean(),
  decision: z.enum(['granted', 'declined']).nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  note: z.string(),
});
export type OverrideReply = z.infer<typeof OverrideReply>;

export const BulletinReply = BulletinLine.extend({
  version: z.number().int(),
  parts: Parts,
  entries: Entries,
  template: z.object({ region: z.string(), code: z.string(), version: z.number().int(), name: z.string() }),
  composed: Composed,
  overrides: z.array(OverrideReply),
  /** SHA-256 of what was frozen; null while it is a draft. */
  hash: z.string().nullable(),
  /** Whether what was frozen still has that hash; null while it is a draft. */
  sealIntact: z.boolean().nullable(),
  asOf: z.string(),
  withdrawn: z.object({ at: z.string(), by: z.string(), reason: z.string() }).nullable(),
});
export type BulletinReply = z.infer<typeof BulletinReply>;

/** One finding of the auditor, as the gate shows it. Positions count characters of `text`. */
export const GateFinding = z.object({
  key: z.string(),
  kind: z.string(),
  severity: z.enum(['contradiction', 'doubtful', 'ask']),
  sentence: Words,
  evidence: Words,
  spans: z.array(z.object({ start: z.number().int(), end: z.number().int() })),
  arithmetic: z.array(z.string()),
  repairs: z.array(z.object({ changes: z.array(z.object({ text: z.string(), to: z.string() })), consequence: Words })),
  override: OverrideReply.nullable(),
});
export type GateFinding = z.infer<typeof GateFinding>;

export const GateReply = z.object({
  /** The text as it was read. */
  text: z.string(),
  findings: z.array(GateFinding),
  /** Why it cannot be issued now, in sentences; empty when it can. */
  blocked: z.array(Words),
  /** Statements read and relations that hold, to show that it was read at all. */
  statements: z.number().int(),
  holding: z.number().int(),
});
export type GateReply = z.infer<typeof GateReply>;

const of = { region: RegionCode, id: Id };
const read = { may: 'bulletin.read', on: 'region' } as const;

export const listBulletins = endpoint({
  method: 'GET',
  path: '/api/bulletins',
  access: { may: 'bulletin.read', on: 'scope' },
  audit: 'read',
  input: z.object({
    region: RegionCode.optional(),
    kind: BulletinKind.optional(),
    year: Year.optional(),
    status: BulletinStatus.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  reply: z.object({ total: z.number().int(), bulletins: z.array(BulletinLine) }),
  summary: { zh: '刊物', en: 'Bulletins' },
});

export const startBulletin = endpoint({
  method: 'POST',
  path: '/api/bulletins/:region',
  access: { may: 'bulletin.write', on: 'region' },
  audit: { action: 'bulletin.write', facts: ['kind', 'year', 'title', 'template', 'templateVersion', 'entries', 'bodyHash'] },
  input: z.object({
    region: RegionCode,
    kind: BulletinKind,
    year: Year,
    /** The template's code; the office's own of that kind, else the one that came with the product. */
    template: z.string().max(60).optional(),
  }),
  reply: BulletinReply,
  summary: { zh: '起草刊物', en: 'Write a bulletin' },
});

export const readBulletin = endpoint({
  method: 'GET',
  path: '/api/bulletins/:region/:id',
  access: read,
  audit: 'read',
  input: z.object(of),
  reply: BulletinReply,
  summary: { zh: '一期刊物', en: 'A bulletin' },
});

export const saveBulletin = endpoint({
  method: 'PUT',
  path: '/api/bulletins/:region/:id',
  access: { may: 'bulletin.write', on: 'region' },
  audit: { action: 'bulletin.write', facts: ['kind', 'year', 'title', 'template', 'templateVersion', 'entries', 'bodyHash'] },
  input: z.object({ ...of, version: z.number().int(), parts: Parts, entries: Entries }),
  reply: BulletinReply,
  summary: { zh: '保存草稿', en: 'Save a draft' },
});

export const dropBulletin = endpoint({
  method: 'DELETE',
  path: '/api/bulletins/:region/:id',
  access: { may: 'bulletin.write', on: 'region' },
  audit: { action: 'bulletin.drop', facts: ['title'] },
  input: z.object(of),
  reply: z.object({ dropped: z.boolean() }),
  summary: { zh: '放弃草稿', en: 'Drop a draft' },
});

/** Composes without saving: what the editor shows beside the text while it is written. */
export const previewBulletin = endpoint({
  method: 'POST',
  path: '/api/bulletins/:region/:id/preview',
  access: read,
  audit: 'read',
  input: z.object({ ...of, parts: Parts, entries: Entries }),
  reply: Composed,
  summary: { zh: '预览', en: 'Preview' },
});

export const checkBulletin = endpoint({
  method: 'GET',
  path: '/api/bulletins/:region/:id/check',
  access: read,
  audit: 'read',
  input: z.object(of),
  reply: GateReply,
  summary: { zh: '印发前核稿', en: 'Proofread before issuing' },
});

export const askOverride = endpoint({
  method: 'POST',
  path: '/api/bulletins/:region/:id/overrides',
  access: { may: 'bulletin.write', on: 'region' },
  audit: { action: 'bulletin.ask-override', facts: ['finding', 'sentence', 'reason'] },
  input: z.object({
    ...of,
    key: z.string().min(1).max(200),
    reason: z.string().trim().min(4, { error: 'bulletins.reason-short' }).max(500),
  }),
  reply: GateReply,
  summary: { zh: '申请放行', en: 'Ask that a contradiction may stand' },
});

export const decideOverride = endpoint({
  method: 'POST',
  path: '/api/bulletins/:region/:id/overrides/decision',
  access: { may: 'bulletin.approve', on: 'region' },
  audit: { action: 'bulletin.approve', facts: ['finding', 'sentence', 'reason', 'decision', 'note', 'askedBy'] },
  input: z.object({
    ...of,
    key: z.string().min(1).max(200),
    decision: z.enum(['granted', 'declined']),
    note: z.string().trim().max(500).default(''),
  }),
  reply: GateReply,
  summary: { zh: '审批放行', en: 'Decide whether a contradiction may stand' },
});

export const issueBulletin = endpoint({
  method: 'POST',
  path: '/api/bulletins/:region/:id/issue',
  access: { may: 'bulletin.issue', on: 'region' },
  audit: { action: 'bulletin.issue', facts: ['kind', 'year', 'number', 'total', 'title', 'hash', 'figures', 'overridden', 'asOf'] },
  input: z.object({ ...of, version: z.number().int() }),
  reply: BulletinReply,
  summary: { zh: '印发', en: 'Issue' },
});

export const withdrawBulletin = endpoint({
  method: 'POST',
  path: '/api/bulletins/:region/:id/withdraw',
  access: { may: 'bulletin.issue', on: 'region' },
  audit: { action: 'bulletin.withdraw', facts: ['kind', 'year', 'number', 'title', 'reason'] },
  input: z.object({ ...of, reason: z.string().trim().min(4, { error: 'bulletins.reason-short' }).max(500) }),
  reply: BulletinReply,
  summary: { zh: '撤回', en: 'Withdraw' },
});

export const ChangedFigure = z.object({
  key: z.string(),
  what: Words,
  before: z.string(),
  now: z.string(),
  beforeValue: z.number().nullable(),
  nowValue: z.number().nullable(),
  /** The definition itself has a newer version. */
  redefined: z.boolean(),
  figure: Figure.nullable(),
});
export type ChangedFigure = z.infer<typeof ChangedFigure>;

export const bulletinChanges = endpoint({
  method: 'GET',
  path: '/api/bulletins/:region/:id/changes',
  access: read,
  audit: 'read',
  input: z.object(of),
  reply: z.object({ issuedOn: Day, asOf: z.string(), same: z.number().int(), changed: z.array(ChangedFigure) }),
  summary: { zh: '印发以来有何变化', en: 'What has changed since' },
});

export const BulletinFormat = z.enum(['docx', 'pdf', 'txt', 'html']);
export type BulletinFormat = z.infer<typeof BulletinFormat>;
export const bulletinFile = endpoint({
  method: 'GET',
  path: '/api/bulletins/:region/:id/file',
  access: read,
  audit: 'read',
  body: 'file',
  input: z.object({ ...of, format: BulletinFormat }),
  reply: z.any(),
  summary: { zh: '下载 Word、PDF、文本或网页', en: 'Download as Word, PDF, text or HTML' },
});
