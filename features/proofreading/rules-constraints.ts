// What may be demanded of figures: forms of constraint, each of which can say whether it holds, put itself in words, and be solved for any of
// its terms. Prose and tables build these; rules-repair.ts settles them. Rounding is known here (half of a term's last place each), whether a
// text may claim it is decided there, where the rest of the text can be heard.
import {
  compare,
  type Exact,
  exactText,
  isZero,
  lastPlace,
  minus,
  negative,
  over,
  placesOf,
  plus,
  printed,
  rounded,
  size,
  times,
  unitKind,
  whole,
  worth,
  zero,
} from './rules-decimal.ts';
import type { RelationKind, RelationTerm, Statement } from './rules-model.ts';

export type Words = { zh: string; en: string };
export type Lookup = (statement: string) => Exact;

/** `close`: not exact, but no further off than the printed places allow. */
export type Judgement = 'exact' | 'close' | 'fails';

/** A value that mends, or the limit beyond which every value mends. */
export type Solution = { to: Exact; bound: 'atMost' | 'atLeast' | null };

export type Constraint = {
  kind: RelationKind;
  terms: RelationTerm[];
  /** Equalities carry errors from term to term; an inequality only judges. */
  equality: boolean;
  /** Follows from others (a band): never an error of its own while one of those fails. */
  derived: boolean;
  /** Places of the finest term, for a sum of rounded amounts; null where nothing is rounded and `close` does not occur. */
  places: number | null;
  /** For a printed quotient: whether its last place shows that this text rounds and does not cut. 'close' then means cut. */
  cut?: { places: number; rounds: (value: Lookup) => boolean };
  /** What it is about: "甲县5000万元以上项目：个数". Evidence: what would settle it. */
  subject: Words;
  evidence: Words;
  judge: (value: Lookup) => Judgement;
  difference: (value: Lookup) => string;
  arithmetic: (value: Lookup) => string;
  solve: (term: string, value: Lookup) => Solution[];
  /** What the values imply here, said of a repair: "5000万元以下一段39个，平均1992万元". */
  implies?: (value: Lookup) => Words | null;
};

type Common = { kind: RelationKind; subject: Words; evidence: Words; derived?: boolean; implies?: (value: Lookup) => Words | null };

const half = (value: Exact): Exact => ({ n: value.n, d: value.d * 2n });
const sumOf = (values: Exact[]): Exact => values.reduce(plus, zero);

/** 约 leaves 5 %, 超过 and 余 leave 10 % towards the larger side; the sums of such figures are not held to the last place. */
function looseness(statement: Statement): Exact {
  if (statement.hedge === 'exact') return zero;
  return times(size(worth(statement)), { n: 1n, d: statement.hedge === 'about' ? 20n : 10n });
}
/** Half of the last place of the finest of these: 77亿元 beside 160.2亿元 is 77.0 with its zero cut off. */
function halfPlace(statement: Statement, beside: readonly Statement[]): Exact {
  if (!mayBeRounded(statement)) return zero;
  const finest = beside
    .filter((each) => each.unit === statement.unit)
    .reduce((most, each) => Math.max(most, each.value.scale), statement.value.scale);
  return half(lastPlace({ ...statement, value: { ...statement.value, scale: finest } }));
}
const mayBeRounded = (statement: Statement): boolean =>
  statement.value.scale > 0 || (statement.dimension === 'money' && compare(unitKind(statement.unit).factor, whole(10n ** 8n)) >= 0);

/**
 * Σ left = Σ right, or Σ left ≤ Σ right when `equality` is false. For a total and its parts the total is on the left, so that the difference
 * reads "total − parts". Money and percentages of more than one term may be rounded; counts never.
 */
