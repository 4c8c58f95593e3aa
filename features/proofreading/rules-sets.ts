// Sets in words and numbers: what an indicator of a set is called, where its figure is, whether parts close. Shared by the files that say what must
// hold between sets.
import type { Words } from './rules-constraints.ts';
import { compare, type Exact, exactText, isZero, minus, times, whole, worth, zero } from './rules-decimal.ts';
import type { Group } from './rules-groups.ts';
import type { Statement } from './rules-model.ts';

export const list: Words = { zh: '以项目清单逐项核对可定。', en: 'The list of projects settles it.' };
export const source: Words = { zh: '以各单位上报的原表可定。', en: 'The tables as they were reported settle it.' };
export const same: Words = {
  zh: '两处须一致，以清单或原表为准。',
  en: 'Both places must agree; the list or the reported table settles which.',
};

export const measureWords = (measure: string): Words => {
  const count = /^个数:(.*)$/.exec(measure);
  if (count) return { zh: `${count[1]}个数`, en: `number of ${count[1] === '项目' || count[1] === '' ? 'projects' : count[1]}` };
  const english: Record<string, string> = {
    总投资: 'total investment',
    年度计划投资: 'plan of the year',
    完成投资: 'investment done',
    投资: 'investment',
    到位资金: 'funds in place',
  };
  return { zh: /^[a-z]+:/.test(measure) ? '数额' : measure, en: english[measure] ?? (/^[a-z]+:/.test(measure) ? 'amount' : measure) };
};

export function setWords(group: Group): string {
  const { threshold, nature, list: named, stage, line, line2, ...rest } = group.facets;
  const words = [named, threshold, nature, line?.startsWith('#') ? '' : line, line2, stage, ...Object.values(rest)]
    .filter((each) => each !== undefined && each !== '')
    .join('');
  return `${group.place ?? ''}${group.time ?? ''}${words}${group.noun ?? ''}`;
}

export function subjectOf(group: Group, measure: string, how: Words = { zh: '', en: '' }): Words {
  const words = measureWords(measure);
  const set = setWords(group);
  return {
    zh: `${set === '' ? '' : `${set}的`}${words.zh.replace(group.noun ?? '\u0000', '')}${how.zh}`,
    en: `${set === '' ? '' : `${set}: `}${words.en}${how.en}`,
  };
}

/** 投资 of the parts may be the 总投资 of the whole. */
const aliases: Record<string, string[]> = {
  总投资: ['投资'],
  年度计划投资: ['投资'],
  完成投资: ['投资', '固定资产投资'],
  固定资产投资: ['投资', '完成投资'],
  投资: ['总投资', '完成投资', '固定资产投资'],
};

export function measureIn(group: Group, measure: string): Statement | null {
  const own = group.measures.get(measure);
  if (own) return own.statement;
  if (measure.startsWith('个数:')) {
    const counts = [...group.measures].filter(([key]) => key.startsWith('个数:'));
    return counts.length === 1 && (measure === '个数:' || counts[0]![0] === '个数:' || group.parent?.noun === group.noun)
      ? counts[0]![1].statement
      : null;
  }
  for (const other of aliases[measure] ?? []) {
    const found = group.measures.get(other);
    if (found && !(other === '总投资' && group.measures.has('年度计划投资'))) return found.statement;
  }
  return null;
}

export const plain = (statement: Statement): boolean => statement.hedge === 'exact';

export function buckets(group: Group): Group[][] {
  const byDimension = new Map<string, Group[]>();
  for (const child of group.children) {
    const key = `${child.own.join()}|${child.time ?? ''}|${child.noun ?? ''}`;
    byDimension.set(key, [...(byDimension.get(key) ?? []), child]);
  }
  return [...byDimension.values()];
}

export const summable = (statement: Statement): boolean =>
  !['percent', 'points', 'rate', 'ordinal', 'duration'].includes(statement.dimension);

export function closes(total: Statement, terms: readonly Statement[]): boolean {
  return isZero(
    minus(
      worth(total),
      terms.map(worth).reduce((sum, each) => ({ n: sum.n * each.d + each.n * sum.d, d: sum.d * each.d }), zero),
    ),
  );
}

/** Off by one or two in many: nobody leaves out a single project of eighty when he lists the classes. */
export function nearMiss(total: Statement, terms: readonly Statement[]): boolean {
  const sum = terms.map(worth).reduce((all, each) => ({ n: all.n * each.d + each.n * all.d, d: all.d * each.d }), zero);
  const off = minus(worth(total), sum);
  const far = off.n < 0n ? { n: -off.n, d: off.d } : off;
  return compare(times(far, whole(40)), worth(total)) <= 0 && terms.length > 1;
}

export function countOf(group: Group): Statement | null {
  for (const prefix of ['个数:', '户数:', '人数:'])
    for (const [key, item] of group.measures) if (key.startsWith(prefix)) return item.statement;
  return null;
}

export const plusOf = (a: Exact, b: Exact): Exact => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
export const wan = (yuan: Exact): string => {
  const inWan: Exact = { n: yuan.n, d: yuan.d * 10000n };
  return compare(inWan, whole(100000)) >= 0
    ? `${exactText({ n: yuan.n, d: yuan.d * 100000000n }, 0, 2)}亿元`
    : `${exactText(inWan, 0, 0)}万元`;
};

export const equalValues = (a: Statement, b: Statement): boolean =>
  a.value.digits === b.value.digits && a.value.scale === b.value.scale && a.unit === b.unit;

export const facetKey = (facets: Group['facets']): string =>
  Object.entries(facets)
    .map(([dimension, value]) => `${dimension}=${value}`)
    .sort()
    .join('&');
