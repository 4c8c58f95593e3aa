// Claims about the language of templates, the office's number style and what blocks an issue. No database.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Figure } from '../../vocabulary/figure.ts';
import type { Asked, Question } from '../figures/door.ts';
import { compose } from './rules-compose.ts';
import type { ComposeGround } from './rules-ground.ts';
import { blockedBy, compareFigure } from './rules-issue.ts';
import { readTemplate } from './rules-language.ts';
import { decimalText, printed, sizeOf } from './rules-numbers.ts';
import { pickTemplate } from './rules-templates.ts';
import type { Parts } from './words.ts';

const yi = 100_000_000;
const figure = (id: string, value: number | null, unit: Figure['unit'] = 'count'): Figure => ({
  id,
  value,
  unit,
  of: null,
  unreported: [],
  asOf: { at: '2020-04-20T00:00:00.000Z', entries: {} },
  definition: { id, version: '1', zh: '口径', en: 'definition', formula: '' },
  cautions: [],
  rows: null,
});

/** 东丰县 80 of 95.94, 龙山区 41 of 145.6, 东辽县 unreported; the city 121 of 241.54. */
const values: Record<string, [number, number]> = { '220421': [80, 95.94 * yi], '220402': [41, 145.6 * yi], '220400': [121, 241.54 * yi] };
const ground: Omit<ComposeGround, 'office'> = {
  region: { code: '220400', name: '辽源市', nameEn: 'Liaoyuan' },
  year: 2020,
  asOf: '2020年4月20日',
  today: '2020年4月21日',
  counties: [
    { code: '220402', name: '龙山区' },
    { code: '220421', name: '东丰县' },
    { code: '220422', name: '东辽县' },
  ],
  lists: [{ code: '省三早-2020', zh: '省“三早”项目（2020年）', en: 'three early' }],
  lines: [{ code: 'industry', zh: '工业', en: 'Industry' }],
  tiers: [{ code: 't500', minYuan: 5_000_000 }],
  told: (region) => region in values,
  floorOf: (region) => (region === '220421' ? 5_000_000 : null),
  definitionOf: (id) => ({ unit: id.endsWith('count') ? 'count' : id.includes('share') ? 'ratio' : 'yuan', since: '2020-01-01' }),
  ask(question: Question): Asked {
    const own = values[question.region ?? '220400'];
    if (question.id === 'projects.plan-share') return { figure: figure(question.id, 0.4952, 'ratio') };
    if (question.id === 'lists.count') return { figure: figure(question.id, question.list === '省三早-2020' ? 11 : 0) };
    if (question.id === 'projects.count') return { figure: figure(question.id, own?.[0] ?? null) };
    return { figure: figure(question.id, own?.[1] ?? null, 'yuan') };
  },
  projects: () => [{ name: '甲项目', county: '东丰县', totalYuan: 2 * yi, planYuan: null }],
  entries: { 已复工企业: { value: '12', source: '工信局' }, 规上企业: { value: '13', source: '工信局' } },
};
const parts = (body: string, more: Partial<Parts> = {}): Parts => ({
  head: '{地区名}简报',
  office: '{地区名}项目中心',
  title: '{年}年',
  addressee: '',
  body,
  countThrough: true,
  signed: false,
  up: '',
  level: '',
  down: '',
  copies: 0,
  ...more,
});
const lines = (body: string): string[] =>
  compose(parts(body), ground).blocks.map((block) =>
    block.kind === 'table' ? `[${block.title}]` : block.runs.map((run) => run.text).join(''),
  );

