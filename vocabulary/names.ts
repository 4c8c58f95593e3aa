// Names as people compare them: full-width and half-width forms, brackets, blanks and punctuation do not make two names different.
// Aliases and former names are data of the rooms; this file only says when two spellings are one spelling.

/** The spelling two names are compared by. Pure and stable: stored next to the name and compared by equality. */
export function normalName(name: string): string {
  // Most names are plain Chinese already, and every name of a ledger passes here.
  if (/^[\u4e00-\u9fffa-z0-9]*$/.test(name)) return name;
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u200b\ufeff]/g, '')
    .replace(/[()[\]{}<>《》〈〉【】〔〕「」『』“”"'‘’、，,。.．·•・\-‐-―−－_/\\:：;；!！?？*＊#＃&＆+＋|~～]/g, '');
}

/**
 * A firm's name without the words that every firm carries, for finding likely duplicates: (某市某某轴承有限公司, [某市]) is 某某轴承.
 * `places`: names of the regions a firm here may begin with, longest first.
 */
export function firmCore(name: string, places: readonly string[]): string {
  let core = normalName(name).replace(
    /(股份有限公司|有限责任公司|有限公司|集团公司|总公司|分公司|公司|集团|厂|农民专业合作社|专业合作社|合作社)+$/,
    '',
  );
  for (const place of places) if (core.length - place.length >= 2 && core.startsWith(place)) core = core.slice(place.length);
  return core;
}

/** Likeness of two spellings from 0 to 1: shared pairs of neighbouring signs (Dice). 1 only when equal. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length < 2 || b.length < 2) return 0;
  let shared = 0;
  // Names are short: comparing every pair with every pair is quicker than building a table, and allocates nothing but the marks.
  const taken = new Uint8Array(b.length);
  for (let i = 0; i < a.length - 1; i++) {
    const first = a.charCodeAt(i);
    const second = a.charCodeAt(i + 1);
    for (let j = 0; j < b.length - 1; j++) {
      if (b.charCodeAt(j) !== first || b.charCodeAt(j + 1) !== second || taken[j] === 1) continue;
      taken[j] = 1;
      shared++;
      break;
    }
  }
  return Math.min((2 * shared) / (a.length + b.length - 2), 0.999);
}
