// People of a region and the posts they hold; registering one, and the day one leaves.
import { Button } from 'antd';
import { type ReactElement, useMemo, useState } from 'react';
import { call, useRead, useWrite } from '../../../ui/call.ts';
import { type Column, DataTable } from '../../../ui/kit/DataTable.tsx';
import { Drawer } from '../../../ui/kit/Drawer.tsx';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { FilterChips, type FilterField, useFilters } from '../../../ui/kit/FilterChips.tsx';
import { Go } from '../../../ui/kit/Go.tsx';
import { Page } from '../../../ui/kit/Page.tsx';
import { useMay, useRegion } from '../../../ui/session.ts';
import { createPerson, listPeople, type PersonRow, personLeaves } from '../words.ts';
import { Act, DayField, NameField, ReasonField } from './act.tsx';
import { useWords } from './words.ts';
import './ground.css';

export default function People(): ReactElement {
  const say = useWords();
  const region = useRegion();
  const mayEdit = useMay('organisation.edit');
  const fields = useMemo<FilterField[]>(
    () => [
      { key: 'q', title: say('people.search'), kind: 'text' },
      { key: 'left', title: say('state'), kind: 'choice', single: true, options: [{ value: 'all', text: say('people.all') }] },
    ],
    [say],
  );
  const { values } = useFilters(fields);
  const filter = { region: region.code, search: values.q?.[0], left: values.left?.[0] === 'all' ? ('all' as const) : ('no' as const) };
  const first = useRead(listPeople, { ...filter, limit: 1 });
  const [creating, setCreating] = useState(false);
  const [shown, setShown] = useState<PersonRow>();
  const [leaving, setLeaving] = useState<PersonRow>();
  const held = (one: PersonRow): string =>
    one.seats
      .filter((seat) => seat.to === null)
      .map((seat) => `${seat.organisation} ${seat.title}`)
      .join('、');
  const stateOf = (one: PersonRow): string =>
    one.leftOn ? say('people.left', { day: one.leftOn }) : one.hasAccount ? say('people.account') : '';
  const columns: Column<PersonRow>[] = [
    { key: 'name', title: say('people.name'), width: 140, cell: (one) => one.name, plain: (one) => one.name },
    { key: 'posts', title: say('people.posts'), width: 460, cell: (one) => held(one) || '—', plain: held },
    { key: 'state', title: say('state'), width: 180, cell: stateOf, plain: stateOf },
  ];
  const create = mayEdit && (
    <Button type="primary" onClick={() => setCreating(true)}>
      {say('people.new')}
    </Button>
  );
  return (
    <Page
      title={say('people')}
      about={first.data && `${region.name} · ${say('count.people', { count: first.data.total })}`}
      actions={create}
      tall
    >
      <DataTable
        id="people"
        label={say('people')}
        columns={columns}
        keyOf={(one) => one.id}
        source={{
          key: [listPeople.method, listPeople.path, filter],
          fetchPage: async ({ offset, limit }, signal) => {
            const { total, people } = await call(listPeople, { ...filter, offset, limit }, signal ? { signal } : {});
            return { total, rows: people };
          },
        }}
        onOpen={setShown}
        bar={<FilterChips fields={fields} />}
        empty={<Empty text={Object.keys(values).length > 0 ? say('people.none') : say('people.none.yet')} action={create || null} />}
      />
      {creating && <NewPerson region={region.code} onClose={() => setCreating(false)} />}
      {shown && (
        <Drawer
          title={shown.name}
          onClose={() => setShown(undefined)}
          foot={
            mayEdit && shown.leftOn === null ? (
              <Button
                onClick={() => {
                  setLeaving(shown);
                  setShown(undefined);
                }}
              >
                {say('leave')}
              </Button>
            ) : undefined
          }
        >
          {shown.leftOn && <p>{say('people.left', { day: shown.leftOn })}</p>}
          <ul className="ground-lines">
            {shown.seats.map((seat) => (
              <li key={seat.holderId}>
                <Go to={`/organisations/${shown.region}/${seat.organisationId}`}>{seat.organisation}</Go> {seat.title}{' '}
                <span className="sz-label">
                  {seat.to ? say('post.span', { from: seat.from, to: seat.to }) : say('post.since', { from: seat.from })}
                </span>
              </li>
            ))}
          </ul>
        </Drawer>
      )}
      {leaving && <Leave person={leaving} onClose={() => setLeaving(undefined)} />}
    </Page>
  );
}

function NewPerson({ region, onClose }: { region: string; onClose: () => void }): ReactElement {
  const say = useWords();
  const write = useWrite(createPerson, { quiet: true, stale: [listPeople], onDone: onClose });
  return (
    <Act<{ name: string }>
      title={say('people.new')}
      write={write}
      onClose={onClose}
      onSubmit={(values) => write.mutate({ region, ...values })}
    >
      <NameField label={say('people.name')} focus />
    </Act>
  );
}

function Leave({ person, onClose }: { person: PersonRow; onClose: () => void }): ReactElement {
  const say = useWords();
  const write = useWrite(personLeaves, { quiet: true, onDone: onClose });
  return (
    <Act<{ on: string; reason: string }>
      title={`${person.name} · ${say('leave')}`}
      about={say('leave.about')}
      write={write}
      onClose={onClose}
      onSubmit={(values) => write.mutate({ region: person.region, id: person.id as never, ...values })}
    >
      <DayField name="on" label={say('on')} />
      <ReasonField />
    </Act>
  );
}
