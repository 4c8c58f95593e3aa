// Whether 合计, 小计 and group headings say the truth about the rows they claim to sum. Which rows those are follows from the numbering and
// from where the line stands; where a list can be read two ways, the reading under which the claim closes is taken, else the most likely
// one is reported with the difference. A claim closes within half a unit of its last printed digit. The file is judged as it was written;
// what corrections made here do to a sum is told beside it.
import type { RowKind } from './rules-groups.ts';
import { countClaim } from './rules-groups.ts';

export interface Claim {
  /** Index into the summed fields. */
  field: number;
  column: number;
  /** What the line says, in yuan or in the number of that column. */
  claimed: number;
  tolerance: number;
  /** What the line says after a correction made here; null: it was emptied. Absent when the cell was not corrected. */
  corrected?: { claimed: number; tolerance: number } | null;
}

interface Point {
  row: number;
  count: number;
  sums: number[];
  /** What corrections of rows so far added to each sum, and how many amounts they changed. */
  shifts: number[];
  touched: number[];
  firstRow: number;
  lastRow: number;
}

interface Marker extends Point {
  kind: 'group' | 'sub' | 'all';
  level: number;
  label: string;
  labelColumn: number;
  claims: Claim[];
  counted: number | null;
  next: number;
}

export interface SumCheck {
  row: number;
  column: number;
  label: string;
  /** Index of the summed field, or null for a claim about the number of rows. */
  field: number | null;
  claimed: number;
  computed: number;
  from: number;
  to: number;
  rows: number;
  closes: boolean;
  /** The same sum after the corrections made here; null when none of them touches it. */
  decided: { claimed: number | null; computed: number; closes: boolean } | null;
}

export interface Sums {
  /** `amounts` as the file has them; `decided` where a correction of this row made them something else. */
  data(row: number, amounts: readonly (number | null)[], decided?: readonly (number | null)[]): void;
  marker(row: number, kind: RowKind & { kind: 'group' | 'total' }, labelColumn: number, claims: readonly Claim[]): void;
  /** The checks, in row order, and the lines whose rows could not be told. */
  finish(): { checks: SumCheck[]; unclear: { row: number; column: number; label: string }[] };
}

/** Half a unit of the last digit of a printed number, times what one unit is worth. */
export function halfUnit(printed: string, worth: number): number {
  const digits = /\.(\d+)/.exec(printed.replace(/[^\d.]/g, ''))?.[1]?.length ?? 0;
  return worth / 10 ** digits / 2;
}

/** Follows the rows of one sheet in order. `fields` is how many summed fields there are. */
export function followSums(fields: number): Sums {
  let count = 0;
  let lastRow = 0;
  const zeros = (): number[] => new Array<number>(fields).fill(0);
  const sums = zeros();
  const shifts = zeros();
  const touched = zeros();
  const markers: Marker[] = [];
  const starts: number[] = [];
  let firstAfter: Marker[] = [];

  const point = (row: number): Point => ({ row, count, sums: [...sums], shifts: [...shifts], touched: [...touched], firstRow: 0, lastRow });

  return {
    data(row, amounts, decided) {
      count++;
      lastRow = row;
      for (const marker of firstAfter) marker.firstRow = row;
      if (firstAfter.length > 0) firstAfter = [];
      if (starts.length === 0) starts.push(row);
      for (let index = 0; index < fields; index++) sums[index] = sums[index]! + (amounts[index] ?? 0);
      if (!decided) return;
      for (let index = 0; index < fields; index++) {
        if ((decided[index] ?? null) === (amounts[index] ?? null)) continue;
        shifts[index] = shifts[index]! + (decided[index] ?? 0) - (amounts[index] ?? 0);
        touched[index] = touched[index]! + 1;
      }
    },
    marker(row, kind, labelColumn, claims) {
      const marker: Marker = {
        ...point(row),
        kind: kind.kind === 'group' ? 'group' : kind.rank,
        level: kind.kind === 'group' ? kind.level : -1,
        label: kind.label,
        labelColumn,
        claims: [...claims],
        counted: countClaim(kind.label),
        next: 0,
      };
      markers.push(marker);
      firstAfter.push(marker);
    },
    finish() {
      const begin: Point = { row: 0, count: 0, sums: zeros(), shifts: zeros(), touched: zeros(), firstRow: starts[0] ?? 0, lastRow: 0 };
      const end: Point = { ...point(lastRow + 1), firstRow: 0 };
      const checks: SumCheck[] = [];
      const unclear: { row: number; column: number; label: string }[] = [];
      markers.forEach((marker, index) => {
        if (marker.claims.length === 0 && marker.counted === null) return;
        const ranges = (marker.kind === 'group' ? below(markers, index, end) : around(markers, index, begin, end)).filter(
          ([from, to]) => to.count > from.count,
        );
        if (ranges.length === 0) {
          unclear.push({ row: marker.row, column: marker.labelColumn, label: marker.label });
          return;
        }
        let best = ranges[0]!;
        let most = -1;
        for (const range of ranges) {
          const closing = closes(marker, range);
          if (closing > most) {
            most = closing;
            best = range;
          }
        }
        const [from, to] = best;
        const place = { row: marker.row, label: marker.label, from: from.firstRow, to: to.lastRow, rows: to.count - from.count };
        for (const claim of marker.claims) {
          const computed = round(to.sums[claim.field]! - from.sums[claim.field]!);
          checks.push({
            ...place,
            column: claim.column,
            field: claim.field,
            claimed: claim.claimed,
            computed,
            closes: Math.abs(computed - claim.claimed) <= claim.tolerance,
            decided: decidedOf(claim, from, to, computed),
          });
        }
        if (marker.counted !== null)
          checks.push({
            ...place,
            column: marker.labelColumn,
            field: null,
            claimed: marker.counted,
            computed: to.count - from.count,
            closes: marker.counted === to.count - from.count,
            decided: null,
          });
      });
      return { checks, unclear };
    },
  };
}

