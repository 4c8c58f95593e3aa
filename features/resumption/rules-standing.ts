// Where an enterprise stood at the end of a day, replayed from what happened to it: how it was on the list, its cases' steps, its difficulties. What
// came later changes nothing of an earlier day. What was reported of the day itself is taken as it was told last. Pure.
import type { CaseAction, CaseState, Sector } from './words.ts';
import type { DifficultyAction } from './words-difficulties.ts';

/** Since a day, whether it is expected to resume, sector, park and its name, people employed. */
type Listing = [since: string, expected: boolean, sector: Sector, parkId: string | null, park: string, employed: number];
/** In the order in which they were taken. `voided` is a filing whose number was taken back with the regime it was made under. */
type CaseStep = [day: string, action: CaseAction | 'voided', state: CaseState];
type DifficultyStep = [difficulty: string, at: string, action: DifficultyAction, dueAt: string | null];

/** All that happened to an enterprise, each in its order. */
export type History = { id: string; name: string; listings: Listing[]; steps: CaseStep[]; difficulties: DifficultyStep[] };
/** What was told of a day: people back, output, output of last year, days the shortest supply lasts. */
export type Report = [
  id: string,
  peopleBack: number | null,
  outputYuan: number | null,
  lastYearYuan: number | null,
  supplyDays: number | null,
];

/** What is known of an enterprise on the list on a day. Null is "not reported". */
export type EnterpriseDay = {
  region: string;
  id: string;
  name: string;
  sector: Sector;
  parkId: string | null;
  park: string;
  employed: number;
  state: CaseState | null;
  applied: boolean;
  inspected: boolean;
  accepted: boolean;
  filed: boolean;
  peopleBack: number | null;
  outputYuan: number | null;
  lastYearYuan: number | null;
  supplyDays: number | null;
  /** By when each open difficulty had to be answered; null where it is answered and waits for the enterprise. */
  openDue: readonly (string | null)[];
};

/** An enterprise at the end of a day; undefined where it was not on the list or not expected to resume. `until`: the instant at which the day ended. */
export function standingOn(
  region: string,
  history: History,
  { day, until }: { day: string; until: string },
  report: Report | undefined,
): EnterpriseDay | undefined {
  const listing = history.listings.findLast(([since]) => since <= day);
  if (!listing?.[1]) return undefined;
  const [, , sector, parkId, park, employed] = listing;
  const standing: EnterpriseDay = {
    region,
    id: history.id,
    name: history.name,
    sector,
    parkId,
    park,
    employed,
    state: null,
    applied: false,
    inspected: false,
    accepted: false,
    filed: false,
    peopleBack: report?.[1] ?? null,
    outputYuan: report?.[2] ?? null,
    lastYearYuan: report?.[3] ?? null,
    supplyDays: report?.[4] ?? null,
    openDue: openOn(history.difficulties, until),
  };
  for (const [on, action, state] of history.steps) {
    if (on > day) continue;
    standing.state = state;
    if (action === 'submit') standing.applied = true;
    else if (action === 'visit') standing.inspected = true;
    else if (action === 'accept') standing.accepted = true;
    else if (action === 'file') standing.filed = true;
  }
  return standing;
}

const none: readonly (string | null)[] = [];

/** The difficulties not solved and not withdrawn at an instant: by when each had to be answered, null where it was answered. */
function openOn(steps: readonly DifficultyStep[], until: string): readonly (string | null)[] {
  if (steps.length === 0) return none;
  const open = new Map<string, string | null>();
  for (const [difficulty, at, action, dueAt] of steps) {
    if (at >= until) continue;
    if (action === 'confirm' || action === 'withdraw') open.delete(difficulty);
    else open.set(difficulty, action === 'answer' ? null : dueAt);
  }
  return open.size === 0 ? none : [...open.values()];
}
