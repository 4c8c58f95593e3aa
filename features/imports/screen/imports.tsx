// Where a ledger comes in: the place to drop it, what happens next, and every import so far. What a file is worth is decided on its own
// page; here one sees where each stands.
import { Button } from 'antd';
import { type ReactElement, useMemo } from 'react';
import { firstOf, useGo, useSearch } from '../../../ui/address.ts';
import { useRead } from '../../../ui/call.ts';
import { countText, instantText } from '../../../ui/i18n.ts';
import { type Column, DataTable } from '../../../ui/kit/DataTable.tsx';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { FilterChips, type FilterField, FilterTabs, useFilters } from '../../../ui/kit/FilterChips.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Page, Section } from '../../../ui/kit/Page.tsx';
import { usePhone } from '../../../ui/screen.ts';
import { useMay, useRegion, useSession } from '../../../ui/session.ts';
import type { ReplyOf } from '../../../vocabulary/endpoint.ts';
import { within } from '../../../vocabulary/regions.ts';
import { listImports } from '../words.ts';
import { Status } from './status.tsx';
import { Upload } from './upload.tsx';
import { en } from './words.en.ts';
import { useWords } from './words.ts';
import { zh } from './words.zh.ts';
import './imports.css';

type Row = ReplyOf<typeof listImports>['imports'][number];

const groups: Record<string, readonly Row['status'][]> = {
  open: ['reading', 'mapping', 'deciding', 'ready'],
  confirmed: ['confirmed'],
  ended: ['refused', 'undone', 'dropped'],
};
const running = new Set<Row['status']>(['reading', 'deciding']);

export default function Imports(): ReactElement {
  const say = useWords();
  const region = useRegion();
  const { person } = useSession();
  const mayRun = useMay('import.run');
  const go = useGo();
  const phone = usePhone();
  const [search, change] = useSearch();
  const state = firstOf(search, 'state');
  const asked = state === undefined ? undefined : groups[state];
  const { data, error, refetch } = useRead(
    listImports,
    { region: region.code, limit: 200, ...(asked && { status: asked.join(',') }) } as never,
    {
      enabled: region.code !== '',
      keepPrevious: true,
      refetchInterval: (last) => (last?.imports.some((one) => running.has(one.status)) ? 2000 : false),
    },
  );
  const counties = useMemo(
    () => person.regions.filter((one) => one.level === 'county' && within(one.code, region.code)),
    [person.regions, region.code],
  );
  const years = useMemo(() => [...new Set((data?.imports ?? []).map((one) => one.year))].sort((a, b) => b - a), [data]);
  const fields = useMemo<readonly FilterField[]>(
    () => [
      ...(counties.length > 1
        ? [
            {
              key: 'county',
              title: say('county'),
              kind: 'choice' as const,
              options: counties.map((one) => ({ value: one.code, text: one.name })),
            },
          ]
        : []),
      { key: 'of', title: say('year'), kind: 'choice', options: years.map((year) => ({ value: String(year), text: String(year) })) },
      { key: 'file', title: say('file'), kind: 'text' },
    ],
    [counties, years, say],
  );
  const { values, clear } = useFilters(fields);
  const rows = (data?.imports ?? []).filter(
    (row) =>
      (asked === undefined || asked.includes(row.status)) &&
      (!values.county || values.county.includes(row.region)) &&
      (!values.of || values.of.includes(String(row.year))) &&
      (!values.file || row.file.name.toLowerCase().includes(values.file.join(' ').toLowerCase())),
  );
  const count = (of: readonly string[]): number => of.reduce((sum, status) => sum + (data?.byStatus[status] ?? 0), 0);
  const columns = useColumns();
  return (
    <Page title={say('imports')} about={region.name}>
      {mayRun && <Upload counties={counties} />}
      <Section
        title={say('list')}
        note={data && data.total > data.imports.length ? say('list.latest', { count: data.imports.length, total: data.total }) : undefined}
      >
        {error && <ErrorNote error={error} onRetry={refetch} />}
        {data && count(Object.keys(data.byStatus)) === 0 ? (
          <div className="sz-panel">
            <Empty text={say(mayRun ? 'list.none' : 'list.none.reader')} />
          </div>
        ) : (
          data && (
            <DataTable
              id="imports"
              label={say('list')}
              columns={columns}
              keyOf={(row) => `${row.region}/${row.id}`}
              source={{ rows }}
              height={rows.length === 0 ? 260 : phone ? Math.min(1400, 100 + rows.length * 190) : Math.min(640, 92 + rows.length * 33)}
              onOpen={(row) => go(`/imports/${row.region}/${row.id}`)}
              empty={
                <Empty
                  text={say('list.filtered')}
                  action={
                    <Button
                      onClick={() => {
                        clear();
                        change({ state: undefined, county: undefined, of: undefined, file: undefined });
                      }}
                    >
                      {say('list.all')}
                    </Button>
                  }
                />
              }
              bar={
                <>
                  <FilterTabs
                    name="state"
                    label={say('status')}
                    options={[
                      { value: undefined, words: { zh: zh['group.all'], en: en['group.all'] }, count: count(Object.keys(data.byStatus)) },
                      { value: 'open', words: { zh: zh['group.open'], en: en['group.open'] }, count: count(groups.open!) },
                      {
                        value: 'confirmed',
                        words: { zh: zh['group.confirmed'], en: en['group.confirmed'] },
                        count: count(groups.confirmed!),
                      },
                      { value: 'ended', words: { zh: zh['group.ended'], en: en['group.ended'] }, count: count(groups.ended!) },
                    ]}
                  />
                  <FilterChips fields={fields} />
                </>
              }
            />
          )
        )}
      </Section>
    </Page>
  );
}

