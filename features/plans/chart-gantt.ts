// The Gantt chart laid out: rows in groups, bars with what was done, forecast, baseline and float, links at right angles, the ground behind. A screen draws
// any stretch of rows of it, a paper all of them. Days come from the plan; nothing is scheduled here but how far a dragged end is in days of the node.
import { type Drawing, lightShape, type Paint, type Shape, textFitting, textWide } from '../../vocabulary/drawing.ts';
import { chartWords, stageNames, streamNames } from './chart-marks.ts';
import { axisHigh, axisShapes, dayAt, type Language, left, right, type Scale, scaleOf, serial, type Zoom } from './chart-scale.ts';
import type { Guarantee, PlanLink, PlanNode, PlanReply, Stream } from './words.ts';
import type { PlanGround } from './words-ground.ts';

export type Grouping = 'none' | 'stage' | 'stream' | 'organisation';
export const groupings: readonly Grouping[] = ['none', 'stage', 'stream', 'organisation'];

/** What a Gantt chart says in words. */
export interface GanttWords {
  stage: Readonly<Record<Guarantee, string>>;
  stream: Readonly<Record<Stream, string>>;
  /** what the chart is called */
  gantt: string;
  nobody: string;
  today: string;
  promised: string;
  forecast: string;
}
export interface GanttLook {
  zoom: Zoom;
  grouping: Grouping;
  language: Language;
  words: GanttWords;
  /** groups that are folded away */
  folded?: ReadonlySet<string>;
  /** pixels a day, where it is not that of the zoom */
  px?: number;
}
export type GanttPlan = Pick<PlanReply, 'projectName' | 'asOf' | 'promised' | 'forecast' | 'nodes' | 'links' | 'chain'>;

/** The words of a Gantt chart in a language, as the other charts say them. */
export function ganttWords(language: Language): GanttWords {
  const words = chartWords[language];
  const named = <K extends string>(names: Record<K, Record<Language, string>>): Record<K, string> =>
    Object.fromEntries(Object.entries<Record<Language, string>>(names).map(([key, pair]) => [key, pair[language]])) as Record<K, string>;
  return {
    stage: named(stageNames),
    stream: named(streamNames),
    gantt: words.gantt,
    nobody: words.noDuty,
    today: words.today,
    promised: words.promised,
    forecast: words.forecast,
  };
}

export const rowHigh = 32;

export type GanttRow =
  | { is: 'group'; key: string; name: string; count: number; done: number; from: number; to: number; folded: boolean }
  | { is: 'node'; node: PlanNode; from: number; to: number };
type DrawnLink = { from: number; to: number; type: PlanLink['type']; driving: boolean };
export interface GanttModel {
  scale: Scale;
  look: GanttLook;
  rows: readonly GanttRow[];
  rowOf: ReadonlyMap<string, number>;
  links: readonly DrawnLink[];
  ground: PlanGround;
  asOf: number;
  promised: number;
  forecast: number;
}

const groupKey = (node: PlanNode, by: Grouping): string => (by === 'organisation' ? node.duty.organisation : by === 'none' ? '' : node[by]);
const stages: readonly Guarantee[] = ['preparation', 'start', 'statistics', 'construction', 'production', 'capacity'];

/** First and last day of a node as it stands: done, under way or forecast. */
const spanOf = (node: PlanNode): { from: number; to: number } => {
  const to = serial(node.actual ?? node.forecast);
  return { from: Math.min(serial(node.actualStart ?? node.forecastStart), to), to };
};

