// What things of an import are called on the screen: fields (a key may carry a year or a list, 'annualPlan:2019'), stored values, amounts
// in the unit of the page. The intake brings the names of its fields and of their stored values.
import { useCallback, useMemo } from 'react';
import { useRead } from '../../../ui/call.ts';
import { language, usePick } from '../../../ui/i18n.ts';
import { unitWord, useMoneyUnit } from '../../../ui/unit.ts';
import type { ReplyOf } from '../../../vocabulary/endpoint.ts';
import { exactIn, grouped, type MoneyUnit, yuanOf } from '../../../vocabulary/money.ts';
import { importFields } from '../words.ts';
import { useWords } from './words.ts';

export type Intake = ReplyOf<typeof importFields>;

export const useIntake = (intake: string | undefined) =>
  useRead(importFields, { intake: intake ?? '' }, { enabled: intake !== undefined, staleTime: 600_000 });

/** The name of a field of the intake: '2019年 年度计划投资' for 'annualPlan:2019'. */
export function useFieldName(intake: Intake | undefined): (field: string) => string {
  const say = useWords();
  const pick = usePick();
  const names = useMemo(() => {
    const found = new Map<string, { zh: string; en: string }>();
    for (const one of intake?.fields ?? []) found.set(one.id, one);
    for (const one of intake?.sheetOptions ?? []) if (!found.has(one.id)) found.set(one.id, one);
    return found;
  }, [intake]);
  return useCallback(
    (field) => {
      const whole = names.get(field);
      if (whole) return pick(whole);
      const [head = '', tail = ''] = field.split(':');
      if (head === 'list') return say('field.list', { list: tail });
      const name = names.get(head);
      const base = name ? pick(name) : head === 'point' ? say('field.point') : head;
      return tail ? say('field.of-year', { year: tail, field: base }).replace('年年', '年') : base;
    },
    [names, pick, say],
  );
}

/** A stored value as the office says it: 'new' of nature is 新建. Text that is no stored value stays as it is. */
export function useValueText(intake: Intake | undefined): (field: string, value: string | null) => string | null {
  const pick = usePick();
  return useCallback(
    (field, value) => {
      const word = value === null ? undefined : intake?.values[field.split(':')[0]!]?.[value];
      return word ? pick(word) : value;
    },
    [intake, pick],
  );
}

/** A value of a row as it was read ('13400万元' of a money field) in the unit of the page; any other text stays as it is. */
export function useReadText(intake: Intake | undefined): (field: string, text: string | null | undefined) => string | null {
  const money = useExactMoney();
  const kinds = useMemo(() => new Map(intake?.fields.map((one) => [one.id, one.kind])), [intake]);
  return useCallback(
    (field, text) => {
      const digits = kinds.get(field.split(':')[0]!) === 'money' ? /^(-?[\d.]+)万元$/.exec(text ?? '')?.[1] : undefined;
      const yuan = digits === undefined ? undefined : yuanOf(digits, '万元');
      return yuan === undefined ? (text ?? null) : money(yuan);
    },
    [kinds, money],
  );
}

/** An amount as a sentence of ours writes it (89,800万元), with the unit's word of the language that is on. */
export const inUnitWords = (text: string | number): string =>
  String(text).replace(/(亿元|万元|元)$/, (unit) => `${language() === 'zh' ? '' : ' '}${unitWord(unit as MoneyUnit)}`);

/** An amount in the unit of the page, never rounded: it is compared with what stands in the file. */
export function useExactMoney(): (yuan: number) => string {
  const unit = useMoneyUnit();
  const word = unitWord(unit);
  return useCallback((yuan) => `${grouped(exactIn(yuan, unit))}${/^[\u4e00-\u9fff]/.test(word) ? '' : ' '}${word}`, [unit, word]);
}
