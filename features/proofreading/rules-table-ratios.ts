// Columns that are worked out of others: completion (done ÷ plan), shares of a column or of the total row, growth over last year, averages,
// ranks. Titles say what a column may be, the numbers of most rows say of which columns it is. Percentages may be rounded or cut.
import { type Constraint, condition, quotient } from './rules-constraints.ts';
import {
  compare,
  type Exact,
  lastPlace,
  minus,
  over,
  plus,
  printed,
  rounded,
  size,
  times,
  unitKind,
  whole,
  worth,
} from './rules-decimal.ts';
import type { Statement } from './rules-model.ts';
import type { Body, Column, Row } from './rules-table-body.ts';
import { alike } from './rules-table-weigh.ts';

type Made = { percent: Statement; numerator: Statement; denominator: Statement };
type Supposed = {
  kind: 'rate' | 'share' | 'growth';
  less: 0 | 1;
  down: boolean;
  prior: number;
  title: string;
  of: (row: Row) => Made | null;
};

const growthTitle = /增长|增幅|增速|同比|环比|比上年|较上年|较去年|比去年|growth|increase|change|yoy/i;
const downTitle = /降幅|下降|减少率|decrease|decline/i;
const shareTitle = /占|比重|比例|share|proportion|% of/i;
const words = (zh: string, en: string): { zh: string; en: string } => ({ zh, en });

/** Does the percentage come out of these two, by rounding, cutting, or because its inputs were rounded themselves? */
function comesOut({ percent, numerator, denominator }: Made, less: 0 | 1, down: boolean): boolean {
  const range = between(numerator, denominator, less);
  if (!range) return false;
  const said = down ? { n: -worth(percent).n, d: worth(percent).d } : worth(percent);
  const step = lastPlace(percent);
  return compare(said, minus(range[0], step)) > 0 && compare(said, plus(range[1], step)) < 0;
}

function between(top: Statement, bottom: Statement, less: 0 | 1): [Exact, Exact] | null {
  const half = (one: Statement): Exact =>
    one.value.scale > 0 || unitKind(one.unit).factor.n >= 10n ** 8n ? { n: lastPlace(one).n, d: lastPlace(one).d * 2n } : whole(0);
  const low = over(minus(worth(top), half(top)), plus(worth(bottom), half(bottom)));
  const high = over(plus(worth(top), half(top)), minus(worth(bottom), half(bottom)));
  if (!low || !high || bottom.value.digits <= 0n) return null;
  const scaled = (value: Exact): Exact => times(minus(value, whole(less)), whole(100));
  return [scaled(low), scaled(high)];
}

/** The printed percentage is the rounded one (not the cut one), as far as rounded inputs can tell. */
function isRounded({ percent, numerator, denominator }: Made, less: 0 | 1, down: boolean, value: (one: Statement) => Exact): boolean {
  const shift = (one: Statement): Exact => minus(value(one), worth(one));
  const half = (one: Statement): Exact =>
    one.value.scale > 0 || unitKind(one.unit).factor.n >= 10n ** 8n ? { n: lastPlace(one).n, d: lastPlace(one).d * 2n } : whole(0);
  const top = plus(worth(numerator), shift(numerator));
  const bottom = plus(worth(denominator), shift(denominator));
  const low = over(minus(top, half(numerator)), plus(bottom, half(denominator)));
  const high = over(plus(top, half(numerator)), minus(bottom, half(denominator)));
  if (!low || !high) return true;
  const scaled = (one: Exact): Exact => times(minus(one, whole(less)), whole(100));
  const said = down ? { n: -value(percent).n, d: value(percent).d } : value(percent);
  const step: Exact = { n: lastPlace(percent).n, d: lastPlace(percent).d * 2n };
  return compare(said, minus(scaled(low), step)) >= 0 && compare(said, plus(scaled(high), step)) <= 0;
}

/** A column in which nearly every percentage is the rounded one, some of which cutting would have made another, is a rounded column. */
function roundsAlways(made: readonly Made[], less: 0 | 1, down: boolean): boolean {
  let rounded = 0;
  let witnesses = 0;
  for (const each of made) {
    if (!isRounded(each, less, down, worth)) continue;
    rounded++;
    const exactly = over(worth(each.numerator), worth(each.denominator));
    if (!exactly) continue;
    const middle = times(minus(exactly, whole(less)), whole(100));
    const said = down ? { n: -worth(each.percent).n, d: worth(each.percent).d } : worth(each.percent);
    if (compare(size(said), size(middle)) > 0) witnesses++;
  }
  return witnesses >= 2 && made.length - rounded <= 1 && made.length >= 4;
}

