// From the cells of one sheet to the rows an intake decides about: the mapping and the clerk's corrections applied, cells merged down
// carried, headings and sums kept aside and checked. Follows the sheet page by page in order and never holds more than a page.
import { type Cell, cellText, type Sheet, type SheetRow } from '../../platform/sheets/cells.ts';
import { cellName } from '../../vocabulary/cells.ts';
import { grouped } from '../../vocabulary/money.ts';
import type { CellProblem, ContactRead, Field, MoneyRead, ReadRow, ReadValue } from './intake.ts';
import { readCell } from './rules-cells.ts';
import { classifyRow, type RowSetting, titleKey } from './rules-groups.ts';
import { amountOf, inUnit, joinContacts, labelColumnOf, mergedCell, planOf, sideGroupsOf, spansOf, toleranceOf } from './rules-plan.ts';
import { type Claim, followSums } from './rules-sums.ts';
import { isSequenceTitle } from './rules-titles.ts';
import type { SheetMapping, Subtotal } from './words.ts';

export interface SheetNotice extends CellProblem {
  kind: 'warning' | 'subtotal';
}

export interface SheetReader {
  /** Rows of the next page as data rows; what was said about other rows is in `notices`. */
  take(rows: readonly SheetRow[]): ReadRow[];
  /** After the last page: the checked sums, and the notices that only the whole sheet tells. */
  finish(): Subtotal[];
  /** Taken and emptied by the caller. */
  notices: SheetNotice[];
}

export interface SheetReaderInput {
  sheet: Sheet;
  mapping: SheetMapping;
  fields: readonly Field[];
  date1904: boolean;
  /** What the clerk typed over a cell; undefined when nothing was. */
  corrected(row: number, column: number): string | undefined;
  anyCorrections: boolean;
}

