// Which field a column title names, in which unit, for which year. A title is compared whole, without its brackets, by its first line, by
// its leading words; every match says how it was found. What a title merely mentions (完成率, 占比, narrative …) is not a match.
import { normalName } from '../../vocabulary/names.ts';
import type { Field } from './intake.ts';
import type { ColumnUnit } from './words.ts';

export interface TitleMatch {
  field: string;
  score: number;
  year: number | null;
  how: 'whole' | 'year' | 'numbered' | 'leading' | 'within';
}

interface Synonym {
  field: Field;
  normal: string;
}

const yearMark = '\u0001';
const mentions = /(完成率|占比|比例|比重|同比|增幅|增速|率$|%|是否|其中|说明|备注|原因|narrative|commentary|variance|explanation)/i;

/** Money units in brackets, after 单位：, or as the whole text. English forms name the currency; a bare "in thousands" names none. */
export function unitIn(text: string): ColumnUnit | null {
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const said = /单位[:：]?\s*(?:人民币)?(百万美元|千美元|美元|百万英镑|亿元|百万元|千元|万元|亿|万|元)/.exec(plain);
  if (said) return chineseUnit(said[1]!);
  for (const bracket of plain.matchAll(/[([{【〔]([^)\]}】〕]*)[)\]}】〕]/g)) {
    const inside = bracket[1]!.trim();
    const chinese = /^(?:人民币)?(百万美元|千美元|美元|百万英镑|亿元|百万元|千元|万元|亿|万|元)(?:人民币)?(?=$|[,，、;；\s])/.exec(inside);
    if (chinese) return chineseUnit(chinese[1]!);
    const english = englishUnit(inside);
    if (english) return english;
  }
  const whole = /^(百万美元|千美元|美元|百万英镑|亿元|百万元|千元|万元|元)$/.exec(plain.replace(/^[/\s]+/, ''));
  if (whole) return chineseUnit(whole[1]!);
  const tail = /[\u4e00-\u9fff][\s/]*(百万美元|千美元|百万英镑|亿元|百万元|千元|万元)$/.exec(plain) ?? /[\s/](元)$/.exec(plain);
  if (tail) return chineseUnit(tail[1]!);
  return englishUnit(plain.replace(/\([^)]*\)/g, ''));
}

const chineseUnit = (word: string): ColumnUnit => (word === '亿' ? '亿元' : word === '万' ? '万元' : (word as ColumnUnit));

function englishUnit(text: string): ColumnUnit | null {
  const plain = text.toLowerCase();
  const currency = /rmb|cny|yuan|¥/.test(plain)
    ? 'cny'
    : /£|gbp|pounds?\b/.test(plain)
      ? 'gbp'
      : /us\$|usd|\$|dollars?/.test(plain)
        ? 'usd'
        : /€|eur|php|₱|peso|inr|₹|jpy|aud|cad/.test(plain)
          ? 'other'
          : null;
  const size = /(\bmillions?\b|\bmn\b|(?<=[£$€¥₱₹\s]|usd|gbp|eur|rmb|cny|php)m\b|\bm$)/.test(plain)
    ? 'million'
    : /(\bthousands?\b|,?\b000'?s?\b|(?<=[£$€¥\s]|usd|gbp|eur|rmb|cny|php)k\b)/.test(plain)
      ? 'thousand'
      : null;
  if (!currency) return /\bin\b|^amounts?\b/.test(plain) && size ? (size === 'million' ? '百万外币' : '千外币') : null;
  if (currency === 'cny') return size === 'million' ? '百万元' : size === 'thousand' ? (/10,?000|10k/.test(plain) ? '万元' : '千元') : '元';
  if (currency === 'usd') return size === 'million' ? '百万美元' : size === 'thousand' ? '千美元' : '美元';
  if (currency === 'gbp') return size === 'million' ? '百万英镑' : size === 'thousand' ? '千外币' : '外币';
  return size === 'million' ? '百万外币' : size === 'thousand' ? '千外币' : '外币';
}

const bracketed = /[([{【〔（][^)\]}】〕）]*[)\]}】〕）]/g;
const genericChild = /^(合计|小计|计|总计|金额|总额|数额|总数|合计数|内容|名称|total|amount)$/i;

