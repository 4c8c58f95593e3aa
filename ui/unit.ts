// The unit in which every amount of the page is shown, chosen once in the top bar and remembered on this machine; how a number of a given
// kind is written. Exact when it can be: amounts keep up to four decimals in 亿元 (that is 万元) before anything is rounded.
import { useSyncExternalStore } from 'react';
import { countsThings, type FigureUnit } from '../vocabulary/figure.ts';
import { exactIn, grouped, type MoneyUnit, shownIn } from '../vocabulary/money.ts';
import { language } from './i18n.ts';
import { useKitWords } from './words.ts';

export type { MoneyUnit };
export const moneyUnits: readonly MoneyUnit[] = ['元', '万元', '亿元'];

const kept = 'sanzao.unit';
const storage = typeof localStorage === 'undefined' ? undefined : localStorage;
const stored = storage?.getItem(kept);
let unit: MoneyUnit = stored === '元' || stored === '万元' ? stored : '亿元';
const listeners = new Set<() => void>();

export function setMoneyUnit(next: MoneyUnit): void {
  unit = next;
  storage?.setItem(kept, next);
  for (const listener of listeners) listener();
}

/** The unit of the page; the component is drawn again when it changes. */
export const useMoneyUnit = (): MoneyUnit =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => unit,
    () => unit,
  );

/** The unit as the language on writes it: 亿元 or CNY 100m. */
export const unitWord = (of: MoneyUnit): string => useKitWords.now(of === '元' ? 'yuan' : of === '万元' ? 'wan' : 'yi');

export type Shown = {
  /** digits with thousands separated */
  text: string;
  /** the unit's word, may be empty */
  unit: string;
  /** true: `text` is not the whole truth and `exact` must be one step away */
  rounded: boolean;
  /** the exact value: yuan with thousands separated, or the full digits */
  exact: string;
};

/** Decimals an amount keeps, as the office prints them: none of a 元, at most two of a 万元 or 亿元. */
export const places: Record<MoneyUnit, number> = { 元: 0, 万元: 2, 亿元: 2 };

/** How yuan are written in a unit: exact when two decimals hold it; else rounded half up and marked, with the exact yuan one step away. */
export function moneyShown(yuan: number, of: MoneyUnit): Shown {
  const { text, rounded } = shownIn(yuan, of, places[of]);
  return { text: grouped(text), unit: unitWord(of), rounded, exact: grouped(exactIn(yuan, '元')) };
}

/** How any value of a figure is written. Ratios are fractions and are shown in per cent. */
export function valueShown(value: number, kind: FigureUnit, of: MoneyUnit): Shown {
  if (kind === 'yuan' && Number.isSafeInteger(value)) return moneyShown(value, of);
  // An average of money need not be whole yuan: it is shown like money, from the nearest yuan, and always as rounded.
  if (kind === 'yuan') return { ...moneyShown(Math.round(value), of), rounded: true, exact: grouped(String(Number(value.toFixed(2)))) };
  if (countsThings(kind)) {
    const text = grouped(String(value));
    return {
      text,
      unit: useKitWords.now(`unit.${kind as 'count' | 'people' | 'enterprises' | 'items'}`, { count: value }),
      rounded: false,
      exact: text,
    };
  }
  const full = kind === 'ratio' ? value * 100 : value;
  // One decimal, half up (away from zero), from the decimal digits: 0.345 is 34.5 and not what its binary neighbour would give.
  const text = (Math.sign(full) * (Math.round(Number(`${Math.abs(Number(full.toPrecision(12)))}e1`)) / 10)).toFixed(1);
  const exact = String(Number(full.toPrecision(12)));
  return {
    text: grouped(text),
    unit: kind === 'ratio' ? '%' : useKitWords.now('unit.points'),
    rounded: Number(text) !== Number(exact),
    exact,
  };
}

/** "17.16 亿元": for sentences and labels. */
export function shownText(value: number, kind: FigureUnit, of: MoneyUnit): string {
  const shown = valueShown(value, kind, of);
  return `${shown.text}${shown.unit && (shown.unit === '%' ? '' : language() === 'en' ? ' ' : '')}${shown.unit}`;
}
