// The office's table: 10 to 100,000 rows, header and first column stay, keyboard and screen reader work as in a spreadsheet, rows are chosen
// with ranges and copied into Excel. Rows come from table-source, columns from table-columns, choice from selection.
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { countText } from '../i18n.ts';
import { notify } from '../notice.ts';
import { usePhone } from '../screen.ts';
import { useKitWords } from '../words.ts';
import { DataCards } from './DataCards.tsx';
import { ErrorNote } from './ErrorNote.tsx';
import { Pop } from './Pop.tsx';
import { choose, chosenCount, everything, isChosen, nothing, type Selection, tsvOf } from './selection.ts';
import { type Column, type Columns, useColumns } from './table-columns.ts';
import { type Sort, type TableSource, useTableSource } from './table-source.ts';
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

const rowHeight = 32;
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
    </div>
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

type GridProps<Row> = {
  label: string;
  columns: Columns<Row>;
  loaded: ReturnType<typeof useTableSource<Row>>;
  keyOf: (row: Row) => string;
  sort: Sort | undefined;
  setSort: (sort: Sort | undefined) => void;
  selection: Selection;
  onSelection: ((selection: Selection) => void) | undefined;
  onOpen: ((row: Row) => void) | undefined;
  totals: DataTableProps<Row>['totals'];
  copy: () => Promise<void>;
};

/** Up, then down, then as it was. */
const nextSort = (sort: Sort | undefined, by: string): Sort | undefined =>
  sort?.by !== by ? { by, down: false } : sort.down ? undefined : { by, down: true };

