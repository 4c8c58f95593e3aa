/**
 * The roster of returning workers (返岗名册) of a case: which fields it may have, what comes back of a file, rows as they may be shown (masked), cells
 * to correct. Why data may be collected, and for how long, is words-purposes.ts; what a cell means is rules-roster.ts.
 */
import { z } from 'zod';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';

/** Fields that a purpose may declare. What is not among them cannot be stored at all. */
export const RosterField = z.enum(['name', 'identity', 'phone', 'from', 'returnedOn', 'isolationUntil', 'contact']);
export type RosterField = z.infer<typeof RosterField>;
export const rosterFields = RosterField.options;
export const fieldWords: Record<RosterField, { zh: string; en: string; why: { zh: string; en: string } }> = {
  name: { zh: '姓名', en: 'Name', why: { zh: '核对本人', en: 'to tell who it is' } },
  identity: { zh: '证件号码', en: 'Identity number', why: { zh: '去重、核对本人', en: 'to count nobody twice' } },
  phone: { zh: '手机号', en: 'Telephone', why: { zh: '出现病例时联系', en: 'to reach them should a case occur' } },
  from: { zh: '从何地返回', en: 'Came from', why: { zh: '判断是否省外返回', en: 'to know who comes from outside the province' } },
  returnedOn: { zh: '返回日期', en: 'Came back on', why: { zh: '计算隔离期', en: 'to reckon isolation' } },
  isolationUntil: { zh: '隔离至', en: 'Isolation until', why: { zh: '核对隔离是否满期', en: 'to check that isolation was long enough' } },
  contact: { zh: '是否接触病例', en: 'Contact with a case', why: { zh: '判断是否隔离', en: 'to decide on isolation' } },
};

/** What is worth a look at a row that was kept. `elsewhere`: the number also stands on another enterprise's roster of the county. */
export const WorkerNote = z.enum(['identity-old', 'identity-other', 'isolation-reckoned', 'phone-shared', 'contact', 'elsewhere']);
export type WorkerNote = z.infer<typeof WorkerNote>;
export const noteWords: Record<WorkerNote, { zh: string; en: string }> = {
  'identity-old': { zh: '15 位旧证号，已换成 18 位', en: 'An old number of 15 digits, kept as 18' },
  'identity-other': { zh: '不是居民身份证，号码未校验', en: 'Another document; its number was not checked' },
  'isolation-reckoned': { zh: '隔离期满日由系统按规定天数算出', en: 'The end of isolation was reckoned by the rule' },
  'phone-shared': { zh: '与名册中另一人手机号相同', en: 'The same telephone as somebody else on the roster' },
  contact: { zh: '接触过病例', en: 'Had contact with a case' },
  elsewhere: { zh: '也在本县另一家企业的名册上', en: "Also on another enterprise's roster in this county" },
};

export const WorkerShown = z.object({
  id: Id,
  line: z.number().int(),
  /** Masked: 张*, 330106********123X, 138****0000, 湖**. */
  name: z.string(),
  identity: z.string(),
  phone: z.string().nullable(),
  from: z.string().nullable(),
  origin: z.enum(['local', 'province', 'outside']).nullable(),
  returnedOn: z.string().nullable(),
  isolationUntil: z.string().nullable(),
  contact: z.boolean().nullable(),
  notes: z.array(WorkerNote),
});
export type WorkerShown = z.infer<typeof WorkerShown>;

const Said = z.object({ zh: z.string(), en: z.string() });

export const CellToCorrect = z.object({
  field: RosterField,
  /** C17, or empty for rows typed on screen. */
  cell: z.string(),
  code: z.string(),
  said: Said,
  /** What stands there, masked. */
  shown: z.string(),
});
export type CellToCorrect = z.infer<typeof CellToCorrect>;

export const RowToCorrect = z.object({
  id: Id,
  file: z.string(),
  sheet: z.string(),
  row: z.number().int(),
  name: z.string(),
  cells: z.array(CellToCorrect),
});
export type RowToCorrect = z.infer<typeof RowToCorrect>;

export const RosterCounts = z.object({
  people: z.number().int(),
  local: z.number().int(),
  province: z.number().int(),
  outside: z.number().int(),
  isolating: z.number().int(),
  isolated: z.number().int(),
  contact: z.number().int(),
  noted: z.number().int(),
});
export type RosterCounts = z.infer<typeof RosterCounts>;

