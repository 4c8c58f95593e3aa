// What a node's day counter says and which light it has: held against its baseline day, or against the latest day that keeps the promise. Nearness and
// tightness are dated data.
import { type Day, daysBetween } from '../../vocabulary/days.ts';
import type { NodeDates, NodeFacts } from './rules-passes.ts';
import type { NodeLight, NodeState } from './words.ts';

export interface LightRule {
  nearDays: number;
  tightDays: number;
}
type Pair = { zh: string; en: string };
export type Told = { state: NodeState; light: NodeLight; word: Pair };

const say = (zh: string, en: string): Pair => ({ zh, en });
const days = (n: number): string => (n === 1 ? '1 day' : `${n} days`);

/** The day a node is held to: its baseline or its own promise, whichever is earlier, so that a later promise hides no slip; the promised node's day. */
export function targetOf(node: NodeFacts, baseline: string | null, promised: string | null): string | null {
  const days = [baseline, node.ownPromise?.day ?? null].filter((day) => day !== null).sort();
  return days[0] ?? promised;
}

export function lightOf(node: NodeFacts, dates: NodeDates, target: string | null, asOf: string, rule: LightRule): Told {
  const late = (word: Pair, state: NodeState = 'late'): Told => ({ state, light: 'late', word });
  if (node.actualFinish !== null) {
    const by = target === null ? 0 : daysBetween(target as Day, node.actualFinish as Day);
    if (by > 0) return { state: 'done', light: 'normal', word: say(`已完成，晚 ${by} 天`, `done, ${days(by)} late`) };
    if (by < 0) return { state: 'done', light: 'normal', word: say(`已完成，早 ${-by} 天`, `done, ${days(-by)} early`) };
    return { state: 'done', light: 'normal', word: say('已完成', 'done') };
  }
  if (node.blockedReason !== null) return late(say('受阻', 'blocked'), 'blocked');
  if (target !== null && target < asOf) {
    const by = daysBetween(target as Day, asOf as Day);
    return late(say(`已逾期 ${by} 天`, `${days(by)} overdue`));
  }
  if (target !== null && dates.earlyFinish > target) {
    const by = daysBetween(target as Day, dates.earlyFinish as Day);
    return late(say(`预计晚 ${by} 天`, `${days(by)} late by forecast`));
  }
  if (dates.floatDays < 0) return late(say(`差 ${-dates.floatDays} 天`, `short by ${days(-dates.floatDays)}`));
  const state: NodeState = node.actualStart !== null ? 'doing' : 'waiting';
  const left = target === null ? undefined : daysBetween(asOf as Day, target as Day);
  const tight = dates.floatDays <= rule.tightDays;
  const counter =
    left === undefined
      ? tight
        ? say(`机动 ${dates.floatDays} 天`, `${days(dates.floatDays)} of float`)
        : say(state === 'doing' ? '进行中' : '未到时候', state === 'doing' ? 'under way' : 'not yet due')
      : left === 0
        ? say('今天到期', 'due today')
        : say(`距节点还有 ${left} 天`, `${days(left)} to go`);
  return { state, light: tight && (left === undefined || left <= rule.nearDays) ? 'warning' : 'normal', word: counter };
}
