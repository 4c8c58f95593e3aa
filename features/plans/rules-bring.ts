// A plan of another tool, or a file of our own, as nodes of a plan here: which activities become nodes, in whole days, and what is left out, by name.
// A long file is taken by its milestones or its summaries; the dates that the file itself shows go along. Pure.
import type { Activity, CalendarProblem, Link } from '../../engine/src/index.ts';
import { type Collapsed, collapsed } from './rules-bring-levels.ts';
import { type NodeFacts, untouched } from './rules-passes.ts';
import { projectFields } from './rules-project-plan.ts';
import type { About, Held, PlanRead } from './rules-read.ts';
import type { ToldSchedule } from './rules-schedule.ts';
import { keyOf, kindWords, markWords, stageWords, streamWords, unitWords } from './rules-table-words.ts';
import { ApprovalRoute, type DayUnit, type Guarantee, type PlanLink, ProjectType, type Stream } from './words.ts';
import type { BringLevel, LeftWhat, NodeReason } from './words-exchange.ts';

export interface BroughtNode {
  node: NodeFacts;
  /** What the file calls it. */
  source: string;
  /** The days at which the file shows it. */
  fileStart: string | null;
  fileFinish: string | null;
  baseline: string | null;
  reasons: readonly NodeReason[];
}
export interface LeftOut {
  what: LeftWhat;
  count: number;
  names: readonly string[];
}
export interface Brought {
  tool: PlanRead['tool'] | 'excel';
  /** Written here: it holds all that a plan here holds. */
  own: boolean;
  title: string;
  template: { region: string; code: string; version: number } | null;
  type: ProjectType;
  route: ApprovalRoute;
  start: string;
  /** Up to when the file knows what happened. */
  asOf: string | null;
  promised: string | null;
  nodes: readonly BroughtNode[];
  links: readonly PlanLink[];
  leftOut: readonly LeftOut[];
  counts: { activities: number; summaries: number; milestones: number; links: number };
  calendars: readonly { name: string; workdays: number; exceptions: number }[];
  /** How the file can be taken, with the nodes that makes. */
  levels: readonly { level: BringLevel; nodes: number }[];
  level: BringLevel;
}

/** More nodes than this are not a plan for a meeting room. */
export const mostNodes = 200;
const readable = 60;
const namesShown = 20;
const blank: About = { above: [] };

export const emptyNode = (code: string, position: number, zh: string): NodeFacts => ({
  code,
  position,
  zh,
  en: '',
  kind: 'work',
  stage: 'construction',
  stream: 'construction',
  organisation: '',
  post: '',
  person: '',
  days: 0,
  unit: 'working',
  statutoryDays: null,
  committedDays: null,
  basis: '',
  confirmed: true,
  outdoor: false,
  holdPoint: false,
  fixed: false,
  promise: false,
  ...untouched,
});

