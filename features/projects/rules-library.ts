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

/** Lines by their place in the view, rising; lines without the value are kept apart, they stand last in both directions. */
interface Order {
  stated: Int32Array;
  blank: Int32Array;
}

/** The lines of some counties in one state of the books, with the orders asked for so far. */
export interface View {
  counties: ReadonlyMap<string, ReadonlyMap<string, ShelfLine>>;
  /** Every line has a place; a place whose line is gone is null. A filter goes through them as they lie in memory, which is what it costs. */
  places: (ShelfLine | null)[];
  gone: number;
  /** Places by name and then id: the order that every other one breaks its ties with. */
  byName: Int32Array;
  orders: Map<Sort, Order>;
  /** Whole answers given lately, so that the next page of the same question is only cut out. */
  answers: Map<string, Whole>;
}

interface Whole {
  totalYuan: number;
  annualPlanYuan: number;
  places: Int32Array;
}

const ANSWERS_KEPT = 12;
const MENDED_AT_MOST = 500;

const byNameThenId = (a: ShelfLine, b: ShelfLine): number => text(a.nameKey, b.nameKey) || text(a.id, b.id);

function freshView(counties: View['counties']): View {
  const places = [...counties.values()].flatMap((lines) => [...lines.values()]);
  const all = Int32Array.from(places.keys());
  const groups = spread(places, all, (line) => line.nameKey);
  for (const group of groups) if (group.length > 1) group.sort((a, b) => text(places[a]!.id, places[b]!.id));
  return { counties, places, gone: 0, byName: Int32Array.from(groups.flat()), orders: new Map(), answers: new Map() };
}

/** A view of these lines; when `before` is a view of the same counties, its orders are mended instead of made anew. */
export function viewOf(counties: View['counties'], before?: View): View {
  if (!before) return freshView(counties);
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
  if (added.length > MENDED_AT_MOST || before.gone + removed.size > before.places.length / 4) return freshView(counties);
  const places = before.places.map((line) => (line !== null && removed.has(line) ? null : line));
  const first = places.length;
  places.push(...added);
  const news = added.map((_, index) => first + index);
  const next: View = {
    counties,
    places,
    gone: before.gone + removed.size,
    byName: mended(places, before.byName, news, byNameThenId),
    orders: new Map(),
    answers: new Map(),
  };
  for (const [sort, order] of before.orders) {
    if (sort === 'name') continue;
    const key = keys[sort];
    const rising = (a: ShelfLine, b: ShelfLine): number => {
      const [left, right] = [key(a)!, key(b)!];
      return left < right ? -1 : left > right ? 1 : byNameThenId(a, b);
    };
    const stated = news.filter((place) => key(places[place]!) !== null);
    const blank = news.filter((place) => key(places[place]!) === null);
    next.orders.set(sort, {
      stated: mended(places, order.stated, stated, rising),
      blank: mended(places, order.blank, blank, byNameThenId),
    });
  }
  return next;
}

/** An ordered list of places without those that are gone and with new ones put where they belong. */
function mended(
  places: readonly (ShelfLine | null)[],
  list: Int32Array,
  added: readonly number[],
  compare: (a: ShelfLine, b: ShelfLine) => number,
): Int32Array {
  const left = list.filter((place) => places[place] !== null);
  const merged = new Int32Array(left.length + added.length);
  let from = 0;
  let to = 0;
  for (const place of [...added].sort((a, b) => compare(places[a]!, places[b]!))) {
    let [low, high] = [from, left.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(places[left[middle]!]!, places[place]!) < 0) low = middle + 1;
      else high = middle;
    }
    merged.set(left.subarray(from, low), to);
    to += low - from;
    from = low;
    merged[to++] = place;
  }
  merged.set(left.subarray(from), to);
  return merged;
}

/** Places in groups of one key, groups by rising key, inside a group in the order given. Far cheaper than comparing line with line. */
function spread(
  places: readonly (ShelfLine | null)[],
  list: Int32Array | readonly number[],
  key: (line: ShelfLine) => string | number,
): number[][] {
  const groups = new Map<string | number, number[]>();
  for (const place of list) {
    const of = key(places[place]!);
    const group = groups.get(of);
    if (group) group.push(place);
    else groups.set(of, [place]);
  }
  const found = [...groups.keys()];
  const rising = typeof found[0] === 'number' ? [...Float64Array.from(found as number[]).sort()] : (found as string[]).sort();
  return rising.map((one) => groups.get(one)!);
}

function orderOf(view: View, sort: Sort): Order {
  const held = view.orders.get(sort);
  if (held) return held;
  let order: Order = { stated: view.byName, blank: new Int32Array() };
  if (sort !== 'name') {
    const key = keys[sort];
    const stated: number[] = [];
    const blank: number[] = [];
    for (const place of view.byName) (key(view.places[place]!) === null ? blank : stated).push(place);
    order = { stated: Int32Array.from(spread(view.places, stated, (line) => key(line)!).flat()), blank: Int32Array.from(blank) };
  }
  view.orders.set(sort, order);
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
  const lines = Array.from(whole.places.subarray(page.offset, page.offset + page.limit), (place) => view.places[place]!);
  return { total: whole.places.length, totalYuan: whole.totalYuan, annualPlanYuan: whole.annualPlanYuan, lines };
}

function wholeOf(view: View, test: (line: ShelfLine) => boolean, page: { sort: Sort; order: 'asc' | 'desc' }): Whole {
  const fits = new Uint8Array(view.places.length);
  let count = 0;
  let totalYuan = 0;
  let annualPlanYuan = 0;
  for (let place = 0; place < view.places.length; place++) {
    const line = view.places[place]!;
    if (line === null || !test(line)) continue;
    fits[place] = 1;
    count += 1;
    totalYuan += line.totalYuan ?? 0;
    annualPlanYuan += line.planYuan ?? 0;
  }
  if (!Number.isSafeInteger(totalYuan) || !Number.isSafeInteger(annualPlanYuan)) throw new Error('A sum of yuan is beyond exact numbers');
  const { stated, blank } = orderOf(view, page.sort);
  const places = new Int32Array(count);
  let to = 0;
  const take = (place: number): void => {
    if (fits[place] === 1) places[to++] = place;
  };
  if (page.order === 'asc') for (let at = 0; at < stated.length; at++) take(stated[at]!);
  else for (let at = stated.length - 1; at >= 0; at--) take(stated[at]!);
  for (let at = 0; at < blank.length; at++) take(blank[at]!);
  return { totalYuan, annualPlanYuan, places };
}
