// The project's own files as the checks read them: which files there are, their text, their syntax tree, and how a finding is said.
// Decides nothing; each check is a file of its own beside this one.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';

/** Something that must be changed. `rule` names what was broken; the sentence speaks to whoever broke it. */
export type Finding = { rule: string; file: string; line?: number; sentence: string };

export type Source = { path: string; text: string };

/** A node of the ESTree that the parser gives; fields differ by type. */
export type Node = { type: string; start: number; end: number; [field: string]: unknown };

const skipped = new Set(['node_modules', '.git', 'dist', '.sanzao', 'coverage']);

/** Every file under a root, with / between the parts, in order. */
export function filesUnder(root: string, folder = ''): string[] {
  const found: string[] = [];
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) found.push(...filesUnder(root, path));
    } else if (entry.isFile()) found.push(path);
  }
  return found;
}

/** The TypeScript of the project, tests included. */
export function sources(root: string): Source[] {
  return filesUnder(root)
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

export const isTest = (path: string): boolean => /\.test\.tsx?$|(^|\/)testing[^/]*\.ts$|^e2e\//.test(path);

const trees = new Map<string, Node>();

/** The syntax tree of a file; throws on a file that is not TypeScript. */
export function treeOf(source: Source): Node {
  const known = trees.get(source.text);
  if (known) return known;
  const parsed = parseSync(source.path, source.text);
  if (parsed.errors.length > 0) throw new Error(`${source.path} cannot be parsed: ${parsed.errors[0]!.message}`);
  trees.set(source.text, parsed.program as unknown as Node);
  return parsed.program as unknown as Node;
}

/** Visits every node, parents first. `visit` may return false to leave out what is inside. */
export function walk(node: Node, visit: (node: Node, parent: Node | undefined) => unknown, parent?: Node): void {
  if (visit(node, parent) === false) return;
  for (const key of Object.keys(node)) {
    const value = node[key];
    if (Array.isArray(value)) {
      for (const one of value) if (isNode(one)) walk(one, visit, node);
    } else if (isNode(value)) walk(value, visit, node);
  }
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** The line of a place in a text, from 1. */
export const lineAt = (text: string, place: number): number => text.slice(0, place).split('\n').length;

/** The text of a string literal or of a template without holes. */
export function literalOf(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type === 'TemplateLiteral') {
    const quasis = node.quasis as { value: { cooked: string } }[];
    return quasis.length === 1 ? quasis[0]!.value.cooked : undefined;
  }
  return undefined;
}
