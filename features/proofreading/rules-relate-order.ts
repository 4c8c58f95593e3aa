// Relations that are no sums: 五个部门 and the five that are named, 第五个年头 and the four years before it, a rank and the values it ranks.
import { type Constraint, condition, type Lookup, shifted } from './rules-constraints.ts';
import { compare, exactText, printed, whole } from './rules-decimal.ts';
import type { Grouped } from './rules-groups.ts';
import type { Item } from './rules-items.ts';
import type { Layout } from './rules-layout.ts';
import type { Statement } from './rules-model.ts';
import type { Places } from './rules-places.ts';
import type { Mark } from './rules-quantities.ts';

type Ordinal = Extract<Mark, { kind: 'ordinal' }>;

/** Names joined by 、 that end alike: 应急局、工信局、住建局; or that are all places. */
const members = /((?:[\u4e00-\u9fff“”]{2,16}、){1,30}[\u4e00-\u9fff“”]{2,16}?(?:(?:和|及|以及|与)[\u4e00-\u9fff“”]{2,16}?)?)(等)?$/;
const counted = /^(?:部门|单位|县区|县|区|县市区|县市|乡镇|街道|园区|开发区|局|村|地区|市|公司|企业|城市)/;
const kinds = ['局', '委', '办', '县', '区', '市', '镇', '乡', '村', '公司', '园', '中心', '银行', '街道', '开发区'];

export function orderConstraints(
  layout: Layout,
  items: readonly Item[],
  marks: readonly Mark[],
  grouped: Grouped,
  places: Places,
  year: number | null,
  ordinalOf: (mark: Ordinal) => Statement,
): Constraint[] {
  return [...enumerations(layout, items, places), ...years(layout, items, marks, year, ordinalOf), ...ranks(layout, items, marks, grouped)];
}

function enumerations(layout: Layout, items: readonly Item[], places: Places): Constraint[] {
  const found: Constraint[] = [];
  for (const item of items) {
    if (item.mark.dimension !== 'count' || !counted.test(layout.text.slice(item.mark.end, item.mark.end + 4)) || item.definite) continue;
    const stretch = layout.text
      .slice(Math.max(layout.blocks[item.block]!.start, item.mark.start - 160), item.mark.start)
      .replace(/^.*[。;；:,，]/s, '');
    const match = members.exec(stretch);
    if (!match) continue;
    const names = match[1]!.split(/、|以及|和|及|与/).filter((name) => name !== '');
    if (names.length < 2) continue;
    const like = (name: string): boolean =>
      places.byName.has(name) ||
      kinds.some((kind) => name.endsWith(kind) && names.filter((each) => each.endsWith(kind)).length * 2 > names.length);
    if (!names.slice(1).every(like)) continue;
    const count = whole(names.length);
    const open = match[2] !== undefined;
    const subject = {
      zh: `所列${names.length}个名称与“${item.statement.text}”`,
      en: `${names.length} names against “${item.statement.text}”`,
    };
    const evidence = { zh: '逐一核对所列名称。', en: 'Check the names one by one.' };
    if (open)
      found.push(
        condition({
          kind: 'enumeration',
          terms: [{ statement: item.statement.id, role: 'count', sign: 1 }],
          subject,
          evidence,
          holds: (value) => compare(value(item.statement.id), count) >= 0,
          difference: (value) =>
            exactText({ n: value(item.statement.id).n - count.n * value(item.statement.id).d, d: value(item.statement.id).d }),
          arithmetic: (value) => `${printed(value(item.statement.id), item.statement)} < ${names.length}`,
          limits: () => [{ to: count, bound: 'atLeast' }],
        }),
      );
    else
      found.push(
        shifted({
          kind: 'enumeration',
          left: [item.statement],
          right: [],
          offset: count,
          margin: whole(1),
          subject,
          evidence,
          words: (value) =>
            `${names.length}个名称${compare(value(item.statement.id), count) === 0 ? ' = ' : ' ≠ '}${printed(value(item.statement.id), item.statement)}`,
          roles: ['count', 'names'],
        }),
      );
  }
  return found;
}

