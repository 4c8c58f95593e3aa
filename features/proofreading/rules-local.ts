// Relations that the wording of one or two sentences settles by itself; they are nearer than what is inferred from the sets of figures, and
// what is inferred gives way where it speaks against them. Nothing here knows about groups.
import type { Constraint } from './rules-constraints.ts';
import type { Item } from './rules-items.ts';
import type { Layout } from './rules-layout.ts';
import { type Local, sameUnit, value } from './rules-local-figures.ts';
import { lists, nets, remainders, stages, totals } from './rules-local-lists.ts';
import { based, changes, growths, ownPlans, pointsBetween, rates } from './rules-local-ratios.ts';
import {
  averages,
  dealtShares,
  dealtValues,
  grownSince,
  increments,
  inEnglish,
  keptAndLacking,
  numberedParts,
  ratesOfBefore,
  saidAgain,
  twice,
  viewed,
} from './rules-local-wording.ts';

export function localConstraints(layout: Layout, items: readonly Item[]): Local {
  const local: Local = { constraints: [], percents: new Set(), bases: new Set(), seen: new Set() };
  const { text } = layout;
  const sentences: Item[][] = [];
  for (const item of items) {
    const last = sentences.at(-1);
    if (last && last[0]!.sentence === item.sentence && last[0]!.block === item.block) last.push(item);
    else sentences.push([item]);
  }
  sentences.forEach((sentence) => {
    based(text, sentence, local);
  });
  for (const item of items) if (item.bracket >= 0 && /拆分|分解|折合|子项|打包/.test(item.own)) local.bases.add(item.statement.id);
  for (const sentence of sentences) dealtShares(text, sentence, local);
  numberedParts(text, sentences, local);
  sentences.forEach((sentence, at) => {
    growths(text, sentence, local);
    ownPlans(text, sentence, local);
    const earlier = sentences.slice(Math.max(0, at - 6), at).filter((each) => each[0]!.paragraph === sentence[0]!.paragraph);
    lists(
      text,
      sentence,
      earlier.length > 0 ? earlier.flat() : at > 0 && !headed(text, sentences[at - 1]!, sentence) ? sentences[at - 1]! : [],
      local,
    );
    rates(text, sentence, local);
    totals(text, sentence, local);
    stages(text, sentence, earlier.flat(), local);
    remainders(text, sentence, earlier.at(-1) ?? [], local);
    pointsBetween(text, sentence, local);
    changes(text, sentence, local);
    nets(sentence, local);
    dealtValues(text, sentence, local);
    twice(text, sentence, local);
    averages(sentence, local);
    increments(sentence, local);
    keptAndLacking(text, sentence, earlier.flat(), local);
    ratesOfBefore(text, sentence, sentences[at - 1] ?? [], local);
    inEnglish(text, sentence, sentences[at - 1] ?? [], local);
    viewed(
      text,
      sentence,
      sentences
        .slice(Math.max(0, at - 6), at)
        .filter((each) => !headed(text, each, sentence))
        .flat(),
      local,
    );
    saidAgain(text, sentence, items, local);
    grownSince(text, sentence, items, local);
  });
  return local;
}

/** A name alone on a line stands between: another account begins. */
const headed = (text: string, one: readonly Item[], two: readonly Item[]): boolean =>
  /\n[\u4e00-\u9fff]{2,12}\n/.test(text.slice(one.at(-1)!.mark.end, two[0]!.mark.start));

