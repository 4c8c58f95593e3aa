// A table beside a text often says again what the text says. A row and a set of the text are taken for the same only when two of their figures
// already agree; then the rest have to agree as well. One agreement is chance, none is another set.
import { type Constraint, restated } from './rules-constraints.ts';
import { compare, unitKind, worth } from './rules-decimal.ts';
import type { Statement } from './rules-model.ts';

type Figures = Map<string, Statement>;

const natureOf = (statement: Statement): string => (statement.facets.nature ?? '').replace(/^拟?新开工$/, '新建');
const keyOf = (statement: Statement): string => `${statement.measure}/${natureOf(statement)}/${unitKind(statement.unit).family}`;
const wide = /^全[市县省区州盟旗]$/;

/** Figures of one place and one scope in the text; of one row in a table. A figure that stands twice in a set is left out. */
function setsOf(statements: readonly Statement[], group: (statement: Statement) => string | null): Map<string, Figures> {
  const sets = new Map<string, Figures>();
  const doubled = new Set<string>();
  for (const statement of statements) {
    const name = group(statement);
    if (name === null || !['count', 'money'].includes(statement.dimension) || statement.measure === '') continue;
    const set = sets.get(name) ?? new Map<string, Statement>();
    sets.set(name, set);
    const key = keyOf(statement);
    if (set.has(key)) doubled.add(`${name}\n${key}`);
    set.set(key, statement);
  }
  for (const each of doubled) {
    const [name, key] = each.split('\n') as [string, string];
    sets.get(name)?.delete(key);
  }
  return sets;
}

export function betweenTextAndTables(statements: readonly Statement[]): Constraint[] {
  const inCells = statements.filter((one) => one.position.kind === 'cell');
  const inText = statements.filter((one) => one.position.kind === 'text' && one.hedge === 'exact');
  if (inCells.length === 0 || inText.length === 0 || inCells.length > 4_000) return [];
  const rows = setsOf(inCells, (one) =>
    one.position.kind === 'cell' ? `${one.position.sheet}!${/\d+$/.exec(one.position.cell)?.[0]}` : null,
  );
  const sets = setsOf(inText, ({ place, facets }) => {
    const rest = Object.entries(facets).filter(([key]) => key !== 'nature');
    return `${place ?? ''}|${rest.map(([key, value]) => `${key}=${value}`).join(',')}`;
  });
  const named = new Set(inCells.flatMap((one) => (one.place === null ? [] : [one.place])));
  const found: Constraint[] = [];
  for (const set of sets.values())
    for (const row of rows.values()) {
      const [said] = set.values();
      const [listed] = row.values();
      if (!said || !listed) continue;
      const samePlace =
        listed.place === null ? said.place === null || wide.test(said.place) || !named.has(said.place) : listed.place === said.place;
      if (!samePlace) continue;
      const pairs = [...set].flatMap(([key, one]) => {
        const other = row.get(key);
        return other ? [[one, other] as const] : [];
      });
      const agree = pairs.filter(([one, other]) => compare(worth(one), worth(other)) === 0);
      const differ = pairs.length - agree.length;
      if (agree.length < 2 || differ > 1 || agree.every(([one]) => one.value.digits < 10n)) continue;
      for (const [one, other] of pairs) {
        const zh = `文中与${other.position.kind === 'cell' ? other.position.sheet : '表'}中${other.label}`;
        found.push(
          restated(one, other, { zh, en: `the text and the table, ${other.label}` }, { zh: '该表的明细行', en: 'the rows of that table' }),
        );
      }
    }
  return found;
}
