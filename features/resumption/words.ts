/**
 * The nouns of work resumption that every part of the room shares: enterprise, case and its states, steps, who acts next. Regimes are
 * words-regimes.ts, the case's calls words-cases.ts. What may follow what is decided by rules-case.ts, by which regime by rules-regimes.ts.
 */
import { z } from 'zod';

const Words = z.object({ zh: z.string(), en: z.string() });
export type Words = z.infer<typeof Words>;

/** What an enterprise does, as far as the papers of spring 2020 tell enterprises apart. */
export const Sector = z.enum([
  'industry',
  'construction',
  'transport',
  'trade',
  'catering',
  'services',
  'agriculture',
  'utilities',
  'medical',
  'daily-needs',
]);
export type Sector = z.infer<typeof Sector>;
export const sectorWords: Record<Sector, Words> = {
  industry: { zh: '工业', en: 'Industry' },
  construction: { zh: '建筑业', en: 'Construction' },
  transport: { zh: '交通运输仓储', en: 'Transport and storage' },
  trade: { zh: '批发零售', en: 'Trade' },
  catering: { zh: '住宿餐饮', en: 'Hotels and catering' },
  services: { zh: '其他服务业', en: 'Other services' },
  agriculture: { zh: '农业生产加工', en: 'Agriculture' },
  utilities: { zh: '城市运行保障', en: 'Utilities' },
  medical: { zh: '防疫物资生产', en: 'Epidemic supplies' },
  'daily-needs': { zh: '生活必需品', en: 'Daily needs' },
};

/**
 * Where an application for resumption (复工申请) stands. Under a filing regime it goes from complete straight to filed; under an inspection regime by
 * way of appointed, visited and, where something has to be mended, rectifying.
 */
export const CaseState = z.enum([
  'draft',
  'submitted',
  'incomplete',
  'complete',
  'appointed',
  'visited',
  'rectifying',
  'accepted',
  'filed',
  'open',
  'suspended',
  'revoked',
  'withdrawn',
]);
export type CaseState = z.infer<typeof CaseState>;
export const stateWords: Record<CaseState, Words> = {
  draft: { zh: '填写中', en: 'Draft' },
  submitted: { zh: '已申请', en: 'Submitted' },
  incomplete: { zh: '待补正', en: 'Papers missing' },
  complete: { zh: '材料齐全', en: 'Papers complete' },
  appointed: { zh: '已约验收', en: 'Visit appointed' },
  visited: { zh: '已验收待定', en: 'Visited, undecided' },
  rectifying: { zh: '整改中', en: 'Rectifying' },
  accepted: { zh: '验收合格', en: 'Accepted' },
  filed: { zh: '已备案', en: 'Filed' },
  open: { zh: '已复工', en: 'Open' },
  suspended: { zh: '已暂停', en: 'Suspended' },
  revoked: { zh: '已撤销', en: 'Revoked' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
};

/** Who has to act: the enterprise, the county's clerk, or the departments of the inspection group. */
export const Actor = z.enum(['enterprise', 'clerk', 'departments']);
export type Actor = z.infer<typeof Actor>;
export const actorWords: Record<Actor, Words> = {
  enterprise: { zh: '企业', en: 'the enterprise' },
  clerk: { zh: '县复工专班', en: "the county's resumption office" },
  departments: { zh: '验收部门', en: 'the inspecting departments' },
};

/** What is done to a case; each leaves a step. `convert` and `unconvert` are the change of a regime and its undoing. */
export const CaseAction = z.enum([
  'begin',
  'submit',
  'return',
  'complete',
  'appoint',
  'reappoint',
  'visit',
  'accept',
  'rectify',
  'mend',
  'file',
  'open',
  'suspend',
  'reopen',
  'revoke',
  'withdraw',
  'convert',
  'unconvert',
]);
export type CaseAction = z.infer<typeof CaseAction>;
export const actionWords: Record<CaseAction, Words> = {
  begin: { zh: '开始填写', en: 'Application begun' },
  submit: { zh: '提交申请', en: 'Application sent' },
  return: { zh: '通知补正', en: 'Missing papers named' },
  complete: { zh: '材料核对齐全', en: 'Papers found complete' },
  appoint: { zh: '约定联合验收', en: 'Joint visit appointed' },
  reappoint: { zh: '改约验收', en: 'Visit put off' },
  visit: { zh: '到场验收', en: 'Visited' },
  accept: { zh: '验收合格', en: 'Accepted' },
  rectify: { zh: '限期整改', en: 'To be mended' },
  mend: { zh: '整改完成待复验', en: 'Mended, to be seen again' },
  file: { zh: '备案', en: 'Filed' },
  open: { zh: '正式复工', en: 'Work resumed' },
  suspend: { zh: '暂停复工', en: 'Suspended' },
  reopen: { zh: '恢复复工', en: 'Reopened' },
  revoke: { zh: '撤销备案', en: 'Filing revoked' },
  withdraw: { zh: '撤回申请', en: 'Withdrawn' },
  convert: { zh: '按新口径转换', en: 'Brought under another regime' },
  unconvert: { zh: '撤销口径转换', en: 'Change of regime undone' },
};

/** The opinion of one department; a dissent or an absence says why. */
export const Opinion = z.enum(['agree', 'dissent', 'absent']);
export type Opinion = z.infer<typeof Opinion>;
export const opinionWords: Record<Opinion, Words> = {
  agree: { zh: '同意', en: 'agrees' },
  dissent: { zh: '不同意', en: 'dissents' },
  absent: { zh: '缺席', en: 'absent' },
};

/** What was found of one item of the checklist; `na`: does not apply here. */
export const ItemResult = z.enum(['ok', 'not', 'na']);
export type ItemResult = z.infer<typeof ItemResult>;

export const VisitState = z.enum(['appointed', 'begun', 'closed', 'cancelled']);
export type VisitState = z.infer<typeof VisitState>;

/** What a closed visit comes to by the rule over opinions; `waiting`: an opinion is still to come. */
export const VisitOutcome = z.enum(['accepted', 'rectify', 'waiting']);
export type VisitOutcome = z.infer<typeof VisitOutcome>;

/** Who goes to a visit for a department: named when it is appointed, `personId` where the person has an account. */
export const VisitMember = z.object({
  department: z.string().max(40),
  organisation: z.string().max(120),
  person: z.string().trim().max(60),
  personId: z.string().nullable(),
});
export type VisitMember = z.infer<typeof VisitMember>;
