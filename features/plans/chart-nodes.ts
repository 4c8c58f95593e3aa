/**
 * The node chart of a plan: one line per node with its baseline, forecast or actual day, the slip between them as an arrow with its days, and the day
 * counter; sections by guarantee or by stream, today and the promise as lines through all. Time is even here. On paper a long plan goes on over pages.
 */
import { addDays, type Day, daysBetween } from '../../vocabulary/days.ts';
import { type Drawing, type Paint, type Shape, textFitting, textLines, textWide } from '../../vocabulary/drawing.ts';
import {
  type ChartLanguage,
  type ChartPlan,
  chartWords,
  dayOn,
  dutyOf,
  gapWords,
  inTime,
  legend,
  nodeMark,
  nodeSentence,
  stageNames,
  streamNames,
} from './chart-marks.ts';
import { months, type Ruler, ruler, yearsOf } from './chart-time.ts';
import { type DrawnNode, Guarantee, Stream } from './words.ts';

export type SectionsBy = 'stage' | 'stream';
export interface NodesLook {
  language: ChartLanguage;
  by: SectionsBy;
  /** how wide it is to be; without the column of duty when narrow */
  wide?: number;
}

const row = 27;
const top = 88;
const margin = 16;
const foot = 44;
const narrow = 900;

type Item = { section: string; count: string; more: boolean } | { node: DrawnNode; number: number };

function itemsOf(plan: ChartPlan, { language, by }: NodesLook): Item[] {
  const words = chartWords[language];
  const ordered = inTime(plan.nodes);
  const keys: readonly (Guarantee | Stream)[] = by === 'stage' ? Guarantee.options : Stream.options;
  let number = 0;
  return keys.flatMap((key): Item[] => {
    const nodes = ordered.filter((node) => node[by] === key);
    if (nodes.length === 0) return [];
    const name = by === 'stage' ? stageNames[key as Guarantee] : streamNames[key as Stream];
    const done = nodes.filter((node) => node.state === 'done').length;
    return [
      { section: name[language], count: words.count(done, nodes.length), more: false },
      ...nodes.map((node): Item => {
        number += 1;
        return { node, number };
      }),
    ];
  });
}

export const nodesChart = (plan: ChartPlan, look: NodesLook): Drawing => drawn(plan, look, itemsOf(plan, look));

/** The same over several sheets of so many rows each; a section that goes on says its name again. */
export function nodesPages(plan: ChartPlan, look: NodesLook, rows: number): Drawing[] {
  const items = itemsOf(plan, look);
  const pages: Item[][] = [];
  const count = Math.max(1, Math.ceil(items.length / rows));
  const each = Math.ceil((items.length + count - 1) / count);
  let held: Item[] = [];
  let section: Extract<Item, { section: string }> | undefined;
  for (const [at, item] of items.entries()) {
    const heading = 'section' in item;
    // A heading does not stand alone at the foot of a sheet.
    if (held.length >= each || (heading && held.length === each - 1 && at < items.length - 1)) {
      pages.push(held);
      held = heading || !section ? [] : [{ ...section, more: true }];
    }
    if (heading) section = item;
    held.push(item);
  }
  if (held.length > 0) pages.push(held);
  return pages.map((page) => drawn(plan, look, page));
}

interface Columns {
  wide: number;
  name: number;
  duty: number;
  /** where the two days begin, one when narrow */
  days: number;
  plot: number;
  word: number;
  end: number;
}

function columnsOf(wide: number, language: ChartLanguage): Columns {
  const small = wide < narrow;
  const name = margin + 30;
  const duty = name + (small ? 160 : Math.max(language === 'zh' ? 216 : 252, wide * 0.15));
  const days = duty + (small ? 0 : Math.max(152, wide * 0.11));
  const plot = days + (small ? 78 : 160);
  const word = wide - margin - (language === 'zh' ? 138 : 162);
  return { wide, name, duty, days, plot, word, end: word - 18 };
}

