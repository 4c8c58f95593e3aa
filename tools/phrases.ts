// The phrase book and the words of the screens: every phrase speaks both languages with the same parameters, every refusal fills exactly
// the parameters of its phrase, no phrase is left that nobody says, and the two languages of a screen have the same keys.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Finding, filesUnder, isNode, isTest, lineAt, literalOf, type Node, type Source, treeOf, walk } from './source.ts';

type Phrase = { status: number; zh: string; en: string };
const book = 'vocabulary/problems.ts';

export async function checkPhrases(root: string, files: readonly Source[]): Promise<Finding[]> {
  const { phrases } = (await import(pathToFileURL(join(root, book)).href)) as { phrases: Record<string, Phrase> };
  return [...bookFindings(phrases), ...saidFindings(phrases, files, constraintNames(root)), ...(await screenFindings(root, files))];
}

const holes = (text: string, pattern: RegExp): string[] => [...new Set([...text.matchAll(pattern)].map((match) => match[1]!))].sort();
/** {fieldEn} is the English word of {field}. */
const alike = (names: readonly string[]): string =>
  names
    .map((name) => name.replace(/En$/, ''))
    .sort()
    .join();
const inBook = /\{(\w+)\}/g;
const onScreen = /\{\{(\w+)/g;

export function bookFindings(phrases: Record<string, Phrase>): Finding[] {
  const findings: Finding[] = [];
  const say = (code: string, sentence: string) => findings.push({ rule: 'phrase-book', file: book, sentence: `${code}: ${sentence}` });
  for (const [code, phrase] of Object.entries(phrases)) {
    if (!/[\u4e00-\u9fff]/.test(phrase.zh)) say(code, 'the Chinese sentence is missing.');
    if (!/^["A-Z{]/.test(phrase.en) || /[\u4e00-\u9fff]/.test(phrase.en.replace(/["“(][^"”)]*["”)]/g, '')))
      say(code, 'the English sentence is missing or has Chinese in it.');
    if (!/[。！？]$/.test(phrase.zh) || !/[.!?]$/.test(phrase.en)) say(code, 'a sentence ends with a full stop.');
    if (alike(holes(phrase.zh, inBook)) !== alike(holes(phrase.en, inBook))) say(code, 'the two languages have different parameters.');
    if (phrase.status !== 200 && (phrase.status < 400 || phrase.status > 599))
      say(code, `${phrase.status} is neither the status of a refusal nor 200, a remark.`);
  }
  return findings;
}

/** Names of constraints in the migrations: a violated one is refused with the phrase of its name. */
function constraintNames(root: string): Set<string> {
  const sql = filesUnder(root).filter((path) => /\/migrations\/.*\.sql$/.test(path));
  return new Set(
    sql.flatMap((path) =>
      [...readFileSync(join(root, path), 'utf8').matchAll(/constraint (\w+__\w+)|unique index (?:if not exists )?(\w+__\w+)/gi)].map(
        (match) => match[1] ?? match[2]!,
      ),
    ),
  );
}

