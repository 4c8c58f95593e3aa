// Why personal data is collected in a county and when it goes: purposes with their state, declaring, assessing and ending one, what is due for
// deletion and what was deleted, requests of the people themselves.
import { Button } from 'antd';
import { type ReactElement, useId, useState } from 'react';
import { useRead, useWrite } from '../../../ui/call.ts';
import { dayText, instantText, usePick } from '../../../ui/i18n.ts';
import { DayInput } from '../../../ui/kit/DayInput.tsx';
import { Empty } from '../../../ui/kit/Empty.tsx';
import { ErrorNote } from '../../../ui/kit/ErrorNote.tsx';
import { Page, Section } from '../../../ui/kit/Page.tsx';
import { useMay, useRegion, useRegionName } from '../../../ui/session.ts';
import { assessPurpose, declarePurpose, endPurpose, listPurposes, type Purpose, readExpiry, runExpiry } from '../words-purposes.ts';
import { fieldWords, type RosterField, rosterFields } from '../words-roster.ts';
import { useRosterWords } from './roster-words.ts';
import { Subjects } from './subjects.tsx';
import { useWords } from './words.ts';
import '../../../ui/kit/filters.css';
import './roster.css';

export default function Purposes(): ReactElement {
  const say = useRosterWords();
  const room = useWords();
  const region = useRegion();
  const handles = useMay('resumption.reveal-worker');
  const { data, error, refetch } = useRead(listPurposes, { region: region.code as never });
  const county = region.level === 'county';
  return (
    <Page title={say('purposes.title')} about={say('purposes.about')} path={[{ text: room('desk'), to: '/resumption' }]}>
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {data?.purposes.length === 0 && <Empty text={say('purposes.none')} />}
      {data && data.purposes.length > 0 && (
        <ul className="ro-purposes">
          {data.purposes.map((one) => (
            <OnePurpose key={one.id} purpose={one} today={data.today} />
          ))}
        </ul>
      )}
      {data && (county ? <Declare region={region.code} today={data.today} /> : <p className="sz-note">{say('purposes.county')}</p>)}
      {county && <Deleting region={region.code} />}
      {county && handles && <Subjects region={region.code} />}
    </Page>
  );
}

const tones: Record<Purpose['state'], string> = {
  unassessed: 'warning',
  waiting: 'quiet',
  'in-force': 'normal',
  ended: 'warning',
  expired: 'quiet',
};

function OnePurpose({ purpose, today }: { purpose: Purpose; today: string }): ReactElement {
  const say = useRosterWords();
  const pick = usePick();
  const nameOf = useRegionName();
  const [open, setOpen] = useState<'assess' | 'move' | undefined>();
  return (
    <li className="sz-panel">
      <div className="sz-panel-body ro-purpose">
        <h2>
          {purpose.name} <span className={`ro-state ro-state-${tones[purpose.state]}`}>{say(`purposes.state.${purpose.state}`)}</span>
        </h2>
        <p className="sz-label">
          {nameOf(purpose.region)} · {purpose.basis}
        </p>
        <p>
          {say('purposes.days', { begins: dayText(purpose.beginsOn), ends: dayText(purpose.endsOn) })} ·{' '}
          {say('purposes.deleted', { deleted: dayText(purpose.deletedOn) })} ·{' '}
          {say('purposes.held', { rosters: purpose.rosters, people: purpose.people })}
        </p>
        <p className="sz-quiet">
          {say('purposes.fields')}
          {pick({ zh: '：', en: ': ' })}
          {purpose.fields.map((field) => pick(fieldWords[field])).join(pick({ zh: '、', en: ', ' }))}
        </p>
        {purpose.assessedOn !== null && (
          <details className="ro-why">
            <summary>{say('purposes.assessed', { by: purpose.assessedBy ?? '', on: dayText(purpose.assessedOn) })}</summary>
            <p>{purpose.assessment}</p>
          </details>
        )}
        {open === undefined && purpose.state !== 'expired' && (
          <div className="ro-line sz-screen-only">
            {purpose.state === 'unassessed' && <Button onClick={() => setOpen('assess')}>{say('purposes.assess')}</Button>}
            {purpose.state !== 'ended' && <Button onClick={() => setOpen('move')}>{say('purposes.move')}</Button>}
          </div>
        )}
        {open === 'assess' && <Assess purpose={purpose} today={today} onClose={() => setOpen(undefined)} />}
        {open === 'move' && <Move purpose={purpose} onClose={() => setOpen(undefined)} />}
      </div>
    </li>
  );
}

function Assess({ purpose, today, onClose }: { purpose: Purpose; today: string; onClose: () => void }): ReactElement {
  const say = useRosterWords();
  const id = useId();
  const [by, setBy] = useState('');
  const [on, setOn] = useState(today);
  const [text, setText] = useState('');
  const save = useWrite(assessPurpose, { onDone: onClose });
  return (
    <form
      className="ro-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ region: purpose.region, id: purpose.id, version: purpose.version, assessedOn: on, assessedBy: by, assessment: text });
      }}
    >
      <label htmlFor={`${id}-by`}>{say('purposes.assess.by')}</label>
      <input id={`${id}-by`} className="sz-input" value={by} maxLength={60} onChange={(event) => setBy(event.target.value)} />
      <label htmlFor={`${id}-on`}>{say('purposes.assess.on')}</label>
      <DayInput id={`${id}-on`} value={on} onChange={setOn} />
      <label htmlFor={`${id}-text`}>{say('purposes.assess.text')}</label>
      <textarea
        id={`${id}-text`}
        className="sz-input"
        rows={4}
        value={text}
        maxLength={4_000}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="ro-line">
        <Button htmlType="submit" type="primary" loading={save.isPending} disabled={by.trim().length < 2 || text.trim().length < 10}>
          {say('purposes.assess.do')}
        </Button>
        <Button onClick={onClose}>{say('roster.cancel')}</Button>
      </div>
    </form>
  );
}

