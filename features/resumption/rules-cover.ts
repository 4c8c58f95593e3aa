// Holes and overlaps of regimes, exactly: days, sectors, park, scale, risk and number of people make a space of boxes; every box is asked which
// regimes speak of it. None is a hole, two of one region and one rank an overlap. Equal neighbours are put together again, so that
// what is reported is as few and as large boxes as the sweep finds. A binding regime and one of another region are no overlap: rank decides, and
// which goes before is said. So is a version that never holds.
import { chainOf, type Dated, fits, goesBefore, spansOf } from './rules-regimes.ts';
import { Sector } from './words.ts';
import { type Conditions, type RegimeRef, RiskLevel } from './words-regimes.ts';

export type Covering = Dated & { binding: boolean; conditions: Conditions };

/** Days from `since` up to and not including `until` (null: for ever) and the enterprises of `conditions`. */
export interface Hole {
  since: string;
  until: string | null;
  conditions: Conditions;
}
export interface Overlap extends Hole {
  /** Region, code and version of those that all speak of it. */
  regimes: RegimeRef[];
}
/** Several ranks speak of it, and this one holds. */
export interface Decided extends Hole {
  holds: RegimeRef;
  before: RegimeRef[];
}
/**
 * A version that judges nobody on any day: a later version takes its place before it begins (`replacedBy`), or others go before it wherever it speaks
 * (`overruled`).
 */
export interface Never extends RegimeRef {
  replacedBy: { version: number; since: string } | null;
  overruled: boolean;
}
export interface Cover {
  holes: Hole[];
  overlaps: Overlap[];
  decided: Decided[];
  /** Versions that are in force on a day that was looked at, and those of them that judge somebody. */
  speaking: string[];
  holding: string[];
}

/** Versions that judge nobody, of those that were looked at somewhere. */
const neverOf = (regimes: readonly Dated[], covers: readonly Cover[]): Never[] => {
  const reached = new Set(spansOf(regimes).map(({ regime }) => regime));
  const speaking = new Set(covers.flatMap((one) => one.speaking));
  const holding = new Set(covers.flatMap((one) => one.holding));
  return regimes
    .filter((one) => !reached.has(one) || (speaking.has(nameOf(one)) && !holding.has(nameOf(one))))
    .map((one) => {
      const { region, code, version } = one;
      const later = regimes
        .filter((other) => other.region === region && other.code === code && other.version > version && other.since <= one.since)
        .sort((a, b) => a.version - b.version)[0];
      const overruled = reached.has(one);
      return { region, code, version, replacedBy: later && !overruled ? { version: later.version, since: later.since } : null, overruled };
    });
};

const nameOf = ({ region, code, version }: RegimeRef): string => `${region}/${code}@${version}`;
const refOf = (text: string): RegimeRef => {
  const [, region, code, version] = /^(\d*)\/(.*)@(\d+)$/.exec(text)!;
  return { region: region!, code: code!, version: Number(version) };
};

const everyPerson = 1_000_000;
type Box = {
  /** Half-open, by index into the days and the counts of people that occur. */
  days: [number, number];
  people: [number, number];
  sectors: number;
  parks: number;
  scales: number;
  risks: number;
  who: string;
};

/** Sectors (and other sets) that no regime tells apart are one, so that the boxes stay few. Answers bit masks over `all`. */
function classesOf<T>(all: readonly T[], sets: readonly (readonly T[] | undefined)[]): number[] {
  const byBehaviour = new Map<string, number>();
  for (const [index, one] of all.entries()) {
    const behaviour = sets.map((set) => (set === undefined || set.includes(one) ? '1' : '0')).join('');
    byBehaviour.set(behaviour, (byBehaviour.get(behaviour) ?? 0) | (1 << index));
  }
  return [...byBehaviour.values()];
}

const first = <T>(all: readonly T[], mask: number): T => all[31 - Math.clz32(mask & -mask)]!;
const truths = [false, true] as const;

