// What a person meant by an amount in a ledger cell, in whole yuan. Units are taken from the cell, else from the column. What is not
// one amount (a range, a share, a limit, two numbers) is refused with its reason; what lost precision is said. Nothing is guessed.

import type { Note, Read } from './rules-reading.ts';
import { blankWord, compactText, given, refused } from './rules-reading.ts';
import type { ColumnUnit } from './words.ts';

export type Currency = 'CNY' | 'USD' | 'GBP' | 'EUR' | 'HKD' | 'JPY' | 'OTHER';

/** Power of ten and currency of each column unit. */
export const unitMeaning: Record<ColumnUnit, { power: number; currency: Currency }> = {
  元: { power: 0, currency: 'CNY' },
  千元: { power: 3, currency: 'CNY' },
  万元: { power: 4, currency: 'CNY' },
  百万元: { power: 6, currency: 'CNY' },
  亿元: { power: 8, currency: 'CNY' },
  美元: { power: 0, currency: 'USD' },
  千美元: { power: 3, currency: 'USD' },
  百万美元: { power: 6, currency: 'USD' },
  百万英镑: { power: 6, currency: 'GBP' },
  外币: { power: 0, currency: 'OTHER' },
  千外币: { power: 3, currency: 'OTHER' },
  百万外币: { power: 6, currency: 'OTHER' },
};

export const isForeign = (unit: ColumnUnit | null): boolean => unit !== null && unitMeaning[unit].currency !== 'CNY';

const signs: readonly (readonly [RegExp, Currency])[] = [
  [/人民币|RMB|CNY|¥|￥/gi, 'CNY'],
  [/HK\$|港元|港币|HKD/gi, 'HKD'],
  [/US\$|美元|美金|USD|\$/gi, 'USD'],
  [/英镑|GBP|£/gi, 'GBP'],
  [/欧元|EUR|€/gi, 'EUR'],
  [/日元|日圆|JPY/gi, 'JPY'],
];

const powers: Record<string, number> = {
  亿元: 8,
  亿: 8,
  千万元: 7,
  千万: 7,
  百万元: 6,
  百万: 6,
  十万元: 5,
  十万: 5,
  万元: 4,
  万: 4,
  千元: 3,
  千: 3,
  元: 0,
  圆: 0,
  billion: 9,
  bn: 9,
  million: 6,
  mn: 6,
  m: 6,
  thousand: 3,
  k: 3,
};
const onlyForeign = new Set(['m', 'mn', 'k', 'bn']);
const oneAmount =
  /^(\d+(?:\.\d*)?|\.\d+)(亿元|亿|千万元|千万|百万元|百万|十万元|十万|万元|万|千元|千|元|圆|billion|bn|million|mn|m|thousand|k)?$/i;
const twoAmounts = /^(\d+(?:\.\d+)?)亿(\d+(?:\.\d+)?)(万元|万)$/;
const approximately = /^(约|大约|大概|近|接近|逾|超过|超|~|≈|预计|估算|暂估|approx\.?|about|circa|c\.)/i;
const approximatelyAfter = /(左右|上下)$/;
const limited = /(以上|以下|以内|不低于|不少于|不超过|不高于|起)|[<>≤≥]/;
const rangeBetween = /\d[^\d.,]{0,5}?(?:-|~|–|—|―|至|到|\bto\b)[^\d]{0,3}\d/i;

/** Multiplies a plain decimal text by ten to that power; whole yuan, and whether a fraction of a yuan had to be rounded half up. */
function wholeYuan(text: string, power: number): { yuan: number; rounded: boolean } | undefined {
  const match = /^(\d{0,20})(?:\.(\d{0,40}))?$/.exec(text);
  if (!match || (!match[1] && !match[2])) return undefined;
  const written = match[2] ?? '';
  // Up to fifteen digits in all are exact in a number: the common case needs no wider arithmetic.
  if (written.length <= power && match[1]!.length + power <= 15)
    return { yuan: Number(match[1] + written.padEnd(power, '0')), rounded: false };
  const fraction = written.padEnd(power, '0');
  let yuan = BigInt((match[1] || '0') + fraction.slice(0, power));
  const rest = fraction.slice(power);
  const rounded = /[1-9]/.test(rest);
  if (rounded && rest[0]! >= '5') yuan += 1n;
  const whole = Number(yuan);
  return Number.isSafeInteger(whole) ? { yuan: whole, rounded } : undefined;
}

/** A number as a person sees it: the fifteen digits a spreadsheet keeps, without the dust of binary fractions, never with an exponent. */
export function plainNumber(value: number): string {
  const short = String(value);
  if (short.length <= 16 && !short.includes('e')) return short;
  const text = String(Number(value.toPrecision(15)));
  return text.includes('e')
    ? Number(text)
        .toFixed(Math.abs(value) < 1 ? 20 : 0)
        .replace(/\.?0+$/, (zeros) => (zeros.startsWith('.') ? '' : zeros))
    : text;
}

export interface MoneySetting {
  unit: ColumnUnit | null;
  /** Yuan for one unit of the foreign currency, as the clerk stated; null when nobody did. */
  rate: number | null;
}

export type MoneyValue = { yuan: number; approximate: boolean };

