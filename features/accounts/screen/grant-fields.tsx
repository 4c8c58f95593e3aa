// The fields of a grant, in the form that opens an account and in the one that adds a post: which post, where, for which enterprise, when.
import { Form, Input, Select } from 'antd';
import type { ReactElement } from 'react';
import { usePick } from '../../../ui/i18n.ts';
import type { Role } from '../words.ts';
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
  const role = Form.useWatch('role') as Role | undefined;
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
          options={regions.map((region) => ({ value: region.code, label: `${region.code} ${region.name}` }))}
        />
      </Form.Item>
      {role === 'owner' && (
        <Form.Item name="organisation" label={say('organisation')} extra={say('organisation.help')} rules={[{ required: true }]}>
          <Input spellCheck={false} />
        </Form.Item>
      )}
      <Form.Item name="from" label={say('from')}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="to" label={say('to')} extra={say('to.help')}>
        <Input type="date" />
      </Form.Item>
    </>
  );
}