export const RosterFile = z.object({
  id: Id,
  name: z.string(),
  state: z.enum(['mapping', 'read', 'dropped']),
  rows: z.number().int(),
  kept: z.number().int(),
  unchanged: z.number().int(),
  wrong: z.number().int(),
  /** Columns that were not read because nothing declares them. */
  leftOut: z.array(z.string()),
  byName: z.string(),
  at: z.string(),
});
export type RosterFile = z.infer<typeof RosterFile>;

export const PurposeBrief = z.object({
  id: Id,
  name: z.string(),
  basis: z.string(),
  fields: z.array(RosterField),
  beginsOn: z.string(),
  endsOn: z.string(),
  /** The day on which the persons are deleted. */
  deletedOn: z.string(),
});
export type PurposeBrief = z.infer<typeof PurposeBrief>;

export const RosterReply = z.object({
  roster: z
    .object({
      id: Id,
      enterpriseId: Id,
      purpose: PurposeBrief,
      /** Null when data may be collected; otherwise why not. */
      closed: Said.nullable(),
      counts: RosterCounts,
      wrong: z.number().int(),
      files: z.array(RosterFile),
      expired: z.object({ at: z.string(), left: RosterCounts }).nullable(),
      isolationDays: z.number().int().nullable(),
    })
    .nullable(),
  /** Purposes under which a roster may be begun today. */
  purposes: z.array(PurposeBrief),
  may: z.object({ keep: z.boolean(), reveal: z.boolean() }),
});
export type RosterReply = z.infer<typeof RosterReply>;

const region = RegionCode;
const ofRoster = { region, id: Id };

export const readRoster = endpoint({
  method: 'GET',
  path: '/api/resumption/:region/cases/:id/roster',
  access: { may: 'resumption.read', on: 'region' },
  audit: 'read',
  input: z.object({ region, id: Id }),
  reply: RosterReply,
  summary: { zh: '返岗名册：人数和用途', en: 'The roster of a case: counts and purpose' },
});

export const openRoster = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/cases/:id/roster',
  access: { may: 'resumption.apply', on: 'region' },
  audit: { action: 'resumption.open-roster', facts: ['case', 'purpose'] },
  input: z.object({ region, id: Id, purpose: Id }),
  reply: RosterReply,
  summary: { zh: '开始登记名册', en: 'Begin a roster under a purpose' },
});

export const WorkersAsked = z.enum(['all', 'outside', 'isolating', 'contact', 'noted', 'elsewhere']);
export const listWorkers = endpoint({
  method: 'GET',
  path: '/api/resumption/:region/rosters/:id/workers',
  access: { may: 'resumption.apply', on: 'region' },
  audit: 'read',
  input: z.object({
    ...ofRoster,
    of: WorkersAsked.default('all'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  reply: z.object({ total: z.number().int(), elsewhere: z.number().int(), workers: z.array(WorkerShown) }),
  summary: { zh: '名册人员（脱敏）', en: 'People on a roster, masked' },
});

export const listToCorrect = endpoint({
  method: 'GET',
  path: '/api/resumption/:region/rosters/:id/rows',
  access: { may: 'resumption.apply', on: 'region' },
  audit: 'read',
  input: z.object({
    ...ofRoster,
    limit: z.coerce.number().int().min(1).max(200).default(50),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  reply: z.object({
    total: z.number().int(),
    byCode: z.array(z.object({ code: z.string(), field: RosterField, count: z.number().int() })),
    rows: z.array(RowToCorrect),
  }),
  summary: { zh: '名册里待改正的行', en: 'Rows of a roster that wait for correction' },
});

export const ColumnSeen = z.object({
  column: z.number().int(),
  letters: z.string(),
  title: z.string(),
  field: RosterField.nullable(),
});
export const FileReply = z.object({
  file: RosterFile,
  /** The columns to name, where the header alone did not say. */
  columns: z.array(ColumnSeen),
  sheet: z.string(),
  headerRow: z.number().int(),
  missing: z.array(RosterField),
});
export type FileReply = z.infer<typeof FileReply>;

export const readRosterFile = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/rosters/:id/file',
  access: { may: 'resumption.apply', on: 'region' },
  audit: { action: 'resumption.read-roster', facts: ['file', 'rows', 'kept', 'unchanged', 'wrong', 'state'] },
  body: 'upload',
  input: z.object(ofRoster),
  reply: FileReply,
  summary: { zh: '导入名册文件', en: 'Read a roster from a workbook' },
});

export const nameColumns = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/rosters/:id/files/:file',
  access: { may: 'resumption.apply', on: 'region' },
  audit: { action: 'resumption.read-roster', facts: ['file', 'rows', 'kept', 'unchanged', 'wrong', 'state'] },
  input: z.object({
    ...ofRoster,
    file: Id,
    headerRow: z.number().int().min(0).max(200),
    columns: z
      .array(z.object({ column: z.number().int().min(1).max(300), field: RosterField }))
      .min(1)
      .max(20),
  }),
  reply: FileReply,
  summary: { zh: '指定各列后读入', en: 'Name the columns of a roster file and read it' },
});

export const dropRosterFile = endpoint({
  method: 'DELETE',
  path: '/api/resumption/:region/rosters/:id/files/:file',
  access: { may: 'resumption.apply', on: 'region' },
  audit: { action: 'resumption.drop-roster-file', facts: ['file'] },
  input: z.object({ ...ofRoster, file: Id }),
  reply: z.object({ dropped: z.literal(true) }),
  summary: { zh: '放弃未读的名册文件', en: 'Drop a roster file that was not read' },
});

/** A row as typed: texts of declared fields. Lengths are all that is checked here, so that no answer repeats what was typed. */
const Typed = z.object({
  name: z.string().max(200).default(''),
  identity: z.string().max(200).optional(),
  phone: z.string().max(200).optional(),
  from: z.string().max(200).optional(),
  returnedOn: z.string().max(200).optional(),
  isolationUntil: z.string().max(200).optional(),
  contact: z.string().max(200).optional(),
});
export type Typed = z.infer<typeof Typed>;

export const addRows = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/rosters/:id/rows',
  access: { may: 'resumption.apply', on: 'region' },
  audit: { action: 'resumption.add-workers', facts: ['rows', 'kept', 'unchanged', 'wrong'] },
  input: z.object({ ...ofRoster, rows: z.array(Typed).min(1).max(200) }),
  reply: z.object({
    kept: z.number().int(),
    unchanged: z.number().int(),
    /** By the place of the row in what was sent, from 0; these rows were not kept and stay on the form. */
    wrong: z.array(z.object({ row: z.number().int(), cells: z.array(CellToCorrect) })),
  }),
  summary: { zh: '逐行登记名册', en: 'Add people to a roster row by row' },
});

