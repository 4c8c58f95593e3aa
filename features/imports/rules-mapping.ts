// What becomes of a mapping that a clerk sends back: choices are taken over, titles and samples always come from the file. Says what makes
// a mapping unusable.
import { type ProblemCode, type ProblemParams, refuse } from '../../vocabulary/problems.ts';
import type { Field } from './intake.ts';
import { keyOfMapping, mappingDoubts, type SavedSheet } from './rules-header.ts';
import { yearly } from './rules-titles.ts';
import type { ColumnMapping, Mapping, SheetMapping } from './words.ts';

/** `again` reads titles anew where the clerk put the header somewhere else. Refuses what cannot be used. */
export function takeMapping(
  before: Mapping,
  sent: Mapping,
  fields: readonly Field[],
  again: (sheet: number, headerRows: number[]) => SheetMapping,
): Mapping {
  const byId = new Map(fields.map((field) => [field.id, field]));
  const sheets = before.sheets.map((sheet): SheetMapping => {
    const wanted = sent.sheets.find((one) => one.sheet === sheet.sheet);
    if (!wanted) return sheet;
    const rows = [...wanted.headerRows].sort((a, b) => a - b);
    if (
      wanted.use &&
      (rows.length === 0 || rows.length > 5 || rows[0]! < 1 || rows.some((row, index) => index > 0 && row !== rows[index - 1]! + 1))
    )
      refuse('imports.header-invalid', { sheet: sheet.name });
    const moved = rows.join() !== sheet.headerRows.join();
    const base = moved && rows.length > 0 ? again(sheet.sheet, rows) : sheet;
    const columns = base.columns.map((column) =>
      takeColumn(
        column,
        wanted.columns.find((one) => one.column === column.column),
        byId,
        moved,
      ),
    );
    return {
      ...base,
      use: wanted.use,
      leftOut: wanted.use ? null : (sheet.leftOut ?? (wanted.leftOut || 'chosen')),
      options: { ...base.options, ...wanted.options },
      columns,
    };
  });
  for (const sheet of sent.sheets)
    if (!before.sheets.some((one) => one.sheet === sheet.sheet)) refuse('imports.sheet-unknown', { sheet: sheet.sheet });
  for (const sheet of sheets) if (sheet.use) refuseTwice(sheet, byId);
  const doubt = mappingDoubts(sheets, fields)[0];
  if (doubt) refuseWith(doubt);
  return { sheets };
}

function takeColumn(
  column: ColumnMapping,
  wanted: ColumnMapping | undefined,
  byId: ReadonlyMap<string, Field>,
  moved: boolean,
): ColumnMapping {
  // Where the header moved, columns the clerk left empty keep what their new titles say.
  if (!wanted || (moved && wanted.field === null)) return column;
  const field = wanted.field === null ? undefined : byId.get(wanted.field);
  if (wanted.field !== null && !field) refuse('imports.field-unknown', { field: wanted.field });
  const money = field?.kind === 'money';
  const dated = field?.kind === 'day' || field?.kind === 'span' || field?.kind === 'year';
  const next = {
    field: wanted.field,
    unit: money ? wanted.unit : null,
    year: field && yearly(field) ? wanted.year : null,
    rate: money ? wanted.rate : null,
    dayOrder: dated ? wanted.dayOrder : null,
  };
  const same =
    next.field === column.field &&
    next.unit === column.unit &&
    next.year === column.year &&
    next.rate === column.rate &&
    next.dayOrder === column.dayOrder;
  return same ? column : { ...column, ...next, by: 'person' };
}

function refuseTwice(sheet: SheetMapping, byId: ReadonlyMap<string, Field>): void {
  const seen = new Map<string, number>();
  for (const column of sheet.columns) {
    const field = column.field === null ? undefined : byId.get(column.field);
    if (!field || field.repeated) continue;
    const key = yearly(field) ? `${field.id}:${column.year ?? ''}` : field.id;
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    if (times > (field.kind === 'contact' ? 2 : 1))
      refuse('imports.field-twice', { sheet: sheet.name, field: field.zh, fieldEn: field.en });
  }
}

const refuseWith = (problem: { code: string; params: ProblemParams }): never => refuse(problem.code as ProblemCode, problem.params);

/** What of a sheet's mapping is worth remembering, and under which key. */
export function savedOf(sheet: SheetMapping): { key: string; mapping: SavedSheet } {
  const width = Math.max(0, ...sheet.columns.map((column) => column.column));
  const columns: SavedSheet['columns'] = Array.from({ length: width }, () => ({ field: null, unit: null, rate: null, dayOrder: null }));
  for (const { column, field, unit, rate, dayOrder } of sheet.columns) columns[column - 1] = { field, unit, rate, dayOrder };
  return { key: keyOfMapping(sheet), mapping: { columns, options: sheet.options } };
}
