// The enterprise that an owner speaks for, found among those of the region by any of its names or by its credit code; nobody types an id.
import { Select } from 'antd';
import { type ReactElement, useDeferredValue, useState } from 'react';
import { useRead } from '../../../ui/call.ts';
import { listOrganisations } from '../../regions/words.ts';
import { useWords } from './words.ts';

const most = 30;

/** A field of a form: the value is the id of the enterprise. */
export function EnterprisePicker({
  region,
  value,
  onChange,
  id,
}: {
  region: string | undefined;
  value?: string;
  onChange?: (id: string | undefined) => void;
  id?: string;
}): ReactElement {
  const say = useWords();
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const { data, isFetching } = useRead(
    listOrganisations,
    { ...(region && { region }), ...(search && { search }), limit: most },
    { enabled: region !== undefined },
  );
  const found = data?.organisations ?? [];
  return (
    <Select
      {...(id && { id })}
      {...(value && { value })}
      allowClear
      disabled={region === undefined}
      placeholder={say(region === undefined ? 'organisation.region-first' : 'organisation.search')}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={isFetching}
      notFoundContent={isFetching ? say('organisation.searching') : say('organisation.none')}
      onChange={(next: string | undefined) => {
        setTyped('');
        onChange?.(next);
      }}
      options={found.map((one) => ({
        value: one.id,
        label: one.name,
        code: one.creditCode,
        matched: one.matched,
      }))}
      optionRender={({ data: one }) => (
        <span className="accounts-enterprise">
          <span>{one.label}</span>
          <span className="sz-label">{[one.code ?? say('organisation.no-code'), ...one.matched].join(' · ')}</span>
        </span>
      )}
    />
  );
}
