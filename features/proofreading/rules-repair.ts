// From constraints to relations, repairs and clusters. A cluster is one error: the failing relations that the same change mends. Its repairs
// are all single changes after which every relation of the changed figure holds that held before or belongs to the error; only when there is
// none, the smallest sets of changes. Prose and tables both end here; what a cluster is called is rules-say.ts.
import type { Constraint, Lookup, Words } from './rules-constraints.ts';
import { compare, decimalText, type Exact, exact, isZero, over, placesOf, printed, unitKind, worth } from './rules-decimal.ts';
import type { Relation, Repair, Statement } from './rules-model.ts';

/** One error. `relations` are indexes into the constraints given, the first of them is the plainest; `close` are sums that only rounding explains. */
export type Cluster = { relations: number[]; follows: number[]; repairs: Repair[] };
export type Settled = { relations: Relation[]; clusters: Cluster[]; close: number[] };

type Change = { term: string; to: Exact; bound: 'atMost' | 'atLeast' | null };

/** Tries of the search for more than one change; beyond it the error is told without repairs. */
const mostTries = 20_000;
const mostRepairs = 24;
const mostTogether = 24;

/**
 * Relations stand in the order of the constraints, with ids r1, r2 …. `from` is the number of the first id when a text is settled in parts.
 * Every constraint's terms must be among the statements.
 */
export function settle(statements: readonly Statement[], constraints: readonly Constraint[], from = 1): Settled {
  const byId = new Map(statements.map((each) => [each.id, each]));
  const worths = new Map(statements.map((each) => [each.id, worth(each)]));
  const printedValue: Lookup = (id) => worths.get(id)!;
  const touching = new Map<string, number[]>();
  constraints.forEach((constraint, index) => {
    for (const term of constraint.terms) {
      const list = touching.get(term.statement);
      if (list) list.push(index);
      else touching.set(term.statement, [index]);
    }
  });
  const judged = constraints.map((constraint) => constraint.judge(printedValue));
  const strict = strictness(constraints, judged, printedValue);
  const holdsWith = (index: number, value: Lookup): boolean => {
    const judgement = constraints[index]!.judge(value);
    return judgement === 'exact' || (judgement === 'close' && !strict(constraints[index]!));
  };
  const held = constraints.map((constraint, index) => judged[index] === 'exact' || (judged[index] === 'close' && !strict(constraint)));
  const failing = constraints.map((_, index) => index).filter((index) => !held[index]);
  const equalities = failing.filter((index) => constraints[index]!.equality && !constraints[index]!.derived);
  const search: Search = { constraints, byId, printedValue, touching, held, holdsWith, tries: 0 };

  const clusters: Cluster[] = [];
  const found: { cluster: Cluster; sets: Change[][] }[] = [];
  for (const component of components(equalities, constraints))
    for (const part of explain(search, component)) {
      const cluster: Cluster = { relations: part.relations, follows: [], repairs: [] };
      clusters.push(cluster);
      found.push({ cluster, sets: part.sets });
    }
  // An inequality that fails belongs to an error whose repair also mends it; else it is an error of its own.
  for (const index of failing) {
    const constraint = constraints[index]!;
    if (constraint.equality || constraint.derived) continue;
    let explained = false;
    for (const each of found) {
      const mending = each.sets.filter((set) => holdsWith(index, overridden(printedValue, set)));
      if (mending.length === 0) continue;
      each.sets = mending;
      each.cluster.follows.push(index);
      explained = true;
    }
    if (explained) continue;
    const cluster: Cluster = { relations: [index], follows: [], repairs: [] };
    clusters.push(cluster);
    found.push({ cluster, sets: singles(search, [index]) });
  }
  // What is derived fails along with its source; alone only when no source was written down.
  for (const index of failing) {
    const constraint = constraints[index]!;
    if (!constraint.derived) continue;
    const terms = new Set(constraint.terms.map((term) => term.statement));
    const sources = found.filter((each) =>
      each.cluster.relations.some((other) => constraints[other]!.terms.some((term) => terms.has(term.statement))),
    );
    for (const each of sources) each.cluster.follows.push(index);
    if (sources.length > 0) continue;
    const cluster: Cluster = { relations: [index], follows: [], repairs: [] };
    clusters.push(cluster);
    found.push({ cluster, sets: singles(search, [index]) });
  }
  for (const each of found) each.cluster.repairs = each.sets.slice(0, mostRepairs).map((set) => worded(search, set, each.cluster));
  clusters.sort((a, b) => a.relations[0]! - b.relations[0]!);

  const id = (index: number): string => `r${from + index}`;
  const owner = new Map<number, Cluster>();
  for (const cluster of clusters)
    for (const index of [...cluster.relations, ...cluster.follows]) if (!owner.has(index)) owner.set(index, cluster);
  const relations = constraints.map((constraint, index): Relation => {
    const cluster = owner.get(index);
    const failed = !held[index];
    return {
      id: id(index),
      kind: constraint.kind,
      terms: constraint.terms,
      holds: !failed,
      difference: judged[index] === 'exact' ? '0' : constraint.difference(printedValue),
      arithmetic: constraint.arithmetic(printedValue),
      repairs: failed && cluster ? cluster.repairs : [],
      follows: failed && cluster && cluster.relations[0] !== index ? [id(cluster.relations[0]!)] : [],
    };
  });
  return {
    relations,
    clusters,
    close: constraints.map((_, index) => index).filter((index) => judged[index] === 'close' && held[index] && !constraints[index]!.cut),
  };
}

