// For tests only: one paper with everything in it, and a reader of Word files that knows nothing of the writer. The text it gives back is
// what an office would copy out: paragraphs as lines, cells of a row parted by tabs.
import { writeFileSync } from 'node:fs';
import { defaultLimits } from '../sheets/limits.ts';
import { temporary } from '../sheets/testing.ts';
import { findPart, openZip, unpackWhole } from '../sheets/zip.ts';
import type { Paper } from './paper.ts';

/** Every part of a Word file, unpacked. */
export async function partsOf(file: Uint8Array): Promise<Map<string, string>> {
  const path = temporary('paper.docx');
  writeFileSync(path, file);
  const zip = openZip(path, defaultLimits);
  const parts = new Map<string, string>();
  for (const name of zip.parts.keys()) parts.set(name, (await unpackWhole(zip, findPart(zip, name)!, 50_000_000)).toString('utf8'));
  return parts;
}

/** The text of word/document.xml; throws when the file or its XML is not well formed. */
export async function wordText(file: Uint8Array): Promise<string> {
  const parts = await partsOf(file);
  for (const [name, text] of parts) if (/\.(xml|rels)$/.test(name)) walk(text, () => undefined);
  const lines: string[] = [];
  let line = '';
  let inCell = 0;
  let row: string[] = [];
  let cell: string[] = [];
  walk(parts.get('word/document.xml')!, (event, name, text) => {
    if (event === 'text' && name === 'w:t') line += text;
    if (event === 'open' && name === 'w:br') line += '\n';
    if (event === 'open' && name === 'w:tab' && line) line += '\t';
    if (event === 'open' && name === 'w:tc') inCell += 1;
    if (event === 'close' && name === 'w:p') {
      if (inCell > 0) cell.push(line);
      else lines.push(line);
      line = '';
    }
    if (event === 'close' && name === 'w:tc') {
      inCell -= 1;
      row.push(cell.join('\n'));
      cell = [];
    }
    if (event === 'close' && name === 'w:tr') {
      lines.push(row.join('\t'));
      row = [];
    }
  });
  return lines.join('\n');
}

/** A strict reader of plain XML: throws on a stray sign, a character that XML does not allow, an unknown entity, or tags that do not pair. */
function walk(xml: string, tell: (event: 'open' | 'close' | 'text', name: string, text: string) => void): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those that XML 1.0 forbids
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(xml) || !xml.isWellFormed())
    throw new Error('a character XML does not allow');
  const open: string[] = [];
  const token = /<\?[^>]*\?>|<\/([\w:]+)\s*>|<([\w:]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  let at = 0;
  for (const found of xml.matchAll(token)) {
    if (found.index !== at) break;
    at += found[0].length;
    const [, closed, opened, attributes, empty, text] = found;
    for (const part of [attributes, text])
      if (part && /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(part)) throw new Error(`a bare & in ${part}`);
    if (opened) {
      open.push(opened);
      tell('open', opened, '');
    }
    if (opened && empty) tell('close', open.pop()!, '');
    if (closed) {
      if (open.pop() !== closed) throw new Error(`</${closed}> closes nothing`);
      tell('close', closed, '');
    }
    if (text)
      tell(
        'text',
        open.at(-1) ?? '',
        text.replace(/&(\w+);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })[name] ?? ''),
      );
  }
  if (at !== xml.length || open.length > 0) throw new Error(`not well formed at ${at}: ${xml.slice(at, at + 80)}`);
}

const prose =
  '今年，东丰县拟实施500万元以上项目80个，总投资95.94亿元，年度计划投资47.51亿元。其中，新建项目55个，总投资39.98亿元，年度计划投资30.35亿元；续建项目25个，总投资55.96亿元，年度计划投资17.16亿元。';

export const samplePaper: Paper = {
  mark: '草稿',
  head: { name: '辽源市项目建设简报', issue: '第3期', total: '总第12期', office: '辽源市“三抓”“三早”办公室', date: '2020年4月20日' },
  title: '全市500万元以上项目146个计划总投资319.34亿元年度计划投资108.66亿元',
  addressee: '各县（市、区）人民政府，市直有关部门',
  body: [
    {
      kind: 'paragraph',
      runs: [{ text: '全市已报500万元以上项目' }, { text: '146', figure: 'f1' }, { text: '个。项目单位：喆翀祎燚有限公司①<&>"\'。' }],
    },
    { kind: 'heading', level: 1, runs: [{ text: '总体情况' }] },
    { kind: 'paragraph', runs: [{ text: prose }] },
    { kind: 'heading', level: 2, runs: [{ text: '分县区情况' }] },
    { kind: 'heading', level: 3, runs: [{ text: '东丰县' }] },
    { kind: 'heading', level: 4, runs: [{ text: '新建项目' }] },
    { kind: 'paragraph', runs: [{ text: prose }] },
    {
      kind: 'table',
      title: '分县区项目情况',
      unit: '单位：个、亿元',
      columns: [
        { title: '县区', align: 'left', width: 3 },
        { title: '个数', align: 'right', width: 2 },
        { title: '总投资', align: 'right', width: 2 },
      ],
      rows: [
        { cells: [[{ text: '东丰县' }], [{ text: '80' }], [{ text: '95.94' }]] },
        { cells: [[{ text: '东辽县' }], [{ text: '未报' }], [{ text: '未报' }]] },
        { cells: [[{ text: '合计（已报）' }], [{ text: '80' }], [{ text: '95.94' }]], strong: true },
      ],
      note: '注：未报县区不计入合计，不当作零。',
    },
    { kind: 'heading', level: 1, runs: [{ text: '下一步工作' }] },
    { kind: 'paragraph', runs: [{ text: prose }] },
  ],
  signature: { office: '辽源市“三抓”“三早”办公室', date: '2020年4月20日' },
  appendices: [
    {
      title: '数字口径与来源',
      blocks: [
        {
          kind: 'table',
          title: '',
          columns: [
            { title: '数字', align: 'right', width: 2 },
            { title: '口径', align: 'left', width: 6 },
          ],
          rows: [{ anchor: 'f1', cells: [[{ text: '146个' }], [{ text: '本年度计划内、未出库的项目个数。' }]] }],
        },
      ],
    },
  ],
  foot: { up: '市委、市政府领导', level: '市直各部门', down: '各县（市、区）人民政府', copies: 60 },
  remarks: ['文稿指纹：8f14e45fceea167a'],
};
