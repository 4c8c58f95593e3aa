// Where the header of a sheet stands and what each of its columns is. Every stretch of one to four rows near the top is tried as the
// header and scored by the fields its titles name; the best wins, and `why` says what spoke for it. A sheet that is no list is left out
// with its reason. What a column holds is only proposed here: the clerk sees and may change all of it.
import type { Sheet, SheetRow } from '../../platform/sheets/cells.ts';
import { normalName } from '../../vocabulary/names.ts';
import type { Field, SheetOption } from './intake.ts';
import {
  dataLike,
  distinct,
  type Grid,
  gridOf,
  highestHeader,
  orderOfDays,
  samplesOf,
  searchedRows,
  titleLinesAbove,
  withNumberRow,
  withoutNumberRow,
} from './rules-grid.ts';
import { maskText } from './rules-masks.ts';
import { isForeign } from './rules-money.ts';
import { matchParts, type TitleMatch, type TitleMatcher, titleMatcher, unitIn, yearly } from './rules-titles.ts';
import type { ColumnMapping, ColumnUnit, SheetMapping } from './words.ts';

const goodEnough = 60;

export interface SavedColumn {
  field: string | null;
  unit: ColumnUnit | null;
  rate: number | null;
  dayOrder: 'dmy' | 'mdy' | null;
}
export interface SavedSheet {
  columns: SavedColumn[];
  options: Record<string, string | number | null>;
}

export interface HeaderInput {
  sheet: Sheet;
  /** The first rows of the sheet, a few hundred at best: the header is looked for in the first sixty, samples are taken from all. */
  rows: readonly SheetRow[];
  fields: readonly Field[];
  sheetOptions: readonly SheetOption[];
  /** Mappings the county kept, by header key. */
  saved: ReadonlyMap<string, SavedSheet>;
}

export interface HeaderGuess {
  mapping: SheetMapping;
  /** What spoke for this reading of the sheet, for whoever asks why. */
  why: string[];
}

interface Candidate {
  top: number;
  bottom: number;
  parts: string[][];
  assigned: Map<number, TitleMatch>;
  score: number;
  named: boolean;
  saved: SavedSheet | undefined;
}

/** Proposes a mapping for one sheet. */
export function findHeader(given: HeaderInput): HeaderGuess {
  const input = near(given);
  const { sheet, rows, fields } = input;
  const why: string[] = [];
  const grid = gridOf(sheet, rows);
  if (rows.length === 0) return { mapping: leftOut(input, 'empty', grid), why: ['no cell holds anything'] };
  const matcher = titleMatcher(fields);
  const best = bestCandidate(input, grid, matcher);
  if (sheet.hidden) return { mapping: leftOut(input, 'hidden', grid, best), why: ['the sheet is hidden'] };
  const kind = sheetKind(sheet.name);
  if (!best || (!best.named && !best.saved && kind !== null)) {
    return {
      mapping: leftOut(input, kind ?? 'guidance', grid, best),
      why: [kind ? `the sheet is called "${sheet.name}"` : 'no row looks like a header'],
    };
  }
  if (kind === 'guidance' && !best.saved)
    return { mapping: leftOut(input, 'guidance', grid, best), why: [`the sheet is called "${sheet.name}"`] };
  if (!best.saved && !best.named && grid.width < 3 && best.assigned.size === 0)
    return { mapping: leftOut(input, 'guidance', grid, best), why: ['fewer than three columns and no known title'] };
  const headerRows = range(best.top, withNumberRow(grid, best.bottom));
  const firstRow = headerRows.at(-1)! + 1;
  if (!rows.some((row) => row.row >= firstRow))
    return { mapping: leftOut(input, 'empty', grid, best), why: ['nothing stands below the header'] };
  if (kind === 'summary' && !best.saved && best.assigned.size < 4)
    return { mapping: leftOut(input, 'summary', grid, best), why: [`the sheet is called "${sheet.name}" and names few fields`] };
  why.push(`rows ${best.top}-${best.bottom} name ${best.assigned.size} fields (score ${best.score.toFixed(2)})`);
  if (best.saved) why.push('the county has mapped this header before');
  if (headerRows.at(-1)! > best.bottom) why.push(`row ${headerRows.at(-1)} only numbers the columns`);
  return { mapping: mappingFor(input, grid, best, headerRows, why), why };
}

