// From the nouns of the rules (exact numbers in bigints) to the shapes of the replies, and the one line that says what a statement is limited to.
import { decimalText } from './rules-decimal.ts';
import type { Decimal, Position, Proof, Table } from './rules-model.ts';
import type { ManuscriptReply, Place, ProofReply, TableReply } from './words.ts';

/** Changes whenever the same manuscript could be judged otherwise than before. */
export const rulesVersion = '2';

/** Limits in the order in which people say them. */
const facetOrder = ['time', 'place', 'threshold', 'list', 'line', 'stage', 'nature'];

const scopeWords = (facets: Readonly<Record<string, string>>): string =>
  Object.entries(facets)
    .sort(([a], [b]) => (facetOrder.indexOf(a) + 1 || 99) - (facetOrder.indexOf(b) + 1 || 99) || (a < b ? -1 : 1))
    .map(([, words]) => words)
    .filter((words) => words !== '')
    .join(' · ');

const placeOf = (position: Position): Place =>
  position.kind === 'text'
    ? { start: position.span.start, end: position.span.end, sheet: null, cell: null }
    : { start: position.span?.start ?? null, end: position.span?.end ?? null, sheet: position.sheet, cell: position.cell };

/** As a number for reckoning on screen; the exact text goes beside it. */
const numberOf = (value: Decimal): number => Number(decimalText(value));

/** The number at the beginning of a printed difference: -1个 is -1. */
function differenceOf(printed: string): number {
  const match = /^[-−]?\d+(?:\.\d+)?/.exec(printed.replaceAll(',', ''));
  return match ? Number(match[0].replace('−', '-')) : 0;
}

export function proofReply(proof: Proof): ProofReply {
  return {
    statements: proof.statements.map((one) => ({
      ...placeOf(one.position),
      id: one.id,
      text: one.text,
      value: numberOf(one.value),
      exact: decimalText(one.value),
      unit: one.unit,
      dimension: one.dimension,
      measure: one.measure,
      label: one.label,
      place: one.place,
      scope: scopeWords(one.facets),
      facets: one.facets,
      year: one.time?.year ?? null,
      month: one.time?.month ?? null,
      day: one.time?.day ?? null,
      inferred: one.time?.inferred ?? false,
      hedge: one.hedge,
    })),
    relations: proof.relations.map((one) => ({
      id: one.id,
      kind: one.kind,
      terms: one.terms,
      holds: one.holds,
      difference: differenceOf(one.difference),
      differencePrinted: one.difference,
      arithmetic: one.arithmetic,
      repairs: one.repairs,
      follows: one.follows,
    })),
    findings: proof.findings.map((one) => ({
      key: one.key,
      kind: one.kind,
      severity: one.severity,
      sentence: one.sentence,
      evidence: one.evidence,
      places: one.positions.map(placeOf),
      relations: one.relations,
    })),
  };
}

/** A table as it is shown: the printed cells, and which are merged. */
export function tableReply(table: Table): TableReply {
  let rows = 0;
  let columns = 0;
  for (const cell of table.cells) {
    rows = Math.max(rows, cell.row);
    columns = Math.max(columns, cell.column);
  }
  return {
    sheet: table.sheet,
    rows,
    columns,
    hidden: table.hidden ?? false,
    after: table.after ?? null,
    merges: table.merges ?? [],
    cells: table.cells.filter((cell) => cell.printed).map(({ cell, row, column, text }) => ({ cell, row, column, text })),
  };
}

export function countsOf(proof: ProofReply): Omit<ManuscriptReply['counts'], 'answered'> {
  const of = (severity: string): number => proof.findings.filter((one) => one.severity === severity).length;
  return {
    statements: proof.statements.length,
    relations: proof.relations.length,
    failing: proof.relations.filter((one) => !one.holds).length,
    contradiction: of('contradiction'),
    doubtful: of('doubtful'),
    ask: of('ask'),
  };
}
