// The thread over the text: a frame around every place, its sign in the space under the line, and one rail in the margin that joins them.
// Drawn after the letters have found their lines and again whenever those move. Nothing here is read aloud: the list says the same in words.
import { type ReactElement, type RefObject, useCallback, useEffect, useLayoutEffect, useState } from 'react';
import type { End, Thread } from './threads.ts';
import { useWords } from './words.ts';

type Box = { left: number; top: number; width: number; height: number };
type Drawn = {
  frames: Box[];
  knots: { x: number; y: number; sign: string; note: End['note'] }[];
  rail: number;
  width: number;
  height: number;
};

/** The elements that stand at an end. */
export function elementsAt(sheet: HTMLElement, end: End): HTMLElement[] {
  const { place, statement } = end;
  if (place.cell !== null) {
    return [...sheet.querySelectorAll<HTMLElement>(`[data-cell="${CSS.escape(`${place.sheet}!${place.cell}`)}"]`)];
  }
  if (statement !== null) {
    const found = [...sheet.querySelectorAll<HTMLElement>(`[data-s="${statement}"]`)];
    if (found.length > 0) return found;
  }
  return [...sheet.querySelectorAll<HTMLElement>('[data-o]')].filter((element) => {
    const at = Number(element.dataset.o);
    return at >= (place.start ?? 0) && at < (place.end ?? 0);
  });
}

const drop = 9;

export function Threads({
  thread,
  sheet,
  rail,
}: {
  thread: Thread | undefined;
  sheet: RefObject<HTMLElement | null>;
  rail: number;
}): ReactElement | null {
  const say = useWords();
  const [drawn, setDrawn] = useState<Drawn | undefined>();
  const draw = useCallback(() => {
    const box = sheet.current?.getBoundingClientRect();
    const ends = thread?.ends.filter((end) => end.place.cell === null) ?? [];
    if (!sheet.current || !box || ends.length === 0) return setDrawn(undefined);
    const frames: Box[] = [];
    const knots: Drawn['knots'] = [];
    for (const end of ends) {
      const rects = elementsAt(sheet.current, end).flatMap((element) => [...element.getClientRects()].filter((rect) => rect.width > 0));
      const last = rects.at(-1);
      if (!last) continue;
      // Stretches of one place that stand beside each other have one frame.
      let open: Box | undefined;
      for (const rect of rects) {
        const [left, top] = [rect.left - box.left - 2, rect.top - box.top];
        if (open && Math.abs(open.top - top) < 4 && left <= open.left + open.width) {
          open.width = Math.max(open.left + open.width, left + rect.width + 4) - open.left;
          continue;
        }
        open = { left, top, width: rect.width + 4, height: rect.height };
        frames.push(open);
      }
      knots.push({ x: last.left - box.left + last.width / 2, y: last.bottom - box.top + drop - 3, sign: end.sign, note: end.note });
    }
    setDrawn({ frames, knots, rail: box.width - rail, width: box.width, height: box.height });
  }, [thread, sheet, rail]);
  useLayoutEffect(draw, [draw]);
  useEffect(() => {
    if (!sheet.current) return undefined;
    const watch = new ResizeObserver(draw);
    watch.observe(sheet.current);
    void document.fonts.ready.then(draw);
    return () => watch.disconnect();
  }, [draw, sheet]);
  if (!drawn || !thread || drawn.knots.length === 0) return null;
  const { knots, frames } = drawn;
  const top = Math.min(...knots.map((knot) => knot.y));
  const bottom = Math.max(...knots.map((knot) => knot.y));
  const rows = new Map<number, number>();
  for (const knot of knots) rows.set(knot.y, Math.min(rows.get(knot.y) ?? Number.POSITIVE_INFINITY, knot.x));
  return (
    <svg
      className={`pf-threads${thread.holds ? '' : ' pf-threads-fail'}`}
      width={drawn.width}
      height={drawn.height}
      aria-hidden="true"
      key={thread.id}
    >
      {frames.map((frame, index) => (
        <rect key={index} className="pf-frame" x={frame.left} y={frame.top} width={frame.width} height={frame.height} rx="2" />
      ))}
      {knots.length > 1 && (
        <>
          {[...rows].map(([y, x]) => (
            <path key={y} className="pf-wire" d={`M${x} ${y}H${drawn.rail}`} />
          ))}
          <path className="pf-wire pf-rail" d={`M${drawn.rail} ${top}V${bottom}`} />
        </>
      )}
      {knots.map((knot, index) => (
        <g key={index}>
          <path className="pf-wire" d={`M${knot.x} ${knot.y - drop + 3}V${knot.y}`} />
          {knot.sign !== '' && knot.sign !== '·' ? (
            <>
              <circle className={`pf-knot${knot.sign === '≠' ? ' pf-knot-fail' : ''}`} cx={knot.x} cy={knot.y} r="7.5" />
              <text className={`pf-sign${knot.sign === '≠' ? ' pf-sign-fail' : ''}`} x={knot.x} y={knot.y + 4} textAnchor="middle">
                {knot.sign}
              </text>
            </>
          ) : (
            <circle className="pf-dot" cx={knot.x} cy={knot.y} r="2.5" />
          )}
          {knot.note !== null && rail > 40 && (
            <text className="pf-note" x={drawn.rail + 7} y={knot.y + 4}>
              {say(`worked.${knot.note.way}`, { difference: knot.note.by })}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

/** Brings the ends into sight: all of them where they fit, else the first. Lines that come into sight take their real height: hence again. */
export function showEnds(scroller: HTMLElement, sheet: HTMLElement, ends: readonly End[], times = 3): void {
  const boxes = ends.flatMap((end) => elementsAt(sheet, end).map((element) => element.getBoundingClientRect()));
  if (boxes.length === 0) return;
  const view = scroller.getBoundingClientRect();
  const room = view.height;
  const top = Math.min(...boxes.map((box) => box.top)) - view.top;
  const bottom = Math.max(...boxes.map((box) => box.bottom)) - view.top;
  if (top >= 24 && bottom <= room - 24) return;
  const fits = bottom - top < room - 64;
  // What does not fit is begun where the sum breaks.
  const wrong = ends.find((end) => end.sign === '≠');
  const begin = (wrong && elementsAt(sheet, wrong)[0]?.getBoundingClientRect()) ?? boxes[0]!;
  const first = begin.top - view.top;
  if (!fits && first >= 24 && first <= room / 2) return;
  scroller.scrollBy({ top: fits ? (top + bottom) / 2 - room / 2 : first - room / 3, behavior: 'instant' });
  if (times > 1) requestAnimationFrame(() => requestAnimationFrame(() => showEnds(scroller, sheet, ends, times - 1)));
}
