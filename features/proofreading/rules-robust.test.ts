// Whatever is handed in, proofreading answers: it never throws, every span lies in the text and shows the number it speaks of, the same text
// gives the same proof, and a hundred pages are read while one waits.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countryKnowledge } from './country.ts';
import { proofread } from './rules.ts';
import type { Knowledge, Proof } from './rules-model.ts';

const knowledge: Knowledge = { today: '2020-04-01', year: null, region: null, places: [], register: null, ...countryKnowledge };
const read = (text: string): Proof => proofread({ text, tables: [] }, knowledge);

const words = [
  '项目',
  '个',
  '亿元',
  '新建',
  '续建',
  '其中',
  '，',
  '。',
  '；',
  '\n\n',
  '\n',
  '总投资',
  '35',
  '34.5',
  '％',
  '80',
  '（',
  '）',
  '分别',
  '合计',
  '甲县',
  '全市',
  '“',
  '”',
  '2月30日',
  '2020年',
  '５０００万元以上',
  '同比增长',
  '个百分点',
  ' ',
  '第五个年头',
  '占',
  '中',
  '已开工',
  '公司',
  '12,345',
  '-',
  '.',
  'of which',
  'million',
  '\u{1F600}',
  '\ud800',
];
const pieces = fc
  .array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 6, unit: 'binary' })), { maxLength: 60 })
  .map((parts) => parts.join(''));

describe('any text', () => {
  it('is read without a fault, and every span shows what it speaks of', () => {
    fc.assert(
      fc.property(pieces, (text) => {
        const proof = read(text);
        const ids = new Set(proof.statements.map((each) => each.id));
        expect(ids.size).toBe(proof.statements.length);
        for (const statement of proof.statements) {
          if (statement.position.kind !== 'text') continue;
          const { start, end } = statement.position.span;
          expect(start >= 0 && start < end && end <= text.length).toBe(true);
          expect(text.slice(start, end).replace(/\s*\n\s*/g, '')).toBe(statement.text);
        }
        for (const relation of proof.relations) for (const term of relation.terms) expect(ids.has(term.statement)).toBe(true);
        for (const each of proof.findings)
          for (const position of each.positions)
            if (position.kind === 'text') expect(position.span.start >= 0 && position.span.end <= text.length).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('gives the same proof twice, keys of findings included', () => {
    const text = '甲县项目34个，其中新建17个、续建18个。';
    expect(read(text)).toEqual(read(text));
    const keys = read(text).findings.map((each) => each.key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('width, spaces and breaks of the paper change nothing but the places', () => {
    const plain = '甲县项目34个，总投资95.94亿元，其中新建17个、续建18个。';
    const printed = '甲县项目３４ 个， 总投资９５．\n９４亿元，其中新\n\n建17个、续建 18个。';
    const [a, b] = [read(plain), read(printed)];
    expect(b.relations.map((each) => each.arithmetic)).toEqual(a.relations.map((each) => each.arithmetic));
    expect(b.findings.map((each) => each.sentence)).toEqual(a.findings.map((each) => each.sentence));
  });
});

describe('speed', () => {
  it('sixty thousand characters with three thousand figures take less than the two seconds one waits (six on a loaded machine)', () => {
    const county = (n: number): string =>
      `${'东西南北上下前后左右'[n % 10]}${'山河湖岭川原坪谷江溪'[Math.floor(n / 10) % 10]}${n > 99 ? '甲' : ''}县今年实施500万元以上项目${90 + n}个，总投资${100 + n}.25亿元，年度计划投资${50 + n}.5亿元。其中，新建项目${60 + n}个，总投资${60 + n}.05亿元；续建项目30个，总投资40.2亿元。各部门坚持靠前服务，逐项梳理、跟踪推进，确保项目早落地、早开工、早见效，全力完成全年目标任务。\n\n`;
    let text = '';
    for (let n = 0; text.length < 60_000; n += 1) text += county(n % 190);
    const started = performance.now();
    const proof = read(text);
    expect(proof.statements.length).toBeGreaterThan(3000);
    expect(performance.now() - started).toBeLessThan(6000);
  });

  it('a megabyte of digits or of one bracket is no trap', () => {
    const started = performance.now();
    read('1234567890'.repeat(100_000));
    read('（'.repeat(20_000));
    read('项目'.repeat(50_000));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
