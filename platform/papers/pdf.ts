// A paper as PDF, in the same measures as the Word file: page, margins, 22 lines of 28 characters, page numbers on the outer side. The fonts
// are Noto Serif SC (free, carried along as far as used), since the official faces may not be given away. Same paper, same bytes.
import { faceFor, type Weight } from './fonts.ts';
import {
  appendixLabel,
  type Block,
  copiesLine,
  footLines,
  headSize,
  measures,
  numbered,
  type Paper,
  type Run,
  titleLines,
} from './paper.ts';
import { type Content, type Definition, type Piece, typesetter } from './typesetter.ts';

const points = (twips: number): number => twips / 20;
const width = points(measures.page.width - measures.margin.left - measures.margin.right);
const line = points(measures.line);
/** The height of a line of this family at one point, from its own tables: (1151 + 286) / 1000. */
const natural = 1.437;
/** Line height as pdfmake counts it: a multiple of the font's own. */
const spread = (size: number, wanted: number): number => wanted / (size * natural);

const body = { fontSize: 16, lineHeight: spread(16, line), characterSpacing: measures.tightening / 20 };
const small = { fontSize: 10.5, lineHeight: spread(10.5, 15) };
const cellLook = { fontSize: 12, lineHeight: spread(12, 17) };
const red = '#d0021b';

/** The file. `at` is the instant it bears. Characters that no font has are printed 〓. */
export function paperPdf(paper: Paper, { at }: { at: string }): Promise<Buffer> {
  const { cut, write } = typesetter();
  const runs = (list: readonly Run[], weight: Weight = 400): Piece[] =>
    list.flatMap((run) =>
      cut(run.text, run.strong ? 700 : weight, run.figure && anchors.has(run.figure) ? { linkToDestination: run.figure } : {}),
    );
  const say = (text: string, look: Record<string, unknown> = {}, weight: Weight = 400): Content =>
    ({ text: cut(text, weight), ...body, ...look }) as Content;
  const gap = (): Content => say('　');

  const anchors = new Set<string>();
  for (const block of [...paper.body, ...paper.appendices.flatMap((one) => one.blocks)])
    if (block.kind === 'table') for (const { anchor } of block.rows) if (anchor) anchors.add(anchor);

  const table = (block: Extract<Block, { kind: 'table' }>): Content[] => {
    const sum = block.columns.reduce((all, column) => all + column.width, 0);
    const paddings = block.columns.length * 8.5 + 1;
    const made: Content = {
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: block.columns.map((column) => ((width - paddings) * column.width) / sum),
        body: [
          block.columns.map((column) => ({ text: cut(column.title, 700), alignment: 'center' as const, ...cellLook })),
          ...block.rows.map((row) =>
            row.cells.map((cell, at) => ({
              text: runs(cell, row.strong ? 700 : 400),
              alignment: block.columns[at]?.align ?? ('left' as const),
              ...cellLook,
              ...(row.anchor && at === 0 && { id: row.anchor }),
            })),
          ),
        ],
      },
      layout: grid,
      margin: [0, 2, 0, 2],
    };
    const parts: Content[] = [
      ...(block.title ? [say(block.title, { alignment: 'center', fontSize: 14, headlineLevel: 1 }, 700)] : []),
      ...(block.unit ? [say(block.unit, { ...small, alignment: 'right', headlineLevel: 1 })] : []),
      made,
      ...(block.note ? [say(block.note, small)] : []),
      say('　', small),
    ];
    // A short table stays on one page with its title.
    return block.rows.length <= 12 ? [{ unbreakable: true, stack: parts } as Content] : parts;
  };
  const drawn = (list: readonly Block[]): Content[] =>
    numbered(list).flatMap(({ block, number }): Content[] => {
      if (block.kind === 'table') return table(block);
      if (block.kind === 'heading') {
        const weight: Weight = block.level === 1 || block.level === 3 ? 700 : 400;
        return [{ text: [...cut(number, weight), ...runs(block.runs, weight)], ...body, leadingIndent: 32, headlineLevel: 1 } as Content];
      }
      const indent = block.flush || block.align ? 0 : 32;
      return [{ text: runs(block.runs), ...body, leadingIndent: indent, alignment: block.align ?? 'justify' } as Content];
    });

  /** A heading goes with the short table under it. */
  const blocks = (list: readonly Block[]): Content[] => {
    const all: Content[] = [];
    for (const one of drawn(list)) {
      const stack = (one as { stack?: Content[] }).stack;
      if (stack && (all.at(-1) as { headlineLevel?: number } | undefined)?.headlineLevel === 1) stack.unshift(all.pop()!);
      all.push(one);
    }
    return all;
  };

  const content: Content[] = [];
  const { head } = paper;
  if (head) {
    const size = headSize(head.name) / 2;
    if (head.secrecy) content.push(say(head.secrecy, {}, 700));
    content.push(
      say(head.name, { fontSize: size, lineHeight: spread(size, size * 1.5), alignment: 'center', color: red, characterSpacing: 0 }, 700),
    );
    content.push(say(`${head.issue}${head.total ? `（${head.total}）` : ''}`, { alignment: 'center' }));
    content.push({
      columns: [
        { text: cut(head.office, 400), ...body, width: '*' },
        { text: cut(head.date, 400), ...body, width: 'auto' },
      ],
    });
    content.push({ canvas: [{ type: 'line', x1: 0, y1: 2, x2: width, y2: 2, lineWidth: 2.25, lineColor: red }] }, gap());
  }
  for (const row of titleLines(paper.title))
    content.push(say(row, { fontSize: 22, lineHeight: spread(22, 35), alignment: 'center', characterSpacing: 0 }, 700));
  content.push(gap());
  if (paper.addressee) content.push(say(`${paper.addressee}：`));
  content.push(...blocks(paper.body));
  if (paper.signature) {
    const { office, date } = paper.signature;
    const lead = Math.max(0, ([...date].length * 0.8 - [...office].length) * 8);
    content.push(gap(), {
      unbreakable: true,
      stack: [
        say(office, { alignment: 'right', margin: [0, 0, Math.max(16, 64 + lead), 0] }),
        say(date, { alignment: 'right', margin: [0, 0, 64, 0] }),
      ],
    });
  }
  for (const [index, one] of paper.appendices.entries()) {
    content.push(say(appendixLabel(index, paper.appendices.length), { pageBreak: 'before' }, 700));
    for (const row of titleLines(one.title))
      content.push(say(row, { fontSize: 22, lineHeight: spread(22, 35), alignment: 'center', characterSpacing: 0 }, 700));
    content.push(gap(), ...blocks(one.blocks));
  }
  for (const remark of paper.remarks) content.push(say(remark, small));
  const footTop = foot(paper, content, say);

  const mark = paper.mark;
  const numberOf = (page: number): Content =>
    say(`— ${page} —`, {
      fontSize: 14,
      lineHeight: 1,
      characterSpacing: 0,
      alignment: page % 2 === 1 ? 'right' : 'left',
      margin: [points(measures.margin.left) + 14, points(measures.numberUnder), points(measures.margin.right) + 14, 0],
    });
  numberOf(1); // the fonts of the page number are known before the writer starts
  const marked = mark
    ? say(mark, { fontSize: 14, lineHeight: 1, color: red, alignment: 'right', margin: [0, 50, points(measures.margin.right), 0] }, 700)
    : undefined;
  const definition: Definition = {
    info: {
      title: paper.title.replaceAll('\n', ''),
      author: paper.head?.office ?? paper.signature?.office ?? '',
      creator: 'Sanzao',
      producer: 'Sanzao',
      creationDate: new Date(at),
      modDate: new Date(at),
    },
    pageSize: 'A4',
    pageMargins: [points(measures.margin.left), points(measures.margin.top), points(measures.margin.right), points(measures.margin.bottom)],
    defaultStyle: { font: faceFor('一', 400)!.name, ...body },
    content,
    footer: numberOf,
    ...(marked && { header: () => structuredClone(marked) }),
    // A heading does not stand alone at the foot of a page, and what goes under a page's end begins the next one.
    pageBreakBefore: (node, nodes) =>
      (node.id === 'foot' && footTop !== undefined && node.startPosition.top > footTop) ||
      (node.headlineLevel === 1 && nodes.getFollowingNodesOnPage().length === 0),
    language: 'zh-CN',
  };
  return write(definition);
}

