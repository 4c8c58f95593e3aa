// The text a project is searched by: its spellings, its owner, its code and the initials of the pinyin, so that 梅花鹿 is found by
// "mhl". Initials are taken sign by sign; a sign with two common readings stands under both, so 长春 is found by "cc" and by "zc".
import { pinyin } from 'pinyin-pro';
import { normalName } from '../../vocabulary/names.ts';

/** Signs with two readings that are both common in names of projects and firms: the initials of each. */
const twoReadings: Readonly<Record<string, string>> = {
  长: 'cz',
  重: 'zc',
  行: 'xh',
  朝: 'cz',
  会: 'hk',
  种: 'zc',
  乐: 'ly',
  厦: 'xs',
  参: 'cs',
  传: 'cz',
  降: 'jx',
  石: 's',
  车: 'cj',
  藏: 'cz',
  调: 'td',
  率: 'ls',
  度: 'd',
  柏: 'b',
  仇: 'cq',
  单: 'ds',
  曾: 'zc',
  解: 'jx',
  尉: 'wy',
  盛: 'sc',
  都: 'd',
  合: 'h',
  模: 'm',
  扎: 'z',
  莎: 's',
  厂: 'c',
  广: 'g',
};

/** How many spellings of initials one name may have; names with more doubtful signs keep the common readings. */
const MOST_READINGS = 4;
/** A search text longer than this helps nobody and slows everybody. */
const LONGEST_SEARCH = 600;

// By the code of a sign: a ledger asks some hundred thousand times, and a list is found faster than a name.
const known: (string | undefined)[] = [];

/** Initials a sign may be typed as: '' for none, one or two letters. */
function initialsOf(sign: string): string {
  if (sign.length > 1) return ''; // beyond the common plane: no reading is known
  const code = sign.charCodeAt(0);
  const before = known[code];
  if (before !== undefined) return before;
  let letters = '';
  if (sign >= '㐀' && sign <= '鿿') {
    letters = twoReadings[sign] ?? pinyin(sign, { pattern: 'first', toneType: 'none', type: 'string' }).toLowerCase().slice(0, 1);
    if (letters === sign) letters = '';
  } else if (/[a-z0-9]/.test(sign)) letters = sign;
  known[code] = letters;
  return letters;
}

/** The initials of a text, most common readings first. */
export function initials(text: string): string[] {
  let spellings = [''];
  for (const sign of normalName(text)) {
    const letters = initialsOf(sign);
    if (letters.length <= 1 || spellings.length * letters.length > MOST_READINGS)
      spellings = spellings.map((one) => one + (letters[0] ?? ''));
    else spellings = [...letters].flatMap((letter) => spellings.map((one) => one + letter));
  }
  return spellings;
}

/** What is stored beside a project and searched in. */
export function searchText(project: { name: string; otherNames: readonly string[]; owner: string; code: string | null }): string {
  const parts = [
    normalName(project.name),
    ...project.otherNames.map(normalName),
    normalName(project.owner),
    normalName(project.code ?? ''),
    ...initials(project.name),
    ...initials(project.owner),
  ];
  return [...new Set(parts.filter((part) => part !== ''))].join('|').slice(0, LONGEST_SEARCH);
}

/** What was typed into the search box, as texts that must all occur: blanks separate them. */
export const searchTokens = (typed: string): string[] =>
  typed
    .split(/\s+/)
    .map(normalName)
    .filter((token) => token !== '');

/** Names sort as a Chinese reader expects: by the initials of the pinyin, then by the signs. */
export const nameKey = (name: string): string => `${initials(name)[0] ?? ''} ${name}`;
