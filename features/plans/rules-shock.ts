// What an order to stop does to plans: which of them move, from which day to which, and which promises are kept no longer. The forward pass decides, once
// without the order and once with it; nothing of a baseline or a promise is touched here.
import { dayNumber, type Schedule } from '../../engine/src/index.ts';
import { type CalendarData, daysLater, type PlanCalendars, type StopFacts } from './rules-calendars.ts';
import { type FlowNode, forecaster, type PlanFlow } from './rules-passes.ts';

export interface Effect {
  promised: string;
  before: string;
  after: string;
  /** Working days after the promise; negative: to spare. */
  daysLate: number;
  /** Working days by which the promised node moves. */
  moved: number;
}
export type Outcome = 'lost' | 'later' | 'kept';

const aDay = 1440;

/** The dated data without one order, and with it, whether it has been given yet or not. */
export function withAndWithout(data: CalendarData, stop: StopFacts): { without: CalendarData; within: CalendarData } {
  const others = data.stops.filter((one) => one.id !== stop.id);
  return { without: { ...data, stops: others }, within: { ...data, stops: [...others, stop] } };
}

/** A node as it was known on a day: what happened later had not happened yet. */
export function knownOn<N extends FlowNode>(node: N, on: string): N {
  if (node.actualStart !== null && node.actualStart > on) return { ...node, actualStart: null, actualFinish: null, daysLeft: null };
  return node.actualFinish !== null && node.actualFinish > on ? { ...node, actualFinish: null } : node;
}

/** Whether some open work of a plan lies in the days of a stop. Where none does, nothing moves: an order takes away working time in its days alone. */
function touches(nodes: readonly FlowNode[], { dates, network }: Schedule, from: number, to: number): boolean {
  for (const node of nodes) {
    if (node.kind !== 'work' || node.days === 0 || node.actualFinish !== null) continue;
    const r = network.rankOf.get(node.code)!;
    const begun = node.actualStart === null ? dates.earlyStart[r]! : Math.min(dayNumber(node.actualStart)! * aDay, dates.earlyStart[r]!);
    if (begun < to && dates.earlyFinish[r]! > from) return true;
  }
  return false;
}

const sameDays = (a: Schedule, b: Schedule): boolean => {
  for (let r = 0; r < a.network.count; r++)
    if (a.dates.earlyFinish[r] !== b.dates.earlyFinish[r] || a.dates.earlyStart[r] !== b.dates.earlyStart[r]) return false;
  return true;
};

/** What an order does to one plan: null when nothing of it moves, undefined when the plan has no dates. */
export function effectOf(
  plan: PlanFlow,
  without: PlanCalendars,
  within: PlanCalendars,
  stop: Pick<StopFacts, 'from' | 'to'>,
): Effect | null | undefined {
  const forecast = forecaster(plan, without);
  const before = forecast?.(without);
  if (!forecast || !before) return undefined;
  if (!touches(plan.nodes, before.schedule, dayNumber(stop.from)! * aDay, (dayNumber(stop.to)! + 1) * aDay)) return null;
  const after = forecast(within);
  if (!after) return undefined;
  if (sameDays(before.schedule, after.schedule)) return null;
  const { working } = within.by;
  const day = (text: string): number => dayNumber(text)!;
  return {
    promised: plan.promised,
    before: before.finish,
    after: after.finish,
    daysLate: daysLater(working, day(plan.promised), day(after.finish)),
    moved: daysLater(working, day(before.finish), day(after.finish)),
  };
}

/** `lost`: kept without the order and not with it. `later`: it was not to be kept before either. */
export const outcomeOf = ({ promised, before, after }: Pick<Effect, 'promised' | 'before' | 'after'>): Outcome =>
  after <= promised ? 'kept' : before <= promised ? 'lost' : 'later';

const order: Record<Outcome, number> = { lost: 0, later: 1, kept: 2 };

/** Those that lose their promise first, the latest before the others. */
export function ranked<E extends Effect>(effects: readonly E[]): E[] {
  return [...effects].sort((a, b) => order[outcomeOf(a)] - order[outcomeOf(b)] || b.daysLate - a.daysLate || b.moved - a.moved);
}
