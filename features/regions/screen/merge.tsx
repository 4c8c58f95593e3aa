// Merging organisations of one county: which ones, into which one or into a new one, from which day.
import { Form, Select } from 'antd';
import { type ReactElement, useMemo, useState } from 'react';
import { useGo } from '../../../ui/address.ts';
import { useRead, useWrite } from '../../../ui/call.ts';
import { listOrganisations, mergeOrganisations, type OrganisationKind } from '../words.ts';
import { Act, DayField, NameField, ReasonField } from './act.tsx';
import { KindField } from './new-organisation.tsx';
import { useWords } from './words.ts';

type Values = { from: string[]; into: string; name?: string; kind?: OrganisationKind; on: string; reason: string };
const fresh = 'new';

export function MergeOrganisations({ region, onClose }: { region: string; onClose: () => void }): ReactElement {
  const say = useWords();
  const go = useGo();
  const [form] = Form.useForm<Values>();
  const into = Form.useWatch('into', form);
  const [search, setSearch] = useState('');
  const found = useRead(listOrganisations, { region, search: search || undefined, limit: 50 }, { keepPrevious: true });
  // What was chosen stays named while the search goes on.
  const [known] = useState(() => new Map<string, string>());
  const options = useMemo(() => {
    for (const one of found.data?.organisations ?? []) known.set(one.id, one.name);
    return [...known].map(([value, label]) => ({ value, label }));
  }, [found.data, known]);
  const write = useWrite(mergeOrganisations, { quiet: true, onDone: (made) => go(`/organisations/${made.region}/${made.id}`) });
  const find = { options, showSearch: { onSearch: setSearch, optionFilterProp: 'label' } };
  return (
    <Act<Values>
      title={say('merge')}
      about={say('merge.about')}
      form={form}
      write={write}
      initial={{ into: fresh, kind: 'department' }}
      onClose={onClose}
      onSubmit={({ from, into: chosen, name, kind, on, reason }) =>
        write.mutate({
          region,
          from: from as never,
          into: chosen === fresh ? null : (chosen as never),
          newInto: chosen === fresh ? { name: name ?? '', kind: kind ?? 'department', creditCode: null } : null,
          on,
          reason,
        })
      }
    >
      <Form.Item name="from" label={say('merge.from')} rules={[{ required: true, message: say('choose.needed') }]}>
        <Select mode="multiple" {...find} />
      </Form.Item>
      <Form.Item name="into" label={say('merge.into')}>
        <Select {...find} options={[{ value: fresh, label: say('merge.new') }, ...options]} />
      </Form.Item>
      {into === fresh && (
        <>
          <NameField label={say('merge.name')} />
          <KindField />
        </>
      )}
      <DayField name="on" label={say('on')} />
      <ReasonField />
    </Act>
  );
}
