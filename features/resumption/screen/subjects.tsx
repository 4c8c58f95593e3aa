// What somebody may ask about the own data, handled by the clerk at the window: look up, copy, correct, delete. Found by the number they show; the
// number leaves the form with the answer and is written nowhere.
import { Button } from 'antd';
import { type ReactElement, useId, useState } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { dayText, instantText, usePick } from '../../../ui/i18n.ts';
import { Section } from '../../../ui/kit/Page.tsx';
import { copySubject, correctSubject, deleteSubject, listRequests, querySubject } from '../words-purposes.ts';
import { fieldWords } from '../words-roster.ts';
import { useRosterWords } from './roster-words.ts';

const correctable = ['name', 'phone', 'from', 'returnedOn', 'isolationUntil', 'contact'] as const;

export function Subjects({ region }: { region: string }): ReactElement {
  const say = useRosterWords();
  const pick = usePick();
  const id = useId();
  const [identity, setIdentity] = useState('');
  const [reason, setReason] = useState('');
  const [field, setField] = useState<(typeof correctable)[number]>('phone');
  const [value, setValue] = useState('');
  const query = useWrite(querySubject, { stale: [listRequests] });
  const copy = useWrite(copySubject, { stale: [listRequests] });
  const correct = useWrite(correctSubject);
  const remove = useWrite(deleteSubject);
  const past = useRead(listRequests, { region, limit: 20 });
  const asked = { region, identity, reason };
  const ready = identity.trim().length >= 8 && reason.trim().length >= 4;
  const records = correct.data?.records ?? query.data?.records;
  const begin = (work: () => void): void => {
    for (const one of [query, copy, correct, remove]) one.reset();
    work();
  };
  return (
    <Section title={say('subject.title')}>
      <p className="sz-quiet">{say('subject.about')}</p>
      <form
        className="ro-form sz-screen-only"
        onSubmit={(event) => {
          event.preventDefault();
          begin(() => query.mutate(asked));
        }}
      >
        <label htmlFor={`${id}-number`}>{say('subject.identity')}</label>
        <input
          id={`${id}-number`}
          className="sz-input ro-number"
          autoComplete="off"
          maxLength={40}
          value={identity}
          onChange={(event) => setIdentity(event.target.value)}
        />
        <label htmlFor={`${id}-why`}>{say('subject.reason')}</label>
        <input id={`${id}-why`} className="sz-input" maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
        <div className="ro-line">
          <Button htmlType="submit" type="primary" disabled={!ready} loading={query.isPending}>
            {say('subject.query')}
          </Button>
          <Button disabled={!ready} loading={copy.isPending} onClick={() => begin(() => copy.mutate(asked))}>
            {say('subject.copy')}
          </Button>
          <Button
            danger
            disabled={!ready}
            loading={remove.isPending}
            onClick={() => begin(() => remove.mutate({ ...asked, refused: false }))}
          >
            {say('subject.delete')}
          </Button>
          <Button type="text" disabled={!ready} onClick={() => begin(() => remove.mutate({ ...asked, refused: true }))}>
            {say('subject.refuse')}
          </Button>
        </div>
        {records && records.length > 0 && (
          <div className="ro-line">
            <label>
              <span className="sz-label">{say('subject.correct.field')}</span>
              <select className="sz-select" value={field} onChange={(event) => setField(event.target.value as typeof field)}>
                {correctable.map((one) => (
                  <option key={one} value={one}>
                    {pick(fieldWords[one])}
                  </option>
                ))}
              </select>
            </label>
            <label>
              <span className="sz-label">{say('subject.correct.value')}</span>
              <input className="sz-input" autoComplete="off" value={value} onChange={(event) => setValue(event.target.value)} />
            </label>
            <Button
              disabled={value.trim() === ''}
              loading={correct.isPending}
              onClick={() => correct.mutate({ ...asked, set: { [field]: value } })}
            >
              {say('subject.correct')}
            </Button>
          </div>
        )}
      </form>
      <div role="status">
        {records?.length === 0 && <p>{say('subject.none')}</p>}
        {records?.map((one) => (
          <div key={one.worker.id} className="sz-note">
            <span>
              <b>{one.worker.name}</b> <span className="ro-number">{one.worker.identity}</span> {one.worker.phone}
            </span>
            <span className="sz-label">
              {say('subject.found', { enterprise: one.enterprise, purpose: one.purpose, deleted: dayText(one.deletedOn) })}
            </span>
          </div>
        ))}
        {copy.data?.records.length === 0 && <p>{say('subject.none')}</p>}
        {copy.data?.records.map((one) => (
          <div key={`${one.enterprise}${one.purpose}`} className="sz-note">
            <span>
              <b>{one.enterprise}</b> {one.purpose} · {one.basis}
            </span>
            <ul className="ro-copy">
              {one.fields.map((entry) => (
                <li key={entry.field}>
                  <span className="sz-label">{pick(fieldWords[entry.field])}</span> {entry.value}
                </li>
              ))}
            </ul>
          </div>
        ))}
        {remove.data && !remove.variables?.refused && <p>{say('subject.deleted', { records: remove.data.records })}</p>}
      </div>
      {past.data && past.data.requests.length > 0 && (
        <>
          <h3>{say('subject.past')}</h3>
          <ul className="ro-past">
            {past.data.requests.map((one) => (
              <li key={one.id}>
                {instantText(one.at)} {one.byName} · {say(`subject.kind.${one.kind}`)} · {say(`subject.outcome.${one.outcome}`)} ·{' '}
                {one.records} · {one.reason}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}
