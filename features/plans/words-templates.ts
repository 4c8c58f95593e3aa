// Templates of plans and the calls about them. A template is never changed: saving makes the next version, with its day, its reason and who made it; a plan
// says from which version it was made and what changed since. A region's own stands before the one that came with the product (region 000000).
import { z } from 'zod';
import { Day } from '../../vocabulary/days.ts';
import { endpoint } from '../../vocabulary/endpoint.ts';
import { Id } from '../../vocabulary/ids.ts';
import { RegionCode } from '../../vocabulary/regions.ts';
import { ApprovalRoute, PlanTemplate, ProjectType, Question, TemplateNode } from './words.ts';

const Pair = z.object({ zh: z.string(), en: z.string() });
const TemplateCode = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: 'plans.template-code' });

const Version = z.object({
  region: z.string(),
  version: z.number().int(),
  since: z.string(),
  by: z.string(),
  at: z.string().nullable(),
  note: z.string(),
  copiedFrom: z.string(),
});
export const TemplateLine = z.object({
  code: z.string(),
  name: Pair,
  type: ProjectType,
  route: ApprovalRoute,
  nodes: z.number().int(),
  /** Whether the asking region has its own. */
  own: z.boolean(),
  /** The version that holds today, then the others, newest first. */
  inForce: Version.nullable(),
  versions: z.array(Version),
});
export type TemplateLine = z.infer<typeof TemplateLine>;
/** What matters took in the plans of the region: the middle of those that are finished. */
const ActualDays = z.object({ code: z.string(), days: z.number(), count: z.number().int() });

/** A template while it is edited: what a node waits for stands beside it as text. */
export const TemplateDraft = z.object({
  name: z.object({ zh: z.string().max(60), en: z.string().max(80) }),
  type: ProjectType,
  route: ApprovalRoute,
  questions: z.array(Question).max(30),
  nodes: z
    .array(
      TemplateNode.extend({
        code: z.string().max(24),
        zh: z.string().max(80),
        en: z.string().max(120),
        duty: z.string().max(80),
        basis: z.string().max(200),
      }),
    )
    .max(200),
  after: z.record(z.string(), z.string().max(1000)),
});
export type TemplateDraft = z.infer<typeof TemplateDraft>;
export const DraftRemark = z.object({ node: z.string(), field: z.string(), sentence: Pair, stops: z.boolean() });
export type DraftRemark = z.infer<typeof DraftRemark>;

export const listTemplates = endpoint({
  method: 'GET',
  path: '/api/plan-templates/:region',
  access: { may: 'plan.read', on: 'region' },
  audit: 'read',
  input: z.object({ region: RegionCode }),
  reply: z.object({ templates: z.array(TemplateLine) }),
  summary: { zh: '计划模板和各个版本', en: 'Templates of plans and their versions' },
});
export const openTemplate = endpoint({
  method: 'GET',
  path: '/api/plan-templates/:region/:code',
  access: { may: 'plan.read', on: 'region' },
  audit: 'read',
  input: z.object({ region: RegionCode, code: TemplateCode, of: z.string().regex(/^\d{6}$/), version: z.coerce.number().int().min(1) }),
  reply: z.object({ template: PlanTemplate, draft: TemplateDraft, actual: z.array(ActualDays), remarks: z.array(DraftRemark) }),
  summary: { zh: '打开模板的一个版本', en: 'One version of a template' },
});
export const checkTemplate = endpoint({
  method: 'POST',
  path: '/api/plan-templates/:region/check',
  access: { may: 'plan.read', on: 'region' },
  audit: 'read',
  input: z.object({ region: RegionCode, draft: TemplateDraft }),
  reply: z.object({ remarks: z.array(DraftRemark) }),
  summary: { zh: '检查模板', en: 'Check a template' },
});
export const savePlanTemplate = endpoint({
  method: 'PUT',
  path: '/api/plan-templates/:region/:code',
  access: { may: 'plan.template', on: 'region' },
  audit: { action: 'plan.template', facts: ['code', 'name', 'version', 'since', 'reason', 'nodes', 'copiedFrom'] },
  input: z.object({
    region: RegionCode,
    code: TemplateCode,
    draft: TemplateDraft,
    since: Day,
    reason: z.string().trim().min(4).max(300),
    /** The newest version of this region that was seen; 0 where it has none yet. */
    from: z.number().int().min(0),
    copiedFrom: z.string().max(80).default(''),
  }),
  reply: z.object({ region: z.string(), code: z.string(), version: z.number().int() }),
  summary: { zh: '保存模板：新的一版', en: 'Save a template: the next version' },
});
export const TemplateChange = z.object({ code: z.string(), name: Pair, what: Pair });
export type TemplateChange = z.infer<typeof TemplateChange>;
export const templateChanges = endpoint({
  method: 'GET',
  path: '/api/plans/:region/:project/template-changes',
  access: { may: 'plan.read', on: 'region' },
  audit: 'read',
  input: z.object({ region: RegionCode, project: Id }),
  reply: z.object({
    from: z.object({ region: z.string(), code: z.string(), version: z.number().int() }),
    now: z.object({ region: z.string(), version: z.number().int(), since: z.string(), by: z.string(), note: z.string() }).nullable(),
    changes: z.array(TemplateChange),
  }),
  summary: { zh: '计划所用模板此后的变化', en: 'What changed in the template of a plan since' },
});