export function readSheet(input: SheetReaderInput): SheetReader {
  const { sheet, mapping, fields } = input;
  const byId = new Map(fields.map((field) => [field.id, field]));
  const firstRow = Math.max(0, ...mapping.headerRows) + 1;
  const plan = planOf(input, byId, firstRow);
  const nameColumn = plan.find((one) => one.field.required)?.column ?? 0;
  const sequenceColumn = mapping.columns.find((column) => column.field === null && isSequenceTitle(column.title))?.column ?? null;
  const summed = plan.filter((one) => one.field.summed);
  const spans = spansOf(sheet, firstRow);
  const setting: RowSetting = {
    nameColumn,
    sequenceColumn,
    textColumns: plan
      .filter(
        (one) =>
          one.column !== nameColumn && !(one.column === 1 && nameColumn > 1) && !['money', 'integer', 'decimal'].includes(one.field.kind),
      )
      .map((one) => one.column),
    summedColumns: summed.map((one) => one.column),
    titles: new Map(mapping.columns.map((column) => [column.column, titleKey(column.title.split(' / ').at(-1)!)])),
    columns: mapping.columns.length,
    spanAt: (row, column) => spans.get(row * 20_000 + column) ?? 1,
  };
  const sums = followSums(summed.length);
  const groups: { level: number; label: string }[] = [];
  const sideGroups = sideGroupsOf(sheet, mapping, nameColumn, firstRow);
  const notices: SheetNotice[] = [];
  const required = fields.filter((field) => field.required);
  let sequence: number | null = null;

  const notice = (
    row: number,
    column: number | null,
    code: string,
    params: Record<string, string | number>,
    raw: string | null = null,
    kind: SheetNotice['kind'] = 'warning',
  ): void => {
    notices.push({ row, column, code, params, raw, severity: 'warning', kind });
  };

  function followSequence(row: number, cells: readonly Cell[]): void {
    if (sequenceColumn === null) return;
    const text = cellText(cells[sequenceColumn - 1] ?? null)
      .normalize('NFKC')
      .trim();
    if (!/^\d{1,7}$/.test(text)) return;
    const now = Number(text);
    if (sequence !== null && now !== 1) {
      if (now > sequence + 1) notice(row, sequenceColumn, 'imports.sequence-gap', { before: sequence, now }, text);
      else if (now === sequence) notice(row, sequenceColumn, 'imports.sequence-twice', { now }, text);
    }
    sequence = now;
  }

  function claimsOf(row: number, cells: readonly Cell[]): Claim[] {
    const claims: Claim[] = [];
    summed.forEach((one, index) => {
      const said = (cell: Cell): { claimed: number; tolerance: number } | null => {
        if (cell === null || cell === '') return null;
        const read = readCell(cell, one.setting);
        if (read.value === undefined) return null;
        const claimed = one.field.kind === 'money' ? (read.value as MoneyRead).yuan : (read.value as number);
        return { claimed, tolerance: toleranceOf(cell, claimed, one) };
      };
      const written = said(cells[one.column - 1] ?? null);
      const typed = input.corrected(row, one.column);
      const now = typed === undefined ? undefined : said(typed);
      const claim = written ?? now;
      if (!claim) return;
      claims.push({ field: index, column: one.column, ...claim, ...(written && now !== undefined && { corrected: now }) });
    });
    return claims;
  }

  /** `asWritten`: without what was typed over the cells. */
  function dataRow({ row, cells }: SheetRow, asWritten = false): ReadRow {
    const values: Record<string, ReadValue | ReadValue[]> = {};
    const problems: CellProblem[] = [];
    for (const one of plan) {
      let cell: Cell = cells[one.column - 1] ?? null;
      if (one.merges.length > 0) cell = mergedCell(one, row, cell, problems);
      if (input.anyCorrections && !asWritten) {
        const typed = input.corrected(row, one.column);
        if (typed !== undefined) cell = typed;
      }
      if (cell === null) continue;
      const read = readCell(cell, one.setting);
      if (read.notes.length > 0) {
        const raw = cellText(cell);
        for (const note of read.notes)
          problems.push({ row, column: one.column, code: note.code, params: note.params, raw, severity: note.severity });
      }
      if (read.value === undefined) continue;
      const value: ReadValue = { value: read.value, raw: typeof cell === 'string' ? cell : cellText(cell), column: one.column };
      const before = values[one.key];
      if (one.field.repeated) values[one.key] = before ? [...(before as ReadValue[]), value] : [value];
      else if (before && one.field.kind === 'contact')
        values[one.key] = joinContacts(before as ReadValue<ContactRead>, value as ReadValue<ContactRead>);
      else values[one.key] = value;
    }
    for (const field of required) {
      if (
        values[field.id] === undefined &&
        !problems.some(
          (problem) => problem.severity === 'refused' && plan.some((one) => one.column === problem.column && one.field === field),
        )
      )
        problems.push({
          row,
          column: plan.find((one) => one.field === field)?.column ?? null,
          code: 'imports.required-missing',
          params: { field: field.zh, fieldEn: field.en },
          raw: null,
          severity: 'refused',
        });
    }
    return { sheet: sheet.index, row, values, problems, groups: [...groups.map((group) => group.label), ...sideGroups(row, cells)] };
  }

  function take(rows: readonly SheetRow[]): ReadRow[] {
    const read: ReadRow[] = [];
    for (const sheetRow of rows) {
      const { row, cells } = sheetRow;
      if (row < firstRow) continue;
      const kind = classifyRow(sheetRow, setting);
      switch (kind.kind) {
        case 'data': {
          followSequence(row, cells);
          const data = dataRow(sheetRow);
          const amounts = summed.map((one) => amountOf(data.values[one.key], one));
          if (input.anyCorrections && summed.some((one) => input.corrected(row, one.column) !== undefined)) {
            const written = dataRow(sheetRow, true);
            sums.data(
              row,
              summed.map((one) => amountOf(written.values[one.key], one)),
              amounts,
            );
          } else sums.data(row, amounts);
          read.push(data);
          break;
        }
        case 'group':
          while (groups.length > 0 && groups.at(-1)!.level >= kind.level) groups.pop();
          groups.push({ level: kind.level, label: kind.label });
          sums.marker(row, kind, labelColumnOf(cells), claimsOf(row, cells));
          if (!kind.sure) notice(row, labelColumnOf(cells), 'imports.row-as-heading', { label: kind.label });
          break;
        case 'total':
          sums.marker(row, kind, labelColumnOf(cells), claimsOf(row, cells));
          break;
        case 'note':
          notice(row, null, 'imports.note-row', { label: kind.label.slice(0, 60) });
          break;
        default:
      }
    }
    return read;
  }

  function finish(): Subtotal[] {
    const { checks, unclear } = sums.finish();
    for (const one of unclear) notice(one.row, one.column, 'imports.subtotal-unclear', { label: one.label });
    return checks.map((check) => {
      const column = check.field === null ? null : summed[check.field]!;
      const unit: Subtotal['unit'] = column === null ? 'count' : column.field.kind === 'money' ? 'yuan' : 'number';
      const subtotal: Subtotal = {
        sheet: sheet.index,
        sheetName: sheet.name,
        cell: cellName(check.row, check.column),
        row: check.row,
        label: check.label,
        field: column?.field.id ?? 'count',
        claimed: check.claimed,
        computed: check.computed,
        unit,
        from: check.from,
        to: check.to,
        rows: check.rows,
        closes: check.closes,
        decided: check.decided,
      };
      const show = (amount: number): string =>
        column !== null && unit === 'yuan' ? inUnit(amount, column.setting.unit) : grouped(String(amount));
      const { decided } = check;
      if (decided && check.closes !== decided.closes && column !== null) {
        // The file is right and a correction moved the sum, or it is wrong and a correction mended it: both are said, neither is a fault.
        notice(
          check.row,
          check.column,
          decided.closes ? 'imports.subtotal-mended' : 'imports.subtotal-moved',
          {
            label: check.label,
            field: column.field.zh,
            fieldEn: column.field.en,
            claimed: show(check.claimed),
            computed: show(check.computed),
            nowClaimed: show(decided.claimed ?? 0),
            now: show(decided.computed),
            difference: show(Math.abs((decided.claimed ?? 0) - decided.computed)),
          },
          show(check.claimed),
        );
      } else if (!check.closes) {
        if (column === null)
          notice(
            check.row,
            check.column,
            'imports.count-wrong',
            { label: check.label, claimed: check.claimed, computed: check.computed, from: check.from, to: check.to },
            check.label,
            'subtotal',
          );
        else
          notice(
            check.row,
            check.column,
            'imports.subtotal-wrong',
            {
              label: check.label,
              field: column.field.zh,
              fieldEn: column.field.en,
              claimed: show(check.claimed),
              computed: show(check.computed),
              difference: show(Math.abs(check.claimed - check.computed)),
              rows: check.rows,
              from: check.from,
              to: check.to,
            },
            show(check.claimed),
            'subtotal',
          );
      }
      return subtotal;
    });
  }

  return { take, finish, notices };
}
