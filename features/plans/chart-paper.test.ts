// Charts on sheets: exactly A3 and A4, all of it within the frame, a title block that says who, from which version and as of when, and what nobody said.
import { describe, expect, it } from 'vitest';
import type { Shape } from '../../vocabulary/drawing.ts';
import { chartSheets } from './chart-paper.ts';
import { dutiesIn, titleBlock } from './rules-title.ts';
import { boxesOf, meets } from './testing-boxes.ts';
import { inventedPlan } from './testing-charts.ts';
import type { PlanReply } from './words.ts';
import type { TitleBlock } from './words-export.ts';

const title: TitleBlock = {
  region: '东丰县',
  project: '年产 3000 吨梅花鹿深加工产品产业园建设项目',
  leader: '符望舒（县委常委、常务副县长）',
  department: '县发展和改革局',
  team: null,
  template: { name: { zh: '工业项目（备案）', en: 'Factory (filing)' }, version: 2 },
  baseline: { name: '基线1', day: '2020-01-06', by: '厉景和' },
  promised: '2020-10-23',
  forecast: '2020-11-13',
  planVersion: 7,
  asOf: '2020-03-15',
  printedOn: '2020-03-16',
};
/** Everything of the sheet itself, and the chart on it. */
const parts = (shapes: readonly Shape[]) => ({
  own: boxesOf(shapes.filter((shape) => shape.shape !== 'group')),
  chart: shapes.find((shape) => shape.shape === 'group')!,
});

describe('a chart on paper', () => {
  for (const paper of ['A3', 'A4'] as const)
    for (const chart of ['fishbone', 'nodes'] as const)
      for (const count of [8, 36, 80])
        for (const language of ['zh', 'en'] as const)
          it(`${chart} of ${count} nodes fits ${paper} in ${language}: title, chart and block apart, all in the frame`, () => {
            for (const sheet of chartSheets(chart, inventedPlan(count), title, { language, paper })) {
              expect(sheet.wide / sheet.high).toBeCloseTo(Math.SQRT2, 1);
              expect((sheet.wide / 96) * 25.4).toBeCloseTo(paper === 'A3' ? 420 : 297, 1);
              const { own, chart: drawn } = parts(sheet.shapes);
              const texts = own.filter((box) => box.kind === 'text');
              const met = texts.flatMap((one, i) =>
                texts
                  .slice(i + 1)
                  .filter((other) => meets(one, other))
                  .map((other) => `${one.what} | ${other.what}`),
              );
              expect(met).toEqual([]);
              for (const text of texts) expect(text.left > 0 && text.right < sheet.wide && text.bottom < sheet.high, text.what).toBe(true);
              const { at, scale = 1, shapes } = drawn;
              const inside = boxesOf(shapes);
              const [left, right] = [
                at!.x + Math.min(...inside.map((box) => box.left)) * scale,
                at!.x + Math.max(...inside.map((box) => box.right)) * scale,
              ];
              const [top, bottom] = [
                at!.y + Math.min(...inside.map((box) => box.top)) * scale,
                at!.y + Math.max(...inside.map((box) => box.bottom)) * scale,
              ];
              const frame = own.find((box) => box.what.startsWith('rect'))!;
              const blockTop = Math.min(...texts.filter((text) => ['项目', 'Project'].includes(text.what)).map((text) => text.top));
              const headFoot = Math.max(...texts.filter((text) => text.top < sheet.high * 0.15).map((text) => text.bottom));
              expect(left >= frame.left && right <= frame.right).toBe(true);
              expect(top >= headFoot - 2 && bottom <= blockTop + 2).toBe(true);
            }
          });

  it('says project, leader, department, versions and days; what nobody said is undecided', () => {
    const [sheet] = chartSheets('fishbone', inventedPlan(20), title, { language: 'zh', paper: 'A3' });
    const said = parts(sheet!.shapes)
      .own.map((box) => box.what)
      .join('\n');
    for (const text of [
      '包保领导',
      '符望舒',
      '县发展和改革局',
      '工作专班',
      '未定',
      '工业项目（备案） 第 2 版',
      '基线1（2020-01-06 厉景和）',
      '2020-03-15',
      '2020-03-16',
      '编制',
      '审核',
      '批准',
    ])
      expect(said).toContain(text);
  });

  it('a long node chart goes on over numbered sheets', () => {
    const sheets = chartSheets('nodes', inventedPlan(80), title, { language: 'zh', paper: 'A4' });
    expect(sheets.length).toBeGreaterThan(1);
    for (const [i, sheet] of sheets.entries())
      expect(parts(sheet.shapes).own.map((box) => box.what)).toContain(`第 ${i + 1} 张  共 ${sheets.length} 张`);
  });
});

describe('who stands behind a project', () => {
  const baseline = {
    name: '基线2',
    current: true,
    proposedAt: '2020-01-03T01:00:00Z',
    decidedAt: '2020-01-06T01:00:00Z',
    decidedBy: '厉景和',
  };
  const plan = {
    ...inventedPlan(8),
    template: { name: { zh: '', en: '' }, version: 1 },
    version: 3,
    baselines: [baseline],
  } as unknown as PlanReply;
  const of = (note: string): TitleBlock => {
    const { leader, department, team } = dutiesIn(note);
    return titleBlock(
      plan,
      { name: '轴承生产线建设项目' },
      { leader: leader ?? '', department: department ?? '', team: team ?? '' },
      '东丰县',
      '2020-03-16',
    );
  };

  it('is what the note of the register says under the names that ledgers use', () => {
    expect(of('形象进度：基础完工\n包保领导：栾望舒\n包保部门：区住建局\n工作专班：园区专班')).toMatchObject({
      leader: '栾望舒',
      department: '区住建局',
      team: '园区专班',
    });
    expect(of('责任领导: 厉景和；牵头单位：县工信局')).toMatchObject({ leader: '厉景和', department: '县工信局', team: null });
  });
  it('is unknown where the note says something else', () => {
    expect(of('领导多次到现场：未解决\n包保领导：')).toMatchObject({ leader: null, department: null, team: null });
  });
  it('the baseline that holds is named with the day and the person that approved it', () => {
    expect(of('').baseline).toEqual({ name: '基线2', day: '2020-01-06', by: '厉景和' });
  });
});
