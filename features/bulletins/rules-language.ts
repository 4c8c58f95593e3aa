/**
 * The language of bulletin templates, read into a tree. Nothing of it is ever run as code: a template is text, marks of levels at the head of a
 * line (#, ##, ###, ####), and tags in braces. What a tag may hold is the table of rules-tags.ts; what it comes to is rules-compose.ts.
 *
 *   {项目个数 性质=新建 规模=5000万元}      a figure: name, then limits; prints value and unit
 *   {若 未报 地区=东辽县}…{否则}…{完}        a condition
 *   {每 县区 间隔=；}…{完}                   once for each county, with {名} its name
 *   {表 县区 列=项目个数,总投资 题=“…”}      a table, alone on its line
 *   {{ and }}                                braces themselves
 *
 * A mistake names its line and says what to do.
 */
import { type Tag, tagOf } from './rules-tags.ts';

type Words = { zh: string; en: string };
export interface Mistake extends Words {
  /** From 1. */
  line: number;
}

/** A tag as written: its meaning, bare words and key=value pairs, and the line it stands on. */
export interface Call {
  tag: Tag;
  /** The tag's first word as written. */
  head: string;
  words: string[];
  limits: Record<string, string>;
  line: number;
}
export type Node =
  | { kind: 'text'; text: string }
  | { kind: 'call'; call: Call }
  | { kind: 'if'; branches: { condition: Call; body: Node[] }[]; otherwise: Node[] }
  | { kind: 'each'; call: Call; body: Node[] };

/** With mistakes, `nodes` is what could be understood all the same, for a preview. */
export type Read = { ok: true; nodes: Node[] } | { ok: false; mistakes: Mistake[]; nodes: Node[] };

type Token = { text: string; line: number } | { call: Call };

/** Longest template that is read. */
const templateMost = 60_000;

/** Reads a template. All mistakes are found in one go. */
export function readTemplate(source: string): Read {
  const mistakes: Mistake[] = [];
  const wrong = (line: number, zh: string, en: string): void => void mistakes.push({ line, zh, en });
  if (source.length > templateMost) {
    wrong(1, `文本超过${templateMost}字，请分成几期。`, `The text is longer than ${templateMost} characters; split it.`);
    return { ok: false, mistakes, nodes: [] };
  }
  const tokens = tokensOf(source.replace(/\r\n?/g, '\n'), wrong);
  const nodes = treeOf(tokens, wrong);
  return mistakes.length > 0 ? { ok: false, mistakes: mistakes.sort((a, b) => a.line - b.line), nodes } : { ok: true, nodes };
}

type Wrong = (line: number, zh: string, en: string) => void;

function tokensOf(source: string, wrong: Wrong): Token[] {
  const tokens: Token[] = [];
  for (const [index, row] of source.split('\n').entries()) {
    const line = index + 1;
    const parts: Token[] = [];
    let text = '';
    let at = 0;
    while (at < row.length) {
      const sign = row[at]!;
      if ((sign === '{' || sign === '}') && row[at + 1] === sign) {
        text += sign;
        at += 2;
        continue;
      }
      if (sign === '}') {
        wrong(line, '多了一个“}”。要印花括号本身，请写“}}”。', 'A "}" closes nothing; to print a brace write "}}".');
        at += 1;
        continue;
      }
      if (sign !== '{') {
        text += sign;
        at += 1;
        continue;
      }
      const end = endOfTag(row, at + 1);
      if (end < 0) {
        wrong(
          line,
          `“${row.slice(at, at + 12)}”没有用“}”结束，请在本行内补上。`,
          `"${row.slice(at, at + 12)}" is not closed; add "}" on the same line.`,
        );
        at = row.length;
        continue;
      }
      if (text) parts.push({ text, line });
      text = '';
      const call = callOf(row.slice(at + 1, end), line, wrong);
      if (call) parts.push({ call });
      at = end + 1;
    }
    if (text) parts.push({ text, line });
    // A line that holds nothing but conditions and loops leaves no empty line behind.
    const silent = parts.length > 0 && parts.every((part) => ('call' in part ? part.call.tag.kind === 'control' : part.text.trim() === ''));
    if (silent) tokens.push(...parts.filter((part) => 'call' in part));
    else tokens.push(...parts, { text: '\n', line });
  }
  return tokens;
}

const quotes: Record<string, string> = { '"': '"', '“': '”', '「': '」' };

function endOfTag(row: string, from: number): number {
  let open = '';
  for (let at = from; at < row.length; at += 1) {
    const sign = row[at]!;
    if (open) {
      if (sign === open) open = '';
    } else if (quotes[sign]) open = quotes[sign];
    else if (sign === '}') return at;
    else if (sign === '{') return -1;
  }
  return -1;
}

