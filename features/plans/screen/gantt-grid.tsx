// The Gantt chart as one scrolls and walks in it: names at the left, bars at the right, stretches of rows drawn only while they are near the window, so
// that ten thousand rows scroll like ten. What is drawn is chart-gantt.ts; what a dragged or nudged end means is decided by whoever uses the grid.
// biome-ignore-all lint/a11y/useSemanticElements: rows stand where they are scrolled to, which the elements of a table cannot
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid has the focus and names its active row
import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
  type ReactElement,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { usePick } from '../../../ui/i18n.ts';
import { Shapes } from '../../../ui/kit/DrawingView.tsx';
import { LightShape } from '../../../ui/kit/Light.tsx';
import { usePhone } from '../../../ui/screen.ts';
import { textFitting } from '../../../vocabulary/drawing.ts';
import { endsOf, type GanttModel, type GanttRow, ganttRows, linksByStretch, marksOf, rowHigh, shadesOf } from '../chart-gantt.ts';
import { axisHigh, axisShapes, dayAt, left } from '../chart-scale.ts';
import type { PlanNode } from '../words.ts';
import { useTimeWords } from './words-time.ts';
import './gantt.css';

const stretch = 6;
const beyond = 3;
const bucket = 1200;
const grip = 7;

export type Ghost = { row: number; x0: number; x1: number; text: string };
type Drag = { row: number; node: PlanNode; x0: number; end: number };

export interface GanttGridProps {
  model: GanttModel;
  label: string;
  active: number;
  onActive: (row: number) => void;
  onOpen: (code: string) => void;
  onFold: (key: string) => void;
  onZoom: (by: 1 | -1) => void;
  /** Whether the end of a bar may be moved. */
  mayMove: (node: PlanNode) => boolean;
  /** Moves the end by days of the node: shift and an arrow. */
  onNudge: (node: PlanNode, by: 1 | -1) => void;
  /** What would become of a node whose end is dragged to a day: the text beside the ghost. */
  onDragText: (node: PlanNode, end: string) => string;
  onDrop: (node: PlanNode, end: string) => void;
  onUndo: () => void;
  onRedo: () => void;
  ghost?: Ghost | undefined;
  /** Rows near the window were drawn for the first time. */
  onDrawn?: () => void;
}

type Say = ReturnType<typeof useTimeWords>;

/** The cells of a row; not a component, since ten thousand of them would each listen for the language. */
function cells(row: GanttRow, phone: boolean, say: Say, pick: ReturnType<typeof usePick>): ReactElement {
  if (row.is === 'group')
    return (
      <div role="rowheader" aria-colspan={phone ? 1 : 3} aria-expanded={!row.folded} className="pl-g-group">
        <span aria-hidden="true" className={`pl-g-twist${row.folded ? '' : ' pl-g-open'}`} />
        <b>{row.name}</b>
        <span className="sz-label">{say('group.done', { done: row.done, all: row.count })}</span>
      </div>
    );
  const { node } = row;
  const name = pick(node.name);
  return (
    <>
      <div
        role="rowheader"
        className="pl-g-name"
        aria-label={`${name}, ${dayAt(row.from)} → ${dayAt(row.to)}, ${pick(node.word)}${node.driving ? `, ${say('driving')}` : ''}${node.problem ? `, ${node.problem}` : ''}`}
      >
        <LightShape state={node.light} />
        <span className={`pl-g-text${node.driving && node.actual === null ? ' pl-g-driving' : ''}`} title={name}>
          {textFitting(name, 14, phone ? 106 : 168)}
        </span>
      </div>
      {!phone && (
        <>
          <div role="gridcell" className="pl-g-cell">
            {node.kind === 'milestone' ? '—' : say(node.unit === 'working' ? 'days.working' : 'days.calendar', { count: node.days })}
          </div>
          <div role="gridcell" className={`pl-g-cell${node.actual === null && node.floatDays < 0 ? ' pl-g-short' : ''}`}>
            {node.actual === null ? node.floatDays : '—'}
          </div>
        </>
      )}
    </>
  );
}