/**
 * Checks regimes against one another between two days; without `from` from the first day that any of them speaks of, without `until` for ever.
 */
export function coverOf(
  regimes: readonly Covering[],
  { from, until }: { from?: string | undefined; until?: string | null | undefined } = {},
): Cover {
  const spans = spansOf(regimes);
  if (spans.length === 0) return { holes: [], overlaps: [], decided: [], speaking: [], holding: [] };
  const begin = from ?? spans.map((one) => one.since).sort()[0]!;
  const end = until ?? null;
  const days = [
    ...new Set([begin, ...(end === null ? [] : [end]), ...spans.flatMap((one) => [one.since, ...(one.until === null ? [] : [one.until])])]),
  ]
    .filter((day) => day >= begin && (end === null || day <= end))
    .sort();
  const dayEnd = end === null ? days.length : days.length - 1;
  const conditions = spans.map(({ regime }) => regime.conditions);
  const people = [
    ...new Set([0, everyPerson, ...conditions.flatMap((one) => [one.peopleFrom ?? 0, Math.min(one.peopleTo ?? everyPerson, everyPerson)])]),
  ].sort((a, b) => a - b);
  const sectors = classesOf(
    Sector.options,
    conditions.map((one) => one.sectors),
  );
  const parks = classesOf(
    truths,
    conditions.map((one) => (one.inPark === undefined ? undefined : [one.inPark])),
  );
  const scales = classesOf(
    truths,
    conditions.map((one) => (one.aboveScale === undefined ? undefined : [one.aboveScale])),
  );
  const risks = classesOf(
    RiskLevel.options,
    conditions.map((one) => one.risks),
  );

  const holes: Box[] = [];
  const overlaps: Box[] = [];
  const decided: Box[] = [];
  const heard = new Set<string>();
  const holding = new Set<string>();
  for (let day = 0; day < dayEnd; day += 1) {
    const active = spans.filter((one) => one.since <= days[day]! && (one.until === null || one.until > days[day]!));
    for (let count = 0; count + 1 < people.length; count += 1)
      for (const sector of sectors)
        for (const park of parks)
          for (const scale of scales)
            for (const risk of risks) {
              const facts = {
                sector: first(Sector.options, sector),
                inPark: first(truths, park),
                aboveScale: first(truths, scale),
                risk: first(RiskLevel.options, risk),
                people: people[count]!,
              };
              const speaking = active.filter(({ regime }) => fits(regime.conditions, facts)).map(({ regime }) => regime);
              const box: Omit<Box, 'who'> = {
                days: [day, day + 1],
                people: [count, count + 1],
                sectors: sector,
                parks: park,
                scales: scale,
                risks: risk,
              };
              if (speaking.length === 0) holes.push({ ...box, who: '' });
              const ranks = [...Map.groupBy(speaking, (one) => `${one.region} ${one.binding}`).values()];
              for (const rank of ranks) if (rank.length > 1) overlaps.push({ ...box, who: rank.map(nameOf).sort().join('|') });
              const inOrder = speaking.toSorted(goesBefore).map(nameOf);
              for (const one of inOrder) heard.add(one);
              if (inOrder[0] !== undefined) holding.add(inOrder[0]);
              if (ranks.length > 1) decided.push({ ...box, who: inOrder.join('|') });
            }
  }

  const said = (box: Box): Hole => ({
    since: days[box.days[0]]!,
    until: box.days[1] === days.length ? null : days[box.days[1]]!,
    conditions: {
      ...chosen('sectors', Sector.options, box.sectors),
      ...single('inPark', box.parks),
      ...single('aboveScale', box.scales),
      ...chosen('risks', RiskLevel.options, box.risks),
      ...(people[box.people[0]]! > 0 && { peopleFrom: people[box.people[0]]! }),
      ...(people[box.people[1]]! < everyPerson && { peopleTo: people[box.people[1]]! }),
    } as Conditions,
  });
  return {
    holes: merged(holes).map(said),
    overlaps: merged(overlaps).map((box) => ({ ...said(box), regimes: box.who.split('|').map(refOf) })),
    decided: merged(decided).map((box) => {
      const [holds, ...before] = box.who.split('|').map(refOf);
      return { ...said(box), holds: holds!, before };
    }),
    speaking: [...heard],
    holding: [...holding],
  };
}

