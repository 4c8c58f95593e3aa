import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firmCore, likeness, normalName } from './names.ts';

describe('names', () => {
  it('brackets, blanks and widths do not make two names different', () => {
    expect(normalName('棠鹿（一期）  加工 项目')).toBe(normalName('棠鹿(一期)加工项目'));
    expect(normalName('Ａ区—道路')).toBe(normalName('a区-道路'));
  });
  it('a firm under two legal forms has one core', () => {
    const places = ['辽源市', '辽源'];
    expect(firmCore('辽源市桓砚轴承有限公司', places)).toBe(firmCore('桓砚轴承有限责任公司', places));
    expect(firmCore('辽源市桓砚轴承有限公司', places)).not.toBe(firmCore('辽源市桓砚轴瓦有限公司', places));
  });
  it('likeness is 1 only for the same spelling, symmetric, and between 0 and 1', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        const like = likeness(a, b);
        expect(like).toBe(likeness(b, a));
        expect(like >= 0 && like <= 1).toBe(true);
        expect(like === 1).toBe(a === b);
      }),
    );
  });
});
