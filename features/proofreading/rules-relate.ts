// What must hold between sets: a total and its parts, a quantity said twice, a subset and its whole, the bands between two thresholds with their
// averages, the counties and their city. Everything is found through the sets' own keys, so that a long report costs no more than its figures.
import { type Constraint, linear, restated, type Words } from './rules-constraints.ts';
import { funnels, isComplete, isLevel } from './rules-facets.ts';
import { type Group, type Grouped, sameFacets } from './rules-groups.ts';
import type { Item } from './rules-items.ts';
import type { Statement } from './rules-model.ts';
import type { Places } from './rules-places.ts';
import { averages, bands, yearWithinTotal } from './rules-relate-tiers.ts';
import {
  buckets,
  closes,
  countOf,
  equalValues,
  facetKey,
  list,
  measureIn,
  nearMiss,
  plain,
  same,
  source,
  subjectOf,
  summable,
} from './rules-sets.ts';

export function setConstraints(grouped: Grouped, places: Places): Constraint[] {
  const found: Constraint[] = [];
  for (const group of grouped.groups) {
    if (group.children.length > 0) found.push(...parts(group, places));
    found.push(...averages(group), ...yearWithinTotal(group));
  }
  found.push(
    ...said(grouped),
    ...totalled(grouped),
    ...twice(grouped),
    ...bands(grouped),
    ...counties(grouped, places),
    ...funnel(grouped),
  );
  return found;
}

function parts(group: Group, places: Places): Constraint[] {
  const found: Constraint[] = [];
  for (const bucket of buckets(group)) {
    const children = completePart(bucket);
    const dimension = children[0]!.own.join();
    const kind = dimension === 'place' ? 'counties' : 'sum';
    const apart = disjoint(dimension, children);
    const rows = [...group.measures]
      .map(([measure, item]) => ({ measure, total: item.statement, terms: children.map((child) => measureIn(child, measure)) }))
      .filter((row) => summable(row.total));
    const whole = rows.filter(
      (row) =>
        children.length > 1 &&
        row.terms.every((term) => term !== null && term.dimension === row.total.dimension && term.id !== row.total.id),
    );
    const closing = whole.filter((row) => closes(row.total, row.terms as Statement[]));
    const values = children.map((child) => (dimension === 'place' ? child.place! : (child.facets[dimension] ?? '')));
    const members = dimension === 'place' && group.place ? places.members(group.place) : [];
    const exhaustive =
      apart &&
      (isComplete(dimension, values) ||
        (members.length > 0 && members.every((member) => values.includes(member))) ||
        (closing.length > 0 && (closing.length * 2 >= whole.length || closing.some((row) => row.total.dimension === 'money'))) ||
        children.every((child) => child.via === 'dealt') ||
        saysWhole(children));
    for (const row of rows) {
      const terms = row.terms.filter(
        (term): term is Statement => term !== null && term.dimension === row.total.dimension && term.id !== row.total.id,
      );
      if (terms.length === 0) continue;
      const complete = terms.length === children.length && children.length > 1;
      // 新开工24个、续建30个、前期8个: a list that goes on in another dimension is a whole only together with it.
      const others = complete ? thirds(group, children, row.measure) : [];
      if (others.length > 0 && !closes(row.total, terms)) {
        if (closes(row.total, [...terms, ...others]) || nearMiss(row.total, [...terms, ...others]))
          found.push(
            linear({
              kind,
              left: [row.total],
              right: [...terms, ...others],
              equality: true,
              subject: subjectOf(group, row.measure),
              evidence: source,
            }),
          );
        continue;
      }
      if (complete && apart && (exhaustive || nearMiss(row.total, terms)))
        found.push(
          linear({
            kind,
            left: [row.total],
            right: terms,
            equality: true,
            subject: subjectOf(group, row.measure),
            evidence: row.measure.startsWith('个数') ? list : source,
          }),
        );
      else if (apart && terms.length > 1 && children.every((child) => child.via !== 'after') && [row.total, ...terms].every(plain))
        found.push(
          linear({
            kind: 'subset',
            left: terms,
            right: [row.total],
            equality: false,
            roles: ['part', 'whole'],
            subject: subjectOf(group, row.measure, { zh: '（各部分之和不应大于总数）', en: ' (parts are not more than the whole)' }),
            evidence: source,
          }),
        );
      else
        for (const term of terms)
          if (plain(term) && plain(row.total) && toldUnder(children, term))
            found.push(
              linear({
                kind: 'subset',
                left: [term],
                right: [row.total],
                equality: false,
                roles: ['part', 'whole'],
                subject: subjectOf(group, row.measure, { zh: '（其中数不应大于总数）', en: ' (a part is not more than the whole)' }),
                evidence: source,
              }),
            );
    }
  }
  return found;
}

