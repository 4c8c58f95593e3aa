// What a change of a plan makes of its nodes and links, or why it is refused: days promised are changed with a reason, what has begun is not taken away,
// what happened cannot lie in the future and needs evidence. Pure.
import type { Problem } from '../../vocabulary/problems.ts';
import { type NodeFacts, type PlanFacts, untouched } from './rules-passes.ts';
import type { DayUnit, Guarantee, NodeKind, PlanLink, Stream } from './words.ts';

type Nodes = { ok: true; nodes: NodeFacts[] } | { ok: false; problem: Problem };

/** Properties left out stay; undefined is the same as left out. */
type Loose<T> = { [K in keyof T]?: T[K] | undefined };
export type Edit = Loose<{
  name: string;
  stage: Guarantee;
  stream: Stream;
  organisation: string;
  post: string;
  person: string;
  days: number;
  unit: DayUnit;
  outdoor: boolean;
  daysLeft: number | null;
  note: string;
  blocked: { reason: string; until: string | null } | null;
}>;

const leastReason = 4;

/** `promised`: whether a baseline holds; then days and units are changed with a reason only. */
export function applyEdit(nodes: readonly NodeFacts[], code: string, set: Edit, reason: string, promised: boolean): Nodes {
  const node = nodes.find((one) => one.code === code);
  if (!node) return { ok: false, problem: { code: 'plans.no-node', params: { node: code } } };
  const lengthens =
    (set.days !== undefined && set.days !== node.days) ||
    (set.unit !== undefined && set.unit !== node.unit) ||
    (set.outdoor !== undefined && set.outdoor !== node.outdoor);
  if (promised && lengthens && reason.trim().length < leastReason) return { ok: false, problem: { code: 'plans.reason' } };
  if (set.days !== undefined && node.holdPoint && set.days < node.days)
    return { ok: false, problem: { code: 'plans.hold-point', params: { node: node.zh } } };
  const floor = node.fixed ? node.statutoryDays : null;
  if (set.days !== undefined && floor !== null && set.days < floor)
    return { ok: false, problem: { code: 'plans.fixed-days', params: { node: node.zh, days: floor } } };
  const changed: NodeFacts = {
    ...node,
    zh: set.name ?? node.zh,
    en: set.name !== undefined && set.name !== node.zh ? '' : node.en,
    stage: set.stage ?? node.stage,
    stream: set.stream ?? node.stream,
    organisation: set.organisation ?? node.organisation,
    post: set.post ?? node.post,
    person: set.person ?? node.person,
    days: node.kind === 'milestone' ? 0 : (set.days ?? node.days),
    unit: set.unit ?? node.unit,
    outdoor: set.outdoor ?? node.outdoor,
    daysLeft: set.daysLeft === undefined ? node.daysLeft : set.daysLeft,
    note: set.note ?? node.note,
    blockedReason: set.blocked === undefined ? node.blockedReason : (set.blocked?.reason ?? null),
    blockedUntil: set.blocked === undefined ? node.blockedUntil : (set.blocked?.until ?? null),
  };
  return { ok: true, nodes: nodes.map((one) => (one === node ? changed : one)) };
}

/** A node of one's own under the next free code, between those it comes after and those it comes before. */
export function newNode(
  nodes: readonly NodeFacts[],
  made: {
    name: string;
    kind: NodeKind;
    stage: Guarantee;
    stream: Stream;
    organisation: string;
    days: number;
    unit: DayUnit;
    outdoor: boolean;
    after: readonly string[];
    before: readonly string[];
  },
): { node: NodeFacts; links: PlanLink[] } {
  const taken = new Set(nodes.map((node) => node.code));
  let number = 1;
  while (taken.has(`N${String(number).padStart(2, '0')}`)) number++;
  const code = `N${String(number).padStart(2, '0')}`;
  const link = (from: string, to: string): PlanLink => ({ from, to, type: 'FS', lag: 0, unit: 'working' });
  return {
    node: {
      code,
      position: Math.max(-1, ...nodes.map((node) => node.position)) + 1,
      zh: made.name,
      en: '',
      kind: made.kind,
      stage: made.stage,
      stream: made.stream,
      organisation: made.organisation,
      post: '',
      person: '',
      days: made.kind === 'milestone' ? 0 : made.days,
      unit: made.unit,
      statutoryDays: null,
      committedDays: null,
      basis: '',
      confirmed: true,
      outdoor: made.outdoor,
      holdPoint: false,
      fixed: false,
      promise: false,
      ...untouched,
    },
    links: [...made.after.map((from) => link(from, code)), ...made.before.map((to) => link(code, to))],
  };
}

/** Links without a node: what it waited for is waited for by what waited for it. */
export function afterLinks(links: readonly PlanLink[], code: string): { all: PlanLink[]; added: PlanLink[] } {
  const left = links.filter((link) => link.from !== code && link.to !== code);
  const added: PlanLink[] = [];
  for (const into of links.filter((link) => link.to === code))
    for (const out of links.filter((link) => link.from === code)) {
      const bridge: PlanLink = { from: into.from, to: out.to, type: 'FS', lag: 0, unit: 'working' };
      if (![...left, ...added].some((link) => link.from === bridge.from && link.to === bridge.to)) added.push(bridge);
    }
  return { all: [...left, ...added], added };
}

/** What happened to a node. A finish needs a file that shows it, unless one lies there already. */
export function recordedActual(
  plan: PlanFacts,
  code: string,
  actual: { start: string; finish: string | null; note: string; evidence: { name: string; sha256: string } | null },
): Nodes {
  const node = plan.nodes.find((one) => one.code === code);
  if (!node) return { ok: false, problem: { code: 'plans.no-node', params: { node: code } } };
  const last = actual.finish ?? actual.start;
  if (last > plan.asOf) return { ok: false, problem: { code: 'plans.in-the-future', params: { day: last, today: plan.asOf } } };
  if (actual.finish !== null && actual.finish < actual.start)
    return { ok: false, problem: { code: 'plans.finish-before-start', params: { start: actual.start, finish: actual.finish } } };
  const evidence = actual.evidence ? [...node.evidence, actual.evidence] : node.evidence;
  if (actual.finish !== null && evidence.length === 0) return { ok: false, problem: { code: 'projects.evidence-missing' } };
  const changed: NodeFacts = {
    ...node,
    actualStart: actual.start,
    actualFinish: actual.finish,
    evidence,
    note: actual.note === '' ? node.note : actual.note,
    ...(actual.finish !== null && { blockedReason: null, blockedUntil: null, daysLeft: null }),
  };
  return { ok: true, nodes: plan.nodes.map((one) => (one === node ? changed : one)) };
}