function rowsOf(plan: GanttPlan, { grouping, folded, words }: GanttLook): GanttRow[] {
  const nodes = plan.nodes.map((node) => ({ is: 'node' as const, node, ...spanOf(node) }));
  nodes.sort((a, b) => a.from - b.from || a.to - b.to || a.node.position - b.node.position);
  if (grouping === 'none') return nodes;
  const groups = [...Map.groupBy(nodes, ({ node }) => groupKey(node, grouping))];
  if (grouping === 'stage') groups.sort(([a], [b]) => stages.indexOf(a as Guarantee) - stages.indexOf(b as Guarantee));
  return groups.flatMap(([key, inside]): GanttRow[] => {
    const name = grouping === 'organisation' ? key || words.nobody : words[grouping][key as never];
    const shut = folded?.has(key) ?? false;
    let [from, to, done] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
    for (const row of inside) {
      from = Math.min(from, row.from);
      to = Math.max(to, row.to);
      if (row.node.actual !== null) done++;
    }
    return [{ is: 'group', key, name, count: inside.length, done, from, to, folded: shut }, ...(shut ? [] : inside)];
  });
}

export function ganttModel(plan: GanttPlan, ground: PlanGround, look: GanttLook): GanttModel {
  const rows = rowsOf(plan, look);
  const rowOf = new Map<string, number>();
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    if (row.is === 'node') rowOf.set(row.node.code, i);
  }
  const next = new Map<string, string>();
  for (let i = 1; i < plan.chain.length; i++) next.set(plan.chain[i - 1]!, plan.chain[i]!);
  const links: DrawnLink[] = [];
  for (const link of plan.links) {
    const [from, to] = [rowOf.get(link.from), rowOf.get(link.to)];
    if (from !== undefined && to !== undefined)
      links.push({ from, to, type: link.type, driving: next.get(link.from) === link.to || next.get(link.to) === link.from });
  }
  return {
    scale: scaleOf(ground.from, ground.to, look.zoom, look.px),
    look,
    rows,
    rowOf,
    links,
    ground,
    asOf: serial(plan.asOf),
    promised: serial(plan.promised),
    forecast: serial(plan.forecast),
  };
}

const isInstant = (node: PlanNode): boolean => node.kind === 'milestone' || node.days === 0;
const middle = 13;

/** Where the ends of a bar are; of a milestone, the points of its diamond. */
export function endsOf({ scale }: GanttModel, row: GanttRow & { is: 'node' }): { x0: number; x1: number } {
  if (!isInstant(row.node)) return { x0: left(scale, row.from), x1: Math.max(right(scale, row.to), left(scale, row.from) + 3) };
  const x = (left(scale, row.to) + right(scale, row.to)) / 2;
  return { x0: x - 6, x1: x + 6 };
}

const diamond = (x: number, y: number, half: number): string => `M${x} ${y - half}L${x + half} ${y}L${x} ${y + half}L${x - half} ${y}Z`;

function barShapes(model: GanttModel, row: GanttRow & { is: 'node' }, y: number): { beside: Shape[]; bar: Shape[] } {
  const { scale, asOf, ground } = model;
  const { node } = row;
  const { x0, x1 } = endsOf(model, row);
  const mid = y + middle;
  const beside: Shape[] = [];
  const bar: Shape[] = [];
  const done = node.actual !== null;
  if (node.baseline !== null) {
    const end = serial(node.baseline);
    if (isInstant(node)) {
      const x = (left(scale, end) + right(scale, end)) / 2;
      beside.push({ shape: 'path', d: diamond(x, y + 25, 4), fill: 'surface', stroke: 'ink-3', width: 1.2 });
    } else {
      const from = left(scale, startBefore(ground, node, end));
      beside.push({ shape: 'rect', x: from, y: y + 23, wide: Math.max(2, right(scale, end) - from), high: 4, fill: 'line-strong' });
    }
  }
  if (!done) {
    const latest = serial(node.latest);
    const edge = right(scale, latest);
    if (node.floatDays > 0 && edge > x1 + 1)
      beside.push({
        shape: 'path',
        d: `M${x1} ${mid}H${edge}M${edge} ${mid - 4}V${mid + 4}`,
        stroke: 'line-strong',
        width: 1.5,
        dash: scale.px > 6 ? '2 3' : undefined,
      });
    else if (node.floatDays < 0) beside.push({ shape: 'path', d: `M${edge} ${y + 3}V${y + 23}`, stroke: 'late', width: 2 });
  }
  if (isInstant(node)) {
    const x = (x0 + x1) / 2;
    const fill: Paint = done ? 'ink-3' : node.driving ? 'accent' : 'surface';
    if (node.promise)
      bar.push({ shape: 'path', d: diamond(x, mid, 10), fill: 'surface', stroke: node.driving ? 'accent' : 'ink-3', width: 1.2 });
    bar.push({ shape: 'path', d: diamond(x, mid, 6), fill, stroke: done ? 'ink-3' : 'accent', width: 1.4 });
    return { beside, bar };
  }
  const rect = (from: number, to: number, fill: Paint, stroke?: Paint): void => {
    if (to > from)
      bar.push({ shape: 'rect', x: from, y: y + 6, wide: to - from, high: 14, round: 2, fill, ...(stroke && { stroke, width: 1 }) });
  };
  if (done) rect(x0, x1, 'ink-3');
  else {
    rect(x0, x1, node.driving ? 'accent' : 'accent-soft', 'accent');
    if (node.actualStart !== null) {
      const now = Math.min(x1, Math.max(x0, left(scale, asOf)));
      if (now > x0) bar.push({ shape: 'rect', x: x0, y: y + 10, wide: now - x0, high: 6, fill: node.driving ? 'on-accent' : 'ink-3' });
    }
    if (node.blockedUntil !== null || node.problem !== null)
      bar.push({ shape: 'path', d: `M${x0 + 2} ${y + 3}H${Math.max(x0 + 8, x1 - 2)}`, stroke: 'late', width: 2, dash: '3 2' });
  }
  return { beside, bar };
}

