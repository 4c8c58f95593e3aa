// Reads the words of a Word file: paragraphs, tables with their merged cells, text boxes, footnotes, as a person reads them with all
// changes accepted. Deleted and hidden words, field codes and pictures are left out and counted. The package is opened by the same machine
// as workbooks, with its limits; XML knows no document types and no entities. What the words mean is for the room that asked.
import { Refusal, refuse } from '../../vocabulary/problems.ts';
import { defaultLimits, type Limits } from '../sheets/limits.ts';
import { nameOf, type XmlHandler, XmlScanner } from '../sheets/xml.ts';
import { findPart, openZip, type Part, unpack, type Zip } from '../sheets/zip.ts';

/** A cell of a table: rows and columns from 1, `down` and `across` how many it covers, `text` with line breaks between its paragraphs. */
export type WordCell = { row: number; column: number; down: number; across: number; text: string };
export type WordBlock = { kind: 'paragraph'; text: string } | { kind: 'table'; rows: number; columns: number; cells: WordCell[] };
export type WordText = {
  /** In reading order; a table inside a cell follows the table it stands in, a text box the paragraph it hangs on. */
  blocks: WordBlock[];
  /** Footnotes and endnotes, in order. */
  notes: string[];
  leftOut: { deletions: number; hidden: number; pictures: number };
};

const mostCharacters = 5_000_000;

const n = {
  p: nameOf('p'),
  t: nameOf('t'),
  tab: nameOf('tab'),
  br: nameOf('br'),
  cr: nameOf('cr'),
  noBreakHyphen: nameOf('noBreakHyphen'),
  tbl: nameOf('tbl'),
  tr: nameOf('tr'),
  tc: nameOf('tc'),
  trPr: nameOf('trPr'),
  gridSpan: nameOf('gridSpan'),
  gridBefore: nameOf('gridBefore'),
  vMerge: nameOf('vMerge'),
  val: nameOf('val'),
  del: nameOf('del'),
  moveFrom: nameOf('moveFrom'),
  Fallback: nameOf('Fallback'),
  rt: nameOf('rt'),
  r: nameOf('r'),
  rPr: nameOf('rPr'),
  pPr: nameOf('pPr'),
  rPrChange: nameOf('rPrChange'),
  vanish: nameOf('vanish'),
  txbxContent: nameOf('txbxContent'),
  tabs: nameOf('tabs'),
  pict: nameOf('pic'),
  footnote: nameOf('footnote'),
  endnote: nameOf('endnote'),
  type: nameOf('type'),
};

/** Elements whose words a reader does not see, or sees elsewhere: deletions, the second form of a drawing, phonetic guides, former looks. */
const silent = new Set([n.del, n.moveFrom, n.Fallback, n.rt, n.rPrChange]);

type OpenTable = { rows: number; cells: WordCell[]; column: number; open: Map<number, WordCell>; deletedRow: boolean; width: number };
type OpenCell = { cell: WordCell | null; continues: boolean; lines: string[] };
/** Where finished paragraphs go: the document, a cell, a text box, a note. */
type Sink = { kind: 'blocks'; blocks: WordBlock[] } | { kind: 'cell'; open: OpenCell } | { kind: 'note'; lines: string[] };

class WordReader implements XmlHandler {
  readonly blocks: WordBlock[] = [];
  readonly notes: string[] = [];
  readonly leftOut = { deletions: 0, hidden: 0, pictures: 0 };
  private characters = 0;
  private readonly sinks: Sink[] = [];
  private readonly tables: OpenTable[] = [];
  /** Blocks that wait until what they hang on is finished: nested tables, text boxes. */
  private readonly waiting: WordBlock[][] = [];
  private readonly paragraphs: string[] = [];
  private silence = 0;
  private vanished = false;
  private inRunProperties = 0;
  private inParagraphProperties = 0;
  private inRowProperties = 0;
  private inTabs = 0;
  private inNote = false;

  constructor(notes: boolean) {
    if (!notes) this.sinks.push({ kind: 'blocks', blocks: this.blocks });
  }

