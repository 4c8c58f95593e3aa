// A drawing as an SVG file, in the colours of paper: always light, readable in grey print. What is to be seen is decided by the chart.
import type { Drawing, Paint, Shape } from '../../vocabulary/drawing.ts';

/** The colours of paper; the same values as the light theme of the screens. */
const paper: Record<Paint, string> = {
  ink: '#1c1e21',
  'ink-2': '#4a4e54',
  'ink-3': '#63676d',
  line: '#dcdcd7',
  'line-strong': '#8b8d88',
  ground: '#f5f5f3',
  surface: '#ffffff',
  raised: '#eef1f2',
  accent: '#134f6e',
  'accent-soft': '#e3edf2',
  'on-accent': '#ffffff',
  normal: '#1b7443',
  warning: '#935600',
  late: '#b3261e',
  unreported: '#63676d',
};

const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
const number = (value: number): string => String(Math.round(value * 100) / 100);

function look(shape: Exclude<Shape, { shape: 'group' }>): string {
  const fill = shape.fill ? paper[shape.fill] : shape.shape === 'text' ? paper.ink : 'none';
  const stroke = shape.stroke ? ` stroke="${paper[shape.stroke]}" stroke-width="${number(shape.width ?? 1)}"` : '';
  return ` fill="${fill}"${stroke}${shape.dash ? ` stroke-dasharray="${escaped(shape.dash)}"` : ''}`;
}

/** Text as it is written between the tags; who embeds fonts cuts it where the font changes. */
export type Cut = (text: string, bold: boolean) => readonly { text: string; family: string }[];

const inside = (shape: Extract<Shape, { shape: 'text' }>, cut: Cut | undefined): string =>
  cut
    ? cut(shape.text, shape.bold === true)
        .map((piece) => `<tspan font-family="${escaped(piece.family)}">${escaped(piece.text)}</tspan>`)
        .join('')
    : escaped(shape.text);

function element(shape: Shape, cut: Cut | undefined): string {
  switch (shape.shape) {
    case 'path':
      return `<path d="${escaped(shape.d)}"${look(shape)}/>`;
    case 'rect':
      return `<rect x="${number(shape.x)}" y="${number(shape.y)}" width="${number(shape.wide)}" height="${number(shape.high)}"${
        shape.round ? ` rx="${number(shape.round)}"` : ''
      }${look(shape)}/>`;
    case 'circle':
      return `<circle cx="${number(shape.x)}" cy="${number(shape.y)}" r="${number(shape.radius)}"${look(shape)}/>`;
    case 'text':
      return `<text x="${number(shape.x)}" y="${number(shape.y)}" font-size="${number(shape.size)}"${
        shape.anchor && shape.anchor !== 'start' ? ` text-anchor="${shape.anchor}"` : ''
      }${shape.bold && !cut ? ' font-weight="bold"' : ''}${
        shape.turn ? ` transform="rotate(${number(shape.turn)} ${number(shape.x)} ${number(shape.y)})"` : ''
      }${look(shape)}>${inside(shape, cut)}</text>`;
    case 'group': {
      const steps = [
        ...(shape.at ? [`translate(${number(shape.at.x)} ${number(shape.at.y)})`] : []),
        ...(shape.scale ? [`scale(${Math.round(shape.scale * 1e5) / 1e5})`] : []),
      ];
      const at = steps.length > 0 ? ` transform="${steps.join(' ')}"` : '';
      const title = shape.label ? `<title>${escaped(shape.label)}</title>` : '';
      return `<g${at}>${title}${shape.shapes.map((one) => element(one, cut)).join('')}</g>`;
    }
  }
}

const usual = "'Noto Sans SC','Microsoft YaHei','PingFang SC',sans-serif";

/** The file as text. Fonts are named, not carried along: a screen without them shows its own Chinese face. With `cut` each piece of text names its own. */
export function drawingSvg(drawing: Drawing, cut?: Cut): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${number(drawing.wide)}" height="${number(drawing.high)}"`,
    ` viewBox="0 0 ${number(drawing.wide)} ${number(drawing.high)}" role="img" font-family="${cut ? cut('一', false)[0]!.family : usual}">`,
    `<title>${escaped(drawing.title)}</title><desc>${escaped(drawing.about)}</desc>`,
    `<rect width="${number(drawing.wide)}" height="${number(drawing.high)}" fill="${paper.surface}"/>`,
    ...drawing.shapes.map((shape) => element(shape, cut)),
    '</svg>\n',
  ].join('');
}
