// The year roll: what next year's list says of each project of this year, by rule, for a person to review line by line. New becomes
// continuing once work has begun; what is finished leaves the list; what nobody can tell is asked. Pure.

export type RollChoice = 'continue' | 'new' | 'leave' | 'reserve';

export interface RollSubject {
  pool: 'annual' | 'reserve';
  nature: 'new' | 'continuing' | null;
  maturity: string | null;
  stage: string;
  sideState: string | null;
  startDay: string | null;
  finishDay: string | null;
  totalYuan: number | null;
  annualPlanYuan: number | null;
  doneBeforeYuan: number | null;
}

export const rollRules = {
  finished: { zh: '已竣工、投产或达效，不再列入', en: 'completed, producing or effective: leaves the list' },
  terminated: { zh: '已退库或终止，不再列入', en: 'withdrawn or terminated: leaves the list' },
  begun: { zh: '已开工，转为续建', en: 'work has begun: continuing' },
  continuing: { zh: '续建未完，继续续建', en: 'still being built: continuing' },
  'not-begun': { zh: '尚未开工，仍列新建', en: 'not begun: new again' },
  suspended: { zh: '停缓建，请定去留', en: 'suspended: to be decided' },
  'past-finish': { zh: '计划竣工年已到而阶段未到竣工，请核实', en: 'past its planned finish and not completed: to be decided' },
  'nature-unknown': { zh: '性质未注明且阶段不明，请核实', en: 'nature unstated: to be decided' },
  ripe: { zh: '储备已成熟且计划下年开工，列为新建', en: 'mature and planned to start: new' },
  'in-reserve': { zh: '继续储备', en: 'stays in the reserve' },
} as const;
export type RollRule = keyof typeof rollRules;

const begun = new Set(['started', 'counted', 'building']);
const done = new Set(['completed', 'producing', 'effective']);

/** What the rules propose for next year; `fromYear` is the year that ends. */
export function rollProposal(subject: RollSubject, fromYear: number): { proposal: RollChoice | 'ask'; rule: RollRule } {
  if (subject.sideState === 'withdrawn' || subject.sideState === 'terminated') return { proposal: 'leave', rule: 'terminated' };
  if (subject.pool === 'reserve') {
    const due = subject.startDay !== null && Number(subject.startDay.slice(0, 4)) <= fromYear + 1;
    return subject.maturity === 'mature' && due ? { proposal: 'new', rule: 'ripe' } : { proposal: 'reserve', rule: 'in-reserve' };
  }
  if (done.has(subject.stage)) return { proposal: 'leave', rule: 'finished' };
  if (subject.sideState === 'suspended') return { proposal: 'ask', rule: 'suspended' };
  const overdue = subject.finishDay !== null && Number(subject.finishDay.slice(0, 4)) <= fromYear;
  if (begun.has(subject.stage) || subject.nature === 'continuing') {
    if (overdue) return { proposal: 'ask', rule: 'past-finish' };
    return { proposal: 'continue', rule: subject.nature === 'continuing' ? 'continuing' : 'begun' };
  }
  if (subject.nature === 'new') return { proposal: 'new', rule: 'not-begun' };
  return { proposal: 'ask', rule: 'nature-unknown' };
}

/** What of the total no plan has covered yet: where next year's plan may begin. Null when it cannot be told. */
export function restOf(subject: Pick<RollSubject, 'totalYuan' | 'annualPlanYuan' | 'doneBeforeYuan'>): number | null {
  if (subject.totalYuan === null || subject.annualPlanYuan === null) return null;
  return Math.max(0, subject.totalYuan - (subject.doneBeforeYuan ?? 0) - subject.annualPlanYuan);
}
