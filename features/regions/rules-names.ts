// Names over time: which name held on a day, and which organisation a written name means. A name is never guessed: a spelling that two
// organisations once shared means neither. Spelling itself (full width, brackets, blanks) is vocabulary/names.
import type { Day } from '../../vocabulary/days.ts';
import { normalName } from '../../vocabulary/names.ts';
import type { NameKind } from './words.ts';

/** Half-open: a thing holds from `from` (null: since ever) up to, not including, `to` (null: still). */
export const holdsOn = (span: { from: Day | null; to: Day | null }, day: Day): boolean =>
  (span.from === null || span.from <= day) && (span.to === null || day < span.to);

/** True when two half-open spans share a day. */
export const spansMeet = (a: { from: Day | null; to: Day | null }, b: { from: Day | null; to: Day | null }): boolean =>
  (a.to === null || b.from === null || b.from < a.to) && (b.to === null || a.from === null || a.from < b.to);

export type DatedName = { name: string; kind: NameKind; from: Day | null; to: Day | null };

/** The official name on a day; before the first and after the last known name, the nearest one. */
export function nameOn(names: readonly DatedName[], day: Day): string | undefined {
  const titles = names
    .filter((one) => one.kind === 'official' || one.kind === 'former')
    .sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
  return (titles.find((one) => holdsOn(one, day)) ?? titles.findLast((one) => (one.from ?? '') <= day) ?? titles[0])?.name;
}

/** An organisation as far as finding it needs: its present name, and every other way it is or was written. */
export type Known = {
  id: string;
  creditCode: string | null;
  normal: string;
  others: readonly { normal: string; kind: NameKind; from: Day | null; to: Day | null }[];
  endedOn: Day | null;
  /** Where it went if it was merged: the organisation that took it up and the day. */
  mergedInto: { id: string; on: Day } | null;
};

export type Wanted = { name: string; creditCode: string | null };

/** What `finder` says: the organisation, and by what it was recognised. */
export type Found = { known: Known; by: 'code' | 'name' | 'alias' | 'former' };

export type Finder = {
  find(wanted: Wanted, day?: Day): Found | undefined;
  /** Another organisation that is known from now on. */
  add(known: Known): void;
  /** The credit code of a known one became known. */
  giveCode(known: Known, creditCode: string): void;
};

/**
 * Finds organisations among those known, in this order: the credit code, the present name, a short name or alias, a former name (only
 * when a single organisation bore it). A credit code that differs rules an organisation out whatever its name. One that was merged
 * answers as its successor from the day of the merger on; `day` undefined means after all that is known.
 */
export function openFinder(all: readonly Known[]): Finder {
  const byId = new Map<string, Known>();
  const byCode = new Map<string, Known>();
  const codeOf = new Map<string, string>();
  const maps = { name: new Map<string, Known[]>(), alias: new Map<string, Known[]>(), former: new Map<string, Known[]>() };
  const put = (by: keyof typeof maps, key: string, one: Known): void => {
    const list = maps[by].get(key);
    if (!list) maps[by].set(key, [one]);
    else if (!list.includes(one)) list.push(one);
  };
  const giveCode = (one: Known, code: string): void => {
    byCode.set(code, one);
    codeOf.set(one.id, code);
  };
  const add = (one: Known): void => {
    byId.set(one.id, one);
    if (one.creditCode) giveCode(one, one.creditCode);
    put('name', one.normal, one);
    for (const other of one.others)
      if (other.normal !== one.normal) put(other.kind === 'short' || other.kind === 'alias' ? 'alias' : 'former', other.normal, one);
  };
  for (const one of all) add(one);

  const heir = (known: Known, day: Day | undefined): Known => {
    let last = known;
    for (let steps = 0; steps < 20 && last.mergedInto && (day === undefined || last.mergedInto.on <= day); steps++)
      last = byId.get(last.mergedInto.id) ?? last;
    return last;
  };
  const find = (wanted: Wanted, day?: Day): Found | undefined => {
    const coded = wanted.creditCode ? byCode.get(wanted.creditCode) : undefined;
    if (coded) return { known: heir(coded, day), by: 'code' };
    const normal = normalName(wanted.name);
    for (const by of ['name', 'alias', 'former'] as const) {
      const fits = (maps[by].get(normal) ?? []).filter(
        (one) => !wanted.creditCode || (codeOf.get(one.id) ?? wanted.creditCode) === wanted.creditCode,
      );
      const living = fits.filter((one) => one.endedOn === null || (day !== undefined && day < one.endedOn));
      const left = [...new Set((living.length > 0 ? living : fits).map((one) => heir(one, day)))].sort((a, b) => (a.id < b.id ? -1 : 1));
      if (left.length === 1 || (by === 'name' && left.length > 1)) return { known: left[0]!, by };
      if (left.length > 1) return undefined;
    }
    return undefined;
  };
  return { find, add, giveCode };
}
