// A case as it is told: where it stands, by which regime, who acts and until when, now or as of an earlier day. A case that nobody has brought under
// the regime of the day yet is told as the law has it, and says that this is still to be done on the books.
import type { Db } from '../../platform/db/database.ts';
import { addDays, type Day, dayOfInstant, daysBetween } from '../../vocabulary/days.ts';
import { clerkNamed, judged, type Law, missingUnder, numberText } from './cases.ts';
import { dueOf, filingOver, follow, nextWords, ruleOf, unfinished } from './rules-case.ts';
import { convertState } from './rules-convert.ts';
import type { Missing } from './rules-papers.ts';
import { sameRef } from './rules-regimes.ts';
import { type CaseRow, casesIn, lastReports, stepsOn } from './store-cases.ts';
import type { CaseAction, CaseState, Words } from './words.ts';
import type { CaseLine } from './words-cases.ts';
import type { Regime } from './words-regimes.ts';

/** Where a case stood: its row now, or what its steps said on a day. */
interface Standing {
  state: CaseState;
  since: string;
  dueOn: string;
  regime: CaseRow['regime'];
  filed: boolean;
  resumedOn: string | null;
}

/** Who exactly acts; `group` are the departments that are still asked. */
function ownerOf(row: CaseRow, state: CaseState, regime: Regime, county: Words, group?: readonly Words[]): Words {
  const { actor } = ruleOf(state, regime.mode);
  if (actor === 'enterprise') return { zh: row.enterprise, en: row.enterprise };
  if (actor === 'departments') {
    const all = group ?? regime.content.departments;
    if (all.length > 0) return { zh: all.map((one) => one.zh).join('、'), en: all.map((one) => one.en).join(', ') };
  }
  if (regime.addressee === 'park' && row.parkName !== '') return { zh: row.parkName, en: row.parkName };
  if (regime.addressee === 'sector' && row.sectorDepartment !== '') {
    const name = `${county.zh}${row.sectorDepartment}`;
    return { zh: name, en: name };
  }
  return { zh: `${county.zh}复工专班`, en: `Resumption office of ${county.en}` };
}

/** States in which papers are gathered or looked through. */
const gathering: readonly CaseState[] = ['draft', 'submitted', 'incomplete'];

/** What is missing as the case stands: what the clerk named first, then what the regime asks. */
export const missingNow = (row: CaseRow, regime: Regime, law: Law, day: Day): Missing[] => [
  ...(row.state === 'incomplete' ? clerkNamed(row) : []),
  ...missingUnder(row, regime, law, day),
];

export function lineOf(row: CaseRow, standing: Standing, law: Law, day: Day, county: Words, group?: readonly Words[]): CaseLine {
  const held = law.regimes.find((one) => sameRef(one, standing.regime))!;
  const now = unfinished.includes(standing.state) ? (judged(law, row, day) ?? held) : held;
  const pending = !sameRef(held, now);
  const blocked = pending && missingUnder(row, now, law, day).some((one) => one.blocks);
  const state = pending ? convertState(standing.state, now, blocked).state : standing.state;
  const validUntil = standing.filed ? row.validUntil : null;
  const over = filingOver({ state, validUntil }, day);
  const dueOn = over ? validUntil! : pending ? dueOf(state, now.mode, now.content, now.since as Day) : standing.dueOn;
  const rule = ruleOf(state, now.mode);
  return {
    region: row.region,
    id: row.id,
    enterpriseId: row.enterpriseId,
    enterprise: row.enterprise,
    sector: row.sector,
    people: row.people,
    state,
    since: standing.since,
    dueOn,
    overdueDays: Math.max(0, daysBetween(dueOn as Day, day)),
    regime: { region: now.region, code: now.code, version: now.version, zh: now.zh, en: now.en, mode: now.mode, pending },
    actor: rule.actor,
    owner: ownerOf(row, state, now, county, group),
    next: nextWords[over ? 'over' : rule.next],
    // A step taken since that day may have changed what it said then.
    missing: gathering.includes(state) && standing.state === row.state ? missingNow(row, now, law, day) : [],
    number: standing.filed && row.filedYear !== null && row.number !== null ? numberText(county.zh, row.filedYear, row.number) : '',
    validUntil,
    resumedOn: standing.resumedOn,
  };
}

export const standingNow = (row: CaseRow): Standing => ({
  state: row.state,
  since: dayOfInstant(row.stateSince),
  dueOn: row.dueOn,
  regime: row.regime,
  filed: row.number !== null,
  resumedOn: row.resumedOn,
});

/** Every case in reach as it stood at the end of a day; null: as they stand now. */
export async function linesOn(
  db: Db,
  law: Law,
  regions: readonly string[],
  { on, today, enterprise, search }: { on: Day | null; today: Day; enterprise?: string | undefined; search?: string | undefined },
  countyOf: (code: string) => Words,
): Promise<CaseLine[]> {
  const rows = await casesIn(db, regions, { enterprise, search });
  if (on === null || on >= today) return rows.map((row) => lineOf(row, standingNow(row), law, today, countyOf(row.region)));
  const reports = await lastReports(db, regions, on);
  const then = new Map((await stepsOn(db, regions, on)).map((step) => [step.caseId, step]));
  return rows.flatMap((row) => {
    const step = then.get(row.id);
    if (!step) return [];
    const standing: Standing = {
      state: step.state,
      since: step.day,
      dueOn: step.state === 'open' ? dueAfter(step.dueOn, reports.get(row.enterpriseId)) : step.dueOn,
      regime: step.regime,
      filed: row.filedAt !== null && dayOfInstant(row.filedAt) <= on,
      resumedOn: row.resumedOn !== null && row.resumedOn <= on ? row.resumedOn : null,
    };
    return [lineOf(row, standing, law, on, countyOf(row.region))];
  });
}

/** An open enterprise is due on the day after its last report. */
const dueAfter = (due: string, reported: string | undefined): string =>
  reported !== undefined && reported >= due ? addDays(reported as Day, 1) : due;

/** What the table lets be done, as far as the caller's permissions go. */
export function actionsFor(row: CaseRow, regime: Regime, may: (permission: string) => boolean): CaseAction[] {
  const needs: Partial<Record<CaseAction, string>> = {
    submit: 'resumption.apply',
    mend: 'resumption.apply',
    open: 'resumption.apply',
    withdraw: 'resumption.apply',
    return: 'resumption.handle',
    complete: 'resumption.handle',
    appoint: 'resumption.handle',
    reappoint: 'resumption.handle',
    suspend: 'resumption.handle',
    reopen: 'resumption.handle',
    revoke: 'resumption.handle',
    file: 'resumption.file',
  };
  return (Object.keys(needs) as CaseAction[]).filter((action) => 'ok' in follow(row.state, action, regime.mode) && may(needs[action]!));
}
