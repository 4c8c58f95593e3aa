// A frame in which a large drawing is looked at: fitted to the width at first, larger and smaller by wheel with Ctrl, by buttons and by + − 0, pushed
// around by hand or by arrow keys. What is drawn is decided by whoever fills it.
import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useWords } from './words.ts';

const smallest = 0.2;
const largest = 3;
const held = (scale: number): number => Math.min(largest, Math.max(smallest, scale));

export interface ZoomProps {
  /** of what is drawn, at scale 1 */
  wide: number;
  label: string;
  /** the smallest scale it is fitted to: on a phone one would read nothing */
  readable?: number;
  /** buttons that stand before those of the zoom */
  bar?: ReactNode;
  /** what stands at the end of that line */
  end?: ReactNode;
  children: (scale: number) => ReactNode;
}

export function Zoom({ wide, label, readable = 0.62, bar, end, children }: ZoomProps): ReactElement {
  const say = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(0);
  const [chosen, setChosen] = useState<number>();
  const [moving, setMoving] = useState(false);
  const push = useRef<{ x: number; y: number; left: number; top: number } | undefined>(undefined);
  const keep = useRef<{ x: number; y: number; fx: number; fy: number } | undefined>(undefined);
  const fitted = room === 0 ? 1 : held(Math.max(readable, Math.min(1.25, (room - 2) / wide)));
  const scale = chosen ?? fitted;

  useLayoutEffect(() => {
    const box = frame.current!;
    setRoom(box.clientWidth);
    const seen = new ResizeObserver(() => setRoom(box.clientWidth));
    seen.observe(box);
    return () => seen.disconnect();
  }, []);

  /** Larger or smaller around a point of the frame. */
  const zoom = (to: number | undefined, at?: { x: number; y: number }): void => {
    const box = frame.current!;
    const point = at ?? { x: box.clientWidth / 2, y: box.clientHeight / 2 };
    keep.current = { ...point, fx: (box.scrollLeft + point.x) / scale, fy: (box.scrollTop + point.y) / scale };
    setChosen(to === undefined ? undefined : held(to));
  };
  useLayoutEffect(() => {
    const point = keep.current;
    if (!point) return;
    keep.current = undefined;
    frame.current!.scrollLeft = point.fx * scale - point.x;
    frame.current!.scrollTop = point.fy * scale - point.y;
  }, [scale]);
  const latest = useRef(zoom);
  latest.current = zoom;
  const now = useRef(scale);
  now.current = scale;

  // React listens to the wheel passively; a zoom must keep the page from zooming too.
  useEffect(() => {
    const box = frame.current!;
    const turned = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const edge = box.getBoundingClientRect();
      latest.current(now.current * Math.exp(-event.deltaY * 0.0022), { x: event.clientX - edge.left, y: event.clientY - edge.top });
    };
    box.addEventListener('wheel', turned, { passive: false });
    return () => box.removeEventListener('wheel', turned);
  }, []);

  const typed = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '+' || event.key === '=') zoom(scale * 1.2);
    else if (event.key === '-' || event.key === '_') zoom(scale / 1.2);
    else if (event.key === '0') zoom(undefined);
    else return;
    event.preventDefault();
  };
  const pressed = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.pointerType !== 'mouse' || event.button !== 0) return; // fingers scroll by themselves
    const box = frame.current!;
    push.current = { x: event.clientX, y: event.clientY, left: box.scrollLeft, top: box.scrollTop };
  };
  const moved = (event: PointerEvent<HTMLDivElement>): void => {
    const from = push.current;
    if (!from) return;
    const [x, y] = [event.clientX - from.x, event.clientY - from.y];
    if (!moving && Math.hypot(x, y) < 5) return;
    if (!moving) frame.current!.setPointerCapture(event.pointerId);
    setMoving(true);
    frame.current!.scrollLeft = from.left - x;
    frame.current!.scrollTop = from.top - y;
  };
  const released = (): void => {
    push.current = undefined;
    setMoving(false);
  };
  return (
    <>
      <div className="pl-chart-bar sz-screen-only">
        {bar}
        <fieldset className="pl-choice" aria-label={say('zoom')}>
          <button type="button" aria-label={say('zoom.out')} title={`${say('zoom.out')} (−)`} onClick={() => zoom(scale / 1.2)}>
            −
          </button>
          <button
            type="button"
            aria-label={`${Math.round(scale * 100)}% · ${say('zoom.fit')}`}
            title={`${say('zoom.fit')} (0)`}
            onClick={() => zoom(undefined)}
          >
            {Math.round(scale * 100)}%
          </button>
          <button type="button" aria-label={say('zoom.in')} title={`${say('zoom.in')} (+)`} onClick={() => zoom(scale * 1.2)}>
            +
          </button>
        </fieldset>
        {end}
      </div>
      <section
        ref={frame}
        className={`pl-zoom${moving ? ' pl-zoom-moving' : ''}`}
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys.
        tabIndex={0}
        onKeyDown={typed}
        onPointerDown={pressed}
        onPointerMove={moved}
        onPointerUp={released}
        onPointerCancel={released}
      >
        {children(scale)}
      </section>
    </>
  );
}
