// The columns of the library. Keys are the names the server sorts by, so that a header and the address say the same.
import { useMemo } from 'react';
import { instantText, preciseText, useLanguage, usePick } from '../../../ui/i18n.ts';
import type { Column } from '../../../ui/kit/DataTable.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { useRegion, useSession } from '../../../ui/session.ts';
import { unitWord, useMoneyUnit } from '../../../ui/unit.ts';
import type { ReplyOf } from '../../../vocabulary/endpoint.ts';
import type { LibraryRow } from '../words.ts';
import type { lists } from '../words-lists.ts';
import type { dictionary } from '../words-rules.ts';
import { Money, plainMoney } from './money.tsx';
import { useTerm } from './term.ts';
import { useWords } from './words.ts';

export function useColumns(
  words: ReplyOf<typeof dictionary> | undefined,
  listed: ReplyOf<typeof lists> | undefined,
): readonly Column<LibraryRow>[] {
  const say = useWords();
  const word = useTerm();
  const pick = usePick();
  const unit = useMoneyUnit();
  const region = useRegion();
  const { person } = useSession();
  const lang = useLanguage();
  return useMemo(() => {
    const nameOf = (rules: readonly { code: string; zh: string; en: string }[] | undefined) => {
      const held = new Map(rules?.map((rule) => [rule.code, rule]));
      return (code: string | null): string => (code === null ? '' : held.has(code) ? pick(held.get(code)!) : code);
    };
    const tier = nameOf(words?.tiers.filter((one) => one.to === null));
    const line = nameOf(words?.lines.filter((one) => one.to === null));
    const list = nameOf(listed?.lists);
    const county = new Map(person.regions.map((one) => [one.code, one.name]));
    const text = (value: string) => (value ? <span title={value}>{value}</span> : <span className="pj-none">—</span>);
    const wide = region.level !== 'county';
    const english = (zh: number, en: number): number => (lang === 'en' ? en : zh); // words run longer there
    const columns: (Column<LibraryRow> | false)[] = [
      {
        key: 'name',
        title: say('name'),
        width: 320,
        sortable: true,
        plain: (row) => row.name,
        cell: (row) => (
          <span className="pj-name">
            <Go to={`/projects/${row.region}/${row.id}`}>{row.name}</Go>
            {row.openProposals > 0 && (
              <span className="pj-flag" title={say('proposals.open', { count: row.openProposals })}>
                {say('proposals.flag')}
              </span>
            )}
            {row.sideState && <span className="pj-flag pj-flag-side">{word('sideState', row.sideState)}</span>}
          </span>
        ),
      },
      wide && {
        key: 'region',
        title: say('county'),
        width: english(88, 132),
        sortable: true,
        cell: (row) => county.get(row.region) ?? row.region,
        plain: (row) => county.get(row.region) ?? row.region,
      },
      {
        key: 'total',
        title: say('total'),
        unit: unitWord(unit),
        width: 140,
        align: 'right',
        sortable: true,
        cell: (row) => <Money yuan={row.totalYuan} column />,
        plain: (row) => plainMoney(row.totalYuan, unit),
      },
      {
        key: 'plan',
        title: say('plan'),
        unit: unitWord(unit),
        width: 140,
        align: 'right',
        sortable: true,
        cell: (row) => <Money yuan={row.annualPlanYuan} column />,
        plain: (row) => plainMoney(row.annualPlanYuan, unit),
      },
      {
        key: 'nature',
        title: say('nature'),
        width: english(96, 104),
        cell: (row) => text(word('nature', row.nature)),
        plain: (row) => word('nature', row.nature),
      },
      {
        key: 'stage',
        title: say('stage'),
        width: english(96, 128),
        sortable: true,
        cell: (row) => word('stage', row.stage),
        plain: (row) => word('stage', row.stage),
      },
      {
        key: 'tier',
        title: say('tier'),
        width: english(118, 196),
        cell: (row) => text(tier(row.tier)),
        plain: (row) => tier(row.tier),
        notOnPhone: true,
      },
      {
        key: 'lists',
        title: say('lists'),
        width: english(210, 250),
        cell: (row) => text(row.lists.map(list).join('、')),
        plain: (row) => row.lists.map(list).join('、'),
      },
      {
        key: 'line',
        title: say('line'),
        width: english(96, 150),
        cell: (row) => text(line(row.line)),
        plain: (row) => line(row.line),
        notOnPhone: true,
      },
      { key: 'owner', title: say('owner'), width: 220, cell: (row) => text(row.owner), plain: (row) => row.owner },
      { key: 'place', title: say('place'), width: 150, cell: (row) => text(row.place), plain: (row) => row.place },
      {
        key: 'start',
        title: say('start'),
        width: 100,
        sortable: true,
        cell: (row) => text(preciseText(row.start)),
        plain: (row) => preciseText(row.start),
        notOnPhone: true,
      },
      {
        key: 'finish',
        title: say('finish'),
        width: 100,
        sortable: true,
        cell: (row) => text(preciseText(row.finish)),
        plain: (row) => preciseText(row.finish),
        notOnPhone: true,
      },
      {
        key: 'code',
        title: say('code'),
        width: 224,
        sortable: true,
        cell: (row) => text(row.code ?? ''),
        plain: (row) => row.code,
        notOnPhone: true,
      },
      {
        key: 'updated',
        title: say('updated'),
        width: 140,
        sortable: true,
        cell: (row) => instantText(row.updatedAt),
        plain: (row) => instantText(row.updatedAt),
        notOnPhone: true,
      },
      {
        key: 'pool',
        title: say('pool'),
        width: english(96, 112),
        optional: true,
        cell: (row) => word('pool', row.pool),
        plain: (row) => word('pool', row.pool),
      },
      {
        key: 'maturity',
        title: say('maturity'),
        width: english(96, 112),
        optional: true,
        cell: (row) => text(word('maturity', row.maturity)),
        plain: (row) => word('maturity', row.maturity),
      },
      {
        key: 'kind',
        title: say('kind'),
        width: english(96, 116),
        optional: true,
        cell: (row) => text(word('constructionKind', row.constructionKind)),
        plain: (row) => word('constructionKind', row.constructionKind),
      },
      {
        key: 'industry',
        title: say('industry'),
        width: 88,
        optional: true,
        cell: (row) => text(row.industry ?? ''),
        plain: (row) => row.industry,
      },
    ];
    return columns.filter((column): column is Column<LibraryRow> => column !== false);
  }, [words, listed, unit, region.level, person.regions, lang, say, word, pick]);
}
