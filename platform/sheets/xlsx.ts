// Reads the parts of an .xlsx workbook: which sheets there are, their shared strings, which styles are dates; hands each worksheet
// to the sheet reader. Styles of whole columns and rows hold no cells; a claimed dimension is never believed.
import { refuse } from '../../vocabulary/problems.ts';
import type { Sheet, Workbook } from './cells.ts';
import type { Pages } from './emit.ts';
import { type DateKind, dateKind } from './formats.ts';
import type { Limits } from './limits.ts';
import { n } from './xlsx-names.ts';
import { address, type Book, SheetReader } from './xlsx-sheet.ts';
import { unescapeExcel, type XmlHandler, XmlScanner } from './xml.ts';
import { Enough, findPart, type Part, unpack, unpackWhole, type Zip } from './zip.ts';

type Progress = (bytes: number) => void;
type Relation = { type: string; target: string };
type SheetEntry = { name: string; hidden: boolean; part: Part };

async function scanPart(
  zip: Zip,
  part: Part,
  handler: XmlHandler,
  limits: Limits,
  pause?: () => Promise<void> | undefined,
  progress?: Progress,
): Promise<void> {
  const scanner = new XmlScanner(handler, limits.text);
  await unpack(
    zip,
    part,
    (chunk) => {
      scanner.push(chunk);
      return pause?.();
    },
    progress,
  );
  scanner.end();
}

const ignore = (): void => undefined;

/** 'xl/worksheets/../sharedStrings.xml' and '/xl/…' and 'xl\…' all name one part. */
function resolvePart(folder: string, target: string): string {
  const path = target.replaceAll('\\', '/');
  const pieces = path.startsWith('/') ? [] : folder.split('/').filter(Boolean);
  for (const piece of path.split('/')) {
    if (piece === '..') pieces.pop();
    else if (piece !== '' && piece !== '.') pieces.push(piece);
  }
  return pieces.join('/');
}

async function relations(zip: Zip, name: string, limits: Limits): Promise<Map<string, Relation>> {
  const found = new Map<string, Relation>();
  const part = findPart(zip, name);
  if (!part) return found;
  await scanPart(
    zip,
    part,
    {
      open(tag, xml) {
        if (tag !== n.relationship) return;
        found.set(xml.attribute(n.Id) ?? '', {
          type: (xml.attribute(n.Type) ?? '').split('/').pop() ?? '',
          target: xml.attribute(n.Target) ?? '',
        });
      },
      close: ignore,
      text: ignore,
    },
    limits,
  );
  return found;
}

async function sharedStrings(zip: Zip, part: Part, limits: Limits, progress: Progress): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let phonetic = false;
  await scanPart(
    zip,
    part,
    {
      open(tag, xml) {
        if (tag === n.t) xml.wantText = !phonetic;
        else if (tag === n.si) text = '';
        else if (tag === n.rPh) phonetic = true;
      },
      close(tag, xml) {
        if (tag === n.t) xml.wantText = false;
        else if (tag === n.rPh) phonetic = false;
        else if (tag === n.si) strings.push(unescapeExcel(text));
      },
      text(piece) {
        text = text === '' ? piece : text + piece;
        if (text.length > limits.text) refuse('sheets.text-too-long', { limit: limits.text });
      },
    },
    limits,
    undefined,
    progress,
  );
  return strings;
}

async function dateStyles(zip: Zip, part: Part, limits: Limits): Promise<DateKind[]> {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  let inCells = false;
  let inDifferential = false;
  await scanPart(
    zip,
    part,
    {
      open(tag, xml) {
        if (tag === n.numFmt && !inDifferential) codes.set(Number(xml.attribute(n.numFmtId)), xml.attribute(n.formatCode) ?? '');
        else if (tag === n.cellXfs) inCells = true;
        else if (tag === n.dxfs) inDifferential = true;
        else if (tag === n.xf && inCells) ids.push(Number(xml.attribute(n.numFmtId) ?? 0));
      },
      close(tag) {
        if (tag === n.cellXfs) inCells = false;
        else if (tag === n.dxfs) inDifferential = false;
      },
      text: ignore,
    },
    limits,
  );
  return ids.map((id) => dateKind(id, codes.get(id)));
}

const rowEnds = [Buffer.from('</v></c></row>'), Buffer.from('</is></c></row>'), Buffer.from('</v></x:c></x:row>')];

/**
 * A sheet that is far too long is told so before its cells are read: counting row ends costs a fraction of parsing them. Only a
 * sheet that claims no dimension, too large a one, or one its size belies, and is big enough to matter is counted.
 */
