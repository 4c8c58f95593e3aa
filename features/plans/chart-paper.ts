/**
 * A chart on a sheet of A3 or A4 lying down: a frame, the title, the chart as large as it goes, and the title block along the foot with project, leader,
 * department, team, versions, days and lines to sign on. Measures are those of the sheet at 96 to the inch, so that a printer fills it exactly.
 */
import { type Drawing, type Shape, textFitting, textLines, textWide } from '../../vocabulary/drawing.ts';
import type { BonesBy } from './chart-bones.ts';
import { departmentsChart } from './chart-departments.ts';
import { fishboneChart } from './chart-fishbone.ts';
import { type ChartLanguage, type ChartPlan, chartWords } from './chart-marks.ts';
import { nodesPages, type SectionsBy } from './chart-nodes.ts';
import type { ChartName, PaperSize, TitleBlock } from './words-export.ts';

const perMillimetre = 96 / 25.4;
const sheets: Record<
  PaperSize,
  { wide: number; high: number; edge: number; head: number; block: number; text: number; label: number; rows: number }
> = {
  A3: {
    wide: 420 * perMillimetre,
    high: 297 * perMillimetre,
    edge: 12 * perMillimetre,
    head: 58,
    block: 92,
    text: 14,
    label: 11,
    rows: 46,
  },
  A4: {
    wide: 297 * perMillimetre,
    high: 210 * perMillimetre,
    edge: 9 * perMillimetre,
    head: 42,
    block: 70,
    text: 10.5,
    label: 8.5,
    rows: 34,
  },
};

export interface SheetLook {
  language: ChartLanguage;
  paper: PaperSize;
  by?: string | undefined;
  folded?: ReadonlySet<string>;
}

const bonesBy = (by: string | undefined): BonesBy => (by === 'department' ? 'department' : 'stream');
export const sectionsBy = (by: string | undefined): SectionsBy => (by === 'stream' ? 'stream' : 'stage');

/** The sheets of one chart: a fishbone is one, a long node chart goes on. */
export function chartSheets(chart: ChartName, plan: ChartPlan, title: TitleBlock, look: SheetLook): Drawing[] {
  const { language, paper, by, folded } = look;
  const size = sheets[paper];
  const room = { wide: size.wide - 2 * size.edge - 16, high: size.high - 2 * size.edge - size.head - size.block - 8 };
  const aspect = room.wide / room.high;
  if (chart === 'fishbone') {
    const drawing = fishboneChart(plan, { language, by: bonesBy(by), aspect, ...(folded && { folded }) });
    return [sheet(drawing, title, look, { number: 1, of: 1 })];
  }
  if (chart === 'departments') return onSheets([departmentsChart(plan, { language, wide: paper === 'A3' ? 1500 : 1320 })], title, look);
  const sections = sectionsBy(by);
  // As many rows as a sheet bears; the width that then fills it.
  const count = nodesPages(plan, { language, by: sections }, size.rows);
  const highest = Math.max(...count.map((page) => page.high));
  const pages = nodesPages(plan, { language, by: sections, wide: Math.min(2400, Math.max(1180, highest * aspect)) }, size.rows);
  return pages.map((page, i) => sheet(page, title, look, { number: i + 1, of: pages.length }));
}

/** How wide the room for a chart is to its height, and how many rows of a Gantt chart a sheet bears. */
export function paperRoom(paper: PaperSize): { aspect: number; rows: number } {
  const { wide, high, edge, head, block } = sheets[paper];
  return { aspect: (wide - 2 * edge - 16) / (high - 2 * edge - head - block - 8), rows: paper === 'A3' ? 30 : 22 };
}

/** Drawings that were laid out already, one a sheet. */
export const onSheets = (drawings: readonly Drawing[], title: TitleBlock, look: SheetLook): Drawing[] =>
  drawings.map((drawing, i) => sheet(drawing, title, look, { number: i + 1, of: drawings.length }));

