// Exact numbers of proofreading: what was printed (`Decimal`, which keeps its places) and what is calculated from it (`Exact`, a fraction of
// two bigints). Nothing here is ever a floating point number: whether 32.21 + 54.75 is 86.96 must not depend on the machine.
// Units are turned into their base here as well (亿元 → 元), so that like can be added to like.
import type { Decimal, Dimension, Statement } from './rules-model.ts';

/** n ÷ d with d > 0, not necessarily in lowest terms. */
export type Exact = { n: bigint; d: bigint };

export const zero: Exact = { n: 0n, d: 1n };
export const whole = (n: number | bigint): Exact => ({ n: BigInt(n), d: 1n });
export const fraction = (n: bigint, d: bigint): Exact => (d < 0n ? { n: -n, d: -d } : { n, d });

const pow10 = (places: number): bigint => 10n ** BigInt(places);

/** '95.94', '1,234.5', '-3' → Decimal; anything else is null. */
export function decimal(text: string): Decimal | null {
  const plain = text.replaceAll(',', '');
  const match = /^([-+−]?)(\d{1,30})(?:\.(\d{1,12}))?$/.exec(plain);
  if (!match) return null;
  const digits = BigInt(match[2]! + (match[3] ?? ''));
  return { digits: match[1] === '-' || match[1] === '−' ? -digits : digits, scale: match[3]?.length ?? 0 };
}

export const exact = (value: Decimal): Exact => ({ n: value.digits, d: pow10(value.scale) });
export const plus = (a: Exact, b: Exact): Exact => (a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d });
export const minus = (a: Exact, b: Exact): Exact => plus(a, { n: -b.n, d: b.d });
export const times = (a: Exact, b: Exact): Exact => ({ n: a.n * b.n, d: a.d * b.d });
/** Null when the divisor is zero. */
export const over = (a: Exact, b: Exact): Exact | null => (b.n === 0n ? null : fraction(a.n * b.d, a.d * b.n));
export const negative = (a: Exact): Exact => ({ n: -a.n, d: a.d });
export const size = (a: Exact): Exact => (a.n < 0n ? negative(a) : a);
export const compare = (a: Exact, b: Exact): -1 | 0 | 1 => {
  const left = a.n * b.d;
  const right = b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
};
export const isZero = (a: Exact): boolean => a.n === 0n;

/** To so many places, half away from zero. */
export function rounded(value: Exact, places: number): Decimal {
  const scaled = value.n * pow10(places);
  const half = value.d / 2n;
  const digits = scaled >= 0n ? (scaled + half) / value.d : -((-scaled + half) / value.d);
  return { digits, scale: places };
}

/** The fewest places, at most `most`, that show the value exactly; null when it has more. */
export function placesOf(value: Exact, most: number): number | null {
  for (let places = 0; places <= most; places += 1) if ((value.n * pow10(places)) % value.d === 0n) return places;
  return null;
}

export function decimalText(value: Decimal): string {
  const sign = value.digits < 0n ? '-' : '';
  const digits = (value.digits < 0n ? -value.digits : value.digits).toString().padStart(value.scale + 1, '0');
  return value.scale === 0 ? sign + digits : `${sign}${digits.slice(0, -value.scale)}.${digits.slice(-value.scale)}`;
}

/** As people write it: at least `least` places, more only when it needs them, at most `most`. */
export function exactText(value: Exact, least = 0, most = 4): string {
  return decimalText(rounded(value, Math.max(least, placesOf(value, most) ?? most)));
}

/** What a unit is in the base of its family, and the family: only equal families may be compared. */
export type UnitKind = { family: string; dimension: Dimension; factor: Exact };

