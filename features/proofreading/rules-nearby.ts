// Looking back from a figure at those before it, as a reader does: the latest that fits, within the section and a bounded number of figures, so
// that a long report costs no more than its length.
import type { Group, Grouped } from './rules-groups.ts';
import type { Item } from './rules-items.ts';
import type { Statement } from './rules-model.ts';
import type { Places } from './rules-places.ts';

const reach = 60;

export class Nearby {
  private readonly grouped: Grouped;
  private readonly items: readonly Item[];
  private readonly order: Map<Item, number>;
  private readonly places: Places;
  private readonly statements: Map<string, Item>;

  constructor(grouped: Grouped, items: readonly Item[], places: Places) {
    this.grouped = grouped;
    this.items = items;
    this.order = new Map(items.map((item, index) => [item, index]));
    this.places = places;
    this.statements = new Map(items.map((item) => [item.statement.id, item]));
  }

  indexOf(item: Item): number {
    return this.order.get(item)!;
  }

  byStatement(id: string): Item | undefined {
    return this.statements.get(id);
  }

  groupOf(item: Item): Group | undefined {
    return this.grouped.groupOf.get(item);
  }

  place(item: Item): string | null {
    return this.groupOf(item)?.place ?? null;
  }

  holds(outer: string | null, inner: string | null): boolean {
    return outer !== null && inner !== null && this.places.within(inner, outer);
  }

  /** Two lines that are both named and differ. */
  otherLine(a: Item, b: Item): boolean {
    const [left, right] = [this.groupOf(a)?.facets.line, this.groupOf(b)?.facets.line];
    return left !== undefined && right !== undefined && left !== right;
  }

  sameSet(a: Item, b: Item): boolean {
    return (
      this.place(a) === this.place(b) &&
      this.groupOf(a)?.facets.line === this.groupOf(b)?.facets.line &&
      Math.abs(a.sentence - b.sentence) <= 1
    );
  }

  before(index: number, fits: (item: Item) => boolean): Item | null {
    for (let at = index - 1; at >= 0 && at > index - reach; at -= 1) if (fits(this.items[at]!)) return this.items[at]!;
    return null;
  }

  /** The set's own figure of one of these indicators, else the latest of the sentence. */
  measure(item: Item, index: number, group: Group, measures: string[]): Statement | null {
    for (const measure of measures) {
      const own = group.measures.get(measure);
      if (own && own.paragraph === item.paragraph && this.order.get(own)! < index) return own.statement;
    }
    const found = this.before(
      index,
      (each) => each.sentence === item.sentence && each.measure !== null && measures.includes(each.measure) && !each.change,
    );
    return found ? found.statement : null;
  }

  /** Sets spoken of before that do not contradict this one, the set's ancestors first; of other places too when `anywhere`. */
  groupsBack(index: number, group: Group, anywhere = false): Group[] {
    const found: Group[] = [];
    for (let at: Group | null = group.parent; at; at = at.parent) found.push(at);
    const seen = new Set<Group>([group, ...found]);
    for (let at = index - 1; at >= 0 && at > index - reach; at -= 1) {
      const other = this.groupOf(this.items[at]!)!;
      if (seen.has(other)) continue;
      seen.add(other);
      if (other.detached || other.section !== group.section || other.time !== null || !compatible(other, group)) continue;
      if (!anywhere && other.place !== group.place) continue;
      found.push(other);
    }
    return found;
  }

  /** Possible wholes of a part: the set's own figure, its ancestors', then those of compatible sets. */
  wholes(index: number, group: Group, part: Statement, of: (group: Group) => Statement | null): Statement[] {
    const found: Statement[] = [];
    for (const each of [group, ...this.groupsBack(index, group)]) {
      const statement = of(each);
      if (statement && statement.id !== part.id && statement.dimension === part.dimension && !found.includes(statement))
        found.push(statement);
    }
    return found;
  }
}

const compatible = (whole: Group, part: Group): boolean =>
  Object.entries(whole.facets).every(
    ([dimension, value]) => dimension === 'stage' || part.facets[dimension] === undefined || part.facets[dimension] === value,
  );
