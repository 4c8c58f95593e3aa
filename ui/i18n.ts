// The two languages of the screens: office Chinese first, English equally complete. Decides which language is on, how a room's words are
// found and how days are written. A key that is missing in English, or a {{name}} that is not filled, is a type error.
import i18next from 'i18next';
import { useCallback, useSyncExternalStore } from 'react';
import { minuteOfInstant, type Precision, preciseDay } from '../vocabulary/days.ts';

export type Language = 'zh' | 'en';

/** English that differs with the count: { one: '{{count}} row', other: '{{count}} rows' }. */
type Plural = { one: string; other: string };
/** A sentence pair as the server sends it. */
export type Pair = { zh: string; en: string };

/** The shape an English word list must have for a Chinese one. */
export type WordsLike<Zh> = { readonly [Key in keyof Zh]: string | Plural };

type Names<Text extends string> = string extends Text
  ? string
  : Text extends `${string}{{${infer Name}}}${infer Rest}`
    ? Name | Names<Rest>
    : never;
type Filled<Text extends string> = [Names<Text>] extends [never]
  ? // A word alone may still differ with the count in English: 人, person, people.
    [values?: { count: number }]
  : string extends Names<Text>
    ? [values?: Record<string, string | number>]
    : [values: Record<Names<Text>, string | number>];

/** Says one word or sentence: say('rows', { count: 3 }). */
export type Say<Zh extends Record<string, string>> = <Key extends keyof Zh & string>(key: Key, ...values: Filled<Zh[Key]>) => string;

const kept = 'sanzao.language';
const storage = typeof localStorage === 'undefined' ? undefined : localStorage;
const tags: Record<Language, string> = { zh: 'zh-CN', en: 'en' };

void i18next.init({
  lng: storage?.getItem(kept) === 'en' ? 'en' : 'zh',
  fallbackLng: 'zh',
  supportedLngs: ['zh', 'en'],
  resources: { zh: {}, en: {} },
  interpolation: { escapeValue: false },
  returnEmptyString: true,
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  showSupportNotice: false,
} as Parameters<typeof i18next.init>[0]);

const sayTag = (): void => {
  if (typeof document !== 'undefined') document.documentElement.lang = tags[language()];
};

/** The language that is on now. Inside a component use useLanguage(). */
export const language = (): Language => (i18next.language === 'en' ? 'en' : 'zh');

/** Switches the language of the whole screen and remembers it on this machine. */
export async function setLanguage(next: Language): Promise<void> {
  storage?.setItem(kept, next);
  await i18next.changeLanguage(next);
  sayTag();
}
sayTag();

const subscribe = (listener: () => void): (() => void) => {
  i18next.on('languageChanged', listener);
  return () => i18next.off('languageChanged', listener);
};

/** The language that is on; the component is drawn again when it changes. */
export const useLanguage = (): Language => useSyncExternalStore(subscribe, language, language);

/** Picks the sentence of the language that is on: pick(problem.message). */
export const pick = (pair: Pair, lang: Language = language()): string => pair[lang] || pair.zh;

/** A hook that picks: const pick = usePick(); pick({ zh, en }). */
export function usePick(): (pair: Pair) => string {
  const lang = useLanguage();
  return useCallback((pair: Pair) => pick(pair, lang), [lang]);
}

const flat = (words: Readonly<Record<string, string | Plural>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[key, value]]
        : [
            [`${key}_one`, value.one],
            [`${key}_other`, value.other],
          ],
    ),
  );

let rooms = 0;

/**
 * Registers a room's words and gives its hook.
 * ```ts
 * // screen/words.zh.ts   export const zh = { title: '项目库', rows: '{{count}} 行' } as const;
 * // screen/words.en.ts   export const en = { title: 'Library', rows: { one: '{{count}} row', other: '{{count}} rows' } } satisfies WordsLike<typeof zh>;
 * // screen/words.ts      export const useWords = defineWords(zh, en);
 * // in a component       const say = useWords(); say('rows', { count: 3 });
 * ```
 * Outside components, `useWords.now('title')` says it in the language that is on at that moment.
 */
export function defineWords<const Zh extends Record<string, string>>(zh: Zh, en: WordsLike<Zh>): (() => Say<Zh>) & { now: Say<Zh> } {
  rooms += 1;
  const room = `words-${rooms}`;
  i18next.addResourceBundle('zh', room, flat(zh));
  i18next.addResourceBundle('en', room, flat(en as Readonly<Record<string, string | Plural>>));
  const text = (key: string, values?: object): string => String(i18next.t(key as never, { ns: room, ...values } as never));
  const now: Say<Zh> = (key, ...values) => text(key, values[0]);
  // One function for each language, so that it changes exactly when the language does.
  const said: Record<Language, Say<Zh>> = { zh: (key, ...values) => text(key, values[0]), en: (key, ...values) => text(key, values[0]) };
  const useWords = (): Say<Zh> => said[useLanguage()];
  return Object.assign(useWords, { now });
}

/** A day as a table shows it (2020-03-15), or inside a sentence of the same year (3月15日 / 15 March). */
export function dayText(day: string | null | undefined, where: 'table' | 'sentence' = 'table', lang: Language = language()): string {
  if (!day) return '—';
  if (where === 'table') return day;
  const [, month = 0, date = 0] = day.split('-').map(Number);
  if (lang === 'zh') return `${month}月${date}日`;
  return `${date} ${['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'][month - 1]}`;
}

/** A day no more precisely than it is known: 2020年 / 2020, 2020-03, 2020-03-15. */
export const preciseText = (known: { day: string; precision: Precision } | null | undefined, lang: Language = language()): string =>
  known ? preciseDay(known.day, known.precision, lang) : '';

/** An instant in Asia/Shanghai, to the minute: 2020-03-15 14:05. */
export function instantText(iso: string | null | undefined): string {
  if (!iso) return '—';
  return minuteOfInstant(iso);
}

/** A whole number with thousands separated. */
export const countText = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
