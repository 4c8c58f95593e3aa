import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditCode, organisationCheck, projectCode, residentId } from './codes.ts';

describe('unified social credit code (GB 32100-2015)', () => {
  it.each([
    '91350100M000100Y43',
    '112204000135717502',
    '9144030071526726XG',
    '91110108551385082Q',
    '91110000100010433L',
    '91220402MA0TEET107',
  ])('%s is right, and so is its organisation part', (code) => {
    expect(creditCode(code)).toEqual({ ok: true, code });
    expect(organisationCheck(code.slice(8, 16))).toBe(code[16]);
  });
  it('lower case, full width and blanks are read, not refused', () => {
    expect(creditCode(' 91350100ｍ０００１００y43')).toEqual({ ok: true, code: '91350100M000100Y43' });
  });
  it.each([
    ['91350100M000100Y44', 'check'],
    ['91350100M000I00Y43', 'sign'],
    ['9135O100M000100Y43', 'sign'],
    ['91350100M000100Y4', 'length'],
    ['91A50100M000100Y43', 'division'],
  ])('%s is refused: %s', (code, why) => expect(creditCode(code)).toEqual({ ok: false, why }));
  it('a changed digit never passes', () => {
    const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 17 }), fc.integer({ min: 0, max: 30 }), (place, sign) => {
        const right = '91350100M000100Y43';
        const wrong = right.slice(0, place) + signs[sign] + right.slice(place + 1);
        expect(creditCode(wrong).ok).toBe(wrong === right);
      }),
    );
  });
});

describe('investment project code', () => {
  it.each([
    '2603-141124-89-05-346948',
    '2411-130202-89-01-637015',
    '2509-320193-89-01-544060',
    '2011-220402-04-01-123455',
    '2101-220421-04-01-000010',
  ])('%s is the new form with a right check digit', (code) => expect(projectCode(code)).toMatchObject({ ok: true, form: 'new', code }));
  it.each(['2020-330327-48-01-167360', '2018-331121-48-01-079437-000', '2017-130000-01-01-00001'])(
    '%s is the old form, which has no check digit',
    (code) => expect(projectCode(code)).toMatchObject({ ok: true, form: 'old' }),
  );
  it.each([
    ['2603-141124-89-05-346949', 'check'],
    ['2613-141124-89-05-346948', 'month'],
    ['2603-141124-89-05-34694', 'form'],
    ['鹿业备案号', 'form'],
  ])('%s is refused: %s', (code, why) => expect(projectCode(code)).toEqual({ ok: false, why }));
  it('a code written without hyphens or with long ones is the same code', () => {
    expect(projectCode('26031411248905346948')).toMatchObject({ code: '2603-141124-89-05-346948' });
    expect(projectCode('2603－141124－89－05－346948')).toMatchObject({ code: '2603-141124-89-05-346948' });
  });
});

describe('resident number', () => {
  it.each([
    '11010519491231002X',
    '440524188001010014',
    '11010519491231002x',
    '１１０１０５１９４９１２３１００２Ｘ',
    '110105 19491231 002X',
  ])('%s is right', (written) => expect(residentId(written)).toMatchObject({ ok: true, form: 'new' }));
  it.each([
    ['110105194912310021', 'check'],
    ['220403199002290113', 'birth'],
    ['110105190013010010', 'birth'],
    ['070105194912310021', 'division'],
    ['1101051949123100', 'length'],
    ['1101051949123100X2', 'sign'],
  ])('%s is refused: %s', (written, why) => {
    expect(residentId(written)).toEqual({ ok: false, why });
  });
  it('an old number of fifteen digits is the same person as its form of eighteen', () => {
    // 110105 49 12 31 002 → 110105 1949 12 31 002 and the check sign X.
    expect(residentId('110105491231002')).toEqual({ ok: true, code: '11010519491231002X', form: 'old', birth: '1949-12-31' });
    expect(residentId('110105491331002')).toEqual({ ok: false, why: 'birth' });
  });
  it('a changed digit, or two neighbours exchanged, never passes', () => {
    const right = '11010519491231002X';
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 0, max: 9 }), (place, digit) => {
        const wrong = right.slice(0, place) + digit + right.slice(place + 1);
        expect(residentId(wrong).ok).toBe(wrong === right);
      }),
    );
    for (let place = 0; place < 16; place++) {
      const exchanged = right.slice(0, place) + right[place + 1] + right[place] + right.slice(place + 2);
      expect(residentId(exchanged).ok).toBe(exchanged === right);
    }
  });
});
