// The projects of a tier of the reserve, or of all of them, each with the way up or down. What a move asks for is decided in
// reserve-move.tsx and, again, by the server.
import { type ReactElement, useMemo, useState } from 'react';
import { call } from '../../../ui/call.ts';
import { preciseText } from '../../../ui/i18n.ts';
import { type Column, DataTable, type Sort } from '../../../ui/kit/DataTable.tsx';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Section } from '../../../ui/kit/Page.tsx';
import { useMay, useRegion, useYear } from '../../../ui/session.ts';
import { unitWord, useMoneyUnit } from '../../../ui/unit.ts';
import type { InputOf } from '../../../vocabulary/endpoint.ts';
import { type LibraryRow, library, type librarySorts } from '../words.ts';
import { Money, plainMoney } from './money.tsx';
import { MoveTier } from './reserve-move.tsx';
import { useTerm } from './term.ts';
import { useDeskWords } from './words.ts';
import './register.css';
import './desk.css';
import './reserve.css';

export function Rows({ tier, onAll }: { tier: string | undefined; onAll: () => void }): ReactElement {
  const say = useDeskWords();
  const word = useTerm();
  const region = useRegion();
  const year = useYear();
  const unit = useMoneyUnit();
  const may = useMay('reserve.move');
  const [moving, setMoving] = useState<LibraryRow | undefined>();
  const [sort, setSort] = useState<Sort | undefined>();
  const columns = useMemo<readonly Column<LibraryRow>[]>(
    () => [
      {
        key: 'name',
        title: say('project'),
        width: 320,
        sortable: true,
        cell: (row) => <Go to={`/projects/${row.region}/${row.id}`}>{row.name}</Go>,
        plain: (row) => row.name,
      },
      ...(may
        ? [
            {
              key: 'move',
              title: say('reserve.move'),
              width: 104,
              cell: (row: LibraryRow) => (
                <button type="button" className="pj-link" onClick={() => setMoving(row)}>
                  {say('reserve.move.do')}
                </button>
              ),
            },
          ]
        : []),
      {
        key: 'maturity',
        title: say('tier'),
        width: 96,
        cell: (row) => word('maturity', row.maturity ?? 'idea'),
        plain: (row) => word('maturity', row.maturity ?? 'idea'),
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
        key: 'owner',
        title: say('owner'),
        width: 230,
        cell: (row) => <span title={row.owner}>{row.owner || '—'}</span>,
        plain: (row) => row.owner,
      },
      { key: 'place', title: say('place'), width: 160, cell: (row) => row.place || '—', plain: (row) => row.place },
      {
        key: 'start',
        title: say('start'),
        width: 110,
        sortable: true,
        cell: (row) => preciseText(row.start) || '—',
        plain: (row) => preciseText(row.start),
      },
    ],
    [say, word, unit, may],
  );
  const source = useMemo(() => {
    const asked = { region: region.code, year, pool: 'reserve' as const, ...(tier && { maturity: tier }) };
    return {
      key: [library.path, 'reserve', asked],
      fetchPage: ({ offset, limit, sort: by }: { offset: number; limit: number; sort: Sort | undefined }, signal?: AbortSignal) =>
        call(
          library,
          {
            ...asked,
            sort: (by?.by ?? 'total') as (typeof librarySorts)[number],
            order: !by || by.down ? 'desc' : 'asc',
            limit,
            offset,
          } as unknown as InputOf<typeof library>,
          { signal },
        ),
    };
  }, [region.code, year, tier]);
  return (
    <Section
      title={tier ? say('reserve.rows', { tier: word('maturity', tier) }) : say('reserve.rows.all')}
      actions={
        tier && (
          <button type="button" className="pj-link" onClick={onAll}>
            {say('reserve.rows.show')}
          </button>
        )
      }
    >
      <DataTable
        id="reserve"
        label={say('reserve.rows.all')}
        columns={columns}
        keyOf={(row) => `${row.region}/${row.id}`}
        source={source}
        sort={sort}
        onSort={setSort}
        height={420}
        empty={<Empty text={say('reserve.none', { year })} />}
      />
      {moving && <MoveTier row={moving} onClose={() => setMoving(undefined)} />}
    </Section>
  );
}
