// What words of dealing, dividing and repeating settle by themselves: shares and amounts dealt out by 分别, numbered paragraphs under one whole,
// an amount printed twice in two units, averages, what was taken away and what was kept, sentences that speak of the set named before. As in
// rules-local-lists.ts a relation is claimed when it closes, when its words leave no other reading, or when one slip of the pen explains it.
import { type Constraint, linear, quotient, shifted } from './rules-constraints.ts';
import { compare, type Exact, isZero, minus, over, printed, size, times, unitKind, whole } from './rules-decimal.ts';
import type { Item } from './rules-items.ts';
import {
  bare,
  claim,
  closes,
  closesRate,
  evidence,
  isAmount,
  type Local,
  rateOf,
  sameUnit,
  totalOf,
  value,
} from './rules-local-figures.ts';
import { complementary, slipped, slips, usableWhole } from './rules-local-lists.ts';

const plain = (item: Item, local: Local): boolean =>
  isAmount(item) &&
  !item.change &&
  item.time !== '上年' &&
  item.bracket < 0 &&
  item.statement.hedge === 'exact' &&
  !local.bases.has(item.statement.id);

/** Two digits swapped, which hardly happens by chance. */
function swapped(from: bigint, to: bigint): boolean {
  if (from === to) return false;
  const [a, b] = [from.toString(), to.toString()];
  if (a.length !== b.length) return false;
  const differing = [...a].map((_, at) => at).filter((at) => a[at] !== b[at]);
  return differing.length === 2 && a[differing[0]!] === b[differing[1]!] && a[differing[1]!] === b[differing[0]!];
}

/** 73个、47个，分别占60.8%和39.2%: shares in the order of their parts. */
export function dealtShares(text: string, sentence: readonly Item[], local: Local): void {
  for (const [index, first] of sentence.entries()) {
    if (first.mark.dimension !== 'percent' || !/分别占[^,，。;；\d]{0,16}$/.test(first.own.trim())) continue;
    const shares = [first];
    for (const next of sentence.slice(index + 1)) {
      if (next.mark.dimension !== 'percent' || !/^\s?[、,，和及与]+\s?$/.test(text.slice(shares.at(-1)!.mark.end, next.mark.start))) break;
      shares.push(next);
    }
    if (shares.length < 2) continue;
    for (const share of shares) local.percents.add(share.statement.id);
    // 84家、126家，合计210家，分别占: the total stands between.
    const total = /[合总共]计$/.test(sentence[index - 1]?.own.trim() ?? '') ? sentence[index - 1]! : null;
    const end = total ? index - 1 : index;
    const parts = sentence.slice(Math.max(0, end - shares.length), end);
    if (parts.length !== shares.length || !parts.every((each) => isAmount(each) && sameUnit(each, parts[0]!))) continue;
    const wholes = [...sentence.slice(0, end - shares.length), ...(total ? [total] : [])]
      .filter((each) => usableWhole(each, parts[0]!, local))
      .reverse();
    const fitting = (base: Item): number => shares.filter((share, at) => closesRate(share, parts[at]!, base)).length;
    const base = wholes.slice(0, 6).find((each) => each === total || fitting(each) >= shares.length - 1 || closes(each, parts));
    if (!base) continue;
    shares.forEach((share, at) => {
      claim(
        local,
        rateOf(share, parts[at]!, base, 'share', `${text.slice(parts[at]!.mark.start, parts[at]!.mark.end)}占比`, 'Share'),
        share,
      );
    });
  }
}