/** Whether percentages are cut or rounded is told by the column they stand in, not by the rest of the manuscript. */
function held(strictly: boolean, made: Made, one: Pick<Supposed, 'less' | 'down'>, { cut: _, ...constraint }: Constraint): Constraint {
  if (strictly)
    return { ...constraint, judge: (value) => (isRounded(made, one.less, one.down, (each) => value(each.id)) ? 'exact' : 'fails') };
  return { ...constraint, judge: (value) => (constraint.judge(value) === 'fails' ? 'fails' : 'exact') };
}

export function ratios(body: Body, totals: readonly Row[], name: string): Constraint[] {
  const rows = body.rows.filter((row) => row.hasNumbers);
  const numbers = body.columns.filter((column) => column.role === 'number');
  const found: Constraint[] = [];
  if (numbers.length > 40) return found;
  for (const column of body.columns) {
    if (column.role !== 'percent' || column.dimension !== 'percent') continue;
    const { title } = column;
    const at = (row: Row, other: Column): Statement | undefined => body.at(row.row, other.column);
    const supposed: Supposed[] = [];
    const growing = growthTitle.test(title) || downTitle.test(title);
    for (const top of numbers)
      for (const bottom of numbers) {
        if (top === bottom) continue;
        const of = (row: Row): Made | null => {
          const [percent, numerator, denominator] = [at(row, column), at(row, top), at(row, bottom)];
          return percent && numerator && denominator && alike(numerator, denominator) ? { percent, numerator, denominator } : null;
        };
        const near = Math.abs(top.column - column.column) <= 3 && Math.abs(bottom.column - column.column) <= 3 ? 0.5 : 0;
        const nature = top.nature === column.nature && bottom.nature === column.nature ? 0.2 : 0;
        if (!growing)
          supposed.push({
            kind: shareTitle.test(title) ? 'share' : 'rate',
            less: 0,
            down: false,
            prior: 2 + near + nature,
            title: `${top.title} ÷ ${bottom.title}`,
            of,
          });
        else
          supposed.push({
            kind: 'growth',
            less: 1,
            down: downTitle.test(title) && !growthTitle.test(title),
            prior: 2 + near + nature,
            title: `${top.title} ÷ ${bottom.title} − 1`,
            of,
          });
      }
    // A share of the column's own total: 占比 of each county in 合计.
    for (const total of totals)
      for (const top of numbers) {
        if (growing) continue;
        const of = (row: Row): Made | null => {
          const [percent, numerator, denominator] = [at(row, column), at(row, top), at(total, top)];
          return percent && numerator && denominator && numerator !== denominator ? { percent, numerator, denominator } : null;
        };
        supposed.push({ kind: 'share', less: 0, down: false, prior: shareTitle.test(title) ? 2.5 : 0.5, title: `${top.title} ÷ 合计`, of });
      }
    const chance = Math.log10(supposed.length + 1);
    let chosen: { one: Supposed; made: { row: Row; made: Made }[]; score: number } | null = null;
    const sample = rows.length > 120 ? rows.filter((_, index) => index % Math.ceil(rows.length / 60) === 0) : null;
    const hopeful = (one: Supposed): boolean => {
      const tried = (sample ?? []).flatMap((row) => one.of(row) ?? []);
      const holds = tried.filter((each) => comesOut(each, one.less, one.down)).length;
      return holds * 5 > tried.length * 4;
    };
    for (const one of supposed) {
      if (sample && !hopeful(one)) continue;
      const made = rows.flatMap((row) => {
        const each = one.of(row);
        return each ? [{ row, made: each }] : [];
      });
      if (made.length === 0) continue;
      let info = 0;
      let holds = 0;
      let fails = 0;
      for (const { made: each } of made) {
        if (comesOut(each, one.less, one.down)) {
          holds++;
          const size = Math.log10(Math.abs(Number(each.percent.value.digits)) + 1);
          info +=
            each.numerator.value.digits === 0n || each.numerator.value.digits === each.denominator.value.digits ? 0.2 : Math.min(3.5, size);
        } else fails++;
      }
      const score = info - 3 * fails + one.prior - chance;
      const few = fails <= Math.max(1, made.length * 0.2);
      if (holds === 0 || holds <= fails || !few || score < (one.prior >= 2 ? 1.5 : 3)) continue;
      if (chosen === null || score > chosen.score + 1e-9) chosen = { one, made, score };
    }
    if (!chosen) continue;
    const strictly = roundsAlways(
      chosen.made.map((each) => each.made),
      chosen.one.less,
      chosen.one.down,
    );
    for (const { row, made } of chosen.made)
      found.push(
        held(
          strictly,
          made,
          chosen.one,
          quotient({
            kind: chosen.one.kind,
            percent: made.percent,
            numerator: [made.numerator],
            denominator: [made.denominator],
            less: chosen.one.less,
            ...(chosen.one.down && { down: true }),
            roles: ['percent', 'numerator', 'denominator'],
            subject: words(`${name}“${row.label}”行“${title}”`, `${name}, row "${row.label}", ${title}`),
            evidence: words(`该列按“${chosen.one.title}”计算`, `the column is ${chosen.one.title}`),
          }),
        ),
      );
  }
  found.push(...averages(body, rows, numbers, name), ...ranks(body, name));
  return found;
}

