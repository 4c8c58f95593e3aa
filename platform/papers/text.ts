// A paper as plain text: what is pasted into a message, read aloud, or read again by the auditor. One line a paragraph, no indents but the
// two characters of a paragraph; a table is written row by row with tabs.
import { appendixLabel, type Block, copiesLine, footLines, numbered, type Paper, textOf } from './paper.ts';

/** The whole paper. `appendices: false` leaves out what stands behind the body, for the auditor and for a message. */
export function paperText(paper: Paper, { appendices = true }: { appendices?: boolean } = {}): string {
  const lines: string[] = [];
  if (paper.mark) lines.push(`【${paper.mark}】`);
  if (paper.head) {
    if (paper.head.secrecy) lines.push(paper.head.secrecy);
    lines.push(paper.head.name, `${paper.head.issue}${paper.head.total ? `（${paper.head.total}）` : ''}`);
    lines.push(`${paper.head.office}　　${paper.head.date}`, '');
  }
  lines.push(...paper.title.split('\n'), '');
  if (paper.addressee) lines.push(`${paper.addressee}：`);
  lines.push(...blockLines(paper.body));
  if (paper.signature) lines.push('', paper.signature.office, paper.signature.date);
  if (appendices)
    for (const [index, one] of paper.appendices.entries())
      lines.push('', `${appendixLabel(index, paper.appendices.length)}　${one.title}`, ...blockLines(one.blocks));
  if (paper.foot) {
    const foot = [...footLines(paper.foot), copiesLine(paper.foot)].filter(Boolean);
    if (foot.length > 0) lines.push('', ...foot);
  }
  if (paper.remarks.length > 0) lines.push('', ...paper.remarks);
  return `${lines.join('\n').replace(/\n{3,}/g, '\n\n')}\n`;
}

/** The body alone, as the auditor reads it. */
export const bodyText = (paper: Paper): string => [...paper.title.split('\n'), ...blockLines(paper.body)].join('\n');

function blockLines(blocks: readonly Block[]): string[] {
  return numbered(blocks).flatMap(({ block, number }) => {
    if (block.kind === 'heading') return [`${number}${textOf(block.runs)}`];
    if (block.kind === 'paragraph') return [`${block.flush || block.align ? '' : '　　'}${textOf(block.runs)}`];
    return [
      '',
      ...[block.title, block.unit ?? ''].filter(Boolean),
      block.columns.map((column) => column.title).join('\t'),
      ...block.rows.map((row) => row.cells.map(textOf).join('\t')),
      ...(block.note ? [block.note] : []),
      '',
    ];
  });
}
