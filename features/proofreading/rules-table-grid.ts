// A sheet as a grid: what number stands in a cell as printed, which rows are titles, header and body, where one table of a sheet ends and the
// next begins. Blank and dash are "not reported", never zero. What the columns and rows mean is rules-table-columns.ts and rules-table-rows.ts.
import { decimal } from './rules-decimal.ts';
import type { Decimal, Statement, Table } from './rules-model.ts';

/** A number as it stands in a cell; `from`..`to` inside the cell's text, `unit` when the cell itself says one. */
export type CellNumber = { value: Decimal; unit: string; hedge: Statement['hedge']; from: number; to: number };
export type GridCell = { cell: string; text: string; printed: boolean; number: CellNumber | null; start: number | null };

export type Grid = {
  sheet: string;
  rows: readonly number[];
  columns: number;
  at: (row: number, column: number) => GridCell | undefined;
  merges: NonNullable<Table['merges']>;
};

/** One table of a sheet. `titles` are the lines above its header, `header` and `body` row numbers. */
export type Block = { grid: Grid; titles: string[]; header: number[]; body: number[] };

const plain = (text: string): string => text.normalize('NFKC');
const units =
  '万亿元|亿美元|万美元|百万元|百万美元|亿元|万元|千元|美元|元|亿|万户|万人|个百分点|百分点|个|项|家|户|人次|人|名|座|台|套|件|处|次|天|亩|万亩|公顷|平方米|万平方米|平方公里|公里|千米|米|吨|万吨|千瓦时|立方米|万立方米|倍|%|‰';
const numberInCell = new RegExp(
  `^(约|近|超过|超|逾)?\\s*[￥¥$£€]?\\s*([-+−–]?\\(?[-+−–]?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?\\)?|[-+−–]?\\(?[-+−–]?\\d+(?:\\.\\d+)?\\)?)\\s*(${units})?\\s*(以上|左右|余)?$`,
);
/** What people write where there is nothing to write. */
const blank = /^(?:[-—–―−/\\*·.…]+|\(?无\)?|未报|未上报|暂无|空|n\/?a|n\.a\.|nil|none|\?|待定|tbd|x|×)$/i;

export const isBlank = (text: string): boolean => text.trim() === '' || blank.test(plain(text).trim());

/** The number that a cell is, if it is one: 1,234.50, ８０个, 95.94亿元, (3.2), 12.5%. A year, a date, a code are not taken for numbers. */
function numberOf(text: string): CellNumber | null {
  if (text.length > 40) return null;
  const shown = plain(text);
  const match = numberInCell.exec(
    shown
      .trim()
      .replace(/[\u3000\u00a0]/g, ' ')
      .replace(/^[↑▲]\s*/, '')
      .replace(/^[↓▼]\s*(?=\d)/, '-')
      .replace(/[↑↓▲▼]$/, ''),
  );
  if (!match) return null;
  const written = match[2]!;
  const negative = /^\(.*\)$/.test(written) || /^[-−–]\(/.test(written);
  const bare = written.replace(/[()]/g, '').replace(/[−–]/g, '-');
  // 007 and 20200315 with a leading zero are codes; so are integers longer than fifteen digits.
  if (/^-?0\d/.test(bare) || /^\d{16,}$/.test(bare)) return null;
  const value = decimal(bare);
  if (!value) return null;
  const unit = match[3] === '亿' ? '亿元' : (match[3] ?? '');
  const hedge = /约|左右/.test(`${match[1] ?? ''}${match[4] ?? ''}`)
    ? 'about'
    : /近/.test(match[1] ?? '')
      ? 'atMost'
      : match[1] || match[4]
        ? 'atLeast'
        : 'exact';
  const digits = /\d/.exec(text.normalize('NFKC')) && /[0-9０-９]/.exec(text);
  const from = digits ? Math.max(0, digits.index - (/[-+−–－＋]$/.test(text.slice(0, digits.index)) ? 1 : 0)) : 0;
  const to = from + (/^[-+−–－＋]?[0-9０-９,，.．]+/.exec(text.slice(from))?.[0].length ?? text.length);
  return { value: negative && value.digits > 0n ? { digits: -value.digits, scale: value.scale } : value, unit, hedge, from, to };
}

export function gridOf(table: Table): Grid {
  const cells = new Map<number, Map<number, GridCell>>();
  let columns = 0;
  for (const { cell, row, column, text, printed, start } of table.cells) {
    const line = cells.get(row) ?? new Map<number, GridCell>();
    cells.set(row, line);
    line.set(column, { cell, text, printed, number: numberOf(text), start: start ?? null });
    columns = Math.max(columns, column);
  }
  return {
    sheet: table.sheet,
    rows: [...cells.keys()].sort((a, b) => a - b),
    columns,
    at: (row, column) => cells.get(row)?.get(column),
    merges: table.merges ?? [],
  };
}

type RowLook = { row: number; filled: number; distinct: number; numbers: number; years: number; texts: string[]; longest: number };

function lookOf(grid: Grid, row: number): RowLook {
  const texts: string[] = [];
  let filled = 0;
  let numbers = 0;
  let years = 0;
  let longest = 0;
  for (let column = 1; column <= grid.columns; column++) {
    const cell = grid.at(row, column);
    if (!cell || cell.text.trim() === '') continue;
    filled++;
    if (!cell.printed) continue;
    if (cell.number) {
      numbers++;
      if (
        cell.number.unit === '' &&
        cell.number.value.scale === 0 &&
        cell.number.value.digits >= 1990n &&
        cell.number.value.digits <= 2099n
      )
        years++;
    } else if (!isBlank(cell.text)) {
      texts.push(cell.text.trim());
      longest = Math.max(longest, cell.text.length);
    }
  }
  return { row, filled, distinct: new Set(texts).size, numbers, years, texts, longest };
}

/** 1 2 3 4 …, or 甲 乙 1 2 3: a row that only numbers the columns. */
function isNumberRow(grid: Grid, row: number): boolean {
  const found: bigint[] = [];
  for (let column = 1; column <= grid.columns; column++) {
    const cell = grid.at(row, column);
    if (!cell || isBlank(cell.text)) continue;
    if (!cell.number) {
      if (!/^[甲乙丙丁戊]$|^[(（]?\d+[)）]?\s*=.*$|^栏次$/.test(plain(cell.text).trim())) return false;
      continue;
    }
    if (cell.number.value.scale > 0 || cell.number.unit !== '') return false;
    found.push(cell.number.value.digits);
  }
  return found.length >= 3 && found.every((value, index) => index === 0 || value === found[index - 1]! + 1n) && found[0]! <= 2n;
}

const highest = 4;

const isHeaderLike = (look: RowLook): boolean => look.distinct >= 2 && look.numbers === look.years && look.longest <= 120;

/** Does the row below still belong to the header? Merged or empty places above its texts say so, or units alone. */
function continues(grid: Grid, above: number, row: number): boolean {
  const look = lookOf(grid, row);
  if (look.numbers > look.years || look.texts.length + look.years === 0) return false;
  if (grid.merges.some((merge) => merge.top <= above && merge.bottom >= row && merge.bottom > merge.top)) return true;
  let under = 0;
  let own = 0;
  for (let column = 1; column <= grid.columns; column++) {
    const cell = grid.at(row, column);
    if (!cell?.printed || cell.text.trim() === '') continue;
    own++;
    const over = grid.at(above, column);
    if (!over || over.text.trim() === '' || !over.printed) under++;
    else if (/^[(（[][^)）\]]{1,8}[)）\]]$/.test(cell.text.trim())) under++;
  }
  const first = grid.at(row, firstColumn(grid, above));
  // A body row begins with a name under the first title.
  if (first?.printed && first.text.trim() !== '' && own > 1 && under < own) return false;
  return under * 2 >= own && under > 0 && own > 0 && (own > 1 || look.years > 0);
}

