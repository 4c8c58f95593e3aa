// Personal data as it may be shown: enough to recognise one's own entry, too little to use somebody else's. What is right is masked by its kind;
// what is wrong (a number with a digit too few, a name in the column of telephones) may be anything, and shows less.
import type { RosterField } from './words-roster.ts';

const stars = (count: number): string => '*'.repeat(Math.max(count, 1));

/** 张三 is 张*, 欧阳修文 is 欧***, Anna Berg is A***. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name];
  return first + stars(Math.min(rest.length, 3));
}

/** 330106********123X: the division and the last four; other documents keep two signs at each end. */
export function maskIdentity(identity: string): string {
  return /^\d{17}[\dX]$/.test(identity) ? `${identity.slice(0, 6)}********${identity.slice(14)}` : maskEnds(identity, 2);
}

/** 138****0000. */
export function maskPhone(phone: string): string {
  return /^1\d{10}$/.test(phone) ? `${phone.slice(0, 3)}****${phone.slice(7)}` : maskEnds(phone, 2);
}

/** What somebody wrote in a cell that is wrong: its length and its ends, at most a third of it. */
export function maskRaw(field: RosterField, text: string): string {
  if (text === '') return '';
  if (field === 'name') return maskName(text);
  if (field === 'returnedOn' || field === 'isolationUntil' || field === 'contact') return looksLikeADay(text) ? text : maskEnds(text, 1);
  if (field === 'from') return maskEnds(text, 1);
  return maskEnds(text, Math.min(3, Math.floor(text.length / 6)));
}

const looksLikeADay = (text: string): boolean => /^[\d年月日号./ -]{4,12}$/.test(text) && text.replace(/\D/g, '').length <= 8;

function maskEnds(text: string, ends: number): string {
  const signs = [...text];
  if (signs.length <= ends * 2) return stars(signs.length);
  return signs.slice(0, ends).join('') + stars(Math.min(signs.length - ends * 2, 12)) + (ends > 0 ? signs.slice(-ends).join('') : '');
}

/** True when a text holds something that looks like a resident number or a mobile telephone: reasons and notes must not. */
export const holdsPersonalNumber = (text: string): boolean =>
  /(?<!\d)(\d{17}[\dXx]|\d{15}|1[3-9]\d{9})(?![\dA-Za-z])/.test(text.normalize('NFKC').replace(/[\s-]/g, ''));
