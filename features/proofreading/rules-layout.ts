// How a text lies on paper: width variants are folded, lines and paragraphs broken inside a sentence are joined again, headings, captions and
// blocks are told apart. Every character kept remembers where it stood, so that whatever is found can be shown in the text as given.
import type { Span } from './rules-model.ts';

export type Block = {
  /** In the folded text. */
  start: number;
  end: number;
  kind: 'heading' | 'caption' | 'prose';
  /** The heading's own text without its number; '' for a bare number. */
  title: string;
  numbered: boolean;
};

export type Layout = { text: string; blocks: Block[]; spanOf: (start: number, end: number) => Span; given: string };

const cjk = /[⺀-⿟぀-ヿ㐀-䶿一-鿿豈-﫿]/;
const latin = /[A-Za-z0-9]/;
const dropped = /[\u200b-\u200f\u2060\ufeff\u00ad]/;
/** What ends a thought at the end of a line: full stops, and a colon or semicolon after which a list goes on. */
const closed = /[。!?！？…;:；：][”’」』)\]]*$/;
const closedEnglish = /[.!?:;]["”’)\]]*$/;
const insideSentence = /[,，。;；:：!?！？、]/;
const caption = /^(?:[①-⑳]|图\s*\d+|注\s*[:：])/;
const itemStart = /^(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[.．、](?!\d)|[①-⑳•·●■◆▪-])/;

/** One character folded; '' drops it. The full-width comma stays what it is: between digits it separates figures, the half-width one groups them. */
function folded(unit: string): string {
  const code = unit.charCodeAt(0);
  if (code < 0x80) return code === 9 || code === 13 ? ' ' : unit;
  if (unit === '，') return unit;
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (unit === '\u3000' || unit === '\u00a0' || unit === '\u2009' || unit === '\u202f' || unit === '\u2028' || unit === '\u2029')
    return ' ';
  if (dropped.test(unit)) return '';
  if (unit === '﹪' || unit === '％') return '%';
  if (unit === '～' || unit === '〜' || unit === '∼') return '~';
  if (unit === '｡') return '。';
  return unit;
}

type Line = { text: string; at: number[]; blankBefore: boolean };

function linesOf(given: string): Line[] {
  const lines: Line[] = [];
  let line: Line = { text: '', at: [], blankBefore: false };
  let chars: string[] = [];
  const end = (): void => {
    // Spaces at both ends are the layout's, not the sentence's.
    let from = 0;
    let to = chars.length;
    while (from < to && chars[from] === ' ') from += 1;
    while (to > from && chars[to - 1] === ' ') to -= 1;
    line.text = chars.slice(from, to).join('');
    line.at = line.at.slice(from, to);
    if (line.text === '') {
      line = { text: '', at: [], blankBefore: true };
    } else {
      lines.push(line);
      line = { text: '', at: [], blankBefore: false };
    }
    chars = [];
  };
  for (let index = 0; index < given.length; index += 1) {
    const unit = given[index]!;
    if (unit === '\n') {
      end();
      continue;
    }
    const plain = folded(unit);
    if (plain === '') continue;
    chars.push(plain);
    line.at.push(index);
  }
  end();
  return lines;
}

/** The width at which this text was broken by machine, or 0: most lines of a paragraph end just there. */
function wrapWidth(lines: readonly Line[]): number {
  const lengths = lines.filter((line) => !line.blankBefore).map((line) => line.text.length);
  if (lengths.length < 4) return 0;
  const longest = lengths.reduce((most, each) => Math.max(most, each), 0);
  const near = lengths.filter((each) => each >= longest * 0.9).length;
  return longest >= 16 && longest <= 120 && near * 2 >= lengths.length ? longest : 0;
}

/** Whether a thought that began on this line, or goes on over it, is not finished at its end. */
function open(line: Line, width: number, goesOn: boolean): boolean {
  const { text } = line;
  const chinese = cjk.test(text);
  if (chinese ? closed.test(text) : closedEnglish.test(text)) return false;
  if (/[,，、]$/.test(text)) return true;
  if (goesOn) return true;
  if (!chinese) return text.length > 50;
  return (
    (insideSentence.test(text.replace(itemStart, '')) && !/^[^,，。;；]*[:：][^,，。;；]*$/.test(text)) ||
    (width > 0 && text.length >= width * 0.9)
  );
}

const placeAlone = /^[\u4e00-\u9fff]{1,9}(?:省|市|县|区|旗|州|盟|镇|乡)$/;

export function layOut(given: string): Layout {
  const lines = linesOf(given);
  const width = wrapWidth(lines);
  const text: string[] = [];
  const at: number[] = [];
  const blocks: Block[] = [];
  const put = (unit: string, from: number): void => {
    text.push(unit);
    at.push(from);
  };
  let index = 0;
  while (index < lines.length) {
    const first = lines[index]!;
    const start = text.length;
    append(first, text, at);
    let last = first;
    let goesOn = false;
    while (index + 1 < lines.length && open(last, width, goesOn)) {
      const next = lines[index + 1]!;
      // A new item, caption, or a place alone on its line begins something of its own whatever the line before lacked.
      if (
        caption.test(next.text) ||
        placeAlone.test(next.text) ||
        /^\d{1,2}$/.test(next.text) ||
        (itemStart.test(next.text) && !/[,，、]$/.test(last.text))
      )
        break;
      if (!cjk.test(last.text) && !cjk.test(next.text)) put(' ', next.at[0]!);
      append(next, text, at);
      index += 1;
      goesOn = true;
      last = next;
    }
    index += 1;
    const own = text.slice(start).join('');
    const plain = own.replace(itemStart, '');
    const bare = /^[\d一二三四五六七八九十]{1,3}[.、]?$/.test(own);
    const kind = caption.test(own)
      ? 'caption'
      : bare || (!goesOn && own.length <= 40 && !/[,，。;；]/.test(plain) && !/\d+(?:\.\d+)?(?:个|万|亿|%|户|家|项|人)/.test(plain))
        ? 'heading'
        : 'prose';
    blocks.push({ start, end: text.length, kind, title: bare ? '' : plain, numbered: bare || itemStart.test(own) });
    put('\n', last.at.at(-1)! + 1);
  }
  const joined = text.join('');
  return {
    text: joined,
    blocks,
    given,
    spanOf: (start, end) =>
      start >= end ? { start: at[start] ?? given.length, end: at[start] ?? given.length } : { start: at[start]!, end: at[end - 1]! + 1 },
  };
}

/** Spaces go wherever Chinese stands on either side; between Latin words and between two figures one stays. Straight quotation marks turn. */
function append(line: Line, text: string[], at: number[]): void {
  let quotes = 0;
  for (let index = 0; index < line.text.length; index += 1) {
    let unit = line.text[index]!;
    if (unit === ' ') {
      const before = text.at(-1) ?? '\n';
      let next = index + 1;
      while (line.text[next] === ' ') next += 1;
      const after = line.text[next] ?? '\n';
      const keeps = before !== '\n' && (latin.test(before) || /[.,;:!?)%]/.test(before)) && (latin.test(after) || /[($€£]/.test(after));
      if (!keeps || before === ' ') continue;
    }
    if (unit === '"') {
      unit = quotes % 2 === 0 ? '“' : '”';
      quotes += 1;
    }
    if (unit === '「' || unit === '『') unit = '“';
    if (unit === '」' || unit === '』') unit = '”';
    text.push(unit);
    at.push(line.at[index]!);
  }
}
