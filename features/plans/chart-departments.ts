// One line for each organisation that has a duty: its nodes on the day they are held to, with their lights, what comes next and how many are overdue.
// Names stand beside their marks without running over each other; a lane grows as it must. Pure layout.
import { type Drawing, lightShape, type Shape, textFitting, textWide } from '../../vocabulary/drawing.ts';
import { axisHigh, axisShapes, type Language, left, right, scaleOf, serial } from './chart-scale.ts';
import { dueOf } from './rules-due.ts';
import type { DrawnNode, PlanDrawing } from './words.ts';

export interface DepartmentLook {
  language: Language;
  /** how wide the drawing may be */
  wide: number;
}
export interface Department {
  name: string;
  open: DrawnNode[];
  done: DrawnNode[];
  overdue: number;
  blocked: number;
  next: { node: DrawnNode; day: string } | null;
}

/** Every organisation with its nodes: most overdue first, then whoever is due next; those without a name last. */
export function departmentsOf(plan: Pick<PlanDrawing, 'nodes' | 'promised' | 'asOf'>): Department[] {
  const lanes = [...Map.groupBy(plan.nodes, (node) => node.duty.organisation)].map(([name, nodes]): Department => {
    const open = nodes.filter((node) => node.actual === null).sort((a, b) => (dueOf(a, plan.promised) < dueOf(b, plan.promised) ? -1 : 1));
    const ahead = open.find((node) => dueOf(node, plan.promised) >= plan.asOf) ?? open[0];
    return {
      name,
      open,
      done: nodes.filter((node) => node.actual !== null),
      overdue: open.filter((node) => dueOf(node, plan.promised) < plan.asOf).length,
      blocked: open.filter((node) => node.state === 'blocked').length,
      next: ahead ? { node: ahead, day: dueOf(ahead, plan.promised) } : null,
    };
  });
  const day = (lane: Department): string => lane.next?.day ?? '9999';
  return lanes.sort(
    (a, b) =>
      Number(a.name === '') - Number(b.name === '') ||
      b.overdue - a.overdue ||
      (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : a.name < b.name ? -1 : 1),
  );
}

const words = {
  zh: {
    title: '分部门图',
    nobody: '责任未定',
    open: (open: number, all: number) => `${all - open}/${all} 完成`,
    overdue: (count: number) => `逾期 ${count}`,
    blocked: (count: number) => `受阻 ${count}`,
    next: '下一个',
    none: '全部完成',
    today: '今天',
    promised: '承诺',
    about: (count: number) => `${count} 个责任单位`,
  },
  en: {
    title: 'By department',
    nobody: 'Nobody named',
    open: (open: number, all: number) => `${all - open}/${all} done`,
    overdue: (count: number) => `${count} overdue`,
    blocked: (count: number) => `${count} blocked`,
    next: 'Next',
    none: 'All done',
    today: 'Today',
    promised: 'Promised',
    about: (count: number) => `${count} organisations`,
  },
} as const;

const namesWide = 232;
const lineHigh = 24;
const markWide = 16;
const longestName = 190;

type Placed = { node: DrawnNode; x: number; text: string; line: number; before: boolean };

/** Marks in time, each name on the first line of the lane on which it meets nothing. */
function placed(
  lane: Department,
  x: (day: string) => number,
  wide: number,
  language: Language,
  promised: string,
): { marks: Placed[]; lines: number } {
  const ends: { from: number; to: number }[][] = [];
  const free = (line: number, from: number, to: number): boolean => !(ends[line] ?? []).some((one) => from < one.to && to > one.from);
  const take = (from: number, to: number): number => {
    let line = 0;
    while (!free(line, from, to)) line++;
    ends[line] ??= [];
    ends[line]!.push({ from, to });
    return line;
  };
  const marks: Placed[] = [];
  for (const node of lane.open) {
    const day = dueOf(node, promised);
    const at = x(day);
    const text = `${day.slice(5)} ${textFitting(node.name[language], 12, longestName)}`;
    const long = textWide(text, 12) + markWide;
    const before = at + long > wide;
    marks.push({ node, x: at, text, before, line: before ? take(at - long, at + markWide / 2) : take(at - markWide / 2, at + long + 8) });
  }
  for (const node of lane.done) {
    const at = x(node.actual!);
    marks.push({ node, x: at, text: '', before: false, line: take(at - 7, at + 7) });
  }
  return { marks, lines: Math.max(1, ends.length) };
}

