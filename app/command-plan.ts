/**
 * `plan --project ID`: the plan as its page shows it, put into the promised shape. The project is named by its id, its code or its whole name; when no
 * region is given it is looked for in everything in reach.
 */
import type { PlanNode, PlanReply } from '../features/plans/words.ts';
import { StartRefusal } from '../platform/db/start-refusal.ts';
import type { Reach } from './call.ts';

type Order = { project: string; region: string | undefined; on: string | undefined };
type Row = { region: string; id: string; name: string; code: string | null };

/** The project that a command names. */
export async function findProject(
  call: Reach,
  { project, region }: { project: string; region: string | undefined },
): Promise<{ region: string; id: string }> {
  const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(project);
  if (isId && region !== undefined) return { region, id: project };
  const seen: Row[] = [];
  for (let offset = 0; ; offset += 500) {
    const { rows, total } = await call({ path: '/api/plans', query: { region, limit: 500, offset } });
    seen.push(
      ...rows.map((row: { region: string; projectId: string; projectName: string }) => ({
        region: row.region,
        id: row.projectId,
        name: row.projectName,
        code: null,
      })),
    );
    if (offset + 500 >= total) break;
  }
  const found = seen.filter((row) => row.id === project || row.name === project);
  if (found.length === 1) return found[0]!;
  throw found.length === 0
    ? new StartRefusal('plan.unknown-project', {
        zh: `没有找到有计划的项目“${project}”。--project 可写项目编号或完整名称。`,
        en: `There is no project "${project}" with a plan. --project takes its id or its whole name.`,
      })
    : new StartRefusal('plan.several-projects', {
        zh: `有 ${found.length} 个项目叫“${project}”，请写项目编号：${found.map((row) => row.id).join('、')}。`,
        en: `${found.length} projects are called "${project}"; give an id: ${found.map((row) => row.id).join(', ')}.`,
      });
}

const nodeOf = (node: PlanNode) => ({
  id: node.code,
  name: node.name,
  kind: node.kind,
  stage: node.stage,
  stream: node.stream,
  duty: node.duty,
  duration: { days: node.days, unit: node.unit },
  statutoryDays: node.statutoryDays,
  committedDays: node.committedDays,
  actualDays: node.actualDays,
  baseline: node.baseline,
  early: { start: node.forecastStart, finish: node.forecast },
  late: { start: node.latestStart, finish: node.latest },
  actual: { start: node.actualStart, finish: node.actual },
  floatDays: node.floatDays,
  driving: node.driving,
  state: node.state,
  light: node.light,
  counter: node.word,
  problem: node.problem,
  why: node.why,
});

export async function readProjectPlan(call: Reach, order: Order): Promise<unknown> {
  const { region, id } = await findProject(call, order);
  const { plan }: { plan: PlanReply | null } = await call({ path: `/api/plans/${region}/${id}`, query: { on: order.on } });
  if (!plan) throw new StartRefusal('plan.none', { zh: '这个项目还没有节点计划。', en: 'This project has no plan yet.' });
  return {
    project: { region, id, name: plan.projectName },
    template: plan.template,
    asOf: plan.asOf,
    promised: plan.promised,
    forecast: plan.forecast,
    kept: plan.kept,
    gap: { workingDays: plan.gapDays, chain: plan.chain, sentence: plan.sentence },
    remedies: plan.remedies,
    applyBy: plan.applyBy,
    nodes: plan.nodes.map(nodeOf),
    links: plan.links,
    warnings: plan.warnings,
    coveredUntil: plan.coveredUntil,
  };
}
