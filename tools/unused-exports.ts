// Finds what is exported and used by nobody. A value must be imported by another file, or, when only tests import it, be used in its own
// file as well; a type may also be exported because an exported thing of its file speaks of it, and so may a noun of words.ts. There is no list of exceptions: what a
// program or a test runner opens by name (entries) is the only thing that needs no importer.
import { posix } from 'node:path';
import { type Finding, isNode, isTest, lineAt, literalOf, type Node, type Source, treeOf, walk } from './source.ts';

const entries =
  /^[^/]+\.ts$|^app\/(server|cli|web)\.tsx?$|^(tools|bench|e2e|engine\/bench)\/|^engine\/src\/index\.ts$|\.test\.tsx?$|\/testing-setup\.ts$|\.mjs$/;

type Export = { name: string; place: number; type: boolean };

export function checkUnusedExports(files: readonly Source[]): Finding[] {
  const paths = new Set(files.map((file) => file.path));
  const used = new Map<string, { byCode: Set<string>; byTests: Set<string> }>();
  const usesOf = (path: string) => {
    const known = used.get(path);
    if (known) return known;
    const uses = { byCode: new Set<string>(), byTests: new Set<string>() };
    used.set(path, uses);
    return uses;
  };
  for (const source of files) {
    const note = (specifier: unknown, names: readonly string[]): void => {
      if (typeof specifier !== 'string' || !/^[./]/.test(specifier)) return;
      const path = specifier.startsWith('/') ? specifier.slice(1) : posix.join(posix.dirname(source.path), specifier);
      if (!paths.has(path)) return;
      const uses = usesOf(path);
      for (const name of names) (isTest(source.path) ? uses.byTests : uses.byCode).add(name);
    };
    walk(treeOf(source), (node, parent) => {
      if (node.type === 'ImportDeclaration') note(literalOf(node.source), (node.specifiers as Node[]).map(importedName));
      else if (node.type === 'ExportNamedDeclaration' && node.source)
        note(
          literalOf(node.source),
          (node.specifiers as Node[]).map((one) => nameOf(one.local)),
        );
      else if (node.type === 'ExportAllDeclaration') note(literalOf(node.source), ['*']);
      else if (node.type === 'TSImportType') note(literalOf(node.source), ['*']);
      else if (node.type === 'ImportExpression')
        note(literalOf(node.source), parent?.type === 'ArrowFunctionExpression' ? ['default'] : ['*']);
      else if (node.type === 'NewExpression' && isNode(node.callee) && node.callee.name === 'URL')
        note(literalOf((node.arguments as Node[])[0]), ['*']);
    });
  }
  const findings: Finding[] = [];
  for (const source of files) {
    if (entries.test(source.path)) continue;
    const tree = treeOf(source);
    const uses = usesOf(source.path);
    if (uses.byCode.has('*')) continue;
    const exported = exportsOf(tree);
    if (exported.length === 0) continue;
    const mentions = mentionsIn(tree);
    for (const one of exported) {
      if (uses.byCode.has(one.name)) continue;
      const inside = mentions.get(one.name) ?? 0;
      const tested = uses.byTests.has(one.name) || uses.byTests.has('*');
      if (isTest(source.path) ? tested : inside > 0 && (tested || one.type || /\/words\.ts$/.test(source.path))) continue;
      const sentence = tested ? `${one.name} is exported and only tests use it.` : `${one.name} is exported and nobody uses it.`;
      findings.push({ rule: 'unused-export', file: source.path, line: lineAt(source.text, one.place), sentence });
    }
  }
  return findings;
}

const nameOf = (node: unknown): string => (isNode(node) ? String(node.type === 'Literal' ? node.value : node.name) : '');

const importedName = (specifier: Node): string =>
  specifier.type === 'ImportDefaultSpecifier'
    ? 'default'
    : specifier.type === 'ImportNamespaceSpecifier'
      ? '*'
      : nameOf(specifier.imported);

function exportsOf(tree: Node): Export[] {
  const found: Export[] = [];
  for (const node of tree.body as Node[]) {
    if (node.type === 'ExportDefaultDeclaration') found.push({ name: 'default', place: node.start, type: false });
    if (node.type !== 'ExportNamedDeclaration') continue;
    for (const one of node.specifiers as Node[])
      found.push({ name: nameOf(one.exported), place: one.start, type: node.exportKind === 'type' || one.exportKind === 'type' });
    const declared = node.declaration;
    if (!isNode(declared)) continue;
    const type = declared.type === 'TSTypeAliasDeclaration' || declared.type === 'TSInterfaceDeclaration';
    if (declared.type === 'VariableDeclaration') {
      for (const one of declared.declarations as Node[])
        for (const name of patternNames(one.id)) found.push({ name, place: one.start, type });
    } else if (isNode(declared.id)) found.push({ name: nameOf(declared.id), place: declared.start, type });
  }
  // A schema and the type read from it share a name and are one thing, a type.
  const types = new Set(found.filter((one) => one.type).map((one) => one.name));
  const once = new Map(found.map((one) => [one.name, { ...one, type: types.has(one.name) }]));
  return [...once.values()];
}

function patternNames(pattern: unknown): string[] {
  if (!isNode(pattern)) return [];
  if (pattern.type === 'Identifier') return [String(pattern.name)];
  if (pattern.type === 'ObjectPattern') return (pattern.properties as Node[]).flatMap((one) => patternNames(one.value ?? one.argument));
  if (pattern.type === 'ArrayPattern') return (pattern.elements as unknown[]).flatMap(patternNames);
  return pattern.type === 'AssignmentPattern' ? patternNames(pattern.left) : [];
}

/** How often each name is spoken of in a file, its declaration left out. */
function mentionsIn(tree: Node): Map<string, number> {
  const counts = new Map<string, number>();
  walk(tree, (node, parent) => {
    if (node.type !== 'Identifier' && node.type !== 'JSXIdentifier') return;
    const declares = parent?.id === node || parent?.type === 'ExportSpecifier';
    const isKey =
      (parent?.type === 'MemberExpression' && parent.property === node && !parent.computed) ||
      (parent?.type === 'Property' && parent.key === node && !parent.shorthand);
    if (!declares && !isKey) counts.set(String(node.name), (counts.get(String(node.name)) ?? 0) + 1);
  });
  return counts;
}
