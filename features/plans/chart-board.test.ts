// The month board on paper: every project is on a sheet once, what a month holds too much of is counted, nothing runs over the frame.
import { expect, it } from 'vitest';
import type { Shape } from '../../vocabulary/drawing.ts';
import { textWide } from '../../vocabulary/drawing.ts';
import { boardSheets } from './chart-board.ts';
import { boardOf } from './rules-board.ts';
import { inventedPlan } from './testing-charts.ts';
import type { Board } from './words-board.ts';

const texts = (shapes: readonly Shape[]): { x: number; text: string; size: number; anchor?: string | undefined }[] =>
  shapes.flatMap((one) => (one.shape === 'text' ? [one] : one.shape === 'group' ? texts(one.shapes) : []));
function boardWith(plans: number): Board {
  const made = Array.from({ length: plans }, (_, number) => {
    const plan = inventedPlan(20 + (number % 30));
    return {
      ...plan,
      projectId: `p${number}`,
      projectName: `第${number}个很长很长的建设项目名称要占两行才写得下的项目`,
      totalYuan: null,
      gapDays: number % 5,
      tightDays: 5,
    };
  });
  const year = Number(made[0]?.asOf.slice(0, 4) ?? 2020);
  return {
    year,
    asOf: made[0]?.asOf ?? '2020-03-15',
    plans,
    total: plans,
    cut: null,
    tiers: [],
    ...boardOf(made, { year, lights: [], size: null }),
  };
}
const look = { language: 'zh', paper: 'A3', region: '东丰县', filters: '', by: '苗砚秋', printedOn: '2020-03-16' } as const;

it.each(['A3', 'A4'] as const)('on %s each project stands once, and no text leaves the frame', (paper) => {
  for (const language of ['zh', 'en'] as const) {
    const board = boardWith(40);
    const sheets = boardSheets(board, { ...look, paper, language });
    expect(sheets.length).toBeGreaterThan(1);
    const all = sheets.flatMap((sheet) => texts(sheet.shapes).map((one) => ({ ...one, wide: sheet.wide })));
    for (const row of board.rows) expect(all.filter((one) => one.text.startsWith(row.projectName.slice(0, 9))).length).toBe(1);
    for (const one of all) {
      const wide = textWide(one.text, one.size);
      const from = one.anchor === 'middle' ? one.x - wide / 2 : one.anchor === 'end' ? one.x - wide : one.x;
      expect(from, one.text).toBeGreaterThan(0);
      expect(from + wide, one.text).toBeLessThan(one.wide);
    }
    expect(all.some((one) => one.text.includes(language === 'zh' ? `共 ${sheets.length} 张` : `of ${sheets.length}`))).toBe(true);
  }
});

it('a month of more nodes than a row names says how many are left', () => {
  const [one] = boardWith(1).rows;
  const nodes = Array.from({ length: 11 }, (_, i) => ({ ...one!.nodes[0]!, code: `N${i}`, month: 4, day: `2020-04-${10 + i}` }));
  const board = { ...boardWith(1), rows: [{ ...one!, nodes }] };
  expect(texts(boardSheets(board, look)[0]!.shapes).filter((text) => text.text === '另 5 个')).toHaveLength(1);
});

it('a board on which no plan passes says so', () => {
  const sheets = boardSheets(boardWith(0), { ...look, filters: '滞后' });
  expect(sheets).toHaveLength(1);
  expect(texts(sheets[0]!.shapes).map((one) => one.text)).toContain('没有符合条件的计划');
  expect(sheets[0]!.about).toContain('滞后');
});
