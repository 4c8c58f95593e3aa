// What a figure says in each of its states, drawn without a browser.
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { figures } from '../catalogue/samples.ts';
import { Bars } from './Bars.tsx';
import { Figure } from './Figure.tsx';
import { Light } from './Light.tsx';

const textOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('a figure', () => {
  it('that nobody reported is unreported, never zero', () => {
    const text = textOf(renderToStaticMarkup(<Figure figure={figures.none} label="东辽县项目" />));
    expect(text).toContain('未报');
    expect(text).not.toMatch(/\b0\b/);
  });

  it('above an unreported county names the county', () => {
    expect(textOf(renderToStaticMarkup(<Figure figure={figures.partly} label="全市项目" />))).toContain('未含 东辽县');
    expect(renderToStaticMarkup(<Figure figure={figures.partly} label="全市项目" size="line" />)).toContain('未含 东辽县');
  });

  it('says what it is out of, with the share', () => {
    expect(textOf(renderToStaticMarkup(<Figure figure={figures.part} label="其中续建" />))).toContain('占 总投资 95.94亿元 58.3%');
  });

  it('that is rounded is marked, with the exact yuan one hover away', () => {
    const html = renderToStaticMarkup(<Figure figure={figures.rounded} label="年度计划" />);
    expect(textOf(html)).toContain('≈ 47.51 亿元');
    expect(html).toContain('title="已四舍五入，精确值 4,751,234,567 元"');
  });

  it('is a button that a screen reader can name', () => {
    const html = renderToStaticMarkup(<Figure figure={figures.money} label="计划总投资" />);
    expect(html).toMatch(/<button[^>]+aria-haspopup="dialog"/);
    expect(textOf(html)).toContain('查看“计划总投资”的定义与来源');
  });
});

describe('bars', () => {
  it('give an unreported county its row and its mark, and no bar', () => {
    const html = renderToStaticMarkup(
      <Bars
        unit="yuan"
        label="总投资"
        bars={[
          { key: 'a', label: '东丰县', value: 100_000_000 },
          { key: 'b', label: '东辽县', value: null },
        ]}
      />,
    );
    expect(html.match(/class="sz-bar"/g)).toHaveLength(1);
    expect(textOf(html)).toContain('东辽县 ○ 未报');
  });
});

describe('a light', () => {
  it('has a shape and a word of its own in each state', () => {
    const drawn = (['normal', 'warning', 'late', 'unreported'] as const).map((state) => renderToStaticMarkup(<Light state={state} />));
    expect(new Set(drawn.map((html) => /<(circle|path|rect)[^>]+>/.exec(html)?.[0])).size).toBe(4);
    expect(drawn.map(textOf).map((text) => text.trim())).toEqual(['正常', '预警', '滞后', '未报']);
  });
});
