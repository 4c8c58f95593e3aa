// How numbers are written in each unit.
import { afterEach, describe, expect, it } from 'vitest';
import { setLanguage } from './i18n.ts';
import { moneyShown, shownText, valueShown } from './unit.ts';

afterEach(() => setLanguage('zh'));

describe('money', () => {
  it('is printed in 亿元 as the office prints it: exact to two decimals, zeros cut', () => {
    expect(moneyShown(9_594_000_000, '亿元')).toEqual({ text: '95.94', unit: '亿元', rounded: false, exact: '9,594,000,000' });
    expect(moneyShown(14_560_000_000, '亿元')).toMatchObject({ text: '145.6', rounded: false });
  });

  it('is rounded half up to two decimals and marked when the unit cannot hold it, with the exact yuan beside', () => {
    expect(moneyShown(4_751_234_567, '亿元')).toEqual({ text: '47.51', unit: '亿元', rounded: true, exact: '4,751,234,567' });
    expect(moneyShown(150_500_001, '亿元')).toMatchObject({ text: '1.51', rounded: true });
  });

  it('says that 1.2345亿元 was rounded, and one unit further down it is exact', () => {
    expect(moneyShown(123_450_000, '亿元')).toMatchObject({ text: '1.23', rounded: true, exact: '123,450,000' });
    expect(moneyShown(123_450_000, '万元')).toMatchObject({ text: '12,345', rounded: false });
  });

  it('never rounds in 元, and groups thousands in 万元', () => {
    expect(moneyShown(4_751_234_567, '元')).toMatchObject({ text: '4,751,234,567', rounded: false });
    expect(moneyShown(9_594_000_000, '万元')).toMatchObject({ text: '959,400', rounded: false });
  });

  it('shows an average that is not whole yuan as rounded', () => {
    expect(valueShown(119_925_000.5, 'yuan', '亿元')).toMatchObject({ rounded: true, exact: '119,925,000.5' });
  });

  it('shows the same parts and total in every unit: 39.98 + 55.96 = 95.94', () => {
    const shown = [3_998_000_000, 5_596_000_000, 9_594_000_000].map((yuan) => moneyShown(yuan, '亿元'));
    expect(shown.map((one) => one.text)).toEqual(['39.98', '55.96', '95.94']);
    expect(shown.some((one) => one.rounded)).toBe(false);
  });
});

describe('other values', () => {
  it('shows a ratio in per cent with one decimal, so that columns of shares line up', () => {
    expect(valueShown(3.39, 'ratio', '亿元')).toMatchObject({ text: '339.0', unit: '%' });
    expect(valueShown(0.5716, 'ratio', '亿元')).toMatchObject({ text: '57.2', rounded: true, exact: '57.16' });
  });

  it('writes a sentence in the language that is on', async () => {
    expect(shownText(80, 'count', '亿元')).toBe('80个');
    expect([shownText(1286, 'people', '亿元'), shownText(60, 'enterprises', '亿元'), shownText(3, 'items', '亿元')]).toEqual([
      '1,286人',
      '60户',
      '3件',
    ]);
    expect([shownText(0.125, 'ratio', '亿元'), shownText(12.5, 'points', '亿元')]).toEqual(['12.5%', '12.5个百分点']);
    expect(shownText(1_716_000_000, 'yuan', '亿元')).toBe('17.16亿元');
    await setLanguage('en');
    expect(shownText(80, 'count', '亿元')).toBe('80');
    expect([shownText(1, 'people', '亿元'), shownText(1200, 'enterprises', '亿元')]).toEqual(['1 person', '1,200 enterprises']);
    expect(shownText(1_716_000_000, 'yuan', '亿元')).toBe('17.16 ×100m yuan');
  });
});