function drawn(plan: ChartPlan, { language, wide = 1280 }: NodesLook, items: readonly Item[]): Drawing {
  const words = chartWords[language];
  const columns = columnsOf(wide, language);
  const days = plan.nodes.flatMap((node) => [
    node.actualStart ?? node.forecastStart,
    dayOn(node),
    ...(node.baseline ? [node.baseline] : []),
  ]);
  const from = addDays([plan.from, ...days].reduce((a, b) => (b < a ? b : a)) as Day, -5);
  const to = addDays([plan.promised, plan.forecast, ...days].reduce((a, b) => (b > a ? b : a)) as Day, 12);
  const time = ruler(from, to, [
    [0, columns.plot],
    [daysBetween(from, to) + 1, columns.end],
  ]);
  const bottom = top + items.length * row;
  const high = bottom + foot;
  const marks: Mark[] = [
    ...(plan.asOf >= from && plan.asOf <= to ? [{ day: plan.asOf, word: words.today, paint: 'ink' as const }] : []),
    { day: plan.promised, word: words.promised, paint: 'accent' as const },
    { day: plan.forecast, word: words.forecast, paint: plan.forecast > plan.promised ? ('late' as const) : ('normal' as const) },
  ];
  const said = legend(margin, high - 14, language);
  return {
    wide,
    high,
    title: words.titled(plan.projectName, words.nodes),
    about: [
      `${words.promised} ${plan.promised}`,
      `${words.forecast} ${plan.forecast}`,
      gapWords(plan, language),
      words.nodeCount(plan.nodes.length),
    ].join(words.comma),
    shapes: [
      ...head(columns, time, bottom, language),
      ...items.flatMap((item, i) => ('section' in item ? sectionShapes(item, columns, top + i * row, language) : [])),
      ...markLines(marks, time, bottom),
      ...items.flatMap((item, i) => ('node' in item ? [nodeRow(item, columns, time, top + i * row, language)] : [])),
      { shape: 'path', d: `M${margin} ${bottom}H${wide - margin}`, stroke: 'line-strong', width: 1 },
      ...said.shapes,
      ...keyOf(said.end + 6, high - 14, language),
    ],
  };
}

function head({ wide, name, duty, days, plot, word, end }: Columns, time: Ruler, bottom: number, language: ChartLanguage): Shape[] {
  const words = chartWords[language];
  const label = (x: number, text: string): Shape => ({ shape: 'text', x, y: 36, text, size: 12, bold: true, fill: 'ink-2' });
  const shapes: Shape[] = [
    { shape: 'path', d: `M${margin} 50H${wide - margin}M${margin} ${top}H${wide - margin}`, stroke: 'line-strong', width: 1 },
    label(name, words.node),
    ...(days > duty ? [label(duty, words.duty), label(days, words.baseline), label(days + 78, words.onDay)] : [label(days, words.onDay)]),
    label(word, words.counter),
  ];
  for (const { year, begins, ends } of yearsOf(time)) {
    if (begins > plot) shapes.push({ shape: 'path', d: `M${begins} 12V${bottom}`, stroke: 'line-strong', width: 1 });
    if (ends - begins > 40)
      shapes.push({ shape: 'text', x: begins + 8, y: 25, text: words.yearOf(year), size: 12, bold: true, fill: 'ink-2' });
  }
  for (const month of months(time, 11.5, language, { years: false })) {
    if (month.begins > plot && !month.day.endsWith('-01-01'))
      shapes.push({ shape: 'path', d: `M${month.begins} 32V${bottom}`, stroke: 'line', width: 0.75 });
    if (month.label) shapes.push({ shape: 'text', x: month.middle, y: 44, text: month.label, size: 11.5, anchor: 'middle', fill: 'ink-2' });
  }
  shapes.push({ shape: 'path', d: `M${plot} 12V${bottom}M${end} 12V${bottom}`, stroke: 'line-strong', width: 0.75 });
  return shapes;
}

function sectionShapes(item: Extract<Item, { section: string }>, { wide, name }: Columns, y: number, language: ChartLanguage): Shape[] {
  const title = item.more ? chartWords[language].more(item.section) : item.section;
  const titleWide = textWide(title, 13) * 1.06;
  return [
    { shape: 'rect', x: margin, y, wide: wide - 2 * margin, high: row, fill: 'accent-soft' },
    { shape: 'text', x: margin + 10, y: y + 18, text: title, size: 13, bold: true, fill: 'accent' },
    { shape: 'text', x: Math.max(name + 50, margin + 10 + titleWide + 12), y: y + 18, text: item.count, size: 11.5, fill: 'ink-2' },
  ];
}

