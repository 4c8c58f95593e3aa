// What a plan out of another tool is once it has been read: the problem for the engine, the rules that tool schedules by, the dates it stored, and
// remarks on what it says that the engine was not told. The readers beside this one decide what each file means; this is what they share.
import type { Activity, Link, NetworkProblem, ScheduleOptions } from '../../engine/src/index.ts';

/** An element of an XML file: its name, its text and its children. */
export type Element = { readonly name: string; readonly text: string; readonly children: readonly Element[] };

/** The dates that a file holds for an activity, as ISO local times; floats in minutes. */
export type StoredDates = {
  readonly earlyStart?: string;
  readonly earlyFinish?: string;
  readonly lateStart?: string;
  readonly lateFinish?: string;
  readonly totalFloat?: number;
};

/** Something in the file that was left out or taken for something simpler, as the rule it concerns. */
export type Remark = { readonly rule: string; readonly activity?: string };

/** What a file says of an activity besides what the engine is told; bringing a plan in takes it from here. */
export type About = {
  /** Names of the summaries it stands under, the widest first. */
  readonly above: readonly string[];
  /** The dates at which the file shows it, ISO local times. */
  readonly start?: string | undefined;
  readonly finish?: string | undefined;
  /** The finish of its baseline. */
  readonly baseline?: string | undefined;
  readonly notes?: string | undefined;
  /** Who does it, by name. */
  readonly who?: readonly string[];
  /** Own fields of the file, by what they are called there. */
  readonly fields?: Readonly<Record<string, string>>;
};
/** Something that a file holds and a plan here does not: how many, and the first of them by name. */
export type Held = {
  readonly what:
    | 'resources'
    | 'assignments'
    | 'costs'
    | 'splits'
    | 'baselines'
    | 'fields'
    | 'codes'
    | 'expenses'
    | 'memos'
    | 'level-of-effort';
  readonly count: number;
  readonly names: readonly string[];
};

export type PlanRead = {
  readonly tool: 'microsoft-project' | 'primavera' | 'sanzao';
  readonly about?: ReadonlyMap<string, About>;
  readonly held?: readonly Held[];
  /** What the file says of itself: its title, and what a file of our own says of the plan. */
  readonly title?: string | undefined;
  readonly subject?: string | undefined;
  readonly category?: string | undefined;
  readonly statusDate?: string | undefined;
  readonly problem: NetworkProblem;
  readonly options: ScheduleOptions;
  readonly stored: ReadonlyMap<string, StoredDates>;
  readonly remarks: readonly Remark[];
};

/** The first child of a name, and its text; undefined when it is not there or empty. */
export const child = (element: Element, name: string): Element | undefined => element.children.find((one) => one.name === name);
export const textOf = (element: Element, name: string): string | undefined => {
  const text = child(element, name)?.text.trim();
  return text === '' ? undefined : text;
};
export const childrenOf = (element: Element | undefined, name: string): readonly Element[] =>
  element === undefined ? [] : element.children.filter((one) => one.name === name);
/** Elements of a name anywhere below. */
export function* below(element: Element, name: string): Generator<Element> {
  for (const one of element.children) {
    if (one.name === name) yield one;
    yield* below(one, name);
  }
}

/** Minutes of an ISO 8601 duration as tools write it, `PT8H30M0S`; undefined for anything else. */
export function isoMinutes(text: string | undefined): number | undefined {
  const match = /^-?P(?:(\d+)D)?T?(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(text ?? '');
  if (!match) return undefined;
  const minutes = Number(match[1] ?? 0) * 1440 + Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0) + Number(match[4] ?? 0) / 60;
  return Math.round(text!.startsWith('-') ? -minutes : minutes);
}

/** A number of hours as text, in minutes; some writers put a comma where others put a point. */
export function hours(text: string | undefined): number | undefined {
  const value = text === undefined || text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'));
  return Number.isFinite(value) ? Math.round(value * 60) : undefined;
}

/** An ISO local time from what tools write: `2020-03-02 08:00`, `2020-03-02T08:00:00`. Undefined when there is none. */
export function isoTime(text: string | undefined): string | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2}))?)?/.exec(text?.trim() ?? '');
  return match ? `${match[1]}T${match[2] ?? '00:00'}:${match[3] ?? '00'}` : undefined;
}

/** Drops links whose ends are not there, links of an activity with itself, and those between the same two ends of the same two activities. */
export function soundLinks(links: readonly Link[], activities: readonly Activity[], remarks: Remark[]): Link[] {
  const known = new Set(activities.map((activity) => activity.id));
  return links.filter((link) => {
    if (known.has(link.from) && known.has(link.to) && link.from !== link.to) return true;
    remarks.push({ rule: 'link-to-outside', activity: known.has(link.to) ? link.to : link.from });
    return false;
  });
}