const round = (value: number): number => (Number.isSafeInteger(value) ? value : Number(value.toPrecision(15)));

function decidedOf(claim: Claim, from: Point, to: Point, computed: number): SumCheck['decided'] {
  if (claim.corrected === undefined && to.touched[claim.field] === from.touched[claim.field]) return null;
  const now = round(computed + to.shifts[claim.field]! - from.shifts[claim.field]!);
  const said = claim.corrected === undefined ? claim : claim.corrected;
  return { claimed: said?.claimed ?? null, computed: now, closes: said === null || Math.abs(now - said.claimed) <= said.tolerance };
}

/** Amounts count double: a count in a label is mistyped more often than a sum that closes to the last digit by chance. */
function closes(marker: Marker, [from, to]: [Point, Point]): number {
  let closing = 0;
  for (const claim of marker.claims)
    if (Math.abs(to.sums[claim.field]! - from.sums[claim.field]! - claim.claimed) <= claim.tolerance)
      closing += claim.claimed === 0 ? 0.5 : 2;
  if (marker.counted === to.count - from.count) closing += 1;
  return closing;
}

/** The rows below a heading: to the next heading of its level or higher, to the next line that speaks for its group. */
function below(markers: readonly Marker[], index: number, end: Point): [Point, Point][] {
  const marker = markers[index]!;
  const ranges: [Point, Point][] = [];
  let group: Point | undefined;
  let sum: Point | undefined;
  for (let at = index + 1; at < markers.length && !group; at++) {
    const next = markers[at]!;
    if (next.kind === 'group' && next.level <= marker.level) group = next;
    if (next.kind !== 'group' && !sum && next.count > marker.count) sum = next;
  }
  ranges.push([marker, group ?? end]);
  if (sum) ranges.push([marker, sum]);
  const adjacent = markers[index + 1];
  if (adjacent && adjacent !== group) ranges.push([marker, adjacent]);
  if (group) ranges.push([marker, end]);
  return ranges;
}

/** The rows a 小计 or 合计 may speak for, most likely first. */
function around(markers: readonly Marker[], index: number, begin: Point, end: Point): [Point, Point][] {
  const marker = markers[index]!;
  const above: [Point, Point][] = [];
  const under: [Point, Point][] = [];
  const openGroups: Marker[] = [];
  let lastSub: Point | undefined;
  let lastAll: Point | undefined;
  let previous: Point | undefined;
  let level = Number.POSITIVE_INFINITY;
  for (let at = index - 1; at >= 0; at--) {
    const before = markers[at]!;
    if (!previous && before.count < marker.count) previous = before;
    if (before.kind === 'group' && before.level < level) {
      openGroups.push(before);
      level = before.level;
    }
    if (before.kind === 'sub' && !lastSub) lastSub = before;
    if (before.kind === 'all' && !lastAll) lastAll = before;
  }
  const innermost = openGroups.filter((group) => group.count < marker.count).map((group): [Point, Point] => [group, marker]);
  const sinceStart: [Point, Point] = [begin, marker];
  if (marker.kind === 'sub') {
    if (previous) above.push([previous, marker]);
    above.push(...innermost);
    if (lastSub) above.push([lastSub, marker]);
    if (lastAll) above.push([lastAll, marker]);
    above.push(sinceStart);
  } else {
    above.push(sinceStart);
    if (lastAll) above.push([lastAll, marker]);
    above.push(...innermost.toReversed());
    if (lastSub) above.push([lastSub, marker]);
    if (previous) above.push([previous, marker]);
  }
  const nextSame = markers.slice(index + 1).find((next) => next.kind === marker.kind);
  const nextAny = markers.slice(index + 1).find((next) => next.count > marker.count);
  if (marker.kind === 'sub') {
    if (nextAny) under.push([marker, nextAny]);
    if (nextSame) under.push([marker, nextSame]);
    under.push([marker, end]);
  } else {
    under.push([marker, end]);
    if (nextSame) under.push([marker, nextSame]);
  }
  // A line right under the header or under a heading speaks for what follows.
  const last = markers[index - 1];
  const nothingYet = marker.count === 0 || (last !== undefined && last.kind === 'group' && last.count === marker.count);
  return nothingYet ? [...under, ...above] : [...above, ...under];
}
