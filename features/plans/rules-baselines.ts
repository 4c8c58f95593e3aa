// A baseline is a promise: it is set, changed or dropped with a reason and by two people, and what it was before stays readable. Also what became of a
// node's day, and two versions held against each other. Pure.
import { dayNumber } from '../../engine/src/index.ts';
import type { Problem } from '../../vocabulary/problems.ts';
import { daysLater, type PlanCalendars } from './rules-calendars.ts';
import type { NodeFacts, Passes } from './rules-passes.ts';
import type { BaselineKind, BaselineSource } from './words.ts';

export interface BaselineFacts {
  id: string;
  number: number;
  kind: BaselineKind;
  source: BaselineSource;
  name: string;
  promisedDay: string;
  days: Readonly<Record<string, string>>;
  reason: string;
  proposedById: string;
  proposedBy: string;
  proposedAt: string;
  decision: 'approved' | 'declined' | 'withdrawn' | null;
  decidedBy: string | null;
  decidedAt: string | null;
  note: string;
}

/** The baseline that holds: the last one approved, unless that took it away. */
export function currentBaseline(all: readonly BaselineFacts[]): BaselineFacts | undefined {
  const last = all.filter((one) => one.decision === 'approved').sort((a, b) => b.number - a.number)[0];
  return last?.kind === 'drop' ? undefined : last;
}

export function mayPropose(all: readonly BaselineFacts[], kind: BaselineKind): Problem | null {
  if (all.some((one) => one.decision === null)) return { code: 'plans.baseline-open' };
  const current = currentBaseline(all);
  if (kind === 'set' && current) return { code: 'plans.baseline-held', params: { name: current.name } };
  if (kind !== 'set' && !current) return { code: 'plans.baseline-none' };
  return null;
}

export function mayDecide(one: BaselineFacts, person: string): Problem | null {
  if (one.decision !== null) return { code: 'plans.baseline-decided', params: { by: one.decidedBy ?? '' } };
  if (one.proposedById === person) return { code: 'plans.baseline-own' };
  return null;
}

/** The day of each node: 倒排工期 takes the last that keep the promise, a forecast those that are to be expected. What is done keeps its day. */
export function baselineDays(nodes: readonly NodeFacts[], passes: Passes, source: BaselineSource): Record<string, string> {
  return Object.fromEntries(
    nodes.map((node) => {
      const dates = passes.dates.get(node.code)!;
      return [node.code, node.actualFinish ?? (source === 'latest' ? dates.lateFinish : dates.earlyFinish)];
    }),
  );
}

export type Slipped = { code: string; what: 'forecast' | 'actual'; from: string | null; to: string };

/** What moved since the forecast that is kept: the history of each promised day. */
export function slipsOf(before: readonly NodeFacts[], after: readonly NodeFacts[], passes: Passes): Slipped[] {
  const held = new Map(before.map((node) => [node.code, node]));
  return after.flatMap((node): Slipped[] => {
    const was = held.get(node.code);
    const now = passes.dates.get(node.code)!.earlyFinish;
    if (node.actualFinish !== null)
      return was?.actualFinish === node.actualFinish
        ? []
        : [{ code: node.code, what: 'actual', from: was?.forecast ?? null, to: node.actualFinish }];
    return was?.forecast === now ? [] : [{ code: node.code, what: 'forecast', from: was?.forecast ?? null, to: now }];
  });
}

/** Two versions, node by node, with the working days between; null where one of them does not know the node. */
export function compareDays(
  nodes: readonly NodeFacts[],
  from: Readonly<Record<string, string>>,
  to: Readonly<Record<string, string>>,
  calendars: PlanCalendars,
): { code: string; name: { zh: string; en: string }; from: string | null; to: string | null; workingDays: number | null }[] {
  return nodes.map((node) => {
    const [a, b] = [from[node.code] ?? null, to[node.code] ?? null];
    return {
      code: node.code,
      name: { zh: node.zh, en: node.en || node.zh },
      from: a,
      to: b,
      workingDays: a === null || b === null ? null : daysLater(calendars.by.working, dayNumber(a)!, dayNumber(b)!),
    };
  });
}
