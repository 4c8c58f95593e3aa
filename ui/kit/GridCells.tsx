// The cells of the grid: a heading that sorts and resizes, and a row that is drawn again only when it changed.
// biome-ignore-all lint/a11y/useSemanticElements: rows that come and go while one scrolls cannot stand in a <table>; the ARIA grid says the same
// biome-ignore-all lint/a11y/useAriaPropsSupportedByRole: the role of a cell depends on its column, and both roles take a column index
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names the active cell
import { type MouseEvent, memo, type PointerEvent, type ReactElement } from 'react';
import { useKitWords } from '../words.ts';
import type { Column } from './table-columns.ts';
import type { Sort } from './table-source.ts';

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

export function HeaderCell<Row>({ id, column, index, colIndex, width, active, sort, onSort, onResize }: HeaderProps<Row>): ReactElement {
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

export const GridRow = memo(
  function GridRow({ id, row, index, top, columns, active, chosen, boxes, word, onClick, onToggle, onOpen }: RowProps): ReactElement {
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it takes the keys
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