/** 四个县区分别完成投资a、b、c和d: as many values as there are counties. */
export function dealtValues(text: string, sentence: readonly Item[], local: Local): void {
  for (const [index, count] of sentence.entries()) {
    const dealt = /^(?:县市?区?|区|乡镇|部门|街道|园区|项目|批次|市)分别[^,，。;；\d]{2,10}$/;
    const [first] = sentence.slice(index + 1);
    if (count.mark.dimension !== 'count' || !first || !isAmount(first) || !dealt.test(text.slice(count.mark.end, first.mark.start)))
      continue;
    const run = [first];
    for (const next of sentence.slice(index + 2)) {
      if (!sameUnit(next, first) || !/^\s?[、和及与]\s?$/.test(text.slice(run.at(-1)!.mark.end, next.mark.start))) break;
      run.push(next);
    }
    if (
      run.length < 3 ||
      /另|未|没有|暂|其[余他它]/.test(text.slice(run.at(-1)!.mark.end, run.at(-1)!.mark.end + 30).replace(/[。\n].*$/s, ''))
    )
      continue;
    const many = whole(run.length);
    claim(
      local,
      shifted({
        kind: 'enumeration',
        left: [count.statement],
        right: [],
        offset: many,
        margin: whole(1),
        subject: {
          zh: `分别所列${run.length}个数与“${count.statement.text}”`,
          en: `${run.length} values against “${count.statement.text}”`,
        },
        evidence: { zh: '逐一核对所列各数。', en: 'Check the values one by one.' },
        words: (lookup) =>
          `${run.length}个数${compare(lookup(count.statement.id), many) === 0 ? ' = ' : ' ≠ '}${printed(lookup(count.statement.id), count.statement)}`,
        roles: ['count', 'names'],
      }),
    );
  }
}

const measure = (item: Item): string =>
  `${unitKind(item.mark.unit).family}|${bare(item.mark.unit)}|${item.mark.dimension === 'money' ? item.measure : ''}`;
const firsts = (items: readonly Item[], local: Local): Map<string, Item> => {
  const found = new Map<string, Item>();
  for (const item of items) if (plain(item, local) && !found.has(measure(item))) found.set(measure(item), item);
  return found;
};
const numbered = /^[(（]([一二三四五六七八九十]+|\d{1,2})[)）]|^(\d{1,2})[.．、]/;

/** A whole with its measures, and below it （一）（二） with the same ones. */
export function numberedParts(text: string, sentences: readonly Item[][], local: Local): void {
  const heads: { sentence: Item[]; at: number }[] = [];
  const lineOf = (item: Item): number => text.lastIndexOf('\n', item.mark.start) + 1;
  const settle = (above: Item[] | undefined): void => {
    const paragraphs = heads.splice(0);
    if (paragraphs.length < 2 || !above) return;
    const total = firsts(above, local);
    const rows = paragraphs.map((each) => firsts(each.sentence, local));
    const claims: { total: Item; parts: Item[] }[] = [];
    for (const [key, item] of total) {
      const parts = rows.map((row) => row.get(key)).filter((each) => each !== undefined);
      if (parts.length === rows.length) claims.push({ total: item, parts });
    }
    const closing = claims.filter((each) => closes(each.total, each.parts)).length;
    const counts = claims.find((each) => each.total.mark.dimension === 'count');
    const whole = counts !== undefined && complementary(counts.parts);
    for (const each of claims)
      if (
        closes(each.total, each.parts) ||
        closing >= 2 ||
        (closing === 1 && claims.length === 2 && whole) ||
        (whole && slipped(each.total, each.parts))
      )
        claim(local, totalOf(each.total, each.parts));
  };
  let above: Item[] | undefined;
  sentences.forEach((sentence, at) => {
    const line = lineOf(sentence[0]!);
    const opens = numbered.test(text.slice(line, line + 6));
    const begins = at === 0 || lineOf(sentences[at - 1]![0]!) !== line;
    if (opens && begins) {
      if (heads.length === 0) above = at > 0 ? sentences[at - 1] : undefined;
      heads.push({ sentence, at });
    } else if (begins) settle(above);
  });
  settle(above);
}