/** What is written after a bar: the day, and the word of the light where it is not as it should be. */
function afterShapes(model: GanttModel, row: GanttRow & { is: 'node' }, y: number): Shape[] {
  const { scale, look } = model;
  const { node } = row;
  const { x1 } = endsOf(model, row);
  const reach = node.actual === null && node.floatDays > 0 ? Math.max(x1, right(scale, serial(node.latest))) : x1;
  const x = (node.promise ? Math.max(reach, x1 + 4) : reach) + 8;
  const calls = node.light !== 'normal' && node.actual === null;
  const text = calls ? `${dayAt(row.to).slice(5)} ${node.word[look.language]}` : dayAt(row.to).slice(5);
  const words: Shape = { shape: 'text', x: calls ? x + 15 : x, y: y + middle + 4, text, size: 12, fill: calls ? 'ink' : 'ink-3' };
  return calls ? [lightShape(node.light, x + 5, y + middle, 11), words] : [words];
}

function groupShapes({ scale }: GanttModel, row: GanttRow & { is: 'group' }, y: number): Shape[] {
  const [x0, x1] = [left(scale, row.from), right(scale, row.to)];
  return [{ shape: 'path', d: `M${x0} ${y + 11}H${x1}V${y + 20}L${x1 - 5} ${y + 15}H${x0 + 5}L${x0} ${y + 20}Z`, fill: 'ink-2' }];
}

/** A link from bar to bar at right angles, with its head. Rows are whole; `top` is the row that stands at y 0. */
function linkShapes(model: GanttModel, link: DrawnLink, top: number): Shape[] {
  const [a, b] = [model.rows[link.from], model.rows[link.to]];
  if (a?.is !== 'node' || b?.is !== 'node') return [];
  const [from, to] = [endsOf(model, a), endsOf(model, b)];
  const leavesEnd = link.type === 'FS' || link.type === 'FF';
  const entersStart = link.type === 'FS' || link.type === 'SS';
  const [x1, x2] = [leavesEnd ? from.x1 : from.x0, entersStart ? to.x0 : to.x1];
  const [y1, y2] = [(link.from - top) * rowHigh + middle, (link.to - top) * rowHigh + middle];
  const out = leavesEnd ? 6 : -6;
  const into = entersStart ? -7 : 7;
  const straight = leavesEnd === entersStart ? (leavesEnd ? x2 + into >= x1 + out : x2 + into <= x1 + out) : true;
  const lane = y2 + (y2 > y1 ? -rowHigh / 2 : rowHigh / 2);
  const turn = leavesEnd === entersStart ? x1 + out : leavesEnd ? Math.max(x1 + out, x2 + into) : Math.min(x1 + out, x2 + into);
  const paint: Paint = link.driving ? 'accent' : 'line-strong';
  const d = straight ? `M${x1} ${y1}H${turn}V${y2}H${x2}` : `M${x1} ${y1}H${x1 + out}V${lane}H${x2 + into}V${y2}H${x2}`;
  const back = entersStart ? -5 : 5;
  return [
    { shape: 'path', d, stroke: paint, width: link.driving ? 1.8 : 1 },
    { shape: 'path', d: `M${x2} ${y2}l${back} -3.5v7Z`, fill: paint },
  ];
}