/** Only what the words put under a whole is held to be no more than it; what was inferred to be under it is not. */
const toldUnder = (children: readonly Group[], term: Statement): boolean =>
  children.some((child) => child.via !== 'after' && [...child.measures.values()].some((item) => item.statement === term));

const going = new Set(['前期', '竣工', '投产', '达产', '储备', '建成', '在建', '停工']);

/** Sets of the same list that are told in another dimension than these. */
function thirds(group: Group, children: readonly Group[], measure: string): Statement[] {
  if (children[0]!.own.join() !== 'nature') return [];
  const goesOn = (each: Group): boolean =>
    each.own.join() === 'line' || (each.own.join() === 'stage' && going.has(each.facets.stage ?? ''));
  return group.children
    .filter((each) => !children.includes(each) && each.sentence === children[0]!.sentence && goesOn(each))
    .map((each) => measureIn(each, measure))
    .filter((each): each is Statement => each !== null);
}

const pairs: readonly (readonly [RegExp, RegExp])[] = [
  [/^男/, /^女/],
  [/^城/, /^[乡农]/],
];

/** 男生、女生；专任教师: the pair is the whole, what is told after it is something else. */
function completePart(children: Group[]): Group[] {
  for (const pair of pairs) {
    const both = pair.map((pattern) => children.find((child) => pattern.test(child.facets.line ?? '')));
    if (both.every((each) => each !== undefined)) return both as Group[];
  }
  return children;
}

/** Values of one dimension do not overlap; of lists and stages they may. */
function disjoint(dimension: string, children: readonly Group[]): boolean {
  if (dimension === 'nature' || dimension === 'place') return true;
  if (dimension === 'list') return children.every((child) => isLevel(child.facets.list ?? ''));
  if (dimension === 'line' || dimension === 'line2') return !children.some((child) => child.facets.line?.startsWith('#'));
  if (dimension === 'stage')
    return isComplete(
      'stage',
      children.map((child) => child.facets.stage ?? ''),
    );
  return dimension === 'threshold' ? false : dimension.includes('nature') || children.every((child) => child.via === 'dealt');
}

const saysWhole = (children: readonly Group[]): boolean =>
  children.some((child) =>
    [...child.measures.values()].some(
      (item) => /分为|分成|由[^,，。]*组成/.test(item.lead.slice(-30) + item.own) || /组成|构成/.test(item.after),
    ),
  );

/** Definite mentions, and a set and indicator said again. */
function said(grouped: Grouped): Constraint[] {
  const found: Constraint[] = [];
  for (const { item, group, definite } of grouped.mentions) {
    const first =
      item.mark.dimension === 'count' || item.mark.dimension === 'people' || item.mark.dimension === 'households'
        ? countOf(group)
        : (group.measures.get(item.measure ?? '')?.statement ?? null);
    if (!first || first.id === item.statement.id || first.dimension !== item.statement.dimension) continue;
    const measure = [...group.measures].find(([, each]) => each.statement === first)![0];
    if (definite) found.push(restated(first, item.statement, subjectOf(group, measure, { zh: '前后两处', en: ', printed twice' }), same));
  }
  return found;
}

function totalled(grouped: Grouped): Constraint[] {
  return grouped.totals.flatMap(({ group, parts: sets }) =>
    [...group.measures].flatMap(([measure, item]) => {
      const terms = sets
        .map((each) => measureIn(each, measure))
        .filter((each): each is Statement => each !== null && each.dimension === item.statement.dimension);
      if (terms.length !== sets.length || !summable(item.statement)) return [];
      return [
        linear({
          kind: 'sum',
          left: [item.statement],
          right: terms,
          equality: true,
          subject: subjectOf(group, measure, { zh: '合计', en: ', total' }),
          evidence: source,
        }),
      ];
    }),
  );
}

