/**
 * The month board on sheets of A3 or A4 lying down: projects down, the months of the year across, every node on the day it is held to with its light. A
 * row is as high as its fullest month, up to a bound that names how many more there are; a sheet takes as many rows as it bears and says which it is.
 */
import { type Drawing, lightShape, type Shape, textFitting, textLines, textWide } from '../../vocabulary/drawing.ts';
import type { NodeLight } from './words.ts';
import type { Board, BoardNode, BoardRow } from './words-board.ts';
import type { PaperSize } from './words-export.ts';

type Language = 'zh' | 'en';
interface BoardLook {
  language: Language;
  paper: PaperSize;
  /** The region by its name, and what the board was filtered by, in words; empty: nothing. */
  region: string;
  filters: string;
  by: string;
  printedOn: string;
}

const perMillimetre = 96 / 25.4;
const sheets: Record<PaperSize, { wide: number; high: number; edge: number; text: number; names: number }> = {
  A3: { wide: 420 * perMillimetre, high: 297 * perMillimetre, edge: 12 * perMillimetre, text: 10.5, names: 236 },
  A4: { wide: 297 * perMillimetre, high: 210 * perMillimetre, edge: 9 * perMillimetre, text: 8, names: 170 },
};
/** Nodes of one month that are named in a row; of more the rest is counted. */
const named = 6;

const words = {
  zh: {
    title: (region: string, year: number) => `${region}${year}年挂图作战`,
    about: (board: Board) => `${board.total} 个项目，状态日期 ${board.asOf}`,
    project: '项目',
    month: (month: number) => `${month}月`,
    done: (done: number, due: number) => `${done}/${due}`,
    trouble: (count: number) => `滞后受阻 ${count}`,
    promised: (day: string) => `承诺 ${day}`,
    gap: (days: number) => (days > 0 ? `晚 ${days} 个工作日` : days < 0 ? `早 ${-days} 个工作日` : '正好守住'),
    more: (count: number) => `另 ${count} 个`,
    legend: { done: '已完成', normal: '正常', warning: '临近', late: '滞后或受阻' },
    ratio: '每月：完成 / 应完成',
    cut: (cut: number, plans: number) => `共 ${plans} 个计划，这里是前 ${cut} 个`,
    printed: (by: string, day: string) => `${by} ${day} 制`,
    sheet: (number: number, of: number) => `第 ${number} 张  共 ${of} 张`,
    none: '没有符合条件的计划',
    product: '三早',
  },
  en: {
    title: (region: string, year: number) => `Month board ${year}, ${region}`,
    about: (board: Board) => `${board.total} projects, as of ${board.asOf}`,
    project: 'Project',
    month: (month: number) => ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][month - 1]!,
    done: (done: number, due: number) => `${done}/${due}`,
    trouble: (count: number) => `${count} late`,
    promised: (day: string) => `promised ${day}`,
    gap: (days: number) => (days === 0 ? 'just in time' : `${Math.abs(days)} working days ${days > 0 ? 'late' : 'early'}`),
    more: (count: number) => `${count} more`,
    legend: { done: 'done', normal: 'on time', warning: 'near', late: 'late or blocked' },
    ratio: 'Months: done / due',
    cut: (cut: number, plans: number) => `${plans} plans in all, these are the first ${cut}`,
    printed: (by: string, day: string) => `drawn by ${by}, ${day}`,
    sheet: (number: number, of: number) => `Sheet ${number} of ${of}`,
    none: 'No plan passes',
    product: 'Sanzao',
  },
} as const;

const tick = (x: number, y: number, size: number): Shape => ({
  shape: 'path',
  d: `M${x - size * 0.4} ${y}l${size * 0.3} ${size * 0.35}l${size * 0.5} ${-size * 0.7}`,
  stroke: 'ink-3',
  width: 1.4,
});
const mark = (node: Pick<BoardNode, 'state' | 'light'>, x: number, y: number, size: number): Shape =>
  node.state === 'done' ? tick(x, y, size) : lightShape(node.light, x, y, size);

interface Laid {
  row: BoardRow;
  high: number;
  name: string[];
  months: BoardNode[][];
}