export function departmentsChart(plan: PlanDrawing, { language, wide }: DepartmentLook): Drawing {
  const say = words[language];
  const lanes = departmentsOf(plan);
  const days = plan.nodes.map((node) => node.actual ?? dueOf(node, plan.promised));
  const first = days.reduce((a, b) => (a < b ? a : b), plan.asOf);
  const last = days.reduce((a, b) => (a > b ? a : b), plan.promised > plan.asOf ? plan.promised : plan.asOf);
  const [from, to] = [serial(first) - 8, serial(last) + 12];
  const room = wide - namesWide - 4;
  const px = room / (to - from + 1);
  const dayText = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);
  const scale = scaleOf(dayText(from), dayText(to), px > 9 ? 'week' : 'month', px);
  const x = (day: string): number => (left(scale, serial(day)) + right(scale, serial(day))) / 2;
  const shapes: Shape[] = [];
  const chart: Shape[] = [];
  let y = axisHigh + 18;
  const top = y;
  for (const lane of lanes) {
    const { marks, lines } = placed(lane, x, room, language, plan.promised);
    const high = Math.max(64, lines * lineHigh + 16);
    shapes.push({ shape: 'path', d: `M0 ${y + 0.5}H${wide}`, stroke: 'line', width: 1 });
    shapes.push({ shape: 'text', x: 4, y: y + 21, text: textFitting(lane.name || say.nobody, 14, namesWide - 16), size: 14, bold: true });
    const all = lane.open.length + lane.done.length;
    const counts: [string, boolean][] = [
      [say.open(lane.open.length, all), false],
      ...(lane.overdue > 0 ? [[say.overdue(lane.overdue), true] as [string, boolean]] : []),
      ...(lane.blocked > 0 ? [[say.blocked(lane.blocked), true] as [string, boolean]] : []),
    ];
    let at = 4;
    for (const [text, calls] of counts) {
      if (calls) {
        shapes.push(lightShape('late', at + 5, y + 36, 10));
        at += 14;
      }
      shapes.push({ shape: 'text', x: at, y: y + 40, text, size: 12, fill: calls ? 'ink' : 'ink-2', bold: calls });
      at += textWide(text, 12) + 12;
    }
    const next = lane.next ? `${say.next} ${lane.next.day} ${lane.next.node.name[language]}` : say.none;
    shapes.push({ shape: 'text', x: 4, y: y + 57, text: textFitting(next, 12, namesWide - 14), size: 12, fill: 'ink-3' });
    const lanesTop = y + (high - lines * lineHigh) / 2;
    for (const { node, x: at, text, line, before } of marks) {
      const mid = lanesTop + line * lineHigh + lineHigh / 2;
      const done = node.actual !== null;
      const inside: Shape[] = done
        ? [{ shape: 'path', d: `M${at - 4} ${mid}l3 3.5l5.5 -7`, stroke: 'ink-3', width: 1.8 }]
        : [
            lightShape(node.light, at, mid, 12),
            ...(node.driving ? [{ shape: 'path', d: `M${at - 7} ${mid + 9}h14`, stroke: 'accent', width: 2 } as Shape] : []),
            {
              shape: 'rect',
              x: before ? at - 12 - textWide(text, 12) : at + 9,
              y: mid - 8,
              wide: textWide(text, 12) + 4,
              high: 16,
              fill: 'surface',
            },
            {
              shape: 'text',
              x: before ? at - 11 : at + 11,
              y: mid + 4,
              text,
              size: 12,
              anchor: before ? 'end' : 'start',
              fill: node.light === 'normal' ? 'ink-2' : 'ink',
              bold: node.driving,
            },
          ];
      chart.push({
        shape: 'group',
        opens: node.code,
        // what is seen comes first, then the whole of it
        label: `${text === '' ? '' : `${text}, `}${node.name[language]}, ${node.actual ?? dueOf(node, plan.promised)}, ${node.word[language]}, ${lane.name || say.nobody}`,
        // what is to be hit by a finger is larger than the mark
        shapes: [{ shape: 'rect', x: at - 9, y: mid - 11, wide: 18, high: 22, fill: undefined, stroke: undefined }, ...inside],
      });
    }
    y += high;
  }
  shapes.push({ shape: 'path', d: `M0 ${y + 0.5}H${wide}`, stroke: 'line-strong', width: 1 });
  const back: Shape[] = [{ shape: 'group', at: { x: 0, y: 18 }, shapes: axisShapes(scale, language) }];
  for (const [day, text, paint, dash] of [
    [plan.asOf, say.today, 'ink', undefined],
    [plan.promised, say.promised, 'accent', '6 3'],
  ] as const) {
    const at = day === plan.asOf ? left(scale, serial(day)) : right(scale, serial(day));
    const over = at + textWide(`${text} ${day}`, 12) + 6 > room;
    back.push({ shape: 'path', d: `M${at} 16V${y}`, stroke: paint, width: 1.5, dash });
    back.push({
      shape: 'text',
      x: over ? at : at - 2,
      y: 11,
      text: `${text} ${day}`,
      size: 12,
      bold: true,
      fill: paint,
      anchor: over ? 'end' : 'start',
    });
  }
  return {
    wide,
    high: y + 2,
    title: `${plan.projectName} ${say.title}`,
    about: say.about(lanes.length),
    shapes: [
      ...shapes,
      { shape: 'path', d: `M${namesWide} ${top}V${y}`, stroke: 'line-strong', width: 1 },
      { shape: 'group', at: { x: namesWide, y: 0 }, shapes: [...back, ...chart] },
    ],
  };
}
