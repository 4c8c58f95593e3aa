// What may be done to a case where it stands, by whom, until when, and what comes next: one table, read by routes, screens, the command line and the
// tests, which hold that no state is without somebody who acts, a clock and a way out. Clocks are calendar days: in an epidemic offices did
// not rest, and a regime may say another number for a state.
import { addDays, type Day } from '../../vocabulary/days.ts';
import type { Problem } from '../../vocabulary/problems.ts';
import { type Actor, type CaseAction, type CaseState, stateWords, type Words } from './words.ts';
import type { RegimeContent, RegimeMode } from './words-regimes.ts';

interface StateRule {
  actor: Actor;
  /** Days the state may last, counted from the day it began. */
  days: number;
  /** What is to be done next; `renew` begins another case. */
  next: CaseAction | 'renew' | 'report';
  exits: Partial<Record<CaseAction | 'renew', CaseState>>;
}

const usual: Record<CaseState, StateRule> = {
  draft: { actor: 'enterprise', days: 5, next: 'submit', exits: { submit: 'submitted', withdraw: 'withdrawn' } },
  submitted: { actor: 'clerk', days: 1, next: 'complete', exits: { complete: 'complete', return: 'incomplete', withdraw: 'withdrawn' } },
  incomplete: { actor: 'enterprise', days: 3, next: 'submit', exits: { submit: 'submitted', withdraw: 'withdrawn' } },
  complete: {
    actor: 'clerk',
    days: 2,
    next: 'appoint',
    exits: { appoint: 'appointed', return: 'incomplete', withdraw: 'withdrawn' },
  },
  appointed: {
    actor: 'departments',
    days: 0,
    next: 'visit',
    exits: { visit: 'visited', reappoint: 'appointed', withdraw: 'withdrawn' },
  },
  visited: { actor: 'departments', days: 1, next: 'accept', exits: { accept: 'accepted', rectify: 'rectifying' } },
  rectifying: { actor: 'enterprise', days: 3, next: 'mend', exits: { mend: 'complete', withdraw: 'withdrawn' } },
  accepted: { actor: 'clerk', days: 1, next: 'file', exits: { file: 'filed', withdraw: 'withdrawn' } },
  filed: { actor: 'enterprise', days: 7, next: 'open', exits: { open: 'open', suspend: 'suspended', revoke: 'revoked' } },
  open: { actor: 'enterprise', days: 1, next: 'report', exits: { suspend: 'suspended', revoke: 'revoked' } },
  suspended: { actor: 'clerk', days: 7, next: 'reopen', exits: { reopen: 'open', revoke: 'revoked' } },
  revoked: { actor: 'enterprise', days: 14, next: 'renew', exits: { renew: 'draft' } },
  withdrawn: { actor: 'enterprise', days: 14, next: 'renew', exits: { renew: 'draft' } },
};

/** Under a filing regime nobody inspects: what is complete is filed. */
const filing: Partial<Record<CaseState, StateRule>> = {
  complete: { actor: 'clerk', days: 1, next: 'file', exits: { file: 'filed', return: 'incomplete', withdraw: 'withdrawn' } },
  // Left over from an inspection when the regime changed and nobody has converted the case: the visit is not asked for any more.
  appointed: { actor: 'clerk', days: 1, next: 'convert', exits: { withdraw: 'withdrawn' } },
  visited: { actor: 'clerk', days: 1, next: 'convert', exits: { withdraw: 'withdrawn' } },
  rectifying: { actor: 'clerk', days: 1, next: 'convert', exits: { withdraw: 'withdrawn' } },
};

/** Nothing goes forward before the regime lets anybody resume; what stands, stands. */
const waiting: Partial<Record<CaseState, StateRule>> = {
  complete: { actor: 'clerk', days: 14, next: 'convert', exits: { withdraw: 'withdrawn', return: 'incomplete' } },
  appointed: { actor: 'clerk', days: 1, next: 'convert', exits: { withdraw: 'withdrawn' } },
  accepted: { actor: 'clerk', days: 14, next: 'convert', exits: { withdraw: 'withdrawn' } },
};

/** The rule of a state under a mode. Every state has one, with an exit. */
export const ruleOf = (state: CaseState, mode: RegimeMode): StateRule =>
  (mode === 'filing' ? filing[state] : mode === 'inspection' ? undefined : waiting[state]) ?? usual[state];

export const nextWords: Record<StateRule['next'] | 'over', Words> = {
  begin: { zh: '开始填写', en: 'begin' },
  submit: { zh: '提交申请', en: 'send the application' },
  return: { zh: '通知补正', en: 'name what is missing' },
  complete: { zh: '核对材料', en: 'check the papers' },
  appoint: { zh: '约定联合验收', en: 'appoint the joint visit' },
  reappoint: { zh: '改约验收', en: 'put the visit off' },
  visit: { zh: '到场验收', en: 'make the visit' },
  accept: { zh: '补齐部门意见', en: 'complete the opinions' },
  rectify: { zh: '限期整改', en: 'name what is to be mended' },
  mend: { zh: '整改并报告', en: 'mend and say so' },
  file: { zh: '备案编号', en: 'file and number' },
  open: { zh: '复工并报告复工日', en: 'resume and say when' },
  suspend: { zh: '暂停', en: 'suspend' },
  reopen: { zh: '核实后恢复或撤销', en: 'reopen or revoke' },
  revoke: { zh: '撤销', en: 'revoke' },
  withdraw: { zh: '撤回', en: 'withdraw' },
  convert: { zh: '按现行口径转换', en: 'bring under the present regime' },
  unconvert: { zh: '撤销转换', en: 'undo the change of regime' },
  renew: { zh: '需要复工时重新申请', en: 'apply anew when work is to resume' },
  over: { zh: '备案已过期，重新申请', en: 'the filing is over: apply anew' },
  report: { zh: '每日报告复工达产', en: 'report the day' },
};

/** States before anything was filed: a change of regime concerns these. */
export const unfinished: readonly CaseState[] = [
  'draft',
  'submitted',
  'incomplete',
  'complete',
  'appointed',
  'visited',
  'rectifying',
  'accepted',
];

/** Whether what was filed is over by the days that its regime gave: the enterprise applies anew, and nothing else keeps it from that. */
export const filingOver = (one: { state: CaseState; validUntil: string | null }, day: string): boolean =>
  (one.state === 'filed' || one.state === 'open') && one.validUntil !== null && one.validUntil < day;

/** The day by which the state should be left: by the regime's own number of days, else the usual one; a day that was agreed goes first. */
export function dueOf(
  state: CaseState,
  mode: RegimeMode,
  content: Pick<RegimeContent, 'clocks' | 'rectifyDays'>,
  on: Day,
  agreed?: string | null,
): Day {
  if (agreed && agreed >= on) return agreed as Day;
  const days = content.clocks[state] ?? (state === 'rectifying' ? content.rectifyDays : ruleOf(state, mode).days);
  return addDays(on, days);
}

/** Where an action leads, or why it cannot be done there. */
export function follow(state: CaseState, action: CaseAction, mode: RegimeMode): { ok: CaseState } | { refused: Problem } {
  const to = ruleOf(state, mode).exits[action];
  if (to !== undefined) return { ok: to };
  return {
    refused: {
      code: 'resumption.not-now',
      params: {
        state: stateWords[state].zh,
        stateEn: stateWords[state].en,
        next: nextWords[ruleOf(state, mode).next].zh,
        nextEn: nextWords[ruleOf(state, mode).next].en,
      },
    },
  };
}