/** 1-5月 and 6月 make up 上半年, where one sentence tells all three. */
export function periodSums(items: readonly Item[], grouped: Grouped): Constraint[] {
  const found: Constraint[] = [];
  const bySentence = new Map<string, Item[]>();
  for (const item of items) {
    if (item.period === null || item.change || item.time === '上年' || !summable(item.statement) || item.mark.dimension !== 'money')
      continue;
    const key = `${item.sentence}|${item.measure ?? ''}`;
    bySentence.set(key, [...(bySentence.get(key) ?? []), item]);
  }
  for (const told of bySentence.values())
    for (const total of told.length > 40 ? [] : told) {
      const first = told.find((each) => each !== total && each.period!.from === total.period!.from && each.period!.to < total.period!.to);
      const rest =
        first && told.find((each) => each !== total && each.period!.from === first.period!.to + 1 && each.period!.to === total.period!.to);
      if (first && rest)
        found.push(
          linear({
            kind: 'sum',
            left: [total.statement],
            right: [first.statement, rest.statement],
            equality: true,
            subject: {
              zh: `${grouped.groupOf.get(total)?.place ?? ''}${total.measure ?? ''}：各时段之和`,
              en: `${total.measure ?? 'amount'}: sum of the periods`,
            },
            evidence: source,
          }),
        );
    }
  return found;
}

/** The same place, time, set and indicator in two paragraphs. */
function twice(grouped: Grouped): Constraint[] {
  const found: Constraint[] = [];
  const seen = new Map<string, [Group, Item]>();
  for (const group of grouped.groups) {
    if (group.detached || (group.own.length === 0 && Object.keys(group.facets).length === 0 && group.place === null)) continue;
    if (group.facets.line?.startsWith('#')) continue;
    const set = `${group.place}|${group.time ?? ''}|${Object.entries(group.facets)
      .map(([dimension, value]) => `${dimension}=${value}`)
      .sort()
      .join('&')}`;
    for (const [measure, item] of group.measures) {
      if (!summable(item.statement) || /^[a-z]+:/.test(measure) || item.change) continue;
      const key = `${set}|${measure}|${item.statement.dimension}`;
      const before = seen.get(key);
      if (!before) {
        seen.set(key, [group, item]);
        continue;
      }
      if (before[0] === group) continue;
      const equal = equalValues(before[1].statement, item.statement);
      if (!equal && !sameBeyondDoubt(before[0], group, item)) continue;
      found.push(restated(before[1].statement, item.statement, subjectOf(group, measure, { zh: '前后两处', en: ', printed twice' }), same));
    }
  }
  return found;
}

/**
 * Whether two sets of the same words in two paragraphs are surely one, although a figure differs: they agree in another figure, or the limit or
 * list that they print leaves no other, or the later says 尚有, 仍有. A false contradiction costs more than a missed one.
 */
function sameBeyondDoubt(before: Group, group: Group, item: Item): boolean {
  if (before.paragraph === group.paragraph || before.noun !== group.noun) return false;
  const agrees = [...group.measures].some(
    ([measure, each]) =>
      each !== item &&
      before.measures.has(measure) &&
      summable(each.statement) &&
      equalValues(before.measures.get(measure)!.statement, each.statement),
  );
  if (agrees) return true;
  const rest = /(?:尚有|仍有|还有|现有|剩余)$/.test(item.own.trim()) && (group.facets.stage ?? '').startsWith('未');
  const limited = group.facets.threshold !== undefined && before.parent === null && group.parent === null;
  return rest || limited;
}

/**
 * Counties that are spoken of in places of their own, against the city. That they are all there is known from the knowledge, or shown by any
 * indicator that closes; without either, three or more that come within a fortieth of the total, or exceed it, are taken for all. A threshold
 * that only the city prints is not held against the counties then.
 */
