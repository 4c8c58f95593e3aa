// Which project of the register a ledger row speaks of: by the national code, then by name, former names and owner. What only looks alike
// is a question with both sides, never a guess. Pure; the index also learns the rows of the file at hand, so that one file's two rows of one
// project are seen.
import { firmCore, likeness, normalName } from '../../vocabulary/names.ts';

/** Two names of one owner's projects in one place, from this likeness on, are asked about: 精密轴承套圈生产线(建设)项目 is 0.87, 第一/第二 phases are told apart before. */
const LIKE_NAMES = 0.72;
/** With the same total as well, less likeness is enough to ask: a rename keeps the money. */
const LIKE_NAMES_SAME_TOTAL = 0.5;
/** Firm names without 有限公司 and the place, from this likeness on, may be one firm: 钢背轴承 and 钢背轴 is 0.8, one character of four. */
const LIKE_FIRMS = 0.65;
/** Beyond this many projects of one owner in one place only those with the same total are compared: a bureau's village roads all look alike. */
const CROWD = 60;
/** At most so many candidates are shown. */
const MOST_CANDIDATES = 4;

export interface Known {
  id: string;
  code: string | null;
  name: string;
  otherNames: readonly string[];
  owner: string;
  ownerId: string | null;
  place: string;
  totalYuan: number | null;
}

export interface Sought {
  code: string | null;
  name: string;
  owner: string | null;
  ownerId: string | null;
  place: string | null;
  totalYuan: number | null;
}

export type Match =
  | { kind: 'found'; id: string; by: 'code' | 'name' | 'former-name' }
  | {
      kind: 'question';
      why:
        | 'projects.same-name-other-owner'
        | 'projects.same-name-many'
        | 'projects.alike'
        | 'projects.code-other-name'
        | 'projects.name-other-code';
      candidates: string[];
    }
  | { kind: 'none' };

interface Entry extends Known {
  normal: string;
  core: string;
}

interface Beside {
  all: Entry[];
  uncoded: Entry[];
}
const noEntries: Entry[] = [];
const nobody: Beside = { all: noEntries, uncoded: noEntries };

/** Words that make two names two projects however alike they are: numbers, phases, directions. */
const apart = /[0-9一二三四五六七八九十百两]|[东西南北中上下左右甲乙丙丁]/;

/** True when two names differ in a number, a phase or a direction: 一期 and 二期, 2020 and 2021, 城东 and 城西. */
export function toldApart(a: string, b: string): boolean {
  if (a === b) return false;
  const numbers = (text: string) => (text.match(/\d+(?:\.\d+)?|[一二三四五六七八九十百两]+/g) ?? []).join(',');
  if (numbers(a) !== numbers(b)) return true;
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const left = a.slice(head, a.length - tail);
  const right = b.slice(head, b.length - tail);
  return left.length > 0 && right.length > 0 && left.length <= 3 && right.length <= 3 && (apart.test(left) || apart.test(right));
}

export interface MatchIndex {
  /** Adds a project or a new row of the file; ids of rows are made by the caller. */
  add(known: Known): void;
  get(id: string): Known | undefined;
  find(sought: Sought): Match;
}