export function linear(
  of: Common & { left: Statement[]; right: Statement[]; equality: boolean; roles?: [left: string, right: string] },
): Constraint {
  const { left, right, equality } = of;
  const all = [...left, ...right];
  const like = left[0] ?? right[0]!;
  const round = all.length > 2 && all.some(mayBeRounded);
  const rounding = round ? sumOf(all.map((each) => halfPlace(each, all))) : zero;
  const loose = sumOf(all.map(looseness));
  const sides = (value: Lookup): [Exact, Exact] => [sumOf(left.map((each) => value(each.id))), sumOf(right.map((each) => value(each.id)))];
  const gap = (value: Lookup): Exact => {
    const [a, b] = sides(value);
    return minus(a, b);
  };
  const shown = (value: Exact): string => printed(value, like);
  // Beyond eight terms the first ones and the last stand for all.
  const added = (statements: Statement[], value: Lookup): string => {
    const words = (statements.length > 8 ? [...statements.slice(0, 3), statements.at(-1)!] : statements).map((each) =>
      shown(value(each.id)),
    );
    return statements.length > 8 ? `${words.slice(0, 3).join(' + ')} + … + ${words[3]} (${statements.length})` : words.join(' + ');
  };
  const lefts = new Set(left.map((each) => each.id));
  const side = (term: string): 1 | -1 => (lefts.has(term) ? 1 : -1);
  return {
    kind: of.kind,
    terms: [
      ...left.map((each) => ({ statement: each.id, role: of.roles?.[0] ?? 'total', sign: 1 as const })),
      ...right.map((each) => ({ statement: each.id, role: of.roles?.[1] ?? 'part', sign: -1 as const })),
    ],
    equality,
    derived: of.derived ?? false,
    places: equality && round ? Math.max(...all.map((each) => each.value.scale)) : null,
    subject: of.subject,
    evidence: of.evidence,
    judge(value) {
      const off = gap(value);
      if (isZero(off) || (!equality && off.n < 0n)) return 'exact';
      const far = size(off);
      if (!isZero(loose) && compare(far, plus(loose, rounding)) <= 0) return 'exact';
      return compare(far, rounding) <= 0 ? 'close' : 'fails';
    },
    difference: (value) => `${shown(gap(value))}${like.unit}`,
    arithmetic(value) {
      const [a, b] = sides(value);
      const order = compare(a, b);
      if (!equality) return `${added(left, value)} ${order <= 0 ? '≤' : '>'} ${added(right, value)}`;
      const sum = right.length > 1 ? `${added(right, value)} = ${shown(b)}` : shown(b);
      const total = left.length > 1 ? `${added(left, value)} = ${shown(a)}` : shown(a);
      if (order !== 0) return right.length > 1 || left.length > 1 ? `${sum} ≠ ${total}` : `${total} ≠ ${sum}`;
      return right.length > 1 ? `${added(right, value)} = ${total}` : `${total} = ${sum}`;
    },
    solve(term, value) {
      const off = gap(value);
      const to = minus(value(term), side(term) === 1 ? off : negative(off));
      if (equality) return [{ to, bound: null }];
      return [{ to, bound: side(term) === 1 ? 'atMost' : 'atLeast' }];
    },
    ...(of.implies ? { implies: of.implies } : {}),
  };
}

/** The same quantity printed twice. The first is the one that others are held against. */
export const restated = (first: Statement, again: Statement, subject: Words, evidence: Words): Constraint =>
  linear({ kind: 'restated', left: [first], right: [again], equality: true, roles: ['first', 'again'], subject, evidence });

/**
 * A printed percentage of a quotient: percent = (Σ of ÷ Σ by − less) × 100. Completion and shares have less = 0, growth has less = 1.
 * The printed value may be rounded or cut, and its inputs are themselves rounded: it fails only when no inputs within half of their last
 * places give it. `fixed` is for a ratio that stands in no statement (a plain number of months).
 */
