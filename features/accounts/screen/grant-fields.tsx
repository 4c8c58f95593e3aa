// The fields of a grant, in the form that opens an account and in the one that adds a post: which post, where, for which enterprise, when.
import { Form, Select } from 'antd';
import type { ReactElement } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import { DayInput } from '../../../ui/kit/DayInput.tsx';
import { isDay } from '../../../vocabulary/days.ts';
import type { Role } from '../words.ts';
import { EnterprisePicker } from './enterprise-picker.tsx';
import { useWords } from './words.ts';

type Pair = { zh: string; en: string };
export type KnownRole = { role: Role; name: Pair; does: Pair };
export type KnownRegion = { code: string; name: string };
export type GrantValues = { role: Role; region: string; organisation?: string; from?: string; to?: string };

/** What the form says as the call wants it: an empty field is no value. */
export const grantInput = ({ role, region, organisation, from, to }: GrantValues): GrantValues => ({
  role,
  region,
  ...(role === 'owner' && organisation && { organisation }),
  ...(from && { from }),
  ...(to && { to }),
});

export function GrantFields({ roles, regions }: { roles: readonly KnownRole[]; regions: readonly KnownRegion[] }): ReactElement {
  const say = useWords();
  const pick = usePick();
  const form = Form.useFormInstance();
  const role = Form.useWatch('role') as Role | undefined;
  const region = Form.useWatch('region') as string | undefined;
  const chosen = roles.find((one) => one.role === role);
  return (
    <>
      <Form.Item name="role" label={say('role')} rules={[{ required: true, message: say('role.needed') }]}>
        <Select options={roles.map((one) => ({ value: one.role, label: pick(one.name) }))} />
      </Form.Item>
      {chosen && <p className="accounts-does">{pick(chosen.does)}</p>}
      <Form.Item name="region" label={say('region')} rules={[{ required: true, message: say('first.region.needed') }]}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          onChange={() => form.setFieldValue('organisation', undefined)}
          options={regions.map((region) => ({ value: region.code, label: `${region.code} ${region.name}` }))}
        />
      </Form.Item>
      {role === 'owner' && (
        <Form.Item
          name="organisation"
          label={say('organisation')}
          extra={say('organisation.help')}
          rules={[{ required: true, message: say('organisation.needed') }]}
        >
          <EnterprisePicker region={region} />
        </Form.Item>
      )}
      {(['from', 'to'] as const).map((name) => (
        <Form.Item
          key={name}
          name={name}
          label={say(name)}
          {...(name === 'to' && { extra: say('to.help') })}
          validateTrigger="onBlur"
          rules={[
            {
              validator: async (_, text?: string) => {
                if (text && !isDay(text)) throw new Error(say('day.needed'));
              },
            },
          ]}
        >
          <DayInput />
        </Form.Item>
      ))}
    </>
  );
}
