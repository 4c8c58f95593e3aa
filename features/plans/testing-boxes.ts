// What a drawing covers, for tests of the charts: boxes of its texts and marks, its slanting lines, and the groups that open something.
import { type Shape, textWide } from '../../vocabulary/drawing.ts';

export interface Box {
  kind: 'text' | 'mark' | 'line' | 'other';
  what: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** of a line: whether it runs through a box */
  crosses?: (box: Box) => boolean;
}

/** Texts with the height of their signs; circles and small squares are marks, straight slanting paths are lines. Shapes a text stands on are `other`. */
export function boxesOf(shapes: readonly Shape[]): Box[] {
  return shapes.flatMap((shape): Box[] => {
    if (shape.shape === 'group') return boxesOf(shape.shapes);
    if (shape.shape === 'text') {
      const wide = textWide(shape.text, shape.size) * (shape.bold ? 1.03 : 1);
      const left = shape.anchor === 'middle' ? shape.x - wide / 2 : shape.anchor === 'end' ? shape.x - wide : shape.x;
      return [
        { kind: 'text', what: shape.text, left, right: left + wide, top: shape.y - shape.size * 0.86, bottom: shape.y + shape.size * 0.12 },
      ];
    }
    if (shape.shape === 'circle')
      return [
        {
          // A number stands in a larger circle; a small one marks a state.
          kind: shape.radius > 5.4 && shape.radius < 7 ? 'mark' : 'other',
          what: `circle ${Math.round(shape.x)},${Math.round(shape.y)}`,
          left: shape.x - shape.radius,
          right: shape.x + shape.radius,
          top: shape.y - shape.radius,
          bottom: shape.y + shape.radius,
        },
      ];
    if (shape.shape === 'rect')
      return [
        {
          kind: shape.wide === shape.high ? 'mark' : 'other',
          what: `rect ${Math.round(shape.x)},${Math.round(shape.y)}`,
          left: shape.x,
          right: shape.x + shape.wide,
          top: shape.y,
          bottom: shape.y + shape.high,
        },
      ];
    const straight = /^M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)$/.exec(shape.d);
    if (!straight) return [];
    const [x1, y1, x2, y2] = straight.slice(1).map(Number) as [number, number, number, number];
    return [
      {
        kind: 'line',
        what: `line ${Math.round(x1)},${Math.round(y1)}`,
        left: Math.min(x1, x2),
        right: Math.max(x1, x2),
        top: Math.min(y1, y2),
        bottom: Math.max(y1, y2),
        crosses: (box) => {
          for (let step = 0; step <= 400; step += 1) {
            const [x, y] = [x1 + ((x2 - x1) * step) / 400, y1 + ((y2 - y1) * step) / 400];
            if (x > box.left && x < box.right && y > box.top && y < box.bottom) return true;
          }
          return false;
        },
      },
    ];
  });
}

export const meets = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Groups that open something, with the box of their texts. */
export function opensOf(shapes: readonly Shape[]): { opens: string; label: string; box: Box }[] {
  return shapes.flatMap((shape) => {
    if (shape.shape !== 'group') return [];
    if (shape.opens === undefined) return opensOf(shape.shapes);
    const boxes = boxesOf(shape.shapes).filter((box) => box.kind === 'text');
    const box: Box = {
      kind: 'other',
      what: shape.opens,
      left: Math.min(...boxes.map((one) => one.left)),
      right: Math.max(...boxes.map((one) => one.right)),
      top: Math.min(...boxes.map((one) => one.top)),
      bottom: Math.max(...boxes.map((one) => one.bottom)),
    };
    return [{ opens: shape.opens, label: shape.label ?? '', box }];
  });
}