export function quotient(
  of: Common & {
    percent: Statement;
    numerator: Statement[];
    denominator: Statement[];
    minusBelow?: Statement[];
    less: 0 | 1;
    down?: boolean;
    /** 1 for an average, which is no percentage. */
    times?: 1 | 100;
    roles: [string, string, string];
  },
): Constraint {
  const { percent, numerator, denominator } = of;
  const less = of.minusBelow ?? [];
  const hundred = whole((of.times ?? 100) * (of.down ? -1 : 1));
  const step = lastPlace(percent);
  const amounts = [...numerator, ...denominator, ...less];
  const spread = (statements: Statement[]): Exact => sumOf(statements.map((each) => plus(halfPlace(each, amounts), looseness(each))));
  const [above, below] = [spread(numerator), spread([...denominator, ...less])];
  const total = (statements: Statement[], value: Lookup): Exact => sumOf(statements.map((each) => value(each.id)));
  const ratio = (top: Exact, bottom: Exact): Exact | null => {
    const plain = over(top, bottom);
    return plain && times(minus(plain, whole(of.less)), hundred);
  };
  const between = (value: Lookup): { middle: Exact; low: Exact; high: Exact } | null => {
    const top = total(numerator, value);
    const bottom = minus(total(denominator, value), total(less, value));
    const middle = ratio(top, bottom);
    const low = ratio(minus(top, above), plus(bottom, below));
    const high = ratio(plus(top, above), minus(bottom, below));
    if (!middle || !low || !high) return null;
    return of.down ? { middle, low: high, high: low } : { middle, low, high };
  };
  const margin = plus(half(step), looseness(percent));
  const cutTo = (middle: Exact): Exact => cut(middle, percent);
  /** Rounded from inputs that may themselves be rounded; 'close' when only cutting off the rest gives it. */
  const within = (value: Lookup): Judgement => {
    const range = between(value);
    if (!range) return 'exact';
    const said = value(percent.id);
    if (compare(size(minus(said, range.middle)), margin) <= 0) return 'exact';
    // A quotient that comes out even in the printed places was meant to.
    if (placesOf(range.middle, percent.value.scale) !== null && isZero(looseness(percent))) return 'fails';
    if (compare(said, minus(range.low, margin)) >= 0 && compare(said, plus(range.high, margin)) <= 0) return 'exact';
    return compare(cutTo(range.middle), said) === 0 ? 'close' : 'fails';
  };
  const shown = (statements: Statement[], value: Lookup): string => {
    const text = statements.map((each) => printed(value(each.id), statements[0]!)).join(' + ');
    return statements.length > 1 ? `(${text})` : text;
  };
  const mixed = numerator[0]!.unit !== denominator[0]!.unit;
  const unit = (statements: Statement[]): string => (mixed ? statements[0]!.unit : '');
  const roles = of.roles;
  return {
    kind: of.kind,
    terms: [
      { statement: percent.id, role: roles[0], sign: 0 },
      ...numerator.map((each) => ({ statement: each.id, role: roles[1], sign: 1 as const })),
      ...denominator.map((each) => ({ statement: each.id, role: roles[2], sign: -1 as const })),
      ...less.filter((each) => !numerator.includes(each)).map((each) => ({ statement: each.id, role: roles[1], sign: 1 as const })),
    ],
    equality: true,
    derived: of.derived ?? false,
    places: null,
    cut: {
      places: percent.value.scale,
      rounds(value) {
        const range = between(value);
        return range !== null && compare(cutTo(range.middle), value(percent.id)) !== 0;
      },
    },
    subject: of.subject,
    evidence: of.evidence,
    judge: within,
    difference(value) {
      const range = between(value);
      return range ? `${printed(minus(value(percent.id), decimalOf(range.middle, percent)), percent)}${percent.unit}` : '';
    },
    arithmetic(value) {
      const range = between(value);
      const said = `${printed(value(percent.id), percent)}${percent.unit}`;
      const off = of.less === 1 ? ' − 1' : '';
      const bottom = less.length > 0 ? `(${shown(denominator, value)} − ${shown(less, value)})` : shown(denominator, value);
      const left = `${shown(numerator, value)}${unit(numerator)} ÷ ${bottom}${unit(denominator)}${off}`;
      if (!range) return `${left} ≠ ${said}`;
      const result = `${printed(decimalOf(range.middle, percent), percent)}${percent.unit}`;
      return within(value) !== 'fails' ? `${left} ≈ ${said}` : `${left} = ${of.down ? '−' : ''}${result} ≠ ${said}`;
    },
    solve(term, value) {
      const said = value(percent.id);
      if (term === percent.id) {
        const range = between(value);
        if (!range) return [];
        // Ten times too much is a decimal point lost: the place after it comes back.
        const lost = percent.value.scale === 0 && compare(said, times(range.middle, whole(5))) > 0 && range.middle.n > 0n;
        return [{ to: decimalOf(range.middle, lost ? { ...percent, value: { ...percent.value, scale: 1 } } : percent), bound: null }];
      }
      const share = plus(over(said, hundred)!, whole(of.less));
      // Increase ÷ (value − increase): the increase stands on both sides.
      if (less.length > 0) {
        const like = [...numerator, ...denominator].find((each) => each.id === term);
        const [increase, now] = [numerator[0]!, denominator[0]!];
        const grown = plus(share, whole(1));
        const to =
          term === increase.id
            ? over(times(value(now.id), share), grown)
            : term === now.id
              ? over(times(value(increase.id), grown), share)
              : null;
        return like && to ? [{ to: decimalOf(to, like), bound: null }] : [];
      }
      const top = numerator.find((each) => each.id === term);
      if (top) {
        const to = minus(times(share, total(denominator, value)), minus(total(numerator, value), value(term)));
        return [{ to: decimalOf(to, top), bound: null }];
      }
      const bottom = denominator.find((each) => each.id === term);
      const needed = over(total(numerator, value), share);
      if (!bottom || !needed) return [];
      return [{ to: decimalOf(minus(needed, minus(total(denominator, value), value(term))), bottom), bound: null }];
    },
    ...(of.implies ? { implies: of.implies } : {}),
  };
}

