// A signature drawn with a finger, kept as lines in a field of 600 by 200 and nothing else: no picture, no pressure, no speed.
import { type PointerEvent, type ReactElement, useRef, useState } from 'react';
import { useVisitWords } from './words-visit.ts';
import './signature.css';

const width = 600;
const height = 200;

/** A finger that does not move two units has not moved; a line is as many points as tell its way. */
const step = 2;

export function SignaturePad({ value, onChange }: { value: string; onChange: (path: string) => void }): ReactElement {
  const say = useVisitWords();
  const field = useRef<SVGSVGElement>(null);
  const last = useRef<[number, number]>(undefined);
  const path = useRef(value);
  const [drawn, setDrawn] = useState(value);
  const point = (event: PointerEvent): [number, number] => {
    const box = field.current!.getBoundingClientRect();
    const within = (part: number, whole: number): number => Math.min(whole - 1, Math.max(0, Math.round(part * whole)));
    return [within((event.clientX - box.left) / box.width, width), within((event.clientY - box.top) / box.height, height)];
  };
  const add = (sign: 'M' | 'L', [x, y]: [number, number]): void => {
    last.current = [x, y];
    path.current += `${sign}${x} ${y}`;
    setDrawn(path.current);
  };
  const end = (): void => {
    if (!last.current) return;
    last.current = undefined;
    onChange(path.current);
  };
  return (
    <div className="rv-sign">
      <div className="rv-sign-field">
        <svg
          ref={field}
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={say('sign.here')}
          onPointerDown={(event) => {
            event.preventDefault();
            field.current!.setPointerCapture(event.pointerId);
            const [x, y] = point(event);
            add('M', [x, y]);
            add('L', [x, y]);
          }}
          onPointerMove={(event) => {
            if (!last.current) return;
            const [x, y] = point(event);
            if (Math.hypot(x - last.current[0], y - last.current[1]) >= step) add('L', [x, y]);
          }}
          onPointerUp={end}
          onPointerCancel={end}
        >
          <path d={`M40 ${height - 44}H${width - 40}`} className="rv-sign-line" vectorEffect="non-scaling-stroke" />
          <path d={drawn} className="rv-sign-ink" vectorEffect="non-scaling-stroke" />
        </svg>
        {drawn === '' && <span className="rv-sign-hint">{say('sign.here')}</span>}
      </div>
      {drawn !== '' && (
        <button
          type="button"
          className="rv-sign-clear"
          onClick={() => {
            path.current = '';
            setDrawn('');
            onChange('');
          }}
        >
          {say('sign.clear')}
        </button>
      )}
    </div>
  );
}

export const Signature = ({ path, name }: { path: string; name: string }): ReactElement => {
  const say = useVisitWords();
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className="rv-signature" role="img" aria-label={say('signed.signature', { name })}>
      <path d={path} className="rv-sign-ink" />
    </svg>
  );
};
