// Proofreading as one pure function: read the figures, say what must hold between them, settle what does not, add what the dates and words
// tell. The same manuscript and knowledge give the same proof, ids and keys included.
import type { Constraint } from './rules-constraints.ts';
import { dateFindings, yearOf } from './rules-dates.ts';
import { groupsOf } from './rules-groups.ts';
import { itemsOf, type Quantity } from './rules-items.ts';
import { baselessFindings, codeFindings, labelFindings, placeSlips, unitFindings } from './rules-labels.ts';
import { layOut } from './rules-layout.ts';
import { localConstraints, nearerFirst } from './rules-local.ts';
import type { Decimal, Dimension, Finding, Knowledge, Manuscript, Proof, Statement } from './rules-model.ts';
import { doubledFirms, outdatedNames } from './rules-names.ts';
import { monthsOf } from './rules-periods.ts';
import { placesOf } from './rules-places.ts';
import { type Mark, marksOf } from './rules-quantities.ts';
import { periodSums, setConstraints } from './rules-relate.ts';
import { orderConstraints } from './rules-relate-order.ts';
import { ratioConstraints } from './rules-relate-ratios.ts';
import { settle } from './rules-repair.ts';
import { byPlace, figuresSaid } from './rules-say.ts';
import { readTables } from './rules-table.ts';

/**
 * Statements of the prose come first, then those of the tables. `also` may add constraints over them (the register), which are settled with the
 * rest, so that they narrow the repairs.
 */
export function proofread(manuscript: Manuscript, knowledge: Knowledge, also?: (statements: readonly Statement[]) => Constraint[]): Proof {
  const layout = layOut(manuscript.text);
  const marks = marksOf(layout.text);
  const places = placesOf(layout, knowledge);
  const dated = yearOf(layout, marks, knowledge);
  const { year } = dated;
  const statements: Statement[] = [];
  const stated = (mark: Mark, value: Decimal, unit: string, dimension: Dimension, hedge: Statement['hedge']): Statement => {
    const span = layout.spanOf(mark.start, mark.end);
    const statement: Statement = {
      id: `s${statements.length + 1}`,
      text: manuscript.text.slice(span.start, span.end).replace(/\s*\n\s*/g, ''),
      value,
      unit,
      dimension,
      measure: '',
      label: '',
      place: null,
      facets: {},
      time: null,
      hedge,
      position: { kind: 'text', span },
    };
    statements.push(statement);
    return statement;
  };
  const statementOf = (mark: Quantity): Statement => stated(mark, mark.value, mark.unit, mark.dimension, mark.hedge);
  const items = itemsOf(layout, marks, places, year, statementOf);
  const grouped = groupsOf(layout, items, places);
  for (const item of items) {
    const group = grouped.groupOf.get(item)!;
    const { statement } = item;
    statement.measure = item.measure ?? (statement.dimension === 'count' ? `${item.noun ?? group.noun ?? ''}个数` : '');
    statement.place = group.place;
    statement.facets = Object.fromEntries(
      Object.entries(group.facets)
        .filter(([, value]) => !value.startsWith('#'))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    statement.label = Object.values(statement.facets).join('') + (group.noun ?? '');
  }
  const ratios = ratioConstraints(grouped, items, places, monthsOf(layout.text, marks));
  const ordinalOf = (mark: Extract<Mark, { kind: 'ordinal' }>): Statement =>
    stated(mark, { digits: BigInt(mark.value), scale: 0 }, '', 'ordinal', 'exact');
  const constraints: Constraint[] = nearerFirst(layout, items, localConstraints(layout, items), [
    ...setConstraints(grouped, places),
    ...ratios.constraints,
    ...periodSums(items, grouped),
    ...orderConstraints(layout, items, marks, grouped, places, year, ordinalOf),
  ]);
  const wordFindings = (): Finding[] => {
    const spoken = new Set(
      knowledge.events.map((event) => event.place).filter((place) => place !== null && layout.text.includes(place)) as string[],
    );
    return [
      ...dateFindings(layout, marks, knowledge, dated, spoken),
      ...outdatedNames(
        layout,
        knowledge,
        year === null ? knowledge.today : `${year}-12-31` < knowledge.today ? `${year}-12-31` : knowledge.today,
      ),
      ...doubledFirms(layout, places),
      ...labelFindings(items, grouped),
      ...unitFindings(layout, items),
      ...baselessFindings(ratios.baseless),
      ...codeFindings(layout, marks),
      ...placeSlips(layout, places),
    ];
  };
  const tables = readTables(manuscript.tables, knowledge, statements.length + 1);
  statements.push(...tables.statements);
  constraints.push(...tables.constraints);
  if (also) constraints.push(...also(statements));
  const settled = settle(statements, constraints);
  const findings = [...figuresSaid(settled, constraints, statements), ...tables.findings, ...wordFindings()];
  findings.sort((a, b) => (a.positions[0] && b.positions[0] ? byPlace(a.positions[0], b.positions[0]) : 0));
  return { statements, relations: settled.relations, findings };
}
