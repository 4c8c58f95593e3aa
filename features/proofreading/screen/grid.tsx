// A table of the manuscript as a spreadsheet shows it: every cell in its place, figures underlined, doubted cells marked, the terms of what is
// chosen joined. Only the rows in sight are drawn; a merged cell is drawn with its first row.
// biome-ignore-all lint/a11y/useSemanticElements: cells stand where they are laid, a table element would lay them again
// biome-ignore-all lint/a11y/useFocusableInteractive: rows of a table, not of a grid one moves in
import { type ReactElement, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { usePrinting } from '../../../ui/screen.ts';
import { columnLetters } from '../../../vocabulary/cells.ts';
import type { TableReply } from '../words.ts';
import { cellsOf, type Laid, layOut, rowHigh } from './grid-layout.ts';
import { gravest, marksOf, type Proof } from './model.ts';
import type { Thread } from './threads.ts';
import { useWords } from './words.ts';
import './grid.css';

const around = 12;
/** Rows and columns are named in a strip of their own. */
const letters = 24;
const numbers = 44;

export function Grid({
  table,
  proof,
  done,
  thread,
  scroller,
  sole,
}: {
  table: TableReply;
  proof: Proof;
  done: ReadonlySet<number>;
  thread: Thread | undefined;
  scroller: RefObject<HTMLElement | null>;
  sole: boolean;
}): ReactElement {
  const say = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const laid = useMemo(() => layOut(table), [table]);
  const marked = useMemo(() => cellsOf(table, proof), [table, proof]);
  const printing = usePrinting();
  const seen = useRowsInSight(frame, scroller, table.rows);
  const [from, to] = printing ? [1, table.rows] : seen;
  const rows = laid.rows.slice(Math.max(0, from - 1), to);
  // A merged cell that begins above the window and reaches into it belongs to it.
  const reaching = laid.reaching.filter((cell) => cell.row < from && cell.row + cell.tall > from);
  const width = numbers + laid.width;
  const height = letters + table.rows * rowHigh;
  const box = (cell: Laid): { left: number; top: number; width: number; height: number } => ({
    left: numbers + cell.left,
    top: letters + (cell.row - 1) * rowHigh,
    width: cell.width,
    height: cell.tall * rowHigh,
  });
  const drawnCell = (cell: Laid): ReactElement => {
    const at = marked.get(cell.cell);
    const findings = at?.findings ?? [];
    const plain = at === undefined;
    const { left, width: wide, height: high } = box(cell);
    return (
      <div
        key={cell.cell}
        role="cell"
        aria-colindex={cell.column}
        className={`pf-cell${cell.numeric ? ' pf-cell-number' : ''}${cell.tall > 1 ? ' pf-cell-tall' : ''}`}
        style={{ insetInlineStart: left, inlineSize: wide, blockSize: high }}
      >
        {at?.stretches ? (
          <span className="pf-cell-text" title={cell.text}>
            {at.stretches.map((stretch, index) =>
              stretch.statement === null && stretch.findings.length === 0 ? (
                stretch.text
              ) : (
                <span
                  key={index}
                  role="button"
                  tabIndex={-1}
                  className={`pf-n pf-tail${gravest(stretch.findings, proof.findings, done)}`}
                  data-s={stretch.statement ?? undefined}
                  data-f={stretch.findings.length > 0 ? stretch.findings.join(' ') : undefined}
                  data-n={stretch.ends.length > 0 ? marksOf(stretch.ends, proof.findings) : undefined}
                >
                  {stretch.text}
                </span>
              ),
            )}
          </span>
        ) : plain ? (
          <span className="pf-cell-text" title={cell.long ? cell.text : undefined}>
            {cell.text}
          </span>
        ) : (
          <span
            role="button"
            tabIndex={-1}
            className={`pf-cell-text pf-n pf-tail${gravest(findings, proof.findings, done)}`}
            title={cell.long ? cell.text : undefined}
            data-s={at.statement ?? undefined}
            data-f={findings.length > 0 ? findings.join(' ') : undefined}
            data-n={findings.length > 0 ? marksOf(findings, proof.findings) : undefined}
          >
            {cell.text}
          </span>
        )}
      </div>
    );
  };
  const shown = [...reaching, ...rows.flat()];
  const byRow = new Map<number, Laid[]>();
  for (const cell of shown) byRow.set(cell.row, [...(byRow.get(cell.row) ?? []), cell]);
  return (
    <section className="pf-grid" aria-label={say('sheet', { name: table.sheet })}>
      {!sole && (
        <h3 className="pf-grid-name">
          {table.sheet} {table.hidden && <span className="sz-label">{say('sheet.hidden')}</span>}
        </h3>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box must be reachable without a pointer */}
      <div className="pf-grid-scroll" tabIndex={0} role="region" aria-label={say('sheet.scroll', { name: table.sheet })}>
        <div
          ref={frame}
          className="pf-grid-cells"
          role="table"
          aria-label={table.sheet}
          aria-rowcount={table.rows}
          aria-colcount={table.columns}
          style={{ inlineSize: width, blockSize: height }}
        >
          <div className="pf-grid-letters" aria-hidden="true" style={{ blockSize: letters }}>
            {laid.columns.map((column, index) => (
              <span key={index} style={{ insetInlineStart: numbers + column.left, inlineSize: column.width }}>
                {columnLetters(index + 1)}
              </span>
            ))}
          </div>
          {[...byRow].map(([row, cells]) => (
            <div
              key={row}
              role="row"
              aria-rowindex={row}
              className="pf-row"
              style={{ insetBlockStart: letters + (row - 1) * rowHigh, blockSize: rowHigh }}
            >
              <span className="pf-row-number" aria-hidden="true" style={{ inlineSize: numbers }}>
                {row}
              </span>
              {cells.map(drawnCell)}
            </div>
          ))}
          {/* Where the chosen places are, also when their rows are out of sight. */}
          {(thread?.ends ?? []).map((end, index) => {
            const cell = end.place.sheet === table.sheet && end.place.cell !== null ? laid.byName.get(end.place.cell) : undefined;
            if (!cell) return null;
            const { left, top, width: wide, height: high } = box(cell);
            return (
              <div
                key={index}
                aria-hidden="true"
                className={`pf-cell-frame${thread!.holds ? '' : ' pf-cell-frame-fail'}`}
                data-cell={`${table.sheet}!${cell.cell}`}
                style={{ insetInlineStart: left, insetBlockStart: top, inlineSize: wide, blockSize: high }}
              >
                {end.sign !== '' && end.sign !== '·' && (
                  <span className={`pf-cell-sign${end.sign === '≠' ? ' pf-cell-sign-fail' : ''}`}>{end.sign}</span>
                )}
              </div>
            );
          })}
          <Brackets
            thread={thread}
            sheet={table.sheet}
            boxOf={(name) => {
              const cell = laid.byName.get(name);
              return cell && box(cell);
            }}
            width={width}
            height={height}
          />
        </div>
      </div>
    </section>
  );
}

/** The line that joins the cells: along the column, along the row, or from each to the last. */
function Brackets({
  thread,
  sheet,
  boxOf,
  width,
  height,
}: {
  thread: Thread | undefined;
  sheet: string;
  boxOf: (cell: string) => { left: number; top: number; width: number; height: number } | undefined;
  width: number;
  height: number;
}): ReactElement | null {
  const boxes = (thread?.ends ?? []).flatMap((end) =>
    end.place.sheet === sheet && end.place.cell !== null ? (boxOf(end.place.cell) ?? []) : [],
  );
  if (boxes.length < 2 || !thread) return null;
  const [first] = boxes;
  const path = boxes.every((one) => one.left === first!.left)
    ? column(boxes)
    : boxes.every((one) => one.top === first!.top)
      ? row(boxes)
      : fan(boxes);
  return (
    <svg className={`pf-threads${thread.holds ? '' : ' pf-threads-fail'}`} width={width} height={height} aria-hidden="true" key={thread.id}>
      <path className="pf-wire" d={path} />
    </svg>
  );
}

type Box = { left: number; top: number; width: number; height: number };
const right = (box: Box): number => box.left + box.width;
const middle = (box: Box): number => box.top + box.height / 2;

function column(boxes: readonly Box[]): string {
  const x = Math.max(...boxes.map(right)) + 7;
  const ys = boxes.map(middle);
  return `${boxes.map((box) => `M${right(box)} ${middle(box)}H${x}`).join('')}M${x} ${Math.min(...ys)}V${Math.max(...ys)}`;
}
function row(boxes: readonly Box[]): string {
  const y = Math.max(...boxes.map((box) => box.top + box.height)) + 6;
  const xs = boxes.map((box) => box.left + box.width / 2);
  return `${boxes.map((box, index) => `M${xs[index]} ${box.top + box.height}V${y}`).join('')}M${Math.min(...xs)} ${y}H${Math.max(...xs)}`;
}
function fan(boxes: readonly Box[]): string {
  const to = boxes.at(-1)!;
  const [x, y] = [to.left + to.width / 2, to.top];
  return boxes
    .slice(0, -1)
    .map((box) => {
      const from = box.left + box.width / 2;
      const start = box.top + box.height;
      return `M${from} ${start}C${from} ${start + 18} ${x} ${y - 18} ${x} ${y}`;
    })
    .join('');
}

/** First and last row near the window, in steps, so that scrolling draws seldom. */
function useRowsInSight(
  frame: RefObject<HTMLElement | null>,
  scroller: RefObject<HTMLElement | null>,
  rows: number,
): readonly [number, number] {
  const [range, setRange] = useState<readonly [number, number]>([1, 60]);
  useEffect(() => {
    const view = scroller.current;
    if (!view || rows <= 80) {
      setRange([1, rows]);
      return undefined;
    }
    const look = (): void => {
      if (!frame.current) return;
      const top = frame.current.getBoundingClientRect().top - view.getBoundingClientRect().top + letters;
      const step = (row: number): number => Math.floor(row / around) * around;
      const from = Math.max(1, step(-top / rowHigh) - around);
      const to = Math.min(rows, step((view.clientHeight - top) / rowHigh) + 2 * around);
      setRange((before) => (before[0] === from && before[1] === to ? before : [from, Math.max(from, to)]));
    };
    look();
    view.addEventListener('scroll', look, { passive: true });
    const watch = new ResizeObserver(look);
    watch.observe(view);
    return () => {
      view.removeEventListener('scroll', look);
      watch.disconnect();
    };
  }, [frame, scroller, rows]);
  return range;
}