function firstColumn(grid: Grid, row: number): number {
  for (let column = 1; column <= grid.columns; column++) if (grid.at(row, column)?.text.trim()) return column;
  return 1;
}

/** The tables of a sheet, top to bottom. A sheet without a header and numbers under it has none. */
export function blocksOf(grid: Grid, captions: readonly string[] = []): Block[] {
  const blocks: Block[] = [];
  const { rows } = grid;
  const looks = new Map(rows.map((row) => [row, lookOf(grid, row)]));
  let at = 0;
  let titles: string[] = [...captions];
  while (at < rows.length) {
    const look = looks.get(rows[at]!)!;
    const isHead = isHeaderLike(look) && !titleLine.test(look.texts.join(' ')) && look.texts.length + look.years >= 2;
    if (!isHead) {
      if (look.texts.length > 0 && look.numbers === 0) titles.push(...look.texts);
      at++;
      continue;
    }
    const header = [rows[at]!];
    while (header.length < highest && at + header.length < rows.length) {
      const next = rows[at + header.length]!;
      if (next !== header.at(-1)! + 1 || !continues(grid, header.at(-1)!, next)) break;
      header.push(next);
    }
    let from = at + header.length;
    if (from < rows.length && isNumberRow(grid, rows[from]!)) header.push(rows[from++]!);
    const body: number[] = [];
    let next = from;
    for (; next < rows.length; next++) {
      const row = rows[next]!;
      if (body.length > 0 && beginsAnother(looks, rows, next, look)) break;
      body.push(row);
    }
    if (body.some((row) => looks.get(row)!.numbers > 0)) {
      blocks.push({ grid, titles, header, body });
      titles = [...captions];
      at = next;
    } else {
      // A line of two texts above the real header: 填报单位：…  单位：万元.
      titles.push(...look.texts);
      at++;
    }
  }
  return blocks;
}

const titleLine = /^[(（]?(填报|填表|编制|制表|报送|上报|金额|计量|货币)?(单位|日期|时间|部门|人)\s*[:：]/;

/** After a gap, or a title that stands alone, a row of texts as wide as a header with numbers soon below it begins another table. */
function beginsAnother(looks: ReadonlyMap<number, RowLook>, rows: readonly number[], at: number, head: RowLook): boolean {
  const row = rows[at]!;
  const look = looks.get(row)!;
  if (look.numbers > look.years) return false;
  const afterGap = at > 0 && row > rows[at - 1]! + 1;
  const before = looks.get(rows[at - 1]!)!;
  const repeats = look.texts.length > 1 && look.texts.join('|') === head.texts.join('|');
  if (repeats) return true;
  if (isHeaderLike(look) && look.filled * 2 >= head.filled && (afterGap || (before.distinct === 1 && before.numbers === 0))) {
    const below = rows.slice(at + 1, at + 6);
    return below.some((next) => looks.get(next)!.numbers > 0);
  }
  // A title of its own after a gap: 二、续建项目情况表.
  if (afterGap && look.distinct === 1 && look.numbers === 0 && look.texts[0]!.length >= 4) {
    const next = rows[at + 1];
    return next !== undefined && isHeaderLike(looks.get(next)!) && looks.get(next)!.filled * 2 >= head.filled;
  }
  return false;
}
