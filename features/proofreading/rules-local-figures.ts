// What the readers of single sentences share: which figures are amounts, which are of one unit, what is claimed already. Relations that the
// wording of one or two sentences settles by itself are in rules-local-lists.ts and rules-local-ratios.ts; rules-local.ts puts them together.
import { type Constraint, linear, quotient, type Words } from './rules-constraints.ts';
import { compare, type Exact, isZero, minus, over, plus, size, times, unitKind, whole, worth, zero } from './rules-decimal.ts';
import type { Item } from './rules-items.ts';

export const evidence: Words = { zh: '以上报的原表或清单可定。', en: 'The reported table or list settles it.' };

export type Local = {
  constraints: Constraint[];
  /** Percentages whose parts are named here: what others inferred for them is dropped. */
  percents: Set<string>;
  /** Bases of tasks and plans printed inside a percentage: never a part, a whole or a second printing of anything else. */
  bases: Set<string>;
  /** The terms of what is claimed already. */
  seen: Set<string>;
};

export const isAmount = (item: Item): boolean =>
  amounts.has(item.mark.dimension) && (item.mark.unit !== '' || item.mark.dimension === 'count');
const amounts = new Set(['money', 'count', 'people', 'households', 'mass', 'area', 'length', 'other']);
export const sameUnit = (a: Item, b: Item): boolean => {
  const [left, right] = [unitKind(a.mark.unit), unitKind(b.mark.unit)];
  return left.family === right.family && (left.family !== '个' || bare(a.mark.unit) === bare(b.mark.unit));
};
export const bare = (unit: string): string => unit.replace(/^[万千百亿十]+/, '');
export const value = (item: Item): Exact => worth(item.statement);
export const sum = (items: readonly Item[]): Exact => items.map(value).reduce(plus, zero);

export const claim = (local: Local, constraint: Constraint, percent: Item | null = null): void => {
  const terms = constraint.terms
    .map((term) => term.statement)
    .sort()
    .join();
  if (local.seen.has(terms)) return;
  local.seen.add(terms);
  local.constraints.push(constraint);
  if (percent) local.percents.add(percent.statement.id);
};

/** The figures of one clause chain before this one, the nearest first. */
export const before = (sentence: readonly Item[], item: Item): Item[] => sentence.slice(0, sentence.indexOf(item)).reverse();
export const rateOf = (percent: Item, numerator: Item, denominator: Item, kind: 'rate' | 'share', zh: string, en: string): Constraint =>
  quotient({
    kind,
    percent: percent.statement,
    numerator: [numerator.statement],
    denominator: [denominator.statement],
    less: 0,
    roles: kind === 'rate' ? ['percentage', 'done', 'plan'] : ['percentage', 'part', 'whole'],
    subject: { zh, en },
    evidence,
  });

export const opener =
  /其中|包括|包含|分为|分别为|分别是|按[^,，。;；:：]{1,10}?(?:划?分|看|统计)(?:类)?(?=[,，:：])|[分从][^,，。;；:：]{1,8}看(?=[,，:：])|(?:项目|企业|隐患|问题)中(?=[,，])|(?<=[个项家户人名件套万亿元亩米里吨条座所处]\)?)[:：]|of which|including|comprising/gi;

export const among = (text: string, from: Item, to: Item): boolean => /其中|包括|包含|分为/.test(text.slice(from.mark.end, to.mark.start));

/** The words right before a figure. */
export const nameOf = (item: Item): string =>
  item.own
    .replace(/^.*(?:其中|包括|包含|分为)[,，:：]?/, '')
    .replace(/^.*[,，;；:、]/, '')
    .replace(/[和及与]|(?:完成)?(?:投资|增加值|总额|收入)$/g, '')
    .trim();

export const closes = (total: Item, parts: readonly Item[]): boolean => isZero(minus(value(total), sum(parts)));

export const totalOf = (total: Item, parts: readonly Item[]): Constraint =>
  linear({
    kind: 'sum',
    left: [total.statement],
    right: parts.map((each) => each.statement),
    equality: true,
    subject: { zh: '总数与各项之和', en: 'Total against its parts' },
    evidence,
  });

export function closesRate(percent: Item, part: Item, base: Item): boolean {
  const ratio = over(value(part), value(base));
  if (!ratio) return false;
  const off = size(minus(times(ratio, whole(100)), value(percent)));
  return compare(off, { n: 51n, d: 100n * 10n ** BigInt(percent.statement.value.scale) }) <= 0;
}
