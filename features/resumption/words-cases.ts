/**
 * The calls about enterprises and their cases. An enterprise's own account sees and changes its own alone; the county's clerk keeps the list, checks
 * papers, appoints visits and files.
 */
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';
import { Actor, CaseAction, CaseState, Opinion, Sector, VisitMember, VisitOutcome, VisitState } from './words.ts';
import { ApplicationForm, Commitment, Paper, Supplies } from './words-application.ts';
import { GroupDepartment, PaperKind, RegimeMode } from './words-regimes.ts';
import { freeText } from './words-texts.ts';

/** What the public check page says of a certificate; `expired` by its own date. */
export const CertificateStatus = z.enum(['valid', 'expired', 'suspended', 'revoked']);
export type CertificateStatus = z.infer<typeof CertificateStatus>;

export const EnterpriseInput = z.object({
  sector: Sector,
  /** The park it lies in; null outside every park. */
  park: Id.nullable().default(null),
  /** What the sector's department is called after the county's name, where it lies outside a park: 工业和信息化局. */
  sectorDepartment: z.string().trim().max(60).default(''),
  address: z.string().trim().max(120).default(''),
  peopleEmployed: z.number().int().min(0).max(1_000_000),
  aboveScale: z.boolean().default(false),
  /** Counted among those that should resume. */
  expected: z.boolean().default(true),
  lastYearOutputYuan: z.number().int().min(0).nullable().default(null),
  note: freeText(300).default(''),
});
export type EnterpriseInput = z.infer<typeof EnterpriseInput>;

export const Enterprise = EnterpriseInput.extend({
  region: z.string(),
  id: z.string(),
  name: z.string(),
  creditCode: z.string().nullable(),
  park: z.string().nullable(),
  parkName: z.string(),
  version: z.number().int(),
});
export type Enterprise = z.infer<typeof Enterprise>;

