// The bones of a fishbone: nodes by stream or by department in the order of time, long ones parted, each row with its lines of text; and where each
// bone meets the spine so that no two are in each other's way. Measures only; what they look like is the fishbone's.
import { type Day, daysBetween } from '../../vocabulary/days.ts';
import { textLines, textWide } from '../../vocabulary/drawing.ts';
import { type ChartLanguage, chartWords, dayOn, dutyOf, inTime, streamNames } from './chart-marks.ts';
import { type DrawnNode, Stream } from './words.ts';

export type BonesBy = 'stream' | 'department';

export interface Row {
  node: DrawnNode;
  name: string[];
  facts: string[];
  problem: string[];
  high: number;
}
export interface Bone {
  key: string;
  name: string;
  part: number;
  parts: number;
  nodes: readonly DrawnNode[];
  /** empty when folded */
  rows: Row[];
  /** the day of its last node */
  ends: string;
  /** how wide its texts might be, and are at most */
  widest: number;
  room: number;
  /** how far from the spine its tip is */
  long: number;
  /** how far from it the next one on its left must keep: its barbs, the slant within its highest row, and air */
  slot: number;
}

export const measures = {
  name: 13,
  nameLine: 17,
  fact: 11.5,
  factLine: 14.5,
  /** from the last line of the name to the first fact: the barb runs there */
  barb: 10,
  rowGap: 9,
  header: 26,
  /** from the mark at the tip of a barb to its text */
  indent: 18,
  /** from the text to the bone */
  toBone: 14,
  /** between a bone and the next barb */
  between: 18,
  /** sideways for each pixel away from the spine */
  slant: 0.36,
  /** between the spine and the first row: marks of days are named there */
  gutter: 38,
  shortest: 54,
} as const;

/** How wide texts may be; the narrower ones are tried too. */
export const rooms: Record<ChartLanguage, readonly number[]> = { zh: [182, 148], en: [200, 164] };
const leastRoom = 124;
/** Bold letters run wider. */
const boldWide = (text: string, size: number): number => textWide(text, size) * 1.05;

function rowOf(node: DrawnNode, by: BonesBy, language: ChartLanguage, wide: number): Row {
  const second =
    by === 'stream'
      ? dutyOf(node, language)
      : [node.duty.person || node.duty.post, streamNames[node.stream][language]].filter(Boolean).join(' · ');
  const name = textLines(node.name[language], measures.name * (node.driving ? 1.05 : 1), wide, 2);
  const facts = [
    ...textLines(`${dayOn(node)}  ${node.word[language]}`, measures.fact, wide, 2),
    ...textLines(second, measures.fact, wide, 1),
  ];
  const problem = node.problem ? textLines(chartWords[language].blockedBy(node.problem), measures.fact, wide, 2) : [];
  const high = name.length * measures.nameLine + measures.barb + (facts.length + problem.length) * measures.factLine + measures.rowGap;
  return { node, name, facts, problem, high };
}

const rowWide = (row: Row): number =>
  Math.max(
    ...row.name.map((line) => (row.node.driving ? boldWide : textWide)(line, measures.name)),
    ...[...row.facts, ...row.problem].map((line) => textWide(line, measures.fact)),
  );

/** What stands on the header of a bone: its name, cut where it must be, and how much of it is done. */
export function headerOf(
  bone: Pick<Bone, 'name' | 'part' | 'parts' | 'nodes' | 'widest'>,
  language: ChartLanguage,
): { name: string; count: string; wide: number } {
  const done = bone.nodes.filter((node) => node.state === 'done').length;
  const count = chartWords[language].count(done, bone.nodes.length);
  const part = bone.parts > 1 ? ` ${bone.part}/${bone.parts}` : '';
  const name = textLines(bone.name, 13 * 1.05, bone.widest - textWide(count, measures.fact) - boldWide(part, 13), 1)[0]! + part;
  return { name, count, wide: boldWide(name, 13) + textWide(count, measures.fact) + 34 };
}

const boneName = (node: DrawnNode, by: BonesBy, language: ChartLanguage): string =>
  by === 'stream' ? streamNames[node.stream][language] : node.duty.organisation || chartWords[language].noDuty;

