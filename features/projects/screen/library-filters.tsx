// What the library may be asked, and how that stands in the address: the names are those of LibraryFilter, so that a figure's rows, a saved
// view and this page read the same address. Choices come from the dictionary and the lists of the year.
import { type FormEvent, type ReactElement, useMemo } from 'react';
import { firstOf, type Search, useSearch, valuesOf } from '../../../ui/address.ts';
import { usePick } from '../../../ui/i18n.ts';
import type { FilterField } from '../../../ui/kit/FilterChips.tsx';
import { Pop } from '../../../ui/kit/Pop.tsx';
import { useRegion, useSession, useYear } from '../../../ui/session.ts';
import { unitWord, useMoneyUnit } from '../../../ui/unit.ts';
import type { InputOf, ReplyOf } from '../../../vocabulary/endpoint.ts';
import { exactIn, yuanOf } from '../../../vocabulary/money.ts';
import { within } from '../../../vocabulary/regions.ts';
import type { library } from '../words.ts';
import { LibraryFilter } from '../words.ts';
import type { lists } from '../words-lists.ts';
import type { dictionary } from '../words-rules.ts';
import { terms } from '../words-terms.ts';
import { useTerm } from './term.ts';
import { useWords } from './words.ts';

/** Names that stand in the address besides region, year and sort. */
export const filterNames = Object.keys(LibraryFilter.shape).filter((name) => name !== 'region' && name !== 'year');

export type Asked = Omit<InputOf<typeof library>, 'sort' | 'order' | 'limit' | 'offset'>;

/** What the address asks for; 'all' pools is the absence of a pool. */
export function askedBy(search: Search, region: string, year: number): Asked {
  const found: Record<string, string> = {};
  for (const name of filterNames) {
    const text = valuesOf(search, name).join(',');
    if (text && !(name === 'pool' && text === 'all')) found[name] = text;
  }
  return { ...found, region, year } as Asked;
}

export function useFields(
  words: ReplyOf<typeof dictionary> | undefined,
  listed: ReplyOf<typeof lists> | undefined,
): readonly FilterField[] {
  const say = useWords();
  const word = useTerm();
  const pick = usePick();
  const region = useRegion();
  const year = useYear();
  const { person } = useSession();
  return useMemo(() => {
    const from = (group: 'stage' | 'maturity' | 'constructionKind' | 'sideState' | 'nature') =>
      Object.keys(terms[group]).map((value) => ({ value, text: word(group, value) }));
    const inForce = <T extends { to: string | null; code: string }>(rules: readonly T[]): T[] => [
      ...new Map(rules.filter((rule) => rule.to === null || rule.to >= `${year}-12-31`).map((rule) => [rule.code, rule])).values(),
    ];
    const counties = person.regions.filter((one) => one.level === 'county' && within(one.code, region.code));
    return [
      ...(region.level === 'county'
        ? []
        : [
            {
              key: 'county',
              title: say('county'),
              kind: 'choice' as const,
              options: counties.map((one) => ({ value: one.code, text: one.name })),
            },
          ]),
      { key: 'nature', title: say('nature'), kind: 'choice', single: true, options: from('nature') },
      {
        key: 'tier',
        title: say('tier'),
        kind: 'choice',
        options: inForce(words?.tiers ?? [])
          .sort((a, b) => a.minYuan - b.minYuan)
          .map((one) => ({ value: one.code, text: pick(one) })),
      },
      {
        key: 'list',
        title: say('list'),
        kind: 'choice',
        options: (listed?.lists ?? []).map((one) => ({ value: one.code, text: pick(one), count: one.count })),
      },
      {
        key: 'listMode',
        title: say('listMode'),
        kind: 'choice',
        single: true,
        options: (['any', 'all', 'only', 'none'] as const).map((value) => ({ value, text: say(`listMode.${value}`) })),
      },
      {
        key: 'listState',
        title: say('listState'),
        kind: 'choice',
        single: true,
        options: (listed?.lists ?? []).flatMap((one) => one.states.map((state) => ({ value: state.code, text: pick(state) }))),
      },
      {
        key: 'line',
        title: say('line'),
        kind: 'choice',
        options: inForce(words?.lines ?? []).map((one) => ({ value: one.code, text: pick(one) })),
      },
      { key: 'stage', title: say('stage'), kind: 'choice', options: from('stage') },
      { key: 'sideState', title: say('sideState'), kind: 'choice', options: from('sideState') },
      { key: 'maturity', title: say('maturity'), kind: 'choice', options: from('maturity').filter((one) => one.value !== 'none') },
      { key: 'kind', title: say('kind'), kind: 'choice', options: from('constructionKind') },
      {
        key: 'missing',
        title: say('missing'),
        kind: 'choice',
        single: true,
        options: (['code', 'owner', 'plan', 'total', 'dates', 'place', 'industry'] as const).map((value) => ({
          value,
          text: say(`missing.${value}`),
        })),
      },
      { key: 'importId', title: say('importId'), kind: 'text' },
    ] satisfies FilterField[];
  }, [words, listed, region, year, person.regions, say, word, pick]);
}

/** From and to of the total investment, typed in the unit of the page and kept in the address as whole yuan. */
export function TotalRange(): ReactElement {
  const say = useWords();
  const unit = useMoneyUnit();
  const [search, change] = useSearch();
  const [low, high] = [firstOf(search, 'minTotalYuan'), firstOf(search, 'maxTotalYuan')];
  const shown = (yuan: string | undefined): string => (yuan && Number.isSafeInteger(Number(yuan)) ? exactIn(Number(yuan), unit) : '');
  const on = low !== undefined || high !== undefined;
  const submit = (close: () => void) => (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const yuan = (name: string): string | undefined => {
      const value = yuanOf(String(typed.get(name) ?? '').trim(), unit);
      return value === undefined ? undefined : String(value);
    };
    change({ minTotalYuan: yuan('from'), maxTotalYuan: yuan('to') });
    close();
  };
  const label = on ? (
    <>
      <span className="sz-chip-title">{say('total')}</span> {low && `≥ ${shown(low)}`} {high && `≤ ${shown(high)}`} {unitWord(unit)}
    </>
  ) : (
    say('total.range')
  );
  return (
    <span className={on ? 'sz-chip' : undefined}>
      <Pop label={label} className={on ? 'sz-chip-text' : 'sz-chip-add'}>
        {(close) => (
          <form className="sz-filter-form" onSubmit={submit(close)}>
            {(['from', 'to'] as const).map((end) => (
              <label key={end}>
                <span className="sz-label">
                  {say(`range.${end}`)} {unitWord(unit)}
                </span>
                <input
                  className="sz-input"
                  name={end}
                  inputMode="decimal"
                  pattern="\d*(\.\d+)?"
                  defaultValue={shown(end === 'from' ? low : high)}
                />
              </label>
            ))}
            <button type="submit" className="sz-button">
              {say('apply')}
            </button>
          </form>
        )}
      </Pop>
      {on && (
        <button
          type="button"
          className="sz-chip-off"
          aria-label={say('total.off')}
          onClick={() => change({ minTotalYuan: undefined, maxTotalYuan: undefined })}
        >
          ×
        </button>
      )}
    </span>
  );
}
