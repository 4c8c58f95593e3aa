// The table on a wide screen: an ARIA grid over virtual rows. Decides what the keys do, what scrolls and what is chosen.
// biome-ignore-all lint/a11y/useSemanticElements: rows that come and go while one scrolls cannot stand in a <table>; the ARIA grid says the same
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names the active cell
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useKitWords } from '../words.ts';
import { GridRow, HeaderCell } from './GridCells.tsx';
import { choose, chosenCount, everything, isChosen, nothing, type Selection } from './selection.ts';
import type { Column, Columns } from './table-columns.ts';
import { rowHeight } from './table-columns.ts';
import type { Loaded, Sort } from './table-source.ts';

type GridProps<Row> = {
  label: string;
  columns: Columns<Row>;
  loaded: Loaded<Row>;
  keyOf: (row: Row) => string;
  sort: Sort | undefined;
  setSort: (sort: Sort | undefined) => void;
  selection: Selection;
  onSelection: ((selection: Selection) => void) | undefined;
  onOpen: ((row: Row) => void) | undefined;
  totals: { label: ReactNode; cells: Record<string, ReactNode> } | undefined;
  copy: () => Promise<void>;
};

/** Up, then down, then as it was. */
const nextSort = (sort: Sort | undefined, by: string): Sort | undefined =>
  sort?.by !== by ? { by, down: false } : sort.down ? undefined : { by, down: true };

export function Grid<Row>({
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
    overscan: 6,
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
  // Rows are drawn again only when they change, so what they call must be the newest and keep its identity.
  const newest = useRef({ toggle, onOpen });
  newest.current = { toggle, onOpen };
  const stable = useMemo(
    () => ({
      onToggle: (row: number, extend: boolean) => newest.current.toggle(row, extend),
      onOpen: (row: unknown) => newest.current.onOpen?.(row as Row),
      onClick: (event: MouseEvent, row: number) => {
        const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-column]');
        setActive((before) => ({ row, column: Number(cell?.dataset.column ?? before.column) }));
        if (!event.shiftKey && !event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        getSelection()?.removeAllRanges();
        newest.current.toggle(row, event.shiftKey);
      },
    }),
    [],
  );
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
                ref={(box) => {
                  if (box) box.indeterminate = someChosen;
                }}
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
              {...stable}
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
