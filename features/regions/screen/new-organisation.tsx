// Registering an organisation; what it is called and what it is.
import { Form, Input, Select } from 'antd';
import type { ReactElement } from 'react';
import { useGo } from '../../../ui/address.ts';
import { useWrite } from '../../../ui/call.ts';
import { createOrganisation, listOrganisations, OrganisationKind } from '../words.ts';
import { Act, DayField, NameField } from './act.tsx';
import { useWords } from './words.ts';

type Values = { name: string; kind: OrganisationKind; creditCode?: string; from?: string };

export function NewOrganisation({ region, onClose }: { region: string; onClose: () => void }): ReactElement {
  const say = useWords();
  const go = useGo();
  const write = useWrite(createOrganisation, {
    quiet: true,
    stale: [listOrganisations],
    onDone: (made) => go(`/organisations/${made.region}/${made.id}`),
  });
  return (
    <Act<Values>
      title={say('new')}
      write={write}
      initial={{ kind: 'enterprise' }}
      onClose={onClose}
      onSubmit={({ name, kind, creditCode, from }) =>
        write.mutate({ region, name, kind, creditCode: creditCode?.trim() || null, from: from || null })
      }
    >
      <NameField label={say('name.official')} focus />
      <KindField />
      <CodeField />
      <DayField name="from" label={say('from')} optional help={say('from.help')} />
    </Act>
  );
}

export function KindField(): ReactElement {
  const say = useWords();
  return (
    <Form.Item name="kind" label={say('kind')} rules={[{ required: true, message: say('choose.needed') }]}>
      <Select options={OrganisationKind.options.map((kind) => ({ value: kind, label: say(`kind.${kind}`) }))} />
    </Form.Item>
  );
}

export function CodeField(): ReactElement {
  const say = useWords();
  return (
    <Form.Item name="creditCode" label={say('code')} extra={say('code.help')}>
      <Input maxLength={40} spellCheck={false} autoCapitalize="characters" />
    </Form.Item>
  );
}