/** Links by the stretch of rows they cross. */
export function linksByStretch(model: GanttModel, rows: number): readonly (readonly number[])[] {
  const stretches: number[][] = Array.from({ length: Math.ceil(model.rows.length / rows) }, () => []);
  model.links.forEach((link, number) => {
    const [first, last] = link.from < link.to ? [link.from, link.to] : [link.to, link.from];
    for (let one = Math.floor(first / rows); one <= Math.floor(last / rows); one++) stretches[one]!.push(number);
  });
  return stretches;
}

/** Shapes that look alike as one path each, in the order in which their looks first occur: a screen draws a dozen things instead of a hundred. */
function merged(shapes: readonly Shape[]): Shape[] {
  const byLook = new Map<string, Extract<Shape, { shape: 'path' }> & { parts: string[] }>();
  const rest: Shape[] = [];
  for (const one of shapes) {
    if (one.shape !== 'path' && one.shape !== 'rect') {
      rest.push(one);
      continue;
    }
    const { fill, stroke, width, dash } = one;
    const key = `${fill}/${stroke}/${width}/${dash}`;
    const d =
      one.shape === 'path'
        ? one.d
        : one.round && one.wide > 2 * one.round
          ? `M${one.x + one.round} ${one.y}h${one.wide - 2 * one.round}l${one.round} ${one.round}v${one.high - 2 * one.round}l${-one.round} ${one.round}h${2 * one.round - one.wide}l${-one.round} ${-one.round}v${2 * one.round - one.high}Z`
          : `M${one.x} ${one.y}h${one.wide}v${one.high}h${-one.wide}Z`;
    const found = byLook.get(key);
    if (found) found.parts.push(d);
    else byLook.set(key, { shape: 'path', d: '', fill, stroke, width, dash, parts: [d] });
  }
  return [...byLook.values().map(({ parts, ...path }): Shape => ({ ...path, d: parts.join('') })), ...rest];
}

/** Rows `first` to before `last` with the links among `links`; the first row stands at y 0. Links lie under what lies beside bars, that under bars. */
export function ganttRows(model: GanttModel, first: number, last: number, links: Iterable<number>): Shape[] {
  const [lines, tied]: [Shape[], Shape[]] = [[], []];
  for (const number of links) tied.push(...linkShapes(model, model.links[number]!, first));
  const [beside, bars, words]: [Shape[], Shape[], Shape[]] = [[], [], []];
  for (let i = first; i < Math.min(last, model.rows.length); i++) {
    const row = model.rows[i]!;
    const y = (i - first) * rowHigh;
    lines.push({ shape: 'path', d: `M0 ${y + rowHigh - 0.5}h${model.scale.wide}`, stroke: 'line', width: 1 });
    if (row.is === 'group') bars.push(...groupShapes(model, row, y));
    else {
      const drawn = barShapes(model, row, y);
      beside.push(...drawn.beside);
      bars.push(...drawn.bar);
      words.push(...afterShapes(model, row, y));
    }
  }
  return [...merged(lines), ...merged(tied), ...merged(beside), ...merged(bars), ...merged(words)];
}

export type Shade = { kind: 'off' | 'season' | 'stop'; x: number; wide: number; name?: string };

