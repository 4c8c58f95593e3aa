// Which rows of a list are data and which only speak about data: group headings (一、新建项目), subtotals and totals, notes, a header
// printed again. Such rows are never imported; the sums they claim are checked in rules-sums.ts. A row with its own text beside the
// name is data, whatever its name begins with.
import { type Cell, cellText, type SheetRow } from '../../platform/sheets/cells.ts';

export interface RowSetting {
  /** Column of the record's name; 0 when there is none. */
  nameColumn: number;
  sequenceColumn: number | null;
  /** Mapped columns whose text makes a row data: owner, place, content, days … not the name, not amounts. */
  textColumns: readonly number[];
  /** Columns with amounts that groups may sum. */
  summedColumns: readonly number[];
  /** Title of each column as compared, by column. */
  titles: ReadonlyMap<number, string>;
  columns: number;
  /** How many columns a cell at (row, column) spans; 1 when it is not merged. */
  spanAt(row: number, column: number): number;
}

export type RowKind =
  | { kind: 'data' }
  | { kind: 'blank' }
  | { kind: 'header-again' }
  | { kind: 'note'; label: string }
  /** `level` 0 is the outermost; `sure` is false for a heading that carries no number of its own. */
  | { kind: 'group'; level: number; label: string; sure: boolean }
  | { kind: 'total'; rank: 'sub' | 'all'; label: string };