/** What is said of a box, and the counties where it holds. */
export type Below<T> = T & { regions: string[] };

/**
 * The cover of every county by itself, from its own regimes and everything above it; counties that have the same regimes are reckoned once, and what is
 * the same in several is said once. `regimes`: of all these counties and above.
 */
export function coverBelow(
  regimes: readonly Covering[],
  counties: readonly string[],
  span: { from?: string | undefined; until?: string | null | undefined } = {},
): { holes: Below<Hole>[]; overlaps: Below<Overlap>[]; decided: Below<Decided>[]; never: Never[] } {
  const groups = Map.groupBy(counties, (county) => {
    const chain = new Set(chainOf(county));
    return regimes
      .filter((one) => chain.has(one.region))
      .map(nameOf)
      .join('|');
  });
  const told = [...groups.values()].map((regions) => {
    const chain = new Set(chainOf(regions[0]!));
    return {
      regions,
      cover: coverOf(
        regimes.filter((one) => chain.has(one.region)),
        span,
      ),
    };
  });
  const once = <T>(of: (cover: Cover) => readonly T[]): Below<T>[] => {
    const all = told.flatMap(({ regions, cover }) => of(cover).map((one) => ({ one, regions })));
    return [...Map.groupBy(all, ({ one }) => JSON.stringify(one)).values()].map((same) => ({
      ...same[0]!.one,
      regions: same.flatMap(({ regions }) => regions).sort(),
    }));
  };
  return {
    holes: once((cover) => cover.holes),
    overlaps: once((cover) => cover.overlaps),
    decided: once((cover) => cover.decided),
    never: neverOf(
      regimes,
      told.map(({ cover }) => cover),
    ),
  };
}

const chosen = <T>(name: string, all: readonly T[], mask: number): Record<string, T[]> =>
  mask === (1 << all.length) - 1 ? {} : { [name]: all.filter((_, index) => mask & (1 << index)) };
const single = (name: string, mask: number): Record<string, boolean> => (mask === 3 ? {} : { [name]: mask === 2 });

/** Puts boxes together that differ in one direction alone and touch there, until nothing more fits together. */
function merged(boxes: Box[]): Box[] {
  let now = boxes;
  for (let before = -1; before !== now.length; ) {
    before = now.length;
    for (const direction of ['sectors', 'parks', 'scales', 'risks'] as const) now = joinSets(now, direction);
    for (const direction of ['people', 'days'] as const) now = joinSpans(now, direction);
  }
  return now.sort((a, b) => a.days[0] - b.days[0] || a.people[0] - b.people[0] || a.sectors - b.sectors);
}

const keyWithout = (box: Box, direction: keyof Box): string => JSON.stringify({ ...box, [direction]: 0 });

function joinSets(boxes: readonly Box[], direction: 'sectors' | 'parks' | 'scales' | 'risks'): Box[] {
  return [...Map.groupBy(boxes, (box) => keyWithout(box, direction)).values()].map((same) => ({
    ...same[0]!,
    [direction]: same.reduce((mask, box) => mask | box[direction], 0),
  }));
}

function joinSpans(boxes: readonly Box[], direction: 'people' | 'days'): Box[] {
  return [...Map.groupBy(boxes, (box) => keyWithout(box, direction)).values()].flatMap((same) => {
    const joined: Box[] = [];
    for (const box of same.sort((a, b) => a[direction][0] - b[direction][0])) {
      const last = joined.at(-1);
      if (last && last[direction][1] === box[direction][0])
        joined[joined.length - 1] = { ...last, [direction]: [last[direction][0], box[direction][1]] };
      else joined.push(box);
    }
    return joined;
  });
}
