// One sheet of the mapping: whether it is read and why not, where its header stands, and each column with three of its cells.
import { type ReactElement, useMemo, useState } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import { usePhone } from '../../../ui/screen.ts';
import { columnLetters } from '../../../vocabulary/cells.ts';
import type { ColumnMapping, ColumnUnit, ImportReply, SheetMapping } from '../words.ts';
import { Cells } from './cells.tsx';
import type { Intake } from './labels.ts';
import { foreignUnits, units, withColumn, yearlyFields } from './mapping.ts';
import { headingsOf, shortTitles } from './titles.ts';
import { useWords } from './words.ts';

type Props = {
  at: Pick<ImportReply, 'region' | 'id'>;
  moved: boolean;
  sheet: SheetMapping;
  intake: Intake | undefined;
  editable: boolean;
  year: number;
  onChange: (sheet: SheetMapping) => void;
};

const reasons = ['guidance', 'summary', 'hidden', 'empty'] as const;

export function ColumnsOfSheet({ at, moved, sheet, intake, editable, year, onChange }: Props): ReactElement {
  const say = useWords();
  const pick = usePick();
  const reason = reasons.find((one) => one === sheet.leftOut);
  const shorts = useMemo(() => shortTitles(sheet.columns), [sheet.columns]);
  const taken = sheet.columns.filter((column) => column.field !== null).length;
  const header =
    sheet.headerRows.length > 1
      ? say('sheet.header', { from: sheet.headerRows[0]!, to: sheet.headerRows.at(-1)! })
      : sheet.headerRows.length === 1
        ? say('sheet.header.one', { row: sheet.headerRows[0]! })
        : '';
  return (
    <section className={`im-columns-sheet${sheet.use ? '' : ' im-columns-unused'}`} id={`im-sheet-${sheet.sheet}`} aria-label={sheet.name}>
      <div className="im-columns-head">
        <label className="im-check im-columns-name">
          <input
            type="checkbox"
            checked={sheet.use}
            disabled={!editable || (sheet.columns.length === 0 && !sheet.use)}
            onChange={(event) => onChange({ ...sheet, use: event.target.checked })}
          />
          <b>{sheet.name}</b>
        </label>
        <span className="sz-label">
          {sheet.use
            ? [header, say('sheet.taken', { count: taken, all: sheet.columns.length })].filter(Boolean).join(' · ')
            : reason
              ? say(`left.${reason}`)
              : say('left.person')}
        </span>
        {sheet.use && (
          <div className="im-columns-options">
            {intake?.sheetOptions.map((option) => {
              const value = sheet.options[option.id] ?? null;
              const odd = value !== null && !option.choices.some((choice) => choice.value === String(value));
              return (
                <label key={option.id}>
                  <span className="sz-label">{pick(option)}</span>
                  <select
                    className="sz-select"
                    disabled={!editable}
                    value={value === null ? '' : String(value)}
                    onChange={(event) => onChange({ ...sheet, options: { ...sheet.options, [option.id]: event.target.value || null } })}
                  >
                    <option value="">{say('option.none')}</option>
                    {odd && <option value={String(value)}>{String(value)}</option>}
                    {option.choices.map((choice) => (
                      <option key={choice.value} value={choice.value}>
                        {pick(choice)}
                      </option>
                    ))}
                  </select>
                </label>
              );
            })}
          </div>
        )}
      </div>
      {sheet.use && sheet.titleLines.length > 0 && (
        <p className="im-titles">
          <span className="sz-label">{say('sheet.titles')}</span> {sheet.titleLines.join(' ／ ')}
          {sheet.unit && <span className="sz-label"> {say('sheet.unit', { unit: sheet.unit })}</span>}
        </p>
      )}
      {sheet.use && editable && sheet.headerRows.length > 0 && <HeaderRows at={at} sheet={sheet} onChange={onChange} />}
      {sheet.use && moved && (
        <p className="im-titles" role="status">
          {say('sheet.header.moved', { from: sheet.headerRows[0]!, to: sheet.headerRows.at(-1)! })}
        </p>
      )}
      {sheet.use && !moved && (
        <div className="im-columns-scroll">
          <table className="im-columns-table">
            <thead>
              <tr>
                <th scope="col">{say('column')}</th>
                <th scope="col">{say('column.title')}</th>
                <th scope="col">{say('column.samples')}</th>
                <th scope="col">{say('column.field')}</th>
                <th scope="col">{say('column.more')}</th>
                <th scope="col">{say('column.by')}</th>
              </tr>
            </thead>
            <tbody>
              {sheet.columns.map((column) => (
                <ColumnRow
                  key={column.column}
                  column={column}
                  short={shorts.get(column.column) ?? column.title}
                  sheet={sheet}
                  intake={intake}
                  editable={editable}
                  year={year}
                  onChange={onChange}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const mostHeaderRows = 5;

/** Where the header stands, for the rare sheet whose header was taken wrong: two numbers beside the top of the sheet. */
function HeaderRows({ at, sheet, onChange }: Pick<Props, 'at' | 'sheet' | 'onChange'>): ReactElement {
  const say = useWords();
  const [open, setOpen] = useState(false);
  const from = sheet.headerRows[0] ?? 1;
  const to = sheet.headerRows.at(-1) ?? from;
  const set = (first: number, last: number): void => {
    if (!(first >= 1) || !(last >= 1)) return;
    const end = Math.min(Math.max(first, last), first + mostHeaderRows - 1);
    onChange({ ...sheet, headerRows: Array.from({ length: end - first + 1 }, (_, index) => first + index) });
  };
  return (
    <details className="im-folded im-header-edit" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('sheet.header.edit')}</summary>
      {open && (
        <>
          <p className="im-header-rows">
            <label>
              {say('sheet.header.from')}{' '}
              <input className="sz-input" type="number" min={1} value={from} onChange={(event) => set(event.target.valueAsNumber, to)} />
            </label>
            <label>
              {say('sheet.header.to')}{' '}
              <input
                className="sz-input"
                type="number"
                min={from}
                max={from + mostHeaderRows - 1}
                value={to}
                onChange={(event) => set(from, event.target.valueAsNumber)}
              />
            </label>
            {say('sheet.header.end')}
          </p>
          <Cells at={at} sheet={sheet.sheet} row={from} column={null} around={8} plain />
        </>
      )}
    </details>
  );
}

function ColumnRow({
  column,
  short,
  sheet,
  intake,
  editable,
  year,
  onChange,
}: Omit<Props, 'at' | 'moved'> & { column: ColumnMapping; short: string }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const phone = usePhone();
  const fields = intake?.fields ?? [];
  const field = fields.find((one) => one.id === column.field);
  const others = useMemo(
    () => new Map(sheet.columns.filter((one) => one.field !== null && one.column !== column.column).map((one) => [one.field, one.column])),
    [sheet.columns, column.column],
  );
  const set = (change: Partial<ColumnMapping>): void => onChange(withColumn(sheet, column.column, { ...change, by: 'person' }));
  const letter = columnLetters(column.column);
  const name = `${letter} ${short}`;
  const groups = headingsOf(column.title, short);
  const choose = (id: string): void => {
    const next = fields.find((one) => one.id === id);
    set({
      field: id || null,
      unit: next?.kind === 'money' ? (column.unit ?? (sheet.unit as ColumnUnit | null)) : null,
      year: next && yearlyFields.has(next.id) ? (column.year ?? null) : null,
      rate: next?.kind === 'money' ? column.rate : null,
      dayOrder: next && ['day', 'span', 'year'].includes(next.kind) ? column.dayOrder : null,
    });
  };
  const years = Array.from({ length: 12 }, (_, index) => year + 2 - index);
  if (column.year !== null && !years.includes(column.year)) years.push(column.year);
  return (
    <tr id={`im-column-${sheet.sheet}-${column.column}`} className={column.field === null ? 'im-column-unused' : undefined}>
      <th scope="row">{letter}</th>
      <td className="im-column-title">
        {groups && <div className="im-groups">{groups}</div>}
        {short || <span className="sz-label">{say('column.untitled')}</span>}
      </td>
      <td className="im-column-samples">
        {column.samples.length === 0 ? (
          <span className="sz-label">{say('column.blank')}</span>
        ) : (
          column.samples.slice(0, phone ? 2 : 3).map((sample) => <span key={sample}>{sample}</span>)
        )}
      </td>
      <td>
        <select
          className="sz-select im-select-field"
          aria-label={say('column.field.of', { column: name })}
          disabled={!editable}
          value={column.field ?? ''}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="">{say('field.none')}</option>
          {fields.map((one) => (
            <option key={one.id} value={one.id}>
              {pick(one)}
              {one.required ? say('field.required') : ''}
              {others.has(one.id) && one.id !== column.field ? say('field.taken', { column: columnLetters(others.get(one.id)!) }) : ''}
            </option>
          ))}
        </select>
      </td>
      <td>
        <div className="im-column-more">
          {field?.kind === 'money' && (
            <select
              className="sz-select"
              aria-label={say('column.unit.of', { column: name })}
              disabled={!editable}
              value={column.unit ?? ''}
              onChange={(event) => set({ unit: (event.target.value || null) as ColumnUnit | null })}
            >
              <option value="">{say('unit.none')}</option>
              {units.map((one) => (
                <option key={one} value={one}>
                  {say(`unit.${one}`)}
                </option>
              ))}
            </select>
          )}
          {field && column.unit !== null && foreignUnits.has(column.unit) && (
            <label className="im-rate">
              <span className="sz-label">{say('rate')}</span>
              <input
                className="sz-input"
                type="number"
                min="0"
                step="any"
                inputMode="decimal"
                disabled={!editable}
                value={column.rate ?? ''}
                onChange={(event) => set({ rate: event.target.value === '' ? null : Number(event.target.value) })}
              />
            </label>
          )}
          {field && yearlyFields.has(field.id) && (
            <select
              className="sz-select"
              aria-label={say('column.year.of', { column: name })}
              disabled={!editable}
              value={column.year ?? ''}
              onChange={(event) => set({ year: event.target.value === '' ? null : Number(event.target.value) })}
            >
              <option value="">{say('year.this', { year })}</option>
              {years.map((one) => (
                <option key={one} value={one}>
                  {say('year.of', { year: one })}
                </option>
              ))}
            </select>
          )}
          {field &&
            (field.kind === 'day' || field.kind === 'span') &&
            column.samples.some((sample) => /^\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}/.test(sample)) && (
              <select
                className="sz-select"
                aria-label={say('column.order.of', { column: name })}
                disabled={!editable}
                value={column.dayOrder ?? ''}
                onChange={(event) => set({ dayOrder: (event.target.value || null) as ColumnMapping['dayOrder'] })}
              >
                <option value="">{say('order.none')}</option>
                <option value="dmy">{say('order.dmy')}</option>
                <option value="mdy">{say('order.mdy')}</option>
              </select>
            )}
        </div>
      </td>
      <td className="im-column-by">{say(`by.${column.by}`)}</td>
    </tr>
  );
}