type StretchProps = {
  model: GanttModel;
  number: number;
  links: readonly number[];
  /** the active row when it lies here, else -1 */
  active: number;
  phone: boolean;
};
const Names = memo(function Names({ model, number, active, phone }: Omit<StretchProps, 'links'>): ReactElement {
  const say = useTimeWords();
  const pick = usePick();
  const first = number * stretch;
  const rows = model.rows.slice(first, first + stretch);
  return (
    <div role="rowgroup" className="pl-g-stretch" style={{ top: first * rowHigh }}>
      {rows.map((row, i) => (
        <div
          key={row.is === 'node' ? row.node.code : `/${row.key}`}
          role="row"
          id={`pl-g-row-${first + i}`}
          aria-rowindex={first + i + 2}
          aria-selected={active === first + i}
          data-row={first + i}
          className="pl-g-row"
        >
          {cells(row, phone, say, pick)}
        </div>
      ))}
    </div>
  );
});

const Bars = memo(function Bars({ model, number, links }: Pick<StretchProps, 'model' | 'number' | 'links'>): ReactElement {
  const first = number * stretch;
  const high = Math.min(stretch, model.rows.length - first) * rowHigh;
  const shapes = useMemo(() => ganttRows(model, first, first + stretch, links), [model, first, links]);
  return (
    <svg aria-hidden="true" className="sz-drawing pl-g-bars" style={{ top: first * rowHigh }} width={model.scale.wide} height={high}>
      <Shapes shapes={shapes} />
    </svg>
  );
});

/** What lies behind the bars; drawn anew only when one has scrolled far to a side. */
const Ground = memo(function Ground({
  model,
  fromX,
  toX,
  namesWide,
}: {
  model: GanttModel;
  fromX: number;
  toX: number;
  namesWide: number;
}): ReactElement {
  const shades = useMemo(() => shadesOf(model), [model]);
  const marks = marksOf(model);
  return (
    <div aria-hidden="true" className="pl-g-ground" style={{ left: namesWide }}>
      {shades.map(
        (shade) =>
          shade.x + shade.wide >= fromX &&
          shade.x <= toX && (
            <div
              key={`${shade.kind}${shade.x}`}
              className={`pl-g-${shade.kind}`}
              title={shade.name}
              style={{ left: shade.x, width: shade.wide }}
            />
          ),
      )}
      <div className="pl-g-line pl-g-line-today" style={{ left: marks.today }} />
      <div className="pl-g-line pl-g-line-promised" style={{ left: marks.promised }} />
    </div>
  );
});

const Head = memo(function Head({
  model,
  fromX,
  toX,
  namesWide,
  phone,
}: {
  model: GanttModel;
  fromX: number;
  toX: number;
  namesWide: number;
  phone: boolean;
}): ReactElement {
  const say = useTimeWords();
  const { scale, look } = model;
  const marks = marksOf(model);
  const axis = useMemo(() => axisShapes(scale, look.language, Math.max(0, fromX), toX), [scale, look.language, fromX, toX]);
  return (
    <div role="rowgroup" className="pl-g-head" style={{ width: namesWide + scale.wide, height: axisHigh }}>
      <div role="row" aria-rowindex={1} className="pl-g-names pl-g-row" style={{ width: namesWide }}>
        <div role="columnheader" className="pl-g-name">
          {say('col.node')}
        </div>
        {!phone && (
          <>
            <div role="columnheader" className="pl-g-cell">
              {say('col.days')}
            </div>
            <div role="columnheader" className="pl-g-cell">
              {say('col.float')}
            </div>
          </>
        )}
      </div>
      <svg aria-hidden="true" className="sz-drawing" width={scale.wide} height={axisHigh}>
        <Shapes shapes={axis} />
      </svg>
      <span className="pl-g-mark pl-g-today" style={{ left: namesWide + marks.today }}>
        {look.words.today}
      </span>
      <span className="pl-g-mark pl-g-promised" style={{ left: namesWide + marks.promised }}>
        {look.words.promised}
      </span>
    </div>
  );
});

