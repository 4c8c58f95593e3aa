// Decisions about one project: its size tier, its nature when nobody stated it, the order of stages, what may be typed and what needs
// an approver. Pure; thresholds and names come in as dated data. What a ledger row means is sheet-read.ts, whom it is, rules-match.ts.
import { projectCode } from '../../vocabulary/codes.ts';
import type { Problem } from '../../vocabulary/problems.ts';
import { regionsAbove } from '../../vocabulary/regions.ts';
import { type Stage, stages } from './words.ts';

export interface TierRule {
  region: string;
  code: string;
  zh: string;
  en: string;
  minYuan: number;
  since: string;
}

/** One rule a code: the nearest region's. `rules` are those in force on the day asked. */
export function nearestRules<T extends { region: string; code: string }>(rules: readonly T[], region: string): T[] {
  const order = regionsAbove(region);
  const held = new Map<string, T>();
  for (const rule of rules) {
    const rank = order.indexOf(rule.region);
    if (rank < 0) continue;
    const before = held.get(rule.code);
    if (!before || order.indexOf(before.region) > rank) held.set(rule.code, rule);
  }
  return [...held.values()];
}

/** The highest tier that a total reaches; null below all of them, or without a total. `tiers` are nearestRules of the region. */
export function tierOf<T extends { minYuan: number }>(totalYuan: number | null, tiers: readonly T[]): T | null {
  if (totalYuan === null) return null;
  let best: T | null = null;
  for (const tier of tiers) if (totalYuan >= tier.minYuan && (best === null || tier.minYuan > best.minYuan)) best = tier;
  return best;
}

export interface LineRule {
  region: string;
  code: string;
  zh: string;
  industryFrom: string | null;
  industryTo: string | null;
  words: string;
  position: number;
}

/** The line an industry code belongs to: the narrowest range that holds it, then the first by position; null when none does. */
export function lineOfIndustry(industry: string | null, lines: readonly LineRule[]): string | null {
  if (!industry) return null;
  const class4 = industry.padEnd(4, '0');
  const holding = lines
    .filter(
      (line) =>
        line.industryFrom !== null &&
        line.industryFrom.padEnd(4, '0') <= class4 &&
        class4 <= (line.industryTo ?? line.industryFrom).padEnd(4, '9'),
    )
    .map((line) => ({
      line,
      width: Number((line.industryTo ?? line.industryFrom!).padEnd(4, '9')) - Number(line.industryFrom!.padEnd(4, '0')),
    }))
    .sort((a, b) => a.width - b.width || a.line.position - b.line.position);
  return holding[0]?.line.code ?? null;
}

/** New when construction starts in the ledger's year or later, continuing when it started before; null when no start is known. */
export function natureByRule(startDay: string | null, year: number): 'new' | 'continuing' | null {
  if (startDay === null) return null;
  return Number(startDay.slice(0, 4)) >= year ? 'new' : 'continuing';
}

/** Where a project stands when its ledger does not say: in the reserve it is thought of, new it prepares, continuing it is being built. */
export function stageByRule(pool: 'annual' | 'reserve', nature: 'new' | 'continuing' | null): Stage {
  if (pool === 'reserve') return 'idea';
  return nature === 'continuing' ? 'building' : 'preparing';
}

/** Talks, signing and landing belong to projects that came by attraction; others pass from the idea to approval. */
const optional: readonly Stage[] = ['talks', 'signed', 'landed'];

export interface StageAt {
  stage: Stage;
  sideState: 'suspended' | 'withdrawn' | 'terminated' | null;
  on: string | null;
}

