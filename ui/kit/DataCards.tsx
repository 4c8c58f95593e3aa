// The same table on a phone: a card a row, the first column as its title, the others as names and values. Tap opens.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import { useKitWords } from '../words.ts';
import { choose, isChosen, type Selection } from './selection.ts';
import type { Column } from './table-columns.ts';
import type { Loaded } from './table-source.ts';

export function DataCards<Row>({
  label,
  columns,
  loaded,
  keyOf,
  onOpen,
  selection,
  onSelection,
  totals,
}: {
  label: string;
  columns: readonly Column<Row>[];
  loaded: Loaded<Row>;
  keyOf: (row: Row) => string;
  onOpen: ((row: Row) => void) | undefined;
  selection: Selection;
  onSelection: ((selection: Selection) => void) | undefined;
  totals: { label: ReactNode; cells: Record<string, ReactNode> } | undefined;
}): ReactElement {
  const say = useKitWords();
  const scroller = useRef<HTMLDivElement>(null);
  const lines = columns.slice(1).filter((column) => !column.notOnPhone);
  const virtual = useVirtualizer({
    count: loaded.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => 50 + lines.length * 22,
    overscan: 6,
  });
  const items = virtual.getVirtualItems();
  const from = items[0]?.index ?? 0;
  const to = items.at(-1)?.index ?? 0;
  const { show } = loaded;
  useEffect(() => show(from, to), [show, from, to]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable without a pointer
    <section ref={scroller} className="sz-cards" aria-label={label} aria-busy={loaded.busy} tabIndex={0}>
      {totals && (
        <div className="sz-card sz-card-total">
          <b>{totals.label}</b>
          <dl>
            {lines
              .filter((column) => totals.cells[column.key] !== undefined)
              .map((column) => (
                <div key={column.key}>
                  <dt>
                    {column.title}
                    {column.unit && ` ${column.unit}`}
                  </dt>
                  <dd>{totals.cells[column.key]}</dd>
                </div>
              ))}
          </dl>
        </div>
      )}
      <ul style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = loaded.at(item.index);
          return (
            <li
              key={item.index}
              ref={virtual.measureElement}
              data-index={item.index}
              aria-setsize={loaded.total}
              aria-posinset={item.index + 1}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <div className="sz-card">
                {row === undefined ? (
                  <span className="sz-grid-wait" />
                ) : (
                  <>
                    <div className="sz-card-title">
                      {onSelection && (
                        <input
                          type="checkbox"
                          aria-label={say('table.select.row')}
                          checked={isChosen(selection, keyOf(row))}
                          onChange={(event) => onSelection(choose(selection, [keyOf(row)], event.target.checked))}
                        />
                      )}
                      <span className="sz-grow">{columns[0]?.cell(row)}</span>
                      {onOpen && (
                        <button type="button" className="sz-tool" onClick={() => onOpen(row)}>
                          {say('table.open')}
                        </button>
                      )}
                    </div>
                    <dl>
                      {lines.map((column) => (
                        <div key={column.key}>
                          <dt>{column.title}</dt>
                          <dd>
                            {column.cell(row)}
                            {column.unit && <span className="sz-label"> {column.unit}</span>}
                          </dd>
                        </div>
                      ))}
                    </dl>
                  </>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
