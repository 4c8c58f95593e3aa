// Where a power may be used: SQL, the clock, the network, the environment. Imports are walls.ts; these are uses that need no import, read from
// the syntax tree so that words in comments and strings do not count. capabilities.test.ts plants a breach of each.
import { type Finding, isNode, isTest, lineAt, literalOf, type Node, type Source, treeOf, walk } from './source.ts';

type Capability = {
  rule: string;
  sentence: string;
  /** Paths that the rule speaks of. */
  where: RegExp;
  /** Paths that may. */
  may?: RegExp;
  /** Tests are outside it unless this says otherwise. */
  testsToo?: boolean;
  breaks: (node: Node, parent: Node | undefined) => boolean;
};

const product = /^(vocabulary|platform|ui|features|app|demo|engine)\//;
const named = (node: unknown, name: string): boolean => isNode(node) && node.type === 'Identifier' && node.name === name;
const member = (node: Node, object: string, property: string): boolean =>
  node.type === 'MemberExpression' && named(node.object, object) && named(node.property, property);
const isDeclared = (parent: Node | undefined, node: Node): boolean =>
  parent !== undefined &&
  ((parent.type === 'MemberExpression' && parent.property === node && !parent.computed) ||
    (parent.type === 'Property' && parent.key === node && parent.value !== node));

const machine = new Set([
  'process',
  'Buffer',
  'console',
  'window',
  'document',
  'navigator',
  'localStorage',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'require',
  '__dirname',
]);

export const capabilities: readonly Capability[] = [
  {
    rule: 'sql-by-the-store',
    sentence: 'Only store*.ts and figures*.ts of a room speak SQL; ask the store.',
    where: /^(features|app|demo)\//,
    may: /\/(store|figures)[^/]*\.ts$/,
    breaks: (node) => node.type === 'MemberExpression' && (named(node.property, 'kysely') || named(node.property, 'copyIn')),
  },
  {
    rule: 'clock',
    sentence: 'Only platform/clock asks the time; take it from the house, or from the server’s reply on a screen.',
    where: /^(vocabulary|platform|features|app|demo|engine)\//,
    may: /^(platform\/clock\/|vocabulary\/ids\.ts$)/,
    breaks: (node) =>
      member(node, 'Date', 'now') ||
      (node.type === 'NewExpression' && named(node.callee, 'Date') && (node.arguments as unknown[]).length === 0) ||
      (node.type === 'CallExpression' && named(node.callee, 'Date')),
  },
  {
    rule: 'network',
    sentence: 'Only ui/call.ts calls the network from the product; the service worker fetches the screens themselves.',
    where: product,
    may: /^ui\/(call|device\/offline-worker)\.ts$/,
    breaks: (node, parent) =>
      (named(node, 'fetch') && (parent?.type === 'CallExpression' || parent?.type === 'MemberExpression') && !isDeclared(parent, node)) ||
      member(node, 'globalThis', 'fetch') ||
      member(node, 'window', 'fetch') ||
      (node.type === 'NewExpression' && ['XMLHttpRequest', 'WebSocket', 'EventSource'].some((name) => named(node.callee, name))),
  },
  {
    rule: 'environment',
    sentence: 'Only app/ reads environment variables; hand the value down.',
    where: /^(vocabulary|platform|ui|features|demo|engine)\//,
    may: /^engine\/bench\//,
    breaks: (node) =>
      member(node, 'process', 'env') ||
      (node.type === 'ImportDeclaration' &&
        /^(node:)?process$/.test(String((node.source as Node).value)) &&
        (node.specifiers as Node[]).some((one) => named(one.imported, 'env'))),
  },
  {
    rule: 'rules-without-machine',
    sentence: 'Words and decisions know neither node nor the browser: take the value as an argument.',
    where: /^(vocabulary\/|engine\/src\/|features\/[^/]+\/(words|rules[^/]*)\.ts$)/,
    breaks: (node, parent) =>
      node.type === 'Identifier' &&
      machine.has(String(node.name)) &&
      !isDeclared(parent, node) &&
      parent?.type !== 'TSPropertySignature' &&
      parent?.id !== node,
  },
  {
    rule: 'no-bare-throws',
    sentence: 'Refuse with a problem of the phrase book, or throw an Error; a bare string has no reference number.',
    where: product,
    testsToo: true,
    breaks: (node) =>
      node.type === 'ThrowStatement' &&
      isNode(node.argument) &&
      (['TemplateLiteral', 'ObjectExpression'].includes(node.argument.type) || literalOf(node.argument) !== undefined),
  },
  {
    rule: 'imports-in-sight',
    sentence: 'Write "import type" at the top: an import() inside a type hides from the walls.',
    where: /./,
    testsToo: true,
    breaks: (node) => node.type === 'TSImportType',
  },
  {
    rule: 'no-raw-html',
    sentence: 'Text is text: a value never becomes markup.',
    where: /^(ui|features|app)\//,
    breaks: (node) =>
      (node.type === 'JSXAttribute' && isNode(node.name) && node.name.name === 'dangerouslySetInnerHTML') ||
      (node.type === 'AssignmentExpression' &&
        isNode(node.left) &&
        node.left.type === 'MemberExpression' &&
        (named(node.left.property, 'innerHTML') || named(node.left.property, 'outerHTML'))) ||
      (node.type === 'CallExpression' && named(node.callee, 'eval')),
  },
  {
    rule: 'no-barrels',
    sentence: 'Name what you give away: "export *" hides who uses what.',
    where: product,
    may: /^engine\/src\/index\.ts$/,
    breaks: (node) => node.type === 'ExportAllDeclaration',
  },
];

/** Names that say nothing about what is inside. */
const nameless = /(^|\/)(utils?|libs?|shared|common|helpers?|misc|src)(\/|\.tsx?$)|(^|\/)index\.tsx?$/;
/** The phrase book is a list to look things up in, and is longer; a test that walks through a whole room may be. */
const longest = 600;
const longestTest = 800;

export function checkCapabilities(files: readonly Source[]): Finding[] {
  const findings: Finding[] = [];
  for (const source of files) {
    const { path, text } = source;
    const test = isTest(path);
    const inProduct = product.test(path);
    if (nameless.test(path) && !/^engine\/src\//.test(path))
      findings.push({
        rule: 'real-names',
        file: path,
        sentence: 'A folder or file is named after what it decides; utils, lib, shared, common and index say nothing.',
      });
    if (inProduct && !test && !/^\s*(\/\/|\/\*|#!)/.test(text))
      findings.push({
        rule: 'opens-with-a-comment',
        file: path,
        line: 1,
        sentence: 'A file opens by saying what it decides and what it leaves to whom.',
      });
    if (inProduct && path !== 'vocabulary/problems.ts' && text.split('\n').length > (test ? longestTest : longest))
      findings.push({ rule: 'short-files', file: path, sentence: `More than ${longest} lines: split it by use case.` });
    const asked = capabilities.filter((one) => one.where.test(path) && !one.may?.test(path) && (!test || one.testsToo));
    if (asked.length === 0) continue;
    walk(treeOf(source), (node, parent) => {
      for (const one of asked)
        if (one.breaks(node, parent)) findings.push({ rule: one.rule, file: path, line: lineAt(text, node.start), sentence: one.sentence });
    });
  }
  return findings;
}
