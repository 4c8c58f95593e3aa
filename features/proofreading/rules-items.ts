// Every figure with the words that belong to it. A clause is cut where punctuation or the next figure begins; 其中, 合计, 分别, 基础上 are noticed
// here, what they mean for the sets is decided by rules-groups.ts. One pass over the marks of a text.
import { inOfficeWords, isEnglish, ratioInOfficeWords } from './rules-english.ts';
import { type Facets, facetsOf, measureOf } from './rules-facets.ts';
import type { Block, Layout } from './rules-layout.ts';
import type { Statement } from './rules-model.ts';
import type { Mention, Places } from './rules-places.ts';
import type { Mark } from './rules-quantities.ts';

export type Quantity = Extract<Mark, { kind: 'quantity' }>;
export type Dated = Extract<Mark, { kind: 'date' }>;

export type Item = {
  mark: Quantity;
  statement: Statement;
  block: number;
  paragraph: number;
  sentence: number;
  segment: number;
  /** Own clause before the figure, the words after it up to the next delimiter, and all between the last figure and the own clause. */
  own: string;
  after: string;
  lead: string;
  facets: Facets;
  noun: string | null;
  measure: string | null;
  residue: string;
  /** 重点, 重大: said of different sets by different people, so no facet. */
  loose: string[];
  place: Mention | null;
  time: string | null;
  marker: 'among' | 'total' | 'apart' | null;
  /** Names the very set that was named before: 在80个项目基础上, 这80个项目, 全部25个. */
  definite: boolean;
  /** The set stands after the figure: 8个新建项目. */
  postposed: boolean;
  sentenceEndBetween: boolean;
  listed: boolean;
  respectively: number | null;
  /** Offset of the bracket that it stands in, -1 outside of brackets. */
  bracket: number;
  /** Months of the year that the figure itself is of, when its clause names them: 1-5月, 6月份, 上半年. */
  period: { from: number; to: number } | null;
  /** 按行业分: the whole is divided anew. */
  classified: boolean;
  /** 71个项目中: what follows is of this set. */
  opens: boolean;
  /** 同比增加5个, 比上年多3亿元: an increase, not an amount. */
  change: boolean;
};

/** 有 sentences of a block as offsets; English full stops count when a space and a capital follow. */
function sentenceEnds(text: string, block: Block): number[] {
  const ends: number[] = [];
  for (let at = block.start; at < block.end; at += 1) {
    const unit = text[at]!;
    if (
      unit === '。' ||
      unit === '!' ||
      unit === '?' ||
      unit === '！' ||
      unit === '？' ||
      (unit === '.' && /^\s+[A-Z“]/.test(text.slice(at + 1, at + 4)) && !/(?:No|Mr|vs|St)$/.test(text.slice(at - 2, at)))
    )
      ends.push(at + 1);
  }
  ends.push(block.end);
  return ends;
}

const delimiter = /[,，;。:!?\n、()]/;
const clauseEnd = /[,，;。:!?\n()]/;
const among = /其中|当中|^中(?=[,，:新续产工农]|$)|包括|包含|分为|分成|涵盖|由(?=[^,，。]{0,12}$)|of which|including|comprising/i;
const totalling = /合计|总计|共计|一共|总共/;
const apart = /另有|另外|此外|还有|除此|又|不含|不包括|分别新增/;
const definiteBefore = /(?:上述|这些?|该|全部|所有|以上|对全年[^,，。;；]{0,8}的|在)$|(?:全部|所有|上述)的?$/;
const definiteAfter = /^[^,，。;；、]{0,12}(?:基础上|之外|以外|全部|均已|均|都)/;
const changeBefore =
  /(?:同比|环比|比[^,，。;；]{1,10}|较[^,，。;；]{1,10})?(?:增加|多|减少|少|净增|增长|提高|下降|增|减)(?:了|投资|项目)?$/;

function timeOf(words: string): string | null {
  if (/(?:上年|去年|上一年)(?:同期)?的$/.test(words.trim()) || /[比较]\s*年?(?:同期)?的$/.test(words.trim())) return '上年';
  if (/(?:上年|去年|上一年)(?:同期)?|同期(?!增)/.test(words) && !/[比较](?:上年|去年|上一年|同期)|同比/.test(words)) return '上年';
  if (/当月|本月|\d{1,2}月份当月/.test(words)) return '当月';
  if (/明年|下一?年/.test(words)) return '明年';
  return null;
}

type Draft = { item: Item; end: number };