const scales: [string, bigint][] = [
  ['万亿', 10n ** 12n],
  ['千亿', 10n ** 11n],
  ['百亿', 10n ** 10n],
  ['十亿', 10n ** 9n],
  ['亿', 10n ** 8n],
  ['千万', 10n ** 7n],
  ['百万', 10n ** 6n],
  ['十万', 10n ** 5n],
  ['万', 10n ** 4n],
  ['千', 10n ** 3n],
  ['百', 10n ** 2n],
];
const englishScales: Record<string, bigint> = {
  trillion: 10n ** 12n,
  billion: 10n ** 9n,
  bn: 10n ** 9n,
  million: 10n ** 6n,
  mn: 10n ** 6n,
  m: 10n ** 6n,
  thousand: 1000n,
  k: 1000n,
};
const bases: Record<string, [family: string, Dimension]> = {
  元: ['CNY', 'money'],
  人民币: ['CNY', 'money'],
  yuan: ['CNY', 'money'],
  rmb: ['CNY', 'money'],
  cny: ['CNY', 'money'],
  美元: ['USD', 'money'],
  dollars: ['USD', 'money'],
  dollar: ['USD', 'money'],
  usd: ['USD', 'money'],
  us$: ['USD', 'money'],
  $: ['USD', 'money'],
  欧元: ['EUR', 'money'],
  euros: ['EUR', 'money'],
  eur: ['EUR', 'money'],
  '€': ['EUR', 'money'],
  '£': ['GBP', 'money'],
  pounds: ['GBP', 'money'],
  gbp: ['GBP', 'money'],
  港元: ['HKD', 'money'],
  日元: ['JPY', 'money'],
  '%': ['%', 'percent'],
  percent: ['%', 'percent'],
  'per cent': ['%', 'percent'],
  百分点: ['points', 'points'],
  个百分点: ['points', 'points'],
  'percentage points': ['points', 'points'],
  'percentage point': ['points', 'points'],
  points: ['points', 'points'],
  人: ['人', 'people'],
  名: ['人', 'people'],
  位: ['人', 'people'],
  人次: ['人次', 'people'],
  people: ['人', 'people'],
  persons: ['人', 'people'],
  workers: ['人', 'people'],
  jobs: ['人', 'people'],
  officials: ['人', 'people'],
  户: ['户', 'households'],
  户次: ['户次', 'households'],
  households: ['户', 'households'],
  亩: ['亩', 'area'],
  公顷: ['公顷', 'area'],
  平方米: ['m2', 'area'],
  'm²': ['m2', 'area'],
  m2: ['m2', 'area'],
  '㎡': ['m2', 'area'],
  平方公里: ['km2', 'area'],
  hectares: ['公顷', 'area'],
  吨: ['t', 'mass'],
  t: ['t', 'mass'],
  tonnes: ['t', 'mass'],
  tons: ['t', 'mass'],
  公斤: ['kg', 'mass'],
  千克: ['kg', 'mass'],
  斤: ['斤', 'mass'],
  米: ['m', 'length'],
  m: ['m', 'length'],
  公里: ['km', 'length'],
  千米: ['km', 'length'],
  km: ['km', 'length'],
  里: ['里', 'length'],
  延长米: ['m', 'length'],
  kilometres: ['km', 'length'],
  小时: ['小时', 'duration'],
  天: ['天', 'duration'],
  日: ['天', 'duration'],
  个月: ['月', 'duration'],
  年: ['年', 'duration'],
  周: ['周', 'duration'],
  分钟: ['分钟', 'duration'],
  个工作日: ['工作日', 'duration'],
  工作日: ['工作日', 'duration'],
  个小时: ['小时', 'duration'],
  days: ['天', 'duration'],
  months: ['月', 'duration'],
  years: ['年', 'duration'],
  倍: ['倍', 'rate'],
  度: ['度', 'other'],
  千瓦: ['kW', 'other'],
  千瓦时: ['kWh', 'other'],
  立方米: ['m3', 'other'],
  '℃': ['℃', 'other'],
};

/** Null for an empty unit. A unit that is not in the list is a count of that word (个, 项, 家, 座, 台 …). */
export function unitKind(unit: string): UnitKind {
  const before = kinds.get(unit);
  if (before) return before;
  const kind = kindOf(unit);
  // Units are few; what a text makes up is not kept.
  if (kinds.size < 500) kinds.set(unit, kind);
  return kind;
}

const kinds = new Map<string, UnitKind>();

function kindOf(unit: string): UnitKind {
  const known = bases[unit.toLowerCase()];
  if (known) return { family: known[0], dimension: known[1], factor: whole(1) };
  const perYear = /(?:\/年|\/a|\/日|\/d)$/.exec(unit);
  if (perYear) {
    const inner = unitKind(unit.slice(0, perYear.index));
    return { ...inner, family: inner.family + perYear[0], dimension: 'rate' };
  }
  for (const [word, factor] of scales)
    if (unit.startsWith(word)) {
      const rest = unitKind(unit.slice(word.length));
      return { ...rest, factor: times(rest.factor, whole(factor)) };
    }
  const english = /^(?:(us\$|\$|€|£|rmb|usd|cny|eur|gbp)\s*)?(trillion|billion|million|thousand|bn|mn|m|k)\b\s*(.*)$/i.exec(unit);
  if (english) {
    const rest = unitKind((english[1] ?? english[3] ?? '').trim());
    return { ...rest, factor: times(rest.factor, whole(englishScales[english[2]!.toLowerCase()]!)) };
  }
  return { family: unit === '' ? '' : '个', dimension: unit === '' ? 'other' : 'count', factor: whole(1) };
}

/** A statement's value in the base unit of its family. */
export const worth = (statement: Statement): Exact => times(exact(statement.value), unitKind(statement.unit).factor);

/** One unit of the last printed place, in the base unit. */
export const lastPlace = (statement: Statement): Exact =>
  times({ n: 1n, d: pow10(statement.value.scale) }, unitKind(statement.unit).factor);

/** A value in the base unit as that statement would have printed it: its unit, its places, more only where needed. */
export function printed(value: Exact, like: Statement): string {
  const inUnit = over(value, unitKind(like.unit).factor)!;
  return exactText(inUnit, like.value.scale === 0 ? 0 : (placesOf(inUnit, 6) ?? like.value.scale), 6);
}
