/**
 * Why personal data may be collected and when it goes: purposes with basis, needed fields, end and the weighing of the risk; what their end
 * deleted; what the people themselves may ask for. Whether a purpose is in force on a day is decided by rules-purposes.ts.
 */
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';
import { RosterField, WorkerShown } from './words-roster.ts';

/** Where a purpose stands on a day: only `in-force` collects. */
export const PurposeState = z.enum(['unassessed', 'waiting', 'in-force', 'ended', 'expired']);
export type PurposeState = z.infer<typeof PurposeState>;

export const Purpose = z.object({
  region: z.string(),
  id: Id,
  name: z.string(),
  basis: z.string(),
  fields: z.array(RosterField),
  beginsOn: z.string(),
  endsOn: z.string(),
  keepDays: z.number().int(),
  deletedOn: z.string(),
  assessedOn: z.string().nullable(),
  assessedBy: z.string().nullable(),
  assessment: z.string().nullable(),
  endedReason: z.string().nullable(),
  state: PurposeState,
  rosters: z.number().int(),
  people: z.number().int(),
  byName: z.string(),
  madeAt: z.string(),
  version: z.number().int(),
});
export type Purpose = z.infer<typeof Purpose>;

export const Expiry = z.object({
  region: z.string(),
  id: Id,
  purpose: z.string(),
  onDay: z.string(),
  at: z.string(),
  byName: z.string(),
  rosters: z.number().int(),
  people: z.number().int(),
  rows: z.number().int(),
  files: z.number().int(),
});
export type Expiry = z.infer<typeof Expiry>;

const written = {
  name: z.string().trim().min(2).max(80),
  basis: z.string().trim().min(4).max(300),
  fields: z.array(RosterField).min(1).max(20),
  beginsOn: Day,
  endsOn: Day,
  keepDays: z.number().int().min(0).max(90).default(14),
};

export const listPurposes = endpoint({
  method: 'GET',
  path: '/api/resumption/purposes',
  access: { may: 'resumption.purpose', on: 'scope' },
  audit: 'read',
  input: z.object({ region: RegionCode.optional() }),
  reply: z.object({ purposes: z.array(Purpose), today: z.string() }),
  summary: { zh: '个人信息收集用途', en: 'Purposes of collecting personal data' },
});

export const declarePurpose = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/purposes',
  access: { may: 'resumption.purpose', on: 'region' },
  audit: { action: 'resumption.declare-purpose', facts: ['name', 'basis', 'fields', 'beginsOn', 'endsOn', 'keepDays'] },
  input: z.object({ region: RegionCode, ...written }),
  reply: Purpose,
  summary: { zh: '登记用途', en: 'Declare a purpose' },
});

export const assessPurpose = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/purposes/:id/assessment',
  access: { may: 'resumption.purpose', on: 'region' },
  audit: { action: 'resumption.assess-purpose', facts: ['assessedOn', 'assessedBy'] },
  input: z.object({
    region: RegionCode,
    id: Id,
    version: z.number().int(),
    assessedOn: Day,
    assessedBy: z.string().trim().min(2).max(60),
    assessment: z.string().trim().min(10).max(4_000),
  }),
  reply: Purpose,
  summary: { zh: '记录影响评估并启用', en: 'Record the impact assessment, which switches a purpose on' },
});

export const endPurpose = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/purposes/:id/end',
  access: { may: 'resumption.purpose', on: 'region' },
  audit: { action: 'resumption.end-purpose', facts: ['endsOn', 'was', 'keepDays', 'reason', 'people'] },
  input: z.object({
    region: RegionCode,
    id: Id,
    version: z.number().int(),
    endsOn: Day,
    keepDays: z.number().int().min(0).max(90).optional(),
    reason: z.string().trim().min(2).max(200),
  }),
  reply: Purpose,
  summary: { zh: '改用途的截止日', en: 'Move the end of a purpose' },
});

export const readExpiry = endpoint({
  method: 'GET',
  path: '/api/resumption/:region/expiry',
  access: { may: 'resumption.purpose', on: 'region' },
  audit: 'read',
  input: z.object({ region: RegionCode, on: Day.optional() }),
  reply: z.object({
    on: z.string(),
    due: z.array(
      z.object({
        region: z.string(),
        purposeId: Id,
        purpose: z.string(),
        deletedOn: z.string(),
        rosters: z.number().int(),
        people: z.number().int(),
        rows: z.number().int(),
        files: z.number().int(),
      }),
    ),
    past: z.array(Expiry),
  }),
  summary: { zh: '到期应删除的个人信息', en: 'Personal data due for deletion, and what was deleted' },
});