async function refuseEndlessSheet(zip: Zip, entry: SheetEntry, limits: Limits): Promise<void> {
  if (entry.part.unpacked < 24 * 2 ** 20) return;
  let claimed = Number.POSITIVE_INFINITY;
  let scanner: XmlScanner | undefined = new XmlScanner(
    {
      open(tag, xml) {
        if (tag === n.dimension) claimed = address((xml.attribute(n.ref) ?? '').split(':').pop() ?? '').row || claimed;
        if (tag === n.sheetData || tag === n.row) throw new Enough();
      },
      close: ignore,
      text: ignore,
    },
    limits.text,
  );
  let ends = 0;
  await unpack(zip, entry.part, (chunk) => {
    if (scanner) {
      try {
        scanner.push(chunk);
      } catch (error) {
        if (!(error instanceof Enough)) throw error;
        scanner = undefined;
        if (claimed <= limits.rows && entry.part.unpacked < claimed * 16_384) throw error;
      }
    }
    for (const end of rowEnds) for (let at = chunk.indexOf(end); at !== -1; at = chunk.indexOf(end, at + end.length)) ends++;
    if (ends > limits.rows) refuse('sheets.too-many-rows', { sheet: entry.name, limit: limits.rows });
  });
}

/** Reads a whole workbook, handing its rows to `pages` in order. `read` is told how many bytes of the file have been consumed. */
export async function readXlsx(zip: Zip, limits: Limits, pages: Pages, read: Progress): Promise<Workbook> {
  const roots = await relations(zip, '_rels/.rels', limits);
  const root = [...roots.values()].find((relation) => relation.type === 'officeDocument');
  const bookName = root ? resolvePart('', root.target) : 'xl/workbook.xml';
  const bookPart = findPart(zip, bookName) ?? refuse('sheets.damaged');
  const slash = bookPart.name.lastIndexOf('/');
  const folder = slash === -1 ? '' : bookPart.name.slice(0, slash);
  const related = await relations(zip, `${folder === '' ? '' : `${folder}/`}_rels/${bookPart.name.slice(slash + 1)}.rels`, limits);

  let date1904 = false;
  const entries: SheetEntry[] = [];
  await scanPart(
    zip,
    bookPart,
    {
      open(tag, xml) {
        if (tag === n.workbookPr) date1904 = ['1', 'true', 'on'].includes(xml.attribute(n.date1904) ?? '');
        else if (tag === n.sheet) {
          const relation = related.get(xml.attribute(n.id) ?? '');
          if (relation?.type !== 'worksheet') return;
          const part = findPart(zip, resolvePart(folder, relation.target)) ?? refuse('sheets.damaged');
          const hidden = ['hidden', 'veryHidden'].includes(xml.attribute(n.state) ?? '');
          entries.push({ name: unescapeExcel(xml.attribute(n.name) ?? ''), hidden, part });
        }
      },
      close: ignore,
      text: ignore,
    },
    limits,
  );
  if (entries.length === 0) refuse('sheets.no-sheet');
  if (entries.length > limits.sheets) refuse('sheets.too-many-sheets', { count: entries.length, limit: limits.sheets });
  for (const entry of entries) await refuseEndlessSheet(zip, entry, limits);

  const partOf = (type: string): Part | undefined => {
    const relation = [...related.values()].find((one) => one.type === type);
    return relation && findPart(zip, resolvePart(folder, relation.target));
  };
  const stylesPart = partOf('styles');
  const stringsPart = partOf('sharedStrings');
  const styles = stylesPart ? await dateStyles(zip, stylesPart, limits) : [];
  const strings = stringsPart ? await sharedStrings(zip, stringsPart, limits, read) : [];
  const book: Book = { strings, styles, date1904, limits };
  const sheets: Sheet[] = [];
  for (const [index, entry] of entries.entries()) {
    const sheet: Sheet = { index, name: entry.name, hidden: entry.hidden, rows: 0, columns: 0, merges: [] };
    sheets.push(sheet);
    pages.begin(sheet);
    await scanPart(zip, entry.part, new SheetReader(book, sheet, pages), limits, () => pages.pause(), read);
    await pages.finish();
  }
  return { format: 'xlsx', sheets, date1904 };
}

/** Is this zip a workbook, and if not, what is it? By its parts, never by its name. */
export async function zipKind(zip: Zip): Promise<'xlsx' | 'xlsb' | 'docx' | 'pptx' | 'open-document' | 'archive'> {
  const has = (name: string): boolean => findPart(zip, name) !== undefined;
  if (has('[Content_Types].xml')) {
    if (has('xl/workbook.bin')) return 'xlsb';
    if (has('word/document.xml')) return 'docx';
    if (has('ppt/presentation.xml')) return 'pptx';
    if (has('xl/workbook.xml')) return 'xlsx';
    const types = (await unpackWhole(zip, findPart(zip, '[Content_Types].xml')!, 4 * 2 ** 20)).toString('utf8');
    if (
      types.includes('spreadsheetml.sheet.main') ||
      types.includes('spreadsheetml.template.main') ||
      types.includes('ms-excel.sheet.macro')
    )
      return 'xlsx';
    if (types.includes('wordprocessingml')) return 'docx';
  }
  return has('mimetype') && has('content.xml') ? 'open-document' : 'archive';
}
