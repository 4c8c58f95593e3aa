// Head, tail and backbone of the fishbone: the project with its promise, where it began, months, and the marks of today, the promise and the forecast.
import { type Day, daysBetween } from '../../vocabulary/days.ts';
import { type Paint, type Shape, textLines, textWide } from '../../vocabulary/drawing.ts';
import { measures } from './chart-bones.ts';
import { type ChartLanguage, type ChartPlan, chartWords, gapWords } from './chart-marks.ts';
import { months, type Ruler } from './chart-time.ts';

const half = 13;

const headLines = (plan: ChartPlan): string[] => textLines(plan.projectName, 20 * 1.03, 180, 4);

export const headWide = (_plan: ChartPlan, _language: ChartLanguage): number => 262;

const isLate = (plan: ChartPlan): boolean => (plan.gapDays ?? daysBetween(plan.promised as Day, plan.forecast as Day)) > 0;

/** The head, looking to the right: it widens from the spine and closes round. */
export function fishHead(plan: ChartPlan, x: number, y: number, wide: number, language: ChartLanguage): Shape[] {
  const words = chartWords[language];
  const lines = headLines(plan);
  const nameHigh = lines.length * 27;
  const tall = Math.max(104, (nameHigh + 122) / 2);
  const back = 34;
  const path = [
    `M${x} ${y - half}`,
    `C${x + 14} ${y - half} ${x + 10} ${y - tall} ${x + back} ${y - tall}`,
    `C${x + wide * 0.6} ${y - tall} ${x + wide} ${y - tall * 0.62} ${x + wide} ${y}`,
    `C${x + wide} ${y + tall * 0.62} ${x + wide * 0.6} ${y + tall} ${x + back} ${y + tall}`,
    `C${x + 10} ${y + tall} ${x + 14} ${y + half} ${x} ${y + half}`,
    'Z',
  ].join('');
  const left = x + 42;
  let line = y - (nameHigh + 104) / 2;
  const shapes: Shape[] = [{ shape: 'path', d: path, fill: 'accent' }];
  for (const one of lines) {
    line += 27;
    shapes.push({ shape: 'text', x: left, y: line - 6, text: one, size: 20, bold: true, fill: 'on-accent' });
  }
  line += 10;
  for (const [word, day] of [
    [words.promised, plan.promised],
    [words.forecast, plan.forecast],
  ] as const) {
    line += 25;
    shapes.push(
      { shape: 'text', x: left, y: line - 6, text: word, size: 13, fill: 'on-accent' },
      { shape: 'text', x: left + (language === 'zh' ? 36 : 62), y: line - 6, text: day, size: 17, bold: true, fill: 'on-accent' },
    );
  }
  const gap = gapWords(plan, language);
  const light: Paint = isLate(plan) ? 'late' : 'normal';
  const pill = textWide(gap, 13) * 1.04 + 42;
  line += 10;
  shapes.push(
    { shape: 'rect', x: left, y: line, wide: pill, high: 26, round: 13, fill: 'surface' },
    light === 'late'
      ? { shape: 'rect', x: left + 12, y: line + 8, wide: 10, high: 10, fill: 'late' }
      : { shape: 'circle', x: left + 17, y: line + 13, radius: 5.5, fill: 'normal' },
    { shape: 'text', x: left + 29, y: line + 17.5, text: gap, size: 13, bold: true, fill: light },
  );
  return shapes;
}

/** The tail, forked, with the day on which it all began. */
export function fishTail(end: number, spine: number, y: number, _plan: ChartPlan, from: Day, language: ChartLanguage): Shape[] {
  const words = chartWords[language];
  const left = end - 92;
  return [
    {
      shape: 'path',
      d: `M${end + 4} ${y - half + 3}C${end - 24} ${y - half} ${end - 40} ${y - 52} ${left} ${y - 58}C${left + 22} ${y - 24} ${left + 22} ${y + 24} ${left} ${y + 58}C${end - 40} ${y + 52} ${end - 24} ${y + half} ${end + 4} ${y + half - 3}Z`,
      fill: 'accent',
    },
    { shape: 'text', x: end - 14, y: y - 3, text: words.begin, size: 11.5, anchor: 'end', fill: 'on-accent' },
    { shape: 'text', x: end - 6, y: y + 13, text: from, size: 11.5, anchor: 'end', bold: true, fill: 'on-accent' },
    ...(spine > end
      ? [
          {
            shape: 'path' as const,
            d: `M${end} ${y - half + 3}L${spine} ${y - half}V${y + half}L${end} ${y + half - 3}Z`,
            fill: 'accent' as const,
          },
        ]
      : []),
  ];
}