  open(tag: number, xml: XmlScanner): void {
    if (tag === n.rPr) this.inRunProperties++;
    else if (tag === n.pPr) this.inParagraphProperties++;
    else if (tag === n.trPr) this.inRowProperties++;
    else if (tag === n.tabs) this.inTabs++;
    if (silent.has(tag)) {
      if (tag === n.del && this.inRowProperties > 0) {
        const table = this.tables.at(-1);
        if (table) table.deletedRow = true;
      }
      if (this.inRunProperties === 0 && this.inRowProperties === 0 && (tag === n.del || tag === n.moveFrom)) this.leftOut.deletions++;
      this.silence++;
      return;
    }
    if (this.silence > 0) return;
    switch (tag) {
      case n.p:
        this.paragraphs.push('');
        this.waiting.push([]);
        break;
      case n.t:
        xml.wantText = !this.vanished;
        if (this.vanished) this.leftOut.hidden++;
        break;
      case n.tab:
        if (this.inTabs === 0 && this.inParagraphProperties === 0) this.add('\t');
        break;
      case n.br:
      case n.cr:
        this.add('\n');
        break;
      case n.noBreakHyphen:
        this.add('-');
        break;
      case n.r:
        this.vanished = false;
        break;
      case n.vanish:
        if (this.inRunProperties > 0 && this.inParagraphProperties === 0 && !['0', 'false', 'off'].includes(xml.attribute(n.val) ?? ''))
          this.vanished = true;
        break;
      case n.pict:
        this.leftOut.pictures++;
        break;
      case n.tbl:
        this.tables.push({ rows: 0, cells: [], column: 1, open: new Map(), deletedRow: false, width: 0 });
        this.waiting.push([]);
        break;
      case n.tr:
        this.beginRow();
        break;
      case n.gridBefore: {
        const table = this.tables.at(-1);
        if (table) table.column += countOf(xml.attribute(n.val));
        break;
      }
      case n.tc:
        this.beginCell();
        break;
      case n.gridSpan: {
        const open = this.cell();
        if (open?.cell) open.cell.across = Math.max(1, countOf(xml.attribute(n.val)));
        break;
      }
      case n.vMerge: {
        const open = this.cell();
        if (open && (xml.attribute(n.val) ?? 'continue') === 'continue') open.continues = true;
        break;
      }
      case n.txbxContent:
        this.sinks.push({ kind: 'blocks', blocks: this.waiting.at(-1) ?? this.blocks });
        break;
      case n.footnote:
      case n.endnote:
        this.inNote = !['separator', 'continuationSeparator', 'continuationNotice'].includes(xml.attribute(n.type) ?? '');
        this.sinks.push({ kind: 'note', lines: [] });
        break;
    }
  }

  close(tag: number, xml: XmlScanner): void {
    if (tag === n.rPr) this.inRunProperties--;
    else if (tag === n.pPr) this.inParagraphProperties--;
    else if (tag === n.trPr) this.inRowProperties--;
    else if (tag === n.tabs) this.inTabs--;
    if (silent.has(tag)) {
      this.silence--;
      return;
    }
    if (this.silence > 0) return;
    switch (tag) {
      case n.t:
        xml.wantText = false;
        break;
      case n.r:
        this.vanished = false;
        break;
      case n.p:
        this.endParagraph();
        break;
      case n.tc:
        this.endCell();
        break;
      case n.tr:
        this.endRow();
        break;
      case n.tbl:
        this.endTable();
        break;
      case n.txbxContent:
        this.sinks.pop();
        break;
      case n.footnote:
      case n.endnote: {
        const sink = this.sinks.pop();
        const text = sink?.kind === 'note' ? sink.lines.join('\n').trim() : '';
        if (this.inNote && text !== '') this.notes.push(text);
        break;
      }
    }
  }

  text(piece: string): void {
    this.add(piece);
  }

  private add(text: string): void {
    if (this.paragraphs.length === 0) return;
    this.characters += text.length;
    if (this.characters > mostCharacters) refuse('papers.docx-too-long', { limit: mostCharacters / 10_000 });
    this.paragraphs[this.paragraphs.length - 1] += text;
  }

  private endParagraph(): void {
    const text = this.paragraphs.pop() ?? '';
    const hung = this.waiting.pop() ?? [];
    const sink = this.sinks.at(-1);
    if (!sink) return;
    if (sink.kind === 'cell') {
      sink.open.lines.push(text);
      // A text box inside a cell is words of that cell; a table inside one waits for the table around it.
      for (const block of hung) if (block.kind === 'paragraph') sink.open.lines.push(block.text);
      this.waiting.at(-1)?.push(...hung.filter((block) => block.kind === 'table'));
    } else if (sink.kind === 'note') sink.lines.push(text);
    else sink.blocks.push({ kind: 'paragraph', text }, ...hung);
  }

