// Takes the words out of pasted HTML: paragraphs and tables as a reader saw them. Scripts, styles, forms' insides, comments and hidden parts
// are dropped. Nothing here is ever rendered as HTML again; what comes out is plain text. One pass, no backtracking, whatever is pasted.
import type { Block, BlockCell } from './rules-blocks.ts';

/** Elements dropped with everything inside them. */
const dropped = new Set(
  'script style noscript template svg math iframe object embed applet head title select textarea button audio video canvas map rt rp del strike'.split(
    ' ',
  ),
);
/** Of those, the ones whose inside is not markup: they end at their own closing tag only. */
const raw = new Set('script style noscript iframe title textarea'.split(' '));
const blocksOf = new Set(
  'p div section article header footer main aside nav h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre hr form fieldset figure figcaption address body html center'.split(
    ' ',
  ),
);
const voids = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '));

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  zwnj: '',
  zwj: '',
  shy: '',
  middot: '·',
  bull: '•',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  minus: '−',
  times: '×',
  divide: '÷',
  plusmn: '±',
  permil: '‰',
  le: '≤',
  ge: '≥',
  ne: '≠',
  asymp: '≈',
  deg: '°',
  sup2: '²',
  sup3: '³',
  frac12: '½',
  yen: '¥',
  pound: '£',
  euro: '€',
  cent: '¢',
  copy: '©',
  reg: '®',
  sect: '§',
  para: '¶',
  laquo: '«',
  raquo: '»',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
};

function entities(text: string): string {
  return text.includes('&')
    ? text.replace(
        /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z][a-z0-9]{1,12}));?/gi,
        (whole, hex?: string, decimal?: string, name?: string) => {
          if (name !== undefined) return named[name] ?? named[name.toLowerCase()] ?? whole;
          const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
          return code === 0xa0 ? ' ' : code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' ';
        },
      )
    : text;
}

const chinese = /[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]/;

/** Spaces as a browser shows them; a line break of the source between Chinese characters is none. */
const spaced = (text: string): string =>
  text.replace(/[ \t\f]*[\r\n][ \t\r\n\f]*/g, (_all, at: number, whole: string) => {
    const before = whole[at - 1] ?? '';
    const after = /\S/.exec(whole.slice(at, at + 4000))?.[0] ?? '';
    return chinese.test(before) && chinese.test(after) ? '' : ' ';
  });

type OpenTable = {
  row: number;
  taken: Set<string>;
  cells: BlockCell[];
  cell: BlockCell | null;
  rows: number;
  columns: number;
  nested: Block[];
};

class Reader {
  readonly blocks: Block[] = [];
  dropped = 0;
  private line = '';
  private readonly tables: OpenTable[] = [];
  private superscript = 0;
  private preformatted = 0;

  text(piece: string): void {
    let text = entities(piece);
    if (this.preformatted === 0) text = spaced(text).replace(/[ \t]{2,}/g, ' ');
    if (this.superscript > 0) text = text.replace(/^\s*2\s*$/, '²').replace(/^\s*3\s*$/, '³');
    this.put(text);
  }

  private put(text: string): void {
    const table = this.tables.at(-1);
    if (!table) this.line += text;
    else if (table.cell) table.cell.text += text;
  }

  private endLine(): void {
    const table = this.tables.at(-1);
    if (table) {
      if (table.cell && table.cell.text !== '' && !table.cell.text.endsWith('\n')) table.cell.text += '\n';
      return;
    }
    const text = this.line.replace(/[ \t]*\n[ \t]*/g, '\n').trim();
    if (text !== '') this.blocks.push({ kind: 'paragraph', text });
    this.line = '';
  }

  private endCell(): void {
    const cell = this.tables.at(-1)?.cell;
    if (!cell) return;
    cell.text = cell.text.replace(/[ \t]*\n[ \t]*/g, '\n').trim();
    this.tables.at(-1)!.cell = null;
  }

  open(name: string, attributes: string): void {
    if (name === 'sup') this.superscript++;
    else if (name === 'pre') this.preformatted++;
    if (name === 'br') this.put('\n');
    else if (blocksOf.has(name)) this.endLine();
    else if (name === 'table') {
      this.endLine();
      this.tables.push({ row: 0, taken: new Set(), cells: [], cell: null, rows: 0, columns: 0, nested: [] });
    } else if (name === 'tr') {
      const table = this.tables.at(-1);
      if (!table) {
        this.endLine();
        return;
      }
      this.endCell();
      table.row++;
      table.rows = Math.max(table.rows, table.row);
    } else if (name === 'td' || name === 'th') {
      const table = this.tables.at(-1);
      if (!table) {
        this.put(' ');
        return;
      }
      this.endCell();
      if (table.row === 0) {
        table.row = 1;
        table.rows = Math.max(table.rows, 1);
      }
      let column = 1;
      while (table.taken.has(`${table.row}/${column}`)) column++;
      if (column > 1000) return;
      const across = spanOf(attributes, 'colspan', 200);
      const down = spanOf(attributes, 'rowspan', 500);
      for (let row = table.row; row < table.row + down; row++)
        for (let at = column; at < column + across; at++) table.taken.add(`${row}/${at}`);
      table.columns = Math.max(table.columns, column + across - 1);
      const cell: BlockCell = { row: table.row, column, down, across, text: '' };
      table.cells.push(cell);
      table.cell = cell;
    }
  }

