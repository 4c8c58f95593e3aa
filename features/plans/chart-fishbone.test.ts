// The fishbone over invented plans of 8 to 80 nodes: nothing meets anything else, everything lies on the sheet, time keeps its order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Group } from '../../vocabulary/drawing.ts';
import { fishboneChart } from './chart-fishbone.ts';
import { dayOn, inTime } from './chart-marks.ts';
import { type Box, boxesOf, meets, opensOf } from './testing-boxes.ts';
import { inventedPlan } from './testing-charts.ts';

const look = fc.record({
  language: fc.constantFrom('zh' as const, 'en' as const),
  by: fc.constantFrom('stream' as const, 'department' as const),
});
const plans = fc
  .tuple(fc.integer({ min: 8, max: 80 }), fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })))
  .map(([count, chances]) => inventedPlan(count, () => chances.next().value as number));

const told = (boxes: readonly Box[]): string[] => {
  const met: string[] = [];
  for (const [i, one] of boxes.entries())
    for (const other of boxes.slice(i + 1)) if (meets(one, other)) met.push(`${one.what} | ${other.what}`);
  return met;
};

describe('the fishbone', () => {
  it('no two texts, marks or headers meet, from 8 to 80 nodes, by stream and by department, in both languages', () => {
    fc.assert(
      fc.property(plans, look, (plan, wanted) => {
        const drawing = fishboneChart(plan, wanted);
        expect(told(boxesOf(drawing.shapes).filter((box) => box.kind === 'text' || box.kind === 'mark'))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('no text lies on a bone, and everything is on the sheet', () => {
    fc.assert(
      fc.property(plans, look, (plan, wanted) => {
        const drawing = fishboneChart(plan, wanted);
        const boxes = boxesOf(drawing.shapes);
        const bones = boxes.filter((box) => box.kind === 'line');
        const crossed = boxes
          // The number of the driving chain stands on its bone, in a circle.
          .filter((box) => box.kind === 'text' && !/^\d{1,2}$/.test(box.what))
          .flatMap((text) => bones.filter((bone) => bone.crosses!(text)).map((bone) => `${text.what} | ${bone.what}`));
        expect(crossed).toEqual([]);
        for (const box of boxes)
          expect(box.left >= 0 && box.top >= 0 && box.right <= drawing.wide && box.bottom <= drawing.high, box.what).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('every node stands on exactly one bone, and along each bone time runs towards the spine', () => {
    fc.assert(
      fc.property(plans, look, (plan, wanted) => {
        const groups = opensOf(fishboneChart(plan, wanted).shapes);
        const nodes = groups.filter((group) => !group.opens.startsWith('bone:'));
        expect(nodes.map((group) => group.opens).toSorted()).toEqual(plan.nodes.map((node) => node.code).toSorted());
        let bone: { day: string; y: number }[] = [];
        const middle = (box: Box): number => (box.top + box.bottom) / 2;
        const check = (): void => {
          for (const [at, one] of bone.entries()) {
            const before = bone[at - 1];
            if (!before) continue;
            expect(before.day <= one.day).toBe(true);
          }
          const down = bone.length > 1 && bone[1]!.y > bone[0]!.y;
          expect(bone.every((one, at) => at === 0 || one.y > bone[at - 1]!.y === down)).toBe(true);
        };
        for (const group of groups) {
          if (group.opens.startsWith('bone:')) {
            check();
            bone = [];
          } else bone.push({ day: dayOn(plan.nodes.find((node) => node.code === group.opens)!), y: middle(group.box) });
        }
        check();
      }),
      { numRuns: 30 },
    );
  });

  it('a folded bone shows its header and none of its nodes', () => {
    const plan = inventedPlan(36);
    const groups = opensOf(fishboneChart(plan, { language: 'zh', by: 'stream', folded: new Set(['construction']) }).shapes);
    const gone = plan.nodes.filter((node) => node.stream === 'construction').map((node) => node.code);
    expect(gone.length).toBeGreaterThan(3);
    expect(groups.filter((group) => gone.includes(group.opens))).toEqual([]);
    expect(groups.find((group) => group.opens === 'bone:construction')!.label).toContain('展开');
  });

  it('a blocked node says what blocks it, and the driving chain is numbered in its order', () => {
    const plan = inventedPlan(36);
    const drawing = fishboneChart(plan, { language: 'zh', by: 'stream' });
    const numberOf = (code: string): number | undefined => {
      const found = drawing.shapes.find((shape) => shape.shape === 'group' && shape.opens === code) as Group;
      const texts = boxesOf(found.shapes).filter((box) => /^\d{1,2}$/.test(box.what));
      return texts.length === 0 ? undefined : Number(texts[0]!.what);
    };
    const texts = boxesOf(drawing.shapes).map((box) => box.what);
    expect(plan.nodes.some((node) => node.state === 'blocked')).toBe(true);
    expect(texts.filter((text) => text.startsWith('受阻：')).length).toBe(plan.nodes.filter((node) => node.state === 'blocked').length);
    const driving = inTime(plan.nodes).filter((node) => node.driving);
    expect(driving.map((node) => numberOf(node.code))).toEqual(driving.map((_, i) => i + 1));
    expect(plan.nodes.filter((node) => !node.driving && numberOf(node.code) !== undefined)).toEqual([]);
  });

  it('says promise, forecast and gap at the head and on the spine', () => {
    const plan = inventedPlan(20);
    const texts = boxesOf(fishboneChart(plan, { language: 'zh', by: 'stream' }).shapes).map((box) => box.what);
    for (const text of [
      plan.promised,
      plan.forecast,
      '晚 15 个工作日',
      `承诺 ${plan.promised}`,
      `预计 ${plan.forecast}`,
      `今天 ${plan.asOf}`,
    ])
      expect(texts).toContain(text);
  });
});