export const runExpiry = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/expiry',
  access: { may: 'resumption.purpose', on: 'region' },
  audit: { action: 'resumption.expire-personal-data', facts: ['purpose', 'on', 'rosters', 'people', 'rows', 'files', 'purposes'] },
  input: z.object({ region: RegionCode, on: Day.optional() }),
  reply: z.object({ on: z.string(), deleted: z.array(Expiry) }),
  summary: { zh: '删除到期的个人信息', en: 'Delete personal data that is due' },
});

/** A number is looked for by its keyed digest; it is sent in the body, never in an address, and is written nowhere. */
const asked = {
  region: RegionCode,
  identity: z.string().max(40),
  reason: z.string().trim().min(4).max(200),
};

export const SubjectRecord = z.object({
  roster: Id,
  enterprise: z.string(),
  purpose: z.string(),
  deletedOn: z.string(),
  worker: WorkerShown,
});

export const querySubject = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/subjects/query',
  access: { may: 'resumption.reveal-worker', on: 'region' },
  audit: { action: 'resumption.subject-query', facts: ['records', 'reason'] },
  input: z.object(asked),
  reply: z.object({ records: z.array(SubjectRecord) }),
  summary: { zh: '本人查询', en: 'A person asks what is held about them' },
});

export const copySubject = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/subjects/copy',
  access: { may: 'resumption.reveal-worker', on: 'region' },
  audit: { action: 'resumption.subject-copy', facts: ['records', 'reason'] },
  input: z.object(asked),
  reply: z.object({
    records: z.array(
      z.object({
        enterprise: z.string(),
        purpose: z.string(),
        basis: z.string(),
        deletedOn: z.string(),
        fields: z.array(z.object({ field: RosterField, value: z.string() })),
      }),
    ),
  }),
  summary: { zh: '本人索取副本', en: 'A person asks for a copy' },
});

export const correctSubject = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/subjects/correct',
  access: { may: 'resumption.reveal-worker', on: 'region' },
  audit: { action: 'resumption.subject-correct', facts: ['records', 'fields', 'reason'] },
  input: z.object({
    ...asked,
    set: z
      .object({
        name: z.string().max(200),
        phone: z.string().max(200),
        from: z.string().max(200),
        returnedOn: z.string().max(200),
        isolationUntil: z.string().max(200),
        contact: z.string().max(200),
      })
      .partial(),
  }),
  reply: z.object({ records: z.array(SubjectRecord) }),
  summary: { zh: '本人更正', en: 'A person asks for a correction' },
});

export const deleteSubject = endpoint({
  method: 'POST',
  path: '/api/resumption/:region/subjects/delete',
  access: { may: 'resumption.reveal-worker', on: 'region' },
  audit: { action: 'resumption.subject-delete', facts: ['records', 'reason', 'refused'] },
  input: z.object({
    ...asked,
    /** Refused with a reason that the person is told; nothing is deleted then. */
    refused: z.boolean().default(false),
  }),
  reply: z.object({ records: z.number().int() }),
  summary: { zh: '本人要求删除', en: 'A person asks for deletion' },
});

export const SubjectRequest = z.object({
  id: Id,
  kind: z.enum(['query', 'copy', 'correct', 'delete']),
  outcome: z.enum(['done', 'nothing-held', 'refused']),
  records: z.number().int(),
  fields: z.array(z.string()),
  reason: z.string(),
  byName: z.string(),
  at: z.string(),
});

export const listRequests = endpoint({
  method: 'GET',
  path: '/api/resumption/:region/subjects',
  access: { may: 'resumption.reveal-worker', on: 'region' },
  audit: 'read',
  input: z.object({ region: RegionCode, limit: z.coerce.number().int().min(1).max(200).default(50) }),
  reply: z.object({ requests: z.array(SubjectRequest) }),
  summary: { zh: '本人申请的办理记录', en: 'What people asked about their data' },
});
