// A change of a plan as it is kept: the nodes and links that it touched, before and after, so that it can be taken back as long as nobody touched them
// since. What happened is not taken back: an actual day is corrected by recording it again. Pure.
import type { Problem } from '../../vocabulary/problems.ts';
import type { NodeFacts, PlanFacts } from './rules-passes.ts';
import type { PlanLink } from './words.ts';

export interface Patch {
  nodes: NodeFacts[];
  links: PlanLink[];
}
export interface ChangeFacts {
  before: Patch;
  after: Patch;
  summary: { zh: string; en: string };
}
type Shape = Pick<PlanFacts, 'nodes' | 'links'>;

const linkKey = (link: PlanLink): string => `${link.from}>${link.to}/${link.type}`;
const linkText = (link: PlanLink): string => `${linkKey(link)}/${link.lag}/${link.unit}`;
/** What somebody decides about a node; its forecast follows, and files lie where they lie. */
const nodeText = ({ forecast: _, evidence: __, photos: ___, ...node }: NodeFacts): string =>
  JSON.stringify(Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1)));
const actual = (node: NodeFacts | undefined): string => `${node?.actualStart ?? ''}/${node?.actualFinish ?? ''}`;

/** What changed; null when nothing did, or when something happened rather than was decided. */
export function changeOf(before: Shape, after: Shape): ChangeFacts | null {
  const was = new Map(before.nodes.map((node) => [node.code, node]));
  const is = new Map(after.nodes.map((node) => [node.code, node]));
  const touched = [...new Set([...was.keys(), ...is.keys()])].filter((code) => {
    const [a, b] = [was.get(code), is.get(code)];
    return !a || !b || nodeText(a) !== nodeText(b);
  });
  if (touched.some((code) => was.has(code) && is.has(code) && actual(was.get(code)) !== actual(is.get(code)))) return null;
  const wasLinks = new Set(before.links.map(linkText));
  const isLinks = new Set(after.links.map(linkText));
  const gone = before.links.filter((link) => !isLinks.has(linkText(link)));
  const come = after.links.filter((link) => !wasLinks.has(linkText(link)));
  if (touched.length + gone.length + come.length === 0) return null;
  const about = [...new Set([...touched, ...[...gone, ...come].map((link) => link.to)])];
  const name = (code: string): NodeFacts | undefined => is.get(code) ?? was.get(code);
  const verb = touched.some((code) => !was.has(code))
    ? { zh: '增加', en: 'Added' }
    : touched.some((code) => !is.has(code))
      ? { zh: '删除', en: 'Taken away' }
      : touched.length === 0
        ? { zh: '前后关系', en: 'Links' }
        : { zh: '修改', en: 'Changed' };
  return {
    before: { nodes: touched.flatMap((code) => was.get(code) ?? []), links: gone },
    after: { nodes: touched.flatMap((code) => is.get(code) ?? []), links: come },
    summary: {
      zh: `${verb.zh}：${about.map((code) => name(code)?.zh ?? code).join('、')}`,
      en: `${verb.en}: ${about.map((code) => name(code)?.en || name(code)?.zh || code).join(', ')}`,
    },
  };
}

/** The plan without a change, or why it cannot be taken back. */
export function undone(plan: Shape, { before, after }: ChangeFacts): { ok: true; plan: Shape } | { ok: false; problem: Problem } {
  const now = new Map(plan.nodes.map((node) => [node.code, node]));
  const restored = new Map(before.nodes.map((node) => [node.code, node]));
  const added = new Set(after.nodes.filter((node) => !restored.has(node.code)).map((node) => node.code));
  const links = new Set(plan.links.map(linkText));
  const touched = after.nodes.find((node) => {
    const held = now.get(node.code);
    return !held || nodeText(held) !== nodeText(node);
  });
  const again = before.nodes.find((node) => !after.nodes.some((one) => one.code === node.code) && now.has(node.code));
  const node = touched ?? again;
  if (node) return { ok: false, problem: { code: 'plans.undo-changed', params: { node: node.zh } } };
  const link = after.links.find((one) => !links.has(linkText(one)));
  if (link) return { ok: false, problem: { code: 'plans.undo-changed', params: { node: now.get(link.to)?.zh ?? link.to } } };
  const gone = new Set(after.links.map(linkText));
  const come = new Set(before.links.map(linkKey));
  const left = plan.links.filter(
    (one) => !gone.has(linkText(one)) && !come.has(linkKey(one)) && !added.has(one.from) && !added.has(one.to),
  );
  return {
    ok: true,
    plan: {
      nodes: [
        // Files and the forecast that is kept stay with the node.
        ...plan.nodes
          .filter((one) => !added.has(one.code))
          .map((one) => {
            const old = restored.get(one.code);
            return old ? { ...old, forecast: one.forecast, evidence: one.evidence, photos: one.photos } : one;
          }),
        ...before.nodes.filter((one) => !now.has(one.code)),
      ],
      links: [...left, ...before.links],
    },
  };
}