  close(name: string): void {
    if (name === 'sup') this.superscript = Math.max(0, this.superscript - 1);
    else if (name === 'pre') this.preformatted = Math.max(0, this.preformatted - 1);
    if (blocksOf.has(name)) this.endLine();
    else if (name === 'td' || name === 'th' || name === 'tr') this.endCell();
    else if (name === 'table') this.endTable();
  }

  private endTable(): void {
    this.endCell();
    const table = this.tables.pop();
    if (!table) return;
    for (const cell of table.cells) cell.down = Math.min(cell.down, table.rows - cell.row + 1);
    const found: Block[] = [{ kind: 'table', rows: table.rows, columns: table.columns, cells: table.cells }, ...table.nested];
    const around = this.tables.at(-1);
    if (around) around.nested.push(...found);
    else this.blocks.push(...found);
  }

  end(): void {
    while (this.tables.length > 0) this.endTable();
    this.endLine();
  }
}

function spanOf(attributes: string, name: string, most: number): number {
  const found = new RegExp(`\\b${name}\\s*=\\s*["']?\\s*(\\d{1,4})`, 'i').exec(attributes);
  return Math.min(most, Math.max(1, Number(found?.[1] ?? 1)));
}

const isHidden = (attributes: string): boolean =>
  /(?:^|\s)hidden(?:\s|=|$)/i.test(attributes) || /style\s*=\s*["'][^"']{0,400}(?:display\s*:\s*none|mso-hide\s*:\s*all)/i.test(attributes);

/** Where the tag that begins at `at` ends, minding quoted attributes. */
function endOfTag(html: string, at: number): number {
  let quote = '';
  for (let i = at; i < html.length; i++) {
    const sign = html[i]!;
    if (quote !== '') {
      if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return i;
  }
  return -1;
}

/** The inside of a script is not markup: it ends where its closing tag stands, and only there. */
function afterRaw(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}[^>]{0,200}>`, 'gi');
  closing.lastIndex = from;
  return closing.exec(html) ? closing.lastIndex : html.length;
}

/** The words of HTML. `dropped` counts scripts, hidden parts and the like that were left out. */
export function readHtml(html: string): { blocks: Block[]; dropped: number } {
  const reader = new Reader();
  let at = 0;
  /** The dropped element we are in and how deep it is nested in itself. */
  let skip: { name: string; depth: number } | null = null;
  let unquotedUntil = 0;
  while (at < html.length) {
    const less = html.indexOf('<', at);
    if (less === -1) {
      if (!skip) reader.text(html.slice(at));
      break;
    }
    if (less > at && !skip) reader.text(html.slice(at, less));
    if (html.startsWith('<!--', less)) {
      const end = html.indexOf('-->', less + 4);
      at = end === -1 ? html.length : end + 3;
      continue;
    }
    const match = /^<(\/?)([a-zA-Z][\w:-]{0,40})|^<[!?]/.exec(html.slice(less, less + 44));
    if (!match) {
      if (!skip) reader.text('<');
      at = less + 1;
      continue;
    }
    // An attribute whose quote never closes would make every later tag search the whole rest again: such a page is read to the next sign.
    let end = less < unquotedUntil ? html.indexOf('>', less) : endOfTag(html, less + match[0].length);
    if (end === -1) {
      unquotedUntil = html.length;
      end = html.indexOf('>', less);
    }
    if (end === -1) break;
    at = end + 1;
    const name = match[2]?.toLowerCase();
    if (name === undefined) continue;
    const closing = match[1] === '/';
    const attributes = html.slice(less + match[0].length, end);
    const alone = voids.has(name) || attributes.endsWith('/');
    if (skip) {
      if (name !== skip.name) continue;
      if (closing) skip.depth--;
      else if (!alone) skip.depth++;
      if (skip.depth === 0) skip = null;
      continue;
    }
    if (closing) {
      reader.close(name);
      continue;
    }
    if (dropped.has(name) || isHidden(attributes.slice(0, 4000))) {
      reader.dropped++;
      if (alone) continue;
      if (raw.has(name)) at = afterRaw(html, name, at);
      else skip = { name, depth: 1 };
      continue;
    }
    reader.open(name, attributes);
  }
  reader.end();
  return { blocks: reader.blocks, dropped: reader.dropped };
}