export const listEnterprises = endpoint({
  method: 'GET',
  path: '/api/resumption/enterprises',
  access: { may: 'resumption.read', on: 'scope' },
  audit: 'read',
  input: z.object({
    region: RegionCode.optional(),
    /** This one alone. */
    enterprise: Id.optional(),
    search: z.string().trim().max(120).optional(),
    sector: Sector.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(200),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  reply: z.object({ total: z.number().int(), enterprises: z.array(Enterprise) }),
  summary: { zh: '复工企业名单', en: 'Enterprises on the list' },
});

/** Puts an organisation of the county on the list, or corrects what the list says of it. */
export const putEnterprise = endpoint({
  method: 'PUT',
  path: '/api/resumption/:region/enterprises/:id',
  access: { may: 'resumption.handle', on: 'region' },
  audit: { action: 'resumption.list', facts: ['name', 'sector', 'park', 'peopleEmployed', 'aboveScale', 'expected'] },
  input: EnterpriseInput.extend({ region: RegionCode, id: Id, version: z.number().int().nullable().default(null) }),
  reply: Enterprise,
  summary: { zh: '列入复工企业名单', en: 'Put an enterprise on the list' },
});

const reason = freeText(500).min(4, { error: 'resumption.reason-short' });
const of = { region: RegionCode, id: Id };
const read = { may: 'resumption.read', on: 'region' } as const;
const apply = { may: 'resumption.apply', on: 'region' } as const;
const handle = { may: 'resumption.handle', on: 'region' } as const;
const Pair = z.object({ zh: z.string(), en: z.string() });

/** The regime a case is under, by name. `pending`: the law of the day is another one than the case was last handled by. */
export const CaseRegime = z.object({
  region: z.string(),
  code: z.string(),
  version: z.number().int(),
  zh: z.string(),
  en: z.string(),
  mode: RegimeMode,
  pending: z.boolean(),
});

/** What an application lacks. `blocks` false: it is only noticed, and the application may be sent. */
export const MissingPaper = z.object({ code: z.string(), zh: z.string(), en: z.string(), blocks: z.boolean() });

/** A case as it stood on the day asked. */
export const CaseLine = z.object({
  region: z.string(),
  id: z.string(),
  enterpriseId: z.string(),
  enterprise: z.string(),
  sector: Sector,
  people: z.number().int(),
  state: CaseState,
  /** The state began on that day. */
  since: z.string(),
  dueOn: z.string(),
  /** Days beyond the clock; 0 while in time. */
  overdueDays: z.number().int(),
  regime: CaseRegime,
  actor: Actor,
  /** Who exactly acts: the enterprise, the park or department it applies to, the departments of the group. */
  owner: Pair,
  next: Pair,
  /** While papers are gathered or looked through: what is missing of them; of an earlier day only where the case has not moved since. */
  missing: z.array(MissingPaper),
  /** 东辽复备〔2020〕3号; empty before it is filed. */
  number: z.string(),
  /** Filing of the past that is not valid any more says so in the state; the day until which it is valid otherwise. */
  validUntil: z.string().nullable(),
  resumedOn: z.string().nullable(),
});
export type CaseLine = z.infer<typeof CaseLine>;

export const CaseStep = z.object({
  place: z.number().int(),
  at: z.string(),
  day: z.string(),
  action: CaseAction,
  state: CaseState,
  dueOn: z.string(),
  regime: z.object({ region: z.string(), code: z.string(), version: z.number().int(), zh: z.string(), en: z.string() }),
  by: z.string(),
  reason: z.string(),
  /** What changed for the enterprise, where the step is a change of regime. */
  changes: z.array(Pair),
});
export type CaseStep = z.infer<typeof CaseStep>;

export const VisitReply = z.object({
  id: z.string(),
  round: z.number().int(),
  on: z.string(),
  time: z.string(),
  state: VisitState,
  outcome: VisitOutcome.nullable(),
  members: z.array(VisitMember),
  items: z.number().int(),
  opinions: z.array(
    z.object({ department: z.string(), organisation: z.string(), opinion: Opinion, note: z.string(), by: z.string(), at: z.string() }),
  ),
  /** What the opinions and items come to so far. */
  why: z.array(Pair),
});
export const Finding = z.object({
  id: z.string(),
  item: z.string(),
  department: z.string(),
  what: z.string(),
  blocking: z.boolean(),
  deadline: z.string(),
  mendedOn: z.string().nullable(),
  mendedNote: z.string(),
  clearedOn: z.string().nullable(),
});
export type Finding = z.infer<typeof Finding>;

export const CaseReply = CaseLine.extend({
  version: z.number().int(),
  enterpriseAbout: Enterprise,
  previousId: z.string().nullable(),
  openedOn: z.string(),
  form: ApplicationForm,
  supplies: Supplies,
  papers: z.array(Paper),
  commitment: Commitment.nullable(),
  coverDays: z.number().int().nullable(),
  papersNeeded: z.array(PaperKind),
  departments: z.array(GroupDepartment),
  submittedAt: z.string().nullable(),
  filedOn: z.string().nullable(),
  reason: z.string(),
  mayEdit: z.boolean(),
  steps: z.array(CaseStep),
  visits: z.array(VisitReply),
  findings: z.array(Finding),
  /** What the caller may do now; the screen offers exactly this. */
  can: z.array(CaseAction),
  checkAddress: z.string().nullable(),
});
export type CaseReply = z.infer<typeof CaseReply>;

export const listCases = endpoint({
  method: 'GET',
  path: '/api/resumption/cases',
  access: { may: 'resumption.read', on: 'scope' },
  audit: 'read',
  input: z.object({
    region: RegionCode.optional(),
    state: z.array(CaseState).optional(),
    actor: Actor.optional(),
    regime: z.string().max(60).optional(),
    overdue: z.stringbool().default(false),
    search: z.string().trim().max(120).optional(),
    enterprise: Id.optional(),
    /** Cases as they stood at the end of that day; now when left out. */
    on: Day.optional(),
    limit: z.coerce.number().int().min(1).max(500).default(200),
    offset: z.coerce.number().int().min(0).default(0),
  }),
  reply: z.object({
    on: z.string(),
    total: z.number().int(),
    /** How many in each state, before the filter of states. */
    states: z.partialRecord(CaseState, z.number().int()),
    overdue: z.number().int(),
    /** Enterprises on the list without any application. */
    without: z.number().int(),
    /** Applications that lack a roster because the county has no purpose in force under which one may be entered. */
    withoutPurpose: z.number().int(),
    cases: z.array(CaseLine),
  }),
  summary: { zh: '复工申请', en: 'Applications to resume' },
});

export const readCase = endpoint({
  method: 'GET',
  path: '/api/resumption/:region/cases/:id',
  access: read,
  audit: 'read',
  /** `on`: the day by which clocks and rules are read, as long as nothing has happened since; today when left out. */
  input: z.object({ ...of, on: Day.optional() }),
  reply: CaseReply,
  summary: { zh: '一件复工申请', en: 'An application' },
});

export const beginCase = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/cases',
  access: apply,
  audit: { action: 'resumption.apply', facts: ['enterprise', 'action', 'state', 'regime'] },
  input: z.object({ region: RegionCode, enterprise: Id }),
  reply: CaseReply,
  summary: { zh: '申请复工：开始填写', en: 'Apply to resume: begin' },
});

