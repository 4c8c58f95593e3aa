// Sums across the rows: a column that is the total of others (合计 = 新建 + 续建, also where each stands under merged heads), parts introduced by
// 其中, columns that are a difference. Named by titles or shown by the numbers of nearly every row; never by a few rows that happen to agree.
import { type Constraint, linear, shifted } from './rules-constraints.ts';
import { compare, type Exact, lastPlace, minus, plus, printed, size, worth, zero } from './rules-decimal.ts';
import type { Statement } from './rules-model.ts';
import type { Body, Column, Row } from './rules-table-body.ts';
import { isBlank } from './rules-table-grid.ts';
import { alike, closes, gapOf, scoreOf, type Trial, weigh } from './rules-table-weigh.ts';

type Supposed = { total: Column; parts: Column[]; prior: number; kind: 'sum' | 'subset' };

const totalTitle = /^(合计|小计|总计|总数|共计|总量|计|全部|总额|全社会|total|sub-?total|all|sum|overall)$/i;
/** What is reckoned up over time: 1-6月累计, 全年, 上半年. */
const spanTitle = /累计|全年|年度合计|上半年|下半年|前三季度|year to date|ytd|full year/i;
const ofTitle = /^(其中|#|of which|including)[:：]?/i;
const derived = /增减|增量|净增|差额|缺口|剩余|未完成|结余|余额|欠|差|增加|减少|change|variance|difference|remaining|balance/i;
const bareTotal = (part: string): boolean => totalTitle.test(part.replace(/\s+/g, ''));

const addable = (column: Column): boolean => column.role === 'number';
const sameKind = (a: Column, b: Column): boolean =>
  a.dimension === b.dimension && (a.unit === b.unit || a.dimension === 'money' || a.unit === '' || b.unit === '');

/** Trials row by row: the total column against its parts. */
function acrossTrials(body: Body, rows: readonly Row[], total: Column, parts: readonly Column[]): { row: Row; trial: Trial }[] {
  return rows.flatMap((row) => {
    const whole = body.at(row.row, total.column);
    // A row of percentages in a table whose rows are the indicators.
    if (!whole || whole.dimension === 'percent' || whole.dimension === 'points') return [];
    const found: Statement[] = [];
    let blank = 0;
    for (const part of parts) {
      const statement = body.at(row.row, part.column);
      if (statement && alike(whole, statement)) found.push(statement);
      else if (!statement && isBlank(body.block.grid.at(row.row, part.column)?.text ?? '')) blank++;
    }
    return found.length === 0 ? [] : [{ row, trial: { total: whole, parts: found, blank } }];
  });
}

/** What titles and places suppose. */
function suppositions(columns: readonly Column[]): Supposed[] {
  const found: Supposed[] = [];
  for (const total of columns) {
    const place = total.parts.findIndex(bareTotal);
    if (place >= 0) {
      const key = total.parts.filter((_, index) => index !== place).join('|');
      const siblings = columns.filter(
        (other) =>
          other !== total &&
          sameKind(total, other) &&
          !other.parts.some(bareTotal) &&
          !derived.test(other.title) &&
          (other.parts.some((_, index) => other.parts.filter((__, at) => at !== index).join('|') === key) ||
            (key === '' && other.parts.length <= 1)),
      );
      const after = siblings.filter((other) => other.column > total.column);
      const before = siblings.filter((other) => other.column < total.column);
      const prior = key === '' && siblings.length > 6 ? 3 : 5;
      for (const parts of [siblings, after, before, ...runs(after)])
        if (parts.length >= 2) found.push({ total, parts: [...parts], prior, kind: 'sum' });
      // A total of totals: 总计 over columns that are 小计.
      const subs = columns.filter(
        (other) => other !== total && sameKind(total, other) && other.parts.some((part) => /^小计$|^sub-?total$/i.test(part)),
      );
      if (!total.parts.some((part) => /^小计$|^sub-?total$/i.test(part)) && subs.length >= 2)
        found.push({ total, parts: subs, prior: 4, kind: 'sum' });
    }
    // 1-5月 | 6月 | 1-6月累计; four quarters and 全年.
    if (place < 0 && spanTitle.test(total.title)) {
      const like = columns.filter((other) => other !== total && sameKind(total, other) && !derived.test(other.title));
      const before = like.filter((other) => other.column < total.column);
      const after = like.filter((other) => other.column > total.column);
      for (const parts of [...runs(after), ...runs([...before].reverse())]) found.push({ total, parts: [...parts], prior: 3, kind: 'sum' });
    }
    // 项目个数 | 新建 | 续建: natures that complete each other, right after or under the same words.
    if (total.nature === null) {
      const natures = columns.filter((other) => other.nature !== null && sameKind(total, other) && other.column !== total.column);
      const own = natures.filter((other) => withoutNature(other) === withoutNature(total));
      const next: Column[] = [];
      for (const other of columns.filter((each) => each.column > total.column)) {
        if (other.nature === null || !sameKind(total, other)) break;
        next.push(other);
      }
      for (const parts of [own, next, own.slice(0, 2)])
        if (
          parts.length >= 2 &&
          new Set(parts.map((part) => part.nature)).size === parts.length &&
          parts.some((part) => part.nature === '续建')
        )
          found.push({ total, parts, prior: 4, kind: 'sum' });
    }
  }
  columns.forEach((column, index) => {
    if (!column.parts.some((part) => ofTitle.test(part)) || (index > 0 && columns[index - 1]!.parts.some((part) => ofTitle.test(part))))
      return;
    const total = columns.slice(0, index).findLast((other) => sameKind(other, column) && !other.parts.some((part) => ofTitle.test(part)));
    if (!total) return;
    const run = [column];
    for (const other of columns.slice(index + 1)) {
      if (!sameKind(other, column)) break;
      run.push(other);
      found.push({ total, parts: [...run], prior: 2, kind: 'sum' });
    }
    found.push({ total, parts: [column], prior: 0, kind: 'subset' });
  });
  return found;
}

const withoutNature = (column: Column): string =>
  column.parts
    .map((part) => part.replace(/拟?新开工|新建|续建|项目|合计|小计|个数|其中[:：]?|continuing|ongoing|new/gi, '').trim())
    .join('');

/** Beginnings of a list, two columns and longer. */
const runs = (columns: readonly Column[]): Column[][] => columns.map((_, index) => columns.slice(0, index + 1)).slice(1, 14);

/** What only the numbers suppose: a column before or after a run of columns like it. */
function shownByNumbers(columns: readonly Column[]): Supposed[] {
  const found: Supposed[] = [];
  const classes = new Map<string, Column[]>();
  for (const column of columns) {
    if (!addable(column)) continue;
    for (const key of [`${column.dimension}/${column.unit}`, `${column.dimension}/${column.unit}/${column.parts.at(-1) ?? ''}`])
      classes.set(key, [...(classes.get(key) ?? []), column]);
  }
  for (const list of classes.values()) {
    if (list.length < 3 || list.length > 40) continue;
    for (let at = 0; at < list.length; at++)
      for (let count = 2; count <= 12; count++) {
        if (at + count < list.length) found.push({ total: list[at]!, parts: list.slice(at + 1, at + 1 + count), prior: -1, kind: 'sum' });
        if (at - count >= 0) found.push({ total: list[at]!, parts: list.slice(at - count, at), prior: -1, kind: 'sum' });
      }
  }
  return found;
}

const words = (zh: string, en: string): { zh: string; en: string } => ({ zh, en });
/** Rows looked at first where there are many. */
const sampled = 50;

export type Across = { constraints: Constraint[]; unreported: { trial: Trial; row: Row; columns: Column[] }[] };

export function sumsAcross(body: Body, name: string): Across {
  const columns = body.columns.filter(addable);
  const rows = body.rows.filter((row) => row.hasNumbers);
  const result: Across = { constraints: [], unreported: [] };
  if (columns.length < 2 || rows.length === 0) return result;
  const named = suppositions(columns);
  const shown = rows.length >= 3 && columns.length <= 60 ? shownByNumbers(columns) : [];
  const chance = Math.log10(1 + named.length + shown.length);
  const many = rows.length > 60;
  // Long lists: what does not bear out in a sample is not tried in every row.
  const sample = many ? rows.filter((_, index) => index % Math.ceil(rows.length / sampled) === 0) : rows;
  const hopeful = (one: Supposed): boolean => {
    if (!many || one.kind === 'subset') return true;
    const weight = weigh(acrossTrials(body, sample, one.total, one.parts).map((each) => each.trial));
    return weight.holds > weight.fails * 4;
  };
  const judged = [...named, ...shown].filter(hopeful).flatMap((one) => {
    const trials = acrossTrials(body, rows, one.total, one.parts);
    if (trials.length === 0) return [];
    if (one.kind === 'subset') return [{ one, trials, score: 0, accepted: true }];
    const weight = weigh(trials.map((each) => each.trial));
    const single = trials.length === 1 && one.prior >= 5 && weight.fails === 1;
    const fewFail =
      one.prior > 0
        ? weight.fails <= Math.max(1, trials.length * (many ? 0.05 : 0.34))
        : weight.fails <= Math.max(1, trials.length * (many ? 0.01 : 0.15));
    const accepted =
      single ||
      (weight.holds > 0 &&
        weight.holds > weight.fails &&
        fewFail &&
        weight.info - 3 * weight.fails + one.prior - chance >= (one.prior > 0 ? 0 : 5));
    return [{ one, trials, score: scoreOf(weight) + one.prior, accepted }];
  });
  const seen = new Set<string>();
  const byTotal = Map.groupBy(
    judged
      .filter((each) => each.accepted && each.one.kind === 'sum')
      .sort((a, b) => b.score - a.score || a.one.parts.length - b.one.parts.length),
    (each) => each.one.total.column,
  );
  const sums = [...byTotal.values()].flatMap((list) => {
    // One total may be parted in two ways (新建 and 续建; three industries); more than that is the same seen twice.
    const [first, ...rest] = list;
    const taken = new Set(first!.one.parts.map((part) => part.column));
    const second = rest.find((each) => each.one.parts.every((part) => !taken.has(part.column)) && each.one.prior > 0);
    return second ? [first!, second] : [first!];
  });
  for (const { one, trials } of sums) {
    const key = `${one.total.column}=${one.parts
      .map((part) => part.column)
      .sort((a, b) => a - b)
      .join('+')}`;
    if (seen.has(key) || seen.has(reversed(one))) continue;
    seen.add(key);
    const blanksCountNothing = weigh(trials.map((each) => each.trial)).blankHolds > 0;
    for (const { row, trial } of trials) {
      const subject = words(
        `${name}“${row.label}”行“${one.total.title || '合计'}”`,
        `${name}, row "${row.label}", ${one.total.title || 'total'}`,
      );
      const cells = one.parts
        .map((part) => body.block.grid.at(row.row, part.column)?.cell)
        .filter(Boolean)
        .join('、');
      const evidence = words(`同一行各列：${cells}`, `the columns of that row: ${cells}`);
      if (trial.blank > 0 && !blanksCountNothing && !closes(trial)) {
        if (compare(gapOf(trial), zero) > 0) {
          result.unreported.push({ trial, row, columns: one.parts.filter((part) => !body.at(row.row, part.column)) });
          continue;
        }
        result.constraints.push(
          linear({ kind: 'sum', left: trial.parts, right: [trial.total], equality: false, roles: ['part', 'total'], subject, evidence }),
        );
        continue;
      }
      result.constraints.push(linear({ kind: 'sum', left: [trial.total], right: trial.parts, equality: true, subject, evidence }));
    }
  }
  const parted = new Set(sums.flatMap(({ one }) => one.parts.map((part) => `${one.total.column}>${part.column}`)));
  for (const { one, trials } of judged) {
    if (one.kind !== 'subset' || parted.has(`${one.total.column}>${one.parts[0]!.column}`)) continue;
    for (const { row, trial } of trials)
      result.constraints.push(
        linear({
          kind: 'subset',
          left: trial.parts,
          right: [trial.total],
          equality: false,
          roles: ['part', 'total'],
          subject: words(`${name}“${row.label}”行“${one.parts[0]!.title}”`, `${name}, row "${row.label}", ${one.parts[0]!.title}`),
          evidence: words('同一行两列的明细', 'the rows behind the two columns'),
        }),
      );
  }
  result.constraints.push(...differences(body, rows, columns, name, seen));
  return result;
}

const reversed = ({ total, parts }: Supposed): string => `${total.column}≈${parts.map((part) => part.column).join('+')}`;

/** 增减 = 今年 − 去年, 剩余 = 计划 − 完成; also in percentage points between two percentages. */
function differences(body: Body, rows: readonly Row[], columns: readonly Column[], name: string, seen: ReadonlySet<string>): Constraint[] {
  const found: Constraint[] = [];
  const percents = body.columns.filter((column) => column.role === 'percent');
  for (const column of [...columns, ...percents]) {
    const points = column.role === 'percent';
    if (!derived.test(column.title) && !(points && column.dimension === 'points')) continue;
    const pool = (
      points ? percents.filter((other) => other.dimension === 'percent') : columns.filter((other) => sameKind(other, column))
    ).filter((other) => other !== column && !derived.test(other.title));
    let chosen: { a: Column; b: Column; score: number; trials: { row: Row; x: Statement; a: Statement; b: Statement }[] } | null = null;
    for (const a of pool)
      for (const b of pool) {
        if (a === b) continue;
        const trials = rows.flatMap((row) => {
          const [x, one, other] = [column, a, b].map((each) => body.at(row.row, each.column));
          return x && one && other ? [{ row, x, a: one, b: other }] : [];
        });
        if (trials.length === 0) continue;
        const off = (each: (typeof trials)[number]): Exact => size(minus(worth(each.a), plus(worth(each.b), worth(each.x))));
        const margin = (each: (typeof trials)[number]): Exact => (points ? lastPlace(each.x) : zero);
        const holds = trials.filter(
          (each) => compare(off(each), margin(each)) <= 0 && each.x.value.digits !== 0n && each.b.value.digits !== 0n,
        );
        const fails = trials.filter((each) => compare(off(each), margin(each)) > 0).length;
        const info = holds.reduce((sum, each) => sum + Math.min(4, Math.log10(Math.abs(Number(each.x.value.digits)) + 1)), 0);
        const score = info - 3 * fails;
        if (
          holds.length === 0 ||
          holds.length <= fails ||
          fails > Math.max(1, trials.length * 0.1) ||
          score < 1.5 + Math.log10(pool.length * pool.length + 1)
        )
          continue;
        if (chosen === null || score > chosen.score) chosen = { a, b, score, trials };
      }
    if (chosen === null || seen.has(`${chosen.a.column}=${[chosen.b.column, column.column].sort((p, q) => p - q).join('+')}`)) continue;
    for (const { row, x, a, b } of chosen.trials)
      found.push(
        shifted({
          kind: points ? 'points' : 'difference',
          left: [a],
          right: [b, x],
          offset: zero,
          margin: points ? lastPlace(x) : { n: 1n, d: 1_000_000_000n },
          words: (value) =>
            `${printed(value(a.id), a)} − ${printed(value(b.id), b)} ${compare(minus(value(a.id), value(b.id)), value(x.id)) === 0 ? '=' : '≠'} ${printed(value(x.id), x)}${x.unit}`,
          roles: ['from', 'less'],
          subject: words(`${name}“${row.label}”行“${column.title}”`, `${name}, row "${row.label}", ${column.title}`),
          evidence: words(`同一行“${chosen.a.title}”与“${chosen.b.title}”`, `${chosen.a.title} and ${chosen.b.title} of that row`),
        }),
      );
  }
  return found;
}
