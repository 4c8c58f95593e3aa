// Adding a township or park, and ending one.
import { Form, Input, Select } from 'antd';
import type { ReactElement } from 'react';
import { useWrite } from '../../../ui/call.ts';
import { addPlace, endPlace, listPlaces, PlaceKind } from '../words.ts';
import { Act, DayField, NameField, ReasonField } from './act.tsx';
import { useWords } from './words.ts';

export function AddPlace({ region, onClose }: { region: string; onClose: () => void }): ReactElement {
  const say = useWords();
  const write = useWrite(addPlace, { quiet: true, stale: [listPlaces], onDone: onClose });
  return (
    <Act<{ name: string; kind: PlaceKind; code?: string; from: string }>
      title={say('places')}
      write={write}
      initial={{ kind: 'park' }}
      onClose={onClose}
      onSubmit={({ code, ...values }) => write.mutate({ region, ...values, code: code?.trim() || null })}
    >
      <NameField label={say('place.name')} focus />
      <Form.Item name="kind" label={say('place.kind')}>
        <Select options={PlaceKind.options.map((kind) => ({ value: kind, label: say(`place.${kind}`) }))} />
      </Form.Item>
      <Form.Item name="code" label={say('place.code')}>
        <Input inputMode="numeric" maxLength={9} />
      </Form.Item>
      <DayField name="from" label={say('from')} />
    </Act>
  );
}

export function EndPlace({
  region,
  place,
  onClose,
}: {
  region: string;
  place: { id: string; name: string };
  onClose: () => void;
}): ReactElement {
  const say = useWords();
  const write = useWrite(endPlace, { quiet: true, stale: [listPlaces], onDone: onClose });
  return (
    <Act<{ on: string; reason: string }>
      title={`${say('place.end')} ${place.name}`}
      write={write}
      onClose={onClose}
      onSubmit={(values) => write.mutate({ region, id: place.id as never, ...values })}
    >
      <DayField name="on" label={say('on')} />
      <ReasonField />
    </Act>
  );
}