/** One drawing a sheet; one that says so where no plan passes. */
export function boardSheets(board: Board, look: BoardLook): Drawing[] {
  const say = words[look.language];
  const { wide, high, edge, text, names } = sheets[look.paper];
  const line = text * 1.45;
  const label = text * 0.92;
  const head = text * 5.4;
  const months = text * 3.6;
  const foot = text * 2.6;
  const left = edge + 6;
  const right = wide - edge - 6;
  const month = (right - left - names) / 12;
  const column = (at: number): number => left + names + month * at;
  const first = edge + head + months;
  const room = high - edge - foot - first;
  const rows = board.rows.map((row): Laid => {
    const byMonth = Array.from({ length: 12 }, (_, at) => row.nodes.filter((node) => node.month === at + 1));
    const most = Math.max(0, ...byMonth.map((nodes) => (nodes.length > named ? named + 1 : nodes.length)));
    const name = textLines(row.projectName, text * 1.1, names - 12, 2);
    return { row, name, months: byMonth, high: Math.max(most * line, name.length * text * 1.35 + line * (row.lead ? 2 : 1)) + text * 0.9 };
  });
  const pages: Laid[][] = [[]];
  let used = 0;
  for (const row of rows) {
    if (used + row.high > room && pages.at(-1)!.length > 0) {
      pages.push([]);
      used = 0;
    }
    pages.at(-1)!.push(row);
    used += row.high;
  }
  const title = say.title(look.region, board.year);
  const about = [say.about(board), look.filters, board.cut === null ? '' : say.cut(board.cut, board.plans)]
    .filter(Boolean)
    .join(look.language === 'zh' ? '；' : '; ');
  const now = board.asOf.startsWith(String(board.year)) ? Number(board.asOf.slice(5, 7)) : 0;

  const rowShapes = ({ row, name, months: byMonth, high: tall }: Laid, y: number): Shape[] => {
    const shapes: Shape[] = [{ shape: 'path', d: `M${left} ${y + tall}H${right}`, stroke: 'line', width: 0.75 }];
    let at = y + text * 1.45;
    for (const one of name) {
      shapes.push({ shape: 'text', x: left + 4, y: at, text: one, size: text * 1.1, bold: true });
      at += text * 1.35;
    }
    const under = at + text * 0.15;
    shapes.push(lightShape(row.light, left + 4 + text * 0.45, under - text * 0.35, text * 0.9));
    shapes.push({
      shape: 'text',
      x: left + 8 + text,
      y: under,
      text: textFitting(`${say.gap(row.gapDays)} · ${say.promised(row.promised)}`, label, names - 16 - text),
      size: label,
    });
    if (row.lead)
      shapes.push({
        shape: 'text',
        x: left + 4,
        y: under + line,
        text: textFitting(row.lead, label, names - 12),
        size: label,
        fill: 'ink-3',
      });
    for (const [place, nodes] of byMonth.entries()) {
      const x = column(place);
      const shown = nodes.slice(0, nodes.length > named ? named : nodes.length);
      for (const [i, node] of shown.entries()) {
        const base = y + text * 1.45 + i * line;
        const calls = node.state !== 'done' && node.light !== 'normal';
        shapes.push({
          shape: 'group',
          label: `${row.projectName}, ${node.day}, ${node.name[look.language]}, ${node.word[look.language]}`,
          shapes: [
            mark(node, x + 4 + text * 0.4, base - text * 0.36, text * 0.82),
            {
              shape: 'text',
              x: x + 7 + text * 0.85,
              y: base,
              text: textFitting(`${Number(node.day.slice(8))} ${node.name[look.language]}`, label, month - 10 - text * 0.85),
              size: label,
              bold: calls || node.promise,
              fill: node.state === 'done' ? 'ink-3' : calls ? 'ink' : 'ink-2',
            },
          ],
        });
      }
      if (nodes.length > named)
        shapes.push({
          shape: 'text',
          x: x + 7 + text * 0.85,
          y: y + text * 1.45 + named * line,
          text: say.more(nodes.length - named),
          size: label,
          fill: 'ink-3',
        });
    }
    return shapes;
  };

  const legend = (y: number): Shape[] => {
    const shapes: Shape[] = [];
    let x = left + 4;
    for (const kind of ['done', 'normal', 'warning', 'late'] as const) {
      shapes.push(
        mark(
          { state: kind === 'done' ? 'done' : 'waiting', light: kind === 'done' ? 'normal' : (kind as NodeLight) },
          x + 5,
          y - text * 0.35,
          text * 0.9,
        ),
      );
      shapes.push({ shape: 'text', x: x + 14, y, text: say.legend[kind], size: label });
      x += 30 + textWide(say.legend[kind], label);
    }
    shapes.push({ shape: 'text', x, y, text: say.ratio, size: label, fill: 'ink-3' });
    return shapes;
  };

  return pages.map((page, number): Drawing => {
    const bottom = first + page.reduce((sum, row) => sum + row.high, 0);
    const shapes: Shape[] = [
      ...(now > 0
        ? [
            {
              shape: 'rect' as const,
              x: column(now - 1),
              y: edge + head,
              wide: month,
              high: Math.max(bottom, first + line) - edge - head,
              fill: 'accent-soft' as const,
            },
          ]
        : []),
      { shape: 'rect', x: edge, y: edge, wide: wide - 2 * edge, high: high - 2 * edge, stroke: 'ink', width: 1.5 },
      {
        shape: 'text',
        x: wide / 2,
        y: edge + text * 2.7,
        text: textFitting(title, text * 2.1, right - left),
        size: text * 2,
        anchor: 'middle',
        bold: true,
      },
      {
        shape: 'text',
        x: wide / 2,
        y: edge + text * 4.5,
        text: textFitting(about, text * 1.1, right - left),
        size: text * 1.1,
        anchor: 'middle',
        fill: 'ink-2',
      },
      { shape: 'path', d: `M${left} ${edge + head}H${right}M${left} ${first}H${right}`, stroke: 'ink', width: 1 },
      { shape: 'text', x: left + 4, y: first - months / 2 + text * 0.4, text: say.project, size: text, bold: true },
    ];
    for (let place = 0; place < 12; place++) {
      const x = column(place);
      const counts = board.months[place]!;
      const trouble = counts.late + counts.blocked;
      shapes.push({ shape: 'path', d: `M${x} ${edge + head}V${Math.max(bottom, first)}`, stroke: 'line', width: 0.75 });
      shapes.push({ shape: 'text', x: x + 4, y: edge + head + text * 1.5, text: say.month(place + 1), size: text * 1.1, bold: true });
      const ratio = counts.due === 0 ? '' : say.done(counts.done, counts.due);
      shapes.push({ shape: 'text', x: x + 4, y: first - text * 0.7, text: ratio, size: label, fill: 'ink-2' });
      if (trouble > 0) {
        const from = x + 10 + textWide(ratio, label);
        shapes.push(lightShape('late', from + text * 0.4, first - text * 1.02, text * 0.75));
        shapes.push({
          shape: 'text',
          x: from + text,
          y: first - text * 0.7,
          text: textFitting(say.trouble(trouble), label, x + month - from - text - 3),
          size: label,
        });
      }
    }
    let y = first;
    for (const row of page) {
      shapes.push(...rowShapes(row, y));
      y += row.high;
    }
    if (rows.length === 0)
      shapes.push({ shape: 'text', x: wide / 2, y: first + text * 4, text: say.none, size: text * 1.3, anchor: 'middle', fill: 'ink-2' });
    const base = high - edge - text * 0.9;
    const said = [say.product, say.printed(look.by, look.printedOn), say.sheet(number + 1, pages.length)].join(' · ');
    shapes.push({ shape: 'path', d: `M${left} ${high - edge - foot + 2}H${right}`, stroke: 'line-strong', width: 0.75 });
    shapes.push(...legend(base), { shape: 'text', x: right - 4, y: base, text: said, size: label, anchor: 'end', fill: 'ink-2' });
    return { wide, high, title, about, shapes };
  });
}
