// What the line of stages claims: a stage that nobody recorded is never drawn or read as passed on record.
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { StageLine } from './StageLine.tsx';

const drawn = renderToStaticMarkup(
  <StageLine
    label="阶段"
    now="building"
    stages={[
      { key: 'idea', name: '谋划', on: '2019-03-01' },
      { key: 'talks', name: '洽谈' },
      { key: 'preparing', name: '前期手续', noted: '2020-03-12' },
      { key: 'building', name: '在建', noted: '2020-03-20' },
      { key: 'completed', name: '竣工', planned: '2020-11' },
      { key: 'effective', name: '达效' },
    ]}
  />,
);
const stage = (name: string): { state: string; text: string } => {
  const item = drawn.match(/<li .*?<\/li>/g)!.find((one) => one.includes(`>${name}<`))!;
  return {
    state: /sz-stage-(\w+)"/.exec(item)![1]!,
    text: item
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  };
};

describe('the line of stages', () => {
  it('tells recorded, assumed, current and ahead apart, for the eye and aloud', () => {
    expect(stage('谋划')).toMatchObject({ state: 'recorded', text: expect.stringMatching(/已记录.*2019/) });
    expect(stage('洽谈')).toEqual({ state: 'assumed', text: '洽谈 无记录' });
    expect(stage('前期手续')).toMatchObject({ state: 'recorded', text: expect.stringMatching(/已记录.*记于.*2020/) });
    expect(stage('在建')).toMatchObject({ state: 'now', text: expect.stringContaining('当前阶段') });
    expect(stage('竣工')).toMatchObject({ state: 'ahead', text: expect.stringMatching(/未到.*2020.*计划/) });
    expect(stage('达效')).toMatchObject({ state: 'ahead', text: expect.stringContaining('未到') });
  });
  it('says under the line what “no record” means, and only when a stage has none', () => {
    expect(drawn).toContain('推定经过');
    const whole = renderToStaticMarkup(<StageLine label="阶段" now="a" stages={[{ key: 'a', name: '谋划', on: '2019-03-01' }]} />);
    expect(whole).not.toContain('推定经过');
  });
});
