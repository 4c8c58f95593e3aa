// Two languages that say the same.
import { afterEach, describe, expect, it } from 'vitest';
import { dayText, defineWords, instantText, pick, setLanguage } from './i18n.ts';
import { en } from './words.en.ts';
import { zh } from './words.zh.ts';

afterEach(() => setLanguage('zh'));
const names = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((found) => found[1]!).sort();

describe('words', () => {
  it('the kit fills the same names in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
    for (const [key, text] of Object.entries(zh)) {
      const other = (en as Record<string, string | { one: string; other: string }>)[key]!;
      for (const form of typeof other === 'string' ? [other] : [other.one, other.other]) expect(names(form), key).toEqual(names(text));
    }
  });

  it('English counts, Chinese does not', async () => {
    const useWords = defineWords(
      { rows: '{{count}} 行', 'dotted.key': '甲' },
      { rows: { one: '{{count}} row', other: '{{count}} rows' }, 'dotted.key': '' },
    );
    expect(useWords.now('rows', { count: 1 })).toBe('1 行');
    await setLanguage('en');
    expect(useWords.now('rows', { count: 1 })).toBe('1 row');
    expect(useWords.now('rows', { count: 2 })).toBe('2 rows');
    expect(useWords.now('dotted.key')).toBe('');
  });

  it('a missing English key, an unknown key and an unfilled name do not compile', () => {
    // @ts-expect-error 乙 has no English
    defineWords({ 甲: '一', 乙: '二' }, { 甲: 'one' });
    const useWords = defineWords({ greet: '{{name}}，您好' }, { greet: 'Hello, {{name}}' });
    // @ts-expect-error the name is not filled
    expect(useWords.now('greet')).toContain('您好');
    // @ts-expect-error no such key
    expect(useWords.now('gret', { name: '' })).toBe('gret');
  });

  it('text from people is shown as it is, neither escaped nor looked up', () => {
    const useWords = defineWords({ said: '“{{text}}”' }, { said: '"{{text}}"' });
    expect(useWords.now('said', { text: '<b>$t(x)</b>' })).toContain('<b>');
  });

  it('picks the language that is on from a pair of the server', async () => {
    await setLanguage('en');
    expect(pick({ zh: '没有找到', en: 'Not found' })).toBe('Not found');
  });
});

describe('days', () => {
  it('are never ambiguous: 2020-03-15 in tables, 3月15日 in sentences', () => {
    expect(dayText('2020-03-15')).toBe('2020-03-15');
    expect(dayText('2020-03-05', 'sentence', 'zh')).toBe('3月5日');
    expect(dayText('2020-03-05', 'sentence', 'en')).toBe('5 March');
    expect(dayText(null)).toBe('—');
  });

  it('an instant is the wall clock of Shanghai, over midnight too', () => {
    expect(instantText('2020-03-15T18:30:00Z')).toBe('2020-03-16 02:30');
  });
});
