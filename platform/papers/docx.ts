// A paper as a Word file (Office Open XML): the official format of GB/T 9704 by styles that an office can go on working with. Numbers in the
// prose are links to the rows of the figures' appendix. The same paper gives the same bytes: no clock, no random names.
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ZipWriter } from '../sheets/zip-write.ts';
import { face, fixedParts, header, namespaces, runLook, sectionLook } from './docx-parts.ts';
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

const width = measures.page.width - measures.margin.left - measures.margin.right;

/** The file. `at` is the instant the paper bears in its properties. */
export async function paperDocx(paper: Paper, { at }: { at: string }): Promise<Buffer> {
  const stream = new PassThrough();
  const whole = buffer(stream);
  const zip = new ZipWriter(stream);
  const author = paper.head?.office ?? paper.signature?.office ?? '';
  for (const [name, text] of fixedParts({ title: escaped(paper.title.replaceAll('\n', '')), author: escaped(author), at: escaped(at) }))
    await zip.part(name, [text]);
  await zip.part('word/header.xml', [header(escaped(paper.mark ?? ''))]);
  await zip.part('word/document.xml', [documentXml(paper)]);
  await zip.end();
  stream.end();
  return whole;
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Text for XML 1.0: its own signs escaped, characters it does not allow taken out. */
function escaped(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the ones XML does not allow
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>"]/g, (sign) => signs[sign]!)
  );
}

const run = (text: string, look = ''): string =>
  text
    .split('\n')
    .map((part) => `<w:r>${look}<w:t xml:space="preserve">${escaped(part)}</w:t></w:r>`)
    .join('<w:r><w:br/></w:r>');

const paragraph = (style: string, inside: string, more = ''): string =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/>${more}</w:pPr>${inside}</w:p>`;

const tab = '<w:r><w:tab/></w:r>';

function documentXml(paper: Paper): string {
  const parts: string[] = [];
  // Bookmarks have short names of their own: what a figure is called may be long or Chinese.
  const anchors = new Map<string, number>();
  for (const block of [...paper.body, ...paper.appendices.flatMap((one) => one.blocks)])
    if (block.kind === 'table') for (const { anchor } of block.rows) if (anchor) anchors.set(anchor, anchors.size + 1);

  const runs = (list: readonly Run[]): string =>
    list
      .map((one) => {
        const text = run(one.text, one.strong ? '<w:rPr><w:b/></w:rPr>' : '');
        const anchor = one.figure === undefined ? undefined : anchors.get(one.figure);
        return anchor === undefined ? text : `<w:hyperlink w:anchor="figure_${anchor}" w:history="1">${text}</w:hyperlink>`;
      })
      .join('');
  const blocks = (list: readonly Block[]): string =>
    numbered(list)
      .map(({ block, number }) => {
        if (block.kind === 'heading') return paragraph(`Heading${block.level}`, run(number) + runs(block.runs));
        if (block.kind === 'paragraph')
          return paragraph(
            block.flush || block.align ? 'Flush' : 'Body',
            runs(block.runs),
            block.align && block.align !== 'left' ? `<w:jc w:val="${block.align}"/>` : '',
          );
        return table(block, runs, anchors);
      })
      .join('');

  const { head } = paper;
  if (head) {
    if (head.secrecy) parts.push(paragraph('Flush', run(head.secrecy, runLook(face.black, 32))));
    const size = headSize(head.name);
    parts.push(paragraph('RedName', run(head.name, runLook(face.title, size, '<w:color w:val="FF0000"/>'))));
    parts.push(paragraph('Flush', run(`${head.issue}${head.total ? `（${head.total}）` : ''}`), '<w:jc w:val="center"/>'));
    parts.push(
      paragraph(
        'Flush',
        run(head.office) + tab + run(head.date),
        `<w:pBdr><w:bottom w:val="single" w:sz="18" w:space="6" w:color="FF0000"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="${width}"/></w:tabs>`,
      ),
    );
    parts.push(paragraph('Flush', ''));
  }
  parts.push(paragraph('PaperTitle', run(titleLines(paper.title).join('\n'))), paragraph('Flush', ''));
  if (paper.addressee) parts.push(paragraph('Flush', run(`${paper.addressee}：`)));
  parts.push(blocks(paper.body));
  if (paper.signature) {
    // The office stands above its date, centred on it; the date ends four characters from the right edge (右空四字).
    const lead = Math.max(0, Math.round(([...paper.signature.date].length * 0.8 - [...paper.signature.office].length) * 160));
    const inset = 4 * 316;
    parts.push(paragraph('Flush', ''));
    parts.push(
      paragraph(
        'Flush',
        run(paper.signature.office),
        `<w:keepNext/><w:ind w:right="${Math.max(316, inset + lead)}"/><w:jc w:val="right"/>`,
      ),
    );
    parts.push(paragraph('Flush', run(paper.signature.date), `<w:ind w:right="${inset}"/><w:jc w:val="right"/>`));
  }
  for (const [index, one] of paper.appendices.entries()) {
    parts.push(paragraph('Flush', run(appendixLabel(index, paper.appendices.length), runLook(face.black, 32)), '<w:pageBreakBefore/>'));
    parts.push(paragraph('PaperTitle', run(titleLines(one.title).join('\n'))), paragraph('Flush', ''), blocks(one.blocks));
  }
  for (const remark of paper.remarks) parts.push(paragraph('Small', run(remark)));
  if (paper.foot) parts.push(footXml(paper.foot));
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document ${namespaces}><w:body>${parts.join('')}${sectionLook}</w:body></w:document>`;
}