function sheet(chart: Drawing, title: TitleBlock, { language, paper }: SheetLook, page: { number: number; of: number }): Drawing {
  const { wide, high, edge, head, block } = sheets[paper];
  const words = paperWords[language];
  const room = { wide: wide - 2 * edge - 16, high: high - 2 * edge - head - block - 8 };
  const scale = Math.min(room.wide / chart.wide, room.high / chart.high, 1.6);
  const at = {
    x: edge + 8 + (room.wide - chart.wide * scale) / 2,
    y: edge + head + 2 + Math.max(0, (room.high - chart.high * scale) / (chart.high * scale < room.high * 0.7 ? 3 : 2)),
  };
  const big = paper === 'A3' ? 25 : 18;
  const small = paper === 'A3' ? 13 : 10;
  const name = textFitting(chart.title, big * 1.05, wide - 2 * edge - 120);
  return {
    wide,
    high,
    title: chart.title,
    about: chart.about,
    shapes: [
      { shape: 'rect', x: edge, y: edge, wide: wide - 2 * edge, high: high - 2 * edge, stroke: 'ink', width: 1.5 },
      { shape: 'text', x: wide / 2, y: edge + head * 0.56, text: name, size: big, anchor: 'middle', bold: true },
      {
        shape: 'text',
        x: wide / 2,
        y: edge + head * 0.9,
        text: [chart.about, words.asOf(title.asOf)].join(language === 'zh' ? '；' : '; '),
        size: small,
        anchor: 'middle',
        fill: 'ink-2',
      },
      { shape: 'group', at, scale, shapes: chart.shapes.map(closed) },
      ...blockShapes(title, { language, paper }, page),
    ],
  };
}

/** On paper nothing opens. */
const closed = (shape: Shape): Shape =>
  shape.shape === 'group' ? { shape: 'group', shapes: shape.shapes.map(closed), ...(shape.at && { at: shape.at }) } : shape;

const paperWords = {
  zh: {
    project: '项目',
    leader: '包保领导',
    department: '包保部门',
    team: '工作专班',
    template: '计划模板',
    baseline: '现行基线',
    asOfDay: '状态日期',
    printed: '制图日期',
    undecided: '未定',
    none: '未设基线',
    version: (version: number) => `第 ${version} 版`,
    plan: (version: number) => `计划第 ${version} 次修改`,
    asOf: (day: string) => `状态日期 ${day}`,
    drawn: '编制',
    checked: '审核',
    approved: '批准',
    sheet: (number: number, of: number) => `第 ${number} 张  共 ${of} 张`,
    date: ['年', '月', '日'],
  },
  en: {
    project: 'Project',
    leader: 'Leader',
    department: 'Department',
    team: 'Team',
    template: 'Template',
    baseline: 'Baseline',
    asOfDay: 'As of',
    printed: 'Drawn on',
    undecided: 'undecided',
    none: 'no baseline',
    version: (version: number) => `version ${version}`,
    plan: (version: number) => `plan, change ${version}`,
    asOf: (day: string) => `as of ${day}`,
    drawn: 'Drawn up by',
    checked: 'Checked by',
    approved: 'Approved by',
    sheet: (number: number, of: number) => `Sheet ${number} of ${of}`,
    date: ['date', '', ''],
  },
} as const;