/** The mapping of a sheet whose header rows are given by the clerk: titles are read again, fields proposed again. */
export function headerAt(given: HeaderInput, headerRows: readonly number[]): SheetMapping {
  const input = near(given);
  const grid = gridOf(input.sheet, input.rows);
  const top = Math.min(...headerRows);
  const candidate = scored(input, grid, titleMatcher(input.fields), top, withoutNumberRow(grid, top, Math.max(...headerRows)));
  return mappingFor(
    input,
    grid,
    candidate,
    [...headerRows].sort((a, b) => a - b),
    [],
  );
}

/** Only merges near the top matter here; a sheet may hold a hundred thousand. */
const near = (input: HeaderInput): HeaderInput => ({
  ...input,
  sheet: { ...input.sheet, merges: input.sheet.merges.filter((merge) => merge.top <= searchedRows + highestHeader) },
});

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** What stands above a header, never in it: 填报单位：…, 单位：万元. */
const titleLine = /^[(（]?(填报|填表|编制|制表|报送|上报|金额|计量|货币)?(单位|日期|时间|部门)\s*[:：]/;

function bestCandidate(input: HeaderInput, grid: Grid, matcher: TitleMatcher): Candidate | undefined {
  const traits = new Map<number, { texts: string[]; numeric: number }>();
  const last = Math.min(searchedRows, grid.last);
  for (let row = 1; row <= last + highestHeader; row++) traits.set(row, { texts: distinct(grid, row), numeric: dataLike(grid, row) });
  let best: Candidate | undefined;
  for (let top = 1; top <= last; top++) {
    const first = traits.get(top)!;
    if (first.texts.length < Math.min(2, grid.width) || first.numeric > 0.34) continue;
    if (first.texts.some((text) => titleLine.test(text))) continue;
    if (input.sheet.merges.some((merge) => merge.top < top && merge.bottom >= top)) continue;
    for (let bottom = top; bottom < top + highestHeader && bottom <= grid.last; bottom++) {
      const here = traits.get(bottom);
      if (!here || here.texts.length === 0) break;
      if (bottom > top && (here.numeric > 0.34 || (here.texts.length === 1 && grid.width > 2 && !unitIn(here.texts[0]!)))) break;
      // A merge that begins in the header ends in it.
      if (input.sheet.merges.some((merge) => merge.top >= top && merge.top <= bottom && merge.bottom > bottom)) continue;
      const candidate = scored(input, grid, matcher, top, bottom);
      if (!best || candidate.score > best.score + 1e-9) best = candidate;
    }
  }
  return best;
}

function scored(input: HeaderInput, grid: Grid, matcher: TitleMatcher, top: number, bottom: number): Candidate {
  const parts: string[][] = [];
  for (let column = 1; column <= grid.width; column++) {
    const stack: string[] = [];
    for (let row = top; row <= bottom; row++) {
      const text = grid.text(row, column);
      if (text !== '' && stack.at(-1) !== text) stack.push(text);
    }
    parts.push(stack);
  }
  const assigned = assign(input.fields, parts, matcher);
  const named = input.fields
    .filter((field) => field.required)
    .every((field) => [...assigned.values()].some((match) => match.field === field.id));
  const saved = input.saved.get(headerKey(parts));
  let score = 0;
  for (const match of assigned.values()) score += match.score / 100;
  if (named && assigned.size > 0) score += 3;
  if (saved) score += 1000;
  const titled = parts.filter((stack) => stack.length > 0);
  for (const stack of titled) if (unitIn(stack.join(''))) score += 0.02;
  // Titles are short and differ from each other; data is long or repeats.
  const texts = new Set(titled.map((stack) => stack.join('')));
  score += 0.5 * (texts.size / Math.max(grid.width, 1));
  score -= 0.2 * titled.filter((stack) => stack.join('').length > 120).length;
  score -= 0.12 * (bottom - top);
  score -= 0.004 * top;
  return { top, bottom, parts, assigned, score, named, saved };
}

function assign(fields: readonly Field[], parts: readonly string[][], matcher: TitleMatcher): Map<number, TitleMatch> {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const offers: { column: number; match: TitleMatch }[] = [];
  parts.forEach((stack, index) => {
    for (const match of matchParts(matcher, stack)) if (match.score >= goodEnough) offers.push({ column: index + 1, match });
  });
  offers.sort((a, b) => b.match.score - a.match.score || a.column - b.column);
  const assigned = new Map<number, TitleMatch>();
  const taken = new Map<string, number>();
  for (const { column, match } of offers) {
    if (assigned.has(column)) continue;
    const field = byId.get(match.field)!;
    const key = yearly(field) ? `${field.id}:${match.year ?? ''}` : field.id;
    const times = taken.get(key) ?? 0;
    // 联系人 and 联系电话 side by side are one contact in two columns.
    if (times > 0 && !field.repeated && !(field.kind === 'contact' && times < 2)) continue;
    taken.set(key, times + 1);
    assigned.set(column, match);
  }
  return assigned;
}

/** What a header is remembered by: its titles in order, years aside, so that next year's ledger is known too. */
function headerKey(parts: readonly (readonly string[])[]): string {
  const titles = parts.map((stack) => normalName(stack.join('')).replace(/(19|20)\d{2}(?=年|$)/g, '{year}'));
  while (titles.at(-1) === '') titles.pop();
  return shortKey(titles.join('|'));
}

/** A key of fixed length for a long text (64 bits of FNV-1a, and the length); it only has to tell a county's own headers apart. */
function shortKey(text: string): string {
  let low = 0x811c9dc5;
  let high = 0xcbf29ce4;
  for (let place = 0; place < text.length; place++) {
    const sign = text.charCodeAt(place);
    low = Math.imul(low ^ sign, 0x01000193);
    high = Math.imul(high ^ (sign + place), 0x01000193);
  }
  const hex = (part: number): string => (part >>> 0).toString(16).padStart(8, '0');
  return `${hex(high)}${hex(low)}${text.length.toString(16)}`;
}

/** The key of a mapping as it stands, for remembering what the clerk chose. */
export const keyOfMapping = (mapping: SheetMapping): string => {
  const width = Math.max(0, ...mapping.columns.map((column) => column.column));
  const parts: string[][] = Array.from({ length: width }, () => []);
  for (const column of mapping.columns) if (column.title !== '') parts[column.column - 1] = [column.title];
  return headerKey(parts);
};

function sheetKind(name: string): 'guidance' | 'summary' | null {
  const normal = normalName(name);
  if (
    /(说明|指南|须知|要求|样表|样例|示例|字典|代码表|下拉|目录|封面|readme|instruction|guidance|guide|cover|contents|notes?$|legend|lookup|dropdown|metadata)/.test(
      normal,
    )
  )
    return 'guidance';
  if (/(汇总|统计|小结|总表|summary|overview|dashboard|pivot|图表)/.test(normal)) return 'summary';
  return null;
}

const joined = (stack: readonly string[], grouped: boolean): string =>
  stack.map((part) => part.replace(/\s*[\r\n]+\s*/g, ' ')).join(grouped ? ' / ' : '');

function mappingFor(input: HeaderInput, grid: Grid, candidate: Candidate, headerRows: number[], why: string[]): SheetMapping {
  const { sheet, fields, sheetOptions } = input;
  const byId = new Map(fields.map((field) => [field.id, field]));
  const titleLines = titleLinesAbove(grid, candidate.top);
  const unit = titleLines.map((line) => unitIn(line)).find((found) => found !== null) ?? null;
  if (unit) why.push(`a line above the header says ${unit}`);
  const firstRow = headerRows.at(-1)! + 1;
  const columns: ColumnMapping[] = [];
  for (let column = 1; column <= Math.max(grid.width, 1); column++) {
    const stack = candidate.parts[column - 1] ?? [];
    const match = candidate.assigned.get(column);
    const kept = candidate.saved?.columns[column - 1];
    const fieldId = kept ? (kept.field && byId.has(kept.field) ? kept.field : null) : (match?.field ?? null);
    const field = fieldId ? byId.get(fieldId) : undefined;
    const grouped = input.sheet.merges.some(
      (merge) =>
        merge.top >= candidate.top &&
        merge.bottom < candidate.bottom &&
        merge.left <= column &&
        merge.right >= column &&
        merge.right > merge.left,
    );
    const own =
      [...stack]
        .reverse()
        .map((part) => unitIn(part))
        .find((found) => found !== null) ?? null;
    const money = field?.kind === 'money';
    const texts = samplesOf(input.rows, column, firstRow);
    if (stack.length === 0 && texts.length === 0) continue;
    columns.push({
      column,
      title: joined(stack, grouped && stack.length > 1),
      field: fieldId,
      unit: money ? (kept?.unit ?? own ?? unit) : null,
      year: field && yearly(field) ? (match?.field === fieldId ? match.year : yearOfTitle(stack)) : null,
      rate: money ? (kept?.rate ?? null) : null,
      dayOrder:
        field?.kind === 'day' || field?.kind === 'span' || field?.kind === 'year'
          ? (kept?.dayOrder ?? orderOfDays(input.rows, column, firstRow))
          : null,
      by: kept ? 'saved' : match ? 'synonym' : 'none',
      samples: texts.slice(0, 3).map((text) => maskText(text, field?.personal === true)),
    });
    if (match && !kept) why.push(`column ${column} "${stack.join('')}" is ${match.field} (${match.how}, ${match.score.toFixed(0)})`);
  }
  const about = `${sheet.name} ${titleLines.join(' ')}`;
  const options: Record<string, string | number | null> = {};
  for (const option of sheetOptions) options[option.id] = option.guess(about) ?? candidate.saved?.options[option.id] ?? null;
  return { sheet: sheet.index, name: sheet.name, use: true, leftOut: null, headerRows, titleLines, unit, options, columns };
}

const yearOfTitle = (stack: readonly string[]): number | null => {
  const found = /((?:19|20)\d{2})年?/.exec(stack.join('').normalize('NFKC'));
  return found ? Number(found[1]) : null;
};

function leftOut(input: HeaderInput, reason: string, grid: Grid, candidate?: Candidate): SheetMapping {
  // What would be read if the clerk takes the sheet after all is kept ready.
  const proposed = candidate
    ? mappingFor(input, grid, candidate, range(candidate.top, withNumberRow(grid, candidate.bottom)), [])
    : undefined;
  return {
    sheet: input.sheet.index,
    name: input.sheet.name,
    use: false,
    leftOut: reason,
    headerRows: proposed?.headerRows ?? [],
    titleLines: proposed?.titleLines ?? [],
    unit: proposed?.unit ?? null,
    options: proposed?.options ?? {},
    columns: proposed?.columns ?? [],
  };
}

/** What keeps a mapping from being used without a person: each with the sheet or column it is about. Empty when nothing does. */
export function mappingDoubts(
  sheets: readonly SheetMapping[],
  fields: readonly Field[],
): { code: string; params: Record<string, string | number> }[] {
  const used = sheets.filter((sheet) => sheet.use);
  if (used.length === 0) return [{ code: 'imports.no-sheet-used', params: {} }];
  const doubts: { code: string; params: Record<string, string | number> }[] = [];
  for (const sheet of used) {
    for (const field of fields)
      if (field.required && !sheet.columns.some((column) => column.field === field.id))
        doubts.push({ code: 'imports.column-missing', params: { sheet: sheet.name, field: field.zh, fieldEn: field.en } });
    for (const column of sheet.columns) {
      const field = fields.find((one) => one.id === column.field);
      if (field?.kind !== 'money') continue;
      if (isForeign(column.unit) && column.rate === null)
        doubts.push({ code: 'imports.rate-missing', params: { sheet: sheet.name, title: column.title, unit: column.unit! } });
      if (column.unit === null && column.samples.some((sample) => /^[\d,.\s]+$/.test(sample)))
        doubts.push({ code: 'imports.unit-missing', params: { sheet: sheet.name, title: column.title } });
    }
  }
  return doubts;
}
