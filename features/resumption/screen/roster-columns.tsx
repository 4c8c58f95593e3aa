// Where the header alone did not say: a person names what each column is. Only titles are shown, never cells below them.
import { Button } from 'antd';
import { type ReactElement, useState } from 'react';
import { useWrite } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { dropRosterFile, type FileReply, fieldWords, nameColumns, type RosterField } from '../words-roster.ts';
import { useRosterWords } from './roster-words.ts';

export function NameColumns({
  region,
  roster,
  fields,
  asked,
  onRead,
  onDrop,
}: {
  region: string;
  roster: string;
  fields: readonly RosterField[];
  asked: FileReply;
  onRead: (reply: FileReply) => void;
  onDrop: () => void;
}): ReactElement {
  const say = useRosterWords();
  const pick = usePick();
  const [header, setHeader] = useState(asked.headerRow || 1);
  const [named, setNamed] = useState(() => new Map(asked.columns.map((one) => [one.column, one.field as RosterField | null])));
  const read = useWrite(nameColumns, { onDone: onRead });
  const drop = useWrite(dropRosterFile, { onDone: onDrop });
  const missing = fields.filter((field) => field !== 'isolationUntil' && ![...named.values()].includes(field));
  return (
    <form
      className="sz-note ro-columns"
      onSubmit={(event) => {
        event.preventDefault();
        const columns = [...named].flatMap(([column, field]) => (field ? [{ column, field }] : []));
        read.mutate({ region, id: roster, file: asked.file.id, headerRow: header, columns });
      }}
    >
      <p>
        {say('roster.columns.hint', {
          file: asked.file.name,
          missing: asked.missing.map((field) => pick(fieldWords[field])).join(pick({ zh: '、', en: ', ' })),
        })}
      </p>
      <label className="ro-line">
        <span>{say('roster.columns.header')}</span>
        <input
          className="sz-input"
          type="number"
          min={0}
          max={200}
          value={header}
          onChange={(event) => setHeader(Number(event.target.value))}
        />
      </label>
      <ul>
        {asked.columns.map(({ column, letters, title }) => (
          <li key={column}>
            <label>
              <span className="ro-letters">{letters}</span> <span>{title}</span>
              <select
                className="sz-select"
                value={named.get(column) ?? ''}
                onChange={(event) => setNamed(new Map(named).set(column, (event.target.value || null) as RosterField | null))}
              >
                <option value="">{say('roster.columns.none')}</option>
                {fields.map((field) => (
                  <option key={field} value={field}>
                    {pick(fieldWords[field])}
                  </option>
                ))}
              </select>
            </label>
          </li>
        ))}
      </ul>
      <div className="ro-line">
        <Button htmlType="submit" type="primary" loading={read.isPending} disabled={missing.length > 0}>
          {say('roster.columns.read')}
        </Button>
        <Button onClick={() => drop.mutate({ region, id: roster, file: asked.file.id })}>{say('roster.columns.drop')}</Button>
      </div>
    </form>
  );
}