/**
 * Whether a sum that is off by no more than the rounding of its terms must close nevertheless. Few terms must, unless the text shows that it
 * rounds: no other sum of as many places closes, and others are printed in fewer; or more are off than close. Long columns must only where
 * most others close. A percentage that was cut off must have been rounded where the text's other percentages show that it rounds.
 */
function strictness(constraints: readonly Constraint[], judged: readonly string[], value: Lookup): (constraint: Constraint) => boolean {
  const exactAt: number[] = [];
  const closeAt: number[] = [];
  const roundsUp = new Map<number, number>();
  const cutsOff = new Map<number, number>();
  const add = (to: Map<number, number>, places: number): Map<number, number> => to.set(places, (to.get(places) ?? 0) + 1);
  const allAt = constraints.map((constraint) => (constraint.derived ? null : constraint.places)).filter((places) => places !== null);
  constraints.forEach((constraint, index) => {
    if (constraint.derived) return;
    if (constraint.cut && judged[index] === 'exact' && constraint.cut.rounds(value)) add(roundsUp, constraint.cut.places);
    if (constraint.cut && judged[index] === 'close') add(cutsOff, constraint.cut.places);
    if (constraint.places === null) return;
    if (judged[index] === 'exact') exactAt.push(constraint.places);
    if (judged[index] === 'close') closeAt.push(constraint.places);
  });
  const count = (places: number[], least: number): number => places.filter((each) => each >= least).length;
  const verdicts = new Map<string, boolean>();
  return (constraint) => {
    if (constraint.cut) return (roundsUp.get(constraint.cut.places) ?? 0) >= Math.max(1, cutsOff.get(constraint.cut.places) ?? 0);
    if (constraint.places === null) return true;
    const short = constraint.terms.length <= 6;
    const key = `${constraint.places} ${short}`;
    const known = verdicts.get(key);
    if (known !== undefined) return known;
    const witnesses = count(exactAt, constraint.places);
    const rounded = closeAt.filter((each) => each === constraint.places).length;
    const coarser = constraint.places <= 1 && allAt.some((each) => each < constraint.places!);
    const verdict = short ? (witnesses === 0 ? rounded <= 1 && !coarser : witnesses >= rounded) : witnesses > rounded * 2;
    verdicts.set(key, verdict);
    return verdict;
  };
}

