// What a calendar feed tells of a plan: one whole-day event for each open node and for what was done lately, with the light in front. Names of nodes and
// projects and days only: no persons, no telephone numbers, no files.
import { type Day, daysBetween } from '../../vocabulary/days.ts';
import type { CalendarEvent } from './rules-calendar-file.ts';
import { dueOf } from './rules-due.ts';
import type { DrawnNode } from './words.ts';

/** How long a done node stays in a calendar. */
const keptDays = 30;
/** For how long an address is good. */
export const feedDays = 366;

const marks = { normal: '●', warning: '▲', late: '■' } as const;

export interface FedPlan {
  projectId: string;
  projectName: string;
  asOf: string;
  promised: string;
  madeAt: string;
  updatedAt: string;
  version: number;
  nodes: readonly DrawnNode[];
}

export function eventsOf(plan: FedPlan, language: 'zh' | 'en', mine: (node: DrawnNode) => boolean): CalendarEvent[] {
  // Forecasts move from day to day without anybody changing the plan: the number grows with both, and never falls.
  const sequence = plan.version + Math.max(0, daysBetween(plan.madeAt.slice(0, 10) as Day, plan.asOf as Day));
  const morning = `${plan.asOf}T00:00:00+08:00`;
  const changed = Date.parse(morning) > Date.parse(plan.updatedAt) ? morning : plan.updatedAt;
  const said = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  return plan.nodes
    .filter((node) => mine(node) && (node.actual === null || daysBetween(node.actual as Day, plan.asOf as Day) <= keptDays))
    .map((node): CalendarEvent => {
      const due = dueOf(node, plan.promised);
      const day = node.actual ?? due;
      const lines =
        node.actual !== null
          ? [said(`已于 ${node.actual} 完成`, `done on ${node.actual}`)]
          : [
              node.word[language],
              ...(node.baseline !== null ? [said(`基线 ${node.baseline}`, `baseline ${node.baseline}`)] : []),
              said(`预计 ${node.forecast}`, `forecast ${node.forecast}`),
              said(`最迟 ${node.latest}，再晚承诺守不住`, `latest ${node.latest}; any later and the promise is lost`),
            ];
      return {
        uid: `${plan.projectId}.${node.code}@plans.sanzao`,
        day,
        title: `${node.actual !== null ? '✓' : marks[node.light]} ${node.name[language]} · ${plan.projectName}`,
        text: lines.join('\n'),
        category: plan.projectName,
        sequence,
        changed,
      };
    })
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.uid < b.uid ? -1 : 1));
}