const totalWord = '(?:总合计|总计|合计|小计|共计|累计|本页小计|本页合计|grandtotal|subtotal|sub-total|total|sum)';
const totalAlone = new RegExp(`^${totalWord}(?:$|[:：(（\\[\\d,，]|共|个|项|数)`, 'i');
const totalAtEnd = /^.{1,24}(合计|小计|总计|共计)(?:$|[:：(（\d].*$)/;
const subWord = /(小计|subtotal|sub-total)/i;
const noteStart =
  /^(注|备注|说明|填表说明|填报说明|数据来源|资料来源|填表人|填报人|填报单位|审核人|审核|制表|制表人|单位负责人|主管领导|负责人|联系人|联系电话|source|notes?|prepared by|n\.?b\.?)\s*\d?\s*[:：]/i;
const chineseNumber = '[一二三四五六七八九十百]+';
const levels: readonly [RegExp, number][] = [
  [new RegExp(`^第${chineseNumber}(?:部分|大类|类|批|章)`), 0],
  [new RegExp(`^${chineseNumber}[、.．:：]`), 1],
  [new RegExp(`^[（(]${chineseNumber}[)）]`), 2],
  [/^其中/, 9],
];
const loneNumber: readonly [RegExp, number][] = [
  [new RegExp(`^${chineseNumber}[、.．]?$`), 1],
  [new RegExp(`^[（(]${chineseNumber}[)）]$`), 2],
];
const arabicLevels: readonly [RegExp, number][] = [
  [/^\d{1,2}[、.．]\s*\D/, 3],
  [/^[（(]\d{1,2}[)）]/, 4],
  [/^[①②③④⑤⑥⑦⑧⑨⑩]/, 5],
];
/** Level of a heading that has no number. */
const unnumbered = 6;

const textOf = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? '' : typeof cell === 'string' ? cell : cellText(cell);
const tight = (text: string): string => text.normalize('NFKC').replace(/[\s\u200b\ufeff]/g, '');

/** Says what a row is. */
export function classifyRow({ row, cells }: SheetRow, setting: RowSetting): RowKind {
  let texts = 0;
  for (const column of setting.textColumns) {
    const cell = cells[column - 1];
    if (cell !== null && cell !== undefined && cell !== '' && (typeof cell !== 'string' || cell.trim() !== '')) texts++;
  }
  const name = setting.nameColumn > 0 ? textOf(cells[setting.nameColumn - 1]) : '';
  if (texts >= 2 && name !== '') {
    // Two columns of text beside a name: data, unless it is the header once more.
    return tight(name) === setting.titles.get(setting.nameColumn) && headerAgain(cells, setting)
      ? { kind: 'header-again' }
      : { kind: 'data' };
  }
  return classifyThin(row, cells, setting, name, texts);
}

function classifyThin(row: number, cells: readonly Cell[], setting: RowSetting, name: string, texts: number): RowKind {
  const filled: { column: number; text: string }[] = [];
  for (let index = 0; index < cells.length; index++) {
    const text = tight(textOf(cells[index]));
    if (text !== '') filled.push({ column: index + 1, text });
  }
  const first = filled[0];
  if (!first) return { kind: 'blank' };
  if (filled.length >= 2 && headerAgain(cells, setting)) return { kind: 'header-again' };
  const labelUpTo = Math.max(setting.nameColumn, setting.sequenceColumn ?? 0, 3);
  const labels = filled.filter(
    ({ column, text }) => column <= labelUpTo && !setting.summedColumns.includes(column) && !/^[\d.,]+$/.test(text),
  );
  const label = labels.map(({ text }) => text).join('');
  if (texts <= 1 && labels.length > 0) {
    const spoken = labels.find(({ text }) => totalAlone.test(text)) ?? (totalAlone.test(label) ? { text: label } : undefined);
    const ending =
      spoken ??
      (texts === 0
        ? labels.find(({ text, column }) => totalAtEnd.test(text) && (column !== setting.nameColumn || sequenceBlank(cells, setting)))
        : undefined);
    if (ending)
      return {
        kind: 'total',
        rank: subWord.test(ending.text) ? 'sub' : 'all',
        label: labels.length > 1 && spoken !== undefined ? label : ending.text,
      };
  }
  if (noteStart.test(first.text) && (first.column !== setting.nameColumn || filled.length <= 2))
    return { kind: 'note', label: textOf(cells[first.column - 1]).trim() };
  if (texts > 0) return { kind: 'data' };
  return classifyHeading(row, cells, setting, name, filled, labels);
}

function classifyHeading(
  row: number,
  cells: readonly Cell[],
  setting: RowSetting,
  name: string,
  filled: { column: number; text: string }[],
  labels: { column: number; text: string }[],
): RowKind {
  const head = labels[0];
  if (!head) return { kind: 'data' };
  const label = labels
    .map(({ column }) =>
      textOf(cells[column - 1])
        .trim()
        .replace(/\s+/g, ' '),
    )
    .join(' ');
  for (const [pattern, level] of loneNumber)
    if (head.column !== setting.nameColumn && labels.length > 1 && pattern.test(head.text))
      return { kind: 'group', level, label, sure: true };
  for (const [pattern, level] of levels) if (pattern.test(head.text)) return { kind: 'group', level, label, sure: true };
  const wide =
    setting.spanAt(row, head.column) >= 3 ||
    (setting.nameColumn > head.column && setting.spanAt(row, head.column) > setting.nameColumn - head.column);
  if (wide) for (const [pattern, level] of arabicLevels) if (pattern.test(head.text)) return { kind: 'group', level, label, sure: true };
  const amounts = filled.filter(({ column }) => setting.summedColumns.includes(column)).length;
  if (wide) return { kind: 'group', level: unnumbered, label, sure: false };
  if (setting.columns < 4) return { kind: 'data' };
  if (head.column !== setting.nameColumn && name === '' && (amounts > 0 || filled.length === 1))
    return { kind: 'group', level: unnumbered, label, sure: false };
  if (
    head.column === setting.nameColumn &&
    filled.length === 1 &&
    setting.sequenceColumn !== null &&
    /(项目|类|部分|产业|领域)([(（].*[)）])?$/.test(head.text) &&
    head.text.length <= 16
  )
    return { kind: 'group', level: unnumbered, label, sure: false };
  return { kind: 'data' };
}

const sequenceBlank = (cells: readonly Cell[], setting: RowSetting): boolean =>
  setting.sequenceColumn === null || !/^\d+$/.test(tight(textOf(cells[setting.sequenceColumn - 1])));

function headerAgain(cells: readonly Cell[], setting: RowSetting): boolean {
  let same = 0;
  let other = 0;
  for (let index = 0; index < cells.length; index++) {
    const text = tight(textOf(cells[index]));
    if (text === '') continue;
    const title = setting.titles.get(index + 1);
    if (title !== undefined && title !== '' && (title === text || (text.length >= 2 && title.includes(text)))) same++;
    else other++;
  }
  return same >= 2 && same >= 4 * other;
}

/** The number of records a label claims: （一）5000万元以上项目（34个） is 34, 合计80个 is 80. */
export function countClaim(label: string): number | null {
  const text = label.normalize('NFKC').replace(/\s/g, '');
  const match = /(?:^|[^\d.,万亿元])(\d{1,6})(?:个|项)/.exec(text);
  return match ? Number(match[1]) : null;
}

export const titleKey = (title: string): string => tight(title.replace(/ \/ /g, ''));