export function GanttGrid(props: GanttGridProps): ReactElement {
  const { model, label, active, onActive, onOpen, onFold, onZoom, mayMove, onNudge, onDragText, onDrop, onUndo, onRedo, ghost, onDrawn } =
    props;
  const phone = usePhone();
  const namesWide = phone ? 148 : 336;
  const { scale, rows } = model;
  const scroller = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState({ from: 0, to: 4, x: 0 });
  const [drag, setDrag] = useState<Drag>();
  const middleDay = useRef<number>(undefined);
  const byStretch = useMemo(() => linksByStretch(model, stretch), [model]);
  const today = marksOf(model).today;
  const count = byStretch.length;

  const look = useCallback((): void => {
    const box = scroller.current;
    if (!box) return;
    const from = Math.max(0, Math.floor((box.scrollTop - axisHigh) / rowHigh / stretch) - beyond);
    const to = Math.min(count - 1, Math.floor((box.scrollTop + box.clientHeight) / rowHigh / stretch) + beyond);
    const x = Math.floor(box.scrollLeft / bucket);
    middleDay.current = scale.first + (box.scrollLeft + (box.clientWidth - namesWide) / 2) / scale.px;
    setNear((before) => (before.from === from && before.to === to && before.x === x ? before : { from, to, x }));
  }, [count, scale, namesWide]);

  // At first today stands a third from the left; another zoom keeps the day in the middle.
  const placed = useRef(false);
  const [begin] = useState(active);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const room = box.clientWidth - namesWide;
    const day = placed.current ? middleDay.current : undefined;
    box.scrollLeft = day === undefined ? Math.max(0, today - room / 3) : (day - scale.first) * scale.px - room / 2;
    if (!placed.current) box.scrollTop = Math.max(0, (begin - 2) * rowHigh);
    placed.current = true;
    look();
  }, [scale, today, begin, namesWide, look]);
  useEffect(() => {
    const watch = new ResizeObserver(look);
    if (scroller.current) watch.observe(scroller.current);
    return () => watch.disconnect();
  }, [look]);
  useEffect(() => onDrawn?.(), [onDrawn]);

  const bring = (row: number): void => {
    const box = scroller.current;
    if (!box) return;
    const [top, bottom] = [row * rowHigh, (row + 1) * rowHigh];
    const room = box.clientHeight - axisHigh;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (bottom > box.scrollTop + room) box.scrollTop = bottom - room;
  };
  const goTo = (row: number): void => {
    const next = Math.max(0, Math.min(rows.length - 1, row));
    onActive(next);
    bring(next);
  };
  const bringBar = (row: number): void => {
    const [box, one] = [scroller.current, rows[row]];
    if (!box || !one) return;
    const x = left(scale, one.from);
    if (x < box.scrollLeft || x > box.scrollLeft + box.clientWidth - namesWide - 40) box.scrollLeft = Math.max(0, x - 80);
  };
  const page = (): number => Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 0) - axisHigh) / rowHigh) - 1);
  const at = rows[active];
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const { key, shiftKey } = event;
    const done = (): void => {
      event.preventDefault();
      event.stopPropagation();
    };
    if (event.ctrlKey || event.metaKey) {
      if (key === 'z' || key === 'Z') {
        (shiftKey ? onRedo : onUndo)();
        done();
      } else if (key === 'y') {
        onRedo();
        done();
      } else if (key === 'Home' || key === 'End') {
        goTo(key === 'Home' ? 0 : rows.length - 1);
        done();
      }
      return;
    }
    if (event.altKey) return;
    if (shiftKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
      if (at?.is === 'node' && mayMove(at.node)) onNudge(at.node, key === 'ArrowLeft' ? -1 : 1);
      done();
      return;
    }
    const steps: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page(),
      PageUp: active - page(),
      Home: 0,
      End: rows.length - 1,
    };
    if (steps[key] !== undefined) goTo(steps[key]);
    else if (key === 'Enter' && at) at.is === 'node' ? onOpen(at.node.code) : onFold(at.key);
    else if (key === ' ' && at) at.is === 'group' ? onFold(at.key) : bringBar(active);
    else if (key === 'ArrowLeft' || key === 'ArrowRight') {
      if (at?.is === 'group' && at.folded === (key === 'ArrowRight')) onFold(at.key);
      else scroller.current?.scrollBy({ left: key === 'ArrowLeft' ? -160 : 160 });
    } else if (key === '+' || key === '=') onZoom(1);
    else if (key === '-') onZoom(-1);
    else return;
    done();
  };

  /** The row and the pixel of the chart under the pointer. */
  const place = (event: PointerEvent): { row: number; x: number } => {
    const box = body.current!.getBoundingClientRect();
    return { row: Math.floor((event.clientY - box.top) / rowHigh), x: event.clientX - box.left - namesWide };
  };
  const gripAt = (event: PointerEvent): (GanttRow & { is: 'node' }) | undefined => {
    if (event.pointerType === 'touch') return undefined;
    const overNames = event.clientX - scroller.current!.getBoundingClientRect().left < namesWide;
    if (overNames) return undefined;
    const { row, x } = place(event);
    const one = rows[row];
    if (one?.is !== 'node' || one.node.kind === 'milestone' || one.node.days === 0 || !mayMove(one.node)) return undefined;
    return Math.abs(x - endsOf(model, one).x1) <= grip ? one : undefined;
  };
  const dayUnder = (x: number): number => scale.first + Math.floor((x - 1) / scale.px);
  const onPointerMove = (event: PointerEvent): void => {
    if (!drag) {
      const held = gripAt(event) !== undefined;
      body.current!.style.cursor = held ? 'ew-resize' : '';
      return;
    }
    const end = Math.max(dayUnder(drag.x0 + 1), dayUnder(place(event).x));
    if (end !== drag.end) setDrag({ ...drag, end });
  };
  const onPointerDown = (event: PointerEvent): void => {
    const held = event.button === 0 ? gripAt(event) : undefined;
    if (!held) return;
    event.preventDefault();
    const { row } = place(event);
    body.current!.setPointerCapture(event.pointerId);
    onActive(row);
    scroller.current?.focus({ preventScroll: true });
    setDrag({ row, node: held.node, x0: endsOf(model, held).x0, end: held.to });
  };
  const onPointerUp = (): void => {
    if (!drag) return;
    setDrag(undefined);
    const row = rows[drag.row];
    if (row?.is === 'node' && drag.end !== row.to) onDrop(drag.node, dayAt(drag.end));
  };
  useEffect(() => {
    if (!drag) return undefined;
    const press = (event: globalThis.KeyboardEvent): void => {
      if (event.key === 'Escape') setDrag(undefined);
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [drag]);

  const shown: Ghost | undefined = drag
    ? { row: drag.row, x0: drag.x0, x1: left(scale, drag.end + 1), text: onDragText(drag.node, dayAt(drag.end)) }
    : ghost;
  const [fromX, toX] = [(near.x - 1) * bucket, (near.x + 4) * bucket];
  const stretches: number[] = [];
  for (let i = near.from; i <= Math.min(near.to, count - 1); i++) stretches.push(i);
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={rows.length > 0 ? `pl-g-row-${active}` : undefined}
      className="pl-gantt"
      style={{ height: axisHigh + Math.min(rows.length, 400) * rowHigh + 18 }}
      onScroll={look}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        const target = event.target as HTMLElement;
        const row = target.closest<HTMLElement>('[data-row]');
        if (!row) return;
        const number = Number(row.dataset.row);
        const one = rows[number];
        onActive(number);
        if (one?.is === 'group') onFold(one.key);
        else if (one && target.closest('.pl-g-text')) onOpen(one.node.code);
      }}
      onDoubleClick={(event) => {
        const box = body.current?.getBoundingClientRect();
        const one = box && rows[Math.floor((event.clientY - box.top) / rowHigh)];
        if (one?.is === 'node') onOpen(one.node.code);
      }}
    >
      <Head model={model} fromX={fromX} toX={toX} namesWide={namesWide} phone={phone} />
      <div
        ref={body}
        role="none"
        className="pl-g-body"
        style={{ width: namesWide + scale.wide, height: rows.length * rowHigh }}
        onPointerMove={onPointerMove}
        onPointerDown={onPointerDown}
        onPointerUp={onPointerUp}
        onPointerCancel={() => setDrag(undefined)}
      >
        <Ground model={model} fromX={fromX} toX={toX} namesWide={namesWide} />
        {rows.length > 0 && <div aria-hidden="true" className="pl-g-active" style={{ top: active * rowHigh }} />}
        <div className="pl-g-names" style={{ width: namesWide, height: rows.length * rowHigh }}>
          {stretches.map((number) => (
            <Names
              key={number}
              model={model}
              number={number}
              active={Math.floor(active / stretch) === number ? active : -1}
              phone={phone}
            />
          ))}
        </div>
        <div className="pl-g-chart" style={{ left: namesWide }}>
          {stretches.map((number) => (
            <Bars key={number} model={model} number={number} links={byStretch[number]!} />
          ))}
        </div>
        {shown && (
          <div
            aria-hidden="true"
            className="pl-g-ghost"
            style={{ top: shown.row * rowHigh + 4, left: namesWide + shown.x0, width: Math.max(3, shown.x1 - shown.x0) }}
          >
            <span>{shown.text}</span>
          </div>
        )}
      </div>
    </div>
  );
}
