// Tiers of size: averages that cannot lie outside of a threshold, what is planned within a year, and the bands between two thresholds.
import { type Constraint, condition, linear } from './rules-constraints.ts';
import { compare, type Exact, exactText, minus, over, times, whole, worth, zero } from './rules-decimal.ts';
import type { Group, Grouped } from './rules-groups.ts';
import type { Statement } from './rules-model.ts';
import {
  buckets,
  countOf,
  list,
  measureIn,
  measureWords,
  plain,
  plusOf,
  setWords,
  source,
  subjectOf,
  summable,
  wan,
} from './rules-sets.ts';
import { limitsOf } from './rules-thresholds.ts';

/** A tier's projects cannot on average be smaller than its lower limit, nor larger than its upper. */
export function averages(group: Group): Constraint[] {
  const limits = limitsOf(group.facets.threshold);
  const count = countOf(group);
  const total = group.measures.get('总投资')?.statement ?? group.measures.get('投资')?.statement;
  if (!limits || !count || !total || total.dimension !== 'money' || count.value.digits <= 0n) return [];
  return [
    averageOf(
      [{ statement: total.id, role: 'amount', sign: 1 }],
      [{ statement: count.id, role: 'count', sign: 1 }],
      [total],
      limits,
      setWords(group),
      false,
    ),
  ];
}

type Term = { statement: string; role: string; sign: 1 | -1 };

function averageOf(
  money: Term[],
  counts: Term[],
  rounded: readonly Statement[],
  limits: { low: bigint | null; high: bigint | null },
  name: string,
  derived: boolean,
): Constraint {
  const add = (terms: Term[], value: (id: string) => Exact): Exact =>
    terms.reduce((sum, term) => (term.sign === 1 ? plusOf(sum, value(term.statement)) : minus(sum, value(term.statement))), zero);
  const slack = rounded.reduce(
    (sum, each) =>
      plusOf(sum, {
        n: worth({ ...each, value: { digits: 1n, scale: each.value.scale } }).n,
        d: worth({ ...each, value: { digits: 1n, scale: each.value.scale } }).d * 2n,
      }),
    zero,
  );
  const limitText = {
    zh: `${limits.low === null ? '' : `不低于${wan(whole(limits.low))}`}${limits.high === null ? '' : `${limits.low === null ? '' : '、'}不高于${wan(whole(limits.high))}`}`,
    en: `${limits.low === null ? '' : `at least ${wan(whole(limits.low))}`}${limits.high === null ? '' : ` at most ${wan(whole(limits.high))}`}`.trim(),
  };
  return condition({
    kind: derived ? 'band' : 'average',
    terms: [...money, ...counts].map((term) => ({ ...term, sign: term.sign })),
    subject: { zh: `${name}：平均单体投资应${limitText.zh}`, en: `${name}: the average project should be ${limitText.en}` },
    evidence: list,
    holds(value) {
      const count = add(counts, value);
      const amount = add(money, value);
      if (count.n < 0n || compare(plusOf(amount, slack), zero) < 0) return false;
      if (count.n === 0n) return compare(minus(amount, slack), zero) <= 0;
      if (limits.low !== null && compare(plusOf(amount, slack), times(count, whole(limits.low))) < 0) return false;
      return limits.high === null || compare(minus(amount, slack), times(count, whole(limits.high))) <= 0;
    },
    difference: (value) => wan(over(add(money, value), add(counts, value)) ?? zero),
    arithmetic(value) {
      const average = over(add(money, value), add(counts, value));
      return `${wan(add(money, value))} ÷ ${exactText(add(counts, value))} = ${average ? wan(average) : '—'}`;
    },
    implies(value) {
      if (!derived) return null;
      const count = add(counts, value);
      const average = over(add(money, value), count);
      return {
        zh: `${name}${exactText(count)}个${average ? `、平均${wan(average)}` : ''}`,
        en: `${name}: ${exactText(count)}${average ? `, ${wan(average)} on average` : ''}`,
      };
    },
  });
}

