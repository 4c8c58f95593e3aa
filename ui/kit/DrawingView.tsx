// Draws a Drawing on the screen, in the colours of the theme. Groups that open something answer to click, Enter and the arrow keys; what is to be
// seen, and where, is decided by the room's chart.
import { type KeyboardEvent, memo, type ReactElement } from 'react';
import type { Drawing, Group, Shape } from '../../vocabulary/drawing.ts';
import './drawing.css';

function look(shape: Exclude<Shape, Group>): { className: string; strokeWidth?: number; strokeDasharray?: string } {
  const fill = shape.fill ?? (shape.shape === 'text' ? 'ink' : 'none');
  return {
    className: `sz-fill-${fill}${shape.stroke ? ` sz-stroke-${shape.stroke}` : ''}`,
    ...(shape.stroke && { strokeWidth: shape.width ?? 1 }),
    ...(shape.dash && { strokeDasharray: shape.dash }),
  };
}

type Opens = { chosen?: string | undefined; onOpen?: ((what: string) => void) | undefined };

const Drawn = memo(function Drawn({ shape, chosen, onOpen }: { shape: Shape } & Opens): ReactElement {
  switch (shape.shape) {
    case 'path':
      return <path d={shape.d} {...look(shape)} />;
    case 'rect':
      return <rect x={shape.x} y={shape.y} width={shape.wide} height={shape.high} rx={shape.round} {...look(shape)} />;
    case 'circle':
      return <circle cx={shape.x} cy={shape.y} r={shape.radius} {...look(shape)} />;
    case 'text':
      return (
        <text
          x={shape.x}
          y={shape.y}
          fontSize={shape.size}
          textAnchor={shape.anchor}
          fontWeight={shape.bold ? 600 : undefined}
          transform={shape.turn ? `rotate(${shape.turn} ${shape.x} ${shape.y})` : undefined}
          {...look(shape)}
        >
          {shape.text}
        </text>
      );
    case 'group': {
      const { opens, at } = shape;
      const inside = shape.shapes.map((one, i) => <Drawn key={i} shape={one} chosen={chosen} onOpen={onOpen} />);
      const moved = at || shape.scale ? `translate(${at?.x ?? 0} ${at?.y ?? 0}) scale(${shape.scale ?? 1})` : undefined;
      if (opens === undefined || !onOpen) return <g transform={moved}>{inside}</g>;
      return (
        // biome-ignore lint/a11y/useSemanticElements: SVG has no button of its own.
        <g
          transform={moved}
          role="button"
          tabIndex={0}
          aria-pressed={chosen === opens}
          data-opens={opens}
          className={`sz-drawn-open${chosen === opens ? ' sz-drawn-chosen' : ''}`}
          onClick={() => onOpen(opens)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== ' ') return;
            event.preventDefault();
            onOpen(opens);
          }}
        >
          {shape.label && <title>{shape.label}</title>}
          {inside}
        </g>
      );
    }
  }
});

/** Shapes inside an svg of one's own: `<svg><Shapes shapes={…} /></svg>`. */
export const Shapes = memo(function Shapes({ shapes }: { shapes: readonly Shape[] }): ReactElement {
  return (
    <>
      {shapes.map((shape, i) => (
        <Drawn key={i} shape={shape} />
      ))}
    </>
  );
});

/** Arrow keys, Home and End go through what can be opened, in the order of the drawing. */
function walk(event: KeyboardEvent<SVGSVGElement>): void {
  const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  const all = [...event.currentTarget.querySelectorAll<SVGGElement>('[data-opens]')];
  const now = all.indexOf(document.activeElement as unknown as SVGGElement);
  const step = steps[event.key];
  const next = event.key === 'Home' ? 0 : event.key === 'End' ? all.length - 1 : step !== undefined && now >= 0 ? now + step : -1;
  if (!all[next]) return;
  event.preventDefault();
  all[next].focus();
}

/**
 * ```tsx
 * <DrawingView drawing={fishboneChart(plan, look)} chosen={node} onOpen={setNode} />
 * ```
 * `scale` 1 draws a pixel as a pixel; `fit` shrinks the drawing to the place it is given.
 */
export function DrawingView({
  drawing,
  scale = 1,
  fit = false,
  chosen,
  onOpen,
}: { drawing: Drawing; scale?: number; fit?: boolean } & Opens): ReactElement {
  return (
    <svg
      className={`sz-drawing${fit ? ' sz-drawing-fit' : ''}`}
      width={drawing.wide * scale}
      height={drawing.high * scale}
      viewBox={`0 0 ${drawing.wide} ${drawing.high}`}
      role={onOpen ? 'group' : 'img'}
      aria-label={`${drawing.title}. ${drawing.about}`}
      onKeyDown={onOpen && walk}
    >
      {drawing.shapes.map((shape, i) => (
        <Drawn key={i} shape={shape} chosen={chosen} onOpen={onOpen} />
      ))}
    </svg>
  );
}
