/**
 * The fishbone of a plan. The spine is time, from the first node to the head, which bears the project and its promise; bones are streams or departments
 * and meet the spine on the day of their last node; barbs are nodes, the earliest farthest out. Time on the spine runs at an uneven pace, so that
 * every bone finds its place on its own day. Slanting alike, bones leave each other a slot in which everything of theirs stays.
 */
import { addDays, type Day, daysBetween } from '../../vocabulary/days.ts';
import { type Drawing, type Shape, textWide } from '../../vocabulary/drawing.ts';
import { type Bone, type BonesBy, bonesOf, feetOf, measures, slotWide, textRoom } from './chart-bones.ts';
import { fishHead, fishTail, headWide, spineShapes } from './chart-fish.ts';
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
const tail = 96;

export function fishboneChart(plan: ChartPlan, { language, by, folded = new Set(), aspect = 1.75 }: FishboneLook): Drawing {
  const words = chartWords[language];
  const days = plan.nodes.map(dayOn);
  const from = [plan.from, ...days].reduce((a, b) => (b < a ? b : a)) as Day;
  const to = addDays([plan.promised, plan.forecast, ...days].reduce((a, b) => (b > a ? b : a)) as Day, 3);
  const span = daysBetween(from, to) + 1;
  const head = headWide(plan, language);

  const plans = Array.from({ length: 11 }, (_, i) => {
    const bones = bonesOf(plan.nodes, by, language, folded, i + 2);
    const slot = slotWide(bones, language);
    const sides = [0, 1].map((side) =>
      Math.max(head / 2, ...bones.filter((_one, at) => at % 2 === side).map((bone) => bone.long + measures.header)),
    );
    const high = sides[0]! + sides[1]! + 90;
    const feet = feetOf(bones, from, span, slot, 0);
    const lead = leadOf(bones, feet.x, slot);
    const least = Math.max(feet.long, high * aspect - head - tail - lead - 2 * margin);
    const wide = least + head + tail + lead;
    return { bones, slot, sides, high, least, off: Math.abs(Math.log(wide / high / aspect)) + bones.length * 0.004 };
  });
  const chosen = plans.reduce((a, b) => (b.off < a.off - 1e-9 ? b : a));
  const { bones, slot, sides } = chosen;
  const feet = feetOf(bones, from, span, slot, chosen.least);
  const lead = leadOf(bones, feet.x, slot);

  const spineLeft = margin + tail + lead;
  const spineRight = spineLeft + feet.long;
  const y = margin + sides[0]! + 16;
  const wide = spineRight + head + margin;
  const high = y + sides[1]! + 16 + margin + 34;
  const time = ruler(from, to, [
    [0, spineLeft],
    ...bones.map((bone, i): [number, number] => [daysBetween(from, bone.ends as Day) + 1, spineLeft + feet.x[i]!]),
    [span, spineRight],
  ]);

  const order = new Map(inTime(plan.nodes.filter((node) => node.driving)).map((node, i) => [node.code, i + 1]));
  const { shapes: signs } = legend(margin, high - margin + 4, language);
  const { end } = legend(margin, 0, language);
  return {
    wide,
    high,
    title: `${plan.projectName}${words.colon}${words.fishbone}`,
    about: [
      `${words.promised} ${plan.promised}`,
      `${words.forecast} ${plan.forecast}`,
      gapWords(plan, language),
      words.nodeCount(plan.nodes.length),
    ].join(words.comma),
    shapes: [
      ...fishTail(spineLeft - lead, spineLeft, y, plan, from, language),
      ...bones.flatMap((bone, i) => boneShapes(bone, spineLeft + feet.x[i]!, y, i % 2 === 0 ? -1 : 1, { language, order, folded })),
      ...spineShapes(
        plan,
        time,
        { left: spineLeft - lead, right: spineRight, y },
        bones.map((_, i) => ({ x: spineLeft + feet.x[i]!, side: i % 2 === 0 ? -1 : 1 })),
        language,
      ),
      ...fishHead(plan, spineRight, y, head, language),
      ...signs,
      { shape: 'circle', x: end + 8, y: high - margin, radius: 8, fill: 'accent' },
      { shape: 'text', x: end + 8, y: high - margin + 4, text: '1', size: 11, anchor: 'middle', bold: true, fill: 'on-accent' },
      { shape: 'text', x: end + 22, y: high - margin + 4, text: words.driving, size: 12, fill: 'ink-2' },
    ],
  };
}

/** How far the leftmost barb reaches beyond the beginning of time. */
function leadOf(bones: readonly Bone[], x: readonly number[], slot: number): number {
  return Math.max(0, ...bones.map((bone, i) => bone.long * measures.slant + slot - measures.between - x[i]!));
}

interface Around {
  language: ChartLanguage;
  order: ReadonlyMap<string, number>;
  folded: ReadonlySet<string>;
}

const half = 13;

function boneShapes(bone: Bone, foot: number, spine: number, side: -1 | 1, { language, order, folded }: Around): Shape[] {
  const words = chartWords[language];
  const at = (far: number): { x: number; y: number } => ({ x: foot - far * measures.slant, y: spine + side * (half + far) });
  const tip = at(bone.long);
  const shapes: Shape[] = [];
  const firstDriving = bone.nodes.find((node) => node.driving && node.state !== 'done');
  shapes.push({ shape: 'path', d: `M${tip.x} ${tip.y}L${foot} ${spine + side * half}`, stroke: 'line-strong', width: 2 });

  const room = textRoom(language);
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
  return [...shapes, header(bone, tip, side, language, words, folded), ...nodes];
}

function header(
  bone: Bone,
  tip: { x: number; y: number },
  side: -1 | 1,
  language: ChartLanguage,
  words: (typeof chartWords)[ChartLanguage],
  folded: ReadonlySet<string>,
): Shape {
  const done = bone.nodes.filter((node) => node.state === 'done').length;
  const name = bone.parts > 1 ? `${bone.name} ${bone.part}/${bone.parts}` : bone.name;
  const count = words.count(done, bone.nodes.length);
  const room = textRoom(language);
  const countWide = textWide(count, measures.fact);
  const shown = boldFitting(name, room - countWide - 20);
  const wide = textWide(shown, 13) * 1.05 + countWide + 34;
  const y = side === -1 ? tip.y - measures.header : tip.y;
  const left = tip.x + 8 - wide;
  const isFolded = folded.has(bone.key);
  return {
    shape: 'group',
    opens: `${boneMark}${bone.key}`,
    label: `${name}${words.comma}${count}${words.comma}${isFolded ? words.unfold : words.fold}`,
    shapes: [
      {
        shape: 'rect',
        x: left,
        y,
        wide,
        high: measures.header,
        round: 3,
        fill: isFolded ? 'accent-soft' : 'accent',
        stroke: 'accent',
        width: 1,
      },
      { shape: 'text', x: left + 12, y: y + 18, text: shown, size: 13, bold: true, fill: isFolded ? 'accent' : 'on-accent' },
      {
        shape: 'text',
        x: left + wide - 12,
        y: y + 17.5,
        text: count,
        size: measures.fact,
        anchor: 'end',
        fill: isFolded ? 'accent' : 'on-accent',
      },
    ],
  };
}

const boldFitting = (text: string, wide: number): string => {
  if (textWide(text, 13) * 1.05 <= wide) return text;
  const signs = [...text];
  while (signs.length > 1 && textWide(`${signs.join('')}…`, 13) * 1.05 > wide) signs.pop();
  return `${signs.join('')}…`;
};
