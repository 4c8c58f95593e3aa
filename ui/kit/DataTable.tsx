// The office's table: 10 to 100,000 rows, header and first column stay, keyboard and screen reader work as in a spreadsheet, rows are chosen
// with ranges and copied into Excel. Rows come from table-source, columns from table-columns, choice from selection.
import { type ReactElement, type ReactNode, useMemo, useState } from 'react';
import { countText } from '../i18n.ts';
import { notify } from '../notice.ts';
import { usePhone, usePrinting } from '../screen.ts';
import { useKitWords } from '../words.ts';
import { DataCards } from './DataCards.tsx';
import { ErrorNote } from './ErrorNote.tsx';
import { Grid } from './Grid.tsx';
import { Pop } from './Pop.tsx';
import { chosenCount, isChosen, nothing, type Selection, tsvOf } from './selection.ts';
import { type Column, type Columns, useColumns } from './table-columns.ts';
import { type Loaded, type Sort, type TableSource, useTableSource } from './table-source.ts';
import './data-table.css';

export type { Selection } from './selection.ts';
export type { Column } from './table-columns.ts';
export type { Sort, TableSource } from './table-source.ts';

export type DataTableProps<Row> = {
  /** remembers columns and widths under this name */
  id: string;
  /** what the table is, for screen readers and paper */
  label: string;
  columns: readonly Column<Row>[];
  source: TableSource<Row>;
  keyOf: (row: Row) => string;
  /** controlled (keep it in the address with useSort()); without onSort rows in hand are sorted here */
  sort?: Sort | undefined;
  onSort?: (sort: Sort | undefined) => void;
  /** present: rows can be chosen */
  selection?: Selection;
  onSelection?: (selection: Selection) => void;
  /** Enter, double click, tap */
  onOpen?: (row: Row) => void;
  /** the row at the foot: says of what it is the total */
  totals?: { label: ReactNode; cells: Record<string, ReactNode> };
  /** what stands there when there are no rows: <Empty …/> */
  empty?: ReactNode;
  /** pixels; without it the table fills what its flex parent leaves (Page tall) */
  height?: number;
  /** stands in the bar over the table, left: filters, search */
  bar?: ReactNode;
  /** stands in the bar when rows are chosen: bulk actions */
  chosenBar?: ReactNode;
};

const mostCopied = 20_000;