/** `statementOf` makes the statement of a mark; the facets it lacks are filled in when the groups are known. */
export function itemsOf(
  layout: Layout,
  marks: readonly Mark[],
  places: Places,
  year: number | null,
  statementOf: (mark: Quantity) => Statement,
): Item[] {
  const { text } = layout;
  const items: Item[] = [];
  let markAt = 0;
  let sentence = 0;
  let paragraph = 0;
  layout.blocks.forEach((block, blockIndex) => {
    const inBlock: Mark[] = [];
    while (markAt < marks.length && marks[markAt]!.start < block.end) inBlock.push(marks[markAt++]!);
    const continues = /[:：;；]\s*$/.test(text.slice(Math.max(0, block.start - 4), Math.max(0, block.start - 1)));
    if (!continues) paragraph += 1;
    const ends = sentenceEnds(text, block);
    const mine: Item[] = [];
    let from = block.start;
    let previous: Draft | null = null;
    let ended = 0;
    let segment = 0;
    for (let index = 0; index < inBlock.length; index += 1) {
      const mark = inBlock[index]!;
      if (mark.kind !== 'quantity' || isNumbering(text, block, mark)) continue;
      let between = false;
      while (ends[ended]! <= mark.start) {
        sentence += 1;
        ended += 1;
        between = true;
      }
      const next = inBlock.slice(index + 1, index + 8).find((each) => each.kind === 'quantity');
      const limit = next ? next.start : block.end;
      // What belongs to the figure before ends at the first delimiter; without one, the words before an indicator or a conjunction are its own.
      const afterEnd = endOfAfter(text, mark.end, limit, Boolean(next));
      let clause = mark.start;
      const floor = Math.max(from, ended > 0 ? ends[ended - 1]! : block.start);
      while (clause > floor && !clauseEnd.test(text[clause - 1]!)) clause -= 1;
      const leadEnd = clause;
      const between2 = text.slice(from, leadEnd);
      if (previous && (between || /;/.test(between2))) segment += 1;
      const ownMarks: Mark[] = [];
      const leadMarks: Mark[] = [];
      for (let back = index - 1; back >= 0 && inBlock[back]!.start >= from && inBlock[back]!.kind !== 'quantity'; back -= 1)
        (inBlock[back]!.start >= clause ? ownMarks : leadMarks).unshift(inBlock[back]!);
      const afterMarks: Mark[] = [];
      for (let on = index + 1; on < inBlock.length && inBlock[on]!.end <= afterEnd; on += 1) afterMarks.push(inBlock[on]!);
      // English puts what a figure is behind the one before: 62% of the annual plan of 5 billion yuan.
      const overlap =
        previous &&
        previous.item.mark.end < clause &&
        clause === from &&
        isEnglish(text.slice(previous.item.mark.end, mark.start)) &&
        !/[,;.(]/.test(text.slice(previous.item.mark.end, mark.start))
          ? previous.item.mark.end
          : clause;
      const own = blank(text, overlap, mark.start, ownMarks);
      const after = blank(text, mark.end, afterEnd, afterMarks);
      const mentions = places.mentions(from, mark.start);
      const inOwn = mentions.filter((each) => each.start >= clause);
      const place =
        lastSubject(inOwn, text) ??
        lastSubject(
          mentions.filter((each) => each.start < clause),
          text,
        );
      const item = read({ mark, statementOf, own, after, lead: between2, place, places, clause, text, afterEnd });
      const thresholds = [...ownMarks, ...afterMarks].filter((each) => each.kind === 'threshold');
      if (thresholds.length > 0) item.facets.threshold = thresholds.at(-1)!.words;
      const dates = [...ownMarks, ...leadMarks].filter((each): each is Dated => each.kind === 'date');
      const other = dates.find(
        (each) =>
          each.from.year !== null &&
          year !== null &&
          each.from.year !== year &&
          !/[比较到至由]$/.test(text.slice(each.start - 1, each.start)),
      );
      if (other && item.time === null && item.mark.dimension !== 'percent' && item.mark.dimension !== 'points')
        item.time = `${other.from.year}年`;
      // Looked for no further back than a bracket reaches, so that a long text without brackets is not read again for every figure.
      const reach = Math.max(block.start, mark.start - 200);
      const [opening, closing] = ['(', ')'].map((bracket) => text.slice(reach, mark.start).lastIndexOf(bracket)) as [number, number];
      item.bracket = opening > closing ? reach + opening : -1;
      item.period = periodOf([...leadMarks, ...ownMarks], text.slice(from, mark.start));
      items.push(item);
      mine.push(item);
      Object.assign(item, {
        block: blockIndex,
        paragraph,
        sentence,
        segment,
        sentenceEndBetween: between,
        listed: text[from] === '、' || /^[、和及与]/.test(text.slice(from, from + 1)),
      });
      previous = { item, end: afterEnd };
      from = afterEnd;
    }
    sentence += 1;
    distribute(layout, mine, places);
  });
  return items;
}

/** 1. 2、 (3) at the head of a block number it. */
function isNumbering(text: string, block: Block, mark: Quantity): boolean {
  return (
    mark.unit === '' &&
    mark.start <= block.start + 1 &&
    (block.title === '' || /^\s?[.、)．]/.test(text.slice(mark.end, mark.end + 2)) || mark.end >= block.end)
  );
}

