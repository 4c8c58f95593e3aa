// The parts of a Word file that are the same in every paper of ours: content types, styles with the fonts of GB/T 9704 by name (none is
// embedded; a machine without them takes the second name of the font table), settings, page numbers. What the paper says is docx.ts.
import { measures } from './paper.ts';

export const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Fonts by name: [name, the one to take instead, family]. */
const fonts: [string, string, 'roman' | 'swiss' | 'script'][] = [
  ['仿宋_GB2312', '仿宋', 'roman'],
  ['方正小标宋简体', '方正小标宋_GBK', 'roman'],
  ['黑体', 'SimHei', 'swiss'],
  ['楷体_GB2312', '楷体', 'script'],
  ['Times New Roman', 'Liberation Serif', 'roman'],
];
export const face = {
  body: '仿宋_GB2312',
  title: '方正小标宋简体',
  black: '黑体',
  brush: '楷体_GB2312',
  latin: 'Times New Roman',
} as const;

/** Run properties of a face and size (half-points). */
export function runLook(name: string, size: number, more = ''): string {
  return `<w:rPr><w:rFonts w:ascii="${face.latin}" w:hAnsi="${face.latin}" w:eastAsia="${name}" w:cs="${face.latin}"/>${more}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr>`;
}

const { sizes, line } = measures;
/** 28 characters in 156 mm: a twentieth-of-a-point count on the runs, which every word processor reads alike (a character grid is not). */
const tight = `<w:spacing w:val="${measures.tightening}"/>`;
const exact = `<w:spacing w:before="0" w:after="0" w:line="${line}" w:lineRule="exact"/>`;
const indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>';

function style(id: string, name: string, paragraph: string, run: string, more = ''): string {
  return `<w:style w:type="paragraph" w:styleId="${id}"${id === 'Normal' ? ' w:default="1"' : ' w:customStyle="1"'}><w:name w:val="${name}"/>${
    id === 'Normal' ? '' : '<w:basedOn w:val="Normal"/>'
  }${more}<w:qFormat/><w:pPr>${paragraph}</w:pPr>${run}</w:style>`;
}

const heading = (level: number, name: string, more = '') =>
  `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/><w:basedOn w:val="Normal"/><w:next w:val="Body"/><w:qFormat/><w:pPr><w:keepNext/>${exact}${indent}<w:outlineLvl w:val="${level - 1}"/></w:pPr>${runLook(name, sizes.body, more + tight)}</w:style>`;

const styles = `${declaration}<w:styles ${namespaces}><w:docDefaults><w:rPrDefault>${runLook(
  face.body,
  sizes.body,
  '<w:color w:val="000000"/><w:kern w:val="0"/>',
).replace(
  '</w:rPr>',
  '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr>',
)}</w:rPrDefault><w:pPrDefault/></w:docDefaults>${style('Normal', 'Normal', `<w:widowControl w:val="0"/>${exact}<w:jc w:val="both"/>`, runLook(face.body, sizes.body))}${style('Body', '正文段落', indent, runLook(face.body, sizes.body, tight))}${style('Flush', '顶格段落', '', runLook(face.body, sizes.body, tight))}${style(
  'PaperTitle',
  '公文标题',
  '<w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="700" w:lineRule="exact"/><w:jc w:val="center"/>',
  runLook(face.title, sizes.title),
)}${style(
  'RedName',
  '红头',
  '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="120" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>',
  runLook(face.title, sizes.head, '<w:color w:val="FF0000"/>'),
)}${heading(1, face.black)}${heading(2, face.brush)}${heading(3, face.body, '<w:b/>')}${heading(4, face.body)}${style(
  'TableText',
  '表格文字',
  '<w:snapToGrid w:val="0"/><w:spacing w:before="20" w:after="20" w:line="320" w:lineRule="exact"/><w:ind w:firstLine="0"/><w:jc w:val="left"/>',
  runLook(face.body, sizes.table),
)}${style('TableTitle', '表题', '<w:keepNext/><w:jc w:val="center"/>', runLook(face.black, 28))}${style(
  'Small',
  '附注',
  '<w:snapToGrid w:val="0"/><w:spacing w:before="40" w:after="40" w:line="300" w:lineRule="exact"/><w:jc w:val="left"/>',
  runLook(face.body, 21),
)}${style('Foot', '版记', '<w:snapToGrid w:val="0"/><w:spacing w:before="40" w:after="40" w:line="420" w:lineRule="exact"/><w:ind w:left="280" w:right="280"/>', runLook(face.body, sizes.small))}${style(
  'PageNumber',
  '页码',
  '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="320" w:lineRule="exact"/>',
  runLook('宋体', sizes.small),
)}<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>`;

