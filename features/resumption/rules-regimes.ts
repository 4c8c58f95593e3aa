// Which regime judges an enterprise on a day. Of those in force whose conditions fit: a binding one of the widest region goes first (a province ends
// inspections whatever a county still has on its books); otherwise the nearest region's own. Of two of one region the later one; that
// two of one region fit at all is an overlap, which rules-cover.ts finds.
import type { Day } from '../../vocabulary/days.ts';
import { parentOf } from '../../vocabulary/regions.ts';
import type { Sector } from './words.ts';
import type { Conditions, Regime, RegimeRef, RiskLevel } from './words-regimes.ts';

/** What a regime's conditions ask of an enterprise. `risk`: the level of its county on that day; null where none was announced. */
export interface EnterpriseFacts {
  sector: Sector;
  inPark: boolean;
  aboveScale: boolean;
  people: number;
  risk: RiskLevel | null;
}

/** What the days of a regime depend on: the days and versions alone, so that a regime read from a file is reckoned alike. */
export type Dated = { region: string; code: string; version: number; since: string; until: string | null };

/** The region itself and everything above it, nearest first; the product's own last. */
export function chainOf(region: string): string[] {
  const chain: string[] = [];
  for (let code: string | undefined = region; code !== undefined; code = parentOf(code)) chain.push(code);
  return [...chain, '000000'];
}

/**
 * The days during which each version really holds: from its first day up to its own last one, or to the first day of a later version of the same
 * code, whichever comes first. A version that is never reached is left out.
 */
export function spansOf<R extends Dated>(regimes: readonly R[]): { regime: R; since: string; until: string | null }[] {
  return regimes.flatMap((regime) => {
    const later = regimes.filter((one) => one.region === regime.region && one.code === regime.code && one.version > regime.version);
    const ends = [...later.map((one) => one.since), ...(regime.until === null ? [] : [regime.until])].sort();
    const until = ends[0] ?? null;
    return until !== null && until <= regime.since ? [] : [{ regime, since: regime.since, until }];
  });
}

export const fits = (conditions: Conditions, facts: EnterpriseFacts): boolean =>
  (conditions.sectors === undefined || conditions.sectors.includes(facts.sector)) &&
  (conditions.inPark === undefined || conditions.inPark === facts.inPark) &&
  (conditions.aboveScale === undefined || conditions.aboveScale === facts.aboveScale) &&
  (conditions.risks === undefined || (facts.risk !== null && conditions.risks.includes(facts.risk))) &&
  (conditions.peopleFrom === undefined || facts.people >= conditions.peopleFrom) &&
  (conditions.peopleTo === undefined || facts.people < conditions.peopleTo);

/** The regimes in force on a day in a region, those that were withdrawn left out; not yet asked whom they are for. */
function inForce(regimes: readonly Regime[], region: string, day: Day): Regime[] {
  const chain = new Set(chainOf(region));
  return spansOf(regimes.filter((one) => one.withdrawn === null && chain.has(one.region)))
    .filter(({ since, until }) => since <= day && (until === null || until > day))
    .map(({ regime }) => regime);
}

type Ranked = { region: string; code: string; since: string; binding: boolean };
/** How deep in the tree of divisions a code lies: the whole 0, a province 1, a city 2, a county 3. */
const depthOf = (region: string): number => region.replace(/(00)+$/, '').length / 2;

/** Which of several that fit goes before: a binding one, of the widest region first; then the nearest region's own; of one region the later one. */
export const goesBefore = (a: Ranked, b: Ranked): number =>
  Number(b.binding) - Number(a.binding) ||
  (a.binding ? depthOf(a.region) - depthOf(b.region) : depthOf(b.region) - depthOf(a.region)) ||
  (a.since < b.since ? 1 : a.since > b.since ? -1 : 0) ||
  (a.code < b.code ? -1 : 1);

/** The regime an enterprise of that region is judged by on that day; undefined where none says anything about it. */
export function judgeRegime(regimes: readonly Regime[], region: string, day: Day, facts: EnterpriseFacts): Regime | undefined {
  return inForce(regimes, region, day)
    .filter((one) => fits(one.conditions, facts))
    .sort(goesBefore)[0];
}

export const refOf = ({ region, code, version }: RegimeRef): RegimeRef => ({ region, code, version });
export const sameRef = (one: RegimeRef, other: RegimeRef): boolean =>
  one.region === other.region && one.code === other.code && one.version === other.version;