function periodOf(marks: readonly Mark[], words: string): Item['period'] {
  if (/上半年/.test(words)) return { from: 1, to: 6 };
  if (/前三季度/.test(words)) return { from: 1, to: 9 };
  if (/一季度/.test(words)) return { from: 1, to: 3 };
  const date = marks.findLast((mark): mark is Dated => mark.kind === 'date' && mark.from.month !== null && mark.from.day === null);
  if (!date) return null;
  return date.to?.month ? { from: date.from.month!, to: date.to.month } : { from: date.from.month!, to: date.from.month! };
}

function endOfAfter(text: string, from: number, limit: number, hasNext: boolean): number {
  let at = from;
  while (at < limit && !delimiter.test(text[at]!)) at += 1;
  if (at < limit || !hasNext) return at;
  const words = text.slice(from, limit);
  // 124个新建项目已开工122个: what is counted ends with its noun.
  const noun = /^[^\d]{0,14}?(?:(?:项目|企业|工程|单位|部门|乡镇|街道|园区|县区|问题|干部|工人|员工|学校|小区|社区|村)+)/.exec(words);
  if (noun && noun[0].length < words.length && !/^(?:总投资|年度)/.test(words)) return from + noun[0].length;
  const turn = /(?<=.)(?:和|及|与|以及|而)|总投资|计划|年度|完成|投资|其中|占|同比|增长|,? and |,? with /.exec(words);
  if (turn) return from + turn.index;
  return /项目$|企业$|的$/.test(words) ? from : limit;
}

/** The words of a stretch without the marks in it (thresholds, dates, ordinals), which are read apart. */
function blank(text: string, start: number, end: number, marks: readonly Mark[]): string {
  let words = '';
  let at = start;
  for (const mark of marks) {
    words += `${text.slice(at, mark.start)} `;
    at = mark.end;
  }
  return words + text.slice(at, end);
}

function lastSubject(mentions: readonly Mention[], text: string): Mention | null {
  for (let index = mentions.length - 1; index >= 0; index -= 1) {
    const each = mentions[index]!;
    if (each.subject && !/^(?:委|政府|人大|政协|领导)/.test(text.slice(each.end, each.end + 2))) return each;
  }
  return null;
}

type Around = {
  mark: Quantity;
  statementOf: (mark: Quantity) => Statement;
  own: string;
  after: string;
  lead: string;
  place: Mention | null;
  places: Places;
  clause: number;
  text: string;
  afterEnd: number;
};

