// What may be done to an organisation, each act a form of its own. Every one says why, and the server decides again.
import { Checkbox, Form, Input, Select } from 'antd';
import type { ReactElement } from 'react';
import { useWrite } from '../../../ui/call.ts';
import {
  editOrganisation,
  endOrganisationName,
  type NameKind,
  nameOrganisation,
  type Organisation,
  type OrganisationKind,
  type OrganisationName,
  splitOrganisation,
} from '../words.ts';
import { Act, DayField, NameField, ReasonField } from './act.tsx';
import { CodeField, KindField } from './new-organisation.tsx';
import { useWords } from './words.ts';

type Props = { one: Organisation; onClose: () => void };
const of = (one: Organisation) => ({ region: one.region, id: one.id as never, version: one.version });

export function Rename({ one, onClose }: Props): ReactElement {
  const say = useWords();
  const write = useWrite(nameOrganisation, { quiet: true, onDone: onClose });
  return (
    <Act<{ name: string; from: string; reason: string }>
      title={say('rename')}
      about={say('rename.about')}
      write={write}
      onClose={onClose}
      onSubmit={(values) => write.mutate({ ...of(one), kind: 'official', ...values })}
    >
      <NameField label={say('name.official')} focus />
      <DayField name="from" label={say('from')} />
      <ReasonField />
    </Act>
  );
}

export function AddName({ one, onClose }: Props): ReactElement {
  const say = useWords();
  const write = useWrite(nameOrganisation, { quiet: true, onDone: onClose });
  return (
    <Act<{ name: string; kind: NameKind; from?: string; reason: string }>
      title={say('names.add')}
      write={write}
      initial={{ kind: 'alias' }}
      onClose={onClose}
      onSubmit={({ from, ...values }) => write.mutate({ ...of(one), ...values, from: from || null })}
    >
      <NameField label={say('name')} focus />
      <Form.Item name="kind" label={say('kind')}>
        <Select options={(['alias', 'short', 'former'] as const).map((kind) => ({ value: kind, label: say(`name.${kind}`) }))} />
      </Form.Item>
      <DayField name="from" label={say('from')} optional help={say('from.help')} />
      <ReasonField />
    </Act>
  );
}

export function EndName({ one, name, onClose }: Props & { name: OrganisationName }): ReactElement {
  const say = useWords();
  const write = useWrite(endOrganisationName, { quiet: true, onDone: onClose });
  return (
    <Act<{ on: string; reason: string }>
      title={`${say('names.end')} ${name.name}`}
      write={write}
      onClose={onClose}
      onSubmit={(values) => write.mutate({ ...of(one), nameId: name.id as never, ...values })}
    >
      <DayField name="on" label={say('on')} />
      <ReasonField />
    </Act>
  );
}

export function Correct({ one, onClose }: Props): ReactElement {
  const say = useWords();
  const write = useWrite(editOrganisation, { quiet: true, onDone: onClose });
  return (
    <Act<{ kind: OrganisationKind; creditCode: string; reason: string }>
      title={say('correct')}
      write={write}
      initial={{ kind: one.kind, creditCode: one.creditCode ?? '' }}
      onClose={onClose}
      onSubmit={({ kind, creditCode, reason }) => write.mutate({ ...of(one), kind, creditCode: creditCode.trim() || null, reason })}
    >
      <KindField />
      <CodeField />
      <ReasonField />
    </Act>
  );
}

export function Split({ one, onClose }: Props): ReactElement {
  const say = useWords();
  const write = useWrite(splitOrganisation, { quiet: true, onDone: onClose });
  return (
    <Act<{ into: string; goesOn: boolean; on: string; reason: string }>
      title={say('split')}
      about={say('split.about')}
      write={write}
      initial={{ goesOn: false }}
      onClose={onClose}
      onSubmit={({ into, ...values }) =>
        write.mutate({
          ...of(one),
          ...values,
          into: into
            .split('\n')
            .map((name) => name.trim())
            .filter((name) => name !== '')
            .map((name) => ({ name, kind: one.kind, creditCode: null })),
        })
      }
    >
      <Form.Item name="into" label={say('split.into')} rules={[{ required: true, message: say('name.needed') }]}>
        <Input.TextArea autoFocus rows={4} />
      </Form.Item>
      <Form.Item name="goesOn" valuePropName="checked">
        <Checkbox>{say('split.goes')}</Checkbox>
      </Form.Item>
      <DayField name="on" label={say('on')} />
      <ReasonField />
    </Act>
  );
}
