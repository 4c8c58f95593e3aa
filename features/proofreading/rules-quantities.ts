// The figures of a folded text, before anybody asks what they mean: quantities with units, thresholds (500万元以上), dates and periods, ordinals,
// and what only looks like a figure (codes in quotation marks, numbers of documents). One pass from left to right, each character read a bounded
// number of times.
import { decimal, unitKind } from './rules-decimal.ts';
import type { Decimal, Dimension, Statement } from './rules-model.ts';

export type Day = { year: number | null; month: number | null; day: number | null };

export type Mark = { start: number; end: number } & (
  | { kind: 'quantity'; value: Decimal; unit: string; dimension: Dimension; hedge: Statement['hedge']; numberEnd: number }
  | { kind: 'threshold'; words: string; low: bigint | null; high: bigint | null }
  | { kind: 'date'; from: Day; to: Day | null; words: string }
  | { kind: 'ordinal'; value: number; unit: string }
  | { kind: 'code'; words: string }
);

const chineseDigits: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
  百: 100,
  千: 1000,
  万: 10000,
  亿: 100000000,
};

/** 二十三 → 23, 一百零五 → 105, 两千 → 2000; null when the characters make no number. */
export function chineseNumber(text: string): number | null {
  if (text === '' || text.length > 16) return null;
  if (/^[一二三四五六七八九〇零]{2,}$/.test(text)) {
    const positional = Number([...text].map((each) => chineseDigits[each]).join(''));
    return text.length === 4 || text.includes('〇') ? positional : null;
  }
  let total = 0;
  let section = 0;
  let digit = -1;
  for (const each of text) {
    const value = chineseDigits[each];
    if (value === undefined) return null;
    if (value < 10) {
      if (digit > 0) return null;
      digit = value;
    } else if (value < 10000) {
      section += (digit < 0 ? 1 : digit) * value;
      digit = -1;
    } else {
      total = (total + section + Math.max(digit, 0)) * value;
      section = 0;
      digit = -1;
    }
  }
  return total + section + Math.max(digit, 0);
}

const counters =
  '个百分点|个工作日|个小时|个月|百分点|人次|户次|平方公里|平方米|立方米|延长米|千瓦时|公里|千米|公顷|公斤|小时|分钟|工作日|万千瓦|千瓦|个|名|家|户|人|项|件|条|座|台|套|辆|处|所|栋|间|份|批|次|场|期|组|支|笔|宗|起|例|头|只|张|类|种|位|亩|米|吨|斤|天|年|周|倍|度|元|美元|欧元|港元|日元|人民币';
const unitAfter = new RegExp(
  `^(?:%|‰|℃|㎡|(?:万|亿)?(?:t|吨|m³|立方米|千瓦时|kWh|件|台|套)\\s?[/／](?:a|年|日|d|h)|(?:万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百)?(?:美元|欧元|港元|日元|人民币|${counters})|(?:MW|GW|kW|kWh|mm|cm|km²|km|m²|m³|m2|m|kg|t|ha)(?![A-Za-z])|(?:万亿|亿|万)(?![\\u4e00-\\u9fff]))`,
);
const englishUnit =
  /^\s?(?:percentage points?|per cent|percent|%|(?:trillion|billion|million|thousand|bn|mn)(?:\s(?:yuan|dollars|rmb|cny|usd|euros|pounds))?|yuan|rmb|dollars|households|people|jobs|workers|tonnes|tons|hectares|kilometres|km|days|months|years)(?![A-Za-z])/i;
const bareScale = /^(?:万亿|亿|万)/;
const money = /(?:投资|资金|总额|金额|产值|收入|税|资产|债券|贷款|授信|财政|额|[¥￥])[^\d。;；]{0,8}$/;

const pow = (text: string): bigint =>
  text === '亿'
    ? 100000000n
    : text === '千万'
      ? 10000000n
      : text === '百万'
        ? 1000000n
        : text === '万'
          ? 10000n
          : text === '十亿'
            ? 1000000000n
            : text === '百亿'
              ? 10000000000n
              : 1n;
const thresholdTail = /^(亿|千万|百万|万)?元?(?:[((]含[))])?(?:及)?(以上|以下|级)(?:[((]含[)]\s?[\d一-龥]{0,6}[))])?/;
const thresholdRange = /^(亿|千万|百万|万)?元?(?:[-~—–至到]{1,2})(\d+(?:\.\d+)?)(亿|千万|百万|万)元/;
const setNoun = /^(?:[^,，。;；:、()\d]{0,14}?)(?:项目|企业|工程|建设|的|重点|重大|投资|单位)|^\d/;

