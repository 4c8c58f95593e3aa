import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactIn, grouped, shownIn, yuanOf } from './money.ts';

const units = ['元', '万元', '亿元'] as const;

describe('money', () => {
  it('reads decimals exactly, where binary fractions would not', () => {
    expect(yuanOf('47.51', '亿元')).toBe(4_751_000_000);
    expect(yuanOf('0.29', '万元')).toBe(2_900);
    expect(yuanOf('1.005', '亿元')).toBe(100_500_000);
  });
  it('refuses what is finer than one yuan, is no number, or leaves the safe integers', () => {
    for (const text of ['0.00001', '12,3', '', '1e3', '九十', '999999999999'])
      expect(yuanOf(text, text === '999999999999' ? '亿元' : '万元')).toBeUndefined();
  });
  it('prints 亿元 as the office does: trailing zeros cut, at most two decimals, half up, and says when it rounded', () => {
    expect(shownIn(14_560_000_000, '亿元')).toEqual({ text: '145.6', rounded: false });
    expect(shownIn(9_594_000_000, '亿元')).toEqual({ text: '95.94', rounded: false });
    expect(shownIn(100_500_000, '亿元')).toEqual({ text: '1.01', rounded: true });
    expect(shownIn(-100_500_000, '亿元')).toEqual({ text: '-1.01', rounded: true });
    expect(shownIn(1, '亿元')).toEqual({ text: '0', rounded: true });
  });
  it('any yuan survives being written and read in any unit', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom(...units), (yuan, unit) => {
        expect(yuanOf(exactIn(yuan, unit), unit)).toBe(yuan === 0 ? 0 : yuan);
      }),
    );
  });
  it('rounding is never further than half a unit of the last place', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), (yuan) => {
        const back = yuanOf(shownIn(yuan, '亿元').text, '亿元')!;
        expect(Math.abs(back - yuan)).toBeLessThanOrEqual(500_000);
      }),
    );
  });
  it('groups thousands', () => expect([grouped('1234567.5'), grouped('-1000'), grouped('999')]).toEqual(['1,234,567.5', '-1,000', '999']));
});