function Grid<Row>({
  label,
  columns,
  loaded,
  keyOf,
  sort,
  setSort,
  selection,
  onSelection,
  onOpen,
  totals,
  copy,
}: GridProps<Row>): ReactElement {
  const say = useKitWords();
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const anchor = useRef<number>(undefined);
  const { shown, widthOf } = columns;
  const { total } = loaded;
  // Row −1 is the header. Column 0 is the first column of data; the boxes are reached with Space.
  const [active, setActive] = useState({ row: 0, column: 0 });
  const foot = totals ? 1 : 0;
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    scrollPaddingStart: rowHeight + 8,
    scrollPaddingEnd: rowHeight * (foot + 1),
  });
  const items = virtual.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items.at(-1)?.index ?? 0;
  const { show } = loaded;
  useEffect(() => show(from, to), [show, from, to]);

  const boxes = onSelection ? 36 : 0;
  const template = useMemo(
    () =>
      `${boxes ? `${boxes}px ` : ''}${shown.map((column, index) => (index === shown.length - 1 ? `minmax(${widthOf(column)}px, 1fr)` : `${widthOf(column)}px`)).join(' ')}`,
    [shown, widthOf, boxes],
  );
  const width = boxes + shown.reduce((sum, column) => sum + widthOf(column), 0);

  const range = async (row: number, on: boolean): Promise<void> => {
    if (!onSelection) return;
    const start = Math.min(anchor.current ?? row, row);
    const end = Math.max(anchor.current ?? row, row);
    const rows = await loaded.stretch(start, end);
    onSelection(choose(selection, rows.map(keyOf), on));
  };
  const toggle = (row: number, extend: boolean): void => {
    const found = loaded.at(row);
    if (!found || !onSelection) return;
    if (extend && anchor.current !== undefined) return void range(row, true);
    anchor.current = row;
    onSelection(choose(selection, [keyOf(found)], !isChosen(selection, keyOf(found))));
  };
  const goTo = (row: number, column: number): void => {
    const next = { row: Math.max(-1, Math.min(total - 1, row)), column: Math.max(0, Math.min(shown.length - 1, column)) };
    setActive(next);
    if (next.row >= 0) virtual.scrollToIndex(next.row);
    const left = shown.slice(1, next.column).reduce((sum, one) => sum + widthOf(one), 0);
    const box = scroller.current;
    if (!box || next.column === 0) return;
    const room = box.clientWidth - boxes - widthOf(shown[0]!);
    const wide = widthOf(shown[next.column]!);
    if (left < box.scrollLeft) box.scrollLeft = left;
    else if (left + wide > box.scrollLeft + room) box.scrollLeft = left + wide - room;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== scroller.current) return;
    const { row, column } = active;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 320) / rowHeight) - 2 - foot);
    const control = event.ctrlKey || event.metaKey;
    const moves: Record<string, [number, number]> = {
      ArrowDown: [control ? total - 1 : row + 1, column],
      ArrowUp: [control ? 0 : row - 1, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      PageDown: [row + page, column],
      PageUp: [Math.max(0, row - page), column],
      Home: control ? [0, 0] : [row, 0],
      End: control ? [total - 1, shown.length - 1] : [row, shown.length - 1],
    };
    const move = moves[event.key];
    const header = shown[column];
    if (event.altKey && row === -1 && header && (event.key === 'ArrowLeft' || event.key === 'ArrowRight'))
      columns.resize(header.key, widthOf(header) + (event.key === 'ArrowLeft' ? -16 : 16));
    else if (move) {
      if (event.shiftKey && onSelection && row >= 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
        anchor.current ??= row;
        void range(Math.max(0, Math.min(total - 1, move[0])), true);
      }
      goTo(...move);
    } else if (event.key === ' ' && row >= 0) toggle(row, event.shiftKey);
    else if (event.key === 'Enter' && row === -1 && header?.sortable) setSort(nextSort(sort, header.key));
    else if (event.key === 'Enter' && row >= 0) {
      const found = loaded.at(row);
      if (found) onOpen?.(found);
    } else if (control && event.key === 'a' && onSelection) onSelection(everything);
    else if (control && event.key === 'c' && !getSelection()?.toString()) void copy();
    else if (event.key === 'Escape' && onSelection && selection !== nothing) onSelection(nothing);
    else return;
    event.preventDefault();
  };
  const onRowClick = (event: MouseEvent, row: number): void => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-column]');
    setActive({ row, column: Number(cell?.dataset.column ?? active.column) });
    if ((event.shiftKey || event.ctrlKey || event.metaKey) && onSelection) {
      event.preventDefault();
      getSelection()?.removeAllRanges();
      toggle(row, event.shiftKey);
    }
  };
  const allChosen = total > 0 && chosenCount(selection, total) === total;
  const someChosen = chosenCount(selection, total) > 0 && !allChosen;

  return (
    <div
      ref={scroller}
      className="sz-grid"
      role="grid"
      aria-label={label}
      aria-rowcount={total + 1 + foot}
      aria-colcount={shown.length + (boxes ? 1 : 0)}
      aria-multiselectable={onSelection ? true : undefined}
      aria-busy={loaded.busy}
      aria-activedescendant={`${id}${active.row}-${active.column}`}
      aria-description={say('table.keys')}
      tabIndex={0}
      onKeyDown={onKeyDown}
      style={{ '--sz-grid': template, '--sz-boxes': `${boxes}px`, '--sz-grid-width': `${width}px` } as CSSProperties}
    >
      <div role="rowgroup" className="sz-grid-head">
        <div role="row" aria-rowindex={1} className="sz-grid-row">
          {onSelection && (
            <div role="columnheader" aria-colindex={1} className="sz-grid-cell sz-grid-box">
              <input
                type="checkbox"
                tabIndex={-1}
                aria-label={say('table.select.all')}
                checked={allChosen}
                ref={(box) => void (box && (box.indeterminate = someChosen))}
                onChange={() => onSelection(allChosen ? nothing : everything)}
              />
            </div>
          )}
          {shown.map((column, index) => (
            <HeaderCell
              key={column.key}
              id={`${id}-1-${index}`}
              column={column}
              index={index}
              colIndex={index + 1 + (boxes ? 1 : 0)}
              width={widthOf(column)}
              active={active.row === -1 && active.column === index}
              sort={sort?.by === column.key ? sort : undefined}
              onSort={() => setSort(nextSort(sort, column.key))}
              onResize={(next) => columns.resize(column.key, next)}
            />
          ))}
        </div>
      </div>
      <div role="rowgroup" className="sz-grid-body" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = loaded.at(item.index);
          return (
            <GridRow
              key={item.index}
              id={id}
              row={row}
              index={item.index}
              top={item.start}
              columns={shown as readonly Column<unknown>[]}
              active={active.row === item.index ? active.column : -1}
              chosen={onSelection && row !== undefined ? isChosen(selection, keyOf(row)) : undefined}
              boxes={boxes > 0}
              word={say('table.select.row')}
              onClick={onRowClick}
              onToggle={toggle}
              onOpen={onOpen as ((row: unknown) => void) | undefined}
            />
          );
        })}
      </div>
      {totals && (
        <div role="rowgroup" className="sz-grid-foot">
          <div role="row" aria-rowindex={total + 2} className="sz-grid-row">
            {onSelection && <div role="gridcell" className="sz-grid-cell sz-grid-box" />}
            {shown.map((column, index) => (
              <div
                key={column.key}
                role={index === 0 ? 'rowheader' : 'gridcell'}
                className={`sz-grid-cell${index === 0 ? ' sz-grid-first' : ''}${column.align === 'right' ? ' sz-grid-right' : ''}`}
              >
                {index === 0 ? totals.label : totals.cells[column.key]}
              </div>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

type HeaderProps<Row> = {
  id: string;
  column: Column<Row>;
  index: number;
  colIndex: number;
  width: number;
  active: boolean;
  sort: Sort | undefined;
  onSort: () => void;
  onResize: (width: number) => void;
};

function HeaderCell<Row>({ id, column, index, colIndex, width, active, sort, onSort, onResize }: HeaderProps<Row>): ReactElement {
  const say = useKitWords();
  const pull = (event: PointerEvent<HTMLSpanElement>): void => {
    event.preventDefault();
    const handle = event.currentTarget;
    const start = event.clientX;
    handle.setPointerCapture(event.pointerId);
    handle.onpointermove = (move) => onResize(width + move.clientX - start);
    handle.onpointerup = () => {
      handle.onpointermove = null;
    };
  };
  const direction = sort ? (sort.down ? 'descending' : 'ascending') : undefined;
  return (
    <div
      id={id}
      role="columnheader"
      aria-colindex={colIndex}
      aria-sort={column.sortable ? (direction ?? 'none') : undefined}
      className={`sz-grid-cell${index === 0 ? ' sz-grid-first' : ''}${column.align === 'right' ? ' sz-grid-right' : ''}${active ? ' sz-grid-active' : ''}`}
    >
      {column.sortable ? (
        <button type="button" tabIndex={-1} className="sz-button-plain sz-grid-sort" onClick={onSort}>
          {column.title}
          {column.unit && <span className="sz-grid-unit">{column.unit}</span>}
          <span className="sz-grid-arrow" aria-hidden="true">
            {sort ? (sort.down ? '↓' : '↑') : ''}
          </span>
        </button>
      ) : (
        <span>
          {column.title}
          {column.unit && <span className="sz-grid-unit">{column.unit}</span>}
        </span>
      )}
      <span className="sz-grid-handle" title={say('table.resize')} onPointerDown={pull} />
    </div>
  );
}

type RowProps = {
  id: string;
  row: unknown;
  index: number;
  top: number;
  columns: readonly Column<unknown>[];
  active: number;
  /** undefined: rows cannot be chosen, or this one is not here yet */
  chosen: boolean | undefined;
  boxes: boolean;
  word: string;
  onClick: (event: MouseEvent, row: number) => void;
  onToggle: (row: number, extend: boolean) => void;
  onOpen: ((row: unknown) => void) | undefined;
};

const GridRow = memo(
  function GridRow({ id, row, index, top, columns, active, chosen, boxes, word, onClick, onToggle, onOpen }: RowProps): ReactElement {
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it takes the keys
      // biome-ignore lint/a11y/useFocusableInteractive: the grid around it holds the focus
      <div
        role="row"
        aria-rowindex={index + 2}
        aria-selected={chosen}
        className={`sz-grid-row${chosen ? ' sz-grid-chosen' : ''}${active >= 0 ? ' sz-grid-current' : ''}`}
        style={{ transform: `translateY(${top}px)` }}
        onClick={(event) => onClick(event, index)}
        onDoubleClick={() => row !== undefined && onOpen?.(row)}
      >
        {boxes && (
          <div role="gridcell" aria-colindex={1} className="sz-grid-cell sz-grid-box">
            <input
              type="checkbox"
              tabIndex={-1}
              aria-label={word}
              checked={chosen ?? false}
              onClick={(event) => {
                event.stopPropagation();
                onToggle(index, event.shiftKey);
              }}
              onChange={() => undefined}
            />
          </div>
        )}
        {columns.map((column, at) => (
          <div
            key={column.key}
            id={`${id}${index}-${at}`}
            role={at === 0 ? 'rowheader' : 'gridcell'}
            aria-colindex={at + 1 + (boxes ? 1 : 0)}
            data-column={at}
            className={`sz-grid-cell${at === 0 ? ' sz-grid-first' : ''}${column.align === 'right' ? ' sz-grid-right' : ''}${active === at ? ' sz-grid-active' : ''}`}
          >
            {row === undefined ? <span className="sz-grid-wait" /> : column.cell(row)}
          </div>
        ))}
      </div>
    );
  },
  (before, after) =>
    before.row === after.row &&
    before.index === after.index &&
    before.top === after.top &&
    before.columns === after.columns &&
    before.active === after.active &&
    before.chosen === after.chosen &&
    before.word === after.word &&
    before.row !== undefined,
);