function limit(text: string, scale: string): bigint | null {
  const value = decimal(text);
  if (!value) return null;
  return (value.digits * pow(scale)) / 10n ** BigInt(value.scale);
}

const date =
  /^(\d{4}|\d{2}(?=年(?:\d|初|底|末|以来)))年(?:度)?(?:(\d{1,2})月(?:份)?(?:(\d{1,3})[日号])?)?|^(\d{1,2})月(?:份)?(?:(\d{1,3})[日号])?|^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)/;
const months = /^(\d{1,2})[-~—–至到]{1,2}(\d{1,2})月(?:份)?/;
const years = /^(\d{4})年?[-~—–至到]{1,2}(\d{4})年/;

export function marksOf(text: string): Mark[] {
  const marks: Mark[] = [];
  const length = text.length;
  let at = 0;
  let quoted = -1;
  while (at < length) {
    const unit = text[at]!;
    if (unit === '“') quoted = at;
    if (unit === '”' || unit === '\n') quoted = -1;
    const code = text.charCodeAt(at);
    const digit = code >= 48 && code <= 57;
    let mark: Mark | null = null;
    if (digit) mark = fromDigits(text, at, quoted);
    else if (chineseDigits[unit] !== undefined || unit === '第' || unit === '百' || unit === '几') mark = fromChinese(text, at, quoted);
    if (mark) {
      marks.push(mark);
      at = mark.end;
    } else if (digit) {
      while (at < length && /[\d.]/.test(text[at]!)) at += 1;
    } else at += 1;
  }
  return shareUnits(text, marks);
}

function hedgeOf(before: string, after: string): Statement['hedge'] {
  if (
    /(?:(?<![签契节预条合违特大解])约|(?<![最新附邻])近|大约|接近|将近|左右|大概|nearly|about|around|some)\s?$/i.test(before) ||
    /^(?:左右|上下)/.test(after)
  )
    return 'about';
  if (/(?:超过|超|逾|突破|不少于|不低于|至少|多达|over|more than|at least|exceeding)\s?$/i.test(before) || /^(?:余|多|以上)/.test(after))
    return 'atLeast';
  if (/(?:不足|不到|至多|不超过|不高于|at most|less than|under)\s?$/i.test(before) || /^以(?:下|内)/.test(after)) return 'atMost';
  return 'exact';
}