function blockShapes(
  title: TitleBlock,
  { language, paper }: Pick<SheetLook, 'language' | 'paper'>,
  page: { number: number; of: number },
): Shape[] {
  const { wide, high, edge, block, text, label } = sheets[paper];
  const words = paperWords[language];
  const [left, right, top, bottom] = [edge, wide - edge, high - edge - block, high - edge];
  const middle = (top + bottom) / 2;
  const whole = right - left;
  const shapes: Shape[] = [{ shape: 'path', d: `M${left} ${top}H${right}`, stroke: 'ink', width: 1.5 }];
  const facts: [string, string][][] = [
    [
      [words.project, title.project],
      [words.leader, title.leader ?? words.undecided],
      [words.department, title.department ?? words.undecided],
      [words.team, title.team ?? words.undecided],
    ],
    [
      [words.template, `${title.template.name[language]} ${words.version(title.template.version)}`],
      [
        words.baseline,
        title.baseline ? `${title.baseline.name}（${title.baseline.day}${title.baseline.by ? ` ${title.baseline.by}` : ''}）` : words.none,
      ],
      [words.asOfDay, `${title.asOf}，${words.plan(title.planVersion)}`],
      [words.printed, `${title.region}  ${title.printedOn}`],
    ],
  ];
  const shares = [0.24, 0.155, 0.155, 0.13];
  const signs = left + whole * shares.reduce((sum, one) => sum + one, 0);
  shapes.push({ shape: 'path', d: `M${left} ${middle}H${signs}`, stroke: 'line-strong', width: 0.75 });
  for (const [row, cells] of facts.entries()) {
    let x = left;
    for (const [i, [name, value]] of cells.entries()) {
      const cell = whole * shares[i]!;
      const y = row === 0 ? top : middle;
      if (i > 0) shapes.push({ shape: 'path', d: `M${x} ${y}V${y + block / 2}`, stroke: 'line-strong', width: 0.75 });
      shapes.push({ shape: 'text', x: x + 8, y: y + label + 5, text: name, size: label, fill: 'ink-3' });
      const high = block / 2 - label - 9;
      const one = textWide(value, text) <= cell - 16;
      const size = one ? text : text * 0.8;
      const lines = one ? [value] : textLines(value, size, cell - 16, Math.max(1, Math.floor(high / (size * 1.12))));
      const first = y + label + 5 + (high - lines.length * size * 1.15) / 2 + size;
      for (const [at, line] of lines.entries()) shapes.push({ shape: 'text', x: x + 8, y: first + at * size * 1.15, text: line, size });
      x += cell;
    }
  }
  const last = label * 8;
  const each = (right - last - signs) / 3;
  for (const [i, name] of [words.drawn, words.checked, words.approved].entries()) {
    const x = signs + each * i;
    shapes.push(
      { shape: 'path', d: `M${x} ${top}V${bottom}`, stroke: i === 0 ? 'ink' : 'line-strong', width: i === 0 ? 1 : 0.75 },
      { shape: 'text', x: x + 8, y: top + label + 5, text: name, size: label, fill: 'ink-3' },
      { shape: 'path', d: `M${x + 8} ${bottom - label * 2.1}H${x + each - 8}`, stroke: 'ink-2', width: 0.75 },
    );
    for (const [at, part] of words.date.entries())
      if (part)
        shapes.push({
          shape: 'text',
          x: language === 'en' ? x + 8 : x + each - 8 - (2 - at) * label * 2.6,
          y: bottom - label * 0.7,
          text: part,
          size: label,
          anchor: language === 'en' ? 'start' : 'end',
          fill: 'ink-3',
        });
  }
  const corner = right - last;
  shapes.push(
    { shape: 'path', d: `M${corner} ${top}V${bottom}`, stroke: 'line-strong', width: 0.75 },
    { shape: 'text', x: corner + last / 2, y: middle - 3, text: chartWords[language].product, size: text, anchor: 'middle', bold: true },
    {
      shape: 'text',
      x: corner + last / 2,
      y: middle + label + 5,
      text: words.sheet(page.number, page.of),
      size: label,
      anchor: 'middle',
      fill: 'ink-2',
    },
  );
  return shapes;
}

/** One picture of several sheets, one under another: an SVG file has no pages. */
export function stacked(sheets: readonly Drawing[]): Drawing {
  const [first] = sheets;
  if (!first || sheets.length === 1) return first!;
  return {
    ...first,
    high: sheets.reduce((sum, one) => sum + one.high, 0),
    shapes: sheets.map((one, i) => ({ shape: 'group' as const, at: { x: 0, y: i * first.high }, shapes: one.shapes })),
  };
}
