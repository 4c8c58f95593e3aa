// Sums down the columns: which rows a total, a subtotal, a heading or 其中 speaks for. Each supposition (the rows above, the rows below, the
// rows of its group, the subtotals, the headings of the level below) is tried in every column that can be added up; the one that closes in most
// columns is taken, the plainest where they tie. One that closes nowhere is not demanded.
import { type Constraint, linear } from './rules-constraints.ts';
import { compare, zero } from './rules-decimal.ts';
import type { Statement } from './rules-model.ts';
import type { Body, Column, Row } from './rules-table-body.ts';
import { isBlank } from './rules-table-grid.ts';
import { alike, closes, gapOf, scoreOf, type Trial, weigh } from './rules-table-weigh.ts';

type Family = { parent: Row; children: Row[]; sure: boolean };

export type Down = {
  constraints: Constraint[];
  families: Family[];
  totals: Row[];
  asks: { parent: Row; children: Row[]; columns: Column[] }[];
  unreported: { trial: Trial; rows: Row[]; column: Column }[];
};

const additive = (column: Column): boolean =>
  column.role === 'number' &&
  !['percent', 'points', 'ordinal'].includes(column.dimension) &&
  !/排名|名次|单价|均|[^效]率$/.test(column.title);

/** What can be tried of a supposition: one trial for each column in which the parent and some part are reported. */
function trialsOf(body: Body, columns: readonly Column[], parent: Row, children: readonly Row[]): { column: Column; trial: Trial }[] {
  return columns.flatMap((column) => {
    const total = body.at(parent.row, column.column);
    if (!total) return [];
    const parts: Statement[] = [];
    let blank = 0;
    for (const child of children) {
      const part = body.at(child.row, column.column);
      if (part && alike(total, part)) parts.push(part);
      else if (!part && isBlank(body.block.grid.at(child.row, column.column)?.text ?? '')) blank++;
    }
    return parts.length === 0 ? [] : [{ column, trial: { total, parts, blank } }];
  });
}

const score = (body: Body, columns: readonly Column[], parent: Row, children: readonly Row[]): number =>
  children.length === 0 ? Number.NEGATIVE_INFINITY : scoreOf(weigh(trialsOf(body, columns, parent, children).map((one) => one.trial)));

/** The supposition that closes best; the first of equals. */
function best(
  body: Body,
  columns: readonly Column[],
  parent: Row,
  suppositions: readonly Row[][],
): { children: Row[]; score: number } | null {
  let chosen: { children: Row[]; score: number } | null = null;
  for (const children of suppositions) {
    if (children.length === 0 || (children.length === 1 && suppositions.some((other) => other.length > 1) && chosen !== null)) continue;
    const value = score(body, columns, parent, children);
    if (chosen === null || value > chosen.score + 1e-9) chosen = { children, score: value };
  }
  return chosen;
}