function fromDigits(text: string, at: number, quoted: number): Mark | null {
  const ahead = text.slice(at, at + 64);
  const before = text.slice(Math.max(0, at - 12), at);
  if (/^\d{16}/.test(ahead)) {
    // No quantity has so many digits; an account or card number is passed over whole.
    let end = at;
    while (end < text.length && /[\d.,]/.test(text[end]!)) end += 1;
    return { kind: 'code', start: at, end, words: '' };
  }
  if (quoted >= 0) {
    const close = text.indexOf('”', at);
    const inside = close > 0 && close - quoted < 16 ? text.slice(quoted + 1, close) : '';
    if (/^[\d+×xX*~—-]+(?:\+[\dNnXx]+)*$/.test(inside)) return { kind: 'code', start: quoted + 1, end: close, words: inside };
  }
  if (/〔$|[A-Za-z#№]$/.test(before) && !/\b(?:RMB|USD|CNY|US\$|EUR|of|and|or)$/i.test(before))
    return { kind: 'code', start: at, end: at + /^[\d.]+/.exec(ahead)![0].length, words: '' };
  const plainYear = /^(?:19|20)\d\d(?![\d.,]?\d|%|\s?(?:million|billion|[\u4e00-\u9fff]))/.exec(ahead);
  if (plainYear && /\b(?:in|of|since|by|from|to|until|year|than|for|during)\s$/i.test(before))
    return { kind: 'date', start: at, end: at + 4, from: day(plainYear[0]), to: null, words: plainYear[0] };
  const span = years.exec(ahead);
  if (span) return { kind: 'date', start: at, end: at + span[0].length, from: day(span[1]), to: day(span[2]), words: span[0] };
  const period = months.exec(ahead);
  if (period && Number(period[1]) < Number(period[2]) && Number(period[2]) <= 12)
    return {
      kind: 'date',
      start: at,
      end: at + period[0].length,
      from: { year: null, month: Number(period[1]), day: null },
      to: { year: null, month: Number(period[2]), day: null },
      words: period[0],
    };
  const dated = date.exec(ahead);
  if (dated && !/^\d{1,2}年/.test(dated[0])) {
    const from: Day = dated[6]
      ? { year: Number(dated[6]), month: Number(dated[7]), day: Number(dated[8]) }
      : {
          year: dated[1] ? Number(dated[1]) : null,
          month: dated[2] ? Number(dated[2]) : dated[4] ? Number(dated[4]) : null,
          day: dated[3] ? Number(dated[3]) : dated[5] ? Number(dated[5]) : null,
        };
    if (from.year === null || (from.year >= 1900 && from.year < 2100))
      return { kind: 'date', start: at, end: at + dated[0].length, from, to: null, words: dated[0] };
  }
  const number = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|^\d{1,30}(?:\.\d{1,12})?/.exec(ahead)![0];
  const numberEnd = at + number.length;
  const rest = text.slice(numberEnd, numberEnd + 40);
  if (/第$/.test(before))
    return { kind: 'ordinal', start: at - 1, end: numberEnd, value: Number(number.replaceAll(',', '')), unit: rest.slice(0, 1) };
  const range = thresholdRange.exec(rest);
  if (range && setNoun.test(rest.slice(range[0].length))) {
    const low = limit(number, range[1] ?? range[3]!);
    const high = limit(range[2]!, range[3]!);
    return { kind: 'threshold', start: at, end: numberEnd + range[0].length, words: number + range[0], low, high };
  }
  const tail = thresholdTail.exec(rest);
  if (tail && (tail[1] || rest.startsWith('元')) && setNoun.test(rest.slice(tail[0].length))) {
    const bound = limit(number, tail[1] ?? '');
    return {
      kind: 'threshold',
      start: at,
      end: numberEnd + tail[0].length,
      words: number + tail[0],
      low: tail[2] === '以下' ? null : bound,
      high: tail[2] === '以下' ? bound : null,
    };
  }
  if (/^[号版届]/.test(rest) || /^\s?[+×]\s?\d/.test(rest) || /[+×]$/.test(before))
    return { kind: 'code', start: at, end: numberEnd, words: number };
  if (/^[:]\d{2}/.test(rest)) return { kind: 'code', start: at, end: numberEnd + 3, words: 'time' };
  const many = /^(?:余|多)(?=[^\d])/.exec(rest)?.[0] ?? '';
  const found = unitAfter.exec(rest.slice(many.length)) ?? englishUnit.exec(rest);
  let unit = found ? found[0].trim() : '';
  let end = numberEnd + (found ? many.length + found[0].length : 0);
  if (!found) {
    const scale = bareScale.exec(rest);
    if (scale) {
      unit = money.test(text.slice(Math.max(0, at - 24), at)) ? `${scale[0]}元` : scale[0];
      end = numberEnd + scale[0].length;
    }
  } else if (/^(?:万亿|亿|万)$/.test(unit) && money.test(text.slice(Math.max(0, at - 24), at))) unit = `${unit}元`;
  const currency = /(?:RMB|USD|CNY|US\$|EUR|[¥￥$€£])\s?$/i.exec(before)?.[0].trim();
  if (currency && !/yuan|dollar|元/i.test(unit)) unit = `${currency === '¥' || currency === '￥' ? 'rmb' : currency} ${unit}`.trim();
  if (/^[A-Za-z]/.test(text.slice(end, end + 1)) && /[A-Za-z\d]$/.test(text.slice(end - 1, end)) && unit === '')
    return { kind: 'code', start: at, end, words: number };
  const negative = /(?:^|[^\d\w])[-−]$/.test(before);
  const value = decimal((negative ? '-' : '') + number);
  if (!value) return null;
  const kind = unitKind(unit);
  const counted = unit === '' && /^\s[A-Za-z]/.test(rest);
  return {
    kind: 'quantity',
    start: negative ? at - 1 : at,
    end,
    numberEnd,
    value,
    unit,
    dimension: counted ? 'count' : kind.dimension,
    hedge: hedgeOf(before, many || text.slice(end, end + 2)),
  };
}

const day = (year: string | undefined): Day => ({ year: year ? Number(year) : null, month: null, day: null });

/** 个 and 名 and the like; 一 only where it counts (一名领导), never in idioms; nothing inside quotation marks. */
const chineseUnit = /^(?:个百分点|个工作日|个月|个年头|个小时|个|名|家|户|项|座|台|套|年|位|人|件|条|支|所|处|类|倍|天|亿元|万元|元)/;
const idiomAfter = /^(?:人[心员民们才家]|年[级代轻]|个[人别性体]|位一体|家[庭人]|项[目]?$|户[籍口]|条龙|套路|天[到地])/;

function fromChinese(text: string, at: number, quoted: number): Mark | null {
  const ahead = text.slice(at, at + 24);
  const before = text.slice(Math.max(0, at - 6), at);
  const percent = /^百分之([零〇一二两三四五六七八九十百]{1,6})(?:点([零〇一二三四五六七八九]{1,4}))?/.exec(ahead);
  if (percent) {
    const value = chineseNumber(percent[1]!);
    const places = [...(percent[2] ?? '')].map((each) => chineseDigits[each]).join('');
    if (value !== null)
      return {
        kind: 'quantity',
        start: at,
        end: at + percent[0].length,
        numberEnd: at + percent[0].length,
        value: decimal(places === '' ? `${value}` : `${value}.${places}`)!,
        unit: '%',
        dimension: 'percent',
        hedge: 'exact',
      };
  }
  const ordinal = /^第([一二三四五六七八九十百零〇]{1,5})(个年头|年|季度|产业|[位名次期批届])?/.exec(ahead);
  if (ordinal) {
    const value = chineseNumber(ordinal[1]!);
    if (value === null || ordinal[2] === '季度' || ordinal[2] === '产业' || /^第一(?:时间|书记|线)/.test(ahead)) return null;
    return { kind: 'ordinal', start: at, end: at + ordinal[0].length, value, unit: ordinal[2] ?? '' };
  }
  const scaled = /^(百亿|十亿|亿|千万|百万)元(?:[((]含[))])?(?:及)?(以上|以下|级)/.exec(ahead);
  if (scaled && !/[\d一二三四五六七八九十百千万几]$/.test(before)) {
    const bound = pow(scaled[1]!);
    return {
      kind: 'threshold',
      start: at,
      end: at + scaled[0].length,
      words: scaled[0],
      low: scaled[2] === '以下' ? null : bound,
      high: scaled[2] === '以下' ? bound : null,
    };
  }
  if (quoted >= 0 && text.indexOf('”', at) - quoted < 12) return null;
  const run = /^[零〇一二两三四五六七八九十百千万亿]{1,12}/.exec(ahead)?.[0];
  if (!run || /[\d第几数半十百千万亿零点][\s]?$/.test(before)) return null;
  // 三百万元: the last characters may be the unit's.
  for (let length = run.length; length > 0; length -= 1) {
    const number = run.slice(0, length);
    const rest = text.slice(at + length, at + length + 8);
    const unit = chineseUnit.exec(rest)?.[0];
    if (!unit) continue;
    const value = chineseNumber(number);
    if (value === null || value === 0) return null;
    if (idiomAfter.test(rest) || (value === 1 && !/^(?:名|家|户|套|个[\u4e00-\u9fff]{0,3}(?:部门|领导|单位|县|市|区))/.test(rest)))
      return null;
    if (/^(?:合计|共计|相加|之和|加起来|总计)/.test(rest.slice(unit.length))) return null;
    if (unit === '年' && !/(?:过去的?|近|连续|前|历时|这|共)$/.test(before)) return null;
    const printedUnit = unit === '个年头' ? '年' : unit;
    return {
      kind: 'quantity',
      start: at,
      end: at + length + unit.length,
      numberEnd: at + length,
      value: { digits: BigInt(value), scale: 0 },
      unit: printedUnit,
      dimension: unitKind(printedUnit).dimension,
      hedge: hedgeOf(before, text.slice(at + length + unit.length, at + length + unit.length + 2)),
    };
  }
  return null;
}

/** 分别为55、25个 and 10.2、8.3和5.1亿元: figures without a unit take that of the next in the list. */
function shareUnits(text: string, marks: Mark[]): Mark[] {
  for (let index = marks.length - 2; index >= 0; index -= 1) {
    const mark = marks[index]!;
    const next = marks[index + 1]!;
    if (mark.kind !== 'quantity' || next.kind !== 'quantity' || mark.unit !== '' || next.unit === '') continue;
    if (!/^\s?(?:[、,，和及与]|and|,\s?and)\s?$/.test(text.slice(mark.end, next.start))) continue;
    mark.unit = next.unit;
    mark.dimension = next.dimension;
  }
  // 9.6 billion yuan, of which 5.4 billion in …: a bare scale is of the currency just named.
  let named: { unit: string; end: number } | null = null;
  for (const mark of marks) {
    if (mark.kind !== 'quantity') continue;
    if (/^(?:trillion|billion|million)\s\S/i.test(mark.unit)) named = { unit: mark.unit, end: mark.end };
    else if (named && /^(?:trillion|billion|million)$/i.test(mark.unit) && !/[.;]\s/.test(text.slice(named.end, mark.start))) {
      mark.unit = `${mark.unit} ${named.unit.replace(/^\S+\s/, '')}`;
      mark.dimension = unitKind(mark.unit).dimension;
      named = { unit: named.unit, end: mark.end };
    }
  }
  return marks;
}
