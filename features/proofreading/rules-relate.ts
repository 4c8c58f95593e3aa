// What must hold between sets: a total and its parts, a quantity said twice, a subset and its whole, the bands between two thresholds with their
// averages, the counties and their city. Everything is found through the sets' own keys, so that a long report costs no more than its figures.
import { type Constraint, condition, linear, restated, type Words } from './rules-constraints.ts';
import { compare, type Exact, exactText, isZero, minus, over, times, whole, worth, zero } from './rules-decimal.ts';
import { funnels, isComplete, isLevel } from './rules-facets.ts';
import { type Group, type Grouped, sameFacets } from './rules-groups.ts';
import type { Item } from './rules-items.ts';
import type { Statement } from './rules-model.ts';
import type { Places } from './rules-places.ts';
import { limitsOf } from './rules-thresholds.ts';

const list: Words = { zh: '以项目清单逐项核对可定。', en: 'The list of projects settles it.' };
const source: Words = { zh: '以各单位上报的原表可定。', en: 'The tables as they were reported settle it.' };
const same: Words = { zh: '两处须一致，以清单或原表为准。', en: 'Both places must agree; the list or the reported table settles which.' };

const measureWords = (measure: string): Words => {
  const count = /^个数:(.*)$/.exec(measure);
  if (count) return { zh: `${count[1]}个数`, en: `number of ${count[1] === '项目' || count[1] === '' ? 'projects' : count[1]}` };
  const english: Record<string, string> = {
    总投资: 'total investment',
    年度计划投资: 'plan of the year',
    完成投资: 'investment done',
    投资: 'investment',
    到位资金: 'funds in place',
  };
  return { zh: /^[a-z]+:/.test(measure) ? '数额' : measure, en: english[measure] ?? (/^[a-z]+:/.test(measure) ? 'amount' : measure) };
};

export function setWords(group: Group): string {
  const { threshold, nature, list: named, stage, line, line2, ...rest } = group.facets;
  const words = [named, threshold, nature, line?.startsWith('#') ? '' : line, line2, stage, ...Object.values(rest)]
    .filter((each) => each !== undefined && each !== '')
    .join('');
  return `${group.place ?? ''}${group.time ?? ''}${words}${group.noun ?? ''}`;
}

export function subjectOf(group: Group, measure: string, how: Words = { zh: '', en: '' }): Words {
  const words = measureWords(measure);
  const set = setWords(group);
  return {
    zh: `${set === '' ? '' : `${set}的`}${words.zh.replace(group.noun ?? '\u0000', '')}${how.zh}`,
    en: `${set === '' ? '' : `${set}: `}${words.en}${how.en}`,
  };
}

/** 投资 of the parts may be the 总投资 of the whole. */
const aliases: Record<string, string[]> = {
  总投资: ['投资'],
  年度计划投资: ['投资'],
  完成投资: ['投资', '固定资产投资'],
  固定资产投资: ['投资', '完成投资'],
  投资: ['总投资', '完成投资', '固定资产投资'],
};

export function measureIn(group: Group, measure: string): Statement | null {
  const own = group.measures.get(measure);
  if (own) return own.statement;
  if (measure.startsWith('个数:')) {
    const counts = [...group.measures].filter(([key]) => key.startsWith('个数:'));
    return counts.length === 1 && (measure === '个数:' || counts[0]![0] === '个数:' || group.parent?.noun === group.noun)
      ? counts[0]![1].statement
      : null;
  }
  for (const other of aliases[measure] ?? []) {
    const found = group.measures.get(other);
    if (found && !(other === '总投资' && group.measures.has('年度计划投资'))) return found.statement;
  }
  return null;
}

const plain = (statement: Statement): boolean => statement.hedge === 'exact';

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

function buckets(group: Group): Group[][] {
  const byDimension = new Map<string, Group[]>();
  for (const child of group.children) {
    const key = `${child.own.join()}|${child.time ?? ''}|${child.noun ?? ''}`;
    byDimension.set(key, [...(byDimension.get(key) ?? []), child]);
  }
  return [...byDimension.values()];
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

const summable = (statement: Statement): boolean => !['percent', 'points', 'rate', 'ordinal', 'duration'].includes(statement.dimension);

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

function closes(total: Statement, terms: readonly Statement[]): boolean {
  return isZero(
    minus(
      worth(total),
      terms.map(worth).reduce((sum, each) => ({ n: sum.n * each.d + each.n * sum.d, d: sum.d * each.d }), zero),
    ),
  );
}

const saysWhole = (children: readonly Group[]): boolean =>
  children.some((child) =>
    [...child.measures.values()].some(
      (item) => /分为|分成|由[^,，。]*组成/.test(item.lead.slice(-30) + item.own) || /组成|构成/.test(item.after),
    ),
  );

/** Off by one or two in many: nobody leaves out a single project of eighty when he lists the classes. */
function nearMiss(total: Statement, terms: readonly Statement[]): boolean {
  const sum = terms.map(worth).reduce((all, each) => ({ n: all.n * each.d + each.n * all.d, d: all.d * each.d }), zero);
  const off = minus(worth(total), sum);
  const far = off.n < 0n ? { n: -off.n, d: off.d } : off;
  return compare(times(far, whole(40)), worth(total)) <= 0 && terms.length > 1;
}

/** A tier's projects cannot on average be smaller than its lower limit, nor larger than its upper. */
function averages(group: Group): Constraint[] {
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

export function countOf(group: Group): Statement | null {
  for (const prefix of ['个数:', '户数:', '人数:'])
    for (const [key, item] of group.measures) if (key.startsWith(prefix)) return item.statement;
  return null;
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

const plusOf = (a: Exact, b: Exact): Exact => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
const wan = (yuan: Exact): string => {
  const inWan: Exact = { n: yuan.n, d: yuan.d * 10000n };
  return compare(inWan, whole(100000)) >= 0
    ? `${exactText({ n: yuan.n, d: yuan.d * 100000000n }, 0, 2)}亿元`
    : `${exactText(inWan, 0, 0)}万元`;
};

/** What is planned or done within a year is no more than the whole. */
function yearWithinTotal(group: Group): Constraint[] {
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

const equalValues = (a: Statement, b: Statement): boolean =>
  a.value.digits === b.value.digits && a.value.scale === b.value.scale && a.unit === b.unit;

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

/** Two thresholds over the same set: the wider holds the narrower, and what lies between has a count, an amount and an average. */
function bands(grouped: Grouped): Constraint[] {
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

const facetKey = (facets: Group['facets']): string =>
  Object.entries(facets)
    .map(([dimension, value]) => `${dimension}=${value}`)
    .sort()
    .join('&');

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