export function sumsDown(body: Body, name: string): Down {
  const columns = body.columns.filter(additive);
  const rows = body.rows;
  const numeric = rows.filter((row) => row.hasNumbers);
  const families: Family[] = [];
  const covered = new Set<Row>();
  const isTotal = (row: Row): boolean => row.kind === 'total' || row.kind === 'grand';
  if (columns.length === 0 || numeric.length < 2) return { constraints: [], families, totals: [], asks: [], unreported: [] };

  ofWhich(body, columns, numeric, families, covered);
  industries(numeric, families, covered);
  subtotals(body, columns, rows, families, covered);
  headings(body, columns, rows, families, covered);

  // Totals, inner ones first: 合计 before 总计.
  const totals = numeric.filter(isTotal).sort((a, b) => (a.kind === b.kind ? a.row - b.row : a.kind === 'total' ? -1 : 1));
  const several = totals.filter((row) => row.kind === 'total').length > 1;
  for (const total of totals) {
    const free = (row: Row): boolean => row !== total && row.hasNumbers && !covered.has(row) && row.kind !== 'of';
    const at = numeric.indexOf(total);
    const others = numeric.filter(isTotal).filter((row) => row !== total);
    const before = others.filter((row) => row.row < total.row).at(-1);
    const after = others.find((row) => row.row > total.row);
    const within = (from: number, to: number): Row[] => numeric.slice(Math.max(0, from), to);
    const above = within(before ? numeric.indexOf(before) + 1 : 0, at);
    const below = within(at + 1, after ? numeric.indexOf(after) : numeric.length);
    const everything = numeric.filter((row) => row !== total);
    const plainItems = (list: Row[]): Row[] => list.filter((row) => free(row) && !isTotal(row));
    const group = sameGroup(total, numeric).filter((row) => free(row) && !isTotal(row));
    const suppositions = [
      plainItems(at === 0 ? below : above),
      plainItems(at === 0 ? above : below),
      group,
      everything.filter((row) => free(row) && (!isTotal(row) || (total.kind === 'grand' && row.kind === 'total'))),
      plainItems(everything),
      numeric.filter((row) => isTotal(row) && row !== total && row.kind === 'total' && total.kind === 'grand'),
      everything.filter((row) => row.kind === 'sub'),
      everything.filter((row) => row.kind === 'item' && !families.some((family) => family.parent === row) && !isTotal(row)),
      ...levels(everything).map((level) => everything.filter((row) => row.depth === level && row.kind === 'item')),
      plainItems(upTo(rows, total, -1)),
      plainItems(upTo(rows, total, 1)),
    ].filter((list) => list.length > 0);
    const found = best(body, columns, total, suppositions);
    if (!found) continue;
    families.push({ parent: total, children: found.children, sure: true });
    if (several && total.kind !== 'grand') for (const row of found.children) covered.add(row);
  }
  unnamedTotal(body, columns, numeric, families, covered, totals);
  return demanded(body, columns, families, totals, name);
}

/** Rows next to a total until a row that is no number row (a heading of the next part) stands between. */
function upTo(rows: readonly Row[], total: Row, step: 1 | -1): Row[] {
  const found: Row[] = [];
  for (let at = rows.indexOf(total) + step; at >= 0 && at < rows.length; at += step) {
    const row = rows[at]!;
    if (!row.hasNumbers || row.kind === 'total' || row.kind === 'grand') break;
    found.push(row);
  }
  return found;
}

const levels = (rows: readonly Row[]): number[] => [...new Set(rows.flatMap((row) => (row.depth === null ? [] : [row.depth])))].sort();

/** Rows that share the first label cell with this one (a merged first column): 小计 of that group. */
function sameGroup(row: Row, numeric: readonly Row[]): Row[] {
  const first = row.labels[0];
  if (row.labels.length < 2 || first === undefined) return [];
  return numeric.filter((other) => other !== row && other.labels.length >= 2 && other.labels[0] === first);
}

/** 其中：… under a row: with the rows after it, as far as they make up the row above; else a part that cannot be larger. */
function ofWhich(body: Body, columns: readonly Column[], numeric: readonly Row[], families: Family[], covered: Set<Row>): void {
  for (let at = 0; at < numeric.length; at++) {
    const row = numeric[at]!;
    if (row.kind !== 'of' || covered.has(row)) continue;
    const parent = numeric.slice(0, at).findLast((other) => other.kind !== 'of' && !covered.has(other));
    if (!parent) continue;
    const run: Row[] = [row];
    let chosen: Row[] | null = null;
    let most = 0;
    for (let next = at + 1; next <= Math.min(numeric.length, at + 8); next++) {
      const weight = weigh(trialsOf(body, columns, parent, run).map((one) => one.trial));
      const value = scoreOf(weight);
      if (run.length > 1 && weight.holds > weight.fails && value > most) {
        chosen = [...run];
        most = value;
      }
      const following = numeric[next];
      if (!following || following.kind === 'total' || following.kind === 'grand' || following.kind === 'sub') break;
      run.push(following);
    }
    const named = numeric.slice(at, at + 3);
    const natures = named.map((one) => /续建/.test(one.label) || /新建|新开工/.test(one.label));
    if (!chosen && natures[0] && natures[1] && /续建/.test(`${named[0]!.label}${named[1]!.label}`)) chosen = named.slice(0, 2);
    const children = chosen ?? [row];
    families.push({ parent, children, sure: chosen !== null });
    for (const child of children) covered.add(child);
  }
}

