import { describe, expect, it } from 'vitest';
import { dayIn } from './DayInput.tsx';

describe('a day as it is typed', () => {
  it.each([
    ['2020-03-15', '2020-03-15'],
    ['20200315', '2020-03-15'],
    ['2020.3.15', '2020-03-15'],
    ['2020/3/5', '2020-03-05'],
    ['2020年3月5日', '2020-03-05'],
    [' ２０２０-０３-１５ ', '2020-03-15'],
  ])('%s is %s', (typed, day) => expect(dayIn(typed)).toBe(day));
  it('anything else stays as it was typed, so that the form can say what is wrong with it', () => {
    for (const typed of ['', '2020', '2020-02-30', '明年', '2020.13.1']) expect(dayIn(typed)).toBe(typed);
  });
});
