// The administrator's page: who has an account, which posts, in what state; opening one, and everything that is done to one.
import { Button } from 'antd';
import { type ReactElement, useMemo, useState } from 'react';
import { useSearch } from '../../../ui/address.ts';
import { call, useRead } from '../../../ui/call.ts';
import { instantText, usePick } from '../../../ui/i18n.ts';
import { type Column, DataTable } from '../../../ui/kit/DataTable.tsx';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { FilterChips, type FilterField, useFilters } from '../../../ui/kit/FilterChips.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { useMay } from '../../../ui/session.ts';
import { type Account, listAccounts, listRoles } from '../words.ts';
import { AccountDrawer } from './account-drawer.tsx';
import { NewAccount } from './new-account.tsx';
import { useWords } from './words.ts';
import './accounts.css';

export default function Accounts(): ReactElement {
  const say = useWords();
  const pick = usePick();
  const mayEdit = useMay('account.edit');
  const [search] = useSearch();
  const region = typeof search.region === 'string' ? search.region : undefined;
  const known = useRead(listRoles, {}, { staleTime: 300_000 });
  const fields = useMemo<FilterField[]>(
    () => [
      { key: 'q', title: say('search'), kind: 'text' },
      {
        key: 'role',
        title: say('role'),
        kind: 'choice',
        single: true,
        options: (known.data?.roles ?? []).map(({ role, name }) => ({ value: role, text: pick(name) })),
      },
      {
        key: 'state',
        title: say('state'),
        kind: 'choice',
        single: true,
        options: (['active', 'waiting', 'disabled'] as const).map((state) => ({ value: state, text: say(`state.${state}`) })),
      },
    ],
    [say, pick, known.data],
  );
  const { values } = useFilters(fields);
  const filter = { region, q: values.q?.[0], role: values.role?.[0], state: values.state?.[0] } as { region?: string };
  const first = useRead(listAccounts, { ...filter, limit: 1 });
  const [open, setOpen] = useState<Account>();
  const [creating, setCreating] = useState(false);
  const postsOf = (account: Account): string =>
    account.grants
      .filter((grant) => grant.current)
      .map((grant) => `${pick(grant.roleName)} ${grant.region.name}`)
      .join('、') || say('grants.none');
  const columns: Column<Account>[] = [
    { key: 'name', title: say('name'), width: 150, cell: (one) => one.name, plain: (one) => one.name },
    { key: 'login', title: say('login'), width: 170, cell: (one) => one.login, plain: (one) => one.login },
    { key: 'grants', title: say('grants'), width: 300, cell: postsOf, plain: postsOf },
    { key: 'state', title: say('state'), width: 120, cell: (one) => say(`state.${one.state}`), plain: (one) => say(`state.${one.state}`) },
    {
      key: 'seen',
      title: say('last.seen'),
      width: 150,
      cell: (one) => instantText(one.lastSeen),
      plain: (one) => instantText(one.lastSeen),
    },
    {
      key: 'created',
      title: say('created'),
      width: 150,
      optional: true,
      cell: (one) => instantText(one.createdAt),
      plain: (one) => instantText(one.createdAt),
    },
  ];
  const create = mayEdit && (
    <Button type="primary" onClick={() => setCreating(true)}>
      {say('new')}
    </Button>
  );
  return (
    <Page title={say('accounts')} about={first.data && say('accounts.about', { count: first.data.total })} actions={create} tall>
      <DataTable
        id="accounts"
        label={say('accounts')}
        columns={columns}
        keyOf={(one) => one.id}
        source={{
          key: [listAccounts.method, listAccounts.path, filter],
          fetchPage: async ({ offset, limit }, signal) => {
            const { total, accounts } = await call(listAccounts, { ...filter, offset, limit }, signal ? { signal } : {});
            return { total, rows: accounts };
          },
        }}
        onOpen={setOpen}
        bar={<FilterChips fields={fields} />}
        empty={<Empty text={Object.keys(values).length > 0 ? say('accounts.none') : say('accounts.none.yet')} action={create || null} />}
      />
      {open && <AccountDrawer account={open} onClose={() => setOpen(undefined)} />}
      {creating && known.data && <NewAccount roles={known.data.roles} regions={known.data.regions} onClose={() => setCreating(false)} />}
    </Page>
  );
}