function Move({ purpose, onClose }: { purpose: Purpose; onClose: () => void }): ReactElement {
  const say = useRosterWords();
  const id = useId();
  const [ends, setEnds] = useState(purpose.endsOn);
  const [reason, setReason] = useState('');
  const save = useWrite(endPurpose, { onDone: onClose });
  return (
    <form
      className="ro-form"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ region: purpose.region, id: purpose.id, version: purpose.version, endsOn: ends, reason });
      }}
    >
      <label htmlFor={`${id}-ends`}>{say('purposes.ends')}</label>
      <DayInput id={`${id}-ends`} value={ends} onChange={setEnds} />
      <label htmlFor={`${id}-why`}>{say('purposes.move.why')}</label>
      <input id={`${id}-why`} className="sz-input" value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
      <div className="ro-line">
        <Button htmlType="submit" type="primary" loading={save.isPending} disabled={reason.trim().length < 2 || ends === ''}>
          {say('purposes.move.do')}
        </Button>
        <Button onClick={onClose}>{say('roster.cancel')}</Button>
      </div>
    </form>
  );
}

function Declare({ region, today }: { region: string; today: string }): ReactElement {
  const say = useRosterWords();
  const pick = usePick();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [basis, setBasis] = useState('');
  const [fields, setFields] = useState<readonly RosterField[]>(rosterFields);
  const [begins, setBegins] = useState(today);
  const [ends, setEnds] = useState('');
  const [keep, setKeep] = useState('14');
  const save = useWrite(declarePurpose, { onDone: () => setOpen(false) });
  if (!open)
    return (
      <div className="sz-screen-only">
        <Button type="primary" onClick={() => setOpen(true)}>
          {say('purposes.declare')}
        </Button>
      </div>
    );
  return (
    <Section title={say('purposes.declare')}>
      <form
        className="ro-form ro-declare"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ region, name, basis, fields: [...fields], beginsOn: begins, endsOn: ends, keepDays: Number(keep) });
        }}
      >
        <label htmlFor={`${id}-name`}>{say('purposes.name')}</label>
        <input id={`${id}-name`} className="sz-input" value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
        <label htmlFor={`${id}-basis`}>{say('purposes.basis')}</label>
        <input id={`${id}-basis`} className="sz-input" value={basis} maxLength={300} onChange={(event) => setBasis(event.target.value)} />
        <fieldset className="ro-choose">
          <legend>{say('purposes.fields')}</legend>
          {rosterFields.map((field) => (
            <label key={field}>
              <input
                type="checkbox"
                checked={fields.includes(field)}
                onChange={(event) => setFields(rosterFields.filter((one) => (one === field ? event.target.checked : fields.includes(one))))}
              />{' '}
              {pick(fieldWords[field])} <span className="sz-label">{pick(fieldWords[field].why)}</span>
            </label>
          ))}
        </fieldset>
        <div className="ro-line">
          <div>
            <label htmlFor={`${id}-begins`}>{say('purposes.begins')}</label>
            <DayInput id={`${id}-begins`} value={begins} onChange={setBegins} />
          </div>
          <div>
            <label htmlFor={`${id}-ends`}>{say('purposes.ends')}</label>
            <DayInput id={`${id}-ends`} value={ends} onChange={setEnds} />
          </div>
          <div>
            <label htmlFor={`${id}-keep`}>{say('purposes.keep')}</label>
            <input
              id={`${id}-keep`}
              className="sz-input"
              type="number"
              min={0}
              max={90}
              value={keep}
              onChange={(event) => setKeep(event.target.value)}
            />
          </div>
        </div>
        <div className="ro-line">
          <Button
            htmlType="submit"
            type="primary"
            loading={save.isPending}
            disabled={name.trim().length < 2 || basis.trim().length < 4 || ends === ''}
          >
            {say('purposes.save')}
          </Button>
          <Button onClick={() => setOpen(false)}>{say('roster.cancel')}</Button>
        </div>
      </form>
    </Section>
  );
}

function Deleting({ region }: { region: string }): ReactElement {
  const say = useRosterWords();
  const { data, error, refetch } = useRead(readExpiry, { region });
  const run = useWrite(runExpiry);
  return (
    <Section title={say('expiry.title')}>
      <p className="sz-quiet">{say('expiry.about')}</p>
      <p className="sz-label">{say('expiry.backups')}</p>
      {error && <ErrorNote error={error} onRetry={refetch} />}
      {data && data.due.length === 0 && <p>{say('expiry.nothing')}</p>}
      {data && data.due.length > 0 && (
        <div className="sz-note sz-note-caution">
          {data.due.map((one) => (
            <span key={one.purposeId}>{say('expiry.due', { purpose: one.purpose, people: one.people })}</span>
          ))}
          <Button danger loading={run.isPending} onClick={() => run.mutate({ region })}>
            {say('expiry.run')}
          </Button>
        </div>
      )}
      {data && data.past.length > 0 && (
        <ul className="ro-past">
          {data.past.map(({ id, at, byName, purpose, people, rows, rosters }) => (
            <li key={id}>{say('expiry.past', { at: instantText(at), by: byName, purpose, people, rows, rosters })}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}