function settle(
  text: string,
  power: number,
  negative: boolean,
  approximate: boolean,
  currency: Currency,
  setting: MoneySetting,
): Read<MoneyValue> {
  if (negative && /[1-9]/.test(text)) return refused('imports.money-negative');
  if (currency !== 'CNY') {
    const column = setting.unit ? unitMeaning[setting.unit].currency : 'CNY';
    if (column !== currency && column !== 'OTHER') return refused('imports.money-foreign');
    if (setting.rate === null) return refused('imports.money-no-rate');
    const yuan = Math.round(Number(text) * 10 ** power * setting.rate);
    if (!Number.isSafeInteger(yuan)) return refused('imports.money-too-large');
    return given({ yuan, approximate: true });
  }
  const whole = wholeYuan(text, power);
  if (!whole) return refused('imports.money-too-large');
  const value = { yuan: whole.yuan, approximate: approximate || whole.rounded };
  if (!value.approximate) return given(value);
  const notes: Note[] = [];
  if (whole.rounded) notes.push({ code: 'imports.money-rounded', params: {}, severity: 'warning' });
  if (approximate) notes.push({ code: 'imports.money-approximate', params: {}, severity: 'warning' });
  return { value, notes };
}

/** Reads an amount. A plain number needs the column's unit; text may carry its own. */
export function readMoney(cell: string | number | boolean, setting: MoneySetting): Read<MoneyValue> {
  const { unit } = setting;
  if (typeof cell === 'boolean') return refused('imports.money-unreadable');
  if (typeof cell === 'number') {
    if (!unit) return refused('imports.money-no-unit');
    const { power, currency } = unitMeaning[unit];
    if (currency === 'CNY' && cell >= 0 && Number.isInteger(cell) && cell < 1e15 / 10 ** power)
      return given({ yuan: cell * 10 ** power, approximate: false });
    return settle(plainNumber(Math.abs(cell)), power, cell < 0, false, currency, setting);
  }
  const blank = blankWord(cell);
  if (blank) return blank;
  if (/[%‰％]|百分之/.test(cell)) return refused('imports.money-percent');
  if (/\d\s+\d/.test(cell.trim()) && !/^\D*\d{1,3}([ \u00a0\u202f]\d{3})+(?!\d)(\.\d+)?\D*$/.test(cell.trim()))
    return refused('imports.two-numbers');
  let text = compactText(cell);
  let currency: Currency | null = null;
  for (const [sign, meaning] of signs) {
    if (sign.test(text)) {
      sign.lastIndex = 0;
      // 亿元 and 万元 keep their 元: only the name of the currency goes.
      text = text.replace(sign, '');
      currency = meaning;
      break;
    }
  }
  if (limited.test(text)) return refused('imports.money-limit');
  if (rangeBetween.test(text)) return refused('imports.money-range');
  let approximate = false;
  const bare = text
    .replace(approximately, '')
    .replace(approximatelyAfter, '')
    .replace(/(余|多)(?=万|亿|元|$)/, '');
  if (bare !== text) {
    approximate = true;
    text = bare;
  }
  let negative = false;
  if (/^\(.+\)$/.test(text)) {
    negative = true;
    text = text.slice(1, -1);
  }
  if (/^[-−+]/.test(text)) {
    negative = text[0] !== '+';
    text = text.slice(1);
  }
  if (/\d,/.test(text)) {
    if (!/^\d{1,3}(,\d{3})+(?![\d,])(\.\d+)?[^\d,]*$/.test(text)) return refused('imports.number-commas');
    text = text.replaceAll(',', '');
  }
  if (/^\d+(\.\d+)?e[+-]?\d+$/i.test(text)) return refused('imports.number-exponent');
  const composed = twoAmounts.exec(text);
  if (composed) {
    const hundreds = wholeYuan(composed[1]!, 8);
    const tens = wholeYuan(composed[2]!, 4);
    if (hundreds && tens && !hundreds.rounded && tens.yuan < 100_000_000)
      return settle(String(hundreds.yuan + tens.yuan), 0, negative, approximate, currency ?? 'CNY', setting);
    return refused('imports.money-unreadable');
  }
  const match = oneAmount.exec(text);
  if (!match) return refused('imports.money-unreadable');
  const own = match[2]?.toLowerCase();
  const columnMeaning = unit ? unitMeaning[unit] : null;
  if (own !== undefined) {
    const ownCurrency: Currency =
      currency ??
      (/[亿万千元圆百十]/.test(own) && !isForeign(unit) ? 'CNY' : columnMeaning && isForeign(unit) ? columnMeaning.currency : 'CNY');
    if (ownCurrency === 'CNY' && onlyForeign.has(own)) return refused('imports.money-unreadable');
    const read = settle(match[1]!, powers[own]!, negative, approximate, ownCurrency, setting);
    if (
      read.value !== undefined &&
      columnMeaning &&
      (columnMeaning.power !== powers[own] || (columnMeaning.currency === 'CNY') !== (ownCurrency === 'CNY'))
    )
      return {
        value: read.value,
        notes: [...read.notes, { code: 'imports.money-own-unit', params: { unit: unit! }, severity: 'warning' }],
      };
    return read;
  }
  // A sign of currency without a magnitude ("£278" in a column of £m, "$27,350,000"): the column says the magnitude, the sign must agree.
  if (!unit)
    return currency === 'CNY'
      ? settle(match[1]!, 0, negative, approximate, 'CNY', setting)
      : refused(currency ? 'imports.money-foreign' : 'imports.money-no-unit');
  if (currency && currency !== columnMeaning!.currency && columnMeaning!.currency !== 'OTHER') return refused('imports.money-foreign');
  return settle(match[1]!, columnMeaning!.power, negative, approximate, columnMeaning!.currency, setting);
}
