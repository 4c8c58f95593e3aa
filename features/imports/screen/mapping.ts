// What is still missing from a mapping before it can be used, as the server will also say: a required field, a unit, a rate, one field twice.
// Pure.
import type { ColumnMapping, ColumnUnit, SheetMapping } from '../words.ts';
import type { Intake } from './labels.ts';

export type Doubt =
  | { kind: 'no-sheet' }
  | { kind: 'missing'; sheet: SheetMapping; field: { zh: string; en: string } }
  | { kind: 'unit' | 'rate' | 'twice'; sheet: SheetMapping; column: ColumnMapping; field: { zh: string; en: string } };

export const foreignUnits: ReadonlySet<ColumnUnit> = new Set(['美元', '百万美元', '千美元', '百万英镑', '外币', '千外币', '百万外币']);
export const units: readonly ColumnUnit[] = [
  '元',
  '千元',
  '万元',
  '百万元',
  '亿元',
  '美元',
  '千美元',
  '百万美元',
  '百万英镑',
  '外币',
  '千外币',
  '百万外币',
];

/** Fields that several columns of a sheet may carry. */
const several = (id: string, kind: string): boolean => kind === 'contact' || id === 'lists';
/** Amounts that stand once a year: 2019年计划, 2020年计划. */
export const yearlyFields: ReadonlySet<string> = new Set(['annualPlan', 'doneBefore']);

export function doubtsOf(sheets: readonly SheetMapping[], intake: Intake): Doubt[] {
  const used = sheets.filter((sheet) => sheet.use);
  if (used.length === 0) return [{ kind: 'no-sheet' }];
  const found: Doubt[] = [];
  for (const sheet of used) {
    for (const field of intake.fields)
      if (field.required && !sheet.columns.some((column) => column.field === field.id)) found.push({ kind: 'missing', sheet, field });
    const taken = new Set<string>();
    for (const column of sheet.columns) {
      const field = intake.fields.find((one) => one.id === column.field);
      if (!field) continue;
      const key = yearlyFields.has(field.id) ? `${field.id}:${column.year ?? ''}` : field.id;
      if (taken.has(key) && !several(field.id, field.kind)) found.push({ kind: 'twice', sheet, column, field });
      taken.add(key);
      if (field.kind !== 'money') continue;
      if (column.unit !== null && foreignUnits.has(column.unit) && column.rate === null) found.push({ kind: 'rate', sheet, column, field });
      if (column.unit === null && column.samples.some((sample) => /^[\d,.\s]+$/.test(sample)))
        found.push({ kind: 'unit', sheet, column, field });
    }
  }
  return found;
}

/** The same sheet with one column changed. */
export function withColumn(sheet: SheetMapping, column: number, change: Partial<ColumnMapping>): SheetMapping {
  return { ...sheet, columns: sheet.columns.map((one) => (one.column === column ? { ...one, ...change } : one)) };
}