export function DataTable<Row>(props: DataTableProps<Row>): ReactElement {
  const {
    id,
    label,
    columns: proposed,
    source,
    keyOf,
    selection = nothing,
    onSelection,
    onOpen,
    totals,
    empty,
    height,
    bar,
    chosenBar,
  } = props;
  const say = useKitWords();
  const phone = usePhone();
  const printing = usePrinting();
  const columns = useColumns(id, proposed);
  const [ownSort, setOwnSort] = useState<Sort | undefined>();
  const sort = props.onSort ? props.sort : ownSort;
  const setSort = props.onSort ?? setOwnSort;
  const plain = useMemo(() => (row: Row, key: string) => proposed.find((column) => column.key === key)?.plain?.(row), [proposed]);
  const loaded = useTableSource(source, sort, plain);
  const { total } = loaded;
  const chosen = chosenCount(selection, total);

  const copy = async (): Promise<void> => {
    const copied = columns.shown.filter((column) => column.plain);
    if (chosen > mostCopied) return notify('problem', `${countText(chosen)} > ${countText(mostCopied)}`);
    const rows = await loaded.gather((row) => isChosen(selection, keyOf(row)), chosen);
    const text = tsvOf([
      copied.map((column) => column.title + (column.unit ? `（${column.unit}）` : '')),
      ...rows.map((row) => copied.map((column) => column.plain?.(row))),
    ]);
    try {
      await navigator.clipboard.writeText(text);
      notify('done', say('table.copied', { count: rows.length }));
    } catch {
      notify('problem', say('table.copy.failed'));
    }
  };

  return (
    <div className="sz-table" style={height ? { height } : undefined}>
      <div className="sz-table-bar sz-screen-only">
        <div className="sz-table-bar-left">{bar}</div>
        <div className="sz-table-bar-right">
          {chosen > 0 && (
            <>
              <b className="sz-table-chosen">{say('table.selected', { count: chosen })}</b>
              {chosenBar}
              <button type="button" className="sz-tool" onClick={() => void copy()}>
                {say('table.copy')}
              </button>
              <button type="button" className="sz-tool" onClick={() => onSelection?.(nothing)}>
                {say('table.clear')}
              </button>
            </>
          )}
          <span className="sz-label" aria-live="polite">
            {loaded.first ? say('table.loading') : say('table.rows', { count: total }).replace(String(total), countText(total))}
          </span>
          {!phone && <ColumnChoice columns={columns} />}
        </div>
      </div>
      {loaded.error !== undefined && <ErrorNote error={loaded.error} onRetry={loaded.retry} />}
      {total === 0 && !loaded.first && loaded.error === undefined ? (
        <div className="sz-table-frame">{empty}</div>
      ) : phone ? (
        <DataCards
          label={label}
          columns={columns.shown}
          loaded={loaded}
          keyOf={keyOf}
          onOpen={onOpen}
          selection={selection}
          onSelection={onSelection}
          totals={totals}
        />
      ) : (
        <Grid {...{ label, columns, loaded, keyOf, sort, setSort, selection, onSelection, onOpen, totals, copy }} />
      )}
      {printing && total > 0 && <Paper columns={columns.shown} loaded={loaded} keyOf={keyOf} totals={totals} label={label} />}
    </div>
  );
}

const mostPrinted = 2_000;

/** On paper the table is a plain one, with every row that is here, and says how many it leaves out. */
function Paper<Row>({
  columns,
  loaded,
  keyOf,
  totals,
  label,
}: {
  columns: readonly Column<Row>[];
  loaded: Loaded<Row>;
  keyOf: (row: Row) => string;
  totals: DataTableProps<Row>['totals'];
  label: string;
}): ReactElement {
  const say = useKitWords();
  const rows = loaded.here().slice(0, mostPrinted);
  const side = (column: Column<Row>): string | undefined => (column.align === 'right' ? 'sz-grid-right' : undefined);
  return (
    <table className="sz-table-paper">
      <caption>
        {label} ·{' '}
        {rows.length < loaded.total
          ? say('table.printed', { shown: countText(rows.length), total: countText(loaded.total) })
          : say('table.rows', { count: loaded.total })}
      </caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} className={side(column)}>
              {column.title}
              {column.unit && <span className="sz-grid-unit">{column.unit}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((column) => (
              <td key={column.key} className={side(column)}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {totals && (
        <tfoot>
          <tr>
            {columns.map((column, index) => (
              <td key={column.key} className={side(column)}>
                {index === 0 ? totals.label : totals.cells[column.key]}
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  );
}

function ColumnChoice<Row>({ columns }: { columns: Columns<Row> }): ReactElement {
  const say = useKitWords();
  const shown = new Set(columns.shown.map((column) => column.key));
  return (
    <Pop side="right" label={`${say('table.columns')} ${columns.shown.length}/${columns.all.length}`}>
      {() => (
        <>
          {columns.all.map((column, index) => (
            <label key={column.key} className="sz-pop-item">
              <input type="checkbox" checked={shown.has(column.key)} disabled={index === 0} onChange={() => columns.toggle(column.key)} />
              {column.title}
            </label>
          ))}
          <hr className="sz-pop-line" />
          <button type="button" className="sz-pop-item" onClick={columns.showAll}>
            {say('table.columns.all')}
          </button>
          <button type="button" className="sz-pop-item" onClick={columns.reset}>
            {say('table.columns.reset')}
          </button>
        </>
      )}
    </Pop>
  );
}
