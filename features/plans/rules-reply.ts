// A plan with both passes as the screen, the command line and the charts take it. Puts together what the other rules decided; decides nothing itself.
import { dayNumber } from '../../engine/src/index.ts';
import { type BaselineFacts, currentBaseline, mayDecide } from './rules-baselines.ts';
import { calendarFor } from './rules-calendars.ts';
import { catchUpOf } from './rules-catch-up.ts';
import { type LightRule, lightOf, targetOf } from './rules-lights.ts';
import type { NodeFacts, Passes, PlanFacts } from './rules-passes.ts';
import { applyByOf, gapSentence, whyOf } from './rules-say.ts';
import type { ApprovalRoute, DrawnNode, PlanNode, PlanReply, ProjectType } from './words.ts';

export interface PlanRecord {
  region: string;
  projectId: string;
  projectName: string;
  template: { region: string; code: string; version: number; name: { zh: string; en: string } };
  type: ProjectType;
  route: ApprovalRoute;
  answers: Record<string, string>;
  start: string;
  promised: string;
  stateDay: string | null;
  madeBy: string;
  madeAt: string;
  updatedBy: string;
  updatedAt: string;
  version: number;
}
export type SlipFacts = { code: string } & PlanNode['slips'][number];
export interface Around {
  baselines: readonly BaselineFacts[];
  slips: readonly SlipFacts[];
  rule: LightRule;
  /** Who asks, and whether they may approve: a baseline says whether this person may decide it. */
  asker: { id: string; mayApprove: boolean };
}

/** The nodes as every chart draws them: both passes, the day they are held to, the light. One piece for a plan alone and for many on a board. */
export function drawnNodes(
  facts: PlanFacts,
  passes: Passes,
  { baselines, rule }: { baselines: readonly BaselineFacts[]; rule: LightRule },
): DrawnNode[] {
  const baseline = currentBaseline(baselines);
  const chain = new Set(passes.chain);
  return facts.nodes.map((node): DrawnNode => {
    const dates = passes.dates.get(node.code)!;
    const held = baseline?.days[node.code] ?? null;
    return {
      code: node.code,
      name: { zh: node.zh, en: node.en || node.zh },
      kind: node.kind,
      stage: node.stage,
      stream: node.stream,
      duty: { organisation: node.organisation, post: node.post, person: node.person },
      baseline: held,
      forecastStart: dates.earlyStart,
      forecast: dates.earlyFinish,
      latestStart: dates.lateStart,
      latest: dates.lateFinish,
      actualStart: node.actualStart,
      actual: node.actualFinish,
      ...lightOf(node, dates, targetOf(node, held, node === passes.goal ? facts.promised : null), facts.asOf, rule),
      driving: chain.has(node.code),
      floatDays: dates.floatDays,
      problem: node.blockedReason,
      promise: node === passes.goal,
    };
  });
}

function nodeReplies(facts: PlanFacts, passes: Passes, { baselines, slips, rule }: Around): PlanNode[] {
  const names = new Map(facts.nodes.map((node) => [node.code, node]));
  const histories = Map.groupBy(slips, (slip) => slip.code);
  const drawn = drawnNodes(facts, passes, { baselines, rule });
  return facts.nodes.map(
    (node, at): PlanNode => ({
      ...drawn[at]!,
      position: node.position,
      days: node.days,
      unit: node.unit,
      statutoryDays: node.statutoryDays,
      committedDays: node.committedDays,
      actualDays: actualDays(node, passes),
      basis: node.basis,
      confirmed: node.confirmed,
      outdoor: node.outdoor,
      holdPoint: node.holdPoint,
      fixed: node.fixed,
      daysLeft: node.daysLeft,
      blockedUntil: node.blockedUntil,
      evidence: node.evidence,
      note: node.note,
      ownPromise: node.ownPromise,
      photos: node.photos,
      why: whyOf(node, passes.dates.get(node.code)!.cause, names),
      slips: (histories.get(node.code) ?? []).map(({ code: _, ...slip }) => slip),
    }),
  );
}

/** Days of the node's own calendar from the start to the finish; a matter is counted from the day after acceptance. */
function actualDays(node: NodeFacts, passes: Passes): number | null {
  if (node.actualStart === null || node.actualFinish === null || node.kind === 'milestone') return null;
  const calendar = passes.calendars.by[calendarFor({ ...node, outdoor: false, kind: 'matter' })];
  const [from, to] = [dayNumber(node.actualStart)!, dayNumber(node.actualFinish)!];
  return calendar.workdaysBetween(node.kind === 'matter' ? from + 1 : from, to + 1);
}

export function planReply(record: PlanRecord, facts: PlanFacts, passes: Passes, around: Around): PlanReply {
  const { sentence, remedies, kept } = gapSentence(facts, passes);
  const current = currentBaseline(around.baselines);
  const nodes = nodeReplies(facts, passes, around);
  const { coveredUntil } = passes.calendars;
  const last = nodes.reduce((day, node) => (node.forecast > day ? node.forecast : day), facts.promised);
  const warnings =
    Number(last.slice(0, 4)) > coveredUntil
      ? [
          {
            zh: `国家节假日安排只公布到 ${coveredUntil} 年，此后按双休日推算，公布后会变动。`,
            en: `Holidays have been announced up to ${coveredUntil} only; after that weekends alone are counted and days will move.`,
          },
        ]
      : [];
  const doubtful = nodes.filter((node) => node.kind === 'matter' && !node.confirmed && node.actual === null).length;
  if (doubtful > 0)
    warnings.push({
      zh: `有 ${doubtful} 个审批事项的天数是通常值，未经本地部门确认。`,
      en: `The days of ${doubtful} matters are usual ones that no local office has confirmed.`,
    });
  return {
    region: record.region,
    projectId: record.projectId,
    projectName: record.projectName,
    asOf: facts.asOf,
    from: nodes.reduce((day, node) => (node.forecastStart < day ? node.forecastStart : day), facts.start),
    promised: facts.promised,
    forecast: passes.finish,
    nodes,
    links: [...facts.links],
    template: record.template,
    type: record.type,
    route: record.route,
    answers: record.answers,
    stateDay: record.stateDay,
    goal: { code: passes.goal.code, name: { zh: passes.goal.zh, en: passes.goal.en || passes.goal.zh } },
    kept,
    gapDays: passes.gapDays,
    sentence,
    chain: [...passes.chain],
    remedies,
    applyBy: applyByOf(facts, passes),
    catchUp: catchUpOf(facts, passes),
    coveredUntil,
    warnings,
    baselines: around.baselines.map(({ days: _, proposedById: __, ...one }) => ({
      ...one,
      current: one.id === current?.id,
      mayDecide: around.asker.mayApprove && mayDecide({ ...one, days: {}, proposedById: __ }, around.asker.id) === null,
      mayWithdraw: one.decision === null && __ === around.asker.id,
    })),
    madeBy: record.madeBy,
    madeAt: record.madeAt,
    updatedBy: record.updatedBy,
    updatedAt: record.updatedAt,
    version: record.version,
  };
}