/** 平均每个项目投资 = 总投资 ÷ 个数, within the last place printed. */
function averages(body: Body, rows: readonly Row[], numbers: readonly Column[], name: string): Constraint[] {
  const found: Constraint[] = [];
  for (const column of body.columns) {
    if (column.role !== 'average' || column.unit === '') continue;
    let chosen: { rows: { row: Row; average: Statement; top: Statement; bottom: Statement }[]; score: number; title: string } | null = null;
    for (const top of numbers)
      for (const bottom of numbers) {
        if (top === bottom || top.dimension !== column.dimension || bottom.dimension === 'money') continue;
        const made = rows.flatMap((row) => {
          const [average, one, other] = [column, top, bottom].map((each) => body.at(row.row, each.column));
          return average && one && other && other.value.digits > 0n ? [{ row, average, top: one, bottom: other }] : [];
        });
        const holds = made.filter((each) => near(each.average, each.top, each.bottom, worth)).length;
        const fails = made.length - holds;
        const score = holds * 2 - fails * 3;
        if (holds < 2 || fails > Math.max(1, made.length * 0.2) || (chosen && chosen.score >= score)) continue;
        chosen = { rows: made, score, title: `${top.title} ÷ ${bottom.title}` };
      }
    for (const { row, average, top, bottom } of chosen?.rows ?? [])
      found.push(
        condition({
          kind: 'average',
          terms: [
            { statement: average.id, role: 'average', sign: 1 },
            { statement: top.id, role: 'total', sign: -1 },
            { statement: bottom.id, role: 'count', sign: 0 },
          ],
          holds: (value) => near(average, top, bottom, (one) => value(one.id)),
          difference: (value) => {
            const to = over(value(top.id), value(bottom.id));
            return to ? `${printed(minus(value(average.id), asPrinted(to, average)), average)}${average.unit}` : '';
          },
          arithmetic: (value) => {
            const to = over(value(top.id), value(bottom.id));
            return `${printed(value(top.id), top)}${top.unit} ÷ ${printed(value(bottom.id), bottom)}${bottom.unit} = ${to ? printed(asPrinted(to, average), average) : '—'}${average.unit} / ${printed(value(average.id), average)}${average.unit}`;
          },
          limits: (term, value) => {
            if (term === average.id) {
              const to = over(value(top.id), value(bottom.id));
              return to ? [{ to: asPrinted(to, average), bound: null }] : [];
            }
            if (term === top.id) return [{ to: asPrinted(times(value(average.id), value(bottom.id)), top), bound: null }];
            const to = over(value(top.id), value(average.id));
            return to ? [{ to: asPrinted(to, bottom), bound: null }] : [];
          },
          subject: words(`${name}“${row.label}”行“${column.title}”`, `${name}, row "${row.label}", ${column.title}`),
          evidence: words(`该列按“${chosen!.title}”计算`, `the column is ${chosen!.title}`),
        }),
      );
  }
  return found;
}

/** The value in the places that statement is printed in. */
function asPrinted(value: Exact, like: Statement): Exact {
  const factor = unitKind(like.unit).factor;
  const inUnit = rounded(over(value, factor)!, like.value.scale);
  return times({ n: inUnit.digits, d: 10n ** BigInt(inUnit.scale) }, factor);
}