const grid = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  paddingLeft: () => 4,
  paddingRight: () => 4,
  paddingTop: () => 1,
  paddingBottom: () => 1,
};

/** 版记 at the very bottom of the last page, between two rules; returns the height above which the text must have ended. */
function foot(paper: Paper, content: Content[], say: (text: string, look?: Record<string, unknown>) => Content): number | undefined {
  if (!paper.foot) return undefined;
  const lines = footLines(paper.foot);
  const copies = copiesLine(paper.foot);
  if (lines.length === 0 && !copies) return undefined;
  const rows = lines.reduce((sum, one) => sum + Math.ceil([...one].length / 29), copies ? 1 : 0);
  const height = rows * 23 + 8;
  const top = points(measures.page.height - measures.margin.bottom) - height;
  const look = { fontSize: 14, lineHeight: spread(14, 23), characterSpacing: 0 };
  content.push({ text: '', id: 'foot', fontSize: 1, lineHeight: 1 });
  content.push({
    absolutePosition: { x: points(measures.margin.left), y: top },
    stack: [
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 1 }] },
      ...lines.map((one) => say(one, { ...look, margin: [14, 0, 14, 0] })),
      ...(copies ? [say(copies, { ...look, alignment: 'right', margin: [14, 0, 14, 0] })] : []),
      { canvas: [{ type: 'line', x1: 0, y1: 3, x2: width, y2: 3, lineWidth: 1 }] },
    ],
  });
  return top - 6;
}
