// The month board out of plans that were reckoned: which node falls into which month, what a row says of its project, what the months sum to. Sorted by
// what breaks its promise by most. Pure.
import { dueOf } from './rules-due.ts';
import type { DrawnNode, NodeLight } from './words.ts';
import type { Board, BoardNode, BoardRow } from './words-board.ts';

/** What the board needs of a plan. */
export interface BoardPlan {
  region: string;
  projectId: string;
  projectName: string;
  totalYuan: number | null;
  promised: string;
  forecast: string;
  gapDays: number;
  tightDays: number;
  nodes: readonly DrawnNode[];
}

function boardRow(plan: BoardPlan, year: number): BoardRow {
  const nodes: BoardNode[] = [];
  let [before, after, trouble] = [0, 0, 0];
  for (const node of plan.nodes) {
    const day = node.actual ?? dueOf(node, plan.promised);
    if (node.state === 'late' || node.state === 'blocked') trouble++;
    const falls = Number(day.slice(0, 4));
    if (falls > year) after++;
    else if (falls < year) {
      if (node.actual === null) before++;
    } else {
      const { code, name, state, light, word, promise } = node;
      nodes.push({ code, name, day, month: Number(day.slice(5, 7)), state, light, word, promise });
    }
  }
  nodes.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.code < b.code ? -1 : 1));
  const goal = plan.nodes.find((node) => node.promise);
  return {
    region: plan.region,
    projectId: plan.projectId,
    projectName: plan.projectName,
    lead: goal ? [goal.duty.organisation, goal.duty.person].filter(Boolean).join(' ') : '',
    promised: plan.promised,
    forecast: plan.forecast,
    gapDays: plan.gapDays,
    light: plan.gapDays > 0 ? 'late' : trouble > 0 || -plan.gapDays <= plan.tightDays ? 'warning' : 'normal',
    nodes,
    before,
    after,
  };
}

export interface BoardFilter {
  year: number;
  lights: readonly NodeLight[];
  /** Size in yuan from and below. */
  size: { from: number; below: number } | null;
}

/** The rows that pass, worst first, with the months summed over all of them. */
export function boardOf(plans: readonly BoardPlan[], { year, lights, size }: BoardFilter): Pick<Board, 'rows' | 'months' | 'lights'> {
  const sized = size ? plans.filter(({ totalYuan }) => totalYuan !== null && totalYuan >= size.from && totalYuan < size.below) : plans;
  const all = sized.map((plan) => boardRow(plan, year));
  const rows = all
    .filter((row) => lights.length === 0 || lights.includes(row.light))
    .sort((a, b) => b.gapDays - a.gapDays || (a.projectName < b.projectName ? -1 : 1));
  const months = Array.from({ length: 12 }, () => ({ due: 0, done: 0, late: 0, blocked: 0 }));
  for (const row of rows)
    for (const node of row.nodes) {
      const month = months[node.month - 1]!;
      month.due++;
      if (node.state === 'done') month.done++;
      if (node.state === 'late') month.late++;
      if (node.state === 'blocked') month.blocked++;
    }
  const count = (light: NodeLight): number => all.filter((row) => row.light === light).length;
  return { rows, months, lights: { normal: count('normal'), warning: count('warning'), late: count('late') } };
}
