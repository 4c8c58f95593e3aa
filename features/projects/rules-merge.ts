// A project and its year lines as a ledger row leaves them: the fields the row changed taken over, everything else as it stood. Pure.
import { normalName } from '../../vocabulary/names.ts';
import type { DayRead, Outcome } from '../imports/door.ts';
import { readCode, stageByRule } from './rules.ts';
import type { HeldProject, LedgerState } from './rules-ledger.ts';
import type { Draft } from './sheet-read.ts';

export type Owner = { id: string; name: string };
export type Said = ReadonlyMap<string, Outcome['changes'][number]>;

/** Owners are looked up once for all rows that write them alike. */
export const ownerKey = (draft: Pick<Draft, 'owner' | 'creditCode'>): string =>
  `${normalName(draft.owner ?? '')}\n${draft.creditCode ?? ''}`;

/** A plan of an earlier year tells only what it tells: the nature that year follows from the start, if there is one. */
export const laterNature = (draft: Draft, year: number): string | null =>
  draft.start ? (Number(draft.start.day.slice(0, 4)) >= year ? 'new' : 'continuing') : null;

export function mergeProject(
  target: HeldProject,
  draft: Draft,
  said: Said,
  owners: ReadonlyMap<string, Owner>,
  state: LedgerState,
  region: string,
) {
  const pick = <T>(field: string, now: T, old: T): T => (said.has(field) ? now : old);
  const code = pick('code', draft.code, target.code);
  const read = code === null ? null : readCode(code, region);
  return {
    code,
    codeForm: read?.ok ? read.form : null,
    name: pick('name', draft.name, target.name),
    owner: pick('owner', draft.owner ?? owners.get(ownerKey(draft))?.name ?? '', target.owner),
    place: pick('place', draft.place ?? '', target.place),
    industry: pick('industry', draft.industry, target.industry),
    line: pick('line', draft.line, target.line),
    constructionKind: pick('constructionKind', draft.constructionKind, target.constructionKind),
    content: pick('content', draft.content ?? '', target.content),
    start: pick<DayRead | null>('start', draft.start, target.start),
    finish: pick<DayRead | null>('finish', draft.finish, target.finish),
    totalYuan: pick('total', draft.totalYuan, target.totalYuan),
    funding: pick('funding', draft.funding ?? '', target.funding),
    note: pick('note', draft.note ?? '', target.note),
    longitude: pick('point', draft.longitude, target.longitude),
    latitude: pick('point', draft.latitude, target.latitude),
    stage: pick<string>('stage', draft.stage ?? target.stage, target.stage),
    sideState: said.has('stage') ? draft.sideState : target.sideState,
    placeId: state.placeId(draft.place ?? ''),
  };
}

/** The lines of this year and of earlier plans as they become; a line that only follows the project's total, stage or line is among them. */
export function mergeYears(
  target: HeldProject,
  draft: Draft,
  next: ReturnType<typeof mergeProject>,
  said: Said,
  year: number,
): Record<string, unknown>[] {
  const held = target.years.get(year);
  const opens = !held || held.left || held.basis === 'later';
  const stage =
    opens && draft.stage === null && !said.has('stage') && target.stage === 'idea' && draft.pool === 'annual'
      ? stageByRule('annual', draft.nature)
      : next.stage;
  const now = (field: string): boolean => said.has(`${field}:${year}`);
  const lines: Record<string, unknown>[] = [];
  if (!opens || now('pool'))
    lines.push({
      year,
      pool: now('pool') ? draft.pool : held!.pool,
      nature: now('nature') || (now('pool') && draft.pool === 'reserve') ? draft.nature : opens ? draft.nature : held!.nature,
      nature_basis: now('nature') || opens ? draft.natureBasis : held!.natureBasis,
      maturity:
        (now('pool') ? draft.pool : held!.pool) === 'reserve' ? (now('maturity') || now('pool') ? draft.maturity : held!.maturity) : null,
      total_yuan: next.totalYuan,
      annual_plan_yuan: now('annualPlan') ? draft.annualPlanYuan : (held?.annualPlanYuan ?? null),
      done_before_yuan: now('doneBefore') ? draft.doneBeforeYuan : (held?.doneBeforeYuan ?? null),
      line_code: next.line,
      stage,
      basis: 'ledger',
    });
  for (const [earlier, plan] of draft.earlierPlans)
    if (said.has(`annualPlan:${earlier}`))
      lines.push({
        year: earlier,
        pool: 'annual',
        nature: laterNature(draft, earlier),
        nature_basis: 'rule',
        maturity: null,
        total_yuan: next.totalYuan,
        annual_plan_yuan: plan.yuan,
        done_before_yuan: null,
        line_code: next.line,
        stage: next.stage,
        basis: 'later',
      });
  return lines;
}
