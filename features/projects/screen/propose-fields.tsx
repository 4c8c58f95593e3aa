// Two fields of a proposal that look things up: the county a project moves to, and the projects merged into it.
import { type ReactElement, useState } from 'react';
import { useRead } from '../../../ui/call.ts';
import { useYear } from '../../../ui/session.ts';
import { listRegions } from '../../regions/words.ts';
import { library, type Project } from '../words.ts';
import { ChoiceField } from './fields.tsx';
import type { Form } from './form.tsx';
import { useMoneyText } from './money.tsx';
import { useFormWords } from './words.ts';

export function CountyField({ form, own }: { form: Form<{ to: string }>; own: string }): ReactElement {
  const say = useFormWords();
  const { data } = useRead(listRegions, {}, { staleTime: 300_000 });
  const counties = (data?.regions ?? []).filter((one) => one.level === 'county' && one.inUse && one.code !== own);
  return (
    <ChoiceField
      form={form}
      name="to"
      label={say('propose.to')}
      required
      wide
      empty={say('choose')}
      options={counties.map((one) => ({ value: one.code, text: `${one.name} ${one.code}` }))}
    />
  );
}

/** Finds the other projects of the county by name, code, owner or initials. */
export function OthersField({
  project,
  chosen,
  error,
  onChosen,
}: {
  project: Project;
  chosen: readonly { id: string; name: string }[];
  error: string | undefined;
  onChosen: (next: { id: string; name: string }[]) => void;
}): ReactElement {
  const say = useFormWords();
  const money = useMoneyText();
  const year = useYear();
  const [text, setText] = useState('');
  const { data } = useRead(
    library,
    { region: project.region as never, year, q: text.trim(), limit: 8, sort: 'name', order: 'asc' },
    { enabled: text.trim().length > 0, keepPrevious: true },
  );
  const found = (text.trim() ? (data?.rows ?? []) : []).filter((row) => row.id !== project.id && !chosen.some((one) => one.id === row.id));
  return (
    <fieldset className={`pj-field pj-field-wide${error ? ' pj-field-bad' : ''}`} data-field="with">
      <legend>{say('propose.with')}</legend>
      {chosen.map((one) => (
        <p key={one.id} className="pj-file">
          <b>{one.name}</b>{' '}
          <button type="button" className="pj-link" onClick={() => onChosen(chosen.filter((other) => other.id !== one.id))}>
            {say('propose.with.off')}
          </button>
        </p>
      ))}
      <input
        className="pj-input"
        type="search"
        value={text}
        aria-label={say('propose.with')}
        placeholder={say('propose.with.search')}
        onChange={(event) => setText(event.target.value)}
      />
      <ul className="pj-found">
        {found.map((row) => (
          <li key={row.id}>
            <button
              type="button"
              className="sz-pop-item"
              onClick={() => {
                onChosen([...chosen, { id: row.id, name: row.name }]);
                setText('');
              }}
            >
              <span className="sz-grow">
                {row.name}
                <span className="sz-label"> {row.owner}</span>
              </span>
              <span>{money(row.totalYuan)}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="pj-field-help">{error && <span className="pj-error">{error}</span>}</div>
    </fieldset>
  );
}
