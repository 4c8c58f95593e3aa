// Decisions about organisations: which names and credit codes may stand beside each other, and what a rename, a merger and a split do to the
// names, the organisations and the days. Nothing is ever taken away: a name ends, an organisation ends, a succession says where it went.
import { creditCode } from '../../vocabulary/codes.ts';
import type { Day } from '../../vocabulary/days.ts';
import { normalName } from '../../vocabulary/names.ts';
import type { Problem } from '../../vocabulary/problems.ts';
import { type DatedName, spansMeet } from './rules-names.ts';
import type { NameKind } from './words.ts';

export type Decision<T> = { ok: T } | { refused: Problem };

const codeProblems = {
  length: 'organisation.code-length',
  sign: 'organisation.code-sign',
  division: 'organisation.code-division',
  check: 'organisation.code-check',
  'organisation-check': 'organisation.code-check',
} as const;

/** The unified social credit code (GB 32100) as it is kept; null stays null, an empty text is none. */
export function readCode(text: string | null): Decision<string | null> {
  if (text === null || text.trim() === '') return { ok: null };
  const read = creditCode(text);
  return read.ok ? { ok: read.code } : { refused: { code: codeProblems[read.why], params: { raw: text.trim() } } };
}

/** Another living organisation of the county, as far as names and codes clash. */
export type Neighbour = { id: string; name: string; creditCode: string | null };

/** A name or code that a living neighbour bears already is refused: two records for one enterprise are how figures get counted twice. */
export function decideNew(
  name: string,
  code: string | null,
  byName: Neighbour | undefined,
  byCode: Neighbour | undefined,
): Decision<{ name: string; code: string | null }> {
  if (!normalName(name)) return { refused: { code: 'organisation.name-empty', params: { raw: name } } };
  if (code && byCode) return { refused: { code: 'organisation.code-held', params: { raw: code, name: byCode.name } } };
  if (byName && (!code || !byName.creditCode))
    return { refused: { code: 'organisation.name-held', params: { name, holder: byName.name } } };
  return { ok: { name: name.trim(), code } };
}

export type Standing = { id: string; name: string; endedOn: Day | null };
export type NewName = { name: string; kind: NameKind; from: Day | null; to: Day | null };

/** What a further name changes: the official name that it ends (a rename), and the name as it is kept. */
export function decideName(
  organisation: Standing,
  names: readonly (DatedName & { id: string })[],
  wanted: NewName,
  byName: Neighbour | undefined,
  today: Day,
): Decision<{ closes: { id: string; to: Day } | null; keeps: NewName; renames: boolean }> {
  const { name, kind, from, to } = wanted;
  const normal = normalName(name);
  if (!normal) return { refused: { code: 'organisation.name-empty', params: { raw: name } } };
  if (organisation.endedOn)
    return { refused: { code: 'organisation.has-ended', params: { name: organisation.name, day: organisation.endedOn } } };
  if (from && to && to <= from) return { refused: { code: 'span.backwards', params: { from, to } } };
  if (byName && kind !== 'former') return { refused: { code: 'organisation.name-held', params: { name, holder: byName.name } } };
  if (names.some((one) => one.kind === kind && normalName(one.name) === normal && spansMeet(one, wanted)))
    return { refused: { code: 'organisation.name-there', params: { name } } };
  if (kind !== 'official') return { ok: { closes: null, keeps: { ...wanted, name: name.trim() }, renames: false } };

  if (!from) return { refused: { code: 'organisation.rename-needs-day', params: { name } } };
  if (from > today) return { refused: { code: 'day.in-future', params: { day: from } } };
  if (normal === normalName(organisation.name)) return { refused: { code: 'organisation.name-there', params: { name } } };
  const present = names.filter((one) => one.kind === 'official' && one.to === null)[0];
  if (present?.from && from <= present.from)
    return { refused: { code: 'organisation.rename-too-early', params: { day: from, since: present.from } } };
  return {
    ok: { closes: present ? { id: present.id, to: from } : null, keeps: { name: name.trim(), kind, from, to: null }, renames: true },
  };
}

/** The official name cannot be ended, only followed by another one. */
export function decideEndName(name: DatedName, on: Day): Decision<{ to: Day }> {
  if (name.kind === 'official' && name.to === null) return { refused: { code: 'organisation.name-official', params: { name: name.name } } };
  if (name.to !== null && name.to <= on) return { refused: { code: 'organisation.name-ended', params: { name: name.name, day: name.to } } };
  if (name.from !== null && on <= name.from) return { refused: { code: 'span.backwards', params: { from: name.from, to: on } } };
  return { ok: { to: on } };
}

/** Several organisations go into one, which is another one or a new one. */
export function decideMerge(
  from: readonly Standing[],
  into: Standing | 'new' | undefined,
  on: Day,
  today: Day,
): Decision<{ ends: readonly string[] }> {
  if (on > today) return { refused: { code: 'day.in-future', params: { day: on } } };
  if (into === undefined) return { refused: { code: 'organisation.merge-into-what' } };
  if (into === 'new' && from.length < 2) return { refused: { code: 'organisation.merge-is-rename', params: { name: from[0]!.name } } };
  for (const one of [...from, ...(into === 'new' ? [] : [into])])
    if (one.endedOn) return { refused: { code: 'organisation.has-ended', params: { name: one.name, day: one.endedOn } } };
  const itself = into === 'new' ? undefined : from.find((one) => one.id === into.id);
  if (itself) return { refused: { code: 'organisation.merge-into-itself', params: { name: itself.name } } };
  return { ok: { ends: [...new Set(from.map((one) => one.id))] } };
}

/** One organisation becomes several. It goes on itself, or ends that day. */
export function decideSplit(
  organisation: Standing,
  into: readonly string[],
  goesOn: boolean,
  on: Day,
  today: Day,
): Decision<{ ends: boolean }> {
  if (on > today) return { refused: { code: 'day.in-future', params: { day: on } } };
  if (organisation.endedOn)
    return { refused: { code: 'organisation.has-ended', params: { name: organisation.name, day: organisation.endedOn } } };
  if (!goesOn && into.length < 2) return { refused: { code: 'organisation.split-needs-two', params: { name: organisation.name } } };
  const names = into.map(normalName);
  const twice = into.find((_, i) => names.indexOf(names[i]!) !== i || (goesOn && names[i] === normalName(organisation.name)));
  if (twice !== undefined) return { refused: { code: 'organisation.name-held', params: { name: twice, holder: twice } } };
  return { ok: { ends: !goesOn } };
}