interface Mark {
  day: string;
  word: string;
  paint: Paint;
}

/** Lines through all rows; their names stand side by side above, each as near to its line as the others allow. */
function markLines(marks: readonly Mark[], time: Ruler, bottom: number): Shape[] {
  const shown = marks.map((mark) => {
    const text = `${mark.word} ${mark.day}`;
    return { ...mark, x: time.at(mark.day), text, reach: (textWide(text, 11.5) * 1.05) / 2 + 6 };
  });
  shown.sort((a, b) => a.x - b.x);
  const places: number[] = [];
  for (const [i, mark] of shown.entries()) {
    const before = i > 0 ? places[i - 1]! + shown[i - 1]!.reach + mark.reach + 4 : 0;
    places.push(Math.max(mark.x, before, time.at(time.from, 0) + mark.reach));
  }
  let limit = time.at(time.to, 1) - 2;
  for (let i = shown.length - 1; i >= 0; i -= 1) {
    places[i] = Math.min(places[i]!, limit - shown[i]!.reach);
    limit = places[i]! - shown[i]!.reach - 4;
  }
  return shown.flatMap((mark, i): Shape[] => [
    { shape: 'path', d: `M${mark.x} ${top - 6}V${bottom}`, stroke: mark.paint, width: 1.5, dash: mark.paint === 'ink' ? undefined : '5 3' },
    { shape: 'path', d: `M${places[i]!} ${top - 14}L${mark.x} ${top - 4}`, stroke: mark.paint, width: 1 },
    {
      shape: 'rect',
      x: places[i]! - mark.reach,
      y: 56,
      wide: mark.reach * 2,
      high: 18,
      round: 2,
      fill: mark.paint === 'ink' ? 'ink' : 'surface',
      stroke: mark.paint,
      width: 1,
    },
    {
      shape: 'text',
      x: places[i]!,
      y: 69,
      text: mark.text,
      size: 11.5,
      anchor: 'middle',
      bold: true,
      fill: mark.paint === 'ink' ? 'surface' : mark.paint,
    },
  ]);
}

const diamond = (x: number, y: number, half: number): string => `M${x} ${y - half}L${x + half} ${y}L${x} ${y + half}L${x - half} ${y}Z`;

