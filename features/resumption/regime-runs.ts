// Runs over many cases at once: bringing them under the regime of the day, saying beforehand what a regime would do, and undoing a run as a whole.
import type { Db } from '../../platform/db/database.ts';
import { dayOfInstant } from '../../vocabulary/days.ts';
import { newId } from '../../vocabulary/ids.ts';
import { type Acting, broughtUpToDate, hashOf, heldRegime, judged, type Law, missingUnder, numberText, putBack } from './cases.ts';
import { unfinished } from './rules-case.ts';
import { convertState, differencesOf } from './rules-convert.ts';
import { refOf, sameRef } from './rules-regimes.ts';
import { cancelVisits, restoreVisits } from './store-appointments.ts';
import { type CaseRow, casesIn, judgedBy, loadCase, revokeCertificate } from './store-cases.ts';
import { conversionBy, convertedBy, markUndone, runsOf } from './store-conversions.ts';
import type { CaseState } from './words.ts';
import type { CaseChange, Regime } from './words-regimes.ts';

/** What bringing every case of these regions under the law of that day would change. */
export async function foreseen(db: Db, law: Law, regions: readonly string[], day: string): Promise<CaseChange[]> {
  const rows = await casesIn(db, regions, { states: unfinished });
  return rows.flatMap((row) => {
    const held = heldRegime(law, row);
    const next = judged(law, row, day);
    if (!next || sameRef(held, next)) return [];
    const blocked = missingUnder(row, next, law, day).some((one) => one.blocks);
    return [changeOf(row, convertState(row.state, next, blocked).state, held, next)];
  });
}

/** How many cases under way are on the books of another regime than the law of that day. */
export async function pendingIn(db: Db, law: Law, regions: readonly string[], day: string): Promise<number> {
  const rows = await judgedBy(db, regions, unfinished);
  return rows.filter((row) => {
    const next = judged(law, row, day);
    return next !== undefined && !sameRef(row.regime, next);
  }).length;
}

const changeOf = (row: CaseRow, after: CaseState, from: Regime, to: Regime): CaseChange => ({
  region: row.region,
  case: row.id,
  enterprise: row.enterprise,
  before: row.state,
  after,
  from: refOf(from),
  to: refOf(to),
  changes: differencesOf(from, to),
});

/** What one regime took over in a run. */
export interface Run {
  id: string;
  regime: Regime;
  cases: number;
}

/**
 * Brings every case of these regions that the law has overtaken under the regime of the day: one run a regime, so that a regime that was entered wrongly
 * is undone without touching what others did. `reasonOf`: what the steps say of each regime.
 */
export async function convertAll(
  acting: Acting,
  law: Law,
  regions: readonly string[],
  reasonOf: (regime: Regime) => string,
): Promise<{ runs: Run[]; cases: CaseChange[] }> {
  const day = dayOfInstant(acting.at);
  const runs = new Map<Regime, Run>();
  const cases: CaseChange[] = [];
  for (const row of await casesIn(acting.db, regions, { states: unfinished, lock: true })) {
    // A case that no regime speaks of stays where it is; the checker names the hole.
    const next = judged(law, row, day);
    const held = heldRegime(law, row);
    if (!next || sameRef(held, next)) continue;
    const run = runs.get(next) ?? { id: newId(), regime: next, cases: 0 };
    runs.set(next, run);
    const done = await broughtUpToDate(acting, law, row, { id: run.id, reason: reasonOf(next) });
    run.cases += 1;
    cases.push(changeOf(row, done.row.state, held, next));
  }
  return { runs: [...runs.values()], cases };
}

export interface Undone {
  cases: CaseChange[];
  moved: number;
  voided: string[];
  /** Cases that another regime has taken over meanwhile: they stay with it. */
  overtaken: number;
}

/**
 * Undoes what a regime took over, as a whole: each case is what it was before, with what happened in between kept in its steps. Numbers given since are
 * void and are not given again; their certificates say so. `dry`: only says what would happen.
 */
export async function undoRegime(
  acting: Acting,
  law: Law,
  regions: readonly string[],
  regime: Regime,
  {
    reason,
    dry,
    countyName,
    tokenFor,
  }: { reason: string; dry: boolean; countyName(code: string): string; tokenFor(place: { region: string; id: string }): string },
): Promise<Undone> {
  const undone: Undone = { cases: [], moved: 0, voided: [], overtaken: 0 };
  const seen = new Set<string>();
  for (const id of await runsOf(acting.db, regions, regime)) {
    const days = new Map((await conversionBy(acting.db, regions, id)).map((one) => [one.region, one.on]));
    for (const { region, caseId, before, facts, later } of await convertedBy(acting.db, regions, id)) {
      const row = await loadCase(acting.db, { region, id: caseId }, true);
      if (!row || seen.has(caseId)) continue;
      seen.add(caseId);
      if (!sameRef(row.regime, regime)) {
        undone.overtaken += 1;
        continue;
      }
      const since = before.number === null && row.number !== null;
      const number = since ? numberText(countyName(region), row.filedYear!, row.number!) : '';
      const back = heldRegime(law, before);
      const change = changeOf(row, before.state, regime, back);
      if (later > 0) undone.moved += 1;
      if (since) undone.voided.push(number);
      undone.cases.push(change);
      if (dry) continue;
      await cancelVisits(acting.db, { region, id: caseId }, '口径转换已撤销');
      await restoreVisits(acting.db, region, facts.visits ?? []);
      if (since) await revokeCertificate(acting.db, hashOf(tokenFor({ region, id: caseId })), dayOfInstant(acting.at));
      await putBack(acting, law, row, before, {
        id,
        convertedOn: days.get(region) ?? dayOfInstant(acting.at),
        reason,
        facts: { changes: change.changes, ...(since && { voided: number }) },
      });
    }
    if (!dry) await markUndone(acting.db, regions, id, { name: acting.by.name, at: acting.at, reason });
  }
  return undone;
}
