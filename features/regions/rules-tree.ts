// What a table of divisions changes in the tree: each row is checked by itself, against the rest of the table and against the tree, and is
// new, changed or unchanged. Refuses what would leave a hole: an unknown parent, two names for one code on one day, a statistical zone.
import { type Day, isDay } from '../../vocabulary/days.ts';
import type { Problem } from '../../vocabulary/problems.ts';
import { levelOf, parentOf, type RegionLevel } from '../../vocabulary/regions.ts';
import { spansMeet } from './rules-names.ts';

/** The day that stands for "since ever" in the tree: earlier than any book kept here. */
const sinceEver = '1980-01-01' as Day;

export type TreeRow = { code: string; name: string; level: RegionLevel; parent: string | null; from: Day; to: Day | null };
/** A row as the table has it: texts, empty where the table says nothing. */
export type WrittenRow = { row: number; code: string; name: string; level: string; parent: string; from: string; to: string };

export type TreeChange = { row: number; kind: 'new' | 'changed'; region: TreeRow; was: string | null };
export type TreePlan = { changes: TreeChange[]; unchanged: number; problems: { row: number; problem: Problem }[] };

const levels: Record<string, RegionLevel> = {
  省: 'province',
  省级: 'province',
  自治区: 'province',
  直辖市: 'province',
  市: 'city',
  地: 'city',
  地级: 'city',
  市级: 'city',
  州: 'city',
  县: 'county',
  县级: 'county',
  区: 'county',
  province: 'province',
  city: 'city',
  county: 'county',
};
const rank: Record<RegionLevel, number> = { province: 0, city: 1, county: 2 };

/** `mayTouch`: whether the caller may change that code. */
export function planTree(current: readonly TreeRow[], table: readonly WrittenRow[], mayTouch: (code: string) => boolean): TreePlan {
  const plan: TreePlan = { changes: [], unchanged: 0, problems: [] };
  const refuse = (row: number, code: Problem['code'], params: Record<string, string>) =>
    plan.problems.push({ row, problem: { code, params } });
  const read: { row: number; region: TreeRow }[] = [];
  for (const written of table) {
    const { row } = written;
    const code = written.code.trim();
    const name = written.name.trim();
    const level = written.level.trim() === '' ? levelOf(code) : levels[written.level.trim().toLowerCase()];
    const parent = written.parent.trim() === '' ? (/^\d{6}$/.test(code) ? (parentOf(code) ?? null) : null) : written.parent.trim();
    const from = written.from.trim() === '' ? sinceEver : written.from.trim();
    const to = written.to.trim() === '' ? null : written.to.trim();
    if (!/^[1-9]\d{5}$/.test(code)) refuse(row, 'regions.bad-code', { raw: code });
    else if (/7[1-9]$/.test(code)) refuse(row, 'regions.statistical-zone', { raw: code, name });
    else if (name.length < 2) refuse(row, 'regions.no-name', { raw: code });
    else if (level === undefined) refuse(row, 'regions.bad-level', { raw: written.level.trim() });
    else if (!isDay(from)) refuse(row, 'day.invalid', { raw: from });
    else if (to !== null && !isDay(to)) refuse(row, 'day.invalid', { raw: to });
    else if (to !== null && to <= from) refuse(row, 'span.backwards', { from, to });
    else read.push({ row, region: { code, name, level, parent: level === 'province' ? null : parent, from, to } });
  }

  const key = (region: TreeRow): string => `${region.code} ${region.from}`;
  const tree = new Map(current.map((region) => [key(region), region]));
  const seen = new Set<string>();
  for (const { row, region } of read) {
    if (seen.has(key(region))) refuse(row, 'regions.twice', { raw: region.code });
    seen.add(key(region));
    tree.set(key(region), region);
  }
  const byCode = Map.groupBy(tree.values(), (region) => region.code);
  const before = new Map(current.map((region) => [key(region), region]));
  for (const { row, region } of read) {
    const parents = region.parent === null ? [] : (byCode.get(region.parent) ?? []);
    if (region.parent !== null && !parents.some((parent) => rank[parent.level] < rank[region.level])) {
      refuse(row, 'regions.no-parent', { raw: region.code, name: region.name, parent: region.parent });
      continue;
    }
    const other = byCode.get(region.code)!.find((one) => one !== region && spansMeet(one, region));
    if (other) {
      refuse(row, 'regions.overlap', { raw: region.code, name: other.name, from: other.from });
      continue;
    }
    const was = before.get(key(region));
    if (was?.name === region.name && was.level === region.level && was.parent === region.parent && was.to === region.to)
      plan.unchanged += 1;
    else if (!mayTouch(region.code)) refuse(row, 'regions.outside', { raw: region.code });
    else if (!was) plan.changes.push({ row, kind: 'new', region, was: null });
    else plan.changes.push({ row, kind: 'changed', region, was: `${was.name} · ${was.parent ?? ''} · ${was.to ?? ''}` });
  }
  return plan;
}
