// How far a supposed sum is borne out by the numbers themselves: in how many columns or rows it closes, and how unlikely that would be by
// chance. A sum is only demanded where words name it or where the rest of the table shows it; a coincidence is never a rule.
import { compare, type Exact, lastPlace, minus, plus, size, worth, zero } from './rules-decimal.ts';
import type { Statement } from './rules-model.ts';

/** One place where a sum can be tried. `blank` counts parts that are not reported. */
export type Trial = { total: Statement; parts: Statement[]; blank: number };
export type Weight = { holds: number; fails: number; info: number; blankHolds: number; trials: number };

const half = (value: Exact): Exact => ({ n: value.n, d: value.d * 2n });

/** Total minus parts. */
export const gapOf = ({ total, parts }: Trial): Exact => minus(worth(total), parts.map(worth).reduce(plus, zero));

/** Exactly, or within half a last place of every rounded term when there are more than two parts or decimals. */
export function closes(trial: Trial): boolean {
  const gap = size(gapOf(trial));
  if (gap.n === 0n) return true;
  const all = [trial.total, ...trial.parts];
  if (all.some((one) => one.dimension === 'count') || all.every((one) => one.value.scale === 0)) return false;
  return compare(gap, all.map((one) => half(lastPlace(one))).reduce(plus, zero)) <= 0;
}

/** Digits that would have to agree by chance: 0 where a sum is trivial (one part that counts, nothing but zeros). */
function informationOf({ total, parts }: Trial): number {
  const some = parts.filter((part) => part.value.digits !== 0n);
  if (some.length < 2) return some.length === 1 && total.value.digits !== 0n ? 0.3 : 0;
  const digits = total.value.digits < 0n ? -total.value.digits : total.value.digits;
  return Math.min(5, Math.log10(Number(digits) + 1));
}

export function weigh(trials: readonly Trial[]): Weight {
  const weight: Weight = { holds: 0, fails: 0, info: 0, blankHolds: 0, trials: trials.length };
  for (const trial of trials) {
    if (closes(trial)) {
      const info = informationOf(trial);
      weight.info += info;
      if (info > 0) weight.holds++;
      if (trial.blank > 0 && info >= 0.3) weight.blankHolds++;
    } else weight.fails++;
  }
  return weight;
}

/** One figure for comparing suppositions: what closes speaks for, what does not speaks against. */
export const scoreOf = (weight: Weight): number => weight.info - 2.5 * weight.fails;

/** Whether two amounts are of one kind and may be added. */
export const alike = (a: Statement, b: Statement): boolean =>
  a.dimension === b.dimension && (a.unit === b.unit || a.dimension === 'money' || a.unit === '' || b.unit === '');