/** Saves what was typed; a draft is saved as often as one stops typing. */
export const saveCase = endpoint({
  method: 'PUT',
  path: '/api/resumption/:region/cases/:id',
  access: apply,
  audit: { action: 'resumption.fill', facts: ['enterprise', 'filled', 'missing'] },
  input: z.object({ ...of, version: z.number().int(), form: ApplicationForm, supplies: Supplies }),
  reply: CaseReply,
  summary: { zh: '保存填写内容', en: 'Save the form' },
});

export const addPaper = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/cases/:id/papers',
  access: apply,
  body: 'upload',
  audit: { action: 'resumption.add-paper', facts: ['enterprise', 'kind', 'fileName', 'fileSha256'] },
  input: z.object({ ...of, kind: PaperKind }),
  reply: CaseReply,
  summary: { zh: '上传材料', en: 'Upload a paper' },
});

export const readPaper = endpoint({
  method: 'GET',
  path: '/api/resumption/:region/cases/:id/papers/:sha256',
  access: read,
  audit: 'read',
  body: 'file',
  input: z.object({ ...of, sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  reply: z.any(),
  summary: { zh: '看材料', en: 'Read a paper' },
});

export const signCommitment = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/cases/:id/commitment',
  access: apply,
  audit: { action: 'resumption.commit', facts: ['enterprise', 'letter', 'signer', 'how'] },
  input: z.object({
    ...of,
    version: z.string().max(20),
    signer: z.string().trim().min(2, { error: 'name.too-short' }).max(40),
    post: z.string().trim().min(2, { error: 'name.too-short' }).max(40),
    strokes: z
      .string()
      .max(60_000)
      .regex(/^(M[\d. ]+(L[\d. ]+)*)*$/),
  }),
  reply: CaseReply,
  summary: { zh: '签承诺书', en: 'Sign the commitment letter' },
});

const step = <Path extends string, Fields extends z.ZodRawShape>(
  path: Path,
  access: typeof apply | typeof handle | { may: 'resumption.file'; on: 'region' },
  action: string,
  fields: Fields,
  summary: { zh: string; en: string },
) =>
  endpoint({
    method: 'POST',
    path: `/api/resumption/:region/cases/:id/${path}`,
    access,
    audit: { action, facts: ['enterprise', 'action', 'state', 'regime', 'reason', 'day', 'number', 'missing', 'departments'] },
    input: z.object({ ...of, version: z.number().int(), ...fields }),
    reply: CaseReply,
    summary,
  });

export const submitCase = step('submit', apply, 'resumption.submit', {}, { zh: '提交申请', en: 'Send the application' });
export const returnCase = step(
  'return',
  handle,
  'resumption.return',
  { missing: z.array(freeText(200, 2)).min(1).max(40), note: freeText(500).default('') },
  { zh: '通知补正', en: 'Name what is missing' },
);
export const completeCase = step('complete', handle, 'resumption.complete', {}, { zh: '材料齐全', en: 'Find the papers complete' });
export const appointVisit = step(
  'appoint',
  handle,
  'resumption.appoint',
  {
    on: Day,
    time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .or(z.literal(''))
      .default(''),
    members: z
      .array(z.object({ department: z.string().max(40), person: z.string().trim().max(60) }))
      .max(20)
      .default([]),
    reason: freeText(500).default(''),
  },
  { zh: '约定联合验收', en: 'Appoint the joint visit' },
);
export const mendCase = step(
  'mend',
  apply,
  'resumption.mend',
  {
    notes: z
      .array(z.object({ finding: Id, note: freeText(500, 2) }))
      .min(1)
      .max(60),
  },
  { zh: '报告整改完成', en: 'Say that it is mended' },
);
export const fileCase = step('file', { may: 'resumption.file', on: 'region' }, 'resumption.file', {}, { zh: '备案', en: 'File' });
export const openCase = step('open', apply, 'resumption.open', { on: Day }, { zh: '报告复工日', en: 'Say that work has resumed' });
export const suspendCase = step('suspend', handle, 'resumption.suspend', { reason }, { zh: '暂停复工', en: 'Suspend' });
export const reopenCase = step('reopen', handle, 'resumption.reopen', { reason }, { zh: '恢复复工', en: 'Reopen' });
export const revokeCase = step('revoke', handle, 'resumption.revoke', { reason }, { zh: '撤销备案', en: 'Revoke the filing' });
export const withdrawCase = step('withdraw', apply, 'resumption.withdraw', { reason }, { zh: '撤回申请', en: 'Withdraw the application' });

