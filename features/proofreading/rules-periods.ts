// How much of the year a figure's sentence speaks of: 1-5月 and 截至5月底 are five months, 上半年 six, 前三季度 nine. What is found holds on within
// its paragraph until another period is named.
import { monthsInEnglish } from './rules-english.ts';
import type { Item } from './rules-items.ts';
import type { Mark } from './rules-quantities.ts';

const words: [RegExp, number][] = [
  [/上半年|二季度末|第二季度末/, 6],
  [/前三季度|前三个季度/, 9],
  [/一季度|首季/, 3],
  [/全年/, 12],
];

/** Months of the year gone by as of the sentence of an item; null when the text does not say. */
export function monthsOf(text: string, marks: readonly Mark[]): (item: Item) => number | null {
  const dates = marks.filter((mark) => mark.kind === 'date');
  return (item) => {
    const from = text.lastIndexOf('\n', item.mark.start) + 1;
    let found: { at: number; months: number } | null = null;
    for (let index = lower(dates, item.mark.start) - 1; index >= 0 && dates[index]!.start >= from; index -= 1) {
      const date = dates[index]!;
      const after = text.slice(date.end, date.end + 3);
      const before = text.slice(Math.max(0, date.start - 3), date.start);
      const last = date.to ?? date.from;
      if (last.month === null) continue;
      const whole =
        date.to !== null ||
        /^[底末]/.test(after) ||
        (/(?:截至|截止|到|至)$/.test(before) && last.day === null) ||
        (last.day !== null && last.day >= 28);
      if (!whole) continue;
      found = { at: date.start, months: last.month };
      break;
    }
    const stretch = text.slice(Math.max(from, found?.at ?? 0, item.mark.start - 400), item.mark.start);
    if (!found) {
      const english = monthsInEnglish(stretch);
      if (english !== null) return english;
    }
    for (const [pattern, months] of words) {
      if (months === 12) continue;
      const at = stretch.search(pattern);
      if (at >= 0 && !found) found = { at: from + at, months };
    }
    return found?.months ?? null;
  };
}

function lower(dates: readonly Mark[], start: number): number {
  let low = 0;
  let high = dates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dates[middle]!.start < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
