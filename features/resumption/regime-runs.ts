// Runs over many cases at once: bringing them under the regime of the day, saying beforehand what a regime would do, and undoing a run as a whole.
import { dayOfInstant } from '../../vocabulary/days.ts';
import { newId } from '../../vocabulary/ids.ts';
import { type Acting, broughtUpToDate, hashOf, heldRegime, judged, type Law, missingUnder, numberText, putBack } from './cases.ts';
import { unfinished } from './rules-case.ts';
import { convertState, differencesOf } from './rules-convert.ts';
import { sameRef } from './rules-regimes.ts';
import { cancelVisits, restoreVisits } from './store-appointments.ts';
import { casesIn, loadCase, revokeCertificate } from './store-cases.ts';
import { conversionBy, convertedBy, markUndone } from './store-conversions.ts';
import type { CaseChange } from './words-regimes.ts';

/** What bringing every case of these regions under the law of that day would change. */
export async function foreseen(acting: Acting, law: Law, regions: readonly string[]): Promise<CaseChange[]> {
  const day = dayOfInstant(acting.at);
  const rows = await casesIn(acting.db, regions, { states: unfinished });
  return rows.flatMap((row) => {
    const held = heldRegime(law, row);
    const next = judged(law, row, day);
    if (!next || sameRef(held, next)) return [];
    const blocked = missingUnder(row, next, null).some((one) => one.blocks);
    const after = convertState(row.state, next, blocked).state;
    return [{ region: row.region, case: row.id, enterprise: row.enterprise, before: row.state, after, changes: differencesOf(held, next) }];
  });
}

/** Brings every case of these regions that the law has overtaken under the regime of the day, as one run. */
export async function convertAll(
  acting: Acting,
  law: Law,
  regions: readonly string[],
  reason: string,
): Promise<{ run: string; cases: CaseChange[] }> {
  const run = newId();
  const day = dayOfInstant(acting.at);
  const cases: CaseChange[] = [];
  for (const row of await casesIn(acting.db, regions, { states: unfinished, lock: true })) {
    // A case that no regime speaks of stays where it is; the checker names the hole.
    const next = judged(law, row, day);
    const held = heldRegime(law, row);
    if (!next || sameRef(held, next)) continue;
    const done = await broughtUpToDate(acting, law, row, { id: run, reason });
    cases.push({
      region: row.region,
      case: row.id,
      enterprise: row.enterprise,
      before: row.state,
      after: done.row.state,
      changes: differencesOf(held, next),
    });
  }
  return { run, cases };
}

export interface Undone {
  cases: CaseChange[];
  moved: number;
  voided: string[];
}

/**
 * Undoes a run as a whole: each case is what it was before, with what happened in between kept in its steps. Numbers given since are void and are not
 * given again; their certificates say so. `dry`: only says what would happen.
 */
export async function undoRun(
  acting: Acting,
  law: Law,
  regions: readonly string[],
  id: string,
  {
    reason,
    dry,
    countyName,
    tokenFor,
  }: { reason: string; dry: boolean; countyName(code: string): string; tokenFor(place: { region: string; id: string }): string },
): Promise<Undone> {
  const undone: Undone = { cases: [], moved: 0, voided: [] };
  const run = (await conversionBy(acting.db, regions, id)).find((one) => one.undone === null);
  if (!run) return undone;
  for (const { region, caseId, before, facts, later } of await convertedBy(acting.db, regions, id)) {
    const row = await loadCase(acting.db, { region, id: caseId }, true);
    if (!row) continue;
    const since = before.number === null && row.number !== null;
    if (later > 0) undone.moved += 1;
    if (since) undone.voided.push(numberText(countyName(region), row.filedYear!, row.number!));
    undone.cases.push({
      region,
      case: caseId,
      enterprise: row.enterprise,
      before: row.state,
      after: before.state,
      changes: differencesOf(heldRegime(law, row), heldRegime(law, before)),
    });
    if (dry) continue;
    await cancelVisits(acting.db, { region, id: caseId }, '口径转换已撤销');
    await restoreVisits(acting.db, region, facts.visits ?? []);
    if (since) await revokeCertificate(acting.db, hashOf(tokenFor({ region, id: caseId })), dayOfInstant(acting.at));
    await putBack(acting, law, row, before, {
      id,
      convertedOn: run.on,
      reason,
      facts: {
        changes: differencesOf(heldRegime(law, row), heldRegime(law, before)),
        ...(since && { voided: numberText(countyName(region), row.filedYear!, row.number!) }),
      },
    });
  }
  if (!dry) await markUndone(acting.db, regions, id, { name: acting.by.name, at: acting.at, reason });
  return undone;
}
