// Filtering, sorting and summing the library in memory, exactly: the same filter over the same lines gives the same answer as the
// database would. Orders are sorted once a state of the books and mended when a few lines change.

import { searchTokens } from './rules-names.ts';
import { stages } from './words.ts';

/** A year line as the shelf holds it. `lacks`: 1 code, 2 owner, 4 dates, 8 place, 16 industry. `states`: 'LIST\tstate' of memberships. */
export interface ShelfLine {
  region: string;
  id: string;
  pool: 'annual' | 'reserve';
  nature: 'new' | 'continuing' | null;
  maturity: string | null;
  totalYuan: number | null;
  planYuan: number | null;
  line: string | null;
  stage: string;
  sideState: string | null;
  kind: string | null;
  start: string | null;
  finish: string | null;
  code: string | null;
  nameKey: string;
  search: string;
  updated: string;
  lists: readonly string[];
  states: readonly string[];
  lacks: number;
}

const lackBits = { code: 1, owner: 2, dates: 4, place: 8, industry: 16 } as const;

export interface LineFilter {
  pool?: string | undefined;
  nature?: 'new' | 'continuing' | 'unstated' | undefined;
  minTotalYuan?: number | undefined;
  maxTotalYuan?: number | undefined;
  tier?: readonly string[] | undefined;
  list?: readonly string[] | undefined;
  listMode?: 'any' | 'all' | 'only' | 'none' | undefined;
  listState?: string | undefined;
  line?: readonly string[] | undefined;
  stage?: readonly string[] | undefined;
  sideState?: readonly string[] | undefined;
  maturity?: readonly string[] | undefined;
  kind?: readonly string[] | undefined;
  county?: readonly string[] | undefined;
  missing?: 'code' | 'owner' | 'plan' | 'total' | 'dates' | 'place' | 'industry' | undefined;
  q?: string | undefined;
}

export type Sort = 'total' | 'plan' | 'name' | 'updated' | 'region' | 'start' | 'finish' | 'stage' | 'code';

/** What a filter needs from outside: the tier of a total in a region, and the projects an import touched. */
export interface FilterGround {
  tierCode(totalYuan: number | null, region: string): string | null;
  only: ReadonlySet<string> | null;
}

/** Compiles a filter to one test. 'none' in a list of values stands for "not stated". */
export function lineTest(filter: LineFilter, ground: FilterGround): (line: ShelfLine) => boolean {
  const tests: ((line: ShelfLine) => boolean)[] = [];
  const among = (values: readonly string[] | undefined, of: (line: ShelfLine) => string | null): void => {
    if (!values || values.length === 0) return;
    const set = new Set(values);
    const blank = set.has('none');
    tests.push((line) => {
      const value = of(line);
      return value === null ? blank : set.has(value);
    });
  };
  const { pool, nature, minTotalYuan, maxTotalYuan, list, missing, listState } = filter;
  if (pool) tests.push((line) => line.pool === pool);
  if (nature) tests.push(nature === 'unstated' ? (line) => line.nature === null : (line) => line.nature === nature);
  if (minTotalYuan !== undefined) tests.push((line) => line.totalYuan !== null && line.totalYuan >= minTotalYuan);
  if (maxTotalYuan !== undefined) tests.push((line) => line.totalYuan !== null && line.totalYuan <= maxTotalYuan);
  among(filter.county, (line) => line.region);
  among(filter.line, (line) => line.line);
  among(filter.stage, (line) => line.stage);
  among(filter.sideState, (line) => line.sideState);
  among(filter.maturity, (line) => line.maturity);
  among(filter.kind, (line) => line.kind);
  if (filter.tier?.length) {
    const tiers = new Set(filter.tier);
    tests.push((line) => tiers.has(ground.tierCode(line.totalYuan, line.region) ?? 'none'));
  }
  if (list?.length) {
    const mode = filter.listMode ?? 'any';
    if (mode === 'any') tests.push((line) => line.lists.some((code) => list.includes(code)));
    else if (mode === 'all') tests.push((line) => list.every((code) => line.lists.includes(code)));
    else if (mode === 'only')
      tests.push((line) => line.lists.length === new Set(list).size && list.every((code) => line.lists.includes(code)));
    else tests.push((line) => !line.lists.some((code) => list.includes(code)));
  } else if (filter.listMode === 'none' || filter.listMode === 'only') tests.push((line) => line.lists.length === 0);
  if (listState) {
    const wanted = list?.length ? list.map((code) => `${code}\t${listState}`) : null;
    tests.push((line) => line.states.some((state) => (wanted ? wanted.includes(state) : state.endsWith(`\t${listState}`))));
  }
  if (missing === 'plan') tests.push((line) => line.planYuan === null && line.pool === 'annual');
  else if (missing === 'total') tests.push((line) => line.totalYuan === null);
  else if (missing) {
    const bit = lackBits[missing];
    tests.push((line) => (line.lacks & bit) !== 0);
  }
  if (ground.only) {
    const only = ground.only;
    tests.push((line) => only.has(line.id));
  }
  // The text search is the dearest test and comes last.
  for (const token of searchTokens(filter.q ?? '')) tests.push((line) => line.search.includes(token));
  return (line) => {
    for (const test of tests) if (!test(line)) return false;
    return true;
  };
}