/** What is shaded behind the bars. From afar single weekends would only be noise: what is left then are holidays of three days and more. */
export function shadesOf({ scale, ground }: GanttModel): Shade[] {
  const take = (kind: Shade['kind'], from: string, to: string, name?: string): Shade[] => {
    const [a, b] = [Math.max(scale.first, serial(from)), Math.min(scale.last, serial(to))];
    return b < a ? [] : [{ kind, x: left(scale, a), wide: (b - a + 1) * scale.px, ...(name !== undefined && { name }) }];
  };
  return [
    ...ground.season.flatMap((one) => take('season', one.from, one.to)),
    ...ground.off.filter((one) => scale.px > 8 || serial(one.to) - serial(one.from) >= 2).flatMap((one) => take('off', one.from, one.to)),
    ...ground.stops.flatMap((one) => take('stop', one.from, one.to, one.name)),
  ];
}

/** Where today and the promise stand. */
export const marksOf = ({ scale, asOf, promised }: GanttModel): { today: number; promised: number } => ({
  today: left(scale, asOf),
  promised: right(scale, promised),
});

const inside = (spans: readonly { from: string; to: string }[], day: string): boolean => {
  let [low, high] = [0, spans.length - 1];
  while (low <= high) {
    const at = (low + high) >> 1;
    const span = spans[at]!;
    if (day < span.from) high = at - 1;
    else if (day > span.to) low = at + 1;
    else return true;
  }
  return false;
};
/** Whether a day counts for a node: its unit, stops where it is work on a site, the season where that is outdoors. */
function counts(ground: PlanGround, node: PlanNode, day: string): boolean {
  if (node.unit === 'working' && inside(ground.off, day)) return false;
  if (node.kind !== 'work') return true;
  return !ground.stops.some((stop) => day >= stop.from && day <= stop.to) && !(node.outdoor && inside(ground.season, day));
}

/** The day on which a node would have begun to end on a day, at its present length. */
function startBefore(ground: PlanGround, node: PlanNode, end: number): number {
  let day = end;
  for (let got = 0, tries = 0; tries < 4000; tries++, day--) {
    if (counts(ground, node, dayAt(day)) && ++got >= node.days) return day;
    if (day <= serial(ground.from)) return day;
  }
  return day;
}

/** From which day the length of a node is counted: its start, of what has begun the first counted day, of what is re-estimated the state day. */
const countedFrom = (node: PlanNode, asOf: string): number =>
  node.actualStart === null
    ? serial(node.forecastStart)
    : node.daysLeft !== null
      ? Math.max(serial(asOf), serial(node.actualStart))
      : serial(node.actualStart) + (node.kind === 'matter' ? 1 : 0);

/** How many days of its own a node would take were its end drawn to a day; of what is re-estimated, how many it would still need. */
export function daysTo(ground: PlanGround, node: PlanNode, end: string, asOf: string): number {
  let days = 0;
  for (let day = countedFrom(node, asOf); day <= serial(end); day++) if (counts(ground, node, dayAt(day))) days++;
  return days;
}

/** The day on which a node would end with so many days of its own; the other way round. */
export function endOf(ground: PlanGround, node: PlanNode, days: number, asOf: string): string {
  let day = countedFrom(node, asOf);
  for (let got = 0, last = day + 4000; day < last; day++) if (counts(ground, node, dayAt(day)) && ++got >= days) break;
  return dayAt(day);
}

const namesWide = 250;
const headHigh = 30;

