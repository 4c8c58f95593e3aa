// What the columns and rows of one table are: which name the rows, which count, measure or compare, in which unit; which rows are totals,
// subtotals, parts introduced by 其中, headings of a level. Told by titles and by what stands below them. Every number becomes a statement.
import { unitKind } from './rules-decimal.ts';
import type { Decimal, Dimension, Statement, Table } from './rules-model.ts';
import { type Block, type GridCell, isBlank } from './rules-table-grid.ts';

export type Column = {
  column: number;
  /** Header texts above it, top to bottom, without repetition and without units. */
  parts: string[];
  title: string;
  role: 'label' | 'number' | 'percent' | 'rank' | 'average' | 'other';
  unit: string;
  dimension: Dimension;
  /** A percentage held as a fraction, 0.495 for 49.5 %. */
  fraction: boolean;
  nature: string | null;
  year: number | null;
};

export type RowKind = 'grand' | 'total' | 'sub' | 'of' | 'item' | 'text';
export type Row = {
  row: number;
  kind: RowKind;
  label: string;
  /** The cells that name it, left to right. */
  labels: string[];
  /** 1 for 一、, 2 for （一）, 3 for 1., 4 for （1）; deeper for indented lines; null when it has no number. */
  depth: number | null;
  hasNumbers: boolean;
};

export type Body = {
  block: Block;
  columns: Column[];
  rows: Row[];
  at: (row: number, column: number) => Statement | undefined;
  statements: Statement[];
};

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\u3000]+/g, ' ')
    .trim();
const tight = (text: string): string => text.normalize('NFKC').replace(/[\s\u3000]+/g, '');

const unitWords =
  '万亿元|百万美元|万美元|亿美元|百万英镑|百万元|亿元|万元|千元|美元|元|亿|万户|万人|个百分点|百分点|平方公里|万平方米|平方米|㎡|立方米|万立方米|公里|千米|万亩|亩|公顷|万吨|吨|千瓦时|个|项|家|户|人次|人|名|座|台|套|件|处|次|天|万|%|％|‰|倍|£m|£ ?million|us\\$ ?million|\\$ ?million|rmb ?million|million|billion|thousand|no\\.?|number';
const bracketUnit = new RegExp(`[(（\\[【]\\s*(?:单位[:：]?)?\\s*(?:人民币)?(${unitWords})[^)）\\]】]{0,6}[)）\\]】]`, 'i');
const tailUnit = new RegExp(`(?:/|／|:|：|,|，)\\s*(${unitWords})$`, 'i');
const wholeUnit = new RegExp(`^[(（\\[]?\\s*(?:单位[:：]?)?(${unitWords})\\s*[)）\\]]?$`, 'i');

const canonical = (unit: string): string => {
  const bare = unit.replace(/\s+/g, ' ');
  if (bare === '亿') return '亿元';
  if (bare === '％') return '%';
  if (/^£m|^£ ?million/i.test(bare)) return '£ million';
  if (/^us\$ ?million|^\$ ?million/i.test(bare)) return 'US$ million';
  if (/^rmb ?million/i.test(bare)) return 'RMB million';
  if (/^no\.?$|^number$/i.test(bare)) return '个';
  return bare;
};

function unitOf(texts: readonly string[]): string | null {
  for (const text of [...texts].reverse()) {
    const found = bracketUnit.exec(text) ?? wholeUnit.exec(text.trim()) ?? tailUnit.exec(text.trim());
    if (found) return canonical(found[1]!);
  }
  return null;
}

/** Units of the lines above a table: 单位：个、亿元 names one for counts and one for money. */
function unitLine(lines: readonly string[]): string[] {
  for (const line of lines) {
    const said = /(?:(?:金额|计量|货币)?单位|unit)s?\s*[:：]?\s*([^)）\]】]{1,30})/i.exec(plain(line));
    if (!said) continue;
    const found = said[1]!.split(/[、,，;；/ ]+/).flatMap((word) => {
      const unit = wholeUnit.exec(word.trim());
      return unit ? [canonical(unit[1]!)] : [];
    });
    if (found.length > 0) return found;
  }
  return [];
}