/** 地区生产总值 and the three 产业 next to it: a whole and its parts by name. */
function industries(numeric: readonly Row[], families: Family[], covered: Set<Row>): void {
  for (const [at, row] of numeric.entries()) {
    if (!/^(地区|国内)?生产总值|^gdp/i.test(row.label) || covered.has(row)) continue;
    for (const near of [numeric.slice(at + 1, at + 4), numeric.slice(Math.max(0, at - 3), at)]) {
      const named = ['一', '二', '三'].map((which) => near.find((one) => new RegExp(`第?${which}(次)?产(业)?`).test(one.label)));
      if (named.some((one) => one === undefined || covered.has(one))) continue;
      families.push({ parent: row, children: named as Row[], sure: true });
      for (const child of named) covered.add(child!);
      break;
    }
  }
}

/** 小计: one reading (the rows above, the rows below, the rows of the group) for all of them. */
function subtotals(body: Body, columns: readonly Column[], rows: readonly Row[], families: Family[], covered: Set<Row>): void {
  const subs = rows.filter((row) => row.kind === 'sub');
  if (subs.length === 0) return;
  const stops = (row: Row): boolean => row.kind === 'sub' || row.kind === 'total' || row.kind === 'grand';
  const items = (list: readonly Row[]): Row[] => list.filter((row) => row.hasNumbers && row.kind === 'item' && !covered.has(row));
  const readings: ((sub: Row) => Row[])[] = [
    (sub) => {
      const at = rows.indexOf(sub);
      let from = at - 1;
      while (from >= 0 && !stops(rows[from]!)) from--;
      return items(rows.slice(from + 1, at));
    },
    (sub) => {
      const at = rows.indexOf(sub);
      let to = at + 1;
      while (to < rows.length && !stops(rows[to]!)) to++;
      return items(rows.slice(at + 1, to));
    },
    (sub) => items(sameGroup(sub, rows)),
    // Up to the last line without numbers: the title of the group.
    (sub) => items(upTo(rows, sub, -1)),
    (sub) => items(upTo(rows, sub, 1)),
  ];
  let chosen = readings[0]!;
  let most = Number.NEGATIVE_INFINITY;
  for (const reading of readings) {
    let value = 0;
    for (const sub of subs) {
      const children = reading(sub);
      value += children.length === 0 ? -5 : score(body, columns, sub, children);
    }
    if (value > most + 1e-9) {
      most = value;
      chosen = reading;
    }
  }
  for (const sub of subs) {
    const children = chosen(sub);
    if (children.length === 0) continue;
    families.push({ parent: sub, children, sure: true });
    for (const child of children) covered.add(child);
  }
}

/** 一、工业 with its own numbers above 1. 2. 3.: the rows of the next level below, until the level comes again. Taken where most of them close. */
function headings(body: Body, columns: readonly Column[], rows: readonly Row[], families: Family[], covered: Set<Row>): void {
  const found = levels(rows);
  for (const level of [...found].reverse()) {
    const tried: { parent: Row; children: Row[] }[] = [];
    for (const parent of rows) {
      if (parent.depth !== level || !parent.hasNumbers || parent.kind !== 'item') continue;
      const under: Row[] = [];
      for (let at = rows.indexOf(parent) + 1; at < rows.length; at++) {
        const row = rows[at]!;
        if (row.kind === 'total' || row.kind === 'grand' || (row.depth !== null && row.depth <= level)) break;
        under.push(row);
      }
      const numbered = under.flatMap((row) => (row.depth === null ? [] : [row.depth]));
      const next = numbered.length > 0 ? Math.min(...numbered) : null;
      const free = under.filter((row) => row.hasNumbers && !covered.has(row) && row.kind !== 'of');
      const suppositions = [
        free.filter((row) => (next === null ? row.kind === 'item' : row.depth === next)),
        free,
        free.filter((row) => row.kind === 'item'),
        free.filter((row) => row.kind === 'sub'),
      ].filter((list) => list.length > 0);
      const chosen = best(body, columns, parent, suppositions);
      if (chosen) tried.push({ parent, children: chosen.children });
    }
    const weights = tried.map((one) => weigh(trialsOf(body, columns, one.parent, one.children).map((each) => each.trial)));
    const holds = weights.reduce((sum, one) => sum + one.holds, 0);
    const fails = weights.reduce((sum, one) => sum + one.fails, 0);
    if (holds === 0 || holds < fails * 2) continue;
    for (const one of tried) {
      families.push({ ...one, sure: true });
      for (const child of one.children) covered.add(child);
    }
  }
}