/** May a project go there on that day? Forward over at most the optional stages and one more, back only with a reason (always asked for). */
export function mayMove(from: StageAt, to: { stage: Stage; sideState: StageAt['sideState']; on: string }, today: string): Problem | null {
  if (to.on > today) return { code: 'projects.stage-in-future', params: { on: to.on } };
  if (from.on !== null && to.on < from.on) return { code: 'projects.stage-before-last', params: { on: to.on, last: from.on } };
  if (to.sideState === 'withdrawn' || to.sideState === 'terminated') return { code: 'projects.leave-needs-proposal', params: {} };
  if (to.stage === from.stage && to.sideState === from.sideState) return { code: 'projects.stage-same', params: {} };
  if (to.sideState === 'suspended' && to.stage !== from.stage) return { code: 'projects.suspend-where-it-stands', params: {} };
  const order = (stage: Stage) => stages.indexOf(stage);
  const skipped = stages
    .slice(order(from.stage) + 1, Math.max(order(to.stage), order(from.stage) + 1))
    .filter((stage) => !optional.includes(stage) && stage !== 'counted');
  // A project below the statistics' line is never counted, so 入统 may be passed by; anything else that is passed by must be entered first.
  if (skipped.length > 0) return { code: 'projects.stage-skipped', params: { skipped: skipped[0]! } };
  return null;
}

export interface MoneyAndDays {
  totalYuan: number | null;
  annualPlanYuan: number | null;
  doneBeforeYuan?: number | null;
  start: { day: string } | null;
  finish: { day: string; precision?: string } | null;
}

/** What cannot be true of a project, whoever says it. */
export function checkFacts(facts: MoneyAndDays): Problem | null {
  if (facts.totalYuan !== null && facts.annualPlanYuan !== null && facts.annualPlanYuan > facts.totalYuan)
    return { code: 'projects.plan-over-total', params: { plan: facts.annualPlanYuan / 10_000, total: facts.totalYuan / 10_000 } };
  if (facts.start && facts.finish && lastDay(facts.finish) < facts.start.day)
    return { code: 'projects.finish-before-start', params: { start: facts.start.day, finish: facts.finish.day } };
  return null;
}

/** The last day that a day of a given precision may mean: 2020 by year is 2020-12-31. */
function lastDay(day: { day: string; precision?: string }): string {
  if (day.precision === 'year') return `${day.day.slice(0, 4)}-12-31`;
  if (day.precision === 'month') return `${day.day.slice(0, 7)}-31`;
  return day.day;
}

/** The code as it is stored, or why not. */
export function readCode(
  text: string,
  region: string,
): { ok: true; code: string; form: 'old' | 'new'; elsewhere: string | null } | { ok: false; problem: Problem } {
  const read = projectCode(text);
  if (!read.ok) return { ok: false, problem: { code: 'projects.code-invalid', params: { raw: text, why: read.why } } };
  return { ok: true, code: read.code, form: read.form, elsewhere: divisionFits(read.division, region) ? null : read.division };
}

/** A project may be registered by its county, its city or its province; another county's digits are worth a word. */
export const divisionFits = (division: string, region: string): boolean =>
  division === region || (division.endsWith('00') && region.startsWith(division.replace(/(00)+$/, '')));

/** Changes that need a reason, evidence and an approver, because the register shrinks or a project could hide behind them. */
export function guardOf(
  field: string,
  old: string | number | null,
  now: string | number | null,
): 'rename' | 'shrink' | 'correct-code' | null {
  if (old === null || old === '') return null;
  if (field === 'name' && old !== now) return 'rename';
  if (field === 'total' && (now === null || Number(now) < Number(old))) return 'shrink';
  if (field === 'code' && old !== now) return 'correct-code';
  return null;
}

/** 王** and 138****0000: what everybody sees of a contact. */
export function maskName(name: string): string {
  return name === ''
    ? ''
    : name
        .split('、')
        .map((one) => [...one][0]! + '*'.repeat(Math.min(2, Math.max(1, [...one].length - 1))))
        .join('、');
}
export function maskPhone(phone: string): string {
  return phone
    .split('、')
    .map((one) => (one.length >= 7 ? `${one.slice(0, 3)}****${one.slice(-Math.min(4, one.length - 6))}` : '*'.repeat(one.length)))
    .join('、');
}
