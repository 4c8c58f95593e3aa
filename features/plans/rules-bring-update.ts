// A table or file of our own brought into the plan it was taken from: nodes of the same code change by the same rules as by hand, new ones are added,
// nothing is taken away. Pure.
import type { Problem } from '../../vocabulary/problems.ts';
import type { Brought } from './rules-bring.ts';
import { applyEdit, type Edit, recordedActual } from './rules-edits.ts';
import type { NodeFacts, PlanFacts } from './rules-passes.ts';
import { predecessorsText } from './rules-table-words.ts';
import type { PlanLink } from './words.ts';

export type Updated = { ok: true; nodes: NodeFacts[]; links: PlanLink[]; relinked: ReadonlySet<string> } | { ok: false; problem: Problem };

/** `promised`: whether a baseline holds. `evidence`: the file itself, for what it says happened. */
export function updated(
  made: Brought,
  plan: PlanFacts,
  reason: string,
  promised: boolean,
  evidence: { name: string; sha256: string },
): Updated {
  let nodes = [...plan.nodes];
  const relinked = new Set<string>();
  const sorted = (links: readonly PlanLink[], code: string): string => predecessorsText(links, code).split(',').sort().join(',');
  const last = Math.max(-1, ...plan.nodes.map((node) => node.position));
  for (const { node } of made.nodes) {
    const was = nodes.find((one) => one.code === node.code);
    if (!was) {
      nodes.push({ ...node, position: last + 1 + node.position, promise: false, evidence: node.actualFinish === null ? [] : [evidence] });
      relinked.add(node.code);
      continue;
    }
    const set: Edit = {};
    if (was.zh !== node.zh) set.name = node.zh;
    for (const field of ['stage', 'stream', 'organisation', 'post', 'person', 'days', 'unit', 'outdoor', 'daysLeft', 'note'] as const)
      if (was[field] !== node[field]) Object.assign(set, { [field]: node[field] });
    if (was.blockedReason !== node.blockedReason || was.blockedUntil !== node.blockedUntil)
      set.blocked = node.blockedReason === null ? null : { reason: node.blockedReason, until: node.blockedUntil };
    if (Object.keys(set).length > 0) {
      const edited = applyEdit(nodes, node.code, set, reason, promised);
      if (!edited.ok) return edited;
      nodes = edited.nodes;
    }
    if (was.actualStart !== node.actualStart || was.actualFinish !== node.actualFinish) {
      if (node.actualStart === null) return { ok: false, problem: { code: 'plans.actual-taken-back', params: { node: was.zh } } };
      const recorded = recordedActual({ ...plan, nodes }, node.code, {
        start: node.actualStart,
        finish: node.actualFinish,
        note: '',
        evidence,
      });
      if (!recorded.ok) return recorded;
      nodes = recorded.nodes;
    }
    if (sorted(plan.links, node.code) !== sorted(made.links, node.code)) {
      if (promised && reason.trim().length < 4) return { ok: false, problem: { code: 'plans.reason' } };
      relinked.add(node.code);
    }
  }
  const links = [...plan.links.filter((link) => !relinked.has(link.to)), ...made.links.filter((link) => relinked.has(link.to))];
  return { ok: true, nodes, links, relinked };
}
