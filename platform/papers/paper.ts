/**
 * One neutral paper, as an office writes them: red head, title, addressee, levels 一、（一）1.（1）, paragraphs whose numbers point at
 * their figures, tables, signature, appendices, and the foot with 报、送、发. What it says is decided by whoever writes it; how it looks in
 * Word, PDF, plain text and HTML is decided by the four writers beside this file.
 */

/** A stretch of text. `figure` names (in plain letters and digits) the row of the figures' appendix behind a number. */
export type Run = { text: string; figure?: string; strong?: boolean };

export type Column = {
  title: string;
  align: 'left' | 'center' | 'right';
  /** Relative width; all columns together make the line. */
  width: number;
};

export type Block =
  /** Level 1 is 一、, 2 is （一）, 3 is 1., 4 is （1）; the number is given by its place among its neighbours. */
  | { kind: 'heading'; level: 1 | 2 | 3 | 4; runs: Run[] }
  | { kind: 'paragraph'; runs: Run[]; align?: 'left' | 'center' | 'right' /** Without the indent of two characters. */; flush?: boolean }
  | {
      kind: 'table';
      title: string;
      /** 单位：亿元, printed above the right edge. */
      unit?: string;
      columns: Column[];
      rows: {
        cells: Run[][];
        strong?: boolean /** The appendix row this line defines: numbers in the prose lead here. */;
        anchor?: string;
      }[];
      note?: string;
    };

export type RedHead = {
  /** 辽源市项目建设简报 */
  name: string;
  /** 第3期 */
  issue: string;
  /** 总第12期; empty where the office does not count through. */
  total: string;
  office: string;
  /** 2020年4月20日 */
  date: string;
  /** 密级, where there is one. */
  secrecy?: string;
};

export type Paper = {
  head: RedHead | null;
  title: string;
  /** 主送机关, printed flush left with a colon. */
  addressee: string;
  body: Block[];
  signature: { office: string; date: string } | null;
  appendices: { title: string; blocks: Block[] }[];
  foot: { up: string; level: string; down: string; copies: number | null } | null;
  /** Printed across the top of every page until the paper is issued: 草稿. */
  mark: string | null;
  /** Said small at the very end: who let a contradiction stand and why, the seal of the frozen text. */
  remarks: string[];
};

const hundred = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1 to 99 in Chinese numerals. */
function chineseNumber(value: number): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  return `${tens > 1 ? hundred[tens] : ''}${tens > 0 ? '十' : ''}${ones > 0 || tens === 0 ? hundred[ones] : ''}`;
}

/** Numbers the headings of a body: a heading counts among those of its level since the last higher one. */
export function numbered(blocks: readonly Block[]): { block: Block; number: string }[] {
  const counts = [0, 0, 0, 0, 0];
  return blocks.map((block) => {
    if (block.kind !== 'heading') return { block, number: '' };
    counts[block.level]! += 1;
    counts.fill(0, block.level + 1);
    const count = counts[block.level]!;
    const number = { 1: `${chineseNumber(count)}、`, 2: `（${chineseNumber(count)}）`, 3: `${count}.`, 4: `（${count}）` }[block.level];
    return { block, number };
  });
}

export const textOf = (runs: readonly Run[]): string => runs.map((run) => run.text).join('');

/** The label before an appendix: 附件 when it is the only one, 附件1 and so on otherwise. */
export const appendixLabel = (index: number, of: number): string => (of === 1 ? '附件' : `附件${index + 1}`);

/** The lines of the foot: 报：…；送：…；发：… */
export function footLines(foot: NonNullable<Paper['foot']>): string[] {
  return (
    [
      ['报', foot.up],
      ['送', foot.level],
      ['发', foot.down],
    ] as const
  )
    .filter(([, whom]) => whom.trim() !== '')
    .map(([word, whom]) => `${word}：${whom.trim().replace(/[。.]$/, '')}。`);
}

export const copiesLine = (foot: NonNullable<Paper['foot']>): string => (foot.copies ? `（共印${foot.copies}份）` : '');

/** Signs that may not begin a line, and signs that may not end one. */
const notFirst = /^[，。、；：？！”’）》〉」』】〕…—%％·,.;:?!)]/;
const notLast = /[“‘（《〈「『【〔(]$/;

/**
 * Breaks a title into lines of at most `most` characters of full width, so that the first line is the longest (a trapezium) and no number,
 * word or quoted name is cut: GB/T 9704 asks for 回行时词意完整，排列对称. Lines the writer broke by hand are kept.
 */
export function titleLines(title: string, most = 20): string[] {
  return title.split('\n').flatMap((line) => {
    const signs: string[] = line.match(/[\dA-Za-z.%]+|./gu) ?? [];
    const width = (parts: readonly string[]) => parts.reduce((sum, part) => sum + (/^[\dA-Za-z.%]+$/.test(part) ? part.length / 2 : 1), 0);
    const lines = Math.ceil(width(signs) / most);
    if (lines <= 1) return [line];
    const rows: string[] = [];
    let rest = signs;
    for (let left = lines; left > 1; left -= 1) {
      // A little more than an even share, so that the lines grow shorter downwards.
      const aim = Math.min(most, Math.ceil(width(rest) / left) + 1);
      let cut = 0;
      while (cut < rest.length && width(rest.slice(0, cut + 1)) <= aim) cut += 1;
      const fits = (at: number) =>
        at > 0 &&
        at < rest.length &&
        !notFirst.test(rest[at]!) &&
        !notLast.test(rest[at - 1]!) &&
        width(rest.slice(at)) <= most * (left - 1);
      // A break after 的、和、与 or a comma reads best; else wherever the rules of lines allow one.
      const good = [0, -1, 1, -2, 2, -3].map((by) => cut + by).filter((at) => fits(at) && width(rest.slice(0, at)) <= most);
      const at = good.find((one) => /[的和与及，、 》”）]/.test(rest[one - 1]!)) ?? good[0] ?? cut;
      rows.push(rest.slice(0, at).join('').trim());
      rest = rest.slice(at);
    }
    return [...rows, rest.join('').trim()].filter((row) => row !== '');
  });
}

/** Measures of GB/T 9704-2012 in twips (twentieths of a point); half-points for sizes of type. */
export const measures = {
  page: { width: 11906, height: 16838 },
  margin: { top: 2098, bottom: 1984, left: 1587, right: 1474 },
  /** 22 lines in 225 mm. */
  line: 579,
  /** 28 characters in 156 mm (442.2 points) of a type of 16 points: a quarter of a point less between them. */
  tightening: -5,
  sizes: { head: 62, title: 44, body: 32, small: 28, table: 24 },
  /** The page number stands 7 mm under the text. */
  numberUnder: 397,
} as const;

/** The type size of the red name, in half-points, so that it stands in one line of 156 mm. */
export function headSize(name: string): number {
  const most = Math.floor(
    ((measures.page.width - measures.margin.left - measures.margin.right) / 10 / Math.max([...name].length, 1)) * 0.97,
  );
  return Math.max(44, Math.min(measures.sizes.head, most));
}
