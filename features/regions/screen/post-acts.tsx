// Setting up a post, seating a person in it (registering the person on the way when needed), ending a seat or the post.
import { Checkbox, Form, Input, Select } from 'antd';
import { type ReactElement, useState } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { createPerson, createPost, endPost, listPeople, type Organisation, type Post, seatPerson, unseatPerson } from '../words.ts';
import { Act, DayField, NameField, ReasonField } from './act.tsx';
import { useWords } from './words.ts';

export function NewPost({ one, onClose }: { one: Organisation; onClose: () => void }): ReactElement {
  const say = useWords();
  const write = useWrite(createPost, { quiet: true, onDone: onClose });
  return (
    <Act<{ title: string; from: string }>
      title={say('post.add')}
      write={write}
      onClose={onClose}
      onSubmit={(values) => write.mutate({ region: one.region, id: one.id as never, ...values })}
    >
      <NameField name="title" label={say('post.title')} focus />
      <DayField name="from" label={say('from')} />
    </Act>
  );
}

type Seating = { person?: string; name?: string; from: string; handOver?: boolean };

export function SeatPerson({ region, post, onClose }: { region: string; post: Post; onClose: () => void }): ReactElement {
  const say = useWords();
  const [search, setSearch] = useState('');
  const people = useRead(listPeople, { region, search: search || undefined, limit: 50 }, { keepPrevious: true });
  const create = useWrite(createPerson, { quiet: true });
  const seat = useWrite(seatPerson, { quiet: true, onDone: onClose });
  const submit = async ({ person, name, from, handOver }: Seating): Promise<void> => {
    const personId = person ?? (await create.mutateAsync({ region, name: name ?? '' }).catch(() => undefined))?.id;
    if (personId) seat.mutate({ region, id: post.id as never, personId: personId as never, from, handOver: handOver ?? false });
  };
  return (
    <Act<Seating>
      title={`${post.title} · ${say('seat')}`}
      write={{ isPending: create.isPending || seat.isPending, error: create.error ?? seat.error }}
      onClose={onClose}
      onSubmit={(values) => void submit(values)}
    >
      <Form.Item name="person" label={say('seat.person')}>
        <Select
          allowClear
          showSearch={{ onSearch: setSearch, filterOption: false }}
          options={(people.data?.people ?? []).map((one) => ({
            value: one.id,
            label: [one.name, ...one.seats.filter((held) => held.to === null).map((held) => `${held.organisation} ${held.title}`)].join(
              ' · ',
            ),
          }))}
        />
      </Form.Item>
      <Form.Item
        name="name"
        label={say('seat.new')}
        dependencies={['person']}
        rules={[
          ({ getFieldValue }) => ({
            validator: async (_, value?: string) => {
              if (!getFieldValue('person') && (value ?? '').trim().length < 2) throw new Error(say('seat.who'));
            },
          }),
        ]}
      >
        <Input maxLength={40} />
      </Form.Item>
      <DayField name="from" label={say('from')} />
      {post.holders.some((one) => one.to === null) && (
        <Form.Item name="handOver" valuePropName="checked">
          <Checkbox>{say('seat.over')}</Checkbox>
        </Form.Item>
      )}
    </Act>
  );
}

export function UnseatPerson({
  region,
  post,
  holder,
  onClose,
}: {
  region: string;
  post: Post;
  holder: Post['holders'][number];
  onClose: () => void;
}): ReactElement {
  const say = useWords();
  const write = useWrite(unseatPerson, { quiet: true, onDone: onClose });
  return (
    <Act<{ on: string; reason: string }>
      title={`${holder.person} · ${say('unseat')}`}
      write={write}
      onClose={onClose}
      onSubmit={(values) => write.mutate({ region, id: post.id as never, holderId: holder.id as never, ...values })}
    >
      <DayField name="on" label={say('on')} />
      <ReasonField />
    </Act>
  );
}

export function EndPost({ region, post, onClose }: { region: string; post: Post; onClose: () => void }): ReactElement {
  const say = useWords();
  const write = useWrite(endPost, { quiet: true, onDone: onClose });
  return (
    <Act<{ on: string; reason: string }>
      title={`${say('post.end')} ${post.title}`}
      write={write}
      onClose={onClose}
      onSubmit={(values) => write.mutate({ region, id: post.id as never, ...values })}
    >
      <DayField name="on" label={say('on')} />
      <ReasonField />
    </Act>
  );
}
