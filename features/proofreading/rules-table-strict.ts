// When sums that are off by no more than rounding are an error all the same: two or more of them, all put right by one change of one cell, in a
// table where other sums close exactly. Independent rounding does not fail in step.
import type { Constraint, Lookup } from './rules-constraints.ts';
import { worth } from './rules-decimal.ts';
import type { Statement } from './rules-model.ts';

export function strictInStep(statements: readonly Statement[], constraints: Constraint[]): Constraint[] {
  const worths = new Map(statements.map((one) => [one.id, worth(one)]));
  const printed: Lookup = (id) => worths.get(id)!;
  const rounded = constraints.filter((one) => one.places !== null);
  const close = rounded.filter((one) => one.judge(printed) === 'close');
  if (close.length < 2) return constraints;
  const exact = rounded.filter((one) => one.judge(printed) === 'exact');
  if (exact.length === 0 || !mendedByOne(close, exact, printed)) return constraints;
  const strict = new Set(close);
  return constraints.map((one) => (strict.has(one) ? { ...one, places: null } : one));
}

function mendedByOne(close: readonly Constraint[], exact: readonly Constraint[], printed: Lookup): boolean {
  const [first] = close;
  return first!.terms.some(({ statement }) => {
    if (!close.every((one) => one.terms.some((term) => term.statement === statement))) return false;
    return first!.solve(statement, printed).some(({ to }) => {
      const value: Lookup = (id) => (id === statement ? to : printed(id));
      const touched = exact.filter((one) => one.terms.some((term) => term.statement === statement));
      return close.every((one) => one.judge(value) === 'exact') && touched.every((one) => one.judge(value) === 'exact');
    });
  });
}