function nodeRow(
  { node, number }: Extract<Item, { node: DrawnNode }>,
  columns: Columns,
  time: Ruler,
  y: number,
  language: ChartLanguage,
): Shape {
  const { wide, name, duty, days, plot, word, end } = columns;
  const words = chartWords[language];
  const middle = y + row / 2;
  const base = middle + 4.5;
  const done = node.state === 'done';
  const live = node.driving && !done;
  const nameRoom = duty - name - 8;
  const shapes: Shape[] = [
    // The row answers to a click anywhere in it, and leaves the lines of days to be seen.
    { shape: 'rect', x: margin, y: y + 0.5, wide: plot - margin - 1, high: row - 1, fill: 'surface' },
    { shape: 'path', d: `M${margin} ${y + row}H${wide - margin}`, stroke: 'line', width: 0.75 },
    { shape: 'text', x: name - 8, y: base, text: String(number), size: 11.5, anchor: 'end', fill: 'ink-3' },
  ];
  // A long name takes two smaller lines.
  const heavy = node.driving ? 1.05 : 1;
  const whole = textWide(node.name[language], 13) * heavy <= nameRoom;
  const size = whole ? 13 : 11;
  const lines = whole ? [node.name[language]] : textLines(node.name[language], size * heavy, nameRoom, 2);
  for (const [at, line] of lines.entries())
    shapes.push({
      shape: 'text',
      x: name,
      y: lines.length === 1 ? base : middle - 2 + at * 12,
      text: line,
      size,
      bold: node.driving,
      fill: done ? 'ink-3' : 'ink',
    });
  if (live) shapes.push({ shape: 'rect', x: margin, y: y + 4, wide: 3, high: row - 8, fill: 'accent' });
  const day = (x: number, text: string, fill: Paint): Shape => ({ shape: 'text', x, y: base, text, size: 12, fill });
  if (days > duty)
    shapes.push(
      { shape: 'text', x: duty, y: base, text: textFitting(dutyOf(node, language), 11.5, days - duty - 10), size: 11.5, fill: 'ink-2' },
      day(days, node.baseline ?? '—', 'ink-3'),
    );
  shapes.push(day(days > duty ? days + 78 : days, dayOn(node), done ? 'ink-3' : 'ink'));

  const on = time.at(dayOn(node));
  const begun = time.at(node.actualStart ?? node.forecastStart, 0);
  if (on - begun > 3)
    shapes.push({
      shape: 'rect',
      x: begun,
      y: middle - 5,
      wide: on - begun,
      high: 10,
      fill: live ? 'accent' : done ? 'line' : 'accent-soft',
      stroke: live ? undefined : 'line-strong',
      width: 0.5,
    });
  const held = node.baseline ? time.at(node.baseline) : undefined;
  const slip = node.baseline ? daysBetween(node.baseline as Day, dayOn(node) as Day) : 0;
  if (held !== undefined && Math.abs(on - held) > 10) {
    const way = Math.sign(on - held);
    const tip = on - way * 8;
    const paint: Paint = slip > 0 ? 'late' : 'normal';
    shapes.push(
      { shape: 'path', d: `M${held + way * 6} ${middle}H${tip - way * 5}`, stroke: paint, width: 2 },
      { shape: 'path', d: `M${tip} ${middle}L${tip - way * 7} ${middle - 4}V${middle + 4}Z`, fill: paint },
    );
  }
  if (held !== undefined) shapes.push({ shape: 'path', d: diamond(held, middle, 6), fill: 'surface', stroke: 'ink-2', width: 1.5 });
  shapes.push(...nodeMark(node, on, middle, 12));
  if (slip !== 0) {
    const text = words.slip(slip);
    const textLong = textWide(text, 11.5);
    const right = Math.max(on, held ?? on) + 11;
    const left = Math.min(on, held ?? on, begun) - 9;
    const fits = right + textLong < end - 2;
    shapes.push(
      { shape: 'rect', x: (fits ? right : left - textLong) - 2, y: middle - 8, wide: textLong + 4, high: 16, fill: 'surface' },
      {
        shape: 'text',
        x: fits ? right : left,
        y: base - 0.5,
        text,
        size: 11.5,
        anchor: fits ? 'start' : 'end',
        fill: slip > 0 ? 'late' : 'normal',
      },
    );
  }
  shapes.push(...nodeMark(node, word + 6, middle, 11), {
    shape: 'text',
    x: word + 18,
    y: base,
    text: textFitting(node.word[language], 12, wide - margin - word - 18),
    size: 12,
    fill: done ? 'ink-3' : 'ink',
  });
  return { shape: 'group', opens: node.code, label: nodeSentence(node, language), shapes };
}

/** What the signs of the lines mean. */
function keyOf(x: number, y: number, language: ChartLanguage): Shape[] {
  const words = chartWords[language];
  const shapes: Shape[] = [];
  let at = x;
  const say = (text: string, sign: Shape[], wide: number): void => {
    shapes.push(...sign, { shape: 'text', x: at + wide + 6, y, text, size: 12, fill: 'ink-2' });
    at += wide + 6 + textWide(text, 12) + 18;
  };
  say(words.baseline, [{ shape: 'path', d: diamond(at + 7, y - 4, 6), fill: 'surface', stroke: 'ink-2', width: 1.5 }], 14);
  say(
    words.slipped,
    [
      { shape: 'path', d: `M${at} ${y - 4}H${at + 18}`, stroke: 'late', width: 2 },
      { shape: 'path', d: `M${at + 24} ${y - 4}L${at + 17} ${y - 8}V${y}Z`, fill: 'late' },
    ],
    24,
  );
  say(words.chain, [{ shape: 'rect', x: at, y: y - 9, wide: 24, high: 10, fill: 'accent' }], 24);
  return shapes;
}
