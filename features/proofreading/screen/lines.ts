// The text cut into what the eye sees: lines as they came, and in each line the stretches that are a figure, a part of a finding, or plain.
// Nothing is added and nothing left out: the stretches of all lines with their breaks are the text. Pure.
import type { Place, StatementReply } from '../words.ts';

export type Stretch = {
  text: string;
  /** index of the figure that stands here */
  statement: number | null;
  /** numbers of the findings that touch here */
  findings: readonly number[];
  /** numbers of the findings one of whose places ends here: they are written after it */
  ends: readonly number[];
};

export type Line = {
  from: number;
  to: number;
  /** empty lines before this one */
  gap: number;
  stretches: readonly Stretch[];
  /** findings that are first met in this line */
  first: readonly number[];
  /** all findings of the line */
  findings: readonly number[];
};

type Mark = { from: number; to: number; statement: number | null; finding: number | null };

/** `findings` with the number each carries. Only places in the text count; those in cells are drawn by their grid. */
export function linesOf(
  text: string,
  statements: readonly Pick<StatementReply, 'start' | 'end' | 'cell'>[],
  findings: readonly { number: number; places: readonly Place[] }[],
): readonly Line[] {
  const marks: Mark[] = [];
  for (const [index, one] of statements.entries())
    if (one.cell === null && one.start !== null && one.end !== null)
      marks.push({ from: one.start, to: one.end, statement: index, finding: null });
  for (const finding of findings)
    for (const place of finding.places)
      if (place.cell === null && place.start !== null && place.end !== null && place.end > place.start)
        marks.push({ from: place.start, to: place.end, statement: null, finding: finding.number });
  marks.sort((one, other) => one.from - other.from || one.to - other.to);

  const lines: Line[] = [];
  const met = new Set<number>();
  let next = 0;
  let open: Mark[] = [];
  let gap = 0;
  for (let from = 0; from <= text.length; ) {
    const found = text.indexOf('\n', from);
    const to = found < 0 ? text.length : found;
    const end = to > from && text[to - 1] === '\r' ? to - 1 : to;
    while (next < marks.length && marks[next]!.from < Math.max(end, from + 1)) open.push(marks[next++]!);
    open = open.filter((mark) => mark.to > from);
    if (text.slice(from, end).trim() === '') gap += 1;
    else {
      const here = open.filter((mark) => mark.from < end);
      const findings = [...new Set(here.flatMap((mark) => mark.finding ?? []))].sort((one, other) => one - other);
      const first = findings.filter((one) => !met.has(one));
      for (const one of first) met.add(one);
      lines.push({ from, to: end, gap, stretches: stretchesOf(text, from, end, here), first, findings });
      gap = 0;
    }
    from = found < 0 ? text.length + 1 : found + 1;
  }
  return lines;
}

function stretchesOf(text: string, from: number, to: number, marks: readonly Mark[]): Stretch[] {
  if (marks.length === 0) return [{ text: text.slice(from, to), statement: null, findings: [], ends: [] }];
  const edges = new Set([from, to]);
  for (const mark of marks) {
    if (mark.from > from) edges.add(mark.from);
    if (mark.to < to) edges.add(mark.to);
  }
  const sorted = [...edges].sort((one, other) => one - other);
  const stretches: Stretch[] = [];
  for (let index = 0; index + 1 < sorted.length; index += 1) {
    const [left, right] = [sorted[index]!, sorted[index + 1]!];
    const here = marks.filter((mark) => mark.from <= left && mark.to >= right);
    // Of figures inside one another the shorter one is the figure.
    const figure = here.filter((mark) => mark.statement !== null).sort((one, other) => one.to - one.from - (other.to - other.from))[0];
    const numbers = (of: readonly Mark[]): number[] =>
      [...new Set(of.flatMap((mark) => mark.finding ?? []))].sort((one, other) => one - other);
    stretches.push({
      text: text.slice(left, right),
      statement: figure?.statement ?? null,
      findings: numbers(here),
      ends: numbers(here.filter((mark) => mark.to === right)),
    });
  }
  return stretches;
}
