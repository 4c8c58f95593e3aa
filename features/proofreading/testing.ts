// For tests only: Word files made in code, and the page of an invented newspaper with an error in it.
import { zipOf } from '../../platform/sheets/testing.ts';

const w =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';

/** A .docx whose body holds exactly this XML. */
export const wordOf = (body: string, more: { name: string; data: string }[] = []): Buffer =>
  zipOf([
    { name: '[Content_Types].xml', data: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>' },
    { name: 'word/document.xml', data: `<?xml version="1.0" encoding="UTF-8"?><w:document ${w}><w:body>${body}</w:body></w:document>` },
    ...more,
  ]);

export const paragraph = (text: string): string => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

/** A table of plain cells; `^` continues the cell above, `<` is covered by the cell to the left. */
export function wordTable(rows: readonly (readonly string[])[]): string {
  const cell = (text: string, across: number, down: string): string =>
    `<w:tc><w:tcPr>${across > 1 ? `<w:gridSpan w:val="${across}"/>` : ''}${down}</w:tcPr>${paragraph(text)}</w:tc>`;
  const lines = rows.map((row, at) => {
    let out = '';
    row.forEach((text, column) => {
      if (text === '<') return;
      let across = 1;
      while (row[column + across] === '<') across++;
      const down = text === '^' ? '<w:vMerge/>' : rows[at + 1]?.[column] === '^' ? '<w:vMerge w:val="restart"/>' : '';
      out += cell(text === '^' ? '' : text, across, down);
    });
    return `<w:tr>${out}</w:tr>`;
  });
  return `<w:tbl><w:tblPr/>${lines.join('')}</w:tbl>`;
}

/** One sum does not close: 24 + 22 is not 45. Everything else does. */
export const invented =
  '清河县\n\n今年，清河县拟实施500万元以上项目92个，总投资118.46亿元。其中，新建项目61个，总投资47.35亿元；续建项目31个，总投资71.11亿元；拟实施5000万元以上重点项目45个，总投资105.08亿元。其中，新建项目24个，总投资37.64亿元。续建项目22个，总投资67.44亿元。\n';