/** The nearer ones, then what others inferred as far as it does not speak against them or repeat them. */
export function nearerFirst(layout: Layout, items: readonly Item[], local: Local, inferred: readonly Constraint[]): Constraint[] {
  const ids = (constraint: Constraint): string[] => constraint.terms.map((term) => term.statement);
  const key = (constraint: Constraint): string => ids(constraint).sort().join();
  const itemOf = new Map(items.map((item) => [item.statement.id, item]));
  const worths = new Map(items.map((item) => [item.statement.id, value(item)]));
  const fails = (constraint: Constraint): boolean =>
    ids(constraint).every((id) => worths.has(id)) && constraint.judge((id) => worths.get(id)!) === 'fails';
  const nearby = new Set(local.constraints.map(key));
  const equalities = new Set(inferred.filter((each) => each.equality && each.kind !== 'restated').map(key));
  const sums = local.constraints.filter((each) => each.kind === 'sum').map(ids);
  const rated = new Map<string, number>();
  for (const [index, each] of local.constraints.entries())
    if (each.kind === 'rate') for (const id of ids(each).slice(1)) rated.set(id, index);
  const kept = inferred.filter((each) => {
    const terms = ids(each);
    if (nearby.has(key(each)) && each.equality) return true;
    if (['rate', 'share', 'growth'].includes(each.kind) && local.percents.has(terms[0]!)) return false;
    const sets = ['sum', 'subset', 'restated', 'counties', 'band', 'funnel'].includes(each.kind);
    if (sets && terms.some((term) => local.bases.has(term))) return false;
    if (!fails(each)) return true;
    // Some of the parts of a list against another whole, or one of them as the whole of the others.
    if (
      (each.kind === 'sum' || each.kind === 'subset') &&
      sums.some((list) => terms.filter((term) => list.slice(1).includes(term)).length >= 2)
    )
      return false;
    // Another list adds up to this total.
    if (each.kind === 'sum' && sums.some((list) => list[0] === terms[0] && key(each) !== [...list].sort().join())) return false;
    const stand = terms.map((term) => itemOf.get(term)).filter((item) => item !== undefined);
    if (each.kind === 'sum' && stand.length > 2) {
      const [total, ...parts] = stand as [Item, ...Item[]];
      const after = parts.every((part) => part.sentence < total.sentence);
      const said = /[^。]*$/.exec(layout.text.slice(Math.max(0, total.mark.start - 60), total.mark.start))![0];
      if (after && !/合计|总计|以上|上述|共计/.test(said)) return false;
    }
    // Parts of a list stand alike: one in every clause between semicolons, or all without.
    if (each.kind === 'subset' && stand.length > 2 && stand.length === terms.length) {
      const perClause = new Map<number, number>();
      const parts = stand.slice(0, -1);
      for (const part of parts) {
        const clause = (layout.text.slice(parts[0]!.mark.start, part.mark.start).match(/[;；。]/g) ?? []).length;
        perClause.set(clause, (perClause.get(clause) ?? 0) + 1);
      }
      if (perClause.size > 1 && new Set(perClause.values()).size > 1) return false;
    }
    // 两县合计54个 is no part of the last county; 213件 none of 186项.
    if (each.kind === 'subset' && stand.length === terms.length) {
      const [part, holder] = [stand[0]!, stand.at(-1)!];
      if (stand.length === 2 && (/合计|总计|共计/.test(part.own) || !sameUnit(part, holder))) return false;
    }
    // What two different rates are made of is not compared; nor the base of one as a part of its own part.
    if (each.kind === 'subset' || each.kind === 'restated' || each.kind === 'funnel') {
      const owners = terms.map((term) => rated.get(term));
      if (
        owners.length === 2 &&
        owners.every((owner) => owner !== undefined) &&
        itemOf.get(terms[0]!)?.sentence === itemOf.get(terms[1]!)?.sentence
      )
        return false;
    }
    if (each.kind === 'subset' && terms.length === 2) {
      const [part, holder] = terms.map((term) => itemOf.get(term)!);
      if (part!.sentence !== holder!.sentence) {
        if (['area', 'mass', 'length'].includes(part!.mark.dimension)) return false;
        // 争取专项资金5000万元 in a sentence of its own is other money.
        if (/争取|筹集|下达|发放/.test(part!.own)) return false;
        const monthly = (item: Item): boolean =>
          /(?<![-~—–至到])\d月份|本月|当月|单月/.test(
            /[^。]*$/.exec(layout.text.slice(Math.max(0, item.mark.start - 60), item.mark.start))![0],
          );
        if (monthly(holder!) !== monthly(part!)) return false;
      }
    }
    if (each.kind === 'restated') {
      const [one, two] = terms.map((term) => layout.blocks[itemOf.get(term)!.block]!);
      const numbered = (at: number): boolean =>
        /^(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十\d]+[)）]|\d{1,2}[.．、])/.test(layout.text.slice(at, at + 6));
      if (one !== two && numbered(one!.start) && numbered(two!.start)) return false;
    }
    // A base or an increase does not reach over a semicolon.
    if (each.kind === 'growth' || each.kind === 'difference') {
      const stands = terms.map((term) => itemOf.get(term)?.mark).filter((mark) => mark !== undefined);
      const [first, last] = [Math.min(...stands.map((mark) => mark.end)), Math.max(...stands.map((mark) => mark.start))];
      if (/[;；]/.test(layout.text.slice(first, last))) return false;
    }
    return true;
  });
  return [...kept, ...local.constraints.filter((each) => !equalities.has(key(each)))];
}