const settings = `${declaration}<w:settings ${namespaces}><w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:drawingGridVerticalSpacing w:val="${line}"/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:adjustLineHeightInTable/><w:useFELayout/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`;

const fontTable = `${declaration}<w:fonts ${namespaces}>${fonts
  .map(
    ([name, other, family]) =>
      `<w:font w:name="${name}"><w:altName w:val="${other}"/><w:charset w:val="${name === face.latin ? '00' : '86'}"/><w:family w:val="${family}"/><w:pitch w:val="${name === face.latin ? 'variable' : 'fixed'}"/></w:font>`,
  )
  .join('')}</w:fonts>`;

/** The number of a page: — 1 —, on the outer side, one character in. */
function footer(side: 'right' | 'left'): string {
  const look = runLook('宋体', sizes.small).replaceAll(face.latin, '宋体');
  const word = (text: string) => `<w:r>${look}<w:t xml:space="preserve">${text}</w:t></w:r>`;
  const field = (kind: string) => `<w:r>${look}<w:fldChar w:fldCharType="${kind}"/></w:r>`;
  return `${declaration}<w:ftr ${namespaces}><w:p><w:pPr><w:pStyle w:val="PageNumber"/><w:ind w:left="280" w:right="280"/><w:jc w:val="${side}"/></w:pPr>${word('— ')}${field('begin')}<w:r>${look}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>${field('separate')}${word('1')}${field('end')}${word(' —')}</w:p></w:ftr>`;
}

/** What stands across the top of every page of a draft. */
export function header(mark: string): string {
  return `${declaration}<w:hdr ${namespaces}><w:p><w:pPr><w:pStyle w:val="PageNumber"/><w:jc w:val="right"/></w:pPr>${
    mark
      ? `<w:r>${runLook(face.black, sizes.small, '<w:color w:val="C00000"/><w:bdr w:val="single" w:sz="12" w:space="4" w:color="C00000"/>')}<w:t xml:space="preserve"> ${mark} </w:t></w:r>`
      : ''
  }</w:p></w:hdr>`;
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

/** Name and text of every part but word/document.xml and word/header.xml. `title`, `author` and `at` (ISO 8601) must be escaped already. */
export function fixedParts({ title, author, at }: { title: string; author: string; at: string }): [string, string][] {
  const overrides = [
    ['/word/document.xml', `${word}.document.main+xml`],
    ['/word/styles.xml', `${word}.styles+xml`],
    ['/word/settings.xml', `${word}.settings+xml`],
    ['/word/fontTable.xml', `${word}.fontTable+xml`],
    ['/word/header.xml', `${word}.header+xml`],
    ['/word/footer-odd.xml', `${word}.footer+xml`],
    ['/word/footer-even.xml', `${word}.footer+xml`],
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ['/docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml'],
  ];
  const related = [
    ['styles', 'styles.xml'],
    ['settings', 'settings.xml'],
    ['fontTable', 'fontTable.xml'],
    ['header', 'header.xml'],
    ['footer', 'footer-odd.xml'],
    ['footer', 'footer-even.xml'],
  ];
  return [
    [
      '[Content_Types].xml',
      `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides
        .map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`)
        .join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="${office}/extended-properties" Target="docProps/app.xml"/></Relationships>`,
    ],
    [
      'word/_rels/document.xml.rels',
      `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${related
        .map(([kind, target], at) => `<Relationship Id="rId${at + 1}" Type="${office}/${kind}" Target="${target}"/>`)
        .join('')}</Relationships>`,
    ],
    ['word/styles.xml', styles],
    ['word/settings.xml', settings],
    ['word/fontTable.xml', fontTable],
    ['word/footer-odd.xml', footer('right')],
    ['word/footer-even.xml', footer('left')],
    [
      'docProps/core.xml',
      `${declaration}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${title}</dc:title><dc:creator>${author}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${at}</dcterms:modified></cp:coreProperties>`,
    ],
    [
      'docProps/app.xml',
      `${declaration}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Sanzao</Application></Properties>`,
    ],
  ];
}

/** Page, margins, line grid and page numbers of GB/T 9704. Relations 4 to 6 are the header and the two footers. */
export const sectionLook = `<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:headerReference w:type="even" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/><w:footerReference w:type="even" r:id="rId6"/><w:pgSz w:w="${measures.page.width}" w:h="${measures.page.height}"/><w:pgMar w:top="${measures.margin.top}" w:right="${measures.margin.right}" w:bottom="${measures.margin.bottom}" w:left="${measures.margin.left}" w:header="1100" w:footer="${measures.margin.bottom - measures.numberUnder - 320}" w:gutter="0"/><w:pgNumType w:fmt="decimal"/><w:docGrid w:type="lines" w:linePitch="${line}"/></w:sectPr>`;
