// Lists and how they overlap: every project counted once in the exact combination of lists it is in, so that a list is the sum of the
// combinations that hold it and the union is the sum of all. Pure.

export interface Counted {
  count: number;
  totalYuan: number;
  annualPlanYuan: number;
}

export interface Overlap extends Counted {
  lists: string[];
}

const nothing = (): Counted => ({ count: 0, totalYuan: 0, annualPlanYuan: 0 });

/** The exact combinations of these lists among lines, largest first; lines in none of them are not counted. */
export function overlapsOf(
  lines: Iterable<{ lists: readonly string[]; totalYuan: number | null; planYuan: number | null }>,
  codes: ReadonlySet<string>,
): { overlaps: Overlap[]; union: Counted; byList: Map<string, Counted> } {
  const combinations = new Map<string, Overlap>();
  const byList = new Map<string, Counted>();
  const union = nothing();
  const add = (sum: Counted, line: { totalYuan: number | null; planYuan: number | null }): void => {
    sum.count += 1;
    sum.totalYuan += line.totalYuan ?? 0;
    sum.annualPlanYuan += line.planYuan ?? 0;
  };
  for (const line of lines) {
    if (line.lists.length === 0) continue;
    const mine = line.lists.filter((code) => codes.has(code)).sort();
    if (mine.length === 0) continue;
    const key = mine.join('\n');
    let combination = combinations.get(key);
    if (!combination) {
      combination = { lists: mine, ...nothing() };
      combinations.set(key, combination);
    }
    add(combination, line);
    add(union, line);
    for (const code of mine) {
      let sum = byList.get(code);
      if (!sum) {
        sum = nothing();
        byList.set(code, sum);
      }
      add(sum, line);
    }
  }
  return {
    overlaps: [...combinations.values()].sort((a, b) => b.count - a.count || (a.lists.join() < b.lists.join() ? -1 : 1)),
    union,
    byList,
  };
}
