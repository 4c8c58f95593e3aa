/**
 * The fishbone of a plan. The spine is time, from the first node to the head, which bears the project and its promise; bones are streams or departments
 * and meet the spine on the day of their last node; barbs are nodes, the earliest farthest out. Time on the spine runs at an uneven pace, so that
 * every bone finds its place on its own day. Slanting alike, bones leave each other a slot in which everything of theirs stays.
 */
import { addDays, type Day, daysBetween } from '../../vocabulary/days.ts';
import type { Drawing, Shape } from '../../vocabulary/drawing.ts';
import { type Bone, type BonesBy, bonesOf, feetOf, headerOf, measures, rooms, sortedNodes } from './chart-bones.ts';
import { type Foot, fishHead, fishTail, half, headSize, spineShapes } from './chart-fish.ts';
import { type ChartLanguage, type ChartPlan, chartWords, dayOn, gapWords, inTime, legend, nodeMark, nodeSentence } from './chart-marks.ts';
import { ruler } from './chart-time.ts';

export interface FishboneLook {
  language: ChartLanguage;
  by: BonesBy;
  /** keys of bones of which only the header is shown */
  folded?: ReadonlySet<string>;
  /** how many times as wide as high it should come out, as near as can be */
  aspect?: number;
}

/** What a click on the header of a bone opens begins with this. */
export const boneMark = 'bone:';

const margin = 24;
/** The tail, and the day of the beginning beside it. */
const tail = 196;
const foot = 56;

interface Layout {
  bones: readonly Bone[];
  feet: readonly number[];
  /** the length of time, of what lies before it, of the head */
  long: number;
  lead: number;
  head: number;
  /** what is needed above and below the middle of the spine */
  above: number;
  below: number;
}

/** Of all ways to part the long bones, the one that comes out largest on a sheet of this shape. */
function laidOut(plan: ChartPlan, from: Day, days: number, { language, by, folded = new Set(), aspect = 1.6 }: FishboneLook): Layout {
  const head = headSize(plan, language);
  let best: Layout | undefined;
  let bestScale = 0;
  const ways = rooms[language].flatMap((widest) => {
    const sorted = sortedNodes(plan.nodes, { by, language, folded }, widest);
    return Array.from({ length: 11 }, (_, i) => ({ widest, bones: bonesOf(sorted, i + 2) }));
  });
  for (const { widest, bones } of ways) {
    const [above, below] = [0, 1].map((side) =>
      Math.max(head.high / 2, ...bones.filter((_, at) => at % 2 === side).map((bone) => half + bone.long + measures.header)),
    );
    const high = above! + below! + 2 * margin + foot;
    const tight = feetOf(bones, from, days, 0);
    const leadOf = (x: readonly number[]): number =>
      Math.max(tail, ...bones.map((bone, i) => bone.long * measures.slant + bone.slot - measures.between - x[i]! + 12));
    const room = high * aspect - head.wide - leadOf(tight.x) - 2 * margin;
    const feet = feetOf(bones, from, days, Math.max(tight.long, room));
    const lead = leadOf(feet.x);
    const wide = lead + feet.long + head.wide + 2 * margin;
    // Whole names before somewhat larger letters.
    const scale = Math.min(aspect / wide, 1 / high) * (1 - bones.length * 0.002) * (widest === rooms[language][0] ? 1.06 : 1);
    if (scale <= bestScale) continue;
    bestScale = scale;
    best = { bones, feet: feet.x, long: feet.long, lead, head: head.wide, above: above!, below: below! };
  }
  return best!;
}

export function fishboneChart(plan: ChartPlan, look: FishboneLook): Drawing {
  const { language, folded = new Set() } = look;
  const words = chartWords[language];
  const nodeDays = plan.nodes.map(dayOn);
  const from = [plan.from, ...nodeDays].reduce((a, b) => (b < a ? b : a)) as Day;
  const to = addDays([plan.promised, plan.forecast, ...nodeDays].reduce((a, b) => (b > a ? b : a)) as Day, 3);
  const days = daysBetween(from, to) + 1;
  const { bones, feet, long, lead, head, above, below } = laidOut(plan, from, days, look);

  const left = margin + lead;
  const right = left + long;
  const y = margin + above;
  const wide = right + head + margin;
  const high = y + below + margin + foot;
  const feetAt = bones.map((_, i): Foot => ({ x: left + feet[i]!, side: i % 2 === 0 ? -1 : 1 }));
  const time = ruler(from, to, [
    [0, left],
    ...bones.map((bone, i): [number, number] => [daysBetween(from, bone.ends as Day) + 1, feetAt[i]!.x]),
    [days, right],
  ]);

  const order = new Map(inTime(plan.nodes.filter((node) => node.driving)).map((node, i) => [node.code, i + 1]));
  const { shapes: signs } = legend(margin, high - margin + 4, language);
  const { end } = legend(margin, 0, language);
  return {
    wide,
    high,
    title: words.titled(plan.projectName, words.fishbone),
    about: [
      `${words.promised} ${plan.promised}`,
      `${words.forecast} ${plan.forecast}`,
      gapWords(plan, language),
      words.nodeCount(plan.nodes.length),
    ].join(words.comma),
    shapes: [
      ...fishTail({ left: margin, right: left, y }, from, language),
      ...bones.flatMap((bone, i) => boneShapes(bone, feetAt[i]!, y, { language, order, folded })),
      ...spineShapes(plan, time, { left, right, y }, feetAt, language),
      ...fishHead(plan, right, y, language),
      ...signs,
      { shape: 'circle', x: end + 8, y: high - margin, radius: 8, fill: 'accent' },
      { shape: 'text', x: end + 8, y: high - margin + 4, text: '1', size: 11, anchor: 'middle', bold: true, fill: 'on-accent' },
      { shape: 'text', x: end + 22, y: high - margin + 4, text: words.driving, size: 12, fill: 'ink-2' },
    ],
  };
}