function counties(grouped: Grouped, places: Places): Constraint[] {
  const found: Constraint[] = [];
  const bySet = new Map<string, Group[]>();
  for (const group of grouped.groups) {
    if (group.detached || group.place === null || group.own.includes('place')) continue;
    const key = `${group.time ?? ''}|${group.noun ?? ''}|${facetKey(group.facets)}`;
    bySet.set(key, [...(bySet.get(key) ?? []), group]);
  }
  for (const groups of bySet.values())
    for (const outer of groups) {
      if (outer.parent !== null && groups.length > 400) continue;
      const { threshold, ...others } = outer.facets;
      const bare = threshold === undefined ? [] : (bySet.get(`${outer.time ?? ''}|${outer.noun ?? ''}|${facetKey(others)}`) ?? []);
      const like = groups.filter((each) => each !== outer && places.within(each.place!, outer.place!));
      const inner = like.length > 1 ? like : bare.filter((each) => places.within(each.place!, outer.place!));
      if (inner.length === 0) continue;
      const distinct = inner.filter(
        (each, index) =>
          inner.findIndex((other) => other.place === each.place) === index &&
          !inner.some((other) => places.within(each.place!, other.place!)),
      );
      const members = places.members(outer.place!);
      const all = members.length > 0 && members.every((member) => distinct.some((each) => each.place === member));
      const rows = [...outer.measures]
        .filter(([measure, item]) => summable(item.statement) && plain(item.statement) && !/^[a-z]+:/.test(measure))
        .map(([measure, item]) => ({
          measure,
          total: item.statement,
          terms: distinct
            .map((each) => each.measures.get(measure)?.statement ?? null)
            .filter((each): each is Statement => each !== null && each.dimension === item.statement.dimension && plain(each)),
        }));
      const full = rows.filter((row) => row.terms.length === distinct.length && distinct.length > 1);
      const closing = full.some((row) => closes(row.total, row.terms));
      for (const row of rows) {
        const subject = (how: Words): Words => subjectOf(outer, row.measure, how);
        if (full.includes(row) && (all || closing || (distinct.length > 2 && nearMiss(row.total, row.terms))))
          found.push(
            linear({
              kind: 'counties',
              left: [row.total],
              right: row.terms,
              equality: true,
              subject: subject({ zh: '与各县区之和', en: ' against its counties' }),
              evidence: source,
            }),
          );
        else if (row.terms.length > 0 && like.length > 0 && members.length > 0 && row.terms.length < 60)
          found.push(
            linear({
              kind: 'subset',
              left: row.terms,
              right: [row.total],
              equality: false,
              roles: ['part', 'whole'],
              subject: subject({ zh: '（各县区之和不应大于全市）', en: ' (counties are not more than the city)' }),
              evidence: source,
            }),
          );
      }
    }
  return found;
}

/** 谋划 → 申报 → 通过 → 下达, told in one sentence: no stage has more than the one before it. */
function funnel(grouped: Grouped): Constraint[] {
  const found: Constraint[] = [];
  const lasts = new Map<number, Group[]>();
  for (const group of grouped.groups) {
    if (!group.facets.stage || !countOf(group)) continue;
    const earlier = lasts.get(group.sentence) ?? [];
    for (const family of funnels) {
      const rank = family.indexOf(group.facets.stage);
      const before = earlier
        .filter(
          (each) =>
            each.place === group.place &&
            family.indexOf(each.facets.stage!) >= 0 &&
            family.indexOf(each.facets.stage!) < rank &&
            (each.noun === group.noun || group.noun === null) &&
            sameBut(each, group),
        )
        .at(-1);
      if (rank < 0 || !before || group.parent === before) continue;
      for (const [measure, item] of group.measures) {
        const first = measureIn(before, measure) ?? (measure === '个数:' ? countOf(before) : null);
        if (!first || !plain(first) || !plain(item.statement) || !summable(first) || (!measure.startsWith('个数') && item.measure === null))
          continue;
        found.push(
          linear({
            kind: 'funnel',
            left: [item.statement],
            right: [first],
            equality: false,
            roles: ['later', 'earlier'],
            subject: subjectOf(group, measure, {
              zh: `（不应多于${before.facets.stage}）`,
              en: ` (not more than at the stage ${before.facets.stage})`,
            }),
            evidence: { zh: '以申报、批复文件可定。', en: 'The application and approval papers settle it.' },
          }),
        );
      }
    }
    lasts.set(group.sentence, [...earlier, group]);
  }
  return found;
}

const sameBut = (a: Group, b: Group): boolean => {
  const { stage: _a, ...left } = a.facets;
  const { stage: _b, ...right } = b.facets;
  return sameFacets(left, right) || Object.keys(right).length === 0;
};
