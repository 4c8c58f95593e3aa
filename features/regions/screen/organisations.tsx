// Divisions at the left, the organisations of the chosen one at the right. The day, the region and the filters live in the address.
import { Button } from 'antd';
import { type ReactElement, useMemo, useState } from 'react';
import { firstOf, useGo, useSearch } from '../../../ui/address.ts';
import { call, useRead } from '../../../ui/call.ts';
import { type Column, DataTable } from '../../../ui/kit/DataTable.tsx';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { FilterChips, type FilterField, useFilters } from '../../../ui/kit/FilterChips.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { usePhone } from '../../../ui/screen.ts';
import { useMay, useRegion, useSession } from '../../../ui/session.ts';
import { listOrganisations, OrganisationKind, type OrganisationRow } from '../words.ts';
import { ImportTree } from './import-tree.tsx';
import { MergeOrganisations } from './merge.tsx';
import { NewOrganisation } from './new-organisation.tsx';
import { Tree } from './tree.tsx';
import { useWords } from './words.ts';
import './ground.css';

export default function Organisations(): ReactElement {
  const say = useWords();
  const region = useRegion();
  const { person } = useSession();
  const go = useGo();
  const phone = usePhone();
  const [search] = useSearch();
  const on = firstOf(search, 'on');
  const then: Record<string, string> = on === undefined ? {} : { on };
  const mayEdit = useMay('organisation.edit');
  const mayImport = useMay('region.edit');
  const [open, setOpen] = useState<'new' | 'merge' | 'import'>();
  const fields = useMemo<FilterField[]>(
    () => [
      { key: 'q', title: say('search'), kind: 'text' },
      {
        key: 'kind',
        title: say('kind'),
        kind: 'choice',
        single: true,
        options: OrganisationKind.options.map((kind) => ({ value: kind, text: say(`kind.${kind}`) })),
      },
      {
        key: 'ended',
        title: say('ended'),
        kind: 'choice',
        single: true,
        options: (['yes', 'all'] as const).map((value) => ({ value, text: say(`ended.${value}`) })),
      },
    ],
    [say],
  );
  const { values } = useFilters(fields);
  const filter = {
    region: region.code,
    search: values.q?.[0],
    kind: values.kind?.[0] as OrganisationKind | undefined,
    ended: (values.ended?.[0] ?? 'no') as 'no' | 'yes' | 'all',
  };
  const first = useRead(listOrganisations, { ...filter, limit: 1 });
  const nameOf = new Map(person.regions.map((one) => [one.code, one.name]));
  const columns: Column<OrganisationRow>[] = [
    {
      key: 'name',
      title: say('name'),
      width: 320,
      cell: (one) => (
        <Go to={`/organisations/${one.region}/${one.id}`} search={then}>
          {one.name}
        </Go>
      ),
      plain: (one) => one.name,
    },
    { key: 'kind', title: say('kind'), width: 150, cell: (one) => say(`kind.${one.kind}`), plain: (one) => say(`kind.${one.kind}`) },
    { key: 'code', title: say('code'), width: 200, cell: (one) => one.creditCode ?? '—', plain: (one) => one.creditCode ?? '' },
    {
      key: 'region',
      title: say('region'),
      width: 110,
      cell: (one) => nameOf.get(one.region) ?? one.region,
      plain: (one) => nameOf.get(one.region) ?? one.region,
    },
    { key: 'state', title: say('state'), width: 160, cell: stateOf, plain: stateOf },
    ...(filter.search
      ? [
          {
            key: 'matched',
            title: say('matched'),
            width: 200,
            cell: (one: OrganisationRow) => one.matched.join('、'),
            plain: (one: OrganisationRow) => one.matched.join('、'),
          },
        ]
      : []),
  ];
  function stateOf(one: OrganisationRow): string {
    return one.endedOn ? say('state.ended', { day: one.endedOn }) : say('state.living');
  }
  const isCounty = region.level === 'county';
  const create = mayEdit && isCounty && (
    <Button type="primary" onClick={() => setOpen('new')}>
      {say('new')}
    </Button>
  );
  return (
    <Page
      title={say('title')}
      about={first.data && `${region.name} · ${say('count.organisations', { count: first.data.total })}`}
      tall
      actions={
        <>
          {mayImport && <Button onClick={() => setOpen('import')}>{say('tree.import')}</Button>}
          {mayEdit && isCounty && <Button onClick={() => setOpen('merge')}>{say('merge')}</Button>}
          {create}
        </>
      }
    >
      <div className="ground">
        {!phone && <Tree />}
        <div className="ground-table">
          <DataTable
            id="organisations"
            label={say('title')}
            columns={columns}
            keyOf={(one) => one.id}
            source={{
              key: [listOrganisations.method, listOrganisations.path, filter],
              fetchPage: async ({ offset, limit }, signal) => {
                const { total, organisations } = await call(listOrganisations, { ...filter, offset, limit }, signal ? { signal } : {});
                return { total, rows: organisations };
              },
            }}
            onOpen={(one) => go(`/organisations/${one.region}/${one.id}`, then)}
            bar={<FilterChips fields={fields} />}
            empty={<Empty text={Object.keys(values).length > 0 ? say('none') : say('none.yet')} action={create || null} />}
          />
        </div>
      </div>
      {open === 'new' && <NewOrganisation region={region.code} onClose={() => setOpen(undefined)} />}
      {open === 'merge' && <MergeOrganisations region={region.code} onClose={() => setOpen(undefined)} />}
      {open === 'import' && <ImportTree onClose={() => setOpen(undefined)} />}
    </Page>
  );
}
