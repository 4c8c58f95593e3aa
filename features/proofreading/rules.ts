// Proofreading as one pure function: read the figures, say what must hold between them, settle what does not, add what the dates and words
// tell. The same manuscript and knowledge give the same proof, ids and keys included.
import type { Constraint } from './rules-constraints.ts';
import { groupsOf } from './rules-groups.ts';
import { itemsOf, type Quantity } from './rules-items.ts';
import { layOut } from './rules-layout.ts';
import type { Knowledge, Manuscript, Proof, Statement } from './rules-model.ts';
import { monthsOf } from './rules-periods.ts';
import { placesOf } from './rules-places.ts';
import { marksOf } from './rules-quantities.ts';
import { setConstraints } from './rules-relate.ts';
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
  const year = knowledge.year;
  const statements: Statement[] = [];
  const statementOf = (mark: Quantity): Statement => {
    const span = layout.spanOf(mark.start, mark.end);
    const statement: Statement = {
      id: `s${statements.length + 1}`,
      text: manuscript.text.slice(span.start, span.end).replace(/\s*\n\s*/g, ''),
      value: mark.value,
      unit: mark.unit,
      dimension: mark.dimension,
      measure: '',
      label: '',
      place: null,
      facets: {},
      time: null,
      hedge: mark.hedge,
      position: { kind: 'text', span },
    };
    statements.push(statement);
    return statement;
  };
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
  const constraints: Constraint[] = [...setConstraints(grouped, places), ...ratios.constraints];
  const tables = readTables(manuscript.tables, knowledge, statements.length + 1);
  statements.push(...tables.statements);
  constraints.push(...tables.constraints);
  if (also) constraints.push(...also(statements));
  const settled = settle(statements, constraints);
  const findings = [...figuresSaid(settled, constraints, statements), ...tables.findings];
  findings.sort((a, b) => (a.positions[0] && b.positions[0] ? byPlace(a.positions[0], b.positions[0]) : 0));
  return { statements, relations: settled.relations, findings };
}
