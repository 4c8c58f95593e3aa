// Claims about what a person types for amounts and days.
import { describe, expect, it } from 'vitest';
import { dayText, dayTyped, moneyText, yuanTyped } from './typed.ts';

describe('what a person types', () => {
  it('an amount means the unit it was typed in, with thousands and full-width digits', () => {
    expect(yuanTyped({ text: '5,600', unit: '万元' })).toBe(56_000_000);
    expect(yuanTyped({ text: '４７．５１', unit: '亿元' })).toBe(4_751_000_000);
  });
  it('an empty amount is stated as nothing, never as zero; anything else is not an amount', () => {
    expect(yuanTyped({ text: '  ', unit: '万元' })).toBeNull();
    expect(yuanTyped({ text: '0', unit: '万元' })).toBe(0);
    expect(yuanTyped({ text: '约5600', unit: '万元' })).toBeUndefined();
    expect(yuanTyped({ text: '0.00001', unit: '万元' })).toBeUndefined();
  });
  it('an amount comes back exactly as it is kept', () => {
    expect(moneyText(4_751_000_000, '亿元')).toEqual({ text: '47.51', unit: '亿元' });
    expect(moneyText(null, '万元').text).toBe('');
  });
  it('a day keeps how precise it was typed', () => {
    expect(dayTyped('2020')).toEqual({ day: '2020-01-01', precision: 'year' });
    expect(dayTyped('2020.3')).toEqual({ day: '2020-03-01', precision: 'month' });
    expect(dayTyped('2020年3月15日')).toEqual({ day: '2020-03-15', precision: 'day' });
    for (const text of ['2020', '2020-03', '2020-03-15']) expect(dayText(dayTyped(text) ?? null)).toBe(text);
  });
  it('no day is made of what names none', () => {
    expect(dayTyped('')).toBeNull();
    for (const text of ['2020.13', '2020-02-30', '明年', '20']) expect(dayTyped(text)).toBeUndefined();
  });
});
