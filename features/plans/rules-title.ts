// The title block of a chart that hangs on a wall: whose project it is and who answers for it, from which versions it was drawn. Who leads, which
// department and which team stand behind a project is what was said of the plan, else what the register's note says; what nobody said is undecided.
import type { PlanReply } from './words.ts';
import type { TitleBlock } from './words-export.ts';

/** What a ledger calls each, as it stands in the note: 包保领导：栾望舒. */
const labels: Record<'leader' | 'department' | 'team', RegExp> = {
  leader: /^(?:包保|包联|联系|责任|分管|牵头)(?:县|区|市)?领导$/,
  department: /^(?:包保|包联|责任|牵头|主管)(?:部门|单位)$/,
  team: /^(?:工作|项目|推进|服务)?专班(?:负责人|组长)?$/,
};

/** What the note of the register says under the names that ledgers use; null where it says nothing. */
export function dutiesIn(note: string): { leader: string | null; department: string | null; team: string | null } {
  const said = note.split(/[\n；;]/).flatMap((line): [string, string][] => {
    const parts = /^\s*([^：:]{2,12})[：:]\s*(.+?)\s*$/.exec(line);
    return parts ? [[parts[1]!.trim(), parts[2]!]] : [];
  });
  const of = (label: RegExp): string | null => said.find(([name]) => label.test(name))?.[1] ?? null;
  return { leader: of(labels.leader), department: of(labels.department), team: of(labels.team) };
}

export function titleBlock(
  plan: PlanReply,
  record: { name: string },
  said: { leader: string; department: string; team: string } | null,
  regionName: string,
  printedOn: string,
): TitleBlock {
  const current = plan.baselines.find((one) => one.current);
  return {
    region: regionName,
    project: record.name,
    leader: said?.leader || null,
    department: said?.department || null,
    team: said?.team || null,
    template: { name: plan.template.name, version: plan.template.version },
    baseline: current
      ? { name: current.name, day: (current.decidedAt ?? current.proposedAt).slice(0, 10), by: current.decidedBy ?? '' }
      : null,
    promised: plan.promised,
    forecast: plan.forecast,
    planVersion: plan.version,
    asOf: plan.asOf,
    printedOn,
  };
}