const idTitle =
  /^(序号|序|编号|项次|代码|编码|项目代码|信用代码|邮编|电话|联系电话|手机|年份|年度|日期|时间|建设年限|起止年限|开工时间|竣工时间|身份证号?|id|no|nr|code|year|fiscal year|date|phone|zip|postcode|latitude|longitude|lat|lon|url|合同号|文号|期号|星期|行次|栏次|#)$|(代码|编码|编号|电话|年限|日期|时间|年月|年份|号码|起止)$|\b(id|code|year|date|number|zip|phone|latitude|longitude|district|board|bin|bbl|fips|iso)$/i;
const percentTitle =
  /%|％|率|占比|比重|比例|占.{0,8}比|增长|增幅|增速|同比|环比|降幅|share|percent|growth|ratio|rate|variance %|proportion|completion/i;
const rankTitle = /(排名|位次|名次|排位|位列|rank(?:ing)?)$/i;
const averageTitle = /平均|户均|人均|项均|均值|单价|单位造价|亩均|average|mean|per capita|unit price/i;
const countTitle = /个数|项目数|数量|宗数|户数|家数|人数|件数|总数|项数|count|number|projects$|^(项目|企业)$/i;
const moneyTitle = /投资|金额|资金|产值|收入|支出|税|额|款|成本|造价|cost|budget|spend|amount|investment|funding|价值|利润|出资|贷款|债/i;
const complements: [RegExp, string][] = [
  [/续建|continuing|ongoing/i, '续建'],
  [/新开工/, '新开工'],
  [/新建|new (?:projects|starts?|build)/i, '新建'],
];

const natureOf = (text: string): string | null => complements.find(([words]) => words.test(text))?.[1] ?? null;

const withoutUnits = (text: string): string => plain(text).replace(new RegExp(bracketUnit.source, 'gi'), '').replace(tailUnit, '').trim();

function partsOf(block: Block, column: number): { parts: string[]; raw: string[] } {
  const raw: string[] = [];
  for (const row of block.header) {
    const text = headerText(block, row, column);
    if (text !== '' && raw.at(-1) !== text) raw.push(text);
  }
  const parts = raw.map(withoutUnits).filter((part) => part !== '' && !wholeUnit.test(part) && !/^\d{1,2}$/.test(part));
  return { parts, raw };
}

/** A title over several columns is merged, or written once with empty cells to its right. */
function headerText(block: Block, row: number, column: number): string {
  const own = block.grid.at(row, column)?.text ?? '';
  if (own.trim() !== '') return plain(own);
  const last = block.header.at(-1)!;
  if (row === last) return '';
  // Only a row that has titles of its own below may lend its text to the right.
  const below = block.header.some((other) => other > row && (block.grid.at(other, column)?.text ?? '').trim() !== '');
  if (!below) return '';
  for (let left = column - 1; left >= 1; left--) {
    const text = block.grid.at(row, left)?.text ?? '';
    if (text.trim() === '') continue;
    // A single title that reaches down to the last row of the header covers its own column alone.
    const alone = !block.header.some((other) => other > row && (block.grid.at(other, left)?.text ?? '').trim() !== '');
    return alone ? '' : plain(text);
  }
  return '';
}

const yearIn = (texts: readonly string[]): number | null => {
  for (const text of texts) {
    const found = /(?:^|\D)((?:19|20)\d{2})(?:年|\b)/.exec(text);
    if (found) return Number(found[1]);
  }
  return null;
};

const sizeName = /^\d+(?:\.\d+)?[万亿]元?(?:及)?以[上下](?:项目)?$/;

function readColumn(block: Block, column: number, units: readonly string[]): Column {
  const { parts, raw } = partsOf(block, column);
  const title = parts.join(' ');
  let numbers = 0;
  let texts = 0;
  let fractions = 0;
  const own = new Map<string, number>();
  for (const row of block.body) {
    const cell = block.grid.at(row, column);
    if (!cell?.printed || isBlank(cell.text)) continue;
    // 5000万元以上 in a cell of its own names a set by its size; it is no amount.
    if (!cell.number || sizeName.test(tight(cell.text))) texts++;
    else {
      numbers++;
      const { value, unit } = cell.number;
      if (unit !== '') own.set(unit, (own.get(unit) ?? 0) + 1);
      const size = Number(value.digits < 0n ? -value.digits : value.digits) / 10 ** value.scale;
      if (value.scale >= 2 && size <= 3 && unit === '') fractions++;
    }
  }
  const last = parts.at(-1) ?? '';
  const base = { column, parts, title, fraction: false, nature: natureOf(title), year: yearIn(raw) };
  const usable = numbers > 0 && numbers >= texts * 1.5 && !idTitle.test(tight(last).toLowerCase()) && !idTitle.test(last.toLowerCase());
  if (!usable) return { ...base, role: numbers > texts ? 'other' : 'label', unit: '', dimension: 'other' };
  const inCells = [...own].sort((a, b) => b[1] - a[1])[0];
  const said = unitOf(raw) ?? (inCells && inCells[1] * 2 >= numbers ? inCells[0] : null);
  if (rankTitle.test(tight(last))) return { ...base, role: 'rank', unit: '', dimension: 'ordinal' };
  if (said === '%' || said === '‰' || said === '个百分点' || said === '百分点' || (said === null && percentTitle.test(last))) {
    const asFraction = said === null && fractions * 10 >= numbers * 7;
    const points = said?.includes('百分点') === true;
    if (said !== null || asFraction || numbers > 0) {
      const looks = said !== null || asFraction || percentLike(block, column);
      if (looks)
        return {
          ...base,
          role: 'percent',
          unit: points ? '个百分点' : '%',
          dimension: points ? 'points' : 'percent',
          fraction: asFraction,
        };
    }
  }
  const unit = said ?? unitFrom(units, title);
  const dimension =
    unit === '' ? (moneyTitle.test(title) ? 'money' : countTitle.test(title) ? 'count' : 'other') : unitKind(unit).dimension;
  return { ...base, role: averageTitle.test(title) ? 'average' : 'number', unit, dimension };
}

/** 增长 without a sign: percentages are small and mostly not whole; amounts of an increase are not told apart by words alone. */
function percentLike(block: Block, column: number): boolean {
  let many = 0;
  let within = 0;
  for (const row of block.body) {
    const number = block.grid.at(row, column)?.number;
    if (!number) continue;
    many++;
    const size = Math.abs(Number(number.value.digits)) / 10 ** number.value.scale;
    if (size <= 400) within++;
  }
  return many > 0 && within * 10 >= many * 8;
}

function unitFrom(units: readonly string[], title: string): string {
  const money = units.find((unit) => unitKind(unit).dimension === 'money');
  const count = units.find((unit) => unitKind(unit).dimension !== 'money' && unit !== '%');
  if (moneyTitle.test(title) && !countTitle.test(title)) return money ?? '';
  if (countTitle.test(title)) return count ?? (/户/.test(title) ? '户' : /家|企业/.test(title) ? '家' : /人/.test(title) ? '人' : '个');
  if (units.length === 1) return units[0]!;
  return '';
}

const totalLabel = /^(合计|总计|共计|总数|全部|总和|合计数|总合计)$|(合计|总计)[:：]?$|^(合计|总计|共计)[(（:：]/;
const placeTotal = /^(全[市县省区州盟旗国]|[全本](?:市|县|区|省))(合计|总计)?$/;
const englishTotal = /^(grand )?totals?\b(?! (cost|investment|amount|budget|number))|^all (counties|districts|projects|regions)$|^sum$/i;

function kindOf(labels: readonly string[], hasNumbers: boolean): RowKind {
  const texts = labels.map(tight);
  const english = labels.map((label) => plain(label));
  if (!hasNumbers) return 'text';
  if (
    texts.some((text) => /^(其中|其中[:：].*|#?其中.*|其它其中)/.test(text)) ||
    english.some((text) => /^(of which|including|thereof)\b/i.test(text))
  )
    return 'of';
  if (texts.some((text) => /小计[:：]?$|^小计/.test(text)) || english.some((text) => /^sub-?\s?totals?\b|\bsub-?totals?$/i.test(text)))
    return 'sub';
  if (texts.some((text) => /^(总计|总合计|全部合计|总数)$|^总\s*计/.test(text)) || english.some((text) => /^grand total/i.test(text)))
    return 'grand';
  if (texts.some((text) => totalLabel.test(text) || placeTotal.test(text)) || english.some((text) => englishTotal.test(text)))
    return 'total';
  return 'item';
}

const numberings: [RegExp, number][] = [
  [/^[一二三四五六七八九十]{1,3}[、.．]/, 1],
  [/^[（(][一二三四五六七八九十]{1,3}[)）]/, 2],
  [/^\d{1,2}[、.．](?!\d)/, 3],
  [/^[（(]\d{1,2}[)）]/, 4],
  [/^[①-⑳]/, 5],
];

function depthOf(labels: readonly string[], raw: string): number | null {
  for (const label of labels) {
    const text = tight(label);
    const found = numberings.find(([pattern]) => pattern.test(text));
    if (found) return found[1];
    if (/^[一二三四五六七八九十]{1,3}$/.test(text) && labels.length > 1) return 1;
    if (/^[（(][一二三四五六七八九十]{1,3}[)）]$/.test(text) && labels.length > 1) return 2;
  }
  const indent = /^[\s\u3000]+/.exec(raw)?.[0] ?? '';
  if (indent === '') return null;
  return 5 + Math.min(4, [...indent].reduce((sum, sign) => sum + (sign === '\u3000' ? 2 : 1), 0) / 2);
}

const minusTwo = ({ digits, scale }: Decimal): Decimal =>
  scale >= 2 ? { digits, scale: scale - 2 } : { digits: digits * 10n ** BigInt(2 - scale), scale: 0 };

const placeLabel = /^(.{1,8}(?:省|市|县|区|旗|州|盟|镇|乡|开发区|新区))(?:合计|小计|总计)?$/;

/** Reads one table of a sheet. `first` is the number of its first statement. */
export function bodyOf(table: Table, block: Block, first: number): Body {
  const { grid } = block;
  const units = unitLine([...block.titles, ...block.header.flatMap((row) => rowTexts(block, row))]);
  const columns = Array.from({ length: grid.columns }, (_, index) => readColumn(block, index + 1, units));
  const numeric = columns.filter((one) => one.role !== 'label' && one.role !== 'other');
  // A column of ranks often stands before the names: it measures nothing, so names may follow it.
  const firstNumber = Math.min(...numeric.filter((one) => one.role !== 'rank').map((one) => one.column), grid.columns + 1);
  const labelColumns = columns.filter((one) => one.role === 'label' && one.column < firstNumber).map((one) => one.column);
  const sequence = columns.filter((one) => one.role === 'other' && one.column < firstNumber).map((one) => one.column);
  const statements: Statement[] = [];
  const found = new Map<string, Statement>();
  const titleYear = yearIn(block.titles.map(plain));
  let next = first;
  const rows = block.body.map((row): Row => {
    const cells = labelColumns
      .map((column) => grid.at(row, column))
      .filter((cell): cell is GridCell => cell !== undefined && cell.text.trim() !== '');
    const labels = cells.map((cell) => cell.text.trim());
    for (const column of sequence) {
      const text = grid.at(row, column)?.text.trim();
      if (text && !labels.includes(text) && !/^\d+$/.test(text)) labels.unshift(text);
    }
    let hasNumbers = false;
    for (const column of numeric) if (grid.at(row, column.column)?.printed && grid.at(row, column.column)?.number) hasNumbers = true;
    const kind = kindOf(labels, hasNumbers);
    const label = labels
      .map(tight)
      .filter((text, index, list) => list.indexOf(text) === index)
      .join(' ');
    return { row, kind, label, labels, depth: depthOf(labels, cells[0]?.text ?? ''), hasNumbers };
  });
  for (const row of rows) {
    if (!row.hasNumbers) continue;
    const rowUnit = numeric.some((one) => one.unit === '') ? unitOf(row.labels) : null;
    const place = placeLabel.exec(tight(row.labels[0] ?? ''))?.[1] ?? null;
    for (const column of numeric) {
      const cell = grid.at(row.row, column.column);
      if (!cell?.printed || !cell.number) continue;
      const { number } = cell;
      const value = column.fraction && number.unit === '' ? minusTwo(number.value) : number.value;
      const unit = number.unit !== '' ? number.unit : column.unit !== '' ? column.unit : (rowUnit ?? '');
      const nature = column.nature ?? natureOf(row.label);
      const year = column.year ?? titleYear;
      const span = { start: number.from, end: number.to };
      const partial = span.end - span.start < cell.text.trim().length;
      const statement: Statement = {
        id: `s${next++}`,
        text: cell.text.trim(),
        value,
        unit,
        dimension: unit === '' ? column.dimension : unitKind(unit).dimension,
        measure: measureOf(column, row),
        label: [row.label, column.title].filter(Boolean).join(' · '),
        place,
        facets: { ...(nature && { nature }), ...thresholdOf([row.label, column.title, ...block.titles]) },
        time: year === null ? null : { year, month: null, day: null, inferred: false, words: `${year}年` },
        hedge: number.hedge,
        position:
          cell.start === null
            ? { kind: 'cell', sheet: table.sheet, cell: cell.cell, span: partial ? span : null }
            : { kind: 'text', span: { start: cell.start + span.start, end: cell.start + span.end } },
      };
      statements.push(statement);
      found.set(`${row.row}/${column.column}`, statement);
    }
  }
  return { block, columns, rows, statements, at: (row, column) => found.get(`${row}/${column}`) };
}

const rowTexts = (block: Block, row: number): string[] => {
  const texts: string[] = [];
  for (let column = 1; column <= block.grid.columns; column++) {
    const cell = block.grid.at(row, column);
    if (cell?.printed && /单位|unit/i.test(cell.text)) texts.push(cell.text);
  }
  return texts;
};

function thresholdOf(texts: readonly string[]): Record<string, string> {
  for (const text of texts) {
    const found = /(\d+(?:\.\d+)?)\s*(万|亿)元?(?:及)?以上/.exec(plain(text).replaceAll(',', ''));
    if (found) return { threshold: `${found[1]}${found[2]}元以上` };
  }
  return {};
}

/** The indicator in the office's words, so that a table and a text speak of the same thing. */
function measureOf(column: Column, row: Row): string {
  const { title, dimension } = column;
  if (dimension === 'count' && countTitle.test(title)) return '项目个数';
  if (/年度.*投资|当年.*投资|本年.*投资|年计划/.test(title)) return /完成/.test(title) && !/计划/.test(title) ? '完成投资' : '年度计划投资';
  if (/总投资/.test(title)) return '总投资';
  if (dimension === 'count' && column.unit !== '') return '项目个数';
  const bare = title.replace(/合计|小计|总计|其中[:：]?|新建|续建|新开工/g, '').trim();
  if (/^(?:计划)?总?投资(?:额|总额)?$/.test(bare)) return '总投资';
  return bare === '' ? row.label : bare;
}
