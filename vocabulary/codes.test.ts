import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditCode, organisationCheck, projectCode } from './codes.ts';

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