const stageOrder = new Map<string, number>(stages.map((stage, index) => [stage, index]));
const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const keys: Record<Sort, (line: ShelfLine) => string | number | null> = {
  total: (line) => line.totalYuan,
  plan: (line) => line.planYuan,
  name: (line) => line.nameKey,
  updated: (line) => line.updated,
  region: (line) => line.region,
  start: (line) => line.start,
  finish: (line) => line.finish,
  stage: (line) => stageOrder.get(line.stage) ?? 99,
  code: (line) => line.code,
};

interface Order {
  stated: ShelfLine[];
  blank: ShelfLine[];
}

/** The lines of some counties in one state of the books, with the orders asked for so far. */
export interface View {
  counties: ReadonlyMap<string, ReadonlyMap<string, ShelfLine>>;
  /** All lines by name and then id: the order that every other one breaks its ties with. */
  byName: ShelfLine[];
  orders: Map<Sort, Order>;
  /** Whole answers given lately, so that the next page of the same question is only cut out. */
  answers: Map<string, Whole>;
}

interface Whole {
  totalYuan: number;
  annualPlanYuan: number;
  lines: readonly ShelfLine[];
}

const ANSWERS_KEPT = 12;

const byNameThenId = (a: ShelfLine, b: ShelfLine): number => text(a.nameKey, b.nameKey) || text(a.id, b.id);

/** A view of these lines; when `before` is a view of the same counties, its order by name is mended instead of sorted anew. */
export function viewOf(counties: View['counties'], before?: View): View {
  const view = (byName: ShelfLine[]): View => ({ counties, byName, orders: new Map(), answers: new Map() });
  if (!before)
    return view(
      spread(
        [...counties.values()].flatMap((lines) => [...lines.values()]),
        (line) => line.nameKey,
      ).flatMap((some) => (some.length > 1 ? some.sort(byNameThenId) : some)),
    );
  const removed = new Set<ShelfLine>();
  const added: ShelfLine[] = [];
  for (const region of new Set([...before.counties.keys(), ...counties.keys()])) {
    const old = before.counties.get(region);
    const now = counties.get(region);
    if (old === now) continue;
    for (const line of old?.values() ?? []) if (now?.get(line.id) !== line) removed.add(line);
    for (const line of now?.values() ?? []) if (old?.get(line.id) !== line) added.push(line);
  }
  if (removed.size === 0 && added.length === 0) return { ...before, counties };
  const byName = mended(before.byName, removed, added, byNameThenId);
  const next = view(byName);
  // A few changed lines are put into the orders that stand; after many, an order is made anew when it is asked for.
  if (added.length <= MENDED_AT_MOST)
    for (const [sort, order] of before.orders) {
      if (sort === 'name') continue;
      const key = keys[sort];
      const rising = (a: ShelfLine, b: ShelfLine): number => {
        const [left, right] = [key(a)!, key(b)!];
        return left < right ? -1 : left > right ? 1 : byNameThenId(a, b);
      };
      const stated = added.filter((line) => key(line) !== null);
      const blank = added.filter((line) => key(line) === null);
      next.orders.set(sort, {
        stated: mended(order.stated, removed, stated, rising),
        blank: mended(order.blank, removed, blank, byNameThenId),
      });
    }
  return next;
}

