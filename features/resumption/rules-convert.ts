// What a change of regime does to a case that is not filed yet, and what it changes for the enterprise, in sentences. What is filed, open, suspended or
// over keeps the regime it was filed by. The stated rule:
//   to filing      a visit is not asked for any more: appointed, visited and rectifying become complete, their visit is cancelled, what it found
//                  stays on record as advice; accepted stays; papers are counted anew, one that is now missing makes it incomplete.
//   to inspection  papers are counted anew; complete waits for its visit; what was accepted stays accepted.
//   to closed      an appointed visit is cancelled; everything else waits where it stands.
//   to exempt      the application is not needed any more and is withdrawn.

import { unfinished } from './rules-case.ts';
import type { CaseState, Words } from './words.ts';
import { addresseeWords, modeWords, type PaperKind, paperWords, type Regime, type RegimeMode } from './words-regimes.ts';

export interface Converted {
  state: CaseState;
  /** Visits that are appointed or begun are cancelled. */
  cancelsVisit: boolean;
}

/** The rule above as it is told to whoever enters a regime. */
export const convertWords: Record<RegimeMode, Words> = {
  filing: {
    zh: '已约、已到场和整改中的申请转为材料齐全，约好的验收取消，查到的问题留作建议；按新口径缺材料的转为待补正；已备案的不变。',
    en: 'What was appointed, visited or rectifying becomes complete and its visit is called off, what was found stays as advice; where papers are now missing it becomes incomplete; what is filed stays.',
  },
  inspection: {
    zh: '材料按新口径重新核对，齐全的等待联合验收；已验收合格的仍算合格；已备案的不变。',
    en: 'Papers are counted anew, what is complete waits for its joint visit; what was accepted stays accepted; what is filed stays.',
  },
  closed: {
    zh: '约好的验收取消，转为材料齐全；其余停在原处等待；已备案的不变。',
    en: 'An appointed visit is called off and the application is complete; everything else waits where it stands; what is filed stays.',
  },
  exempt: {
    zh: '不再需要申请，在办的申请撤回；已备案的不变。',
    en: 'No application is needed any more: those under way are withdrawn; what is filed stays.',
  },
};

/** `missing`: whether papers that block are missing under the new regime. */
export function convertState(state: CaseState, to: Pick<Regime, 'mode'>, missing: boolean): Converted {
  if (!unfinished.includes(state)) return { state, cancelsVisit: false };
  const papers = (next: CaseState): CaseState => (missing && next === 'complete' ? 'incomplete' : next);
  switch (to.mode) {
    case 'filing':
      if (state === 'appointed' || state === 'visited' || state === 'rectifying') return { state: papers('complete'), cancelsVisit: true };
      return { state: papers(state), cancelsVisit: false };
    case 'inspection':
      return { state: papers(state), cancelsVisit: false };
    case 'closed':
      return state === 'appointed' ? { state: 'complete', cancelsVisit: true } : { state, cancelsVisit: false };
    case 'exempt':
      return { state: 'withdrawn', cancelsVisit: state === 'appointed' || state === 'visited' };
  }
}

/** What is different for an enterprise under another regime, sentence by sentence; empty when nothing it would notice is. */
export function differencesOf(before: Regime | undefined, after: Regime): Words[] {
  const said: Words[] = [];
  const say = (zh: string, en: string): void => void said.push({ zh, en });
  if (!before) {
    say(`现按“${after.zh}”办理：${modeWords[after.mode].zh}。`, `Now handled by "${after.en}": ${modeWords[after.mode].en.toLowerCase()}.`);
    return said;
  }
  if (before.mode !== after.mode) {
    if (after.mode === 'filing') say('不再到场验收，材料齐全即备案。', 'Nobody inspects any more: complete papers are filed.');
    else if (after.mode === 'inspection') say('备案前须经联合验收合格。', 'A joint visit has to accept before filing.');
    else if (after.mode === 'exempt') say('不再需要申请。', 'No application is needed any more.');
    else say('暂不办理复工。', 'Nobody may resume for now.');
  }
  if (before.addressee !== after.addressee && after.mode !== 'exempt')
    say(`改向${addresseeWords[after.addressee].zh}申请。`, `The application now goes to ${addresseeWords[after.addressee].en}.`);
  const kinds = (list: readonly PaperKind[], language: 'zh' | 'en'): string =>
    list.map((kind) => paperWords[kind][language]).join(language === 'zh' ? '、' : ', ');
  const more = after.content.papers.filter((kind) => !before.content.papers.includes(kind));
  const less = before.content.papers.filter((kind) => !after.content.papers.includes(kind));
  if (more.length > 0) say(`新增材料：${kinds(more, 'zh')}。`, `Papers now asked for: ${kinds(more, 'en')}.`);
  if (less.length > 0) say(`不再要：${kinds(less, 'zh')}。`, `No longer asked for: ${kinds(less, 'en')}.`);
  if (before.mode === 'inspection' && after.mode === 'inspection') {
    const codes = (regime: Regime): string => regime.content.departments.map((one) => one.code).join();
    if (codes(before) !== codes(after))
      say(
        `验收部门改为${after.content.departments.map((one) => one.zh).join('、')}。`,
        `The inspecting departments are now ${after.content.departments.map((one) => one.en).join(', ')}.`,
      );
  }
  if (before.content.validityDays !== after.content.validityDays)
    say(
      after.content.validityDays === null ? '备案长期有效。' : `备案有效期 ${after.content.validityDays} 天。`,
      after.content.validityDays === null ? 'A filing holds without end.' : `A filing holds for ${after.content.validityDays} days.`,
    );
  const heat = after.content.thresholds.temperature;
  if (before.content.thresholds.temperature !== heat) say(`体温标准改为 ${heat} ℃。`, `The line of temperature is now ${heat} °C.`);
  const cover = after.content.thresholds.coverDays;
  if (before.content.thresholds.coverDays !== cover) say(`防疫物资须够用 ${cover} 天。`, `Supplies have to last ${cover} days.`);
  return said;
}
