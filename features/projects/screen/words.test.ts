// Claims about the words of the register's screens.
import { describe, expect, it } from 'vitest';
import { terms } from '../words-terms.ts';
import { en } from './words.en.ts';
import { zh } from './words.zh.ts';
import { en as deskEn } from './words-desk.en.ts';
import { zh as deskZh } from './words-desk.zh.ts';
import { en as formsEn } from './words-forms.en.ts';
import { zh as formsZh } from './words-forms.zh.ts';

type Words = Record<string, string | { one: string; other: string }>;
const names = (text: string): string[] => [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1]!))].sort();

describe('the words of the register', () => {
  it.each<[string, Words, Words]>([
    ['library and project', zh, en],
    ['forms', formsZh, formsEn],
    ['desks', deskZh, deskEn],
  ])('%s: both languages fill in the same names', (_, chinese, english) => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(chinese).sort());
    for (const [key, text] of Object.entries(chinese)) {
      const other = english[key]!;
      for (const form of typeof other === 'string' ? [other] : [other.one, other.other])
        expect([key, names(form)]).toEqual([key, names(String(text))]);
    }
  });
  it('every value of the register has a word in both languages', () => {
    for (const group of Object.values(terms)) for (const word of Object.values(group)) expect(word.zh !== '' && word.en !== '').toBe(true);
  });
});
