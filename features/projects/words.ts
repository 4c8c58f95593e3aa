// The nouns of the register and the calls both ends use. A project is held by one county under a permanent id; what a year's ledger
// says of it (pool, nature, plan) is a line of that year; designations are memberships in lists.
import { z } from 'zod';
import { Day, Year } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { Yuan } from '../../vocabulary/money.ts';
import { RegionCode } from '../../vocabulary/regions.ts';
import { TraceStep } from '../../vocabulary/trace.ts';

/** Stages in their order (facts of the office: 谋划 → … → 达效), and the side states that stand beside them. */
export const stages = [
  'idea',
  'talks',
  'signed',
  'landed',
  'approved',
  'preparing',
  'started',
  'counted',
  'building',
  'completed',
  'producing',
  'effective',
] as const;
export const Stage = z.enum(stages);
export type Stage = z.infer<typeof Stage>;
export const SideState = z.enum(['suspended', 'withdrawn', 'terminated']);
export const Pool = z.enum(['annual', 'reserve']);
export const Nature = z.enum(['new', 'continuing']);
export const ConstructionKind = z.enum(['new', 'expansion', 'rebuilding', 'technical', 'relocation', 'restoration', 'purchase', 'living']);
export const Maturity = z.enum(['idea', 'reserve', 'mature', 'annual']);
export const Precision = z.enum(['year', 'month', 'day']);
/** A day and how precisely it is known: a year is kept as its first day. */
const PreciseDay = z.object({ day: z.string(), precision: Precision });
export const ListLevel = z.enum(['nation', 'province', 'city', 'county']);
const Words = z.object({ zh: z.string(), en: z.string() });
const Capacity = z.object({ name: z.string().max(60), value: z.string().max(40), unit: z.string().max(20) });

/** A line of the library: enough to read, sort, filter and open. */
export const LibraryRow = z.object({
  region: z.string(),
  id: z.string(),
  code: z.string().nullable(),
  name: z.string(),
  owner: z.string(),
  place: z.string(),
  year: z.number().int(),
  pool: Pool,
  nature: Nature.nullable(),
  totalYuan: z.number().nullable(),
  annualPlanYuan: z.number().nullable(),
  tier: z.string().nullable(),
  line: z.string().nullable(),
  industry: z.string().nullable(),
  constructionKind: ConstructionKind.nullable(),
  stage: Stage,
  sideState: SideState.nullable(),
  maturity: Maturity.nullable(),
  start: PreciseDay.nullable(),
  finish: PreciseDay.nullable(),
  lists: z.array(z.string()),
  updatedAt: z.string(),
  version: z.number().int(),
  openProposals: z.number().int(),
});
export type LibraryRow = z.infer<typeof LibraryRow>;

/** A text of several values in an address: 'a,b'. */
const many = z
  .string()
  .max(2000)
  .transform((text) => text.split(',').filter(Boolean));

/** The filters of the library; the same names stand in the address of the page, in saved views and in figures' rows. */
export const LibraryFilter = z.object({
  region: RegionCode.optional(),
  year: Year,
  pool: Pool.optional(),
  nature: z.enum(['new', 'continuing', 'unstated']).optional(),
  minTotalYuan: z.coerce.number().int().optional(),
  maxTotalYuan: z.coerce.number().int().optional(),
  tier: many.optional(),
  list: many.optional(),
  listMode: z.enum(['any', 'all', 'only', 'none']).optional(),
  listState: z.string().max(80).optional(),
  line: many.optional(),
  stage: many.optional(),
  sideState: many.optional(),
  maturity: many.optional(),
  kind: many.optional(),
  county: many.optional(),
  importId: Id.optional(),
  missing: z.enum(['code', 'owner', 'plan', 'total', 'dates', 'place', 'industry']).optional(),
  q: z.string().max(200).optional(),
});
export type LibraryFilter = z.infer<typeof LibraryFilter>;
export const librarySorts = ['total', 'plan', 'name', 'updated', 'region', 'start', 'finish', 'stage', 'code'] as const;