/** A table's column widths in twips, together exactly the width of the text. */
function columnWidths(columns: readonly { width: number }[]): number[] {
  const sum = columns.reduce((all, column) => all + column.width, 0);
  const widths = columns.map((column) => Math.floor((column.width / sum) * width));
  widths[widths.length - 1]! += width - widths.reduce((all, one) => all + one, 0);
  return widths;
}

const border = (side: string, size = 4): string => `<w:${side} w:val="single" w:sz="${size}" w:space="0" w:color="000000"/>`;

function table(
  block: Extract<Block, { kind: 'table' }>,
  runs: (list: readonly Run[]) => string,
  anchors: ReadonlyMap<string, number>,
): string {
  const widths = columnWidths(block.columns);
  const cell = (at: number, inside: string): string =>
    `<w:tc><w:tcPr><w:tcW w:w="${widths[at]}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>${inside}</w:tc>`;
  // A short table stays on one page: each row but the last stays with the next.
  const together = block.rows.length <= 12;
  const text = (align: string, inside: string, last = false): string =>
    paragraph('TableText', inside, `${together && !last ? '<w:keepNext/>' : ''}${align === 'left' ? '' : `<w:jc w:val="${align}"/>`}`);
  const rows = block.rows.map((row, index) => {
    const mark = row.anchor === undefined ? undefined : anchors.get(row.anchor);
    return `<w:tr><w:trPr><w:cantSplit/></w:trPr>${row.cells
      .map((one, at) => {
        const list = row.strong ? one.map((each) => ({ ...each, strong: true })) : one;
        const open = mark !== undefined && at === 0 ? `<w:bookmarkStart w:id="${mark}" w:name="figure_${mark}"/>` : '';
        const close = open ? `<w:bookmarkEnd w:id="${mark}"/>` : '';
        return cell(at, text(block.columns[at]?.align ?? 'left', open + runs(list) + close, index === block.rows.length - 1));
      })
      .join('')}</w:tr>`;
  });
  return [
    block.title ? paragraph('TableTitle', run(block.title)) : '',
    block.unit ? paragraph('Small', run(block.unit), '<w:keepNext/><w:jc w:val="right"/>') : '',
    `<w:tbl><w:tblPr><w:tblW w:w="${width}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>${[
      'top',
      'left',
      'bottom',
      'right',
      'insideH',
      'insideV',
    ]
      .map((side) => border(side))
      .join(
        '',
      )}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${widths.map((one) => `<w:gridCol w:w="${one}"/>`).join('')}</w:tblGrid>`,
    `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${block.columns
      .map((column, at) => cell(at, text('center', run(column.title, runLook(face.black, measures.sizes.table)))))
      .join('')}</w:tr>`,
    ...rows,
    '</w:tbl>',
    block.note ? paragraph('Small', run(block.note)) : '',
    paragraph('Small', ''),
  ].join('');
}

/** 版记: between two rules at the bottom of the last page. */
function footXml(foot: NonNullable<Paper['foot']>): string {
  const lines = footLines(foot);
  const copies = copiesLine(foot);
  if (lines.length === 0 && !copies) return '';
  const inside = [
    ...lines.map((line) => paragraph('Foot', run(line), '<w:ind w:left="980" w:right="280" w:hanging="700"/>')),
    ...(copies ? [paragraph('Foot', run(copies), '<w:jc w:val="right"/>')] : []),
  ].join('');
  // 500 twips a line; a line holds 27 characters of 14 points beside its hanging word.
  const rows = lines.reduce((sum, line) => sum + Math.ceil([...line].length / 27), copies ? 1 : 0);
  const top = measures.page.height - measures.margin.bottom - rows * 500;
  return `<w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" w:horzAnchor="page" w:tblpX="${measures.margin.left}" w:tblpY="${top}"/><w:tblOverlap w:val="never"/><w:tblW w:w="${width}" w:type="dxa"/><w:tblBorders>${border('top', 8)}${border('bottom', 8)}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="${width}"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${inside}</w:tc></w:tr></w:tbl>${paragraph('Small', '')}`;
}