/** 从县区看，甲县…，乙县…: one amount a clause, of the whole told a few sentences before. */
export function viewed(text: string, sentence: readonly Item[], earlier: readonly Item[], local: Local): void {
  const start = Math.max(text.lastIndexOf('。', sentence[0]!.mark.start), text.lastIndexOf('\n', sentence[0]!.mark.start)) + 1;
  if (!/^[从按分][^,，。;；:\d]{1,8}(?:看|分)[,，:]/.test(text.slice(start, start + 14))) return;
  // 按产业分，甲县73个项目中: its own whole is inside.
  if (
    sentence.some(
      (each) => each.opens || each.bracket >= 0 || /^[^,，。;；]{0,12}[中:]/.test(text.slice(each.mark.end, each.mark.end + 14)),
    )
  )
    return;
  const rows = new Map<string, Item[]>();
  const clauses = new Set<string>();
  for (const item of sentence) {
    // Of what a clause between semicolons divides further, the first alone is meant.
    const clause = `${measure(item)}|${/[;；]/.test(text.slice(start, sentence.at(-1)!.mark.start)) ? (text.slice(start, item.mark.start).match(/[;；]/g) ?? []).length : item.statement.id}`;
    if (!plain(item, local) || clauses.has(clause)) continue;
    clauses.add(clause);
    rows.set(measure(item), [...(rows.get(measure(item)) ?? []), item]);
  }
  for (const parts of rows.values()) {
    const wholes = earlier.filter((each) => usableWhole(each, parts[0]!, local) && measure(each) === measure(parts[0]!) && !each.listed);
    const nearest =
      wholes.findLast((each) => closes(each, parts)) ??
      (parts[0]!.mark.dimension === 'money' && parts[0]!.measure !== null
        ? wholes.find((each) => parts[0]!.paragraph - each.paragraph <= 2 && slipped(each, parts))
        : undefined);
    if (parts.length >= 3 && nearest) claim(local, totalOf(nearest, parts));
  }
}

/** 新增12860人，其中城镇新增8450人，农村新增4410人 */
export function increments(sentence: readonly Item[], local: Local): void {
  for (const [index, total] of sentence.entries()) {
    const parts = sentence.slice(index + 1, index + 3);
    if (parts.length < 2 || !plain(total, local) || !/新增/.test(total.own) || !/其中/.test(parts[0]!.own)) continue;
    const like = parts.every(
      (each) => isAmount(each) && sameUnit(each, total) && /新增$/.test(each.own.trim()) && each.statement.hedge === 'exact',
    );
    if (like && complementary(parts)) claim(local, totalOf(total, parts));
  }
}