export const library = endpoint({
  method: 'GET',
  path: '/api/projects',
  access: { may: 'project.read', on: 'scope' },
  audit: 'read',
  input: LibraryFilter.extend({
    sort: z.enum(librarySorts).default('total'),
    order: z.enum(['asc', 'desc']).default('desc'),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  reply: z.object({ total: z.number().int(), totalYuan: z.number(), annualPlanYuan: z.number(), rows: z.array(LibraryRow) }),
  summary: { zh: '项目库', en: 'The library' },
});

export const exportLibrary = endpoint({
  method: 'GET',
  path: '/api/projects/export',
  access: { may: 'figure.export', on: 'scope' },
  audit: 'read',
  body: 'file',
  input: LibraryFilter.extend({
    sort: z.enum(librarySorts).default('total'),
    order: z.enum(['asc', 'desc']).default('desc'),
    template: Id.optional(),
    language: z.enum(['zh', 'en']).default('zh'),
  }),
  reply: z.any(),
  summary: { zh: '按模板导出 Excel', en: 'Excel in the layout of a template' },
});

export const YearLine = z.object({
  year: z.number().int(),
  pool: Pool,
  nature: Nature.nullable(),
  natureBasis: z.enum(['stated', 'group', 'rule']),
  maturity: Maturity.nullable(),
  totalYuan: z.number().nullable(),
  annualPlanYuan: z.number().nullable(),
  doneBeforeYuan: z.number().nullable(),
  basis: z.enum(['ledger', 'later', 'roll']),
  enteredOn: z.string(),
  leftOn: z.string().nullable(),
  version: z.number().int(),
});
export const Proposal = z.object({
  region: z.string(),
  id: z.string(),
  projectId: z.string(),
  projectName: z.string(),
  kind: z.enum(['leave', 'shrink', 'rename', 'merge', 'split', 'move', 'correct-code', 'return']),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  reason: z.string(),
  evidence: z.string().nullable(),
  importId: z.string().nullable(),
  proposedBy: z.string(),
  proposedAt: z.string(),
  decision: z.enum(['approved', 'declined', 'withdrawn']).nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decisionNote: z.string(),
});
export const Change = z.object({
  region: z.string(),
  id: z.string(),
  projectId: z.string(),
  projectName: z.string(),
  at: z.string(),
  by: z.string(),
  kind: z.string(),
  field: z.string().nullable(),
  old: z.string().nullable(),
  new: z.string().nullable(),
  oldYuan: z.number().nullable(),
  newYuan: z.number().nullable(),
  reason: z.string(),
  evidence: z.string().nullable(),
  approver: z.string().nullable(),
  importId: z.string().nullable(),
  cell: z.string().nullable(),
  auditSeq: z.number().int().nullable(),
});

export const Project = z.object({
  region: z.string(),
  regionName: z.string(),
  id: z.string(),
  code: z.string().nullable(),
  codeForm: z.string().nullable(),
  name: z.string(),
  formerNames: z.array(z.object({ name: z.string(), kind: z.enum(['former', 'alias']), until: z.string().nullable() })),
  owner: z.object({ id: z.string(), name: z.string(), creditCode: z.string().nullable() }).nullable(),
  place: z.string(),
  placeId: z.string().nullable(),
  longitude: z.number().nullable(),
  latitude: z.number().nullable(),
  industry: z.object({ code: z.string(), name: z.string() }).nullable(),
  line: z.object({ code: z.string(), zh: z.string(), en: z.string() }).nullable(),
  constructionKind: ConstructionKind.nullable(),
  content: z.string(),
  capacities: z.array(Capacity),
  start: PreciseDay.nullable(),
  finish: PreciseDay.nullable(),
  totalYuan: z.number().nullable(),
  tier: z.object({ code: z.string(), zh: z.string(), en: z.string(), minYuan: z.number(), since: z.string() }).nullable(),
  funding: z.string(),
  note: z.string(),
  /** Masked: 王**, 138****0000. */
  contact: z.object({ name: z.string(), phone: z.string() }).nullable(),
  stage: Stage,
  stageOn: z.string().nullable(),
  sideState: SideState.nullable(),
  stageHistory: z.array(
    z.object({
      stage: Stage,
      sideState: SideState.nullable(),
      on: z.string().nullable(),
      reason: z.string(),
      by: z.string(),
      at: z.string(),
    }),
  ),
  years: z.array(YearLine),
  lists: z.array(
    z.object({
      code: z.string(),
      zh: z.string(),
      en: z.string(),
      level: ListLevel,
      year: z.number().int(),
      state: z.string().nullable(),
      from: z.string(),
      to: z.string().nullable(),
    }),
  ),
  reserveMoves: z.array(
    z.object({
      from: Maturity.nullable(),
      to: Maturity.nullable(),
      on: z.string(),
      reason: z.string(),
      evidence: z.array(z.string()),
      by: z.string(),
    }),
  ),
  proposals: z.array(Proposal),
  changes: z.array(Change),
  neighbours: z.array(z.object({ id: z.string(), name: z.string(), place: z.string(), totalYuan: z.number().nullable() })),
  parent: z.object({ id: z.string(), name: z.string() }).nullable(),
  children: z.array(z.object({ id: z.string(), name: z.string(), totalYuan: z.number().nullable() })),
  left: z.object({ at: z.string(), kind: z.string(), reason: z.string(), movedTo: z.string().nullable() }).nullable(),
  enteredAt: z.string(),
  enteredBy: z.string(),
  updatedAt: z.string(),
  updatedBy: z.string(),
  version: z.number().int(),
});
export type Project = z.infer<typeof Project>;

const at = { region: RegionCode, id: Id };

export const readProject = endpoint({
  method: 'GET',
  path: '/api/projects/:region/:id',
  access: { may: 'project.read', on: 'region' },
  audit: 'read',
  input: z.object(at),
  reply: Project,
  summary: { zh: '项目页', en: 'One project' },
});

/** Chain of a field's value back to the cell: newest first. Fields are those of the project page, or 'annualPlan:2020', 'nature:2020', 'total:2020', 'list:CODE'. */
export const traceField = endpoint({
  method: 'GET',
  path: '/api/projects/:region/:id/trace',
  access: { may: 'project.read', on: 'region' },
  audit: 'read',
  input: z.object({ ...at, field: z.string().max(80) }),
  reply: z.object({
    project: z.object({ region: z.string(), id: z.string(), name: z.string() }),
    field: z.string(),
    value: z.string().nullable(),
    steps: z.array(TraceStep),
  }),
  summary: { zh: '一个数从哪来', en: 'Where a value came from' },
});

/** Facts a person may type on the screen without an approver. Leaving out a key leaves the value; null clears it. */
export const Facts = z
  .object({
    code: z.string().max(40).nullable(),
    ownerName: z.string().max(200).nullable(),
    ownerCreditCode: z.string().max(24).nullable(),
    place: z.string().max(200),
    placeId: Id.nullable(),
    longitude: z.number().min(73).max(136).nullable(),
    latitude: z.number().min(3).max(54).nullable(),
    industryCode: z.string().max(5).nullable(),
    lineCode: z.string().max(40).nullable(),
    constructionKind: ConstructionKind.nullable(),
    content: z.string().max(4000),
    capacities: z.array(Capacity).max(20),
    start: z.object({ day: Day, precision: Precision }).nullable(),
    finish: z.object({ day: Day, precision: Precision }).nullable(),
    totalYuan: Yuan.min(0).nullable(),
    funding: z.string().max(400),
    note: z.string().max(4000),
    contactName: z.string().max(40).nullable(),
    contactPhone: z.string().max(40).nullable(),
  })
  .partial();

export const enterProject = endpoint({
  method: 'POST',
  path: '/api/projects/:region',
  access: { may: 'project.edit', on: 'region' },
  audit: { action: 'project.enter', facts: ['name', 'code', 'year', 'pool', 'totalYuan'] },
  input: z.object({
    region: RegionCode,
    name: z.string().min(2).max(200),
    year: Year,
    pool: Pool,
    nature: Nature.nullable().default(null),
    annualPlanYuan: Yuan.min(0).nullable().default(null),
    stage: Stage.default('idea'),
    facts: Facts,
    reason: z.string().max(500).default(''),
    sameAs: z.literal('none').optional(),
  }),
  reply: Project,
  summary: { zh: '新增项目', en: 'Enter a project' },
});

export const editProject = endpoint({
  method: 'PATCH',
  path: '/api/projects/:region/:id',
  access: { may: 'project.edit', on: 'region' },
  audit: { action: 'project.edit', facts: ['fields', 'year', 'reason'] },
  input: z.object({
    ...at,
    version: z.number().int(),
    facts: Facts,
    year: z.object({ year: Year, pool: Pool, nature: Nature.nullable(), annualPlanYuan: Yuan.min(0).nullable() }).optional(),
    reason: z.string().max(500).default(''),
  }),
  reply: Project,
  summary: { zh: '修改项目', en: 'Change facts' },
});

export const moveStage = endpoint({
  method: 'POST',
  path: '/api/projects/:region/:id/stage',
  access: { may: 'project.edit', on: 'region' },
  audit: { action: 'project.stage', facts: ['from', 'to', 'sideState', 'on', 'reason'] },
  input: z.object({
    ...at,
    version: z.number().int(),
    stage: Stage,
    sideState: SideState.nullable().default(null),
    on: Day,
    reason: z.string().min(2).max(500),
  }),
  reply: Project,
  summary: { zh: '变更阶段', en: 'Move to a stage' },
});

/** Sets one thing on many rows at once; each row is decided by itself and refused rows are named. */
export const bulkEdit = endpoint({
  method: 'POST',
  path: '/api/projects/:region/bulk',
  access: { may: 'project.edit', on: 'region' },
  audit: { action: 'project.bulk-edit', facts: ['fields', 'rows', 'reason'] },
  input: z.object({
    region: RegionCode,
    year: Year,
    rows: z
      .array(z.object({ id: Id, version: z.number().int() }))
      .min(1)
      .max(2000),
    set: z
      .object({
        lineCode: z.string().max(40).nullable(),
        constructionKind: ConstructionKind.nullable(),
        industryCode: z.string().max(5).nullable(),
        addList: z.string().max(80),
        removeList: z.string().max(80),
        stage: Stage,
        place: z.string().max(200),
      })
      .partial(),
    reason: z.string().min(2).max(500),
  }),
  reply: z.object({
    changed: z.number().int(),
    refused: z.array(z.object({ id: z.string(), name: z.string(), zh: z.string(), en: z.string() })),
    undo: z.string(),
  }),
  summary: { zh: '批量修改', en: 'Change many rows' },
});
export const undoBulk = endpoint({
  method: 'POST',
  path: '/api/projects/:region/bulk/:id/undo',
  access: { may: 'project.edit', on: 'region' },
  audit: { action: 'project.bulk-undo', facts: ['rows'] },
  input: z.object(at),
  reply: z.object({
    restored: z.number().int(),
    refused: z.array(z.object({ id: z.string(), name: z.string(), zh: z.string(), en: z.string() })),
  }),
  summary: { zh: '撤销批量修改', en: 'Undo a bulk change' },
});

export const propose = endpoint({
  method: 'POST',
  path: '/api/projects/:region/:id/proposals',
  access: { may: 'project.propose', on: 'region' },
  body: 'upload',
  audit: { action: 'project.propose', facts: ['kind', 'reason', 'evidenceName', 'evidenceSha256'] },
  /** The evidence is the uploaded file. `with`: ids to merge with; `to`: county code for a move; `parts`: 'name:yuan;name:yuan' for a split; `value`: new name, total in yuan or code. */
  input: z.object({
    ...at,
    kind: z.enum(['leave', 'shrink', 'rename', 'merge', 'split', 'move', 'correct-code', 'return']),
    reason: z.string().min(4).max(500),
    value: z.string().max(400).optional(),
    to: RegionCode.optional(),
    with: many.optional(),
    parts: z.string().max(2000).optional(),
  }),
  reply: Proposal,
  summary: { zh: '提出出库、核减、更名、合并、拆分、移交', en: 'Propose leaving, shrinking, renaming, merging, splitting, moving' },
});
export const proposals = endpoint({
  method: 'GET',
  path: '/api/projects/proposals',
  access: { may: 'project.read', on: 'scope' },
  audit: 'read',
  input: z.object({
    region: RegionCode.optional(),
    open: z.coerce.boolean().default(true),
    limit: z.coerce.number().int().max(200).default(100),
    offset: z.coerce.number().int().default(0),
  }),
  reply: z.object({ total: z.number().int(), proposals: z.array(Proposal) }),
  summary: { zh: '待核准事项', en: 'Waiting for an approver' },
});
export const decideProposal = endpoint({
  method: 'POST',
  path: '/api/projects/:region/proposals/:id/decision',
  access: { may: 'project.approve', on: 'region' },
  audit: { action: 'project.decide', facts: ['kind', 'decision', 'note', 'projectId'] },
  input: z.object({ ...at, decision: z.enum(['approved', 'declined']), note: z.string().max(500).default('') }),
  reply: Proposal,
  summary: { zh: '核准或退回', en: 'Approve or decline' },
});
/** Approving a move concerns two counties, so it is asked of everything the approver reaches; `from` is the county that holds the project. */
export const approveMove = endpoint({
  method: 'POST',
  path: '/api/projects/moves/:from/:id',
  access: { may: 'project.approve', on: 'scope' },
  audit: { action: 'project.decide', facts: ['kind', 'decision', 'note', 'projectId'] },
  input: z.object({ from: RegionCode, id: Id, note: z.string().max(500).default('') }),
  reply: Proposal,
  summary: { zh: '核准移交', en: 'Approve a move to another county' },
});
export const withdrawProposal = endpoint({
  method: 'POST',
  path: '/api/projects/:region/proposals/:id/withdraw',
  access: { may: 'project.propose', on: 'region' },
  audit: { action: 'project.withdraw', facts: ['kind', 'projectId'] },
  input: z.object(at),
  reply: Proposal,
  summary: { zh: '撤回', en: 'Withdraw a proposal' },
});

export const revealContact = endpoint({
  method: 'POST',
  path: '/api/projects/:region/:id/contact',
  access: { may: 'project.reveal-contact', on: 'region' },
  audit: { action: 'project.reveal-contact', facts: ['purpose'] },
  input: z.object({ ...at, purpose: z.string().min(4).max(200) }),
  reply: z.object({ name: z.string(), phone: z.string(), until: z.string() }),
  summary: { zh: '查看联系人（留痕）', en: 'Reveal the contact, on record' },
});

export const changes = endpoint({
  method: 'GET',
  path: '/api/projects/changes',
  access: { may: 'project.read', on: 'scope' },
  audit: 'read',
  input: z.object({
    region: RegionCode.optional(),
    from: Day,
    to: Day,
    kind: z.string().max(40).optional(),
    limit: z.coerce.number().int().max(500).default(100),
    offset: z.coerce.number().int().default(0),
  }),
  reply: z.object({
    total: z.number().int(),
    byKind: z.record(z.string(), z.number().int()),
    totalYuanBefore: z.number(),
    totalYuanAfter: z.number(),
    countBefore: z.number().int(),
    countAfter: z.number().int(),
    changes: z.array(Change),
  }),
  summary: { zh: '自上月以来的变化', en: 'What changed since' },
});
export const exportChanges = endpoint({
  method: 'GET',
  path: '/api/projects/changes/export',
  access: { may: 'figure.export', on: 'scope' },
  audit: 'read',
  body: 'file',
  input: z.object({ region: RegionCode.optional(), from: Day, to: Day, language: z.enum(['zh', 'en']).default('zh') }),
  reply: z.any(),
  summary: { zh: '导出变化', en: 'Export what changed' },
});
