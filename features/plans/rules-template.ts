// From a template and the answers to its questions to the nodes of a plan: what does not apply is left out, and what it stood between stays linked by
// the other links. Which template suits a project is a suggestion by its name, never a decision.
import type { Problem } from '../../vocabulary/problems.ts';
import { type NodeFacts, untouched } from './rules-passes.ts';
import type { PlanLink, PlanTemplate, TemplateNode } from './words.ts';

/** The template of a code as it holds on a day: the nearest region's before a wider one's, and of that the latest version. */
export function templatesInForce(all: readonly PlanTemplate[], region: string, day: string): PlanTemplate[] {
  const near = (code: string): number =>
    code === region ? 3 : code === `${region.slice(0, 4)}00` ? 2 : code === `${region.slice(0, 2)}0000` ? 1 : 0;
  const best = new Map<string, PlanTemplate>();
  for (const one of all) {
    if (one.since > day || (near(one.region) === 0 && one.region !== '000000')) continue;
    const held = best.get(one.code);
    if (!held || near(one.region) > near(held.region) || (one.region === held.region && one.version > held.version))
      best.set(one.code, one);
  }
  return [...best.values()];
}

/** Answers completed by the usual ones, or the question that was answered with something else. */
export function answersFor(
  template: PlanTemplate,
  given: Readonly<Record<string, string>>,
): { ok: true; answers: Record<string, string> } | { ok: false; problem: Problem } {
  const answers: Record<string, string> = {};
  for (const question of template.questions) {
    const answer = given[question.code] ?? question.usual;
    if (!question.options.some((option) => option.code === answer))
      return { ok: false, problem: { code: 'plans.wrong-answer', params: { question: question.zh, answer } } };
    answers[question.code] = answer;
  }
  return { ok: true, answers };
}

const applies = (node: TemplateNode, answers: Readonly<Record<string, string>>): boolean => {
  if (node.if === undefined) return true;
  const [question, option] = node.if.split('=') as [string, string];
  return answers[question] === option;
};

export function nodesOf(template: PlanTemplate, answers: Readonly<Record<string, string>>): { nodes: NodeFacts[]; links: PlanLink[] } {
  const chosen = template.nodes.filter((node) => applies(node, answers));
  const there = new Set(chosen.map((node) => node.code));
  return {
    nodes: chosen.map(
      (node, position): NodeFacts => ({
        code: node.code,
        position,
        zh: node.zh,
        en: node.en,
        kind: node.kind,
        stage: node.stage,
        stream: node.stream,
        organisation: node.duty,
        post: '',
        person: '',
        days: node.kind === 'milestone' ? 0 : node.days,
        unit: node.unit,
        statutoryDays: node.statutoryDays,
        committedDays: node.promisedDays,
        basis: node.basis,
        confirmed: node.confirmed,
        outdoor: node.outdoor ?? false,
        holdPoint: node.hold ?? false,
        fixed: node.fixed ?? false,
        promise: node.promise ?? false,
        ...untouched,
      }),
    ),
    links: template.links.filter((link) => there.has(link.from) && there.has(link.to)),
  };
}

/** From this size on a project has a whole plan; below it the six nodes do. */
const wholePlanFromYuan = 50_000_000;

/** The template that a project's name and size speak for. */
export function suggestedTemplate(project: { name: string; totalYuan: number | null }): string {
  if (project.totalYuan === null || project.totalYuan < wholePlanFromYuan) return 'light';
  if (/高标准农田|农田建设|田间/.test(project.name)) return 'farmland-approval';
  if (/棚户区|棚改|安置|搬迁/.test(project.name)) return 'relocation-approval';
  if (/旅游|景区|文旅|度假|乐园|康养|博物|鹿乡|公园/.test(project.name)) return 'tourism-filing';
  if (/学校|小学|中学|幼儿园|医院|中心医|卫生院/.test(project.name)) return 'public-approval';
  if (/公路|道路|街路|大桥|管网|热源|供热|供水|污水|垃圾|河道|水库|渠|停车|基础设施/.test(project.name)) return 'road-approval';
  if (/风电|光伏|电站|炼焦|钢铁|化工|铁路|机场/.test(project.name)) return 'factory-verification';
  return 'factory-filing';
}