/** The route of a day: the visits appointed in a county, in the order in which they are driven to. */
export const dayRoute = endpoint({
  method: 'GET',
  path: '/api/resumption/:region/route',
  access: read,
  audit: 'read',
  input: z.object({ region: RegionCode, on: Day.optional() }),
  reply: z.object({
    on: z.string(),
    stops: z.array(
      z.object({
        visit: z.string(),
        case: z.string(),
        enterprise: z.string(),
        address: z.string(),
        time: z.string(),
        round: z.number().int(),
        state: VisitState,
        members: z.array(VisitMember),
      }),
    ),
  }),
  summary: { zh: '当日验收路线', en: 'The route of a day' },
});

/** Puts the visits of a day in order. */
export const orderRoute = endpoint({
  method: 'PUT',
  path: '/api/resumption/:region/route',
  access: handle,
  audit: { action: 'resumption.route', facts: ['day', 'visits'] },
  input: z.object({ region: RegionCode, on: Day, visits: z.array(Id).max(100) }),
  reply: z.object({ on: z.string(), visits: z.number().int() }),
  summary: { zh: '排定验收路线', en: 'Put the route in order' },
});

export const certificate = endpoint({
  method: 'GET',
  path: '/api/resumption/:region/cases/:id/certificate',
  access: read,
  audit: 'read',
  body: 'file',
  input: z.object(of),
  reply: z.any(),
  summary: { zh: '备案凭证（PDF）', en: 'The certificate (PDF)' },
});

/** What anybody may know who holds the certificate: valid or not, whose, until when. */
export const checkCertificate = endpoint({
  method: 'GET',
  path: '/api/check/:token',
  access: { public: 'whoever holds a certificate may see whether it is valid; nothing personal is told' },
  audit: 'read',
  input: z.object({ token: z.string().max(60) }),
  reply: z.object({
    status: CertificateStatus,
    statusOn: z.string(),
    county: Pair,
    enterprise: z.string(),
    number: z.string(),
    mode: RegimeMode,
    filedOn: z.string(),
    validUntil: z.string().nullable(),
    asOf: z.string(),
  }),
  summary: { zh: '查验备案凭证', en: 'Check a certificate' },
});

export const DayReport = z.object({
  day: z.string(),
  peopleBack: z.number().int().nullable(),
  outputYuan: z.number().int().nullable(),
  outputLastYearYuan: z.number().int().nullable(),
  ordersCoveredDays: z.number().int().nullable(),
  suppliesDays: z.number().int().nullable(),
  note: z.string(),
  by: z.string(),
  at: z.string(),
});
export type DayReport = z.infer<typeof DayReport>;

/** How far an enterprise is back, by day: a degree, not a flag. What was not reported is not zero. */
export const listDays = endpoint({
  method: 'GET',
  path: '/api/resumption/:region/enterprises/:id/days',
  access: read,
  audit: 'read',
  input: z.object({ ...of, from: Day.optional(), to: Day.optional() }),
  reply: z.object({ today: Day, peopleEmployed: z.number().int(), days: z.array(DayReport) }),
  summary: { zh: '复工达产程度', en: 'The degree of resumption' },
});

const some = (most: number) => z.number().int().min(0).max(most).nullable().default(null);
export const reportDay = endpoint({
  method: 'PUT',
  path: '/api/resumption/:region/enterprises/:id/days/:day',
  access: { may: 'resumption.report', on: 'region' },
  audit: { action: 'resumption.report', facts: ['enterprise', 'day', 'peopleBack', 'outputYuan'] },
  input: z.object({
    ...of,
    day: Day,
    peopleBack: some(1_000_000),
    outputYuan: some(1_000_000_000_000),
    outputLastYearYuan: some(1_000_000_000_000),
    ordersCoveredDays: some(3660),
    suppliesDays: some(3660),
    note: freeText(300).default(''),
  }),
  reply: z.object({ day: DayReport }),
  summary: { zh: '报当日复工达产', en: 'Report the day' },
});