describe('the language of templates', () => {
  it('prints figures with their units, limits in Chinese or by ids, braces when doubled', () => {
    expect(
      lines(
        '全市{项目个数}，总投资{总投资}，其中东丰县{项目个数 地区=东丰县}、{projects.total region=220421 unit=万元}；占{年度计划占比}。{{{年}}}',
      ),
    ).toEqual(['全市121个，总投资241.54亿元，其中东丰县80个、959400万元；占49.5%。{2020}']);
  });

  it('says 未报 for who has not reported, never nought, and leaves them out of loops that ask for reports', () => {
    expect(lines('东辽县{项目个数 地区=东辽县}，总投资{总投资 地区=东辽县}。')).toEqual(['东辽县未报，总投资未报。']);
    expect(lines('{每 县区 已报 间隔=；}{名}{项目个数}{完}。')).toEqual(['龙山区41个；东丰县80个。']);
    expect(lines('{每 县区}{若 未报}{名}未报。{否则}{名}{项目个数}。{完}{完}')).toEqual(['龙山区41个。东丰县80个。东辽县未报。']);
    expect(lines('{排序 县区 按=总投资}')).toEqual(['龙山区145.6亿元、东丰县95.94亿元']);
  });

  it('levels begin a line, conditions alone on a line leave no empty paragraph, and a figure cannot make a heading', () => {
    const { blocks } = compose(parts('# 总体情况\n{若 有 项目个数}\n有项目。\n{否则}\n没有。\n{完}\n## 分项\n正文'), ground);
    expect(blocks.map((block) => (block.kind === 'heading' ? `${block.level}` : block.kind))).toEqual(['1', 'paragraph', '2', 'paragraph']);
    const sneaky = { ...ground, region: { ...ground.region, name: '# 假标题' } };
    expect(compose(parts('{地区名}'), sneaky).blocks[0]!.kind).toBe('paragraph');
  });

  it('a table has one unit a column, unreported cells in words, and a total that says of whom', () => {
    const [block] = compose(parts('{表 县区 列=项目个数,总投资 单位=亿元 题=“分县区”}'), ground).blocks;
    if (block?.kind !== 'table') throw new Error('no table');
    expect(block.unit).toBe('单位：个、亿元');
    expect(block.rows.map((row) => row.cells.map((cell) => cell.map((run) => run.text).join('')))).toEqual([
      ['龙山区', '41', '145.6'],
      ['东丰县', '80', '95.94'],
      ['东辽县', '未报', '未报'],
      ['合计（已报）', '121', '241.54'],
    ]);
    expect(block.note).toContain('东辽县未报');
  });

  it('a ranking gives no rank to who has not reported', () => {
    const [block] = compose(parts('{排名 县区 按=总投资}'), ground).blocks;
    if (block?.kind !== 'table') throw new Error('no table');
    expect(block.rows.map((row) => row.cells.map((cell) => cell[0]!.text))).toEqual([
      ['1', '龙山区', '145.6'],
      ['2', '东丰县', '95.94'],
      ['—', '东辽县', '未报'],
    ]);
  });

  it('what the office fills in is a number of its own with a source; what is empty is 未报', () => {
    const { blocks, figures, entries } = compose(
      parts('已复工{填 已复工企业 单位=家}，复工率{率 已复工企业/规上企业}；返岗{填 返岗人数 单位=人}。'),
      ground,
    );
    expect(blocks[0]!.kind === 'paragraph' && blocks[0]!.runs.map((run) => run.text).join('')).toBe('已复工12家，复工率92.3%；返岗未报。');
    expect(entries.map((one) => one.name)).toEqual(['已复工企业', '规上企业', '返岗人数']);
    expect(figures[0]).toMatchObject({ from: 'entry', value: 12, source: '工信局' });
    expect(figures[2]!.value).toBeNull();
  });

  it('one figure printed twice is one row of the appendix; another unit is another row', () => {
    const { figures } = compose(parts('{总投资}与{总投资}；{总投资 单位=万元}'), ground);
    expect(figures.map((one) => one.printed)).toEqual(['241.54亿元', '2415400万元']);
    expect(figures[0]!.what.zh).toBe('辽源市2020年总投资');
  });

  it('names the list without the year in its name', () => {
    expect(lines('{每 名单}{名}{名单个数}{完}，{名单个数 名单=省“三早”项目}，{名单个数 名单=省三早}')).toEqual([
      '省“三早”项目11个，11个，11个',
    ]);
  });

  it.each([
    ['一{项目个数', '没有用“}”结束'],
    ['一}二', '多了一个“}”'],
    ['{项目数}', '不认识“项目数”'],
    ['{项目个数 性质=改建}', '只能是：新建、续建'],
    ['{项目个数 颜色=红}', '没有“颜色”这个限定'],
    ['{若 未报}甲', '没有用 {完} 结束'],
    ['甲{完}', '多了一个“完”'],
    ['{否则}', '前面没有“若”'],
    ['{每}甲{完}', '后面还要写县区'],
    ['{}', '花括号里是空的'],
    ['{项目个数 新建}', '看不懂'],
  ])('%s is a mistake that names its line and says what to do', (body, said) => {
    const read = readTemplate(`第一行\n${body}`);
    expect(read.ok).toBe(false);
    if (!read.ok) {
      expect(read.mistakes[0]!.line).toBe(2);
      expect(read.mistakes[0]!.zh).toContain(said);
      expect(read.mistakes[0]!.en).not.toBe('');
    }
  });

  it.each([
    ['{项目个数 地区=长春市}', '不是辽源市的县区'],
    ['{名单个数 名单=某名单}', '没有“某名单”这张名单'],
    ['{项目个数 行业=航天}', '没有“航天”这条行业线'],
    ['{项目个数 规模=很大}', '看不懂'],
    ['{每 乡镇}{完}', '县区、名单、行业或规模'],
    ['{若 下雨}甲{完}', '不认识条件'],
  ])('%s is found when it is composed, with its line', (body, said) => {
    const { mistakes } = compose(parts(`第一行\n${body}`), ground);
    expect(mistakes[0]).toMatchObject({ line: 2 });
    expect(mistakes[0]!.zh).toContain(said);
  });

  it('whatever is typed, reading ends with a tree or with mistakes, and nothing is run', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('{', '}', '若', '每', '县区', '完', ' ', '\n', '“', '”', '=', '项目个数', '$', '1+1', 'a'), {
          maxLength: 60,
        }),
        (signs) => {
          const body = signs.join('');
          const made = compose(parts(body), ground);
          expect(Array.isArray(made.blocks)).toBe(true);
          expect(JSON.stringify(made.blocks)).not.toContain('"2"');
        },
      ),
      { numRuns: 400 },
    );
  });
});