/** `places`: names a firm here may begin with, longest first. */
export function matchIndex(all: Iterable<Known>, places: readonly string[]): MatchIndex {
  const entries = new Map<string, Entry>();
  const byCode = new Map<string, Entry>();
  const byName = new Map<string, Entry[]>();
  const byOther = new Map<string, Entry[]>();
  // Two rows that both bear codes are never asked about, so those without one are held apart.
  const byOwner = new Map<string, Beside>();
  const byTotalOwner = new Map<string, Beside>();
  const byTotalPlace = new Map<string, Beside>();
  const cores = new Map<string, string>();
  const put = <K>(map: Map<K, Entry[]>, key: K, entry: Entry): void => {
    const list = map.get(key);
    if (list) list.push(entry);
    else map.set(key, [entry]);
  };
  const putBeside = <K>(map: Map<K, Beside>, key: K, entry: Entry): void => {
    const beside = map.get(key);
    // Most keys hold one row: a list written with its first entry takes the room of one, a list pushed to takes the room of seventeen.
    if (!beside) map.set(key, { all: [entry], uncoded: entry.code ? noEntries : [entry] });
    else {
      beside.all.push(entry);
      if (!entry.code) {
        if (beside.uncoded === noEntries) beside.uncoded = [entry];
        else beside.uncoded.push(entry);
      }
    }
  };
  const coreOf = (owner: string): string => {
    let core = cores.get(owner);
    if (core === undefined) {
      core = firmCore(owner, places);
      cores.set(owner, core);
    }
    return core;
  };
  const plainPlaces = new Map<string, string>();
  const placeOf = (place: string | null): string => {
    let plain = plainPlaces.get(place ?? '');
    if (plain === undefined) {
      plain = normalName(place ?? '');
      plainPlaces.set(place ?? '', plain);
    }
    return plain;
  };
  const ownerKey = (one: { ownerId: string | null; core: string }): string | null => one.ownerId ?? (one.core === '' ? null : one.core);

  const add = (known: Known): void => {
    const entry: Entry = { ...known, normal: normalName(known.name), core: coreOf(known.owner) };
    entries.set(entry.id, entry);
    if (entry.code) byCode.set(entry.code, entry);
    put(byName, entry.normal, entry);
    for (const other of entry.otherNames) put(byOther, normalName(other), entry);
    const owner = ownerKey(entry);
    const place = placeOf(entry.place);
    if (owner) putBeside(byOwner, `${owner}\n${place}`, entry);
    if (entry.totalYuan === null || entry.totalYuan <= 0) return;
    if (owner) putBeside(byTotalOwner, `${entry.totalYuan}\n${owner}`, entry);
    putBeside(byTotalPlace, `${entry.totalYuan}\n${place}`, entry);
  };
  for (const known of all) add(known);

  type Owned = { ownerId: string | null; core: string };
  const sameOwner = (a: Owned, b: Owned): boolean =>
    (a.ownerId !== null && a.ownerId === b.ownerId) || (a.core !== '' && a.core === b.core);
  const likeOwner = (a: Owned, b: Owned): boolean =>
    sameOwner(a, b) || (a.core !== '' && b.core !== '' && (likeness(a.core, b.core) >= LIKE_FIRMS || oneInOther(a.core, b.core)));
  const unknownOwner = (one: Owned): boolean => one.ownerId === null && one.core === '';

  /** Among projects of exactly this name: the one whose owner fits. */
  const byExactName = (found: readonly Entry[], mine: Owned & Sought, by: 'name' | 'former-name'): Match => {
    // A project that bears another code is another project, or its code was mistyped: never silently the same.
    const free = found.filter((one) => !(mine.code && one.code && mine.code !== one.code));
    if (free.length === 0) return { kind: 'question', why: 'projects.name-other-code', candidates: ids(found) };
    const owned = free.filter((one) => sameOwner(one, mine));
    if (owned.length === 1) return { kind: 'found', id: owned[0]!.id, by };
    if (owned.length > 1) {
      const money = owned.filter((one) => one.totalYuan === mine.totalYuan && placeOf(one.place) === placeOf(mine.place));
      return money.length === 1
        ? { kind: 'found', id: money[0]!.id, by }
        : { kind: 'question', why: 'projects.same-name-many', candidates: ids(owned) };
    }
    if (free.length === 1 && (unknownOwner(mine) || unknownOwner(free[0]!))) return { kind: 'found', id: free[0]!.id, by };
    return {
      kind: 'question',
      why: free.length === 1 ? 'projects.same-name-other-owner' : 'projects.same-name-many',
      candidates: ids(free),
    };
  };
  const ids = (found: readonly Entry[]): string[] => found.slice(0, MOST_CANDIDATES).map((one) => one.id);

  return {
    add,
    get: (id) => entries.get(id),
    find(sought) {
      const normal = normalName(sought.name);
      const mine = { ...sought, core: coreOf(sought.owner ?? '') };
      if (sought.code) {
        const coded = byCode.get(sought.code);
        if (coded) {
          const related =
            coded.normal === normal ||
            coded.otherNames.some((other) => normalName(other) === normal) ||
            likeness(coded.normal, normal) >= LIKE_NAMES_SAME_TOTAL ||
            likeOwner(coded, mine) ||
            (coded.totalYuan !== null && coded.totalYuan === sought.totalYuan);
          return related
            ? { kind: 'found', id: coded.id, by: 'code' }
            : { kind: 'question', why: 'projects.code-other-name', candidates: [coded.id] };
        }
      }
      const named = byName.get(normal);
      if (named) return byExactName(named, mine, 'name');
      const former = byOther.get(normal);
      if (former) return byExactName(former, mine, 'former-name');

      const owner = ownerKey(mine);
      const place = placeOf(sought.place);
      const beside = owner ? (byOwner.get(`${owner}\n${place}`) ?? nobody) : nobody;
      // The same money: of the same owner anywhere; of anybody in the same place or in none stated, where a firm stands under another name.
      const money: Beside[] = [];
      if (sought.totalYuan) {
        if (owner) money.push(byTotalOwner.get(`${sought.totalYuan}\n${owner}`) ?? nobody);
        money.push(byTotalPlace.get(`${sought.totalYuan}\n${place}`) ?? nobody);
        if (place !== '') money.push(byTotalPlace.get(`${sought.totalYuan}\n`) ?? nobody);
      }
      const among = sought.code ? 'uncoded' : 'all';
      const scored = new Map<string, number>();
      const weigh = (other: Entry, needed: number): void => {
        if (scored.has(other.id)) return;
        if (Math.min(other.normal.length, normal.length) < Math.max(other.normal.length, normal.length) * 0.34) return;
        const like = likeness(other.normal, normal);
        if (like >= needed && !toldApart(other.normal, normal)) scored.set(other.id, like);
      };
      if (beside.all.length <= CROWD) for (const other of beside[among]) weigh(other, LIKE_NAMES);
      for (const some of money)
        if (some.all.length <= CROWD * 4)
          for (const other of some[among])
            weigh(other, likeOwner(other, mine) || unknownOwner(other) || unknownOwner(mine) ? LIKE_NAMES_SAME_TOTAL : LIKE_NAMES);
      if (scored.size === 0) return { kind: 'none' };
      const candidates = [...scored]
        .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
        .slice(0, MOST_CANDIDATES)
        .map(([id]) => id);
      return { kind: 'question', why: 'projects.alike', candidates };
    },
  };
}

/** 钢背轴 stands whole at the beginning of 钢背轴承. */
const oneInOther = (a: string, b: string): boolean => Math.min(a.length, b.length) >= 2 && (a.startsWith(b) || b.startsWith(a));