/** The value without what is beyond the places in which that statement is printed. */
function cut(value: Exact, like: Statement): Exact {
  const unit = unitKind(like.unit).factor;
  const inUnit = over(value, unit)!;
  const places = 10n ** BigInt(like.value.scale);
  return times({ n: (inUnit.n * places) / inUnit.d, d: places }, unit);
}

/** The value rounded to the places in which that statement is printed. */
function decimalOf(value: Exact, like: Statement): Exact {
  const factor = unitKind(like.unit).factor;
  const inUnit = rounded(over(value, factor)!, like.value.scale);
  return times({ n: inUnit.digits, d: 10n ** BigInt(inUnit.scale) }, factor);
}

/**
 * Σ left = Σ right + `offset`, all in one unit, within `margin` (one last place unless said otherwise): percentages against points, ordinals
 * against years, a printed number against a count of names.
 */
export function shifted(
  of: Common & {
    left: Statement[];
    right: Statement[];
    offset: Exact;
    margin: Exact;
    words: (value: Lookup) => string;
    roles: [string, string];
  },
): Constraint {
  const { left, right, offset } = of;
  const like = left[0]!;
  const gap = (value: Lookup): Exact =>
    minus(sumOf(left.map((each) => value(each.id))), plus(offset, sumOf(right.map((each) => value(each.id)))));
  return {
    kind: of.kind,
    terms: [
      ...left.map((each) => ({ statement: each.id, role: of.roles[0], sign: 1 as const })),
      ...right.map((each) => ({ statement: each.id, role: of.roles[1], sign: -1 as const })),
    ],
    equality: true,
    derived: of.derived ?? false,
    places: null,
    subject: of.subject,
    evidence: of.evidence,
    judge(value) {
      const off = size(gap(value));
      return isZero(off) || compare(off, of.margin) < 0 ? 'exact' : 'fails';
    },
    difference: (value) => `${exactText(gap(value), 0, Math.max(2, like.value.scale))}${like.unit}`,
    arithmetic: of.words,
    solve(term, value) {
      const off = gap(value);
      const to = minus(value(term), left.some((each) => each.id === term) ? off : negative(off));
      const statement = [...left, ...right].find((each) => each.id === term)!;
      return [{ to: decimalOf(to, statement), bound: null }];
    },
    ...(of.implies ? { implies: of.implies } : {}),
  };
}

/** A condition that is only judged, not solved for its terms by formula: averages within a tier, ranks. `limits` may offer a bound. */
export function condition(
  of: Common & {
    terms: RelationTerm[];
    holds: (value: Lookup) => boolean;
    difference: (value: Lookup) => string;
    arithmetic: (value: Lookup) => string;
    limits?: (term: string, value: Lookup) => Solution[];
  },
): Constraint {
  return {
    kind: of.kind,
    terms: of.terms,
    equality: false,
    derived: of.derived ?? false,
    places: null,
    subject: of.subject,
    evidence: of.evidence,
    judge: (value) => (of.holds(value) ? 'exact' : 'fails'),
    difference: of.difference,
    arithmetic: of.arithmetic,
    solve: of.limits ?? (() => []),
    ...(of.implies ? { implies: of.implies } : {}),
  };
}
