// People typed one by one: a row each, on a phone a card each. Rows that were wrong stay as they were typed, with the reason under each field; the
// good ones go. Nothing typed is kept on the device.
import { Button } from 'antd';
import { type ReactElement, useRef, useState } from 'react';
import { useWrite } from '../../../ui/call.ts';
import { usePick } from '../../../ui/i18n.ts';
import { addRows, type CellToCorrect, fieldWords, type RosterField, type Typed } from '../words-roster.ts';
import { useRosterWords } from './roster-words.ts';

interface Row {
  key: number;
  typed: Partial<Record<RosterField, string>>;
  wrong: CellToCorrect[];
}

const isEmpty = (row: Row): boolean => Object.values(row.typed).every((text) => text.trim() === '');

export function TypedRows({
  region,
  roster,
  fields,
  onClose,
}: {
  region: string;
  roster: string;
  fields: readonly RosterField[];
  onClose: () => void;
}): ReactElement {
  const say = useRosterWords();
  const pick = usePick();
  const next = useRef(3);
  const [rows, setRows] = useState<Row[]>(() => [0, 1, 2].map((key) => ({ key, typed: {}, wrong: [] })));
  const filled = rows.filter((row) => !isEmpty(row));
  const add = useWrite(addRows, {
    done: ({ kept, wrong }) => ({ zh: `已登记 ${kept} 人，${wrong.length} 行要改`, en: `${kept} entered, ${wrong.length} to correct` }),
    onDone: ({ wrong }) => {
      if (wrong.length === 0) return onClose();
      setRows(wrong.map(({ row, cells }) => ({ ...filled[row]!, wrong: cells })));
    },
  });
  const put = (key: number, field: RosterField, text: string): void =>
    setRows(
      rows.map((row) =>
        row.key === key ? { ...row, typed: { ...row.typed, [field]: text }, wrong: row.wrong.filter((one) => one.field !== field) } : row,
      ),
    );
  return (
    <form
      className="ro-typed"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate({ region, id: roster, rows: filled.map((row) => row.typed as Typed) });
      }}
    >
      {rows.map((row, index) => (
        <fieldset key={row.key}>
          <legend className="sz-hidden">{index + 1}</legend>
          {fields.map((field) => {
            const wrong = row.wrong.find((one) => one.field === field);
            const name = pick(fieldWords[field]);
            const describes = `ro-${row.key}-${field}`;
            return (
              <div key={field} className={`ro-cell ro-cell-${field}`}>
                <label className="sz-label" htmlFor={`${describes}-in`}>
                  {name}
                </label>
                {field === 'contact' ? (
                  <select
                    id={`${describes}-in`}
                    className="sz-select"
                    value={row.typed.contact ?? ''}
                    onChange={(event) => put(row.key, field, event.target.value)}
                  >
                    <option value="" />
                    <option value="否">{say('roster.no')}</option>
                    <option value="是">{say('roster.yes')}</option>
                  </select>
                ) : (
                  <input
                    id={`${describes}-in`}
                    className="sz-input"
                    value={row.typed[field] ?? ''}
                    autoComplete="off"
                    {...(field === 'phone' && { inputMode: 'tel' as const })}
                    {...((field === 'returnedOn' || field === 'isolationUntil') && { placeholder: '2020-02-08' })}
                    aria-invalid={wrong !== undefined}
                    {...(wrong && { 'aria-describedby': describes })}
                    onChange={(event) => put(row.key, field, event.target.value)}
                  />
                )}
                {wrong && (
                  <span id={describes} className="ro-wrong">
                    {pick(wrong.said)}
                  </span>
                )}
              </div>
            );
          })}
          <button
            type="button"
            className="sz-tool ro-clear"
            aria-label={say('roster.typed.clear')}
            onClick={() => setRows(rows.filter((one) => one.key !== row.key))}
          >
            ✕
          </button>
        </fieldset>
      ))}
      <div className="ro-line">
        <Button htmlType="submit" type="primary" loading={add.isPending} disabled={filled.length === 0}>
          {say('roster.typed.save', { count: filled.length })}
        </Button>
        <Button
          onClick={() => {
            setRows([...rows, { key: next.current, typed: {}, wrong: [] }]);
            next.current += 1;
          }}
        >
          {say('roster.typed.add')}
        </Button>
        <Button type="text" onClick={onClose}>
          {say('roster.cancel')}
        </Button>
      </div>
    </form>
  );
}