const dayOf = (time: string | undefined): string | null => time?.slice(0, 10) ?? null;
/** The day on which something ends: midnight is the end of the day before. */
function endDay(time: string | undefined): string | null {
  if (time === undefined) return null;
  if (!time.slice(11).startsWith('00:00')) return time.slice(0, 10);
  return new Date(Date.parse(`${time.slice(0, 10)}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** Ids of a file as codes of ours: letters, digits and hyphens, each once. */
function codesFor(ids: readonly string[], prefix: string): Map<string, string> {
  const taken = new Set<string>();
  return new Map(
    ids.map((id) => {
      const clean =
        `${/^\d/.test(id) ? prefix : ''}${id}`
          .replace(/[^A-Za-z0-9-]+/g, '-')
          .replace(/^-+|-+$/g, '')
          .slice(0, 20) || 'N';
      let code = prefix === '' && /^[A-Za-z0-9-]{1,24}$/.test(id) ? id : clean;
      for (let again = 2; taken.has(code); again++) code = `${clean}-${again}`;
      taken.add(code);
      return [id, code];
    }),
  );
}

const streams: readonly (readonly [RegExp, Stream])[] = [
  [/验收|移交|检测|inspection|acceptance|hand.?over/i, 'acceptance'],
  [/征地|拆迁|征收|搬迁|腾空|clearance|resettle/i, 'clearance'],
  [/用地|土地|林地|land (use|permit)/i, 'land'],
  [/资金|贷款|债券|预算|fund|budget|loan/i, 'funding'],
  [/招标|设计|勘察|图纸|审图|design|tender|procure|bid/i, 'design'],
  [/审批|核准|备案|许可|评价|环评|手续|permit|approv|licen/i, 'procedures'],
  [/供水|供电|燃气|供热|管网|通信|接入|utilit|power|water/i, 'utilities'],
];
const guessStream = (text: string): Stream => streams.find(([words]) => words.test(text))?.[1] ?? 'construction';
function guessStage(text: string, stream: Stream): Guarantee {
  const named = (Object.keys(stageWords) as Guarantee[]).find((key) => text.includes(stageWords[key].zh));
  if (named) return named;
  return stream === 'acceptance' ? 'production' : stream === 'construction' || stream === 'utilities' ? 'construction' : 'preparation';
}

interface Clockwork {
  unit: DayUnit;
  perDay: number;
}
function clockworks(read: PlanRead): (calendar: string | undefined) => Clockwork {
  const known = new Map((read.problem.calendars as readonly CalendarProblem[]).map((one) => [one.id, one]));
  const usual = read.problem.calendar ?? (read.problem.calendars[0] as CalendarProblem).id;
  return (id) => {
    if (id === '24h') return { unit: 'calendar', perDay: 1440 };
    const one = known.get(id ?? usual);
    const everyDay = one?.week.every((day) => day.length > 0) ?? false;
    return { unit: everyDay ? 'calendar' : 'working', perDay: one?.minutesPerDay ?? 480 };
  };
}
const minutesOf = (value: number | string | undefined): number =>
  typeof value === 'number'
    ? value
    : /^-?\d+(\.\d+)?d$/.test(value ?? '')
      ? Number(value!.slice(0, -1)) * 480
      : /^-?\d+(\.\d+)?h$/.test(value ?? '')
        ? Number(value!.slice(0, -1)) * 60
        : Number(value ?? 0) || 0;

function nodeOf(
  activity: Activity,
  code: string,
  position: number,
  about: About,
  clock: Clockwork,
  told: ToldSchedule['activities'][number] | undefined,
): BroughtNode {
  const { fields = {} } = about;
  const own = fields[projectFields[1]] !== undefined;
  const say = (number: keyof typeof projectFields): string => fields[projectFields[number]] ?? '';
  const count = (text: string): number | null => (/^\d{1,4}$/.test(text) ? Number(text) : null);
  const minutes = minutesOf(activity.duration);
  const exact = minutes / clock.perDay;
  const days = Math.max(0, Math.min(3650, Math.ceil(exact - 0.001)));
  const text = [...about.above, activity.name ?? ''].join(' ');
  const stream = keyOf(streamWords, say(3)) ?? guessStream(text);
  const marks = say(12).split('、');
  const name = cut((activity.name ?? '').replace(/\s+/g, ' ').trim() || activity.id, 80);
  const started = activity.actualStart !== undefined && activity.actualFinish === undefined;
  const left = started && activity.remaining !== undefined ? Math.ceil(minutesOf(activity.remaining) / clock.perDay) : null;
  const kind = (own ? keyOf(kindWords, say(2)) : undefined) ?? (minutes === 0 ? 'milestone' : 'work');
  const reasons: NodeReason[] = [];
  if (!own) {
    if ((activity.constraints?.length ?? 0) > 0) reasons.push('constraint');
    if (activity.pinned !== undefined) reasons.push('placed-by-hand');
    if (activity.asLateAsPossible) reasons.push('as-late-as-possible');
    if (Math.abs(exact - Math.round(exact)) > 0.001) reasons.push('rounded');
  }
  return {
    source: activity.id,
    fileStart: dayOf(about.start ?? told?.start),
    fileFinish: endDay(about.finish ?? told?.finish),
    baseline: endDay(about.baseline),
    reasons,
    node: {
      ...emptyNode(code, count(say(17)) ?? position, name),
      en: say(16),
      kind,
      stream,
      stage: keyOf(stageWords, say(4)) ?? guessStage(text, stream),
      organisation: own ? say(5) : cut((about.who ?? []).join('、'), 80),
      post: say(6),
      person: say(7),
      days: kind === 'milestone' ? 0 : days,
      unit: (own ? keyOf(unitWords, say(8)) : undefined) ?? clock.unit,
      statutoryDays: count(say(9)),
      committedDays: count(say(10)),
      basis: say(11),
      confirmed: !marks.includes(markWords.unconfirmed.zh),
      outdoor: marks.includes(markWords.outdoor.zh),
      holdPoint: marks.includes(markWords.holdPoint.zh),
      fixed: marks.includes(markWords.fixed.zh),
      promise: marks.includes(markWords.promise.zh),
      actualStart: dayOf(activity.actualStart as string | undefined),
      actualFinish: endDay(activity.actualFinish as string | undefined),
      daysLeft: own ? count(say(15)) : left,
      blockedReason: say(13) || null,
      blockedUntil: say(14) || null,
      note: cut(about.notes ?? '', 1000),
    },
  };
}

/** The links between nodes in whole days; of two of a kind between the same two nodes the longer one. */
function linksOf(
  read: PlanRead,
  codeOf: ReadonlyMap<string, string>,
  clock: (calendar: string | undefined) => Clockwork,
  own: boolean,
  dropped: Set<string>,
  rounded: Set<string>,
): PlanLink[] {
  const names = new Map(read.problem.activities.map((one) => [one.id, one.name || one.id]));
  const calendarOf = new Map(read.problem.activities.map((one) => [one.id, one.calendar]));
  const kept = new Map<string, PlanLink>();
  for (const link of read.problem.links) {
    const [from, to] = [codeOf.get(link.from), codeOf.get(link.to)];
    if (from === undefined || to === undefined) {
      dropped.add(`${names.get(link.from) ?? link.from} → ${names.get(link.to) ?? link.to}`);
      continue;
    }
    const lag = wholeLag(link, read, own ? () => ({ unit: 'working', perDay: 480 }) : clock, calendarOf);
    if (lag.inexact) rounded.add(to);
    const made: PlanLink = { from, to, type: link.type ?? 'FS', lag: lag.days, unit: lag.unit };
    const key = `${from} ${to} ${made.type}`;
    const before = kept.get(key);
    if (!before || before.lag < made.lag) kept.set(key, made);
  }
  return [...kept.values()];
}
function wholeLag(
  link: Link,
  read: PlanRead,
  clock: (calendar: string | undefined) => Clockwork,
  calendarOf: ReadonlyMap<string, string | undefined>,
): { days: number; unit: DayUnit; inexact: boolean } {
  const which = link.lagCalendar ?? read.problem.lagCalendar ?? 'successor';
  const { unit, perDay } =
    which === '24h'
      ? { unit: 'calendar' as const, perDay: 1440 }
      : clock(
          typeof which === 'object'
            ? which.calendar
            : which === 'project'
              ? undefined
              : calendarOf.get(which === 'predecessor' ? link.from : link.to),
        );
  const exact = minutesOf(link.lag) / perDay;
  const days = Math.max(-3650, Math.min(3650, Math.round(exact)));
  return { days: days === 0 ? 0 : days, unit: days === 0 && which !== '24h' ? 'working' : unit, inexact: Math.abs(exact - days) > 0.001 };
}

/** What a file comes to at a level; without one, all of it where that is a plan people can read, its summaries or milestones otherwise. */
export function brought(
  read: PlanRead,
  told: ToldSchedule,
  wanted: BringLevel | undefined,
  workingDays: (from: string, to: string) => number,
): Brought {
  const about = (id: string): About => read.about?.get(id) ?? blank;
  const clock = clockworks(read);
  const leaves = read.problem.activities.filter((one) => one.kind !== 'summary' && one.kind !== 'level-of-effort');
  const own = leaves.some((one) => about(one.id).fields?.[projectFields[1]] !== undefined);
  const toldOf = new Map(told.activities.map((one) => [one.id, one]));
  const ownCode = (id: string): string => {
    const code = about(id).fields?.[projectFields[1]] ?? '';
    return /^[A-Za-z0-9-]{1,24}$/.test(code) ? code : id;
  };
  const codes = new Map<string, string>();
  const made = codesFor(
    leaves.map((one) => ownCode(one.id)).map((code, place, all) => (all.indexOf(code) === place ? code : `${code}#${place}`)),
    own ? '' : read.tool === 'primavera' ? 'A' : 'T',
  );
  for (const [place, code] of [...made.values()].entries()) codes.set(leaves[place]!.id, code);
  const dropped = new Set<string>();
  const rounded = new Set<string>();
  const nodes = leaves
    .map((one, position) => nodeOf(one, codes.get(one.id)!, position, about(one.id), clock(one.calendar), toldOf.get(one.id)))
    .sort((a, b) => a.node.position - b.node.position);
  const links = linksOf(read, codes, clock, own, dropped, rounded);
  const all = {
    nodes: nodes.map((one) => (rounded.has(one.node.code) ? { ...one, reasons: [...one.reasons, 'lag-rounded' as const] } : one)),
    links,
  };
  const above = new Map(leaves.map((one) => [codes.get(one.id)!, about(one.id).above]));
  const bySummary = summariesOf(all, above, workingDays);
  const byMilestone = all.nodes.some((one) => one.node.kind === 'milestone')
    ? collapsed(all, 'milestones', above, 0, workingDays)
    : undefined;
  const levels = [
    ...(all.nodes.length <= mostNodes ? [{ level: 'all' as const, nodes: all.nodes.length }] : []),
    ...(bySummary && !own ? [{ level: 'summaries' as const, nodes: bySummary.nodes.length }] : []),
    ...(byMilestone && !own && byMilestone.nodes.length <= mostNodes
      ? [{ level: 'milestones' as const, nodes: byMilestone.nodes.length }]
      : []),
  ];
  const usual =
    own || all.nodes.length <= readable
      ? 'all'
      : (levels.find((one) => one.level === 'summaries')?.level ?? levels.find((one) => one.level === 'milestones')?.level ?? 'all');
  const level = levels.some((one) => one.level === wanted) ? wanted! : usual;
  const taken: Collapsed = level === 'summaries' ? bySummary! : level === 'milestones' ? byMilestone! : all;
  const deadlines = leaves
    .filter((one) => one.deadline !== undefined)
    .sort((a, b) => ((a.deadline as string) < (b.deadline as string) ? 1 : -1));
  const promised = endDay(deadlines[0]?.deadline as string | undefined) ?? endDay(read.problem.due as string | undefined);
  const goal = level === 'all' && deadlines[0] ? codes.get(deadlines[0].id) : undefined;
  const category = /^(\d{6})\/([a-z0-9-]{1,60})@(\d{1,4})$/.exec(read.category ?? '');
  const [type, route] = (read.subject ?? '').split('/');
  return {
    tool: read.tool,
    own,
    title: cut(read.title ?? '', 120),
    template: own && category ? { region: category[1]!, code: category[2]!, version: Number(category[3]) } : null,
    type: ProjectType.safeParse(own ? type : undefined).data ?? 'any',
    route: ApprovalRoute.safeParse(own ? route : undefined).data ?? 'any',
    start: firstDay(read, taken),
    asOf: dayOf(read.statusDate),
    promised,
    nodes: promisedNode(taken.nodes, goal),
    links: taken.links,
    leftOut: leftOutOf(read, leaves, own, dropped, deadlines),
    counts: {
      activities: leaves.length,
      summaries: read.problem.activities.filter((one) => one.kind === 'summary').length,
      milestones: leaves.filter((one) => minutesOf(one.duration) === 0).length,
      links: read.problem.links.length,
    },
    calendars: (read.problem.calendars as readonly CalendarProblem[]).map((one) => ({
      name: one.name || one.id,
      workdays: one.week.filter((day) => day.length > 0).length,
      exceptions: one.exceptions?.length ?? 0,
    })),
    levels,
    level,
  };
}

const firstDay = (read: PlanRead, taken: Collapsed): string => {
  const shown = taken.nodes.flatMap((one) => one.node.actualStart ?? one.fileStart ?? []).sort()[0];
  const said = String(read.problem.start).slice(0, 10);
  return shown !== undefined && shown < said ? shown : said;
};

/** One node carries the promise: the one that says so, the one with the deadline, or the one that the file finishes with. */
function promisedNode(nodes: readonly BroughtNode[], goal: string | undefined): BroughtNode[] {
  const marked =
    nodes.find((one) => one.node.promise) ??
    nodes.find((one) => one.node.code === goal) ??
    nodes.toSorted((a, b) => ((a.fileFinish ?? '') < (b.fileFinish ?? '') ? 1 : -1))[0];
  return nodes.map((one) => (one.node.promise === (one === marked) ? one : { ...one, node: { ...one.node, promise: one === marked } }));
}

function summariesOf(
  all: Collapsed,
  above: ReadonlyMap<string, readonly string[]>,
  workingDays: (from: string, to: string) => number,
): Collapsed | undefined {
  const deepest = Math.max(0, ...[...above.values()].map((names) => names.length));
  let best: Collapsed | undefined;
  for (let depth = 1; depth <= Math.min(deepest, 8); depth++) {
    const groups = new Set([...above].map(([code, names]) => (names.length === 0 ? code : names.slice(0, depth).join('\u0000')))).size;
    if (groups > readable && best) break;
    if (groups <= mostNodes && groups > 1) best = collapsed(all, 'summaries', above, depth, workingDays);
  }
  return best;
}

function leftOutOf(
  read: PlanRead,
  leaves: readonly Activity[],
  own: boolean,
  dropped: ReadonlySet<string>,
  deadlines: readonly Activity[],
): LeftOut[] {
  const named = (what: LeftWhat, which: readonly Activity[]): LeftOut => ({
    what,
    count: which.length,
    names: which.slice(0, namesShown).map((one) => one.name || one.id),
  });
  const told = (one: Held): LeftOut => ({ what: one.what, count: one.count, names: one.names.slice(0, namesShown) });
  const elapsed = leaves.filter((one) => one.externalStart !== undefined || one.externalFinish !== undefined);
  return [
    ...(read.held ?? []).map(told),
    ...(own
      ? []
      : [
          named(
            'constraints',
            leaves.filter((one) => (one.constraints?.length ?? 0) > 0),
          ),
          named(
            'placed-by-hand',
            leaves.filter((one) => one.pinned !== undefined),
          ),
          named(
            'as-late-as-possible',
            leaves.filter((one) => one.asLateAsPossible),
          ),
        ]),
    named('deadlines', deadlines.slice(1)),
    named('external-dates', elapsed),
    { what: 'links' as const, count: dropped.size, names: [...dropped].slice(0, namesShown) },
    { what: 'outside-links' as const, count: read.remarks.filter((one) => one.rule === 'link-to-outside').length, names: [] },
    ...(own
      ? []
      : [
          {
            what: 'calendars' as const,
            count: read.problem.calendars.length,
            names: (read.problem.calendars as readonly CalendarProblem[]).slice(0, namesShown).map((one) => one.name || one.id),
          },
        ]),
  ].filter((one) => one.count > 0);
}
