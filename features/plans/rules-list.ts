// One plan as a line of the list: when it finishes against its promise, how many nodes are done, late or blocked, and what comes next.
import type { z } from 'zod';
import { type BaselineFacts, currentBaseline } from './rules-baselines.ts';
import { type LightRule, lightOf, targetOf } from './rules-lights.ts';
import type { Passes, PlanFacts } from './rules-passes.ts';
import type { planLine } from './words.ts';

export type PlanLine = z.infer<typeof planLine>;

export function lineOf(
  about: { region: string; projectId: string; projectName: string; leader: string; department: string },
  facts: PlanFacts,
  passes: Passes,
  baselines: readonly BaselineFacts[],
  rule: LightRule,
): PlanLine {
  const baseline = currentBaseline(baselines);
  const told = facts.nodes.map((node) =>
    lightOf(
      node,
      passes.dates.get(node.code)!,
      targetOf(node, baseline?.days[node.code] ?? null, node === passes.goal ? facts.promised : null),
      facts.asOf,
      rule,
    ),
  );
  const open = facts.nodes
    .filter((node) => node.actualFinish === null)
    .sort((a, b) => (passes.dates.get(a.code)!.earlyFinish < passes.dates.get(b.code)!.earlyFinish ? -1 : 1));
  const next = open[0];
  const late = told.filter((one) => one.state === 'late').length;
  const blocked = told.filter((one) => one.state === 'blocked').length;
  return {
    ...about,
    promised: facts.promised,
    forecast: passes.finish,
    gapDays: passes.gapDays,
    nodes: facts.nodes.length,
    done: told.filter((one) => one.state === 'done').length,
    late,
    blocked,
    next: next ? { name: { zh: next.zh, en: next.en || next.zh }, day: passes.dates.get(next.code)!.earlyFinish } : null,
    light: passes.gapDays > 0 ? 'late' : late + blocked > 0 || -passes.gapDays <= rule.tightDays ? 'warning' : 'normal',
  };
}
