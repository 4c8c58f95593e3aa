// The parts of a written workbook around its cells: the list of sheets with lawful names, the styles of the office's look, what is
// repeated on every printed page.
import { escapeAttribute, escapeText, shorten } from './write-text.ts';

/** What the parts around the cells need to know of a sheet. */
type NamedSheet = { name: string; titleRows?: readonly string[] };

export const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Places in cellXfs below. */
export const style = { plain: 0, title: 1, header: 2, text: 3, number: 4, money: 5, percent: 6, day: 7, note: 8, general: 9 } as const;

function stylesPart(): string {
  const xf = (format: number, font: number, fill: number, border: number, align: string): string =>
    `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center"${align}/></xf>`;
  const side = (name: string): string => `<${name} style="thin"><color rgb="FFBFBFBF"/></${name}>`;
  return `${head}<styleSheet xmlns="${main}"><numFmts count="3"><numFmt numFmtId="164" formatCode="#,##0.00"/><numFmt numFmtId="165" formatCode="0.0%"/><numFmt numFmtId="166" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="4"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="16"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font><font><sz val="10"/><color rgb="FF595959"/><name val="等线"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${side('left')}${side('right')}${side('top')}${side('bottom')}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="10">${[
    xf(0, 0, 0, 0, ''),
    xf(0, 1, 0, 0, ' horizontal="center" wrapText="1"'),
    xf(49, 2, 2, 1, ' horizontal="center" wrapText="1"'),
    xf(49, 0, 0, 1, ' wrapText="1"'),
    xf(0, 0, 0, 1, ' horizontal="right"'),
    xf(164, 0, 0, 1, ' horizontal="right"'),
    xf(165, 0, 0, 1, ' horizontal="right"'),
    xf(166, 0, 0, 1, ' horizontal="center"'),
    xf(49, 3, 0, 0, ' wrapText="1"'),
    xf(0, 0, 0, 1, ''),
  ].join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

/** Names Excel accepts: at most 31 characters, none of []:*?/\, no quote at either end, each once. */
function sheetNames(sheets: readonly NamedSheet[]): string[] {
  const used = new Set<string>();
  return sheets.map((sheet, index) => {
    const clean = [...sheet.name].filter((character) => character >= ' ' && !'[]:*?/\\'.includes(character)).join('');
    const base = clean.replace(/^'+|'+$/g, '').trim() || `Sheet${index + 1}`;
    let name = shorten(base, 31);
    for (let again = 2; used.has(name.toLowerCase()); again++) name = `${shorten(base, 31 - String(again).length - 1)}_${again}`;
    used.add(name.toLowerCase());
    return name;
  });
}

/** Every part but the sheets, by name, in the order they are written. */
export function bookParts(sheets: readonly NamedSheet[], creator: string): [string, string][] {
  const names = sheetNames(sheets);
  const printed = names.map((name, index) => {
    const header = (sheets[index]!.titleRows?.length ?? 0) + 1;
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${escapeText(`'${name.replaceAll("'", "''")}'!$${1}:$${header}`)}</definedName>`;
  });
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return [
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${names.map((_name, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${type}.worksheet+xml"/>`).join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relationships}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    ],
    [
      'docProps/core.xml',
      `${head}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>${escapeText(creator)}</dc:creator></cp:coreProperties>`,
    ],
    [
      'xl/workbook.xml',
      `${head}<workbook xmlns="${main}" xmlns:r="${relationships}"><bookViews><workbookView/></bookViews><sheets>${names.map((name, index) => `<sheet name="${escapeAttribute(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets><definedNames>${printed.join('')}</definedNames><calcPr calcId="191029" fullCalcOnLoad="0"/></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names.map((_name, index) => `<Relationship Id="rId${index + 1}" Type="${relationships}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}<Relationship Id="rId${names.length + 1}" Type="${relationships}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', stylesPart()],
  ];
}