/** Groups of failing relations that share a term. */
function components(failing: number[], constraints: readonly Constraint[]): number[][] {
  const leader = new Map(failing.map((index) => [index, index]));
  const root = (index: number): number => {
    let at = index;
    while (leader.get(at) !== at) at = leader.get(at)!;
    return at;
  };
  const seen = new Map<string, number>();
  for (const index of failing)
    for (const term of constraints[index]!.terms) {
      const other = seen.get(term.statement);
      if (other === undefined) seen.set(term.statement, index);
      else if (root(other) !== root(index)) leader.set(root(index), root(other));
    }
  const groups = new Map<number, number[]>();
  for (const index of failing) groups.set(root(index), [...(groups.get(root(index)) ?? []), index]);
  return [...groups.values()];
}

type Search = {
  constraints: readonly Constraint[];
  byId: ReadonlyMap<string, Statement>;
  printedValue: Lookup;
  touching: ReadonlyMap<string, number[]>;
  held: readonly boolean[];
  holdsWith: (index: number, value: Lookup) => boolean;
  tries: number;
};

function overridden(value: Lookup, changes: readonly Change[]): Lookup {
  return (id) => changes.find((change) => change.term === id)?.to ?? value(id);
}

/** Single changes that mend all of these, and leave whole whatever the changed figure takes part in and held before. */
function singles(search: Search, relations: readonly number[]): Change[][] {
  const first = search.constraints[relations[0]!]!;
  const mends = (change: Change): boolean => {
    if (!possible(search, change)) return false;
    const value = overridden(search.printedValue, [change]);
    if (!relations.every((index) => search.holdsWith(index, value))) return false;
    const touched = search.touching.get(change.term) ?? [];
    return touched.every((index) => !search.held[index] || search.constraints[index]!.derived || search.holdsWith(index, value));
  };
  const found: Change[][] = [];
  for (const { statement: term } of first.terms) {
    const own = first.solve(term, search.printedValue).map((solution): Change => ({ term, ...solution }));
    const working = own.filter(mends);
    // A quotient gives its parts only roughly; a sum among the same relations gives them exactly.
    const other =
      working.length > 0 || relations.length < 2
        ? undefined
        : relations
            .slice(1, 12)
            .flatMap((index) => {
              const constraint = search.constraints[index]!;
              const inIt = constraint.terms.some((each) => each.statement === term);
              return inIt ? constraint.solve(term, search.printedValue).map((solution): Change => ({ term, ...solution })) : [];
            })
            .find(mends);
    for (const change of other ? [other] : working) found.push([change]);
  }
  return found;
}

/** A figure is not mended to nothing, to less than nothing, to half a project or to more places than people print. */
function possible(search: Search, change: Change): boolean {
  const statement = search.byId.get(change.term);
  if (!statement || isZero(change.to)) return false;
  if (change.to.n < 0n && statement.value.digits >= 0n) return false;
  const inUnit = over(change.to, unitKind(statement.unit).factor)!;
  if (compare(change.to, search.printedValue(change.term)) === 0) return false;
  if (compare(exact(statement.value), inUnit) === 0) return false;
  return (
    placesOf(inUnit, Math.max(statement.value.scale, statement.dimension === 'money' ? 4 : statement.dimension === 'percent' ? 1 : 0)) !==
    null
  );
}

type Part = { relations: number[]; sets: Change[][] };

/** One error where one change mends all; else as many errors as changes, each with its own repairs; else sets of changes. */
function explain(search: Search, component: number[]): Part[] {
  const together = singles(search, component);
  if (together.length > 0 || component.length === 0) return component.length === 0 ? [] : [{ relations: component, sets: together }];
  if (component.length === 1) return [{ relations: component, sets: several(search, component) }];
  // So much in one knot is told relation by relation: nobody mends it as one error.
  if (component.length > mostTogether) return component.map((index) => ({ relations: [index], sets: singles(search, [index]) }));
  // The change that mends most of them is one error; what it leaves is looked at anew.
  let best: number[] = [];
  for (const index of component) {
    const constraint = search.constraints[index]!;
    for (const { statement: term } of constraint.terms)
      for (const solution of constraint.solve(term, search.printedValue)) {
        const change = { term, ...solution };
        if (!possible(search, change)) continue;
        const value = overridden(search.printedValue, [change]);
        const touched = search.touching.get(term) ?? [];
        const mended = component.filter((other) => touched.includes(other) && search.holdsWith(other, value));
        if (mended.length <= best.length || mended.length < 2) continue;
        if (touched.some((other) => search.held[other] && !search.constraints[other]!.derived && !search.holdsWith(other, value))) continue;
        best = mended;
      }
  }
  if (best.length >= 2) {
    const rest = component.filter((index) => !best.includes(index));
    return [
      { relations: best, sets: singles(search, best) },
      ...components(rest, search.constraints).flatMap((group) => explain(search, group)),
    ];
  }
  const apart = component.map((index) => ({ relations: [index], sets: singles(search, [index]) }));
  if (apart.every((part) => part.sets.length > 0)) return apart.map((part) => ({ ...part, sets: unshared(search, part, component) }));
  const sets = several(search, component);
  return [{ relations: component, sets }];
}