function useColumns(): readonly Column<Row>[] {
  const say = useWords();
  const { person } = useSession();
  return useMemo(() => {
    const nameOf = (code: string): string => person.regions.find((one) => one.code === code)?.name ?? code;
    const said = (row: Row): string =>
      row.status === 'confirmed' && row.applied
        ? say('counts.applied', { created: countText(row.applied.created), changed: countText(row.applied.changed) })
        : row.counts && ['ready', 'deciding', 'mapping'].includes(row.status)
          ? say('counts.preview', { rows: countText(row.counts.rows), open: countText(row.counts.questions + row.counts.refused) })
          : '';
    const columns: (Column<Row> | false)[] = [
      {
        key: 'file',
        title: say('file'),
        width: 310,
        sortable: true,
        cell: (row) => <Go to={`/imports/${row.region}/${row.id}`}>{row.file.name}</Go>,
        plain: (row) => row.file.name,
      },
      { key: 'status', title: say('status'), width: 136, cell: (row) => <Status of={row} />, plain: (row) => say(`status.${row.status}`) },
      { key: 'counts', title: say('counts'), width: 190, cell: said, plain: said },
      person.regions.length > 1 && {
        key: 'region',
        title: say('county'),
        width: 100,
        sortable: true,
        cell: (row) => nameOf(row.region),
        plain: (row) => nameOf(row.region),
      },
      { key: 'year', title: say('year'), width: 72, sortable: true, cell: (row) => row.year, plain: (row) => row.year },
      { key: 'by', title: say('by'), width: 96, sortable: true, cell: (row) => row.createdBy, plain: (row) => row.createdBy },
      {
        key: 'at',
        title: say('at'),
        width: 148,
        sortable: true,
        cell: (row) => instantText(row.createdAt),
        plain: (row) => instantText(row.createdAt),
      },
      {
        key: 'undo',
        title: say('undo.state'),
        width: 128,
        cell: (row) => undoWord(row, say),
        plain: (row) => undoWord(row, say),
      },
    ];
    return columns.filter((column): column is Column<Row> => column !== false);
  }, [say, person.regions]);
}

function undoWord(row: Row, say: ReturnType<typeof useWords>): string {
  if (row.status === 'undone') return say('undo.was', { by: row.undoneBy ?? '' });
  if (row.status !== 'confirmed') return '';
  return say(row.undo.possible ? 'undo.may' : 'undo.may-not');
}
