// What the eye sees is what came in: cutting a text into lines and stretches adds nothing and loses nothing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Place } from '../words.ts';
import { linesOf } from './lines.ts';

const at = (start: number, end: number): Place => ({ start, end, sheet: null, cell: null });
const joined = (text: string, marks: readonly [number, number][]): string[] =>
  linesOf(
    text,
    marks.map(([start, end]) => at(start, end)),
    marks.map(([start, end], index) => ({ number: index + 1, places: [at(start, end)] })),
  ).map((line) => line.stretches.map((stretch) => stretch.text).join(''));

describe('cutting a text into what is shown', () => {
  it('keeps every sign of every line, wherever figures and findings stand', () => {
    const texts = fc.string({ unit: fc.constantFrom('项', '3', '.', '亿', '\n', ' ', '\r\n', 'x'), maxLength: 80 });
    const spans = fc.array(fc.tuple(fc.nat(90), fc.nat(30)), { maxLength: 12 });
    fc.assert(
      fc.property(texts, spans, (text, pairs) => {
        const marks = pairs
          .map(([start, length]): [number, number] => [Math.min(start, text.length), Math.min(text.length, start + length + 1)])
          .filter(([start, end]) => end > start);
        expect(joined(text, marks)).toEqual(text.split(/\r?\n/).filter((line) => line.trim() !== ''));
      }),
    );
  });

  it('shows the figure inside a longer finding, and writes the number where the finding ends', () => {
    const [line] = linesOf('新建项目17个，续建', [at(4, 7)], [{ number: 1, places: [at(0, 7)] }]);
    expect(line!.stretches).toEqual([
      { text: '新建项目', statement: null, findings: [1], ends: [] },
      { text: '17个', statement: 0, findings: [1], ends: [1] },
      { text: '，续建', statement: null, findings: [], ends: [] },
    ]);
  });

  it('of figures inside one another the shorter one is the figure', () => {
    const [line] = linesOf('17个项目', [at(0, 5), at(0, 3)], []);
    expect(line!.stretches.map((stretch) => stretch.statement)).toEqual([1, 0]);
  });

  it('a name that breaks over a paragraph is marked in both lines, its number once, and its note stands at the first', () => {
    const text = '推动钢背轴\n\n承有限公司搬迁';
    const lines = linesOf(text, [], [{ number: 1, places: [at(2, 12)] }]);
    expect(lines.map((line) => line.stretches.filter((stretch) => stretch.findings.length > 0).map((stretch) => stretch.text))).toEqual([
      ['钢背轴'],
      ['承有限公司'],
    ]);
    expect(lines.map((line) => line.first)).toEqual([[1], []]);
    expect(lines.flatMap((line) => line.stretches.flatMap((stretch) => stretch.ends))).toEqual([1]);
    expect(lines[1]!.gap).toBe(1);
  });

  it('what stands in a cell is not looked for in the text', () => {
    const [line] = linesOf('80', [{ start: 0, end: 2, cell: 'B3' }], []);
    expect(line!.stretches).toEqual([{ text: '80', statement: null, findings: [], ends: [] }]);
  });
});