/** The spellings of one title that are compared, most complete first. */
function spellings(text: string): string[] {
  const clean = text
    .normalize('NFKC')
    .replace(/[\u200b\ufeff]/g, '')
    .replace(/^[\s*★☆]+/, '')
    .replace(/^(?:\d{1,2}[.、]|[(]\d{1,2}[)])\s*(?=\D)/, '');
  const firstLine = clean.split(/[\r\n]/)[0]!;
  const forms = [clean, clean.replace(bracketed, ''), firstLine, firstLine.replace(bracketed, ''), clean.split(/[(:：（]/)[0]!];
  return [...new Set(forms.map((form) => normalName(form).replace(/(百万元|亿元|万元|千元|百万美元)$/, '')).filter((form) => form !== ''))];
}

export interface TitleMatcher {
  /** Fields that this title may name, best first, at most one match a field. */
  match(text: string): readonly TitleMatch[];
}

/** Prepares the titles of an intake once; matches are remembered by text. */
export function titleMatcher(fields: readonly Field[]): TitleMatcher {
  const whole = new Map<string, Field[]>();
  /** Earlier titles of a field are its better names: of two columns the one named by them is taken. */
  const rank = new Map<string, number>();
  const patterns: { field: Field; pattern: RegExp; length: number }[] = [];
  const synonyms: Synonym[] = [];
  for (const field of fields) {
    let place = 0;
    for (const title of new Set([field.zh, field.en, ...field.titles])) {
      place++;
      if (title.includes('{year}')) {
        const normal = normalName(title.replace('{year}', yearMark));
        const source = normal
          .split(yearMark)
          .map((part) => part.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'))
          .join('((?:19|20)\\d{2})');
        patterns.push({ field, pattern: new RegExp(`^${source}$`), length: normal.length });
        continue;
      }
      const normal = normalName(title);
      if (normal === '') continue;
      const known = whole.get(normal) ?? [];
      if (!known.includes(field)) {
        known.push(field);
        rank.set(`${field.id}\n${normal}`, place * 0.005);
      }
      whole.set(normal, known);
      synonyms.push({ field, normal });
    }
  }
  const remembered = new Map<string, readonly TitleMatch[]>();

  function find(text: string): readonly TitleMatch[] {
    const best = new Map<string, TitleMatch>();
    const offer = (field: Field, score: number, year: number | null, how: TitleMatch['how']): void => {
      const before = best.get(field.id);
      if (!before || before.score < score) best.set(field.id, { field: field.id, score, year, how });
    };
    const forms = spellings(text);
    // 年度计划投资（万元）2019年: the spelling that matches may have lost the year with the bracket.
    const said = /((?:19|20)\d{2})年/.exec(text.normalize('NFKC'))?.[1];
    forms.forEach((form, index) => {
      for (const field of whole.get(form) ?? [])
        offer(field, 100 - index - (rank.get(`${field.id}\n${form}`) ?? 0), said && yearly(field) ? Number(said) : null, 'whole');
      for (const { field, pattern } of patterns) {
        const year = pattern.exec(form)?.[1];
        if (year) offer(field, 99 - index, Number(year), 'year');
      }
      const numbered = /^(.{2,}?)(\d{1,2}|[一二三四五])$/.exec(form);
      if (numbered) for (const field of whole.get(numbered[1]!) ?? []) if (field.repeated) offer(field, 92 - index, null, 'numbered');
      // 总投资2020年 … a year beside a known title.
      const dated = /((?:19|20)\d{2})年?/.exec(form);
      if (dated)
        for (const field of whole.get(form.replace(dated[0], '')) ?? [])
          if (yearly(field)) offer(field, 90 - index, Number(dated[1]), 'year');
    });
    const form = forms[1] ?? forms[0];
    if (form && best.size === 0 && form.length <= 60) {
      for (const { field, normal } of synonyms) {
        if (normal === form || normal.length < (/^[\x20-\x7e]+$/.test(normal) ? 8 : 3)) continue;
        const extra: string = form.replace(normal, '');
        if (extra === form || mentions.test(extra)) continue;
        const ratio = normal.length / form.length;
        if (form.startsWith(normal)) offer(field, 50 + 30 * ratio, null, 'leading');
        else if (ratio >= 0.6) offer(field, 40 + 30 * ratio, null, 'within');
      }
    }
    return [...best.values()].sort((a, b) => b.score - a.score);
  }

  return {
    match(text) {
      let known = remembered.get(text);
      if (!known) {
        known = find(text);
        remembered.set(text, known);
      }
      return known;
    },
  };
}

/** A field whose columns may stand once for every year. */
export const yearly = (field: Field): boolean => field.titles.some((title) => title.includes('{year}'));

/**
 * The fields a column names by the texts above each other in its header. The lowest text, all joined (words split over rows), and the upper
 * one when the lower only says 合计 or a unit, are tried.
 */
export function matchParts(matcher: TitleMatcher, parts: readonly string[]): readonly TitleMatch[] {
  if (parts.length === 0) return [];
  const child = parts.at(-1)!;
  const offers: { matches: readonly TitleMatch[]; share: number }[] = [{ matches: matcher.match(parts.join('')), share: 1 }];
  if (parts.length > 1) {
    offers.push({ matches: matcher.match(child), share: 0.97 });
    for (let from = 1; from < parts.length - 1; from++) offers.push({ matches: matcher.match(parts.slice(from).join('')), share: 0.99 });
    const upper = parts.slice(0, -1).join('');
    if (genericChild.test(normalName(child)) || onlyUnit(child))
      offers.push({ matches: matcher.match(upper), share: 0.95 }, { matches: matcher.match(parts.at(-2)!), share: 0.94 });
    const childYear = /^((?:19|20)\d{2})年?(?:度)?$/.exec(normalName(child));
    if (childYear)
      offers.push(
        { matches: matcher.match(`${childYear[1]}年${upper}`), share: 0.98 },
        { matches: matcher.match(`${childYear[1]}年${parts.at(-2)!}`), share: 0.97 },
      );
  }
  const best = new Map<string, TitleMatch>();
  for (const { matches, share } of offers)
    for (const match of matches) {
      const score = match.score * share;
      if ((best.get(match.field)?.score ?? 0) < score) best.set(match.field, { ...match, score });
    }
  return [...best.values()].sort((a, b) => b.score - a.score);
}

const onlyUnit = (text: string): boolean =>
  /^[(（[【]?\s*(?:单位[:：]?)?\s*(百万美元|千美元|美元|亿元|百万元|千元|万元|元|亿|万)\s*[)）\]】]?$/.test(text.normalize('NFKC').trim());

/** True for 序号, 编号, No.: the column that numbers the rows. */
export const isSequenceTitle = (title: string): boolean =>
  /^(序号|序|编号|项次|顺序号|行号|no|nr|#|号|sn|序号号|序列号)$/.test(normalName(title)) || title.trim() === '#';