interface Place {
  left: number;
  right: number;
  y: number;
}
export interface Foot {
  x: number;
  side: number;
}

/** The backbone: what is past is filled, what is to come is light; months within, marks of days above and below where no bone passes. */
export function spineShapes(plan: ChartPlan, time: Ruler, { right, y }: Place, feet: readonly Foot[], language: ChartLanguage): Shape[] {
  const words = chartWords[language];
  const begin = time.at(time.from, 0);
  const today = Math.min(right, Math.max(begin, time.at(plan.asOf)));
  const marks: { x: number; word: string; day: string; paint: Paint; side: -1 | 1 }[] = [
    ...(plan.asOf >= time.from && plan.asOf <= time.to
      ? [{ x: time.at(plan.asOf), word: words.today, day: plan.asOf, paint: 'ink' as const, side: -1 as const }]
      : []),
    { x: time.at(plan.promised), word: words.promised, day: plan.promised, paint: 'accent' as const, side: -1 as const },
    {
      x: time.at(plan.forecast),
      word: words.forecast,
      day: plan.forecast,
      paint: isLate(plan) ? ('late' as const) : ('normal' as const),
      side: 1 as const,
    },
  ];
  const shapes: Shape[] = [
    { shape: 'rect', x: begin, y: y - half, wide: right - begin, high: half * 2, fill: 'accent-soft', stroke: 'accent', width: 1 },
    { shape: 'rect', x: begin, y: y - half, wide: today - begin, high: half * 2, fill: 'accent' },
  ];
  for (const month of months(
    time,
    11.5,
    language,
    marks.map((mark) => mark.x),
  )) {
    const past = month.middle < today;
    if (month.begins > begin + 2)
      shapes.push({
        shape: 'path',
        d: `M${month.begins} ${y - half}v${half * 2}`,
        stroke: month.begins < today ? 'on-accent' : 'accent',
        width: month.day.endsWith('-01-01') ? 1.5 : 0.5,
      });
    if (month.label)
      shapes.push({
        shape: 'text',
        x: month.middle,
        y: y + 4,
        text: month.label,
        size: 11.5,
        anchor: 'middle',
        fill: past ? 'on-accent' : 'accent',
      });
  }
  for (const foot of feet)
    shapes.push({ shape: 'circle', x: foot.x, y: y + foot.side * half, radius: 4, fill: 'surface', stroke: 'accent', width: 2 });
  const taken: { from: number; to: number; side: number }[] = feet.map((foot) => ({
    from: foot.x - measures.gutter * measures.slant - 8,
    to: foot.x + 8,
    side: foot.side,
  }));
  for (const mark of marks) {
    const text = `${mark.word} ${mark.day}`;
    const reach = (textWide(text, 12) * 1.04) / 2 + 7;
    const place = freePlace(mark.x, reach, mark.side, taken, time.at(time.from, 0), right);
    taken.push({ from: place.x - reach - 3, to: place.x + reach + 3, side: place.side });
    const edge = y + place.side * half;
    const label = edge + place.side * 19;
    shapes.push(
      { shape: 'path', d: `M${mark.x} ${y - half - 4}V${y + half + 4}`, stroke: mark.paint, width: 3 },
      {
        shape: 'path',
        d: `M${mark.x} ${edge}L${mark.x} ${edge + place.side * 4}L${place.x} ${label - place.side * 9}`,
        stroke: mark.paint,
        width: 1.25,
      },
      {
        shape: 'rect',
        x: place.x - reach,
        y: label - 9,
        wide: reach * 2,
        high: 18,
        round: 2,
        fill: mark.paint === 'ink' ? 'ink' : 'surface',
        stroke: mark.paint,
        width: 1.25,
      },
      {
        shape: 'text',
        x: place.x,
        y: label + 4.2,
        text,
        size: 12,
        anchor: 'middle',
        bold: true,
        fill: mark.paint === 'ink' ? 'surface' : mark.paint,
      },
    );
  }
  return shapes;
}

function freePlace(
  x: number,
  reach: number,
  side: -1 | 1,
  taken: readonly { from: number; to: number; side: number }[],
  from: number,
  to: number,
): { x: number; side: -1 | 1 } {
  for (let off = 0; off < to - from; off += 4)
    for (const at of [side, -side as -1 | 1])
      for (const place of [x - off, x + off]) {
        if (place - reach < from || place + reach > to - 4) continue;
        if (taken.every((one) => one.side !== at || place + reach < one.from || place - reach > one.to)) return { x: place, side: at };
      }
  return { x: Math.max(from + reach, Math.min(to - reach, x)), side };
}