interface Around {
  language: ChartLanguage;
  order: ReadonlyMap<string, number>;
  folded: ReadonlySet<string>;
}

function boneShapes(bone: Bone, { x: foot, side }: Foot, spine: number, { language, order, folded }: Around): Shape[] {
  const at = (far: number): { x: number; y: number } => ({ x: foot - far * measures.slant, y: spine + side * (half + far) });
  const tip = at(bone.long);
  const shapes: Shape[] = [];
  const firstDriving = bone.nodes.find((node) => node.driving && node.state !== 'done');
  shapes.push({ shape: 'path', d: `M${tip.x} ${tip.y}L${foot} ${spine + side * half}`, stroke: 'line-strong', width: 2 });

  const { room } = bone;
  let far = measures.gutter + bone.rows.reduce((sum, row) => sum + row.high, 0);
  const nodes: Shape[] = [];
  for (const row of bone.rows) {
    const outer = far;
    const inner = far - row.high;
    far = inner;
    const top = side === -1 ? at(outer).y : at(inner).y;
    // The text stays on this side of the bone where the bone is farthest left.
    const right = at(outer).x - measures.toBone;
    const left = right - room - measures.indent;
    const text = left + measures.indent;
    let line = top + measures.rowGap / 2;
    const inside: Shape[] = [
      { shape: 'rect', x: left - 7, y: top + 2, wide: room + measures.indent + 10, high: row.high - 4, fill: 'surface' },
    ];
    for (const one of row.name) {
      line += measures.nameLine;
      inside.push({
        shape: 'text',
        x: text,
        y: line - 4,
        text: one,
        size: measures.name,
        bold: row.node.driving,
        fill: row.node.state === 'done' ? 'ink-3' : 'ink',
      });
    }
    const barb = line + 3.5;
    const joint = foot - (Math.abs(barb - spine) - half) * measures.slant;
    const number = order.get(row.node.code);
    const live = row.node.driving && row.node.state !== 'done';
    inside.push(
      {
        shape: 'path',
        d: `M${left} ${barb}H${joint}`,
        stroke: row.node.driving ? 'accent' : 'line-strong',
        width: live ? 2.5 : row.node.driving ? 1.5 : 1,
      },
      ...nodeMark(row.node, left, barb, 13),
    );
    line = barb + measures.barb - 6;
    for (const [i, one] of row.facts.entries()) {
      line += measures.factLine;
      inside.push({
        shape: 'text',
        x: text,
        y: line - 3,
        text: one,
        size: measures.fact,
        fill: i === row.facts.length - 1 ? 'ink-3' : 'ink-2',
      });
    }
    for (const one of row.problem) {
      line += measures.factLine;
      inside.push({ shape: 'text', x: text, y: line - 3, text: one, size: measures.fact, fill: 'late' });
    }
    if (live && row.node === firstDriving)
      shapes.push({ shape: 'path', d: `M${joint} ${barb}L${foot} ${spine + side * half}`, stroke: 'accent', width: 3.5 });
    if (number === undefined) inside.push({ shape: 'circle', x: joint, y: barb, radius: 3, fill: 'line-strong' });
    else
      inside.push(
        { shape: 'circle', x: joint, y: barb, radius: 9, fill: live ? 'accent' : 'surface', stroke: 'accent', width: 1.5 },
        {
          shape: 'text',
          x: joint,
          y: barb + 4,
          text: String(number),
          size: number > 99 ? 9 : 11,
          anchor: 'middle',
          bold: true,
          fill: live ? 'on-accent' : 'accent',
        },
      );
    nodes.push({ shape: 'group', opens: row.node.code, label: nodeSentence(row.node, language), shapes: inside });
  }
  return [...shapes, header(bone, tip, side, language, folded.has(bone.key)), ...nodes];
}

function header(bone: Bone, tip: { x: number; y: number }, side: -1 | 1, language: ChartLanguage, folded: boolean): Shape {
  const words = chartWords[language];
  const { name, count, wide } = headerOf(bone, language);
  const y = side === -1 ? tip.y - measures.header : tip.y;
  const left = tip.x + 8 - wide;
  const ink = folded ? 'accent' : 'on-accent';
  return {
    shape: 'group',
    opens: `${boneMark}${bone.key}`,
    label: `${name}${words.comma}${count}${words.comma}${folded ? words.unfold : words.fold}`,
    shapes: [
      {
        shape: 'rect',
        x: left,
        y,
        wide,
        high: measures.header,
        round: 3,
        fill: folded ? 'accent-soft' : 'accent',
        stroke: 'accent',
        width: 1,
      },
      { shape: 'text', x: left + 12, y: y + 18, text: name, size: 13, bold: true, fill: ink },
      { shape: 'text', x: left + wide - 12, y: y + 17.5, text: count, size: measures.fact, anchor: 'end', fill: ink },
    ],
  };
}
