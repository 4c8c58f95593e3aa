// A chart as plain values: what a room's chart*.ts lays out, and the screen, an SVG file and a paper draw alike. Measures are pixels at 96 to the inch,
// x to the right and y down. Colours are named by what they mean; whoever draws knows how they look on a screen, in the dark and on paper.

/** What a colour means. The lights' own colours are kept for lights. */
export type Paint =
  | 'ink'
  | 'ink-2'
  | 'ink-3'
  | 'line'
  | 'line-strong'
  | 'ground'
  | 'surface'
  | 'raised'
  | 'accent'
  | 'accent-soft'
  | 'on-accent'
  | 'normal'
  | 'warning'
  | 'late'
  | 'unreported';

type Look = { fill?: Paint | undefined; stroke?: Paint | undefined; width?: number | undefined; dash?: string | undefined };

export type TextShape = {
  shape: 'text';
  x: number;
  /** the baseline of the text */
  y: number;
  text: string;
  /** font size in pixels */
  size: number;
  anchor?: 'start' | 'middle' | 'end' | undefined;
  bold?: boolean | undefined;
  /** degrees clockwise around (x, y) */
  turn?: number | undefined;
} & Look;

export type Shape =
  | ({ shape: 'path'; d: string } & Look)
  | ({ shape: 'rect'; x: number; y: number; wide: number; high: number; round?: number | undefined } & Look)
  | ({ shape: 'circle'; x: number; y: number; radius: number } & Look)
  | TextShape
  | Group;

/** Shapes that belong together. With `opens` it answers to a click and to the keyboard, and `label` is what a reader who sees nothing hears of it. */
export type Group = {
  shape: 'group';
  shapes: readonly Shape[];
  at?: { x: number; y: number } | undefined;
  /** drawn so many times as large, after `at`; 1 when absent */
  scale?: number | undefined;
  /** what the screen opens: the code of a node, an id of a project */
  opens?: string | undefined;
  label?: string | undefined;
};

export type Drawing = {
  wide: number;
  high: number;
  title: string;
  /** one sentence on what is to be seen */
  about: string;
  shapes: readonly Shape[];
};

/** How wide a text comes out in pixels: a Chinese sign takes its whole size, others what a plain sans-serif takes. Within 5 % of Noto Sans SC. */
export function textWide(text: string, size: number): number {
  let ems = 0;
  for (const sign of text) {
    const code = sign.codePointAt(0)!;
    if (code >= 0x2e80) ems += 1;
    else if (code >= 0x30 && code <= 0x39) ems += 0.555;
    else if (code >= 0x41 && code <= 0x5a) ems += 0.66;
    else if (code === 0x20 || (code < 0x30 && code > 0x20)) ems += 0.32;
    else ems += 0.53;
  }
  return ems * size;
}

/** The text cut to fit, with an ellipsis where something is left out. */
export function textFitting(text: string, size: number, wide: number): string {
  if (textWide(text, size) <= wide) return text;
  const signs = [...text];
  while (signs.length > 1 && textWide(`${signs.join('')}…`, size) > wide) signs.pop();
  return `${signs.join('')}…`;
}

const closing = /^[，。；：！？、）》”’…]/u;

/** The text on at most so many lines: words stay whole where they fit, no line begins with a closing sign, the last is cut with an ellipsis. */
export function textLines(text: string, size: number, wide: number, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  let rest = '';
  for (const piece of text.trim().match(/[\u0021-\u2e7f]+|\s+|[^\s]/gu) ?? []) {
    if (rest !== '') rest += piece;
    else if (line === '' || textWide((line + piece).trimEnd(), size) <= wide) line += piece.trim() === '' && line === '' ? '' : piece;
    else if (lines.length === most - 1) rest = piece;
    else {
      // A closing sign takes the sign before it along.
      const carried = closing.test(piece) && [...line].length > 1 ? [...line].at(-1)! : '';
      lines.push(line.slice(0, line.length - carried.length).trimEnd());
      line = (carried + piece).trimStart();
    }
  }
  lines.push((line + rest).trimEnd());
  return lines.map((one) => textFitting(one, size, wide));
}

/** The marks of a light, 12 pixels across around (x, y): circle, triangle, square, ring; the same shapes as the kit's Light. */
export function lightShape(state: 'normal' | 'warning' | 'late' | 'unreported', x: number, y: number, size = 12): Shape {
  const half = size / 2;
  if (state === 'normal') return { shape: 'circle', x, y, radius: half * 0.84, fill: 'normal' };
  if (state === 'warning')
    return { shape: 'path', d: `M${x} ${y - half * 0.87}L${x + half * 0.94} ${y + half * 0.84}H${x - half * 0.94}Z`, fill: 'warning' };
  if (state === 'late')
    return { shape: 'rect', x: x - half * 0.84, y: y - half * 0.84, wide: half * 1.68, high: half * 1.68, fill: 'late' };
  return { shape: 'circle', x, y, radius: half * 0.7, fill: 'surface', stroke: 'unreported', width: 1.5 };
}
