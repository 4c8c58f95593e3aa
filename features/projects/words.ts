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
  start: z.string().nullable(),
  finish: z.string().nullable(),
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
  start: z.object({ day: z.string(), precision: Precision }).nullable(),
  finish: z.object({ day: z.string(), precision: Precision }).nullable(),
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

export const ListReply = z.object({
  code: z.string(),
  region: z.string(),
  kind: z.string(),
  level: ListLevel,
  year: z.number().int(),
  zh: z.string(),
  en: z.string(),
  words: z.string(),
  campaign: z.string().nullable(),
  from: z.string(),
  to: z.string().nullable(),
  states: z.array(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
  version: z.number().int(),
  count: z.number().int(),
  totalYuan: z.number(),
  annualPlanYuan: z.number(),
});
export const lists = endpoint({
  method: 'GET',
  path: '/api/lists',
  access: { may: 'project.read', on: 'scope' },
  audit: 'read',
  input: z.object({ region: RegionCode.optional(), year: Year }),
  /** `overlaps`: every non-empty exact combination of lists with its counts, so that union and overlap are read off; counted once. */
  reply: z.object({
    lists: z.array(ListReply),
    overlaps: z.array(z.object({ lists: z.array(z.string()), count: z.number().int(), totalYuan: z.number(), annualPlanYuan: z.number() })),
    union: z.object({ count: z.number().int(), totalYuan: z.number(), annualPlanYuan: z.number() }),
  }),
  summary: { zh: '名单：并集与交叉', en: 'Lists, their union and overlap' },
});
const listFacts = {
  kind: z.string().min(1).max(40),
  level: ListLevel,
  year: Year,
  zh: z.string().min(2).max(80),
  en: z.string().max(80),
  words: z.string().max(400).default(''),
  campaign: z.string().max(40).nullable().default(null),
  from: Day,
  to: Day.nullable().default(null),
  states: z
    .array(z.object({ code: z.string().max(40), zh: z.string().max(80), en: z.string().max(80) }))
    .max(20)
    .default([]),
};
export const createList = endpoint({
  method: 'POST',
  path: '/api/lists/:region',
  access: { may: 'list.edit', on: 'region' },
  audit: { action: 'list.create', facts: ['code', 'zh', 'year', 'level'] },
  input: z.object({ region: RegionCode, code: z.string().regex(/^[A-Za-z0-9\u4e00-\u9fff-]{2,60}$/), ...listFacts }),
  reply: ListReply,
  summary: { zh: '新建名单', en: 'Create a list' },
});
export const editList = endpoint({
  method: 'PUT',
  path: '/api/lists/:region/:code',
  access: { may: 'list.edit', on: 'region' },
  audit: { action: 'list.edit', facts: ['code', 'zh', 'year'] },
  input: z.object({ region: RegionCode, code: z.string(), version: z.number().int(), ...listFacts }),
  reply: ListReply,
  summary: { zh: '修改名单', en: 'Change a list' },
});
export const setMembership = endpoint({
  method: 'PUT',
  path: '/api/projects/:region/:id/lists/:code',
  access: { may: 'project.edit', on: 'region' },
  audit: { action: 'list.member', facts: ['code', 'member', 'state', 'on', 'reason'] },
  input: z.object({
    ...at,
    code: z.string(),
    member: z.boolean(),
    state: z.string().max(80).nullable().default(null),
    on: Day,
    reason: z.string().min(2).max(500),
  }),
  reply: Project,
  summary: { zh: '列入或移出名单', en: 'Put on a list or take off' },
});
export const campaigns = endpoint({
  method: 'GET',
  path: '/api/campaigns',
  access: { may: 'project.read', on: 'scope' },
  audit: 'read',
  input: z.object({ year: Year.optional(), region: RegionCode.optional() }),
  reply: z.object({
    campaigns: z.array(
      z.object({
        code: z.string(),
        year: z.number().int(),
        zh: z.string(),
        en: z.string(),
        edition: z.number().int(),
        phases: z.array(z.object({ zh: z.string(), en: z.string(), from: z.string(), to: z.string() })),
        lists: z.array(ListReply),
      }),
    ),
  }),
  summary: { zh: '三抓三早等专项行动', en: 'Campaigns, editions and phases' },
});

export const reservoir = endpoint({
  method: 'GET',
  path: '/api/reserve',
  access: { may: 'project.read', on: 'scope' },
  audit: 'read',
  input: z.object({ region: RegionCode.optional(), year: Year }),
  reply: z.object({
    tiers: z.array(
      z.object({
        tier: Maturity,
        count: z.number().int(),
        totalYuan: z.number(),
        medianDays: z.number().nullable(),
        oldestDays: z.number().nullable(),
        entered: z.number().int(),
        left: z.number().int(),
        promoted: z.number().int(),
      }),
    ),
    inflow: z.array(z.object({ month: z.string(), count: z.number().int(), totalYuan: z.number() })),
    outflow: z.array(z.object({ month: z.string(), count: z.number().int(), totalYuan: z.number(), to: z.string() })),
    conversion: z.array(z.object({ from: Maturity, to: Maturity, count: z.number().int(), of: z.number().int() })),
    ages: z.array(z.object({ tier: Maturity, band: z.string(), count: z.number().int() })),
  }),
  summary: { zh: '蓄水池', en: 'The reservoir' },
});
export const gates = endpoint({
  method: 'GET',
  path: '/api/reserve/gates',
  access: { may: 'project.read', on: 'scope' },
  audit: 'read',
  input: z.object({ region: RegionCode, on: Day.optional() }),
  reply: z.object({ gates: z.array(z.object({ to: Maturity, code: z.string(), zh: z.string(), en: z.string(), required: z.boolean() })) }),
  summary: { zh: '进阶条件', en: 'Gates between tiers' },
});
export const moveTier = endpoint({
  method: 'POST',
  path: '/api/reserve/:region/:id',
  access: { may: 'reserve.move', on: 'region' },
  audit: { action: 'reserve.move', facts: ['from', 'to', 'on', 'reason', 'evidence'] },
  input: z.object({
    ...at,
    year: Year,
    to: Maturity,
    on: Day,
    reason: z.string().min(2).max(500),
    evidence: z.array(z.object({ gate: z.string(), what: z.string().min(1).max(200) })).max(20),
  }),
  reply: Project,
  summary: { zh: '梯次进阶', en: 'Move between tiers' },
});

export const RollLine = z.object({
  projectId: z.string(),
  name: z.string(),
  nature: Nature.nullable(),
  stage: Stage,
  totalYuan: z.number().nullable(),
  planYuan: z.number().nullable(),
  proposal: z.enum(['continue', 'new', 'leave', 'reserve', 'ask']),
  rule: Words,
  decision: z.enum(['continue', 'new', 'leave', 'reserve']).nullable(),
  annualPlanYuan: z.number().nullable(),
  reason: z.string(),
});
export const Roll = z.object({
  region: z.string(),
  id: z.string(),
  fromYear: z.number().int(),
  toYear: z.number().int(),
  status: z.enum(['proposed', 'confirmed', 'dropped']),
  by: z.string(),
  at: z.string(),
  lines: z.array(RollLine),
  version: z.number().int(),
});
export const readRoll = endpoint({
  method: 'GET',
  path: '/api/year-roll/:region',
  access: { may: 'project.read', on: 'region' },
  audit: 'read',
  input: z.object({ region: RegionCode, fromYear: Year }),
  reply: z.object({ roll: Roll.nullable() }),
  summary: { zh: '年度滚动', en: 'The year roll' },
});
export const proposeRoll = endpoint({
  method: 'POST',
  path: '/api/year-roll/:region',
  access: { may: 'year.roll', on: 'region' },
  audit: { action: 'year.roll-propose', facts: ['fromYear', 'toYear', 'lines'] },
  input: z.object({ region: RegionCode, fromYear: Year }),
  reply: z.object({ roll: Roll }),
  summary: { zh: '生成下年名单建议', en: "Propose next year's list" },
});
export const reviewRoll = endpoint({
  method: 'PUT',
  path: '/api/year-roll/:region/:id',
  access: { may: 'year.roll', on: 'region' },
  audit: { action: 'year.roll-review', facts: ['lines'] },
  input: z.object({
    ...at,
    version: z.number().int(),
    lines: z
      .array(
        z.object({
          projectId: Id,
          decision: z.enum(['continue', 'new', 'leave', 'reserve']).nullable(),
          annualPlanYuan: Yuan.min(0).nullable(),
          reason: z.string().max(500).default(''),
        }),
      )
      .max(5000),
  }),
  reply: z.object({ roll: Roll }),
  summary: { zh: '逐项审定', en: 'Review line by line' },
});
export const confirmRoll = endpoint({
  method: 'POST',
  path: '/api/year-roll/:region/:id/confirm',
  access: { may: 'year.roll', on: 'region' },
  audit: { action: 'year.roll-confirm', facts: ['fromYear', 'toYear', 'continue', 'new', 'leave', 'reserve'] },
  input: z.object({ ...at, version: z.number().int() }),
  reply: z.object({ roll: Roll }),
  summary: { zh: '确认年度滚动', en: 'Confirm the year roll' },
});
export const dropRoll = endpoint({
  method: 'POST',
  path: '/api/year-roll/:region/:id/drop',
  access: { may: 'year.roll', on: 'region' },
  audit: { action: 'year.roll-drop', facts: ['toYear'] },
  input: z.object(at),
  reply: z.object({ roll: Roll }),
  summary: { zh: '放弃年度滚动', en: 'Drop the year roll' },
});

export const Dictionary = z.object({
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
  input: z.object({ region: RegionCode.optional(), on: Day.optional() }),
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

export const SavedView = z.object({ id: z.string(), page: z.string(), name: z.string(), search: z.string(), position: z.number().int() });
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

/** What the office calls each value, in both languages: every screen and sheet that shows one takes its word from here. */
export const terms = {
  stage: {
    idea: { zh: '谋划', en: 'Idea' },
    talks: { zh: '洽谈', en: 'Talks' },
    signed: { zh: '签约', en: 'Signed' },
    landed: { zh: '落地', en: 'Landed' },
    approved: { zh: '立项', en: 'Approved' },
    preparing: { zh: '前期手续', en: 'Preparing' },
    started: { zh: '开工', en: 'Started' },
    counted: { zh: '入统', en: 'In statistics' },
    building: { zh: '在建', en: 'Building' },
    completed: { zh: '竣工', en: 'Completed' },
    producing: { zh: '投产', en: 'Producing' },
    effective: { zh: '达效', en: 'Effective' },
  },
  sideState: {
    suspended: { zh: '暂停', en: 'Suspended' },
    withdrawn: { zh: '退出', en: 'Withdrawn' },
    terminated: { zh: '终止', en: 'Terminated' },
  },
  pool: { annual: { zh: '年度实施', en: 'This year' }, reserve: { zh: '谋划储备', en: 'Reserve' } },
  nature: { new: { zh: '新建', en: 'New' }, continuing: { zh: '续建', en: 'Continuing' }, unstated: { zh: '未说明', en: 'Not stated' } },
  natureBasis: {
    stated: { zh: '台账写明', en: 'stated in the ledger' },
    group: { zh: '按台账分组', en: "by the ledger's grouping" },
    rule: { zh: '按规则推定', en: 'inferred by rule' },
  },
  yearBasis: {
    ledger: { zh: '台账列入', en: 'from the ledger' },
    later: { zh: '后一年台账所列', en: 'as a later ledger states' },
    roll: { zh: '年度滚动', en: 'by the year roll' },
  },
  constructionKind: {
    new: { zh: '新建', en: 'New construction' },
    expansion: { zh: '扩建', en: 'Expansion' },
    rebuilding: { zh: '改建', en: 'Rebuilding' },
    technical: { zh: '技改', en: 'Technical upgrade' },
    relocation: { zh: '迁建', en: 'Relocation' },
    restoration: { zh: '恢复', en: 'Restoration' },
    purchase: { zh: '单纯购置', en: 'Purchase only' },
    living: { zh: '单纯建造生活设施', en: 'Living quarters only' },
  },
  maturity: {
    idea: { zh: '谋划', en: 'Idea' },
    reserve: { zh: '储备', en: 'Reserve' },
    mature: { zh: '成熟', en: 'Mature' },
    annual: { zh: '年度实施', en: 'This year' },
    none: { zh: '未分梯次', en: 'No tier' },
  },
  level: {
    nation: { zh: '国家', en: 'Nation' },
    province: { zh: '省', en: 'Province' },
    city: { zh: '市', en: 'City' },
    county: { zh: '县区', en: 'County' },
  },
  proposal: {
    leave: { zh: '出库', en: 'Leave the register' },
    shrink: { zh: '核减投资', en: 'Shrink the total' },
    rename: { zh: '更名', en: 'Rename' },
    merge: { zh: '合并', en: 'Merge' },
    split: { zh: '拆分', en: 'Split' },
    move: { zh: '移交', en: 'Move to another county' },
    'correct-code': { zh: '更正代码', en: 'Correct the code' },
    return: { zh: '恢复入库', en: 'Return to the register' },
  },
  decision: {
    approved: { zh: '已核准', en: 'Approved' },
    declined: { zh: '已退回', en: 'Declined' },
    withdrawn: { zh: '已撤回', en: 'Withdrawn' },
    open: { zh: '待核准', en: 'Waiting' },
  },
  roll: {
    continue: { zh: '续建', en: 'Continue' },
    new: { zh: '新建', en: 'New' },
    leave: { zh: '退出', en: 'Leave' },
    reserve: { zh: '转储备', en: 'To reserve' },
    ask: { zh: '请审定', en: 'To decide' },
  },
  change: {
    enter: { zh: '入库', en: 'Entered' },
    edit: { zh: '修改', en: 'Changed' },
    import: { zh: '导入修改', en: 'Changed by import' },
    stage: { zh: '阶段变更', en: 'Stage' },
    list: { zh: '名单变动', en: 'List' },
    'bulk-edit': { zh: '批量修改', en: 'Bulk change' },
    'bulk-undo': { zh: '撤销批量修改', en: 'Bulk change undone' },
    'import-undo': { zh: '撤销导入', en: 'Import undone' },
    reserve: { zh: '梯次变动', en: 'Reserve tier' },
    roll: { zh: '年度滚动', en: 'Year roll' },
    undo: { zh: '撤销', en: 'Undone' },
    grow: { zh: '调增投资', en: 'Total raised' },
    leave: { zh: '出库', en: 'Left' },
    shrink: { zh: '核减投资', en: 'Total cut' },
    rename: { zh: '更名', en: 'Renamed' },
    merge: { zh: '合并', en: 'Merged' },
    split: { zh: '拆分', en: 'Split' },
    move: { zh: '移交', en: 'Moved' },
    'correct-code': { zh: '更正代码', en: 'Code corrected' },
    return: { zh: '恢复入库', en: 'Returned' },
  },
  /** Fields as changes, traces and templates name them. */
  field: {
    name: { zh: '项目名称', en: 'Name' },
    code: { zh: '项目代码', en: 'Project code' },
    owner: { zh: '建设单位', en: 'Owner' },
    creditCode: { zh: '统一社会信用代码', en: 'Credit code' },
    place: { zh: '建设地点', en: 'Place' },
    industry: { zh: '行业代码', en: 'Industry' },
    line: { zh: '行业线', en: 'Line' },
    constructionKind: { zh: '建设性质', en: 'Construction' },
    content: { zh: '建设内容', en: 'Content' },
    capacities: { zh: '建设规模', en: 'Capacities' },
    start: { zh: '计划开工', en: 'Planned start' },
    finish: { zh: '计划竣工', en: 'Planned finish' },
    total: { zh: '总投资', en: 'Total investment' },
    annualPlan: { zh: '年度计划', en: 'Annual plan' },
    doneBefore: { zh: '上年底累计完成', en: 'Done before this year' },
    nature: { zh: '新建续建', en: 'New or continuing' },
    pool: { zh: '项目库', en: 'Pool' },
    maturity: { zh: '储备梯次', en: 'Reserve tier' },
    stage: { zh: '阶段', en: 'Stage' },
    sideState: { zh: '旁置状态', en: 'Side state' },
    funding: { zh: '资金来源', en: 'Funding' },
    note: { zh: '备注', en: 'Note' },
    contact: { zh: '联系人', en: 'Contact' },
    longitude: { zh: '经度', en: 'Longitude' },
    latitude: { zh: '纬度', en: 'Latitude' },
    list: { zh: '名单', en: 'List' },
    year: { zh: '年度', en: 'Year' },
    tier: { zh: '规模档', en: 'Size tier' },
    region: { zh: '县（市、区）', en: 'County' },
    left: { zh: '出库', en: 'Left' },
    span: { zh: '建设起止', en: 'Start and finish' },
    parent: { zh: '上级项目', en: 'Parent' },
    updated: { zh: '更新时间', en: 'Updated' },
    number: { zh: '序号', en: 'No.' },
    lists: { zh: '名单', en: 'Lists' },
  },
} as const satisfies Record<string, Record<string, { zh: string; en: string }>>;

/** The word of one value; a value that has none is shown as it is. `term('field', 'annualPlan:2020')` is the word of annualPlan with its year. */
export function term(group: keyof typeof terms, code: string | null | undefined): { zh: string; en: string } {
  if (!code) return { zh: '', en: '' };
  const held: Record<string, { zh: string; en: string }> = terms[group];
  const whole = held[code];
  if (whole) return whole;
  const [head = '', tail] = code.split(':');
  const part = held[head];
  return part && tail ? { zh: `${part.zh} ${tail}`, en: `${part.en} ${tail}` } : { zh: code, en: code };
}
