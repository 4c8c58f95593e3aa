// A paper as HTML: headings that are headings, tables with their heads, every sign of the text escaped, and one small style that also
// prints. Whole: a page of its own. Parts: what a screen puts into its preview is made of the same model by the screen.
import { appendixLabel, type Block, copiesLine, footLines, numbered, type Paper, type Run, titleLines } from './paper.ts';

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => signs[sign]!);
const anchorOf = (figure: string): string => `figure-${figure.replace(/[^\w.-]/g, '-')}`;

const style = `@page{size:A4;margin:37mm 26mm 35mm 28mm}
body{margin:0 auto;max-width:156mm;padding:37mm 1rem 35mm;font:16pt/28.95pt "FangSong_GB2312","仿宋_GB2312","FangSong","仿宋","Noto Serif SC","Noto Serif CJK SC",serif;color:#000;background:#fff}
h1{font:22pt/1.6 "方正小标宋简体","Noto Serif SC","Noto Serif CJK SC",serif;text-align:center;margin:1em 0}
h2,h3,h4,h5{font-size:1em;margin:0;text-indent:2em;font-weight:normal}
h2{font-family:"SimHei","黑体","Noto Sans SC","Noto Sans CJK SC",sans-serif}
h3{font-family:"KaiTi_GB2312","楷体_GB2312","KaiTi","楷体","Noto Serif SC",serif}
h4{font-weight:bold}
p{margin:0;text-indent:2em;text-align:justify}
p.flush{text-indent:0}p.center{text-align:center;text-indent:0}p.right{text-align:right;text-indent:0}
.red{color:#c00;text-align:center;font:bold 31pt/1.5 "方正小标宋简体","Noto Serif SC",serif;text-indent:0}
.head{border-bottom:2pt solid #c00;margin-bottom:1.5em}
.head div{display:flex;justify-content:space-between}
.head .issue{justify-content:center}
.sign{text-align:right;margin:1em 4em 0 0;text-indent:0}
table{border-collapse:collapse;width:100%;font-size:12pt;line-height:1.5;margin:.2em 0 .8em}
caption{font-weight:bold;padding:.3em}
th,td{border:1px solid #000;padding:.15em .4em}
th{font-weight:bold}
td.right{text-align:right;font-variant-numeric:tabular-nums}td.center{text-align:center}td.left{text-align:left}
tr.strong td{font-weight:bold}
.unit{text-align:right;font-size:12pt;text-indent:0}
.note{font-size:12pt;text-indent:0}
.foot{border-top:1pt solid #000;border-bottom:1pt solid #000;font-size:14pt;margin-top:2em}
.foot p{text-indent:0}.remarks{font-size:10.5pt;line-height:1.5;margin-top:1em}
.mark{position:fixed;top:12mm;right:26mm;border:1.5pt solid #c00;color:#c00;padding:0 .6em;font-size:14pt}
a{color:inherit;text-decoration:none;border-bottom:1px dotted #888}
section.appendix{break-before:page}
@media print{body{padding:0;max-width:none}a{border:0}}
@media(max-width:700px){body{padding:1rem;font-size:13pt;line-height:1.8}table{display:block;overflow-x:auto}}`;

/** The whole page. */
export function paperHtml(paper: Paper): string {
  const parts: string[] = [];
  if (paper.mark) parts.push(`<div class="mark">${escaped(paper.mark)}</div>`);
  const { head } = paper;
  if (head)
    parts.push(
      `<header class="head">${head.secrecy ? `<p class="flush">${escaped(head.secrecy)}</p>` : ''}<p class="red">${escaped(head.name)}</p>` +
        `<div class="issue"><span>${escaped(head.issue)}${head.total ? `（${escaped(head.total)}）` : ''}</span></div>` +
        `<div><span>${escaped(head.office)}</span><span>${escaped(head.date)}</span></div></header>`,
    );
  parts.push(`<h1>${titleLines(paper.title).map(escaped).join('<br>')}</h1>`);
  if (paper.addressee) parts.push(`<p class="flush">${escaped(paper.addressee)}：</p>`);
  parts.push(...blocksHtml(paper.body));
  if (paper.signature) parts.push(`<p class="sign">${escaped(paper.signature.office)}<br>${escaped(paper.signature.date)}</p>`);
  for (const [index, one] of paper.appendices.entries())
    parts.push(
      `<section class="appendix"><p class="flush">${appendixLabel(index, paper.appendices.length)}</p><h1>${escaped(one.title)}</h1>`,
      ...blocksHtml(one.blocks),
      '</section>',
    );
  if (paper.foot) {
    const lines = footLines(paper.foot).map((line) => `<p>${escaped(line)}</p>`);
    const copies = copiesLine(paper.foot);
    if (lines.length > 0 || copies)
      parts.push(`<footer class="foot">${lines.join('')}${copies ? `<p class="right">${escaped(copies)}</p>` : ''}</footer>`);
  }
  if (paper.remarks.length > 0)
    parts.push(`<aside class="remarks">${paper.remarks.map((one) => `<p class="flush">${escaped(one)}</p>`).join('')}</aside>`);
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escaped(paper.title.replaceAll('\n', ''))}</title><style>${style}</style></head>
<body><main>
${parts.join('\n')}
</main></body></html>
`;
}

function runsHtml(runs: readonly Run[]): string {
  return runs
    .map((run) => {
      const text = run.strong ? `<strong>${escaped(run.text)}</strong>` : escaped(run.text);
      return run.figure ? `<a href="#${anchorOf(run.figure)}">${text}</a>` : text;
    })
    .join('');
}

function blocksHtml(blocks: readonly Block[]): string[] {
  return numbered(blocks).map(({ block, number }) => {
    if (block.kind === 'heading') return `<h${block.level + 1}>${number}${runsHtml(block.runs)}</h${block.level + 1}>`;
    if (block.kind === 'paragraph') {
      const name = block.align ?? (block.flush ? 'flush' : '');
      return `<p${name ? ` class="${name}"` : ''}>${runsHtml(block.runs)}</p>`;
    }
    const whole = block.columns.reduce((sum, column) => sum + column.width, 0);
    return [
      block.unit ? `<p class="unit">${escaped(block.unit)}</p>` : '',
      '<table>',
      block.title ? `<caption>${escaped(block.title)}</caption>` : '',
      `<colgroup>${block.columns.map((column) => `<col style="width:${Math.round((column.width / whole) * 100)}%">`).join('')}</colgroup>`,
      `<thead><tr>${block.columns.map((column) => `<th scope="col">${escaped(column.title)}</th>`).join('')}</tr></thead><tbody>`,
      ...block.rows.map(
        (row) =>
          `<tr${row.strong ? ' class="strong"' : ''}${row.anchor ? ` id="${anchorOf(row.anchor)}"` : ''}>${row.cells
            .map((cell, at) => `<td class="${block.columns[at]?.align ?? 'left'}">${runsHtml(cell)}</td>`)
            .join('')}</tr>`,
      ),
      '</tbody></table>',
      block.note ? `<p class="note">${escaped(block.note)}</p>` : '',
    ].join('');
  });
}