export const correctRow = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/rosters/:id/rows/:row',
  access: { may: 'resumption.apply', on: 'region' },
  audit: { action: 'resumption.correct-row', facts: ['fields', 'kept', 'replaced'] },
  input: z.object({
    ...ofRoster,
    row: Id,
    /** New texts for the cells that were wrong; the others stay as they came. */
    cells: Typed.partial(),
    /** The number stands on the roster already: this row replaces that one. */
    replace: z.boolean().default(false),
  }),
  reply: z.object({ kept: z.boolean(), row: RowToCorrect.nullable() }),
  summary: { zh: '改正一行', en: 'Correct a row of a roster' },
});

export const dropRow = endpoint({
  method: 'DELETE',
  path: '/api/resumption/:region/rosters/:id/rows/:row',
  access: { may: 'resumption.apply', on: 'region' },
  audit: { action: 'resumption.drop-row', facts: ['codes'] },
  input: z.object({ ...ofRoster, row: Id }),
  reply: z.object({ dropped: z.literal(true) }),
  summary: { zh: '不要这一行', en: 'Drop a row that is not to be corrected' },
});

export const removeWorker = endpoint({
  method: 'DELETE',
  path: '/api/resumption/:region/rosters/:id/workers/:worker',
  access: { may: 'resumption.apply', on: 'region' },
  audit: { action: 'resumption.remove-worker', facts: ['roster', 'reason'] },
  input: z.object({ ...ofRoster, worker: Id, reason: z.string().trim().min(2).max(200) }),
  reply: z.object({ removed: z.literal(true) }),
  summary: { zh: '从名册删去一人', en: 'Take a person off a roster' },
});

export const Revealed = z.object({
  name: z.string(),
  identity: z.string(),
  phone: z.string().nullable(),
  from: z.string().nullable(),
  returnedOn: z.string().nullable(),
  isolationUntil: z.string().nullable(),
  contact: z.boolean().nullable(),
  /** The screen forgets it then. */
  until: z.string(),
});
export type Revealed = z.infer<typeof Revealed>;

export const revealWorker = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/rosters/:id/workers/:worker/reveal',
  access: { may: 'resumption.reveal-worker', on: 'region' },
  audit: { action: 'resumption.reveal-worker', facts: ['roster', 'purpose'] },
  input: z.object({ ...ofRoster, worker: Id, purpose: z.string().trim().min(4).max(200) }),
  reply: Revealed,
  summary: { zh: '查看一人的完整信息（留痕）', en: 'Reveal one worker, on record' },
});