describe('the number style', () => {
  it('money has at most two decimals, zeros cut, halves up, and never becomes nought by rounding', () => {
    const shown = (yuan: number, unit?: '亿元' | '万元') => printed({ value: yuan, unit: 'yuan' }, unit).text;
    expect(shown(14_560_000_000)).toBe('145.6亿元');
    expect(shown(9_594_000_000)).toBe('95.94亿元');
    expect(shown(7_780_000_000)).toBe('77.8亿元');
    expect(shown(100_500_000)).toBe('1.01亿元'); // 1.005 rounds up, in exact decimals
    expect(shown(300_000)).toBe('30万元'); // 0.00 亿元 would be a lie
    expect(shown(0)).toBe('0亿元');
  });

  it('percentages have one decimal at most, halves up as written in decimals', () => {
    expect(decimalText(0.8715, 2, 1)).toBe('87.2');
    expect(decimalText(3.39, 2, 1)).toBe('339');
    expect(decimalText(-0.0005, 2, 1)).toBe('-0.1');
    expect(decimalText(0.00004, 2, 1)).toBe('0');
    expect(decimalText(0.9995, 2, 1)).toBe('100');
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (thousandths) => {
        // Worked in whole numbers: tenths of a percent are exactly the thousandths.
        expect(Number(decimalText(thousandths / 1000, 2, 1))).toBeCloseTo(thousandths / 10, 9);
      }),
    );
  });

  it('reads sizes as offices write them', () => {
    expect(sizeOf('5000万元')).toBe(50_000_000);
    expect(sizeOf('1亿元以上')).toBe(100_000_000);
    expect(sizeOf('500万')).toBe(5_000_000);
    expect(sizeOf('大')).toBeUndefined();
  });
});

describe('issuing', () => {
  const paper = { body: [{ kind: 'paragraph', runs: [{ text: '正文' }] }] } as never;
  const finding = (severity: 'contradiction' | 'doubtful', decision?: 'granted' | 'declined' | null) =>
    ({ severity, sentence: { zh: '不合', en: 'off' }, override: decision === undefined ? null : { decision } }) as never;

  it('contradictions block until another person lets them stand; doubts do not', () => {
    expect(blockedBy({ mistakes: [], paper }, [])).toEqual([]);
    expect(blockedBy({ mistakes: [], paper }, [finding('doubtful')])).toEqual([]);
    expect(blockedBy({ mistakes: [], paper }, [finding('contradiction')])).toHaveLength(1);
    expect(blockedBy({ mistakes: [], paper }, [finding('contradiction', null)])).toHaveLength(1);
    expect(blockedBy({ mistakes: [], paper }, [finding('contradiction', 'declined')])).toHaveLength(1);
    expect(blockedBy({ mistakes: [], paper }, [finding('contradiction', 'granted')])).toEqual([]);
    expect(blockedBy({ mistakes: [{ line: 3, zh: '错。', en: 'Wrong.' }], paper }, [])[0]!.zh).toBe('正文第3行：错。');
    expect(blockedBy({ mistakes: [], paper: { body: [] } as never }, [])).toHaveLength(1);
  });

  it('a figure has changed when its value or its definition has', () => {
    const [bound] = compose(parts('{总投资}'), ground).figures;
    const now = figure('projects.total', 241.54 * yi, 'yuan');
    expect(compareFigure(bound!, now)).toBeUndefined();
    expect(compareFigure(bound!, { ...now, value: 250 * yi })).toMatchObject({ before: '241.54亿元', now: '250亿元', redefined: false });
    expect(compareFigure(bound!, { ...now, definition: { ...now.definition, version: '2' } })).toMatchObject({ redefined: true });
    expect(compareFigure(bound!, figure('projects.total', null, 'yuan'))).toMatchObject({ now: '未报' });
  });

  it("a region's own template comes before the product's, the newest in force before older ones", () => {
    const template = (region: string, version: number, since: string) => ({ region, version, since, code: 'a' }) as never;
    const all = [template('000000', 1, '2020-01-01'), template('220400', 1, '2020-02-01'), template('220400', 2, '2020-05-01')];
    expect(pickTemplate(all, undefined, '2020-01-15', '220400')).toMatchObject({ region: '000000' });
    expect(pickTemplate(all, undefined, '2020-03-01', '220400')).toMatchObject({ region: '220400', version: 1 });
    expect(pickTemplate(all, undefined, '2020-06-01', '220421')).toMatchObject({ region: '220400', version: 2 });
    expect(pickTemplate(all, 'other', '2020-06-01', '220421')).toBeUndefined();
  });
});