/** 1.2亿元（12000万元） */
export function twice(text: string, sentence: readonly Item[], local: Local): void {
  for (const [index, again] of sentence.entries()) {
    const said = sentence[index - 1];
    if (!said || again.mark.dimension !== 'money' || said.mark.dimension !== 'money' || again.mark.unit === said.mark.unit) continue;
    if (!/^\s?[(](?:折合|合|即|也就是)?$/.test(text.slice(said.mark.end, again.mark.start)) || text[again.mark.end] !== ')') continue;
    if (!sameUnit(again, said) || !plain(said, local) || again.statement.hedge !== 'exact') continue;
    const finest = Math.max(again.statement.value.scale, said.statement.value.scale);
    const digits = (item: Item): bigint => item.statement.value.digits * 10n ** BigInt(finest - item.statement.value.scale);
    const stripped = (figure: bigint): bigint => BigInt(figure.toString().replace(/0+$/, '') || '0');
    const [one, two] = [stripped(digits(said)), stripped(digits(again))];
    const length = Math.max(one.toString().length, two.toString().length);
    const level = (figure: bigint): bigint => BigInt(figure.toString().padEnd(length, '0'));
    if (!isZero(minus(value(said), value(again))) && !slips(level(one)).has(level(two))) continue;
    claim(
      local,
      linear({
        kind: 'restated',
        left: [said.statement],
        right: [again.statement],
        equality: true,
        subject: { zh: '同一数用两种单位写出', en: 'One amount in two units' },
        evidence,
      }),
    );
  }
}

/** 12个乡镇共设卡点96处，平均每个乡镇8处 */
export function averages(sentence: readonly Item[], local: Local): void {
  for (const [index, average] of sentence.entries()) {
    const per = /平均每个?([\u4e00-\u9fff]{1,4}?)(?:设|有|完成|安排)?$/.exec(average.own.trim())?.[1];
    const total = sentence[index - 1];
    if (!per || !total || !isAmount(average) || !plain(total, local) || !sameUnit(total, average)) continue;
    const count = sentence
      .slice(0, index - 1)
      .findLast((each) => each.mark.dimension === 'count' && each.after.startsWith(per) && plain(each, local));
    if (!count || average.statement.hedge !== 'exact') continue;
    claim(
      local,
      quotient({
        kind: 'average',
        percent: average.statement,
        numerator: [total.statement],
        denominator: [count.statement],
        less: 0,
        times: 1,
        roles: ['average', 'amount', 'count'],
        subject: { zh: `平均每个${per}`, en: 'Average' },
        evidence,
      }),
    );
  }
}

/** 共设卡点96处 … 撤除41处，保留55处; 需8600亩，已落实6450亩，占75%；尚缺2150亩 */
export function keptAndLacking(text: string, sentence: readonly Item[], earlier: readonly Item[], local: Local): void {
  for (const [index, rest] of sentence.entries()) {
    const done = sentence.slice(0, index).findLast((each) => isAmount(each));
    if (!done || !plain(rest, local) || !plain(done, local) || !sameUnit(done, rest)) continue;
    const between = text.slice(done.mark.end, rest.mark.start);
    if (/^[,，]保留$/.test(between) && /(?:撤除|撤销|取消|关闭|拆除|清退|废止)$/.test(done.own.trim())) {
      const wholes = [...earlier, ...sentence.slice(0, index)].filter(
        (each) => each !== done && plain(each, local) && sameUnit(each, rest) && !/平均/.test(each.own),
      );
      const due =
        wholes.findLast((each) => closes(each, [done, rest])) ??
        wholes.findLast((each) => /[共原][\u4e00-\u9fff]{0,8}$/.test(each.own.trim()));
      if (due) claim(local, totalOf(due, [done, rest]));
      continue;
    }
    const due = sentence[sentence.indexOf(done) - 1];
    if (!due || !plain(due, local) || !sameUnit(due, rest) || !/(?:需|应|计划|总)[^,，。;；\d]{0,8}$/.test(due.own.trim())) continue;
    if (!/^[,，;]?已[\u4e00-\u9fff]{0,6}$/.test(text.slice(due.mark.end, done.mark.start).trim())) continue;
    if (/^(?:[,，]占(?:比)?[\d.]+%)?[,，;]?(?:还|尚|仍)[缺差]$/.test(between)) claim(local, totalOf(due, [done, rest]));
  }
  for (const [index, share] of sentence.entries()) {
    const [due, done] = sentence.slice(Math.max(0, index - 2), index);
    if (share.mark.dimension !== 'percent' || !due || !done || local.percents.has(share.statement.id)) continue;
    if (!plain(due, local) || !plain(done, local) || !sameUnit(due, done)) continue;
    if (!/^[,，]占(?:比)?$/.test(text.slice(done.mark.end, share.mark.start)) || !/(?:需|应)[^,，。;；\d]{0,8}$/.test(due.own.trim()))
      continue;
    if (/^[,，;]?已[\u4e00-\u9fff]{1,6}$/.test(text.slice(due.mark.end, done.mark.start).trim()))
      claim(local, rateOf(share, done, due, 'share', `${done.own.trim()}占比`, 'Share'), share);
  }
}

/** 争取资金18650万元…。已拨付13055万元，拨付率70%: the whole is told in the sentence before. */
export function ratesOfBefore(text: string, sentence: readonly Item[], previous: readonly Item[], local: Local): void {
  const [done, percent] = sentence;
  const fitting = done && percent ? previous.find((each) => sameUnit(each, done) && closesRate(percent, done, each)) : undefined;
  const due = fitting ?? (previous.some((each) => /已/.test(each.own)) ? undefined : previous[0]);
  if (!done || !percent || !due || percent.mark.dimension !== 'percent' || local.percents.has(percent.statement.id)) return;
  const verb = /^([\u4e00-\u9fff]{2,4})率(?:为|达到?)?$/.exec(percent.own.trim())?.[1];
  if (!verb || !new RegExp(`已(?:经|累计)?${verb}(?:资金)?$`).test(done.own.trim()) || due.paragraph !== done.paragraph) return;
  if (!plain(done, local) || !plain(due, local) || !sameUnit(done, due) || !/[,，]/.test(text.slice(done.mark.end, percent.mark.start)))
    return;
  if (/(?:争取|下达|安排|到位|筹集|收到|共|需)[\u4e00-\u9fff]{0,10}$/.test(due.own.trim()) || closesRate(percent, done, due))
    claim(local, rateOf(percent, done, due, 'rate', `${verb}率`, 'Rate'), percent);
}

/** 52个重点项目共需用地…: the set that the text opened with, once more. */
export function saidAgain(text: string, sentence: readonly Item[], items: readonly Item[], local: Local): void {
  const again = sentence[0]!;
  const line = text.lastIndexOf('\n', again.mark.start) + 1;
  if (again.mark.dimension !== 'count' || line === 0 || !/^(?:目前[,，])?$/.test(text.slice(line, again.mark.start))) return;
  if (
    !/^(?:重点|重大)*(?:建设)?(?:项目|企业)(?:共|已?全部|均)/.test(text.slice(again.mark.end, again.mark.end + 14)) ||
    !plain(again, local)
  )
    return;
  const head = items.find((each) => plain(each, local) && sameUnit(each, again));
  if (
    !head ||
    head === again ||
    items.some(
      (each) => each.mark.start < again.mark.start && each !== head && sameUnit(each, again) && isZero(minus(value(each), value(again))),
    )
  )
    return;
  const [a, b] = [head.statement.value, again.statement.value];
  if (a.scale !== 0 || b.scale !== 0 || !(a.digits === b.digits || swapped(a.digits, b.digits))) return;
  claim(
    local,
    linear({
      kind: 'restated',
      left: [head.statement],
      right: [again.statement],
      equality: true,
      subject: { zh: '同一批项目的个数', en: 'The same set counted again' },
      evidence,
    }),
  );
}

/** 年度计划投资比2019年的28.69亿元增长28%: the value stands in the text's opening. */
export function grownSince(text: string, sentence: readonly Item[], items: readonly Item[], local: Local): void {
  for (const [index, percent] of sentence.entries()) {
    const base = sentence[index - 1];
    if (
      percent.mark.dimension !== 'percent' ||
      local.percents.has(percent.statement.id) ||
      base?.mark.dimension !== 'money' ||
      !base.measure
    )
      continue;
    const way = /^(增长|下降)$/.exec(text.slice(base.mark.end, percent.mark.start))?.[1];
    const said = text.slice(Math.max(0, base.mark.start - 24), base.mark.start);
    if (
      !way ||
      !/(?:^|[,，。;；\n])(?:年度(?:计划)?投资|年度投资计划|计划投资|(?:计划)?总投资)[比较](?:\d{4}年|上年|去年)(?:同期)?的$/.test(said)
    )
      continue;
    const now = items.find((each) => each.measure === base.measure && each !== base && plain(each, local));
    if (!now || now.mark.start > base.mark.start || !sameUnit(now, base)) continue;
    const down = way === '下降';
    const made = grown(percent, now, base, down);
    const lookup = (id: string): Exact => value([percent, now, base].find((each) => each.statement.id === id)!);
    const swaps = items.filter((each) => each.measure === base.measure && each.mark.start < base.mark.start);
    if (made.judge(lookup) === 'fails' && swaps.length > 1 && !near(percent, now, base, down)) continue;
    claim(local, made, percent);
  }
}

/** Whether swapped neighbours in one of the two amounts explain the growth. */
function near(percent: Item, now: Item, base: Item, down: boolean): boolean {
  const rate = (top: Exact, bottom: Exact): boolean => {
    const ratio = over(top, bottom);
    if (!ratio) return false;
    const grew = times(minus(ratio, whole(1)), whole(down ? -100 : 100));
    return compare(size(minus(grew, value(percent))), { n: 51n, d: 100n * 10n ** BigInt(percent.statement.value.scale) }) <= 0;
  };
  const variants = (item: Item): Exact[] => {
    const { digits } = item.statement.value;
    return [...slips(digits)]
      .filter((each) => swapped(digits, each))
      .map((each) => ({ n: value(item).n * each, d: value(item).d * digits }));
  };
  return variants(now).some((each) => rate(each, value(base))) || variants(base).some((each) => rate(value(now), each));
}

const grown = (percent: Item, now: Item, base: Item, down: boolean): Constraint =>
  quotient({
    kind: 'growth',
    percent: percent.statement,
    numerator: [now.statement],
    denominator: [base.statement],
    less: 1,
    down,
    roles: ['growth', 'value', 'base'],
    subject: { zh: `${now.own.replace(/^.*[,，;；:]/, '').trim()}：增长幅度`, en: 'Growth' },
    evidence,
  });

/** Of 180 projects, 126 (70%) had started; the remaining 54. This was 20% more than the 8.0 billion yuan of … */
export function inEnglish(text: string, sentence: readonly Item[], previous: readonly Item[], local: Local): void {
  for (const [index, all] of sentence.entries()) {
    const [done, share] = sentence.slice(index + 1);
    if (!done || !/\bof (?:the |its |all )?$/i.test(text.slice(Math.max(0, all.mark.start - 12), all.mark.start)) || all.mark.unit !== '')
      continue;
    if (!/^ [a-z -]{3,40}, $/i.test(text.slice(all.mark.end, done.mark.start)) || done.mark.unit !== '') continue;
    if (share?.mark.dimension === 'percent' && /^ \($/.test(text.slice(done.mark.end, share.mark.start)))
      claim(local, rateOf(share, done, all, 'share', '占比', 'Share'), share);
    const rest = sentence.find(
      (each) =>
        each !== all &&
        each !== done &&
        /\b(?:the )?(?:remaining|other) $/i.test(text.slice(Math.max(0, each.mark.start - 16), each.mark.start)),
    );
    if (rest && rest.mark.unit === '' && rest.mark.start > done.mark.start) {
      const inside = sentence.filter(
        (each) => each.mark.start > done.mark.end && each.mark.start < rest.mark.start && each.mark.dimension !== 'percent',
      );
      if (
        inside.length === 0 ||
        closes(all, [done, rest]) ||
        (share?.mark.dimension === 'percent' && !text.slice(done.mark.end, rest.mark.start).includes(', '))
      )
        claim(local, totalOf(all, [done, rest]));
    }
  }
  const [percent, base] = sentence;
  const now = previous[0];
  const than =
    percent && base && /^ (more|less|higher|lower|up|down)(?: than| on) (?:the )?$/i.exec(text.slice(percent.mark.end, base.mark.start));
  if (!percent || !base || !now || !than || percent.mark.dimension !== 'percent' || now.paragraph !== percent.paragraph) return;
  local.bases.add(base.statement.id);
  if (!/(?:^|[.\n]\s?)(?:this|it|that) (?:was|is) $/i.test(text.slice(Math.max(0, percent.mark.start - 14), percent.mark.start))) return;
  if (sameUnit(now, base) && plain(now, local)) claim(local, grown(percent, now, base, /less|lower|down/i.test(than[1]!)), percent);
}
