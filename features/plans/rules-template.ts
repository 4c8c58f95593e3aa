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

/** One line of the dated rule by which a project is offered a template. Amounts in yuan; `unknownAmount`: also where no total is known. */
export interface TemplateChoice {
  template: string;
  words: readonly string[];
  fromYuan: number | null;
  belowYuan: number | null;
  unknownAmount: boolean;
}

/** The template that a project's name and size speak for by lines in order; the last line's where none of them holds. */
export function suggestedTemplate(project: { name: string; totalYuan: number | null }, choices: readonly TemplateChoice[]): string {
  const { name, totalYuan } = project;
  const holds = (one: TemplateChoice): boolean => {
    if (one.words.length > 0 && !one.words.some((word) => name.includes(word))) return false;
    if (totalYuan === null) return one.unknownAmount || (one.fromYuan === null && one.belowYuan === null);
    return (one.fromYuan === null || totalYuan >= one.fromYuan) && (one.belowYuan === null || totalYuan < one.belowYuan);
  };
  return (choices.find(holds) ?? choices.at(-1))?.template ?? '';
}
