// The node chart over invented plans of 8 to 80 nodes, on the screen and on sheets: nothing meets anything else, every node has its line, slips are told.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Day, daysBetween } from '../../vocabulary/days.ts';
import type { Group } from '../../vocabulary/drawing.ts';
import { dayOn } from './chart-marks.ts';
import { nodesChart, nodesPages } from './chart-nodes.ts';
import { boxesOf, meets, opensOf } from './testing-boxes.ts';
import { inventedPlan } from './testing-charts.ts';

const plans = fc
  .tuple(fc.integer({ min: 8, max: 80 }), fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })))
  .map(([count, chances]) => inventedPlan(count, () => chances.next().value as number));
const look = fc.record({
  language: fc.constantFrom('zh' as const, 'en' as const),
  by: fc.constantFrom('stage' as const, 'stream' as const),
  wide: fc.constantFrom(680, 1280, 2000),
});

describe('the node chart', () => {
  it('no two texts meet and everything is on the sheet, from 8 to 80 nodes, narrow and wide, in both languages', () => {
    fc.assert(
      fc.property(plans, look, (plan, wanted) => {
        const drawing = nodesChart(plan, wanted);
        const boxes = boxesOf(drawing.shapes);
        const texts = boxes.filter((box) => box.kind === 'text');
        const met = texts.flatMap((one, i) =>
          texts
            .slice(i + 1)
            .filter((other) => meets(one, other))
            .map((other) => `${one.what} | ${other.what}`),
        );
        expect(met).toEqual([]);
        for (const box of boxes)
          expect(box.left >= 0 && box.top >= 0 && box.right <= drawing.wide && box.bottom <= drawing.high, box.what).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('every node has one line that says its name, its day, its counter and its slip in days', () => {
    const plan = inventedPlan(36);
    const drawing = nodesChart(plan, { language: 'zh', by: 'stage' });
    const lines = drawing.shapes.filter((shape): shape is Group => shape.shape === 'group');
    expect(lines.map((line) => line.opens).toSorted()).toEqual(plan.nodes.map((node) => node.code).toSorted());
    for (const node of plan.nodes) {
      const said = boxesOf(lines.find((line) => line.opens === node.code)!.shapes).map((box) => box.what);
      expect(said).toContain(dayOn(node));
      expect(said).toContain(node.word.zh);
      const slip = node.baseline ? daysBetween(node.baseline as Day, dayOn(node) as Day) : 0;
      expect(said.includes(`+${slip} 天`)).toBe(slip > 0);
    }
  });

  it('lines of one section are in the order of time', () => {
    const plan = inventedPlan(50);
    const days = opensOf(nodesChart(plan, { language: 'zh', by: 'stream' }).shapes).map(
      ({ opens }) => plan.nodes.find((node) => node.code === opens)!,
    );
    for (const [i, node] of days.entries()) {
      const before = days[i - 1];
      if (before && before.stream === node.stream) expect(dayOn(before) <= dayOn(node)).toBe(true);
    }
  });

  it('over several sheets each node stands once, no sheet has more than its rows, none ends with a bare heading', () => {
    fc.assert(
      fc.property(plans, look, fc.integer({ min: 12, max: 48 }), (plan, wanted, rows) => {
        const pages = nodesPages(plan, wanted, rows);
        const codes = pages.flatMap((page) => opensOf(page.shapes).map((one) => one.opens));
        expect(codes.toSorted()).toEqual(plan.nodes.map((node) => node.code).toSorted());
        for (const page of pages) {
          expect(page.high).toBeLessThanOrEqual(nodesChart(inventedPlan(8), wanted).high + (rows + 1) * 27);
          const shown = opensOf(page.shapes);
          const lowest = Math.max(...shown.map((one) => one.box.bottom));
          const headings = boxesOf(page.shapes).filter((box) => box.kind === 'other' && box.right - box.left === wanted.wide - 32);
          expect(headings.every((box) => box.top < lowest)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });
});