/** All of it as one drawing with the names at the left, or the rows `part` names: for a paper and an SVG file. */
export function ganttChart(plan: GanttPlan, ground: PlanGround, look: GanttLook, part?: { first: number; last: number }): Drawing {
  const model = ganttModel(plan, ground, look);
  const { scale } = model;
  const { first, last } = part ?? { first: 0, last: model.rows.length };
  const rows = model.rows.slice(first, last);
  const within = (row: number): boolean => row >= first && row < last;
  const links = model.links.flatMap((link, i) => (within(link.from) && within(link.to) ? [i] : []));
  const top = headHigh + axisHigh;
  const bodyHigh = rows.length * rowHigh;
  const shapes: Shape[] = [];
  const ground_: Shape[] = [];
  for (const shade of shadesOf(model)) {
    ground_.push({
      shape: 'rect',
      x: shade.x,
      y: axisHigh,
      wide: shade.wide,
      high: bodyHigh,
      fill: shade.kind === 'off' ? 'ground' : shade.kind === 'season' ? 'raised' : 'line',
    });
    if (shade.name && shade.wide > 20)
      ground_.push({
        shape: 'text',
        x: shade.x + shade.wide / 2,
        y: axisHigh - 4,
        text: shade.name,
        size: 10,
        anchor: 'middle',
        fill: 'ink-3',
      });
  }
  for (let i = 0; i <= rows.length; i++) {
    const y = top + i * rowHigh;
    shapes.push({ shape: 'path', d: `M0 ${y - 0.5}H${namesWide + scale.wide}`, stroke: 'line', width: 0.6 });
    const row = rows[i];
    if (!row) continue;
    if (row.is === 'group') {
      shapes.push({
        shape: 'text',
        x: 4,
        y: y + 21,
        text: textFitting(`${row.name}  ${row.done}/${row.count}`, 13, namesWide - 12),
        size: 13,
        bold: true,
      });
      continue;
    }
    const { node } = row;
    shapes.push(lightShape(node.actual === null ? node.light : 'normal', look.grouping === 'none' ? 12 : 20, y + 16, 11));
    shapes.push({
      shape: 'text',
      x: look.grouping === 'none' ? 24 : 32,
      y: y + 20,
      text: textFitting(node.name[look.language], 13, namesWide - 44),
      size: 13,
      bold: node.driving && node.actual === null,
    });
  }
  const marks = marksOf(model);
  const drawn: Shape[] = [
    ...ground_,
    ...axisShapes(scale, look.language),
    { shape: 'group', at: { x: 0, y: axisHigh }, shapes: ganttRows(model, first, last, links) },
  ];
  for (const [x, text, paint, dash] of [
    [marks.today, look.words.today, 'ink', undefined],
    [marks.promised, look.words.promised, 'accent', '6 3'],
  ] as const) {
    drawn.push({ shape: 'path', d: `M${x} -6V${axisHigh + bodyHigh}`, stroke: paint, width: 1.4, dash });
    const after = x + textWide(text, 12) + 8 < scale.wide;
    drawn.push({
      shape: 'text',
      x: after ? x + 4 : x - 4,
      y: -8,
      text,
      size: 12,
      bold: true,
      fill: paint,
      anchor: after ? 'start' : 'end',
    });
  }
  return {
    wide: namesWide + scale.wide,
    high: top + bodyHigh + 2,
    title: `${plan.projectName}${look.language === 'zh' ? '' : ' '}${look.words.gantt}`,
    about: `${look.words.promised} ${plan.promised}, ${look.words.forecast} ${plan.forecast}`,
    shapes: [
      ...shapes,
      { shape: 'group', at: { x: namesWide, y: headHigh }, shapes: drawn },
      { shape: 'path', d: `M${namesWide} ${headHigh}V${top + bodyHigh}`, stroke: 'line-strong', width: 1 },
    ],
  };
}

/** So many rows a sheet, each as wide as fills a room of that aspect: the pages of a paper. */
export function ganttPages(
  plan: GanttPlan,
  ground: PlanGround,
  look: Omit<GanttLook, 'zoom' | 'px'>,
  { rows, aspect }: { rows: number; aspect: number },
): Drawing[] {
  const all = ganttModel(plan, ground, { ...look, zoom: 'month' }).rows.length;
  const pages = Math.max(1, Math.ceil(all / rows));
  const each = Math.ceil(all / pages);
  const wide = Math.max(900, (headHigh + axisHigh + each * rowHigh) * aspect - namesWide);
  const px = wide / (serial(ground.to) - serial(ground.from) + 1);
  const zoom: Zoom = px > 18 ? 'day' : px > 7 ? 'week' : 'month';
  return Array.from({ length: pages }, (_, i) =>
    ganttChart(plan, ground, { ...look, zoom, px }, { first: i * each, last: Math.min(all, (i + 1) * each) }),
  );
}