/** What is planned or done within a year is no more than the whole. */
export function yearWithinTotal(group: Group): Constraint[] {
  const total = group.measures.get('总投资')?.statement;
  if (!total || !plain(total)) return [];
  return ['年度计划投资', '完成投资']
    .map((measure) => group.measures.get(measure)?.statement)
    .filter((each): each is Statement => each !== undefined && plain(each) && each.dimension === 'money')
    .map((year) =>
      linear({
        kind: 'subset',
        left: [year],
        right: [total],
        equality: false,
        roles: ['part', 'whole'],
        subject: subjectOf(group, '年度计划投资', { zh: '（不应大于总投资）', en: ' (not more than the total)' }),
        evidence: source,
      }),
    );
}

/** Two thresholds over the same set: the wider holds the narrower, and what lies between has a count, an amount and an average. */
export function bands(grouped: Grouped): Constraint[] {
  const found: Constraint[] = [];
  const families = new Map<string, Group[]>();
  for (const group of grouped.groups) {
    if (!group.facets.threshold || group.detached || !limitsOf(group.facets.threshold)) continue;
    const { threshold: _, ...others } = group.facets;
    const key = `${group.place}|${group.time ?? ''}|${group.noun ?? ''}|${Object.entries(others)
      .map(([dimension, value]) => `${dimension}=${value}`)
      .sort()
      .join('&')}`;
    families.set(key, [...(families.get(key) ?? []), group]);
  }
  const pairs: [Group, Group][] = [];
  for (const family of families.values()) {
    const sorted = family
      .filter((each) => limitsOf(each.facets.threshold)!.high === null)
      .sort((a, b) => Number(limitsOf(a.facets.threshold)!.low! - limitsOf(b.facets.threshold)!.low!) || a.order - b.order);
    for (let index = 0; index + 1 < sorted.length; index += 1)
      if (limitsOf(sorted[index]!.facets.threshold)!.low! < limitsOf(sorted[index + 1]!.facets.threshold)!.low!)
        pairs.push([sorted[index]!, sorted[index + 1]!]);
  }
  for (const [wide, narrow] of pairs) {
    const low = limitsOf(wide.facets.threshold)!.low;
    const high = limitsOf(narrow.facets.threshold)!.low;
    const name = `${wide.place ?? ''}${wan(whole(low!))}至${wan(whole(high!))}之间${wide.facets.nature ?? ''}`;
    for (const [measure, item] of wide.measures) {
      const inner = measureIn(narrow, measure);
      if (!inner || !summable(item.statement) || !plain(inner) || !plain(item.statement)) continue;
      found.push(
        linear({
          kind: 'subset',
          left: [inner],
          right: [item.statement],
          equality: false,
          roles: ['part', 'whole'],
          subject: subjectOf(narrow, measure, {
            zh: `（不应大于${wide.facets.threshold}的）`,
            en: ` (not more than ${wide.facets.threshold})`,
          }),
          evidence: list,
        }),
      );
      // 80 − 34 against (55 − 17) + (25 − 18): follows from the two sums.
      for (const children of buckets(wide)) {
        const matched = children.map((child) =>
          narrow.children.find(
            (each) =>
              each.own.join() === child.own.join() &&
              each.own.every((dimension) =>
                dimension === 'place' ? each.place === child.place : each.facets[dimension] === child.facets[dimension],
              ),
          ),
        );
        const outers = children.map((child) => measureIn(child, measure));
        const inners = matched.map((each) => (each ? measureIn(each, measure) : null));
        if (children.length < 2 || outers.some((each) => each === null) || inners.some((each) => each === null)) continue;
        found.push(
          linear({
            kind: 'band',
            left: [item.statement, ...(inners as Statement[])],
            right: [inner, ...(outers as Statement[])],
            equality: true,
            derived: true,
            roles: ['outer', 'inner'],
            subject: { zh: `${name}的${measureWords(measure).zh}`, en: `${name}: ${measureWords(measure).en}` },
            evidence: list,
          }),
        );
      }
    }
    const counts = [countOf(wide), countOf(narrow)];
    const sums = [wide.measures.get('总投资')?.statement, narrow.measures.get('总投资')?.statement];
    if (counts[0] && counts[1] && sums[0] && sums[1])
      found.push(
        averageOf(
          [
            { statement: sums[0].id, role: 'amount', sign: 1 },
            { statement: sums[1].id, role: 'amount', sign: -1 },
          ],
          [
            { statement: counts[0].id, role: 'count', sign: 1 },
            { statement: counts[1].id, role: 'count', sign: -1 },
          ],
          [sums[0], sums[1]],
          { low, high },
          name,
          true,
        ),
      );
  }
  return found;
}