/** A first or last row that no word calls a total, but that is the sum of the others in column after column: the city above its counties. */
function unnamedTotal(
  body: Body,
  columns: readonly Column[],
  numeric: readonly Row[],
  families: Family[],
  covered: ReadonlySet<Row>,
  totals: readonly Row[],
): void {
  if (totals.length > 0) return;
  const ends = [numeric[0]!, numeric.at(-1)!].filter((row) => row.kind === 'item' && !covered.has(row));
  for (const parent of ends) {
    const children = numeric.filter((row) => row !== parent && row.kind === 'item' && !covered.has(row));
    if (children.length < 2 || families.some((family) => family.parent === parent)) continue;
    const weight = weigh(trialsOf(body, columns, parent, children).map((one) => one.trial));
    const place = /(市|全省|全县|全区|城区)$/.test(parent.label);
    // A city above nothing but counties and districts is their total as soon as one column says so.
    const city = /[市州盟]$/.test(parent.label) && children.every((row) => /[县区旗]$/.test(row.label));
    const named = city && weight.holds >= 1 && weight.info >= 2 && weight.holds >= weight.fails;
    if (named || (weight.holds >= 2 && weight.holds > weight.fails * 1.5 && weight.info - 3 * weight.fails >= (place ? 3 : 6))) {
      families.push({ parent, children, sure: true });
      return;
    }
  }
}

const words = (zh: string, en: string): { zh: string; en: string } => ({ zh, en });

function demanded(body: Body, columns: readonly Column[], families: readonly Family[], totals: Row[], name: string): Down {
  const constraints: Constraint[] = [];
  const asks: Down['asks'] = [];
  const unreported: Down['unreported'] = [];
  const kept: Family[] = [];
  for (const family of families) {
    const { parent, children, sure } = family;
    const tried = trialsOf(body, columns, parent, children);
    if (tried.length === 0) continue;
    const weight = weigh(tried.map((one) => one.trial));
    const said = `${name}“${parent.label || '合计'}”行`;
    const cells = (column: Column): string =>
      children
        .map((row) => body.block.grid.at(row.row, column.column)?.cell)
        .filter(Boolean)
        .slice(0, 40)
        .join('、');
    const subject = (column: Column) =>
      words(
        `${said}${column.title ? `“${column.title}”` : ''}`,
        `${name}, row "${parent.label || 'total'}"${column.title ? `, ${column.title}` : ''}`,
      );
    const evidence = (column: Column) => words(`各行明细：${cells(column)}`, `the rows behind it: ${cells(column)}`);
    if (!sure) {
      for (const { column, trial } of tried)
        constraints.push(
          linear({
            kind: 'subset',
            left: trial.parts,
            right: [trial.total],
            equality: false,
            roles: ['part', 'total'],
            subject: subject(column),
            evidence: evidence(column),
          }),
        );
      continue;
    }
    // A total that agrees with its rows in no column counts something else, or rows are missing: a question, not a contradiction.
    const byName = /生产总值|^gdp/i.test(parent.label);
    if (weight.holds === 0 && weight.fails >= 2 && !byName) {
      asks.push({ parent, children, columns: tried.filter((one) => !closes(one.trial)).map((one) => one.column) });
      continue;
    }
    kept.push(family);
    const blanksCountNothing = weight.blankHolds > 0;
    const kind =
      totals.includes(parent) && children.every((row) => /[县区市旗]$/.test(row.label.split(' ')[0]!)) && children.length > 1
        ? 'counties'
        : 'sum';
    for (const { column, trial } of tried) {
      if (trial.blank > 0 && !blanksCountNothing && !closes(trial)) {
        if (compare(gapOf(trial), zero) > 0) {
          unreported.push({ trial, rows: children.filter((row) => !body.at(row.row, column.column)), column });
          continue;
        }
        constraints.push(
          linear({
            kind,
            left: trial.parts,
            right: [trial.total],
            equality: false,
            roles: ['part', 'total'],
            subject: subject(column),
            evidence: evidence(column),
          }),
        );
        continue;
      }
      constraints.push(
        linear({ kind, left: [trial.total], right: trial.parts, equality: true, subject: subject(column), evidence: evidence(column) }),
      );
    }
  }
  return { constraints, families: kept, totals, asks, unreported };
}