function near(average: Statement, top: Statement, bottom: Statement, value: (one: Statement) => Exact): boolean {
  const to = over(value(top), value(bottom));
  if (!to) return true;
  const inputs = over(lastPlace(top), value(bottom));
  return compare(size(minus(value(average), to)), plus(lastPlace(average), inputs ?? whole(0))) < 0;
}

/** A rank column against the values it ranks: the nearest column whose order it is in nearly every row. */
function ranks(body: Body, name: string): Constraint[] {
  const found: Constraint[] = [];
  for (const column of body.columns) {
    if (column.role !== 'rank') continue;
    const ranked = body.rows.flatMap((row) => {
      const rank = body.at(row.row, column.column);
      return rank && rank.value.scale === 0 ? [{ row, rank }] : [];
    });
    if (ranked.length < 3) continue;
    let chosen: { column: Column; pairs: { rank: Statement; value: Statement }[]; up: boolean; off: number } | null = null;
    const pool = body.columns
      .filter((other) => ['number', 'percent', 'average'].includes(other.role))
      .sort((a, b) => distance(a, column) - distance(b, column));
    for (const other of pool)
      for (const up of [false, true]) {
        const pairs = ranked.flatMap(({ row, rank }) => {
          const value = body.at(row.row, other.column);
          return value ? [{ rank, value }] : [];
        });
        if (pairs.length < ranked.length) continue;
        const off = pairs.filter((pair) => !fits(pair, pairs, up, worth)).length;
        if (off > Math.min(3, Math.floor(pairs.length * 0.4))) continue;
        // Ranks run from the largest down unless only the other way fits.
        const weight = off + (up ? 0.5 : 0);
        if (chosen === null || weight < chosen.off) chosen = { column: other, pairs, up, off: weight };
      }
    if (!chosen) continue;
    const { pairs, up } = chosen;
    found.push(
      condition({
        kind: 'ranking',
        terms: pairs.flatMap(({ rank, value }) => [
          { statement: rank.id, role: 'rank', sign: 1 as const },
          { statement: value.id, role: 'value', sign: 0 as const },
        ]),
        holds: (value) => pairs.every((pair) => fits(pair, pairs, up, (one) => value(one.id))),
        difference: () => '',
        arithmetic: (value) =>
          pairs
            .filter((pair) => !fits(pair, pairs, up, (one) => value(one.id)))
            .map((pair) => `${printed(value(pair.value.id), pair.value)}${pair.value.unit}：第${printed(value(pair.rank.id), pair.rank)}`)
            .join('，') || '名次相符',
        limits: (term, value) => {
          const pair = pairs.find((one) => one.rank.id === term);
          if (!pair) return [];
          return [{ to: whole(standing(pair, pairs, up, (one) => value(one.id))), bound: null }];
        },
        subject: words(`${name}“${column.title}”按“${chosen.column.title}”`, `${name}, ${column.title} by ${chosen.column.title}`),
        evidence: words(`“${chosen.column.title}”一列`, `the column ${chosen.column.title}`),
      }),
    );
  }
  return found;
}

/** Columns left of the rank come first, nearest first. */
const distance = (a: Column, rank: Column): number => (a.column < rank.column ? rank.column - a.column : 100 + a.column - rank.column);

type Pair = { rank: Statement; value: Statement };

const standing = (pair: Pair, pairs: readonly Pair[], up: boolean, value: (one: Statement) => Exact): number =>
  1 + pairs.filter((other) => compare(value(other.value), value(pair.value)) === (up ? -1 : 1)).length;

/** Ties may share a rank (1 1 3 or 1 1 2) or be told apart by something not printed. */
function fits(pair: Pair, pairs: readonly Pair[], up: boolean, value: (one: Statement) => Exact): boolean {
  const place = standing(pair, pairs, up, value);
  const ties = pairs.filter((other) => compare(value(other.value), value(pair.value)) === 0).length;
  const better = new Set(
    pairs
      .filter((other) => compare(value(other.value), value(pair.value)) === (up ? -1 : 1))
      .map((other) => `${value(other.value).n}/${value(other.value).d}`),
  ).size;
  const rank = value(pair.rank);
  const within = compare(rank, whole(place)) >= 0 && compare(rank, whole(place + ties - 1)) <= 0;
  return within || compare(rank, whole(better + 1)) === 0;
}
