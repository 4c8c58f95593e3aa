/** Speaks to the person at the terminal: both languages unless the locale names one. stdout is left to the results of commands. */
import type { Sentence } from '../platform/db/start-refusal.ts';

const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '';

export function inTheirLanguage({ zh, en }: Sentence): string {
  if (/^zh/i.test(locale)) return zh;
  if (/^en/i.test(locale)) return en;
  return zh === en ? zh : `${zh}\n${en}`;
}

/** Progress and refusals. */
export function tell(sentence: Sentence): void {
  process.stderr.write(`${inTheirLanguage(sentence)}\n`);
}

/** What the start command has to say for itself: the address and how to enter. */
export function announce(sentence: Sentence): void {
  process.stdout.write(`${inTheirLanguage(sentence)}\n`);
}