  private cell(): OpenCell | undefined {
    const sink = this.sinks.at(-1);
    return sink?.kind === 'cell' ? sink.open : undefined;
  }

  private beginRow(): void {
    const table = this.tables.at(-1);
    if (!table) return;
    table.rows++;
    table.column = 1;
    table.deletedRow = false;
  }

  private beginCell(): void {
    const table = this.tables.at(-1);
    if (!table) return;
    const cell: WordCell = { row: table.rows, column: table.column, down: 1, across: 1, text: '' };
    this.sinks.push({ kind: 'cell', open: { cell, continues: false, lines: [] } });
  }

  private endCell(): void {
    const table = this.tables.at(-1);
    const sink = this.sinks.at(-1);
    if (!table || sink?.kind !== 'cell') return;
    this.sinks.pop();
    const { cell, continues, lines } = sink.open;
    if (!cell) return;
    cell.text = lines.join('\n').trim();
    table.column = cell.column + cell.across;
    table.width = Math.max(table.width, table.column - 1);
    if (table.width > 1000) refuse('papers.docx-damaged');
    const above = table.open.get(cell.column);
    if (continues && above) {
      above.down = cell.row - above.row + 1;
      if (cell.text !== '') above.text = above.text === '' ? cell.text : `${above.text}\n${cell.text}`;
      return;
    }
    table.open.set(cell.column, cell);
    table.cells.push(cell);
  }

  private endRow(): void {
    const table = this.tables.at(-1);
    if (!table?.deletedRow) return;
    this.leftOut.deletions++;
    table.cells = table.cells.filter((cell) => cell.row !== table.rows);
    table.rows--;
  }

  private endTable(): void {
    const table = this.tables.pop();
    const nested = this.waiting.pop() ?? [];
    if (!table) return;
    const block: WordBlock = { kind: 'table', rows: table.rows, columns: table.width, cells: table.cells };
    const sink = this.sinks.at(-1);
    if (sink?.kind === 'blocks') sink.blocks.push(block, ...nested);
    else if (sink?.kind === 'cell') this.waiting.at(-1)?.push(block, ...nested);
    else if (sink?.kind === 'note') sink.lines.push(...table.cells.map((cell) => cell.text));
  }
}

const countOf = (text: string | undefined): number => {
  const count = Number(text ?? 1);
  return Number.isInteger(count) && count >= 0 && count < 1000 ? count : 1;
};

async function scan(zip: Zip, part: Part, notes: boolean, limits: Limits): Promise<WordReader> {
  const reader = new WordReader(notes);
  const scanner = new XmlScanner(reader, limits.text);
  await unpack(zip, part, (chunk) => scanner.push(chunk));
  scanner.end();
  return reader;
}

/** The refusals of the opening machine speak of workbooks; here they speak of Word files. */
function ofWord(error: unknown, name: string): never {
  if (!(error instanceof Refusal)) throw error;
  switch (error.problem.code) {
    case 'sheets.damaged':
      return refuse('papers.docx-damaged');
    case 'sheets.password':
      return refuse('papers.docx-password', { name });
    case 'sheets.too-big-unpacked':
    case 'sheets.packed-too-tight':
    case 'sheets.too-many-parts':
    case 'sheets.unsafe-part':
    case 'sheets.lies-about-size':
    case 'sheets.unsafe-xml':
    case 'sheets.text-too-long':
      return refuse('papers.docx-unsafe', { name });
    default:
      throw error;
  }
}

/** Reads a .docx file at `path` that is known to be one. `name` is what the person called it, for refusals. */
export async function readDocx(path: string, name: string, limits: Limits = defaultLimits): Promise<WordText> {
  try {
    const zip = openZip(path, limits);
    const main = findPart(zip, 'word/document.xml') ?? refuse('papers.docx-damaged');
    const body = await scan(zip, main, false, limits);
    const notes: string[] = [];
    for (const part of ['word/footnotes.xml', 'word/endnotes.xml']) {
      const found = findPart(zip, part);
      if (!found) continue;
      const read = await scan(zip, found, true, limits);
      notes.push(...read.notes);
      body.leftOut.deletions += read.leftOut.deletions;
      body.leftOut.hidden += read.leftOut.hidden;
    }
    return { blocks: body.blocks, notes, leftOut: body.leftOut };
  } catch (error) {
    return ofWord(error, name);
  }
}