/** Nodes that belong together; streams in their own order, departments by their first node. */
function groups(nodes: readonly DrawnNode[], by: BonesBy, language: ChartLanguage): { key: string; name: string; nodes: DrawnNode[] }[] {
  const ordered = inTime(nodes);
  const found = Map.groupBy(ordered, (node) => (by === 'stream' ? node.stream : node.duty.organisation));
  const keys = by === 'stream' ? Stream.options.filter((stream) => found.has(stream)) : [...found.keys()];
  return keys.map((key) => ({ key, name: boneName(found.get(key)![0]!, by, language), nodes: found.get(key)! }));
}

export interface Sorted {
  language: ChartLanguage;
  widest: number;
  groups: readonly { key: string; name: string; nodes: readonly DrawnNode[]; rows: readonly Row[] }[];
}

/** What every way to part the bones begins with: nodes that belong together and their texts, none wider than `widest`. */
export function sortedNodes(
  nodes: readonly DrawnNode[],
  { by, language, folded }: { by: BonesBy; language: ChartLanguage; folded: ReadonlySet<string> },
  widest: number,
): Sorted {
  const found = groups(nodes, by, language).map((group) => ({
    ...group,
    rows: folded.has(group.key) ? [] : group.nodes.map((node) => rowOf(node, by, language, widest)),
  }));
  return { language, widest, groups: found };
}

/** In the order in which they meet the spine. No bone has more rows than `most`; a folded one has none. */
export function bonesOf({ groups: sorted, language, widest }: Sorted, most: number): Bone[] {
  const bones = sorted.flatMap(({ key, name, nodes: own, rows: all }): Bone[] => {
    const parts = all.length === 0 ? 1 : Math.ceil(own.length / most);
    const each = Math.ceil(own.length / parts);
    const count = Math.ceil(own.length / each);
    return Array.from({ length: count }, (_, part): Bone => {
      const held = own.slice(part * each, (part + 1) * each);
      const rows = all.slice(part * each, (part + 1) * each);
      const named = { name, part: part + 1, parts: count, nodes: held, widest };
      const room = Math.max(leastRoom, headerOf(named, language).wide - measures.indent, ...rows.map(rowWide));
      return {
        ...named,
        key,
        rows,
        room,
        ends: dayOn(held.at(-1)!),
        long: Math.max(measures.shortest, measures.gutter + rows.reduce((sum, row) => sum + row.high, 0) + 4),
        slot:
          measures.indent +
          room +
          measures.toBone +
          measures.slant * Math.max(measures.header + 10, ...rows.map((row) => row.high)) +
          measures.between,
      };
    });
  });
  return bones.toSorted((a, b) => (a.ends < b.ends ? -1 : a.ends > b.ends ? 1 : 0));
}

export interface Feet {
  /** where each bone meets the spine, from the spine's beginning */
  x: number[];
  /** how long the spine is */
  long: number;
}

/**
 * As near to even time as room allows: bones of one side keep their slots apart, neighbours of both sides a step. `least` is how long the spine is at least.
 */
export function feetOf(bones: readonly Bone[], from: Day, days: number, least: number): Feet {
  const lead = 70;
  const step = 48;
  const trail = 34;
  // The first places that each may have, were time no matter.
  const first: number[] = [];
  for (let i = 0; i < bones.length; i += 1)
    first.push(Math.max(lead, i > 0 ? first[i - 1]! + step : 0, i > 1 ? first[i - 2]! + bones[i]!.slot : 0));
  const long = Math.max(least, (first.at(-1) ?? lead) + trail);
  const last: number[] = [];
  for (let i = bones.length - 1; i >= 0; i -= 1)
    last[i] = Math.min(
      long - trail,
      i < bones.length - 1 ? last[i + 1]! - step : long,
      i < bones.length - 2 ? last[i + 2]! - bones[i + 2]!.slot : long,
    );
  const x: number[] = [];
  for (const [i, bone] of bones.entries()) {
    const even = ((daysBetween(from, bone.ends as Day) + 1) / days) * long;
    const held = Math.max(first[i]!, i > 0 ? x[i - 1]! + step : 0, i > 1 ? x[i - 2]! + bone.slot : 0);
    x.push(Math.max(held, Math.min(last[i]!, even)));
  }
  return { x, long };
}
