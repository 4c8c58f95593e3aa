// A statement of a kept proof as the rules know it, for comparing it with the register as it stands now.
import { decimal } from './rules-decimal.ts';
import type { Dimension, Statement } from './rules-model.ts';
import type { ProofReply } from './words.ts';

export function statementsOf(proof: ProofReply): Statement[] {
  return proof.statements.flatMap((one): Statement[] => {
    const value = decimal(one.exact);
    if (!value) return [];
    const time =
      one.year === null && one.month === null && one.day === null
        ? null
        : { year: one.year, month: one.month, day: one.day, inferred: one.inferred, words: '' };
    const span = one.start === null || one.end === null ? null : { start: one.start, end: one.end };
    const position =
      one.sheet !== null && one.cell !== null
        ? { kind: 'cell' as const, sheet: one.sheet, cell: one.cell, span }
        : { kind: 'text' as const, span: span ?? { start: 0, end: 0 } };
    const { id, text, unit, measure, label, place, facets, hedge } = one;
    return [{ id, text, value, unit, dimension: one.dimension as Dimension, measure, label, place, facets, time, hedge, position }];
  });
}