const MENDED_AT_MOST = 500;

/** An ordered list without some lines and with others put where they belong. */
function mended(
  list: readonly ShelfLine[],
  removed: ReadonlySet<ShelfLine>,
  added: readonly ShelfLine[],
  compare: (a: ShelfLine, b: ShelfLine) => number,
): ShelfLine[] {
  const left = list.filter((line) => !removed.has(line));
  const merged: ShelfLine[] = [];
  let from = 0;
  for (const line of [...added].sort(compare)) {
    let [low, high] = [from, left.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(left[middle]!, line) < 0) low = middle + 1;
      else high = middle;
    }
    for (; from < low; from++) merged.push(left[from]!);
    merged.push(line);
  }
  for (; from < left.length; from++) merged.push(left[from]!);
  return merged;
}

/** Lines in groups of one key, groups by rising key, inside a group in the order given. Far cheaper than comparing line with line. */
function spread(lines: readonly ShelfLine[], key: (line: ShelfLine) => string | number): ShelfLine[][] {
  const groups = new Map<string | number, ShelfLine[]>();
  for (const line of lines) {
    const of = key(line);
    const group = groups.get(of);
    if (group) group.push(line);
    else groups.set(of, [line]);
  }
  const found = [...groups.keys()];
  const rising = typeof found[0] === 'number' ? [...Float64Array.from(found as number[]).sort()] : (found as string[]).sort();
  return rising.map((one) => groups.get(one)!);
}

function orderOf(view: View, sort: Sort): Order {
  let order = view.orders.get(sort);
  if (!order) {
    const key = keys[sort];
    const stated: ShelfLine[] = [];
    const blank: ShelfLine[] = [];
    if (sort !== 'name') for (const line of view.byName) (key(line) === null ? blank : stated).push(line);
    order = { stated: sort === 'name' ? view.byName : spread(stated, (line) => key(line)!).flat(), blank };
    view.orders.set(sort, order);
  }
  return order;
}

export interface Answer {
  total: number;
  totalYuan: number;
  annualPlanYuan: number;
  lines: ShelfLine[];
}

/** One page of the filtered, sorted lines, with the count and the sums of all of them. `question` names the filter, when it may be remembered. */
export function answer(
  view: View,
  test: (line: ShelfLine) => boolean,
  page: { sort: Sort; order: 'asc' | 'desc'; limit: number; offset: number },
  question?: string,
): Answer {
  const key = question === undefined ? undefined : `${page.sort} ${page.order} ${question}`;
  let whole = key === undefined ? undefined : view.answers.get(key);
  if (!whole) whole = wholeOf(view, test, page);
  if (key !== undefined) {
    view.answers.delete(key);
    view.answers.set(key, whole);
    for (const oldest of view.answers.keys()) {
      if (view.answers.size <= ANSWERS_KEPT) break;
      view.answers.delete(oldest);
    }
  }
  return {
    total: whole.lines.length,
    totalYuan: whole.totalYuan,
    annualPlanYuan: whole.annualPlanYuan,
    lines: whole.lines.slice(page.offset, page.offset + page.limit),
  };
}

function wholeOf(view: View, test: (line: ShelfLine) => boolean, page: { sort: Sort; order: 'asc' | 'desc' }): Whole {
  const { stated, blank } = orderOf(view, page.sort);
  const lines: ShelfLine[] = [];
  let totalYuan = 0;
  let annualPlanYuan = 0;
  const take = (line: ShelfLine): void => {
    if (!test(line)) return;
    lines.push(line);
    totalYuan += line.totalYuan ?? 0;
    annualPlanYuan += line.planYuan ?? 0;
  };
  if (page.order === 'asc') for (const line of stated) take(line);
  else for (let at = stated.length - 1; at >= 0; at--) take(stated[at]!);
  for (const line of blank) take(line);
  if (!Number.isSafeInteger(totalYuan) || !Number.isSafeInteger(annualPlanYuan)) throw new Error('A sum of yuan is beyond exact numbers');
  return { totalYuan, annualPlanYuan, lines };
}
