// Lists in a sentence that add up, whatever their sets are called: what stands after 其中, in a bracket, before 合计, as stages of one whole, as
// what is left. A list is claimed for a sum when it closes, when its words leave nothing over, or when a single slip of the pen explains why
// it does not close and hardly anything else would; else it is left alone.
import { linear, quotient } from './rules-constraints.ts';
import { compare, isZero, minus, size, unitKind, whole } from './rules-decimal.ts';
import { isComplete } from './rules-facets.ts';
import type { Item } from './rules-items.ts';
import {
  among,
  bare,
  before,
  claim,
  closes,
  evidence,
  isAmount,
  type Local,
  nameOf,
  opener,
  rateOf,
  sameUnit,
  sum,
  totalOf,
  value,
} from './rules-local-figures.ts';
import { chineseNumber } from './rules-quantities.ts';

/** W …其中：a、b、c */
export function lists(text: string, sentence: readonly Item[], previous: readonly Item[], local: Local): void {
  const first = sentence[0]!.mark.start;
  const end = sentence.at(-1)!.mark.end;
  const back = text.slice(Math.max(0, first - 90), first);
  const from = first - back.length + Math.max(back.lastIndexOf('。'), back.lastIndexOf('\n'), back.lastIndexOf('. ')) + 1;
  const places: { at: number; until: number; bracket: boolean; soft: boolean }[] = [];
  for (const match of text.slice(from, end).matchAll(opener))
    places.push({ at: from + match.index, until: from + match.index + match[0].length, bracket: false, soft: false });
  for (const item of sentence)
    if (item.bracket >= 0 && !places.some((each) => each.at === item.bracket))
      places.push({ at: item.bracket, until: item.bracket + 1, bracket: true, soft: false });
  for (const item of sentence) {
    const after = /^[^,，。;；:\d]{0,8}?中[,，]?(?=[\u4e00-\u9fff])/.exec(text.slice(item.mark.end, item.mark.end + 12));
    if (after && isAmount(item) && item.bracket < 0)
      places.push({ at: item.mark.end, until: item.mark.end + after[0].length, bracket: false, soft: false });
  }
  const segments = /[;；]/.test(text.slice(first, end));
  if (segments && !places.some((each) => !each.bracket && each.at < first))
    places.push({ at: from, until: from, bracket: false, soft: true });
  places.sort((a, b) => a.at - b.at);
  for (const [index, place] of places.entries()) {
    const next = places[index + 1];
    const bracketed = place.bracket ? place.at : -1;
    const inside = sentence.filter(
      (item) => item.mark.start >= place.until && (place.bracket ? item.bracket === bracketed : item.bracket < 0),
    );
    if (inside.length < 2) continue;
    const head = [...sentence.filter((item) => item.mark.start < place.at && (place.bracket || item.bracket < 0))];
    const opensSentence = head.length === 0;
    const anew = place.soft || /^(?:按|分|从|项目|企业|隐患|问题)/.test(text.slice(place.at, place.until));
    const wholes = opensSentence || anew ? [...previous.filter((each) => each.bracket < 0), ...head] : head;
    // Nested lists close at the semicolon: what stands under a later opener is not this list's, until the next semicolon.
    const members = inside.filter((item) => {
      const stretch = text.slice(place.until, item.mark.start);
      const own = [...stretch.matchAll(opener)].map((match) => match.index);
      const cut = Math.max(stretch.lastIndexOf('；'), stretch.lastIndexOf(';'));
      return !own.some((each) => each > cut);
    });
    if (next && !next.bracket && members.length < 2) continue;
    // 纳入省“三早”7个 says of some of them that they are on a list.
    // …；5000万元以上45个 after new and continuing ones is another cut of the same whole.
    const sizes = new Set(members.flatMap((item) => item.facets.threshold ?? []));
    const allSized = sizes.size > 1 || members.every((item) => !isAmount(item) || item.facets.threshold !== undefined);
    const allListed = members.every((item) => !isAmount(item) || item.facets.list !== undefined);
    const usable = members.filter(
      (item) =>
        isAmount(item) &&
        (allListed || item.facets.list === undefined || item.facets.list === '规上') &&
        (allSized || item.facets.threshold === undefined) &&
        !item.change &&
        item.time !== '上年' &&
        !local.bases.has(item.statement.id),
    );
    const rows: { total: Item; parts: Item[] }[] = [];
    const seen = new Set<string>();
    const offers: { total: Item; parts: Item[] }[][] = [];
    for (const item of usable) {
      const key = `${unitKind(item.mark.unit).family}|${bare(item.mark.unit)}|${item.mark.dimension === 'money' ? item.measure : ''}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const like = usable.filter((each) => sameUnit(each, item) && alike(each, item));
      const stop = like.findIndex((each) => /[;；]/.test(text.slice(like[0]!.mark.end, each.mark.start)));
      const joined = like.findIndex(
        (each, at) => at > 0 && !/[、和及与]|, | and /.test(text.slice(like[at - 1]!.mark.end, each.mark.start)),
      );
      const firsts = like.filter((each, at) => at === 0 || /[;；]/.test(text.slice(like[at - 1]!.mark.end, each.mark.start)));
      const until = [
        like,
        ...(stop >= 2 ? [like.slice(0, stop)] : []),
        ...(firsts.length < like.length ? [firsts] : []),
        ...(joined >= 2 ? [like.slice(0, joined)] : []),
      ].filter((each) => each.length >= 2 && each.length <= 40);
      const possible = wholes
        .filter((each) => usableWhole(each, item, local))
        .slice(-8)
        .reverse();
      offers.push(until.flatMap((parts) => possible.map((total) => ({ total, parts }))));
      // 生产总值 … 第一产业增加值 …, 总投资 … 自筹 …: other names, one amount in every clause; only what closes, or fails by one slip, is meant.
      if (item.mark.dimension !== 'money') continue;
      const clauses = usable.filter((each) => sameUnit(each, item));
      const single = clauses.every((each, at) => at === 0 || /[;；,，、]/.test(text.slice(clauses[at - 1]!.mark.end, each.mark.start)));
      const others = wholes
        .filter((each) => usableWhole(each, item, local, true))
        .slice(-3)
        .reverse();
      const loose = [clauses, ...(stop >= 2 ? [clauses.slice(0, stop)] : [])].filter(
        (parts) => single && parts.length >= 2 && parts.length <= 40,
      );
      offers.push(loose.flatMap((parts) => others.map((total) => ({ total, parts }))));
    }
    const closed = offers.map((pairs) => pairs.find((pair) => closes(pair.total, pair.parts)));
    const anchor = closed.find((each) => each !== undefined);
    const witness = anchor && (anchor.parts.length > 2 || anchor.total.mark.dimension === 'money' || complementary(anchor.parts));
    offers.forEach((pairs, at) => {
      if (place.soft && !witness) return;
      // The whole stands beside the whole of the row that closes, and has as many parts.
      const beside =
        anchor && pairs.find((pair) => pair.total.sentence === anchor.total.sentence && pair.parts.length === anchor.parts.length);
      const chosen =
        closed[at] ??
        beside ??
        (anew ? undefined : pairs.find((pair) => complementary(pair.parts))) ??
        pairs.find((pair) => slipped(pair.total, pair.parts)) ??
        (anew ? undefined : pairs[0]);
      if (chosen) rows.push(chosen);
    });
    const shares = members.filter(
      (item) => item.mark.dimension === 'percent' && /占(?:比|[^,，。;；]{0,14})?(?:为|达)?$/.test(item.own.trim()),
    );
    const hundred = shares.length >= 2 && compare(size(minus(sum(shares), whole(100))), { n: 1n, d: 2n }) <= 0;
    const closing = rows.some((row) => closes(row.total, row.parts));
    const most = Math.max(0, ...rows.map((row) => row.parts.length));
    const equalCounts = rows.length > 1 && rows.every((row) => row.parts.length === rows[0]!.parts.length);
    for (const row of rows) {
      const all = [row.total, ...row.parts];
      if (all.some((each) => each.statement.hedge !== 'exact')) continue;
      const exact = closes(row.total, row.parts);
      const others = /其[他它余]/.test(row.parts.at(-1)!.own) || /^其[他它余]/.test(row.parts.at(-1)!.after);
      if (!exact && row.parts.length < most) continue;
      const inBracket =
        place.bracket && row.parts.every((part) => nameOf(part) !== '' && !/其中|含/.test(part.own)) && slipped(row.total, row.parts, 12n);
      const sure =
        exact ||
        inBracket ||
        others ||
        (hundred && shares.length === row.parts.length) ||
        (closing && equalCounts) ||
        complementary(row.parts) ||
        slipped(row.total, row.parts);
      if (!sure) continue;
      claim(
        local,
        linear({
          kind: 'sum',
          left: [row.total.statement],
          right: row.parts.map((each) => each.statement),
          equality: true,
          subject: { zh: `${row.total.own.replace(/^.*[,，;；:]/, '').trim()}与所列各项之和`, en: 'Total against what is listed' },
          evidence,
        }),
      );
      for (const share of shares) {
        const part = row.parts.find((each) => each === before(sentence, share)[0]);
        if (part && !local.percents.has(share.statement.id) && share.mark.start - part.mark.end < 24)
          claim(local, rateOf(share, part, row.total, 'share', `${part.own.replace(/^.*[,，;；、:]/, '').trim()}占比`, 'Share'), share);
      }
    }
  }
}

/** 城镇, 乡村; 税收, 非税: nothing is left over. */
export const complementary = (parts: readonly Item[]): boolean => {
  const names = parts.map((part) => nameOf(part).replace(/(?<=^(?:城镇|农村|乡村|男性|女性))(?:新增|实现|增加)$/, ''));
  if (names.length > 2 && new Set(names.map((name) => name.slice(-2))).size === 1) return false;
  const natures = parts.map((part) => part.facets.nature ?? '');
  if (
    (natures.every((nature) => nature !== '') && isComplete('nature', natures)) ||
    (names.length === 2 && /^税/.test(names[0]!) && /^非税/.test(names[1]!))
  )
    return true;
  if (names.length === 2 && opposed(names[0]!, names[1]!)) return true;
  return (
    isComplete('line', names) ||
    isComplete('nature', names) ||
    (names.length === 2 && (names[1] === `非${names[0]}` || names[1] === `未${names[0]!.replace(/^已/, '')}`))
  );
};

const opposites = ['上下', '内外', '进出', '男女', '城乡', '新旧', '有无', '公民'].map((pair) => [...pair] as [string, string]);

/** 规上, 规下; 省内, 省外; 集中供水, 分散供水. */
function opposed(a: string, b: string): boolean {
  if ((a.startsWith('集中') && b.startsWith('分散')) || (a.startsWith('分散') && b.startsWith('集中'))) return true;
  if (a.length !== b.length || a === b) return false;
  const differing = [...a].map((each, at) => [each, b[at]!] as const).filter(([one, two]) => one !== two);
  return differing.length === 1 && opposites.some(([one, two]) => differing[0]!.includes(one) && differing[0]!.includes(two));
}

const parallel = (parts: readonly Item[]): boolean => {
  const names = parts.map(nameOf);
  return (
    names.every((name) => name.length > 1) &&
    (new Set(names.map((name) => name.at(-1))).size === 1 ||
      new Set(names.map((name) => name[0])).size === 1 ||
      names.every((name) => /[县区市镇乡]$|街道$|开发区$/.test(name)))
  );
};

export const usableWhole = (each: Item, part: Item, local: Local, anyName = false): boolean =>
  isAmount(each) &&
  sameUnit(each, part) &&
  (anyName || each.mark.dimension !== 'money' || each.measure === part.measure || part.measure === null || each.measure === null) &&
  !each.change &&
  each.time !== '上年' &&
  !local.bases.has(each.statement.id);

/** Two amounts of money in one list are parts of one whole only when they are the same indicator. */
const alike = (a: Item, b: Item): boolean => a.mark.dimension !== 'money' || a.measure === b.measure;

/** Whether one slip of the pen in one figure explains why the list does not close, and hardly anything else would. */
export function slipped(total: Item, parts: readonly Item[], near = 40n): boolean {
  const unit = total.statement.value.scale;
  const scale = Math.max(unit, ...parts.map((each) => each.statement.value.scale));
  if (![total, ...parts].every((each) => each.mark.unit === total.mark.unit)) return false;
  const inPlaces = (item: Item): bigint => item.statement.value.digits * 10n ** BigInt(scale - item.statement.value.scale);
  const values = [total, ...parts].map(inPlaces);
  const added = values.slice(1).reduce((all, each) => all + each, 0n);
  const off = values[0]! - added;
  const magnitude = values[0]! > added ? values[0]! : added;
  const far = off < 0n ? -off : off;
  if (far * near <= magnitude && (parts.length >= 3 || magnitude >= 100n || near < 40n)) return true;
  if (parts.length >= 3 && parallel(parts) && far * 12n <= magnitude) return true;
  if (parts.length >= 3 && parallel(parts) && values.some((each, index) => strongSlips(each).has(index === 0 ? added : each + off)))
    return true;
  // Neighbours swapped in one figure: rarer by chance, so that two parts may do.
  const swaps = values.map(swapsOf);
  const swappable = BigInt(swaps.reduce((all, each) => all + each.size, 0));
  if (
    values.some((each, index) => swaps[index]!.has(index === 0 ? added : each + off)) &&
    swappable * (parts.length >= 3 ? 20n : 60n) < magnitude
  )
    return true;
  let ways = 0;
  let fits = false;
  values.forEach((each, index) => {
    const target = index === 0 ? added : each + off;
    if (target > 0n && slips(each).has(target)) fits = true;
    ways += slips(each).size;
  });
  return fits && parts.length >= 3 && BigInt(ways) * 4n < magnitude;
}

/** Those that hardly happen by chance: a place lost or won, doubled, halved, neighbours swapped. */
function strongSlips(figure: bigint): Set<bigint> {
  const found = new Set<bigint>([
    figure * 10n,
    figure * 2n,
    ...(figure % 10n === 0n ? [figure / 10n] : []),
    ...(figure % 2n === 0n ? [figure / 2n] : []),
    ...swapsOf(figure),
  ]);
  found.delete(figure);
  return found;
}

function swapsOf(figure: bigint): Set<bigint> {
  const found = new Set<bigint>();
  const digits = [...figure.toString()];
  for (let at = 0; at + 1 < digits.length; at += 1)
    found.add(BigInt([...digits.slice(0, at), digits[at + 1], digits[at], ...digits.slice(at + 2)].join('')));
  found.delete(figure);
  return found;
}

/** What a figure may have been before one slip: a digit changed, two neighbours swapped, a place lost or won, doubled, halved. */
export function slips(figure: bigint): Set<bigint> {
  const found = new Set<bigint>([figure * 10n, figure * 2n, figure + 1n, figure - 1n]);
  if (figure % 10n === 0n) found.add(figure / 10n);
  found.add(figure / 2n);
  found.add(figure / 2n + 1n);
  const digits = [...figure.toString()];
  for (let at = 0; at < digits.length; at += 1) {
    for (const digit of '0123456789') found.add(BigInt([...digits.slice(0, at), digit, ...digits.slice(at + 1)].join('')));
    for (let to = at + 1; to < digits.length; to += 1) {
      const swapped = [...digits];
      [swapped[at], swapped[to]] = [swapped[to]!, swapped[at]!];
      found.add(BigInt(swapped.join('')));
    }
  }
  found.delete(figure);
  return found;
}

/** a、b、c，合计d; 四项合计; 第一批 … 第二批 … 两批共; making d in total */
export function totals(text: string, sentence: readonly Item[], local: Local): void {
  for (const [index, total] of sentence.entries()) {
    if (!isAmount(total) || total.change) continue;
    const lead = text.slice(sentence[index - 1]?.mark.end ?? 0, total.mark.start);
    const said = /^[,，、;；(]?\s?(?:([二两三四五六七八九十])[批项者类个地])?(?:合计|共计|总计|共)[^,，。;；\d]{0,8}$/.exec(lead);
    const english =
      / making (?:a total of )?$/.test(lead) ||
      /^[a-z ]{0,24} ?(?:in total|altogether)/.test(text.slice(total.mark.end, total.mark.end + 36));
    const many = said?.[1] ? (chineseNumber(said[1]) ?? 0) : 0;
    if (!english && !(said && (many > 0 || /[合总]计|共计/.test(said[0])))) continue;
    if (many > 0 || english) {
      for (const each of [total, sentence[index + 1]]) {
        if (!each || !isAmount(each) || (each !== total && (sameUnit(each, total) || each.sentence !== total.sentence))) continue;
        const earlier = sentence
          .slice(0, index)
          .filter(
            (one) =>
              sameUnit(one, each) &&
              !one.change &&
              !local.bases.has(one.statement.id) &&
              (each === total || one.measure === each.measure || english),
          );
        const parts = many > 0 ? earlier.slice(-many) : earlier;
        const whole = parts.length >= 2 && (many === 0 || parts.length === many);
        if (whole && (many > 0 || closes(each, parts) || slipped(each, parts))) claim(local, totalOf(each, parts));
      }
      continue;
    }
    const run: Item[] = [];
    for (let at = index - 1; at >= 0; at -= 1) {
      const each = sentence[at]!;
      if (!isAmount(each) || each.change || !sameUnit(each, total)) break;
      const next = run[0] ?? null;
      if (
        next &&
        (among(text, each, next) ||
          !/^[^,，。;；]{0,12}?(?:[、,，]|[和及与]| and )[^,，。;；、]{0,12}$/.test(text.slice(each.mark.end, next.mark.start)))
      )
        break;
      run.unshift(each);
    }
    if (run.length >= 2) claim(local, totalOf(total, run));
  }
}

/** 共120个，已完工86个，在建29个，未开工5个；428户1163人 … 已脱贫391户1082人，未脱贫37户81人 */
export function stages(text: string, sentence: readonly Item[], earlier: readonly Item[], local: Local): void {
  const staged = sentence.filter((each) => isAmount(each) && !each.change && each.bracket < 0);
  const without = staged.filter((each) => /(?:未|尚未|没有)[\u4e00-\u9fff]{1,4}$/.test(each.own.trim()));
  for (const rest of without) {
    const verb = /(?:尚未|没有|未)([\u4e00-\u9fff]{1,4})$/.exec(rest.own.trim())![1]!;
    const at = sentence.indexOf(rest);
    const begun = sentence.slice(0, at).findIndex((each) => new RegExp(`已(?:经)?${verb}$`).test(each.own.trim()));
    if (begun >= 0) {
      // Both may be printed in two units each: 391户1082人, 37户81人.
      const rows: { total: Item; parts: Item[] }[] = [];
      const offers: { total: Item; parts: Item[] }[][] = [];
      for (const unit of [0, 1]) {
        const [one, two] = [sentence[begun + unit], sentence[at + unit]];
        if (
          !one ||
          !two ||
          one === rest ||
          !isAmount(one) ||
          !isAmount(two) ||
          !sameUnit(one, two) ||
          (unit === 1 && (two.own.trim() !== '' || one.own.trim() !== ''))
        )
          break;
        offers.push(
          [...earlier, ...sentence.slice(0, begun)]
            .filter((each) => usableWhole(each, one, local) && each.bracket < 0)
            .slice(-8)
            .reverse()
            .map((total) => ({ total, parts: [one, two] })),
        );
      }
      const closed = offers.map((pairs) => pairs.find((pair) => closes(pair.total, pair.parts)));
      const anchor = closed.find((each) => each !== undefined);
      offers.forEach((pairs, index) => {
        const near = pairs.find((pair) => pair.total.sentence === rest.sentence);
        const chosen =
          closed[index] ??
          (anchor
            ? pairs.find(
                (pair) => pair.total.sentence === anchor.total.sentence && Math.abs(sentenceAt(pair.total) - sentenceAt(anchor.total)) < 40,
              )
            : near);
        if (chosen) rows.push(chosen);
      });
      for (const row of rows) claim(local, totalOf(row.total, row.parts));
      continue;
    }
    // A run of stages right after their whole.
    const run: Item[] = [rest];
    for (let back = at - 1; back >= 0; back -= 1) {
      const each = sentence[back]!;
      if (
        !sameUnit(each, rest) ||
        !/^[,，、]?[^,，。;；]{0,6}$/.test(text.slice(each.mark.end, run[0]!.mark.start)) ||
        !/^[,，、]?(?:其中)?(?:目前)?(?:已|正在|在建|竣工|完工|投产|建成|施工)/.test(each.own)
      )
        break;
      run.unshift(each);
    }
    const whole = run.length >= 2 ? sentence[sentence.indexOf(run[0]!) - 1] : undefined;
    if (
      !whole ||
      !isAmount(whole) ||
      !sameUnit(whole, rest) ||
      /[;；]/.test(text.slice(whole.mark.end, run[0]!.mark.start)) ||
      local.bases.has(whole.statement.id)
    )
      continue;
    if (run.length < 3 && !closes(whole, run)) continue;
    claim(local, totalOf(whole, run));
    const percent = sentence.find(
      (each) => each.mark.start > rest.mark.end && each.mark.dimension === 'percent' && new RegExp(`${verb}率`).test(each.own),
    );
    if (percent && !local.percents.has(percent.statement.id))
      claim(
        local,
        quotient({
          kind: 'rate',
          percent: percent.statement,
          numerator: run.slice(0, -1).map((each) => each.statement),
          denominator: [whole.statement],
          less: 0,
          roles: ['percentage', 'done', 'plan'],
          subject: { zh: `${verb}率`, en: 'Rate' },
          evidence,
        }),
        percent,
      );
  }
}

const sentenceAt = (item: Item): number => item.mark.start;

/** 新入驻35家，迁出9家，净增26家 */
export function nets(sentence: readonly Item[], local: Local): void {
  for (const [index, net] of sentence.entries()) {
    const [one, two] = sentence.slice(Math.max(0, index - 2), index);
    if (!/净增[加长]?$/.test(net.own.trim()) || !one || !two || ![one, two].every((each) => isAmount(each) && sameUnit(each, net)))
      continue;
    if (!closes(one, [two, net]) && !(/新/.test(one.own) && /迁出|注销|退出|减少|关闭/.test(two.own))) continue;
    claim(local, totalOf(one, [two, net]));
  }
}

/** 计划120.5，完成86.3，剩余34.2；排查742，已整改718，剩余24 */
export function remainders(text: string, sentence: readonly Item[], previous: readonly Item[], local: Local): void {
  for (const [index, rest] of sentence.entries()) {
    if (!isAmount(rest) || !/(?:剩余|结余|尚余|余下|尚有|还有|仍有|未[\u4e00-\u9fff]{1,4})[^,，。;；\d]{0,6}$/.test(rest.own)) continue;
    const near = sentence
      .slice(0, index)
      .filter(
        (each) =>
          isAmount(each) &&
          sameUnit(each, rest) &&
          !each.change &&
          each.time !== '上年' &&
          each.bracket < 0 &&
          !local.bases.has(each.statement.id),
      )
      .slice(-2);
    if (near.length === 0 && /^(?:未|尚未|剩余|尚有|对未)/.test(rest.own.trim()) && previous.length > 0) {
      const pair = previous.filter(
        (each) => isAmount(each) && sameUnit(each, rest) && !each.change && each.bracket < 0 && !local.bases.has(each.statement.id),
      );
      const [due, done] = pair;
      if (pair.length === 2 && closes(due!, [done!, rest])) claim(local, totalOf(due!, [done!, rest]));
      else if (pair.length === 2 && /应|计划/.test(due!.own.slice(-8)) && /已|实际/.test(done!.own.slice(-8)))
        claim(local, totalOf(due!, [done!, rest]));
      continue;
    }
    if (near.length < 2 || /[；;]/.test(text.slice(near[0]!.mark.end, rest.mark.start))) continue;
    const due = (each: Item): boolean => /应|计划|共|总/.test(each.own.slice(-10));
    const [whole, done] = due(near[1]!) && !due(near[0]!) ? [near[1]!, near[0]!] : [near[0]!, near[1]!];
    const exact = isZero(minus(minus(value(whole), value(done)), value(rest)));
    const worded =
      /应|计划|共|排查|到位|总|受理|列入|规上|规模以上/.test(whole.own) &&
      /已|完成|支出|办结|累计|实际/.test(done.own + done.after) &&
      [whole, done, rest].every((each) => each.statement.hedge === 'exact');
    if (!exact && !worded) continue;
    claim(
      local,
      linear({
        kind: 'sum',
        left: [whole.statement],
        right: [done.statement, rest.statement],
        equality: true,
        subject: { zh: `${rest.own.replace(/^.*[,，;；:]/, '').trim()}与前两数之差`, en: 'What is left' },
        evidence,
      }),
    );
  }
}