function read(around: Around): Item {
  const { mark, place, text } = around;
  let { own, after, lead } = around;
  const english = isEnglish(own + after);
  if (english) {
    const ratio = mark.dimension === 'percent' || mark.dimension === 'points';
    const [before, behind] = [own, after];
    own = ratio ? ratioInOfficeWords(before, behind) : inOfficeWords(before);
    after = inOfficeWords(behind);
    lead = inOfficeWords(lead) + (/,\s*$/.test(lead) ? ',' : '');
    if (mark.dimension === 'money' && !/投资|资金/.test(own) && /^(?:完成投资|投资|总投资)/.test(after))
      own = `${own} ${/^[^ ]+/.exec(after)![0]}`;
  }
  const amount = mark.dimension === 'money' || mark.dimension === 'percent' || mark.dimension === 'points';
  let words = own;
  if (!english)
    for (const each of around.places.mentions(around.clause, mark.start)) words = words.replace(text.slice(each.start, each.end), ' ');
  let trailing = after;
  for (const each of around.places.mentions(mark.end, around.afterEnd)) trailing = trailing.replace(text.slice(each.start, each.end), ' ');
  // An amount is named before it; a count by what stands before, or after it when a noun follows.
  const { measure, rest } = amount ? measureOf(words) : { measure: null, rest: words };
  const fore = facetsOf(rest.replace(among, ' '));
  const rear = amount
    ? { facets: {} as Facets, noun: null, residue: '', loose: [] as string[] }
    : facetsOf(trailing.replace(/(?:基础上|全部|落实).*$/, ' '), true);
  const postposed = !amount && rear.noun !== null;
  const facets: Facets = { ...fore.facets, ...rear.facets };
  const residue = amount ? fore.residue : postposed ? rear.residue : fore.residue;
  const head = lead.slice(Math.max(0, lead.length - 40));
  const markerIn =
    /(?:其中|包括|包含|分为|of which|including)[:：,，]?\s*$/i.test(head) ||
    among.test(own) ||
    /(?:其中|当中)[^,，。;；]{0,12}[,，:：][^。;；]{0,10}$/.test(head);
  const marker: Item['marker'] =
    markerIn || /^[^,，。;；、\d]{0,6}:$/.test(lead)
      ? 'among'
      : (totalling.test(own) && !english) || /^(?:总)?共(?:计|有)?$/.test(own.trim())
        ? 'total'
        : apart.test(own)
          ? 'apart'
          : null;
  const statement = around.statementOf(mark);
  return {
    mark,
    statement,
    block: 0,
    paragraph: 0,
    sentence: 0,
    segment: 0,
    own,
    after,
    lead,
    facets,
    noun: rear.noun ?? fore.noun,
    measure,
    residue,
    loose: [...fore.loose, ...rear.loose],
    place,
    time: timeOf(own) ?? (/[,，]$/.test(lead) ? timeOf(head.slice(-12)) : null),
    marker,
    definite: !amount && (definiteBefore.test(own) || definiteAfter.test(after)),
    postposed,
    bracket: -1,
    period: null,
    classified: /按[^,，。;；]{1,10}?(?:划?分|看|统计)(?:类)?[:,，]?\s*$/.test(head) || /^按[^,，。;；]{1,8}?(?:划?分)/.test(own),
    opens: !amount && /中$/.test(after.trim()) && /^[,，]/.test(text.slice(around.afterEnd, around.afterEnd + 1)),
    sentenceEndBetween: false,
    listed: false,
    respectively: null,
    change: mark.dimension !== 'percent' && mark.dimension !== 'points' && changeBefore.test(own.trimEnd()),
  };
}

/** 甲、乙、丙分别完成10.2、8.3、5.1亿元: the names are dealt out over the figures that follow. */
function distribute(layout: Layout, items: readonly Item[], places: Places): void {
  const { text } = layout;
  items.forEach((first, index) => {
    const at = first.own.lastIndexOf('分别');
    if (at < 0) return;
    const run = [first];
    for (let next = index + 1; next < items.length; next += 1) {
      const item = items[next]!;
      const before = items[next - 1]!;
      if (item.sentence !== first.sentence || item.mark.dimension !== first.mark.dimension) break;
      if (!/^[^,，;。]{0,4}[、,，和及与]\s?$/.test(text.slice(before.mark.end, item.mark.start))) break;
      run.push(item);
    }
    if (run.length < 2) return;
    const before = `${first.lead.slice(-60)}${first.own.slice(0, at)}`.replace(/^.*(?:[。;；:]|其中[,，:]?)/s, '');
    const names = before
      .replace(/[二三四五六七八九十两\d]+(?:个|类|家|项|大)[\u4e00-\u9fff]{0,4}$/, '')
      .split(/[、,，]|(?:以?及|和|与)/)
      .map((name) => name.trim())
      .filter((name) => name !== '');
    const chosen = names.slice(-run.length);
    const mostlyPlaces = chosen.filter((name) => [...places.byName.keys()].some((each) => name.endsWith(each))).length * 2 > chosen.length;
    if (chosen.length !== run.length) return;
    const shared = first.own.slice(at + 2);
    run.forEach((item, position) => {
      const name = chosen[position]!;
      const found =
        [...places.byName.keys()].find((each) => name.endsWith(each)) ??
        [...places.byName.keys()].find((each) => each.startsWith(name) && name.length >= 2);
      item.respectively = position;
      item.measure = first.measure ?? measureOf(shared).measure;
      item.noun = first.noun;
      if (first.mark.dimension === 'percent') item.own = first.own.slice(at);
      if (found || mostlyPlaces) {
        const bare = name.replace(/(?:今年|全年|前?[一二三]季度|上半年|\d.*月.*)+$/, '');
        item.place = { start: item.mark.start, end: item.mark.start, name: found ?? bare, subject: true };
        item.facets = facetsOf(shared).facets;
        item.residue = '';
        return;
      }
      const reading = facetsOf(measureOf(name).rest);
      item.facets = {
        ...reading.facets,
        ...(Object.keys(reading.facets).length === 0 ? { line: reading.residue || name } : {}),
        ...(first.facets.threshold ? { threshold: first.facets.threshold } : {}),
      };
      item.residue = '';
      if (/其中/.test(first.lead) || first.marker === 'among') item.marker = 'among';
    });
  });
}
