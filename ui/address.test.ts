// The address that holds the state of a page.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf, firstOf, parseSearch, valuesOf, writeSearch } from './address.ts';

describe('addresses', () => {
  it('hold plain text that a person can read and type', () => {
    expect(writeSearch({ region: '220421', nature: ['new', 'continuing'], sort: '-total' })).toBe(
      '?region=220421&nature=new&nature=continuing&sort=-total',
    );
    expect(parseSearch('?year=2020')).toEqual({ year: '2020' });
  });

  it('give back whatever was put in', () => {
    const value = fc.string({ minLength: 1 });
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ minLength: 1 }).filter((name) => name !== '__proto__'),
          fc.oneof(value, fc.array(value, { minLength: 2 })),
        ),
        (search) => {
          expect(parseSearch(writeSearch(search))).toEqual({ ...search });
        },
      ),
    );
  });

  it('keep region and year from page to page, and let a link choose others', () => {
    const now = { region: '220421', year: '2020', q: '轴承' };
    expect(addressOf('/projects', {}, now)).toBe('/projects?region=220421&year=2020');
    expect(addressOf('/projects?year=2019', { nature: 'new' }, now)).toBe('/projects?region=220421&year=2019&nature=new');
  });

  it('read one value or several under a name', () => {
    expect(valuesOf({ a: ['1', '2'], b: '3' }, 'a')).toEqual(['1', '2']);
    expect(valuesOf({ b: '3' }, 'b')).toEqual(['3']);
    expect(firstOf({}, 'c')).toBeUndefined();
  });
});