/** 第五个年头 beside 过去的四年, or counted from the first year named. */
function years(
  layout: Layout,
  items: readonly Item[],
  marks: readonly Mark[],
  year: number | null,
  ordinalOf: (mark: Ordinal) => Statement,
): Constraint[] {
  const found: Constraint[] = [];
  const evidence = { zh: '以首次开展的年份推算。', en: 'Count from the first year.' };
  for (const mark of marks) {
    if (mark.kind !== 'ordinal' || (mark.unit !== '个年头' && mark.unit !== '年')) continue;
    if (/^(?:第)?.*计划/.test(layout.text.slice(mark.end, mark.end + 3))) continue;
    const from = layout.text.lastIndexOf('\n', mark.start) + 1;
    const end = layout.text.indexOf('\n', mark.end);
    const past = items.find(
      (item) =>
        item.mark.unit === '年' &&
        item.mark.start > from &&
        item.mark.start < end &&
        Math.abs(item.mark.start - mark.start) < 80 &&
        /(?:过去的?|前|此前|已经?走过)$/.test(item.own),
    );
    const start = marks.find(
      (each) =>
        each.kind === 'date' &&
        each.from.year !== null &&
        each.start > from &&
        each.end < mark.start &&
        mark.start - each.end < 60 &&
        /^(?:以来|起|开始|首次|启动)/.test(layout.text.slice(each.end, each.end + 2)) &&
        !/[。;]/.test(layout.text.slice(each.end, mark.start)),
    );
    if (!past && !(start && year !== null)) continue;
    const ordinal = ordinalOf(mark);
    if (past)
      found.push(
        shifted({
          kind: 'order',
          left: [ordinal],
          right: [past.statement],
          offset: whole(1),
          margin: whole(1),
          subject: { zh: '第几个年头与过去的年数', en: 'the ordinal of the year against the years gone by' },
          evidence,
          words: (value: Lookup) =>
            `${exactText(value(past.statement.id))} + 1 ${exactText(value(past.statement.id)) === exactText({ n: value(ordinal.id).n - value(ordinal.id).d, d: value(ordinal.id).d }) ? '=' : '≠'} ${exactText(value(ordinal.id))}`,
          roles: ['ordinal', 'years'],
        }),
      );
    if (start && start.kind === 'date' && year !== null) {
      const right = whole(year - start.from.year! + 1);
      found.push(
        shifted({
          kind: 'order',
          left: [ordinal],
          right: [],
          offset: right,
          margin: whole(1),
          subject: { zh: `自${start.from.year}年至${year}年`, en: `from ${start.from.year} to ${year}` },
          evidence,
          words: (value: Lookup) =>
            `${year} − ${start.from.year} + 1 = ${exactText(right)} ${compare(value(ordinal.id), right) === 0 ? '=' : '≠'} ${exactText(value(ordinal.id))}`,
          roles: ['ordinal', 'years'],
        }),
      );
    }
  }
  return found;
}

/** 甲县位居第一, where the values of at least three places stand before it in the same sentence or the one before. */
function ranks(layout: Layout, items: readonly Item[], marks: readonly Mark[], grouped: Grouped): Constraint[] {
  const found: Constraint[] = [];
  const said =
    /(?<=^|[,，。;；、\n])([\u4e00-\u9fff]{2,14}?)(?:排名|位列|位居|居|列|排在?)(?:全市|全省|各县区)?(?:的)?(第一|首位|榜首|末位|最后|倒数第一)/g;
  void marks;
  const lastBefore = new Lookback(items);
  for (const match of layout.text.matchAll(said)) {
    const run = lastBefore.places(match.index, grouped, match[1]!);
    if (run.length < 3) continue;
    const leader = run.find(
      (item) => match[1]!.endsWith(grouped.groupOf.get(item)!.place!) || grouped.groupOf.get(item)!.place!.startsWith(match[1]!),
    );
    if (!leader) continue;
    const top = !/末|最后|倒数/.test(match[2]!);
    const others = run.filter((item) => item !== leader);
    found.push(
      condition({
        kind: 'ranking',
        terms: [
          { statement: leader.statement.id, role: 'leader', sign: 1 },
          ...others.map((item) => ({ statement: item.statement.id, role: 'other', sign: -1 as const })),
        ],
        subject: {
          zh: `${grouped.groupOf.get(leader)!.place}${match[2]}`,
          en: `${grouped.groupOf.get(leader)!.place}: ${top ? 'first' : 'last'}`,
        },
        evidence: { zh: '以各地数字重新排序可定。', en: 'Rank the figures again.' },
        holds: (value) => others.every((item) => compare(value(leader.statement.id), value(item.statement.id)) * (top ? 1 : -1) >= 0),
        difference: () => '',
        arithmetic: (value) =>
          `${printed(value(leader.statement.id), leader.statement)} ${top ? '≥' : '≤'} ${others.map((item) => printed(value(item.statement.id), item.statement)).join(', ')}`,
      }),
    );
  }
  return found;
}

class Lookback {
  private readonly items: readonly Item[];
  constructor(items: readonly Item[]) {
    this.items = items;
  }
  /** The figures of different places, of the kind of the last percentage or amount before this offset, within the section. */
  places(offset: number, grouped: Grouped, word: string): Item[] {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.items[middle]!.mark.start < offset) low = middle + 1;
      else high = middle;
    }
    const kindOf = (item: Item): string => `${item.mark.unit}|${/率|计划的|增/.exec(item.own)?.[0] ?? ''}|${item.measure ?? ''}`;
    const wanted = /率/.test(word)
      ? (item: Item): boolean => item.mark.dimension === 'percent' && /率|计划的|任务的/.test(item.own)
      : (): boolean => true;
    let last: Item | null = null;
    const run: Item[] = [];
    const seen = new Set<string>();
    for (let at = low - 1; at >= 0 && at > low - 60; at -= 1) {
      const item = this.items[at]!;
      const group = grouped.groupOf.get(item)!;
      if (last === null) {
        if (!wanted(item)) continue;
        last = item;
      }
      if (item.block !== last.block && item.block < last.block - 12) break;
      if (grouped.sectionOf(item) !== grouped.sectionOf(last)) break;
      if (kindOf(item) !== kindOf(last) || group.place === null) continue;
      if (seen.has(group.place)) break;
      seen.add(group.place);
      run.unshift(item);
    }
    return run;
  }
}