/** Of the repairs of one relation, those that leave the other failing ones alone, when there are any. */
function unshared(search: Search, part: Part, component: number[]): Change[][] {
  const alone = part.sets.filter((set) =>
    set.every((change) => !search.touching.get(change.term)!.some((index) => component.includes(index) && !part.relations.includes(index))),
  );
  return alone.length > 0 ? alone : part.sets;
}

/** The smallest sets of two, else three changes: mend one failing relation, then what that breaks. */
function several(search: Search, component: readonly number[]): Change[][] {
  for (const most of [2, 3]) {
    const found = new Map<string, Change[]>();
    search.tries = 0;
    const go = (changes: Change[]): void => {
      search.tries += 1;
      if (search.tries > mostTries || found.size >= mostRepairs) return;
      const value = overridden(search.printedValue, changes);
      const active = new Set(component);
      for (const change of changes) for (const index of search.touching.get(change.term) ?? []) if (search.held[index]) active.add(index);
      const broken = [...active].find((index) => !search.constraints[index]!.derived && !search.holdsWith(index, value));
      if (broken === undefined) {
        const key = changes
          .map((change) => change.term)
          .sort()
          .join(' ');
        if (changes.length > 0 && !found.has(key)) found.set(key, changes);
        return;
      }
      const constraint = search.constraints[broken]!;
      if (changes.length === most || !constraint.equality) return;
      for (const { statement: term } of constraint.terms) {
        if (changes.some((change) => change.term === term)) continue;
        for (const solution of constraint.solve(term, value)) {
          const change = { term, ...solution };
          if (possible(search, change)) go([...changes, change]);
        }
      }
    };
    go([]);
    if (found.size > 0) return [...found.values()];
  }
  return [];
}

const boundWords = { atMost: '≤', atLeast: '≥' } as const;

function worded(search: Search, set: Change[], cluster: Cluster): Repair {
  const value = overridden(search.printedValue, set);
  const bounded = set.some((change) => change.bound !== null);
  const changes = set.map((change) => {
    const statement = search.byId.get(change.term)!;
    return {
      term: change.term,
      from: decimalText(statement.value),
      to: (change.bound ? boundWords[change.bound] : '') + printed(change.to, statement),
    };
  });
  const said: Words[] = [];
  const say = (index: number): void => {
    const arithmetic = search.constraints[index]!.arithmetic(value);
    said.push({ zh: arithmetic, en: arithmetic });
  };
  for (const index of cluster.relations.slice(0, 3)) say(index);
  const touched = new Set(set.flatMap((change) => search.touching.get(change.term) ?? []));
  for (const index of touched) {
    if (said.length >= 6) break;
    if (cluster.relations.includes(index)) continue;
    const implied = search.constraints[index]!.implies?.(value);
    if (implied) said.push(implied);
  }
  const to = changes.map((change) => `${change.from} → ${change.to}`).join(', ');
  return {
    changes,
    consequence: bounded
      ? { zh: `${to}：在此限内即不再矛盾`, en: `${to}: within this limit nothing contradicts.` }
      : { zh: `改后 ${said.map((each) => each.zh).join('；')}`, en: `Then ${said.map((each) => each.en).join('; ')}.` },
  };
}