/** Words of a tag: parted by blanks, quoted parts kept whole. */
function wordsOf(inside: string): string[] {
  const words: string[] = [];
  let word = '';
  let open = '';
  let any = false;
  for (const sign of inside) {
    if (open) {
      if (sign === open) open = '';
      else word += sign;
    } else if (quotes[sign]) {
      open = quotes[sign];
      any = true;
    } else if (/[\s　]/.test(sign)) {
      if (word || any) words.push(word);
      word = '';
      any = false;
    } else word += sign === '＝' ? '=' : sign;
  }
  if (word || any) words.push(word);
  return words;
}

function callOf(inside: string, line: number, wrong: Wrong): Call | undefined {
  const [head, ...rest] = wordsOf(inside);
  if (!head) {
    wrong(line, '花括号里是空的。请写数字的名称，例如 {项目个数}。', 'The braces are empty; name a figure, for example {projects.count}.');
    return undefined;
  }
  const tag = tagOf(head);
  if (!tag) {
    wrong(
      line,
      `不认识“${head}”。可用的名称见右侧“可用的词”；要印花括号本身，请写“{{”。`,
      `"${head}" is not known. The names that can be used are listed beside the text; to print a brace write "{{".`,
    );
    return undefined;
  }
  const call: Call = { tag, head, words: [], limits: {}, line };
  for (const word of rest) {
    const cut = word.indexOf('=');
    if (cut < 0) {
      call.words.push(word);
      continue;
    }
    const written = word.slice(0, cut);
    const key = tag.keys.find((one) => one.zh === written || one.id === written);
    if (!key) {
      const known = tag.keys.map((one) => one.zh).join('、');
      wrong(
        line,
        `“${head}”没有“${written}”这个限定${known ? `，可用：${known}` : ''}。`,
        `"${head}" has no "${written}"${known ? `; it has ${tag.keys.map((one) => one.id).join(', ')}` : ''}.`,
      );
      continue;
    }
    const value = word.slice(cut + 1);
    if (key.values && !key.values.some((one) => one.zh === value || one.id === value)) {
      const known = key.values.map((one) => one.zh).join('、');
      wrong(
        line,
        `“${written}”只能是：${known}，而不是“${value}”。`,
        `"${written}" can be ${key.values.map((one) => one.id).join(', ')}, not "${value}".`,
      );
      continue;
    }
    call.limits[key.id] = key.values?.find((one) => one.zh === value)?.id ?? value;
  }
  const { least, most, word: wanted } = tag.words ?? { least: 0, most: 0, word: { zh: '', en: '' } };
  if (call.words.length < least)
    wrong(
      line,
      `“${head}”后面还要写${wanted.zh}，例如 {${tag.example.zh}}。`,
      `"${head}" needs ${wanted.en}, for example {${tag.example.en}}.`,
    );
  if (call.words.length > most)
    wrong(
      line,
      `“${head}”后面的“${call.words[most]}”看不懂；限定要写成“名称=值”，中间不留空格。`,
      `"${call.words[most]}" after "${head}" is not understood; a limit is written name=value without blanks.`,
    );
  for (const key of tag.keys)
    if (key.must && call.limits[key.id] === undefined) wrong(line, `“${head}”要写明“${key.zh}=…”。`, `"${head}" must say "${key.id}=…".`);
  return call;
}

function treeOf(tokens: readonly Token[], wrong: Wrong): Node[] {
  const root: Node[] = [];
  const open: { call: Call; into: Node[]; node: Extract<Node, { kind: 'if' | 'each' }> }[] = [];
  let into = root;
  for (const token of tokens) {
    if (!('call' in token)) {
      into.push({ kind: 'text', text: token.text });
      continue;
    }
    const { call } = token;
    if (call.tag.id === 'if') {
      const node: Extract<Node, { kind: 'if' }> = { kind: 'if', branches: [{ condition: call, body: [] }], otherwise: [] };
      into.push(node);
      open.push({ call, into, node });
      into = node.branches[0]!.body;
    } else if (call.tag.id === 'each') {
      const node: Extract<Node, { kind: 'each' }> = { kind: 'each', call, body: [] };
      into.push(node);
      open.push({ call, into, node });
      into = node.body;
    } else if (call.tag.id === 'else-if' || call.tag.id === 'else') {
      const last = open.at(-1);
      if (last?.node.kind !== 'if') {
        wrong(call.line, `“${call.head}”前面没有“若”。`, `"${call.head}" has no "if" before it.`);
        continue;
      }
      if (call.tag.id === 'else') into = last.node.otherwise;
      else {
        const branch = { condition: call, body: [] as Node[] };
        last.node.branches.push(branch);
        into = branch.body;
      }
    } else if (call.tag.id === 'end') {
      const last = open.pop();
      if (!last) wrong(call.line, '多了一个“完”。', 'This "end" closes nothing.');
      else into = last.into;
    } else into.push({ kind: 'call', call });
    if (open.length > 8) {
      wrong(call.line, '条件和循环套得太深，最多八层。', 'Conditions and loops are nested too deeply; eight at most.');
      return root;
    }
  }
  for (const { call } of open) wrong(call.line, `“${call.head}”没有用 {完} 结束。`, `"${call.head}" is not closed by {end}.`);
  return root;
}
