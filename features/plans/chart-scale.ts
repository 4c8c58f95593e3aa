// Days laid along a line: which pixel a day begins at, and the two rows of a time axis. Shared by the charts that draw time from left to right.
import type { Shape } from '../../vocabulary/drawing.ts';

export type Zoom = 'day' | 'week' | 'month';
export type Language = 'zh' | 'en';

/** Pixels a day. */
export const zooms: Readonly<Record<Zoom, number>> = { day: 28, week: 11, month: 4 };

const aDay = 86_400_000;
/** The number of a day since 1970. */
export const serial = (day: string): number => Date.parse(`${day}T00:00:00Z`) / aDay;
export const dayAt = (number: number): string => new Date(number * aDay).toISOString().slice(0, 10);

export interface Scale {
  first: number;
  last: number;
  px: number;
  zoom: Zoom;
  wide: number;
}
export function scaleOf(from: string, to: string, zoom: Zoom, px: number = zooms[zoom]): Scale {
  const [first, last] = [serial(from), serial(to)];
  return { first, last, px, zoom, wide: (last - first + 1) * px };
}
/** The left edge of a day. */
export const left = (scale: Scale, day: number): number => (day - scale.first) * scale.px;
/** The right edge of a day. */
export const right = (scale: Scale, day: number): number => (day - scale.first + 1) * scale.px;

const english = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
export const monthName = (month: number, language: Language): string => (language === 'zh' ? `${month}月` : english[month - 1]!);

type Tick = { from: number; to: number; text: string };

/** The days from `from` to `to` cut into years, months, weeks from Monday, or single days. */
function cut(from: number, to: number, by: 'year' | 'month' | 'week' | 'day', name: (day: string) => string): Tick[] {
  const ticks: Tick[] = [];
  for (let day = from; day <= to; ) {
    const date = new Date(day * aDay);
    const next =
      by === 'day'
        ? day + 1
        : by === 'week'
          ? day + 7 - ((date.getUTCDay() + 6) % 7)
          : (by === 'month' ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) : Date.UTC(date.getUTCFullYear() + 1, 0, 1)) /
            aDay;
    ticks.push({ from: day, to: Math.min(next - 1, to), text: name(dayAt(day)) });
    day = next;
  }
  return ticks;
}

/** The upper and the lower row of the axis between two pixels. */
export function ticksOf(scale: Scale, language: Language, fromX = 0, toX = scale.wide): { upper: Tick[]; lower: Tick[] } {
  const first = Math.max(scale.first, scale.first + Math.floor(fromX / scale.px));
  const last = Math.min(scale.last, scale.first + Math.ceil(toX / scale.px));
  const month = (day: string): string => {
    const [year, number] = [day.slice(0, 4), Number(day.slice(5, 7))];
    return language === 'zh' ? `${year}年${number}月` : `${english[number - 1]} ${year}`;
  };
  if (scale.zoom === 'month')
    return {
      upper: cut(first, last, 'year', (day) => (language === 'zh' ? `${day.slice(0, 4)}年` : day.slice(0, 4))),
      lower: cut(first, last, 'month', (day) => monthName(Number(day.slice(5, 7)), language)),
    };
  return {
    upper: cut(first, last, 'month', month),
    lower:
      scale.zoom === 'week'
        ? cut(first, last, 'week', (day) => `${Number(day.slice(5, 7))}-${day.slice(8)}`)
        : cut(first, last, 'day', (day) => String(Number(day.slice(8)))),
  };
}

/** How high the axis is. */
export const axisHigh = 44;

/** The axis itself; texts stand where there is room for them. */
export function axisShapes(scale: Scale, language: Language, fromX = 0, toX = scale.wide): Shape[] {
  const { upper, lower } = ticksOf(scale, language, fromX, toX);
  const shapes: Shape[] = [];
  for (const tick of upper) {
    const x = left(scale, tick.from);
    const wide = right(scale, tick.to) - x;
    shapes.push({ shape: 'path', d: `M${x + 0.5} 0V${axisHigh}`, stroke: 'line', width: 1 });
    if (wide > 40) shapes.push({ shape: 'text', x: x + 6, y: 16, text: tick.text, size: 12, bold: true, fill: 'ink-2' });
  }
  for (const tick of lower) {
    const x = left(scale, tick.from);
    const wide = right(scale, tick.to) - x;
    shapes.push({ shape: 'path', d: `M${x + 0.5} 24V${axisHigh}`, stroke: 'line', width: 1 });
    if (wide >= (scale.zoom === 'day' ? 18 : 28))
      shapes.push(
        scale.zoom === 'day'
          ? { shape: 'text', x: x + wide / 2, y: 38, text: tick.text, size: 12, anchor: 'middle', fill: 'ink-3' }
          : { shape: 'text', x: x + 6, y: 38, text: tick.text, size: 12, fill: 'ink-3' },
      );
  }
  return shapes;
}
