// Head, tail and backbone of the fishbone: the project with its promise, where it began, months, and the marks of today, the promise and the forecast.
import { type Day, daysBetween } from '../../vocabulary/days.ts';
import { type Paint, type Shape, textLines, textWide } from '../../vocabulary/drawing.ts';
import { measures } from './chart-bones.ts';
import { type ChartLanguage, type ChartPlan, chartWords, gapWords } from './chart-marks.ts';
import { months, type Ruler } from './chart-time.ts';

/** Half the thickness of the spine. */
export const half = 13;

const nameSize = 20;
const nameLine = 28;
const nameRoom = 184;
const headLines = (plan: ChartPlan): string[] => textLines(plan.projectName, nameSize * 1.05, nameRoom, 4);
const pillWide = (plan: ChartPlan, language: ChartLanguage): number => textWide(gapWords(plan, language), 13) * 1.06 + 42;

export function headSize(plan: ChartPlan, language: ChartLanguage): { wide: number; high: number } {
  const wide = 46 + Math.max(nameRoom, pillWide(plan, language), language === 'zh' ? 0 : 168) + 66;
  return { wide, high: Math.max(216, headLines(plan).length * nameLine + 140) };
}

const isLate = (plan: ChartPlan): boolean => (plan.gapDays ?? daysBetween(plan.promised as Day, plan.forecast as Day)) > 0;

/** The head, looking to the right: it widens from the spine and closes round. */
export function fishHead(plan: ChartPlan, x: number, y: number, language: ChartLanguage): Shape[] {
  const words = chartWords[language];
  const lines = headLines(plan);
  const { wide, high } = headSize(plan, language);
  const tall = high / 2;
  const [back, brow] = [36, wide * 0.5];
  const path = [
    `M${x} ${y - half}`,
    `C${x + 16} ${y - half} ${x + 8} ${y - tall} ${x + back} ${y - tall}`,
    `L${x + brow} ${y - tall}`,
    `C${x + wide * 0.82} ${y - tall} ${x + wide} ${y - tall * 0.5} ${x + wide} ${y}`,
    `C${x + wide} ${y + tall * 0.5} ${x + wide * 0.82} ${y + tall} ${x + brow} ${y + tall}`,
    `L${x + back} ${y + tall}`,
    `C${x + 8} ${y + tall} ${x + 16} ${y + half} ${x} ${y + half}`,
    'Z',
  ].join('');
  const gill = `M${x + 27} ${y - tall + 14}C${x + 18} ${y - tall * 0.5} ${x + 18} ${y + tall * 0.5} ${x + 27} ${y + tall - 14}`;
  const left = x + 46;
  let line = y - (lines.length * nameLine + 104) / 2;
  const shapes: Shape[] = [
    { shape: 'path', d: path, fill: 'accent' },
    { shape: 'path', d: gill, stroke: 'on-accent', width: 1.5 },
  ];
  for (const one of lines) {
    line += nameLine;
    shapes.push({ shape: 'text', x: left, y: line - 8, text: one, size: nameSize, bold: true, fill: 'on-accent' });
  }
  line += 8;
  for (const [word, day] of [
    [words.promised, plan.promised],
    [words.forecast, plan.forecast],
  ] as const) {
    line += 26;
    shapes.push(
      { shape: 'text', x: left, y: line - 7, text: word, size: 13, fill: 'on-accent' },
      { shape: 'text', x: left + (language === 'zh' ? 36 : 66), y: line - 7, text: day, size: 17, bold: true, fill: 'on-accent' },
    );
  }
  const light: Paint = isLate(plan) ? 'late' : 'normal';
  line += 8;
  shapes.push(
    { shape: 'rect', x: left, y: line, wide: pillWide(plan, language), high: 26, round: 13, fill: 'surface' },
    light === 'late'
      ? { shape: 'rect', x: left + 12, y: line + 8, wide: 10, high: 10, fill: 'late' }
      : { shape: 'circle', x: left + 17, y: line + 13, radius: 5.5, fill: 'normal' },
    { shape: 'text', x: left + 29, y: line + 17.5, text: gapWords(plan, language), size: 13, bold: true, fill: light },
  );
  return shapes;
}

/** The tail, forked, growing into the spine where time begins; on it the day of the beginning. */
export function fishTail({ left, right, y }: Place, from: Day, language: ChartLanguage): Shape[] {
  const [root, thin, fork] = [left + 64, half - 4, 44];
  return [
    {
      shape: 'path',
      d: [
        `M${right} ${y - half}L${root} ${y - thin}`,
        `C${root - 22} ${y - thin} ${left + 26} ${y - fork + 6} ${left} ${y - fork}`,
        `C${left + 20} ${y - 18} ${left + 20} ${y + 18} ${left} ${y + fork}`,
        `C${left + 26} ${y + fork - 6} ${root - 22} ${y + thin} ${root} ${y + thin}`,
        `L${right} ${y + half}Z`,
      ].join(''),
      fill: 'accent',
    },
    {
      shape: 'text',
      x: right - 12,
      y: y + 4.2,
      text: `${chartWords[language].begin} ${from}`,
      size: 12,
      anchor: 'end',
      bold: true,
      fill: 'on-accent',
    },
  ];
}

interface Place {
  left: number;
  right: number;
  y: number;
}
export interface Foot {
  x: number;
  side: -1 | 1;
}

/** The backbone: what is past is filled, what is to come is light; months within, marks of days above and below where no bone passes. */
export function spineShapes(
  plan: ChartPlan,
  time: Ruler,
  { left, right, y }: Place,
  feet: readonly Foot[],
  language: ChartLanguage,
): Shape[] {
  const words = chartWords[language];
  const begin = left;
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
  for (const month of months(time, 11.5, language, { kept: marks.map((mark) => mark.x) })) {
    const past = month.middle < today;
    if (month.begins > begin - 1)
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
    const place = freePlace(mark.x, reach, mark.side, taken, left, right);
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