/** Compares each `refuse('code', {…})` and `{ code: 'code', params: {…} }` with the book, where the code and the keys are written out. */
export function saidFindings(phrases: Record<string, Phrase>, files: readonly Source[], constraints: ReadonlySet<string>): Finding[] {
  const findings: Finding[] = [];
  const said = new Set<string>();
  const heads: string[] = [];
  for (const source of files) {
    if (source.path === book || source.path.startsWith('tools/')) continue;
    const check = (code: string, params: unknown, place: number): void => {
      if (!(code in phrases)) return;
      const keys = isNode(params) ? keysOf(params) : [];
      if (keys === undefined) return;
      const needed = [...new Set([...holes(phrases[code]!.zh, inBook), ...holes(phrases[code]!.en, inBook)])];
      const missing = needed.filter((name) => !keys.includes(name));
      const idle = keys.filter((name) => !needed.includes(name));
      if (missing.length + idle.length === 0) return;
      const words = [
        missing.length ? `does not say ${missing.join(', ')}` : '',
        idle.length ? `says ${idle.join(', ')}, which the phrase does not use` : '',
      ].filter(Boolean);
      findings.push({
        rule: 'phrase-parameters',
        file: source.path,
        line: lineAt(source.text, place),
        sentence: `${code}: ${words.join(' and ')}.`,
      });
    };
    walk(treeOf(source), (node) => {
      const text = literalOf(node);
      if (text !== undefined && text in phrases && !isTest(source.path)) said.add(text);
      if (node.type === 'TemplateLiteral' && (node.quasis as unknown[]).length > 1 && !isTest(source.path)) {
        const head = (node.quasis as { value: { cooked: string } }[])[0]!.value.cooked;
        if (/^[a-z-]+\.[a-z.-]*$/.test(head)) heads.push(head);
      }
      if (isTest(source.path)) return;
      if (node.type === 'CallExpression' && isNode(node.callee) && node.callee.name === 'refuse') {
        const [code, params] = node.arguments as Node[];
        const written = literalOf(code);
        if (written !== undefined) check(written, params, node.start);
      }
      if (node.type === 'ObjectExpression') {
        const field = (name: string): unknown => (node.properties as Node[]).find((one) => isNode(one.key) && one.key.name === name)?.value;
        const code = literalOf(field('code'));
        const names = (node.properties as Node[]).map((one) => (isNode(one.key) ? String(one.key.name) : ''));
        if (code !== undefined && names.every((name) => name === 'code' || name === 'params')) check(code, field('params'), node.start);
      }
    });
  }
  for (const code of Object.keys(phrases))
    if (!said.has(code) && !constraints.has(code) && !heads.some((head) => code.startsWith(head)))
      findings.push({ rule: 'phrase-unsaid', file: book, sentence: `${code}: nobody says this sentence; say it or strike it out.` });
  return findings;
}

/** The keys of an object written out, undefined when it is not written out or is spread. */
function keysOf(node: Node): string[] | undefined {
  if (node.type !== 'ObjectExpression') return undefined;
  const keys: string[] = [];
  for (const one of node.properties as Node[]) {
    if (one.type !== 'Property' || one.computed || !isNode(one.key)) return undefined;
    keys.push(String(one.key.name ?? one.key.value));
  }
  return keys;
}

/** words.zh.ts beside words.en.ts: the same keys, the same {{parameters}}, nothing empty. */
async function screenFindings(root: string, files: readonly Source[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { path } of files.filter((file) => /words\.zh\.ts$/.test(file.path))) {
    const other = path.replace('words.zh.ts', 'words.en.ts');
    if (!files.some((file) => file.path === other)) {
      findings.push({ rule: 'screen-words', file: path, sentence: `There is no ${other}.` });
      continue;
    }
    const zh = leaves(await import(pathToFileURL(join(root, path)).href));
    const en = leaves(await import(pathToFileURL(join(root, other)).href));
    findings.push(...compareWords(path, zh, other, en));
  }
  return findings;
}

export function compareWords(zhFile: string, zh: Map<string, string>, enFile: string, en: Map<string, string>): Finding[] {
  const findings: Finding[] = [];
  const say = (file: string, key: string, sentence: string) =>
    findings.push({ rule: 'screen-words', file, sentence: `${key}: ${sentence}` });
  for (const [key, text] of zh) {
    const english = en.get(key);
    if (english === undefined) say(enFile, key, 'has no English.');
    else if (holes(text, onScreen).join() !== holes(english, onScreen).join())
      say(enFile, key, 'the two languages have different parameters.');
    if (!text.trim()) say(zhFile, key, 'is empty.'); // English may be: 个 has no word of its own
  }
  for (const key of en.keys()) if (!zh.has(key)) say(zhFile, key, 'has no Chinese.');
  return findings;
}

/** Every text of a module by its dotted name; an English pair of one and other counts as the one text it is in Chinese. */
export function leaves(module: object): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (value: unknown, name: string): void => {
    if (typeof value === 'string') found.set(name, value);
    else if (typeof value === 'object' && value !== null) {
      const keys = Object.keys(value).sort().join();
      if (keys === 'one,other') found.set(name, (value as { other: string }).other);
      else for (const [key, inner] of Object.entries(value)) visit(inner, name ? `${name}.${key}` : key);
    }
  };
  for (const value of Object.values(module)) visit(value, '');
  return found;
}
